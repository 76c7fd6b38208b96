//! The areas of collections, from the CSV files that these name.

use std::collections::BTreeMap;
use std::path::Path;

use cells::{AreaCode, Level, Vintage};

use crate::contents::named;
use crate::document::Site;
use crate::draft::{Draft, Report, Step};
use crate::model::{Collection, CollectionArea, Text};
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;

const COLUMNS: [&str; 5] = ["area", "nl", "en", "code", "vintage"];

/// Reads the file of every collection.
pub(crate) fn read(folder: &Path, draft: &mut Draft, report: &mut Report<'_>) {
    let mut letters: BTreeMap<[u8; 2], String> = BTreeMap::new();
    for part in &mut draft.collections {
        let site = part.at(&[Step::Key("file")]);
        if let Some(text) = named(folder, "collections", &part.value.file, &site, "csv", report) {
            part.value.areas = areas(&part.value, &text, &site, report);
        }
        let Some(own) = part.value.letters() else { continue };
        if let Some(other) = letters.insert(own, part.value.id.clone()) {
            let what = format!(
                "the codes of {} begin with `{}`, as those of the collection `{other}` do",
                part.value.file,
                String::from_utf8_lossy(&own)
            );
            report.error(&site, &what, "two capitals that no other collection has", None);
        }
    }
}

/// What is wrong with a row, and what was expected.
type Wrong = (String, &'static str);

fn areas(collection: &Collection, text: &str, site: &Site, report: &mut Report<'_>) -> Vec<CollectionArea> {
    let file = format!("collections/{}", collection.file);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let Some(at) = columns(&file, reader.headers(), site, report) else { return Vec::new() };
    let mut found: Vec<CollectionArea> = Vec::new();
    let mut rows: BTreeMap<(AreaCode, AreaCode, Vintage), u64> = BTreeMap::new();
    for (n, record) in reader.records().enumerate() {
        let row = n as u64 + 2;
        let taken = match record {
            Ok(record) => take(collection, &at.map(|at| at.and_then(|at| record.get(at)).unwrap_or("")), &mut found)
                .and_then(|key| match rows.insert(key, row) {
                    Some(first) => Err((format!("has what row {first} has"), "every member of an area once")),
                    None => Ok(()),
                }),
            Err(error) => {
                Err((format!("cannot be read: {error}"), "rows with as many values as the header, between commas"))
            }
        };
        if let Err((what, expected)) = taken {
            report.error(site, &format!("{file}, row {row}, {what}"), expected, None);
        }
    }
    if found.is_empty() && !report.has_errors() {
        report.error(site, &format!("{file} has no rows"), "at least one member of one area", None);
    }
    found
}

/// Where the columns stand; the year may be absent.
fn columns(
    file: &str,
    header: Result<&csv::StringRecord, csv::Error>,
    site: &Site,
    report: &mut Report<'_>,
) -> Option<[Option<usize>; 5]> {
    let header = match header {
        Ok(header) => header,
        Err(error) => {
            report.error(site, &format!("{file} cannot be read: {error}"), "a CSV file", None);
            return None;
        }
    };
    let mut right = true;
    for name in header.iter().filter(|name| !COLUMNS.contains(name)) {
        let what = format!("{file} has a column `{}`", shorten(name));
        report.error(site, &what, &format!("the columns {}", list(COLUMNS)), did_you_mean(name, COLUMNS));
        right = false;
    }
    for name in COLUMNS[..4].iter().filter(|name| !header.iter().any(|there| there == **name)) {
        report.error(site, &format!("{file} has no column `{name}`"), &format!("the columns {}", list(COLUMNS)), None);
        right = false;
    }
    right.then(|| COLUMNS.map(|name| header.iter().position(|there| there == name)))
}

fn take(
    collection: &Collection,
    [region, nl, en, code, vintage]: &[&str; 5],
    found: &mut Vec<CollectionArea>,
) -> Result<(AreaCode, AreaCode, Vintage), Wrong> {
    let region = match region.parse::<AreaCode>() {
        Ok(code) if code.level() == Level::Region => code,
        _ => {
            let what = format!("has the area `{}`, which is no code of a region", shorten(region));
            return Err((what, "two capitals other than NL, GM, WK and BU, and 1 to 8 digits, such as PV26"));
        }
    };
    if found.first().is_some_and(|first| first.code.collection() != region.collection()) {
        let what = format!("has the area `{region}`, which begins with other letters than `{}`", found[0].code);
        return Err((what, "the same two capitals for all areas of a collection"));
    }
    let code = match code.parse::<AreaCode>() {
        Ok(code) if code.level() > Level::Region => code,
        _ => {
            let what = format!("has `{}`, which is no area code", shorten(code));
            return Err((what, "GM and 4 digits, WK and 6 digits, or BU and 8 digits"));
        }
    };
    let vintage = match vintage.parse::<u16>() {
        _ if vintage.is_empty() => collection.vintage,
        Ok(year) if (1900..=2100).contains(&year) => Vintage(year),
        _ => return Err((format!("has the vintage `{}`", shorten(vintage)), "a year such as 2024, or nothing")),
    };
    let area = if let Some(area) = found.iter_mut().find(|area| area.code == region) {
        let other = |text: &str, named: &str| !text.is_empty() && text != named;
        if other(nl, &area.label.nl) || other(en, &area.label.en) {
            return Err((
                format!("calls `{region}` by another name"),
                "the same name in every row of an area, or none",
            ));
        }
        area
    } else {
        if nl.is_empty() || en.is_empty() {
            return Err((
                format!("is the first of `{region}` and has no name"),
                "a Dutch and an English name in the first row of an area",
            ));
        }
        let label = Text { nl: (*nl).to_owned(), en: (*en).to_owned() };
        found.push(CollectionArea { code: region, label, members: Vec::new() });
        let last = found.len() - 1;
        &mut found[last]
    };
    if area.members.first().is_some_and(|(first, _)| first.level() != code.level()) {
        return Err((format!("has {code}, of another level than the rest of `{region}`"), "members of one level"));
    }
    area.members.push((code, vintage));
    Ok((region, code, vintage))
}
