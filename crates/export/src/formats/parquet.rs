//! Apache Parquet: a row for each figure, with the columns of the release's own cells and the names of things.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, DictionaryArray, Float64Builder, Int32Builder, RecordBatch, StringArray, StringDictionaryBuilder,
    UInt16Builder, UInt32Builder,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use arrow::error::ArrowError;
use cells::Level;
use definition::{Language, Measure};
use insight::words;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::WriteError;
use crate::labels::{area_id, category_id, category_label, kind_code, status_code, unit};
use crate::{Axis, Entry, SUM_ID, Table, sum_label};

/// Rows that are held in memory at once.
const BATCH: usize = 16 * 1024;

/// A column of words that are looked up while it is filled.
type Words = StringDictionaryBuilder<Int32Type>;

/// A column of words that are known before: of each row only which one.
struct Known {
    words: ArrayRef,
    which: Int32Builder,
}

impl Known {
    fn of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self { words: Arc::new(StringArray::from_iter_values(words)), which: Int32Builder::new() }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(DictionaryArray::try_new(self.which.finish(), Arc::clone(&self.words))?))
    }
}

/// Names of the columns in the order of the file. Words come first.
const WORDS: [&str; 13] = [
    "indicator",
    "indicator_label",
    "level",
    "area",
    "area_label",
    "background",
    "background_label",
    "status",
    "note",
    "kind",
    "unit",
    "source",
    "reading",
];

/// The rows of a batch, column by column.
struct Columns {
    indicators: [Known; 3],
    level: Known,
    areas: [Known; 2],
    backgrounds: [Known; 2],
    source: Known,
    status: Words,
    note: Words,
    kind: Words,
    reading: Words,
    period: UInt16Builder,
    division: UInt16Builder,
    value: Float64Builder,
    counts: [UInt32Builder; 2],
    within: [UInt16Builder; 2],
    bounds: [Float64Builder; 2],
}

impl Columns {
    fn of(table: &Table<'_>, language: Language) -> Self {
        let (definition, places) = (&table.release.definition, &table.release.places);
        let indicators: Vec<_> = table.indicators.iter().map(|ix| definition.indicator(*ix)).collect();
        let (ix_of_areas, ix_of_categories) = (table.areas.iter(), table.categories.iter());
        Self {
            indicators: [
                Known::of(indicators.iter().map(|indicator| indicator.id.as_str())),
                Known::of(indicators.iter().map(|indicator| indicator.label.get(language))),
                Known::of(indicators.iter().map(|indicator| unit(indicator, language))),
            ],
            level: Known::of(Level::ALL.map(level_code)),
            areas: [
                Known::of(ix_of_areas.map(|ix| area_id(places, *ix)).chain([SUM_ID.to_owned()])),
                Known::of(table.labels(Axis::Area, language).into_iter().chain([sum_label(language).to_owned()])),
            ],
            backgrounds: [
                Known::of(ix_of_categories.clone().map(|ix| category_id(definition, *ix))),
                Known::of(ix_of_categories.map(|ix| category_label(definition, *ix, language))),
            ],
            source: Known::of(definition.sources.iter().map(|source| source.id.as_str())),
            status: Words::default(),
            note: Words::default(),
            kind: Words::default(),
            reading: Words::default(),
            period: UInt16Builder::default(),
            division: UInt16Builder::default(),
            value: Float64Builder::default(),
            counts: <[UInt32Builder; 2]>::default(),
            within: <[UInt16Builder; 2]>::default(),
            bounds: <[Float64Builder; 2]>::default(),
        }
    }

    #[expect(clippy::cast_possible_wrap, reason = "a table has at most five million cells")]
    fn add(&mut self, table: &Table<'_>, at: [usize; 4], entry: &Entry<'_>, note: &str) {
        let indicator = table.release.definition.indicator(entry.indicator);
        let published = entry.cell.is_published();
        let [of_indicator, of_area, of_background, _] = at.map(|at| at as i32);
        self.indicators.iter_mut().for_each(|known| known.which.append_value(of_indicator));
        self.areas.iter_mut().for_each(|known| known.which.append_value(of_area));
        self.backgrounds.iter_mut().for_each(|known| known.which.append_value(of_background));
        // All areas together are of no level: whoever adds up what is of one counts nothing twice.
        let is_area = at[Axis::Area as usize] < table.areas.len();
        self.level.which.append_option(is_area.then(|| table.release.places.get(entry.area).level() as i32));
        self.source.which.append_option(entry.slice.map(|slice| slice.source() as i32));
        self.status.append_value(status_code(entry.cell.status));
        self.note.append_option(Some(note).filter(|note| !note.is_empty()));
        self.kind.append_option(published.then(|| kind_code(entry.cell.kind)));
        let reference =
            table.query.shown.reading.filter(|_| published && is_area && indicator.measure != Measure::Count);
        self.reading.append_option(reference.map(|reference| words::reading_key(entry.reading(reference))));
        self.period.append_value(entry.period.0);
        self.division.append_option(entry.slice.map(|slice| slice.vintage().0));
        self.value.append_option(entry.value());
        for (n, count) in [entry.numerator(), entry.denominator()].into_iter().enumerate() {
            self.counts[n].append_option(count.map(|count| count.value));
            self.within[n].append_option(count.map(|count| count.within));
        }
        let open = crate::interval(&entry.cell, indicator);
        self.bounds[0].append_option(open.map(|open| open.low));
        self.bounds[1].append_option(open.map(|open| open.high));
    }

    fn finish(&mut self, schema: &Arc<Schema>) -> Result<RecordBatch, ArrowError> {
        let [id, label, unit] = &mut self.indicators;
        let mut arrays = vec![id.finish()?, label.finish()?, self.level.finish()?];
        for known in self.areas.iter_mut().chain(&mut self.backgrounds) {
            arrays.push(known.finish()?);
        }
        for words in [&mut self.status, &mut self.note, &mut self.kind] {
            arrays.push(Arc::new(words.finish()));
        }
        arrays.extend([unit.finish()?, self.source.finish()?, Arc::new(self.reading.finish())]);
        arrays.push(Arc::new(self.period.finish()));
        arrays.push(Arc::new(self.division.finish()));
        arrays.push(Arc::new(self.value.finish()));
        for n in 0..2 {
            arrays.push(Arc::new(self.counts[n].finish()));
            arrays.push(Arc::new(self.within[n].finish()));
        }
        arrays.extend(self.bounds.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        RecordBatch::try_new(Arc::clone(schema), arrays)
    }
}

/// A level in one stable word.
const fn level_code(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Region => "region",
        Level::Municipality => "municipality",
        Level::District => "district",
        Level::Neighbourhood => "neighbourhood",
    }
}

fn schema() -> Arc<Schema> {
    let word = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let mut fields: Vec<Field> = WORDS.iter().map(|name| Field::new(*name, word(), true)).collect();
    fields.push(Field::new("period", DataType::UInt16, false));
    fields.push(Field::new("division", DataType::UInt16, true));
    fields.push(Field::new("value", DataType::Float64, true));
    for name in ["numerator", "denominator"] {
        fields.push(Field::new(name, DataType::UInt32, true));
        fields.push(Field::new(format!("{name}_within"), DataType::UInt16, true));
    }
    fields.push(Field::new("low", DataType::Float64, true));
    fields.push(Field::new("high", DataType::Float64, true));
    Arc::new(Schema::new(fields))
}

/// Writes a table; what it is about stands as JSON under the key `about`.
pub(super) fn write<W: Write + Send>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    let failed = |error: parquet::errors::ParquetError| match error {
        parquet::errors::ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(error) => WriteError::Io(*error),
            Err(other) => WriteError::Failed(other.to_string()),
        },
        other => WriteError::Failed(other.to_string()),
    };
    let schema = schema();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(failed)?))
        .set_max_row_group_row_count(Some(131_072))
        .set_created_by(format!("wijkmonitor {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![KeyValue::new("about".to_owned(), table.about(language).to_string())]))
        .build();
    let mut writer = ArrowWriter::try_new(to, Arc::clone(&schema), Some(properties)).map_err(failed)?;
    let mut columns = Columns::of(table, language);
    let mut rows = 0;
    let cells = table.positions().map(|at| {
        let entry = table.entry(at);
        (at, entry, entry.note(table.release, language))
    });
    let sums = table.sums_of_rows().map(|(at, sum)| (at, sum.entry, sum.note(table, language).into()));
    for (at, entry, note) in cells.chain(sums) {
        columns.add(table, at, &entry, &note);
        rows += 1;
        if rows == BATCH {
            let batch = columns.finish(&schema).map_err(|error| WriteError::Failed(error.to_string()))?;
            writer.write(&batch).map_err(failed)?;
            rows = 0;
        }
    }
    if rows > 0 {
        let batch = columns.finish(&schema).map_err(|error| WriteError::Failed(error.to_string()))?;
        writer.write(&batch).map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}
