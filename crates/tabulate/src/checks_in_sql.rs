//! The checks of values as SQL, for an engine whose batches do not stream by here.
//!
//! They find what `checks` finds, as often; only in which row it first is, SQL cannot say: rows of a table have no order.

use cells::Period;
use definition::{LastDay, Limit, Microdata, ProblemKind, Register};

use crate::checks::{Asked, KEY_AGAIN, asked};
use crate::report::Found;

/// A check of the values of a register.
#[derive(Debug, Clone)]
pub struct ValueCheck {
    /// Id of the register.
    pub register: String,
    /// The column.
    pub column: String,
    /// The kind of problem.
    pub kind: ProblemKind,
    /// What is wrong with the values found, in words.
    pub what: String,
    /// What is accepted.
    pub limit: Limit,
    /// In how many rows it is wrong.
    pub sql: CheckSql,
}

/// How a check is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckSql {
    /// An aggregate of the register, which may be asked together with others.
    Aggregate(String),
    /// A SELECT with one row and one column.
    Select(String),
}

impl ValueCheck {
    /// What was found in `of` rows; nothing where nothing was.
    pub fn found(&self, found: u64, of: u64) -> Option<Found> {
        (found > 0).then(|| Found {
            kind: self.kind,
            table: self.register.clone(),
            column: Some(self.column.clone()),
            what: self.what.clone(),
            found,
            of,
            first: None,
            limit: self.limit,
        })
    }
}

/// The checks of a register in a period, in the order in which they are reported.
pub fn value_checks(register: &Register, microdata: &Microdata, period: Period) -> Vec<ValueCheck> {
    let check = |column: &str, kind, what, sql| ValueCheck {
        register: register.id.clone(),
        column: column.to_owned(),
        kind,
        what,
        limit: microdata.limit(kind),
        sql,
    };
    let mut checks: Vec<ValueCheck> = register
        .columns
        .iter()
        .filter_map(|column| {
            let (kind, what, asked) = asked(column, microdata)?;
            let name = &column.name;
            let bad = match asked {
                Asked::Codes(codes) if codes.is_empty() => format!("{name} IS NOT NULL"),
                Asked::Codes(codes) => {
                    let codes: Vec<String> =
                        codes.iter().map(|code| format!("'{}'", code.replace('\'', "''"))).collect();
                    format!("{name} NOT IN ({})", codes.join(", "))
                }
                Asked::Range(least, most) => {
                    let bounds = [
                        (least != i64::MIN).then(|| format!("{name} < {least}")),
                        (most != i64::MAX).then(|| format!("{name} > {most}")),
                    ];
                    bounds.into_iter().flatten().collect::<Vec<_>>().join(" OR ")
                }
                Asked::NotAfter(last) => {
                    let day = match last {
                        LastDay::Reference => {
                            microdata.reference.as_ref().map_or_else(|| format!("{period}-01-01"), |r| r.day_in(period))
                        }
                        LastDay::Year => format!("{period}-12-31"),
                    };
                    format!("{name} > DATE '{day}'")
                }
            };
            let sql = CheckSql::Aggregate(format!("COALESCE(SUM(CASE WHEN {bad} THEN 1 ELSE 0 END), 0)"));
            Some(check(name, kind, what, sql))
        })
        .collect();
    if let [key] = register.unique.as_slice() {
        let sql = format!(
            "SELECT COALESCE(SUM(n - 1), 0) AS n FROM (SELECT COUNT(*) AS n FROM {} WHERE {key} IS NOT NULL GROUP BY \
             {key}) AS sleutels",
            register.id
        );
        checks.push(check(key, ProblemKind::KeyTwice, KEY_AGAIN.to_owned(), CheckSql::Select(sql)));
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;
    use definition::{Column, ColumnType, Text};

    fn register(columns: Vec<Column>) -> Register {
        Register {
            id: "tab".to_owned(),
            label: Text::default(),
            file: "tab_{year}".to_owned(),
            absent: Vec::new(),
            unique: vec!["k".to_owned()],
            columns,
        }
    }

    #[test]
    fn a_quote_in_a_code_stays_in_its_text() {
        let column = Column {
            name: "c".to_owned(),
            kind: ColumnType::Text,
            optional: false,
            codes: vec!["'s".to_owned(), "b".to_owned()],
            list: None,
            at_least: None,
            at_most: None,
            not_after: None,
        };
        let checks = value_checks(&register(vec![column]), &Microdata::default(), Period(2023));
        let sql: Vec<&CheckSql> = checks.iter().map(|check| &check.sql).collect();
        let expected = "COALESCE(SUM(CASE WHEN c NOT IN ('''s', 'b') THEN 1 ELSE 0 END), 0)";
        assert_eq!(sql[0], &CheckSql::Aggregate(expected.to_owned()));
        assert!(matches!(sql[1], CheckSql::Select(_)), "the key");
    }
}
