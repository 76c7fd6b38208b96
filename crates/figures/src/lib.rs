//! From counts that may be published to figures: rates, means, shares of everybody, the index of segregation.
//!
//! Flows in: [`protect::Protected`] counts of one period, a definition, the places they are about; and, for the areas of
//! collections, blocks of published cells, counted or imported. Flows out: blocks of cells for a release. Everything is worked out *after* protection and from nothing else, so that no figure can tell more
//! than the published counts do. Must not know: raw counts, microdata, how protection decides.
//!
//! | measure | figure |
//! |---|---|
//! | `count` | how many belong to the universe |
//! | `percent`, `per-thousand` | the part in the universe; with `share-of = "everybody"`, the group in the universe of everybody |
//! | `mean`, `ratio` | the sum over the universe, divided by its size |
//! | `index` | the index of segregation of the part among the rest, over the areas one level down |
//!
//! A figure of which a count is withheld is [`Status::Small`](cells::Status); a figure of nobody (by definition) is
//! [`Status::NotApplicable`](cells::Status).
//!
//! # Modules
//!
//! - `blocks`: every indicator × area × category of a period.
//! - `cell`: one cell of counts.
//! - `segregation`: the index.
//! - `said`: the way back, from a published cell to what it says of counts.
//! - `regions`: areas of collections, from the published cells of their members.
//!
//! # Public
//!
//! [`blocks`], [`regions`], [`Made`]; [`said`], [`Said`].

#![forbid(unsafe_code)]

mod blocks;
mod cell;
mod regions;
mod said;
mod segregation;

pub use blocks::{Made, blocks};
pub use regions::regions;
pub use said::{Said, said};
