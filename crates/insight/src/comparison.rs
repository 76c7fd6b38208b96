//! Comparisons that a visitor chooses. The family, over which the false discovery rate is controlled, is the indicators shown.

use cells::{CategoryIx, Cell, Level, PlaceIx};
use geography::Places;
use release::StandingReference;
use serde::{Deserialize, Serialize};

use crate::columns::{Column, between};
use crate::few::careful;
use crate::ranking::Distribution;
use crate::{
    Address, Against, Difference, Figures, Judged, NoReading, Standing, compare, hardly_anybody, judge, stored,
};

/// What a visitor compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reference {
    /// One of the references whose readings are stored.
    Standing(StandingReference),
    /// Another area, same background.
    Area(PlaceIx),
    /// All municipalities: their median.
    Municipalities,
    /// The districts of the municipality the area lies in: their median.
    DistrictsOfMunicipality,
}

/// What a group in an area can be compared with by the readings that are stored. The first is the usual one; none for
/// everybody in the country.
pub fn possible(places: &Places, place: PlaceIx, category: CategoryIx) -> Vec<StandingReference> {
    let level = places.get(place).level();
    let mut possible = Vec::new();
    if level > Level::Municipality && has_remainder(places, place) {
        possible.push(StandingReference::Municipality);
    }
    if level > Level::Country {
        possible.push(StandingReference::Country);
    }
    if category != CategoryIx::TOTAL {
        possible.push(StandingReference::EverybodyHere);
    }
    possible
}

/// Whether the municipality of a district or neighbourhood holds another area of the same level to compare it with.
pub fn has_remainder(places: &Places, place: PlaceIx) -> bool {
    let own = places.get(place);
    let vintage = own.newest();
    let Some(municipality) = places.ancestor(place, Level::Municipality, vintage) else { return false };
    let districts = places.children(municipality, vintage);
    match own.level() {
        Level::District => districts.len() > 1,
        _ => districts.iter().map(|&district| places.children(district, vintage).len()).sum::<usize>() > 1,
    }
}

/// A figure, its reference, and what that means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// Where the figure stands.
    pub at: Address,
    /// The figure.
    pub cell: Cell,
    /// What stands beside it as reference: the published figure of the country, municipality, other area, or total here (not
    /// the remainder it is tested against, which is nobody's figure), or the median.
    pub reference: Option<f64>,
    /// The verdict; the difference and q behind it are only there for comparisons that are not stored.
    pub judged: Judged,
}

/// Compares the figures at these addresses, all of one screen, with a reference. Standing references give the stored
/// readings; others are judged here, as one family.
pub fn compare_all(figures: &Figures<'_>, addresses: &[Address], reference: Reference) -> Vec<Compared> {
    if let Reference::Standing(standing) = reference {
        return addresses.iter().map(|&at| from_store(figures, at, standing)).collect();
    }
    let found: Vec<(Option<f64>, Result<Difference, NoReading>)> =
        addresses.iter().map(|&at| difference(figures, at, reference)).collect();
    let differences: Vec<_> = found.iter().map(|(_, difference)| *difference).collect();
    let judged = judge(&differences, &figures.definition.monitor.reading);
    addresses
        .iter()
        .zip(found)
        .zip(judged)
        .map(|((&at, (reference, _)), judged)| {
            let judged = Judged { reading: careful(figures, at, judged.reading), ..judged };
            Compared { at, cell: figures.cell(at), reference, judged }
        })
        .collect()
}

/// The published figure that a standing reference shows beside a cell.
pub fn standing_cell(figures: &Figures<'_>, at: Address, reference: StandingReference) -> Option<Cell> {
    let at = match reference {
        StandingReference::Country => Address { place: figures.country()?, ..at },
        StandingReference::Municipality => {
            let vintage = figures.slice_of(at)?.vintage();
            Address { place: figures.municipality(at.place, vintage)?, ..at }
        }
        StandingReference::EverybodyHere => Address { category: CategoryIx::TOTAL, ..at },
    };
    Some(figures.cell(at)).filter(Cell::is_published)
}

fn from_store(figures: &Figures<'_>, at: Address, reference: StandingReference) -> Compared {
    Compared {
        at,
        cell: figures.cell(at),
        reference: standing_cell(figures, at, reference).and_then(|cell| cell.value),
        judged: Judged { reading: stored(figures, at, reference), difference: None, q: None },
    }
}

/// As [`compare_all`] for one standing comparison, with the difference and the q-value worked out anew.
pub fn in_detail(figures: &Figures<'_>, at: Address, reference: StandingReference) -> Compared {
    let brief = from_store(figures, at, reference);
    let judged = Standing::from(*figures).judged(at, reference).unwrap_or(brief.judged);
    Compared { judged, ..brief }
}

fn difference(
    figures: &Figures<'_>,
    at: Address,
    reference: Reference,
) -> (Option<f64>, Result<Difference, NoReading>) {
    let indicator = figures.indicator(at.indicator);
    let cell = figures.cell(at);
    let Some(slice) = figures.slice_of(at) else { return (None, Err(NoReading::NoFigure)) };
    let spread = figures.spread(&slice, at.category);
    let median = |level: Level, among: &dyn Fn(PlaceIx) -> bool| {
        let slice = figures.cube.slice(at.indicator, at.period, level)?;
        let values = slice.cells(at.category).filter(|(place, cell)| cell.is_published() && among(*place));
        Distribution::new(values.filter_map(|(_, cell)| cell.value)).map(|all| all.median)
    };
    let median = match reference {
        Reference::Area(other) => {
            return between(figures, at, Column { place: other, category: at.category });
        }
        Reference::Standing(standing) => {
            let detail = in_detail(figures, at, standing);
            return (detail.reference, detail.judged.difference.ok_or(NoReading::NotComputed));
        }
        Reference::Municipalities => median(Level::Municipality, &|_| true),
        Reference::DistrictsOfMunicipality => {
            let home = figures.municipality(at.place, slice.vintage());
            let here = |place| home.is_some() && figures.municipality(place, slice.vintage()) == home;
            median(Level::District, &here)
        }
    };
    if hardly_anybody(figures, at) {
        return (median, Err(NoReading::HardlyAnybody));
    }
    let against = median.map(Against::Value).ok_or(NoReading::NoReference);
    (median, against.and_then(|against| compare(indicator, &cell, against, spread)))
}

#[cfg(test)]
mod tests {
    use cells::{Block, Period};
    use definition::Definition;
    use geography::Places;

    use super::*;
    use crate::fiction::{self, World};
    use crate::{Certainty, Direction, Reading, Size};

    /// In Zomerdam 10, 20 and 40 % of 1,000 in each district, elsewhere 10 to 16 %.
    fn blocks(definition: &Definition, places: &Places) -> Vec<Block> {
        fiction::counted(definition, places, "bijstand", 2024, &[0], |code, _| match fiction::number(code) {
            900_101 => (100, 1000),
            900_102 => (200, 1000),
            900_103 => (400, 1000),
            other => (100 + other % 61, 1000),
        })
    }

    fn compared(world: &World, code: &str, reference: Reference) -> Compared {
        let indicator = world.definition.find_indicator("bijstand").unwrap();
        let place = fiction::at(&world.places, code);
        let at = Address { indicator, period: Period(2024), place, category: CategoryIx::TOTAL };
        compare_all(&world.figures(), &[at], reference)[0]
    }

    #[test]
    fn an_area_within_another_is_compared_with_the_rest_of_it_from_either_side() {
        let world = fiction::world(blocks);
        let municipality = Reference::Area(fiction::at(&world.places, "GM9001"));
        let district = Reference::Area(fiction::at(&world.places, "WK900103"));
        let up = compared(&world, "WK900103", municipality);
        let down = compared(&world, "GM9001", district);
        // The rest: 300 of 2,000.
        assert!((up.judged.difference.unwrap().reference - 15.0).abs() < 1e-9);
        assert!((down.judged.difference.unwrap().part - 15.0).abs() < 1e-9);
        assert_eq!(up.judged.difference.unwrap().direction, Direction::Higher);
        assert_eq!(down.judged.difference.unwrap().direction, Direction::Lower);
        // As large from either side: by what districts differ.
        assert_eq!(up.judged.difference.unwrap().spreads, down.judged.difference.unwrap().spreads);
        // What stands beside the figure is the published one: 700 of 3,000.
        assert!((up.reference.unwrap() - 70.0 / 3.0).abs() < 1e-9);
        assert_eq!(compared(&world, "GM9001", municipality).judged.reading, Reading::None(NoReading::NoRemainder));
    }

    #[test]
    fn two_areas_apart_are_compared_with_each_other() {
        let world = fiction::world(blocks);
        let other = Reference::Area(fiction::at(&world.places, "WK900102"));
        let found = compared(&world, "WK900101", other);
        assert_eq!(found.reference, Some(20.0));
        // proportions_ztest([100, 200], [1000, 1000]): z = −6.2622
        assert!((found.judged.difference.unwrap().test.unwrap().z + 6.262_242_910_851).abs() < 1e-9);
        assert!(matches!(
            found.judged.reading,
            Reading::Compared { direction: Direction::Lower, size: Size::Clear, certainty: Certainty::Certain }
        ));
    }

    #[test]
    fn the_districts_of_the_municipality_stand_in_by_their_median() {
        let world = fiction::world(blocks);
        let found = compared(&world, "WK900103", Reference::DistrictsOfMunicipality);
        assert_eq!(found.reference, Some(20.0));
        assert_eq!(found.judged.difference.unwrap().direction, Direction::Higher);
        let nobody = compared(&world, "NL00", Reference::DistrictsOfMunicipality);
        assert_eq!(nobody.judged.reading, Reading::None(NoReading::NoReference));
    }

    #[test]
    fn a_stored_reading_is_the_one_that_is_worked_out_anew() {
        let world = fiction::published(blocks);
        for (place, _) in world.places.iter() {
            for standing in StandingReference::ALL {
                let indicator = world.definition.find_indicator("bijstand").unwrap();
                let at = Address { indicator, period: Period(2024), place, category: CategoryIx::TOTAL };
                let stored = compare_all(&world.figures(), &[at], Reference::Standing(standing))[0];
                let anew = in_detail(&world.figures(), at, standing);
                assert_eq!(stored.judged.reading, anew.judged.reading);
                assert_eq!(stored.reference, anew.reference);
            }
        }
    }

    #[test]
    fn spreads_worked_out_beforehand_are_the_same() {
        let world = fiction::world(blocks);
        let spreads = crate::Spreads::of(&world.figures());
        for slice in world.cube.slices() {
            for &category in slice.categories() {
                let found = world.figures().with_spreads(&spreads).spread(&slice, category);
                assert!(found.is_some());
                assert_eq!(found, world.figures().spread(&slice, category));
            }
        }
    }
}
