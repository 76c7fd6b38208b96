//! The main menu: it leads on from where the visitor is, with the area, the figure and the choices they have.

use cells::{IndicatorIx, PlaceIx};

use crate::atlas::{Asked, first_indicator};
use crate::view::shell::{Head, Link, Section, default_place};
use crate::visit::Visit;

/// The menu, and what a script needs to let it lead back to the last area on pages that are about none.
#[derive(Debug)]
pub(crate) struct Menu {
    pub(crate) links: Vec<Link>,
    /// To the areas that a visitor keeps: on a phone, where the foot of the page is far away.
    pub(crate) kept: Link,
    /// The area in the address, as it stands there; none where the links lead to the usual one.
    pub(crate) area: Option<String>,
    /// The figure in the address.
    pub(crate) figure: Option<String>,
}

/// The figure that a page is about by its address: its own, or that of the map or table on it.
fn figure_of(visit: &Visit, page: &str) -> Option<IndicatorIx> {
    let definition = visit.definition();
    match page.split_once(':') {
        Some(("indicator", id)) => definition.find_indicator(id),
        _ => visit.asked("cijfer")?.split(',').find_map(|id| definition.find_indicator(id)),
    }
}

/// Makes the menu of a page.
pub(crate) fn menu(visit: &Visit, head: &Head) -> Menu {
    let t = visit.texts();
    let site = visit.site();
    let definition = visit.definition();
    let links = visit.links();
    let area = head.place.or_else(|| default_place(visit));
    let named = visit.path().starts_with("/gebied/")
        || ["gebied", "met"].iter().any(|key| visit.asked(key).is_some_and(|value| !value.is_empty()));
    let piece = |ix: PlaceIx| crate::address::piece(&visit.release().places, ix);
    let entry = |section: Section, href: String, label: String| Link {
        current: head.section == section,
        ..Link::new(href, label)
    };

    let mut all = Vec::new();
    if let Some(ix) = area {
        all.push(entry(Section::Area, links.place(ix), t.get("menu-area")));
    }
    let indicators = match head.place {
        Some(ix) => {
            let query = visit.choices().query(definition, &[("gebied", &piece(ix))]);
            format!("{}{query}", links.bare("/indicatoren"))
        }
        None => links.to("/indicatoren"),
    };
    all.push(entry(Section::Indicators, indicators, t.get("menu-indicators")));
    let figure = figure_of(visit, &head.page);
    if let Some(ix) = area {
        let theme = head.page.strip_prefix("thema:").and_then(|id| definition.find_theme(id));
        let shown = figure.or_else(|| theme.and_then(|theme| first_indicator(site, |one| theme.tells(one))));
        let usual = Asked::usual(site, ix);
        let map = Asked { indicator: shown.unwrap_or(usual.indicator), ..usual };
        all.push(entry(Section::Map, links.map(&map), t.get("menu-map")));
        all.push(Link { current: head.section == Section::Compare, ..crate::view::compare::link_to(visit, ix, "") });
    }
    let databank = crate::databank::of_menu(visit, head.place, &head.page);
    all.push(entry(Section::Databank, databank, t.get("menu-databank")));
    all.push(entry(Section::Explain, links.to("/uitleg"), t.get("menu-explain")));
    let kept = Link::new(links.to("/mijn-gebieden"), t.get("kept-title"));
    Menu {
        links: all,
        kept: Link { current: visit.path() == "/mijn-gebieden", ..kept },
        area: head.place.filter(|_| named).map(piece),
        figure: figure.map(|ix| definition.indicator(ix).id.clone()),
    }
}
