//! Attack 3: between which numbers must a protected count lie, if everything published is used at once?
//!
//! Linear programming (HiGHS) gives the least and the most; where both fit, whole-number tables with 0 and with the most are
//! sought as well, because the guarantee is about those.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use highs::{HighsModelStatus, Model, RowProblem, Sense};

use crate::system::{Learned, System, UNBOUNDED};

/// Answers of a solver closer to a whole number than this are that number.
const TOLERANCE: f64 = 1e-5;

/// How long the solver may take for one answer.
const ONE_ANSWER: Duration = Duration::from_secs(20);

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Interval {
    /// How many counts were bounded.
    pub tried: usize,
    /// Of how many the question after whole-number tables was settled.
    pub whole: usize,
    /// The protected counts that can be narrowed, by position in [`System::protected`].
    pub found: Vec<(usize, Learned)>,
    /// Those for which the solver did not answer within the time.
    pub undecided: Vec<usize>,
    /// Whether no table at all agrees with what is published.
    pub contradiction: bool,
}

/// Least and most of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub low: i64,
    /// The most; [`UNBOUNDED`] where there is none.
    pub high: i64,
    /// Whether tables of whole numbers with these were seen.
    pub whole: bool,
}

/// What a solver answered.
enum Answer {
    /// The best value, and whether all unknowns were whole numbers.
    Value(f64, bool),
    Endless,
    Impossible,
    Late,
}

/// Bounds the protected counts at these positions; stops asking when the time is over. Tables of whole numbers are only sought
/// when asked for: it takes long, and is of no use where protection left such tables behind.
pub fn interval(system: &System, which: &[usize], whole_numbers: bool, until: Instant) -> Interval {
    let mut result = Interval::default();
    if which.is_empty() {
        return result;
    }
    let mut linear = Solver::new(system, false);
    let mut whole: Option<Solver> = None;
    for &at in which {
        let protected = system.protected()[at];
        if Instant::now() >= until {
            result.undecided.push(at);
            continue;
        }
        let form: Vec<(usize, i64)> = system.row(protected.row).entries().collect();
        let Some(mut bounds) = linear.bounds(&form, &mut result.contradiction) else {
            if result.contradiction {
                return result;
            }
            result.undecided.push(at);
            continue;
        };
        result.tried += 1;
        if whole_numbers && !bounds.whole {
            let solver = whole.get_or_insert_with(|| Solver::new(system, true));
            let mut contradiction = false;
            match solver.bounds(&form, &mut contradiction) {
                Some(found) => bounds = found,
                None if contradiction => result.contradiction = true,
                None => result.undecided.push(at),
            }
        }
        result.whole += usize::from(bounds.whole);
        if let Some(learned) = protected.learned(bounds.low, bounds.high) {
            result.found.push((at, learned));
        }
    }
    result
}

/// A model that is asked again and again; each answer begins where the one before ended.
struct Solver {
    model: Option<Model>,
    columns: Vec<highs::Col>,
    whole: bool,
    /// The clock of the solver goes on from one answer to the next, and its limit is on that clock.
    spent: Duration,
}

impl Solver {
    fn new(system: &System, whole: bool) -> Self {
        let mut problem = RowProblem::default();
        let columns: Vec<highs::Col> = (0..system.columns())
            .map(|_| if whole { problem.add_integer_column(0.0, 0..) } else { problem.add_column(0.0, 0..) })
            .collect();
        for row in system.rows() {
            let entries: Vec<(highs::Col, f64)> =
                row.entries().map(|(unknown, by)| (columns[unknown], by as f64)).collect();
            if row.high >= UNBOUNDED {
                problem.add_row(row.low as f64.., &entries);
            } else {
                problem.add_row(row.low as f64..=row.high as f64, &entries);
            }
        }
        let mut model = problem.optimise(Sense::Minimise);
        model.set_threads(NonZeroU32::MIN);
        Self { model: Some(model), columns, whole, spent: Duration::ZERO }
    }

    /// Least and most of a sum; none when the solver does not know.
    fn bounds(&mut self, form: &[(usize, i64)], contradiction: &mut bool) -> Option<Bounds> {
        let mut whole = true;
        let mut ends = [0, UNBOUNDED];
        for (end, sense) in ends.iter_mut().zip([Sense::Minimise, Sense::Maximise]) {
            match self.ask(form, sense) {
                Answer::Value(value, all_whole) => {
                    // The least is rounded up and the most down: counts are whole.
                    *end = match sense {
                        Sense::Minimise => (value - TOLERANCE).ceil() as i64,
                        Sense::Maximise => (value + TOLERANCE).floor() as i64,
                    };
                    whole &= all_whole;
                }
                Answer::Endless => {}
                Answer::Impossible => {
                    *contradiction = true;
                    return None;
                }
                Answer::Late => return None,
            }
        }
        Some(Bounds { low: ends[0], high: ends[1], whole: whole || self.whole })
    }

    fn ask(&mut self, form: &[(usize, i64)], sense: Sense) -> Answer {
        let Some(mut model) = self.model.take() else { return Answer::Late };
        for (unknown, by) in form {
            model.change_column_cost(self.columns[*unknown], *by as f64);
        }
        model.set_sense(sense);
        model.set_option("time_limit", (self.spent + ONE_ANSWER).as_secs_f64());
        let began = Instant::now();
        let Ok(solved) = model.try_solve() else { return Answer::Late };
        self.spent += began.elapsed();
        let answer = match solved.status() {
            HighsModelStatus::Optimal => {
                let solution = solved.get_solution();
                let values = solution.columns();
                let value = form.iter().map(|(unknown, by)| values[*unknown] * *by as f64).sum();
                Answer::Value(value, values.iter().all(|value| (value - value.round()).abs() < TOLERANCE))
            }
            HighsModelStatus::Unbounded | HighsModelStatus::UnboundedOrInfeasible => Answer::Endless,
            HighsModelStatus::Infeasible => Answer::Impossible,
            _ => Answer::Late,
        };
        let mut model = Model::from(solved);
        for (unknown, _) in form {
            model.change_column_cost(self.columns[*unknown], 0.0);
        }
        self.model = Some(model);
        answer
    }
}

/// Least and most of one sum, by linear programming; none when no table agrees with the system or the solver does not know.
pub fn bounds(system: &System, form: &[(usize, i64)]) -> Option<Bounds> {
    Solver::new(system, false).bounds(form, &mut false)
}

/// When a search must end that may take so long from now.
pub fn within(time: Duration) -> Instant {
    Instant::now() + time
}
