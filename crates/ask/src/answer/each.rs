//! The figure of each of the groups, or of each of the areas.

use cells::{IndicatorIx, Level};
use insight::ranking::Ranked;
use insight::{Address, numbers};

use super::{Answer, BESIDE, Line, Page, Teller};
use crate::texts::{joined, level_words};

/// Groups whose figures are said in a sentence; those of more only stand beneath.
const SAID: usize = 3;

/// Of more areas than can stand beneath an answer so many of the highest and of the lowest do.
const OF_EACH_END: usize = 5;

impl Teller<'_> {
    /// "Bijstand per groep": the figures of the division that was asked for or that the definition has first, in the order of
    /// the definition.
    pub(super) fn each_group(&self, indicator: IndicatorIx) -> Answer {
        let place = self.asked.place;
        let is_split = |ix: &IndicatorIx| !self.figures.indicator(*ix).breakdowns.is_empty();
        if self.asked.beside.iter().any(is_split) {
            return self.each_group_of_several(indicator);
        }
        let divisions = self.divisions(indicator);
        let Some(division) = divisions.first() else { return self.without_groups(indicator) };
        let mut answer = Answer::default();
        let sides: Vec<String> = division
            .shown
            .iter()
            .map(|at| {
                let (figure, group) = (self.bare(*at), self.whom(at.category));
                self.texts.part("side-group", &[("figure", &figure), ("group", &group)])
            })
            .collect();
        let sides = joined(&sides, self.language());
        let (within, year) = (self.at_place(place), division.all[0].period.to_string());
        let values: &[(&'static str, &str)] = &[
            ("short", self.short(indicator)),
            ("where", within.as_str()),
            ("division", division.breakdown.label.get(self.language())),
            ("sides", &sides),
            ("year", &year),
        ];
        let id = if division.shown.len() <= SAID { "each-group" } else { "each-group-below" };
        answer.sentences.push(self.sentence(id, values, division.shown.clone()));
        self.under_groups(indicator, division, &mut answer);
        answer.lines = division.all.iter().map(|at| self.group_line(*at, false)).collect();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        answer
    }

    /// Several figures by group: those of each stand beneath.
    fn each_group_of_several(&self, indicator: IndicatorIx) -> Answer {
        let place = self.asked.place;
        let all = std::iter::once(indicator).chain(self.asked.beside.iter().copied().take(BESIDE));
        let mut answer = Answer::default();
        let mut told: Vec<(String, Vec<Address>)> = Vec::new();
        for ix in all {
            let divisions = self.divisions(ix);
            let Some(division) = divisions.first() else { continue };
            let name = division.breakdown.label.get(self.language()).to_owned();
            answer.lines.extend(division.all.iter().map(|at| {
                let label = format!("{}, {}, {}", self.short(ix), self.group_label(at.category), at.period);
                Line { label, ..self.group_line(*at, false) }
            }));
            answer.pages.push(Page::Indicator(ix, place));
            told.push((name, division.shown.clone()));
        }
        let Some((name, _)) = told.first() else { return self.without_groups(indicator) };
        let shorts: Vec<String> = answer.pages.iter().filter_map(|page| self.quoted(page)).collect();
        let (within, list) = (self.at_place(place), joined(&shorts, self.language()));
        let values: &[(&'static str, &str)] = &[("list", &list), ("where", &within), ("division", name)];
        let rests_on = told.iter().flat_map(|(_, shown)| shown.iter().copied()).collect();
        answer.sentences.push(self.sentence("each-group-of-several", values, rests_on));
        answer.sentences.extend(["not-why", "fixed-order"].map(|id| self.sentence(id, &[], Vec::new())));
        answer.pages.push(Page::Area(place));
        answer
    }

    /// The short name of the figure that a page is about.
    fn quoted(&self, page: &Page) -> Option<String> {
        match page {
            Page::Indicator(ix, _) => Some(format!("‘{}’", self.short(*ix))),
            _ => None,
        }
    }

    /// "Bijstand per wijk": from the lowest to the highest, and all of them by name.
    pub(super) fn each_area(&self, indicator: IndicatorIx) -> Answer {
        let within = self.asked.place;
        let level = self.asked.level.unwrap_or(Level::Municipality);
        let mut answer = Answer::default();
        let found = self.areas(indicator, within, level).filter(|areas| !areas.ranked.is_empty());
        let Some(areas) = found else {
            answer.sentences.push(self.none_of_level(indicator, level));
            if let Some(at) = self.meant(indicator, within, self.asked.category) {
                answer.sentences.extend(self.one(at));
            }
            answer.pages.extend([Page::Indicator(indicator, within), Page::Area(within)]);
            return answer;
        };
        if let Some(threshold) = &self.asked.threshold {
            match self.no_limit(indicator, &areas, threshold) {
                None => return self.beyond(indicator, &areas, threshold),
                Some(said) => answer.sentences.push(said),
            }
        }
        let at =
            |one: &Ranked| Address { indicator, period: areas.period, place: one.place, category: self.asked.category };
        // "Minder dan 8,7 %" is not the lowest where another is 2 %: what may be lowest and highest is not told as such.
        let ends = |one: &Ranked| (at(one), self.bounds(at(one)));
        let ends = || areas.ranked.iter().map(ends);
        let highest = ends().reduce(|best, one| if one.1[0] > best.1[0] { one } else { best });
        let lowest = ends().reduce(|best, one| if one.1[1] <= best.1[1] { one } else { best });
        let high = highest.map_or_else(|| at(&areas.ranked[0]), |(at, _)| at);
        let low = lowest.map_or_else(|| at(&areas.ranked[areas.ranked.len() - 1]), |(at, _)| at);
        let values = [
            ("short", self.short(indicator).to_owned()),
            ("among", self.among(self.asked.category)),
            ("number", numbers::count(areas.ranked.len() as u32, self.language())),
            ("levels", level_words(self.figures, level, self.language())),
            ("within", self.at_place(within)),
            ("low", self.bare(low)),
            ("where-low", self.at_place(low.place)),
            ("high", self.bare(high)),
            ("where-high", self.at_place(high.place)),
            ("year", areas.period.to_string()),
            ("shown", self.only_shown(&areas)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let id = if areas.ranked.len() == 1 { "each-area-one" } else { "each-area" };
        answer.sentences.push(self.sentence(id, &values, vec![low, high]));
        self.under_areas(&areas, &mut answer);
        let mut all: Vec<Address> = areas.ranked.iter().map(at).collect();
        if all.len() > Answer::MOST_LINES {
            let lowest = all.split_off(all.len() - OF_EACH_END);
            all.truncate(OF_EACH_END);
            all.extend(lowest);
            answer.sentences.push(self.sentence("each-area-ends", &[], Vec::new()));
        } else {
            all.sort_by_cached_key(|at| self.place_label(at.place));
        }
        answer.lines = all.into_iter().map(|at| self.area_line(at, false)).collect();
        answer.pages.extend([
            Page::Map(indicator, within, Some(level)),
            Page::Indicator(indicator, within),
            Page::Area(within),
        ]);
        answer
    }
}
