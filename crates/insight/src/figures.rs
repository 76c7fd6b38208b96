use std::collections::HashMap;

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status, Vintage};
use definition::{AGE_ATOMS, Definition, Indicator, Measure, ShareOf, Unit};
use geography::Places;
use rayon::prelude::*;
use release::{Cube, Release, Slice};

use crate::statistics::spread;

/// What insight answers from: the cells of a release with the definition and places that say what they are.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    /// The cells.
    pub cube: &'a Cube,
    /// What the indicators are.
    pub definition: &'a Definition,
    /// Where they are about.
    pub places: &'a Places,
    /// The spreads of all slices, where they were worked out beforehand ([`Spreads::of`]); else they are when asked for.
    pub spreads: Option<&'a Spreads>,
}

/// The spread between areas of every slice, worked out once, so that a page need not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spreads(HashMap<(IndicatorIx, Period, Level, CategoryIx), f64>);

impl Spreads {
    /// Those of all slices.
    pub fn of(figures: &Figures<'_>) -> Self {
        let slices: Vec<Slice<'_>> = figures.cube.slices().collect();
        let of_slice = |slice: &Slice<'_>| {
            let mut by: Vec<CategoryIx> =
                slice.categories().iter().filter_map(|&category| figures.measured_by(slice, category)).collect();
            by.sort_unstable();
            by.dedup();
            let key = |category| (slice.indicator(), slice.period(), slice.level(), category);
            by.into_iter()
                .filter_map(|category| Some((key(category), figures.work_out_spread(slice, category)?)))
                .collect::<Vec<_>>()
        };
        Self(slices.par_iter().flat_map_iter(of_slice).collect())
    }
}

impl<'a> From<&'a Release> for Figures<'a> {
    fn from(release: &'a Release) -> Self {
        Self { cube: &release.cube, definition: &release.definition, places: &release.places, spreads: None }
    }
}

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// What.
    pub indicator: IndicatorIx,
    /// When.
    pub period: Period,
    /// Where.
    pub place: PlaceIx,
    /// Of whom.
    pub category: CategoryIx,
}

impl<'a> Figures<'a> {
    /// These, answering from spreads that were worked out beforehand.
    #[must_use]
    pub fn with_spreads(self, spreads: &'a Spreads) -> Self {
        Self { spreads: Some(spreads), ..self }
    }

    /// The cell at an address.
    pub fn cell(&self, at: Address) -> Cell {
        self.cube.cell(at.indicator, at.period, at.place, at.category)
    }

    /// The indicator at a position.
    pub fn indicator(&self, ix: IndicatorIx) -> &'a Indicator {
        self.definition.indicator(ix)
    }

    /// The slice that an address lies in.
    pub fn slice_of(&self, at: Address) -> Option<Slice<'a>> {
        self.cube.slice(at.indicator, at.period, self.places.get(at.place).level())
    }

    /// The country.
    pub fn country(&self) -> Option<PlaceIx> {
        self.places.level(Level::Country).next().map(PlaceIx)
    }

    /// The municipality a place lies in, in a vintage.
    pub fn municipality(&self, place: PlaceIx, vintage: Vintage) -> Option<PlaceIx> {
        self.places.ancestor(place, Level::Municipality, vintage)
    }

    /// The newest period in which a place has a published figure of an indicator for a category.
    pub fn newest(&self, indicator: IndicatorIx, place: PlaceIx, category: CategoryIx) -> Option<Period> {
        let published = |period: &Period| self.cube.cell(indicator, *period, place, category).is_published();
        self.cube.periods(indicator).iter().copied().rev().find(published)
    }

    /// The newest period that says anything about an indicator here, a figure or why it is not shown: the one that pages show.
    /// An older figure stays out of a story where the newest is too small to show.
    pub(crate) fn newest_said(&self, indicator: IndicatorIx, place: PlaceIx, category: CategoryIx) -> Option<Period> {
        let said = |period: &Period| self.cube.cell(indicator, *period, place, category).status != Status::NotAvailable;
        self.cube.periods(indicator).iter().copied().rev().find(said)
    }

    /// The indicator that counts all residents ([`residents_of`]).
    pub fn residents(&self) -> Option<IndicatorIx> {
        residents_of(self.definition)
    }

    /// How many residents a place has, in the period nearest to the one asked for.
    pub fn residents_near(&self, place: PlaceIx, period: Period) -> Option<f64> {
        self.people_near(place, CategoryIx::TOTAL, period)
    }

    /// How many residents of a group a place has, in the period nearest to the one asked for.
    pub(crate) fn people_near(&self, place: PlaceIx, category: CategoryIx, period: Period) -> Option<f64> {
        let residents = self.residents()?;
        let mut periods = self.cube.periods(residents).to_vec();
        periods.sort_by_key(|p| p.0.abs_diff(period.0));
        periods.into_iter().find_map(|period| {
            let cell = self.cube.cell(residents, period, place, category);
            cell.value.filter(|_| cell.is_published())
        })
    }

    /// The spread between the areas of a slice's level, in the indicator's unit; for the country and for regions that between
    /// municipalities: a handful of regions does not tell what is a large difference.
    ///
    /// It is the spread of the total where there is one, so that a difference of some size is called the same for every
    /// background; of what part of the residents a group is there is no total, and each group has a spread of its own. Weights are the denominators; where the source gave none, the residents; where those are not
    /// known either, every area counts the same.
    pub fn spread(&self, slice: &Slice<'_>, category: CategoryIx) -> Option<f64> {
        let by = self.measured_by(slice, category)?;
        match self.spreads {
            Some(Spreads(known)) => known.get(&(slice.indicator(), slice.period(), slice.level(), by)).copied(),
            None => self.work_out_spread(slice, by),
        }
    }

    /// The category between whose figures the spread of a category is measured.
    fn measured_by(&self, slice: &Slice<'_>, category: CategoryIx) -> Option<CategoryIx> {
        match self.indicator(slice.indicator()).share_of {
            ShareOf::Everybody => Some(category),
            ShareOf::Group => slice.categories().first().copied(),
        }
    }

    fn work_out_spread(&self, slice: &Slice<'_>, category: CategoryIx) -> Option<f64> {
        let slice = if slice.level() <= Level::Region {
            self.cube.slice(slice.indicator(), slice.period(), Level::Municipality)?
        } else {
            *slice
        };
        let mut areas: Vec<(PlaceIx, f64, Option<f64>)> = slice
            .cells(category)
            .filter(|(_, cell)| cell.is_published())
            .filter_map(|(place, cell)| Some((place, cell.value?, cell.denominator.map(|d| f64::from(d.value)))))
            .collect();
        if areas.iter().any(|(.., weight)| weight.is_none()) {
            for (place, _, weight) in &mut areas {
                *weight = self.residents_near(*place, slice.period());
            }
        }
        let known = areas.iter().any(|(.., weight)| weight.is_some());
        let weighted: Vec<(f64, f64)> = areas
            .into_iter()
            .map(|(_, value, weight)| (value, if known { weight.unwrap_or(0.0) } else { 1.0 }))
            .collect();
        spread(&weighted)
    }
}

/// The indicator that counts all residents: the first plain count of persons without an age or other condition.
pub fn residents_of(definition: &Definition) -> Option<IndicatorIx> {
    let position = definition.indicators.iter().position(|indicator| {
        indicator.measure == Measure::Count
            && definition.find_universe(&indicator.universe).is_some_and(|universe| {
                universe.unit == Unit::Persons && universe.condition.is_none() && is_everybody(&universe.ages)
            })
    })?;
    Some(IndicatorIx(position as u16))
}

/// Whether these age atoms are those of everybody: none stated, or all of them.
fn is_everybody(ages: &[String]) -> bool {
    ages.is_empty() || AGE_ATOMS.iter().all(|atom| ages.iter().any(|age| age == atom))
}
