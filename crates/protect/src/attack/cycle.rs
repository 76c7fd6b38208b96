use crate::attack::state::{Change, State};
use crate::system::Variable;

/// A change of one cell, and what stands opposite to it: what is taken away where that is added, so that most rows stay as they
/// are. With all three, eight cells change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cycle {
    pub(crate) first: Change,
    /// Another finest area.
    pub(crate) area: Option<u32>,
    /// Another leaf.
    pub(crate) leaf: Option<u8>,
    /// Another variable that is added up with it: an age.
    pub(crate) age: Option<Variable>,
}

impl Cycle {
    pub(crate) fn of(first: Change) -> Self {
        Self { first, area: None, leaf: None, age: None }
    }

    /// The changes: first those that it begins with, then the opposites.
    pub(crate) fn changes(self, leaves: usize) -> impl Iterator<Item = Change> {
        let (area, leaf) = (self.first.cell as usize / leaves, self.first.cell as usize % leaves);
        (0..8_u8).filter_map(move |which| {
            let variable = if which & 1 == 0 { self.first.variable } else { self.age? };
            let area = if which & 2 == 0 { area } else { self.area? as usize };
            let leaf = if which & 4 == 0 { leaf } else { usize::from(self.leaf?) };
            let by = if which.count_ones() % 2 == 0 { self.first.by } else { -self.first.by };
            Some(Change { variable, cell: (area * leaves + leaf) as u32, by })
        })
    }
}

impl State {
    /// The most that a cycle can be worth now: that every violated row comes closer by it.
    pub(crate) fn most_gained(&self) -> f64 {
        let by = i32::from(self.crossing.largest());
        let gained = |row: &u32| {
            let (now, closer) = (self.cost_of_row(*row), [by, -by].map(|by| self.cost_of_adding(*row, by)));
            (-closer[0].min(closer[1])).clamp(0.0, now)
        };
        self.violated().iter().map(gained).sum()
    }

    /// What a cycle would cost, without making it: the rows that tell its cells apart. Infinitely much where it is sure to cost
    /// `limit` or more, when no more than `gained` can be made good by it: most cycles are worse than one that was found, and
    /// their first rows tell.
    pub(crate) fn cost_of(&self, cycle: Cycle, limit: f64, gained: f64) -> f64 {
        let (area, leaf) = self.place(cycle.first);
        let areas = &self.model.areas;
        let (mut cost, mut lost) = (0.0, 0.0);
        let too_much = limit + gained + 1e-6;
        for &(class, sign) in self.crossing.classes(cycle.first.variable, cycle.age) {
            for level in 0..areas.depth() {
                let here = areas.above(area, level);
                let there = cycle.area.map(|other| areas.above(other as usize, level));
                if there == Some(here) {
                    continue;
                }
                let with = self.crossing.having(class, level, leaf);
                let without = cycle.leaf.map(|other| self.crossing.having(class, level, usize::from(other)));
                let by = i32::from(sign) * i32::from(cycle.first.by);
                for (place, by) in [(Some(here), by), (there, -by)] {
                    let Some(place) = place else { continue };
                    let same = areas.is_same_as_below(level, place);
                    let (with, without) = (with.of(same), without.map_or(0, |having| having.of(same)));
                    let first = self.rows.first(&self.model, class, level, place);
                    for (mut sets, by) in [(with & !without, by), (without & !with, -by)] {
                        while sets != 0 {
                            let of_row = self.cost_of_adding(first + sets.trailing_zeros(), by);
                            cost += of_row;
                            if of_row > 0.0 {
                                lost += of_row;
                                if lost > too_much {
                                    return f64::INFINITY;
                                }
                            }
                            sets &= sets - 1;
                        }
                    }
                }
            }
        }
        cost
    }
}
