use std::path::PathBuf;

/// What can be wrong with a ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The system refused to read or write.
    #[error("{doing} {}: {error}", path.display())]
    Io {
        /// "cannot read", "cannot write".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no ledger.
    #[error(
        "{} has no ledger.jsonl; give the folder of a ledger. If nothing was published yet: wijkmonitor ledger begin {}",
        folder.display(),
        folder.display()
    )]
    NoLedger {
        /// The folder.
        folder: PathBuf,
    },
    /// There is a ledger already.
    #[error("{} has a ledger already, and that is only ever added to", folder.display())]
    Begun {
        /// The folder.
        folder: PathBuf,
    },
    /// A line is not one of a ledger.
    #[error("{}, line {line}: {what}; expected a release or an external table, as `wijkmonitor ledger` writes them", path.display())]
    Line {
        /// `ledger.jsonl`.
        path: PathBuf,
        /// Its number, from 1.
        line: usize,
        /// What was found.
        what: String,
    },
    /// Lines were changed or taken out.
    #[error(
        "{}, line {line}: the lines before it are not those it was written after. A ledger is only ever added to: put back \
         the copy that was kept",
        path.display()
    )]
    Changed {
        /// `ledger.jsonl`.
        path: PathBuf,
        /// The number of the first line that does not follow, from 1.
        line: usize,
    },
    /// A table is not the one that was added.
    #[error("{}: its hash is not that in the ledger. Put back the file that was added as `{name}`", path.display())]
    OtherTable {
        /// The file.
        path: PathBuf,
        /// What the table is called.
        name: String,
    },
    /// A table cannot be read.
    #[error("{}{}: {what}; expected {expected}", path.display(), at(*row))]
    Table {
        /// The file.
        path: PathBuf,
        /// The row, where the header is 1.
        row: Option<u64>,
        /// What was found.
        what: String,
        /// What was expected.
        expected: &'static str,
    },
}

impl LedgerError {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { doing, path, error }
    }
}

fn at(row: Option<u64>) -> String {
    row.map_or_else(String::new, |row| format!(", row {row}"))
}
