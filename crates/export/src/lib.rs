//! A table of published figures, in every format.
//!
//! Flows in: an opened release and what somebody wants of it, as pairs of words from an address. Flows out: a [`Query`],
//! what it will cost before it runs, a [`Table`] of its cells, and that table written to anything that takes bytes. Does
//! not know HTTP, pages or who asks.
//!
//! # From words to bytes
//!
//! 1. [`Query::read`] reads pairs (`cijfer=bijstand,werk`, `gebied=wijken:GM0344`, `achtergrond=vijfdeling`, `jaar=2023`),
//!    in Dutch or English keys, and names everything it does not understand in one [`Refusal`] each, with what was
//!    probably meant. [`Query::pairs`] writes the same words back, always in the same order: the address is the table.
//! 2. [`Query::table`] looks up what the words mean in the release: [`Table`] knows its [`Axis`]es, its size in cells, and
//!    in [`Table::remarks`] which choices exclude each other.
//! 3. [`Format::write`] writes it. Nothing is held in memory but one row or batch; a refusal comes before the first byte.
//!
//! # Missing values
//!
//! A figure that is not shown keeps its reason in every format: a code ([`status_code`]: `small`, `withheld`, …) where a
//! program reads, words where a person reads. Counts of such a cell are left out, because they are bounds and no
//! counts; what may be said of them stands in its note ("minder dan 10 van 600 inwoners").
//!
//! # Modules
//!
//! - `axis`, `query`, `areas`, `read`, `refusal`: what is asked, and what is wrong with it;
//! - `table`, `pivot`, `sums`, `labels`: the cells, their rows and columns, what the areas are together, and what all are called;
//! - `formats`: one file per format.
#![forbid(unsafe_code)]

mod areas;
mod axis;
mod describe;
mod formats;
mod labels;
mod pivot;
mod query;
mod read;
mod refusal;
mod sums;
mod table;

pub use areas::find_area;
pub use axis::{Axis, Layout};
pub use describe::legend;
pub use formats::{Figure, Format, WriteError, dataset_body, dataset_head, figure};
pub use labels::{area_id, area_label, category_id, category_label, kind_code, status_code, unit};
pub use pivot::{Pivot, Sort};
pub use query::{AreaChoice, CategoryChoice, IndicatorChoice, PeriodChoice, Query, Shown, level_word};
pub use read::nearest;
pub use refusal::{Refusal, Remark};
pub use sums::{NoSum, SUM_ID, Sum, sum_label};
pub use table::{Entry, Table, interval};
