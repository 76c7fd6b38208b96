//! What changed between the first and the last year of an unbroken series.

use cells::{CategoryIx, Cell, IndicatorIx, Kind, Period, PlaceIx};
use definition::{Language, Measure};

use crate::{
    Address, Against, Certainty, Direction, Figures, Judged, NoReading, Reading, Size, compare, hardly_anybody, judge,
};

/// The years of one place that can be compared with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What.
    pub indicator: IndicatorIx,
    /// The published figures, ascending; the last unbroken stretch.
    pub points: Vec<(Period, Cell)>,
}

/// A change over a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The series.
    pub series: Series,
    /// The last figure against the first.
    pub judged: Judged,
}

/// The last unbroken series of a place: from the newest published figure back to where the definition says that a new
/// series began, or where counted figures give way to modelled ones. A place is the same place in all its vintages, so
/// figures of another area with the same code are never part of it. None with fewer than two years.
pub fn series(figures: &Figures<'_>, indicator: IndicatorIx, place: PlaceIx, category: CategoryIx) -> Option<Series> {
    unbroken(figures, indicator, |period| figures.cell(Address { indicator, period, place, category }))
}

/// The last unbroken series of the figures that `cell` gives for each period.
pub(crate) fn unbroken(figures: &Figures<'_>, indicator: IndicatorIx, cell: impl Fn(Period) -> Cell) -> Option<Series> {
    let breaks = &figures.indicator(indicator).series_breaks;
    let mut points: Vec<(Period, Cell)> = Vec::new();
    // A new series may begin in a year without figures.
    let mut start = Period(0);
    for &period in figures.cube.periods(indicator).iter().rev() {
        if period < start {
            break;
        }
        let cell = cell(period);
        if cell.is_published() {
            let made = |cell: &Cell| matches!(cell.kind, Kind::Modelled | Kind::Surveyed);
            if points.last().is_some_and(|(_, later)| made(later) != made(&cell)) {
                break;
            }
            if points.is_empty() {
                start = breaks.iter().copied().filter(|begun| *begun <= period).max().unwrap_or(start);
            }
            points.push((period, cell));
        }
    }
    points.reverse();
    (points.len() >= 2).then_some(Series { indicator, points })
}

impl Series {
    /// The first year with its figure.
    pub fn first(&self) -> (Period, Cell) {
        self.points[0]
    }

    /// The last year with its figure.
    pub fn last(&self) -> (Period, Cell) {
        self.points[self.points.len() - 1]
    }
}

/// The changes of several indicators of one place, judged as one family, in the order given; indicators without a series
/// are left out.
///
/// The last year is tested against the first as if they were two groups. Most people are in both, so the
/// test is cautious. The number of residents (a plain count) changed when it did by 2 % or more, clearly from 10 %.
pub fn trends(
    figures: &Figures<'_>,
    place: PlaceIx,
    category: CategoryIx,
    indicators: impl IntoIterator<Item = IndicatorIx>,
) -> Vec<Trend> {
    let all: Vec<Series> =
        indicators.into_iter().filter_map(|indicator| series(figures, indicator, place, category)).collect();
    let differences: Vec<_> = all
        .iter()
        .map(|series| {
            let indicator = figures.indicator(series.indicator);
            let (period, last) = series.last();
            let at = Address { indicator: series.indicator, period, place, category };
            let spread = figures.slice_of(at).and_then(|slice| figures.spread(&slice, at.category));
            if hardly_anybody(figures, at) {
                return Err(NoReading::HardlyAnybody);
            }
            compare(indicator, &last, Against::Other(series.first().1), spread)
        })
        .collect();
    let judged = judge(&differences, &figures.definition.monitor.reading);
    all.into_iter()
        .zip(judged)
        .map(|(series, mut judged)| {
            if figures.indicator(series.indicator).measure == Measure::Count {
                judged.reading = change_of_count(&series.first().1, &series.last().1);
            }
            Trend { series, judged }
        })
        .collect()
}

/// The change of the last figure of a series against each earlier one, in the order of the years; all of them are one family.
pub fn since_each(
    figures: &Figures<'_>,
    series: &Series,
    place: PlaceIx,
    category: CategoryIx,
) -> Vec<(Period, Judged)> {
    let indicator = figures.indicator(series.indicator);
    let (period, last) = series.last();
    let at = Address { indicator: series.indicator, period, place, category };
    let spread = figures.slice_of(at).and_then(|slice| figures.spread(&slice, at.category));
    let earlier = &series.points[..series.points.len() - 1];
    let few = hardly_anybody(figures, at);
    let against = |cell: Cell| {
        if few { Err(NoReading::HardlyAnybody) } else { compare(indicator, &last, Against::Other(cell), spread) }
    };
    let differences: Vec<_> = earlier.iter().map(|(_, cell)| against(*cell)).collect();
    let judged = judge(&differences, &figures.definition.monitor.reading);
    earlier
        .iter()
        .zip(judged)
        .map(|((period, cell), mut judged)| {
            if indicator.measure == Measure::Count {
                judged.reading = change_of_count(cell, &last);
            }
            (*period, judged)
        })
        .collect()
}

/// A change of fewer people is no rise or fall, of however small a place.
const A_HANDFUL: f64 = 5.0;

/// How a plain count changed: everybody is counted, so that only rounding leaves it open.
fn change_of_count(first: &Cell, last: &Cell) -> Reading {
    let (Some(before), Some(after)) = (first.numerator, last.numerator) else {
        return Reading::None(NoReading::PlainCount);
    };
    let change = f64::from(after.value) - f64::from(before.value);
    // From 45 to 50 can be one more, where both are rounded.
    let sure = change.abs() - f64::from(before.within) - f64::from(after.within);
    let size = match change.abs() / f64::from(before.value.max(1)) {
        _ if change.abs() < A_HANDFUL || (0.0..A_HANDFUL).contains(&sure) => Size::None,
        ..0.02 => Size::None,
        0.02..0.1 => Size::Some,
        _ => Size::Clear,
    };
    let apart = after.lowest() > before.highest() || after.highest() < before.lowest();
    let certainty = if apart || change == 0.0 { Certainty::Certain } else { Certainty::Uncertain };
    let direction = match after.value.cmp(&before.value) {
        std::cmp::Ordering::Less => Direction::Lower,
        std::cmp::Ordering::Equal => Direction::Equal,
        std::cmp::Ordering::Greater => Direction::Higher,
    };
    Reading::Compared { direction, size, certainty }
}

/// A change in words: "duidelijk gestegen", "mogelijk gedaald", "ongeveer gelijk gebleven"; none without a reading. A
/// change of figures without counts says so: "gestegen, zekerheid onbekend".
pub fn words(reading: Reading, language: Language) -> Option<String> {
    let Reading::Compared { direction, size, certainty } = reading else { return None };
    let nl = language == Language::Nl;
    let moved = match direction {
        _ if size == Size::None => None,
        Direction::Equal => None,
        Direction::Higher => Some(if nl { "gestegen" } else { "risen" }),
        Direction::Lower => Some(if nl { "gedaald" } else { "fallen" }),
    };
    let Some(moved) = moved else {
        return Some(if nl { "ongeveer gelijk gebleven" } else { "stayed about the same" }.to_owned());
    };
    if certainty == Certainty::Unknown {
        return crate::words::certainty_note(reading, language).map(|note| format!("{moved}, {note}"));
    }
    let how = match (certainty, size) {
        (Certainty::Uncertain, _) => Some(if nl { "mogelijk" } else { "possibly" }),
        (Certainty::Certain, Size::Clear) => Some(if nl { "duidelijk" } else { "clearly" }),
        _ => None,
    };
    Some(how.map_or_else(|| moved.to_owned(), |how| format!("{how} {moved}")))
}

#[cfg(test)]
mod tests {
    use cells::{Count, Period};

    use super::*;
    use crate::fiction;

    /// 5 % of 10,000 in 2018, 2020 and 2022, 7 % in 2024; the definition changed in 2020.
    #[test]
    fn a_series_goes_back_to_where_the_definition_changed() {
        let mut world = fiction::world(|definition, places| {
            let of = |year| {
                fiction::counted(definition, places, "bijstand", year, &[0], move |code, _| {
                    (500 + fiction::number(code) % 13 + if year == 2024 { 200 } else { 0 }, 10_000)
                })
            };
            [2018, 2020, 2022, 2024].into_iter().flat_map(of).collect()
        });
        let indicator = world.definition.find_indicator("bijstand").unwrap();
        let place = fiction::at(&world.places, "WK900101");
        let years = |world: &fiction::World| {
            let found = series(&world.figures(), indicator, place, CategoryIx::TOTAL).unwrap();
            found.points.iter().map(|(period, _)| period.0).collect::<Vec<_>>()
        };
        // It may have changed in a year that has no figure.
        for (changed, left) in [(2020, vec![2020, 2022, 2024]), (2021, vec![2022, 2024])] {
            world.definition.indicators[usize::from(indicator.0)].series_breaks = vec![Period(changed)];
            assert_eq!(years(&world), left);
        }
        let found = trends(&world.figures(), place, CategoryIx::TOTAL, [indicator]);
        assert_eq!(words(found[0].judged.reading, Language::Nl).as_deref(), Some("duidelijk gestegen"));
        assert_eq!(words(found[0].judged.reading, Language::En).as_deref(), Some("clearly risen"));
    }

    /// 5 % in 2018, 2020 and 2022, 7 % in 2024: certain against each, and judged together (`q` is that of the same p three times).
    #[test]
    fn a_change_is_told_since_each_earlier_year() {
        let world = fiction::world(|definition, places| {
            let of = |year| {
                fiction::counted(definition, places, "bijstand", year, &[0], move |code, _| {
                    (500 + fiction::number(code) % 13 + if year == 2024 { 200 } else { 0 }, 10_000)
                })
            };
            [2018, 2020, 2022, 2024].into_iter().flat_map(of).collect()
        });
        let indicator = world.definition.find_indicator("bijstand").unwrap();
        let place = fiction::at(&world.places, "WK900101");
        let series = series(&world.figures(), indicator, place, CategoryIx::TOTAL).unwrap();
        let found = since_each(&world.figures(), &series, place, CategoryIx::TOTAL);
        let years: Vec<u16> = found.iter().map(|(period, _)| period.0).collect();
        assert_eq!(years, [2018, 2020, 2022]);
        for (_, judged) in &found {
            assert_eq!(words(judged.reading, Language::Nl).as_deref(), Some("duidelijk gestegen"));
            let p = judged.difference.unwrap().test.unwrap().p;
            assert!((judged.q.unwrap() - p).abs() < 1e-15);
        }
    }

    fn residents(before: u32, after: u32, within: u16) -> Reading {
        let cell = |value| Cell::count(Count { value, within }, Kind::Counted);
        change_of_count(&cell(before), &cell(after))
    }

    #[test]
    fn residents_changed_when_more_than_rounding_says_so() {
        let say = |reading| words(reading, Language::Nl).unwrap();
        assert_eq!(say(residents(1000, 1010, 0)), "ongeveer gelijk gebleven");
        assert_eq!(say(residents(1000, 1060, 2)), "gestegen");
        assert_eq!(say(residents(1000, 1200, 2)), "duidelijk gestegen");
        assert_eq!(say(residents(20, 15, 4)), "mogelijk gedaald");
        assert_eq!(words(Reading::None(NoReading::NoFigure), Language::Nl), None);
    }
}
