//! How many there are of what figures are about, which the figures about them say: "12 % van 4.000 huishoudens".

use cells::{CategoryIx, Count, IndicatorIx, Level};
use definition::Measure;
use insight::{Address, numbers};

use super::{Answer, Page, Teller};
use crate::texts::level_words;

impl Teller<'_> {
    /// "Hoeveel huishoudens zijn er?"
    pub(super) fn counted_here(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let Some(universe) = self.asked.counted.and_then(|at| self.figures.definition.universes.get(at)) else {
            return self.asked.level.map_or_else(|| self.stands_out(), |level| self.areas_counted(level));
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

    /// "Hoeveel wijken heeft …?"
    fn areas_counted(&self, level: Level) -> Answer {
        let (within, places) = (self.asked.place, self.figures.places);
        let newest = places.newest_vintage();
        let all = newest.into_iter().flat_map(|vintage| places.of_vintage(level, vintage).map(move |ix| (ix, vintage)));
        let count = all.filter(|(place, vintage)| self.lies_within(*place, within, *vintage)).count();
        let values = [
            ("where", self.at_place(within)),
            ("levels", level_words(self.figures, level, self.language())),
            ("amount", numbers::count(count as u32, self.language())),
            ("year", newest.map(|vintage| vintage.to_string()).unwrap_or_default()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut answer = Answer::default();
        let id = if count == 0 { "areas-none" } else { "areas-counted" };
        answer.sentences.push(self.counted(id, count, &values, Vec::new()));
        answer.pages.push(Page::Area(within));
        let residents = self.figures.residents().filter(|ix| count > 0 && self.has_figures_of(*ix, level));
        answer.pages.extend(residents.map(|ix| Page::Map(ix, within, Some(level))));
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
