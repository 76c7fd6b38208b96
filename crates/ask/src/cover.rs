//! Where a text has phrases: the set of them, none over another, that explains most of it.

use crate::lexicon::{Lexicon, Meaning, Phrase, What, weight_of};
use crate::said::{self, Said, is_article};
use crate::spelling::WordIx;
use crate::words::Token;

/// A word that is less like what was typed is not it.
const LIKE_ENOUGH: f64 = 0.66;

/// There are very many names of areas: with two of seven letters another, it is rather one that is not known.
const LIKE_A_NAME: f64 = 0.71;

/// A word that others are made of is spelled right: "veilig" of "veiligheid" is no slip.
const FORM: f64 = 0.93;

/// How like a word is to one it is a part of: "armoede" to "armoedebeleid".
const PART: f64 = 0.85;

/// A stretch of the text that means something.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// The first of the telling words it covers.
    pub(crate) from: usize,
    /// The one after the last.
    pub(crate) to: usize,
    pub(crate) phrase: u32,
    /// How like the words are, 0–1.
    pub(crate) likeness: f64,
    score: f64,
}

/// A text with the phrases in it.
#[derive(Debug)]
pub(crate) struct Covered {
    /// The telling words: all but articles.
    pub(crate) tokens: Vec<Token>,
    /// In the order of the text, none over another.
    pub(crate) spans: Vec<Span>,
    /// By telling word: the words of the vocabulary that it is like.
    pub(crate) near: Vec<Vec<(WordIx, f64)>>,
}

/// Finds the phrases in a text. `typing` is true while the last word may not be finished.
pub(crate) fn cover(lexicon: &Lexicon, all: Vec<Token>, typing: bool) -> Covered {
    let mut tokens: Vec<Token> = all.iter().filter(|token| !is_article(&token.plain)).cloned().collect();
    if tokens.is_empty() {
        tokens = all;
    }
    tokens = tokens.into_iter().flat_map(|token| apart(lexicon, token)).collect();
    let near: Vec<Vec<(WordIx, f64)>> = tokens
        .iter()
        .enumerate()
        .map(|(n, token)| near(lexicon, &token.plain, typing && n + 1 == tokens.len()))
        .collect();
    let mut spans = Vec::new();
    for at in 0..tokens.len() {
        // A word that is known as it was typed is no slip for one that only comes near something.
        let exact = near[at].iter().any(|(_, likeness)| *likeness >= 1.0);
        let is_slip = |likeness: f64, phrase: &Phrase| {
            exact && likeness < 1.0 && phrase.meanings.iter().all(|meaning| meaning.near)
        };
        for &(word, likeness) in &near[at] {
            for (ix, phrase) in lexicon.keyed(word).filter(|(_, phrase)| !is_slip(likeness, phrase)) {
                for place in phrase.words.iter().enumerate().filter(|(_, own)| **own == word).map(|(place, _)| place) {
                    let laid = at.checked_sub(place).map(|from| (from..from + phrase.words.len()).collect::<Vec<_>>());
                    let whole = laid.and_then(|laid| fit(lexicon, &tokens, &near, &laid, ix));
                    let apart =
                        || fit(lexicon, &tokens, &near, &laid_apart(lexicon, &tokens, &near, phrase, place, at)?, ix);
                    spans.extend(whole.or_else(apart));
                }
            }
        }
        // One word that was typed as two.
        if let [first, second, ..] = &tokens[at..] {
            let joined = format!("{}{}", first.plain, second.plain);
            if let Some(word) = lexicon.vocabulary.find(&joined).filter(|_| joined.len() >= 6) {
                for (ix, phrase) in lexicon.keyed(word) {
                    if phrase.words.len() == 1 {
                        let score = score(lexicon, &tokens, at, at + 2, 0.97, &phrase.meanings);
                        spans.push(Span { from: at, to: at + 2, phrase: ix, likeness: 0.97, score });
                    }
                }
            }
        }
    }
    let spans = best(spans, tokens.len());
    Covered { tokens, spans, near }
}

fn near(lexicon: &Lexicon, typed: &str, unfinished: bool) -> Vec<(WordIx, f64)> {
    let vocabulary = &lexicon.vocabulary;
    if lexicon.is_asking(typed) {
        // A word of the asker is not a slip for another word, but it may be the beginning of one.
        return vocabulary.find(typed).map(|word| (word, 1.0)).into_iter().collect();
    }
    let mut found = vocabulary.near(typed);
    found.retain(|(_, likeness)| *likeness >= LIKE_ENOUGH);
    // What is spelled right is meant, where it means anything.
    let exact = found.first().is_some_and(|(_, likeness)| *likeness >= 1.0);
    if exact {
        for (_, likeness) in &mut found[1..] {
            *likeness *= if *likeness > 0.95 { 0.97 } else { 0.85 };
        }
        found.retain(|(_, likeness)| *likeness >= LIKE_ENOUGH);
    }
    // "Veiligst" and "onveilig" are made of a word for a figure or a theme, and no slips for a village that is called alike.
    if !exact {
        let of = |base: &str| {
            let mut known = vocabulary.near(base);
            known.retain(|(word, likeness)| *likeness >= FORM && lexicon.names_a_figure(*word));
            known
        };
        let known = said::made_of(typed).map(|(base, _)| of(base)).find(|known| !known.is_empty());
        for (word, likeness) in known.unwrap_or_default() {
            if !found.iter().any(|(known, _)| *known == word) {
                found.push((word, likeness * PART));
            }
        }
    }
    if found.is_empty() {
        found.extend(lexicon.part_of(typed).map(|word| (word, PART)));
    }
    if unfinished && typed.len() >= 3 {
        for (word, likeness) in vocabulary.completions(typed) {
            match found.iter_mut().find(|(known, _)| *known == word) {
                Some((_, known)) => *known = known.max(likeness),
                None => found.push((word, likeness)),
            }
        }
    }
    found
}

/// A word that Dutch makes of people and a figure, as the two that it is made of.
fn apart(lexicon: &Lexicon, token: Token) -> Vec<Token> {
    // Of a word with accents the bytes are counted otherwise.
    let plain = token.to - token.from == token.plain.len();
    let Some((people, at)) = lexicon.people_and_figure(&token.plain).filter(|_| plain) else { return vec![token] };
    let middle = token.from + at;
    vec![
        Token { plain: people, from: token.from, to: middle },
        Token { plain: token.plain[at..].to_owned(), from: middle, to: token.to },
    ]
}

/// Where the words of a group stand when words that say nothing stand between them ("buiten Europa zijn geboren"), the one at
/// `place` in the phrase at `at` in the text.
fn laid_apart(
    lexicon: &Lexicon,
    tokens: &[Token],
    near: &[Vec<(WordIx, f64)>],
    phrase: &Phrase,
    place: usize,
    at: usize,
) -> Option<Vec<usize>> {
    if !phrase.meanings.iter().any(|meaning| matches!(meaning.what, What::Group(_))) {
        return None;
    }
    let stands = |own: &WordIx, at: usize| near[at].iter().any(|(word, _)| word == own);
    // "In" and "uit" say of what the next word is, and "en" that it is another thing.
    let says_nothing = |at: usize| {
        let typed = tokens[at].plain.as_str();
        let is_noise =
            lexicon.vocabulary.find(typed).is_some_and(|word| lexicon.is_noise(word) && !lexicon.means_not(word));
        is_noise && !said::is_join(typed) && lexicon.leads(typed) == (false, false)
    };
    let mut laid = vec![at];
    for own in phrase.words[..place].iter().rev() {
        let before = (0..laid[0]).rev().find(|at| stands(own, *at) || !says_nothing(*at))?;
        laid.insert(0, before);
    }
    let mut last = at;
    for own in &phrase.words[place + 1..] {
        last = (last + 1..tokens.len()).find(|at| stands(own, *at) || !says_nothing(*at))?;
        laid.push(last);
    }
    Some(laid)
}

/// A phrase laid on words of the text, where all its words are there.
fn fit(lexicon: &Lexicon, tokens: &[Token], near: &[Vec<(WordIx, f64)>], laid: &[usize], ix: u32) -> Option<Span> {
    let phrase = &lexicon.phrases[ix as usize];
    let (from, to) = (*laid.first()?, *laid.last()? + 1);
    let (mut letters, mut sum) = (0.0, 0.0);
    for (own, at) in phrase.words.iter().zip(laid) {
        let (_, likeness) = near.get(*at)?.iter().find(|(word, _)| word == own)?;
        let length = lexicon.vocabulary.word(*own).len() as f64;
        letters += length;
        sum += length * likeness;
    }
    let likeness: f64 = sum / letters;
    // Words of the asker are common: only long ones are recognised with a slip in them.
    let only_said = phrase.meanings.iter().all(|meaning| matches!(meaning.what, What::Said(_)));
    if only_said && likeness < 0.999 && (letters < 5.0 || likeness < 0.78) {
        return None;
    }
    let only_places = phrase.meanings.iter().all(|meaning| matches!(meaning.what, What::Place(_)));
    // A word of the names of other areas is meant as it is written: "Zuilen" of "Zuilen-Noord" is no slip for Zeilen.
    let is_another = |(own, at): (&WordIx, &usize)| {
        let typed = tokens[*at].plain.as_str();
        lexicon.vocabulary.word(*own) != typed && (lexicon.is_of_areas(typed) || lexicon.begins_a_name(typed))
    };
    let is_slip = || {
        likeness >= LIKE_A_NAME
            && may_be_a_slip(lexicon, tokens, from, to, letters)
            && !phrase.words.iter().zip(laid).any(is_another)
    };
    if only_places && likeness < 0.999 && !is_slip() {
        return None;
    }
    let mut score = score(lexicon, tokens, from, to, likeness, &phrase.meanings);
    // A word between those of the phrase explains no more than it does by itself.
    let between = (from..to).filter(|at| !laid.contains(at)).map(|at| tokens[at].plain.len() as f64 + 1.5).sum::<f64>();
    score -= between * (1.0 - weight_of(Said::Noise));
    Some(Span { from, to, phrase: ix, likeness, score })
}

/// Whether words that are like the name of an area, but not it, may be a slip for it. The shorter a name, the more other words
/// are like it: "vind" is not Vink, and "schoon" is only Schoot where an area is expected.
fn may_be_a_slip(lexicon: &Lexicon, tokens: &[Token], from: usize, to: usize, letters: f64) -> bool {
    const SHORT: f64 = 4.5;
    const LONG: f64 = 6.5;
    let all = from == 0 && to == tokens.len();
    let expected = from.checked_sub(1).is_some_and(|before| lexicon.leads(&tokens[before].plain).0);
    letters > LONG || (letters > SHORT && (all || expected))
}

fn score(lexicon: &Lexicon, tokens: &[Token], from: usize, to: usize, likeness: f64, meanings: &[Meaning]) -> f64 {
    let letters: usize = tokens[from..to].iter().map(|token| token.plain.len()).sum();
    let (_, weight) = likeliest(lexicon, tokens, from, meanings);
    // Two words that belong together explain more than the same two apart.
    let together = (to - from - 1) as f64 * 1.5;
    (letters as f64 + together) * likeness.powi(3) * weight
}

/// The meaning that fits what stands before it, with its weight there.
pub(crate) fn likeliest(lexicon: &Lexicon, tokens: &[Token], from: usize, meanings: &[Meaning]) -> (What, f64) {
    let before = from.checked_sub(1).map(|at| tokens[at].plain.as_str());
    let (at, origin) = before.map_or((false, false), |word| lexicon.leads(word));
    let is_asking = meanings.iter().any(|meaning| matches!(meaning.what, What::Said(_)));
    let fits = |meaning: &Meaning| {
        meaning.weight
            + match meaning.what {
                // "In heel Nederland" is no place called Heel.
                What::Place(_) if at && only_noise(lexicon, tokens, from) => -0.3,
                // "In Best" is no word for what is best.
                What::Place(_) if at && is_asking => 1.0,
                What::Place(_) if at => 0.3,
                What::Place(_) if origin => -0.3,
                What::Group(_) if origin => 0.3,
                _ => 0.0,
            }
    };
    let mut best = (meanings[0].what, fits(&meanings[0]));
    for meaning in &meanings[1..] {
        let weight = fits(meaning);
        if weight > best.1 {
            best = (meaning.what, weight);
        }
    }
    best
}

/// Whether a word is one that says nothing and stands right before the name of an area.
fn only_noise(lexicon: &Lexicon, tokens: &[Token], at: usize) -> bool {
    let is_noise = lexicon.says(&tokens[at].plain, Said::Noise);
    let next = tokens.get(at + 1).and_then(|next| lexicon.vocabulary.find(&next.plain));
    let begins_name = |word| {
        let is_place = |meaning: &Meaning| matches!(meaning.what, What::Place(_));
        lexicon
            .keyed(word)
            .any(|(_, phrase)| phrase.words.first() == Some(&word) && phrase.meanings.iter().any(is_place))
    };
    is_noise && next.is_some_and(begins_name)
}

/// The spans with the highest sum of scores of which none lies over another.
fn best(mut spans: Vec<Span>, length: usize) -> Vec<Span> {
    spans.sort_by(|a, b| a.to.cmp(&b.to).then(b.score.total_cmp(&a.score)).then(a.phrase.cmp(&b.phrase)));
    let mut sums = vec![0.0_f64; length + 1];
    let mut last: Vec<Option<usize>> = vec![None; length + 1];
    let mut next = 0;
    for to in 1..=length {
        sums[to] = sums[to - 1];
        while next < spans.len() && spans[next].to == to {
            let sum = sums[spans[next].from] + spans[next].score;
            if sum > sums[to] + 1e-9 {
                sums[to] = sum;
                last[to] = Some(next);
            }
            next += 1;
        }
    }
    let mut chosen = Vec::new();
    let mut at = length;
    while at > 0 {
        match last[at] {
            Some(span) => {
                chosen.push(spans[span].clone());
                at = spans[span].from;
            }
            None => at -= 1,
        }
    }
    chosen.reverse();
    chosen
}
