use std::collections::BTreeMap;

use cells::SourceRecord;
use serde::{Deserialize, Serialize};

/// `manifest.json`: what the release is, and the hash of every file in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    /// Version of the release format.
    pub format: u32,
    /// Content-addressed id: the first 16 hexadecimal digits of the SHA-256 over this manifest without `id` and `created`.
    pub id: String,
    /// Id of the monitor.
    pub monitor: String,
    /// Version of its definition.
    pub definition_version: String,
    /// Version of the program that wrote it.
    pub program: String,
    /// Date of the release, `2026-11-23`; given by whoever builds, so that the same input gives the same bytes.
    pub created: String,
    /// Sources with their dates and licences.
    pub sources: Vec<SourceRecord>,
    /// Numbers a reader can check: places per level, cells per status, …
    pub counts: BTreeMap<String, u64>,
    /// Path within the release → SHA-256 (hexadecimal) and length in bytes.
    pub files: BTreeMap<String, FileRecord>,
}

/// One file of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FileRecord {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
}
