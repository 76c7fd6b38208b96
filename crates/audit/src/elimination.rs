//! Sparse Gaussian elimination modulo a prime, of the rows whose sum is one number.
//!
//! Rows with an unknown that no other row has are set aside first, which costs nothing and leaves little: links between
//! levels and between ages nearly all go that way. What remains is eliminated by the unknown that the fewest rows have, with
//! the shortest of these (after Markowitz 1957).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rand::Rng;

use crate::prime::Prime;
use crate::system::System;

/// The most entries that reduced rows may have together, some 16 bytes each.
const MOST_ENTRIES: usize = 400_000_000;

/// The rows in a form in which every unknown follows from those that remain free.
pub(crate) struct Echelon<'a> {
    system: &'a System,
    prime: Prime,
    pivots: Vec<Pivot>,
    /// Whether rows contradict each other.
    pub(crate) contradiction: bool,
}

/// A row, and the unknown that follows from it when the others are known.
enum Pivot {
    /// A row as it stands in the system.
    AsGiven { row: u32, unknown: u32 },
    /// A row after reduction, with coefficient 1 for the unknown.
    Reduced { unknown: u32, row: Sparse },
}

/// A row modulo the prime, by ascending unknown.
#[derive(Debug, Clone, Default)]
struct Sparse {
    entries: Vec<(u32, u64)>,
    sum: u64,
}

/// A random solution of the rows with all sums set to 0, and one solution of the rows themselves.
pub(crate) struct Solutions {
    pub(crate) null: Vec<u64>,
    pub(crate) particular: Vec<u64>,
}

/// Eliminates; none when it takes more memory than an audit may use.
pub(crate) fn eliminate(system: &System, prime: Prime) -> Option<Echelon<'_>> {
    let mut active: Vec<bool> = system.rows().map(|row| row.is_exact()).collect();
    let mut pivots = Vec::new();
    peel(system, &mut active, &mut pivots);
    let mut core = Core::new(system, &active, prime);
    core.run(&mut pivots)?;
    Some(Echelon { system, prime, pivots, contradiction: core.contradiction })
}

/// Sets aside rows with an unknown that no other active row has.
fn peel(system: &System, active: &mut [bool], pivots: &mut Vec<Pivot>) {
    // How many active rows have an unknown, and the exclusive or of their numbers: of a single row, its number.
    let mut count = vec![0_u32; system.columns()];
    let mut which = vec![0_u32; system.columns()];
    for (number, row) in system.rows().enumerate().filter(|(number, _)| active[*number]) {
        for unknown in row.unknowns {
            count[*unknown as usize] += 1;
            which[*unknown as usize] ^= number as u32;
        }
    }
    let mut open: Vec<u32> = (0..system.columns() as u32).filter(|unknown| count[*unknown as usize] == 1).collect();
    while let Some(unknown) = open.pop() {
        let row = which[unknown as usize];
        if count[unknown as usize] != 1 || !active[row as usize] {
            continue;
        }
        active[row as usize] = false;
        pivots.push(Pivot::AsGiven { row, unknown });
        for other in system.row(row as usize).unknowns {
            count[*other as usize] -= 1;
            which[*other as usize] ^= row;
            if count[*other as usize] == 1 {
                open.push(*other);
            }
        }
    }
}

/// The rows that could not be set aside.
struct Core {
    prime: Prime,
    rows: Vec<Sparse>,
    done: Vec<bool>,
    /// Rows that have or had an unknown, and how many have it.
    having: Vec<Vec<u32>>,
    count: Vec<u32>,
    entries: usize,
    contradiction: bool,
}

impl Core {
    fn new(system: &System, active: &[bool], prime: Prime) -> Self {
        let mut core = Self {
            prime,
            rows: Vec::new(),
            done: Vec::new(),
            having: vec![Vec::new(); system.columns()],
            count: vec![0; system.columns()],
            entries: 0,
            contradiction: false,
        };
        for (_, row) in system.rows().enumerate().filter(|(number, _)| active[*number]) {
            let number = core.rows.len() as u32;
            let entries: Vec<(u32, u64)> =
                row.entries().map(|(unknown, by)| (unknown as u32, prime.from(by))).collect();
            for (unknown, _) in &entries {
                core.having[*unknown as usize].push(number);
                core.count[*unknown as usize] += 1;
            }
            core.entries += entries.len();
            core.contradiction |= entries.is_empty() && row.low != 0;
            core.rows.push(Sparse { entries, sum: prime.from(row.low) });
        }
        core.done = vec![false; core.rows.len()];
        core
    }

    fn run(&mut self, pivots: &mut Vec<Pivot>) -> Option<()> {
        let mut open: BinaryHeap<Reverse<(u32, u32)>> = (0..self.count.len() as u32)
            .filter(|unknown| self.count[*unknown as usize] > 0)
            .map(|unknown| Reverse((self.count[unknown as usize], unknown)))
            .collect();
        while let Some(Reverse((count, unknown))) = open.pop() {
            let now = self.count[unknown as usize];
            if now == 0 {
                continue;
            }
            if now != count {
                open.push(Reverse((now, unknown)));
                continue;
            }
            pivots.push(self.pivot(unknown, &mut open));
            if self.entries > MOST_ENTRIES {
                return None;
            }
        }
        Some(())
    }

    /// Eliminates an unknown.
    fn pivot(&mut self, unknown: u32, open: &mut BinaryHeap<Reverse<(u32, u32)>>) -> Pivot {
        let mut having = std::mem::take(&mut self.having[unknown as usize]);
        having.sort_unstable();
        having.dedup();
        having.retain(|row| {
            !self.done[*row as usize]
                && self.rows[*row as usize].entries.binary_search_by_key(&unknown, |entry| entry.0).is_ok()
        });
        having.sort_unstable_by_key(|row| self.rows[*row as usize].entries.len());
        let chosen = having[0] as usize;
        let mut row = std::mem::take(&mut self.rows[chosen]);
        self.done[chosen] = true;
        let at = row.entries.binary_search_by_key(&unknown, |entry| entry.0).unwrap_or_default();
        let inverse = self.prime.invert(row.entries[at].1);
        for entry in &mut row.entries {
            entry.1 = self.prime.multiply(entry.1, inverse);
            self.count[entry.0 as usize] -= 1;
        }
        row.sum = self.prime.multiply(row.sum, inverse);
        for other in &having[1..] {
            self.subtract(*other, &row, unknown);
        }
        for (other, _) in &row.entries {
            if *other != unknown && self.count[*other as usize] > 0 {
                open.push(Reverse((self.count[*other as usize], *other)));
            }
        }
        row.entries.remove(at);
        Pivot::Reduced { unknown, row }
    }

    /// Takes as much of the pivot row from another as makes the unknown vanish from it.
    fn subtract(&mut self, number: u32, pivot: &Sparse, unknown: u32) {
        let prime = self.prime;
        let row = std::mem::take(&mut self.rows[number as usize]);
        let at = row.entries.binary_search_by_key(&unknown, |entry| entry.0).unwrap_or_default();
        let times = row.entries[at].1;
        let mut merged = Vec::with_capacity(row.entries.len() + pivot.entries.len());
        let (mut left, mut right) = (row.entries.iter().peekable(), pivot.entries.iter().peekable());
        loop {
            match (left.peek(), right.peek()) {
                (Some((a, value)), Some((b, by))) if a == b => {
                    let rest = prime.subtract(*value, prime.multiply(times, *by));
                    if rest == 0 {
                        self.count[*a as usize] -= 1;
                    } else {
                        merged.push((*a, rest));
                    }
                    left.next();
                    right.next();
                }
                (Some((a, _)), Some((b, by))) if a > b => {
                    merged.push((*b, prime.subtract(0, prime.multiply(times, *by))));
                    self.count[*b as usize] += 1;
                    self.having[*b as usize].push(number);
                    right.next();
                }
                (Some(entry), _) => {
                    merged.push(**entry);
                    left.next();
                }
                (None, Some((b, by))) => {
                    merged.push((*b, prime.subtract(0, prime.multiply(times, *by))));
                    self.count[*b as usize] += 1;
                    self.having[*b as usize].push(number);
                    right.next();
                }
                (None, None) => break,
            }
        }
        self.entries = self.entries + merged.len() - row.entries.len();
        let sum = prime.subtract(row.sum, prime.multiply(times, pivot.sum));
        self.contradiction |= merged.is_empty() && sum != 0;
        self.rows[number as usize] = Sparse { entries: merged, sum };
    }
}

impl Echelon<'_> {
    /// How many rows are independent.
    pub(crate) fn rank(&self) -> usize {
        self.pivots.len()
    }

    /// Solutions in which the free unknowns are random, and 0.
    pub(crate) fn solutions(&self, random: &mut impl Rng) -> Solutions {
        let prime = self.prime;
        let mut null: Vec<u64> = (0..self.system.columns()).map(|_| prime.random_number(random)).collect();
        let mut particular = vec![0; self.system.columns()];
        for pivot in self.pivots.iter().rev() {
            match pivot {
                Pivot::Reduced { unknown, row } => {
                    let (mut a, mut b) = (0, row.sum);
                    for (other, by) in &row.entries {
                        a = prime.subtract(a, prime.multiply(*by, null[*other as usize]));
                        b = prime.subtract(b, prime.multiply(*by, particular[*other as usize]));
                    }
                    null[*unknown as usize] = a;
                    particular[*unknown as usize] = b;
                }
                Pivot::AsGiven { row, unknown } => {
                    let row = self.system.row(*row as usize);
                    let (mut a, mut b) = (0, prime.from(row.low));
                    let mut own = 1;
                    for (other, by) in row.entries() {
                        if other == *unknown as usize {
                            own = prime.from(by);
                        } else {
                            let by = prime.from(by);
                            a = prime.subtract(a, prime.multiply(by, null[other]));
                            b = prime.subtract(b, prime.multiply(by, particular[other]));
                        }
                    }
                    if own != 1 {
                        let inverse = prime.invert(own);
                        a = prime.multiply(a, inverse);
                        b = prime.multiply(b, inverse);
                    }
                    null[*unknown as usize] = a;
                    particular[*unknown as usize] = b;
                }
            }
        }
        Solutions { null, particular }
    }

    /// The sum of a row of the system for values modulo the prime.
    pub(crate) fn value(&self, row: usize, values: &[u64]) -> u64 {
        let prime = self.prime;
        let row = self.system.row(row);
        row.entries().fold(0, |sum, (unknown, by)| {
            let value = values[unknown];
            match by {
                1 => prime.add(sum, value),
                -1 => prime.subtract(sum, value),
                _ => prime.add(sum, prime.multiply(prime.from(by), value)),
            }
        })
    }
}
