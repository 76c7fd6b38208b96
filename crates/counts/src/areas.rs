use std::collections::BTreeMap;
use std::fmt;

use cells::{AreaCode, Level};

/// The neighbourhoods of one division, and in which district and municipality each lies.
///
/// Areas of a level are numbered from 0 in the order of their codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaTable {
    neighbourhoods: Vec<AreaCode>,
    districts: Vec<AreaCode>,
    municipalities: Vec<AreaCode>,
    district_of: Vec<u32>,
    municipality_of: Vec<u32>,
}

/// An area that lies in two others of one level, or a code of the wrong level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AreaConflict {
    /// The area was put in two places.
    TwoParents {
        /// The area.
        area: AreaCode,
        /// Where it was put first.
        first: AreaCode,
        /// Where it was put then.
        second: AreaCode,
    },
    /// The code is not of the level of its column.
    WrongLevel {
        /// The code.
        area: AreaCode,
        /// The level that was expected.
        expected: Level,
    },
}

impl fmt::Display for AreaConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoParents { area, first, second } => {
                write!(f, "{area} lies in {first} in one row and in {second} in another")
            }
            Self::WrongLevel { area, expected } => write!(f, "{area} is no code of a {}", word(*expected)),
        }
    }
}

impl std::error::Error for AreaConflict {}

fn word(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Region => "region",
        Level::Municipality => "municipality",
        Level::District => "district",
        Level::Neighbourhood => "neighbourhood",
    }
}

impl AreaTable {
    /// Takes (neighbourhood, district, municipality) in any order, repeated or not.
    pub fn new(rows: impl IntoIterator<Item = (AreaCode, AreaCode, AreaCode)>) -> Result<Self, AreaConflict> {
        let mut district: BTreeMap<AreaCode, AreaCode> = BTreeMap::new();
        let mut municipality: BTreeMap<AreaCode, AreaCode> = BTreeMap::new();
        for (buurt, wijk, gemeente) in rows {
            for (area, expected) in
                [(buurt, Level::Neighbourhood), (wijk, Level::District), (gemeente, Level::Municipality)]
            {
                if area.level() != expected {
                    return Err(AreaConflict::WrongLevel { area, expected });
                }
            }
            put(&mut district, buurt, wijk)?;
            put(&mut municipality, wijk, gemeente)?;
        }
        let mut municipalities: Vec<AreaCode> = municipality.values().copied().collect();
        municipalities.sort_unstable();
        municipalities.dedup();
        let districts: Vec<AreaCode> = municipality.keys().copied().collect();
        let at = |codes: &[AreaCode], code: &AreaCode| codes.binary_search(code).unwrap_or_default() as u32;
        Ok(Self {
            district_of: district.values().map(|wijk| at(&districts, wijk)).collect(),
            municipality_of: municipality.values().map(|gemeente| at(&municipalities, gemeente)).collect(),
            neighbourhoods: district.into_keys().collect(),
            districts,
            municipalities,
        })
    }

    /// How many areas a level has; one country.
    pub fn len(&self, level: Level) -> usize {
        match level {
            Level::Country => 1,
            _ => self.codes(level).len(),
        }
    }

    /// Whether there are no areas.
    pub fn is_empty(&self) -> bool {
        self.neighbourhoods.is_empty()
    }

    /// The codes of a level in order; for the country `NL00` alone, and no regions: those are never counted, but worked out
    /// from what was published of their members.
    pub fn codes(&self, level: Level) -> &[AreaCode] {
        const COUNTRY: [AreaCode; 1] = [AreaCode::COUNTRY];
        match level {
            Level::Country => &COUNTRY,
            Level::Region => &[],
            Level::Municipality => &self.municipalities,
            Level::District => &self.districts,
            Level::Neighbourhood => &self.neighbourhoods,
        }
    }

    /// The number of an area among those of its level.
    pub fn find(&self, code: AreaCode) -> Option<usize> {
        self.codes(code.level()).binary_search(&code).ok()
    }

    /// The number, at `level`, of the area that a neighbourhood lies in.
    pub fn above(&self, neighbourhood: usize, level: Level) -> usize {
        let district = || self.district_of[neighbourhood] as usize;
        match level {
            Level::Country | Level::Region => 0,
            Level::Municipality => self.municipality_of[district()] as usize,
            Level::District => district(),
            Level::Neighbourhood => neighbourhood,
        }
    }

    /// The numbers of the neighbourhoods in an area.
    pub fn inside(&self, level: Level, area: usize) -> impl Iterator<Item = usize> {
        (0..self.neighbourhoods.len()).filter(move |neighbourhood| self.above(*neighbourhood, level) == area)
    }

    /// Neighbourhood, district and municipality, row by row in the order of neighbourhoods.
    pub fn rows(&self) -> impl Iterator<Item = (AreaCode, AreaCode, AreaCode)> {
        self.neighbourhoods.iter().enumerate().map(|(n, code)| {
            let wijk = self.district_of[n] as usize;
            (*code, self.districts[wijk], self.municipalities[self.municipality_of[wijk] as usize])
        })
    }
}

fn put(parents: &mut BTreeMap<AreaCode, AreaCode>, area: AreaCode, parent: AreaCode) -> Result<(), AreaConflict> {
    match parents.insert(area, parent) {
        Some(first) if first != parent => Err(AreaConflict::TwoParents { area, first, second: parent }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(buurt: &str, wijk: &str, gemeente: &str) -> (AreaCode, AreaCode, AreaCode) {
        (buurt.parse().unwrap(), wijk.parse().unwrap(), gemeente.parse().unwrap())
    }

    #[test]
    fn a_neighbourhood_lies_where_the_register_says_and_not_where_its_digits_do() {
        let areas = AreaTable::new([
            row("BU99020101", "WK990201", "GM9902"),
            row("BU99010102", "WK990102", "GM9901"),
            row("BU99010101", "WK990102", "GM9901"),
            row("BU99010101", "WK990102", "GM9901"),
        ])
        .unwrap();
        assert_eq!(areas.len(Level::Neighbourhood), 3);
        assert_eq!(areas.codes(Level::District).len(), 2);
        assert_eq!(areas.above(0, Level::District), 0);
        assert_eq!(areas.above(2, Level::Municipality), 1);
        assert_eq!(areas.inside(Level::Municipality, 0).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(areas.inside(Level::Country, 0).count(), 3);
        assert_eq!(areas.find("GM9902".parse().unwrap()), Some(1));
        assert_eq!(AreaTable::new(areas.rows()).unwrap(), areas);
    }

    #[test]
    fn an_area_in_two_places_is_refused() {
        let error = AreaTable::new([row("BU99010101", "WK990101", "GM9901"), row("BU99010101", "WK990102", "GM9901")])
            .unwrap_err();
        assert_eq!(error.to_string(), "BU99010101 lies in WK990101 in one row and in WK990102 in another");
        let error = AreaTable::new([row("BU99010101", "GM9901", "GM9901")]).unwrap_err();
        assert_eq!(error.to_string(), "GM9901 is no code of a district");
    }
}
