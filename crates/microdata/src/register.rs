//! A table that has been opened: its schema, its pieces, and its batches.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchOptions};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{Schema, SchemaRef};

use crate::csv::{CsvPlan, CsvStream};
use crate::declared::{Column, Declared};
use crate::error::{ReadError, list, nearest};
use crate::find::{FileFormat, files};
use crate::options::{OnUnreadable, ReadOptions};
use crate::parquet::{ParquetPlan, ParquetStream};
use crate::problems::{Reporter, Tally};
use crate::sav::{SavPlan, SavStream};

/// Opens a table: one file, or a folder with several of one format.
///
/// Everything that can be seen without reading the values is checked here: the format, the columns, their types, and
/// (where the format allows) that no file is cut short.
pub fn open(path: &Path, declared: &Declared, options: &ReadOptions) -> Result<Register, ReadError> {
    for (at, column) in declared.columns.iter().enumerate() {
        if declared.columns[..at].iter().any(|other| same_name(&other.name, &column.name)) {
            let what = format!("column `{}` is declared twice; leave one", column.name);
            return Err(ReadError::Asked { file: path.to_owned(), what });
        }
    }
    let (files, format) = files(path)?;
    let columns = declared.columns.as_slice();
    let mut plans = Vec::new();
    let tally = Tally::new(columns.iter().map(|column| column.name.clone()));
    let mut bytes = 0;
    for file in &files {
        bytes += file.metadata().map_err(ReadError::io(file, "asking its size"))?.len();
        plans.push(match format {
            FileFormat::Parquet => Plan::Parquet(ParquetPlan::new(file, columns, options)?),
            FileFormat::Sav => Plan::Sav(SavPlan::new(file, columns, options)?),
            FileFormat::Csv => Plan::Csv(CsvPlan::new(file, columns, options, &tally)?),
        });
    }
    let nulls = matches!(options.on_unreadable, OnUnreadable::Null { .. });
    let mut pieces = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        match plan {
            Plan::Parquet(plan) => pieces.extend((0..plan.pieces()).map(|piece| (at, piece))),
            Plan::Sav(_) | Plan::Csv(_) => pieces.push((at, 0)),
        }
    }
    Ok(Register {
        inner: Arc::new(Inner {
            schema: Arc::new(declared.schema(options.text, nulls)),
            declared: declared.clone(),
            options: options.clone(),
            files,
            format,
            plans,
            pieces,
            tally,
            bytes,
        }),
    })
}

/// A table that has been opened. Cloning is cheap, and a clone reads the same table.
#[derive(Clone, Debug)]
pub struct Register {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    schema: SchemaRef,
    declared: Declared,
    options: ReadOptions,
    files: Vec<PathBuf>,
    format: FileFormat,
    plans: Vec<Plan>,
    /// Which file, and which piece of it.
    pieces: Vec<(usize, usize)>,
    tally: Tally,
    bytes: u64,
}

#[derive(Debug)]
enum Plan {
    Parquet(ParquetPlan),
    Sav(SavPlan),
    Csv(CsvPlan),
}

impl Register {
    /// The schema of the batches: the declared columns in their order.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.inner.schema)
    }

    /// The files, in the order of their names.
    pub fn files(&self) -> &[PathBuf] {
        &self.inner.files
    }

    /// The format of the files.
    pub fn format(&self) -> FileFormat {
        self.inner.format
    }

    /// How many bytes the files have.
    pub fn bytes(&self) -> u64 {
        self.inner.bytes
    }

    /// How many rows the files say they have; CSV does not say.
    pub fn rows(&self) -> Option<u64> {
        self.inner
            .plans
            .iter()
            .map(|plan| match plan {
                Plan::Parquet(plan) => Some(plan.rows()),
                Plan::Sav(plan) => plan.rows(),
                Plan::Csv(_) => None,
            })
            .sum()
    }

    /// How many pieces can be read side by side: the row groups of Parquet, and the files of other formats.
    pub fn pieces(&self) -> usize {
        self.inner.pieces.len()
    }

    /// Counts the values that cannot be read, in whichever piece.
    pub fn tally(&self) -> Tally {
        self.inner.tally.clone()
    }

    /// All batches, in the order of the files and their rows.
    pub fn batches(&self) -> Result<Batches, ReadError> {
        self.read(0..self.pieces(), None)
    }

    /// The batches of one piece.
    pub fn piece(&self, piece: usize) -> Result<Batches, ReadError> {
        self.read([piece], None)
    }

    /// The batches of some pieces, with only the columns at these places of the schema (in this order).
    ///
    /// Only columns that are read are checked.
    pub fn read(
        &self,
        pieces: impl IntoIterator<Item = usize>,
        columns: Option<&[usize]>,
    ) -> Result<Batches, ReadError> {
        let all = self.inner.declared.columns.len();
        let columns: Arc<[usize]> = columns.map_or_else(|| (0..all).collect(), Into::into);
        let pieces: VecDeque<usize> = pieces.into_iter().collect();
        let asked = |what: String| ReadError::Asked { file: self.inner.files[0].clone(), what };
        if let Some(column) = columns.iter().find(|column| **column >= all) {
            return Err(asked(format!("column {column} was asked, but {all} are declared, from 0")));
        }
        if let Some(piece) = pieces.iter().find(|piece| **piece >= self.pieces()) {
            return Err(asked(format!("piece {piece} was asked, but there are {}, from 0", self.pieces())));
        }
        let schema = if columns.len() == all && columns.iter().enumerate().all(|(at, column)| at == *column) {
            self.schema()
        } else {
            let fields = columns.iter().map(|column| Arc::clone(&self.inner.schema.fields()[*column]));
            Arc::new(Schema::new(fields.collect::<Vec<_>>()))
        };
        Ok(Batches { register: self.clone(), schema, columns, pieces, current: None, ended: false })
    }

    fn stream(&self, piece: usize, columns: &[usize], schema: SchemaRef) -> Result<Stream, ReadError> {
        let inner = &*self.inner;
        let (file, part) = inner.pieces[piece];
        let path: Arc<Path> = inner.files[file].as_path().into();
        let reporter = Reporter::new(inner.tally.clone(), path, inner.options.on_unreadable);
        let (declared, options) = (inner.declared.columns.as_slice(), &inner.options);
        Ok(match &inner.plans[file] {
            Plan::Parquet(plan) => {
                Stream::Parquet(Box::new(plan.stream(part, declared, columns, schema, options, reporter)?))
            }
            Plan::Sav(plan) => Stream::Sav(Box::new(plan.stream(declared, columns, schema, options, reporter)?)),
            Plan::Csv(plan) => Stream::Csv(Box::new(plan.stream(declared, columns, schema, options, reporter)?)),
        })
    }
}

/// Batches of a table. After an error there are no more.
pub struct Batches {
    register: Register,
    schema: SchemaRef,
    columns: Arc<[usize]>,
    pieces: VecDeque<usize>,
    current: Option<Stream>,
    ended: bool,
}

enum Stream {
    Parquet(Box<ParquetStream>),
    Sav(Box<SavStream>),
    Csv(Box<CsvStream>),
}

impl Batches {
    /// The schema of the batches.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        loop {
            if self.current.is_none() {
                let Some(piece) = self.pieces.pop_front() else { return Ok(None) };
                self.current = Some(self.register.stream(piece, &self.columns, self.schema())?);
            }
            let batch = match &mut self.current {
                Some(Stream::Parquet(stream)) => stream.next_batch()?,
                Some(Stream::Sav(stream)) => stream.next_batch()?,
                Some(Stream::Csv(stream)) => stream.next_batch()?,
                None => None,
            };
            match batch {
                Some(batch) if batch.num_rows() == 0 => {}
                Some(batch) => return Ok(Some(batch)),
                None => self.current = None,
            }
        }
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = self.next_batch().transpose();
        self.ended = !matches!(batch, Some(Ok(_)));
        batch
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// For each declared column its place among the names in the file; `None` when an optional column is absent.
pub(crate) fn match_columns(file: &Path, columns: &[Column], names: &[&str]) -> Result<Vec<Option<usize>>, ReadError> {
    let lower: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let place = |column: &Column| {
        let wanted = column.name.trim().to_lowercase();
        let mut places = lower.iter().enumerate().filter(|(_, name)| **name == wanted).map(|(place, _)| place);
        let (first, second) = (places.next(), places.next());
        match (first, second) {
            (Some(first), Some(second)) => Err(ReadError::SeveralColumns {
                file: file.to_owned(),
                column: column.name.clone(),
                found: list([names[first], names[second]].into_iter()),
            }),
            (None, _) if !column.optional => Err(ReadError::MissingColumn {
                file: file.to_owned(),
                column: column.name.clone(),
                nearest: nearest(&column.name, names.iter().copied()),
                existing: list(names.iter().copied()),
            }),
            (first, _) => Ok(first),
        }
    };
    columns.iter().map(place).collect()
}

/// A batch of these columns, without the rows that were rejected.
pub(crate) fn batch_of(
    schema: &SchemaRef,
    arrays: Vec<ArrayRef>,
    rows: usize,
    reporter: &mut Reporter,
) -> Result<RecordBatch, ReadError> {
    let wrong = |file: &Path, error: arrow::error::ArrowError| ReadError::Damaged {
        file: file.to_owned(),
        place: "a batch".to_owned(),
        expected: "columns of the declared types".to_owned(),
        found: error.to_string(),
    };
    let mut rejected = std::mem::take(&mut reporter.rejected);
    // Rows that are left out may hold nulls where the schema allows none, so they go before the schema is checked.
    let (arrays, rows) = if rejected.is_empty() {
        (arrays, rows)
    } else {
        rejected.sort_unstable();
        rejected.dedup();
        reporter.tally.reject(rejected.len() as u64);
        let mut kept = vec![true; rows];
        for row in &rejected {
            kept[*row] = false;
        }
        let loose = Schema::new(
            schema.fields().iter().map(|field| field.as_ref().clone().with_nullable(true)).collect::<Vec<_>>(),
        );
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(Arc::new(loose), arrays, &options)
            .and_then(|batch| filter_record_batch(&batch, &BooleanArray::from(kept)))
            .map_err(|error| wrong(&reporter.file, error))?;
        let left = batch.num_rows();
        (batch.columns().to_vec(), left)
    };
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::clone(schema), arrays, &options)
        .map_err(|error| wrong(&reporter.file, error))
}
