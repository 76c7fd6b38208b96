use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A subject that people ask about and of which the monitor has no figure (`[[topic]]`), so that a search can say why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Topic {
    /// Stable id.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Name, as in "about …": "discriminatie".
    pub label: Text,
    /// Why there is no figure, and what would be needed: one to three sentences.
    pub why: Text,
    /// Other words with which people ask about it.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub synonyms: Vec<String>,
    /// Ids of the indicators that come nearest, the nearest first; a search shows the figure of the first. Empty where none
    /// does: a figure about something else is no answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1)))]
    pub nearest: Vec<String>,
    /// Where else to look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<TopicLink>,
}

/// Another place that tells about a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TopicLink {
    /// What it is.
    pub label: Text,
    /// Its address, `https://…`.
    #[schemars(length(min = 1))]
    pub address: String,
}
