//! The encoding of the texts in a system file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::options::TextEncoding;

/// How bytes become text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Decoder {
    /// An encoding that is known.
    Known(&'static Encoding),
    /// One that is not: only ASCII can be read.
    Unknown(String),
}

impl Decoder {
    /// What the reader asks for, or the file says by name, or by code page; else Windows-1252.
    pub(super) fn choose(asked: TextEncoding, name: Option<&str>, code_page: Option<i32>) -> Self {
        match asked {
            TextEncoding::Utf8 => return Self::Known(UTF_8),
            TextEncoding::Windows1252 => return Self::Known(WINDOWS_1252),
            TextEncoding::Detect => {}
        }
        if let Some(name) = name {
            let label = name.trim().to_ascii_lowercase();
            let label = label.strip_prefix("cp").map_or(label.clone(), |page| format!("windows-{page}"));
            return Encoding::for_label(label.as_bytes()).map_or_else(|| Self::Unknown(name.to_owned()), Self::Known);
        }
        let label = match code_page {
            // 2 and 3 are ASCII with seven and eight bits; files without the number are from the same years.
            None | Some(0 | 2 | 3) => "windows-1252".to_owned(),
            Some(65001) => "utf-8".to_owned(),
            Some(page @ 1250..=1258) => format!("windows-{page}"),
            Some(page @ 28591..=28606) => format!("iso-8859-{}", page - 28590),
            Some(874) => "windows-874".to_owned(),
            Some(932) => "shift_jis".to_owned(),
            Some(936) => "gbk".to_owned(),
            Some(949) => "euc-kr".to_owned(),
            Some(950) => "big5".to_owned(),
            Some(10000) => "macintosh".to_owned(),
            Some(54936) => "gb18030".to_owned(),
            Some(page) => return Self::Unknown(format!("code page {page}")),
        };
        Encoding::for_label(label.as_bytes()).map_or(Self::Unknown(label), Self::Known)
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Unknown(name) => name,
        }
    }

    /// The text, or `None` when the bytes are not in the encoding.
    ///
    /// A character of which the field holds only the first bytes is left off, as SPSS does.
    #[inline]
    pub(crate) fn decode<'a>(&self, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
        if bytes.is_ascii() {
            return std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
        }
        match self {
            Self::Known(encoding) if *encoding == UTF_8 => match std::str::from_utf8(bytes) {
                Ok(text) => Some(Cow::Borrowed(text)),
                Err(error) if error.error_len().is_none() => {
                    std::str::from_utf8(&bytes[..error.valid_up_to()]).ok().map(Cow::Borrowed)
                }
                Err(_) => None,
            },
            Self::Known(encoding) => encoding.decode_without_bom_handling_and_without_replacement(bytes),
            Self::Unknown(_) => None,
        }
    }
}

/// The bytes without their padding.
#[inline]
pub(super) fn unpadded(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != b' ' && *byte != 0).map_or(0, |last| last + 1);
    &bytes[..end]
}
