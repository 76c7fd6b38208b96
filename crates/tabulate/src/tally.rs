//! Adds rows, or sums of rows, into a table of neighbourhood × leaf × quantity.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::buffer::BooleanBuffer;
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type};
use cells::Level;
use counts::{AreaTable, RawCounts, UnitRecord};

use crate::TabulateError;
use crate::keys::KeySet;
use crate::plan::{Plan, UnitQuery, atom_bounds};
use crate::texts::{EMPTY, Texts, UNKNOWN, texts_of};

/// No place in the table.
const NOWHERE: u32 = u32::MAX;

/// Why a unit is not counted, where the definition's own view did not say so.
pub(crate) mod reasons {
    pub(crate) const NO_AREA: &str = "neighbourhood not in the division";
    pub(crate) const NO_LEAF: &str = "background not among the leaves";
    pub(crate) const NO_KEY: &str = "no key";
    pub(crate) const TWICE: &str = "key in more than one row";
}

/// Takes what an engine answers to the queries of a [`Plan`], and becomes the raw counts.
///
/// Sums are of integers, so the order of batches, partitions and machines does not matter.
pub struct Tally<'a> {
    plan: &'a Plan,
    areas: AreaTable,
    places: Places,
    tables: Vec<Table>,
}

impl<'a> Tally<'a> {
    /// An empty one for the areas of the plan's division.
    pub fn new(plan: &'a Plan, areas: AreaTable) -> Self {
        let places = Places::new(plan, &areas);
        let tables = plan.units.iter().map(|query| Table::new(query, &places)).collect();
        Self { plan, areas, places, tables }
    }

    /// Takes a batch of the answer to [`UnitQuery::grouped`] of the unit at a position.
    pub fn add_grouped(&mut self, unit: usize, batch: &RecordBatch) -> Result<(), TabulateError> {
        self.tables[unit].add_grouped(&self.plan.units[unit], &mut self.places, batch)
    }

    /// Says of units that were left out of the query that they stand in several rows, so many together.
    pub fn add_twice(&mut self, unit: usize, rows: u64) {
        self.tables[unit].leave_out(reasons::TWICE, rows);
    }

    /// An empty table for one thread that reads the rows of a unit.
    pub(crate) fn counting(&self, unit: usize) -> Counting<'a> {
        let query = &self.plan.units[unit];
        Counting { query, places: self.places.clone(), table: Table::new(query, &self.places) }
    }

    /// Takes what a thread counted.
    pub(crate) fn add(&mut self, unit: usize, counting: Counting<'_>) {
        self.tables[unit].merge(counting.table);
    }

    /// The raw counts, and what became of the units of each kind.
    pub fn finish(self) -> (RawCounts, Vec<UnitRecord>) {
        let mut values = vec![Vec::new(); self.plan.quantities.len()];
        let mut units = Vec::new();
        for (query, table) in self.plan.units.iter().zip(self.tables) {
            units.push(UnitRecord {
                unit: query.unit,
                rows: table.rows,
                counted: table.counted,
                not_placed: table.not_placed.clone(),
            });
            table.collect(&mut values);
        }
        let counts = RawCounts::new(
            self.plan.period,
            self.plan.vintage,
            self.areas,
            self.plan.leaves.clone(),
            self.plan.quantities.clone(),
            values,
        );
        (counts, units)
    }
}

/// Where rows belong: from texts to a place in the table.
#[derive(Clone)]
struct Places {
    areas: Texts,
    attributes: Vec<Texts>,
    /// How many values each attribute has, "empty" and "unknown" besides.
    sizes: Vec<usize>,
    /// The leaf of each combination of values.
    leaf_of: Vec<u32>,
    leaves: usize,
    size: usize,
}

impl Places {
    fn new(plan: &Plan, areas: &AreaTable) -> Self {
        let codes = areas.codes(Level::Neighbourhood);
        let leaves = &plan.leaves;
        let mut attributes = Vec::new();
        let mut values: Vec<Vec<&str>> = Vec::new();
        for at in 0..leaves.attributes.len() {
            let mut all: Vec<&str> = leaves.rows.iter().filter_map(|row| row[at].as_deref()).collect();
            all.sort_unstable();
            all.dedup();
            attributes.push(Texts::new(&all));
            values.push(all);
        }
        let sizes: Vec<usize> = values.iter().map(Vec::len).collect();
        let mut leaf_of = vec![NOWHERE; sizes.iter().map(|size| size + 2).product()];
        for (leaf, row) in leaves.rows.iter().enumerate() {
            let number = |(value, all): (&Option<String>, &Vec<&str>)| match value {
                Some(value) => all.binary_search(&value.as_str()).map_or(UNKNOWN, |at| at as u32),
                None => EMPTY,
            };
            let numbers: Vec<u32> = row.iter().zip(&values).map(number).collect();
            leaf_of[combination(&sizes, numbers.into_iter())] = leaf as u32;
        }
        Self {
            areas: Texts::new(codes.iter().map(ToString::to_string)),
            attributes,
            sizes,
            leaf_of,
            leaves: leaves.len(),
            size: codes.len() * leaves.len(),
        }
    }
}

/// The position of a combination of numbers; "empty" and "unknown" come after the values of an attribute.
fn combination(sizes: &[usize], numbers: impl Iterator<Item = u32>) -> usize {
    sizes.iter().zip(numbers).fold(0, |at, (size, number)| {
        let number = match number {
            EMPTY => *size,
            UNKNOWN => size + 1,
            known => known as usize,
        };
        at * (size + 2) + number
    })
}

/// The table of one unit: rows are made for the places that somebody lives in.
#[derive(Debug)]
struct Table {
    /// The row of each place.
    row_of: Vec<u32>,
    /// The place of each row.
    places: Vec<u32>,
    /// Rows × counts.
    counts: Vec<u32>,
    /// Rows × sums.
    sums: Vec<i64>,
    /// For each count, and for each sum, its position among all quantities.
    count_of: Vec<usize>,
    sum_of: Vec<usize>,
    rows: u64,
    counted: u64,
    not_placed: BTreeMap<String, u64>,
}

impl Table {
    fn new(query: &UnitQuery, places: &Places) -> Self {
        let universes = query.universes.iter().map(|(quantity, _)| *quantity);
        let counts = query.numerators.iter().filter(|n| !n.sums).map(|n| n.quantity);
        Self {
            row_of: vec![NOWHERE; places.size],
            places: Vec::new(),
            counts: Vec::new(),
            sums: Vec::new(),
            count_of: universes.chain(counts).chain(query.ages.iter().copied()).collect(),
            sum_of: query.numerators.iter().filter(|n| n.sums).map(|n| n.quantity).collect(),
            rows: 0,
            counted: 0,
            not_placed: BTreeMap::new(),
        }
    }

    fn row(&mut self, place: u32) -> u32 {
        let row = &mut self.row_of[place as usize];
        if *row == NOWHERE {
            *row = self.places.len() as u32;
            self.places.push(place);
            self.counts.resize(self.places.len() * self.count_of.len(), 0);
            self.sums.resize(self.places.len() * self.sum_of.len(), 0);
        }
        *row
    }

    fn leave_out(&mut self, reason: &str, rows: u64) {
        if rows > 0 {
            self.rows += rows;
            *self.not_placed.entry(reason.to_owned()).or_default() += rows;
        }
    }

    fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.counted += other.counted;
        for (reason, rows) in other.not_placed {
            *self.not_placed.entry(reason).or_default() += rows;
        }
        let (counts, sums) = (self.count_of.len(), self.sum_of.len());
        for (from, place) in other.places.iter().enumerate() {
            let to = self.row(*place) as usize;
            for n in 0..counts {
                self.counts[to * counts + n] += other.counts[from * counts + n];
            }
            for n in 0..sums {
                self.sums[to * sums + n] += other.sums[from * sums + n];
            }
        }
    }

    /// Puts what is not zero at its quantity, by ascending place.
    fn collect(self, values: &mut [Vec<(u32, i64)>]) {
        let mut order: Vec<u32> = (0..self.places.len() as u32).collect();
        order.sort_unstable_by_key(|row| self.places[*row as usize]);
        let (counts, sums) = (self.count_of.len(), self.sum_of.len());
        for (n, quantity) in self.count_of.iter().enumerate() {
            let found = order.iter().map(|row| (*row as usize, i64::from(self.counts[*row as usize * counts + n])));
            values[*quantity] = found.filter(|(_, v)| *v != 0).map(|(row, v)| (self.places[row], v)).collect();
        }
        for (n, quantity) in self.sum_of.iter().enumerate() {
            let found = order.iter().map(|row| (*row as usize, self.sums[*row as usize * sums + n]));
            values[*quantity] = found.filter(|(_, v)| *v != 0).map(|(row, v)| (self.places[row], v)).collect();
        }
    }

    /// The row of every row of a batch, or nowhere; those that are nowhere are noted with the reason, `weight` of each.
    fn place(
        &mut self,
        query: &UnitQuery,
        places: &mut Places,
        batch: &RecordBatch,
        first: usize,
        left_out: impl Fn(usize) -> Option<&'static str>,
        weight: impl Fn(usize) -> u64,
    ) -> Result<Vec<u32>, TabulateError> {
        let named = |column: &'static str| move || format!("view `{}`, {column}", query.view);
        let not_placed = batch.column(first);
        let said = not_placed.logical_null_count() < batch.num_rows();
        let said = if said { Some(texts_of(not_placed, &named("the reason why units are not placed"))?) } else { None };
        let areas = places.areas.numbers(batch.column(first + 1), &named("the neighbourhood"))?;
        let mut combined: Vec<usize> = vec![0; batch.num_rows()];
        for (n, texts) in places.attributes.iter_mut().enumerate() {
            let place = || format!("view `{}`, an attribute of the leaves", query.view);
            let numbers = texts.numbers(batch.column(first + 2 + n), &place)?;
            let size = [places.sizes[n]];
            for (at, number) in combined.iter_mut().zip(numbers) {
                *at = *at * (size[0] + 2) + combination(&size, std::iter::once(number));
            }
        }
        let mut rows = Vec::with_capacity(batch.num_rows());
        for n in 0..batch.num_rows() {
            let leaf = places.leaf_of[combined[n]];
            let reason = said.as_ref().map(AsArray::as_string_view).filter(|said| said.is_valid(n));
            let reason = match reason {
                Some(reason) => Some(reason.value(n)),
                None if areas[n] >= EMPTY => Some(reasons::NO_AREA),
                None if leaf == NOWHERE => Some(reasons::NO_LEAF),
                None => None,
            };
            if let Some(reason) = left_out(n).or(reason) {
                self.leave_out(reason, weight(n));
                rows.push(NOWHERE);
            } else {
                let place = areas[n] as usize * places.leaves + leaf as usize;
                self.rows += weight(n);
                self.counted += weight(n);
                rows.push(self.row(place as u32));
            }
        }
        Ok(rows)
    }

    fn add_grouped(
        &mut self,
        query: &UnitQuery,
        places: &mut Places,
        batch: &RecordBatch,
    ) -> Result<(), TabulateError> {
        let whole = |column: usize| -> Result<ArrayRef, TabulateError> {
            let array = batch.column(column);
            cast(array, &DataType::Int64).map_err(|_| TabulateError::ColumnType {
                place: format!("view `{}`, a sum", query.view),
                expected: "whole numbers",
                found: array.data_type().to_string(),
            })
        };
        let units = whole(2 + query.attributes)?;
        let units = units.as_primitive::<Int64Type>();
        let rows = self.place(query, places, batch, 0, |_| None, |row| units.value(row) as u64)?;
        let (counts, sums) = (self.count_of.len(), self.sum_of.len());
        for (at, quantity) in query.quantities().enumerate() {
            let values = whole(3 + query.attributes + at)?;
            let values = values.as_primitive::<Int64Type>();
            let count = self.count_of.iter().position(|other| *other == quantity);
            let sum = self.sum_of.iter().position(|other| *other == quantity);
            for (row, value) in rows.iter().zip(values.iter()).filter(|(row, _)| **row != NOWHERE) {
                let value = value.unwrap_or(0);
                match (count, sum) {
                    (Some(n), _) => self.counts[*row as usize * counts + n] += value as u32,
                    (_, Some(n)) => self.sums[*row as usize * sums + n] += value,
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// What one thread counts of the rows of a unit.
pub(crate) struct Counting<'a> {
    query: &'a UnitQuery,
    places: Places,
    table: Table,
}

/// Which units were seen: everyone is counted once.
pub(crate) struct Seen {
    keys: KeySet,
    /// Keys that stand in several rows: none of their rows is counted.
    excluded: HashSet<i64>,
    /// Keys of which a second row was found.
    twice: Mutex<HashSet<i64>>,
}

impl Seen {
    pub(crate) fn new(excluded: HashSet<i64>) -> Self {
        Self { keys: KeySet::new(), excluded, twice: Mutex::new(HashSet::new()) }
    }

    pub(crate) fn into_twice(self) -> HashSet<i64> {
        self.twice.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The atom of each age below this.
const AGES: usize = 256;

impl Counting<'_> {
    /// Takes a batch of the answer to [`UnitQuery::rows`].
    pub(crate) fn add_rows(&mut self, batch: &RecordBatch, seen: &Seen) -> Result<(), TabulateError> {
        let query = self.query;
        let keys = batch.column(0);
        let Some(keys) = keys.as_primitive_opt::<Int64Type>() else {
            return Err(wrong(query, "the key", "a key", keys));
        };
        let excluded = |row: usize| {
            let key = keys.value(row);
            if keys.is_null(row) {
                Some(reasons::NO_KEY)
            } else if seen.excluded.contains(&key) {
                Some(reasons::TWICE)
            } else {
                if !seen.keys.insert(key) {
                    seen.twice.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
                }
                None
            }
        };
        let rows = self.table.place(query, &mut self.places, batch, 1, excluded, |_| 1)?;
        let mut column = 3 + query.attributes;
        let ages = query.has_age.then(|| batch.column(column));
        column += usize::from(query.has_age);
        let mut universes = Vec::with_capacity(query.universes.len());
        for (_, has_condition) in &query.universes {
            universes.push(if *has_condition {
                column += 1;
                Some(truths(query, "a condition of a universe", batch.column(column - 1))?)
            } else {
                None
            });
        }
        let width = self.table.count_of.len();
        let counts = &mut self.table.counts;
        let mut n = 0;
        for universe in &universes {
            if let Some(inside) = universe {
                add_ones(counts, &rows, inside, width, n);
            } else {
                for row in rows.iter().filter(|row| **row != NOWHERE) {
                    counts[*row as usize * width + n] += 1;
                }
            }
            n += 1;
        }
        let mut sum = 0;
        for numerator in &query.numerators {
            let universe = universes[numerator.universe].as_ref();
            let array = batch.column(column);
            column += 1;
            if numerator.sums {
                let Some(values) = array.as_primitive_opt::<Int64Type>() else {
                    return Err(wrong(query, "a sum", "whole numbers", array));
                };
                let width = self.table.sum_of.len();
                for (at, row) in rows.iter().enumerate() {
                    let inside = *row != NOWHERE && values.is_valid(at) && universe.is_none_or(|u| u.value(at));
                    if inside {
                        self.table.sums[*row as usize * width + sum] += values.value(at);
                    }
                }
                sum += 1;
            } else {
                let mut inside = truths(query, "a numerator", array)?;
                if let Some(universe) = universe {
                    inside = &inside & universe;
                }
                add_ones(counts, &rows, &inside, width, n);
                n += 1;
            }
        }
        if let Some(ages) = ages.filter(|_| !query.ages.is_empty()) {
            let ages = cast(ages, &DataType::Int64).map_err(|_| wrong(query, "the age", "whole numbers", ages))?;
            let atoms = age_atoms();
            for (row, age) in rows.iter().zip(ages.as_primitive::<Int64Type>().iter()) {
                let atom = age.and_then(|age| usize::try_from(age).ok()).map(|age| atoms[age.min(AGES - 1)]);
                if let Some(atom) = atom.filter(|_| *row != NOWHERE) {
                    counts[*row as usize * width + n + atom] += 1;
                }
            }
        }
        Ok(())
    }
}

fn add_ones(counts: &mut [u32], rows: &[u32], inside: &BooleanBuffer, width: usize, n: usize) {
    for at in inside.set_indices() {
        let row = rows[at];
        if row != NOWHERE {
            counts[row as usize * width + n] += 1;
        }
    }
}

/// Where a condition holds; where it is empty it does not.
fn truths(query: &UnitQuery, what: &str, array: &ArrayRef) -> Result<BooleanBuffer, TabulateError> {
    if *array.data_type() == DataType::Null {
        return Ok(BooleanBuffer::new_unset(array.len()));
    }
    let Some(truths) = array.as_boolean_opt() else { return Err(wrong(query, what, "true or false", array)) };
    Ok(match truths.nulls() {
        Some(nulls) => truths.values() & nulls.inner(),
        None => truths.values().clone(),
    })
}

fn wrong(query: &UnitQuery, what: &str, expected: &'static str, found: &ArrayRef) -> TabulateError {
    TabulateError::ColumnType {
        place: format!("view `{}`, {what}", query.view),
        expected,
        found: found.data_type().to_string(),
    }
}

/// The atom of every age; all of them together are everybody.
fn age_atoms() -> [usize; AGES] {
    let mut of = [0; AGES];
    for (n, atom) in definition::AGE_ATOMS.iter().enumerate() {
        let (first, last) = atom_bounds(atom).unwrap_or_default();
        for (age, at) in (0_i64..).zip(of.iter_mut()) {
            if age >= first && last.is_none_or(|last| age <= last) {
                *at = n;
            }
        }
    }
    of
}

/// Reads the answer to [`Plan::areas`].
pub fn area_table(plan: &Plan, batches: &[RecordBatch]) -> Result<AreaTable, TabulateError> {
    let register = plan.areas.rsplit(' ').next().unwrap_or_default();
    let mut rows = Vec::new();
    for batch in batches {
        let place = || format!("register `{register}`, a code of an area");
        let columns: Vec<ArrayRef> =
            batch.columns().iter().map(|column| texts_of(column, &place)).collect::<Result<_, _>>()?;
        let code = |column: usize, row: usize| {
            columns[column]
                .as_string_view()
                .value(row)
                .parse::<cells::AreaCode>()
                .map_err(|error| TabulateError::Areas { register: register.to_owned(), message: error.to_string() })
        };
        for row in 0..batch.num_rows() {
            // An address without an area makes nobody's neighbourhood.
            if columns.iter().all(|column| column.is_valid(row)) {
                rows.push((code(0, row)?, code(1, row)?, code(2, row)?));
            }
        }
    }
    AreaTable::new(rows).map_err(|conflict| TabulateError::areas(register, &conflict))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_is_in_one_atom_and_each_begins_where_the_last_ended() {
        let atoms = age_atoms();
        let expected = [(0, 0), (3, 0), (4, 1), (12, 1), (13, 2), (14, 2), (15, 3), (17, 3), (18, 4), (26, 4), (27, 5)];
        for (age, atom) in expected.into_iter().chain([(30, 5), (31, 6), (64, 6), (65, 7), (113, 7), (255, 7)]) {
            assert_eq!(atoms[age], atom, "{age}");
        }
    }
}
