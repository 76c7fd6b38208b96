//! The tables of a release as Parquet, for this program and for others.

pub(crate) mod boundaries;
pub(crate) mod cells;
pub(crate) mod compare;
pub(crate) mod places;

use std::fs::File;
use std::path::Path;

use arrow::array::{Array, RecordBatch};
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::FileRecord;
use crate::error::{OpenError, WriteError};
use crate::file::HashedFile;

/// Rows that are compressed together; a reader skips whole groups by their smallest and largest values.
const ROW_GROUP: usize = 1 << 20;

/// Writes batches of rows to a new file.
fn write_batches(
    path: &Path,
    schema: &SchemaRef,
    metadata: Vec<KeyValue>,
    batches: impl Iterator<Item = Result<RecordBatch, arrow::error::ArrowError>>,
) -> Result<FileRecord, WriteError> {
    // Readers take the metadata of a file either from the Arrow schema stored in it, or from its own entries. Where we
    // have entries of our own, they must be the ones that are found.
    let without_arrow_schema = !metadata.is_empty();
    let properties = WriterProperties::builder()
        .set_created_by(concat!("wijkmonitor ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(|error| WriteError::format(path, error))?))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_key_value_metadata(Some(metadata))
        .build();
    let failed = |error: ParquetError| match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(source) => WriteError::Io { path: path.to_owned(), source: *source },
            Err(other) => WriteError::format(path, other),
        },
        other => WriteError::format(path, other),
    };
    let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(without_arrow_schema);
    let mut writer =
        ArrowWriter::try_new_with_options(HashedFile::create(path)?, schema.clone(), options).map_err(failed)?;
    for batch in batches {
        writer.write(&batch.map_err(|error| WriteError::format(path, error))?).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)?.finish()
}

/// Opens a table, and refuses one that has other columns than expected.
pub(crate) fn read_batches(path: &Path, schema: &SchemaRef) -> Result<ParquetRecordBatchReader, OpenError> {
    let file = File::open(path).map_err(|source| OpenError::Io { path: path.to_owned(), source })?;
    let options = ArrowReaderOptions::new();
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .map_err(|error| OpenError::damaged(path, error))?;
    let found = builder.schema();
    let same =
        found.fields().len() == schema.fields().len()
            && found.fields().iter().zip(schema.fields()).all(|(a, b)| {
                a.name() == b.name() && a.data_type() == b.data_type() && a.is_nullable() == b.is_nullable()
            });
    if !same {
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        return Err(OpenError::damaged(path, format!("has other columns than expected ({})", names.join(", "))));
    }
    builder.with_batch_size(1 << 16).build().map_err(|error| OpenError::damaged(path, error))
}

/// A column of a batch as the array it must be.
fn column<'a, A: Array + 'static>(batch: &'a RecordBatch, name: &str) -> Result<&'a A, String> {
    batch
        .column_by_name(name)
        .and_then(|column| column.as_any().downcast_ref())
        .ok_or_else(|| format!("column `{name}` is missing or of another type"))
}
