//! A figure as bars under each other, beside those of larger areas.

use charts::{Bar, Bars};
use definition::Measure;
use insight::{Address, numbers};

use super::{Drawing, HALF, PHONE, WHOLE, caption_of, file, interval_of_chance, of_whom, table_of_areas, titled, unit};
use crate::view::figure::{self, Row};
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

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
            Some(Bar {
                label: place::capitalised(place::spoken(visit.site(), place, language)),
                note: String::new(),
                depth: u8::from(n > 0),
                value: cell.value.filter(|_| cell.is_published()),
                text: numbers::shown(&cell, indicator, language),
                count: figure::counts(visit, &cell, indicator),
                interval: interval_of_chance(visit, indicator, &cell),
                href: (n > 0).then(|| visit.links().indicator(at.indicator, Some(place))),
                elsewhere: None,
                marked: false,
            })
        })
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let title = t.get("beside-title");
    let make = |width: u16, own: &str| Bars {
        caption: caption_of(
            visit,
            own,
            &titled(visit, indicator, &title),
            &t.get("beside-description"),
            &of_whom(visit, indicator, at.period),
        ),
        unit: unit(indicator, visit),
        rows: rows.clone(),
        reference: None,
        elsewhere: String::new(),
        width,
    };
    let wide = make(if broad { WHOLE } else { HALF }, &format!("naast-{}", row.id));
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        subtitle: of_whom(visit, indicator, at.period),
        wide: wide.svg(&chart_words(language), visit.style()),
        phone: make(PHONE, &format!("naast-{}-t", row.id)).svg(&chart_words(language), visit.style()),
        broad,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        databank: table_of_areas(visit, at.indicator, at.period, around),
        file: file(visit, "naast", at.indicator, &places.get(at.place).name),
        more: None,
        title,
    })
}
