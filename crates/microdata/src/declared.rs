//! What is declared of a table: its columns and their kinds.

use std::fmt;

use arrow::datatypes::{DataType, Field, Schema};

use crate::options::TextLayout;

/// What is declared of a table. Only these columns are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The columns, in the order in which batches give them.
    pub columns: Vec<Column>,
}

impl Declared {
    /// These columns.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect() }
    }

    /// The Arrow schema of the batches: names as declared, canonical types, nullable where optional.
    ///
    /// Every column is nullable when unreadable values become null; then pass `nulls_everywhere`.
    pub fn schema(&self, text: TextLayout, nulls_everywhere: bool) -> Schema {
        let fields = self
            .columns
            .iter()
            .map(|column| Field::new(&column.name, column.kind.arrow(text), column.optional || nulls_everywhere));
        Schema::new(fields.collect::<Vec<_>>())
    }
}

/// A declared column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name; matched with the file's without regard to case.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether values may be empty. The column itself may then be absent as well: it is all null.
    pub optional: bool,
    /// How dates are written, for dates that are texts. Where it is not declared, the file decides.
    pub dates: Option<DateForm>,
}

impl Column {
    /// A column whose values may not be empty.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, optional: false, dates: None }
    }

    /// The same, but its values may be empty, and it may be absent.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same, with dates written in one form.
    #[must_use]
    pub fn dates(mut self, form: DateForm) -> Self {
        self.dates = Some(form);
        self
    }
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Says which person, household or address it is: a number of at most 18 digits without a meaning.
    Key,
    /// A whole number.
    Whole,
    /// A number with decimals.
    Decimal,
    /// A text or a code; trailing padding does not belong to it.
    Text,
    /// A calendar day.
    Date,
    /// True or false.
    Truth,
}

impl Kind {
    /// The canonical Arrow type.
    pub fn arrow(self, text: TextLayout) -> DataType {
        match self {
            Self::Key | Self::Whole => DataType::Int64,
            Self::Decimal => DataType::Float64,
            Self::Text => text.arrow(),
            Self::Date => DataType::Date32,
            Self::Truth => DataType::Boolean,
        }
    }

    /// For "expected …" in a message.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Key => "a key: at most 18 digits",
            Self::Whole => "a whole number",
            Self::Decimal => "a number",
            Self::Text => "a text",
            Self::Date => "a date",
            Self::Truth => "true or false: 1/0, true/false, ja/nee or J/N",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "key",
            Self::Whole => "whole",
            Self::Decimal => "decimal",
            Self::Text => "text",
            Self::Date => "date",
            Self::Truth => "truth",
        })
    }
}

/// How a date is written as a text. A time after it is left off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// 2023-01-31
    Iso,
    /// 20230131
    Compact,
    /// 31-01-2023, 31/01/2023, 31.01.2023, 31-1-2023
    DayFirst,
    /// 01/31/2023, 1-31-2023
    MonthFirst,
}

impl DateForm {
    /// For "expected a date like …" in a message.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Iso => "a date like 2023-01-31",
            Self::Compact => "a date like 20230131",
            Self::DayFirst => "a date like 31-01-2023",
            Self::MonthFirst => "a date like 01/31/2023",
        }
    }
}
