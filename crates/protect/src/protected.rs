use std::collections::HashMap;

use cells::{AreaCode, CategoryIx, Level, Period, Vintage};
use counts::QuantityKind;

/// A number that went through protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// It may be published.
    Is(T),
    /// All that may be said is that it, or what is left beside it, is small.
    Small,
    /// By definition there is nobody to count: a category without a background that is counted.
    Nobody,
}

impl<T> Shown<T> {
    /// The number, when it may be published.
    pub fn number(self) -> Option<T> {
        match self {
            Self::Is(number) => Some(number),
            Self::Small | Self::Nobody => None,
        }
    }
}

/// The counts and sums of one period that may be published: by area, category and quantity.
#[derive(Debug, Clone)]
pub struct Protected {
    period: Period,
    vintage: Vintage,
    levels: Vec<(Level, Vec<AreaCode>)>,
    categories: usize,
    tables: HashMap<(QuantityKind, Level), Vec<Shown<i64>>>,
}

impl Protected {
    /// Only protection makes one.
    pub(crate) fn new(
        period: Period,
        vintage: Vintage,
        levels: Vec<(Level, Vec<AreaCode>)>,
        categories: usize,
        tables: HashMap<(QuantityKind, Level), Vec<Shown<i64>>>,
    ) -> Self {
        Self { period, vintage, levels, categories, tables }
    }

    /// The year.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The division into areas.
    pub fn vintage(&self) -> Vintage {
        self.vintage
    }

    /// The levels of which there are counts, from large to small.
    pub fn levels(&self) -> impl Iterator<Item = Level> {
        self.levels.iter().map(|(level, _)| *level)
    }

    /// The areas of a level; none where nothing of the level is shown.
    pub fn areas(&self, level: Level) -> &[AreaCode] {
        self.levels.iter().find(|(own, _)| *own == level).map_or(&[], |(_, codes)| codes)
    }

    /// How many belong to a universe; none where the universe was not counted in this period.
    pub fn universe(&self, id: &str, level: Level, area: usize, category: CategoryIx) -> Option<Shown<u32>> {
        self.count(&QuantityKind::Universe(id.to_owned()), level, area, category)
    }

    /// For how many of its universe the condition of an indicator holds; none where that was not counted.
    pub fn part(&self, indicator: &str, level: Level, area: usize, category: CategoryIx) -> Option<Shown<u32>> {
        self.count(&QuantityKind::Count(indicator.to_owned()), level, area, category)
    }

    /// The sum of an indicator over its universe; none where that was not counted.
    pub fn sum(&self, indicator: &str, level: Level, area: usize, category: CategoryIx) -> Option<Shown<i64>> {
        self.get(&QuantityKind::Sum(indicator.to_owned()), level, area, category)
    }

    fn count(&self, kind: &QuantityKind, level: Level, area: usize, category: CategoryIx) -> Option<Shown<u32>> {
        Some(match self.get(kind, level, area, category)? {
            Shown::Is(number) => u32::try_from(number).map_or(Shown::Small, Shown::Is),
            Shown::Small => Shown::Small,
            Shown::Nobody => Shown::Nobody,
        })
    }

    fn get(&self, kind: &QuantityKind, level: Level, area: usize, category: CategoryIx) -> Option<Shown<i64>> {
        let table = self.tables.get(&(kind.clone(), level))?;
        table.get(area * self.categories + usize::from(category.0)).copied()
    }
}
