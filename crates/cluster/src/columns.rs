//! From the columns of Parquet files to the declared ones: names, types and texts as the reader of registers gives them.

use std::sync::Arc;

use arrow::datatypes::{DataType, Schema, TimeUnit};
use datafusion::common::{Column as ColumnName, ScalarValue};
use datafusion::logical_expr::{Expr, cast, lit, when};
use datafusion::prelude::{btrim, rtrim};
use definition::{Column, ColumnType, Register};

use crate::ClusterError;

/// A declared column, and what the files have of it.
pub(crate) struct Found {
    /// What is declared.
    pub(crate) column: Column,
    /// Its name and type in the files; none where it is optional and absent.
    pub(crate) field: Option<(String, DataType)>,
}

/// Finds the declared columns in a file.
pub(crate) fn find(register: &Register, file: &str, schema: &Schema) -> Result<Vec<Found>, ClusterError> {
    let wanted = |name: &str| name.trim().to_lowercase();
    let mut all = Vec::with_capacity(register.columns.len());
    for column in &register.columns {
        let mut fields = schema.fields().iter().filter(|field| wanted(field.name()) == wanted(&column.name));
        let (first, second) = (fields.next(), fields.next());
        let missing = first.is_none() && !column.optional;
        if missing || second.is_some() {
            return Err(ClusterError::Column {
                register: register.id.clone(),
                file: file.to_owned(),
                column: column.name.clone(),
                twice: second.is_some(),
            });
        }
        if let Some(field) = first.filter(|field| !is_read(column.kind, field.data_type())) {
            return Err(ClusterError::ColumnType {
                register: register.id.clone(),
                file: file.to_owned(),
                column: column.name.clone(),
                expected: expected(column.kind),
                found: field.data_type().to_string(),
            });
        }
        let field = first.map(|field| (field.name().clone(), field.data_type().clone()));
        all.push(Found { column: column.clone(), field });
    }
    Ok(all)
}

/// Files of one table have their columns in common.
pub(crate) fn agree(register: &Register, first: &[Found], other: &[Found], file: &str) -> Result<(), ClusterError> {
    let words =
        |found: &Found| found.field.as_ref().map_or("absent".to_owned(), |(name, kind)| format!("{name} {kind}"));
    for (first, other) in first.iter().zip(other) {
        if first.field != other.field {
            return Err(ClusterError::FilesDiffer {
                register: register.id.clone(),
                column: first.column.name.clone(),
                first: words(first),
                second: words(other),
                file: file.to_owned(),
            });
        }
    }
    Ok(())
}

/// The schema that the files are read with: the columns that are declared, as they are there.
pub(crate) fn in_files(columns: &[Found]) -> Arc<Schema> {
    let fields = columns.iter().filter_map(|found| found.field.as_ref());
    let fields = fields.map(|(name, kind)| arrow::datatypes::Field::new(name, kind.clone(), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The declared columns as expressions over those of the files.
pub(crate) fn declared(columns: &[Found]) -> Result<Vec<Expr>, datafusion::error::DataFusionError> {
    columns.iter().map(|found| Ok(one(found)?.alias(&found.column.name))).collect()
}

fn one(found: &Found) -> Result<Expr, datafusion::error::DataFusionError> {
    let to = arrow_type(found.column.kind);
    let Some((name, is)) = &found.field else { return Ok(lit(ScalarValue::try_from(&to)?)) };
    let column = Expr::Column(ColumnName::from_name(name));
    if found.column.kind == ColumnType::Text {
        // As the reader does it: padding goes at the end, and a text of nothing but space is no value.
        let text = rtrim(vec![cast(column, DataType::Utf8), lit(" \0")]);
        let bare = btrim(vec![text.clone(), lit(" \t\u{a0}")]);
        return when(bare.not_eq(lit("")), text).end();
    }
    Ok(if *is == to { column } else { cast(column, to) })
}

fn arrow_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Key | ColumnType::Whole => DataType::Int64,
        ColumnType::Date => DataType::Date32,
        ColumnType::Truth => DataType::Boolean,
        ColumnType::Text => DataType::Utf8,
    }
}

/// Whether a cast in SQL gives what the reader of registers reads.
fn is_read(kind: ColumnType, found: &DataType) -> bool {
    use DataType as T;
    match kind {
        ColumnType::Key | ColumnType::Whole => found.is_integer() && *found != T::UInt64,
        ColumnType::Date => matches!(
            found,
            T::Date32 | T::Timestamp(TimeUnit::Millisecond | TimeUnit::Microsecond | TimeUnit::Nanosecond, None)
        ),
        ColumnType::Truth => *found == T::Boolean,
        ColumnType::Text => match found {
            T::Utf8 | T::LargeUtf8 | T::Utf8View => true,
            T::Dictionary(_, values) => matches!(**values, T::Utf8 | T::LargeUtf8 | T::Utf8View),
            _ => false,
        },
    }
}

fn expected(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Key | ColumnType::Whole => "whole numbers (of at most 64 bits, with a sign)",
        ColumnType::Date => "dates, or times without a zone",
        ColumnType::Truth => "true and false",
        ColumnType::Text => "texts",
    }
}
