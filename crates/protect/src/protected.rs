use std::collections::HashMap;

use cells::{AreaCode, CategoryIx, Count, Level, Period, Vintage};
use counts::{QuantityKind, RawCounts};

/// What may be said of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown<T> {
    /// This.
    Is(T),
    /// Only that it is small.
    Small,
    /// Only that what is left beside it is small.
    NearlyAll,
    /// Nothing: with it something else could be worked out.
    Withheld,
    /// By definition there is nobody to count: a category without a background that is counted.
    Nobody,
}

impl<T> Shown<T> {
    /// The number, when it may be published.
    pub fn number(self) -> Option<T> {
        match self {
            Self::Is(number) => Some(number),
            Self::Small | Self::NearlyAll | Self::Withheld | Self::Nobody => None,
        }
    }
}

/// The counts and means of one period that may be published: by area, category and quantity.
#[derive(Debug, Clone)]
pub struct Protected {
    period: Period,
    vintage: Vintage,
    levels: Vec<(Level, Vec<AreaCode>)>,
    /// For a level and a larger one, where each area of the first lies.
    lies_in: HashMap<(Level, Level), Vec<u32>>,
    categories: usize,
    counts: HashMap<(QuantityKind, Level), Vec<Option<Shown<Count>>>>,
    means: HashMap<(String, Level), Vec<Option<f64>>>,
}

impl Protected {
    /// Only protection makes one.
    pub(crate) fn new(
        raw: &RawCounts,
        levels: Vec<Level>,
        categories: usize,
        counts: HashMap<(QuantityKind, Level), Vec<Option<Shown<Count>>>>,
        means: HashMap<(String, Level), Vec<Option<f64>>>,
    ) -> Self {
        let areas = raw.areas();
        let mut lies_in = HashMap::new();
        for (at, &level) in levels.iter().enumerate() {
            for &larger in &levels[..at] {
                let mut of = vec![0; areas.len(level)];
                for finest in 0..areas.len(Level::Neighbourhood) {
                    of[areas.above(finest, level)] = areas.above(finest, larger) as u32;
                }
                lies_in.insert((level, larger), of);
            }
        }
        let levels = levels.into_iter().map(|level| (level, areas.codes(level).to_vec())).collect();
        Self { period: raw.period(), vintage: raw.vintage(), levels, lies_in, categories, counts, means }
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

    /// The areas of a smaller level that lie in an area, by position.
    pub fn inside(&self, level: Level, area: usize, smaller: Level) -> impl Iterator<Item = usize> {
        let own = self.areas(smaller).iter().enumerate();
        own.filter(move |(at, _)| self.above(smaller, *at, level) == Some(area)).map(|(at, _)| at)
    }

    /// The area of a larger level that an area lies in.
    fn above(&self, level: Level, area: usize, larger: Level) -> Option<usize> {
        self.lies_in.get(&(level, larger))?.get(area).map(|at| *at as usize)
    }

    /// How many belong to a universe; none where that was not counted in this period, or is not published.
    pub fn universe(&self, id: &str, level: Level, area: usize, category: CategoryIx) -> Option<Shown<Count>> {
        self.get(QuantityKind::Universe(id.to_owned()), level, area, category)
    }

    /// For how many of its universe the condition of an indicator holds; none as above.
    pub fn part(&self, indicator: &str, level: Level, area: usize, category: CategoryIx) -> Option<Shown<Count>> {
        self.get(QuantityKind::Count(indicator.to_owned()), level, area, category)
    }

    /// The mean of an indicator over its universe, rounded to its decimals; none as above, and of too few.
    pub fn mean(&self, indicator: &str, level: Level, area: usize, category: CategoryIx) -> Option<f64> {
        let table = self.means.get(&(indicator.to_owned(), level))?;
        table.get(self.at(area, category)).copied().flatten()
    }

    fn get(&self, kind: QuantityKind, level: Level, area: usize, category: CategoryIx) -> Option<Shown<Count>> {
        self.counts.get(&(kind, level))?.get(self.at(area, category)).copied().flatten()
    }

    fn at(&self, area: usize, category: CategoryIx) -> usize {
        area * self.categories + usize::from(category.0)
    }
}
