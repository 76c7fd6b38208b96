use std::fmt;
use std::path::PathBuf;

use super::FetchReport;
use crate::cache::CacheError;

/// Why not everything that a definition names is in the cache now.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The cache itself cannot be used.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// Another fetch is at work in the same cache.
    #[error("another fetch is at work in {}; wait until it is done, or use another folder with --cache", folder.display())]
    Busy {
        /// The cache.
        folder: PathBuf,
    },
    /// Some sources could not be fetched. The others were; of these the cache keeps what it had.
    #[error("{}", list(.failures))]
    Sources {
        /// Each source that failed.
        failures: Vec<SourceFailure>,
        /// What did succeed.
        report: FetchReport,
    },
}

fn list(failures: &[SourceFailure]) -> String {
    failures.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A source that could not be fetched.
#[derive(Debug)]
pub struct SourceFailure {
    /// Its id in the definition.
    pub source: String,
    /// Why.
    pub problem: Problem,
    /// Pages that were fetched and are kept for the next attempt.
    pub kept_pages: usize,
}

impl fmt::Display for SourceFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Errors of the cache name the source themselves.
        match &self.problem {
            Problem::Cache(error) => write!(f, "{error}")?,
            problem => write!(f, "source `{}`: {problem}", self.source)?,
        }
        match self.kept_pages {
            0 => Ok(()),
            1 => f.write_str(" (1 page is kept; the next fetch goes on from there)"),
            pages => write!(f, " ({pages} pages are kept; the next fetch goes on from there)"),
        }
    }
}

/// A column that the definition names and the source does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// The name in the definition.
    pub name: String,
    /// What the definition uses it for ("area", "figure of `bijstand`").
    pub used_as: String,
    /// Names in the source that look most like it.
    pub nearest: Vec<String>,
}

impl fmt::Display for MissingColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({})", self.name, self.used_as)?;
        match self.nearest.as_slice() {
            [] => Ok(()),
            names => write!(f, "; nearest there: `{}`", names.join("`, `")),
        }
    }
}

/// What went wrong with one source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The server answered with an error.
    #[error("{address} answered {status}{}{}; {}", attempts_text(*attempts), excerpt_text(excerpt), status_hint(*status))]
    Status {
        /// What was asked.
        address: String,
        /// HTTP status.
        status: u16,
        /// Beginning of the answer.
        excerpt: String,
        /// How often it was tried.
        attempts: usize,
    },
    /// No answer, or one that was cut off.
    #[error("{address}: {message}{}; check the network, or use only the cache with --offline", attempts_text(*attempts))]
    Network {
        /// What was asked.
        address: String,
        /// What happened.
        message: String,
        /// How often it was tried.
        attempts: usize,
    },
    /// An answer that is not what was asked for.
    #[error(
        "{address}: the answer cannot be read{}: {message}; open the address in a browser to see what the server says",
        attempts_text(*attempts)
    )]
    Unreadable {
        /// What was asked.
        address: String,
        /// What is wrong with it.
        message: String,
        /// How often it was tried.
        attempts: usize,
    },
    /// The server asks to wait longer than a fetch does.
    #[error("{address}: the server asks to wait {seconds} seconds; try again after that")]
    AskedToWait {
        /// What was asked.
        address: String,
        /// For how long.
        seconds: u64,
    },
    /// A next link leads to a page that was already read.
    #[error(
        "{address}: page {page} leads back to an earlier page ({link}), so the table would never end; try again later"
    )]
    Loop {
        /// The table.
        address: String,
        /// Page with the link.
        page: usize,
        /// The link.
        link: String,
    },
    /// Fewer or more rows came in than the source says it has.
    #[error("{address}: {found} rows came in, but the source says it has {stated}; try again later")]
    RowCount {
        /// The table.
        address: String,
        /// Rows that came in.
        found: u64,
        /// Rows the source states.
        stated: u64,
    },
    /// The source was changed by its publisher during the fetch, twice.
    #[error("{address}: the table was changed while it was being fetched, twice; try again later")]
    ChangedMeanwhile {
        /// The table.
        address: String,
    },
    /// The source no longer has what the definition names.
    #[error(
        "{address}: the table has no {}; correct the definition, or use the copy in the cache with --offline",
        columns_text(missing)
    )]
    Columns {
        /// The table or file.
        address: String,
        /// Each name it does not have.
        missing: Vec<MissingColumn>,
    },
    /// A file shipped with the definition cannot be read.
    #[error("{}: {message}; expected the file that `address` names, relative to the definition's folder", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        message: String,
    },
    /// The cache cannot be used.
    #[error(transparent)]
    Cache(#[from] CacheError),
}

fn attempts_text(attempts: usize) -> String {
    if attempts > 1 { format!(" (tried {attempts} times)") } else { String::new() }
}

fn excerpt_text(excerpt: &str) -> String {
    if excerpt.is_empty() { String::new() } else { format!(": “{excerpt}”") }
}

fn status_hint(status: u16) -> &'static str {
    match status {
        400 => "check `filter` in the definition",
        401 | 403 => "the server refuses access; check `address` in the definition",
        404 | 410 => "check `address` and `table` in the definition",
        _ => "the server has trouble; try again later",
    }
}

fn columns_text(missing: &[MissingColumn]) -> String {
    let columns: Vec<_> = missing.iter().map(ToString::to_string).collect();
    let kind = if columns.len() == 1 { "column" } else { "columns" };
    format!("{kind} {}", columns.join(", nor "))
}

/// The beginning of an answer, on one line, for a message.
pub(super) fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(600)]);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
