//! The published figure: what a cell is, in the words every room uses.
//!
//! Flows in: nothing. Flows out: plain values. This room holds only figures that may be shown: a raw count has its own
//! type in the room that counts, and cannot become a [`Count`] except through protection or an open-data import.

mod address;
mod cell;
mod count;
mod delivery;
mod place;

pub use address::{CategoryIx, IndicatorIx, PlaceIx};
pub use cell::{Cell, Kind, Status};
pub use count::Count;
pub use delivery::{Block, LeftOut, SourceRecord};
pub use place::{AreaCode, Level, ParseAreaCodeError, Period, Vintage};
