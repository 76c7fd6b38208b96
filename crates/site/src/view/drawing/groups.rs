//! Groups of residents beside each other: first how many they are, then a figure of each.

use cells::{CategoryIx, Cell, Period, PlaceIx, Status};
use charts::{Bar, Bars, CompositionBar, Part, PartName, RankedArea, Ranking, ReferenceLine};
use definition::{Breakdown, Category, Measure};
use export::{Axis, PeriodChoice};
use insight::{Address, numbers};

use super::composition::{Stacked, year_and_source};
use super::{Drawing, PHONE, WHOLE, caption_of, ended, file, interval_of_chance, of_whom, unit};
use crate::choices::{Choices, Comparison};
use crate::databank::{Charted, of_chart};
use crate::view::bar::{comparison, comparisons};
use crate::view::figure;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::view::shell::Link;
use crate::visit::Visit;

/// The area of which the same group is shown beside a group: what figures are compared with, where that is an area.
fn elsewhere(visit: &Visit, ix: PlaceIx) -> Option<PlaceIx> {
    let site = visit.site();
    let chosen = comparison(site, ix, visit.choices()).filter(|c| *c != Comparison::EverybodyHere);
    match chosen.or_else(|| comparisons(site, ix, CategoryIx::TOTAL).first().copied())? {
        Comparison::Country => site.release.places.find(cells::AreaCode::COUNTRY),
        Comparison::Municipality => place::municipality(site, ix),
        Comparison::EverybodyHere => None,
    }
}

/// How many residents a group has in a year, or else in the newest of which that is known.
fn residents(visit: &Visit, ix: PlaceIx, category: CategoryIx, period: Period) -> Option<Cell> {
    let site = visit.site();
    let indicator = site.residents?;
    let known = |period| {
        let cell = site.release.cube.cell(indicator, period, ix, category);
        (cell.status != Status::NotAvailable).then_some(cell)
    };
    known(period).or_else(|| known(site.residents_in(ix, visit.choices().year)?.1))
}

/// "1.280 inwoners", "ongeveer 45 inwoners (23 tot 67)", "minder dan 10 inwoners"; empty where not known.
pub(crate) fn group_size(visit: &Visit, ix: PlaceIx, category: CategoryIx, period: Period) -> String {
    let language = visit.language();
    let Some((cell, indicator)) = residents(visit, ix, category, period).zip(visit.site().residents) else {
        return String::new();
    };
    match cell.value.filter(|_| cell.is_published()) {
        Some(n) => {
            let shown = crate::view::count(n, language);
            // A number that may be half of itself more or less would look as exact as those beside it.
            if let Some(count) = cell.numerator.filter(|_| numbers::coarse(&cell, language).is_some()) {
                let [low, high] = [count.lowest(), count.highest()].map(|bound| numbers::count(bound, language));
                let values = [("shown", shown.into()), ("low", low.into()), ("high", high.into())];
                return visit.texts().with("group-size-about", &values);
            }
            visit.texts().with("residents-count", &[("count", n.into()), ("shown", shown.into())])
        }
        None => numbers::full(&cell, visit.definition().indicator(indicator), visit.definition(), language),
    }
}

fn with_group(visit: &Visit, category: CategoryIx) -> Choices {
    Choices { category, ..visit.choices() }
}

/// The groups of a breakdown: those without a larger one above them, or all.
fn of_breakdown<'a>(
    visit: &'a Visit,
    breakdown: &'a Breakdown,
    large_only: bool,
) -> impl Iterator<Item = (CategoryIx, &'a Category)> {
    visit
        .definition()
        .categories()
        .filter(move |(_, own, category)| own.id == breakdown.id && (!large_only || category.parent.is_none()))
        .map(|(ix, _, category)| (ix, category))
}

/// A figure by the groups of a breakdown: everybody first, groups in the order of the definition, each with how many they
/// are and the same group elsewhere. None where the figure is not split like that here.
pub(crate) fn groups(
    visit: &Visit,
    at: Address,
    breakdown: &Breakdown,
    large_only: bool,
    prefix: &str,
) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(at.indicator);
    if !indicator.breakdowns.contains(&breakdown.id) {
        return None;
    }
    let figures = visit.site().figures();
    let slice = figures.slice_of(at)?;
    let other = elsewhere(visit, at.place).filter(|_| indicator.measure != Measure::Count);
    let row = |category: CategoryIx, label: String, depth: u8| {
        let cell = slice.cell(at.place, category);
        let beside = other.and_then(|place| {
            let cell = figures.cell(Address { place, category, ..at });
            let value = cell.value.filter(|_| cell.is_published())?;
            Some((value, numbers::figure(value, indicator, language)))
        });
        Bar {
            label,
            note: if indicator.measure == Measure::Count {
                String::new()
            } else {
                group_size(visit, at.place, category, at.period)
            },
            depth,
            value: cell.value.filter(|_| cell.is_published()),
            text: numbers::shown(&cell, indicator, language),
            count: figure::counts(visit, &cell, indicator),
            interval: interval_of_chance(visit, indicator, &cell),
            href: Some(visit.links().with(with_group(visit, category)).indicator(at.indicator, Some(at.place))),
            elsewhere: beside,
            marked: category == at.category && category != CategoryIx::TOTAL,
        }
    };
    let mut rows: Vec<Bar> = of_breakdown(visit, breakdown, large_only)
        .filter(|(category, _)| slice.categories().contains(category))
        .map(|(ix, category)| row(ix, category.label.get(language).to_owned(), u8::from(category.parent.is_some())))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let total = slice.cell(at.place, CategoryIx::TOTAL);
    // A finer group that was chosen stands below the large ones.
    if large_only && at.category != CategoryIx::TOTAL && !rows.iter().any(|row| row.marked) {
        let chosen = visit.definition().category(at.category).filter(|_| slice.categories().contains(&at.category));
        rows.extend(chosen.map(|category| row(at.category, category.label.get(language).to_owned(), 1)));
    }
    // A number of people of everybody would make the bars of the groups short; it is their sum.
    if indicator.measure != Measure::Count {
        rows.insert(0, row(CategoryIx::TOTAL, t.get("everybody"), 0));
    }
    let with_diamonds = rows.iter().any(|row| row.elsewhere.is_some());
    let name = other.map(|place| place::spoken(visit.site(), place, language).to_owned()).unwrap_or_default();
    let title = if large_only {
        t.with("groups-of", &[("figure", indicator.short.get(language).into())])
    } else {
        breakdown.label.get(language).to_owned()
    };
    let make = |width: u16, own: &str| Bars {
        caption: caption_of(
            visit,
            own,
            // As a file it has no page around it that says where.
            &if visit.style() == charts::Style::Standalone {
                let name = place::spoken(visit.site(), at.place, language);
                t.with("embed-title-in", &[("title", title.clone().into()), ("name", name.into())])
            } else {
                title.clone()
            },
            &t.get("groups-description"),
            &of_whom(visit, indicator, at.period),
        ),
        unit: unit(indicator, visit),
        rows: rows.clone(),
        reference: total.value.filter(|_| total.is_published() && indicator.measure != Measure::Count).map(|value| {
            ReferenceLine { label: t.get("everybody-lower"), value, text: numbers::figure(value, indicator, language) }
        }),
        elsewhere: if with_diamonds {
            t.with("groups-elsewhere", &[("name", name.clone().into())])
        } else {
            String::new()
        },
        width,
    };
    let wide = make(WHOLE, &format!("{prefix}-{}", breakdown.id));
    let mut remarks = t.get("groups-care");
    if rows.iter().any(|row| row.interval.is_some()) {
        remarks = format!("{} {remarks}", t.get("groups-intervals"));
    }
    Some(Drawing {
        embed: None,
        subtitle: ended(&of_whom(visit, indicator, at.period)),
        remarks,
        wide: wide.svg(&chart_words(language), visit.style()),
        phone: make(PHONE, &format!("{prefix}-{}-t", breakdown.id)).svg(&chart_words(language), visit.style()),
        broad: true,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        file: file(visit, "groepen", at.indicator, breakdown.label.get(language)),
        databank: of_chart(
            visit,
            &Charted {
                indicators: vec![at.indicator],
                areas: std::iter::once(at.place).chain(other.filter(|_| with_diamonds)).collect(),
                categories: std::iter::once(CategoryIx::TOTAL)
                    .chain(of_breakdown(visit, breakdown, large_only).map(|(category, _)| category))
                    .chain(Some(at.category))
                    .filter(|category| slice.categories().contains(category))
                    .collect(),
                periods: vec![PeriodChoice::One(at.period)],
                rows: Axis::Category,
            },
        ),
        more: None,
        title,
    })
}

/// A figure by the large groups of a breakdown as dots, without a frame of its own.
#[derive(Debug, Clone)]
pub(crate) struct Dots {
    /// The figure, leading to its page.
    pub(crate) link: Link,
    /// Of whom and when.
    pub(crate) about: String,
    /// Printed as it is; fit for a phone and a third of a page.
    pub(crate) drawing: String,
    pub(crate) table: charts::Table,
}

/// A figure of everybody by the large groups of a breakdown, in the order of the definition, each beside the other residents of
/// the area.
pub(crate) fn group_dots(visit: &Visit, at: Address, breakdown: &Breakdown, prefix: &str) -> Option<Dots> {
    let (t, language, figures) = (visit.texts(), visit.language(), visit.site().figures());
    let indicator = visit.definition().indicator(at.indicator);
    let slice = figures.slice_of(at)?;
    let row = |category: CategoryIx, label: &str| {
        let at = Address { category, ..at };
        let cell = figures.cell(at);
        let reading = insight::stored(&figures, at, release::StandingReference::EverybodyHere);
        let mark = if cell.is_published() {
            figure::mark(reading, indicator.polarity, visit.choices())
        } else {
            charts::Mark::NOT_SHOWN
        };
        let words = figure::chip(mark, cell.status, language);
        RankedArea {
            label: label.to_owned(),
            href: Some(visit.links().with(with_group(visit, category)).indicator(at.indicator, Some(at.place))),
            value: cell.value.filter(|_| cell.is_published()),
            // A long unit stands on the axis, so that charts beside each other have names of the same width.
            text: match cell.value.filter(|_| cell.is_published() && indicator.measure != Measure::Percent) {
                Some(value) => numbers::number(value, indicator.decimals, language),
                None => numbers::shown(&cell, indicator, language),
            },
            count: figure::counts(visit, &cell, indicator),
            interval: interval_of_chance(visit, indicator, &cell),
            mark,
            words: words.words,
            marked: false,
        }
    };
    let rows: Vec<RankedArea> = of_breakdown(visit, breakdown, true)
        .filter(|(category, _)| slice.categories().contains(category))
        .map(|(category, group)| row(category, group.label.get(language)))
        .collect();
    let total = slice.cell(at.place, CategoryIx::TOTAL);
    let about = of_whom(visit, indicator, at.period);
    let short = indicator.short.get(language);
    let title = t.with("groups-of", &[("figure", short.into())]);
    let chart = Ranking {
        caption: caption_of(visit, &format!("{prefix}-{}", indicator.id), &title, &t.get("contrasts-drawn"), &about),
        unit: unit(indicator, visit),
        rows,
        reference: total.value.filter(|_| total.is_published()).map(|value| ReferenceLine {
            label: t.get("everybody-lower"),
            value,
            text: numbers::figure(value, indicator, language),
        }),
        breaks: Vec::new(),
        from_zero: true,
        width: PHONE,
    };
    let mut table = chart.table(&chart_words(language));
    if let Some(head) = table.columns.first_mut() {
        head.label = t.get("composition-group");
    }
    Some(Dots {
        link: Link::new(visit.links().indicator(at.indicator, Some(at.place)), short),
        about,
        drawing: chart.svg(&chart_words(language), visit.style()),
        table,
    })
}

/// How many residents of a place belong to each large group of the first breakdown, beside the same elsewhere. None where
/// that is not known.
pub(crate) fn group_sizes(visit: &Visit, ix: PlaceIx, period: Option<Period>, prefix: &str) -> Option<Drawing> {
    let places: Vec<PlaceIx> = std::iter::once(ix).chain(elsewhere(visit, ix)).collect();
    sizes_of(visit, &places, period, prefix, false)
}

/// The same of several places of which none stands out; the year is the newest of the first.
pub(crate) fn group_sizes_beside(visit: &Visit, places: &[PlaceIx], prefix: &str) -> Option<Drawing> {
    sizes_of(visit, places, None, prefix, true)
}

fn sizes_of(visit: &Visit, places: &[PlaceIx], period: Option<Period>, prefix: &str, alike: bool) -> Option<Drawing> {
    let ix = *places.first()?;
    let t = visit.texts();
    let language = visit.language();
    let site = visit.site();
    let definition = visit.definition();
    let breakdown = definition.breakdowns.first()?;
    let indicator_ix = site.residents?;
    let indicator = definition.indicator(indicator_ix);
    let groups: Vec<(CategoryIx, &Category)> = of_breakdown(visit, breakdown, true).collect();
    let known = |period: Period| {
        groups.iter().any(|(category, _)| site.release.cube.cell(indicator_ix, period, ix, *category).is_published())
    };
    let (_, newest) = site.residents_in(ix, visit.choices().year)?;
    let period = period.filter(|period| known(*period)).unwrap_or(newest);
    let bar = |place: PlaceIx| {
        let cell = |category| site.release.cube.cell(indicator_ix, period, place, category);
        let all = cell(CategoryIx::TOTAL);
        let all = all.value.filter(|value| all.is_published() && *value > 0.0)?;
        let cells: Vec<Cell> = groups.iter().map(|(category, _)| cell(*category)).collect();
        let shown = cells.iter().filter(|cell| cell.is_published()).count();
        // One part that is not shown would be the rest of the whole.
        (shown > 0 && (shown == cells.len() || shown + 2 <= cells.len())).then(|| CompositionBar {
            label: format!(
                "{}, {}",
                place::capitalised(place::spoken(site, place, language)),
                t.with(
                    "residents-count",
                    &[("count", all.into()), ("shown", crate::view::count(all, language).into())]
                )
            ),
            parts: cells
                .iter()
                .map(|cell| {
                    let share = cell.value.filter(|_| cell.is_published()).map(|n| n / all);
                    Part {
                        share,
                        text: share.map_or_else(
                            || numbers::shown(cell, indicator, language),
                            |share| numbers::percentage(share * 100.0, 1, language),
                        ),
                        count: match numbers::coarse(cell, language) {
                            Some(open) => format!("{} ({open})", numbers::shown(cell, indicator, language)),
                            None => numbers::shown(cell, indicator, language),
                        },
                    }
                })
                .collect(),
        })
    };
    let first = bar(ix);
    if first.is_none() && !alike {
        return None;
    }
    let bars: Vec<CompositionBar> =
        first.into_iter().chain(places[1..].iter().filter_map(|place| bar(*place))).collect();
    if bars.is_empty() {
        return None;
    }
    let names = groups.iter().map(|(category, group)| PartName {
        label: group.label.get(language).to_owned(),
        href: Some(visit.links().with(with_group(visit, *category)).place(ix)),
    });
    let at = Address { indicator: indicator_ix, period, place: ix, category: CategoryIx::TOTAL };
    let stacked = Stacked {
        title: breakdown.label.get(language).to_owned(),
        subtitle: year_and_source(visit, at),
        parts: names.collect(),
        bars,
        file: format!("groepen-{}", crate::address::slug(place::spoken(site, ix, language))),
        databank: of_chart(
            visit,
            &Charted {
                indicators: vec![indicator_ix],
                areas: places.to_vec(),
                categories: groups.iter().map(|(category, _)| *category).collect(),
                periods: vec![PeriodChoice::One(period)],
                rows: Axis::Category,
            },
        ),
        alike,
        broad: !alike,
    };
    Some(stacked.drawn(visit, prefix))
}
