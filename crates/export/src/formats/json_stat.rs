//! JSON-stat 2.0: a dataset (json-stat.org/full).

use std::io::Write;

use definition::Language;
use serde_json::{Map, Value, json};

use super::WriteError;
use crate::labels::{status_code, unit};
use crate::{Axis, Entry, SUM_ID, Table, sum_label};

/// What each cell has a number for, when counts are shown too.
const MEASURES: [&str; 3] = ["value", "numerator", "denominator"];

fn measure_label(measure: &str, language: Language) -> &'static str {
    match (measure, language) {
        ("value", Language::Nl) => "Waarde",
        ("value", Language::En) => "Value",
        ("numerator", Language::Nl) => "Teller",
        ("numerator", Language::En) => "Numerator",
        (_, Language::Nl) => "Noemer",
        (_, Language::En) => "Denominator",
    }
}

fn number(entry: &Entry<'_>, measure: &str) -> Option<f64> {
    match measure {
        "value" => entry.value(),
        "numerator" => entry.numerator().map(|count| f64::from(count.value)),
        _ => entry.denominator().map(|count| f64::from(count.value)),
    }
}

/// The dimension of an axis.
fn dimension(table: &Table<'_>, axis: Axis, language: Language) -> Value {
    let mut codes: Vec<String> = (0..table.len(axis)).map(|at| table.code(axis, at)).collect();
    let mut names = table.labels(axis, language);
    if axis == Axis::Area && table.adds_up_rows() {
        codes.push(SUM_ID.to_owned());
        names.push(sum_label(language).to_owned());
    }
    let labels: Map<String, Value> = codes.iter().cloned().zip(names.into_iter().map(Value::String)).collect();
    let index: Map<String, Value> = codes.iter().cloned().enumerate().map(|(at, code)| (code, json!(at))).collect();
    let mut category = json!({ "index": index, "label": labels });
    if axis == Axis::Indicator {
        let units: Map<String, Value> = table
            .indicators
            .iter()
            .map(|ix| {
                let indicator = table.release.definition.indicator(*ix);
                let unit = json!({ "base": unit(indicator, language), "decimals": indicator.decimals });
                (indicator.id.clone(), unit)
            })
            .collect();
        category["unit"] = Value::Object(units);
    }
    json!({ "label": axis.label(language), "category": category })
}

/// Everything of a dataset but its values, with dimensions for these axes; `measures` adds one for counts.
pub fn head(table: &Table<'_>, language: Language, axes: &[Axis], measures: bool) -> Map<String, Value> {
    let manifest = &table.release.manifest;
    let mut dimensions = Map::new();
    let mut ids: Vec<String> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    for axis in axes {
        ids.push(axis.id().to_owned());
        sizes.push(table.len(*axis) + usize::from(*axis == Axis::Area && table.adds_up_rows()));
        dimensions.insert(axis.id().to_owned(), dimension(table, *axis, language));
    }
    if measures {
        ids.push("measure".to_owned());
        sizes.push(MEASURES.len());
        let index: Map<String, Value> = MEASURES.iter().enumerate().map(|(n, m)| ((*m).to_owned(), json!(n))).collect();
        let label: Map<String, Value> =
            MEASURES.iter().map(|m| ((*m).to_owned(), json!(measure_label(m, language)))).collect();
        let name = match language {
            Language::Nl => "Maat",
            Language::En => "Measure",
        };
        dimensions
            .insert("measure".to_owned(), json!({ "label": name, "category": { "index": index, "label": label } }));
    }
    let sources: Vec<String> = table
        .sources()
        .iter()
        .map(|source| format!("{}, {}", source.publisher.get(language), source.title.get(language)))
        .collect();
    let Value::Object(head) = json!({
        "version": "2.0",
        "class": "dataset",
        "label": table.title(language),
        "source": sources.join("; "),
        "updated": manifest.created,
        "id": ids,
        "size": sizes,
        "role": { "time": ["period"], "geo": ["area"], "metric": ["indicator"] },
        "dimension": dimensions,
        "extension": { "about": table.about(language) },
    }) else {
        unreachable!("an object was written")
    };
    head
}

/// Writes a table as a dataset.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    let measures = table.query.shown.counts;
    let head = head(table, language, &Axis::ALL, measures);
    if table.adds_up_rows() {
        let entries = || table.entries_and_sums();
        return body(&head, entries(), entries, if measures { &MEASURES[..] } else { &MEASURES[..1] }, to);
    }
    body(&head, table.entries(), || table.entries(), if measures { &MEASURES[..] } else { &MEASURES[..1] }, to)
}

/// Writes the head, the values and the reasons of those that are missing. The cells are read twice: for their values, and
/// for their reasons; `measures` are `value`, `numerator` and `denominator`, or the first of them.
pub fn body<'a, W: Write, A, B>(
    head: &Map<String, Value>,
    entries: A,
    again: impl FnOnce() -> B,
    measures: &[&str],
    to: W,
) -> Result<(), WriteError>
where
    A: Iterator<Item = Entry<'a>>,
    B: Iterator<Item = Entry<'a>>,
{
    let mut to = std::io::BufWriter::with_capacity(32 * 1024, to);
    let text = serde_json::to_string(head).map_err(std::io::Error::from)?;
    // Without its last brace: values and reasons follow in the same object.
    to.write_all(text.strip_suffix('}').unwrap_or(&text).as_bytes())?;
    to.write_all(b",\"value\":[")?;
    let mut first = true;
    for entry in entries {
        for measure in measures {
            if !first {
                to.write_all(b",")?;
            }
            first = false;
            match number(&entry, measure) {
                Some(value) => write!(to, "{value}")?,
                None => to.write_all(b"null")?,
            }
        }
    }
    to.write_all(b"],\"status\":{")?;
    let mut first = true;
    for (n, entry) in again().enumerate() {
        if !entry.cell.is_published() {
            for of in 0..measures.len() {
                write!(
                    to,
                    "{}\"{}\":\"{}\"",
                    if first { "" } else { "," },
                    n * measures.len() + of,
                    status_code(entry.cell.status)
                )?;
                first = false;
            }
        }
    }
    to.write_all(b"}}\n")?;
    to.flush()?;
    Ok(())
}
