//! Several areas taken as one: what their figures are together, and what that means beside the rest of the municipality or the
//! country. All comparisons of one such area are one family, over which the false discovery rate is controlled.

use std::collections::HashSet;

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::Measure;
use geography::Places;
use release::{Slice, StandingReference};

use crate::columns::lies_in;
use crate::few::{FEW, careful_of};
use crate::trend::{Series, Trend, unbroken};
use crate::{Address, Against, Difference, Figures, Judged, NoReading, compare, judge};

/// Why areas cannot be taken as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTogether {
    /// There is only one.
    OneArea,
    /// One of them lies in another.
    Nested,
    /// They are regions, which may have municipalities in common.
    Regions,
}

/// Whether nobody lives in two of these areas, so that they can be added up; why not, where they cannot.
pub fn apart(places: &Places, areas: &[PlaceIx]) -> Result<(), NotTogether> {
    let all: HashSet<PlaceIx> = areas.iter().copied().collect();
    let is_region = |area: &PlaceIx| places.get(*area).level() == Level::Region;
    let lies_in_another = |area: &PlaceIx| {
        places.get(*area).vintages.iter().any(|&vintage| {
            let mut above = places.parent(*area, vintage);
            while let Some(place) = above {
                if all.contains(&place) {
                    return true;
                }
                above = places.parent(place, vintage);
            }
            false
        })
    };
    if all.len() < 2 {
        Err(NotTogether::OneArea)
    } else if all.iter().any(is_region) {
        // A region may also hold municipalities, districts and neighbourhoods that are there themselves.
        Err(if all.iter().all(is_region) { NotTogether::Regions } else { NotTogether::Nested })
    } else if all.iter().any(lies_in_another) {
        Err(NotTogether::Nested)
    } else {
        Ok(())
    }
}

/// What areas are together, and which of them stand in its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// The figure: not available where one of the areas that there were then has none, or such figures cannot be added up.
    pub cell: Cell,
    /// The areas that there were then and have no figure.
    pub lacking: Vec<PlaceIx>,
    /// How many areas there were then; 0 where the figure does not exist of their level and year.
    pub of: usize,
}

/// What one figure of areas without anybody in common is together.
pub fn sum(
    figures: &Figures<'_>,
    areas: &[PlaceIx],
    indicator: IndicatorIx,
    period: Period,
    category: CategoryIx,
) -> Sum {
    let measured = figures.indicator(indicator);
    let (mut there, mut cells, mut lacking, mut of) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for &area in areas {
        let at = Address { indicator, period, place: area, category };
        let Some(slice) = figures.slice_of(at) else { continue };
        if !figures.places.get(area).vintages.contains(&slice.vintage()) {
            continue;
        }
        of += 1;
        let cell = slice.cell(area, category);
        // A rate of nobody adds nothing.
        if cell.status == Status::NotApplicable {
            continue;
        }
        if !cell.is_published() {
            lacking.push(area);
        }
        there.push(area);
        cells.push(cell);
    }
    let cell = if of > 0 && cells.is_empty() {
        Some(Cell::missing(Status::NotApplicable))
    } else {
        measured.together(&cells, |weight| {
            let weight = figures.definition.find_indicator(weight)?;
            let count = |&place: &PlaceIx| {
                let cell = figures.cell(Address { indicator: weight, period, place, category });
                cell.numerator.filter(|_| cell.is_published()).map(|count| count.value)
            };
            there.iter().map(count).collect()
        })
    };
    Sum { cell: cell.unwrap_or(Cell::missing(Status::NotAvailable)), lacking, of }
}

/// Areas that are taken as one.
#[derive(Debug, Clone, Copy)]
pub struct Together<'a> {
    figures: Figures<'a>,
    areas: &'a [PlaceIx],
}

/// A figure of areas that are taken as one, its reference, and what that means.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What.
    pub indicator: IndicatorIx,
    /// When.
    pub period: Period,
    /// The figure, and which areas stand in its way.
    pub sum: Sum,
    /// The published figure that stands beside it.
    pub reference: Option<f64>,
    /// The verdict.
    pub judged: Judged,
}

impl<'a> Together<'a> {
    /// These areas as one; why that cannot be, where it cannot.
    pub fn new(figures: Figures<'a>, areas: &'a [PlaceIx]) -> Result<Self, NotTogether> {
        apart(figures.places, areas)?;
        Ok(Self { figures, areas })
    }

    /// What a figure is together. Not available in a year in which one of the areas was not there: what is left of them then is
    /// another area.
    pub fn sum(&self, indicator: IndicatorIx, period: Period, category: CategoryIx) -> Sum {
        let sum = sum(&self.figures, self.areas, indicator, period, category);
        if sum.of == self.areas.len() { sum } else { Sum { cell: Cell::missing(Status::NotAvailable), ..sum } }
    }

    /// The newest period that says anything about an indicator in all of the areas, a figure or why it is not shown; where there
    /// is none, the newest in which the figure exists of any of them. As on the page of one area: an older figure does not stand
    /// in for one that is too small to show.
    pub fn newest(&self, indicator: IndicatorIx, category: CategoryIx) -> Option<Period> {
        let periods = self.figures.cube.periods(indicator);
        let is_said = |period: Period| {
            let at = |&place: &PlaceIx| Address { indicator, period, place, category };
            self.areas.iter().any(|area| self.figures.cell(at(area)).status != Status::NotAvailable)
        };
        let of = |period: Period| self.sum(indicator, period, category).of;
        let newest = |wanted: &dyn Fn(Period) -> bool| periods.iter().copied().rev().find(|&period| wanted(period));
        newest(&|period| of(period) == self.areas.len() && is_said(period)).or_else(|| newest(&|period| of(period) > 0))
    }

    /// The municipality that all of it lies in; none where there are several.
    pub fn municipality(&self) -> Option<PlaceIx> {
        let places = self.figures.places;
        let home = |&area: &PlaceIx| self.figures.municipality(area, places.get(area).newest());
        let first = home(self.areas.first()?)?;
        self.areas.iter().all(|area| home(area) == Some(first)).then_some(first)
    }

    /// The place that it is all of: all districts of a municipality, all municipalities of the country.
    pub fn whole(&self) -> Option<PlaceIx> {
        let places = self.figures.places;
        let all: HashSet<PlaceIx> = self.areas.iter().copied().collect();
        let mut above = places.parent(self.areas[0], places.get(self.areas[0]).newest());
        while let Some(place) = above {
            if covers(places, &all, place) {
                let within = |area: &PlaceIx| lies_in(&self.figures, *area, place, places.get(*area).newest());
                return self.areas.iter().all(within).then_some(place);
            }
            above = places.parent(place, places.get(place).newest());
        }
        None
    }

    /// What it can be compared with; the first is the usual one.
    pub fn possible(&self, category: CategoryIx) -> Vec<StandingReference> {
        let whole = self.whole();
        let mut possible = Vec::new();
        if self.municipality().is_some_and(|home| Some(home) != whole) {
            possible.push(StandingReference::Municipality);
        }
        if whole.is_none_or(|whole| self.figures.places.get(whole).level() > Level::Country) {
            possible.push(StandingReference::Country);
        }
        if category != CategoryIx::TOTAL {
            possible.push(StandingReference::EverybodyHere);
        }
        possible
    }

    /// Compares figures, each of a period, with a reference; judged as one family.
    pub fn compare(
        &self,
        asked: &[(IndicatorIx, Period)],
        category: CategoryIx,
        reference: Option<StandingReference>,
    ) -> Vec<Found> {
        let found: Vec<(Sum, Option<Cell>)> = asked
            .iter()
            .map(|&(indicator, period)| {
                let beside = reference.map(|reference| self.beside(indicator, period, category, reference));
                (self.sum(indicator, period, category), beside)
            })
            .collect();
        let differences: Vec<Result<Difference, NoReading>> = asked
            .iter()
            .zip(&found)
            .map(|(&(indicator, period), (sum, beside))| {
                let whole = beside.ok_or(NoReading::NoRemainder)?;
                if self.hardly_anybody(indicator, period) {
                    return Err(NoReading::HardlyAnybody);
                }
                let spread = self.spread(indicator, period, category);
                compare(self.figures.indicator(indicator), &sum.cell, Against::Whole(whole), spread)
            })
            .collect();
        let judged = judge(&differences, &self.figures.definition.monitor.reading);
        asked
            .iter()
            .zip(found)
            .zip(judged)
            .map(|((&(indicator, period), (sum, beside)), judged)| {
                let hardly = self.hardly_anybody(indicator, period);
                let few = self.about_few(&sum.cell, period, category);
                let judged = Judged { reading: careful_of(judged.reading, hardly, few), ..judged };
                let reference = beside.filter(Cell::is_published).and_then(|cell| cell.value);
                Found { indicator, period, sum, reference, judged }
            })
            .collect()
    }

    /// How figures changed over the years in which all of the areas were there, judged as one family. A number of things is not
    /// among them.
    pub fn changes(&self, indicators: impl IntoIterator<Item = IndicatorIx>, category: CategoryIx) -> Vec<Trend> {
        let is_compared = |indicator: &IndicatorIx| self.figures.indicator(*indicator).measure != Measure::Count;
        let series = |indicator: IndicatorIx| -> Option<Series> {
            unbroken(&self.figures, indicator, |period| self.sum(indicator, period, category).cell)
        };
        let all: Vec<Series> = indicators.into_iter().filter(is_compared).filter_map(series).collect();
        let differences: Vec<Result<Difference, NoReading>> = all
            .iter()
            .map(|series| {
                let ((_, first), (period, last)) = (series.first(), series.last());
                if self.hardly_anybody(series.indicator, period) {
                    return Err(NoReading::HardlyAnybody);
                }
                let spread = self.spread(series.indicator, period, category);
                compare(self.figures.indicator(series.indicator), &last, Against::Other(first), spread)
            })
            .collect();
        let judged = judge(&differences, &self.figures.definition.monitor.reading);
        all.into_iter().zip(judged).map(|(series, judged)| Trend { series, judged }).collect()
    }

    /// What areas of their level differ by; of the largest among them, where they are of several.
    pub fn spread(&self, indicator: IndicatorIx, period: Period, category: CategoryIx) -> Option<f64> {
        let level = self.areas.iter().map(|area| self.figures.places.get(*area).level()).min()?;
        let slice: Slice<'_> = self.figures.cube.slice(indicator, period, level)?;
        self.figures.spread(&slice, category)
    }

    /// The published figure of what a reference compares with.
    fn beside(
        &self,
        indicator: IndicatorIx,
        period: Period,
        category: CategoryIx,
        reference: StandingReference,
    ) -> Cell {
        let at = |place: Option<PlaceIx>| {
            place.map(|place| self.figures.cell(Address { indicator, period, place, category })).unwrap_or_default()
        };
        match reference {
            StandingReference::Country => at(self.figures.country()),
            StandingReference::Municipality => at(self.municipality()),
            StandingReference::EverybodyHere => self.sum(indicator, period, CategoryIx::TOTAL).cell,
        }
    }

    /// How many residents of a group it has, in the period nearest to the one asked for; none where that is not known of one of
    /// the areas.
    pub fn people_near(&self, category: CategoryIx, period: Period) -> Option<f64> {
        self.areas.iter().map(|area| self.figures.people_near(*area, category, period)).sum()
    }

    fn hardly_anybody(&self, indicator: IndicatorIx, period: Period) -> bool {
        self.figures.indicator(indicator).measure == Measure::PerThousand
            && self.people_near(CategoryIx::TOTAL, period).is_some_and(|residents| residents < FEW)
    }

    fn about_few(&self, cell: &Cell, period: Period, category: CategoryIx) -> bool {
        let of = cell.denominator.map(|of| f64::from(of.value));
        of.or_else(|| self.people_near(category, period)).is_some_and(|people| people < FEW)
    }
}

/// Whether all of a place is among these areas: itself, or all that lies in it.
fn covers(places: &Places, all: &HashSet<PlaceIx>, place: PlaceIx) -> bool {
    let inside = places.children(place, places.get(place).newest());
    all.contains(&place) || (!inside.is_empty() && inside.iter().all(|one| covers(places, all, *one)))
}

#[cfg(test)]
mod tests {
    use cells::{Block, Count, Kind};
    use definition::{CountryFigure, Definition};

    use super::*;
    use crate::fiction::{self, World};
    use crate::{Certainty, Direction, Reading, Size};

    /// In Zomerdam 10, 20 and 40 % of 1,000 in each district, a year before half of that; elsewhere 10 to 16 %.
    fn blocks(definition: &Definition, places: &Places) -> Vec<Block> {
        let of = |code: cells::AreaCode| match fiction::number(code) {
            900_101 => 100,
            900_102 => 200,
            900_103 => 400,
            other => 100 + other % 61,
        };
        let year = |period, part: u32| {
            fiction::counted(definition, places, "bijstand", period, &[0, 1], move |code, group| {
                (of(code) / part / (1 + u32::from(group)), 1000 / (1 + u32::from(group)))
            })
        };
        [year(2023, 2), year(2024, 1)].concat()
    }

    fn areas(world: &World, codes: &[&str]) -> Vec<PlaceIx> {
        codes.iter().map(|code| fiction::at(&world.places, code)).collect()
    }

    fn bijstand(world: &World) -> IndicatorIx {
        world.definition.find_indicator("bijstand").unwrap()
    }

    #[test]
    fn areas_that_share_people_are_not_taken_as_one() {
        let world = fiction::world(blocks);
        let refused = |codes: &[&str]| apart(&world.places, &areas(&world, codes)).err();
        assert_eq!(refused(&["WK900101", "WK900102"]), None);
        assert_eq!(refused(&["WK900101", "GM9002"]), None);
        assert_eq!(refused(&["WK900101"]), Some(NotTogether::OneArea));
        assert_eq!(refused(&["WK900101", "WK900101"]), Some(NotTogether::OneArea));
        assert_eq!(refused(&["WK900101", "GM9001"]), Some(NotTogether::Nested));
        assert_eq!(refused(&["NL00", "WK900101"]), Some(NotTogether::Nested));
    }

    /// 300 of 2,000 beside the 400 of 1,000 that remain: `proportions_ztest([300, 400], [2000, 1000])`, statsmodels, z = −15.2617.
    #[test]
    fn two_districts_are_compared_with_the_rest_of_their_municipality() {
        let world = fiction::world(blocks);
        let two = areas(&world, &["WK900101", "WK900102"]);
        let together = Together::new(world.figures(), &two).unwrap();
        assert_eq!(together.municipality(), Some(fiction::at(&world.places, "GM9001")));
        assert_eq!(together.whole(), None);
        let total = CategoryIx::TOTAL;
        assert_eq!(together.possible(total), [StandingReference::Municipality, StandingReference::Country]);
        let asked = [(bijstand(&world), together.newest(bijstand(&world), total).unwrap())];
        let found = &together.compare(&asked, total, Some(StandingReference::Municipality))[0];
        assert_eq!(found.period, Period(2024));
        assert_eq!(found.sum.cell.numerator, Some(Count::exact(300)));
        assert_eq!(found.sum.cell.denominator, Some(Count::exact(2000)));
        // What stands beside it is the published figure of the municipality, 700 of 3,000.
        assert!((found.reference.unwrap() - 70.0 / 3.0).abs() < 1e-9);
        let difference = found.judged.difference.unwrap();
        assert!((difference.reference - 40.0).abs() < 1e-9);
        assert!((difference.test.unwrap().z + 15.261_692_391_684).abs() < 1e-9);
        assert!(matches!(
            found.judged.reading,
            Reading::Compared { direction: Direction::Lower, size: Size::Clear, certainty: Certainty::Certain }
        ));
    }

    #[test]
    fn a_group_is_compared_with_the_others_of_the_same_areas() {
        let world = fiction::world(blocks);
        let two = areas(&world, &["WK900101", "WK900102"]);
        let together = Together::new(world.figures(), &two).unwrap();
        let asked = [(bijstand(&world), Period(2024))];
        let found = &together.compare(&asked, CategoryIx(1), Some(StandingReference::EverybodyHere))[0];
        // 150 of 1,000 of the group, 300 of 2,000 of all: the others have as many.
        assert_eq!(found.sum.cell.numerator, Some(Count::exact(150)));
        assert_eq!(found.judged.difference.unwrap().direction, Direction::Equal);
    }

    #[test]
    fn all_districts_of_a_municipality_are_that_municipality() {
        let world = fiction::world(blocks);
        let all = areas(&world, &["WK900103", "WK900101", "WK900102"]);
        let together = Together::new(world.figures(), &all).unwrap();
        let home = fiction::at(&world.places, "GM9001");
        assert_eq!(together.whole(), Some(home));
        assert_eq!(together.possible(CategoryIx::TOTAL), [StandingReference::Country]);
        let sum = together.sum(bijstand(&world), Period(2024), CategoryIx::TOTAL);
        let own =
            Address { indicator: bijstand(&world), period: Period(2024), place: home, category: CategoryIx::TOTAL };
        assert_eq!(sum.cell.numerator, world.figures().cell(own).numerator);
        // Of two municipalities there is none that holds both.
        let two = areas(&world, &["WK900101", "WK900301"]);
        let together = Together::new(world.figures(), &two).unwrap();
        assert_eq!((together.municipality(), together.whole()), (None, None));
    }

    #[test]
    fn a_change_is_that_of_all_areas_together() {
        let world = fiction::world(blocks);
        let two = areas(&world, &["WK900101", "WK900102"]);
        let changes = Together::new(world.figures(), &two).unwrap().changes([bijstand(&world)], CategoryIx::TOTAL);
        let [change] = changes.as_slice() else { panic!("one change") };
        assert_eq!(change.series.first().1.numerator, Some(Count::exact(150)));
        assert_eq!(change.series.last().1.numerator, Some(Count::exact(300)));
        assert_eq!(change.judged.difference.unwrap().direction, Direction::Higher);
    }

    #[test]
    fn an_area_without_a_figure_stands_in_the_way_and_is_named() {
        let world = fiction::world(|definition, places| {
            let mut blocks = blocks(definition, places);
            let hidden = fiction::at(places, "WK900102");
            for (place, _, cell) in blocks.iter_mut().flat_map(|block| &mut block.cells) {
                if *place == hidden {
                    *cell = Cell::missing(Status::Small);
                }
            }
            blocks
        });
        let two = areas(&world, &["WK900101", "WK900102"]);
        let together = Together::new(world.figures(), &two).unwrap();
        let asked = [(bijstand(&world), Period(2024))];
        let found = &together.compare(&asked, CategoryIx::TOTAL, Some(StandingReference::Country))[0];
        assert_eq!(found.sum.cell, Cell::missing(Status::NotAvailable));
        assert_eq!(found.sum.lacking, [two[1]]);
        assert_eq!(found.judged.reading, Reading::None(NoReading::NoFigure));
    }

    /// Values of 10 and 40 without counts, with 1,000 and 3,000 residents: (10 × 1,000 + 40 × 3,000) ÷ 4,000 is 32.5.
    #[test]
    fn values_without_counts_are_weighted_where_the_definition_says_by_what() {
        let mut world = fiction::world(|definition, places| {
            let mut shares = fiction::counted(definition, places, "gezond", 2024, &[0], |code, _| {
                (if fiction::number(code) == 900_101 { 100 } else { 400 }, 1000)
            });
            for (.., cell) in shares.iter_mut().flat_map(|block| &mut block.cells) {
                *cell = Cell::imported(cell.value.unwrap(), Kind::Counted);
            }
            let residents = |code, _| (if fiction::number(code) == 900_101 { 1000 } else { 3000 }, 0);
            [shares, fiction::counted(definition, places, "inwoners", 2024, &[0], residents)].concat()
        });
        let gezond = world.definition.find_indicator("gezond").unwrap();
        let two = areas(&world, &["WK900101", "WK900102"]);
        let cell = |world: &World| sum(&world.figures(), &two, gezond, Period(2024), CategoryIx::TOTAL).cell;
        assert_eq!(cell(&world).status, Status::NotAvailable);
        world.definition.indicators[usize::from(gezond.0)].country =
            CountryFigure::WeightedMean { weight: "inwoners".to_owned() };
        assert!((cell(&world).value.unwrap() - 32.5).abs() < 1e-9);
        assert_eq!((cell(&world).kind, cell(&world).numerator), (Kind::Derived, None));
    }
}
