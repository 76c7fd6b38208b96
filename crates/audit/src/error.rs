use std::path::PathBuf;

use cells::{Period, Vintage};

/// Why a release cannot be attacked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuditError {
    /// Nothing in it was counted from registers.
    #[error(
        "the release was not counted from registers: its definition has no microdata, so there is nothing to attack"
    )]
    NotCounted,
    /// It has no figures of a period.
    #[error("the release has no figures of {period} that were counted from registers")]
    NoPeriod {
        /// The period.
        period: Period,
    },
    /// Figures of one period are in two divisions into areas.
    #[error(
        "the figures of {period} are in two divisions into areas, of {first} and {second}; the auditor takes a period in \
         one. Count the year again in one division"
    )]
    TwoDivisions {
        /// The period.
        period: Period,
        /// One division.
        first: Vintage,
        /// The other.
        second: Vintage,
    },
    /// The raw counts are of something else.
    #[error("the raw counts are of another year or with other backgrounds than the release has in {period}")]
    OtherCounts {
        /// The period.
        period: Period,
    },
    /// The raw counts lack something that the release has figures of.
    #[error(
        "the raw counts have no {quantity}, of which the release has figures; were they counted with its definition?"
    )]
    NoQuantity {
        /// What.
        quantity: String,
    },
    /// A file with witnesses cannot be read.
    #[error("{}: {what}; expected a file of witnesses as protection writes it", path.display())]
    Witnesses {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
    /// A release of the ledger cannot be opened.
    #[error("the release `{id}` of the ledger cannot be opened: {error}")]
    Earlier {
        /// Its id.
        id: String,
        /// What is wrong.
        error: release::OpenError,
    },
    /// The raw counts cannot be read.
    #[error(transparent)]
    Counts(#[from] counts::CountsError),
    /// The report cannot be written.
    #[error("cannot write {}: {what}", path.display())]
    Report {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}
