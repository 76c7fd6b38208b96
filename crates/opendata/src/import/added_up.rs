//! Levels of which a source has no rows, added up from the neighbourhoods inside.

use std::collections::BTreeMap;

use cells::{Count, Level, Period, PlaceIx, Vintage};
use definition::SourceFigure;
use geography::Places;

use super::rows::Row;

/// The counts of the neighbourhoods inside larger areas.
#[derive(Debug)]
pub(crate) struct Within<'a> {
    levels: &'a [Level],
    vintage: Vintage,
    /// By area and period, those of the neighbourhoods inside with the row that each was read from.
    found: BTreeMap<(PlaceIx, Period), Vec<(Row, Count)>>,
}

impl<'a> Within<'a> {
    /// None yet, of the levels that a figure is added up to.
    pub(crate) fn new(figure: &'a SourceFigure, vintage: Vintage) -> Self {
        Self { levels: &figure.add_up, vintage, found: BTreeMap::new() }
    }

    /// Takes the count of a neighbourhood; of other areas nothing.
    pub(crate) fn add(&mut self, places: &Places, row: &Row, period: Period, count: Count) {
        for level in self.levels.iter().filter(|_| row.level == Level::Neighbourhood) {
            if let Some(area) = places.ancestor(row.place, *level, self.vintage) {
                self.found.entry((area, period)).or_default().push((*row, count));
            }
        }
    }

    /// The areas of which every neighbourhood has a count: the sum, at the row of the first of them.
    pub(crate) fn whole(self, places: &Places) -> Vec<(Row, Period, Count)> {
        let vintage = self.vintage;
        let sum = |((area, period), found): ((PlaceIx, Period), Vec<(Row, Count)>)| {
            let (first, _) = *found.first()?;
            let level = places.get(area).level();
            let all = places.children(area, vintage).len() == found.len();
            let total = Count::sum(found.iter().map(|(_, count)| Some(*count))).filter(|_| all)?;
            Some((Row { place: area, level, ..first }, period, total))
        };
        self.found.into_iter().filter_map(sum).collect()
    }
}
