//! The declared columns of a system file, as batches.

use std::path::Path;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;

use super::encoding::unpadded;
use super::rows::RowReader;
use super::source::Source;
use super::variable::{Shape, Variable};
use super::{SavFile, Value};
use crate::column::ColumnBuilder;
use crate::declared::{Column, Kind};
use crate::error::ReadError;
use crate::options::{ReadOptions, UserMissing};
use crate::problems::Reporter;
use crate::register::{batch_of, match_columns};
use crate::value::{self, Misfit};

/// Rows are unpacked by about this many bytes, so that they stay in the processor's cache while columns are built.
const CHUNK: usize = 1 << 18;

/// Days between 14 October 1582 and 1 January 1970.
const FIRST_DAY: i64 = 141_428;

/// A system file whose declared columns have been found.
#[derive(Debug)]
pub(crate) struct SavPlan {
    file: SavFile,
    /// For each declared column: which variable.
    places: Vec<Option<usize>>,
}

impl SavPlan {
    pub(crate) fn new(path: &Path, columns: &[Column], options: &ReadOptions) -> Result<Self, ReadError> {
        let file = SavFile::open_as(path, options.encoding)?;
        let names: Vec<&str> = file.variables().iter().map(|variable| variable.name.as_str()).collect();
        let places = match_columns(path, columns, &names)?;
        for (column, place) in columns.iter().zip(&places) {
            if let Some(variable) = place.map(|place| &file.variables()[place])
                && variable.shape == Shape::Number
                && (variable.format.is_time() || (variable.format.is_date() && column.kind != Kind::Date))
            {
                return Err(ReadError::WrongType {
                    file: path.to_owned(),
                    column: column.name.clone(),
                    expected: column.kind.expected().to_owned(),
                    found: format!(
                        "{} ({})",
                        variable.format,
                        if variable.format.is_date() { "a date" } else { "a time" }
                    ),
                    hint: "declare it as what it is, or save it with another format".to_owned(),
                });
            }
        }
        Ok(Self { file, places })
    }

    pub(crate) fn rows(&self) -> Option<u64> {
        self.file.rows()
    }

    pub(crate) fn stream(
        &self,
        columns: &[Column],
        wanted: &[usize],
        schema: SchemaRef,
        options: &ReadOptions,
        reporter: Reporter,
    ) -> Result<SavStream, ReadError> {
        let rows = RowReader::new(Source::open(&self.file.path)?, &self.file.dictionary)?;
        let taken = wanted.iter().map(|index| {
            let column = &columns[*index];
            let variable = self.places[*index].map(|place| self.file.variables()[place].clone());
            Taken {
                index: *index,
                builder: ColumnBuilder::new(column, options),
                truths: variable.as_ref().map(truths).unwrap_or_default(),
                keep_missing: options.user_missing == UserMissing::Keep
                    || variable.as_ref().is_none_or(|variable| variable.missing.is_empty()),
                variable,
            }
        });
        Ok(SavStream {
            columns: taken.collect(),
            file: self.file.clone(),
            rows,
            schema,
            batch_rows: options.batch_rows.max(1),
            reporter,
            chunk: Vec::new(),
            text: Vec::new(),
        })
    }
}

/// A declared column while it is read.
struct Taken {
    index: usize,
    builder: ColumnBuilder,
    variable: Option<Variable>,
    /// What the value labels say is true or false.
    truths: Vec<(f64, bool)>,
    keep_missing: bool,
}

/// Batches of the declared columns of one file.
pub(crate) struct SavStream {
    file: SavFile,
    columns: Vec<Taken>,
    rows: RowReader,
    schema: SchemaRef,
    batch_rows: usize,
    reporter: Reporter,
    chunk: Vec<u8>,
    text: Vec<u8>,
}

impl SavStream {
    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        let row_bytes = self.file.dictionary.cells * 8;
        let by = (CHUNK / row_bytes.max(1)).max(1);
        let mut count = 0;
        while count < self.batch_rows {
            let first = self.rows.done + 1;
            let read = self.rows.read(&mut self.chunk, by.min(self.batch_rows - count))?;
            if read == 0 {
                break;
            }
            for taken in &mut self.columns {
                let mut report = |row: usize, outcome: Result<(), Misfit>| match outcome {
                    Ok(()) => Ok(()),
                    Err(misfit) => self.reporter.report(taken.index, first + row as u64, count + row, misfit),
                };
                match &taken.variable {
                    None => (0..read).try_for_each(|row| report(row, taken.builder.null()))?,
                    Some(variable) if variable.shape == Shape::Number => {
                        let at = variable.segments[0].0;
                        for row in 0..read {
                            let start = row * row_bytes + at;
                            let mut bytes = [0; 8];
                            bytes.copy_from_slice(&self.chunk[start..start + 8]);
                            let number = self.file.dictionary.number(bytes);
                            let number =
                                number.filter(|number| taken.keep_missing || !variable.missing.has_number(*number));
                            let builder = &mut taken.builder;
                            report(row, push_number(builder, variable, &taken.truths, number))?;
                        }
                    }
                    Some(variable) => {
                        for row in 0..read {
                            let row_start = row * row_bytes;
                            let bytes = if let [(at, length)] = variable.segments[..] {
                                &self.chunk[row_start + at..row_start + at + length]
                            } else {
                                self.text.clear();
                                for (at, length) in &variable.segments {
                                    self.text.extend_from_slice(&self.chunk[row_start + at..row_start + at + length]);
                                }
                                &self.text
                            };
                            let bytes = unpadded(bytes);
                            let builder = &mut taken.builder;
                            let outcome = match self.file.dictionary.decoder.decode(bytes) {
                                Some(text) if !taken.keep_missing && variable.missing.has_text(&text) => builder.null(),
                                Some(text) => builder.text(&text),
                                None => builder.misfit(not_encoded(self.file.encoding(), bytes)),
                            };
                            report(row, outcome)?;
                        }
                    }
                }
            }
            count += read;
        }
        if count == 0 {
            return Ok(None);
        }
        let arrays = self.columns.iter_mut().map(|taken| taken.builder.finish()).collect();
        batch_of(&self.schema, arrays, count, &mut self.reporter).map(Some)
    }
}

#[inline]
fn push_number(
    builder: &mut ColumnBuilder,
    variable: &Variable,
    truths: &[(f64, bool)],
    number: Option<f64>,
) -> Result<(), Misfit> {
    let Some(number) = number else { return builder.null() };
    match builder.kind {
        Kind::Date if variable.format.is_date() => {
            let day = (number / 86_400.0).floor();
            builder.day(if day.abs() < 1e15 { day as i64 - FIRST_DAY } else { i64::MAX })
        }
        Kind::Truth if !truths.is_empty() => {
            #[expect(clippy::float_cmp, reason = "a label belongs to exactly this value")]
            let said = truths.iter().find(|(value, _)| *value == number);
            match said {
                Some((_, truth)) => builder.truth(*truth),
                None => builder.misfit(
                    Misfit::new(Kind::Truth.expected(), &number.to_string())
                        .hint("other values have labels that say yes or no; this one has none"),
                ),
            }
        }
        Kind::Text if variable.format.is_zero_padded() && number >= 0.0 && number.fract() == 0.0 && number < 1e15 => {
            builder.text(&format!("{:0width$}", number as i64, width = variable.format.width))
        }
        _ => builder.number(number),
    }
}

/// What value labels like "ja" and "nee" say; 1 may well be "ja" and 2 "nee".
fn truths(variable: &Variable) -> Vec<(f64, bool)> {
    let said = |(value, label): &(Value, String)| match value {
        Value::Number(number) => value::truth(label.trim()).ok().map(|truth| (*number, truth)),
        _ => None,
    };
    variable.value_labels.iter().filter_map(said).collect()
}

#[cold]
fn not_encoded(encoding: &str, bytes: &[u8]) -> Misfit {
    let mut misfit = Misfit::new("", &String::from_utf8_lossy(bytes));
    misfit.expected = format!("text in {encoding}").into();
    misfit.hint("say which encoding the file has")
}
