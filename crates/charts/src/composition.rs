//! How a whole is made up: stacked bars, parts in the order of the definition.

use crate::style::Style;
use crate::svg::{Caption, Svg};
use crate::table::{Entry, Table};
use crate::text::width;
use crate::words::Words;

/// One or more stacked bars with the same parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// Its name and description.
    pub caption: Caption,
    /// Names of the parts, in the order of the definition.
    pub parts: Vec<PartName>,
    /// The whole of the page first, what it is compared with after it.
    pub bars: Vec<CompositionBar>,
    /// Whether the names of the parts are drawn below; without, a table beside it has them.
    pub key: bool,
    /// In px.
    pub width: u16,
}

/// The name of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartName {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// A whole and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositionBar {
    /// Of whom: `Veerkwartier, 8.420 inwoners`.
    pub label: String,
    /// One for each name. Where a part is masked, mask at least two: the rest of the whole would give one away.
    pub parts: Vec<Part>,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Share of the whole, 0 to 1; none when it is masked.
    pub share: Option<f64>,
    /// As text: `10,2 %`.
    pub text: String,
    /// As a number of people; may be empty.
    pub count: String,
}

/// Fills of parts one after the other: neighbours differ in lightness, and none is a colour of a reading.
const FILLS: [(&str, &str); 6] = [
    ("group-1", "on-light"),
    ("group-2", "on-dark"),
    ("group-3", "on-light"),
    ("group-4", "on-dark"),
    ("group-5", "on-light"),
    ("group-6", "on-dark"),
];

/// The class of the n-th part, for swatches beside a table.
pub fn part_class(part: usize) -> &'static str {
    FILLS[part % FILLS.len()].0
}

impl Composition {
    /// The same figures as a table: a row for each part, share and number for each whole.
    pub fn table(&self, words: &Words) -> Table {
        let heads: Vec<(String, String)> = self
            .bars
            .iter()
            .map(|bar| (format!("{}: {}", bar.label, words.count), format!("{}: {}", bar.label, words.share)))
            .collect();
        let mut columns: Vec<(&str, bool)> = vec![(&words.group, false)];
        for (count, share) in &heads {
            columns.push((count, true));
            columns.push((share, true));
        }
        let mut table = Table::new(&self.caption.title, &columns);
        for (i, name) in self.parts.iter().enumerate() {
            let mut entries = vec![Entry::link(&name.label, name.href.as_deref())];
            for bar in &self.bars {
                let part = bar.parts.get(i);
                entries.push(part.map_or("", |part| part.count.as_str()).into());
                entries.push(part.map_or(words.not_shown.as_str(), |part| part.text.as_str()).into());
            }
            table.push(entries, false);
        }
        table
    }

    /// The chart: the first whole stands out, the others are what it is compared with.
    pub fn svg(&self, style: Style) -> String {
        self.drawn(style, "", |row| if row == 0 { 44.0 } else { 18.0 })
    }

    /// The same, with what dots mean among the names of the parts where a bar has them.
    pub fn svg_naming(&self, style: Style, not_shown: &str) -> String {
        self.drawn(style, not_shown, |row| if row == 0 { 44.0 } else { 18.0 })
    }

    /// The chart with all wholes alike, for wholes of which none is the one that the page is about.
    pub fn side_by_side(&self, style: Style, not_shown: &str) -> String {
        self.drawn(style, not_shown, |_| 28.0)
    }

    fn drawn(&self, style: Style, not_shown: &str, high_of: impl Fn(usize) -> f64) -> String {
        let full = f64::from(self.width.max(240));
        let mut svg = Svg::new(&self.caption, style);
        let mut with_dots = false;
        let mut y = 0.0;
        for (row, bar) in self.bars.iter().enumerate() {
            let lines = crate::text::wrap(&bar.label, 14.0, false, full);
            svg.lines("q", 0.0, y + 15.0, 17.0, &lines);
            y += 6.0 + 17.0 * lines.len() as f64;
            let high = high_of(row);
            with_dots |= draw_bar(&mut svg, bar, y, high, full);
            y += high + 12.0;
        }
        if self.key {
            let mut x = 0.0;
            y += 4.0;
            let dots = PartName { label: not_shown.to_owned(), href: None };
            let dots = Some(&dots).filter(|name| with_dots && !name.label.is_empty());
            for (i, part) in self.parts.iter().chain(dots).enumerate() {
                let lines = crate::text::wrap(&part.label, 13.0, false, full - 22.0);
                let longest = lines.iter().map(|line| width(line, 13.0, false)).fold(0.0, f64::max);
                let wide = longest + 22.0;
                if x > 0.0 && x + wide > full {
                    x = 0.0;
                    y += 24.0;
                }
                let close = svg.open_link(part.href.as_deref(), "");
                if i < self.parts.len() {
                    svg.rect(part_class(i), x, y, 14.0, 14.0, " rx=\"3\"");
                } else {
                    let fill = svg.pattern(crate::mark::Shade::NotShown);
                    svg.rect("masked", x + 0.5, y + 0.5, 13.0, 13.0, &format!("{fill} rx=\"3\""));
                }
                svg.lines("n name", x + 20.0, y + 11.6, 16.0, &lines);
                svg.raw(close);
                x += wide + 18.0;
                if lines.len() > 1 {
                    // What follows stands below the last of its lines.
                    x = full + 1.0;
                    y += 16.0 * (lines.len() - 1) as f64;
                }
            }
            y += 22.0;
        }
        svg.finish(&self.caption, full, y, "composition", "group")
    }
}

/// One bar; whether it has dots for parts that are not shown.
fn draw_bar(svg: &mut Svg, bar: &CompositionBar, y: f64, high: f64, full: f64) -> bool {
    let share = |part: &Part| part.share.filter(|share| share.is_finite() && *share > 0.0);
    let known: f64 = bar.parts.iter().filter_map(share).sum();
    let masked = bar.parts.iter().filter(|part| part.share.is_none()).count();
    // Shares that add up to more than the whole by rounding are drawn to scale.
    let whole = known.max(1.0);
    let rest = (whole - known) / whole * full;
    let mut x = 0.0;
    for (i, part) in bar.parts.iter().enumerate() {
        let Some(share) = share(part) else { continue };
        let wide = share / whole * full;
        let (fill, on) = FILLS[i % FILLS.len()];
        svg.rect(fill, x, y, wide - 2.0, high, if high > 20.0 { " rx=\"3\"" } else { " rx=\"2\"" });
        if high > 20.0 && width(&part.text, 13.0, true) + 18.0 < wide {
            svg.text(&format!("n sb {on}"), x + 10.0, y + high / 2.0 + 4.6, &part.text);
        }
        x += wide;
    }
    // Masked parts stand together at the end, so that none has a length of its own.
    let with_dots = masked > 0 && rest > 3.0;
    if with_dots {
        let fill = svg.pattern(crate::mark::Shade::NotShown);
        svg.rect("masked", x + 0.5, y + 0.5, rest - 1.5, high - 1.0, &format!("{fill} rx=\"3\""));
    }
    with_dots
}
