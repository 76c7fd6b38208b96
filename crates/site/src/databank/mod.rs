//! The databank: tables of one's own, on a page and as files.
//!
//! The address is the table. `page` shows it and lets it be changed, by links and one form; `files` gives it in every
//! format; `ask` turns what a form sends into the address it stands for; `show` works out what the page shows.

mod ask;
mod builder;
mod examples;
mod files;
mod page;
mod preview;

use axum::Router;
use axum::routing::get;
use export::Format;

pub(crate) use ask::{has_figures, usual};
pub(crate) use files::{NoFile, answer as table_file};

/// The address of the table with what is chosen on a page, for the buttons "naar databank".
pub(crate) fn link(links: &crate::address::Links<'_>, pairs: &[(&str, &str)]) -> String {
    let mut address = links.bare("/databank");
    for (n, (key, value)) in pairs.iter().enumerate() {
        address.push(if n == 0 { '?' } else { '&' });
        address.push_str(key);
        address.push('=');
        address.push_str(&ask::readable(value));
    }
    address
}

/// The routes of the databank.
pub(crate) fn routes() -> Router {
    let mut router = Router::new().route("/databank", get(page::page)).route("/databank/hulp", get(page::help));
    for format in Format::ALL {
        router = router
            .route(&format!("/databank.{}", format.word()), get(move |a, b, c, d| files::file(format, a, b, c, d)));
    }
    router
}

/// An address of the API, which has no language in its path.
pub(crate) fn api_root(visit: &crate::visit::Visit, path: &str) -> String {
    visit.links().in_language(definition::Language::Nl).bare(path)
}
