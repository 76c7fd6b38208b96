//! What a figure is, and why it counts as favourable or not: in the words of the definition.

use cells::IndicatorIx;
use definition::Polarity;

use super::{Answer, Page, Sentence, Teller};

impl Teller<'_> {
    /// "Wat is bijstand?", "waarom is bijstand ongunstig?"
    pub(super) fn meaning(&self, indicator: IndicatorIx) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let own = self.figures.indicator(indicator);
        let quoted =
            |text: &definition::Text| Sentence { text: text.get(self.language()).to_owned(), rests_on: vec![] };
        let mut answer = Answer::default();
        let values = [("short", self.short(indicator)), ("label", self.label(indicator))];
        let name = self.sentence("meaning", &values, Vec::new());
        let counts = match own.polarity {
            Polarity::HigherIsFavourable => "counts-higher-better",
            Polarity::LowerIsFavourable => "counts-lower-better",
            Polarity::Neutral => "counts-neutral",
        };
        // Whoever wants no judgement hears of it only when asking for it.
        let says_why = self.asked.why || self.setting.judge || own.polarity == Polarity::Neutral;
        let why = [self.sentence(counts, &values[..1], Vec::new()), quoted(&own.why)];
        let why: Vec<Sentence> = why.into_iter().filter(|_| says_why).collect();
        let what = [quoted(&own.what)];
        // What was asked comes first.
        if self.asked.why {
            answer.sentences = why.into_iter().chain(what).collect();
        } else {
            answer.sentences = std::iter::once(name).chain(what).chain(why).collect();
        }
        if let Some(at) = self.meant(indicator, place, category).filter(|at| self.figures.cell(*at).is_published()) {
            let reference = self.reference(at);
            answer.lines.push(self.line(self.place_label(place), at, Some(reference), true));
            answer.sentences.extend(self.one(at));
        }
        answer.pages.extend([Page::Explanation(indicator), Page::Indicator(indicator, place), Page::Area(place)]);
        answer
    }
}
