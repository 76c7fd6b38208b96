//! A figure by group of residents: who they are, then the large groups, and the finer ones behind a click.

use cells::{Period, PlaceIx};
use insight::Address;

use crate::view::drawing::{self, Drawing};
use crate::view::place;
use crate::visit::Visit;

/// The groups of an indicator in a place.
#[derive(Debug)]
pub(crate) struct ByGroup {
    /// How many residents belong to each large group; composition comes before contrast.
    pub(crate) sizes: Option<Drawing>,
    /// The large groups of the first breakdown that the figure has.
    pub(crate) main: Drawing,
    /// The finer groups, and the other breakdowns: each behind a click of its own.
    pub(crate) more: Vec<Finer>,
}

/// The groups of a breakdown, behind a click.
#[derive(Debug)]
pub(crate) struct Finer {
    /// Of the breakdown.
    pub(crate) id: String,
    pub(crate) drawing: Drawing,
    /// Whether one of these groups was chosen.
    pub(crate) open: bool,
}

/// How many residents belong to each large group, titled for what stands above figures of those groups. The title names the area
/// and that these are all who live there: in a file of its own it would else seem to be about the figure of the page.
pub(crate) fn sizes(visit: &Visit, ix: PlaceIx, period: Option<Period>) -> Option<Drawing> {
    let drawn = drawing::group_sizes(visit, ix, period, "wie")?;
    let name = place::spoken(visit.site(), ix, visit.language());
    Some(Drawing { title: visit.texts().with("groups-sizes", &[("name", name.into())]), ..drawn })
}

/// The large groups of the first breakdown by which an indicator is split at an address.
pub(crate) fn large(visit: &Visit, at: Address, prefix: &str) -> Option<Drawing> {
    visit.definition().breakdowns.iter().find_map(|breakdown| drawing::groups(visit, at, breakdown, true, prefix))
}

/// All groups of an indicator at an address; none where it is not split.
pub(crate) fn by_group(visit: &Visit, at: Address) -> Option<ByGroup> {
    let definition = visit.definition();
    let mut first: Option<(&definition::Breakdown, Drawing)> = None;
    let mut more = Vec::new();
    let chosen = definition.categories().find(|(ix, ..)| *ix == at.category);
    for breakdown in &definition.breakdowns {
        if first.is_none() {
            first = drawing::groups(visit, at, breakdown, true, "groep").map(|drawn| (breakdown, drawn));
            if first.is_none() || breakdown.categories.iter().all(|category| category.parent.is_none()) {
                continue;
            }
        }
        if let Some(drawn) = drawing::groups(visit, at, breakdown, false, "fijn") {
            let large = first.as_ref().is_some_and(|(own, _)| own.id == breakdown.id);
            let open = chosen
                .as_ref()
                .is_some_and(|(_, own, category)| own.id == breakdown.id && (!large || category.parent.is_some()));
            more.push(Finer { id: breakdown.id.clone(), drawing: drawn, open });
        }
    }
    let (_, main) = first?;
    Some(ByGroup { sizes: sizes(visit, at.place, Some(at.period)), main, more })
}
