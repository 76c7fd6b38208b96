//! Where our own API begins.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use crate::visit::Visit;

/// The beginning of the API.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Root {
    /// What the monitor is called.
    name: String,
    /// Its id.
    monitor: String,
    /// The release that is live.
    release: String,
    /// Whether places and figures are invented.
    fictional: bool,
    /// The version of this API.
    version: String,
    /// Where everything is.
    links: Vec<RootLink>,
}

/// A link of the root.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RootLink {
    /// What is there.
    rel: String,
    /// The address.
    href: String,
}

/// `/api/v1`.
#[utoipa::path(get, path = "/", tag = "about", responses((status = 200, description = "What is here", body = Root)))]
pub(crate) async fn root(visit: Visit) -> Response {
    let address = |path: &str| format!("{}{}", visit.origin(), crate::databank::api_root(&visit, path));
    let monitor = &visit.definition().monitor;
    let links = [
        ("service-desc", "/api/v1/openapi.json"),
        ("areas", "/api/v1/areas"),
        ("locations", "/api/v1/locations"),
        ("search", "/api/v1/search"),
        ("themes", "/api/v1/themes"),
        ("indicators", "/api/v1/indicators"),
        ("backgrounds", "/api/v1/backgrounds"),
        ("sources", "/api/v1/sources"),
        ("cells", "/api/v1/cells"),
        ("readings", "/api/v1/readings"),
        ("comparisons", "/api/v1/comparisons"),
        ("releases", "/api/v1/releases"),
        ("change-feed", "/api/v1/change-feed"),
        ("odata-v3", "/api/odata/v3"),
        ("odata-v4", "/api/odata/v4"),
        ("pxweb", "/api/pxweb/v2"),
    ]
    .map(|(rel, path)| RootLink { rel: rel.to_owned(), href: address(path) });
    json(&Root {
        name: monitor.name.get(visit.language()).to_owned(),
        monitor: monitor.id.clone(),
        release: visit.release().manifest.id.clone(),
        fictional: monitor.fictional,
        version: super::VERSION.to_owned(),
        links: links.into(),
    })
}
