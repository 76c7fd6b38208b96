//! Names of places and of the levels they are on.

use cells::{Level, PlaceIx};
use definition::{Collection, Language};

use crate::opened::Opened;
use crate::texts::Texts;

pub(crate) use insight::texts::capitalised;

/// The name of a place in a sentence: that of the country and of regions as the definition has it in each language, all
/// others as their register writes them.
pub(crate) fn name(site: &Opened, ix: PlaceIx, language: Language) -> &str {
    let place = site.release.places.get(ix);
    let definition = &site.release.definition;
    if let Some((_, region)) = definition.region(place.code) {
        return region.label.get(language);
    }
    let country = definition.monitor.country_name.as_ref().filter(|_| place.level() == Level::Country);
    country.map_or(place.name.as_str(), |name| name.get(language))
}

/// The same at the head of a page, a column or a list: with a capital, and as people say it.
pub(crate) fn heading(site: &Opened, ix: PlaceIx, language: Language) -> String {
    capitalised(spoken(site, ix, language))
}

/// With a small first letter, as after a colon: "gemeente in de provincie Utrecht".
pub(crate) fn in_a_sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// A name without the number that its register puts before it, in a sentence.
pub(crate) fn spoken(site: &Opened, ix: PlaceIx, language: Language) -> &str {
    insight::words::spoken_name(name(site, ix, language))
}

/// "gemeente", "wijk"; of regions what the definition calls them, "provincie".
pub(crate) fn level_word(site: &Opened, level: Level, t: &Texts) -> String {
    match level {
        Level::Country => t.get("level-country"),
        Level::Region => of_collections(site, |collection| collection.kind.get(t.language())),
        Level::Municipality => t.get("level-municipality"),
        Level::District => t.get("level-district"),
        Level::Neighbourhood => t.get("level-neighbourhood"),
    }
}

/// "gemeenten", "wijken"; of regions what the definition calls them, "provincies".
pub(crate) fn level_words(site: &Opened, level: Level, t: &Texts) -> String {
    match level {
        Level::Country => t.get("levels-country"),
        Level::Region => of_collections(site, |collection| collection.label.get(t.language())),
        Level::Municipality => t.get("levels-municipality"),
        Level::District => t.get("levels-district"),
        Level::Neighbourhood => t.get("levels-neighbourhood"),
    }
}

/// A text of each collection, in a sentence.
fn of_collections<'a>(site: &'a Opened, text: impl Fn(&'a Collection) -> &'a str) -> String {
    let all: Vec<String> =
        site.release.definition.collections.iter().map(|collection| text(collection).to_lowercase()).collect();
    all.join(" / ")
}

/// What a place is called by itself: "gemeente", "provincie".
pub(crate) fn own_level_word(site: &Opened, ix: PlaceIx, t: &Texts) -> String {
    let place = site.release.places.get(ix);
    match site.release.definition.region(place.code) {
        Some((collection, _)) => collection.kind.get(t.language()).to_lowercase(),
        None => level_word(site, place.level(), t),
    }
}

/// The regions that a place lies in, by its municipality: those of the collections in the order of the definition.
pub(crate) fn regions(site: &Opened, ix: PlaceIx) -> Vec<PlaceIx> {
    let places = &site.release.places;
    let vintage = places.get(ix).newest();
    let mut found = Vec::new();
    let mut at = Some(ix);
    while let Some(place) = at {
        found.extend_from_slice(places.regions_of(place, vintage));
        at = places.parent(place, vintage);
    }
    let order = |ix: &PlaceIx| {
        let letters = places.get(*ix).code.collection();
        site.release.definition.collections.iter().position(|collection| collection.letters() == letters)
    };
    found.sort_by_key(|ix| (order(ix), *ix));
    found.dedup();
    found
}

/// The municipality a district or neighbourhood is in.
pub(crate) fn municipality(site: &Opened, ix: PlaceIx) -> Option<PlaceIx> {
    let place = site.release.places.get(ix);
    if place.level() <= Level::Municipality {
        return None;
    }
    site.release.places.ancestor(ix, Level::Municipality, place.newest())
}

/// The last year of a place whose code now belongs to another place, or to none.
pub(crate) fn until(site: &Opened, ix: PlaceIx) -> Option<u16> {
    let newest = site.release.places.newest_vintage()?;
    let own = site.release.places.get(ix).newest();
    (own < newest).then_some(own.0)
}

/// What kind of place it is, as a line under its name: "Wijk in de gemeente Zomerdam".
pub(crate) fn kind(site: &Opened, ix: PlaceIx, t: &Texts) -> String {
    let place = site.release.places.get(ix);
    let within = municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
    let kind = match (place.level(), within) {
        (Level::Country, _) => t.get("kind-country"),
        (Level::Region, _) => capitalised(&own_level_word(site, ix, t)),
        (Level::Municipality, _) => match regions(site, ix).first() {
            Some(&region) => t.with(
                "kind-municipality-in",
                &[
                    ("article", insight::words::article(&own_level_word(site, region, t)).into()),
                    ("kind", own_level_word(site, region, t).into()),
                    ("region", name(site, region, t.language()).to_owned().into()),
                ],
            ),
            None => t.get("kind-municipality"),
        },
        (Level::District, Some(name)) => t.with("kind-district", &[("municipality", name.into())]),
        (Level::Neighbourhood, Some(name)) => t.with("kind-neighbourhood", &[("municipality", name.into())]),
        (level, None) => level_word(site, level, t),
    };
    let (official, said) = (name(site, ix, t.language()), spoken(site, ix, t.language()));
    if official == said {
        return kind;
    }
    format!("{kind}, {}", t.with("kind-official", &[("name", official.to_owned().into())]))
}

/// A name that says which one is meant: "Veerkwartier (wijk in Zomerdam)".
pub(crate) fn label(site: &Opened, ix: PlaceIx, t: &Texts) -> String {
    let place = site.release.places.get(ix);
    if place.level() == Level::Country {
        return heading(site, ix, t.language());
    }
    let name = spoken(site, ix, t.language()).to_owned();
    let level = own_level_word(site, ix, t);
    let within = municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
    let label = match within {
        Some(within) => {
            t.with("place-label-in", &[("name", name.into()), ("level", level.into()), ("municipality", within.into())])
        }
        None => t.with("place-label", &[("name", name.into()), ("level", level.into())]),
    };
    match until(site, ix) {
        Some(year) => t.with("place-label-until", &[("label", label.into()), ("year", year.to_string().into())]),
        None => label,
    }
}
