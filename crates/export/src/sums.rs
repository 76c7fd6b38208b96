//! What the chosen areas are together, as rows beneath a table.
//!
//! Counts are added up, and how far each can be from the true one too. Only in a table for reading and in a workbook: whoever
//! adds up the rows of a file for programs would count everything twice.

use cells::{Cell, IndicatorIx, Level, Status};
use definition::Language;

use crate::pivot::positions;
use crate::{Axis, Pivot, Table};

/// Why the areas of a table have no sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSum {
    /// There is only one.
    OneArea,
    /// They are of several levels, so that some lie in others.
    SeveralLevels,
    /// They are regions, which may have municipalities in common.
    Regions,
    /// They do not stand in the rows.
    NotInRows,
}

impl NoSum {
    /// In a sentence, with what can be done.
    pub const fn sentence(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::OneArea, Language::Nl) => "Er is geen som: u hebt één gebied gekozen.",
            (Self::OneArea, Language::En) => "There is no sum: you chose one area.",
            (Self::SeveralLevels, Language::Nl) => {
                "Er is geen som: sommige van deze gebieden liggen in een ander. Kies gebieden van één niveau, zoals alleen wijken."
            }
            (Self::SeveralLevels, Language::En) => {
                "There is no sum: some of these areas lie in others. Choose areas of one level, such as districts alone."
            }
            (Self::Regions, Language::Nl) => {
                "Er is geen som: regio’s kunnen dezelfde gemeenten hebben. Kies de gemeenten zelf."
            }
            (Self::Regions, Language::En) => {
                "There is no sum: regions can have the same municipalities. Choose the municipalities themselves."
            }
            (Self::NotInRows, Language::Nl) => "De som staat er alleen bij als de gebieden in de rijen staan.",
            (Self::NotInRows, Language::En) => "The sum is only there when the areas stand in the rows.",
        }
    }
}

/// What the row of the areas together is called.
pub const fn sum_label(language: Language) -> &'static str {
    match language {
        Language::Nl => "Deze gebieden samen",
        Language::En => "These areas together",
    }
}

impl Table<'_> {
    /// How sums come about, or why there are none, in a sentence; none where they are not asked for.
    pub fn sum_note(&self, language: Language) -> Option<&'static str> {
        let about = match language {
            Language::Nl => {
                "‘Deze gebieden samen’ is opgeteld uit de aantallen, die zijn afgerond waar dat nodig is. Heeft het geheel een \
                 eigen cijfer, zoals een gemeente, dan is dat preciezer. Heeft een van de gebieden geen cijfer, dan is er geen \
                 som. Van gemiddelden en indexen is er meestal ook geen."
            }
            Language::En => {
                "‘These areas together’ is added up from the counts, which are rounded where that is needed. Where the whole has \
                 a figure of its own, as a municipality does, that is more precise. When one of the areas has no figure, there \
                 is no sum. Of means and indices there is mostly none either."
            }
        };
        self.query.add_up.then(|| self.no_sum().map_or(about, |why| why.sentence(language)))
    }

    /// Why the areas have no sum in this layout; none where they have one.
    pub fn no_sum(&self) -> Option<NoSum> {
        let level = |at: usize| self.release.places.get(self.areas[at]).level();
        let first = level(0);
        if self.areas.len() < 2 {
            Some(NoSum::OneArea)
        } else if (1..self.areas.len()).any(|at| level(at) != first) {
            Some(NoSum::SeveralLevels)
        } else if first == Level::Region {
            Some(NoSum::Regions)
        } else if !self.query.layout.rows.contains(&Axis::Area) {
            Some(NoSum::NotInRows)
        } else {
            None
        }
    }

    /// The figure of all areas together, at positions of the other axes: not available where one of the areas that there were
    /// then has no figure, or figures of its kind cannot be added up.
    fn together(&self, mut at: [usize; 4]) -> (IndicatorIx, Cell) {
        let places = &self.release.places;
        let ix = self.indicators[at[Axis::Indicator as usize]];
        let measure = self.release.definition.indicator(ix).measure;
        let mut cells = Vec::with_capacity(self.areas.len());
        for area in 0..self.areas.len() {
            at[Axis::Area as usize] = area;
            let entry = self.entry(at);
            let Some(slice) = entry.slice else { continue };
            if places.get(entry.area).vintages.contains(&slice.vintage()) {
                cells.push(entry.cell);
            }
        }
        // A rate of nobody adds nothing.
        if !cells.is_empty() && cells.iter().all(|cell| cell.status == Status::NotApplicable) {
            return (ix, Cell::missing(Status::NotApplicable));
        }
        cells.retain(|cell| cell.status != Status::NotApplicable);
        (ix, measure.together(&cells).unwrap_or(Cell::missing(Status::NotAvailable)))
    }
}

impl Pivot<'_, '_> {
    /// The rows of sums: for each the positions of the row axes, of which that of the areas says nothing. Empty where none are
    /// asked for, or there are none.
    pub fn sums(&self) -> Vec<Vec<usize>> {
        let table = self.table();
        if !table.query.add_up || table.no_sum().is_some() || self.row_count() == 0 {
            return Vec::new();
        }
        let axes = self.row_axes();
        let lengths: Vec<usize> =
            axes.iter().map(|axis| if *axis == Axis::Area { 1 } else { table.len(*axis) }).collect();
        (0..lengths.iter().product()).map(|number| positions(&lengths, number)).collect()
    }

    /// The figure in a row of sums and a column, and what it is of.
    pub fn sum(&self, row: &[usize], column: usize) -> (IndicatorIx, Cell) {
        let mut at = self.fixed();
        let columns = self.column(column);
        for (axis, position) in self.row_axes().iter().zip(row).chain(self.column_axes().iter().zip(columns.iter())) {
            at[*axis as usize] = *position;
        }
        self.table().together(at)
    }
}
