//! The bar with the choices: a form that works without a script.

use cells::{CategoryIx, Cell, PlaceIx, Status};
use insight::numbers;

use crate::choices::{Choices, Comparison, Year};
use crate::opened::Opened;
use crate::view::place;
use crate::visit::Visit;

/// One option of a list.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// One group of residents that can be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) value: String,
    pub(crate) label: String,
    /// "4.210 inwoners", "minder dan 10 inwoners"; empty where not known.
    pub(crate) size: String,
    /// Part of all residents, 0–100.
    pub(crate) share: Option<f64>,
    pub(crate) chosen: bool,
}

/// The groups of one breakdown.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    pub(crate) label: String,
    pub(crate) list: Vec<Group>,
}

/// A list to choose from that only some pages have.
#[derive(Debug, Clone)]
pub(crate) struct Choose {
    /// Its name in the address.
    pub(crate) id: &'static str,
    pub(crate) label: String,
    /// Options under a heading, or without one.
    pub(crate) groups: Vec<(String, Vec<Choice>)>,
}

/// The whole bar.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) action: String,
    pub(crate) suggest: String,
    /// Which page to go back to.
    pub(crate) page: String,
    /// What one types in the field: an area to go to, or to add.
    pub(crate) area_label: String,
    pub(crate) area: String,
    pub(crate) area_piece: String,
    /// What the page itself has to choose.
    pub(crate) own: Vec<Choose>,
    /// What the page keeps without showing it: name and value.
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) comparisons: Vec<Choice>,
    pub(crate) years: Vec<Choice>,
    /// The first breakdown's large groups, everybody first, and the chosen one; empty where nothing is split.
    pub(crate) background: Option<Groups>,
    /// The finer groups and the other breakdowns.
    pub(crate) more: Vec<Groups>,
    pub(crate) judged: bool,
    pub(crate) has_judgement: bool,
    /// What the tour says of what can be chosen here besides the area: a heading and a sentence; none where that is nothing.
    pub(crate) tour: Option<(String, String)>,
}

/// What the area can be compared with. The first is the usual one.
pub(crate) fn comparisons(site: &Opened, ix: PlaceIx, category: CategoryIx) -> Vec<Comparison> {
    insight::comparison::possible(&site.release.places, ix, category).into_iter().map(Comparison::of).collect()
}

/// What the figures of a place are compared with, given the choices.
pub(crate) fn comparison(site: &Opened, ix: PlaceIx, choices: Choices) -> Option<Comparison> {
    let possible = comparisons(site, ix, choices.category);
    choices.comparison.filter(|c| possible.contains(c)).or_else(|| possible.first().copied())
}

/// The name of what is compared with, after "vergeleken met": "de rest van Zomerdam".
pub(crate) fn comparison_name(visit: &Visit, ix: PlaceIx, comparison: Comparison) -> String {
    let t = visit.texts();
    let places = &visit.release().places;
    match comparison {
        Comparison::Country => {
            let country = places.find(cells::AreaCode::COUNTRY);
            match country {
                Some(country) => {
                    let name = place::name(visit.site(), country, visit.language());
                    t.with("rest-of", &[("name", name.into())])
                }
                None => t.get("rest-of-country"),
            }
        }
        Comparison::Municipality => {
            let name = place::municipality(visit.site(), ix).map(|m| places.get(m).name.clone()).unwrap_or_default();
            t.with("rest-of", &[("name", name.into())])
        }
        Comparison::EverybodyHere => t.get("others-here"),
    }
}

/// What figures can be compared with, where that is more than one thing; all are named as seen from a place.
pub(crate) fn comparison_choices(
    visit: &Visit,
    ix: PlaceIx,
    possible: &[Comparison],
    used: Option<Comparison>,
) -> Vec<Choice> {
    if possible.len() < 2 {
        return Vec::new();
    }
    let choice = |c: &Comparison| Choice {
        value: c.word().to_owned(),
        label: comparison_name(visit, ix, *c),
        chosen: used == Some(*c),
    };
    possible.iter().map(choice).collect()
}

/// Makes the bar for a page about a place. `page` names the page to return to (`gebied`, `thema:…`, `indicator:…`).
pub(crate) fn bar(visit: &Visit, place_ix: Option<PlaceIx>, page: &str) -> Bar {
    let t = visit.texts();
    let site = visit.site();
    let choices = visit.choices();
    let links = visit.links();

    let comparisons = place_ix.map_or_else(Vec::new, |ix| {
        comparison_choices(visit, ix, &comparisons(site, ix, choices.category), comparison(site, ix, choices))
    });

    let mut years = Vec::new();
    let offered = crate::view::years::offered(visit, place_ix, page);
    if offered.len() > 1 || (choices.year != Year::Newest && !offered.is_empty()) {
        years.push(Choice {
            value: "nieuwste".to_owned(),
            label: t.get("year-newest"),
            chosen: choices.year == Year::Newest,
        });
        years.extend(offered.iter().rev().map(|&year| Choice {
            value: year.to_string(),
            label: year.to_string(),
            chosen: choices.year == Year::Fixed(year),
        }));
    }

    let (background, more) = groups(visit, place_ix);
    let tour = tour(visit, background.is_some(), !comparisons.is_empty(), !years.is_empty());
    let has_judgement = site.release.definition.indicators.iter().any(|i| i.polarity != definition::Polarity::Neutral);
    Bar {
        action: links.bare("/kies"),
        suggest: match place_ix {
            Some(ix) => {
                let piece = crate::address::piece(&site.release.places, ix);
                format!("{}?gebied={piece}", links.bare("/zoek.json"))
            }
            None => links.bare("/zoek.json"),
        },
        page: page.to_owned(),
        area_label: t.get("choice-area"),
        area: place_ix.map(|ix| place::label(site, ix, t)).unwrap_or_default(),
        area_piece: place_ix.map(|ix| crate::address::piece(&site.release.places, ix)).unwrap_or_default(),
        own: Vec::new(),
        hidden: Vec::new(),
        comparisons,
        years,
        background,
        more,
        judged: choices.judge,
        has_judgement,
        tour,
    }
}

/// What the tour says of the choices that a page has.
fn tour(visit: &Visit, groups: bool, comparisons: bool, years: bool) -> Option<(String, String)> {
    let t = visit.texts();
    let parts: Vec<String> = [(groups, "tour-2-whom"), (comparisons, "tour-2-with"), (years, "tour-2-year")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, key)| t.get(key))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let what = crate::view::similar::listed(&parts, &t.get("and"));
    let mut said = t.with("tour-2-here", &[("what", what.into())]);
    if groups {
        said = format!("{said} {}", t.get("tour-2-sizes"));
    }
    Some((t.get(if groups { "tour-2-title" } else { "tour-2-title-plain" }), said))
}

/// The groups of the first breakdown with everybody before them, and all others; none where nothing is split. How many people
/// they are is of the place.
pub(crate) fn groups(visit: &Visit, place_ix: Option<PlaceIx>) -> (Option<Groups>, Vec<Groups>) {
    let site = visit.site();
    let total = place_ix.and_then(|ix| Some((site.residents?, ix, site.residents_in(ix, visit.choices().year)?.1)));
    let size = |category| {
        let (residents, place, period) = total?;
        Some(site.release.cube.cell(residents, period, place, category))
    };
    groups_with(visit, size)
}

/// The same, each with how many people `residents` says they are.
pub(crate) fn groups_with(
    visit: &Visit,
    residents: impl Fn(CategoryIx) -> Option<Cell>,
) -> (Option<Groups>, Vec<Groups>) {
    let t = visit.texts();
    let site = visit.site();
    let definition = visit.definition();
    let language = visit.language();
    let chosen = visit.choices().category;
    if definition.breakdowns.is_empty() {
        return (None, Vec::new());
    }
    let count = |cell: &Cell| cell.value.filter(|_| cell.is_published());
    let total = residents(CategoryIx::TOTAL).as_ref().and_then(count);
    let size = |category: CategoryIx| -> Option<(Option<f64>, String)> {
        let indicator = site.residents?;
        let cell = residents(category)?;
        let count = count(&cell);
        let said = match (count, cell.status) {
            (Some(n), _) => {
                let shown = crate::view::count(n, language);
                t.with("residents-count", &[("count", n.into()), ("shown", shown.into())])
            }
            (None, Status::Small | Status::Withheld) => {
                numbers::full(&cell, definition.indicator(indicator), definition, language)
            }
            _ => String::new(),
        };
        Some((count, said))
    };
    let group = |ix: CategoryIx, value: &str, label: String| {
        let (count, size) = size(ix).unwrap_or_default();
        Group {
            value: value.to_owned(),
            label,
            size,
            share: count.zip(total).filter(|(_, all)| *all > 0.0).map(|(n, all)| (n / all * 100.0).clamp(0.0, 100.0)),
            chosen: chosen == ix,
        }
    };
    let first = &definition.breakdowns[0];
    let mut cards = vec![group(CategoryIx::TOTAL, "", t.get("everybody"))];
    let mut more: Vec<Groups> = Vec::new();
    for (ix, breakdown, category) in definition.categories() {
        let made = group(ix, &category.id, category.label.get(language).to_owned());
        if breakdown.id == first.id && category.parent.is_none() {
            cards.push(made);
            continue;
        }
        let label = if breakdown.id == first.id {
            let parent = breakdown.categories.iter().find(|c| Some(&c.id) == category.parent.as_ref());
            parent.map_or_else(String::new, |p| t.with("groups-within", &[("group", p.label.get(language).into())]))
        } else {
            breakdown.label.get(language).to_owned()
        };
        match more.last_mut().filter(|last| last.label == label) {
            Some(last) => last.list.push(made),
            None => more.push(Groups { label, list: vec![made] }),
        }
    }
    // A finer group that is chosen stands with the large ones: its twenty neighbours can stay behind their click.
    for part in &mut more {
        if let Some(at) = part.list.iter().position(|group| group.chosen) {
            cards.push(part.list.remove(at));
        }
    }
    more.retain(|part| !part.list.is_empty());
    (Some(Groups { label: first.label.get(language).to_owned(), list: cards }), more)
}
