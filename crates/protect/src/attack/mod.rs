//! The attack on what is published: for every count that must stay hidden, a whole-number table in which it is nothing and one
//! in which it is as large as a small count can be. What stands in the way is made coarser.

mod cycle;
mod rests;
mod search;
mod state;
mod withstand;

pub use withstand::{Evidence, Failure, Progress, Withstood, withstand};
