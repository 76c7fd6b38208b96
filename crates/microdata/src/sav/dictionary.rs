//! The first part of a system file: everything before the values.

use super::encoding::{Decoder, unpadded};
use super::extension::Extensions;
use super::source::Source;
use super::variable::{Alignment, Format, Measure, Missing, Shape, Value, Variable};
use crate::error::{ReadError, shown};
use crate::options::TextEncoding;

/// How values are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// Small numbers and blanks in one byte (`.sav` as SPSS writes it).
    Bytecode,
    /// The same, and then zlib (`.zsav`).
    Zlib,
}

/// What a system file says before its values.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    pub(super) compression: Compression,
    pub(super) big_endian: bool,
    pub(super) bias: f64,
    pub(super) system_missing: f64,
    pub(super) rows: Option<u64>,
    pub(super) cells: usize,
    pub(super) decoder: Decoder,
    pub(super) file_label: String,
    pub(super) documents: Vec<String>,
    pub(super) variables: Vec<Variable>,
    /// Where the values begin.
    pub(super) start: u64,
}

/// A variable record as it is in the file.
struct Record {
    width: usize,
    format: Format,
    name: Vec<u8>,
    label: Option<Vec<u8>>,
    range: Option<(f64, f64)>,
    missing: Vec<[u8; 8]>,
    /// Its first cell in a row.
    cell: usize,
}

/// Value labels and the cells (from 1) of the variables they are of.
struct Labels {
    labels: Vec<([u8; 8], Vec<u8>)>,
    cells: Vec<usize>,
}

const MOST_LABELS: u64 = 10_000_000;

impl Dictionary {
    pub(super) fn read(source: &mut Source, asked: TextEncoding) -> Result<Self, ReadError> {
        let magic = source.bytes(4, "the header")?;
        if magic != b"$FL2" && magic != b"$FL3" {
            return Err(ReadError::WrongFormat {
                file: source.file.clone(),
                expected: "an SPSS file (beginning with $FL2 or $FL3)".to_owned(),
                found: format!("a file beginning with `{}`", shown(&String::from_utf8_lossy(&magic))),
                hint: "check whether it is encrypted, an archive or another format, and export it again".to_owned(),
            });
        }
        source.bytes(60, "the header")?;
        let at = source.position;
        let layout = source.i32("the layout code")?;
        source.big_endian = match layout {
            2 | 3 => false,
            _ if matches!(layout.swap_bytes(), 2 | 3) => true,
            _ => return Err(source.damaged(at, "a layout code of 2 or 3", layout)),
        };
        source.i32("the header")?;
        let at = source.position;
        let compression = match source.i32("the compression")? {
            0 => Compression::None,
            1 => Compression::Bytecode,
            2 => Compression::Zlib,
            other => return Err(source.damaged(at, "a compression of 0, 1 or 2", other)),
        };
        source.i32("the weight")?;
        let rows = source.i32("the number of rows")?;
        let at = source.position;
        let bias = source.f64("the bias")?;
        if !bias.is_finite() || bias.abs() > 1e6 {
            return Err(source.damaged(at, "a bias of 100", bias));
        }
        source.bytes(17, "the moment of creation")?;
        let file_label = source.bytes(64, "the label of the file")?;
        source.bytes(3, "the header")?;

        let mut records = Vec::new();
        let mut cells = 0;
        let mut labels = Vec::new();
        let mut documents = Vec::new();
        let mut extensions = Extensions::default();
        loop {
            let at = source.position;
            match source.i32("the kind of a record")? {
                2 => variable(source, &mut records, &mut cells)?,
                3 => labels.push(value_labels(source)?),
                6 => {
                    let lines = source.count(10_000_000, "the number of lines")?;
                    for _ in 0..lines {
                        documents.push(source.bytes(80, "a line of a document")?);
                    }
                }
                7 => extensions.read(source)?,
                999 => break,
                other => return Err(source.damaged(at, "a record of kind 2, 3, 6, 7 or 999", other)),
            }
        }
        source.i32("the end of the dictionary")?;

        let decoder = Decoder::choose(asked, extensions.encoding.as_deref(), extensions.code_page);
        let mut dictionary = Self {
            compression,
            big_endian: source.big_endian,
            bias,
            system_missing: extensions.system_missing.unwrap_or(-f64::MAX),
            rows: extensions.rows.or_else(|| u64::try_from(rows).ok()),
            cells,
            file_label: text(&decoder, source, &file_label, "the label of the file")?,
            documents: documents
                .iter()
                .map(|line| text(&decoder, source, line, "a document"))
                .collect::<Result<_, _>>()?,
            decoder,
            variables: Vec::new(),
            start: source.position,
        };
        dictionary.assemble(source, records, &labels, &extensions)?;
        Ok(dictionary)
    }

    /// Makes variables of the records: joins the segments of very long texts, and gives each what belongs to it.
    fn assemble(
        &mut self,
        source: &Source,
        records: Vec<Record>,
        labels: &[Labels],
        extensions: &Extensions,
    ) -> Result<(), ReadError> {
        let decoder = self.decoder.clone();
        let decode = |bytes: &[u8], what: &str| text(&decoder, source, bytes, what);
        let long_names = extensions.long_names(&decode)?;
        let very_long = extensions.very_long(&decode)?;
        let shown_as = extensions.display(records.len());
        let mut variable_of_cell = vec![usize::MAX; self.cells];
        let mut left = records.into_iter().enumerate();
        while let Some((at, record)) = left.next() {
            let short_name = decode(&record.name, "the name of a variable")?;
            let found = |list: &[(String, String)]| {
                list.iter().find(|(name, _)| name.eq_ignore_ascii_case(&short_name)).map(|(_, found)| found.clone())
            };
            let index = self.variables.len();
            variable_of_cell[record.cell] = index;
            let mut segments = vec![(record.cell * 8, if record.width == 0 { 8 } else { record.width })];
            let mut width = record.width;
            if let Some(whole) =
                found(&very_long).and_then(|width| width.parse::<usize>().ok()).filter(|whole| *whole > 255)
            {
                let damaged = || ReadError::Damaged {
                    file: source.file.clone(),
                    place: format!("variable `{}`", shown(&short_name)),
                    expected: format!("segments of text that make {whole} bytes"),
                    found: "fewer or shorter ones".to_owned(),
                };
                if record.width != 255 {
                    return Err(damaged());
                }
                segments[0].1 = 255;
                for segment in 1..whole.div_ceil(252) {
                    let (_, next) = left.next().ok_or_else(damaged)?;
                    let wanted = whole.saturating_sub(segment * 255).min(255);
                    if next.width < wanted || next.width == 0 {
                        return Err(damaged());
                    }
                    segments.push((next.cell * 8, wanted));
                }
                width = whole;
            }
            let shape = if width == 0 { Shape::Number } else { Shape::Text(width) };
            let mut format = record.format;
            if width > 255 {
                format.width = width;
            }
            let (measure, display_width, alignment) = shown_as
                .as_ref()
                .and_then(|shown_as| shown_as.get(at).copied())
                .unwrap_or((Measure::Unknown, None, Alignment::Unknown));
            let missing = Missing {
                range: record.range,
                values: record
                    .missing
                    .iter()
                    .map(|value| self.value(source, shape, value))
                    .collect::<Result<_, _>>()?,
            };
            self.variables.push(Variable {
                name: found(&long_names).unwrap_or_else(|| short_name.clone()),
                short_name,
                label: record.label.map(|label| decode(&label, "the label of a variable")).transpose()?,
                shape,
                format,
                measure,
                alignment,
                display_width,
                missing,
                value_labels: Vec::new(),
                segments,
            });
        }
        let row_bytes = self.cells * 8;
        for variable in &self.variables {
            if variable.segments.iter().any(|(at, length)| at + length > row_bytes) {
                return Err(ReadError::Damaged {
                    file: source.file.clone(),
                    place: format!("variable `{}`", shown(&variable.name)),
                    expected: "as many continuations (type -1) as its text needs".to_owned(),
                    found: "the end of the variables".to_owned(),
                });
            }
        }
        for set in labels {
            for cell in &set.cells {
                let index = variable_of_cell.get(cell.wrapping_sub(1)).copied().unwrap_or(usize::MAX);
                let Some(shape) = self.variables.get(index).map(|variable| variable.shape) else {
                    return Err(ReadError::Damaged {
                        file: source.file.clone(),
                        place: "the value labels".to_owned(),
                        expected: "labels of a variable that exists".to_owned(),
                        found: format!("labels of cell {cell}"),
                    });
                };
                for (value, label) in &set.labels {
                    let labelled = (self.value(source, shape, value)?, decode(label, "a value label")?);
                    self.variables[index].value_labels.push(labelled);
                }
            }
        }
        extensions.long_texts(&decode, &mut self.variables)
    }

    fn value(&self, source: &Source, shape: Shape, bytes: &[u8; 8]) -> Result<Value, ReadError> {
        Ok(match shape {
            Shape::Number => self.number(*bytes).map_or(Value::Missing, Value::Number),
            Shape::Text(_) => Value::Text(text(&self.decoder, source, bytes, "a labelled or missing value")?),
        })
    }

    /// The number in a cell; `None` when it is system-missing.
    #[inline]
    pub(super) fn number(&self, mut bytes: [u8; 8]) -> Option<f64> {
        if self.big_endian {
            bytes.reverse();
        }
        let number = f64::from_le_bytes(bytes);
        #[expect(clippy::float_cmp, reason = "the system-missing value is one number, bit for bit")]
        let missing = number == self.system_missing || number.is_nan();
        (!missing).then_some(number)
    }
}

fn text(decoder: &Decoder, source: &Source, bytes: &[u8], what: &str) -> Result<String, ReadError> {
    decoder.decode(unpadded(bytes)).map(std::borrow::Cow::into_owned).ok_or_else(|| ReadError::Encoding {
        file: source.file.clone(),
        place: what.to_owned(),
        encoding: decoder.name().to_owned(),
        hint: "say which encoding the file has, or save it in SPSS as Unicode".to_owned(),
    })
}

fn variable(source: &mut Source, records: &mut Vec<Record>, cells: &mut usize) -> Result<(), ReadError> {
    let at = source.position;
    let width = source.i32("the type of a variable")?;
    let has_label = source.i32("a variable")?;
    let missing_at = source.position;
    let missing = source.i32("the missing values of a variable")?;
    let format = Format::of_code(source.i32("the format of a variable")?);
    source.i32("the format of a variable")?;
    let name = source.bytes(8, "the name of a variable")?;
    let label = match has_label {
        0 => None,
        1 => {
            let length = source.count(1 << 20, "the length of a label")?;
            let mut label = source.bytes(length.next_multiple_of(4), "the label of a variable")?;
            label.truncate(usize::try_from(length).unwrap_or(0));
            Some(label)
        }
        other => return Err(source.damaged(at + 4, "0 or 1 labels", other)),
    };
    if !(-3..=3).contains(&missing) || missing == -1 {
        return Err(source.damaged(missing_at, "-3, -2 or 0 to 3 missing values", missing));
    }
    let range =
        if missing < 0 { Some((source.f64("the missing values")?, source.f64("the missing values")?)) } else { None };
    let mut values = Vec::new();
    for _ in 0..(if missing == -3 { 1 } else { missing.max(0) }) {
        let mut value = [0; 8];
        value.copy_from_slice(&source.bytes(8, "the missing values")?);
        values.push(value);
    }
    let cell = *cells;
    *cells += 1;
    let due =
        records.last().map_or(0, |last: &Record| (last.cell + last.width.div_ceil(8).max(1)).saturating_sub(cell));
    match (width, due) {
        (-1, 1..) => Ok(()),
        (0..=255, 0) => {
            let width = usize::try_from(width).unwrap_or(0);
            records.push(Record { width, format, name, label, range, missing: values, cell });
            Ok(())
        }
        (_, 0) => Err(source.damaged(at, "the type 0 (a number) or 1 to 255 (a text)", width)),
        _ => Err(source.damaged(at, "the continuation (type -1) of a text", width)),
    }
}

fn value_labels(source: &mut Source) -> Result<Labels, ReadError> {
    let count = source.count(MOST_LABELS, "the number of value labels")?;
    let mut labels = Vec::new();
    for _ in 0..count {
        let mut value = [0; 8];
        value.copy_from_slice(&source.bytes(8, "a labelled value")?);
        let length = u64::from(source.bytes(1, "the length of a value label")?[0]);
        // The length and the label together fill whole cells.
        let mut label = source.bytes((length + 1).next_multiple_of(8) - 1, "a value label")?;
        label.truncate(usize::try_from(length).unwrap_or(0));
        labels.push((value, label));
    }
    let at = source.position;
    let kind = source.i32("the kind of a record")?;
    if kind != 4 {
        return Err(source.damaged(at, "a record of kind 4 after value labels", kind));
    }
    let count = source.count(MOST_LABELS, "the number of labelled variables")?;
    let mut cells = Vec::new();
    for _ in 0..count {
        cells.push(usize::try_from(source.i32("a labelled variable")?).unwrap_or(0));
    }
    Ok(Labels { labels, cells })
}
