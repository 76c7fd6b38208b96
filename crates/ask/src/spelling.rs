//! Words that are like what was typed.

use std::collections::HashMap;

use crate::said::{is_ending, softened};

/// Most words of the vocabulary that are compared letter by letter with one typed word.
const CANDIDATES: usize = 250;
/// Most completions of a word that is still being typed.
const COMPLETIONS: usize = 60;

/// A word of a [`Vocabulary`].
pub(crate) type WordIx = u32;

/// All words that mean something.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<String>,
    exact: HashMap<String, WordIx>,
    trigrams: HashMap<[u8; 3], Vec<WordIx>>,
    /// In the order of the alphabet.
    sorted: Vec<WordIx>,
}

impl Vocabulary {
    /// The word's position; added where it is new.
    pub(crate) fn add(&mut self, word: &str) -> WordIx {
        if let Some(&known) = self.exact.get(word) {
            return known;
        }
        let ix = self.words.len() as WordIx;
        self.words.push(word.to_owned());
        self.exact.insert(word.to_owned(), ix);
        for trigram in trigrams(word) {
            let list = self.trigrams.entry(trigram).or_default();
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        }
        ix
    }

    /// Makes ready for completions, after the last word was added.
    pub(crate) fn close(&mut self) {
        self.sorted = (0..self.words.len() as WordIx).collect();
        self.sorted.sort_by(|a, b| self.words[*a as usize].cmp(&self.words[*b as usize]));
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn find(&self, word: &str) -> Option<WordIx> {
        self.exact.get(word).copied()
    }

    pub(crate) fn word(&self, ix: WordIx) -> &str {
        &self.words[ix as usize]
    }

    /// The words like a typed one, with how like they are (0–1), the most like first.
    pub(crate) fn near(&self, typed: &str) -> Vec<(WordIx, f64)> {
        let mut shared: Vec<u16> = vec![0; self.words.len()];
        let mut touched: Vec<WordIx> = Vec::new();
        for trigram in trigrams(typed) {
            for &word in self.trigrams.get(&trigram).map_or(&[][..], Vec::as_slice) {
                // Words that are much longer or shorter are never like it.
                if self.words[word as usize].len().abs_diff(typed.len()) <= 4 {
                    if shared[word as usize] == 0 {
                        touched.push(word);
                    }
                    shared[word as usize] += 1;
                }
            }
        }
        let mut candidates: Vec<(u16, WordIx)> =
            touched.into_iter().map(|word| (shared[word as usize], word)).collect();
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, |a, b| b.cmp(a));
            candidates.truncate(CANDIDATES);
        }
        let mut near: Vec<(WordIx, f64)> = candidates
            .into_iter()
            .map(|(_, word)| (word, likeness(typed, &self.words[word as usize])))
            .filter(|(_, likeness)| *likeness > 0.0)
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near
    }

    /// The words that begin with a typed one, the shortest first.
    pub(crate) fn completions(&self, typed: &str) -> Vec<(WordIx, f64)> {
        let from = self.sorted.partition_point(|ix| self.words[*ix as usize].as_str() < typed);
        let begins = |ix: &&WordIx| self.words[**ix as usize].starts_with(typed);
        let mut all: Vec<WordIx> = self.sorted[from..].iter().take_while(begins).copied().collect();
        all.sort_by_key(|ix| (self.words[*ix as usize].len(), *ix));
        all.truncate(COMPLETIONS);
        let share = |ix: WordIx| 0.86 + 0.1 * typed.len() as f64 / self.words[ix as usize].len() as f64;
        all.into_iter().map(|ix| (ix, share(ix))).collect()
    }
}

/// The groups of three letters of a word, with a space before and after it.
pub(crate) fn trigrams(word: &str) -> impl Iterator<Item = [u8; 3]> {
    let padded: Vec<u8> = std::iter::once(b' ').chain(word.bytes()).chain(std::iter::once(b' ')).collect();
    (0..padded.len().saturating_sub(2)).map(move |at| [padded[at], padded[at + 1], padded[at + 2]])
}

/// How like a typed word is to a word, 0–1; 0 where they are too far apart to be a slip of the fingers. A number is like no
/// other number.
pub(crate) fn likeness(typed: &str, word: &str) -> f64 {
    if typed == word {
        return 1.0;
    }
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    if has_digit(typed) || has_digit(word) {
        return 0.0;
    }
    if inflected(typed, word) {
        return 0.96;
    }
    let begins = |text: &str| text.chars().next().map(softened);
    let alike = typed.len().abs_diff(word.len()) <= 3 && begins(typed) == begins(word);
    if alike && inflected(&stemmed(typed), &stemmed(word)) {
        return 0.94;
    }
    let longest = typed.len().max(word.len());
    let allowed = match longest {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        _ => 3,
    };
    if typed.len().abs_diff(word.len()) > allowed || further_apart(letters(typed), letters(word), allowed) {
        return 0.0;
    }
    let apart = strsim::osa_distance(typed, word);
    if apart > allowed {
        return 0.0;
    }
    let other_start = typed.as_bytes().first() != word.as_bytes().first();
    // Of four letters one other at the start is another word ("kerk", "werk").
    if other_start && longest <= 4 {
        return 0.0;
    }
    0.96 - 0.36 * apart as f64 / (longest as f64).sqrt() - if other_start { 0.05 } else { 0.0 }
}

/// Which letters and digits a word has, a bit for each.
pub(crate) fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, byte| match byte {
        b'a'..=b'z' => set | 1 << (byte - b'a'),
        b'0'..=b'9' => set | 1 << (26 + byte - b'0'),
        _ => set,
    })
}

/// Whether two words are surely more than so many slips apart, from the letters they have: a slip takes at most one letter away
/// and brings one. Comparing letter by letter is what takes time.
pub(crate) const fn further_apart(a: u64, b: u64, slips: usize) -> bool {
    (a ^ b).count_ones() as usize > 2 * slips
}

/// A word as its forms have it in common: Dutch writes "eenzaam" and "eenzame", "werkloos" and "werkloze", "huis" and
/// "huizen".
fn stemmed(word: &str) -> String {
    let mut stem = String::with_capacity(word.len());
    for c in word.chars() {
        let c = softened(c);
        if !stem.ends_with(c) {
            stem.push(c);
        }
    }
    stem
}

/// Whether two words differ in an ending only, as forms of one word do.
fn inflected(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let ends = |word: &str| word.get(same..).is_some_and(is_ending);
    same >= 4 && ends(a) && ends(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_is_like_the_word_and_another_word_is_not() {
        for (typed, word) in [
            ("zomerdma", "zomerdam"),
            ("zomrdam", "zomerdam"),
            ("uitkering", "uitkeringen"),
            ("bijstnad", "bijstand"),
            ("syrier", "syriers"),
            ("hoevel", "hoeveel"),
            ("veilig", "veiligheid"),
            ("eenzame", "eenzaam"),
            ("werkloze", "werkloos"),
        ] {
            assert!(likeness(typed, word) > 0.7, "{typed} {word}: {}", likeness(typed, word));
        }
        for (typed, word) in [("kerk", "werk"), ("2021", "2022"), ("oost", "west"), ("ede", "ee"), ("wonen", "polen")] {
            assert!(likeness(typed, word) < 0.7, "{typed} {word}: {}", likeness(typed, word));
        }
    }

    #[test]
    fn the_nearest_word_comes_first() {
        let mut vocabulary = Vocabulary::default();
        for word in ["zomerdam", "zonnedam", "winterveen", "bijstand", "werk"] {
            vocabulary.add(word);
        }
        vocabulary.close();
        let first = |typed: &str| vocabulary.near(typed).first().map(|(ix, _)| vocabulary.word(*ix).to_owned());
        assert_eq!(first("zomerdma").as_deref(), Some("zomerdam"));
        assert_eq!(first("bijstnad").as_deref(), Some("bijstand"));
        assert_eq!(first("qqqq"), None);
        let begun = vocabulary.completions("zo");
        assert_eq!(begun.len(), 2);
    }
}
