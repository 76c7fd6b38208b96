//! From the columns of a source to cells, as its figures say; figures that make no sense are left out and listed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cells::{Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Vintage};
use definition::{Definition, Indicator, Measure, Source, SourceFigure};
use geography::Places;

use super::ImportError;
use super::added_up::Within;
use super::columns::{Term, terms};
use super::left_out::{At, Ledger};
use super::rows::{Row, plural};
use super::table::{Field, Table};

/// Blocks in the making.
#[derive(Debug)]
pub(crate) struct Figures<'a> {
    definition: &'a Definition,
    places: &'a Places,
    blocks: BTreeMap<(IndicatorIx, Period, Level), Draft>,
    /// Numerators that wait for a count of another indicator.
    waiting: Vec<Waiting<'a>>,
}

#[derive(Debug)]
struct Draft {
    vintage: Vintage,
    source: usize,
    categories: BTreeSet<CategoryIx>,
    cells: Vec<(PlaceIx, CategoryIx, Cell)>,
}

#[derive(Debug)]
struct Waiting<'a> {
    source: usize,
    figure: &'a SourceFigure,
    indicator: IndicatorIx,
    category: CategoryIx,
    denominator: IndicatorIx,
    vintage: Vintage,
    file: String,
    numerators: Vec<(Row, u32, Period, Count)>,
}

/// A source with its rows joined to places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joined<'a, 't> {
    /// Position in `definition.sources`.
    pub(crate) position: usize,
    /// The source.
    pub(crate) source: &'a Source,
    /// Its table.
    pub(crate) table: &'t Table,
    /// Its rows.
    pub(crate) rows: &'t [Row],
    /// The division its places belong to.
    pub(crate) vintage: Vintage,
}

impl Joined<'_, '_> {
    fn at<'b>(&'b self, row: &Row, column: &'b str) -> At<'b> {
        At {
            source: &self.source.id,
            file: &self.table.file,
            row: Some(self.table.numbers[row.at]),
            column: Some(column),
        }
    }
}

impl<'a> Figures<'a> {
    /// No figures yet.
    pub(crate) fn new(definition: &'a Definition, places: &'a Places) -> Self {
        Self { definition, places, blocks: BTreeMap::new(), waiting: Vec::new() }
    }

    /// Takes all figures of a source.
    pub(crate) fn take(&mut self, joined: Joined<'a, '_>, ledger: &mut Ledger) -> Result<(), ImportError> {
        for figure in &joined.source.figures {
            self.take_figure(joined, figure, ledger)?;
        }
        Ok(())
    }

    fn take_figure(
        &mut self,
        joined: Joined<'a, '_>,
        figure: &'a SourceFigure,
        ledger: &mut Ledger,
    ) -> Result<(), ImportError> {
        let refuse = |problem: String| ImportError::Figure {
            source_id: joined.source.id.clone(),
            indicator: figure.indicator.clone(),
            problem,
        };
        let indicator = self
            .definition
            .find_indicator(&figure.indicator)
            .ok_or_else(|| refuse("no indicator has this id".to_owned()))?;
        let category = match &figure.category {
            None => CategoryIx::TOTAL,
            Some(id) => self
                .definition
                .find_category(id)
                .ok_or_else(|| refuse(format!("no breakdown has a category `{id}`")))?,
        };
        let denominator = match &figure.denominator_indicator {
            None => None,
            Some(id) => Some(
                self.definition.find_indicator(id).ok_or_else(|| refuse(format!("no indicator has the id `{id}`")))?,
            ),
        };
        let columns = Columns::of(joined, figure)
            .ok_or_else(|| refuse("expected `value`, or `numerator` alone or with one denominator".to_owned()))?;
        let measure = self.definition.indicator(indicator).measure;
        if measure.is_rate() && matches!(columns.kind, ColumnsKind::Count(_)) && denominator.is_none() {
            return Err(refuse("a numerator of a rate needs a denominator".to_owned()));
        }
        let mut any = false;
        let mut numerators = Vec::new();
        let mut within = Within::new(figure, joined.vintage);
        for row in joined.rows {
            if !figure.levels.is_empty() && !figure.levels.contains(&row.level) {
                continue;
            }
            let period = match (figure.period, row.period) {
                (Some(wanted), Some(found)) if wanted != found => continue,
                (Some(period), _) | (None, Some(period)) => period,
                (None, None) => return Err(refuse("neither it nor its source's rows have a period".to_owned())),
            };
            if denominator.is_some() {
                if let Some(count) = columns.numerator(row, ledger) {
                    numerators.push((*row, joined.table.numbers[row.at], period, count));
                    within.add(self.places, row, period, count);
                }
                continue;
            }
            if let Some(cell) = columns.cell(row, self.definition.indicator(indicator), ledger) {
                any = true;
                if let Some(count) = cell.numerator {
                    within.add(self.places, row, period, count);
                }
                self.put(joined, indicator, period, (row.place, row.level, category), cell, ledger);
            }
        }
        for (row, period, count) in within.whole(self.places) {
            if denominator.is_some() {
                numerators.push((row, joined.table.numbers[row.at], period, count));
            } else {
                let cell = Cell::count(count, Kind::Derived);
                self.put(joined, indicator, period, (row.place, row.level, category), cell, ledger);
            }
        }
        if let Some(denominator) = denominator {
            any = !numerators.is_empty();
            self.waiting.push(Waiting {
                source: joined.position,
                figure,
                indicator,
                category,
                denominator,
                vintage: joined.vintage,
                file: joined.table.file.clone(),
                numerators,
            });
        }
        if !any && !joined.rows.is_empty() {
            let column = columns.name().to_owned();
            let at = At { source: &joined.source.id, file: &joined.table.file, row: None, column: Some(&column) };
            ledger.add(at, "column without figures", &column, || format!("no figure for `{}`", figure.indicator));
        }
        Ok(())
    }

    fn put(
        &mut self,
        joined: Joined<'_, '_>,
        indicator: IndicatorIx,
        period: Period,
        (place, level, category): (PlaceIx, Level, CategoryIx),
        cell: Cell,
        ledger: &mut Ledger,
    ) {
        let block = self.blocks.entry((indicator, period, level)).or_insert_with(|| Draft {
            vintage: joined.vintage,
            source: joined.position,
            categories: BTreeSet::new(),
            cells: Vec::new(),
        });
        if block.source != joined.position {
            let other = &self.definition.sources[block.source].id;
            let id = &self.definition.indicator(indicator).id;
            let at = At { source: &joined.source.id, file: &joined.table.file, row: None, column: None };
            ledger.add(at, "figure from another source", id, || {
                format!("`{id}` of {period} for {} already comes from `{other}`", plural(level))
            });
            return;
        }
        block.categories.insert(category);
        block.cells.push((place, category, cell));
    }

    /// Divides what was waiting by the counts of the other indicator.
    pub(crate) fn settle(&mut self, ledger: &mut Ledger) {
        for waiting in std::mem::take(&mut self.waiting) {
            let counts = self.counts(waiting.denominator);
            let source = &self.definition.sources[waiting.source];
            let indicator = self.definition.indicator(waiting.indicator);
            let column = waiting.figure.numerator.as_deref().unwrap_or_default();
            let mut cells = Vec::with_capacity(waiting.numerators.len());
            for (row, number, period, numerator) in &waiting.numerators {
                let at = At { source: &source.id, file: &waiting.file, row: Some(*number), column: Some(column) };
                let Some(denominator) = counts.get(&(row.place, *period)) else {
                    let other = &self.definition.indicator(waiting.denominator).id;
                    let group = format!("{} {period} {}", indicator.id, plural(row.level));
                    ledger.add(at, "no count to divide by", &group, || {
                        format!("`{}` needs `{other}` of {period} for {}", indicator.id, plural(row.level))
                    });
                    continue;
                };
                let kind = kind(source, waiting.figure, row.level, &[*numerator, *denominator]);
                if let Some(cell) = rate(*numerator, *denominator, indicator, kind, at, ledger) {
                    cells.push((row, *period, cell));
                }
            }
            let joined = Joined {
                position: waiting.source,
                source,
                table: &Table::new(waiting.file.clone()),
                rows: &[],
                vintage: waiting.vintage,
            };
            for (row, period, cell) in cells {
                let address = (row.place, row.level, waiting.category);
                self.put(joined, waiting.indicator, period, address, cell, ledger);
            }
        }
    }

    /// The counts of an indicator for everybody.
    pub(crate) fn counts(&self, indicator: IndicatorIx) -> HashMap<(PlaceIx, Period), Count> {
        self.blocks
            .iter()
            .filter(|((ix, ..), _)| *ix == indicator)
            .flat_map(|((_, period, _), draft)| {
                draft.cells.iter().filter(|(_, category, _)| *category == CategoryIx::TOTAL).filter_map(
                    move |(place, _, cell)| {
                        cell.numerator.filter(|_| cell.denominator.is_none()).map(|c| ((*place, *period), c))
                    },
                )
            })
            .collect()
    }

    /// All blocks, each with its cells ordered by place and category.
    pub(crate) fn into_blocks(self) -> Result<Vec<Block>, ImportError> {
        self.blocks
            .into_iter()
            .map(|((indicator, period, level), mut draft)| {
                draft.cells.sort_unstable_by_key(|(place, category, _)| (*place, *category));
                if draft.cells.windows(2).any(|w| (w[0].0, w[0].1) == (w[1].0, w[1].1)) {
                    return Err(ImportError::Figure {
                        source_id: self.definition.sources[draft.source].id.clone(),
                        indicator: self.definition.indicator(indicator).id.clone(),
                        problem: format!("two figures give it for {period}; keep one"),
                    });
                }
                Ok(Block {
                    indicator,
                    period,
                    level,
                    vintage: draft.vintage,
                    source: draft.source,
                    categories: draft.categories.into_iter().collect(),
                    cells: draft.cells,
                })
            })
            .collect()
    }
}

/// The columns of one figure.
struct Columns<'a, 't> {
    joined: Joined<'a, 't>,
    figure: &'a SourceFigure,
    kind: ColumnsKind<'a, 't>,
}

enum ColumnsKind<'a, 't> {
    Value(&'a str, &'t [Field]),
    Count(Sum<'a, 't>),
    Rate(Sum<'a, 't>, Sum<'a, 't>),
}

/// A sum of columns, of which some may be taken off.
struct Sum<'a, 't> {
    name: &'a str,
    columns: Vec<(Term<'a>, &'t [Field])>,
}

impl<'a, 't> Columns<'a, 't> {
    fn of(joined: Joined<'a, 't>, figure: &'a SourceFigure) -> Option<Self> {
        let sum = |name: &'a String| -> Option<Sum<'a, 't>> {
            let columns =
                terms(name).map(|term| Some((term, joined.table.column(term.column)?))).collect::<Option<_>>()?;
            Some(Sum { name, columns })
        };
        let kind = match (&figure.value, &figure.numerator, &figure.denominator, &figure.denominator_indicator) {
            (Some(name), None, None, None) => ColumnsKind::Value(name, joined.table.column(name)?),
            (None, Some(numerator), None, _) => ColumnsKind::Count(sum(numerator)?),
            (None, Some(numerator), Some(denominator), None) => ColumnsKind::Rate(sum(numerator)?, sum(denominator)?),
            _ => return None,
        };
        Some(Self { joined, figure, kind })
    }

    fn name(&self) -> &str {
        match &self.kind {
            ColumnsKind::Value(name, _) => name,
            ColumnsKind::Count(sum) | ColumnsKind::Rate(sum, _) => sum.name,
        }
    }

    fn numerator(&self, row: &Row, ledger: &mut Ledger) -> Option<Count> {
        match &self.kind {
            ColumnsKind::Value(..) => None,
            ColumnsKind::Count(sum) | ColumnsKind::Rate(sum, _) => self.count(sum, row, true, ledger),
        }
    }

    fn cell(&self, row: &Row, indicator: &Indicator, ledger: &mut Ledger) -> Option<Cell> {
        let source = self.joined.source;
        match &self.kind {
            ColumnsKind::Value(name, fields) => {
                let value = self.number(name, &fields[row.at], row, ledger)?;
                let at = self.joined.at(row, name);
                let percentage = indicator.measure == Measure::Percent;
                if percentage && !(0.0..=100.0).contains(&value) {
                    ledger.add(at, "percentage out of range", name, || format!("{value}; expected 0 to 100"));
                    return None;
                }
                if value < 0.0 && !matches!(indicator.measure, Measure::Mean | Measure::Index) {
                    ledger.add(at, "negative figure", name, || format!("{value}; expected 0 or more"));
                    return None;
                }
                Some(Cell::imported(value, kind(source, self.figure, row.level, &[])))
            }
            ColumnsKind::Count(sum) => {
                let count = self.count(sum, row, true, ledger)?;
                Some(Cell::count(count, kind(source, self.figure, row.level, &[count])))
            }
            ColumnsKind::Rate(numerator, denominator) => {
                let above = self.count(numerator, row, true, ledger)?;
                let below = self.count(denominator, row, false, ledger)?;
                let kind = kind(source, self.figure, row.level, &[above, below]);
                rate(above, below, indicator, kind, self.joined.at(row, numerator.name), ledger)
            }
        }
    }

    /// The sum of columns as a count, known only where every part is. Of rounded counts what is taken off may be a little
    /// more than there is: the count is then 0, or as many more as rounding allows.
    fn count(&self, sum: &Sum<'_, '_>, row: &Row, numerator: bool, ledger: &mut Ledger) -> Option<Count> {
        let (mut total, mut within) = (0_i64, 0_u16);
        for (Term { column: name, minus }, fields) in &sum.columns {
            let number = self.number(name, &fields[row.at], row, ledger)?;
            let at = self.joined.at(row, name);
            if number < 0.0 {
                ledger.add(at, "negative count", name, || format!("{number}; expected 0 or more"));
                return None;
            }
            if number.fract() != 0.0 || number > f64::from(u32::MAX) {
                ledger.add(at, "no whole count", name, || format!("{number}; expected a whole number of things"));
                return None;
            }
            let (base, by_lot) = self.rounding(row.level, numerator);
            let part = match base {
                0 | 1 => Count::exact(number as u32),
                base if by_lot => Count::rounded_by_lot(number as u32, base),
                base => Count::rounded(number as u32, base),
            };
            total += if *minus { -i64::from(part.value) } else { i64::from(part.value) };
            within = within.saturating_add(part.within);
        }
        if total + i64::from(within) < 0 {
            ledger.add(self.joined.at(row, sum.name), "negative count", sum.name, || {
                format!("{total}; expected 0 or more")
            });
            return None;
        }
        let most = u32::try_from(total + i64::from(within)).unwrap_or(u32::MAX);
        let value = u32::try_from(total.max(0)).unwrap_or(u32::MAX);
        Some(Count { value, within: u16::try_from(most.saturating_sub(value)).map_or(within, |left| left.min(within)) })
    }

    fn rounding(&self, level: Level, numerator: bool) -> (u16, bool) {
        let (source, figure) = (self.joined.source, self.figure);
        if numerator && !figure.rounding.is_empty() {
            (figure.rounding.get(&level).copied().unwrap_or(1), figure.random_rounding.unwrap_or(false))
        } else {
            let by_lot = figure.random_rounding.filter(|_| numerator).unwrap_or(source.random_rounding);
            (source.rounding.get(&level).copied().unwrap_or(1), by_lot)
        }
    }

    fn number(&self, name: &str, field: &Field, row: &Row, ledger: &mut Ledger) -> Option<f64> {
        match field.number(&self.joined.source.missing) {
            Ok(number) => number.map(|n| self.figure.scale.map_or(n, |scale| n * scale)),
            Err(text) => {
                ledger.add(self.joined.at(row, name), "no number", name, || {
                    format!("`{}`; expected a number", text.chars().take(40).collect::<String>())
                });
                None
            }
        }
    }
}

/// How a figure came to be.
fn kind(source: &Source, figure: &SourceFigure, level: Level, counts: &[Count]) -> Kind {
    if figure.add_up.contains(&level) {
        return Kind::Derived;
    }
    figure.kind.or_else(|| source.kinds.get(&level).copied()).unwrap_or(if counts.iter().all(|c| c.is_exact()) {
        Kind::Counted
    } else {
        Kind::Rounded
    })
}

/// A rate of two counts, where they can be one.
fn rate(
    numerator: Count,
    denominator: Count,
    indicator: &Indicator,
    kind: Kind,
    at: At<'_>,
    ledger: &mut Ledger,
) -> Option<Cell> {
    if indicator.measure == Measure::Percent && numerator.value > denominator.value {
        let problem = if numerator.lowest() > denominator.highest() {
            "part larger than the whole"
        } else {
            "part larger than the whole by rounding"
        };
        ledger.add(at, problem, &indicator.id, || format!("{} of {}", numerator.value, denominator.value));
        return None;
    }
    Some(Cell::rate(numerator, denominator, indicator.measure.per(), kind))
}
