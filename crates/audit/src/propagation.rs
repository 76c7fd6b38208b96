//! What follows from one sum at a time, over and over: if a total is known and all its parts but one, so is that one.

use crate::system::{System, UNBOUNDED};

/// Sweeps after which it is good enough; each goes over all rows that may say something new.
const MOST_SWEEPS: usize = 60;

/// Least and most of every unknown.
#[derive(Debug, Clone)]
pub(crate) struct Narrowed {
    pub(crate) low: Vec<i64>,
    pub(crate) high: Vec<i64>,
    /// A row that cannot hold together with the others.
    pub(crate) contradiction: Option<usize>,
    pub(crate) sweeps: usize,
}

/// Narrows all unknowns as far as single rows can.
pub(crate) fn narrow(system: &System) -> Narrowed {
    let columns = system.columns();
    let mut state = Narrowed { low: vec![0; columns], high: vec![UNBOUNDED; columns], contradiction: None, sweeps: 0 };
    // In which sweep an unknown last changed; rows without a change since their last turn have nothing to say.
    let mut changed = vec![0_u32; columns];
    for sweep in 1..=MOST_SWEEPS as u32 {
        state.sweeps = sweep as usize;
        let mut any = false;
        for number in 0..system.len() {
            let row = system.row(number);
            if sweep > 1 && row.unknowns.iter().all(|unknown| changed[*unknown as usize] + 1 < sweep) {
                continue;
            }
            let Some(touched) = state.tighten(system, number, sweep, &mut changed) else {
                state.contradiction = Some(number);
                return state;
            };
            any |= touched;
        }
        if !any {
            break;
        }
    }
    state
}

impl Narrowed {
    /// Uses one row; none when it cannot hold.
    fn tighten(&mut self, system: &System, number: usize, sweep: u32, changed: &mut [u32]) -> Option<bool> {
        let row = system.row(number);
        // The least and most of the whole sum, and how many entries are without bound.
        let (mut least, mut most, mut endless_down, mut endless_up) = (0_i64, 0_i64, 0, 0);
        for (unknown, by) in row.entries() {
            let (down, up) = self.reach(unknown, by);
            match down {
                _ if down <= -UNBOUNDED => endless_down += 1,
                _ => least += down,
            }
            match up {
                _ if up >= UNBOUNDED => endless_up += 1,
                _ => most += up,
            }
        }
        if (endless_down == 0 && least > row.high) || (endless_up == 0 && most < row.low) {
            return None;
        }
        let mut any = false;
        for (unknown, by) in row.entries() {
            let (down, up) = self.reach(unknown, by);
            // What the others leave for this entry.
            let others_least = (endless_down - usize::from(down <= -UNBOUNDED) == 0)
                .then(|| if down <= -UNBOUNDED { least } else { least - down });
            let others_most = (endless_up - usize::from(up >= UNBOUNDED) == 0)
                .then(|| if up >= UNBOUNDED { most } else { most - up });
            let room_up = others_least.filter(|_| row.high < UNBOUNDED).map(|others| row.high - others);
            let room_down = others_most.filter(|_| row.low > -UNBOUNDED).map(|others| row.low - others);
            let (low, high) = if by > 0 {
                (room_down.map(|room| divide_up(room, by)), room_up.map(|room| room.div_euclid(by)))
            } else {
                (room_up.map(|room| divide_up(-room, -by)), room_down.map(|room| (-room).div_euclid(-by)))
            };
            if let Some(low) = low.filter(|low| *low > self.low[unknown]) {
                self.low[unknown] = low;
                changed[unknown] = sweep;
                any = true;
            }
            if let Some(high) = high.filter(|high| *high < self.high[unknown]) {
                self.high[unknown] = high;
                changed[unknown] = sweep;
                any = true;
            }
            if self.low[unknown] > self.high[unknown] {
                return None;
            }
        }
        Some(any)
    }

    /// Least and most of an entry.
    fn reach(&self, unknown: usize, by: i64) -> (i64, i64) {
        let times = |bound: i64| if bound >= UNBOUNDED { UNBOUNDED * by.signum() } else { bound * by };
        let (a, b) = (times(self.low[unknown]), times(self.high[unknown]));
        (a.min(b), a.max(b))
    }

    /// Least and most of a row of the system.
    pub(crate) fn bounds(&self, system: &System, row: usize) -> (i64, i64) {
        let row = system.row(row);
        let (mut least, mut most) = (0_i64, 0_i64);
        for (unknown, by) in row.entries() {
            let (down, up) = self.reach(unknown, by);
            least = (least + down).max(-UNBOUNDED);
            most = (most + up).min(UNBOUNDED);
        }
        (least.max(row.low), most.min(row.high))
    }
}

fn divide_up(value: i64, by: i64) -> i64 {
    -((-value).div_euclid(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_without_all_parts_but_one_is_that_one() {
        let mut system = System::new(3);
        system.add([(0, 1), (1, 1), (2, -1)], 0, 0);
        system.add([(2, 1)], 15, 15);
        system.add([(0, 1)], 10, 12);
        let row = system.add([(1, 1)], 0, 9);
        let found = narrow(&system);
        assert_eq!(found.bounds(&system, row), (3, 5));
        assert_eq!(found.contradiction, None);
    }

    #[test]
    fn the_largest_part_is_at_most_the_total() {
        // Issue 194 of sdcTools/UserSupport: 0 = 0 + x + x.
        let mut system = System::new(2);
        system.add([(0, 1), (1, 1)], 0, 0);
        assert_eq!(narrow(&system).high, [0, 0]);
    }

    #[test]
    fn rows_that_cannot_both_hold_are_noticed() {
        let mut system = System::new(1);
        system.add([(0, 1)], 3, 4);
        system.add([(0, 1)], 5, 9);
        assert!(narrow(&system).contradiction.is_some());
    }
}
