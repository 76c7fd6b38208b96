//! The monitor as tables, as other systems know them: one for each theme, with everything it has.

use cells::{CategoryIx, Level};
use definition::{Indicator, Theme};
use export::{AreaChoice, CategoryChoice, IndicatorChoice, PeriodChoice, Query, Table};

use crate::databank::has_figures;
use crate::visit::Visit;

/// The themes that have any figure: the tables there are.
pub(crate) fn themes(visit: &Visit) -> Vec<&Theme> {
    let definition = visit.definition();
    let has = |theme: &&Theme| definition.indicators_of(&theme.id).any(|(ix, _)| has_figures(visit.site(), ix));
    definition.themes.iter().filter(has).collect()
}

/// The theme of a table; none where there is no such table. Capitals do not matter.
pub(crate) fn theme<'a>(visit: &'a Visit, id: &str) -> Option<&'a Theme> {
    themes(visit).into_iter().find(|theme| theme.id.eq_ignore_ascii_case(id))
}

/// The ids of all tables, for saying which there are.
pub(crate) fn ids(visit: &Visit) -> Vec<&str> {
    themes(visit).into_iter().map(|theme| theme.id.as_str()).collect()
}

/// The question that a table answers: everything of a theme.
fn everything(visit: &Visit, theme: &Theme) -> Query {
    let definition = visit.definition();
    let indicators = definition
        .indicators_of(&theme.id)
        .filter(|(ix, _)| has_figures(visit.site(), *ix))
        .map(|(ix, _)| IndicatorChoice::One(ix))
        .collect();
    let split = definition.breakdowns.iter().filter(|breakdown| {
        definition.indicators_of(&theme.id).any(|(_, indicator)| indicator.breakdowns.contains(&breakdown.id))
    });
    let mut categories = vec![CategoryChoice::One(CategoryIx::TOTAL)];
    categories.extend(split.map(|breakdown| CategoryChoice::Breakdown(breakdown.id.clone())));
    Query {
        indicators,
        areas: Level::ALL.into_iter().map(|level| AreaChoice::Level(level, None)).collect(),
        categories,
        periods: vec![PeriodChoice::All],
        ..Query::default()
    }
}

/// The table of a theme with all its members.
pub(crate) fn table<'a>(visit: &'a Visit, theme: &Theme) -> Option<Table<'a>> {
    everything(visit, theme).table(visit.release()).ok()
}

/// How an indicator is called as a column ("Bijstand", "LeeftijdOverlijden").
pub(crate) fn column_name(indicator: &Indicator) -> String {
    column_name_of(&indicator.id)
}

/// An id in one word with capitals.
pub(crate) fn column_name_of(id: &str) -> String {
    id.split('-')
        .map(|word| {
            let mut rest = word.chars();
            rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect::<String>())
        })
        .collect()
}

/// A year as Statistics Netherlands writes it.
pub(crate) fn period_code(period: cells::Period) -> String {
    format!("{period}JJ00")
}
