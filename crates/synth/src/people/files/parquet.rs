//! Parquet: row groups of 128 Ki rows, so that several threads can scan one table.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::{CodeLists, TableFile, batch};
use crate::people::registers::{Column, Type};

struct ParquetFile {
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
    columns: &'static [Column],
}

/// Begins a file.
pub(super) fn begin(path: &Path, columns: &'static [Column]) -> std::io::Result<Box<dyn TableFile>> {
    let schema = batch::schema(columns);
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(128 * 1024))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    // Keys and dates hardly repeat within a row group; keys rise, so their differences are small.
    for column in columns {
        if matches!(column.of, Type::Key | Type::Date) {
            let path = ColumnPath::from(column.name);
            properties = properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
        }
    }
    let writer = ArrowWriter::try_new(File::create(path)?, schema.clone(), Some(properties.build()))?;
    Ok(Box::new(ParquetFile { writer, schema, columns }))
}

impl TableFile for ParquetFile {
    fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> std::io::Result<()> {
        Ok(self.writer.write(&batch::batch(values, (self.columns, &self.schema), codes)?)?)
    }

    fn finish(self: Box<Self>) -> std::io::Result<()> {
        self.writer.close()?;
        Ok(())
    }
}
