//! Areas, points, search, and the story of an area.

use axum::extract::Path;
use axum::response::Response;
use cells::{AreaCode, Level, PlaceIx};
use export::{area_id, area_label, find_area};
use insight::story::Telling;
use release::StandingReference;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use super::listed::{Page, part};
use super::params::Params;
use super::problem::{NoSuch, Problem, Unreadable};
use crate::search::Found;
use crate::visit::Visit;

/// An area.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Area {
    /// Its code; of an older area whose code means another one now, with its last year behind it.
    code: String,
    /// Its name.
    name: String,
    /// `country`, `region`, `municipality`, `district` or `neighbourhood`.
    #[schema(value_type = String)]
    level: Level,
    /// The years in whose division it is.
    divisions: Vec<u16>,
    /// The area it lies in, in its newest division.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    /// Its newest number of residents, where that is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    residents: Option<f64>,
    /// Its page.
    page: String,
}

fn area_of(visit: &Visit, ix: PlaceIx) -> Area {
    let places = &visit.release().places;
    let place = places.get(ix);
    Area {
        code: area_id(places, ix),
        name: area_label(visit.release(), ix, visit.language()),
        level: place.level(),
        divisions: place.vintages.iter().map(|vintage| vintage.0).collect(),
        parent: places.parent(ix, place.newest()).map(|parent| area_id(places, parent)),
        residents: visit.site().residents(ix).map(|(number, _)| number),
        page: format!(
            "{}{}",
            visit.origin(),
            visit.links().bare(&format!("/gebied/{}", crate::address::piece(places, ix)))
        ),
    }
}

/// A page of areas.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Areas {
    /// The areas.
    areas: Vec<Area>,
    /// Where the list goes on.
    #[serde(flatten)]
    page: Page,
}

fn unknown_area(visit: &Visit, name: &str, code: &str) -> Problem {
    let shown: String = code.chars().filter(|c| !c.is_control()).take(40).collect();
    let (_, refusals) = export::Query::read(visit.release(), [("area", code)]);
    let mut problem = Problem::refused(&refusals, visit.language());
    if problem.errors.is_empty() {
        problem = Problem::parameter(name, "unknown-code", format!("There is no area `{shown}`."));
    }
    for wrong in &mut problem.errors {
        name.clone_into(wrong.name.get_or_insert_default());
    }
    problem
}

const LEVELS: [&str; 5] = ["country", "region", "municipality", "district", "neighbourhood"];

/// `/api/v1/areas`.
#[utoipa::path(get, path = "/areas", tag = "areas",
    params(
        ("level" = Option<String>, Query, description = "Only areas of this level: country, region, municipality, district or neighbourhood"),
        ("within" = Option<String>, Query, description = "Only areas that lie in the area with this code"),
        ("page" = Option<u32>, Query, minimum = 1, maximum = 10_000_000, description = "Page, from 1"),
        ("pageSize" = Option<u32>, Query, minimum = 1, maximum = 5000, description = "Areas on a page; 500 where not given"),
    ),
    responses((status = 200, description = "Areas, by level and code", body = Areas), Unreadable))]
pub(crate) async fn areas(visit: Visit, params: Params) -> Result<Response, Problem> {
    let places = &visit.release().places;
    let paging = params.paging(500, 5_000)?;
    let level = params.word("level", &LEVELS)?;
    let level = level.and_then(|word| LEVELS.iter().position(|one| *one == word)).map(|n| Level::ALL[n]);
    let within = match params.get("within") {
        None => None,
        Some(code) => Some(find_area(places, code).ok_or_else(|| unknown_area(&visit, "within", code))?),
    };
    let inside = |ix: PlaceIx| {
        let Some(within) = within else { return true };
        let place = places.get(ix);
        let vintage = place.newest();
        if places.get(within).level() == Level::Region {
            let mut at = Some(ix);
            while let Some(one) = at {
                if places.regions_of(one, vintage).contains(&within) {
                    return true;
                }
                at = places.parent(one, vintage);
            }
            return false;
        }
        ix != within && places.ancestor(ix, places.get(within).level(), vintage) == Some(within)
    };
    let all: Vec<PlaceIx> = places
        .iter()
        .filter(|(_, place)| level.is_none_or(|level| place.level() == level))
        .map(|(ix, _)| ix)
        .filter(|ix| inside(*ix))
        .collect();
    let (range, page) = part(&visit, &params, paging, all.len());
    Ok(json(&Areas { areas: all[range].iter().map(|ix| area_of(&visit, *ix)).collect(), page }))
}

/// The area of a path.
fn path_area(visit: &Visit, code: &str) -> Result<PlaceIx, Problem> {
    find_area(&visit.release().places, code).ok_or_else(|| {
        let shown: String = code.chars().filter(|c| !c.is_control()).take(40).collect();
        let mut problem = Problem::not_found(format!("There is no area `{shown}`."));
        problem.errors = unknown_area(visit, "code", code).errors;
        problem
    })
}

/// `/api/v1/areas/{code}`.
#[utoipa::path(get, path = "/areas/{code}", tag = "areas",
    params(("code" = String, Path, description = "Code of the area", example = "GM0344")),
    responses((status = 200, description = "The area", body = Area), NoSuch))]
pub(crate) async fn area(visit: Visit, Path(code): Path<String>) -> Result<Response, Problem> {
    Ok(json(&area_of(&visit, path_area(&visit, &code)?)))
}

/// A sentence of a story.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    /// What it is about: `residents`, `stands-out`, `groups`, `change` or `limits`.
    topic: String,
    /// The sentence.
    text: String,
    /// The figures it rests on.
    rests_on: Vec<Rest>,
}

/// A figure that a sentence rests on.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rest {
    /// Id of the indicator.
    indicator: String,
    /// Code of the area.
    area: String,
    /// Id of the background.
    background: String,
    /// Year.
    period: u16,
}

/// The story of an area.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Story {
    /// Code of the area.
    area: String,
    /// Id of the background it is about.
    background: String,
    /// What figures are compared with.
    reference: String,
    /// At most eight sentences.
    sentences: Vec<Told>,
}

const REFERENCES: [&str; 3] = ["country", "municipality", "everybody-here"];

/// The reference a parameter names; the country where it does not.
pub(crate) fn reference(params: &Params) -> Result<StandingReference, Problem> {
    let word = params.word("reference", &REFERENCES)?.unwrap_or("country");
    Ok(REFERENCES.iter().position(|one| *one == word).map_or(StandingReference::Country, |n| StandingReference::ALL[n]))
}

/// The word of a reference.
pub(crate) const fn reference_word(reference: StandingReference) -> &'static str {
    REFERENCES[reference as usize]
}

/// The background a parameter names; everybody where it does not.
pub(crate) fn background(visit: &Visit, params: &Params) -> Result<cells::CategoryIx, Problem> {
    let Some(id) = params.get("background") else { return Ok(cells::CategoryIx::TOTAL) };
    if id == "totaal" {
        return Ok(cells::CategoryIx::TOTAL);
    }
    visit.definition().find_category(id).ok_or_else(|| {
        let (_, refusals) = export::Query::read(visit.release(), [("background", id)]);
        if refusals.is_empty() {
            let detail = format!("`{id}` is a whole breakdown: name one background of it.");
            return Problem::parameter("background", "unknown-code", detail);
        }
        Problem::refused(&refusals, visit.language())
    })
}

/// `/api/v1/areas/{code}/story`.
#[utoipa::path(get, path = "/areas/{code}/story", tag = "areas",
    params(
        ("code" = String, Path, description = "Code of the area", example = "GM0344"),
        ("background" = Option<String>, Query, description = "Id of the background it is about; everybody where not given"),
        ("reference" = Option<String>, Query, description = "What figures are compared with: country, municipality or everybody-here"),
        ("judge" = Option<bool>, Query, description = "Whether to say favourable and unfavourable (true where not given)"),
    ),
    responses((status = 200, description = "The area in at most eight sentences", body = Story), Unreadable, NoSuch))]
pub(crate) async fn story(visit: Visit, Path(code): Path<String>, params: Params) -> Result<Response, Problem> {
    let place = path_area(&visit, &code)?;
    let category = background(&visit, &params)?;
    let reference = reference(&params)?;
    let judge = params.word("judge", &["true", "false"])? != Some("false");
    let telling = Telling { place, category, period: None, reference, judge, language: visit.language() };
    let definition = visit.definition();
    let places = &visit.release().places;
    let sentences = insight::story::story(&visit.site().figures(), telling)
        .into_iter()
        .map(|sentence| Told {
            topic: serde_json::to_value(sentence.topic)
                .ok()
                .and_then(|topic| topic.as_str().map(str::to_owned))
                .unwrap_or_default(),
            text: sentence.text,
            rests_on: sentence
                .rests_on
                .iter()
                .map(|at| Rest {
                    indicator: definition.indicator(at.indicator).id.clone(),
                    area: area_id(places, at.place),
                    background: export::category_id(definition, at.category).to_owned(),
                    period: at.period.0,
                })
                .collect(),
        })
        .collect();
    Ok(json(&Story {
        area: area_id(places, place),
        background: export::category_id(definition, category).to_owned(),
        reference: reference_word(reference).to_owned(),
        sentences,
    }))
}

/// The areas a point lies in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Located {
    /// From large to small; empty where no boundary holds the point.
    areas: Vec<Area>,
}

/// `/api/v1/locations`.
#[utoipa::path(get, path = "/locations", tag = "areas",
    params(
        ("longitude" = f64, Query, description = "Degrees, WGS 84"),
        ("latitude" = f64, Query, description = "Degrees, WGS 84"),
    ),
    responses((status = 200, description = "The areas of the newest division that the point lies in", body = Located), Unreadable))]
pub(crate) async fn locations(visit: Visit, params: Params) -> Result<Response, Problem> {
    let missing = |name: &str| {
        Problem::parameter(
            name,
            "missing",
            format!("Give {name} in degrees, for instance longitude=5.12&latitude=52.09."),
        )
    };
    let longitude = params.number("longitude", -180.0_f64, 180.0)?.ok_or_else(|| missing("longitude"))?;
    let latitude = params.number("latitude", -90.0_f64, 90.0)?.ok_or_else(|| missing("latitude"))?;
    let found = visit.site().locator().map(|locator| locator.locate(longitude, latitude)).unwrap_or_default();
    let country = visit.release().places.find(AreaCode::COUNTRY);
    let some = found.municipality.or(found.district).or(found.neighbourhood);
    let all = [country.filter(|_| some.is_some()), found.municipality, found.district, found.neighbourhood];
    Ok(json(&Located { areas: all.into_iter().flatten().map(|ix| area_of(&visit, ix)).collect() }))
}

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Match {
    /// `area` or `indicator`.
    kind: String,
    /// Code of the area, or id of the indicator.
    id: String,
    /// What it is called.
    name: String,
    /// How well the words agree, 0–1.
    likeness: f64,
}

/// What a search found, best first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Matches {
    /// The results.
    results: Vec<Match>,
}

/// `/api/v1/search`.
#[utoipa::path(get, path = "/search", tag = "areas",
    params(
        ("q" = String, Query, description = "What to look for; typing errors are forgiven"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 50, description = "How many at most; 10 where not given"),
    ),
    responses((status = 200, description = "Areas and indicators, best first", body = Matches), Unreadable))]
pub(crate) async fn search(visit: Visit, params: Params) -> Result<Response, Problem> {
    let most = params.number("limit", 1_usize, 50)?.unwrap_or(10);
    if !params.has("q") {
        return Err(Problem::parameter("q", "missing", "Give what to look for, for instance q=overvecht."));
    }
    let asked = params.get("q").unwrap_or_default();
    let definition = visit.definition();
    let results = visit
        .site()
        .index()
        .find(asked, most)
        .into_iter()
        .map(|hit| {
            let (kind, id, name) = match hit.found {
                Found::Place(ix) => {
                    ("area", area_id(&visit.release().places, ix), area_label(visit.release(), ix, visit.language()))
                }
                Found::Indicator(ix) => {
                    let indicator = definition.indicator(ix);
                    ("indicator", indicator.id.clone(), indicator.label.get(visit.language()).to_owned())
                }
            };
            Match { kind: kind.to_owned(), id, name, likeness: hit.likeness }
        })
        .collect();
    Ok(json(&Matches { results }))
}
