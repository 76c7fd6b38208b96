//! A small map: areas coloured by their reading, with the number where it fits.
//!
//! The outlines are fitted once ([`MapShapes::fit`]) and can be kept: they depend on the boundaries only. Drawing then
//! is a matter of classes and labels.

mod choropleth;
mod key;
mod locator;
mod overview;
mod shapes;
mod simplify;

pub use choropleth::{Choropleth, ClassedArea, MOST_LINKED, MapClass};
pub use key::{KeyFill, MapKey};
pub use locator::Locator;
pub use overview::OverviewMap;
pub use shapes::{AreaOutline, MapShapes};

use crate::mark::{Mark, Shade};
use crate::style::Style;
use crate::svg::{Caption, Svg, escape, n};
use crate::table::{Entry, Table};
use crate::text::width;
use crate::words::Words;

/// A small map.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallMap {
    /// Its name and description.
    pub caption: Caption,
    /// In the order of the shapes.
    pub areas: Vec<MapArea>,
    /// What the colours mean: drawn below a map that stands alone. On a page the legend stands beside it.
    pub key: Vec<MapKey>,
}

/// An area of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapArea {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its figure with its unit, or why there is none.
    pub text: String,
    /// Its figure as short as it can be, to stand on the map; may be empty.
    pub short: String,
    /// The reading in words; empty on a map of plain values.
    pub words: String,
    /// How it is coloured.
    pub fill: MapFill,
    /// Whether the page is about this area.
    pub marked: bool,
}

/// How an area is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapFill {
    /// By what its figure means; where certainty is unknown it looks as if it were certain, since borders are shared: the
    /// words say it.
    Reading(Mark),
    /// By the class of a plain value, 1 (lowest) to 5.
    Value(u8),
    /// There is a figure, and it is not shown: dots.
    Masked,
    /// There is no figure: dots too, for the reader has as little. The words tell the two apart.
    Missing,
    /// There is a figure that may be too far from the true one to colour by: crossed lines.
    Vague,
}

impl MapFill {
    fn shade(self) -> Option<Shade> {
        match self {
            Self::Reading(mark) => Some(mark.shade()),
            Self::Masked | Self::Missing => Some(Shade::NotShown),
            Self::Value(_) | Self::Vague => None,
        }
    }

    fn is_without_figure(self) -> bool {
        matches!(self, Self::Masked | Self::Missing)
    }

    fn classes(self) -> String {
        match self {
            Self::Reading(mark) => match mark.shade() {
                Shade::Unknown(verdict) => crate::mark::class(verdict).to_owned(),
                shade => shade.classes(),
            },
            Self::Value(class) => format!("value-{}", class.clamp(1, 5)),
            Self::Masked | Self::Missing => Shade::NotShown.classes(),
            Self::Vague => "gap".to_owned(),
        }
    }

    /// Whether words on it need a plate of paper: on a pattern, and on the middle blue, where neither white nor ink has
    /// enough contrast.
    fn needs_plate(self) -> bool {
        matches!(self.shade(), Some(Shade::Uncertain(_) | Shade::NotShown))
            || matches!(self, Self::Value(4) | Self::Vague)
    }

    fn label_class(self) -> &'static str {
        match self {
            Self::Reading(mark) => match mark.shade() {
                Shade::Step(_) | Shade::Unknown(_) if mark.shade().on_class() == "on-dark" => "on-dark",
                _ => "on-light",
            },
            Self::Value(class) if class >= 5 => "on-dark",
            Self::Value(_) | Self::Masked | Self::Missing | Self::Vague => "on-light",
        }
    }
}

impl SmallMap {
    /// The same figures as a table, in order of name.
    pub fn table(&self, words: &Words) -> Table {
        let readings = self.areas.iter().any(|area| !area.words.is_empty());
        let mut columns: Vec<(&str, bool)> = vec![(&words.area, false), (&words.value, true)];
        if readings {
            columns.push((&words.reading, false));
        }
        let mut table = Table::new(&self.caption.title, &columns);
        let mut by_name: Vec<&MapArea> = self.areas.iter().collect();
        by_name.sort_by_cached_key(|area| area.label.to_lowercase());
        for area in by_name {
            let mut entries = vec![Entry::link(&area.label, area.href.as_deref()), area.text.as_str().into()];
            if readings {
                entries.push(area.words.as_str().into());
            }
            table.push(entries, area.marked);
        }
        table
    }

    /// The map. An area without a shape is in the table only.
    pub fn svg(&self, shapes: &MapShapes, style: Style) -> String {
        let mut svg = Svg::new(&self.caption, style);
        let (full, high) = (shapes.width, shapes.height);
        svg.rect("panel", 0.0, 0.0, full, high, " rx=\"10\"");
        for (area, shape) in self.areas.iter().zip(&shapes.areas) {
            if shape.path.is_empty() {
                continue;
            }
            let mut tip = format!("{}: {}", area.label, area.text);
            if !area.words.is_empty() && area.words != area.text {
                tip.push_str(", ");
                tip.push_str(&area.words);
            }
            let name = format!(" aria-label=\"{}\"", escape(&tip));
            let close = svg.open_link(area.href.as_deref(), &name);
            svg.tip(&tip);
            let fill = area.fill.pattern(&mut svg);
            svg.path(&format!("{} area", area.fill.classes()), &shape.path, &fill);
            svg.raw(close);
        }
        for (area, shape) in self.areas.iter().zip(&shapes.areas) {
            if area.marked && !shape.path.is_empty() {
                svg.path("ink", &shape.path, " stroke-width=\"3\" stroke-linejoin=\"round\" pointer-events=\"none\"");
            }
        }
        svg.raw("<g aria-hidden=\"true\" pointer-events=\"none\">");
        let mut taken = Taken::default();
        for (area, shape) in self.areas.iter().zip(&shapes.areas) {
            name_on(&mut svg, area.fill, &area.label, &area.short, shape, &mut taken);
        }
        svg.raw("</g>");
        let end = if style == Style::Standalone { key::draw(&mut svg, &self.key, full, high) } else { high };
        svg.finish(&self.caption, full, end, "map", "group")
    }
}

/// How much larger numbers are on a small screen, where the map shrinks and they do not.
const ON_A_PHONE: f64 = 2.1;

/// Where numbers stand on a map as it is on a small screen.
#[derive(Default)]
struct Taken(Vec<(f64, f64, f64)>);

impl Taken {
    /// Whether a number of this width has a place to itself there, which is then its own.
    fn has_room(&mut self, x: f64, y: f64, wide: f64) -> bool {
        let half = wide * ON_A_PHONE / 2.0;
        let meets = |&(other, line, other_half): &(f64, f64, f64)| {
            (x - other).abs() < half + other_half + 4.0 && (y - line).abs() < 14.0 * ON_A_PHONE
        };
        let free = !self.0.iter().any(meets);
        if free {
            self.0.push((x, y, half));
        }
        free
    }
}

/// The name of an area and its figure on the map, or one of them, where there is room.
fn name_on(svg: &mut Svg, fill: MapFill, label: &str, short: &str, shape: &shapes::Shape, taken: &mut Taken) {
    let name = width(label, 13.0, false);
    let figure = width(short, 14.0, true);
    // A page whose map is small leaves out names and plates, and writes the numbers larger: then they have a halo instead.
    let halo = if fill.needs_plate() { " halo" } else { "" };
    let class = format!("{}{halo}", fill.label_class());
    let plate = |svg: &mut Svg, x: f64, y: f64, wide: f64, high: f64| {
        if fill.needs_plate() {
            let (x, y) = (x - wide / 2.0 - 4.0, y - high / 2.0);
            svg.rect("paper", x, y, wide + 8.0, high, " rx=\"3\" fill-opacity=\".93\"");
        }
    };
    let mut number = |svg: &mut Svg, x: f64, y: f64| {
        let tight = if taken.has_room(x, y, figure) { "" } else { " tight" };
        svg.raw(&format!("<text class=\"b m {class}{tight}\" x=\"{}\" y=\"{}\">{}</text>", n(x), n(y), escape(short)));
    };
    if short.is_empty() {
        if let Some((x, y)) = shape.room(name + 8.0, 18.0) {
            plate(svg, x, y, name, 18.0);
            svg.text(&format!("n m {class}"), x, y + 4.6, label);
        }
    } else if let Some((x, y)) = shape.room(name.max(figure) + 8.0, 36.0) {
        plate(svg, x, y, name.max(figure), 35.0);
        svg.text(&format!("n m {class}"), x, y - 3.5, label);
        number(svg, x, y + 12.6);
    } else if let Some((x, y)) = shape.room(figure + 6.0, 18.0) {
        plate(svg, x, y, figure, 18.0);
        number(svg, x, y + 4.8);
    }
}
