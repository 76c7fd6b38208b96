//! All areas on one axis, with one of them marked.

use std::fmt::Write as _;

use crate::axis::{Scale, keep_inside, number};
use crate::mark::Mark;
use crate::ranking::draw_dot;
use crate::style::Style;
use crate::svg::{Caption, Svg, n};
use crate::table::{Entry, Table};
use crate::text::width;
use crate::words::Words;

/// Above this number of areas a shape is drawn in place of dots, and the table counts areas.
const MOST_DOTS: usize = 250;

/// Where one area stands among all.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Its name and description.
    pub caption: Caption,
    /// Unit on the axis.
    pub unit: String,
    /// All areas that have a figure, in any order.
    pub areas: Vec<AreaDot>,
    /// The area of the page.
    pub marked: Option<MarkedArea>,
    /// The middle half of the areas.
    pub middle: Option<MiddleHalf>,
    /// Whether the axis starts at zero.
    pub from_zero: bool,
    /// In px.
    pub width: u16,
}

/// One area in a [`Distribution`].
#[derive(Debug, Clone, PartialEq)]
pub struct AreaDot {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: f64,
    /// Its figure as text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is drawn darker: areas of the same municipality.
    pub near: bool,
}

/// The area a [`Distribution`] is about; it is not among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedArea {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: f64,
    /// Its figure with its unit.
    pub text: String,
    /// What it means.
    pub mark: Mark,
}

/// The quartiles of a [`Distribution`].
#[derive(Debug, Clone, PartialEq)]
pub struct MiddleHalf {
    /// A quarter of the areas lies below.
    pub low: f64,
    /// Half of the areas lies below.
    pub median: f64,
    /// A quarter of the areas lies above.
    pub high: f64,
    /// Name and value of the median: `middelste wijk 4,4 %`.
    pub label: String,
}

impl Distribution {
    fn scale(&self, full: f64) -> Scale {
        let values = self.areas.iter().map(|area| area.value).chain(self.marked.iter().map(|marked| marked.value));
        let most = ((full / 110.0) as usize).clamp(3, 10);
        Scale::round(values, &self.unit, self.from_zero, most, (14.0, full - 26.0))
    }

    /// The same figures as a table: every area, or for many areas how many there are in each step.
    pub fn table(&self, words: &Words) -> Table {
        if self.areas.len() > MOST_DOTS {
            let mut table = Table::new(&self.caption.title, &[(&words.value, false), (&words.areas, true)]);
            let scale = self.scale(f64::from(self.width.max(240)));
            let ticks = scale.ticks("", words);
            for (i, pair) in ticks.windows(2).enumerate() {
                let last = i + 2 == ticks.len();
                let inside = |value: f64| value >= pair[0].0 && (value < pair[1].0 || last && value <= pair[1].0);
                let count = self.areas.iter().filter(|area| inside(area.value)).count();
                let here = self.marked.as_ref().filter(|marked| inside(marked.value));
                let mut name = format!("{} {} {} {}", pair[0].1, words.to, pair[1].1, self.unit);
                if let Some(marked) = here {
                    let _ = write!(name, " ({} {})", marked.label, marked.text);
                }
                let count = number((count + usize::from(here.is_some())) as f64, 0, words);
                table.push(vec![name.trim().into(), count.as_str().into()], here.is_some());
            }
            return table;
        }
        let mut table = Table::new(&self.caption.title, &[(&words.area, false), (&words.value, true)]);
        let mut rows: Vec<(f64, Entry, &str, bool)> = self
            .areas
            .iter()
            .map(|area| (area.value, Entry::link(&area.label, area.href.as_deref()), area.text.as_str(), false))
            .collect();
        if let Some(marked) = &self.marked {
            rows.push((marked.value, marked.label.as_str().into(), &marked.text, true));
        }
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, name, text, marked) in rows {
            table.push(vec![name, text.into()], marked);
        }
        table
    }

    /// Where the name of the median stands and how wide it is: beside the line of the marked area, never across it; and
    /// where that line is and how wide its name.
    fn names(&self, scale: &Scale, full: f64) -> (Option<(f64, f64)>, Option<f64>, f64) {
        let marked = self.marked.as_ref().filter(|marked| marked.value.is_finite());
        let line = marked.map(|marked| scale.at(marked.value));
        let marked_wide = marked.map_or(0.0, |marked| width(&format!("{} {}", marked.label, marked.text), 13.0, true));
        let median = self.middle.as_ref().map(|half| {
            let wide = width(&half.label, 13.0, false);
            let free = keep_inside(scale.at(half.median), wide, 0.0, full);
            let away = wide / 2.0 + 8.0;
            let at = match line {
                Some(x) if (x - free).abs() < away => {
                    let (left, right) = (x - away, x + away);
                    let prefer_left = free <= x;
                    if (prefer_left && left >= wide / 2.0) || right > full - wide / 2.0 { left } else { right }
                }
                _ => free,
            };
            (at, wide)
        });
        (median, line, marked_wide)
    }

    /// The chart.
    pub fn svg(&self, words: &Words, style: Style) -> String {
        let full = f64::from(self.width.max(240));
        let scale = self.scale(full);
        let mut svg = Svg::new(&self.caption, style);
        // Name of the marked area above the name of the median where they would meet.
        let (median_x, marked_x, marked_wide) = self.names(&scale, full);
        let clash = match (median_x, marked_x) {
            (Some((x, wide)), Some(other)) => {
                (keep_inside(other, marked_wide, 0.0, full) - x).abs() < f64::midpoint(wide, marked_wide) + 14.0
            }
            _ => false,
        };
        let names = if clash { 46.0 } else { 26.0 };
        let high = if full < 600.0 { 140.0 } else { 114.0 };
        let (bottom, middle) = (names + high, names + high * 0.6);
        if let Some(half) = &self.middle {
            let (low, end) = (scale.at(half.low), scale.at(half.high));
            svg.rect("panel-2", low, names, end - low, high - 4.0, " rx=\"4\"");
        }
        let values: Vec<&AreaDot> = self.areas.iter().filter(|area| area.value.is_finite()).collect();
        if values.len() > MOST_DOTS {
            svg.path("group-3", &density(&values, &scale, middle, high * 0.38), "");
        } else {
            dots(&mut svg, &values, &scale, middle, high * 0.38);
        }
        if let Some(half) = &self.middle {
            let x = scale.at(half.median);
            svg.line("ref-2", (x, names), (x, bottom - 4.0), "");
            if let Some((at, _)) = median_x {
                svg.text("n q m", at, names - 9.0, &half.label);
            }
        }
        svg.line("line-2", (scale.start, bottom), (scale.end, bottom), "");
        for (value, text) in scale.ticks(&self.unit, words) {
            let x = scale.at(value);
            svg.line("line-2", (x, bottom), (x, bottom + 5.0), "");
            let at = keep_inside(x, width(&text, 13.0, false), 0.0, full);
            svg.text("ax m", at, bottom + 22.0, &text);
        }
        if let Some(marked) = self.marked.as_ref().filter(|marked| marked.value.is_finite()) {
            let x = scale.at(marked.value);
            let text = format!("{} {}", marked.label, marked.text);
            let y = if clash { names - 28.0 } else { names - 9.0 };
            svg.line("ink", (x, y + 6.0), (x, middle), " stroke-width=\"1.4\"");
            draw_dot(&mut svg, marked.mark, x, middle, 7.5);
            svg.raw(&format!(
                "<circle class=\"ink\" cx=\"{}\" cy=\"{}\" r=\"8.4\" stroke-width=\"1.6\"/>",
                n(x),
                n(middle)
            ));
            let at = keep_inside(x, marked_wide, 0.0, full);
            svg.text("n b m halo", at, y, &text);
        }
        svg.finish(&self.caption, full, bottom + 32.0, "distribution", "group")
    }
}

/// Dots that do not overlap, as one path of round points for each colour.
fn dots(svg: &mut Svg, areas: &[&AreaDot], scale: &Scale, middle: f64, room: f64) {
    let mut sorted: Vec<(f64, bool)> = areas.iter().map(|area| (scale.at(area.value), area.near)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut radius = 5.0;
    let placed = loop {
        let placed = swarm(&sorted, radius * 2.0 + 1.0);
        let reach = placed.iter().map(|point| point.1.abs()).fold(0.0, f64::max) + radius;
        if reach <= room || radius <= 1.6 {
            break placed;
        }
        radius *= 0.85;
    };
    for (near, class) in [(false, "dots-3"), (true, "dots-2")] {
        let mut d = String::new();
        for (&(x, y), &(_, is_near)) in placed.iter().zip(&sorted) {
            if is_near == near {
                let y = y.clamp(-room, room) + middle;
                let _ = write!(d, "M{} {}h.1", n(x), n(y));
            }
        }
        if !d.is_empty() {
            svg.path(class, &d, &format!(" stroke-width=\"{}\"", n(radius * 2.0)));
        }
    }
}

/// Points at their value, moved up or down until each is `apart` from the others.
fn swarm(sorted: &[(f64, bool)], apart: f64) -> Vec<(f64, f64)> {
    let mut placed: Vec<(f64, f64)> = Vec::with_capacity(sorted.len());
    for &(x, _) in sorted {
        let near: Vec<(f64, f64)> = placed.iter().rev().take_while(|point| x - point.0 < apart).copied().collect();
        let mut choices = vec![0.0];
        for &(other, y) in &near {
            let rise = (apart * apart - (x - other) * (x - other)).max(0.0).sqrt() + 1e-6;
            choices.extend([y + rise, y - rise]);
        }
        choices.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        let free = |y: f64| near.iter().all(|&(other, at)| (x - other).hypot(y - at) >= apart - 1e-3);
        let y = choices.into_iter().find(|&y| free(y)).unwrap_or(0.0);
        placed.push((x, y));
    }
    placed
}

/// A mirrored histogram as one path: as wide at each value as there are areas.
fn density(areas: &[&AreaDot], scale: &Scale, middle: f64, room: f64) -> String {
    let bin = 6.0;
    let count = ((scale.end - scale.start) / bin).ceil().max(1.0) as usize;
    let mut bins = vec![0u32; count];
    for area in areas {
        let at = ((scale.at(area.value) - scale.start) / bin) as usize;
        bins[at.min(count - 1)] += 1;
    }
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    let mut d = String::new();
    for (i, &inside) in bins.iter().enumerate() {
        if inside > 0 {
            // One area must stay visible where thousands stand elsewhere.
            let half = (room * f64::from(inside) / most).max(0.8);
            let x = scale.start + bin * i as f64;
            let _ = write!(d, "M{} {}h{}v{}h-{}z", n(x), n(middle - half), n(bin - 1.0), n(2.0 * half), n(bin - 1.0));
        }
    }
    d
}
