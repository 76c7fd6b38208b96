use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The scale of an area. The order is from large to small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Level {
    /// The country, `NL00`.
    Country = 0,
    /// A municipality (gemeente), `GM0344`.
    Municipality = 1,
    /// A district (wijk), `WK034401`.
    District = 2,
    /// A neighbourhood (buurt), `BU03440101`.
    Neighbourhood = 3,
}

impl Level {
    /// All levels, from large to small.
    pub const ALL: [Self; 4] = [Self::Country, Self::Municipality, Self::District, Self::Neighbourhood];

    /// The level above this one; none for the country.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Country => None,
            Self::Municipality => Some(Self::Country),
            Self::District => Some(Self::Municipality),
            Self::Neighbourhood => Some(Self::District),
        }
    }

    /// The level below this one; none for the neighbourhood.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Country => Some(Self::Municipality),
            Self::Municipality => Some(Self::District),
            Self::District => Some(Self::Neighbourhood),
            Self::Neighbourhood => None,
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
/// `NL01`, which some tables use for the country, is read as `NL00`. Spaces around a code are ignored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode {
    level: Level,
    /// The characters after the two letters of the level, ASCII, padded with `0` behind; zeros for the country.
    tail: [u8; 8],
}

/// A text that is no CBS area code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseAreaCodeError(pub String);

impl fmt::Display for ParseAreaCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no area code: expected NL00, GM and 4 digits, WK and 6 digits or capitals, or BU and 8",
            self.0
        )
    }
}

impl std::error::Error for ParseAreaCodeError {}

impl AreaCode {
    /// The country.
    pub const COUNTRY: Self = Self { level: Level::Country, tail: *b"00000000" };

    /// The level that the letters of the code name.
    pub const fn level(self) -> Level {
        self.level
    }

    /// The code one level up, as the digits of this one say (`BU03440101` → `WK034401` → `GM0344` → `NL00`).
    pub const fn parent(self) -> Option<Self> {
        match self.level {
            Level::Country => None,
            Level::Municipality => Some(Self::COUNTRY),
            Level::District => Some(self.cut(Level::Municipality)),
            Level::Neighbourhood => Some(self.cut(Level::District)),
        }
    }

    /// How many characters follow the two letters at a level.
    const fn tail_length(level: Level) -> usize {
        match level {
            Level::Country => 2,
            Level::Municipality => 4,
            Level::District => 6,
            Level::Neighbourhood => 8,
        }
    }

    /// The same code with only the characters that a larger level has.
    const fn cut(self, level: Level) -> Self {
        let mut tail = [b'0'; 8];
        let mut at = 0;
        while at < Self::tail_length(level) {
            tail[at] = self.tail[at];
            at += 1;
        }
        Self { level, tail }
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
        let level = match letters {
            "NL" if matches!(rest, "00" | "01") => return Ok(Self::COUNTRY),
            "GM" => Level::Municipality,
            "WK" => Level::District,
            "BU" => Level::Neighbourhood,
            _ => return Err(wrong()),
        };
        let fits = rest.len() == Self::tail_length(level)
            && rest.bytes().take(4).all(|b| b.is_ascii_digit())
            && rest.bytes().skip(4).all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !fits {
            return Err(wrong());
        }
        let mut tail = [b'0'; 8];
        tail[..rest.len()].copy_from_slice(rest.as_bytes());
        Ok(Self { level, tail })
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.level {
            Level::Country => "NL",
            Level::Municipality => "GM",
            Level::District => "WK",
            Level::Neighbourhood => "BU",
        })?;
        self.tail[..Self::tail_length(self.level)].iter().try_for_each(|&b| write!(f, "{}", char::from(b)))
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
    fn what_is_no_code_is_refused_with_what_was_expected() {
        for text in
            ["", "GM34", "GMabcd", "XX0344", "BU0344010", "NL07", "GM+344", "é", "WK0363ad", "GM03AD", "BU0363éé3"]
        {
            let error = text.parse::<AreaCode>().unwrap_err();
            assert!(error.to_string().contains("expected NL00"), "{error}");
        }
    }
}
