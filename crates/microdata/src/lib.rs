//! Register tables as streams of Arrow batches with a declared schema.
//!
//! **In:** a file, or a folder with several files of one table, in SPSS (`.sav`, `.zsav`), CSV or Parquet; and what is
//! declared of it: which columns, of which [`Kind`]. **Out:** batches whose columns are exactly the declared ones in
//! their canonical Arrow types, or a [`ReadError`] with file, row, column, what was expected, what was found, and what to
//! try. Files may be larger than memory: at most a batch per piece is held.
//!
//! | kind | Arrow | read from |
//! |---|---|---|
//! | [`Kind::Key`] | `Int64` | whole numbers; texts of digits, with leading zeros and padding |
//! | [`Kind::Whole`] | `Int64` | whole numbers; texts of them; decimals without a fraction |
//! | [`Kind::Decimal`] | `Float64` | numbers; texts with a decimal comma or point, never with thousands separators |
//! | [`Kind::Text`] | `Utf8` (or as [`TextLayout`] says) | texts without their padding; whole numbers as their digits |
//! | [`Kind::Date`] | `Date32` | dates; times without zone; SPSS dates; texts and numbers like 2023-01-31, 31-01-2023, 20230131 |
//! | [`Kind::Truth`] | `Boolean` | 1/0, true/false, ja/nee, J/N, yes/no; value labels of SPSS with these words |
//!
//! An empty text, a system-missing value and (unless asked otherwise) a user-missing value of SPSS are null. Where a
//! column is not declared optional, a null is a problem like an unreadable value. Problems stop the reading, or are
//! counted per column in a [`Tally`] up to a limit: [`OnUnreadable`].
//!
//! ```no_run
//! use microdata::{Column, Declared, Kind, ReadOptions, find, open};
//! # fn main() -> Result<(), microdata::ReadError> {
//! let declared = Declared::new([
//!     Column::new("rinpersoon", Kind::Key),
//!     Column::new("vestigingsdatum", Kind::Date).optional(),
//! ]);
//! let path = find("registers".as_ref(), "gbapersoontab_2023")?;
//! let register = open(&path, &declared, &ReadOptions::default())?;
//! for batch in register.batches()? {
//!     println!("{} rows", batch?.num_rows());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Besides, [`sav::SavFile`] shows everything an SPSS file holds (labels, missing values, formats, all values), and
//! [`write::SavWriter`] writes batches as one.
//!
//! **Must not know:** what a monitor is, which indicators there are, and how persons become counts.

mod column;
mod csv;
mod declared;
mod error;
mod find;
mod options;
mod parquet;
mod problems;
mod register;
pub mod sav;
mod value;
pub mod write;

pub use declared::{Column, DateForm, Declared, Kind};
pub use error::ReadError;
pub use find::{FileFormat, find};
pub use options::{CsvOptions, OnUnreadable, ReadOptions, TextEncoding, TextLayout, UserMissing};
pub use problems::{ColumnProblems, Problem, Tally};
pub use register::{Batches, Register, open};
