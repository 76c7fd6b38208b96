//! The report of a municipality or of the country as plain values: chapters of blocks, which a template sets and a page
//! shows. Text is written from certain readings only; an editor's own words stand apart and are marked.

mod annex;
mod block;
mod changes;
mod limits;
mod method;
mod scope;
mod summary;
mod theme;

use cells::{Period, PlaceIx};
use definition::Language;
use serde::Serialize;

use crate::edition::{Edition, House};
use crate::press::{self, Template};
use crate::texts::texts;
use crate::{ReportError, address, names};

pub use block::{Block, Cell, Figure, Head, Table};
use scope::Scope;

/// Where a document is read: charts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// On paper: colours written out.
    Paper,
    /// On a page that holds the stylesheet of charts.
    Page,
    /// By itself, on a screen before an audience: with title and source drawn in it.
    Slide,
}

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Asked {
    /// A municipality or a region; the country where absent.
    pub place: Option<PlaceIx>,
    /// Of one year; of each figure the newest where absent.
    pub period: Option<Period>,
    /// The language.
    pub language: Language,
}

/// A report.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// `nl` or `en`.
    pub language: &'static str,
    /// Title.
    pub title: String,
    /// Below the title.
    pub subtitle: String,
    /// Description in the document's data.
    pub description: String,
    /// Who publishes.
    pub house: House,
    /// At the top of every page.
    pub head: String,
    /// Year, month and day of the release.
    pub date: Vec<u32>,
    /// Edition, date, publisher: on the cover.
    pub imprint: Vec<String>,
    /// That places and figures are invented; empty where they are not.
    pub banner: String,
    /// Head of the list of chapters.
    pub contents_title: String,
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// What stands above an editor's own words.
    pub editor_label: String,
    /// At the foot of every page.
    pub foot: String,
    /// Where there is more.
    pub more: String,
    /// The same as an address to follow; may be empty.
    pub more_link: String,
    /// "Pagina".
    pub page_word: String,
    /// "van".
    pub of_word: String,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// Its name in an address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// Works out a report for where it is read.
pub fn document(edition: &Edition<'_>, asked: Asked, medium: Medium) -> Result<Document, ReportError> {
    let scope = Scope::new(edition, asked, medium)?;
    let language = asked.language;
    let t = texts(language);
    let manifest = &edition.release.manifest;
    let definition = edition.definition();
    let name = names::capitalised(&names::name(edition, scope.place, language));
    let years = scope.years_shown();
    let (title_key, path) = if scope.is_national() {
        ("national-title", format!("/rapport/{}", scope.year()))
    } else {
        ("municipal-title", address::area(edition, scope.place))
    };
    let monitor_name = definition.monitor.name.get(language);
    let title = t.with(
        title_key,
        &[("name", name.clone().into()), ("monitor", monitor_name.into()), ("years", years.clone().into())],
    );
    let mut chapters = vec![summary::summary(&scope)];
    chapters.extend(definition.themes.iter().filter_map(|theme| theme::theme(&scope, theme)));
    chapters.push(changes::changes(&scope));
    chapters.push(limits::limits(&scope));
    chapters.push(method::method(&scope));
    chapters.extend(annex::annex(&scope));
    for block in chapters.iter_mut().flat_map(|chapter| &mut chapter.blocks) {
        if let Block::Table { table } = block {
            table.drop_empty_columns();
        }
    }
    let more = format!("{}{}", edition.address, address::path(&path, language));
    Ok(Document {
        language: if language == Language::En { "en" } else { "nl" },
        subtitle: t.with("report-subtitle", &[("years", years.clone().into())]),
        description: definition.monitor.tagline.get(language).to_owned(),
        house: edition.house(language)?,
        head: t.with("report-head", &[("title", title.clone().into()), ("id", edition.short_id().into())]),
        date: manifest.created.split('-').filter_map(|part| part.parse().ok()).collect(),
        imprint: vec![
            t.with(
                "report-edition",
                &[
                    ("id", edition.short_id().into()),
                    ("date", names::date(&manifest.created, t).into()),
                    ("version", manifest.definition_version.clone().into()),
                ],
            ),
            t.with("published-by", &[("publisher", definition.monitor.publisher.get(language).into())]),
        ],
        banner: if definition.monitor.fictional { t.get("fictional-banner") } else { String::new() },
        contents_title: t.get("contents-title"),
        chapters,
        editor_label: t.get("editor-label"),
        foot: t.with("published-by", &[("publisher", definition.monitor.publisher.get(language).into())]),
        more: t.with("more-at", &[("address", more.clone().into())]),
        more_link: if edition.address.is_empty() { String::new() } else { more },
        page_word: t.get("page-word"),
        of_word: t.get("of-word"),
        title,
    })
}

/// The same as PDF.
pub fn printed(edition: &Edition<'_>, asked: Asked) -> Result<Vec<u8>, ReportError> {
    let document = document(edition, asked, Medium::Paper)?;
    let of = asked.place.map_or_else(|| "national".to_owned(), |place| edition.places().get(place).code.to_string());
    let year = asked.period.map(|year| year.to_string()).unwrap_or_default();
    let imprint = edition.imprint(&document.title, &format!("report {} {of} {year}", document.language));
    press::print(Template::Report, &document, &imprint)
}
