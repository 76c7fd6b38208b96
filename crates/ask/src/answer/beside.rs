//! A group beside all residents of the same area.

use cells::{CategoryIx, IndicatorIx, Period};
use insight::Address;
use release::StandingReference;

use super::{Answer, Page, Teller};
use crate::texts::capitalised;

impl Teller<'_> {
    /// "Vaker dan andere inwoners?": the figure of the group and that of everybody, with how sure the difference is. As on
    /// pages the group is judged beside the residents who are not of it.
    pub(super) fn beside_everybody(&self, indicator: IndicatorIx) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let at = |period: Period, category: CategoryIx| Address { indicator, period, place, category };
        let both = |period: &Period| {
            [category, CategoryIx::TOTAL].iter().all(|ix| self.figures.cell(at(*period, *ix)).is_published())
        };
        let mut years = self.figures.cube.periods(indicator).iter().rev().copied();
        let period = self.asked.year.or_else(|| years.find(both));
        let period = period.or_else(|| self.meant(indicator, place, category).map(|at| at.period));
        let mut answer = Answer::default();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        let Some(period) = period else {
            answer.sentences.push(self.sentence("pair-unknown", &[], Vec::new()));
            return answer;
        };
        let (own, all) = (at(period, category), at(period, CategoryIx::TOTAL));
        answer.sentences = self.one(own);
        if self.counts_people(indicator) {
            answer.lines =
                vec![self.group_line(own, true), self.line(self.group_label(all.category), all, None, false)];
            return answer;
        }
        if let Some(sentence) = self.beside(own, StandingReference::EverybodyHere).filter(|_| both(&period)) {
            answer.sentences.push(sentence);
        } else {
            if self.figures.cell(all).is_published() {
                let other = self.bare(all);
                answer.sentences.push(self.sentence("all-together", &[("other", &other)], vec![all]));
            }
            if both(&period) {
                answer.sentences.extend(self.pair(own, all));
            }
        }
        answer.lines = vec![self.group_line(own, true), self.line(capitalised(&self.everybody()), all, None, false)];
        answer.lines.retain(|line| self.figures.cell(line.at).is_published());
        answer
    }
}
