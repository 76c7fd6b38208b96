use serde::{Deserialize, Serialize};

/// A count as it was published: the true count lies within `value ± within`, and is never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The published count, in units (persons, households, …).
    pub value: u32,
    /// How far the true count can be from the published one; 0 when that is exact, 2 when it was rounded to the nearest
    /// 5, 4 when a lot decided which multiple of 5 it became.
    pub within: u16,
}

impl Count {
    /// A count published exactly.
    pub const fn exact(value: u32) -> Self {
        Self { value, within: 0 }
    }

    /// A count rounded to the nearest multiple of `base` by whoever published it.
    pub const fn rounded(value: u32, base: u16) -> Self {
        Self { value, within: base / 2 }
    }

    /// A count that whoever published it rounded to a multiple of `base`, up or down as a lot decided ("aselect", as
    /// CBS does for districts and neighbourhoods): the true count is less than one base away.
    pub const fn rounded_by_lot(value: u32, base: u16) -> Self {
        Self { value, within: base.saturating_sub(1) }
    }

    /// The sum of some counts, and of how far they can be from the true ones; none where one of them is missing or the sum is too
    /// large to hold.
    pub fn sum(counts: impl Iterator<Item = Option<Self>>) -> Option<Self> {
        counts.into_iter().try_fold(Self::exact(0), |sum, count| {
            let count = count?;
            Some(Self { value: sum.value.checked_add(count.value)?, within: sum.within.checked_add(count.within)? })
        })
    }

    /// The smallest true count that agrees with what was published.
    pub const fn lowest(self) -> u32 {
        self.value.saturating_sub(self.within as u32)
    }

    /// The largest true count that agrees with what was published.
    pub const fn highest(self) -> u32 {
        self.value.saturating_add(self.within as u32)
    }

    /// Whether the published count is the true count.
    pub const fn is_exact(self) -> bool {
        self.within == 0
    }
}
