//! What the ledger says is out: opened once, and told to protection year by year.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use cells::{AreaCode, CategoryIx, Count, Level, Period};
use definition::SourceFormat;
use ledger::{ExternalRow, Ledger};
use protect::{Earlier, Known, Shown, Subject};
use release::{Release, Slice};

/// Earlier releases, withdrawn ones too, and tables of others.
#[derive(Debug)]
pub(crate) struct Published {
    releases: Vec<(Arc<str>, Release)>,
    others: Vec<(String, Vec<ExternalRow>)>,
}

/// A count of a release.
type Address = (Subject, AreaCode, Option<Arc<str>>);

impl Published {
    /// Opens everything that the ledger in a folder names.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let ledger = Ledger::open(folder)?;
        let mut releases = Vec::new();
        for entry in ledger.releases() {
            let release = Release::open(&ledger.path_of(&entry.path)).with_context(|| {
                format!(
                    "release {} is in the ledger and cannot be opened; it is needed to protect what comes after it",
                    entry.id
                )
            })?;
            releases.push((Arc::from(entry.id.as_str()), release));
        }
        let others = ledger.externals().map(|table| Ok((table.name.clone(), ledger.rows(table)?)));
        Ok(Self { others: others.collect::<Result<_>>()?, releases })
    }

    /// What is known of a year.
    pub(crate) fn known(&self, period: Period) -> Known {
        let earlier = self.releases.iter().flat_map(|(id, release)| said_in(id, release, period)).collect();
        let of_period = |rows: &[ExternalRow]| rows.iter().filter(|row| row.period == period).cloned().collect();
        Known { earlier, others: self.others.iter().map(|(name, rows)| (name.clone(), of_period(rows))).collect() }
    }
}

/// What a release says of the counts of a year, each thing once.
fn said_in(id: &Arc<str>, release: &Release, period: Period) -> Vec<Earlier> {
    let definition = &release.definition;
    let is_counted = |slice: &Slice<'_>| {
        slice.period() == period
            && slice.level() != Level::Region
            && definition.sources.get(slice.source()).is_some_and(|source| source.format == SourceFormat::Microdata)
    };
    let ids: Vec<Arc<str>> = definition.categories().map(|(.., category)| Arc::from(category.id.as_str())).collect();
    let name = |category: CategoryIx| usize::from(category.0).checked_sub(1).and_then(|at| ids.get(at).cloned());
    let mut told: HashMap<Address, Vec<Shown<Count>>> = HashMap::new();
    let mut all = Vec::new();
    for slice in release.cube.slices().filter(is_counted) {
        let indicator = definition.indicator(slice.indicator());
        for (place, category, cell) in slice.dense() {
            let area = release.places.get(place).code;
            for said in figures::said(indicator, category, &cell) {
                let address = (said.subject.clone(), area, name(said.category));
                let before = told.entry(address).or_default();
                if before.contains(&said.shown) {
                    continue;
                }
                before.push(said.shown);
                all.push(Earlier {
                    release: Arc::clone(id),
                    vintage: slice.vintage(),
                    subject: said.subject,
                    area,
                    category: name(said.category),
                    shown: said.shown,
                });
            }
        }
    }
    all
}
