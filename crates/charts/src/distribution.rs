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

/// With at least so many areas, the axis leaves out this share of them on a side where they would squeeze all others
/// together: where it makes the axis shorter by a quarter or more.
const MANY: usize = 100;
/// The share of the areas that may lie beyond one end of the axis.
pub const BEYOND: f64 = 0.01;

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
        let (low, high) = self.ends();
        let shown = self.areas.iter().map(|area| area.value).filter(|value| (low..=high).contains(value));
        let values = shown.chain(self.marked.iter().map(|marked| marked.value));
        let most = ((full / 110.0) as usize).clamp(3, 10);
        Scale::round(values, &self.unit, self.from_zero, most, (14.0, full - 26.0))
    }

    /// Between which figures areas are drawn: all of them, or without the extreme ones on a side where these would
    /// squeeze the others together. The marked area is always drawn where it is.
    fn ends(&self) -> (f64, f64) {
        let mut values: Vec<f64> = self.areas.iter().map(|area| area.value).filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let all = (f64::NEG_INFINITY, f64::INFINITY);
        if values.len() < MANY {
            return all;
        }
        let beyond = (values.len() as f64 * BEYOND) as usize;
        let (first, last) = (values[0], values[values.len() - 1]);
        let (low, high) = (values[beyond], values[values.len() - 1 - beyond]);
        let saved = (last - first) * 0.25;
        (if low - first > saved { low } else { all.0 }, if last - high > saved { high } else { all.1 })
    }

    /// How many areas lie before the beginning and beyond the end of the axis.
    pub fn outside(&self) -> (usize, usize) {
        let scale = self.scale(f64::from(self.width.max(240)));
        let count = |outside: &dyn Fn(f64) -> bool| {
            self.areas.iter().filter(|area| area.value.is_finite() && outside(area.value)).count()
        };
        (count(&|value| value < scale.low), count(&|value| value > scale.high))
    }

    /// The same figures as a table: every area, or for many areas how many there are in each step.
    pub fn table(&self, words: &Words) -> Table {
        if self.areas.len() > MOST_DOTS {
            let mut table = Table::new(&self.caption.title, &[(&words.value, false), (&words.areas, true)]);
            let scale = self.scale(f64::from(self.width.max(240)));
            let ticks = scale.ticks("", words);
            let (before, after) = self.outside();
            if let Some((_, end)) = ticks.first().filter(|_| before > 0) {
                table.push(self.outside_row('<', end, before, words), false);
            }
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
            if let Some((_, end)) = ticks.last().filter(|_| after > 0) {
                table.push(self.outside_row('>', end, after, words), false);
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

    fn outside_row(&self, sign: char, end: &str, count: usize, words: &Words) -> Vec<Entry> {
        let name = format!("{sign}\u{a0}{end} {}", self.unit);
        vec![name.trim().into(), number(count as f64, 0, words).as_str().into()]
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
                    let sides = if free <= x { [left, right] } else { [right, left] };
                    // Where there is room on neither side, the line gives way instead.
                    let fits = |at: &f64| *at >= wide / 2.0 && *at <= full - wide / 2.0;
                    sides.into_iter().find(fits).unwrap_or(free)
                }
                _ => free,
            };
            (at, wide)
        });
        (median, line, marked_wide)
    }

    /// An arrow at each end beyond which areas lie, with how many.
    fn arrows(&self, svg: &mut Svg, scale: &Scale, (y, full): (f64, f64), words: &Words) {
        let (before, after) = self.outside();
        for (count, end, way) in [(before, scale.start, -1.0), (after, scale.end, 1.0)] {
            if count == 0 {
                continue;
            }
            let text = format!("{} {}", number(count as f64, 0, words), words.beyond);
            let tip = if way > 0.0 { full - 4.0 } else { 4.0 };
            svg.line("quiet-s", (end - way * 14.0, y), (tip, y), " stroke-width=\"1.5\"");
            let head = format!(
                "M{} {}L{} {}L{} {}",
                n(tip - way * 6.0),
                n(y - 4.5),
                n(tip),
                n(y),
                n(tip - way * 6.0),
                n(y + 4.5)
            );
            svg.path("quiet-s", &head, " stroke-width=\"1.5\" fill=\"none\"");
            let at = end - way * 20.0;
            svg.text(if way > 0.0 { "n q e halo" } else { "n q halo" }, at, y + 4.5, &text);
        }
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
        let inside = |area: &&AreaDot| (scale.low..=scale.high).contains(&area.value);
        let values: Vec<&AreaDot> = self.areas.iter().filter(inside).collect();
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
        self.arrows(&mut svg, &scale, (names + 10.0, full), words);
        if let Some(marked) = self.marked.as_ref().filter(|marked| marked.value.is_finite()) {
            let x = scale.at(marked.value);
            let text = format!("{} {}", marked.label, marked.text);
            let y = if clash { names - 28.0 } else { names - 9.0 };
            let crossed = median_x.is_some_and(|(at, wide)| (at - x).abs() < wide / 2.0);
            let top = if crossed { names - 4.0 } else { y + 6.0 };
            svg.line("ink", (x, top), (x, middle), " stroke-width=\"1.4\"");
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

/// Where one bin holds so many times as many areas as any other, all others would be a thread beside it.
const PEAK: f64 = 2.5;

/// A mirrored histogram as one path: as wide at each value as there are areas; beside a single [`PEAK`], as wide as their root.
fn density(areas: &[&AreaDot], scale: &Scale, middle: f64, room: f64) -> String {
    let bin = 6.0;
    let count = ((scale.end - scale.start) / bin).ceil().max(1.0) as usize;
    let mut bins = vec![0u32; count];
    for area in areas {
        let at = ((scale.at(area.value) - scale.start) / bin) as usize;
        bins[at.min(count - 1)] += 1;
    }
    let mut by_size = bins.clone();
    by_size.sort_unstable_by(|a, b| b.cmp(a));
    let most = f64::from(by_size[0].max(1));
    let second = by_size.get(1).copied().map_or(0.0, f64::from);
    let peaked = second > 0.0 && most > PEAK * second;
    let mut d = String::new();
    for (i, &inside) in bins.iter().enumerate() {
        if inside > 0 {
            // One area must stay visible where thousands stand elsewhere.
            let part = f64::from(inside) / most;
            let half = (room * if peaked { part.sqrt() } else { part }).max(0.8);
            let x = scale.start + bin * i as f64;
            let _ = write!(d, "M{} {}h{}v{}h-{}z", n(x), n(middle - half), n(bin - 1.0), n(2.0 * half), n(bin - 1.0));
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl Iterator<Item = f64>, marked: Option<f64>) -> Distribution {
        let dot = |value| AreaDot { label: String::new(), value, text: String::new(), href: None, near: false };
        Distribution {
            caption: Caption::default(),
            unit: "%".into(),
            areas: values.map(dot).collect(),
            marked: marked.map(|value| MarkedArea {
                label: "Oude Haven".into(),
                value,
                text: String::new(),
                mark: Mark::NOT_SHOWN,
            }),
            middle: None,
            from_zero: false,
            width: 1000,
        }
    }

    #[test]
    fn many_areas_at_one_figure_leave_the_others_visible() {
        // 5,000 areas at nought, and 20 in each bin beside it.
        let all: Vec<f64> = (0..5000).map(|_| 0.0).chain((0..2000).map(|i| f64::from(i) / 200.0)).collect();
        let chart = of(all.iter().copied(), None);
        let scale = chart.scale(1000.0);
        let areas: Vec<&AreaDot> = chart.areas.iter().collect();
        let heights: Vec<f64> = density(&areas, &scale, 50.0, 40.0)
            .split('v')
            .skip(1)
            .filter_map(|rest| rest.split('h').next()?.parse().ok())
            .collect();
        assert!((heights[0] - 80.0).abs() < 0.1, "the peak fills the room: {heights:?}");
        assert!(heights[1..].iter().all(|high| *high > 2.0), "{heights:?}");
    }

    #[test]
    fn a_few_extreme_areas_do_not_squeeze_the_others() {
        // 1,000 areas between 0 and 10 %, and three far away.
        let most = || (0..1000).map(|i| f64::from(i) / 100.0);
        let all = || most().chain([60.0, 70.0, 80.0]);
        let chart = of(all(), None);
        assert!(chart.scale(1000.0).high < 12.0);
        let (before, after) = chart.outside();
        assert_eq!(before, 0);
        assert!((3..=11).contains(&after), "at most one in a hundred: {after}");
        let drawn = chart.svg(&Words::dutch(), Style::Page);
        assert!(drawn.contains(&format!(">{after} verder weg<")), "{drawn}");
        let table = chart.table(&Words::dutch());
        let counted: usize =
            table.rows.iter().map(|row| row.entries[1].text.replace('.', "").parse::<usize>().unwrap()).sum();
        assert_eq!(counted, 1003, "the table has them all");
        // The page is about one of the extreme areas: then the axis reaches it.
        assert!(of(all(), Some(75.0)).scale(1000.0).high >= 75.0);
        assert_eq!(of(most(), None).outside(), (0, 0), "nothing is cut where nothing is extreme");
    }
}
