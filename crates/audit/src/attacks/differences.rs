//! Attack 4, second half: every pair of published counts of which one lies in the other.
//!
//! Universes and ages in larger ones, parts in sizes, categories in larger ones, areas in the one they lie in: the difference
//! is a count of people as well, though often not one that the release has. Where it must be a small count of somebody, more
//! was said than *fewer than the threshold*; where it is exactly nobody, too.

use std::collections::HashSet;

use crate::relations::size_of;
use crate::statements::{Address, Mark, Said, Statements, Subject};

/// What the difference of two counts tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// It is known exactly and small, but not 0.
    Exactly,
    /// It is nobody, of people who could have been somebody.
    Nobody,
    /// It is small, and not 0.
    Somebody,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// How many pairs were compared.
    pub tried: u64,
    /// The larger and the smaller count, and what their difference tells.
    pub found: Vec<(Address, Address, Difference)>,
    /// How many of each were found; the list above ends at some point.
    pub counts: [u64; 3],
}

/// More than anybody reads.
const MOST_LISTED: usize = 100_000;

/// Tries it.
pub fn differences(statements: &Statements) -> Differences {
    let mut result = Differences::default();
    between_groups(statements, &mut result);
    between_areas(statements, &mut result);
    result
}

/// For something counted, what lies in it: itself, and what has fewer of its terms.
fn inside(statements: &Statements, larger: usize) -> Vec<usize> {
    let all = &statements.counted;
    let within = |smaller: usize| {
        smaller == larger
            || (all[smaller].terms.len() < all[larger].terms.len()
                && all[smaller].terms.iter().all(|term| all[larger].terms.contains(term)))
    };
    let rest = |at: usize| matches!(all[at].subject, Subject::Rest(_));
    if rest(larger) { vec![larger] } else { (0..all.len()).filter(|at| !rest(*at) && within(*at)).collect() }
}

fn between_groups(statements: &Statements, result: &mut Differences) {
    let contains = |a: &[bool], b: &[bool]| a.iter().zip(b).all(|(a, b)| *a || !*b);
    for (outer, larger) in statements.tables.iter().enumerate() {
        for smaller in inside(statements, larger.counted) {
            let Some((inner, found)) = statements.table(smaller, larger.level) else { continue };
            for (p, a) in larger.groups.iter().enumerate() {
                for (q, b) in found.groups.iter().enumerate() {
                    let (set_a, set_b) = (&statements.groups[*a].leaves, &statements.groups[*b].leaves);
                    let same = set_a == set_b;
                    if !contains(set_a, set_b) || (same && smaller == larger.counted) {
                        continue;
                    }
                    // Complements that the release has itself are counts of their own, and protected as such.
                    let rest = same && size_of(statements, smaller) == Some(larger.counted);
                    if rest || is_published(statements, larger, *a, *b, smaller) {
                        continue;
                    }
                    for area in 0..statements.areas.len(larger.level) {
                        let at = |table: usize, position: usize| Address {
                            table: table as u32,
                            area: area as u32,
                            position: position as u16,
                        };
                        compare(statements, at(outer, p), at(inner, q), result);
                    }
                }
            }
        }
    }
}

/// Whether the difference between two groups of one count is a single group that the table has.
fn is_published(
    statements: &Statements,
    table: &crate::statements::Table,
    larger: usize,
    smaller: usize,
    counted: usize,
) -> bool {
    if counted != table.counted {
        return false;
    }
    let (a, b) = (&statements.groups[larger].leaves, &statements.groups[smaller].leaves);
    let difference: Vec<bool> = a.iter().zip(b).map(|(a, b)| *a && !*b).collect();
    table.groups.iter().any(|group| statements.groups[*group].leaves == difference)
}

fn between_areas(statements: &Statements, result: &mut Differences) {
    for (outer, larger) in statements.tables.iter().enumerate() {
        let Some((inner, found)) = statements.table(larger.counted, larger.level + 1) else { continue };
        let children = statements.areas.children(larger.level);
        for (p, group) in larger.groups.iter().enumerate() {
            let Some(q) = found.position(*group) else { continue };
            for (area, below) in children.iter().enumerate() {
                // Of one area nothing is left, and of two the other is published.
                if below.len() < 3 {
                    continue;
                }
                for child in below {
                    let a = Address { table: outer as u32, area: area as u32, position: p as u16 };
                    let b = Address { table: inner as u32, area: *child as u32, position: q as u16 };
                    compare(statements, a, b, result);
                }
            }
        }
    }
}

fn compare(statements: &Statements, larger: Address, smaller: Address, result: &mut Differences) {
    let (a, b) = (statements.at(larger), statements.at(smaller));
    if a.mark == Mark::Silent || b.mark == Mark::Silent {
        return;
    }
    result.tried += 1;
    let table = &statements.tables[larger.table as usize];
    let threshold = statements.threshold(table.counted);
    if let Some(difference) = tells(a, b, threshold) {
        result.counts[difference as usize] += 1;
        if result.found.len() < MOST_LISTED {
            result.found.push((larger, smaller, difference));
        }
    }
}

fn tells(larger: Said, smaller: Said, threshold: u32) -> Option<Difference> {
    if larger.high == u32::MAX {
        return None;
    }
    let low = larger.low.saturating_sub(smaller.high.min(larger.high));
    let high = larger.high.saturating_sub(smaller.low);
    match (low, high) {
        // Nobody in either: nobody was hidden.
        (_, 0) if larger.high > 0 => Some(Difference::Nobody),
        _ if low >= 1 && high < threshold => Some(if low == high { Difference::Exactly } else { Difference::Somebody }),
        _ => None,
    }
}

/// Addresses whose count another release says something else of: together they tell more of a protected count than this
/// release alone.
pub fn releases(now: &Statements, before: &Statements) -> Vec<(Address, crate::Learned)> {
    let mut found = Vec::new();
    let mut seen: HashSet<Address> = HashSet::new();
    for (address, said) in now.said().filter(|(_, said)| said.mark >= Mark::Doubtful) {
        let Some(there) = same_address(now, before, address) else { continue };
        let other = before.at(there);
        let protected = crate::system::Protected {
            row: 0,
            most: i64::from(now.threshold(now.tables[address.table as usize].counted)) - 1,
            certain: said.mark == Mark::Protected,
        };
        let (low, high) = (said.low.max(other.low), said.high.min(other.high));
        if let Some(learned) = protected.learned(i64::from(low), i64::from(high))
            && seen.insert(address)
        {
            found.push((address, learned));
        }
    }
    found
}

/// The same count in another release of the same areas.
pub(crate) fn same_address(now: &Statements, before: &Statements, address: Address) -> Option<Address> {
    let table = &now.tables[address.table as usize];
    let name = &now.counted[table.counted].name;
    let counted = before.counted.iter().position(|counted| counted.name == *name)?;
    let level = before.areas.levels().iter().position(|level| *level == now.areas.levels()[table.level])?;
    let (number, found) = before.table(counted, level)?;
    let group = &now.groups[table.groups[usize::from(address.position)]];
    let there = before.groups.iter().position(|other| other.id == group.id && other.leaves == group.leaves)?;
    let position = found.position(there)?;
    if now.areas.len(table.level) != before.areas.len(level) {
        return None;
    }
    Some(Address { table: number as u32, area: address.area, position: position as u16 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(low: u32, high: u32) -> Said {
        Said { low, high, mark: Mark::Stated }
    }

    #[test]
    fn a_group_just_larger_than_another_gives_away_who_is_between() {
        assert_eq!(tells(said(17, 17), said(12, 12), 10), Some(Difference::Exactly));
        assert_eq!(tells(said(13, 17), said(10, 12), 10), Some(Difference::Somebody));
        assert_eq!(tells(said(12, 12), said(12, 12), 10), Some(Difference::Nobody));
        assert_eq!(tells(said(13, 17), said(13, 17), 10), None);
        assert_eq!(tells(said(100, 104), said(50, 54), 10), None);
    }
}
