//! What a visitor chose, as it stands in the address: `?achtergrond=…&vergelijk=…&jaar=…&oordeel=uit`.

use std::fmt::Write as _;

use cells::{CategoryIx, Period};
use definition::Definition;

/// What an area is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    /// The rest of the Netherlands, `vergelijk=nederland`.
    Country,
    /// The rest of the municipality, `vergelijk=gemeente`.
    Municipality,
    /// The other residents of the same area, `vergelijk=alle`.
    EverybodyHere,
}

impl Comparison {
    const ALL: [Self; 3] = [Self::Country, Self::Municipality, Self::EverybodyHere];

    /// The word in the address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Country => "nederland",
            Self::Municipality => "gemeente",
            Self::EverybodyHere => "alle",
        }
    }

    /// The choice of a stored reference.
    pub(crate) const fn of(reference: release::StandingReference) -> Self {
        match reference {
            release::StandingReference::Country => Self::Country,
            release::StandingReference::Municipality => Self::Municipality,
            release::StandingReference::EverybodyHere => Self::EverybodyHere,
        }
    }

    /// The reference of which the reading is stored.
    pub(crate) const fn standing(self) -> release::StandingReference {
        match self {
            Self::Country => release::StandingReference::Country,
            Self::Municipality => release::StandingReference::Municipality,
            Self::EverybodyHere => release::StandingReference::EverybodyHere,
        }
    }
}

/// Which year figures are shown of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Year {
    /// Each indicator's newest, `jaar=nieuwste`; the default.
    #[default]
    Newest,
    /// One year only, `jaar=2024`.
    Fixed(Period),
}

impl Year {
    /// The one year; none where each figure has its newest.
    pub(crate) const fn fixed(self) -> Option<Period> {
        match self {
            Self::Newest => None,
            Self::Fixed(year) => Some(year),
        }
    }
}

/// All choices that travel in every link. Defaults are left out of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Choices {
    /// Of which residents; everybody is the default.
    pub(crate) category: CategoryIx,
    /// What with; absent is the usual one for the level of the area.
    pub(crate) comparison: Option<Comparison>,
    /// Of which year.
    pub(crate) year: Year,
    /// Whether favourable and unfavourable are shown, or only higher and lower.
    pub(crate) judge: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { category: CategoryIx::TOTAL, comparison: None, year: Year::Newest, judge: true }
    }
}

/// A choice in an address that this monitor does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownChoice {
    /// The word before the `=`.
    pub(crate) key: &'static str,
    /// What was asked for, at most 40 characters of it.
    pub(crate) value: String,
}

impl Choices {
    /// Reads the choices of a query. What is not understood keeps its default and is reported; keys of others are ignored.
    pub(crate) fn read<'a>(
        query: impl IntoIterator<Item = (&'a str, &'a str)>,
        definition: &Definition,
        years: &[Period],
    ) -> (Self, Vec<UnknownChoice>) {
        let mut choices = Self::default();
        let mut unknown = Vec::new();
        for (key, value) in query {
            let value = value.trim();
            let mut refuse = |key| unknown.push(UnknownChoice { key, value: value.chars().take(40).collect() });
            match key {
                "achtergrond" => match (value, definition.find_category(value)) {
                    ("" | "totaal", _) => choices.category = CategoryIx::TOTAL,
                    (_, Some(category)) => choices.category = category,
                    (_, None) => refuse("achtergrond"),
                },
                "vergelijk" => match Comparison::ALL.into_iter().find(|c| c.word() == value) {
                    Some(comparison) => choices.comparison = Some(comparison),
                    None if value.is_empty() => choices.comparison = None,
                    None => refuse("vergelijk"),
                },
                "jaar" => match value.parse().map(Period) {
                    Ok(year) if years.contains(&year) => choices.year = Year::Fixed(year),
                    _ if matches!(value, "" | "nieuwste") => choices.year = Year::Newest,
                    _ => refuse("jaar"),
                },
                "oordeel" => match value {
                    "uit" => choices.judge = false,
                    "" | "aan" => choices.judge = true,
                    _ => refuse("oordeel"),
                },
                _ => {}
            }
        }
        (choices, unknown)
    }

    /// The choices as pairs of words, defaults left out, always in the same order.
    pub(crate) fn pairs(self, definition: &Definition) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(category) = definition.category(self.category) {
            pairs.push(("achtergrond", category.id.clone()));
        }
        if let Some(comparison) = self.comparison {
            pairs.push(("vergelijk", comparison.word().to_owned()));
        }
        if let Year::Fixed(year) = self.year {
            pairs.push(("jaar", year.to_string()));
        }
        if !self.judge {
            pairs.push(("oordeel", "uit".to_owned()));
        }
        pairs
    }

    /// The query with these choices after `first`, with its question mark; empty when there is nothing to say.
    pub(crate) fn query(self, definition: &Definition, first: &[(&str, &str)]) -> String {
        let mut query = String::new();
        let own = self.pairs(definition);
        let all = first.iter().copied().chain(own.iter().map(|(key, value)| (*key, value.as_str())));
        for (n, (key, value)) in all.enumerate() {
            let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            let _ = write!(query, "{}{key}={value}", if n == 0 { '?' } else { '&' });
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn definition() -> Definition {
        let text = |t: &str| serde_json::json!({ "nl": t, "en": t });
        let category = |id: &str| serde_json::json!({ "id": id, "label": text(id) });
        serde_json::from_value(serde_json::json!({
            "monitor": {
                "id": "m", "name": text("m"), "tagline": text("m"), "publisher": text("m"), "version": "1",
                "levels": ["country"], "default-area": "NL00",
            },
            "themes": [], "universes": [], "indicators": [], "sources": [], "pages": [],
            "breakdowns": [{
                "id": "b", "label": text("b"), "about": text("b"),
                "category": [category("een"), category("twee-delen"), category("drie&vier=5")],
            }],
        }))
        .expect("a definition")
    }

    const YEARS: [Period; 3] = [Period(2012), Period(2020), Period(2024)];

    proptest! {
        #[test]
        fn what_is_written_in_an_address_is_read_back(
            category in 0_u16..4,
            comparison in proptest::option::of(0_usize..3),
            year in proptest::option::of(0_usize..3),
            judge: bool,
            first in "[a-zé&=+% ]{0,12}",
        ) {
            let definition = definition();
            let choices = Choices {
                category: CategoryIx(category),
                comparison: comparison.map(|n| Comparison::ALL[n]),
                year: year.map_or(Year::Newest, |n| Year::Fixed(YEARS[n])),
                judge,
            };
            let query = choices.query(&definition, &[("q", &first)]);
            let pairs: Vec<(String, String)> =
                form_urlencoded::parse(&query.as_bytes()[1..]).into_owned().collect();
            prop_assert_eq!(&pairs[0].1, &first);
            let (read, unknown) = Choices::read(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())), &definition, &YEARS);
            prop_assert_eq!(read, choices);
            prop_assert!(unknown.is_empty());
        }

        #[test]
        fn any_query_is_read_without_an_error(pairs in proptest::collection::vec(("[a-z]{0,10}", ".{0,60}"), 0..8)) {
            let keys = ["achtergrond", "vergelijk", "jaar", "oordeel"];
            let pairs: Vec<(&str, String)> =
                pairs.iter().enumerate().map(|(n, (_, value))| (keys[n % 4], value.clone())).collect();
            let (_, unknown) =
                Choices::read(pairs.iter().map(|(k, v)| (*k, v.as_str())), &definition(), &YEARS);
            for one in unknown {
                prop_assert!(one.value.chars().count() <= 40);
            }
        }
    }

    #[test]
    fn defaults_are_left_out_of_an_address() {
        let definition = definition();
        assert_eq!(Choices::default().query(&definition, &[]), "");
        let read = |query: &[(&'static str, &'static str)]| Choices::read(query.iter().copied(), &definition, &YEARS);
        assert_eq!(read(&[("jaar", "nieuwste"), ("oordeel", "aan"), ("achtergrond", "totaal")]).0, Choices::default());
        let fixed = read(&[("jaar", "2020"), ("achtergrond", "twee-delen"), ("utm_source", "krant")]);
        assert_eq!(fixed.0.query(&definition, &[]), "?achtergrond=twee-delen&jaar=2020");
        assert!(fixed.1.is_empty(), "keys of others are passed over");
    }
}
