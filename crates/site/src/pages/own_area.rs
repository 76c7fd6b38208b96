//! `/eigen-gebied?gebieden=…`: areas that a visitor adds up.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cells::Level;

use crate::own_area::OwnArea;
use crate::pages::{choose, print, suggested};
use crate::view::own_area::{Own, address, bar, own_area, suggestion, usual_left_out};
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "own_area.html")]
struct Page {
    shell: Shell,
    area: Own,
    /// What may have been meant by a name that is not known.
    meant: Vec<Link>,
}

/// The areas of the address, and what in it was not understood.
fn areas_of(visit: &Visit) -> (OwnArea, Vec<String>, bool) {
    OwnArea::read(visit.asked("gebieden").unwrap_or_default(), visit.site())
}

/// The page. What a form sent is put in the address first, and the visitor sent on to it.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let (own, unknown, is_too_many) = areas_of(&visit);
    let mut notices: Vec<String> =
        unknown.iter().map(|part| t.with("own-unknown", &[("value", part.clone().into())])).collect();
    notices.extend(is_too_many.then(|| t.get("own-too-many")));
    let mut meant = Vec::new();
    let typed = visit.asked("gebied").unwrap_or_default().trim();
    if visit.asked("gebied").is_some() {
        let meant_one = suggested::called_beside(&visit, typed, own.list()).or_else(|| choose::meant(&visit, typed));
        let next = match meant_one {
            Some(ix) if own.has_room() => Some(own.with(ix)),
            _ => typed.is_empty().then(|| own.clone()),
        };
        if let Some(next) = next {
            let visit = visit.with_choices(usual_left_out(&visit, &next));
            return Redirect::to(&address(&visit, &next)).into_response();
        }
        let text: String = typed.chars().take(40).collect();
        let near = if own.has_room() { suggested::places(&visit, &text, 5, own.list()) } else { Vec::new() };
        meant = near
            .into_iter()
            .map(|ix| {
                let label = crate::view::place::label(visit.site(), ix, t);
                Link::new(suggestion(&visit, &own, ix), label)
            })
            .collect();
        // What is known and does not fit is another matter than what is not known.
        notices.push(match meant_one {
            Some(_) => t.get("own-full"),
            None => t.with("own-unknown", &[("value", text.into())]),
        });
    }
    let status = if notices.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let area = own_area(&visit, &own);
    let home = own.list().first().copied();
    let head = Head {
        title: if area.name.is_empty() { t.get("own-title") } else { area.whole_name.clone() },
        description: t.get("own-about"),
        section: Section::Area,
        place: home,
        page: String::new(),
        indexed: own.list().is_empty(),
    };
    let mut shell = Shell::new(&visit, head);
    shell.bar = Some(bar(&visit, &own));
    shell.notices.extend(notices);
    // The page says itself which of its figures there are not.
    shell.sparse = None;
    print(status, &Page { shell, area, meant })
}

/// Places for the field in which one types an area to add.
pub(crate) async fn suggestions(visit: Visit) -> Response {
    let visit = suggested::in_its_language(&visit);
    let (own, ..) = areas_of(&visit);
    let asked = visit.asked("q").unwrap_or_default().to_owned();
    let places = suggested::places(&visit, &asked, 8, own.list());
    let addable = |ix: &cells::PlaceIx| visit.release().places.get(*ix).level() > Level::Region;
    suggested::answer(&visit, places.into_iter().filter(addable), |ix| suggestion(&visit, &own, ix))
}
