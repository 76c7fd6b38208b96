use statrs::distribution::{Binomial, DiscreteCDF};
use statrs::function::erf::erfc;

use super::Fraction;

/// What chance makes of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chance {
    /// Each unit is counted or not: a share of the denominator (binomial).
    Proportion,
    /// Things that happen, more than once to the same unit if need be: a number per unit (Poisson).
    Rate,
}

/// The outcome of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// Standardised difference; positive when the first figure is higher.
    pub z: f64,
    /// Two-sided probability of a difference at least this large by chance alone, 0–1.
    pub p: f64,
}

impl Test {
    /// The test that finds nothing.
    pub const NOTHING: Self = Self { z: 0.0, p: 1.0 };

    /// From a standardised difference.
    pub(super) fn from_z(z: f64) -> Self {
        Self { z, p: erfc(z.abs() / std::f64::consts::SQRT_2) }
    }
}

/// The score test that two fractions are equal, with the pooled variance.
///
/// Proportions: `z = (p₁ − p₂) / √(p(1 − p)(1/n₁ + 1/n₂))` with `p = (x₁ + x₂)/(n₁ + n₂)` (Newcombe 1998b, method 1;
/// the signed root of Pearson's χ²). Rates: the same with variance `r(1/n₁ + 1/n₂)`, `r` the pooled rate (Gu, Ng, Tang
/// and Schucany 2008, test W3). Without any variation there is no difference to find.
pub fn score_test(chance: Chance, first: &Fraction, second: &Fraction) -> Test {
    let real = |f: &Fraction| (f64::from(f.numerator.value), f64::from(f.denominator.value));
    score(chance, real(first), real(second))
}

/// [`score_test`] for the true counts, among those that agree with the published ones, that are least convincing.
///
/// When the first figure is the higher one, these are the lowest `x₁`, the highest `n₁`, the highest `x₂` and the lowest
/// `n₂`. That one corner is the minimum of `z` over the whole box: with successes `x` and failures `y`,
/// `z = (x₁y₂ − x₂y₁) √M / √(n₁ n₂ S T)` with `S = x₁ + x₂`, `T = y₁ + y₂`, `M = S + T`, and
/// `∂ ln z / ∂x₁ ≥ 1/x₁ − 1/(2n₁) − 1/(2S) ≥ 0`; the other three follow by symmetry. For rates
/// `z = (x₁ρ − x₂/ρ)/√S` with `ρ = √(n₂/n₁)` says the same. Where the difference changes sign within the box, nothing
/// was found: p is 1.
///
/// The normal approximation promises too much when few events are expected. So where any expected count is below 5,
/// p is the larger of the score test's and that of the conditional exact test: given `x₁ + x₂`, `x₁` is binomial with
/// probability `n₁/(n₁ + n₂)` (Przyborowski and Wilenski 1940), the one-sided tail doubled. It holds for rates and is
/// on the safe side for proportions. The same corner is its worst case.
pub fn cautious_test(chance: Chance, first: &Fraction, second: &Fraction) -> Test {
    let (p1, p2) = (first.value(), second.value());
    if first.equals(second) {
        return Test::NOTHING;
    }
    let toward = |up: bool, f: &Fraction| {
        if up {
            (f64::from(f.numerator.highest()), f64::from(f.denominator.lowest().max(1)))
        } else {
            (f64::from(f.numerator.lowest()), f64::from(f.denominator.highest()))
        }
    };
    let higher = p1 > p2;
    let (one, two) = (toward(!higher, first), toward(higher, second));
    let worst = score(chance, one, two);
    if worst.z == 0.0 || (worst.z > 0.0) != higher {
        return Test::NOTHING;
    }
    let exact = few_events(chance, one, two).then(|| conditional(one, two, higher));
    Test { z: worst.z, p: exact.map_or(worst.p, |p| p.max(worst.p)) }
}

/// The score test of a fraction against a value without chance of its own (a median of areas), for the least
/// convincing true counts: `z = (p − p₀)/√(p₀(1 − p₀)/n)`, for rates `(r − r₀)/√(r₀/n)`. `value` is per unit, not per 100.
///
/// Where fewer than 5 events are expected, p is the larger of this and the exact binomial tail, doubled.
pub fn test_against_value(chance: Chance, figure: &Fraction, value: f64) -> Test {
    let higher = figure.value() > value;
    let (x, n) = if higher {
        (f64::from(figure.numerator.lowest()), f64::from(figure.denominator.highest()))
    } else {
        (f64::from(figure.numerator.highest()), f64::from(figure.denominator.lowest().max(1)))
    };
    let variance = match chance {
        Chance::Proportion => value * (1.0 - value) / n,
        Chance::Rate => value / n,
    };
    let difference = x / n - value;
    if difference == 0.0 || (difference > 0.0) != higher {
        return Test::NOTHING;
    }
    if variance <= 0.0 || !variance.is_finite() {
        // A reference of nobody, or of everybody: any other figure differs from it, but chance cannot be weighed.
        return Test::NOTHING;
    }
    let score = Test::from_z(difference / variance.sqrt());
    let expected = value * n;
    let few = expected < 5.0 || (chance == Chance::Proportion && n - expected < 5.0);
    if !few || value > 1.0 {
        return score;
    }
    Test { z: score.z, p: doubled_tail(x, n, value, higher).max(score.p) }
}

fn score(chance: Chance, (x1, n1): (f64, f64), (x2, n2): (f64, f64)) -> Test {
    let (x1, x2) = match chance {
        Chance::Proportion => (x1.min(n1), x2.min(n2)),
        Chance::Rate => (x1, x2),
    };
    let pooled = (x1 + x2) / (n1 + n2);
    let variance = match chance {
        Chance::Proportion => pooled * (1.0 - pooled),
        Chance::Rate => pooled,
    } * (1.0 / n1 + 1.0 / n2);
    if variance <= 0.0 || !variance.is_finite() {
        return Test::NOTHING;
    }
    Test::from_z((x1 / n1 - x2 / n2) / variance.sqrt())
}

/// Whether fewer than 5 events (or, for a share, non-events) are expected on either side.
fn few_events(chance: Chance, (x1, n1): (f64, f64), (x2, n2): (f64, f64)) -> bool {
    let pooled = (x1 + x2) / (n1 + n2);
    let least = n1.min(n2);
    least * pooled < 5.0 || (chance == Chance::Proportion && least * (1.0 - pooled) < 5.0)
}

/// The conditional exact test: of `x1 + x2` events, so many fall in the first.
fn conditional((x1, n1): (f64, f64), (x2, n2): (f64, f64), higher: bool) -> f64 {
    doubled_tail(x1, x1 + x2, n1 / (n1 + n2), higher)
}

/// Twice the binomial probability of `x` or more (or, when not `upper`, `x` or fewer) of `n`, at most 1.
fn doubled_tail(x: f64, n: f64, probability: f64, upper: bool) -> f64 {
    let Ok(binomial) = Binomial::new(probability, n as u64) else { return 1.0 };
    let x = x as u64;
    let tail = match (upper, x) {
        (true, 0) => 1.0,
        (true, x) => binomial.sf(x - 1),
        (false, x) => binomial.cdf(x),
    };
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use cells::Count;
    use proptest::prelude::*;

    use super::*;

    fn exact(x: u32, n: u32) -> Fraction {
        Fraction::new(Count::exact(x), Count::exact(n)).unwrap()
    }

    fn near(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs() + 1e-300, "{found} is not {expected}");
    }

    /// `statsmodels.stats.proportion.proportions_ztest([x1, x2], [n1, n2])`, statsmodels 0.15.0.
    #[test]
    fn two_proportions_are_tested_as_statsmodels_does() {
        for ((x1, n1, x2, n2), z, p) in [
            ((310, 2500, 900, 9000), 3.459_800_430_705_761_7, 0.000_540_575_870_683_191_3),
            ((12, 180, 300, 9820), 2.761_890_904_491_75, 0.005_746_767_720_579_82),
            ((1, 20, 50, 400), -1.002_149_769_589_688_4, 0.316_271_263_521_671_9),
            ((0, 50, 30, 400), -2.004_459_314_343_183, 0.045_020_881_002_538_655),
            ((50, 50, 300, 400), 4.008_918_628_686_366_5, 6.099_742_889_649_496_5e-5),
            ((7, 1000, 2_500_000, 17_000_000), -12.505_546_764_449_303, 6.961_914_989_107_653e-36),
        ] {
            let test = score_test(Chance::Proportion, &exact(x1, n1), &exact(x2, n2));
            near(test.z, z, 1e-12);
            near(test.p, p, 1e-9);
        }
    }

    /// `statsmodels.stats.rates.test_poisson_2indep(x1, n1, x2, n2, method="score", compare="ratio")`, 0.15.0.
    #[test]
    fn two_rates_are_tested_as_statsmodels_does() {
        for ((x1, n1, x2, n2), z, p) in [
            ((45, 2500, 1200, 90000), 1.983_870_704_427_976, 0.047_270_255_517_100_186),
            ((3, 400, 900, 60000), -1.222_708_718_908_833_5, 0.221_439_732_672_013_33),
            ((0, 300, 50, 9000), -1.290_994_448_735_805_8, 0.196_705_602_458_946_86),
            ((90, 20, 500, 4000), 50.944_469_602_213_424, 0.0),
        ] {
            let test = score_test(Chance::Rate, &exact(x1, n1), &exact(x2, n2));
            near(test.z, z, 1e-12);
            assert!((test.p - p).abs() < 1e-9, "{} is not {p}", test.p);
        }
    }

    /// `min(1, 2 * scipy.stats.binom.sf(x1 - 1, x1 + x2, n1 / (n1 + n2)))` (or `cdf(x1, …)`), scipy 1.17.1, where it is
    /// larger than the score test's p.
    #[test]
    fn few_events_are_tested_exactly() {
        for ((x1, n1, x2, n2), p) in [
            ((3, 100, 40, 10_000), 0.017_833_105_064_394_908),
            ((1, 20, 10, 9980), 0.043_562_629_469_508_95),
            ((0, 200, 60, 9600), 0.580_416_080_998_706_7),
        ] {
            let test = cautious_test(Chance::Proportion, &exact(x1, n1), &exact(x2, n2));
            near(test.p, p, 1e-9);
            assert!(test.p >= score_test(Chance::Proportion, &exact(x1, n1), &exact(x2, n2)).p);
        }
    }

    /// `statsmodels.stats.proportion.proportions_ztest(310, 2500, value=0.1, prop_var=0.1)`, and for the rate by hand:
    /// `(45/2500 − 0.0133) / sqrt(0.0133/2500)`.
    #[test]
    fn a_figure_is_tested_against_a_median() {
        let share = test_against_value(Chance::Proportion, &exact(310, 2500), 0.1);
        near(share.z, 4.0, 1e-12);
        near(share.p, 6.334_248_366_623_996e-5, 1e-9);
        let rate = test_against_value(Chance::Rate, &exact(45, 2500), 0.0133);
        near(rate.z, 0.0047 / (0.0133_f64 / 2500.0).sqrt(), 1e-9);
    }

    #[test]
    fn a_difference_that_rounding_can_undo_is_not_found() {
        let part = Fraction::new(Count::rounded(10, 5), Count::rounded(100, 5)).unwrap();
        let rest = exact(90, 1000);
        assert_eq!(cautious_test(Chance::Proportion, &part, &rest), Test::NOTHING);
    }

    fn fraction() -> impl Strategy<Value = Fraction> {
        (1_u32..5000, 0.0..=1.0_f64, 0_u16..6, 0_u16..6).prop_map(|(n, share, a, b)| {
            let n = n + 20;
            Fraction {
                numerator: Count { value: (f64::from(n) * share) as u32, within: a },
                denominator: Count { value: n, within: b },
            }
        })
    }

    /// True counts that agree with the published ones.
    fn a_truth(f: &Fraction, u: f64, v: f64) -> Fraction {
        let within =
            |c: Count, u: f64| Count::exact(c.lowest() + (f64::from(c.highest() - c.lowest()) * u).round() as u32);
        let denominator = within(f.denominator, v);
        let numerator = within(f.numerator, u);
        Fraction { numerator: Count::exact(numerator.value.min(denominator.value)), denominator }
    }

    proptest! {
        #[test]
        fn swapping_the_two_turns_the_difference_around(a in fraction(), b in fraction()) {
            for chance in [Chance::Proportion, Chance::Rate] {
                let (one, two) = (cautious_test(chance, &a, &b), cautious_test(chance, &b, &a));
                prop_assert!((one.z + two.z).abs() < 1e-9, "{one:?} {two:?}");
                prop_assert!((one.p - two.p).abs() < 1e-6, "{one:?} {two:?}");
            }
        }

        /// Whatever the true counts are, the score test on them is at least as convincing as what we say.
        #[test]
        fn no_truth_is_less_convincing_than_the_cautious_test(
            a in fraction(), b in fraction(),
            u in 0.0..=1.0_f64, v in 0.0..=1.0_f64, w in 0.0..=1.0_f64, x in 0.0..=1.0_f64,
        ) {
            let higher = a.value() > b.value();
            let (true_a, true_b) = (a_truth(&a, u, v), a_truth(&b, w, x));
            for chance in [Chance::Proportion, Chance::Rate] {
                let said = cautious_test(chance, &a, &b);
                if said == Test::NOTHING {
                    continue;
                }
                let truth = score_test(chance, &true_a, &true_b);
                let sign = if higher { 1.0 } else { -1.0 };
                prop_assert!(truth.z * sign >= said.z * sign - 1e-9, "{said:?} {truth:?}");
            }
        }
    }
}
