//! A map whose areas, legend and table take their colours from one list of classes.

use std::fmt::Write as _;

use super::{MapFill, MapShapes, Taken, key, name_on};
use crate::legend;
use crate::style::Style;
use crate::svg::{Caption, Svg, escape, n};
use crate::table::{Entry, Table};
use crate::words::Words;

/// Up to so many areas each is a shape of its own, with its name, figure and link. More of them are drawn as one shape for
/// each class: too small to point at, and the page would be too large.
pub const MOST_LINKED: usize = 600;

/// Up to so many areas have their name and figure on the map where there is room, and are a tab stop each. Of more of them
/// the table below is the list.
const MOST_NAMED: usize = 60;

/// A map by classes. What an area is coloured with, what the legend says of that colour and what the table says of the
/// area are the same entry of `classes`.
#[derive(Debug, Clone, PartialEq)]
pub struct Choropleth {
    /// Its name and description.
    pub caption: Caption,
    /// What the colours mean, in the order of the legend.
    pub classes: Vec<MapClass>,
    /// In the order of the shapes.
    pub areas: Vec<ClassedArea>,
}

/// A colour or pattern, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapClass {
    /// How it is drawn.
    pub fill: MapFill,
    /// What it means.
    pub words: String,
    /// Whether the legend shows it even where no area has it.
    pub always: bool,
}

/// An area of a [`Choropleth`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassedArea {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its figure with its unit, or why there is none.
    pub text: String,
    /// n of N; may be empty.
    pub count: String,
    /// Its figure as short as it can be, to stand on a map of few areas; may be empty.
    pub short: String,
    /// Position of its class.
    pub class: usize,
    /// Whether the page is about this area.
    pub marked: bool,
}

impl Choropleth {
    /// How many areas have each class.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        for area in &self.areas {
            counts[area.class] += 1;
        }
        counts
    }

    /// What the legend says: the classes that are on the map, each with its words and how many areas have it. Figures that
    /// are not shown and those that do not exist look the same, and so are one entry.
    fn entries(&self) -> Vec<(MapFill, String, usize)> {
        let mut entries: Vec<(MapFill, String, usize)> = Vec::new();
        for (class, count) in self.classes.iter().zip(self.counts()) {
            if count == 0 && !class.always {
                continue;
            }
            match entries.iter_mut().find(|(fill, ..)| fill.is_without_figure() && class.fill.is_without_figure()) {
                Some((_, words, areas)) => {
                    *words = format!("{words}, {}", class.words);
                    *areas += count;
                }
                None => entries.push((class.fill, class.words.clone(), count)),
            }
        }
        entries
    }

    /// The legend as HTML: a list of the classes that are on the map, with how many areas each has. `areas` makes the
    /// words for a number of areas.
    pub fn legend(&self, areas: impl Fn(usize) -> String) -> String {
        let mut out = String::from("<div class=\"legend\"><ul class=\"legend-classes\">");
        for (fill, words, count) in self.entries() {
            let _ = write!(
                out,
                "<li>{}<span>{} <small>{}</small></span></li>",
                fill.swatch(34.0, 20.0),
                escape(&words),
                escape(&areas(count))
            );
        }
        out.push_str("</ul></div>");
        out
    }

    /// The same figures as a table: every area in order of name, or for many areas how many there are in each class.
    pub fn table(&self, words: &Words, most: usize) -> Table {
        if self.areas.len() > most {
            let mut table = Table::new(&self.caption.title, &[(&words.class, false), (&words.areas, true)]);
            for (class, count) in self.classes.iter().zip(self.counts()) {
                if count > 0 {
                    let count = crate::axis::number(count as f64, 0, words);
                    table.push(vec![class.words.as_str().into(), count.as_str().into()], false);
                }
            }
            return table;
        }
        let mut table = Table::new(
            &self.caption.title,
            &[(&words.area, false), (&words.value, true), (&words.count, true), (&words.class, false)],
        );
        let mut by_name: Vec<&ClassedArea> = self.areas.iter().collect();
        by_name.sort_by_cached_key(|area| area.label.to_lowercase());
        for area in by_name {
            table.push(
                vec![
                    Entry::link(&area.label, area.href.as_deref()),
                    area.text.as_str().into(),
                    area.count.as_str().into(),
                    self.classes[area.class].words.as_str().into(),
                ],
                area.marked,
            );
        }
        table.without_empty_columns()
    }

    /// The map. An area without a shape is in the table only.
    pub fn svg(&self, shapes: &MapShapes, style: Style) -> String {
        let mut svg = Svg::new(&self.caption, style);
        let drawn = || self.areas.iter().zip(&shapes.areas).filter(|(_, shape)| !shape.path.is_empty());
        if self.areas.len() > MOST_LINKED {
            for (at, class) in self.classes.iter().enumerate() {
                let d: String =
                    drawn().filter(|(area, _)| area.class == at).map(|(_, shape)| shape.path.as_str()).collect();
                if !d.is_empty() {
                    let fill = class.fill.pattern(&mut svg);
                    svg.path(&format!("{} area fine", class.fill.classes()), &d, &fill);
                }
            }
        } else {
            for (area, shape) in drawn() {
                let class = &self.classes[area.class];
                let mut tip = format!("{}: {}", area.label, area.text);
                if !area.count.is_empty() {
                    let _ = write!(tip, " ({})", area.count);
                }
                if class.words != area.text {
                    let _ = write!(tip, ", {}", class.words);
                }
                let name = format!(" aria-label=\"{}\"", escape(&tip));
                let close = if self.areas.len() > MOST_NAMED {
                    svg.open_pointer_link(area.href.as_deref())
                } else {
                    svg.open_link(area.href.as_deref(), &name)
                };
                svg.tip(&tip);
                let fill = class.fill.pattern(&mut svg);
                svg.path(&format!("{} area", class.fill.classes()), &shape.path, &fill);
                svg.raw(close);
            }
        }
        for (_, shape) in drawn().filter(|(area, _)| area.marked) {
            svg.path("ink", &shape.path, " stroke-width=\"3\" stroke-linejoin=\"round\" pointer-events=\"none\"");
        }
        if self.areas.len() <= MOST_NAMED {
            svg.raw("<g aria-hidden=\"true\" pointer-events=\"none\">");
            let mut taken = Taken::default();
            for (area, shape) in drawn() {
                name_on(&mut svg, self.classes[area.class].fill, &area.label, &area.short, shape, &mut taken);
            }
            svg.raw("</g>");
        }
        let mut high = shapes.height;
        if style == Style::Standalone {
            high = self.drawn_legend(&mut svg, shapes.width, high);
        }
        svg.finish(&self.caption, shapes.width, high, "map", "group")
    }

    /// The legend below a map that stands alone; how far down it goes.
    fn drawn_legend(&self, svg: &mut Svg, width: f64, from: f64) -> f64 {
        let entries = self.entries();
        let swatches: Vec<(String, String, &str)> =
            entries.iter().map(|(fill, words, _)| (fill.classes(), fill.pattern(svg), words.as_str())).collect();
        key::draw_swatches(svg, &swatches, width, from)
    }
}

impl MapFill {
    /// The attribute that fills a shape with a pattern; empty where its class gives a plain fill.
    pub(crate) fn pattern(self, svg: &mut Svg) -> String {
        match self {
            Self::Reading(mark) => svg.pattern(mark.shade()),
            Self::Value(_) => String::new(),
            Self::Masked | Self::Missing => svg.pattern(crate::mark::Shade::NotShown),
            Self::Vague => svg.crossed_lines(),
        }
    }

    /// A swatch as SVG, hidden from assistive technology: the words beside it say what it is.
    pub fn swatch(self, width: f64, height: f64) -> String {
        match self {
            Self::Reading(mark) => legend::framed("swatch", mark.shade(), width, height, ""),
            Self::Masked | Self::Missing => legend::framed("swatch", crate::mark::Shade::NotShown, width, height, ""),
            Self::Value(_) | Self::Vague => {
                let (x, y) = (n(width), n(height));
                let mut lines = String::new();
                if self == Self::Vague {
                    let mut at = 4.0;
                    while at < height - 2.0 {
                        let _ = write!(lines, "M1.6 {}H{}", n(at), n(width - 1.6));
                        at += 4.0;
                    }
                    let mut at = 5.0;
                    while at < width - 2.0 {
                        let _ = write!(lines, "M{} 1.6V{}", n(at), n(height - 1.6));
                        at += 5.0;
                    }
                    lines = format!("<path class=\"gap-s\" d=\"{lines}\"/>");
                }
                format!(
                    "<svg class=\"chart swatch\" width=\"{x}\" height=\"{y}\" viewBox=\"0 0 {x} {y}\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"{} edge\" x=\".8\" y=\".8\" width=\"{}\" height=\"{}\" rx=\"3\"/>{lines}</svg>",
                    self.classes(),
                    n(width - 1.5),
                    n(height - 1.5),
                )
            }
        }
    }

    /// A name for the fill that programs can tell apart: the classes of the style sheet with the pattern.
    pub fn key(self) -> String {
        match self {
            Self::Missing => "gap".to_owned(),
            Self::Vague => "vague".to_owned(),
            other => other.classes(),
        }
    }
}
