//! The one shape into which every kind of file is read: named columns of fields.

use std::borrow::Cow;
use std::collections::HashMap;

/// What stands in one row of one column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Field {
    /// Nothing.
    Missing,
    /// A number.
    Number(f64),
    /// Text without spaces around it; never empty.
    Text(Box<str>),
}

impl Field {
    /// A field of a text file.
    pub(crate) fn from_text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Missing } else { Self::Text(text.into()) }
    }

    /// The field as text; numbers without needless decimals.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Missing => None,
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Text(text) => Some(Cow::Borrowed(text)),
        }
    }

    /// The field as a number; none where it is missing or one of the texts that mean so. The text when it is neither.
    pub(crate) fn number(&self, missing: &[String]) -> Result<Option<f64>, Cow<'_, str>> {
        match self {
            Self::Missing => Ok(None),
            // A column of numbers may write "no figure" as a number of its own.
            Self::Number(number) if missing.iter().any(|m| m.parse() == Ok(*number)) => Ok(None),
            Self::Number(number) if number.is_finite() => Ok(Some(*number)),
            Self::Number(number) => Err(Cow::Owned(number.to_string())),
            Self::Text(text) if missing.iter().any(|m| m == &**text) => Ok(None),
            Self::Text(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(Cow::Borrowed(text)),
            },
        }
    }
}

/// The columns of a file that were asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// Name of the file, for messages.
    pub(crate) file: String,
    /// Names of all columns the file has, for messages.
    pub(crate) names: Vec<String>,
    /// Number of each row as a person finds it in the file.
    pub(crate) numbers: Vec<u32>,
    /// Columns by name, each as long as `numbers`.
    columns: HashMap<String, Vec<Field>>,
}

impl Table {
    /// An empty table of a file.
    pub(crate) fn new(file: String) -> Self {
        Self { file, ..Self::default() }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// A column that was asked for and is there.
    pub(crate) fn column(&self, name: &str) -> Option<&[Field]> {
        self.columns.get(name).map(Vec::as_slice)
    }

    /// Adds a column.
    ///
    /// # Panics
    /// When it is not as long as the table.
    pub(crate) fn put(&mut self, name: impl Into<String>, fields: Vec<Field>) {
        assert_eq!(fields.len(), self.numbers.len(), "a column as long as the table");
        self.columns.insert(name.into(), fields);
    }

    /// Whether two rows say the same in every column.
    pub(crate) fn same(&self, one: usize, other: usize) -> bool {
        self.columns.values().all(|fields| fields[one] == fields[other])
    }

    /// Keeps the rows for which `keep` holds.
    pub(crate) fn retain(&mut self, keep: &[bool]) {
        let retained = |at: &mut usize| {
            *at += 1;
            keep[*at - 1]
        };
        let mut at = 0;
        self.numbers.retain(|_| retained(&mut at));
        for fields in self.columns.values_mut() {
            let mut at = 0;
            fields.retain(|_| retained(&mut at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_number_or_missing_or_told_as_it_is() {
        let missing = [".".to_owned(), "-99997".to_owned()];
        assert_eq!(Field::from_text("   12.5 ").number(&missing), Ok(Some(12.5)));
        assert_eq!(Field::from_text("   ").number(&missing), Ok(None));
        assert_eq!(Field::from_text(" . ").number(&missing), Ok(None));
        assert_eq!(Field::Number(-99997.0).number(&missing), Ok(None));
        assert_eq!(Field::from_text("veel").number(&missing), Err("veel".into()));
        assert_eq!(Field::from_text("NaN").number(&missing), Err("NaN".into()));
        assert!(Field::Number(f64::NAN).number(&missing).is_err());
    }
}
