//! Rows as Arrow batches: what the writers of Parquet and SPSS files take.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;

use super::{CodeLists, column_of, is_absent};
use crate::people::registers::{Column, Type};

/// The schema of a table.
pub(super) fn schema(columns: &[Column]) -> Arc<Schema> {
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
    Arc::new(Schema::new(fields))
}

/// The rows whose values these are.
pub(super) fn batch(
    values: &[i64],
    (columns, schema): (&[Column], &Arc<Schema>),
    codes: &CodeLists<'_>,
) -> std::io::Result<RecordBatch> {
    let arrays = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let all = column_of(values, columns, index);
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
                Type::Text(list) => Arc::new(StringArray::from_iter_values(all.map(|number| codes.code(list, number)))),
            };
            array
        })
        .collect();
    RecordBatch::try_new(schema.clone(), arrays).map_err(std::io::Error::other)
}
