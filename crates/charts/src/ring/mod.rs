//! The profieltaart: a ring of themes, a wedge for each indicator.
//!
//! Every indicator gets the same angle, so none counts for more. Where an indicator stands depends on the definition
//! only, never on the figures: a reader finds it in the same place for every area and group, and silhouettes can be
//! compared.

mod arrange;
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
    /// What a pointer resting on the wedge is told.
    fn tip(&self) -> String {
        let mut tip = self.label.clone();
        for part in [&self.value, &self.words] {
            if !part.is_empty() {
                tip.push_str(if tip.len() == self.label.len() { ": " } else { ", " });
                tip.push_str(part);
            }
        }
        tip
    }
}
