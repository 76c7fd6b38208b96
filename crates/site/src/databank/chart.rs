//! One column of a table as bars.

use axum::extract::RawQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use charts::{Bar, Bars, Caption, Interval, Style};
use export::{Axis, Pivot, Table};
use insight::numbers;

use super::ask::Asked;
use super::files::NoFile;
use crate::delivery::{Allowance, Around};
use crate::pictures::{self, PictureError};
use crate::view::figure;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// Most bars that are drawn under each other.
const MOST: usize = 40;
/// Widths of a drawing: on a desk, on a phone.
const WIDE: u16 = 820;
const PHONE: u16 = 340;

/// What a picture costs of an address's allowance, in cells of a table that take as long.
const PRICE: u64 = 20_000;

/// A chart of the page: for the desk and for the phone, and its file.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) wide: String,
    pub(super) phone: String,
    pub(super) svg: String,
    pub(super) png: String,
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
    let said = super::preview::said(table, pivot.row_axes());
    let rows: Vec<Bar> = (0..pivot.row_count())
        .map(|row| {
            let entry = pivot.entry(row, column);
            let at = pivot.row(row);
            let names: Vec<&str> = said.iter().map(|n| labels[*n][at[*n]].as_str()).collect();
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
    let caption = Caption {
        prefix: prefix.to_owned(),
        title,
        description: table.title(language),
        source: Some(table.citation(language, None)),
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
        svg: format!("{}{query}", visit.links().bare("/databank.svg")),
        png: format!("{}{query}", visit.links().bare("/databank.png")),
        name: table.title(visit.language()),
    })
}

/// The chart as a drawing that stands by itself, with its name; or the page that says why there is none.
fn standalone(visit: &Visit, text: Option<&str>) -> Result<(String, String), Box<Response>> {
    let asked = Asked::read(visit, text.unwrap_or_default());
    if let Some(answer) = super::page::elsewhere(visit, &asked) {
        return Err(Box::new(answer));
    }
    let understood = asked.refusals.is_empty() && asked.not_found.is_empty();
    let table = asked.query.table(visit.release()).ok();
    let table = table.filter(|table| understood && table.at_most(200_000).is_ok());
    let drawn = table.as_ref().and_then(|table| {
        let bars = bars(visit, &asked, table, WIDE, "databank")?;
        Some((bars, super::files::file_name(table, visit.language())))
    });
    let Some((bars, name)) = drawn else {
        let mut said: Vec<String> =
            asked.refusals.iter().map(|refusal| super::page::sentence(visit, refusal)).collect();
        if table.is_some() {
            said.push(visit.texts().get("databank-no-chart"));
        }
        let page = super::page::with_problems(visit, &asked, StatusCode::BAD_REQUEST, said);
        return Err(Box::new(page));
    };
    Ok((bars.svg(&chart_words(visit.language()), Style::Standalone), name))
}

fn file(body: Vec<u8>, kind: &'static str, name: &str, ending: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    let disposition = format!("inline; filename=\"{name}.{ending}\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(disposition).expect("plain letters"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// `/databank.svg`: the chart as a drawing that stands by itself.
pub(super) async fn svg(visit: Visit, RawQuery(text): RawQuery) -> Response {
    match standalone(&visit, text.as_deref()) {
        Ok((body, name)) => file(body.into_bytes(), "image/svg+xml", &name, "svg"),
        Err(page) => *page,
    }
}

/// The drawing twice as large, or as large as a picture may be.
fn picture(svg: &str) -> Result<Vec<u8>, PictureError> {
    match pictures::png(svg, 2.0) {
        Err(PictureError::Size(..)) => pictures::png(svg, 1.0),
        made => made,
    }
}

/// `/databank.png`: the same as a picture, for documents and slides.
pub(super) async fn png(visit: Visit, around: Around, RawQuery(text): RawQuery) -> Response {
    let (drawing, name) = match standalone(&visit, text.as_deref()) {
        Ok(drawn) => drawn,
        Err(page) => return *page,
    };
    let allowed = around.allowance.take(around.peer, Allowance::price(PRICE));
    if !allowed.yes {
        return super::files::told(&visit, &NoFile::Allowance(allowed.seconds));
    }
    match around.workshop.run(move || picture(&drawing)).await {
        Ok(Ok(body)) => file(body, "image/png", &name, "png"),
        Ok(Err(error)) => {
            tracing::error!(%error, "a chart could not be made into a picture");
            super::files::told(&visit, &NoFile::Failed)
        }
        Err(_) => super::files::told(&visit, &NoFile::Busy),
    }
}
