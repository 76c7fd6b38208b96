//! Attack 7: somebody who knows how the figures were protected.
//!
//! Of all tables that agree with what is published, most would have been published otherwise. Whoever knows the rules goes
//! through them all and keeps those that give exactly this publication; what is left tells more. That can be done for small
//! blocks only, and needs the rules as a function from a table to what would be published of it.

use crate::propagation::narrow;
use crate::system::{Learned, System};

/// Every whole-number table that agrees with a system; none when there are more than `most`, or some unknown has no bound.
pub fn tables(system: &System, most: usize) -> Option<Vec<Vec<i64>>> {
    let narrowed = narrow(system);
    if narrowed.contradiction.is_some() {
        return Some(Vec::new());
    }
    if narrowed.high.iter().any(|high| *high >= crate::UNBOUNDED) {
        return None;
    }
    // A row can be compared when the last of its unknowns is chosen.
    let mut complete: Vec<Vec<usize>> = vec![Vec::new(); system.columns()];
    for (number, row) in system.rows().enumerate() {
        if let Some(last) = row.unknowns.iter().max() {
            complete[*last as usize].push(number);
        }
    }
    let mut found = Vec::new();
    let mut values = narrowed.low.clone();
    let mut steps = 0_usize;
    walk(system, &narrowed.low, &narrowed.high, &complete, 0, &mut values, &mut found, most, &mut steps)?;
    Some(found)
}

#[expect(clippy::too_many_arguments, reason = "one step of a search, with all that it carries")]
fn walk(
    system: &System,
    low: &[i64],
    high: &[i64],
    complete: &[Vec<usize>],
    unknown: usize,
    values: &mut Vec<i64>,
    found: &mut Vec<Vec<i64>>,
    most: usize,
    steps: &mut usize,
) -> Option<()> {
    const MOST_STEPS: usize = 50_000_000;
    if unknown == values.len() {
        found.push(values.clone());
        return (found.len() <= most).then_some(());
    }
    for value in low[unknown]..=high[unknown] {
        *steps += 1;
        if *steps > MOST_STEPS {
            return None;
        }
        values[unknown] = value;
        let fits = complete[unknown].iter().all(|number| {
            let row = system.row(*number);
            (row.low..=row.high).contains(&row.value(values))
        });
        if fits {
            walk(system, low, high, complete, unknown + 1, values, found, most, steps)?;
        }
    }
    values[unknown] = low[unknown];
    Some(())
}

/// What the tables that would have been published just so tell of the protected counts.
pub fn replay<P: PartialEq>(
    system: &System,
    tables: &[Vec<i64>],
    publish: impl Fn(&[i64]) -> P,
    published: &P,
) -> Vec<(usize, Learned)> {
    let left: Vec<&Vec<i64>> = tables.iter().filter(|table| publish(table) == *published).collect();
    let mut found = Vec::new();
    for (at, protected) in system.protected().iter().enumerate() {
        let row = system.row(protected.row);
        let values = || left.iter().map(|table| row.value(table));
        let (Some(low), Some(high)) = (values().min(), values().max()) else { continue };
        if let Some(learned) = protected.learned(low, high) {
            found.push((at, learned));
        }
    }
    found
}
