use std::io;
use std::path::PathBuf;

/// Why a cache, or a file in it, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The manifest is not TOML, or has a key that is not known.
    #[error("{}: {message}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong, with line and column where the reader gives them.
        message: String,
    },
    /// An entry of the manifest contradicts itself.
    #[error("{}: entry {number} (source `{source_id}`, part `{part}`): {problem}", path.display())]
    Entry {
        /// The manifest.
        path: PathBuf,
        /// Which `[[entry]]`, counted from 1.
        number: usize,
        /// The source it names.
        source_id: String,
        /// The part it names.
        part: String,
        /// What is wrong and what was expected.
        problem: String,
    },
    /// The manifest has no entry for the source and part.
    #[error(
        "source `{source_id}`, part `{part}`: not in the cache {}; run `wijkmonitor fetch`, or add an [[entry]] with \
         `source = \"{source_id}\"` and `file = …` to manifest.toml there",
        folder.display()
    )]
    NotInCache {
        /// The source.
        source_id: String,
        /// The part.
        part: String,
        /// The cache.
        folder: PathBuf,
    },
    /// The manifest names a file that is not there.
    #[error("source `{source_id}`, part `{part}`: {} is missing; {remedy}", path.display())]
    MissingFile {
        /// The source.
        source_id: String,
        /// The part.
        part: String,
        /// The file.
        path: PathBuf,
        /// What to try.
        remedy: &'static str,
    },
    /// The bytes of a file are not the ones the manifest describes.
    #[error(transparent)]
    Damaged(Box<DamagedFile>),
    /// A file or folder of the cache cannot be read.
    #[error("{}: cannot be read: {error}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file or folder of the cache cannot be written.
    #[error("{}: cannot be written: {error}; check free space and rights of the folder", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// A file whose bytes are not the ones the manifest describes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "source `{source_id}`, part `{part}`: {} is damaged or was changed: its SHA-256 is {found}, the manifest says \
     {stated}; {remedy}",
    path.display()
)]
pub struct DamagedFile {
    /// The source.
    pub source_id: String,
    /// The part.
    pub part: String,
    /// The file.
    pub path: PathBuf,
    /// Hash in the manifest.
    pub stated: String,
    /// Hash of the bytes.
    pub found: String,
    /// What to try.
    pub remedy: &'static str,
}
