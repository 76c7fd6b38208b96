//! Where an area stands among others: order with ties, quantiles, and the words for it.

use std::ops::RangeInclusive;

use cells::{CategoryIx, Cell, Level, PlaceIx};
use definition::{Indicator, Language};
use release::Slice;

use crate::statistics::{Fraction, Interval, weighted_quantile};
use crate::{chance_of, words};

/// One area in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The area.
    pub place: PlaceIx,
    /// Its figure.
    pub value: f64,
    /// What chance and rounding leave open (95 %), in the indicator's unit; none without counts.
    pub interval: Option<Interval>,
    /// Position from the highest figure down, 1 first; areas with the same figure share the first of their positions.
    pub rank: usize,
    /// Positions that the intervals leave open: areas whose intervals overlap with this one could be on either side.
    pub possible: RangeInclusive<usize>,
}

/// Areas from the highest figure to the lowest; with the same figure, in the order of the places. Only published figures,
/// of all areas or of those that `among` lets through.
pub fn ranking(
    indicator: &Indicator,
    slice: &Slice<'_>,
    category: CategoryIx,
    among: impl Fn(PlaceIx) -> bool,
) -> Vec<Ranked> {
    let figures: Vec<(PlaceIx, f64, Option<Interval>)> = slice
        .cells(category)
        .filter(|(place, cell)| cell.is_published() && among(*place))
        .filter_map(|(place, cell)| {
            Some((place, cell.value.filter(|value| value.is_finite())?, interval_of(indicator, &cell)))
        })
        .collect();
    order(figures)
}

/// What chance and rounding leave open of a figure (95 %), in the indicator's unit; none without counts.
pub fn interval_of(indicator: &Indicator, cell: &Cell) -> Option<Interval> {
    let (chance, counts) = (chance_of(indicator.measure)?, Fraction::of(cell)?);
    Some(Interval::of_chance(chance, &counts).times(indicator.measure.per()))
}

fn order(mut figures: Vec<(PlaceIx, f64, Option<Interval>)>) -> Vec<Ranked> {
    figures.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let bounds = |value: f64, interval: Option<Interval>| interval.unwrap_or(Interval { low: value, high: value });
    let mut lows: Vec<f64> = figures.iter().map(|(_, value, i)| bounds(*value, *i).low).collect();
    let mut highs: Vec<f64> = figures.iter().map(|(_, value, i)| bounds(*value, *i).high).collect();
    lows.sort_unstable_by(f64::total_cmp);
    highs.sort_unstable_by(f64::total_cmp);
    let all = figures.len();
    let mut ranked: Vec<Ranked> = Vec::with_capacity(all);
    for (position, (place, value, interval)) in figures.into_iter().enumerate() {
        let rank = ranked
            .last()
            .filter(|above| above.value.total_cmp(&value).is_eq())
            .map_or(position + 1, |above| above.rank);
        let own = bounds(value, interval);
        let surely_above = all - lows.partition_point(|low| *low <= own.high);
        let surely_below = highs.partition_point(|high| *high < own.low);
        ranked.push(Ranked { place, value, interval, rank, possible: surely_above + 1..=all - surely_below });
    }
    ranked
}

/// How the figures of areas lie, for strips and the steps of a map. Every area counts the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// All figures, ascending.
    pub values: Vec<f64>,
    /// The 10 % point.
    pub tenth: f64,
    /// The 25 % point.
    pub lower_quartile: f64,
    /// The middle.
    pub median: f64,
    /// The 75 % point.
    pub upper_quartile: f64,
    /// The 90 % point.
    pub ninetieth: f64,
}

impl Distribution {
    /// Of these figures; none when there are none.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<(f64, f64)> =
            values.into_iter().filter(|value| value.is_finite()).map(|value| (value, 1.0)).collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share| weighted_quantile(&sorted, share);
        Some(Self {
            tenth: at(0.1)?,
            lower_quartile: at(0.25)?,
            median: at(0.5)?,
            upper_quartile: at(0.75)?,
            ninetieth: at(0.9)?,
            values: sorted.into_iter().map(|(value, _)| value).collect(),
        })
    }

    /// Of the published figures of a category in a slice.
    pub fn of(slice: &Slice<'_>, category: CategoryIx) -> Option<Self> {
        Self::new(slice.cells(category).filter(|(_, cell)| cell.is_published()).filter_map(|(_, cell)| cell.value))
    }

    /// The values that cut the areas into `parts` equally large groups, ascending: `parts − 1` of them.
    pub fn cuts(&self, parts: usize) -> Vec<f64> {
        let sorted: Vec<(f64, f64)> = self.values.iter().map(|value| (*value, 1.0)).collect();
        (1..parts).filter_map(|part| weighted_quantile(&sorted, part as f64 / parts as f64)).collect()
    }

    /// The number of figures below and above a value.
    pub fn around(&self, value: f64) -> (usize, usize) {
        let below = self.values.partition_point(|v| *v < value);
        let above = self.values.len() - self.values.partition_point(|v| *v <= value);
        (below, above)
    }
}

/// Fewer others than this are counted one by one.
const MANY: usize = 20;

/// Where a figure stands among those of its level: "hoger dan in 8 op de 10 gemeenten", "hoger dan in 7 van de 11 andere
/// gemeenten". What chance and rounding leave open
/// of it (`interval`) is nobody's position: only areas outside of that count as passed. Tenths are rounded down, so that it is
/// never an overstatement; the value itself is one of `distribution`. `areas` is how many the level has, with or without a
/// figure.
///
/// None with fewer than 5 areas, where a third of them has no figure (those may well be the highest or the lowest), and where
/// the figure is so open that it could stand nearly anywhere.
pub fn position_among(
    value: f64,
    interval: Option<Interval>,
    distribution: &Distribution,
    areas: usize,
    level: Level,
    language: Language,
) -> Option<String> {
    let with_figure = distribution.values.len();
    if with_figure < 5 || with_figure * 3 < areas * 2 {
        return None;
    }
    let all_known = with_figure >= areas;
    let own = interval.unwrap_or(Interval { low: value, high: value });
    let (below, above) = (distribution.around(own.low).0, distribution.around(own.high).1);
    let (word, passed) = match (language, below >= above) {
        (Language::Nl, true) => ("hoger", below),
        (Language::Nl, false) => ("lager", above),
        (Language::En, true) => ("higher", below),
        (Language::En, false) => ("lower", above),
    };
    let others = with_figure - 1;
    let levels = words::levels_word(level, language);
    let those = match (all_known, language) {
        (true, _) => levels.to_owned(),
        (false, Language::Nl) => format!("{levels} met een cijfer"),
        (false, Language::En) => format!("{levels} with a figure"),
    };
    if passed * 10 >= others * 6 {
        return Some(match (language, others) {
            // Of areas that have no figure nobody knows whether they are passed.
            (Language::Nl, _) if passed == others && all_known => format!("{word} dan in alle andere {those}"),
            (Language::En, _) if passed == others && all_known => format!("{word} than in all other {those}"),
            (Language::Nl, ..MANY) => format!("{word} dan in {passed} van de {others} andere {those}"),
            (Language::En, ..MANY) => format!("{word} than in {passed} of the {others} other {those}"),
            (Language::Nl, _) => format!("{word} dan in {} op de 10 {those}", (passed * 10 / others).min(9)),
            (Language::En, _) => format!("{word} than in {} out of every 10 {those}", (passed * 10 / others).min(9)),
        });
    }
    if (with_figure - below - above) * 2 > with_figure {
        return None;
    }
    Some(match language {
        Language::Nl => format!("ongeveer in het midden van alle {those}"),
        Language::En => format!("about in the middle of all {those}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(place: u32, value: f64, half: f64) -> (PlaceIx, f64, Option<Interval>) {
        (PlaceIx(place), value, Some(Interval { low: value - half, high: value + half }))
    }

    #[test]
    fn areas_with_the_same_figure_share_their_rank() {
        let ranked = order(vec![at(1, 5.0, 0.1), at(2, 9.0, 0.1), at(3, 5.0, 0.1), at(4, 1.0, 0.1)]);
        let ranks: Vec<_> = ranked.iter().map(|r| (r.place.0, r.rank)).collect();
        assert_eq!(ranks, [(2, 1), (1, 2), (3, 2), (4, 4)]);
    }

    #[test]
    fn overlapping_intervals_leave_the_rank_open() {
        let ranked = order(vec![at(1, 9.0, 0.5), at(2, 5.0, 1.0), at(3, 4.5, 1.0), at(4, 1.0, 0.5)]);
        let possible: Vec<_> = ranked.into_iter().map(|r| r.possible).collect();
        assert_eq!(possible, [1..=1, 2..=3, 2..=3, 4..=4]);
    }

    #[test]
    fn a_position_is_said_in_tenths_rounded_down() {
        let all = Distribution::new((0..101).map(f64::from)).unwrap();
        let say = |value| position_among(value, None, &all, 101, Level::Municipality, Language::Nl).unwrap();
        assert_eq!(say(89.0), "hoger dan in 8 op de 10 gemeenten");
        assert_eq!(say(5.0), "lager dan in 9 op de 10 gemeenten");
        assert_eq!(say(100.0), "hoger dan in alle andere gemeenten");
        assert_eq!(say(50.0), "ongeveer in het midden van alle gemeenten");
        let twelve = Distribution::new((0..12).map(f64::from)).unwrap();
        let position = position_among(8.0, None, &twelve, 12, Level::Municipality, Language::Nl);
        assert_eq!(position.as_deref(), Some("hoger dan in 8 van de 11 andere gemeenten"));
        let two = Distribution::new([1.0, 2.0]).unwrap();
        assert_eq!(position_among(1.0, None, &two, 2, Level::District, Language::En), None);
    }

    #[test]
    fn chance_and_areas_without_a_figure_take_from_a_position() {
        let all = Distribution::new((0..101).map(f64::from)).unwrap();
        let say = |value: f64, half: f64, areas| {
            let interval = Some(Interval { low: value - half, high: value + half });
            position_among(value, interval, &all, areas, Level::Municipality, Language::Nl)
        };
        assert_eq!(say(89.0, 5.0, 101).as_deref(), Some("hoger dan in 8 op de 10 gemeenten"));
        assert_eq!(say(89.0, 20.0, 101).as_deref(), Some("hoger dan in 6 op de 10 gemeenten"));
        assert_eq!(say(89.0, 60.0, 101), None);
        assert_eq!(say(50.0, 10.0, 101).as_deref(), Some("ongeveer in het midden van alle gemeenten"));
        assert_eq!(say(100.0, 0.0, 120).as_deref(), Some("hoger dan in 9 op de 10 gemeenten met een cijfer"));
        assert_eq!(say(100.0, 0.0, 160), None);
    }

    /// `numpy.quantile(range(1, 11), [.2, .4, .6, .8], method="averaged_inverted_cdf")`: 2.5, 4.5, 6.5, 8.5.
    #[test]
    fn cuts_make_groups_of_equal_size() {
        let ten = Distribution::new((1..=10).map(f64::from)).unwrap();
        assert_eq!(ten.cuts(5), [2.5, 4.5, 6.5, 8.5]);
    }
}
