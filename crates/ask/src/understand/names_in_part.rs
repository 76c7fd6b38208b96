//! Names of areas of which only a part is known: "Woensel", where there is a Woensel-West and an Oud-Woensel, and "Crooswijk-West",
//! where there is a West somewhere else.

use std::ops::Range;

use cells::{Level, PlaceIx};

use super::Reader;
use crate::Heard;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said;
use crate::spelling::WordIx;

/// Most areas among which to choose; a word that begins more names than these says nothing.
const CHOICE: usize = 12;

impl Reader<'_> {
    /// The span over a word, unless it is only a part of a longer name.
    pub(super) fn span_at(&self, at: usize) -> Option<&Span> {
        let of = |span: &&Span| (span.from..span.to).contains(&at) && !self.broken.contains(&span.from);
        self.covered.spans.iter().find(of)
    }

    /// These words with those that hyphens join to them: "Crooswijk-West" is one name.
    fn with_hyphens(&self, words: Range<usize>) -> Range<usize> {
        let tokens = &self.covered.tokens;
        let joins = |at: usize| matches!(&self.text[tokens[at].to..tokens[at + 1].from], "-" | "–");
        let (mut from, mut to) = (words.start, words.end);
        while from > 0 && joins(from - 1) {
            from -= 1;
        }
        while to < tokens.len() && to > 0 && joins(to - 1) {
            to += 1;
        }
        from..to
    }

    /// Spans for areas that are only a part of what was typed as one name: the rest of a word with a hyphen is nothing, or
    /// another area that has nothing to do with it; or a word of the names of areas stands right before it ("Haagse Beemden").
    pub(super) fn broken_names(&self, taken: &[(&Span, What)]) -> Vec<usize> {
        let mut broken = Vec::new();
        for (span, _) in taken.iter().filter(|(_, what)| matches!(what, What::Place(_))) {
            let whole = self.with_hyphens(span.from..span.to);
            let mut others = whole.filter(|at| !(span.from..span.to).contains(at) && self.year_at(*at).is_none());
            let is_led = |other: &Span| other.from.checked_sub(1).is_some_and(|before| self.leads_to_area(before));
            let is_apart =
                others.any(|at| match taken.iter().find(|(other, _)| (other.from..other.to).contains(&at)) {
                    Some((other, What::Place(_))) => !self.belong_together(span, other),
                    Some((other, _)) => is_led(other),
                    None => true,
                });
            if is_apart || self.is_end_of_a_name(span, taken) {
                broken.push(span.from);
            }
        }
        broken
    }

    /// Whether one of two names that a hyphen joins says where the other is ("Utrecht-Oost"), or both are of large areas.
    fn belong_together(&self, one: &Span, other: &Span) -> bool {
        let newest = self.places.newest_vintage();
        let is_now = |ix: &PlaceIx| Some(self.places.get(*ix).newest()) == newest;
        let [own, others] =
            [one, other].map(|span| self.areas_of(span).into_iter().filter(is_now).collect::<Vec<PlaceIx>>());
        let lies_in = |small: PlaceIx, large: PlaceIx| {
            let at = self.places.get(small);
            let level = self.places.get(large).level();
            self.places.ancestor(small, level, at.newest()) == Some(large)
        };
        let is_large = |all: &[PlaceIx]| all.iter().any(|ix| self.places.get(*ix).level() <= Level::Municipality);
        let exact = one.likeness >= 0.999 && other.likeness >= 0.999;
        let related = own.iter().any(|a| others.iter().any(|b| lies_in(*a, *b) || lies_in(*b, *a)));
        exact && (related || (is_large(&own) && is_large(&others)))
    }

    fn areas_of(&self, span: &Span) -> Vec<PlaceIx> {
        let meanings = self.lexicon.phrases[span.phrase as usize].meanings.iter();
        let areas = meanings.filter_map(|meaning| match meaning.what {
            What::Place(ix) => Some(ix),
            _ => None,
        });
        areas.collect()
    }

    /// Whether a word of the names of areas, that nothing explains, stands right before the name of a small one.
    fn is_end_of_a_name(&self, span: &Span, taken: &[(&Span, What)]) -> bool {
        let is_small = self.areas_of(span).iter().all(|ix| self.places.get(*ix).level() > Level::Municipality);
        let before = span.from.checked_sub(1).filter(|_| is_small);
        before.is_some_and(|at| {
            let word = self.covered.tokens[at].plain.as_str();
            let is_covered = taken.iter().any(|(other, _)| (other.from..other.to).contains(&at));
            !is_covered && word.len() > 3 && self.lexicon.is_of_areas(word)
        })
    }

    fn leads_to_area(&self, at: usize) -> bool {
        self.lexicon.leads(&self.covered.tokens[at].plain).0
    }

    /// Whether the area that is named right behind a word is the one it lies in: "Escamp (Den Haag)", "Zuilen in Utrecht".
    pub(super) fn lies_in_the_next(&self, at: usize) -> bool {
        let tokens = &self.covered.tokens;
        let area_at = |at: usize| self.span_at(at).is_some_and(|span| matches!(self.meaning(span), What::Place(_)));
        let Some(next) = tokens.get(at + 1) else { return false };
        let is_apart = || matches!(self.text[tokens[at].to..next.from].trim(), "(" | ",");
        (area_at(at + 1) && is_apart()) || (self.leads_to_area(at + 1) && area_at(at + 2))
    }

    /// A word that nothing else explains and that is in the names of areas, as "Woensel" of "Woensel-West": no area is called so,
    /// and those that it may be are offered. Of a municipality that is named with it only those inside.
    pub(super) fn part_of_a_name(&mut self) {
        let within = match self.question.places.as_slice() {
            [] => None,
            [one] if self.places.get(one.what).level() == Level::Municipality => Some(one.what),
            _ => return,
        };
        if self.question.numbered.is_some() || self.said.contains(&said::Said::Compare) {
            return;
        }
        for (at, token) in self.covered.tokens.iter().enumerate() {
            // A name that is a part of a longer one is no name of its own.
            let is_covered = self.covered.spans.iter().any(|span| (span.from..span.to).contains(&at));
            let is_open = !is_covered && token.plain.len() >= 4;
            let Some(word) = self.lexicon.vocabulary.find(&token.plain).filter(|_| is_open) else { continue };
            let whole = self.with_hyphens(at..at + 1);
            // "Haagse Beemden" goes on with another word of a name: the first alone says too little.
            if self.broken.contains(&whole.end) {
                continue;
            }
            let leads = whole.start.checked_sub(1).is_some_and(|before| self.leads_to_area(before));
            let found = match within {
                Some(large) if self.stands_beside(&whole, large) => self.named_with(word, Some(large)),
                Some(_) => continue,
                None => self.named_with(word, None),
            };
            let begin = found.iter().filter(|(_, begins)| *begins).count();
            let home = |ix: PlaceIx| self.places.ancestor(ix, Level::Municipality, self.places.get(ix).newest());
            let is_scattered = found.iter().any(|(ix, _)| home(*ix) != home(found[0].0));
            // A word that one long name happens to begin with names it only where an area is expected; "Nieuwe" begins names
            // everywhere and names nothing.
            let is_telling = self.lexicon.is_telling_everywhere(word);
            let is_named = leads || within.is_some() || (begin > 1 && !is_scattered && is_telling);
            if found.is_empty() || found.len() > CHOICE || !is_named {
                continue;
            }
            let tokens = &self.covered.tokens;
            let words = self.text[tokens[whole.start].from..tokens[whole.end - 1].to].to_owned();
            let mut all = found.into_iter().map(|(ix, _)| ix);
            if let Some(what) = all.next() {
                self.question.numbered = Some(Heard { what, words, exact: false, near: false, others: all.collect() });
                self.question.places.clear();
                self.named_in_part = whole;
                return;
            }
        }
    }

    /// The areas with a word in their names, and whether those begin with it: these first, then by how many live there.
    fn named_with(&self, word: WordIx, within: Option<PlaceIx>) -> Vec<(PlaceIx, bool)> {
        let newest = self.places.newest_vintage();
        let mut found: Vec<(PlaceIx, bool)> = Vec::new();
        let of_word = self.lexicon.keyed(word).map(|(_, phrase)| phrase);
        for phrase in of_word.chain(self.lexicon.beginning_as(&[word])) {
            let begins = phrase.words.first() == Some(&word);
            for meaning in &phrase.meanings {
                let What::Place(ix) = meaning.what else { continue };
                let is_now = Some(self.places.get(ix).newest()) == newest;
                let is_within = within.is_none_or(|large| {
                    self.places.ancestor(ix, Level::Municipality, self.places.get(ix).newest()) == Some(large)
                });
                match found.iter_mut().find(|(known, _)| *known == ix) {
                    Some((_, known)) => *known |= begins,
                    None if is_now && is_within => found.push((ix, begins)),
                    None => {}
                }
            }
        }
        let size = |ix: PlaceIx| self.lexicon.size(ix);
        found.sort_by(|(a, a_begins), (b, b_begins)| {
            b_begins.cmp(a_begins).then(size(*b).total_cmp(&size(*a))).then(a.cmp(b))
        });
        found
    }

    /// Whether words stand beside the name of an area, with no more between them than what says that the one lies in the other.
    fn stands_beside(&self, words: &Range<usize>, large: PlaceIx) -> bool {
        let names = |span: &&Span| matches!(self.meaning(span), What::Place(_)) && self.areas_of(span).contains(&large);
        let Some(span) = self.covered.spans.iter().find(names) else { return false };
        let between = if words.end <= span.from { words.end..span.from } else { span.to..words.start };
        let joins = |at: usize| self.leads_to_area(at) || said::is_of(&self.covered.tokens[at].plain);
        between.start <= between.end && between.into_iter().all(joins)
    }
}
