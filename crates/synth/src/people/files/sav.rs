//! SPSS: keys as text of nine digits, dates as SPSS dates, yes and no as a number with value labels.

use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::Schema;
use microdata::sav::{Compression, Value};
use microdata::write::{SavColumn, SavKind, SavWriteOptions, SavWriter};

use super::{CodeLists, TableFile, batch};
use crate::people::registers::{Column, Type};

struct SavFile {
    writer: SavWriter,
    schema: Arc<Schema>,
    columns: &'static [Column],
}

/// Begins a file; it says that it was made on the first day of its year, so that the same rows give the same bytes.
pub(super) fn begin(
    path: &Path,
    columns: &'static [Column],
    codes: &CodeLists<'_>,
    year: u16,
) -> std::io::Result<Box<dyn TableFile>> {
    let described: Vec<SavColumn> = columns
        .iter()
        .map(|column| {
            let kind = match column.of {
                Type::Key => SavKind::Text { width: 9 },
                Type::Text(list) => SavKind::Text { width: codes.longest(list) as u8 },
                Type::Date => SavKind::Date,
                Type::Whole => SavKind::Number { width: 9, decimals: 0 },
                Type::Truth => SavKind::Number { width: 1, decimals: 0 },
            };
            let described = SavColumn::new(column.name, kind);
            if column.of == Type::Truth {
                let labels = [(0.0, "nee"), (1.0, "ja")];
                described.value_labels(labels.map(|(value, label)| (Value::Number(value), label.to_owned())))
            } else {
                described
            }
        })
        .collect();
    let created = jiff::civil::date(year.cast_signed(), 1, 1).at(0, 0, 0, 0);
    let options = SavWriteOptions { compression: Compression::Bytecode, created };
    let writer = SavWriter::create(path, &described, options).map_err(std::io::Error::other)?;
    Ok(Box::new(SavFile { writer, schema: batch::schema(columns), columns }))
}

impl TableFile for SavFile {
    fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> std::io::Result<()> {
        let batch = batch::batch(values, (self.columns, &self.schema), codes)?;
        self.writer.write(&batch).map_err(std::io::Error::other)
    }

    fn finish(self: Box<Self>) -> std::io::Result<()> {
        self.writer.finish().map_err(std::io::Error::other)?;
        Ok(())
    }
}
