use std::path::PathBuf;

use crate::cache::{CacheError, FileFormat};

/// Why an import cannot go on honestly.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file is not in the cache, or is damaged.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// A file is not what its format says.
    #[error("{}: cannot be read as {format}: {problem}; fetch it again, or correct `format` in the cache's manifest.toml", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The format the cache gives it.
        format: FileFormat,
        /// What is wrong.
        problem: String,
    },
    /// A file does not have a column that the definition names.
    #[error(
        "{}: source `{source_id}` needs a column `{column}` ({role}), which is not there; {}; correct the source in the \
         definition, or give the column's name in this file under [entry.columns] in the cache's manifest.toml",
        path.display(),
        there(columns)
    )]
    MissingColumn {
        /// The source.
        source_id: String,
        /// The file.
        path: PathBuf,
        /// The column, as the file should have it.
        column: String,
        /// What the column is for.
        role: &'static str,
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// No source lists areas.
    #[error(
        "no source lists the areas of a year; mark one with `register = true`, with columns for code, name and population"
    )]
    NoRegister,
    /// A figure of the definition cannot be worked out.
    #[error("source `{source_id}`, figure of `{indicator}`: {problem}")]
    Figure {
        /// The source.
        source_id: String,
        /// The indicator.
        indicator: String,
        /// What is wrong and what was expected.
        problem: String,
    },
}

/// The columns that are there, as far as they fit in a message.
fn there(columns: &[String]) -> String {
    const SHOWN: usize = 12;
    let names = columns.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let more = columns.len().saturating_sub(SHOWN);
    if more == 0 { format!("it has {names}") } else { format!("it has {names} and {more} more") }
}
