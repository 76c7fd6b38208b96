//! What is asked of the registers in a period, as SQL: the same for every engine.

use cells::{Period, Vintage};
use counts::{Leaves, Quantity, QuantityKind, quantities};
use definition::{CodeList, Definition, Measure, Microdata, Register, Rule, Unit, View};

use crate::TabulateError;

/// Everything that an engine needs to count a period: tables, code lists, views, and a query per unit.
///
/// An engine makes a table of every [`TableInput`] and every code list, adds [`crate::functions`], makes the views in
/// their order, and runs for each unit either [`UnitQuery::rows`] (a row per unit) or [`UnitQuery::grouped`] (a row per
/// area and background, whose sums a cluster works out). [`crate::Tally`] takes the answers of both.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The year counted.
    pub period: Period,
    /// The division into areas.
    pub vintage: Vintage,
    /// The register tables.
    pub tables: Vec<TableInput>,
    /// The code lists; each is a table of texts with its id as name.
    pub lists: Vec<CodeList>,
    /// The views in the order in which they are made.
    pub views: Vec<ViewQuery>,
    /// Neighbourhood, district and municipality of every address, each combination once.
    pub areas: String,
    /// A query for every unit that is counted.
    pub units: Vec<UnitQuery>,
    /// What must hold between rows.
    pub rules: Vec<RuleQuery>,
    /// The backgrounds.
    pub leaves: Leaves,
    /// What is counted, in the order of the units.
    pub quantities: Vec<Quantity>,
}

/// A register table in a period.
#[derive(Debug, Clone)]
pub struct TableInput {
    /// What the definition says of it.
    pub register: Register,
    /// The name of its file or folder, without extension.
    pub base: String,
    /// Whether there is no such table this year; it is then a table without rows.
    pub absent: bool,
}

/// A view with its literals filled in.
#[derive(Debug, Clone)]
pub struct ViewQuery {
    /// Its name in SQL.
    pub id: String,
    /// The file it comes from.
    pub file: String,
    /// One SELECT.
    pub sql: String,
    /// Whether its rows may be worked out once and kept.
    pub keep: bool,
}

/// A rule with its literals filled in.
#[derive(Debug, Clone)]
pub struct RuleQuery {
    /// What the definition says of it.
    pub rule: Rule,
    /// One SELECT with a single row: in how many rows of its register, or groups of them, the rule does not hold.
    pub sql: String,
}

/// What is asked about the units of one kind.
#[derive(Debug, Clone)]
pub struct UnitQuery {
    /// The unit.
    pub unit: Unit,
    /// The view with a row for each.
    pub view: String,
    /// A row per unit: `k` (key), `np` (why it is not placed), `a` (neighbourhood), `l0`, … (attributes of the leaves),
    /// `age` where [`Self::has_age`], `u0`, … (whether it is in the universe), `n0`, … (numerators).
    pub rows: String,
    /// A row per reason, neighbourhood and background: `np`, `a`, `l0`, …, `units` (how many rows), `q0`, … (the
    /// quantities of this unit in their order, summed).
    pub grouped: String,
    /// The keys that stand in more than one row: `k`, and in how many, `n`.
    pub twice: String,
    /// How many attributes leaves have.
    pub attributes: usize,
    /// Whether units are counted per age atom.
    pub has_age: bool,
    /// The universes: position among all quantities; whether there is a column `u…`, or everybody belongs.
    pub universes: Vec<(usize, bool)>,
    /// The numerators: position among all quantities, and of which of [`Self::universes`] they are part.
    pub numerators: Vec<Numerator>,
    /// The positions of the age atoms among all quantities.
    pub ages: Vec<usize>,
}

/// A numerator of a [`UnitQuery`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numerator {
    /// Position among all quantities.
    pub quantity: usize,
    /// Position in [`UnitQuery::universes`].
    pub universe: usize,
    /// Whether its column is a number to be summed, not a condition.
    pub sums: bool,
}

impl UnitQuery {
    /// The positions, among all quantities, of the columns `q0`, `q1`, … of [`Self::grouped`].
    pub fn quantities(&self) -> impl Iterator<Item = usize> {
        let universes = self.universes.iter().map(|(quantity, _)| *quantity);
        universes.chain(self.numerators.iter().map(|n| n.quantity)).chain(self.ages.iter().copied())
    }

    /// [`Self::grouped`] without the units with these keys.
    pub fn grouped_without(&self, keys: &[i64]) -> String {
        if keys.is_empty() {
            return self.grouped.clone();
        }
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        let inner = format!("({}) AS eenheden", self.rows);
        let filtered = format!("(SELECT * FROM {inner} WHERE k NOT IN ({})) AS eenheden", keys.join(", "));
        self.grouped.replacen(&inner, &filtered, 1)
    }
}

impl Plan {
    /// The plan of a year.
    pub fn new(definition: &Definition, period: Period) -> Result<Self, TabulateError> {
        let Some(microdata) = &definition.microdata else {
            return Err(TabulateError::NoRegisters { monitor: definition.monitor.id.clone() });
        };
        let (Some(reference), Some(areas)) = (&microdata.reference, &microdata.areas) else {
            return Err(TabulateError::NoRegisters { monitor: definition.monitor.id.clone() });
        };
        let vintage = microdata.vintage(period);
        let day = reference.day_in(period);
        let fill = |sql: &str| {
            without_comments(sql)
                .replace("$day", &format!("DATE '{day}'"))
                .replace("$year", &period.to_string())
                .replace("$vintage", &vintage.to_string())
        };
        let table = |register: &Register| TableInput {
            base: register.file_in(period, vintage),
            absent: register.absent.contains(&period),
            register: register.clone(),
        };
        let quantities = quantities(definition, period);
        let units =
            microdata.unit_views().filter_map(|view| unit_query(definition, microdata, view, &quantities)).collect();
        let rule = |rule: &Rule| RuleQuery {
            sql: format!("SELECT COUNT(*) AS gevonden FROM ({}) AS overtredingen", fill(&rule.query)),
            rule: rule.clone(),
        };
        Ok(Self {
            period,
            vintage,
            tables: microdata.registers.iter().map(table).collect(),
            lists: microdata.lists.clone(),
            views: microdata
                .views
                .iter()
                .map(|view| ViewQuery {
                    id: view.id.clone(),
                    file: format!("microdata/{}", view.sql),
                    sql: fill(&view.query),
                    keep: view.keep,
                })
                .collect(),
            areas: format!(
                "SELECT DISTINCT {} AS buurt, {} AS wijk, {} AS gemeente FROM {}",
                areas.neighbourhood, areas.district, areas.municipality, areas.register
            ),
            units,
            rules: microdata.rules.iter().map(rule).collect(),
            leaves: Leaves::of(microdata),
            quantities,
        })
    }
}

/// SQL without its line comments, which may hold what looks like a literal to fill in.
fn without_comments(sql: &str) -> String {
    sql.lines().map(|line| line.split("--").next().unwrap_or("").trim_end()).collect::<Vec<_>>().join("\n")
}

/// The ages of an atom: first, and last where it has one.
pub(crate) fn atom_bounds(atom: &str) -> Option<(i64, Option<i64>)> {
    if let Some(first) = atom.strip_suffix('+') {
        return Some((first.parse().ok()?, None));
    }
    let (first, last) = atom.split_once('-')?;
    Some((first.parse().ok()?, Some(last.parse().ok()?)))
}

fn unit_query(
    definition: &Definition,
    microdata: &Microdata,
    view: &View,
    quantities: &[Quantity],
) -> Option<UnitQuery> {
    let unit = view.unit?;
    let (key, area, not_placed) = (view.key.as_ref()?, view.area.as_ref()?, view.not_placed.as_ref()?);
    let attributes = microdata.leaf_attributes();
    let mut columns = vec![format!("{key} AS k"), format!("{not_placed} AS np"), format!("{area} AS a")];
    columns.extend(attributes.iter().enumerate().map(|(n, name)| format!("{name} AS l{n}")));
    if let Some(age) = &view.age {
        columns.push(format!("{age} AS age"));
    }
    let mine = || quantities.iter().enumerate().filter(|(_, quantity)| quantity.unit == unit);
    let mut universes: Vec<(usize, bool)> = Vec::new();
    let mut universe_ids: Vec<&str> = Vec::new();
    let mut sums: Vec<String> = Vec::new();
    for (at, quantity) in mine() {
        let QuantityKind::Universe(id) = &quantity.kind else { continue };
        let condition = definition.find_universe(id).and_then(|universe| universe.condition.as_ref());
        let n = universes.len();
        if let Some(condition) = condition {
            columns.push(format!("({condition}) AS u{n}"));
        }
        sums.push(match condition {
            Some(_) => format!("SUM(CASE WHEN u{n} THEN 1 ELSE 0 END)"),
            None => "COUNT(*)".to_owned(),
        });
        universes.push((at, condition.is_some()));
        universe_ids.push(id);
    }
    let mut numerators = Vec::new();
    for (at, quantity) in mine() {
        let (QuantityKind::Count(id) | QuantityKind::Sum(id)) = &quantity.kind else { continue };
        let indicator = definition.find_indicator(id).map(|ix| definition.indicator(ix))?;
        let numerator = indicator.numerator.as_ref()?;
        let universe = universe_ids.iter().position(|universe| *universe == indicator.universe)?;
        let n = numerators.len();
        let is_sum = matches!(indicator.measure, Measure::Mean | Measure::Ratio);
        let within = if universes[universe].1 { format!("u{universe} AND ") } else { String::new() };
        if is_sum {
            columns.push(format!("CAST(({numerator}) AS BIGINT) AS n{n}"));
            let of_all = if within.is_empty() { "TRUE".to_owned() } else { format!("u{universe}") };
            sums.push(format!("SUM(CASE WHEN {of_all} THEN COALESCE(n{n}, 0) ELSE 0 END)"));
        } else {
            columns.push(format!("({numerator}) AS n{n}"));
            sums.push(format!("SUM(CASE WHEN {within}n{n} THEN 1 ELSE 0 END)"));
        }
        numerators.push(Numerator { quantity: at, universe, sums: is_sum });
    }
    let mut ages = Vec::new();
    for (at, quantity) in mine() {
        let QuantityKind::Age(atom) = &quantity.kind else { continue };
        let (first, last) = atom_bounds(atom)?;
        sums.push(match last {
            Some(last) => format!("SUM(CASE WHEN age BETWEEN {first} AND {last} THEN 1 ELSE 0 END)"),
            None => format!("SUM(CASE WHEN age >= {first} THEN 1 ELSE 0 END)"),
        });
        ages.push(at);
    }
    let rows = format!("SELECT\n    {}\nFROM {}", columns.join(",\n    "), view.id);
    let groups: Vec<String> =
        ["np".to_owned(), "a".to_owned()].into_iter().chain((0..attributes.len()).map(|n| format!("l{n}"))).collect();
    let sums: Vec<String> = sums.iter().enumerate().map(|(n, sum)| format!("CAST({sum} AS BIGINT) AS q{n}")).collect();
    let grouped = format!(
        "SELECT {groups}, COUNT(*) AS units, {sums}\nFROM ({rows}) AS eenheden\nGROUP BY {groups}",
        groups = groups.join(", "),
        sums = sums.join(", ")
    );
    Some(UnitQuery {
        unit,
        view: view.id.clone(),
        twice: format!(
            "SELECT {key} AS k, COUNT(*) AS n FROM {} WHERE {key} IS NOT NULL GROUP BY {key} HAVING COUNT(*) > 1",
            view.id
        ),
        rows,
        grouped,
        attributes: attributes.len(),
        has_age: view.age.is_some(),
        universes,
        numerators,
        ages,
    })
}
