//! How a figure developed, and what changed at all.

use cells::{CategoryIx, IndicatorIx, Period};
use insight::trend::{self, Trend};
use insight::{Address, Against, Certainty, Direction, NoReading, Reading, Size, compare, judge};

use super::{Answer, Line, Page, Sentence, Teller};

/// Changes that are told in words; all of them stand beneath.
const TOLD: usize = 6;

impl Teller<'_> {
    /// "Hoe ontwikkelt … zich?" The change is that which pages show, from the first comparable year to the last; from a year
    /// that was asked for, it is judged by itself.
    pub(super) fn change(&self, indicator: IndicatorIx) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let mut answer = Answer::default();
        let found = self.trends().into_iter().find(|trend| trend.series.indicator == indicator);
        let at = |period| Address { indicator, period, place, category };
        let years: Vec<Period> =
            found.iter().flat_map(|trend| trend.series.points.iter().map(|(period, _)| *period)).collect();
        let shown = |year: &Period| years.contains(year);
        let is_there = |year: &Period| years.contains(year) || self.figures.cell(at(*year)).is_published();
        for year in self.asked.since.iter().chain(&self.asked.year).filter(|year| !is_there(year)) {
            answer.sentences.push(self.sentence("not-in-year", &[("year", &year.to_string())], Vec::new()));
        }
        let ends = found.as_ref().map(|trend| {
            let (first, last) = (trend.series.first().0, trend.series.last().0);
            (self.asked.since.filter(shown).unwrap_or(first), self.asked.year.filter(shown).unwrap_or(last))
        });
        match (found, ends) {
            (Some(trend), Some((first, last))) if first < last && shown(&first) && shown(&last) => {
                let whole = (first, last) == (trend.series.first().0, trend.series.last().0);
                let reading = if whole { trend.judged.reading } else { self.between(at(first), at(last)) };
                answer.sentences.extend(self.changed(at(first), at(last), reading));
                let breaks = &self.figures.indicator(indicator).series_breaks;
                let start = trend.series.first().0;
                let earlier = self.figures.cube.periods(indicator).iter().any(|period| *period < start);
                if earlier && breaks.contains(&start) {
                    answer.sentences.push(self.sentence("broken", &[("year", &start.to_string())], Vec::new()));
                }
            }
            _ => {
                if let Some(at) = self.meant(indicator, place, category) {
                    answer.sentences.extend(self.one(at));
                }
                answer.sentences.push(self.sentence("one-year-only", &[], Vec::new()));
            }
        }
        answer.lines = years
            .iter()
            .map(|&period| Line { label: period.to_string(), ..self.line(String::new(), at(period), None, false) })
            .collect();
        if let Some(last) = answer.lines.last_mut() {
            last.marked = true;
        }
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        answer
    }

    /// All changes of the area, judged as one family, as its page does.
    fn trends(&self) -> Vec<Trend> {
        let all = (0..self.figures.definition.indicators.len()).map(|n| IndicatorIx(n as u16));
        trend::trends(self.figures, self.asked.place, self.asked.category, all)
    }

    /// A change between two years, by itself.
    fn between(&self, first: Address, last: Address) -> Reading {
        let spread = self.figures.slice_of(last).and_then(|slice| self.figures.spread(&slice, last.category));
        let against = Against::Other(self.figures.cell(first));
        let difference = compare(self.figures.indicator(last.indicator), &self.figures.cell(last), against, spread);
        judge(&[difference], &self.figures.definition.monitor.reading)
            .first()
            .map_or(Reading::None(NoReading::NotComputed), |judged| judged.reading)
    }

    fn changed(&self, first: Address, last: Address, reading: Reading) -> Vec<Sentence> {
        let mut sentences = vec![self.changed_as("changed", first, last)];
        sentences.extend(self.direction_of(first, last, reading));
        sentences
    }

    /// From which figure to which, in one of the sentences that say so.
    fn changed_as(&self, id: &str, first: Address, last: Address) -> Sentence {
        let values = [
            ("label", self.label(last.indicator).to_owned()),
            ("short", self.short(last.indicator).to_owned()),
            ("where", self.at_place(last.place)),
            ("among", self.among(last.category)),
            ("before", self.bare(first)),
            ("after", self.bare(last)),
            ("first", first.period.to_string()),
            ("last", last.period.to_string()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.sentence(id, &values, vec![first, last])
    }

    /// Whether a change is a rise or a fall, and how sure that is.
    fn direction_of(&self, first: Address, last: Address, reading: Reading) -> Option<Sentence> {
        let id = match reading {
            Reading::Compared { certainty: Certainty::Unknown, .. } => Some("is-source"),
            Reading::Compared { size: Size::None, .. } => Some("is-equal"),
            Reading::Compared { certainty: Certainty::Uncertain, .. } => Some("is-chance"),
            Reading::Compared { direction: Direction::Higher, .. } => Some("is-rise"),
            Reading::Compared { direction: Direction::Lower, .. } => Some("is-fall"),
            Reading::Compared { direction: Direction::Equal, .. } => Some("is-equal"),
            Reading::None(_) => (self.bare(first) == self.bare(last)).then_some("is-equal"),
        };
        id.map(|id| self.sentence(id, &[], vec![first, last]))
    }

    /// "Wat zijn de ontwikkelingen?"
    pub(super) fn changes(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let mut answer = Answer::default();
        let theme = self.asked.theme.and_then(|at| self.figures.definition.themes.get(at));
        let of_theme =
            |trend: &Trend| theme.is_none_or(|theme| theme.tells(self.figures.indicator(trend.series.indicator)));
        let trends: Vec<Trend> = self.trends().into_iter().filter(of_theme).collect();
        let certain = |trend: &&Trend| {
            matches!(trend.judged.reading,
                Reading::Compared { certainty: Certainty::Certain, size, .. } if size > Size::None)
        };
        let found: Vec<&Trend> = trends.iter().filter(certain).collect();
        let (within, among) = (self.at_place(place), self.among(category));
        let values: &[(&'static str, &str)] = &[("where", within.as_str()), ("among", among.as_str())];
        let ends = |trend: &Trend| {
            let at = |period| Address { indicator: trend.series.indicator, period, place, category };
            (at(trend.series.first().0), at(trend.series.last().0))
        };
        let rests_on: Vec<Address> = found.iter().flat_map(|trend| [ends(trend).0, ends(trend).1]).collect();
        let lead = if trends.is_empty() {
            self.sentence("changes-no-years", values, Vec::new())
        } else if found.is_empty() {
            self.sentence("changes-none", values, Vec::new())
        } else {
            self.counted("changes-some", found.len(), values, rests_on)
        };
        answer.sentences.push(lead);
        // How people are doing before who they are, and large changes before small ones.
        let is_large = |trend: &Trend| matches!(trend.judged.reading, Reading::Compared { size: Size::Clear, .. });
        let says_who =
            |trend: &Trend| self.figures.indicator(trend.series.indicator).polarity == definition::Polarity::Neutral;
        let mut ordered: Vec<&&Trend> = found.iter().collect();
        ordered.sort_by_key(|trend| (says_who(trend), !is_large(trend)));
        for trend in ordered.into_iter().take(TOLD) {
            let (first, last) = ends(trend);
            let mut sentence = self.changed_as("changed-one", first, last);
            if let Some(said) = self.direction_of(first, last, trend.judged.reading) {
                sentence.text = format!("{} {}", sentence.text, said.text);
            }
            answer.sentences.push(sentence);
        }
        if let Some(more @ 1..) = found.len().checked_sub(TOLD) {
            answer.sentences.push(self.counted("changes-more", more, &[], Vec::new()));
        }
        answer.lines = trends
            .iter()
            .map(|trend| {
                let (_, last) = ends(trend);
                let words = trend::words(trend.judged.reading, self.language()).unwrap_or_default();
                let label = format!("{}, {}", self.short(trend.series.indicator), last.period);
                Line { note: words, ..self.line(label, last, None, certain(&trend)) }
            })
            .collect();
        answer.pages.push(Page::Area(place));
        if let Some(at) = self.asked.theme {
            answer.pages.insert(0, Page::Theme(place, at));
        }
        if category != CategoryIx::TOTAL {
            answer.pages.extend(self.figures.residents().map(|residents| Page::Indicator(residents, place)));
        }
        answer
    }
}
