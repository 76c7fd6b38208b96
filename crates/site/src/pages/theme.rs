//! `/gebied/…/{theme}`: every figure of one theme, explained.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::pages::area::place_at;
use crate::pages::{not_found, print};
use crate::view::area::breadcrumb;
use crate::view::bar::comparison;
use crate::view::by_group;
use crate::view::compare::link_to;
use crate::view::drawing::Drawing;
use crate::view::figure::{Row, reference_head, rows, shared_source};
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::view::tally::{OfWhat, newest, older};
use crate::view::theme::{InTheme, common_remarks, in_theme};
use crate::view::whom;
use crate::visit::Visit;

/// Most figures of a theme whose drawings are all open where there is room.
const MOST_OPEN: usize = 6;

#[derive(Template)]
#[template(path = "theme.html")]
struct Page {
    shell: Shell,
    breadcrumb: Vec<Link>,
    lead: String,
    compared_with: String,
    themes: Vec<Link>,
    reference: Option<String>,
    indicators: Vec<InTheme>,
    /// Whether the drawings of all figures would be more than anybody scrolls past: those behind the first wait for a click.
    long: bool,
    back: Link,
    compare: Link,
    /// The databank with this theme: said once, not under each of many drawings.
    databank: String,
    /// The source of all these figures; empty where they have several, which then stand with each.
    source: String,
    /// That figures are years older than the newest of the area; empty where they are not.
    older: String,
    /// How many residents belong to each group: composition comes before contrast.
    sizes: Option<Drawing>,
    /// What holds for the figures by group; empty where there are none.
    remarks: String,
}

/// The page.
pub(crate) async fn page(visit: Visit, Path((piece, id)): Path<(String, String)>) -> Response {
    let ix = match place_at(&visit, &piece, &format!("/{id}")) {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    let definition = visit.definition();
    let Some(theme) = definition.find_theme(&id) else { return not_found::answer(&visit, Some(&id)) };
    let t = visit.texts();
    let language = visit.language();
    let links = visit.links();
    let name = place::spoken(visit.site(), ix, language).to_owned();
    let label = theme.label.get(language);
    let mut trail = breadcrumb(&visit, ix);
    trail.push(Link::new(links.place(ix), place::capitalised(&name)));
    let with = comparison(visit.site(), ix, visit.choices()).map(|c| whom::compared_with(&visit, ix, c));
    let said = [("theme", label.into()), ("name", name.clone().into())];
    let head = Head {
        title: whom::with_group(&visit, t.with("theme-title", &said)),
        description: t.with("theme-description", &said),
        section: Section::Area,
        place: Some(ix),
        page: format!("thema:{id}"),
        indexed: true,
    };
    let mut shell = Shell::new(&visit, head);
    shell.picture = Some(crate::pages::area::picture_of(&visit, ix));
    let mut figures = rows(&visit, ix);
    let is_told = |row: &Row| theme.tells(definition.indicator(row.indicator));
    let of_theme: Vec<Row> = figures.iter().filter(|row| is_told(row)).cloned().collect();
    let older = older(&visit, newest(&figures), &of_theme, OfWhat::Theme).unwrap_or_default();
    let source = shared_source(figures.iter_mut().filter(|row| is_told(row)));
    let databank = std::mem::take(&mut shell.databank);
    let mut indicators = in_theme(&visit, ix, theme, figures);
    let remarks = common_remarks(&mut indicators);
    let page = Page {
        shell,
        databank,
        source,
        older,
        breadcrumb: trail,
        lead: match theme.about.get(language) {
            about if theme.gathers.is_empty() => about.to_owned(),
            about => format!("{about} {}", t.get("theme-gathers")),
        },
        compared_with: match with {
            Some(with) => t.with("compared-with", &[("with", with.into())]),
            None => t.get("compared-with-nothing"),
        },
        themes: definition
            .themes
            .iter()
            .map(|other| Link {
                current: other.id == id,
                ..Link::new(links.theme(ix, &other.id), other.label.get(language))
            })
            .collect(),
        reference: reference_head(&visit, ix).map(|head| place::capitalised(&head)),
        long: indicators.len() > MOST_OPEN,
        indicators,
        remarks,
        sizes: by_group::sizes(&visit, ix, None),
        // A comparison has each figure once, under its own theme.
        compare: link_to(&visit, ix, if definition.has_own(theme) { &id } else { "" }),
        back: Link::new(links.place(ix), t.with("theme-back", &[("name", name.into())])),
    };
    print(StatusCode::OK, &page)
}
