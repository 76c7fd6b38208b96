//! Cells, by hand.

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::Indicator;
use insight::story::Telling;
use release::StandingReference;

use super::{Certainty, Checker, Stored};

impl<'a> Checker<'a> {
    pub(super) fn cell(&self, indicator: IndicatorIx, period: Period, place: PlaceIx, category: CategoryIx) -> Cell {
        self.release.cube.cell(indicator, period, place, category)
    }

    pub(super) fn here(&self, indicator: IndicatorIx, period: Period) -> Cell {
        self.cell(indicator, period, self.telling.place, self.telling.category)
    }

    pub(super) fn shown(&self, indicator: IndicatorIx, category: CategoryIx) -> Option<Period> {
        let cell = |period: Period| self.cell(indicator, period, self.telling.place, category);
        let newest = || {
            let mut periods = self.release.cube.periods(indicator).iter().rev().copied();
            periods.find(|period| cell(*period).status != Status::NotAvailable)
        };
        self.telling.period.or_else(newest).filter(|period| cell(*period).is_published())
    }

    pub(super) fn stored(
        &self,
        indicator: IndicatorIx,
        period: Period,
        category: CategoryIx,
        reference: StandingReference,
    ) -> Option<Stored> {
        let byte = self.release.cube.reading(indicator, period, self.telling.place, category, reference).0;
        Some(Stored {
            direction: match byte & 3 {
                0 => return None,
                1 => -1,
                2 => 0,
                _ => 1,
            },
            size: (byte >> 2) & 3,
            certainty: match (byte >> 4) & 3 {
                0 => Certainty::Certain,
                1 => Certainty::Uncertain,
                _ => Certainty::Unknown,
            },
        })
    }

    pub(super) fn indicators(&self) -> impl Iterator<Item = (IndicatorIx, &'a Indicator)> + use<'a> {
        self.release.definition.indicators.iter().enumerate().map(|(n, indicator)| (IndicatorIx(n as u16), indicator))
    }

    /// The profile's figures here with their readings.
    pub(super) fn profile(&self) -> Vec<(IndicatorIx, Period, Stored)> {
        self.indicators()
            .filter(|(_, indicator)| indicator.profile)
            .filter_map(|(ix, _)| {
                let period = self.shown(ix, self.telling.category)?;
                Some((ix, period, self.stored(ix, period, self.telling.category, self.telling.reference)?))
            })
            .collect()
    }

    pub(super) fn reference_cell(&self, indicator: IndicatorIx, period: Period) -> Cell {
        let Telling { place, category, reference, .. } = self.telling;
        let places = &self.release.places;
        match reference {
            StandingReference::Country => self.cell(indicator, period, PlaceIx(0), category),
            StandingReference::Municipality => {
                let parent = match places.get(place).level() {
                    Level::District => places.get(place).parents[0],
                    _ => place,
                };
                self.cell(indicator, period, parent, category)
            }
            StandingReference::EverybodyHere => self.cell(indicator, period, place, CategoryIx::TOTAL),
        }
    }
}
