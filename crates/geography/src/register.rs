//! From the lists of areas of several years to places: which code is still the same place, and which was given to
//! another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use cells::{AreaCode, Level, PlaceIx, Vintage};

use crate::{Place, Places};

/// Between two vintages the population of the same place changes by at most this share of the larger of the two…
pub const POPULATION_TOLERANCE: f64 = 0.25;
/// …or by at most this many residents, for places so small that a share says little.
pub const POPULATION_SLACK: u32 = 50;

/// An area as a list of one year gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedArea {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its number of residents, where known.
    pub population: Option<u32>,
}

/// All areas of one vintage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The year.
    pub vintage: Vintage,
    /// The areas, in any order, each code once.
    pub areas: Vec<ListedArea>,
}

/// Why an area with the same code is not taken to be the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Another name.
    Name,
    /// The same name, but a population that changed by more than the tolerance.
    Population,
    /// The same name, but without a population in one of the years while the other has more than a few residents.
    PopulationUnknown,
}

/// What became of the codes of one level from one vintage to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Continuity {
    /// Codes that are the same place in both.
    pub same: u64,
    /// Codes that only the older vintage has.
    pub gone: u64,
    /// Codes that only the newer vintage has.
    pub new: u64,
    /// Codes of both that are two places, with the reason.
    pub different: BTreeMap<Difference, u64>,
}

/// Places, and how they were joined.
#[derive(Debug, Clone)]
pub struct Register {
    /// The places of all vintages.
    pub places: Places,
    /// Per pair of consecutive vintages and level: how many codes went on.
    pub continuity: BTreeMap<(Vintage, Vintage, Level), Continuity>,
    /// Areas left out because the area one level up, which their code names, is not in the list of their vintage.
    pub orphans: Vec<(Vintage, AreaCode)>,
}

/// Compares an area with the one that has the same code in a later vintage.
pub fn difference(older: &ListedArea, newer: &ListedArea) -> Option<Difference> {
    if plain_name(&older.name) != plain_name(&newer.name) {
        return Some(Difference::Name);
    }
    let (Some(before), Some(after)) = (older.population, newer.population) else {
        let known = older.population.or(newer.population).unwrap_or(0);
        return (known > POPULATION_SLACK).then_some(Difference::PopulationUnknown);
    };
    let change = before.abs_diff(after);
    let within = change <= POPULATION_SLACK || f64::from(change) <= POPULATION_TOLERANCE * f64::from(before.max(after));
    (!within).then_some(Difference::Population)
}

/// A name without what publishers write differently from year to year: case, punctuation, `Wijk 01` in front, a
/// province between brackets behind.
pub(crate) fn plain_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut text = lower.trim();
    if let Some(open) = text.rfind(" (")
        && text.ends_with(')')
    {
        text = &text[..open];
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if let Some(rest) = text.strip_prefix("wijk ")
        && let Some((number, rest)) = rest.split_once(' ')
        && number.len() <= 3
        && number.bytes().any(|b| b.is_ascii_digit())
        && !letters(rest).is_empty()
    {
        return letters(rest);
    }
    letters(text)
}

/// Makes places of the divisions of one or more years. The country is added to every year that does not list it.
///
/// A code is one place over consecutive vintages as long as [`difference`] finds none; otherwise a new place starts,
/// and the older one stands on its own.
pub fn join(mut divisions: Vec<Division>) -> Register {
    divisions.sort_by_key(|d| d.vintage);
    let mut orphans = Vec::new();
    let listed: Vec<(Vintage, HashMap<AreaCode, ListedArea>)> =
        divisions.into_iter().map(|division| (division.vintage, rooted(division, &mut orphans))).collect();
    let mut continuity = BTreeMap::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut current: HashMap<AreaCode, usize> = HashMap::new();
    let mut before: Option<&(Vintage, HashMap<AreaCode, ListedArea>)> = None;
    for division in &listed {
        let (vintage, areas) = division;
        let mut now = HashMap::with_capacity(areas.len());
        for area in areas.values() {
            let older = before.and_then(|(_, older)| older.get(&area.code));
            let found = older.map(|older| difference(older, area));
            if let Some((earlier, _)) = before {
                let counts: &mut Continuity = continuity.entry((*earlier, *vintage, area.code.level())).or_default();
                match found {
                    None => counts.new += 1,
                    Some(None) => counts.same += 1,
                    Some(Some(reason)) => *counts.different.entry(reason).or_default() += 1,
                }
            }
            let at = if let (Some(None), Some(&at)) = (found, current.get(&area.code)) {
                at
            } else {
                drafts.push(Draft { code: area.code, name: String::new(), vintages: Vec::new() });
                drafts.len() - 1
            };
            drafts[at].vintages.push(*vintage);
            drafts[at].name.clone_from(&area.name);
            now.insert(area.code, at);
        }
        if let Some((earlier, older)) = before {
            for code in older.keys().filter(|code| !areas.contains_key(code)) {
                continuity.entry((*earlier, *vintage, code.level())).or_default().gone += 1;
            }
        }
        current = now;
        before = Some(division);
    }
    orphans.sort_unstable();
    Register { places: numbered(drafts), continuity, orphans }
}

/// A place before places have numbers.
struct Draft {
    code: AreaCode,
    name: String,
    vintages: Vec<Vintage>,
}

/// The areas of a division by code, with the country, without those that hang in the air.
fn rooted(division: Division, orphans: &mut Vec<(Vintage, AreaCode)>) -> HashMap<AreaCode, ListedArea> {
    let mut areas: HashMap<AreaCode, ListedArea> = HashMap::with_capacity(division.areas.len() + 1);
    let mut listed = division.areas;
    listed.sort_by_key(|area| area.code);
    areas.insert(
        AreaCode::COUNTRY,
        ListedArea { code: AreaCode::COUNTRY, name: "Nederland".to_owned(), population: None },
    );
    // Sorted by level, so that an area comes after the one it is in.
    for area in listed {
        match area.code.parent() {
            Some(parent) if !areas.contains_key(&parent) => orphans.push((division.vintage, area.code)),
            Some(_) => {
                areas.entry(area.code).or_insert(area);
            }
            None => {
                // Nobody doubts that the country is the same country.
                areas.insert(area.code, ListedArea { population: None, ..area });
            }
        }
    }
    areas
}

fn numbered(mut drafts: Vec<Draft>) -> Places {
    let newest = |draft: &Draft| draft.vintages.iter().copied().max();
    drafts.sort_by_key(|draft| (draft.code, Reverse(newest(draft))));
    let by_code_and_vintage: HashMap<(AreaCode, Vintage), PlaceIx> = drafts
        .iter()
        .enumerate()
        .flat_map(|(ix, draft)| draft.vintages.iter().map(move |&v| ((draft.code, v), PlaceIx(ix as u32))))
        .collect();
    let places = drafts
        .into_iter()
        .map(|draft| {
            let parents = draft.code.parent().map_or_else(Vec::new, |parent| {
                draft.vintages.iter().map(|&vintage| by_code_and_vintage[&(parent, vintage)]).collect()
            });
            Place { code: draft.code, name: draft.name, vintages: draft.vintages, parents, members: Vec::new() }
        })
        .collect();
    Places::new(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(code: &str, name: &str, population: impl Into<Option<u32>>) -> ListedArea {
        ListedArea { code: code.parse().unwrap(), name: name.to_owned(), population: population.into() }
    }

    fn two_years(older: Vec<ListedArea>, newer: Vec<ListedArea>) -> Register {
        join(vec![Division { vintage: Vintage(2024), areas: newer }, Division { vintage: Vintage(2020), areas: older }])
    }

    #[test]
    fn a_code_with_the_same_name_and_about_as_many_people_is_one_place() {
        let register = two_years(
            vec![area("GM0001", "Zonstad", 1000), area("WK000101", "Wijk 01 Oost", 400)],
            vec![area("GM0001", "Zonstad (L.)", 1200), area("WK000101", "Oost", 450)],
        );
        let wijk = register.places.find("WK000101".parse().unwrap()).unwrap();
        assert_eq!(register.places.get(wijk).vintages, [Vintage(2020), Vintage(2024)]);
        assert_eq!(register.places.get(wijk).name, "Oost");
        assert_eq!(register.places.len(), 3);
        let found = &register.continuity[&(Vintage(2020), Vintage(2024), Level::District)];
        assert_eq!((found.same, found.gone, found.new), (1, 0, 0));
    }

    #[test]
    fn a_code_given_to_another_place_is_two_places() {
        let register = two_years(
            vec![area("GM0001", "Zonstad", 1000), area("WK000101", "Haven", 600)],
            vec![area("GM0001", "Zonstad", 1000), area("WK000101", "Haven", 100)],
        );
        let code = "WK000101".parse().unwrap();
        let [newer, older] = register.places.all_with_code(code) else { panic!("two places expected") };
        assert_eq!(register.places.get(*newer).vintages, [Vintage(2024)]);
        assert_eq!(register.places.get(*older).vintages, [Vintage(2020)]);
        let municipality = register.places.find("GM0001".parse().unwrap()).unwrap();
        assert_eq!(register.places.parent(*older, Vintage(2020)), Some(municipality));
        assert_eq!(register.places.children(municipality, Vintage(2024)), [*newer]);
        let found = &register.continuity[&(Vintage(2020), Vintage(2024), Level::District)];
        assert_eq!(found.different[&Difference::Population], 1);
    }

    #[test]
    fn names_and_people_decide_and_the_reason_is_told() {
        let (old, slack) = (area("BU00010101", "Duin", 100), POPULATION_SLACK);
        assert_eq!(difference(&old, &area("BU00010101", "Strand", 100)), Some(Difference::Name));
        assert_eq!(difference(&old, &area("BU00010101", "DUIN", 100 + slack)), None);
        assert_eq!(difference(&old, &area("BU00010101", "Duin", 101 + slack)), Some(Difference::Population));
        assert_eq!(difference(&old, &area("BU00010101", "Duin", None)), Some(Difference::PopulationUnknown));
        let empty = area("BU00010101", "Duin", 0);
        assert_eq!(difference(&empty, &area("BU00010101", "Duin", None)), None);
        let (large, larger) = (area("GM0001", "Zonstad", 3000), area("GM0001", "Zonstad", 4000));
        assert_eq!(difference(&large, &larger), None, "a quarter of the larger");
        assert_eq!(difference(&large, &area("GM0001", "Zonstad", 4001)), Some(Difference::Population));
    }

    #[test]
    fn an_area_whose_municipality_is_not_listed_hangs_in_the_air_and_takes_its_own_areas_along() {
        let register = join(vec![Division {
            vintage: Vintage(2024),
            areas: vec![area("BU00020101", "Kade", 10), area("WK000201", "Haven", 10), area("GM0001", "Zonstad", 10)],
        }]);
        let codes: Vec<_> = register.orphans.iter().map(|(_, code)| code.to_string()).collect();
        assert_eq!(codes, ["WK000201", "BU00020101"]);
        assert_eq!(register.places.len(), 2);
    }

    #[test]
    fn a_code_that_was_away_for_a_year_comes_back_as_a_new_place() {
        let with = || vec![area("GM0001", "Zonstad", 1000), area("GM0002", "Maandorp", 500)];
        let register = join(vec![
            Division { vintage: Vintage(2020), areas: with() },
            Division { vintage: Vintage(2021), areas: vec![area("GM0001", "Zonstad", 1000)] },
            Division { vintage: Vintage(2022), areas: with() },
        ]);
        assert_eq!(register.places.all_with_code("GM0002".parse().unwrap()).len(), 2);
        assert_eq!(register.places.all_with_code("GM0001".parse().unwrap()).len(), 1);
    }

    #[test]
    fn the_country_is_in_every_year() {
        let register = two_years(vec![area("NL00", "Nederland", 17)], vec![area("GM0001", "Zonstad", 17)]);
        let country = register.places.find(AreaCode::COUNTRY).unwrap();
        assert_eq!(register.places.get(country).vintages, [Vintage(2020), Vintage(2024)]);
        assert!(register.places.get(country).parents.is_empty());
    }
}
