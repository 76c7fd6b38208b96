//! Figures and what they mean, drawn as SVG that everyone can read.
//!
//! Flows in: plain data (labels, formatted values, readings, addresses). Flows out: for each chart an SVG as text and a
//! [`Table`] with the same figures, so that no figure exists as a picture only. Shared by site, factsheet and embeds, so
//! that a figure looks the same wherever it is seen. Must not know HTTP, files, or where a figure came from; says
//! nothing in a language of its own, except the few words of [`Words`].
//!
//! | module | draws |
//! |---|---|
//! | `ring` | the profieltaart: wide with labels, for a phone, and small |
//! | `bars` | bars with an interval and a dashed reference line |
//! | `distribution` | all areas on one axis, with one marked |
//! | `trend` | a figure through the years, and the sparkline |
//! | `composition` | how a whole is made up, as one stacked bar |
//! | `ranking` | areas as dots with intervals |
//! | `map` | a small map, and a map by classes with its legend |
//! | `legend` | what the colours, patterns and symbols mean |
//! | `mark` | from a reading to class, length and symbol: the one place where that is decided |
//! | `table` | the same figures as rows |
//! | `style`, `svg`, `text`, `axis` | stylesheet and colours; writing SVG; measuring text; scales |
//!
//! Public: one struct per chart with a `svg` and a `table` function; [`Caption`], [`Style`], [`Words`], [`Table`];
//! [`Mark`], [`Shade`], [`Symbol`] and [`class`]; [`Legend`] and [`chip`]; [`STYLESHEET`], which a page holds once.
//!
//! Every chart has a title and a description, its identifiers start with [`Caption::prefix`] so that many charts can
//! stand on one page, and its links are in reading order, one tab stop for each figure.
#![forbid(unsafe_code)]

mod axis;
mod bars;
mod composition;
mod distribution;
mod legend;
mod map;
mod mark;
mod ranking;
mod ring;
mod style;
mod svg;
mod table;
mod text;
mod trend;
mod words;

pub use bars::{Bar, Bars, Interval, ReferenceLine};
pub use composition::{Composition, CompositionBar, Part, PartName, part_class};
pub use distribution::{AreaDot, BEYOND, Distribution, MarkedArea, MiddleHalf};
pub use legend::{Legend, LegendGroup, LegendStep, chip, swatch, symbol};
pub use map::{
    AreaOutline, Choropleth, ClassedArea, KeyFill, Locator, MOST_LINKED, MapArea, MapClass, MapFill, MapKey, MapShapes,
    OverviewMap, SmallMap,
};
pub use mark::{Mark, Pole, Shade, Symbol, class};
pub use ranking::{RankedArea, Ranking};
pub use ring::{Centre, ProfileIndicator, ProfileRing, ProfileTheme};
pub use style::{STYLESHEET, Style, TOKENS, standalone_stylesheet, written_out};
pub use svg::Caption;
pub use table::{Column, Entry, Row, Table};
pub use trend::{Break, Point, Series, Trend, sparkline};
pub use words::Words;
