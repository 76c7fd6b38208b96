//! A figure through the years: as a line with its uncertainty, and as a sparkline.

use std::fmt::Write as _;

use crate::axis::{Scale, keep_inside};
use crate::bars::Interval;
use crate::style::Style;
use crate::svg::{Caption, Svg, escape, n};
use crate::table::{Entry, Table};
use crate::text::{width, wrap};
use crate::words::Words;

/// Lines through the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Its name and description.
    pub caption: Caption,
    /// Unit on the axis.
    pub unit: String,
    /// The years, ascending; points refer to them by index.
    pub periods: Vec<i32>,
    /// The figure first, what it is compared with after it.
    pub series: Vec<Series>,
    /// Where the figures before and after cannot be compared.
    pub breaks: Vec<Break>,
    /// In px.
    pub width: u16,
}

/// A line of a [`Trend`].
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name, written at its end.
    pub label: String,
    /// One for each period; none where there is no figure, and the line stops there.
    pub points: Vec<Option<Point>>,
    /// Drawn strong with its band; others are dashed and quiet.
    pub main: bool,
}

/// A figure of one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The figure.
    pub value: f64,
    /// The figure with its unit.
    pub text: String,
    /// How sure it is.
    pub interval: Option<Interval>,
}

/// A change of definition or source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first year of what is new.
    pub from: i32,
    /// Why, in a few words.
    pub reason: String,
}

impl Trend {
    /// The same figures as a table: a row for each year.
    pub fn table(&self, words: &Words) -> Table {
        let mut columns: Vec<(&str, bool)> = vec![(&words.period, false)];
        for series in &self.series {
            columns.push((&series.label, true));
            if series.main {
                columns.push((&words.interval, true));
            }
        }
        let mut table = Table::new(&self.caption.title, &columns);
        for (i, period) in self.periods.iter().enumerate() {
            let mut name = period.to_string();
            if let Some(cut) = self.breaks.iter().find(|cut| cut.from == *period) {
                let _ = write!(name, " ({})", cut.reason);
            }
            let mut entries: Vec<Entry> = vec![name.as_str().into()];
            for series in &self.series {
                let point = series.points.get(i).and_then(Option::as_ref);
                entries.push(point.map_or(words.not_shown.as_str(), |point| point.text.as_str()).into());
                if series.main {
                    let interval = point.and_then(|point| point.interval.as_ref());
                    entries.push(interval.map_or("", |interval| interval.text.as_str()).into());
                }
            }
            table.push(entries, false);
        }
        table
    }

    /// The chart.
    pub fn svg(&self, words: &Words, style: Style) -> String {
        let full = f64::from(self.width.max(240));
        let narrow = full < crate::bars::NARROW;
        let label_room = if narrow { 0.0 } else { 118.0 };
        let points = || self.series.iter().flat_map(|series| series.points.iter().flatten());
        let values = points().flat_map(|point| {
            std::iter::once(point.value).chain(point.interval.iter().flat_map(|interval| [interval.low, interval.high]))
        });
        let reasons: Vec<Vec<String>> =
            self.breaks.iter().map(|cut| wrap(&cut.reason, 13.0, false, if narrow { 130.0 } else { 170.0 })).collect();
        let above = reasons.iter().map(Vec::len).max().unwrap_or(0) as f64 * 16.0;
        let (top, bottom) = (22.0 + above, 268.0 + above);
        let y = Scale::round(values, &self.unit, true, 4, (bottom, top));
        let ticks = y.ticks(&self.unit, words);
        let left = ticks.iter().map(|(_, text)| width(text, 13.0, false)).fold(20.0, f64::max) + 10.0;
        let right = full - label_room - if narrow { 24.0 } else { 14.0 };
        let (first, last) = (self.periods.first().copied().unwrap_or(0), self.periods.last().copied().unwrap_or(1));
        let span = f64::from((last - first).max(1));
        let at = |year: f64| {
            if first == last {
                f64::midpoint(left, right)
            } else {
                left + (year - f64::from(first)) / span * (right - left)
            }
        };
        let mut svg = Svg::new(&self.caption, style);
        for (value, text) in &ticks {
            let height = y.at(*value);
            let class = if *value == 0.0 { "line-2" } else { "line" };
            svg.line(class, (left, height), (right, height), "");
            svg.text("ax e", left - 7.0, height + 4.5, text);
        }
        self.years(&mut svg, &at, (left, right), bottom, full);
        // A reason that would run into the one before it and says the same is said once.
        let mut said: Option<(&str, f64)> = None;
        for (cut, lines) in self.breaks.iter().zip(&reasons) {
            let x = at(f64::from(cut.from) - 0.5);
            svg.line("ref-2", (x, top - 6.0), (x, bottom), "");
            let wide = lines.iter().map(|line| width(line, 13.0, false)).fold(0.0, f64::max);
            let x = keep_inside(x, wide, 0.0, full);
            if said.is_some_and(|(reason, end)| reason == cut.reason && x - wide / 2.0 < end) {
                continue;
            }
            said = Some((&cut.reason, x + wide / 2.0 + 8.0));
            svg.lines("n q m", x, top - 12.0 - 16.0 * (lines.len() as f64 - 1.0), 16.0, lines);
        }
        for series in self.series.iter().filter(|series| series.main) {
            for run in self.runs(series) {
                self.band(&mut svg, series, &run, &at, &y);
            }
        }
        let mut ends = Vec::new();
        for series in &self.series {
            for run in self.runs(series) {
                let place = |i: usize| {
                    let point = series.points[i].as_ref()?;
                    Some((at(f64::from(self.periods[i])), y.at(point.value)))
                };
                let d: Vec<String> =
                    run.iter().filter_map(|&i| place(i)).map(|(x, y)| format!("{} {}", n(x), n(y))).collect();
                let (class, more) = if series.main { ("brand-s", " stroke-width=\"2.2\"") } else { ("ref-2", "") };
                if d.len() > 1 {
                    svg.path(class, &format!("M{}", d.join("L")), &format!("{more} stroke-linejoin=\"round\""));
                } else if let Some((x, y)) = place(run[0]) {
                    svg.circle(if series.main { "brand" } else { "quiet" }, x, y, 2.6, "");
                }
            }
            let end = series.points.iter().enumerate().rev().find_map(|(i, point)| Some((i, point.as_ref()?)));
            if let Some((i, point)) = end {
                let (x, height) = (at(f64::from(self.periods[i])), y.at(point.value));
                svg.circle(
                    if series.main { "brand" } else { "quiet" },
                    x,
                    height,
                    if series.main { 4.6 } else { 3.6 },
                    "",
                );
                ends.push((series, point, height));
            }
        }
        let below = end_labels(&mut svg, &mut ends, right, bottom, full, narrow);
        svg.finish(&self.caption, full, below.max(bottom + 30.0), "trend", "group")
    }

    /// The years below the axis: all where there is room, else every so many, ending with the last.
    fn years(&self, svg: &mut Svg, at: &dyn Fn(f64) -> f64, (left, right): (f64, f64), bottom: f64, full: f64) {
        let (Some(first), Some(last)) = (self.periods.first(), self.periods.last()) else { return };
        let fit = (((right - left) / 58.0) as i32).max(1);
        let step = ((last - first) + fit - 1) / fit;
        let mut year = *last;
        while year >= *first {
            let x = keep_inside(at(f64::from(year)), 32.0, 0.0, full);
            svg.text("ax m", x, bottom + 20.0, &year.to_string());
            if step == 0 {
                break;
            }
            year -= step;
        }
    }

    /// Runs of years with a figure, cut at breaks.
    fn runs(&self, series: &Series) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        let mut open = false;
        for (i, period) in self.periods.iter().enumerate() {
            if self.breaks.iter().any(|cut| cut.from == *period) {
                open = false;
            }
            match series.points.get(i) {
                Some(Some(point)) if point.value.is_finite() => match runs.last_mut() {
                    Some(run) if open => run.push(i),
                    _ => {
                        runs.push(vec![i]);
                        open = true;
                    }
                },
                // A source that is published every few years has years without a figure of its own between: the line
                // stops only where the period is listed and the figure is missing.
                _ => open = false,
            }
        }
        runs
    }

    fn band(&self, svg: &mut Svg, series: &Series, run: &[usize], at: &dyn Fn(f64) -> f64, y: &Scale) {
        let ends: Vec<(f64, f64, f64)> = run
            .iter()
            .filter_map(|&i| {
                let interval = series.points[i].as_ref()?.interval.as_ref()?;
                Some((at(f64::from(self.periods[i])), y.at(interval.low), y.at(interval.high)))
            })
            .collect();
        if ends.len() < 2 {
            return;
        }
        let upper = ends.iter().map(|(x, _, high)| format!("{} {}", n(*x), n(*high)));
        let lower = ends.iter().rev().map(|(x, low, _)| format!("{} {}", n(*x), n(*low)));
        let d: Vec<String> = upper.chain(lower).collect();
        svg.path("band", &format!("M{}Z", d.join("L")), " fill-opacity=\".75\"");
    }
}

/// Name and last value at the end of each line; below the chart where it is narrow. Returns how far down it goes.
fn end_labels(
    svg: &mut Svg,
    ends: &mut [(&Series, &Point, f64)],
    right: f64,
    bottom: f64,
    full: f64,
    narrow: bool,
) -> f64 {
    if narrow {
        let mut y = bottom + 46.0;
        for (series, point, _) in ends.iter() {
            let class = if series.main { "brand-s" } else { "ref-2" };
            svg.line(class, (8.0, y - 4.5), (30.0, y - 4.5), if series.main { " stroke-width=\"2.2\"" } else { "" });
            let text = format!("{} {}", series.label, point.text);
            let lines = wrap(&text, 13.0, series.main, full - 46.0);
            svg.lines(if series.main { "n b" } else { "n q" }, 38.0, y, 16.0, &lines);
            y += 16.0 * lines.len() as f64 + 6.0;
        }
        return y;
    }
    ends.sort_by(|a, b| a.2.total_cmp(&b.2));
    let plans: Vec<Vec<String>> = ends
        .iter()
        .map(|(series, point, _)| {
            let mut lines = wrap(&series.label, 13.0, series.main, 104.0);
            lines.push(point.text.clone());
            lines
        })
        .collect();
    let mut floor = f64::NEG_INFINITY;
    let mut below = 0.0;
    for ((series, _, height), lines) in ends.iter().zip(&plans) {
        let y = (height + 4.5).max(floor);
        svg.lines(if series.main { "n b" } else { "n q" }, right + 12.0, y, 16.0, lines);
        floor = y + 16.0 * lines.len() as f64 + 4.0;
        below = floor;
    }
    below
}

/// A line without axes for a table row: 104 × 32 px. It spans at least 15 % of the mean to either side and at least
/// `spread`, the usual difference between areas, so that what is called about the same is drawn flat; `label` says first
/// and last in words for those who cannot see it.
pub fn sparkline(values: &[Option<f64>], spread: Option<f64>, label: &str) -> String {
    let known: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(i, value)| value.filter(|v| v.is_finite()).map(|v| (i, v))).collect();
    let mut out = format!(
        "<svg class=\"chart spark\" viewBox=\"0 0 104 32\" width=\"104\" height=\"32\" role=\"img\" aria-label=\"{}\">",
        escape(label)
    );
    if let Some(&(last, value)) = known.last() {
        let mean = known.iter().map(|point| point.1).sum::<f64>() / known.len() as f64;
        let low = known.iter().map(|point| point.1).fold(f64::INFINITY, f64::min);
        let high = known.iter().map(|point| point.1).fold(f64::NEG_INFINITY, f64::max);
        let centre = f64::midpoint(low, high);
        let least = spread.filter(|spread| spread.is_finite()).unwrap_or(0.0).max(mean.abs() * 0.15);
        let half = ((high - low) / 2.0).max(least).max(1e-9);
        let x = |i: usize| 4.0 + 92.0 * if values.len() > 1 { i as f64 / (values.len() - 1) as f64 } else { 1.0 };
        let y = |value: f64| 16.0 - 11.0 * (value - centre) / half;
        let mut d = String::new();
        let mut before = None;
        for &(i, value) in &known {
            let pen = if before.is_some_and(|before| before + 1 == i) { 'L' } else { 'M' };
            let _ = write!(d, "{pen}{} {}", n(x(i)), n(y(value)));
            before = Some(i);
        }
        // A year between two without a figure is a point.
        for (at, &(i, value)) in known.iter().enumerate() {
            let before = at > 0 && known[at - 1].0 + 1 == i;
            let after = known.get(at + 1).is_some_and(|next| next.0 == i + 1);
            if !before && !after {
                let _ = write!(out, "<circle class=\"quiet\" cx=\"{}\" cy=\"{}\" r=\"1.7\"/>", n(x(i)), n(y(value)));
            }
        }
        let _ = write!(
            out,
            "<path class=\"quiet-s\" d=\"{d}\" stroke-width=\"1.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/><circle class=\"brand\" cx=\"{}\" cy=\"{}\" r=\"3.2\"/>",
            n(x(last)),
            n(y(value))
        );
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many px lie between the highest and the lowest point.
    fn rise(values: &[f64], spread: Option<f64>) -> f64 {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let drawn = sparkline(&values, spread, "");
        let path = drawn.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
        let heights: Vec<f64> = path
            .split(['M', 'L'])
            .filter(|point| !point.is_empty())
            .map(|point| point.split_once(' ').expect("x and y").1.parse().expect("a number"))
            .collect();
        heights.iter().copied().fold(f64::MIN, f64::max) - heights.iter().copied().fold(f64::MAX, f64::min)
    }

    #[test]
    fn what_is_called_about_the_same_is_drawn_flat() {
        // Of 2 to 2.6 %, where areas usually lie 3 percentage points apart: a fifth of a spread.
        assert!(rise(&[2.0, 2.6], Some(3.0)) <= 3.0);
        assert!(rise(&[2.0, 2.6], None) > 15.0, "by itself it would look like a leap");
        // A change of more than two spreads fills the height.
        assert!(rise(&[2.0, 9.0], Some(3.0)) > 21.0);
    }
}
