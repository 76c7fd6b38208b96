use std::collections::HashMap;
use std::sync::Arc;

use crate::system::{Bounds, Crossing, Model, Publication, Role, Row, Rows, Step, Touch, Variable};

/// A change of one variable at one area and leaf, by one or by minus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) variable: Variable,
    /// Finest area × number of leaves + leaf.
    pub(crate) cell: u32,
    pub(crate) by: i8,
}

/// A table beside the true one: values, sums, and which rows they do not agree with.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) model: Model,
    pub(crate) rows: Rows,
    /// What was changed since the true table, in order.
    log: Vec<(Change, bool)>,
    /// Rows whose sum is outside their bounds, in the order in which they are found.
    violated: Vec<u32>,
    position: HashMap<u32, u32>,
    penalty: f64,
    /// The row that is wanted to have a value.
    pub(crate) target: Option<u32>,
    /// Rows that were made coarser for the table that is looked for, with what was known of them before.
    given: Vec<(u32, Publication, Bounds)>,
    /// For every variable, the parts it is the size of.
    parts: Vec<Vec<Variable>>,
    /// For every part that is a variable, what its size is made of.
    wholes: Vec<Vec<Variable>>,
    bounds: Vec<Vec<usize>>,
    siblings: Vec<Vec<Variable>>,
    /// For every leaf, the others, those that fewest rows tell apart from it first.
    kin: Vec<Vec<u8>>,
    pub(super) crossing: Arc<Crossing>,
}

/// What one unit beside the value wanted of the target costs; more than any coarsening.
const TARGET: f64 = 4000.0;
/// What the steps of coarsening cost altogether: ± 2, ± 7, ± 22, not shown.
const STEPS: [f64; 4] = [0.0, 1.5, 3.5, 6.0];
/// What it costs not even to say that a count is small.
const SMALL: f64 = 5.0;
/// What one unit beside what is known already costs: that cannot give way.
const GIVEN: f64 = 1000.0;

impl State {
    /// `rows` are those of the model.
    pub(crate) fn new(model: Model, rows: Rows) -> Self {
        let mut parts = vec![Vec::new(); model.values.len()];
        let mut wholes = vec![Vec::new(); model.values.len()];
        for class in &model.classes {
            let (Some(part), Role::Part { size }) = (model.own_variable(class), class.role) else { continue };
            for (whole, _) in &model.classes[size].terms {
                parts[usize::from(whole.0)].push(part);
                wholes[usize::from(part.0)].push(*whole);
            }
        }
        let mut bounds = vec![Vec::new(); model.values.len()];
        for (at, bound) in model.cell_bounds.iter().enumerate() {
            for (variable, _) in &bound.terms {
                bounds[usize::from(variable.0)].push(at);
            }
        }
        let siblings: Vec<Vec<Variable>> = (0..model.values.len())
            .map(|variable| {
                let with = model.classes.iter().filter(|class| class.role == Role::Size);
                let largest = with
                    .filter(|class| class.terms.iter().any(|(other, _)| usize::from(other.0) == variable))
                    .max_by_key(|class| class.terms.len());
                largest.map_or_else(Vec::new, |class| class.terms.iter().map(|(other, _)| *other).collect())
            })
            .collect();
        let kin = kin(&model);
        let mut crossing = rows.crossing(&model);
        crossing.prepare(&siblings);
        Self {
            model,
            rows,
            log: Vec::new(),
            violated: Vec::new(),
            position: HashMap::new(),
            penalty: 0.0,
            target: None,
            given: Vec::new(),
            parts,
            wholes,
            bounds,
            siblings,
            kin,
            crossing: Arc::new(crossing),
        }
    }

    pub(crate) fn penalty(&self) -> f64 {
        self.penalty
    }

    pub(crate) fn violated(&self) -> &[u32] {
        &self.violated
    }

    pub(crate) fn changes(&self) -> impl ExactSizeIterator<Item = Change> {
        self.log.iter().map(|(change, _)| *change)
    }

    pub(crate) fn value(&self, variable: Variable, cell: usize) -> i32 {
        self.model.values[usize::from(variable.0)][cell]
    }

    /// What is left beside a part in a cell.
    pub(crate) fn rest(&self, part: Variable, cell: usize) -> i32 {
        let whole: i32 = self.wholes[usize::from(part.0)].iter().map(|whole| self.value(*whole, cell)).sum();
        whole - self.value(part, cell)
    }

    /// The variables that are added up together with one (ages), itself among them.
    pub(crate) fn siblings(&self, variable: Variable) -> &[Variable] {
        &self.siblings[usize::from(variable.0)]
    }

    /// The other leaves, those that fewest rows tell apart from a leaf first.
    pub(crate) fn kin(&self, leaf: usize) -> &[u8] {
        &self.kin[leaf]
    }

    /// Whether a variable is a part of others.
    pub(crate) fn is_part(&self, variable: Variable) -> bool {
        !self.wholes[usize::from(variable.0)].is_empty()
    }

    /// Whether a row is one of a part that is a variable, or of what is left beside it.
    pub(crate) fn is_of_parts(&self, row: u32) -> bool {
        let at = self.rows.address(&self.model, row);
        self.part_of(at.class).is_some()
    }

    /// The part, a variable by itself, that a class is about, and whether its rows go up with it: what is left beside a part goes
    /// down.
    pub(crate) fn part_of(&self, class: usize) -> Option<(Variable, bool)> {
        let of_rest = self.model.own_part(class).map(|part| (part, false));
        of_rest
            .or_else(|| self.model.own_variable(&self.model.classes[class]).map(|part| (part, true)))
            .or_else(|| self.model.unpublished_part(class))
    }

    /// Whether the sum of a row is not what is known of it already. That cannot be mended by publishing less.
    pub(crate) fn contradicts_given(&self, row: u32) -> bool {
        !self.rows.given(row).allow(self.rows.rows[row as usize].sum)
    }

    /// For a wanted row of a part (or what is left beside it): the row of its size and the value wanted, when that is more
    /// than there are.
    pub(crate) fn size_too_small(&self, row: u32) -> Option<(u32, i32)> {
        let size = self.model.size_of(self.rows.address(&self.model, row))?;
        let size = self.rows.find(&self.model, size)?;
        let wanted = self.rows.rows[row as usize].bounds.low;
        (self.rows.rows[size as usize].sum < wanted).then_some((size, wanted))
    }

    /// Whether something else than that it is not negative is known of a variable.
    pub(crate) fn is_bounded(&self, variable: Variable) -> bool {
        !self.bounds[usize::from(variable.0)].is_empty()
    }

    /// Whether a change leaves nothing negative.
    pub(crate) fn possible(&self, change: Change) -> bool {
        let cell = change.cell as usize;
        if change.by < 0 && self.value(change.variable, cell) <= 0 {
            return false;
        }
        if change.by > 0 && self.is_part(change.variable) && self.rest(change.variable, cell) <= 0 {
            return false;
        }
        self.bounds[usize::from(change.variable.0)].iter().all(|&at| {
            let mut sum = 0;
            for &(variable, sign) in &self.model.cell_bounds[at].terms {
                sum += sign * self.value(variable, cell);
                if variable == change.variable {
                    sum += sign * i32::from(change.by);
                }
            }
            sum >= 0
        })
    }

    /// Changes that make room for one that would break what is known of both: somebody who leaves takes with them what
    /// they were counted in.
    pub(crate) fn making_room(&self, change: Change, out: &mut Vec<Change>) {
        let (cell, from) = (change.cell as usize, out.len());
        for at in &self.bounds[usize::from(change.variable.0)] {
            let terms = &self.model.cell_bounds[*at].terms;
            let by = |variable: Variable| -> i32 {
                let made = out[from..].iter().chain([&change]).filter(|one| one.variable == variable);
                made.map(|one| i32::from(one.by)).sum()
            };
            let then: i32 = terms.iter().map(|&(v, sign)| sign * (self.value(v, cell) + by(v))).sum();
            if then < 0 {
                let can = |(variable, sign): &&(Variable, i32)| {
                    *sign < 0 && *variable != change.variable && self.value(*variable, cell) + by(*variable) > 0
                };
                if let Some((variable, _)) = terms.iter().find(can) {
                    out.push(Change { variable: *variable, by: -1, ..change });
                } else if let Some((variable, _)) = terms.iter().find(|(v, sign)| *sign > 0 && *v != change.variable) {
                    // Or somebody comes who can be counted in it.
                    out.push(Change { variable: *variable, by: 1, ..change });
                }
            }
        }
    }

    /// Makes a change of a part, or of a whole without its parts (see [`Self::carry`]).
    pub(crate) fn apply(&mut self, change: Change) {
        self.log.push((change, true));
        self.change(change, true);
    }

    /// After a whole was changed: changes of each part the part itself or what is left beside it, whichever agrees better.
    pub(crate) fn carry(&mut self, change: Change) {
        for at in 0..self.parts[usize::from(change.variable.0)].len() {
            let part = self.parts[usize::from(change.variable.0)][at];
            let cell = change.cell as usize;
            let with = Change { variable: part, ..change };
            // The whole has changed already.
            let rest_before = self.rest(part, cell) - i32::from(change.by);
            let can_part = (change.by > 0 || self.value(part, cell) > 0) && self.bounds_allow(with);
            let can_rest = change.by > 0 || rest_before > 0;
            let take_part = match (can_part, can_rest) {
                (true, true) => {
                    let (_, leaf) = self.place(with);
                    let of_part = self.cost_of_touches(self.rows.touched(&self.model, part, leaf), with);
                    let of_rest = self.cost_of_touches(self.rows.rest_touched(&self.model, part, leaf), with);
                    of_part < of_rest || (of_part <= of_rest && self.value(part, cell) > rest_before)
                }
                (part, _) => part,
            };
            if take_part {
                self.log.push((with, false));
                self.add_part(with);
                self.model.values[usize::from(part.0)][cell] += i32::from(with.by);
            } else {
                self.add_rest(with);
                // A mark without a value: undoing takes it back.
                self.log.push((Change { by: 0, ..with }, change.by > 0));
            }
        }
    }

    /// After parts followed a whole: takes out of a part whoever can no longer be in it.
    pub(crate) fn mend(&mut self, change: Change) {
        for n in 0..self.bounds[usize::from(change.variable.0)].len() {
            let at = self.bounds[usize::from(change.variable.0)][n];
            let cell = change.cell as usize;
            loop {
                let terms = &self.model.cell_bounds[at].terms;
                let sum: i32 = terms.iter().map(|&(v, sign)| sign * self.value(v, cell)).sum();
                let out = terms.iter().find(|(v, sign)| *sign < 0 && self.value(*v, cell) > 0).map(|(v, _)| *v);
                let Some(variable) = out.filter(|_| sum < 0) else { break };
                let back = Change { variable, by: -1, ..change };
                self.apply(back);
                self.carry(back);
            }
        }
    }

    /// Whether, where something was changed, nobody is counted negatively or in a part of which they are not.
    pub(crate) fn is_possible(&self) -> bool {
        self.log.iter().all(|(change, _)| {
            let (variable, cell) = (usize::from(change.variable.0), change.cell as usize);
            let own = self.is_part(change.variable).then_some(&change.variable);
            let sum =
                |terms: &[(Variable, i32)]| -> i32 { terms.iter().map(|(v, sign)| sign * self.value(*v, cell)).sum() };
            self.value(change.variable, cell) >= 0
                && self.parts[variable].iter().chain(own).all(|part| self.rest(*part, cell) >= 0)
                && self.bounds[variable].iter().all(|at| sum(&self.model.cell_bounds[*at].terms) >= 0)
        })
    }

    /// Makes the changes of a table that was found before.
    pub(crate) fn replay(&mut self, changes: &[(Variable, u32, i32)]) {
        // Wholes first: what is left beside each part changes with them, and then with the part.
        let (parts, wholes): (Vec<_>, Vec<_>) = changes.iter().partition(|(variable, ..)| self.is_part(*variable));
        for &(variable, cell, by) in wholes.into_iter().chain(parts) {
            let change = Change { variable, cell, by: by.signum() as i8 };
            for _ in 0..by.unsigned_abs() {
                self.apply(change);
                for at in 0..self.parts[usize::from(variable.0)].len() {
                    let beside = Change { variable: self.parts[usize::from(variable.0)][at], ..change };
                    self.add_rest(beside);
                    self.log.push((Change { by: 0, ..beside }, change.by > 0));
                }
            }
        }
    }

    /// The changes since the true table, each cell once, those that take away first.
    pub(crate) fn net(&self) -> Vec<Change> {
        let mut by_cell: std::collections::BTreeMap<(Variable, u32), i32> = std::collections::BTreeMap::new();
        for (change, _) in &self.log {
            *by_cell.entry((change.variable, change.cell)).or_default() += i32::from(change.by);
        }
        let mut all: Vec<Change> = by_cell
            .into_iter()
            .flat_map(|((variable, cell), by)| {
                let one = Change { variable, cell, by: by.signum() as i8 };
                std::iter::repeat_n(one, by.unsigned_abs() as usize)
            })
            .collect();
        all.sort_by_key(|change| change.by);
        all
    }

    fn bounds_allow(&self, change: Change) -> bool {
        let cell = change.cell as usize;
        self.bounds[usize::from(change.variable.0)].iter().all(|&at| {
            let sum: i32 = self.model.cell_bounds[at].terms.iter().map(|&(v, sign)| sign * self.value(v, cell)).sum();
            let own: i32 =
                self.model.cell_bounds[at].terms.iter().filter(|(v, _)| *v == change.variable).map(|(_, s)| s).sum();
            sum + own * i32::from(change.by) >= 0
        })
    }

    fn change(&mut self, change: Change, rests: bool) {
        let cell = change.cell as usize;
        self.model.values[usize::from(change.variable.0)][cell] += i32::from(change.by);
        self.add_part(change);
        if rests && self.is_part(change.variable) {
            self.add_rest(Change { by: -change.by, ..change });
        }
    }

    fn add_part(&mut self, change: Change) {
        let (area, leaf) = self.place(change);
        for at in 0..self.rows.touched(&self.model, change.variable, leaf).len() {
            let touch = self.rows.touched(&self.model, change.variable, leaf)[at];
            if let Some(row) = touch.row(&self.model.areas, area) {
                self.add(row, i32::from(touch.sign) * i32::from(change.by));
            }
        }
    }

    fn add_rest(&mut self, change: Change) {
        let (area, leaf) = self.place(change);
        for at in 0..self.rows.rest_touched(&self.model, change.variable, leaf).len() {
            let touch = self.rows.rest_touched(&self.model, change.variable, leaf)[at];
            if let Some(row) = touch.row(&self.model.areas, area) {
                self.add(row, i32::from(change.by));
            }
        }
    }

    /// What it costs to add a change to some rows.
    fn cost_of_touches(&self, touches: &[Touch], change: Change) -> f64 {
        let (area, _) = self.place(change);
        let rows = touches.iter().filter_map(|touch| touch.row(&self.model.areas, area));
        rows.map(|row| self.cost_of_adding(row, i32::from(change.by))).sum()
    }

    pub(super) fn place(&self, change: Change) -> (usize, usize) {
        let cell = change.cell as usize;
        (cell / self.model.leaves, cell % self.model.leaves)
    }

    /// What a row costs as it is now.
    pub(crate) fn cost_of_row(&self, row: u32) -> f64 {
        self.cost(row, self.rows.rows[row as usize].sum)
    }

    pub(super) fn cost_of_adding(&self, row: u32, by: i32) -> f64 {
        let own = &self.rows.rows[row as usize];
        if own.bounds.allow(own.sum) && own.bounds.allow(own.sum + by) {
            return 0.0;
        }
        self.cost(row, own.sum + by) - self.cost(row, own.sum)
    }

    #[inline]
    fn add(&mut self, row: u32, by: i32) {
        let own = &mut self.rows.rows[row as usize];
        let before = own.sum;
        own.sum += by;
        let (was, is) = (own.bounds.allow(before), own.bounds.allow(before + by));
        if was && is {
            return;
        }
        self.penalty += self.cost(row, before + by) - self.cost(row, before);
        match (was, is) {
            (true, false) => {
                self.position.insert(row, self.violated.len() as u32);
                self.violated.push(row);
            }
            (false, true) => self.settle(row),
            _ => {}
        }
    }

    fn settle(&mut self, row: u32) {
        if let Some(at) = self.position.remove(&row) {
            self.violated.swap_remove(at as usize);
            if let Some(moved) = self.violated.get(at as usize) {
                self.position.insert(*moved, at);
            }
        }
    }

    /// What a sum costs: what a row would be worth less after it was made coarse enough for it.
    fn cost(&self, row: u32, sum: i32) -> f64 {
        let own: &Row = &self.rows.rows[row as usize];
        if own.bounds.allow(sum) {
            return 0.0;
        }
        let beyond = f64::from((own.bounds.low - sum).max(sum - own.bounds.high));
        if self.target == Some(row) {
            return TARGET * beyond;
        }
        let published = self.rows.published[row as usize];
        let given = self.rows.given(row);
        if !given.allow(sum) {
            return GIVEN * f64::from((given.low - sum).max(sum - given.high));
        }
        let steps = if published.small {
            SMALL
        } else {
            let (now, then) = (published.step, self.needed(row, sum));
            STEPS[usize::from(then.0).min(3)] - STEPS[usize::from(now.0).min(3)]
        };
        f64::from(own.worth) * (steps + 0.05 * beyond)
    }

    /// How coarse a row must be for a sum.
    fn needed(&self, row: u32, sum: i32) -> Step {
        self.needed_from(self.rows.published[row as usize], row, sum)
    }

    fn needed_from(&self, published: Publication, row: u32, sum: i32) -> Step {
        let multiples = &self.model.multiples;
        if published.small || published.is_only_rest() {
            return multiples.last();
        }
        let threshold = self.threshold(row);
        let truth = self.rows.truth[row as usize];
        (published.step.0 + 1..multiples.last().0)
            .map(Step)
            .find(|step| multiples.round(truth, *step, threshold).is_some_and(|(_, bounds)| bounds.allow(sum)))
            .unwrap_or_else(|| multiples.last())
    }

    pub(crate) fn threshold(&self, row: u32) -> i32 {
        if self.rows.published[row as usize].is_size() {
            self.model.thresholds.size
        } else {
            self.model.thresholds.part
        }
    }

    /// What a row tells at a step.
    pub(crate) fn bounds_at(&self, row: u32, step: Step) -> Bounds {
        let published = self.rows.published[row as usize];
        let given = self.rows.given(row);
        if published.small || published.is_only_rest() {
            return given;
        }
        let rounded = self.model.multiples.round(self.rows.truth[row as usize], step, self.threshold(row));
        rounded.map_or(given, |(_, own)| Bounds { low: own.low.max(given.low), high: own.high.min(given.high) })
    }

    /// Wants a row to have a value.
    pub(crate) fn aim(&mut self, row: u32, value: i32) -> Bounds {
        let before = self.rows.rows[row as usize].bounds;
        self.target = Some(row);
        self.set_bounds(row, Bounds { low: value, high: value });
        before
    }

    /// Makes a row as coarse as its sum wants it.
    pub(crate) fn coarsen(&mut self, row: u32, step: Step) {
        let bounds = self.bounds_at(row, step);
        let published = &mut self.rows.published[row as usize];
        published.step = step;
        if step >= self.model.multiples.last() {
            published.withheld = true;
        }
        self.set_bounds(row, bounds);
    }

    /// Lets a row give way for the table that is looked for: it becomes as coarse as its sum wants it, until [`Self::take_back`].
    pub(crate) fn give(&mut self, row: u32) {
        let own = &self.rows.rows[row as usize];
        let (sum, bounds) = (own.sum, own.bounds);
        self.given.push((row, self.rows.published[row as usize], bounds));
        let step = self.needed(row, sum);
        self.coarsen(row, step);
    }

    /// Rows that must be coarser for the table as it is now, and what that costs altogether: those that gave way and are used,
    /// and those that are violated.
    pub(crate) fn wanted_coarser(&self) -> (Vec<(u32, Step)>, f64) {
        let used = self.given.iter().filter(|(row, _, bounds)| !bounds.allow(self.rows.rows[*row as usize].sum));
        let mut rows: Vec<u32> = used.map(|(row, ..)| *row).chain(self.violated.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        let cost = rows.iter().map(|row| self.cost_of_steps(*row)).sum();
        (rows.into_iter().map(|row| (row, self.step_for(row))).collect(), cost)
    }

    /// How a row was published before it gave way.
    fn before(&self, row: u32) -> Publication {
        let first = self.given.iter().find(|(given, ..)| *given == row);
        first.map_or(self.rows.published[row as usize], |(_, published, _)| *published)
    }

    /// The step that the sum of a row needs, from how it was published before it gave way.
    fn step_for(&self, row: u32) -> Step {
        self.needed_from(self.before(row), row, self.rows.rows[row as usize].sum)
    }

    fn cost_of_steps(&self, row: u32) -> f64 {
        let before = self.before(row);
        let steps = if before.small {
            SMALL
        } else {
            let of = |step: Step| STEPS[usize::from(step.0).min(3)];
            of(self.step_for(row)) - of(before.step)
        };
        f64::from(self.rows.rows[row as usize].worth) * steps
    }

    /// Forgets that rows gave way.
    pub(crate) fn take_back(&mut self) {
        while let Some((row, published, bounds)) = self.given.pop() {
            self.rows.published[row as usize] = published;
            self.set_bounds(row, bounds);
        }
    }

    /// Changes what is known of a row.
    pub(crate) fn set_bounds(&mut self, row: u32, bounds: Bounds) {
        let sum = self.rows.rows[row as usize].sum;
        let was = self.position.contains_key(&row);
        // What it cost was worked out with the old bounds: take that back first.
        if was {
            self.penalty -= self.cost(row, sum);
        }
        self.rows.rows[row as usize].bounds = bounds;
        let is = !bounds.allow(sum);
        if is {
            self.penalty += self.cost(row, sum);
        }
        match (was, is) {
            (false, true) => {
                self.position.insert(row, self.violated.len() as u32);
                self.violated.push(row);
            }
            (true, false) => self.settle(row),
            _ => {}
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.log.len()
    }

    /// Takes changes back until `len` of them are left.
    pub(crate) fn back_to(&mut self, len: usize) {
        while self.log.len() > len {
            let Some((change, flag)) = self.log.pop() else { break };
            if change.by == 0 {
                // What was left beside a part had changed with the whole.
                self.add_rest(Change { by: if flag { -1 } else { 1 }, ..change });
            } else if flag {
                self.change(Change { by: -change.by, ..change }, true);
            } else {
                let back = Change { by: -change.by, ..change };
                self.add_part(back);
                self.model.values[usize::from(back.variable.0)][back.cell as usize] += i32::from(back.by);
            }
        }
    }
}

fn kin(model: &Model) -> Vec<Vec<u8>> {
    // Of each set that is published anywhere, whether it has the leaf.
    let mut sets: Vec<u64> = model.classes.iter().flat_map(|class| class.sets.iter().flatten().copied()).collect();
    sets.sort_unstable();
    sets.dedup();
    let apart = |a: usize, b: usize| sets.iter().filter(|set| (*set >> a ^ *set >> b) & 1 == 1).count();
    (0..model.leaves)
        .map(|leaf| {
            let mut others: Vec<u8> = (0..model.leaves as u8).filter(|other| usize::from(*other) != leaf).collect();
            others.sort_by_key(|other| apart(leaf, usize::from(*other)));
            others
        })
        .collect()
}
