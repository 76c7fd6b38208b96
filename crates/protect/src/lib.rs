//! From raw counts to counts that may be published.
//!
//! Flows in: [`counts::RawCounts`] of one period, and a definition. Flows out: [`Protected`], the only type from which
//! figures are made. It has no constructor outside this room, so that whoever holds one knows that every count in it went
//! through the rule here. Must not know: files, pages, how a figure is expressed (that is `figures`).
//!
//! # The rule, for now
//!
//! The method that withstands someone who combines everything that is published is still to be built. Until then there is
//! the *interim rule* of [`interim`], and it is only for invented people: a definition that is not `fictional` is refused
//! with [`Refusal::NotFictional`].
//!
//! - A count below [`THRESHOLD`] is withheld, zero included, unless nobody can be there by definition.
//! - So is a part of which the rest is below the threshold, and a sum over fewer.
//! - Nothing below the municipality comes out at all.
//!
//! It does not stop anyone from subtracting published counts from one another.
//!
//! # Modules
//!
//! - `interim`: the rule.
//! - `protected`: the counts that may be published.
//!
//! # Public
//!
//! [`allows`], [`interim`], [`Refusal`], [`THRESHOLD`]; [`Protected`], [`Shown`].

#![forbid(unsafe_code)]

mod interim;
mod protected;

pub use interim::{Refusal, THRESHOLD, allows, interim};
pub use protected::{Protected, Shown};
