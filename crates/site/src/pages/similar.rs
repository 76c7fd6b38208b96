//! `/gebied/…/vergelijkbaar`: the areas most like an area, and how it does among them.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::pages::area::place_at;
use crate::pages::print;
use crate::view::area::breadcrumb;
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::view::similar::{Similar, similar};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "similar.html")]
struct Page {
    shell: Shell,
    breadcrumb: Vec<Link>,
    lead: String,
    page: Similar,
    back: Link,
}

/// The page.
pub(crate) async fn page(visit: Visit, Path(piece): Path<String>) -> Response {
    let ix = match place_at(&visit, &piece, "/vergelijkbaar") {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    let t = visit.texts();
    let name = place::spoken(visit.site(), ix, visit.language()).to_owned();
    let said = [("name", name.clone().into())];
    let mut trail = breadcrumb(&visit, ix);
    trail.push(Link::new(visit.links().place(ix), place::capitalised(&name)));
    let head = Head {
        title: crate::view::whom::with_group(&visit, t.with("similar-title", &said)),
        description: t.with("similar-description", &said),
        section: Section::Area,
        place: Some(ix),
        page: String::new(),
        indexed: true,
    };
    let page = Page {
        shell: Shell::new(&visit, head),
        breadcrumb: trail,
        lead: t.with("similar-lead", &said),
        page: similar(&visit, ix),
        back: Link::new(visit.links().place(ix), t.with("theme-back", &said)),
    };
    print(StatusCode::OK, &page)
}
