//! Parquet: zstd, row groups of 128 Ki rows so that several threads can scan one table.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::{CodeLists, TableFile, column_of, is_absent};
use crate::people::registers::{Column, Type};

struct ParquetFile {
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
    columns: &'static [Column],
}

/// Begins a file.
pub(super) fn begin(path: &Path, columns: &'static [Column]) -> std::io::Result<Box<dyn TableFile>> {
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| {
            let of = match column.of {
                Type::Key => DataType::Int64,
                Type::Whole => DataType::Int32,
                Type::Date => DataType::Date32,
                Type::Truth => DataType::Boolean,
                Type::Text(_) => DataType::Utf8,
            };
            Field::new(column.name, of, column.optional)
        })
        .collect();
    let schema = Arc::new(Schema::new(fields));
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
        let arrays = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let all = column_of(values, self.columns, index);
                let array: ArrayRef = match column.of {
                    Type::Key => Arc::new(Int64Array::from_iter_values(all)),
                    Type::Whole => Arc::new(Int32Array::from_iter_values(all.map(|value| value as i32))),
                    Type::Date if column.optional => {
                        let day = |value: i64| (!is_absent(column, value)).then_some(value as i32);
                        Arc::new(all.map(day).collect::<Date32Array>())
                    }
                    Type::Date => Arc::new(Date32Array::from_iter_values(all.map(|value| value as i32))),
                    Type::Truth => {
                        let truths: Vec<bool> = all.map(|value| value != 0).collect();
                        Arc::new(BooleanArray::from(truths))
                    }
                    Type::Text(list) => {
                        Arc::new(StringArray::from_iter_values(all.map(|number| codes.code(list, number))))
                    }
                };
                array
            })
            .collect();
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(std::io::Error::other)?;
        Ok(self.writer.write(&batch)?)
    }

    fn finish(self: Box<Self>) -> std::io::Result<()> {
        self.writer.close()?;
        Ok(())
    }
}
