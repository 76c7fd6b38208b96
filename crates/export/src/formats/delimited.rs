//! CSV: a row for each figure.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

use cells::{CategoryIx, Count, IndicatorIx, PlaceIx};
use definition::{Language, Measure, Polarity};
use insight::words;

use super::WriteError;
use crate::labels::{area_id, category_id, category_label, kind_code, status_code, unit};
use crate::{Axis, Entry, SUM_ID, Table, sum_label};

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
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// Fields one behind the other, quoted where they must be.
fn fields<const N: usize>(delimiter: u8, texts: [&str; N]) -> Result<Vec<u8>, WriteError> {
    if texts == [""; N] {
        return Ok(vec![delimiter; N - 1]);
    }
    let mut csv = csv::WriterBuilder::new().delimiter(delimiter).terminator(TERMINATOR).from_writer(Vec::new());
    csv.write_record(texts).map_err(failed)?;
    let mut bytes = csv.into_inner().map_err(|error| WriteError::Io(error.into_error()))?;
    bytes.truncate(bytes.len() - LINE_END.len());
    Ok(bytes)
}

const TERMINATOR: csv::Terminator = csv::Terminator::CRLF;
const LINE_END: &[u8] = b"\r\n";

/// Bytes that are sent on together.
const TOGETHER: usize = 64 * 1024;

/// Lines that are being written.
struct Lines {
    bytes: Vec<u8>,
    delimiter: u8,
    decimal_comma: bool,
}

impl Lines {
    /// A field, or several, as they are.
    fn piece(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
        self.bytes.push(self.delimiter);
    }

    fn text(&mut self, text: &str) -> Result<(), WriteError> {
        let is_plain = |byte: u8| byte != self.delimiter && !matches!(byte, b'"' | b'\r' | b'\n');
        if text.bytes().all(is_plain) {
            self.piece(text.as_bytes());
        } else {
            self.piece(&fields(self.delimiter, [text])?);
        }
        Ok(())
    }

    /// A number; nothing where there is none.
    fn number(&mut self, number: Option<impl Display>) {
        let start = self.bytes.len();
        if let Some(number) = number {
            write!(self.bytes, "{number}").expect("memory takes what is written to it");
        }
        if self.decimal_comma
            && let Some(point) = self.bytes[start..].iter().position(|byte| *byte == b'.')
        {
            self.bytes[start + point] = b',';
        }
        self.bytes.push(self.delimiter);
    }

    fn count(&mut self, count: Option<Count>) {
        self.number(count.map(|count| count.value));
        self.number(count.map(|count| count.within));
    }

    /// Ends a line: what stands behind its last field goes.
    fn end(&mut self) {
        self.bytes.pop();
        self.bytes.extend_from_slice(LINE_END);
    }
}

/// Writes a table as Dutch or as international CSV.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, mut to: W) -> Result<(), WriteError> {
    let dutch = language == Language::Nl;
    let delimiter = if dutch { b';' } else { b',' };
    let mut lines = Lines { bytes: Vec::with_capacity(TOGETHER + 1024), delimiter, decimal_comma: dutch };
    if dutch {
        // Without it Excel takes the letters for those of another alphabet.
        lines.bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    let shown = table.query.shown;
    for head in if dutch { NL } else { EN } {
        lines.text(head)?;
    }
    if shown.interval {
        lines.text(if dutch { "van" } else { "low" })?;
        lines.text(if dutch { "tot" } else { "high" })?;
    }
    if shown.reading.is_some() {
        lines.text(if dutch { "lezing" } else { "reading" })?;
        lines.text(if dutch { "lezing_woorden" } else { "reading_words" })?;
    }
    lines.end();

    let definition = &table.release.definition;
    let (of_indicators, of_areas, of_categories) = members(table, language, delimiter)?;
    let fictional = match (definition.monitor.fictional, dutch) {
        (true, true) => "ja",
        (true, false) => "yes",
        (false, true) => "nee",
        (false, false) => "no",
    };
    let of_all = fields(delimiter, [&table.release.manifest.id, fictional])?;
    for at in table.positions() {
        let entry = table.entry(at);
        let note = entry.note(table.release, language);
        let names = [&of_indicators[at[0]].0, &of_areas[at[1]], &of_categories[at[2]]];
        figure(&mut lines, table, &entry, names, &of_indicators[at[0]].1, &note, &of_all, language)?;
        if lines.bytes.len() >= TOGETHER {
            to.write_all(&lines.bytes)?;
            lines.bytes.clear();
        }
    }
    // Without a level: whoever adds up what is of one level counts nothing twice.
    let together = fields(delimiter, ["", SUM_ID, sum_label(language)])?;
    for (at, sum) in table.sums_of_rows() {
        let names = [&of_indicators[at[0]].0, &together, &of_categories[at[2]]];
        let note = sum.note(table, language);
        figure(&mut lines, table, &sum.entry, names, &of_indicators[at[0]].1, &note, &of_all, language)?;
    }
    to.write_all(&lines.bytes)?;
    to.flush()?;
    Ok(())
}

/// Writes the line of a figure.
#[expect(clippy::too_many_arguments, reason = "one line of the file, with all it depends on")]
fn figure(
    lines: &mut Lines,
    table: &Table<'_>,
    entry: &Entry<'_>,
    [indicator_names, area, category]: [&Vec<u8>; 3],
    unit: &[u8],
    note: &str,
    of_all: &[u8],
    language: Language,
) -> Result<(), WriteError> {
    let shown = table.query.shown;
    let indicator = table.release.definition.indicator(entry.indicator);
    let published = entry.cell.is_published();
    lines.piece(indicator_names);
    lines.number(Some(entry.period));
    lines.piece(area);
    lines.piece(category);
    lines.number(entry.value());
    lines.piece(unit);
    lines.count(entry.numerator());
    lines.count(entry.denominator());
    lines.text(status_code(entry.cell.status))?;
    lines.text(note)?;
    lines.text(if published { kind_code(entry.cell.kind) } else { "" })?;
    lines.number(entry.slice.map(|slice| slice.vintage()));
    lines.text(entry.source(table.release).map_or("", |source| source.id.as_str()))?;
    lines.piece(of_all);
    if shown.interval {
        let open = crate::interval(&entry.cell, indicator);
        lines.number(open.map(|open| open.low));
        lines.number(open.map(|open| open.high));
    }
    if let Some(reference) = shown.reading {
        let polarity = if shown.judge { indicator.polarity } else { Polarity::Neutral };
        // A sum stands in no slice of the release, so that it was compared with nothing.
        let is_read = published && indicator.measure != Measure::Count && entry.slice.is_some();
        let reading = is_read.then(|| entry.reading(reference));
        lines.text(&reading.map(words::reading_key).unwrap_or_default())?;
        let in_words = |reading| words::reading_words(reading, polarity, shown.judge, language);
        lines.text(&reading.map(in_words).unwrap_or_default())?;
    }
    lines.end();
    Ok(())
}

/// What is written of the members of axes, in every line again: of indicators their names, and their unit; of areas; of backgrounds.
type Members = (Vec<(Vec<u8>, Vec<u8>)>, Vec<Vec<u8>>, Vec<Vec<u8>>);

fn members(table: &Table<'_>, language: Language, delimiter: u8) -> Result<Members, WriteError> {
    let (definition, places) = (&table.release.definition, &table.release.places);
    let of_indicator = |ix: &IndicatorIx| {
        let indicator = definition.indicator(*ix);
        let names = fields(delimiter, [&indicator.id, indicator.label.get(language)])?;
        Ok((names, fields(delimiter, [&unit(indicator, language)])?))
    };
    let of_area = |(ix, name): (&PlaceIx, String)| {
        let level = words::level_word(places.get(*ix).level(), language);
        fields(delimiter, [level, &area_id(places, *ix), &harmless(&name)])
    };
    let of_category =
        |ix: &CategoryIx| fields(delimiter, [category_id(definition, *ix), category_label(definition, *ix, language)]);
    Ok((
        table.indicators.iter().map(of_indicator).collect::<Result<_, WriteError>>()?,
        table.areas.iter().zip(table.labels(Axis::Area, language)).map(of_area).collect::<Result<_, _>>()?,
        table.categories.iter().map(of_category).collect::<Result<_, _>>()?,
    ))
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
    fn a_field_is_quoted_where_it_must_be() {
        assert_eq!(fields(b';', ["a;b", "c \"d\"", ""]).unwrap(), b"\"a;b\";\"c \"\"d\"\"\";");
        assert_eq!(fields(b',', [""]).unwrap(), b"");
        assert_eq!(fields(b',', ["1,5"]).unwrap(), b"\"1,5\"");
        let mut lines = Lines { bytes: Vec::new(), delimiter: b',', decimal_comma: true };
        lines.number(Some(1.5));
        lines.number(None::<u32>);
        lines.text("fewer than 10 of 1,200").unwrap();
        lines.end();
        assert_eq!(lines.bytes, b"1,5,,\"fewer than 10 of 1,200\"\r\n");
    }

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("Utrecht"), "Utrecht");
    }
}
