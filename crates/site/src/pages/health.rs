//! `/gezond`: whether the server works, for whoever watches it.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::Sites;

/// Says that it is alive and which release each monitor shows.
pub(crate) fn answer(sites: &Sites) -> Response {
    let monitors: Vec<_> = sites
        .mounts()
        .iter()
        .map(|mount| {
            let now = mount.now();
            json!({
                "monitor": now.release.definition.monitor.id,
                "uitgave": now.release.manifest.id,
                "gebieden": now.release.places.len(),
            })
        })
        .collect();
    let body = json!({ "status": "gezond", "monitors": monitors }).to_string();
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response()
}
