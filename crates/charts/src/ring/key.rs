//! What the colours, patterns and arrows of a ring mean, drawn below it where it stands alone.

use crate::legend::{Legend, LegendStep};
use crate::svg::{Svg, n};
use crate::text::wrap;

/// Between one line and the next.
const LEADING: f64 = 16.0;
/// From a swatch to its words.
const BESIDE: f64 = 38.0;

/// A column for each palette and one for patterns and arrows; how far down they go.
pub(super) fn draw(svg: &mut Svg, legend: &Legend, width: f64, from: f64) -> f64 {
    let has_signs = !legend.signs.is_empty() || !legend.symbols.is_empty();
    let columns = legend.groups.len() + usize::from(has_signs);
    if columns == 0 {
        return from;
    }
    let each = width / columns as f64;
    let room = each - BESIDE - 12.0;
    let mut end = from;
    for (column, group) in legend.groups.iter().enumerate() {
        let x = column as f64 * each;
        let mut y = from + LEADING;
        if !group.label.is_empty() {
            svg.lines("sb", x, y, LEADING, &wrap(&group.label, 13.0, true, each - 12.0));
            y += 10.0;
        }
        end = end.max(steps(svg, &group.steps, (x, y), room));
    }
    if has_signs {
        let x = legend.groups.len() as f64 * each;
        let mut y = steps(svg, &legend.signs, (x, from + LEADING + 10.0), room);
        for (symbol, words) in &legend.symbols {
            svg.symbol("on-light", *symbol, x + 15.0, y + 9.0, 5.4);
            let words = wrap(words, 13.0, false, room);
            svg.lines("n", x + BESIDE, y + 13.6, LEADING, &words);
            y += 8.0 + LEADING * words.len() as f64;
        }
        end = end.max(y);
    }
    let note = wrap(&legend.note, 13.0, false, width - 12.0);
    if !legend.note.is_empty() {
        svg.lines("n q", 0.0, end + LEADING, LEADING, &note);
        end += LEADING * note.len() as f64 + 6.0;
    }
    end
}

/// Swatches with their words below each other; how far down they go.
fn steps(svg: &mut Svg, steps: &[LegendStep], (x, from): (f64, f64), room: f64) -> f64 {
    let mut y = from;
    for step in steps {
        let pattern = svg.pattern(step.shade);
        // A path as the wedges are: rectangles of a legend on the page have a fill of their own.
        svg.path(&step.shade.classes(), &format!("M{} {}h30v18h-30z", n(x), n(y)), &pattern);
        let words = wrap(&step.words, 13.0, false, room);
        svg.lines("n", x + BESIDE, y + 13.6, LEADING, &words);
        y += 10.0 + LEADING * words.len() as f64;
    }
    y
}
