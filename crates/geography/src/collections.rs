//! Areas that are groups of others: provinces, focus areas, a publisher's own lists.

use std::collections::BTreeMap;

use cells::{AreaCode, PlaceIx, Vintage};

use crate::Places;

/// An area of a collection, as it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Id of the collection.
    pub collection: String,
    /// Id of the area within it.
    pub area: String,
    /// Its members: code and the division the code belongs to.
    pub members: Vec<(AreaCode, Vintage)>,
}

/// A member that is no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{area}` of collection `{collection}` has {code}, which is no area of {vintage}")]
pub struct Unplaced {
    /// Id of the collection.
    pub collection: String,
    /// Id of the area.
    pub area: String,
    /// The member.
    pub code: AreaCode,
    /// The division it was looked for in.
    pub vintage: Vintage,
}

/// Why an area has no members in a division.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMembers {
    /// There is no such area.
    #[error("there is no such collection or area")]
    Unknown,
    /// Its members are given for other divisions, and these are not the same places in this one.
    #[error("{} of its members are other places in that division: give its members of that year", .0.len())]
    Changed(Vec<AreaCode>),
}

/// Collections with their members as places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collections {
    /// By collection and area; the members per division, ascending.
    areas: BTreeMap<(String, String), BTreeMap<Vintage, Vec<PlaceIx>>>,
}

impl Collections {
    /// Finds the places of all members. Members of a division that no place is in are left out together with all of that
    /// year, and listed: a group that lacks a member is another group.
    pub fn new(places: &Places, groupings: &[Grouping]) -> (Self, Vec<Unplaced>) {
        let (mut areas, mut unplaced) = (BTreeMap::new(), Vec::new());
        for Grouping { collection, area, members } in groupings {
            let found: &mut BTreeMap<Vintage, Vec<PlaceIx>> =
                areas.entry((collection.clone(), area.clone())).or_default();
            let mut incomplete = Vec::new();
            for &(code, vintage) in members {
                if let Some(ix) = places.find_in(code, vintage) {
                    found.entry(vintage).or_default().push(ix);
                } else {
                    incomplete.push(vintage);
                    unplaced.push(Unplaced { collection: collection.clone(), area: area.clone(), code, vintage });
                }
            }
            found.retain(|vintage, members| {
                members.sort_unstable();
                members.dedup();
                !incomplete.contains(vintage)
            });
        }
        (Self { areas }, unplaced)
    }

    /// The members of an area in a division: those given for it, else those of the nearest year for which members were given,
    /// where all of them are still (or already) the same places.
    pub fn members(
        &self,
        places: &Places,
        collection: &str,
        area: &str,
        vintage: Vintage,
    ) -> Result<&[PlaceIx], NoMembers> {
        let by_year = self.areas.get(&(collection.to_owned(), area.to_owned())).ok_or(NoMembers::Unknown)?;
        let nearest = by_year.iter().min_by_key(|(year, _)| (year.0.abs_diff(vintage.0), **year));
        let (_, members) = nearest.ok_or(NoMembers::Unknown)?;
        let there = |ix: &PlaceIx| places.get(*ix).vintages.contains(&vintage);
        let changed: Vec<AreaCode> = members.iter().filter(|ix| !there(ix)).map(|ix| places.get(*ix).code).collect();
        if changed.is_empty() { Ok(members) } else { Err(NoMembers::Changed(changed)) }
    }

    /// The areas a place is a member of in a division: collection and area.
    pub fn containing(&self, ix: PlaceIx, vintage: Vintage) -> impl Iterator<Item = (&str, &str)> {
        let holds = move |by_year: &BTreeMap<Vintage, Vec<PlaceIx>>| {
            let nearest = by_year.iter().min_by_key(|(year, _)| (year.0.abs_diff(vintage.0), **year));
            nearest.is_some_and(|(_, members)| members.contains(&ix))
        };
        self.areas.iter().filter(move |(_, by_year)| holds(by_year)).map(|((c, a), _)| (c.as_str(), a.as_str()))
    }
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
            Division { vintage: Vintage(2024), areas: vec![area("GM0001", "Zonstad"), area("GM0004", "Maan en Ster")] },
        ])
        .places
    }

    fn grouping(area: &str, members: &[(&str, u16)]) -> Grouping {
        let members = members.iter().map(|(code, year)| (code.parse().unwrap(), Vintage(*year))).collect();
        Grouping { collection: "streken".to_owned(), area: area.to_owned(), members }
    }

    #[test]
    fn members_are_those_of_the_year_and_go_on_only_where_all_are_the_same_places() {
        let places = places();
        let groupings = [
            grouping("zon", &[("GM0001", 2024)]),
            grouping("nacht", &[("GM0002", 2020), ("GM0003", 2020)]),
            grouping("al", &[("GM0001", 2020), ("GM0002", 2020), ("GM0001", 2024), ("GM0004", 2024)]),
        ];
        let (found, unplaced) = Collections::new(&places, &groupings);
        assert!(unplaced.is_empty());
        let count = |area: &str, year| found.members(&places, "streken", area, Vintage(year)).map(<[PlaceIx]>::len);
        assert_eq!((count("zon", 2020), count("zon", 2024)), (Ok(1), Ok(1)));
        assert_eq!(count("nacht", 2020), Ok(2));
        assert_eq!(
            count("nacht", 2024),
            Err(NoMembers::Changed(vec!["GM0002".parse().unwrap(), "GM0003".parse().unwrap()]))
        );
        assert_eq!((count("al", 2020), count("al", 2024)), (Ok(2), Ok(2)));
        assert_eq!(count("regen", 2024), Err(NoMembers::Unknown));
        let zonstad = places.find("GM0001".parse().unwrap()).unwrap();
        assert_eq!(
            found.containing(zonstad, Vintage(2024)).collect::<Vec<_>>(),
            [("streken", "al"), ("streken", "zon")]
        );
    }

    #[test]
    fn a_group_that_lacks_a_member_is_no_group_and_the_member_is_listed() {
        let places = places();
        let (found, unplaced) = Collections::new(&places, &[grouping("zon", &[("GM0001", 2024), ("GM0099", 2024)])]);
        assert_eq!(unplaced[0].to_string(), "`zon` of collection `streken` has GM0099, which is no area of 2024");
        assert_eq!(found.members(&places, "streken", "zon", Vintage(2024)), Err(NoMembers::Unknown));
    }
}
