use std::collections::BTreeMap;

use cells::{Period, Vintage};
use definition::{Definition, ProblemKind, Unit};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Leaves, Quantity};

/// What the counts of a year say of themselves (`manifest.json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    /// Always `raw-counts-1`.
    pub format: String,
    /// Says that nothing in this folder may be published.
    pub confidential: String,
    /// The year counted.
    pub period: Period,
    /// The division into areas.
    pub vintage: Vintage,
    /// How many neighbourhoods there are.
    pub neighbourhoods: usize,
    /// What is counted; the position is the number in `counts.parquet`.
    pub quantities: Vec<Quantity>,
    /// The backgrounds; the position is the number in `counts.parquet`.
    pub leaves: Leaves,
    /// Where the counts come from.
    pub provenance: Provenance,
    /// SHA-256 of the other files, hexadecimal, by name.
    pub files: BTreeMap<String, String>,
}

/// Where counts come from: definition, program, inputs, and what was wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Provenance {
    /// The definition they were counted with.
    pub definition: DefinitionStamp,
    /// Program and version.
    pub program: String,
    /// What did the work ("embedded", or the address of a cluster).
    pub engine: String,
    /// The files that were read.
    pub inputs: Vec<InputRecord>,
    /// What became of the units.
    pub units: Vec<UnitRecord>,
    /// What was wrong and accepted.
    pub problems: Vec<ProblemCount>,
}

/// Which definition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DefinitionStamp {
    /// Id of the monitor.
    pub id: String,
    /// Version, as its author wrote it.
    pub version: String,
    /// SHA-256 of what is counted and how, hexadecimal: registers, SQL and code lists, universes, indicators. Where figures come
    /// from and how they are protected may change without counting again.
    pub sha256: String,
}

impl DefinitionStamp {
    /// The stamp of a definition.
    pub fn of(definition: &Definition) -> Self {
        // Plain data with texts for keys can always be written.
        let counted = (&definition.microdata, &definition.universes, &definition.indicators);
        let json = serde_json::to_vec(&counted).unwrap_or_default();
        Self {
            id: definition.monitor.id.clone(),
            version: definition.monitor.version.clone(),
            sha256: hex::encode(Sha256::digest(&json)),
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct InputRecord {
    /// Id of the register.
    pub register: String,
    /// Name of the file below the input folder.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal; none where nobody asked for it.
    pub sha256: Option<String>,
    /// The rows of the register, at its first file; none where they were not counted.
    pub rows: Option<u64>,
}

/// What became of the units of one kind: every one is counted once or listed with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct UnitRecord {
    /// The unit.
    pub unit: Unit,
    /// Rows of its view.
    pub rows: u64,
    /// Units counted.
    pub counted: u64,
    /// Rows not counted, by reason.
    pub not_placed: BTreeMap<String, u64>,
}

/// How often a problem was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ProblemCount {
    /// The kind.
    pub kind: ProblemKind,
    /// Register, view or rule.
    pub table: String,
    /// Column, where it is about one; reason, where units are not placed.
    pub column: Option<String>,
    /// In how many rows.
    pub found: u64,
    /// Of how many rows.
    pub of: u64,
}
