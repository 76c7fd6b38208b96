//! CSV: semicolons, ISO dates, 1 and 0 for yes and no, nothing where there is no value.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::{CodeLists, TableFile, is_absent};
use crate::people::calendar;
use crate::people::registers::{Column, Type};

struct TextFile {
    file: BufWriter<File>,
    columns: &'static [Column],
}

/// Begins a file.
pub(super) fn begin(path: &Path, columns: &'static [Column]) -> std::io::Result<Box<dyn TableFile>> {
    let mut file = BufWriter::with_capacity(1 << 16, File::create(path)?);
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    writeln!(file, "{}", names.join(";"))?;
    Ok(Box::new(TextFile { file, columns }))
}

impl TableFile for TextFile {
    fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> std::io::Result<()> {
        for row in values.chunks_exact(self.columns.len()) {
            for (index, (column, &value)) in self.columns.iter().zip(row).enumerate() {
                if index > 0 {
                    self.file.write_all(b";")?;
                }
                match column.of {
                    _ if is_absent(column, value) => {}
                    Type::Key => write!(self.file, "{value:09}")?,
                    Type::Whole | Type::Truth => write!(self.file, "{value}")?,
                    Type::Date => {
                        let (year, month, date) = calendar::date(value as i32);
                        write!(self.file, "{year:04}-{month:02}-{date:02}")?;
                    }
                    Type::Text(list) => self.file.write_all(codes.code(list, value).as_bytes())?,
                }
            }
            self.file.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> std::io::Result<()> {
        self.file.flush()
    }
}
