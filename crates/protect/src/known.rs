//! What is out already of the people of a period, as rows that are known: earlier releases, and tables of others.

use std::collections::BTreeMap;
use std::sync::Arc;

use cells::{AreaCode, Count, Level, Period, Vintage};
use counts::RawCounts;
use definition::Definition;
use ledger::ExternalRow;

use crate::Shown;
use crate::plan::{Plan, level_at};
use crate::system::{Bounds, Given, NO_LIMIT, Role, Variable};

/// What the ledger says of a period.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What earlier releases said.
    pub earlier: Vec<Earlier>,
    /// Tables that others publish: what each is called, and its rows of any period.
    pub others: Vec<(String, Vec<ExternalRow>)>,
}

/// What an earlier release says something of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// How many belong to a universe (its id).
    Size(Arc<str>),
    /// For how many of its universe an indicator (its id) holds; with that, for how many it does not.
    Part(Arc<str>),
}

impl std::fmt::Display for Subject {
    /// As tables of others have it: `universe:inwoners`, `count:werk`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size(id) => write!(f, "universe:{id}"),
            Self::Part(id) => write!(f, "count:{id}"),
        }
    }
}

/// What an earlier release said of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Id of the release.
    pub release: Arc<str>,
    /// The division that the code of the area belongs to.
    pub vintage: Vintage,
    /// What of.
    pub subject: Subject,
    /// The area.
    pub area: AreaCode,
    /// Id of the category; none for everybody.
    pub category: Option<Arc<str>>,
    /// What was said.
    pub shown: Shown<Count>,
}

/// Something in the ledger that the counts do not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KnownError {
    /// An earlier release speaks of what is not counted any more.
    #[error(
        "release {release} says something of `{quantity}`, {category}, in {period}, and this definition does not count that. \
         What is out stays out: keep it in the definition, so that it can be reckoned with"
    )]
    NotCounted {
        /// Id of the release.
        release: Arc<str>,
        /// Name of the quantity.
        quantity: String,
        /// Id of the category, or `total`.
        category: String,
        /// The year.
        period: Period,
    },
    /// An earlier release has the areas of another division.
    #[error(
        "release {release} has {period} in the areas of {vintage}, and the counts are in those of {counted}. Counts of one year in \
         two divisions give away who lives between the borders: count {period} in the areas of {vintage}, or leave the year out"
    )]
    OtherDivision {
        /// Id of the release.
        release: Arc<str>,
        /// The year.
        period: Period,
        /// The division of the release.
        vintage: Vintage,
        /// The division of the counts.
        counted: Vintage,
    },
    /// An earlier release was rounded to something else.
    #[error(
        "release {release} says `{quantity}` of {area}, {category}, in {period} with a precision that this definition does not \
         have. What is out is published again as it was: give [protection] the base that it had then"
    )]
    OtherBase {
        /// Id of the release.
        release: Arc<str>,
        /// Name of the quantity.
        quantity: String,
        /// The area.
        area: AreaCode,
        /// Id of the category, or `total`.
        category: String,
        /// The year.
        period: Period,
    },
    /// The counts are not what was said.
    #[error(
        "{source_name} says something else of `{quantity}` in {area}, {category}, in {period} than was counted now. Whoever \
         has both learns who was added or left out. Use the registers and the definition of then, or the table of the same \
         reference date; otherwise leave {period} out"
    )]
    Disagrees {
        /// The release or the table.
        source_name: String,
        /// Name of the quantity.
        quantity: String,
        /// The area.
        area: AreaCode,
        /// Id of the category, or `total`.
        category: String,
        /// The year.
        period: Period,
    },
}

impl Known {
    /// Whether something of the period was published before.
    pub fn was_published(&self) -> bool {
        !self.earlier.is_empty()
    }

    /// The smallest level of which something is known in a period: a system has to be as fine.
    pub(crate) fn finest(&self, period: Period) -> Option<Level> {
        let others = self.others.iter().flat_map(|(_, rows)| rows).filter(|row| row.period == period);
        let levels = others.map(|row| row.area.level()).chain(self.earlier.iter().map(|one| one.area.level()));
        levels.filter(|level| level_at(*level).is_some()).max()
    }
}

/// The rows that are known, and what of the tables of others could not be joined, with why: how often.
pub(crate) type Joined = (Vec<Given>, BTreeMap<String, u64>);

/// Finds the rows of a plan that something is known of.
pub(crate) fn given(
    plan: &Plan,
    definition: &Definition,
    raw: &RawCounts,
    known: &Known,
) -> Result<Joined, KnownError> {
    let categories: BTreeMap<&str, usize> = definition
        .categories()
        .enumerate()
        .map(|(at, (.., category))| (category.id.as_str(), at + 1))
        .chain([("total", 0)])
        .collect();
    let mut joiner = Joiner { plan, raw, categories, given: Vec::new(), left_out: BTreeMap::new() };
    for one in &known.earlier {
        joiner.earlier(one)?;
    }
    for (name, rows) in &known.others {
        for row in rows.iter().filter(|row| row.period == raw.period()) {
            joiner.other(name, row)?;
        }
    }
    Ok((joiner.given, joiner.left_out))
}

struct Joiner<'a> {
    plan: &'a Plan,
    raw: &'a RawCounts,
    categories: BTreeMap<&'a str, usize>,
    given: Vec<Given>,
    left_out: BTreeMap<String, u64>,
}

/// A sum of a plan: its variables and its leaves.
type Sum = (Vec<(Variable, i32)>, u64);

impl Joiner<'_> {
    fn earlier(&mut self, one: &Earlier) -> Result<(), KnownError> {
        let (period, release) = (self.raw.period(), Arc::clone(&one.release));
        if one.vintage != self.raw.vintage() {
            let counted = self.raw.vintage();
            return Err(KnownError::OtherDivision { release, period, vintage: one.vintage, counted });
        }
        let name = one.category.as_deref().unwrap_or("total");
        let found = self.categories.get(name).copied().zip(self.place(one.area));
        let found = found.and_then(|(category, place)| Some((self.sums(&one.subject, category)?, place)));
        let Some(((sum, rest), (level, area))) = found else {
            let (quantity, category) = (one.subject.to_string(), name.to_owned());
            return Err(KnownError::NotCounted { release, quantity, category, period });
        };
        let (multiples, thresholds) = (&self.plan.model.multiples, self.plan.model.thresholds);
        let is_part = rest.is_some();
        let threshold = if is_part { thresholds.part } else { thresholds.size };
        let small = |threshold: i32| Bounds { low: 0, high: threshold - 1 };
        let at_least = |threshold: i32| Bounds { low: threshold, high: NO_LIMIT };
        // Of what is only said to be enough, it is not said how much: how finely that is published, other cells say.
        let (first, last) = (Some(crate::Step(0)), Some(multiples.last()));
        let (of_sum, of_rest) = match one.shown {
            Shown::Nobody => return Ok(()),
            Shown::Is(count) => {
                let step = multiples.step_within(count.within).and_then(|step| {
                    let value = i32::try_from(count.value).ok()?;
                    multiples.known(value, step, threshold).map(|bounds| (bounds, step))
                });
                let Some(found) = step else {
                    let (quantity, category) = (one.subject.to_string(), name.to_owned());
                    return Err(KnownError::OtherBase { release, quantity, area: one.area, category, period });
                };
                let (bounds, step) = found;
                (Some((bounds, Some(step))), Some((at_least(thresholds.rest), None)))
            }
            // Of a part it is also said of groups that are too small themselves: then nothing is known of the rest.
            Shown::Small => (Some((small(threshold), first)), None),
            Shown::NearlyAll => (Some((at_least(threshold), None)), Some((small(thresholds.rest), first))),
            Shown::Withheld => (Some((Bounds::FREE, last)), Some((Bounds::FREE, last))),
        };
        for (sum, said) in [(Some(sum), of_sum), (rest, of_rest)] {
            let (Some((terms, leaves)), Some((bounds, published))) = (sum, said) else { continue };
            if leaves == 0 {
                continue;
            }
            let given = Given { level, area, terms, leaves, bounds, published };
            if !bounds.allow(self.truth(&given)) {
                return Err(self.disagrees(format!("release {release}"), one.subject.to_string(), one.area, name));
            }
            self.given.push(given);
        }
        Ok(())
    }

    fn other(&mut self, table: &str, row: &ExternalRow) -> Result<(), KnownError> {
        match self.joined(row) {
            Ok(given) if given.bounds.allow(self.truth(&given)) => self.given.push(given),
            Ok(_) => {
                return Err(self.disagrees(
                    format!("the table `{table}`"),
                    row.quantity.clone(),
                    row.area,
                    &row.category,
                ));
            }
            Err(why) => *self.left_out.entry(format!("{table}: {why}")).or_default() += 1,
        }
        Ok(())
    }

    /// The sum that a row of others is about; or why there is none.
    fn joined(&self, row: &ExternalRow) -> Result<Given, String> {
        let category = self.categories.get(row.category.as_str());
        let category = *category.ok_or_else(|| format!("no category `{}`", row.category))?;
        let place = self.place(row.area);
        let (level, area) = place.ok_or_else(|| format!("no area of the division of {}", self.raw.vintage()))?;
        let sum = self.named(&row.quantity, category);
        let (terms, leaves) = sum.ok_or_else(|| format!("`{}` is not counted", row.quantity))?;
        let value = i32::try_from(row.value).ok().filter(|value| *value <= 1_000_000_000);
        let value = value.ok_or("a count above 1,000,000,000")?;
        Ok(Given { level, area, terms, leaves, bounds: Bounds { low: value, high: value }, published: None })
    }

    fn disagrees(&self, source_name: String, quantity: String, area: AreaCode, category: &str) -> KnownError {
        KnownError::Disagrees { source_name, quantity, area, category: category.to_owned(), period: self.raw.period() }
    }

    /// The level and number of an area.
    fn place(&self, area: AreaCode) -> Option<(usize, usize)> {
        let level = level_at(area.level()).filter(|level| *level < self.plan.model.areas.depth())?;
        Some((level, self.raw.areas().find(area)?))
    }

    fn named(&self, quantity: &str, category: usize) -> Option<Sum> {
        let (kind, id) = quantity.split_once(':')?;
        match kind {
            "universe" => self.sums(&Subject::Size(id.into()), category).map(|(sum, _)| sum),
            "count" => self.sums(&Subject::Part(id.into()), category).map(|(sum, _)| sum),
            "age" => {
                let (_, variable) = self.plan.ages.iter().find(|(atom, _)| *atom == id)?;
                Some((vec![(*variable, 1)], self.plan.groups[category]))
            }
            _ => None,
        }
    }

    /// The sum of a quantity, and of a part also what is left beside it.
    fn sums(&self, subject: &Subject, category: usize) -> Option<(Sum, Option<Sum>)> {
        let (classes, group) = (&self.plan.model.classes, self.plan.groups[category]);
        match subject {
            Subject::Size(id) => Some(((classes[*self.plan.sizes.get(id.as_ref())?].terms.clone(), group), None)),
            Subject::Part(id) => {
                let &(part, rest) = self.plan.parts.get(id.as_ref())?;
                let leaves = self.plan.part_leaves[id.as_ref()];
                let Role::Part { size } = classes[part].role else { return None };
                // Where background alone decides, those of the other backgrounds are what is left.
                let others = if classes[part].terms == classes[size].terms { group & !leaves } else { group };
                let rest = (classes[rest].terms.clone(), others);
                Some(((classes[part].terms.clone(), group & leaves), Some(rest)))
            }
        }
    }

    /// The true sum.
    fn truth(&self, given: &Given) -> i32 {
        let model = &self.plan.model;
        let leaves = (0..model.leaves).filter(|leaf| given.leaves >> leaf & 1 == 1);
        let cells = leaves.flat_map(|leaf| {
            model.areas.inside(given.level, given.area).iter().map(move |area| *area as usize * model.leaves + leaf)
        });
        let of_cell = |cell: usize| -> i32 {
            given.terms.iter().map(|(variable, sign)| sign * model.values[usize::from(variable.0)][cell]).sum()
        };
        cells.map(of_cell).sum()
    }
}
