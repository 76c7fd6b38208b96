use std::collections::BTreeMap;

use cells::{CategoryIx, Level};
use definition::Definition;

use crate::{Protected, Shown};

/// Whose counts are looked at together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The level of the areas.
    pub level: Level,
    /// Id of the breakdown; none for everybody.
    pub breakdown: Option<String>,
    /// Sizes of universes, or numerators of indicators.
    pub parts: bool,
}

/// What protection cost: how precisely counts are published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cost {
    /// How many are published with each precision: the true count is at most this far away.
    pub within: BTreeMap<u16, usize>,
    /// Of how many only that all but a few are in it.
    pub nearly_all: usize,
    /// Of how many nothing is said.
    pub withheld: usize,
    /// Of how many only that they are small. Small ones of which nothing is said are among the withheld.
    pub small: usize,
}

impl std::ops::AddAssign<&Self> for Cost {
    fn add_assign(&mut self, other: &Self) {
        for (within, count) in &other.within {
            *self.within.entry(*within).or_default() += count;
        }
        self.nearly_all += other.nearly_all;
        self.withheld += other.withheld;
        self.small += other.small;
    }
}

impl Cost {
    /// How many are not said to be small.
    pub fn enough(&self) -> usize {
        self.within.values().sum::<usize>() + self.nearly_all + self.withheld
    }

    /// Which share of those that are not said to be small is published with at least a precision; 1 when there are none.
    pub fn share_within(&self, within: u16) -> f64 {
        let precise: usize = self.within.range(..=within).map(|(_, count)| count).sum();
        if self.enough() == 0 { 1.0 } else { precise as f64 / self.enough() as f64 }
    }
}

impl Protected {
    /// What protection cost, level by level and breakdown by breakdown.
    pub fn cost(&self, definition: &Definition) -> BTreeMap<Published, Cost> {
        let mut all: BTreeMap<Published, Cost> = BTreeMap::new();
        let everybody = std::iter::once((CategoryIx::TOTAL, None));
        let split = definition.categories().map(|(ix, breakdown, _)| (ix, Some(breakdown.id.clone())));
        let categories: Vec<(CategoryIx, Option<String>)> = everybody.chain(split).collect();
        for level in self.levels() {
            for (category, breakdown) in &categories {
                for area in 0..self.areas(level).len() {
                    let mut add = |parts: bool, shown: Option<Shown<cells::Count>>| {
                        let Some(shown) = shown.filter(|shown| *shown != Shown::Nobody) else { return };
                        let cost = all.entry(Published { level, breakdown: breakdown.clone(), parts }).or_default();
                        match shown {
                            Shown::Is(count) => *cost.within.entry(count.within).or_default() += 1,
                            Shown::NearlyAll => cost.nearly_all += 1,
                            Shown::Withheld => cost.withheld += 1,
                            Shown::Small => cost.small += 1,
                            Shown::Nobody => {}
                        }
                    };
                    for universe in &definition.universes {
                        add(false, self.universe(&universe.id, level, area, *category));
                    }
                    for indicator in &definition.indicators {
                        add(true, self.part(&indicator.id, level, area, *category));
                    }
                }
            }
        }
        all
    }
}
