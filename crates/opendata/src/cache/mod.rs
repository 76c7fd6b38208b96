//! The folder in which the files of a definition's sources lie, whether fetched or placed by hand.
//!
//! ```text
//! cache/
//!   manifest.toml        what there is: one [[entry]] per source and part
//!   objects/<sha256>     fetched files, each under the hash of its bytes
//!   partial/<source>/    pages of a fetch that was broken off; it goes on from there
//! ```
//!
//! An entry names either an object that was fetched or a file that somebody placed:
//!
//! ```toml
//! [[entry]]
//! source = "kwb-2020"                # id of the source in the definition
//! part = "data"                      # "data" where absent; also "area-codes", "measure-codes", …
//! file = "../kwb/kwb_2020.csv.gz"    # relative to this file; or: object = "<sha256>"
//! sha256 = "…"                       # optional for a file; checked when given
//! format = "csv.gz"                  # from the file's name where absent
//! fetched = "2026-01-31"             # optional: when it was obtained
//! vintage = 2020                     # optional: the division its codes belong to
//!
//! [entry.columns]                    # optional: name in the definition = name in the file
//! AantalInwoners_5 = "inwoners"
//!
//! [entry.keep]                       # optional: rows that belong to the source, where the file holds more
//! soort = ["misdrijven"]
//! ```
//!
//! Every change is written to a new file that then takes the old one's place, so a program that is broken off leaves
//! the cache as it was before or as it is after, never between. A file whose bytes do not have the hash that the
//! manifest states is refused by name.

mod entry;
mod error;
mod manifest;
mod store;

pub(crate) use entry::hash_of;
pub use entry::{Entry, FileFormat, Origin};
pub use error::{CacheError, DamagedFile};
pub use store::NewFile;
pub(crate) use store::{Incoming, make_folder, try_lock, unwritable, write_in_place_of};

use std::path::{Path, PathBuf};

/// Part under which the table, file or set of boundaries itself is kept.
pub const DATA: &str = "data";
/// Part with the codes and names of the areas of an OData table.
pub const AREA_CODES: &str = "area-codes";
/// Part with the codes and names of the measures of an OData version 4 table.
pub const MEASURE_CODES: &str = "measure-codes";
/// Part with the dimensions of an OData version 4 table.
pub const DIMENSIONS: &str = "dimensions";
/// Part with the columns of an OData version 3 table (`DataProperties`).
pub const COLUMNS: &str = "columns";
/// Part with what an OData table says about itself (`TableInfos`, `Properties`).
pub const TABLE_INFO: &str = "table-info";

/// A folder of fetched and hand-placed files, opened.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl Cache {
    /// Opens a cache. A folder without manifest, or one that is not there yet, is an empty cache.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, CacheError> {
        let folder = folder.as_ref().to_path_buf();
        let entries = manifest::read(&folder)?;
        Ok(Self { folder, entries })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Everything in it, in the order of the manifest.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a source and part, when the manifest has it; whether its file is there shows on reading it.
    pub fn find(&self, source: &str, part: &str) -> Option<Entry> {
        self.entries.iter().find(|e| e.source == source && e.part == part).cloned()
    }

    /// The entry of a source and part; an error that says what to try when it or its file is missing.
    pub fn require(&self, source: &str, part: &str) -> Result<Entry, CacheError> {
        let entry = self.find(source, part).ok_or_else(|| CacheError::NotInCache {
            source_id: source.to_owned(),
            part: part.to_owned(),
            folder: self.folder.clone(),
        })?;
        entry.require_file()?;
        Ok(entry)
    }
}
