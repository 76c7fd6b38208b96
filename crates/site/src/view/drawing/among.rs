//! An area among others: in order from high to low, and all of them on one axis.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use charts::{AreaDot, MarkedArea, MiddleHalf, RankedArea, Ranking};
use definition::Measure;
use insight::{Address, numbers};

use super::{
    Drawing, HALF, PHONE, Together, WHOLE, caption_of, ended, file, interval_of, of_whom, reference_of, table_of_areas,
    titled, unit,
};
use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::indicator::Among;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// Areas in a ranking before it is cut to those around the marked one.
const MOST_RANKED: usize = 24;

/// Areas from the highest figure to the lowest. Where there are many, those at both ends and those around the marked one.
pub(crate) fn ranking(of: Together<'_>) -> Option<Drawing> {
    let Together { visit, indicator: indicator_ix, period, among, title } = of;
    if among.len() < 2 {
        return None;
    }
    let t = visit.texts();
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    let places = excerpt(among);
    let shown: Vec<&Among> = places.iter().map(|&at| &among[at]).collect();
    let cut = shown.len() < among.len();
    let breaks: Vec<(usize, String)> = left_out(&places)
        .map(|(row, count)| {
            let said = crate::view::count(count as f64, language);
            (row, t.with("ranking-left-out", &[("count", count.into()), ("shown", said.into())]))
        })
        .collect();
    let reference = among[0]
        .cell
        .is_published()
        .then(|| reference_of(visit, indicator_ix, period, among[0].place))
        .flatten()
        .filter(|_| indicator.measure != Measure::Count);
    let make = |width: u16, prefix: &str| Ranking {
        caption: caption_of(
            visit,
            prefix,
            &titled(visit, indicator, title),
            &t.get("ranking-description"),
            &of_whom(visit, indicator, period),
        ),
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
        breaks: breaks.clone(),
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
        embed: None,
        remarks: String::new(),
        title: title.to_owned(),
        subtitle,
        wide: wide.svg(&chart_words(language), visit.style()),
        phone: make(PHONE, "volgorde-t").svg(&chart_words(language), visit.style()),
        broad: false,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        databank: table_of_areas(visit, indicator_ix, period, among.iter().map(|one| one.place).collect()),
        file: file(visit, "volgorde", indicator_ix, title),
        more: None,
    })
}

/// Positions of all areas where they are few; else of the first, the last, and those around the marked one.
fn excerpt(among: &[Among]) -> Vec<usize> {
    if among.len() <= MOST_RANKED {
        return (0..among.len()).collect();
    }
    let with_figure = among.iter().filter(|one| one.cell.is_published()).count();
    let here = among.iter().position(|one| one.here);
    let keep = |at: usize| {
        at < 5
            || (at < with_figure && at + 5 >= with_figure)
            || here.is_some_and(|here| at == here || (here < with_figure && at.abs_diff(here) <= 5 && at < with_figure))
    };
    (0..among.len()).filter(|at| keep(*at)).collect()
}

/// Before which of these rows areas are left out, and how many.
fn left_out(places: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let skipped = |(row, pair): (usize, &[usize])| (row + 1, pair[1] - pair[0] - 1);
    places.windows(2).enumerate().map(skipped).filter(|(_, count)| *count > 0)
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
            label: place::spoken(site, ix, language).to_owned(),
            value,
            text: numbers::figure(value, indicator, language),
            mark: figure::mark(reading, indicator.polarity, visit.choices()),
        }
    });
    let level_name = place::level_words(site, level, t);
    let count = crate::view::count(all.values.len() as f64, language);
    let title = t.with("distribution-title", &[("count", count.into()), ("levels", level_name.into())]);
    let median = t.with(
        "distribution-median",
        &[
            ("level", place::level_word(site, level, t).into()),
            ("value", numbers::figure(summary.median, indicator, language).into()),
        ],
    );
    let make = |width: u16, prefix: &str| charts::Distribution {
        caption: caption_of(
            visit,
            prefix,
            &titled(visit, indicator, &title),
            &t.get("distribution-description"),
            &of_whom(visit, indicator, period),
        ),
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
    let mut subtitle = t.with("distribution-subtitle", &[("label", of_whom(visit, indicator, period).into())]);
    if wide.outside() != (0, 0) {
        subtitle = format!("{subtitle} {}", t.with("distribution-cut", &[("share", (charts::BEYOND * 100.0).into())]));
    }
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        subtitle,
        wide: wide.svg(&chart_words(language), visit.style()),
        phone: make(PHONE, "spreiding-t").svg(&chart_words(language), visit.style()),
        broad: true,
        legend: String::new(),
        table: Some(wide.table(&chart_words(language))),
        databank: table_of_areas(visit, indicator_ix, period, all.values.iter().map(|(_, place)| *place).collect()),
        file: file(visit, "spreiding", indicator_ix, &title),
        more: None,
        title,
    })
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn where_areas_are_left_out_is_said_before_the_row_that_follows() {
        assert_eq!(left_out(&[0, 1, 5, 6, 20]).collect::<Vec<_>>(), [(2, 3), (4, 13)]);
        assert_eq!(left_out(&[0, 1, 2]).next(), None);
    }
}
