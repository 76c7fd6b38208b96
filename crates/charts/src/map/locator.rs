//! Where a place lies: the areas around it in grey, the place itself dark.

use super::MapShapes;
use crate::style::Style;
use crate::svg::{Caption, Svg};

/// Below this size on the map, in px, a place gets a circle around it.
const SMALL: f64 = 16.0;

/// A map that says where a place lies and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// Its name and description.
    pub caption: Caption,
    /// The shapes that are the place, by position.
    pub marked: Vec<usize>,
}

impl Locator {
    /// The map; shapes that are not marked are the ground.
    pub fn svg(&self, shapes: &MapShapes, style: Style) -> String {
        let mut svg = Svg::new(&self.caption, style);
        let line = " stroke=\"#fff\" stroke-width=\".8\" stroke-linejoin=\"round\"";
        let is_marked = |at: usize| self.marked.contains(&at);
        // One path: the ground is one thing to whoever draws it.
        let ground: String =
            shapes.areas.iter().enumerate().filter(|(at, _)| !is_marked(*at)).map(|(_, s)| s.path.as_str()).collect();
        if !ground.is_empty() {
            svg.path("group-1", &ground, line);
        }
        let marked: Vec<_> = self.marked.iter().filter_map(|&at| shapes.areas.get(at)).collect();
        for shape in &marked {
            if !shape.path.is_empty() {
                svg.path("brand", &shape.path, line);
            }
        }
        let points = || marked.iter().flat_map(|shape| shape.rings.iter().flatten());
        let (left, right) = points().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.0), high.max(p.0)));
        let (top, bottom) = points().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.1), high.max(p.1)));
        let small = if left <= right {
            let small = (right - left).max(bottom - top) < SMALL;
            small.then(|| (f64::midpoint(left, right), f64::midpoint(top, bottom)))
        } else {
            // So small that nothing of its outline was left.
            marked.iter().find_map(|shape| shape.middle)
        };
        if let Some((x, y)) = small {
            svg.circle("brand-s", x, y, SMALL, " stroke-width=\"2.4\"");
        }
        svg.finish(&self.caption, shapes.width, shapes.height, "locator", "img")
    }
}
