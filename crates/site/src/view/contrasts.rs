//! In which figures the groups of residents of an area differ for certain: the largest differences of all of them, or those
//! between one group and the others.

use cells::{CategoryIx, PlaceIx};
use charts::Mark;
use definition::Polarity;
use export::{Axis, PeriodChoice};
use insight::{Address, Verdict, numbers};
use release::StandingReference;

use crate::databank::{Charted, of_chart};
use crate::view::bar::comparison;
use crate::view::drawing::{self, Dots};
use crate::view::figure::{Chip, Row};
use crate::view::place;
use crate::view::shell::Link;
use crate::view::split;
use crate::visit::Visit;

/// Most figures of which the groups are drawn.
const MOST_DRAWN: usize = 3;
/// Most differences of one group, and of those on each side of the judgement where both have some.
const MOST_NAMED: usize = 6;

/// The figures in which groups differ most.
#[derive(Debug)]
pub(crate) struct Contrasts {
    pub(crate) lead: String,
    /// Empty where no difference is certain, or there are no figures of groups, which `lead` then says.
    pub(crate) panels: Vec<Dots>,
    /// Where areas of this level have no figures of groups: the nearest area around it that has them.
    pub(crate) wider: Option<Link>,
    /// The same figures as a table of one's own.
    pub(crate) databank: String,
    pub(crate) file: String,
}

/// One difference in a line.
#[derive(Debug)]
pub(crate) struct Contrast {
    pub(crate) link: Link,
    /// The figures beside each other: "30,3 %, alle bewoners 3,4 %".
    pub(crate) figures: String,
    pub(crate) chip: Chip,
}

/// The largest certain differences between the large groups of a place. None where nothing is split, or the page is about one
/// group.
pub(crate) fn contrasts(visit: &Visit, ix: PlaceIx) -> Option<Contrasts> {
    let (t, choices, site) = (visit.texts(), visit.choices(), visit.site());
    let breakdown = visit.definition().breakdowns.first().filter(|_| choices.category == CategoryIx::TOTAL)?;
    let telling = insight::story::Telling {
        place: ix,
        category: CategoryIx::TOTAL,
        period: choices.year.fixed(),
        reference: StandingReference::EverybodyHere,
        judge: choices.judge,
        language: visit.language(),
    };
    let found = insight::story::contrasts(&site.figures(), telling, &breakdown.id, MOST_DRAWN);
    let panels: Vec<Dots> =
        found.iter().filter_map(|at| drawing::group_dots(visit, *at, breakdown, "verschil")).collect();
    let name = place::spoken(site, ix, visit.language()).to_owned();
    let groups: Vec<CategoryIx> = visit
        .definition()
        .categories()
        .filter(|(_, own, category)| own.id == breakdown.id && category.parent.is_none())
        .map(|(category, ..)| category)
        .collect();
    let wider = if panels.is_empty() { split::figures_elsewhere(visit, ix, &groups) } else { None };
    let level = place::level_words(site, site.release.places.get(ix).level(), t);
    let lead = match (panels.is_empty(), wider) {
        (true, Some(_)) => t.with("contrasts-elsewhere", &[("levels", level.into())]),
        (true, None) => t.with("contrasts-none", &[("name", name.clone().into())]),
        (false, _) => t.with("contrasts-lead", &[("name", name.clone().into())]),
    };
    let mut years: Vec<cells::Period> = found.iter().map(|at| at.period).collect();
    years.sort_unstable();
    years.dedup();
    let chart = Charted {
        indicators: found.iter().map(|at| at.indicator).collect(),
        areas: vec![ix],
        categories: std::iter::once(CategoryIx::TOTAL).chain(groups).collect(),
        periods: years.into_iter().map(PeriodChoice::One).collect(),
        rows: Axis::Category,
    };
    Some(Contrasts {
        lead,
        panels,
        wider: wider.map(|wider| {
            let name = place::spoken(site, wider, visit.language());
            Link::new(visit.links().place(wider), t.with("contrasts-wider", &[("name", name.into())]))
        }),
        databank: of_chart(visit, &chart),
        file: format!("verschillen-{}", crate::address::slug(&name)),
    })
}

/// What certainly differs between the chosen group and the other residents of its own area: the largest differences of both sides
/// of the judgement, in the order of the definition. Nothing for all residents, and where that is what the page compares with.
pub(crate) fn beside_others(visit: &Visit, ix: PlaceIx, rows: &[Row]) -> Vec<Contrast> {
    let (t, choices, figures) = (visit.texts(), visit.choices(), visit.site().figures());
    let beside = comparison(visit.site(), ix, choices).map(crate::choices::Comparison::standing);
    if choices.category == CategoryIx::TOTAL || beside == Some(StandingReference::EverybodyHere) {
        return Vec::new();
    }
    let mut found: Vec<(Mark, f64, usize, Contrast)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let Some(period) = row.period.filter(|_| row.status == cells::Status::Published) else { continue };
        let at = Address { indicator: row.indicator, period, place: ix, category: choices.category };
        let indicator = visit.definition().indicator(row.indicator);
        let reading = insight::stored(&figures, at, StandingReference::EverybodyHere);
        let mark = crate::view::figure::mark(reading, indicator.polarity, choices);
        let total = figures.cell(Address { category: CategoryIx::TOTAL, ..at });
        let (Some(own), Some(all)) = (figures.cell(at).value, total.value.filter(|_| total.is_published())) else {
            continue;
        };
        if !mark.is_certain_difference() {
            continue;
        }
        let other = numbers::shown(&total, indicator, visit.language());
        let said = t.with("standout-figures", &[("own", row.whole().into()), ("other", other.into())]);
        let chip = crate::view::figure::chip(mark, row.status, visit.language());
        let per = indicator.measure.per();
        let size = insight::statistics::effect_size(own / per, all / per);
        let link = Link::new(row.href.clone(), row.label.clone());
        found.push((mark, size, n, Contrast { link, figures: said, chip }));
    }
    let judged = |mark: &Mark| mark.judge && mark.polarity != Polarity::Neutral;
    found.sort_by(|a, b| judged(&b.0).cmp(&judged(&a.0)).then(b.1.total_cmp(&a.1)));
    // No side fills the list while the other has something to tell.
    let side = |mark: &Mark| mark.verdict().is_some_and(Verdict::is_unfavourable);
    let mut taken = [0_usize; 2];
    let (mut chosen, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|(mark, ..)| {
        let side = usize::from(side(mark));
        taken[side] += 1;
        taken[side] <= MOST_NAMED / 2
    });
    chosen.extend(rest);
    chosen.truncate(MOST_NAMED);
    chosen.sort_by_key(|(_, _, n, _)| *n);
    chosen.into_iter().map(|(.., contrast)| contrast).collect()
}
