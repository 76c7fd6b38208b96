//! What the colours of a map mean, drawn below it where it stands alone.

use super::MapFill;
use crate::mark::Shade;
use crate::svg::{Svg, n};
use crate::text::wrap;

/// A colour or pattern of a [`SmallMap`](super::SmallMap), and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapKey {
    /// How it is drawn.
    pub fill: KeyFill,
    /// What it means: `iets hoger`, `3,4 tot 5,1 %`, `geen cijfer`.
    pub words: String,
}

/// What a [`MapKey`] explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFill {
    /// A step of the legend of readings, or one of its patterns.
    Reading(Shade),
    /// The class of a plain value, 1 (lowest) to 5.
    Value(u8),
}

impl KeyFill {
    fn classes(self) -> String {
        match self {
            Self::Reading(shade) => shade.classes(),
            Self::Value(class) => MapFill::Value(class).classes(),
        }
    }

    fn pattern(self, svg: &mut Svg) -> String {
        match self {
            Self::Reading(shade) => svg.pattern(shade),
            Self::Value(_) => String::new(),
        }
    }
}

/// The swatches of a map with their words, in as many columns as fit; how far down they go.
pub(super) fn draw(svg: &mut Svg, keys: &[MapKey], width: f64, from: f64) -> f64 {
    let swatches: Vec<(String, String, &str)> =
        keys.iter().map(|key| (key.fill.classes(), key.fill.pattern(svg), key.words.as_str())).collect();
    draw_swatches(svg, &swatches, width, from)
}

/// The same for swatches of any kind: classes, attribute of the pattern, words.
pub(super) fn draw_swatches(svg: &mut Svg, swatches: &[(String, String, &str)], width: f64, from: f64) -> f64 {
    if swatches.is_empty() {
        return from;
    }
    let columns = if width > 480.0 { 2 } else { 1 };
    let each = width / columns as f64;
    let mut y = from + 12.0;
    // From top to bottom, then the next column: steps of a scale stay below each other.
    let rows = swatches.len().div_ceil(columns);
    for row in 0..rows {
        let mut lines = 1;
        for (column, (classes, pattern, words)) in swatches.iter().skip(row).step_by(rows).enumerate() {
            let x = column as f64 * each;
            // A path as the areas are: rectangles of a legend on the page have a fill of their own.
            svg.path(&format!("{classes} area"), &format!("M{} {}h30v18h-30z", n(x), n(y)), pattern);
            let words = wrap(words, 13.0, false, each - 50.0);
            svg.lines("n", x + 38.0, y + 13.6, 16.0, &words);
            lines = lines.max(words.len());
        }
        y += 10.0 + 16.0 * lines as f64;
    }
    y
}
