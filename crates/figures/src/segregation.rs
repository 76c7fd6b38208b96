//! The index of segregation: which share of a group would have to move to live spread as the others do.

use cells::{CategoryIx, Cell, Kind, Level, Status};
use definition::Indicator;
use protect::{Protected, Shown};

/// The index of an area over the areas one level down; none where nothing of that level is shown or counted.
///
/// As long as protection lets nothing below the municipality out, that is the country over its municipalities. A
/// municipality of which the counts are withheld withholds the index: with the others it could be worked out.
pub(crate) fn cell(counts: &Protected, indicator: &Indicator, level: Level) -> Option<Cell> {
    if level != Level::Country {
        return None;
    }
    let parts: Option<Vec<(u32, u32)>> = (0..counts.areas(Level::Municipality).len())
        .map(|area| {
            let group = counts.part(&indicator.id, Level::Municipality, area, CategoryIx::TOTAL)?;
            let all = counts.universe(&indicator.universe, Level::Municipality, area, CategoryIx::TOTAL)?;
            Some(match (group, all) {
                (Shown::Is(group), Shown::Is(all)) => Some((group, all.saturating_sub(group))),
                _ => None,
            })
        })
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .collect();
    let Some(parts) = parts else { return Some(Cell::missing(Status::Withheld)) };
    Some(
        dissimilarity(&parts)
            .map_or(Cell::missing(Status::NotApplicable), |value| Cell::imported(value, Kind::Derived)),
    )
}

/// Half the sum of the differences between the shares of a group and of the rest that live in each area, 0 to 100; none
/// where there is no group or no rest.
fn dissimilarity(areas: &[(u32, u32)]) -> Option<f64> {
    let total = |of: fn(&(u32, u32)) -> u32| areas.iter().map(|area| f64::from(of(area))).sum::<f64>();
    let (group, rest) = (total(|area| area.0), total(|area| area.1));
    if group == 0.0 || rest == 0.0 {
        return None;
    }
    let apart: f64 = areas.iter().map(|area| (f64::from(area.0) / group - f64::from(area.1) / rest).abs()).sum();
    Some(50.0 * apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(areas: &[(u32, u32)]) -> f64 {
        dissimilarity(areas).unwrap()
    }

    /// By hand: a quarter, half and a quarter of the group against a half, a quarter and a quarter of the rest:
    /// (0.25 + 0.25 + 0) / 2 = 0.25.
    #[test]
    fn the_index_is_half_the_sum_of_the_differences_between_shares() {
        assert!((index(&[(10, 100), (20, 50), (10, 50)]) - 25.0).abs() < 1e-12);
    }

    #[test]
    fn a_group_spread_as_the_rest_is_not_segregated_and_one_apart_is_wholly() {
        assert!(index(&[(10, 100), (20, 200)]).abs() < 1e-12);
        assert!((index(&[(10, 0), (0, 200)]) - 100.0).abs() < 1e-12);
        assert_eq!(dissimilarity(&[(0, 10)]), None);
        assert_eq!(dissimilarity(&[]), None);
    }
}
