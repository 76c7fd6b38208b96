//! `/kies`: where the form with the choices leads. Sends the visitor on to the page they mean.

use axum::response::{IntoResponse, Redirect, Response};
use cells::{IndicatorIx, PlaceIx};

use crate::address;
use crate::atlas::{Asked, sheet};
use crate::choices::{Choices, Comparison};
use crate::search::Found;
use crate::view::bar;
use crate::view::place::label;
use crate::visit::Visit;

/// Which place a typed text means: its label, its code, or a name that only one place fits best.
pub(crate) fn meant(visit: &Visit, text: &str) -> Option<PlaceIx> {
    let site = visit.site();
    let places = &site.release.places;
    if let Some(ix) = address::place(places, text.trim()) {
        return Some(ix);
    }
    let hits: Vec<(PlaceIx, f64)> = site
        .index()
        .find(text, 12)
        .into_iter()
        .filter_map(|hit| match hit.found {
            Found::Place(ix) => Some((ix, hit.likeness)),
            Found::Indicator(_) => None,
        })
        .collect();
    let exact = hits.iter().find(|(ix, _)| {
        [definition::Language::Nl, definition::Language::En]
            .into_iter()
            .any(|language| label(site, *ix, crate::texts::texts(language)).eq_ignore_ascii_case(text.trim()))
    });
    if let Some((ix, _)) = exact {
        return Some(*ix);
    }
    match hits.as_slice() {
        [(only, likeness)] if *likeness > 0.8 => Some(*only),
        // The same name at several levels means the largest, which the index puts first.
        [(first, 1.0), (_, second), ..] if *second < 1.0 || larger(visit, *first, hits[1].0) => Some(*first),
        _ => None,
    }
}

fn larger(visit: &Visit, a: PlaceIx, b: PlaceIx) -> bool {
    let places = &visit.release().places;
    places.get(a).level() < places.get(b).level()
}

/// Sends on to the page.
pub(crate) async fn go(visit: Visit) -> Response {
    let here = visit.asked("hier").and_then(|piece| address::place(&visit.release().places, piece));
    let text = visit.asked("gebied").unwrap_or_default().trim();
    let unchanged = here.filter(|&ix| label(visit.site(), ix, visit.texts()) == text || text.is_empty());
    let Some(place) = unchanged.or_else(|| meant(&visit, text)) else {
        // "Dit gebied" in a question is the area of the page.
        let piece = here.map(|ix| address::piece(&visit.release().places, ix));
        return Redirect::to(&visit.links().search(text, piece.as_deref())).into_response();
    };
    if visit.asked("pagina") == Some("kaart")
        && let Some((mut asked, _)) = Asked::read(visit.site(), |key| visit.asked(key))
    {
        // Another place has another view.
        asked.spot = asked.spot.filter(|_| Some(place) == here);
        asked.place = place;
        let chosen = asked.level.take();
        let usual = sheet::frame(visit.site(), &asked).level;
        asked.level = chosen.filter(|level| *level != usual);
        let frame = sheet::frame(visit.site(), &asked);
        let country = visit.release().places.get(frame.within).level() == cells::Level::Country;
        let possible = sheet::comparisons(frame, country, visit.choices().category);
        let comparison = visit.choices().comparison.filter(|c| possible.contains(c) && possible.first() != Some(c));
        let links = visit.links().with(Choices { comparison, ..visit.choices() });
        return Redirect::to(&links.map(&asked)).into_response();
    }
    // The usual comparison of the area is left out of the address.
    let asked = visit.choices();
    let possible = bar::comparisons(visit.site(), place, asked.category);
    let comparison = asked.comparison.filter(|c: &Comparison| possible.contains(c) && possible.first() != Some(c));
    let choices = Choices { comparison, ..asked };
    let links = visit.links().with(choices);
    let definition = visit.definition();
    let target = match visit.asked("pagina").unwrap_or_default().split_once(':') {
        Some(("thema", id)) if definition.find_theme(id).is_some() => links.theme(place, id),
        Some(("indicator", id)) => match definition.find_indicator(id) {
            Some(indicator) => links.indicator(IndicatorIx(indicator.0), Some(place)),
            None => links.place(place),
        },
        _ => links.place(place),
    };
    Redirect::to(&target).into_response()
}
