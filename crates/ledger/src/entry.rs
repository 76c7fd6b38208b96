use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Entry {
    /// A release went out, or was withdrawn.
    Release(ReleaseEntry),
    /// Somebody else publishes a table with counts of the same people.
    External(ExternalEntry),
}

/// A release that went out, or was withdrawn: whoever has it keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReleaseEntry {
    /// Its id, as its manifest has it.
    pub id: String,
    /// Its folder; relative to that of the ledger.
    pub path: PathBuf,
    /// Whether it was withdrawn; it counts all the same.
    #[serde(default)]
    pub withdrawn: bool,
    /// The day, `2026-11-23`.
    pub on: String,
}

/// A table that somebody else publishes, with exact counts of the same people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExternalEntry {
    /// What it is called, for people ("CBS StatLine 84799NED, 2023").
    pub name: String,
    /// The CSV file; relative to the folder of the ledger.
    pub file: PathBuf,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// A line as it stands in the file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    #[serde(flatten)]
    pub(crate) entry: Entry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<String>,
}
