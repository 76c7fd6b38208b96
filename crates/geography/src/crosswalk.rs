//! From the areas of one division to those of a later one: what became of each, how that was found, and how much of it
//! went where, where that was measured.
//!
//! Links come from four places, the surest first: a list of changes that the publisher gives, the same code for the same
//! place ([`difference`]), the same name in the same larger area, and shapes of both years laid over each other. A link
//! carries weights only where shapes were compared. A code of which the shapes say that it is elsewhere now gets no link
//! by its code.

mod overlap;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use cells::{AreaCode, Level, Vintage};
use geo::MultiPolygon;

use crate::register::plain_name;
use crate::{Division, ListedArea, difference};

/// Both areas must be inside each other for at least this share of their residents to be the same place by their shapes.
pub const SAME_PLACE: f64 = 0.9;
/// What two areas share counts only from this share of one of them on: less comes of borders drawn with other points.
pub const NEGLIGIBLE: f64 = 0.02;

/// How a link was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// In the publisher's list of changes.
    ChangeList,
    /// By the same code, for what is the same place by its name and residents.
    Code,
    /// By the same name in the same larger area, with about as many residents.
    Name,
    /// By shapes of both years.
    Overlap,
}

/// How much two areas have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// Share of the older area that lies in the newer, 0 to 1.
    pub of_older: f64,
    /// Share of the newer area that comes from the older, 0 to 1.
    pub of_newer: f64,
    /// What was shared out.
    pub by: WeightedBy,
}

/// What a weight is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightedBy {
    /// Residents, taken to live evenly within the smallest areas whose number is known.
    Population,
    /// Surface, where a number of residents is not known.
    Surface,
}

/// A link from an area to one of a later division.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaLink {
    /// Code in the older division.
    pub older: AreaCode,
    /// Code in the newer division.
    pub newer: AreaCode,
    /// The surest way it was found.
    pub found: Found,
    /// How much, where it was measured.
    pub weight: Option<Weight>,
}

/// An entry of a publisher's list of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// Code in the older division.
    pub older: AreaCode,
    /// Code in the newer division.
    pub newer: AreaCode,
}

/// What became of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is still the same place, under the same code.
    Same,
    /// It is the same place under another code.
    NewCode(AreaCode),
    /// It became part of a larger area, together with others.
    Merged(AreaCode),
    /// It was shared out over several areas.
    Split(Vec<AreaCode>),
    /// Nothing of the newer division was found for it.
    Unknown,
}

/// Shapes by code.
pub type Shapes = HashMap<AreaCode, MultiPolygon<f64>>;

/// What there is to compare two divisions with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// The publisher's list of changes.
    pub changes: &'a [Change],
    /// Shapes of the older and of the newer division, in degrees.
    pub shapes: Option<(&'a Shapes, &'a Shapes)>,
    /// Smaller areas of the newer division with their residents and shapes, to know where within an area people live; the
    /// areas themselves where there are none.
    pub finer: &'a [(AreaCode, u32, &'a MultiPolygon<f64>)],
}

/// The areas of a level in two divisions, linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Crosswalk {
    /// The older division.
    pub older: Vintage,
    /// The newer division.
    pub newer: Vintage,
    /// Links by older and newer code, each pair once.
    pub links: Vec<AreaLink>,
    /// Areas of the older division that no link starts from.
    pub unmatched_older: Vec<AreaCode>,
    /// Areas of the newer division that no link leads to.
    pub unmatched_newer: Vec<AreaCode>,
}

impl Crosswalk {
    /// Links the areas of a level.
    pub fn new(level: Level, older: &Division, newer: &Division, evidence: &Evidence<'_>) -> Self {
        let of_level = |division: &'_ Division| -> BTreeMap<AreaCode, ListedArea> {
            let areas = division.areas.iter().filter(|area| area.code.level() == level);
            areas.map(|area| (area.code, area.clone())).collect()
        };
        let (before, after) = (of_level(older), of_level(newer));
        let measured = evidence
            .shapes
            .map_or_else(BTreeMap::new, |(from, to)| overlap::measure(&before, &after, from, to, evidence.finer));
        let measured_codes: HashSet<AreaCode> = measured.keys().map(|(older, _)| *older).collect();
        let mut found: BTreeMap<(AreaCode, AreaCode), Found> = BTreeMap::new();
        let mut add = |older: AreaCode, newer: AreaCode, how: Found| {
            let best = found.entry((older, newer)).or_insert(how);
            *best = (*best).min(how);
        };
        for change in evidence.changes.iter().filter(|c| before.contains_key(&c.older) && after.contains_key(&c.newer))
        {
            add(change.older, change.newer, Found::ChangeList);
        }
        for (code, area) in &before {
            // Where shapes were compared, they decide whether a code is still where it was.
            let elsewhere = measured_codes.contains(code) && !measured.contains_key(&(*code, *code));
            if !elsewhere && after.get(code).is_some_and(|later| difference(area, later).is_none()) {
                add(*code, *code, Found::Code);
            }
        }
        for (older, newer) in same_names(&before, &after) {
            if !measured_codes.contains(&older) || measured.contains_key(&(older, newer)) {
                add(older, newer, Found::Name);
            }
        }
        for &(older, newer) in measured.keys() {
            add(older, newer, Found::Overlap);
        }
        let links: Vec<AreaLink> = found
            .into_iter()
            .map(|((older, newer), found)| AreaLink {
                older,
                newer,
                found,
                weight: measured.get(&(older, newer)).copied(),
            })
            .collect();
        let left = |all: &BTreeMap<AreaCode, ListedArea>, of: fn(&AreaLink) -> AreaCode| {
            let linked: BTreeSet<AreaCode> = links.iter().map(of).collect();
            all.keys().filter(|code| !linked.contains(code)).copied().collect()
        };
        Self {
            older: older.vintage,
            newer: newer.vintage,
            unmatched_older: left(&before, |link| link.older),
            unmatched_newer: left(&after, |link| link.newer),
            links,
        }
    }

    /// The links from an area.
    pub fn from(&self, older: AreaCode) -> impl Iterator<Item = &AreaLink> {
        let start = self.links.partition_point(|link| link.older < older);
        self.links[start..].iter().take_while(move |link| link.older == older)
    }

    /// The links to an area.
    pub fn to(&self, newer: AreaCode) -> impl Iterator<Item = &AreaLink> {
        self.links.iter().filter(move |link| link.newer == newer)
    }

    /// What became of an area. Without measured links, several links from an area are a split and several to the
    /// same area a merger.
    pub fn fate(&self, older: AreaCode) -> Fate {
        let links: Vec<&AreaLink> = self.from(older).collect();
        let [first, ..] = links[..] else { return Fate::Unknown };
        let goes_on =
            |link: &&&AreaLink| link.weight.is_some_and(|w| w.of_older >= SAME_PLACE && w.of_newer >= SAME_PLACE);
        let all_in = |link: &&&AreaLink| link.weight.is_some_and(|w| w.of_older >= SAME_PLACE);
        let same = |newer: AreaCode| if newer == older { Fate::Same } else { Fate::NewCode(newer) };
        if let Some(link) = links.iter().find(goes_on) {
            return same(link.newer);
        }
        if let Some(link) = links.iter().find(all_in) {
            return Fate::Merged(link.newer);
        }
        if links.len() > 1 {
            return Fate::Split(links.iter().map(|link| link.newer).collect());
        }
        if first.weight.is_none() && self.to(first.newer).count() == 1 {
            return same(first.newer);
        }
        if first.weight.is_none() { Fate::Merged(first.newer) } else { Fate::Split(vec![first.newer]) }
    }

    /// Whether the shapes say that a code is the same place in both divisions; none where they were not compared.
    pub fn is_same_place(&self, code: AreaCode) -> Option<bool> {
        let mut measured = self.from(code).filter(|link| link.weight.is_some()).peekable();
        measured.peek()?;
        Some(measured.any(|link| {
            link.newer == code && link.weight.is_some_and(|w| w.of_older >= SAME_PLACE && w.of_newer >= SAME_PLACE)
        }))
    }
}

/// Areas with the same name in the same larger area in both divisions, where the name is there once in each, the codes
/// differ and nothing but the code is different.
fn same_names(
    before: &BTreeMap<AreaCode, ListedArea>,
    after: &BTreeMap<AreaCode, ListedArea>,
) -> Vec<(AreaCode, AreaCode)> {
    let by_name = |areas: &BTreeMap<AreaCode, ListedArea>| {
        let mut names: BTreeMap<(Option<AreaCode>, String), Vec<AreaCode>> = BTreeMap::new();
        for area in areas.values() {
            let name = plain_name(&area.name);
            // "Wijk 10" and "Verspreide huizen" name nothing.
            if name.chars().any(|c| c.is_ascii_digit()) || name.starts_with("verspreidehuizen") || name.is_empty() {
                continue;
            }
            names.entry((area.code.ancestor(Level::Municipality), name)).or_default().push(area.code);
        }
        names
    };
    let (before_names, after_names) = (by_name(before), by_name(after));
    before_names
        .into_iter()
        .filter_map(|(name, older)| match (&older[..], after_names.get(&name).map(Vec::as_slice)) {
            ([older], Some([newer])) if older != newer => Some((*older, *newer)),
            _ => None,
        })
        .filter(|(older, newer)| difference(&before[older], &after[newer]).is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn code(text: &str) -> AreaCode {
        text.parse().unwrap()
    }

    fn division(vintage: u16, areas: &[(&str, &str, u32)]) -> Division {
        let listed = |&(text, name, population): &(&str, &str, u32)| ListedArea {
            code: code(text),
            name: name.to_owned(),
            population: Some(population),
        };
        Division { vintage: Vintage(vintage), areas: areas.iter().map(listed).collect() }
    }

    fn block(west: f64, east: f64) -> MultiPolygon<f64> {
        polygon![(x: west, y: 52.), (x: east, y: 52.), (x: east, y: 52.1), (x: west, y: 52.1)].into()
    }

    fn shapes(all: &[(&str, f64, f64)]) -> Shapes {
        all.iter().map(|&(text, west, east)| (code(text), block(west, east))).collect()
    }

    #[test]
    fn without_shapes_codes_and_names_link_and_nothing_is_weighed() {
        let older = division(
            2020,
            &[
                ("WK000101", "Oost", 100),
                ("WK000102", "Haven", 900),
                ("WK000103", "Duin", 400),
                ("WK000104", "Wijk 04", 300),
            ],
        );
        let newer =
            division(2024, &[("WK000101", "Oost", 110), ("WK000103", "Haven", 880), ("WK000105", "Wijk 04", 300)]);
        let found = Crosswalk::new(Level::District, &older, &newer, &Evidence::default());
        let links: Vec<_> =
            found.links.iter().map(|l| (l.older.to_string(), l.newer.to_string(), l.found, l.weight)).collect();
        let link = |a: &str, b: &str, how| (a.to_owned(), b.to_owned(), how, None);
        assert_eq!(links, [link("WK000101", "WK000101", Found::Code), link("WK000102", "WK000103", Found::Name)]);
        assert_eq!(found.unmatched_older, [code("WK000103"), code("WK000104")], "a number is no name");
        assert_eq!(found.unmatched_newer, [code("WK000105")]);
        assert_eq!(found.fate(code("WK000102")), Fate::NewCode(code("WK000103")));
        assert_eq!(found.fate(code("WK000103")), Fate::Unknown);
        assert_eq!(found.is_same_place(code("WK000101")), None, "not measured");
    }

    #[test]
    fn the_list_of_the_publisher_comes_before_everything() {
        let older = division(2020, &[("GM0001", "Zonstad", 100), ("GM0002", "Maandorp", 200)]);
        let newer = division(2024, &[("GM0003", "Sterrenland", 300)]);
        let changes = [
            Change { older: code("GM0001"), newer: code("GM0003") },
            Change { older: code("GM0002"), newer: code("GM0003") },
        ];
        let found =
            Crosswalk::new(Level::Municipality, &older, &newer, &Evidence { changes: &changes, ..Evidence::default() });
        assert!(found.links.iter().all(|link| link.found == Found::ChangeList && link.weight.is_none()));
        assert_eq!(found.fate(code("GM0001")), Fate::Merged(code("GM0003")));
    }

    #[test]
    fn shapes_tell_mergers_splits_and_codes_that_went_elsewhere_apart_and_weigh_them_by_residents() {
        // A and B become AB. C is split into C1, which keeps its code, and C2. D's code is given to a place far away.
        let older =
            division(2020, &[("GM0001", "A", 300), ("GM0002", "B", 100), ("GM0003", "C", 1000), ("GM0004", "D", 500)]);
        let newer =
            division(2024, &[("GM0009", "AB", 400), ("GM0003", "C", 700), ("GM0005", "C2", 300), ("GM0004", "D", 500)]);
        let before = shapes(&[("GM0001", 5.0, 5.1), ("GM0002", 5.1, 5.2), ("GM0003", 5.2, 5.4), ("GM0004", 5.4, 5.5)]);
        let after = shapes(&[("GM0009", 5.0, 5.2), ("GM0003", 5.2, 5.3), ("GM0005", 5.3, 5.5), ("GM0004", 6.0, 6.1)]);
        let halves = [block(5.0, 5.1), block(5.1, 5.2)];
        let finer: Vec<_> =
            [("GM0009", 300, &halves[0]), ("GM0009", 100, &halves[1])].map(|(c, n, s)| (code(c), n, s)).into();
        let found = Crosswalk::new(
            Level::Municipality,
            &older,
            &newer,
            &Evidence { shapes: Some((&before, &after)), finer: &finer, ..Evidence::default() },
        );
        assert_eq!(found.fate(code("GM0001")), Fate::Merged(code("GM0009")));
        let from_a = found.from(code("GM0001")).next().unwrap().weight.unwrap();
        assert!(
            (from_a.of_older - 1.0).abs() < 1e-9 && (from_a.of_newer - 0.75).abs() < 1e-6,
            "300 of 400: {from_a:?}"
        );
        assert_eq!(from_a.by, WeightedBy::Population);
        assert_eq!(found.fate(code("GM0003")), Fate::Split(vec![code("GM0003"), code("GM0005")]));
        let [stays, goes] = found.from(code("GM0003")).map(|l| l.weight.unwrap().of_older).collect::<Vec<_>>()[..]
        else {
            panic!()
        };
        // 700 live in the half that keeps the code; of the 300 in C2, half in what was C.
        assert!((stays - 700.0 / 850.0).abs() < 1e-6 && (goes - 150.0 / 850.0).abs() < 1e-6, "{stays} {goes}");
        assert_eq!(found.is_same_place(code("GM0004")), Some(false), "only the code was kept");
        assert_eq!(found.fate(code("GM0004")), Fate::Merged(code("GM0005")));
        assert_eq!(found.unmatched_newer, [code("GM0004")]);
    }
}
