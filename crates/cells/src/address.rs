use serde::{Deserialize, Serialize};

/// Index of a place in a release; places of one level are next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceIx(pub u32);

/// Position of an indicator in `definition.indicators`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IndicatorIx(pub u16);

/// A category of a breakdown; 0 is everybody, others are numbered 1, 2, … through `definition.breakdowns` in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategoryIx(pub u16);

impl CategoryIx {
    /// Everybody.
    pub const TOTAL: Self = Self(0);
}
