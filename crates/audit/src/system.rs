//! What an attacker knows, as a system of sums of unknown whole numbers: this and nothing else is attacked.

use std::ops::Range;

/// As good as no upper bound; far from overflow when a few are added.
pub const UNBOUNDED: i64 = i64::MAX / 1_000_000;

/// Unknown counts, each a whole number of at least 0, and what is known of sums of them.
///
/// Whoever makes a system keeps the names of its rows: row *n* is named by the *n*-th entry of a list elsewhere.
#[derive(Debug, Clone, Default)]
pub struct System {
    columns: usize,
    starts: Vec<u32>,
    unknowns: Vec<u32>,
    coefficients: Vec<i8>,
    low: Vec<i64>,
    high: Vec<i64>,
    protected: Vec<Protected>,
}

/// One sum of unknowns and the interval it lies in.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The numbers of the unknowns.
    pub unknowns: &'a [u32],
    /// By what each is multiplied.
    pub coefficients: &'a [i8],
    /// The least it can be.
    pub low: i64,
    /// The most it can be; [`UNBOUNDED`] where nothing says so.
    pub high: i64,
}

impl Row<'_> {
    /// Unknown and coefficient.
    pub fn entries(&self) -> impl Iterator<Item = (usize, i64)> {
        self.unknowns.iter().zip(self.coefficients).map(|(unknown, by)| (*unknown as usize, i64::from(*by)))
    }

    /// Whether it is one number.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// The sum for given values of the unknowns.
    pub fn value(&self, values: &[i64]) -> i64 {
        self.entries().map(|(unknown, by)| by * values[unknown]).sum()
    }
}

/// A row whose sum must remain possible at 0 and at `most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protected {
    /// The row.
    pub row: usize,
    /// The largest count that is protected: the threshold less one.
    pub most: i64,
    /// Whether it is known to be one. Where only whoever has the truth knows, an attack has found something when it shows
    /// that the count is at most `most` and tells more.
    pub certain: bool,
}

impl System {
    /// A system without rows.
    pub fn new(columns: usize) -> Self {
        Self { columns, starts: vec![0], ..Self::default() }
    }

    /// Adds a row; entries of 0 are left out, and several of one unknown are added up. Gives its number.
    ///
    /// # Panics
    /// When an unknown is not below [`Self::columns`].
    pub fn add(&mut self, entries: impl IntoIterator<Item = (usize, i64)>, low: i64, high: i64) -> usize {
        let mut row: Vec<(usize, i64)> = entries.into_iter().collect();
        row.sort_unstable_by_key(|entry| entry.0);
        row.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 += later.1;
            }
            same
        });
        for (unknown, by) in row.into_iter().filter(|entry| entry.1 != 0) {
            assert!(unknown < self.columns, "unknown {unknown} of {}", self.columns);
            self.unknowns.push(unknown as u32);
            self.coefficients.push(i8::try_from(by).expect("small coefficients"));
        }
        self.starts.push(self.unknowns.len() as u32);
        self.low.push(low);
        self.high.push(high);
        self.low.len() - 1
    }

    /// Says that the sum of a row is protected.
    pub fn protect(&mut self, row: usize, most: i64, certain: bool) {
        self.protected.push(Protected { row, most, certain });
    }

    /// Narrows what is known of a row.
    pub fn narrow(&mut self, row: usize, low: i64, high: i64) {
        self.low[row] = self.low[row].max(low);
        self.high[row] = self.high[row].min(high);
    }

    /// How many unknowns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.low.is_empty()
    }

    /// How many entries all rows have together.
    pub fn entries(&self) -> usize {
        self.unknowns.len()
    }

    /// A row.
    pub fn row(&self, row: usize) -> Row<'_> {
        let range: Range<usize> = self.starts[row] as usize..self.starts[row + 1] as usize;
        Row {
            unknowns: &self.unknowns[range.clone()],
            coefficients: &self.coefficients[range],
            low: self.low[row],
            high: self.high[row],
        }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|row| self.row(row))
    }

    /// What is protected.
    pub fn protected(&self) -> &[Protected] {
        &self.protected
    }

    /// Whether whole numbers are a possible truth: none below 0, and every row in its interval.
    pub fn admits(&self, values: &[i64]) -> bool {
        values.len() == self.columns
            && values.iter().all(|value| *value >= 0)
            && self.rows().all(|row| (row.low..=row.high).contains(&row.value(values)))
    }
}

/// What an attack learned of a protected count, without the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Learned {
    /// The count itself.
    Exactly,
    /// That it is not 0.
    NotZero,
    /// That it is less than the most a protected count can be.
    NotTheMost,
    /// Both: it lies strictly between.
    Between,
}

impl Protected {
    /// What is learned from knowing that the count lies between two numbers; none when that is no more than its own cell
    /// says.
    pub fn learned(&self, low: i64, high: i64) -> Option<Learned> {
        let (zero, most) = (low <= 0, high >= self.most);
        if (zero && most) || (!self.certain && high > self.most) {
            return None;
        }
        Some(match (zero, most) {
            _ if low == high => Learned::Exactly,
            (true, _) => Learned::NotTheMost,
            (_, true) => Learned::NotZero,
            _ => Learned::Between,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_can_be_0_and_9_is_not_learned() {
        let count = Protected { row: 0, most: 9, certain: true };
        assert_eq!(count.learned(0, 9), None);
        assert_eq!(count.learned(-3, UNBOUNDED), None);
        assert_eq!(count.learned(1, 9), Some(Learned::NotZero));
        assert_eq!(count.learned(0, 8), Some(Learned::NotTheMost));
        assert_eq!(count.learned(2, 5), Some(Learned::Between));
        assert_eq!(count.learned(0, 0), Some(Learned::Exactly));
        // Withheld: whether it is small at all is not known, so a wide interval tells nothing.
        let doubtful = Protected { certain: false, ..count };
        assert_eq!(doubtful.learned(1, 30), None);
        assert_eq!(doubtful.learned(1, 9), Some(Learned::NotZero));
    }

    #[test]
    fn entries_of_one_unknown_are_added_up() {
        let mut system = System::new(2);
        let row = system.add([(1, 1), (0, 1), (1, -1)], 3, 3);
        assert_eq!(system.row(row).entries().collect::<Vec<_>>(), [(0, 1)]);
        assert!(system.admits(&[3, 8]));
        assert!(!system.admits(&[2, 8]));
    }
}
