//! The extension records of a system file: what was added to the format over the years.

use super::encoding::unpadded;
use super::source::{Slice, Source};
use super::variable::{Alignment, Measure, Shape, Value, Variable};
use crate::error::ReadError;

/// The extension records that matter here; the others (multiple response sets, attributes, tool settings) are skipped.
#[derive(Debug, Default)]
pub(super) struct Extensions {
    pub(super) code_page: Option<i32>,
    pub(super) system_missing: Option<f64>,
    pub(super) rows: Option<u64>,
    pub(super) encoding: Option<String>,
    display: Vec<i32>,
    long_names: Vec<u8>,
    very_long: Vec<u8>,
    long_labels: Vec<u8>,
    long_missing: Vec<u8>,
    big_endian: bool,
}

type Decode<'a> = &'a dyn Fn(&[u8], &str) -> Result<String, ReadError>;
type Display = (Measure, Option<u32>, Alignment);

impl Extensions {
    pub(super) fn read(&mut self, source: &mut Source) -> Result<(), ReadError> {
        self.big_endian = source.big_endian;
        let at = source.position;
        let kind = source.i32("the kind of an extension")?;
        let size = source.count(1 << 30, "the size of an extension")?;
        let count = source.count(1 << 30, "the size of an extension")?;
        let data = source.bytes(size.saturating_mul(count), "an extension")?;
        let mut slice = Slice { rest: &data, big_endian: source.big_endian };
        match kind {
            3 if data.len() >= 32 => {
                slice.take(28);
                let page = slice.i32().unwrap_or(0);
                if page == 1 {
                    return Err(ReadError::Unsupported {
                        file: source.file.clone(),
                        what: "a file in EBCDIC".to_owned(),
                        hint: "save it again in a newer SPSS".to_owned(),
                    });
                }
                self.code_page = Some(page);
            }
            4 => self.system_missing = slice.f64().filter(|number| number.is_finite()),
            11 => {
                while let Some(number) = slice.i32() {
                    self.display.push(number);
                }
            }
            13 => self.long_names = data,
            14 => self.very_long = data,
            16 if data.len() >= 16 => {
                slice.take(8);
                let rows = slice.i64().unwrap_or(-1);
                if rows < -1 {
                    return Err(source.damaged(at, "the number of rows", rows));
                }
                self.rows = u64::try_from(rows).ok();
            }
            20 => self.encoding = Some(String::from_utf8_lossy(unpadded(&data)).into_owned()),
            21 => self.long_labels = data,
            22 => self.long_missing = data,
            _ => {}
        }
        Ok(())
    }

    /// Measure, width and alignment of each variable record.
    pub(super) fn display(&self, records: usize) -> Option<Vec<Display>> {
        let each = self.display.len().checked_div(records)?;
        if !matches!(each, 2 | 3) || each * records != self.display.len() {
            return None;
        }
        let measure = |code| match code {
            1 => Measure::Nominal,
            2 => Measure::Ordinal,
            3 => Measure::Scale,
            _ => Measure::Unknown,
        };
        let alignment = |code| match code {
            0 => Alignment::Left,
            1 => Alignment::Right,
            2 => Alignment::Center,
            _ => Alignment::Unknown,
        };
        let of = |numbers: &[i32]| match *numbers {
            [first, width, last] => (measure(first), u32::try_from(width).ok(), alignment(last)),
            [first, last] => (measure(first), None, alignment(last)),
            _ => (Measure::Unknown, None, Alignment::Unknown),
        };
        Some(self.display.chunks(each).map(of).collect())
    }

    /// Short names and what they are short for.
    pub(super) fn long_names(&self, decode: Decode<'_>) -> Result<Vec<(String, String)>, ReadError> {
        pairs(&self.long_names, decode)
    }

    /// Short names and the widths of very long texts.
    pub(super) fn very_long(&self, decode: Decode<'_>) -> Result<Vec<(String, String)>, ReadError> {
        pairs(&self.very_long, decode)
    }

    /// Labels and missing values of texts longer than eight bytes.
    pub(super) fn long_texts(&self, decode: Decode<'_>, variables: &mut [Variable]) -> Result<(), ReadError> {
        let find = |variables: &[Variable], name: &str| {
            variables.iter().position(|variable| {
                matches!(variable.shape, Shape::Text(_)) && variable.name.to_lowercase() == name.to_lowercase()
            })
        };
        let mut slice = Slice { rest: &self.long_labels, big_endian: self.big_endian };
        while let Some(name) = slice.counted() {
            let variable = find(variables, &decode(name, "the name of a labelled variable")?);
            let (Some(_), Some(labels)) = (slice.i32(), slice.i32()) else { break };
            for _ in 0..labels {
                let (Some(value), Some(label)) = (slice.counted(), slice.counted()) else { break };
                if let Some(index) = variable {
                    let value = Value::Text(decode(value, "a labelled value")?);
                    variables[index].value_labels.push((value, decode(label, "a value label")?));
                }
            }
        }
        let mut slice = Slice { rest: &self.long_missing, big_endian: self.big_endian };
        while let Some(name) = slice.counted() {
            let variable = find(variables, &decode(name, "the name of a variable with missing values")?);
            let (Some(count), Some(length)) = (slice.take(1), slice.i32()) else { break };
            let Ok(length) = usize::try_from(length) else { break };
            for at in 0..count[0] {
                // Some writers repeat the length before each value; no text begins with it.
                let mut ahead = Slice { rest: slice.rest, big_endian: self.big_endian };
                if at > 0 && ahead.i32().is_some_and(|again| usize::try_from(again) == Ok(length)) {
                    slice.rest = ahead.rest;
                }
                let Some(value) = slice.take(length) else { break };
                if let Some(index) = variable {
                    variables[index].missing.values.push(Value::Text(decode(value, "a missing value")?));
                }
            }
        }
        Ok(())
    }
}

/// `NAME=value`, separated by tabs (and zeros).
fn pairs(data: &[u8], decode: Decode<'_>) -> Result<Vec<(String, String)>, ReadError> {
    let mut pairs = Vec::new();
    for pair in data.split(|byte| *byte == b'\t') {
        let pair = decode(pair, "the names of variables")?;
        if let Some((name, value)) = pair.trim_matches('\0').split_once('=') {
            pairs.push((name.to_owned(), value.trim_matches('\0').to_owned()));
        }
    }
    Ok(pairs)
}
