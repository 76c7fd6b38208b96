//! One column of a table as bars.

use axum::extract::RawQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use charts::{Bar, Bars, Caption, Interval, Style};
use export::{Axis, Pivot, Table};
use insight::numbers;

use super::ask::Asked;
use crate::view::figure;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// Most bars that are drawn under each other.
const MOST: usize = 40;
/// Widths of a drawing: on a desk, on a phone.
const WIDE: u16 = 820;
const PHONE: u16 = 340;

/// A chart of the page: for the desk and for the phone, and its file.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) wide: String,
    pub(super) phone: String,
    pub(super) file: String,
    pub(super) name: String,
}

/// The bars of the first column, or of the one by which rows are ordered; none where rows are of several indicators, or too
/// many to draw.
fn bars(visit: &Visit, asked: &Asked, table: &Table<'_>, width: u16, prefix: &str) -> Option<Bars> {
    let language = visit.language();
    let pivot = Pivot::new(table, &asked.layer);
    let column = table.query.sort.map_or(0, |sort| sort.column);
    let several = table.indicators.len() > 1 && pivot.row_axes().contains(&Axis::Indicator);
    if several || column >= pivot.column_count() || !(2..=MOST).contains(&pivot.row_count()) {
        return None;
    }
    let indicator = visit.definition().indicator(pivot.entry(0, column).indicator);
    let labels: Vec<Vec<String>> = pivot.row_axes().iter().map(|axis| table.labels(*axis, language)).collect();
    let rows: Vec<Bar> = (0..pivot.row_count())
        .map(|row| {
            let entry = pivot.entry(row, column);
            let names: Vec<&str> = pivot.row(row).iter().zip(&labels).map(|(at, own)| own[*at].as_str()).collect();
            let interval = export::interval(&entry.cell, indicator).map(|ends| {
                let number = |value| numbers::number(value, indicator.decimals, language);
                let text = format!("{} {} {}", number(ends.low), visit.texts().get("rank-to"), number(ends.high));
                Interval { low: ends.low, high: ends.high, text }
            });
            Bar {
                label: names.join(", "),
                note: String::new(),
                depth: 0,
                value: entry.value(),
                text: numbers::shown(&entry.cell, indicator, language),
                count: figure::counts(visit, &entry.cell, indicator),
                interval,
                href: None,
                elsewhere: None,
                marked: false,
            }
        })
        .collect();
    if rows.iter().all(|row| row.value.is_none()) {
        return None;
    }
    let of: Vec<String> = pivot
        .column_axes()
        .iter()
        .zip(pivot.column(column))
        .map(|(axis, at)| table.labels(*axis, language)[at].clone())
        .collect();
    let title = if of.is_empty() { table.title(language) } else { of.join(", ") };
    let fictional = if visit.definition().monitor.fictional {
        format!(" {}", visit.texts().get("fictional-title"))
    } else {
        String::new()
    };
    let caption = Caption {
        prefix: prefix.to_owned(),
        title,
        description: table.title(language),
        source: Some(format!("{}{fictional}", table.citation(language, None))),
    };
    Some(Bars {
        caption,
        unit: export::unit(indicator, language),
        rows,
        reference: None,
        elsewhere: String::new(),
        width,
    })
}

/// The chart of a table, where it can be drawn.
pub(super) fn chart(visit: &Visit, asked: &Asked, table: &Table<'_>) -> Option<Chart> {
    let words = chart_words(visit.language());
    let mut wide = bars(visit, asked, table, WIDE, "databank-g")?;
    let mut phone = bars(visit, asked, table, PHONE, "databank-t")?;
    // On the page the source stands below the table.
    wide.caption.source = None;
    phone.caption.source = None;
    let query = super::ask::query_string(&asked.pairs(visit, &asked.query));
    Some(Chart {
        title: wide.caption.title.clone(),
        wide: wide.svg(&words, Style::Page),
        phone: phone.svg(&words, Style::Page),
        file: format!("{}{query}", visit.links().bare("/databank.svg")),
        name: table.title(visit.language()),
    })
}

/// `/databank.svg`: the chart as a drawing that stands by itself.
pub(super) async fn svg(visit: Visit, RawQuery(text): RawQuery) -> Response {
    let asked = Asked::read(&visit, text.as_deref().unwrap_or_default());
    if let Some(answer) = super::page::elsewhere(&visit, &asked) {
        return answer;
    }
    let table = asked.query.table(visit.release()).ok();
    let table = table.filter(|table| asked.refusals.is_empty() && table.at_most(200_000).is_ok());
    let drawn = table.as_ref().and_then(|table| bars(&visit, &asked, table, WIDE, "databank"));
    let Some(drawn) = drawn else {
        return super::page::shown(&visit, &asked, StatusCode::BAD_REQUEST, &asked.refusals.clone());
    };
    let body = drawn.svg(&chart_words(visit.language()), Style::Standalone);
    ([(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"))], body).into_response()
}
