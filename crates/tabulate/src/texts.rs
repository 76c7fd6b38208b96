//! From texts to numbers, whichever way an engine lays texts out.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int32Type};

use crate::TabulateError;
use crate::checks::Mix;

/// A null.
pub(crate) const EMPTY: u32 = u32::MAX - 1;
/// A text that has no number.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// The numbers of some texts.
#[derive(Clone)]
pub(crate) struct Texts {
    by_text: HashMap<String, u32>,
    /// The same for texts of at most 12 bytes, as they lie in a view.
    by_view: HashMap<u128, u32, BuildHasherDefault<Mix>>,
    /// The values of the last dictionary, and their numbers.
    dictionary: Option<(ArrayRef, Vec<u32>)>,
}

impl Texts {
    /// Texts in the order of their numbers, from 0.
    pub(crate) fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut by_text = HashMap::new();
        for (number, text) in texts.into_iter().enumerate() {
            by_text.insert(text.as_ref().to_owned(), number as u32);
        }
        let short: Vec<(&str, u32)> =
            by_text.iter().filter(|(text, _)| text.len() <= 12).map(|(text, n)| (text.as_str(), *n)).collect();
        let views = StringViewArray::from_iter_values(short.iter().map(|(text, _)| *text));
        let by_view = views.views().iter().copied().zip(short.iter().map(|(_, number)| *number)).collect();
        Self { by_text, by_view, dictionary: None }
    }

    /// The number of every value of a column; `place` names the column for an error.
    pub(crate) fn numbers(&mut self, array: &ArrayRef, place: &dyn Fn() -> String) -> Result<Vec<u32>, TabulateError> {
        match array.data_type() {
            DataType::Utf8View => Ok(self.of_views(array.as_string_view())),
            DataType::Null => Ok(vec![EMPTY; array.len()]),
            DataType::Dictionary(key, _) if **key == DataType::Int32 => {
                let array = array.as_dictionary::<Int32Type>();
                let known = self.dictionary.as_ref().is_some_and(|(values, _)| Arc::ptr_eq(values, array.values()));
                if !known {
                    let values = texts_of(array.values(), place)?;
                    let numbers = self.of_views(values.as_string_view());
                    self.dictionary = Some((Arc::clone(array.values()), numbers));
                }
                let numbers = self.dictionary.as_ref().map(|(_, numbers)| numbers.as_slice()).unwrap_or_default();
                let keys = array.keys();
                let of = |row: usize| {
                    if keys.is_null(row) { EMPTY } else { numbers[keys.value(row) as usize] }
                };
                Ok((0..keys.len()).map(of).collect())
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Dictionary(..) => {
                Ok(self.of_views(texts_of(array, place)?.as_string_view()))
            }
            other => Err(TabulateError::ColumnType { place: place(), expected: "a text", found: other.to_string() }),
        }
    }

    fn of_views(&self, array: &StringViewArray) -> Vec<u32> {
        let mut last = (u128::MAX, UNKNOWN);
        let number = |(row, view): (usize, &u128)| {
            if array.is_null(row) {
                return EMPTY;
            }
            if (*view as u32) > 12 {
                return self.by_text.get(array.value(row)).copied().unwrap_or(UNKNOWN);
            }
            if last.0 != *view {
                last = (*view, self.by_view.get(view).copied().unwrap_or(UNKNOWN));
            }
            last.1
        };
        array.views().iter().enumerate().map(number).collect()
    }
}

/// A column of texts as views.
pub(crate) fn texts_of(array: &ArrayRef, place: &dyn Fn() -> String) -> Result<ArrayRef, TabulateError> {
    cast(array, &DataType::Utf8View).map_err(|_| TabulateError::ColumnType {
        place: place(),
        expected: "a text",
        found: array.data_type().to_string(),
    })
}
