//! What changed: through the years, and since the release before this one.

use std::collections::HashMap;

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};
use insight::{Certainty, Reading, Size, numbers};
use release::Release;

use super::Chapter;
use super::block::{Block, Cell, Head, Table};
use super::scope::Scope;
use crate::names;

/// The most names in a list.
const NAMED: usize = 12;

/// The chapter.
pub(super) fn changes(scope: &Scope<'_>) -> Chapter {
    let t = scope.t;
    let mut blocks = Vec::new();
    blocks.extend(scope.editor("changes"));
    blocks.push(Block::heading(1, "door-de-jaren", t.get("changes-years")));
    match years(scope).filter(|_| scope.period.is_none()) {
        Some(table) => {
            blocks.push(Block::plain(t.with("changes-years-lead", &[("name", scope.name().into())])));
            blocks.push(Block::Table { table });
        }
        None if scope.period.is_some() => blocks.push(Block::plain(t.get("changes-one-year"))),
        None => blocks.push(Block::plain(t.get("changes-none"))),
    }
    blocks.push(Block::heading(1, "vorige-uitgave", t.get("changes-release")));
    match scope.edition.previous {
        Some(previous) => blocks.extend(since(scope, previous)),
        None => blocks.push(Block::plain(t.get("changes-first"))),
    }
    Chapter { id: "veranderingen".to_owned(), title: t.get("chapter-changes"), blocks }
}

/// Every figure of the whole that changed for certain, first and last year.
fn years(scope: &Scope<'_>) -> Option<Table> {
    let all = (0..scope.edition.definition().indicators.len()).map(|n| IndicatorIx(n as u16));
    let trends = insight::trend::trends(&scope.edition.figures, scope.place, CategoryIx::TOTAL, all);
    let changed: Vec<_> = trends
        .iter()
        .filter(|trend| {
            matches!(
                trend.judged.reading,
                Reading::Compared { size: Size::Some | Size::Clear, certainty: Certainty::Certain, .. }
            )
        })
        .collect();
    let ends = |trend: &insight::trend::Trend| (trend.series.first().0, trend.series.last().0);
    let same = changed.first().map(|trend| ends(trend)).filter(|own| changed.iter().all(|trend| ends(trend) == *own));
    let rows: Vec<Vec<Cell>> = changed
        .iter()
        .map(|trend| {
            let indicator = scope.indicator(trend.series.indicator);
            let ((first, before), (last, after)) = (trend.series.first(), trend.series.last());
            let figure = |cell: &cells::Cell, year: cells::Period| {
                let shown = numbers::shown(cell, indicator, scope.language);
                if same.is_some() { shown } else { format!("{shown} ({year})") }
            };
            let counted = |cell: &cells::Cell| crate::row::counts(cell, indicator, scope.t);
            vec![
                Cell::text(indicator.short.get(scope.language)),
                Cell::text(figure(&before, first)),
                Cell::text(counted(&before)),
                Cell::strong(figure(&after, last)),
                Cell::text(counted(&after)),
                Cell::text(insight::trend::words(trend.judged.reading, scope.language).unwrap_or_default()),
            ]
        })
        .collect();
    let head = |year: Option<cells::Period>, key: &str| year.map_or_else(|| scope.t.get(key), |year| year.to_string());
    (!rows.is_empty()).then(|| Table {
        caption: scope.t.with("changes-caption", &[("name", scope.name().into())]),
        heads: vec![
            Head::words(scope.t.get("column-figure")),
            Head::numbers(head(same.map(|(first, _)| first), "column-from")),
            Head::numbers(scope.t.get("column-count")),
            Head::numbers(head(same.map(|(_, last)| last), "column-to")),
            Head::numbers(scope.t.get("column-count")),
            Head::words(scope.t.get("column-change")),
        ],
        rows,
        note: String::new(),
    })
}

/// Figures that are in both releases, or in one of them.
#[derive(Default)]
struct Compared {
    same: usize,
    revised: usize,
    new: usize,
    gone: usize,
}

/// What is new, gone and revised beside the release before this one.
fn since(scope: &Scope<'_>, previous: &Release) -> Vec<Block> {
    let t = scope.t;
    let (now, before) = (scope.edition.definition(), &previous.definition);
    let mut blocks = vec![Block::plain(t.with(
        "changes-release-lead",
        &[
            ("id", previous.manifest.id.chars().take(8).collect::<String>().into()),
            ("date", names::date(&previous.manifest.created, t).into()),
        ],
    ))];
    let label = |indicator: &definition::Indicator| indicator.short.get(scope.language).to_owned();
    let added: Vec<String> =
        now.indicators.iter().filter(|own| before.find_indicator(&own.id).is_none()).map(label).collect();
    let removed: Vec<String> =
        before.indicators.iter().filter(|own| now.find_indicator(&own.id).is_none()).map(label).collect();
    let mut items = Vec::new();
    let mut say = |key: &str, list: &[String]| {
        if !list.is_empty() {
            let mut named: Vec<String> = list.iter().take(NAMED).cloned().collect();
            if list.len() > NAMED {
                named.push(t.with("and-more", &[("count", (list.len() - NAMED).into())]));
            }
            let said = t.with(key, &[("count", list.len().into()), ("list", named.join(", ").into())]);
            items.push(super::block::plain(said));
        }
    };
    say("changes-added", &added);
    say("changes-removed", &removed);
    let mut years = Vec::new();
    for (n, indicator) in now.indicators.iter().enumerate() {
        let Some(then) = before.find_indicator(&indicator.id) else { continue };
        let old = previous.cube.periods(then);
        let new: Vec<String> = scope
            .edition
            .release
            .cube
            .periods(IndicatorIx(n as u16))
            .iter()
            .filter(|period| !old.contains(period))
            .map(ToString::to_string)
            .collect();
        if !new.is_empty() {
            years.push(format!("{} ({})", label(indicator), new.join(", ")));
        }
    }
    say("changes-years-added", &years);
    if items.is_empty() {
        items.push(super::block::plain(t.get("changes-nothing-new")));
    }
    blocks.push(Block::List { items });
    blocks.push(Block::Table { table: revised(scope, previous) });
    blocks
}

/// How many figures of the whole and the areas inside are the same, revised, new and gone, by theme.
fn revised(scope: &Scope<'_>, previous: &Release) -> Table {
    let (now, before) = (scope.edition.definition(), &previous.definition);
    let places: HashMap<PlaceIx, PlaceIx> = std::iter::once(&scope.place)
        .chain(&scope.areas)
        .filter_map(|&ix| {
            let place = scope.edition.places().get(ix);
            let there = place.vintages.iter().rev().find_map(|&v| previous.places.find_in(place.code, v))?;
            Some((ix, there))
        })
        .collect();
    let categories: Vec<(CategoryIx, CategoryIx)> = std::iter::once((CategoryIx::TOTAL, CategoryIx::TOTAL))
        .chain(now.categories().filter_map(|(ix, _, own)| Some((ix, before.find_category(&own.id)?))))
        .collect();
    let mut rows = Vec::new();
    for theme in &now.themes {
        let mut found = Compared::default();
        for (ix, indicator) in now.indicators_of(&theme.id) {
            let Some(then) = before.find_indicator(&indicator.id) else { continue };
            for &period in scope.edition.release.cube.periods(ix) {
                for (&place, &there) in &places {
                    for &(category, other) in &categories {
                        let new = scope.edition.release.cube.cell(ix, period, place, category);
                        let old = previous.cube.cell(then, period, there, other);
                        match (new.is_published(), old.is_published()) {
                            (true, true) if new.value == old.value => found.same += 1,
                            (true, true) => found.revised += 1,
                            (true, false) => found.new += 1,
                            (false, true) => found.gone += 1,
                            (false, false) => {}
                        }
                    }
                }
            }
        }
        let count = |n: usize| Cell::text(numbers::number(n as f64, 0, scope.language));
        if found.same + found.revised + found.new + found.gone > 0 {
            rows.push(vec![
                Cell::text(theme.label.get(scope.language)),
                count(found.same),
                count(found.revised),
                count(found.new),
                count(found.gone),
            ]);
        }
    }
    let level = scope.areas.first().map_or(Level::Country, |&ix| scope.edition.places().get(ix).level());
    Table {
        caption: scope
            .t
            .with("revised-caption", &[("name", scope.name().into()), ("areas", names::levels(level, scope.t).into())]),
        heads: vec![
            Head::words(scope.t.get("column-theme")),
            Head::numbers(scope.t.get("column-same")),
            Head::numbers(scope.t.get("column-revised")),
            Head::numbers(scope.t.get("column-new")),
            Head::numbers(scope.t.get("column-gone")),
        ],
        rows,
        note: String::new(),
    }
}
