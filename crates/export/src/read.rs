//! From the words of an address to a query.

use cells::{CategoryIx, Period};
use release::{Release, StandingReference};

use crate::areas::areas;
use crate::query::reference_word;
use crate::{AreaChoice, Axis, CategoryChoice, IndicatorChoice, Layout, PeriodChoice, Query, Refusal, Shown, Sort};

/// Most members of one list.
const MOST: usize = 20_000;
/// Most things that are named as not understood.
const MOST_REFUSALS: usize = 20;

/// The known words that look most like one that is not known, best first, at most three.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let word: String = word.to_lowercase().chars().take(60).collect();
    let mut found: Vec<(f64, &str)> = known
        .map(|one| {
            let lower = one.to_lowercase();
            let part = if word.len() > 2 && (lower.contains(&word) || word.contains(&lower)) { 0.3 } else { 0.0 };
            let longest = word.chars().count().max(lower.chars().count()).max(1);
            let apart = strsim::osa_distance(&word, &lower) as f64 / longest as f64;
            (1.0 - apart + part, one)
        })
        .filter(|(likeness, _)| *likeness > 0.45)
        .map(|(likeness, one)| (strsim_order(likeness), one))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    found.truncate(3);
    found.into_iter().map(|(_, one)| one.to_owned()).collect()
}

/// Likeness to the thousandth, so that the order does not hang on the last bit.
fn strsim_order(likeness: f64) -> f64 {
    (likeness * 1000.0).round()
}

struct Reader<'a> {
    release: &'a Release,
    refusals: Vec<Refusal>,
}

impl Reader<'_> {
    fn refuse(&mut self, axis: Option<Axis>, key: &str, value: &str, nearest: Vec<String>) {
        if self.refusals.len() < MOST_REFUSALS {
            let value = value.chars().filter(|c| !c.is_control()).take(60).collect();
            self.refusals.push(Refusal::Unknown { axis, key: key.to_owned(), value, nearest });
        }
    }

    fn indicator(&mut self, key: &str, word: &str) -> Option<IndicatorChoice> {
        let definition = &self.release.definition;
        if matches!(word, "alle" | "all" | "*") {
            return Some(IndicatorChoice::All);
        }
        if let Some(theme) = word.strip_prefix("thema:").or_else(|| word.strip_prefix("theme:")) {
            if definition.find_theme(theme).is_some() {
                return Some(IndicatorChoice::Theme(theme.to_owned()));
            }
            let near = nearest(theme, definition.themes.iter().map(|theme| theme.id.as_str()));
            let near = near.into_iter().map(|id| format!("thema:{id}")).collect();
            self.refuse(Some(Axis::Indicator), key, word, near);
            return None;
        }
        if let Some(ix) = definition.find_indicator(word) {
            return Some(IndicatorChoice::One(ix));
        }
        let known = definition.indicators.iter().map(|indicator| indicator.id.as_str());
        let mut near = nearest(word, known);
        if near.is_empty() {
            let folded = word.to_lowercase();
            let called = definition.indicators.iter().filter(|indicator| {
                let names = [&indicator.short.nl, &indicator.short.en, &indicator.label.nl, &indicator.label.en];
                names
                    .into_iter()
                    .chain(&indicator.synonyms)
                    .chain(&indicator.near)
                    .any(|name| name.to_lowercase().contains(&folded))
            });
            near = called.take(3).map(|indicator| indicator.id.clone()).collect();
        }
        self.refuse(Some(Axis::Indicator), key, word, near);
        None
    }

    fn areas(&mut self, key: &str, word: &str) -> Vec<AreaChoice> {
        match areas(self.release, word) {
            Ok(choices) => choices,
            Err(near) => {
                self.refuse(Some(Axis::Area), key, word, near);
                Vec::new()
            }
        }
    }

    fn category(&mut self, key: &str, word: &str) -> Option<CategoryChoice> {
        let definition = &self.release.definition;
        if matches!(word, "totaal" | "total" | "everybody") {
            return Some(CategoryChoice::One(CategoryIx::TOTAL));
        }
        if let Some(ix) = definition.find_category(word) {
            return Some(CategoryChoice::One(ix));
        }
        if definition.breakdowns.iter().any(|breakdown| breakdown.id == word) {
            return Some(CategoryChoice::Breakdown(word.to_owned()));
        }
        let breakdowns = definition.breakdowns.iter().map(|breakdown| breakdown.id.as_str());
        let categories = definition.categories().map(|(.., category)| category.id.as_str());
        let near = nearest(word, std::iter::once("totaal").chain(breakdowns).chain(categories));
        self.refuse(Some(Axis::Category), key, word, near);
        None
    }

    fn period(&mut self, key: &str, word: &str) -> Option<PeriodChoice> {
        match word {
            "alle" | "all" | "*" => return Some(PeriodChoice::All),
            "nieuwste" | "newest" => return Some(PeriodChoice::Newest),
            _ => {}
        }
        let mut years: Vec<Period> = self.release.cube.slices().map(|slice| slice.period()).collect();
        years.sort_unstable();
        years.dedup();
        if let Some(year) = word.parse().ok().map(Period).filter(|year| years.contains(year)) {
            return Some(PeriodChoice::One(year));
        }
        let asked = word.parse::<i32>().unwrap_or(i32::MAX);
        years.sort_by_key(|year| i32::from(year.0).abs_diff(asked));
        let mut near: Vec<Period> = years.into_iter().take(3).collect();
        near.sort_unstable();
        self.refuse(Some(Axis::Period), key, word, near.iter().map(ToString::to_string).collect());
        None
    }

    fn axes(&mut self, key: &str, list: &[&str]) -> Vec<Axis> {
        let mut axes = Vec::new();
        for word in list {
            match Axis::find(word) {
                Some(axis) => axes.push(axis),
                None => self.refuse(None, key, word, Axis::ALL.iter().map(|axis| axis.key().to_owned()).collect()),
            }
        }
        axes
    }
}

impl Query {
    /// Reads the words of an address. Keys that are not known are passed over: they are somebody else's. A list is one
    /// value with commas, several values of one key, or both.
    pub fn read<'a>(release: &Release, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Refusal>) {
        let mut reader = Reader { release, refusals: Vec::new() };
        let mut query = Self::default();
        let (mut rows, mut columns, mut layers) = (None, None, None);
        let mut show: Option<Shown> = None;
        let (mut reference, mut judge) = (None, true);
        for (key, value) in pairs {
            let list: Vec<&str> = value.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
            if list.len() > MOST {
                reader.refusals.push(Refusal::TooMany { key: key.to_owned(), most: MOST });
                continue;
            }
            match key {
                "cijfer" | "indicator" => {
                    query.indicators.extend(list.iter().filter_map(|word| reader.indicator(key, word)));
                }
                "gebied" | "area" => query.areas.extend(list.iter().flat_map(|word| reader.areas(key, word))),
                "achtergrond" | "background" => {
                    query.categories.extend(list.iter().filter_map(|word| reader.category(key, word)));
                }
                "jaar" | "period" => query.periods.extend(list.iter().filter_map(|word| reader.period(key, word))),
                "rijen" | "rows" => rows = Some(reader.axes(key, &list)),
                "kolommen" | "columns" => columns = Some(reader.axes(key, &list)),
                "lagen" | "layers" => layers = Some(reader.axes(key, &list)),
                "toon" | "show" => {
                    let shown =
                        show.get_or_insert(Shown { counts: false, interval: false, reading: None, judge: true });
                    for word in &list {
                        match *word {
                            "aantal" | "counts" => shown.counts = true,
                            "marge" | "interval" => shown.interval = true,
                            "lezing" | "reading" => shown.reading = Some(StandingReference::Country),
                            "cijfer" | "figure" => {}
                            other => reader.refuse(
                                None,
                                key,
                                other,
                                ["aantal", "marge", "lezing", "cijfer"].map(str::to_owned).to_vec(),
                            ),
                        }
                    }
                }
                "vergelijk" | "reference" => {
                    let word = list.first().copied().unwrap_or_default();
                    let english = |reference| match reference {
                        StandingReference::Country => "country",
                        StandingReference::Municipality => "municipality",
                        StandingReference::EverybodyHere => "everybody-here",
                    };
                    reference = StandingReference::ALL
                        .into_iter()
                        .find(|reference| reference_word(*reference) == word || english(*reference) == word);
                    if reference.is_none() && !word.is_empty() {
                        reader.refuse(
                            None,
                            key,
                            word,
                            StandingReference::ALL.map(|r| reference_word(r).to_owned()).to_vec(),
                        );
                    }
                }
                "oordeel" | "judge" => judge = !matches!(value.trim(), "uit" | "off" | "false"),
                "sorteer" | "sort" => match Sort::read(value.trim()) {
                    Some(sort) => query.sort = Some(sort),
                    None if value.trim().is_empty() => query.sort = None,
                    None => reader.refuse(None, key, value, vec!["1".to_owned(), "-1".to_owned()]),
                },
                "leeg" | "empty" => query.hide_empty = matches!(value.trim(), "weg" | "hide"),
                "som" | "sum" => query.add_up = matches!(value.trim(), "gebieden" | "areas"),
                _ => {}
            }
        }
        if let Some(shown) = show {
            query.shown = shown;
        }
        if let (Some(own), Some(asked)) = (query.shown.reading.as_mut(), reference) {
            *own = asked;
        }
        query.shown.judge = judge;
        if rows.is_some() || columns.is_some() || layers.is_some() {
            let list = |axes: &Option<Vec<Axis>>| axes.clone().unwrap_or_default();
            query.layout = Layout::from_lists(&list(&rows), &list(&columns), &list(&layers));
        }
        dedup(&mut query.indicators);
        dedup(&mut query.areas);
        dedup(&mut query.categories);
        dedup(&mut query.periods);
        (query, reader.refusals)
    }
}

/// Leaves every choice once, where it came first.
fn dedup<T: Clone + Eq + std::hash::Hash>(list: &mut Vec<T>) {
    let mut seen = std::collections::HashSet::new();
    list.retain(|one| seen.insert(one.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_probably_meant_is_named_best_first() {
        let known = ["bijstand", "werk", "hoogopgeleid", "leeftijd-65"];
        assert_eq!(nearest("bijstant", known.into_iter()), ["bijstand"]);
        assert_eq!(nearest("65", known.into_iter()), Vec::<String>::new());
        assert_eq!(nearest("opgeleid", known.into_iter())[0], "hoogopgeleid");
        assert!(nearest("zzzzzz", known.into_iter()).is_empty());
    }
}
