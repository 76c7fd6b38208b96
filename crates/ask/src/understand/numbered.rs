//! Areas that are named by a number, and areas that are counted.

use cells::{Level, PlaceIx};

use super::Reader;
use super::places::Named;
use crate::Heard;
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
    /// Those that it may be; where it is said in which area that is.
    candidates: Vec<PlaceIx>,
    /// Whether any of them may be meant: nothing says in which area it is.
    pub(super) is_open: bool,
}

impl Reader<'_> {
    /// The area that is meant by a number, inside one that is named as well: every municipality has a wijk of that number.
    /// Where none is named, all of them.
    pub(super) fn numbered_area(&self, taken: &[(&Span, What)]) -> Option<Numbered> {
        let newest = self.places.newest_vintage()?;
        let is_covered = |at: usize| self.covered.spans.iter().any(|span| (span.from..span.to).contains(&at));
        (0..taken.len()).find_map(|level_at| {
            let (span, _) = taken[level_at];
            let Some(Said::Level(level)) = self.said_meaning(span) else { return None };
            let is_limit = |at: usize| self.beyond.as_ref().is_some_and(|own| own.has(at));
            let number_at =
                Some(span.to).filter(|at| !is_covered(*at) && self.most_at != Some(*at) && !is_limit(*at))?;
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
            let large: Vec<PlaceIx> = large.collect();
            let is_open = large.is_empty();
            let mut candidates: Vec<PlaceIx> = if is_open {
                self.places.of_vintage(level, newest).filter(has_number).collect()
            } else {
                large.into_iter().flat_map(inside).filter(has_number).collect()
            };
            candidates.sort_by(|a, b| self.lexicon.size(*b).total_cmp(&self.lexicon.size(*a)).then(a.cmp(b)));
            let is_open = is_open && candidates.len() > 1;
            (!candidates.is_empty()).then_some(Numbered { level_at, number_at, candidates, is_open })
        })
    }

    /// The areas of a number of which none is meant more than another.
    pub(super) fn open_areas(&self, taken: &[(&Span, What)]) -> Option<Heard<PlaceIx>> {
        let numbered = self.numbered.as_ref().filter(|numbered| numbered.is_open)?;
        let (level, _) = taken.get(numbered.level_at)?;
        let (what, others) = numbered.candidates.split_first()?;
        let words = self.numbered_words(level, numbered);
        Some(Heard { words, others: others.to_vec(), ..Heard::chosen(*what) })
    }

    fn numbered_words(&self, level: &Span, numbered: &Numbered) -> String {
        let tokens = &self.covered.tokens;
        self.text[tokens[level.from].from..tokens[numbered.number_at].to].to_owned()
    }

    /// The areas that a number behind the word of a span may mean.
    pub(super) fn named_by_number(&self, level: &Span, numbered: &Numbered) -> Named {
        let words = self.numbered_words(level, numbered);
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
