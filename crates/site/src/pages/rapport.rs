//! `/rapport/2024`: the report of the whole country, to read here or on paper. The summary comes first with the list of
//! chapters; each chapter is a page of its own, `/rapport/2024/methode`.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{Level, Period, PlaceIx};
use report::{Asked, Block, Chapter, Document, Edition, Medium, ReportError};

use crate::address;
use crate::delivery::Around;
use crate::opened::Opened;
use crate::pages::area::place_at;
use crate::pages::factsheet::document;
use crate::pages::no_document::{refused, waiting};
use crate::pages::{not_found, print};
use crate::press;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "rapport.html")]
struct Page {
    shell: Shell,
    report: Arc<Document>,
    /// Which chapter; the first is the page of the report itself.
    at: usize,
    chapters: Vec<Link>,
    pdf: Link,
    years: Vec<Link>,
}

/// `/rapport`: the newest.
pub(crate) async fn newest(visit: Visit) -> Response {
    let Some(year) = visit.site().years.last() else { return not_found::answer(&visit, None) };
    let to = visit.links().bare(&format!("/rapport/{year}"));
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

/// The year of an address, as a choice: the newest year is that of each figure's newest.
fn asked(visit: &Visit, year: &str) -> Option<Asked> {
    let year = Period(year.parse().ok()?);
    if !visit.site().report_years().any(|one| one == year) {
        return None;
    }
    let period = (visit.site().years.last() != Some(&year)).then_some(year);
    Some(Asked { place: None, period, language: visit.language() })
}

/// The report as a page: its first chapter, and the list of the others.
pub(crate) async fn page(visit: Visit, around: Around, Path(year): Path<String>) -> Response {
    let report = match made(&visit, around, &year).await {
        Ok(report) => report,
        Err(answer) => return *answer,
    };
    show(&visit, &year, report, 0)
}

/// One of the other chapters.
pub(crate) async fn chapter(visit: Visit, around: Around, Path((year, id)): Path<(String, String)>) -> Response {
    let report = match made(&visit, around, &year).await {
        Ok(report) => report,
        Err(answer) => return *answer,
    };
    match report.chapters.iter().position(|chapter| chapter.id == id) {
        Some(0) => {
            let to = visit.links().bare(&format!("/rapport/{year}"));
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        Some(at) => show(&visit, &year, report, at),
        None => not_found::answer(&visit, Some(&id)),
    }
}

/// The report of a year, made now or before; or why there is none.
async fn made(visit: &Visit, around: Around, year: &str) -> Result<Arc<Document>, Box<Response>> {
    let asked = asked(visit, year).ok_or_else(|| Box::new(not_found::answer(visit, Some(year))))?;
    if let Some(known) = visit.site().known_report(asked) {
        return Ok(known);
    }
    let inside = visit.clone();
    let made = press::set(move || {
        let before = before(&inside, &around);
        // Kept for all visitors, so it may not say by which address the first of them came.
        let edition = edition(&inside, before.as_deref(), "");
        report::document(&edition, asked, Medium::Page).map(|made| inside.site().keep_report(asked, made))
    });
    match made.await {
        Ok(Ok(made)) => Ok(made),
        Ok(Err(error)) => Err(Box::new(failed(visit, &error))),
        Err(press::Busy) => Err(Box::new(waiting(visit, None))),
    }
}

/// The release that was out before that of a visit.
fn before(visit: &Visit, around: &Around) -> Option<Arc<Opened>> {
    let manifest = &visit.release().manifest;
    around.sites.before(&around.mount, &manifest.id, &manifest.created)
}

/// What a report is made from, with the release before it where that is here.
fn edition<'a>(visit: &'a Visit, before: Option<&'a Opened>, address: &'a str) -> Edition<'a> {
    Edition { previous: before.map(|before| &before.release), ..visit.site().edition(address) }
}

fn show(visit: &Visit, year: &str, report: Arc<Document>, at: usize) -> Response {
    let t = visit.texts();
    let links = visit.links();
    let years = visit.site().report_years().rev().map(|other| Link {
        current: other.to_string() == year,
        ..Link::new(links.bare(&format!("/rapport/{other}")), other.to_string())
    });
    let chapters = report.chapters.iter().enumerate().map(|(n, chapter)| {
        let path = if n == 0 { format!("/rapport/{year}") } else { format!("/rapport/{year}/{}", chapter.id) };
        Link { current: n == at, ..Link::new(links.bare(&path), chapter.title.clone()) }
    });
    let title = match &report.chapters[at] {
        chapter if at > 0 => format!("{}: {}", report.title, chapter.title),
        _ => report.title.clone(),
    };
    let page = Page {
        chapters: chapters.collect(),
        years: years.collect(),
        pdf: Link::new(links.bare(&format!("/rapport/{year}/rapport.pdf")), t.get("report-pdf")),
        shell: Shell::new(visit, head(title, report.subtitle.clone(), true)),
        report,
        at,
    };
    print(StatusCode::OK, &page)
}

/// The report as PDF.
pub(crate) async fn pdf(visit: Visit, around: Around, Path(year): Path<String>) -> Response {
    let Some(asked) = asked(&visit, &year) else { return not_found::answer(&visit, Some(&year)) };
    let name = format!("{}-{year}", visit.definition().monitor.id);
    on_paper(visit, around, asked, name).await
}

/// The report of a municipality or a region as PDF.
pub(crate) async fn of_area(visit: Visit, around: Around, Path(piece): Path<String>) -> Response {
    let ix = match place_at(&visit, &piece, "/rapport.pdf") {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    if !has_report(&visit, ix) {
        return not_found::answer(&visit, Some(&piece));
    }
    let asked = Asked { place: Some(ix), period: visit.choices().year.fixed(), language: visit.language() };
    let name = format!("rapport-{}", address::piece(&visit.release().places, ix));
    on_paper(visit, around, asked, name).await
}

/// Whether there is a report of an area: of a smaller one a factsheet says enough.
pub(crate) fn has_report(visit: &Visit, ix: PlaceIx) -> bool {
    matches!(visit.release().places.get(ix).level(), Level::Municipality | Level::Region)
}

async fn on_paper(visit: Visit, around: Around, asked: Asked, name: String) -> Response {
    let (inside, address) = (visit.clone(), visit.address());
    if let Some(known) = visit.site().known_print(asked, &address) {
        return document(known.to_vec(), &name);
    }
    let print = move || {
        let before = before(&inside, &around);
        let pdf = report::printed(&edition(&inside, before.as_deref(), &address), asked)?;
        Ok::<_, ReportError>(inside.site().keep_print(asked, &address, pdf))
    };
    match press::set(print).await {
        Ok(Ok(pdf)) => document(pdf.to_vec(), &name),
        Ok(Err(error)) => failed(&visit, &error),
        Err(press::Busy) => waiting(&visit, None),
    }
}

fn failed(visit: &Visit, error: &ReportError) -> Response {
    tracing::error!(%error, path = visit.path(), "a report was not made");
    refused(visit, None, StatusCode::INTERNAL_SERVER_ERROR, vec![visit.texts().get("document-failed")])
}

fn head(title: String, description: String, indexed: bool) -> Head {
    Head { title, description, section: Section::Report, place: None, page: String::new(), indexed }
}

impl Page {
    /// The chapter that is shown.
    fn chapter(&self) -> &Chapter {
        &self.report.chapters[self.at]
    }

    /// The chapter after it.
    fn next(&self) -> Option<&Link> {
        self.chapters.get(self.at + 1)
    }

    /// The chapter before it.
    fn previous(&self) -> Option<&Link> {
        self.at.checked_sub(1).and_then(|before| self.chapters.get(before))
    }

    /// The level of headings in a chapter: below that of its own title.
    fn level(&self) -> u8 {
        if self.at == 0 { 3 } else { 2 }
    }

    /// An editor's words as HTML.
    fn words(nodes: &[report::Node]) -> String {
        crate::view::rapport::html(nodes)
    }
}
