//! A table in memory, sorted by key.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, StringViewArray, UInt32Array, new_empty_array,
};
use arrow::buffer::{NullBuffer, ScalarBuffer};
use arrow::compute::{concat, filter, is_not_null, take};
use arrow::datatypes::{DataType, Int64Type, SchemaRef};
use arrow::error::ArrowError;

use crate::checks::Mix;

/// No row.
const NONE: u32 = u32::MAX;

/// The table.
pub(crate) struct KeyedSide {
    /// Ascending; none are null.
    keys: Int64Array,
    /// For every bucket of keys, the first row; one more at the end.
    buckets: Vec<u32>,
    /// Keys of one bucket are equal after this shift of their distance from the first.
    shift: u32,
    /// Whether every key stands there once.
    is_unique: bool,
    columns: Vec<Column>,
}

enum Column {
    /// The key itself.
    Key,
    Plain(ArrayRef),
    /// Few distinct short texts: the position of each among the values; the position after the last is "empty".
    Coded {
        codes: Vec<u16>,
        values: StringViewArray,
    },
}

/// For a batch of the larger table: which of its rows, and which rows of this table beside them.
pub(crate) struct Matches {
    /// None where every row stands there once, in order.
    pub(crate) probe: Option<UInt32Array>,
    build: Rows,
}

enum Rows {
    /// As many rows one after the other, from this one.
    From(usize),
    /// These; null where there is none.
    At(UInt32Array),
}

impl KeyedSide {
    /// Takes all batches of a table; the column `key` holds 64-bit integers. Rows without a key match nothing and go.
    pub(crate) fn new(schema: &SchemaRef, batches: Vec<RecordBatch>, key: usize) -> Result<Self, ArrowError> {
        let mut columns: Vec<Vec<ArrayRef>> = vec![Vec::with_capacity(batches.len()); schema.fields().len()];
        for batch in batches {
            for (column, array) in columns.iter_mut().zip(batch.columns()) {
                column.push(Arc::clone(array));
            }
        }
        let mut keys = whole(&std::mem::take(&mut columns[key]), &DataType::Int64)?;
        if keys.len() >= NONE as usize {
            return Err(ArrowError::ComputeError("a table of more than 4 billion rows cannot be joined".to_owned()));
        }
        let known = if keys.null_count() > 0 { Some(is_not_null(&keys)?) } else { None };
        if let Some(known) = &known {
            keys = filter(&keys, known)?;
        }
        let mut order = None;
        if !keys.as_primitive::<Int64Type>().values().is_sorted() {
            let values = keys.as_primitive::<Int64Type>().values();
            let mut rows: Vec<u32> = (0..values.len() as u32).collect();
            // Equal keys stay in the order of their rows.
            rows.sort_by_key(|row| values[*row as usize]);
            let rows = UInt32Array::from(rows);
            keys = take(&keys, &rows, None)?;
            order = Some(rows);
        }
        let mut arranged = Vec::with_capacity(columns.len());
        for (at, parts) in columns.into_iter().enumerate() {
            let kind = schema.field(at).data_type();
            arranged.push(if at == key {
                Column::Key
            } else if let Some(column) = coded(&parts, kind, known.as_ref(), order.as_ref()) {
                column
            } else {
                let mut array = whole(&parts, kind)?;
                drop(parts);
                if let Some(known) = &known {
                    array = filter(&array, known)?;
                }
                if let Some(order) = &order {
                    array = take(&array, order, None)?;
                }
                Column::Plain(array)
            });
        }
        let keys = keys.as_primitive::<Int64Type>().clone();
        let is_unique = keys.values().windows(2).all(|pair| pair[0] < pair[1]);
        let (buckets, shift) = buckets(keys.values());
        Ok(Self { keys, buckets, shift, is_unique, columns: arranged })
    }

    /// The first row with a key.
    fn find(&self, key: i64) -> Option<usize> {
        let keys = self.keys.values();
        let first = *keys.first()?;
        if key < first {
            return None;
        }
        let bucket = (key.wrapping_sub(first) as u64 >> self.shift) as usize;
        let (from, to) = (*self.buckets.get(bucket)? as usize, *self.buckets.get(bucket + 1)? as usize);
        let inside = &keys[from..to];
        let at = if inside.len() <= 16 {
            inside.iter().position(|other| *other >= key)?
        } else {
            inside.partition_point(|other| *other < key)
        };
        (inside.get(at) == Some(&key)).then_some(from + at)
    }

    /// The rows beside those with these keys.
    pub(crate) fn matches(&self, keys: &Int64Array) -> Matches {
        let own = self.keys.values();
        let mut rows: Vec<u32> = Vec::with_capacity(keys.len());
        // Where the next key is expected.
        let mut next = 0;
        for (row, key) in keys.values().iter().enumerate() {
            let at = if keys.is_null(row) {
                None
            } else if self.is_unique && own.get(next) == Some(key) {
                Some(next)
            } else {
                self.find(*key)
            };
            match at {
                Some(at) => {
                    rows.push(at as u32);
                    next = at + 1;
                }
                None => rows.push(NONE),
            }
        }
        if self.is_unique { one_to_one(rows) } else { self.one_to_many(keys, &rows) }
    }

    fn one_to_many(&self, keys: &Int64Array, first: &[u32]) -> Matches {
        let own = self.keys.values();
        let mut probe: Vec<u32> = Vec::with_capacity(first.len());
        let mut build: Vec<u32> = Vec::with_capacity(first.len());
        for (row, at) in first.iter().enumerate() {
            probe.push(row as u32);
            build.push(*at);
            if *at != NONE {
                let same = own[*at as usize + 1..].iter().take_while(|other| **other == keys.value(row)).count() as u32;
                probe.extend(std::iter::repeat_n(row as u32, same as usize));
                build.extend(at + 1..=at + same);
            }
        }
        Matches { probe: Some(probe.into()), build: Rows::At(nullable(build)) }
    }

    /// A column beside the matched rows.
    pub(crate) fn column(&self, at: usize, matches: &Matches, rows: usize) -> Result<ArrayRef, ArrowError> {
        match (&self.columns[at], &matches.build) {
            (Column::Key, Rows::From(from)) => Ok(Arc::new(self.keys.slice(*from, rows))),
            (Column::Key, Rows::At(at)) => take(&self.keys, at, None),
            (Column::Plain(array), Rows::From(from)) => Ok(array.slice(*from, rows)),
            (Column::Plain(array), Rows::At(at)) => take(array, at, None),
            (Column::Coded { codes, values }, Rows::From(from)) => {
                Ok(decoded(values, codes[*from..from + rows].iter().copied()))
            }
            (Column::Coded { codes, values }, Rows::At(at)) => {
                let empty = values.len() as u16;
                let code = |at: Option<u32>| at.map_or(empty, |at| codes[at as usize]);
                Ok(decoded(values, at.iter().map(code)))
            }
        }
    }
}

fn whole(parts: &[ArrayRef], kind: &DataType) -> Result<ArrayRef, ArrowError> {
    match parts {
        [] => Ok(new_empty_array(kind)),
        [only] => Ok(Arc::clone(only)),
        several => concat(&several.iter().map(AsRef::as_ref).collect::<Vec<_>>()),
    }
}

fn nullable(rows: Vec<u32>) -> UInt32Array {
    if !rows.contains(&NONE) {
        return rows.into();
    }
    let nulls: NullBuffer = rows.iter().map(|row| *row != NONE).collect();
    // Under a null stands a row that exists or nothing that is read.
    let rows: Vec<u32> = rows.into_iter().map(|row| if row == NONE { 0 } else { row }).collect();
    UInt32Array::new(ScalarBuffer::from(rows), Some(nulls))
}

fn one_to_one(rows: Vec<u32>) -> Matches {
    let build = match rows.first() {
        Some(first) if *first != NONE && rows.iter().zip(*first..).all(|(row, expected)| *row == expected) => {
            Rows::From(*first as usize)
        }
        _ => Rows::At(nullable(rows)),
    };
    Matches { probe: None, build }
}

/// A bucket for about every key, as far as keys are spread evenly.
fn buckets(keys: &[i64]) -> (Vec<u32>, u32) {
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return (vec![0, 0], 0) };
    let span = last.wrapping_sub(*first) as u64;
    let wanted = (keys.len() as u64).next_power_of_two();
    let mut shift = 0;
    while span >> shift >= wanted {
        shift += 1;
    }
    let count = (span >> shift) as usize + 1;
    let mut starts = vec![0_u32; count + 1];
    for key in keys {
        starts[(key.wrapping_sub(*first) as u64 >> shift) as usize + 1] += 1;
    }
    for bucket in 0..count {
        starts[bucket + 1] += starts[bucket];
    }
    (starts, shift)
}

/// A column of short texts of which there are few; none for others.
fn coded(
    parts: &[ArrayRef],
    kind: &DataType,
    known: Option<&BooleanArray>,
    order: Option<&UInt32Array>,
) -> Option<Column> {
    const EMPTY: u16 = u16::MAX;
    if *kind != DataType::Utf8View {
        return None;
    }
    let mut positions: HashMap<u128, u16, BuildHasherDefault<Mix>> = HashMap::default();
    let mut texts: Vec<String> = Vec::new();
    let mut codes: Vec<u16> = Vec::with_capacity(parts.iter().map(Array::len).sum());
    for part in parts {
        let part = part.as_string_view();
        let mut last = (u128::MAX, EMPTY);
        for (row, view) in part.views().iter().enumerate() {
            if part.is_null(row) {
                codes.push(EMPTY);
            } else if last.0 == *view {
                codes.push(last.1);
            } else if (*view as u32) > 12 {
                return None;
            } else {
                let code = *positions.entry(*view).or_insert_with(|| {
                    texts.push(part.value(row).to_owned());
                    (texts.len() - 1).min(usize::from(EMPTY)) as u16
                });
                if code == EMPTY {
                    return None;
                }
                last = (*view, code);
                codes.push(code);
            }
        }
    }
    if let Some(known) = known {
        let mut kept = known.values().iter();
        codes.retain(|_| kept.next().unwrap_or(false));
    }
    if let Some(order) = order {
        codes = order.values().iter().map(|row| codes[*row as usize]).collect();
    }
    let empty = texts.len() as u16;
    codes.iter_mut().filter(|code| **code == EMPTY).for_each(|code| *code = empty);
    Some(Column::Coded { codes, values: StringViewArray::from_iter_values(texts) })
}

/// The texts of codes; all of them fit in a view.
fn decoded(values: &StringViewArray, codes: impl Iterator<Item = u16> + Clone) -> ArrayRef {
    let known = values.views();
    let views: Vec<u128> = codes.clone().map(|code| known.get(usize::from(code)).copied().unwrap_or(0)).collect();
    let empty = values.len();
    let nulls: NullBuffer = codes.map(|code| usize::from(code) < empty).collect();
    let nulls = Some(nulls).filter(|nulls| nulls.null_count() > 0);
    Arc::new(StringViewArray::new(views.into(), Vec::new(), nulls))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::{Field, Schema};
    use proptest::prelude::*;

    type Row = (Option<i64>, Option<&'static str>, i64);
    type Joined = (usize, Option<i64>, Option<String>, Option<i64>);

    fn side(rows: &[Row], batch: usize) -> KeyedSide {
        let schema = Arc::new(Schema::new(vec![
            Field::new("key", DataType::Int64, true),
            Field::new("text", DataType::Utf8View, true),
            Field::new("number", DataType::Int64, false),
        ]));
        let batches = rows
            .chunks(batch.max(1))
            .map(|rows| {
                let columns: Vec<ArrayRef> = vec![
                    Arc::new(rows.iter().map(|row| row.0).collect::<Int64Array>()),
                    Arc::new(rows.iter().map(|row| row.1).collect::<StringViewArray>()),
                    Arc::new(rows.iter().map(|row| Some(row.2)).collect::<Int64Array>()),
                ];
                RecordBatch::try_new(Arc::clone(&schema), columns).unwrap()
            })
            .collect();
        KeyedSide::new(&schema, batches, 0).unwrap()
    }

    /// The join, row by row: probe row, key, text, number.
    fn joined(side: &KeyedSide, keys: &[Option<i64>]) -> Vec<Joined> {
        let keys: Int64Array = keys.iter().copied().collect();
        let matches = side.matches(&keys);
        let probe: Vec<usize> = match &matches.probe {
            Some(rows) => rows.values().iter().map(|row| *row as usize).collect(),
            None => (0..keys.len()).collect(),
        };
        let column = |at| side.column(at, &matches, probe.len()).unwrap();
        let (key, text, number) = (column(0), column(1), column(2));
        let whole = |array: &ArrayRef, n: usize| {
            let array = array.as_primitive::<Int64Type>();
            array.is_valid(n).then(|| array.value(n))
        };
        let text = text.as_string_view();
        let text = |n: usize| text.is_valid(n).then(|| text.value(n).to_owned());
        probe.iter().enumerate().map(|(n, row)| (*row, whole(&key, n), text(n), whole(&number, n))).collect()
    }

    #[test]
    fn a_row_without_its_like_stays_and_one_with_two_stands_twice() {
        let rows = [(Some(5), Some("b"), 1), (Some(3), None, 2), (Some(5), Some("c"), 3), (None, Some("d"), 4)];
        let found = joined(&side(&rows, 2), &[Some(5), None, Some(4), Some(3)]);
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                (0, Some(5), text("b"), Some(1)),
                (0, Some(5), text("c"), Some(3)),
                (1, None, None, None),
                (2, None, None, None),
                (3, Some(3), None, Some(2)),
            ]
        );
    }

    #[test]
    fn an_empty_table_matches_nothing() {
        assert_eq!(joined(&side(&[], 1), &[Some(1), None]), [(0, None, None, None), (1, None, None, None)]);
    }

    fn key() -> impl Strategy<Value = Option<i64>> {
        prop_oneof![
            8 => (0_i64..40).prop_map(Some),
            2 => (100_000_000_i64..100_000_050).prop_map(Some),
            1 => Just(None),
            1 => prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(-3)].prop_map(Some),
        ]
    }

    fn text() -> impl Strategy<Value = Option<&'static str>> {
        proptest::option::of(prop_oneof![4 => Just("NL"), 4 => Just("BU99010101"), 1 => Just("een langere tekst")])
    }

    proptest! {
        #[test]
        fn any_order_and_any_number_of_rows_give_what_a_nested_loop_gives(
            rows in proptest::collection::vec((key(), text()), 0..60),
            probe in proptest::collection::vec(key(), 0..60),
            batch in 1_usize..20,
            sorted in any::<bool>(),
        ) {
            let numbered = (0_i64..).zip(rows).map(|(n, (key, text))| (key, text, n));
            let mut rows: Vec<Row> = numbered.collect();
            if sorted {
                rows.sort_by_key(|row| row.0);
                rows.dedup_by_key(|row| row.0);
            }
            let found = joined(&side(&rows, batch), &probe);
            let mut expected: Vec<Joined> = Vec::new();
            for (n, key) in probe.iter().enumerate() {
                let like: Vec<&Row> = rows.iter().filter(|row| key.is_some() && row.0 == *key).collect();
                if like.is_empty() {
                    expected.push((n, None, None, None));
                }
                expected.extend(like.iter().map(|row| (n, row.0, row.1.map(str::to_owned), Some(row.2))));
            }
            prop_assert_eq!(found, expected);
        }
    }
}
