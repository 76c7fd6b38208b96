//! A text as words that can be compared: without capitals, accents and signs.

use deunicode::deunicode_char;

use crate::said::is_article;

/// Longest text that is looked at, in characters.
const LONGEST: usize = 240;
/// Most words of it that are looked at.
const MOST_WORDS: usize = 40;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Small ASCII letters and digits.
    pub(crate) plain: String,
    /// Where it stands in the text, in bytes.
    pub(crate) from: usize,
    /// Where it ends, in bytes.
    pub(crate) to: usize,
}

/// The words of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices().take(LONGEST) {
        let accent = ('\u{300}'..'\u{370}').contains(&c);
        if c.is_alphanumeric() || (open && accent) {
            if !open {
                tokens.push(Token { plain: String::new(), from: at, to: at });
                open = true;
            }
            if let Some(token) = tokens.last_mut() {
                let letters = deunicode_char(c).filter(|_| !accent).unwrap_or_default().chars();
                token.plain.extend(letters.filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
                token.to = at + c.len_utf8();
            }
        } else if !matches!(c, '\'' | '’' | '‘' | '`') {
            open = false;
        }
    }
    tokens.retain(|token| !token.plain.is_empty());
    tokens.truncate(MOST_WORDS);
    tokens
}

/// The words of a text that tell something: without articles, unless nothing else is left.
pub(crate) fn telling(text: &str) -> Vec<String> {
    let all: Vec<String> = tokens(text).into_iter().map(|token| token.plain).collect();
    let own: Vec<String> = all.iter().filter(|word| !is_article(word)).cloned().collect();
    if own.is_empty() { all } else { own }
}

/// A text as it is compared with another: its words with single spaces between them.
pub fn plain(text: &str) -> String {
    tokens(text).into_iter().map(|token| token.plain).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_capitals_accents_and_signs() {
        for (text, expected) in [
            ("Hoeveel Syriërs wonen er?", "hoeveel syriers wonen er"),
            ("’s-Hertogenbosch", "s hertogenbosch"),
            ("Auto's per huishouden", "autos per huishouden"),
            ("Súdwest-Fryslân", "sudwest fryslan"),
            ("e\u{301}e\u{301}n", "een"),
            ("15 t/m 64-jarigen", "15 t m 64 jarigen"),
            ("…", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(telling("De Kreken"), ["kreken"]);
        assert_eq!(telling("Een"), ["een"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "In ’t Veld-oost";
        let found: Vec<&str> = tokens(text).iter().map(|token| &text[token.from..token.to]).collect();
        assert_eq!(found, ["In", "t", "Veld", "oost"]);
    }
}
