//! Who lives here, and how groups of residents differ.

use cells::{CategoryIx, Cell, IndicatorIx, Period};
use charts::{Caption, Composition, CompositionBar, Mark, Part, PartName, Style, part_class};
use definition::{Category, Indicator};
use insight::{Address, numbers};
use release::StandingReference;
use serde::Serialize;

use super::Picture;
use crate::edition::Edition;
use crate::row::{self, Chip};
use crate::texts::Texts;
use crate::{Beside, Subject, names};

/// Width of the stacked bar, in px.
const WIDTH: u16 = 420;
/// The most wholes that are shown where nothing is split by background.
const WHOLES: usize = 2;

/// How a whole is made up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Residents {
    /// What the whole is.
    pub title: String,
    /// A stacked bar, where all parts are known or enough of them are not.
    pub bar: Option<Picture>,
    /// Heads of the columns; the first is of the names.
    pub columns: Vec<String>,
    /// The parts, and the whole.
    pub rows: Vec<ResidentsRow>,
    /// Year and source.
    pub note: String,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResidentsRow {
    /// Colour in the bar; empty for the whole.
    pub colour: &'static str,
    /// Its name.
    pub label: String,
    /// A figure for each column after the first.
    pub cells: Vec<String>,
    /// Whether the sheet is about this part, or it is the whole.
    pub strong: bool,
}

/// One figure by group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Groups {
    /// Head.
    pub title: String,
    /// Which figure, of whom, when, compared with what.
    pub lead: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// In the order of the definition.
    pub rows: Vec<GroupRow>,
}

/// The figure of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupRow {
    /// The group.
    pub label: String,
    /// The figure; empty where it is not shown.
    pub value: String,
    /// n of N.
    pub count: String,
    /// What it means beside the other residents; none for everybody together.
    pub chip: Option<Chip>,
}

/// Who lives here: by background where the release has that, else by the wholes that indicators make up.
pub(crate) fn residents(edition: &Edition<'_>, subject: &Subject, beside: Option<Beside>, t: &Texts) -> Vec<Residents> {
    match by_background(edition, subject, t) {
        Some(whole) => vec![whole],
        None => wholes(edition, subject, beside, t),
    }
}

/// The large groups of the first breakdown, and everybody.
fn by_background(edition: &Edition<'_>, subject: &Subject, t: &Texts) -> Option<Residents> {
    let definition = edition.definition();
    let breakdown = definition.breakdowns.first()?;
    let indicator_ix = edition.figures.residents()?;
    let indicator = definition.indicator(indicator_ix);
    let (total, period) = edition.residents(subject.place, subject.period)?;
    let at = |category| Address { indicator: indicator_ix, period, place: subject.place, category };
    let slice = edition.figures.slice_of(at(CategoryIx::TOTAL))?;
    let parts: Vec<(CategoryIx, &Category, Cell)> = definition
        .categories()
        .filter(|(ix, own, category)| {
            own.id == breakdown.id && category.parent.is_none() && slice.categories().contains(ix)
        })
        .map(|(ix, _, category)| (ix, category, edition.figures.cell(at(ix))))
        .collect();
    if parts.is_empty() || total <= 0.0 {
        return None;
    }
    let share = |cell: &Cell| cell.value.filter(|_| cell.is_published()).map(|value| value / total);
    let percent = |share: f64| numbers::percentage(share * 100.0, 1, t.language());
    let number = |cell: &Cell| match cell.numerator.filter(|_| cell.is_published()) {
        Some(count) => row::counted(count, t),
        None => numbers::shown(cell, indicator, t.language()),
    };
    let mut rows: Vec<ResidentsRow> = parts
        .iter()
        .enumerate()
        .map(|(n, (ix, category, cell))| ResidentsRow {
            colour: colour(n),
            label: category.label.get(t.language()).to_owned(),
            cells: vec![number(cell), share(cell).map(percent).unwrap_or_default()],
            strong: *ix == subject.category,
        })
        .collect();
    rows.push(ResidentsRow {
        colour: "",
        label: names::capitalised(&t.get("everybody-lower")),
        cells: vec![numbers::number(total, 0, t.language()), percent(1.0)],
        strong: subject.category == CategoryIx::TOTAL,
    });
    let parts_of_bar: Vec<Part> = parts
        .iter()
        .map(|(.., cell)| Part {
            share: share(cell),
            text: share(cell).map(percent).unwrap_or_default(),
            count: String::new(),
        })
        .collect();
    let labels = parts.iter().map(|(_, category, _)| category.label.get(t.language()).to_owned()).collect();
    let source = definition.sources.get(slice.source()).map_or("", |source| source.publisher.get(t.language()));
    let mut note = t.with("year-and-source", &[("year", period.to_string().into()), ("source", source.into())]);
    let sum: Option<f64> = parts.iter().map(|(.., cell)| cell.value.filter(|_| cell.is_published())).sum();
    if sum.is_some_and(|sum| (sum - total).abs() > 0.5) {
        note = format!("{note} {}", t.get("parts-rounded"));
    }
    Some(Residents {
        title: t.get("who-lives-here"),
        bar: bar(labels, parts_of_bar, &t.get("who-lives-here")),
        columns: vec![t.get("column-background"), t.get("column-residents"), t.get("column-share")],
        rows,
        note,
    })
}

/// The wholes that indicators make up together, each with that of what it is compared with beside it.
fn wholes(edition: &Edition<'_>, subject: &Subject, beside: Option<Beside>, t: &Texts) -> Vec<Residents> {
    let definition = edition.definition();
    let mut ids: Vec<&str> = Vec::new();
    for id in definition.indicators.iter().filter_map(|indicator| indicator.composition.as_deref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| whole(edition, subject, beside, id, t)).take(WHOLES).collect()
}

fn whole(edition: &Edition<'_>, subject: &Subject, beside: Option<Beside>, id: &str, t: &Texts) -> Option<Residents> {
    let definition = edition.definition();
    let figures = &edition.figures;
    let parts: Vec<(IndicatorIx, &Indicator)> = definition
        .indicators
        .iter()
        .enumerate()
        .filter(|(_, indicator)| indicator.composition.as_deref() == Some(id))
        .map(|(n, indicator)| (IndicatorIx(n as u16), indicator))
        .collect();
    // All parts are of one year, or they would not be one whole.
    let cell = |indicator, period, place, category| figures.cell(Address { indicator, period, place, category });
    let whole_in = |period: &Period| {
        parts.iter().all(|&(ix, _)| cell(ix, *period, subject.place, subject.category).is_published())
    };
    let period = match subject.period {
        Some(year) => year,
        None => edition.release.cube.periods(parts.first()?.0).iter().copied().rev().find(whole_in)?,
    };
    let own: Vec<Cell> = parts.iter().map(|&(ix, _)| cell(ix, period, subject.place, subject.category)).collect();
    let known = own.iter().filter(|cell| cell.is_published()).count();
    if known == 0 {
        return None;
    }
    let references: Vec<Option<String>> = parts
        .iter()
        .map(|&(ix, indicator)| {
            let at = Address { indicator: ix, period, place: subject.place, category: subject.category };
            let found = match beside? {
                Beside::Standing(standing) => insight::comparison::standing_cell(figures, at, standing),
                Beside::Area(other) => Some(figures.cell(Address { place: other, ..at })),
            }?;
            Some(numbers::figure(found.value.filter(|_| found.is_published())?, indicator, t.language()))
        })
        .collect();
    let with_references = references.iter().any(Option::is_some);
    let with_counts = own.iter().any(|cell| cell.numerator.is_some());
    let mut rows: Vec<ResidentsRow> = parts
        .iter()
        .zip(&own)
        .zip(references)
        .enumerate()
        .map(|(n, (((_, indicator), cell), reference))| {
            let mut cells = Vec::new();
            if with_counts {
                let some = cell.numerator.filter(|_| cell.is_published());
                cells.push(some.map(|some| row::counted(some, t)).unwrap_or_default());
            }
            cells.push(numbers::shown(cell, indicator, t.language()));
            if with_references {
                cells.push(reference.unwrap_or_default());
            }
            ResidentsRow {
                colour: colour(n),
                label: indicator.short.get(t.language()).to_owned(),
                cells,
                strong: false,
            }
        })
        .collect();
    rows.extend(all_parts(&own, with_references, &names::whom(edition, parts[0].1, t.language()), t));
    let mut columns = vec![t.get("column-part")];
    if with_counts {
        columns.push(t.get("column-count"));
    }
    columns.push(t.get("column-share"));
    if let Some(beside) = beside.filter(|_| with_references) {
        columns.push(names::beside_head(edition, subject.place, beside, t));
    }
    let title = definition.monitor.compositions.get(id).map_or_else(
        || names::capitalised(&names::whom(edition, parts[0].1, t.language())),
        |name| name.get(t.language()).to_owned(),
    );
    let bar_parts: Vec<Part> = own
        .iter()
        .zip(&parts)
        .map(|(cell, (_, indicator))| Part {
            share: cell.value.filter(|_| cell.is_published()).map(|value| value / 100.0),
            text: numbers::shown(cell, indicator, t.language()),
            count: String::new(),
        })
        .collect();
    let labels = parts.iter().map(|(_, indicator)| indicator.short.get(t.language()).to_owned()).collect();
    let at = Address { indicator: parts[0].0, period, place: subject.place, category: subject.category };
    let source = figures
        .slice_of(at)
        .and_then(|slice| definition.sources.get(slice.source()))
        .map_or("", |source| source.publisher.get(t.language()));
    let mut note = t.with("year-and-source", &[("year", period.to_string().into()), ("source", source.into())]);
    if own.iter().any(|cell| cell.kind == cells::Kind::Rounded && cell.is_published()) {
        note = format!("{note} {}", t.get("how-rounded"));
    }
    Some(Residents { bar: bar(labels, bar_parts, &title), title, columns, rows, note })
}

/// The row of the whole, where every part is counted among the same number.
fn all_parts(parts: &[Cell], with_references: bool, whom: &str, t: &Texts) -> Option<ResidentsRow> {
    let counts: Vec<u32> = parts
        .iter()
        .map(|cell| Some(cell.denominator.filter(|_| cell.is_published())?.value))
        .collect::<Option<_>>()?;
    let all = counts.first().copied().filter(|first| counts.iter().all(|other| other == first))?;
    let mut cells = vec![numbers::count(all, t.language()), numbers::percentage(100.0, 0, t.language())];
    if with_references {
        cells.push(String::new());
    }
    Some(ResidentsRow { colour: "", label: names::capitalised(whom), cells, strong: true })
}

/// One stacked bar; none where a single part is masked, for its length would give it away.
fn bar(labels: Vec<String>, parts: Vec<Part>, title: &str) -> Option<Picture> {
    let masked = parts.iter().filter(|part| part.share.is_none()).count();
    if masked == 1 || masked == parts.len() {
        return None;
    }
    let each = labels.iter().zip(&parts).map(|(label, part)| format!("{label} {}", part.text));
    let alt = format!("{title}: {}.", each.collect::<Vec<_>>().join("; "));
    let drawn = Composition {
        caption: Caption {
            prefix: "samen".to_owned(),
            title: title.to_owned(),
            description: String::new(),
            source: None,
        },
        parts: labels.into_iter().map(|label| PartName { label, href: None }).collect(),
        bars: vec![CompositionBar { label: String::new(), parts }],
        key: false,
        width: WIDTH,
    };
    Some(Picture { svg: drawn.svg(Style::Printed), alt })
}

/// The colour of a part, as the stylesheet of charts has it.
fn colour(part: usize) -> &'static str {
    let class = part_class(part);
    charts::TOKENS.iter().find(|(name, _)| *name == class).map_or("", |(_, value)| value)
}

/// The figure by which groups differ in the story, for each large group.
pub(crate) fn groups(edition: &Edition<'_>, subject: &Subject, of: Option<Address>, t: &Texts) -> Option<Groups> {
    let total_at = of?;
    let definition = edition.definition();
    let indicator = definition.indicator(total_at.indicator);
    let slice = edition.figures.slice_of(total_at)?;
    let row = |label: String, at: Address, compared: bool| {
        let cell = edition.figures.cell(at);
        let mark = if cell.is_published() {
            let reading = insight::stored(&edition.figures, at, StandingReference::EverybodyHere);
            Mark { reading, polarity: indicator.polarity, judge: subject.judge }
        } else {
            Mark::NOT_SHOWN
        };
        GroupRow {
            label,
            value: if cell.is_published() { numbers::shown(&cell, indicator, t.language()) } else { String::new() },
            count: row::counts(&cell, indicator, t),
            chip: compared.then(|| row::chip(mark, &cell, indicator, t.language())),
        }
    };
    let breakdown = definition.breakdowns.iter().find(|breakdown| indicator.breakdowns.contains(&breakdown.id))?;
    let mut rows: Vec<GroupRow> = definition
        .categories()
        .filter(|(ix, own, category)| {
            own.id == breakdown.id && category.parent.is_none() && slice.categories().contains(ix)
        })
        .map(|(category, _, group)| {
            row(group.label.get(t.language()).to_owned(), Address { category, ..total_at }, true)
        })
        .collect();
    rows.push(row(names::capitalised(&t.get("everybody-lower")), total_at, false));
    let source = definition.sources.get(slice.source()).map_or("", |source| source.publisher.get(t.language()));
    Some(Groups {
        title: t.get("topic-groups"),
        lead: t.with(
            "groups-lead",
            &[
                ("label", indicator.label.get(t.language()).into()),
                ("year", total_at.period.to_string().into()),
                ("source", source.into()),
            ],
        ),
        columns: vec![t.get("column-background"), t.get("column-value"), t.get("column-beside-others")],
        rows,
    })
}
