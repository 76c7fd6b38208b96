//! The words of verdicts: legend, table, chart and sentence take them from here.

use cells::{Cell, Kind, Level, Status};
use definition::{Language, Measure, Polarity};
use release::StandingReference;

use crate::{Certainty, Direction, NoReading, Reading, Size, Verdict};

/// One of two texts.
const fn pick(language: Language, nl: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

impl Verdict {
    /// The name of the step in a legend ("duidelijk ongunstiger").
    pub const fn word(self, language: Language) -> &'static str {
        match self {
            Self::ClearlyUnfavourable => pick(language, "duidelijk ongunstiger", "clearly less favourable"),
            Self::SomewhatUnfavourable => pick(language, "iets ongunstiger", "somewhat less favourable"),
            Self::AboutEqual => pick(language, "ongeveer gelijk", "about the same"),
            Self::SomewhatFavourable => pick(language, "iets gunstiger", "somewhat more favourable"),
            Self::ClearlyFavourable => pick(language, "duidelijk gunstiger", "clearly more favourable"),
            Self::ClearlyLower => pick(language, "duidelijk lager", "clearly lower"),
            Self::SomewhatLower => pick(language, "iets lager", "somewhat lower"),
            Self::SomewhatHigher => pick(language, "iets hoger", "somewhat higher"),
            Self::ClearlyHigher => pick(language, "duidelijk hoger", "clearly higher"),
        }
    }

    /// The word without its size, after "mogelijk" ("ongunstiger").
    const fn bare(self, language: Language) -> &'static str {
        match self {
            Self::ClearlyUnfavourable | Self::SomewhatUnfavourable => pick(language, "ongunstiger", "less favourable"),
            Self::AboutEqual => pick(language, "ongeveer gelijk", "about the same"),
            Self::SomewhatFavourable | Self::ClearlyFavourable => pick(language, "gunstiger", "more favourable"),
            Self::ClearlyLower | Self::SomewhatLower => pick(language, "lager", "lower"),
            Self::SomewhatHigher | Self::ClearlyHigher => pick(language, "hoger", "higher"),
        }
    }

    /// A stable key for class names and files ("clearly-unfavourable").
    pub const fn key(self) -> &'static str {
        match self {
            Self::ClearlyUnfavourable => "clearly-unfavourable",
            Self::SomewhatUnfavourable => "somewhat-unfavourable",
            Self::AboutEqual => "about-equal",
            Self::SomewhatFavourable => "somewhat-favourable",
            Self::ClearlyFavourable => "clearly-favourable",
            Self::ClearlyLower => "clearly-lower",
            Self::SomewhatLower => "somewhat-lower",
            Self::SomewhatHigher => "somewhat-higher",
            Self::ClearlyHigher => "clearly-higher",
        }
    }

    /// Whether it is on the favourable side.
    pub const fn is_favourable(self) -> bool {
        matches!(self, Self::SomewhatFavourable | Self::ClearlyFavourable)
    }

    /// Whether it is on the unfavourable side.
    pub const fn is_unfavourable(self) -> bool {
        matches!(self, Self::SomewhatUnfavourable | Self::ClearlyUnfavourable)
    }
}

/// What a reading is called: "duidelijk ongunstiger", "mogelijk hoger", "ongeveer gelijk", "niet vergeleken".
///
/// A difference that may be chance is "mogelijk …" without a size; where certainty is unknown the word is the plain
/// one, and [`certainty_note`] belongs beside it.
pub fn reading_words(reading: Reading, polarity: Polarity, judge: bool, language: Language) -> String {
    let (Some(verdict), Reading::Compared { certainty, .. }) = (reading.verdict(polarity, judge), reading) else {
        return pick(language, "niet vergeleken", "not compared").to_owned();
    };
    if certainty == Certainty::Uncertain && verdict != Verdict::AboutEqual {
        return format!("{} {}", pick(language, "mogelijk", "possibly"), verdict.bare(language));
    }
    verdict.word(language).to_owned()
}

/// The figure itself beside its reference, whatever that means: "duidelijk hoger", "mogelijk lager", "ongeveer gelijk".
pub fn position_words(reading: Reading, language: Language) -> String {
    reading_words(reading, Polarity::Neutral, false, language)
}

/// What to say beside a reading about how sure it is; nothing where it is certain, or about equal.
pub fn certainty_note(reading: Reading, language: Language) -> Option<&'static str> {
    match reading {
        Reading::Compared { certainty: Certainty::Unknown, .. } => {
            Some(pick(language, "zekerheid onbekend", "certainty unknown"))
        }
        Reading::Compared { certainty: Certainty::Uncertain, size, .. } if size > Size::None => {
            Some(pick(language, "kan toeval zijn", "may be chance"))
        }
        _ => None,
    }
}

impl NoReading {
    /// Why there is no comparison, as a sentence.
    pub const fn sentence(self, language: Language) -> &'static str {
        match self {
            Self::NotComputed => pick(language, "Deze vergelijking is niet gemaakt.", "This comparison was not made."),
            Self::NoFigure => {
                pick(language, "Er is hier geen cijfer om te vergelijken.", "There is no figure to compare.")
            }
            Self::NoReference => pick(
                language,
                "De bron geeft geen cijfer voor het gebied waarmee we vergelijken.",
                "The source gives no figure for the area it is compared with.",
            ),
            Self::NoRemainder => pick(
                language,
                "Dit gebied is zelf het geheel: er is geen rest om mee te vergelijken.",
                "This area is the whole itself: there is no rest to compare it with.",
            ),
            Self::PlainCount => pick(
                language,
                "Een aantal is hoger waar meer mensen wonen. Daarom vergelijken we het niet.",
                "A number is higher where more people live. That is why we do not compare it.",
            ),
            Self::NoSpread => pick(
                language,
                "Er zijn te weinig gebieden met een cijfer om te zeggen wat een groot verschil is.",
                "Too few areas have a figure to say what a large difference is.",
            ),
            Self::HardlyAnybody => pick(
                language,
                "Hier wonen zo weinig mensen dat een cijfer per 1.000 inwoners weinig zegt. Daarom vergelijken we het niet.",
                "So few people live here that a figure per 1,000 residents says little. That is why we do not compare it.",
            ),
        }
    }
}

/// What stands in the place of a figure that is not shown ("minder dan 10" needs the count: see `numbers`).
pub const fn status_words(status: Status, language: Language) -> &'static str {
    match status {
        Status::Published => "",
        Status::NotAvailable => pick(language, "geen cijfer", "no figure"),
        Status::Small => pick(language, "klein aantal", "small number"),
        Status::Withheld => pick(language, "niet getoond", "not shown"),
        Status::NearlyAll => pick(language, "bijna iedereen", "nearly everybody"),
        Status::NotApplicable => pick(language, "niet van toepassing", "not applicable"),
    }
}

/// How a figure came to be, where that must stand beside it; nothing for a plain count, and for what was worked out in another
/// way than by adding up counts: an index is no sum.
pub fn kind_words(cell: &Cell, measure: Measure, language: Language) -> Option<&'static str> {
    match cell.kind {
        Kind::Derived if measure == Measure::Index || cell.numerator.is_none() => None,
        Kind::Counted => None,
        Kind::Rounded => Some(pick(language, "afgerond door de bron", "rounded by the source")),
        Kind::Modelled => Some(pick(language, "gemodelleerd", "modelled")),
        Kind::Derived => Some(pick(language, "door ons opgeteld", "added up by us")),
        Kind::Surveyed => Some(pick(language, "uit een steekproef", "from a sample")),
    }
}

/// The name of a level ("wijk").
pub const fn level_word(level: Level, language: Language) -> &'static str {
    match level {
        Level::Country => pick(language, "land", "country"),
        Level::Region => pick(language, "regio", "region"),
        Level::Municipality => pick(language, "gemeente", "municipality"),
        Level::District => pick(language, "wijk", "district"),
        Level::Neighbourhood => pick(language, "buurt", "neighbourhood"),
    }
}

/// The name of a level, plural ("wijken").
pub const fn levels_word(level: Level, language: Language) -> &'static str {
    match level {
        Level::Country => pick(language, "landen", "countries"),
        Level::Region => pick(language, "regio's", "regions"),
        Level::Municipality => pick(language, "gemeenten", "municipalities"),
        Level::District => pick(language, "wijken", "districts"),
        Level::Neighbourhood => pick(language, "buurten", "neighbourhoods"),
    }
}

/// What a standing reference is called after "vergeleken met" ("de rest van het land"); the name of the country says more,
/// where it is known.
pub const fn reference_words(reference: StandingReference, language: Language) -> &'static str {
    match reference {
        StandingReference::Country => pick(language, "de rest van het land", "the rest of the country"),
        StandingReference::Municipality => pick(language, "de rest van de gemeente", "the rest of the municipality"),
        StandingReference::EverybodyHere => {
            pick(language, "de andere inwoners van dit gebied", "the other residents of this area")
        }
    }
}

/// The stable key of a reading for other programs ("lower-clear-certain"), the same in every language.
pub fn reading_key(reading: Reading) -> String {
    match reading {
        Reading::Compared { direction, size, certainty } => {
            let direction = match direction {
                Direction::Lower => "lower",
                Direction::Equal => "equal",
                Direction::Higher => "higher",
            };
            let size = match size {
                Size::None => "none",
                Size::Some => "some",
                Size::Clear => "clear",
            };
            let certainty = match certainty {
                Certainty::Certain => "certain",
                Certainty::Uncertain => "uncertain",
                Certainty::Unknown => "unknown",
            };
            format!("{direction}-{size}-{certainty}")
        }
        Reading::None(reason) => match reason {
            NoReading::NotComputed => "not-computed",
            NoReading::NoFigure => "no-figure",
            NoReading::NoReference => "no-reference",
            NoReading::NoRemainder => "no-remainder",
            NoReading::PlainCount => "plain-count",
            NoReading::NoSpread => "no-spread",
            NoReading::HardlyAnybody => "hardly-anybody",
        }
        .to_owned(),
    }
}

/// The Dutch article of a word for a kind of region: the last part of a compound word decides ("de provincie", "het
/// werkgebied").
pub fn article(kind: &str) -> &'static str {
    const NEUTER: [&str; 14] = [
        "gebied",
        "verband",
        "district",
        "gewest",
        "deel",
        "land",
        "eiland",
        "waterschap",
        "kwartier",
        "centrum",
        "blok",
        "dorp",
        "kanton",
        "arrondissement",
    ];
    let kind = kind.to_lowercase();
    if NEUTER.iter().any(|part| kind.ends_with(part)) { "het" } else { "de" }
}

/// A name as people say it: without the number that a register puts before it ("Wijk 01 West" → "West", "Buurt 3
/// Noord" → "Noord", "01 Centrum" → "Centrum"), and without the municipality that Statistics Netherlands adds in brackets
/// ("Bergen (NH.)" → "Bergen"). A name that is nothing but a number ("Wijk 04") stays what it is.
pub fn spoken_name(name: &str) -> &str {
    let name = name.trim();
    let spoken = |rest: &str| rest.chars().any(char::is_alphabetic);
    let mut said = name;
    for word in ["Wijk ", "wijk ", "Buurt ", "buurt "] {
        if let Some(rest) = said.strip_prefix(word)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            said = rest;
            break;
        }
    }
    if let Some((first, rest)) = said.split_once(' ') {
        let number = first.trim_end_matches([':', '.', '-', ',']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        // "01", "3a", "1.2", but not "2e" as in "2e Exloërmond".
        let is_number = digits > 0
            && number.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
            && number.len() - digits <= 1
            && !number.ends_with('e');
        let rest = rest.trim_start_matches(['-', '–', ' ']);
        if is_number && spoken(rest) && (said.len() < name.len() || number.starts_with('0')) {
            said = rest;
        } else if said.len() < name.len() {
            said = name;
        }
    } else {
        said = name;
    }
    let said = said.strip_suffix(" (gemeente)").unwrap_or(said);
    match said.rsplit_once(" (") {
        Some((before, inside)) if inside.ends_with(".)") && spoken(before) => before,
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_region_has_its_article() {
        for (kind, said) in [
            ("Provincie", "de"),
            ("veiligheidsregio", "de"),
            ("werkgebied", "het"),
            ("samenwerkingsverband", "het"),
            ("Waterschap", "het"),
            ("gemeenschap", "de"),
        ] {
            assert_eq!(article(kind), said, "{kind}");
        }
    }

    #[test]
    fn a_name_is_said_without_the_number_of_the_register() {
        for (name, said) in [
            ("Utrecht", "Utrecht"),
            ("Wijk 01 West", "West"),
            ("Wijk 00 Appingedam", "Appingedam"),
            ("Lombok-Oost", "Lombok-Oost"),
            ("Wijk 04", "Wijk 04"),
            ("Wijk aan Zee", "Wijk aan Zee"),
            ("Wijk bij Duurstede", "Wijk bij Duurstede"),
            ("Buurt 3 Noord", "Noord"),
            ("01 Centrum", "Centrum"),
            ("Wijk 10 - De Hoef", "De Hoef"),
            ("2e Exloërmond", "2e Exloërmond"),
            ("20e-eeuwse schil", "20e-eeuwse schil"),
            ("Bergen (NH.)", "Bergen"),
            ("Utrecht (gemeente)", "Utrecht"),
            ("Kern (oud)", "Kern (oud)"),
            ("", ""),
        ] {
            assert_eq!(spoken_name(name), said, "{name}");
        }
    }

    #[test]
    fn a_difference_that_may_be_chance_is_called_possible() {
        let reading = |size, certainty| Reading::Compared { direction: Direction::Higher, size, certainty };
        let say = |reading| reading_words(reading, Polarity::LowerIsFavourable, true, Language::Nl);
        assert_eq!(say(reading(Size::Clear, Certainty::Certain)), "duidelijk ongunstiger");
        assert_eq!(say(reading(Size::Clear, Certainty::Uncertain)), "mogelijk ongunstiger");
        assert_eq!(say(reading(Size::None, Certainty::Uncertain)), "ongeveer gelijk");
        assert_eq!(say(reading(Size::Some, Certainty::Unknown)), "iets ongunstiger");
        assert_eq!(say(Reading::None(NoReading::NoFigure)), "niet vergeleken");
        assert_eq!(certainty_note(reading(Size::Some, Certainty::Unknown), Language::Nl), Some("zekerheid onbekend"));
        assert_eq!(position_words(reading(Size::Some, Certainty::Uncertain), Language::En), "possibly higher");
    }
}
