//! What can be wrong with a file, said so that a person can act on it.

use std::path::{Path, PathBuf};

use crate::problems::Problem;

/// Why a table cannot be read (or, for the writer, written).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The operating system refused.
    #[error("{}: {doing} failed: {source}", file.display())]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// No file or folder has the name.
    #[error(
        "{}: there is no table `{base}`; expected {base}.parquet, .sav, .zsav, .csv or a folder {base}{}",
        folder.display(),
        nearest.as_ref().map_or(String::new(), |nearest| format!("; did you mean `{nearest}`?"))
    )]
    NoTable {
        /// Where it was sought.
        folder: PathBuf,
        /// The name without extension.
        base: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// Several files or folders have the name.
    #[error("{}: the table `{base}` is there more than once: {}; leave one", folder.display(), names(found))]
    SeveralTables {
        /// Where it was sought.
        folder: PathBuf,
        /// The name without extension.
        base: String,
        /// What was found.
        found: Vec<PathBuf>,
    },
    /// A folder without tables.
    #[error("{}: the folder has no .parquet, .sav, .zsav or .csv file; put the files of the table in it", folder.display())]
    EmptyFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder with files of several formats, which may hold the same rows.
    #[error(
        "{}: the folder has both {} and {}; the files of one table have one format: leave one",
        folder.display(), name(first), name(second)
    )]
    MixedFolder {
        /// The folder.
        folder: PathBuf,
        /// A file of one format.
        first: PathBuf,
        /// A file of another.
        second: PathBuf,
    },
    /// Not a file of the format.
    #[error("{}: expected {expected}, found {found}; {hint}", file.display())]
    WrongFormat {
        /// The file.
        file: PathBuf,
        /// The format that its name says.
        expected: String,
        /// What its first bytes are.
        found: String,
        /// What to try.
        hint: String,
    },
    /// The file ends too early.
    #[error("{}: the file is cut short: expected {expected}, found {found}; copy it again", file.display())]
    CutShort {
        /// The file.
        file: PathBuf,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The file contradicts its format.
    #[error("{}: the file is damaged at {place}: expected {expected}, found {found}; copy or export it again", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// Where: a byte position, a row, a row group.
        place: String,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The file is sound, but of a kind that is not read.
    #[error("{}: {what} is not read; {hint}", file.display())]
    Unsupported {
        /// The file.
        file: PathBuf,
        /// What is not read.
        what: String,
        /// What to try.
        hint: String,
    },
    /// A declared column is not in the file.
    #[error(
        "{}: column `{column}` is missing{}; the file has {existing}",
        file.display(),
        nearest.as_ref().map_or(String::new(), |nearest| format!(" (did you mean `{nearest}`?)"))
    )]
    MissingColumn {
        /// The file.
        file: PathBuf,
        /// The declared name.
        column: String,
        /// The name most like it.
        nearest: Option<String>,
        /// The names that are there, cut when there are many.
        existing: String,
    },
    /// Two columns have the declared name.
    #[error("{}: column `{column}` is there more than once: {found}; names are compared without case: rename one", file.display())]
    SeveralColumns {
        /// The file.
        file: PathBuf,
        /// The declared name.
        column: String,
        /// The names in the file.
        found: String,
    },
    /// A column of another type than can be converted.
    #[error("{}: column `{column}`: expected {expected}, found the type {found}; {hint}", file.display())]
    WrongType {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
        /// What was declared.
        expected: String,
        /// The type in the file.
        found: String,
        /// What to try.
        hint: String,
    },
    /// A value that cannot be read.
    #[error("{0}")]
    Unreadable(Box<Problem>),
    /// More values that cannot be read than are accepted.
    #[error("{}: more than {limit} values cannot be read; the first: {first}", file.display())]
    TooManyUnreadable {
        /// The file in which the limit was passed.
        file: PathBuf,
        /// How many are accepted.
        limit: u64,
        /// The first.
        first: Box<Problem>,
    },
    /// A CSV row with too few or too many fields.
    #[error("{}, row {row}: expected {expected} fields, found {found}; {hint}", file.display())]
    RowWidth {
        /// The file.
        file: PathBuf,
        /// The data row, from 1; 0 is the row of names.
        row: u64,
        /// How many names there are.
        expected: usize,
        /// How many fields the row has.
        found: usize,
        /// What to try.
        hint: String,
    },
    /// Text that is not in the encoding.
    #[error("{}, {place}: the text is not {encoding}; {hint}", file.display())]
    Encoding {
        /// The file.
        file: PathBuf,
        /// Where.
        place: String,
        /// The encoding in which it was read.
        encoding: String,
        /// What to try.
        hint: String,
    },
    /// What is asked or given does not fit.
    #[error("{}: {what}", file.display())]
    Asked {
        /// The file.
        file: PathBuf,
        /// What does not fit, and what would.
        what: String,
    },
}

impl ReadError {
    pub(crate) fn io(file: &Path, doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { file: file.to_owned(), doing, source }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn names(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| name(path)).collect::<Vec<_>>().join(", ")
}

/// The candidate most like what was sought, if one is near enough to be meant.
pub(crate) fn nearest<'a>(sought: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let plain = |text: &str| text.chars().take(100).filter(|c| *c != '_').collect::<String>().to_lowercase();
    let wanted = plain(sought);
    let allowed = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let other = plain(candidate);
            let distance = strsim::damerau_levenshtein(&wanted, &other);
            let contained =
                other.len() >= 4 && wanted.len() >= 4 && (other.contains(&wanted) || wanted.contains(&other));
            (if contained { distance.min(allowed) } else { distance }, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// A list of names for a message, cut after a dozen and a half.
pub(crate) fn list<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 18;
    let count = names.len();
    if count == 0 {
        return "no columns".to_owned();
    }
    let shown: Vec<String> = names.take(SHOWN).map(|name| format!("`{}`", shown(name))).collect();
    let more = if count > SHOWN { format!(", … and {} more", count - SHOWN) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// A value for a message: printable, and cut when it is long.
pub(crate) fn shown(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
