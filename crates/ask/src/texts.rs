use std::sync::OnceLock;

use cells::{CategoryIx, Level, PlaceIx};
use definition::{Language, Measure};
use fluent_bundle::FluentArgs;
use insight::Figures;
use insight::story::{ReferenceForm, group_phrase, place_phrase, reference_phrase};
use insight::words::{levels_word, spoken_name};
use release::StandingReference;

pub(crate) use insight::texts::capitalised;

use crate::{Asked, Kind, Limit};

/// The sentences in one language.
#[derive(Clone, Copy)]
pub(crate) struct Texts(&'static insight::texts::Texts);

impl Texts {
    pub(crate) fn of(language: Language) -> Self {
        static NL: OnceLock<insight::texts::Texts> = OnceLock::new();
        static EN: OnceLock<insight::texts::Texts> = OnceLock::new();
        let read = |source| insight::texts::Texts::new(language, &[("ask", source)]);
        Self(match language {
            Language::Nl => NL.get_or_init(|| read(include_str!("../locales/nl/ask.ftl"))),
            Language::En => EN.get_or_init(|| read(include_str!("../locales/en/ask.ftl"))),
        })
    }

    /// A sentence with its variables filled in; it begins with a capital. What is missing shows as its name, never as
    /// nothing.
    pub(crate) fn say(self, id: &str, values: &[(&'static str, &str)]) -> String {
        capitalised(&self.part(id, values))
    }

    /// A part of a sentence.
    pub(crate) fn part(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, (*value).to_owned());
        }
        self.fill(id, &args)
    }

    /// A sentence with a number that chooses between one and more.
    pub(crate) fn count(self, id: &str, count: usize, values: &[(&'static str, &str)]) -> String {
        capitalised(&self.part_count(id, count, values))
    }

    /// A part of a sentence with such a number.
    pub(crate) fn part_count(self, id: &str, count: usize, values: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len() + 2);
        for (name, value) in values {
            args.set(*name, (*value).to_owned());
        }
        args.set("count", count);
        args.set("number", count.to_string());
        self.fill(id, &args)
    }

    fn fill(self, id: &str, args: &FluentArgs<'_>) -> String {
        self.0.fill(id, args)
    }
}

/// What the areas of a level are called together; of regions what the definition calls them.
pub(crate) fn level_words(figures: &Figures<'_>, level: Level, language: Language) -> String {
    match (level, figures.definition.collections.first()) {
        (Level::Region, Some(collection)) => collection.label.get(language).to_lowercase(),
        _ => levels_word(level, language).to_owned(),
    }
}

/// " bij bewoners met herkomst Syrië"; nothing for everybody.
pub(crate) fn among(figures: &Figures<'_>, category: CategoryIx, language: Language) -> String {
    match figures.definition.category(category) {
        Some(category) => {
            let group = group_phrase(category, language);
            format!(" {}", Texts::of(language).part("at-group", &[("group", &group)]))
        }
        None => String::new(),
    }
}

/// The municipality that a district or a neighbourhood lies in.
pub(crate) fn municipality(figures: &Figures<'_>, place: PlaceIx) -> Option<PlaceIx> {
    let own = figures.places.get(place);
    let is_below = own.level() > Level::Municipality;
    is_below.then(|| figures.places.ancestor(place, Level::Municipality, own.newest())).flatten()
}

/// "in de wijk Overvecht (Utrecht)": many have one name, so that of the municipality stands with it where it `tells` something.
pub(crate) fn at_place(
    figures: &Figures<'_>,
    place: PlaceIx,
    language: Language,
    tells: impl Fn(PlaceIx) -> bool,
) -> String {
    let phrase = place_phrase(figures, place, language);
    match municipality(figures, place).filter(|home| tells(*home)) {
        Some(home) => format!("{phrase} ({})", spoken_name(&figures.places.get(home).name)),
        None => phrase,
    }
}

/// What is asked, as a question in full: how it was understood.
pub fn restated(asked: &Asked, figures: &Figures<'_>, language: Language) -> String {
    let texts = Texts::of(language);
    let place = |place: PlaceIx| at_place(figures, place, language, |_| true);
    let whom = |category: CategoryIx| match figures.definition.category(category) {
        Some(category) => group_phrase(category, language),
        None => texts.part("people", &[]),
    };
    let within = place(asked.place);
    let short = asked.indicator.map_or("", |ix| figures.indicator(ix).short.get(language));
    let theme =
        asked.theme.and_then(|at| figures.definition.themes.get(at)).map_or("", |theme| theme.label.get(language));
    let among = among(figures, asked.category, language);
    let counts_people = asked.indicator.is_some() && asked.indicator == figures.residents();
    // How it is "with 65 years and over" cannot be asked, but how many they are.
    let is_share_of_residents = asked.indicator.is_some_and(|ix| {
        let indicator = figures.indicator(ix);
        indicator.composition.is_some() && indicator.measure == Measure::Percent
    });
    let levels = asked.level.map(|level| level_words(figures, level, language)).unwrap_or_default();
    let who = whom(asked.category);
    let values: &[(&'static str, &str)] = &[
        ("where", within.as_str()),
        ("short", short),
        ("theme", theme),
        ("among", &among),
        ("whom", &who),
        ("levels", &levels),
    ];
    let mut text = match asked.kind {
        Kind::Figure if counts_people => texts.say("ask-people", values),
        Kind::Figure if asked.tells_whole(figures.definition) => {
            let whole = whole_name(figures, asked, language);
            texts.say("ask-figure", &[("short", &whole), ("where", &within), ("among", &among)])
        }
        Kind::Figure if is_share_of_residents => texts.say("ask-share", values),
        Kind::Figure => texts.say("ask-figure", values),
        Kind::LargestGroup if counts_people => texts.say("ask-largest-group-people", values),
        Kind::SmallestGroup if counts_people => texts.say("ask-smallest-group-people", values),
        Kind::LargestGroup => texts.say("ask-largest-group", values),
        Kind::SmallestGroup => texts.say("ask-smallest-group", values),
        Kind::LargestArea if counts_people => texts.say("ask-largest-area-people", values),
        Kind::SmallestArea if counts_people => texts.say("ask-smallest-area-people", values),
        Kind::LargestArea => texts.say("ask-largest-area", values),
        Kind::SmallestArea => texts.say("ask-smallest-area", values),
        Kind::EachGroup if !asked.beside.is_empty() => {
            let all = asked.indicator.iter().chain(&asked.beside);
            let all: Vec<String> = all.map(|ix| format!("‘{}’", figures.indicator(*ix).short.get(language))).collect();
            texts.say("ask-each-group-of", &[("list", &joined(&all, language)), ("where", &within)])
        }
        Kind::EachGroup => texts.say("ask-each-group", values),
        Kind::EachArea if asked.threshold.is_some() => {
            let (limit, higher) = threshold_in_words(figures, asked, language);
            let id = if higher { "ask-above" } else { "ask-below" };
            let values = [values, &[("limit", limit.as_str())]].concat();
            texts.say(id, &values)
        }
        Kind::EachArea => texts.say("ask-each-area", values),
        Kind::Meaning => texts.say("ask-meaning", values),
        Kind::Change if asked.between_groups && asked.indicator.is_none() => texts.say("ask-gaps", values),
        Kind::Change if asked.between_groups => texts.say("ask-gap", values),
        Kind::Change if asked.indicator.is_none() => texts.say("ask-changes", values),
        Kind::Change => texts.say("ask-change", values),
        Kind::Comparison => {
            let mut sides: Vec<String> = Vec::new();
            if asked.other_places.is_empty() {
                let everybody = || {
                    let (reference, form) = (StandingReference::EverybodyHere, ReferenceForm::Beside);
                    reference_phrase(figures, reference, CategoryIx::TOTAL, form, language)
                };
                let side = |ix| if ix == CategoryIx::TOTAL { everybody() } else { whom(ix) };
                sides.extend(std::iter::once(asked.category).chain(asked.other_categories.iter().copied()).map(side));
                texts.say(
                    "ask-compare-groups",
                    &[("short", short), ("where", &within), ("sides", &joined(&sides, language))],
                )
            } else {
                sides.extend(
                    std::iter::once(asked.place)
                        .chain(asked.other_places.iter().copied())
                        .map(|ix| unplaced(place(ix))),
                );
                texts.say(
                    "ask-compare-places",
                    &[("short", short), ("among", &among), ("sides", &joined(&sides, language))],
                )
            }
        }
        Kind::Residents => texts.say("ask-residents", values),
        Kind::StandsOut => texts.say("ask-stands-out", values),
        Kind::Theme if !asked.parts.is_empty() => {
            let all = asked.indicator.iter().chain(&asked.parts);
            let all: Vec<String> = all.map(|ix| format!("‘{}’", figures.indicator(*ix).short.get(language))).collect();
            let list = joined(&all, language);
            texts.say("ask-figures", &[("list", &list), ("where", &within), ("among", &among)])
        }
        Kind::Theme => texts.say("ask-theme", values),
        Kind::Similar if Some(asked.place) == figures.country() => texts.say("ask-similar-which", &[]),
        Kind::Similar => {
            let levels = level_words(figures, figures.places.get(asked.place).level(), language);
            texts.say("ask-similar", &[("levels", &levels), ("name", &unplaced(within.clone()))])
        }
        Kind::Unmeasured => {
            let topic = asked.topic.and_then(|at| figures.definition.topics.get(at));
            let topic = topic.map_or("", |topic| topic.label.get(language));
            texts.say("ask-topic", &[("topic", topic), ("where", &within), ("among", &among)])
        }
        Kind::Counted if asked.counted.is_none() && asked.level.is_some() => texts.say("ask-areas", values),
        Kind::Counted => {
            let counted = asked.counted.and_then(|at| figures.definition.universes.get(at));
            let counted = counted.map_or("", |universe| universe.label.get(language));
            texts.say("ask-counted", &[("counted", counted), ("where", &within), ("among", &among)])
        }
    };
    if let Some(year) = asked.year {
        text = text.trim_end_matches('?').to_owned();
        let since = asked.since.filter(|since| *since < year && asked.kind == Kind::Change);
        let years = since.map_or_else(|| year.to_string(), |since| format!("{since}–{year}"));
        text = format!("{text} ({years})?");
    }
    text
}

/// What the whole is called of which a figure is a part ("Leeftijd").
pub(crate) fn whole_name(figures: &Figures<'_>, asked: &Asked, language: Language) -> String {
    let whole = asked.indicator.and_then(|ix| figures.indicator(ix).composition.as_ref());
    let named = whole.map(|id| (id, figures.definition.monitor.compositions.get(id)));
    named.map_or_else(String::new, |(id, name)| name.map_or(id.as_str(), |name| name.get(language)).to_owned())
}

/// What figures are to be above or below, and whether it is above.
fn threshold_in_words(figures: &Figures<'_>, asked: &Asked, language: Language) -> (String, bool) {
    let Some(threshold) = &asked.threshold else { return (String::new(), true) };
    let texts = Texts::of(language);
    let said = match threshold.limit {
        Limit::Number(thousandths) => {
            let decimals = match thousandths {
                thousandths if thousandths % 1000 == 0 => 0,
                thousandths if thousandths % 100 == 0 => 1,
                _ => 3,
            };
            let number = insight::numbers::number(f64::from(thousandths) / 1000.0, decimals, language);
            texts.part("limit-percent", &[("number", &number)])
        }
        Limit::Mean => texts.part("limit-mean", &[]),
        Limit::Area(place) => at_place(figures, place, language, |_| true),
    };
    (said, threshold.higher)
}

/// A place without the "in" before it.
fn unplaced(phrase: String) -> String {
    phrase.strip_prefix("in ").map(str::to_owned).unwrap_or(phrase)
}

/// "a, b en c".
pub(crate) fn joined(parts: &[String], language: Language) -> String {
    let and = Texts::of(language).part("and", &[]);
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let ids = |source: &str| {
            let start = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
            let lines = source.lines().filter(|line| start(line));
            let mut ids: Vec<String> = lines.filter_map(|l| l.split_once(" =").map(|(id, _)| id.to_owned())).collect();
            ids.sort();
            ids
        };
        let nl = ids(include_str!("../locales/nl/ask.ftl"));
        assert_eq!(nl, ids(include_str!("../locales/en/ask.ftl")));
        assert!(nl.len() > 30);
        let source = [
            include_str!("texts.rs"),
            include_str!("answer/mod.rs"),
            include_str!("answer/beside.rs"),
            include_str!("answer/figure.rs"),
            include_str!("answer/gap.rs"),
            include_str!("answer/threshold.rs"),
            include_str!("answer/each.rs"),
            include_str!("answer/largest.rs"),
            include_str!("answer/number.rs"),
            include_str!("answer/parts.rs"),
            include_str!("answer/meaning.rs"),
            include_str!("answer/change.rs"),
            include_str!("answer/comparison.rs"),
            include_str!("answer/overview.rs"),
            include_str!("answer/counted.rs"),
            include_str!("answer/similar.rs"),
            include_str!("answer/ungrouped.rs"),
            include_str!("answer/unmeasured.rs"),
            include_str!("cautions.rs"),
            include_str!("help.rs"),
        ];
        for id in &nl {
            assert!(source.iter().any(|file| file.contains(&format!("\"{id}\""))), "nothing says {id}");
        }
    }

    #[test]
    fn things_are_joined_as_each_language_does() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(joined(&parts, Language::Nl), "a, b en c");
        assert_eq!(joined(&parts[..2], Language::En), "a and b");
    }
}
