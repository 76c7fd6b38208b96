//! `/rapport/2024`: the report of the whole country, to read here or on paper.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{Level, Period, PlaceIx};
use report::{Asked, Block, Document, Medium, ReportError};

use crate::address;
use crate::pages::area::place_at;
use crate::pages::factsheet::{busy, document};
use crate::pages::{not_found, print};
use crate::press;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "rapport.html")]
struct Page {
    shell: Shell,
    report: Arc<Document>,
    pdf: Link,
    years: Vec<Link>,
}

/// What is said where there is no report.
#[derive(Template)]
#[template(path = "no_document.html")]
struct Refused {
    shell: Shell,
    why: Vec<String>,
    back: Link,
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
    let years = &visit.site().years;
    if !years.contains(&year) {
        return None;
    }
    let period = (years.last() != Some(&year)).then_some(year);
    Some(Asked { place: None, period, language: visit.language() })
}

/// The report as a page.
pub(crate) async fn page(visit: Visit, Path(year): Path<String>) -> Response {
    let Some(asked) = asked(&visit, &year) else { return not_found::answer(&visit, Some(&year)) };
    let made = if let Some(known) = visit.site().known_report(asked) {
        Ok(known)
    } else {
        let inside = visit.clone();
        let made = press::set(move || {
            // Kept for all visitors, so it may not say by which address the first of them came.
            let edition = inside.site().edition("");
            report::document(&edition, asked, Medium::Page).map(|made| inside.site().keep_report(asked, made))
        });
        match made.await {
            Ok(Ok(made)) => Ok(made),
            Ok(Err(error)) => Err(failed(&visit, &error)),
            Err(press::Busy) => Err(too_busy(&visit)),
        }
    };
    let report = match made {
        Ok(report) => report,
        Err(answer) => return answer,
    };
    let t = visit.texts();
    let links = visit.links();
    let years = visit.site().years.iter().rev().map(|other| Link {
        current: other.to_string() == year,
        ..Link::new(links.bare(&format!("/rapport/{other}")), other.to_string())
    });
    let page = Page {
        years: years.collect(),
        pdf: Link::new(links.bare(&format!("/rapport/{year}/rapport.pdf")), t.get("report-pdf")),
        shell: Shell::new(&visit, head(report.title.clone(), report.subtitle.clone(), true)),
        report,
    };
    print(StatusCode::OK, &page)
}

/// The report as PDF.
pub(crate) async fn pdf(visit: Visit, Path(year): Path<String>) -> Response {
    let Some(asked) = asked(&visit, &year) else { return not_found::answer(&visit, Some(&year)) };
    let name = format!("{}-{year}", visit.definition().monitor.id);
    on_paper(visit, asked, name).await
}

/// The report of a municipality or a region as PDF.
pub(crate) async fn of_area(visit: Visit, Path(piece): Path<String>) -> Response {
    let ix = match place_at(&visit, &piece, "/rapport.pdf") {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    if !has_report(&visit, ix) {
        return not_found::answer(&visit, Some(&piece));
    }
    let asked = Asked { place: Some(ix), period: visit.choices().year.fixed(), language: visit.language() };
    let name = format!("rapport-{}", address::piece(&visit.release().places, ix));
    on_paper(visit, asked, name).await
}

/// Whether there is a report of an area: of a smaller one a factsheet says enough.
pub(crate) fn has_report(visit: &Visit, ix: PlaceIx) -> bool {
    matches!(visit.release().places.get(ix).level(), Level::Municipality | Level::Region)
}

async fn on_paper(visit: Visit, asked: Asked, name: String) -> Response {
    let (inside, address) = (visit.clone(), visit.address());
    match press::set(move || report::printed(&inside.site().edition(&address), asked)).await {
        Ok(Ok(pdf)) => document(pdf, &name),
        Ok(Err(error)) => failed(&visit, &error),
        Err(press::Busy) => too_busy(&visit),
    }
}

fn failed(visit: &Visit, error: &ReportError) -> Response {
    tracing::error!(%error, path = visit.path(), "a report was not made");
    refused(visit, StatusCode::INTERNAL_SERVER_ERROR, "document-failed")
}

fn too_busy(visit: &Visit) -> Response {
    busy(refused(visit, StatusCode::SERVICE_UNAVAILABLE, "document-busy"))
}

fn refused(visit: &Visit, status: StatusCode, why: &str) -> Response {
    let t = visit.texts();
    let head = head(t.get("document-refused"), t.get("document-refused"), false);
    let back = Link::new(visit.links().to("/"), t.get("to-start"));
    print(status, &Refused { shell: Shell::new(visit, head), why: vec![t.get(why)], back })
}

fn head(title: String, description: String, indexed: bool) -> Head {
    Head { title, description, section: Section::Report, place: None, page: String::new(), indexed }
}

impl Page {
    /// An editor's words as HTML.
    fn words(nodes: &[report::Node]) -> String {
        crate::view::rapport::html(nodes)
    }
}
