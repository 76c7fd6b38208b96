use std::collections::HashMap;
use std::sync::Arc;

use super::areas::Areas;
use super::bounds::{Bounds, Multiples, NO_LIMIT, Step};
use super::crossing::Crossing;
use super::given::Given;

/// A number of the system that is unknown to whoever attacks it: one value for every finest area and leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variable(pub u16);

/// What a class of rows is published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// How many there are: rounded, or small.
    Size,
    /// For how many of a size it holds: rounded, small, all but a small rest, or withheld.
    Part {
        /// The class of what the part is out of.
        size: usize,
    },
    /// The others. Whoever sees a part knows whether its rest is small.
    Rest {
        /// The class of the part.
        part: usize,
        /// Whether the others are published as well, rounded by themselves.
        shown: bool,
    },
    /// Nothing: it is only known, of what others publish or what was published before.
    Given,
    /// Nothing: it is what two published counts differ by of which one lies in the other, and must stay hidden where that is few
    /// people.
    Between {
        /// The class of the larger count.
        larger: usize,
        /// The class of the smaller one; the same, where the smaller count is of a smaller group.
        smaller: usize,
    },
}

/// Rows that are the same sum of variables, for areas of several levels and sets of leaves.
#[derive(Debug, Clone)]
pub struct Class {
    /// What it is, for messages: `universe:inwoners`, `count:werk`, `rest:werk`.
    pub name: String,
    /// The variables it adds up, and the sign of each.
    pub terms: Vec<(Variable, i32)>,
    /// What it is published as.
    pub role: Role,
    /// For every level, the sets of leaves (a bit each) that are published; an empty set is no row. A part, its rest and its
    /// size are matched by position. At most 128.
    pub sets: Vec<Vec<u64>>,
}

/// Sums of variables of one finest area and leaf that cannot be negative.
#[derive(Debug, Clone)]
pub struct CellBound {
    /// The variables, and the sign of each.
    pub terms: Vec<(Variable, i32)>,
}

/// Everything that is published of one period, as a system of whole-number rows over unknown variables; and the truth.
#[derive(Debug, Clone)]
pub struct Model {
    /// Where the variables are.
    pub areas: Areas,
    /// How many leaves there are, at most 64.
    pub leaves: usize,
    /// The true values, variable by variable: finest area × number of leaves + leaf.
    pub values: Vec<Vec<i32>>,
    /// The classes of rows.
    pub classes: Vec<Class>,
    /// What cannot be negative besides the variables themselves.
    pub cell_bounds: Vec<CellBound>,
    /// What counts are rounded to.
    pub multiples: Multiples,
    /// The smallest size, part and rest that is published.
    pub thresholds: Thresholds,
    /// What is known before anything is published.
    pub given: Vec<Given>,
}

/// The smallest counts that are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Of a size.
    pub size: i32,
    /// Of a part.
    pub part: i32,
    /// Of a rest.
    pub rest: i32,
}

/// One row: a published sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowAddress {
    /// Position among the classes.
    pub class: usize,
    /// Position among the levels.
    pub level: usize,
    /// Number of the area.
    pub area: usize,
    /// Position among the sets of the class at the level.
    pub set: usize,
}

/// A row as the attack keeps it; small, because millions are looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The sum now.
    pub(crate) sum: i32,
    /// What is known of it.
    pub(crate) bounds: Bounds,
    /// What a finer publication of it is worth.
    pub(crate) worth: f32,
}

/// How a row is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Publication {
    pub(crate) step: Step,
    /// Bits: see the constants.
    roles: u8,
    /// Only that it is small is said.
    pub(crate) small: bool,
    /// Not shown at all.
    pub(crate) withheld: bool,
}

const SIZE: u8 = 1;
const PART: u8 = 2;
const REST: u8 = 4;
const GIVEN: u8 = 8;

impl Publication {
    pub(crate) fn is_size(self) -> bool {
        self.roles & SIZE != 0
    }

    pub(crate) fn is_only_rest(self) -> bool {
        self.roles & (SIZE | PART | REST) == REST
    }

    /// Whether something of it was known before.
    pub(crate) fn is_given(self) -> bool {
        self.roles & GIVEN != 0
    }

    pub(super) fn mark_given(&mut self) {
        self.roles |= GIVEN;
    }

    /// Of a sum that is not published: keeps it hidden, as a small count in a role is.
    pub(super) fn hide(&mut self, role: Role) {
        if self.roles & (SIZE | PART | REST) == 0 {
            self.roles |= if matches!(role, Role::Part { .. }) { PART } else { SIZE };
            self.small = true;
        }
    }
}

/// A row that a variable at a leaf counts in, for the areas of a level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touch {
    /// Row of area 0.
    base: u32,
    /// Rows per area.
    width: u32,
    level: u8,
    pub(crate) sign: i8,
    /// Whether the level below has the same row for an area that is the same place.
    below: bool,
}

/// The rows of a model, each place, sum and set of leaves once.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) truth: Vec<i32>,
    pub(crate) published: Vec<Publication>,
    /// What is given of each; empty where nothing is given at all.
    pub(super) given: Arc<Vec<Bounds>>,
    /// For every class and level, the row of the first area and set.
    bases: Vec<Vec<u32>>,
    /// For every class, level and set, the class and set that stand for it.
    stands: Vec<Vec<Vec<Standing>>>,
    touches: Vec<Vec<Touch>>,
    rest_touches: Vec<Vec<Touch>>,
}

#[derive(Debug, Clone, Copy)]
struct Standing {
    class: u32,
    set: u32,
    /// The same sum and set one level down.
    below: Option<(u32, u32)>,
}

impl Model {
    /// The variable of a part that is one by itself, not decided by what its size is made of.
    pub(crate) fn own_variable(&self, class: &Class) -> Option<Variable> {
        let Role::Part { size } = class.role else { return None };
        match class.terms.as_slice() {
            [(variable, 1)] if self.classes[size].terms.iter().all(|(other, _)| other != variable) => Some(*variable),
            _ => None,
        }
    }

    /// Of a rest whose part is a variable by itself: that variable.
    pub(crate) fn own_part(&self, class: usize) -> Option<Variable> {
        match self.classes[class].role {
            Role::Rest { part, .. } => self.own_variable(&self.classes[part]),
            _ => None,
        }
    }

    /// Every address of a class.
    pub(crate) fn addresses(&self, class: usize) -> impl Iterator<Item = RowAddress> + use<'_> {
        let sets = &self.classes[class].sets;
        (0..self.areas.depth()).flat_map(move |level| {
            (0..self.areas.len(level))
                .flat_map(move |area| (0..sets[level].len()).map(move |set| RowAddress { class, level, area, set }))
        })
    }

    /// The smallest count that is published in a role.
    pub(crate) fn threshold(&self, role: Role) -> i32 {
        match role {
            Role::Size | Role::Between { .. } => self.thresholds.size,
            Role::Part { .. } => self.thresholds.part,
            Role::Rest { .. } | Role::Given => self.thresholds.rest,
        }
    }
}

impl Rows {
    /// Works out every row of a model: its true sum, and what is published of it before anything is made coarser.
    pub(crate) fn new(model: &Model) -> Self {
        let depth = model.areas.depth();
        let mut bases = Vec::with_capacity(model.classes.len());
        let mut total = 0_usize;
        for class in &model.classes {
            let of_levels = (0..depth)
                .map(|level| {
                    let base = total as u32;
                    total += model.areas.len(level) * class.sets[level].len();
                    base
                })
                .collect();
            bases.push(of_levels);
        }
        let stands = standings(model);
        let own_part = |at: usize| model.own_part(at).is_some();
        let touches = touches(model, &bases, &stands, &|at| model.classes[at].terms.clone(), &|at| !own_part(at));
        let part_of = |at: usize| model.own_part(at).map(|part| (part, 1)).into_iter().collect();
        let rest_touches = self::touches(model, &bases, &stands, &part_of, &own_part);
        let free = Row { sum: 0, bounds: Bounds::FREE, worth: 0.0 };
        let mut rows = Self {
            rows: vec![free; total],
            truth: Vec::new(),
            published: vec![Publication::default(); total],
            given: Arc::default(),
            bases,
            stands,
            touches,
            rest_touches,
        };
        rows.add_up(model);
        rows.truth = rows.rows.iter().map(|row| row.sum).collect();
        rows.publish(model);
        rows.know(model);
        rows.hide_differences(model);
        rows
    }

    /// What is given of a row, whatever is published of it.
    #[inline]
    pub(crate) fn given(&self, row: u32) -> Bounds {
        if self.published[row as usize].is_given() { self.given[row as usize] } else { Bounds::FREE }
    }

    fn add_up(&mut self, model: &Model) {
        let leaves = model.leaves;
        let mut add = |touches: &[Vec<Touch>], variable: usize, at: usize, value: i32| {
            for touch in &touches[variable * leaves + at % leaves] {
                if let Some(row) = touch.row(&model.areas, at / leaves) {
                    self.rows[row as usize].sum += value * i32::from(touch.sign);
                }
            }
        };
        for (variable, values) in model.values.iter().enumerate() {
            for (at, &value) in values.iter().enumerate().filter(|(_, value)| **value != 0) {
                add(&self.touches, variable, at, value);
            }
        }
        for class in &model.classes {
            let Role::Part { size } = class.role else { continue };
            let Some(part) = model.own_variable(class) else { continue };
            let parts = &model.values[usize::from(part.0)];
            for (at, &part_value) in parts.iter().enumerate() {
                let whole: i32 =
                    model.classes[size].terms.iter().map(|(v, sign)| sign * model.values[usize::from(v.0)][at]).sum();
                if whole != part_value {
                    add(&self.rest_touches, usize::from(part.0), at, whole - part_value);
                }
            }
        }
    }

    /// The row of an address; none where the set is empty.
    pub(crate) fn find(&self, model: &Model, at: RowAddress) -> Option<u32> {
        let RowAddress { mut class, mut level, mut area, mut set } = at;
        if model.classes[class].sets[level][set] == 0 {
            return None;
        }
        loop {
            let standing = self.stands[class][level][set];
            if let Some(below) = standing.below.filter(|_| model.areas.is_same_as_below(level, area)) {
                let first = model.areas.inside(level, area)[0] as usize;
                level += 1;
                area = model.areas.above(first, level);
                (class, set) = (below.0 as usize, below.1 as usize);
            } else {
                let (class, set) = (standing.class as usize, standing.set as usize);
                let width = model.classes[class].sets[level].len();
                return Some(self.bases[class][level] + (area * width + set) as u32);
            }
        }
    }

    /// The row of the first set of an area.
    #[inline]
    pub(crate) fn first(&self, model: &Model, class: u16, level: usize, area: usize) -> u32 {
        let width = model.classes[usize::from(class)].sets[level].len();
        self.bases[usize::from(class)][level] + (area * width) as u32
    }

    /// Which rows tell cells apart.
    pub(crate) fn crossing(&self, model: &Model) -> Crossing {
        Crossing::new(model, |class, level, set| {
            let standing = self.stands[class][level][set];
            let own = (standing.class as usize, standing.set as usize) == (class, set);
            (own && model.classes[class].sets[level][set] != 0).then_some(standing.below.is_some())
        })
    }

    /// Where a row is.
    pub(crate) fn address(&self, model: &Model, row: u32) -> RowAddress {
        let class = self.bases.partition_point(|of_levels| of_levels[0] <= row) - 1;
        // Levels without sets begin where the next one does.
        let level = (0..model.areas.depth())
            .rev()
            .find(|level| self.bases[class][*level] <= row && !model.classes[class].sets[*level].is_empty())
            .unwrap_or(0);
        let within = (row - self.bases[class][level]) as usize;
        let width = model.classes[class].sets[level].len().max(1);
        RowAddress { class, level, area: within / width, set: within % width }
    }

    /// The rows that a variable counts in at a leaf, but for rests of parts that are variables themselves.
    #[inline]
    pub(crate) fn touched(&self, model: &Model, variable: Variable, leaf: usize) -> &[Touch] {
        &self.touches[usize::from(variable.0) * model.leaves + leaf]
    }

    /// The rows that what is left beside a part counts in at a leaf.
    #[inline]
    pub(crate) fn rest_touched(&self, model: &Model, part: Variable, leaf: usize) -> &[Touch] {
        &self.rest_touches[usize::from(part.0) * model.leaves + leaf]
    }

    /// Publishes all rows as finely as the base and the thresholds let them.
    fn publish(&mut self, model: &Model) {
        for class in 0..model.classes.len() {
            let role = model.classes[class].role;
            if !matches!(role, Role::Size | Role::Part { .. }) {
                continue;
            }
            for at in model.addresses(class) {
                match role {
                    Role::Size => self.publish_size(model, at),
                    Role::Part { size } => self.publish_part(model, at, size),
                    Role::Rest { .. } | Role::Given | Role::Between { .. } => {}
                }
            }
        }
    }

    fn publish_size(&mut self, model: &Model, at: RowAddress) {
        let Some(row) = self.find(model, at) else { return };
        let threshold = model.threshold(Role::Size);
        let truth = self.truth[row as usize];
        let bounds = if truth < threshold {
            self.published[row as usize].small = true;
            Bounds { low: 0, high: threshold - 1 }
        } else {
            rounded(&model.multiples, truth, threshold)
        };
        self.tighten(model, row, at, SIZE, bounds);
    }

    fn publish_part(&mut self, model: &Model, at: RowAddress, size: usize) {
        let is_rest = |role: Role| matches!(role, Role::Rest { part, .. } if part == at.class);
        let rest_class = model.classes.iter().position(|class| is_rest(class.role));
        let shown = rest_class.is_some_and(|class| matches!(model.classes[class].role, Role::Rest { shown: true, .. }));
        let row = self.find(model, at);
        let rest = rest_class.and_then(|class| self.find(model, RowAddress { class, ..at }));
        let size = self.find(model, RowAddress { class: size, ..at });
        let truth = |row: Option<u32>| row.map_or(0, |row| self.truth[row as usize]);
        let (part, others, all) = (truth(row), truth(rest), truth(size));
        let small = Bounds { low: 0, high: model.thresholds.part - 1 };
        let small_rest = Bounds { low: 0, high: model.thresholds.rest - 1 };
        let (part_small, rest_small) = (part < model.thresholds.part, others < model.thresholds.rest);
        let open_part = rounded(&model.multiples, part, model.thresholds.part);
        let open_rest = if shown {
            rounded(&model.multiples, others, model.thresholds.rest)
        } else {
            Bounds { low: model.thresholds.rest, high: NO_LIMIT }
        };
        let (of_part, of_rest) = if all < model.thresholds.size || (part_small && rest_small && rest.is_some()) {
            (Bounds::FREE, Bounds::FREE)
        } else if part_small {
            (small, if shown { open_rest } else { Bounds::FREE })
        } else if rest_small && rest.is_some() {
            (if shown { open_part } else { Bounds { low: model.thresholds.part, high: NO_LIMIT } }, small_rest)
        } else {
            (open_part, open_rest)
        };
        if let Some(row) = row {
            self.published[row as usize].small |= part_small;
            self.published[row as usize].withheld |= of_part == Bounds::FREE && part_small && rest_small;
            self.tighten(model, row, at, PART, of_part);
        }
        if let (Some(rest), Some(class)) = (rest, rest_class) {
            self.published[rest as usize].small |= rest_small;
            self.published[rest as usize].withheld |= of_rest == Bounds::FREE && part_small && rest_small;
            self.tighten(model, rest, RowAddress { class, ..at }, if shown { PART } else { REST }, of_rest);
        }
    }

    /// Two addresses can be one row: what either of them tells is known.
    fn tighten(&mut self, model: &Model, row: u32, at: RowAddress, role: u8, bounds: Bounds) {
        let published = &mut self.published[row as usize];
        published.roles |= role;
        let row = &mut self.rows[row as usize];
        row.bounds = Bounds { low: row.bounds.low.max(bounds.low), high: row.bounds.high.min(bounds.high) };
        row.worth = row.worth.max(worth(model, at));
    }
}

/// The bounds of a count that is rounded to the base.
fn rounded(multiples: &Multiples, count: i32, threshold: i32) -> Bounds {
    multiples.round(count, Step(0), threshold).map_or(Bounds { low: threshold, high: NO_LIMIT }, |(_, bounds)| bounds)
}

/// What a fine publication of a row is worth: more for large areas and for everybody, whom all others are compared with.
fn worth(model: &Model, at: RowAddress) -> f32 {
    let up = model.areas.depth() - 1 - at.level;
    let by_level = [1.0, 1.5, 4.0, 20.0, 20.0][up.min(4)];
    let class = &model.classes[at.class];
    let everybody = class.sets[at.level][at.set].count_ones() as usize == model.leaves;
    let by_set = if everybody { 2.5 } else { 1.0 };
    let by_role = if class.role == Role::Size { 1.5 } else { 1.0 };
    by_level * by_set * by_role
}

/// Which class and set stand for each: the first with the same sum and the same leaves, here and one level down.
fn standings(model: &Model) -> Vec<Vec<Vec<Standing>>> {
    let depth = model.areas.depth();
    let mut sums: HashMap<&[(Variable, i32)], usize> = HashMap::new();
    let mut sum_of = Vec::new();
    for class in &model.classes {
        let next = sums.len();
        sum_of.push(*sums.entry(&class.terms).or_insert(next));
    }
    let firsts: Vec<HashMap<(usize, u64), (u32, u32)>> = (0..depth)
        .map(|level| {
            let mut first = HashMap::new();
            for (at, class) in model.classes.iter().enumerate() {
                for (n, &set) in class.sets[level].iter().enumerate() {
                    first.entry((sum_of[at], set)).or_insert((at as u32, n as u32));
                }
            }
            first
        })
        .collect();
    let of_set = |at: usize, level: usize, set: u64| {
        let key = (sum_of[at], set);
        let (class, n) = firsts[level][&key];
        let below = firsts.get(level + 1).and_then(|first| first.get(&key)).copied();
        Standing { class, set: n, below }
    };
    let of_level = |at: usize, level: usize| {
        model.classes[at].sets[level].iter().map(|&set| of_set(at, level, set)).collect::<Vec<_>>()
    };
    (0..model.classes.len()).map(|at| (0..depth).map(|level| of_level(at, level)).collect()).collect()
}

/// The rows of some classes by variable and leaf.
fn touches(
    model: &Model,
    bases: &[Vec<u32>],
    stands: &[Vec<Vec<Standing>>],
    terms: &dyn Fn(usize) -> Vec<(Variable, i32)>,
    wanted: &dyn Fn(usize) -> bool,
) -> Vec<Vec<Touch>> {
    let mut all = vec![Vec::new(); model.values.len() * model.leaves];
    for (at, class) in model.classes.iter().enumerate().filter(|(at, _)| wanted(*at)) {
        let terms = terms(at);
        for (level, sets) in class.sets.iter().enumerate() {
            for (n, &set) in sets.iter().enumerate() {
                let standing = stands[at][level][n];
                if set == 0 || (standing.class, standing.set) != (at as u32, n as u32) {
                    continue;
                }
                for &(variable, sign) in &terms {
                    for leaf in (0..model.leaves).filter(|leaf| set >> leaf & 1 == 1) {
                        all[usize::from(variable.0) * model.leaves + leaf].push(Touch {
                            base: bases[at][level] + n as u32,
                            width: sets.len() as u32,
                            level: level as u8,
                            sign: sign as i8,
                            below: standing.below.is_some(),
                        });
                    }
                }
            }
        }
    }
    all
}

impl Touch {
    /// The row, at a finest area; none where the level below has the same one.
    #[inline]
    pub(crate) fn row(&self, areas: &Areas, finest: usize) -> Option<u32> {
        let level = usize::from(self.level);
        let area = areas.above(finest, level);
        if self.below && areas.is_same_as_below(level, area) {
            return None;
        }
        Some(self.base + area as u32 * self.width)
    }
}
