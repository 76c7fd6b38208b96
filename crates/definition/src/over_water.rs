//! Links over water, from `over-water.csv`.

use std::collections::BTreeSet;
use std::path::Path;

use cells::{AreaCode, Level, Vintage};

use crate::load::{text, whole_file};
use crate::model::Crossing;
use crate::nearest::{did_you_mean, list};
use crate::problem::{Problem, Severity};
use crate::shape::shorten;

const FILE: &str = "over-water.csv";
const COLUMNS: [&str; 5] = ["from", "to", "by", "since", "until"];

/// What is wrong with a row, and what was expected.
type Wrong = (String, &'static str);

/// Reads the file, where there is one.
pub(crate) fn read(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Crossing> {
    if !folder.join(FILE).is_file() {
        return Vec::new();
    }
    let Some(text) = text(folder, FILE, problems) else { return Vec::new() };
    let mut wrong = |what: &str, expected: &str, hint| {
        problems.push(whole_file(Severity::Error, FILE.to_owned(), what, expected, hint));
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => {
            wrong(&format!("cannot be read: {error}"), "a CSV file", None);
            return Vec::new();
        }
    };
    let expected = format!("the columns {}; the last two may be absent", list(COLUMNS));
    let unknown = header.iter().find(|name| !COLUMNS.contains(&name.as_str()));
    let missing = COLUMNS[..3].iter().find(|name| !header.iter().any(|there| there == *name));
    if let Some(name) = unknown {
        wrong(&format!("there is a column `{}`", shorten(name)), &expected, did_you_mean(name, COLUMNS));
    } else if let Some(name) = missing {
        wrong(&format!("there is no column `{name}`"), &expected, None);
    }
    if unknown.is_some() || missing.is_some() {
        return Vec::new();
    }
    let at = COLUMNS.map(|name| header.iter().position(|there| there == name));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for (n, record) in reader.records().enumerate() {
        let taken = match record {
            Ok(record) => take(&at.map(|at| at.and_then(|at| record.get(at)).unwrap_or(""))),
            Err(error) => Err((format!("cannot be read: {error}"), "rows with as many values as the header")),
        };
        let taken = taken.and_then(|link: Crossing| {
            let pair = (link.from.min(link.to), link.from.max(link.to), link.since, link.until);
            if seen.insert(pair) { Ok(link) } else { Err(("links the same areas again".to_owned(), "every link once")) }
        });
        match taken {
            Ok(link) => found.push(link),
            Err((what, expected)) => wrong(&format!("row {}, {what}", n + 2), expected, None),
        }
    }
    found
}

fn take([from, to, by, since, until]: &[&str; 5]) -> Result<Crossing, Wrong> {
    let area = |text: &str| match text.parse::<AreaCode>() {
        Ok(code) if code.level() > Level::Region => Ok(code),
        _ => Err((
            format!("has `{}`, which is no area code", shorten(text)),
            "GM and 4 digits, WK and 6 digits, or BU and 8 digits",
        )),
    };
    let year = |text: &str| match text.parse::<u16>() {
        _ if text.is_empty() => Ok(None),
        Ok(year) if (1900..=2100).contains(&year) => Ok(Some(Vintage(year))),
        _ => Err((format!("has the year `{}`", shorten(text)), "a year such as 2024, or nothing")),
    };
    let link =
        Crossing { from: area(from)?, to: area(to)?, by: (*by).to_owned(), since: year(since)?, until: year(until)? };
    if link.from.level() != link.to.level() {
        return Err((format!("links {from} and {to}, which are of two levels"), "two areas of one level"));
    }
    if link.from == link.to {
        return Err((format!("links {from} with itself"), "two areas"));
    }
    if link.by.is_empty() {
        return Err(("does not say what links them".to_owned(), "a word in `by`, such as veerboot"));
    }
    Ok(link)
}
