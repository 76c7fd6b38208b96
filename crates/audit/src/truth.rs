//! The answer key: the raw counts, summed to everything that a release says something of. Only inside the closed environment.

use counts::RawCounts;
use definition::Definition;
use geography::Places;

use crate::AuditError;
use crate::statements::{Address, Mark, Statements};

/// The true value of every count of the statements. Confidential: its `Debug` shows none.
pub struct Truth<'a> {
    counts: &'a RawCounts,
    /// For every base, the quantity of the raw counts.
    quantities: Vec<usize>,
    /// For every table, its cells.
    values: Vec<Vec<i64>>,
    /// For every level, the area of each neighbourhood.
    areas: Vec<Vec<Option<u32>>>,
    /// For every area of the smallest level that is published, a neighbourhood in it.
    first: Vec<u32>,
    /// For every base, its values in those areas: area × leaf.
    smallest: Vec<Vec<i64>>,
}

impl std::fmt::Debug for Truth<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Truth").field("tables", &self.values.len()).finish_non_exhaustive()
    }
}

impl<'a> Truth<'a> {
    /// Sums the raw counts of the period.
    pub fn of(
        statements: &Statements,
        counts: &'a RawCounts,
        definition: &Definition,
        places: &Places,
    ) -> Result<Self, AuditError> {
        if counts.period() != statements.period || *counts.leaves() != statements.leaves {
            return Err(AuditError::OtherCounts { period: statements.period });
        }
        let mut quantities = Vec::new();
        for base in &statements.bases {
            let kind = base.quantity(definition);
            let found = counts.find(&kind);
            quantities.push(found.ok_or_else(|| AuditError::NoQuantity { quantity: format!("{kind:?}") })?);
        }
        let neighbourhoods = counts.areas().len(cells::Level::Neighbourhood);
        let mut areas: Vec<Vec<Option<u32>>> = Vec::new();
        for (number, &level) in statements.areas.levels().iter().enumerate() {
            let codes = counts.areas().codes(level);
            let found: Vec<Option<u32>> = codes
                .iter()
                .map(|code| {
                    let place = places.find_in(*code, statements.vintage)?;
                    let (there, area) = statements.areas.find(place)?;
                    (there == number).then_some(area as u32)
                })
                .collect();
            areas.push((0..neighbourhoods).map(|n| found[counts.areas().above(n, level)]).collect());
        }
        let smallest = statements.areas.levels().len().saturating_sub(1);
        let mut first = vec![0; statements.areas.len(smallest)];
        for (neighbourhood, area) in areas.get(smallest).into_iter().flatten().enumerate() {
            if let Some(area) = area {
                first[*area as usize] = neighbourhood as u32;
            }
        }
        let mut truth = Self { counts, quantities, values: Vec::new(), areas, first, smallest: Vec::new() };
        truth.smallest = (0..statements.bases.len()).map(|base| truth.of_level(statements, smallest, base)).collect();
        truth.sum(statements);
        Ok(truth)
    }

    /// A base in the areas of a level: area × leaf.
    fn of_level(&self, statements: &Statements, level: usize, base: usize) -> Vec<i64> {
        let width = statements.leaves.len();
        let mut sums = vec![0; statements.areas.len(level) * width];
        self.counts.each(self.quantities[base], |neighbourhood, leaf, value| {
            if let Some(area) = self.areas[level][neighbourhood] {
                sums[area as usize * width + leaf] += value;
            }
        });
        sums
    }

    fn sum(&mut self, statements: &Statements) {
        let width = statements.leaves.len();
        self.values = statements.tables.iter().map(|table| vec![0; table.cells.len()]).collect();
        for level in 0..statements.areas.levels().len() {
            for base in 0..statements.bases.len() {
                let sums = self.of_level(statements, level, base);
                for (number, table) in statements.tables.iter().enumerate().filter(|(_, table)| table.level == level) {
                    for term in statements.counted[table.counted].terms.iter().filter(|term| term.base == base) {
                        for (position, group) in table.groups.iter().enumerate() {
                            let leaves: Vec<usize> = statements
                                .leaves_of(term, *group)
                                .iter()
                                .enumerate()
                                .filter(|(_, covered)| **covered)
                                .map(|(leaf, _)| leaf)
                                .collect();
                            for area in 0..statements.areas.len(level) {
                                let sum: i64 = leaves.iter().map(|leaf| sums[area * width + leaf]).sum();
                                self.values[number][area * table.groups.len() + position] += i64::from(term.sign) * sum;
                            }
                        }
                    }
                }
            }
        }
    }

    /// A true count.
    pub(crate) fn at(&self, statements: &Statements, address: Address) -> i64 {
        let width = statements.tables[address.table as usize].groups.len();
        self.values[address.table as usize][address.area as usize * width + usize::from(address.position)]
    }

    /// A base in an area of the smallest level that is published, for a leaf.
    pub(crate) fn leaf(&self, base: usize, area: usize, leaf: usize) -> i64 {
        self.smallest[base][area * self.leaves() + leaf]
    }

    /// The area of the smallest level that is published in which the neighbourhood with a code lies.
    pub(crate) fn smallest_with(&self, code: &str) -> Option<usize> {
        let neighbourhood = self.counts.areas().find(code.parse().ok()?)?;
        self.areas.last()?[neighbourhood].map(|area| area as usize)
    }

    /// The area of a level that an area of the smallest one lies in.
    pub(crate) fn area(&self, level: usize, smallest: usize) -> Option<u32> {
        self.areas[level][self.first[smallest] as usize]
    }

    /// How many leaves a neighbourhood has.
    pub(crate) fn leaves(&self) -> usize {
        self.counts.leaves().len()
    }

    /// Settles what is protected: of counts that are withheld, those that are small. Gives what is published and not true.
    pub fn settle(&self, statements: &mut Statements) -> Vec<Address> {
        let mut wrong = Vec::new();
        let addresses: Vec<Address> = statements.said().map(|(address, _)| address).collect();
        for address in addresses {
            let said = statements.at(address);
            let true_count = self.at(statements, address);
            if true_count < i64::from(said.low) || (said.high != u32::MAX && true_count > i64::from(said.high)) {
                wrong.push(address);
            }
            if said.mark == Mark::Doubtful {
                let threshold = statements.threshold(statements.tables[address.table as usize].counted);
                let mark = if true_count < i64::from(threshold) { Mark::Protected } else { Mark::Stated };
                statements.settle(address, mark);
            }
        }
        wrong
    }
}
