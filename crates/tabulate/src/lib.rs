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
//! [`Plan::new`]; then make a table of each [`TableInput`] that is not absent (and an empty one of those that are, with
//! [`empty_table`]), [`register_lists`], register [`functions`], make the views of [`Plan::views`] in order, run
//! [`Plan::areas`] ([`area_table`] reads the answer), and for each unit `twice` and `grouped_without` these keys, whose
//! batches a [`Tally`] takes.
//!
//! # Modules
//!
//! - `plan`: the SQL of a period. `functions`: what SQL may call besides.
//! - `run`: a period in this process; `session`: its tables; `kept`: views that are worked out once.
//! - `register`: a register as a table of the engine; `checks`: whether its values are what was declared.
//! - `keyed_join`: joins on one key, for sorted registers.
//! - `tally`: sums by neighbourhood and leaf; `texts`, `keys`: from texts to numbers, and which keys were seen.
//! - `report`, `error`, `progress`: what is told.
//!
//! # Public
//!
//! [`tabulate`], [`Options`], [`Sums`], [`Tabulated`]; [`Report`], [`Found`], [`Place`], [`TabulateError`]; [`Progress`],
//! [`Quiet`]; for other engines what is named above.

#![forbid(unsafe_code)]

mod checks;
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

pub use error::TabulateError;
pub use functions::functions;
pub use plan::{Numerator, Plan, RuleQuery, TableInput, UnitQuery, ViewQuery};
pub use progress::{Progress, Quiet};
pub use register::empty_table;
pub use report::{Found, Place, Report};
pub use run::{Options, Sums, Tabulated, tabulate};
pub use session::register_lists;
pub use tally::{Tally, area_table};
