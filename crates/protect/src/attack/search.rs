use rand::Rng;

use crate::attack::state::{Change, State};
use crate::system::{Role, RowAddress, Variable, pick};

/// How long a table is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Moves tried one after the other.
    pub(crate) moves: usize,
    /// Possible moves looked at for each.
    pub(crate) looked_at: usize,
}

/// The most places looked at for a value that can be taken away.
const LOOKS: usize = 192;

/// The most areas looked at for one where the same leaf can give or take.
const AREAS: usize = 40;

/// Looks for a table in which the target has its value: starts from the true one, and takes what a move puts out of bounds
/// back into them with another, until nothing is left.
///
/// A move changes one cell, or two so that most rows stay as they are: the same leaf in two areas, two leaves of one area, two
/// variables (ages) of one cell. Whole numbers only, so that what is found is a table. The state is left with the best one:
/// what it violates would have to be made coarser.
///
/// Where the target is a size, sizes come first, by themselves: parts follow once, when it is known who came and went.
pub(crate) fn reach(state: &mut State, random: &mut impl Rng, effort: Effort) {
    let is_of_parts = |at: RowAddress| {
        let class = &state.model.classes[at.class];
        state.model.own_part(at.class).is_some() || state.model.own_variable(class).is_some()
    };
    if state.target.is_some_and(|target| !is_of_parts(state.rows.address(&state.model, target))) {
        repair(state, random, effort, false);
        let changes = state.net();
        state.back_to(0);
        for change in changes.into_iter().filter(|change| !state.is_part(change.variable)).collect::<Vec<_>>() {
            state.apply(change);
            state.carry(change, &[], true);
            state.mend(change);
        }
    }
    repair(state, random, effort, true);
}

/// Moves until nothing is violated, or as long as the effort lasts. With `carry` the parts of sizes follow.
fn repair(state: &mut State, random: &mut impl Rng, effort: Effort, carry: bool) {
    let mut best = (f64::INFINITY, 0);
    let (mut candidate, mut chosen) = (Move::default(), Move::default());
    let mut last: Option<Change> = None;
    for turn in 0..effort.moves {
        if state.violated().is_empty() {
            return;
        }
        if turn > 0 && state.penalty() < best.0 {
            best = (state.penalty(), state.len());
        }
        let target = state.target.filter(|target| state.violated().contains(target));
        let row = target.unwrap_or_else(|| state.violated()[pick(random, state.violated().len())]);
        let at = state.rows.address(&state.model, row);
        let own = state.rows.rows[row as usize];
        let up = own.sum < own.bounds.low;
        let wander = random.random_range(0..100) < 6;
        let mut least = f64::INFINITY;
        for _ in 0..effort.looked_at {
            if !propose(state, random, at, up, &mut candidate) || undoes(last, &candidate) {
                continue;
            }
            let before = (state.penalty(), state.len(), state.violated().len());
            let possible = attempt(state, &candidate, false);
            let change = state.penalty() - before.0;
            // Nothing else is put out of bounds: there is no better move.
            let clean = change < 0.0 && state.violated().len() <= before.2;
            state.back_to(before.1);
            if possible && change < least {
                least = change;
                std::mem::swap(&mut chosen, &mut candidate);
                if wander || clean {
                    break;
                }
            }
        }
        if least.is_finite() {
            attempt(state, &chosen, carry);
            last = chosen.changes.first().copied();
        }
    }
    if state.penalty() >= best.0 {
        state.back_to(best.1);
    }
}

/// Changes that are made together.
#[derive(Debug, Default)]
struct Move {
    changes: Vec<Change>,
    /// When sizes change: the parts that do not change by themselves, but what is left beside them.
    beside: Vec<Variable>,
}

fn undoes(last: Option<Change>, next: &Move) -> bool {
    let Some((last, next)) = last.zip(next.changes.first()) else { return false };
    last.variable == next.variable && last.cell == next.cell && last.by == -next.by
}

/// Makes the changes of a move; false, with what was made left in place, when one of them is not possible. With `carry` the
/// parts of sizes follow.
fn attempt(state: &mut State, wanted: &Move, carry: bool) -> bool {
    for &change in &wanted.changes {
        if !state.possible(change) {
            return false;
        }
        state.apply(change);
        state.carry(change, &wanted.beside, carry);
    }
    true
}

/// Proposes a move that takes a row up or down by one.
fn propose(state: &State, random: &mut impl Rng, at: RowAddress, up: bool, out: &mut Move) -> bool {
    out.changes.clear();
    out.beside.clear();
    let class = &state.model.classes[at.class];
    let set = class.sets[at.level][at.set];
    let inside = state.model.areas.inside(at.level, at.area);
    // A rest goes up when its part goes down.
    if let Some(part) = state.model.own_part(at.class) {
        return part_move(state, random, at, inside, set, part, !up, out);
    }
    if let Some(part) = state.model.own_variable(class) {
        return part_move(state, random, at, inside, set, part, up, out);
    }
    let (variable, sign) = class.terms[pick(random, class.terms.len())];
    let by = if up == (sign > 0) { 1 } else { -1 };
    let Some((variable, cell)) = place(state, random, inside, set, &class.terms, variable, by) else { return false };
    let first = Change { variable, cell, by };
    make_room(state, first, out);
    out.changes.push(first);
    compensate(state, random, at, set, first, Some(&class.terms), &mut out.changes);
    true
}

fn make_room(state: &State, first: Change, out: &mut Move) {
    let from = out.changes.len();
    state.making_room(first, &mut out.changes);
    let parts = out.changes[from..].iter().map(|before| before.variable).filter(|variable| state.is_part(*variable));
    out.beside.extend(parts);
}

/// Moves one from a part to what is left beside it, or back.
#[expect(clippy::too_many_arguments, reason = "all of them say of which row")]
fn part_move(
    state: &State,
    random: &mut impl Rng,
    at: RowAddress,
    inside: &[u32],
    set: u64,
    part: Variable,
    up: bool,
    out: &mut Move,
) -> bool {
    let by = if up { 1 } else { -1 };
    let has = |cell: usize| if up { state.rest(part, cell) > 0 } else { state.value(part, cell) > 0 };
    // All other parts of somebody who comes or goes change as well, so that is for when nothing else is left.
    let found = if random.random_range(0..40) == 0 { None } else { find(state, random, inside, set, has) };
    let Some(cell) = found else {
        return member_move(state, random, at, inside, set, part, up, out);
    };
    let first = Change { variable: part, cell, by };
    make_room(state, first, out);
    out.changes.push(first);
    compensate(state, random, at, set, first, None, &mut out.changes);
    true
}

/// Somebody comes or goes: the size changes, and the part with it where the row is one of parts.
#[expect(clippy::too_many_arguments, reason = "all of them say of which row")]
fn member_move(
    state: &State,
    random: &mut impl Rng,
    at: RowAddress,
    inside: &[u32],
    set: u64,
    part: Variable,
    up: bool,
    out: &mut Move,
) -> bool {
    let is_rest = matches!(state.model.classes[at.class].role, Role::Rest { .. });
    let wholes = state.wholes(part);
    let whole = wholes[pick(random, wholes.len())];
    let of_row: i8 = if up == is_rest { -1 } else { 1 };
    let cell = if of_row > 0 {
        Some(any(state, random, inside, set))
    } else {
        find(state, random, inside, set, |cell| {
            let there = if is_rest { state.rest(part, cell) } else { state.value(part, cell) };
            there > 0 && state.value(whole, cell) > 0
        })
    };
    let Some(cell) = cell else { return false };
    let person = Change { variable: whole, cell, by: of_row };
    let member = Change { variable: part, cell, by: of_row };
    make_room(state, person, out);
    out.beside.push(part);
    match (is_rest, of_row > 0) {
        (true, _) => out.changes.push(person),
        (false, true) => out.changes.extend([person, member]),
        (false, false) => out.changes.extend([member, person]),
    }
    true
}

/// Changes that take back most of what the first does outside the row: the same leaf elsewhere, another leaf here, another age,
/// or a cycle of the leaf and another one here and elsewhere, which leaves every row as it was but those that tell the two
/// leaves and the two areas apart.
fn compensate(
    state: &State,
    random: &mut impl Rng,
    at: RowAddress,
    set: u64,
    first: Change,
    terms: Option<&[(Variable, i32)]>,
    out: &mut Vec<Change>,
) {
    let leaves = state.model.leaves;
    let (area, leaf) = (first.cell as usize / leaves, first.cell as usize % leaves);
    let change = |area: usize, leaf: usize, by: i8| Change { cell: (area * leaves + leaf) as u32, by, ..first };
    match random.random_range(0..12) {
        0 => {}
        1 | 2 => {
            if let Some(other) =
                other_area(state, random, at, area, |other| state.possible(change(other, leaf, -first.by)))
            {
                out.push(change(other, leaf, -first.by));
            }
        }
        3 | 4 => {
            if let Some(other) =
                other_leaf(state, random, set, leaf, |other| state.possible(change(area, other, -first.by)))
            {
                out.push(change(area, other, -first.by));
            }
        }
        5 if terms.is_some() => {
            // Another age: a variable that is not in the row, of the same kind.
            let others = state.siblings(first.variable);
            let other = others[pick(random, others.len())];
            let back = Change { variable: other, by: -first.by, ..first };
            if terms.is_some_and(|terms| terms.iter().all(|(variable, _)| *variable != other)) && state.possible(back) {
                out.push(back);
            }
        }
        _ => {
            let elsewhere = other_area(state, random, at, area, |other| state.possible(change(other, leaf, -first.by)));
            let Some(elsewhere) = elsewhere else { return };
            let fits = |other: usize| {
                state.possible(change(area, other, -first.by)) && state.possible(change(elsewhere, other, first.by))
            };
            out.push(change(elsewhere, leaf, -first.by));
            if let Some(other) = other_leaf(state, random, set, leaf, fits) {
                out.push(change(area, other, -first.by));
                out.push(change(elsewhere, other, first.by));
            }
        }
    }
}

/// A finest area outside the row, near by first: rows of everything both lie in stay as they are.
fn other_area(
    state: &State,
    random: &mut impl Rng,
    at: RowAddress,
    area: usize,
    fits: impl Fn(usize) -> bool,
) -> Option<usize> {
    let areas = &state.model.areas;
    let nearest = at.level.checked_sub(1)?;
    let from = if random.random_range(0..6) == 0 { random.random_range(0..at.level) } else { nearest };
    (0..=from).rev().find_map(|level| {
        let around = areas.inside(level, areas.above(area, level));
        let start = pick(random, around.len());
        (0..around.len().min(AREAS))
            .map(|n| around[(start + n) % around.len()] as usize)
            .find(|other| areas.above(*other, at.level) != at.area && fits(*other))
    })
}

/// A leaf outside the row, one that few rows tell apart from the own one first.
fn other_leaf(
    state: &State,
    random: &mut impl Rng,
    set: u64,
    leaf: usize,
    fits: impl Fn(usize) -> bool,
) -> Option<usize> {
    let kin = state.kin(leaf);
    let near = if random.random_range(0..4) == 0 { kin.len() } else { kin.len().min(14) };
    let start = pick(random, near);
    let first = (0..near).map(|n| kin[(start + n) % near]);
    first.chain(kin[near..].iter().copied()).map(usize::from).find(|other| set >> other & 1 == 0 && fits(*other))
}

/// A place of the row, and for taking away one that has something, of any of its variables.
fn place(
    state: &State,
    random: &mut impl Rng,
    inside: &[u32],
    set: u64,
    terms: &[(Variable, i32)],
    variable: Variable,
    by: i8,
) -> Option<(Variable, u32)> {
    if by > 0 {
        return Some((variable, any(state, random, inside, set)));
    }
    let first = pick(random, terms.len());
    (0..terms.len()).map(|n| terms[(first + n) % terms.len()].0).find_map(|variable| {
        find(state, random, inside, set, |cell| state.value(variable, cell) > 0).map(|cell| (variable, cell))
    })
}

/// Any cell of a row.
fn any(state: &State, random: &mut impl Rng, inside: &[u32], set: u64) -> u32 {
    let area = inside[pick(random, inside.len())] as usize;
    (area * state.model.leaves + nth(set, pick(random, set.count_ones() as usize))) as u32
}

/// The position of the `n`th bit of a set.
fn nth(mut set: u64, n: usize) -> usize {
    for _ in 0..n {
        set &= set - 1;
    }
    set.trailing_zeros() as usize
}

/// A cell of a row that has something, looked for from a random one on.
fn find(state: &State, random: &mut impl Rng, inside: &[u32], set: u64, has: impl Fn(usize) -> bool) -> Option<u32> {
    let count = set.count_ones() as usize;
    let total = inside.len() * count;
    let (start, leaves) = (pick(random, total), state.model.leaves);
    // Strides through a large row, so that all of it has a chance.
    let stride = if total > LOOKS { 1 + 2 * pick(random, total / 2) } else { 1 };
    (0..total.min(LOOKS)).map(|n| (start + n * stride) % total).find_map(|at| {
        let cell = inside[at / count] as usize * leaves + nth(set, at % count);
        has(cell).then_some(cell as u32)
    })
}
