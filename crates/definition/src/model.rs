//! The validated definition. Every reference in it points at something that is there.

mod collections;
mod crossings;
mod indicator;
mod microdata;
mod paper;
mod protection;
mod source;
mod stories;
mod topics;

use std::collections::BTreeMap;

use cells::{CategoryIx, IndicatorIx, Level};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use collections::{Collection, CollectionArea};
pub use crossings::Crossing;
pub use indicator::{AGE_ATOMS, CountryFigure, Indicator, Measure, Polarity, ShareOf, Unit, Universe};
pub use microdata::{
    AreaTree, CodeList, Column, ColumnType, LastDay, LeafBlock, Limit, Microdata, PeriodRule, ProblemKind, Reference,
    Register, Rule, View, VintageRule,
};
pub use paper::{EDITOR_PLACES, EditorWords, HouseStyle, Paper};
pub use protection::{LevelPlan, Protection, Thresholds};
pub use source::{LongShape, Source, SourceFigure, SourceFormat};
pub use stories::{EditorsSentence, StoryPart};
pub use topics::{Topic, TopicLink};

/// A language the site speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

/// A text in each language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch, plain (B1).
    #[schemars(length(min = 1))]
    pub nl: String,
    /// English.
    #[schemars(length(min = 1))]
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// A whole monitor: one folder under `monitors/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Name, texts, defaults.
    pub monitor: Monitor,
    /// In the order in which pages show them.
    pub themes: Vec<Theme>,
    /// Trees of categories. Empty where nothing is split.
    pub breakdowns: Vec<Breakdown>,
    /// Whom indicators are about.
    pub universes: Vec<Universe>,
    /// In the order in which pages show them, theme by theme.
    pub indicators: Vec<Indicator>,
    /// Where imported figures and boundaries come from.
    pub sources: Vec<Source>,
    /// Pages of running text (`uitleg/<slug>`), Markdown per language.
    pub pages: Vec<Page>,
    /// The registers it is counted from; none where all figures are imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub microdata: Option<Microdata>,
    /// Areas that are groups of others. Empty where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<Collection>,
    /// Areas that lie side by side over water. Empty where none are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crossings: Vec<Crossing>,
    /// Sentences that editors wrote for the stories of areas. Empty where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<EditorsSentence>,
    /// Subjects that people ask about and of which there is no figure. Empty where none are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// What printed documents have beside the figures: logo, and words of an editor.
    #[serde(default, skip_serializing_if = "Paper::is_empty")]
    pub paper: Paper,
}

impl Definition {
    /// The indicator at a position.
    pub fn indicator(&self, ix: IndicatorIx) -> &Indicator {
        &self.indicators[usize::from(ix.0)]
    }

    /// The position of an indicator.
    pub fn find_indicator(&self, id: &str) -> Option<IndicatorIx> {
        self.indicators.iter().position(|i| i.id == id).map(|ix| IndicatorIx(ix as u16))
    }

    /// The indicators of a theme itself with their positions, in order.
    pub fn indicators_of(&self, theme: &str) -> impl Iterator<Item = (IndicatorIx, &Indicator)> {
        self.positions().filter(move |(_, indicator)| indicator.theme == theme)
    }

    /// The indicators that a theme tells with their positions, in order: its own and those it gathers.
    pub fn told_by<'a>(&'a self, theme: &'a Theme) -> impl Iterator<Item = (IndicatorIx, &'a Indicator)> {
        self.positions().filter(move |(_, indicator)| theme.tells(indicator))
    }

    /// Whether a theme has indicators of its own: a chapter, a part of a comparison.
    pub fn has_own(&self, theme: &Theme) -> bool {
        self.indicators_of(&theme.id).next().is_some()
    }

    fn positions(&self) -> impl Iterator<Item = (IndicatorIx, &Indicator)> {
        self.indicators.iter().enumerate().map(|(ix, indicator)| (IndicatorIx(ix as u16), indicator))
    }

    /// The theme with an id.
    pub fn find_theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|t| t.id == id)
    }

    /// The universe with an id.
    pub fn find_universe(&self, id: &str) -> Option<&Universe> {
        self.universes.iter().find(|u| u.id == id)
    }

    /// All categories with their positions, through the breakdowns in order; position 0, everybody, is not among them.
    pub fn categories(&self) -> impl Iterator<Item = (CategoryIx, &Breakdown, &Category)> {
        self.breakdowns
            .iter()
            .flat_map(|b| b.categories.iter().map(move |c| (b, c)))
            .enumerate()
            .map(|(n, (b, c))| (CategoryIx(n as u16 + 1), b, c))
    }

    /// The category at a position; none for everybody.
    pub fn category(&self, ix: CategoryIx) -> Option<&Category> {
        self.categories().find(|(at, ..)| *at == ix).map(|(.., category)| category)
    }

    /// The collection that a region belongs to, and what is said of the region; none for areas of other levels.
    pub fn region(&self, code: cells::AreaCode) -> Option<(&Collection, &CollectionArea)> {
        let letters = code.collection()?;
        let collection = self.collections.iter().find(|collection| collection.letters() == Some(letters))?;
        Some((collection, collection.areas.iter().find(|area| area.code == code)?))
    }

    /// The position of a category.
    pub fn find_category(&self, id: &str) -> Option<CategoryIx> {
        self.categories().find(|(.., c)| c.id == id).map(|(ix, ..)| ix)
    }
}

/// The monitor itself (`monitor.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Monitor {
    /// Stable id: lower-case letters, digits and hyphens.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Folder of the monitor this one is laid over, relative to its own (`../kis`). Themes, universes, indicators,
    /// breakdowns and microdata are those of that monitor where this folder has none, and so is each page of which it
    /// has none of the same name. Sources are always its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub based_on: Option<String>,
    /// What the site is called.
    pub name: Text,
    /// One sentence under the name.
    pub tagline: Text,
    /// Who publishes it.
    pub publisher: Text,
    /// Version of the definition, raised by hand when it changes.
    #[schemars(length(min = 1))]
    pub version: String,
    /// The levels the monitor has, from large to small.
    #[schemars(length(min = 1))]
    pub levels: Vec<Level>,
    /// Code of the area the start page shows when nothing was chosen.
    #[schemars(length(min = 1))]
    pub default_area: String,
    /// Whether places and figures are invented; a banner then says so on every page.
    #[serde(default)]
    pub fictional: bool,
    /// What every visitor should know before reading on; shown at the top of every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Indicators that this monitor shows without a judgement, whatever they say themselves: only higher and lower. For who
    /// lays a monitor over another and sees it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1)))]
    pub neutral: Vec<String>,
    /// When differences are shown and how large they are called.
    #[serde(default)]
    pub reading: ReadingRules,
    /// How counts of people are protected.
    #[serde(default)]
    pub protection: Protection,
    /// Links from an area to other sources. `{code}`, `{digits}`, `{slug}` and `{name}` in the address are replaced.
    #[serde(default)]
    pub links: Vec<OutwardLink>,
    /// Where a visitor can write to.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub contact: Option<String>,
    /// What the country is called in a sentence; as its register writes it where absent.
    #[serde(default)]
    pub country_name: Option<Text>,
    /// Names that people say for an area and that its register does not have, by code: `GM0518 = ["Den Haag"]`.
    #[serde(default)]
    #[schemars(inner(length(min = 1), inner(length(min = 1))))]
    pub also_called: BTreeMap<String, Vec<String>>,
    /// What the wholes are called that indicators make up together, by the name in `composition` of those indicators.
    #[serde(default)]
    pub compositions: BTreeMap<String, Text>,
    /// Ids of indicators by which areas are alike or not, beside the number of residents, their ages and their background:
    /// how urban an area is. Never figures of how people fare.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub alike_by: Vec<String>,
    /// How printed documents look and who signs them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub house_style: Option<HouseStyle>,
}

/// Something that stands at the top of every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Notice {
    /// One or two sentences.
    pub text: Text,
    /// The page that tells more, by its name under `texts/`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub page: Option<String>,
}

/// Settings of the readings (insight.md); the defaults are the product's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ReadingRules {
    /// False discovery rate that Benjamini-Hochberg controls, 0–1.
    pub false_discovery_rate: f64,
    /// Differences below this many spreads are called none.
    pub some_from: f64,
    /// Differences from this many spreads are called clear.
    pub clear_from: f64,
    /// Differences between two percentages below this are called none, however alike areas are, and below as many times this as
    /// `clear-from` is `some-from` never clear: as Cohen's h, in which 0.02 is 1 point at 50 %, 0.6 at 10 % and 0.3 at 2 %.
    /// 0 leaves it to the spread.
    pub relevant_from: f64,
    /// The widest interval shown as a number, in percentage points.
    pub widest_interval: f64,
}

impl Default for ReadingRules {
    fn default() -> Self {
        Self {
            false_discovery_rate: 0.05,
            some_from: 1.0 / 3.0,
            clear_from: 1.0,
            relevant_from: 0.02,
            widest_interval: 10.0,
        }
    }
}

/// A link from an area's page to another source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutwardLink {
    /// Name of the other source.
    pub label: Text,
    /// Address with `{code}` (GM0344), `{digits}` (0344), `{name}` or `{slug}`.
    #[schemars(length(min = 1))]
    pub address: String,
    /// For which levels the address works.
    pub levels: Vec<Level>,
}

/// A theme (`[[theme]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Theme {
    /// Stable id, used in addresses.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Name.
    pub label: Text,
    /// What the theme is about, one or two sentences.
    pub about: Text,
    /// Names that people used or use for it.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub synonyms: Vec<String>,
    /// Indicators of other themes that its page, its lists and its answers tell as well: what a theme that runs through the
    /// others (youth, the elderly) is made of. Where every indicator stands once (profiles, tables, reports), each keeps its
    /// own theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gathers: Vec<String>,
}

impl Theme {
    /// Whether an indicator is its own or gathered.
    pub fn tells(&self, indicator: &Indicator) -> bool {
        indicator.theme == self.id || self.gathers.contains(&indicator.id)
    }
}

/// A tree of categories over any attribute of the unit counted (`[[breakdown]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Breakdown {
    /// Stable id.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Name of the choice ("Achtergrond van de bewoners").
    pub label: Text,
    /// What it distinguishes and how.
    pub about: Text,
    /// Top-level categories first; children name their parent. In the order pages show them.
    #[serde(rename = "category")]
    #[schemars(length(min = 1))]
    pub categories: Vec<Category>,
}

/// One category of a breakdown. The total of everybody is not a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Category {
    /// Stable id, unique in the whole definition, used in addresses.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Full name ("Buiten Europa, in Nederland geboren").
    pub label: Text,
    /// Short name for tight places; the label where absent.
    #[serde(default)]
    pub short: Option<Text>,
    /// How it reads in a sentence ("bewoners die buiten Europa zijn geboren").
    #[serde(default)]
    pub people: Option<Text>,
    /// The category it is part of, in the same breakdown.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub parent: Option<String>,
    /// The leaves it covers, `attribute = [values]`, for breakdowns counted from microdata; absent for imports.
    #[serde(default)]
    pub leaves: BTreeMap<String, Vec<String>>,
    /// Names people search for.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub synonyms: Vec<String>,
    /// Words for something else that this comes nearest to, where it has no figure of its own ("statushouders" for who came
    /// lately). A search that answers such a word with this says that it is not the same; words for the same are `synonyms`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1)))]
    pub near: Vec<String>,
}

/// A page of running text, `texts/<language>/<slug>.md`; its first line is `# Title`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Name in the address, `uitleg/<slug>`.
    pub slug: String,
    /// Title per language.
    pub title: Text,
    /// Markdown after the title, per language.
    pub body: Text,
}
