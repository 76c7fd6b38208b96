use definition::{AGE_ATOMS, Definition, Indicator, Measure, ShareOf, Unit};
use serde::{Deserialize, Serialize};

use cells::Period;

/// Something that is counted or summed for every neighbourhood and leaf.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Quantity {
    /// The unit counted.
    pub unit: Unit,
    /// What of it.
    pub kind: QuantityKind,
}

/// What of a unit is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityKind {
    /// The size of a universe (its id): the denominator of its indicators.
    Universe(String),
    /// The numerator of an indicator (its id): how many of its universe the condition holds for.
    Count(String),
    /// The numerator of a mean (the id of the indicator): the sum over its universe.
    Sum(String),
    /// Units in an age atom.
    Age(String),
}

impl QuantityKind {
    /// A name for people and tables: `universe:inwoners`, `count:werk`, `sum:cito`, `age:0-3`.
    pub fn name(&self) -> String {
        match self {
            Self::Universe(id) => format!("universe:{id}"),
            Self::Count(id) => format!("count:{id}"),
            Self::Sum(id) => format!("sum:{id}"),
            Self::Age(atom) => format!("age:{atom}"),
        }
    }
}

impl Quantity {
    /// A name for people and tables, see [`QuantityKind::name`].
    pub fn name(&self) -> String {
        self.kind.name()
    }

    /// The numerator of an indicator.
    pub fn is_numerator_of(&self, indicator: &str) -> bool {
        matches!(&self.kind, QuantityKind::Count(id) | QuantityKind::Sum(id) if id == indicator)
    }
}

/// Everything that a definition counts in a period, unit by unit in the order of the views.
///
/// For each unit: the universes of its indicators, the numerators of the indicators, and the age atoms where its view has
/// an age. An indicator whose share is of everybody has no numerator: it is the universe within the group.
pub fn quantities(definition: &Definition, period: Period) -> Vec<Quantity> {
    let Some(microdata) = &definition.microdata else { return Vec::new() };
    let without = microdata.period(period).map(|rule| rule.without.as_slice()).unwrap_or_default();
    let mut all = Vec::new();
    for view in microdata.unit_views() {
        let Some(unit) = view.unit else { continue };
        let universes = definition.universes.iter().filter(|universe| universe.unit == unit);
        let counted = |indicator: &&Indicator| !without.contains(&indicator.id) && is_counted(indicator);
        let mut numerators = Vec::new();
        for universe in universes {
            let about = |indicator: &&Indicator| indicator.universe == universe.id;
            let mut indicators = definition.indicators.iter().filter(counted).filter(about).peekable();
            if indicators.peek().is_none() {
                continue;
            }
            all.push(Quantity { unit, kind: QuantityKind::Universe(universe.id.clone()) });
            numerators.extend(indicators.filter(|indicator| indicator.numerator.is_some()).map(|indicator| {
                let id = indicator.id.clone();
                let sums = matches!(indicator.measure, Measure::Mean | Measure::Ratio);
                Quantity { unit, kind: if sums { QuantityKind::Sum(id) } else { QuantityKind::Count(id) } }
            }));
        }
        all.extend(numerators);
        if view.age.is_some() {
            all.extend(AGE_ATOMS.map(|atom| Quantity { unit, kind: QuantityKind::Age(atom.to_owned()) }));
        }
    }
    all
}

/// Whether an indicator comes from the registers: it has a numerator, is a number of units, or is the group itself.
fn is_counted(indicator: &Indicator) -> bool {
    indicator.numerator.is_some() || indicator.measure == Measure::Count || indicator.share_of == ShareOf::Everybody
}
