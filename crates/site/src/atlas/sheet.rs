//! The areas of one map with their figures and the classes these stand in.

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status, Vintage};
use charts::Mark;
use definition::{Indicator, Measure, Polarity};
use geography::Places;
use insight::comparison::has_remainder;
use insight::{NoReading, Reading};
use release::Slice;

use super::scale::{Figure, Scale};
use super::{Asked, Beside, Colour};
use crate::choices::{Choices, Comparison, Year};
use crate::opened::Opened;
use crate::texts::Texts;
use crate::view::figure;

/// One figure of one year and group, for the areas of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Of {
    pub(crate) indicator: IndicatorIx,
    pub(crate) category: CategoryIx,
    pub(crate) period: Period,
    pub(crate) level: Level,
}

/// Where a map is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Frame {
    /// The areas inside this place are shown.
    pub(crate) within: PlaceIx,
    pub(crate) level: Level,
    /// The area the visitor came from, where it is one of those shown.
    pub(crate) marked: Option<PlaceIx>,
}

/// One map.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) of: Of,
    pub(crate) frame: Frame,
    /// The division its areas belong to.
    pub(crate) vintage: Vintage,
    /// What figures are compared with; none on a map of values and of what is never compared.
    pub(crate) compared: Option<Comparison>,
    pub(crate) scale: Scale,
    pub(crate) areas: Vec<Area>,
}

/// An area of a map.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) place: PlaceIx,
    pub(crate) cell: Cell,
    pub(crate) mark: Mark,
    /// Position in the classes of the scale.
    pub(crate) class: usize,
}

/// The levels that can be shown for a place: those that have any figure of the indicator.
pub(crate) fn levels(site: &Opened, indicator: IndicatorIx) -> Vec<Level> {
    let cube = &site.release.cube;
    let has =
        |level: Level| cube.periods(indicator).iter().any(|&period| cube.slice(indicator, period, level).is_some());
    super::asked::LEVELS.into_iter().filter(|&level| has(level)).collect()
}

/// The areas inside a place, of a level below it, in one division.
pub(crate) fn inside(places: &Places, within: PlaceIx, level: Level, vintage: Vintage) -> Vec<PlaceIx> {
    if places.get(within).level() == Level::Country {
        let all = places.of_vintage(level, vintage);
        return if level == Level::Region { of_one_collection(places, all) } else { all.collect() };
    }
    let mut areas = vec![within];
    while areas.first().is_some_and(|&area| places.get(area).level() < level) {
        areas = areas.iter().flat_map(|&area| places.children(area, vintage).iter().copied()).collect();
    }
    areas
}

/// The regions of the first collection: those of several would lie over each other.
pub(crate) fn of_one_collection(places: &Places, regions: impl Iterator<Item = PlaceIx>) -> Vec<PlaceIx> {
    let mut regions: Vec<PlaceIx> = regions.collect();
    if let Some(first) = regions.first().map(|&ix| places.get(ix).code.collection()) {
        regions.retain(|&ix| places.get(ix).code.collection() == first);
    }
    regions
}

/// The level that is shown where none was chosen: the one below the place of which there is more than one area.
fn usual_level(places: &Places, place: PlaceIx) -> Level {
    let at = places.get(place);
    match at.level() {
        Level::Country => Level::Municipality,
        Level::Region => places.member_level(place).unwrap_or(Level::Municipality),
        Level::Municipality if places.children(place, at.newest()).len() > 1 => Level::District,
        _ => Level::Neighbourhood,
    }
}

/// Where a map is of: the areas inside the place, or where these are not smaller, those it lies among.
pub(crate) fn frame(site: &Opened, asked: &Asked) -> Frame {
    let places = &site.release.places;
    let possible = levels(site, asked.indicator);
    let usual = usual_level(places, asked.place);
    let level = asked.level.or_else(|| possible.contains(&usual).then_some(usual)).unwrap_or_else(|| {
        // Of what exists for larger areas only, the smallest there are.
        possible.last().copied().unwrap_or(Level::Municipality)
    });
    let own = places.get(asked.place);
    // A region of neighbourhoods has no municipalities inside it.
    let level = places
        .member_level(asked.place)
        .map_or(level, |members| if level > Level::Region { level.max(members) } else { level });
    if own.level() < level {
        return Frame { within: asked.place, level, marked: None };
    }
    let up = |to: Level| places.ancestor(asked.place, to, own.newest());
    let around = if level <= Level::Municipality { up(Level::Country) } else { up(Level::Municipality) };
    Frame { within: around.unwrap_or(asked.place), level, marked: up(level) }
}

/// What the areas of a map can be compared with, the usual one first.
pub(crate) fn comparisons(frame: Frame, country: bool, category: CategoryIx) -> Vec<Comparison> {
    let mut possible = vec![Comparison::Country];
    if frame.level > Level::Municipality {
        possible.insert(usize::from(country), Comparison::Municipality);
    }
    if category != CategoryIx::TOTAL {
        possible.push(Comparison::EverybodyHere);
    }
    possible
}

/// The year a level is shown of: the one chosen, or the newest in which it has the group.
pub(crate) fn period(
    site: &Opened,
    indicator: IndicatorIx,
    level: Level,
    category: CategoryIx,
    year: Year,
) -> Option<Period> {
    let cube = &site.release.cube;
    match year {
        Year::Fixed(year) => cube.slice(indicator, year, level).map(|_| year),
        Year::Newest => cube.periods(indicator).iter().copied().rev().find(|&period| {
            cube.slice(indicator, period, level).is_some_and(|slice| slice.categories().contains(&category))
        }),
    }
}

/// What the second map shows, given the first.
pub(crate) fn beside(site: &Opened, asked: &Asked, choices: Choices) -> Option<(Asked, Choices)> {
    let (mut other, mut chosen) = (Asked { beside: None, ..*asked }, choices);
    match asked.beside? {
        Beside::Indicator(indicator) => other.indicator = indicator,
        Beside::Category(category) => chosen.category = category,
        Beside::Year(year) => chosen.year = Year::Fixed(year),
    }
    // The second map is of the same areas as the first.
    other.level = Some(frame(site, asked).level);
    Some((other, chosen))
}

impl Sheet {
    /// Makes a map. None where the level, or the group at that level, has no figures of that year. With `like`, figures of the same indicator have the
    /// classes of another map, so that the two can be compared by eye.
    pub(crate) fn of(site: &Opened, asked: &Asked, choices: Choices, t: &Texts, like: Option<&Self>) -> Option<Self> {
        let frame = frame(site, asked);
        let period = period(site, asked.indicator, frame.level, choices.category, choices.year)?;
        let of = Of { indicator: asked.indicator, category: choices.category, period, level: frame.level };
        let slice = site.release.cube.slice(of.indicator, of.period, of.level)?;
        let places = &site.release.places;
        // In the division of that year a place may have been another one, with the same code.
        let vintage = slice.vintage();
        let then = |ix: PlaceIx| {
            let place = places.get(ix);
            if place.vintages.contains(&vintage) { Some(ix) } else { places.find_in(place.code, vintage) }
        };
        let within = then(frame.within)?;
        let frame = Frame { within, marked: frame.marked.and_then(then), ..frame };
        let drawn = Self::drawn(site, of, frame, &slice, asked.colour, choices, t, like);
        drawn.areas.iter().any(|area| area.cell.status != Status::NotAvailable).then_some(drawn)
    }

    #[expect(clippy::too_many_arguments, reason = "all of them are of one map; they part ways here")]
    fn drawn(
        site: &Opened,
        of: Of,
        frame: Frame,
        slice: &Slice<'_>,
        colour: Colour,
        choices: Choices,
        t: &Texts,
        like: Option<&Self>,
    ) -> Self {
        let indicator = site.release.definition.indicator(of.indicator);
        let by_value = colour == Colour::Value || indicator.measure == Measure::Count;
        let country = site.release.places.get(frame.within).level() == Level::Country;
        let possible = comparisons(frame, country, of.category);
        let compared = choices.comparison.filter(|c| possible.contains(c)).or_else(|| possible.first().copied());
        let compared = compared.filter(|_| !by_value);
        let same = like.filter(|other| {
            other.of.indicator == of.indicator && other.of.level == of.level && other.scale.is_of_readings() != by_value
        });
        let scale = same.map_or_else(|| scale(site, of, by_value, choices, t), |other| other.scale.clone());
        let areas: Vec<Area> = inside(&site.release.places, frame.within, of.level, slice.vintage())
            .into_iter()
            .map(|place| {
                let cell = slice.cell(place, of.category);
                let mark = mark(site, slice, place, of.category, compared, indicator.polarity, choices, &cell);
                let class = scale.class(&Figure { cell, mark }, indicator);
                Area { place, cell, mark, class }
            })
            .collect();
        let unknown = |area: &Area| matches!(area.mark.shade(), charts::Shade::Unknown(_));
        let scale = if areas.iter().any(unknown) { scale.of_unknown_certainty(t) } else { scale };
        Self { of, frame, vintage: slice.vintage(), compared, scale, areas }
    }

    /// The indicator.
    pub(crate) fn indicator<'a>(&self, site: &'a Opened) -> &'a Indicator {
        site.release.definition.indicator(self.of.indicator)
    }
}

/// The classes of a figure: the same for every place, so that a colour means the same in all of the country.
fn scale(site: &Opened, of: Of, by_value: bool, choices: Choices, t: &Texts) -> Scale {
    let definition = &site.release.definition;
    let indicator = definition.indicator(of.indicator);
    if !by_value {
        return Scale::readings(choices.judge && indicator.polarity != Polarity::Neutral, t);
    }
    let all = site.distribution(of.indicator, of.period, of.level, of.category);
    let values: Vec<f64> = all.values.iter().map(|(value, _)| *value).collect();
    Scale::values(&values, indicator, &definition.monitor.reading, t)
}

#[expect(clippy::too_many_arguments, reason = "what a reading is looked up by")]
fn mark(
    site: &Opened,
    slice: &Slice<'_>,
    place: PlaceIx,
    category: CategoryIx,
    compared: Option<Comparison>,
    polarity: Polarity,
    choices: Choices,
    cell: &Cell,
) -> Mark {
    if !cell.is_published() {
        return Mark::NOT_SHOWN;
    }
    let reading = match compared {
        Some(Comparison::Municipality) if !has_remainder(&site.release.places, place) => {
            Reading::None(NoReading::NoRemainder)
        }
        Some(compared) => Reading::unpack(slice.reading(place, category, compared.standing())),
        None => Reading::None(NoReading::NotComputed),
    };
    figure::mark(reading, polarity, choices)
}
