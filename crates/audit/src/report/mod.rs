//! The report that an output checker reads: one HTML page in two languages, and a workbook in each.
//!
//! Nothing in it is a raw count, and no finding says which number could be worked out: the cell is named, not its secret.

mod html;
mod words;
mod xlsx;

use std::fs;
use std::path::Path;

use cells::{Level, Status};
use definition::Language;
use release::Release;

use crate::{Attack, Audit, AuditError, Finding, Named, PeriodAudit, What};
use words::Words;

/// Findings that the page lists; the workbook has more.
const ON_PAGE: usize = 200;
/// Findings that the workbook lists; a sheet ends at 1,048,576 rows, and nobody reads as many.
const IN_WORKBOOK: usize = 50_000;

/// Writes `audit.html`, `audit.xlsx` (Dutch) and `audit-en.xlsx` into a folder, which is made where it is not there.
/// `on` is the day of the audit, `2026-11-23`.
pub fn write(audit: &Audit, release: &Release, on: &str, folder: &Path) -> Result<(), AuditError> {
    let failed = |path: &Path, what: String| AuditError::Report { path: path.to_owned(), what };
    fs::create_dir_all(folder).map_err(|error| failed(folder, error.to_string()))?;
    let page = folder.join("audit.html");
    fs::write(&page, html::page(audit, release, on)).map_err(|error| failed(&page, error.to_string()))?;
    for (language, name) in [(Language::Nl, "audit.xlsx"), (Language::En, "audit-en.xlsx")] {
        let path = folder.join(name);
        xlsx::workbook(audit, release, on, language)
            .and_then(|mut book| book.save(&path))
            .map_err(|error| failed(&path, error.to_string()))?;
    }
    Ok(())
}

/// What was found, in words and without the number.
pub fn words_of(what: What, language: Language) -> &'static str {
    Words(language).what(what)
}

/// A table of the report: a title, a heading for each column, and rows.
pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// What stands in a table.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Number(u64),
    Seconds(f64),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The figures published, by level and how they are said.
fn published(period: &PeriodAudit, words: Words) -> Table {
    let mut rows = Vec::new();
    for level in Level::ALL {
        let of = |status: Status| period.by_status.get(&(level, status as u8)).copied().unwrap_or(0);
        let statuses = [Status::Published, Status::Small, Status::NearlyAll, Status::Withheld, Status::NotApplicable];
        if statuses.iter().all(|status| of(*status) == 0) {
            continue;
        }
        let mut row = vec![Value::Text(words.level(level).to_owned())];
        row.extend(statuses.iter().map(|status| Value::Number(of(*status))));
        rows.push(row);
    }
    Table {
        title: words.say("published-title").to_owned(),
        about: words.say("published-about").to_owned(),
        columns: ["level", "published", "small", "nearly-all", "withheld", "not-applicable"]
            .map(|key| words.say(key).to_owned())
            .to_vec(),
        rows,
    }
}

/// Published figures by how far the true count can be from the published one.
fn precision(period: &PeriodAudit, words: Words) -> Table {
    let mut withins: Vec<u16> = period.by_precision.keys().map(|(_, within)| *within).collect();
    withins.sort_unstable();
    withins.dedup();
    let mut rows = Vec::new();
    for level in Level::ALL {
        let of = |within: u16| period.by_precision.get(&(level, within)).copied().unwrap_or(0);
        if withins.iter().all(|within| of(*within) == 0) {
            continue;
        }
        let mut row = vec![Value::Text(words.level(level).to_owned())];
        row.extend(withins.iter().map(|within| Value::Number(of(*within))));
        rows.push(row);
    }
    let mut columns = vec![words.say("level").to_owned()];
    let heading = |within: &u16| if *within == 0 { words.say("exact").to_owned() } else { format!("± {within}") };
    columns.extend(withins.iter().map(heading));
    Table {
        title: words.say("precision-title").to_owned(),
        about: words.say("precision-about").to_owned(),
        columns,
        rows,
    }
}

/// Protected counts by level and kind.
fn protected(period: &PeriodAudit, words: Words) -> Table {
    let row = |(level, [sizes, parts, rests]): (&Level, &[u64; 3])| {
        let mut row = vec![Value::Text(words.level(*level).to_owned())];
        row.extend([*sizes, *parts, *rests].map(Value::Number));
        row
    };
    Table {
        title: words.say("protected-title").to_owned(),
        about: words.say("protected-about").replace("{n}", &words.number(period.doubtful)),
        columns: ["level", "sizes", "parts", "rests"].map(|key| words.say(key).to_owned()).to_vec(),
        rows: period.protected.iter().map(row).collect(),
    }
}

/// What each attack tried, how long it took, and how much it found.
fn attacks(period: &PeriodAudit, words: Words) -> Table {
    let of = |attack: Attack, grave: bool| {
        let found = |finding: &&Finding| finding.attack == attack && finding.grave == grave;
        period.findings.iter().filter(found).count() as u64
    };
    let rows = period.records.iter().map(|record| {
        let tried: Vec<String> =
            record.tried.iter().map(|(key, number)| format!("{} {}", words.number(*number), words.say(key))).collect();
        let tried = if record.made {
            tried.join("; ")
        } else {
            words.not_made(record.attack, record.tried.is_empty()).to_owned()
        };
        vec![
            Value::Text(words.attack(record.attack).0.to_owned()),
            Value::Text(words.attack(record.attack).1.to_owned()),
            Value::Text(tried),
            Value::Seconds(record.took.as_secs_f64()),
            Value::Number(of(record.attack, true)),
            Value::Number(of(record.attack, false)),
        ]
    });
    Table {
        title: words.say("attacks-title").to_owned(),
        about: words.say("attacks-about").to_owned(),
        columns: ["attack", "question", "tried", "seconds", "findings", "notes"]
            .map(|key| words.say(key).to_owned())
            .to_vec(),
        rows: rows.collect(),
    }
}

/// The findings, named.
fn findings(period: &PeriodAudit, release: &Release, words: Words, most: usize) -> Table {
    let rows = period.findings.iter().take(most).map(|finding| {
        let named = Named::of(release, &finding.of);
        let mut what = words.what(finding.what).to_owned();
        if let Some(other) = &finding.and {
            let other = Named::of(release, other);
            what = format!(
                "{what} {} {}, {}, {} {}",
                words.say("after-taking"),
                other.counted.get(words.0),
                other.category.get(words.0),
                other.area,
                other.name
            );
        }
        [
            words.say(if finding.grave { "finding" } else { "note" }).to_owned(),
            words.attack(finding.attack).0.to_owned(),
            named.area.to_string(),
            named.name,
            named.counted.get(words.0).to_owned(),
            named.category.get(words.0).to_owned(),
            period.period.to_string(),
            what,
        ]
        .map(Value::Text)
        .to_vec()
    });
    let all = period.findings.len();
    let about = match all {
        0 => words.say("findings-none").to_owned(),
        _ if all > most => words
            .say("findings-more")
            .replace("{n}", &words.number(most as u64))
            .replace("{all}", &words.number(all as u64)),
        _ => words.say("findings-all").to_owned(),
    };
    Table {
        title: words.say("findings-title").to_owned(),
        about,
        columns: ["weight", "attack", "code", "area", "counted", "category", "period", "what"]
            .map(|key| words.say(key).to_owned())
            .to_vec(),
        rows: rows.collect(),
    }
}

/// What is not covered, as lines.
fn not_covered(audit: &Audit, words: Words) -> Vec<String> {
    let mut lines: Vec<String> = [
        "limit-knowledge",
        "limit-coalitions",
        "limit-inference",
        "limit-index",
        "limit-texts",
        "limit-country",
        "limit-years",
        "limit-relaxed",
        "limit-regions",
        "limit-replay",
    ]
    .map(|key| words.say(key).to_owned())
    .to_vec();
    if !audit.with_truth {
        lines.insert(0, words.say("limit-no-truth").to_owned());
    }
    let undecided: u64 = audit
        .periods
        .iter()
        .flat_map(|period| &period.records)
        .flat_map(|record| &record.tried)
        .filter(|(key, _)| *key == "undecided")
        .map(|(_, number)| number)
        .sum();
    if undecided > 0 {
        lines.insert(0, words.say("limit-undecided").replace("{n}", &words.number(undecided)));
    }
    for period in &audit.periods {
        for left_out in &period.external_left_out {
            lines.push(format!("{}: {left_out}", words.say("limit-external")));
        }
    }
    lines
}

/// The rules, as key and value.
fn rules(audit: &Audit, release: &Release, on: &str, words: Words) -> Vec<(String, String)> {
    let said = |key: &'static str| words.say(key).to_owned();
    let number = |value: u32| words.number(u64::from(value));
    let list = |items: Vec<String>| if items.is_empty() { said("none") } else { items.join("; ") };
    let externals = audit.externals.iter().map(|(name, rows)| format!("{name} ({rows})")).collect();
    let blocks =
        audit.periods.iter().flat_map(|p| p.blocks.iter().map(move |b| format!("{}: {b}", p.period))).collect();
    vec![
        (said("monitor"), release.definition.monitor.name.get(words.0).to_owned()),
        (said("release"), release.manifest.id.clone()),
        (said("created"), release.manifest.created.clone()),
        (said("audited-on"), on.to_owned()),
        (said("base"), number(audit.rules.base)),
        (said("threshold-denominators"), number(audit.rules.denominators)),
        (said("threshold-numerators"), number(audit.rules.numerators)),
        (said("threshold-complements"), number(audit.rules.complements)),
        (said("with-truth"), said(if audit.with_truth { "yes" } else { "no" })),
        (said("earlier"), list(audit.earlier.clone())),
        (said("externals"), list(externals)),
        (said("sample"), words.number(audit.options.sample as u64)),
        (said("blocks"), list(blocks)),
        (said("seed"), audit.options.seed.to_string()),
        (said("strict"), said(if audit.options.strict { "yes" } else { "no" })),
    ]
}
