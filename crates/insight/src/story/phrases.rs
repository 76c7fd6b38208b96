use cells::{CategoryIx, Level, PlaceIx};
use definition::{Category, Language};
use release::StandingReference;

use super::args;
use super::texts::Texts;
use crate::Figures;
use crate::words::{article, spoken_name};

/// In what place of a sentence a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceForm {
    /// "dan in de rest van Nederland": after a verdict on figures with counts.
    Than,
    /// "als in de rest van Nederland": after "even hoog".
    SameAs,
    /// "dan in heel Nederland": after a verdict on figures without counts, which are compared with the whole.
    ThanWhole,
    /// "heel Nederland", "dezelfde groep in heel Nederland": before the figure of the whole.
    Beside,
    /// The same behind a comparison that has said of whom it is: "(heel Nederland: 3 %)", "(in heel Nederland: 3 %)".
    InBrackets,
}

impl ReferenceForm {
    const fn text(self) -> &'static str {
        match self {
            Self::Than => "than",
            Self::SameAs => "same-as",
            Self::ThanWhole => "than-whole",
            Self::Beside => "beside",
            Self::InBrackets => "in-brackets",
        }
    }
}

fn country(figures: &Figures<'_>, language: Language) -> String {
    if let Some(name) = &figures.definition.monitor.country_name {
        return name.get(language).to_owned();
    }
    let country = figures.country().map(|country| figures.places.get(country).name.as_str());
    spoken_name(country.unwrap_or_default()).to_owned()
}

/// Where something is, in words that fit any name: "in de gemeente Zomerdam", "in Nederland", "in Wijk 04".
pub fn place_phrase(figures: &Figures<'_>, place: PlaceIx, language: Language) -> String {
    let texts = Texts::of(language);
    let place = figures.places.get(place);
    if let Some((collection, region)) = figures.definition.region(place.code) {
        let (kind, name) = (collection.kind.get(language).to_lowercase(), region.label.get(language));
        let article = article(&kind);
        return texts.say("where", &args([("level", "region"), ("article", article), ("kind", &kind), ("name", name)]));
    }
    let said = spoken_name(&place.name);
    // "in Wijk 04" and "in Wijk aan Zee", not "in de wijk Wijk 04".
    let says_its_level = |word: &str| said.starts_with(word);
    let (level, name) = match place.level() {
        Level::Country => ("country", country(figures, language)),
        Level::Region => ("country", said.to_owned()),
        Level::Municipality => ("municipality", said.to_owned()),
        Level::District | Level::Neighbourhood if says_its_level("Wijk ") || says_its_level("Buurt ") => {
            ("country", said.to_owned())
        }
        Level::District => ("district", said.to_owned()),
        Level::Neighbourhood => ("neighbourhood", said.to_owned()),
    };
    texts.say("where", &args([("level", level), ("name", &name)]))
}

/// A reference in a sentence, beside the figures of everybody or of a group: a group has beside it the same group elsewhere
/// ("dan bij dezelfde groep in de rest van Nederland").
pub fn reference_phrase(
    figures: &Figures<'_>,
    reference: StandingReference,
    category: CategoryIx,
    form: ReferenceForm,
    language: Language,
) -> String {
    let word = match reference {
        StandingReference::Country => "country",
        StandingReference::Municipality => "municipality",
        StandingReference::EverybodyHere => "everybody-here",
    };
    // The other residents here are not the same group.
    let same_group = category != CategoryIx::TOTAL && reference != StandingReference::EverybodyHere;
    let whom = if same_group { "group" } else { "everybody" };
    let country = country(figures, language);
    Texts::of(language).say(form.text(), &args([("reference", word), ("country", &country), ("whom", whom)]))
}

/// A group in a sentence: "bewoners met herkomst Syrië"; its label in quotation marks where the definition has no such words.
pub fn group_phrase(category: &Category, language: Language) -> String {
    category
        .people
        .as_ref()
        .map_or_else(|| format!("‘{}’", category.label.get(language)), |people| people.get(language).to_owned())
}
