//! Attack 2: is there, for every protected count, a complete table in which it is 0 and one in which it is the most that a
//! protected count can be, both in agreement with everything published?
//!
//! The tables are those that protection left behind, beside the raw counts: `changes.parquet` (a table is the true counts
//! plus its changes) and `claims.parquet` (which count is what in which table). Nothing is taken on trust: all sums that a
//! change touches are added up again in whole numbers and compared with what is published.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int32Type, UInt16Type, UInt32Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::AuditError;
use crate::statements::{Address, Base, Mark, Statements, Subject};
use crate::truth::Truth;

/// A change of one count of the finest parts.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The table.
    pub table: u32,
    /// Position of the base.
    pub base: u16,
    /// The area, of the smallest level that is published.
    pub area: u32,
    /// The leaf.
    pub leaf: u16,
    /// By how much.
    pub change: i32,
}

/// What is said of a count in a table.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The table; 0 is the truth.
    pub table: u32,
    /// The count.
    pub address: Address,
    /// What it is there.
    pub value: u32,
}

/// Why a table does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A count is below 0.
    Negative,
    /// More people than its universe has.
    MoreThanAll,
    /// A published figure would not be true.
    Disagrees,
    /// The count is not what the claim says.
    OtherValue,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Witnesses {
    /// Tables that were added up again.
    pub tables: usize,
    /// Changes in them.
    pub changes: usize,
    /// Claims that were compared.
    pub claims: usize,
    /// Protected counts.
    pub protected: usize,
    /// Those without a good table with 0, and those without one with the most.
    pub without: Vec<(Address, bool, bool)>,
    /// Tables and claims that do not count: how often, by reason.
    pub faults: BTreeMap<Fault, usize>,
    /// Rows of the files that name nothing known here.
    pub unknown: usize,
}

/// Reads both files of a folder.
pub fn read(
    folder: &Path,
    statements: &Statements,
    truth: &Truth<'_>,
    definition: &definition::Definition,
    find: impl Fn(&str) -> Option<(usize, usize)>,
) -> Result<(Vec<Change>, Vec<Claim>, usize), AuditError> {
    let mut unknown = 0;
    let bases: HashMap<String, Option<u16>> = names(statements, definition);
    // Of people who move within an area of the smallest level that is published, nobody sees anything.
    let smallest = statements.areas.levels().len().saturating_sub(1);
    let area_of = |code: &str| match find(code) {
        Some((level, area)) if level == smallest => Some(area),
        _ => truth.smallest_with(code),
    };
    let mut areas: HashMap<String, Option<usize>> = HashMap::new();
    let mut changes = Vec::new();
    let columns = [
        ("table", DataType::UInt32),
        ("quantity", DataType::Utf8),
        ("area", DataType::Utf8),
        ("leaf", DataType::UInt16),
        ("change", DataType::Int32),
    ];
    each(&folder.join("changes.parquet"), &columns, |batch| {
        let table = batch[0].as_primitive::<UInt32Type>();
        let (quantity, area) = (batch[1].as_string::<i32>(), batch[2].as_string::<i32>());
        let (leaf, change) = (batch[3].as_primitive::<UInt16Type>(), batch[4].as_primitive::<Int32Type>());
        for row in 0..table.len() {
            let code = area.value(row);
            if !areas.contains_key(code) {
                areas.insert(code.to_owned(), area_of(code));
            }
            let base = bases.get(quantity.value(row));
            match (base, areas[code]) {
                // A sum of others: its parts are listed themselves.
                (Some(None), _) => {}
                (Some(Some(base)), Some(area)) if usize::from(leaf.value(row)) < truth.leaves() => {
                    changes.push(Change {
                        table: table.value(row),
                        base: *base,
                        area: area as u32,
                        leaf: leaf.value(row),
                        change: change.value(row),
                    });
                }
                _ => unknown += 1,
            }
        }
    })?;
    let mut claims = Vec::new();
    let counted: HashMap<&str, usize> =
        statements.counted.iter().enumerate().map(|(at, counted)| (counted.name.as_str(), at)).collect();
    let groups: HashMap<&str, usize> =
        statements.groups.iter().enumerate().map(|(at, group)| (group.id.as_str(), at)).collect();
    let mut places: HashMap<String, Option<(usize, usize)>> = HashMap::new();
    let columns = [
        ("table", DataType::UInt32),
        ("quantity", DataType::Utf8),
        ("area", DataType::Utf8),
        ("category", DataType::Utf8),
        ("value", DataType::UInt32),
    ];
    each(&folder.join("claims.parquet"), &columns, |batch| {
        let (table, value) = (batch[0].as_primitive::<UInt32Type>(), batch[4].as_primitive::<UInt32Type>());
        let (quantity, area) = (batch[1].as_string::<i32>(), batch[2].as_string::<i32>());
        let category = batch[3].as_string::<i32>();
        for row in 0..table.len() {
            let code = area.value(row);
            if !places.contains_key(code) {
                places.insert(code.to_owned(), find(code));
            }
            let address = places[code].and_then(|(level, area)| {
                let counted = counted.get(quantity.value(row))?;
                let (table, found) = statements.table(*counted, level)?;
                let position = found.position(*groups.get(category.value(row))?)?;
                Some(Address { table: table as u32, area: area as u32, position: position as u16 })
            });
            match address {
                Some(address) => claims.push(Claim { table: table.value(row), address, value: value.value(row) }),
                None => unknown += 1,
            }
        }
    })?;
    Ok((changes, claims, unknown))
}

/// The bases by the names of quantities; none for a quantity that is a sum of bases.
fn names(statements: &Statements, definition: &definition::Definition) -> HashMap<String, Option<u16>> {
    let mut names: HashMap<String, Option<u16>> = HashMap::new();
    for counted in statements.counted.iter().filter(|counted| !matches!(counted.subject, Subject::Rest(_))) {
        names.insert(counted.name.clone(), None);
    }
    for (at, base) in statements.bases.iter().enumerate() {
        let name = match base {
            Base::Age(age) => format!("age:{}", definition::AGE_ATOMS[*age]),
            Base::Universe(universe) => format!("universe:{}", definition.universes[*universe].id),
            Base::Count(indicator) => format!("count:{}", definition.indicators[*indicator].id),
        };
        names.insert(name, Some(at as u16));
    }
    names
}

/// The batches of a file, as these columns of these types.
fn each(
    path: &Path,
    columns: &[(&str, DataType)],
    mut take: impl FnMut(&[arrow::array::ArrayRef]),
) -> Result<(), AuditError> {
    let damaged = |what: String| AuditError::Witnesses { path: PathBuf::from(path), what };
    let file = File::open(path).map_err(|error| damaged(error.to_string()))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| damaged(error.to_string()))?;
    let reader = reader.with_batch_size(1 << 16).build().map_err(|error| damaged(error.to_string()))?;
    for batch in reader {
        let batch: RecordBatch = batch.map_err(|error| damaged(error.to_string()))?;
        let mut found = Vec::new();
        for (name, kind) in columns {
            let column = batch.column_by_name(name).ok_or_else(|| damaged(format!("no column `{name}`")))?;
            if column.null_count() > 0 {
                return Err(damaged(format!("empty values in `{name}`")));
            }
            found.push(cast(column, kind).map_err(|error| damaged(error.to_string()))?);
        }
        take(&found);
    }
    Ok(())
}

/// Adds up all tables again.
pub fn witnesses(
    statements: &Statements,
    truth: &Truth<'_>,
    mut changes: Vec<Change>,
    mut claims: Vec<Claim>,
) -> Witnesses {
    changes.sort_by_key(|change| change.table);
    claims.sort_by_key(|claim| claim.table);
    let mut result = Witnesses { changes: changes.len(), claims: claims.len(), ..Witnesses::default() };
    let sums = Sums::new(statements);
    let mut seen: HashMap<Address, (bool, bool)> = HashMap::new();
    let mut at = 0;
    for claims in claims.chunk_by(|a, b| a.table == b.table) {
        let table = claims[0].table;
        at += changes[at..].partition_point(|change| change.table < table);
        let end = at + changes[at..].partition_point(|change| change.table == table);
        let own = &changes[at..end];
        at = end;
        result.tables += 1;
        // Table 0 is the truth; a change of it is no truth.
        let touched = match sums.check(statements, truth, own) {
            Ok(touched) => touched,
            Err(fault) => {
                *result.faults.entry(fault).or_default() += 1;
                continue;
            }
        };
        for claim in claims {
            let value = truth.at(statements, claim.address) + touched.get(&claim.address).copied().unwrap_or(0);
            if value != i64::from(claim.value) {
                *result.faults.entry(Fault::OtherValue).or_default() += 1;
                continue;
            }
            let table = &statements.tables[claim.address.table as usize];
            let pair = seen.entry(claim.address).or_default();
            pair.0 |= claim.value == 0;
            pair.1 |= claim.value + 1 == statements.threshold(table.counted);
        }
    }
    for (address, _) in statements.said().filter(|(_, said)| said.mark == Mark::Protected) {
        result.protected += 1;
        let (zero, most) = seen.get(&address).copied().unwrap_or_default();
        if !(zero && most) {
            result.without.push((address, !zero, !most));
        }
    }
    result
}

/// A table that a base is counted in: its number, the sign, and for every leaf the positions of the groups that have it.
type Place = (usize, i64, Vec<Vec<u16>>);

/// Which counts a change touches.
struct Sums {
    /// For every base, where it is counted.
    of_base: Vec<Vec<Place>>,
    /// Bases that are counts, with the bases of their universe.
    counts: Vec<(usize, Vec<usize>)>,
}

impl Sums {
    fn new(statements: &Statements) -> Self {
        let mut of_base = vec![Vec::new(); statements.bases.len()];
        for (number, table) in statements.tables.iter().enumerate() {
            for term in &statements.counted[table.counted].terms {
                let mut positions = vec![Vec::new(); statements.leaves.len()];
                for (position, group) in table.groups.iter().enumerate() {
                    for (leaf, _) in statements.leaves_of(term, *group).iter().enumerate().filter(|(_, c)| **c) {
                        positions[leaf].push(position as u16);
                    }
                }
                of_base[term.base].push((number, i64::from(term.sign), positions));
            }
        }
        let mut counts = Vec::new();
        for (at, base) in statements.bases.iter().enumerate() {
            let Base::Count(indicator) = base else { continue };
            let Some(rest) = statements.find(Subject::Rest(*indicator)) else { continue };
            let size = statements.counted[rest].terms.iter().map(|term| term.base).filter(|base| *base != at);
            counts.push((at, size.collect()));
        }
        Self { of_base, counts }
    }

    /// Checks a table; gives by how much it changes every count that it touches.
    fn check(
        &self,
        statements: &Statements,
        truth: &Truth<'_>,
        changes: &[Change],
    ) -> Result<HashMap<Address, i64>, Fault> {
        let mut fine: HashMap<(usize, usize, usize), i64> = HashMap::new();
        for change in changes {
            let at = (usize::from(change.base), change.area as usize, usize::from(change.leaf));
            *fine.entry(at).or_default() += i64::from(change.change);
        }
        let now = |base: usize, area: usize, leaf: usize| {
            truth.leaf(base, area, leaf) + fine.get(&(base, area, leaf)).copied().unwrap_or(0)
        };
        let places: BTreeSet<(usize, usize)> = fine.keys().map(|(_, area, leaf)| (*area, *leaf)).collect();
        if fine.keys().any(|(base, area, leaf)| now(*base, *area, *leaf) < 0) {
            return Err(Fault::Negative);
        }
        for (area, leaf) in places {
            for (count, size) in &self.counts {
                if now(*count, area, leaf) > size.iter().map(|base| now(*base, area, leaf)).sum() {
                    return Err(Fault::MoreThanAll);
                }
            }
        }
        let mut touched: HashMap<Address, i64> = HashMap::new();
        for ((base, place, leaf), change) in fine.into_iter().filter(|(_, change)| *change != 0) {
            for (table, sign, positions) in &self.of_base[base] {
                let Some(area) = truth.area(statements.tables[*table].level, place) else { continue };
                for position in &positions[leaf] {
                    let address = Address { table: *table as u32, area, position: *position };
                    *touched.entry(address).or_default() += sign * change;
                }
            }
        }
        for (address, change) in &touched {
            let said = statements.at(*address);
            let value = truth.at(statements, *address) + change;
            if value < i64::from(said.low) || (said.high != u32::MAX && value > i64::from(said.high)) {
                return Err(Fault::Disagrees);
            }
        }
        Ok(touched)
    }
}
