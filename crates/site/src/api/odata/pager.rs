//! Rows that stand at numbers, looked through from a number on: the pages of both versions, and how many rows fit.
//!
//! Numbers go area by area, within it background by background, year by year, and within that by what the version puts in
//! rows of its own. Not every number has a row.

use std::fmt::Write as _;
use std::sync::Arc;

use export::{Axis, Table};

use super::filter::{Filter, Known, Value};
use super::{Asked, next_page};
use crate::api::cells::no_file;
use crate::api::params::Params;
use crate::api::problem::Problem;
use crate::api::tables::period_code;
use crate::databank::NoFile;
use crate::delivery::{Allowance, Around};
use crate::visit::Visit;

/// The codes by which rows are found.
pub(super) struct Codes {
    pub(super) areas: Vec<Arc<str>>,
    pub(super) groups: Vec<Arc<str>>,
    pub(super) periods: Vec<Arc<str>>,
    /// How many rows there can be of one area, background and year.
    inner: usize,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) number: usize,
    pub(super) area: usize,
    pub(super) group: usize,
    pub(super) period: usize,
    pub(super) inner: usize,
}

impl Codes {
    pub(super) fn of(table: &Table<'_>, inner: usize) -> Self {
        let list = |axis: Axis| (0..table.len(axis)).map(|at| table.code(axis, at).into()).collect();
        let periods = table.periods.iter().map(|period| period_code(*period).into()).collect();
        Self { areas: list(Axis::Area), groups: list(Axis::Category), periods, inner }
    }

    /// How many numbers an area has.
    fn of_area(&self) -> usize {
        self.groups.len() * self.periods.len() * self.inner
    }

    fn len(&self) -> usize {
        self.areas.len() * self.of_area()
    }

    fn at(&self, number: usize) -> At {
        let (rest, inner) = (number / self.inner, number % self.inner);
        let (rest, period) = (rest / self.periods.len(), rest % self.periods.len());
        At { number, area: rest / self.groups.len(), group: rest % self.groups.len(), period, inner }
    }
}

/// The rows of one version.
pub(super) trait Rows {
    /// A row whose cells were read.
    type Row;
    /// The column in which the area stands.
    const AREA: usize;

    fn codes(&self) -> &Codes;

    /// What a column says before any cell was read.
    fn known(&self, at: At, column: usize) -> Known;

    /// Whether there is a row; reads as little as can be.
    fn is_there(&self, at: At) -> bool;

    /// The row, where there is one.
    fn row(&self, at: At) -> Option<Self::Row>;

    /// What a column says.
    fn value(&self, row: &Self::Row, column: usize) -> Value;

    /// Writes the columns that are wanted as an object.
    fn write(&self, out: &mut String, row: &Self::Row, wanted: &[usize]);
}

/// Whether a row can fit before its cells were read.
enum Early {
    /// It does, if it is there.
    Fits,
    /// Its cells must be read.
    Unknown,
    /// No row of the whole area fits.
    NoneOfArea,
    /// This one does not.
    No,
}

fn early<R: Rows>(rows: &R, filter: Option<&Filter>, at: At) -> Early {
    let Some(filter) = filter else { return Early::Fits };
    if at.group == 0 && at.period == 0 && at.inner == 0 {
        let area = |column: usize| if column == R::AREA { rows.known(at, column) } else { Known::NotYet };
        if filter.fits(&area) == Some(false) {
            return Early::NoneOfArea;
        }
    }
    match filter.fits(&|column| rows.known(at, column)) {
        Some(true) => Early::Fits,
        Some(false) => Early::No,
        None => Early::Unknown,
    }
}

/// The row at a place, where it is there and its cells fit as well.
fn fitting<R: Rows>(rows: &R, filter: Option<&Filter>, at: At) -> Option<R::Row> {
    let row = rows.row(at)?;
    let fits = filter.is_none_or(|filter| filter.fits(&|column| Known::Is(rows.value(&row, column))) == Some(true));
    fits.then_some(row)
}

/// Looks through the rows from a number on, and hands those that fit to `take`, which says whether to go on. Gives the
/// number at which it stopped; nothing at the end.
fn look<R: Rows>(rows: &R, asked: &Asked, mut take: impl FnMut(&R::Row) -> bool) -> Option<usize> {
    let codes = rows.codes();
    let filter = asked.filter.as_ref();
    let (all, of_area) = (codes.len(), codes.of_area());
    let mut number = asked.from;
    while number < all {
        let at = codes.at(number);
        let row = match early(rows, filter, at) {
            Early::NoneOfArea => {
                number += of_area;
                continue;
            }
            Early::No => None,
            Early::Fits => rows.row(at),
            Early::Unknown => fitting(rows, filter, at),
        };
        if row.is_some_and(|row| !take(&row)) {
            return Some(number);
        }
        number += 1;
    }
    None
}

/// How many rows fit a filter. A row is made only where the filter asks for what its cells say.
pub(super) fn count<R: Rows>(rows: &R, filter: Option<&Filter>) -> usize {
    let codes = rows.codes();
    let (all, of_area) = (codes.len(), codes.of_area());
    let (mut number, mut count) = (0, 0);
    while number < all {
        let at = codes.at(number);
        let fits = match early(rows, filter, at) {
            Early::NoneOfArea => {
                number += of_area;
                continue;
            }
            Early::No => false,
            Early::Fits => rows.is_there(at),
            Early::Unknown => fitting(rows, filter, at).is_some(),
        };
        count += usize::from(fits);
        number += 1;
    }
    count
}

/// How a version says what stands around its rows.
pub(super) struct Manner {
    /// Most rows on a page.
    pub(super) page: usize,
    /// Cells that are read for a row, for its price.
    pub(super) cells: u64,
    /// The name of the number of rows, and whether it is a text.
    pub(super) count: (&'static str, bool),
    /// The name of the address of the next page.
    pub(super) next: &'static str,
}

/// A page of rows behind the `head` of the answer: how many there are where that was asked, the rows, where it goes on.
pub(super) fn page<R: Rows>(
    visit: &Visit,
    around: &Around,
    params: &Params,
    rows: &R,
    columns: &[String],
    head: &str,
    manner: &Manner,
) -> Result<String, Problem> {
    let asked = Asked::read(params, columns)?;
    let limit = manner.page.min(asked.top.unwrap_or(manner.page));
    pay(visit, around, limit as u64 * manner.cells)?;
    let every: Vec<usize> = (0..columns.len()).collect();
    let wanted = asked.select.as_deref().unwrap_or(&every);
    let mut out = String::with_capacity(64 * 1024);
    out.push_str(head);
    if asked.count {
        let (name, is_text) = manner.count;
        let quote = if is_text { "\"" } else { "" };
        let _ = write!(out, ",\"{name}\":{quote}{}{quote}", count(rows, asked.filter.as_ref()));
    }
    out.push_str(",\"value\":[");
    let (mut skipped, mut taken) = (0, 0);
    let mut take = |row: &R::Row| {
        if skipped < asked.skip {
            skipped += 1;
            return true;
        }
        if taken == limit {
            return false;
        }
        if taken > 0 {
            out.push(',');
        }
        rows.write(&mut out, row, wanted);
        taken += 1;
        true
    };
    let stopped = if limit == 0 { None } else { look(rows, &asked, &mut take) };
    out.push(']');
    let left = asked.top.map(|top| top - taken.min(top));
    if let Some(from) = stopped.filter(|_| left != Some(0)) {
        let _ = write!(out, ",\"{}\":", manner.next);
        quoted(&mut out, &next_page(visit, params, from, left));
    }
    out.push('}');
    Ok(out)
}

/// Takes what so many cells cost from the allowance of who asks.
pub(super) fn pay(visit: &Visit, around: &Around, cells: u64) -> Result<(), Problem> {
    let allowed = around.allowance.take(around.peer, Allowance::price(cells));
    if allowed.yes { Ok(()) } else { Err(no_file(visit, &NoFile::Allowance(allowed.seconds))) }
}

/// A text as JSON has it.
pub(super) fn quoted(out: &mut String, text: &str) {
    match serde_json::to_string(text) {
        Ok(quoted) => out.push_str(&quoted),
        Err(_) => out.push_str("\"\""),
    }
}
