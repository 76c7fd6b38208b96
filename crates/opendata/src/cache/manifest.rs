//! Reading and writing `manifest.toml`.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use cells::Vintage;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, FileFormat, Origin};
use super::{CacheError, DATA};

/// Name of the manifest in a cache.
pub(super) const NAME: &str = "manifest.toml";
/// Folder of fetched files in a cache.
pub(super) const OBJECTS: &str = "objects";

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(default)]
    entry: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Row {
    source: String,
    #[serde(default = "data")]
    part: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fetched: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vintage: Option<Vintage>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    keep: BTreeMap<String, Vec<String>>,
}

fn data() -> String {
    DATA.to_owned()
}

/// Reads the manifest of a folder; no manifest is no entries.
pub(super) fn read(folder: &Path) -> Result<Vec<Entry>, CacheError> {
    let path = folder.join(NAME);
    let Some(text) = text_of(&path)? else {
        return Ok(Vec::new());
    };
    let manifest: Manifest = toml::from_str(&text).map_err(|error| CacheError::Manifest {
        path: path.clone(),
        message: error.to_string().trim_end().to_owned(),
    })?;
    let mut seen = HashSet::new();
    let mut entries = Vec::with_capacity(manifest.entry.len());
    for (at, row) in manifest.entry.into_iter().enumerate() {
        let (source_id, part) = (row.source.clone(), row.part.clone());
        let refuse = |problem: String| CacheError::Entry {
            path: path.clone(),
            number: at + 1,
            source_id: source_id.clone(),
            part: part.clone(),
            problem,
        };
        if !seen.insert((row.source.clone(), row.part.clone())) {
            return Err(refuse("is there twice; keep one".to_owned()));
        }
        entries.push(entry_of(folder, row).map_err(refuse)?);
    }
    Ok(entries)
}

fn entry_of(folder: &Path, row: Row) -> Result<Entry, String> {
    for (key, hash) in [("object", &row.object), ("sha256", &row.sha256)] {
        if let Some(hash) = hash
            && !is_hash(hash)
        {
            return Err(format!("`{key}` is `{hash}`; expected a SHA-256 of 64 digits 0-9 and a-f"));
        }
    }
    let (path, origin, stated) = match (row.object, row.file) {
        (Some(hash), None) => (object_path(folder, &hash), Origin::Object, Some(hash)),
        (None, Some(file)) => (folder.join(&file), Origin::File(file), row.sha256),
        (Some(_), Some(_)) => return Err("has both `object` and `file`; keep one".to_owned()),
        (None, None) => {
            return Err("has neither `object` nor `file`; add `file = \"path/to/the/file\"`".to_owned());
        }
    };
    let format = match row.format {
        Some(name) => name.parse()?,
        None => FileFormat::of_path(&path).ok_or_else(|| {
            let names: Vec<_> = FileFormat::ALL.iter().map(|f| f.name()).collect();
            format!("its name shows no format; add `format = …` with one of {}", names.join(", "))
        })?,
    };
    Ok(Entry {
        source: row.source,
        part: row.part,
        path,
        origin,
        format,
        columns: row.columns,
        keep: row.keep,
        fetched: row.fetched,
        address: row.address,
        etag: row.etag,
        modified: row.modified,
        vintage: row.vintage,
        stated_sha256: stated,
        found_sha256: Arc::new(OnceLock::new()),
    })
}

/// The manifest's text for these entries, after the comment that the present manifest begins with.
pub(super) fn text(folder: &Path, entries: &[Entry]) -> Result<String, CacheError> {
    let path = folder.join(NAME);
    let mut text: String = text_of(&path)?
        .unwrap_or_default()
        .lines()
        .take_while(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
        .fold(String::new(), |before, line| before + line + "\n");
    let manifest = Manifest { entry: entries.iter().map(row_of).collect() };
    text += &toml::to_string(&manifest).map_err(|error| CacheError::Manifest { path, message: error.to_string() })?;
    Ok(text)
}

fn row_of(entry: &Entry) -> Row {
    let (object, file, sha256) = match &entry.origin {
        Origin::Object => (entry.stated_sha256.clone(), None, None),
        Origin::File(file) => (None, Some(file.clone()), entry.stated_sha256.clone()),
    };
    Row {
        source: entry.source.clone(),
        part: entry.part.clone(),
        object,
        file,
        sha256,
        format: Some(entry.format.name().to_owned()),
        fetched: entry.fetched.clone(),
        address: entry.address.clone(),
        etag: entry.etag.clone(),
        modified: entry.modified.clone(),
        vintage: entry.vintage,
        columns: entry.columns.clone(),
        keep: entry.keep.clone(),
    }
}

/// Where a fetched file lies.
pub(super) fn object_path(folder: &Path, hash: &str) -> PathBuf {
    folder.join(OBJECTS).join(hash)
}

fn text_of(path: &Path) -> Result<Option<String>, CacheError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CacheError::Unreadable { path: path.to_path_buf(), error }),
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
