//! The form with which a question is set right: what it keeps, and all that can be chosen.

use ask::{Asked, Kind};
use cells::CategoryIx;

use super::{Read, beside};
use crate::address;
use crate::view::bar::{self, Choice, Choose};
use crate::view::place;
use crate::view::shell::default_place;
use crate::visit::Visit;

/// What the form keeps: the question, and the choices of the visitor.
pub(super) fn hidden(visit: &Visit, text: &str, asked: &Asked) -> Vec<(&'static str, String)> {
    let mut hidden = vec![("q", text.to_owned())];
    let theme = asked.theme.and_then(|at| visit.definition().themes.get(at));
    hidden.extend(theme.map(|theme| ("thema", theme.id.clone())));
    if !asked.other_places.is_empty() {
        hidden.push(("met", beside(visit, asked)));
    }
    hidden.extend(visit.choices().pairs(visit.definition()));
    hidden
}

/// Everything that can be set right, as lists to choose from.
pub(super) fn fields(visit: &Visit, read: &Read, asked: &Asked) -> Vec<Choose> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let site = visit.site();
    let places = &visit.release().places;
    let choice = |value: String, label: String, chosen: bool| Choice { value, label, chosen };
    let kinds = Kind::ALL.into_iter().filter(|kind| match kind {
        Kind::LargestGroup | Kind::SmallestGroup | Kind::EachGroup => !definition.breakdowns.is_empty(),
        // What is counted cannot be chosen from a list.
        Kind::Counted => asked.counted.is_some(),
        Kind::Unmeasured => asked.topic.is_some(),
        _ => true,
    });
    let kinds = kinds
        .map(|kind| choice(kind.word().to_owned(), t.get(&format!("kind-of-{}", kind.word())), kind == asked.kind))
        .collect();
    let mut around = vec![asked.place];
    let vintage = places.get(asked.place).newest();
    around.extend(
        read.question.places.iter().flat_map(|heard| std::iter::once(heard.what).chain(heard.others.iter().copied())),
    );
    let mut larger = asked.place;
    while let Some(parent) = places.parent(larger, vintage) {
        around.push(parent);
        larger = parent;
    }
    around.push(read.setting.place);
    around.extend(default_place(visit));
    let mut seen = std::collections::HashSet::new();
    around.retain(|ix| seen.insert(*ix));
    let around = around
        .into_iter()
        .map(|ix| choice(address::piece(places, ix), place::label(site, ix, t), ix == asked.place))
        .collect();
    let mut indicators =
        vec![(String::new(), vec![choice(String::new(), t.get("ask-no-figure"), asked.indicator.is_none())])];
    for theme in &definition.themes {
        let own: Vec<_> = definition
            .indicators_of(&theme.id)
            .map(|(ix, i)| choice(i.id.clone(), i.short.get(language).to_owned(), asked.indicator == Some(ix)))
            .collect();
        if !own.is_empty() {
            indicators.push((theme.label.get(language).to_owned(), own));
        }
    }
    let mut fields = vec![
        bar::Choose { id: "soort", label: t.get("ask-understood-kind"), groups: vec![(String::new(), kinds)] },
        bar::Choose { id: "gebied", label: t.get("ask-understood-place"), groups: vec![(String::new(), around)] },
        bar::Choose { id: "cijfer", label: t.get("ask-understood-figure"), groups: indicators },
    ];
    if !definition.breakdowns.is_empty() {
        let everybody = choice("totaal".to_owned(), t.get("everybody"), asked.category == CategoryIx::TOTAL);
        let mut groups = vec![(String::new(), vec![everybody])];
        for breakdown in &definition.breakdowns {
            let own = definition
                .categories()
                .filter(|(_, of, _)| of.id == breakdown.id)
                .map(|(ix, _, c)| choice(c.id.clone(), c.label.get(language).to_owned(), ix == asked.category))
                .collect();
            groups.push((breakdown.label.get(language).to_owned(), own));
        }
        fields.push(bar::Choose { id: "groep", label: t.get("ask-understood-group"), groups });
    }
    if site.years.len() > 1 {
        let mut years = vec![choice("nieuwste".to_owned(), t.get("ask-newest"), asked.year.is_none())];
        years.extend(
            site.years.iter().rev().map(|year| choice(year.to_string(), year.to_string(), asked.year == Some(*year))),
        );
        fields.push(bar::Choose {
            id: "peiljaar",
            label: t.get("ask-understood-year"),
            groups: vec![(String::new(), years)],
        });
    }
    fields
}
