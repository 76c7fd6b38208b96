//! Figures of regions, from the published figures of their members.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cells::{Block, CategoryIx, Cell, IndicatorIx, LeftOut, Level, Period, PlaceIx, Status};
use definition::{Definition, Indicator};
use geography::Places;

use crate::Made;

/// Works out the figures of all regions from blocks of published cells, for every indicator and period that has none of
/// regions yet. Only cells that are published are looked at, so that a region can tell nothing that its members do not:
///
/// - counts are added up when every member has them, and so is how far each can be from the true count;
/// - values with what they are out of, but without the counts themselves, are weighted by that;
/// - values whose country is a weighted mean by definition are weighted by the same counts of their own group;
/// - where all members have no such figure by definition, neither has the region.
///
/// Everything else is not available. The members are those of the division that the block belongs to.
pub fn regions(definition: &Definition, places: &Places, blocks: &[Block]) -> Made {
    let mut made = Made::default();
    let mut by_level: BTreeMap<Level, Vec<PlaceIx>> = BTreeMap::new();
    for region in places.level(Level::Region).map(PlaceIx) {
        if let Some(level) = places.member_level(region) {
            by_level.entry(level).or_default().push(region);
        }
    }
    let mut parts: BTreeMap<(IndicatorIx, Period), Vec<&Block>> = BTreeMap::new();
    for block in blocks {
        parts.entry((block.indicator, block.period)).or_default().push(block);
    }
    let cells_of = Lookup::new(blocks);
    for ((indicator_ix, period), mut parts) in parts {
        let there = parts.iter().any(|block| block.level == Level::Region);
        parts.retain(|block| by_level.contains_key(&block.level));
        parts.sort_by_key(|block| block.level);
        let Some(first) = parts.first().copied().filter(|_| !there) else { continue };
        let indicator = definition.indicator(indicator_ix);
        let categories: BTreeSet<CategoryIx> =
            parts.iter().flat_map(|block| block.categories.iter().copied()).collect();
        let (mut cells, mut without) = (Vec::new(), 0);
        // A slice of a release belongs to one division and one source: the ones of the largest members.
        for block in parts.iter().filter(|block| (block.vintage, block.source) == (first.vintage, first.source)) {
            for &region in &by_level[&block.level] {
                let members = places.children(region, block.vintage);
                if members.is_empty() {
                    continue;
                }
                for &category in &block.categories {
                    match cells_of.region(definition, indicator, block, members, category) {
                        Some(cell) => cells.push((region, category, cell)),
                        None => without += 1,
                    }
                }
            }
        }
        if without > 0 {
            made.left_out.push(LeftOut {
                source: definition.sources.get(first.source).map_or_else(String::new, |source| source.id.clone()),
                place: format!("indicator {}, {period}", indicator.id),
                problem: "region without a figure".to_owned(),
                detail: "not all of its members have a published figure that can be added up or weighted".to_owned(),
                count: without,
            });
        }
        if !cells.is_empty() {
            made.blocks.push(Block {
                indicator: indicator_ix,
                period,
                level: Level::Region,
                vintage: first.vintage,
                source: first.source,
                categories: categories.into_iter().collect(),
                cells,
            });
        }
    }
    made
}

/// The published cells of some blocks.
struct Lookup<'a> {
    cells: HashMap<(IndicatorIx, Period, PlaceIx, CategoryIx), &'a Cell>,
}

impl<'a> Lookup<'a> {
    fn new(blocks: &'a [Block]) -> Self {
        let of = |block: &'a Block| {
            let key = (block.indicator, block.period);
            block.cells.iter().map(move |(place, category, cell)| ((key.0, key.1, *place, *category), cell))
        };
        Self { cells: blocks.iter().flat_map(of).collect() }
    }

    /// The cell of a region, if its members' cells give one.
    fn region(
        &self,
        definition: &Definition,
        indicator: &Indicator,
        block: &Block,
        members: &[PlaceIx],
        category: CategoryIx,
    ) -> Option<Cell> {
        let find = |place: &PlaceIx| self.cells.get(&(block.indicator, block.period, *place, category)).copied();
        let found: Vec<Cell> = members.iter().map(|place| find(place).copied()).collect::<Option<_>>()?;
        if found.iter().all(|cell| cell.status == Status::NotApplicable) {
            return Some(Cell::missing(Status::NotApplicable));
        }
        indicator.together(&found, |weight| {
            let weight = definition.find_indicator(weight)?;
            let count = |place: &PlaceIx| {
                let cell = self.cells.get(&(weight, block.period, *place, category))?;
                cell.numerator.filter(|_| cell.is_published()).map(|count| count.value)
            };
            members.iter().map(count).collect()
        })
    }
}
