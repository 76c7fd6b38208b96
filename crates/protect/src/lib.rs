//! From raw counts to counts that may be published.
//!
//! Flows in: [`counts::RawCounts`] of one period, a definition, what the ledger says is [`Known`], and a secret [`Seed`]. Flows out: [`Protected`], the only type
//! from which figures are made, with the [`counts::WitnessTable`]s that an auditor checks. `Protected` has no constructor outside this room,
//! so that whoever holds one knows that every count in it went through the method here. Must not know: files, pages, how a
//! figure is expressed (that is `figures`).
//!
//! # The method
//!
//! 1. *Round and withhold.* Every count is rounded to the base of the definition; of a count below the threshold only that it
//!    is small is said, and of all but a small rest only that. Everything published of a period is one system of whole-number
//!    rows over unknown variables: neighbourhood × background × age, and × whether an indicator holds.
//! 2. *Attack.* For every small count (of a universe, a numerator or what is left beside it, zero included) two whole tables
//!    are looked for that agree with all of it: one in which it is 0, and one in which it is as large as a small count can be.
//!    So for what two published counts differ by of which one lies in the other (a universe in a wider one, a group in a larger
//!    one), where taking one from the other leaves few people.
//!    Starting from the true table, one person after the other is moved; what that puts out of bounds is taken back with
//!    another move. Whole numbers throughout: what is found *is* a table, no solver has to be believed.
//! 3. *Make coarser.* Where none is found, the best table says which published counts stand in the way, and they are
//!    rounded to a larger multiple, or not shown. Coarser never harms another count, so one pass is enough.
//!
//! At last, where exact counts of an area and of those inside it leave exactly a few people in the ones that are hidden, one more is
//! hidden.
//!
//! Means are published of enough people, and left out where with those of others they give the sum of a few. Only counts that are
//! exact, or nearly, give that.
//!
//! Where this is not what protection.md describes: step 2 is a search instead of a linear program, which names what stands in the
//! way as well, works in whole numbers, and is quick enough for every count of a country; and a small count can be withheld like
//! any other, so that the sign tells nothing.
//!
//! What was published before and elsewhere is known from the start: it binds every table, is published again as it was, and never
//! gives way. A count that others publish is no secret any more. Counts of people who exist are refused without a ledger
//! ([`Refusal::WithoutLedger`]), and so is what does not fit it ([`KnownError`]).
//!
//! # Modules
//!
//! - `method`: from counts to what is said of each; `protected`: that; `cost`: how precise it is.
//! - `means`: which means tell no sum of a few.
//! - `known`: what the ledger says, as rows of the system.
//! - `plan`: what a definition publishes, as a system.
//! - `system`: variables, areas, rows and their bounds.
//! - `attack`: looking for tables, and what must be coarser.
//!
//! # Public
//!
//! [`protect`], [`allows`], [`Seed`], [`Outcome`], [`Refusal`], [`PlanError`]; [`Known`], [`Earlier`], [`Subject`], [`KnownError`]; [`Protected`], [`Shown`], and what they cost: [`Published`], [`Cost`]. For systems
//! that come from elsewhere: [`Model`] and its parts, [`withstand`], [`Withstood`].

#![forbid(unsafe_code)]

mod attack;
mod cost;
mod known;
mod means;
mod method;
mod plan;
mod protected;
mod system;

pub use attack::{Evidence, Failure, Progress, Withstood, withstand};
pub use cost::{Cost, Published};
pub use known::{Earlier, Known, KnownError, Subject};
pub use method::{Outcome, Refusal, Seed, allows, protect};
pub use plan::PlanError;
pub use protected::{Protected, Shown};
pub use system::{
    Areas, Bounds, CellBound, Class, Given, Model, Multiples, NO_LIMIT, Role, RowAddress, Step, Thresholds, Variable,
};
