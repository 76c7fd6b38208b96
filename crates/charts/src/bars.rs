//! Bars with an interval and a dashed line for the reference.

use std::fmt::Write as _;

use crate::axis::{Scale, keep_inside};
use crate::style::Style;
use crate::svg::{Caption, Svg, n};
use crate::table::{Entry, Table};
use crate::text::{width, wrap};
use crate::words::Words;

/// Below this width a chart is redrawn with each label above its row.
pub(crate) const NARROW: f64 = 440.0;

/// Where a figure lies with 95 % certainty.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Lower end, in the unit of the figure.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// As text: `8,4 tot 9,9`.
    pub text: String,
}

/// The dashed line to compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceLine {
    /// What it is: `alle bewoners`.
    pub label: String,
    /// Where it is.
    pub value: f64,
    /// Its figure with unit: `9,1 %`.
    pub text: String,
}

/// A bar chart. Its rows stand in the order of the definition, never by value.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Its name and description.
    pub caption: Caption,
    /// Unit on the axis: `%`.
    pub unit: String,
    /// From top to bottom.
    pub rows: Vec<Bar>,
    /// What the rows are compared with.
    pub reference: Option<ReferenceLine>,
    /// What the diamonds are: `dezelfde groep in Nederland`; empty where no row has one.
    pub elsewhere: String,
    /// In px; below 440 each label stands above its bar.
    pub width: u16,
}

/// A row of a bar chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Second part of the name, quieter; may be empty.
    pub note: String,
    /// Depth in the tree of groups: 0 is bold and dark, deeper is indented and lighter.
    pub depth: u8,
    /// The figure, in the unit of the axis; none when it is not shown.
    pub value: Option<f64>,
    /// The figure with its unit, or why there is none: `9,1 %`, `niet getoond`.
    pub text: String,
    /// n of N; may be empty.
    pub count: String,
    /// How sure the figure is.
    pub interval: Option<Interval>,
    /// Where the label leads.
    pub href: Option<String>,
    /// The same row of somewhere else, drawn as a diamond: the figure and its text.
    pub elsewhere: Option<(f64, String)>,
    /// Whether it is the row that was chosen.
    pub marked: bool,
}

impl Bars {
    /// The same figures as a table.
    pub fn table(&self, words: &Words) -> Table {
        let mut columns: Vec<(&str, bool)> =
            vec![(&words.group, false), (&words.value, true), (&words.count, true), (&words.interval, true)];
        let with_elsewhere = !self.elsewhere.is_empty();
        if with_elsewhere {
            columns.push((&self.elsewhere, true));
        }
        let mut table = Table::new(&self.caption.title, &columns);
        for row in &self.rows {
            let name = if row.note.is_empty() { row.label.clone() } else { format!("{}, {}", row.label, row.note) };
            let mut entries = vec![
                Entry::link(&name, row.href.as_deref()),
                row.text.as_str().into(),
                row.count.as_str().into(),
                row.interval.as_ref().map_or("", |interval| interval.text.as_str()).into(),
            ];
            if with_elsewhere {
                entries.push(row.elsewhere.as_ref().map_or("", |(_, text)| text.as_str()).into());
            }
            table.push(entries, row.marked);
        }
        // What has a row of its own is not said twice.
        if let Some(reference) = self
            .reference
            .as_ref()
            .filter(|line| !self.rows.iter().any(|row| row.label.to_lowercase() == line.label.to_lowercase()))
        {
            let mut entries: Vec<Entry> =
                vec![reference.label.as_str().into(), reference.text.as_str().into(), "".into(), "".into()];
            if with_elsewhere {
                entries.push("".into());
            }
            table.push(entries, true);
        }
        table.without_empty_columns()
    }

    /// The chart.
    pub fn svg(&self, words: &Words, style: Style) -> String {
        let full = f64::from(self.width.max(240));
        let narrow = full < NARROW;
        let counts = self.rows.iter().map(|row| width(&row.count, 13.0, false).max(width(&row.text, 14.0, true)));
        let right = counts.fold(0.0, f64::max).min(full * 0.4) + 10.0;
        let names = self.rows.iter().map(|row| {
            let label = width(&row.label, 14.0, row.depth == 0) + indent(row);
            label.max(width(&row.note, 13.0, false) + indent(row))
        });
        let left = if narrow { 7.0 } else { (names.fold(0.0, f64::max) + 18.0).min(full * 0.42) };
        let values = self.rows.iter().flat_map(|row| {
            let ends = row.interval.iter().flat_map(|interval| [interval.low, interval.high]);
            row.value.into_iter().chain(ends).chain(row.elsewhere.iter().map(|(value, _)| *value))
        });
        let all = values.chain(self.reference.iter().map(|reference| reference.value));
        let end = if narrow { full - 22.0 } else { full - right - 14.0 };
        let most = (((end - left) / 52.0) as usize).clamp(2, 6);
        let scale = Scale::round(all, &self.unit, true, most, (left, end.max(left + 60.0)));

        let mut svg = Svg::new(&self.caption, style);
        // On paper the words of two lines need no room for a finger.
        let (between, least) = if style == Style::Printed { (5.0, 37.0) } else { (12.0, 44.0) };
        let top = if self.reference.is_some() { 30.0 } else { 8.0 };
        let plans: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let room = if narrow { full - 14.0 - right } else { left - 14.0 } - indent(row);
                let label = wrap(&row.label, 14.0, row.depth == 0, room);
                let note = wrap(&row.note, 13.0, false, room);
                let lines = label.len() + note.len();
                let high =
                    if narrow { 18.0 * lines.max(2) as f64 + 30.0 } else { (17.0 * lines as f64 + between).max(least) };
                (label, note, high)
            })
            .collect();
        let bottom = top + plans.iter().map(|plan| plan.2).sum::<f64>();
        // On a phone names stand above the bars: there lines are drawn beside the bars only, never through words.
        let mut from = top;
        let in_rows = plans.iter().map(|plan| {
            from += plan.2;
            (from - 29.0, from - 7.0)
        });
        let beside: Vec<(f64, f64)> = if narrow { in_rows.collect() } else { vec![(top, bottom)] };
        for (value, text) in scale.ticks(&self.unit, words) {
            let x = scale.at(value);
            draw_grid(&mut svg, x, &beside);
            let x = keep_inside(x, width(&text, 13.0, false), 0.0, full);
            svg.text("ax m", x, bottom + 18.0, &text);
        }
        let mut y = top;
        for (row, (_, _, high)) in self.rows.iter().zip(&plans) {
            if row.marked {
                svg.rect("soft", 0.0, y + 1.0, full, high - 2.0, " rx=\"4\"");
            }
            y += high;
        }
        let mut y = top;
        // Lines and diamonds of all rows are one path each: a page has many of these charts.
        let (mut intervals, mut elsewhere) = (String::new(), String::new());
        for (row, (_, _, high)) in self.rows.iter().zip(&plans) {
            let middle = if narrow { y + high - 18.0 } else { y + high / 2.0 };
            shape(&mut svg, row, middle, &scale);
            if let Some(interval) = row.interval.as_ref().filter(|_| row.value.is_some_and(f64::is_finite)) {
                let (low, high) = (scale.at(interval.low), scale.at(interval.high));
                let _ = write!(intervals, "M{} {}H{}", n(low), n(middle), n(high));
            }
            if let Some((value, _)) = row.elsewhere.as_ref().filter(|(value, _)| value.is_finite()) {
                elsewhere.push_str(&diamond(scale.at(*value), middle));
            }
            y += high;
        }
        if !intervals.is_empty() {
            svg.path("ink", &intervals, " stroke-width=\"1.6\"");
        }
        draw_diamonds(&mut svg, &elsewhere);
        let parts = if narrow { beside } else { vec![(top - 6.0, bottom)] };
        draw_reference(&mut svg, self.reference.as_ref(), &scale, top - 6.0, &parts, full);
        let mut y = top;
        for (row, (label, note, high)) in self.rows.iter().zip(&plans) {
            words_of(&mut svg, row, (label, note), y, *high, full);
            y += high;
        }
        let mut end = bottom + 28.0;
        if !self.elsewhere.is_empty() {
            let said = wrap(&self.elsewhere, 13.0, false, full - 24.0);
            draw_diamonds(&mut svg, &diamond(9.0, end + 9.5));
            svg.lines("n q", 22.0, end + 14.0, 17.0, &said);
            end += 6.0 + 17.0 * said.len() as f64;
        }
        svg.finish(&self.caption, full, end, "bars", "group")
    }
}

/// The bar, or the dots where there is no figure.
fn shape(svg: &mut Svg, row: &Bar, middle: f64, scale: &Scale) {
    let thick = 14.0;
    match row.value.filter(|value| value.is_finite()) {
        Some(value) => {
            let (a, b) = (scale.at(0.0f64.max(scale.low)), scale.at(value));
            let class = if row.depth == 0 { "group-2" } else { "group-3" };
            svg.rect(class, a.min(b), middle - thick / 2.0, (b - a).abs().max(1.0), thick, " rx=\"1.5\"");
        }
        None => draw_missing(svg, scale.start, middle),
    }
}

/// The outline of the sign of the same row somewhere else.
fn diamond(x: f64, y: f64) -> String {
    format!("M{} {}l6-6l6 6l-6 6z", n(x - 6.0), n(y))
}

fn draw_diamonds(svg: &mut Svg, outlines: &str) {
    if !outlines.is_empty() {
        svg.path("edge paper", outlines, " stroke-width=\"1.8\"");
    }
}

/// The name of a row, its figure and its n of N.
fn words_of(svg: &mut Svg, row: &Bar, (label, note): (&[String], &[String]), y: f64, high: f64, full: f64) {
    let narrow = full < NARROW;
    let lines = (label.len() + note.len()) as f64;
    let middle = if narrow { y + high - 18.0 } else { y + high / 2.0 };
    let first = if narrow { y + 16.0 } else { middle - 17.0 * (lines - 1.0) / 2.0 + 4.8 };
    let close = svg.open_link(row.href.as_deref(), "");
    let x = if narrow { 7.0 } else { 0.0 } + indent(row);
    // Below the reference line, which a narrow label may cross.
    let halo = if narrow { " halo" } else { "" };
    let class = if row.depth == 0 { "sb name" } else { "name" };
    svg.lines(&format!("{class}{halo}"), x, first, 17.0, label);
    svg.lines(&format!("n q{halo}"), x, first + 17.0 * label.len() as f64, 17.0, note);
    svg.raw(close);
    let (value_y, count_y) = if narrow {
        (y + 16.0, y + 33.0)
    } else if row.count.is_empty() {
        (middle + 4.8, 0.0)
    } else {
        (middle - 2.6, middle + 13.4)
    };
    let class = if row.value.is_some() { "sb e" } else { "n q e" };
    svg.text(class, full - if narrow { 7.0 } else { 1.0 }, value_y, &row.text);
    if !row.count.is_empty() {
        svg.text("n q e", full - if narrow { 7.0 } else { 1.0 }, count_y, &row.count);
    }
}

fn indent(row: &Bar) -> f64 {
    18.0 * f64::from(row.depth.min(4))
}

/// The dots that stand where a figure is not shown.
pub(crate) fn draw_missing(svg: &mut Svg, x: f64, middle: f64) {
    let fill = svg.pattern(crate::mark::Shade::NotShown);
    svg.rect("masked", x + 1.0, middle - 7.0, 34.0, 14.0, &format!("{fill} rx=\"3\""));
}

/// A line of the grid, in parts where words stand between.
pub(crate) fn draw_grid(svg: &mut Svg, x: f64, parts: &[(f64, f64)]) {
    let mut d = String::new();
    for (from, to) in parts {
        let _ = write!(d, "M{} {}V{}", n(x), n(*from), n(*to));
    }
    svg.path("line", &d, "");
}

/// The dashed line with its name and value above it; in parts where names of rows stand between.
pub(crate) fn draw_reference(
    svg: &mut Svg,
    reference: Option<&ReferenceLine>,
    scale: &Scale,
    top: f64,
    parts: &[(f64, f64)],
    full: f64,
) {
    let Some(reference) = reference.filter(|reference| reference.value.is_finite()) else { return };
    let x = scale.at(reference.value);
    for &(from, to) in parts {
        svg.line("ref", (x, from), (x, to), "");
    }
    let room = full - width(&format!(" {}", reference.text), 13.0, true);
    let label = crate::text::wrap_at_most(&reference.label, 13.0, false, room, 1).join(" ");
    let wide = width(&format!("{label} "), 13.0, false) + width(&reference.text, 13.0, true);
    let at = keep_inside(x, wide, 0.0, full);
    svg.raw(&format!(
        "<text class=\"n m\" x=\"{}\" y=\"{}\">{} <tspan class=\"b\">{}</tspan></text>",
        n(at),
        n(top - 8.0),
        crate::svg::escape(&label),
        crate::svg::escape(&reference.text)
    ));
}
