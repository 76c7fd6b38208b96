//! Where the page is on the site that says the same as a document, as the site writes it.

use std::fmt::Write as _;

use cells::PlaceIx;
use definition::Language;
use release::StandingReference;

use crate::edition::Edition;
use crate::{Beside, Subject, names};

/// The path of a page in a language.
pub(crate) fn path(path: &str, language: Language) -> String {
    if language == Language::En { format!("/en{path}") } else { path.to_owned() }
}

/// The page of an area.
pub(crate) fn area(edition: &Edition<'_>, place: PlaceIx) -> String {
    format!("/gebied/{}", piece(edition, place))
}

/// The page with the choices of a factsheet: of the area, or of two areas beside each other.
pub(crate) fn subject(edition: &Edition<'_>, subject: &Subject) -> String {
    let group = edition.definition().category(subject.category).map(|category| category.id.as_str());
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let page = if let Some(Beside::Area(other)) = subject.beside {
        let column = |place| match group {
            Some(group) => format!("{}.{group}", piece(edition, place)),
            None => piece(edition, place),
        };
        pairs.push(("met", format!("{}_{}", column(subject.place), column(other))));
        "/vergelijk".to_owned()
    } else {
        pairs.extend(group.map(|group| ("achtergrond", group.to_owned())));
        pairs.extend(chosen(edition, subject).map(|word| ("vergelijk", word.to_owned())));
        area(edition, subject.place)
    };
    pairs.extend(subject.period.map(|year| ("jaar", year.to_string())));
    if !subject.judge {
        pairs.push(("oordeel", "uit".to_owned()));
    }
    let mut address = path(&page, subject.language);
    for (n, (key, value)) in pairs.iter().enumerate() {
        let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let _ = write!(address, "{}{key}={value}", if n == 0 { '?' } else { '&' });
    }
    address
}

/// The word for what it is compared with, where that is not the usual.
fn chosen(edition: &Edition<'_>, subject: &Subject) -> Option<&'static str> {
    let Some(Beside::Standing(reference)) = subject.beside else { return None };
    let usual = insight::comparison::possible(edition.places(), subject.place, subject.category);
    (usual.first() != Some(&reference)).then_some(match reference {
        StandingReference::Country => "nederland",
        StandingReference::Municipality => "gemeente",
        StandingReference::EverybodyHere => "alle",
    })
}

/// The piece of an address that names a place.
fn piece(edition: &Edition<'_>, place: PlaceIx) -> String {
    let places = edition.places();
    let own = places.get(place);
    let name = names::slug(&own.name);
    let older = places.find(own.code) != Some(place);
    match (older, name.is_empty()) {
        (false, false) => format!("{}-{name}", own.code),
        (false, true) => own.code.to_string(),
        (true, false) => format!("{}-{}-{name}", own.code, own.newest()),
        (true, true) => format!("{}-{}", own.code, own.newest()),
    }
}
