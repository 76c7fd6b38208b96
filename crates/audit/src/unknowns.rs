//! Statements as a system: unknown counts of the finest parts that anything published distinguishes, and a row for every
//! statement about them.
//!
//! An unknown is a base in an area for a class of leaves that no row of this or a smaller level tells apart. Every level has
//! its own unknowns; those of an area are linked to those of the areas in it. Residents of all ages together have unknowns of
//! their own (*everyone*), linked to those of each age, because far more is published of them than of each age.
//!
//! That is a little less than an attacker could know: tables by age and leaf that fit every sum may not exist although every
//! sum is possible. The witnesses are complete tables, so they have no such gap.

use std::collections::HashMap;

use crate::statements::{Address, Base, Mark, Said, Statements, Subject, Term};
use crate::system::{System, UNBOUNDED};

/// What a row of the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowName {
    /// A statement about a count.
    Said(Address),
    /// The same about all municipalities outside the block together: table and position of the group.
    Elsewhere(u32, u16),
    /// An area is the sum of the areas in it.
    Areas,
    /// Everyone is the sum of all ages.
    Ages,
    /// Those for whom an indicator holds are at most its universe.
    AtMostAll,
}

/// A system, and what its rows are.
#[derive(Debug)]
pub struct Unknowns {
    /// The system.
    pub system: System,
    /// For every row of it.
    pub names: Vec<RowName>,
    /// For every protected count of it.
    pub protected: Vec<Address>,
}

/// The areas a system is about.
#[derive(Debug, Clone)]
struct Scope {
    /// By level: the number of each area; none for everything that is not in the block.
    areas: Vec<Vec<Option<usize>>>,
    /// By level: for each area, the position of that one level up.
    above: Vec<Vec<usize>>,
}

impl Scope {
    fn whole(statements: &Statements) -> Self {
        let areas = &statements.areas;
        let levels = 0..areas.levels().len();
        Self {
            areas: levels.clone().map(|level| (0..areas.len(level)).map(Some).collect()).collect(),
            above: levels.map(|level| (0..areas.len(level)).map(|area| areas.above(level, area)).collect()).collect(),
        }
    }

    /// One area of a level with all in it, and what it lies in; the others of its level together as one.
    fn block(statements: &Statements, level: usize, area: usize) -> Self {
        let mut scope = Self { areas: Vec::new(), above: Vec::new() };
        let mut up = vec![area];
        for above in (1..=level).rev() {
            up.push(statements.areas.above(above, up[up.len() - 1]));
        }
        up.reverse();
        for (at, own) in up.iter().enumerate() {
            let alone = statements.areas.len(at) == 1 || at == 0;
            scope.areas.push(if alone { vec![Some(*own)] } else { vec![Some(*own), None] });
            scope.above.push(if alone { vec![0] } else { vec![0, 0] });
        }
        for below in level + 1..statements.areas.levels().len() {
            let before = &scope.areas[below - 1];
            let (mut here, mut above) = (Vec::new(), Vec::new());
            for area in 0..statements.areas.len(below) {
                let upper = statements.areas.above(below, area);
                if let Some(position) = before.iter().position(|there| *there == Some(upper)) {
                    here.push(Some(area));
                    above.push(position);
                }
            }
            scope.areas.push(here);
            scope.above.push(above);
        }
        scope
    }
}

/// A family of bases that are told apart by the same classes of leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    /// Each age.
    Ages,
    /// All ages together.
    Everyone,
    /// A base that has nothing to do with ages.
    Own(usize),
}

/// Classes of leaves: for each leaf its class.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Classes {
    of: Vec<u16>,
    count: usize,
}

impl Classes {
    fn one(leaves: usize) -> Self {
        Self { of: vec![0; leaves], count: 1 }
    }

    /// Also told apart by whether a leaf is in a set.
    fn split(&mut self, set: &[bool]) {
        let keys = self.of.iter().zip(set).map(|(class, inside)| (*class, u16::from(*inside)));
        *self = Self::numbered(keys);
    }

    /// Also told apart by other classes.
    fn refine(&mut self, other: &Self) {
        *self = Self::numbered(self.of.iter().copied().zip(other.of.iter().copied()));
    }

    fn numbered(keys: impl Iterator<Item = (u16, u16)>) -> Self {
        let mut numbers: HashMap<(u16, u16), u16> = HashMap::new();
        let of = keys.map(|key| {
            let next = numbers.len() as u16;
            *numbers.entry(key).or_insert(next)
        });
        let of = of.collect();
        Self { of, count: numbers.len() }
    }

    /// The classes inside each class of a coarser division.
    fn inside(&self, coarser: &Self) -> Vec<Vec<usize>> {
        let mut inside = vec![Vec::new(); coarser.count];
        for (class, outer) in self.of.iter().zip(&coarser.of) {
            let list: &mut Vec<usize> = &mut inside[usize::from(*outer)];
            if !list.contains(&usize::from(*class)) {
                list.push(usize::from(*class));
            }
        }
        inside
    }

    /// The classes that make up a set of leaves.
    fn within(&self, set: &[bool]) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.of.iter().zip(set).filter(|(_, inside)| **inside).map(|(class, _)| usize::from(*class)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Unknowns {
    /// The whole country.
    pub fn whole(statements: &Statements) -> Self {
        Builder::new(statements, Scope::whole(statements)).build()
    }

    /// An area with all in it, within what is known of the areas that it lies in.
    pub fn block(statements: &Statements, level: usize, area: usize) -> Self {
        Builder::new(statements, Scope::block(statements, level, area)).build()
    }
}

struct Builder<'a> {
    statements: &'a Statements,
    scope: Scope,
    families: Vec<Family>,
    /// Positions, in the bases, of the ages.
    ages: Vec<usize>,
    /// By family and level.
    classes: HashMap<(Family, usize), Classes>,
    /// By family and level: the first unknown.
    first: HashMap<(Family, usize), usize>,
    system: System,
    names: Vec<RowName>,
    protected: Vec<Address>,
}

impl<'a> Builder<'a> {
    fn new(statements: &'a Statements, scope: Scope) -> Self {
        let is_age = |base: &Base| matches!(base, Base::Age(_));
        let bases = || statements.bases.iter().enumerate();
        let ages: Vec<usize> = bases().filter(|(_, base)| is_age(base)).map(|(at, _)| at).collect();
        let mut families: Vec<Family> =
            bases().filter(|(_, base)| !is_age(base)).map(|(at, _)| Family::Own(at)).collect();
        if !ages.is_empty() {
            families.extend([Family::Ages, Family::Everyone]);
        }
        let mut builder = Self {
            statements,
            scope,
            families,
            ages,
            classes: HashMap::new(),
            first: HashMap::new(),
            system: System::new(0),
            names: Vec::new(),
            protected: Vec::new(),
        };
        builder.classify();
        let mut columns = 0;
        for family in builder.families.clone() {
            for level in 0..builder.scope.areas.len() {
                builder.first.insert((family, level), columns);
                columns += builder.scope.areas[level].len() * builder.width(family, level);
            }
        }
        builder.system = System::new(columns);
        builder
    }

    /// Parts of a count: its terms by family. All ages with the same leaves are everyone.
    fn parts(&self, terms: &[Term]) -> Vec<(Family, Term)> {
        let mut parts: Vec<(Family, Term)> = Vec::new();
        let mut ages: Vec<&Term> = Vec::new();
        for term in terms {
            if self.ages.contains(&term.base) {
                ages.push(term);
            } else {
                parts.push((Family::Own(term.base), term.clone()));
            }
        }
        // Positive and negative terms, or terms with other leaves, are told apart.
        let mut left: Vec<&Term> = ages.clone();
        for first in &ages {
            let same: Vec<&Term> =
                left.iter().copied().filter(|term| term.sign == first.sign && term.leaves == first.leaves).collect();
            if same.len() == self.ages.len() {
                parts.push((Family::Everyone, (*first).clone()));
                left.retain(|term| term.sign != first.sign || term.leaves != first.leaves);
            }
        }
        parts.extend(left.into_iter().map(|term| (Family::Ages, term.clone())));
        parts
    }

    fn classify(&mut self) {
        let levels = self.scope.areas.len();
        let leaves = self.statements.leaves.len();
        let mut needs: HashMap<(Family, usize), Vec<Vec<bool>>> = HashMap::new();
        for table in &self.statements.tables {
            for (family, term) in self.parts(&self.statements.counted[table.counted].terms) {
                let sets = table.groups.iter().map(|group| self.statements.leaves_of(&term, *group));
                needs.entry((family, table.level)).or_default().extend(sets);
            }
        }
        // Counts first: a universe must tell apart what its counts do, and everyone what ages do.
        let bases = &self.statements.bases;
        let rank = |family: &Family| match family {
            Family::Own(base) => usize::from(!matches!(bases[*base], Base::Count(_))),
            Family::Ages => 2,
            Family::Everyone => 3,
        };
        self.families.sort_by_key(rank);
        let bounds = self.bounds();
        for level in (0..levels).rev() {
            for family in self.families.clone() {
                let mut classes = Classes::one(leaves);
                needs.get(&(family, level)).into_iter().flatten().for_each(|set| classes.split(set));
                if level + 1 < levels {
                    classes.refine(&self.classes[&(family, level + 1)]);
                }
                for (count, parts) in &bounds {
                    if parts.iter().any(|(there, _)| *there == family) {
                        classes.refine(&self.classes[&(Family::Own(*count), level)]);
                    }
                }
                if family == Family::Everyone {
                    classes.refine(&self.classes[&(Family::Ages, level)]);
                }
                self.classes.insert((family, level), classes);
            }
        }
    }

    /// Every count that is a base, with the parts of the universe it is of.
    fn bounds(&self) -> Vec<(usize, Vec<(Family, Term)>)> {
        let mut bounds = Vec::new();
        for (at, base) in self.statements.bases.iter().enumerate() {
            let Base::Count(indicator) = base else { continue };
            let Some(rest) = self.statements.find(Subject::Rest(*indicator)) else { continue };
            let size: Vec<Term> =
                self.statements.counted[rest].terms.iter().filter(|term| term.base != at).cloned().collect();
            bounds.push((at, self.parts(&size)));
        }
        bounds
    }

    fn width(&self, family: Family, level: usize) -> usize {
        let each = if family == Family::Ages { self.ages.len() } else { 1 };
        self.classes[&(family, level)].count * each
    }

    fn unknown(&self, family: Family, level: usize, area: usize, age: usize, class: usize) -> usize {
        let classes = self.classes[&(family, level)].count;
        self.first[&(family, level)] + area * self.width(family, level) + age * classes + class
    }

    /// The position of an age; 0 in families that tell no ages apart.
    fn age(&self, family: Family, base: usize) -> usize {
        let among = self.ages.iter().position(|there| *there == base).unwrap_or_default();
        if family == Family::Ages { among } else { 0 }
    }

    fn build(mut self) -> Unknowns {
        self.link_areas();
        self.link_ages();
        self.bound_counts();
        self.statements();
        Unknowns { system: self.system, names: self.names, protected: self.protected }
    }

    fn add(&mut self, entries: Vec<(usize, i64)>, low: i64, high: i64, name: RowName) -> usize {
        self.names.push(name);
        self.system.add(entries, low, high)
    }

    fn link_areas(&mut self) {
        for level in 1..self.scope.areas.len() {
            let mut children = vec![Vec::new(); self.scope.areas[level - 1].len()];
            for (area, above) in self.scope.above[level].iter().enumerate() {
                children[*above].push(area);
            }
            for family in self.families.clone() {
                let inside = self.classes[&(family, level - 1)].inside(&self.classes[&(family, level)]);
                let ages = if family == Family::Ages { self.ages.len() } else { 1 };
                for (parent, below) in children.iter().enumerate() {
                    // Of everything outside the block, only the first level is known.
                    if self.scope.areas[level - 1][parent].is_none() {
                        continue;
                    }
                    for age in 0..ages {
                        for (class, finer) in inside.iter().enumerate() {
                            let up = finer.iter().map(|c| (self.unknown(family, level - 1, parent, age, *c), 1));
                            let down = below.iter().map(|a| (self.unknown(family, level, *a, age, class), -1));
                            let entries = up.chain(down).collect();
                            self.add(entries, 0, 0, RowName::Areas);
                        }
                    }
                }
            }
        }
    }

    fn link_ages(&mut self) {
        if self.ages.is_empty() {
            return;
        }
        for level in 0..self.scope.areas.len() {
            let inside = self.classes[&(Family::Everyone, level)].inside(&self.classes[&(Family::Ages, level)]);
            for area in 0..self.scope.areas[level].len() {
                for (class, finer) in inside.iter().enumerate() {
                    let all = finer.iter().map(|c| (self.unknown(Family::Everyone, level, area, 0, *c), 1));
                    let each =
                        (0..self.ages.len()).map(|age| (self.unknown(Family::Ages, level, area, age, class), -1));
                    let entries = all.chain(each).collect();
                    self.add(entries, 0, 0, RowName::Ages);
                }
            }
        }
    }

    fn bound_counts(&mut self) {
        for (count, parts) in self.bounds() {
            let family = Family::Own(count);
            for level in 0..self.scope.areas.len() {
                let coarse = self.classes[&(family, level)].clone();
                for area in 0..self.scope.areas[level].len() {
                    for class in 0..coarse.count {
                        let set: Vec<bool> = coarse.of.iter().map(|there| usize::from(*there) == class).collect();
                        let mut entries = vec![(self.unknown(family, level, area, 0, class), -1)];
                        for (part, term) in &parts {
                            for finer in self.classes[&(*part, level)].within(&set) {
                                entries.push((self.unknown(*part, level, area, self.age(*part, term.base), finer), 1));
                            }
                        }
                        self.add(entries, 0, UNBOUNDED, RowName::AtMostAll);
                    }
                }
            }
        }
    }

    fn statements(&mut self) {
        for (number, table) in self.statements.tables.iter().enumerate() {
            if table.level >= self.scope.areas.len() {
                continue;
            }
            let parts = self.parts(&self.statements.counted[table.counted].terms);
            let most = i64::from(self.statements.threshold(table.counted)) - 1;
            for (position, group) in table.groups.iter().enumerate() {
                let classes: Vec<(Family, usize, i64, Vec<usize>)> = parts
                    .iter()
                    .map(|(family, term)| {
                        let set = self.statements.leaves_of(term, *group);
                        let classes = self.classes[&(*family, table.level)].within(&set);
                        (*family, self.age(*family, term.base), i64::from(term.sign), classes)
                    })
                    .collect();
                for at in 0..self.scope.areas[table.level].len() {
                    let own = self.scope.areas[table.level][at];
                    let said = match own {
                        Some(area) => table.said(area, position),
                        None => elsewhere(table, position, &self.scope.areas[table.level]),
                    };
                    if said.mark == Mark::Silent {
                        continue;
                    }
                    let mut entries: Vec<(usize, i64)> = Vec::new();
                    for (family, age, sign, classes) in &classes {
                        for class in classes {
                            entries.push((self.unknown(*family, table.level, at, *age, *class), *sign));
                        }
                    }
                    let high = if said.high == u32::MAX { UNBOUNDED } else { i64::from(said.high) };
                    let Some(area) = own else {
                        let name = RowName::Elsewhere(number as u32, position as u16);
                        self.add(entries, i64::from(said.low), high, name);
                        continue;
                    };
                    let address = Address { table: number as u32, area: area as u32, position: position as u16 };
                    let row = self.add(entries, i64::from(said.low), high, RowName::Said(address));
                    if said.mark >= Mark::Doubtful {
                        self.system.protect(row, most, said.mark == Mark::Protected);
                        self.protected.push(address);
                    }
                }
            }
        }
    }
}

/// What is said of all areas of a level but one, together.
fn elsewhere(table: &crate::statements::Table, position: usize, areas: &[Option<usize>]) -> Said {
    let mut sum = Said { low: 0, high: 0, mark: Mark::Stated };
    let width = table.groups.len();
    for area in (0..table.cells.len() / width).filter(|area| !areas.contains(&Some(*area))) {
        let said = table.said(area, position);
        sum.low = sum.low.saturating_add(said.low);
        sum.high = if said.high == u32::MAX { u32::MAX } else { sum.high.saturating_add(said.high) };
    }
    sum
}
