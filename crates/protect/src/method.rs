//! The method: round, withhold, attack, make coarser (protection.md).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use cells::{Count, Level};
use counts::{QuantityKind, RawCounts, WitnessChange, WitnessClaim, WitnessTable};
use definition::{Definition, Indicator, Measure};

use crate::attack::{Evidence, Progress, Withstood, withstand};
use crate::known::{self, Known, KnownError};
use crate::means::{self, Division, Mean};
use crate::plan::{LEVELS, Plan, PlanError, level_at};
use crate::system::{RowAddress, Variable};
use crate::{Protected, Shown};

/// Why nothing is protected, and nothing comes out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The monitor is about people who exist, and nobody says what is out about them.
    #[error(
        "`{id}` is about people who exist (it has no `fictional = true` in monitor.toml). Their counts are protected given \
         everything that was published of them before, and that stands in a ledger: give --ledger. If nothing was published \
         yet: wijkmonitor ledger begin FOLDER"
    )]
    WithoutLedger {
        /// Id of the monitor.
        id: String,
    },
    /// The definition and the counts do not fit each other.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The ledger and the counts do not fit each other.
    #[error(transparent)]
    Known(#[from] KnownError),
    /// A count that could not be kept hidden.
    #[error(
        "`{quantity}` of {area}, {category}, in {period} could not be protected: no table was found that agrees with everything \
         else and hides it. Publish less beside it: fewer breakdowns at that level in [[protection.plan]]. If what is in \
         the ledger adds up to it, nothing that is left out here hides it"
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
    /// What of the tables of others was not reckoned with, why, and how many rows: it is about what is not counted here.
    pub left_out: Vec<(String, u64)>,
}

/// Whether anything of a monitor can be protected, with or without a ledger: to ask before hours of counting.
pub fn allows(definition: &Definition, with_ledger: bool) -> Result<(), Refusal> {
    if with_ledger || definition.monitor.fictional {
        return Ok(());
    }
    Err(Refusal::WithoutLedger { id: definition.monitor.id.clone() })
}

/// Protects the counts of one period, given what the ledger says of it; without a ledger only invented people are protected.
/// The same counts, definition, ledger and seed give the same outcome.
///
/// `kept` is the evidence of an earlier time. Where something of the period was published before and it still holds, it is used
/// again: what was found safe then need not be found again. Otherwise it is left aside, so that the outcome does not depend on it.
pub fn protect(
    definition: &Definition,
    raw: &RawCounts,
    seed: Seed,
    known: Option<&Known>,
    kept: &[WitnessTable],
) -> Result<Outcome, Refusal> {
    allows(definition, known.is_some())?;
    let mut plan = Plan::new(definition, raw, known.and_then(|known| known.finest(raw.period())))?;
    let mut left_out = Vec::new();
    if let Some(known) = known {
        let (given, others) = known::given(&plan, definition, raw, known)?;
        plan.model.given = given;
        left_out.extend(others);
    }
    let kept =
        if known.is_some_and(Known::was_published) { evidence(definition, raw, &plan, kept) } else { Vec::new() };
    let Plan { model, sizes, parts, variables, nobody, groups, .. } = plan;
    let done =
        withstand(model, seed.0, &kept).map_err(|failure| exposed(definition, raw, &failure.at, &failure.class))?;
    let published = Published { definition, raw, done: &done, sizes: &sizes, parts: &parts, nobody: &nobody };
    let levels: Vec<Level> = LEVELS.into_iter().filter(|level| definition.monitor.levels.contains(level)).collect();
    let mut counts = HashMap::new();
    for level in &levels {
        for id in sizes.keys() {
            counts.insert((QuantityKind::Universe(id.clone()), *level), published.sizes(id, *level));
        }
        for id in parts.keys() {
            counts.insert((QuantityKind::Count(id.clone()), *level), published.parts(id, *level));
        }
    }
    let divisions = means::divisions(definition, raw, &levels, &groups);
    let mut all_means = HashMap::new();
    for (at, quantity) in raw.quantities().iter().enumerate() {
        let QuantityKind::Sum(id) = &quantity.kind else { continue };
        for (level, means) in levels.iter().zip(published.means(id, at, &levels, &divisions)) {
            all_means.insert((id.clone(), *level), means);
        }
    }
    let protected = Protected::new(raw, levels, nobody.len(), counts, all_means);
    let witnesses = witnesses(definition, raw, &done, &variables);
    Ok(Outcome { protected, progress: done.progress, witnesses, left_out })
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

    /// Means over enough people, rounded as they are shown, level by level; without those that tell the sum of a few.
    fn means(&self, id: &str, quantity: usize, levels: &[Level], divisions: &[Division]) -> Vec<Vec<Option<f64>>> {
        let Some(indicator) = self.definition.indicators.iter().find(|indicator| indicator.id == id) else {
            return vec![Vec::new(); levels.len()];
        };
        debug_assert!(matches!(indicator.measure, Measure::Mean | Measure::Ratio), "only of these is a sum counted");
        let unit = 10_f64.powi(i32::from(indicator.decimals));
        let by_level: Vec<Vec<Option<Mean>>> =
            levels.iter().map(|level| self.means_of_level(indicator, quantity, *level, unit)).collect();
        let mut all = by_level.concat();
        let few = self.done.model().thresholds.size;
        means::leave_out(&mut all, divisions, i64::from(few), 0.5 / unit);
        let mut rest = all.into_iter().map(|mean| mean.map(|mean| mean.value));
        by_level.iter().map(|own| rest.by_ref().take(own.len()).collect()).collect()
    }

    fn means_of_level(&self, indicator: &Indicator, quantity: usize, level: Level, unit: f64) -> Vec<Option<Mean>> {
        let Some(&size) = self.sizes.get(&indicator.universe) else {
            return vec![None; self.raw.areas().len(level) * self.nobody.len()];
        };
        let plan = &self.definition.monitor.protection;
        let width = self.raw.leaves().len();
        let table = self.raw.table(quantity, level);
        let published: Vec<bool> = std::iter::once(true)
            .chain(self.definition.categories().map(|(_, breakdown, _)| {
                indicator.breakdowns.contains(&breakdown.id) && plan.publishes(level, &breakdown.id)
            }))
            .collect();
        self.each(level, |level, area, set| {
            let at = RowAddress { class: size, level, area, set };
            let of = self.size(at).filter(|_| published[set])?.number()?;
            let leaves = self.done.model().classes[size].sets[level][set];
            let sum: i64 =
                (0..width).filter(|leaf| leaves >> leaf & 1 == 1).map(|leaf| table[area * width + leaf]).sum();
            let value = (sum as f64 / f64::from(self.done.truth(at)?) * unit).round() / unit;
            Some(Mean { value, of })
        })
    }
}

/// The names of categories in evidence, everybody first.
fn category_names(definition: &Definition) -> Vec<Arc<str>> {
    let everybody = std::iter::once(Arc::from("total"));
    everybody.chain(definition.categories().map(|(.., category)| Arc::from(category.id.as_str()))).collect()
}

/// Kept evidence, in the terms of a plan; without tables that speak of what the plan does not have.
fn evidence(definition: &Definition, raw: &RawCounts, plan: &Plan, kept: &[WitnessTable]) -> Vec<Evidence> {
    let model = &plan.model;
    let smallest = LEVELS[model.areas.depth() - 1];
    let variables: HashMap<&str, u16> =
        plan.variables.iter().enumerate().map(|(at, name)| (name.as_str(), at as u16)).collect();
    let classes: HashMap<&str, usize> =
        model.classes.iter().enumerate().map(|(at, class)| (class.name.as_str(), at)).collect();
    let names = category_names(definition);
    let sets: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_ref(), at)).collect();
    let of = |table: &WitnessTable| {
        let changes: Option<Vec<(Variable, u32, i32)>> = table
            .changes
            .iter()
            .map(|change| {
                let area = Some(change.area).filter(|area| area.level() == smallest)?;
                let cell = raw.areas().find(area)? * model.leaves + usize::from(change.leaf);
                let leaf = usize::from(change.leaf) < model.leaves;
                Some((Variable(*variables.get(change.quantity.as_ref())?), cell as u32, change.by)).filter(|_| leaf)
            })
            .collect();
        let shows = table.claims.iter().filter_map(|claim| {
            let class = *classes.get(claim.quantity.as_ref())?;
            let level = level_at(claim.area.level()).filter(|level| *level < model.areas.depth())?;
            let (area, set) = (raw.areas().find(claim.area)?, *sets.get(claim.category.as_ref())?);
            let value = i32::try_from(claim.value).ok()?;
            Some((RowAddress { class, level, area, set }, value))
        });
        Some(Evidence { changes: changes?, shows: shows.collect() })
    };
    kept.iter().filter_map(of).collect()
}

/// The evidence, in the words of the counts.
fn witnesses(definition: &Definition, raw: &RawCounts, done: &Withstood, variables: &[String]) -> Vec<WitnessTable> {
    let model = done.model();
    let leaves = model.leaves as u32;
    let smallest = LEVELS[model.areas.depth() - 1];
    // Where more was known than is published, changes are told in the areas that are.
    let shown = LEVELS.into_iter().rfind(|level| definition.monitor.levels.contains(level)).unwrap_or(smallest);
    let variables: Vec<Arc<str>> = variables.iter().map(|name| Arc::from(name.as_str())).collect();
    let classes: Vec<Arc<str>> = model.classes.iter().map(|class| Arc::from(class.name.as_str())).collect();
    let categories = category_names(definition);
    let claim = |at: RowAddress, value: i32| WitnessClaim {
        quantity: Arc::clone(&classes[at.class]),
        area: raw.areas().codes(LEVELS[at.level])[at.area],
        category: Arc::clone(&categories[at.set]),
        value: value.unsigned_abs(),
    };
    let alike = done.alike();
    let shown_at = level_at(shown).unwrap_or_default();
    let codes = raw.areas().codes(shown);
    let changes_of = |evidence: &Evidence| {
        let mut all: BTreeMap<(u16, usize, u16), i32> = BTreeMap::new();
        for &(variable, cell, by) in &evidence.changes {
            let area = model.areas.above((cell / leaves) as usize, shown_at);
            *all.entry((variable.0, area, (cell % leaves) as u16)).or_default() += by;
        }
        let changed = all.into_iter().filter(|(_, by)| *by != 0);
        let change = |((variable, area, leaf), by): ((u16, usize, u16), i32)| WitnessChange {
            quantity: Arc::clone(&variables[usize::from(variable)]),
            area: codes[area],
            leaf,
            by,
        };
        changed.map(change).collect::<Vec<_>>()
    };
    let of = |evidence: &Evidence| WitnessTable {
        changes: changes_of(evidence),
        // What is the same sum of the same people is published more than once.
        claims: evidence
            .shows
            .iter()
            .flat_map(|(at, value)| alike.of(done, *at).iter().map(|same| claim(*same, *value)))
            .collect(),
    };
    done.evidence.iter().map(of).collect()
}
