use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A part of the story of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StoryPart {
    /// Who lives there.
    Residents,
    /// What stands out.
    StandsOut,
    /// Differences between groups.
    Groups,
    /// What changed.
    Change,
}

/// A sentence that an editor wrote for the story of an area (`[[sentence]]`). Pages mark it as theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EditorsSentence {
    /// Code of the area ("GM0344").
    #[schemars(length(min = 1))]
    pub area: String,
    /// The group whose story it belongs to; that of everybody where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub category: Option<String>,
    /// The part of the story it belongs to.
    pub part: StoryPart,
    /// Whether it stands in place of what is worked out for that part, or after it.
    #[serde(default)]
    pub replaces: bool,
    /// The sentence.
    pub text: Text,
    /// Who wrote it, as it is shown beside it ("Redactie Zomerdam").
    #[schemars(length(min = 1))]
    pub by: String,
    /// The day it was written, `2026-11-29`, so that readers know which figures it can be about.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub written: String,
}
