//! Maps of one figure: what is asked for, which areas that is, and what each is coloured with.
//!
//! - `asked`: the choices of the map page as they stand in the address;
//! - `scale`: classes with their colours and words, and the rule that gives each figure its class;
//! - `sheet`: the areas of one map with their figures and classes;
//! - `files`: the same as GeoJSON, CSV, and as what the movable map reads.
//!
//! The page, its files and the movable map all show a [`Sheet`], and a sheet has one [`scale::Scale`]: that is why a colour
//! means the same in each of them.

pub(crate) mod asked;
pub(crate) mod files;
pub(crate) mod scale;
pub(crate) mod sheet;

pub(crate) use asked::{Asked, Beside, Colour, first_indicator};
pub(crate) use sheet::Sheet;
