use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, DictionaryArray, Float64Builder, Int32Array, Int32Builder, RecordBatch, StringArray, UInt16Array,
    UInt16Builder, UInt32Builder,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use arrow::error::ArrowError;
use cells::{Count, IndicatorIx, Kind, Level, PlaceIx, Status};
use definition::Definition;
use geography::Places;

use super::write_batches;
use crate::draft::{TOTAL, level_name};
use crate::error::WriteError;
use crate::{Cube, FileRecord, Slice, StandingReference};

/// The reading columns, in the order of [`StandingReference::ALL`].
pub(crate) const READING_COLUMNS: [&str; 3] = ["reading_country", "reading_municipality", "reading_everybody_here"];

/// The columns of the cells.
pub(crate) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let word = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let mut fields = vec![
        Field::new("indicator", word(), false),
        Field::new("period", DataType::UInt16, false),
        Field::new("level", word(), false),
        Field::new("area", word(), false),
        Field::new("vintage", DataType::UInt16, false),
        Field::new("category", word(), false),
        Field::new("status", word(), false),
        Field::new("kind", word(), false),
        Field::new("numerator", DataType::UInt32, true),
        Field::new("numerator_within", DataType::UInt16, true),
        Field::new("denominator", DataType::UInt32, true),
        Field::new("denominator_within", DataType::UInt16, true),
        Field::new("value", DataType::Float64, true),
        Field::new("source", word(), false),
    ];
    fields.extend(READING_COLUMNS.map(|name| Field::new(name, word(), true)));
    Arc::new(Schema::new(fields))
});

/// Addresses of a slice that go into one batch of rows.
const BATCH: usize = 1 << 16;

/// Writes the cells of an indicator that are not `NotAvailable`, ordered by period, level, place and category.
pub(crate) fn write(
    path: &Path,
    indicator: IndicatorIx,
    definition: &Definition,
    places: &Places,
    cube: &Cube,
) -> Result<FileRecord, WriteError> {
    let words = Words::new(definition, places, cube);
    let slices = cube
        .periods(indicator)
        .iter()
        .flat_map(|&period| Level::ALL.into_iter().filter_map(move |level| cube.slice(indicator, period, level)));
    let batches = slices.flat_map(|slice| {
        let words = &words;
        (0..slice.len()).step_by(BATCH).map(move |from| words.batch(&slice, from..slice.len().min(from + BATCH)))
    });
    write_batches(path, &SCHEMA, Vec::new(), batches)
}

/// The words of the columns, each list made once.
pub(crate) struct Words {
    indicators: ArrayRef,
    levels: ArrayRef,
    /// Per level.
    areas: [ArrayRef; Level::ALL.len()],
    /// `TOTAL`, then the categories: the position is the category's number.
    categories: ArrayRef,
    statuses: ArrayRef,
    kinds: ArrayRef,
    sources: ArrayRef,
    /// Words of the readings that have one.
    readings: ArrayRef,
    /// Position in `readings` of each byte.
    reading_positions: [Option<i32>; 256],
}

impl Words {
    pub(crate) fn new(definition: &Definition, places: &Places, cube: &Cube) -> Self {
        fn list<S: AsRef<str>>(words: impl Iterator<Item = S>) -> ArrayRef {
            Arc::new(StringArray::from_iter_values(words.collect::<Vec<_>>()))
        }
        let mut reading_positions = [None; 256];
        let mut readings = Vec::new();
        for byte in 0..=u8::MAX {
            if let Some(word) = cube.reading_word(crate::PackedReading(byte)) {
                reading_positions[usize::from(byte)] = Some(key(readings.len()));
                readings.push(word);
            }
        }
        Self {
            indicators: list(definition.indicators.iter().map(|indicator| &indicator.id)),
            levels: list(Level::ALL.into_iter().map(level_name)),
            areas: Level::ALL.map(|level| list(places.level(level).map(|ix| places.get(PlaceIx(ix)).code.to_string()))),
            categories: list(
                std::iter::once(TOTAL).chain(definition.categories().map(|(.., category)| category.id.as_str())),
            ),
            statuses: list(STATUSES.into_iter().map(status_name)),
            kinds: list(KINDS.into_iter().map(kind_name)),
            sources: list(definition.sources.iter().map(|source| &source.id)),
            readings: list(readings.into_iter()),
            reading_positions,
        }
    }

    /// The rows of some addresses of a slice.
    pub(crate) fn batch(&self, slice: &Slice<'_>, range: std::ops::Range<usize>) -> Result<RecordBatch, ArrowError> {
        let width = slice.categories().len();
        let mut areas = Int32Builder::with_capacity(range.len());
        let mut categories = Int32Builder::with_capacity(range.len());
        let mut statuses = Int32Builder::with_capacity(range.len());
        let mut kinds = Int32Builder::with_capacity(range.len());
        let mut numerators = Counts::default();
        let mut denominators = Counts::default();
        let mut values = Float64Builder::with_capacity(range.len());
        let mut readings: [Int32Builder; 3] = std::array::from_fn(|_| Int32Builder::with_capacity(range.len()));
        for position in range {
            let cell = slice.cell_at(position);
            if cell.status == Status::NotAvailable {
                continue;
            }
            areas.append_value(key(position / width));
            categories.append_value(i32::from(slice.categories()[position % width].0));
            statuses.append_value(cell.status as i32);
            kinds.append_value(cell.kind as i32);
            numerators.append(cell.numerator);
            denominators.append(cell.denominator);
            values.append_option(cell.value);
            for (builder, reference) in readings.iter_mut().zip(StandingReference::ALL) {
                let byte = slice.reading_at(position, reference).0;
                builder.append_option(self.reading_positions[usize::from(byte)]);
            }
        }
        let areas = areas.finish();
        let rows = areas.len();
        let same = |key: i32| Int32Array::from_value(key, rows);
        let mut columns = vec![
            named(same(i32::from(slice.indicator().0)), &self.indicators)?,
            Arc::new(UInt16Array::from_value(slice.period().0, rows)),
            named(same(slice.level() as i32), &self.levels)?,
            named(areas, &self.areas[slice.level() as usize])?,
            Arc::new(UInt16Array::from_value(slice.vintage().0, rows)),
            named(categories.finish(), &self.categories)?,
            named(statuses.finish(), &self.statuses)?,
            named(kinds.finish(), &self.kinds)?,
            Arc::new(numerators.values.finish()),
            Arc::new(numerators.within.finish()),
            Arc::new(denominators.values.finish()),
            Arc::new(denominators.within.finish()),
            Arc::new(values.finish()),
            named(same(key(slice.source())), &self.sources)?,
        ];
        for mut builder in readings {
            columns.push(named(builder.finish(), &self.readings)?);
        }
        RecordBatch::try_new(SCHEMA.clone(), columns)
    }
}

/// A position in a list of words as Arrow counts it.
fn key(position: usize) -> i32 {
    i32::try_from(position).unwrap_or(i32::MAX)
}

fn named(keys: Int32Array, words: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, words.clone())?))
}

/// The two columns of a count.
#[derive(Default)]
struct Counts {
    values: UInt32Builder,
    within: UInt16Builder,
}

impl Counts {
    fn append(&mut self, count: Option<Count>) {
        self.values.append_option(count.map(|count| count.value));
        self.within.append_option(count.map(|count| count.within));
    }
}

const STATUSES: [Status; 6] = [
    Status::NotAvailable,
    Status::Published,
    Status::Small,
    Status::Withheld,
    Status::NotApplicable,
    Status::NearlyAll,
];
const KINDS: [Kind; 5] = [Kind::Counted, Kind::Rounded, Kind::Modelled, Kind::Derived, Kind::Surveyed];

/// The name of a status in the files of a release.
pub(crate) const fn status_name(status: Status) -> &'static str {
    match status {
        Status::NotAvailable => "not-available",
        Status::Published => "published",
        Status::Small => "small",
        Status::Withheld => "withheld",
        Status::NotApplicable => "not-applicable",
        Status::NearlyAll => "nearly-all",
    }
}

/// The name of a kind in the files of a release.
pub(crate) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Counted => "counted",
        Kind::Rounded => "rounded",
        Kind::Modelled => "modelled",
        Kind::Derived => "derived",
        Kind::Surveyed => "surveyed",
    }
}

/// The status with a name.
pub(crate) fn status_named(name: &str) -> Option<Status> {
    STATUSES.into_iter().find(|&status| status_name(status) == name)
}

/// The kind with a name.
pub(crate) fn kind_named(name: &str) -> Option<Kind> {
    KINDS.into_iter().find(|&kind| kind_name(kind) == name)
}
