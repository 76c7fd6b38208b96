//! What is said about a table: its title, how to cite it, what its figures are.

use definition::Language;
use insight::Address;
use release::Release;
use serde_json::{Value, json};

use crate::Axis;
use crate::labels::{area_label, status_code, unit};
use crate::table::{Entry, Table};

/// "a", "a en b", "a, b en c".
pub(crate) fn joined(list: &[String], language: Language) -> String {
    let and = match language {
        Language::Nl => " en ",
        Language::En => " and ",
    };
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

/// A text that begins with a small letter, unless its first word is written in capitals.
fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    let (Some(first), rest) = (chars.next(), chars.as_str()) else { return String::new() };
    if rest.starts_with(char::is_uppercase) {
        text.to_owned()
    } else {
        first.to_lowercase().chain(rest.chars()).collect()
    }
}

impl Table<'_> {
    /// What the table is about: "Bijstand en werk naar achtergrond in Zomerdam, 2021 en 2023".
    pub fn title(&self, language: Language) -> String {
        let figures = if self.indicators.len() <= 3 {
            let mut names = self.labels(Axis::Indicator, language);
            names.iter_mut().skip(1).for_each(|name| *name = lowered(name));
            joined(&names, language)
        } else {
            let n = self.indicators.len();
            match language {
                Language::Nl => format!("{n} cijfers"),
                Language::En => format!("{n} figures"),
            }
        };
        let split = match (self.categories.len() > 1, language) {
            (false, _) => String::new(),
            (true, Language::Nl) => " naar achtergrond".to_owned(),
            (true, Language::En) => " by background".to_owned(),
        };
        let areas = if self.areas.len() <= 2 {
            joined(&self.labels(Axis::Area, language), language)
        } else {
            match language {
                Language::Nl => format!("{} gebieden", insight::numbers::number(self.areas.len() as f64, 0, language)),
                Language::En => format!("{} areas", insight::numbers::number(self.areas.len() as f64, 0, language)),
            }
        };
        let years = match self.periods.as_slice() {
            list if list.len() <= 3 => joined(&list.iter().map(ToString::to_string).collect::<Vec<_>>(), language),
            list => {
                let (first, last) = (list.iter().min(), list.iter().max());
                let (first, last) = (first.map_or(0, |p| p.0), last.map_or(0, |p| p.0));
                match language {
                    Language::Nl => format!("{first} tot en met {last}"),
                    Language::En => format!("{first} to {last}"),
                }
            }
        };
        format!("{figures}{split} in {areas}, {years}")
    }

    /// How to cite the table.
    pub fn citation(&self, language: Language, address: Option<&str>) -> String {
        let monitor = &self.release.definition.monitor;
        let manifest = &self.release.manifest;
        let year = manifest.created.get(..4).unwrap_or(&manifest.created);
        let mut text = match language {
            Language::Nl => format!(
                "{} ({year}). {}. {}, uitgave {}.",
                monitor.publisher.get(language).trim_end_matches('.'),
                self.title(language),
                monitor.name.get(language),
                manifest.id
            ),
            Language::En => format!(
                "{} ({year}). {}. {}, release {}.",
                monitor.publisher.get(language).trim_end_matches('.'),
                self.title(language),
                monitor.name.get(language),
                manifest.id
            ),
        };
        if monitor.fictional {
            text.push_str(match language {
                Language::Nl => " Verzonnen cijfers.",
                Language::En => " Invented figures.",
            });
        }
        if let Some(address) = address {
            text.push(' ');
            text.push_str(address);
        }
        text
    }

    /// What each reason for a missing figure means: its code and a sentence; where there is no figure at all, why there is none of
    /// what is in this table. A group that is left out of small areas is no matter of the source.
    pub fn legend(&self, language: Language) -> Vec<(&'static str, String)> {
        let mut legend = legend(self.release, language);
        let code = status_code(cells::Status::NotAvailable);
        let why = self.why_not_available(language);
        if let Some((_, meaning)) = legend.iter_mut().find(|(own, _)| *own == code && !why.is_empty()) {
            *meaning = match language {
                Language::Nl => format!("Geen cijfer. {}", why.join(" Of: ")),
                Language::En => format!("No figure. {}", why.join(" Or: ")),
            };
        }
        legend
    }

    /// Why figures of this table are not available, each reason once, in the order in which they are first met.
    fn why_not_available(&self, language: Language) -> Vec<&'static str> {
        /// Cells that are looked through, and missing ones that are asked for: the reasons are few, and soon met.
        const MOST_LOOKED_THROUGH: usize = 100_000;
        const MOST_ASKED: usize = 4_000;
        let figures = insight::Figures::from(self.release);
        let missing = self
            .entries()
            .take(MOST_LOOKED_THROUGH)
            .filter(|entry| entry.cell.status == cells::Status::NotAvailable)
            .take(MOST_ASKED);
        let mut reasons: Vec<&'static str> = Vec::new();
        for Entry { indicator, area: place, category, period, slice, .. } in missing {
            let gone = slice.is_some_and(|slice| !self.release.places.get(place).vintages.contains(&slice.vintage()));
            let sentence = match (gone, language) {
                (true, Language::Nl) => Some("Het gebied is er niet in de indeling van dat jaar."),
                (true, Language::En) => Some("The area does not exist in the division of that year."),
                (false, _) => {
                    insight::missing::missing(&figures, Address { indicator, period, place, category }, language)
                        .map(|missing| missing.sentence)
                }
            };
            reasons.extend(sentence.filter(|sentence| !reasons.contains(sentence)));
        }
        reasons
    }

    /// Title, release, definitions, sources and the legend of missing values, for formats that have room for it.
    pub fn about(&self, language: Language) -> Value {
        let definition = &self.release.definition;
        let manifest = &self.release.manifest;
        let indicators: Vec<Value> = self
            .indicators
            .iter()
            .map(|ix| {
                let indicator = definition.indicator(*ix);
                let universe = definition.find_universe(&indicator.universe);
                json!({
                    "id": indicator.id,
                    "label": indicator.label.get(language),
                    "theme": indicator.theme,
                    "unit": unit(indicator, language),
                    "decimals": indicator.decimals,
                    "universe": universe.map(|universe| universe.label.get(language)),
                    "what": indicator.what.get(language),
                    "care": indicator.care.as_ref().map(|care| care.get(language)),
                })
            })
            .collect();
        let sources: Vec<Value> = self
            .sources()
            .into_iter()
            .map(|source| {
                json!({
                    "id": source.id, "title": source.title.get(language), "publisher": source.publisher.get(language),
                    "licence": source.licence, "page": source.page, "published": source.published,
                })
            })
            .collect();
        let legend: serde_json::Map<String, Value> = self
            .legend(language)
            .into_iter()
            .map(|(status, words)| (status.to_owned(), Value::String(words)))
            .collect();
        let mut remarks = crate::Remark::sentences(&self.remarks(), definition, language);
        remarks.extend(self.sum_note_of_rows(language));
        json!({
            "title": self.title(language),
            "monitor": definition.monitor.id,
            "monitorName": definition.monitor.name.get(language),
            "publisher": definition.monitor.publisher.get(language),
            "release": manifest.id,
            "created": manifest.created,
            "fictional": definition.monitor.fictional,
            "language": match language { Language::Nl => "nl", Language::En => "en" },
            "citation": self.citation(language, None),
            "remarks": remarks,
            "indicators": indicators,
            "sources": sources,
            "missing": legend,
        })
    }
}

/// What each reason for a missing figure means: its code and a sentence.
pub fn legend(release: &Release, language: Language) -> Vec<(&'static str, String)> {
    use cells::Status::{NearlyAll, NotApplicable, NotAvailable, Small, Withheld};
    let threshold = release.definition.monitor.protection.threshold.numerators;
    [Small, NearlyAll, Withheld, NotApplicable, NotAvailable]
        .into_iter()
        .map(|status| {
            let words = match (status, language) {
                (Small, Language::Nl) => format!("Het gaat om een klein aantal: meestal minder dan {threshold}."),
                (Small, Language::En) => format!("It is about a small number: mostly fewer than {threshold}."),
                (NearlyAll, Language::Nl) => {
                    "Het gaat om bijna iedereen; het kleine aantal dat overblijft tonen we niet.".to_owned()
                }
                (NearlyAll, Language::En) => {
                    "It is about nearly everybody; the small number that is left is not shown.".to_owned()
                }
                (Withheld, Language::Nl) => "Niet getoond: met dit cijfer zou een ander te herleiden zijn.".to_owned(),
                (Withheld, Language::En) => "Not shown: with this figure another could be worked out.".to_owned(),
                (NotApplicable, Language::Nl) => {
                    "Niet van toepassing: het cijfer heeft hier geen betekenis.".to_owned()
                }
                (NotApplicable, Language::En) => "Not applicable: the figure has no meaning here.".to_owned(),
                (_, Language::Nl) => "Geen cijfer: de bron heeft er hier geen.".to_owned(),
                (_, Language::En) => "No figure: the source has none here.".to_owned(),
            };
            (status_code(status), words)
        })
        .collect()
}

/// The name of the area at a position, without what tells it apart from others.
pub(crate) fn plain_area(table: &Table<'_>, at: usize, language: Language) -> String {
    area_label(table.release, table.areas[at], language)
}
