//! Charts as a page shows them: a title, of whom and when, the drawing for wide and narrow places, and a table.

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status};
use charts::{
    AreaDot, Bar, Bars, Break, Caption, Composition, CompositionBar, Interval, Legend, LegendGroup, LegendStep,
    MapArea, MapFill, Mark, MarkedArea, MiddleHalf, Part, PartName, Point, Pole, RankedArea, Ranking, ReferenceLine,
    Series, Shade, SmallMap, Style, Trend,
};
use definition::{Indicator, Measure, Polarity};
use insight::{Address, numbers, words};

use crate::view::bar::comparison;
use crate::view::figure::{self, Row};
use crate::view::indicator::Among;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// Widths of a drawing in a frame: half a page, a whole page, a phone. In px.
const HALF: u16 = 520;
const WHOLE: u16 = 1120;
const PHONE: u16 = 340;
/// Areas in a ranking before it is cut to those around the marked one.
const MOST_RANKED: usize = 24;

/// A chart in its frame. Drawings are printed as they are.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) phone: String,
    /// Whether the wide drawing needs the whole width of the page.
    pub(crate) broad: bool,
    pub(crate) legend: String,
    pub(crate) table: charts::Table,
    pub(crate) file: String,
}

fn caption(prefix: &str, title: &str, description: &str) -> Caption {
    Caption { prefix: prefix.to_owned(), title: title.to_owned(), description: description.to_owned(), source: None }
}

/// The unit for an axis.
fn unit(indicator: &Indicator, visit: &Visit) -> String {
    match indicator.measure {
        Measure::Percent => "%".to_owned(),
        _ => indicator.unit_label.as_ref().map(|u| u.get(visit.language()).to_owned()).unwrap_or_default(),
    }
}

fn file(visit: &Visit, kind: &str, indicator: IndicatorIx, of: &str) -> String {
    format!("{kind}-{}-{}", visit.definition().indicator(indicator).id, crate::address::slug(of))
}

/// Of whom and when, under a title.
fn of_whom(visit: &Visit, indicator: &Indicator, period: Period) -> String {
    format!("{}, {period}", indicator.label.get(visit.language()))
}

/// A text that ends as a sentence does.
fn ended(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// The legend of a map: only what is on it.
fn map_legend(visit: &Visit, marks: &[Mark]) -> String {
    let t = visit.texts();
    let language = visit.language();
    let mut shades: Vec<Shade> = Vec::new();
    for shade in marks.iter().map(|mark| mark.shade()) {
        if !shades.contains(&shade) {
            shades.push(shade);
        }
    }
    let judged = marks.iter().any(|mark| mark.judge && mark.polarity != Polarity::Neutral);
    let word = |verdict: insight::Verdict| verdict.word(language).to_owned();
    let group = if judged { LegendGroup::evaluative("", "", word) } else { LegendGroup::neutral("", "", word) };
    let mut signs = Vec::new();
    for shade in shades {
        let words = match shade {
            Shade::Uncertain(pole) => {
                let word = match pole {
                    Pole::Unfavourable => t.get("possibly-unfavourable"),
                    Pole::Favourable => t.get("possibly-favourable"),
                    Pole::Lower => t.get("possibly-lower"),
                    Pole::Higher => t.get("possibly-higher"),
                };
                Some(word)
            }
            Shade::NotShown => Some(t.get("legend-no-figure")),
            Shade::NotCompared => Some(t.get("legend-white")),
            Shade::Step(_) | Shade::Unknown(_) => None,
        };
        signs.extend(words.map(|words| LegendStep { shade, words }));
    }
    if marks.iter().any(|mark| matches!(mark.shade(), Shade::Unknown(_))) {
        let shade = Shade::Unknown(insight::Verdict::AboutEqual);
        signs.push(LegendStep { shade, words: t.get("legend-dashed") });
    }
    Legend { groups: vec![group], symbols: Vec::new(), signs }.html()
}

/// A map of areas by what their figures mean; by plain value in five equal groups for what is never compared.
pub(crate) fn map(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    period: Period,
    among: &[Among],
    title: &str,
) -> Option<Drawing> {
    if among.len() < 2 {
        return None;
    }
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    // Shapes are kept for a set of places in the order of the register.
    let mut areas: Vec<&Among> = among.iter().collect();
    areas.sort_by_key(|one| one.place);
    let places: Vec<PlaceIx> = areas.iter().map(|one| one.place).collect();
    let plain = indicator.measure == Measure::Count;
    let mut values: Vec<f64> =
        areas.iter().filter_map(|one| one.cell.value.filter(|_| one.cell.is_published())).collect();
    values.sort_by(f64::total_cmp);
    let class = |value: f64| {
        let below = values.partition_point(|v| *v < value);
        1 + (below * 5 / values.len().max(1)).min(4) as u8
    };
    let few = areas.len() <= 30;
    let marks: Vec<Mark> = areas.iter().map(|one| one.mark).collect();
    let drawn = SmallMap {
        caption: caption("kaart", title, &t.get("map-description")),
        areas: areas
            .iter()
            .map(|one| MapArea {
                label: one.link.label.clone(),
                href: Some(one.link.href.clone()),
                text: one.value.clone(),
                short: match one.cell.value.filter(|_| few && one.cell.is_published()) {
                    Some(value) => numbers::number(value, indicator.decimals, language),
                    None => String::new(),
                },
                words: if plain { String::new() } else { one.chip.words.clone() },
                fill: match one.cell.value.filter(|_| plain && one.cell.is_published()) {
                    Some(value) => MapFill::Value(class(value)),
                    None => MapFill::Reading(one.mark),
                },
                marked: one.here,
            })
            .collect(),
    };
    let shapes = visit.site().shapes(&places, HALF);
    if shapes.bytes() == 0 {
        return None;
    }
    let subtitle = match comparison(visit.site(), among[0].place, visit.choices()) {
        Some(_) if !plain => t.with("map-subtitle", &[("label", of_whom(visit, indicator, period).into())]),
        _ => of_whom(visit, indicator, period),
    };
    Some(Drawing {
        title: t.get("map-title"),
        subtitle,
        wide: drawn.svg(&shapes, Style::Page),
        phone: String::new(),
        broad: false,
        legend: if plain { String::new() } else { map_legend(visit, &marks) },
        table: drawn.table(&chart_words(language)),
        file: file(visit, "kaart", indicator_ix, title),
    })
}

fn interval_of(visit: &Visit, indicator: &Indicator, ends: (f64, f64)) -> Interval {
    let language = visit.language();
    let text = format!(
        "{} {} {}",
        numbers::number(ends.0, indicator.decimals, language),
        visit.texts().get("rank-to"),
        numbers::number(ends.1, indicator.decimals, language)
    );
    Interval { low: ends.0, high: ends.1, text }
}

/// Areas from the highest figure to the lowest. Where there are many, those at both ends and those around the marked one.
pub(crate) fn ranking(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    period: Period,
    among: &[Among],
    title: &str,
) -> Option<Drawing> {
    if among.len() < 2 {
        return None;
    }
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    let shown = excerpt(among);
    let cut = shown.len() < among.len();
    let reference = among[0]
        .cell
        .is_published()
        .then(|| reference_of(visit, indicator_ix, period, among[0].place))
        .flatten()
        .filter(|_| indicator.measure != Measure::Count);
    let make = |width: u16, prefix: &str| Ranking {
        caption: caption(prefix, title, &t.get("ranking-description")),
        unit: unit(indicator, visit),
        rows: shown
            .iter()
            .map(|one| RankedArea {
                label: one.link.label.clone(),
                href: Some(one.link.href.clone()),
                value: one.cell.value.filter(|_| one.cell.is_published()),
                text: match one.cell.value.filter(|_| one.cell.is_published()) {
                    Some(value) => numbers::number(value, indicator.decimals, language),
                    None => one.value.clone(),
                },
                count: one.counts.clone(),
                interval: one.interval.map(|ends| interval_of(visit, indicator, ends)),
                mark: one.mark,
                words: one.chip.words.clone(),
                marked: one.here,
            })
            .collect(),
        reference: reference.clone(),
        from_zero: true,
        width,
    };
    let wide = make(HALF, "volgorde");
    let intervals = shown.iter().any(|one| one.interval.is_some());
    let mut subtitle = of_whom(visit, indicator, period);
    if intervals {
        subtitle = format!("{} {}", ended(&subtitle), t.get("ranking-intervals"));
    }
    if cut {
        subtitle = format!("{} {}", ended(&subtitle), t.get("ranking-cut"));
    }
    Some(Drawing {
        title: title.to_owned(),
        subtitle,
        wide: wide.svg(&chart_words(language), Style::Page),
        phone: make(PHONE, "volgorde-t").svg(&chart_words(language), Style::Page),
        broad: false,
        legend: String::new(),
        table: wide.table(&chart_words(language)),
        file: file(visit, "volgorde", indicator_ix, title),
    })
}

/// All areas where they are few; else the first, the last, and those around the marked one.
fn excerpt(among: &[Among]) -> Vec<&Among> {
    if among.len() <= MOST_RANKED {
        return among.iter().collect();
    }
    let with_figure = among.iter().filter(|one| one.cell.is_published()).count();
    let here = among.iter().position(|one| one.here);
    let keep = |at: usize| {
        at < 5
            || (at < with_figure && at + 5 >= with_figure)
            || here.is_some_and(|here| at == here || (here < with_figure && at.abs_diff(here) <= 5 && at < with_figure))
    };
    among.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, one)| one).collect()
}

/// The dashed line: the figure of what the areas are compared with.
fn reference_of(visit: &Visit, indicator_ix: IndicatorIx, period: Period, ix: PlaceIx) -> Option<ReferenceLine> {
    let figures = visit.site().figures();
    let choices = visit.choices();
    let at = Address { indicator: indicator_ix, period, place: ix, category: choices.category };
    let standing = comparison(visit.site(), ix, choices)?.standing();
    let cell = insight::comparison::standing_cell(&figures, at, standing)?;
    let value = cell.value.filter(|_| cell.is_published())?;
    let indicator = visit.definition().indicator(indicator_ix);
    Some(ReferenceLine {
        label: words::spoken_name(&figure::reference_head(visit, ix)?).to_owned(),
        value,
        text: numbers::figure(value, indicator, visit.language()),
    })
}

/// All areas of a level on one axis, with the marked one.
pub(crate) fn distribution(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    period: Period,
    level: Level,
    ix: PlaceIx,
    category: CategoryIx,
) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    let places = &visit.release().places;
    let all = visit.site().distribution(indicator_ix, period, level, category);
    let summary = all.summary.as_ref()?;
    if all.values.len() < 5 {
        return None;
    }
    let site = visit.site();
    let own = place::municipality(site, ix);
    let few = all.values.len() <= 400;
    let here = all.values.iter().find(|(_, place)| *place == ix);
    let row = here.map(|&(value, _)| {
        let reading = comparison(site, ix, visit.choices()).map_or(
            insight::Reading::None(insight::NoReading::NoRemainder),
            |c| {
                insight::stored(
                    &site.figures(),
                    Address { indicator: indicator_ix, period, place: ix, category },
                    c.standing(),
                )
            },
        );
        MarkedArea {
            label: words::spoken_name(&places.get(ix).name).to_owned(),
            value,
            text: numbers::figure(value, indicator, language),
            mark: figure::mark(reading, indicator.polarity, visit.choices()),
        }
    });
    let level_name = place::level_words(level, t);
    let count = crate::view::count(all.values.len() as f64, language);
    let title = t.with("distribution-title", &[("count", count.into()), ("levels", level_name.into())]);
    let median = t.with(
        "distribution-median",
        &[
            ("level", place::level_word(level, t).into()),
            ("value", numbers::figure(summary.median, indicator, language).into()),
        ],
    );
    let make = |width: u16, prefix: &str| charts::Distribution {
        caption: caption(prefix, &title, &t.get("distribution-description")),
        unit: unit(indicator, visit),
        areas: all
            .values
            .iter()
            .filter(|(_, place)| *place != ix)
            .map(|&(value, place)| AreaDot {
                label: if few { places.get(place).name.clone() } else { String::new() },
                value,
                text: if few { numbers::figure(value, indicator, language) } else { String::new() },
                href: None,
                near: own.is_some() && place::municipality(site, place) == own,
            })
            .collect(),
        marked: row.clone(),
        middle: Some(MiddleHalf {
            low: summary.lower_quartile,
            median: summary.median,
            high: summary.upper_quartile,
            label: median.clone(),
        }),
        from_zero: false,
        width,
    };
    let wide = make(WHOLE, "spreiding");
    Some(Drawing {
        subtitle: t.with("distribution-subtitle", &[("label", of_whom(visit, indicator, period).into())]),
        wide: wide.svg(&chart_words(language), Style::Page),
        phone: make(PHONE, "spreiding-t").svg(&chart_words(language), Style::Page),
        broad: true,
        legend: String::new(),
        table: wide.table(&chart_words(language)),
        file: file(visit, "spreiding", indicator_ix, &title),
        title,
    })
}

/// A figure through the years, with what it is compared with.
pub(crate) fn trend(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    ix: PlaceIx,
    category: CategoryIx,
    prefix: &str,
) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    let figures = visit.site().figures();
    let periods = visit.release().cube.periods(indicator_ix);
    let cells: Vec<(Period, Cell)> = periods
        .iter()
        .map(|&period| (period, figures.cell(Address { indicator: indicator_ix, period, place: ix, category })))
        .filter(|(_, cell)| cell.status != Status::NotAvailable)
        .collect();
    if cells.iter().filter(|(_, cell)| cell.is_published()).count() < 2 {
        return None;
    }
    let chance = insight::chance_of(indicator.measure);
    let point = |cell: &Cell| {
        let value = cell.value.filter(|_| cell.is_published())?;
        let ends = chance.zip(insight::statistics::Fraction::of(cell)).map(|(chance, counts)| {
            insight::statistics::Interval::of_chance(chance, &counts).times(indicator.measure.per())
        });
        Some(Point {
            value,
            text: numbers::figure(value, indicator, language),
            interval: ends.map(|ends| interval_of(visit, indicator, (ends.low, ends.high))),
        })
    };
    let name = words::spoken_name(&visit.release().places.get(ix).name).to_owned();
    let mut series =
        vec![Series { label: name.clone(), points: cells.iter().map(|(_, cell)| point(cell)).collect(), main: true }];
    if indicator.measure != Measure::Count
        && let Some(compared) = comparison(visit.site(), ix, visit.choices())
        && let Some(label) = figure::reference_head(visit, ix)
    {
        let points: Vec<Option<Point>> = cells
            .iter()
            .map(|&(period, _)| {
                let at = Address { indicator: indicator_ix, period, place: ix, category };
                let cell = insight::comparison::standing_cell(&figures, at, compared.standing())?;
                let value = cell.value.filter(|_| cell.is_published())?;
                Some(Point { value, text: numbers::figure(value, indicator, language), interval: None })
            })
            .collect();
        if points.iter().flatten().count() > 1 {
            series.push(Series { label: words::spoken_name(&label).to_owned(), points, main: false });
        }
    }
    let change = visit.site().change(indicator_ix, ix, category);
    let first_last = (cells[0].0, cells[cells.len() - 1].0);
    let title = match change.as_ref().and_then(|c| insight::trend::words(c.judged.reading, language)) {
        Some(said) => {
            let from = change.as_ref().map_or(first_last.0, |c| c.series.first().0);
            t.with("trend-title", &[("from", from.to_string().into()), ("said", said.into())])
        }
        None => t.with(
            "trend-title-plain",
            &[("from", first_last.0.to_string().into()), ("to", first_last.1.to_string().into())],
        ),
    };
    let breaks: Vec<Break> = indicator
        .series_breaks
        .iter()
        .filter(|year| **year > first_last.0 && **year <= first_last.1)
        .map(|year| Break { from: i32::from(year.0), reason: t.get("trend-break") })
        .collect();
    let banded = series[0].points.iter().flatten().any(|p| p.interval.is_some());
    let make = |width: u16, own: &str| Trend {
        caption: caption(own, &title, &t.get("trend-description")),
        unit: unit(indicator, visit),
        periods: cells.iter().map(|(period, _)| i32::from(period.0)).collect(),
        series: series.clone(),
        breaks: breaks.clone(),
        width,
    };
    let wide = make(HALF, &format!("verloop-{prefix}"));
    let mut subtitle = indicator.label.get(language).to_owned();
    if banded {
        subtitle = format!("{subtitle}. {}", t.get("trend-band"));
    }
    Some(Drawing {
        subtitle,
        wide: wide.svg(&chart_words(language), Style::Page),
        phone: make(PHONE, &format!("verloop-{prefix}-t")).svg(&chart_words(language), Style::Page),
        broad: false,
        legend: String::new(),
        table: wide.table(&chart_words(language)),
        file: file(visit, "verloop", indicator_ix, &name),
        title,
    })
}

/// The figure by group of residents, one chart for each breakdown, groups in the order of the definition.
pub(crate) fn groups(visit: &Visit, at: Address) -> Vec<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let indicator = definition.indicator(at.indicator);
    let figures = visit.site().figures();
    let Some(slice) = figures.slice_of(at) else { return Vec::new() };
    let total = slice.cell(at.place, CategoryIx::TOTAL);
    let chance = insight::chance_of(indicator.measure);
    definition
        .breakdowns
        .iter()
        .filter(|breakdown| indicator.breakdowns.contains(&breakdown.id))
        .filter_map(|breakdown| {
            let rows: Vec<Bar> = definition
                .categories()
                .filter(|(category, own, _)| own.id == breakdown.id && slice.categories().contains(category))
                .map(|(ix, _, category)| {
                    let cell = slice.cell(at.place, ix);
                    let ends = chance.zip(insight::statistics::Fraction::of(&cell)).map(|(chance, counts)| {
                        insight::statistics::Interval::of_chance(chance, &counts).times(indicator.measure.per())
                    });
                    let choices = crate::choices::Choices { category: ix, ..visit.choices() };
                    Bar {
                        label: category.label.get(language).to_owned(),
                        note: String::new(),
                        depth: u8::from(category.parent.is_some()),
                        value: cell.value.filter(|_| cell.is_published()),
                        text: numbers::shown(&cell, indicator, language),
                        count: figure::counts(visit, &cell, indicator),
                        interval: ends
                            .filter(|_| cell.is_published())
                            .map(|ends| interval_of(visit, indicator, (ends.low, ends.high))),
                        href: Some(visit.links().with(choices).indicator(at.indicator, Some(at.place))),
                    }
                })
                .collect();
            if rows.is_empty() {
                return None;
            }
            let title = breakdown.label.get(language).to_owned();
            let make = |width: u16, own: &str| Bars {
                caption: caption(own, &title, &t.get("groups-description")),
                unit: unit(indicator, visit),
                rows: rows.clone(),
                reference: total.value.filter(|_| total.is_published() && indicator.measure != Measure::Count).map(
                    |value| ReferenceLine {
                        label: t.get("everybody-lower"),
                        value,
                        text: numbers::figure(value, indicator, language),
                    },
                ),
                width,
            };
            let wide = make(WHOLE, &format!("groep-{}", breakdown.id));
            Some(Drawing {
                subtitle: format!("{}. {}", of_whom(visit, indicator, at.period), t.get("groups-care")),
                wide: wide.svg(&chart_words(language), Style::Page),
                phone: make(PHONE, &format!("groep-{}-t", breakdown.id)).svg(&chart_words(language), Style::Page),
                broad: true,
                legend: String::new(),
                table: wide.table(&chart_words(language)),
                file: file(visit, "groepen", at.indicator, &title),
                title,
            })
        })
        .collect()
}

/// A figure beside that of the larger areas.
pub(crate) fn beside(visit: &Visit, at: Address, row: &Row) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(at.indicator);
    if indicator.measure == Measure::Count {
        return None;
    }
    let figures = visit.site().figures();
    let places = &visit.release().places;
    let vintage = figures.slice_of(at).map(|slice| slice.vintage())?;
    let chance = insight::chance_of(indicator.measure);
    let mut around = vec![at.place];
    while let Some(parent) = places.parent(around[around.len() - 1], vintage) {
        around.push(parent);
    }
    let rows: Vec<Bar> = around
        .iter()
        .enumerate()
        .filter_map(|(n, &place)| {
            let cell = figures.cell(Address { place, ..at });
            if n > 0 && !cell.is_published() {
                return None;
            }
            let ends = chance.zip(insight::statistics::Fraction::of(&cell)).filter(|_| cell.is_published());
            Some(Bar {
                label: words::spoken_name(&places.get(place).name).to_owned(),
                note: String::new(),
                depth: u8::from(n > 0),
                value: cell.value.filter(|_| cell.is_published()),
                text: numbers::shown(&cell, indicator, language),
                count: figure::counts(visit, &cell, indicator),
                interval: ends.map(|(chance, counts)| {
                    let ends = insight::statistics::Interval::of_chance(chance, &counts).times(indicator.measure.per());
                    interval_of(visit, indicator, (ends.low, ends.high))
                }),
                href: (n > 0).then(|| visit.links().indicator(at.indicator, Some(place))),
            })
        })
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let title = t.get("beside-title");
    let make = |width: u16, own: &str| Bars {
        caption: caption(own, &title, &t.get("beside-description")),
        unit: unit(indicator, visit),
        rows: rows.clone(),
        reference: None,
        width,
    };
    let wide = make(HALF, &format!("naast-{}", row.id));
    Some(Drawing {
        subtitle: of_whom(visit, indicator, at.period),
        wide: wide.svg(&chart_words(language), Style::Page),
        phone: make(PHONE, &format!("naast-{}-t", row.id)).svg(&chart_words(language), Style::Page),
        broad: false,
        legend: String::new(),
        table: wide.table(&chart_words(language)),
        file: file(visit, "naast", at.indicator, &places.get(at.place).name),
        title,
    })
}

/// What a place is made up of: the indicators that together make one whole, each whole as a stacked bar with that of the
/// reference below it.
pub(crate) fn compositions(visit: &Visit, ix: PlaceIx) -> Vec<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let choices = visit.choices();
    let figures = visit.site().figures();
    let mut wholes: Vec<&str> = Vec::new();
    for whole in definition.indicators.iter().filter_map(|i| i.composition.as_deref()) {
        if !wholes.contains(&whole) {
            wholes.push(whole);
        }
    }
    wholes
        .into_iter()
        .filter_map(|whole| {
            let parts: Vec<(IndicatorIx, &Indicator)> = definition
                .indicators
                .iter()
                .enumerate()
                .filter(|(_, i)| i.composition.as_deref() == Some(whole))
                .map(|(n, i)| (IndicatorIx(n as u16), i))
                .collect();
            // All parts are shown of one year, or they would not be one whole.
            let newest = figure::period_of(visit.site(), parts[0].0, ix, choices)?;
            let whole_in = |period: &Period| {
                parts.iter().all(|&(indicator, _)| {
                    let at = Address { indicator, period: *period, place: ix, category: choices.category };
                    figures.cell(at).is_published()
                })
            };
            let period = match choices.year {
                crate::choices::Year::Fixed(year) => year,
                crate::choices::Year::Newest => {
                    let periods = visit.release().cube.periods(parts[0].0);
                    periods.iter().copied().rev().find(whole_in).unwrap_or(newest)
                }
            };
            let bar = |place: PlaceIx, label: String| {
                let cells: Vec<Cell> = parts
                    .iter()
                    .map(|&(indicator, _)| {
                        figures.cell(Address { indicator, period, place, category: choices.category })
                    })
                    .collect();
                let known = cells.iter().filter(|c| c.is_published()).count();
                (known > 0 && (known == cells.len() || known + 2 <= cells.len())).then(|| CompositionBar {
                    label,
                    parts: cells
                        .iter()
                        .zip(&parts)
                        .map(|(cell, (_, indicator))| Part {
                            share: cell.value.filter(|_| cell.is_published()).map(|v| v / 100.0),
                            text: numbers::shown(cell, indicator, language),
                            count: cell
                                .numerator
                                .filter(|_| cell.is_published())
                                .map(|n| numbers::count(n.value, language))
                                .unwrap_or_default(),
                        })
                        .collect(),
                })
            };
            let name = words::spoken_name(&visit.release().places.get(ix).name).to_owned();
            let own = bar(ix, format!("{name}, {period}"))?;
            let larger = comparison(visit.site(), ix, choices).and_then(|c| {
                let at = Address { indicator: parts[0].0, period, place: ix, category: choices.category };
                let place = match c {
                    crate::choices::Comparison::Municipality => place::municipality(visit.site(), at.place),
                    _ => visit.release().places.find(cells::AreaCode::COUNTRY),
                }?;
                bar(place, format!("{}, {period}", words::spoken_name(&visit.release().places.get(place).name)))
            });
            let title = composition_title(visit, &parts);
            let make = |width: u16, own_prefix: &str| Composition {
                caption: caption(own_prefix, &title, &t.get("composition-description")),
                parts: parts
                    .iter()
                    .map(|(ix_part, i)| PartName {
                        label: i.short.get(language).to_owned(),
                        href: Some(visit.links().indicator(*ix_part, Some(ix))),
                    })
                    .collect(),
                bars: std::iter::once(own.clone()).chain(larger.clone()).collect(),
                key: true,
                width,
            };
            let wide = make(WHOLE, &format!("samen-{whole}"));
            let origin = figures
                .slice_of(Address { indicator: parts[0].0, period, place: ix, category: choices.category })
                .and_then(|slice| definition.sources.get(slice.source()))
                .map(|source| source.publisher.clone())
                .unwrap_or_default();
            Some(Drawing {
                subtitle: t
                    .with("composition-subtitle", &[("year", period.to_string().into()), ("source", origin.into())]),
                wide: wide.svg(Style::Page),
                phone: make(PHONE, &format!("samen-{whole}-t")).svg(Style::Page),
                broad: false,
                legend: String::new(),
                table: wide.table(&chart_words(language)),
                file: format!("samenstelling-{whole}-{}", crate::address::slug(&name)),
                title,
            })
        })
        .collect()
}

/// What a whole is called: whom its parts are shares of.
fn composition_title(visit: &Visit, parts: &[(IndicatorIx, &Indicator)]) -> String {
    let id = parts[0].1.composition.clone().unwrap_or_default();
    let t = visit.texts();
    match id.as_str() {
        "leeftijd" => t.get("composition-age"),
        "huishoudens" => t.get("composition-households"),
        "herkomst" => t.get("composition-origin"),
        _ => {
            let language = visit.language();
            let universe = visit.definition().find_universe(&parts[0].1.universe);
            universe.map_or(id, |u| t.with("composition-of-universe", &[("universe", u.label.get(language).into())]))
        }
    }
}

/// The areas inside a place, or beside it, by a plain outline with links.
pub(crate) fn outline_map(visit: &Visit, ix: PlaceIx) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let places = &visit.release().places;
    let at = places.get(ix);
    let vintage = at.newest();
    let inside = places.children(ix, vintage);
    let (shown, title_key) = if inside.len() > 1 {
        (inside.to_vec(), true)
    } else {
        let parent = places.parent(ix, vintage)?;
        (places.children(parent, vintage).to_vec(), false)
    };
    if shown.len() < 2 {
        return None;
    }
    let residents: Vec<Option<f64>> = shown.iter().map(|&p| visit.site().residents(p).map(|(n, _)| n)).collect();
    let mut known: Vec<f64> = residents.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    let class = |value: f64| 1 + (known.partition_point(|v| *v < value) * 5 / known.len().max(1)).min(4) as u8;
    let shapes = visit.site().shapes(&shown, HALF);
    if shapes.bytes() == 0 {
        return None;
    }
    let title = t.get("map-title");
    let drawn = SmallMap {
        caption: caption("kaart", &title, &t.get("outline-description")),
        areas: shown
            .iter()
            .zip(&residents)
            .map(|(&place, count)| MapArea {
                label: words::spoken_name(&places.get(place).name).to_owned(),
                href: Some(visit.links().place(place)),
                text: count
                    .map(|n| {
                        let shown = crate::view::count(n, language);
                        t.with("residents-count", &[("count", n.into()), ("shown", shown.into())])
                    })
                    .unwrap_or_default(),
                short: String::new(),
                words: String::new(),
                fill: count.map_or(MapFill::Reading(Mark::NOT_SHOWN), |n| MapFill::Value(class(n))),
                marked: place == ix,
            })
            .collect(),
    };
    let level = places.get(shown[0]).level();
    let levels = place::level_words(level, t);
    let name = if title_key { at.name.clone() } else { places.get(places.parent(ix, vintage)?).name.clone() };
    Some(Drawing {
        title,
        subtitle: t.with(
            "outline-subtitle",
            &[("levels", levels.into()), ("name", words::spoken_name(&name).to_owned().into())],
        ),
        wide: drawn.svg(&shapes, Style::Page),
        phone: String::new(),
        broad: false,
        legend: String::new(),
        table: drawn.table(&chart_words(language)),
        file: format!("kaart-{}", crate::address::slug(&at.name)),
    })
}
