//! What stands in the columns of a sheet for each figure.

use cells::{Count, IndicatorIx};
use definition::{Language, Measure};

use crate::{Entry, Table};

/// What stands in a column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Value,
    /// How far a count that is the figure itself may be from the true one.
    ValueWithin,
    Numerator,
    NumeratorWithin,
    Denominator,
    DenominatorWithin,
    Low,
    High,
    Reading,
}

/// Whether a figure has a numerator and a denominator beside it: a count is its own.
fn has_counts(table: &Table<'_>, ix: IndicatorIx) -> bool {
    !matches!(table.release.definition.indicator(ix).measure, Measure::Count | Measure::Index)
}

/// Whether a figure is a count itself.
fn is_count(table: &Table<'_>, ix: IndicatorIx) -> bool {
    table.release.definition.indicator(ix).measure == Measure::Count
}

/// The parts of which a figure in the table may have something.
pub(super) fn parts(table: &Table<'_>) -> Vec<Part> {
    let shown = table.query.shown;
    let mut parts = vec![Part::Value];
    if table.indicators.iter().any(|ix| is_count(table, *ix)) {
        parts.push(Part::ValueWithin);
    }
    if shown.counts && table.indicators.iter().any(|ix| has_counts(table, *ix)) {
        parts.extend([Part::Numerator, Part::NumeratorWithin, Part::Denominator, Part::DenominatorWithin]);
    }
    if shown.interval {
        parts.extend([Part::Low, Part::High]);
    }
    if shown.reading.is_some() {
        parts.push(Part::Reading);
    }
    parts
}

/// Whether a count is coarser than counts mostly are: rounded to fives, up or down as a lot decides, or to the step that the
/// monitor rounds to. Those need no column that says the same in every row.
fn is_coarse(count: Count, table: &Table<'_>) -> bool {
    const FIVES: u32 = 4;
    let step = u32::from(table.release.definition.monitor.protection.base);
    u32::from(count.within) > FIVES.max(step.saturating_sub(1))
}

/// Whether the table has a count so coarse that it says how far the true one may be. Of a large table only its first figures are
/// looked at.
pub(super) fn has_coarse(table: &Table<'_>) -> bool {
    /// Cells that are looked through: a sheet that is larger says in its columns which counts are coarse.
    const MOST: usize = 200_000;
    let withins: Vec<Part> = parts(table).into_iter().filter(|part| part.is_within()).collect();
    !withins.is_empty() && table.entries().take(MOST).any(|entry| withins.iter().any(|part| part.stands(&entry, table)))
}

impl Part {
    /// What the column is called behind the name of the figure.
    pub(super) const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Value, _) => "",
            (Self::ValueWithin, _) => "±",
            (Self::Numerator, Language::Nl) => "teller",
            (Self::Numerator, Language::En) => "numerator",
            (Self::NumeratorWithin, Language::Nl) => "teller ±",
            (Self::NumeratorWithin, Language::En) => "numerator ±",
            (Self::Denominator, Language::Nl) => "noemer",
            (Self::Denominator, Language::En) => "denominator",
            (Self::DenominatorWithin, Language::Nl) => "noemer ±",
            (Self::DenominatorWithin, Language::En) => "denominator ±",
            (Self::Low, Language::Nl) => "van",
            (Self::Low, Language::En) => "from",
            (Self::High, Language::Nl) => "tot",
            (Self::High, Language::En) => "to",
            (Self::Reading, Language::Nl) => "lezing",
            (Self::Reading, Language::En) => "reading",
        }
    }

    const fn is_within(self) -> bool {
        matches!(self, Self::ValueWithin | Self::NumeratorWithin | Self::DenominatorWithin)
    }

    /// The count of a figure that it is about, where that is published.
    pub(super) fn count(self, entry: &Entry<'_>) -> Option<Count> {
        match self {
            Self::ValueWithin | Self::Numerator | Self::NumeratorWithin => entry.numerator(),
            Self::Denominator | Self::DenominatorWithin => entry.denominator(),
            Self::Value | Self::Low | Self::High | Self::Reading => None,
        }
    }

    /// Whether it is a part of this kind of figure at all.
    pub(super) fn is_of(self, entry: &Entry<'_>, table: &Table<'_>) -> bool {
        match self {
            Self::ValueWithin => is_count(table, entry.indicator),
            Self::Numerator | Self::NumeratorWithin | Self::Denominator | Self::DenominatorWithin => {
                has_counts(table, entry.indicator)
            }
            Self::Value | Self::Low | Self::High | Self::Reading => true,
        }
    }

    /// Whether a figure has something that its column is worth having for.
    pub(super) fn stands(self, entry: &Entry<'_>, table: &Table<'_>) -> bool {
        let indicator = table.release.definition.indicator(entry.indicator);
        match self {
            Self::Value => true,
            Self::Numerator | Self::Denominator => self.is_of(entry, table) && self.count(entry).is_some(),
            Self::ValueWithin | Self::NumeratorWithin | Self::DenominatorWithin => {
                self.is_of(entry, table) && self.count(entry).is_some_and(|count| is_coarse(count, table))
            }
            Self::Low | Self::High => crate::interval(&entry.cell, indicator).is_some(),
            Self::Reading => entry.cell.is_published() && indicator.measure != Measure::Count,
        }
    }
}
