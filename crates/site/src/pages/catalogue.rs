//! `/catalogus`: all datasets, for people and, as DCAT-AP-NL, for machines.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use cells::IndicatorIx;

use crate::atlas::{Asked, Sheet};
use crate::choices::Choices;
use crate::pages::print;
use crate::structured;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

/// One dataset.
struct Dataset {
    id: String,
    page: Link,
    about: String,
    years: String,
    licence: String,
    files: Vec<Link>,
}

#[derive(Template)]
#[template(path = "catalogue.html")]
struct Page {
    shell: Shell,
    forms: Vec<Link>,
    datasets: Vec<Dataset>,
}

/// The page; who asks for Turtle or JSON-LD is sent there.
pub(crate) async fn page(visit: Visit, headers: HeaderMap) -> Response {
    let wants = |kind: &str| {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        accept.contains(kind) && !accept.contains("text/html")
    };
    // Each form has an address of its own, so that whatever is kept under an address is one thing.
    let other = |path: &str| Redirect::to(&visit.links().bare(path)).into_response();
    let mut response = if wants("text/turtle") {
        other("/catalogus.ttl")
    } else if wants("application/ld+json") {
        other("/catalogus.jsonld")
    } else {
        html(&visit)
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    response
}

fn html(visit: &Visit) -> Response {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let links = visit.links().with(Choices::default());
    let datasets = definition
        .indicators
        .iter()
        .enumerate()
        .filter_map(|(n, indicator)| {
            let ix = IndicatorIx(n as u16);
            let periods = visit.release().cube.periods(ix);
            let (first, last) = (periods.first()?, periods.last()?);
            let mut licences: Vec<String> = crate::pages::explain::sources_of(visit, ix)
                .into_iter()
                .map(|source| format!("{}, {}", source.publisher, source.licence))
                .collect();
            licences.dedup();
            let file = |path: &str, name: &str| {
                let query = Choices::default().query(definition, &[("cijfer", &indicator.id)]);
                Link::new(format!("{}{query}", links.bare(path)), name)
            };
            Some(Dataset {
                id: indicator.id.clone(),
                page: Link::new(links.indicator(ix, None), indicator.label.get(language)),
                about: indicator.what.get(language).to_owned(),
                years: if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") },
                licence: licences.join("; "),
                // Of what no area has a figure of there is no map, and so no file of it.
                files: if has_map(visit, ix) {
                    vec![file("/kaart.csv", "CSV"), file("/kaart.geojson", "GeoJSON")]
                } else {
                    Vec::new()
                },
            })
        })
        .collect();
    let head = Head {
        title: t.get("catalogue-title"),
        description: t.get("catalogue-about"),
        section: Section::Explain,
        place: None,
        page: String::new(),
        indexed: true,
    };
    let mut shell = Shell::new(visit, head);
    shell.structured = Some(structured::in_page(&structured::catalogue(visit)));
    let forms = vec![
        Link::new(links.bare("/catalogus.ttl"), "DCAT-AP-NL (Turtle)"),
        Link::new(links.bare("/catalogus.jsonld"), "DCAT-AP-NL (JSON-LD)"),
    ];
    print(StatusCode::OK, &Page { shell, forms, datasets })
}

/// Whether there is a map of an indicator over the whole country.
fn has_map(visit: &Visit, ix: IndicatorIx) -> bool {
    let asked = |key: &str| (key == "cijfer").then_some(visit.definition().indicator(ix).id.as_str());
    Asked::read(visit.site(), asked)
        .is_some_and(|(asked, _)| Sheet::of(visit.site(), &asked, Choices::default(), visit.texts(), None).is_some())
}

/// `/catalogus.ttl`.
pub(crate) async fn turtle(visit: Visit) -> Response {
    let text = structured::turtle(&structured::dcat(&visit));
    ([(header::CONTENT_TYPE, "text/turtle; charset=utf-8")], text).into_response()
}

/// `/catalogus.jsonld`.
pub(crate) async fn json(visit: Visit) -> Response {
    ([(header::CONTENT_TYPE, "application/ld+json")], structured::dcat(&visit).to_string()).into_response()
}
