//! Reads the cells back from Parquet as any other program would, and compares them with the cube.

use std::path::Path;

use arrow::array::{Array, DictionaryArray, Float64Array, RecordBatch, StringArray, UInt16Array, UInt32Array};
use arrow::datatypes::Int32Type;
use cells::{CategoryIx, Cell, Count, PlaceIx};

use super::cells::{READING_COLUMNS, SCHEMA, kind_named, status_named};
use super::{column, read_batches};
use crate::draft::{TOTAL, level_name};
use crate::verify::same_cell;
use crate::{Release, Slice, StandingReference};

/// A cell of the cube that must be a row of the table.
pub(crate) struct Row<'a> {
    pub(crate) slice: Slice<'a>,
    pub(crate) position: usize,
    pub(crate) place: PlaceIx,
    pub(crate) category: CategoryIx,
    pub(crate) cell: Cell,
}

/// Says where a table first differs from the cells it must hold, in their order.
pub(crate) fn first_difference<'a>(
    path: &Path,
    release: &Release,
    mut expected: impl Iterator<Item = Row<'a>>,
) -> Result<(), String> {
    let areas: Vec<String> = release.places.iter().map(|(_, place)| place.code.to_string()).collect();
    let categories: Vec<&str> = std::iter::once(TOTAL)
        .chain(release.definition.categories().map(|(.., category)| category.id.as_str()))
        .collect();
    let mut row_number = 0_u64;
    for batch in read_batches(path, &SCHEMA).map_err(|error| error.to_string())? {
        let batch = batch.map_err(|error| error.to_string())?;
        let columns = Columns::of(&batch)?;
        for row in 0..batch.num_rows() {
            row_number += 1;
            let Some(expected) = expected.next() else {
                return Err(format!("row {row_number} is one more than the cube has cells"));
            };
            let area = &areas[expected.place.0 as usize];
            let category = categories[usize::from(expected.category.0)];
            columns.compare(row, &expected, area, category, release).map_err(|problem| {
                let period = expected.slice.period();
                format!("row {row_number}, which must be {area}, {period}, {category}: {problem}")
            })?;
        }
    }
    match expected.count() {
        0 => Ok(()),
        more => Err(format!("has {row_number} rows; the cube has {more} cells more")),
    }
}

/// The columns of a batch of rows.
struct Columns<'a> {
    indicator: Words<'a>,
    period: &'a UInt16Array,
    level: Words<'a>,
    area: Words<'a>,
    vintage: &'a UInt16Array,
    category: Words<'a>,
    status: Words<'a>,
    kind: Words<'a>,
    numerator: (&'a UInt32Array, &'a UInt16Array),
    denominator: (&'a UInt32Array, &'a UInt16Array),
    value: &'a Float64Array,
    source: Words<'a>,
    readings: Vec<Words<'a>>,
}

impl<'a> Columns<'a> {
    fn of(batch: &'a RecordBatch) -> Result<Self, String> {
        Ok(Self {
            indicator: Words::of(batch, "indicator")?,
            period: column(batch, "period")?,
            level: Words::of(batch, "level")?,
            area: Words::of(batch, "area")?,
            vintage: column(batch, "vintage")?,
            category: Words::of(batch, "category")?,
            status: Words::of(batch, "status")?,
            kind: Words::of(batch, "kind")?,
            numerator: (column(batch, "numerator")?, column(batch, "numerator_within")?),
            denominator: (column(batch, "denominator")?, column(batch, "denominator_within")?),
            value: column(batch, "value")?,
            source: Words::of(batch, "source")?,
            readings: READING_COLUMNS.into_iter().map(|name| Words::of(batch, name)).collect::<Result<_, _>>()?,
        })
    }

    fn compare(
        &self,
        row: usize,
        expected: &Row<'_>,
        area: &str,
        category: &str,
        release: &Release,
    ) -> Result<(), String> {
        let slice = &expected.slice;
        let words = [
            ("indicator", &self.indicator, release.definition.indicator(slice.indicator()).id.as_str()),
            ("level", &self.level, level_name(slice.level())),
            ("area", &self.area, area),
            ("category", &self.category, category),
            ("source", &self.source, release.definition.sources[slice.source()].id.as_str()),
        ];
        for (name, column, expected) in words {
            let found = column.get(row);
            if found != Some(expected) {
                return Err(format!("its {name} is {found:?}; expected {expected}"));
            }
        }
        let (period, vintage) = (self.period.value(row), self.vintage.value(row));
        if (period, vintage) != (slice.period().0, slice.vintage().0) {
            return Err(format!("it is of {period}, division {vintage}"));
        }
        let cell = self.cell(row)?;
        if !same_cell(&cell, &expected.cell) {
            return Err(format!("it is {cell:?}; the cube has {:?}", expected.cell));
        }
        for (column, reference) in self.readings.iter().zip(StandingReference::ALL) {
            let found = column.get(row);
            let stored = release.cube.reading_word(slice.reading_at(expected.position, reference));
            if found != stored {
                return Err(format!("its reading against {reference:?} is {found:?}; the cube has {stored:?}"));
            }
        }
        Ok(())
    }

    fn cell(&self, row: usize) -> Result<Cell, String> {
        let status = self.status.get(row).and_then(status_named).ok_or("its status is unknown")?;
        let kind = self.kind.get(row).and_then(kind_named).ok_or("its kind is unknown")?;
        let count = |(values, within): (&UInt32Array, &UInt16Array)| match (values.is_valid(row), within.is_valid(row))
        {
            (true, true) => Ok(Some(Count { value: values.value(row), within: within.value(row) })),
            (false, false) => Ok(None),
            _ => Err("it has a count without its precision, or the other way round"),
        };
        Ok(Cell {
            status,
            kind,
            numerator: count(self.numerator)?,
            denominator: count(self.denominator)?,
            value: self.value.is_valid(row).then(|| self.value.value(row)),
        })
    }
}

/// A column of words.
struct Words<'a> {
    keys: &'a DictionaryArray<Int32Type>,
    words: &'a StringArray,
}

impl<'a> Words<'a> {
    fn of(batch: &'a RecordBatch, name: &str) -> Result<Self, String> {
        let keys: &DictionaryArray<Int32Type> = column(batch, name)?;
        let words = keys.values().as_any().downcast_ref().ok_or_else(|| format!("column `{name}` holds no words"))?;
        Ok(Self { keys, words })
    }

    fn get(&self, row: usize) -> Option<&'a str> {
        self.keys.key(row).map(|key| self.words.value(key))
    }
}
