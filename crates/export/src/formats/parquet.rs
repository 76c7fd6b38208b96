//! Apache Parquet: a row for each figure, with the columns of the release's own cells and the names of things.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Builder, RecordBatch, StringDictionaryBuilder, UInt16Builder, UInt32Builder};
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use cells::IndicatorIx;
use definition::{Language, Measure};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::WriteError;
use crate::labels::{area_id, category_id, category_label, kind_code, status_code, unit};
use crate::{Axis, Table};

/// Rows that are held in memory at once.
const BATCH: usize = 16 * 1024;

type Words = StringDictionaryBuilder<Int32Type>;

#[derive(Default)]
struct Columns {
    words: [Words; 13],
    period: UInt16Builder,
    division: UInt16Builder,
    value: Float64Builder,
    counts: [UInt32Builder; 2],
    within: [UInt16Builder; 2],
    bounds: [Float64Builder; 2],
}

/// The names of the columns with words, in their order.
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

/// What is written again in every row about the members of axes.
struct Members {
    units: Vec<String>,
    areas: Vec<(String, String)>,
}

impl Members {
    fn of(table: &Table<'_>, language: Language) -> Self {
        let unit = |ix: &IndicatorIx| unit(table.release.definition.indicator(*ix), language);
        let codes = table.areas.iter().map(|ix| area_id(&table.release.places, *ix));
        Self {
            units: table.indicators.iter().map(unit).collect(),
            areas: codes.zip(table.labels(Axis::Area, language)).collect(),
        }
    }
}

impl Columns {
    fn add(&mut self, table: &Table<'_>, at: [usize; 4], members: &Members, language: Language) {
        let entry = table.entry(at);
        let definition = &table.release.definition;
        let indicator = definition.indicator(entry.indicator);
        let published = entry.cell.is_published();
        let note = entry.note(table.release, language);
        let reading = table
            .query
            .shown
            .reading
            .filter(|_| published && indicator.measure != Measure::Count)
            .map(|reference| insight::words::reading_key(entry.reading(reference)));
        let (code, area_label) = &members.areas[at[1]];
        let words: [Option<&str>; 13] = [
            Some(&indicator.id),
            Some(indicator.label.get(language)),
            Some(level_code(table.release.places.get(entry.area).level())),
            Some(code),
            Some(area_label),
            Some(category_id(definition, entry.category)),
            Some(category_label(definition, entry.category, language)),
            Some(status_code(entry.cell.status)),
            Some(note.as_ref()).filter(|note: &&str| !note.is_empty()),
            published.then(|| kind_code(entry.cell.kind)),
            Some(&members.units[at[0]]),
            entry.source(table.release).map(|source| source.id.as_str()),
            reading.as_deref(),
        ];
        for (column, word) in self.words.iter_mut().zip(words) {
            column.append_option(word);
        }
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

    fn finish(&mut self, schema: &Arc<Schema>) -> Result<RecordBatch, arrow::error::ArrowError> {
        let mut arrays: Vec<ArrayRef> =
            self.words.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
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
const fn level_code(level: cells::Level) -> &'static str {
    match level {
        cells::Level::Country => "country",
        cells::Level::Region => "region",
        cells::Level::Municipality => "municipality",
        cells::Level::District => "district",
        cells::Level::Neighbourhood => "neighbourhood",
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
    let members = Members::of(table, language);
    let mut columns = Columns::default();
    let mut rows = 0;
    for at in table.positions() {
        columns.add(table, at, &members, language);
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
