//! JSON: what the table is about, and a list of its figures.

use std::borrow::Cow;
use std::io::Write;

use definition::{Language, Measure};
use serde::Serialize;
use utoipa::ToSchema;

use super::WriteError;
use crate::labels::{area_id, category_id, kind_code, status_code};
use crate::{Entry, SUM_ID, Table};

/// A figure as other programs read it. Missing parts are `null`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Figure<'a> {
    /// Id of the indicator.
    indicator: &'a str,
    /// Code of the area; of an older area whose code means another one now, with its last year behind it; `samen` where it is
    /// all chosen areas together.
    area: String,
    /// Id of the background; `totaal` for everybody.
    background: &'a str,
    /// Year.
    period: u16,
    /// `published`, or why there is no figure: `small`, `nearly-all`, `withheld`, `not-applicable`, `not-available`.
    status: &'static str,
    /// The figure in the unit of the indicator.
    value: Option<f64>,
    /// How many it is about.
    numerator: Option<u32>,
    /// The true count is at most this far from the published one.
    numerator_within: Option<u16>,
    /// Out of how many.
    denominator: Option<u32>,
    /// The true count is at most this far from the published one.
    denominator_within: Option<u16>,
    /// How it came to be: `counted`, `rounded`, `modelled`, `derived`, `surveyed`.
    kind: Option<&'static str>,
    /// The year of the division into areas.
    division: Option<u16>,
    /// Id of the source.
    source: Option<&'a str>,
    /// Why there is no figure, in words.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[schema(value_type = Option<String>)]
    note: Cow<'static, str>,
    /// Where it lies with 95 % certainty, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<f64>>)]
    interval: Option<[f64; 2]>,
    /// What it means beside the reference, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<String>,
}

/// The figure of an entry.
pub fn figure<'a>(table: &Table<'a>, entry: &Entry<'a>, language: Language) -> Figure<'a> {
    let definition = &table.release.definition;
    let indicator = definition.indicator(entry.indicator);
    let shown = table.query.shown;
    let published = entry.cell.is_published();
    Figure {
        indicator: &indicator.id,
        area: area_id(&table.release.places, entry.area),
        background: category_id(definition, entry.category),
        period: entry.period.0,
        status: status_code(entry.cell.status),
        value: entry.value(),
        numerator: entry.numerator().map(|count| count.value),
        numerator_within: entry.numerator().map(|count| count.within),
        denominator: entry.denominator().map(|count| count.value),
        denominator_within: entry.denominator().map(|count| count.within),
        kind: published.then(|| kind_code(entry.cell.kind)),
        division: entry.slice.map(|slice| slice.vintage().0),
        source: entry.source(table.release).map(|source| source.id.as_str()),
        note: entry.note(table.release, language),
        interval: shown
            .interval
            .then(|| crate::interval(&entry.cell, indicator))
            .flatten()
            .map(|open| [open.low, open.high]),
        reading: shown
            .reading
            .filter(|_| published && indicator.measure != Measure::Count && entry.slice.is_some())
            .map(|reference| insight::words::reading_key(entry.reading(reference))),
    }
}

/// Writes a table as one JSON object.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    let mut to = std::io::BufWriter::with_capacity(32 * 1024, to);
    let about = table.about(language);
    to.write_all(b"{\"about\":")?;
    serde_json::to_writer(&mut to, &about).map_err(std::io::Error::from)?;
    to.write_all(b",\"cells\":[")?;
    for (n, entry) in table.entries().enumerate() {
        if n > 0 {
            to.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut to, &figure(table, &entry, language)).map_err(std::io::Error::from)?;
    }
    to.write_all(b"]")?;
    if table.adds_up_rows() {
        // Apart from the cells, so that whoever adds those up counts nothing twice.
        to.write_all(b",\"sums\":[")?;
        for (n, (_, sum)) in table.sums_of_rows().enumerate() {
            if n > 0 {
                to.write_all(b",\n")?;
            }
            let together = Figure {
                area: SUM_ID.to_owned(),
                note: sum.note(table, language).into(),
                ..figure(table, &sum.entry, language)
            };
            serde_json::to_writer(&mut to, &together).map_err(std::io::Error::from)?;
        }
        to.write_all(b"]")?;
    }
    to.write_all(b"}\n")?;
    to.flush()?;
    Ok(())
}
