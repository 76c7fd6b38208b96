use rand::Rng;

use crate::attack::cycle::Cycle;
use crate::attack::state::{Change, State};
use crate::system::{Bounds, RowAddress, Variable, pick};

/// How long a table is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Moves tried one after the other.
    pub(crate) moves: usize,
    /// Possible moves looked at for each.
    pub(crate) looked_at: usize,
    /// Moves after which it is given up when none of them came closer.
    pub(crate) patience: usize,
    /// Whether rows that stand in the way may give way, one after the other.
    pub(crate) gives: bool,
}

/// How long it is looked on after a row gave way.
const ON: Effort = Effort { moves: 60, looked_at: 60, patience: 15, gives: false };

/// The most places looked at for a value that can be taken away.
const LOOKS: usize = 192;

/// The most areas looked at for one where the same leaf can give or take.
const AREAS: usize = 40;

/// Looks for a table in which the target has its value: starts from the true one, and takes what a move puts out of bounds
/// back into them with another, until nothing is left.
///
/// A move changes one cell, or several so that most rows stay as they are (see [`oppose`]). Whole numbers only, so that
/// what is found is a table. The state is left with the best one: what it violates would have to be made coarser.
///
/// A part is looked for among people who stay where they are: then only rows of that part change. Where the target is a
/// size, people come and go, by sizes alone; parts follow once, when it is known who came and went.
pub(crate) fn reach(state: &mut State, random: &mut impl Rng, effort: Effort) {
    let Some(target) = state.target else { return };
    if !state.is_of_parts(target) {
        people(state, random, effort);
    } else if let Some((size, value)) = state.size_too_small(target) {
        // More than there are: first somebody has to come.
        let (of_target, of_size) = (state.rows.rows[target as usize].bounds, state.rows.rows[size as usize].bounds);
        state.set_bounds(target, Bounds::FREE);
        state.aim(size, value);
        people(state, random, effort);
        state.set_bounds(size, of_size);
        state.target = Some(target);
        state.set_bounds(target, of_target);
    }
    settle(state, random, effort);
}

/// Moves who is in which part, and nobody else.
pub(crate) fn settle(state: &mut State, random: &mut impl Rng, effort: Effort) {
    work(state, random, effort, Moving::Parts);
}

/// Moves until nothing is violated; where that is not found, lets the row give way of which least is lost, and looks on: what it
/// leaves room for may be all that was needed.
fn work(state: &mut State, random: &mut impl Rng, effort: Effort, moving: Moving) {
    repair(state, random, effort, moving);
    if !effort.gives {
        return;
    }
    // It ends: each time one becomes coarser, and what is not shown at all is never violated.
    while let Some(cheapest) = cheapest_violated(state, moving) {
        state.give(cheapest);
        repair(state, random, ON, moving);
    }
}

/// The violated row of which least is lost when it gives way; the wanted one never does.
fn cheapest_violated(state: &State, moving: Moving) -> Option<u32> {
    let can_give = |row: &u32| {
        state.target != Some(*row)
            && state.is_of_parts(*row) == (moving == Moving::Parts)
            && !state.contradicts_given(*row)
    };
    let violated = state.violated().iter().copied().filter(can_give);
    violated.min_by(|a, b| state.cost_of_row(*a).total_cmp(&state.cost_of_row(*b)))
}

/// Moves people until the sizes agree, and lets parts follow.
fn people(state: &mut State, random: &mut impl Rng, effort: Effort) {
    work(state, random, effort, Moving::People);
    let changes = state.net();
    state.back_to(0);
    let people: Vec<Change> = changes.into_iter().filter(|change| !state.is_part(change.variable)).collect();
    for &change in &people {
        state.apply(change);
        state.carry(change);
    }
    // Only now: half way, what is known of both a size and another need not hold.
    for &change in &people {
        state.mend(change);
    }
}

/// What a search moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moving {
    /// Who lives where, and belongs to which size; what parts they are in is left aside.
    People,
    /// Who of those who stay is in which part.
    Parts,
}

/// Moves until nothing is violated, or as long as the effort lasts.
fn repair(state: &mut State, random: &mut impl Rng, effort: Effort, moving: Moving) {
    let mut best = (f64::INFINITY, 0, 0);
    let nothing = Change { variable: Variable(0), cell: 0, by: 0 };
    let empty = || Move { room: Vec::new(), cycle: Cycle::of(nothing) };
    let (mut candidate, mut chosen) = (empty(), empty());
    let mut last: Option<Change> = None;
    for turn in 0..effort.moves {
        if state.penalty() < best.0 {
            best = (state.penalty(), state.len(), turn);
        }
        if turn > best.2 + effort.patience {
            break;
        }
        let target = state.target.filter(|target| state.violated().contains(target));
        let Some(row) = target.or_else(|| any_violated(state, random, moving)) else { break };
        let at = state.rows.address(&state.model, row);
        let own = state.rows.rows[row as usize];
        let up = own.sum < own.bounds.low;
        let wander = random.random_range(0..100) < 6;
        let (mut least, gained) = (f64::INFINITY, state.most_gained());
        for _ in 0..effort.looked_at {
            if !propose(state, random, at, up, &mut candidate)
                || last.is_some_and(|last| undoes(last, candidate.cycle.first))
            {
                continue;
            }
            let change = if candidate.room.is_empty() {
                state.cost_of(candidate.cycle, least, gained)
            } else {
                tried(state, &candidate)
            };
            if change < least {
                least = change;
                std::mem::swap(&mut chosen, &mut candidate);
                // Nothing else is put out of bounds: there is no better move.
                let clean = change <= -state.cost_of_row(row) + 1e-9;
                if wander || clean {
                    break;
                }
            }
        }
        if least.is_finite() {
            attempt(state, &chosen);
            last = Some(chosen.cycle.first);
        }
    }
    if state.penalty() >= best.0 {
        state.back_to(best.1);
    }
}

/// A violated row that can be mended by what is moved; none where all others are.
fn any_violated(state: &State, random: &mut impl Rng, moving: Moving) -> Option<u32> {
    let (violated, wanted) = (state.violated(), moving == Moving::Parts);
    let start = pick(random, violated.len());
    let (later, first) = (violated.get(start..)?.iter(), violated[..start].iter());
    later.chain(first).copied().find(|row| state.is_of_parts(*row) == wanted)
}

/// Changes that are made together.
#[derive(Debug)]
struct Move {
    /// What has to give way first.
    room: Vec<Change>,
    cycle: Cycle,
}

fn undoes(last: Change, next: Change) -> bool {
    last.variable == next.variable && last.cell == next.cell && last.by == -next.by
}

/// Makes the changes of a move; false, with what was made left in place, when one of them is not possible.
fn attempt(state: &mut State, wanted: &Move) -> bool {
    for change in wanted.room.iter().copied().chain(wanted.cycle.changes(state.model.leaves)) {
        if !state.possible(change) {
            return false;
        }
        state.apply(change);
    }
    true
}

/// What a move costs, by making it and taking it back.
fn tried(state: &mut State, wanted: &Move) -> f64 {
    let (before, len) = (state.penalty(), state.len());
    let possible = attempt(state, wanted);
    let change = state.penalty() - before;
    state.back_to(len);
    if possible { change } else { f64::INFINITY }
}

/// Proposes a move that takes a row up or down by one.
fn propose(state: &State, random: &mut impl Rng, at: RowAddress, up: bool, out: &mut Move) -> bool {
    let class = &state.model.classes[at.class];
    let set = class.sets[at.level][at.set];
    let inside = state.model.areas.inside(at.level, at.area);
    // A rest goes up when its part goes down.
    let part = state.part_of(at.class).map(|(part, with)| (part, up == with));
    let first = if let Some((part, up)) = part {
        let has = |cell: usize| if up { state.rest(part, cell) > 0 } else { state.value(part, cell) > 0 };
        let Some(cell) = find(state, random, inside, set, has) else { return false };
        Change { variable: part, cell, by: if up { 1 } else { -1 } }
    } else {
        let (variable, sign) = class.terms[pick(random, class.terms.len())];
        let by = if up == (sign > 0) { 1 } else { -1 };
        let Some((variable, cell)) = place(state, random, inside, set, &class.terms, variable, by) else {
            return false;
        };
        Change { variable, cell, by }
    };
    out.room.clear();
    state.making_room(first, &mut out.room);
    out.cycle = Cycle::of(first);
    let terms = if part.is_some() { None } else { Some(class.terms.as_slice()) };
    oppose(state, random, at, set, terms, &mut out.cycle);
    true
}

/// Chooses what stands opposite to the first change of a cycle, outside the row: another area, another leaf, another age. With one
/// of them somebody moves; with two, every row stays as it was but those that tell both pairs apart; with three, but those
/// that tell all three apart.
fn oppose(
    state: &State,
    random: &mut impl Rng,
    at: RowAddress,
    set: u64,
    terms: Option<&[(Variable, i32)]>,
    cycle: &mut Cycle,
) {
    let leaves = state.model.leaves;
    let (area, leaf) = (cycle.first.cell as usize / leaves, cycle.first.cell as usize % leaves);
    // The first change is not looked at: where it is not possible yet, room is made for it.
    let fits = |cycle: Cycle| cycle.changes(leaves).skip(1).all(|change| state.possible(change));
    let opposites = OPPOSITES[pick(random, OPPOSITES.len())];
    if opposites & AGE != 0
        && let Some(age) = other_age(state, random, cycle.first, terms)
    {
        let with = Cycle { age: Some(age), ..*cycle };
        if !fits(with) {
            return;
        }
        *cycle = with;
    }
    if opposites & AREA != 0 {
        let with = |other: usize| Cycle { area: Some(other as u32), ..*cycle };
        if let Some(other) = other_area(state, random, at, area, |other| fits(with(other))) {
            *cycle = with(other);
        }
    }
    if opposites & LEAF != 0 {
        let with = |other: usize| Cycle { leaf: Some(other as u8), ..*cycle };
        if let Some(other) = other_leaf(state, random, set, leaf, |other| fits(with(other))) {
            *cycle = with(other);
        }
    }
}

/// What stands opposite to a change, in the bits of [`OPPOSITES`].
const AREA: u8 = 1;
const LEAF: u8 = 2;
const AGE: u8 = 4;

/// Opposites to try: as many as there are most often, since they touch the fewest rows.
const OPPOSITES: [u8; 16] = [
    0,
    AREA,
    LEAF,
    AGE,
    AREA | LEAF,
    AREA | LEAF,
    LEAF | AGE,
    LEAF | AGE,
    AREA | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
    AREA | LEAF | AGE,
];

/// A variable that is added up with one elsewhere (another age), and not in the row.
fn other_age(
    state: &State,
    random: &mut impl Rng,
    first: Change,
    terms: Option<&[(Variable, i32)]>,
) -> Option<Variable> {
    let (terms, others) = (terms?, state.siblings(first.variable));
    let start = pick(random, others.len());
    let outside = |other: &Variable| terms.iter().all(|(variable, _)| variable != other);
    (0..others.len()).map(|n| others[(start + n) % others.len()]).find(outside)
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
    // Where no room has to be made, mostly.
    if state.is_bounded(variable) && random.random_range(0..8) > 0 {
        let fits = |cell: usize| state.possible(Change { variable, cell: cell as u32, by });
        if let Some(cell) = find(state, random, inside, set, fits) {
            return Some((variable, cell));
        }
    }
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
