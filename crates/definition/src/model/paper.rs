use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Language, Text};

/// How printed documents look and who signs them (`[house-style]` in monitor.toml). All of it can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HouseStyle {
    /// Name beside the logo at the top of every page; the monitor's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Colour of titles and lines, `#1B3A5C`: dark enough to be read on white (4,5 : 1 or more).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub colour: Option<String>,
    /// File of the logo in the monitor's own folder: SVG without text, scripts, or parts from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub logo: Option<String>,
    /// Who made it and what may be done with it; at the end of every document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colophon: Option<Text>,
    /// Where a reader can ask or report something; the monitor's `contact` where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text>,
}

/// What printed documents have beside the figures, as it was read from the monitor's folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Paper {
    /// The logo, as SVG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// An editor's own words, by place; from `words/nl/` and `words/en/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<EditorWords>,
}

/// An editor's own words for one place in a report, Markdown: paragraphs, lists, emphasis, links, quotations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EditorWords {
    /// Where they stand: `summary`, `changes`, `limits`, `method`, `theme-<id>`; or `area-<code>` for the report of one
    /// area.
    pub place: String,
    /// In Dutch; absent where the file is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nl: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Paper {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.logo.is_none() && self.words.is_empty()
    }

    /// The words for a place in a language.
    pub fn words(&self, place: &str, language: Language) -> Option<&str> {
        let words = self.words.iter().find(|words| words.place == place)?;
        match language {
            Language::Nl => words.nl.as_deref(),
            Language::En => words.en.as_deref(),
        }
    }
}

/// The places of an editor's words that every monitor has.
pub const EDITOR_PLACES: [&str; 4] = ["summary", "changes", "limits", "method"];
