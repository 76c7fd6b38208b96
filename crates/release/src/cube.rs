use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Vintage};
use serde::{Deserialize, Serialize};

/// The references of which the reading is stored with every cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum StandingReference {
    /// The rest of the country, same background (the country's figure where it has no counts).
    Country = 0,
    /// The rest of the municipality, same background.
    Municipality = 1,
    /// The other residents of the same area.
    EverybodyHere = 2,
}

impl StandingReference {
    /// All of them, in the order in which they are stored.
    pub const ALL: [Self; 3] = [Self::Country, Self::Municipality, Self::EverybodyHere];
}

/// A reading in one byte, as `insight` packs it; 0 is "none was computed".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PackedReading(pub u8);

/// Every cell of a release in memory or memory-mapped, found by address in constant time.
#[derive(Debug, Default)]
pub struct Cube {
    // contract stub
}

impl Cube {
    /// The cell at an address; `NotAvailable` where there is none.
    pub fn cell(&self, indicator: IndicatorIx, period: Period, place: PlaceIx, category: CategoryIx) -> Cell {
        let _ = (indicator, period, place, category);
        todo!()
    }

    /// The stored reading of a cell.
    pub fn reading(
        &self,
        indicator: IndicatorIx,
        period: Period,
        place: PlaceIx,
        category: CategoryIx,
        reference: StandingReference,
    ) -> PackedReading {
        let _ = (indicator, period, place, category, reference);
        todo!()
    }

    /// The cells of one indicator, period and level.
    pub fn slice(&self, indicator: IndicatorIx, period: Period, level: Level) -> Option<Slice<'_>> {
        let _ = (indicator, period, level);
        todo!()
    }

    /// All slices, ordered by indicator, period, level.
    pub fn slices(&self) -> impl Iterator<Item = Slice<'_>> {
        todo!();
        #[allow(unreachable_code)]
        std::iter::empty()
    }

    /// The periods for which an indicator has any slice, ascending.
    pub fn periods(&self, indicator: IndicatorIx) -> &[Period] {
        let _ = indicator;
        todo!()
    }
}

/// The cells of one indicator, period and level.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'a> {
    cube: &'a Cube,
}

impl Slice<'_> {
    /// The indicator.
    pub fn indicator(&self) -> IndicatorIx {
        let _ = self.cube;
        todo!()
    }

    /// The year.
    pub fn period(&self) -> Period {
        todo!()
    }

    /// The level.
    pub fn level(&self) -> Level {
        todo!()
    }

    /// The division its places belong to.
    pub fn vintage(&self) -> Vintage {
        todo!()
    }

    /// Position of the source in `definition.sources`.
    pub fn source(&self) -> usize {
        todo!()
    }

    /// Categories present, ascending.
    pub fn categories(&self) -> &[CategoryIx] {
        todo!()
    }

    /// The cell of a place and category; `NotAvailable` where there is none.
    pub fn cell(&self, place: PlaceIx, category: CategoryIx) -> Cell {
        let _ = (place, category);
        todo!()
    }

    /// All cells of a category that are not `NotAvailable`, in the order of the places.
    pub fn cells(&self, category: CategoryIx) -> impl Iterator<Item = (PlaceIx, Cell)> {
        let _ = category;
        todo!();
        #[allow(unreachable_code)]
        std::iter::empty()
    }

    /// The stored reading.
    pub fn reading(&self, place: PlaceIx, category: CategoryIx, reference: StandingReference) -> PackedReading {
        let _ = (place, category, reference);
        todo!()
    }
}
