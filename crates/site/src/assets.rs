//! The style sheet, scripts and pictures, kept inside the program.
//!
//! Their addresses hold a hash over all of them (`/statisch/1a2b3c4d5e6f/site.css`), so a browser may keep them for a
//! year and still sees a new version at once; files may refer to each other by their names.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// A hash over the names and contents of all static files.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Dist::iter().collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        hash.update([0]);
        if let Some(file) = Dist::get(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// The address of a static file, below the root of the server; none where the front end has no such file.
pub(crate) fn address(name: &str) -> Option<String> {
    Dist::get(name).map(|_| format!("/statisch/{}/{name}", *VERSION))
}

/// The addresses of the style sheets that every page loads, in order.
pub(crate) fn styles() -> Vec<String> {
    address("site.css").into_iter().collect()
}

/// The addresses of the scripts that every page loads.
pub(crate) fn scripts() -> Vec<String> {
    address("site.js").into_iter().collect()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Answers a request for `<version>/<name>`.
pub(crate) fn answer(rest: &str) -> Response {
    let Some((version, name)) = rest.split_once('/') else { return StatusCode::NOT_FOUND.into_response() };
    let Some(file) = Dist::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let keep = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind(name))),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    (headers, file.data).into_response()
}
