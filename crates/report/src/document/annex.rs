//! All figures of the whole as tables, by group; of a municipality those of its districts as well.

use cells::{CategoryIx, Level, PlaceIx};
use charts::Mark;
use definition::Measure;
use insight::Address;
use release::StandingReference;

use super::Chapter;
use super::block::{Block, Cell, Head, Table};
use super::scope::Scope;
use super::theme::of_theme;
use crate::names;
use crate::row::{self, Row};

/// The chapters: figures by theme, and those of the areas inside where they are few enough to print.
pub(super) fn annex(scope: &Scope<'_>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    let mut blocks = vec![Block::plain(scope.t.get("annex-lead"))];
    for theme in &scope.edition.definition().themes {
        let rows: Vec<&Row> = of_theme(scope, &theme.id).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::heading(1, format!("bijlage-{}", theme.id), theme.label.get(scope.language)));
        let (split, whole): (Vec<&Row>, Vec<&Row>) =
            rows.into_iter().partition(|row| row.at.is_some_and(|at| !scope.groups(at).is_empty()));
        if !whole.is_empty() {
            blocks.push(Block::Table { table: of_everybody(scope, &whole, theme.label.get(scope.language)) });
        }
        blocks.extend(split.into_iter().filter_map(|row| by_group(scope, row)).map(|table| Block::Table { table }));
    }
    chapters.push(Chapter { id: "bijlage".to_owned(), title: scope.t.get("chapter-annex"), blocks });
    chapters.extend(of_areas(scope));
    chapters
}

/// Figures that only exist for everybody.
fn of_everybody(scope: &Scope<'_>, rows: &[&Row], theme: &str) -> Table {
    let compared = !scope.is_national();
    let mut heads = vec![
        Head::words(scope.t.get("column-figure")),
        Head::numbers(scope.t.get("column-value")),
        Head::numbers(scope.t.get("column-count")),
    ];
    if compared {
        let country =
            scope.edition.figures.country().map(|country| names::name(scope.edition, country, scope.language));
        heads.push(Head::numbers(names::capitalised(&country.unwrap_or_default())));
        heads.push(Head::words(scope.t.get("column-reading")));
    }
    heads.push(Head::words(scope.t.get("column-year")));
    heads.push(Head::words(scope.t.get("column-source")));
    Table {
        caption: scope.t.with("annex-whole", &[("theme", theme.into()), ("name", scope.name().into())]),
        heads,
        rows: rows
            .iter()
            .filter_map(|row| {
                let at = row.at?;
                let mut cells = vec![
                    Cell::text(scope.indicator(row.indicator).label.get(scope.language)),
                    Cell::strong(row.value.clone()),
                    Cell::text(row.count.clone()),
                ];
                if compared {
                    cells.push(Cell::text(row.reference.clone()));
                    cells.push(scope.chip(row.mark, at));
                }
                cells.push(Cell::text(at.period.to_string()));
                cells.push(Cell::text(scope.publisher(at)));
                Some(cells)
            })
            .collect(),
        note: String::new(),
    }
}

/// One figure for everybody and for each group.
fn by_group(scope: &Scope<'_>, row: &Row) -> Option<Table> {
    let at = row.at?;
    let indicator = scope.indicator(at.indicator);
    let line = |label: String, category: CategoryIx, strong: bool| {
        let at = Address { category, ..at };
        let cell = scope.cell(at);
        let mark = if strong { Mark::NOT_SHOWN } else { scope.mark(at, StandingReference::EverybodyHere) };
        let value = if cell.is_published() { scope.shown(at) } else { String::new() };
        vec![
            if strong { Cell::strong(label) } else { Cell::text(label) },
            Cell::strong(value),
            Cell::text(row::counts(&cell, indicator, scope.t)),
            if strong { Cell::text("") } else { scope.chip(mark, at) },
        ]
    };
    let mut rows: Vec<Vec<Cell>> = scope
        .groups(at)
        .into_iter()
        .map(|(category, group)| line(group.label.get(scope.language).to_owned(), category, false))
        .collect();
    rows.push(line(names::capitalised(&scope.t.get("everybody-lower")), CategoryIx::TOTAL, true));
    Some(Table {
        caption: format!("{}, {}", indicator.label.get(scope.language), at.period),
        heads: vec![
            Head::words(scope.t.get("column-background")),
            Head::numbers(scope.t.get("column-value")),
            Head::numbers(scope.t.get("column-count")),
            Head::words(scope.t.get("column-beside-others")),
        ],
        rows,
        note: scope.year_and_source(at),
    })
}

/// Of a municipality: every figure of the profile for each of its districts.
fn of_areas(scope: &Scope<'_>) -> Option<Chapter> {
    let level = scope.edition.places().get(*scope.areas.first()?).level();
    if scope.is_national() || level != Level::District || scope.areas.len() < 2 {
        return None;
    }
    let mut blocks = vec![Block::plain(
        scope.t.with("annex-areas-lead", &[("areas", scope.areas_word().into()), ("name", scope.name().into())]),
    )];
    for theme in &scope.edition.definition().themes {
        let tables: Vec<Table> = of_theme(scope, &theme.id)
            .filter(|row| scope.indicator(row.indicator).profile)
            .filter_map(|row| by_area(scope, row))
            .collect();
        if tables.is_empty() {
            continue;
        }
        blocks.push(Block::heading(1, format!("gebieden-{}", theme.id), theme.label.get(scope.language)));
        blocks.extend(tables.into_iter().map(|table| Block::Table { table }));
    }
    let title = scope.t.with("chapter-areas", &[("areas", scope.areas_word().into())]);
    (blocks.len() > 1).then(|| Chapter { id: "bijlage-gebieden".to_owned(), title, blocks })
}

fn by_area(scope: &Scope<'_>, row: &Row) -> Option<Table> {
    let at = scope.among(row)?;
    let indicator = scope.indicator(at.indicator);
    let line = |place: PlaceIx| {
        let at = Address { place, ..at };
        let cell = scope.cell(at);
        let value = if cell.is_published() { scope.shown(at) } else { String::new() };
        let mark = scope.mark(at, scope.standing());
        let mut cells = vec![
            Cell::text(names::spoken(scope.edition, place, scope.language)),
            Cell::strong(value),
            Cell::text(row::counts(&cell, indicator, scope.t)),
        ];
        if indicator.measure != Measure::Count {
            cells.push(scope.chip(mark, at));
        }
        cells
    };
    let mut heads = vec![
        Head::words(scope.t.get("column-area")),
        Head::numbers(scope.t.get("column-value")),
        Head::numbers(scope.t.get("column-count")),
    ];
    if indicator.measure != Measure::Count {
        heads.push(Head::words(scope.t.with("column-beside-rest", &[("name", scope.name().into())])));
    }
    Some(Table {
        caption: format!("{}, {}", indicator.label.get(scope.language), at.period),
        heads,
        rows: scope.areas.iter().map(|&place| line(place)).collect(),
        note: scope.year_and_source(at),
    })
}
