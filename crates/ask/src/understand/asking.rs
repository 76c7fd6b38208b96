//! What is asked of the things that were named: the words of the asker, and the kind of question they make.

use cells::Period;
use definition::Polarity;

use super::Reader;
use crate::Kind;
use crate::cover::Span;
use crate::lexicon::What;
use crate::said::{self, Said};

/// Most areas that can be asked for ("top 100").
const MOST: usize = 100;

impl Reader<'_> {
    /// Whether a word for "not" stands right before or behind the name of a figure: "geen werk", "werken niet".
    pub(super) fn negated(taken: &[(&Span, What)]) -> bool {
        let is_figure = |n: usize| taken.get(n).is_some_and(|(_, what)| matches!(what, What::Indicator(_)));
        let noise = |n: &usize| matches!(taken[*n].1, What::Said(Said::Noise | Said::At));
        (0..taken.len()).filter(|n| taken[*n].1 == What::Said(Said::Not)).any(|n| {
            let next = (n + 1..taken.len()).find(|next| !noise(next));
            next.is_some_and(is_figure) || n.checked_sub(1).is_some_and(|before| is_figure(before) && next.is_none())
        })
    }

    /// A number of four digits that may be a year.
    pub(super) fn year_at(&self, at: usize) -> Option<Period> {
        let word = &self.covered.tokens[at].plain;
        word.parse().ok().filter(|year| word.len() == 4 && (1900..=2100).contains(year)).map(Period)
    }

    pub(super) fn years(&mut self) {
        let mut years: Vec<Period> = (0..self.covered.tokens.len())
            .filter(|at| {
                // A year inside a longer phrase belongs to that.
                !self.covered.spans.iter().any(|span| span.to > span.from + 1 && (span.from..span.to).contains(at))
            })
            .filter_map(|at| self.year_at(at))
            .collect();
        years.sort_unstable();
        years.dedup();
        self.question.years = years;
    }

    /// Whether a number may be a postcode: four digits that are no year, or four digits and two letters.
    pub(super) fn is_postcode(&self, at: usize) -> bool {
        let word = self.covered.tokens[at].plain.as_str();
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let letters = word[digits..].bytes().all(|byte| byte.is_ascii_lowercase());
        let is_area = digits == 4 && !word.starts_with('0') && self.year_at(at).is_none();
        is_area && letters && matches!(word.len(), 4 | 6)
    }

    /// "Top 10", "de 10 hoogste", "de 10 wijken met de hoogste": how many of the highest or lowest are asked for.
    pub(super) fn how_many_of(&mut self, taken: &[(&Span, What)]) {
        let is_end = |(span, what): &(&Span, What)| {
            matches!(what, What::Said(Said::Largest | Said::Smallest | Said::Ranking))
                || self.superlative_of(span).is_some()
        };
        let asks = taken.iter().any(is_end);
        let ranks = |at: usize| {
            taken.iter().any(|one| {
                let is_area = matches!(one.1, What::Said(Said::Level(_) | Said::Area));
                (is_end(one) && one.0.to == at) || ((is_end(one) || is_area) && one.0.from == at + 1)
            })
        };
        // "Drie wijken" are three of them, and no area that is called Drie Papegaaien.
        let number = |at: &usize| -> Option<usize> {
            let word = &self.covered.tokens[*at].plain;
            let digits = || word.parse().ok().filter(|_| asks && word.len() <= 3);
            said::number_word(word).or_else(digits).filter(|number| (1..=MOST).contains(number))
        };
        let found = (0..self.covered.tokens.len()).filter(|at| ranks(*at)).find_map(|at| Some((at, number(&at)?)));
        self.most_at = found.map(|(at, _)| at);
        self.question.most = found.map(|(_, number)| number).filter(|_| asks);
    }

    /// What "per" stands right before: groups, or a level of areas. "Tussen de wijk Oost en de wijk West" names two.
    pub(super) fn each(&self, taken: &[(&Span, What)]) -> Option<Said> {
        (1..taken.len()).find_map(|n| {
            let (each, of) = (taken[n - 1], taken[n]);
            if each.1 != What::Said(Said::Each) || each.0.to != of.0.from {
                return None;
            }
            // "Naar herkomst" is by group, whatever groups a monitor has.
            if matches!(of.1, What::Breakdown(_)) || self.means(of.0, Said::From) {
                return Some(Said::Group);
            }
            let meanings = &self.lexicon.phrases[of.0.phrase as usize].meanings;
            meanings.iter().find_map(|meaning| match meaning.what {
                What::Said(said @ Said::Level(_)) => (!self.names_its_level(taken, n, said)).then_some(said),
                What::Said(said @ (Said::Group | Said::Area)) => Some(said),
                _ => None,
            })
        })
    }

    /// "Arme wijken", "wijken met bijstand": a level of areas that nothing stands before, beside a figure.
    pub(super) fn level_alone(&self, taken: &[(&Span, What)]) -> Option<Said> {
        let asks_otherwise = [Said::HowMany, Said::Which, Said::Where, Said::Who, Said::Compare, Said::Similar];
        if asks_otherwise.into_iter().any(|said| self.said.contains(&said)) {
            return None;
        }
        (0..taken.len()).find_map(|n| {
            let (span, What::Said(level @ Said::Level(_))) = taken[n] else { return None };
            let before = span.from.checked_sub(1).map(|at| self.covered.tokens[at].plain.as_str());
            // "In de wijk", and "Overvecht (wijk)".
            let is_one = |ix| Said::Level(self.places.get(ix).level()) == level;
            let after_name =
                n.checked_sub(1).is_some_and(|before| matches!(taken[before].1, What::Place(ix) if is_one(ix)));
            let is_led = after_name || before.is_some_and(|before| self.lexicon.leads(before).0);
            (!is_led && !self.names_its_level(taken, n, level)).then_some(level)
        })
    }

    /// "Met en zonder migratieachtergrond" is about the group that is named and all beside it: the division that has it.
    pub(super) fn both_sides(&self, taken: &[(&Span, What)]) -> Option<usize> {
        let word = |at: usize| self.covered.tokens[at].plain.as_str();
        let is_not = |at: usize| {
            let known = self.lexicon.vocabulary.find(word(at));
            known.is_some_and(|known| self.lexicon.means_not(known))
        };
        let after_with = |from: usize| from >= 2 && said::is_join(word(from - 1)) && said::is_with(word(from - 2));
        taken.iter().find_map(|(span, _)| {
            // The word for "not" may be a part of the name.
            let at = if is_not(span.from) { span.from } else { span.from.checked_sub(1).filter(|at| is_not(*at))? };
            let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
            let group = meanings.iter().find_map(|meaning| match meaning.what {
                What::Group(ix) => Some(ix),
                _ => None,
            });
            let group = group.filter(|_| after_with(at))?;
            let (_, breakdown, _) = self.definition.categories().find(|(ix, ..)| *ix == group)?;
            self.definition.breakdowns.iter().position(|own| own.id == breakdown.id)
        })
    }

    /// What "welke" stands right before: a group, an area, or neither.
    pub(super) fn which(&self, taken: &[(&Span, What)]) -> Option<Said> {
        taken.windows(2).find_map(|pair| {
            let before = matches!(pair[0].1, What::Said(Said::Which)) && pair[0].0.to == pair[1].0.from;
            let meanings = &self.lexicon.phrases[pair[1].0.phrase as usize].meanings;
            meanings.iter().filter(|_| before).find_map(|meaning| match meaning.what {
                What::Said(said @ (Said::Group | Said::Level(_) | Said::Area)) => Some(said),
                _ => None,
            })
        })
    }

    pub(super) fn kind(&self, which: Option<Said>, each: Option<Said>) -> Option<Kind> {
        let q = &self.question;
        let said = |wanted: Said| self.said.contains(&wanted);
        let indicator = !q.indicators.is_empty();
        let split =
            q.indicators.first().is_none_or(|heard| !self.definition.indicator(heard.what).breakdowns.is_empty());
        let about_areas = q.level.is_some() || said(Said::Area) || said(Said::Where);
        let about_groups = said(Said::Group) || said(Said::Who) || q.breakdown.is_some();
        // "Waar is weinig werk" asks where it is least, "is hier weinig werk" only how much there is.
        let ranking = said(Said::Ranking);
        let about_areas = about_areas || (ranking && !about_groups);
        let ranks = about_areas || about_groups;
        // Which end of a figure is best, the definition says.
        let polarity = q.indicators.first().map(|heard| self.definition.indicator(heard.what).polarity);
        let (best, worst) = match polarity {
            Some(Polarity::HigherIsFavourable) => (said(Said::Best), said(Said::Worst)),
            Some(Polarity::LowerIsFavourable) => (said(Said::Worst), said(Said::Best)),
            Some(Polarity::Neutral) | None => (false, false),
        };
        let smallest = said(Said::Smallest) || (ranks && (said(Said::Little) || worst));
        let most = said(Said::Largest) || (ranks && (said(Said::Much) || best)) || (ranking && !smallest);
        if q.topic.is_some() && !indicator {
            return Some(Kind::Unmeasured);
        }
        if said(Said::Similar) && q.places.len() <= 1 && q.groups.is_empty() && !about_groups {
            return Some(Kind::Similar);
        }
        if self.asks_what_it_is() {
            return Some(Kind::Meaning);
        }
        let change = self.asks_change();
        let one_number = !most && !smallest && !change && !said(Said::Why);
        let one_place = q.places.len() <= 1 && q.groups.len() <= 1 && q.years.len() <= 1;
        // "Verschillen tussen groepen" are the figures of all of them.
        let differ = said(Said::Compare) && said(Said::Group) && which.is_none() && q.groups.is_empty() && indicator;
        let each = each.or(differ.then_some(Said::Group));
        // "Wijken met meer dan 5 procent" are areas that are looked at one by one.
        let each = each.or((q.threshold.is_some() && about_areas).then_some(Said::Area));
        let ranked = most || smallest || change;
        if let Some(each) = each.filter(|_| (indicator || q.theme.is_some()) && q.places.len() <= 1 && !ranked) {
            return Some(if each == Said::Group { Kind::EachGroup } else { Kind::EachArea });
        }
        if q.counted.is_some() && !indicator && q.theme.is_none() && one_number && one_place {
            return Some(Kind::Counted);
        }
        // "Bij welke groep komt … voor" asks for the highest.
        let of_which = which.is_some() && !smallest && (indicator || !q.groups.is_empty()) && !change;
        let largest = most || of_which;
        if (largest || smallest) && (indicator || q.theme.is_none() || about_groups || about_areas) {
            let has_groups = !self.definition.breakdowns.is_empty() && split;
            // "In welke wijk", also where a group is named: "in welke wijk wonen de meeste …".
            let areas = if about_groups { false } else { about_areas || !q.groups.is_empty() || !has_groups };
            return Some(match (areas, largest) {
                (false, true) => Kind::LargestGroup,
                (false, false) => Kind::SmallestGroup,
                (true, true) => Kind::LargestArea,
                (true, false) => Kind::SmallestArea,
            });
        }
        if change {
            return Some(Kind::Change);
        }
        let beside_everybody =
            !q.beside_everybody.is_empty() && !q.groups.is_empty() && (indicator || q.theme.is_some());
        if beside_everybody || q.places.len() > 1 || (q.groups.len() > 1 && !self.of_several_breakdowns()) {
            return Some(Kind::Comparison);
        }
        if said(Said::Residents) && !indicator {
            return Some(Kind::Residents);
        }
        // A word that names a theme and several of its figures means the theme.
        let several = q.indicators.first().is_some_and(|heard| {
            q.theme.as_ref().is_some_and(|theme| theme.words == heard.words && !heard.others.is_empty())
        });
        if q.theme.is_some() && q.groups.is_empty() && (!indicator || several) {
            return Some(Kind::Theme);
        }
        if indicator {
            // Which of the groups differ: beside the others, in the order of the definition.
            return Some(Kind::Figure);
        }
        if q.theme.is_some() {
            return Some(Kind::Theme);
        }
        if !q.groups.is_empty() || said(Said::TargetGroup) {
            // "Hoe gaat het met de …" asks more than how many there are.
            let how_it_is = said(Said::StandsOut) && !q.groups.is_empty() && !said(Said::HowMany);
            return Some(if how_it_is { Kind::StandsOut } else { Kind::Figure });
        }
        let compares = said(Said::Compare) || said(Said::Judged) || said(Said::Much) || said(Said::Little);
        let compares = compares || said(Said::Best) || said(Said::Worst);
        if said(Said::StandsOut) || compares {
            return Some(Kind::StandsOut);
        }
        if said(Said::Residents) || (about_groups && !q.places.is_empty()) || (about_groups && said(Said::Which)) {
            return Some(Kind::Residents);
        }
        None
    }

    /// "Wat is bijstand?", "waarom is bijstand ongunstig?": what a figure is and how it counts, and not how high it is.
    fn asks_what_it_is(&self) -> bool {
        let q = &self.question;
        let said = |wanted: Said| self.said.contains(&wanted);
        if q.indicators.is_empty() {
            return false;
        }
        let more = [
            Said::HowMany,
            Said::Largest,
            Said::Smallest,
            Said::Change,
            Said::Compare,
            Said::StandsOut,
            Said::Residents,
            Said::Similar,
            Said::Here,
            Said::Group,
        ];
        // "How is it measured" is not how it is.
        let asks_meaning_last = self.said.iter().rev().find(|said| **said != Said::Noise) == Some(&Said::Meaning);
        let asks_more = |one: Said| said(one) && !(one == Said::StandsOut && asks_meaning_last);
        let names_more = !q.places.is_empty() || !q.groups.is_empty() || !q.years.is_empty() || q.level.is_some();
        let why_judged = said(Said::Why) && said(Said::Judged);
        why_judged || (said(Said::Meaning) && !names_more && !q.everybody && !more.into_iter().any(asks_more))
    }
}
