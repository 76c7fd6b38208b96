//! Reads a folder: which files there are, what is in them, and then everything that must hold between them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::check;
use crate::contents;
use crate::document::{Document, Lines};
use crate::draft::{Draft, Report, is_id};
use crate::members;
use crate::model::{Definition, Monitor, Page, Polarity, Text};
use crate::nearest::did_you_mean;
use crate::paper;
use crate::problem::{Problem, Problems, Severity};
use crate::schema::FileKind;

/// What was found in a folder: the definition when nothing is wrong with it, and everything there is to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// The definition; none when there is an error among the problems.
    pub definition: Option<Definition>,
    /// Errors and warnings, by file and line.
    pub problems: Problems,
}

/// Reads and validates the definition in a folder.
///
/// Fails with all problems at once, warnings among them. Warnings alone do not make it fail; [`examine`] gives them too.
pub fn load(folder: &Path) -> Result<Definition, Problems> {
    let Examined { definition, problems } = examine(folder);
    definition.ok_or(problems)
}

/// Reads and validates the definition in a folder, and says everything there is to say about it.
pub fn examine(folder: &Path) -> Examined {
    let mut problems = Vec::new();
    let mut draft = Draft::default();
    let mut documents = Vec::new();
    // Where the files are that the microdata name.
    let mut home = folder.to_owned();
    let mut lists = folder.to_owned();
    if folder.is_dir() {
        let mut take =
            |kind, file: String, draft: &mut Draft, problems: &mut Vec<Problem>| match text(folder, &file, problems) {
                Some(source) => {
                    documents.push(Document::parse(file, source, problems));
                    draft.take(kind, documents.len() - 1, &documents, problems);
                }
                None => draft.lack(kind),
            };
        take(FileKind::Monitor, "monitor.toml".to_owned(), &mut draft, &mut problems);
        let base = draft.monitor.as_ref().and_then(|monitor| monitor.value.based_on.clone());
        let layers = Layers { folder, base: base.as_deref() };
        home = folder.join(layers.prefix(FileKind::Microdata));
        lists = folder.join(layers.prefix(FileKind::Collections));
        let files = files(layers, &mut problems);
        if !files.iter().any(|(kind, _)| *kind == FileKind::Indicators) {
            draft.lack(FileKind::Indicators);
        }
        for (kind, file) in files {
            take(kind, file, &mut draft, &mut problems);
        }
        draft.pages = layers.pages(&mut problems);
        draft.crossings = crate::over_water::read(folder, &mut problems);
    } else {
        let there = if folder.exists() { "this is no folder" } else { "there is no such folder" };
        let hint = Some("give the folder of a monitor, such as monitors/nederland".to_owned());
        problems.push(whole_file(
            Severity::Error,
            folder.display().to_string(),
            there,
            "a folder with monitor.toml",
            hint,
        ));
    }
    let mut report = Report { documents: &documents, problems };
    contents::read(&home, &mut draft, &mut report);
    members::read(&lists, &mut draft, &mut report);
    paper::read(folder, &mut draft, &mut report);
    check::everything(folder, &draft, &mut report);
    let problems = Problems::new(report.problems);
    let definition = if problems.errors().next().is_none() { assemble(draft) } else { None };
    Examined { definition, problems }
}

/// A folder, and the one it is laid over.
#[derive(Debug, Clone, Copy)]
struct Layers<'a> {
    folder: &'a Path,
    /// Relative to the folder.
    base: Option<&'a str>,
}

impl Layers<'_> {
    /// What stands before the names of the files of a kind: nothing, or the path of the folder below, where only that has
    /// them.
    fn prefix(self, kind: FileKind) -> String {
        let own = matches!(kind, FileKind::Monitor | FileKind::Sources | FileKind::Stories)
            || self.folder.join(kind.name()).is_dir()
            || self.folder.join(format!("{}.toml", kind.name())).is_file();
        match self.base {
            Some(base) if !own => format!("{}/", base.trim_end_matches('/')),
            _ => String::new(),
        }
    }

    /// The pages of both, by slug; a page of the folder itself stands in place of the one below.
    fn pages(self, problems: &mut Vec<Problem>) -> Vec<Page> {
        let mut all = pages(self.folder, "", problems);
        if let Some(base) = self.base {
            let below = pages(self.folder, &format!("{}/", base.trim_end_matches('/')), problems);
            all.extend(
                below.into_iter().filter(|page| !all.iter().any(|own| own.slug == page.slug)).collect::<Vec<_>>(),
            );
            all.sort_by(|a, b| a.slug.cmp(&b.slug));
        }
        all
    }
}

/// Puts the parts together; indicators theme by theme.
fn assemble(draft: Draft) -> Option<Definition> {
    let themes: Vec<_> = draft.themes.into_iter().map(|part| part.value).collect();
    let mut indicators: Vec<_> = draft.indicators.into_iter().map(|part| part.value).collect();
    indicators.sort_by_key(|indicator| themes.iter().position(|theme| theme.id == indicator.theme));
    // What was taken over stands in the definition itself now.
    let monitor = Monitor { based_on: None, ..draft.monitor?.value };
    for indicator in indicators.iter_mut().filter(|indicator| monitor.neutral.contains(&indicator.id)) {
        indicator.polarity = Polarity::Neutral;
    }
    Some(Definition {
        monitor,
        themes,
        breakdowns: draft.breakdowns.into_iter().map(|part| part.value).collect(),
        universes: draft.universes.into_iter().map(|part| part.value).collect(),
        indicators,
        sources: draft.sources.into_iter().map(|part| part.value).collect(),
        pages: draft.pages,
        microdata: contents::put_together(draft.microdata),
        collections: draft.collections.into_iter().map(|part| part.value).collect(),
        crossings: draft.crossings,
        stories: draft.stories.into_iter().map(|part| part.value).collect(),
        topics: draft.topics.into_iter().map(|part| part.value).collect(),
        paper: draft.paper,
    })
}

/// The TOML files of a definition, by kind, in order of name; says which are missing or not read.
fn files(layers: Layers<'_>, problems: &mut Vec<Problem>) -> Vec<(FileKind, String)> {
    let folder = layers.folder;
    let mut files = Vec::new();
    for kind in FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::Monitor) {
        let within = format!("{}{}", layers.prefix(kind), kind.name());
        if matches!(kind, FileKind::Themes | FileKind::Universes) {
            files.push((kind, format!("{within}.toml")));
            continue;
        }
        let names = names(folder, &within, problems);
        let (toml, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| has_extension(name, "toml"));
        if toml.is_empty() && kind == FileKind::Indicators {
            let what = "there are no indicators";
            let expected = "at least one file with [[indicator]] tables, such as indicators/demografie.toml";
            problems.push(whole_file(Severity::Error, format!("{within}/"), what, expected, None));
        }
        files.extend(toml.into_iter().map(|name| (kind, format!("{within}/{name}"))));
        for name in
            others.iter().filter(|_| !matches!(kind, FileKind::Sources | FileKind::Microdata | FileKind::Collections))
        {
            let file = format!("{within}/{name}");
            problems.push(whole_file(Severity::Warning, file, "this file is not read", "files ending in .toml", None));
        }
    }
    let known = ["monitor.toml", "themes.toml", "universes.toml"];
    for name in names(folder, "", problems) {
        if has_extension(&name, "toml") && !known.contains(&name.as_str()) && folder.join(&name).is_file() {
            let hint = did_you_mean(&name, known);
            let expected = "monitor.toml, themes.toml, universes.toml, and the folders breakdowns, indicators, sources, collections, stories, topics, microdata, texts";
            problems.push(whole_file(Severity::Warning, name, "this file is not read", expected, hint));
        }
    }
    files
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// The names in a folder, in order, hidden ones left out; none where there is no such folder.
pub(crate) fn names(folder: &Path, below: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let path: PathBuf = folder.join(below);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let what = format!("this folder cannot be read: {error}");
            problems.push(whole_file(Severity::Error, format!("{below}/"), &what, "a readable folder", None));
            return Vec::new();
        }
    };
    let mut names: Vec<String> =
        entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// The text of a file; says so when it is absent, no text or unreasonably large.
pub(crate) fn text(folder: &Path, file: &str, problems: &mut Vec<Problem>) -> Option<String> {
    const LARGEST: u64 = 16 * 1024 * 1024;
    let path = folder.join(file);
    let mut refuse = |what: &str, expected: &str| {
        problems.push(whole_file(Severity::Error, file.to_owned(), what, expected, None));
        None
    };
    match fs::metadata(&path) {
        Ok(found) if found.is_dir() => return refuse("this is a folder", "a file"),
        Ok(found) if found.len() > LARGEST => {
            return refuse(&format!("this file has {} bytes", found.len()), "a file of at most 16 MiB");
        }
        _ => {}
    }
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return refuse("this file is missing", "every monitor has monitor.toml, themes.toml and universes.toml");
        }
        Err(error) => return refuse(&format!("this file cannot be read: {error}"), "a readable file"),
    };
    match String::from_utf8(bytes) {
        // An editor may have put an invisible mark first.
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            problems.push(Problem {
                severity: Severity::Error,
                file: file.to_owned(),
                position: Some(Lines::of(&text).position(&text, &(good..good + 1))),
                key: String::new(),
                what: "this byte is no UTF-8 text".to_owned(),
                expected: "a file in UTF-8".to_owned(),
                hint: Some("save the file again as UTF-8 in your editor".to_owned()),
            });
            None
        }
    }
}

pub(crate) fn whole_file(
    severity: Severity,
    file: String,
    what: &str,
    expected: &str,
    hint: Option<String>,
) -> Problem {
    Problem {
        severity,
        file,
        position: None,
        key: String::new(),
        what: what.to_owned(),
        expected: expected.to_owned(),
        hint,
    }
}

/// The pages under `texts/`, by slug; each in both languages. `prefix` stands before the names of files.
fn pages(folder: &Path, prefix: &str, problems: &mut Vec<Problem>) -> Vec<Page> {
    let mut found: BTreeMap<String, [Option<(String, String)>; 2]> = BTreeMap::new();
    let mut there: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    for (at, language) in ["nl", "en"].into_iter().enumerate() {
        for name in names(folder, &format!("{prefix}texts/{language}"), problems) {
            let file = format!("{prefix}texts/{language}/{name}");
            let Some(slug) = name.strip_suffix(".md") else {
                let expected = "pages ending in .md";
                problems.push(whole_file(Severity::Warning, file, "this file is not read", expected, None));
                continue;
            };
            if !is_id(slug) {
                let expected =
                    "a name in lower-case letters, digits and hyphens, because it becomes part of an address";
                problems.push(whole_file(Severity::Error, file, "this name cannot be in an address", expected, None));
                continue;
            }
            there.entry(slug.to_owned()).or_default()[at] = true;
            if let Some(source) = text(folder, &file, problems) {
                found.entry(slug.to_owned()).or_default()[at] = page(&file, &source, problems);
            }
        }
    }
    for name in names(folder, &format!("{prefix}texts"), problems) {
        if !matches!(name.as_str(), "nl" | "en") {
            let expected = "texts/nl/ and texts/en/";
            problems.push(whole_file(
                Severity::Warning,
                format!("{prefix}texts/{name}"),
                "this is not read",
                expected,
                None,
            ));
        }
    }
    for (slug, [nl, en]) in &there {
        let (missing, language) = match (nl, en) {
            (true, false) => (format!("{prefix}texts/en/{slug}.md"), "English"),
            (false, true) => (format!("{prefix}texts/nl/{slug}.md"), "Dutch"),
            _ => continue,
        };
        let what = format!("the {language} page is missing");
        problems.push(whole_file(Severity::Error, missing, &what, "every page in Dutch and in English", None));
    }
    found
        .into_iter()
        .filter_map(|(slug, [nl, en])| {
            let ((title_nl, body_nl), (title_en, body_en)) = (nl?, en?);
            Some(Page { slug, title: Text { nl: title_nl, en: title_en }, body: Text { nl: body_nl, en: body_en } })
        })
        .collect()
}

/// Title and body of a page.
fn page(file: &str, source: &str, problems: &mut Vec<Problem>) -> Option<(String, String)> {
    let (first, rest) = source.split_once('\n').unwrap_or((source, ""));
    let mut refuse = |line: &str, what: &str, expected: &str| {
        let at = Lines::of(source).position(source, &(0..line.trim_end().len()));
        problems.push(Problem {
            severity: Severity::Error,
            file: file.to_owned(),
            position: Some(at),
            key: String::new(),
            what: what.to_owned(),
            expected: expected.to_owned(),
            hint: None,
        });
        None
    };
    let Some(title) = first.strip_prefix("# ").map(str::trim).filter(|title| !title.is_empty()) else {
        return refuse(first, "the first line is no title", "`# Title` on the first line");
    };
    let body = rest.trim();
    if body.is_empty() {
        return refuse(first, "there is no text under the title", "Markdown after the first line");
    }
    Some((title.to_owned(), format!("{body}\n")))
}
