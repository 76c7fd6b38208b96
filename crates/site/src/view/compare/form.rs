//! The form that adds a column or puts another in the place of one, and columns that can be added at once.

use insight::columns::Column;

use super::{Shown, address, group, label, own_choices, short, size};
use crate::columns::{Columns, everybody};
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// A group that can be chosen: value, label, whether it is the chosen one.
pub(crate) type Offered = (String, String, bool);

/// The form that adds a column, or puts another in the place of one.
#[derive(Debug, Clone)]
pub(crate) struct Adding {
    pub(crate) title: String,
    /// The position that is replaced, from 1; none where a column is added.
    pub(crate) position: Option<usize>,
    pub(crate) area: String,
    /// Groups under the name of their breakdown.
    pub(crate) groups: Vec<(String, Vec<Offered>)>,
    pub(crate) suggest: String,
    pub(crate) cancel: Option<Link>,
    /// Columns that can be added with one click, with how many people each is about.
    pub(crate) quick: Vec<(Link, String)>,
}

/// The form, with columns that can be added at once: the same area with each large group, and larger areas.
pub(super) fn adding(visit: &Visit, columns: &Columns, shown: Shown, changing: Option<usize>) -> Adding {
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let definition = visit.definition();
    let base = columns.list()[0];
    let current = changing.and_then(|n| columns.list().get(n)).copied();
    let chosen = current.map(|column| column.category);
    let mut groups = Vec::new();
    if !definition.breakdowns.is_empty() {
        let all = (String::new(), t.get("everybody"), chosen.is_none_or(|c| c == cells::CategoryIx::TOTAL));
        groups.push((String::new(), vec![all]));
        for breakdown in &definition.breakdowns {
            let of = definition.categories().filter(|(_, own, _)| own.id == breakdown.id);
            let list =
                of.map(|(ix, _, c)| (c.id.clone(), c.label.get(language).to_owned(), chosen == Some(ix))).collect();
            groups.push((breakdown.label.get(language).to_owned(), list));
        }
    }
    let mut possible: Vec<Column> = Vec::new();
    if changing.is_none() {
        possible.push(everybody(base.place));
        if let Some(first) = definition.breakdowns.first() {
            possible.extend(
                definition
                    .categories()
                    .filter(|(_, own, category)| own.id == first.id && category.parent.is_none())
                    .map(|(category, ..)| Column { place: base.place, category }),
            );
        }
        let vintage = site.release.places.get(base.place).newest();
        let mut above = site.release.places.parent(base.place, vintage);
        while let Some(place) = above {
            possible.push(Column { place, category: base.category });
            above = site.release.places.parent(place, vintage);
        }
    }
    let quick = possible
        .into_iter()
        .filter(|column| !columns.list().contains(column))
        .map(|column| {
            let name =
                if column.place == base.place { group(visit, column) } else { short(visit, column, &[base, column]) };
            let link = Link::new(address(visit, &columns.with(column), shown, &[]), place::capitalised(&name));
            (link, size(visit, column))
        })
        .collect();
    let met = columns.write(site);
    let position = changing.map(|n| n + 1);
    let mut suggest = vec![("met", met.clone())];
    suggest.extend(position.map(|n| ("plaats", n.to_string())));
    let pairs: Vec<(&str, &str)> = suggest.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Adding {
        title: match current {
            Some(column) => t.with("compare-change-title", &[("column", label(visit, column).into())]),
            None => t.get("compare-add-title"),
        },
        position,
        area: current.map(|column| place::label(site, column.place, t)).unwrap_or_default(),
        groups,
        suggest: format!(
            "{}{}",
            visit.links().bare("/vergelijk.json"),
            own_choices(visit).query(visit.definition(), &pairs)
        ),
        cancel: changing.map(|_| Link::new(address(visit, columns, shown, &[]), t.get("compare-cancel"))),
        quick,
    }
}
