//! A subject of which there is no figure: why, what comes nearest, and where else to look.

use definition::Polarity;

use super::{Answer, Page, Teller};

impl Teller<'_> {
    /// "Hoe zit het met discriminatie?"
    pub(super) fn unmeasured(&self) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let definition = self.figures.definition;
        let Some((at, topic)) = self.asked.topic.and_then(|at| Some((at, definition.topics.get(at)?))) else {
            return self.stands_out();
        };
        let language = self.language();
        let mut answer = Answer::default();
        let topic_name = topic.label.get(language);
        answer.sentences.push(self.sentence("topic-none", &[("topic", topic_name)], Vec::new()));
        answer.sentences.push(super::Sentence { text: topic.why.get(language).to_owned(), rests_on: Vec::new() });
        let nearest = topic.nearest.iter().filter_map(|id| definition.find_indicator(id));
        for indicator in nearest {
            answer.pages.push(Page::Indicator(indicator, place));
            // Of a figure that is not split by group that of everybody is nearer than none.
            let split = !definition.indicator(indicator).breakdowns.is_empty();
            let of = if split { category } else { cells::CategoryIx::TOTAL };
            // The nearest that there is here: not every figure goes down to a neighbourhood.
            if !answer.lines.is_empty() {
                continue;
            }
            if let Some(there) =
                self.meant(indicator, place, of).filter(|there| self.figures.cell(*there).is_published())
            {
                let values = [("short", self.short(indicator))];
                answer.sentences.push(self.sentence("topic-nearest", &values, vec![there]));
                answer.sentences.extend(self.one(there));
                answer.lines.push(self.line(self.place_label(place), there, Some(self.reference(there)), true));
            }
        }
        // Who is a part of a group and of this subject is not counted, but how many are in the group is.
        let residents = self.figures.residents().filter(|_| category != cells::CategoryIx::TOTAL);
        let counts_people = |residents| {
            let universe = &definition.indicator(residents).universe;
            let is_of_people = |ix| {
                let near = definition.indicator(ix);
                near.polarity == Polarity::Neutral && near.universe == *universe
            };
            topic.nearest.iter().filter_map(|id| definition.find_indicator(id)).any(is_of_people)
        };
        if let Some(there) = residents.filter(|ix| counts_people(*ix)).and_then(|ix| self.meant(ix, place, category)) {
            answer.sentences.extend(self.one(there));
            if self.figures.cell(there).is_published() {
                answer.lines.push(self.line(self.place_label(place), there, None, true));
            }
            answer.pages.insert(0, Page::Indicator(there.indicator, place));
        }
        answer.pages.extend((0..topic.links.len()).map(|n| Page::Elsewhere(at, n)));
        answer.pages.push(Page::Area(place));
        answer
    }
}
