//! The areas most like an area, and how it does among them.

use cells::{IndicatorIx, PlaceIx};
use definition::Measure;
use insight::columns::Column;
use insight::similar::{Kind, Likeness};
use insight::{Address, Against, numbers};

use crate::columns::Columns;
use crate::view::compare::{self, Shown};
use crate::view::figure::{self, Chip, period_of};
use crate::view::place;
use crate::view::shell::Link;
use crate::view::whom;
use crate::visit::Visit;

/// Areas that are shown.
pub(crate) const SHOWN: usize = 8;

/// One area with its traits.
#[derive(Debug, Clone)]
pub(crate) struct Alike {
    pub(crate) link: Link,
    pub(crate) within: String,
    pub(crate) traits: Vec<String>,
    pub(crate) here: bool,
}

/// A figure among those of the areas that are alike.
#[derive(Debug, Clone)]
pub(crate) struct AmongAlike {
    pub(crate) link: Link,
    pub(crate) whom: String,
    pub(crate) value: String,
    pub(crate) middle: String,
    /// "8,2 tot 14,0".
    pub(crate) range: String,
    /// "3 van 9".
    pub(crate) rank: String,
    pub(crate) chip: Chip,
}

/// The traits of one kind beside each other, or one that stands alone.
#[derive(Debug)]
pub(crate) struct Kinds {
    pub(crate) label: String,
    /// Empty where the kind has one trait, with the same name.
    pub(crate) traits: Vec<String>,
}

/// Everything on the page.
#[derive(Debug)]
pub(crate) struct Similar {
    pub(crate) heads: Vec<Kinds>,
    pub(crate) areas: Vec<Alike>,
    pub(crate) compare: Link,
    pub(crate) themes: Vec<(String, String, Vec<AmongAlike>)>,
    /// How they were found, in words.
    pub(crate) method: Vec<String>,
    /// Of whom the figures are, where a group was chosen.
    pub(crate) of_group: Option<String>,
    /// Said where nothing could be found.
    pub(crate) nothing: Option<String>,
}

/// Whether a page about areas like this one has anything to say.
pub(crate) fn has_similar(visit: &Visit, ix: PlaceIx) -> bool {
    let level = visit.release().places.get(ix).level();
    visit.site().likeness(level).is_some_and(|likeness| likeness.has_nearest(ix))
}

/// What a kind of traits is called in a sentence.
fn kind_name(visit: &Visit, likeness: &Likeness, kind: Kind) -> String {
    let t = visit.texts();
    let definition = visit.definition();
    let language = visit.language();
    match kind {
        Kind::Residents => t.get("similar-residents"),
        Kind::Groups => t.get("similar-groups"),
        Kind::Named(ix) => definition.indicator(ix).short.get(language).to_lowercase(),
        Kind::Composition(_) => {
            let whole = likeness
                .traits
                .iter()
                .find(|one| one.kind == kind)
                .and_then(|one| definition.indicator(one.indicator).composition.clone())
                .unwrap_or_default();
            definition.monitor.compositions.get(&whole).map_or(whole, |name| name.get(language).to_lowercase())
        }
    }
}

/// The head of the column of a trait, and its figure for a place.
fn head(visit: &Visit, one: &insight::similar::Trait) -> String {
    let definition = visit.definition();
    let language = visit.language();
    match one.kind {
        Kind::Groups => definition.category(one.category).map(|c| c.label.get(language).to_owned()).unwrap_or_default(),
        _ => definition.indicator(one.indicator).short.get(language).to_owned(),
    }
}

/// The heads of all columns, those of one kind together.
fn heads(visit: &Visit, likeness: &Likeness) -> Vec<Kinds> {
    likeness
        .traits
        .chunk_by(|one, next| one.kind == next.kind)
        .map(|together| match together {
            [only] => Kinds { label: head(visit, only), traits: Vec::new() },
            several => Kinds {
                label: place::capitalised(&kind_name(visit, likeness, several[0].kind)),
                traits: several.iter().map(|one| head(visit, one)).collect(),
            },
        })
        .collect()
}

fn shown(visit: &Visit, one: &insight::similar::Trait, value: f64) -> String {
    let language = visit.language();
    match one.kind {
        Kind::Groups => numbers::percentage(value, 1, language),
        _ => numbers::figure(value, visit.definition().indicator(one.indicator), language),
    }
}

/// Works out the page.
pub(crate) fn similar(visit: &Visit, ix: PlaceIx) -> Similar {
    let t = visit.texts();
    let language = visit.language();
    let site = visit.site();
    let level = site.release.places.get(ix).level();
    let likeness = site.likeness(level);
    let nearest = likeness.as_ref().map(|likeness| likeness.nearest(ix, SHOWN)).unwrap_or_default();
    // Which areas are alike follows from all residents; their figures are those of the chosen group.
    let of_group = |place| Column { place, category: visit.choices().category };
    let columns = Columns::new(std::iter::once(ix).chain(nearest.iter().map(|(place, _)| *place)).map(of_group));
    let compare = Link::new(compare::address(visit, &columns, Shown::default(), &[]), t.get("similar-compare"));
    let Some(likeness) = likeness.filter(|_| !nearest.is_empty()) else {
        return Similar {
            heads: Vec::new(),
            areas: Vec::new(),
            compare,
            themes: Vec::new(),
            method: Vec::new(),
            of_group: None,
            nothing: Some(t.get("similar-nothing")),
        };
    };
    let alike = |place: PlaceIx| Alike {
        link: Link::new(visit.links().place(place), place::capitalised(place::spoken(site, place, language))),
        within: place::municipality(site, place).map(|m| site.release.places.get(m).name.clone()).unwrap_or_default(),
        traits: likeness
            .values(place)
            .unwrap_or_default()
            .iter()
            .zip(&likeness.traits)
            .map(|(value, one)| shown(visit, one, *value))
            .collect(),
        here: place == ix,
    };
    let kinds: Vec<String> = likeness.kinds().into_iter().map(|kind| kind_name(visit, &likeness, kind)).collect();
    let places: Vec<PlaceIx> = nearest.iter().map(|(place, _)| *place).collect();
    let themes = themes(visit, ix, &places);
    Similar {
        heads: heads(visit, &likeness),
        areas: std::iter::once(ix).chain(places.iter().copied()).map(alike).collect(),
        compare,
        of_group: whom::group(visit).map(|people| {
            let key = if themes.is_empty() { "similar-of-group-nothing" } else { "similar-of-group" };
            t.with(key, &[("people", people.into())])
        }),
        themes,
        method: vec![
            t.with(
                "similar-method-1",
                &[
                    ("levels", place::level_words(site, level, t).into()),
                    ("kinds", listed(&kinds, &t.get("similar-and")).into()),
                ],
            ),
            t.get("similar-method-2"),
            t.get("similar-method-3"),
        ],
        nothing: None,
    }
}

/// "a, b en c".
pub(crate) fn listed(words: &[String], and: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The figures of an area among those of others, by theme: beside the middle one of them, all figures judged as one family.
fn themes(visit: &Visit, ix: PlaceIx, others: &[PlaceIx]) -> Vec<(String, String, Vec<AmongAlike>)> {
    let language = visit.language();
    let definition = visit.definition();
    let site = visit.site();
    let figures = site.figures();
    let choices = visit.choices();
    let mut found = Vec::new();
    for n in 0..definition.indicators.len() {
        let indicator_ix = IndicatorIx(n as u16);
        let indicator = definition.indicator(indicator_ix);
        if !indicator.profile || indicator.measure == Measure::Count {
            continue;
        }
        let Some(period) = period_of(site, indicator_ix, ix, choices) else { continue };
        let at = Address { indicator: indicator_ix, period, place: ix, category: choices.category };
        let cell = figures.cell(at);
        let Some(own) = cell.value.filter(|_| cell.is_published()) else { continue };
        let mut values: Vec<f64> = others
            .iter()
            .map(|&place| figures.cell(Address { place, ..at }))
            .filter(cells::Cell::is_published)
            .filter_map(|cell| cell.value)
            .collect();
        // The middle of a few says little.
        if values.len() < 3 {
            continue;
        }
        values.sort_by(f64::total_cmp);
        let Some(summary) = insight::ranking::Distribution::new(values.iter().copied()) else { continue };
        let spread = figures.slice_of(at).and_then(|slice| figures.spread(&slice, at.category));
        let difference = insight::compare(indicator, &cell, Against::Value(summary.median), spread);
        let rank = 1 + values.iter().filter(|value| **value > own).count();
        found.push((indicator_ix, cell, period, values, summary.median, rank, difference));
    }
    let differences: Vec<_> = found.iter().map(|(.., difference)| *difference).collect();
    let judged = insight::judge(&differences, &definition.monitor.reading);
    let mut rows: Vec<(String, AmongAlike)> = found
        .into_iter()
        .zip(judged)
        .map(|((indicator_ix, cell, period, values, middle, rank, _), judged)| {
            let indicator = definition.indicator(indicator_ix);
            let mark = figure::mark(judged.reading, indicator.polarity, choices);
            // Without the unit, which stands with the figure itself; amounts of money are not a number and a unit.
            let plain = |value: f64| {
                let number = numbers::number(value, indicator.decimals, language);
                let whole = numbers::figure(value, indicator, language);
                if whole.starts_with(&number) { number } else { figure::split(&whole).0 }
            };
            let whom = figure::whom(visit, indicator);
            let row = AmongAlike {
                link: Link::new(visit.links().indicator(indicator_ix, Some(ix)), indicator.short.get(language)),
                whom: if whom.is_empty() { period.to_string() } else { format!("{whom}, {period}") },
                value: figure::breakable(&numbers::shown(&cell, indicator, language)),
                middle: figure::breakable(&numbers::figure(middle, indicator, language)),
                range: format!(
                    "{} {} {}",
                    plain(values[0]),
                    visit.texts().get("rank-to"),
                    plain(values[values.len() - 1])
                ),
                rank: visit.texts().with(
                    "similar-rank",
                    &[("rank", rank.to_string().into()), ("of", (values.len() + 1).to_string().into())],
                ),
                chip: figure::chip(mark, cell.status, language),
            };
            (indicator.theme.clone(), row)
        })
        .collect();
    let mut themes = Vec::new();
    for theme in &definition.themes {
        let (own, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(id, _)| *id == theme.id);
        rows = rest;
        if !own.is_empty() {
            let list = own.into_iter().map(|(_, row)| row).collect();
            themes.push((theme.id.clone(), theme.label.get(language).to_owned(), list));
        }
    }
    themes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_listed_with_a_word_before_the_last() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(listed(&words(&["leeftijd"]), "en"), "leeftijd");
        assert_eq!(listed(&words(&["aantal", "leeftijd", "groepen"]), "en"), "aantal, leeftijd en groepen");
    }
}
