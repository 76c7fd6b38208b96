use std::collections::HashMap;

use cells::{CategoryIx, Cell, Level, PlaceIx};
use definition::Definition;
use geography::Places;
use rayon::prelude::*;
use release::{Cube, PackedReading, Slice, StandingReadings, StandingReference};

use crate::few::careful;
use crate::{Address, Against, Difference, Figures, Judged, NoReading, Reading, compare, hardly_anybody, judge, words};

/// The standing readings of a release: every cell against the rest of the country, the rest of its municipality and
/// everybody else in the same area.
///
/// One *family*, over which the false discovery rate is controlled, is all areas of one level (of regions: of one
/// collection) for one indicator, category, period and reference.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    figures: Figures<'a>,
}

/// The standing readings of these cells.
pub fn standing<'a>(cube: &'a Cube, definition: &'a Definition, places: &'a Places) -> Standing<'a> {
    Standing { figures: Figures { cube, definition, places, spreads: None } }
}

impl<'a> From<Figures<'a>> for Standing<'a> {
    fn from(figures: Figures<'a>) -> Self {
        Self { figures }
    }
}

impl Standing<'_> {
    /// All readings of one category of a slice, judged as one family, in the order of [`Slice::cells`].
    pub fn family(
        &self,
        slice: &Slice<'_>,
        category: CategoryIx,
        reference: StandingReference,
    ) -> Vec<(PlaceIx, Judged)> {
        let spread = self.figures.spread(slice, category);
        let cells: Vec<(PlaceIx, Cell)> = slice.cells(category).collect();
        let wholes = self.wholes(slice, category, reference, &cells);
        let indicator = self.figures.indicator(slice.indicator());
        let at = |place| Address { indicator: slice.indicator(), period: slice.period(), place, category };
        let differences: Vec<Result<Difference, NoReading>> = cells
            .iter()
            .zip(wholes)
            .map(|((place, cell), whole)| {
                if hardly_anybody(&self.figures, at(*place)) {
                    return Err(NoReading::HardlyAnybody);
                }
                compare(indicator, cell, Against::Whole(whole?), spread)
            })
            .collect();
        // Regions of one collection follow each other; those of another are a family of their own.
        let collection = |n: usize| self.figures.places.get(cells[n].0).code.collection();
        let mut judged = Vec::with_capacity(cells.len());
        while judged.len() < cells.len() {
            let from = judged.len();
            let to = (from..cells.len()).find(|&n| collection(n) != collection(from)).unwrap_or(cells.len());
            judged.extend(judge(&differences[from..to], &self.figures.definition.monitor.reading));
        }
        let with_care = |(place, judged): (PlaceIx, Judged)| {
            (place, Judged { reading: careful(&self.figures, at(place), judged.reading), ..judged })
        };
        cells.into_iter().map(|(place, _)| place).zip(judged).map(with_care).collect()
    }

    /// The reading of one cell with its difference and q-value, worked out anew from the whole family.
    pub fn judged(&self, at: Address, reference: StandingReference) -> Option<Judged> {
        let slice = self.figures.slice_of(at)?;
        let family = self.family(&slice, at.category, reference);
        family.into_iter().find(|(place, _)| *place == at.place).map(|(_, judged)| judged)
    }

    /// The whole that each cell is part of, or why there is none.
    fn wholes(
        &self,
        slice: &Slice<'_>,
        category: CategoryIx,
        reference: StandingReference,
        cells: &[(PlaceIx, Cell)],
    ) -> Vec<Result<Cell, NoReading>> {
        let Figures { cube, places, .. } = self.figures;
        let level = slice.level();
        match reference {
            StandingReference::EverybodyHere if category == CategoryIx::TOTAL => {
                vec![Err(NoReading::NoRemainder); cells.len()]
            }
            StandingReference::EverybodyHere => {
                cells.iter().map(|(place, _)| Ok(slice.cell(*place, CategoryIx::TOTAL))).collect()
            }
            StandingReference::Country if level == Level::Country => vec![Err(NoReading::NoRemainder); cells.len()],
            StandingReference::Country => {
                let country = self.figures.country().map_or_else(Cell::default, |country| {
                    cube.cell(slice.indicator(), slice.period(), country, category)
                });
                vec![Ok(country); cells.len()]
            }
            StandingReference::Municipality if level <= Level::Municipality => {
                vec![Err(NoReading::NoRemainder); cells.len()]
            }
            StandingReference::Municipality => {
                let municipality = |place| places.ancestor(place, Level::Municipality, slice.vintage());
                let mut areas_in: HashMap<PlaceIx, u32> = HashMap::new();
                for (place, _) in cells.iter().filter(|(_, cell)| cell.is_published()) {
                    if let Some(municipality) = municipality(*place) {
                        *areas_in.entry(municipality).or_default() += 1;
                    }
                }
                let whole = |(place, cell): &(PlaceIx, Cell)| {
                    let municipality = municipality(*place).ok_or(NoReading::NoReference)?;
                    // Without counts nothing can be subtracted, but the only area with a figure is the whole.
                    if cell.numerator.is_none() && areas_in.get(&municipality) == Some(&1) {
                        return Err(NoReading::NoRemainder);
                    }
                    Ok(cube.cell(slice.indicator(), slice.period(), municipality, category))
                };
                cells.iter().map(whole).collect()
            }
        }
    }
}

impl StandingReadings for Standing<'_> {
    fn of(&self, slice: &Slice<'_>, reference: StandingReference) -> Option<Vec<PackedReading>> {
        let categories = slice.categories();
        let families: Vec<Vec<(PlaceIx, Judged)>> =
            categories.par_iter().map(|category| self.family(slice, *category, reference)).collect();
        let mut packed = vec![PackedReading::default(); slice.len()];
        for (category, family) in categories.iter().zip(families) {
            for (place, judged) in family {
                if let Some(position) = slice.position(place, *category) {
                    packed[position] = judged.reading.pack();
                }
            }
        }
        // The reason why there is no reading is stored as well.
        packed.iter().any(|reading| reading.0 != 0).then_some(packed)
    }

    fn word(&self, reading: PackedReading) -> Option<String> {
        (reading.0 != 0).then(|| words::reading_key(Reading::unpack(reading)))
    }
}

/// Unpacks the stored reading of a cell.
pub fn stored(figures: &Figures<'_>, at: Address, reference: StandingReference) -> Reading {
    let packed = figures.cube.reading(at.indicator, at.period, at.place, at.category, reference);
    careful(figures, at, Reading::unpack(packed))
}

#[cfg(test)]
mod tests {
    use cells::{Kind, Period};
    use definition::Definition;

    use super::*;
    use crate::fiction::{self, World};
    use crate::{Certainty, Direction, Size};

    /// Every district has 10 % on social assistance, but Oude Haven in Zomerdam 20 %, and a little noise elsewhere.
    fn world() -> World {
        fiction::world(|definition, places| {
            fiction::counted(definition, places, "bijstand", 2024, &[0, 1, 2], |code, category| {
                let number = fiction::number(code);
                let all = if number % 100 == 3 { 4000 } else { 2000 };
                let share = if code.to_string() == "WK900101" { 0.2 } else { 0.1 + f64::from(number % 7) * 0.004 };
                match category {
                    0 => ((f64::from(all) * share) as u32, all),
                    1 => ((f64::from(all) * share * 0.25) as u32, all / 2),
                    _ => ((f64::from(all) * share * 0.75) as u32, all / 2),
                }
            })
        })
    }

    fn reading(world: &World, code: &str, category: u16, reference: StandingReference) -> Reading {
        let figures = world.figures();
        let indicator = world.definition.find_indicator("bijstand").unwrap();
        let at = Address {
            indicator,
            period: Period(2024),
            place: fiction::at(&world.places, code),
            category: CategoryIx(category),
        };
        let slice = figures.slice_of(at).unwrap();
        let packed = Standing::from(figures).of(&slice, reference).unwrap();
        let stored = Reading::unpack(packed[slice.position(at.place, at.category).unwrap()]);
        assert_eq!(Standing::from(figures).judged(at, reference).unwrap().reading, stored);
        stored
    }

    #[test]
    fn a_district_stands_out_in_its_municipality_and_in_the_country() {
        let world = world();
        let clear =
            Reading::Compared { direction: Direction::Higher, size: Size::Clear, certainty: Certainty::Certain };
        assert_eq!(reading(&world, "WK900101", 0, StandingReference::Country), clear);
        assert_eq!(reading(&world, "WK900101", 0, StandingReference::Municipality), clear);
        assert!(matches!(
            reading(&world, "WK900102", 0, StandingReference::Municipality),
            Reading::Compared { direction: Direction::Lower, .. }
        ));
    }

    #[test]
    fn the_only_district_of_a_municipality_is_compared_with_the_country_only() {
        let world = world();
        let alone = Reading::None(NoReading::NoRemainder);
        assert_eq!(reading(&world, "WK900201", 0, StandingReference::Municipality), alone);
        assert!(matches!(reading(&world, "WK900201", 0, StandingReference::Country), Reading::Compared { .. }));
    }

    #[test]
    fn a_municipality_is_compared_with_the_rest_of_the_country_only() {
        let world = world();
        assert_eq!(
            reading(&world, "GM9001", 0, StandingReference::Municipality),
            Reading::None(NoReading::NoRemainder)
        );
        assert_eq!(reading(&world, "NL00", 0, StandingReference::Country), Reading::None(NoReading::NoRemainder));
        assert!(matches!(reading(&world, "GM9001", 0, StandingReference::Country), Reading::Compared { .. }));
    }

    #[test]
    fn a_group_is_compared_with_the_other_residents_of_the_same_area() {
        let world = world();
        let everybody = StandingReference::EverybodyHere;
        assert_eq!(reading(&world, "WK900101", 0, everybody), Reading::None(NoReading::NoRemainder));
        for (category, expected) in [(1, Direction::Lower), (2, Direction::Higher)] {
            for code in ["NL00", "GM9003", "WK900101"] {
                let found = reading(&world, code, category, everybody);
                assert_eq!(
                    found,
                    Reading::Compared { direction: expected, size: Size::Clear, certainty: Certainty::Certain },
                    "{code} {category}"
                );
            }
        }
    }

    /// Ten thousand invented areas whose counts are nothing but chance (a linear congruential generator, 5 % of 400): at a false
    /// discovery rate of 5 % hardly any family may hold a certain difference.
    #[test]
    fn chance_alone_is_hardly_ever_certain() {
        let definition = fiction::definition();
        let benefit = definition.indicator(definition.find_indicator("bijstand").unwrap());
        let mut seed = 20_240_101_u64;
        let mut draw = || {
            (0..400)
                .filter(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (seed >> 33) % 1000 < 50
                })
                .count() as u32
        };
        let rate = |x, n| Cell::rate(cells::Count::exact(x), cells::Count::exact(n), 100.0, Kind::Counted);
        let mut families_with_any = 0;
        for _ in 0..100 {
            let counts: Vec<u32> = (0..100).map(|_| draw()).collect();
            let whole = rate(counts.iter().sum(), 40_000);
            let family: Vec<_> =
                counts.iter().map(|x| compare(benefit, &rate(*x, 400), Against::Whole(whole), Some(1.0))).collect();
            let certain = |j: &Judged| matches!(j.reading, Reading::Compared { certainty: Certainty::Certain, .. });
            families_with_any += i32::from(judge(&family, &definition.monitor.reading).iter().any(certain));
        }
        assert!(families_with_any <= 12, "{families_with_any} of 100 families");
    }

    #[test]
    fn without_counts_the_only_area_with_a_figure_has_no_remainder() {
        let import = |definition: &Definition, places: &Places| {
            let mut blocks = fiction::counted(definition, places, "gezond", 2024, &[0], |code, _| {
                (700 + fiction::number(code) % 90, 1000)
            });
            for (.., cell) in blocks.iter_mut().flat_map(|block| &mut block.cells) {
                *cell = Cell::imported(cell.value.unwrap(), Kind::Counted);
            }
            blocks
        };
        let world = fiction::world(import);
        let indicator = world.definition.find_indicator("gezond").unwrap();
        let figures = world.figures();
        let read = |code: &str| {
            let place = fiction::at(&world.places, code);
            let at = Address { indicator, period: Period(2024), place, category: CategoryIx::TOTAL };
            Standing::from(figures).judged(at, StandingReference::Municipality).unwrap().reading
        };
        assert_eq!(read("WK900201"), Reading::None(NoReading::NoRemainder));
        assert!(matches!(read("WK900101"), Reading::Compared { certainty: Certainty::Unknown, .. }));
    }

    #[test]
    fn every_stored_reading_has_a_name_for_other_programs() {
        let world = world();
        let standing = Standing::from(world.figures());
        assert_eq!(standing.word(PackedReading(0)), None);
        let clear =
            Reading::Compared { direction: Direction::Higher, size: Size::Clear, certainty: Certainty::Certain };
        assert_eq!(standing.word(clear.pack()).as_deref(), Some("higher-clear-certain"));
    }
}
