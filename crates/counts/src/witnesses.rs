//! The evidence that protection leaves behind: whole tables that agree with everything published, beside the raw counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, Int32Array, StringArray, UInt16Array, UInt32Array};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, UInt16Type, UInt32Type};
use cells::{AreaCode, Period};

use crate::folder::{Rows, batches, make_folder};
use crate::{CountsError, log};

/// A whole table that agrees with everything published, as changes to the true one; without any it is the true one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WitnessTable {
    /// What is not as in the true table.
    pub changes: Vec<WitnessChange>,
    /// What it shows.
    pub claims: Vec<WitnessClaim>,
}

/// A count of the true table that is another one here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessChange {
    /// Name of the quantity, as [`Quantity::name`](crate::Quantity::name) has it.
    pub quantity: Arc<str>,
    /// Area of the smallest level that is published: nobody sees who lives where inside it.
    pub area: AreaCode,
    /// Position of the background.
    pub leaf: u16,
    /// How many more or less.
    pub by: i32,
}

/// The value of a hidden count in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessClaim {
    /// `universe:…`, `count:…`, or `rest:…` for those of the universe who are not in the numerator.
    pub quantity: Arc<str>,
    /// The area.
    pub area: AreaCode,
    /// Id of the category, or `total`.
    pub category: Arc<str>,
    /// What it is.
    pub value: u32,
}

/// Rows per batch.
const ROWS: usize = 1 << 16;

/// Writes the evidence of a year beside its counts, in `witnesses`; earlier evidence of the year goes. Tables are numbered from 1;
/// number 0 is the true one.
pub fn write_witnesses(
    folder: &Path,
    period: Period,
    purpose: &str,
    tables: &[WitnessTable],
) -> Result<(), CountsError> {
    let year = folder.join(period.to_string());
    if !year.join("manifest.json").is_file() {
        let there = crate::years(folder)?;
        return Err(CountsError::NoSuchYear { path: folder.to_owned(), period, there });
    }
    let staging = year.join(format!(".witnesses-{}", std::process::id()));
    let written = write_all(&staging, tables).and_then(|()| {
        log::add(folder, "wrote witnesses", period, purpose, "")?;
        let target = year.join("witnesses");
        if target.exists() {
            fs::remove_dir_all(&target).map_err(CountsError::io("cannot replace", &target))?;
        }
        fs::rename(&staging, &target).map_err(CountsError::io("cannot put in place", &target))
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&staging);
    }
    written
}

fn write_all(folder: &Path, tables: &[WitnessTable]) -> Result<(), CountsError> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(CountsError::io("cannot remove", folder))?;
    }
    make_folder(folder)?;
    let numbers = tables.iter().scan(0, |last, table| {
        *last += u32::from(!table.changes.is_empty());
        Some(if table.changes.is_empty() { 0 } else { *last })
    });
    let numbers: Vec<u32> = numbers.collect();
    let of_all = || numbers.iter().zip(tables);
    let changes: Vec<_> = of_all().flat_map(|(at, table)| table.changes.iter().map(move |one| (*at, one))).collect();
    let claims: Vec<_> = of_all().flat_map(|(at, table)| table.claims.iter().map(move |one| (*at, one))).collect();
    let field = |name: &str, kind: DataType| Field::new(name, kind, false);
    let schema = |middle: Field, last: Field| {
        let first =
            [field("table", DataType::UInt32), field("quantity", DataType::Utf8), field("area", DataType::Utf8)];
        Arc::new(Schema::new(first.into_iter().chain([middle, last]).collect::<Vec<_>>()))
    };
    let text = |values: Vec<String>| -> ArrayRef { Arc::new(StringArray::from(values)) };

    let path = folder.join("changes.parquet");
    let mut file = Rows::new(&path, &schema(field("leaf", DataType::UInt16), field("change", DataType::Int32)))?;
    for part in changes.chunks(ROWS) {
        file.write(vec![
            Arc::new(UInt32Array::from_iter_values(part.iter().map(|(table, _)| *table))),
            text(part.iter().map(|(_, one)| one.quantity.to_string()).collect()),
            text(part.iter().map(|(_, one)| one.area.to_string()).collect()),
            Arc::new(UInt16Array::from_iter_values(part.iter().map(|(_, one)| one.leaf))),
            Arc::new(Int32Array::from_iter_values(part.iter().map(|(_, one)| one.by))),
        ])?;
    }
    file.close()?;

    let path = folder.join("claims.parquet");
    let mut file = Rows::new(&path, &schema(field("category", DataType::Utf8), field("value", DataType::UInt32)))?;
    for part in claims.chunks(ROWS) {
        file.write(vec![
            Arc::new(UInt32Array::from_iter_values(part.iter().map(|(table, _)| *table))),
            text(part.iter().map(|(_, one)| one.quantity.to_string()).collect()),
            text(part.iter().map(|(_, one)| one.area.to_string()).collect()),
            text(part.iter().map(|(_, one)| one.category.to_string()).collect()),
            Arc::new(UInt32Array::from_iter_values(part.iter().map(|(_, one)| one.value))),
        ])?;
    }
    file.close()
}

/// Reads the evidence that protection left of a year; none where it left none. That the counts are still those it was about is
/// for whoever uses it to check.
pub fn read_witnesses(folder: &Path, period: Period, purpose: &str) -> Result<Vec<WitnessTable>, CountsError> {
    let witnesses = folder.join(period.to_string()).join("witnesses");
    if !witnesses.is_dir() {
        return Ok(Vec::new());
    }
    log::add(folder, "opened witnesses", period, purpose, "")?;
    let mut tables: BTreeMap<u32, WitnessTable> = BTreeMap::new();
    let mut names: BTreeMap<String, Arc<str>> = BTreeMap::new();
    let mut name = |text: &str| match names.get(text) {
        Some(there) => Arc::clone(there),
        None => Arc::clone(names.entry(text.to_owned()).or_insert_with(|| Arc::from(text))),
    };
    let columns = |middle: (&'static str, DataType), last: (&'static str, DataType)| {
        [("table", DataType::UInt32), ("quantity", DataType::Utf8), ("area", DataType::Utf8), middle, last]
    };

    let path = witnesses.join("changes.parquet");
    for batch in batches(&path, &columns(("leaf", DataType::UInt16), ("change", DataType::Int32)))? {
        let table = batch.column(0).as_primitive::<UInt32Type>().values();
        let (quantity, area) = (batch.column(1).as_string::<i32>(), batch.column(2).as_string::<i32>());
        let leaf = batch.column(3).as_primitive::<UInt16Type>().values();
        let by = batch.column(4).as_primitive::<Int32Type>().values();
        for row in 0..batch.num_rows() {
            let change = WitnessChange {
                quantity: name(quantity.value(row)),
                area: code(&path, area.value(row))?,
                leaf: leaf[row],
                by: by[row],
            };
            tables.entry(table[row]).or_default().changes.push(change);
        }
    }
    let path = witnesses.join("claims.parquet");
    for batch in batches(&path, &columns(("category", DataType::Utf8), ("value", DataType::UInt32)))? {
        let table = batch.column(0).as_primitive::<UInt32Type>().values();
        let (quantity, area) = (batch.column(1).as_string::<i32>(), batch.column(2).as_string::<i32>());
        let category = batch.column(3).as_string::<i32>();
        let value = batch.column(4).as_primitive::<UInt32Type>().values();
        for row in 0..batch.num_rows() {
            let claim = WitnessClaim {
                quantity: name(quantity.value(row)),
                area: code(&path, area.value(row))?,
                category: name(category.value(row)),
                value: value[row],
            };
            tables.entry(table[row]).or_default().claims.push(claim);
        }
    }
    Ok(tables.into_values().collect())
}

fn code(path: &Path, text: &str) -> Result<AreaCode, CountsError> {
    text.parse::<AreaCode>().map_err(|error| CountsError::damaged(path, error.to_string(), "codes of areas"))
}
