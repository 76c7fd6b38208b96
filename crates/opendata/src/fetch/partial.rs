//! Pages of a fetch that is not complete yet, kept so that the next attempt goes on from there.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cache::{CacheError, hash_of, make_folder, unwritable, write_in_place_of};

/// What was fetched so far of one part of a source.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct State {
    /// Address of the first page.
    pub(super) address: String,
    /// Version of the source that the pages belong to.
    pub(super) version: String,
    /// Address of the page after the last one kept; none when all are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
    /// Pages kept, in order.
    #[serde(default, rename = "page")]
    pub(super) pages: Vec<KeptPage>,
}

/// One page on disk.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct KeptPage {
    pub(super) address: String,
    pub(super) sha256: String,
    pub(super) rows: u64,
}

impl State {
    pub(super) fn rows(&self) -> u64 {
        self.pages.iter().map(|page| page.rows).sum()
    }
}

/// The folder of the kept pages of one part of a source.
pub(super) struct Partial {
    folder: PathBuf,
    pub(super) state: State,
}

impl Partial {
    /// The pages kept for an address, as far as they are whole; none when the source has another version by now.
    pub(super) fn open(
        cache: &Path,
        source: &str,
        part: &str,
        address: &str,
        version: &str,
    ) -> Result<Self, CacheError> {
        let folder = source_folder(cache, source).join(folder_name(part));
        let fresh = State {
            address: address.to_owned(),
            version: version.to_owned(),
            next: Some(address.to_owned()),
            pages: Vec::new(),
        };
        let mut partial = Self { folder, state: fresh };
        // Without a version nobody can tell whether kept pages still fit: they are not used.
        if let Some(state) =
            partial.read_state().filter(|s| !version.is_empty() && s.version == version && s.address == address)
        {
            partial.state = state;
            partial.drop_damaged();
            Ok(partial)
        } else {
            partial.remove()?;
            Ok(partial)
        }
    }

    /// Keeps a page and where the next one is.
    pub(super) fn keep(
        &mut self,
        address: &str,
        bytes: &[u8],
        rows: u64,
        next: Option<String>,
    ) -> Result<(), CacheError> {
        make_folder(&self.folder)?;
        write_in_place_of(&self.page_path(self.state.pages.len()), bytes)?;
        self.state.pages.push(KeptPage { address: address.to_owned(), sha256: hash_of(bytes), rows });
        self.state.next = next;
        let path = self.folder.join("state.toml");
        let text = toml::to_string(&self.state)
            .map_err(|error| CacheError::Manifest { path: path.clone(), message: error.to_string() })?;
        write_in_place_of(&path, text.as_bytes())
    }

    /// The bytes of a kept page.
    pub(super) fn page(&self, at: usize) -> Result<Vec<u8>, CacheError> {
        let path = self.page_path(at);
        fs::read(&path).map_err(|error| CacheError::Unreadable { path, error })
    }

    /// Forgets all pages.
    pub(super) fn remove(&mut self) -> Result<(), CacheError> {
        remove_folder(&self.folder)?;
        self.state.next = Some(self.state.address.clone());
        self.state.pages.clear();
        Ok(())
    }

    fn read_state(&self) -> Option<State> {
        toml::from_str(&fs::read_to_string(self.folder.join("state.toml")).ok()?).ok()
    }

    /// A page whose bytes are not what was kept, and all after it, are asked for again.
    fn drop_damaged(&mut self) {
        let whole = self
            .state
            .pages
            .iter()
            .enumerate()
            .take_while(|(at, kept)| fs::read(self.page_path(*at)).is_ok_and(|bytes| hash_of(&bytes) == kept.sha256))
            .count();
        if let Some(first) = self.state.pages.get(whole) {
            self.state.next = Some(first.address.clone());
            self.state.pages.truncate(whole);
        }
    }

    fn page_path(&self, at: usize) -> PathBuf {
        self.folder.join(format!("page-{:05}.json", at + 1))
    }
}

/// Folder of all kept pages of a source.
fn source_folder(cache: &Path, source: &str) -> PathBuf {
    cache.join("partial").join(folder_name(source))
}

/// Forgets what was kept of a source.
pub(super) fn forget(cache: &Path, source: &str) -> Result<(), CacheError> {
    remove_folder(&source_folder(cache, source))?;
    // Without other sources in it the folder itself can go too.
    let _ = fs::remove_dir(cache.join("partial"));
    Ok(())
}

/// How many pages are kept of the data of a source.
pub(super) fn kept_pages(cache: &Path, source: &str, part: &str) -> usize {
    let partial = Partial { folder: source_folder(cache, source).join(folder_name(part)), state: State::default() };
    partial.read_state().map_or(0, |state| state.pages.len())
}

fn remove_folder(folder: &Path) -> Result<(), CacheError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(folder, error)),
        _ => Ok(()),
    }
}

/// A name that is a folder's name on every system, and never leads elsewhere.
fn folder_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect()
}
