//! `/gebied/GM0344-utrecht`: one area.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cells::PlaceIx;

use crate::address;
use crate::pages::{not_found, print};
use crate::server::moved;
use crate::structured;
use crate::view::area::{Area, area};
use crate::view::shell::{Head, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "area.html")]
struct Page {
    shell: Shell,
    area: Area,
}

/// The place that an address names, or the answer instead: the right address, or "not found".
pub(crate) fn place_at(visit: &Visit, piece: &str, rest: &str) -> Result<PlaceIx, Box<Response>> {
    let places = &visit.release().places;
    let Some(ix) = address::place(places, piece) else { return Err(Box::new(not_found::answer(visit, Some(piece)))) };
    let right = address::piece(places, ix);
    // Where a choice is not understood the page says so at the address that was asked for.
    if right != piece && visit.unknown().is_empty() {
        let to = visit.links().to(&format!("/gebied/{right}{rest}"));
        return Err(Box::new(moved(&to)));
    }
    Ok(ix)
}

/// The address of the picture of an area.
pub(crate) fn picture_of(visit: &Visit, ix: PlaceIx) -> String {
    let piece = address::piece(&visit.release().places, ix);
    format!("{}{}", visit.origin(), visit.links().bare(&format!("/gebied/{piece}/beeld.png")))
}

/// The page.
pub(crate) async fn page(visit: Visit, Path(piece): Path<String>) -> Response {
    let ix = match place_at(&visit, &piece, "") {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    let t = visit.texts();
    let area = area(&visit, ix);
    let head = Head {
        title: crate::view::whom::with_group(&visit, crate::view::place::label(visit.site(), ix, t)),
        description: t.with(
            "area-description",
            &[("name", area.name.clone().into()), ("kind", crate::view::place::in_a_sentence(&area.kind).into())],
        ),
        section: Section::Area,
        place: Some(ix),
        page: "gebied".to_owned(),
        indexed: true,
    };
    let mut shell = Shell::new(&visit, head);
    shell.structured = Some(structured::in_page(&structured::place(&visit, ix)));
    shell.picture = Some(picture_of(&visit, ix));
    let page = Page { shell, area };
    print(StatusCode::OK, &page)
}
