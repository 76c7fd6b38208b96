//! The register tables a monitor is counted from, and how they become one row per unit (`microdata/*.toml`).

use std::collections::BTreeMap;

use cells::{Period, Vintage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Text, Unit};

/// Everything that tabulation must know of the registers: a folder `microdata/` with TOML, SQL and code lists.
///
/// Several files are put together in the order of their names; one of them has `reference` and `areas`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Microdata {
    /// Who counts, and where: the day and the division into areas.
    #[serde(default)]
    pub reference: Option<Reference>,
    /// Which register tells in which district and municipality a neighbourhood lies.
    #[serde(default)]
    pub areas: Option<AreaTree>,
    /// What a build still accepts, per kind of problem; where a kind is absent nothing is accepted.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "enum": ["code-outside-list", "value-outside-range", "key-twice", "not-placed", "rule-broken"] }))]
    pub limits: BTreeMap<ProblemKind, Limit>,
    /// The backgrounds that everybody is counted under: every combination of the values of a block; together all blocks
    /// name each background once.
    #[serde(default)]
    pub leaves: Vec<LeafBlock>,
    /// Years that differ from the others.
    #[serde(default, rename = "period")]
    pub periods: Vec<PeriodRule>,
    /// The tables.
    #[serde(default, rename = "register")]
    pub registers: Vec<Register>,
    /// Code lists.
    #[serde(default, rename = "list")]
    pub lists: Vec<CodeList>,
    /// SQL views, each of which may use those before it.
    #[serde(default, rename = "view")]
    pub views: Vec<View>,
    /// What must hold between rows.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
}

impl Microdata {
    /// The register with an id.
    pub fn find_register(&self, id: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.id == id)
    }

    /// The code list with an id.
    pub fn find_list(&self, id: &str) -> Option<&CodeList> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The views that are counted: one row per unit.
    pub fn unit_views(&self) -> impl Iterator<Item = &View> {
        self.views.iter().filter(|view| view.unit.is_some())
    }

    /// The view with one row per unit of a kind.
    pub fn view_of(&self, unit: Unit) -> Option<&View> {
        self.views.iter().find(|view| view.unit == Some(unit))
    }

    /// The attributes that leaves differ in, in alphabetical order.
    pub fn leaf_attributes(&self) -> Vec<&str> {
        let mut attributes: Vec<&str> =
            self.leaves.iter().flat_map(|block| block.0.keys().map(String::as_str)).collect();
        attributes.sort_unstable();
        attributes.dedup();
        attributes
    }

    /// Every leaf in order: the value of each of [`Self::leaf_attributes`], none where it does not apply.
    pub fn all_leaves(&self) -> Vec<Vec<Option<&str>>> {
        let attributes = self.leaf_attributes();
        let mut leaves = Vec::new();
        for block in &self.leaves {
            let mut combinations: Vec<Vec<Option<&str>>> = vec![Vec::new()];
            for attribute in &attributes {
                let values: Vec<Option<&str>> = match block.0.get(*attribute) {
                    Some(values) => values.iter().map(|value| Some(value.as_str())).collect(),
                    None => vec![None],
                };
                combinations = combinations
                    .iter()
                    .flat_map(|so_far| {
                        values.iter().map(move |value| {
                            let mut longer = so_far.clone();
                            longer.push(*value);
                            longer
                        })
                    })
                    .collect();
            }
            leaves.extend(combinations);
        }
        leaves
    }

    /// What a year has of its own; none where it is as the others.
    pub fn period(&self, period: Period) -> Option<&PeriodRule> {
        self.periods.iter().find(|rule| rule.year == period)
    }

    /// The division into areas that a year is counted in.
    pub fn vintage(&self, period: Period) -> Vintage {
        let own = self.period(period).and_then(|rule| rule.vintage);
        own.unwrap_or(Vintage(period.0))
    }

    /// The limit of a kind of problem; nothing is accepted where the definition has none.
    pub fn limit(&self, kind: ProblemKind) -> Limit {
        self.limits.get(&kind).copied().unwrap_or(Limit { rows: Some(0), per_thousand: None })
    }
}

/// The state of the registers that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reference {
    /// Day of the year, month first: "01-01".
    #[schemars(length(min = 1))]
    pub day: String,
    /// The division into areas.
    pub vintage: VintageRule,
}

impl Reference {
    /// Month and day, where it is a day that every year has.
    pub fn month_and_day(&self) -> Option<(u8, u8)> {
        const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (month, day) = self.day.split_once('-')?;
        let number = |text: &str| if text.len() == 2 { text.parse::<u8>().ok() } else { None };
        let (month, day) = (number(month)?, number(day)?);
        let length = LENGTHS.get(usize::from(month).checked_sub(1)?)?;
        (1..=*length).contains(&day).then_some((month, day))
    }

    /// The day in a year, `2023-01-01`.
    pub fn day_in(&self, period: Period) -> String {
        format!("{:04}-{}", period.0, self.day)
    }
}

/// Which division into areas a year is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VintageRule {
    /// That of the year itself; a `[[period]]` may say otherwise.
    SameYear,
}

/// Which register, and which of its columns, tell how areas lie in one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AreaTree {
    /// Id of the register.
    pub register: String,
    /// Column with the code of the municipality (`GM0344`).
    pub municipality: String,
    /// Column with the code of the district (`WK034401`).
    pub district: String,
    /// Column with the code of the neighbourhood (`BU03440101`).
    pub neighbourhood: String,
}

/// A kind of problem of which some may be accepted. A missing table or column, a file that cannot be read to its end and
/// a value that is not of its type always stop the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// A code that is not in its list, or an empty value where there must be one.
    CodeOutsideList,
    /// A number or date outside the range of its column.
    ValueOutsideRange,
    /// A key for the second time, in a register or among the units.
    KeyTwice,
    /// A unit that has no area or no background; counted per reason.
    NotPlaced,
    /// A rule between rows that does not hold.
    RuleBroken,
}

impl ProblemKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::CodeOutsideList, Self::ValueOutsideRange, Self::KeyTwice, Self::NotPlaced, Self::RuleBroken];

    /// As files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodeOutsideList => "code-outside-list",
            Self::ValueOutsideRange => "value-outside-range",
            Self::KeyTwice => "key-twice",
            Self::NotPlaced => "not-placed",
            Self::RuleBroken => "rule-broken",
        }
    }
}

/// How much of a problem a build accepts; exactly one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Limit {
    /// At most so many rows.
    #[serde(default)]
    pub rows: Option<u64>,
    /// At most so many of every thousand rows of the table.
    #[serde(default)]
    pub per_thousand: Option<u64>,
}

impl Limit {
    /// Whether `found` of `rows` rows is still accepted.
    pub fn accepts(self, found: u64, rows: u64) -> bool {
        match (self.rows, self.per_thousand) {
            (Some(most), _) => found <= most,
            (None, Some(thousandths)) => u128::from(found) * 1000 <= u128::from(rows) * u128::from(thousandths),
            (None, None) => found == 0,
        }
    }
}

/// A block of leaves, `attribute = [values]`: all combinations of the values. An attribute that is not named does not
/// apply and is empty in the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LeafBlock(
    /// The values of each attribute.
    pub BTreeMap<String, Vec<String>>,
);

/// A year that differs from the others (`[[period]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PeriodRule {
    /// The year.
    pub year: Period,
    /// The division into areas, where it is not that of the year.
    #[serde(default)]
    pub vintage: Option<Vintage>,
    /// Indicators that do not exist in this year.
    #[serde(default)]
    pub without: Vec<String>,
}

/// A register table (`[[register]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Register {
    /// Name of the table in SQL: lower-case letters and digits.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*$"))]
    pub id: String,
    /// What it is.
    pub label: Text,
    /// Name of the file or folder without extension; `{year}` and `{vintage}` are replaced.
    #[schemars(length(min = 1))]
    pub file: String,
    /// Years in which there is no such table; it is then empty.
    #[serde(default)]
    pub absent: Vec<Period>,
    /// Columns that together occur once.
    #[serde(default)]
    pub unique: Vec<String>,
    /// The columns that are read; a file may have others.
    #[serde(rename = "column")]
    #[schemars(length(min = 1))]
    pub columns: Vec<Column>,
}

impl Register {
    /// The name of its file or folder in a year, without extension.
    pub fn file_in(&self, period: Period, vintage: Vintage) -> String {
        self.file.replace("{year}", &period.to_string()).replace("{vintage}", &vintage.to_string())
    }

    /// The column with a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// A column of a register table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Column {
    /// Name, in lower case; compared with that in the file without case.
    #[schemars(regex(pattern = "^[a-z][a-z0-9_]*$"))]
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Whether values may be empty.
    #[serde(default)]
    pub optional: bool,
    /// The codes it may hold; any where empty and no list is named.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub codes: Vec<String>,
    /// Id of the code list with the codes it may hold.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub list: Option<String>,
    /// The smallest number it may hold.
    #[serde(default)]
    pub at_least: Option<i64>,
    /// The largest number it may hold.
    #[serde(default)]
    pub at_most: Option<i64>,
    /// The last day it may hold.
    #[serde(default)]
    pub not_after: Option<LastDay>,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// A number that identifies a person, household or object; read as a 64-bit integer.
    Key,
    /// A whole number; read as a 64-bit integer.
    Whole,
    /// A day.
    Date,
    /// Yes or no.
    Truth,
    /// A text or code.
    Text,
}

/// The last day that a date column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LastDay {
    /// The reference day.
    Reference,
    /// The last day of the year counted.
    Year,
}

/// A code list (`[[list]]`): a CSV file with a header; in SQL a table of texts with the id as its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CodeList {
    /// Name of the table in SQL.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*$"))]
    pub id: String,
    /// CSV file beside this one, with commas.
    #[schemars(length(min = 1))]
    pub file: String,
    /// The column with the code.
    #[schemars(length(min = 1))]
    pub code: String,
    /// The header, as it was read.
    #[serde(default)]
    #[schemars(skip)]
    pub columns: Vec<String>,
    /// The rows, as they were read; each as long as the header.
    #[serde(default)]
    #[schemars(skip)]
    pub rows: Vec<Vec<String>>,
}

impl CodeList {
    /// The codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let at = self.columns.iter().position(|column| *column == self.code);
        self.rows.iter().filter_map(move |row| row.get(at?).map(String::as_str))
    }
}

/// A SQL view (`[[view]]`); with `unit`, one row for every unit that is counted.
///
/// A view of units has the columns `key`, `area` and `not-placed`, and one of the name of each attribute of the leaves.
/// In its SQL `$day`, `$year` and `$vintage` stand for the reference day and the years, and `age_on(birth, day)` for the
/// age in whole years on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct View {
    /// Name in SQL.
    #[schemars(regex(pattern = "^[a-z][a-z0-9_]*$"))]
    pub id: String,
    /// File beside this one with one SELECT.
    #[schemars(length(min = 1))]
    pub sql: String,
    /// Whether its rows are worked out once and kept while the units are counted; for what several views read.
    #[serde(default)]
    pub keep: bool,
    /// The unit of which it has one row each.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Column that identifies the unit.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub key: Option<String>,
    /// Column with the code of the neighbourhood.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub area: Option<String>,
    /// Column with the reason why a unit is not placed; empty for those that count.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub not_placed: Option<String>,
    /// Column with the age in whole years; units are then counted per age atom as well.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub age: Option<String>,
    /// The SQL, as it was read.
    #[serde(default)]
    #[schemars(skip)]
    pub query: String,
}

/// A rule between rows (`[[rule]]`): its SQL gives the rows for which it does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rule {
    /// Stable id.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// What is wrong where it does not hold.
    pub label: Text,
    /// The register it is about; its rows are what the limit is a share of.
    pub register: String,
    /// File beside this one with one SELECT.
    #[schemars(length(min = 1))]
    pub sql: String,
    /// The SQL, as it was read.
    #[serde(default)]
    #[schemars(skip)]
    pub query: String,
}
