//! How to read.

use arrow::datatypes::DataType;

/// How to read a table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Rows per batch, at most.
    pub batch_rows: usize,
    /// What happens when a value cannot be read.
    pub on_unreadable: OnUnreadable,
    /// How texts are laid out in Arrow.
    pub text: TextLayout,
    /// The encoding of the texts in SPSS and CSV files.
    pub encoding: TextEncoding,
    /// What happens with the values that an SPSS file calls missing.
    pub user_missing: UserMissing,
    /// Texts that stand for "no value" in CSV files and in text columns, besides the empty text: `NA`, `.`, `---------`.
    pub missing: Vec<String>,
    /// What is special to CSV.
    pub csv: CsvOptions,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            batch_rows: 16_384,
            on_unreadable: OnUnreadable::Stop,
            text: TextLayout::Plain,
            encoding: TextEncoding::Detect,
            user_missing: UserMissing::Null,
            missing: Vec::new(),
            csv: CsvOptions::default(),
        }
    }
}

/// What happens when a value cannot be read, or is empty where it may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnreadable {
    /// The first one is an error.
    Stop,
    /// It becomes null and is counted; more than `limit` of them in the table are an error.
    Null {
        /// How many are accepted.
        limit: u64,
    },
    /// Its row is left out and it is counted; more than `limit` of them in the table are an error.
    Reject {
        /// How many are accepted.
        limit: u64,
    },
}

/// How texts are laid out in Arrow. The schema of a register says which it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLayout {
    /// `Utf8`.
    #[default]
    Plain,
    /// `Utf8View`: short codes lie in the view itself, which is quick to compare.
    View,
    /// `Dictionary(Int32, Utf8)`: few distinct texts are stored once per batch.
    Dictionary,
}

impl TextLayout {
    pub(crate) fn arrow(self) -> DataType {
        match self {
            Self::Plain => DataType::Utf8,
            Self::View => DataType::Utf8View,
            Self::Dictionary => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        }
    }
}

/// The encoding of the texts in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextEncoding {
    /// What the file says: the encoding record of SPSS, the byte order mark of CSV. A CSV file without one is UTF-8; when
    /// its first text beyond ASCII is not, it is taken for Windows-1252, and a note says so.
    #[default]
    Detect,
    /// UTF-8.
    Utf8,
    /// Windows-1252, which contains Latin-1 (ISO 8859-1).
    Windows1252,
}

/// What happens with the values that an SPSS file calls missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserMissing {
    /// They are null.
    #[default]
    Null,
    /// They are values like any other.
    Keep,
}

/// What is special to CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CsvOptions {
    /// What separates fields; detected when not given (`;`, `,`, tab or `|`).
    pub delimiter: Option<u8>,
    /// The decimal mark (`,` or `.`); detected when not given.
    pub decimal: Option<u8>,
    /// The quotation mark; `None` when quotation marks are ordinary characters.
    pub quote: Option<u8>,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { delimiter: None, decimal: None, quote: Some(b'"') }
    }
}
