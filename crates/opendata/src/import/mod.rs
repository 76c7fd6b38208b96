//! From the files of a cache to places, boundaries and cells, as a definition says.
//!
//! Flows in: a [`Definition`] and a [`Cache`] with the files of its sources. Flows out: [`Imported`]. What cannot be used
//! honestly is left out and listed with its file, row, column and count; what makes the whole untrustworthy (a file that
//! cannot be read, a column that is not there) is an [`ImportError`], and nothing comes out.
//!
//! - `read`: every format of file into one `table`; `columns`: which columns a source needs, under the definition's names;
//!   `months`: a monthly table as one of years;
//! - `areas`: registers to places, boundaries; `rows`: rows to places and periods;
//! - `figures`: columns to cells; `country`: the country's figure worked out;
//! - `left_out`: what is left out, gathered.

mod added_up;
mod areas;
pub(crate) mod columns;
mod country;
mod error;
mod figures;
mod left_out;
mod months;
mod read;
mod rows;
mod table;

use std::collections::HashMap;
use std::path::Path;

use cells::{Block, LeftOut, SourceRecord};
use definition::{Definition, SourceFormat};
use geography::{Boundaries, Places};

use crate::cache::Cache;
use columns::SourceTable;
pub use error::ImportError;
use figures::{Figures, Joined};
use left_out::Ledger;

/// What came out of the files.
#[derive(Debug, Clone)]
pub struct Imported {
    /// All places, over all vintages.
    pub places: Places,
    /// Their boundaries, as far as there are.
    pub boundaries: Boundaries,
    /// The cells, one block per indicator, period and level.
    pub blocks: Vec<Block>,
    /// The sources as they were read, in the order of the definition.
    pub sources: Vec<SourceRecord>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportStep<'a> {
    /// Id of the source that is being read.
    pub source: &'a str,
    /// How many sources are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// Imports every source of a definition from a cache; a source whose address is a file is read in the first of `folders`
/// that has it (the definition's own, for one) when the cache does not. The register tables that figures are counted
/// from are no such source: they get no record here.
pub fn import(
    definition: &Definition,
    folders: &[&Path],
    cache: &Cache,
    progress: &mut dyn FnMut(ImportStep<'_>),
) -> Result<Imported, ImportError> {
    let mut ledger = Ledger::default();
    let (mut tables, mut registers) = (HashMap::<usize, SourceTable>::new(), Vec::new());
    for (position, source) in definition.sources.iter().enumerate().filter(|(_, source)| source.register) {
        let read = columns::load(source, folders, cache, &mut ledger)?;
        registers.push((source.id.clone(), source.vintage, areas::listed(definition, source, &read, &mut ledger)));
        tables.insert(position, read);
    }
    if registers.iter().all(|(.., listed)| listed.is_empty()) {
        return Err(ImportError::NoRegister);
    }
    let (places, vintages) = areas::places(registers, &mut ledger);
    let places = areas::with_regions(definition, places, &mut ledger);
    areas::crossings(definition, &places, &vintages, &mut ledger);
    let total = definition.sources.len();
    let (mut boundaries, mut records, mut figures) = (HashMap::new(), Vec::new(), Figures::new(definition, &places));
    let read_here = |(_, source): &(usize, &definition::Source)| source.format != SourceFormat::Microdata;
    for (position, source) in definition.sources.iter().enumerate().filter(read_here) {
        progress(ImportStep { source: &source.id, done: position, total });
        let mut read = match tables.remove(&position) {
            Some(read) => read,
            None => columns::load(source, folders, cache, &mut ledger)?,
        };
        let rows = rows::join(definition, source, &read, &places, &vintages, &mut ledger);
        if let Some(vintage) = rows::division(source, &vintages) {
            let joined = Joined { position, source, table: &read.table, rows: &rows, vintage };
            figures.take(joined, &mut ledger)?;
        }
        if !source.boundaries.is_empty() {
            areas::boundaries(source, &mut read, &places, &vintages, &mut boundaries, &mut ledger);
        }
        records.push(SourceRecord {
            id: source.id.clone(),
            sha256: read.entry.sha256()?,
            fetched: read.entry.fetched.clone(),
            published: source.published.clone().or_else(|| read.entry.modified.clone()),
            licence: source.licence.clone(),
            rows: read.rows_read,
        });
        progress(ImportStep { source: &source.id, done: position + 1, total });
    }
    figures.settle(&mut ledger);
    let mut blocks = figures.into_blocks()?;
    country::derive(definition, &places, &mut blocks, &mut ledger);
    blocks.sort_by_key(|block| (block.indicator, block.period, block.level));
    let mut boundaries = Boundaries::new(boundaries.into_iter().map(|(place, (_, shape))| (place, shape)).collect());
    boundaries.add_regions(&places);
    if definition.sources.iter().any(|source| !source.boundaries.is_empty()) {
        areas::without_boundary(&places, &boundaries, &mut ledger);
    }
    Ok(Imported { places, boundaries, blocks, sources: records, left_out: ledger.into_entries() })
}
