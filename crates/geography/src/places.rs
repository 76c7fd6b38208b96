use std::collections::HashMap;
use std::ops::Range;

use cells::{AreaCode, Level, PlaceIx, Vintage};
use serde::{Deserialize, Serialize};

/// One place: an area that is the same in all of its vintages.
///
/// A code that was given to another place between two vintages is two places; the older one then has its last vintage
/// in its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Code, the same in all its vintages.
    pub code: AreaCode,
    /// Name in the newest of its vintages.
    pub name: String,
    /// Vintages in which it is this place, ascending, never empty.
    pub vintages: Vec<Vintage>,
    /// The place one level up, per vintage, in the order of `vintages`; empty for the country.
    pub parents: Vec<PlaceIx>,
    /// Of a region, the places it consists of, per vintage, each list ascending; empty for all others.
    pub members: Vec<Vec<PlaceIx>>,
}

impl Place {
    /// The level of the code.
    pub fn level(&self) -> Level {
        self.code.level()
    }

    /// The newest vintage in which it is this place.
    pub fn newest(&self) -> Vintage {
        self.vintages[self.vintages.len() - 1]
    }
}

/// All places of a release, ordered by level, code and newest vintage (descending: the current one first).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    all: Vec<Place>,
    starts: [u32; Level::ALL.len() + 1],
    by_code: HashMap<AreaCode, Vec<PlaceIx>>,
    children: HashMap<(PlaceIx, Vintage), Vec<PlaceIx>>,
    regions: HashMap<(PlaceIx, Vintage), Vec<PlaceIx>>,
    newest_vintage: Option<Vintage>,
}

impl Places {
    /// Takes places in their order.
    ///
    /// # Panics
    /// When they are not ordered by level, code and newest vintage descending, or the index of a parent or member is out of
    /// range.
    pub fn new(places: Vec<Place>) -> Self {
        let mut starts = [0_u32; Level::ALL.len() + 1];
        let mut by_code: HashMap<AreaCode, Vec<PlaceIx>> = HashMap::new();
        let mut children: HashMap<(PlaceIx, Vintage), Vec<PlaceIx>> = HashMap::new();
        let mut regions: HashMap<(PlaceIx, Vintage), Vec<PlaceIx>> = HashMap::new();
        for level in Level::ALL {
            starts[level as usize + 1] = places.partition_point(|p| p.level() <= level) as u32;
        }
        for (ix, place) in places.iter().enumerate() {
            let ix = PlaceIx(ix as u32);
            assert!(
                ix.0 == 0 || {
                    let before = &places[ix.0 as usize - 1];
                    (before.level(), before.code, std::cmp::Reverse(before.newest()))
                        < (place.level(), place.code, std::cmp::Reverse(place.newest()))
                },
                "places out of order at {}",
                place.code
            );
            by_code.entry(place.code).or_default().push(ix);
            for (&vintage, &parent) in place.vintages.iter().zip(&place.parents) {
                assert!((parent.0 as usize) < places.len(), "parent of {} is no place", place.code);
                if place.level() != Level::Region {
                    children.entry((parent, vintage)).or_default().push(ix);
                }
            }
            for (&vintage, members) in place.vintages.iter().zip(&place.members) {
                for &member in members {
                    assert!((member.0 as usize) < places.len(), "member of {} is no place", place.code);
                    regions.entry((member, vintage)).or_default().push(ix);
                }
                children.insert((ix, vintage), members.clone());
            }
        }
        let newest_vintage = places.iter().map(Place::newest).max();
        Self { all: places, starts, by_code, children, regions, newest_vintage }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The place at an index.
    pub fn get(&self, ix: PlaceIx) -> &Place {
        &self.all[ix.0 as usize]
    }

    /// All places with their indices.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PlaceIx, &Place)> {
        self.all.iter().enumerate().map(|(ix, place)| (PlaceIx(ix as u32), place))
    }

    /// The indices of the places of one level, over all vintages.
    pub fn level(&self, level: Level) -> Range<u32> {
        self.starts[level as usize]..self.starts[level as usize + 1]
    }

    /// The places of one level in one vintage.
    pub fn of_vintage(&self, level: Level, vintage: Vintage) -> impl Iterator<Item = PlaceIx> {
        self.level(level).map(PlaceIx).filter(move |&ix| self.get(ix).vintages.contains(&vintage))
    }

    /// The current place with a code: the one with the newest vintage.
    pub fn find(&self, code: AreaCode) -> Option<PlaceIx> {
        self.by_code.get(&code).map(|all| all[0])
    }

    /// The place that had a code in a vintage.
    pub fn find_in(&self, code: AreaCode, vintage: Vintage) -> Option<PlaceIx> {
        self.by_code.get(&code)?.iter().copied().find(|&ix| self.get(ix).vintages.contains(&vintage))
    }

    /// All places that have or had a code, newest first.
    pub fn all_with_code(&self, code: AreaCode) -> &[PlaceIx] {
        self.by_code.get(&code).map_or(&[], Vec::as_slice)
    }

    /// The place one level up, in a vintage.
    pub fn parent(&self, ix: PlaceIx, vintage: Vintage) -> Option<PlaceIx> {
        let place = self.get(ix);
        let position = place.vintages.iter().position(|&v| v == vintage)?;
        place.parents.get(position).copied()
    }

    /// The place at a larger level that contains this one in a vintage; itself at its own level.
    pub fn ancestor(&self, ix: PlaceIx, level: Level, vintage: Vintage) -> Option<PlaceIx> {
        let mut ix = ix;
        while self.get(ix).level() > level {
            ix = self.parent(ix, vintage)?;
        }
        (self.get(ix).level() == level).then_some(ix)
    }

    /// The places one level down, in a vintage, by code; of a region its members. The regions of a country are not among its
    /// children: they are other ways to divide it.
    pub fn children(&self, ix: PlaceIx, vintage: Vintage) -> &[PlaceIx] {
        self.children.get(&(ix, vintage)).map_or(&[], Vec::as_slice)
    }

    /// The regions a place is a member of, in a vintage, by code.
    pub fn regions_of(&self, ix: PlaceIx, vintage: Vintage) -> &[PlaceIx] {
        self.regions.get(&(ix, vintage)).map_or(&[], Vec::as_slice)
    }

    /// The regions of one collection, over all vintages, by code.
    pub fn collection(&self, letters: [u8; 2]) -> impl Iterator<Item = PlaceIx> {
        self.level(Level::Region).map(PlaceIx).filter(move |&ix| self.get(ix).code.collection() == Some(letters))
    }

    /// The level of the members of a region; none for other places.
    pub fn member_level(&self, ix: PlaceIx) -> Option<Level> {
        self.get(ix).members.iter().flatten().next().map(|&member| self.get(member).level())
    }

    /// The newest vintage of any place.
    pub fn newest_vintage(&self) -> Option<Vintage> {
        self.newest_vintage
    }
}
