//! The validated definition. Every reference in it points at something that is there.

mod collections;
mod crossings;
mod microdata;
mod paper;
mod protection;
mod stories;
mod topics;

use std::collections::BTreeMap;

use cells::{CategoryIx, IndicatorIx, Kind, Level, Period, Vintage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use collections::{Collection, CollectionArea};
pub use crossings::Crossing;
pub use microdata::{
    AreaTree, CodeList, Column, ColumnType, LastDay, LeafBlock, Limit, Microdata, PeriodRule, ProblemKind, Reference,
    Register, Rule, View, VintageRule,
};
pub use paper::{EDITOR_PLACES, EditorWords, HouseStyle, Paper};
pub use protection::{LevelPlan, Protection, Thresholds};
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

    /// The indicators of a theme with their positions, in order.
    pub fn indicators_of(&self, theme: &str) -> impl Iterator<Item = (IndicatorIx, &Indicator)> {
        let all = self.indicators.iter().enumerate().map(|(ix, indicator)| (IndicatorIx(ix as u16), indicator));
        all.filter(move |(_, indicator)| indicator.theme == theme)
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
    /// The widest interval shown as a number, in percentage points.
    pub widest_interval: f64,
}

impl Default for ReadingRules {
    fn default() -> Self {
        Self { false_discovery_rate: 0.05, some_from: 1.0 / 3.0, clear_from: 1.0, widest_interval: 10.0 }
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

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Residents.
    Persons,
    /// Households; their background is that of the reference person.
    Households,
    /// People who died in the period.
    Deceased,
    /// Pupils.
    Pupils,
    /// Dwellings.
    Dwellings,
    /// Anything else (the area itself, businesses).
    Other,
}

/// Whom an indicator is about: its denominator (`[[universe]]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Universe {
    /// Stable id.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// In a sentence after a number: "inwoners van 15 tot en met 64 jaar".
    pub label: Text,
    /// What is counted.
    pub unit: Unit,
    /// For persons by age: the age atoms it is the union of ("15-17", "18-26", …); empty where age does not define it.
    #[serde(default)]
    pub ages: Vec<String>,
    /// Where age does not define it: the age atoms of which everybody in it is, background by background, so that it is never
    /// larger than they are. Whoever reads the figures can know that, and protection reckons with it.
    #[serde(default)]
    pub within_ages: Vec<String>,
    /// SQL condition on the unit's view that says who belongs, for figures counted from microdata.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub condition: Option<String>,
}

/// The age atoms of which every person universe by age is a union (indicators.md).
pub const AGE_ATOMS: [&str; 8] = ["0-3", "4-12", "13-14", "15-17", "18-26", "27-30", "31-64", "65+"];

/// How a figure is expressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A number of things.
    Count,
    /// Numerator per 100.
    Percent,
    /// Numerator per 1,000.
    PerThousand,
    /// A mean per unit, in `unit-label`.
    Mean,
    /// A bounded index or class (0–100, 1–9).
    Index,
    /// Anything per something else (addresses per km²), in `unit-label`.
    Ratio,
}

impl Measure {
    /// What numerator ÷ denominator is multiplied by.
    pub const fn per(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            Self::PerThousand => 1000.0,
            _ => 1.0,
        }
    }

    /// Whether the figure is a share or rate of counted things, so that a test of two proportions fits it.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::Percent | Self::PerThousand)
    }
}

/// Which way is favourable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Higher is favourable.
    HigherIsFavourable,
    /// Lower is favourable.
    LowerIsFavourable,
    /// Neither; pages say higher and lower.
    Neutral,
}

/// An indicator (`[[indicator]]`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Indicator {
    /// Stable id, used in addresses and taken over by other systems.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// The one theme it belongs to.
    pub theme: String,
    /// Full name ("Percentage 15 t/m 64-jarigen met een bijstandsuitkering").
    pub label: Text,
    /// Name of one to three words for the ring and tables ("Bijstand").
    pub short: Text,
    /// The universe of the denominator.
    pub universe: String,
    /// How it is expressed.
    pub measure: Measure,
    /// Unit after the number where the measure does not say it ("jaar", "km", "× € 1.000").
    #[serde(default)]
    pub unit_label: Option<Text>,
    /// Decimals shown.
    #[serde(default = "one")]
    #[schemars(range(max = 6))]
    pub decimals: u8,
    /// Which way is favourable.
    pub polarity: Polarity,
    /// What is measured, in plain words.
    pub what: Text,
    /// Why it counts as favourable, unfavourable or neither, and whom that may not fit.
    pub why: Text,
    /// Care to take when reading it; empty where there is none.
    #[serde(default)]
    pub care: Option<Text>,
    /// What the numerator is called after "van de": "hebben een bijstandsuitkering" as in "310 van 2.500 inwoners
    /// hebben een bijstandsuitkering".
    #[serde(default)]
    pub predicate: Option<Text>,
    /// Breakdowns it is split by; empty when it exists for whole areas only.
    #[serde(default)]
    pub breakdowns: Vec<String>,
    /// Whether it has a wedge in the profile ring.
    #[serde(default)]
    pub profile: bool,
    /// Name of the whole that this indicator and others with the same name make up together ("leeftijd"): shares that
    /// add up to everybody, drawn as one stacked bar in the order of the indicators.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub composition: Option<String>,
    /// Names people search for, older labels included.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    pub synonyms: Vec<String>,
    /// Words for something else that this comes nearest to, where it has no figure of its own ("statushouders" for who came
    /// lately). A search that answers such a word with this says that it is not the same; words for the same are `synonyms`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1)))]
    pub near: Vec<String>,
    /// SQL on the unit's view for the numerator, for figures counted from microdata: a condition for a share or rate,
    /// what is summed for a mean, who belongs to the group for an index of segregation.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub numerator: Option<String>,
    /// Other indicators of the same universe that can hold for nobody for whom this one does ("highly educated" and
    /// "without basic qualification").
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Where age alone decides for whom the numerator holds: those age atoms. It then is one sum of the population, and
    /// protected with it.
    #[serde(default)]
    pub numerator_ages: Vec<String>,
    /// The same where background alone decides, `attribute = [values]`.
    #[serde(default)]
    pub numerator_leaves: BTreeMap<String, Vec<String>>,
    /// Of whom a share under a breakdown is: of the same group, or of everybody in the area.
    #[serde(default)]
    pub share_of: ShareOf,
    /// How the country's figure is worked out where a source has none.
    #[serde(default)]
    pub country: CountryFigure,
    /// Later years follow on earlier ones only within one source where true (the definition changed between sources).
    #[serde(default)]
    pub series_breaks: Vec<Period>,
}

const fn one() -> u8 {
    1
}

/// Of whom the share of a group is, for figures counted from microdata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShareOf {
    /// Of the universe within the group: what share of the group works.
    #[default]
    Group,
    /// Of the universe whatever the group: what share the group is. Such an indicator has no numerator of its own; it is
    /// the universe within the group.
    Everybody,
}

/// How the country's figure is found when the source has no row for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, tag = "from")]
pub enum CountryFigure {
    /// Only a source's own row.
    #[default]
    Source,
    /// The sum of the municipalities' counts, when all of them have one.
    Sum,
    /// The mean of the municipalities, weighted by the counts of another indicator in the same period.
    WeightedMean {
        /// Id of the indicator with the weights.
        weight: String,
    },
}

/// How a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceFormat {
    /// CBS OData version 3 (`opendata.cbs.nl`).
    CbsOdataV3,
    /// CBS OData version 4 (`datasets.cbs.nl/odata/v1`).
    CbsOdataV4,
    /// A CSV file at an address or in the definition's folder.
    Csv,
    /// A JSON object keyed by area code.
    JsonByCode,
    /// GeoJSON features with attributes, geometry or both; also the pages of an OGC API Features service.
    Geojson,
    /// A GeoPackage; where it has several layers, the name of the one to read is in `table`.
    Geopackage,
    /// The register tables under `microdata/`: what is counted from them names this source. Nothing is read from it.
    Microdata,
    /// TopoJSON: one collection of features whose borders are shared arcs.
    Topojson,
    /// A layer of a Web Feature Service (WFS 2.0), whose name is in `table`.
    Wfs,
}

impl SourceFormat {
    /// Whether sources of this format can have geometry.
    pub const fn has_geometry(self) -> bool {
        matches!(self, Self::Geojson | Self::Geopackage | Self::Topojson | Self::Wfs)
    }
}

/// A published table or set of boundaries (`[[source]]`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// Stable id; also the name under which a cache keeps it.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Title as the publisher gives it, or a clear one.
    pub title: Text,
    /// Who publishes it ("CBS").
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// Licence of the data ("CC BY 4.0").
    #[schemars(length(min = 1))]
    pub licence: String,
    /// Page where a person finds it.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub page: Option<String>,
    /// How it is read.
    pub format: SourceFormat,
    /// Where it is fetched: service root of the table for OData, file address otherwise; a path relative to the
    /// definition's folder for a file shipped with it, or to the folder with the register tables.
    #[schemars(length(min = 1))]
    pub address: String,
    /// Table id ("84799NED") where the format has one; for a WFS or a GeoPackage the name of the layer
    /// ("wijkenbuurten:wijken", "wijken").
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub table: Option<String>,
    /// OData `$filter`, where only part of the table is wanted.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub filter: Option<String>,
    /// The date the figures were published or last changed, `2021-03-26`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub published: Option<String>,
    /// The division into areas that its codes belong to.
    pub vintage: Vintage,
    /// The division whose areas its codes are taken to mean, where no source lists the areas of its own vintage. It
    /// states that the areas are the same there; codes for which that is not so belong in `drop`.
    #[serde(default)]
    pub same_as: Option<Vintage>,
    /// Column with the area code; for JSON by code the key itself, `@key`.
    #[schemars(length(min = 1))]
    pub area: String,
    /// Column with the area's name; names then come from this source.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub name: Option<String>,
    /// Column with the number of residents of the area, in a source that is a register: it tells whether an area with the
    /// same code in two vintages is still the same place.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub population: Option<String>,
    /// Whether the source lists all areas of its vintage (and so makes the register of that vintage).
    #[serde(default)]
    pub register: bool,
    /// The levels of which its geometry gives the boundaries. Of a place in several vintages the newest counts.
    #[serde(default)]
    pub boundaries: Vec<Level>,
    /// Column with the period, where rows differ in it; values such as `2024`, `2024JJ00`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub period_column: Option<String>,
    /// Long tables: the column that names the measure and the column that holds the value.
    #[serde(default)]
    pub long: Option<LongShape>,
    /// Rounding by the source, per level ("5" means to the nearest 5); 1 or absent is exact.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "enum": ["country", "municipality", "district", "neighbourhood"] }))]
    pub rounding: BTreeMap<Level, u16>,
    /// Whether a lot decides if that rounding goes up or down ("aselect" at CBS): the true count is then less than one
    /// whole step away, not half a step.
    #[serde(default)]
    pub random_rounding: bool,
    /// How the figures came to be, per level, where it is not "counted" ("modelled" for RIVM's wijken).
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "enum": ["country", "municipality", "district", "neighbourhood"] }))]
    pub kinds: BTreeMap<Level, Kind>,
    /// Texts the source writes for "no figure" (".", "x").
    #[serde(default)]
    pub missing: Vec<String>,
    /// Rows to keep, `column = [values]`.
    #[serde(default)]
    pub keep: BTreeMap<String, Vec<String>>,
    /// Area codes that are no places ("GM0998" Buitenland), left out.
    #[serde(default)]
    pub drop: Vec<String>,
    /// What columns become.
    #[serde(default, rename = "figure")]
    pub figures: Vec<SourceFigure>,
}

/// Columns of a long table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LongShape {
    /// Column that names the measure.
    #[schemars(length(min = 1))]
    pub measure: String,
    /// Column that holds the value.
    #[schemars(length(min = 1))]
    pub value: String,
}

/// One figure of a source (`[[source.figure]]`): which columns give which indicator.
///
/// Either `value` (published as it is), or `numerator` (a count), or `numerator` and `denominator` (a rate worked out
/// from counts). In a long table these are values of the measure column. A denominator may also be a count of another
/// indicator in the same period (`denominator-indicator`), which may come from another source of the same vintage.
/// A numerator or denominator may be a sum of columns: `"A + B + C"`; it is known only where all of them are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SourceFigure {
    /// The indicator.
    pub indicator: String,
    /// The category, where the column is about part of the universe.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub category: Option<String>,
    /// The period; may be absent when the table has a period column.
    #[serde(default)]
    pub period: Option<Period>,
    /// Column with the published figure.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub value: Option<String>,
    /// Column with the count, or a sum of columns.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub numerator: Option<String>,
    /// Column with the count it is out of, or a sum of columns.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub denominator: Option<String>,
    /// Indicator whose count is the denominator.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub denominator_indicator: Option<String>,
    /// Values are multiplied by this on reading (thousands, metres to kilometres).
    #[serde(default)]
    pub scale: Option<f64>,
    /// Levels to take; all where empty.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Rounding of the numerator per level where it differs from the source's own ("10" for benefits, which CBS rounds to
    /// ten at every level).
    #[serde(default)]
    pub rounding: BTreeMap<Level, u16>,
    /// Whether a lot decides the direction of the rounding of the numerator; as for the source where absent, and not
    /// where only `rounding` is given here.
    #[serde(default)]
    pub random_rounding: Option<bool>,
    /// How these figures came to be, where it differs from the source's own setting.
    #[serde(default)]
    pub kind: Option<Kind>,
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
