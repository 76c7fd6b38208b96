pub(crate) mod bytes;
pub(crate) mod column;
pub(crate) mod encode;
pub(crate) mod flags;
pub(crate) mod index;

use std::collections::BTreeMap;
use std::ops::Range;

use cells::{CategoryIx, Cell, Count, IndicatorIx, Level, Period, PlaceIx, Status, Vintage};
use serde::{Deserialize, Serialize};

use bytes::Bytes;
use index::SliceRecord;

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
    starts: [u32; Level::ALL.len() + 1],
    category_sets: Vec<CategorySet>,
    /// Ordered by indicator, period, level.
    slices: Vec<SliceRecord>,
    reading_words: BTreeMap<u8, String>,
    /// All periods of any slice, ascending.
    periods: Vec<Period>,
    /// Per indicator.
    periods_of: Vec<Vec<Period>>,
    /// Position of a slice by indicator, period (of `periods`) and level; `u32::MAX` where there is none.
    by_address: Vec<u32>,
    columns: Bytes,
    readings: Bytes,
}

/// Categories of a slice, and where each stands.
#[derive(Debug)]
struct CategorySet {
    categories: Vec<CategoryIx>,
    positions: Vec<u16>,
}

impl CategorySet {
    fn new(categories: Vec<CategoryIx>) -> Self {
        let mut positions = vec![u16::MAX; categories.last().map_or(0, |last| usize::from(last.0) + 1)];
        for (position, category) in categories.iter().enumerate() {
            positions[usize::from(category.0)] = position as u16;
        }
        Self { categories, positions }
    }

    fn position(&self, category: CategoryIx) -> Option<usize> {
        let position = *self.positions.get(usize::from(category.0))?;
        (position != u16::MAX).then_some(usize::from(position))
    }
}

impl Cube {
    /// The cell at an address; `NotAvailable` where there is none.
    pub fn cell(&self, indicator: IndicatorIx, period: Period, place: PlaceIx, category: CategoryIx) -> Cell {
        self.level_of(place)
            .and_then(|level| self.slice(indicator, period, level))
            .map_or_else(Cell::default, |slice| slice.cell(place, category))
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
        self.level_of(place)
            .and_then(|level| self.slice(indicator, period, level))
            .map_or_else(PackedReading::default, |slice| slice.reading(place, category, reference))
    }

    /// The cells of one indicator, period and level.
    pub fn slice(&self, indicator: IndicatorIx, period: Period, level: Level) -> Option<Slice<'_>> {
        let period = self.periods.binary_search(&period).ok()?;
        let row = usize::from(indicator.0) * self.periods.len() + period;
        let position = *self.by_address.get(row * Level::ALL.len() + level as usize)?;
        self.slices.get(position as usize).map(|record| Slice { cube: self, record })
    }

    /// All slices, ordered by indicator, period, level.
    pub fn slices(&self) -> impl ExactSizeIterator<Item = Slice<'_>> {
        self.slices.iter().map(|record| Slice { cube: self, record })
    }

    /// The periods for which an indicator has any slice, ascending.
    pub fn periods(&self, indicator: IndicatorIx) -> &[Period] {
        self.periods_of.get(usize::from(indicator.0)).map_or(&[], Vec::as_slice)
    }

    /// How many places the cube was made for.
    pub fn place_count(&self) -> usize {
        self.starts[Level::ALL.len()] as usize
    }

    /// What a stored reading is called in the Parquet files; none for 0 and for a reading that does not occur.
    pub fn reading_word(&self, reading: PackedReading) -> Option<&str> {
        self.reading_words.get(&reading.0).map(String::as_str)
    }

    fn level_of(&self, place: PlaceIx) -> Option<Level> {
        Level::ALL.into_iter().find(|&level| place.0 < self.starts[level as usize + 1])
    }
}

/// The cells of one indicator, period and level: dense over all places of the level and the categories present.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'a> {
    cube: &'a Cube,
    record: &'a SliceRecord,
}

impl<'a> Slice<'a> {
    /// The indicator.
    pub fn indicator(&self) -> IndicatorIx {
        self.record.indicator
    }

    /// The year.
    pub fn period(&self) -> Period {
        self.record.period
    }

    /// The level.
    pub fn level(&self) -> Level {
        self.record.level
    }

    /// The division its places belong to.
    pub fn vintage(&self) -> Vintage {
        self.record.vintage
    }

    /// Position of the source in `definition.sources`.
    pub fn source(&self) -> usize {
        self.record.source
    }

    /// Categories present, ascending.
    pub fn categories(&self) -> &'a [CategoryIx] {
        &self.cube.category_sets[self.record.categories].categories
    }

    /// The indices of all places of the level, over all vintages.
    pub fn places(&self) -> Range<u32> {
        self.cube.starts[self.record.level as usize]..self.cube.starts[self.record.level as usize + 1]
    }

    /// How many addresses it has: places × categories, with or without a figure.
    pub fn len(&self) -> usize {
        self.places().len() * self.categories().len()
    }

    /// Whether the level has no places.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where an address stands in the dense order (place by place, within a place category by category).
    pub fn position(&self, place: PlaceIx, category: CategoryIx) -> Option<usize> {
        let places = self.places();
        if !places.contains(&place.0) {
            return None;
        }
        let set = &self.cube.category_sets[self.record.categories];
        Some((place.0 - places.start) as usize * set.categories.len() + set.position(category)?)
    }

    /// The cell at a position in the dense order.
    ///
    /// # Panics
    /// When the position is not below [`Slice::len`].
    pub fn cell_at(&self, position: usize) -> Cell {
        assert!(position < self.len(), "position {position} of {} in a slice", self.len());
        let bytes: &[u8] = &self.cube.columns;
        let record = self.record;
        let flags = record.flags.get(bytes, position) as u8;
        if flags == 0 {
            return Cell::default();
        }
        let numerator = (flags & flags::HAS_NUMERATOR != 0).then(|| Count {
            value: record.numerator.get(bytes, position) as u32,
            within: record.numerator_within.get(bytes, position) as u16,
        });
        let denominator = (flags & flags::HAS_DENOMINATOR != 0).then(|| Count {
            value: record.denominator.get(bytes, position) as u32,
            within: record.denominator_within.get(bytes, position) as u16,
        });
        let status = flags::status(flags);
        let value = match (status, record.value) {
            (Status::Published, Some(column)) => Some(f64::from_bits(column.get(bytes, position))),
            (Status::Published, None) => derived_value(numerator, denominator, record.per),
            _ => None,
        };
        Cell { status, kind: flags::kind(flags), numerator, denominator, value }
    }

    /// The cell of a place and category; `NotAvailable` where there is none.
    pub fn cell(&self, place: PlaceIx, category: CategoryIx) -> Cell {
        self.position(place, category).map_or_else(Cell::default, |position| self.cell_at(position))
    }

    /// The status of the cell of a place and category; `NotAvailable` where there is none.
    pub fn status(&self, place: PlaceIx, category: CategoryIx) -> Status {
        self.position(place, category).map_or(Status::NotAvailable, |position| flags::status(self.flags_at(position)))
    }

    /// All cells of a category that are not `NotAvailable`, in the order of the places.
    pub fn cells(&self, category: CategoryIx) -> impl Iterator<Item = (PlaceIx, Cell)> + use<'a> {
        let slice = *self;
        let width = slice.categories().len();
        let offset = slice.cube.category_sets[slice.record.categories].position(category);
        offset
            .into_iter()
            .flat_map(move |offset| {
                let places = slice.places();
                places
                    .clone()
                    .map(move |place| (PlaceIx(place), slice.cell_at((place - places.start) as usize * width + offset)))
            })
            .filter(|(_, cell)| cell.status != Status::NotAvailable)
    }

    /// Every address in the dense order, with or without a figure.
    pub fn dense(&self) -> impl Iterator<Item = (PlaceIx, CategoryIx, Cell)> + use<'a> {
        let slice = *self;
        let categories = slice.categories();
        let first = slice.places().start;
        (0..slice.len()).map(move |position| {
            let place = PlaceIx(first + (position / categories.len()) as u32);
            (place, categories[position % categories.len()], slice.cell_at(position))
        })
    }

    /// The stored reading.
    pub fn reading(&self, place: PlaceIx, category: CategoryIx, reference: StandingReference) -> PackedReading {
        self.position(place, category)
            .map_or_else(PackedReading::default, |position| self.reading_at(position, reference))
    }

    /// The stored reading at a position in the dense order.
    ///
    /// # Panics
    /// When the position is not below [`Slice::len`].
    pub fn reading_at(&self, position: usize, reference: StandingReference) -> PackedReading {
        assert!(position < self.len(), "position {position} of {} in a slice", self.len());
        self.record.readings[reference as usize].map_or_else(PackedReading::default, |column| {
            PackedReading(column.get(&self.cube.readings, position) as u8)
        })
    }

    /// What numerator ÷ denominator is multiplied by to give the figure.
    pub(crate) fn per(&self) -> f64 {
        self.record.per
    }

    /// The byte in which status, kind and presence of counts are packed, as it stands in the file.
    pub(crate) fn flags_at(&self, position: usize) -> u8 {
        self.record.flags.get(&self.cube.columns, position) as u8
    }
}

/// The figure that counts give: a count itself, or numerator ÷ denominator × `per`, worked out as [`Cell::rate`] does.
pub(crate) fn derived_value(numerator: Option<Count>, denominator: Option<Count>, per: f64) -> Option<f64> {
    match (numerator, denominator) {
        (Some(numerator), None) => Some(f64::from(numerator.value)),
        (Some(numerator), Some(denominator)) if denominator.value != 0 => {
            Some(f64::from(numerator.value) / f64::from(denominator.value) * per)
        }
        _ => None,
    }
}
