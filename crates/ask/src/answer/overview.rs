//! Who lives here, what stands out, how it is with a theme.

use cells::{CategoryIx, IndicatorIx};
use insight::Address;
use insight::comparison::{Reference, compare_all};
use insight::story::{ReferenceForm, Telling, Topic, story};
use insight::summary::sum_up;
use release::StandingReference;

use super::{Answer, Page, Sentence, Teller};
use crate::texts::joined;

/// As many figures are told of one by one; of more only how many are favourable and how many are not.
const ONE_BY_ONE: usize = 3;

impl Teller<'_> {
    fn told_of(&self, topics: &[Topic]) -> Vec<Sentence> {
        let place = self.asked.place;
        let at = Address {
            indicator: self.figures.residents().unwrap_or(IndicatorIx(0)),
            period: cells::Period(0),
            place,
            category: self.asked.category,
        };
        let telling = Telling {
            place,
            category: self.asked.category,
            period: self.asked.year,
            reference: self.reference_of_place(at),
            judge: self.setting.judge,
            language: self.language(),
        };
        let told = story(self.figures, telling).into_iter().filter(|sentence| topics.contains(&sentence.topic));
        told.map(|sentence| Sentence { text: sentence.text, rests_on: sentence.rests_on }).collect()
    }

    /// The reference of all figures of a place.
    fn reference_of_place(&self, at: Address) -> StandingReference {
        let profile = self.figures.definition.indicators.iter().enumerate().filter(|(_, indicator)| indicator.profile);
        let newest = profile.filter_map(|(n, _)| {
            let indicator = IndicatorIx(n as u16);
            let period = self.figures.newest(indicator, at.place, at.category)?;
            Some(Address { indicator, period, ..at })
        });
        newest.take(1).map(|at| self.reference(at)).next().unwrap_or(StandingReference::Country)
    }

    /// "Wie wonen er?"
    pub(super) fn residents(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let mut answer = Answer { sentences: self.told_of(&[Topic::Residents]), ..Answer::default() };
        if let Some(residents) = self.figures.residents()
            && let Some(at) = self.meant(residents, place, CategoryIx::TOTAL)
        {
            answer.lines.push(self.line(self.group_label(CategoryIx::TOTAL), at, None, category == CategoryIx::TOTAL));
            let definition = self.figures.definition;
            let first =
                self.asked.breakdown.and_then(|n| definition.breakdowns.get(n)).or(definition.breakdowns.first());
            for (ix, breakdown, group) in definition.categories() {
                if first.is_some_and(|first| first.id == breakdown.id) && group.parent.is_none() {
                    let there = Address { category: ix, ..at };
                    answer.lines.push(self.line(self.group_label(ix), there, None, ix == category));
                }
            }
            answer.pages.push(Page::Indicator(residents, place));
        }
        if answer.sentences.is_empty() {
            answer.sentences = self.told_of(&[Topic::Limits]);
        }
        answer.pages.insert(0, Page::Area(place));
        answer
    }

    /// "Wat valt hier op?"
    pub(super) fn stands_out(&self) -> Answer {
        let place = self.asked.place;
        let mut sentences = self.told_of(&[Topic::StandsOut, Topic::Groups, Topic::Limits]);
        if sentences.is_empty() {
            sentences = self.told_of(&[Topic::Residents, Topic::Change]);
        }
        Answer { sentences, pages: vec![Page::Area(place)], ..Answer::default() }
    }

    /// Each of a few figures, beside its reference.
    fn one_by_one(&self, subject: &[IndicatorIx], mut answer: Answer) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        for at in subject.iter().filter_map(|indicator| self.meant(*indicator, place, category)) {
            answer.sentences.extend(self.one(at));
            if self.figures.cell(at).is_published() {
                let reference = self.reference(at);
                answer.sentences.extend(self.beside(at, reference));
                let label = format!("{}, {}", self.short(at.indicator), at.period);
                answer.lines.push(self.line(label, at, Some(reference), true));
            }
        }
        answer.pages.splice(0..0, subject.iter().map(|ix| Page::Indicator(*ix, place)));
        answer
    }

    /// "Hoe staat het met werk en inkomen?"
    pub(super) fn theme(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let Some((at, theme)) = self.asked.theme.and_then(|at| Some((at, self.figures.definition.themes.get(at)?)))
        else {
            return self.stands_out();
        };
        let mut answer = Answer { pages: vec![Page::Theme(place, at), Page::Area(place)], ..Answer::default() };
        // "Schulden" are of some of its figures: the others say nothing about those.
        let subject: Vec<IndicatorIx> = match self.asked.parts.as_slice() {
            [] => self.figures.definition.told_by(theme).map(|(indicator, _)| indicator).collect(),
            others => self.asked.indicator.iter().chain(others).copied().collect(),
        };
        let meant = subject.iter().filter_map(|indicator| self.meant(*indicator, place, category));
        let newest: Vec<Address> = meant.filter(|at| self.figures.cell(*at).is_published()).collect();
        if !self.asked.parts.is_empty() && subject.len() <= ONE_BY_ONE && !newest.is_empty() {
            return self.one_by_one(&subject, answer);
        }
        let (within, among) = (self.at_place(place), self.among(category));
        let label = match self.asked.parts.as_slice() {
            [] => theme.label.get(self.language()).to_owned(),
            _ => joined(&subject.iter().map(|ix| self.short(*ix).to_owned()).collect::<Vec<_>>(), self.language()),
        };
        let label = label.as_str();
        let Some(&first) = newest.first() else {
            answer.sentences.push(self.sentence("theme-none", &[("theme", label)], Vec::new()));
            return answer;
        };
        let reference = self.reference(first);
        if let [only] = newest.as_slice() {
            // All that there is of the theme is one figure.
            answer.sentences = self.one(*only);
            answer.sentences.extend(self.beside(*only, reference));
            answer.pages.insert(0, Page::Indicator(only.indicator, place));
            return answer;
        }
        let values: &[(&'static str, &str)] =
            &[("theme", label), ("where", within.as_str()), ("among", among.as_str())];
        answer.sentences.push(self.counted("theme-lead", newest.len(), values, newest.clone()));
        let compared = compare_all(self.figures, &newest, Reference::Standing(reference));
        let than = self.than(reference, self.asked.category, ReferenceForm::Than);
        let mut told = 0;
        let of_theme = sum_up(self.figures, &theme.id, &compared, self.setting.judge);
        for (id, list) in [
            ("theme-favourable", &of_theme.favourable),
            ("theme-unfavourable", &of_theme.unfavourable),
            ("theme-higher", &of_theme.higher),
            ("theme-lower", &of_theme.lower),
            ("theme-equal", &of_theme.about_equal),
            ("theme-chance", &of_theme.possible),
        ] {
            if !list.is_empty() {
                told += list.len();
                let rests_on = newest.iter().filter(|at| list.contains(&at.indicator)).copied().collect();
                answer.sentences.push(self.counted(id, list.len(), &[("than", &than)], rests_on));
            }
        }
        let compared = self.figures.places.get(place).level() > cells::Level::Country || category != CategoryIx::TOTAL;
        if let Some(rest @ 1..) = newest.len().checked_sub(told).filter(|_| compared) {
            answer.sentences.push(self.counted("theme-source", rest, &[], newest.clone()));
        }
        answer.lines = newest
            .iter()
            .map(|at| {
                let marked = self.asked.indicator == Some(at.indicator);
                self.line(format!("{}, {}", self.short(at.indicator), at.period), *at, Some(reference), marked)
            })
            .collect();
        answer
    }
}
