//! Tables by month (`2024MM01`) as tables by year: counts of twelve months added up.

use std::collections::BTreeMap;

use definition::Source;

use super::ImportError;
use super::columns::figure_columns;
use super::left_out::{At, Ledger};
use super::table::{Field, Table};

/// Adds months up to years. A year is there only when all its twelve months are; a sum only when every month has a
/// number. Rows that are no months stay as they are, and a table without months is given back untouched.
pub(crate) fn fold(source: &Source, table: Table, ledger: &mut Ledger) -> Result<Table, ImportError> {
    let (Some(name), Some(areas)) = (source.period_column.as_deref(), table.column(&source.area)) else {
        return Ok(table);
    };
    let Some(periods) = table.column(name) else { return Ok(table) };
    let mut years: BTreeMap<(String, String), [Option<usize>; 12]> = BTreeMap::new();
    let mut others: Vec<usize> = Vec::new();
    for at in 0..table.len() {
        let Some((year, month)) = periods[at].text().as_deref().and_then(month) else {
            others.push(at);
            continue;
        };
        let area = areas[at].text().unwrap_or_default().into_owned();
        let slot = &mut years.entry((area, year)).or_default()[month];
        if slot.is_some() {
            let here =
                At { source: &source.id, file: &table.file, row: Some(table.numbers[at]), column: Some(&source.area) };
            ledger.add(here, "duplicate row", "month", || "a month that is there twice; the first is taken".to_owned());
        } else {
            *slot = Some(at);
        }
    }
    if years.is_empty() {
        return Ok(table);
    }
    if let Some(figure) = source.figures.iter().find(|figure| figure.value.is_some()) {
        return Err(ImportError::Figure {
            source_id: source.id.clone(),
            indicator: figure.indicator.clone(),
            problem: "`value` of a table by month; only counts of months can be added up to a year".to_owned(),
        });
    }
    let mut whole: Vec<((String, String), [usize; 12])> = Vec::new();
    for ((area, year), months) in years {
        let there: Vec<usize> = months.into_iter().flatten().collect();
        if let Ok(all) = <[usize; 12]>::try_from(there.as_slice()) {
            whole.push(((area, year), all));
        } else {
            let first = there.first().map(|&at| table.numbers[at]);
            let here = At { source: &source.id, file: &table.file, row: first, column: Some(name) };
            ledger.add(here, "year not complete", &year, || {
                format!("{year} has {} of 12 months for `{area}`", there.len())
            });
        }
    }
    let mut folded = Table::new(table.file.clone());
    folded.names.clone_from(&table.names);
    let firsts = whole.iter().map(|(_, months)| months[0]);
    folded.numbers = others.iter().copied().chain(firsts).map(|at| table.numbers[at]).collect();
    let text = |text: &str| Field::from_text(text);
    let put = |folded: &mut Table, name: &str, sums: Vec<Field>| {
        let kept = table.column(name).into_iter().flat_map(|fields| others.iter().map(|&at| fields[at].clone()));
        folded.put(name, kept.chain(sums).collect());
    };
    put(&mut folded, &source.area, whole.iter().map(|((area, _), _)| text(area)).collect());
    put(&mut folded, name, whole.iter().map(|((_, year), _)| text(year)).collect());
    for name in source.figures.iter().flat_map(figure_columns) {
        let Some(fields) = table.column(name) else { continue };
        let sum = |months: &[usize; 12]| -> Field {
            let number = |&at: &usize| fields[at].number(&source.missing).ok().flatten();
            months.iter().map(number).sum::<Option<f64>>().map_or(Field::Missing, Field::Number)
        };
        let sums = whole.iter().map(|(_, months)| sum(months)).collect();
        put(&mut folded, name, sums);
    }
    Ok(folded)
}

/// Year and month, from 0, of `2024MM01`.
fn month(text: &str) -> Option<(String, usize)> {
    let (year, month) = text.split_once("MM")?;
    let month: usize = month.parse().ok()?;
    (year.len() == 4 && (1..=12).contains(&month)).then(|| (year.to_owned(), month - 1))
}
