//! Of whom a figure is asked: which group is meant, and which words only say that it is asked by group.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use cells::CategoryIx;
use definition::{Category, Indicator, Measure, ShareOf};

use super::{OTHERS, Reader};
use crate::cover::Span;
use crate::lexicon::{What, without_brackets};
use crate::said::{self, Said};
use crate::words::plain;
use crate::{Heard, Kind};

impl Reader<'_> {
    /// A figure of how many belong to groups ("migranten", "naar achtergrond"), named beside one that is split by group, says of
    /// whom that one is asked. Where a group is just that part of the residents, it is that group; else all groups are meant,
    /// and the words that say so are given.
    pub(super) fn says_of_whom(&mut self) -> Option<String> {
        let (first, beside) = self.question.indicators.split_first()?;
        let split = self.definition.indicator(first.what);
        // "Niet-westerse migranten": a share of people by where they are from, beside a group of them, only says that it is about
        // people.
        if beside.is_empty() && self.question.groups.len() == 1 && split.breakdowns.is_empty() {
            if !split.numerator_leaves.is_empty() {
                self.question.indicators.clear();
            }
            return None;
        }
        if split.breakdowns.is_empty() || counts_groups(split) {
            return None;
        }
        let (of_groups, others): (Vec<_>, Vec<_>) = beside
            .iter()
            .cloned()
            .partition(|heard| self.is_of_groups_of(self.definition.indicator(heard.what), split));
        if of_groups.is_empty() {
            return None;
        }
        let mut kept = vec![first.clone()];
        kept.extend(others);
        let compares = self.said.contains(&Said::Compare);
        let mut by_group: Vec<String> = Vec::new();
        for heard in of_groups {
            match self.group_counted_by(self.definition.indicator(heard.what), split) {
                Some(group) if !compares && self.question.groups.is_empty() => {
                    let Heard { words, exact, near, .. } = heard;
                    self.question.groups.push(Heard { what: group, words, exact, near, others: Vec::new() });
                }
                Some(_) => {}
                None => {
                    self.question.breakdown = self.question.breakdown.or_else(|| self.division_called(&heard.words));
                    by_group.push(heard.words);
                }
            }
        }
        self.question.indicators = kept;
        // Who compares one group with "migranten" asks for all of them beside each other.
        if compares && !by_group.is_empty() {
            self.question.groups.clear();
        }
        (!by_group.is_empty()).then(|| by_group.join(" "))
    }

    /// "Hoeveel procent van de verdachten is Marokkaans": words for how many, "van", the figure, and behind it a group.
    pub(super) fn asks_share_of_counted(&self) -> bool {
        let q = &self.question;
        let ([figure], [group]) = (q.indicators.as_slice(), q.groups.as_slice()) else { return false };
        let span_of = |words: &str| self.covered.spans.iter().find(|span| self.typed(span) == words);
        let (Some(figure), Some(group)) = (span_of(&figure.words), span_of(&group.words)) else { return false };
        let Some(of) = figure.from.checked_sub(1).filter(|at| said::is_of(&self.covered.tokens[*at].plain)) else {
            return false;
        };
        let asks = |span: &Span| span.to == of && self.means(span, Said::HowMany);
        self.covered.spans.iter().any(asks) && group.from >= figure.to
    }

    /// Words that ask for the figures of groups, where the answer tells of no group: that is said.
    pub(super) fn leave_out_groups(&mut self, by_group: Option<String>) {
        let tells_groups =
            matches!(self.question.kind, Some(Kind::EachGroup | Kind::LargestGroup | Kind::SmallestGroup));
        let left_out = by_group.filter(|_| !tells_groups && self.question.groups.is_empty());
        self.question.dropped.extend(left_out);
    }

    /// Whether a figure counts people by what the groups of another figure are made of.
    fn is_of_groups_of(&self, counted: &Indicator, split: &Indicator) -> bool {
        let made_of = |attribute: &String| {
            self.categories_of(split).any(|(_, category)| category.leaves.contains_key(attribute.as_str()))
        };
        let of_one_part = counted.measure == Measure::Percent && counted.numerator_leaves.keys().any(made_of);
        of_one_part
            || (counted.share_of == ShareOf::Everybody
                && counted.breakdowns.iter().any(|id| split.breakdowns.contains(id)))
    }

    /// The group of a figure's breakdowns that is just the part of the residents which another figure counts.
    fn group_counted_by(&self, counted: &Indicator, split: &Indicator) -> Option<CategoryIx> {
        let leaves = &counted.numerator_leaves;
        let is_that = |category: &Category| !leaves.is_empty() && category.leaves == *leaves;
        self.categories_of(split).find(|(_, category)| is_that(category)).map(|(ix, _)| ix)
    }

    /// The groups by which a figure is split.
    fn categories_of<'a>(&'a self, split: &'a Indicator) -> impl Iterator<Item = (CategoryIx, &'a Category)> {
        let own = self.definition.categories().filter(|(_, breakdown, _)| split.breakdowns.contains(&breakdown.id));
        own.map(|(ix, _, category)| (ix, category))
    }

    /// The division whose name begins with one of these words ("Herkomst: twintig groepen").
    pub(super) fn division_called(&self, words: &str) -> Option<usize> {
        let words = plain(words);
        let begins = |label: &str| plain(label).split(' ').next().is_some_and(|one| words.split(' ').any(|w| w == one));
        self.definition.breakdowns.iter().position(|one| begins(&one.label.nl) || begins(&one.label.en))
    }

    /// Words beside those of a group that nothing else explains ("geboren") may choose a part of it, in whose own words they are:
    /// what covers more of what was typed is meant.
    pub(super) fn groups_with_more_words(&mut self) {
        let spans = &self.covered.spans;
        let is_covered = |at: usize| spans.iter().any(|span| (span.from..span.to).contains(&at));
        let is_open = |at: &usize| !is_covered(*at) && self.covered.tokens[*at].plain.len() > 2;
        let open: Vec<usize> = (0..self.covered.tokens.len()).filter(is_open).collect();
        if open.is_empty() || self.question.groups.is_empty() {
            return;
        }
        let asks =
            |what: What| matches!(what, What::Said(said) if !matches!(said, Said::Noise | Said::At | Said::From));
        let said: Vec<usize> =
            spans.iter().filter(|span| asks(self.meaning(span))).flat_map(|span| span.from..span.to).collect();
        let bags: Vec<(CategoryIx, HashSet<String>)> =
            self.definition.categories().map(|(ix, _, category)| (ix, words_of(category))).collect();
        let leaves = |ix: &CategoryIx| self.definition.category(*ix).map(|category| &category.leaves);
        let mut groups = std::mem::take(&mut self.question.groups);
        for heard in &mut groups {
            let Some(span) = spans.iter().find(|span| self.typed(span) == heard.words) else { continue };
            // "Hier" is a word of the asker, and may as well be one of a group: "hier geboren".
            let more = |bag: &HashSet<String>| {
                let among = |all: &[usize]| all.iter().filter(|at| self.is_among(**at, bag)).count();
                let as_typed = (span.from..span.to).filter(|at| bag.contains(&self.covered.tokens[*at].plain)).count();
                (among(&open), among(&said), as_typed)
            };
            let own = self.lexicon.phrases[span.phrase as usize].words.iter();
            let own: Vec<&str> = own.map(|word| self.lexicon.vocabulary.word(*word)).collect();
            // A part of the group that was named; where nobody knows the parts, one that has all its words as well.
            let fits = |(ix, bag): &&(CategoryIx, HashSet<String>)| match leaves(&heard.what) {
                Some(all) if !all.is_empty() => leaves(ix).is_some_and(|part| is_within(part, all)),
                _ => own.iter().all(|word| bag.contains(*word)),
            };
            let Some(most) = bags.iter().filter(fits).map(|(_, bag)| more(bag)).max() else { continue };
            let best = bags.iter().filter(fits).filter(|(_, bag)| most.0 > 0 && more(bag) == most);
            let best: Vec<CategoryIx> = best.map(|(ix, _)| *ix).collect();
            let Some(first) = best.iter().find(|ix| **ix == heard.what).or(best.first()) else { continue };
            // Of two groups that fit as well, neither is surely meant.
            if *first != heard.what && best.iter().any(|ix| leaves(ix) != leaves(first)) {
                continue;
            }
            let bag = bags.iter().find(|(ix, _)| ix == first).map(|(_, bag)| bag);
            let told: Vec<usize> =
                open.iter().copied().filter(|at| bag.is_some_and(|bag| self.is_among(*at, bag))).collect();
            let mut others: Vec<CategoryIx> = best.iter().copied().filter(|ix| ix != first).collect();
            others.extend(heard.others.iter().copied().chain([heard.what]).filter(|ix| !best.contains(ix)));
            others.truncate(OTHERS);
            heard.words = self.words_with(span, &told);
            (heard.what, heard.others, heard.near) = (*first, others, false);
            self.of_group.extend(told);
        }
        self.question.groups = groups;
    }

    /// Whether a word that was typed, or one that it is like, is one of these.
    fn is_among(&self, at: usize, bag: &HashSet<String>) -> bool {
        const LIKE: f64 = 0.85;
        let mut near = self.covered.near[at].iter().filter(|(_, likeness)| *likeness >= LIKE);
        near.any(|(word, _)| bag.contains(self.lexicon.vocabulary.word(*word)))
    }

    /// The words of a span with others beside it, as they were typed.
    fn words_with(&self, span: &Span, more: &[usize]) -> String {
        let from = more.iter().copied().chain([span.from]).min().unwrap_or(span.from);
        let last = more.iter().copied().chain([span.to - 1]).max().unwrap_or(span.to - 1);
        let is_other = |other: &Span| other.from != span.from && !matches!(self.meaning(other), What::Said(_));
        let lies_between = |other: &Span| other.from >= from && other.to <= last + 1;
        if self.covered.spans.iter().any(|other| is_other(other) && lies_between(other)) {
            return self.typed(span);
        }
        self.text[self.covered.tokens[from].from..self.covered.tokens[last].to].to_owned()
    }

    /// Groups of different breakdowns that were named together ("buiten Europa" and "in Nederland geboren"), where one group is
    /// just who belongs to both.
    pub(super) fn settle_both(&mut self) {
        if self.question.groups.len() != 2 || !self.of_several_breakdowns() {
            return;
        }
        let leaves_of =
            |heard: &Heard<CategoryIx>| self.definition.category(heard.what).map(|category| &category.leaves);
        let [Some(one), Some(other)] = [0, 1].map(|n| leaves_of(&self.question.groups[n])) else { return };
        if one.is_empty() || other.is_empty() || one.keys().any(|attribute| other.contains_key(attribute)) {
            return;
        }
        let values =
            |(attribute, values): (&String, &Vec<String>)| (attribute.clone(), values.iter().cloned().collect());
        let as_sets = |leaves: &BTreeMap<String, Vec<String>>| -> BTreeMap<String, BTreeSet<String>> {
            leaves.iter().map(values).collect()
        };
        let mut both = as_sets(one);
        both.extend(as_sets(other));
        let split = self.question.indicators.first().map(|heard| &self.definition.indicator(heard.what).breakdowns);
        let found = self.definition.categories().find(|(_, breakdown, category)| {
            split.is_none_or(|own| own.contains(&breakdown.id)) && as_sets(&category.leaves) == both
        });
        let Some((what, ..)) = found else { return };
        let [first, second] = [0, 1].map(|n| &self.question.groups[n]);
        let words = format!("{} {}", first.words, second.words);
        let (exact, near) = (first.exact && second.exact, first.near || second.near);
        let others = vec![first.what, second.what];
        self.question.groups = vec![Heard { what, words, exact, near, others }];
    }

    /// A group of a breakdown by which the figure is split, where there is a choice.
    pub(super) fn settle_groups(&mut self) {
        let Some(indicator) = self.question.indicators.first().map(|heard| self.definition.indicator(heard.what))
        else {
            return;
        };
        let splits = |ix: CategoryIx| {
            self.definition
                .categories()
                .any(|(at, breakdown, _)| at == ix && indicator.breakdowns.contains(&breakdown.id))
        };
        for heard in &mut self.question.groups {
            if !splits(heard.what)
                && let Some(at) = heard.others.iter().position(|other| splits(*other))
            {
                let better = heard.others.remove(at);
                heard.others.insert(0, std::mem::replace(&mut heard.what, better));
            }
        }
        self.of_one_breakdown();
    }

    /// Groups that are named together are of one breakdown, where the same people are a group in both: who has no other origin
    /// is one among five groups and among twenty.
    fn of_one_breakdown(&mut self) {
        let breakdown_of = |ix: CategoryIx| {
            self.definition.categories().find(|(at, ..)| *at == ix).map(|(_, breakdown, _)| breakdown.id.as_str())
        };
        let leaves = |ix: CategoryIx| self.definition.category(ix).map(|category| &category.leaves);
        for n in 0..self.question.groups.len() {
            let own = self.question.groups[n].what;
            let mut beside = self.question.groups.iter().map(|heard| breakdown_of(heard.what));
            let Some(wanted) = beside.find(|other| *other != breakdown_of(own)) else { continue };
            let is_same = |other: &CategoryIx| {
                breakdown_of(*other) == wanted
                    && leaves(*other) == leaves(own)
                    && leaves(own).is_some_and(|all| !all.is_empty())
            };
            if let Some(at) = self.question.groups[n].others.iter().position(is_same) {
                let heard = &mut self.question.groups[n];
                let same = heard.others.remove(at);
                heard.others.insert(0, std::mem::replace(&mut heard.what, same));
            }
        }
    }

    /// Whether groups of different breakdowns were named that nobody asked to compare: "tweede generatie Marokkanen".
    pub(super) fn of_several_breakdowns(&self) -> bool {
        let of = |ix: CategoryIx| {
            self.definition.categories().find(|(at, ..)| *at == ix).map(|(_, breakdown, _)| breakdown.id.as_str())
        };
        let all: Vec<_> = self.question.groups.iter().map(|heard| of(heard.what)).collect();
        let asks =
            self.said.contains(&Said::Compare) || self.covered.tokens.iter().any(|token| said::is_join(&token.plain));
        !asks && all.iter().any(|one| *one != all[0])
    }
}

/// The words by which a group is known: those of its name, of how it is called in a sentence, and its synonyms.
fn words_of(category: &Category) -> HashSet<String> {
    let texts = [Some(&category.label), category.short.as_ref(), category.people.as_ref()];
    let texts = texts.into_iter().flatten().flat_map(|text| [&text.nl, &text.en]).chain(&category.synonyms);
    texts.flat_map(|text| plain(&without_brackets(text)).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether all leaves of a group are among those of another.
fn is_within(part: &BTreeMap<String, Vec<String>>, all: &BTreeMap<String, Vec<String>>) -> bool {
    all.iter().all(|(attribute, values)| {
        part.get(attribute).is_some_and(|own| own.iter().all(|value| values.contains(value)))
    })
}

/// Whether a figure itself is about how many belong to groups.
fn counts_groups(indicator: &Indicator) -> bool {
    indicator.share_of == ShareOf::Everybody || !indicator.numerator_leaves.is_empty()
}
