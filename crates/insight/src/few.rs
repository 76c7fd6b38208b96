//! Where there are too few people for a verdict that the numbers alone would give.

use cells::Cell;
use definition::Measure;

use crate::{Address, Certainty, Figures, NoReading, Reading};

/// Fewer than this many people (or pupils, or dwellings) are few. The mean of so few moves by chance, even where nobody gives
/// its spread; and where so few live, what happens per 1,000 residents is about who passes through.
pub const FEW: f64 = 200.0;

/// Whether hardly anybody lives in a place of which a figure is so many per 1,000 residents: a business park with 95 residents
/// and 116 registered crimes has 1,221 per 1,000, which says nothing about its residents.
pub fn hardly_anybody(figures: &Figures<'_>, at: Address) -> bool {
    figures.indicator(at.indicator).measure == Measure::PerThousand
        && figures.residents_near(at.place, at.period).is_some_and(|residents| residents < FEW)
}

/// Whether a figure is about few. Its denominator says so; where the source gives none, the people of the group in the area;
/// where those are not known either, it is not taken for few.
fn about_few(figures: &Figures<'_>, at: Address, cell: &Cell) -> bool {
    cell.denominator
        .map(|of| f64::from(of.value))
        .or_else(|| figures.people_near(at.place, at.category, at.period))
        .is_some_and(|people| people < FEW)
}

/// A reading as it may be shown: no verdict on a rate per 1,000 where hardly anybody lives, and of a figure without counts or
/// spread that is about few, that it may be chance.
pub(crate) fn careful(figures: &Figures<'_>, at: Address, reading: Reading) -> Reading {
    let Reading::Compared { certainty, .. } = reading else { return reading };
    // Only of these is it asked whether they are about few.
    let few = certainty == Certainty::Unknown && about_few(figures, at, &figures.cell(at));
    careful_of(reading, hardly_anybody(figures, at), few)
}

/// The same of a figure of which it is known whether hardly anybody lives there, and whether it is about few.
pub(crate) fn careful_of(reading: Reading, hardly_anybody: bool, about_few: bool) -> Reading {
    match reading {
        Reading::Compared { .. } if hardly_anybody => Reading::None(NoReading::HardlyAnybody),
        Reading::Compared { direction, size, certainty: Certainty::Unknown } if about_few => {
            Reading::Compared { direction, size, certainty: Certainty::Uncertain }
        }
        reading => reading,
    }
}

#[cfg(test)]
mod tests {
    use cells::{Block, CategoryIx, Count, Kind, Period};
    use definition::Definition;
    use geography::Places;
    use release::StandingReference;

    use super::*;
    use crate::fiction::{self, World};
    use crate::{Direction, Size, stored};

    /// In Zomerdam a district with 95 residents and 116 crimes, and others of thousands with a few; everywhere a share without
    /// counts, clearly higher in that district and in the one beside it.
    fn blocks(definition: &Definition, places: &Places) -> Vec<Block> {
        let residents = |code: cells::AreaCode| if fiction::number(code) == 900_101 { 95 } else { 3000 };
        let mut blocks = fiction::counted(definition, places, "inwoners", 2024, &[0], |code, _| (residents(code), 0));
        blocks.extend(fiction::counted(definition, places, "misdrijven", 2024, &[0], |code, _| {
            let crimes = if fiction::number(code) == 900_101 { 116 } else { 100 + fiction::number(code) % 31 };
            (crimes, residents(code))
        }));
        let mut shares = fiction::counted(definition, places, "gezond", 2024, &[0], |code, _| {
            let more = if fiction::number(code) / 100 == 9001 { 300 } else { 0 };
            (500 + more + fiction::number(code) % 31, 1000)
        });
        for (.., cell) in shares.iter_mut().flat_map(|block| &mut block.cells) {
            *cell = Cell::imported(cell.value.unwrap_or_default(), Kind::Counted);
        }
        blocks.extend(shares);
        blocks
    }

    fn read(world: &World, code: &str, id: &str) -> Reading {
        let at = Address {
            indicator: world.definition.find_indicator(id).unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, code),
            category: CategoryIx::TOTAL,
        };
        stored(&world.figures(), at, StandingReference::Country)
    }

    #[test]
    fn a_rate_per_thousand_where_hardly_anybody_lives_is_compared_with_nothing() {
        let world = fiction::published(blocks);
        assert_eq!(read(&world, "WK900101", "misdrijven"), Reading::None(NoReading::HardlyAnybody));
        assert!(matches!(read(&world, "WK900102", "misdrijven"), Reading::Compared { .. }));
        let mut anew =
            Reading::Compared { direction: Direction::Higher, size: Size::Clear, certainty: Certainty::Certain };
        let at = |code| Address {
            indicator: world.definition.find_indicator("misdrijven").unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, code),
            category: CategoryIx::TOTAL,
        };
        assert_eq!(careful(&world.figures(), at("WK900102"), anew), anew);
        anew = careful(&world.figures(), at("WK900101"), anew);
        assert_eq!(anew, Reading::None(NoReading::HardlyAnybody), "a byte of an earlier release is read with care too");
    }

    #[test]
    fn what_nobody_can_test_may_be_chance_where_it_is_about_few() {
        let world = fiction::published(blocks);
        let certainty = |code| match read(&world, code, "gezond") {
            Reading::Compared { certainty, size: Size::Clear, direction: Direction::Higher } => certainty,
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!(certainty("WK900101"), Certainty::Uncertain);
        assert_eq!(certainty("WK900102"), Certainty::Unknown);
    }

    #[test]
    fn the_denominator_says_of_how_many_a_mean_is() {
        let world = fiction::world(|_, _| Vec::new());
        let at = Address {
            indicator: world.definition.find_indicator("gezond").unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, "GM9001"),
            category: CategoryIx::TOTAL,
        };
        let of = |pupils| Cell { denominator: Some(Count::exact(pupils)), ..Cell::imported(535.7, Kind::Counted) };
        assert!(about_few(&world.figures(), at, &of(25)));
        assert!(!about_few(&world.figures(), at, &of(1740)));
        assert!(!about_few(&world.figures(), at, &Cell::imported(535.7, Kind::Counted)), "nobody says how many");
    }
}
