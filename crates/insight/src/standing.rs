use std::collections::HashMap;

use cells::{CategoryIx, Cell, Level, PlaceIx};
use definition::Definition;
use geography::Places;
use rayon::prelude::*;
use release::{Cube, PackedReading, Slice, StandingReference};

use crate::{Address, Against, Difference, Figures, Judged, NoReading, Reading, compare, judge};

/// The standing readings of a release: every cell against the rest of the country, the rest of its municipality and
/// everybody else in the same area.
///
/// One *family*, over which the false discovery rate is controlled, is all areas of one level for one indicator,
/// category, period and reference.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    figures: Figures<'a>,
}

/// The standing readings of these cells.
pub fn standing<'a>(cube: &'a Cube, definition: &'a Definition, places: &'a Places) -> Standing<'a> {
    Standing { figures: Figures { cube, definition, places, spreads: None } }
}

impl<'a> From<Figures<'a>> for Standing<'a> {
    fn from(figures: Figures<'a>) -> Self {
        Self { figures }
    }
}

impl<'a> Standing<'a> {
    /// All readings of one category of a slice, judged as one family, in the order of [`Slice::cells`].
    pub fn family(
        &self,
        slice: &Slice<'_>,
        category: CategoryIx,
        reference: StandingReference,
    ) -> Vec<(PlaceIx, Judged)> {
        self.family_with(slice, category, reference, self.figures.spread(slice))
    }

    /// The reading of one cell with its difference and q-value, worked out anew from the whole family.
    pub fn judged(&self, at: Address, reference: StandingReference) -> Option<Judged> {
        let slice = self.figures.slice_of(at)?;
        let family = self.family(&slice, at.category, reference);
        family.into_iter().find(|(place, _)| *place == at.place).map(|(_, judged)| judged)
    }

    /// The readings of a whole slice for one reference, packed: per category those of [`Standing::family`].
    pub fn packed(&self, slice: &Slice<'_>, reference: StandingReference) -> Vec<Vec<(PlaceIx, PackedReading)>> {
        let spread = self.figures.spread(slice);
        let pack = |(place, judged): (PlaceIx, Judged)| (place, judged.reading.pack());
        let packed = |category: &CategoryIx| {
            self.family_with(slice, *category, reference, spread).into_iter().map(pack).collect()
        };
        slice.categories().par_iter().map(packed).collect()
    }

    fn family_with(
        &self,
        slice: &Slice<'_>,
        category: CategoryIx,
        reference: StandingReference,
        spread: Option<f64>,
    ) -> Vec<(PlaceIx, Judged)> {
        let cells: Vec<(PlaceIx, Cell)> = slice.cells(category).collect();
        let wholes = self.wholes(slice, category, reference, &cells);
        let indicator = self.figures.indicator(slice.indicator());
        let differences: Vec<Result<Difference, NoReading>> = cells
            .iter()
            .zip(wholes)
            .map(|((_, cell), whole)| whole.and_then(|whole| compare(indicator, cell, Against::Whole(whole), spread)))
            .collect();
        let judged = judge(&differences, &self.figures.definition.monitor.reading);
        cells.into_iter().map(|(place, _)| place).zip(judged).collect()
    }

    /// The whole that each cell is part of, or why there is none.
    fn wholes(
        &self,
        slice: &Slice<'_>,
        category: CategoryIx,
        reference: StandingReference,
        cells: &[(PlaceIx, Cell)],
    ) -> Vec<Result<Cell, NoReading>> {
        let Figures { cube, places, .. } = self.figures;
        let level = slice.level();
        match reference {
            StandingReference::EverybodyHere if category == CategoryIx::TOTAL => {
                vec![Err(NoReading::NoRemainder); cells.len()]
            }
            StandingReference::EverybodyHere => {
                cells.iter().map(|(place, _)| Ok(slice.cell(*place, CategoryIx::TOTAL))).collect()
            }
            StandingReference::Country if level == Level::Country => vec![Err(NoReading::NoRemainder); cells.len()],
            StandingReference::Country => {
                let country = self.figures.country().map_or_else(Cell::default, |country| {
                    cube.cell(slice.indicator(), slice.period(), country, category)
                });
                vec![Ok(country); cells.len()]
            }
            StandingReference::Municipality if level <= Level::Municipality => {
                vec![Err(NoReading::NoRemainder); cells.len()]
            }
            StandingReference::Municipality => {
                let municipality = |place| places.ancestor(place, Level::Municipality, slice.vintage());
                let mut areas_in: HashMap<PlaceIx, u32> = HashMap::new();
                for (place, _) in cells.iter().filter(|(_, cell)| cell.is_published()) {
                    if let Some(municipality) = municipality(*place) {
                        *areas_in.entry(municipality).or_default() += 1;
                    }
                }
                let whole = |(place, cell): &(PlaceIx, Cell)| {
                    let municipality = municipality(*place).ok_or(NoReading::NoReference)?;
                    // Without counts nothing can be subtracted, but the only area with a figure is the whole.
                    if cell.numerator.is_none() && areas_in.get(&municipality) == Some(&1) {
                        return Err(NoReading::NoRemainder);
                    }
                    Ok(cube.cell(slice.indicator(), slice.period(), municipality, category))
                };
                cells.iter().map(whole).collect()
            }
        }
    }
}

/// Unpacks the stored reading of a cell.
pub fn stored(figures: &Figures<'_>, at: Address, reference: StandingReference) -> Reading {
    Reading::unpack(figures.cube.reading(at.indicator, at.period, at.place, at.category, reference))
}
