//! The columns that a definition names, compared with those a source has.

use definition::{Source, SourceFormat};

use super::{MissingColumn, Problem};

/// The name a definition gives to the key of a JSON object.
const KEY: &str = "@key";
/// Columns of a table of codes, from which a name may come.
const CODE_COLUMNS: [&str; 4] = ["Title", "Description", "Key", "Identifier"];

/// A name in a definition.
struct Named<'a> {
    name: &'a str,
    used_as: String,
    /// Whether it is a value of the measure column rather than a column.
    measure: bool,
}

/// What a source has.
pub(super) struct Present<'a> {
    pub(super) columns: &'a [String],
    /// Values of the measure column of a long table, where the source lists them.
    pub(super) measures: Option<&'a [String]>,
}

/// An error with every name that the source does not have.
pub(super) fn check(source: &Source, address: &str, present: &Present<'_>) -> Result<(), Problem> {
    let odata = matches!(source.format, SourceFormat::CbsOdataV3 | SourceFormat::CbsOdataV4);
    let missing: Vec<_> = named(source)
        .into_iter()
        .filter(|named| named.name != KEY)
        .filter(|named| !(odata && named.used_as == NAME && CODE_COLUMNS.contains(&named.name)))
        .flat_map(|named| {
            let there = if named.measure { present.measures } else { Some(present.columns) };
            there.map_or_else(Vec::new, |there| missing(&named, there))
        })
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Problem::Columns { address: address.to_owned(), missing }) }
}

const NAME: &str = "name of the area";

fn named(source: &Source) -> Vec<Named<'_>> {
    let long = source.long.is_some() || source.format == SourceFormat::CbsOdataV4;
    let column = |name, used_as: &str| Named { name, used_as: used_as.to_owned(), measure: false };
    let mut all = vec![column(&source.area, "area")];
    all.extend(source.name.as_deref().map(|name| column(name, NAME)));
    all.extend(source.period_column.as_deref().map(|name| column(name, "period")));
    all.extend(source.keep.keys().map(|name| column(name, "rows to keep")));
    if let Some(shape) = &source.long {
        all.push(column(&shape.measure, "measure of a long table"));
        all.push(column(&shape.value, "value of a long table"));
    }
    all.extend(source.population.as_deref().map(|name| Named { measure: long, ..column(name, "number of residents") }));
    for figure in &source.figures {
        for name in [&figure.value, &figure.numerator, &figure.denominator].into_iter().flatten() {
            all.push(Named { name, used_as: format!("figure of `{}`", figure.indicator), measure: long });
        }
    }
    all
}

/// The name, or where it is a sum of columns (`A + B - C`) each term of it, that is not there.
fn missing(named: &Named<'_>, there: &[String]) -> Vec<MissingColumn> {
    let has = |name: &str| there.iter().any(|column| column.trim() == name);
    if has(named.name) {
        return Vec::new();
    }
    crate::import::columns::parts(named.name)
        .filter(|term| !has(term))
        .map(|term| MissingColumn {
            name: term.to_owned(),
            used_as: named.used_as.clone(),
            nearest: nearest(term, there),
        })
        .collect()
}

/// At most three names that look like another, the most alike first.
fn nearest(name: &str, there: &[String]) -> Vec<String> {
    let wanted = name.to_lowercase();
    let mut alike: Vec<_> = there
        .iter()
        .map(|column| (strsim::jaro_winkler(&wanted, &column.trim().to_lowercase()), column.trim()))
        .filter(|(likeness, _)| *likeness > 0.75)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(3).map(|(_, column)| column.to_owned()).collect()
}
