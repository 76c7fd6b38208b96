//! Which means are published. With a mean and of how many it is, everybody knows a sum; and the sums of a whole and of its parts
//! give the sum of those who are left. Where those are few, one of the means that it follows from is left out.

use cells::{Count, Level};
use counts::RawCounts;
use definition::Definition;

/// A sum of fewer than the threshold is as good as known when it is known to within this part of it (the p % rule of
/// Hundepool et al. 2012, section 4.2.2, with p = 10).
const PART: f64 = 0.10;

/// A mean that could be published, and of how many it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mean {
    /// The mean, rounded as it is shown.
    pub(crate) value: f64,
    /// Of how many, as is published.
    pub(crate) of: Count,
}

/// A whole and all its parts, which have nobody in common, as positions in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Division {
    pub(crate) whole: usize,
    pub(crate) parts: Vec<usize>,
}

/// All divisions of what is published at some levels, largest areas first: of areas into those of the next level, and of groups
/// into those of which they are made. Positions go level by level, area by area, group by group; `groups` has the leaves of
/// each, everybody first.
pub(crate) fn divisions(definition: &Definition, raw: &RawCounts, levels: &[Level], groups: &[u64]) -> Vec<Division> {
    let areas = raw.areas();
    let mut first = Vec::with_capacity(levels.len());
    let mut positions = 0;
    for level in levels {
        first.push(positions);
        positions += areas.len(*level) * groups.len();
    }
    let of_groups = divisions_of_groups(definition, groups);
    let mut all = Vec::new();
    for (n, &level) in levels.iter().enumerate() {
        let position = |area: usize, group: usize| first[n] + area * groups.len() + group;
        for area in 0..areas.len(level) {
            all.extend(of_groups.iter().map(|division| Division {
                whole: position(area, division.whole),
                parts: division.parts.iter().map(|part| position(area, *part)).collect(),
            }));
        }
        let Some(below) = levels.get(n + 1) else { continue };
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); areas.len(level)];
        for part in 0..areas.len(*below) {
            if let Some(neighbourhood) = areas.inside(*below, part).next() {
                inside[areas.above(neighbourhood, level)].push(part);
            }
        }
        for (area, parts) in inside.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
            all.extend((0..groups.len()).filter(|group| groups[*group] != 0).map(|group| Division {
                whole: position(area, group),
                parts: parts.iter().map(|part| first[n + 1] + part * groups.len() + group).collect(),
            }));
        }
    }
    all
}

/// The divisions of everybody, and of each group, into the groups of a breakdown.
fn divisions_of_groups(definition: &Definition, groups: &[u64]) -> Vec<Division> {
    let mut found = Vec::new();
    for breakdown in &definition.breakdowns {
        let own: Vec<(usize, &definition::Category)> = definition
            .categories()
            .filter(|(_, of, _)| of.id == breakdown.id)
            .map(|(ix, _, category)| (usize::from(ix.0), category))
            .collect();
        let wholes = std::iter::once((0, None)).chain(own.iter().map(|(at, category)| (*at, Some(&category.id))));
        for (whole, id) in wholes {
            let is_part = |(at, part): &&(usize, &definition::Category)| part.parent.as_ref() == id && groups[*at] != 0;
            let parts: Vec<usize> = own.iter().filter(is_part).map(|(at, _)| *at).collect();
            let together = parts.iter().fold(0, |leaves, part| leaves | groups[*part]);
            let leaves: u32 = parts.iter().map(|part| groups[*part].count_ones()).sum();
            if !parts.is_empty() && together == groups[whole] && leaves == together.count_ones() {
                found.push(Division { whole, parts });
            }
        }
    }
    found
}

/// What is known of a sum.
#[derive(Debug, Clone)]
struct Known {
    /// Between which values it lies.
    sum: [f64; 2],
    /// Of how many it is, at least and at most.
    of: [i64; 2],
    /// The published means that it follows from.
    rests_on: Vec<usize>,
}

impl Known {
    fn published(at: usize, mean: &Mean, half: f64) -> Self {
        let of = [mean.of.lowest(), mean.of.highest()];
        let corners = [mean.value - half, mean.value + half].map(|value| of.map(|count| value * f64::from(count)));
        let all = corners.into_iter().flatten();
        let sum = [all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max)];
        Self { sum, of: of.map(i64::from), rests_on: vec![at] }
    }

    fn nothing() -> Self {
        Self { sum: [0.0; 2], of: [0; 2], rests_on: Vec::new() }
    }

    fn and(mut self, other: &Self) -> Self {
        self.sum = [self.sum[0] + other.sum[0], self.sum[1] + other.sum[1]];
        self.of = [self.of[0] + other.of[0], self.of[1] + other.of[1]];
        self.rests_on.extend(&other.rests_on);
        self
    }

    fn without(mut self, other: &Self) -> Self {
        self.sum = [self.sum[0] - other.sum[1], self.sum[1] - other.sum[0]];
        self.of = [self.of[0] - other.of[1], self.of[1] - other.of[0]];
        self.rests_on.extend(&other.rests_on);
        self
    }

    /// Whether it is the sum of some who may be few, and hardly less than the sum itself.
    fn tells(&self, few: i64) -> bool {
        let middle = f64::midpoint(self.sum[0], self.sum[1]);
        let is_of_few = self.of[1] >= 1 && self.of[0] < few;
        is_of_few && middle > 0.0 && (self.sum[1] - self.sum[0]) / 2.0 <= PART * middle
    }
}

/// Leaves out means until the sum of no fewer than `few` follows from those that remain, however many steps that takes. Of
/// those that a sum follows from, the mean of the fewest people goes: what is left is then of more. `half` is half of the last
/// decimal that is shown.
pub(crate) fn leave_out(means: &mut [Option<Mean>], divisions: &[Division], few: i64, half: f64) {
    loop {
        let told = told(means, divisions, few, half);
        if told.is_empty() {
            return;
        }
        let mut gone: Vec<usize> = Vec::new();
        for sum in told {
            // One that is gone already may have been enough.
            if sum.rests_on.iter().any(|at| gone.contains(at)) {
                continue;
            }
            let people = |at: &usize| means[*at].map_or(u32::MAX, |mean| mean.of.value);
            gone.extend(sum.rests_on.iter().copied().min_by_key(|at| (people(at), *at)));
        }
        for at in gone {
            means[at] = None;
        }
    }
}

/// The sums of few that follow.
fn told(means: &[Option<Mean>], divisions: &[Division], few: i64, half: f64) -> Vec<Known> {
    let mut known: Vec<Option<Known>> =
        means.iter().enumerate().map(|(at, mean)| mean.as_ref().map(|mean| Known::published(at, mean, half))).collect();
    let mut told = Vec::new();
    let mut open: Vec<&Division> = divisions.iter().collect();
    loop {
        let before = open.len();
        open.retain(|division| {
            let unknown: Vec<usize> = division.parts.iter().copied().filter(|part| known[*part].is_none()).collect();
            let sum = |known: &[Option<Known>]| {
                division.parts.iter().filter_map(|part| known[*part].as_ref()).fold(Known::nothing(), Known::and)
            };
            match (&known[division.whole], unknown.as_slice()) {
                (Some(_), []) => false,
                (None, []) => {
                    known[division.whole] = Some(sum(&known));
                    false
                }
                (Some(whole), [one]) => {
                    let left = whole.clone().without(&sum(&known));
                    known[*one] = Some(left);
                    false
                }
                _ => true,
            }
        });
        if open.len() == before {
            break;
        }
    }
    // Also of several together that are left of a whole.
    for division in open {
        let Some(whole) = &known[division.whole] else { continue };
        let parts = division.parts.iter().filter_map(|part| known[*part].as_ref());
        let left = whole.clone().without(&parts.fold(Known::nothing(), Known::and));
        told.extend(Some(left).filter(|left| left.tells(few)));
    }
    told.extend(
        known
            .into_iter()
            .zip(means)
            .filter(|(_, mean)| mean.is_none())
            .filter_map(|(known, _)| known)
            .filter(|known| known.tells(few)),
    );
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "lists of means have gaps")]
    fn exact(value: f64, of: u32) -> Option<Mean> {
        Some(Mean { value, of: Count::exact(of) })
    }

    fn division(whole: usize, parts: &[usize]) -> Division {
        Division { whole, parts: parts.to_vec() }
    }

    #[test]
    fn the_scores_of_three_pupils_follow_from_exact_numbers_and_not_from_rounded_ones() {
        let divisions = [division(0, &[1, 2, 3])];
        let mut means = [exact(535.0, 80), exact(535.2, 47), exact(534.0, 30), None];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert_eq!(means, [exact(535.0, 80), exact(535.2, 47), None, None], "the mean of the fewest goes");
        let rounded = |value, of| Some(Mean { value, of: Count::rounded(of, 5) });
        let mut means = [rounded(535.0, 80), rounded(535.2, 45), rounded(534.0, 30), None];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert!(means[..3].iter().all(Option::is_some), "{means:?}");
    }

    /// Of all 100, 60 are in A, and 36 of the 40 in B are in B1: nothing is said of B, but B is all without A.
    #[test]
    fn a_sum_of_few_that_takes_two_steps_is_found() {
        let divisions = [division(0, &[1, 2]), division(2, &[3, 4])];
        let mut means = [exact(535.0, 100), exact(535.2, 60), None, exact(534.0, 36), None];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert_eq!(means, [exact(535.0, 100), exact(535.2, 60), None, None, None]);
    }

    #[test]
    fn those_who_are_left_together_may_not_be_few_either() {
        let divisions = [division(0, &[1, 2, 3])];
        let mut means = [exact(535.0, 56), exact(535.2, 50), None, None];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert_eq!(means, [exact(535.0, 56), None, None, None]);
        // Twelve are no secret.
        let mut means = [exact(535.0, 62), exact(535.2, 50), None, None];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert!(means[1].is_some());
    }

    #[test]
    fn a_whole_of_which_every_part_is_known_tells_nothing_new() {
        let divisions = [division(0, &[1, 2])];
        let mut means = [None, exact(535.2, 50), exact(535.1, 12)];
        leave_out(&mut means, &divisions, 10, 0.05);
        assert!(means[1].is_some() && means[2].is_some());
    }
}
