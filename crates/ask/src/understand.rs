//! From the phrases in a text to what it asks.

mod asking;
mod comparing;
mod groups;
mod names_in_part;
mod near_figures;
mod numbered;
mod people;
mod places;

use std::ops::Range;

use cells::IndicatorIx;
use definition::Definition;
use geography::Places;
use insight::residents_of;

use comparing::Beyond;
use numbered::Numbered;

use crate::cover::{Covered, Span, cover, likeliest};
use crate::lexicon::{Lexicon, What};
use crate::said::{self, Said};
use crate::words::{plain, tokens};
use crate::{Heard, Kind, Question};

/// Most alternatives kept of one thing.
const OTHERS: usize = 6;

/// Understands a text. `typing` is true while the visitor may not have finished the last word.
///
/// Any text gives a question; one of which nothing is understood gives an empty one.
pub fn understand(lexicon: &Lexicon, definition: &Definition, places: &Places, text: &str, typing: bool) -> Question {
    let covered = cover(lexicon, tokens(text), typing);
    Reader {
        lexicon,
        definition,
        places,
        text,
        covered: &covered,
        question: Question::default(),
        said: Vec::new(),
        no_names: Vec::new(),
        broken: Vec::new(),
        named_in_part: 0..0,
        most_at: None,
        numbered: None,
        of_group: Vec::new(),
        apart: None,
        beyond: None,
    }
    .read()
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    definition: &'a Definition,
    places: &'a Places,
    text: &'a str,
    covered: &'a Covered,
    question: Question,
    said: Vec<Said>,
    /// The first words of spans that are no name after all.
    no_names: Vec<usize>,
    /// The first words of spans that are only a part of a longer name.
    broken: Vec<usize>,
    /// Words that name areas by a part of their names.
    named_in_part: Range<usize>,
    /// A number that says how many of the highest are asked for.
    most_at: Option<usize>,
    /// An area that is named by its number ("wijk 07").
    numbered: Option<Numbered>,
    /// Words that say which of several groups is meant.
    of_group: Vec<usize>,
    /// Two words that say together, each in its place, that something changes.
    apart: Option<(usize, usize)>,
    /// A number that figures are to be above or below.
    beyond: Option<Beyond>,
}

impl Reader<'_> {
    fn read(mut self) -> Question {
        self.years();
        let taken: Vec<(&Span, What)> = self
            .covered
            .spans
            .iter()
            .filter(|span| !(span.to == span.from + 1 && self.year_at(span.from).is_some()))
            .map(|span| (span, self.meaning(span)))
            .collect();
        self.broken = self.broken_names(&taken);
        let taken: Vec<(&Span, What)> =
            taken.into_iter().filter(|(span, _)| !self.broken.contains(&span.from)).collect();
        self.how_many_of(&taken);
        let most_at = self.most_at;
        let taken: Vec<(&Span, What)> =
            taken.into_iter().filter(|(span, _)| most_at != Some(span.from) || span.to != span.from + 1).collect();
        self.no_names = self.no_names(&taken);
        let has_indicator = |but: usize| {
            taken
                .iter()
                .enumerate()
                .any(|(n, (_, what))| n != but && matches!(what, What::Indicator(_) | What::Theme(_)))
        };
        self.question.negated = Self::negated(&taken);
        self.beyond = self.beyond();
        self.numbered = self.numbered_area(&taken);
        self.apart = self.change_apart();
        self.said.extend(self.apart.map(|_| Said::Change));
        let areas_counted = self.areas_counted(&taken);
        let each = self.each(&taken);
        let both_sides = self.both_sides(&taken);
        let asks_which = taken.iter().any(|(_, what)| {
            matches!(what, What::Said(Said::HowMany | Said::Largest | Said::Smallest | Said::Where | Said::Who))
        });
        let (mut named, mut turns) = (Vec::new(), false);
        for (n, (span, what)) in taken.iter().enumerate() {
            let numbered = self.numbered.as_ref().filter(|numbered| numbered.level_at == n && !numbered.is_open);
            if let Some(numbered) = numbered {
                named.push(self.named_by_number(span, numbered));
                continue;
            }
            // "Achtergrond" is a figure of its own, and the word for what groups are of.
            let as_said = self.said_meaning(span);
            let after_which = n > 0
                && matches!(taken[n - 1].1, What::Said(Said::Which | Said::Largest | Said::Smallest | Said::Each));
            match (what, as_said) {
                (What::Indicator(_) | What::Theme(_) | What::Breakdown(_), Some(said @ Said::Group))
                    if has_indicator(n) || after_which =>
                {
                    self.said.push(said);
                }
                // "Naar herkomst" is by group: of the division that begins with that word, where there is one.
                (What::Indicator(_) | What::Theme(_) | What::Said(Said::From), _)
                    if self.means(span, Said::From)
                        && n > 0
                        && taken[n - 1].1 == What::Said(Said::Each)
                        && taken[n - 1].0.to == span.from =>
                {
                    self.question.breakdown =
                        self.question.breakdown.or_else(|| self.division_called(&self.typed(span)));
                    self.said.push(Said::Group);
                }
                // So is "buurt" a theme, and a level of areas: "in welke buurt", "de buurt Lombok".
                (What::Indicator(_) | What::Theme(_), Some(said @ Said::Level(_)))
                    if has_indicator(n)
                        || after_which
                        || areas_counted == Some(n)
                        || taken.get(n + 1).is_some_and(|(_, next)| matches!(next, What::Place(_))) =>
                {
                    self.hear_said(said, self.names_its_level(&taken, n, said));
                }
                // "Waar wonen de meeste mensen" is not about the theme of dwellings.
                (What::Indicator(_) | What::Theme(_), _) if asks_which && self.means(span, Said::Noise) => {}
                // "Hoeveel woningen" asks for their number, and not for all figures of their theme.
                (What::Theme(_), _) if asks_which && self.universe(span).is_some() => {
                    self.question.counted = self.question.counted.take().or(self.universe(span));
                }
                (What::Place(_), _) if self.is_word_of_a_figure(&taken, span) => {}
                (What::Said(said), _) => {
                    if matches!(said, Said::Best | Said::Worst) {
                        self.question.superlative = self.typed(span);
                    }
                    self.hear_said(*said, self.names_its_level(&taken, n, *said));
                }
                (What::Place(_), _) if self.no_names.contains(&span.from) => {}
                (What::Place(_), _) => named.push(self.named(span)),
                (What::Indicator(ix), _) => {
                    turns |= self.says_opposite(span, *ix);
                    self.said.extend(self.end_of(span, *ix));
                    self.hear_indicator(span, *ix);
                }
                (What::Theme(at), _) if self.near_figure_of(span, *at).is_some() => {
                    if let Some(ix) = self.near_figure_of(span, *at) {
                        turns |= self.says_opposite(span, ix);
                        self.said.extend(self.end_of(span, ix));
                        self.hear_indicator(span, ix);
                    }
                }
                (What::Theme(at), _) => {
                    if self.superlative_of(span).is_some() {
                        self.question.superlative = self.typed(span);
                    }
                    let heard = self.heard(span, *at, |what| match what {
                        What::Theme(at) => Some(at),
                        _ => None,
                    });
                    self.question.theme.get_or_insert(heard);
                }
                (What::Topic(at), _) => {
                    let heard = self.heard(span, *at, |what| match what {
                        What::Topic(at) => Some(at),
                        _ => None,
                    });
                    self.question.topic.get_or_insert(heard);
                }
                // "Mensen in Nederland" says where, and not of whom, also where a monitor has a group of that name.
                (What::Group(ix), _) if self.says_where(span) => {
                    self.no_names.push(span.from);
                    self.question.no_areas.push(Heard { words: self.typed(span), ..Heard::chosen(*ix) });
                }
                (What::Help(help), _) if self.question.help.contains(help) => {}
                (What::Help(help), _) => {
                    self.question.help_first |= span.from == 0 && span.to > 1;
                    self.question.help.push(*help);
                }
                (What::Universe(_), _) => {
                    self.question.counted = self.question.counted.take().or(self.universe(span));
                }
                (What::Group(ix), _) => {
                    let heard = self.heard(span, *ix, |what| match what {
                        What::Group(ix) => Some(ix),
                        _ => None,
                    });
                    if self.question.groups.len() < 5
                        && !self.question.groups.iter().any(|known| known.what == heard.what)
                    {
                        self.question.groups.push(heard);
                    }
                }
                (What::Breakdown(at), _) => {
                    self.question.breakdown = Some(*at);
                    self.said.push(Said::Group);
                }
            }
        }
        if turns {
            self.turn_ends();
        }
        self.question.numbered = self.open_areas(&taken);
        self.settle_places(&named);
        self.part_of_a_name();
        self.groups_with_more_words();
        self.leftover();
        self.settle_indicators();
        self.figures_of_ages();
        self.theme_of_ages();
        self.settle_ages();
        let by_group = self.says_of_whom();
        self.settle_both();
        self.settle_groups();
        self.settle_everybody();
        // "Hoeveel" alone counts people.
        let nothing_named =
            self.question.indicators.is_empty() && self.question.theme.is_none() && self.question.counted.is_none();
        let nothing_named = nothing_named && self.question.topic.is_none() && self.question.help.is_empty();
        // "Mensen" beside a subject without a figure only says who.
        if self.question.topic.is_some() {
            let residents = residents_of(self.definition);
            self.question.indicators.retain(|heard| residents != Some(heard.what));
        }
        // "Mensen per wijk" are counted; "verschillen tussen groepen" are no numbers of people.
        let asks_more = [Said::Compare, Said::StandsOut, Said::Similar, Said::Change, Said::Residents];
        let of_each = each.is_some() && !asks_more.iter().any(|said| self.said.contains(said));
        let counts_people = self.said.contains(&Said::HowMany) || of_each;
        let counts_areas = areas_counted.is_some() && nothing_named && self.question.groups.is_empty();
        let counts_areas = counts_areas && each.is_none() && !asks_more.iter().any(|said| self.said.contains(said));
        if counts_people && nothing_named && !counts_areas && self.question.unknown.is_empty() {
            self.question.indicators.extend(residents_of(self.definition).map(Heard::chosen));
        }
        self.people_and_more();
        let says_nothing = |said: &Said| {
            let names = matches!(said, Said::At | Said::From | Said::Level(_) | Said::Area);
            names || matches!(said, Said::Noise | Said::Not | Said::Each)
        };
        self.question.why = self.said.contains(&Said::Why);
        self.question.together = self.said.contains(&Said::Together);
        let names_group = !self.question.groups.is_empty() || Self::target_group_of_a_figure(&taken);
        self.question.target_group = self.said.contains(&Said::TargetGroup) && !names_group;
        self.question.how_it_is = self.said.contains(&Said::StandsOut);
        self.question.high_or_low = self.high_or_low();
        self.settle_threshold();
        self.settle_than();
        self.question.asks = !self.said.iter().all(says_nothing);
        if let Some(breakdown) = both_sides {
            self.question.breakdown = Some(breakdown);
            self.question.groups.clear();
        }
        let each = each.or(both_sides.map(|_| Said::Group)).or_else(|| self.level_alone(&taken));
        let about_areas = self.question.level.is_some() || self.said.contains(&Said::Where);
        let of_groups = by_group.as_ref().filter(|_| !about_areas && self.question.groups.is_empty());
        self.question.share_of_counted = self.asks_share_of_counted();
        self.question.kind = self.kind(self.which(&taken), each.or(of_groups.map(|_| Said::Group)));
        if counts_areas {
            self.question.kind = Some(Kind::Counted);
        }
        self.settle_left_aside();
        self.question.between_groups = self.between_groups(each);
        self.leave_out_groups(by_group);
        // Of what is counted there is a number and nothing else; beside a figure it says of what that is.
        if self.question.kind != Some(Kind::Counted)
            && let Some(heard) = self.question.counted.take()
            && self.question.indicators.is_empty()
        {
            self.question.unknown.push(heard.words);
        }
        self.question
    }

    /// What is counted, where the phrase of a span has a word for that.
    fn universe(&self, span: &Span) -> Option<Heard<usize>> {
        let of = |what: What| match what {
            What::Universe(at) => Some(at),
            _ => None,
        };
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        let first = meanings.iter().find_map(|meaning| of(meaning.what))?;
        Some(self.heard(span, first, of))
    }

    fn meaning(&self, span: &Span) -> What {
        let phrase = &self.lexicon.phrases[span.phrase as usize];
        likeliest(self.lexicon, &self.covered.tokens, span.from, &phrase.meanings).0
    }

    fn said_meaning(&self, span: &Span) -> Option<Said> {
        self.lexicon.phrases[span.phrase as usize].meanings.iter().find_map(|meaning| match meaning.what {
            What::Said(said @ (Said::Group | Said::Level(_))) => Some(said),
            _ => None,
        })
    }

    fn typed(&self, span: &Span) -> String {
        let tokens = &self.covered.tokens[span.from..span.to];
        let (from, to) = (tokens.first().map_or(0, |token| token.from), tokens.last().map_or(0, |token| token.to));
        self.text.get(from..to).unwrap_or_default().to_owned()
    }

    fn heard<T: PartialEq + Copy>(&self, span: &Span, what: T, of: impl Fn(What) -> Option<T>) -> Heard<T> {
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        let others = meanings.iter().filter_map(|meaning| of(meaning.what)).filter(|other| *other != what);
        let near = meanings.iter().any(|meaning| meaning.near && of(meaning.what) == Some(what));
        Heard {
            what,
            words: self.typed(span),
            exact: span.likeness >= 0.999,
            near,
            others: others.take(OTHERS).collect(),
        }
    }

    fn means(&self, span: &Span, said: Said) -> bool {
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        meanings.iter().any(|meaning| meaning.what == What::Said(said))
    }

    fn hear_said(&mut self, said: Said, names_its_level: bool) {
        self.said.push(said);
        match said {
            // "De gemeente Utrecht" asks about no level.
            Said::Level(level) if !names_its_level => self.question.level = Some(level),
            Said::Everybody => self.question.everybody = true,
            Said::Here => self.question.here = true,
            _ => {}
        }
    }

    fn hear_indicator(&mut self, span: &Span, ix: IndicatorIx) {
        let heard = self.heard(span, ix, |what| match what {
            What::Indicator(ix) => Some(ix),
            _ => None,
        });
        // A word that several figures and their theme share means the theme, unless one of them is asked for.
        let meanings = &self.lexicon.phrases[span.phrase as usize].meanings;
        let theme = meanings.iter().find_map(|meaning| match meaning.what {
            What::Theme(at) => Some(at),
            _ => None,
        });
        if let Some(at) = theme.filter(|_| !heard.others.is_empty()) {
            self.question.theme.get_or_insert(Heard {
                what: at,
                words: heard.words.clone(),
                exact: heard.exact,
                near: false,
                others: vec![],
            });
        }
        if !self.question.indicators.iter().any(|known| known.what == ix) {
            self.question.indicators.push(heard);
        }
    }

    /// Words without a phrase: they may still be words of one indicator's texts, or are not understood.
    fn leftover(&mut self) {
        let no_names = std::mem::take(&mut self.no_names);
        let no_spans = [no_names.as_slice(), &self.broken].concat();
        let covered = |at: usize| {
            let of = |span: &&Span| (span.from..span.to).contains(&at) && !no_spans.contains(&span.from);
            self.covered.spans.iter().find(of)
        };
        let is_group = |at: usize| no_names.contains(&at);
        let (mut letters, mut known) = (0, 0);
        let mut votes: Vec<(IndicatorIx, f64)> = Vec::new();
        let mut spent: Vec<(usize, String, &[IndicatorIx])> = Vec::new();
        let mut unknown: Vec<usize> = Vec::new();
        let mut lost: Vec<usize> = Vec::new();
        for (at, token) in self.covered.tokens.iter().enumerate() {
            let length = token.plain.len();
            let span = covered(at);
            let noise = span.is_some_and(|span| {
                matches!(self.meaning(span), What::Said(Said::Noise | Said::Not | Said::At | Said::From))
            });
            if noise || length < 2 {
                continue;
            }
            letters += length;
            let says_of_what = self.lexicon.is_counted(&token.plain) && !self.question.indicators.is_empty();
            let is_number =
                self.numbered.as_ref().is_some_and(|numbered| numbered.number_at == at && !numbered.is_open);
            let in_part = self.named_in_part.contains(&at) || self.most_at == Some(at) || is_number;
            let in_part = in_part || self.of_group.contains(&at) || self.apart.is_some_and(|(a, b)| a == at || b == at);
            let in_part = in_part || self.beyond.as_ref().is_some_and(|beyond| beyond.has(at));
            if span.is_some() || self.year_at(at).is_some() || says_of_what || in_part {
                known += length;
                continue;
            }
            let like = self.covered.near[at].iter().find(|(word, _)| !self.lexicon.telling(*word).is_empty());
            if let Some((word, likeness)) = like.filter(|_| !self.lexicon.is_counted(&token.plain)) {
                let list = self.lexicon.telling(*word);
                for ix in list {
                    let vote = likeness * length as f64 / (list.len() as f64).sqrt();
                    match votes.iter_mut().find(|(voted, _)| voted == ix) {
                        Some((_, sum)) => *sum += vote,
                        None => votes.push((*ix, vote)),
                    }
                }
                spent.push((length, self.text[token.from..token.to].to_owned(), list));
            } else {
                let word = self.text[token.from..token.to].to_owned();
                let before = at.checked_sub(1).map(|before| self.covered.tokens[before].plain.as_str());
                let leads = before.is_some_and(|before| self.lexicon.leads(before).0);
                // "IJburg inwoners": no area is called so, but several have it in their names.
                let says_where = leads || (length > 3 && self.lexicon.is_of_areas(&token.plain));
                let is_postcode = self.is_postcode(at);
                if is_postcode {
                    self.question.postcode.clone_from(&word);
                }
                let says_where = says_where || is_postcode;
                if says_where && length > 2 && self.question.places.is_empty() && !is_group(at) {
                    lost.push(at);
                }
                // "Amsterdam Zuidoost" is a part of Amsterdam, whatever else has that word in its name.
                let is_of_names = length > 3 && self.lexicon.vocabulary.find(&token.plain).is_some();
                let is_part = (is_of_names && self.stands_beside_an_area(at)) || (leads && self.lies_in_the_next(at));
                if is_part && self.question.places.len() == 1 && !self.question.lost_parts.contains(&word) {
                    self.question.lost_parts.push(word.clone());
                }
                unknown.push(at);
            }
        }
        self.name_what_is_unknown(&unknown, &lost);
        votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        if let Some(&(first, _)) = votes.first() {
            // Beside a figure that was named, the words choose between what the name may mean.
            let vote = |ix: IndicatorIx| votes.iter().find(|(voted, _)| *voted == ix).map_or(0.0, |(_, sum)| *sum);
            match self.question.indicators.first_mut() {
                Some(heard) => {
                    let mut all = vec![heard.what];
                    all.append(&mut heard.others);
                    // "Leeftijd bij overlijden" is not among what "leeftijd" may mean, but has that word as well.
                    let says = plain(&heard.words);
                    let also = |ix: IndicatorIx| {
                        let label = &self.definition.indicator(ix).label;
                        [&label.nl, &label.en].into_iter().any(|label| plain(label).contains(&says))
                    };
                    if !says.is_empty() && !all.contains(&first) && also(first) {
                        all.insert(0, first);
                    }
                    all.sort_by(|a, b| vote(*b).total_cmp(&vote(*a)));
                    heard.near &= heard.what == all[0];
                    heard.what = all[0];
                    heard.others = all[1..].to_vec();
                }
                None if self.question.topic.is_none()
                    && (self.question.groups.is_empty() || self.question.theme.is_none()) =>
                {
                    let words: Vec<String> = spent.iter().map(|(_, word, _)| word.clone()).collect();
                    let others = votes[1..].iter().map(|(ix, _)| *ix).take(OTHERS).collect();
                    self.question.indicators.push(Heard {
                        what: first,
                        words: words.join(" "),
                        exact: false,
                        near: false,
                        others,
                    });
                }
                None => {}
            }
            known += spent.iter().map(|(length, ..)| length).sum::<usize>();
            // "Sociale" beside a figure in whose texts it does not stand says something else.
            let told = self.question.indicators.first().map(|heard| heard.what);
            let others = spent.iter().filter(|(.., list)| told.is_none_or(|ix| !list.contains(&ix)));
            let dropped: Vec<String> = others.map(|(_, word, _)| word.clone()).collect();
            self.question.dropped.extend(dropped);
        }
        self.question.understood = (known * 100).checked_div(letters).unwrap_or(100) as u8;
    }

    /// The words that were not understood, those of a name that stands where an area is expected as one: "Bos en Lommer".
    fn name_what_is_unknown(&mut self, unknown: &[usize], lost: &[usize]) {
        let tokens = &self.covered.tokens;
        let joins =
            |at: usize| tokens.get(at).is_some_and(|token| said::is_join(&token.plain) || said::is_of(&token.plain));
        let mut next = 0;
        for &at in unknown {
            if at < next {
                continue;
            }
            let mut last = at;
            if lost.contains(&at) {
                while let Some(more) =
                    [last + 1, last + 2].into_iter().find(|more| unknown.contains(more) && (last + 1..*more).all(joins))
                {
                    last = more;
                }
            }
            next = last + 1;
            let words = self.text[tokens[at].from..tokens[last].to].to_owned();
            if lost.contains(&at) {
                self.question.lost_areas.push(words.clone());
            }
            if !self.question.postcode.is_empty() && words.starts_with(&self.question.postcode) {
                self.question.postcode.clone_from(&words);
            }
            self.question.unknown.push(words);
        }
    }

    /// Whether a word stands right before or behind the name of an area.
    fn stands_beside_an_area(&self, at: usize) -> bool {
        let is_area = |span: &Span| span.likeness >= 0.999 && matches!(self.meaning(span), What::Place(_));
        self.covered.spans.iter().any(|span| (span.to == at || span.from == at + 1) && is_area(span))
    }

    /// "Hoe oud worden mensen": where something was not understood, "mensen" is not what was asked about.
    fn people_and_more(&mut self) {
        let is_people = |heard: &Heard<IndicatorIx>| {
            let word = plain(&heard.words);
            residents_of(self.definition) == Some(heard.what)
                && self.lexicon.vocabulary.find(&word).is_some_and(|ix| self.lexicon.is_noise(ix))
        };
        let mut lost = self.question.unknown.iter().chain(&self.question.dropped);
        let lost = lost.any(|word| word.chars().count() > 2);
        if lost && self.question.groups.is_empty() && self.question.indicators.iter().all(is_people) {
            self.question.indicators.clear();
            let dropped = std::mem::take(&mut self.question.dropped);
            self.question.unknown.extend(dropped);
        }
    }

    /// The number of residents is the ground of everything: beside another figure it says of whom that is.
    fn settle_indicators(&mut self) {
        let is_residents = |heard: &Heard<IndicatorIx>| residents_of(self.definition) == Some(heard.what);
        if self.question.indicators.len() > 1 && !self.question.indicators.iter().all(is_residents) {
            let all = std::mem::take(&mut self.question.indicators);
            self.question.indicators = all.into_iter().filter(|heard| !is_residents(heard)).collect();
        }
        // What is judged is what is asked; what is not says of whom: "jongeren zonder diploma".
        let is_neutral = |heard: &Heard<IndicatorIx>| {
            self.definition.indicator(heard.what).polarity == definition::Polarity::Neutral
        };
        // And what has one meaning is meant more than what may have several: "leeftijd bij overlijden".
        self.question.indicators.sort_by_key(|heard| (is_neutral(heard), !heard.others.is_empty()));
        self.question.indicators.truncate(3);
    }
}
