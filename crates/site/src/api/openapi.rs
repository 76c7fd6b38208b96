//! The description of our own API, made from the code.

use axum::response::Response;
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{areas, cells, definitions, releases, v1};
use crate::visit::Visit;

#[derive(OpenApi)]
#[openapi(
    info(title = "Wijkmonitor", description = "Published figures per area, by background of the residents."),
    paths(
        v1::root, areas::areas, areas::area, areas::story, areas::locations, areas::search, definitions::themes,
        definitions::indicators, definitions::indicator, definitions::backgrounds, definitions::sources, cells::cells, cells::readings, cells::comparisons, releases::list, releases::one,
        releases::files, releases::changes, releases::feed,
    ),
    tags(
        (name = "about", description = "What is here"),
        (name = "areas", description = "Areas, points, search, stories"),
        (name = "definitions", description = "What is measured, of whom, from which sources"),
        (name = "figures", description = "Figures and what they mean"),
        (name = "releases", description = "Releases, their files, what changed"),
    )
)]
struct Description;

/// The description with what only the running server knows.
pub(crate) fn document(visit: &Visit) -> Value {
    let mut document = serde_json::to_value(Description::openapi()).unwrap_or_default();
    let monitor = &visit.definition().monitor;
    let language = visit.language();
    document["info"]["title"] = json!(format!("{} API", monitor.name.get(language)));
    document["info"]["version"] = json!(super::VERSION);
    document["info"]["contact"] = json!({ "name": monitor.publisher.get(language) });
    if let Some(email) = &monitor.contact {
        document["info"]["contact"]["email"] = json!(email);
    }
    document["info"]["license"] =
        json!({ "name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/software/page/eupl" });
    let root = format!("{}{}", visit.origin(), crate::databank::api_root(visit, "/api/v1"));
    document["servers"] = json!([{ "url": root }]);
    bounds(&mut document);
    every_answer(&mut document);
    document
}

/// Degrees have negative bounds, and words come from a list, which the annotations cannot say.
fn bounds(document: &mut Value) {
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for operations in paths.values_mut() {
        let Some(parameters) = operations.pointer_mut("/get/parameters").and_then(Value::as_array_mut) else {
            continue;
        };
        for parameter in parameters {
            let words: Option<&[&str]> = match parameter["name"].as_str() {
                Some("longitude") => {
                    parameter["schema"]["minimum"] = json!(-180);
                    parameter["schema"]["maximum"] = json!(180);
                    None
                }
                Some("latitude") => {
                    parameter["schema"]["minimum"] = json!(-90);
                    parameter["schema"]["maximum"] = json!(90);
                    None
                }
                Some("level") => Some(&["country", "region", "municipality", "district", "neighbourhood"]),
                Some("reference") => Some(&["country", "municipality", "everybody-here"]),
                Some("language") => Some(&["nl", "en"]),
                _ => None,
            };
            if let Some(words) = words {
                parameter["schema"] = json!({ "type": "string", "enum": words });
            } else if let Some(kinds) = parameter["schema"]["type"].as_array().cloned() {
                // A parameter that is not given is absent, never null.
                let kinds: Vec<Value> = kinds.into_iter().filter(|kind| kind != "null").collect();
                if let [kind] = kinds.as_slice() {
                    parameter["schema"]["type"] = kind.clone();
                }
            }
        }
    }
}

/// What any address may answer: too much asked, and nothing new; and the headers of all answers.
fn every_answer(document: &mut Value) {
    let Some(paths) = document["paths"].as_object_mut() else { return };
    let header = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    let headers = json!({
        "API-Version": header("Version of the API"),
        "RateLimit": header("What is left of the allowance, and in how many seconds it is full again"),
        "RateLimit-Policy": header("The allowance of an address"),
    });
    for operations in paths.values_mut() {
        let Some(responses) = operations.pointer_mut("/get/responses").and_then(Value::as_object_mut) else {
            continue;
        };
        let problem = |about: &str| {
            json!({
                "description": about,
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            })
        };
        responses.entry("304").or_insert_with(|| json!({ "description": "What is known already is still so" }));
        responses.entry("429").or_insert_with(|| problem("Too much in a short time"));
        for response in responses.values_mut() {
            response["headers"] = headers.clone();
        }
    }
}

/// `/api/v1/openapi.json`.
pub(crate) async fn description(visit: Visit) -> Response {
    super::json(&document(&visit))
}
