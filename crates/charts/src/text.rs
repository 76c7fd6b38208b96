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

/// Breaks a text into lines no wider than `max`; a word that is wider is broken after a hyphen or slash, or anywhere.
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
    (&word[..fits], &word[fits..], fits < word.len())
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
