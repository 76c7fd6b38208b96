//! Help with the monitor itself: pages of running text and parts of a site that explain how to use it. Which words ask for
//! which of them is in `words/help.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use definition::{Definition, Language};
use serde::Deserialize;

use crate::Question;
use crate::texts::Texts;

/// Something that explains how to use the monitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Help {
    /// A page of running text, by its position in the definition.
    Page(usize),
    /// How to make tables, and have figures in other programs.
    Databank,
    /// Charts that can be kept.
    Charts,
    /// Two pages about an area, to print.
    Factsheet,
    /// Areas added up.
    OwnArea,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    pages: BTreeMap<String, Vec<String>>,
    parts: Parts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    databank: Vec<String>,
    charts: Vec<String>,
    factsheet: Vec<String>,
    own_area: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let read = toml::from_str(include_str!("../words/help.toml"));
    read.unwrap_or_else(|error| panic!("the words for help: {error}"))
});

/// Every phrase that asks for help which a monitor has, with what it finds.
pub(crate) fn phrases(definition: &Definition) -> Vec<(&str, Help)> {
    let mut all: Vec<(&str, Help)> = Vec::new();
    for (n, page) in definition.pages.iter().enumerate() {
        let words = WORDS.pages.get(&page.slug).into_iter().flatten();
        all.extend(
            words.map(String::as_str).chain([page.title.nl.as_str(), &page.title.en]).map(|w| (w, Help::Page(n))),
        );
    }
    let Parts { databank, charts, factsheet, own_area } = &WORDS.parts;
    let parts =
        [(databank, Help::Databank), (charts, Help::Charts), (factsheet, Help::Factsheet), (own_area, Help::OwnArea)];
    for (words, help) in parts {
        all.extend(words.iter().map(|word| (word.as_str(), help)));
    }
    all
}

impl Help {
    /// What it is called on a link; `place` is the name of the area that a factsheet is about.
    pub fn label(self, definition: &Definition, place: &str, language: Language) -> String {
        let texts = Texts::of(language);
        match self {
            Self::Page(n) => definition.pages.get(n).map_or("", |page| page.title.get(language)).to_owned(),
            Self::Databank => texts.say("help-databank", &[]),
            Self::Charts => texts.say("help-charts", &[]),
            Self::Factsheet => texts.say("help-factsheet", &[("name", place)]),
            Self::OwnArea => texts.say("help-own-area", &[]),
        }
    }

    /// What stands above links to help: a heading, and a sentence.
    pub fn heading(language: Language) -> [String; 2] {
        ["help-heading", "help-about"].map(|id| Texts::of(language).say(id, &[]))
    }
}

impl Question {
    /// Whether it asks for help and for no figure, or for help first, so that help is its answer.
    pub fn asks_help(&self) -> bool {
        let names_figure = !self.indicators.is_empty() || self.theme.is_some() || self.topic.is_some();
        let asks_figure = names_figure || !self.groups.is_empty() || self.counted.is_some();
        !self.help.is_empty() && (self.help_first || !asks_figure)
    }
}
