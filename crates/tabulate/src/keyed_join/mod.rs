//! An outer join on one key, for registers: nearly all are joined by the number of a person, household or address, are
//! sorted by it, and have it once.
//!
//! The engine's own hash join copies every column of the larger table at each of a dozen joins, and keeps tables of
//! hashes. Here the smaller table lies in memory sorted by key, short texts as codes; rows of the larger table pass as
//! they are, and look up where their key is, mostly right after that of the row before. Any order and any number of rows
//! per key give the right answer; sorted and single ones give it quickly.

mod exec;
mod rule;
mod side;

pub(crate) use rule::KeyedJoins;
