use std::fmt;

use cells::{Level, Period, Vintage};

use crate::{AreaTable, LeafSet, Leaves, Quantity, QuantityKind};

/// The counts and sums of one period: quantity × neighbourhood × leaf. Confidential.
///
/// Its `Debug` shows what there is, never how many. It has no serialisation but the folder of this room.
#[derive(Clone, PartialEq, Eq)]
pub struct RawCounts {
    period: Period,
    vintage: Vintage,
    areas: AreaTable,
    leaves: Leaves,
    quantities: Vec<Quantity>,
    values: Vec<Values>,
}

/// The values of one quantity by neighbourhood × leaf; each way of keeping them holds only what the others would take more
/// room for, so that equal counts are kept equally.
#[derive(Clone, PartialEq, Eq)]
enum Values {
    /// All of them, when every one is 0 to 4,294,967,295.
    Narrow(Box<[u32]>),
    /// All of them.
    Wide(Box<[i64]>),
    /// Those that are not zero, by ascending position.
    Sparse(Box<[(u32, i64)]>),
}

impl Values {
    /// `found` by ascending position, none of them zero.
    fn new(len: usize, found: Vec<(u32, i64)>) -> Self {
        let narrow = found.iter().all(|(_, value)| u32::try_from(*value).is_ok());
        let dense = len * if narrow { 4 } else { 8 };
        if found.len() * 16 < dense {
            return Self::Sparse(found.into());
        }
        if narrow {
            let mut all = vec![0; len].into_boxed_slice();
            for (at, value) in found {
                all[at as usize] = value as u32;
            }
            Self::Narrow(all)
        } else {
            let mut all = vec![0; len].into_boxed_slice();
            for (at, value) in found {
                all[at as usize] = value;
            }
            Self::Wide(all)
        }
    }

    fn get(&self, at: usize) -> i64 {
        match self {
            Self::Narrow(all) => i64::from(all[at]),
            Self::Wide(all) => all[at],
            Self::Sparse(found) => {
                found.binary_search_by_key(&at, |(position, _)| *position as usize).map_or(0, |n| found[n].1)
            }
        }
    }

    /// What is not zero, by ascending position.
    fn each(&self, mut visit: impl FnMut(usize, i64)) {
        match self {
            Self::Narrow(all) => {
                all.iter().enumerate().filter(|(_, v)| **v != 0).for_each(|(at, v)| visit(at, i64::from(*v)));
            }
            Self::Wide(all) => all.iter().enumerate().filter(|(_, v)| **v != 0).for_each(|(at, v)| visit(at, *v)),
            Self::Sparse(found) => found.iter().for_each(|(at, value)| visit(*at as usize, *value)),
        }
    }
}

impl RawCounts {
    /// Puts counts together. For every quantity, `values` gives (neighbourhood × number of leaves + leaf, value) in
    /// ascending order; zeros may be left out.
    ///
    /// # Panics
    /// When positions do not ascend or are outside the table, or there are not as many lists as quantities.
    pub fn new(
        period: Period,
        vintage: Vintage,
        areas: AreaTable,
        leaves: Leaves,
        quantities: Vec<Quantity>,
        values: Vec<Vec<(u32, i64)>>,
    ) -> Self {
        assert_eq!(quantities.len(), values.len(), "values for every quantity");
        let len = areas.len(Level::Neighbourhood) * leaves.len();
        let values = values
            .into_iter()
            .map(|mut found| {
                found.retain(|(_, value)| *value != 0);
                assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0), "positions ascend");
                assert!(found.last().is_none_or(|(at, _)| (*at as usize) < len), "positions are in the table");
                Values::new(len, found)
            })
            .collect();
        Self { period, vintage, areas, leaves, quantities, values }
    }

    /// The year counted.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The division into areas.
    pub fn vintage(&self) -> Vintage {
        self.vintage
    }

    /// Neighbourhoods and what they lie in.
    pub fn areas(&self) -> &AreaTable {
        &self.areas
    }

    /// The backgrounds.
    pub fn leaves(&self) -> &Leaves {
        &self.leaves
    }

    /// What is counted.
    pub fn quantities(&self) -> &[Quantity] {
        &self.quantities
    }

    /// The position of a quantity.
    pub fn find(&self, kind: &QuantityKind) -> Option<usize> {
        self.quantities.iter().position(|quantity| quantity.kind == *kind)
    }

    /// The position of the size of a universe.
    pub fn universe(&self, id: &str) -> Option<usize> {
        self.quantities.iter().position(|quantity| matches!(&quantity.kind, QuantityKind::Universe(u) if u == id))
    }

    /// The position of the numerator of an indicator.
    pub fn numerator(&self, indicator: &str) -> Option<usize> {
        self.quantities.iter().position(|quantity| quantity.is_numerator_of(indicator))
    }

    /// One value.
    pub fn get(&self, quantity: usize, neighbourhood: usize, leaf: usize) -> i64 {
        assert!(leaf < self.leaves.len(), "a leaf of these counts");
        self.values[quantity].get(neighbourhood * self.leaves.len() + leaf)
    }

    /// The sum of a quantity over neighbourhoods and leaves.
    pub fn sum(&self, quantity: usize, neighbourhoods: impl IntoIterator<Item = usize>, leaves: &LeafSet) -> i64 {
        let numbers: Vec<usize> = leaves.iter().collect();
        neighbourhoods
            .into_iter()
            .map(|area| numbers.iter().map(|leaf| self.get(quantity, area, *leaf)).sum::<i64>())
            .sum()
    }

    /// The sum of a quantity over leaves, for every area of a level in the order of [`AreaTable::codes`].
    pub fn by_area(&self, quantity: usize, level: Level, leaves: &LeafSet) -> Vec<i64> {
        let mut sums = vec![0; self.areas.len(level)];
        let width = self.leaves.len();
        self.values[quantity].each(|at, value| {
            if leaves.contains(at % width) {
                sums[self.areas.above(at / width, level)] += value;
            }
        });
        sums
    }

    /// A quantity for every area of a level and every leaf: area × number of leaves + leaf.
    pub fn table(&self, quantity: usize, level: Level) -> Vec<i64> {
        let width = self.leaves.len();
        let mut sums = vec![0; self.areas.len(level) * width];
        self.values[quantity].each(|at, value| sums[self.areas.above(at / width, level) * width + at % width] += value);
        sums
    }

    /// What of a quantity is not zero: neighbourhood, leaf and value, in that order.
    pub fn each(&self, quantity: usize, mut visit: impl FnMut(usize, usize, i64)) {
        let width = self.leaves.len();
        self.values[quantity].each(|at, value| visit(at / width, at % width, value));
    }
}

impl fmt::Debug for RawCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCounts")
            .field("period", &self.period)
            .field("vintage", &self.vintage)
            .field("neighbourhoods", &self.areas.len(Level::Neighbourhood))
            .field("leaves", &self.leaves.len())
            .field("quantities", &self.quantities.len())
            .finish_non_exhaustive()
    }
}
