//! What a request asks of the databank, and the address that says the same.

use cells::{AreaCode, CategoryIx, IndicatorIx, Level, PlaceIx};
use export::{AreaChoice, CategoryChoice, IndicatorChoice, PeriodChoice, Query, Refusal};

use crate::opened::Opened;
use crate::search::Found;
use crate::visit::Visit;

/// From here on a name is the name that was typed, but for capitals and accents.
const SAME: f64 = 0.995;
/// Most areas that are named where it is not clear which was meant.
const MOST_MEANT: usize = 4;
/// Most names of a pasted list.
const LONGEST_LIST: usize = 2_000;

/// A name of a pasted list that means no area, or more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotFound {
    /// What was typed, at most 60 characters of it.
    pub(crate) word: String,
    /// What was probably meant, best first.
    pub(crate) meant: Vec<PlaceIx>,
}

/// A request to the databank, read.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) query: Query,
    pub(crate) refusals: Vec<Refusal>,
    /// Names of a pasted list that mean no area, or more than one.
    pub(crate) not_found: Vec<NotFound>,
    /// Whether nothing was asked at all, so that an example is shown.
    pub(crate) example: bool,
    /// Whether the address is one of a form and has a shorter one.
    pub(crate) from_form: bool,
    /// The first row of the preview, from 0.
    pub(crate) from: usize,
    /// The member of each axis in the layers.
    pub(crate) layer: Vec<usize>,
    /// The release it is pinned to.
    pub(crate) pinned: Option<String>,
}

/// A value of an address with the signs left as they are that may stand there: commas and colons read easier than `%2C`.
pub(crate) fn readable(value: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
    encoded.replace("%2C", ",").replace("%3A", ":")
}

/// A query string of these pairs, with its question mark; empty without any.
pub(crate) fn query_string(pairs: &[(&str, String)]) -> String {
    let parts: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={}", readable(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// The first figures of the profile that are rates, those with a favourable side before the others.
fn first_rates(site: &Opened, most: usize) -> Vec<IndicatorIx> {
    let indicators = &site.release.definition.indicators;
    let rate = |n: &usize| {
        let indicator = &indicators[*n];
        indicator.measure.is_rate() && !site.release.cube.periods(IndicatorIx(*n as u16)).is_empty()
    };
    let mut rates: Vec<usize> = (0..indicators.len()).filter(rate).collect();
    // What can be favourable or not says more of an area than the age of its residents.
    rates.sort_by_key(|n| (!indicators[*n].profile, indicators[*n].polarity == definition::Polarity::Neutral, *n));
    let mut chosen: Vec<IndicatorIx> = rates.into_iter().take(most).map(|n| IndicatorIx(n as u16)).collect();
    if chosen.is_empty() {
        chosen.extend((0..indicators.len().min(1)).map(|n| IndicatorIx(n as u16)));
    }
    chosen
}

/// The table that is shown when nothing was asked: two figures of the usual area beside the country, by the first breakdown.
pub(crate) fn usual(site: &Opened, place: Option<PlaceIx>) -> Query {
    let definition = &site.release.definition;
    let places = &site.release.places;
    let country = places.find(AreaCode::COUNTRY);
    let own = place
        .or_else(|| crate::address::place(places, &definition.monitor.default_area))
        .filter(|ix| Some(*ix) != country)
        .or_else(|| places.level(Level::Municipality).next().map(PlaceIx));
    let areas = own.into_iter().chain(country).map(AreaChoice::One).collect();
    let indicators = first_rates(site, 2);
    let split = indicators.iter().find_map(|ix| definition.indicator(*ix).breakdowns.first().cloned());
    let mut categories = vec![CategoryChoice::One(CategoryIx::TOTAL)];
    categories.extend(split.map(CategoryChoice::Breakdown));
    let mut years: Vec<_> = indicators.iter().flat_map(|ix| site.release.cube.periods(*ix).iter().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let all = |year: &cells::Period| indicators.iter().all(|ix| site.release.cube.periods(*ix).contains(year));
    let shared: Vec<_> = years.iter().copied().filter(all).collect();
    let years = if shared.is_empty() { years } else { shared };
    let mut periods: Vec<PeriodChoice> =
        years.first().into_iter().chain(years.last()).map(|y| PeriodChoice::One(*y)).collect();
    periods.dedup();
    Query {
        indicators: indicators.into_iter().map(IndicatorChoice::One).collect(),
        areas,
        categories,
        periods,
        ..Query::default()
    }
}

/// Which of areas of several levels with one name is meant first: "Utrecht" is the municipality and not the province, and
/// "Overvecht" the district and not a neighbourhood in it.
const fn before(level: Level) -> u8 {
    match level {
        Level::Country => 0,
        Level::Municipality => 1,
        Level::Region => 2,
        Level::District => 3,
        Level::Neighbourhood => 4,
    }
}

/// The area that a word of a pasted list means: a code, or a name that only one area of its level has.
fn named(visit: &Visit, word: &str) -> Result<PlaceIx, NotFound> {
    let site = visit.site();
    let places = &site.release.places;
    if let Some(ix) = export::find_area(places, word) {
        return Ok(ix);
    }
    let hits = site.index().find(word, 12);
    let found: Vec<(PlaceIx, f64)> = hits
        .iter()
        .filter_map(|hit| match hit.found {
            Found::Place(ix) => Some((ix, hit.likeness)),
            Found::Indicator(_) => None,
        })
        .collect();
    let level = |ix: PlaceIx| places.get(ix).level();
    let same = || found.iter().filter(|(_, likeness)| *likeness >= SAME).map(|(ix, _)| *ix);
    let first = same().map(level).min_by_key(|level| before(*level));
    let mut largest: Vec<PlaceIx> = same().filter(|ix| Some(level(*ix)) == first).collect();
    // Where a code of today and one of an older division have the name, that of today is meant.
    let now = |ix: PlaceIx| places.find(places.get(ix).code) == Some(ix);
    if largest.iter().any(|ix| now(*ix)) {
        largest.retain(|ix| now(*ix));
    }
    if let [one] = largest.as_slice() {
        return Ok(*one);
    }
    let mut meant = if largest.is_empty() { found.into_iter().map(|(ix, _)| ix).collect() } else { largest };
    meant.truncate(MOST_MEANT);
    Err(NotFound { word: word.chars().take(60).collect(), meant })
}

impl Asked {
    /// Reads a query string.
    pub(crate) fn read(visit: &Visit, text: &str) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .take(3_000)
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        let release = visit.release();
        let (mut query, refusals) =
            Query::read(release, pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        let first = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        let mut not_found = Vec::new();
        let mut from_form = false;
        for (key, value) in &pairs {
            let list = matches!(key.as_str(), "erbij" | "lijst");
            if !list || value.trim().is_empty() {
                from_form |= list;
                continue;
            }
            from_form = true;
            let words = value.split(['\n', '\r', '\t', ';', ',']).map(str::trim).filter(|word| !word.is_empty());
            for word in words.take(LONGEST_LIST) {
                match named(visit, word) {
                    Ok(ix) if !query.areas.contains(&AreaChoice::One(ix)) => query.areas.push(AreaChoice::One(ix)),
                    Ok(_) => {}
                    Err(unknown) => not_found.push(unknown),
                }
            }
        }
        // "Alle [wijken] in [gebied]", as the form sends it.
        if let Some(level) = first("alle").filter(|word| !word.is_empty()) {
            from_form = true;
            let within = first("binnen").filter(|word| !word.is_empty());
            let of = Level::ALL.into_iter().find(|of| export::level_word(*of) == level);
            match (of, within.map(|word| named(visit, word))) {
                (Some(of), None) => query.areas.push(AreaChoice::Level(of, None)),
                (Some(of), Some(Ok(ix))) => query.areas.push(AreaChoice::Level(of, Some(ix))),
                (_, Some(Err(unknown))) => not_found.push(unknown),
                (None, _) => {}
            }
        }
        let keys = ["cijfer", "achtergrond", "jaar", "gebied", "toon"];
        from_form |= keys.iter().any(|name| pairs.iter().filter(|(key, _)| key == name).count() > 1);
        from_form |= pairs.iter().any(|(key, value)| {
            value.is_empty()
                && matches!(
                    key.as_str(),
                    "cijfer" | "gebied" | "alle" | "binnen" | "sorteer" | "lagen" | "rijen" | "kolommen"
                )
        });
        if from_form {
            // The form lists the newest year first; a table reads from old to new.
            query.periods.sort_by_key(|choice| match choice {
                PeriodChoice::One(year) => Some(*year),
                PeriodChoice::All | PeriodChoice::Newest => None,
            });
        }
        let mut seen = std::collections::HashSet::new();
        query.areas.retain(|area| seen.insert(area.clone()));
        let own = |key: &str| {
            !matches!(key, "uitgave" | "vanaf" | "laag" | "utm_source" | "utm_medium" | "utm_campaign" | "download")
        };
        let example = !pairs.iter().any(|(key, _)| own(key));
        if example {
            query = usual(visit.site(), None);
        }
        Self {
            query,
            refusals,
            not_found,
            example,
            from_form,
            from: first("vanaf").and_then(|n| n.parse::<usize>().ok()).map_or(0, |n| n.saturating_sub(1)),
            layer: first("laag")
                .map(|list| list.split('.').map(|n| n.parse::<usize>().map_or(0, |n| n.saturating_sub(1))).collect())
                .unwrap_or_default(),
            pinned: first("uitgave").filter(|id| !id.is_empty()).map(str::to_owned),
        }
    }

    /// The words of the table's address.
    pub(crate) fn pairs(&self, visit: &Visit, query: &Query) -> Vec<(&'static str, String)> {
        let mut pairs = query.pairs(visit.release());
        if let Some(id) = &self.pinned {
            pairs.push(("uitgave", id.clone()));
        }
        pairs
    }

    /// The address of a changed table.
    pub(crate) fn address(&self, visit: &Visit, query: &Query) -> String {
        format!("{}{}", visit.links().bare("/databank"), query_string(&self.pairs(visit, query)))
    }

    /// The address of the table as a file.
    pub(crate) fn file_address(&self, visit: &Visit, format: export::Format) -> String {
        let path = format!("/databank.{}", format.word());
        format!("{}{}", visit.links().bare(&path), query_string(&self.pairs(visit, &self.query)))
    }
}

/// Whether an indicator can be one of a table: it has a figure in any year.
pub(crate) fn has_figures(site: &Opened, ix: IndicatorIx) -> bool {
    !site.release.cube.periods(ix).is_empty()
}
