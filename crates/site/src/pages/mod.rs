//! One file per page: from a visit to the answer. What is shown is worked out in `view`, printed by a template.

pub(crate) mod area;
pub(crate) mod catalogue;
pub(crate) mod choose;
pub(crate) mod compare;
pub(crate) mod embed;
pub(crate) mod explain;
pub(crate) mod factsheet;
pub(crate) mod health;
pub(crate) mod indicator;
pub(crate) mod indicators;
pub(crate) mod kept;
pub(crate) mod map;
pub(crate) mod monitors;
pub(crate) mod no_document;
pub(crate) mod not_found;
pub(crate) mod own_area;
pub(crate) mod rapport;
pub(crate) mod search;
pub(crate) mod similar;
pub(crate) mod start;
pub(crate) mod suggested;
pub(crate) mod theme;

use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// The pages of a monitor; the path is without monitor and language, the visit is in the request's extensions.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/", get(start::page))
        .route("/gebied/{piece}", get(area::page))
        .route("/gebied/{piece}/beeld.png", get(embed::social))
        .route("/gebied/{piece}/vergelijkbaar", get(similar::page))
        .route("/gebied/{piece}/factsheet.pdf", get(factsheet::pdf))
        .route("/gebied/{piece}/rapport.pdf", get(rapport::of_area))
        .route("/gebied/{piece}/{theme}", get(theme::page))
        .route("/indicatoren", get(indicators::page))
        .route("/indicator/{id}", get(indicator::page))
        .route("/mijn-gebieden", get(kept::page))
        .route("/insluiten", get(embed::code))
        .route("/insluiten/{kind}/{name}", get(embed::page))
        .route("/catalogus", get(catalogue::page))
        .route("/catalogus.ttl", get(catalogue::turtle))
        .route("/catalogus.jsonld", get(catalogue::json))
        .route("/vergelijk", get(compare::page))
        .route("/vergelijk.json", get(compare::suggestions))
        .route("/eigen-gebied", get(own_area::page))
        .route("/eigen-gebied.json", get(own_area::suggestions))
        .route("/kaart", get(map::page))
        .route("/kaart.svg", get(map::svg))
        .route("/kaart.geojson", get(map::geojson))
        .route("/kaart.csv", get(map::csv))
        .route("/kaart/{name}", get(map::read))
        .route("/rapport", get(rapport::newest))
        .route("/rapport/{year}", get(rapport::page))
        .route("/rapport/{year}/rapport.pdf", get(rapport::pdf))
        .route("/rapport/{year}/{chapter}", get(rapport::chapter))
        .route("/uitleg", get(explain::index))
        .route("/uitleg/{slug}", get(explain::page))
        .route("/uitleg/indicator/{id}", get(explain::indicator))
        .route("/zoek", get(search::page))
        .route("/zoek.json", get(search::json))
        .route("/kies", get(choose::go))
        .merge(crate::databank::routes())
        .fallback(not_found::page)
}

/// Prints a page. A template that cannot be printed is a fault of the program.
pub(crate) fn print(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(error) => panic!("a template could not be printed: {error}"),
    }
}
