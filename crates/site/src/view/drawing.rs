//! Charts as a page shows them: a title, of whom and when, the drawing for wide and narrow places, and a table.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use insight::Address;

use crate::view::figure::Row;
use crate::view::indicator::Among;
use crate::visit::Visit;

/// A chart in its frame. Drawings are printed as they are.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) phone: String,
    pub(crate) legend: String,
    pub(crate) table: charts::Table,
    pub(crate) file: String,
}

pub(crate) fn map(_: &Visit, _: IndicatorIx, _: Period, _: &[Among], _: &str) -> Option<Drawing> {
    None
}
pub(crate) fn ranking(_: &Visit, _: IndicatorIx, _: Period, _: &[Among], _: &str) -> Option<Drawing> {
    None
}
pub(crate) fn distribution(
    _: &Visit,
    _: IndicatorIx,
    _: Period,
    _: Level,
    _: PlaceIx,
    _: CategoryIx,
) -> Option<Drawing> {
    None
}
pub(crate) fn trend(_: &Visit, _: IndicatorIx, _: PlaceIx, _: CategoryIx, _: &str) -> Option<Drawing> {
    None
}
pub(crate) fn groups(_: &Visit, _: Address) -> Vec<Drawing> {
    Vec::new()
}
pub(crate) fn beside(_: &Visit, _: Address, _: &Row) -> Option<Drawing> {
    None
}
