//! Which areas lie side by side: by a shared border, or by a link over water that the definition names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cells::{AreaCode, Level, PlaceIx, Vintage};

use crate::topology::Topology;
use crate::{Boundaries, Places};

/// How two areas are neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contact {
    /// They share a stretch of border, or (where a file simplified each area by itself) at least two of its points.
    Border,
    /// A link that the definition names: a bridge, a dam, a ferry.
    Link,
}

/// A link between two areas of a level that have no border together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// One of them.
    pub from: AreaCode,
    /// The other.
    pub to: AreaCode,
    /// Oldest division it holds for; all before the last where absent.
    pub since: Option<Vintage>,
    /// Newest division it holds for.
    pub until: Option<Vintage>,
}

/// A link that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum LinkProblem {
    /// One of its codes is of another level than the other.
    #[error("a link between {0} and {1}, which are of two levels")]
    TwoLevels(AreaCode, AreaCode),
    /// One of its codes is no area of the division.
    #[error("a link to {0}, which is no area of {1}")]
    NoArea(AreaCode, Vintage),
}

/// The neighbours of every area of a level in a division.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    of: BTreeMap<PlaceIx, BTreeMap<PlaceIx, Contact>>,
}

impl Neighbours {
    /// Finds neighbours by their boundaries and adds links; links that cannot be used come back with the reason.
    pub fn new(
        places: &Places,
        boundaries: &Boundaries,
        level: Level,
        vintage: Vintage,
        links: &[Link],
    ) -> (Self, Vec<LinkProblem>) {
        let mut of: BTreeMap<PlaceIx, BTreeMap<PlaceIx, Contact>> =
            places.of_vintage(level, vintage).map(|ix| (ix, BTreeMap::new())).collect();
        let with: Vec<_> = of.keys().filter_map(|&ix| Some((ix, &boundaries.get(ix)?.shape))).collect();
        let topology = Topology::new(with.iter().map(|(_, shape)| *shape));
        for (a, b) in side_by_side(&topology) {
            let (a, b) = (with[a as usize].0, with[b as usize].0);
            of.entry(a).or_default().insert(b, Contact::Border);
            of.entry(b).or_default().insert(a, Contact::Border);
        }
        let mut problems = Vec::new();
        for link in links {
            let holds =
                link.since.is_none_or(|since| since <= vintage) && link.until.is_none_or(|until| vintage <= until);
            if link.from.level() != link.to.level() {
                problems.push(LinkProblem::TwoLevels(link.from, link.to));
            } else if holds && link.from.level() == level {
                match [link.from, link.to].map(|code| places.find_in(code, vintage).ok_or(code)) {
                    [Ok(a), Ok(b)] => {
                        of.entry(a).or_default().entry(b).or_insert(Contact::Link);
                        of.entry(b).or_default().entry(a).or_insert(Contact::Link);
                    }
                    found => problems
                        .extend(found.into_iter().filter_map(Result::err).map(|c| LinkProblem::NoArea(c, vintage))),
                }
            }
        }
        (Self { of }, problems)
    }

    /// The neighbours of a place, in the order of the places.
    pub fn of(&self, ix: PlaceIx) -> impl Iterator<Item = (PlaceIx, Contact)> {
        self.of.get(&ix).into_iter().flatten().map(|(&ix, &contact)| (ix, contact))
    }

    /// Groups of areas that can be reached from each other, the largest first: one where nothing is an island.
    pub fn groups(&self) -> Vec<Vec<PlaceIx>> {
        let mut left: BTreeSet<PlaceIx> = self.of.keys().copied().collect();
        let mut groups = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut group, mut waiting) = (Vec::new(), vec![first]);
            while let Some(ix) = waiting.pop() {
                group.push(ix);
                waiting.extend(self.of(ix).map(|(next, _)| next).filter(|next| left.remove(next)));
            }
            group.sort_unstable();
            groups.push(group);
        }
        groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
        groups
    }
}

/// Pairs of shapes, the smaller number first, that share an arc or at least two points.
fn side_by_side(topology: &Topology) -> BTreeSet<(u32, u32)> {
    let shape = |ring: u32| topology.rings[ring as usize].shape;
    let mut pairs = BTreeSet::new();
    for users in topology.users() {
        for (at, &a) in users.iter().enumerate() {
            let others = users[at + 1..].iter().map(|&b| shape(b)).filter(|&b| b != shape(a));
            pairs.extend(others.map(|b| (shape(a).min(b), shape(a).max(b))));
        }
    }
    let mut at_point: HashMap<u32, BTreeSet<u32>> = HashMap::new();
    for ring in &topology.rings {
        for used in &ring.arcs {
            let arc = &topology.arcs[used.arc as usize];
            for end in [arc[0], arc[arc.len() - 1]] {
                at_point.entry(end).or_default().insert(ring.shape);
            }
        }
    }
    let mut shared: HashMap<(u32, u32), u32> = HashMap::new();
    for shapes in at_point.values().filter(|shapes| shapes.len() > 1) {
        for &a in shapes {
            for &b in shapes.range(a + 1..) {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    pairs.extend(shared.into_iter().filter(|&(_, points)| points > 1).map(|(pair, _)| pair));
    pairs
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, polygon};

    use super::*;
    use crate::{Boundary, Division, ListedArea, join};

    fn square(x: f64, y: f64) -> MultiPolygon<f64> {
        polygon![(x: x, y: y), (x: x + 1., y: y), (x: x + 1., y: y + 1.), (x: x, y: y + 1.)].into()
    }

    /// Four municipalities: A and B side by side, C touching B at a corner, and the island D.
    fn country() -> (Places, Boundaries, [PlaceIx; 4]) {
        let codes = ["GM0001", "GM0002", "GM0003", "GM0004"];
        let area = |code: &str| ListedArea { code: code.parse().unwrap(), name: code.to_owned(), population: None };
        let places = join(vec![Division { vintage: Vintage(2024), areas: codes.map(area).into() }]).places;
        let ix = codes.map(|code| places.find(code.parse().unwrap()).unwrap());
        let shapes = [square(5., 52.), square(6., 52.), square(7., 53.), square(2., 52.)];
        let boundaries = ix.into_iter().zip(shapes).map(|(ix, shape)| (ix, Boundary { shape })).collect();
        (places, Boundaries::new(boundaries), ix)
    }

    fn link(from: &str, to: &str) -> Link {
        Link { from: from.parse().unwrap(), to: to.parse().unwrap(), since: None, until: None }
    }

    #[test]
    fn areas_with_a_border_between_them_are_neighbours_and_a_corner_is_no_border() {
        let (places, boundaries, [a, b, c, d]) = country();
        let (found, problems) = Neighbours::new(&places, &boundaries, Level::Municipality, Vintage(2024), &[]);
        assert!(problems.is_empty());
        assert_eq!(found.of(a).collect::<Vec<_>>(), [(b, Contact::Border)]);
        assert_eq!(found.of(b).collect::<Vec<_>>(), [(a, Contact::Border)]);
        assert_eq!(found.of(c).count() + found.of(d).count(), 0);
        assert_eq!(found.groups(), [vec![a, b], vec![c], vec![d]]);
    }

    #[test]
    fn an_island_is_linked_only_where_the_definition_says_so_and_only_in_its_years() {
        let (places, boundaries, [a, b, c, d]) = country();
        let ferry = Link { since: Some(Vintage(2025)), ..link("GM0003", "GM0002") };
        let links = [link("GM0004", "GM0001"), link("GM0001", "GM0002"), ferry];
        let (found, problems) = Neighbours::new(&places, &boundaries, Level::Municipality, Vintage(2024), &links);
        assert!(problems.is_empty());
        assert_eq!(found.of(d).collect::<Vec<_>>(), [(a, Contact::Link)]);
        assert_eq!(found.of(a).collect::<Vec<_>>(), [(b, Contact::Border), (d, Contact::Link)]);
        assert_eq!(found.groups(), [vec![a, b, d], vec![c]]);
    }

    #[test]
    fn a_link_to_nowhere_is_told() {
        let (places, boundaries, _) = country();
        let links = [link("GM0004", "GM0009"), link("GM0004", "WK000101")];
        let (_, problems) = Neighbours::new(&places, &boundaries, Level::Municipality, Vintage(2024), &links);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "a link to GM0009, which is no area of 2024",
                "a link between GM0004 and WK000101, which are of two levels"
            ]
        );
    }
}
