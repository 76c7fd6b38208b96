//! A theme: of each figure of the profile the whole, the groups, the change, and how the areas inside differ.

use cells::{CategoryIx, PlaceIx};
use charts::{AreaDot, Bar, Bars, Distribution, Interval, MiddleHalf, ReferenceLine};
use definition::{Indicator, Measure, Polarity, Theme};
use insight::{Address, Certainty, Reading, Size, numbers};
use release::StandingReference;

use super::block::{Block, Cell, Figure, Head, Table};
use super::scope::Scope;
use super::{Chapter, Medium};
use crate::names;
use crate::row::{self, Row};
use crate::sheet::Piece;

/// Width of a chart over the whole page, and of one on a phone, in px.
const WIDE: u16 = 860;
const PHONE: u16 = 340;
/// The most areas named as those where groups differ most, and least.
const NAMED: usize = 5;
/// The most groups that are named in words; the chart shows all of them.
const MOST_GROUPS: usize = 2;
/// With fewer areas there is no distribution to see.
const FEW: usize = 8;
/// With fewer areas a tenth of them says nothing.
const MANY: usize = 20;

/// The chapter; none where there is no figure of the theme.
pub(super) fn theme(scope: &Scope<'_>, theme: &Theme) -> Option<Chapter> {
    let mut blocks = vec![Block::plain(theme.about.get(scope.language))];
    blocks.extend(scope.editor(&format!("theme-{}", theme.id)));
    let before = blocks.len();
    let (mut told, mut notes) = (Vec::new(), Vec::new());
    for row in of_theme(scope, &theme.id).filter(|row| scope.indicator(row.indicator).profile) {
        let mut own = indicator(scope, row);
        once(scope, scope.indicator(row.indicator), &mut own, &mut told);
        if scope.medium == Medium::Paper {
            notes_once(&mut own, &mut notes);
        }
        blocks.extend(own);
    }
    if let Some(table) = lead(scope, &theme.id).and_then(|row| extremes(scope, row)) {
        blocks.push(Block::heading(1, format!("uitersten-{}", theme.id), scope.t.get("extremes-title")));
        blocks.push(Block::plain(scope.t.get("extremes-lead")));
        blocks.push(Block::Table { table });
    }
    (blocks.len() > before).then(|| Chapter {
        id: theme.id.clone(),
        title: theme.label.get(scope.language).to_owned(),
        blocks,
    })
}

/// The published figures of the whole under a theme.
pub(super) fn of_theme<'s>(scope: &'s Scope<'_>, theme: &'s str) -> impl Iterator<Item = &'s Row> {
    let own = move |row: &&Row| scope.indicator(row.indicator).theme == theme && row.cell.is_published();
    scope.rows.iter().filter(own)
}

/// The figure that stands for its theme: the first of the profile that is judged, else the first of the profile.
pub(super) fn lead<'s>(scope: &'s Scope<'_>, theme: &'s str) -> Option<&'s Row> {
    leads(scope, theme).next()
}

/// The figures of the profile that could stand for their theme: judged ones first.
pub(super) fn leads<'s>(scope: &'s Scope<'_>, theme: &'s str) -> impl Iterator<Item = &'s Row> {
    let judged = move |row: &&Row| scope.indicator(row.indicator).polarity != Polarity::Neutral;
    let profile = move || of_theme(scope, theme).filter(move |row| scope.indicator(row.indicator).profile);
    profile().filter(judged).chain(profile().filter(move |row| !judged(row)))
}

/// Leaves out what was told in the same words before: how a source rounds, and why an age is neither good nor bad, hold for
/// each figure of a chapter and are read once. What the figures themselves say stays, however alike.
fn once(scope: &Scope<'_>, indicator: &Indicator, blocks: &mut Vec<Block>, told: &mut Vec<Block>) {
    let care = indicator.care.as_ref().map(|care| Block::Aside { text: care.get(scope.language).to_owned() });
    let reading = [false, true].map(|many| Block::plain(how_to_read(scope, many)));
    let common = |block: &Block| {
        *block == Block::plain(indicator.why.get(scope.language))
            || care.as_ref() == Some(block)
            || reading.contains(block)
    };
    blocks.retain_mut(|block| {
        if let Block::Beside { blocks, .. } = block {
            once(scope, indicator, blocks, told);
        }
        let new = !told.contains(block);
        if new && common(block) {
            told.push(block.clone());
        }
        new
    });
}

/// Leaves out below a chart what stood below one before in the chapter: on paper those follow each other.
fn notes_once(blocks: &mut [Block], told: &mut Vec<String>) {
    for block in blocks {
        let Block::Figure { figure } = block else { continue };
        if told.contains(&figure.note) {
            figure.note.clear();
        } else {
            told.push(figure.note.clone());
        }
    }
}

/// What a chart of groups says, and what it does not.
fn how_to_read(scope: &Scope<'_>, many: bool) -> String {
    let no_cause = scope.t.get("no-cause");
    if many { format!("{} {no_cause}", scope.t.get("groups-which")) } else { no_cause }
}

fn indicator(scope: &Scope<'_>, row: &Row) -> Vec<Block> {
    let Some(at) = row.at else { return Vec::new() };
    let indicator = scope.indicator(at.indicator);
    let t = scope.t;
    let mut blocks = vec![Block::heading(1, indicator.id.clone(), indicator.label.get(scope.language))];
    let mut words = vec![Block::Paragraph { pieces: national(scope, row, at) }];
    words.extend(changed(scope, at).map(Block::plain));
    let groups = scope.groups(at);
    words.extend(groups_differ(scope, at, &groups).into_iter().flatten().map(Block::plain));
    let among = scope.among(row);
    let marks = among.map(|at| scope.marks(at)).unwrap_or_default();
    if let Some(at) = among.filter(|_| marks.iter().flatten().any(|mark| !matches!(mark.reading, Reading::None(_)))) {
        words.push(Block::plain(t.with(
            "areas-counted",
            &[
                ("count", scope.areas.len().into()),
                ("areas", scope.areas_word().into()),
                ("name", scope.name().into()),
                ("year", at.period.to_string().into()),
                ("counts", scope.counted(&marks).into()),
            ],
        )));
    }
    words.push(Block::plain(indicator.why.get(scope.language)));
    if let Some(care) = &indicator.care {
        words.push(Block::Aside { text: care.get(scope.language).to_owned() });
    }
    let said = scope.year_and_source(at);
    let drawing =
        |figure: Figure| Box::new(if scope.medium == Medium::Paper { without(figure, &said) } else { figure });
    match among.and_then(|at| scope.map(at, &marks)) {
        Some(figure) => blocks.push(Block::Beside { blocks: words, figure: drawing(figure) }),
        None => blocks.extend(words),
    }
    let drawn = bars(scope, at, &groups).or_else(|| among.and_then(|at| distribution(scope, at)));
    blocks.extend(drawn.map(|figure| Block::Figure { figure: drawing(figure) }));
    blocks
}

/// A drawing without the year and source in its note: on paper they stand in the words that it belongs to.
fn without(mut figure: Figure, said: &str) -> Figure {
    if let Some(rest) = figure.note.strip_suffix(said) {
        figure.note.truncate(rest.trim_end().len());
    }
    figure
}

/// "12,4 % (310 van 2.500 …), 2023. Bron: …", and for a municipality what that means.
fn national(scope: &Scope<'_>, row: &Row, at: Address) -> Vec<Piece> {
    let indicator = scope.indicator(at.indicator);
    let full = numbers::full(&row.cell, indicator, scope.edition.definition(), scope.language);
    let mut pieces = vec![
        Piece { text: format!("{}: ", names::capitalised(&scope.name())), strong: false },
        Piece { text: full, strong: true },
        Piece { text: format!(", {}", scope.year_and_source(at)), strong: false },
    ];
    if let (false, Some(verdict)) = (scope.is_national(), row.mark.verdict()) {
        // Only what is certain is said aloud.
        if row.mark.is_certain_difference() || verdict == insight::Verdict::AboutEqual {
            let text = scope.t.with(
                "beside-country",
                &[
                    ("verdict", verdict.word(scope.language).into()),
                    ("equal", if verdict == insight::Verdict::AboutEqual { "yes" } else { "no" }.into()),
                    ("reference", row.reference.clone().into()),
                    (
                        "country",
                        scope
                            .edition
                            .figures
                            .country()
                            .map(|country| names::name(scope.edition, country, scope.language))
                            .unwrap_or_default()
                            .into(),
                    ),
                ],
            );
            pieces.push(Piece { text: format!(" {text}"), strong: false });
        }
    }
    pieces
}

/// How the whole changed, where that is certain.
fn changed(scope: &Scope<'_>, at: Address) -> Option<String> {
    // Of one year nothing changes.
    if scope.period.is_some() {
        return None;
    }
    let trends = insight::trend::trends(&scope.edition.figures, at.place, at.category, [at.indicator]);
    let trend = trends.first()?;
    let Reading::Compared { size, certainty: Certainty::Certain, .. } = trend.judged.reading else { return None };
    let words = insight::trend::words(trend.judged.reading, scope.language)?;
    let ((first, before), (last, after)) = (trend.series.first(), trend.series.last());
    let indicator = scope.indicator(at.indicator);
    let figure = |cell: &cells::Cell| numbers::shown(cell, indicator, scope.language);
    let key = if size == Size::None { "changed-equal" } else { "changed" };
    Some(scope.t.with(
        key,
        &[
            ("first", first.to_string().into()),
            ("before", figure(&before).into()),
            ("last", last.to_string().into()),
            ("after", figure(&after).into()),
            ("words", words.into()),
        ],
    ))
}

/// Which groups differ from the other residents for certain, on either side, in the order of the definition; and how to read
/// that.
fn groups_differ(
    scope: &Scope<'_>,
    at: Address,
    groups: &[(CategoryIx, &definition::Category)],
) -> Option<[String; 2]> {
    let mut higher = Vec::new();
    let mut lower = Vec::new();
    for (category, group) in groups {
        let at = Address { category: *category, ..at };
        let mark = scope.mark(at, StandingReference::EverybodyHere);
        if !mark.is_certain_difference() {
            continue;
        }
        let people = group.people.as_ref().map_or_else(
            || format!("‘{}’", group.label.get(scope.language)),
            |people| people.get(scope.language).to_owned(),
        );
        let said = format!("{people} ({})", scope.shown(at));
        match mark.symbol() {
            Some(charts::Symbol::Up) => higher.push(said),
            Some(charts::Symbol::Down) => lower.push(said),
            _ => {}
        }
    }
    let many = higher.len() + lower.len() > MOST_GROUPS;
    let say = |key: &str, list: &[String]| {
        let key = if many { format!("{key}-many") } else { key.to_owned() };
        let said = || {
            scope.t.with(
                &key,
                &[
                    ("list", names::list(list, scope.t).into()),
                    ("count", list.len().into()),
                    ("all", groups.len().into()),
                ],
            )
        };
        (!list.is_empty()).then(said)
    };
    let lower_key = if higher.is_empty() { "groups-only-lower" } else { "groups-lower" };
    let said: Vec<String> = if many && !higher.is_empty() && !lower.is_empty() {
        let counts = [("higher", higher.len().into()), ("lower", lower.len().into()), ("all", groups.len().into())];
        vec![scope.t.with("groups-both-many", &counts)]
    } else {
        [say("groups-higher", &higher), say(lower_key, &lower)].into_iter().flatten().collect()
    };
    (!said.is_empty()).then(|| [said.join(" "), how_to_read(scope, many)])
}

/// The figure by group.
fn bars(scope: &Scope<'_>, at: Address, groups: &[(CategoryIx, &definition::Category)]) -> Option<Figure> {
    let indicator = scope.indicator(at.indicator);
    if groups.is_empty() || indicator.measure == Measure::Count {
        return None;
    }
    let chance = insight::chance_of(indicator.measure);
    let interval = |cell: &cells::Cell| {
        let ends = chance.zip(insight::statistics::Fraction::of(cell)).filter(|_| cell.is_published()).map(
            |(chance, counts)| insight::statistics::Interval::of_chance(chance, &counts).times(indicator.measure.per()),
        )?;
        let number = |value| numbers::number(value, indicator.decimals, scope.language);
        let text = format!("{} {} {}", number(ends.low), scope.chart_words().to, number(ends.high));
        Some(Interval { low: ends.low, high: ends.high, text })
    };
    let rows: Vec<Bar> = groups
        .iter()
        .map(|(category, group)| {
            let cell = scope.cell(Address { category: *category, ..at });
            Bar {
                label: group.label.get(scope.language).to_owned(),
                note: String::new(),
                depth: 0,
                value: cell.value.filter(|_| cell.is_published()),
                text: numbers::shown(&cell, indicator, scope.language),
                count: row::counts(&cell, indicator, scope.t),
                interval: interval(&cell),
                href: None,
                elsewhere: None,
                marked: false,
            }
        })
        .collect();
    if rows.iter().all(|row| row.value.is_none()) {
        return None;
    }
    let total = scope.cell(at);
    let title = scope.t.with(
        "bars-title",
        &[
            ("label", indicator.label.get(scope.language).into()),
            ("name", scope.name().into()),
            ("year", at.period.to_string().into()),
        ],
    );
    let each = rows.iter().map(|row| format!("{}: {}", row.label, row.text)).collect::<Vec<_>>();
    let alt = format!("{title}. {}.", each.join("; "));
    let note = scope.t.with("bars-note", &[("source", scope.year_and_source(at).into())]);
    let name = format!("groepen-{}", indicator.id);
    let chart = Bars {
        caption: scope.caption(&name, &title, &alt, &note),
        unit: scope.unit(indicator),
        rows,
        reference: total.value.filter(|_| total.is_published()).map(|value| ReferenceLine {
            label: scope.t.get("everybody-lower"),
            value,
            text: numbers::figure(value, indicator, scope.language),
        }),
        elsewhere: String::new(),
        width: WIDE,
    };
    let table = chart.table(&scope.chart_words());
    Some(Figure {
        svg: chart.svg(&scope.chart_words(), scope.style()),
        narrow: if scope.medium == Medium::Page {
            let caption = scope.caption(&format!("{name}-smal"), &title, &alt, &note);
            Bars { width: PHONE, caption, ..chart }.svg(&scope.chart_words(), scope.style())
        } else {
            String::new()
        },
        name,
        alt,
        title,
        note,
        legend: Vec::new(),
        table: Some(of_chart(table)),
    })
}

/// All areas inside on one axis.
fn distribution(scope: &Scope<'_>, at: Address) -> Option<Figure> {
    let indicator = scope.indicator(at.indicator);
    let published: Vec<(PlaceIx, f64)> = scope
        .areas
        .iter()
        .filter_map(|&place| {
            let cell = scope.cell(Address { place, ..at });
            Some((place, cell.value.filter(|_| cell.is_published())?))
        })
        .collect();
    if published.len() < FEW {
        return None;
    }
    let summary = insight::ranking::Distribution::new(published.iter().map(|(_, value)| *value))?;
    let figure = |value: f64| numbers::figure(value, indicator, scope.language);
    let title = scope.t.with(
        "distribution-title",
        &[
            ("label", indicator.label.get(scope.language).into()),
            ("areas", scope.areas_word().into()),
            ("year", at.period.to_string().into()),
        ],
    );
    // One in ten of a handful is one area.
    let key = if published.len() < MANY { "distribution-half" } else { "distribution-spread" };
    let spread = scope.t.with(
        key,
        &[
            ("lower", figure(summary.lower_quartile).into()),
            ("upper", figure(summary.upper_quartile).into()),
            ("low", figure(summary.tenth).into()),
            ("median", figure(summary.median).into()),
            ("high", figure(summary.ninetieth).into()),
            ("areas", scope.areas_word().into()),
        ],
    );
    let alt = format!("{title}. {spread}");
    let note = scope.year_and_source(at);
    let name = format!("verdeling-{}", indicator.id);
    let chart = Distribution {
        caption: scope.caption(&name, &title, &alt, &note),
        unit: scope.unit(indicator),
        areas: published
            .iter()
            .map(|&(place, value)| AreaDot {
                label: scope.edition.places().get(place).name.clone(),
                value,
                text: figure(value),
                href: None,
                near: false,
            })
            .collect(),
        marked: None,
        middle: Some(MiddleHalf {
            low: summary.lower_quartile,
            median: summary.median,
            high: summary.upper_quartile,
            label: scope.t.with("median-label", &[("figure", figure(summary.median).into())]),
        }),
        from_zero: false,
        width: WIDE,
    };
    Some(Figure {
        svg: chart.svg(&scope.chart_words(), scope.style()),
        narrow: if scope.medium == Medium::Page {
            let caption = scope.caption(&format!("{name}-smal"), &title, &alt, &note);
            Distribution { width: PHONE, caption, ..chart }.svg(&scope.chart_words(), scope.style())
        } else {
            String::new()
        },
        name,
        title,
        note: format!("{spread} {note}"),
        alt,
        legend: Vec::new(),
        table: None,
    })
}

/// A table of a chart.
pub(super) fn of_chart(table: charts::Table) -> Table {
    Table {
        caption: table.caption,
        heads: table.columns.into_iter().map(|column| Head { text: column.label, numeric: column.numeric }).collect(),
        rows: table
            .rows
            .into_iter()
            .map(|row| {
                let marked = row.marked;
                row.entries
                    .into_iter()
                    .map(|entry| if marked { Cell::strong(entry.text) } else { Cell::text(entry.text) })
                    .collect()
            })
            .collect(),
        note: String::new(),
    }
}

/// One area where a group differs from everybody.
struct Gap {
    place: PlaceIx,
    at: Address,
    size: f64,
}

/// The areas where the group that differs most in the whole differs most, and least, from everybody there. Only where that
/// difference is certain, or certainly small.
fn extremes(scope: &Scope<'_>, lead: &Row) -> Option<Table> {
    let at = scope.among(lead)?;
    let indicator = scope.indicator(at.indicator);
    let groups = scope.groups(lead.at?);
    let own = |category: CategoryIx, place: PlaceIx, period| {
        let at = Address { category, place, period, ..at };
        let (cell, total) = (scope.cell(at), scope.cell(Address { category: CategoryIx::TOTAL, ..at }));
        let (value, whole) =
            (cell.value.filter(|_| cell.is_published())?, total.value.filter(|_| total.is_published())?);
        Some(value - whole)
    };
    let national = lead.at?;
    let (category, group) = groups
        .iter()
        .filter(|(category, _)| {
            let at = Address { category: *category, ..national };
            scope.mark(at, StandingReference::EverybodyHere).is_certain_difference()
        })
        .filter_map(|(category, group)| {
            Some(((*category, *group), own(*category, scope.place, national.period)?.abs()))
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    let mut certain = Vec::new();
    let mut equal = Vec::new();
    for &place in &scope.areas {
        let at = Address { place, category, ..at };
        let Some(gap) = own(category, place, at.period) else { continue };
        let gap = Gap { place, at, size: gap.abs() };
        match insight::stored(&scope.edition.figures, at, StandingReference::EverybodyHere) {
            Reading::Compared { size: Size::None, .. } => equal.push(gap),
            Reading::Compared { certainty: Certainty::Certain, .. } => certain.push(gap),
            _ => {}
        }
    }
    certain.sort_by(|a, b| b.size.total_cmp(&a.size).then(a.place.cmp(&b.place)));
    equal.sort_by(|a, b| a.size.total_cmp(&b.size).then(a.place.cmp(&b.place)));
    if certain.len() < 2 {
        return None;
    }
    certain.truncate(NAMED);
    equal.truncate(NAMED);
    let rows = certain.iter().chain(&equal).map(|gap| gap_row(scope, gap, indicator)).collect();
    Some(Table {
        caption: scope.t.with(
            "extremes-caption",
            &[
                ("label", indicator.label.get(scope.language).into()),
                ("group", group.label.get(scope.language).into()),
                ("year", at.period.to_string().into()),
            ],
        ),
        heads: vec![
            Head::words(scope.t.get("column-area")),
            Head::numbers(scope.t.get("column-of-group")),
            Head::numbers(scope.t.get("column-count")),
            Head::numbers(scope.t.get("column-of-everybody")),
            Head::numbers(scope.t.get("column-count")),
            Head::words(scope.t.get("column-beside-others")),
        ],
        rows,
        note: scope.year_and_source(at),
    })
}

fn gap_row(scope: &Scope<'_>, gap: &Gap, indicator: &Indicator) -> Vec<Cell> {
    let total = Address { category: CategoryIx::TOTAL, ..gap.at };
    let counted = |at| row::counts(&scope.cell(at), indicator, scope.t);
    vec![
        Cell::text(names::spoken(scope.edition, gap.place, scope.language)),
        Cell::strong(scope.shown(gap.at)),
        Cell::text(counted(gap.at)),
        Cell::text(scope.shown(total)),
        Cell::text(counted(total)),
        scope.chip(scope.mark(gap.at, StandingReference::EverybodyHere), gap.at),
    ]
}
