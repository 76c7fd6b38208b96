//! Whether the values of a register can be read and are what was declared: what the reader does as rows stream by, asked in
//! SQL.

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use cells::Period;
use datafusion::prelude::SessionContext;
use definition::{ColumnType, Microdata, Register};
use tabulate::{CheckSql, Found, ValueCheck, value_checks};

use crate::{Address, ClusterError};

/// What came of the checks of a register.
pub(crate) struct Checked {
    /// How many rows it has.
    pub(crate) rows: u64,
    /// What was found, and may be acceptable.
    pub(crate) found: Vec<Found>,
}

/// A question about whether values can be read.
struct Readable {
    column: String,
    what: &'static str,
    sql: String,
}

/// Asks everything of a register: at most two queries.
pub(crate) async fn check(
    context: &SessionContext,
    register: &Register,
    microdata: &Microdata,
    period: Period,
    address: &Address,
) -> Result<Checked, ClusterError> {
    let readable = readable(register);
    let checks = value_checks(register, microdata, period);
    let together = |check: &ValueCheck| match &check.sql {
        CheckSql::Aggregate(sql) => Some(sql.clone()),
        CheckSql::Select(_) => None,
    };
    let mut asked = vec!["COUNT(*)".to_owned()];
    asked.extend(readable.iter().map(|readable| readable.sql.clone()));
    asked.extend(checks.iter().filter_map(together));
    let asked: Vec<String> = asked.iter().enumerate().map(|(n, sql)| format!("{sql} AS c{n}")).collect();
    let answers = numbers(context, &format!("SELECT {} FROM {}", asked.join(", "), register.id), address).await?;
    let mut answers = answers.into_iter();
    let rows = answers.next().unwrap_or_default();
    for readable in readable {
        let bad = answers.next().unwrap_or_default();
        if bad > 0 {
            return Err(ClusterError::Unreadable {
                register: register.id.clone(),
                column: readable.column,
                what: readable.what,
                rows: bad,
                of: rows,
            });
        }
    }
    let mut found = Vec::new();
    for check in &checks {
        let bad = match &check.sql {
            CheckSql::Aggregate(_) => answers.next().unwrap_or_default(),
            CheckSql::Select(sql) => numbers(context, sql, address).await?.first().copied().unwrap_or_default(),
        };
        found.extend(check.found(bad, rows));
    }
    Ok(Checked { rows, found })
}

/// What the reader of registers refuses: no value where one is needed, and values that are outside what a kind can hold.
fn readable(register: &Register) -> Vec<Readable> {
    let mut all = Vec::new();
    for column in &register.columns {
        let name = &column.name;
        let mut ask = |what, sql| all.push(Readable { column: name.clone(), what, sql });
        if !column.optional {
            ask("no value, and it is not declared optional,", format!("COUNT(*) - COUNT({name})"));
        }
        let outside = match column.kind {
            ColumnType::Key => {
                Some(("a key that is not of 1 to 18 digits", format!("{name} < 0 OR {name} > 999999999999999999")))
            }
            ColumnType::Date => Some((
                "a day outside the years 1 to 9999",
                format!("{name} < DATE '0001-01-01' OR {name} > DATE '9999-12-31'"),
            )),
            ColumnType::Whole | ColumnType::Truth | ColumnType::Text => None,
        };
        if let Some((what, bad)) = outside {
            ask(what, format!("COALESCE(SUM(CASE WHEN {bad} THEN 1 ELSE 0 END), 0)"));
        }
    }
    all
}

/// The row of numbers that a query answers.
async fn numbers(context: &SessionContext, sql: &str, address: &Address) -> Result<Vec<u64>, ClusterError> {
    let engine = ClusterError::engine(address);
    let batches = context.sql(sql).await.map_err(&engine)?.collect().await.map_err(&engine)?;
    let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else {
        return Err(ClusterError::Failed { address: address.clone(), message: "a query without an answer".to_owned() });
    };
    Ok((0..batch.num_columns()).map(|column| number(batch, column)).collect())
}

fn number(batch: &RecordBatch, column: usize) -> u64 {
    let values = batch.column(column).as_primitive_opt::<Int64Type>();
    values.filter(|values| !values.is_empty()).map_or(0, |values| values.value(0).unsigned_abs())
}
