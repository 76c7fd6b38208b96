//! `/kaart?cijfer=bijstand&gebied=GM0344-utrecht`: a figure on the map; the same as files, and what the movable map reads.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{PlaceIx, Vintage};

use crate::atlas::asked::{LEVELS, level_word};
use crate::atlas::{Asked, Sheet, files, sheet};
use crate::pages::search::nearest_areas;
use crate::pages::{not_found, print};
use crate::view::map::{MapPage, choices_in_bar, heading, map_page, notices, standalone, subtitle};
use crate::view::shell::{Head, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "map.html")]
struct Page {
    shell: Shell,
    page: MapPage,
}

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let Some((asked, unknown)) = Asked::read(visit.site(), |key| visit.asked(key)) else {
        return not_found::answer(&visit, None);
    };
    let page = map_page(&visit, &asked);
    let head = Head {
        title: page.title.clone(),
        description: page.lead.clone(),
        section: Section::Map,
        place: Some(asked.place),
        page: "kaart".to_owned(),
        indexed: asked.spot.is_none(),
    };
    let mut shell = Shell::new(&visit, head);
    if let Some(bar) = &mut shell.bar {
        choices_in_bar(&visit, &asked, bar);
    }
    shell.notices.extend(notices(&visit, &asked, &unknown));
    shell.scripts.extend(page.script.clone());
    let area = unknown.iter().find(|one| one.key == "gebied");
    if let Some(one) = area {
        shell.instead = nearest_areas(&visit, &one.value, |place| visit.links().map(&Asked { place, ..asked }));
    }
    let status = match (area, unknown.is_empty()) {
        (Some(_), _) => StatusCode::NOT_FOUND,
        (None, false) => StatusCode::BAD_REQUEST,
        (None, true) => StatusCode::OK,
    };
    let mut response = print(status, &Page { shell, page });
    // The movable map can show where the visitor is, when they ask for it; the server is not told.
    response.headers_mut().insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    );
    response
}

/// The map that is asked for, or the answer that there is none.
fn asked_sheet(visit: &Visit) -> Result<(Asked, Sheet), Box<Response>> {
    let nothing = || Box::new(not_found::answer(visit, None));
    let (asked, unknown) = Asked::read(visit.site(), |key| visit.asked(key)).ok_or_else(nothing)?;
    // A file of something else than was asked for would be taken for what was asked for.
    if !unknown.is_empty() || !visit.unknown().is_empty() {
        let mut said = notices(visit, &asked, &unknown);
        said.extend(visit.unknown().iter().map(|one| format!("{}={}", one.key, one.value)));
        let status =
            if unknown.iter().any(|one| one.key == "gebied") { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
        return Err(Box::new((status, format!("{}\n", said.join("\n"))).into_response()));
    }
    let of =
        |asked: &Asked, choices, like: Option<&Sheet>| Sheet::of(visit.site(), asked, choices, visit.texts(), like);
    // The map beside it, whose classes it has where both show the same figure.
    let like = sheet::beside(visit.site(), &asked, visit.choices());
    let like = like.and_then(|(other, choices)| of(&other, choices, None));
    let sheet = of(&asked, visit.choices(), like.as_ref()).ok_or_else(nothing)?;
    Ok((asked, sheet))
}

/// A file to keep, under a name that says what it is of.
fn file(visit: &Visit, asked: &Asked, sheet: &Sheet, ending: &str, kind: &'static str, body: String) -> Response {
    let place = crate::address::piece(&visit.release().places, asked.place);
    let name =
        format!("kaart-{}-{place}-{}.{ending}", visit.definition().indicator(asked.indicator).id, sheet.of.period);
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    if let Ok(disposition) = disposition {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// `/kaart.svg`.
pub(crate) async fn svg(visit: Visit) -> Response {
    match asked_sheet(&visit) {
        Ok((asked, sheet)) => file(&visit, &asked, &sheet, "svg", "image/svg+xml", standalone(&visit, &sheet)),
        Err(answer) => *answer,
    }
}

/// `/kaart.geojson`.
pub(crate) async fn geojson(visit: Visit) -> Response {
    match asked_sheet(&visit) {
        Ok((asked, sheet)) => {
            file(&visit, &asked, &sheet, "geojson", "application/geo+json", files::geojson(&visit, &sheet))
        }
        Err(answer) => *answer,
    }
}

/// `/kaart.csv`.
pub(crate) async fn csv(visit: Visit) -> Response {
    match asked_sheet(&visit) {
        Ok((asked, sheet)) => {
            file(&visit, &asked, &sheet, "csv", "text/csv; charset=utf-8", files::csv(&visit, &sheet))
        }
        Err(answer) => *answer,
    }
}

/// The areas of `?niveau=buurten&indeling=2024`, over the whole country or, with `&binnen=GM0344`, in one place.
fn asked_division(visit: &Visit) -> Option<Vec<PlaceIx>> {
    let level = LEVELS.into_iter().find(|level| Some(level_word(*level)) == visit.asked("niveau"))?;
    let vintage = visit.asked("indeling")?.parse().ok().map(Vintage)?;
    let places = &visit.release().places;
    let areas = match visit.asked("binnen") {
        Some(piece) => {
            let within = crate::address::place(places, piece)?;
            if places.get(within).level() >= level {
                return None;
            }
            crate::atlas::sheet::inside(places, within, level, vintage)
        }
        None => files::division(places, level, vintage),
    };
    (!areas.is_empty()).then_some(areas)
}

/// `/kaart/klassen.json` and what else the movable map reads.
pub(crate) async fn read(visit: Visit, Path(name): Path<String>) -> Response {
    let body = match name.as_str() {
        "namen.json" => asked_division(&visit).map(|areas| files::names(&visit, &areas).to_string()),
        "vormen.json" => asked_division(&visit).map(|areas| files::shapes(&visit, &areas)),
        "klassen.json" => asked_sheet(&visit).ok().map(|(_, sheet)| {
            let classes = files::classes(&sheet, heading(&visit, &sheet), subtitle(&visit, &sheet));
            serde_json::to_string(&classes).unwrap_or_else(|error| panic!("classes could not be written: {error}"))
        }),
        "cijfers.json" => asked_sheet(&visit).ok().map(|(_, sheet)| files::figures(&visit, &sheet).to_string()),
        _ => None,
    };
    match body {
        Some(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        None => not_found::answer(&visit, None),
    }
}
