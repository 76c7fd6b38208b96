//! What a definition publishes of raw counts, as a system.

use std::collections::HashMap;

use cells::Level;
use counts::{LeafSet, Quantity, QuantityKind, RawCounts};
use definition::{AGE_ATOMS, Definition, Indicator, ShareOf, Unit, Universe};

use crate::system::{Areas, CellBound, Class, MOST_SETS, Model, Multiples, Role, Thresholds, Variable};

/// The levels of a system, from large to small.
pub(crate) const LEVELS: [Level; 4] = [Level::Country, Level::Municipality, Level::District, Level::Neighbourhood];

/// The most leaves a system can have.
const MOST_LEAVES: usize = 64;

/// A definition and counts that do not fit each other.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// More backgrounds than a system can have.
    #[error("there are {leaves} backgrounds, and at most {MOST_LEAVES} can be protected; describe fewer in [[leaves]]")]
    TooManyLeaves {
        /// How many there are.
        leaves: usize,
    },
    /// More categories than a system can have.
    #[error(
        "there are {categories} categories in breakdowns, and at most {most} can be protected; leave out breakdowns"
    )]
    TooManyCategories {
        /// How many there are, everybody among them.
        categories: usize,
        /// The most there can be.
        most: usize,
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
    /// The definition says that one thing is never more than another, or is the same, and the counts do not.
    #[error("{what}, says the definition, but not the counts of {period}; correct {} in the definition", correct)]
    Contradicts {
        /// What the definition says.
        what: String,
        /// The key to correct.
        correct: String,
        /// The year.
        period: cells::Period,
    },
    /// A count that no system can hold.
    #[error("`{quantity}` of {period} has a count below 0 or above 1,000,000,000")]
    OutOfRange {
        /// Name of the quantity.
        quantity: String,
        /// The year.
        period: cells::Period,
    },
}

/// The system, and where to find what in it.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) model: Model,
    /// The class of the size of each universe.
    pub(crate) sizes: HashMap<String, usize>,
    /// The class of the numerator of each indicator, and of the rest.
    pub(crate) parts: HashMap<String, (usize, usize)>,
    /// The leaves that the numerator of each indicator can have.
    pub(crate) part_leaves: HashMap<String, u64>,
    /// The name of each variable, as `counts` has it.
    pub(crate) variables: Vec<String>,
    /// The variables of the age atoms.
    pub(crate) ages: Vec<(&'static str, Variable)>,
    /// The leaves of every category, everybody first.
    pub(crate) groups: Vec<u64>,
    /// For every category, whether nobody can be in it.
    pub(crate) nobody: Vec<bool>,
}

impl Plan {
    /// `known` is the smallest level of which something is known already.
    pub(crate) fn new(definition: &Definition, raw: &RawCounts, known: Option<Level>) -> Result<Self, PlanError> {
        let mut maker = Maker::new(definition, raw, known)?;
        for universe in &definition.universes {
            maker.size(universe)?;
        }
        for indicator in &definition.indicators {
            maker.part(indicator)?;
        }
        maker.exclusions()?;
        Ok(maker.finish())
    }
}

/// The categories of a definition: everybody first.
fn groups(definition: &Definition, raw: &RawCounts) -> Vec<LeafSet> {
    let everybody = std::iter::once(raw.leaves().everybody());
    everybody.chain(definition.categories().map(|(.., category)| raw.leaves().of_category(category))).collect()
}

fn mask(set: &LeafSet) -> u64 {
    set.iter().fold(0, |mask, leaf| mask | 1 << leaf)
}

struct Maker<'a> {
    definition: &'a Definition,
    raw: &'a RawCounts,
    /// The leaves of every category.
    groups: Vec<u64>,
    /// The breakdown that every category belongs to; none for everybody.
    breakdown: Vec<Option<&'a str>>,
    /// The smallest level that is published or known: below it nothing has to be told apart.
    finest: Level,
    values: Vec<Vec<i32>>,
    variables: Vec<String>,
    classes: Vec<Class>,
    cell_bounds: Vec<CellBound>,
    /// The variables of the age atoms.
    ages: Vec<(&'static str, Variable)>,
    sizes: HashMap<String, usize>,
    parts: HashMap<String, (usize, usize)>,
    part_leaves: HashMap<String, u64>,
}

impl<'a> Maker<'a> {
    fn new(definition: &'a Definition, raw: &'a RawCounts, known: Option<Level>) -> Result<Self, PlanError> {
        let leaves = raw.leaves().len();
        if leaves > MOST_LEAVES {
            return Err(PlanError::TooManyLeaves { leaves });
        }
        let categories = 1 + definition.categories().count();
        if categories > MOST_SETS {
            return Err(PlanError::TooManyCategories { categories, most: MOST_SETS });
        }
        let breakdown = std::iter::once(None)
            .chain(definition.categories().map(|(_, breakdown, _)| Some(breakdown.id.as_str())))
            .collect();
        let mut maker = Self {
            definition,
            raw,
            groups: groups(definition, raw).iter().map(mask).collect(),
            breakdown,
            finest: LEVELS
                .into_iter()
                .rfind(|level| definition.monitor.levels.contains(level))
                .max(known)
                .unwrap_or(Level::Country),
            values: Vec::new(),
            variables: Vec::new(),
            classes: Vec::new(),
            cell_bounds: Vec::new(),
            ages: Vec::new(),
            sizes: HashMap::new(),
            parts: HashMap::new(),
            part_leaves: HashMap::new(),
        };
        for atom in AGE_ATOMS {
            let kind = QuantityKind::Age(atom.to_owned());
            let of_persons = |quantity: &Quantity| quantity.unit == Unit::Persons && quantity.kind == kind;
            if let Some(at) = raw.quantities().iter().position(of_persons) {
                let variable = maker.variable(at)?;
                maker.ages.push((atom, variable));
            }
        }
        Ok(maker)
    }

    /// A variable with the values of a quantity.
    fn variable(&mut self, quantity: usize) -> Result<Variable, PlanError> {
        let name = self.raw.quantities()[quantity].name();
        let values: Option<Vec<i32>> = self
            .raw
            .table(quantity, self.finest)
            .into_iter()
            .map(|value| i32::try_from(value).ok().filter(|value| (0..=1_000_000_000).contains(value)))
            .collect();
        let Some(values) = values else {
            return Err(PlanError::OutOfRange { quantity: name, period: self.raw.period() });
        };
        self.values.push(values);
        self.variables.push(name);
        Ok(Variable(self.values.len() as u16 - 1))
    }

    /// The ages that make up a universe; none where age does not define it.
    fn ages_of(&self, universe: &Universe) -> Option<Vec<(Variable, i32)>> {
        if universe.unit != Unit::Persons || self.ages.len() != AGE_ATOMS.len() {
            return None;
        }
        if universe.ages.is_empty() {
            // Everybody, unless something else than age says who belongs.
            return universe
                .condition
                .is_none()
                .then(|| self.ages.iter().map(|(_, variable)| (*variable, 1)).collect());
        }
        Some(self.with_ages(&universe.ages))
    }

    fn with_ages(&self, wanted: &[String]) -> Vec<(Variable, i32)> {
        self.ages.iter().filter(|(atom, _)| wanted.iter().any(|age| age == atom)).map(|(_, age)| (*age, 1)).collect()
    }

    fn size(&mut self, universe: &Universe) -> Result<(), PlanError> {
        let Some(quantity) = self.raw.universe(&universe.id) else { return Ok(()) };
        let terms = if let Some(terms) = self.ages_of(universe) {
            let same = |found: &Self, cell: usize| found.sum(&terms, cell);
            self.compare(quantity, same, || {
                (format!("universe `{}` is the sum of its ages", universe.id), "`ages`".to_owned())
            })?;
            terms
        } else {
            let own = self.variable(quantity)?;
            let within = self.with_ages(&universe.within_ages);
            if !within.is_empty() && self.ages.len() == AGE_ATOMS.len() {
                let terms: Vec<_> = within.into_iter().chain([(own, -1)]).collect();
                self.bound(terms, || {
                    let what = format!("universe `{}` is never more than the residents of its ages", universe.id);
                    (what, format!("`within-ages` of `{}`", universe.id))
                })?;
            }
            vec![(own, 1)]
        };
        let sets: Vec<Vec<u64>> = self
            .levels()
            .map(|level| self.sets(level, |breakdown| self.publishes_size(level, universe, breakdown)))
            .collect();
        self.sizes.insert(universe.id.clone(), self.classes.len());
        self.classes.push(Class { name: format!("universe:{}", universe.id), terms, role: Role::Size, sets });
        Ok(())
    }

    fn part(&mut self, indicator: &Indicator) -> Result<(), PlanError> {
        let Some(quantity) = self.raw.find(&QuantityKind::Count(indicator.id.clone())) else {
            let sums = self.raw.find(&QuantityKind::Sum(indicator.id.clone()));
            return match sums {
                Some(at) if !self.sizes.contains_key(&indicator.universe) => Err(self.without_universe(at)),
                _ => Ok(()),
            };
        };
        let Some(&size) = self.sizes.get(&indicator.universe) else { return Err(self.without_universe(quantity)) };
        let everybody = mask(&self.raw.leaves().everybody());
        let (terms, leaves) = if indicator.numerator_ages.is_empty() && indicator.numerator_leaves.is_empty() {
            (vec![(self.variable(quantity)?, 1)], everybody)
        } else {
            let leaves = if indicator.numerator_leaves.is_empty() {
                everybody
            } else {
                mask(&self.raw.leaves().where_values(&indicator.numerator_leaves))
            };
            let of_size = self.classes[size].terms.clone();
            let terms = if indicator.numerator_ages.is_empty() {
                of_size
            } else {
                let ages = self.with_ages(&indicator.numerator_ages);
                of_size.into_iter().filter(|term| ages.contains(term)).collect()
            };
            let width = self.raw.leaves().len();
            let same = |found: &Self, cell: usize| {
                if leaves >> (cell % width) & 1 == 1 { found.sum(&terms, cell) } else { 0 }
            };
            self.compare(quantity, same, || {
                let what = format!("the numerator of `{}` is decided by age and background", indicator.id);
                (what, "`numerator-ages` and `numerator-leaves`".to_owned())
            })?;
            (terms, leaves)
        };
        let plan = &self.definition.monitor.protection;
        let sets: Vec<Vec<u64>> = self
            .levels()
            .map(|level| {
                self.sets(level, |breakdown| {
                    indicator.breakdowns.iter().any(|own| own == breakdown) && plan.publishes(level, breakdown)
                })
            })
            .collect();
        let own = |sets: &[u64]| sets.iter().map(|set| set & leaves).collect::<Vec<_>>();
        let part = self.classes.len();
        self.classes.push(Class {
            name: format!("count:{}", indicator.id),
            terms: terms.clone(),
            role: Role::Part { size },
            sets: sets.iter().map(|sets| own(sets)).collect(),
        });
        // What is left: those of the size who are not in the part, of the part's leaves and of others.
        let mut rest = self.classes[size].terms.clone();
        let decided = terms.iter().all(|term| rest.contains(term));
        let rest_sets: Vec<Vec<u64>> = if !decided {
            rest.push((terms[0].0, -1));
            sets.clone()
        } else if terms.len() == rest.len() {
            sets.iter().map(|sets| sets.iter().map(|set| set & !leaves).collect()).collect()
        } else {
            rest.retain(|term| !terms.contains(term));
            sets.clone()
        };
        self.parts.insert(indicator.id.clone(), (part, self.classes.len()));
        self.part_leaves.insert(indicator.id.clone(), leaves);
        self.classes.push(Class {
            name: format!("rest:{}", indicator.id),
            terms: rest,
            role: Role::Rest { part, shown: false },
            sets: rest_sets,
        });
        Ok(())
    }

    /// Indicators that can hold for nobody together.
    fn exclusions(&mut self) -> Result<(), PlanError> {
        for indicator in &self.definition.indicators {
            for other in &indicator.excludes {
                let classes = [&indicator.id, other].map(|id| self.parts.get(id).map(|(part, _)| *part));
                let [Some(one), Some(two)] = classes else { continue };
                let Role::Part { size } = self.classes[one].role else { continue };
                let mut terms = self.classes[size].terms.clone();
                terms.extend([one, two].iter().flat_map(|class| &self.classes[*class].terms).map(|(v, s)| (*v, -s)));
                self.bound(terms, || {
                    let what = format!("`{}` and `{other}` hold for nobody together", indicator.id);
                    (what, format!("`excludes` of `{}`", indicator.id))
                })?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Plan {
        let areas = self.raw.areas();
        // Where each of the finest areas lies: of any neighbourhood in it.
        let mut inside = vec![0; areas.len(self.finest)];
        for neighbourhood in 0..areas.len(Level::Neighbourhood) {
            inside[areas.above(neighbourhood, self.finest)] = neighbourhood;
        }
        let levels: Vec<Vec<u32>> = LEVELS
            .into_iter()
            .filter(|level| *level <= self.finest)
            .map(|level| inside.iter().map(|neighbourhood| areas.above(*neighbourhood, level) as u32).collect())
            .collect();
        let protection = &self.definition.monitor.protection;
        let threshold = protection.threshold;
        Plan {
            model: Model {
                areas: Areas::new(levels),
                leaves: self.raw.leaves().len(),
                values: self.values,
                classes: self.classes,
                cell_bounds: self.cell_bounds,
                multiples: Multiples::of_base(protection.base),
                thresholds: Thresholds {
                    size: threshold.denominators.cast_signed(),
                    part: threshold.numerators.cast_signed(),
                    rest: threshold.complements.cast_signed(),
                },
                given: Vec::new(),
            },
            sizes: self.sizes,
            parts: self.parts,
            part_leaves: self.part_leaves,
            variables: self.variables,
            ages: self.ages,
            nobody: self.groups.iter().map(|set| *set == 0).collect(),
            groups: self.groups,
        }
    }

    /// The set of leaves of every category that is published; empty ones for the others.
    fn sets(&self, level: Level, publishes: impl Fn(&str) -> bool) -> Vec<u64> {
        let shown = self.definition.monitor.levels.contains(&level);
        let of = |(group, breakdown): (&u64, Option<&str>)| {
            if shown && breakdown.is_none_or(&publishes) { *group } else { 0 }
        };
        self.groups.iter().zip(self.breakdown.iter().copied()).map(of).collect()
    }

    /// Whether the size of a universe is published by a breakdown: by itself, or under a figure.
    fn publishes_size(&self, level: Level, universe: &Universe, breakdown: &str) -> bool {
        let plan = &self.definition.monitor.protection;
        let about = |indicator: &&Indicator| {
            indicator.universe == universe.id && indicator.breakdowns.iter().any(|own| own == breakdown)
        };
        let counted = |indicator: &Indicator| indicator.numerator.is_none() || indicator.share_of == ShareOf::Everybody;
        self.definition.indicators.iter().filter(about).any(|indicator| {
            plan.publishes(level, breakdown)
                || counted(indicator) && plan.publishes_size(level, &universe.id, breakdown)
        })
    }

    /// The levels of the system.
    fn levels(&self) -> impl Iterator<Item = Level> + use<> {
        let finest = self.finest;
        LEVELS.into_iter().filter(move |level| *level <= finest)
    }

    fn sum(&self, terms: &[(Variable, i32)], cell: usize) -> i32 {
        terms.iter().map(|(variable, sign)| sign * self.values[usize::from(variable.0)][cell]).sum()
    }

    /// Something that the definition says is never negative.
    fn bound(&mut self, terms: Vec<(Variable, i32)>, says: impl Fn() -> (String, String)) -> Result<(), PlanError> {
        let cells = self.values.first().map_or(0, Vec::len);
        if (0..cells).any(|cell| self.sum(&terms, cell) < 0) {
            return Err(self.contradicts(says()));
        }
        self.cell_bounds.push(CellBound { terms });
        Ok(())
    }

    /// Compares a quantity with what the definition says it is.
    fn compare(
        &self,
        quantity: usize,
        expected: impl Fn(&Self, usize) -> i32,
        says: impl Fn() -> (String, String),
    ) -> Result<(), PlanError> {
        let counted = self.raw.table(quantity, self.finest);
        let same = |(cell, value): (usize, &i64)| i64::from(expected(self, cell)) == *value;
        if counted.iter().enumerate().all(same) { Ok(()) } else { Err(self.contradicts(says())) }
    }

    fn contradicts(&self, (what, correct): (String, String)) -> PlanError {
        PlanError::Contradicts { what, correct, period: self.raw.period() }
    }

    fn without_universe(&self, quantity: usize) -> PlanError {
        PlanError::WithoutUniverse { period: self.raw.period(), quantity: self.raw.quantities()[quantity].name() }
    }
}

/// The position of a level in a system.
pub(crate) fn level_at(level: Level) -> Option<usize> {
    LEVELS.iter().position(|own| *own == level)
}
