//! `/zoek` and `/zoek.json`: finding a place or a figure by name.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::pages::print;
use crate::search::Found;
use crate::view::place;
use crate::view::shell::{Head, Section, Shell};
use crate::visit::Visit;

/// One result as pages and scripts show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Suggestion {
    pub(crate) naam: String,
    pub(crate) soort: String,
    pub(crate) adres: String,
    pub(crate) gemeente: String,
    #[serde(skip)]
    pub(crate) about: String,
}

/// What a text finds, best first.
pub(crate) fn results(visit: &Visit, text: &str, most: usize) -> Vec<Suggestion> {
    let t = visit.texts();
    let site = visit.site();
    let links = visit.links();
    let language = visit.language();
    site.index()
        .find(text, most)
        .into_iter()
        .map(|hit| match hit.found {
            Found::Place(ix) => {
                let within = place::municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
                let soort = match place::gone_since(site, ix) {
                    Some(year) => t.with(
                        "kind-until",
                        &[("kind", place::own_level_word(site, ix, t).into()), ("year", year.to_string().into())],
                    ),
                    None => place::own_level_word(site, ix, t),
                };
                Suggestion {
                    naam: place::heading(site, ix, language),
                    soort,
                    adres: links.place(ix),
                    gemeente: within.unwrap_or_default(),
                    about: site
                        .residents(ix)
                        .map(|(n, _)| {
                            let shown = crate::view::count(n, language);
                            t.with("residents-count", &[("count", n.into()), ("shown", shown.into())])
                        })
                        .unwrap_or_default(),
                }
            }
            Found::Indicator(ix) => {
                let indicator = site.release.definition.indicator(ix);
                Suggestion {
                    naam: indicator.short.get(language).to_owned(),
                    soort: t.get("kind-indicator"),
                    adres: links.indicator(ix, None),
                    gemeente: String::new(),
                    about: indicator.label.get(language).to_owned(),
                }
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    shell: Shell,
    action: String,
    suggest: String,
    asked: String,
    results: Vec<Suggestion>,
    summary: String,
}

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let asked: String = visit.asked("q").unwrap_or_default().trim().chars().take(100).collect();
    let results = results(&visit, &asked, 30);
    let title = if asked.is_empty() {
        t.get("search-title")
    } else {
        t.with("search-title-for", &[("asked", asked.clone().into())])
    };
    let summary =
        if asked.is_empty() { String::new() } else { t.with("search-count", &[("count", results.len().into())]) };
    let head = Head {
        title,
        description: t.get("search-description"),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: false,
    };
    let links = visit.links();
    let page = Page {
        shell: Shell::new(&visit, head),
        action: links.bare("/zoek"),
        suggest: links.bare("/zoek.json"),
        asked,
        results,
        summary,
    };
    print(StatusCode::OK, &page)
}

/// The same for scripts: at most twelve results.
pub(crate) async fn json(visit: Visit) -> Response {
    let asked = visit.asked("q").unwrap_or_default();
    let visit = match visit.asked("taal") {
        Some("en") => visit.in_language(definition::Language::En),
        Some("nl") => visit.in_language(definition::Language::Nl),
        _ => visit.clone(),
    };
    let found = results(&visit, asked, 12);
    match serde_json::to_string(&found) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => panic!("search results could not be written: {error}"),
    }
}
