//! What things are called, for people and for programs.

use cells::{CategoryIx, Kind, Level, PlaceIx, Status};
use definition::{Definition, Indicator, Language, Measure};
use geography::Places;
use release::Release;

/// The code of an area that is one place in the whole release: that of the area; of an older place whose code means
/// another one now, with its last year behind it (`BU03440101-2020`).
pub fn area_id(places: &Places, ix: PlaceIx) -> String {
    let place = places.get(ix);
    if places.find(place.code) == Some(ix) {
        place.code.to_string()
    } else {
        format!("{}-{}", place.code, place.newest())
    }
}

/// The name of an area, with a capital; that of the country and of regions in the language.
pub fn area_label(release: &Release, ix: PlaceIx, language: Language) -> String {
    let place = release.places.get(ix);
    let definition = &release.definition;
    let country = definition.monitor.country_name.as_ref().filter(|_| place.level() == Level::Country);
    let name = match (definition.region(place.code), country) {
        (Some((_, region)), _) => region.label.get(language),
        (None, Some(country)) => country.get(language),
        (None, None) => &place.name,
    };
    let mut rest = name.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// The id of a background; `totaal` for everybody.
pub fn category_id(definition: &Definition, ix: CategoryIx) -> &str {
    definition.category(ix).map_or("totaal", |category| category.id.as_str())
}

/// The name of a background.
pub fn category_label(definition: &Definition, ix: CategoryIx, language: Language) -> &str {
    definition.category(ix).map_or(
        match language {
            Language::Nl => "Alle bewoners",
            Language::En => "All residents",
        },
        |category| category.label.get(language),
    )
}

/// A status in one stable word, the same in every language and format.
pub const fn status_code(status: Status) -> &'static str {
    match status {
        Status::NotAvailable => "not-available",
        Status::Published => "published",
        Status::Small => "small",
        Status::Withheld => "withheld",
        Status::NotApplicable => "not-applicable",
        Status::NearlyAll => "nearly-all",
    }
}

/// How a figure came to be, in one stable word.
pub const fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Counted => "counted",
        Kind::Rounded => "rounded",
        Kind::Modelled => "modelled",
        Kind::Derived => "derived",
        Kind::Surveyed => "surveyed",
    }
}

/// The unit of a figure at the head of a column: "%", "per 1.000", "× € 1.000"; empty for a count.
pub fn unit(indicator: &Indicator, language: Language) -> String {
    if let Some(unit) = &indicator.unit_label {
        return unit.get(language).to_owned();
    }
    match (indicator.measure, language) {
        (Measure::Percent, _) => "%".to_owned(),
        (Measure::PerThousand, Language::Nl) => "per 1.000".to_owned(),
        (Measure::PerThousand, Language::En) => "per 1,000".to_owned(),
        (Measure::Count, Language::Nl) => "aantal".to_owned(),
        (Measure::Count, Language::En) => "number".to_owned(),
        (Measure::Index, _) => "index".to_owned(),
        (Measure::Mean | Measure::Ratio, _) => String::new(),
    }
}
