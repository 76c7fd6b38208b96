//! Tables that other programs protected badly (issues of sdcTools/UserSupport, written out in `sdc/README.md` of the shared
//! folder): the attacks find what was wrong with them.

mod brute_force;

use audit::attacks::exact::exact;
use audit::attacks::interval::{bounds, interval, within};
use audit::{Learned, System};
use std::time::Duration;

/// A table with one row per area in a hierarchy: cells that are withheld are protected, all others are exact.
struct Hidden {
    system: System,
    truth: Vec<i64>,
}

impl Hidden {
    /// Cells by their true counts.
    fn of(truth: &[i64]) -> Self {
        Self { system: System::new(truth.len()), truth: truth.to_vec() }
    }

    fn publish(&mut self, cells: &[usize]) {
        let entries: Vec<(usize, i64)> = cells.iter().map(|cell| (*cell, 1)).collect();
        let value = cells.iter().map(|cell| self.truth[*cell]).sum();
        self.system.add(entries, value, value);
    }

    /// Withholds a sum; what is protected is that it can be 0 and `most`.
    fn withhold(&mut self, cells: &[usize], most: i64) -> usize {
        let entries: Vec<(usize, i64)> = cells.iter().map(|cell| (*cell, 1)).collect();
        let row = self.system.add(entries, 0, audit::UNBOUNDED);
        self.system.protect(row, most, true);
        self.system.protected().len() - 1
    }
}

fn found_by_interval(system: &System) -> Vec<(usize, Learned)> {
    let all: Vec<usize> = (0..system.protected().len()).collect();
    interval(system, &all, true, within(Duration::from_mins(1))).found
}

#[test]
fn issue_194_a_total_of_nothing_gives_away_its_parts() {
    // 0 = 0 + x + x: no rank test sees it, because it needs that counts are not negative.
    let mut table = Hidden::of(&[0, 0, 0]);
    table.publish(&[0]);
    table.publish(&[0, 1, 2]);
    let (a, b) = (table.withhold(&[1], 2), table.withhold(&[2], 2));
    assert!(exact(&table.system, 1).found.is_empty());
    assert_eq!(found_by_interval(&table.system), [(a, Learned::Exactly), (b, Learned::Exactly)]);
}

#[test]
fn issue_194_what_is_left_after_10_and_5_of_15_is_nothing() {
    let mut table = Hidden::of(&[10, 5, 0, 0]);
    table.publish(&[0]);
    table.publish(&[1]);
    table.publish(&[0, 1, 2, 3]);
    table.withhold(&[2], 2);
    table.withhold(&[3], 2);
    assert_eq!(found_by_interval(&table.system), [(0, Learned::Exactly), (1, Learned::Exactly)]);
}

#[test]
fn issue_194_two_cells_of_at_least_one_that_are_two_together_are_one_each() {
    // 15 = 10 + 3 + x + x, where a withheld cell is known to be no 0.
    let mut table = Hidden::of(&[10, 3, 1, 1]);
    table.publish(&[0]);
    table.publish(&[1]);
    table.publish(&[0, 1, 2, 3]);
    for cell in [2, 3] {
        let at = table.withhold(&[cell], 2);
        let row = table.system.protected()[at].row;
        table.system.narrow(row, 1, audit::UNBOUNDED);
        assert_eq!(bounds(&table.system, &[(cell, 1)]).map(|bounds| bounds.high), Some(if cell == 2 { 2 } else { 1 }));
    }
    assert_eq!(found_by_interval(&table.system), [(0, Learned::Exactly), (1, Learned::Exactly)]);
}

#[test]
fn issue_135_three_singletons_protected_with_each_other_are_not_protected() {
    // var1 × var2 with margins; 1 and 2 are primary. Withheld: the primary ones and, as the classic methods do it, just enough
    // others that no single cell follows from one row or column.
    let truth = [1, 1, 7, 1, 0, 1, 0, 0, 2, 8];
    let mut table = Hidden::of(&truth);
    let withheld = [0, 1, 3, 5, 8, 6];
    for cell in 0..10 {
        if !withheld.contains(&cell) {
            table.publish(&[cell]);
        }
    }
    for row in [0, 5] {
        table.publish(&(row..row + 5).collect::<Vec<_>>());
    }
    for column in 0..5 {
        table.publish(&[column, column + 5]);
    }
    for cell in withheld {
        table.withhold(&[cell], 2);
    }
    // Each row has three withheld cells, each column two: exact safety holds.
    assert!(exact(&table.system, 1).found.is_empty());
    // But counts are small: A is at most the 2 of its column, B at most 1 of its column, …; 0 to 2 does not remain possible.
    let brute = brute_force::learned(&table.system, 12);
    assert!(!brute.is_empty());
    assert_eq!(found_by_interval(&table.system), brute);
}

#[test]
#[expect(clippy::many_single_char_names, reason = "the regions are called so")]
fn issue_136_two_hierarchies_of_the_same_regions_protected_apart_are_solved_together() {
    // Regions A, B, I, J, K, L, M, N; county 1 is A, B, I, J and county 2 the others; L and M are big.
    let truth = [2, 2, 8, 8, 3, 3, 3, 7];
    let [a, b, i, j, k, l, m, n] = [0, 1, 2, 3, 4, 5, 6, 7];
    let publish = |withheld: &[usize]| {
        let mut table = Hidden::of(&truth);
        (0..8).filter(|cell| !withheld.contains(cell)).for_each(|cell| table.publish(&[cell]));
        table.publish(&[a, b, i, j]);
        table.publish(&[k, l, m, n]);
        table.publish(&[l, m]);
        table.publish(&[a, b, i, j, k, n]);
        for cell in withheld {
            table.withhold(&[*cell], 3);
        }
        table
    };
    // By counties alone, K with L would do; that big regions are L and M then gives L away, and with it K.
    let table = publish(&[a, b, k, l]);
    let found = exact(&table.system, 1).found;
    let cells: Vec<usize> = found.iter().map(|(at, _)| [a, b, k, l][*at]).collect();
    assert_eq!(cells, [k, l]);
    assert_eq!(exact(&table.system, 1).confirmed, 2);
    // Withheld with an eye to both, nothing follows exactly.
    let table = publish(&[a, b, k, l, m, n]);
    assert!(exact(&table.system, 1).found.is_empty());
}
