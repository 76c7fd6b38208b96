//! The page for an address that is of nothing: it helps on.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use cells::{AreaCode, Level};

use crate::pages::print;
use crate::pages::search::{Suggestion, results};
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "not_found.html")]
struct Page {
    shell: Shell,
    action: String,
    suggest: String,
    asked: String,
    why: String,
    /// Places the code may stand for.
    instead: Vec<Link>,
    results: Vec<Suggestion>,
}

/// For any address without a page.
pub(crate) async fn page(visit: Visit) -> Response {
    answer(&visit, None)
}

/// For an address of which a piece named nothing.
pub(crate) fn answer(visit: &Visit, piece: Option<&str>) -> Response {
    let t = visit.texts();
    let last = piece.unwrap_or_else(|| visit.path().rsplit('/').next().unwrap_or_default());
    let decoded = percent_encoding::percent_decode_str(last).decode_utf8_lossy();
    let short: String = decoded.chars().take(60).collect();
    let (code, name) = match short.split_once('-') {
        Some((code, name)) => (code.to_ascii_uppercase().parse::<AreaCode>().ok(), name),
        None => (short.to_ascii_uppercase().parse::<AreaCode>().ok(), ""),
    };
    let asked = if code.is_some() { name.replace('-', " ") } else { short.replace(['-', '_'], " ") };
    let links = visit.links();
    let mut instead = Vec::new();
    let why = match code {
        Some(code) => {
            // The digits of a code name the larger areas it was in.
            for level in [Level::District, Level::Municipality] {
                let larger = code.ancestor(level).filter(|&c| c != code);
                if let Some(ix) = larger.and_then(|c| visit.release().places.find(c)) {
                    instead.push(Link::new(links.place(ix), place::label(visit.site(), ix, t)));
                }
            }
            t.with("not-found-code", &[("code", code.to_string().into())])
        }
        None => t.get("not-found-address"),
    };
    let head = Head {
        title: t.get("not-found-title"),
        description: t.get("not-found-title"),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: false,
    };
    let page = Page {
        shell: Shell::new(visit, head),
        action: links.bare("/zoek"),
        suggest: links.bare("/zoek.json"),
        results: results(visit, &asked, 6),
        asked,
        why,
        instead,
    };
    print(StatusCode::NOT_FOUND, &page)
}
