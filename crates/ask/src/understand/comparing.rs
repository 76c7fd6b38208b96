//! Words that set one thing beside another: everybody else, an earlier year, a number; and more of something without any of
//! these, which asks how it changes.

use cells::{IndicatorIx, Level, PlaceIx};

use super::Reader;
use crate::ages::parts_below;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said::{self, Said};
use crate::{Kind, Limit, Threshold};

/// Within so many words before "dan" stands what it belongs to: "minder mensen met werk dan 70 procent".
const FIGURE: usize = 5;

/// A number that a figure is to be above or below, and the words that say so.
pub(super) struct Beyond {
    pub(super) threshold: Threshold,
    /// Whether it is of a hundred; of what another number is, a question does not say.
    pub(super) percent: bool,
    /// The first of the words and the one after the last, without the one for more or less where the figure stands behind
    /// that ("minder werk dan 70 procent").
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where that word stands.
    pub(super) more: usize,
}

/// What stands behind "dan".
#[derive(Debug, Clone, Copy)]
enum Than {
    /// The mean of the areas at hand.
    Mean,
    /// That of the country.
    Country,
    /// One of the areas that were named.
    Area(usize),
}

/// More or less than something, in words that say so.
struct ThanWhat {
    higher: bool,
    /// None where it is no area, and no mean.
    what: Option<Than>,
    words: String,
}

impl Beyond {
    /// Whether a word belongs to the number.
    pub(super) fn has(&self, at: usize) -> bool {
        at == self.more || (self.from..self.to).contains(&at)
    }
}

impl Reader<'_> {
    /// Whether anything that was typed means this as well, beside what it is taken to mean first.
    pub(super) fn anywhere(&self, said: Said) -> bool {
        self.word_for(said).is_some()
    }

    /// The first words of the asker that mean this, as they were typed.
    fn word_for(&self, said: Said) -> Option<String> {
        let of_asker = |span: &&Span| matches!(self.meaning(span), What::Said(_));
        self.covered
            .spans
            .iter()
            .filter(of_asker)
            .find(|span| self.means(span, said) && !self.is_of_number(span))
            .map(|span| self.typed(span))
    }

    /// Whether words belong to a number that a figure is to be above or below: these compare with that and nothing else.
    fn is_of_number(&self, span: &Span) -> bool {
        self.beyond.as_ref().is_some_and(|beyond| (span.from..span.to).any(|at| beyond.has(at)))
    }

    /// The word that asks for more or less than something ("vaker").
    fn comparative(&self) -> Option<String> {
        [Said::More, Said::Less, Said::Better].into_iter().find_map(|said| self.word_for(said))
    }

    /// "Vaker dan andere inwoners", "vergeleken met alle inwoners": a group that was named is set beside everybody. How many
    /// of all inhabitants are in a group is asked with the same words, and is no comparison.
    pub(super) fn settle_everybody(&mut self) {
        let others = self.word_for(Said::Others);
        let about_group = !self.question.groups.is_empty();
        let counts_people = self.question.indicators.is_empty() && self.question.theme.is_none();
        let all = self.word_for(Said::Everybody).filter(|_| about_group);
        if all.is_some() {
            self.question.everybody = false;
        }
        self.question.beside_everybody = others.or(all.filter(|_| !counts_people)).unwrap_or_default();
    }

    /// Whether it is asked how something changes, in whatever words.
    pub(super) fn asks_change(&self) -> bool {
        self.said.contains(&Said::Change) || self.question.years.len() > 1 || self.becomes() || self.beside_a_year()
    }

    /// "Wordt het verschil kleiner", "gaat het beter met …": more or less of something that is set beside nothing else.
    fn becomes(&self) -> bool {
        let q = &self.question;
        let beside = q.places.len() > 1 || q.groups.len() > 1 || !q.beside_everybody.is_empty();
        let about_areas = q.level.is_some() || self.said.contains(&Said::Where) || self.said.contains(&Said::Which);
        let is_than =
            |token: &crate::words::Token| said::is_than(&token.plain) && self.is_behind_comparative(token.from);
        let than = self.covered.tokens.iter().any(is_than);
        self.anywhere(Said::Becoming) && self.comparative().is_some() && !beside && !about_areas && !than
    }

    /// Whether what stands at a place in the text comes right behind more, less or better.
    fn is_behind_comparative(&self, from: usize) -> bool {
        let ends = |span: &Span| self.covered.tokens.get(span.to).is_some_and(|token| token.from == from);
        let compares = |span: &Span| [Said::More, Said::Less, Said::Better].iter().any(|said| self.means(span, *said));
        self.covered.spans.iter().any(|span| ends(span) && compares(span))
    }

    /// "Vergeleken met 2021", "hoger dan in 2021": the one year that was named is what the newest is set beside.
    fn beside_a_year(&self) -> bool {
        let q = &self.question;
        if q.years.len() != 1 || q.places.len() > 1 || q.groups.len() > 1 || !q.beside_everybody.is_empty() {
            return false;
        }
        let word = |at: usize| self.covered.tokens[at].plain.as_str();
        let compares =
            |at: usize| self.covered.spans.iter().any(|span| span.to == at + 1 && self.means(span, Said::Compare));
        let says_nothing =
            |at: usize| self.lexicon.vocabulary.find(word(at)).is_some_and(|known| self.lexicon.is_noise(known));
        let mut years = (0..self.covered.tokens.len()).filter(|at| self.year_at(*at).is_some());
        self.anywhere(Said::Compare)
            && years.any(|year| {
                // "In", "het jaar" may stand between.
                let before =
                    (0..year).rev().find(|at| said::is_beside(word(*at)) || compares(*at) || !says_nothing(*at));
                before.is_some_and(|at| said::is_beside(word(at)) || compares(at))
            })
    }

    /// Whether the differences between groups are asked about, and no group is named.
    pub(super) fn between_groups(&self, each: Option<Said>) -> bool {
        let differ = self.said.contains(&Said::Group) && self.anywhere(Said::Compare);
        self.question.kind == Some(Kind::Change)
            && self.question.groups.is_empty()
            && self.question.places.len() <= 1
            && (each == Some(Said::Group) || differ)
    }

    /// Two words that say together that something changes, apart in the text: "neemt … toe". The second ends the question, or
    /// an area follows it: "op school" is where.
    pub(super) fn change_apart(&self) -> Option<(usize, usize)> {
        let tokens = &self.covered.tokens;
        let ends = |at: usize| tokens.get(at + 1).is_none_or(|next| self.lexicon.leads(&next.plain).0);
        let mut pairs = (0..tokens.len()).flat_map(|one| (one + 1..tokens.len()).map(move |other| (one, other)));
        pairs.find(|(one, other)| ends(*other) && said::change_apart(&tokens[*one].plain, &tokens[*other].plain))
    }

    /// "Meer dan 5 procent", "onder 2,5 %": a number that figures are to be above or below.
    pub(super) fn beyond(&self) -> Option<Beyond> {
        let tokens = &self.covered.tokens;
        let means = |at: usize, said: Said| {
            self.covered.spans.iter().any(|span| span.from <= at && at < span.to && self.means(span, said))
        };
        (0..tokens.len()).find_map(|at| {
            let (thousandths, last) = self.number_at(at)?;
            let before = at.checked_sub(1)?;
            let by_word = said::beyond(&tokens[before].plain).map(|higher| (before, before, higher));
            let by_more = || {
                let mut near =
                    (before.saturating_sub(FIGURE)..before).rev().filter(|_| said::is_than(&tokens[before].plain));
                let more = near.find(|at| means(*at, Said::More) || means(*at, Said::Less))?;
                let from = if more + 1 == before { more } else { before };
                Some((from, more, means(more, Said::More)))
            };
            let by_sign = || {
                let sign = self.text.get(tokens[before].to..tokens[at].from)?.trim();
                [('>', true), ('<', false)]
                    .into_iter()
                    .find_map(|(own, more)| sign.ends_with(own).then_some((at, at, more)))
            };
            let (from, more, higher) = by_word.or_else(by_more).or_else(by_sign)?;
            let rest = self.text.get(tokens[last].to..).unwrap_or_default().trim_start();
            let word = tokens.get(last + 1).is_some_and(|next| said::is_percent(&next.plain));
            let (percent, to) = (word || rest.starts_with('%'), last + 1 + usize::from(word));
            let words = self.text.get(tokens[from].from..tokens[to - 1].to).unwrap_or_default();
            let sign = if percent && !word { " %" } else { "" };
            let threshold = Threshold { higher, limit: Limit::Number(thousandths), words: format!("{words}{sign}") };
            Some(Beyond { threshold, percent, from, to, more })
        })
    }

    /// "Tussen 2 en 3 procent": two limits at once, which no answer is about.
    pub(super) fn between_numbers(&self) -> Option<String> {
        let tokens = &self.covered.tokens;
        (1..tokens.len()).find_map(|at| {
            let (_, last) = self.number_at(at).filter(|_| said::is_between(&tokens[at - 1].plain))?;
            let join = tokens.get(last + 1).filter(|word| said::is_join(&word.plain));
            let (_, last) = join.and_then(|_| self.number_at(last + 2))?;
            self.text.get(tokens[at - 1].from..tokens[last].to).map(str::to_owned)
        })
    }

    /// Of which figures are above or below a number is asked of areas; where that is not so, the words are left out.
    pub(super) fn settle_threshold(&mut self) {
        self.question.dropped.extend(self.between_numbers());
        let Some(Beyond { threshold, percent, .. }) = &self.beyond else { return };
        if *percent {
            self.question.threshold = Some(threshold.clone());
        } else if let Some((at, what, others)) = self.ages_below(threshold) {
            let heard = &mut self.question.indicators[at];
            (heard.what, heard.others) = (what, others);
        } else {
            self.question.dropped.push(threshold.words.clone());
        }
    }

    /// "Wijken met meer bijstand dan gemiddeld", "dan Zomerdam": the figure of another area, or of what these areas lie in, that
    /// theirs are to be above or below.
    pub(super) fn settle_than(&mut self) {
        let about_areas = self.question.level.is_some() && self.question.threshold.is_none();
        let Some(than) = self.than_what().filter(|_| about_areas) else { return };
        let limit = match than.what {
            Some(Than::Mean) => Limit::Mean,
            Some(Than::Country) => match self.places.level(Level::Country).next() {
                Some(country) => Limit::Area(PlaceIx(country)),
                None => return,
            },
            Some(Than::Area(at)) => {
                let level = |ix: PlaceIx| self.places.get(ix).level();
                let ix = self.question.places[at].what;
                // "Wijken met meer bijstand dan Zomerdam" are those in Zomerdam.
                let holds_them = self.question.level.is_some_and(|asked| level(ix) < asked);
                if self.question.places.len() == 1 && holds_them && level(ix) > Level::Country {
                    Limit::Mean
                } else {
                    self.question.places.remove(at);
                    Limit::Area(ix)
                }
            }
            None => return,
        };
        self.question.threshold = Some(Threshold { higher: than.higher, limit, words: than.words });
    }

    /// What is asked of a list or a ranking of areas and no answer is about: that it changed most, and that it is more than
    /// something that is no figure.
    pub(super) fn settle_left_aside(&mut self) {
        let kind = self.question.kind;
        let lists = matches!(kind, Some(Kind::LargestArea | Kind::SmallestArea | Kind::EachArea));
        let change = self.word_for(Said::Change).filter(|_| lists);
        let places =
            self.word_for(Said::Where).filter(|_| kind == Some(Kind::Change) && self.question.places.is_empty());
        let is_left = self.question.level.is_some() && kind != Some(Kind::Comparison);
        let than = self.than_what().filter(|_| is_left && self.question.threshold.is_none()).map(|than| than.words);
        self.question.dropped.extend(change.into_iter().chain(places).chain(than));
    }

    /// "Dan gemiddeld", "dan Zomerdam", behind a word for more or less; "boven het gemiddelde".
    fn than_what(&self) -> Option<ThanWhat> {
        let tokens = &self.covered.tokens;
        let more_or_less = |at: usize| {
            let mut spans = self.covered.spans.iter().filter(|span| span.from <= at && at < span.to);
            let said = |span: &Span| {
                let higher = self.means(span, Said::More).then_some(true);
                higher.or(self.means(span, Said::Less).then_some(false))
            };
            spans.find_map(said)
        };
        let is_mean = |at: usize| tokens.get(at).is_some_and(|word| said::is_mean(&word.plain));
        if let Some(at) = (0..tokens.len()).find(|at| is_mean(*at) && more_or_less(*at).is_some()) {
            let span = self.covered.spans.iter().find(|span| (span.from..span.to).contains(&at))?;
            let higher = more_or_less(at)?;
            return Some(ThanWhat { higher, what: Some(Than::Mean), words: self.typed(span) });
        }
        let (than, higher) = (1..tokens.len()).filter(|at| said::is_than(&tokens[*at].plain)).find_map(|than| {
            let higher = (than.saturating_sub(FIGURE)..than).rev().find_map(more_or_less)?;
            Some((than, higher))
        })?;
        let first = tokens.get(than + 1).filter(|_| self.beyond.is_none())?;
        let area = self.area_behind(than);
        let mut means = (than + 1..tokens.len()).take(3).filter(|at| is_mean(*at));
        let what = match area {
            Some((_, at)) => Some(Than::Area(at)),
            None => means.next().map(|at| {
                let whole =
                    (than + 1..=at + 1).any(|at| tokens.get(at).is_some_and(|word| said::is_nationwide(&word.plain)));
                if whole { Than::Country } else { Than::Mean }
            }),
        };
        let last = match (area, &what) {
            (Some((last, _)), _) => last,
            (None, Some(_)) => (than + 1..tokens.len()).take(3).find(|at| is_mean(*at)).unwrap_or(than + 1),
            (None, None) => {
                self.covered.spans.iter().find(|span| span.from == than + 1).map_or(than + 1, |span| span.to - 1)
            }
        };
        let to = tokens.get(last).map_or(first.to, |last| last.to);
        Some(ThanWhat { higher, what, words: self.text.get(tokens[than].from..to)?.to_owned() })
    }

    /// The area that is named right behind a word, but for words that say nothing: where its name ends, and which of the named
    /// areas it is.
    fn area_behind(&self, word: usize) -> Option<(usize, usize)> {
        let mut at = word + 1;
        while at < self.covered.tokens.len() {
            let span = self.covered.spans.iter().find(|span| span.from == at);
            let named = span.filter(|span| matches!(self.meaning(span), What::Place(_)));
            if let Some(span) = named {
                let typed = self.typed(span);
                let of = self.question.places.iter().position(|heard| heard.words == typed)?;
                return Some((span.to - 1, of));
            }
            let plain = self.covered.tokens[at].plain.as_str();
            let known = self.lexicon.vocabulary.find(plain);
            let says_nothing = said::is_article(plain) || self.lexicon.leads(plain).0;
            let says_nothing = says_nothing || known.is_some_and(|known| self.lexicon.is_noise(known));
            let is_level = span.is_some_and(|span| self.said_meaning(span).is_some());
            if !says_nothing && !is_level {
                return None;
            }
            at = span.filter(|_| is_level).map_or(at + 1, |span| span.to);
        }
        None
    }

    /// "Kinderen onder de 18": which of the indicators is of ages, and those of its ages that are just these.
    fn ages_below(&self, threshold: &Threshold) -> Option<(usize, IndicatorIx, Vec<IndicatorIx>)> {
        let Limit::Number(thousandths) = threshold.limit else { return None };
        let years = u16::try_from(thousandths / 1000).ok().filter(|_| !threshold.higher)?;
        let indicators = self.question.indicators.iter().enumerate();
        indicators.filter(|_| thousandths.is_multiple_of(1000)).find_map(|(at, heard)| {
            let parts = parts_below(heard, years, self.definition)?;
            let (first, others) = parts.split_first()?;
            Some((at, *first, others.to_vec()))
        })
    }

    /// A number in thousandths, with the word in which it ends: "2,5" is two words. No year is one.
    fn number_at(&self, at: usize) -> Option<(u32, usize)> {
        let tokens = &self.covered.tokens;
        let digits = |at: usize| {
            let word = tokens.get(at)?.plain.as_str();
            word.bytes().all(|byte| byte.is_ascii_digit()).then_some(word)
        };
        let whole: u32 = digits(at).filter(|word| word.len() <= 6 && self.year_at(at).is_none())?.parse().ok()?;
        let between = tokens.get(at + 1).and_then(|next| self.text.get(tokens[at].to..next.from));
        let part = digits(at + 1).filter(|word| matches!(between, Some("," | ".")) && word.len() <= 3);
        let thousandths = match part {
            Some(part) => format!("{part:0<3}").parse().ok()?,
            None => 0,
        };
        Some((whole.checked_mul(1000)?.checked_add(thousandths)?, at + usize::from(part.is_some())))
    }

    /// The words that ask whether a figure is high or low, without saying beside what.
    pub(super) fn high_or_low(&self) -> String {
        let word = self.comparative().or_else(|| self.word_for(Said::Much)).or_else(|| self.word_for(Said::Little));
        word.unwrap_or_default()
    }
}
