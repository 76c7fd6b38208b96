//! The published counts themselves as unknowns, and how they must add up: categories to their parents and to everybody,
//! areas to larger ones, parts and rests to sizes, ages to universes.
//!
//! It is coarser than [`crate::Unknowns`], and small enough to be looked through for the whole country at once.

use std::collections::HashMap;

use crate::statements::{Address, Mark, Statements, Subject};
use crate::system::{System, UNBOUNDED};

/// The system, and which count each unknown is.
#[derive(Debug)]
pub struct Relations {
    /// The system; row *n* is what is said of unknown *n*, for as many rows as there are unknowns.
    pub system: System,
    /// For every table, its first unknown.
    first: Vec<usize>,
    /// For every protected count of the system.
    pub protected: Vec<Address>,
    /// Rows by how they came to be.
    pub kinds: Vec<(&'static str, usize)>,
}

/// Groups of which some together are as many as some others, or at least as many.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sum {
    left: Vec<usize>,
    right: Vec<usize>,
    equal: bool,
}

impl Relations {
    /// Everything that must add up.
    pub fn of(statements: &Statements) -> Self {
        let mut first = Vec::new();
        let mut columns = 0;
        for table in &statements.tables {
            first.push(columns);
            columns += table.cells.len();
        }
        let mut relations = Self { system: System::new(columns), first, protected: Vec::new(), kinds: Vec::new() };
        relations.say(statements);
        relations.groups(statements);
        relations.count("groups");
        relations.areas(statements);
        relations.count("areas");
        relations.rests(statements);
        relations.count("parts and rests");
        relations.universes(statements);
        relations.count("universes");
        relations
    }

    /// Notes how many rows of a kind were added.
    fn count(&mut self, kind: &'static str) {
        let before: usize = self.kinds.iter().map(|(_, rows)| rows).sum();
        let own = self.system.columns() + before;
        self.kinds.push((kind, self.system.len() - own));
    }

    /// The unknown of a count.
    pub fn unknown(&self, statements: &Statements, address: Address) -> usize {
        let width = statements.tables[address.table as usize].groups.len();
        self.first[address.table as usize] + address.area as usize * width + usize::from(address.position)
    }

    fn say(&mut self, statements: &Statements) {
        for (number, table) in statements.tables.iter().enumerate() {
            let most = i64::from(statements.threshold(table.counted)) - 1;
            let width = table.groups.len();
            for (at, said) in table.cells.iter().enumerate() {
                let nobody = statements.is_nobody(table.counted, table.groups[at % width]);
                let high = match said.high {
                    _ if nobody => 0,
                    u32::MAX => UNBOUNDED,
                    high => i64::from(high),
                };
                let row = self.system.add([(self.first[number] + at, 1)], i64::from(said.low), high);
                if said.mark >= Mark::Doubtful && !nobody {
                    self.system.protect(row, most, said.mark == Mark::Protected);
                    let address =
                        Address { table: number as u32, area: (at / width) as u32, position: (at % width) as u16 };
                    self.protected.push(address);
                }
            }
        }
    }

    fn groups(&mut self, statements: &Statements) {
        let mut known: HashMap<Vec<usize>, Vec<Sum>> = HashMap::new();
        for (number, table) in statements.tables.iter().enumerate() {
            let sums = known.entry(table.groups.clone()).or_insert_with(|| sums(statements, &table.groups));
            let width = table.groups.len();
            for area in 0..table.cells.len() / width {
                let start = self.first[number] + area * width;
                for sum in sums.iter() {
                    let left = sum.left.iter().map(|position| (start + position, 1));
                    let right = sum.right.iter().map(|position| (start + position, -1));
                    let high = if sum.equal { 0 } else { UNBOUNDED };
                    self.system.add(left.chain(right), 0, high);
                }
            }
        }
    }

    fn areas(&mut self, statements: &Statements) {
        for (number, table) in statements.tables.iter().enumerate() {
            let Some((below, found)) = statements.table(table.counted, table.level + 1) else { continue };
            let children = statements.areas.children(table.level);
            for (position, group) in table.groups.iter().enumerate() {
                let Some(there) = found.position(*group) else { continue };
                for (area, inside) in children.iter().enumerate() {
                    let up = (self.first[number] + area * table.groups.len() + position, 1);
                    let first = self.first[below];
                    let down = inside.iter().map(|child| (first + child * found.groups.len() + there, -1));
                    self.system.add([up].into_iter().chain(down), 0, 0);
                }
            }
        }
    }

    /// Adds a row of counts of the same area and group for every area and group that all of them have.
    fn across(&mut self, statements: &Statements, counted: &[(usize, i64)], low: i64, high: i64) {
        for level in 0..statements.areas.levels().len() {
            let tables: Option<Vec<_>> =
                counted.iter().map(|(at, sign)| statements.table(*at, level).map(|found| (found, *sign))).collect();
            let Some(tables) = tables else { continue };
            let Some(((_, shortest), _)) = tables.iter().min_by_key(|((_, table), _)| table.groups.len()) else {
                continue;
            };
            for group in &shortest.groups {
                let positions: Option<Vec<usize>> =
                    tables.iter().map(|((_, table), _)| table.position(*group)).collect();
                let Some(positions) = positions else { continue };
                for area in 0..statements.areas.len(level) {
                    let entries = tables.iter().zip(&positions).map(|(((number, table), sign), position)| {
                        (self.first[*number] + area * table.groups.len() + position, *sign)
                    });
                    self.system.add(entries.collect::<Vec<_>>(), low, high);
                }
            }
        }
    }

    fn rests(&mut self, statements: &Statements) {
        for (at, counted) in statements.counted.iter().enumerate() {
            let Subject::Rest(indicator) = counted.subject else { continue };
            let Some(part) = statements.find(Subject::Part(indicator)) else { continue };
            let Some(size) = size_of(statements, part) else { continue };
            self.across(statements, &[(size, 1), (part, -1), (at, -1)], 0, 0);
        }
    }

    fn universes(&mut self, statements: &Statements) {
        let counted = &statements.counted;
        for a in 0..counted.len() {
            for b in 0..counted.len() {
                if a == b
                    || matches!(counted[a].subject, Subject::Rest(_))
                    || matches!(counted[b].subject, Subject::Rest(_))
                {
                    continue;
                }
                let same = counted[a].terms.len() == counted[b].terms.len();
                // A part within its own universe has a rest already.
                let own = size_of(statements, b) == Some(a);
                if counted[b].terms.iter().all(|term| counted[a].terms.contains(term)) && !own && (!same || a < b) {
                    self.across(statements, &[(a, 1), (b, -1)], 0, if same { 0 } else { UNBOUNDED });
                }
            }
        }
        for (whole, found) in counted.iter().enumerate() {
            if matches!(found.subject, Subject::Rest(_)) {
                continue;
            }
            if let Some(parts) = cover(statements, whole) {
                let entries: Vec<(usize, i64)> =
                    [(whole, 1)].into_iter().chain(parts.into_iter().map(|part| (part, -1))).collect();
                self.across(statements, &entries, 0, 0);
            }
        }
    }
}

/// The size of the universe that a part is of.
pub(crate) fn size_of(statements: &Statements, part: usize) -> Option<usize> {
    let Subject::Part(indicator) = statements.counted[part].subject else { return None };
    let rest = statements.find(Subject::Rest(indicator))?;
    let size: Vec<_> = statements.counted[rest].terms.iter().filter(|term| term.sign > 0).cloned().collect();
    statements.counted.iter().position(|counted| matches!(counted.subject, Subject::Size(_)) && counted.terms == size)
}

/// Parts that together are the whole, each of fewer terms than it, found greedily from the largest.
fn cover(statements: &Statements, whole: usize) -> Option<Vec<usize>> {
    let counted = &statements.counted;
    let mut left = counted[whole].terms.clone();
    let mut order: Vec<usize> = (0..counted.len())
        .filter(|at| {
            let terms = &counted[*at].terms;
            matches!(counted[*at].subject, Subject::Part(_) | Subject::Ages(_))
                && terms.len() < left.len()
                && terms.iter().all(|term| left.contains(term))
        })
        .collect();
    order.sort_by_key(|at| std::cmp::Reverse(counted[*at].terms.len()));
    let mut parts = Vec::new();
    for at in order {
        if counted[at].terms.iter().all(|term| left.contains(term)) {
            left.retain(|term| !counted[at].terms.contains(term));
            parts.push(at);
        }
    }
    (left.is_empty() && parts.len() > 1).then_some(parts)
}

/// How the groups of a table add up, by their positions in it.
fn sums(statements: &Statements, groups: &[usize]) -> Vec<Sum> {
    let set = |position: usize| &statements.groups[groups[position]].leaves;
    let mut families: Vec<Vec<usize>> = vec![vec![0]];
    let breakdowns: std::collections::BTreeSet<usize> =
        groups.iter().filter_map(|group| statements.groups[*group].breakdown).collect();
    let of = |breakdown: usize| {
        (0..groups.len()).filter(move |at| statements.groups[groups[*at]].breakdown == Some(breakdown))
    };
    for breakdown in breakdowns {
        let top: Vec<usize> = of(breakdown).filter(|at| statements.groups[groups[*at]].parent.is_none()).collect();
        let parents: Vec<usize> = of(breakdown).filter_map(|at| statements.groups[groups[at]].parent).collect();
        let lowest: Vec<usize> = of(breakdown).filter(|at| !parents.contains(&groups[*at])).collect();
        let mut own = vec![top];
        if lowest != own[0] {
            own.push(lowest);
        }
        for parent in parents {
            if let Ok(at) = groups.binary_search(&parent) {
                let children: Vec<usize> =
                    of(breakdown).filter(|at| statements.groups[groups[*at]].parent == Some(parent)).collect();
                families.push(vec![at]);
                if !own.contains(&children) {
                    own.push(children);
                }
            }
        }
        families.extend(own);
    }
    families.dedup();
    let mut found: Vec<Sum> = Vec::new();
    for (n, left) in families.iter().enumerate() {
        for right in &families[n + 1..] {
            for sum in hanging_together(left, right, set) {
                if sum.left != sum.right && !found.contains(&sum) {
                    found.push(sum);
                }
            }
        }
    }
    // What lies in another without a sum that says so.
    for a in 0..groups.len() {
        for b in 0..groups.len() {
            let inside = a != b && set(b).iter().zip(set(a)).all(|(b, a)| !b || *a) && set(a) != set(b);
            let told =
                |sum: &Sum| (sum.left == [a] && sum.right.contains(&b)) || (sum.right == [a] && sum.left.contains(&b));
            if inside && !found.iter().any(told) {
                found.push(Sum { left: vec![a], right: vec![b], equal: false });
            }
        }
    }
    found
}

/// Takes from two lists of groups those that hang together by common leaves, where both sides cover the same leaves once.
fn hanging_together<'a>(left: &[usize], right: &[usize], set: impl Fn(usize) -> &'a Vec<bool>) -> Vec<Sum> {
    let meets = |a: usize, b: usize| set(a).iter().zip(set(b)).any(|(a, b)| *a && *b);
    let mut open: Vec<usize> = left.to_vec();
    let mut sums = Vec::new();
    while let Some(start) = open.first().copied() {
        let (mut own, mut others) = (vec![start], Vec::new());
        loop {
            let more: Vec<usize> =
                right.iter().copied().filter(|b| !others.contains(b) && own.iter().any(|a| meets(*a, *b))).collect();
            others.extend(&more);
            let back: Vec<usize> =
                open.iter().copied().filter(|a| !own.contains(a) && others.iter().any(|b| meets(*a, *b))).collect();
            own.extend(&back);
            if more.is_empty() && back.is_empty() {
                break;
            }
        }
        open.retain(|a| !own.contains(a));
        own.sort_unstable();
        others.sort_unstable();
        let times = |list: &[usize], leaf: usize| list.iter().filter(|at| set(**at)[leaf]).count();
        let leaves = set(start).len();
        if !others.is_empty() && (0..leaves).all(|leaf| times(&own, leaf) == times(&others, leaf)) {
            sums.push(Sum { left: own, right: others, equal: true });
        }
    }
    sums
}
