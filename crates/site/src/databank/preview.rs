//! The first rows of a table, as they are shown on the page.

use cells::{CategoryIx, Cell, IndicatorIx, Status};
use definition::{Language, Measure, Polarity};
use export::{Axis, Entry, Pivot, Query, Sort, Table};
use insight::{numbers, words};
use release::StandingReference;

use super::ask::{Asked, query_string};
use super::builder::reference_name;
use crate::view::figure;
use crate::view::shell::Link;
use crate::visit::Visit;

/// Most cells in a preview.
const MOST_CELLS: usize = 1_500;
/// Most columns in a preview; the files have them all.
const MOST_COLUMNS: usize = 40;
/// Most rows in a preview.
const MOST_ROWS: usize = 100;
/// Up to so many cells are looked through to say how many are not shown.
const MOST_COUNTED: u64 = 400_000;
/// Most members of the layers that can be chosen from.
const MOST_LAYERS: usize = 400;

/// A head over one or more columns.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) label: String,
    /// Whom the figure is about.
    pub(super) about: String,
    pub(super) span: usize,
    /// Whether a new group of columns begins here.
    pub(super) first: bool,
    /// Of the lowest row of heads: the link that orders rows by the column.
    pub(super) sort: Option<Link>,
    /// `ascending`, `descending` or nothing.
    pub(super) sorted: &'static str,
}

/// What stands in a cell.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) value: String,
    pub(super) missing: bool,
    /// Counts, interval.
    pub(super) under: Vec<String>,
    /// Class and words of the reading.
    pub(super) reading: Option<(String, String)>,
    pub(super) first: bool,
}

/// A row of the body.
#[derive(Debug)]
pub(super) enum Row {
    /// A head over the rows that follow.
    Group(String),
    /// Figures.
    Figures { label: String, total: bool, cells: Vec<Shown> },
}

/// The part of a table that is shown.
#[derive(Debug)]
pub(super) struct Preview {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) remarks: Vec<String>,
    pub(super) corner: String,
    pub(super) heads: Vec<Vec<Head>>,
    pub(super) rows: Vec<Row>,
    /// What the areas are together.
    pub(super) sums: Vec<Row>,
    pub(super) columns: usize,
    /// "Regel 1 tot en met 100 van 3.393"; empty where all rows are shown.
    pub(super) part: String,
    pub(super) next: Option<Link>,
    pub(super) previous: Option<Link>,
    /// How many columns are not shown, in words.
    pub(super) more_columns: String,
    /// What the words in place of figures mean, for those that occur.
    pub(super) legend: Vec<(String, String)>,
    pub(super) layers: Vec<(String, String, bool)>,
    pub(super) layer_label: String,
    pub(super) turned: Link,
    pub(super) unsorted: Option<Link>,
}

fn with_extra(visit: &Visit, asked: &Asked, query: &Query, extra: &[(&'static str, String)]) -> String {
    let mut pairs = asked.pairs(visit, query);
    pairs.extend(extra.iter().cloned());
    format!("{}{}", visit.links().bare("/databank"), query_string(&pairs))
}

fn shown(visit: &Visit, table: &Table<'_>, entry: &Entry<'_>, first: bool) -> Shown {
    let language = visit.language();
    let indicator = visit.definition().indicator(entry.indicator);
    let want = table.query.shown;
    let reading = want.reading.filter(|_| entry.cell.is_published() && indicator.measure != Measure::Count);
    let reading = reading.map(|reference| {
        let polarity = if want.judge { indicator.polarity } else { Polarity::Neutral };
        let mark = charts::Mark { reading: entry.reading(reference), polarity, judge: want.judge };
        let chip = figure::chip(mark, entry.cell.status, language);
        (chip.class, chip.words)
    });
    Shown { reading, ..figure_of(visit, table, entry.indicator, &entry.cell, first) }
}

/// A figure without what it means beside others.
fn figure_of(visit: &Visit, table: &Table<'_>, ix: IndicatorIx, cell: &Cell, first: bool) -> Shown {
    let language = visit.language();
    let indicator = visit.definition().indicator(ix);
    let want = table.query.shown;
    let mut under = Vec::new();
    if want.counts {
        let counts = figure::counts_and_rounding(visit, cell, indicator);
        if !counts.is_empty() {
            under.push(counts);
        } else if let (false, Some(of)) = (cell.is_published(), of_how_many(cell)) {
            under.push(visit.texts().with("databank-of", &[("of", numbers::count(of, language).into())]));
        }
    }
    if want.interval
        && let Some(open) = export::interval(cell, indicator)
    {
        let [low, high] = [open.low, open.high].map(|bound| numbers::number(bound, indicator.decimals, language));
        under.push(visit.texts().with("databank-between", &[("low", low.into()), ("high", high.into())]));
    }
    Shown {
        value: numbers::shown(cell, indicator, language),
        missing: !cell.is_published(),
        under,
        reading: None,
        first,
    }
}

/// Of a small figure: out of how many, where that may be said.
fn of_how_many(cell: &Cell) -> Option<u32> {
    let known = matches!(cell.status, Status::Small | Status::NearlyAll);
    cell.denominator.filter(|count| known && count.lowest() > 0).map(|count| count.value)
}

fn heads(visit: &Visit, asked: &Asked, table: &Table<'_>, pivot: &Pivot<'_, '_>, columns: usize) -> Vec<Vec<Head>> {
    let language = visit.language();
    let definition = visit.definition();
    let axes = pivot.column_axes().to_vec();
    let labels: Vec<Vec<String>> = axes.iter().map(|axis| table.labels(*axis, language)).collect();
    let members: Vec<Vec<usize>> = (0..columns).map(|column| pivot.column(column)).collect();
    let sort_of = |column: usize| {
        let now = table.query.sort.filter(|sort| sort.column == column);
        // First the largest on top, then the smallest, then as it was.
        let next = match now {
            None => Some(Sort { column, descending: true }),
            Some(sort) if sort.descending => Some(Sort { column, descending: false }),
            Some(_) => None,
        };
        let query = Query { sort: next, ..table.query.clone() };
        let layer = layer_pair(asked);
        let sorted = match now {
            Some(sort) if sort.descending => "descending",
            Some(_) => "ascending",
            None => "",
        };
        (Link::new(with_extra(visit, asked, &query, &layer), String::new()), sorted)
    };
    if axes.is_empty() {
        let (sort, sorted) = sort_of(0);
        let label = visit.texts().get("column-value");
        return vec![vec![Head { label, about: String::new(), span: 1, first: true, sort: Some(sort), sorted }]];
    }
    (0..axes.len())
        .map(|level| {
            let last = level + 1 == axes.len();
            let mut row: Vec<Head> = Vec::new();
            let mut before: Option<&[usize]> = None;
            for (column, member) in members.iter().enumerate() {
                let prefix = &member[..=level];
                if !last
                    && before == Some(prefix)
                    && let Some(head) = row.last_mut()
                {
                    head.span += 1;
                    continue;
                }
                before = Some(prefix);
                let at = member[level];
                let about = (axes[level] == Axis::Indicator)
                    .then(|| {
                        let indicator = definition.indicator(table.indicators[at]);
                        let counted =
                            matches!(indicator.measure, Measure::Percent | Measure::Mean | Measure::PerThousand);
                        let universe = definition.find_universe(&indicator.universe).filter(|_| counted)?;
                        Some(universe.label.get(language).to_owned())
                    })
                    .flatten()
                    .unwrap_or_default();
                let (sort, sorted) = if last { sort_of(column) } else { (Link::new(String::new(), ""), "") };
                row.push(Head {
                    label: labels[level][at].clone(),
                    about,
                    span: 1,
                    first: member[level + 1..].iter().all(|at| *at == 0)
                        && (level == 0 || member[1..].iter().all(|at| *at == 0)),
                    sort: last.then_some(sort),
                    sorted,
                });
            }
            row
        })
        .collect()
}

fn layer_pair(asked: &Asked) -> Vec<(&'static str, String)> {
    if asked.layer.iter().all(|at| *at == 0) {
        return Vec::new();
    }
    let words: Vec<String> = asked.layer.iter().map(|at| (at + 1).to_string()).collect();
    vec![("laag", words.join("."))]
}

/// The members of the layers together: the value in the address, the label, whether it is shown.
fn layers(table: &Table<'_>, asked: &Asked, language: Language) -> (Vec<(String, String, bool)>, String) {
    let axes = &table.query.layout.layers;
    if axes.is_empty() {
        return (Vec::new(), String::new());
    }
    let label: Vec<&str> = axes.iter().map(|axis| axis.label(language)).collect();
    let labels: Vec<Vec<String>> = axes.iter().map(|axis| table.labels(*axis, language)).collect();
    let count: usize = axes.iter().map(|axis| table.len(*axis)).product();
    if count <= 1 {
        // There is nothing to choose, and the title says which it is.
        return (Vec::new(), String::new());
    }
    let current: Vec<usize> = axes
        .iter()
        .enumerate()
        .map(|(n, axis)| asked.layer.get(n).copied().unwrap_or(0).min(table.len(*axis) - 1))
        .collect();
    let all = (0..count.min(MOST_LAYERS))
        .map(|mut number| {
            let mut at = vec![0; axes.len()];
            for (slot, axis) in at.iter_mut().zip(axes).rev() {
                *slot = number % table.len(*axis);
                number /= table.len(*axis);
            }
            let value: Vec<String> = at.iter().map(|n| (n + 1).to_string()).collect();
            let name: Vec<String> = at.iter().zip(&labels).map(|(n, labels)| labels[*n].clone()).collect();
            (value.join("."), name.join(", "), at == current)
        })
        .collect();
    (all, label.join(", "))
}

/// Which of the axes of the rows stand in their labels, by position: that all residents are meant goes without saying.
pub(super) fn said(table: &Table<'_>, axes: &[Axis]) -> Vec<usize> {
    let unsaid = |axis: Axis| axis == Axis::Category && table.categories == [CategoryIx::TOTAL] && axes.len() > 1;
    axes.iter().enumerate().filter(|(_, axis)| !unsaid(**axis)).map(|(n, _)| n).collect()
}

/// What there is to know about the choices: which give nothing, and how sums come about.
fn remarks(visit: &Visit, table: &Table<'_>) -> Vec<String> {
    let language = visit.language();
    let mut remarks = export::Remark::sentences(&table.remarks(), visit.definition(), language);
    remarks.extend(table.sum_note(language));
    remarks.extend(compared_with(visit, table));
    remarks
}

/// What the readings in a table compare with: of a group that is the same group elsewhere, which nobody would guess.
fn compared_with(visit: &Visit, table: &Table<'_>) -> Option<String> {
    let reference = table.query.shown.reading?;
    let has_groups = table.categories.iter().any(|category| *category != CategoryIx::TOTAL);
    let same_group = has_groups && reference != StandingReference::EverybodyHere;
    let key = if same_group { "databank-compared-groups" } else { "databank-compared" };
    Some(visit.texts().with(key, &[("with", reference_name(visit, reference).into())]))
}

/// Reads the part of a table that the page shows.
pub(super) fn preview(visit: &Visit, asked: &Asked, table: &Table<'_>) -> Preview {
    let language = visit.language();
    let t = visit.texts();
    let pivot = Pivot::new(table, &asked.layer);
    let all_columns = pivot.column_count();
    let columns = all_columns.min(MOST_COLUMNS);
    let all_rows = pivot.row_count();
    let at_once = (MOST_CELLS / columns.max(1)).clamp(10, MOST_ROWS);
    // Few rows more are not worth a second page.
    let at_once = if all_rows <= at_once + 10 { all_rows.max(1) } else { at_once };
    let from = if asked.from < all_rows { asked.from } else { 0 };
    let until = (from + at_once).min(all_rows);

    let axes = pivot.row_axes().to_vec();
    let labels: Vec<Vec<String>> = axes.iter().map(|axis| table.labels(*axis, language)).collect();
    let said = said(table, &axes);
    let grouped = said.len() > 1
        && said.last() == Some(&(axes.len() - 1))
        && table.query.sort.is_none()
        && table.len(axes[axes.len() - 1]) > 1;
    let mut rows = Vec::new();
    let mut group: Option<Vec<usize>> = None;
    let inner =
        pivot.column_axes().last().map_or(1, |axis| if pivot.column_axes().len() > 1 { table.len(*axis) } else { 1 });
    let mut statuses: Vec<Status> = Vec::new();
    for row in from..until {
        let at = pivot.row(row);
        let names: Vec<&str> = said.iter().map(|n| labels[*n][at[*n]].as_str()).collect();
        let label = if grouped {
            let outer = at[..at.len() - 1].to_vec();
            if group.as_ref() != Some(&outer) {
                rows.push(Row::Group(names[..names.len() - 1].join(" · ")));
                group = Some(outer);
            }
            (*names.last().unwrap_or(&"")).to_owned()
        } else {
            names.join(" · ")
        };
        let total = table.categories.len() > 1
            && axes
                .iter()
                .position(|axis| *axis == Axis::Category)
                .is_some_and(|n| table.categories[at[n]] == CategoryIx::TOTAL);
        let cells = (0..columns)
            .map(|column| {
                let entry = pivot.entry(row, column);
                if !entry.cell.is_published() && !statuses.contains(&entry.cell.status) {
                    statuses.push(entry.cell.status);
                }
                shown(visit, table, &entry, column % inner == 0)
            })
            .collect();
        rows.push(Row::Figures { label, total, cells });
    }
    let together = pivot.sums();
    let mut sums = Vec::new();
    let under_head = grouped && together.len() > 1 && axes.first() == Some(&Axis::Area);
    if under_head {
        sums.push(Row::Group(export::sum_label(language).to_owned()));
    }
    for at in together.iter().take(MOST_ROWS) {
        let name = |n: &usize| match axes[*n] {
            Axis::Area => export::sum_label(language),
            _ => labels[*n][at[*n]].as_str(),
        };
        let names: Vec<&str> = said.iter().skip(usize::from(under_head)).map(name).collect();
        let cells = (0..columns)
            .map(|column| {
                let sum = pivot.sum(at, column);
                let mut shown = figure_of(visit, table, sum.entry.indicator, &sum.entry.cell, column % inner == 0);
                let note = sum.note(table, language);
                if shown.missing && note != shown.value {
                    shown.under.insert(0, note);
                }
                shown
            })
            .collect();
        sums.push(Row::Figures { label: names.join(" · "), total: true, cells });
    }

    let number = |n: usize| numbers::number(n as f64, 0, language);
    let size = table.size();
    let missing = (size <= MOST_COUNTED).then(|| table.entries().filter(|entry| !entry.cell.is_published()).count());
    let summary = match missing {
        Some(missing) => t.with(
            "databank-summary",
            &[("cells", number(size as usize).into()), ("n", missing.into()), ("missing", number(missing).into())],
        ),
        None => t.with("databank-summary-large", &[("cells", number(size as usize).into())]),
    };
    let link = |from: usize| {
        let mut extra = layer_pair(asked);
        if from > 0 {
            extra.push(("vanaf", (from + 1).to_string()));
        }
        with_extra(visit, asked, &table.query, &extra)
    };
    let row_names: Vec<&str> = said.iter().map(|n| axes[*n].label(language)).collect();
    let corner = match row_names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            let and = if language == Language::Nl { " en " } else { " and " };
            format!("{}{and}{}", first.join(", "), last.to_lowercase())
        }
    };
    let legend = table
        .legend(language)
        .into_iter()
        .filter_map(|(code, meaning)| {
            let status = statuses.iter().find(|status| export::status_code(**status) == code)?;
            Some((words::status_words(*status, language).to_owned(), meaning))
        })
        .collect();
    let (layers, layer_label) = layers(table, asked, language);
    let turned = Query { layout: table.query.layout.turned(), sort: None, ..table.query.clone() };
    Preview {
        title: table.title(language),
        summary,
        remarks: remarks(visit, table),
        corner,
        heads: heads(visit, asked, table, &pivot, columns),
        rows,
        sums,
        columns: columns + 1,
        part: if until - from < all_rows {
            t.with(
                "databank-part",
                &[("from", number(from + 1).into()), ("to", number(until).into()), ("all", number(all_rows).into())],
            )
        } else {
            String::new()
        },
        next: (until < all_rows).then(|| {
            let n = (all_rows - until).min(at_once);
            Link::new(link(until), t.with("databank-next", &[("n", number(n).into())]))
        }),
        previous: (from > 0).then(|| Link::new(link(from.saturating_sub(at_once)), t.get("databank-previous"))),
        more_columns: if columns < all_columns {
            t.with("databank-more-columns", &[("shown", number(columns).into()), ("all", number(all_columns).into())])
        } else {
            String::new()
        },
        legend,
        layers,
        layer_label,
        turned: Link::new(asked.address(visit, &turned), t.get("databank-turn")),
        unsorted: table.query.sort.map(|_| {
            let query = Query { sort: None, ..table.query.clone() };
            Link::new(with_extra(visit, asked, &query, &layer_pair(asked)), t.get("databank-unsort"))
        }),
    }
}
