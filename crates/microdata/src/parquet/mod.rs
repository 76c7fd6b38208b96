//! Parquet files: only the declared columns, one row group or more at a time.

mod convert;

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array as _, ArrayRef, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use crate::column::ColumnBuilder;
use crate::declared::{Column, Kind};
use crate::error::ReadError;
use crate::options::ReadOptions;
use crate::problems::Reporter;
use crate::register::{batch_of, match_columns};

/// A Parquet file whose declared columns have been found and have types that can be read.
#[derive(Debug)]
pub(crate) struct ParquetPlan {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    /// For each declared column: which column of the file.
    places: Vec<Option<usize>>,
    /// The first row of each row group, from 1.
    starts: Vec<u64>,
    rows: u64,
}

impl ParquetPlan {
    pub(crate) fn new(path: &Path, columns: &[Column], options: &ReadOptions) -> Result<Self, ReadError> {
        let mut file = File::open(path).map_err(ReadError::io(path, "opening the file"))?;
        ends_whole(&mut file, path)?;
        let load = || ArrowReaderMetadata::load(&file, ArrowReaderOptions::new());
        let mut metadata = guarded(path, "the description at the end", load)?;
        let schema = Arc::clone(metadata.schema());
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let places = match_columns(path, columns, &names)?;
        let mut asked: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
        let mut differs = false;
        for (column, place) in columns.iter().zip(&places) {
            let Some(place) = *place else { continue };
            let field = &schema.fields()[place];
            if let Some(hint) = convert::refusal(column.kind, field.data_type()) {
                return Err(ReadError::WrongType {
                    file: path.to_owned(),
                    column: column.name.clone(),
                    expected: column.kind.expected().to_owned(),
                    found: field.data_type().to_string(),
                    hint: hint.to_owned(),
                });
            }
            // Texts are best made at once as they will be given.
            let wanted = column.kind.arrow(options.text);
            let plain = matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
            if column.kind == Kind::Text && plain && *field.data_type() != wanted {
                asked[place] = Arc::new(field.as_ref().clone().with_data_type(wanted));
                differs = true;
            }
        }
        if differs {
            let schema = Arc::new(Schema::new(asked).with_metadata(schema.metadata().clone()));
            let again = || {
                let options = ArrowReaderOptions::new().with_schema(schema);
                ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options)
            };
            metadata = guarded(path, "the description at the end", again)?;
        }
        let mut starts = Vec::new();
        let mut rows = 0_u64;
        for group in metadata.metadata().row_groups() {
            starts.push(rows + 1);
            rows = rows.saturating_add(u64::try_from(group.num_rows()).unwrap_or(0));
        }
        Ok(Self { path: path.to_owned(), metadata, places, starts, rows })
    }

    pub(crate) fn pieces(&self) -> usize {
        self.starts.len()
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    pub(crate) fn stream(
        &self,
        group: usize,
        columns: &[Column],
        wanted: &[usize],
        schema: SchemaRef,
        options: &ReadOptions,
        reporter: Reporter,
    ) -> Result<ParquetStream, ReadError> {
        // Each piece has its own file, because a copied handle shares its position.
        let file = File::open(&self.path).map_err(ReadError::io(&self.path, "opening the file"))?;
        let mut roots: Vec<usize> = wanted.iter().filter_map(|index| self.places[*index]).collect();
        roots.sort_unstable();
        roots.dedup();
        let taken = wanted.iter().map(|index| Taken {
            index: *index,
            column: columns[*index].clone(),
            // The reader gives the columns in the order of the file.
            place: self.places[*index].and_then(|place| roots.binary_search(&place).ok()),
            builder: ColumnBuilder::new(&columns[*index], options),
        });
        let columns = taken.collect();
        let build = || {
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
            let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
            builder
                .with_projection(mask)
                .with_row_groups(vec![group])
                .with_batch_size(options.batch_rows.max(1))
                .build()
        };
        let reader = guarded(&self.path, &format!("row group {group}"), build)?;
        let expected = self.metadata.metadata().row_group(group).num_rows();
        Ok(ParquetStream {
            path: self.path.clone(),
            reader,
            columns,
            schema,
            reporter,
            options: options.clone(),
            group,
            first_row: self.starts[group],
            left: u64::try_from(expected).unwrap_or(0),
        })
    }
}

/// A declared column while it is read.
struct Taken {
    index: usize,
    column: Column,
    place: Option<usize>,
    builder: ColumnBuilder,
}

/// Batches of the declared columns of one row group.
pub(crate) struct ParquetStream {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    columns: Vec<Taken>,
    schema: SchemaRef,
    reporter: Reporter,
    options: ReadOptions,
    group: usize,
    first_row: u64,
    left: u64,
}

impl ParquetStream {
    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        let place = format!("row group {}, from row {}", self.group, self.first_row);
        let Some(batch) = guarded(&self.path, &place, || self.reader.next().transpose())? else {
            if self.left > 0 {
                return Err(ReadError::CutShort {
                    file: self.path.clone(),
                    expected: format!("{} more rows in row group {}", self.left, self.group),
                    found: "none".to_owned(),
                });
            }
            return Ok(None);
        };
        let rows = batch.num_rows();
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.columns.len());
        for taken in &mut self.columns {
            let array = taken.place.map(|place| batch.column(place));
            if let Some(array) = array.filter(|array| array.len() != rows) {
                return Err(ReadError::Damaged {
                    file: self.path.clone(),
                    place,
                    expected: format!("{rows} values of column `{}`", taken.column.name),
                    found: array.len().to_string(),
                });
            }
            let wanted = taken.column.kind.arrow(self.options.text);
            if let Some(array) = array
                && let Some(ready) = convert::as_it_is(array, &taken.column, &wanted, &self.options)
            {
                arrays.push(ready);
                continue;
            }
            let (index, first) = (taken.index, self.first_row);
            let reporter = &mut self.reporter;
            let mut report = |row: usize, misfit| reporter.report(index, first + row as u64, row, misfit);
            match array {
                None => (0..rows).try_for_each(|row| taken.builder.null().or_else(|misfit| report(row, misfit)))?,
                Some(array) => {
                    let converted = || convert::by_value(array, &mut taken.builder, &mut report);
                    guarded_flat(&self.path, &place, converted)?;
                }
            }
            arrays.push(taken.builder.finish());
        }
        self.first_row += rows as u64;
        self.left = self.left.saturating_sub(rows as u64);
        batch_of(&self.schema, arrays, rows, &mut self.reporter).map(Some)
    }
}

/// A Parquet file ends with the same four bytes as it begins.
fn ends_whole(file: &mut File, path: &Path) -> Result<(), ReadError> {
    let length = file.metadata().map_err(ReadError::io(path, "asking its size"))?.len();
    let cut_short = |found: &str| ReadError::CutShort {
        file: path.to_owned(),
        expected: "PAR1 in the last four bytes".to_owned(),
        found: found.to_owned(),
    };
    if length < 12 {
        return Err(cut_short(&format!("{length} bytes in all")));
    }
    let mut end = [0; 4];
    file.seek(SeekFrom::End(-4)).map_err(ReadError::io(path, "moving in the file"))?;
    file.read_exact(&mut end).map_err(ReadError::io(path, "reading the file"))?;
    match &end {
        b"PAR1" => Ok(()),
        b"PARE" => Err(ReadError::Unsupported {
            file: path.to_owned(),
            what: "an encrypted Parquet file".to_owned(),
            hint: "write it without encryption".to_owned(),
        }),
        _ => Err(cut_short("other bytes")),
    }
}

/// Runs the Parquet library, which panics on some damaged files.
fn guarded<T, E: std::fmt::Display>(
    path: &Path,
    place: &str,
    run: impl FnOnce() -> Result<T, E>,
) -> Result<T, ReadError> {
    let damaged = |found: String| ReadError::Damaged {
        file: path.to_owned(),
        place: place.to_owned(),
        expected: "sound Parquet".to_owned(),
        found,
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(damaged(format!("`{error}`"))),
        Err(_) => Err(damaged("bytes that make no sense".to_owned())),
    }
}

fn guarded_flat(path: &Path, place: &str, run: impl FnOnce() -> Result<(), convert::Failure>) -> Result<(), ReadError> {
    let mut refused = None;
    let outcome = guarded(path, place, || match run() {
        Ok(()) => Ok(()),
        Err(convert::Failure::Reported(error)) => {
            refused = Some(error);
            Ok(())
        }
        Err(convert::Failure::Arrow(error)) => Err(error),
    });
    refused.map_or(outcome, |error| Err(*error))
}
