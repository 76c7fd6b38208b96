//! Every phrase that means something in a monitor.

use std::collections::{HashMap, HashSet};

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};
use definition::{Definition, Text, Unit};
use geography::Places;
use insight::words::spoken_name;

use crate::ages::is_age;
use crate::help::{self, Help};
use crate::said::{self, Said};
use crate::spelling::{Vocabulary, WordIx};
use crate::words::{plain, telling};

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// An area.
    Place(PlaceIx),
    /// An indicator.
    Indicator(IndicatorIx),
    /// A theme, by its position.
    Theme(usize),
    /// A subject of which there is no figure, by its position.
    Topic(usize),
    /// A group of residents.
    Group(CategoryIx),
    /// All groups of a breakdown, by its position.
    Breakdown(usize),
    /// What is counted beside residents, by the position of its universe.
    Universe(usize),
    /// What explains the monitor itself.
    Help(Help),
    /// A word of the asker.
    Said(Said),
}

/// One meaning of a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Meaning {
    pub(crate) what: What,
    /// How readily the phrase is taken to mean this, 0–1: a label more than a synonym, a large place more than a small one.
    pub(crate) weight: f64,
    /// Whether the phrase is for something else, which this only comes nearest to.
    pub(crate) near: bool,
}

/// Words in a row that mean something.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) words: Box<[WordIx]>,
    /// Best first, each once.
    pub(crate) meanings: Vec<Meaning>,
}

/// All phrases of a monitor, with the places and texts they stand for. Made once for a release; a few milliseconds per
/// thousand places.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) phrases: Vec<Phrase>,
    /// By word: the phrases of which it is the rarest word.
    keyed: Vec<Vec<u32>>,
    /// By word: in how many phrases it is.
    used: Vec<u32>,
    /// By word: whether it alone is a word of the asker.
    asking: Vec<bool>,
    /// By word: whether it alone says that an area follows, and that a group follows.
    leads: Vec<(bool, bool)>,
    /// By word: whether it alone names people of some ages, or a theme that runs through the others.
    people: Vec<bool>,
    /// By word: the indicators in whose texts it stands, where it says anything.
    telling: HashMap<WordIx, Vec<IndicatorIx>>,
    /// The words for what is counted ("huishoudens"): they say of what a figure is, never which figure.
    counted: HashSet<String>,
    /// By place: its residents, 0 where that is not known.
    sizes: Vec<f64>,
}

impl Lexicon {
    /// Reads the names and texts of a monitor. `residents` gives the number of residents of a place, where known: of two
    /// places with one name the larger is thought of first.
    pub fn new(definition: &Definition, places: &Places, residents: impl Fn(PlaceIx) -> Option<f64>) -> Self {
        let mut draft = Draft::default();
        for (phrase, said) in said::phrases() {
            draft.add(phrase, What::Said(*said), weight_of(*said));
        }
        draft.definition(definition);
        draft.places(definition, places, &residents);
        let sizes = places.iter().map(|(ix, _)| residents(ix).unwrap_or_default()).collect();
        Lexicon { sizes, ..draft.close(definition) }
    }

    /// The phrases of which a word is the rarest.
    pub(crate) fn keyed(&self, word: WordIx) -> impl Iterator<Item = (u32, &Phrase)> {
        self.keyed[word as usize].iter().map(|&ix| (ix, &self.phrases[ix as usize]))
    }

    /// The phrases that go on after these words, in their order.
    pub(crate) fn beginning_with<'a>(&'a self, words: &'a [WordIx]) -> impl Iterator<Item = &'a Phrase> {
        let from = self.phrases.partition_point(|phrase| *phrase.words <= *words);
        self.phrases[from..].iter().take_while(move |phrase| phrase.words.starts_with(words))
    }

    /// The phrases that are these words, or go on after them.
    pub(crate) fn beginning_as<'a>(&'a self, words: &'a [WordIx]) -> impl Iterator<Item = &'a Phrase> {
        let from = self.phrases.partition_point(|phrase| *phrase.words < *words);
        self.phrases[from..].iter().take_while(move |phrase| phrase.words.starts_with(words))
    }

    /// Whether a word is the rarest of all phrases that it is in: "IJburg" is, "Nieuwe" is not.
    pub(crate) fn is_telling_everywhere(&self, word: WordIx) -> bool {
        self.keyed[word as usize].len() == self.used[word as usize] as usize
    }

    /// Whether a word as it was typed is one of the asker's.
    pub(crate) fn is_asking(&self, typed: &str) -> bool {
        self.vocabulary.find(typed).is_some_and(|word| self.asking[word as usize])
    }

    /// The word for a figure or a theme that a longer word is made with: Dutch writes "armoedebeleid" and "jeugdwerkloosheid"
    /// as one.
    pub(crate) fn part_of(&self, typed: &str) -> Option<WordIx> {
        const SHORTEST: usize = 6;
        let most = typed.len().checked_sub(3)?;
        let begins = (SHORTEST..=most).rev().filter_map(|length| typed.get(..length));
        let ends = (3..=typed.len().saturating_sub(SHORTEST)).filter_map(|from| typed.get(from..));
        let mut parts = begins.chain(ends).filter_map(|part| self.vocabulary.find(part));
        parts.find(|word| self.names_a_figure(*word))
    }

    /// The people and the figure of a word that is made of both, as it was typed: of "jongerenwerkloosheid" the words
    /// "jongeren" and "werkloosheid", of "kinderarmoede" the words "kinderen" and "armoede". The second begins at the byte
    /// that is told.
    pub(crate) fn people_and_figure(&self, typed: &str) -> Option<(String, usize)> {
        const SHORTEST: usize = 5;
        if self.vocabulary.find(typed).is_some() {
            return None;
        }
        let splits = SHORTEST..(typed.len() + 1).saturating_sub(SHORTEST);
        splits.filter_map(|at| Some((typed.get(..at)?, typed.get(at..)?, at))).find_map(|(people, figure, at)| {
            let figure = self.vocabulary.find(figure)?;
            let is_figure = self.names_a_figure(figure) && !self.people[figure as usize];
            let names_people =
                |word: &String| self.vocabulary.find(word).is_some_and(|word| self.people[word as usize]);
            let forms = ["", "en", "s"].into_iter().map(|end| format!("{people}{end}"));
            Some((forms.filter(|_| is_figure).find(names_people)?, at))
        })
    }

    /// Whether a word alone names a figure, a theme or a subject.
    pub(crate) fn names_a_figure(&self, word: WordIx) -> bool {
        let is_figure =
            |meaning: &Meaning| matches!(meaning.what, What::Indicator(_) | What::Theme(_) | What::Topic(_));
        self.keyed(word).any(|(_, phrase)| phrase.words.len() == 1 && phrase.meanings.iter().any(is_figure))
    }

    /// Whether a word is the one by which the names of areas are known.
    pub(crate) fn is_of_areas(&self, typed: &str) -> bool {
        let names = |word: WordIx| {
            self.keyed(word).any(|(_, phrase)| phrase.meanings.iter().any(|one| matches!(one.what, What::Place(_))))
        };
        self.vocabulary.find(typed).is_some_and(names)
    }

    /// Whether the name of an area is a word, or begins with it.
    pub(crate) fn begins_a_name(&self, typed: &str) -> bool {
        let is_name = |phrase: &Phrase| phrase.meanings.iter().any(|one| matches!(one.what, What::Place(_)));
        self.vocabulary.find(typed).is_some_and(|word| self.beginning_as(&[word]).any(is_name))
    }

    /// The residents of an area, 0 where that is not known.
    pub(crate) fn size(&self, place: PlaceIx) -> f64 {
        self.sizes.get(place.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a word alone means "not".
    pub(crate) fn means_not(&self, word: WordIx) -> bool {
        self.means_alone(word, Said::Not)
    }

    /// Whether a word alone says nothing.
    pub(crate) fn is_noise(&self, word: WordIx) -> bool {
        self.means_alone(word, Said::Noise)
    }

    /// Whether a word as it was typed means this by itself.
    pub(crate) fn says(&self, typed: &str, said: Said) -> bool {
        self.vocabulary.find(typed).is_some_and(|word| self.means_alone(word, said))
    }

    fn means_alone(&self, word: WordIx, said: Said) -> bool {
        self.keyed(word).any(|(_, phrase)| {
            phrase.words.len() == 1 && phrase.meanings.iter().any(|meaning| meaning.what == What::Said(said))
        })
    }

    /// Whether a word is one for what is counted.
    pub(crate) fn is_counted(&self, typed: &str) -> bool {
        self.counted.contains(typed)
    }

    /// Whether a word as it was typed says that an area follows ("in"), and that a group follows ("uit").
    pub(crate) fn leads(&self, typed: &str) -> (bool, bool) {
        self.vocabulary.find(typed).map_or((false, false), |word| self.leads[word as usize])
    }

    /// The indicators in whose texts a word stands; empty where it stands in most of them.
    pub(crate) fn telling(&self, word: WordIx) -> &[IndicatorIx] {
        self.telling.get(&word).map_or(&[], Vec::as_slice)
    }
}

pub(crate) const fn weight_of(said: Said) -> f64 {
    match said {
        Said::Noise | Said::Not | Said::Becoming => 0.35,
        Said::At | Said::From | Said::Each => 0.4,
        Said::Level(_) | Said::Area => 0.8,
        _ => 0.88,
    }
}

#[derive(Default)]
struct Draft {
    vocabulary: Vocabulary,
    phrases: HashMap<Box<[WordIx]>, Vec<Meaning>>,
}

impl Draft {
    fn add(&mut self, text: &str, what: What, weight: f64) {
        let words = telling(text);
        self.add_words(&words, what, weight);
    }

    fn add_words(&mut self, words: &[String], what: What, weight: f64) {
        self.add_meaning(words, Meaning { what, weight, near: false });
    }

    /// Words for something else, which this comes nearest to.
    fn add_near(&mut self, text: &str, what: What, weight: f64) {
        self.add_meaning(&telling(text), Meaning { what, weight, near: true });
    }

    fn add_meaning(&mut self, words: &[String], meaning: Meaning) {
        if words.is_empty() || words.len() > 14 {
            return;
        }
        let known: Box<[WordIx]> = words.iter().map(|word| self.vocabulary.add(word)).collect();
        let meanings = self.phrases.entry(known).or_default();
        match meanings.iter_mut().find(|known| known.what == meaning.what) {
            Some(known) => {
                known.weight = known.weight.max(meaning.weight);
                known.near &= meaning.near;
            }
            None => meanings.push(meaning),
        }
    }

    /// A name of one to three words is also typed as one.
    fn add_name(&mut self, text: &str, what: What, weight: f64) {
        self.add(text, what, weight);
        let words = telling(text);
        if (2..=3).contains(&words.len()) && words.iter().all(|word| word.bytes().all(|b| b.is_ascii_alphabetic())) {
            self.add_words(&[words.concat()], what, weight * 0.98);
        }
    }

    /// A label as it stands, without what stands in brackets, and without the word of measure before it.
    fn add_label(&mut self, text: &str, what: What, weight: f64) {
        self.add(text, what, weight);
        let bare = without_brackets(text);
        let words = telling(&bare);
        self.add_words(&words, what, weight * 0.99);
        let start = words.iter().position(|word| !said::is_measure(word) && !said::is_after_measure(word));
        if let Some(start) = start.filter(|start| *start > 0) {
            self.add_words(&words[start..], what, weight * 0.97);
        }
    }

    fn add_text(&mut self, text: &Text, what: What, weight: f64) {
        for text in [&text.nl, &text.en] {
            self.add_label(text, what, weight);
        }
    }

    fn definition(&mut self, definition: &Definition) {
        for (n, theme) in definition.themes.iter().enumerate() {
            self.add_text(&theme.label, What::Theme(n), 0.97);
            self.add(&theme.id, What::Theme(n), 0.9);
            for synonym in &theme.synonyms {
                self.add(synonym, What::Theme(n), 0.85);
            }
        }
        for (n, indicator) in definition.indicators.iter().enumerate() {
            let what = What::Indicator(IndicatorIx(n as u16));
            // Of two that share a word, the one that pages show first is meant first.
            let first = 1.0 - 0.0005 * n as f64;
            self.add_text(&indicator.label, what, first);
            for text in [&indicator.short.nl, &indicator.short.en] {
                self.add_name(text, what, first);
            }
            self.add(&indicator.id, what, 0.9 * first);
            for synonym in &indicator.synonyms {
                self.add_label(synonym, what, 0.92 * first);
            }
            for word in &indicator.near {
                self.add_near(word, what, 0.75 * first);
            }
            for predicate in indicator.predicate.iter().flat_map(|text| [&text.nl, &text.en]) {
                self.add(predicate, what, 0.95 * first);
                // "hebben een bijstandsuitkering" is also said as "met een bijstandsuitkering".
                let words = telling(predicate);
                if words.len() > 1 {
                    self.add_words(&words[1..], what, 0.9 * first);
                }
            }
        }
        // "Huishoudens", "leerlingen": of residents there are figures of their own.
        for (n, universe) in definition.universes.iter().enumerate() {
            if matches!(universe.unit, Unit::Persons | Unit::Other) {
                continue;
            }
            for label in [&universe.label.nl, &universe.label.en] {
                self.add(label, What::Universe(n), 0.7);
                let first: Vec<String> = telling(label).into_iter().take(1).filter(|word| word.len() > 3).collect();
                self.add_words(&first, What::Universe(n), 0.65);
            }
        }
        for (n, breakdown) in definition.breakdowns.iter().enumerate() {
            self.add_text(&breakdown.label, What::Breakdown(n), 0.8);
            self.add(&breakdown.id, What::Breakdown(n), 0.8);
        }
        let order = |id: &str| definition.breakdowns.iter().position(|breakdown| breakdown.id == id).unwrap_or(0);
        for (ix, breakdown, category) in definition.categories() {
            let what = What::Group(ix);
            let first = 1.0 - 0.01 * order(&breakdown.id) as f64 - 0.0001 * f64::from(ix.0);
            self.add_text(&category.label, what, first);
            for text in category.short.iter().flat_map(|text| [&text.nl, &text.en]) {
                self.add(text, what, first * 0.97);
            }
            for text in category.people.iter().flat_map(|text| [&text.nl, &text.en]) {
                self.add(text, what, first);
                // "Bewoners die in Nederland zijn geboren" are also "Syriërs die in Nederland zijn geboren", and "bewoners met
                // een herkomst …" are "mensen met een herkomst …".
                let words = telling(text);
                if words.len() > 4 && (said::is_who(&words[1]) || said::is_after_measure(&words[1])) {
                    self.add_words(&words[1..], what, 0.9 * first);
                }
            }
            self.add(&category.id, what, 0.9 * first);
            for synonym in &category.synonyms {
                self.add(synonym, what, 0.95 * first);
            }
            for word in &category.near {
                self.add_near(word, what, 0.75 * first);
            }
        }
        // What is named as a subject without a figure is meant before what only comes near.
        for (n, topic) in definition.topics.iter().enumerate() {
            for label in [&topic.label.nl, &topic.label.en] {
                self.add(label, What::Topic(n), 0.9);
            }
            for synonym in &topic.synonyms {
                self.add(synonym, What::Topic(n), 0.84);
            }
        }
        // What is of figures is meant before what explains them.
        for (words, help) in help::phrases(definition) {
            self.add(words, What::Help(help), 0.82);
        }
        for collection in &definition.collections {
            for kind in [&collection.kind.nl, &collection.kind.en, &collection.label.nl, &collection.label.en] {
                self.add(kind, What::Said(Said::Level(Level::Region)), weight_of(Said::Level(Level::Region)));
            }
        }
    }

    fn places(&mut self, definition: &Definition, places: &Places, residents: &impl Fn(PlaceIx) -> Option<f64>) {
        let newest = places.newest_vintage();
        for (ix, place) in places.iter() {
            let level = match place.level() {
                Level::Country => 0.03,
                Level::Municipality => 0.025,
                Level::Region => 0.02,
                Level::District => 0.01,
                Level::Neighbourhood => 0.0,
            };
            let size = residents(ix).map_or(0.0, |n| n.max(1.0).log10() / 7.0 * 0.03);
            let gone = if Some(place.newest()) == newest { 0.0 } else { -0.15 };
            let weight = 0.9 + level + size + gone;
            let what = What::Place(ix);
            let code = place.code.to_string();
            self.add(&code, what, 1.0 + gone);
            let spoken = spoken_name(&place.name);
            let region = definition.region(place.code);
            let country = definition.monitor.country_name.iter().filter(|_| place.level() == Level::Country);
            let own = country.chain(region.iter().map(|(_, region)| &region.label));
            let own = own.flat_map(|name| [name.nl.as_str(), name.en.as_str()]);
            let called = definition.monitor.also_called.get(&code).into_iter().flatten().map(String::as_str);
            for name in std::iter::once(place.name.as_str()).chain(Some(spoken)).chain(called).chain(own) {
                self.add_name(name, what, weight);
            }
            // "Bijlmer Oost (E, G, K)" is said without its brackets.
            if spoken.contains('(') {
                self.add_name(&without_brackets(spoken), what, weight * 0.99);
            }
            if place.level() > Level::Municipality {
                for name in said::other_endings(spoken) {
                    self.add_name(&name, what, weight * 0.99);
                }
            }
        }
    }

    fn close(self, definition: &Definition) -> Lexicon {
        let Self { mut vocabulary, phrases } = self;
        vocabulary.close();
        let mut used = vec![0_u32; vocabulary.len()];
        for word in phrases.keys().flat_map(|words| words.iter()) {
            used[*word as usize] += 1;
        }
        let mut all: Vec<Phrase> = phrases
            .into_iter()
            .map(|(words, mut meanings)| {
                // A village called De Wijk is not what "wijk" means, nor is "geen" a group.
                let is_said = meanings.iter().any(|meaning| matches!(meaning.what, What::Said(_)));
                let is_noise =
                    meanings.iter().any(|meaning| matches!(meaning.what, What::Said(Said::Noise | Said::Not)));
                for meaning in &mut meanings {
                    let is_name = matches!(meaning.what, What::Place(_) if is_said)
                        || matches!(meaning.what, What::Group(_) if is_noise);
                    meaning.weight *= if is_name { 0.25 } else { 1.0 };
                }
                meanings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
                Phrase { words, meanings }
            })
            .collect();
        // The order of a hash map is another every time.
        all.sort_by(|a, b| a.words.cmp(&b.words));
        let mut keyed = vec![Vec::new(); vocabulary.len()];
        let mut asking = vec![false; vocabulary.len()];
        let mut leads = vec![(false, false); vocabulary.len()];
        let mut people = vec![false; vocabulary.len()];
        let of_people = |what: What| match what {
            What::Indicator(ix) => is_age(definition, ix),
            What::Theme(at) => definition.themes.get(at).is_some_and(|theme| !theme.gathers.is_empty()),
            _ => false,
        };
        for (n, phrase) in all.iter().enumerate() {
            if let Some(key) = phrase.words.iter().min_by_key(|word| used[**word as usize]) {
                keyed[*key as usize].push(n as u32);
            }
            if let [word] = *phrase.words {
                let says = |said| phrase.meanings.iter().any(|meaning| meaning.what == What::Said(said));
                asking[word as usize] |= phrase.meanings.iter().any(|meaning| matches!(meaning.what, What::Said(_)));
                leads[word as usize] = (says(Said::At), says(Said::From));
                people[word as usize] = phrase.meanings.iter().any(|meaning| of_people(meaning.what));
            }
        }
        let counted = counted_words(definition);
        let telling = telling_words(definition, &vocabulary, &asking, &counted);
        Lexicon { vocabulary, phrases: all, keyed, used, asking, leads, people, telling, counted, sizes: Vec::new() }
    }
}

/// The words of the indicators' texts that stand in few of them.
fn telling_words(
    definition: &Definition,
    vocabulary: &Vocabulary,
    asking: &[bool],
    counted: &HashSet<String>,
) -> HashMap<WordIx, Vec<IndicatorIx>> {
    let mut found: HashMap<WordIx, Vec<IndicatorIx>> = HashMap::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        let labels = [&indicator.label, &indicator.short].into_iter().chain(&indicator.predicate);
        let texts = labels.flat_map(|text| [&text.nl, &text.en]).chain(&indicator.synonyms);
        for word in texts.flat_map(|text| plain(text).split(' ').map(str::to_owned).collect::<Vec<_>>()) {
            let Some(word) = vocabulary.find(&word).filter(|ix| word.len() >= 4 && !asking[*ix as usize]) else {
                continue;
            };
            if counted.contains(vocabulary.word(word)) {
                continue;
            }
            if said::is_measure(vocabulary.word(word)) || vocabulary.word(word).bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let list = found.entry(word).or_default();
            if list.last() != Some(&IndicatorIx(n as u16)) {
                list.push(IndicatorIx(n as u16));
            }
        }
    }
    let most = (definition.indicators.len() / 4).max(2);
    found.retain(|_, list| list.len() <= most);
    found
}

/// The first words of the universes: "huishoudens", "leerlingen".
fn counted_words(definition: &Definition) -> HashSet<String> {
    let labels = definition.universes.iter().flat_map(|universe| [&universe.label.nl, &universe.label.en]);
    labels.filter_map(|label| plain(label).split(' ').next().map(str::to_owned)).filter(|word| word.len() > 3).collect()
}

/// A text without what stands in brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
