//! `/mijn-gebieden`: the areas that a visitor keeps on their own device. The server knows none of them.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::pages::print;
use crate::view::shell::{Head, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "kept.html")]
struct Page {
    shell: Shell,
    compare: String,
    own_area: String,
    action: String,
    suggest: String,
    asked: String,
}

/// The page; a script fills the list.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let head = Head {
        title: t.get("kept-title"),
        description: t.get("kept-about"),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: false,
    };
    let links = visit.links();
    let page = Page {
        shell: Shell::new(&visit, head),
        compare: links.to("/vergelijk"),
        own_area: links.bare("/eigen-gebied"),
        action: links.bare("/zoek"),
        suggest: links.bare("/zoek.json"),
        asked: String::new(),
    };
    print(StatusCode::OK, &page)
}
