//! The account of a release: where its figures come from, how many there are, what was left out and why.

use std::collections::BTreeMap;

use cells::{Level, SourceRecord};

use crate::address::slug;
use crate::texts::Texts;
use crate::view::{count, date, place};
use crate::visit::Visit;

/// A source as it was read.
#[derive(Debug, Clone)]
pub(crate) struct SourceLine {
    pub(crate) title: String,
    pub(crate) page: Option<String>,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) published: String,
    pub(crate) fetched: String,
    pub(crate) rows: String,
    pub(crate) sha256: String,
}

/// One kind of problem in one source.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) what: String,
    pub(crate) count: String,
    /// At most five, with where and what.
    pub(crate) examples: Vec<(String, String)>,
    pub(crate) more: String,
}

/// What was left out of one source.
#[derive(Debug, Clone)]
pub(crate) struct LeftOutOf {
    pub(crate) source: String,
    pub(crate) problems: Vec<Problem>,
}

/// The whole account.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) sources: Vec<SourceLine>,
    /// Whether of any source is known when it was published, and when it was fetched.
    pub(crate) any_published: bool,
    pub(crate) any_fetched: bool,
    /// What there is: name and number.
    pub(crate) counts: Vec<(String, String)>,
    pub(crate) left_out: Vec<LeftOutOf>,
    pub(crate) release: String,
    pub(crate) created: String,
    pub(crate) program: String,
}

/// How many, and where with what.
type Group = (u64, Vec<(String, String)>);

/// Makes the account.
pub(crate) fn account(visit: &Visit) -> Account {
    let t = visit.texts();
    let language = visit.language();
    let release = visit.release();
    let definition = &release.definition;
    let shown = |text: &Option<String>| text.as_deref().map_or_else(|| t.get("unknown"), |d| date(d, language));
    let title = |id: &str| {
        let source = definition.sources.iter().find(|s| s.id == id);
        source.map_or_else(|| left_out_words(id, t), |s| s.title.get(language).to_owned())
    };
    let published = |record: &SourceRecord| {
        let defined = definition.sources.iter().find(|s| s.id == record.id);
        record.published.clone().or_else(|| defined.and_then(|s| s.published.clone()))
    };
    let sources = release
        .manifest
        .sources
        .iter()
        .map(|record| {
            let defined = definition.sources.iter().find(|s| s.id == record.id);
            SourceLine {
                title: title(&record.id),
                page: defined.and_then(|s| s.page.clone()),
                publisher: defined.map(|s| s.publisher.get(language).to_owned()).unwrap_or_default(),
                licence: record.licence.clone(),
                published: shown(&published(record)),
                fetched: shown(&record.fetched),
                rows: count(record.rows as f64, language),
                sha256: record.sha256.clone(),
            }
        })
        .collect();

    let newest = release.places.newest_vintage();
    let mut counts = Vec::new();
    for level in Level::ALL {
        let number = newest.map_or(0, |v| release.places.of_vintage(level, v).count());
        if number > 1 {
            counts.push((place::level_words(visit.site(), level, t), count(number as f64, language)));
        }
    }
    counts.push((t.get("account-indicators"), count(definition.indicators.len() as f64, language)));
    if let Some(&cells) = release.manifest.counts.get("cells-published") {
        counts.push((t.get("account-cells"), count(cells as f64, language)));
    }

    let mut grouped: BTreeMap<&str, BTreeMap<&str, Group>> = BTreeMap::new();
    for left in &release.left_out {
        let entry = grouped.entry(&left.source).or_default().entry(&left.problem).or_default();
        entry.0 += left.count;
        entry.1.push((left.place.clone(), left.detail.clone()));
    }
    let left_out = grouped
        .into_iter()
        .map(|(source, problems)| LeftOutOf {
            source: title(source),
            problems: problems
                .into_iter()
                .map(|(problem, (number, mut examples))| {
                    let hidden = examples.len().saturating_sub(5);
                    examples.truncate(5);
                    Problem {
                        what: left_out_words(problem, t),
                        count: count(number as f64, language),
                        examples,
                        more: if hidden > 0 {
                            t.with(
                                "account-more",
                                &[("count", hidden.into()), ("shown", count(hidden as f64, language).into())],
                            )
                        } else {
                            String::new()
                        },
                    }
                })
                .collect(),
        })
        .collect();
    Account {
        sources,
        any_published: release.manifest.sources.iter().any(|record| published(record).is_some()),
        any_fetched: release.manifest.sources.iter().any(|record| record.fetched.is_some()),
        counts,
        left_out,
        release: release.manifest.id.clone(),
        created: date(&release.manifest.created, language),
        program: release.manifest.program.clone(),
    }
}

/// The words for what the import left out; what has no words yet is shown as the import calls it.
fn left_out_words(name: &str, t: &Texts) -> String {
    let key = format!("left-out-{}", slug(name));
    if t.has(&key) { t.get(&key) } else { name.to_owned() }
}
