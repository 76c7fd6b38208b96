//! CSV files: fields separated by one character, names in the first row.

mod dialect;
mod encoding;

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::column::ColumnBuilder;
use crate::declared::{Column, DateForm};
use crate::error::{ReadError, shown};
use crate::options::ReadOptions;
use crate::problems::{Reporter, Tally};
use crate::register::{batch_of, match_columns};
use crate::value::Misfit;
use dialect::Dialect;
use encoding::Guess;

/// So much of a file is looked at to see how it is written.
const SAMPLE: u64 = 1 << 18;

/// A CSV file whose dialect is known and whose declared columns have been found.
#[derive(Debug)]
pub(crate) struct CsvPlan {
    path: PathBuf,
    start: u64,
    guess: Guess,
    dialect: Dialect,
    fields: usize,
    /// For each declared column: which field.
    places: Vec<Option<usize>>,
    /// For each declared column: how dates are written.
    forms: Vec<Option<DateForm>>,
}

impl CsvPlan {
    pub(crate) fn new(
        path: &Path,
        columns: &[Column],
        options: &ReadOptions,
        tally: &Tally,
    ) -> Result<Self, ReadError> {
        let mut file = File::open(path).map_err(ReadError::io(path, "opening the file"))?;
        let mut sample = Vec::new();
        (&mut file).take(SAMPLE).read_to_end(&mut sample).map_err(ReadError::io(path, "reading the file"))?;
        let whole = (sample.len() as u64) < SAMPLE;
        let (start, guess) = Guess::of(path, &sample, whole, options.encoding)?;
        let sample = &sample[start..];
        let names_of = |record: &ByteRecord, guess: &Guess| -> Vec<String> {
            record
                .iter()
                .map(|name| guess.clone().decode(name).map_or_else(String::new, |(name, _)| name.trim().to_owned()))
                .collect()
        };
        let mut dialect = Dialect::detect(sample, columns, &options.csv, |record| names_of(record, &guess));
        let mut records = dialect.reader(sample).into_byte_records();
        let header = match records.next() {
            Some(Ok(header)) if !header.is_empty() => header,
            _ => {
                return Err(ReadError::CutShort {
                    file: path.to_owned(),
                    expected: "a first row with the names of the columns".to_owned(),
                    found: "an empty file".to_owned(),
                });
            }
        };
        let names = names_of(&header, &guess);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let places = match_columns(path, columns, &names)?;
        let mut records: Vec<ByteRecord> = records.map_while(Result::ok).collect();
        if !whole {
            // The last one is cut through.
            records.pop();
        }
        let forms = dialect.learn(&records, columns, &places, &options.csv);
        for (column, form) in columns.iter().zip(&forms) {
            if column.dates.is_none() && *form == Some(DateForm::MonthFirst) {
                tally.note(format!(
                    "{}: the dates in column `{}` were read as month/day/year, because the second number is above 12 in some",
                    path.display(),
                    column.name
                ));
            }
        }
        Ok(Self { path: path.to_owned(), start: start as u64, guess, dialect, fields: header.len(), places, forms })
    }

    pub(crate) fn stream(
        &self,
        columns: &[Column],
        wanted: &[usize],
        schema: SchemaRef,
        options: &ReadOptions,
        reporter: Reporter,
    ) -> Result<CsvStream, ReadError> {
        let mut file = File::open(&self.path).map_err(ReadError::io(&self.path, "opening the file"))?;
        file.seek(SeekFrom::Start(self.start)).map_err(ReadError::io(&self.path, "moving in the file"))?;
        let quotes = Arc::new(AtomicU64::new(0));
        let counting = Counting { inner: file, quote: self.dialect.quote, quotes: Arc::clone(&quotes) };
        let mut reader = self.dialect.reader(counting);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| self.failed(error))?;
        let taken = wanted.iter().map(|index| {
            let mut builder = ColumnBuilder::new(&columns[*index], options);
            builder.form = self.forms[*index];
            builder.mark = self.dialect.decimal;
            Taken { index: *index, place: self.places[*index], builder }
        });
        Ok(CsvStream {
            columns: taken.collect(),
            path: self.path.clone(),
            guess: self.guess.clone(),
            fields: self.fields,
            reader,
            quotes,
            record,
            schema,
            batch_rows: options.batch_rows.max(1),
            reporter,
            row: 0,
        })
    }

    fn failed(&self, error: csv::Error) -> ReadError {
        failed(&self.path, 0, error)
    }
}

fn failed(path: &Path, row: u64, error: csv::Error) -> ReadError {
    let found = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(source) => ReadError::Io { file: path.to_owned(), doing: "reading the file", source },
        _ => ReadError::Damaged {
            file: path.to_owned(),
            place: format!("row {row}"),
            expected: "separated fields".to_owned(),
            found,
        },
    }
}

/// A declared column while it is read.
struct Taken {
    index: usize,
    place: Option<usize>,
    builder: ColumnBuilder,
}

/// Batches of the declared columns of one file.
pub(crate) struct CsvStream {
    path: PathBuf,
    guess: Guess,
    fields: usize,
    columns: Vec<Taken>,
    reader: Reader<Counting>,
    quotes: Arc<AtomicU64>,
    record: ByteRecord,
    schema: SchemaRef,
    batch_rows: usize,
    reporter: Reporter,
    row: u64,
}

impl CsvStream {
    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        let mut count = 0;
        while count < self.batch_rows {
            let more = self
                .reader
                .read_byte_record(&mut self.record)
                .map_err(|error| failed(&self.path, self.row + 1, error))?;
            if !more {
                if self.quotes.load(Ordering::Relaxed) % 2 == 1 {
                    return Err(ReadError::Damaged {
                        file: self.path.clone(),
                        place: "a quotation mark".to_owned(),
                        expected: "quotation marks in pairs".to_owned(),
                        found: format!("one without its pair (perhaps in row {}, the last)", self.row),
                    });
                }
                break;
            }
            self.row += 1;
            if self.record.len() != self.fields {
                return Err(ReadError::RowWidth {
                    file: self.path.clone(),
                    row: self.row,
                    expected: self.fields,
                    found: self.record.len(),
                    hint: "a field that contains the separator, a quotation mark or a line break must be in quotation \
                           marks; if it is the last row, the file may be cut short"
                        .to_owned(),
                });
            }
            for taken in &mut self.columns {
                let outcome = match taken.place.and_then(|place| self.record.get(place)) {
                    None => taken.builder.null(),
                    Some(field) => match self.guess.decode(field) {
                        Some((text, guessed)) => {
                            if guessed {
                                self.reporter.tally.note(encoding::note(&self.path));
                            }
                            taken.builder.text(&text)
                        }
                        None => taken.builder.misfit(not_encoded(&self.guess, field)),
                    },
                };
                if let Err(misfit) = outcome {
                    self.reporter.report(taken.index, self.row, count, misfit)?;
                }
            }
            count += 1;
        }
        if count == 0 {
            return Ok(None);
        }
        let arrays = self.columns.iter_mut().map(|taken| taken.builder.finish()).collect();
        batch_of(&self.schema, arrays, count, &mut self.reporter).map(Some)
    }
}

#[cold]
fn not_encoded(guess: &Guess, field: &[u8]) -> Misfit {
    let mut misfit = Misfit::new("", &shown(&String::from_utf8_lossy(field)));
    misfit.expected = format!("text in {}", guess.name()).into();
    misfit.hint("say which encoding the file has")
}

/// Counts quotation marks while the file is read: they come in pairs.
struct Counting {
    inner: File,
    quote: Option<u8>,
    quotes: Arc<AtomicU64>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(quote) = self.quote {
            let quotes = buffer[..count].iter().fold(0, |quotes, byte| quotes + u64::from(*byte == quote));
            self.quotes.fetch_add(quotes, Ordering::Relaxed);
        }
        Ok(count)
    }
}

/// Reads records of any width, with a large buffer.
fn records<R: Read>(source: R, delimiter: u8, quote: Option<u8>) -> Reader<R> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quote.is_some())
        .quote(quote.unwrap_or(b'"'))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 17)
        .from_reader(source)
}
