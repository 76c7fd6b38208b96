//! A definition as it was read, before it is known to be right: every value with its place, broken parts left out.

use std::collections::{BTreeSet, HashMap};

use serde::de::DeserializeOwned;

use crate::document::{Document, Node, Site, Value};
use crate::model::{
    Breakdown, Collection, Crossing, EditorsSentence, Indicator, Microdata, Monitor, Page, Paper, Source, Theme, Topic,
    Universe,
};
use crate::nearest::{did_you_mean, list};
use crate::problem::{Problem, Severity};
use crate::schema::FileKind;
use crate::shape::{Shape, element, join, shorten};

/// A part of the definition with the place it was read from.
#[derive(Debug)]
pub(crate) struct Sited<T> {
    pub(crate) value: T,
    document: usize,
    node: Node,
    key: String,
}

/// One step down from a part: a key of a table, or a position in a list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Key(&'static str),
    At(usize),
}

impl<T> Sited<T> {
    /// The place of the part itself: its header.
    pub(crate) fn site(&self) -> Site {
        self.at(&[])
    }

    /// The place of a value below the part; where it is absent, of the nearest thing above it.
    pub(crate) fn at(&self, steps: &[Step]) -> Site {
        let (mut node, mut key) = (&self.node, self.key.clone());
        for step in steps {
            let below = match *step {
                Step::Key(name) => {
                    key = join(&key, name);
                    node.get(name)
                }
                Step::At(index) => node.items().get(index).inspect(|item| key = element(&key, index, item)),
            };
            match below {
                Some(below) => node = below,
                None => break,
            }
        }
        Site { document: self.document, span: node.span.clone(), key }
    }

    /// The place of a value in a table whose keys are free (`leaves.herkomst`), and of one of its elements.
    pub(crate) fn at_name(&self, steps: &[Step], name: &str, index: Option<usize>) -> Site {
        let mut site = self.at(steps);
        site.key = join(&site.key, name);
        let mut node = Some(&self.node);
        for step in steps {
            node = node.and_then(|node| match *step {
                Step::Key(name) => node.get(name),
                Step::At(index) => node.items().get(index),
            });
        }
        if let Some(found) = node.and_then(|node| node.get(name)) {
            site.span = found.span.clone();
            if let Some(item) = index.and_then(|index| found.items().get(index)) {
                site.span = item.span.clone();
            }
        }
        site
    }
}

/// The ids of one kind of part, those of broken parts included, so that one mistake gives one message.
#[derive(Debug, Default)]
pub(crate) struct Names {
    all: Vec<(String, Site)>,
    first: HashMap<String, usize>,
    /// Some file could not be read, so an id that is not here may well exist.
    incomplete: bool,
}

impl Names {
    fn add(&mut self, id: &str, site: Site) {
        self.first.entry(id.to_owned()).or_insert(self.all.len());
        self.all.push((id.to_owned(), site));
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.first.contains_key(id)
    }

    /// Every id once, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().enumerate().filter(|(at, (id, _))| self.first[id] == *at).map(|(_, (id, _))| id.as_str())
    }
}

/// Collects problems with their places.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    pub(crate) documents: &'a [Document],
    pub(crate) problems: Vec<Problem>,
}

impl Report<'_> {
    pub(crate) fn error(&mut self, site: &Site, what: &str, expected: &str, hint: Option<String>) {
        self.add(Severity::Error, site, what, expected, hint);
    }

    pub(crate) fn warning(&mut self, site: &Site, what: &str, expected: &str, hint: Option<String>) {
        self.add(Severity::Warning, site, what, expected, hint);
    }

    fn add(&mut self, severity: Severity, site: &Site, what: &str, expected: &str, hint: Option<String>) {
        if let Some(document) = self.documents.get(site.document) {
            let (span, key) = (site.span.clone(), site.key.clone());
            self.problems.push(document.problem(severity, span, key, what.to_owned(), expected.to_owned(), hint));
        }
    }

    /// Says so when an id names nothing; whether it names something.
    pub(crate) fn reference(&mut self, names: &Names, kind: &str, id: &str, site: &Site) -> bool {
        if names.contains(id) {
            return true;
        }
        if !names.incomplete {
            let what = format!("there is no {kind} `{}`", shorten(id));
            let article = if kind.starts_with('i') { "an" } else { "a" };
            let expected = format!("the id of {article} {kind}: {}", list(names.iter()));
            self.error(site, &what, &expected, did_you_mean(id, names.iter()));
        }
        false
    }

    /// Whether an error was found so far.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The same place as `file:line`, for a message about another place.
    pub(crate) fn said(&self, site: &Site) -> String {
        self.documents
            .get(site.document)
            .map_or_else(String::new, |document| format!("{}:{}", document.file, document.position(&site.span).line))
    }
}

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) monitor: Option<Sited<Monitor>>,
    pub(crate) themes: Vec<Sited<Theme>>,
    pub(crate) breakdowns: Vec<Sited<Breakdown>>,
    pub(crate) universes: Vec<Sited<Universe>>,
    pub(crate) indicators: Vec<Sited<Indicator>>,
    pub(crate) sources: Vec<Sited<Source>>,
    pub(crate) pages: Vec<Page>,
    pub(crate) microdata: Vec<Sited<Microdata>>,
    pub(crate) collections: Vec<Sited<Collection>>,
    pub(crate) crossings: Vec<Crossing>,
    pub(crate) stories: Vec<Sited<EditorsSentence>>,
    pub(crate) topics: Vec<Sited<Topic>>,
    pub(crate) paper: Paper,
    pub(crate) theme_names: Names,
    pub(crate) breakdown_names: Names,
    pub(crate) category_names: Names,
    /// The breakdown of each category.
    pub(crate) breakdown_of: HashMap<String, String>,
    pub(crate) universe_names: Names,
    pub(crate) indicator_names: Names,
    pub(crate) source_names: Names,
    pub(crate) collection_names: Names,
    pub(crate) topic_names: Names,
}

impl Draft {
    /// Takes what a document holds, part by part; a part without the right shape is reported and left out.
    pub(crate) fn take(&mut self, kind: FileKind, index: usize, documents: &[Document], problems: &mut Vec<Problem>) {
        let document = &documents[index];
        self.take_names(kind, index, document);
        if !document.well_formed {
            return;
        }
        let schema = kind.schema();
        let before = problems.len();
        Shape { document, root: &schema, problems }.check(&schema, &document.root, "");
        let broken: BTreeSet<String> = problems[before..].iter().map(|problem| problem.key.clone()).collect();
        match kind {
            FileKind::Monitor => {
                if broken.is_empty() {
                    self.monitor = sited(index, document, &document.root, String::new(), problems);
                }
            }
            FileKind::Microdata => {
                if broken.is_empty() {
                    self.microdata.extend(sited(index, document, &document.root, String::new(), problems));
                }
            }
            FileKind::Themes => self.themes.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Breakdowns => self.breakdowns.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Universes => self.universes.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Indicators => self.indicators.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Sources => self.sources.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Collections => self.collections.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Stories => self.stories.extend(parts(kind, index, document, &broken, problems)),
            FileKind::Topics => self.topics.extend(parts(kind, index, document, &broken, problems)),
        }
    }

    /// Notes that a file of this kind could not be read.
    pub(crate) fn lack(&mut self, kind: FileKind) {
        if let Some(names) = self.names_mut(kind) {
            names.incomplete = true;
        }
        if kind == FileKind::Breakdowns {
            self.category_names.incomplete = true;
        }
    }

    fn names_mut(&mut self, kind: FileKind) -> Option<&mut Names> {
        match kind {
            FileKind::Monitor | FileKind::Microdata | FileKind::Stories => None,
            FileKind::Themes => Some(&mut self.theme_names),
            FileKind::Breakdowns => Some(&mut self.breakdown_names),
            FileKind::Universes => Some(&mut self.universe_names),
            FileKind::Indicators => Some(&mut self.indicator_names),
            FileKind::Sources => Some(&mut self.source_names),
            FileKind::Collections => Some(&mut self.collection_names),
            FileKind::Topics => Some(&mut self.topic_names),
        }
    }

    fn take_names(&mut self, kind: FileKind, index: usize, document: &Document) {
        // Under another key there may be parts that were meant to be here.
        if !document.well_formed || kind.list().is_some_and(|list| document.root.get(list).is_none()) {
            self.lack(kind);
        }
        let Some(list) = kind.list() else { return };
        for (at, part) in document.root.get(list).map(Node::items).unwrap_or_default().iter().enumerate() {
            let key = element(list, at, part);
            let site = |node: &Node, key: &str| Site { document: index, span: node.span.clone(), key: join(key, "id") };
            let id = part.get("id");
            match (id.and_then(Node::as_text), self.names_mut(kind)) {
                (Some(text), Some(names)) => names.add(text, site(id.unwrap_or(part), &key)),
                (None, Some(names)) => names.incomplete = true,
                _ => {}
            }
            if kind != FileKind::Breakdowns {
                continue;
            }
            let breakdown = id.and_then(Node::as_text).unwrap_or_default().to_owned();
            let below = join(&key, "category");
            for (at, category) in part.get("category").map(Node::items).unwrap_or_default().iter().enumerate() {
                let key = element(&below, at, category);
                match category.get("id").and_then(|node| Some((node, node.as_text()?))) {
                    Some((node, text)) => {
                        self.category_names.add(text, site(node, &key));
                        self.breakdown_of.entry(text.to_owned()).or_insert_with(|| breakdown.clone());
                    }
                    None => self.category_names.incomplete = true,
                }
            }
        }
    }

    /// Reports ids that are used twice or are not written as ids are.
    pub(crate) fn check_names(&self, report: &mut Report<'_>) {
        let kinds = [
            (&self.theme_names, "theme"),
            (&self.breakdown_names, "breakdown"),
            (&self.category_names, "category"),
            (&self.universe_names, "universe"),
            (&self.indicator_names, "indicator"),
            (&self.source_names, "source"),
            (&self.collection_names, "collection"),
            (&self.topic_names, "topic"),
        ];
        for (names, kind) in kinds {
            for (position, (id, site)) in names.all.iter().enumerate() {
                check_id(id, site, report);
                let first = names.first[id];
                if first < position {
                    let other = report.said(&names.all[first].1);
                    let what = format!("there are two of {kind} `{}`", shorten(id));
                    let expected = format!("an id that no other {kind} of the monitor has");
                    report.error(site, &what, &expected, Some(format!("the first stands at {other}")));
                }
            }
        }
    }
}

/// Ids are words in addresses.
pub(crate) fn check_id(id: &str, site: &Site, report: &mut Report<'_>) {
    if is_id(id) {
        return;
    }
    let mended: String = id
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let hint = is_id(&mended).then(|| format!("for example `{}`", shorten(&mended)));
    let what = format!("`{}` cannot be an id", shorten(id));
    report.error(site, &what, "lower-case letters and digits, a letter first, words joined by single hyphens", hint);
}

pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn sited<T: DeserializeOwned>(
    index: usize,
    document: &Document,
    node: &Node,
    key: String,
    problems: &mut Vec<Problem>,
) -> Option<Sited<T>> {
    match serde_json::from_value(node.to_json()) {
        Ok(value) => Some(Sited { value, document: index, node: node.clone(), key }),
        Err(error) => {
            problems.push(document.problem(
                Severity::Error,
                node.span.clone(),
                key,
                format!("this cannot be read: {error}"),
                "what the schema of this file describes".to_owned(),
                None,
            ));
            None
        }
    }
}

/// The parts of a file whose shape is right.
fn parts<T: DeserializeOwned>(
    kind: FileKind,
    index: usize,
    document: &Document,
    broken: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Sited<T>> {
    let list = kind.list().unwrap_or_default();
    let Some(Node { value: Value::List(items), .. }) = document.root.get(list) else { return Vec::new() };
    let is_broken = |key: &String| {
        let with_prefix = broken.range(key.clone()..).map_while(|other| other.strip_prefix(key.as_str()));
        with_prefix.into_iter().any(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    items
        .iter()
        .enumerate()
        .map(|(at, item)| (element(list, at, item), item))
        .filter(|(key, _)| !is_broken(key))
        .filter_map(|(key, item)| sited(index, document, item, key, problems))
        .collect()
}
