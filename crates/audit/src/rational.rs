//! Fractions of whole numbers, and whether a row is a sum of others, without any rounding.

use std::collections::BTreeMap;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction {
    top: i128,
    bottom: i128,
}

impl Fraction {
    const ZERO: Self = Self { top: 0, bottom: 1 };

    fn new(top: i128, bottom: i128) -> Self {
        let divisor = common_divisor(top, bottom).max(1) * bottom.signum();
        Self { top: top / divisor, bottom: bottom / divisor }
    }

    fn minus_product(self, a: Self, b: Self) -> Option<Self> {
        let product = Self::new(a.top.checked_mul(b.top)?, a.bottom.checked_mul(b.bottom)?);
        let top = self.top.checked_mul(product.bottom)?.checked_sub(product.top.checked_mul(self.bottom)?)?;
        Some(Self::new(top, self.bottom.checked_mul(product.bottom)?))
    }

    fn over(self, other: Self) -> Option<Self> {
        Some(Self::new(self.top.checked_mul(other.bottom)?, self.bottom.checked_mul(other.top)?))
    }
}

fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

type Sparse = BTreeMap<usize, Fraction>;

/// The value that `form` has in every solution of `rows` (entries and sum), when it has one.
///
/// The outer option is empty when numbers became too large to go on exactly.
#[allow(clippy::option_option, reason = "two questions: could it be worked out, and is there one value")]
pub(crate) fn determined(rows: &[(Vec<(usize, i64)>, i64)], form: &[(usize, i64)]) -> Option<Option<i64>> {
    /// Stands for the sum of a row.
    const SUM: usize = usize::MAX;
    let whole = |value: i64| Fraction::new(i128::from(value), 1);
    let mut reduced: Vec<(usize, Sparse)> = Vec::new();
    for (entries, sum) in rows {
        let mut row: Sparse = entries.iter().map(|(unknown, by)| (*unknown, whole(*by))).collect();
        row.insert(SUM, whole(*sum));
        reduce(&mut row, &reduced)?;
        let Some((&pivot, &by)) = row.iter().find(|(unknown, by)| **unknown != SUM && by.top != 0) else { continue };
        for value in row.values_mut() {
            *value = value.over(by)?;
        }
        reduced.push((pivot, row));
    }
    let mut form: Sparse = form.iter().map(|(unknown, by)| (*unknown, whole(*by))).collect();
    reduce(&mut form, &reduced)?;
    let sum = form.remove(&SUM).unwrap_or(Fraction::ZERO);
    if form.values().any(|by| by.top != 0) {
        return Some(None);
    }
    Some(i64::try_from(-sum.top / sum.bottom).ok())
}

/// Takes away the rows before, each as often as makes its pivot vanish.
fn reduce(row: &mut Sparse, before: &[(usize, Sparse)]) -> Option<()> {
    for (pivot, other) in before {
        let Some(times) = row.get(pivot).copied().filter(|times| times.top != 0) else { continue };
        for (unknown, by) in other {
            let value = row.entry(*unknown).or_insert(Fraction::ZERO);
            *value = value.minus_product(times, *by)?;
        }
        row.retain(|_, by| by.top != 0);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_between_two_sums_is_worked_out() {
        // a + b = 10, b + c = 7, a + c = 9: a = 6.
        let rows = [(vec![(0, 1), (1, 1)], 10), (vec![(1, 1), (2, 1)], 7), (vec![(0, 1), (2, 1)], 9)];
        assert_eq!(determined(&rows, &[(0, 1)]), Some(Some(6)));
        assert_eq!(determined(&rows[..2], &[(0, 1)]), Some(None));
        assert_eq!(determined(&rows[..2], &[(0, 1), (2, -1)]), Some(Some(3)));
    }
}
