//! What search engines need: which pages there are.

use std::fmt::Write as _;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::Level;
use definition::Language;

use crate::Sites;
use crate::address::Links;
use crate::choices::Choices;
use crate::opened::Opened;

/// Most addresses in one file; the protocol allows 50,000, each of ours is written in two languages.
const PER_FILE: usize = 10_000;

/// `robots.txt`.
pub(crate) fn robots(origin: &str) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /zoek\nDisallow: /kies\nDisallow: /vergelijk\nDisallow: /eigen-gebied?\nDisallow: /en/eigen-gebied?\nDisallow: /databank?\nDisallow: /en/databank?\nDisallow: /databank.\nDisallow: /api/\n\nSitemap: {origin}/sitemap.xml\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

fn xml(text: String) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, text).into_response()
}

/// The paths of a monitor in Dutch, without choices.
fn paths(site: &Opened, prefix: &str) -> Vec<(String, String)> {
    let links = Links {
        prefix,
        language: Language::Nl,
        choices: Choices::default(),
        definition: &site.release.definition,
        places: &site.release.places,
    };
    let english = links.in_language(Language::En);
    let mut all = Vec::new();
    let mut both = |path: &str| all.push((links.bare(path), english.bare(path)));
    both("/");
    both("/indicatoren");
    both("/eigen-gebied");
    both("/databank");
    both("/databank/hulp");
    both("/uitleg");
    for year in site.report_years() {
        both(&format!("/rapport/{year}"));
    }
    both("/uitleg/verantwoording");
    both("/catalogus");
    for page in &site.release.definition.pages {
        both(&format!("/uitleg/{}", page.slug));
    }
    for indicator in &site.release.definition.indicators {
        both(&format!("/indicator/{}", indicator.id));
        both(&format!("/uitleg/indicator/{}", indicator.id));
    }
    for level in Level::ALL {
        for ix in site.release.places.level(level).map(cells::PlaceIx) {
            all.push((links.place(ix), english.place(ix)));
        }
    }
    all
}

/// `sitemap.xml`: the list of files.
pub(crate) fn index(sites: &Sites, origin: &str, host: &str) -> Response {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let own_host = sites.of_host(host);
    let alone = own_host.is_some();
    let shown = own_host.map_or_else(|| sites.mounts().to_vec(), |mount| vec![mount]);
    for mount in shown {
        let prefix = if alone { "" } else { &mount.prefix };
        let count = paths(&mount.now(), prefix).len();
        for n in 0..count.div_ceil(PER_FILE) {
            let _ = writeln!(text, "<sitemap><loc>{origin}{prefix}/sitemap/{n}.xml</loc></sitemap>");
        }
    }
    text.push_str("</sitemapindex>\n");
    xml(text)
}

/// One file of the sitemap.
pub(crate) fn part(site: &Opened, origin: &str, prefix: &str, name: &str) -> Response {
    let all = paths(site, prefix);
    let chosen =
        name.strip_suffix(".xml").and_then(|n| n.parse::<usize>().ok()).and_then(|n| all.chunks(PER_FILE).nth(n));
    let Some(chosen) = chosen else { return StatusCode::NOT_FOUND.into_response() };
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (dutch, english) in chosen {
        let _ = writeln!(text, "<url><loc>{origin}{dutch}</loc></url>\n<url><loc>{origin}{english}</loc></url>");
    }
    text.push_str("</urlset>\n");
    xml(text)
}
