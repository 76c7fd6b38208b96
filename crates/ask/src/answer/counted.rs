//! How many there are of what figures are about, which the figures about them say: "12 % van 4.000 huishoudens".

use cells::{CategoryIx, Count, IndicatorIx};
use definition::Measure;
use insight::{Address, numbers};

use super::{Answer, Page, Teller};

impl Teller<'_> {
    /// "Hoeveel huishoudens zijn er?"
    pub(super) fn counted_here(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let Some(universe) = self.asked.counted.and_then(|at| self.figures.definition.universes.get(at)) else {
            return self.stands_out();
        };
        let about: Vec<IndicatorIx> = (0..self.figures.definition.indicators.len())
            .map(|n| IndicatorIx(n as u16))
            .filter(|ix| self.figures.indicator(*ix).universe == universe.id)
            .collect();
        let found = about.iter().find_map(|ix| {
            let at = self.meant(*ix, place, category)?;
            Some((at, self.number_of_all(at)?))
        });
        let mut answer = Answer::default();
        let (whom, within, among) = (universe.label.get(self.language()), self.at_place(place), self.among(category));
        let Some((at, count)) = found else {
            let values: &[(&'static str, &str)] = &[("whom", whom), ("where", &within), ("among", &among)];
            answer.sentences.push(self.sentence("counted-none", values, Vec::new()));
            answer.pages.extend(about.first().map(|ix| Page::Indicator(*ix, place)));
            answer.pages.push(Page::Area(place));
            return answer;
        };
        let mut number = numbers::count(count.value, self.language());
        if u32::from(count.within) * 1000 > count.value {
            number = format!("{} {number}", self.texts.part("about", &[]));
        }
        let (year, group) = (at.period.to_string(), self.whom(category));
        let values: &[(&'static str, &str)] =
            &[("where", &within), ("number", &number), ("whom", whom), ("group", &group), ("year", &year)];
        let id = if category == CategoryIx::TOTAL { "counted-here" } else { "counted-of-group" };
        answer.sentences.push(self.sentence(id, values, vec![at]));
        let short = self.short(at.indicator);
        answer.sentences.push(self.sentence("counted-from", &[("short", short), ("whom", whom)], vec![at]));
        answer.pages.extend([Page::Indicator(at.indicator, place), Page::Explanation(at.indicator), Page::Area(place)]);
        answer
    }

    /// How many a published figure is about: all it is a part of, or what itself counts.
    fn number_of_all(&self, at: Address) -> Option<Count> {
        let cell = self.figures.cell(at);
        let counts = self.figures.indicator(at.indicator).measure == Measure::Count;
        let count = if counts { cell.numerator } else { cell.denominator };
        count.filter(|count| cell.is_published() && count.value > 0)
    }
}
