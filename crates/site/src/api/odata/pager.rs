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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The place after another.
    fn next(&self, mut at: At) -> At {
        at.number += 1;
        at.inner += 1;
        if at.inner == self.inner {
            (at.inner, at.period) = (0, at.period + 1);
        }
        if at.period == self.periods.len() {
            (at.period, at.group) = (0, at.group + 1);
        }
        if at.group == self.groups.len() {
            (at.group, at.area) = (0, at.area + 1);
        }
        at
    }

    /// The first place of the area after the one that begins at a place.
    fn next_area(&self, at: At) -> At {
        At { number: at.number + self.of_area(), area: at.area + 1, ..at }
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
    let all = codes.len();
    let mut at = codes.at(asked.from.min(all));
    while at.number < all {
        let row = match early(rows, filter, at) {
            Early::NoneOfArea => {
                at = codes.next_area(at);
                continue;
            }
            Early::No => None,
            Early::Fits => rows.row(at),
            Early::Unknown => fitting(rows, filter, at),
        };
        if row.is_some_and(|row| !take(&row)) {
            return Some(at.number);
        }
        at = codes.next(at);
    }
    None
}

/// How many rows fit a filter. A row is made only where the filter asks for what its cells say.
pub(super) fn count<R: Rows>(rows: &R, filter: Option<&Filter>) -> usize {
    let codes = rows.codes();
    let (all, mut at, mut count) = (codes.len(), codes.at(0), 0);
    while at.number < all {
        let fits = match early(rows, filter, at) {
            Early::NoneOfArea => {
                at = codes.next_area(at);
                continue;
            }
            Early::No => false,
            Early::Fits => rows.is_there(at),
            Early::Unknown => fitting(rows, filter, at).is_some(),
        };
        count += usize::from(fits);
        at = codes.next(at);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::odata::filter::Operator;

    /// Rows at every number that is no multiple of three.
    struct Two(Codes);

    impl Rows for Two {
        type Row = At;
        const AREA: usize = 0;

        fn codes(&self) -> &Codes {
            &self.0
        }

        fn known(&self, at: At, column: usize) -> Known {
            match column {
                0 => Known::Is(Value::Text(self.0.areas[at.area].clone())),
                1 => Known::Is(Value::Text(self.0.groups[at.group].clone())),
                _ => Known::NotYet,
            }
        }

        fn is_there(&self, at: At) -> bool {
            !at.number.is_multiple_of(3)
        }

        fn row(&self, at: At) -> Option<At> {
            self.is_there(at).then_some(at)
        }

        fn value(&self, at: &At, column: usize) -> Value {
            match self.known(*at, column) {
                Known::Is(value) => value,
                Known::NotYet => Value::Number((at.number % 5) as f64),
            }
        }

        fn write(&self, _: &mut String, _: &At, _: &[usize]) {}
    }

    fn two() -> Two {
        let list = |letter: char, n: usize| (0..n).map(|at| format!("{letter}{at}").into()).collect();
        Two(Codes { areas: list('a', 4), groups: list('g', 3), periods: list('p', 2), inner: 5 })
    }

    #[test]
    fn every_number_has_one_place_and_the_next_one_follows() {
        let Two(codes) = two();
        assert_eq!(codes.len(), 4 * 3 * 2 * 5);
        for number in 0..codes.len() {
            assert_eq!(codes.next(codes.at(number)), codes.at(number + 1));
        }
        assert_eq!(codes.next_area(codes.at(30)), codes.at(60));
    }

    #[test]
    fn as_many_rows_are_counted_as_fit() {
        let rows = two();
        let column = |at| Box::new(Filter::Column(at));
        let is = |at, text: &str| {
            Filter::Compare(column(at), Operator::Eq, Box::new(Filter::Literal(Value::Text(text.into()))))
        };
        let high = Filter::Compare(column(2), Operator::Gt, Box::new(Filter::Literal(Value::Number(2.0))));
        for filter in [
            is(0, "a2"),
            is(1, "g1"),
            high.clone(),
            Filter::And(Box::new(is(0, "a3")), Box::new(high.clone())),
            Filter::Or(Box::new(is(1, "g0")), Box::new(high)),
            is(0, "b"),
        ] {
            let fits = |at: &At| filter.fits(&|column| Known::Is(rows.value(at, column))) == Some(true);
            let by_hand = (0..rows.0.len()).map(|number| rows.0.at(number)).filter(|at| rows.is_there(*at));
            assert_eq!(count(&rows, Some(&filter)), by_hand.filter(fits).count(), "{filter:?}");
        }
        assert_eq!(count(&rows, None), 80);
    }
}
