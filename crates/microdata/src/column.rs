//! Builds one column of a batch in its canonical type, from whatever a file gives.

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
    StringViewBuilder,
};
use arrow::datatypes::Int32Type;

use std::sync::Arc;

use crate::declared::{Column, DateForm, Kind};
use crate::options::{ReadOptions, TextLayout};
use crate::value::{self, Misfit};

/// Numbers from here on are not exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Builds one column. Whatever cannot be read is null in the column, and returned as a [`Misfit`].
pub(crate) struct ColumnBuilder {
    pub(crate) kind: Kind,
    optional: bool,
    pub(crate) form: Option<DateForm>,
    pub(crate) mark: u8,
    missing: Arc<[String]>,
    store: Store,
}

enum Store {
    Number(Int64Builder),
    Decimal(Float64Builder),
    Text(StringBuilder),
    View(StringViewBuilder),
    Dictionary(StringDictionaryBuilder<Int32Type>),
    Date(Date32Builder),
    Truth(BooleanBuilder),
}

macro_rules! each {
    ($store:expr, $builder:ident => $body:expr) => {
        match $store {
            Store::Number($builder) => $body,
            Store::Decimal($builder) => $body,
            Store::Text($builder) => $body,
            Store::View($builder) => $body,
            Store::Dictionary($builder) => $body,
            Store::Date($builder) => $body,
            Store::Truth($builder) => $body,
        }
    };
}

impl ColumnBuilder {
    pub(crate) fn new(column: &Column, options: &ReadOptions) -> Self {
        let store = match (column.kind, options.text) {
            (Kind::Key | Kind::Whole, _) => Store::Number(Int64Builder::new()),
            (Kind::Decimal, _) => Store::Decimal(Float64Builder::new()),
            (Kind::Text, TextLayout::Plain) => Store::Text(StringBuilder::new()),
            (Kind::Text, TextLayout::View) => Store::View(StringViewBuilder::new()),
            (Kind::Text, TextLayout::Dictionary) => Store::Dictionary(StringDictionaryBuilder::new()),
            (Kind::Date, _) => Store::Date(Date32Builder::new()),
            (Kind::Truth, _) => Store::Truth(BooleanBuilder::new()),
        };
        Self {
            kind: column.kind,
            optional: column.optional,
            form: column.dates,
            mark: b'.',
            missing: options.missing.as_slice().into(),
            store,
        }
    }

    pub(crate) fn finish(&mut self) -> ArrayRef {
        each!(&mut self.store, builder => Arc::new(builder.finish()))
    }

    /// No value.
    pub(crate) fn null(&mut self) -> Result<(), Misfit> {
        each!(&mut self.store, builder => builder.append_null());
        if self.optional { Ok(()) } else { Err(Misfit::empty(self.kind)) }
    }

    /// A value that is not what it should be.
    pub(crate) fn misfit(&mut self, misfit: Misfit) -> Result<(), Misfit> {
        each!(&mut self.store, builder => builder.append_null());
        Err(misfit)
    }

    /// A text as the file has it, padding included.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Misfit> {
        let text = text.trim_end_matches([' ', '\0']);
        let bare = text.trim_matches([' ', '\t', '\u{a0}']);
        if bare.is_empty() || self.missing.iter().any(|missing| missing.trim() == bare) {
            return self.null();
        }
        let outcome = match &mut self.store {
            Store::Text(builder) => {
                builder.append_value(text);
                return Ok(());
            }
            Store::View(builder) => {
                builder.append_value(text);
                return Ok(());
            }
            Store::Dictionary(builder) => {
                builder.append_value(text);
                return Ok(());
            }
            Store::Number(builder) => {
                let value = if self.kind == Kind::Key { value::key(bare) } else { value::whole(bare, self.mark) };
                value.map(|value| builder.append_value(value))
            }
            Store::Decimal(builder) => value::decimal(bare, self.mark).map(|value| builder.append_value(value)),
            Store::Date(builder) => value::date(bare, self.form).map(|value| builder.append_value(value)),
            Store::Truth(builder) => value::truth(bare).map(|value| builder.append_value(value)),
        };
        outcome.or_else(|misfit| self.misfit(misfit))
    }

    /// A whole number.
    #[inline]
    pub(crate) fn integer(&mut self, value: i64) -> Result<(), Misfit> {
        match &mut self.store {
            Store::Number(builder) if self.kind == Kind::Whole || (0..1_000_000_000_000_000_000).contains(&value) => {
                builder.append_value(value);
                return Ok(());
            }
            Store::Decimal(builder) => {
                builder.append_value(value as f64);
                return Ok(());
            }
            Store::Text(_) | Store::View(_) | Store::Dictionary(_) => return self.text(&value.to_string()),
            Store::Truth(builder) if matches!(value, 0 | 1) => {
                builder.append_value(value == 1);
                return Ok(());
            }
            Store::Date(builder) => {
                let day = u32::try_from(value).ok().filter(|value| (10_000_101..=99_991_231).contains(value));
                if let Some(days) = day.and_then(|day| value::days(day / 10_000, day / 100 % 100, day % 100)) {
                    builder.append_value(days);
                    return Ok(());
                }
            }
            Store::Number(_) | Store::Truth(_) => {}
        }
        let expected = if self.kind == Kind::Date { "a date, or a number like 20230131" } else { self.kind.expected() };
        self.misfit(Misfit::new(expected, &value.to_string()))
    }

    /// A number of which it is not known whether it is whole.
    #[inline]
    pub(crate) fn number(&mut self, value: f64) -> Result<(), Misfit> {
        if let Store::Decimal(builder) = &mut self.store {
            if value.is_finite() {
                builder.append_value(value);
                return Ok(());
            }
        } else if value.fract() == 0.0 && value.abs() <= EXACT {
            return self.integer(value as i64);
        }
        let expected = if self.kind == Kind::Date { "a date, or a number like 20230131" } else { self.kind.expected() };
        self.misfit(Misfit::new(expected, &value.to_string()))
    }

    /// A day, counted from 1970-01-01, in the years 1 to 9999.
    #[inline]
    pub(crate) fn day(&mut self, days: i64) -> Result<(), Misfit> {
        if let Store::Date(builder) = &mut self.store
            && let Ok(days) = i32::try_from(days)
            && (-719_162..=2_932_896).contains(&days)
        {
            builder.append_value(days);
            return Ok(());
        }
        self.misfit(Misfit::new("a date in the years 1 to 9999", &format!("{days} days after 1970-01-01")))
    }

    /// True or false.
    #[inline]
    pub(crate) fn truth(&mut self, value: bool) -> Result<(), Misfit> {
        match &mut self.store {
            Store::Truth(builder) => {
                builder.append_value(value);
                Ok(())
            }
            _ => self.misfit(Misfit::new(self.kind.expected(), if value { "true" } else { "false" })),
        }
    }
}
