//! Whether the values of a register are what was declared: checked while its batches stream by.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use arrow::datatypes::{Date32Type, Int64Type};
use definition::{Column, LastDay, Limit, Microdata, ProblemKind, Register};
use microdata::ReadError;

use crate::keys::KeySet;
use crate::report::{Found, Place};

/// The first and last day (since 1970) that a period's dates are compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    pub(crate) reference: i32,
    pub(crate) end_of_year: i32,
}

/// The checks of one register.
pub(crate) struct TableChecks {
    columns: Vec<ColumnCheck>,
    unique: Option<UniqueCheck>,
    rows: AtomicU64,
    rows_claimed: AtomicBool,
}

struct ColumnCheck {
    /// Position in the schema.
    column: usize,
    name: String,
    kind: ProblemKind,
    what: String,
    test: Test,
    claimed: AtomicBool,
    found: AtomicU64,
}

enum Test {
    Codes(CodeSet),
    Range(i64, i64),
    NotAfter(i32),
}

struct UniqueCheck {
    column: usize,
    name: String,
    claimed: AtomicBool,
    seen: Mutex<Option<Arc<KeySet>>>,
    readers: AtomicUsize,
    found: AtomicU64,
}

/// The checks that one scan makes: those of columns it reads that no scan before it made.
pub(crate) struct Claim {
    checks: Arc<TableChecks>,
    /// Position among the checks, and of the column in the batch.
    columns: Vec<(usize, usize)>,
    unique: Option<usize>,
    rows: bool,
}

impl TableChecks {
    pub(crate) fn new(register: &Register, microdata: &Microdata, days: Days) -> Self {
        let columns =
            register.columns.iter().enumerate().filter_map(|(at, column)| check_of(at, column, microdata, days));
        let unique = match register.unique.as_slice() {
            [only] => register.columns.iter().position(|column| column.name == *only).map(|column| UniqueCheck {
                column,
                name: only.clone(),
                claimed: AtomicBool::new(false),
                seen: Mutex::new(None),
                readers: AtomicUsize::new(0),
                found: AtomicU64::new(0),
            }),
            _ => None,
        };
        Self { columns: columns.collect(), unique, rows: AtomicU64::new(0), rows_claimed: AtomicBool::new(false) }
    }

    /// Takes what no scan has taken yet of the columns (positions in the schema) that a scan in `partitions` reads.
    pub(crate) fn claim(self: &Arc<Self>, read: &[usize], partitions: usize) -> Claim {
        let place = |column: usize| read.iter().position(|other| *other == column);
        let columns = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(n, check)| Some((n, place(check.column)?, check)))
            .filter(|(.., check)| !check.claimed.swap(true, Ordering::Relaxed))
            .map(|(n, at, _)| (n, at))
            .collect();
        let unique = self.unique.as_ref().and_then(|check| {
            let at = place(check.column)?;
            if check.claimed.swap(true, Ordering::Relaxed) {
                return None;
            }
            *check.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(KeySet::new()));
            check.readers.store(partitions, Ordering::Relaxed);
            Some(at)
        });
        let rows = !self.rows_claimed.swap(true, Ordering::Relaxed);
        Claim { checks: Arc::clone(self), columns, unique, rows }
    }

    /// Whether everything was checked.
    pub(crate) fn is_complete(&self) -> bool {
        self.columns.iter().all(|check| check.claimed.load(Ordering::Relaxed))
            && self.unique.as_ref().is_none_or(|check| check.claimed.load(Ordering::Relaxed))
            && self.rows_claimed.load(Ordering::Relaxed)
    }

    /// The columns whose checks no scan has made.
    pub(crate) fn unchecked_columns(&self) -> Vec<usize> {
        let open = self.columns.iter().filter(|check| !check.claimed.load(Ordering::Relaxed)).map(|check| check.column);
        let key = self.unique.iter().filter(|check| !check.claimed.load(Ordering::Relaxed)).map(|check| check.column);
        let mut columns: Vec<usize> = open.chain(key).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// How many rows the register has, once it was read.
    pub(crate) fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// What was found, with the first row of each.
    pub(crate) fn found(
        &self,
        table: &str,
        register: &microdata::Register,
        limits: impl Fn(ProblemKind) -> Limit,
    ) -> Result<Vec<Found>, ReadError> {
        let mut all = Vec::new();
        for check in &self.columns {
            let found = check.found.load(Ordering::Relaxed);
            if found > 0 {
                let row = first_row(register, check.column, |array| check.test.first_bad(array))?;
                all.push(Found {
                    kind: check.kind,
                    table: table.to_owned(),
                    column: Some(check.name.clone()),
                    what: check.what.clone(),
                    found,
                    of: self.rows(),
                    first: row.map(|row| place(register, row)),
                    limit: limits(check.kind),
                });
            }
        }
        if let Some(check) = &self.unique {
            let found = check.found.load(Ordering::Relaxed);
            if found > 0 {
                let seen = KeySet::new();
                let row = first_row(register, check.column, |array| {
                    array.as_primitive::<Int64Type>().iter().position(|key| key.is_some_and(|key| !seen.insert(key)))
                })?;
                all.push(Found {
                    kind: ProblemKind::KeyTwice,
                    table: table.to_owned(),
                    column: Some(check.name.clone()),
                    what: KEY_AGAIN.to_owned(),
                    found,
                    of: self.rows(),
                    first: row.map(|row| place(register, row)),
                    limit: limits(ProblemKind::KeyTwice),
                });
            }
        }
        Ok(all)
    }
}

fn place(register: &microdata::Register, row: u64) -> Place {
    let file = match register.files() {
        [only] => only.clone(),
        files => files.first().and_then(|file| file.parent()).map(std::path::Path::to_owned).unwrap_or_default(),
    };
    Place { file, row }
}

/// The first row in which a column is bad, from 1; read again from the beginning.
fn first_row(
    register: &microdata::Register,
    column: usize,
    mut bad: impl FnMut(&ArrayRef) -> Option<usize>,
) -> Result<Option<u64>, ReadError> {
    let mut before = 0;
    for batch in register.read(0..register.pieces(), Some(&[column]))? {
        let batch = batch?;
        if let Some(at) = bad(batch.column(0)) {
            return Ok(Some(before + at as u64 + 1));
        }
        before += batch.num_rows() as u64;
    }
    Ok(None)
}

impl Claim {
    /// Looks at a batch of the scan.
    pub(crate) fn look(&self, batch: &arrow::array::RecordBatch) {
        if self.rows {
            self.checks.rows.fetch_add(batch.num_rows() as u64, Ordering::Relaxed);
        }
        for (check, at) in &self.columns {
            let check = &self.checks.columns[*check];
            let bad = check.test.bad(batch.column(*at));
            if bad > 0 {
                check.found.fetch_add(bad, Ordering::Relaxed);
            }
        }
        if let (Some(at), Some(check)) = (self.unique, &self.checks.unique) {
            let seen = check.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(seen) = seen {
                let keys = batch.column(at).as_primitive::<Int64Type>();
                let twice = if keys.null_count() == 0 {
                    keys.values().iter().filter(|key| !seen.insert(**key)).count()
                } else {
                    keys.iter().flatten().filter(|key| !seen.insert(*key)).count()
                };
                check.found.fetch_add(twice as u64, Ordering::Relaxed);
            }
        }
    }

    /// One partition of the scan is done; after the last, the keys seen are forgotten.
    pub(crate) fn done(&self) {
        if let (Some(_), Some(check)) = (self.unique, &self.checks.unique)
            && check.readers.fetch_sub(1, Ordering::AcqRel) == 1
        {
            *check.seen.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

/// What is asked of the values of a column.
pub(crate) enum Asked<'a> {
    /// To be one of these codes.
    Codes(Vec<&'a str>),
    /// To lie from one number to another.
    Range(i64, i64),
    /// To be no later than a day.
    NotAfter(LastDay),
}

/// What is asked of the values of a column, as what kind of problem and in which words another value is reported.
pub(crate) fn asked<'a>(column: &'a Column, microdata: &'a Microdata) -> Option<(ProblemKind, String, Asked<'a>)> {
    let outside = ProblemKind::ValueOutsideRange;
    if let Some(list) = column.list.as_ref().and_then(|id| microdata.find_list(id)) {
        let what = format!("a code that is not in the list `{}`", list.id);
        Some((ProblemKind::CodeOutsideList, what, Asked::Codes(list.codes().collect())))
    } else if !column.codes.is_empty() {
        let what = format!("a code that is not one of {}", column.codes.join(", "));
        let codes = column.codes.iter().map(String::as_str).collect();
        Some((ProblemKind::CodeOutsideList, what, Asked::Codes(codes)))
    } else if column.at_least.is_some() || column.at_most.is_some() {
        let what = match (column.at_least, column.at_most) {
            (Some(least), Some(most)) => format!("a number that is not from {least} to {most}"),
            (Some(least), None) => format!("a number below {least}"),
            (_, most) => format!("a number above {}", most.unwrap_or(i64::MAX)),
        };
        let (least, most) = (column.at_least.unwrap_or(i64::MIN), column.at_most.unwrap_or(i64::MAX));
        Some((outside, what, Asked::Range(least, most)))
    } else {
        let last = column.not_after?;
        let what = match last {
            LastDay::Reference => "a day after the reference day",
            LastDay::Year => "a day after the year counted",
        };
        Some((outside, what.to_owned(), Asked::NotAfter(last)))
    }
}

/// In which words a key in several rows is reported.
pub(crate) const KEY_AGAIN: &str = "a key that stands in an earlier row as well";

fn check_of(at: usize, column: &Column, microdata: &Microdata, days: Days) -> Option<ColumnCheck> {
    let (kind, what, asked) = asked(column, microdata)?;
    let test = match asked {
        Asked::Codes(codes) => Test::Codes(CodeSet::new(codes.into_iter())),
        Asked::Range(least, most) => Test::Range(least, most),
        Asked::NotAfter(LastDay::Reference) => Test::NotAfter(days.reference),
        Asked::NotAfter(LastDay::Year) => Test::NotAfter(days.end_of_year),
    };
    let (claimed, found) = (AtomicBool::new(false), AtomicU64::new(0));
    Some(ColumnCheck { column: at, name: column.name.clone(), kind, what, test, claimed, found })
}

impl Test {
    fn bad(&self, array: &ArrayRef) -> u64 {
        match self {
            Self::Codes(codes) => codes.count_outside(array.as_string_view()),
            Self::Range(least, most) => {
                let numbers = array.as_primitive::<Int64Type>();
                let outside = |number: &i64| number < least || number > most;
                let bad = if numbers.null_count() == 0 {
                    numbers.values().iter().filter(|number| outside(number)).count()
                } else {
                    numbers.iter().flatten().filter(outside).count()
                };
                bad as u64
            }
            Self::NotAfter(last) => {
                let days = array.as_primitive::<Date32Type>();
                let bad = if days.null_count() == 0 {
                    days.values().iter().filter(|day| *day > last).count()
                } else {
                    days.iter().flatten().filter(|day| day > last).count()
                };
                bad as u64
            }
        }
    }

    fn first_bad(&self, array: &ArrayRef) -> Option<usize> {
        match self {
            Self::Codes(codes) => codes.first_outside(array.as_string_view()),
            Self::Range(least, most) => array
                .as_primitive::<Int64Type>()
                .iter()
                .position(|number| number.is_some_and(|number| number < *least || number > *most)),
            Self::NotAfter(last) => {
                array.as_primitive::<Date32Type>().iter().position(|day| day.is_some_and(|day| day > *last))
            }
        }
    }
}

/// The codes of a list: those of at most 12 bytes as they lie in a view (length and text in 16 bytes), others as texts.
struct CodeSet {
    short: HashSet<u128, BuildHasherDefault<Mix>>,
    long: HashSet<String>,
}

/// A quick hash of numbers that nobody outside chooses.
#[derive(Default, Clone, Copy)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_u128(&mut self, number: u128) {
        self.write_u64(number as u64);
        self.write_u64((number >> 64) as u64);
    }
}

impl CodeSet {
    fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let (short, long): (Vec<&str>, Vec<&str>) = codes.partition(|code| code.len() <= 12);
        let views = StringViewArray::from_iter_values(short);
        Self { short: views.views().iter().copied().collect(), long: long.into_iter().map(str::to_owned).collect() }
    }

    fn is_outside(&self, view: u128, text: impl FnOnce() -> String) -> bool {
        // The first four bytes are the length.
        if (view as u32) <= 12 { !self.short.contains(&view) } else { !self.long.contains(&text()) }
    }

    fn count_outside(&self, array: &StringViewArray) -> u64 {
        let mut bad = 0;
        // Equal codes often stand together.
        let mut good = u128::MAX;
        for (row, view) in array.views().iter().enumerate() {
            if *view == good && (*view as u32) <= 12 {
                continue;
            }
            if array.is_null(row) {
                continue;
            }
            if self.is_outside(*view, || array.value(row).to_owned()) {
                bad += 1;
            } else {
                good = *view;
            }
        }
        bad
    }

    fn first_outside(&self, array: &StringViewArray) -> Option<usize> {
        (0..array.len())
            .find(|row| array.is_valid(*row) && self.is_outside(array.views()[*row], || array.value(*row).to_owned()))
    }
}
