//! The form in which a table is put together.

use cells::{AreaCode, CategoryIx, IndicatorIx, Level};
use export::{AreaChoice, Axis, CategoryChoice, IndicatorChoice, Layout, PeriodChoice, Query, Table};

use super::ask::{Asked, has_figures};
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// Chips of one part that are shown; more are counted.
const MOST_CHIPS: usize = 12;

/// Something that can be ticked.
#[derive(Debug)]
pub(super) struct Tick {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) on: bool,
}

/// A list of things to tick under a name.
#[derive(Debug)]
pub(super) struct Ticks {
    pub(super) label: String,
    pub(super) list: Vec<Tick>,
}

/// What was chosen of an axis: a link that takes each away.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) count: String,
    pub(super) chips: Vec<Link>,
    pub(super) more: String,
}

/// A block of the layout.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) axis: &'static str,
    pub(super) label: String,
    pub(super) members: String,
    /// Where it can go, with the word of that place for the script.
    pub(super) moves: Vec<(&'static str, Link)>,
}

/// Everything the form shows.
#[derive(Debug)]
pub(super) struct Builder {
    pub(super) action: String,
    pub(super) hidden: Vec<(String, String)>,
    pub(super) indicators: Chosen,
    pub(super) themes: Vec<Ticks>,
    pub(super) areas: Chosen,
    pub(super) area_values: Vec<String>,
    pub(super) levels: Vec<(String, String)>,
    pub(super) suggest: String,
    /// Names of a pasted list that were not understood, to be put right.
    pub(super) list: String,
    pub(super) categories: Chosen,
    pub(super) total: Tick,
    pub(super) breakdowns: Vec<(Tick, Ticks)>,
    pub(super) years: Chosen,
    pub(super) year_ticks: Vec<Tick>,
    pub(super) show: Vec<Tick>,
    pub(super) references: Vec<Tick>,
    pub(super) hide_empty: bool,
    pub(super) add_up: bool,
    pub(super) layout: [(String, &'static str, Vec<Block>); 3],
}

/// What is not among the usual choices of a list, without the one at `at`.
fn without<T: Clone>(list: &[T], at: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, one)| one.clone()).collect()
}

fn chosen(labels: Vec<(String, String)>, count: String, visit: &Visit) -> Chosen {
    let left = labels.len().saturating_sub(MOST_CHIPS);
    let more = if left > 0 { visit.texts().with("databank-and-more", &[("n", left.into())]) } else { String::new() };
    let chips = labels.into_iter().take(MOST_CHIPS).map(|(label, href)| Link::new(href, label)).collect();
    Chosen { count, chips, more }
}

fn indicators(visit: &Visit, asked: &Asked) -> (Chosen, Vec<Ticks>) {
    let (t, language, definition) = (visit.texts(), visit.language(), visit.definition());
    let query = &asked.query;
    let members = query.indicator_members(definition);
    let labels = query
        .indicators
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let label = match choice {
                IndicatorChoice::One(ix) => definition.indicator(*ix).short.get(language).to_owned(),
                IndicatorChoice::Theme(id) => {
                    definition.find_theme(id).map_or_else(String::new, |theme| theme.label.get(language).to_owned())
                }
                IndicatorChoice::All => t.get("databank-all-figures"),
            };
            let less = Query { indicators: without(&query.indicators, n), sort: None, ..query.clone() };
            (label, asked.address(visit, &less))
        })
        .collect();
    let available =
        (0..definition.indicators.len()).filter(|n| has_figures(visit.site(), IndicatorIx(*n as u16))).count();
    let count = t.with("databank-n-of", &[("n", members.len().into()), ("all", available.into())]);
    let themes = definition
        .themes
        .iter()
        .map(|theme| {
            let list: Vec<Tick> = definition
                .indicators_of(&theme.id)
                .filter(|(ix, _)| has_figures(visit.site(), *ix))
                .map(|(ix, indicator)| Tick {
                    value: indicator.id.clone(),
                    label: indicator.short.get(language).to_owned(),
                    on: members.contains(&ix),
                })
                .collect();
            Ticks { label: theme.label.get(language).to_owned(), list }
        })
        .filter(|ticks| !ticks.list.is_empty())
        .collect();
    (chosen(labels, count, visit), themes)
}

fn area_name(visit: &Visit, choice: &AreaChoice) -> String {
    let t = visit.texts();
    match choice {
        AreaChoice::One(ix) => {
            let name = place::heading(visit.site(), *ix, visit.language());
            match place::municipality(visit.site(), *ix) {
                Some(home) => format!("{name} ({})", place::name(visit.site(), home, visit.language())),
                None => name,
            }
        }
        AreaChoice::Level(level, within) => {
            let levels = place::level_words(visit.site(), *level, t);
            match within {
                None => t.with("databank-all-of-level", &[("levels", levels.into())]),
                Some(within) => {
                    let name = place::spoken(visit.site(), *within, visit.language()).to_owned();
                    t.with("databank-all-of-level-in", &[("levels", levels.into()), ("name", name.into())])
                }
            }
        }
    }
}

fn categories(visit: &Visit, asked: &Asked) -> (Chosen, Tick, Vec<(Tick, Ticks)>) {
    let (t, language, definition) = (visit.texts(), visit.language(), visit.definition());
    let query = &asked.query;
    let labels: Vec<(String, String)> = query
        .categories
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let label = match choice {
                CategoryChoice::One(ix) => export::category_label(definition, *ix, language).to_owned(),
                CategoryChoice::Breakdown(id) => {
                    let breakdown = definition.breakdowns.iter().find(|breakdown| breakdown.id == *id);
                    breakdown.map_or_else(String::new, |breakdown| breakdown.label.get(language).to_owned())
                }
            };
            let less = Query { categories: without(&query.categories, n), sort: None, ..query.clone() };
            (label, asked.address(visit, &less))
        })
        .collect();
    let has = |choice: &CategoryChoice| query.categories.contains(choice);
    let total = Tick {
        value: "totaal".to_owned(),
        label: export::category_label(definition, CategoryIx::TOTAL, language).to_owned(),
        on: has(&CategoryChoice::One(CategoryIx::TOTAL)),
    };
    let breakdowns = definition
        .breakdowns
        .iter()
        .map(|breakdown| {
            let whole = Tick {
                value: breakdown.id.clone(),
                label: t.with("databank-all-groups", &[("n", breakdown.categories.len().into())]),
                on: has(&CategoryChoice::Breakdown(breakdown.id.clone())),
            };
            let list: Vec<Tick> = definition
                .categories()
                .filter(|(_, of, _)| of.id == breakdown.id)
                .map(|(ix, _, category)| Tick {
                    value: category.id.clone(),
                    label: category.label.get(language).to_owned(),
                    on: has(&CategoryChoice::One(ix)),
                })
                .collect();
            (whole, Ticks { label: breakdown.label.get(language).to_owned(), list })
        })
        .collect();
    (chosen(labels, String::new(), visit), total, breakdowns)
}

fn years(visit: &Visit, asked: &Asked, table: Option<&Table<'_>>) -> (Chosen, Vec<Tick>) {
    let t = visit.texts();
    let query = &asked.query;
    let labels: Vec<(String, String)> = query
        .periods
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let label = match choice {
                PeriodChoice::One(year) => year.to_string(),
                PeriodChoice::All => t.get("databank-all-years"),
                PeriodChoice::Newest => t.get("databank-newest-year"),
            };
            let less = Query { periods: without(&query.periods, n), sort: None, ..query.clone() };
            (label, asked.address(visit, &less))
        })
        .collect();
    let mut ticks: Vec<Tick> = visit
        .site()
        .years
        .iter()
        .rev()
        .map(|year| Tick {
            value: year.to_string(),
            label: year.to_string(),
            on: query.periods.contains(&PeriodChoice::One(*year)),
        })
        .collect();
    if ticks.len() > 1 {
        ticks.push(Tick {
            value: "alle".to_owned(),
            label: t.get("databank-all-years"),
            on: query.periods.contains(&PeriodChoice::All),
        });
    }
    let some = query.periods.iter().filter(|choice| matches!(choice, PeriodChoice::One(_))).count();
    let some = table.map_or(some, |table| table.periods.len());
    let count = t.with("databank-n-of", &[("n", some.into()), ("all", visit.site().years.len().into())]);
    (chosen(labels, count, visit), ticks)
}

fn layout(visit: &Visit, asked: &Asked, table: Option<&Table<'_>>) -> [(String, &'static str, Vec<Block>); 3] {
    let (t, language) = (visit.texts(), visit.language());
    let query = &asked.query;
    let own = &query.layout;
    let to = |axis: Axis, place: &'static str, label: &str| {
        let moved = Query { layout: own.moved(axis, place), sort: None, ..query.clone() };
        (place, Link::new(asked.address(visit, &moved), t.get(label)))
    };
    let first = |axis: Axis, list: &[Axis], rebuild: &dyn Fn(Vec<Axis>) -> Layout| {
        let at = list.iter().position(|other| *other == axis).filter(|at| *at > 0)?;
        let mut order = list.to_vec();
        order.swap(at, at - 1);
        let moved = Query { layout: rebuild(order), sort: None, ..query.clone() };
        Some(("first", Link::new(asked.address(visit, &moved), t.get("databank-move-forward"))))
    };
    let block = |axis: &Axis, here: &'static str, list: &[Axis], rebuild: &dyn Fn(Vec<Axis>) -> Layout| {
        let mut moves = Vec::new();
        moves.extend(first(*axis, list, rebuild));
        for (place, label) in
            [("rows", "databank-to-rows"), ("columns", "databank-to-columns"), ("layers", "databank-to-layers")]
        {
            if place != here {
                moves.push(to(*axis, place, label));
            }
        }
        Block {
            axis: axis.key(),
            label: axis.label(language).to_owned(),
            members: table
                .map(|table| insight::numbers::number(table.len(*axis) as f64, 0, language))
                .unwrap_or_default(),
            moves,
        }
    };
    let rows = |order| Layout { rows: order, ..own.clone() };
    let columns = |order| Layout { columns: order, ..own.clone() };
    let layers = |order| Layout { layers: order, ..own.clone() };
    [
        (t.get("databank-rows"), "rows", own.rows.iter().map(|axis| block(axis, "rows", &own.rows, &rows)).collect()),
        (
            t.get("databank-columns"),
            "columns",
            own.columns.iter().map(|axis| block(axis, "columns", &own.columns, &columns)).collect(),
        ),
        (
            t.get("databank-layers"),
            "layers",
            own.layers.iter().map(|axis| block(axis, "layers", &own.layers, &layers)).collect(),
        ),
    ]
}

/// What readings are beside, in words; the country by its name.
pub(super) fn reference_name(visit: &Visit, reference: release::StandingReference) -> String {
    let country = visit.release().places.find(AreaCode::COUNTRY);
    match (reference, country) {
        (release::StandingReference::Country, Some(country)) => {
            let name = place::name(visit.site(), country, visit.language()).to_owned();
            visit.texts().with("rest-of", &[("name", name.into())])
        }
        _ => insight::words::reference_words(reference, visit.language()).to_owned(),
    }
}

/// Works out the form for a table; `table` is not there where the question cannot be answered.
pub(super) fn builder(visit: &Visit, asked: &Asked, table: Option<&Table<'_>>) -> Builder {
    let t = visit.texts();
    let query = &asked.query;
    let places = &visit.release().places;
    let (indicator_choice, themes) = indicators(visit, asked);
    let (category_choice, total, breakdowns) = categories(visit, asked);
    let (year_choice, year_ticks) = years(visit, asked, table);
    let area_labels = query
        .areas
        .iter()
        .enumerate()
        .take(400)
        .map(|(n, choice)| {
            let less = Query { areas: without(&query.areas, n), sort: None, ..query.clone() };
            (area_name(visit, choice), if n < MOST_CHIPS { asked.address(visit, &less) } else { String::new() })
        })
        .collect();
    let n = table.map_or(query.areas.len(), |table| table.areas.len());
    let shown_n = insight::numbers::number(n as f64, 0, visit.language());
    let area_count = t.with("databank-n-areas", &[("n", n.into()), ("shown", shown_n.into())]);
    let levels = Level::ALL
        .into_iter()
        .filter(|level| *level != Level::Country && !places.level(*level).is_empty())
        .map(|level| (export::level_word(level).to_owned(), place::level_words(visit.site(), level, t)))
        .collect();
    let tick = |value: &str, label: &str, on: bool| Tick { value: value.to_owned(), label: t.get(label), on };
    let show = vec![
        tick("aantal", "databank-show-counts", query.shown.counts),
        tick("marge", "databank-show-interval", query.shown.interval),
        tick("lezing", "databank-show-reading", query.shown.reading.is_some()),
    ];
    let reference = query.shown.reading.unwrap_or(release::StandingReference::Country);
    let references = [
        ("nederland", release::StandingReference::Country),
        ("gemeente", release::StandingReference::Municipality),
        ("alle", release::StandingReference::EverybodyHere),
    ]
    .into_iter()
    .map(|(word, one)| Tick { value: word.to_owned(), label: reference_name(visit, one), on: one == reference })
    .collect();
    let mut hidden: Vec<(String, String)> = vec![("toon".to_owned(), "cijfer".to_owned())];
    let kept = ["rijen", "kolommen", "lagen", "uitgave", "oordeel"];
    hidden.extend(
        asked
            .pairs(visit, query)
            .into_iter()
            .filter(|(key, _)| kept.contains(key))
            .map(|(key, value)| (key.to_owned(), value)),
    );
    Builder {
        action: visit.links().bare("/databank"),
        hidden,
        indicators: indicator_choice,
        themes,
        areas: chosen(area_labels, area_count, visit),
        area_values: query.areas.iter().map(|choice| choice.word(places)).collect(),
        levels,
        list: asked.not_found.iter().map(|one| one.word.as_str()).collect::<Vec<_>>().join("\n"),
        suggest: visit.links().bare("/zoek.json"),
        categories: category_choice,
        total,
        breakdowns,
        years: year_choice,
        year_ticks,
        show,
        references,
        hide_empty: query.hide_empty,
        add_up: query.add_up,
        layout: layout(visit, asked, table),
    }
}
