//! SPSS system files, `.sav` and `.zsav`: everything they hold.
//!
//! [`SavFile`] shows variables, labels, missing values and all values as they are. Reading a register from such a file
//! goes through [`crate::open`], which streams the declared columns of it.
//!
//! Read are: both byte orders, files without compression, with bytecode and with zlib, texts of any length, labels and
//! missing values of long texts, and every encoding that is known by name or code page. Not read are portable files
//! (`.por`), EBCDIC, and encrypted files; multiple response sets and custom attributes are skipped.

mod dictionary;
mod encoding;
mod extension;
mod rows;
mod source;
mod stream;
mod variable;
mod zlib;

use std::path::{Path, PathBuf};

use crate::error::ReadError;
use crate::options::TextEncoding;
use dictionary::Dictionary;
use rows::RowReader;
use source::Source;

pub use dictionary::Compression;
pub(crate) use stream::{SavPlan, SavStream};
pub use variable::{Alignment, Format, Measure, Missing, Shape, Value, Variable};

/// An SPSS file of which everything but the values has been read.
#[derive(Clone, Debug)]
pub struct SavFile {
    path: PathBuf,
    dictionary: Dictionary,
}

impl SavFile {
    /// Reads what the file says of itself.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        Self::open_as(path, TextEncoding::Detect)
    }

    /// The same, with an encoding that the file does not say or says wrongly.
    pub fn open_as(path: &Path, encoding: TextEncoding) -> Result<Self, ReadError> {
        let mut source = Source::open(path)?;
        let dictionary = Dictionary::read(&mut source, encoding)?;
        // Notices now when values are missing at the end, where the file allows to see that.
        RowReader::new(source, &dictionary)?;
        Ok(Self { path: path.to_owned(), dictionary })
    }

    /// The variables, in the order of the file.
    pub fn variables(&self) -> &[Variable] {
        &self.dictionary.variables
    }

    /// How many rows it says it has.
    pub fn rows(&self) -> Option<u64> {
        self.dictionary.rows
    }

    /// The name of the encoding of its texts.
    pub fn encoding(&self) -> &str {
        self.dictionary.decoder.name()
    }

    /// How its values are packed.
    pub fn compression(&self) -> Compression {
        self.dictionary.compression
    }

    /// What it is, in words.
    pub fn label(&self) -> &str {
        &self.dictionary.file_label
    }

    /// Lines of explanation.
    pub fn documents(&self) -> &[String] {
        &self.dictionary.documents
    }

    /// All values, row after row, as they are: user-missing values too.
    pub fn values(&self) -> Result<Values<'_>, ReadError> {
        let rows = RowReader::new(Source::open(&self.path)?, &self.dictionary)?;
        Ok(Values { file: self, rows, row: Vec::new(), text: Vec::new(), done: false })
    }
}

/// The values of an SPSS file, row after row.
pub struct Values<'a> {
    file: &'a SavFile,
    rows: RowReader,
    row: Vec<u8>,
    text: Vec<u8>,
    done: bool,
}

impl Values<'_> {
    fn value(&mut self, variable: &Variable) -> Result<Value, ReadError> {
        if variable.shape == Shape::Number {
            let at = variable.segments[0].0;
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&self.row[at..at + 8]);
            return Ok(self.file.dictionary.number(bytes).map_or(Value::Missing, Value::Number));
        }
        self.text.clear();
        for (at, length) in &variable.segments {
            self.text.extend_from_slice(&self.row[*at..at + length]);
        }
        let decoder = &self.file.dictionary.decoder;
        let text = decoder.decode(encoding::unpadded(&self.text)).ok_or_else(|| ReadError::Encoding {
            file: self.file.path.clone(),
            place: format!("row {}, variable `{}`", self.rows.done, variable.name),
            encoding: decoder.name().to_owned(),
            hint: "say which encoding the file has".to_owned(),
        })?;
        Ok(Value::Text(text.into_owned()))
    }
}

impl Iterator for Values<'_> {
    type Item = Result<Vec<Value>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = match self.rows.read(&mut self.row, 1) {
            Ok(0) => {
                self.done = true;
                return None;
            }
            Ok(_) => self.file.variables().iter().map(|variable| self.value(variable)).collect(),
            Err(error) => Err(error),
        };
        self.done = row.is_err();
        Some(row)
    }
}
