use std::collections::HashMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use crate::attack::rests::hide_what_leaves_few;
use crate::attack::search::{Effort, reach, settle};
use crate::attack::state::{Change, State};
use crate::system::{Model, Role, RowAddress, Rows, Step};

/// What a release withstands, row by row, with the evidence.
#[derive(Debug, Clone)]
pub struct Withstood {
    steps: Vec<Step>,
    state: State,
    /// The tables in which counts that stay hidden have their smallest and largest value.
    pub evidence: Vec<Evidence>,
    /// How it went.
    pub progress: Progress,
}

/// A table that agrees with everything that is published, and what it shows.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Changes to the true table: variable, finest area × leaves + leaf, by how much.
    pub changes: Vec<(crate::system::Variable, u32, i32)>,
    /// Rows that have their smallest or largest value in it.
    pub shows: Vec<(RowAddress, i32)>,
}

/// How many counts were looked at, and how it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Counts that must stay hidden.
    pub hidden: usize,
    /// Values of theirs for which another's table would do, the true one included.
    pub shared: usize,
    /// Values for which a table was found at once.
    pub found: usize,
    /// Values for which something had to be made coarser.
    pub coarsened: usize,
}

/// A count that could not be kept hidden, whatever else is made coarser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no table was found in which {class} at {at:?} is {value}")]
pub struct Failure {
    /// The row.
    pub at: RowAddress,
    /// The name of its class.
    pub class: String,
    /// The value it must be able to have.
    pub value: i32,
}

/// Into how many parts the work is split; each is done by itself with a random generator of its own, so that the outcome does
/// not depend on how many processors there are.
const PARTS: usize = 8;
/// How long a table is looked for: first briefly, then thoroughly.
const EFFORTS: [Effort; 3] = [
    Effort { moves: 30, looked_at: 30, patience: 30, gives: false },
    Effort { moves: 400, looked_at: 200, patience: 30, gives: true },
    Effort { moves: 1500, looked_at: 40, patience: 1500, gives: true },
];
/// How often with each; with the last only until the count has its value at all.
const TRIES: [usize; 3] = [1, 1, 3];

/// Changes of a table of which the rows are looked up, to see whose smallest or largest value it shows as well.
const MOST_LOOKED_UP: usize = 120;

/// Makes rows coarser until every small count can be anything a small count can be.
///
/// `kept` are tables that were found before, for the same truth: those that still agree are used again.
pub fn withstand(mut model: Model, seed: [u8; 32], kept: &[Evidence]) -> Result<Withstood, Failure> {
    model.make_room_for_given();
    let rows = Rows::new(&model);
    let rows = if model.add_differences(&rows) { Rows::new(&model) } else { rows };
    let state = State::new(model, rows);
    let hidden = hidden(&state);
    // Neighbours stay together: areas of one municipality constrain one another.
    let size = hidden.len().div_ceil(PARTS).max(1);
    let parts: Vec<&[u32]> = hidden.chunks(size).collect();
    let done: Vec<Result<Part, Failure>> = parts
        .par_iter()
        .enumerate()
        .map(|(number, rows)| Part::new(state.clone(), seed, number as u64).work(rows, kept))
        .collect();
    let mut state = state;
    let mut withstood = (Vec::new(), Progress::default());
    let mut steps: Vec<Step> = state.rows.published.iter().map(|published| published.step).collect();
    for part in done {
        let part = part?;
        for (row, step) in part.coarser {
            steps[row as usize] = steps[row as usize].max(step);
        }
        withstood.0.extend(part.evidence);
        let all = &mut withstood.1;
        all.shared += part.progress.shared;
        all.found += part.progress.found;
        all.coarsened += part.progress.coarsened;
    }
    withstood.1.hidden = hidden.len();
    // What two counts differ by is no count of the release. A table that shows nothing else is kept without a word of it, so that
    // it need not be found again.
    for evidence in &mut withstood.0 {
        evidence.shows.retain(|(at, _)| !is_difference(&state, *at));
    }
    for (row, step) in steps.iter().enumerate() {
        if *step > state.rows.published[row].step {
            state.coarsen(row as u32, *step);
        }
    }
    let nothing = state.model.multiples.last();
    for row in hide_what_leaves_few(&mut state) {
        steps[row as usize] = nothing;
    }
    Ok(Withstood { steps, state, evidence: withstood.0, progress: withstood.1 })
}

fn is_difference(state: &State, at: RowAddress) -> bool {
    matches!(state.model.classes[at.class].role, Role::Between { .. })
}

/// Rows whose count is small, in the order of their areas; without those of which more is known already, which are no secret
/// any more.
fn hidden(state: &State) -> Vec<u32> {
    let model = &state.model;
    let mut all: Vec<(u32, u32)> = (0..state.rows.rows.len() as u32)
        .filter(|row| state.rows.published[*row as usize].small)
        .filter(|row| {
            let given = state.rows.given(*row);
            given.allow(0) && given.allow(largest(state, *row))
        })
        .map(|row| {
            let at = state.rows.address(model, row);
            (model.areas.inside(at.level, at.area)[0], row)
        })
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, row)| row).collect()
}

/// The largest value of a count that is only said to be small.
fn largest(state: &State, row: u32) -> i32 {
    let published = state.rows.published[row as usize];
    let thresholds = state.model.thresholds;
    if published.is_size() {
        thresholds.size - 1
    } else if published.is_only_rest() {
        thresholds.rest - 1
    } else {
        thresholds.part - 1
    }
}

/// A table that was found: what it costs, which rows it needs coarser, and what it shows.
type Found = (f64, Vec<(u32, Step)>, Evidence);

/// One part of the work.
struct Part {
    state: State,
    random: ChaCha8Rng,
    coarser: Vec<(u32, Step)>,
    evidence: Vec<Evidence>,
    progress: Progress,
    /// Which values (smallest, largest) of a row were shown.
    shown: HashMap<u32, [bool; 2]>,
    /// The table in which a row has its largest value.
    largest_in: HashMap<u32, usize>,
}

impl Part {
    fn new(state: State, seed: [u8; 32], number: u64) -> Self {
        let mut random = ChaCha8Rng::from_seed(seed);
        random.set_stream(number);
        Self {
            state,
            random,
            coarser: Vec::new(),
            evidence: Vec::new(),
            progress: Progress::default(),
            shown: HashMap::new(),
            largest_in: HashMap::new(),
        }
    }

    fn work(mut self, rows: &[u32], kept: &[Evidence]) -> Result<Self, Failure> {
        for &row in rows {
            let sum = self.state.rows.rows[row as usize].sum;
            let largest = self.largest(row);
            self.shown.insert(row, [sum == 0, sum == largest]);
        }
        self.progress.shared = self.shown.values().flatten().filter(|shown| **shown).count();
        // The true table is one as well.
        let address = |row: u32| self.state.rows.address(&self.state.model, row);
        let sum = |row: u32| self.state.rows.rows[row as usize].sum;
        let shows: Vec<_> =
            rows.iter().filter(|row| self.shown[row].contains(&true)).map(|row| (address(*row), sum(*row))).collect();
        if !shows.is_empty() {
            self.evidence.push(Evidence { changes: Vec::new(), shows });
        }
        self.use_again(rows, kept);
        for &row in rows {
            let largest = self.largest(row);
            // The harder of both first: what is made coarser for it serves the other too.
            let sum = self.state.rows.rows[row as usize].sum;
            let order = if sum * 2 > largest { [(0, 0), (1, largest)] } else { [(1, largest), (0, 0)] };
            for (which, value) in order {
                if !self.shown[&row][which]
                    && let Err(failure) = self.show(row, value)
                    && !self.is_half_told(row, value)
                {
                    return Err(failure);
                }
            }
        }
        Ok(self)
    }

    /// Of a difference for which no table has a value: whether what is out already can be why. What others say of some of those
    /// between two counts is true of all of them, and no figure of the release is touched by it. Then it is kept as uncertain as
    /// it can be: it shows the value that is nearest to the wanted one.
    fn is_half_told(&mut self, row: u32, value: i32) -> bool {
        let at = self.state.rows.address(&self.state.model, row);
        if self.state.model.given.is_empty() || !is_difference(&self.state, at) {
            return false;
        }
        let truth = self.state.rows.truth[row as usize];
        let mut nearer: Vec<i32> = (value.min(truth) + 1..value.max(truth)).collect();
        nearer.sort_by_key(|other| (other - value).abs());
        for other in nearer {
            if self.show(row, other).is_ok() {
                break;
            }
        }
        true
    }

    fn largest(&self, row: u32) -> i32 {
        largest(&self.state, row)
    }

    /// Uses tables that were found before, where they still agree with all that is published.
    fn use_again(&mut self, rows: &[u32], kept: &[Evidence]) {
        let address = |row: &u32| self.state.rows.address(&self.state.model, *row);
        let differences: Vec<(u32, RowAddress)> =
            rows.iter().map(|row| (*row, address(row))).filter(|(_, at)| is_difference(&self.state, *at)).collect();
        for evidence in kept {
            let own = |(at, value): &(RowAddress, i32)| {
                let row = self.state.rows.find(&self.state.model, *at)?;
                let shown = self.shown.get(&row)?[usize::from(*value != 0)];
                (!shown).then_some((row, *at, *value))
            };
            let mut wanted: Vec<(u32, RowAddress, i32)> = evidence.shows.iter().filter_map(own).collect();
            // Of differences nothing is said in the evidence: it is seen.
            for &(row, at) in differences.iter().filter(|(_, at)| self.reaches(evidence, *at)) {
                let values = [0, self.largest(row)].into_iter().zip(self.shown[&row]);
                wanted.extend(values.filter(|(_, shown)| !shown).map(|(value, _)| (row, at, value)));
            }
            if wanted.is_empty() || evidence.changes.is_empty() {
                continue;
            }
            self.state.replay(&evidence.changes);
            let agrees = self.state.violated().is_empty() && self.state.is_possible();
            let is = |(row, _, value): &&(u32, RowAddress, i32)| {
                self.state.rows.rows[*row as usize].sum == *value && (*value == 0 || *value == self.largest(*row))
            };
            let shows: Vec<(RowAddress, i32)> = wanted.iter().filter(is).map(|(_, at, value)| (*at, *value)).collect();
            self.state.back_to(0);
            if agrees && !shows.is_empty() {
                self.keep((0.0, Vec::new(), Evidence { changes: evidence.changes.clone(), shows }));
            }
        }
    }

    /// Whether a table has other people in a row than the true one.
    fn reaches(&self, evidence: &Evidence, at: RowAddress) -> bool {
        let model = &self.state.model;
        let class = &model.classes[at.class];
        evidence.changes.iter().any(|(variable, cell, _)| {
            let (area, leaf) = (*cell as usize / model.leaves, *cell as usize % model.leaves);
            class.sets[at.level][at.set] >> leaf & 1 == 1
                && model.areas.above(area, at.level) == at.area
                && class.terms.iter().any(|(term, _)| term == variable)
        })
    }

    fn show(&mut self, row: u32, value: i32) -> Result<(), Failure> {
        for (effort, tries) in EFFORTS.into_iter().zip(TRIES) {
            let mut best: Option<Found> = None;
            for _ in 0..tries {
                let bounds = self.state.aim(row, value);
                self.look(effort);
                let found = self.found(row, value).filter(|found| best.as_ref().is_none_or(|best| found.0 < best.0));
                self.state.back_to(0);
                self.state.take_back();
                self.state.set_bounds(row, bounds);
                self.state.target = None;
                debug_assert!(self.state.violated().is_empty(), "the true table agrees with what is published of it");
                let perfect = found.as_ref().is_some_and(|(_, coarser, _)| coarser.is_empty());
                best = found.or(best);
                if perfect {
                    break;
                }
            }
            let Some(found) = best else { continue };
            // A longer look may find a table that costs nothing, or less.
            if !found.1.is_empty() && !effort.gives {
                continue;
            }
            self.keep(found);
            return Ok(());
        }
        let at = self.state.rows.address(&self.state.model, row);
        let class = self.state.model.classes[at.class].name.clone();
        Err(Failure { at: self.state.model.larger_count(at), class, value })
    }

    /// Looks for a table in which the target has its value. For a part of too few there may be a table already in which they are
    /// as many as it takes: then people stay as they are there.
    fn look(&mut self, effort: Effort) {
        let size = self.state.target.and_then(|target| self.state.size_too_small(target));
        match size.filter(|_| !effort.gives).and_then(|(size, _)| self.largest_in.get(&size)) {
            Some(table) => {
                self.state.replay(&self.evidence[*table].changes);
                settle(&mut self.state, &mut self.random, effort);
            }
            None => reach(&mut self.state, &mut self.random, effort),
        }
    }

    /// The table as it is now, when the target has its value in it.
    fn found(&self, target: u32, value: i32) -> Option<Found> {
        if self.state.violated().iter().any(|row| *row == target || self.state.contradicts_given(*row)) {
            return None;
        }
        let (coarser, cost) = self.state.wanted_coarser();
        Some((cost, coarser, self.evidence_of(target, value)))
    }

    /// Makes coarser what a table needs, and notes what it shows.
    fn keep(&mut self, (_, coarser, evidence): Found) {
        if coarser.is_empty() {
            self.progress.found += 1;
        } else {
            self.progress.coarsened += 1;
        }
        for (row, step) in coarser {
            self.state.coarsen(row, step);
            self.coarser.push((row, step));
        }
        for (at, value) in &evidence.shows {
            let Some(row) = self.state.rows.find(&self.state.model, *at) else { continue };
            let (largest, next) = (self.largest(row), self.evidence.len());
            let Some(shown) = self.shown.get_mut(&row) else { continue };
            shown[0] |= *value == 0;
            if *value == largest {
                shown[1] = true;
                self.largest_in.insert(row, next);
            }
        }
        self.progress.shared += evidence.shows.len() - 1;
        self.evidence.push(evidence);
    }

    /// The table as it is now, and what else than the target it shows.
    fn evidence_of(&self, target: u32, value: i32) -> Evidence {
        let mut by_cell: std::collections::BTreeMap<(u16, u32), i32> = std::collections::BTreeMap::new();
        for Change { variable, cell, by } in self.state.changes() {
            *by_cell.entry((variable.0, cell)).or_default() += i32::from(by);
        }
        let changes: Vec<_> = by_cell
            .into_iter()
            .filter(|(_, by)| *by != 0)
            .map(|((variable, cell), by)| (crate::system::Variable(variable), cell, by))
            .collect();
        let address = |row| self.state.rows.address(&self.state.model, row);
        let mut shows = vec![(address(target), value)];
        let mut seen = std::collections::BTreeSet::from([target]);
        for &(variable, cell, _) in changes.iter().take(MOST_LOOKED_UP) {
            let (area, leaf) = (cell as usize / self.state.model.leaves, cell as usize % self.state.model.leaves);
            let touched = self.state.rows.touched(&self.state.model, variable, leaf);
            let rests = self.state.rows.rest_touched(&self.state.model, variable, leaf);
            for row in touched.iter().chain(rests).filter_map(|touch| touch.row(&self.state.model.areas, area)) {
                let Some(shown) = self.shown.get(&row).filter(|_| seen.insert(row)) else { continue };
                let sum = self.state.rows.rows[row as usize].sum;
                if sum == 0 && !shown[0] {
                    shows.push((address(row), 0));
                } else if sum == self.largest(row) && !shown[1] {
                    shows.push((address(row), sum));
                }
            }
        }
        Evidence { changes, shows }
    }
}

/// The places where a hidden count is published: once for each universe and level that has the same people.
#[derive(Debug)]
pub(crate) struct Alike(HashMap<u32, Vec<RowAddress>>);

impl Alike {
    /// All places with the same row as one.
    pub(crate) fn of(&self, done: &Withstood, at: RowAddress) -> &[RowAddress] {
        let row = done.state.rows.find(&done.state.model, at);
        row.and_then(|row| self.0.get(&row)).map_or(&[], Vec::as_slice)
    }
}

impl Withstood {
    /// How coarsely a row is published; none where there is no such row.
    pub fn step(&self, at: RowAddress) -> Option<Step> {
        self.state.rows.find(&self.state.model, at).map(|row| self.steps[row as usize])
    }

    /// What is known of a row from its own cell.
    pub fn bounds(&self, at: RowAddress) -> Option<crate::system::Bounds> {
        self.state.rows.find(&self.state.model, at).map(|row| self.state.rows.rows[row as usize].bounds)
    }

    /// Whether all that is said of a row is that it is small.
    pub fn is_small(&self, at: RowAddress) -> Option<bool> {
        self.state.rows.find(&self.state.model, at).map(|row| self.state.rows.published[row as usize].small)
    }

    /// Whether nothing is said of a row.
    pub fn is_withheld(&self, at: RowAddress) -> Option<bool> {
        self.state.rows.find(&self.state.model, at).map(|row| self.state.rows.published[row as usize].withheld)
    }

    /// The true sum of a row. It is what rounding starts from, and may not be shown.
    pub fn truth(&self, at: RowAddress) -> Option<i32> {
        self.state.rows.find(&self.state.model, at).map(|row| self.state.rows.truth[row as usize])
    }

    /// Which hidden counts are the same row.
    pub(crate) fn alike(&self) -> Alike {
        let (model, rows) = (&self.state.model, &self.state.rows);
        let mut of_row: HashMap<u32, Vec<RowAddress>> = HashMap::new();
        let is_count = |role: Role| !matches!(role, Role::Given | Role::Between { .. });
        let published = (0..model.classes.len()).filter(|class| is_count(model.classes[*class].role));
        for at in published.flat_map(|class| model.addresses(class)) {
            if let Some(row) = rows.find(model, at).filter(|row| rows.published[*row as usize].small) {
                of_row.entry(row).or_default().push(at);
            }
        }
        Alike(of_row)
    }

    /// The system.
    pub fn model(&self) -> &Model {
        &self.state.model
    }
}
