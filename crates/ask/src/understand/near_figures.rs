//! Which figure is meant by a word that is made of another ("veiligst", "armst"), and by one that only comes near.

use cells::IndicatorIx;

use super::Reader;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said::{self, Said};
use crate::words::{plain, telling};

/// A word that is less like a name of a theme is a form of another word.
const FORM_OF: f64 = 0.93;

impl Reader<'_> {
    /// The word of a span that is a form of most, and the word it was made of ("armst", "arm"); none where it is no such form.
    pub(super) fn superlative_of(&self, span: &Span) -> Option<(&str, &str)> {
        let typed = self.covered.tokens[span.from].plain.as_str();
        let (base, most) = said::made_of(typed).next()?;
        (most && span.likeness < FORM_OF && span.to == span.from + 1).then_some((typed, base))
    }

    /// Which end of a figure a form of most asks for: of "arm" the highest, and of "veilig" the lowest where what is unsafe is a
    /// word for the figure as well; of the opposites of these words the other end.
    pub(super) fn end_of(&self, span: &Span, ix: IndicatorIx) -> Option<Said> {
        let (typed, base) = self.superlative_of(span)?;
        let own = self.definition.indicator(ix);
        let words: Vec<String> = own.synonyms.iter().chain(&own.near).map(|word| plain(word)).collect();
        let known = self.lexicon.phrases[span.phrase as usize].words.first()?;
        // "Safest" may be of "saf" or "safe".
        let bases = said::made_of(typed).map(|(base, _)| base).chain([self.lexicon.vocabulary.word(*known)]);
        let counts_opposite = bases.flat_map(said::opposites).any(|word| words.contains(&word));
        match (typed.starts_with(base), counts_opposite) {
            (true, false) | (false, true) => Some(Said::Largest),
            (true, true) => Some(Said::Smallest),
            (false, false) => None,
        }
    }

    /// Whether a word is one for the opposite of a figure: "veilige" of what is unsafe, "ongezonde" of who is healthy. The least of
    /// it is the most of the figure.
    pub(super) fn says_opposite(&self, span: &Span, ix: IndicatorIx) -> bool {
        if span.to != span.from + 1 || self.superlative_of(span).is_some() {
            return false;
        }
        let typed = self.covered.tokens[span.from].plain.as_str();
        let own = self.definition.indicator(ix);
        let words: Vec<String> = own.synonyms.iter().chain(&own.near).map(|word| plain(word)).collect();
        let names = [&own.label.nl, &own.label.en, &own.short.nl, &own.short.en].map(|name| plain(name));
        let in_name = |word: &str| {
            names.iter().any(|name| name.split(' ').any(|own| own.starts_with(word) && own.len() <= word.len() + 2))
        };
        let stem = typed.trim_end_matches('e');
        let opposites = || said::opposites(stem).filter(|word| words.iter().any(|own| own.starts_with(word.as_str())));
        // "Ongezonde" of a figure whose name says "gezond"; "veilige" of one that is found by "onveiligheid" as well.
        let negated = said::made_of(stem).find(|(base, most)| !most && !stem.starts_with(base));
        match negated {
            Some((base, _)) => in_name(base) && !in_name(stem),
            None => !in_name(stem) && opposites().next().is_some(),
        }
    }

    /// The least where the most was said, and the other way round.
    pub(super) fn turn_ends(&mut self) {
        for said in &mut self.said {
            *said = match *said {
                Said::Largest => Said::Smallest,
                Said::Smallest => Said::Largest,
                other => other,
            };
        }
    }

    /// Of a theme that has more than its words in its name ("Buurt en veiligheid") the one figure that comes nearest to them.
    pub(super) fn near_figure_of(&self, span: &Span, theme: usize) -> Option<IndicatorIx> {
        let theme = self.definition.themes.get(theme)?;
        let phrase = &self.lexicon.phrases[span.phrase as usize];
        let is_its_name = |name: &str| telling(name).len() == phrase.words.len();
        let words: Vec<&str> = phrase.words.iter().map(|word| self.lexicon.vocabulary.word(*word)).collect();
        let has_them = |name: &str| telling(name).iter().any(|word| words.contains(&word.as_str()));
        let names = [&theme.label.nl, &theme.label.en];
        if names.into_iter().any(|name| has_them(name) && is_its_name(name)) {
            return None;
        }
        let is_part_of_name = names.into_iter().any(|name| has_them(name));
        let mut near = phrase.meanings.iter().filter_map(|meaning| match meaning.what {
            What::Indicator(ix) if meaning.near && theme.tells(self.definition.indicator(ix)) => Some(ix),
            _ => None,
        });
        near.next().filter(|_| is_part_of_name && near.next().is_none())
    }

    /// "De doelgroep voorschoolse opvang": whom the figure that stands right behind the words is about, and no group at hand.
    pub(super) fn target_group_of_a_figure(taken: &[(&Span, What)]) -> bool {
        (0..taken.len()).filter(|n| taken[*n].1 == What::Said(Said::TargetGroup)).any(|n| {
            let mut behind = taken[n + 1..].iter().skip_while(|(_, what)| *what == What::Said(Said::Noise));
            matches!(behind.next(), Some((_, What::Indicator(_))))
        })
    }
}
