use thiserror::Error;

/// Why a document was not made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The program was built without the fonts.
    #[error("this program was built without its fonts: run `npm ci && npm run build` in web/ and build it again")]
    NoFonts,
    /// The definition has a logo that cannot be drawn.
    #[error("the logo of monitor `{monitor}` cannot be drawn: {problem}; mend the file that `house-style.logo` names")]
    Logo {
        /// Id of the monitor.
        monitor: String,
        /// What the drawing library says.
        problem: String,
    },
    /// An area cannot be compared in this way.
    #[error("{area} cannot be compared so: {reason}")]
    Comparison {
        /// Name and code.
        area: String,
        /// Why, and what can be.
        reason: String,
    },
    /// There is no such area.
    #[error("there is no area {0} in this release")]
    NoArea(String),
    /// The release has no figures of the year.
    #[error("there are no figures of {year} in this release; there are of {there_are}")]
    NoYear {
        /// What was asked for.
        year: String,
        /// The years there are.
        there_are: String,
    },
    /// The typesetter refused: a mistake of the program, or text that cannot be set.
    #[error("the document `{title}` could not be set: {problems}")]
    Typesetting {
        /// Title of the document.
        title: String,
        /// What the typesetter says, with its hints.
        problems: String,
    },
    /// A chart could not be turned into pixels.
    #[error("chart `{name}` could not be drawn as PNG: {problem}")]
    Picture {
        /// Name of the file.
        name: String,
        /// What the drawing library says.
        problem: String,
    },
    /// The archive with slides could not be written.
    #[error("the archive of slides could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A file could not be written into the archive.
    #[error("the archive of slides could not be written: {0}")]
    Io(#[from] std::io::Error),
}
