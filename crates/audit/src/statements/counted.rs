use definition::{AGE_ATOMS, Definition, Indicator, Measure, ShareOf, Unit};

use counts::{Leaves, QuantityKind};

/// A table of counts by neighbourhood and leaf that the definition does not make out of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// Residents of an age: position in [`AGE_ATOMS`].
    Age(usize),
    /// The size of a universe: its position in the definition.
    Universe(usize),
    /// For how many an indicator holds: its position in the definition.
    Count(usize),
}

impl Base {
    /// Under which name the raw counts have it.
    pub fn quantity(&self, definition: &Definition) -> QuantityKind {
        match self {
            Self::Age(age) => QuantityKind::Age(AGE_ATOMS[*age].to_owned()),
            Self::Universe(universe) => QuantityKind::Universe(definition.universes[*universe].id.clone()),
            Self::Count(indicator) => QuantityKind::Count(definition.indicators[*indicator].id.clone()),
        }
    }
}

/// What a count is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// How many a universe has: its position in the definition.
    Size(usize),
    /// For how many of its universe an indicator holds.
    Part(usize),
    /// For how many it does not.
    Rest(usize),
    /// Residents of an age; only external tables have it.
    Ages(usize),
}

/// So many of a base, or of some of its leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Position in [`super::Statements::bases`].
    pub base: usize,
    /// 1 or −1.
    pub sign: i8,
    /// Only these leaves; all where absent.
    pub leaves: Option<Vec<bool>>,
}

/// Something counted, and of what it is the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub subject: Subject,
    /// `universe:ID`, `count:ID`, `rest:ID` or `age:ATOM`.
    pub name: String,
    /// Of what it is the sum.
    pub terms: Vec<Term>,
}

/// Whether an indicator publishes a numerator of its own.
pub(super) fn has_part(indicator: &Indicator) -> bool {
    indicator.measure.is_rate() && indicator.share_of == ShareOf::Group && indicator.numerator.is_some()
}

/// Whether an indicator says anything of counts.
pub(super) fn says_counts(indicator: &Indicator) -> bool {
    indicator.measure != Measure::Index
        && (indicator.measure == Measure::Count
            || indicator.numerator.is_some()
            || indicator.share_of == ShareOf::Everybody)
}

/// Bases and everything counted, for the indicators at some positions.
pub(super) fn of(definition: &Definition, leaves: &Leaves, indicators: &[usize]) -> (Vec<Base>, Vec<Counted>) {
    let mut found = Found { definition, leaves, bases: Vec::new(), counted: Vec::new() };
    for &at in indicators {
        let indicator = &definition.indicators[at];
        let Some(universe) = definition.universes.iter().position(|universe| universe.id == indicator.universe) else {
            continue;
        };
        let size = found.size(universe);
        if has_part(indicator) {
            let part = found.part(at, universe);
            let less = part.iter().map(|term| Term { sign: -term.sign, ..term.clone() });
            let rest = size.iter().cloned().chain(less).collect();
            found.counted.push(Counted {
                subject: Subject::Part(at),
                name: format!("count:{}", indicator.id),
                terms: part,
            });
            found.counted.push(Counted {
                subject: Subject::Rest(at),
                name: format!("rest:{}", indicator.id),
                terms: rest,
            });
        }
    }
    (found.bases, found.counted)
}

struct Found<'a> {
    definition: &'a Definition,
    leaves: &'a Leaves,
    bases: Vec<Base>,
    counted: Vec<Counted>,
}

impl Found<'_> {
    fn base(&mut self, base: &Base) -> usize {
        self.bases.iter().position(|there| there == base).unwrap_or_else(|| {
            self.bases.push(base.clone());
            self.bases.len() - 1
        })
    }

    /// The ages a universe is the sum of; none where age does not define it.
    fn ages(&self, universe: usize) -> Option<Vec<usize>> {
        let universe = &self.definition.universes[universe];
        let microdata = self.definition.microdata.as_ref()?;
        let by_age = universe.unit == Unit::Persons && microdata.view_of(Unit::Persons)?.age.is_some();
        if !by_age || (universe.ages.is_empty() && universe.condition.is_some()) {
            return None;
        }
        let of = |age: &&str| universe.ages.is_empty() || universe.ages.iter().any(|a| a == age);
        Some(AGE_ATOMS.iter().enumerate().filter(|(_, age)| of(age)).map(|(n, _)| n).collect())
    }

    fn ages_as_terms(&mut self, ages: &[usize], leaves: Option<&Vec<bool>>) -> Vec<Term> {
        ages.iter().map(|age| Term { base: self.base(&Base::Age(*age)), sign: 1, leaves: leaves.cloned() }).collect()
    }

    fn size(&mut self, universe: usize) -> Vec<Term> {
        if let Some(there) = self.counted.iter().find(|counted| counted.subject == Subject::Size(universe)) {
            return there.terms.clone();
        }
        let terms = match self.ages(universe) {
            Some(ages) => self.ages_as_terms(&ages, None),
            None => vec![Term { base: self.base(&Base::Universe(universe)), sign: 1, leaves: None }],
        };
        let name = format!("universe:{}", self.definition.universes[universe].id);
        self.counted.push(Counted { subject: Subject::Size(universe), name, terms: terms.clone() });
        terms
    }

    fn part(&mut self, at: usize, universe: usize) -> Vec<Term> {
        let indicator = &self.definition.indicators[at];
        let ages = self.ages(universe);
        let decided = !indicator.numerator_ages.is_empty() || !indicator.numerator_leaves.is_empty();
        let only = (!indicator.numerator_leaves.is_empty()).then(|| {
            let set = self.leaves.where_values(&indicator.numerator_leaves);
            (0..self.leaves.len()).map(|leaf| set.contains(leaf)).collect::<Vec<bool>>()
        });
        match ages {
            Some(mut ages) if decided => {
                let of = |age: usize| indicator.numerator_ages.iter().any(|a| a == AGE_ATOMS[age]);
                ages.retain(|age| indicator.numerator_ages.is_empty() || of(*age));
                self.ages_as_terms(&ages, only.as_ref())
            }
            None if decided && indicator.numerator_ages.is_empty() => {
                vec![Term { base: self.base(&Base::Universe(universe)), sign: 1, leaves: only }]
            }
            _ => vec![Term { base: self.base(&Base::Count(at)), sign: 1, leaves: None }],
        }
    }
}
