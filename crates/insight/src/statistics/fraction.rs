use cells::{Cell, Count};

/// So many out of so many, each with its published precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// How many.
    pub numerator: Count,
    /// Out of how many; its published value is never 0.
    pub denominator: Count,
}

impl Fraction {
    /// None when there is nobody to be counted.
    pub fn new(numerator: Count, denominator: Count) -> Option<Self> {
        (denominator.value > 0).then_some(Self { numerator, denominator })
    }

    /// The counts behind a published cell; none where the source gave no counts.
    pub fn of(cell: &Cell) -> Option<Self> {
        if !cell.is_published() {
            return None;
        }
        Self::new(cell.numerator?, cell.denominator?)
    }

    /// Numerator ÷ denominator.
    pub fn value(&self) -> f64 {
        f64::from(self.numerator.value) / f64::from(self.denominator.value)
    }

    /// What is left of `self` without `part`: counts subtracted, imprecision added.
    ///
    /// None when the published counts leave open that nobody is left: then the part is, or may be, the whole.
    #[must_use]
    pub fn without(&self, part: &Self) -> Option<Self> {
        let denominator = minus(self.denominator, part.denominator);
        let numerator = minus(self.numerator, part.numerator);
        (denominator.lowest() > 0).then_some(Self { numerator, denominator })
    }

    /// Whether the two values are exactly the same, compared as whole numbers.
    pub fn equals(&self, other: &Self) -> bool {
        u64::from(self.numerator.value) * u64::from(other.denominator.value)
            == u64::from(other.numerator.value) * u64::from(self.denominator.value)
    }
}

/// A difference of two published counts; never negative (rounding can make a part larger than its whole).
fn minus(whole: Count, part: Count) -> Count {
    Count { value: whole.value.saturating_sub(part.value), within: whole.within.saturating_add(part.within) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remainder_has_the_imprecision_of_both_counts() {
        let district = Fraction::new(Count::rounded(30, 5), Count::rounded(400, 5)).unwrap();
        let municipality = Fraction::new(Count::exact(212), Count::exact(3001)).unwrap();
        let rest = municipality.without(&district).unwrap();
        assert_eq!(rest.numerator, Count { value: 182, within: 2 });
        assert_eq!(rest.denominator, Count { value: 2601, within: 2 });
    }

    #[test]
    fn a_district_that_may_be_the_whole_municipality_has_no_remainder() {
        let district = Fraction::new(Count::rounded(30, 5), Count::rounded(3000, 5)).unwrap();
        for residents in [2999, 3000, 3001, 3002] {
            let municipality = Fraction::new(Count::exact(31), Count::exact(residents)).unwrap();
            assert_eq!(municipality.without(&district), None, "{residents}");
        }
        let larger = Fraction::new(Count::exact(31), Count::exact(3003)).unwrap();
        assert!(larger.without(&district).is_some());
    }

    #[test]
    fn nobody_to_be_counted_is_no_fraction() {
        assert_eq!(Fraction::new(Count::exact(0), Count::exact(0)), None);
    }
}
