//! What a release says of the counts of one period, cell by cell, in the words of whoever attacks: this count lies between
//! these two numbers.
//!
//! What each status means for whoever attacks is written out in `read`; nothing is known here of how the cells came to be.
//!
//! | cell | says (T is the threshold) |
//! |---|---|
//! | a number, published | the size lies in its interval, and is at least T |
//! | a number, small | the size is below T |
//! | a number, withheld | the size is at least T; anything where counts are exact |
//! | a rate, published | size and numerator lie in their intervals; numerator and rest are at least T |
//! | a rate, small, with a denominator | the numerator is below T |
//! | a rate, nearly all | the rest is below T, the numerator is not |
//! | a rate, small, without a denominator | size, numerator and rest are below T |
//! | a rate, withheld | of numerator and rest nothing |
//! | a share of everybody | group and everybody are sizes |
//! | a mean | its denominator is a size |
//! | not applicable | nobody, by definition |

mod areas;
mod counted;
mod externals;
mod read;

use std::collections::HashMap;

use cells::{CategoryIx, Level, Period, PlaceIx, Vintage};
use counts::Leaves;

pub use areas::Areas;
pub use counted::{Base, Counted, Subject, Term};
pub use read::periods;

/// The rules that a release says it was protected with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// What counts are rounded to a multiple of; 1 for exact counts.
    pub base: u32,
    /// The smallest size of a group that is published.
    pub denominators: u32,
    /// The smallest numerator.
    pub numerators: u32,
    /// The smallest rest.
    pub complements: u32,
}

impl Rules {
    /// Those of a definition.
    pub fn of(definition: &definition::Definition) -> Self {
        let protection = &definition.monitor.protection;
        Self {
            base: u32::from(protection.base),
            denominators: protection.threshold.denominators,
            numerators: protection.threshold.numerators,
            complements: protection.threshold.complements,
        }
    }
}

/// Everybody, or a category.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its number.
    pub category: CategoryIx,
    /// Id; `total` for everybody.
    pub id: String,
    /// Position of its breakdown; none for everybody.
    pub breakdown: Option<usize>,
    /// The group it is part of, in its breakdown.
    pub parent: Option<usize>,
    /// Which leaves it covers.
    pub leaves: Vec<bool>,
}

/// What is said of one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The least it can be.
    pub low: u32,
    /// The most it can be; `u32::MAX` where nothing says so.
    pub high: u32,
    /// In which way it is said.
    pub mark: Mark,
}

/// In which way something is said of a count. The order is from less to more worth attacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Nothing is said.
    Silent,
    /// An interval is published.
    Stated,
    /// It is withheld: it may be small.
    Doubtful,
    /// It is said to be small.
    Protected,
}

impl Said {
    /// Nothing.
    pub const NOTHING: Self = Self { low: 0, high: u32::MAX, mark: Mark::Silent };

    /// Both this and something else.
    fn and(&mut self, other: Self) {
        self.low = self.low.max(other.low);
        self.high = self.high.min(other.high);
        self.mark = self.mark.max(other.mark);
    }
}

/// What is said of one thing counted at one level: area by area, within an area group by group.
#[derive(Debug, Clone)]
pub struct Table {
    /// What is counted.
    pub counted: usize,
    /// Position of the level in [`Areas::levels`].
    pub level: usize,
    /// Positions of the groups it has, ascending.
    pub groups: Vec<usize>,
    /// What is said; areas × groups.
    pub cells: Vec<Said>,
}

impl Table {
    /// What is said of an area and the group at a position of `groups`.
    pub fn said(&self, area: usize, position: usize) -> Said {
        self.cells[area * self.groups.len() + position]
    }

    /// The position of a group.
    pub fn position(&self, group: usize) -> Option<usize> {
        self.groups.binary_search(&group).ok()
    }
}

/// A count in words of the statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Position in [`Statements::tables`].
    pub table: u32,
    /// Number of the area at the level of the table.
    pub area: u32,
    /// Position in the groups of the table.
    pub position: u16,
}

/// Something in a cell that the rules do not allow, whatever the other cells say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breach {
    /// A published count is below its threshold.
    BelowThreshold,
    /// A count is more precise than the base of the rounding.
    TooPrecise,
    /// Said to be nobody, where the definition does not say so.
    Nobody,
    /// Two cells say of the same count that it lies in different intervals.
    SaidTwice,
    /// Two cells cannot both be true.
    Contradiction,
    /// The figure is not worked out from the counts that are published with it.
    OtherFigure,
    /// The plan does not have figures by this breakdown at this level.
    OutsidePlan,
}

/// A cell, by its place in the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellName {
    /// Position of the indicator in the definition.
    pub indicator: u16,
    /// The place.
    pub place: PlaceIx,
    /// The category.
    pub category: CategoryIx,
}

/// A published mean.
#[derive(Debug, Clone, Copy)]
pub struct MeanCell {
    /// The indicator.
    pub indicator: u16,
    /// Position of the level.
    pub level: usize,
    /// The area.
    pub area: usize,
    /// Position of the group in [`Statements::groups`].
    pub group: usize,
    /// The figure and how far the true mean can be from it.
    pub value: f64,
    /// Half of the last decimal shown.
    pub half: f64,
    /// Of how many, at least and at most.
    pub of: (u32, u32),
}

/// Everything that is said of one period.
#[derive(Debug, Clone)]
pub struct Statements {
    /// The year.
    pub period: Period,
    /// The division into areas.
    pub vintage: Vintage,
    /// The rules.
    pub rules: Rules,
    /// The areas, level by level.
    pub areas: Areas,
    /// The backgrounds.
    pub leaves: Leaves,
    /// Everybody, and the categories.
    pub groups: Vec<Group>,
    /// What cannot be taken apart further, but for areas and leaves.
    pub bases: Vec<Base>,
    /// What is counted.
    pub counted: Vec<Counted>,
    /// What is said.
    pub tables: Vec<Table>,
    /// What the rules do not allow.
    pub breaches: Vec<(CellName, Breach)>,
    /// Published means.
    pub means: Vec<MeanCell>,
    /// Cells read.
    pub cells: u64,
    /// Cells by level and how they are said: level, status.
    pub by_status: HashMap<(Level, cells::Status), u64>,
    /// Rows of external tables that were taken in.
    pub external_rows: usize,
    /// Rows of external tables of this period that could not be taken in, with the reason.
    pub external_left_out: Vec<String>,
    by_counted: HashMap<(usize, usize), usize>,
    nobody: Vec<Vec<bool>>,
}

impl Statements {
    /// The table of something counted at a level.
    pub fn table(&self, counted: usize, level: usize) -> Option<(usize, &Table)> {
        self.by_counted.get(&(counted, level)).map(|at| (*at, &self.tables[*at]))
    }

    /// The position of something counted.
    pub fn find(&self, subject: Subject) -> Option<usize> {
        self.counted.iter().position(|counted| counted.subject == subject)
    }

    /// All counts of which something is said.
    pub fn said(&self) -> impl Iterator<Item = (Address, Said)> {
        self.tables.iter().enumerate().flat_map(|(table, found)| {
            let width = found.groups.len();
            found.cells.iter().enumerate().filter(|(_, said)| said.mark != Mark::Silent).map(move |(at, said)| {
                let address = Address { table: table as u32, area: (at / width) as u32, position: (at % width) as u16 };
                (address, *said)
            })
        })
    }

    /// What is said of a count.
    pub fn at(&self, address: Address) -> Said {
        self.tables[address.table as usize].said(address.area as usize, usize::from(address.position))
    }

    /// Says something more of a count.
    pub fn say(&mut self, address: Address, said: Said) {
        let table = &mut self.tables[address.table as usize];
        let width = table.groups.len();
        table.cells[address.area as usize * width + usize::from(address.position)].and(said);
    }

    /// Says whether a count that was withheld is protected.
    pub(crate) fn settle(&mut self, address: Address, mark: Mark) {
        let table = &mut self.tables[address.table as usize];
        let width = table.groups.len();
        table.cells[address.area as usize * width + usize::from(address.position)].mark = mark;
    }

    /// The threshold of something counted.
    pub fn threshold(&self, counted: usize) -> u32 {
        match self.counted[counted].subject {
            Subject::Size(_) | Subject::Ages(_) => self.rules.denominators,
            Subject::Part(_) => self.rules.numerators,
            Subject::Rest(_) => self.rules.complements,
        }
    }

    /// Which leaves a term of something counted takes from a group.
    pub fn leaves_of(&self, term: &Term, group: usize) -> Vec<bool> {
        let all = &self.groups[group].leaves;
        match &term.leaves {
            None => all.clone(),
            Some(only) => all.iter().zip(only).map(|(a, b)| *a && *b).collect(),
        }
    }

    /// Whether a count is nobody because the definition says so.
    pub fn is_nobody(&self, counted: usize, group: usize) -> bool {
        self.nobody[counted][group]
    }

    /// Finds what is nobody by definition.
    fn find_nobody(&mut self) {
        let groups = 0..self.groups.len();
        let of = |counted| groups.clone().map(|group| self.cancels_out(counted, group)).collect();
        self.nobody = (0..self.counted.len()).map(of).collect();
    }

    fn cancels_out(&self, counted: usize, group: usize) -> bool {
        let mut sums: HashMap<(usize, usize), i32> = HashMap::new();
        for term in &self.counted[counted].terms {
            for (leaf, _) in self.leaves_of(term, group).iter().enumerate().filter(|(_, covered)| **covered) {
                *sums.entry((term.base, leaf)).or_default() += i32::from(term.sign);
            }
        }
        sums.values().all(|sum| *sum == 0)
    }
}
