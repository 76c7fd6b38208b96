//! How a CSV file is written: its separator, its decimal mark, its dates.

use std::io::Read;

use csv::{ByteRecord, Reader};

use super::records;
use crate::declared::{Column, DateForm, Kind};
use crate::options::CsvOptions;
use crate::value::{Parts, without_time};

/// How a file is written.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    pub(super) quote: Option<u8>,
    pub(super) decimal: u8,
}

impl Dialect {
    /// Chooses the separator with which most declared columns are among the names in the first row.
    pub(super) fn detect(
        sample: &[u8],
        columns: &[Column],
        options: &CsvOptions,
        names: impl Fn(&ByteRecord) -> Vec<String>,
    ) -> Self {
        let found = |delimiter: u8| {
            let mut header = ByteRecord::new();
            let read = records(sample, delimiter, options.quote).read_byte_record(&mut header);
            if !matches!(read, Ok(true)) {
                return (0, 0);
            }
            let names: Vec<String> = names(&header).iter().map(|name| name.to_lowercase()).collect();
            let declared = columns.iter().filter(|column| names.contains(&column.name.to_lowercase())).count();
            (declared, header.len())
        };
        let best = || {
            // On a draw the last of the largest is taken: the semicolon, as programs with a decimal comma write.
            [b'|', b'\t', b',', b';'].into_iter().max_by_key(|delimiter| found(*delimiter)).unwrap_or(b';')
        };
        let delimiter = options.delimiter.unwrap_or_else(best);
        Self { delimiter, quote: options.quote, decimal: b'.' }
    }

    pub(super) fn reader<R: Read>(&self, source: R) -> Reader<R> {
        records(source, self.delimiter, self.quote)
    }

    /// Learns the decimal mark, and for each column how dates are written, from the first rows.
    pub(super) fn learn(
        &mut self,
        rows: &[ByteRecord],
        columns: &[Column],
        places: &[Option<usize>],
        options: &CsvOptions,
    ) -> Vec<Option<DateForm>> {
        let fields = |place: usize| {
            rows.iter()
                .filter_map(move |row| row.get(place))
                .filter_map(|field| std::str::from_utf8(field).ok())
                .map(str::trim)
        };
        let (mut commas, mut points) = (false, false);
        let mut forms: Vec<Option<DateForm>> = columns.iter().map(|column| column.dates).collect();
        let mut orders = Vec::new();
        for (at, (column, place)) in columns.iter().zip(places).enumerate() {
            let Some(place) = *place else { continue };
            match column.kind {
                Kind::Whole | Kind::Decimal => {
                    commas |= fields(place).any(|field| is_surely_mark(field, ','));
                    points |= fields(place).any(|field| is_surely_mark(field, '.'));
                }
                Kind::Date if column.dates.is_none() => {
                    let order = Order::of(fields(place));
                    forms[at] = order.form();
                    orders.push((at, order));
                }
                _ => {}
            }
        }
        // What one column leaves open, another of the same file may decide.
        let sure: Vec<DateForm> = orders.iter().filter_map(|(_, order)| order.year_last()).collect();
        if let Some(first) = sure.first()
            && sure.iter().all(|form| form == first)
        {
            for (at, order) in &orders {
                if order.is_open() {
                    forms[*at] = Some(*first);
                }
            }
        }
        self.decimal = options.decimal.unwrap_or(match (commas, points) {
            (true, false) => b',',
            (false, true) => b'.',
            // Open: programs that separate with a semicolon do so because the comma is the decimal mark.
            _ if self.delimiter == b';' => b',',
            _ => b'.',
        });
        forms
    }
}

/// Whether the mark in this number cannot be a thousands separator: one mark, and not before exactly three digits,
/// or after a single zero.
fn is_surely_mark(field: &str, mark: char) -> bool {
    let number = field.trim_start_matches(['-', '+']);
    let Some((before, after)) = number.split_once(mark) else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(before) && digits(after) && !after.is_empty() && (after.len() != 3 || before == "0" || before.len() > 3)
}

/// Which forms of dates a column has.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that is seen in the column or not")]
struct Order {
    year_first: bool,
    compact: bool,
    year_last: bool,
    first_above_12: bool,
    second_above_12: bool,
}

impl Order {
    fn of<'a>(fields: impl Iterator<Item = &'a str>) -> Self {
        let mut order = Self::default();
        for field in fields {
            match Parts::of(without_time(field)) {
                Some(Parts::YearFirst(_)) => order.year_first = true,
                Some(Parts::Compact(_)) => order.compact = true,
                Some(Parts::YearLast([first, second, _], _)) => {
                    order.year_last = true;
                    order.first_above_12 |= first > 12;
                    order.second_above_12 |= second > 12;
                }
                None => {}
            }
        }
        order
    }

    /// The order of day and month, where the year is last and it is certain.
    fn year_last(&self) -> Option<DateForm> {
        match (self.year_last, self.first_above_12, self.second_above_12) {
            (true, true, false) => Some(DateForm::DayFirst),
            (true, false, true) => Some(DateForm::MonthFirst),
            _ => None,
        }
    }

    fn is_open(&self) -> bool {
        self.year_last && !self.first_above_12 && !self.second_above_12 && !self.year_first && !self.compact
    }

    fn form(&self) -> Option<DateForm> {
        match (self.year_first, self.compact, self.year_last) {
            (true, false, false) => Some(DateForm::Iso),
            (false, true, false) => Some(DateForm::Compact),
            (false, false, true) => self.year_last(),
            _ => None,
        }
    }
}
