/// The q-values of Benjamini and Hochberg (1995): calling every comparison with `q ≤ α` a difference keeps the expected
/// share of false ones at or below `α`. In the order of `p`.
///
/// `q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎ m / j`, at most 1.
pub fn q_values(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut q = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, &at) in order.iter().enumerate().rev() {
        least = least.min(p[at] * p.len() as f64 / (rank + 1) as f64);
        q[at] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Benjamini and Hochberg (1995), section 3.2: of 15 comparisons 4 are rejected at 0.05 (Bonferroni: 3). The q-values are
    /// `statsmodels.stats.multitest.multipletests(p, method="fdr_bh")[1]`, statsmodels 0.15.0.
    #[test]
    fn the_example_of_benjamini_and_hochberg_rejects_four() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let expected = [
            0.0015,
            0.003,
            0.0095,
            0.035_625,
            0.0603,
            0.063_857_142_857_142_86,
            0.063_857_142_857_142_86,
            0.0645,
            0.0765,
            0.486,
            0.581_181_818_181_818_2,
            0.714_875,
            0.753_230_769_230_769_3,
            0.813_214_285_714_285_7,
            1.0,
        ];
        let q = q_values(&p);
        for (found, expected) in q.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-14, "{found} is not {expected}");
        }
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
    }

    /// `multipletests([.04, .01, .01, .9, .03], method="fdr_bh")[1]`.
    #[test]
    fn the_order_of_the_comparisons_is_kept() {
        let q = q_values(&[0.04, 0.01, 0.01, 0.9, 0.03]);
        for (found, expected) in q.iter().zip([0.05, 0.025, 0.025, 0.9, 0.05]) {
            assert!((found - expected).abs() < 1e-14, "{q:?}");
        }
        assert!(q_values(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn a_smaller_p_never_has_a_larger_q(p in prop::collection::vec(0.0..=1.0_f64, 1..60)) {
            let q = q_values(&p);
            for (i, j) in (0..p.len()).flat_map(|i| (0..p.len()).map(move |j| (i, j))) {
                prop_assert!(p[i] > p[j] || q[i] <= q[j] + 1e-15);
            }
            prop_assert!(p.iter().zip(&q).all(|(p, q)| *q >= *p - 1e-15 && *q <= 1.0));
        }
    }
}
