//! Which columns of a file a source needs, and the table with exactly those, however the file is shaped.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use definition::{Source, SourceFigure, SourceFormat};

use super::ImportError;
use super::left_out::{At, Ledger};
use super::months;
use super::read::{self, Loaded};
use super::table::{Field, Table};
use crate::cache::{Cache, DATA, Entry, FileFormat};

/// Part of a source that names its areas.
const AREA_CODES: &str = "area-codes";

/// A source with its file, read: columns under the names that the definition uses, rows that the definition keeps.
#[derive(Debug)]
pub(crate) struct SourceTable {
    /// The file's entry in the cache.
    pub(crate) entry: Entry,
    /// The rows.
    pub(crate) table: Table,
    /// Shape per row, for features.
    pub(crate) shapes: Vec<read::Shape>,
    /// How many rows the file had.
    pub(crate) rows_read: u64,
    /// Names of areas by the code as the source writes it, where they stand in a list of their own.
    pub(crate) names: Option<HashMap<String, String>>,
}

/// The columns of a sum, `A + B - C`.
pub(crate) fn parts(expression: &str) -> impl Iterator<Item = &str> {
    terms(expression).map(|term| term.column)
}

/// A column of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term<'a> {
    /// Its name.
    pub(crate) column: &'a str,
    /// Whether it is taken off.
    pub(crate) minus: bool,
}

/// The columns of a sum with their signs, `A + B - C`. A name may hold a hyphen or a plus, but not one between spaces.
pub(crate) fn terms(expression: &str) -> impl Iterator<Item = Term<'_>> {
    expression.split(" + ").flat_map(|added| {
        added.split(" - ").enumerate().map(|(n, column)| Term { column: column.trim(), minus: n > 0 })
    })
}

/// The columns that a figure needs.
pub(crate) fn figure_columns(figure: &SourceFigure) -> impl Iterator<Item = &str> {
    let value = figure.value.iter().map(String::as_str);
    value.chain(figure.numerator.iter().chain(&figure.denominator).flat_map(|expression| parts(expression)))
}

/// Reads the file of a source.
pub(crate) fn load(
    source: &Source,
    folders: &[&Path],
    cache: &Cache,
    ledger: &mut Ledger,
) -> Result<SourceTable, ImportError> {
    let entry = match (cache.find(&source.id, DATA), shipped(source, folders)) {
        (None, Some(entry)) => entry,
        _ => cache.require(&source.id, DATA)?,
    };
    let wanted = wanted(source, &entry);
    let Loaded { mut table, mut shapes } = read::read(&entry, source.table.as_deref(), &wanted)?;
    let rows_read = table.len() as u64;
    if rows_read == 0 {
        return Err(ImportError::Unreadable {
            path: entry.path.clone(),
            format: entry.format,
            problem: "it has no rows".to_owned(),
        });
    }
    let context = Context { source, entry: &entry };
    let names = context.area_names(cache, &table)?;
    context.require(&table, &source.area, "area")?;
    keep_rows(&context, &mut table, &mut shapes)?;
    let table = match &source.long {
        Some(shape) => context.widen(&table, shape, ledger)?,
        None => context.renamed(&table)?,
    };
    for name in source.figures.iter().flat_map(figure_columns).chain(source.population.as_deref()) {
        if table.column(name).is_none() {
            return Err(context.missing(&table, name, "figure"));
        }
    }
    let table = months::fold(source, table, ledger)?;
    Ok(SourceTable { entry, table, shapes, rows_read, names })
}

/// The file of a source that is shipped with the definition, or lies beside what is counted.
fn shipped(source: &Source, folders: &[&Path]) -> Option<Entry> {
    if source.address.contains("://") {
        return None;
    }
    let places = || folders.iter().map(|folder| folder.join(&source.address));
    let path = places().find(|path| path.is_file()).or_else(|| places().next())?;
    let format = match source.format {
        SourceFormat::JsonByCode => FileFormat::Json,
        SourceFormat::Geojson => FileFormat::Geojson,
        SourceFormat::Topojson => FileFormat::Topojson,
        SourceFormat::Geopackage => FileFormat::Geopackage,
        SourceFormat::Csv => FileFormat::of_path(&path)?,
        SourceFormat::CbsOdataV3 | SourceFormat::CbsOdataV4 | SourceFormat::Wfs | SourceFormat::Microdata => {
            return None;
        }
    };
    Some(Entry::placed(&source.id, path, format))
}

/// Names, in the file, of all columns that are needed.
fn wanted(source: &Source, entry: &Entry) -> BTreeSet<String> {
    let mut names: Vec<&str> = vec![&source.area];
    names.extend(source.name.as_deref());
    names.extend(source.period_column.as_deref());
    names.extend(source.keep.keys().map(String::as_str));
    if let Some(shape) = &source.long {
        names.extend([shape.measure.as_str(), &shape.value]);
    } else {
        names.extend(source.population.as_deref());
        names.extend(source.figures.iter().flat_map(figure_columns));
    }
    let own = entry.keep.keys().cloned();
    names.into_iter().map(|name| entry.column(name).to_owned()).chain(own).collect()
}

/// Leaves out the rows that the definition or the manifest does not keep.
fn keep_rows(context: &Context<'_>, table: &mut Table, shapes: &mut Vec<read::Shape>) -> Result<(), ImportError> {
    let of_definition = context.source.keep.iter().map(|(name, values)| (context.entry.column(name), values));
    let of_file = context.entry.keep.iter().map(|(name, values)| (name.as_str(), values));
    let mut keep = vec![true; table.len()];
    for (name, values) in of_definition.chain(of_file) {
        let Some(fields) = table.column(name) else { return Err(context.missing(table, name, "keep")) };
        for (keep, field) in keep.iter_mut().zip(fields) {
            *keep &= field.text().is_some_and(|text| values.iter().any(|v| *v == text));
        }
    }
    table.retain(&keep);
    if !shapes.is_empty() {
        let mut keep = keep.into_iter();
        shapes.retain(|_| keep.next().unwrap_or(true));
    }
    Ok(())
}

struct Context<'a> {
    source: &'a Source,
    entry: &'a Entry,
}

impl Context<'_> {
    fn require<'t>(&self, table: &'t Table, name: &str, role: &'static str) -> Result<&'t [Field], ImportError> {
        table.column(self.entry.column(name)).ok_or_else(|| self.missing(table, name, role))
    }

    fn missing(&self, table: &Table, name: &str, role: &'static str) -> ImportError {
        ImportError::MissingColumn {
            source_id: self.source.id.clone(),
            path: self.entry.path.clone(),
            column: self.entry.column(name).to_owned(),
            role,
            columns: table.names.clone(),
        }
    }

    /// The table with its columns under the names of the definition.
    fn renamed(&self, table: &Table) -> Result<Table, ImportError> {
        let mut renamed = Table::new(table.file.clone());
        renamed.names.clone_from(&table.names);
        renamed.numbers.clone_from(&table.numbers);
        for name in self.plain_names().chain(self.source.figures.iter().flat_map(figure_columns)) {
            if let Some(fields) = table.column(self.entry.column(name)) {
                renamed.put(name, fields.to_vec());
            }
        }
        if let Some(period) = &self.source.period_column {
            self.require(table, period, "period")?;
        }
        Ok(renamed)
    }

    fn plain_names(&self) -> impl Iterator<Item = &str> {
        let source = self.source;
        [Some(&source.area), source.name.as_ref(), source.period_column.as_ref(), source.population.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// A long table with one row per area and period, and a column per measure that is used.
    fn widen(&self, long: &Table, shape: &definition::LongShape, ledger: &mut Ledger) -> Result<Table, ImportError> {
        let areas = self.require(long, &self.source.area, "area")?;
        let measures = self.require(long, &shape.measure, "long.measure")?;
        let values = self.require(long, &shape.value, "long.value")?;
        let name = self.source.name.as_deref().and_then(|name| long.column(self.entry.column(name)));
        let period = self.source.period_column.as_deref();
        let periods = period.map(|name| self.require(long, name, "period")).transpose()?;
        let used: BTreeSet<&str> =
            self.source.figures.iter().flat_map(figure_columns).chain(self.source.population.as_deref()).collect();
        let mut positions: HashMap<(String, String), usize> = HashMap::new();
        let mut firsts: Vec<usize> = Vec::new();
        let mut columns: BTreeMap<&str, Vec<Field>> = BTreeMap::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for at in 0..long.len() {
            let Some(measure) = measures[at].text() else { continue };
            if !used.contains(&*measure) {
                seen.insert(measure.into_owned());
                continue;
            }
            let text = |field: &Field| field.text().unwrap_or_default().into_owned();
            let key = (text(&areas[at]), periods.map_or_else(String::new, |p| text(&p[at])));
            let row = *positions.entry(key).or_insert_with(|| {
                firsts.push(at);
                firsts.len() - 1
            });
            let Some(&measure) = used.get(&*measure) else { continue };
            let fields = columns.entry(measure).or_default();
            if fields.len() <= row {
                fields.resize(row + 1, Field::Missing);
            }
            if fields[row] == Field::Missing {
                fields[row] = values[at].clone();
            } else {
                let at = At {
                    source: &self.source.id,
                    file: &long.file,
                    row: Some(long.numbers[at]),
                    column: Some(&shape.measure),
                };
                ledger.add(at, "duplicate row", measure, || format!("`{measure}` again for the same area and period"));
            }
        }
        let mut wide = Table::new(long.file.clone());
        wide.names = seen.into_iter().chain(columns.keys().map(|&m| m.to_owned())).collect();
        wide.numbers = firsts.iter().map(|&at| long.numbers[at]).collect();
        let mut copy = |name: &str, fields: &[Field]| {
            wide.put(name, firsts.iter().map(|&at| fields[at].clone()).collect());
        };
        copy(&self.source.area, areas);
        if let (Some(name), Some(fields)) = (&self.source.name, name) {
            copy(name, fields);
        }
        if let (Some(name), Some(fields)) = (period, periods) {
            copy(name, fields);
        }
        for (measure, mut fields) in columns {
            fields.resize(firsts.len(), Field::Missing);
            wide.put(measure, fields);
        }
        Ok(wide)
    }

    /// Names of areas from the list of codes, for a source whose own rows do not have the column with names.
    fn area_names(&self, cache: &Cache, table: &Table) -> Result<Option<HashMap<String, String>>, ImportError> {
        let Some(name) = &self.source.name else { return Ok(None) };
        if table.column(self.entry.column(name)).is_some() {
            return Ok(None);
        }
        if cache.find(&self.source.id, AREA_CODES).is_none() {
            return Err(self.missing(table, name, "name"));
        }
        let entry = cache.require(&self.source.id, AREA_CODES)?;
        // The key of a code list is `Key` in version 3 and `Identifier` in version 4 of OData.
        let wanted = ["Key", "Identifier", name].into_iter().map(|n| entry.column(n).to_owned()).collect();
        let list = read::read(&entry, None, &wanted)?.table;
        let column = |name: &str| list.column(entry.column(name));
        let (Some(keys), Some(names)) = (column("Key").or_else(|| column("Identifier")), column(name)) else {
            return Err(ImportError::MissingColumn {
                source_id: self.source.id.clone(),
                path: entry.path.clone(),
                column: format!("Key` (or `Identifier`) and `{}", entry.column(name)),
                role: "name",
                columns: list.names,
            });
        };
        let text = |field: &Field| field.text().map(std::borrow::Cow::into_owned);
        Ok(Some(keys.iter().zip(names).filter_map(|(key, name)| Some((text(key)?, text(name)?))).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_sum_are_added_or_taken_off() {
        let read: Vec<(&str, bool)> = terms("A-1 + B - C - D + E").map(|term| (term.column, term.minus)).collect();
        assert_eq!(read, [("A-1", false), ("B", false), ("C", true), ("D", true), ("E", false)]);
        assert_eq!(parts("A - B").collect::<Vec<_>>(), ["A", "B"]);
    }
}
