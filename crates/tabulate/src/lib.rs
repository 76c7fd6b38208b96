//! From register tables to raw counts: every indicator, neighbourhood and background of a year.
//!
//! Flows in: a definition with its `microdata/` and a folder of register tables. Flows out: [`counts::RawCounts`], with
//! what was wrong on the way ([`Report`]), or a [`TabulateError`]; never half of either.
//!
//! Must not know: how counts are protected or published.
//!
//! # How a year is counted
//!
//! A [`Plan`] says everything as SQL: tables, views with a row per unit, and for each unit a query. DataFusion reads and
//! joins; the registers stream from [`microdata`] and are checked on the way (`checks`). Rows of units then stream into a
//! table of neighbourhood × leaf (`tally`), which needs no GROUP BY over millions of groups. A cluster runs the same plan
//! with GROUP BY in SQL; both give the same counts to the bit.
//!
//! Every unit is counted once, or listed with the reason why not. A key in more than one row is found while counting, and
//! then none of its rows count, so that nothing depends on which came first.
//!
//! # For another engine
//!
//! [`Plan::new`]; then make a table of each [`TableInput`] that is not absent, an empty one of those that are (its columns
//! are those of [`empty_table`]), and one of each code list ([`register_lists`], where the engine knows tables in memory);
//! register [`functions`], and make the views of [`Plan::views`] in order. [`Asking`] then puts every query to it, and a
//! [`Tally`] takes the answers; [`value_checks`] says as SQL what is checked here while rows stream by.
//!
//! # Modules
//!
//! - `plan`: the SQL of a period. `functions`: what SQL may call besides.
//! - `asking`: the queries of a plan put to any engine that takes SQL.
//! - `run`: a period in this process; `session`: its tables; `kept`: views that are worked out once.
//! - `register`: a register as a table of the engine; `checks`: whether its values are what was declared;
//!   `checks_in_sql`: the same, asked of an engine.
//! - `keyed_join`: joins on one key, for sorted registers.
//! - `tally`: sums by neighbourhood and leaf; `texts`, `keys`: from texts to numbers, and which keys were seen.
//! - `report`, `error`, `progress`: what is told.
//!
//! # Public
//!
//! [`tabulate`], [`Options`], [`Sums`], [`Tabulated`]; [`Report`], [`Found`], [`Place`], [`TabulateError`]; [`Progress`],
//! [`Quiet`]; for other engines what is named above, and [`declared`].

#![forbid(unsafe_code)]

mod asking;
mod checks;
mod checks_in_sql;
mod error;
mod functions;
mod kept;
mod keyed_join;
mod keys;
mod plan;
mod progress;
mod register;
mod report;
mod run;
mod session;
mod tally;
mod texts;

pub use asking::Asking;
pub use checks_in_sql::{CheckSql, ValueCheck, value_checks};
pub use error::TabulateError;
pub use functions::functions;
pub use plan::{Numerator, Plan, RuleQuery, TableInput, UnitQuery, ViewQuery};
pub use progress::{Progress, Quiet};
pub use register::{declared, empty_table};
pub use report::{Found, Place, Report};
pub use run::{Options, Sums, Tabulated, tabulate};
pub use session::register_lists;
pub use tally::{Tally, area_table};
