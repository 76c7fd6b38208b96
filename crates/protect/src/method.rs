//! The method: round, withhold, attack, make coarser (protection.md).

use std::collections::HashMap;
use std::sync::Arc;

use cells::{Count, Level};
use counts::{QuantityKind, RawCounts, WitnessChange, WitnessClaim, WitnessTable};
use definition::{Definition, Measure};

use crate::attack::{Progress, Withstood, withstand};
use crate::plan::{LEVELS, Plan, PlanError, level_at};
use crate::system::RowAddress;
use crate::{Protected, Shown};

/// Why nothing is protected, and nothing comes out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The monitor is about people who exist.
    #[error(
        "`{id}` is no fictional monitor. Counts of real people need the ledger of everything that was published of them \
         before, and the ledger is not built yet: only invented people (`fictional = true` in monitor.toml) can be published"
    )]
    NotFictional {
        /// Id of the monitor.
        id: String,
    },
    /// The definition and the counts do not fit each other.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A count that could not be kept hidden.
    #[error(
        "`{quantity}` of {area}, {category}, in {period} could not be protected: no table was found that agrees with everything \
         else and hides it. Publish less beside it: fewer breakdowns at that level in [[protection.plan]]"
    )]
    Exposed {
        /// The year.
        period: cells::Period,
        /// Name of the quantity.
        quantity: String,
        /// Code of the area.
        area: String,
        /// Id of the category.
        category: String,
    },
}

/// A secret number that decides between equal choices. It is kept apart from the release, and never in it: who has it can
/// work out more than who has not.
#[derive(Clone, Copy)]
pub struct Seed(pub [u8; 32]);

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(secret)")
    }
}

/// Counts that may be published, and the evidence that nobody can be found in them.
#[derive(Debug)]
pub struct Outcome {
    /// The counts.
    pub protected: Protected,
    /// How many were hidden, and what it took.
    pub progress: Progress,
    /// The tables that show it. Confidential: they are about the true counts.
    pub witnesses: Vec<WitnessTable>,
}

/// Whether anything of a monitor can be protected: to ask before hours of counting.
pub fn allows(definition: &Definition) -> Result<(), Refusal> {
    if definition.monitor.fictional { Ok(()) } else { Err(Refusal::NotFictional { id: definition.monitor.id.clone() }) }
}

/// Protects the counts of one period. The same counts, definition and seed give the same outcome.
pub fn protect(definition: &Definition, raw: &RawCounts, seed: Seed) -> Result<Outcome, Refusal> {
    allows(definition)?;
    let Plan { model, sizes, parts, variables, nobody } = Plan::new(definition, raw)?;
    let done = withstand(model, seed.0).map_err(|failure| exposed(definition, raw, &failure.at, &failure.class))?;
    let published = Published { definition, raw, done: &done, sizes: &sizes, parts: &parts, nobody: &nobody };
    let levels: Vec<Level> = LEVELS.into_iter().filter(|level| definition.monitor.levels.contains(level)).collect();
    let mut counts = HashMap::new();
    let mut means = HashMap::new();
    for level in &levels {
        for id in sizes.keys() {
            counts.insert((QuantityKind::Universe(id.clone()), *level), published.sizes(id, *level));
        }
        for id in parts.keys() {
            counts.insert((QuantityKind::Count(id.clone()), *level), published.parts(id, *level));
        }
        for (at, quantity) in raw.quantities().iter().enumerate() {
            if let QuantityKind::Sum(id) = &quantity.kind {
                means.insert((id.clone(), *level), published.means(id, at, *level));
            }
        }
    }
    let protected = Protected::new(raw, levels, nobody.len(), counts, means);
    let witnesses = witnesses(definition, raw, &done, &variables);
    Ok(Outcome { protected, progress: done.progress, witnesses })
}

fn exposed(definition: &Definition, raw: &RawCounts, at: &RowAddress, class: &str) -> Refusal {
    let category = definition.categories().nth(at.set.wrapping_sub(1)).map(|(.., category)| category.id.clone());
    Refusal::Exposed {
        period: raw.period(),
        quantity: class.to_owned(),
        area: raw.areas().codes(LEVELS[at.level]).get(at.area).map_or_else(String::new, ToString::to_string),
        category: category.unwrap_or_else(|| "total".to_owned()),
    }
}

/// What is said of each number.
struct Published<'a> {
    definition: &'a Definition,
    raw: &'a RawCounts,
    done: &'a Withstood,
    sizes: &'a HashMap<String, usize>,
    parts: &'a HashMap<String, (usize, usize)>,
    nobody: &'a [bool],
}

impl Published<'_> {
    /// Every area and category of a level, in the order of [`Protected`].
    fn each<T>(&self, level: Level, of: impl Fn(usize, usize, usize) -> Option<T>) -> Vec<Option<T>> {
        let Some(at) = level_at(level) else { return Vec::new() };
        let areas = 0..self.raw.areas().len(level);
        areas
            .flat_map(|area| (0..self.nobody.len()).map(move |set| (area, set)))
            .map(|(area, set)| of(at, area, set))
            .collect()
    }

    fn sizes(&self, id: &str, level: Level) -> Vec<Option<Shown<Count>>> {
        let class = self.sizes[id];
        self.each(level, |level, area, set| self.size(RowAddress { class, level, area, set }))
    }

    /// A size; none where it is not published.
    fn size(&self, at: RowAddress) -> Option<Shown<Count>> {
        if self.nobody[at.set] {
            return Some(Shown::Nobody);
        }
        let withheld = self.done.is_withheld(at)?;
        Some(if withheld {
            Shown::Withheld
        } else if self.done.is_small(at)? {
            Shown::Small
        } else {
            self.rounded(at, self.done.model().thresholds.size)?
        })
    }

    fn parts(&self, id: &str, level: Level) -> Vec<Option<Shown<Count>>> {
        let (class, rest) = self.parts[id];
        self.each(level, |level, area, set| {
            let at = RowAddress { class, level, area, set };
            let rest = RowAddress { class: rest, ..at };
            self.part(at, rest)
        })
    }

    fn part(&self, at: RowAddress, rest: RowAddress) -> Option<Shown<Count>> {
        let model = self.done.model();
        if self.nobody[at.set] {
            return Some(Shown::Nobody);
        }
        let crate::system::Role::Part { size } = model.classes[at.class].role else { return None };
        let size_at = RowAddress { class: size, ..at };
        let wanted = model.classes[at.class].sets[at.level][at.set] != 0
            || model.classes[rest.class].sets[at.level][at.set] != 0;
        if !wanted {
            return None;
        }
        // Of too few, nothing more is said.
        match self.size(size_at)? {
            Shown::Is(_) => {}
            other => return Some(other),
        }
        let Some(part_small) = self.done.is_small(at) else {
            // Nobody of the group can be in the part.
            return Some(Shown::Small);
        };
        let rest_small = self.done.is_small(rest);
        let withheld = self.done.is_withheld(at)? || self.done.is_withheld(rest).unwrap_or(false);
        Some(match (part_small, rest_small) {
            _ if withheld => Shown::Withheld,
            (true, _) => Shown::Small,
            // Everybody is in it by definition: it is the size.
            (false, None) => self.size(size_at)?,
            (false, Some(true)) => Shown::NearlyAll,
            (false, Some(false)) => self.rounded(at, model.thresholds.part)?,
        })
    }

    fn rounded(&self, at: RowAddress, threshold: i32) -> Option<Shown<Count>> {
        let (step, truth) = (self.done.step(at)?, self.done.truth(at)?);
        let multiples = &self.done.model().multiples;
        Some(multiples.round(truth, step, threshold).map_or(Shown::Withheld, |(value, _)| {
            Shown::Is(Count { value: value as u32, within: multiples.within(step) })
        }))
    }

    /// Means over enough people, rounded as they are shown.
    fn means(&self, id: &str, quantity: usize, level: Level) -> Vec<Option<f64>> {
        let Some(indicator) = self.definition.indicators.iter().find(|indicator| indicator.id == id) else {
            return Vec::new();
        };
        let Some(&size) = self.sizes.get(&indicator.universe) else { return Vec::new() };
        debug_assert!(matches!(indicator.measure, Measure::Mean | Measure::Ratio), "only of these is a sum counted");
        let plan = &self.definition.monitor.protection;
        let width = self.raw.leaves().len();
        let table = self.raw.table(quantity, level);
        let published: Vec<bool> = std::iter::once(true)
            .chain(self.definition.categories().map(|(_, breakdown, _)| {
                indicator.breakdowns.contains(&breakdown.id) && plan.publishes(level, &breakdown.id)
            }))
            .collect();
        let unit = 10_f64.powi(i32::from(indicator.decimals));
        self.each(level, |level, area, set| {
            let at = RowAddress { class: size, level, area, set };
            self.size(at).filter(|_| published[set])?.number()?;
            let leaves = self.done.model().classes[size].sets[level][set];
            let sum: i64 =
                (0..width).filter(|leaf| leaves >> leaf & 1 == 1).map(|leaf| table[area * width + leaf]).sum();
            Some((sum as f64 / f64::from(self.done.truth(at)?) * unit).round() / unit)
        })
    }
}

/// The evidence, in the words of the counts.
fn witnesses(definition: &Definition, raw: &RawCounts, done: &Withstood, variables: &[String]) -> Vec<WitnessTable> {
    let model = done.model();
    let leaves = model.leaves as u32;
    let smallest = LEVELS[model.areas.depth() - 1];
    let variables: Vec<Arc<str>> = variables.iter().map(|name| Arc::from(name.as_str())).collect();
    let classes: Vec<Arc<str>> = model.classes.iter().map(|class| Arc::from(class.name.as_str())).collect();
    let everybody = std::iter::once(Arc::from("total"));
    let categories: Vec<Arc<str>> =
        everybody.chain(definition.categories().map(|(.., category)| Arc::from(category.id.as_str()))).collect();
    let claim = |at: RowAddress, value: i32| WitnessClaim {
        quantity: Arc::clone(&classes[at.class]),
        area: raw.areas().codes(LEVELS[at.level])[at.area],
        category: Arc::clone(&categories[at.set]),
        value: value.unsigned_abs(),
    };
    let alike = done.alike();
    let of = |evidence: &crate::attack::Evidence| WitnessTable {
        changes: evidence
            .changes
            .iter()
            .map(|&(variable, cell, by)| WitnessChange {
                quantity: Arc::clone(&variables[usize::from(variable.0)]),
                area: raw.areas().codes(smallest)[(cell / leaves) as usize],
                leaf: (cell % leaves) as u16,
                by,
            })
            .collect(),
        // What is the same sum of the same people is published more than once.
        claims: evidence
            .shows
            .iter()
            .flat_map(|(at, value)| alike.of(done, *at).iter().map(|same| claim(*same, *value)))
            .collect(),
    };
    done.evidence.iter().map(of).collect()
}
