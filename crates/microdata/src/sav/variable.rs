//! What a system file says of its variables.

use std::fmt;

/// A variable of an SPSS file.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its name of at most eight bytes, from before longer names existed.
    pub short_name: String,
    /// What it is, in words.
    pub label: Option<String>,
    /// Whether it holds numbers or texts.
    pub shape: Shape,
    /// How its values are shown.
    pub format: Format,
    /// What may be done with its values.
    pub measure: Measure,
    /// How its values are aligned on a screen.
    pub alignment: Alignment,
    /// How many characters wide its column is on a screen.
    pub display_width: Option<u32>,
    /// Which values count as missing.
    pub missing: Missing,
    /// What values mean.
    pub value_labels: Vec<(Value, String)>,
    /// Where its bytes are in a row: the first byte and how many, for each of its segments.
    pub(super) segments: Vec<(usize, usize)>,
}

/// Numbers or texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Numbers, dates and times.
    Number,
    /// Texts of at most this many bytes.
    Text(usize),
}

/// A value of an SPSS file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No number (system-missing).
    Missing,
    /// A number; dates and times are seconds since 14 October 1582.
    Number(f64),
    /// A text without its padding.
    Text(String),
}

/// The values that count as missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Missing {
    /// A range of numbers, both ends included.
    pub range: Option<(f64, f64)>,
    /// At most three separate values.
    pub values: Vec<Value>,
}

impl Missing {
    /// Whether no value counts as missing.
    pub fn is_empty(&self) -> bool {
        self.range.is_none() && self.values.is_empty()
    }

    /// Whether this number counts as missing.
    pub fn has_number(&self, number: f64) -> bool {
        #[expect(clippy::float_cmp, reason = "a value is missing when it is the declared one, bit for bit")]
        let is_listed = |value: &Value| matches!(value, Value::Number(missing) if *missing == number);
        self.range.is_some_and(|(low, high)| low <= number && number <= high) || self.values.iter().any(is_listed)
    }

    /// Whether this text counts as missing.
    pub fn has_text(&self, text: &str) -> bool {
        self.values.iter().any(|value| matches!(value, Value::Text(missing) if missing == text))
    }
}

/// What may be done with values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The file does not say.
    #[default]
    Unknown,
    /// Names.
    Nominal,
    /// Names in an order.
    Ordinal,
    /// Numbers.
    Scale,
}

/// How values are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// The file does not say.
    #[default]
    Unknown,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// In the middle.
    Center,
}

/// How values are shown: a kind of format, a width, and decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The number of the kind of format in the file: 1 is `A`, 5 is `F`, 20 is `DATE`.
    pub kind: u8,
    /// How many characters.
    pub width: usize,
    /// How many decimals.
    pub decimals: u8,
}

impl Format {
    pub(super) fn of_code(code: i32) -> Self {
        let [decimals, width, kind, _] = code.to_le_bytes();
        Self { kind, width: usize::from(width), decimals }
    }

    pub(crate) fn code(self) -> i32 {
        i32::from_le_bytes([self.decimals, u8::try_from(self.width).unwrap_or(u8::MAX), self.kind, 0])
    }

    /// The name of the kind of format.
    pub fn name(self) -> Option<&'static str> {
        const NAMES: [&str; 42] = [
            "", "A", "AHEX", "COMMA", "DOLLAR", "F", "IB", "PIBHEX", "P", "PIB", "PK", "RB", "RBHEX", "", "", "Z", "N",
            "E", "", "", "DATE", "TIME", "DATETIME", "ADATE", "JDATE", "DTIME", "WKDAY", "MONTH", "MOYR", "QYR",
            "WKYR", "PCT", "DOT", "CCA", "CCB", "CCC", "CCD", "CCE", "EDATE", "SDATE", "MTIME", "YMDHMS",
        ];
        NAMES.get(usize::from(self.kind)).copied().filter(|name| !name.is_empty())
    }

    /// Whether values are days (or moments), as seconds since 14 October 1582.
    pub fn is_date(self) -> bool {
        matches!(self.kind, 20 | 22 | 23 | 24 | 28 | 29 | 30 | 38 | 39 | 41)
    }

    /// Whether values are spans of time, days of the week or months without a year.
    pub fn is_time(self) -> bool {
        matches!(self.kind, 21 | 25 | 26 | 27 | 40)
    }

    /// Whether numbers are shown with leading zeros to the full width.
    pub(super) fn is_zero_padded(self) -> bool {
        self.kind == 16
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) if self.decimals > 0 || self.kind == 5 => write!(f, "{name}{}.{}", self.width, self.decimals),
            Some(name) => write!(f, "{name}{}", self.width),
            None => write!(f, "?{}.{}.{}", self.kind, self.width, self.decimals),
        }
    }
}
