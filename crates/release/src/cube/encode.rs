use std::collections::HashMap;
use std::io::{self, Write};

use cells::{Block, CategoryIx, Cell, Count};
use definition::Definition;
use geography::Places;

use super::column::ColumnWriter;
use super::index::{COLUMNS_MAGIC, CubeIndex, SliceRecord};
use super::{derived_value, flags};

/// Turns checked blocks, in order, into the columns of a cube.
pub(crate) struct CubeWriter<W> {
    index: CubeIndex,
    sets: HashMap<Vec<CategoryIx>, usize>,
    columns: ColumnWriter<W>,
    /// Cells in order of place and category, kept to spare an allocation for every block.
    dense: Vec<Cell>,
    numbers: Vec<u64>,
}

impl<W: Write> CubeWriter<W> {
    pub(crate) fn new(sink: W, definition: &Definition, places: &Places) -> io::Result<Self> {
        let mut starts = [0; cells::Level::ALL.len() + 1];
        for level in cells::Level::ALL {
            starts[level as usize + 1] = places.level(level).end;
        }
        Ok(Self {
            index: CubeIndex { starts, indicators: definition.indicators.len() as u16, ..CubeIndex::default() },
            sets: HashMap::new(),
            columns: ColumnWriter::new(sink, COLUMNS_MAGIC)?,
            dense: Vec::new(),
            numbers: Vec::new(),
        })
    }

    /// Adds a block that [`crate::draft::check_block`] found nothing wrong with.
    pub(crate) fn add(&mut self, block: &Block, per: f64) -> io::Result<()> {
        let level = block.level as usize;
        let first = self.index.starts[level];
        let places = (self.index.starts[level + 1] - first) as usize;
        let width = block.categories.len();
        self.dense.clear();
        self.dense.resize(places * width, Cell::default());
        for (place, category, cell) in &block.cells {
            if let Ok(at) = block.categories.binary_search(category) {
                self.dense[(place.0 - first) as usize * width + at] = *cell;
            }
        }

        let flags = self.column(|cell| u64::from(flags::pack(cell)))?;
        let numerator = self.column(|cell| cell.numerator.map_or(0, |count| u64::from(count.value)))?;
        let numerator_within = self.column(|cell| within(cell.numerator))?;
        let denominator = self.column(|cell| cell.denominator.map_or(0, |count| u64::from(count.value)))?;
        let denominator_within = self.column(|cell| within(cell.denominator))?;
        let derivable = self.dense.iter().all(|cell| {
            let derived = derived_value(cell.numerator, cell.denominator, per);
            !cell.is_published() || derived.map(f64::to_bits) == cell.value.map(f64::to_bits)
        });
        let value = if derivable { None } else { Some(self.column(|cell| cell.value.unwrap_or(0.0).to_bits())?) };

        let next = self.index.categories.len();
        let categories = *self.sets.entry(block.categories.clone()).or_insert(next);
        if categories == next {
            self.index.categories.push(block.categories.clone());
        }
        self.index.slices.push(SliceRecord {
            indicator: block.indicator,
            period: block.period,
            level: block.level,
            vintage: block.vintage,
            source: block.source,
            categories,
            per,
            flags,
            numerator,
            numerator_within,
            denominator,
            denominator_within,
            value,
            readings: [None; 3],
        });
        Ok(())
    }

    fn column(&mut self, number: impl Fn(&Cell) -> u64) -> io::Result<super::column::Column> {
        self.numbers.clear();
        self.numbers.extend(self.dense.iter().map(number));
        self.columns.write(&self.numbers)
    }

    /// The index, and the column file.
    pub(crate) fn finish(self) -> (CubeIndex, W) {
        (self.index, self.columns.finish())
    }
}

fn within(count: Option<Count>) -> u64 {
    count.map_or(0, |count| u64::from(count.within))
}
