//! Leaks on purpose: what a mistake in protection would do to a system or to witnesses. An auditor that does not find them
//! is no auditor; the tests plant hundreds of each.

use rand::Rng;

use crate::attacks::witnesses::Change;
use crate::system::{Row, System};

/// The kinds of leaks that can be planted in a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leak {
    /// A count that was rounded or made coarser is published more precisely.
    Refined,
    /// A count that is small is published as it is.
    Lifted,
    /// A link between universes, or a table of others, tells a sum exactly that nothing told before.
    Linked,
}

impl Leak {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Refined, Self::Lifted, Self::Linked];
}

/// Plants a leak in a system of which `truth` are the true counts; none where there is no place for it.
pub fn plant(system: &System, truth: &[i64], leak: Leak, random: &mut impl Rng) -> Option<System> {
    let mut mutated = system.clone();
    match leak {
        Leak::Refined => {
            let protected: Vec<usize> = system.protected().iter().map(|protected| protected.row).collect();
            let wide: Vec<usize> =
                (0..system.len()).filter(|row| !system.row(*row).is_exact() && !protected.contains(row)).collect();
            let row = choose(&wide, random)?;
            let value = system.row(row).value(truth);
            let slack = random.random_range(0..=1);
            mutated.narrow(row, (value - slack).max(0), value + slack);
        }
        Leak::Lifted => {
            let all: Vec<usize> = system.protected().iter().map(|protected| protected.row).collect();
            let row = choose(&all, random)?;
            let value = system.row(row).value(truth);
            // It is still protected: that somebody published it does not make it less of a secret.
            mutated.narrow(row, value, value);
        }
        Leak::Linked => {
            let unknowns = random.random_range(1..=system.columns().min(3));
            let chosen: Vec<(usize, i64)> =
                (0..unknowns).map(|_| (random.random_range(0..system.columns()), 1)).collect();
            let row = mutated.add(chosen, 0, i64::MAX / 4);
            let value = mutated.row(row).value(truth);
            mutated.narrow(row, value, value);
        }
    }
    Some(mutated)
}

/// Drops what balances one change of a witness at another level or area: its sums no longer agree.
pub fn drop_balance(changes: &[Change], random: &mut impl Rng) -> Option<Vec<Change>> {
    let at = choose(&(0..changes.len()).collect::<Vec<_>>(), random)?;
    let mut left = changes.to_vec();
    left.remove(at);
    Some(left)
}

/// Whether a row says more than that its count is at least 0.
pub fn says_something(row: &Row<'_>) -> bool {
    row.low > 0 || row.high < crate::UNBOUNDED
}

fn choose(from: &[usize], random: &mut impl Rng) -> Option<usize> {
    (!from.is_empty()).then(|| from[random.random_range(0..from.len())])
}
