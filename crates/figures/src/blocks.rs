//! Every indicator of a period, for every area and category.

use cells::{Block, CategoryIx, Cell, IndicatorIx, LeftOut, PlaceIx};
use definition::{Definition, Indicator, Measure};
use geography::Places;
use protect::Protected;

use crate::{cell, segregation};

/// What came of the counts of a period.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// The cells, a block for each indicator and level.
    pub blocks: Vec<Block>,
    /// Counted areas that are no places, and so have no cells.
    pub left_out: Vec<LeftOut>,
}

/// Works out the figures of one period. `source` is the position, in `definition.sources`, of the registers.
pub fn blocks(definition: &Definition, places: &Places, counts: &Protected, source: usize) -> Made {
    let mut made = Made::default();
    let levels: Vec<_> = counts.levels().filter(|level| definition.monitor.levels.contains(level)).collect();
    let mut unknown = 0;
    for &level in &levels {
        let areas: Vec<(usize, PlaceIx)> = counts
            .areas(level)
            .iter()
            .enumerate()
            .filter_map(|(area, code)| Some((area, places.find_in(*code, counts.vintage())?)))
            .collect();
        unknown += (counts.areas(level).len() - areas.len()) as u64;
        for (at, indicator) in definition.indicators.iter().enumerate() {
            let wanted = categories(definition, indicator);
            let cells: Vec<(PlaceIx, CategoryIx, Cell)> = areas
                .iter()
                .flat_map(|&(area, place)| wanted.iter().map(move |&category| (area, place, category)))
                .filter_map(|(area, place, category)| {
                    let cell = match indicator.measure {
                        Measure::Index if category == CategoryIx::TOTAL => {
                            segregation::cell(counts, definition, indicator, level, area)
                        }
                        Measure::Index => None,
                        _ => cell::cell(counts, indicator, level, area, category),
                    };
                    Some((place, category, cell?))
                })
                .collect();
            if cells.is_empty() {
                continue;
            }
            made.blocks.push(Block {
                indicator: IndicatorIx(at as u16),
                period: counts.period(),
                level,
                vintage: counts.vintage(),
                source,
                categories: wanted,
                cells,
            });
        }
    }
    if unknown > 0 {
        made.left_out.push(LeftOut {
            source: definition.sources.get(source).map_or_else(String::new, |source| source.id.clone()),
            place: format!("counts of {}", counts.period()),
            problem: "code of no area".to_owned(),
            detail: format!("areas that were counted and are in no list of the division of {}", counts.vintage()),
            count: unknown,
        });
    }
    made
}

/// Everybody, and the categories of the breakdowns of an indicator.
fn categories(definition: &Definition, indicator: &Indicator) -> Vec<CategoryIx> {
    let split = definition.categories().filter(|(_, breakdown, _)| indicator.breakdowns.contains(&breakdown.id));
    std::iter::once(CategoryIx::TOTAL).chain(split.map(|(category, ..)| category)).collect()
}
