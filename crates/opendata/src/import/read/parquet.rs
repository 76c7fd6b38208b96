//! Parquet files.

use std::collections::BTreeSet;
use std::fs::File;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::super::table::{Field, Table};

/// Reads the wanted columns.
pub(super) fn read(open: File, file: String, wanted: &BTreeSet<String>) -> Result<Table, String> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(open)
        .map_err(|error| format!("{error}; it may be cut off or be something else than Parquet"))?;
    let mut table = Table::new(file);
    table.names = builder.schema().fields().iter().map(|f| f.name().clone()).collect();
    let roots: Vec<usize> = (0..table.names.len()).filter(|&at| wanted.contains(&table.names[at])).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
    let reader = builder.with_projection(mask).build().map_err(|error| error.to_string())?;
    let mut columns: Vec<Vec<Field>> = vec![Vec::new(); roots.len()];
    let mut rows = 0;
    for batch in reader {
        let batch = batch.map_err(|error| format!("after row {rows}: {error}"))?;
        for (fields, (array, &root)) in columns.iter_mut().zip(batch.columns().iter().zip(&roots)) {
            append(fields, array).map_err(|error| format!("column {}: {error}", table.names[root]))?;
        }
        rows += batch.num_rows();
    }
    table.numbers = (1..=rows as u32).collect();
    for (fields, root) in columns.into_iter().zip(roots) {
        table.put(table.names[root].clone(), fields);
    }
    Ok(table)
}

fn append(fields: &mut Vec<Field>, array: &ArrayRef) -> Result<(), String> {
    let missing = |_| Field::Missing;
    if array.data_type() == &DataType::Null {
        fields.extend((0..array.len()).map(missing));
    } else if array.data_type().is_numeric() {
        let numbers = cast(array, &DataType::Float64).map_err(|error| error.to_string())?;
        let numbers = numbers.as_primitive::<Float64Type>();
        // Data frames write "nothing" in a column of fractions as NaN.
        fields.extend(numbers.iter().map(|n| n.filter(|n| !n.is_nan()).map_or(Field::Missing, Field::Number)));
    } else {
        let texts = cast(array, &DataType::Utf8).map_err(|error| error.to_string())?;
        fields.extend(texts.as_string::<i32>().iter().map(|t| t.map_or(Field::Missing, Field::from_text)));
    }
    Ok(())
}
