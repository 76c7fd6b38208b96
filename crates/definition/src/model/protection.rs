//! How counts of people are protected before anything is published (protection.md).

use std::collections::BTreeMap;

use cells::Level;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of protection (`[protection]` in monitor.toml); the defaults are the product's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Protection {
    /// Multiple that counts are rounded to: 5, 10, or 1 for exact counts.
    pub base: u16,
    /// The smallest counts that are published.
    pub threshold: Thresholds,
    /// Which breakdowns are published at which level. A level that is not named has all of each indicator.
    pub plan: Vec<LevelPlan>,
}

impl Default for Protection {
    fn default() -> Self {
        Self { base: 5, threshold: Thresholds::default(), plan: Vec::new() }
    }
}

/// The smallest counts that are published, in units (persons, households, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Thresholds {
    /// Of how many a figure is about.
    #[schemars(range(min = 1, max = 1000))]
    pub denominators: u32,
    /// Of those for whom it holds.
    #[schemars(range(min = 1, max = 1000))]
    pub numerators: u32,
    /// Of the others.
    #[schemars(range(min = 1, max = 1000))]
    pub complements: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { denominators: 10, numerators: 10, complements: 10 }
    }
}

/// What is published at a level (`[[protection.plan]]`). Figures of everybody always are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LevelPlan {
    /// The level.
    pub level: Level,
    /// Breakdowns of every indicator.
    pub breakdowns: Vec<String>,
    /// For universes by id, breakdowns of how many they are; `breakdowns` are then not added for them.
    #[serde(default)]
    pub of: BTreeMap<String, Vec<String>>,
}

impl Protection {
    /// Whether figures by a breakdown are published at a level.
    pub fn publishes(&self, level: Level, breakdown: &str) -> bool {
        self.plan
            .iter()
            .find(|plan| plan.level == level)
            .is_none_or(|plan| plan.breakdowns.iter().any(|b| b == breakdown))
    }

    /// Whether the size of a universe by a breakdown is published at a level.
    pub fn publishes_size(&self, level: Level, universe: &str, breakdown: &str) -> bool {
        let Some(plan) = self.plan.iter().find(|plan| plan.level == level) else { return true };
        plan.of.get(universe).unwrap_or(&plan.breakdowns).iter().any(|b| b == breakdown)
    }
}
