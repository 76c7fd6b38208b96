//! Attack 1: which protected counts follow exactly from the figures that are one number?
//!
//! The whole system at once, without taking it apart: elimination modulo two random primes of 61 bits gives two random
//! solutions of the rows with all sums set to 0; a count that is not 0 in one of them can be another number, so it does not
//! follow. The others are confirmed with exact fractions where what hangs together with them is not too large.

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::elimination::eliminate;
use crate::prime::Prime;
use crate::rational;
use crate::system::{Learned, Row, System};

/// The most unknowns that hang together for exact fractions to be tried.
const MOST_UNKNOWNS: usize = 400;

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Exact {
    /// How many rows are one number.
    pub rows: usize,
    /// How many of these say something that the others do not.
    pub rank: usize,
    /// The primes.
    pub primes: Vec<u64>,
    /// How many counts were confirmed with exact fractions.
    pub confirmed: usize,
    /// Whether rows contradict each other.
    pub contradiction: bool,
    /// Whether it took too much memory, and was given up.
    pub unfinished: bool,
    /// The protected counts that follow, by position in [`System::protected`].
    pub found: Vec<(usize, Learned)>,
}

/// Tries it; the same seed chooses the same primes.
pub fn exact(system: &System, seed: u64) -> Exact {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut result = Exact { rows: system.rows().filter(Row::is_exact).count(), ..Exact::default() };
    let mut suspects: Vec<usize> = (0..system.protected().len()).collect();
    let mut values: BTreeMap<usize, i64> = BTreeMap::new();
    for _ in 0..2 {
        let prime = Prime::random(&mut random);
        result.primes.push(prime.number());
        let Some(echelon) = eliminate(system, prime) else {
            result.unfinished = true;
            return result;
        };
        result.rank = echelon.rank();
        result.contradiction |= echelon.contradiction;
        let solutions = echelon.solutions(&mut random);
        suspects.retain(|&at| {
            let row = system.protected()[at].row;
            let follows = echelon.value(row, &solutions.null) == 0;
            if follows {
                values.insert(at, prime.signed(echelon.value(row, &solutions.particular)));
            }
            follows
        });
    }
    suspects.retain(|at| system.protected()[*at].certain || values[at] <= system.protected()[*at].most);
    confirm(system, &mut suspects, &mut result);
    result.found = suspects.into_iter().map(|at| (at, Learned::Exactly)).collect();
    result
}

/// Works out with exact fractions what hangs together with each suspect.
fn confirm(system: &System, suspects: &mut Vec<usize>, result: &mut Exact) {
    /// More than anybody reads one by one.
    const MOST_SUSPECTS: usize = 2_000;
    if suspects.is_empty() {
        return;
    }
    let mut having: Vec<Vec<u32>> = vec![Vec::new(); system.columns()];
    for (number, row) in system.rows().enumerate().filter(|(_, row)| row.is_exact()) {
        row.unknowns.iter().for_each(|unknown| having[*unknown as usize].push(number as u32));
    }
    let mut tried = 0;
    suspects.retain(|&at| {
        tried += 1;
        let form: Vec<(usize, i64)> = system.row(system.protected()[at].row).entries().collect();
        if tried > MOST_SUSPECTS {
            return true;
        }
        let Some(rows) = hanging_together(system, &having, &form) else { return true };
        match rational::determined(&rows, &form) {
            Some(Some(_)) => result.confirmed += 1,
            Some(None) => return false,
            None => {}
        }
        true
    });
}

/// All exact rows that hang together with a form through unknowns; none when these are too many.
#[expect(clippy::type_complexity, reason = "rows as the fractions take them")]
fn hanging_together(
    system: &System,
    having: &[Vec<u32>],
    form: &[(usize, i64)],
) -> Option<Vec<(Vec<(usize, i64)>, i64)>> {
    let mut unknowns: BTreeSet<usize> = form.iter().map(|entry| entry.0).collect();
    let mut open: Vec<usize> = unknowns.iter().copied().collect();
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    while let Some(unknown) = open.pop() {
        for row in &having[unknown] {
            if rows.insert(*row) {
                let found = system.row(*row as usize);
                open.extend(found.entries().map(|entry| entry.0).filter(|other| unknowns.insert(*other)));
                if unknowns.len() > MOST_UNKNOWNS {
                    return None;
                }
            }
        }
    }
    let rows = rows.into_iter().map(|row| {
        let row = system.row(row as usize);
        (row.entries().collect(), row.low)
    });
    Some(rows.collect())
}
