//! A figure through the years.

use cells::{CategoryIx, Cell, IndicatorIx, Period, PlaceIx, Status};
use charts::{Break, Point, Series, Trend};
use definition::Measure;
use export::{Axis, PeriodChoice};
use insight::{Address, numbers, words};

use super::{Drawing, HALF, PHONE, WHOLE, caption_of, file, interval_of_chance, reference_place, titled, unit};
use crate::choices::Comparison;
use crate::databank::{Charted, of_chart};
use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// A figure through the years, with what it is compared with, over half the page or all of it.
pub(crate) fn trend(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    ix: PlaceIx,
    category: CategoryIx,
    prefix: &str,
    broad: bool,
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
    let point = |cell: &Cell| {
        let value = cell.value.filter(|_| cell.is_published())?;
        Some(Point {
            value,
            text: numbers::figure(value, indicator, language),
            interval: interval_of_chance(visit, indicator, cell),
        })
    };
    let name = place::spoken(visit.site(), ix, language).to_owned();
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
    let beside = comparison(visit.site(), ix, visit.choices()).filter(|_| series.len() > 1);
    let charted = Charted {
        indicators: vec![indicator_ix],
        areas: std::iter::once(ix).chain(beside.and_then(|compared| reference_place(visit, ix, compared))).collect(),
        categories: std::iter::once(category)
            .chain(beside.filter(|c| *c == Comparison::EverybodyHere).map(|_| CategoryIx::TOTAL))
            .collect(),
        periods: vec![PeriodChoice::All],
        rows: Axis::Period,
    };
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
        caption: caption_of(
            visit,
            own,
            &titled(visit, indicator, &title),
            &t.get("trend-description"),
            indicator.label.get(language),
        ),
        unit: unit(indicator, visit),
        periods: cells.iter().map(|(period, _)| i32::from(period.0)).collect(),
        series: series.clone(),
        breaks: breaks.clone(),
        width,
    };
    let wide = make(if broad { WHOLE } else { HALF }, &format!("verloop-{prefix}"));
    let mut subtitle = indicator.label.get(language).to_owned();
    if banded {
        subtitle = format!("{subtitle}. {}", t.get("trend-band"));
    }
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        subtitle,
        wide: wide.svg(&chart_words(language), visit.style()),
        phone: make(PHONE, &format!("verloop-{prefix}-t")).svg(&chart_words(language), visit.style()),
        broad,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        databank: of_chart(visit, &charted),
        file: file(visit, "verloop", indicator_ix, &name),
        more: None,
        title,
    })
}
