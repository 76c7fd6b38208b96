//! What is not known of an area itself, but of a larger one it lies in: how its residents are divided, and figures of groups.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::{Indicator, Measure, ShareOf};
use insight::Address;

use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// A division that is known of a larger area only.
#[derive(Debug, Clone)]
pub(crate) struct SplitElsewhere {
    /// "Herkomst: daarvan zijn er geen cijfers voor dit gebied. Wel voor Utrecht (gemeente):"
    pub(crate) sentence: String,
    /// What it is there, each part leading to its figure.
    pub(crate) parts: Vec<Link>,
}

/// The wholes of the definition, and the groups of its first breakdown, that have no figure here but do have one of an area around
/// this one: the nearest of those.
pub(crate) fn split_elsewhere(visit: &Visit, ix: PlaceIx) -> Vec<SplitElsewhere> {
    let definition = visit.definition();
    let language = visit.language();
    let mut found = Vec::new();
    for (id, label) in &definition.monitor.compositions {
        let parts: Vec<Address> = definition
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, indicator)| indicator.composition.as_deref() == Some(id.as_str()))
            .map(|(n, _)| (IndicatorIx(n as u16), CategoryIx::TOTAL))
            .filter_map(|(indicator, category)| address(visit, indicator, category, ix))
            .collect();
        found.extend(elsewhere(visit, ix, label.get(language), &parts));
    }
    if let Some((breakdown, residents)) = definition.breakdowns.first().zip(visit.site().residents) {
        let parts: Vec<Address> = definition
            .categories()
            .filter(|(_, own, category)| own.id == breakdown.id && category.parent.is_none())
            .filter_map(|(category, ..)| address(visit, residents, category, ix))
            .collect();
        found.extend(elsewhere(visit, ix, breakdown.label.get(language), &parts));
    }
    found
}

/// The nearest area around one that has figures of some groups, where that has none itself but how many people they are. None
/// where it has some, shown or not.
pub(crate) fn figures_elsewhere(visit: &Visit, ix: PlaceIx, groups: &[CategoryIx]) -> Option<PlaceIx> {
    if has_figures(visit, ix, groups) {
        return None;
    }
    around(visit, ix).find(|place| has_figures(visit, *place, groups))
}

/// What is said on a page about a group of which its area has no figures, and the way to the same page of an area around it that
/// has: where not even the number of people of the group is known, of one where that is.
pub(crate) fn group_elsewhere(visit: &Visit, ix: PlaceIx, page: &str) -> Option<(String, Link)> {
    let group = Some(visit.choices().category).filter(|group| *group != CategoryIx::TOTAL)?;
    let (key, wider) = if has_size(visit, ix, group) {
        ("group-elsewhere", figures_elsewhere(visit, ix, &[group])?)
    } else if has_figures(visit, ix, &[group]) {
        return None;
    } else {
        let is_known = |place: &PlaceIx| has_size(visit, *place, group) || has_figures(visit, *place, &[group]);
        ("group-nowhere", around(visit, ix).find(is_known)?)
    };
    let href = match page.split_once(':') {
        // Of whom only the number is known, there is nothing on a page about a theme or another figure.
        _ if !has_figures(visit, wider, &[group]) => visit.links().place(wider),
        Some(("thema", id)) => visit.links().theme(wider, id),
        Some(("indicator", id)) => visit.links().indicator(visit.definition().find_indicator(id)?, Some(wider)),
        None if page == "gebied" => visit.links().place(wider),
        _ => return None,
    };
    let (t, site) = (visit.texts(), visit.site());
    let level = place::level_words(site, site.release.places.get(ix).level(), t);
    let name = place::spoken(site, wider, visit.language());
    Some((t.with(key, &[("levels", level.into())]), Link::new(href, t.with("group-wider", &[("name", name.into())]))))
}

/// Whether it is known of an area how many people of a group there are, shown or not.
fn has_size(visit: &Visit, ix: PlaceIx, group: CategoryIx) -> bool {
    let cube = &visit.release().cube;
    visit.site().residents.is_some_and(|residents| {
        let is_there =
            |period: &Period| !matches!(cube.cell(residents, *period, ix, group).status, Status::NotAvailable);
        cube.periods(residents).iter().rev().any(is_there)
    })
}

/// Whether an area has a figure of one of some groups, shown or not, other than how many people there are.
fn has_figures(visit: &Visit, ix: PlaceIx, groups: &[CategoryIx]) -> bool {
    let (definition, cube) = (visit.definition(), &visit.release().cube);
    let is_there = |status: Status| !matches!(status, Status::NotAvailable | Status::NotApplicable);
    let of_people = |(n, indicator): (usize, &Indicator)| {
        let own = indicator.measure != Measure::Count && indicator.share_of == ShareOf::Group;
        own.then_some(IndicatorIx(n as u16))
    };
    definition.indicators.iter().enumerate().filter_map(of_people).any(|indicator| {
        let of =
            |period: &Period| groups.iter().any(|group| is_there(cube.cell(indicator, *period, ix, *group).status));
        cube.periods(indicator).iter().rev().any(of)
    })
}

/// The areas around an area, the smallest first.
fn around(visit: &Visit, ix: PlaceIx) -> impl Iterator<Item = PlaceIx> {
    let places = &visit.release().places;
    let vintage = places.get(ix).newest();
    std::iter::successors(places.parent(ix, vintage), move |&place| places.parent(place, vintage))
}

/// Where a part of a division would stand here: in the newest year of the indicator.
fn address(visit: &Visit, indicator: IndicatorIx, category: CategoryIx, place: PlaceIx) -> Option<Address> {
    let period = visit.choices().year.fixed().or_else(|| visit.release().cube.periods(indicator).last().copied())?;
    Some(Address { indicator, period, place, category })
}

fn elsewhere(visit: &Visit, ix: PlaceIx, what: &str, parts: &[Address]) -> Option<SplitElsewhere> {
    let (site, t, language) = (visit.site(), visit.texts(), visit.language());
    let figures = site.figures();
    let places = &visit.release().places;
    let fixed = visit.choices().year.fixed();
    // The newest year of a place in which it has the part, or the year that was chosen.
    let of = |part: &Address, place: PlaceIx| {
        let period = fixed.or_else(|| figures.newest(part.indicator, place, part.category))?;
        let at = Address { place, period, ..*part };
        figures.cell(at).is_published().then_some(at)
    };
    if parts.iter().any(|part| of(part, ix).is_some()) {
        return None;
    }
    let (place, known) = around(visit, ix)
        .filter(|place| places.get(*place).level() >= Level::Municipality)
        .map(|place| (place, parts.iter().filter_map(|part| of(part, place)).collect::<Vec<Address>>()))
        .find(|(_, known)| !known.is_empty())?;
    let label = |at: &Address| {
        let indicator = visit.definition().indicator(at.indicator);
        let name = match visit.definition().category(at.category) {
            Some(category) => category.label.get(language),
            None => indicator.short.get(language),
        };
        format!("{name} {}", insight::numbers::shown(&figures.cell(*at), indicator, language))
    };
    let link = |at: &Address| {
        let links = crate::view::ask::links_at(visit, *at);
        Link::new(links.indicator(at.indicator, Some(place)), label(at))
    };
    let name = place::label(site, place, t);
    Some(SplitElsewhere {
        sentence: t.with("split-elsewhere", &[("what", what.to_owned().into()), ("name", name.into())]),
        parts: known.iter().map(link).collect(),
    })
}
