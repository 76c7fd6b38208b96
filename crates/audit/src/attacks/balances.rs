//! Attack 4, first half: everything that must add up, over the whole country and all levels.
//!
//! Categories to their parents, breakdowns to each other, areas to larger ones, parts and rests to sizes, ages to universes:
//! each sum narrows its terms, again and again until nothing changes.

use crate::propagation::narrow;
use crate::relations::Relations;
use crate::statements::{Address, Statements};
use crate::system::Learned;

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Balances {
    /// Sums, by kind.
    pub sums: Vec<(&'static str, usize)>,
    /// How many protected counts were looked at.
    pub tried: usize,
    /// How often all sums were gone through.
    pub sweeps: usize,
    /// The protected counts that can be narrowed.
    pub found: Vec<(Address, Learned)>,
    /// Whether sums contradict each other.
    pub contradiction: bool,
}

/// Tries it.
pub fn balances(statements: &Statements) -> Balances {
    let relations = Relations::of(statements);
    let narrowed = narrow(&relations.system);
    let mut result = Balances {
        sums: relations.kinds.clone(),
        tried: relations.protected.len(),
        sweeps: narrowed.sweeps,
        contradiction: narrowed.contradiction.is_some(),
        found: Vec::new(),
    };
    for (protected, address) in relations.system.protected().iter().zip(&relations.protected) {
        let (low, high) = narrowed.bounds(&relations.system, protected.row);
        if let Some(learned) = protected.learned(low, high) {
            result.found.push((*address, learned));
        }
    }
    result
}
