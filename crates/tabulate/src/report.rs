//! What was wrong with the registers, and whether it is still acceptable.

use std::fmt;
use std::path::PathBuf;

use counts::{ProblemCount, UnitRecord};
use definition::{Limit, ProblemKind};

/// Everything that was found in the registers of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Problems by table and column; none that were not found.
    pub problems: Vec<Found>,
    /// What became of the units of each kind.
    pub units: Vec<UnitRecord>,
}

/// A kind of problem in one place, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The kind.
    pub kind: ProblemKind,
    /// Register, view or rule.
    pub table: String,
    /// Column; the reason, for units that are not placed.
    pub column: Option<String>,
    /// What is wrong, in words ("a code that is not in `landen`").
    pub what: String,
    /// In how many rows.
    pub found: u64,
    /// Of how many rows.
    pub of: u64,
    /// Where it was first seen, where that can be told.
    pub first: Option<Place>,
    /// What is accepted.
    pub limit: Limit,
}

/// A row of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file or folder of the table.
    pub file: PathBuf,
    /// Row from 1, the header not counted; through the files of a folder in the order of their names.
    pub row: u64,
}

impl Found {
    /// Whether a build may go on.
    pub fn is_accepted(&self) -> bool {
        self.limit.accepts(self.found, self.of)
    }

    /// For the manifest.
    pub fn count(&self) -> ProblemCount {
        ProblemCount {
            kind: self.kind,
            table: self.table.clone(),
            column: self.column.clone(),
            found: self.found,
            of: self.of,
        }
    }
}

impl Report {
    /// Whether everything found is accepted. Units that are not placed are taken together over all reasons.
    pub fn is_accepted(&self) -> bool {
        self.too_many().next().is_none()
    }

    /// What is found more often than is accepted.
    pub fn too_many(&self) -> impl Iterator<Item = &Found> {
        self.problems.iter().filter(|found| {
            if found.kind != ProblemKind::NotPlaced {
                return !found.is_accepted();
            }
            let same = |other: &&Found| other.kind == found.kind && other.table == found.table;
            let all: u64 = self.problems.iter().filter(same).map(|other| other.found).sum();
            !found.limit.accepts(all, found.of)
        })
    }

    /// For the manifest.
    pub fn counts(&self) -> Vec<ProblemCount> {
        self.problems.iter().map(Found::count).collect()
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.table)?;
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {} in {} of {} rows ({})", self.what, self.found, self.of, self.kind.name())?;
        if let Some(place) = &self.first {
            write!(f, "; first in {}, row {}", place.file.display(), place.row)?;
        }
        match (self.limit.rows, self.limit.per_thousand) {
            (Some(0), _) | (None, None) => write!(f, "; none is accepted"),
            (Some(rows), _) => write!(f, "; at most {rows} are accepted"),
            (None, Some(share)) => write!(f, "; at most {share} of every 1,000 are accepted"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for found in &self.problems {
            writeln!(f, "{found}")?;
        }
        for unit in &self.units {
            writeln!(f, "{:?}: {} rows, {} counted", unit.unit, unit.rows, unit.counted)?;
            for (reason, rows) in &unit.not_placed {
                writeln!(f, "    not placed: {rows} ({reason})")?;
            }
        }
        Ok(())
    }
}
