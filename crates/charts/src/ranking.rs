//! Areas as dots with intervals.

use crate::axis::{Scale, keep_inside};
use crate::bars::{Interval, NARROW, ReferenceLine, draw_grid, draw_missing, draw_reference};
use crate::mark::{Mark, Shade};
use crate::style::Style;
use crate::svg::{Caption, Svg, n};
use crate::table::{Entry, Table};
use crate::text::{width, wrap};
use crate::words::Words;

/// How high the line is that says how many areas are left out.
const BREAK: f64 = 30.0;

/// Areas with their figure, from top to bottom in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Its name and description.
    pub caption: Caption,
    /// Unit on the axis.
    pub unit: String,
    /// The areas; where intervals overlap their order is not certain, which the page says.
    pub rows: Vec<RankedArea>,
    /// What the areas are compared with.
    pub reference: Option<ReferenceLine>,
    /// Where areas are left out: before which row, and how that is said. Positions ascend.
    pub breaks: Vec<(usize, String)>,
    /// Whether the axis starts at zero; dots may do without.
    pub from_zero: bool,
    /// In px; below 440 each label stands above its dot.
    pub width: u16,
}

/// An area in a [`Ranking`].
#[derive(Debug, Clone, PartialEq)]
pub struct RankedArea {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// The figure; none when it is not shown.
    pub value: Option<f64>,
    /// The figure as text, or why there is none.
    pub text: String,
    /// n of N; may be empty. In the table only.
    pub count: String,
    /// How sure it is.
    pub interval: Option<Interval>,
    /// What it means.
    pub mark: Mark,
    /// The reading in words.
    pub words: String,
    /// Whether the page is about this area.
    pub marked: bool,
}

impl Ranking {
    /// The same figures as a table.
    pub fn table(&self, words: &Words) -> Table {
        let mut table = Table::new(
            &self.caption.title,
            &[
                (&words.area, false),
                (&words.value, true),
                (&words.count, true),
                (&words.interval, true),
                (&words.reading, false),
            ],
        );
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(words) = self.break_before(at) {
                table.push(vec![words.into(), "".into(), "".into(), "".into(), "".into()], false);
            }
            table.push(
                vec![
                    Entry::link(&row.label, row.href.as_deref()),
                    row.text.as_str().into(),
                    row.count.as_str().into(),
                    row.interval.as_ref().map_or("", |interval| interval.text.as_str()).into(),
                    row.words.as_str().into(),
                ],
                row.marked,
            );
        }
        table.without_empty_columns()
    }

    /// What is said before a row, where areas are left out there.
    fn break_before(&self, row: usize) -> Option<&str> {
        self.breaks.iter().find(|(at, _)| *at == row).map(|(_, words)| words.as_str())
    }

    /// The chart.
    pub fn svg(&self, words: &Words, style: Style) -> String {
        let full = f64::from(self.width.max(240));
        let narrow = full < NARROW;
        let right = self
            .rows
            .iter()
            .filter(|row| row.value.is_some())
            .map(|row| width(&row.text, 14.0, true))
            .fold(0.0, f64::max)
            .min(full * 0.3)
            + 22.0;
        let names = self.rows.iter().map(|row| width(&row.label, 14.0, row.marked)).fold(0.0, f64::max);
        let left = if narrow { 14.0 } else { (names + 26.0).min(full * 0.4) };
        let values = self.rows.iter().flat_map(|row| {
            row.value.into_iter().chain(row.interval.iter().flat_map(|interval| [interval.low, interval.high]))
        });
        let all = values.chain(self.reference.iter().map(|reference| reference.value));
        let end = if narrow { full - 22.0 } else { full - right - 8.0 };
        let most = (((end - left) / 60.0) as usize).clamp(2, 6);
        let scale = Scale::round(all, &self.unit, self.from_zero, most, (left, end.max(left + 60.0)));
        let top = 32.0;
        let plans: Vec<(Vec<String>, f64)> = self
            .rows
            .iter()
            .map(|row| {
                let room = if narrow { full - 20.0 - right } else { left - 20.0 };
                let lines = wrap(&row.label, 14.0, row.marked, room);
                let high = if narrow { 18.0 * lines.len() as f64 + 30.0 } else { 17.0 * lines.len() as f64 + 20.0 };
                (lines, high)
            })
            .collect();
        // From where to where each row goes; before some there is a line that says how many are left out.
        let mut bottom = top;
        let rows: Vec<(f64, f64)> = plans
            .iter()
            .enumerate()
            .map(|(at, (_, high))| {
                let from = bottom + if self.break_before(at).is_some() { BREAK } else { 0.0 };
                bottom = from + high;
                (from, bottom)
            })
            .collect();
        let mut svg = Svg::new(&self.caption, style);
        for (row, (from, to)) in self.rows.iter().zip(&rows) {
            if row.marked {
                svg.rect("soft", 0.0, *from, full, to - from, " rx=\"5\"");
            }
        }
        // Lines stand beside the dots only: never through names and figures, nor through what is said of areas left out.
        let mut beside: Vec<(f64, f64)> = Vec::new();
        for (at, (from, to)) in rows.iter().enumerate() {
            match beside.last_mut() {
                _ if narrow => beside.push((to - 28.0, to - 6.0)),
                Some(last) if self.break_before(at).is_none() => last.1 = *to,
                _ => beside.push((*from, *to)),
            }
        }
        for (value, text) in scale.ticks(&self.unit, words) {
            let x = scale.at(value);
            draw_grid(&mut svg, x, &beside);
            let at = keep_inside(x, width(&text, 13.0, false), 0.0, full);
            svg.text("ax m", at, bottom + 18.0, &text);
        }
        if let Some(first) = beside.first_mut().filter(|_| !narrow) {
            first.0 = top - 6.0;
        }
        draw_reference(&mut svg, self.reference.as_ref(), &scale, top - 6.0, &beside, full);
        for (at, ((row, (lines, high)), (y, _))) in self.rows.iter().zip(&plans).zip(&rows).enumerate() {
            let y = *y;
            if let Some(words) = self.break_before(at) {
                svg.line("line-2", (8.0, y - BREAK / 2.0), (30.0, y - BREAK / 2.0), " stroke-dasharray=\"2 5\"");
                svg.text("n q", 38.0, y - BREAK / 2.0 + 4.6, words);
            }
            let middle = if narrow { y + high - 17.0 } else { y + high / 2.0 };
            let first = if narrow { y + 18.0 } else { middle - 17.0 * (lines.len() as f64 - 1.0) / 2.0 + 4.8 };
            let close = svg.open_link(row.href.as_deref(), "");
            let class = if row.marked { "b name" } else { "name" };
            let halo = if narrow && !row.marked { " halo" } else { "" };
            svg.lines(&format!("{class}{halo}"), 8.0, first, 17.0, lines);
            svg.raw(close);
            if let Some(value) = row.value.filter(|value| value.is_finite()) {
                if let Some(interval) = &row.interval {
                    let (low, high) = (scale.at(interval.low), scale.at(interval.high));
                    svg.line(stroke(row.mark.shade()), (low, middle), (high, middle), " stroke-width=\"2\"");
                }
                draw_dot(&mut svg, row.mark, scale.at(value), middle, if row.marked { 7.5 } else { 6.0 });
                svg.text("sb e", full - 8.0, if narrow { first } else { middle + 4.8 }, &row.text);
            } else {
                draw_missing(&mut svg, scale.start, middle);
                svg.text("n q", scale.start + 44.0, middle + 4.6, &row.text);
            }
        }
        svg.finish(&self.caption, full, bottom + 28.0, "ranking", "group")
    }
}

/// The class of a line with the colour of a shade.
pub(crate) fn stroke(shade: Shade) -> &'static str {
    match shade.pole() {
        Some(pole) => match pole {
            crate::mark::Pole::Unfavourable => "unf-s",
            crate::mark::Pole::Favourable => "fav-s",
            crate::mark::Pole::Lower => "low-s",
            crate::mark::Pole::Higher => "high-s",
        },
        None => "same-s",
    }
}

/// A dot: filled when the difference is certain, hollow when it is not.
pub(crate) fn draw_dot(svg: &mut Svg, mark: Mark, x: f64, y: f64, radius: f64) {
    let shade = mark.shade();
    match shade {
        Shade::Step(verdict) if crate::mark::Pole::of(verdict).is_some() => {
            svg.circle(&shade.classes(), x, y, radius, " stroke-width=\"1.6\"");
        }
        // Dashes in the colour of the fill would give the dot corners: they stand around it, on paper.
        Shade::Unknown(verdict) => {
            svg.circle("doubt", x, y, radius + 1.6, "");
            svg.circle(crate::mark::class(verdict), x, y, radius - 1.6, "");
        }
        _ => svg.raw(&format!(
            "<circle class=\"paper {}\" cx=\"{}\" cy=\"{}\" r=\"{}\" stroke-width=\"1.8\"/>",
            stroke(shade),
            n(x),
            n(y),
            n(radius)
        )),
    }
}
