use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Count;

/// Whether a figure can be shown, and if not, why. Zero is a value, never "missing".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Status {
    /// There is no figure: the source has none for this place, category or period.
    #[default]
    NotAvailable = 0,
    /// The figure is published.
    Published = 1,
    /// Fewer than the threshold: a small count is all that is said.
    Small = 2,
    /// Withheld, because with it another figure could be worked out.
    Withheld = 3,
    /// The figure has no meaning here (an indicator for whole areas split by background, a rate of nobody).
    NotApplicable = 4,
    /// All but fewer than the threshold: a small rest is all that is said.
    NearlyAll = 5,
}

/// How a figure came to be; shown with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Kind {
    /// Counted in a register or published as an exact figure by the source.
    #[default]
    Counted = 0,
    /// Rounded by the source before publication.
    Rounded = 1,
    /// Estimated with a model, by the source or by us.
    Modelled = 2,
    /// Worked out by us from published figures (the country as the sum of its municipalities).
    Derived = 3,
    /// Asked of a sample.
    Surveyed = 4,
}

/// One figure: indicator × area × category × period are its address, this is what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Whether there is a figure to show.
    pub status: Status,
    /// How it came to be.
    pub kind: Kind,
    /// How many it is about ("310 of …"); absent for an imported percentage.
    pub numerator: Option<Count>,
    /// Out of how many ("… of 2,500"); absent for a plain count and for an imported percentage.
    pub denominator: Option<Count>,
    /// The figure in the indicator's unit (percent 0–100, per 1,000, a mean, a count). Always there when published:
    /// as the source gave it, or worked out from the counts.
    pub value: Option<f64>,
}

impl Cell {
    /// A cell without a figure.
    pub const fn missing(status: Status) -> Self {
        Self { status, kind: Kind::Counted, numerator: None, denominator: None, value: None }
    }

    /// A count that is itself the figure (number of residents).
    pub fn count(count: Count, kind: Kind) -> Self {
        Self {
            status: Status::Published,
            kind,
            numerator: Some(count),
            denominator: None,
            value: Some(f64::from(count.value)),
        }
    }

    /// A rate: `numerator / denominator × per` (`per` is 100 for a percentage, 1000 for "per 1,000").
    /// A denominator of zero gives a cell that is not applicable.
    pub fn rate(numerator: Count, denominator: Count, per: f64, kind: Kind) -> Self {
        if denominator.value == 0 {
            return Self::missing(Status::NotApplicable);
        }
        Self {
            status: Status::Published,
            kind,
            numerator: Some(numerator),
            denominator: Some(denominator),
            value: Some(f64::from(numerator.value) / f64::from(denominator.value) * per),
        }
    }

    /// A figure published without the counts behind it.
    pub const fn imported(value: f64, kind: Kind) -> Self {
        Self { status: Status::Published, kind, numerator: None, denominator: None, value: Some(value) }
    }

    /// Whether there is a figure to show.
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }
}
