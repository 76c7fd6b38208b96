//! How wide text is, without a font: fitting and wrapping must work with whatever sans-serif the reader has, so the
//! widths are those of a wide one (Inter) and a little more.

/// The width of a text in px.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    em * size * if bold { 1.11 } else { 1.03 }
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | ' ' | '\u{a0}' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.40,
        'm' => 0.90,
        'w' | 'M' | '%' => 0.86,
        'W' | '@' => 1.02,
        's' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.57,
        'A'..='Z' | '&' => 0.71,
        '0'..='9' => 0.63,
        c if (c as u32) < 0x2000 => 0.62,
        _ => 1.0,
    }
}

/// Breaks a text into lines no wider than `max`; a word that is wider is broken after a hyphen or slash, else where a
/// syllable begins, else anywhere.
pub(crate) fn wrap(text: &str, size: f64, bold: bool, max: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut word = word;
        loop {
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&joined, size, bold) <= max {
                line = joined;
                break;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                continue;
            }
            let (head, tail, hyphen) = cut(word, size, bold, max);
            lines.push(if hyphen { format!("{head}-") } else { head.to_owned() });
            word = tail;
            if word.is_empty() {
                break;
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts a single word that is too wide; always takes at least one character.
fn cut(word: &str, size: f64, bold: bool, max: f64) -> (&str, &str, bool) {
    let mut fits = 0;
    let mut natural = 0;
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        if width(&word[..end], size, bold) + width("-", size, bold) > max && fits > 0 {
            break;
        }
        fits = end;
        if matches!(c, '-' | '/') && end < word.len() {
            natural = end;
        }
    }
    if natural > 0 {
        return (&word[..natural], &word[natural..], false);
    }
    let broken = if fits < word.len() { syllable(word, fits).unwrap_or(fits) } else { fits };
    (&word[..broken], &word[broken..], broken < word.len())
}

/// The last place up to `fits` where a word may be broken as Dutch breaks it, three letters or more on either side: between
/// two vowels that are not one sound, as compound words often have where their parts meet ("migratie-achtergrond"), else
/// before the consonant that begins a syllable. None where there is no such place.
fn syllable(word: &str, fits: usize) -> Option<usize> {
    const SOUNDS: [&str; 14] = ["aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei", "ou", "au", "ea", "ai"];
    let letters: Vec<(usize, char)> = word.char_indices().map(|(at, c)| (at, c.to_ascii_lowercase())).collect();
    let vowel = |n: usize| letters.get(n).is_some_and(|(_, c)| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let letter = |n: usize| letters.get(n).map_or(' ', |(_, c)| *c);
    let consonant = |n: usize| letter(n).is_ascii_alphabetic() && !vowel(n);
    // Consonants that stay together: "ch", and those before a liquid, as in "grond".
    let together = |n: usize| {
        (letter(n) == 'c' && letter(n + 1) == 'h')
            || (matches!(letter(n), 'b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 't')
                && matches!(letter(n + 1), 'l' | 'r'))
    };
    let places = || (3..letters.len().saturating_sub(2)).rev().filter(|n| letters[*n].0 <= fits);
    let meeting = |n: &usize| {
        let pair: String = [letter(n - 1), letter(*n)].iter().collect();
        let earlier: String = [letter(n - 2), letter(n - 1)].iter().collect();
        vowel(n - 1) && vowel(*n) && (SOUNDS.contains(&earlier.as_str()) || !SOUNDS.contains(&pair.as_str()))
    };
    let begins = |n: &usize| {
        consonant(*n) && ((vowel(n + 1) && !together(n - 1)) || (together(*n) && vowel(n + 2))) && (0..*n).any(vowel)
    };
    places().find(meeting).or_else(|| places().find(begins)).map(|n| letters[n].0)
}

/// At most `most` lines; what does not fit ends in an ellipsis. The whole text stays in a title or table.
pub(crate) fn wrap_at_most(text: &str, size: f64, bold: bool, max: f64, most: usize) -> Vec<String> {
    let mut lines = wrap(text, size, bold, max);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last, size, bold) + size > max {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}
