//! Every whole-number table that agrees with what is published, and with what others publish, is made: no count that is said to
//! be small may be the same, or never 0, or never as large as a small count can be, in all of them.

use proptest::prelude::*;
use protect::{Bounds, Given, Model, RowAddress, Variable, Withstood, withstand};

mod tables;
use tables::{SEED, addresses, size, sum, table};

/// The most people that a cell of which nothing is said is tried with.
const MOST: i32 = 26;

/// For every row, the smallest and largest sum in any table that agrees with all bounds.
fn ranges(model: &Model, bounds: &[(RowAddress, Bounds)], given: &[Given]) -> Option<Vec<(i32, i32)>> {
    let cells = model.leaves;
    let own = |leaf: usize| {
        let single = bounds.iter().find(|(at, _)| model.classes[at.class].sets[0][at.set] == 1 << leaf);
        let bounds = single.map_or(Bounds::FREE, |(_, bounds)| *bounds);
        (bounds.low, bounds.high.min(MOST))
    };
    let limits: Vec<(i32, i32)> = (0..cells).map(own).collect();
    let set_of = |at: &RowAddress| model.classes[at.class].sets[0][at.set];
    let adds = |values: &[i32], set: u64| -> i32 {
        values.iter().enumerate().filter(|(leaf, _)| set >> leaf & 1 == 1).map(|(_, value)| value).sum()
    };
    let mut found: Option<Vec<(i32, i32)>> = None;
    let mut values: Vec<i32> = limits.iter().map(|(low, _)| *low).collect();
    'tables: loop {
        let agrees = bounds.iter().all(|(at, bounds)| bounds.allow(adds(&values, set_of(at))))
            && given.iter().all(|given| given.bounds.allow(adds(&values, given.leaves)));
        if agrees {
            let sums: Vec<i32> = bounds.iter().map(|(at, _)| adds(&values, set_of(at))).collect();
            let ranges = found.get_or_insert_with(|| sums.iter().map(|sum| (*sum, *sum)).collect());
            for (range, sum) in ranges.iter_mut().zip(sums) {
                *range = (range.0.min(sum), range.1.max(sum));
            }
        }
        for leaf in 0..cells {
            if values[leaf] < limits[leaf].1 {
                values[leaf] += 1;
                continue 'tables;
            }
            values[leaf] = limits[leaf].0;
        }
        return found;
    }
}

/// Small counts of which a table of others does not say how many they are.
fn hidden(model: &Model, threshold: i32) -> Vec<RowAddress> {
    let is_known = |set: u64| model.given.iter().any(|given| given.leaves == set && given.published.is_none());
    let mut all = addresses(model);
    all.retain(|at| sum(model, &model.values, *at) < threshold && !is_known(model.classes[at.class].sets[0][at.set]));
    all
}

fn holds(model: &Model, done: &Withstood, threshold: i32) -> Result<(), String> {
    let bounds: Vec<(RowAddress, Bounds)> =
        addresses(model).into_iter().map(|at| (at, done.bounds(at).expect("a row"))).collect();
    let ranges = ranges(model, &bounds, &model.given).ok_or("no table agrees, not even the true one")?;
    for at in hidden(model, threshold) {
        let which = bounds.iter().position(|(other, _)| *other == at).expect("a row");
        if ranges[which].0 != 0 || ranges[which].1 < threshold - 1 {
            return Err(format!("{at:?} can be {:?}", ranges[which]));
        }
    }
    Ok(())
}

/// Whether what is given leaves every hidden count what a small count can be, when nothing else is published.
fn others_leave_room(model: &Model, threshold: i32) -> bool {
    let small = |at: RowAddress| hidden(model, threshold).contains(&at);
    let bounds: Vec<(RowAddress, Bounds)> = addresses(model)
        .into_iter()
        .map(|at| (at, if small(at) { Bounds { low: 0, high: threshold - 1 } } else { Bounds::FREE }))
        .collect();
    let Some(ranges) = ranges(model, &bounds, &model.given) else { return false };
    bounds.iter().zip(ranges).all(|((at, _), range)| !small(*at) || (range.0 == 0 && range.1 >= threshold - 1))
}

/// Four cells in two crossing divisions (a square), or in overlapping ones, with sums of some of them published by others.
fn systems() -> impl Strategy<Value = (Model, i32, u16)> {
    let base = prop_oneof![Just(5_u16), Just(10), Just(1)];
    let count = || prop_oneof![3 => 0..4_i32, 2 => 0..12_i32, 1 => 8..20_i32];
    let crossing = Just(vec![0b0011_u64, 0b1100, 0b0101, 0b1010, 0b1111]);
    let overlapping = Just(vec![0b0111_u64, 0b1110, 0b0110, 0b1111]);
    let sets = prop_oneof![crossing, overlapping];
    let others = prop::collection::vec(1_u64..16, 0..3);
    (prop::collection::vec(count(), 4), sets, base, 3..=6_i32, others).prop_map(
        |(values, sets, base, threshold, others)| {
            let mut model = table(&values, &sets, base, threshold);
            model.given = others
                .into_iter()
                .map(|leaves| {
                    let value: i32 = (0..4).filter(|leaf| leaves >> leaf & 1 == 1).map(|leaf| values[leaf]).sum();
                    let bounds = Bounds { low: value, high: value };
                    Given { level: 0, area: 0, terms: vec![(Variable(0), 1)], leaves, bounds, published: None }
                })
                .collect();
            (model, threshold, base)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, max_shrink_iters: 30, ..ProptestConfig::default() })]

    #[test]
    fn no_small_count_is_told_by_all_tables_together((model, threshold, base) in systems()) {
        match withstand(model.clone(), SEED, &[]) {
            Ok(done) => {
                if let Err(error) = holds(&model, &done, threshold) {
                    prop_assert!(false, "base {base}: {error}");
                }
            }
            // It is said that nothing can be done only where tables of others tell by themselves.
            Err(failure) => prop_assert!(!others_leave_room(&model, threshold), "base {base}: {failure}"),
        }
    }

    #[test]
    fn what_was_published_is_published_again_as_it_was((model, threshold, base) in systems()) {
        let mut model = model;
        model.given.clear();
        let first = withstand(model.clone(), SEED, &[]).expect("without tables of others everything can be hidden");
        // A year later there is a new division as well: three of the four cells together.
        let mut second = model.clone();
        second.classes.push(size("later", &[0], vec![vec![0b1011]]));
        second.given = addresses(&model)
            .into_iter()
            .map(|at| Given {
                level: 0,
                area: 0,
                terms: vec![(Variable(0), 1)],
                leaves: model.classes[at.class].sets[0][at.set],
                bounds: first.bounds(at).unwrap(),
                published: Some(if first.is_withheld(at).unwrap() { model.multiples.last() } else { first.step(at).unwrap() }),
            })
            .collect();
        let again = withstand(second.clone(), [9; 32], &first.evidence);
        let again = match again {
            Ok(again) => again,
            // What was published before may tell the new count by itself: then nothing can be done any more.
            Err(failure) => {
                prop_assert!(!others_leave_room(&second, threshold), "base {base}: {failure}");
                return Ok(());
            }
        };
        for at in addresses(&model) {
            prop_assert_eq!(again.bounds(at), first.bounds(at));
            prop_assert_eq!(again.is_withheld(at), first.is_withheld(at));
        }
        if let Err(error) = holds(&second, &again, threshold) {
            prop_assert!(false, "base {base}: {error}");
        }
    }
}

#[test]
fn a_total_that_others_publish_exactly_makes_its_parts_coarser() {
    // 23 = 20 + 3. Rounded, 20 is 18 to 22, so that 3 is 1 to 5 once 23 is known.
    let mut model = table(&[20, 3], &[0b11], 5, 10);
    let bounds = Bounds { low: 23, high: 23 };
    model.given.push(Given { level: 0, area: 0, terms: vec![(Variable(0), 1)], leaves: 0b11, bounds, published: None });
    let done = withstand(model.clone(), SEED, &[]).unwrap();
    let at = |set| RowAddress { class: 0, level: 0, area: 0, set };
    assert!(done.bounds(at(0)).unwrap().allow(14) && done.bounds(at(0)).unwrap().allow(23), "{:?}", done.bounds(at(0)));
    assert_eq!(done.bounds(at(2)), Some(bounds), "known is known");
    holds(&model, &done, 10).unwrap();
    // Once others say how many the large group is as well, the small one is no secret, and nothing here can make it one.
    model.given.push(Given { leaves: 0b01, bounds: Bounds { low: 20, high: 20 }, ..model.given[0].clone() });
    assert!(withstand(model.clone(), SEED, &[]).is_err());
    // If they say how many the small one is, it is not hidden any more.
    model.given.push(Given { leaves: 0b10, bounds: Bounds { low: 3, high: 3 }, ..model.given[0].clone() });
    withstand(model, SEED, &[]).unwrap();
}

#[test]
fn what_others_say_of_some_between_two_counts_stops_nothing() {
    // 5 less 4 leaves the second and the last: of the last others say that it is 1, so that it can never be nobody.
    let mut model = table(&[0, 0, 4, 1], &[0b0111, 0b1110, 0b0110, 0b1111], 1, 3);
    let bounds = Bounds { low: 1, high: 1 };
    model.given.push(Given {
        level: 0,
        area: 0,
        terms: vec![(Variable(0), 1)],
        leaves: 0b1000,
        bounds,
        published: None,
    });
    let done = withstand(model.clone(), SEED, &[]).unwrap();
    holds(&model, &done, 3).unwrap();
}
