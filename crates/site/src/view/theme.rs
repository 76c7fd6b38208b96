//! The indicators of a theme, each with its explanation and two drawings beside each other.

use cells::PlaceIx;
use definition::{Indicator, Language, Theme};
use insight::Address;

use crate::view::by_group;
use crate::view::drawing::{self, Drawing, MapFrame, Together};
use crate::view::figure::{self, Row};
use crate::view::indicator::{Around, MOST_IN_FULL, counted, inside};
use crate::view::map::link_to;
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// One indicator on the page of a theme.
#[derive(Debug)]
pub(crate) struct InTheme {
    pub(crate) row: Row,
    /// What the figure counts, without the figure itself, which stands beside it; empty where there is nothing to add.
    pub(crate) sentence: String,
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) care: Option<String>,
    pub(crate) label: String,
    /// The theme it belongs to, where that is another one.
    pub(crate) home: Option<Link>,
    pub(crate) map_link: Link,
    /// Its large groups beside each other; behind a click where there is little room, but of the first figure.
    pub(crate) by_group: Option<Drawing>,
    /// Its map, its years, or the figure beside that of larger areas: behind a click where there is little room.
    pub(crate) further: Vec<Drawing>,
}

impl InTheme {
    /// What the further drawings are: "Op de kaart · Sinds 2021 gestegen".
    pub(crate) fn further_title(&self) -> String {
        self.further.iter().map(|drawing| drawing.title.as_str()).collect::<Vec<_>>().join(" · ")
    }
}

/// Takes what holds for the drawings by group of all indicators out of them, to be said once.
pub(crate) fn common_remarks(indicators: &mut [InTheme]) -> String {
    let drawings = indicators.iter_mut().filter_map(|one| one.by_group.as_mut());
    // Of drawings without intervals there is less to say.
    drawings.map(|drawing| std::mem::take(&mut drawing.remarks)).max_by_key(String::len).unwrap_or_default()
}

/// The indicators of a theme with their explanation.
pub(crate) fn in_theme(visit: &Visit, ix: PlaceIx, theme: &Theme, rows: Vec<Row>) -> Vec<InTheme> {
    let language: Language = visit.language();
    rows.into_iter()
        .map(|row| (visit.definition().indicator(row.indicator), row))
        .filter(|(indicator, _)| theme.tells(indicator))
        .map(|(indicator, row)| {
            let by_group =
                address(visit, ix, &row).and_then(|at| by_group::large(visit, at, &format!("groep-{}", row.id)));
            InTheme {
                what: indicator.what.get(language).to_owned(),
                why: indicator.why.get(language).to_owned(),
                care: indicator.care.as_ref().map(|care| care.get(language).to_owned()),
                label: indicator.label.get(language).to_owned(),
                home: home(visit, ix, theme, indicator),
                map_link: link_to(visit, row.indicator, ix),
                by_group,
                further: further(visit, ix, &row),
                sentence: sentence(visit, ix, &row),
                row,
            }
        })
        .collect()
}

/// The page of the theme that a gathered indicator belongs to.
fn home(visit: &Visit, ix: PlaceIx, theme: &Theme, indicator: &Indicator) -> Option<Link> {
    let home = visit.definition().find_theme(&indicator.theme).filter(|home| home.id != theme.id)?;
    Some(Link::new(visit.links().theme(ix, &home.id), home.label.get(visit.language())))
}

/// "310 van de 2.500 inwoners in Zomerdam hebben een bijstandsuitkering."; without counts, or of a group, what stands behind
/// the figure: "van de inwoners van 18 jaar en ouder".
fn sentence(visit: &Visit, ix: PlaceIx, row: &Row) -> String {
    let Some(at) = address(visit, ix, row).filter(|_| row.missing.is_none()) else { return String::new() };
    let cell = visit.site().figures().cell(at);
    let name = place::spoken(visit.site(), ix, visit.language());
    if let Some(counted) = counted(visit, at, &cell, name) {
        let open = figure::rounding(visit, &cell, visit.definition().indicator(at.indicator));
        return open.map_or_else(|| counted.clone(), |open| format!("{} ({open}).", counted.trim_end_matches('.')));
    }
    match (row.whom.is_empty(), row.counts.is_empty()) {
        (_, true) => row.whom.clone(),
        (true, false) => row.counts.clone(),
        (false, false) => format!("{} ({})", row.whom, row.counts),
    }
}

/// Where a figure that is known stands.
fn address(visit: &Visit, ix: PlaceIx, row: &Row) -> Option<Address> {
    let period = row.period.filter(|_| row.is_known())?;
    Some(Address { indicator: row.indicator, period, place: ix, category: visit.choices().category })
}

/// Two drawings that fill a row: the map of a figure, its years, or the figure beside that of larger areas, the first two
/// there are. One alone takes the whole width.
fn further(visit: &Visit, ix: PlaceIx, row: &Row) -> Vec<Drawing> {
    let Some(at) = address(visit, ix, row) else { return Vec::new() };
    let beside = |broad| drawing::beside(visit, at, row, broad);
    let trend = |broad| drawing::trend(visit, row.indicator, ix, at.category, &row.id, broad);
    let mut shown: Vec<Drawing> = map(visit, at, row).into_iter().chain(trend(false)).collect();
    if shown.len() < 2 {
        shown.extend(beside(false));
    }
    // A map has one drawing for every width.
    if shown.len() == 1 && !shown[0].phone.is_empty() {
        shown = trend(true).or_else(|| beside(true)).into_iter().collect();
    }
    // One alone takes the whole row.
    if let [only] = shown.as_mut_slice() {
        only.broad = true;
    }
    shown
}

/// The areas inside a place, for the lowest level those beside it, by the reading of their figures. Where they are many,
/// the map is on the page of the indicator only.
fn map(visit: &Visit, at: Address, row: &Row) -> Option<Drawing> {
    let areas = inside(visit, at, MOST_IN_FULL)?;
    if areas.among.iter().filter(|one| one.cell.is_published()).count() < 2 {
        return None;
    }
    let Around { period, title, among } = &areas;
    drawing::map(
        Together { visit, indicator: at.indicator, period: *period, among, title },
        &MapFrame::of_theme(&row.id),
    )
}
