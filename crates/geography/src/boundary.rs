use std::collections::HashMap;

use cells::{Level, PlaceIx};
use geo::MultiPolygon;

use crate::Places;
use crate::topology::together;

/// The boundary of one place, in degrees (WGS 84: x is longitude, y is latitude).
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// Outer rings and holes; never empty.
    pub shape: MultiPolygon<f64>,
}

/// Boundaries by place. A place may have none; pages then say so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Boundaries {
    by_place: HashMap<PlaceIx, Boundary>,
}

impl Boundaries {
    /// Takes boundaries by place.
    pub fn new(by_place: HashMap<PlaceIx, Boundary>) -> Self {
        Self { by_place }
    }

    /// Gives every region that has no boundary of its own that of its newest members together, where all of them have one.
    pub fn add_regions(&mut self, places: &Places) {
        for ix in places.level(Level::Region).map(PlaceIx) {
            let members = places.children(ix, places.get(ix).newest());
            let shapes: Option<Vec<&MultiPolygon<f64>>> =
                members.iter().map(|member| Some(&self.get(*member)?.shape)).collect();
            let Some(shapes) = shapes.filter(|_| !self.by_place.contains_key(&ix)) else { continue };
            let shape = together(shapes);
            if !shape.0.is_empty() {
                self.by_place.insert(ix, Boundary { shape });
            }
        }
    }

    /// The boundary of a place.
    pub fn get(&self, ix: PlaceIx) -> Option<&Boundary> {
        self.by_place.get(&ix)
    }

    /// How many places have one.
    pub fn len(&self) -> usize {
        self.by_place.len()
    }

    /// Whether no place has one.
    pub fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }

    /// All boundaries, in the order of the places.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceIx, &Boundary)> {
        let mut all: Vec<_> = self.by_place.iter().map(|(&ix, boundary)| (ix, boundary)).collect();
        all.sort_unstable_by_key(|(ix, _)| *ix);
        all.into_iter()
    }
}
