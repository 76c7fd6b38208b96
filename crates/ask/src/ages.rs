//! Of which ages people are, from the words of the definition: "inwoners van 15 tot en met 64 jaar".

use std::ops::RangeInclusive;

use cells::IndicatorIx;
use definition::{Definition, Text};

use crate::Heard;
use crate::said;
use crate::words::plain;

/// The oldest that anybody is taken to be.
const OLDEST: u16 = 110;

/// So many ages, each a part of one whole, may be one word's ("kinderen"); a word for all of them is a word for age itself.
const FEW: usize = 3;

/// How the ages of some people are to those of whom a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ages {
    /// The figure is mostly of them.
    Same,
    /// It is of them and others.
    Among,
    /// It is of none of them.
    Outside,
}

/// The ages in a name, both included; none where it names none.
fn ages_in(text: &Text) -> Option<RangeInclusive<u16>> {
    let plain = plain(&text.nl);
    let words: Vec<&str> = plain.split(' ').collect();
    if !words.iter().any(|word| said::is_years(word)) {
        return None;
    }
    let mut numbers = words.iter().filter(|word| word.len() <= 3).filter_map(|word| word.parse::<u16>().ok());
    let from = numbers.next()?;
    let older = words.iter().any(|word| said::is_older(word));
    let to = numbers.next().or(older.then_some(OLDEST))?;
    (from <= to).then_some(from..=to)
}

/// Whether a figure says what part of the residents is of some ages.
pub(crate) fn is_age(definition: &Definition, indicator: IndicatorIx) -> bool {
    let own = definition.indicator(indicator);
    own.composition.is_some() && ages_in(&own.label).is_some()
}

/// The ages that a word means: those of one part of the residents, or of a few.
fn parts_of(heard: &Heard<IndicatorIx>, definition: &Definition) -> Vec<IndicatorIx> {
    let whole = |ix: IndicatorIx| definition.indicator(ix).composition.as_deref();
    let all = std::iter::once(heard.what).chain(heard.others.iter().copied());
    all.filter(|ix| whole(*ix) == whole(heard.what) && is_age(definition, *ix)).collect()
}

/// Of the ages that a word means those below a number of years, where they are all people of less than so many years.
pub(crate) fn parts_below(heard: &Heard<IndicatorIx>, years: u16, definition: &Definition) -> Option<Vec<IndicatorIx>> {
    let mut below: Vec<(RangeInclusive<u16>, IndicatorIx)> = parts_of(heard, definition)
        .into_iter()
        .filter_map(|ix| Some((ages_in(&definition.indicator(ix).label)?, ix)))
        .filter(|(ages, _)| *ages.end() < years)
        .collect();
    below.sort_by_key(|(ages, _)| *ages.start());
    let mut next = 0;
    for (ages, _) in &below {
        if *ages.start() != next {
            return None;
        }
        next = ages.end() + 1;
    }
    (next == years && years > 0).then(|| below.into_iter().map(|(_, ix)| ix).collect())
}

/// How the people that a word means are to those of whom a figure is; none where the word is of no ages or of all of them, or
/// nothing says of which ages the figure is.
pub(crate) fn ages_of(heard: &Heard<IndicatorIx>, figure: IndicatorIx, definition: &Definition) -> Option<Ages> {
    let parts = parts_of(heard, definition);
    if parts.is_empty() || parts.len() > FEW {
        return None;
    }
    between(&parts, figure, definition)
}

/// The same of one part of the residents.
pub(crate) fn ages_of_part(part: IndicatorIx, figure: IndicatorIx, definition: &Definition) -> Option<Ages> {
    between(&[part], figure, definition)
}

fn between(parts: &[IndicatorIx], figure: IndicatorIx, definition: &Definition) -> Option<Ages> {
    let universe = definition.find_universe(&definition.indicator(figure).universe)?;
    let of_figure = ages_in(&universe.label)?;
    let of_parts: Vec<_> = parts.iter().filter_map(|ix| ages_in(&definition.indicator(*ix).label)).collect();
    // Women are of all ages: what is of none is not told apart by them.
    if of_parts.is_empty() {
        return None;
    }
    let shared = of_figure.clone().filter(|age| of_parts.iter().any(|part| part.contains(age))).count();
    Some(match shared {
        0 => Ages::Outside,
        shared if shared * 2 >= of_figure.count() => Ages::Same,
        _ => Ages::Among,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_age_is_not_outside_the_ages_of_a_figure() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/nederland");
        let definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        let find = |id: &str| definition.find_indicator(id).expect("an indicator");
        for part in ["vrouwen", "gescheiden", "herkomst-turkije", "migratieachtergrond"] {
            assert_eq!(ages_of_part(find(part), find("bijstand"), &definition), None, "{part}");
            assert_eq!(ages_of_part(find(part), find("eenzaam"), &definition), None, "{part}");
        }
        assert_eq!(ages_of_part(find("leeftijd-65"), find("bijstand"), &definition), Some(Ages::Outside));
    }

    #[test]
    fn ages_are_read_from_names() {
        for (nl, expected) in [
            ("inwoners van 15 tot en met 64 jaar", Some(15..=64)),
            ("Percentage inwoners van 0 t/m 14 jaar", Some(0..=14)),
            ("inwoners van 65 jaar en ouder", Some(65..=OLDEST)),
            ("leerlingen in groep 8 van de basisschool", None),
            ("inwoners", None),
            ("korter dan 5 jaar in Nederland", None),
        ] {
            assert_eq!(ages_in(&Text { nl: nl.to_owned(), en: String::new() }), expected, "{nl}");
        }
    }
}
