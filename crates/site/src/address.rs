//! Addresses of pages, and what a piece of an address means.

use cells::{AreaCode, IndicatorIx, PlaceIx, Vintage};
use definition::{Definition, Language};
use geography::Places;

use crate::atlas::Asked;
use crate::choices::Choices;

/// A name in an address: lower-case letters, digits and single hyphens (`’s-Hertogenbosch` → `s-hertogenbosch`).
pub(crate) fn slug(name: &str) -> String {
    let plain = deunicode::deunicode(name);
    let mut slug = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '`') && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The piece of an address that names a place: `GM0344-utrecht`; for an older place whose code now means another,
/// with its last year: `BU03440101-2020-naam`.
pub(crate) fn piece(places: &Places, ix: PlaceIx) -> String {
    let place = places.get(ix);
    let name = slug(&place.name);
    let older = places.find(place.code) != Some(ix);
    match (older, name.is_empty()) {
        (false, false) => format!("{}-{name}", place.code),
        (false, true) => place.code.to_string(),
        (true, false) => format!("{}-{}-{name}", place.code, place.newest()),
        (true, true) => format!("{}-{}", place.code, place.newest()),
    }
}

/// The place that a piece of an address names, whatever its capitals and name.
pub(crate) fn place(places: &Places, piece: &str) -> Option<PlaceIx> {
    let mut parts = piece.splitn(3, '-');
    let code: AreaCode = parts.next()?.to_ascii_uppercase().parse().ok()?;
    if let Some(year) = parts.next()
        && year.len() == 4
        && let Ok(year) = year.parse::<u16>()
        && let Some(older) = places.find_in(code, Vintage(year))
        && places.find(code) != Some(older)
    {
        return Some(older);
    }
    places.find(code)
}

/// Makes links: knows the monitor's place on the server, the language and the choices.
#[derive(Debug, Clone)]
pub(crate) struct Links<'a> {
    /// `""` or `/kis`.
    pub(crate) prefix: &'a str,
    /// The language of the page.
    pub(crate) language: Language,
    /// What was chosen.
    pub(crate) choices: Choices,
    /// The monitor.
    pub(crate) definition: &'a Definition,
    /// Its places.
    pub(crate) places: &'a Places,
}

impl Links<'_> {
    /// The same links with other choices.
    pub(crate) fn with(&self, choices: Choices) -> Self {
        Self { choices, ..self.clone() }
    }

    /// The same links in another language.
    pub(crate) fn in_language(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }

    /// An address within the monitor, without choices; `path` begins with a slash.
    pub(crate) fn bare(&self, path: &str) -> String {
        let language = match self.language {
            Language::Nl => "",
            Language::En => "/en",
        };
        if path == "/" && !(self.prefix.is_empty() && language.is_empty()) {
            return format!("{}{language}", self.prefix);
        }
        format!("{}{language}{path}", self.prefix)
    }

    /// An address within the monitor, with the choices.
    pub(crate) fn to(&self, path: &str) -> String {
        format!("{}{}", self.bare(path), self.choices.query(self.definition, &[]))
    }

    /// The page of a place.
    pub(crate) fn place(&self, ix: PlaceIx) -> String {
        self.to(&format!("/gebied/{}", piece(self.places, ix)))
    }

    /// The page of a theme for a place.
    pub(crate) fn theme(&self, ix: PlaceIx, theme: &str) -> String {
        self.to(&format!("/gebied/{}/{theme}", piece(self.places, ix)))
    }

    /// The page of an indicator for a place.
    pub(crate) fn indicator(&self, indicator: IndicatorIx, place: Option<PlaceIx>) -> String {
        let id = &self.definition.indicator(indicator).id;
        let place = place.map(|ix| piece(self.places, ix));
        let first: &[(&str, &str)] = match &place {
            Some(piece) => &[("gebied", piece)],
            None => &[],
        };
        format!("{}{}", self.bare(&format!("/indicator/{id}")), self.choices.query(self.definition, first))
    }

    /// A map.
    pub(crate) fn map(&self, asked: &Asked) -> String {
        self.map_file(asked, "/kaart")
    }

    /// A map as a file, or what belongs to it; `path` begins with a slash.
    pub(crate) fn map_file(&self, asked: &Asked, path: &str) -> String {
        let own = asked.pairs(self.definition, self.places);
        let first: Vec<(&str, &str)> = own.iter().map(|(key, value)| (*key, value.as_str())).collect();
        format!("{}{}", self.bare(path), self.choices.query(self.definition, &first))
    }

    /// A search, or a question that is about an area where it names none.
    pub(crate) fn search(&self, text: &str, place: Option<&str>) -> String {
        let mut first = vec![("q", text)];
        first.extend(place.map(|piece| ("gebied", piece)));
        format!("{}{}", self.bare("/zoek"), self.choices.query(self.definition, &first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_plain_words_in_an_address() {
        for (name, expected) in [
            ("Utrecht", "utrecht"),
            ("'s-Gravenhage", "s-gravenhage"),
            ("Súdwest-Fryslân", "sudwest-fryslan"),
            ("Binnenstad (oost) / haven", "binnenstad-oost-haven"),
            ("Hengelo (O.)", "hengelo-o"),
            ("…", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
