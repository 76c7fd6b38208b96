use std::path::Path;

use cells::{AreaCode, Period};

use crate::LedgerError;

const COLUMNS: [&str; 5] = ["area", "quantity", "category", "period", "value"];

/// A count that somebody else publishes exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalRow {
    /// The area, in the division of the period.
    pub area: AreaCode,
    /// What is counted: `universe:ID`, `count:ID` or `age:ATOM`.
    pub quantity: String,
    /// A category of the definition, or `total`.
    pub category: String,
    /// The year.
    pub period: Period,
    /// How many, exactly.
    pub value: u32,
}

/// The rows of a table.
pub(crate) fn read(path: &Path, contents: &[u8]) -> Result<Vec<ExternalRow>, LedgerError> {
    let wrong = |row: Option<u64>, what: String, expected: &'static str| LedgerError::Table {
        path: path.to_owned(),
        row,
        what,
        expected,
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(contents);
    let header = reader.headers().map_err(|error| wrong(None, error.to_string(), "a CSV file"))?.clone();
    let columns = COLUMNS.map(|name| header.iter().position(|there| there == name));
    if let Some(missing) = COLUMNS.iter().zip(columns).find(|(_, at)| at.is_none()) {
        let expected = "the columns area, quantity, category, period and value";
        return Err(wrong(Some(1), format!("no column `{}`", missing.0), expected));
    }
    let mut rows = Vec::new();
    for (n, record) in reader.records().enumerate() {
        let row = Some(n as u64 + 2);
        let record =
            record.map_err(|error| wrong(row, error.to_string(), "as many values as the header, between commas"))?;
        let field = |column: usize| columns[column].and_then(|at| record.get(at)).unwrap_or_default();
        let area = field(0).parse().map_err(|_| wrong(row, format!("area `{}`", field(0)), "a code such as GM0344"))?;
        let quantity = field(1).to_owned();
        if !["universe:", "count:", "age:"].iter().any(|start| quantity.starts_with(start)) {
            return Err(wrong(row, format!("quantity `{quantity}`"), "universe:ID, count:ID or age:ATOM"));
        }
        let period =
            field(3).parse().map_err(|_| wrong(row, format!("period `{}`", field(3)), "a year such as 2023"))?;
        let value =
            field(4).parse().map_err(|_| wrong(row, "a value that is no count".to_owned(), "a whole number"))?;
        rows.push(ExternalRow { area, quantity, category: field(2).to_owned(), period: Period(period), value });
    }
    Ok(rows)
}
