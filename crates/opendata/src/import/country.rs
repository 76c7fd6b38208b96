//! The country's figure worked out from its municipalities, where the definition says how and no source has one.

use std::collections::HashMap;

use cells::{AreaCode, Block, CategoryIx, Cell, Count, Kind, Level, Period, PlaceIx, Status};
use definition::{CountryFigure, Definition, Indicator};
use geography::Places;

use super::left_out::{At, Ledger};

/// Municipalities without a figure may have together at most this share of the weight of the others for a mean of the country:
/// of a few islands a source hides the income, which moves that of the country by less than it is rounded.
const NEGLIGIBLE: f64 = 0.005;

/// Adds the country's cells.
pub(crate) fn derive(definition: &Definition, places: &Places, blocks: &mut Vec<Block>, ledger: &mut Ledger) {
    let mut derived = Vec::new();
    for block in blocks.iter().filter(|block| block.level == Level::Municipality) {
        let indicator = definition.indicator(block.indicator);
        let there = blocks
            .iter()
            .any(|b| b.level == Level::Country && (b.indicator, b.period) == (block.indicator, block.period));
        if indicator.country == CountryFigure::Source || there {
            continue;
        }
        let Some(country) = places.find_in(AreaCode::COUNTRY, block.vintage) else { continue };
        let mut cells = Vec::new();
        for &category in &block.categories {
            match whole(definition, places, blocks, block, category) {
                Ok(cell) => cells.push((country, category, cell)),
                Err(without) => {
                    let source = &definition.sources[block.source].id;
                    let at = At { source, file: "municipalities", row: None, column: None };
                    ledger.add_many(at, "country not worked out", &indicator.id, without, || {
                        format!(
                            "`{}` of {}: {without} municipalities of {} have no figure to count with",
                            indicator.id, block.period, block.vintage
                        )
                    });
                }
            }
        }
        if !cells.is_empty() {
            derived.push(Block {
                level: Level::Country,
                categories: cells.iter().map(|(_, category, _)| *category).collect(),
                cells,
                ..block.clone_head()
            });
        }
    }
    blocks.append(&mut derived);
}

trait Head {
    fn clone_head(&self) -> Block;
}

impl Head for Block {
    /// The block without its cells.
    fn clone_head(&self) -> Block {
        Block {
            indicator: self.indicator,
            period: self.period,
            level: self.level,
            vintage: self.vintage,
            source: self.source,
            categories: Vec::new(),
            cells: Vec::new(),
        }
    }
}

/// The country's cell, or how many municipalities lack what it takes.
fn whole(
    definition: &Definition,
    places: &Places,
    blocks: &[Block],
    block: &Block,
    category: CategoryIx,
) -> Result<Cell, u64> {
    let indicator = definition.indicator(block.indicator);
    let found: HashMap<PlaceIx, &Cell> = block
        .cells
        .iter()
        .filter(|(_, c, cell)| *c == category && cell.status == Status::Published)
        .map(|(place, _, cell)| (*place, cell))
        .collect();
    let municipalities: Vec<PlaceIx> = places.of_vintage(Level::Municipality, block.vintage).collect();
    match &indicator.country {
        CountryFigure::Source => Err(0),
        CountryFigure::Sum => sum(indicator, &municipalities, &found),
        CountryFigure::WeightedMean { weight } => {
            let weights =
                definition.find_indicator(weight).map_or_else(HashMap::new, |ix| counts(blocks, ix, block.period));
            let (mut total, mut weighed, mut unknown, mut without, mut unweighed) = (0.0, 0.0, 0.0, 0, 0);
            for place in &municipalities {
                match (found.get(place).and_then(|cell| cell.value), weights.get(place)) {
                    (_, Some(weight)) if weight.value == 0 => {}
                    (Some(value), Some(weight)) => {
                        total += value * f64::from(weight.value);
                        weighed += f64::from(weight.value);
                    }
                    (None, Some(weight)) => {
                        unknown += f64::from(weight.value);
                        without += 1;
                    }
                    (_, None) => unweighed += 1,
                }
            }
            without += unweighed;
            if unweighed > 0 || unknown > NEGLIGIBLE * weighed || weighed == 0.0 {
                Err(without.max(1))
            } else {
                Ok(Cell::imported(total / weighed, Kind::Derived))
            }
        }
    }
}

fn sum(indicator: &Indicator, municipalities: &[PlaceIx], found: &HashMap<PlaceIx, &Cell>) -> Result<Cell, u64> {
    let add = |a: Count, b: Count| Count {
        value: a.value.saturating_add(b.value),
        within: a.within.saturating_add(b.within),
    };
    let (mut numerator, mut denominator, mut without) = (Count::exact(0), None, 0);
    for place in municipalities {
        match found.get(place).map(|cell| (cell.numerator, cell.denominator)) {
            Some((Some(above), below)) => {
                numerator = add(numerator, above);
                denominator = below.map(|below| add(denominator.unwrap_or(Count::exact(0)), below)).or(denominator);
            }
            _ => without += 1,
        }
    }
    match denominator {
        _ if without > 0 || municipalities.is_empty() => Err(without.max(1)),
        None => Ok(Cell::count(numerator, Kind::Derived)),
        Some(denominator) => Ok(Cell::rate(numerator, denominator, indicator.measure.per(), Kind::Derived)),
    }
}

/// The counts of an indicator in a period, per municipality.
fn counts(blocks: &[Block], indicator: cells::IndicatorIx, period: Period) -> HashMap<PlaceIx, Count> {
    blocks
        .iter()
        .filter(|b| b.indicator == indicator && b.period == period && b.level == Level::Municipality)
        .flat_map(|b| &b.cells)
        .filter(|(_, category, _)| *category == CategoryIx::TOTAL)
        .filter_map(|(place, _, cell)| cell.numerator.map(|count| (*place, count)))
        .collect()
}
