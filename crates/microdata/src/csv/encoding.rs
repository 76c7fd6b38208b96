//! The encoding of a CSV file.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use crate::error::ReadError;
use crate::options::TextEncoding;

/// What is known of the encoding so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Only ASCII has been seen.
    Open,
    /// UTF-8, asked or seen.
    Utf8,
    /// Windows-1252, asked or guessed.
    Windows1252,
}

impl Guess {
    /// What the first bytes of a file say, and how many of them are a byte order mark.
    pub(super) fn of(path: &Path, sample: &[u8], whole: bool, asked: TextEncoding) -> Result<(usize, Self), ReadError> {
        if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
            return Err(ReadError::Unsupported {
                file: path.to_owned(),
                what: "a CSV file in UTF-16".to_owned(),
                hint: "save it as UTF-8".to_owned(),
            });
        }
        let start = if sample.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let guess =
            match asked {
                TextEncoding::Utf8 => Self::Utf8,
                TextEncoding::Windows1252 => Self::Windows1252,
                TextEncoding::Detect if start > 0 => Self::Utf8,
                TextEncoding::Detect => {
                    match std::str::from_utf8(sample) {
                        Ok(text) if text.is_ascii() => Self::Open,
                        Ok(_) => Self::Utf8,
                        // The sample may end in the middle of a character.
                        Err(error) if error.error_len().is_none() && !whole => {
                            if sample[..error.valid_up_to()].is_ascii() { Self::Open } else { Self::Utf8 }
                        }
                        // The first text that is not UTF-8 will decide, and be noted.
                        Err(_) => Self::Open,
                    }
                }
            };
        Ok((start, guess))
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Open | Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The text, and whether Windows-1252 was guessed just now; `None` when the bytes are not in the encoding.
    pub(super) fn decode<'a>(&mut self, bytes: &'a [u8]) -> Option<(Cow<'a, str>, bool)> {
        match (std::str::from_utf8(bytes), &self) {
            (Ok(text), Self::Open | Self::Utf8) => {
                if !text.is_ascii() {
                    *self = Self::Utf8;
                }
                Some((Cow::Borrowed(text), false))
            }
            (Err(_), Self::Utf8) => None,
            (_, _) => {
                let guessed = *self == Self::Open;
                *self = Self::Windows1252;
                let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
                Some((text, guessed))
            }
        }
    }
}

pub(super) fn note(path: &Path) -> String {
    format!("{}: the text is not UTF-8; it was read as Windows-1252", path.display())
}
