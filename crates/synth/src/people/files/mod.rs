//! Files of register tables: Parquet, CSV and SPSS, written block by block.

mod batch;
mod parquet;
mod sav;
mod text;

use std::path::{Path, PathBuf};

use super::registers::{Codes, Column, Table};
use super::{Format, SynthError};

/// The codes behind the numbers of text columns.
#[derive(Debug)]
pub(crate) struct CodeLists<'a> {
    /// Countries of the contract's list.
    pub(crate) countries: &'a [String],
    /// Buurten of the year's division, with the areas around them.
    pub(crate) areas: &'a [super::places::Codes],
}

impl<'a> CodeLists<'a> {
    /// The code with a number.
    pub(crate) fn code(&self, codes: Codes, number: i64) -> &'a str {
        let index = number as usize;
        match codes {
            Codes::Listed(list) => list[index],
            Codes::Countries => &self.countries[index],
            Codes::Gemeente => &self.areas[index].gemeente,
            Codes::Wijk => &self.areas[index].wijk,
            Codes::Buurt => &self.areas[index].buurt,
        }
    }

    /// The number of bytes of the longest code.
    pub(crate) fn longest(&self, codes: Codes) -> usize {
        match codes {
            Codes::Listed(list) => list.iter().map(|code| code.len()).max().unwrap_or(1),
            Codes::Countries => self.countries.iter().map(String::len).max().unwrap_or(2),
            Codes::Gemeente => 6,
            Codes::Wijk => 8,
            Codes::Buurt => 10,
        }
    }
}

/// A file that is being written.
pub(crate) trait TableFile: Send {
    /// Adds the rows whose values these are.
    fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> std::io::Result<()>;
    /// Ends the file.
    fn finish(self: Box<Self>) -> std::io::Result<()>;
}

/// A register table of one year on its way to a file.
pub(crate) struct Output {
    /// Which table.
    pub(crate) table: Table,
    /// Index of the year.
    pub(crate) year: usize,
    /// Rows so far.
    pub(crate) rows: u64,
    path: PathBuf,
    file: Box<dyn TableFile>,
}

impl Output {
    /// Begins the file of a table in a folder.
    pub(crate) fn begin(
        folder: &Path,
        (table, year, index): (Table, u16, usize),
        format: Format,
        codes: &CodeLists<'_>,
    ) -> Result<Self, SynthError> {
        let path = folder.join(format!("{}_{year}.{}", table.name(), format.extension()));
        let file = match format {
            Format::Parquet => parquet::begin(&path, table.columns()),
            Format::Csv => text::begin(&path, table.columns()),
            Format::Sav => sav::begin(&path, table.columns(), codes, year),
        };
        match file {
            Ok(file) => Ok(Self { table, year: index, rows: 0, path, file }),
            Err(source) => Err(SynthError::Write { path, source }),
        }
    }

    /// Adds rows.
    pub(crate) fn add(&mut self, values: &[i64], codes: &CodeLists<'_>) -> Result<(), SynthError> {
        if values.is_empty() {
            return Ok(());
        }
        self.rows += (values.len() / self.table.columns().len()) as u64;
        self.file.add(values, codes).map_err(|source| SynthError::Write { path: self.path.clone(), source })
    }

    /// Ends the file and says how large it is.
    pub(crate) fn finish(self) -> Result<u64, SynthError> {
        let path = self.path;
        self.file
            .finish()
            .and_then(|()| Ok(std::fs::metadata(&path)?.len()))
            .map_err(|source| SynthError::Write { path, source })
    }
}

/// The values of one column.
fn column_of<'a>(values: &'a [i64], columns: &[Column], index: usize) -> impl Iterator<Item = i64> + Clone + 'a {
    values.iter().skip(index).step_by(columns.len()).copied()
}

/// Whether a value says that there is none.
fn is_absent(column: &Column, value: i64) -> bool {
    column.optional && value == i64::from(super::calendar::NEVER)
}
