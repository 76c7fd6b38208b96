use std::collections::HashMap;

use super::model::{Model, Variable};

/// The most sets that a class has at a level: they are bits of a number.
pub(crate) const MOST_SETS: usize = 128;

/// How a class counts a variable: its position, and the sign.
pub(crate) type Counted = (u16, i8);

/// Which rows tell cells apart: when one is added here and taken away there, only these change. What cancels out is never
/// looked at, so that of a move of eight cells a dozen rows are left instead of hundreds.
#[derive(Debug)]
pub(crate) struct Crossing {
    /// For every variable, the classes it counts in; for a part that is a variable, what is left beside it as well.
    counted: Vec<Vec<Counted>>,
    /// For two variables, the classes that count them differently.
    apart: HashMap<(Variable, Variable), Vec<Counted>>,
    /// Class × level × leaf: the sets with the leaf.
    having: Vec<Having>,
    /// How many times at most a class counts what is exchanged.
    largest: i8,
    depth: usize,
    leaves: usize,
}

/// Sets of leaves, a bit each: those that have a row of their own everywhere, and those that are the row of a smaller area where
/// that is the same place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Having {
    pub(crate) everywhere: u128,
    pub(crate) unless_same: u128,
}

impl Having {
    /// The sets that have a row in an area.
    #[inline]
    pub(crate) fn of(self, is_same_as_below: bool) -> u128 {
        if is_same_as_below { self.everywhere } else { self.everywhere | self.unless_same }
    }
}

impl Crossing {
    /// `stands` says of a class, level and set whether it has a row, and if so whether the level below can have the same one.
    pub(crate) fn new(model: &Model, stands: impl Fn(usize, usize, usize) -> Option<bool>) -> Self {
        let (depth, leaves) = (model.areas.depth(), model.leaves);
        let mut counted = vec![Vec::new(); model.values.len()];
        let mut having = vec![Having::default(); model.classes.len() * depth * leaves];
        for (at, class) in model.classes.iter().enumerate() {
            // What is left beside a part changes with the part; with the size only once parts follow it.
            let beside = model.own_part(at).map(|part| vec![(part, -1)]);
            for (variable, sign) in beside.unwrap_or_else(|| class.terms.clone()) {
                counted[usize::from(variable.0)].push((at as u16, sign as i8));
            }
            for (level, sets) in class.sets.iter().enumerate() {
                for (n, set) in sets.iter().enumerate() {
                    let Some(below) = stands(at, level, n) else { continue };
                    for leaf in (0..leaves).filter(|leaf| set >> leaf & 1 == 1) {
                        let having = &mut having[(at * depth + level) * leaves + leaf];
                        *(if below { &mut having.unless_same } else { &mut having.everywhere }) |= 1 << n;
                    }
                }
            }
        }
        Self { counted, apart: HashMap::new(), having, largest: 1, depth, leaves }
    }

    /// Prepares for exchanging variables that are added up together.
    pub(crate) fn prepare(&mut self, siblings: &[Vec<Variable>]) {
        for (one, others) in siblings.iter().enumerate() {
            for &other in others.iter().filter(|other| usize::from(other.0) != one) {
                let of = |variable: usize, class: u16| {
                    self.counted[variable].iter().find(|(own, _)| *own == class).map_or(0, |(_, sign)| *sign)
                };
                let both = self.counted[one].iter().chain(&self.counted[usize::from(other.0)]).map(|(class, _)| *class);
                let mut apart: Vec<Counted> =
                    both.map(|class| (class, of(one, class) - of(usize::from(other.0), class))).collect();
                apart.sort_unstable();
                apart.dedup();
                apart.retain(|(_, sign)| *sign != 0);
                self.apart.insert((Variable(one as u16), other), apart);
            }
        }
        let all = self.counted.iter().chain(self.apart.values()).flatten();
        self.largest = all.map(|(_, sign)| sign.abs()).max().unwrap_or(1);
    }

    /// How many times at most a class counts what is exchanged.
    pub(crate) fn largest(&self) -> i8 {
        self.largest
    }

    /// The classes that count a variable, or count it otherwise than another.
    #[inline]
    pub(crate) fn classes(&self, variable: Variable, other: Option<Variable>) -> &[Counted] {
        match other {
            None => &self.counted[usize::from(variable.0)],
            Some(other) => self.apart.get(&(variable, other)).map_or(&[], Vec::as_slice),
        }
    }

    /// The sets of a class with a leaf.
    #[inline]
    pub(crate) fn having(&self, class: u16, level: usize, leaf: usize) -> Having {
        self.having[(usize::from(class) * self.depth + level) * self.leaves + leaf]
    }
}
