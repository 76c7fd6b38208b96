//! Places that a page suggests while one types: as those of the search, but each leads on from the page.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use cells::PlaceIx;
use serde::Serialize;

use crate::search::Found;
use crate::view::place;
use crate::visit::Visit;

#[derive(Serialize)]
struct Suggestion {
    naam: String,
    soort: String,
    adres: String,
}

/// The visit in the language that the field is in.
pub(crate) fn in_its_language(visit: &Visit) -> Visit {
    match visit.asked("taal") {
        Some("en") => visit.in_language(definition::Language::En),
        Some("nl") => visit.in_language(definition::Language::Nl),
        _ => visit.clone(),
    }
}

/// The places whose names are nearest to a text.
pub(crate) fn named(visit: &Visit, text: &str, most: usize) -> Vec<PlaceIx> {
    let hits = visit.site().index().find(text, most * 3);
    let places = hits.into_iter().filter_map(|hit| match hit.found {
        Found::Place(ix) => Some(ix),
        Found::Indicator(_) => None,
    });
    places.take(most).collect()
}

/// The same, of which wijken and buurten of one name that which lies beside what is there comes first: Kanaleneiland beside
/// Overvecht.
pub(crate) fn places(visit: &Visit, text: &str, most: usize, beside: &[PlaceIx]) -> Vec<PlaceIx> {
    let mut places = named(visit, text, most);
    let home = |ix: PlaceIx| place::municipality(visit.site(), ix);
    if places.first().is_some_and(|ix| home(*ix).is_some()) {
        let homes: Vec<PlaceIx> = beside.iter().filter_map(|ix| home(*ix)).collect();
        places.sort_by_key(|ix| home(*ix).is_none_or(|home| !homes.contains(&home)));
    }
    places
}

/// The place of just this name that lies in one municipality with those that are there; none where no name is this one.
pub(crate) fn called_beside(visit: &Visit, text: &str, beside: &[PlaceIx]) -> Option<PlaceIx> {
    const MOST: usize = 60;
    let home = |ix: PlaceIx| place::municipality(visit.site(), ix);
    let homes: Vec<PlaceIx> = beside.iter().filter_map(|ix| home(*ix)).collect();
    let wanted = text.trim().to_lowercase();
    let is_called = |ix: &PlaceIx| {
        let (site, language) = (visit.site(), visit.language());
        let names = [place::name(site, *ix, language), place::spoken(site, *ix, language)];
        names.iter().any(|name| name.to_lowercase() == wanted)
    };
    let lies_beside = |ix: &PlaceIx| home(*ix).is_some_and(|home| homes.contains(&home));
    named(visit, text, MOST).into_iter().find(|ix| is_called(ix) && lies_beside(ix))
}

/// These places as the field reads them, each leading where `address` says.
pub(crate) fn answer(
    visit: &Visit,
    places: impl IntoIterator<Item = PlaceIx>,
    address: impl Fn(PlaceIx) -> String,
) -> Response {
    let list: Vec<Suggestion> = places
        .into_iter()
        .map(|ix| Suggestion {
            naam: place::name(visit.site(), ix, visit.language()).to_owned(),
            soort: place::kind(visit.site(), ix, visit.texts()),
            adres: address(ix),
        })
        .collect();
    match serde_json::to_string(&list) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => panic!("suggestions could not be written: {error}"),
    }
}
