//! What became of an area through the years, where its code or its boundary changed: other places that a visitor may mean.

use cells::{Level, PlaceIx};

use crate::address::slug;
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// A sentence about the past of an area, and the places it is about.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) sentence: String,
    pub(crate) links: Vec<Link>,
}

/// All there is to say; empty of an area that is the same in every year.
pub(crate) fn past(visit: &Visit, ix: PlaceIx) -> Vec<Past> {
    let (site, t) = (visit.site(), visit.texts());
    let places = &site.release.places;
    let at = places.get(ix);
    let links = |others: &[PlaceIx]| {
        others.iter().map(|&other| Link::new(visit.links().place(other), place::label(site, other, t))).collect()
    };
    let mut said = Vec::new();
    if let Some(year) = place::until(site, ix) {
        let values = [("name", at.name.clone().into()), ("year", year.to_string().into())];
        said.push(Past { sentence: t.with("place-until", &values), links: Vec::new() });
    }
    let (newer, older): (Vec<PlaceIx>, Vec<PlaceIx>) =
        namesakes(visit, ix).into_iter().partition(|&other| places.get(other).newest() > at.newest());
    for (key, others) in [("place-name-since", newer), ("place-name-before", older)] {
        if !others.is_empty() {
            said.push(Past { sentence: t.get(key), links: links(&others) });
        }
    }
    let same_code: Vec<PlaceIx> = places.all_with_code(at.code).iter().copied().filter(|other| *other != ix).collect();
    if !same_code.is_empty() {
        let sentence = t.with("place-same-code", &[("code", at.code.to_string().into())]);
        said.push(Past { sentence, links: links(&same_code) });
    }
    said
}

/// Areas with the same name and another code in the same municipality, of years in which this one was not there.
fn namesakes(visit: &Visit, ix: PlaceIx) -> Vec<PlaceIx> {
    let site = visit.site();
    let places = &site.release.places;
    let at = places.get(ix);
    let Some(municipality) = place::municipality(site, ix) else { return Vec::new() };
    let name = slug(&at.name);
    let mut found = Vec::new();
    for &municipality in places.all_with_code(places.get(municipality).code) {
        for &vintage in places.get(municipality).vintages.iter().filter(|vintage| !at.vintages.contains(vintage)) {
            let districts = places.children(municipality, vintage).iter().copied();
            let of_level: Vec<PlaceIx> = match at.level() {
                Level::Neighbourhood => {
                    districts.flat_map(|district| places.children(district, vintage)).copied().collect()
                }
                _ => districts.collect(),
            };
            found.extend(of_level.into_iter().filter(|&other| {
                let there = places.get(other);
                let apart = !there.vintages.iter().any(|vintage| at.vintages.contains(vintage));
                there.code != at.code && there.level() == at.level() && apart && slug(&there.name) == name
            }));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
