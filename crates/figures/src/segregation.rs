//! The index of segregation: which share of a group would have to move to live spread as the others do.

use cells::{CategoryIx, Cell, Kind, Level, Status};
use definition::{Definition, Indicator};
use protect::{Protected, Shown};

/// The smallest group of which the index is shown: of fewer, rounding decides it.
const SMALLEST_GROUP: f64 = 100.0;

/// How far apart, in points, the index can be with all small numbers as nothing and as the most that a small number can be.
const WIDEST: f64 = 4.0;

/// The largest share of everybody who may live in smallest areas of which the numbers are withheld: those areas are reckoned as
/// one, and the more of them there are, the less the index says.
const LARGEST_UNKNOWN: f64 = 0.15;

/// How many of a group live in an area, and how many others: the fewest and the most that were published.
#[derive(Debug, Clone, Copy)]
struct Living {
    fewest: f64,
    most: f64,
    everybody: f64,
}

/// The index of an area over the smallest areas inside it; none where these are not shown or not counted.
///
/// Areas inside it of which the numbers are withheld are reckoned as one. Withheld where rounding, small or withheld numbers could
/// decide it: see the constants above.
pub(crate) fn cell(
    counts: &Protected,
    definition: &Definition,
    indicator: &Indicator,
    level: Level,
    area: usize,
) -> Option<Cell> {
    let threshold = definition.monitor.protection.threshold;
    // The most that a small number, and a small rest, can be.
    let most_of = |threshold: u32| f64::from(threshold.saturating_sub(1));
    let (small, small_rest) = (most_of(threshold.numerators), most_of(threshold.complements));
    let smallest = counts.levels().last().filter(|smallest| *smallest > level)?;
    let mut inside = Vec::new();
    let mut unknown = 0;
    for part in counts.inside(level, area, smallest) {
        let group = counts.part(&indicator.id, smallest, part, CategoryIx::TOTAL)?;
        let all = counts.universe(&indicator.universe, smallest, part, CategoryIx::TOTAL)?;
        let living = match (group, all) {
            (Shown::Is(group), Shown::Is(all)) => {
                let of = f64::from(group.value);
                Living { fewest: of, most: of, everybody: f64::from(all.value) }
            }
            (Shown::NearlyAll, Shown::Is(all)) => {
                let all = f64::from(all.value);
                Living { fewest: (all - small_rest).max(0.0), most: all, everybody: all }
            }
            (Shown::Small, Shown::Is(all)) => Living { fewest: 0.0, most: small, everybody: f64::from(all.value) },
            // Nobody, or too few to make a difference.
            (_, Shown::Small | Shown::Nobody) => continue,
            _ => {
                unknown += 1;
                continue;
            }
        };
        inside.push(living);
    }
    if unknown > 0 {
        let group = counts.part(&indicator.id, level, area, CategoryIx::TOTAL)?;
        let all = counts.universe(&indicator.universe, level, area, CategoryIx::TOTAL)?;
        let (Shown::Is(group), Shown::Is(all)) = (group, all) else { return Some(Cell::missing(Status::Withheld)) };
        match rest(f64::from(group.value), f64::from(all.value), &inside) {
            Some(rest) => inside.push(rest),
            None => return Some(Cell::missing(Status::Withheld)),
        }
    }
    if inside.len() < 2 {
        return Some(Cell::missing(Status::NotApplicable));
    }
    let index = |of: fn(&Living) -> f64| {
        let parts: Vec<(f64, f64)> = inside.iter().map(|one| (of(one), (one.everybody - of(one)).max(0.0))).collect();
        dissimilarity(&parts)
    };
    let group: f64 = inside.iter().map(|one| one.fewest).sum();
    let middle = index(|one| f64::midpoint(one.fewest, one.most));
    let ends = index(|one| one.fewest).zip(index(|one| one.most));
    Some(match (middle, ends) {
        (Some(value), Some((with_none, with_all)))
            if group >= SMALLEST_GROUP && (with_none - with_all).abs() <= WIDEST =>
        {
            Cell::imported((value * 10.0).round() / 10.0, Kind::Derived)
        }
        (None, _) => Cell::missing(Status::NotApplicable),
        _ => Cell::missing(Status::Withheld),
    })
}

/// The areas of which the numbers are withheld, as one: what the others leave of the whole. None where too many live in them to say
/// how apart a group lives.
fn rest(group: f64, everybody: f64, others: &[Living]) -> Option<Living> {
    let sum = |of: fn(&Living) -> f64| others.iter().map(of).sum::<f64>();
    let left = (everybody - sum(|one| one.everybody)).max(0.0);
    if left > LARGEST_UNKNOWN * everybody {
        return None;
    }
    let of_group = |known: f64| (group - known).clamp(0.0, left);
    Some(Living { fewest: of_group(sum(|one| one.most)), most: of_group(sum(|one| one.fewest)), everybody: left })
}

/// Half the sum of the differences between the shares of a group and of the rest that live in each area, 0 to 100; none
/// where there is no group or no rest.
fn dissimilarity(areas: &[(f64, f64)]) -> Option<f64> {
    let total = |of: fn(&(f64, f64)) -> f64| areas.iter().map(of).sum::<f64>();
    let (group, rest) = (total(|area| area.0), total(|area| area.1));
    if group == 0.0 || rest == 0.0 {
        return None;
    }
    let apart: f64 = areas.iter().map(|area| (area.0 / group - area.1 / rest).abs()).sum();
    Some(50.0 * apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(areas: &[(f64, f64)]) -> f64 {
        dissimilarity(areas).unwrap()
    }

    /// By hand: a quarter, half and a quarter of the group against a half, a quarter and a quarter of the rest:
    /// (0.25 + 0.25 + 0) / 2 = 0.25.
    #[test]
    fn the_index_is_half_the_sum_of_the_differences_between_shares() {
        assert!((index(&[(10.0, 100.0), (20.0, 50.0), (10.0, 50.0)]) - 25.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_withheld_is_what_the_others_leave_of_the_whole() {
        let known = |of: f64, everybody: f64| Living { fewest: of, most: of, everybody };
        // 300 of 1,000 in the whole; 880 of them live where it is known, 250 of whom are in the group.
        let left = rest(300.0, 1000.0, &[known(200.0, 500.0), known(50.0, 380.0)]).unwrap();
        assert!((left.fewest - 50.0).abs() < 1e-12 && (left.most - 50.0).abs() < 1e-12);
        assert!((left.everybody - 120.0).abs() < 1e-12);
        // A small number leaves the rest open by as much.
        let small = Living { fewest: 0.0, most: 9.0, everybody: 380.0 };
        let left = rest(240.0, 1000.0, &[known(200.0, 500.0), small]).unwrap();
        assert!((left.fewest - 31.0).abs() < 1e-12 && (left.most - 40.0).abs() < 1e-12);
        assert!(rest(300.0, 1000.0, &[known(200.0, 500.0)]).is_none(), "half of them live where it is not known");
        // Sums of rounded numbers can be more than the whole.
        let left = rest(100.0, 200.0, &[known(102.0, 203.0)]).unwrap();
        assert!(left.everybody == 0.0 && left.most == 0.0);
    }

    #[test]
    fn a_group_spread_as_the_rest_is_not_segregated_and_one_apart_is_wholly() {
        assert!(index(&[(10.0, 100.0), (20.0, 200.0)]).abs() < 1e-12);
        assert!((index(&[(10.0, 0.0), (0.0, 200.0)]) - 100.0).abs() < 1e-12);
        assert_eq!(dissimilarity(&[(0.0, 10.0)]), None);
        assert_eq!(dissimilarity(&[]), None);
    }
}
