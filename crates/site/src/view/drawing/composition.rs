//! Parts of a whole: the residents of a place by age, households by kind.

use cells::{CategoryIx, Cell, IndicatorIx, Period, PlaceIx};
use charts::{Composition, CompositionBar, Part, PartName};
use definition::Indicator;
use export::{Axis, PeriodChoice};
use insight::{Address, numbers};

use super::{Drawing, HALF, PHONE, WHOLE, caption_of, group_size};
use crate::choices::{Choices, Comparison, Year};
use crate::databank::{Charted, of_chart};
use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::visit::Visit;

/// A part of a whole: its indicator.
type PartOf<'a> = (IndicatorIx, &'a Indicator);

/// Residents whose whole is drawn: everybody in a place or a group of them, and what they are called.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) place: PlaceIx,
    pub(crate) category: CategoryIx,
    pub(crate) label: String,
    /// Whether how many people it is stands behind that, in the year of the drawing.
    pub(crate) with_size: bool,
}

/// What a place is made up of: the indicators that together make one whole, each whole as a stacked bar with that of the
/// reference below it.
pub(crate) fn compositions(visit: &Visit, ix: PlaceIx) -> Vec<Drawing> {
    let language = visit.language();
    let category = visit.choices().category;
    let name = place::spoken(visit.site(), ix, language).to_owned();
    let of_group = |name: &str| match visit.definition().category(category) {
        Some(group) => format!("{name}, {}", group.label.get(language)),
        None => name.to_owned(),
    };
    let mut wholes = vec![Whole { place: ix, category, label: of_group(&name), with_size: false }];
    wholes.extend(comparison(visit.site(), ix, visit.choices()).and_then(|c| {
        let place = match c {
            Comparison::EverybodyHere => {
                let label = format!("{name}, {}", visit.texts().get("everybody-lower"));
                return Some(Whole { place: ix, category: CategoryIx::TOTAL, label, with_size: false });
            }
            Comparison::Municipality => place::municipality(visit.site(), ix),
            Comparison::Country => visit.release().places.find(cells::AreaCode::COUNTRY),
        }?;
        let label = place::capitalised(place::spoken(visit.site(), place, language));
        Some(Whole { place, category, label: of_group(&label), with_size: false })
    }));
    drawn(visit, &wholes, "samen", false)
}

/// The same of several areas or groups of which none stands out.
pub(crate) fn compositions_beside(visit: &Visit, wholes: &[Whole], prefix: &str) -> Vec<Drawing> {
    drawn(visit, wholes, prefix, true)
}

/// The indicators of each whole of the definition, in its order.
fn parts_of(visit: &Visit) -> Vec<(&str, Vec<PartOf<'_>>)> {
    let mut found: Vec<(&str, Vec<PartOf<'_>>)> = Vec::new();
    for (n, indicator) in visit.definition().indicators.iter().enumerate() {
        let Some(whole) = indicator.composition.as_deref() else { continue };
        let part = (IndicatorIx(n as u16), indicator);
        match found.iter_mut().find(|(id, _)| *id == whole) {
            Some((_, parts)) => parts.push(part),
            None => found.push((whole, vec![part])),
        }
    }
    found
}

/// The cells of the parts of a whole in a year.
fn cells_of(visit: &Visit, of: &Whole, parts: &[PartOf<'_>], period: Period) -> Vec<Cell> {
    let figures = visit.site().figures();
    parts
        .iter()
        .map(|&(indicator, _)| figures.cell(Address { indicator, period, place: of.place, category: of.category }))
        .collect()
}

/// The year of which a whole is shown: all parts of the same, or they would not be one whole.
fn period_of_whole(visit: &Visit, of: &Whole, parts: &[PartOf<'_>]) -> Option<Period> {
    let choices = Choices { category: of.category, ..visit.choices() };
    let newest = figure::period_of(visit.site(), parts[0].0, of.place, choices)?;
    Some(match choices.year {
        Year::Fixed(year) => year,
        Year::Newest => {
            let periods = visit.release().cube.periods(parts[0].0);
            let whole_in = |period: &Period| cells_of(visit, of, parts, *period).iter().all(Cell::is_published);
            periods.iter().copied().rev().find(whole_in).unwrap_or(newest)
        }
    })
}

/// One stacked bar. None where nothing is shown, or one part is not, which would be the rest of the whole.
fn bar(visit: &Visit, of: &Whole, parts: &[PartOf<'_>], period: Period, with_year: bool) -> Option<CompositionBar> {
    let language = visit.language();
    let cells = cells_of(visit, of, parts, period);
    let size = if of.with_size { group_size(visit, of.place, of.category, period) } else { String::new() };
    let label = if size.is_empty() { of.label.clone() } else { format!("{}, {size}", of.label) };
    let known = cells.iter().filter(|c| c.is_published()).count();
    (known > 0 && (known == cells.len() || known + 2 <= cells.len())).then(|| CompositionBar {
        label: if with_year { format!("{label}, {period}") } else { label },
        parts: cells
            .iter()
            .zip(parts)
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
}

/// Every whole of the definition with a bar for each of these; those that stand out begin with the first, without which there
/// is nothing to compare.
fn drawn(visit: &Visit, wholes: &[Whole], prefix: &str, alike: bool) -> Vec<Drawing> {
    let language = visit.language();
    let Some(first) = wholes.first() else { return Vec::new() };
    let draw = |(whole, parts): (&str, Vec<PartOf<'_>>)| {
        let period = period_of_whole(visit, first, &parts)?;
        let own = bar(visit, first, &parts, period, !alike);
        if own.is_none() && !alike {
            return None;
        }
        let others = wholes[1..].iter().filter_map(|of| bar(visit, of, &parts, period, !alike));
        let bars: Vec<CompositionBar> = own.into_iter().chain(others).collect();
        if bars.is_empty() {
            return None;
        }
        let at = Address { indicator: parts[0].0, period, place: first.place, category: first.category };
        let name = place::spoken(visit.site(), first.place, language);
        let names = parts.iter().map(|(ix_part, i)| PartName {
            label: i.short.get(language).to_owned(),
            href: Some(visit.links().indicator(*ix_part, Some(first.place))),
        });
        let stacked = Stacked {
            title: composition_title(visit, &parts),
            subtitle: year_and_source(visit, at),
            parts: names.collect(),
            bars,
            file: format!("samenstelling-{whole}-{}", crate::address::slug(name)),
            databank: of_chart(
                visit,
                &Charted {
                    indicators: parts.iter().map(|(part, _)| *part).collect(),
                    areas: wholes.iter().map(|of| of.place).collect(),
                    categories: wholes.iter().map(|of| of.category).collect(),
                    periods: vec![PeriodChoice::One(period)],
                    rows: Axis::Indicator,
                },
            ),
            alike,
            broad: false,
        };
        Some(stacked.drawn(visit, &format!("{prefix}-{whole}")))
    };
    parts_of(visit).into_iter().filter_map(draw).collect()
}

/// Wholes as stacked bars, ready to be drawn.
#[derive(Debug)]
pub(super) struct Stacked {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) parts: Vec<PartName>,
    pub(super) bars: Vec<CompositionBar>,
    pub(super) file: String,
    /// The table with these figures.
    pub(super) databank: String,
    /// Whether none of the bars stands out, so that half a page is enough.
    pub(super) alike: bool,
    /// Whether the wide drawing takes the whole width of the page.
    pub(super) broad: bool,
}

impl Stacked {
    /// The drawing for wide and narrow places, its identifiers beginning with `prefix`.
    pub(super) fn drawn(self, visit: &Visit, prefix: &str) -> Drawing {
        let Self { title, subtitle, parts, bars, file, databank, alike, broad } = self;
        let description = visit.texts().get("composition-description");
        let make = |width: u16, own_prefix: &str| Composition {
            caption: caption_of(visit, own_prefix, &title, &description, &subtitle),
            parts: parts.clone(),
            bars: bars.clone(),
            key: true,
            width,
        };
        let not_shown = chart_words(visit.language()).not_shown;
        let svg = |drawn: &Composition| {
            if alike {
                drawn.side_by_side(visit.style(), &not_shown)
            } else {
                drawn.svg_naming(visit.style(), &not_shown)
            }
        };
        let wide = make(if alike { HALF } else { WHOLE }, prefix);
        Drawing {
            embed: None,
            remarks: String::new(),
            wide: svg(&wide),
            phone: svg(&make(PHONE, &format!("{prefix}-t"))),
            broad,
            legend: String::new(),
            table: Some(wide.table(&chart_words(visit.language()))),
            subtitle,
            file,
            databank,
            more: None,
            title,
        }
    }
}

/// Of when a whole is, and who publishes its figures; of rounded ones that they need not add up.
pub(super) fn year_and_source(visit: &Visit, at: Address) -> String {
    let slice = visit.site().figures().slice_of(at);
    let source = slice.and_then(|slice| visit.definition().sources.get(slice.source()));
    let publisher = source.map_or("", |source| source.publisher.get(visit.language()));
    let values = [("year", at.period.to_string().into()), ("source", publisher.into())];
    let said = visit.texts().with("composition-subtitle", &values);
    let is_rounded = visit.site().figures().cell(at).numerator.is_some_and(|count| !count.is_exact());
    if is_rounded { format!("{said} {}", visit.texts().get("composition-rounded")) } else { said }
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
