//! `/zoek` and `/zoek.json`: finding a place or a figure by name, and answering questions.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::pages::print;
use crate::search::Found;
use crate::view::ask::{self, Answered};
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
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
    visit.site().index().find(text, most).into_iter().map(|hit| suggestion(visit, hit.found)).collect()
}

fn suggestion(visit: &Visit, found: Found) -> Suggestion {
    let t = visit.texts();
    let site = visit.site();
    let links = visit.links();
    let language = visit.language();
    match found {
        Found::Place(ix) => {
            let within = place::municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
            let soort = match place::until(site, ix) {
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
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    shell: Shell,
    action: String,
    suggest: String,
    asked: String,
    answered: Option<Answered>,
    /// Whether something was asked that was not understood.
    failed: bool,
    failed_title: String,
    failed_about: String,
    unknown: String,
    /// Questions that were perhaps meant.
    meant: Vec<Link>,
    /// Questions to try.
    examples: Vec<Link>,
    results: Vec<Suggestion>,
    results_title: String,
    summary: String,
    all_figures: Link,
    /// What to try where nothing was found.
    nothing: String,
}

/// A code of an area that this monitor has, for who does not know what codes are.
fn a_code(visit: &Visit) -> String {
    let places = &visit.release().places;
    let is_municipality = |ix: &cells::PlaceIx| places.get(*ix).level() == cells::Level::Municipality;
    let usual = crate::view::shell::default_place(visit).filter(is_municipality);
    let first = || places.level(cells::Level::Municipality).map(cells::PlaceIx).next();
    usual.or_else(first).map(|ix| places.get(ix).code.to_string()).unwrap_or_default()
}

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let asked: String = visit.asked("q").unwrap_or_default().trim().chars().take(200).collect();
    let read = ask::read(&visit, &asked, false);
    let refused = read.as_ref().map_or(&[][..], |read| read.refused.as_slice());
    let mut notices: Vec<String> = refused
        .iter()
        .map(|refused| {
            let values = [("key", refused.key.into()), ("value", refused.value.clone().into())];
            t.with("ask-refused", &values)
        })
        .collect();
    let asks_help = read.as_ref().is_some_and(|read| !read.set_right && read.question.asks_help());
    let answerable = read.as_ref().filter(|_| !asks_help).filter(|read| {
        (!asked.is_empty() && read.question.is_answerable()) || (read.set_right && read.refused.is_empty())
    });
    let answered = answerable.map(|read| ask::answered(&visit, &asked, read));
    let bare = |question: &::ask::Question| question.is_bare_name() && !question.names_something_else();
    let bare = read.as_ref().is_none_or(|read| bare(&read.question));
    let unknown = read.as_ref().map(|read| ask::unknown(&visit, &read.question)).unwrap_or_default();
    let (results, summary) = match &answered {
        Some(_) if !bare => (Vec::new(), String::new()),
        _ if asked.is_empty() => (Vec::new(), String::new()),
        // Of words for help no page of a figure or an area is like them, but that of an area that was named.
        _ if asks_help => {
            let named = read.iter().flat_map(|read| &read.question.places);
            (named.map(|heard| suggestion(&visit, Found::Place(heard.what))).collect(), String::new())
        }
        _ => {
            let mut found = results(&visit, &asked, 30);
            let by_name = found.len();
            if found.is_empty() {
                // An area that was named in a question that was not understood is nearer than what only looks like its words.
                let named = read.iter().flat_map(|read| &read.question.places);
                found.extend(named.map(|heard| suggestion(&visit, Found::Place(heard.what))));
                // Of an area that is not known only its name says which it may be.
                let lost: Vec<&str> =
                    read.iter().flat_map(|read| &read.question.lost_areas).map(String::as_str).collect();
                let words: Vec<&str> = if lost.is_empty() { asked.split_whitespace().collect() } else { lost };
                let words: Vec<&str> = words.into_iter().filter(|_| found.is_empty()).collect();
                // Nothing has this name: what is like its words.
                for word in words.into_iter().filter(|word| word.chars().count() > 3).take(12) {
                    for one in self::results(&visit, word, 3) {
                        if found.len() < 12 && !found.iter().any(|known| known.adres == one.adres) {
                            found.push(one);
                        }
                    }
                }
            }
            // "Amsterdam Zuidoost": no area has that name, and the one that it would lie in is nearest.
            let whole = read.iter().filter(|read| !read.question.lost_parts.is_empty());
            for heard in whole.filter_map(|read| read.question.places.first()) {
                let one = suggestion(&visit, Found::Place(heard.what));
                found.retain(|known| known.adres != one.adres);
                found.insert(0, one);
            }
            let summary = t.with("search-count", &[("count", by_name.into())]);
            (found, summary)
        }
    };
    let words = asked.split_whitespace().count();
    let is_postcode = read.as_ref().is_some_and(|read| !read.question.postcode.is_empty());
    let is_sentence = words > 1 || is_postcode;
    let failed = answered.is_none() && !asked.is_empty() && is_sentence && !bare_hit(&visit, &asked) || asks_help;
    let title = if asked.is_empty() {
        t.get("search-title")
    } else {
        t.with("search-title-for", &[("asked", asked.clone().into())])
    };
    let head = Head {
        title,
        description: t.get("search-description"),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: false,
    };
    let links = visit.links();
    let mut shell = Shell::new(&visit, head);
    if !failed && answered.is_none() && read.as_ref().is_some_and(|read| !read.question.lost_parts.is_empty()) {
        notices.push(unknown.clone());
    }
    notices.append(&mut shell.notices);
    let area = refused.iter().find(|refused| refused.key == "gebied");
    if let Some(area) = area {
        let text = asked.clone();
        shell.instead = nearest_areas(&visit, &area.value, |ix| {
            links.search(&text, Some(&crate::address::piece(&visit.release().places, ix)))
        });
    }
    let status = match (area, refused.is_empty()) {
        (Some(_), _) => StatusCode::NOT_FOUND,
        (None, false) => StatusCode::BAD_REQUEST,
        (None, true) => StatusCode::OK,
    };
    shell.notices = notices;
    if let Some(answered) = answered.as_ref().filter(|answered| answered.has_colours) {
        let shown = answered.indicators.iter().map(|ix| visit.definition().indicator(*ix));
        shell.legend = crate::view::legend::page_legend(&visit, shown);
    }
    if answered.is_some() {
        shell.heading = t.get("ask-heading");
    }
    let meant: Vec<Link> = match &read {
        Some(read) if asks_help => ask::helping(&visit, read),
        Some(read) if failed => {
            let mut meant = ask::about_groups(&visit, read);
            meant.extend(ask::about_areas(&visit, &asked, read));
            meant.extend(ask::about_numbered(&visit, &asked, read));
            meant
        }
        _ => Vec::new(),
    };
    let is_choice = read.as_ref().is_some_and(|read| read.question.numbered.is_some());
    let (failed_title, failed_about) = if asks_help {
        ::ask::Help::heading(visit.language()).into()
    } else if meant.is_empty() {
        (t.get("ask-failed"), t.get("ask-failed-about"))
    } else if is_choice {
        (t.get("ask-choose-area"), t.get("ask-failed-area-about"))
    } else {
        (t.get("ask-failed-area"), t.get("ask-failed-area-about"))
    };
    let page = Page {
        shell,
        failed_title,
        failed_about,
        meant,
        action: links.bare("/zoek"),
        suggest: links.bare("/zoek.json"),
        examples: if answered.is_none() && (asked.is_empty() || failed || results.is_empty()) {
            ask::examples(&visit)
        } else {
            Vec::new()
        },
        asked,
        answered,
        failed,
        unknown: if asks_help { String::new() } else { unknown },
        results_title: if failed { t.get("ask-nearest") } else { t.get("ask-names") },
        results,
        summary,
        nothing: t.with("search-nothing", &[("code", a_code(&visit).into())]),
        all_figures: Link::new(links.to("/indicatoren"), t.get("ask-all-figures")),
    };
    print(status, &page)
}

/// The areas whose names are nearest to one that is not known, with the links of that page.
pub(crate) fn nearest_areas(visit: &Visit, asked: &str, to: impl Fn(cells::PlaceIx) -> String) -> Vec<Link> {
    let decoded = percent_encoding::percent_decode_str(asked).decode_utf8_lossy();
    let text: String = decoded.chars().take(60).collect::<String>().replace(['-', '_'], " ");
    // A code before the name is not part of it.
    let bare = text.split_once(' ').filter(|(code, _)| code.to_ascii_uppercase().parse::<cells::AreaCode>().is_ok());
    let found = visit.site().index().find(bare.map_or(text.as_str(), |(_, name)| name), 12);
    let places = found.into_iter().filter_map(|hit| match hit.found {
        Found::Place(ix) => Some(ix),
        Found::Indicator(_) => None,
    });
    places.take(5).map(|ix| Link::new(to(ix), place::label(visit.site(), ix, visit.texts()))).collect()
}

/// Whether the whole text is (nearly) the name of something.
fn bare_hit(visit: &Visit, text: &str) -> bool {
    visit.site().index().find(text, 1).first().is_some_and(|hit| hit.likeness > 0.8)
}

/// The same for scripts: at most twelve results.
pub(crate) async fn json(visit: Visit) -> Response {
    let asked = visit.asked("q").unwrap_or_default();
    let visit = match visit.asked("taal") {
        Some("en") => visit.in_language(definition::Language::En),
        Some("nl") => visit.in_language(definition::Language::Nl),
        _ => visit.clone(),
    };
    let t = visit.texts();
    let mut found: Vec<Suggestion> = ask::suggestions(&visit, asked)
        .into_iter()
        .map(|link| Suggestion {
            naam: link.label,
            soort: t.get("kind-answer"),
            adres: link.href,
            gemeente: String::new(),
            about: String::new(),
        })
        .collect();
    // So long a question is no name.
    let is_long = !found.is_empty() && asked.split_whitespace().count() > 3;
    let names = if is_long { Vec::new() } else { results(&visit, asked, 12) };
    // Of a question only what is nearly a name of itself is worth a line.
    let left = 12_usize.saturating_sub(found.len());
    let questions = !found.is_empty();
    found.extend(names.into_iter().take(if questions { left.min(4) } else { left }));
    match serde_json::to_string(&found) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => panic!("search results could not be written: {error}"),
    }
}
