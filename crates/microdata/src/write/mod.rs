//! Writes batches as SPSS files.

mod sav;

pub use sav::{SavColumn, SavKind, SavWriteOptions, SavWriter};
