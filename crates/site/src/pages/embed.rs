//! `/insluiten/…`: one profile, chart or map for other sites: as a page for an `<iframe>`, as SVG and as PNG. Only here may another
//! site put a page of this one in a frame.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{AreaCode, PlaceIx};

use crate::address;
use crate::pages::{not_found, print};
use crate::pictures;
use crate::view::embed::{Embedded, KINDS, Wanted, code_of, drawn, gone};
use crate::view::shell::{Head, Link, Section, Shell, default_place};
use crate::visit::Visit;

/// As [`crate::server`] has it for all pages, but open to be framed, and without scripts.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html")]
struct Frame {
    language: &'static str,
    styles: Vec<String>,
    page: Embedded,
    fictional: Option<String>,
}

/// How a drawing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Page,
    Svg,
    Png,
}

/// The name without its ending, and the format that names.
fn format_of(name: &str) -> (&str, Format) {
    for (ending, format) in [(".svg", Format::Svg), (".png", Format::Png)] {
        if let Some(bare) = name.strip_suffix(ending) {
            return (bare, format);
        }
    }
    (name, Format::Page)
}

/// What is asked for: `profiel/GM0344-utrecht`, `verloop/bijstand?gebied=GM0344-utrecht`.
fn wanted(visit: &Visit, kind: &str, name: &str) -> Option<Wanted> {
    let places = &visit.release().places;
    let kind = KINDS.into_iter().find(|one| one.word() == kind)?;
    if kind.is_profile() {
        return Some(Wanted { kind, place: address::place(places, name)?, indicator: None });
    }
    let indicator = visit.definition().find_indicator(name)?;
    let place = match visit.asked("gebied").filter(|piece| !piece.is_empty()) {
        Some(piece) => address::place(places, piece)?,
        None => places.find(AreaCode::COUNTRY).or_else(|| default_place(visit))?,
    };
    Some(Wanted { kind, place, indicator: Some(indicator) })
}

/// A drawing in the format of its name.
pub(crate) async fn page(visit: Visit, Path((kind, name)): Path<(String, String)>) -> Response {
    let (bare, format) = format_of(&name);
    let on_page = format == Format::Page;
    let drawn = wanted(&visit, &kind, bare)
        .and_then(|wanted| drawn(&if on_page { visit.clone() } else { visit.standalone() }, wanted));
    let (status, page) = match drawn {
        Some(page) => (StatusCode::OK, page),
        None if on_page => (StatusCode::NOT_FOUND, gone(&visit)),
        None => return not_found::answer(&visit, Some(&name)),
    };
    match format {
        Format::Svg => file(page.wide.into_bytes(), "image/svg+xml", &page.file, "svg"),
        Format::Png => picture(page.wide, 2.0, &page.file).await,
        Format::Page => {
            let frame = Frame {
                language: crate::view::shell::code(visit.language()),
                styles: crate::assets::styles(),
                fictional: visit.definition().monitor.fictional.then(|| {
                    let t = visit.texts();
                    format!("{} {}", t.get("fictional-title"), t.get("fictional-text"))
                }),
                page,
            };
            let mut response = print(status, &frame);
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
            headers.insert(
                HeaderName::from_static("cross-origin-resource-policy"),
                HeaderValue::from_static("cross-origin"),
            );
            response
        }
    }
}

fn file(body: Vec<u8>, kind: &'static str, name: &str, ending: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::try_from(format!("inline; filename=\"{name}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    response
}

/// A drawing as PNG, made aside so that other visitors need not wait; two at once, the others wait their turn.
pub(crate) async fn picture(svg: String, scale: f32, name: &str) -> Response {
    static AT_ONCE: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let Ok(_permit) = AT_ONCE.acquire().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    match tokio::task::spawn_blocking(move || pictures::png(&svg, scale)).await {
        Ok(Ok(png)) => file(png, "image/png", name, "png"),
        Ok(Err(error)) => panic!("{error}"),
        Err(error) => panic!("a picture was not finished: {error}"),
    }
}

#[derive(Template)]
#[template(path = "embed_code.html")]
struct CodePage {
    shell: Shell,
    code: Option<String>,
    title: String,
    files: Vec<Link>,
    page: Option<Link>,
}

/// `/insluiten?wat=profiel/GM0344-utrecht`: the code to put on another site.
pub(crate) async fn code(visit: Visit) -> Response {
    let t = visit.texts();
    let asked = visit.asked("wat").unwrap_or_default().to_owned();
    let found = asked
        .split_once('/')
        .and_then(|(kind, name)| wanted(&visit, kind, name))
        .and_then(|wanted| Some((wanted, drawn(&visit, wanted)?)));
    if !asked.is_empty() && found.is_none() {
        return not_found::answer(&visit, Some(&asked));
    }
    let head = Head {
        title: t.get("embed-title"),
        description: t.get("embed-description"),
        section: Section::Elsewhere,
        place: found.as_ref().map(|(wanted, _)| wanted.place),
        page: String::new(),
        indexed: false,
    };
    let (code, title, files, page) = match found {
        Some((wanted, page)) => {
            let (code, files) = code_of(&visit, wanted, &page);
            (Some(code), page.title.clone(), files, Some(page.link))
        }
        None => (None, String::new(), Vec::new(), None),
    };
    print(StatusCode::OK, &CodePage { shell: Shell::new(&visit, head), code, title, files, page })
}

/// The place that a picture of an area is of, from `/gebied/…/beeld.png`.
pub(crate) async fn social(visit: Visit, Path(piece): Path<String>) -> Response {
    let found: Option<PlaceIx> = address::place(&visit.release().places, &piece);
    let Some(ix) = found else { return not_found::answer(&visit, Some(&piece)) };
    let svg = crate::view::social::of_area(&visit, ix);
    picture(svg, 1.0, &address::slug(&visit.release().places.get(ix).name)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_is_its_format() {
        assert_eq!(format_of("GM0344-utrecht"), ("GM0344-utrecht", Format::Page));
        assert_eq!(format_of("bijstand.svg"), ("bijstand", Format::Svg));
        assert_eq!(format_of("bijstand.png"), ("bijstand", Format::Png));
    }
}
