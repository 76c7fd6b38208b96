//! A writer of `.sav` files: numbers, texts of at most 255 bytes, dates, truths, value labels.

use std::fs::{self, File};
use std::io::{BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray as _, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use jiff::civil::DateTime;

use crate::error::{ReadError, shown};
use crate::sav::{Compression, Format, Measure, Value};

/// A column of the file to be written.
#[derive(Clone, Debug)]
pub struct SavColumn {
    /// Its name: at most 64 bytes, a letter first, without spaces.
    pub name: String,
    /// What it is, in words; at most 255 bytes.
    pub label: Option<String>,
    /// What its values are.
    pub kind: SavKind,
    /// What values mean.
    pub value_labels: Vec<(Value, String)>,
    /// What may be done with its values.
    pub measure: Measure,
}

impl SavColumn {
    /// A column without labels.
    pub fn new(name: impl Into<String>, kind: SavKind) -> Self {
        Self { name: name.into(), label: None, kind, value_labels: Vec::new(), measure: Measure::Unknown }
    }

    /// The same with a label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with the meaning of values; for texts only of at most eight bytes.
    #[must_use]
    pub fn value_labels(mut self, labels: impl IntoIterator<Item = (Value, String)>) -> Self {
        self.value_labels = labels.into_iter().collect();
        self
    }

    /// The same with a measure.
    #[must_use]
    pub fn measure(mut self, measure: Measure) -> Self {
        self.measure = measure;
        self
    }
}

/// What the values of a column to be written are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavKind {
    /// Numbers (from integers, floats or booleans), shown with so many digits and decimals.
    Number {
        /// How many characters, at most 40.
        width: u8,
        /// How many of them after the decimal mark, at most 16.
        decimals: u8,
    },
    /// Texts of at most so many bytes (1 to 255), from texts; or from whole numbers, with leading zeros to the full width.
    Text {
        /// How many bytes.
        width: u8,
    },
    /// Days, from dates.
    Date,
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub struct SavWriteOptions {
    /// `None` or `Bytecode`.
    pub compression: Compression,
    /// When the file says that it was made. Give one to get the same bytes again.
    pub created: DateTime,
}

impl Default for SavWriteOptions {
    fn default() -> Self {
        Self { compression: Compression::Bytecode, created: jiff::ZonedDateTime::now().datetime() }
    }
}

/// Writes a `.sav` file batch by batch. Until [`finish`](Self::finish) it has the extension `.part`; when the writer is
/// dropped before, nothing is left.
pub struct SavWriter {
    path: PathBuf,
    part: PathBuf,
    out: Option<BufWriter<File>>,
    columns: Vec<SavColumn>,
    options: SavWriteOptions,
    rows: u64,
    codes: [u8; 8],
    used: usize,
    literals: Vec<u8>,
}

const BIAS: f64 = 100.0;
const SYSTEM_MISSING: f64 = -f64::MAX;
/// Where the header has the number of rows.
const ROWS_AT: u64 = 80;
/// Seconds between 14 October 1582 and 1 January 1970.
const FIRST_SECOND: i64 = 141_428 * 86_400;

impl SavWriter {
    /// Begins a file. An existing one is replaced when the new one is finished.
    pub fn create(path: &Path, columns: &[SavColumn], options: SavWriteOptions) -> Result<Self, ReadError> {
        let asked = |what: String| ReadError::Asked { file: path.to_owned(), what };
        if options.compression == Compression::Zlib {
            return Err(asked("files packed with zlib are not written; choose bytecode".to_owned()));
        }
        check(columns).map_err(asked)?;
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(ReadError::io(&part, "creating the file"))?;
        let mut writer = Self {
            path: path.to_owned(),
            part,
            out: Some(BufWriter::with_capacity(1 << 18, file)),
            columns: columns.to_vec(),
            options,
            rows: 0,
            codes: [0; 8],
            used: 0,
            literals: Vec::new(),
        };
        let dictionary = dictionary(columns, options);
        writer.put(&dictionary)?;
        Ok(writer)
    }

    /// Writes rows. The columns are those of the file in their order, whatever their names.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), ReadError> {
        let asked = |what: String| ReadError::Asked { file: self.path.clone(), what };
        if batch.num_columns() != self.columns.len() {
            return Err(asked(format!("{} columns were given, {} expected", batch.num_columns(), self.columns.len())));
        }
        let mut cells = Vec::new();
        for (column, array) in self.columns.iter().zip(batch.columns()) {
            let wrong = || {
                asked(format!(
                    "column `{}`: {:?} cannot be written as {:?}",
                    column.name,
                    array.data_type(),
                    column.kind
                ))
            };
            let plain = match column.kind {
                SavKind::Number { .. } => match array.data_type() {
                    DataType::Boolean => cast(array, &DataType::Float64),
                    found if found.is_numeric() => cast(array, &DataType::Float64),
                    _ => return Err(wrong()),
                },
                SavKind::Date if *array.data_type() == DataType::Date32 => Ok(array.clone()),
                SavKind::Date => return Err(wrong()),
                SavKind::Text { .. } if array.data_type().is_integer() => cast(array, &DataType::Int64),
                SavKind::Text { .. } => cast(array, &DataType::Utf8),
            };
            cells.push(plain.map_err(|_| wrong())?);
        }
        let mut text = Vec::new();
        for row in 0..batch.num_rows() {
            for (at, array) in cells.iter().enumerate() {
                let null = array.is_null(row);
                match self.columns[at].kind {
                    SavKind::Number { .. } => {
                        let number = array.as_primitive::<Float64Type>().value(row);
                        self.number(if null || !number.is_finite() { SYSTEM_MISSING } else { number })?;
                    }
                    SavKind::Date => {
                        let day = i64::from(array.as_primitive::<Date32Type>().value(row));
                        self.number(if null { SYSTEM_MISSING } else { (day * 86_400 + FIRST_SECOND) as f64 })?;
                    }
                    SavKind::Text { width } => {
                        let width = usize::from(width);
                        text.clear();
                        if null {
                        } else if let Some(numbers) = array.as_primitive_opt::<Int64Type>() {
                            text.extend_from_slice(format!("{:0width$}", numbers.value(row)).as_bytes());
                        } else {
                            text.extend_from_slice(array.as_string::<i32>().value(row).as_bytes());
                        }
                        if text.len() > width {
                            let found = shown(&String::from_utf8_lossy(&text));
                            let name = &self.columns[at].name;
                            let row = self.rows + row as u64 + 1;
                            return Err(ReadError::Asked {
                                file: self.path.clone(),
                                what: format!(
                                    "row {row}, column `{name}`: expected at most {width} bytes, found `{found}`; make the column wider"
                                ),
                            });
                        }
                        text.resize(width.next_multiple_of(8), b' ');
                        for cell in text.chunks_exact(8) {
                            let mut bytes = [0; 8];
                            bytes.copy_from_slice(cell);
                            let code = if bytes == [b' '; 8] { 254 } else { 253 };
                            self.cell(code, bytes)?;
                        }
                    }
                }
            }
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Ends the file and gives it its name. Returns how many rows it has.
    pub fn finish(mut self) -> Result<u64, ReadError> {
        if self.options.compression == Compression::Bytecode {
            self.cell(252, [0; 8])?;
            if self.used > 0 {
                self.codes[self.used..].fill(0);
                self.flush_codes()?;
            }
        }
        let Some(out) = self.out.take() else { return Ok(self.rows) };
        let failed = |doing| ReadError::io(&self.part, doing);
        let mut file = out.into_inner().map_err(|error| failed("writing the file")(error.into_error()))?;
        file.seek(SeekFrom::Start(ROWS_AT)).map_err(failed("moving in the file"))?;
        // A number of rows that this field cannot hold is not said.
        let rows = i32::try_from(self.rows).unwrap_or(-1);
        file.write_all(&rows.to_le_bytes()).map_err(failed("writing the file"))?;
        file.sync_all().map_err(failed("writing the file"))?;
        drop(file);
        fs::rename(&self.part, &self.path).map_err(failed("giving the file its name"))?;
        Ok(self.rows)
    }

    fn number(&mut self, number: f64) -> Result<(), ReadError> {
        let code = number + BIAS;
        let code = match number {
            SYSTEM_MISSING => 255,
            _ if (1.0..=251.0).contains(&code)
                && code.fract() == 0.0
                && !(number == 0.0 && number.is_sign_negative()) =>
            {
                code as u8
            }
            _ => 253,
        };
        self.cell(code, number.to_le_bytes())
    }

    fn cell(&mut self, code: u8, bytes: [u8; 8]) -> Result<(), ReadError> {
        if self.options.compression == Compression::None {
            return self.put(&bytes);
        }
        self.codes[self.used] = code;
        self.used += 1;
        if code == 253 {
            self.literals.extend_from_slice(&bytes);
        }
        if self.used == 8 { self.flush_codes() } else { Ok(()) }
    }

    fn flush_codes(&mut self) -> Result<(), ReadError> {
        let codes = self.codes;
        self.put(&codes)?;
        let literals = std::mem::take(&mut self.literals);
        self.put(&literals)?;
        self.literals = literals;
        self.literals.clear();
        self.used = 0;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        match &mut self.out {
            Some(out) => out.write_all(bytes).map_err(ReadError::io(&self.part, "writing the file")),
            None => Ok(()),
        }
    }
}

impl Drop for SavWriter {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            // There is nobody left to tell when this fails.
            let _ = fs::remove_file(&self.part);
        }
    }
}

fn check(columns: &[SavColumn]) -> Result<(), String> {
    if columns.is_empty() {
        return Err("a file needs at least one column".to_owned());
    }
    for (at, column) in columns.iter().enumerate() {
        let name = &column.name;
        let letters = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '#' | '$'));
        if name.is_empty() || name.len() > 64 || !letters || !name.starts_with(|c: char| c.is_alphabetic() || c == '@')
        {
            return Err(format!(
                "column `{name}`: expected a name of at most 64 letters, digits and _, a letter first"
            ));
        }
        if columns[..at].iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
            return Err(format!("column `{name}` is there twice; names are compared without case"));
        }
        if column.label.as_ref().is_some_and(|label| label.len() > 255) {
            return Err(format!("column `{name}`: expected a label of at most 255 bytes"));
        }
        match column.kind {
            SavKind::Number { width, decimals } if width == 0 || width > 40 || decimals > 16 || decimals >= width => {
                return Err(format!(
                    "column `{name}`: expected a width of 1 to 40 with at most 16 decimals, fewer than the width"
                ));
            }
            SavKind::Text { width: 0 } => {
                return Err(format!("column `{name}`: expected texts of 1 to 255 bytes, found 0"));
            }
            _ => {}
        }
        for (value, label) in &column.value_labels {
            let fits = match (column.kind, value) {
                (SavKind::Text { width }, Value::Text(text)) => width <= 8 && text.len() <= usize::from(width),
                (SavKind::Text { .. }, _) | (_, Value::Text(_) | Value::Missing) => false,
                (_, Value::Number(number)) => number.is_finite(),
            };
            if !fits || label.len() > 120 {
                return Err(format!(
                    "column `{name}`: expected labels of at most 120 bytes for numbers, or for texts in columns of at most eight bytes"
                ));
            }
        }
    }
    Ok(())
}

fn dictionary(columns: &[SavColumn], options: SavWriteOptions) -> Vec<u8> {
    let cells = |column: &SavColumn| match column.kind {
        SavKind::Text { width } => usize::from(width).div_ceil(8),
        _ => 1,
    };
    let mut out = Vec::new();
    let int = |out: &mut Vec<u8>, number: i32| out.extend_from_slice(&number.to_le_bytes());
    let count = |out: &mut Vec<u8>, number: usize| {
        out.extend_from_slice(&i32::try_from(number).unwrap_or(i32::MAX).to_le_bytes());
    };
    let padded = |out: &mut Vec<u8>, text: &str, width: usize| {
        let mut bytes = text.as_bytes()[..text.len().min(width)].to_vec();
        bytes.resize(width, b' ');
        out.extend_from_slice(&bytes);
    };
    out.extend_from_slice(b"$FL2");
    padded(&mut out, concat!("@(#) SPSS DATA FILE Wijkmonitor ", env!("CARGO_PKG_VERSION")), 60);
    int(&mut out, 2);
    count(&mut out, columns.iter().map(cells).sum());
    int(&mut out, i32::from(options.compression == Compression::Bytecode));
    int(&mut out, 0);
    int(&mut out, -1);
    out.extend_from_slice(&BIAS.to_le_bytes());
    padded(&mut out, &options.created.strftime("%d %b %y").to_string(), 9);
    padded(&mut out, &options.created.strftime("%H:%M:%S").to_string(), 8);
    padded(&mut out, "", 64);
    out.extend_from_slice(&[0; 3]);

    let short_name = |at: usize| format!("V{}", at + 1);
    for (at, column) in columns.iter().enumerate() {
        let (width, format) = match column.kind {
            SavKind::Number { width, decimals } => (0, Format { kind: 5, width: usize::from(width), decimals }),
            SavKind::Text { width } => (i32::from(width), Format { kind: 1, width: usize::from(width), decimals: 0 }),
            SavKind::Date => (0, Format { kind: 39, width: 10, decimals: 0 }),
        };
        int(&mut out, 2);
        int(&mut out, width);
        int(&mut out, i32::from(column.label.is_some()));
        int(&mut out, 0);
        int(&mut out, format.code());
        int(&mut out, format.code());
        padded(&mut out, &short_name(at), 8);
        if let Some(label) = &column.label {
            count(&mut out, label.len());
            padded(&mut out, label, label.len().next_multiple_of(4));
        }
        for _ in 1..cells(column) {
            int(&mut out, 2);
            int(&mut out, -1);
            for _ in 0..2 {
                int(&mut out, 0);
            }
            for _ in 0..2 {
                int(&mut out, Format { kind: 1, width: 8, decimals: 0 }.code());
            }
            padded(&mut out, "", 8);
        }
    }
    let mut cell = 1;
    for column in columns {
        if !column.value_labels.is_empty() {
            int(&mut out, 3);
            count(&mut out, column.value_labels.len());
            for (value, label) in &column.value_labels {
                match value {
                    Value::Number(number) => out.extend_from_slice(&number.to_le_bytes()),
                    Value::Text(text) => padded(&mut out, text, 8),
                    Value::Missing => out.extend_from_slice(&SYSTEM_MISSING.to_le_bytes()),
                }
                out.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
                padded(&mut out, label, (label.len() + 1).next_multiple_of(8) - 1);
            }
            int(&mut out, 4);
            int(&mut out, 1);
            count(&mut out, cell);
        }
        cell += cells(column);
    }
    let extension = |out: &mut Vec<u8>, kind: i32, size: usize, data: &[u8]| {
        int(out, 7);
        int(out, kind);
        count(out, size);
        count(out, data.len() / size);
        out.extend_from_slice(data);
    };
    // The version of the program, the machine, doubles of IEEE 754, one kind of compression, least byte first, UTF-8.
    let integers = [0, 1, 0, -1, 1, 1, 2, 65_001_i32];
    extension(&mut out, 3, 4, &integers.map(i32::to_le_bytes).concat());
    // Missing, the highest number, and the lowest that is not missing.
    let lowest = f64::from_bits(SYSTEM_MISSING.to_bits() - 1);
    extension(&mut out, 4, 8, &[SYSTEM_MISSING, f64::MAX, lowest].map(f64::to_le_bytes).concat());
    let mut display = Vec::new();
    for column in columns {
        let measure = match column.measure {
            Measure::Unknown => 0,
            Measure::Nominal => 1,
            Measure::Ordinal => 2,
            Measure::Scale => 3,
        };
        let (width, alignment) = match column.kind {
            SavKind::Number { width, .. } => (i32::from(width), 1),
            SavKind::Text { width } => (i32::from(width).min(40), 0),
            SavKind::Date => (10, 1),
        };
        for number in [measure, width, alignment] {
            int(&mut display, number);
        }
    }
    extension(&mut out, 11, 4, &display);
    let names: Vec<String> =
        columns.iter().enumerate().map(|(at, column)| format!("{}={}", short_name(at), column.name)).collect();
    extension(&mut out, 13, 1, names.join("\t").as_bytes());
    extension(&mut out, 20, 1, b"UTF-8");
    int(&mut out, 999);
    int(&mut out, 0);
    out
}
