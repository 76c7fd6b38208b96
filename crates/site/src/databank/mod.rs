//! The databank: tables of one's own, on a page and as files.
//!
//! The address is the table. `page` shows it and lets it be changed, by links and one form; `files` gives it in every
//! format; `ask` turns what a form sends into the address it stands for; `show` works out what the page shows.

mod ask;
mod builder;
mod chart;
mod charted;
mod examples;
mod files;
mod page;
mod preview;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::HeaderMap;
use axum::routing::get;
use cells::{AreaCode, CategoryIx, Level, PlaceIx};
use export::{CategoryChoice, Format, PeriodChoice};

pub(crate) use ask::{has_figures, usual};
pub(crate) use charted::{Charted, of_areas_together, of_chart};
pub(crate) use files::{NoFile, answer as table_file};

use crate::delivery::Around;
use crate::visit::Visit;

/// The address of the table with what a page is about: its figures, its area among those beside it, the background and the
/// year. `page` is what the page says of itself: `indicator:…`, `thema:…`, `gebied`.
pub(crate) fn of_page(visit: &Visit, place: Option<PlaceIx>, page: &str) -> String {
    let definition = visit.definition();
    let places = &visit.release().places;
    let plain = visit.links().bare("/databank");
    let of_map = || visit.asked("cijfer").filter(|id| definition.find_indicator(id).is_some());
    let (figures, beside) = match (page.split_once(':'), page) {
        (Some(("indicator", id)), _) => (id.to_owned(), true),
        (Some(("thema", id)), _) => (format!("thema:{id}"), false),
        (_, "gebied") => ("alle".to_owned(), false),
        _ => match of_map() {
            Some(id) => (id.to_owned(), true),
            None => return plain,
        },
    };
    let Some(ix) = place.or_else(|| places.find(AreaCode::COUNTRY)) else { return plain };
    let own = export::area_id(places, ix);
    let level = places.get(ix).level();
    let areas = match (beside, level) {
        (false, _) => own,
        (true, Level::Country) => format!("{own},{}", export::level_word(Level::Municipality)),
        (true, Level::Region | Level::Municipality) => export::level_word(level).to_owned(),
        (true, Level::District | Level::Neighbourhood) => {
            match places.ancestor(ix, Level::Municipality, places.get(ix).newest()) {
                Some(home) => format!("{}:{}", export::level_word(level), export::area_id(places, home)),
                None => own,
            }
        }
    };
    let choices = visit.choices();
    let year = match choices.year {
        crate::choices::Year::Fixed(year) => year.to_string(),
        crate::choices::Year::Newest => "nieuwste".to_owned(),
    };
    let mut pairs = vec![
        ("cijfer", figures),
        ("gebied", areas),
        ("achtergrond", export::category_id(definition, choices.category).to_owned()),
        ("jaar", year),
    ];
    // Many figures of one area are read from top to bottom.
    if !beside {
        pairs.push(("rijen", export::Axis::Indicator.key().to_owned()));
    }
    format!("{plain}{}", ask::query_string(&pairs))
}

/// The table that the menu leads to: of an area its first figures, of the chosen group beside everybody; of other pages what they
/// are about.
pub(crate) fn of_menu(visit: &Visit, place: Option<PlaceIx>, page: &str) -> String {
    let Some(ix) = place.filter(|_| !page.is_empty()) else { return visit.links().bare("/databank") };
    if page != "gebied" {
        return of_page(visit, place, page);
    }
    let choices = visit.choices();
    let mut query = usual(visit.site(), Some(ix));
    if choices.category != CategoryIx::TOTAL {
        query.categories = vec![CategoryChoice::One(CategoryIx::TOTAL), CategoryChoice::One(choices.category)];
    }
    if let Some(year) = choices.year.fixed() {
        query.periods = vec![PeriodChoice::One(year)];
    }
    format!("{}{}", visit.links().bare("/databank"), ask::query_string(&query.pairs(visit.release())))
}

/// The routes of the databank.
pub(crate) fn routes() -> Router {
    let mut router = Router::new()
        .route("/databank", get(page::page))
        .route("/databank/hulp", get(page::help))
        .route("/databank.svg", get(chart::svg))
        .route("/databank.png", get(chart::png));
    for format in Format::ALL {
        let file = move |visit: Visit, around: Around, query: RawQuery, headers: HeaderMap| {
            files::file(format, visit, around, query, headers)
        };
        router = router.route(&format!("/databank.{}", format.word()), get(file));
    }
    router
}

/// An address of the API, which has no language in its path.
pub(crate) fn api_root(visit: &Visit, path: &str) -> String {
    visit.links().in_language(definition::Language::Nl).bare(path)
}
