//! Attack 6: percentages and means solved back to counts.
//!
//! A rate that is worked out from the counts that stand beside it tells nothing new. One that was worked out from others, to
//! however few decimals, does. Means are differenced: whoever knows the sum of all and of most knows that of the few that are
//! left.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cells::{Cell, Level, Status};
use definition::{Measure, SourceFormat};
use release::Release;

use crate::statements::{Breach, CellName, MeanCell, Statements};

/// A sum of fewer than the threshold is as good as known when it is known to within this part of it (the p % rule of
/// Hundepool et al. 2012, section 4.2.2, with p = 10).
const PART: f64 = 0.10;

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct SolvedBack {
    /// How many figures were worked out again.
    pub rates: u64,
    /// How many means were differenced.
    pub means: u64,
    /// Cells with another figure than their counts give.
    pub other_figures: Vec<CellName>,
    /// The mean of a larger group or area that, with those of its parts, gives away the sum of a few.
    pub sums: Vec<CellName>,
}

/// Tries it.
pub fn solved_back(release: &Release, statements: &Statements) -> SolvedBack {
    let mut result = SolvedBack::default();
    let definition = &release.definition;
    for slice in release.cube.slices() {
        let counted = definition.sources.get(slice.source()).is_some_and(|s| s.format == SourceFormat::Microdata);
        let measure = definition.indicator(slice.indicator()).measure;
        if !counted || slice.period() != statements.period || slice.level() == Level::Region {
            continue;
        }
        if !measure.is_rate() && measure != Measure::Count {
            continue;
        }
        for (place, category, cell) in slice.dense().filter(|(.., cell)| cell.status == Status::Published) {
            result.rates += 1;
            if tells_more(&cell, measure.per()) {
                result.other_figures.push(CellName { indicator: slice.indicator().0, place, category });
            }
        }
    }
    means(statements, &mut result);
    result
}

impl SolvedBack {
    /// What the cells breach.
    pub fn breaches(&self) -> impl Iterator<Item = (CellName, Breach)> {
        self.other_figures.iter().map(|name| (*name, Breach::OtherFigure))
    }
}

/// Whether a figure is another one than its counts give, and leaves fewer possibilities for them.
fn tells_more(cell: &Cell, per: f64) -> bool {
    let (Some(value), Some(numerator)) = (cell.value, cell.numerator) else { return cell.value.is_some() };
    let given = match cell.denominator {
        None => f64::from(numerator.value),
        Some(of) if of.value > 0 => f64::from(numerator.value) / f64::from(of.value) * per,
        Some(_) => return true,
    };
    (value - given).abs() > 1e-9 * given.abs().max(1.0)
}

/// Where a sum belongs: level, area, group.
type Address = (usize, usize, usize);

/// Between which values a sum lies, and of how many it is.
#[derive(Debug, Clone, Copy)]
struct Sum {
    low: f64,
    high: f64,
    least: i64,
    most: i64,
}

/// Sums of those that are left when the parts with a known sum are taken from a whole with one. Those that are known are the
/// means times how many they are of, and whatever follows from them: one step leads to the next.
fn means(statements: &Statements, result: &mut SolvedBack) {
    let mut of_indicator: BTreeMap<u16, HashMap<Address, Sum>> = BTreeMap::new();
    for mean in &statements.means {
        result.means += 1;
        of_indicator.entry(mean.indicator).or_default().insert((mean.level, mean.area, mean.group), Sum::of(mean));
    }
    let divisions = divisions(statements);
    let few = i64::from(statements.rules.denominators);
    for (indicator, known) in of_indicator {
        result.sums.extend(telling(known, &divisions, few).into_iter().map(|(level, area, group)| CellName {
            indicator,
            place: statements.areas.place(level, area),
            category: statements.groups[group].category,
        }));
    }
}

/// The wholes that, with their parts, give away the sum of a few.
fn telling(mut known: HashMap<Address, Sum>, divisions: &[(Address, Vec<Address>)], few: i64) -> BTreeSet<Address> {
    let mut telling = BTreeSet::new();
    let mut open: Vec<&(Address, Vec<Address>)> = divisions.iter().collect();
    loop {
        let before = open.len();
        open.retain(|(whole, parts)| {
            let mut missing = parts.iter().filter(|part| !known.contains_key(part)).copied();
            match (known.get(whole).copied(), missing.next(), missing.next()) {
                (Some(_), None, _) => false,
                (None, None, _) => {
                    known.insert(*whole, together(&known, parts));
                    false
                }
                (Some(all), Some(part), None) => {
                    let left = all.without(together(&known, parts));
                    if left.gives_away(few) {
                        telling.insert(*whole);
                    }
                    known.insert(part, left);
                    false
                }
                _ => true,
            }
        });
        if open.len() == before {
            break;
        }
    }
    // Several that are left may be few together.
    for (whole, parts) in open {
        if known.get(whole).is_some_and(|all| all.without(together(&known, parts)).gives_away(few)) {
            telling.insert(*whole);
        }
    }
    telling
}

/// The sum of those of some parts that are known.
fn together(known: &HashMap<Address, Sum>, parts: &[Address]) -> Sum {
    let nothing = Sum { low: 0.0, high: 0.0, least: 0, most: 0 };
    parts.iter().filter_map(|part| known.get(part)).fold(nothing, |sum, part| Sum {
        low: sum.low + part.low,
        high: sum.high + part.high,
        least: sum.least + part.least,
        most: sum.most + part.most,
    })
}

impl Sum {
    /// A mean times how many it is of.
    fn of(mean: &MeanCell) -> Self {
        let (least, most) = (mean.value - mean.half, mean.value + mean.half);
        let (a, b) = (f64::from(mean.of.0), f64::from(mean.of.1));
        Self {
            low: (least * a).min(least * b),
            high: (most * a).max(most * b),
            least: i64::from(mean.of.0),
            most: i64::from(mean.of.1),
        }
    }

    fn without(self, part: Self) -> Self {
        Self {
            low: self.low - part.high,
            high: self.high - part.low,
            least: self.least - part.most,
            most: self.most - part.least,
        }
    }

    /// Whether it is known although it may be of few. Of nobody, or of enough, it may be.
    fn gives_away(self, few: i64) -> bool {
        let middle = f64::midpoint(self.low, self.high);
        let is_of_few = self.most >= 1 && self.least < few;
        is_of_few && middle > 0.0 && (self.high - self.low) / 2.0 < PART * middle
    }
}

/// Everything that is made of other things without anybody in common: areas of smaller ones, groups of others.
fn divisions(statements: &Statements) -> Vec<(Address, Vec<Address>)> {
    let partitions: Vec<Vec<Vec<usize>>> =
        (0..statements.groups.len()).map(|group| partitions(statements, group)).collect();
    let mut all = Vec::new();
    for level in 0..statements.areas.levels().len() {
        for (area, below) in statements.areas.children(level).iter().enumerate() {
            for (group, partitions) in partitions.iter().enumerate() {
                let whole = (level, area, group);
                if !below.is_empty() {
                    all.push((whole, below.iter().map(|child| (level + 1, *child, group)).collect()));
                }
                let of_groups = |parts: &Vec<usize>| parts.iter().map(|part| (level, area, *part)).collect();
                all.extend(partitions.iter().map(|parts| (whole, of_groups(parts))));
            }
        }
    }
    all
}

/// The divisions of a group into others: its children, or the largest groups of each breakdown.
fn partitions(statements: &Statements, group: usize) -> Vec<Vec<usize>> {
    let groups = &statements.groups;
    let mut found: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (at, other) in groups.iter().enumerate().skip(1) {
        let below = if group == 0 { other.parent.is_none() } else { other.parent == Some(group) };
        if below && other.leaves.contains(&true) {
            found.entry(other.breakdown).or_default().push(at);
        }
    }
    found
        .into_values()
        .filter(|parts| {
            (0..groups[group].leaves.len()).all(|leaf| {
                parts.iter().filter(|part| groups[**part].leaves[leaf]).count()
                    == usize::from(groups[group].leaves[leaf])
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cells::{Count, Kind};

    fn mean(value: f64, of: (u32, u32)) -> MeanCell {
        MeanCell { indicator: 0, level: 0, area: 0, group: 0, value, half: 0.05, of }
    }

    #[test]
    fn a_percentage_from_the_true_counts_tells_more_than_the_rounded_ones() {
        let honest = Cell::rate(Count::rounded(30, 5), Count::rounded(120, 5), 100.0, Kind::Counted);
        assert!(!tells_more(&honest, 100.0));
        assert!(tells_more(&Cell { value: Some(28.0 / 119.0 * 100.0), ..honest }, 100.0));
        assert!(tells_more(&Cell { value: Some(25.4), ..honest }, 100.0));
    }

    #[test]
    fn the_scores_of_three_pupils_follow_from_exact_numbers_and_not_from_rounded_ones() {
        let left = |all: MeanCell, most: MeanCell| Sum::of(&all).without(Sum::of(&most)).gives_away(10);
        assert!(left(mean(535.0, (50, 50)), mean(535.2, (47, 47))));
        assert!(!left(mean(535.0, (48, 52)), mean(535.2, (43, 47))));
        // Twenty others are no secret.
        assert!(!left(mean(535.0, (50, 50)), mean(535.2, (30, 30))));
    }

    /// Of all 100, 60 are in A, and 36 of the 40 in B are in B1: nothing is said of B, but B is all without A.
    #[test]
    fn a_sum_that_takes_two_steps_is_found() {
        let [all, a, b, b1, b2] = [0, 1, 2, 3, 4].map(|group| (0, 0, group));
        let known = [(all, mean(535.0, (100, 100))), (a, mean(535.2, (60, 60))), (b1, mean(534.0, (36, 36)))];
        let known = known.map(|(at, mean)| (at, Sum::of(&mean)));
        let divisions = [(b, vec![b1, b2]), (all, vec![a, b])];
        assert_eq!(telling(known.into(), &divisions, 10), [b].into());
        assert!(telling(known[..2].iter().copied().collect(), &divisions, 10).is_empty());
    }
}
