/// Distance between the quartiles of the standard normal distribution.
const QUARTILES: f64 = 1.348_979_500_392_163_5;
/// Distance between its 10 % and 90 % points.
const DECILES: f64 = 2.563_103_131_089_201;
/// With fewer areas the spread between them says little.
const FEWEST_AREAS: usize = 5;

/// The smallest value at which at least the share `at` (0–1) of the total weight is reached; where exactly that share
/// is reached, the mean of it and the next value. `sorted` is by value, with weights above 0; none when it is empty.
pub fn weighted_quantile(sorted: &[(f64, f64)], at: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let wanted = at * total;
    let mut reached = 0.0;
    for (position, (value, weight)) in sorted.iter().enumerate() {
        reached += weight;
        if (reached - wanted).abs() <= total * 1e-12 {
            return Some(sorted.get(position + 1).map_or(*value, |(next, _)| f64::midpoint(*value, *next)));
        }
        if reached > wanted {
            return Some(*value);
        }
    }
    sorted.last().map(|(value, _)| *value)
}

/// The spread between areas: the distance between the weighted quartiles ÷ 1.349, which is the standard deviation where
/// areas are normally distributed, and is not moved by a few extreme ones. Weights are what a figure is about (its
/// denominator, or the residents), so that a hamlet counts for less than a city.
///
/// Where the middle half of the weight has one and the same value, the distance between the 10 % and 90 % points ÷
/// 2.563. None with fewer than 5 areas, or where that is 0 too.
pub fn spread(areas: &[(f64, f64)]) -> Option<f64> {
    let mut sorted: Vec<(f64, f64)> =
        areas.iter().copied().filter(|(value, weight)| value.is_finite() && *weight > 0.0).collect();
    if sorted.len() < FEWEST_AREAS {
        return None;
    }
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let range = |low: f64, high: f64| Some(weighted_quantile(&sorted, high)? - weighted_quantile(&sorted, low)?);
    let quartiles = range(0.25, 0.75)? / QUARTILES;
    if quartiles > 0.0 {
        return Some(quartiles);
    }
    Some(range(0.1, 0.9)? / DECILES).filter(|deciles| *deciles > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `DescrStatsW(x, weights=w).quantile([.1, .25, .5, .75, .9])`, statsmodels 0.15.0.
    #[test]
    fn weighted_quantiles_agree_with_statsmodels() {
        let sorted = [(1.0, 250.0), (1.5, 300.0), (2.6, 150.0), (3.0, 100.0), (4.0, 80.0), (5.3, 120.0), (9.0, 20.0)];
        for (at, expected) in [(0.1, 1.0), (0.25, 1.5), (0.5, 1.5), (0.75, 3.0), (0.9, 5.3)] {
            assert_eq!(weighted_quantile(&sorted, at), Some(expected), "{at}");
        }
        let spread = spread(&sorted).unwrap();
        assert!((spread - 1.5 / 1.348_979_500_392_163_5).abs() < 1e-12);
    }

    /// Middle of an even number: `numpy.median([1, 2, 3, 10])` = 2.5.
    #[test]
    fn a_median_of_an_even_number_is_halfway() {
        let four = [(1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (10.0, 1.0)];
        assert_eq!(weighted_quantile(&four, 0.5), Some(2.5));
        assert_eq!(weighted_quantile(&[], 0.5), None);
    }

    #[test]
    fn of_normally_distributed_areas_it_is_their_standard_deviation() {
        use statrs::distribution::{ContinuousCDF, Normal};
        let normal = Normal::new(20.0, 3.0).unwrap();
        let areas: Vec<_> = (0..10_000).map(|i| (normal.inverse_cdf((f64::from(i) + 0.5) / 10_000.0), 1.0)).collect();
        assert!((spread(&areas).unwrap() - 3.0).abs() < 1e-3);
    }

    #[test]
    fn it_needs_areas_that_differ() {
        assert_eq!(spread(&[(1.0, 1.0); 40]), None);
        assert_eq!(spread(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), None);
        let mostly_zero: Vec<_> = (0..10).map(|i| (if i < 8 { 0.0 } else { 5.0 }, 1.0)).collect();
        assert!((spread(&mostly_zero).unwrap() - 5.0 / 2.563_103_131_089_201).abs() < 1e-9);
    }
}
