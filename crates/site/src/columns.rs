//! The columns of a comparison as they stand in the address: `met=GM0344-utrecht_GM0344-utrecht.turkije_NL00-nederland`.
//! Between columns stands `_`, between an area and a group of its residents a full stop; neither is ever part of a name there.

use cells::{CategoryIx, PlaceIx};
use insight::columns::Column;

use crate::address::{piece, place};
use crate::opened::Opened;

/// Most columns beside each other.
pub(crate) const MOST: usize = 5;

/// Up to [`MOST`] different columns; the others are compared with the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    /// These columns; what is there twice is there once, and what does not fit is left out.
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        let mut kept: Vec<Column> = Vec::new();
        for column in columns {
            if kept.len() < MOST && !kept.contains(&column) {
                kept.push(column);
            }
        }
        Self(kept)
    }

    /// Reads columns from an address; also gives what was not understood or did not fit, at most 40 characters of each.
    pub(crate) fn read(text: &str, site: &Opened) -> (Self, Vec<String>) {
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        // Whoever types an address may well write a comma.
        for part in text.split(['_', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            let (area, group) = part.split_once('.').unwrap_or((part, ""));
            let category = match group {
                "" | "totaal" => Some(CategoryIx::TOTAL),
                group => site.release.definition.find_category(group),
            };
            let column = place(&site.release.places, area).zip(category);
            match column {
                Some((place, category)) if found.len() < MOST => found.push(Column { place, category }),
                _ if unknown.len() < MOST => unknown.push(part.chars().take(40).collect()),
                _ => {}
            }
        }
        (Self::new(found), unknown)
    }

    /// The columns as they stand in an address.
    pub(crate) fn write(&self, site: &Opened) -> String {
        let one = |column: &Column| {
            let area = piece(&site.release.places, column.place);
            match site.release.definition.category(column.category) {
                Some(group) => format!("{area}.{}", group.id),
                None => area,
            }
        };
        self.0.iter().map(one).collect::<Vec<_>>().join("_")
    }

    /// From left to right.
    pub(crate) fn list(&self) -> &[Column] {
        &self.0
    }

    /// Whether there is room for one more.
    pub(crate) fn has_room(&self) -> bool {
        self.0.len() < MOST
    }

    /// The same with one more at the end.
    pub(crate) fn with(&self, column: Column) -> Self {
        Self::new(self.0.iter().copied().chain([column]))
    }

    /// The same with another column in the place of one.
    pub(crate) fn replaced(&self, at: usize, column: Column) -> Self {
        Self::new(self.0.iter().enumerate().map(|(n, own)| if n == at { column } else { *own }))
    }

    /// The same without one.
    pub(crate) fn without(&self, at: usize) -> Self {
        Self(self.0.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, own)| *own).collect())
    }

    /// The same with one moved to another position.
    pub(crate) fn moved(&self, from: usize, to: usize) -> Self {
        let mut list = self.0.clone();
        if from < list.len() && to < list.len() {
            let column = list.remove(from);
            list.insert(to, column);
        }
        Self(list)
    }
}

/// A column of everybody in a place.
pub(crate) const fn everybody(place: PlaceIx) -> Column {
    Column { place, category: CategoryIx::TOTAL }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(place: u32, category: u16) -> Column {
        Column { place: PlaceIx(place), category: CategoryIx(category) }
    }

    #[test]
    fn columns_are_moved_replaced_and_left_out() {
        let all = Columns::new([column(1, 0), column(2, 0), column(1, 0), column(1, 3)]);
        assert_eq!(all.list(), [column(1, 0), column(2, 0), column(1, 3)]);
        assert_eq!(all.moved(2, 0).list(), [column(1, 3), column(1, 0), column(2, 0)]);
        assert_eq!(all.moved(0, 1).list(), [column(2, 0), column(1, 0), column(1, 3)]);
        assert_eq!(all.without(1).list(), [column(1, 0), column(1, 3)]);
        assert_eq!(all.replaced(1, column(9, 9)).list(), [column(1, 0), column(9, 9), column(1, 3)]);
        assert_eq!(all.replaced(1, column(1, 0)).list(), [column(1, 0), column(1, 3)]);
    }

    #[test]
    fn no_more_than_five_columns_fit() {
        let many = Columns::new((0..9).map(|n| column(n, 0)));
        assert_eq!(many.list().len(), MOST);
        assert!(!many.has_room());
        assert_eq!(many.with(column(77, 0)), many);
    }
}
