//! The statistics under a reading, each checked against values worked out elsewhere.
//!
//! A register counts everybody, yet the figures of small groups vary by chance from year to year. The tests here ask
//! whether a difference is larger than such chance would often give.
//!
//! **Rounding.** Published counts are rounded. [`cautious_test`] takes, of all true counts that agree with what was
//! published, those under which the difference is *least* convincing; a difference is called certain only when it
//! holds even then. [`score_test`] takes the counts as they stand.

mod discovery;
mod effect;
mod fraction;
mod interval;
mod mean;
mod spread;
mod two_sample;

pub use discovery::q_values;
pub use effect::effect_size;
pub use fraction::Fraction;
pub use interval::{Interval, NORMAL_95};
pub use mean::{Mean, test_of_means};
pub use spread::{spread, weighted_quantile};
pub use two_sample::{Chance, Test, cautious_test, score_test, test_against_value};
