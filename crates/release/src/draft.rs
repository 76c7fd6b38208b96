use std::collections::HashSet;
use std::path::Path;

use cells::{Block, CategoryIx, Cell, IndicatorIx, LeftOut, Level, Period, PlaceIx, SourceRecord, Status};
use definition::{Definition, Measure};
use geography::{Boundaries, Places};

use crate::cube::bytes::Bytes;
use crate::cube::encode::CubeWriter;
use crate::error::{DraftError, DraftProblem, WriteError};
use crate::write::{ReleaseWriter, StandingReadings};
use crate::{Cube, Manifest};

/// Everything a release is made of, before it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The definition the cells were made with.
    pub definition: Definition,
    /// All places.
    pub places: Places,
    /// Their boundaries, as far as there are.
    pub boundaries: Boundaries,
    /// The cells, one block for each indicator, period and level; a second block for the same is an error.
    pub blocks: Vec<Block>,
    /// Sources as they were read.
    pub sources: Vec<SourceRecord>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
}

impl Draft {
    /// Everything that is wrong with the draft; nothing when it can be written.
    pub fn check(&self) -> Result<(), DraftError> {
        let mut problems = check_outline(&self.definition, &self.places, &self.boundaries);
        let mut seen = HashSet::new();
        for block in &self.blocks {
            if !seen.insert(key(block)) {
                let at = describe(&self.definition, block.indicator, block.period, block.level);
                problems.push(DraftProblem::SecondBlock { at });
            }
            problems.extend(check_block(&self.definition, &self.places, block));
        }
        DraftError::unless_empty(problems)
    }

    /// The cells as a cube in memory, without readings, for the room that computes those.
    pub fn cube(&self) -> Result<Cube, DraftError> {
        self.check()?;
        let unexpected = |problem: String| DraftError { problems: vec![DraftProblem::Cube { problem }], more: 0 };
        let mut writer = CubeWriter::new(Vec::new(), &self.definition, &self.places)
            .map_err(|error| unexpected(error.to_string()))?;
        let mut order: Vec<&Block> = self.blocks.iter().collect();
        order.sort_by_key(|block| key(block));
        for block in order {
            let per = self.definition.indicator(block.indicator).measure.per();
            writer.add(block, per).map_err(|error| unexpected(error.to_string()))?;
        }
        let (index, columns) = writer.finish();
        index.into_cube(Bytes::Owned(columns), Bytes::default()).map_err(unexpected)
    }

    /// Writes the release into `folder`, with what `readings` says of every cell. `created` is the date of the release,
    /// `2026-11-23`. The folder appears whole or not at all; a folder that is there already is an error, unless it
    /// holds exactly the same release.
    pub fn write(self, readings: &dyn StandingReadings, folder: &Path, created: &str) -> Result<Manifest, WriteError> {
        self.check()?;
        ReleaseWriter::begin(self, folder)?.stage()?.finish(readings, created)
    }

    /// The same, with readings that are computed while it is written, which spares a second cube in memory.
    pub fn write_with(
        self,
        readings: impl for<'a> FnOnce(&'a Cube, &'a Self) -> Box<dyn StandingReadings + 'a>,
        folder: &Path,
        created: &str,
    ) -> Result<Manifest, WriteError> {
        self.check()?;
        ReleaseWriter::begin(self, folder)?.stage()?.finish_with(readings, created)
    }
}

/// The address of a block; blocks are ordered by it.
pub(crate) fn key(block: &Block) -> (IndicatorIx, Period, Level) {
    (block.indicator, block.period, block.level)
}

/// The address of a block in words.
pub(crate) fn describe(definition: &Definition, indicator: IndicatorIx, period: Period, level: Level) -> String {
    let id = definition.indicators.get(usize::from(indicator.0)).map_or("?", |indicator| indicator.id.as_str());
    format!("indicator `{id}`, {period}, {}", level_name(level))
}

/// The name of a level in the files of a release.
pub(crate) const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Region => "region",
        Level::Municipality => "municipality",
        Level::District => "district",
        Level::Neighbourhood => "neighbourhood",
    }
}

/// What is wrong with the parts that are not blocks.
pub(crate) fn check_outline(definition: &Definition, places: &Places, boundaries: &Boundaries) -> Vec<DraftProblem> {
    let mut problems = Vec::new();
    let plain = |id: &str| {
        !id.is_empty()
            && !id.starts_with(['.', '-'])
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
    };
    let ids = std::iter::once(&definition.monitor.id).chain(definition.indicators.iter().map(|i| &i.id));
    for id in ids.filter(|id| !plain(id)) {
        problems.push(DraftProblem::Id { id: id.clone() });
    }
    let mut seen = HashSet::new();
    for indicator in definition.indicators.iter().filter(|indicator| !seen.insert(&indicator.id)) {
        problems.push(DraftProblem::SecondId { id: indicator.id.clone() });
    }
    for (_, breakdown, category) in definition.categories() {
        if category.id == TOTAL {
            problems.push(DraftProblem::CategoryCalledTotal { breakdown: breakdown.id.clone() });
        }
    }
    if definition.indicators.len() >= usize::from(u16::MAX) || definition.categories().count() >= usize::from(u16::MAX)
    {
        problems.push(DraftProblem::TooMany);
    }
    for (ix, boundary) in boundaries.iter() {
        if ix.0 as usize >= places.len() {
            problems.push(DraftProblem::BoundaryOfNoPlace { place: ix.0 });
        } else if boundary.shape.0.is_empty() {
            problems.push(DraftProblem::EmptyBoundary { place: places.get(ix).code });
        }
    }
    problems
}

/// What everybody is called where categories have names.
pub(crate) const TOTAL: &str = "total";

/// What is wrong with a block by itself.
pub(crate) fn check_block(definition: &Definition, places: &Places, block: &Block) -> Vec<DraftProblem> {
    let at = || describe(definition, block.indicator, block.period, block.level);
    let Some(indicator) = definition.indicators.get(usize::from(block.indicator.0)) else {
        return vec![DraftProblem::NoIndicator {
            indicator: block.indicator.0,
            there_are: definition.indicators.len(),
        }];
    };
    let mut problems = Vec::new();
    if block.source >= definition.sources.len() {
        problems.push(DraftProblem::NoSource { at: at(), position: block.source, there_are: definition.sources.len() });
    }
    let categories = definition.categories().count();
    let known = block.categories.last().is_some_and(|last| usize::from(last.0) <= categories);
    if !known || !block.categories.is_sorted_by(|a, b| a < b) {
        problems.push(DraftProblem::Categories { at: at(), there_are: categories });
        return problems;
    }

    let level = places.level(block.level);
    let width = block.categories.len();
    let mut seen = vec![false; level.len() * width];
    for (place, category, cell) in &block.cells {
        if !level.contains(&place.0) {
            problems.push(DraftProblem::PlaceOfOtherLevel {
                at: at(),
                place: place.0,
                from: level.start,
                to: level.end,
            });
            continue;
        }
        let about = || format!("{}: the cell of {}", at(), cell_name(definition, places, *place, *category));
        if !places.get(*place).vintages.contains(&block.vintage) {
            problems.push(DraftProblem::PlaceOfOtherVintage { about: about(), vintage: block.vintage });
        }
        let Ok(position) = block.categories.binary_search(category) else {
            problems.push(DraftProblem::CategoryNotListed { about: about() });
            continue;
        };
        let seen = &mut seen[(place.0 - level.start) as usize * width + position];
        if std::mem::replace(seen, true) {
            problems.push(DraftProblem::SecondCell { about: about() });
        }
        if let Some(problem) = cell_problem(cell, indicator.measure) {
            problems.push(DraftProblem::Cell { about: about(), problem: problem.to_owned() });
        }
    }
    problems
}

fn cell_name(definition: &Definition, places: &Places, place: PlaceIx, category: CategoryIx) -> String {
    let code = places.get(place).code;
    match definition.category(category) {
        _ if category == CategoryIx::TOTAL => code.to_string(),
        Some(category) => format!("{code}, `{}`", category.id),
        None => format!("{code}, category {}", category.0),
    }
}

/// What is inconsistent in a cell.
pub(crate) fn cell_problem(cell: &Cell, measure: Measure) -> Option<&'static str> {
    if cell.status == Status::Published {
        match cell.value {
            None => return Some("is published but has no value"),
            Some(value) if !value.is_finite() => return Some("has a value that is no number"),
            Some(_) => {}
        }
        if let (Measure::Percent, Some(numerator), Some(denominator)) = (measure, cell.numerator, cell.denominator)
            && numerator.lowest() > denominator.highest()
        {
            return Some("has a numerator larger than its denominator, beyond what rounding explains");
        }
    } else if cell.value.is_some() || cell.numerator.is_some() {
        return Some("is not published, yet carries a value or a numerator");
    } else if cell.status == Status::NotAvailable && cell.denominator.is_some() {
        return Some("is not available, yet carries a denominator");
    }
    None
}
