//! Leaks on purpose: of every kind five hundred, in small random tables that were safe before. Each is found, nothing is
//! found where brute force finds nothing, and what is learned is the same.

mod brute_force;

use std::time::Duration;

use audit::attacks::exact::exact;
use audit::attacks::interval::{interval, within};
use audit::attacks::replay;
use audit::mutation::{Leak, plant};
use audit::{Learned, System};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Counts below this are not shown.
const THRESHOLD: i64 = 4;
/// Counts are rounded to a multiple of this.
const BASE: i64 = 3;
/// No count of the random tables is larger, whatever the table.
const MOST: i64 = 14;

/// A table of areas × groups with its margins, rounded and with small counts withheld.
fn random_table(random: &mut ChaCha8Rng) -> (System, Vec<i64>) {
    let (rows, columns) = (random.random_range(2..=2_usize), random.random_range(2..=3_usize));
    let truth: Vec<i64> = (0..rows * columns)
        .map(|_| if random.random_bool(0.4) { random.random_range(0..THRESHOLD) } else { random.random_range(2..9) })
        .collect();
    let mut system = System::new(rows * columns);
    let within = if random.random_bool(0.5) { 1 } else { 3 };
    let mut publish = |cells: Vec<usize>| {
        let value: i64 = cells.iter().map(|cell| truth[*cell]).sum();
        let entries: Vec<(usize, i64)> = cells.into_iter().map(|cell| (cell, 1)).collect();
        if value < THRESHOLD {
            let row = system.add(entries, 0, THRESHOLD - 1);
            system.protect(row, THRESHOLD - 1, true);
        } else {
            let shown = (value + BASE / 2) / BASE * BASE;
            system.add(entries, (shown - within).max(THRESHOLD), shown + within);
        }
    };
    (0..rows * columns).for_each(|cell| publish(vec![cell]));
    (0..rows).for_each(|row| publish((0..columns).map(|column| row * columns + column).collect()));
    (0..columns).for_each(|column| publish((0..rows).map(|row| row * columns + column).collect()));
    publish((0..rows * columns).collect());
    (system, truth)
}

fn by_interval(system: &System) -> Vec<(usize, Learned)> {
    let all: Vec<usize> = (0..system.protected().len()).collect();
    let result = interval(system, &all, true, within(Duration::from_mins(1)));
    assert!(result.undecided.is_empty() && !result.contradiction);
    result.found
}

fn planted_leaks_are_found(leak: Leak, seed: u64) {
    const WANTED: usize = 500;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut leaks, mut harmless, mut exactly) = (0, 0, 0);
    while leaks < WANTED {
        let (system, truth) = random_table(&mut random);
        assert!(system.admits(&truth));
        if system.protected().is_empty() || !brute_force::learned(&system, MOST).is_empty() {
            continue;
        }
        let Some(mutated) = plant(&system, &truth, leak, &mut random) else { continue };
        assert!(mutated.admits(&truth), "a leak is true");
        let brute = brute_force::learned(&mutated, MOST);
        let found = by_interval(&mutated);
        assert_eq!(found, brute, "{leak:?} in {mutated:?}");
        // Exact sums find a part of it, and never what is not so.
        for (at, _) in exact(&mutated, seed).found {
            assert!(brute.contains(&(at, Learned::Exactly)), "{leak:?} in {mutated:?}");
            exactly += 1;
        }
        if brute.is_empty() {
            harmless += 1;
        } else {
            leaks += 1;
        }
        assert!(harmless < 200_000, "{leak:?} hardly ever leaks");
    }
    assert!(leak == Leak::Refined || exactly > 0, "{leak:?} is never found by exact sums");
}

#[test]
fn a_count_made_more_precise_is_found() {
    planted_leaks_are_found(Leak::Refined, 1);
}

#[test]
fn a_small_count_that_is_shown_is_found() {
    planted_leaks_are_found(Leak::Lifted, 2);
}

#[test]
fn a_link_between_universes_or_a_table_of_others_is_found() {
    planted_leaks_are_found(Leak::Linked, 3);
}

#[test]
fn attacks_agree_with_brute_force_on_tables_that_were_not_made_safe() {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..300 {
        let (system, _) = random_table(&mut random);
        assert_eq!(by_interval(&system), brute_force::learned(&system, MOST));
    }
}

#[test]
fn the_search_of_the_replay_finds_the_tables_that_brute_force_finds() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for _ in 0..100 {
        let (system, _) = random_table(&mut random);
        let mut brute = Vec::new();
        brute_force::tables(&system, MOST, &mut |values| brute.push(values.to_vec()));
        let mut found = replay::tables(&system, 1_000_000).expect("small");
        found.sort();
        brute.sort();
        assert_eq!(found, brute);
    }
}

#[test]
fn a_rule_that_makes_small_counts_coarser_gives_them_away_to_who_knows_it() {
    // One area of two: a protector that widens the total only when the hidden count is 0 tells by widening that it is.
    let publish = |values: &[i64]| {
        let total = values[0] + values[1];
        if values[1] == 0 { (total / 10 * 10, 10) } else { (total / 5 * 5, 5) }
    };
    let truth = [20, 0];
    let published = publish(&truth);
    let mut system = System::new(2);
    system.add([(0, 1)], 18, 22);
    system.add([(0, 1), (1, 1)], published.0, published.0 + published.1 - 1);
    let row = system.add([(1, 1)], 0, 9);
    system.protect(row, 9, true);
    assert!(by_interval(&system).is_empty(), "by the figures alone it holds");
    let tables = replay::tables(&system, 10_000).expect("small");
    assert_eq!(replay::replay(&system, &tables, publish, &published), [(0, Learned::Exactly)]);
}
