//! What programs read.
//!
//! `/api/v1` is our own API, described by `/api/v1/openapi.json`, which is made from the code. Beside it are the dialects that
//! existing clients speak: OData version 3 and 4 as Statistics Netherlands has them, and PxWebApi 2. All of them answer
//! from the same [`export::Table`] as the page.
//!
//! | module | what it is |
//! |---|---|
//! | `params` | the parameters of a question, each read or refused |
//! | `problem` | what is wrong, as `application/problem+json` |
//! | `v1` | where our own API begins |
//! | `areas` | areas, points, search, stories |
//! | `definitions` | themes, indicators, backgrounds, sources |
//! | `cells` | figures and readings |
//! | `listed` | lists that come in pages |
//! | `releases` | releases, their files, and what changed between two |
//! | `openapi` | the description |
//! | `odata` | versions 3 and 4 |
//! | `pxweb` | PxWebApi 2 |

mod areas;
mod cells;
mod definitions;
mod listed;
mod odata;
mod openapi;
mod params;
mod problem;
mod pxweb;
mod releases;
mod tables;
mod v1;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use definition::Language;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use problem::Problem;

use crate::delivery::Around;
use crate::opened::Opened;
use crate::visit::Visit;

/// The version of our own API, which every answer states.
pub(crate) const VERSION: &str = "1.0.0";

/// All routes, below the root of the monitor.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/api", get(v1::root))
        .route("/api/v1", get(v1::root))
        .route("/api/v1/", get(v1::root))
        .route("/api/v1/openapi.json", get(openapi::description))
        .route("/api/v1/areas", get(areas::areas))
        .route("/api/v1/areas/{code}", get(areas::area))
        .route("/api/v1/areas/{code}/story", get(areas::story))
        .route("/api/v1/locations", get(areas::locations))
        .route("/api/v1/search", get(areas::search))
        .route("/api/v1/themes", get(definitions::themes))
        .route("/api/v1/indicators", get(definitions::indicators))
        .route("/api/v1/indicators/{id}", get(definitions::indicator))
        .route("/api/v1/backgrounds", get(definitions::backgrounds))
        .route("/api/v1/sources", get(definitions::sources))
        .route("/api/v1/cells", get(cells::cells))
        .route("/api/v1/readings", get(cells::readings))
        .route("/api/v1/comparisons", get(cells::comparisons))
        .route("/api/v1/releases", get(releases::list))
        .route("/api/v1/releases/{id}", get(releases::one))
        .route("/api/v1/releases/{id}/files", get(releases::files))
        .route("/api/v1/releases/{id}/files/{*path}", get(releases::file))
        .route("/api/v1/releases/{id}/changes", get(releases::changes))
        .route("/api/v1/change-feed", get(releases::feed))
        .merge(odata::routes())
        .merge(pxweb::routes())
        .fallback(no_address)
        .method_not_allowed_fallback(no_method)
}

async fn no_address(uri: Uri) -> Problem {
    let path: String = uri.path().chars().filter(|c| !c.is_control()).take(200).collect();
    Problem::not_found(format!("{path} is no address of this API: see /api/v1."))
}

async fn no_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "This address takes another method.")
}

/// The language that a request asks for: `language` or `lang`, else what it accepts, else Dutch.
fn language(request: &Request) -> Language {
    let asked = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
        .find(|(key, _)| matches!(&**key, "language" | "lang" | "taal"))
        .map(|(_, value)| value.into_owned());
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    match asked.as_deref() {
        Some("en") => Language::En,
        Some("nl") => Language::Nl,
        _ => match accepted {
            Some(list) if list.trim_start().to_ascii_lowercase().starts_with("en") => Language::En,
            _ => Language::Nl,
        },
    }
}

/// Headers that every answer of the API has.
fn around_every_answer(response: &mut Response, limits: [(&'static str, String); 2]) {
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("api-version", VERSION);
    set("access-control-allow-origin", "*");
    set(
        "access-control-expose-headers",
        "API-Version, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Content-Range",
    );
    set("vary", "Accept-Encoding, Accept-Language");
    for (name, value) in limits {
        set(name, &value);
    }
}

/// Answers a request to the API.
pub(crate) async fn answer(
    router: Router,
    around: Around,
    site: Arc<Opened>,
    prefix: String,
    origin: String,
    path: String,
    request: Request,
) -> Response {
    let language = language(&request);
    let allowed = around.allowance.take(around.peer, 1.0);
    if request.method() == Method::OPTIONS {
        let headers = [
            ("access-control-allow-methods", "GET, HEAD, POST, OPTIONS"),
            ("access-control-allow-headers", "Content-Type, If-None-Match, Range, Accept-Language"),
            ("access-control-max-age", "86400"),
            ("allow", "GET, HEAD, POST, OPTIONS"),
        ];
        let mut response = (StatusCode::NO_CONTENT, headers).into_response();
        around_every_answer(&mut response, allowed.headers());
        return response;
    }
    if !allowed.yes {
        let detail = match language {
            Language::Nl => {
                format!("U vraagt veel in korte tijd. Probeer het over {} seconden opnieuw.", allowed.seconds)
            }
            Language::En => format!("You ask much in a short time. Try again in {} seconds.", allowed.seconds),
        };
        let problem = Problem::later(StatusCode::TOO_MANY_REQUESTS, allowed.seconds, detail);
        let mut response = problem.into_response();
        around_every_answer(&mut response, allowed.headers());
        return response;
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let pinned = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| matches!(&**key, "release" | "uitgave"));
    if let Some((_, id)) = pinned.filter(|(_, id)| !id.is_empty() && **id != *site.release.manifest.id) {
        let id: String = id.chars().take(40).collect();
        let mut response =
            Problem::not_found(format!("There is no release `{id}` here: see /api/v1/releases.")).into_response();
        around_every_answer(&mut response, allowed.headers());
        return response;
    }
    let mut hash = Sha256::new();
    let build = option_env!("WIJKMONITOR_BUILD").unwrap_or_default();
    let day = site.release.manifest.created.as_str();
    let code = crate::view::shell::code(language);
    for part in [&*site.release.manifest.id, day, env!("CARGO_PKG_VERSION"), build, code, &*origin, &*path, &*query] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let tag = hash.finalize().iter().take(12).fold("W/\"".to_owned(), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    }) + "\"";
    let cacheable = matches!(*request.method(), Method::GET | Method::HEAD);
    let visit = Visit::new(site, prefix, origin, language, path.clone(), &query);
    let text = if query.is_empty() { path } else { format!("{path}?{query}") };
    let Ok(inner) = text.parse::<Uri>() else {
        return Problem::new(StatusCode::BAD_REQUEST, "address", "The address cannot be read.").into_response();
    };
    let (mut parts, body) = request.into_parts();
    let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).map(str::to_owned);
    parts.uri = inner;
    parts.extensions.insert(visit);
    parts.extensions.insert(around);
    let mut response = router.oneshot(Request::from_parts(parts, body)).await.unwrap_or_else(|never| match never {});
    if cacheable && response.status() == StatusCode::OK && !response.headers().contains_key(header::ETAG) {
        let same = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*"));
        if same {
            response = StatusCode::NOT_MODIFIED.into_response();
        }
        response.headers_mut().insert(header::ETAG, HeaderValue::from_str(&tag).expect("hexadecimal"));
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("public, max-age=60"));
    }
    around_every_answer(&mut response, allowed.headers());
    response
}

/// An answer in JSON.
fn json(value: &impl serde::Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The answer could not be written.")
                .into_response()
        }
    }
}
