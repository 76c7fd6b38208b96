use super::{Chance, Fraction};

/// The 97.5 % point of the normal distribution, for intervals of 95 %.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// From a lower to an upper bound, both per unit (a share of 0–1, a rate of 0 and more).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// Upper minus lower bound.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Both bounds times a factor (100 for percent).
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Whether the two have a value in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Wilson's interval of 95 % for a share of `n` (Wilson 1927; Newcombe 1998a, method 3), 0–1.
    pub fn wilson(x: f64, n: f64) -> Self {
        let z2 = NORMAL_95 * NORMAL_95;
        let p = x / n;
        let centre = p + z2 / (2.0 * n);
        let half = NORMAL_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let below = 1.0 + z2 / n;
        // At the ends the exact bound is 0 or 1; floating point would leave a speck.
        let low = if x <= 0.0 { 0.0 } else { ((centre - half) / below).max(0.0) };
        let high = if x >= n { 1.0 } else { ((centre + half) / below).min(1.0) };
        Self { low, high }
    }

    /// The score interval of 95 % for a rate: `(x + z²/2 ± z√(x + z²/4)) / n`.
    pub fn score_rate(x: f64, n: f64) -> Self {
        let z2 = NORMAL_95 * NORMAL_95;
        let half = NORMAL_95 * (x + z2 / 4.0).sqrt();
        let low = if x <= 0.0 { 0.0 } else { (x + z2 / 2.0 - half) / n };
        Self { low, high: (x + z2 / 2.0 + half) / n }
    }

    /// What chance from year to year leaves open, widened by the rounding of the counts: the lower bound for the lowest
    /// figure that agrees with what was published, the upper bound for the highest.
    pub fn of_chance(chance: Chance, figure: &Fraction) -> Self {
        let at = |x: u32, n: u32| match chance {
            Chance::Proportion => Self::wilson(f64::from(x.min(n)), f64::from(n)),
            Chance::Rate => Self::score_rate(f64::from(x), f64::from(n)),
        };
        let Fraction { numerator, denominator } = figure;
        Self {
            low: at(numerator.lowest(), denominator.highest()).low,
            high: at(numerator.highest(), denominator.lowest().max(1)).high,
        }
    }

    /// What rounding alone leaves open: the true figure lies in it for sure.
    pub fn of_rounding(chance: Chance, figure: &Fraction) -> Self {
        let Fraction { numerator, denominator } = figure;
        let low = f64::from(numerator.lowest()) / f64::from(denominator.highest());
        let high = f64::from(numerator.highest()) / f64::from(denominator.lowest().max(1));
        match chance {
            Chance::Proportion => Self { low: low.min(1.0), high: high.min(1.0) },
            Chance::Rate => Self { low, high },
        }
    }
}

#[cfg(test)]
mod tests {
    use cells::Count;
    use proptest::prelude::*;

    use super::*;

    /// Newcombe (1998), Statistics in Medicine 17, table I: the four examples, method 3.
    #[test]
    fn wilson_gives_newcombes_table() {
        for ((x, n), low, high) in [
            ((81.0, 263.0), 0.2553, 0.3662),
            ((15.0, 148.0), 0.0624, 0.1605),
            ((0.0, 20.0), 0.0, 0.1611),
            ((1.0, 29.0), 0.0061, 0.1718),
        ] {
            let found = Interval::wilson(x, n);
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{found:?}");
        }
    }

    /// `statsmodels.stats.proportion.proportion_confint(x, n, alpha=0.05, method="wilson")`, statsmodels 0.15.0.
    #[test]
    fn wilson_agrees_with_statsmodels() {
        for ((x, n), low, high) in [
            ((310.0, 2500.0), 0.111_654_541_438_866_68, 0.137_499_196_559_593_75),
            ((1.0, 29.0), 0.006_113_214_292_762_667, 0.171_755_218_793_203_04),
            ((20.0, 20.0), 0.838_874_841_947_180_4, 1.0),
        ] {
            let found = Interval::wilson(x, n);
            assert!((found.low - low).abs() < 1e-13 && (found.high - high).abs() < 1e-13, "{found:?}");
        }
    }

    /// `statsmodels.stats.rates.confint_poisson(x, n, method="score")`, statsmodels 0.15.0.
    #[test]
    fn the_interval_of_a_rate_agrees_with_statsmodels() {
        for ((x, n), low, high) in [
            ((3.0, 400.0), 0.002_550_676_820_910_8, 0.022_052_970_230_824_517),
            ((0.0, 300.0), 0.0, 0.012_804_862_735_647_09),
            ((900.0, 60000.0), 0.014_051_507_448_355_255, 0.016_012_516_865_322_977),
        ] {
            let found = Interval::score_rate(x, n);
            assert!((found.low - low).abs() < 1e-13 && (found.high - high).abs() < 1e-13, "{found:?}");
        }
    }

    /// By hand: 10 ± 2 of 100 ± 2 lies between 8/102 and 12/98.
    #[test]
    fn rounding_leaves_a_rate_between_its_extremes() {
        let figure = Fraction::new(Count::rounded(10, 5), Count::rounded(100, 5)).unwrap();
        let found = Interval::of_rounding(Chance::Proportion, &figure);
        assert!((found.low - 8.0 / 102.0).abs() < 1e-15 && (found.high - 12.0 / 98.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn chance_is_never_narrower_than_rounding(x in 0_u32..500, more in 1_u32..5000, within in 0_u16..5) {
            let figure = Fraction {
                numerator: Count { value: x, within },
                denominator: Count { value: x + more, within },
            };
            for chance in [Chance::Proportion, Chance::Rate] {
                let (wide, narrow) = (Interval::of_chance(chance, &figure), Interval::of_rounding(chance, &figure));
                prop_assert!(wide.low <= narrow.low + 1e-12 && narrow.high <= wide.high + 1e-12);
                prop_assert!(narrow.low <= figure.value() && figure.value() <= narrow.high + 1e-12);
            }
        }
    }
}
