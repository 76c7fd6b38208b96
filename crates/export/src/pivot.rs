//! A table as rows and columns.

use crate::{Axis, Entry, Table};

/// By which column rows are ordered: the position of the column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column, from 0.
    pub column: usize,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl Sort {
    /// Reads `3` or `-3`.
    pub fn read(word: &str) -> Option<Self> {
        let (descending, digits) = word.strip_prefix('-').map_or((false, word), |digits| (true, digits));
        let column: usize = digits.parse().ok()?;
        column.checked_sub(1).filter(|column| *column < 1_000_000).map(|column| Self { column, descending })
    }

    /// As it stands in an address.
    pub fn word(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column + 1)
    }
}

/// Rows and columns of a table, for one member of each axis in its layers.
#[derive(Debug)]
pub struct Pivot<'t, 'a> {
    table: &'t Table<'a>,
    rows: Vec<Axis>,
    columns: Vec<Axis>,
    /// Positions of the axes that are in neither.
    fixed: [usize; 4],
    /// The rows that are shown, in their order; all of them as they are where none.
    order: Option<Vec<u32>>,
}

/// Most rows that are ordered or left out.
const MOST_ORDERED: usize = 2_000_000;

impl<'t, 'a> Pivot<'t, 'a> {
    /// A table as its layout says; `layer` has the position of each axis in the layers, in their order. Positions that are not
    /// there are 0.
    pub fn new(table: &'t Table<'a>, layer: &[usize]) -> Self {
        let layout = &table.query.layout;
        let mut fixed = [0; 4];
        for (axis, at) in layout.layers.iter().zip(layer) {
            fixed[*axis as usize] = (*at).min(table.len(*axis) - 1);
        }
        Self::over(table, layout.rows.clone(), layout.columns.clone(), fixed)
    }

    /// The same with the layers as outermost rows, so that nothing is left out.
    pub fn whole(table: &'t Table<'a>) -> Self {
        let layout = &table.query.layout;
        let rows = layout.layers.iter().chain(&layout.rows).copied().collect();
        Self::over(table, rows, layout.columns.clone(), [0; 4])
    }

    fn over(table: &'t Table<'a>, rows: Vec<Axis>, columns: Vec<Axis>, fixed: [usize; 4]) -> Self {
        let mut pivot = Self { table, rows, columns, fixed, order: None };
        let all = pivot.all_rows();
        let sort = table.query.sort.filter(|sort| sort.column < pivot.column_count());
        if all <= MOST_ORDERED && (sort.is_some() || table.query.hide_empty) {
            let mut order: Vec<u32> = (0..all as u32).collect();
            if table.query.hide_empty {
                let columns = pivot.column_count();
                order
                    .retain(|row| (0..columns).any(|column| pivot.entry_of(*row as usize, column).cell.is_published()));
            }
            if let Some(sort) = sort {
                let value = |row: u32| pivot.entry_of(row as usize, sort.column).value();
                let mut keyed: Vec<(Option<f64>, u32)> = order.iter().map(|row| (value(*row), *row)).collect();
                // Rows without a figure stay last, whichever way.
                keyed.sort_by(|a, b| match (a.0, b.0) {
                    (Some(x), Some(y)) if sort.descending => y.total_cmp(&x).then(a.1.cmp(&b.1)),
                    (Some(x), Some(y)) => x.total_cmp(&y).then(a.1.cmp(&b.1)),
                    (Some(_), None) => std::cmp::Ordering::Less,
                    (None, Some(_)) => std::cmp::Ordering::Greater,
                    (None, None) => a.1.cmp(&b.1),
                });
                order = keyed.into_iter().map(|(_, row)| row).collect();
            }
            pivot.order = Some(order);
        }
        pivot
    }

    /// The table it shows.
    pub(crate) fn table(&self) -> &'t Table<'a> {
        self.table
    }

    /// The positions of the axes that are in neither rows nor columns.
    pub(crate) fn fixed(&self) -> [usize; 4] {
        self.fixed
    }

    fn product(&self, axes: &[Axis]) -> usize {
        axes.iter().map(|axis| self.table.len(*axis)).product()
    }

    fn all_rows(&self) -> usize {
        self.product(&self.rows)
    }

    /// How many rows are shown.
    pub fn row_count(&self) -> usize {
        self.order.as_ref().map_or_else(|| self.all_rows(), Vec::len)
    }

    /// How many columns there are.
    pub fn column_count(&self) -> usize {
        self.product(&self.columns)
    }

    /// The axes down the side.
    pub fn row_axes(&self) -> &[Axis] {
        &self.rows
    }

    /// The axes along the top.
    pub fn column_axes(&self) -> &[Axis] {
        &self.columns
    }

    /// The positions of the row axes in a row that is shown.
    pub fn row(&self, row: usize) -> Vec<usize> {
        let row = self.order.as_ref().map_or(row, |order| order[row] as usize);
        self.split(&self.rows, row)
    }

    /// The positions of the column axes in a column.
    pub fn column(&self, column: usize) -> Vec<usize> {
        self.split(&self.columns, column)
    }

    fn split(&self, axes: &[Axis], number: usize) -> Vec<usize> {
        let lengths: Vec<usize> = axes.iter().map(|axis| self.table.len(*axis)).collect();
        positions(&lengths, number)
    }

    /// The cell in a row that is shown and a column.
    pub fn entry(&self, row: usize, column: usize) -> Entry<'a> {
        let row = self.order.as_ref().map_or(row, |order| order[row] as usize);
        self.entry_of(row, column)
    }

    fn entry_of(&self, row: usize, column: usize) -> Entry<'a> {
        let mut at = self.fixed;
        for (axes, number) in [(&self.rows, row), (&self.columns, column)] {
            let mut number = number;
            for axis in axes.iter().rev() {
                let length = self.table.len(*axis);
                at[*axis as usize] = number % length;
                number /= length;
            }
        }
        self.table.entry(at)
    }
}

/// The position on each axis, of these lengths, of the member with a number when all are counted, the last axis fastest.
pub(crate) fn positions(lengths: &[usize], mut number: usize) -> Vec<usize> {
    let mut at = vec![0; lengths.len()];
    for (slot, length) in at.iter_mut().zip(lengths).rev() {
        *slot = number % length;
        number /= length;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_in_an_address_is_read_back() {
        for word in ["1", "-1", "12", "-300"] {
            assert_eq!(Sort::read(word).map(Sort::word).as_deref(), Some(word));
        }
        for word in ["", "0", "-0", "x", "--1", "99999999999999999999"] {
            assert_eq!(Sort::read(word), None, "{word}");
        }
    }
}
