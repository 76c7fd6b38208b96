//! Reading the ledger, and adding to it.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::entry::Line;
use crate::{Entry, ExternalEntry, ExternalRow, LedgerError, ReleaseEntry, external};

const FILE: &str = "ledger.jsonl";

/// The ledger in a folder, as it was when it was opened.
#[derive(Debug, Clone)]
pub struct Ledger {
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl Ledger {
    /// Opens a ledger. That no line was changed or taken out is checked.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Err(LedgerError::NoLedger { folder: folder.to_owned() });
        }
        let text = fs::read_to_string(&path).map_err(LedgerError::io("cannot read", &path))?;
        let mut entries = Vec::new();
        let mut before = Sha256::new();
        for (n, line) in text.lines().enumerate() {
            let read: Line = serde_json::from_str(line).map_err(|error| LedgerError::Line {
                path: path.clone(),
                line: n + 1,
                what: error.to_string(),
            })?;
            if read.after.is_some_and(|after| after != hex::encode(before.clone().finalize())) {
                return Err(LedgerError::Changed { path, line: n + 1 });
            }
            before.update(line.as_bytes());
            before.update(b"\n");
            entries.push(read.entry);
        }
        Ok(Self { folder: folder.to_owned(), entries })
    }

    /// Begins a ledger in a folder that has none.
    pub fn begin(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(FILE);
        if path.exists() {
            return Err(LedgerError::Begun { folder: folder.to_owned() });
        }
        fs::create_dir_all(folder).map_err(LedgerError::io("cannot make", folder))?;
        fs::write(&path, "").map_err(LedgerError::io("cannot write", &path))?;
        Ok(Self { folder: folder.to_owned(), entries: Vec::new() })
    }

    /// All entries, in the order in which they were added.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The folder it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The releases that were ever out, each once, with what was last said of it, in the order in which they went out.
    pub fn releases(&self) -> Vec<&ReleaseEntry> {
        let mut all: Vec<&ReleaseEntry> = Vec::new();
        for entry in &self.entries {
            let Entry::Release(release) = entry else { continue };
            match all.iter_mut().find(|there| there.id == release.id) {
                Some(there) => *there = release,
                None => all.push(release),
            }
        }
        all
    }

    /// The tables of others.
    pub fn externals(&self) -> impl Iterator<Item = &ExternalEntry> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::External(external) => Some(external),
            Entry::Release(_) => None,
        })
    }

    /// Where the folder of a release, or the file of a table, is.
    pub fn path_of(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// The rows of a table; that it is the one that was added is checked.
    pub fn rows(&self, table: &ExternalEntry) -> Result<Vec<ExternalRow>, LedgerError> {
        let path = self.path_of(&table.file);
        let contents = fs::read(&path).map_err(LedgerError::io("cannot read", &path))?;
        if hex::encode(Sha256::digest(&contents)) != table.sha256 {
            return Err(LedgerError::OtherTable { path, name: table.name.clone() });
        }
        external::read(&path, &contents)
    }

    /// Adds that a release went out or was withdrawn.
    pub fn add_release(&mut self, release: ReleaseEntry) -> Result<(), LedgerError> {
        self.add(Entry::Release(release))
    }

    /// Copies a table into the ledger, after reading it, and adds it.
    pub fn add_external(&mut self, name: &str, table: &Path) -> Result<(), LedgerError> {
        let contents = fs::read(table).map_err(LedgerError::io("cannot read", table))?;
        external::read(table, &contents)?;
        let sha256 = hex::encode(Sha256::digest(&contents));
        let tables = self.folder.join("external");
        fs::create_dir_all(&tables).map_err(LedgerError::io("cannot make", &tables))?;
        let file = PathBuf::from("external").join(format!("{}.csv", &sha256[..16]));
        let copy = self.path_of(&file);
        fs::write(&copy, contents).map_err(LedgerError::io("cannot write", &copy))?;
        self.add(Entry::External(ExternalEntry { name: name.to_owned(), file, sha256 }))
    }

    fn add(&mut self, entry: Entry) -> Result<(), LedgerError> {
        let path = self.folder.join(FILE);
        let before = match fs::read(&path) {
            Ok(before) => before,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(LedgerError::io("cannot read", &path)(error)),
        };
        let line = Line { entry: entry.clone(), after: Some(hex::encode(Sha256::digest(&before))) };
        // Plain data with texts for keys can always be written.
        let mut text = serde_json::to_string(&line).unwrap_or_default();
        text.push('\n');
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let mut file = file.map_err(LedgerError::io("cannot write", &path))?;
        // One write, so that lines of two processes do not mix.
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(LedgerError::io("cannot write", &path))?;
        self.entries.push(entry);
        Ok(())
    }
}
