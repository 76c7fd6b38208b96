//! Charts as a page shows them: a title, of whom and when, the drawing for wide and narrow places, and a table.

mod among;
mod bars;
mod composition;
mod groups;
mod map;
mod own_map;
mod trend;

use cells::{Cell, IndicatorIx, Period, PlaceIx};
use charts::{Caption, Interval, ReferenceLine};
use definition::{Indicator, Measure};
use export::{Axis, PeriodChoice};
use insight::{Address, numbers, words};

pub(crate) use among::{distribution, ranking};
pub(crate) use bars::beside;
pub(crate) use composition::{Whole, compositions, compositions_beside};
pub(crate) use groups::{Dots, group_dots, group_size, group_sizes, group_sizes_beside, groups};
pub(crate) use map::{MapFrame, map, outline_map};
pub(crate) use own_map::map_of_own;
pub(crate) use trend::trend;

use crate::choices::Comparison;
use crate::databank::{Charted, of_chart};
use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::indicator::Among;
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// Widths of a drawing in a frame: half a page, a whole page, a phone. In px.
const HALF: u16 = 520;
const WHOLE: u16 = 1120;
const PHONE: u16 = 340;

/// Areas whose figures are drawn together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Together<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) indicator: IndicatorIx,
    pub(crate) period: Period,
    pub(crate) among: &'a [Among],
    pub(crate) title: &'a str,
}

/// A chart in its frame. Drawings are printed as they are.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    pub(crate) title: String,
    /// Of whom it is and when.
    pub(crate) subtitle: String,
    /// What holds for every drawing of its kind: a page with many says it once. Mostly empty.
    pub(crate) remarks: String,
    pub(crate) wide: String,
    pub(crate) phone: String,
    /// Whether the wide drawing needs the whole width of the page.
    pub(crate) broad: bool,
    pub(crate) legend: String,
    /// None where the page has the same figures in a table of its own, of all areas.
    pub(crate) table: Option<charts::Table>,
    pub(crate) file: String,
    /// Where there is more of it.
    pub(crate) more: Option<Link>,
    /// Where it is offered for other sites.
    pub(crate) embed: Option<Link>,
    /// The table with these figures.
    pub(crate) databank: String,
}

impl Drawing {
    /// All that stands below the title.
    pub(crate) fn about(&self) -> String {
        if self.remarks.is_empty() { self.subtitle.clone() } else { format!("{} {}", self.subtitle, self.remarks) }
    }
}

pub(crate) fn caption(visit: &Visit, prefix: &str, title: &str, description: &str) -> Caption {
    Caption {
        prefix: prefix.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        source: visit.source_line(),
    }
}

/// The same with a sentence about whom it is and when, which a drawing that leaves the site takes along with its source.
fn caption_of(visit: &Visit, prefix: &str, title: &str, description: &str, about: &str) -> Caption {
    let plain = caption(visit, prefix, title, description);
    Caption { source: plain.source.map(|source| format!("{} {source}", ended(about))), ..plain }
}

/// The title of a drawing. As a file it has no page around it that says of which indicator and which group of residents it is.
fn titled(visit: &Visit, indicator: &Indicator, title: &str) -> String {
    if visit.style() != charts::Style::Standalone {
        return title.to_owned();
    }
    let mut letters = title.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let figure = indicator.short.get(visit.language());
    match visit.definition().category(visit.choices().category) {
        Some(group) => format!("{figure}, {}: {title}", group.label.get(visit.language())),
        None => format!("{figure}: {title}"),
    }
}

/// The unit for an axis.
fn unit(indicator: &Indicator, visit: &Visit) -> String {
    match indicator.measure {
        Measure::Percent => "%".to_owned(),
        _ => match &indicator.unit_label {
            Some(label) => label.get(visit.language()).to_owned(),
            // "per 1.000" belongs to the measure, and stands behind every figure of it.
            None => figure::split(&numbers::figure(1.0, indicator, visit.language())).1,
        },
    }
}

fn file(visit: &Visit, kind: &str, indicator: IndicatorIx, of: &str) -> String {
    format!("{kind}-{}-{}", visit.definition().indicator(indicator).id, crate::address::slug(of))
}

/// Of whom and when, under a title.
fn of_whom(visit: &Visit, indicator: &Indicator, period: Period) -> String {
    format!("{}, {period}", indicator.label.get(visit.language()))
}

/// The area that a place is compared with; none where that is everybody in the place itself.
pub(crate) fn reference_place(visit: &Visit, ix: PlaceIx, comparison: Comparison) -> Option<PlaceIx> {
    match comparison {
        Comparison::Country => visit.release().places.find(cells::AreaCode::COUNTRY),
        Comparison::Municipality => place::municipality(visit.site(), ix),
        Comparison::EverybodyHere => None,
    }
}

/// The table with one figure of these areas, of the group it is chosen of.
fn table_of_areas(visit: &Visit, indicator: IndicatorIx, period: Period, areas: Vec<PlaceIx>) -> String {
    let chart = Charted {
        indicators: vec![indicator],
        areas,
        categories: vec![visit.choices().category],
        periods: vec![PeriodChoice::One(period)],
        rows: Axis::Area,
    };
    of_chart(visit, &chart)
}

/// A text that ends as a sentence does.
fn ended(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// Between which figures a figure from counts lies by chance alone; none where it has no counts or is not shown.
pub(crate) fn interval_of_chance(visit: &Visit, indicator: &Indicator, cell: &Cell) -> Option<Interval> {
    let counts = insight::statistics::Fraction::of(cell).filter(|_| cell.is_published())?;
    let chance = insight::chance_of(indicator.measure)?;
    let ends = insight::statistics::Interval::of_chance(chance, &counts).times(indicator.measure.per());
    Some(interval_of(visit, indicator, (ends.low, ends.high)))
}

/// The ends of an interval, and how they are said.
fn interval_of(visit: &Visit, indicator: &Indicator, ends: (f64, f64)) -> Interval {
    let language = visit.language();
    let text = format!(
        "{} {} {}",
        numbers::number(ends.0, indicator.decimals, language),
        visit.texts().get("rank-to"),
        numbers::number(ends.1, indicator.decimals, language)
    );
    Interval { low: ends.0, high: ends.1, text }
}

/// The dashed line: the figure of what the areas are compared with.
fn reference_of(visit: &Visit, indicator_ix: IndicatorIx, period: Period, ix: PlaceIx) -> Option<ReferenceLine> {
    let figures = visit.site().figures();
    let choices = visit.choices();
    let at = Address { indicator: indicator_ix, period, place: ix, category: choices.category };
    let standing = comparison(visit.site(), ix, choices)?.standing();
    let cell = insight::comparison::standing_cell(&figures, at, standing)?;
    let value = cell.value.filter(|_| cell.is_published())?;
    let indicator = visit.definition().indicator(indicator_ix);
    Some(ReferenceLine {
        label: words::spoken_name(&figure::reference_head(visit, ix)?).to_owned(),
        value,
        text: numbers::figure(value, indicator, visit.language()),
    })
}
