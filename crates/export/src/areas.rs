//! Which areas a word of an address means.

use cells::{AreaCode, Level, PlaceIx, Vintage};
use geography::Places;
use insight::words::spoken_name;
use release::Release;

use crate::{AreaChoice, level_word, nearest};

/// The place with a code: `GM0344`, `gm0344-utrecht`, or of an older place whose code now means another one
/// `BU03440101-2020`.
pub fn find_area(places: &Places, word: &str) -> Option<PlaceIx> {
    let mut parts = word.trim().splitn(3, '-');
    let code: AreaCode = parts.next()?.to_ascii_uppercase().parse().ok()?;
    let year = parts.next().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    let older = year.and_then(|year| places.find_in(code, Vintage(year)));
    older.or_else(|| places.find(code))
}

/// The words of a level beside the one that stands in addresses: as people type them, and in English.
const fn level_words(level: Level) -> &'static [&'static str] {
    match level {
        Level::Country => &["country"],
        Level::Region => &["regio", "regio's", "regio’s", "region", "regions"],
        Level::Municipality => &["gemeente", "gemeentes", "municipality", "municipalities"],
        Level::District => &["wijk", "district", "districts"],
        Level::Neighbourhood => &["buurt", "neighbourhood", "neighbourhoods", "neighborhood", "neighborhoods"],
    }
}

/// All areas of a kind.
enum Kind {
    Level(Level),
    /// Those of one collection, by its position.
    Collection(usize),
}

/// The kind of areas with a word: of a level, or what a monitor calls its collections and one of their areas.
fn kind(release: &Release, word: &str) -> Option<Kind> {
    let level = Level::ALL.into_iter().find(|level| level_word(*level) == word || level_words(*level).contains(&word));
    let collection = || {
        release.definition.collections.iter().position(|collection| {
            let names = [&collection.label, &collection.kind].into_iter().flat_map(|text| [&text.nl, &text.en]);
            names.chain(std::iter::once(&collection.id)).any(|name| name.to_lowercase() == word)
        })
    };
    level.map(Kind::Level).or_else(|| collection().map(Kind::Collection))
}

/// The words for all areas of a kind that a release has.
fn kinds(release: &Release) -> Vec<String> {
    let levels = Level::ALL.into_iter().filter(|level| !release.places.level(*level).is_empty());
    let collections = release.definition.collections.iter().map(|collection| collection.id.clone());
    levels.map(|level| level_word(level).to_owned()).chain(collections).collect()
}

/// Which of areas of several levels with one name is meant first: "Utrecht" is the municipality and not the province.
const BY_NAME: [Level; 5] = [Level::Country, Level::Municipality, Level::Region, Level::District, Level::Neighbourhood];

/// The areas of today with a name, of the first level that has any.
fn named(places: &Places, name: &str) -> Vec<PlaceIx> {
    let typed = name.trim().to_lowercase();
    let is_called = |ix: &PlaceIx| {
        let place = places.get(*ix);
        place.name.to_lowercase() == typed || spoken_name(&place.name).to_lowercase() == typed
    };
    let of_today = |ix: &PlaceIx| places.find(places.get(*ix).code) == Some(*ix);
    let of = |level: Level| places.level(level).map(PlaceIx).filter(is_called).filter(of_today).collect::<Vec<_>>();
    BY_NAME.into_iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Codes of areas that look like a word: by code, or by name where no code has been typed.
fn near(places: &Places, word: &str) -> Vec<String> {
    let typed = word.to_lowercase();
    let coded = typed.len() > 2 && typed.bytes().skip(2).take(2).all(|b| b.is_ascii_digit());
    if coded {
        let codes: Vec<String> = places
            .iter()
            .filter(|(_, place)| place.code.to_string().len() == word.len() || word.len() < 8)
            .map(|(_, place)| place.code.to_string())
            .collect();
        return nearest(word, codes.iter().map(String::as_str));
    }
    named(places, word).into_iter().take(3).map(|ix| places.get(ix).code.to_string()).collect()
}

/// "wijken:GM0344" and "wijken in Utrecht", in two.
fn in_two(word: &str) -> (&str, Option<&str>) {
    let middles = [":", " in ", " binnen ", " van ", " within ", " of "];
    let apart = middles.into_iter().find_map(|middle| word.split_once(middle));
    apart.map_or((word, None), |(first, within)| (first.trim(), Some(within.trim())))
}

/// The areas that a word means; where it means none, what was probably meant.
pub(crate) fn areas(release: &Release, word: &str) -> Result<Vec<AreaChoice>, Vec<String>> {
    let places = &release.places;
    let (first, within) = in_two(word);
    let Some(kind) = kind(release, &first.to_lowercase()) else {
        if let Some(ix) = find_area(places, word) {
            return Ok(vec![AreaChoice::One(ix)]);
        }
        let mut meant = near(places, word);
        if meant.is_empty() {
            let all = kinds(release);
            let behind = within.map(|within| format!(":{within}")).unwrap_or_default();
            meant = nearest(first, all.iter().map(String::as_str));
            for kind in &mut meant {
                kind.push_str(&behind);
            }
        }
        return Err(meant);
    };
    let level = match kind {
        Kind::Level(level) => level,
        Kind::Collection(_) => Level::Region,
    };
    let within = match within {
        None => None,
        Some(within) => {
            let found = find_area(places, within).or_else(|| match named(places, within).as_slice() {
                [one] => Some(*one),
                _ => None,
            });
            let meant = || -> Vec<String> {
                near(places, within).into_iter().map(|code| format!("{}:{code}", level_word(level))).collect()
            };
            Some(found.ok_or_else(meant)?)
        }
    };
    match kind {
        // The only collection is the level.
        Kind::Collection(at) if release.definition.collections.len() > 1 => {
            let own = &release.definition.collections[at].areas;
            Ok(own.iter().filter_map(|area| places.find(area.code)).map(AreaChoice::One).collect())
        }
        _ => Ok(vec![AreaChoice::Level(level, within)]),
    }
}
