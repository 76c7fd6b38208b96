/// Cohen's *h* (Cohen 1988, chapter 6): the distance between two proportions after the arcsine transformation, 2 arcsin √p₁ − 2
/// arcsin √p₂, never negative, at most π.
///
/// It grows with the difference in points and with the ratio: 2 % beside 8 % is more than 50 % beside 56 %. Values outside
/// 0–1 (a rate with more events than people) are taken for the nearest of the two.
#[must_use]
pub fn effect_size(first: f64, second: f64) -> f64 {
    let turned = |p: f64| 2.0 * p.clamp(0.0, 1.0).sqrt().asin();
    (turned(first) - turned(second)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first is the example in the manual of `statsmodels.stats.proportion.proportion_effectsize`; the others are the
    /// formula, worked out elsewhere.
    #[test]
    fn it_is_that_of_statsmodels() {
        for (first, second, expected) in [
            (0.5, 0.4, 0.201_357_920_790_330_88),
            (0.088, 0.026, 0.278_456_968_230_219_5),
            (0.156, 0.196, 0.105_190_458_171_954_95),
            (0.3, 0.3, 0.0),
        ] {
            let found = effect_size(first, second);
            assert!((found - expected).abs() < 1e-12, "{first} {second}: {found}");
            assert!((found - effect_size(second, first)).abs() < 1e-15);
        }
    }

    #[test]
    fn it_grows_with_the_ratio_as_well_as_with_the_points() {
        assert!(effect_size(0.08, 0.02) > effect_size(0.56, 0.50));
        assert!(effect_size(0.30, 0.034) > effect_size(0.196, 0.156));
        assert!((effect_size(1.4, 0.0) - std::f64::consts::PI).abs() < 1e-12);
    }
}
