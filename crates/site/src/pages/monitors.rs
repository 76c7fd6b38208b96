//! `/` on a server with several monitors: which there are.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::pages::print;
use crate::{Sites, assets};

struct Entry {
    href: String,
    name_nl: String,
    name_en: String,
    tagline_nl: String,
    tagline_en: String,
}

#[derive(Template)]
#[template(path = "monitors.html")]
struct Page {
    entries: Vec<Entry>,
    styles: Vec<String>,
    found: bool,
}

/// The list; below another address that is of no monitor, with "not found" above it.
pub(crate) fn answer(sites: &Sites, found: bool) -> Response {
    let entries = sites
        .mounts()
        .iter()
        .map(|mount| {
            let now = mount.now();
            let monitor = &now.release.definition.monitor;
            Entry {
                href: if mount.prefix.is_empty() { "/".to_owned() } else { mount.prefix.clone() },
                name_nl: monitor.name.nl.clone(),
                name_en: monitor.name.en.clone(),
                tagline_nl: monitor.tagline.nl.clone(),
                tagline_en: monitor.tagline.en.clone(),
            }
        })
        .collect();
    let status = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
    print(status, &Page { entries, styles: assets::styles(), found })
}
