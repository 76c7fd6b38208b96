use std::path::PathBuf;

use cells::Period;

/// What can be wrong with a folder of raw counts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CountsError {
    /// The system refused to read or write.
    #[error("{doing} {}: {error}{}", path.display(), hint(error))]
    Io {
        /// "cannot write", "cannot read", …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There are no counts of that year.
    #[error("{} has no counts of {period}; there are {}", path.display(), listed(there))]
    NoSuchYear {
        /// The folder.
        path: PathBuf,
        /// The year asked for.
        period: Period,
        /// The years there are.
        there: Vec<Period>,
    },
    /// The folder holds something else, so nothing is written into it.
    #[error("{} is not a folder of raw counts and is not empty; give an empty or a new folder", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// A file is not what its manifest says.
    #[error("{}: {what}; expected {expected}. Count this year again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
        /// What was expected.
        expected: String,
    },
}

impl CountsError {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { doing, path, error }
    }

    pub(crate) fn damaged(path: impl Into<PathBuf>, what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Damaged { path: path.into(), what: what.into(), expected: expected.into() }
    }
}

fn hint(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::StorageFull => ". Make room and try again; nothing was left half-written",
        std::io::ErrorKind::PermissionDenied => ". Raw counts belong to whoever made them; run as that user",
        _ => "",
    }
}

fn listed(years: &[Period]) -> String {
    if years.is_empty() {
        return "none".to_owned();
    }
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
