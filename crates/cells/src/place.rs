use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The scale of an area. The order is from large to small.
///
/// Country, municipality, district and neighbourhood lie in each other. A region lies in the country and consists of areas
/// of one of the other levels; a municipality is in no region or in several, and the country is above it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Level {
    /// The country, `NL00`.
    Country = 0,
    /// An area of a collection, a group of smaller areas: a province, `PV26`, or a focus area of a publisher, `FG101`.
    Region = 1,
    /// A municipality (gemeente), `GM0344`.
    Municipality = 2,
    /// A district (wijk), `WK034401`.
    District = 3,
    /// A neighbourhood (buurt), `BU03440101`.
    Neighbourhood = 4,
}

impl Level {
    /// All levels, from large to small.
    pub const ALL: [Self; 5] = [Self::Country, Self::Region, Self::Municipality, Self::District, Self::Neighbourhood];

    /// The level whose areas this one's lie in; none for the country.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Country => None,
            Self::Region | Self::Municipality => Some(Self::Country),
            Self::District => Some(Self::Municipality),
            Self::Neighbourhood => Some(Self::District),
        }
    }

    /// The level below this one; none for the neighbourhood, and none for a region, whose members are of any level.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Country => Some(Self::Municipality),
            Self::Municipality => Some(Self::District),
            Self::District => Some(Self::Neighbourhood),
            Self::Region | Self::Neighbourhood => None,
        }
    }
}

/// A calendar year that a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Period(pub u16);

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The year whose division into areas a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Vintage(pub u16);

impl fmt::Display for Vintage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A CBS area code: `NL00`, `GM0344`, `WK034401` or `BU03440101`; in Amsterdam also `WK0363AD` and `BU0363AD03`.
///
/// A region has the two capitals of its collection and 1 to 8 digits, as CBS does for provinces (`PV26`), COROP areas
/// (`CR17`) and others. `NL01`, which some tables use for the country, is read as `NL00`. Spaces around a code are ignored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode {
    level: Level,
    letters: [u8; 2],
    /// The characters after the two letters, ASCII, padded with 0 bytes behind.
    tail: [u8; 8],
}

/// A text that is no CBS area code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseAreaCodeError(pub String);

impl fmt::Display for ParseAreaCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no area code: expected NL00, GM and 4 digits, WK and 6 digits or capitals, BU and 8, or of a region \
             two other capitals and digits",
            self.0
        )
    }
}

impl std::error::Error for ParseAreaCodeError {}

impl AreaCode {
    /// The country.
    pub const COUNTRY: Self = Self { level: Level::Country, letters: *b"NL", tail: *b"00\0\0\0\0\0\0" };

    /// The level that the letters of the code name.
    pub const fn level(self) -> Level {
        self.level
    }

    /// The two capitals that all regions of a collection begin with; none for areas of other levels.
    pub const fn collection(self) -> Option<[u8; 2]> {
        match self.level {
            Level::Region => Some(self.letters),
            _ => None,
        }
    }

    /// The code one level up, as the digits of this one say (`BU03440101` → `WK034401` → `GM0344` → `NL00`).
    pub const fn parent(self) -> Option<Self> {
        match self.level {
            Level::Country => None,
            Level::Region | Level::Municipality => Some(Self::COUNTRY),
            Level::District => Some(self.cut(Level::Municipality, *b"GM", 4)),
            Level::Neighbourhood => Some(self.cut(Level::District, *b"WK", 6)),
        }
    }

    /// The same code with only the characters that a larger level has.
    const fn cut(self, level: Level, letters: [u8; 2], length: usize) -> Self {
        let mut tail = [0; 8];
        let mut at = 0;
        while at < length {
            tail[at] = self.tail[at];
            at += 1;
        }
        Self { level, letters, tail }
    }

    /// The code of the area at `level` that contains this one; itself at its own level, none below it.
    pub fn ancestor(self, level: Level) -> Option<Self> {
        let mut code = self;
        while code.level > level {
            code = code.parent()?;
        }
        (code.level == level).then_some(code)
    }
}

impl FromStr for AreaCode {
    type Err = ParseAreaCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let wrong = || ParseAreaCodeError(trimmed.chars().take(40).collect());
        let (letters, rest) = trimmed.split_at_checked(2).ok_or_else(wrong)?;
        let (level, length) = match letters {
            "NL" if matches!(rest, "00" | "01") => return Ok(Self::COUNTRY),
            "GM" => (Level::Municipality, 4..=4),
            "WK" => (Level::District, 6..=6),
            "BU" => (Level::Neighbourhood, 8..=8),
            "NL" => return Err(wrong()),
            _ if letters.bytes().all(|b| b.is_ascii_uppercase()) => (Level::Region, 1..=8),
            _ => return Err(wrong()),
        };
        // Districts and neighbourhoods may have capitals after the four digits of their municipality.
        let digits = if level == Level::Region { 8 } else { 4 };
        let fits = length.contains(&rest.len())
            && rest.bytes().take(digits).all(|b| b.is_ascii_digit())
            && rest.bytes().skip(digits).all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        let (&[first, second], true) = (letters.as_bytes(), fits) else { return Err(wrong()) };
        let mut tail = [0; 8];
        tail[..rest.len()].copy_from_slice(rest.as_bytes());
        Ok(Self { level, letters: [first, second], tail })
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail = self.tail.iter().take_while(|&&b| b != 0);
        self.letters.iter().chain(tail).try_for_each(|&b| write!(f, "{}", char::from(b)))
    }
}

impl fmt::Debug for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for AreaCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AreaCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_level_and_its_parents() {
        let buurt: AreaCode = " BU03440101 ".parse().unwrap();
        assert_eq!(buurt.level(), Level::Neighbourhood);
        assert_eq!(buurt.parent().unwrap().to_string(), "WK034401");
        assert_eq!(buurt.ancestor(Level::Municipality).unwrap().to_string(), "GM0344");
        assert_eq!(buurt.ancestor(Level::Country), Some(AreaCode::COUNTRY));
        assert_eq!(AreaCode::COUNTRY.ancestor(Level::District), None);
    }

    #[test]
    fn the_country_has_two_codes_in_published_tables() {
        assert_eq!("NL01".parse::<AreaCode>(), Ok(AreaCode::COUNTRY));
    }

    #[test]
    fn districts_of_amsterdam_have_letters() {
        let buurt: AreaCode = "BU0363AD03".parse().unwrap();
        assert_eq!(buurt.to_string(), "BU0363AD03");
        assert_eq!(buurt.parent().unwrap().to_string(), "WK0363AD");
        assert_eq!(buurt.ancestor(Level::Municipality).unwrap().to_string(), "GM0363");
        assert!("WK036399".parse::<AreaCode>().unwrap() < "WK0363AD".parse().unwrap());
    }

    #[test]
    fn a_region_has_the_letters_of_its_collection_and_lies_in_the_country() {
        let utrecht: AreaCode = "PV26".parse().unwrap();
        assert_eq!((utrecht.level(), utrecht.collection()), (Level::Region, Some(*b"PV")));
        assert_eq!(utrecht.to_string(), "PV26");
        assert_eq!(utrecht.parent(), Some(AreaCode::COUNTRY));
        assert_ne!(utrecht, "PV260".parse().unwrap());
        let gemeente: AreaCode = "GM0344".parse().unwrap();
        assert_eq!((gemeente.collection(), gemeente.ancestor(Level::Region)), (None, None));
        assert!(AreaCode::COUNTRY < utrecht && utrecht < gemeente);
    }

    #[test]
    fn what_is_no_code_is_refused_with_what_was_expected() {
        for text in [
            "",
            "GM34",
            "GMabcd",
            "XX03A4",
            "XX",
            "PV123456789",
            "Pv26",
            "BU0344010",
            "NL07",
            "GM+344",
            "é",
            "WK0363ad",
            "GM03AD",
            "BU0363éé3",
        ] {
            let error = text.parse::<AreaCode>().unwrap_err();
            assert!(error.to_string().contains("expected NL00"), "{error}");
        }
    }
}
