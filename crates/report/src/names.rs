//! What places, groups and comparisons are called in a document.

use cells::{CategoryIx, Level, PlaceIx};
use definition::{Indicator, Language};

use crate::Beside;
use crate::edition::Edition;
use crate::texts::Texts;

pub(crate) use insight::texts::capitalised;

/// A name in an address or of a file: lower-case letters, digits and single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let plain = deunicode::deunicode(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '`'));
    let clean = |word: &str| word.replace(['\'', '`'], "").to_ascii_lowercase();
    words.map(clean).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The name of a place in a sentence: that of the country and of regions as the definition has it.
pub(crate) fn name(edition: &Edition<'_>, ix: PlaceIx, language: Language) -> String {
    let place = edition.places().get(ix);
    let definition = edition.definition();
    if let Some((_, region)) = definition.region(place.code) {
        return region.label.get(language).to_owned();
    }
    let country = definition.monitor.country_name.as_ref().filter(|_| place.level() == Level::Country);
    country.map_or_else(|| place.name.clone(), |name| name.get(language).to_owned())
}

/// The name without the number that its register puts before it, in a sentence.
pub(crate) fn spoken(edition: &Edition<'_>, ix: PlaceIx, language: Language) -> String {
    insight::words::spoken_name(&name(edition, ix, language)).to_owned()
}

/// The municipality a district or neighbourhood is in.
pub(crate) fn municipality(edition: &Edition<'_>, ix: PlaceIx) -> Option<PlaceIx> {
    let place = edition.places().get(ix);
    if place.level() <= Level::Municipality {
        return None;
    }
    edition.places().ancestor(ix, Level::Municipality, place.newest())
}

/// What kind of place it is: "Wijk in de gemeente Zomerdam".
pub(crate) fn kind(edition: &Edition<'_>, ix: PlaceIx, t: &Texts) -> String {
    let place = edition.places().get(ix);
    let within = municipality(edition, ix).map(|m| edition.places().get(m).name.clone()).unwrap_or_default();
    let key = match place.level() {
        Level::Country => "kind-country",
        Level::Region => {
            return edition.definition().region(place.code).map_or_else(
                || capitalised(insight::words::level_word(Level::Region, t.language())),
                |(collection, _)| collection.kind.get(t.language()).to_owned(),
            );
        }
        Level::Municipality => "kind-municipality",
        Level::District => "kind-district",
        Level::Neighbourhood => "kind-neighbourhood",
    };
    t.with(key, &[("municipality", within.into())])
}

/// The last year of a place that is no more.
pub(crate) fn until(edition: &Edition<'_>, ix: PlaceIx) -> Option<u16> {
    let newest = edition.places().newest_vintage()?;
    let own = edition.places().get(ix).newest();
    (own < newest).then_some(own.0)
}

/// "wijken", "gemeenten".
pub(crate) fn levels(level: Level, t: &Texts) -> String {
    insight::words::levels_word(level, t.language()).to_owned()
}

/// What figures are of: everybody, or a group, to stand in the middle of a ring.
pub(crate) fn group(edition: &Edition<'_>, category: CategoryIx, t: &Texts) -> String {
    edition
        .definition()
        .category(category)
        .map_or_else(|| t.get("everybody-lower"), |category| category.label.get(t.language()).to_owned())
}

/// The same in a sentence: "bewoners met een Turkse herkomst".
pub(crate) fn people(edition: &Edition<'_>, category: CategoryIx, t: &Texts) -> String {
    let named = edition.definition().category(category).and_then(|category| category.people.as_ref());
    named.map_or_else(|| group(edition, category, t), |people| people.get(t.language()).to_owned())
}

/// What it is compared with, in a sentence: "de rest van Zomerdam".
pub(crate) fn beside(edition: &Edition<'_>, ix: PlaceIx, beside: Beside, t: &Texts) -> String {
    use release::StandingReference::{Country, EverybodyHere, Municipality};
    let language = t.language();
    let rest_of = |place: Option<PlaceIx>| {
        let name = place.map_or_else(|| t.get("the-whole"), |place| name(edition, place, language));
        t.with("rest-of", &[("name", name.into())])
    };
    match beside {
        Beside::Standing(Country) => rest_of(edition.figures.country()),
        Beside::Standing(Municipality) => rest_of(municipality(edition, ix)),
        Beside::Standing(EverybodyHere) => t.get("others-here"),
        Beside::Area(other) => spoken(edition, other, language),
    }
}

/// The head of the column of what it is compared with: the published figure of the whole, not that of the rest.
pub(crate) fn beside_head(edition: &Edition<'_>, ix: PlaceIx, beside: Beside, t: &Texts) -> String {
    use release::StandingReference::{Country, EverybodyHere, Municipality};
    let language = t.language();
    let place = match beside {
        Beside::Standing(Country) => edition.figures.country(),
        Beside::Standing(Municipality) => municipality(edition, ix),
        Beside::Standing(EverybodyHere) => return t.get("all-here"),
        Beside::Area(other) => Some(other),
    };
    place.map_or_else(|| t.get("the-whole"), |place| capitalised(&spoken(edition, place, language)))
}

/// Whom an indicator is about, short enough for a table: "inwoners van 15 t/m 64 jaar".
pub(crate) fn whom(edition: &Edition<'_>, indicator: &Indicator, language: Language) -> String {
    let Some(universe) = edition.definition().find_universe(&indicator.universe) else { return String::new() };
    universe.label.get(language).replace(" tot en met ", " t/m ")
}

/// The same below the head of a column that is about people: "15 t/m 64 jaar".
pub(crate) fn whom_in_short(whom: &str, t: &Texts) -> String {
    whom.strip_prefix(t.get("whom-people").as_str())
        .map_or_else(|| whom.to_owned(), |rest| rest.trim_start().to_owned())
}

/// A date as it is written in a language: `23 november 2026`. What is no date is given back as it is.
pub(crate) fn date(iso: &str, t: &Texts) -> String {
    let Ok(date) = iso.parse::<jiff::civil::Date>() else { return iso.to_owned() };
    let month = t.with("month", &[("number", date.month().into())]);
    format!("{} {month} {}", date.day(), date.year())
}

/// A list in a sentence: "a, b en c".
pub(crate) fn list(names: &[String], t: &Texts) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), t.get("and-word")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_plain_words_in_an_address() {
        for (name, expected) in [
            ("'s-Gravenhage", "s-gravenhage"),
            ("Súdwest-Fryslân", "sudwest-fryslan"),
            ("Binnenstad (oost) / haven", "binnenstad-oost-haven"),
            ("…", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
