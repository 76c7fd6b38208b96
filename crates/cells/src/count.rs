use serde::{Deserialize, Serialize};

/// A count as it was published: the true count lies within `value ± within`, and is never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The published count, in units (persons, households, …).
    pub value: u32,
    /// Half the width of what the true count can be; 0 when the published count is exact, 2 when it was rounded to 5.
    pub within: u16,
}

impl Count {
    /// A count published exactly.
    pub const fn exact(value: u32) -> Self {
        Self { value, within: 0 }
    }

    /// A count rounded to the nearest multiple of `base` by whoever published it.
    pub const fn rounded(value: u32, base: u16) -> Self {
        Self {
            value,
            within: base / 2,
        }
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
