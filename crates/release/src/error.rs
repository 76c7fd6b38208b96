use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use cells::{AreaCode, Vintage};
use thiserror::Error;

/// A draft that cannot become a release, with every problem found (the first hundred of them).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftError {
    /// What is wrong.
    pub problems: Vec<DraftProblem>,
    /// How many more there are.
    pub more: usize,
}

impl DraftError {
    const SHOWN: usize = 100;

    pub(crate) fn unless_empty(mut problems: Vec<DraftProblem>) -> Result<(), Self> {
        if problems.is_empty() {
            return Ok(());
        }
        let more = problems.len().saturating_sub(Self::SHOWN);
        problems.truncate(Self::SHOWN);
        Err(Self { problems, more })
    }
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the draft cannot become a release:")?;
        for problem in &self.problems {
            write!(f, "\n- {problem}")?;
        }
        if self.more > 0 {
            write!(f, "\n- and {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for DraftError {}

/// One thing that is wrong with a draft.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DraftProblem {
    /// An id that cannot be a file name.
    #[error("the id `{id}` cannot be a file name: expected lower-case letters, digits, hyphens")]
    Id {
        /// The id.
        id: String,
    },
    /// Two indicators with one id.
    #[error("there are two indicators with the id `{id}`")]
    SecondId {
        /// The id.
        id: String,
    },
    /// A category with the name that stands for everybody.
    #[error("breakdown `{breakdown}` has a category `total`, which is what everybody is called: give it another id")]
    CategoryCalledTotal {
        /// The breakdown.
        breakdown: String,
    },
    /// More indicators or categories than a number of 16 bits can count.
    #[error("there are more than 65,534 indicators or categories")]
    TooMany,
    /// A boundary whose place is not there.
    #[error("there is a boundary of place {place}, which is not among the places")]
    BoundaryOfNoPlace {
        /// Index of the place.
        place: u32,
    },
    /// A boundary without a ring.
    #[error("the boundary of {place} has no ring: leave it out and list it")]
    EmptyBoundary {
        /// Code of the place.
        place: AreaCode,
    },
    /// A block of an indicator that is not there.
    #[error("a block is about indicator {indicator}; the definition has {there_are}")]
    NoIndicator {
        /// Position of the indicator.
        indicator: u16,
        /// How many there are.
        there_are: usize,
    },
    /// A block from a source that is not there.
    #[error("{at}: comes from source {position}; the definition has {there_are}")]
    NoSource {
        /// The block.
        at: String,
        /// Position of the source.
        position: usize,
        /// How many there are.
        there_are: usize,
    },
    /// Categories missing, unknown or out of order.
    #[error("{at}: its categories must be at least one, ascending, each once, and none above {there_are}")]
    Categories {
        /// The block.
        at: String,
        /// How many categories the definition has.
        there_are: usize,
    },
    /// Two blocks at one address.
    #[error("{at}: there is a second block for it; put the cells of an indicator, period and level in one block")]
    SecondBlock {
        /// The block.
        at: String,
    },
    /// A cell of a place of another level.
    #[error("{at}: a cell is about place {place}; places of this level are {from} to {to} (not included)")]
    PlaceOfOtherLevel {
        /// The block.
        at: String,
        /// Index of the place.
        place: u32,
        /// First place of the level.
        from: u32,
        /// First place after the level.
        to: u32,
    },
    /// A cell of a place that the division of the block does not have.
    #[error("{about}: the place is not in the division of {vintage}, to which the block says it belongs")]
    PlaceOfOtherVintage {
        /// The cell.
        about: String,
        /// Division of the block.
        vintage: Vintage,
    },
    /// A cell of a category that the block does not list.
    #[error("{about}: the category is not among the categories of the block")]
    CategoryNotListed {
        /// The cell.
        about: String,
    },
    /// Two cells at one address.
    #[error("{about} is there twice")]
    SecondCell {
        /// The cell.
        about: String,
    },
    /// A cell that contradicts itself.
    #[error("{about} {problem}")]
    Cell {
        /// The cell.
        about: String,
        /// What is inconsistent.
        problem: String,
    },
    /// The cube could not be put together: a fault of this program.
    #[error("the cube could not be put together: {problem}; this is a fault of the program, please report it")]
    Cube {
        /// What went wrong.
        problem: String,
    },
}

/// A release that could not be written. Nothing of it is left behind.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The draft is not right.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// Blocks did not come in order.
    #[error("{at}: this block came after a later one; add blocks by indicator, period and level, each once")]
    OutOfOrder {
        /// The block.
        at: String,
    },
    /// A date that is none.
    #[error("`{created}` is no date of a release: expected a day such as 2026-11-23")]
    Created {
        /// What was given.
        created: String,
    },
    /// There is something else at the folder.
    #[error("{} is there already and holds something else: choose another folder, or remove it first", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// Readings of another shape than the slice.
    #[error("{at}: {got} readings were given for {cells} cells; this is a fault of the program, please report it")]
    Readings {
        /// The slice.
        at: String,
        /// Readings given.
        got: usize,
        /// Cells there are.
        cells: usize,
    },
    /// A file could not be written or read.
    #[error("{}: {source}; look at the rights and the free space of the disk", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be put in its format: a fault of this program.
    #[error("{}: {problem}; this is a fault of the program, please report it", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        problem: String,
    },
}

impl WriteError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    pub(crate) fn format(path: &Path, problem: impl fmt::Display) -> Self {
        Self::Format { path: path.to_owned(), problem: problem.to_string() }
    }
}

/// A folder that cannot be opened as a release.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no release.
    #[error("{} is no release: it has no manifest.json; give the folder that a build wrote", folder.display())]
    NoRelease {
        /// The folder.
        folder: PathBuf,
    },
    /// Written by a newer or older program.
    #[error("{} has format {found}; this program reads format {expected}: open it with the version that wrote it, {program}, or build it again", folder.display())]
    FormatVersion {
        /// The folder.
        folder: PathBuf,
        /// Its format.
        found: u32,
        /// The format this program reads.
        expected: u32,
        /// Version of the program that wrote it.
        program: String,
    },
    /// A file is missing, cut off or changed.
    #[error("{}: {problem}; copy the release again from where it came from, or build it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A file could not be read.
    #[error("{}: {source}; look at the rights of the file", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl OpenError {
    pub(crate) fn damaged(path: &Path, problem: impl fmt::Display) -> Self {
        Self::Damaged { path: path.to_owned(), problem: problem.to_string() }
    }
}
