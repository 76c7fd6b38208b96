//! PxWebApi 2 (github.com/PxTools/PxApiSpecs): tables, their variables, and their data as JSON-stat 2.

mod selection;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use definition::{Language, Theme};
use export::{Axis, Table};
use serde_json::{Map, Value, json};

use selection::{LEVELS, Question, positions, usual, when_left_out};

use super::cells::no_file;
use super::json as answer;
use super::params::Params;
use super::problem::{Problem, Wrong};
use super::tables;
use crate::databank::NoFile;
use crate::delivery::{Allowance, Around};
use crate::visit::Visit;

/// Most cells of one question; clients split larger ones by themselves.
const MOST_CELLS: usize = 100_000;
/// Calls that a client may make in the time below, as it is told beforehand.
const CALLS: usize = 300;
const SECONDS: usize = 10;

/// The routes.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/api/pxweb/v2", get(config))
        .route("/api/pxweb/v2/config", get(config))
        .route("/api/pxweb/v2/tables", get(list))
        .route("/api/pxweb/v2/tables/{id}", get(one))
        .route("/api/pxweb/v2/tables/{id}/metadata", get(metadata))
        .route("/api/pxweb/v2/tables/{id}/defaultselection", get(default_selection))
        .route("/api/pxweb/v2/tables/{id}/data", get(data).post(data_asked))
        .route("/api/pxweb/v2/codelists/{id}", get(codelist))
}

/// `/config`.
async fn config(visit: Visit) -> Response {
    answer(&json!({
        "apiVersion": "2.0.0",
        "appVersion": env!("CARGO_PKG_VERSION"),
        "languages": [{ "id": "nl", "label": "Nederlands" }, { "id": "en", "label": "English" }],
        "defaultLanguage": "nl",
        "maxDataCells": MOST_CELLS,
        "maxCallsPerTimeWindow": CALLS,
        "timeWindow": SECONDS,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "sourceReferences": [{ "language": crate::view::shell::code(visit.language()), "text": visit.definition().monitor.publisher.get(visit.language()) }],
        "defaultDataFormat": "json-stat2",
        "dataFormats": ["json-stat2"],
        "features": [{ "id": "CORS", "params": [{ "key": "enabled", "value": "True" }] }],
    }))
}

fn own_address(visit: &Visit, path: &str) -> String {
    format!("{}{}", visit.origin(), crate::databank::api_root(visit, &format!("/api/pxweb/v2{path}")))
}

fn described(visit: &Visit, theme: &Theme) -> Value {
    let language = visit.language();
    let monitor = &visit.definition().monitor;
    let table = tables::table(visit, theme);
    let years = table.as_ref().and_then(|table| table.periods.first().zip(table.periods.last()));
    let names: Vec<&str> = Axis::ALL.iter().map(|axis| axis.label(language)).collect();
    json!({
        "type": "Table",
        "id": theme.id,
        "label": format!("{}: {}", monitor.name.get(language), theme.label.get(language)),
        "description": theme.about.get(language),
        "updated": format!("{}T00:00:00Z", visit.release().manifest.created),
        "firstPeriod": years.map(|(first, _)| first.to_string()),
        "lastPeriod": years.map(|(_, last)| last.to_string()),
        "category": "public",
        "variableNames": names,
        "discontinued": false,
        "source": monitor.publisher.get(language),
        "timeUnit": "Annual",
        "paths": [[{ "id": monitor.id, "label": monitor.name.get(language) }]],
        "links": [
            { "rel": "self", "hreflang": crate::view::shell::code(language), "href": own_address(visit, &format!("/tables/{}", theme.id)) },
            { "rel": "metadata", "hreflang": crate::view::shell::code(language), "href": own_address(visit, &format!("/tables/{}/metadata", theme.id)) },
            { "rel": "data", "hreflang": crate::view::shell::code(language), "href": own_address(visit, &format!("/tables/{}/data", theme.id)) },
        ],
    })
}

/// `/tables`.
async fn list(visit: Visit, params: Params) -> Result<Response, Problem> {
    let page = params.number("pageNumber", 1_usize, 1_000_000)?.unwrap_or(1);
    let size = params.number("pageSize", 1_usize, 10_000)?.unwrap_or(20);
    let wanted = params.get("query").map(str::to_lowercase);
    let language = visit.language();
    let all: Vec<&Theme> = tables::themes(&visit)
        .into_iter()
        .filter(|theme| {
            wanted.as_ref().is_none_or(|wanted| {
                let own = [&theme.id, theme.label.get(language), theme.about.get(language)];
                let texts: Vec<String> = own.iter().map(|text| text.to_lowercase()).collect();
                let indicators = visit
                    .definition()
                    .indicators_of(&theme.id)
                    .any(|(_, indicator)| indicator.label.get(language).to_lowercase().contains(wanted));
                indicators || texts.iter().any(|text| text.contains(wanted))
            })
        })
        .collect();
    let total = all.len();
    let shown: Vec<Value> = all
        .into_iter()
        .skip((page - 1).saturating_mul(size))
        .take(size)
        .map(|theme| described(&visit, theme))
        .collect();
    Ok(answer(&json!({
        "language": crate::view::shell::code(language),
        "tables": shown,
        "page": { "pageNumber": page, "pageSize": size, "totalElements": total, "totalPages": total.div_ceil(size).max(1) },
        "links": [{ "rel": "self", "hreflang": crate::view::shell::code(language), "href": own_address(&visit, "/tables") }],
    })))
}

fn no_table(visit: &Visit, id: &str) -> Problem {
    let shown: String = id.chars().filter(|c| !c.is_control()).take(40).collect();
    let ids = tables::ids(visit);
    let nearest = export::nearest(&shown, ids.iter().copied());
    let mut problem = Problem::not_found(format!("There is no table `{shown}`. We have: {}.", ids.join(", ")));
    let detail = problem.detail.clone();
    problem.errors = vec![Wrong { name: Some("id".to_owned()), code: "unknown-code".to_owned(), detail, nearest }];
    problem
}

/// The table with an id, as a theme of the monitor and all its members.
fn find<'a>(visit: &'a Visit, id: &str) -> Result<(&'a Theme, Table<'a>), Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    Ok((theme, table))
}

/// `/tables/{id}`.
async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (theme, _) = find(&visit, &id)?;
    let mut described = described(&visit, theme);
    described["language"] = json!(crate::view::shell::code(visit.language()));
    Ok(answer(&described))
}

fn head(table: &Table<'_>, language: Language, visit: &Visit) -> Map<String, Value> {
    let mut head = export::dataset_head(table, language, &Axis::ALL, false);
    let about = head.remove("extension").map(|mut extension| extension["about"].take()).unwrap_or_default();
    head.insert("updated".to_owned(), json!(format!("{}T00:00:00Z", visit.release().manifest.created)));
    head.insert(
        "extension".to_owned(),
        json!({
            "px": { "decimals": 1, "language": crate::view::shell::code(language), "official-statistics": false, "aggregallowed": false },
            "about": about,
        }),
    );
    for axis in Axis::ALL {
        let left_out = when_left_out(table, axis).map(|at| table.code(axis, at));
        let mut extension =
            json!({ "elimination": left_out.is_some(), "show": "value", "codelists": [], "codeLists": [] });
        if let Some(code) = left_out {
            extension["eliminationValueCode"] = json!(code);
        }
        if axis == Axis::Area {
            let lists: Vec<Value> = LEVELS
                .iter()
                .filter(|(_, level)| table.areas.iter().any(|ix| table.release.places.get(*ix).level() == *level))
                .map(|(id, level)| {
                    json!({
                        "id": id, "label": insight::words::levels_word(*level, language), "type": "Valueset",
                        "links": [{ "rel": "metadata", "hreflang": crate::view::shell::code(language), "href": own_address(visit, &format!("/codelists/{id}")) }],
                    })
                })
                .collect();
            extension["codelists"] = json!(lists);
            extension["codeLists"] = json!(lists);
        }
        if let Some(dimension) = head.get_mut("dimension").and_then(|all| all.get_mut(axis.id())) {
            dimension["extension"] = extension;
        }
    }
    head
}

/// `/tables/{id}/metadata`.
async fn metadata(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (theme, table) = find(&visit, &id)?;
    let mut head = head(&table, visit.language(), &visit);
    head.insert("href".to_owned(), json!(own_address(&visit, &format!("/tables/{}/metadata", theme.id))));
    let name =
        format!("{}: {}", visit.definition().monitor.name.get(visit.language()), theme.label.get(visit.language()));
    head.insert("label".to_owned(), json!(name));
    head.insert("value".to_owned(), Value::Null);
    Ok(answer(&Value::Object(head)))
}

/// `/tables/{id}/defaultselection`.
async fn default_selection(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, table) = find(&visit, &id)?;
    let selection: Vec<Value> = usual(&table)
        .selection
        .into_iter()
        .map(|one| json!({ "variableCode": one.variable_code, "valueCodes": one.value_codes }))
        .collect();
    Ok(answer(&json!({ "selection": selection, "language": crate::view::shell::code(visit.language()) })))
}

fn give(visit: &Visit, around: &Around, id: &str, question: &Question, params: &Params) -> Result<Response, Problem> {
    if let Some(format) = params.get("outputFormat").filter(|format| *format != "json-stat2") {
        let shown: String = format.chars().take(40).collect();
        return Err(Problem::parameter(
            "outputFormat",
            "unknown-format",
            format!("`{shown}` is not given: only json-stat2."),
        ));
    }
    let (_, mut table) = find(visit, id)?;
    let usual_question;
    let question = if question.selection.is_empty() {
        usual_question = usual(&table);
        &usual_question
    } else {
        question
    };
    let chosen = positions(&table, question)?;
    let cells: usize = chosen.iter().fold(1, |size, list| size.saturating_mul(list.len()));
    if cells > MOST_CELLS {
        let detail =
            format!("This is {cells} cells; at once we give {MOST_CELLS}. Ask for a part of the values at a time.");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail));
    }
    let allowed = around.allowance.take(around.peer, Allowance::price(cells as u64));
    if !allowed.yes {
        let text = visit.texts().with("databank-slow-down", &[("seconds", allowed.seconds.into())]);
        return Err(Problem::later(StatusCode::TOO_MANY_REQUESTS, allowed.seconds, text));
    }
    table = table.part(&chosen);
    let mut head = head(&table, visit.language(), visit);
    head.insert("href".to_owned(), json!(own_address(visit, &format!("/tables/{id}/data"))));
    let mut body = Vec::with_capacity(cells * 8);
    export::dataset_body(&head, table.entries(), || table.entries(), &["value"], &mut body).map_err(|error| {
        tracing::error!(%error, "a dataset could not be written");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The dataset could not be written.")
    })?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// Answers a question on a thread of its own.
async fn asked(
    visit: Visit,
    around: Around,
    id: String,
    question: Question,
    params: Params,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    let work = move || give(&own, &room, &id, &question, &params);
    around.workshop.run(work).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

/// `GET /tables/{id}/data?valueCodes[indicator]=…`.
async fn data(visit: Visit, around: Around, Path(id): Path<String>, params: Params) -> Result<Response, Problem> {
    let question = Question::of(&params);
    asked(visit, around, id, question, params).await
}

/// `POST /tables/{id}/data`.
async fn data_asked(
    visit: Visit,
    around: Around,
    Path(id): Path<String>,
    params: Params,
    body: Bytes,
) -> Result<Response, Problem> {
    let question: Question = serde_json::from_slice(&body).map_err(|error| {
        let detail = format!("The body is no question: {error}. Expected {{\"selection\": [{{\"variableCode\": \"period\", \"valueCodes\": [\"2023\"]}}]}}.");
        Problem::new(StatusCode::BAD_REQUEST, "body", detail)
    })?;
    asked(visit, around, id, question, params).await
}

/// `/codelists/{id}`: the areas of a level.
async fn codelist(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let language = visit.language();
    let level = LEVELS.iter().find(|(known, _)| *known == id).map(|(_, level)| *level).ok_or_else(|| {
        let shown: String = id.chars().filter(|c| !c.is_control()).take(40).collect();
        let known: Vec<&str> = LEVELS.iter().map(|(id, _)| *id).collect();
        Problem::not_found(format!("There is no code list `{shown}`. We have: {}.", known.join(", ")))
    })?;
    let places = &visit.release().places;
    let values: Vec<Value> = places
        .level(level)
        .map(cells::PlaceIx)
        .map(|ix| {
            let code = export::area_id(places, ix);
            json!({ "code": code, "label": export::area_label(visit.release(), ix, language), "valueMap": [code] })
        })
        .collect();
    Ok(answer(&json!({
        "id": id,
        "label": insight::words::levels_word(level, language),
        "language": crate::view::shell::code(language),
        "type": "Valueset",
        "elimination": false,
        "values": values,
        "links": [{ "rel": "self", "hreflang": crate::view::shell::code(language), "href": own_address(&visit, &format!("/codelists/{id}")) }],
    })))
}
