//! Parts of a whole: the residents of a place by age, households by kind.

use cells::{CategoryIx, Cell, IndicatorIx, Period, PlaceIx};
use charts::{Composition, CompositionBar, Part, PartName};
use definition::Indicator;
use insight::{Address, numbers};

use super::{Drawing, PHONE, WHOLE, caption};
use crate::choices::Comparison;
use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

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
            let bar = |place: PlaceIx, category: CategoryIx, label: String| {
                let cells: Vec<Cell> = parts
                    .iter()
                    .map(|&(indicator, _)| figures.cell(Address { indicator, period, place, category }))
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
            let name = place::spoken(visit.site(), ix, language).to_owned();
            let own = bar(ix, choices.category, format!("{name}, {period}"))?;
            let larger = comparison(visit.site(), ix, choices).and_then(|c| {
                let place = match c {
                    Comparison::EverybodyHere => {
                        let everybody = t.get("everybody-lower");
                        return bar(ix, CategoryIx::TOTAL, format!("{name}, {everybody}, {period}"));
                    }
                    Comparison::Municipality => place::municipality(visit.site(), ix),
                    Comparison::Country => visit.release().places.find(cells::AreaCode::COUNTRY),
                }?;
                let label = place::capitalised(place::spoken(visit.site(), place, language));
                bar(place, choices.category, format!("{label}, {period}"))
            });
            let title = composition_title(visit, &parts);
            let make = |width: u16, own_prefix: &str| Composition {
                caption: caption(visit, own_prefix, &title, &t.get("composition-description")),
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
                embed: None,
                subtitle: t
                    .with("composition-subtitle", &[("year", period.to_string().into()), ("source", origin.into())]),
                wide: wide.svg(visit.style()),
                phone: make(PHONE, &format!("samen-{whole}-t")).svg(visit.style()),
                broad: false,
                legend: String::new(),
                table: Some(wide.table(&chart_words(language))),
                file: format!("samenstelling-{whole}-{}", crate::address::slug(&name)),
                more: None,
                title,
            })
        })
        .collect()
}

/// What a whole is called; without a name in the definition, whom its parts are shares of.
fn composition_title(visit: &Visit, parts: &[(IndicatorIx, &Indicator)]) -> String {
    let id = parts[0].1.composition.clone().unwrap_or_default();
    let language = visit.language();
    if let Some(name) = visit.definition().monitor.compositions.get(&id) {
        return name.get(language).to_owned();
    }
    let universe = visit.definition().find_universe(&parts[0].1.universe);
    universe
        .map_or(id, |u| visit.texts().with("composition-of-universe", &[("universe", u.label.get(language).into())]))
}
