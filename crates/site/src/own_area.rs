//! The areas of an area of the visitor's own as they stand in the address: `gebieden=WK034401-binnenstad_WK034402-oost`.

use cells::PlaceIx;

use crate::address::{piece, place};
use crate::opened::Opened;

/// Most areas that are taken as one.
pub(crate) const MOST: usize = 20;
/// Most words of an address that are said not to be understood.
const MOST_TOLD: usize = 5;

/// Up to [`MOST`] different areas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnArea(Vec<PlaceIx>);

impl OwnArea {
    /// These areas; what is there twice is there once, and what does not fit is left out.
    pub(crate) fn new(areas: impl IntoIterator<Item = PlaceIx>) -> Self {
        let mut kept = Vec::new();
        for area in areas {
            if kept.len() < MOST && !kept.contains(&area) {
                kept.push(area);
            }
        }
        Self(kept)
    }

    /// Reads areas from an address; also gives what was not understood, at most 40 characters of each, and whether there are more
    /// than fit.
    pub(crate) fn read(text: &str, site: &Opened) -> (Self, Vec<String>, bool) {
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        // Whoever types an address may well write a comma.
        for part in text.split(['_', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            match place(&site.release.places, part) {
                Some(place) if !found.contains(&place) => found.push(place),
                None if unknown.len() < MOST_TOLD => unknown.push(part.chars().take(40).collect()),
                Some(_) | None => {}
            }
        }
        let is_too_many = found.len() > MOST;
        (Self::new(found), unknown, is_too_many)
    }

    /// The areas as they stand in an address.
    pub(crate) fn write(&self, site: &Opened) -> String {
        self.0.iter().map(|&area| piece(&site.release.places, area)).collect::<Vec<_>>().join("_")
    }

    /// In the order in which they were chosen.
    pub(crate) fn list(&self) -> &[PlaceIx] {
        &self.0
    }

    /// Whether there is room for one more.
    pub(crate) fn has_room(&self) -> bool {
        self.0.len() < MOST
    }

    /// The same with one more at the end.
    pub(crate) fn with(&self, area: PlaceIx) -> Self {
        Self::new(self.0.iter().copied().chain([area]))
    }

    /// The same without one.
    pub(crate) fn without(&self, area: PlaceIx) -> Self {
        Self(self.0.iter().copied().filter(|own| *own != area).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_there_once_and_no_more_than_fit() {
        let own = OwnArea::new([PlaceIx(1), PlaceIx(2), PlaceIx(1)]);
        assert_eq!(own.list(), [PlaceIx(1), PlaceIx(2)]);
        assert_eq!(own.with(PlaceIx(2)), own);
        assert_eq!(own.without(PlaceIx(1)).list(), [PlaceIx(2)]);
        let many = OwnArea::new((0..50).map(PlaceIx));
        assert_eq!(many.list().len(), MOST);
        assert!(!many.has_room());
        assert_eq!(many.with(PlaceIx(77)), many);
    }
}
