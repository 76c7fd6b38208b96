//! How a question was understood, thing by thing.

use ask::{Asked, Heard, Kind};
use cells::{CategoryIx, IndicatorIx, Period, PlaceIx};

use super::{Read, Understood, address_of};
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

fn typed<T>(visit: &Visit, heard: Option<&Heard<T>>) -> String {
    let differs = heard.filter(|heard| !heard.words.is_empty());
    differs.map(|heard| visit.texts().with("ask-typed", &[("words", heard.words.clone().into())])).unwrap_or_default()
}

/// What was understood, thing by thing, with what else it may mean.
pub(super) fn understood(visit: &Visit, text: &str, read: &Read, asked: &Asked) -> Vec<Understood> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let question = &read.question;
    let or = |asked: Asked, label: String| Link::new(address_of(visit, text, &asked), label);
    let mut all = vec![Understood {
        name: t.get("ask-understood-kind"),
        value: t.get(&format!("kind-of-{}", asked.kind.word())),
        typed: String::new(),
        others: Vec::new(),
    }];
    let heard = question.places.first();
    all.push(Understood {
        name: t.get("ask-understood-place"),
        value: place::label(visit.site(), asked.place, t),
        typed: if heard.is_some() { typed(visit, heard) } else { t.get("ask-not-said") },
        others: heard
            .into_iter()
            .flat_map(|heard| heard.others.iter().take(4).copied())
            .map(|place| or(Asked { place, ..asked.clone() }, place::label(visit.site(), place, t)))
            .collect(),
    });
    for heard in question.places.iter().skip(1) {
        let instead = |place: PlaceIx| {
            let other_places = asked.other_places.iter().map(|own| if *own == heard.what { place } else { *own });
            Asked { other_places: other_places.collect(), ..asked.clone() }
        };
        let others = heard.others.iter().take(4).filter(|_| asked.kind == Kind::Comparison);
        all.push(Understood {
            name: t.get("ask-understood-place"),
            value: place::label(visit.site(), heard.what, t),
            typed: typed(visit, Some(heard)),
            others: others.map(|place| or(instead(*place), place::label(visit.site(), *place, t))).collect(),
        });
    }
    if let Some(topic) = asked.topic.and_then(|at| definition.topics.get(at)) {
        all.push(Understood {
            name: t.get("ask-understood-topic"),
            value: topic.label.get(language).to_owned(),
            typed: typed(visit, question.topic.as_ref()),
            others: Vec::new(),
        });
    }
    if let Some(ix) = asked.indicator {
        let heard = question.indicators.first();
        let further = question.indicators.iter().skip(1).map(|heard| heard.what);
        let own = heard.into_iter().flat_map(|heard| std::iter::once(heard.what).chain(heard.others.iter().copied()));
        let others: Vec<IndicatorIx> = own.chain(further).collect();
        all.push(Understood {
            name: t.get("ask-understood-figure"),
            value: definition.indicator(ix).label.get(language).to_owned(),
            typed: typed(visit, heard),
            others: others
                .into_iter()
                .filter(|other| *other != ix)
                .take(4)
                .map(|other| {
                    let label = definition.indicator(other).short.get(language).to_owned();
                    or(Asked { indicator: Some(other), ..asked.clone() }, label)
                })
                .collect(),
        });
    }
    let of_theme = asked.kind == Kind::Theme || asked.indicator.is_none();
    if let Some(theme) = asked.theme.and_then(|at| definition.themes.get(at)).filter(|_| of_theme) {
        all.push(Understood {
            name: t.get("ask-understood-theme"),
            value: theme.label.get(language).to_owned(),
            typed: typed(visit, question.theme.as_ref()),
            others: Vec::new(),
        });
    }
    if !definition.breakdowns.is_empty() {
        let label = |ix: CategoryIx| match definition.category(ix) {
            Some(category) => category.label.get(language).to_owned(),
            None => t.get("everybody"),
        };
        let own = question.groups.iter().find(|heard| heard.what == asked.category);
        let heard = own.or(question.groups.first());
        all.push(Understood {
            name: t.get("ask-understood-group"),
            value: label(asked.category),
            typed: typed(visit, heard),
            others: heard
                .map(|heard| heard.others.clone())
                .unwrap_or_default()
                .into_iter()
                .take(4)
                .map(|category| {
                    let breakdown = definition.categories().find(|(ix, ..)| *ix == category).map(|(_, b, _)| b);
                    let of = breakdown.map_or_else(String::new, |b| format!(" ({})", b.label.get(language)));
                    or(Asked { category, ..asked.clone() }, format!("{}{of}", label(category)))
                })
                .collect(),
        });
        for heard in question.groups.iter().filter(|heard| asked.other_categories.contains(&heard.what)) {
            all.push(Understood {
                name: t.get("ask-understood-group"),
                value: label(heard.what),
                typed: typed(visit, Some(heard)),
                others: Vec::new(),
            });
        }
    }
    if asked.other_categories.contains(&CategoryIx::TOTAL) {
        all.push(Understood {
            name: t.get("ask-understood-group"),
            value: t.get("everybody"),
            typed: t.with("ask-typed", &[("words", question.beside_everybody.clone().into())]),
            others: Vec::new(),
        });
    }
    let years: Vec<String> = asked.since.iter().chain(&asked.year).map(Period::to_string).collect();
    all.push(Understood {
        name: t.get("ask-understood-year"),
        value: if years.is_empty() { t.get("ask-newest") } else { years.join(" \u{2013} ") },
        typed: String::new(),
        others: Vec::new(),
    });
    all
}
