//! The factsheet: two pages about an area and a group. From a release and a subject to plain values; a template sets them.

mod figures;
mod fit;
mod locator;
mod nothing;
mod residents;
mod ring;
mod story;

use cells::CategoryIx;
use serde::Serialize;

use crate::edition::{Edition, House};
use crate::press::{self, Template};
use crate::row::{self, Row};
use crate::texts::{Texts, texts};
use crate::{Beside, ReportError, Subject, address, names};

use fit::Setting;

pub use figures::{FigureRow, Figures, SourceLine, ThemeRows};
pub use residents::{GroupRow, Groups, Residents, ResidentsRow};
pub use ring::{Legend, LegendGroup, Sign};
pub use story::{Piece, Told};
pub(crate) use story::{heading, pieces};

/// A drawing with the words for who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// SVG.
    pub svg: String,
    /// What it shows.
    pub alt: String,
}

impl Sheet {
    /// How many pages it has: without a figure there is nothing to look up.
    pub(crate) fn pages(&self) -> u8 {
        if self.figures.themes.is_empty() { 1 } else { 2 }
    }
}

impl Picture {
    /// Height for each unit of width; 0 where the drawing does not say.
    pub(crate) fn steepness(&self) -> f64 {
        steepness(&self.svg)
    }
}

/// Height for each unit of width of a drawing, by the box it says it has; 0 where it does not say.
pub(crate) fn steepness(svg: &str) -> f64 {
    let shape = svg.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(shape, _)| shape);
    let sides: Vec<f64> = shape.split_whitespace().filter_map(|side| side.parse().ok()).collect();
    match sides.as_slice() {
        [_, _, width, height] if *width > 0.0 => height / width,
        _ => 0.0,
    }
}

/// Everything on a factsheet.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// `nl` or `en`.
    pub language: &'static str,
    /// Title in the document's data.
    pub title: String,
    /// Description in the document's data.
    pub description: String,
    /// Who publishes.
    pub house: House,
    /// At the top of every page.
    pub head: String,
    /// Year, month and day of the release.
    pub date: Vec<u32>,
    /// That places and figures are invented; empty where they are not.
    pub banner: String,
    /// The area.
    pub name: String,
    /// What kind of place, of whom, compared with what.
    pub subtitle: String,
    /// What became of the place, where it is no more; may be empty.
    pub history: String,
    /// Where it lies.
    pub locator: Option<Picture>,
    /// The profieltaart.
    pub ring: Option<Picture>,
    /// What stands in its place; empty where there is a ring.
    pub no_ring: String,
    /// What the colours mean.
    pub legend: Legend,
    /// Head of the story.
    pub story_title: String,
    /// The story, by subject.
    pub story: Vec<Told>,
    /// Who lives here.
    pub residents: Vec<Residents>,
    /// Differences between groups.
    pub groups: Option<Groups>,
    /// How to take it; empty where there is nothing to take.
    pub caution: String,
    /// The second page, which is not there where it has no figures.
    pub figures: Figures,
    /// At the foot of every page.
    pub foot: String,
    /// Where there is more.
    pub more: String,
    /// The same as an address to follow; empty where it is not known.
    pub more_link: String,
    /// "Pagina".
    pub page_word: String,
    /// "van".
    pub of_word: String,
}

/// A factsheet as the template takes it.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    sheet: &'a Sheet,
    setting: &'a Setting,
}

/// Works out a factsheet.
pub fn sheet(edition: &Edition<'_>, subject: &Subject) -> Result<Sheet, ReportError> {
    let t = texts(subject.language);
    let years = edition.years();
    if let Some(year) = subject.period.filter(|year| !years.contains(year)) {
        let there_are = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        return Err(ReportError::NoYear { year: year.to_string(), there_are });
    }
    let beside = subject.compared(edition)?;
    let rows = row::rows(edition, subject, beside, t);
    let manifest = &edition.release.manifest;
    let name = names::capitalised(&names::spoken(edition, subject.place, subject.language));
    let more = format!("{}{}", edition.address, address::subject(edition, subject));
    let ring = ring::ring(edition, subject, &rows, beside, t);
    let told = story::story(edition, subject, &rows, beside, t);
    let is_empty = !rows.iter().any(Row::says_something);
    let no_ring = match ring {
        Some(_) => String::new(),
        None if is_empty => nothing::nothing(edition, subject, t),
        None => t.get(if beside.is_none() { "no-ring-country" } else { "no-ring-level" }),
    };
    let description = if is_empty { "sheet-description-nothing" } else { "sheet-description" };
    Ok(Sheet {
        language: if subject.language == definition::Language::En { "en" } else { "nl" },
        title: document_title(edition, subject, &name, beside, t),
        description: t.with(description, &[("name", name.clone().into())]),
        house: edition.house(subject.language)?,
        head: match years_shown(&rows, t) {
            Some(years) => t.with("sheet-head", &[("id", edition.short_id().into()), ("years", years.into())]),
            None => t.with("sheet-head-no-years", &[("id", edition.short_id().into())]),
        },
        date: manifest.created.split('-').filter_map(|part| part.parse().ok()).collect(),
        banner: if edition.definition().monitor.fictional { t.get("fictional-banner") } else { String::new() },
        subtitle: subtitle(edition, subject, beside, t),
        history: names::until(edition, subject.place)
            .map(|year| t.with("place-until", &[("name", name.clone().into()), ("year", year.to_string().into())]))
            .unwrap_or_default(),
        locator: locator::locator(edition, subject.place, t),
        no_ring,
        legend: if ring.is_some() { ring::legend(&rows, edition, t) } else { Legend::default() },
        ring,
        story_title: t.get("story-title"),
        residents: residents::residents(edition, subject, beside, t),
        groups: residents::groups(edition, subject, told.groups_of, t),
        // That there is nothing to tell was said.
        story: if is_empty { Vec::new() } else { told.told },
        caution: if is_empty { String::new() } else { t.get("caution") },
        figures: figures::figures(edition, subject, rows, beside, t),
        foot: foot(edition, t),
        more: t.with("more-at", &[("address", more.clone().into())]),
        more_link: if edition.address.is_empty() { String::new() } else { more },
        page_word: t.get("page-word"),
        of_word: t.get("of-word"),
        name,
    })
}

/// A factsheet as PDF.
pub fn factsheet(edition: &Edition<'_>, subject: &Subject) -> Result<Vec<u8>, ReportError> {
    let sheet = sheet(edition, subject)?;
    let kind = format!("factsheet {} {}", sheet.language, subject.file_name(edition));
    let imprint = edition.imprint(&sheet.title, &kind);
    let fonts = press::fonts()?;
    let mut setting = Setting::of(&sheet, fonts);
    loop {
        let set = press::set(Template::Factsheet, &Printed { sheet: &sheet, setting: &setting }, &imprint)?;
        match setting.tighter(&sheet, fonts, &set) {
            Some(tighter) => setting = tighter,
            None => return press::write(&set, &imprint),
        }
    }
}

fn document_title(edition: &Edition<'_>, subject: &Subject, name: &str, beside: Option<Beside>, t: &Texts) -> String {
    let mut title = t.with("sheet-title", &[("name", name.to_owned().into())]);
    if subject.category != CategoryIx::TOTAL {
        title = format!("{title}, {}", names::group(edition, subject.category, t));
    }
    if let Some(beside @ Beside::Area(_)) = beside {
        let with = names::beside(edition, subject.place, beside, t);
        title = format!("{title}, {}", t.with("compared-with-short", &[("with", with.into())]));
    }
    title
}

/// "Wijk in de gemeente Zomerdam, 8.420 inwoners (2024). Alle bewoners, vergeleken met de rest van Zomerdam."
fn subtitle(edition: &Edition<'_>, subject: &Subject, beside: Option<Beside>, t: &Texts) -> String {
    let mut first = names::kind(edition, subject.place, t);
    if let Some((number, year)) = edition.residents(subject.place, subject.period) {
        let shown = insight::numbers::number(number, 0, t.language());
        first = t.with(
            "kind-with-residents",
            &[
                ("kind", first.into()),
                ("count", number.into()),
                ("shown", shown.into()),
                ("year", year.to_string().into()),
            ],
        );
    }
    let group = names::capitalised(&names::people(edition, subject.category, t));
    let whom = match beside {
        Some(beside) => {
            let with = names::beside(edition, subject.place, beside, t);
            t.with("whom-compared", &[("group", group.into()), ("with", with.into())])
        }
        None => t.with("whom-alone", &[("group", group.into())]),
    };
    format!("{first}. {whom}")
}

/// "2023", "2012 t/m 2024"; none where there are no figures.
fn years_shown(rows: &[Row], t: &Texts) -> Option<String> {
    let years = || rows.iter().filter(|row| row.says_something()).filter_map(|row| row.period);
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (Some(first), Some(last)) => {
            Some(t.with("years-from-to", &[("first", first.to_string().into()), ("last", last.to_string().into())]))
        }
        _ => None,
    }
}

/// Sources and how people are protected, in a line.
fn foot(edition: &Edition<'_>, t: &Texts) -> String {
    let monitor = &edition.definition().monitor;
    let mut said = vec![t.with("published-by", &[("publisher", monitor.publisher.get(t.language()).into())])];
    if edition.definition().microdata.is_some() {
        let protection = &monitor.protection;
        let key = if protection.base > 1 { "protected-rounded" } else { "protected-exact" };
        said.push(
            t.with(key, &[("base", protection.base.into()), ("threshold", protection.threshold.numerators.into())]),
        );
    }
    said.join(" ")
}
