use std::borrow::Cow;
use std::collections::HashMap;

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::{Indicator, Language, Source};
use insight::statistics::{Fraction, Interval};
use insight::{Reading, numbers};
use release::{Release, Slice, StandingReference};

use crate::labels::{area_id, area_label, category_id, category_label};
use crate::{Axis, Query, Refusal, Remark};

/// Most cells that any format gives at once.
pub(crate) const MOST_CELLS: u64 = 5_000_000;

/// The cells that a query is about. Cheap to make: it holds the members of each axis and where their cells are found.
#[derive(Debug)]
pub struct Table<'a> {
    /// What it was made from.
    pub release: &'a Release,
    /// What was asked.
    pub query: Query,
    /// What.
    pub indicators: Vec<IndicatorIx>,
    /// Where.
    pub areas: Vec<PlaceIx>,
    /// Of whom.
    pub categories: Vec<CategoryIx>,
    /// When.
    pub periods: Vec<Period>,
    /// By indicator, period and level.
    slices: Vec<Option<Slice<'a>>>,
}

/// One cell of a table with its address.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What.
    pub indicator: IndicatorIx,
    /// Where.
    pub area: PlaceIx,
    /// Of whom.
    pub category: CategoryIx,
    /// When.
    pub period: Period,
    /// The slice it stands in; none where the indicator does not exist for the level and year.
    pub slice: Option<Slice<'a>>,
    /// What stands there.
    pub cell: Cell,
}

/// Where a figure lies with 95 % certainty, in its unit: what chance from year to year leaves open, widened by the rounding
/// of its counts. None where it has no counts.
pub fn interval(cell: &Cell, indicator: &Indicator) -> Option<Interval> {
    let counts = Fraction::of(cell).filter(|_| cell.is_published())?;
    let chance = insight::chance_of(indicator.measure)?;
    Some(Interval::of_chance(chance, &counts).times(indicator.measure.per()))
}

impl<'a> Entry<'a> {
    /// The stored reading beside a reference.
    pub fn reading(&self, reference: StandingReference) -> Reading {
        self.slice.map_or(Reading::None(insight::NoReading::NotComputed), |slice| {
            Reading::unpack(slice.reading(self.area, self.category, reference))
        })
    }

    /// The source of the figure.
    pub fn source(&self, release: &'a Release) -> Option<&'a Source> {
        self.slice.and_then(|slice| release.definition.sources.get(slice.source()))
    }

    /// The figure, where it is published.
    pub fn value(&self) -> Option<f64> {
        self.cell.value.filter(|_| self.cell.is_published())
    }

    /// How many it is about, where that is published.
    pub fn numerator(&self) -> Option<cells::Count> {
        self.cell.numerator.filter(|_| self.cell.is_published())
    }

    /// Out of how many, where that is published.
    pub fn denominator(&self) -> Option<cells::Count> {
        self.cell.denominator.filter(|_| self.cell.is_published())
    }

    /// Why there is no figure, in words; empty where there is one.
    pub fn note(&self, release: &Release, language: Language) -> Cow<'static, str> {
        match self.cell.status {
            Status::Published => Cow::Borrowed(""),
            Status::NotAvailable => {
                let gone =
                    self.slice.is_some_and(|slice| !release.places.get(self.area).vintages.contains(&slice.vintage()));
                Cow::Borrowed(match (gone, language) {
                    (true, Language::Nl) => "dit gebied is er niet in de indeling van dat jaar",
                    (true, Language::En) => "this area does not exist in the division of that year",
                    (false, _) => insight::words::status_words(Status::NotAvailable, language),
                })
            }
            _ => {
                let indicator = release.definition.indicator(self.indicator);
                Cow::Owned(numbers::full(&self.cell, indicator, &release.definition, language))
            }
        }
    }
}

impl<'a> Table<'a> {
    pub(crate) fn new(
        release: &'a Release,
        query: Query,
        indicators: Vec<IndicatorIx>,
        areas: Vec<PlaceIx>,
        categories: Vec<CategoryIx>,
        periods: Vec<Period>,
    ) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        for (axis, empty) in [
            (Axis::Indicator, indicators.is_empty()),
            (Axis::Area, areas.is_empty()),
            (Axis::Category, categories.is_empty()),
            (Axis::Period, periods.is_empty()),
        ] {
            if empty {
                refusals.push(Refusal::Nothing(axis));
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let slices = indicators
            .iter()
            .flat_map(|&indicator| periods.iter().map(move |&period| (indicator, period)))
            .flat_map(|(indicator, period)| Level::ALL.map(|level| release.cube.slice(indicator, period, level)))
            .collect();
        Ok(Self { release, query, indicators, areas, categories, periods, slices })
    }

    /// The part of it with only these members of each axis, in this order; positions are in the order of [`Axis::ALL`].
    ///
    /// # Panics
    /// When a position is not below the length of its axis.
    #[must_use]
    pub fn part(&self, positions: &[Vec<usize>; 4]) -> Self {
        let [indicators, areas, categories, periods] = positions;
        let indicators: Vec<IndicatorIx> = indicators.iter().map(|at| self.indicators[*at]).collect();
        let periods: Vec<Period> = periods.iter().map(|at| self.periods[*at]).collect();
        let cube = &self.release.cube;
        let slices = indicators
            .iter()
            .flat_map(|&indicator| periods.iter().map(move |&period| (indicator, period)))
            .flat_map(|(indicator, period)| Level::ALL.map(|level| cube.slice(indicator, period, level)))
            .collect();
        Self {
            release: self.release,
            query: self.query.clone(),
            indicators,
            areas: areas.iter().map(|at| self.areas[*at]).collect(),
            categories: categories.iter().map(|at| self.categories[*at]).collect(),
            periods,
            slices,
        }
    }

    /// How many members an axis has.
    pub fn len(&self, axis: Axis) -> usize {
        match axis {
            Axis::Indicator => self.indicators.len(),
            Axis::Area => self.areas.len(),
            Axis::Category => self.categories.len(),
            Axis::Period => self.periods.len(),
        }
    }

    /// How many cells it has, with or without a figure; known before any is read.
    pub fn size(&self) -> u64 {
        Axis::ALL.into_iter().fold(1_u64, |size, axis| size.saturating_mul(self.len(axis) as u64))
    }

    /// Whether it has at most so many cells.
    pub fn at_most(&self, most: u64) -> Result<(), Refusal> {
        let cells = self.size();
        if cells <= most {
            return Ok(());
        }
        let largest = Axis::ALL.into_iter().max_by_key(|axis| self.len(*axis)).unwrap_or(Axis::Area);
        Err(Refusal::TooLarge { cells, most, largest, parts: cells.div_ceil(most.max(1)) })
    }

    /// The cell at positions of the four axes, in the order of [`Axis::ALL`].
    ///
    /// # Panics
    /// When a position is not below the length of its axis.
    pub fn entry(&self, at: [usize; 4]) -> Entry<'a> {
        let [indicator, area, category, period] = at;
        let (ix, place) = (self.indicators[indicator], self.areas[area]);
        let level = self.release.places.get(place).level();
        let slice = self.slices[(indicator * self.periods.len() + period) * Level::ALL.len() + level as usize];
        let category = self.categories[category];
        Entry {
            indicator: ix,
            area: place,
            category,
            period: self.periods[period],
            slice,
            cell: slice.map_or_else(Cell::default, |slice| slice.cell(place, category)),
        }
    }

    /// The status of the cell at positions of the four axes, without reading what it says.
    ///
    /// # Panics
    /// When a position is not below the length of its axis.
    pub fn status(&self, at: [usize; 4]) -> Status {
        let [indicator, area, category, period] = at;
        let place = self.areas[area];
        let level = self.release.places.get(place).level();
        let slice = self.slices[(indicator * self.periods.len() + period) * Level::ALL.len() + level as usize];
        slice.map_or(Status::NotAvailable, |slice| slice.status(place, self.categories[category]))
    }

    /// All cells: indicator by indicator, within it area by area, background by background, year by year.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        self.positions().map(|at| self.entry(at))
    }

    /// The positions of all cells, in that order.
    pub(crate) fn positions(&self) -> impl Iterator<Item = [usize; 4]> + use<> {
        let [indicators, areas, categories, periods] = Axis::ALL.map(|axis| self.len(axis));
        (0..indicators).flat_map(move |indicator| {
            (0..areas).flat_map(move |area| {
                (0..categories)
                    .flat_map(move |category| (0..periods).map(move |period| [indicator, area, category, period]))
            })
        })
    }

    /// The code of a member of an axis.
    pub fn code(&self, axis: Axis, at: usize) -> String {
        match axis {
            Axis::Indicator => self.release.definition.indicator(self.indicators[at]).id.clone(),
            Axis::Area => area_id(&self.release.places, self.areas[at]),
            Axis::Category => category_id(&self.release.definition, self.categories[at]).to_owned(),
            Axis::Period => self.periods[at].to_string(),
        }
    }

    /// What the members of an axis are called, in their order. Areas that share a name get their municipality behind it.
    pub fn labels(&self, axis: Axis, language: Language) -> Vec<String> {
        let definition = &self.release.definition;
        match axis {
            Axis::Indicator => {
                self.indicators.iter().map(|ix| definition.indicator(*ix).short.get(language).to_owned()).collect()
            }
            Axis::Category => {
                self.categories.iter().map(|ix| category_label(definition, *ix, language).to_owned()).collect()
            }
            Axis::Period => self.periods.iter().map(ToString::to_string).collect(),
            Axis::Area => {
                let names: Vec<String> = self.areas.iter().map(|ix| area_label(self.release, *ix, language)).collect();
                let mut times: HashMap<&str, u32> = HashMap::new();
                for name in &names {
                    *times.entry(name).or_default() += 1;
                }
                names
                    .iter()
                    .zip(&self.areas)
                    .map(
                        |(name, ix)| {
                            if times[name.as_str()] > 1 { self.told_apart(name, *ix, language) } else { name.clone() }
                        },
                    )
                    .collect()
            }
        }
    }

    fn told_apart(&self, name: &str, ix: PlaceIx, language: Language) -> String {
        let places = &self.release.places;
        let place = places.get(ix);
        let level = insight::words::level_word(place.level(), language);
        let home = (place.level() > Level::Municipality)
            .then(|| places.ancestor(ix, Level::Municipality, place.newest()))
            .flatten()
            .map(|home| area_label(self.release, home, language));
        let older = (places.find(place.code) != Some(ix)).then(|| place.newest().to_string());
        let apart: Vec<String> = std::iter::once(level.to_owned()).chain(home).chain(older).collect();
        format!("{name} ({})", apart.join(", "))
    }

    /// Whether areas have boundaries.
    pub fn has_geometry(&self) -> bool {
        self.areas.iter().any(|ix| self.release.boundaries.get(*ix).is_some())
    }

    /// The sources of the figures, in the order in which they are first used.
    pub fn sources(&self) -> Vec<&'a Source> {
        let mut positions: Vec<usize> = self.slices.iter().flatten().map(Slice::source).collect();
        positions.sort_unstable();
        positions.dedup();
        positions.into_iter().filter_map(|at| self.release.definition.sources.get(at)).collect()
    }

    /// Choices that give nothing, and which choice excludes them.
    pub fn remarks(&self) -> Vec<Remark> {
        let cube = &self.release.cube;
        let mut levels: Vec<Level> = self.areas.iter().map(|ix| self.release.places.get(*ix).level()).collect();
        levels.sort_unstable();
        levels.dedup();
        let mut remarks = Vec::new();
        for &ix in &self.indicators {
            let has = cube.periods(ix);
            let lacks: Vec<Period> = self.periods.iter().copied().filter(|period| !has.contains(period)).collect();
            if lacks.len() == self.periods.len() {
                remarks.push(Remark::NoYear(ix, has.to_vec()));
                continue;
            }
            if !lacks.is_empty() {
                remarks.push(Remark::SomeYears(ix, lacks));
            }
            let slices = |level: Level| self.periods.iter().filter_map(move |period| cube.slice(ix, *period, level));
            let mut split = false;
            for &level in &levels {
                if slices(level).next().is_none() {
                    remarks.push(Remark::NoLevel(ix, level));
                }
                split |= slices(level)
                    .any(|slice| self.categories.iter().any(|category| slice.categories().contains(category)));
            }
            let any = levels.iter().any(|level| slices(*level).next().is_some());
            if any && !split {
                remarks.push(Remark::NotSplit(ix));
            }
        }
        remarks
    }

    /// Whether no cell can have a figure: every indicator is excluded by another choice.
    pub fn is_impossible(&self) -> bool {
        let mut levels: Vec<Level> = self.areas.iter().map(|ix| self.release.places.get(*ix).level()).collect();
        levels.sort_unstable();
        levels.dedup();
        !self.indicators.iter().any(|ix| {
            self.periods.iter().any(|period| {
                levels.iter().any(|level| {
                    self.release.cube.slice(*ix, *period, *level).is_some_and(|slice| {
                        self.categories.iter().any(|category| slice.categories().contains(category))
                    })
                })
            })
        })
    }
}
