//! Attack 6: percentages and means solved back to counts.
//!
//! A rate that is worked out from the counts that stand beside it tells nothing new. One that was worked out from others, to
//! however few decimals, does. Means are differenced: whoever knows the sum of all and of most knows that of the few that are
//! left.

use std::collections::HashMap;

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

/// Sums of those that are left when the parts with a mean are taken from a whole with a mean.
fn means(statements: &Statements, result: &mut SolvedBack) {
    let at = |mean: &MeanCell| (mean.indicator, mean.level, mean.area, mean.group);
    let by_address: HashMap<_, &MeanCell> = statements.means.iter().map(|mean| (at(mean), mean)).collect();
    let levels = statements.areas.levels().len();
    let children: Vec<Vec<Vec<usize>>> = (0..levels).map(|level| statements.areas.children(level)).collect();
    for whole in &statements.means {
        result.means += 1;
        let name = CellName {
            indicator: whole.indicator,
            place: statements.areas.place(whole.level, whole.area),
            category: statements.groups[whole.group].category,
        };
        let below = children[whole.level].get(whole.area).map_or(&[][..], Vec::as_slice);
        let mut divisions: Vec<(Vec<&MeanCell>, usize)> = Vec::new();
        if !below.is_empty() {
            let there = below
                .iter()
                .filter_map(|child| by_address.get(&(whole.indicator, whole.level + 1, *child, whole.group)).copied());
            divisions.push((there.collect(), below.len()));
        }
        for parts in partitions(statements, whole.group) {
            let there = parts
                .iter()
                .filter_map(|group| by_address.get(&(whole.indicator, whole.level, whole.area, *group)).copied());
            divisions.push((there.collect(), parts.len()));
        }
        let few = statements.rules.denominators;
        if divisions.iter().any(|(parts, all)| parts.len() < *all && gives_away(whole, parts, few)) {
            result.sums.push(name);
        }
    }
}

/// The divisions of a group into others: its children, or the largest groups of each breakdown.
fn partitions(statements: &Statements, group: usize) -> Vec<Vec<usize>> {
    let groups = &statements.groups;
    let mut found: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (at, other) in groups.iter().enumerate().skip(1) {
        let below = if group == 0 { other.parent.is_none() } else { other.parent == Some(group) };
        if below {
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

/// Whether the sum of those that are left is known although they may be few.
fn gives_away(whole: &MeanCell, parts: &[&MeanCell], few: u32) -> bool {
    let sum = |mean: &MeanCell| {
        let (least, most) = (mean.value - mean.half, mean.value + mean.half);
        let (a, b) = (f64::from(mean.of.0), f64::from(mean.of.1));
        ((least * a).min(least * b), (most * a).max(most * b))
    };
    let (mut low, mut high) = sum(whole);
    let (mut least, mut most) = (i64::from(whole.of.0), i64::from(whole.of.1));
    for part in parts {
        let (a, b) = sum(part);
        low -= b;
        high -= a;
        least -= i64::from(part.of.1);
        most -= i64::from(part.of.0);
    }
    // Nobody is left, or enough.
    if most < 1 || least >= i64::from(few) {
        return false;
    }
    let middle = f64::midpoint(low, high);
    middle > 0.0 && (high - low) / 2.0 < PART * middle
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
        let (all, most) = (mean(535.0, (50, 50)), mean(535.2, (47, 47)));
        assert!(gives_away(&all, &[&most], 10));
        assert!(!gives_away(&mean(535.0, (48, 52)), &[&mean(535.2, (43, 47))], 10));
        // Twenty others are no secret.
        assert!(!gives_away(&all, &[&mean(535.2, (30, 30))], 10));
    }
}
