//! CSV: a row for each figure.

use std::io::Write;

use definition::{Language, Measure, Polarity};
use insight::words;

use super::WriteError;
use crate::labels::{area_id, category_id, category_label, kind_code, status_code, unit};
use crate::{Axis, Table};

const NL: [&str; 21] = [
    "cijfer",
    "cijfer_naam",
    "jaar",
    "niveau",
    "gebied",
    "gebied_naam",
    "achtergrond",
    "achtergrond_naam",
    "waarde",
    "eenheid",
    "teller",
    "teller_plusmin",
    "noemer",
    "noemer_plusmin",
    "status",
    "toelichting",
    "soort",
    "indeling",
    "bron",
    "uitgave",
    "verzonnen",
];
const EN: [&str; 21] = [
    "indicator",
    "indicator_label",
    "period",
    "level",
    "area",
    "area_label",
    "background",
    "background_label",
    "value",
    "unit",
    "numerator",
    "numerator_within",
    "denominator",
    "denominator_within",
    "status",
    "note",
    "kind",
    "division",
    "source",
    "release",
    "fictional",
];

/// What a column may not begin with, so that a spreadsheet does not take a name for a formula.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// Writes a table as Dutch or as international CSV.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, mut to: W) -> Result<(), WriteError> {
    let dutch = language == Language::Nl;
    if dutch {
        // Without it Excel takes the letters for those of another alphabet.
        to.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new()
        .delimiter(if dutch { b';' } else { b',' })
        .terminator(csv::Terminator::CRLF)
        .from_writer(to);
    let definition = &table.release.definition;
    let shown = table.query.shown;
    let mut heads: Vec<&str> = if dutch { NL.to_vec() } else { EN.to_vec() };
    if shown.interval {
        heads.extend(if dutch { ["van", "tot"] } else { ["low", "high"] });
    }
    if shown.reading.is_some() {
        heads.extend(if dutch { ["lezing", "lezing_woorden"] } else { ["reading", "reading_words"] });
    }
    csv.write_record(&heads).map_err(failed)?;

    let number = |value: f64| {
        let text = value.to_string();
        if dutch { text.replace('.', ",") } else { text }
    };
    let area_codes: Vec<String> = table.areas.iter().map(|ix| area_id(&table.release.places, *ix)).collect();
    let area_names: Vec<String> = table.labels(Axis::Area, language).into_iter().map(harmless).collect();
    let mut area_at = 0;
    let release = &table.release.manifest.id;
    let fictional = match (definition.monitor.fictional, dutch) {
        (true, true) => "ja",
        (true, false) => "yes",
        (false, true) => "nee",
        (false, false) => "no",
    };
    let mut row: Vec<String> = Vec::with_capacity(heads.len());
    let mut last_area = table.areas.first().copied();
    for entry in table.entries() {
        // Areas follow each other in their order, so the position need not be looked up.
        if last_area != Some(entry.area) {
            area_at = (area_at + 1) % table.areas.len();
            last_area = Some(entry.area);
        }
        let indicator = definition.indicator(entry.indicator);
        let whole = |count: Option<cells::Count>| {
            count.map_or_else(|| [String::new(), String::new()], |c| [c.value.to_string(), c.within.to_string()])
        };
        let [numerator, numerator_within] = whole(entry.numerator());
        let [denominator, denominator_within] = whole(entry.denominator());
        row.clear();
        row.extend([
            indicator.id.clone(),
            indicator.label.get(language).to_owned(),
            entry.period.to_string(),
            words::level_word(table.release.places.get(entry.area).level(), language).to_owned(),
            area_codes[area_at].clone(),
            area_names[area_at].clone(),
            category_id(definition, entry.category).to_owned(),
            category_label(definition, entry.category, language).to_owned(),
            entry.value().map(number).unwrap_or_default(),
            unit(indicator, language),
            numerator,
            numerator_within,
            denominator,
            denominator_within,
            status_code(entry.cell.status).to_owned(),
            entry.note(table.release, language),
            if entry.cell.is_published() { kind_code(entry.cell.kind).to_owned() } else { String::new() },
            entry.slice.map(|slice| slice.vintage().to_string()).unwrap_or_default(),
            entry.source(table.release).map(|source| source.id.clone()).unwrap_or_default(),
            release.clone(),
            fictional.to_owned(),
        ]);
        if shown.interval {
            let open = crate::interval(&entry.cell, indicator);
            row.push(open.map(|open| number(open.low)).unwrap_or_default());
            row.push(open.map(|open| number(open.high)).unwrap_or_default());
        }
        if let Some(reference) = shown.reading {
            let reading = entry.reading(reference);
            let compared = entry.cell.is_published() && indicator.measure != Measure::Count;
            let polarity = if shown.judge { indicator.polarity } else { Polarity::Neutral };
            row.push(if compared { words::reading_key(reading) } else { String::new() });
            row.push(if compared {
                words::reading_words(reading, polarity, shown.judge, language)
            } else {
                String::new()
            });
        }
        csv.write_record(&row).map_err(failed)?;
    }
    csv.flush()?;
    Ok(())
}

fn failed(error: csv::Error) -> WriteError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => WriteError::Io(error),
        other => WriteError::Failed(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(harmless("=1+1".to_owned()), "'=1+1");
        assert_eq!(harmless("Utrecht".to_owned()), "Utrecht");
    }
}
