//! Finding a place or an indicator by name, forgiving typing errors.
//!
//! Candidates share letter trigrams with what was typed; they are ranked by how well the words agree (the same, the
//! beginning of, a letter apart), then by how large the place is.

use std::collections::HashMap;

use cells::{IndicatorIx, Level, PlaceIx};
use definition::Definition;
use geography::Places;
use insight::words::spoken_name;

use crate::said;
use crate::spelling::{further_apart, letters, trigrams};
use crate::words::plain;

/// How many candidates are compared letter by letter.
const CANDIDATES: usize = 400;
/// Longest text that is looked at, in characters.
const LONGEST: usize = 80;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// A place.
    Place(PlaceIx),
    /// An indicator.
    Indicator(IndicatorIx),
}

/// One result; `score` is only good for comparing results of one query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What it is.
    pub found: Found,
    /// How well it fits: 1 is the same words, and size adds a little.
    pub score: f64,
    /// How well the words agree, 0–1.
    pub likeness: f64,
}

/// A word as it is compared, with the letters it has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    letters: u64,
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { letters: letters(&text), text }
    }
}

#[derive(Debug)]
struct Entry {
    found: Found,
    /// The words of the name, without capitals and accents.
    words: Vec<Word>,
    /// They as one word.
    name: String,
    /// Words that may also be typed: of the municipality and the code.
    around: Vec<Word>,
    /// Added for larger places, 0–0.2.
    weight: f64,
}

impl Entry {
    fn of(found: Found, name: &str, around: &[String], weight: f64) -> Self {
        let words = words(name);
        Self {
            found,
            name: words.concat(),
            words: words.into_iter().map(Word::from).collect(),
            around: around.iter().cloned().map(Word::from).collect(),
            weight,
        }
    }
}

/// All names of a monitor.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    postings: HashMap<[u8; 3], Vec<u32>>,
}

/// The words of a text as they are compared: without capitals, accents and signs.
fn words(text: &str) -> Vec<String> {
    let cut: String = text.chars().take(LONGEST).collect();
    plain(&cut).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// How well a typed word agrees with a word of a name, 0–1.
fn agreement(typed: &Word, word: &Word, last: bool) -> f64 {
    let (own, other) = (typed.letters, word.letters);
    let (typed, word) = (typed.text.as_str(), word.text.as_str());
    if typed == word {
        return 1.0;
    }
    if last && word.starts_with(typed) {
        // Still being typed: the more of the word is there, the better.
        return 0.9 + 0.08 * typed.len() as f64 / word.len() as f64;
    }
    let longest = typed.len().max(word.len());
    let allowed = match longest {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        _ => 3,
    };
    // Words of quite another length or with quite other letters need not be compared letter by letter.
    if typed.len().abs_diff(word.len()) <= allowed && !further_apart(own, other, allowed) {
        let apart = strsim::osa_distance(typed, word);
        if apart <= allowed {
            return 0.88 - 0.12 * apart as f64;
        }
    }
    if last && typed.len() >= 4 && word.len() > typed.len() && word.as_bytes()[0] == typed.as_bytes()[0] {
        // The beginning of a word with an error in it.
        let start = word.get(..typed.len()).unwrap_or(word);
        if !further_apart(own, letters(start), 1) && strsim::osa_distance(typed, start) <= 1 {
            return 0.7;
        }
    }
    0.0
}

impl Index {
    /// Reads all names of a monitor. `residents` gives the number of residents of a place, where known.
    pub fn new(definition: &Definition, places: &Places, residents: impl Fn(PlaceIx) -> Option<f64>) -> Self {
        let mut entries = Vec::new();
        let newest = places.newest_vintage();
        for (ix, place) in places.iter() {
            let mut around = vec![place.code.to_string().to_lowercase()];
            if place.level() > Level::Municipality
                && let Some(municipality) = places.ancestor(ix, Level::Municipality, place.newest())
            {
                around.extend(words(&places.get(municipality).name));
            }
            let region = definition.region(place.code);
            let kind = match place.level() {
                Level::Country => "land",
                Level::Region => "",
                Level::Municipality => "gemeente",
                Level::District => "wijk",
                Level::Neighbourhood => "buurt",
            };
            around.extend(Some(kind.to_owned()).filter(|kind| !kind.is_empty()));
            around.extend(region.iter().flat_map(|(of, _)| [&of.kind.nl, &of.kind.en]).flat_map(|kind| words(kind)));
            let level = match place.level() {
                Level::Country => 0.1,
                Level::Region => 0.06,
                Level::Municipality => 0.08,
                Level::District => 0.03,
                Level::Neighbourhood => 0.0,
            };
            let size = residents(ix).map_or(0.0, |n| n.max(1.0).log10() / 7.0 * 0.09);
            // What is there no more comes after all that is, whatever its name.
            let gone = if Some(place.newest()) == newest { 0.0 } else { -0.4 };
            let weight = level + size + gone;
            let called = definition.monitor.also_called.get(&place.code.to_string());
            let country = definition.monitor.country_name.iter().filter(|_| place.level() == Level::Country);
            let own = country.chain(region.iter().map(|(_, region)| &region.label));
            let own = own.flat_map(|name| [name.nl.as_str(), name.en.as_str()]);
            for name in called.into_iter().flatten().map(String::as_str).chain(own) {
                entries.push(Entry::of(Found::Place(ix), name, &around, weight));
            }
            // "Wijk 03 Overvecht" is typed as "Overvecht", and mistyped so.
            let spoken = spoken_name(&place.name);
            if spoken != place.name {
                entries.push(Entry::of(Found::Place(ix), spoken, &around, weight));
            }
            if place.level() > Level::Municipality {
                let others = said::other_endings(spoken);
                entries.extend(others.map(|name| Entry::of(Found::Place(ix), &name, &around, weight)));
            }
            entries.push(Entry::of(Found::Place(ix), &place.name, &around, weight));
        }
        for (n, indicator) in definition.indicators.iter().enumerate() {
            let found = Found::Indicator(IndicatorIx(n as u16));
            let names = [&indicator.label, &indicator.short]
                .into_iter()
                .flat_map(|text| [text.nl.as_str(), text.en.as_str()])
                .chain(indicator.synonyms.iter().map(String::as_str))
                .chain(std::iter::once(indicator.id.as_str()));
            for name in names {
                entries.push(Entry::of(found, name, &[], 0.02));
            }
        }
        let mut postings: HashMap<[u8; 3], Vec<u32>> = HashMap::new();
        for (n, entry) in entries.iter().enumerate() {
            for word in entry.words.iter().chain(&entry.around[..entry.around.len().min(1)]) {
                for trigram in trigrams(&word.text) {
                    let list = postings.entry(trigram).or_default();
                    if list.last() != Some(&(n as u32)) {
                        list.push(n as u32);
                    }
                }
            }
        }
        Self { entries, postings }
    }

    /// The best `most` results for a text, best first; each place or indicator once.
    pub fn find(&self, text: &str, most: usize) -> Vec<Hit> {
        let typed: Vec<Word> = words(text).into_iter().map(Word::from).collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let joined: String = typed.iter().map(|word| word.text.as_str()).collect();
        let mut shared: Vec<u16> = vec![0; self.entries.len()];
        for word in &typed {
            for trigram in trigrams(&word.text) {
                for &entry in self.postings.get(&trigram).map_or(&[][..], Vec::as_slice) {
                    shared[entry as usize] += 1;
                }
            }
        }
        // Names with the largest part of their trigrams typed come first, so that "Ee" is not lost among long names.
        let mut candidates: Vec<(f64, u32)> = shared
            .iter()
            .enumerate()
            .filter(|&(_, &n)| n > 0)
            .map(|(at, &n)| {
                let entry = &self.entries[at];
                let own = entry.name.len();
                (f64::from(n) + f64::from(n) / (own as f64 + 2.0) + entry.weight, at as u32)
            })
            .collect();
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, |a, b| b.0.total_cmp(&a.0));
            candidates.truncate(CANDIDATES);
        }
        let mut hits: Vec<(Hit, &Entry)> = candidates
            .into_iter()
            .filter_map(|(_, at)| {
                let entry = &self.entries[at as usize];
                let likeness = likeness(&typed, &joined, entry)?;
                Some((Hit { found: entry.found, score: likeness + entry.weight, likeness }, entry))
            })
            .collect();
        hits.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
        let mut seen = std::collections::HashSet::new();
        // An area as it was, of the same code and name as it is now, is no other result.
        let mut codes = std::collections::HashSet::new();
        hits.retain(|(hit, entry)| {
            let code = entry.around.first().map(|code| (code.text.as_str(), entry.name.as_str()));
            let is_new = seen.insert(hit.found);
            is_new && code.is_none_or(|code| codes.insert(code))
        });
        hits.into_iter().map(|(hit, _)| hit).take(most).collect()
    }
}

/// How well everything that was typed agrees with a name, 0–1; none where it does not.
fn likeness(typed: &[Word], joined: &str, entry: &Entry) -> Option<f64> {
    let name = entry.name.as_str();
    if joined == name {
        return Some(1.0);
    }
    if entry.around.first().is_some_and(|code| code.text == joined) {
        return Some(1.0);
    }
    let mut sum = 0.0;
    let mut in_name = false;
    for (n, word) in typed.iter().enumerate() {
        let last = n + 1 == typed.len();
        let own = entry.words.iter().map(|w| agreement(word, w, last)).fold(0.0, f64::max);
        // A word of the municipality helps to choose between places of one name, but finds none by itself.
        let around = entry.around.iter().map(|w| agreement(word, w, last) * 0.95).fold(0.0, f64::max);
        in_name |= own > 0.0;
        sum += own.max(around);
    }
    let mean = sum / typed.len() as f64;
    let whole = {
        let longest = joined.len().max(name.len());
        let all = |words: &[Word]| words.iter().fold(0, |all, word| all | word.letters);
        let far = || further_apart(all(typed), all(&entry.words), longest / 4);
        if longest >= 4 && joined.len().abs_diff(name.len()) * 4 <= longest && !far() {
            let apart = strsim::osa_distance(joined, name);
            if apart * 4 <= longest { 0.9 - 0.1 * apart as f64 } else { 0.0 }
        } else {
            0.0
        }
    };
    if !in_name && whole == 0.0 {
        return None;
    }
    // Words of the name that were not typed count against it a little, the first one more than the others.
    let left = entry.words.len().saturating_sub(typed.len()) as f64;
    let first = entry.words.first().zip(typed.first()).map_or(0.0, |(w, t)| agreement(t, w, typed.len() == 1));
    let best = (mean - 0.03 * left.min(4.0) - if first == 0.0 { 0.06 } else { 0.0 }).max(whole);
    (best >= 0.55).then_some(best.min(0.99))
}
