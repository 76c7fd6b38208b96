//! Tabulation as a whole: hand-worked registers, broken registers, and two engines and a peer on invented people.

mod bad_input;
mod by_hand;
mod fixture;
mod peer;
