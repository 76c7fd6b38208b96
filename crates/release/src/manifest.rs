use std::collections::BTreeMap;

use cells::SourceRecord;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The format that this program writes and reads.
pub const FORMAT: u32 = 3;

/// `manifest.json`: what the release is, and the hash of every file in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    /// Version of the release format.
    pub format: u32,
    /// Content-addressed id: the first 16 hexadecimal digits of the SHA-256 over this manifest without `id`, `created`
    /// and `checksum`.
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
    /// SHA-256 (hexadecimal) over this manifest without `checksum`, so that damage to the manifest itself shows.
    pub checksum: String,
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

impl Manifest {
    /// Fills in `id` and `checksum`.
    pub(crate) fn sealed(mut self) -> Self {
        self.id = self.expected_id();
        self.checksum = self.expected_checksum();
        self
    }

    /// The id that the contents give.
    pub(crate) fn expected_id(&self) -> String {
        let bare =
            Self { id: String::new(), created: String::new(), checksum: String::new(), ..self.clone() }.to_json();
        hex::encode(Sha256::digest(bare))[..16].to_owned()
    }

    /// The checksum that the contents give.
    pub(crate) fn expected_checksum(&self) -> String {
        hex::encode(Sha256::digest(Self { checksum: String::new(), ..self.clone() }.to_json()))
    }

    /// The bytes of `manifest.json`.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        json(self)
    }
}

/// A value as it stands in the JSON files of a release: indented, with a line feed at the end.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).expect("a release holds only what JSON can say");
    text.push(b'\n');
    text
}
