//! A figure by group of residents: who they are, then the large groups, and the finer ones behind a click.

use insight::Address;

use crate::view::drawing::{self, Drawing};
use crate::visit::Visit;

/// The groups of an indicator in a place.
#[derive(Debug)]
pub(crate) struct ByGroup {
    /// How many residents belong to each large group; composition comes before contrast.
    pub(crate) sizes: Option<Drawing>,
    /// The large groups of the first breakdown that the figure has.
    pub(crate) main: Drawing,
    /// The finer groups, and the other breakdowns.
    pub(crate) more: Vec<Drawing>,
    /// "20 groepen en meer".
    pub(crate) more_title: String,
    /// Whether one of the finer groups was chosen.
    pub(crate) open: bool,
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
    let mut finer = 0;
    for breakdown in &definition.breakdowns {
        if first.is_none() {
            first = drawing::groups(visit, at, breakdown, true, "groep").map(|drawn| (breakdown, drawn));
            if first.is_none() || breakdown.categories.iter().all(|category| category.parent.is_none()) {
                continue;
            }
        }
        if let Some(drawn) = drawing::groups(visit, at, breakdown, false, "fijn") {
            finer += breakdown.categories.len();
            more.push(drawn);
        }
    }
    let (breakdown, main) = first?;
    let chosen = definition.categories().find(|(ix, ..)| *ix == at.category);
    let open = chosen.is_some_and(|(_, own, category)| own.id != breakdown.id || category.parent.is_some());
    Some(ByGroup {
        sizes: drawing::group_sizes(visit, at.place, Some(at.period), "wie"),
        main,
        open,
        more_title: visit.texts().with("groups-more", &[("count", finer.into())]),
        more,
    })
}
