//! Regions: areas that are groups of others (provinces, focus areas, a publisher's own lists), added to the places.

use std::collections::{BTreeMap, BTreeSet};

use cells::{AreaCode, Level, PlaceIx, Vintage};

use crate::{Place, Places};

/// A region, as it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Its code, of level [`Level::Region`].
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its members: code and the division the code belongs to.
    pub members: Vec<(AreaCode, Vintage)>,
}

/// Why a region, or a division of it, was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionProblem {
    /// A member is no place of the division it is said to be of.
    #[error(
        "{region} has {member}, which is no area of {vintage}; without it the region has no figures of that division"
    )]
    Unplaced {
        /// The region.
        region: AreaCode,
        /// The member.
        member: AreaCode,
        /// The division.
        vintage: Vintage,
    },
    /// Its members are given for other divisions, and these are not the same places in this one.
    #[error(
        "{region} has no members of {vintage}: of those of {given}, {} are other places then ({}); give its members of that \
         year", .changed.len(), list(.changed)
    )]
    Changed {
        /// The region.
        region: AreaCode,
        /// The division without members.
        vintage: Vintage,
        /// The nearest division with members.
        given: Vintage,
        /// Members of that division that are other places in this one.
        changed: Vec<AreaCode>,
    },
    /// None of its divisions is known here.
    #[error("{region} has members of no division that is known here")]
    Nowhere {
        /// The region.
        region: AreaCode,
    },
}

/// The first of some codes.
fn list(codes: &[AreaCode]) -> String {
    let mut said: Vec<String> = codes.iter().take(3).map(ToString::to_string).collect();
    if codes.len() > 3 {
        said.push("…".to_owned());
    }
    said.join(", ")
}

impl RegionProblem {
    /// The kind of problem, for counting.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Unplaced { .. } => "member of a region that is no area",
            Self::Changed { .. } => "region without members of a division",
            Self::Nowhere { .. } => "region without members",
        }
    }
}

/// Adds regions to places. The indices of all places but the country move up by as many as there are regions.
///
/// A region has a division's members where they are given for it; elsewhere those of the nearest year for which members
/// were given, if all of them are still (or already) the same places. A member that is no place leaves its region without
/// that division, and is listed: a group that lacks a member is another group. Members given for a division that is not
/// known here are not looked at.
pub fn with_regions(places: Places, groupings: &[Grouping]) -> (Places, Vec<RegionProblem>) {
    let mut problems = Vec::new();
    let known: BTreeSet<Vintage> = places.iter().flat_map(|(_, place)| place.vintages.iter().copied()).collect();
    let mut found: BTreeMap<AreaCode, (String, BTreeMap<Vintage, Vec<PlaceIx>>)> = BTreeMap::new();
    for grouping in groupings.iter().filter(|grouping| grouping.code.level() == Level::Region) {
        let given = given(&places, grouping, &known, &mut problems);
        let mut members: BTreeMap<Vintage, Vec<PlaceIx>> = BTreeMap::new();
        for &vintage in &known {
            if let Some(own) = given.get(&vintage) {
                members.extend(own.clone().map(|own| (vintage, own)));
                continue;
            }
            let whole = given.iter().filter_map(|(year, members)| Some((*year, members.as_ref()?)));
            let Some((year, nearest)) = whole.min_by_key(|(year, _)| (year.0.abs_diff(vintage.0), *year)) else {
                continue;
            };
            let there = |ix: &PlaceIx| places.get(*ix).vintages.contains(&vintage);
            let changed: Vec<AreaCode> =
                nearest.iter().filter(|ix| !there(ix)).map(|ix| places.get(*ix).code).collect();
            if changed.is_empty() {
                members.insert(vintage, nearest.clone());
            } else {
                problems.push(RegionProblem::Changed { region: grouping.code, vintage, given: year, changed });
            }
        }
        if members.is_empty() {
            problems.push(RegionProblem::Nowhere { region: grouping.code });
        } else {
            found.insert(grouping.code, (grouping.name.clone(), members));
        }
    }
    (inserted(places, found), problems)
}

/// The members of the divisions that are known, as places; none of a division of which one is no place.
fn given(
    places: &Places,
    grouping: &Grouping,
    known: &BTreeSet<Vintage>,
    problems: &mut Vec<RegionProblem>,
) -> BTreeMap<Vintage, Option<Vec<PlaceIx>>> {
    let mut given: BTreeMap<Vintage, Option<Vec<PlaceIx>>> = BTreeMap::new();
    for &(member, vintage) in grouping.members.iter().filter(|(_, vintage)| known.contains(vintage)) {
        let all = given.entry(vintage).or_insert_with(|| Some(Vec::new()));
        if let Some(ix) = places.find_in(member, vintage) {
            if let Some(all) = all {
                all.push(ix);
            }
        } else {
            *all = None;
            problems.push(RegionProblem::Unplaced { region: grouping.code, member, vintage });
        }
    }
    for all in given.values_mut().flatten() {
        all.sort_unstable();
        all.dedup();
    }
    given
}

/// The places with regions between the country and the municipalities.
fn inserted(places: Places, regions: BTreeMap<AreaCode, (String, BTreeMap<Vintage, Vec<PlaceIx>>)>) -> Places {
    if regions.is_empty() {
        return places;
    }
    let before = places.level(Level::Region);
    let more = regions.len() as u32;
    let moved = |ix: PlaceIx| if ix.0 < before.end { ix } else { PlaceIx(ix.0 + more) };
    let country = places.find(AreaCode::COUNTRY);
    let mut all: Vec<Place> = places.iter().map(|(_, place)| place.clone()).collect();
    for place in &mut all {
        place.parents.iter_mut().for_each(|parent| *parent = moved(*parent));
    }
    let regions = regions.into_iter().map(|(code, (name, members))| Place {
        code,
        name,
        parents: members.keys().filter_map(|_| country).collect(),
        vintages: members.keys().copied().collect(),
        members: members.into_values().map(|all| all.into_iter().map(moved).collect()).collect(),
    });
    all.splice(before.start as usize..before.end as usize, regions);
    Places::new(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Division, ListedArea, join};

    fn places() -> Places {
        let area = |code: &str, name: &str| ListedArea {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            population: Some(500),
        };
        join(vec![
            Division {
                vintage: Vintage(2020),
                areas: vec![area("GM0001", "Zonstad"), area("GM0002", "Maandorp"), area("GM0003", "Ster")],
            },
            Division {
                vintage: Vintage(2024),
                areas: vec![area("GM0001", "Zonstad"), area("GM0004", "Maan en Ster"), area("WK000401", "Ster")],
            },
        ])
        .places
    }

    fn code(code: &str) -> AreaCode {
        code.parse().unwrap()
    }

    fn grouping(region: &str, members: &[(&str, u16)]) -> Grouping {
        let members = members.iter().map(|(member, year)| (code(member), Vintage(*year))).collect();
        Grouping { code: code(region), name: format!("Streek {region}"), members }
    }

    #[test]
    fn members_are_those_of_the_year_and_go_on_only_where_all_are_the_same_places() {
        let groupings = [
            grouping("ST3", &[("GM0001", 2020), ("GM0002", 2020), ("GM0001", 2024), ("GM0004", 2024)]),
            grouping("ST1", &[("GM0001", 2024)]),
            grouping("ST2", &[("GM0002", 2020), ("GM0003", 2020), ("GM0777", 2010)]),
        ];
        let (places, problems) = with_regions(places(), &groupings);
        let region = |region: &str| places.find(code(region)).unwrap();
        let members = |at: &str, year: u16| -> Vec<String> {
            places.children(region(at), Vintage(year)).iter().map(|ix| places.get(*ix).code.to_string()).collect()
        };
        assert_eq!(members("ST1", 2020), ["GM0001"]);
        assert_eq!(members("ST1", 2024), ["GM0001"]);
        assert_eq!(members("ST2", 2020), ["GM0002", "GM0003"]);
        assert_eq!(places.get(region("ST2")).vintages, [Vintage(2020)]);
        assert_eq!(members("ST3", 2024), ["GM0001", "GM0004"]);
        assert_eq!(places.get(region("ST3")).name, "Streek ST3");
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.to_string().starts_with("ST2 has no members of 2024: of those of 2020, 2 are other places"));

        let zonstad = places.find(code("GM0001")).unwrap();
        let within: Vec<String> =
            places.regions_of(zonstad, Vintage(2024)).iter().map(|ix| places.get(*ix).code.to_string()).collect();
        assert_eq!(within, ["ST1", "ST3"]);
        assert_eq!(places.collection(*b"ST").count(), 3);
        assert_eq!(places.member_level(region("ST1")), Some(Level::Municipality));
    }

    #[test]
    fn the_country_is_still_divided_into_municipalities_only() {
        let before = places();
        let (after, _) = with_regions(before.clone(), &[grouping("ST1", &[("GM0001", 2024)])]);
        let codes = |places: &Places, of: &str| -> Vec<AreaCode> {
            let of = places.find(code(of)).unwrap();
            places.children(of, Vintage(2024)).iter().map(|ix| places.get(*ix).code).collect()
        };
        assert_eq!(codes(&after, "NL00"), codes(&before, "NL00"));
        assert_eq!(codes(&after, "GM0004"), [code("WK000401")]);
        let wijk = after.find(code("WK000401")).unwrap();
        let gemeente = after.ancestor(wijk, Level::Municipality, Vintage(2024)).unwrap();
        assert_eq!(after.get(gemeente).code, code("GM0004"));
        assert_eq!(after.get(after.parent(gemeente, Vintage(2024)).unwrap()).code, AreaCode::COUNTRY);
        let region = after.find(code("ST1")).unwrap();
        assert_eq!(after.get(after.parent(region, Vintage(2020)).unwrap()).code, AreaCode::COUNTRY);
    }

    #[test]
    fn a_group_that_lacks_a_member_is_no_group_and_the_member_is_listed() {
        let (found, problems) = with_regions(places(), &[grouping("ST1", &[("GM0001", 2024), ("GM0099", 2024)])]);
        assert!(problems[0].to_string().starts_with("ST1 has GM0099, which is no area of 2024"));
        assert_eq!(problems[1], RegionProblem::Nowhere { region: code("ST1") });
        assert_eq!(found, places());
    }
}
