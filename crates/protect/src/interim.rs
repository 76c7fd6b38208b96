//! The interim rule: simple, strict, and not enough for people who exist.

use std::collections::HashMap;

use cells::Level;
use counts::{LeafSet, QuantityKind, RawCounts};
use definition::Definition;

use crate::{Protected, Shown};

/// The smallest count that is published; also the smallest rest, and the fewest contributors to a sum.
pub const THRESHOLD: i64 = 10;

/// The levels that the interim rule lets out.
const LEVELS: [Level; 2] = [Level::Country, Level::Municipality];

/// Why nothing is protected, and nothing comes out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The monitor is about people who exist.
    #[error(
        "`{id}` is no fictional monitor, and the protection that real people need is not built yet: nothing of it can be \
         published. The interim rule (counts below {THRESHOLD} withheld, nothing below the municipality) is only for \
         invented people (`fictional = true` in monitor.toml)"
    )]
    NotFictional {
        /// Id of the monitor.
        id: String,
    },
    /// A numerator was counted without the universe it is part of.
    #[error(
        "the counts of {period} have `{quantity}` without the universe it is part of; count them again with this definition"
    )]
    WithoutUniverse {
        /// The year.
        period: cells::Period,
        /// Name of the quantity.
        quantity: String,
    },
}

/// Whether anything of a monitor can be protected: to ask before hours of counting.
pub fn allows(definition: &Definition) -> Result<(), Refusal> {
    if definition.monitor.fictional { Ok(()) } else { Err(Refusal::NotFictional { id: definition.monitor.id.clone() }) }
}

/// Protects the counts of a fictional monitor; refuses any other.
pub fn interim(definition: &Definition, raw: &RawCounts) -> Result<Protected, Refusal> {
    allows(definition)?;
    let mut groups: Vec<LeafSet> = vec![raw.leaves().everybody()];
    groups.extend(definition.categories().map(|(.., category)| raw.leaves().of_category(category)));
    let mut tables = HashMap::new();
    for (position, quantity) in raw.quantities().iter().enumerate() {
        // The universe it is part of; none for a universe.
        let whole = match &quantity.kind {
            QuantityKind::Universe(_) => None,
            QuantityKind::Count(id) | QuantityKind::Sum(id) => {
                let indicator = definition.indicators.iter().find(|indicator| indicator.id == *id);
                let universe = indicator.and_then(|indicator| raw.universe(&indicator.universe));
                let missing = || Refusal::WithoutUniverse { period: raw.period(), quantity: quantity.name() };
                Some(universe.ok_or_else(missing)?)
            }
            // Nothing is published by age atom; the method to come protects them as one table.
            QuantityKind::Age(_) => continue,
        };
        for level in LEVELS {
            let values = by_group(raw, position, level, &groups);
            let wholes = whole.map(|whole| by_group(raw, whole, level, &groups));
            let table = values
                .iter()
                .enumerate()
                .map(|(at, &value)| {
                    let everybody = values[at - at % groups.len()];
                    match (&quantity.kind, &wholes) {
                        _ if groups[at % groups.len()].is_empty() => Shown::Nobody,
                        (QuantityKind::Sum(_), Some(wholes)) => if_enough(wholes[at], value),
                        (_, Some(wholes)) => if_both(value, wholes[at] - value),
                        _ if at % groups.len() == 0 => if_enough(value, value),
                        _ => if_both(value, everybody - value),
                    }
                })
                .collect();
            tables.insert((quantity.kind.clone(), level), table);
        }
    }
    let levels = LEVELS.map(|level| (level, raw.areas().codes(level).to_vec())).to_vec();
    Ok(Protected::new(raw.period(), raw.vintage(), levels, groups.len(), tables))
}

/// A quantity for every area of a level and every group: area × number of groups + group.
fn by_group(raw: &RawCounts, quantity: usize, level: Level, groups: &[LeafSet]) -> Vec<i64> {
    let width = raw.leaves().len();
    let table = raw.table(quantity, level);
    table
        .chunks(width.max(1))
        .flat_map(|area| groups.iter().map(move |group| group.iter().map(|leaf| area[leaf]).sum()))
        .collect()
}

/// A number that rests on `of` units.
fn if_enough(of: i64, number: i64) -> Shown<i64> {
    if of >= THRESHOLD { Shown::Is(number) } else { Shown::Small }
}

/// A part of a whole, when neither it nor the rest is small.
fn if_both(part: i64, rest: i64) -> Shown<i64> {
    if part >= THRESHOLD && rest >= THRESHOLD { Shown::Is(part) } else { Shown::Small }
}
