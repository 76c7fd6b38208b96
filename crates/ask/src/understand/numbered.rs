//! Areas that are named by a number, and areas that are counted.

use cells::{Level, PlaceIx};

use super::Reader;
use super::places::Named;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said::Said;
use crate::words::plain;

/// A number behind the word for a level, and the areas of that level that have it in their official names: "wijk 07" is
/// "Wijk 07 Overvecht".
pub(super) struct Numbered {
    /// Which of the things that were named is the word for the level.
    pub(super) level_at: usize,
    /// The word that is the number.
    pub(super) number_at: usize,
    candidates: Vec<PlaceIx>,
}

impl Reader<'_> {
    /// The area that is meant by a number, inside one that is named as well: every municipality has a wijk of that number.
    pub(super) fn numbered_area(&self, taken: &[(&Span, What)]) -> Option<Numbered> {
        let newest = self.places.newest_vintage()?;
        let is_covered = |at: usize| self.covered.spans.iter().any(|span| (span.from..span.to).contains(&at));
        (0..taken.len()).find_map(|level_at| {
            let (span, _) = taken[level_at];
            let Some(Said::Level(level)) = self.said_meaning(span) else { return None };
            let number_at = Some(span.to).filter(|at| !is_covered(*at) && self.most_at != Some(*at))?;
            let number = short_number(&self.covered.tokens.get(number_at)?.plain)?;
            let all = taken.iter().filter(|(_, what)| matches!(what, What::Place(_)));
            let meanings = all.flat_map(|(span, _)| &self.lexicon.phrases[span.phrase as usize].meanings);
            let is_large = |ix| (Level::Municipality..level).contains(&self.places.get(ix).level());
            let large = meanings.filter_map(|meaning| match meaning.what {
                What::Place(ix) if is_large(ix) => Some(ix),
                _ => None,
            });
            let has_number = |ix: &PlaceIx| {
                let name = plain(&self.places.get(*ix).name);
                let mut words = name.split(' ');
                let is_level = words.next().is_some_and(|word| self.lexicon.says(word, Said::Level(level)));
                is_level && words.next().and_then(short_number) == Some(number)
            };
            let inside = |large: PlaceIx| {
                let above = self.places.get(large).level();
                self.places
                    .of_vintage(level, newest)
                    .filter(move |ix| self.places.ancestor(*ix, above, newest) == Some(large))
            };
            let candidates: Vec<PlaceIx> = large.flat_map(inside).filter(has_number).collect();
            (!candidates.is_empty()).then_some(Numbered { level_at, number_at, candidates })
        })
    }

    /// The areas that a number behind the word of a span may mean.
    pub(super) fn named_by_number(&self, level: &Span, numbered: &Numbered) -> Named {
        let tokens = &self.covered.tokens;
        let words = self.text[tokens[level.from].from..tokens[numbered.number_at].to].to_owned();
        Named::exactly(numbered.candidates.clone(), words, level.from, numbered.number_at + 1)
    }

    /// "Hoeveel wijken", "aantal buurten": where it is the areas themselves that are counted, the word for their level.
    pub(super) fn areas_counted(&self, taken: &[(&Span, What)]) -> Option<usize> {
        (1..taken.len()).find(|n| {
            let ((before, how_many), (span, _)) = (taken[n - 1], taken[*n]);
            let level = self.said_meaning(span).filter(|said| matches!(said, Said::Level(_)));
            how_many == What::Said(Said::HowMany)
                && before.to == span.from
                && level.is_some_and(|level| !self.names_its_level(taken, *n, level))
        })
    }
}

/// A number of at most three digits: one of four is a year or a postcode.
fn short_number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|_| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
}
