//! What was perhaps meant where a question is not answered: other areas, groups, and help with the monitor itself.

use ask::{Asked, Heard, Help, Kind, Question, Setting, restated};
use cells::{CategoryIx, PlaceIx};

use super::{NEAR, Read, address_of, context};
use crate::address;
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// The same question about the areas whose names are nearest to one that is not known, and about the area at hand.
pub(crate) fn about_areas(visit: &Visit, text: &str, read: &Read) -> Vec<Link> {
    let figures = visit.site().figures();
    let question = Question { lost_areas: Vec::new(), unknown: Vec::new(), understood: 100, ..read.question.clone() };
    if read.question.lost_areas.is_empty() || !question.is_answerable() {
        return Vec::new();
    }
    let asked = Asked::of(&question, &read.setting, &figures);
    let found = read.question.lost_areas.iter().flat_map(|word| visit.site().index().find(word, 8));
    let near = found.filter(|hit| hit.likeness > NEAR).filter_map(|hit| match hit.found {
        crate::search::Found::Place(ix) => Some(ix),
        crate::search::Found::Indicator(_) => None,
    });
    let about = |place: PlaceIx| {
        let asked = Asked { place, ..asked.clone() };
        Link::new(address_of(visit, text, &asked), restated(&asked, &figures, visit.language()))
    };
    near.take(5).chain([asked.place]).map(about).collect()
}

/// The areas of a number that was named without saying where, with the same question about each; those in the area at hand
/// before others.
pub(crate) fn about_numbered(visit: &Visit, text: &str, read: &Read) -> Vec<Link> {
    const MOST: usize = 12;
    let Some(heard) = &read.question.numbered else { return Vec::new() };
    let figures = visit.site().figures();
    let question =
        Question { numbered: None, unknown: Vec::new(), level: None, understood: 100, ..read.question.clone() };
    let own = place::municipality(visit.site(), read.setting.place).unwrap_or(read.setting.place);
    let mut all: Vec<PlaceIx> = std::iter::once(heard.what).chain(heard.others.iter().copied()).collect();
    all.sort_by_key(|ix| place::municipality(visit.site(), *ix) != Some(own));
    let about = |place: PlaceIx| {
        let label = place::label(visit.site(), place, visit.texts());
        if !question.is_answerable() {
            return Link::new(visit.links().place(place), label);
        }
        let asked = Asked::of(&question, &Setting { place, ..read.setting }, &figures);
        Link::new(address_of(visit, text, &asked), label)
    };
    all.into_iter().take(MOST).map(about).collect()
}

/// Questions about the groups that were taken for areas.
pub(crate) fn about_groups(visit: &Visit, read: &Read) -> Vec<Link> {
    let figures = visit.site().figures();
    let (Some(place), Some(residents)) = (context(visit), figures.residents()) else { return Vec::new() };
    let about = |category: CategoryIx, kind: Kind| {
        let heard = vec![Heard::chosen(category)];
        let indicators = vec![Heard::chosen(residents)];
        let question = Question { kind: Some(kind), indicators, groups: heard, ..Question::default() };
        let asked = Asked::of(&question, &Setting { place, ..read.setting }, &figures);
        let text = restated(&asked, &figures, visit.language());
        Link::new(address_of(visit, &text, &asked), text)
    };
    let groups = read.question.no_areas.iter().map(|heard| heard.what);
    groups.flat_map(|category| [about(category, Kind::Figure), about(category, Kind::LargestArea)]).collect()
}

/// What explains the monitor itself, where a question asks for that.
pub(crate) fn helping(visit: &Visit, read: &Read) -> Vec<Link> {
    let (definition, links) = (visit.definition(), visit.links());
    let about = read.question.places.first().map_or(read.setting.place, |heard| heard.what);
    let name = place::spoken(visit.site(), about, visit.language());
    let href = |help: Help| match help {
        Help::Page(n) => links.to(&format!("/uitleg/{}", definition.pages[n].slug)),
        Help::Databank => links.bare("/databank/hulp"),
        Help::Charts => links.to("/indicatoren"),
        Help::OwnArea => links.to("/eigen-gebied"),
        Help::Factsheet => {
            links.to(&format!("/gebied/{}/factsheet.pdf", address::piece(&visit.release().places, about)))
        }
    };
    let label = |help: Help| help.label(definition, name, visit.language());
    read.question.help.iter().map(|help| Link::new(href(*help), label(*help))).collect()
}
