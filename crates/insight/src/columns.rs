//! Areas and groups side by side: the columns that a visitor puts together, each compared with the first. All comparisons on
//! the screen are one family, over which the false discovery rate is controlled.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use definition::Definition;

use crate::comparison::Compared;
use crate::few::careful;
use crate::{
    Address, Against, Difference, Direction, Figures, Judged, NoReading, Reading, compare, hardly_anybody, judge,
};

/// A group of residents of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Column {
    /// Where.
    pub place: PlaceIx,
    /// Of whom.
    pub category: CategoryIx,
}

impl Column {
    /// Where a figure of this column stands.
    pub const fn at(self, indicator: IndicatorIx, period: Period) -> Address {
        Address { indicator, period, place: self.place, category: self.category }
    }
}

/// How the people of one column are related to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same people.
    Same,
    /// Part of the other: compared with the rest of it.
    Within,
    /// The other is part of them: its rest is compared with it.
    Around,
    /// Two sets of people. They may overlap where two breakdowns cross ("born in Turkey" and "here for less than 5 years");
    /// then the test, which takes them for apart, is too careful rather than too bold.
    Apart,
}

/// How the people of `one` are related to those of `other` in a division of areas.
pub fn relation(figures: &Figures<'_>, one: Column, other: Column, vintage: cells::Vintage) -> Relation {
    let inside = |small: Column, large: Column| {
        lies_in(figures, small.place, large.place, vintage)
            && belongs_to(figures.definition, small.category, large.category)
    };
    if one == other {
        Relation::Same
    } else if inside(one, other) {
        Relation::Within
    } else if inside(other, one) {
        Relation::Around
    } else {
        Relation::Apart
    }
}

/// Whether a place is another one, or lies within it.
pub fn lies_in(figures: &Figures<'_>, small: PlaceIx, large: PlaceIx, vintage: cells::Vintage) -> bool {
    let level = |place| figures.places.get(place).level();
    if small == large {
        return true;
    }
    if level(large) >= level(small) {
        return false;
    }
    match level(large) {
        Level::Country => true,
        Level::Region => {
            let mut at = Some(small);
            while let Some(place) = at {
                if figures.places.regions_of(place, vintage).contains(&large) {
                    return true;
                }
                at = figures.places.parent(place, vintage);
            }
            false
        }
        above => figures.places.ancestor(small, above, vintage) == Some(large),
    }
}

/// Whether a group is another one, or part of it by the tree of its breakdown.
fn belongs_to(definition: &Definition, small: CategoryIx, large: CategoryIx) -> bool {
    if small == large || large == CategoryIx::TOTAL {
        return true;
    }
    let find = |ix: CategoryIx| definition.categories().find(|(at, ..)| *at == ix);
    let (Some((_, breakdown, mut category)), Some((_, wanted, above))) = (find(small), find(large)) else {
        return false;
    };
    if breakdown.id != wanted.id {
        return false;
    }
    // A tree is not deeper than it has categories.
    for _ in 0..breakdown.categories.len() {
        let Some(parent) = &category.parent else { return false };
        if *parent == above.id {
            return true;
        }
        let Some(found) = breakdown.categories.iter().find(|one| one.id == *parent) else { return false };
        category = found;
    }
    false
}

/// Compares the figure of a column with that of another, for one indicator and year. Also gives the published figure of the
/// other, which stands beside it as reference.
///
/// The difference is measured by what areas of the smaller of both levels differ by, so that a neighbourhood beside its municipality
/// is read as on its own page, from whichever side.
pub(crate) fn between(
    figures: &Figures<'_>,
    at: Address,
    other: Column,
) -> (Option<f64>, Result<Difference, NoReading>) {
    let indicator = figures.indicator(at.indicator);
    let level = |place| figures.places.get(place).level();
    let smaller = level(at.place).max(level(other.place));
    let spread =
        figures.cube.slice(at.indicator, at.period, smaller).and_then(|slice| figures.spread(&slice, at.category));
    let (cell, there) = (figures.cell(at), figures.cell(other.at(at.indicator, at.period)));
    let reference = there.value.filter(|_| there.is_published());
    let Some(slice) = figures.slice_of(at) else { return (reference, Err(NoReading::NoFigure)) };
    if hardly_anybody(figures, at) || hardly_anybody(figures, other.at(at.indicator, at.period)) {
        return (reference, Err(NoReading::HardlyAnybody));
    }
    let own = Column { place: at.place, category: at.category };
    let difference = match relation(figures, own, other, slice.vintage()) {
        Relation::Same => Err(NoReading::NoRemainder),
        Relation::Within => compare(indicator, &cell, Against::Whole(there), spread),
        Relation::Around if !there.is_published() => Err(NoReading::NoReference),
        Relation::Around => compare(indicator, &there, Against::Whole(cell), spread).map(turned).map_err(|reason| {
            // Seen from the other side it is the figure itself that is not there.
            if reason == NoReading::NoReference { NoReading::NoFigure } else { reason }
        }),
        Relation::Apart => compare(indicator, &cell, Against::Other(there), spread),
    };
    (reference, difference)
}

/// The same difference seen from the other side.
fn turned(difference: Difference) -> Difference {
    let direction = match difference.direction {
        Direction::Lower => Direction::Higher,
        Direction::Equal => Direction::Equal,
        Direction::Higher => Direction::Lower,
    };
    let test = difference.test.map(|test| crate::statistics::Test { z: -test.z, p: test.p });
    Difference { part: difference.reference, reference: difference.part, direction, test, ..difference }
}

/// Compares columns with the first, for all rows of a screen: for each row one entry for each of `others`. The family, over
/// which the false discovery rate is controlled, is all of them together.
pub fn compare_columns(
    figures: &Figures<'_>,
    base: Column,
    others: &[Column],
    rows: &[(IndicatorIx, Period)],
) -> Vec<Vec<Compared>> {
    let mut found = Vec::with_capacity(rows.len() * others.len());
    for &(indicator, period) in rows {
        for other in others {
            let at = other.at(indicator, period);
            found.push((at, between(figures, at, base)));
        }
    }
    let differences: Vec<_> = found.iter().map(|(_, (_, difference))| *difference).collect();
    let judged = judge(&differences, &figures.definition.monitor.reading);
    let mut compared = found.into_iter().zip(judged).map(|((at, (reference, _)), judged)| Compared {
        at,
        cell: figures.cell(at),
        reference,
        judged: Judged {
            // Either side may be about few.
            reading: careful(figures, base.at(at.indicator, at.period), careful(figures, at, judged.reading)),
            ..judged
        },
    });
    rows.iter().map(|_| compared.by_ref().take(others.len()).collect()).collect()
}

/// How many differences of a screen are certain, and how many were tested.
pub fn certain_of<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> (usize, usize) {
    judged.into_iter().fold((0, 0), |(certain, tested), one| {
        let is_certain = matches!(
            one.reading,
            Reading::Compared { certainty: crate::Certainty::Certain, size, .. } if size > crate::Size::None
        );
        (certain + usize::from(is_certain), tested + usize::from(one.q.is_some()))
    })
}

#[cfg(test)]
mod tests {
    use cells::Block;
    use geography::Places;

    use super::*;
    use crate::fiction::{self, World};

    /// 100, 200 and 400 of 1,000 in the districts of Zomerdam, elsewhere 10 to 16 %.
    fn blocks(definition: &Definition, places: &Places) -> Vec<Block> {
        fiction::counted(definition, places, "bijstand", 2024, &[0], |code, _| match fiction::number(code) {
            900_101 => (100, 1000),
            900_102 => (200, 1000),
            900_103 => (400, 1000),
            other => (100 + other % 61, 1000),
        })
    }

    fn column(world: &World, code: &str) -> Column {
        Column { place: fiction::at(&world.places, code), category: CategoryIx::TOTAL }
    }

    #[test]
    fn each_column_is_compared_with_the_first() {
        let world = fiction::world(blocks);
        let rows = [(world.definition.find_indicator("bijstand").unwrap(), Period(2024))];
        let others = [column(&world, "WK900102"), column(&world, "GM9001"), column(&world, "WK900101")];
        let found = compare_columns(&world.figures(), column(&world, "WK900101"), &others, &rows);
        assert_eq!(found.len(), 1);
        // proportions_ztest([200, 100], [1000, 1000]): z = 6.2622
        let apart = found[0][0].judged.difference.unwrap();
        assert!((apart.test.unwrap().z - 6.262_242_910_851).abs() < 1e-9);
        assert_eq!(found[0][0].reference, Some(10.0));
        // The municipality without the first column: 600 of 2,000.
        let around = found[0][1].judged.difference.unwrap();
        assert!((around.part - 30.0).abs() < 1e-9 && (around.reference - 10.0).abs() < 1e-9);
        assert_eq!(around.direction, Direction::Higher);
        assert_eq!(found[0][2].judged.reading, Reading::None(NoReading::NoRemainder));
    }

    /// p-values as statsmodels gives them; alone each is certain, and in the family the weaker of two counts double.
    #[test]
    fn all_comparisons_on_the_screen_are_one_family() {
        let world = fiction::world(blocks);
        let rows = [(world.definition.find_indicator("bijstand").unwrap(), Period(2024))];
        let base = column(&world, "WK900101");
        let alone = compare_columns(&world.figures(), base, &[column(&world, "WK900102")], &rows);
        let both =
            compare_columns(&world.figures(), base, &[column(&world, "WK900102"), column(&world, "WK900103")], &rows);
        let p = alone[0][0].judged.difference.unwrap().test.unwrap().p;
        assert_eq!(alone[0][0].judged.q, Some(p));
        // The larger of two p-values keeps its value (2 × p / 2); it is never below.
        assert!((both[0][0].judged.q.unwrap() - p).abs() < 1e-15);
        let q = both[0][1].judged.q.unwrap();
        let own = both[0][1].judged.difference.unwrap().test.unwrap().p;
        assert!((q - (2.0 * own).min(p)).abs() < 1e-15);
        assert_eq!(certain_of(both[0].iter().map(|one| &one.judged)), (2, 2));
    }
}
