use super::Test;

/// A mean with what is known of its precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Its standard error, above 0.
    pub standard_error: f64,
    /// Over how many units.
    pub units: f64,
}

impl Mean {
    /// The mean of those who are not in `part`, and its standard error: as `N M = n m + n′ m′`, and the two parts vary
    /// independently, `N² SE² = n² se² + n′² se′²`. None when nobody is left or the errors contradict each other.
    #[must_use]
    pub fn without(&self, part: &Self) -> Option<Self> {
        let units = self.units - part.units;
        if units <= 0.0 {
            return None;
        }
        let value = (self.units * self.value - part.units * part.value) / units;
        let variance = (self.units * self.standard_error).powi(2) - (part.units * part.standard_error).powi(2);
        (variance > 0.0).then(|| Self { value, standard_error: variance.sqrt() / units, units })
    }
}

/// Whether two independent means differ: `z = (m₁ − m₂)/√(se₁² + se₂²)`.
pub fn test_of_means(first: &Mean, second: &Mean) -> Test {
    let error = first.standard_error.hypot(second.standard_error);
    if error > 0.0 { Test::from_z((first.value - second.value) / error) } else { Test::NOTHING }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `statsmodels.stats.weightstats.ztest(x, y, usevar="unequal")` (statsmodels 0.15.0) for samples with the means and
    /// standard errors given here.
    #[test]
    fn two_means_are_tested_as_statsmodels_does() {
        let x = Mean { value: 79.916_666_666_666_67, standard_error: 2.899_473_132_216_342_3, units: 6.0 };
        let y = Mean { value: 73.5625, standard_error: 1.667_540_693_442_206_1, units: 8.0 };
        let test = test_of_means(&x, &y);
        assert!((test.z - 1.899_719_279_180_052_6).abs() < 1e-12, "{test:?}");
        assert!((test.p - 0.057_469_968_908_437_35).abs() < 1e-9, "{test:?}");
    }

    /// By hand: 400 with mean 80 (se 0.5) and 600 with mean 78 (se 0.4) together have mean 78.8 and se √(200² + 240²)/1000.
    #[test]
    fn the_remainder_of_a_mean_is_what_was_put_in() {
        let part = Mean { value: 80.0, standard_error: 0.5, units: 400.0 };
        let whole = Mean {
            value: 78.8,
            standard_error: (200.0_f64.powi(2) + 240.0_f64.powi(2)).sqrt() / 1000.0,
            units: 1000.0,
        };
        let rest = whole.without(&part).unwrap();
        assert!((rest.value - 78.0).abs() < 1e-10 && (rest.standard_error - 0.4).abs() < 1e-10);
        assert_eq!(part.without(&part), None);
    }
}
