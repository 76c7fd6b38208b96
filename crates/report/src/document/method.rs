//! How the figures came to be, how they are read, and how people are protected.

use super::Chapter;
use super::block::{Block, Cell, Head, Table, plain};
use super::scope::Scope;

/// The chapter.
pub(super) fn method(scope: &Scope<'_>) -> Chapter {
    let t = scope.t;
    let definition = scope.edition.definition();
    let monitor = &definition.monitor;
    let decimal =
        |value: f64| insight::numbers::number(value, if value.fract() == 0.0 { 0 } else { 2 }, scope.language);
    let mut blocks = Vec::new();
    blocks.extend(scope.editor("method"));
    blocks.push(Block::heading(1, "lezing", t.get("method-reading")));
    let rules = &monitor.reading;
    blocks.push(Block::List {
        items: vec![
            plain(t.get("method-rest")),
            plain(t.with("method-certain", &[("rate", decimal(rules.false_discovery_rate * 100.0).into())])),
            plain(t.with(
                "method-size",
                &[("some", decimal(rules.some_from).into()), ("clear", decimal(rules.clear_from).into())],
            )),
            plain(t.get("method-judgement")),
            plain(t.get("method-cause")),
        ],
    });
    if !definition.breakdowns.is_empty() {
        blocks.push(Block::heading(1, "achtergrond", t.get("method-backgrounds")));
        for breakdown in &definition.breakdowns {
            let label = breakdown.label.get(scope.language).to_owned();
            let about = format!(". {}", breakdown.about.get(scope.language));
            let piece = |text, strong| crate::sheet::Piece { text, strong };
            blocks.push(Block::Paragraph { pieces: vec![piece(label, true), piece(about, false)] });
        }
    }
    blocks.push(Block::heading(1, "bescherming", t.get("method-protection")));
    if definition.microdata.is_some() {
        let protection = &monitor.protection;
        let key = if protection.base > 1 { "method-protected-rounded" } else { "method-protected-exact" };
        blocks.push(Block::plain(t.with(
            key,
            &[
                ("base", protection.base.into()),
                ("numerators", protection.threshold.numerators.into()),
                ("denominators", protection.threshold.denominators.into()),
            ],
        )));
    } else {
        blocks.push(Block::plain(t.get("method-published")));
    }
    blocks.push(Block::heading(1, "bronnen", t.get("sources-title")));
    blocks.push(Block::Table { table: sources(scope) });
    blocks.push(Block::heading(1, "colofon", t.get("method-colophon")));
    let house = monitor.house_style.clone().unwrap_or_default();
    let mut colophon = Vec::new();
    let manifest = &scope.edition.release.manifest;
    colophon.push(plain(t.with(
        "method-release",
        &[
            ("id", manifest.id.clone().into()),
            ("version", manifest.definition_version.clone().into()),
            ("program", manifest.program.clone().into()),
        ],
    )));
    let text = |text: Option<&definition::Text>| text.map(|text| plain(text.get(scope.language)));
    colophon.extend(text(house.colophon.as_ref()));
    colophon.extend(text(house.contact.as_ref()).or_else(|| monitor.contact.clone().map(plain)));
    blocks.push(Block::List { items: colophon });
    Chapter { id: "methode".to_owned(), title: t.get("chapter-method"), blocks }
}

fn sources(scope: &Scope<'_>) -> Table {
    let manifest = &scope.edition.release.manifest;
    let definition = scope.edition.definition();
    let dated = |id: &str| {
        let record = manifest.sources.iter().find(|record| record.id == id);
        let date = record.and_then(|record| record.published.clone().or_else(|| record.fetched.clone()));
        date.map(|date| crate::names::date(&date, scope.t)).unwrap_or_default()
    };
    Table {
        caption: scope.t.get("sources-caption"),
        heads: vec![
            Head::words(scope.t.get("column-source")),
            Head::words(scope.t.get("column-publisher")),
            Head::words(scope.t.get("column-date")),
            Head::words(scope.t.get("column-licence")),
        ],
        rows: definition
            .sources
            .iter()
            .map(|source| {
                vec![
                    Cell::text(source.title.get(scope.language)),
                    Cell::text(source.publisher.get(scope.language)),
                    Cell::text(dated(&source.id)),
                    Cell::text(source.licence.clone()),
                ]
            })
            .collect(),
        note: String::new(),
    }
}
