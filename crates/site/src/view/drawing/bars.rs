//! Figures as bars under each other: by group of residents, and beside those of larger areas.

use cells::CategoryIx;
use charts::{Bar, Bars, ReferenceLine, Style};
use definition::Measure;
use insight::{Address, numbers};

use super::{Drawing, HALF, PHONE, WHOLE, caption, file, interval_of, of_whom, unit};
use crate::view::figure::{self, Row};
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

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
                table: Some(wide.table(&chart_words(language))),
                file: file(visit, "groepen", at.indicator, &title),
                more: None,
                title,
            })
        })
        .collect()
}

/// A figure beside that of the larger areas, over half the page or all of it.
pub(crate) fn beside(visit: &Visit, at: Address, row: &Row, broad: bool) -> Option<Drawing> {
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
                label: place::capitalised(place::spoken(visit.site(), place, language)),
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
    let wide = make(if broad { WHOLE } else { HALF }, &format!("naast-{}", row.id));
    Some(Drawing {
        subtitle: of_whom(visit, indicator, at.period),
        wide: wide.svg(&chart_words(language), Style::Page),
        phone: make(PHONE, &format!("naast-{}-t", row.id)).svg(&chart_words(language), Style::Page),
        broad,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        file: file(visit, "naast", at.indicator, &places.get(at.place).name),
        more: None,
        title,
    })
}
