//! What a factsheet says where there is no figure at all: why, and of which area there is one.

use cells::{CategoryIx, IndicatorIx, PlaceIx};
use insight::Address;

use crate::edition::Edition;
use crate::texts::Texts;
use crate::{Subject, names};

/// Why there is nothing about a subject, and the nearest area of which there is something.
pub(crate) fn nothing(edition: &Edition<'_>, subject: &Subject, t: &Texts) -> String {
    let name = names::spoken(edition, subject.place, t.language());
    let of_group = subject.category != CategoryIx::TOTAL;
    let mut said = vec![if of_group {
        let people = names::people(edition, subject.category, t);
        t.with("nothing-of-group", &[("people", people.into()), ("name", name.into())])
    } else {
        t.with("nothing-here", &[("name", name.into())])
    }];
    if is_left_out_by_plan(edition, subject) {
        said.push(t.get("nothing-by-plan"));
    } else if let Some(sentence) = why(edition, subject, t) {
        said.push(sentence);
    }
    if let Some(wider) = around(edition, subject.place).find(|place| has_figure(edition, *place, subject)) {
        let name = names::spoken(edition, wider, t.language());
        said.push(t.with("nothing-wider", &[("name", name.into())]));
    }
    said.join(" ")
}

/// Whether by the plan of publication not even the number of people of the group is shown of areas of this level.
fn is_left_out_by_plan(edition: &Edition<'_>, subject: &Subject) -> bool {
    let definition = edition.definition();
    let breakdown = definition.categories().find(|(ix, ..)| *ix == subject.category).map(|(_, breakdown, _)| breakdown);
    let Some(breakdown) = breakdown.filter(|_| definition.microdata.is_some()) else { return false };
    let level = edition.places().get(subject.place).level();
    let plan = &definition.monitor.protection;
    let size_of = |universe: &definition::Universe| plan.publishes_size(level, &universe.id, &breakdown.id);
    !plan.publishes(level, &breakdown.id) && !definition.universes.iter().any(size_of)
}

/// Why there is no number of residents of everybody; of a group that says nothing about its other figures.
fn why(edition: &Edition<'_>, subject: &Subject, t: &Texts) -> Option<String> {
    let indicator = edition.figures.residents().filter(|_| subject.category == CategoryIx::TOTAL)?;
    let newest = edition.release.cube.periods(indicator).last().copied();
    let period = subject.period.or(newest)?;
    let at = Address { indicator, period, place: subject.place, category: subject.category };
    Some(insight::missing::missing(&edition.figures, at, t.language())?.sentence.to_owned())
}

/// The areas around an area, the smallest first.
fn around<'a>(edition: &Edition<'a>, ix: PlaceIx) -> impl Iterator<Item = PlaceIx> + use<'a> {
    let places = edition.places();
    let vintage = places.get(ix).newest();
    std::iter::successors(places.parent(ix, vintage), move |&place| places.parent(place, vintage))
}

fn has_figure(edition: &Edition<'_>, place: PlaceIx, subject: &Subject) -> bool {
    let cube = &edition.release.cube;
    (0..edition.definition().indicators.len()).map(|n| IndicatorIx(n as u16)).any(|indicator| {
        let asked = |period: &&cells::Period| subject.period.is_none_or(|year| year == **period);
        let is_there = |period: &cells::Period| cube.cell(indicator, *period, place, subject.category).is_published();
        cube.periods(indicator).iter().filter(asked).any(is_there)
    })
}
