//! What the map page is asked for: `?cijfer=bijstand&gebied=GM0344-utrecht&niveau=buurten&kleur=waarde&met=jaar:2020`.

use cells::{AreaCode, CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use definition::{Definition, Measure, Polarity};
use geography::Places;

use crate::address;
use crate::opened::Opened;

/// What areas are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Colour {
    /// What the figure means beside others, `kleur=lezing`; the default.
    #[default]
    Reading,
    /// The figure itself, in classes, `kleur=waarde`.
    Value,
}

/// What a second map beside the first shows instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Beside {
    /// Another figure, `met=cijfer:werk`.
    Indicator(IndicatorIx),
    /// Other residents, `met=achtergrond:elders`; everybody is `met=achtergrond:totaal`.
    Category(CategoryIx),
    /// Another year, `met=jaar:2020`.
    Year(Period),
}

/// The view of the movable map, `plek=5.12,52.09,11.5`: longitude, latitude, zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Spot {
    /// In hundred-thousandths of a degree.
    longitude: i32,
    latitude: i32,
    /// In hundredths of a step.
    zoom: i32,
}

impl Spot {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(',').map(|part| part.trim().parse::<f64>().ok().filter(|n| n.is_finite()));
        let (longitude, latitude, zoom) = (parts.next()??, parts.next()??, parts.next()??);
        let right = parts.next().is_none()
            && longitude.abs() <= 180.0
            && latitude.abs() <= 85.0
            && (0.0..=20.0).contains(&zoom);
        right.then(|| Self {
            longitude: (longitude * 1e5).round() as i32,
            latitude: (latitude * 1e5).round() as i32,
            zoom: (zoom * 1e2).round() as i32,
        })
    }

    /// As it stands in the address.
    pub(crate) fn text(self) -> String {
        let [longitude, latitude] = [self.longitude, self.latitude].map(|n| f64::from(n) / 1e5);
        format!("{longitude},{latitude},{}", f64::from(self.zoom) / 1e2)
    }
}

/// Everything the map page is asked for, beside the choices of every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    /// What is shown.
    pub(crate) indicator: IndicatorIx,
    /// Where: the areas inside it, or those it lies among.
    pub(crate) place: PlaceIx,
    /// Which areas; the usual ones for the place where not said.
    pub(crate) level: Option<Level>,
    pub(crate) colour: Colour,
    pub(crate) beside: Option<Beside>,
    /// The view of the movable map, where it was opened.
    pub(crate) spot: Option<Spot>,
}

/// A word of the address that this monitor does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// The word before the `=`.
    pub(crate) key: &'static str,
    /// What was asked for, at most 40 characters of it.
    pub(crate) value: String,
}

/// The word of a level in the address.
pub(crate) const fn level_word(level: Level) -> &'static str {
    match level {
        Level::Country => "land",
        Level::Region => "regios",
        Level::Municipality => "gemeenten",
        Level::District => "wijken",
        Level::Neighbourhood => "buurten",
    }
}

/// The levels a map can show.
pub(crate) const LEVELS: [Level; 4] = [Level::Region, Level::Municipality, Level::District, Level::Neighbourhood];

/// The figure that a map begins with, among those that are wanted: the first of the profile that can be favourable or not, since
/// how old people are is seldom what somebody comes for; else the first of the profile, else any that is no plain number.
pub(crate) fn first_indicator(site: &Opened, wanted: impl Fn(&definition::Indicator) -> bool) -> Option<IndicatorIx> {
    let all = site.release.definition.indicators.iter().enumerate();
    let possible = all
        .map(|(n, one)| (IndicatorIx(n as u16), one))
        .filter(|(ix, one)| one.measure != Measure::Count && wanted(one) && !site.release.cube.periods(*ix).is_empty());
    possible.min_by_key(|(ix, one)| (!one.profile, one.polarity == Polarity::Neutral, *ix)).map(|(ix, _)| ix)
}

impl Beside {
    fn read(text: &str, definition: &Definition, years: &[Period]) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        match kind {
            "cijfer" => definition.find_indicator(id).map(Self::Indicator),
            "achtergrond" if id == "totaal" => Some(Self::Category(CategoryIx::TOTAL)),
            "achtergrond" => definition.find_category(id).map(Self::Category),
            "jaar" => id.parse().map(Period).ok().filter(|year| years.contains(year)).map(Self::Year),
            _ => None,
        }
    }

    /// As it stands in the address.
    pub(crate) fn text(self, definition: &Definition) -> String {
        match self {
            Self::Indicator(ix) => format!("cijfer:{}", definition.indicator(ix).id),
            Self::Category(ix) => {
                format!("achtergrond:{}", definition.category(ix).map_or("totaal", |category| category.id.as_str()))
            }
            Self::Year(year) => format!("jaar:{year}"),
        }
    }
}

impl Asked {
    /// The usual map of a place.
    pub(crate) fn usual(site: &Opened, place: PlaceIx) -> Self {
        let indicator = first_indicator(site, |_| true).unwrap_or(IndicatorIx(0));
        Self { indicator, place, level: None, colour: Colour::default(), beside: None, spot: None }
    }

    /// Reads the query. What is not understood keeps its default and is reported.
    pub(crate) fn read<'a>(site: &Opened, asked: impl Fn(&str) -> Option<&'a str>) -> Option<(Self, Vec<Unknown>)> {
        let definition = &site.release.definition;
        let places = &site.release.places;
        let asked = |key: &str| asked(key).map(str::trim).filter(|text| !text.is_empty());
        let mut unknown = Vec::new();
        let mut refuse =
            |key: &'static str, value: &str| unknown.push(Unknown { key, value: value.chars().take(40).collect() });
        let usual = places
            .find(AreaCode::COUNTRY)
            .or_else(|| address::place(places, &definition.monitor.default_area))
            .or_else(|| places.iter().next().map(|(ix, _)| ix))?;
        let mut read = Self::usual(site, usual);
        if let Some(piece) = asked("gebied") {
            match address::place(places, piece) {
                Some(place) => read.place = place,
                None => refuse("gebied", piece),
            }
        }
        if let Some(id) = asked("cijfer") {
            match definition.find_indicator(id) {
                Some(indicator) => read.indicator = indicator,
                None => refuse("cijfer", id),
            }
        }
        if let Some(word) = asked("niveau") {
            match LEVELS.into_iter().find(|level| level_word(*level) == word) {
                Some(level) => read.level = Some(level),
                None => refuse("niveau", word),
            }
        }
        match asked("kleur") {
            Some("waarde") => read.colour = Colour::Value,
            Some("lezing") | None => {}
            Some(word) => refuse("kleur", word),
        }
        if let Some(text) = asked("met") {
            read.beside = Beside::read(text, definition, &site.years);
            if read.beside.is_none() {
                refuse("met", text);
            }
        }
        read.spot = asked("plek").and_then(Spot::read);
        Some((read, unknown))
    }

    /// As pairs of words for an address, defaults left out, always in the same order.
    pub(crate) fn pairs(&self, definition: &Definition, places: &Places) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            ("cijfer", definition.indicator(self.indicator).id.clone()),
            ("gebied", address::piece(places, self.place)),
        ];
        if let Some(level) = self.level {
            pairs.push(("niveau", level_word(level).to_owned()));
        }
        if self.colour == Colour::Value {
            pairs.push(("kleur", "waarde".to_owned()));
        }
        if let Some(beside) = self.beside {
            pairs.push(("met", beside.text(definition)));
        }
        if let Some(spot) = self.spot {
            pairs.push(("plek", spot.text()));
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_view_in_the_address_is_read_back(longitude in -180.0..180.0_f64, latitude in -85.0..85.0_f64, zoom in 0.0..20.0_f64) {
            let spot = Spot::read(&format!("{longitude},{latitude},{zoom}")).expect("a view");
            prop_assert_eq!(Spot::read(&spot.text()), Some(spot));
        }

        #[test]
        fn any_view_is_read_or_left(text in ".{0,40}") {
            if let Some(spot) = Spot::read(&text) {
                prop_assert!(spot.longitude.abs() <= 18_000_000 && spot.latitude.abs() <= 8_500_000);
            }
        }
    }

    #[test]
    fn what_is_no_view_is_left_out() {
        for text in ["", "5", "5,52", "5,52,11,1", "NaN,52,11", "500,52,11", "5,89,11", "5,52,99", "a,b,c"] {
            assert_eq!(Spot::read(text), None, "{text}");
        }
        assert_eq!(Spot::read("5.12, 52.09,11.5").map(Spot::text).as_deref(), Some("5.12,52.09,11.5"));
    }
}
