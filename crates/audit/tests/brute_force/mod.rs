//! Every whole-number table that agrees with a small system, one after another; knows no shortcut that the attacks use.

#![allow(dead_code, reason = "each test program uses part of it")]

use audit::{Learned, System};

/// Calls `visit` for every table in which no unknown is larger than `most`.
pub(crate) fn tables(system: &System, most: i64, visit: &mut dyn FnMut(&[i64])) {
    let mut values = vec![0; system.columns()];
    go(system, most, 0, &mut values, visit);
}

fn go(system: &System, most: i64, unknown: usize, values: &mut Vec<i64>, visit: &mut dyn FnMut(&[i64])) {
    if unknown == values.len() {
        if system.admits(values) {
            visit(values);
        }
        return;
    }
    for value in 0..=most {
        values[unknown] = value;
        // A sum of counts only grows: rows without a minus, and with all unknowns chosen, can be refused now.
        let refused = system.rows().any(|row| {
            let chosen = row.unknowns.iter().all(|u| *u as usize <= unknown);
            let grows = row.coefficients.iter().all(|by| *by > 0);
            let sum: i64 = row.entries().filter(|(u, _)| *u <= unknown).map(|(u, by)| by * values[u]).sum();
            (grows && sum > row.high) || (chosen && !(row.low..=row.high).contains(&sum))
        });
        if !refused {
            go(system, most, unknown + 1, values, visit);
        }
    }
    values[unknown] = 0;
}

/// Least and most of every protected count over all tables; none when there is no table at all.
pub(crate) fn bounds(system: &System, most: i64) -> Option<Vec<(i64, i64)>> {
    let mut found: Option<Vec<(i64, i64)>> = None;
    tables(system, most, &mut |values| {
        let now = system.protected().iter().map(|protected| system.row(protected.row).value(values));
        match &mut found {
            None => found = Some(now.map(|value| (value, value)).collect()),
            Some(bounds) => {
                for (bound, value) in bounds.iter_mut().zip(now) {
                    *bound = (bound.0.min(value), bound.1.max(value));
                }
            }
        }
    });
    found
}

/// What can be learned of the protected counts, by position.
pub(crate) fn learned(system: &System, most: i64) -> Vec<(usize, Learned)> {
    let bounds = bounds(system, most).expect("some table agrees");
    let protected = system.protected().iter().zip(bounds).enumerate();
    protected.filter_map(|(at, (protected, (low, high)))| Some((at, protected.learned(low, high)?))).collect()
}
