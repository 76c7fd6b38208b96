//! Values that cannot be read: counted per column, with the first few in full.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::ReadError;
use crate::options::OnUnreadable;
use crate::value::Misfit;

/// How many problems of a column are kept in full.
const KEPT: usize = 5;

/// A value that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The data row in the file, from 1.
    pub row: u64,
    /// The column as declared.
    pub column: String,
    /// What was expected.
    pub expected: String,
    /// What was found; `None` when the value is empty.
    pub found: Option<String>,
    /// What to try.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}, column `{}`: expected {}, ", self.file.display(), self.row, self.column, self.expected)?;
        match &self.found {
            Some(found) => write!(f, "found `{found}`")?,
            None => f.write_str("found nothing")?,
        }
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// The problems of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnProblems {
    /// The column as declared.
    pub column: String,
    /// How many values could not be read.
    pub unreadable: u64,
    /// How many values were empty where they may not be.
    pub empty: u64,
    /// The first few.
    pub first: Vec<Problem>,
}

/// Counts problems while a table is read. A clone counts in the same place, so it can be asked during and after reading.
#[derive(Clone, Debug)]
pub struct Tally {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    columns: Vec<ColumnProblems>,
    total: u64,
    rejected: u64,
    notes: Vec<String>,
}

impl Tally {
    pub(crate) fn new(columns: impl Iterator<Item = String>) -> Self {
        let columns = columns.map(|column| ColumnProblems { column, ..ColumnProblems::default() }).collect();
        Self { inner: Arc::new(Mutex::new(Inner { columns, ..Inner::default() })) }
    }

    /// The columns that have problems.
    pub fn columns(&self) -> Vec<ColumnProblems> {
        self.lock().columns.iter().filter(|column| column.unreadable + column.empty > 0).cloned().collect()
    }

    /// How many values could not be read or were empty where they may not be.
    pub fn total(&self) -> u64 {
        self.lock().total
    }

    /// How many rows were left out because of them.
    pub fn rejected_rows(&self) -> u64 {
        self.lock().rejected
    }

    /// What a person should know of how the files were read, such as an encoding that was guessed.
    pub fn notes(&self) -> Vec<String> {
        self.lock().notes.clone()
    }

    pub(crate) fn note(&self, note: String) {
        let mut inner = self.lock();
        if !inner.notes.contains(&note) {
            inner.notes.push(note);
        }
    }

    pub(crate) fn reject(&self, rows: u64) {
        self.lock().rejected += rows;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a piece reports the problems of one file.
#[derive(Debug)]
pub(crate) struct Reporter {
    pub(crate) tally: Tally,
    pub(crate) file: Arc<Path>,
    on_unreadable: OnUnreadable,
    /// Rows of the current batch that are left out.
    pub(crate) rejected: Vec<usize>,
}

impl Reporter {
    pub(crate) fn new(tally: Tally, file: Arc<Path>, on_unreadable: OnUnreadable) -> Self {
        Self { tally, file, on_unreadable, rejected: Vec::new() }
    }

    /// Counts a problem in the declared column `index`, at `row` of the file (from 1) and `at` of the batch (from 0).
    #[cold]
    pub(crate) fn report(&mut self, index: usize, row: u64, at: usize, misfit: Misfit) -> Result<(), ReadError> {
        let mut inner = self.tally.lock();
        let Some(column) = inner.columns.get_mut(index) else { return Ok(()) };
        let problem = Problem {
            file: self.file.to_path_buf(),
            row,
            column: column.column.clone(),
            expected: misfit.expected.into_owned(),
            found: misfit.found,
            hint: misfit.hint.map(std::borrow::Cow::into_owned),
        };
        if problem.found.is_some() {
            column.unreadable += 1;
        } else {
            column.empty += 1;
        }
        if column.first.len() < KEPT {
            column.first.push(problem.clone());
        }
        inner.total += 1;
        let limit = match self.on_unreadable {
            OnUnreadable::Stop => return Err(ReadError::Unreadable(Box::new(problem))),
            OnUnreadable::Null { limit } => limit,
            OnUnreadable::Reject { limit } => {
                self.rejected.push(at);
                limit
            }
        };
        if inner.total > limit {
            let first = inner.columns.iter().flat_map(|column| &column.first).min_by_key(|first| first.row).cloned();
            let first = Box::new(first.unwrap_or(problem));
            return Err(ReadError::TooManyUnreadable { file: self.file.to_path_buf(), limit, first });
        }
        Ok(())
    }
}
