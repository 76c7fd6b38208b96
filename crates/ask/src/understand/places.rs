//! Which areas are named in a text.

use cells::{Level, PlaceIx};
use insight::words::spoken_name;

use super::{OTHERS, Reader};
use crate::Heard;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said::{self, Said};
use crate::spelling::WordIx;
use crate::words::{plain, telling};

/// What the residents of an area count for where its name is not quite the one that was typed.
const OTHER_NAME: f64 = 1.0 / 3.0;

/// Areas that one stretch of the text may mean, the likeliest first, with the level that was said before it.
pub(super) struct Named {
    candidates: Vec<PlaceIx>,
    /// Those of them that have this name, and no longer one that begins with it.
    bear_it: Vec<PlaceIx>,
    words: String,
    exact: bool,
    /// The first of the telling words it covers, and the one after the last.
    from: usize,
    to: usize,
}

impl Named {
    /// Areas that a stretch of the text names without a doubt about its spelling.
    pub(super) fn exactly(candidates: Vec<PlaceIx>, words: String, from: usize, to: usize) -> Self {
        Self { bear_it: candidates.clone(), candidates, words, exact: true, from, to }
    }
}

impl Reader<'_> {
    /// Whether the label of a group stands where the name of an area is expected: "in Nederland", but not "in Nederland
    /// geboren", not "geboren in Bulgarije" and not "in Turkse gezinnen".
    pub(super) fn says_where(&self, span: &Span) -> bool {
        let tokens = &self.covered.tokens;
        let before = span.from.checked_sub(1).map(|at| tokens[at].plain.as_str());
        let is_born = |at: usize| tokens.get(at).is_some_and(|token| said::is_born(&token.plain));
        let born = is_born(span.to) || span.from.checked_sub(2).is_some_and(is_born);
        // "In Bulgarije", and "district of Bulgaria".
        let after_phrase = self.covered.spans.iter().any(|other| other.to == span.from && self.means(other, Said::At));
        if born || !(after_phrase || before.is_some_and(|word| self.lexicon.leads(word).0)) {
            return false;
        }
        let typed = plain(&self.typed(span));
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        let groups = meanings.iter().filter_map(|meaning| match meaning.what {
            What::Group(ix) => self.definition.category(ix),
            _ => None,
        });
        groups.flat_map(|category| [&category.label.nl, &category.label.en]).any(|label| {
            // As the names of areas are written: "Verenigde Staten", and not "Geen migratieachtergrond".
            let bare = said::bare_name(label);
            let is_name = bare.split(' ').all(|word| word.starts_with(char::is_uppercase));
            is_name && (plain(label) == typed || plain(bare) == typed)
        })
    }

    /// Beside a name that is spelled right, a word that is only like another name is no name, unless something before it says
    /// that it is one: "voelen" is not a slip for a village called Zoelen.
    pub(super) fn no_names(&self, taken: &[(&Span, What)]) -> Vec<usize> {
        let exact = taken.iter().any(|(span, what)| matches!(what, What::Place(_)) && span.likeness >= 0.95);
        if !exact || taken.iter().any(|(_, what)| *what == What::Said(Said::Compare)) {
            return Vec::new();
        }
        let after_at = |n: usize| n.checked_sub(1).is_some_and(|before| self.means(taken[before].0, Said::At));
        let slips = taken.iter().enumerate().filter(|(n, (span, what))| {
            matches!(what, What::Place(_)) && span.likeness < 0.95 && span.to == span.from + 1 && !after_at(*n)
        });
        slips.map(|(_, (span, _))| span.from).collect()
    }

    /// Whether the name of an area is a word of the name of a figure that was named as well, and nothing says that it is an area:
    /// "geluidsoverlast van buren".
    pub(super) fn is_word_of_a_figure(&self, taken: &[(&Span, What)], span: &Span) -> bool {
        let [word] = *self.lexicon.phrases[span.phrase as usize].words else { return false };
        let before = span.from.checked_sub(1).map(|at| self.covered.tokens[at].plain.as_str());
        let is_at = before.is_some_and(|before| self.lexicon.leads(before).0);
        let of = self.lexicon.telling(word);
        !is_at && taken.iter().any(|(_, what)| matches!(what, What::Indicator(ix) if of.contains(ix)))
    }

    /// Whether a level is only said before the name of an area of that level: "de gemeente Utrecht", "the municipality of
    /// Utrecht". "Welke wijk van Utrecht" asks about a level.
    pub(super) fn names_its_level(&self, taken: &[(&Span, What)], at: usize, said: Said) -> bool {
        let Said::Level(level) = said else { return false };
        if self.numbered.as_ref().is_some_and(|numbered| numbered.level_at == at) {
            return true;
        }
        let asks = |n: usize| matches!(taken[n].1, What::Said(Said::Which | Said::Where | Said::Who));
        if at.checked_sub(1).is_some_and(asks) {
            return false;
        }
        let is_of_level = |meaning: &crate::lexicon::Meaning| matches!(meaning.what, What::Place(ix) if self.places.get(ix).level() == level);
        let names_it = |(span, what): &(&Span, What)| {
            let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
            matches!(what, What::Place(_)) && meanings.iter().any(is_of_level)
        };
        // "Utrecht provincie" is that province; "Utrecht gemeenten" are those in it.
        let is_one = !self.typed(taken[at].0).ends_with(['n', 's']);
        let right_before = at.checked_sub(1).map(|n| &taken[n]).filter(|before| before.0.to == taken[at].0.from);
        if is_one && right_before.is_some_and(names_it) {
            return true;
        }
        let mut next = taken[at + 1..].iter();
        let first = next.next();
        // "Per wijk in Utrecht" is about all of them.
        let after_each = at.checked_sub(1).is_some_and(|n| taken[n].1 == What::Said(Said::Each));
        if after_each && !matches!(first, Some((_, What::Place(_)))) {
            return false;
        }
        let place = match first {
            Some((_, What::Said(Said::Noise))) => next.next(),
            other => other,
        };
        place.is_some_and(names_it)
    }

    /// The words of the phrase of a span.
    fn words_of(&self, span: &Span) -> Vec<&str> {
        let words = &self.lexicon.phrases[span.phrase as usize].words;
        words.iter().map(|word| self.lexicon.vocabulary.word(*word)).collect()
    }

    /// Whether a name stands in brackets, as the one of the municipality behind that of a district: "Lombok (Utrecht)".
    fn in_brackets(&self, named: &Named) -> bool {
        let from = self.covered.tokens[named.from].from;
        self.text[..from].trim_end().ends_with('(')
    }

    pub(super) fn named(&self, span: &Span) -> Named {
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        let mut candidates: Vec<PlaceIx> = meanings
            .iter()
            .filter_map(|meaning| match meaning.what {
                What::Place(ix) => Some(ix),
                _ => None,
            })
            .collect();
        // "gemeente Utrecht", "Utrecht (provincie)": the level beside a name says which one is meant.
        let beside = [span.from.checked_sub(1), Some(span.to)];
        let levels: Vec<Level> = beside
            .into_iter()
            .flatten()
            .filter_map(|at| self.covered.spans.iter().find(|other| (other.from..other.to).contains(&at)))
            .flat_map(|other| &self.lexicon.phrases[other.phrase as usize].meanings)
            .filter_map(|meaning| match meaning.what {
                What::Said(Said::Level(level)) => Some(level),
                _ => None,
            })
            .collect();
        let fits = |ix: &PlaceIx| levels.contains(&self.places.get(*ix).level());
        if candidates.iter().any(fits) {
            candidates.sort_by_key(|ix| !fits(ix));
        }
        // An area that is there no more is not offered beside one that is.
        let newest = self.places.newest_vintage();
        if candidates.first().is_some_and(|ix| Some(self.places.get(*ix).newest()) == newest) {
            candidates.retain(|ix| Some(self.places.get(*ix).newest()) == newest);
        }
        let bear_it = candidates.clone();
        // "Kanaleneiland" may as well be one of the areas whose names begin with it. Where many people live is meant before
        // where few do, and more so where the name is not quite this one.
        if candidates.first().is_some_and(|ix| self.places.get(*ix).level() > Level::Municipality) {
            let longer = self.begins_with(span, &candidates);
            candidates.extend(longer);
            let words: Vec<&str> = self.words_of(span);
            let residents = |ix: PlaceIx| {
                let is_its_name = telling(spoken_name(&self.places.get(ix).name)) == words;
                self.lexicon.size(ix) * if is_its_name { 1.0 } else { OTHER_NAME }
            };
            candidates.sort_by(|a, b| (!fits(a)).cmp(&!fits(b)).then(residents(*b).total_cmp(&residents(*a))));
        }
        let (from, to) = (span.from, span.to);
        Named { candidates, bear_it, words: self.typed(span), exact: span.likeness >= 0.999, from, to }
    }

    /// Areas whose names go on after the words of a span ("Lombok-West"), or after its letters with a word for a part of a town
    /// ("Transvaalkwartier"), the likeliest first.
    fn begins_with(&self, span: &Span, but: &[PlaceIx]) -> Vec<PlaceIx> {
        let own = &self.lexicon.phrases[span.phrase as usize].words;
        let newest = self.places.newest_vintage();
        let mut found: Vec<(PlaceIx, f64)> = Vec::new();
        let longer: Vec<Vec<WordIx>> = said::area_endings()
            .filter_map(|ending| {
                let (last, before) = own.split_last()?;
                let longer =
                    self.lexicon.vocabulary.find(&format!("{}{ending}", self.lexicon.vocabulary.word(*last)))?;
                Some(before.iter().copied().chain([longer]).collect())
            })
            .collect();
        let longer = longer.iter().flat_map(|words| self.lexicon.beginning_as(words));
        for meaning in self.lexicon.beginning_with(own).chain(longer).flat_map(|phrase| &phrase.meanings) {
            if let What::Place(ix) = meaning.what
                && Some(self.places.get(ix).newest()) == newest
                // "Zuid" is no Zuid-Holland.
                && self.places.get(ix).level() > Level::Municipality
                && !but.contains(&ix)
                && !found.iter().any(|(known, _)| *known == ix)
            {
                found.push((ix, meaning.weight));
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.into_iter().map(|(ix, _)| ix).take(OTHERS).collect()
    }

    /// Two names in a row, the one of a smaller area than the other, that nobody asked to compare: "Lombok Utrecht" is a
    /// Lombok in Utrecht, whatever its name there is in full. Gives the areas that it can be.
    fn in_a_row(&self, one: &Named, other: &Named) -> Option<Vec<PlaceIx>> {
        let large = *other.candidates.first()?;
        let level = |ix: PlaceIx| self.places.get(ix).level();
        if !matches!(level(large), Level::Municipality) || level(*one.candidates.first()?) <= level(large) {
            return None;
        }
        let (from, to) = if one.from < other.from { (one.to, other.from) } else { (other.to, one.from) };
        let joins = |at: usize| {
            let word = &self.covered.tokens[at].plain;
            self.lexicon.leads(word).0 || said::is_of(word)
        };
        if from > to || !(from..to).all(joins) {
            return None;
        }
        let words = plain(&one.words);
        let is_named_so = |ix: &PlaceIx| {
            let name = plain(spoken_name(&self.places.get(*ix).name));
            name.strip_prefix(&words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let mut found = Vec::new();
        let mut below = self.places.children(large, self.places.get(large).newest()).to_vec();
        while !below.is_empty() {
            found.extend(below.iter().copied().filter(is_named_so));
            let next = |ix: &PlaceIx| self.places.children(*ix, self.places.get(*ix).newest()).to_vec();
            below = below.iter().flat_map(next).collect();
        }
        Some(found)
    }

    /// The candidates of every name, those of one municipality first where two or more wijken or buurten are named that can
    /// all lie there: who names Overvecht and Kanaleneiland means the two of Utrecht.
    fn lying_together(&self, named: &[Named]) -> Vec<Vec<PlaceIx>> {
        let mut all: Vec<Vec<PlaceIx>> = named.iter().map(|one| one.candidates.clone()).collect();
        let home = |ix: PlaceIx| {
            let own = self.places.get(ix);
            let is_below = own.level() > Level::Municipality;
            is_below.then(|| self.places.ancestor(ix, Level::Municipality, own.newest())).flatten()
        };
        let is_below = |n: &usize| all[*n].first().is_some_and(|ix| home(*ix).is_some());
        let small: Vec<usize> = (0..all.len()).filter(is_below).collect();
        let [first, _, ..] = small.as_slice() else { return all };
        // How far one has to go down the lists to find them all in one municipality.
        let far = |municipality: PlaceIx| -> Option<usize> {
            small.iter().map(|n| all[*n].iter().position(|ix| home(*ix) == Some(municipality))).sum()
        };
        let homes = all[*first].iter().filter_map(|ix| home(*ix));
        let nearest = homes.filter_map(|home| Some((far(home)?, home))).min_by_key(|(far, _)| *far);
        if let Some((1.., municipality)) = nearest {
            for n in small {
                all[n].sort_by_key(|ix| home(*ix) != Some(municipality));
            }
        }
        all
    }

    /// Which areas are meant: of those with one name the one inside another that was named; an area that only says where
    /// another is, is not one more.
    pub(super) fn settle_places(&mut self, named: &[Named]) {
        let inside = |small: PlaceIx, large: PlaceIx| {
            let (at, level) = (self.places.get(small), self.places.get(large).level());
            small != large
                && level != Level::Country
                && (self.places.ancestor(small, level, at.newest()) == Some(large)
                    || self.places.regions_of(small, at.newest()).contains(&large))
        };
        // "Hoe doet Zomerdam het, vergeleken met Noordland?" names two areas that are compared, also when one is inside.
        let compares = self.said.contains(&Said::Compare);
        let together = self.lying_together(named);
        let mut open: Option<Heard<PlaceIx>> = None;
        let mut chosen: Vec<Heard<PlaceIx>> = Vec::new();
        let mut says_where: Vec<usize> = Vec::new();
        let mut lost: Vec<usize> = Vec::new();
        for (n, one) in named.iter().enumerate() {
            let (mut candidates, mut is_inside) = (together[n].clone(), false);
            let within_before = says_where.len();
            for (m, other) in named.iter().enumerate().filter(|(m, _)| *m != n) {
                let Some(&large) = other.candidates.first() else { continue };
                if candidates.iter().any(|small| inside(*small, large)) {
                    // Who says where it lies means none elsewhere.
                    if compares {
                        candidates.sort_by_key(|small| !inside(*small, large));
                    } else {
                        candidates.retain(|small| inside(*small, large));
                    }
                    says_where.push(m);
                    is_inside = true;
                } else if let Some(found) = self.in_a_row(one, other).filter(|_| !compares) {
                    // There is none of that name there: it is better to say so than to answer about another.
                    lost.extend((found.is_empty() && !is_inside).then_some(n));
                    if !found.is_empty() {
                        candidates = found;
                        says_where.push(m);
                    }
                }
            }
            let is_within = says_where.len() > within_before;
            if let Some(&what) = candidates.first() {
                // A buurt in the wijk of that name is the last that is meant instead.
                let mut others = candidates[1..].to_vec();
                others.sort_by_key(|other| inside(*other, what) || inside(what, *other));
                others.truncate(OTHERS);
                // Of the areas there none has just this name: which is meant is asked.
                let is_called = |ix: &PlaceIx| one.bear_it.contains(ix) || self.is_called(*ix, &one.words);
                if is_within && !compares && !candidates.iter().any(is_called) {
                    let (words, others) = (one.words.clone(), others.clone());
                    open = Some(Heard { what, words, exact: one.exact, near: false, others });
                }
                chosen.push(Heard { what, words: one.words.clone(), exact: one.exact, near: false, others });
            } else {
                chosen.push(Heard::chosen(PlaceIx(0)));
            }
        }
        let mut places: Vec<Heard<PlaceIx>> = Vec::new();
        for (n, heard) in chosen.into_iter().enumerate() {
            let only_where = says_where.contains(&n) && (!compares || self.in_brackets(&named[n]));
            if lost.contains(&n) {
                self.no_names.push(named[n].from);
                // One word is said to be the name of a part that is not known.
                self.question.lost_parts.extend(Some(named[n].words.clone()).filter(|words| !words.contains(' ')));
            } else if !only_where && places.len() < 5 && !places.iter().any(|known| known.what == heard.what) {
                places.push(heard);
            }
        }
        self.question.places = places;
        if open.is_some() && self.question.numbered.is_none() {
            self.question.places.clear();
            self.question.numbered = open;
        }
    }

    /// Whether words are all of the name of an area.
    fn is_called(&self, ix: PlaceIx, words: &str) -> bool {
        telling(spoken_name(&self.places.get(ix).name)) == telling(words)
    }
}
