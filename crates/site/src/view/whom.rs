//! Whom a page is about, in words: a page of a group says so wherever it says where.

use cells::{CategoryIx, PlaceIx};

use crate::choices::Comparison;
use crate::view::bar::comparison_name;
use crate::visit::Visit;

/// The chosen group in a sentence: "bewoners met herkomst Syrië"; none for all residents.
pub(crate) fn group(visit: &Visit) -> Option<String> {
    let category = visit.definition().category(visit.choices().category)?;
    Some(insight::story::group_phrase(category, visit.language()))
}

/// A title with the chosen group behind it: "Zomerdam, bewoners met herkomst Syrië".
pub(crate) fn with_group(visit: &Visit, title: String) -> String {
    match group(visit) {
        Some(group) => format!("{title}, {group}"),
        None => title,
    }
}

/// The name of what is compared with, after "vergeleken met". A group is compared with the same group elsewhere, which the name
/// of the place alone does not say.
pub(crate) fn compared_with(visit: &Visit, ix: PlaceIx, comparison: Comparison) -> String {
    group_compared_with(visit, ix, visit.choices().category, comparison)
}

/// The same for a group that is not the chosen one.
pub(crate) fn group_compared_with(visit: &Visit, ix: PlaceIx, group: CategoryIx, comparison: Comparison) -> String {
    let name = comparison_name(visit, ix, comparison);
    if group == CategoryIx::TOTAL || comparison == Comparison::EverybodyHere {
        return name;
    }
    visit.texts().with("same-group-in", &[("where", name.into())])
}
