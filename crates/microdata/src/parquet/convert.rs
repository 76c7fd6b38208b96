//! Arrow columns as they are in Parquet files, to the canonical types.

use arrow::array::{Array, ArrayRef, AsArray as _};
use arrow::compute::{CastOptions, cast, cast_with_options};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int32Type, Int64Type, TimeUnit};
use arrow::error::ArrowError;

use crate::column::ColumnBuilder;
use crate::declared::{Column, Kind};
use crate::error::ReadError;
use crate::options::ReadOptions;
use crate::value::Misfit;

/// Why a column could not be converted.
pub(super) enum Failure {
    Reported(Box<ReadError>),
    Arrow(ArrowError),
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

/// What to try when a type cannot be read as a kind; `None` when it can.
pub(super) fn refusal(kind: Kind, found: &DataType) -> Option<&'static str> {
    use DataType as T;
    let found = if let T::Dictionary(_, values) = found { values } else { found };
    let is_text = matches!(found, T::Utf8 | T::LargeUtf8 | T::Utf8View | T::Binary | T::LargeBinary | T::BinaryView);
    let is_number = found.is_integer()
        || matches!(found, T::Float16 | T::Float32 | T::Float64 | T::Decimal128(..) | T::Decimal256(..));
    let reads = match kind {
        Kind::Key | Kind::Whole | Kind::Decimal | Kind::Text => is_text || is_number,
        Kind::Truth => is_text || is_number || *found == T::Boolean,
        Kind::Date => {
            if let T::Timestamp(_, Some(zone)) = found
                && !matches!(&**zone, "UTC" | "Z" | "+00:00" | "Etc/UTC")
            {
                return Some("a day depends on the time zone: write dates, or times without a time zone");
            }
            is_text || found.is_integer() || matches!(found, T::Date32 | T::Date64 | T::Timestamp(..))
        }
    };
    if reads || *found == T::Null {
        None
    } else {
        Some("write the column with another type, or declare it as what it is")
    }
}

/// The column itself (or a cast of it), when its type and all its values are right already.
pub(super) fn as_it_is(
    array: &ArrayRef,
    column: &Column,
    wanted: &DataType,
    options: &ReadOptions,
) -> Option<ArrayRef> {
    if array.logical_null_count() > 0 && !column.optional {
        return None;
    }
    let array = match (column.kind, array.data_type()) {
        (_, same) if same == wanted => array.clone(),
        (
            Kind::Key | Kind::Whole,
            DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16 | DataType::UInt32,
        ) => cast(array, wanted).ok()?,
        _ => return None,
    };
    let right = match column.kind {
        Kind::Whole | Kind::Truth => true,
        Kind::Key => {
            let keys = array.as_primitive::<Int64Type>();
            let within = |key: i64| (0..1_000_000_000_000_000_000).contains(&key);
            if keys.null_count() == 0 {
                keys.values().iter().all(|key| within(*key))
            } else {
                keys.iter().flatten().all(within)
            }
        }
        Kind::Decimal => array.as_primitive::<Float64Type>().iter().flatten().all(f64::is_finite),
        Kind::Date => {
            array.as_primitive::<Date32Type>().iter().flatten().all(|day| (-719_162..=2_932_896).contains(&day))
        }
        Kind::Text => match array.data_type() {
            DataType::Utf8 => array.as_string::<i32>().iter().flatten().all(|text| is_bare(text, options)),
            DataType::Utf8View => array.as_string_view().iter().flatten().all(|text| is_bare(text, options)),
            DataType::Dictionary(..) => {
                let values = array.as_dictionary::<Int32Type>().values();
                values.null_count() == 0
                    && values.as_string_opt::<i32>()?.iter().flatten().all(|text| is_bare(text, options))
            }
            _ => false,
        },
    };
    right.then_some(array)
}

/// Whether a text needs no trimming and stands for itself.
#[inline]
fn is_bare(text: &str, options: &ReadOptions) -> bool {
    let padded = matches!(text.as_bytes().last(), None | Some(b' ' | 0 | b'\t' | 0xa0));
    !padded && !options.missing.iter().any(|missing| missing.trim() == text.trim())
}

/// Builds the column value by value.
pub(super) fn by_value(
    array: &ArrayRef,
    builder: &mut ColumnBuilder,
    report: &mut dyn FnMut(usize, Misfit) -> Result<(), ReadError>,
) -> Result<(), Failure> {
    let plain =
        if let DataType::Dictionary(_, values) = array.data_type() { cast(array, values)? } else { array.clone() };
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let to = |wanted: &DataType| cast_with_options(&plain, wanted, &strict);
    let mut push = |row: usize, outcome: Result<(), Misfit>| match outcome {
        Ok(()) => Ok(()),
        Err(misfit) => report(row, misfit).map_err(|error| Failure::Reported(Box::new(error))),
    };
    macro_rules! each {
        ($values:expr, $value:ident => $pushed:expr) => {
            for (row, value) in $values.iter().enumerate() {
                let outcome = match value {
                    None => builder.null(),
                    Some($value) => $pushed,
                };
                push(row, outcome)?;
            }
        };
    }
    match plain.data_type() {
        DataType::Null => {
            for row in 0..plain.len() {
                push(row, builder.null())?;
            }
        }
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView => {
            let texts = to(&DataType::Utf8)?;
            each!(texts.as_string::<i32>(), text => builder.text(text));
        }
        DataType::Boolean => each!(plain.as_boolean(), truth => builder.truth(truth)),
        DataType::Date32 => each!(plain.as_primitive::<Date32Type>(), day => builder.day(i64::from(day))),
        DataType::Date64 => {
            let times = to(&DataType::Int64)?;
            each!(times.as_primitive::<Int64Type>(), time => builder.day(time.div_euclid(86_400_000)));
        }
        DataType::Timestamp(unit, _) => {
            let per_day = 86_400
                * match unit {
                    TimeUnit::Second => 1,
                    TimeUnit::Millisecond => 1_000,
                    TimeUnit::Microsecond => 1_000_000,
                    TimeUnit::Nanosecond => 1_000_000_000,
                };
            let times = to(&DataType::Int64)?;
            each!(times.as_primitive::<Int64Type>(), time => builder.day(time.div_euclid(per_day)));
        }
        found if found.is_integer() => {
            let numbers = to(&DataType::Int64)?;
            each!(numbers.as_primitive::<Int64Type>(), number => builder.integer(number));
        }
        _ => {
            let numbers = to(&DataType::Float64)?;
            each!(numbers.as_primitive::<Float64Type>(), number => builder.number(number));
        }
    }
    Ok(())
}
