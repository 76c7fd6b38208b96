//! Reads the cells of a release as statements about counts.

use std::collections::{BTreeSet, HashMap};

use cells::{CategoryIx, Cell, Count, Level, Period, Status};
use counts::Leaves;
use definition::{Definition, Indicator, Measure, ShareOf, SourceFormat};
use ledger::ExternalRow;
use release::{Release, Slice};

use super::counted::{self, has_part, says_counts};
use super::{
    Address, Areas, Breach, CellName, Group, Mark, MeanCell, Rules, Said, Statements, Subject, Table, externals,
};
use crate::AuditError;

/// The periods of which a release has figures counted from registers.
pub fn periods(release: &Release) -> Vec<Period> {
    let all: BTreeSet<Period> = slices(release, None).map(|slice| slice.period()).collect();
    all.into_iter().collect()
}

/// The slices counted from registers, of one period or of all. Figures of regions are worked out from those of their
/// members, so that they add nothing.
fn slices(release: &Release, period: Option<Period>) -> impl Iterator<Item = Slice<'_>> {
    let definition = &release.definition;
    release.cube.slices().filter(move |slice| {
        period.is_none_or(|period| slice.period() == period)
            && slice.level() != Level::Region
            && definition.sources.get(slice.source()).is_some_and(|source| source.format == SourceFormat::Microdata)
            && says_counts(definition.indicator(slice.indicator()))
    })
}

impl Statements {
    /// Everything that a release and the tables of others say of the counts of a period.
    pub fn read(release: &Release, period: Period, externals: &[ExternalRow]) -> Result<Self, AuditError> {
        let definition = &release.definition;
        let Some(microdata) = &definition.microdata else { return Err(AuditError::NotCounted) };
        let slices: Vec<Slice<'_>> = slices(release, Some(period)).collect();
        let Some(vintage) = slices.first().map(Slice::vintage) else { return Err(AuditError::NoPeriod { period }) };
        if let Some(other) = slices.iter().find(|slice| slice.vintage() != vintage) {
            return Err(AuditError::TwoDivisions { period, first: vintage, second: other.vintage() });
        }
        let levels: BTreeSet<Level> = slices.iter().map(Slice::level).collect();
        let areas = Areas::new(&release.places, vintage, levels.into_iter().collect());
        let leaves = Leaves::of(microdata);
        let groups = groups(definition, &leaves);
        let indicators: BTreeSet<usize> = slices.iter().map(|slice| usize::from(slice.indicator().0)).collect();
        let indicators: Vec<usize> = indicators.into_iter().collect();
        let (bases, counted) = counted::of(definition, &leaves, &indicators);
        let mut statements = Self {
            period,
            vintage,
            rules: Rules::of(definition),
            areas,
            leaves,
            groups,
            bases,
            counted,
            tables: Vec::new(),
            breaches: Vec::new(),
            means: Vec::new(),
            cells: 0,
            by_status: HashMap::new(),
            external_rows: 0,
            external_left_out: Vec::new(),
            by_counted: HashMap::new(),
            nobody: Vec::new(),
        };
        let wanted = externals::take(&mut statements, release, externals);
        statements.find_nobody();
        statements.make_tables(definition, &slices, &wanted);
        for slice in &slices {
            Reader::new(&mut statements, definition, slice).read(slice);
        }
        externals::say(&mut statements, &wanted);
        Ok(statements)
    }

    /// Tables for everything that slices and tables of others say something of.
    fn make_tables(&mut self, definition: &Definition, slices: &[Slice<'_>], externals: &[externals::Taken]) {
        let mut wanted: HashMap<(usize, usize), BTreeSet<usize>> = HashMap::new();
        for slice in slices {
            let Some(level) = self.level(slice.level()) else { continue };
            let at = usize::from(slice.indicator().0);
            let groups: BTreeSet<usize> =
                slice.categories().iter().filter_map(|category| self.group(*category)).chain([0]).collect();
            let about = self.about(&definition.indicators[at], at);
            for counted in [about.size, about.part, about.rest].into_iter().flatten() {
                wanted.entry((counted, level)).or_default().extend(&groups);
            }
        }
        for taken in externals {
            wanted.entry((taken.counted, taken.level)).or_default().extend([taken.group, 0]);
        }
        let mut keys: Vec<(usize, usize)> = wanted.keys().copied().collect();
        keys.sort_unstable();
        for (counted, level) in keys {
            let groups: Vec<usize> = wanted[&(counted, level)].iter().copied().collect();
            let cells = vec![Said::NOTHING; groups.len() * self.areas.len(level)];
            self.by_counted.insert((counted, level), self.tables.len());
            self.tables.push(Table { counted, level, groups, cells });
        }
    }

    pub(super) fn level(&self, level: Level) -> Option<usize> {
        self.areas.levels().iter().position(|there| *there == level)
    }

    pub(super) fn group(&self, category: CategoryIx) -> Option<usize> {
        self.groups.iter().position(|group| group.category == category)
    }

    fn about(&self, indicator: &Indicator, at: usize) -> About {
        let universe =
            |counted: &super::Counted| counted.name.strip_prefix("universe:") == Some(indicator.universe.as_str());
        About {
            size: self.counted.iter().position(universe),
            part: self.find(Subject::Part(at)).filter(|_| has_part(indicator)),
            rest: self.find(Subject::Rest(at)).filter(|_| has_part(indicator)),
        }
    }
}

/// Everybody, and the categories that cover leaves.
fn groups(definition: &Definition, leaves: &Leaves) -> Vec<Group> {
    let everybody = Group {
        category: CategoryIx::TOTAL,
        id: "total".to_owned(),
        breakdown: None,
        parent: None,
        leaves: vec![true; leaves.len()],
    };
    let mut all = vec![everybody];
    for (ix, breakdown, category) in definition.categories().filter(|(.., category)| !category.leaves.is_empty()) {
        let set = leaves.of_category(category);
        let at = definition.breakdowns.iter().position(|there| there.id == breakdown.id);
        let parent = category.parent.as_ref().and_then(|parent| all.iter().position(|group| group.id == *parent));
        all.push(Group {
            category: ix,
            id: category.id.clone(),
            breakdown: at,
            parent,
            leaves: (0..leaves.len()).map(|leaf| set.contains(leaf)).collect(),
        });
    }
    all
}

/// What an indicator says something of.
#[derive(Debug, Clone, Copy)]
struct About {
    size: Option<usize>,
    part: Option<usize>,
    rest: Option<usize>,
}

/// Reads one slice.
struct Reader<'a> {
    to: &'a mut Statements,
    indicator: &'a Indicator,
    number: u16,
    about: About,
    level: usize,
    /// Breakdowns, by position, that the plan has at this level; of sizes, and of all figures.
    planned: Vec<(bool, bool)>,
    /// For every category, its group.
    groups: Vec<Option<usize>>,
}

impl<'a> Reader<'a> {
    fn new(to: &'a mut Statements, definition: &'a Definition, slice: &Slice<'_>) -> Self {
        let number = slice.indicator().0;
        let indicator = &definition.indicators[usize::from(number)];
        let about = to.about(indicator, usize::from(number));
        let level = to.level(slice.level()).unwrap_or_default();
        let protection = &definition.monitor.protection;
        let planned = definition.breakdowns.iter().map(|breakdown| {
            (
                protection.publishes_size(slice.level(), &indicator.universe, &breakdown.id),
                protection.publishes(slice.level(), &breakdown.id),
            )
        });
        let planned = planned.collect();
        let last = slice.categories().last().map_or(0, |category| category.0);
        let groups = (0..=last).map(|category| to.group(CategoryIx(category))).collect();
        Self { to, indicator, number, about, level, planned, groups }
    }

    fn read(&mut self, slice: &Slice<'_>) {
        for (place, category, cell) in slice.dense().filter(|(.., cell)| cell.status != Status::NotAvailable) {
            let Some((_, area)) = self.to.areas.find(place) else { continue };
            let Some(group) = self.groups.get(usize::from(category.0)).copied().flatten() else { continue };
            self.to.cells += 1;
            *self.to.by_status.entry((slice.level(), cell.status)).or_default() += 1;
            let name = CellName { indicator: self.number, place, category };
            self.plan(group, name);
            self.cell(area, group, &cell, name);
        }
    }

    fn plan(&mut self, group: usize, name: CellName) {
        let Some(breakdown) = self.to.groups[group].breakdown else { return };
        let (sizes, all) = self.planned[breakdown];
        let of_sizes = self.indicator.measure == Measure::Count || self.indicator.share_of == ShareOf::Everybody;
        if !(if of_sizes { sizes } else { all }) {
            self.to.breaches.push((name, Breach::OutsidePlan));
        }
    }

    fn cell(&mut self, area: usize, group: usize, cell: &Cell, name: CellName) {
        if cell.status == Status::NotApplicable {
            // Everybody is the whole of everybody.
            if self.indicator.share_of == ShareOf::Everybody && group == 0 {
                return;
            }
            let nobody = [self.about.size, self.about.part].into_iter().flatten();
            if !nobody.into_iter().any(|counted| self.to.is_nobody(counted, group)) {
                self.to.breaches.push((name, Breach::Nobody));
            }
            return;
        }
        let Some(size) = self.about.size else { return };
        match (self.indicator.measure, self.indicator.share_of) {
            (Measure::Count, _) => self.size(size, area, group, cell.status, cell.numerator, name),
            (_, ShareOf::Everybody) => {
                self.size(size, area, 0, Status::Published, cell.denominator, name);
                let status = if cell.status == Status::Published && cell.numerator.is_none() {
                    Status::Withheld
                } else {
                    cell.status
                };
                self.size(size, area, group, status, cell.numerator, name);
            }
            (Measure::Mean | Measure::Ratio, _) => {
                let status = if cell.denominator.is_some() { Status::Published } else { cell.status };
                self.size(size, area, group, status, cell.denominator, name);
                self.mean(size, area, group, cell);
            }
            _ => self.rate(size, area, group, cell, name),
        }
    }

    /// What is said of the size of a group.
    fn size(
        &mut self,
        counted: usize,
        area: usize,
        group: usize,
        status: Status,
        count: Option<Count>,
        name: CellName,
    ) {
        let threshold = self.to.rules.denominators;
        let said = match (status, count) {
            (Status::Published, Some(count)) => self.published(count, threshold, name),
            (Status::Small, _) => small(threshold),
            // Small counts are withheld as others are: the sign tells nothing.
            (Status::Withheld, _) => doubtful(),
            _ => return,
        };
        self.say(counted, area, group, said, name);
    }

    fn rate(&mut self, size: usize, area: usize, group: usize, cell: &Cell, name: CellName) {
        let (Some(part), Some(rest)) = (self.about.part, self.about.rest) else { return };
        let (numerators, complements) = (self.to.rules.numerators, self.to.rules.complements);
        if cell.denominator.is_none() {
            // Nothing but that the group is small, or that it is not.
            self.size(size, area, group, cell.status, None, name);
            if cell.status == Status::Small {
                let at_most = self.to.rules.denominators.saturating_sub(1);
                for (counted, threshold) in [(part, numerators), (rest, complements)] {
                    let high = at_most.min(threshold.saturating_sub(1));
                    self.say(counted, area, group, Said { low: 0, high, mark: Mark::Protected }, name);
                }
            }
            return;
        }
        self.size(size, area, group, Status::Published, cell.denominator, name);
        match (cell.status, cell.numerator) {
            (Status::Published, Some(numerator)) => {
                // That nobody can be one of them is no secret.
                if !self.to.is_nobody(part, group) {
                    let said = self.published(numerator, numerators, name);
                    self.say(part, area, group, said, name);
                }
                self.say(rest, area, group, at_least(complements), name);
            }
            (Status::Small, _) => {
                self.say(part, area, group, small(numerators), name);
                // The others may be few as well.
                self.say(rest, area, group, doubtful(), name);
            }
            (Status::NearlyAll, _) => {
                self.say(rest, area, group, small(complements), name);
                self.say(part, area, group, at_least(numerators), name);
            }
            _ => {
                self.say(part, area, group, doubtful(), name);
                self.say(rest, area, group, doubtful(), name);
            }
        }
    }

    /// A published count; what the rules do not allow of it is noted.
    fn published(&mut self, count: Count, threshold: u32, name: CellName) -> Said {
        let base = self.to.rules.base;
        if count.highest() < threshold {
            self.to.breaches.push((name, Breach::BelowThreshold));
        } else if base > 1 && (!count.value.is_multiple_of(base) || u32::from(count.within) < base / 2) {
            self.to.breaches.push((name, Breach::TooPrecise));
        }
        let low = if count.highest() < threshold { count.lowest() } else { count.lowest().max(threshold) };
        Said { low, high: count.highest(), mark: Mark::Stated }
    }

    fn mean(&mut self, size: usize, area: usize, group: usize, cell: &Cell) {
        if let (Status::Published, Some(value), Some(of)) = (cell.status, cell.value, cell.denominator) {
            let half = 0.5 * 10_f64.powi(-i32::from(self.indicator.decimals));
            let mean = MeanCell {
                indicator: self.number,
                level: self.level,
                area,
                group,
                value,
                half,
                of: (of.lowest().max(self.to.threshold(size)), of.highest()),
            };
            self.to.means.push(mean);
        }
    }

    fn say(&mut self, counted: usize, area: usize, group: usize, said: Said, name: CellName) {
        // Nobody by definition: there is nothing to protect.
        if self.to.is_nobody(counted, group) {
            return;
        }
        let Some((table, found)) = self.to.table(counted, self.level) else { return };
        let Some(position) = found.position(group) else { return };
        let before = found.said(area, position);
        let address = Address { table: table as u32, area: area as u32, position: position as u16 };
        self.to.say(address, said);
        if before.mark != Mark::Silent {
            let after = self.to.at(address);
            if after.low > after.high {
                self.to.breaches.push((name, Breach::Contradiction));
            } else if (after.low, after.high) != (before.low, before.high)
                && (after.low, after.high) != (said.low, said.high)
            {
                self.to.breaches.push((name, Breach::SaidTwice));
            }
        }
    }
}

fn small(threshold: u32) -> Said {
    Said { low: 0, high: threshold.saturating_sub(1), mark: Mark::Protected }
}

fn at_least(threshold: u32) -> Said {
    Said { low: threshold, high: u32::MAX, mark: Mark::Stated }
}

fn doubtful() -> Said {
    Said { mark: Mark::Doubtful, ..Said::NOTHING }
}
