//! A question in words: what it asks, and the answer from published figures.
//!
//! Flows in: a text that somebody typed, the definition, the places and the cells of a release. Flows out: what was
//! understood, and an answer in sentences with the cells they rest on. Does not know pages or addresses, nor how a cell
//! was made.
//!
//! No question is in the code. What can be asked about (areas, themes, indicators, groups, levels) comes from the labels
//! and synonyms of the definition and from the names of its places; how people ask comes from two lists of words
//! (`words/nl.toml`, `words/en.toml`), which know nothing of any monitor. Typing errors are forgiven.
//!
//! - [`names`]: finding a place or an indicator by its name alone;
//! - [`Lexicon`]: every phrase that means something, and where a text has one (`spelling`, `cover`);
//! - [`Question`], [`understand`]: from the phrases in a text to what is asked, with what else it may mean;
//! - [`Setting`], [`Asked`]: what is asked where the question is silent, and what the visitor set right;
//! - [`cautions`]: which words were answered with something that only comes near, and which were left out;
//! - [`Help`]: what explains the monitor itself, which is found by words as well;
//! - [`answer`]: sentences with "n of N", year, reference and certainty. A difference that may be chance is never told as
//!   one that is there.
#![forbid(unsafe_code)]

mod ages;
mod answer;
mod asked;
mod cautions;
mod cover;
mod help;
mod lexicon;
pub mod names;
mod question;
mod said;
mod spelling;
mod texts;
mod understand;
mod words;

pub use answer::{Answer, Line, Page, Sentence, answer};
pub use asked::{Asked, Setting};
pub use cautions::{cautions, which_numbered};
pub use help::Help;
pub use lexicon::Lexicon;
pub use question::{Heard, Kind, Limit, Question, Threshold};
pub use texts::restated;
pub use understand::understand;
pub use words::plain;
