//! Which areas are most like an area.

use cells::{CategoryIx, Level, PlaceIx};
use insight::Address;

use super::{Answer, Page, Teller};
use crate::texts::joined;

/// Areas that are named in the sentence.
const NAMED: usize = 5;

impl Teller<'_> {
    /// "Welke gemeenten lijken op …?"
    pub(super) fn similar(&self, alike: &[PlaceIx]) -> Answer {
        let place = self.asked.place;
        let name = self.place_label(place);
        let mut answer = Answer::default();
        if alike.is_empty() {
            let id = match self.figures.places.get(place).level() {
                Level::Country | Level::Region => "similar-too-large",
                _ => "similar-none",
            };
            answer.sentences.push(self.sentence(id, &[("name", &name)], Vec::new()));
            answer.pages.push(Page::Area(place));
            return answer;
        }
        let names: Vec<String> = alike.iter().take(NAMED).map(|ix| self.place_label(*ix)).collect();
        let values: &[(&'static str, &str)] = &[("name", &name), ("list", &joined(&names, self.language()))];
        // The figure that was asked about, or how many people live there.
        let indicator = self.asked.indicator.or_else(|| self.figures.residents());
        let category = if self.asked.indicator.is_some() { self.asked.category } else { CategoryIx::TOTAL };
        let places = std::iter::once(place).chain(alike.iter().copied());
        let there: Vec<Address> =
            places.filter_map(|place| indicator.and_then(|ix| self.meant(ix, place, category))).collect();
        answer.sentences.push(self.sentence("similar", values, there.clone()));
        answer.sentences.push(self.sentence("similar-about", &[], Vec::new()));
        answer.lines = there
            .iter()
            .map(|at| {
                let label = format!("{}, {}, {}", self.place_label(at.place), self.short(at.indicator), at.period);
                self.line(label, *at, None, at.place == place)
            })
            .collect();
        answer.pages.extend([Page::Similar(place), Page::Area(place)]);
        answer
    }
}
