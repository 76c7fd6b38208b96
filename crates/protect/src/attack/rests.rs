//! What is left of a count when those of areas inside it are taken off: how many there are in the areas whose counts are hidden.
//!
//! Each of those could still be anything that a small count can be. But where together they are few, and exactly so many, more is
//! told than has to be. Only exact counts tell that; then one of those that were taken off is hidden as well.

use crate::attack::state::State;
use crate::system::{Role, RowAddress};

/// Hides what tells that exactly a few people are left, and gives the rows that were hidden. What was published before stays.
pub(super) fn hide_what_leaves_few(state: &mut State) -> Vec<u32> {
    let mut hidden = Vec::new();
    let below = areas_below(state);
    loop {
        let tell = telling(state, &below);
        if tell.is_empty() {
            return hidden;
        }
        let nothing = state.model.multiples.last();
        for row in tell {
            state.coarsen(row, nothing);
            hidden.push(row);
        }
    }
}

/// For every level but the last, the areas of the next one inside each of its areas.
fn areas_below(state: &State) -> Vec<Vec<Vec<usize>>> {
    let areas = &state.model.areas;
    (1..areas.depth())
        .map(|level| {
            let mut inside = vec![Vec::new(); areas.len(level - 1)];
            for area in 0..areas.len(level) {
                if let Some(first) = areas.inside(level, area).first() {
                    inside[areas.above(*first as usize, level - 1)].push(area);
                }
            }
            inside
        })
        .collect()
}

/// Of every count of which exactly a few are left, the smallest of those that are taken off.
fn telling(state: &State, below: &[Vec<Vec<usize>>]) -> Vec<u32> {
    let model = &state.model;
    let row_at = |at: RowAddress| state.rows.find(model, at);
    let exact = |row: u32| {
        let (published, bounds) = (state.rows.published[row as usize], state.rows.rows[row as usize].bounds);
        (!published.small && !published.withheld && bounds.low == bounds.high).then_some(bounds.low)
    };
    let is_count = |role: Role| matches!(role, Role::Size | Role::Part { .. } | Role::Rest { shown: true, .. });
    let mut tell = Vec::new();
    for class in (0..model.classes.len()).filter(|class| is_count(model.classes[*class].role)) {
        let few = model.threshold(model.classes[class].role);
        for (level, inside) in below.iter().enumerate() {
            for set in 0..model.classes[class].sets[level].len() {
                for (area, parts) in inside.iter().enumerate() {
                    let whole = row_at(RowAddress { class, level, area, set });
                    let Some((whole, mut left)) = whole.and_then(|row| Some((row, exact(row)?))) else { continue };
                    let mut smallest: Option<(i32, u32)> = None;
                    for part in parts {
                        let row = row_at(RowAddress { class, level: level + 1, area: *part, set });
                        let Some((row, count)) = row.and_then(|row| Some((row, exact(row)?))) else { continue };
                        left -= count;
                        let can_be_hidden = row != whole && !state.rows.published[row as usize].is_given();
                        if can_be_hidden && smallest.is_none_or(|known| (count, row) < known) {
                            smallest = Some((count, row));
                        }
                    }
                    if (1..few).contains(&left) {
                        tell.extend(smallest.map(|(_, row)| row));
                    }
                }
            }
        }
    }
    tell.sort_unstable();
    tell.dedup();
    tell
}
