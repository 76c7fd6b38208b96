//! The SQL and the code lists that the microdata of a monitor name, and their files put together.

use std::path::Path;

use crate::document::Site;
use crate::draft::{Draft, Report, Sited, Step};
use crate::load::text;
use crate::model::{CodeList, Microdata};
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;
use Step::{At, Key};

/// Reads the files that views, rules and code lists name.
pub(crate) fn read(folder: &Path, draft: &mut Draft, report: &mut Report<'_>) {
    for part in &mut draft.microdata {
        for at in 0..part.value.views.len() {
            let file = part.value.views[at].sql.clone();
            if let Some(query) = sql(folder, &file, part, [Key("view"), At(at), Key("sql")], report) {
                part.value.views[at].query = query;
            }
        }
        for at in 0..part.value.rules.len() {
            let file = part.value.rules[at].sql.clone();
            if let Some(query) = sql(folder, &file, part, [Key("rule"), At(at), Key("sql")], report) {
                part.value.rules[at].query = query;
            }
        }
        for at in 0..part.value.lists.len() {
            let mut found = part.value.lists[at].clone();
            code_list(folder, part, at, &mut found, report);
            part.value.lists[at] = found;
        }
    }
}

/// Files of one folder in order of name make one whole.
pub(crate) fn put_together(parts: Vec<Sited<Microdata>>) -> Option<Microdata> {
    let mut parts = parts.into_iter().map(|part| part.value);
    let mut whole = parts.next()?;
    for part in parts {
        whole.reference = whole.reference.or(part.reference);
        whole.areas = whole.areas.or(part.areas);
        whole.limits.extend(part.limits);
        whole.leaves.extend(part.leaves);
        whole.periods.extend(part.periods);
        whole.registers.extend(part.registers);
        whole.lists.extend(part.lists);
        whole.views.extend(part.views);
        whole.rules.extend(part.rules);
    }
    Some(whole)
}

/// The text of a file beside the TOML that names it; a name that leads elsewhere is refused.
fn beside(
    folder: &Path,
    file: &str,
    part: &Sited<Microdata>,
    steps: [Step; 3],
    extension: &str,
    report: &mut Report<'_>,
) -> Option<String> {
    named(folder, "microdata", file, &part.at(&steps), extension, report)
}

/// The text of a file in a folder of the definition.
pub(crate) fn named(
    folder: &Path,
    below: &str,
    file: &str,
    site: &Site,
    extension: &str,
    report: &mut Report<'_>,
) -> Option<String> {
    let plain = Path::new(file).file_name().is_some_and(|name| name == file);
    let fits = Path::new(file).extension().is_some_and(|found| found == extension);
    if !plain || !fits {
        let what = format!("`{}` is no name of a .{extension} file", shorten(file));
        let expected = format!("a file ending in .{extension} in the folder {below}, without the folder's name");
        report.error(site, &what, &expected, None);
        return None;
    }
    if !folder.join(below).join(file).is_file() {
        let there: Vec<String> = crate::load::names(folder, below, &mut Vec::new())
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|found| found == extension))
            .collect();
        let names = || there.iter().map(String::as_str);
        let what = format!("there is no file {below}/{file}");
        report.error(site, &what, &format!("one of {}", list(names())), did_you_mean(file, names()));
        return None;
    }
    text(folder, &format!("{below}/{file}"), &mut report.problems)
}

/// One SELECT, without the comments and the semicolon an author may have put around it.
fn sql(
    folder: &Path,
    file: &str,
    part: &Sited<Microdata>,
    steps: [Step; 3],
    report: &mut Report<'_>,
) -> Option<String> {
    let text = beside(folder, file, part, steps, "sql", report)?;
    let query = text.trim().trim_end_matches(';').trim_end().to_owned();
    let bare: String = query.lines().map(|line| line.split("--").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let first = bare.split_whitespace().next().unwrap_or("").to_uppercase();
    if !matches!(first.as_str(), "SELECT" | "WITH") || bare.contains(';') {
        let what = format!("microdata/{file} is not one SELECT");
        let expected = "one statement that begins with SELECT or WITH";
        report.error(&part.at(&steps), &what, expected, None);
        return None;
    }
    for (at, _) in bare.match_indices('$') {
        let word: String = bare[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if !matches!(word.as_str(), "day" | "year" | "vintage") {
            let what = format!("microdata/{file} has `${}`, which stands for nothing", shorten(&word));
            let hint = did_you_mean(&word, ["day", "year", "vintage"]);
            report.error(&part.at(&steps), &what, "`$day`, `$year` or `$vintage`", hint);
        }
    }
    Some(query)
}

/// Header and rows of a code list; every row as long as the header, every code once.
fn code_list(folder: &Path, part: &Sited<Microdata>, at: usize, found: &mut CodeList, report: &mut Report<'_>) {
    let steps = [Key("list"), At(at), Key("file")];
    let Some(text) = beside(folder, &found.file, part, steps, "csv", report) else { return };
    let site = part.at(&steps);
    let file = format!("microdata/{}", found.file);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    match reader.headers() {
        Ok(header) => found.columns = header.iter().map(str::to_owned).collect(),
        Err(error) => return report.error(&site, &format!("{file} cannot be read: {error}"), "a CSV file", None),
    }
    for (n, record) in reader.records().enumerate() {
        match record {
            Ok(record) => found.rows.push(record.iter().map(str::to_owned).collect()),
            Err(error) => {
                let what = format!("{file}, row {}, cannot be read: {error}", n + 2);
                return report.error(&site, &what, "rows with as many values as the header, between commas", None);
            }
        }
    }
    let columns = || found.columns.iter().map(String::as_str);
    if let Some(bad) = columns().find(|name| !is_sql_name(name)) {
        let what = format!("{file} has a column `{}`", shorten(bad));
        report.error(&site, &what, "names of lower-case letters, digits and underscores", None);
    }
    let Some(code) = found.columns.iter().position(|column| *column == found.code) else {
        let what = format!("{file} has no column `{}`", shorten(&found.code));
        let hint = did_you_mean(&found.code, columns());
        let expected = format!("one of its columns: {}", list(columns()));
        return report.error(&part.at(&[Key("list"), At(at), Key("code")]), &what, &expected, hint);
    };
    if found.rows.is_empty() {
        report.error(&site, &format!("{file} has no rows"), "at least one code", None);
    }
    let mut seen = std::collections::BTreeMap::new();
    for (n, row) in found.rows.iter().enumerate() {
        if row[code].is_empty() {
            report.error(&site, &format!("{file}, row {}, has no code", n + 2), "a code in every row", None);
        } else if let Some(first) = seen.insert(row[code].as_str(), n) {
            let what = format!("{file}, row {}, has code `{}` again", n + 2, shorten(&row[code]));
            report.error(&site, &what, "every code once", Some(format!("the first stands in row {}", first + 2)));
        }
    }
}

/// Whether a name needs no quotes in SQL.
pub(crate) fn is_sql_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
