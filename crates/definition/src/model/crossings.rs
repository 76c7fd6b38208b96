use cells::{AreaCode, Vintage};
use serde::{Deserialize, Serialize};

/// Two areas of one level that have no border together and belong side by side all the same, because a bridge, a dam, a
/// tunnel or a ferry links them: a row of `over-water.csv`, with the columns `from`, `to`, `by`, and `since` and `until`
/// (the oldest and the newest division it holds for) where it does not hold for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Crossing {
    /// One of the areas.
    pub from: AreaCode,
    /// The other.
    pub to: AreaCode,
    /// What links them, for who reads the file ("veerboot").
    pub by: String,
    /// The oldest division it holds for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Vintage>,
    /// The newest division it holds for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Vintage>,
}
