//! Which areas are most like an area: in how many people live there, how old they are, where they come from, and in what else
//! the definition names (how urban it is).
//!
//! Each trait is expressed in its spread between the areas of the level (the middle half, so that a few extreme areas do not
//! matter), the number of residents on a logarithmic scale. Traits of one kind, such as all ages, count together as one; kinds
//! count the same. What areas have in common here says nothing of how people fare there: those figures are not used.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::{Measure, Unit};

use crate::ranking::Distribution;
use crate::{Address, Figures};

/// A kind of trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// How many people live there.
    Residents,
    /// A whole by its parts, such as ages: which of the definition's wholes, in their order.
    Composition(usize),
    /// The large groups of the first breakdown as shares of all residents.
    Groups,
    /// An indicator that the definition names for this.
    Named(IndicatorIx),
}

/// One trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trait {
    /// What kind it is.
    pub kind: Kind,
    /// The indicator it is read from.
    pub indicator: IndicatorIx,
    /// Of whom.
    pub category: CategoryIx,
    /// In which year.
    pub period: Period,
}

/// The traits of all areas of a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// What they are compared by.
    pub traits: Vec<Trait>,
    places: Vec<PlaceIx>,
    /// For each place its traits, as published (a group as a share of 0 to 100).
    values: Vec<Vec<f64>>,
    /// The same in spreads.
    scaled: Vec<Vec<f64>>,
}

/// A trait that fewer of the areas have is not used: too many would drop out.
const ENOUGH: f64 = 0.8;

impl Likeness {
    /// Works out the traits of a level, each in the newest year the level has it. None where the level has no residents.
    pub fn of(figures: &Figures<'_>, level: Level) -> Option<Self> {
        let residents = figures.residents()?;
        let newest = |indicator: IndicatorIx, category: CategoryIx| {
            figures.cube.periods(indicator).iter().copied().rev().find(|&period| {
                let slice = figures.cube.slice(indicator, period, level);
                slice.is_some_and(|s| {
                    s.categories().contains(&category) && s.cells(category).any(|(_, c)| c.is_published())
                })
            })
        };
        let period = newest(residents, CategoryIx::TOTAL)?;
        let slice = figures.cube.slice(residents, period, level)?;
        let places: Vec<(PlaceIx, f64)> = slice
            .cells(CategoryIx::TOTAL)
            .filter(|(place, cell)| {
                cell.is_published() && figures.places.get(*place).vintages.contains(&slice.vintage())
            })
            .filter_map(|(place, cell)| Some((place, cell.value.filter(|value| *value > 0.0)?)))
            .collect();
        let mut columns: Vec<(Trait, Vec<Option<f64>>)> = Vec::new();
        for one in wanted(figures, residents) {
            let Some(year) = newest(one.0, one.1) else { continue };
            // A whole of years ago tells little of now, and areas that changed since would have none.
            if matches!(one.2, Kind::Composition(_)) && year.0 + crate::story::YEARS_APART <= period.0 {
                continue;
            }
            let found = Trait { kind: one.2, indicator: one.0, category: one.1, period: year };
            let values: Vec<Option<f64>> =
                places.iter().map(|&(place, everybody)| value(figures, found, place, everybody)).collect();
            if values.iter().flatten().count() as f64 >= ENOUGH * places.len() as f64 {
                columns.push((found, values));
            }
        }
        let kept: Vec<usize> =
            (0..places.len()).filter(|&n| columns.iter().all(|(_, values)| values[n].is_some())).collect();
        let mut likeness = Self {
            traits: Vec::new(),
            places: kept.iter().map(|&n| places[n].0).collect(),
            values: vec![Vec::new(); kept.len()],
            scaled: vec![Vec::new(); kept.len()],
        };
        for (one, values) in columns {
            let own: Vec<f64> = kept.iter().filter_map(|&n| values[n]).collect();
            let shape = |value: f64| if one.kind == Kind::Residents { value.max(1.0).ln() } else { value };
            let Some(all) = Distribution::new(own.iter().map(|value| shape(*value))) else { continue };
            let spread = (all.upper_quartile - all.lower_quartile) / 1.349;
            // What is the same nearly everywhere tells no areas apart.
            if spread <= 0.0 {
                continue;
            }
            likeness.traits.push(one);
            for (n, value) in own.into_iter().enumerate() {
                likeness.values[n].push(value);
                likeness.scaled[n].push((shape(value) - all.median) / spread);
            }
        }
        Some(likeness)
    }

    /// The traits of a place as published; none where it lacks one of them.
    pub fn values(&self, place: PlaceIx) -> Option<&[f64]> {
        self.places.iter().position(|at| *at == place).map(|n| self.values[n].as_slice())
    }

    /// The kinds of traits, in order.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        for one in &self.traits {
            if !kinds.contains(&one.kind) {
                kinds.push(one.kind);
            }
        }
        kinds
    }

    /// Whether there are places like a place: quicker than asking which.
    pub fn has_nearest(&self, place: PlaceIx) -> bool {
        !self.traits.is_empty() && self.places.len() > 1 && self.places.contains(&place)
    }

    /// The places most like a place, the most alike first, with how far they are from it (0: the same in every trait; 1: one
    /// spread away on the whole). Empty where the place lacks a trait.
    pub fn nearest(&self, place: PlaceIx, most: usize) -> Vec<(PlaceIx, f64)> {
        let Some(own) = self.places.iter().position(|at| *at == place) else { return Vec::new() };
        let kinds = self.kinds();
        if kinds.is_empty() {
            return Vec::new();
        }
        let distance = |n: usize| {
            let of_kind = |kind: &Kind| {
                let squares = self
                    .traits
                    .iter()
                    .enumerate()
                    .filter(|(_, one)| one.kind == *kind)
                    .map(|(t, _)| (self.scaled[n][t] - self.scaled[own][t]).powi(2));
                let (sum, count) = squares.fold((0.0, 0.0), |(sum, count), square| (sum + square, count + 1.0));
                sum / count
            };
            (kinds.iter().map(of_kind).sum::<f64>() / kinds.len() as f64).sqrt()
        };
        let mut all: Vec<(PlaceIx, f64)> =
            (0..self.places.len()).filter(|n| *n != own).map(|n| (self.places[n], distance(n))).collect();
        let closer = |a: &(PlaceIx, f64), b: &(PlaceIx, f64)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
        // Of thousands only the first are put in order.
        if most < all.len() {
            all.select_nth_unstable_by(most, closer);
            all.truncate(most);
        }
        all.sort_unstable_by(closer);
        all
    }
}

/// What areas are compared by: indicator, group, kind.
fn wanted(figures: &Figures<'_>, residents: IndicatorIx) -> Vec<(IndicatorIx, CategoryIx, Kind)> {
    let definition = figures.definition;
    let mut wanted = vec![(residents, CategoryIx::TOTAL, Kind::Residents)];
    let mut wholes: Vec<&str> = Vec::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        let persons = definition.find_universe(&indicator.universe).is_some_and(|u| u.unit == Unit::Persons);
        let Some(whole) = indicator.composition.as_deref().filter(|_| persons && indicator.measure == Measure::Percent)
        else {
            continue;
        };
        let at = wholes.iter().position(|known| *known == whole).unwrap_or_else(|| {
            wholes.push(whole);
            wholes.len() - 1
        });
        wanted.push((IndicatorIx(n as u16), CategoryIx::TOTAL, Kind::Composition(at)));
    }
    if let Some(first) = definition.breakdowns.first() {
        let large =
            definition.categories().filter(|(_, own, category)| own.id == first.id && category.parent.is_none());
        wanted.extend(large.map(|(category, ..)| (residents, category, Kind::Groups)));
    }
    for id in &definition.monitor.alike_by {
        wanted.extend(definition.find_indicator(id).map(|ix| (ix, CategoryIx::TOTAL, Kind::Named(ix))));
    }
    wanted
}

/// The value of a trait: a group as a share of everybody, where a number too small to show is as good as none.
fn value(figures: &Figures<'_>, one: Trait, place: PlaceIx, everybody: f64) -> Option<f64> {
    let at = Address { indicator: one.indicator, period: one.period, place, category: one.category };
    let cell = figures.cell(at);
    let number = match cell.status {
        Status::Published => cell.value?,
        Status::Small if one.kind == Kind::Groups => 0.0,
        _ => return None,
    };
    Some(if one.kind == Kind::Groups { number / everybody * 100.0 } else { number })
}

#[cfg(test)]
mod tests {
    use cells::{Block, Cell, Count};
    use definition::Definition;
    use geography::Places;

    use super::*;
    use crate::fiction;

    /// Residents of each district as `number` says.
    fn world(number: impl Fn(u32) -> u32 + Copy) -> fiction::World {
        fiction::world(move |definition: &Definition, places: &Places| -> Vec<Block> {
            let mut blocks = fiction::counted(definition, places, "inwoners", 2024, &[0], move |code, _| {
                (number(fiction::number(code)), number(fiction::number(code)))
            });
            for block in &mut blocks {
                for (_, _, cell) in &mut block.cells {
                    let n = cell.numerator.map_or(0, |count| count.value);
                    *cell = Cell::count(Count::exact(n), cells::Kind::Counted);
                }
            }
            blocks
        })
    }

    #[test]
    fn areas_with_as_many_people_are_most_alike() {
        // 1.000 people in WK900101, 1.050 in WK900102, 8.000 in WK900103, and other numbers elsewhere.
        let world = world(|code| match code {
            900_101 => 1000,
            900_102 => 1050,
            900_103 => 8000,
            other => 2000 + other % 977 * 3,
        });
        let likeness = Likeness::of(&world.figures(), Level::District).unwrap();
        assert_eq!(likeness.kinds(), [Kind::Residents]);
        let own = fiction::at(&world.places, "WK900101");
        let nearest = likeness.nearest(own, 3);
        assert_eq!(nearest[0].0, fiction::at(&world.places, "WK900102"));
        assert!(likeness.has_nearest(own));
        // The country has none of its level, and so none like it.
        let country = fiction::at(&world.places, "NL00");
        assert_eq!(likeness.has_nearest(country), !likeness.nearest(country, 1).is_empty());
        assert!(nearest[0].1 < nearest[1].1 && nearest[1].1 <= nearest[2].1);
        assert!(!nearest.iter().any(|(place, _)| *place == own));
        assert_eq!(likeness.values(own), Some([1000.0].as_slice()));
    }
}
