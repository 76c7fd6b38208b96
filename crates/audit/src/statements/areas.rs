use std::collections::HashMap;

use cells::{Level, PlaceIx, Vintage};
use geography::Places;

/// The areas of one division, level by level from large to small.
#[derive(Debug, Clone, Default)]
pub struct Areas {
    levels: Vec<Level>,
    places: Vec<Vec<PlaceIx>>,
    /// For every level but the first, the number of the area one level up.
    above: Vec<Vec<u32>>,
    numbers: HashMap<PlaceIx, (usize, usize)>,
}

impl Areas {
    /// The areas of some levels in a division; those that lie in none of the level above are left out.
    pub(super) fn new(places: &Places, vintage: Vintage, levels: Vec<Level>) -> Self {
        let mut areas = Self { levels, ..Self::default() };
        for (n, &level) in areas.levels.iter().enumerate() {
            let (mut here, mut above) = (Vec::new(), Vec::new());
            for place in places.of_vintage(level, vintage) {
                if n > 0 {
                    let Some(upper) = places.ancestor(place, areas.levels[n - 1], vintage) else { continue };
                    let Some((_, number)) = areas.numbers.get(&upper) else { continue };
                    above.push(*number as u32);
                }
                areas.numbers.insert(place, (n, here.len()));
                here.push(place);
            }
            areas.places.push(here);
            areas.above.push(above);
        }
        areas
    }

    /// The levels, from large to small.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// How many areas a level has.
    pub fn len(&self, level: usize) -> usize {
        self.places[level].len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.iter().all(Vec::is_empty)
    }

    /// The place of an area.
    pub fn place(&self, level: usize, area: usize) -> PlaceIx {
        self.places[level][area]
    }

    /// The number of the area one level up; 0 at the first level.
    pub fn above(&self, level: usize, area: usize) -> usize {
        self.above[level].get(area).map_or(0, |number| *number as usize)
    }

    /// Level and number of a place.
    pub fn find(&self, place: PlaceIx) -> Option<(usize, usize)> {
        self.numbers.get(&place).copied()
    }

    /// For every area of a level, the numbers of those one level down.
    pub fn children(&self, level: usize) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.len(level)];
        if level + 1 < self.levels.len() {
            for area in 0..self.len(level + 1) {
                children[self.above(level + 1, area)].push(area);
            }
        }
        children
    }
}
