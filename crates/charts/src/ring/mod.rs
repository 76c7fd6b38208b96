//! The profieltaart: a ring of themes, a wedge for each indicator.
//!
//! Every indicator gets the same angle, so none counts for more. Where an indicator stands depends on the definition
//! only, never on the figures: a reader finds it in the same place for every area and group, and silhouettes can be
//! compared.

mod arrange;
mod key;
mod labels;
mod phone;
mod wedge;
mod wide;

#[cfg(test)]
mod tests;

use crate::mark::Mark;
use crate::svg::Caption;
use crate::table::{Entry, Table};
use crate::words::Words;

/// The profieltaart of one area and group.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileRing {
    /// Its name and description.
    pub caption: Caption,
    /// What the figures are compared with, in a word: `Nederland`; may be empty.
    pub reference: String,
    /// What stands in the middle.
    pub centre: Centre,
    /// The themes in the order of the definition; one without indicators is left out.
    pub themes: Vec<ProfileTheme>,
}

/// The middle of a profieltaart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Centre {
    /// The name of the area.
    pub area: String,
    /// Of whom: `alle bewoners`.
    pub group: String,
    /// How many they are: `8.420 inwoners`.
    pub size: String,
}

/// A theme of a profieltaart.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileTheme {
    /// Its name.
    pub label: String,
    /// The page of the theme.
    pub href: Option<String>,
    /// In the order of the definition.
    pub indicators: Vec<ProfileIndicator>,
}

/// A wedge of a profieltaart.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileIndicator {
    /// Its short name.
    pub label: String,
    /// Where its label leads.
    pub href: Option<String>,
    /// What it means.
    pub mark: Mark,
    /// The reading in words: `duidelijk ongunstiger`, `niet getoond`.
    pub words: String,
    /// The figure with its unit: `9,1 %`; empty when there is none.
    pub value: String,
    /// n of N: `544 van 5.980`; empty when the source gives none.
    pub count: String,
    /// The same figure of the reference: `5,4 %`; empty when there is none.
    pub reference: String,
    /// What the figure is, in full: `Percentage met een bijstandsuitkering`; may be empty.
    pub about: String,
}

impl ProfileIndicator {
    /// A wedge of a silhouette, of which nothing is written.
    pub fn silent(mark: Mark) -> Self {
        let (label, words, value, count) = (String::new(), String::new(), String::new(), String::new());
        Self { label, href: None, mark, words, value, count, reference: String::new(), about: String::new() }
    }
}

impl ProfileRing {
    /// The same figures as a table: theme, figure, value, n of N, reference, reading.
    pub fn table(&self, words: &Words) -> Table {
        let mut table = Table::new(
            &self.caption.title,
            &[
                (&words.indicator, false),
                (&words.theme, false),
                (&words.value, true),
                (&words.count, true),
                (&words.reference, true),
                (&words.reading, false),
            ],
        );
        for theme in &self.themes {
            for indicator in &theme.indicators {
                table.push(
                    vec![
                        Entry::link(&indicator.label, indicator.href.as_deref()),
                        Entry::link(&theme.label, theme.href.as_deref()),
                        Entry::from(
                            if indicator.value.is_empty() { &words.not_shown } else { &indicator.value }.as_str(),
                        ),
                        indicator.count.as_str().into(),
                        indicator.reference.as_str().into(),
                        indicator.words.as_str().into(),
                    ],
                    false,
                );
            }
        }
        table
    }

    fn counts(&self) -> Vec<usize> {
        self.themes.iter().map(|theme| theme.indicators.len()).collect()
    }
}

impl ProfileIndicator {
    /// What a pointer resting on the wedge is told, a line for each: figure, n of N, reference, reading, and what it is.
    fn tip(&self, reference: &str) -> String {
        let lines = self.lines(reference);
        let about = if self.about.is_empty() { None } else { Some(self.about.clone()) };
        lines.into_iter().chain(about).collect::<Vec<_>>().join("\n")
    }

    /// The same as one sentence, for who listens; without its name and what it is, and without its reading where that is
    /// said already.
    fn spoken_beside(&self, reference: &str, with_reading: bool) -> String {
        let mut lines = self.lines(reference);
        lines[0].clone_from(&self.value);
        if !with_reading && !self.words.is_empty() {
            lines.pop();
        }
        lines.retain(|line| !line.is_empty());
        lines.join(", ")
    }

    fn lines(&self, reference: &str) -> Vec<String> {
        let first = if self.value.is_empty() { self.label.clone() } else { format!("{}: {}", self.label, self.value) };
        let compared = if self.reference.is_empty() || reference.is_empty() {
            self.reference.clone()
        } else {
            format!("{reference}: {}", self.reference)
        };
        let more = [&self.count, &compared, &self.words].into_iter().filter(|line| !line.is_empty()).cloned();
        std::iter::once(first).chain(more).collect()
    }
}
