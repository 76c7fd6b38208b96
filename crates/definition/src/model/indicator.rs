//! What a figure is: whom it is about, how it is expressed, and what is better.

use std::collections::BTreeMap;

use cells::{Cell, Count, Kind, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Language, Text};

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

impl Indicator {
    /// What the published figures of several areas without anybody in common are together. None where one of them is not
    /// published, or their kind of figure cannot be added up:
    ///
    /// - counts are added up when every area has them, and so is how far each can be from the true count;
    /// - values with what they are out of, but without the counts themselves, are weighted by that;
    /// - values whose country is a weighted mean by definition are weighted by the same counts, which `weights` gives for that
    ///   indicator in the order of the cells.
    pub fn together(&self, cells: &[Cell], weights: impl FnOnce(&str) -> Option<Vec<u32>>) -> Option<Cell> {
        if !cells.iter().all(Cell::is_published) {
            return None;
        }
        let by_definition = || {
            let CountryFigure::WeightedMean { weight } = &self.country else { return None };
            Some(Cell::imported(weighted_mean(cells, weights(weight)?)?, Kind::Derived))
        };
        self.measure.together(cells).or_else(|| self.weighted_by_whole(cells)).or_else(by_definition)
    }

    /// Values weighted by what they are out of.
    fn weighted_by_whole(&self, cells: &[Cell]) -> Option<Cell> {
        if matches!(self.measure, Measure::Index | Measure::Count) {
            return None;
        }
        let denominator = Count::sum(cells.iter().map(|cell| cell.denominator))?;
        let weights = cells.iter().filter_map(|cell| cell.denominator).map(|count| count.value);
        let value = weighted_mean(cells, weights)?;
        Some(Cell { denominator: Some(denominator), ..Cell::imported(value, Kind::Derived) })
    }

    /// The synonyms to name on a page in a language.
    pub fn synonyms_in(&self, language: Language) -> impl Iterator<Item = &str> {
        let english = move |word: &&String| self.english.contains(word) == (language == Language::En);
        self.synonyms.iter().filter(english).map(String::as_str)
    }
}

/// The weighted mean of values; none where nobody has weight.
fn weighted_mean(cells: &[Cell], weights: impl IntoIterator<Item = u32>) -> Option<f64> {
    let (mut total, mut weighed) = (0.0, 0.0);
    for (cell, weight) in cells.iter().zip(weights) {
        total += cell.value? * f64::from(weight);
        weighed += f64::from(weight);
    }
    (weighed > 0.0).then_some(total / weighed)
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

    /// What the figures of several areas without anybody in common are together, from the counts of all of them; how far each can be
    /// from the true count adds up as well. None where a count is missing, or such figures cannot be added up.
    fn together(self, cells: &[Cell]) -> Option<Cell> {
        if cells.is_empty() {
            return None;
        }
        let cells = cells.iter();
        let numerator = Count::sum(cells.clone().map(|cell| cell.numerator))?;
        if cells.clone().all(|cell| cell.denominator.is_none()) {
            return (self == Self::Count).then(|| Cell::count(numerator, Kind::Derived));
        }
        if matches!(self, Self::Index | Self::Count) {
            return None;
        }
        let denominator = Count::sum(cells.map(|cell| cell.denominator))?;
        Some(Cell::rate(numerator, denominator, self.per(), Kind::Derived))
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
    /// Differences smaller than this are called none, however alike areas are, in the figure's own unit: for means and indexes,
    /// of which nothing else says what matters (half a point of a school test does not). Of percentages the `relevant-from` of
    /// the monitor holds where this is absent.
    #[serde(default)]
    #[schemars(range(min = 0.0))]
    pub relevant_from: Option<f64>,
    /// Which way is favourable.
    pub polarity: Polarity,
    /// What is measured, in plain words.
    pub what: Text,
    /// Why it counts as favourable, unfavourable or neither, and whom that may not fit.
    pub why: Text,
    /// Care to take when reading it; empty where there is none.
    #[serde(default)]
    pub care: Option<Text>,
    /// The same in one short sentence, which a story says behind the figure where it stands out: without it the figure would
    /// be taken for something else ("counted is where crimes happened").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Text>,
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
    /// Which of the synonyms are English words: they are searched for in both languages, and named on English pages only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1)))]
    pub english: Vec<String>,
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
    /// The mean of the municipalities, weighted by the counts of another indicator in the same period; a few with next to
    /// no weight may lack a figure.
    WeightedMean {
        /// Id of the indicator with the weights.
        weight: String,
    },
}
