//! The silhouette in the head of each column, and two whole profiles beside each other.

use charts::{Caption, Centre, Mark, ProfileIndicator, ProfileRing, ProfileTheme, Style};
use definition::Polarity;
use insight::columns::Column;
use insight::{Certainty, Direction, Reading, Size};

use super::{Row, label, own_choices};
use crate::choices::{Choices, Comparison};
use crate::view::bar::{comparison_name, comparisons};
use crate::view::figure;
use crate::view::place;
use crate::view::profile;
use crate::view::shell::Link;
use crate::visit::Visit;

/// No difference.
const EQUAL: Mark = Mark {
    reading: Reading::Compared { direction: Direction::Equal, size: Size::None, certainty: Certainty::Certain },
    polarity: Polarity::Neutral,
    judge: true,
};

/// The silhouette of a column. That of the first, which all are compared with, has no differences: it is grey, and there so that
/// the names stand on one line.
pub(super) fn small_ring(visit: &Visit, column: Column, n: usize, rows: &[Row], shorts: &[String]) -> String {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let in_ring: Vec<&Row> = rows.iter().filter(|row| definition.indicator(row.indicator).profile).collect();
    if in_ring.is_empty() {
        return String::new();
    }
    let mark_of = |row: &Row| if n == 0 { EQUAL } else { row.marks[n] };
    let certain = in_ring.iter().filter(|row| mark_of(row).is_certain_difference()).count();
    let description = if n == 0 {
        t.get("compare-ring-base")
    } else {
        t.with("compare-ring", &[("count", certain.into()), ("base", shorts[0].clone().into())])
    };
    ProfileRing {
        caption: Caption { prefix: format!("kolom-{}", n + 1), title: label(visit, column), description, source: None },
        reference: String::new(),
        centre: Centre::default(),
        themes: definition
            .themes
            .iter()
            .map(|theme| ProfileTheme {
                label: theme.label.get(language).to_owned(),
                href: None,
                indicators: in_ring
                    .iter()
                    .filter(|row| definition.indicator(row.indicator).theme == theme.id)
                    .map(|row| ProfileIndicator::silent(mark_of(row)))
                    .collect(),
            })
            .filter(|theme| !theme.indicators.is_empty())
            .collect(),
    }
    .small(104, Style::Page)
}

/// Two profiles beside each other, each as on the page of its own area: both compared with the country, or, for two groups of
/// one area, both with everybody there. None for another number of columns, or where nothing holds for both.
pub(super) fn profiles(visit: &Visit, columns: &[Column]) -> (Vec<(Link, String)>, String) {
    let none = (Vec::new(), String::new());
    let [one, other] = columns else { return none };
    let site = visit.site();
    let possible = comparisons(site, other.place, other.category);
    let wanted = |c: &Comparison| {
        *c != Comparison::Municipality || place::municipality(site, one.place) == place::municipality(site, other.place)
    };
    let shared = comparisons(site, one.place, one.category)
        .into_iter()
        .filter(wanted)
        .filter(|c| possible.contains(c))
        // The country holds for everybody; a municipality says more of its own parts.
        .max_by_key(|c| match c {
            Comparison::Municipality => 2,
            Comparison::Country => 1,
            Comparison::EverybodyHere => 0,
        });
    let Some(comparison) = shared else { return none };
    let mut drawn = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let choices = Choices { category: column.category, comparison: Some(comparison), ..own_choices(visit) };
        let own = visit.with_choices(choices);
        let rows = figure::rows(&own, column.place);
        let with = comparison_name(&own, column.place, comparison);
        let Some(ring) = profile::ring(&own, column.place, &rows, &with, &format!("taart-{}", n + 1)) else {
            return none;
        };
        drawn.push((Link::new(own.links().place(column.place), label(visit, *column)), ring.phone(Style::Page)));
    }
    let with = match comparison {
        Comparison::EverybodyHere => visit.texts().get("others-here"),
        _ => comparison_name(visit, one.place, comparison),
    };
    (drawn, visit.texts().with("compare-profiles-with", &[("with", with.into())]))
}
