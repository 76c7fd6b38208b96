//! What is said where a document cannot be made, or not yet.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use cells::PlaceIx;

use crate::pages::print;
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

/// After how many seconds a document that is being made is asked for again.
const SECONDS: HeaderValue = HeaderValue::from_static("10");

#[derive(Template)]
#[template(path = "no_document.html")]
struct Page {
    shell: Shell,
    why: Vec<String>,
    /// What the link says that asks for the same document again.
    again: Option<String>,
    back: Link,
}

/// Says why there is no document, of an area or of the whole monitor.
pub(crate) fn refused(visit: &Visit, area: Option<PlaceIx>, status: StatusCode, why: Vec<String>) -> Response {
    page(visit, area, status, "document-refused", why, None)
}

/// Says that the document is being made, and when to come back.
pub(crate) fn waiting(visit: &Visit, area: Option<PlaceIx>) -> Response {
    let t = visit.texts();
    let (why, again) = (vec![t.get("document-busy")], Some(t.get("document-again")));
    let mut response = page(visit, area, StatusCode::SERVICE_UNAVAILABLE, "document-waiting", why, again);
    response.headers_mut().insert(header::RETRY_AFTER, SECONDS);
    response
}

fn page(
    visit: &Visit,
    area: Option<PlaceIx>,
    status: StatusCode,
    title: &str,
    why: Vec<String>,
    again: Option<String>,
) -> Response {
    let t = visit.texts();
    let head = Head {
        title: t.get(title),
        description: t.get(title),
        section: if area.is_some() { Section::Area } else { Section::Report },
        place: area,
        page: String::new(),
        indexed: false,
    };
    let back = match area {
        Some(ix) => {
            let label = place::label(visit.site(), ix, t);
            Link::new(visit.links().place(ix), t.with("document-back", &[("name", label.into())]))
        }
        None => Link::new(visit.links().to("/"), t.get("to-start")),
    };
    print(status, &Page { shell: Shell::new(visit, head), why, again, back })
}
