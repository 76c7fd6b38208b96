//! Parts of one whole that are told of together: the ages that a word means, or all of them.

use cells::{CategoryIx, Count, IndicatorIx};
use insight::{Address, numbers};

use super::{Answer, Page, Sentence, Teller};
use crate::texts::{joined, whole_name};

impl Teller<'_> {
    /// How many the parts that one word means are together ("kinderen"), from the counts that are published of each of them.
    pub(super) fn together(&self, at: Address) -> Option<Sentence> {
        let others = self.asked.parts.iter().map(|indicator| Address { indicator: *indicator, ..at });
        let all: Vec<Address> = std::iter::once(at).chain(others).collect();
        if all.len() < 2 {
            return None;
        }
        let mut sum = Count { value: 0, within: 0 };
        let mut whole: Option<Count> = None;
        for part in &all {
            let cell = self.figures.cell(*part);
            let (some, of) = cell.numerator.zip(cell.denominator).filter(|_| cell.is_published())?;
            if whole.is_some_and(|known| known != of) {
                return None;
            }
            whole = Some(of);
            sum = Count { value: sum.value.checked_add(some.value)?, within: sum.within.checked_add(some.within)? };
        }
        let language = self.language();
        let (of, universe) = (whole?, &self.figures.indicator(at.indicator).universe);
        let whom = self.figures.definition.find_universe(universe)?.label.get(language);
        let mut number = numbers::count(sum.value, language);
        if u32::from(sum.within) * 1000 > sum.value {
            number = format!("{} {number}", self.texts.part("about", &[]));
        }
        let (share, of) = (self.share(sum, of)?, numbers::count(of.value, language));
        let values = [("number", number.as_str()), ("of", &of), ("whom", whom), ("share", &share)];
        Some(self.sentence("parts-together", &values, all))
    }

    /// All parts of a whole: "hoe oud zijn de mensen?"
    pub(super) fn whole(&self, indicator: IndicatorIx) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let parts = std::iter::once(indicator).chain(self.asked.parts.iter().copied());
        let all: Vec<Address> = parts.filter_map(|part| self.meant(part, place, category)).collect();
        let Some(first) = all.iter().find(|at| self.figures.cell(**at).is_published()) else {
            return self.figure(indicator);
        };
        let told: Vec<Address> = all.iter().filter(|at| at.period == first.period).copied().collect();
        let list: Vec<String> =
            told.iter().map(|at| format!("{} {}", self.short(at.indicator), self.bare(*at))).collect();
        let everybody = category == CategoryIx::TOTAL;
        let values = [
            ("name", whole_name(self.figures, self.asked, self.language())),
            ("whom", if everybody { self.everybody() } else { self.whom(category) }),
            ("where", self.at_place(place)),
            ("list", joined(&list, self.language())),
            ("year", first.period.to_string()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut answer = Answer::default();
        answer.sentences.push(self.sentence("whole", &values, told.clone()));
        answer.lines = told
            .iter()
            .map(|at| self.line(self.short(at.indicator).to_owned(), *at, Some(self.reference(*at)), false))
            .collect();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Area(place)]);
        answer
    }
}
