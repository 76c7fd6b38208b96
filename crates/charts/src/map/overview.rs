//! A map of many areas by what their figures mean, light enough to stand many times in one document: one shape for each
//! step of the legend, without names.

use super::{MapFill, MapShapes};
use crate::mark::{Mark, Shade};
use crate::style::Style;
use crate::svg::{Caption, Svg};

/// Many areas by their reading. Which area is which cannot be seen: the words beside it say what is to be known.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewMap {
    /// Its name and description.
    pub caption: Caption,
    /// In the order of the shapes; none where there is no figure at all.
    pub areas: Vec<Option<Mark>>,
}

impl OverviewMap {
    /// The steps that are on the map, each once, in the order in which they first occur.
    pub fn shades(&self) -> Vec<Shade> {
        let mut found: Vec<Shade> = Vec::new();
        for shade in self.areas.iter().flatten().map(|mark| mark.shade()) {
            if !found.contains(&shade) {
                found.push(shade);
            }
        }
        found
    }

    /// The map.
    pub fn svg(&self, shapes: &MapShapes, style: Style) -> String {
        let mut svg = Svg::new(&self.caption, style);
        let path_of = |wanted: Option<Shade>| -> String {
            let of = self.areas.iter().zip(&shapes.areas);
            of.filter(|(mark, _)| mark.map(Mark::shade) == wanted).map(|(_, shape)| shape.path.as_str()).collect()
        };
        let nothing = path_of(None);
        if !nothing.is_empty() {
            let fill = MapFill::Missing.pattern(&mut svg);
            svg.path("masked area fine", &nothing, &fill);
        }
        for shade in self.shades() {
            let path = path_of(Some(shade));
            if !path.is_empty() {
                let fill = svg.pattern(shade);
                svg.path(&format!("{} area fine", shade.classes()), &path, &fill);
            }
        }
        svg.finish(&self.caption, shapes.width, shapes.height, "map", "img")
    }
}
