use rand::Rng;

/// How coarsely a count is published: to the base, then to larger multiples, then not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Step(pub u8);

/// The multiples that counts are rounded to, finest first. After the last one a count is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multiples(Vec<i32>);

/// What is known of a count from its own cell: the smallest and the largest it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Smallest.
    pub low: i32,
    /// Largest.
    pub high: i32,
}

/// No count of people in one country is larger, and adding a few to it does not overflow.
pub const NO_LIMIT: i32 = i32::MAX / 2;

impl Multiples {
    /// Of a base: three and nine times as much (5, 15, 45), then not shown; exact counts, then none, for 1.
    ///
    /// Three times, because only then whatever a count could be at one step it can still be at the next: what is rounded to 15
    /// is three whole steps of 5. From 5 to 10 it is not: 13 to 17 becomes 15 to 24, and a table with 13 no longer agrees.
    pub fn of_base(base: u16) -> Self {
        let base = i32::from(base);
        Self(if base <= 1 { vec![1] } else { vec![base, 3 * base, 9 * base] })
    }

    /// The step at which a count is not shown at all.
    pub fn last(&self) -> Step {
        Step(self.0.len() as u8)
    }

    /// The multiple of a step; none where nothing is shown.
    pub fn multiple(&self, step: Step) -> Option<i32> {
        self.0.get(usize::from(step.0)).copied()
    }

    /// A count rounded to the nearest multiple (halves up) and what that tells, given that it is at least `threshold`; none
    /// where it is not shown, also because it would be rounded to nothing.
    pub fn round(&self, count: i32, step: Step, threshold: i32) -> Option<(i32, Bounds)> {
        let multiple = self.multiple(step)?;
        let rounded = (count + multiple / 2) / multiple * multiple;
        Some((rounded, self.known(rounded, step, threshold)?))
    }

    /// What a rounded count tells, given that it is at least `threshold`; none of one that is never published at the step.
    pub fn known(&self, rounded: i32, step: Step, threshold: i32) -> Option<Bounds> {
        let multiple = self.multiple(step)?;
        if rounded <= 0 || rounded % multiple != 0 {
            return None;
        }
        let low = (rounded - multiple / 2).max(threshold);
        // Of an even multiple, halves are rounded up: the largest count is one less far away.
        Some(Bounds { low, high: rounded + (multiple - 1) / 2 })
    }

    /// The step at which counts are published with a precision.
    pub fn step_within(&self, within: u16) -> Option<Step> {
        (0..self.last().0).map(Step).find(|step| self.within(*step) == within)
    }

    /// How far the true count can be from the one published at a step.
    pub fn within(&self, step: Step) -> u16 {
        self.multiple(step).map_or(0, |multiple| (multiple / 2) as u16)
    }
}

impl Bounds {
    /// Nothing but that nobody is counted negatively.
    pub const FREE: Self = Self { low: 0, high: NO_LIMIT };

    /// Whether a count agrees.
    #[inline]
    pub const fn allow(self, count: i32) -> bool {
        self.low <= count && count <= self.high
    }
}

/// One of the positions below `len`.
pub(crate) fn pick(random: &mut impl Rng, len: usize) -> usize {
    random.random_range(0..len.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(base: u16, step: u8, count: i32) -> (i32, i32, i32) {
        let (value, bounds) = Multiples::of_base(base).round(count, Step(step), 10).unwrap();
        (value, bounds.low, bounds.high)
    }

    #[test]
    fn a_count_is_rounded_to_the_nearest_multiple_and_tells_that_it_is_not_small() {
        assert_eq!(known(5, 0, 13), (15, 13, 17));
        assert_eq!(known(5, 0, 17), (15, 13, 17));
        assert_eq!(known(5, 0, 11), (10, 10, 12), "a count that is shown is at least the threshold");
        assert_eq!(known(5, 1, 15), (15, 10, 22), "coarser: the nearest fifteen");
        assert_eq!(known(5, 2, 25), (45, 23, 67));
        assert_eq!(known(10, 0, 14), (10, 10, 14));
        assert_eq!(known(1, 0, 14), (14, 14, 14));
        assert_eq!(known(10, 1, 15), (30, 15, 44), "halves up");
        assert_eq!(Multiples::of_base(10).round(14, Step(3), 10), None);
        assert_eq!(Multiples::of_base(5).round(22, Step(2), 10), None, "never as nought");
    }

    #[test]
    fn every_count_lies_within_its_own_bounds() {
        for base in [1, 5, 10] {
            let multiples = Multiples::of_base(base);
            for step in 0..multiples.last().0 {
                for count in 10..400 {
                    let Some((value, bounds)) = multiples.round(count, Step(step), 10) else { continue };
                    assert!(bounds.allow(count), "{count} to {value} at step {step} of {base}");
                    assert!((value - count).unsigned_abs() <= u32::from(multiples.within(Step(step))));
                    let coarser = multiples.round(count, Step(step + 1), 10);
                    let nested = coarser.is_none_or(|(_, then)| then.low <= bounds.low && bounds.high <= then.high);
                    assert!(nested, "{count}: {bounds:?} is not within {coarser:?}");
                }
            }
        }
    }
}
