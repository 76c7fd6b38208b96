use cells::{IndicatorIx, Level, Period};
use definition::{Definition, Language};
use insight::{numbers, words};

use crate::Axis;

/// Why a question cannot be answered; each says what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A code that this release does not have.
    Unknown {
        /// Of which axis, or the key of a setting.
        axis: Option<Axis>,
        /// The key it stood behind.
        key: String,
        /// What was asked for, at most 60 characters of it.
        value: String,
        /// What was probably meant, best first; every possible word where there are few.
        nearest: Vec<String>,
    },
    /// Nothing was chosen of an axis.
    Nothing(Axis),
    /// More cells than are given at once.
    TooLarge {
        /// How many were asked for.
        cells: u64,
        /// How many are given.
        most: u64,
        /// The axis with the most members.
        largest: Axis,
        /// Into how many parts of that axis it fits.
        parts: u64,
    },
    /// A list with more members than is read.
    TooMany {
        /// The key it stood behind.
        key: String,
        /// How many are read.
        most: usize,
    },
    /// The layout does not fit in a sheet of a spreadsheet.
    NoSheet {
        /// How many rows it would have.
        rows: u64,
        /// How many columns it would have.
        columns: u64,
    },
    /// A format that is not known.
    Format {
        /// What was asked for.
        value: String,
    },
    /// The table has no areas with boundaries.
    NoGeometry,
    /// The choices exclude each other: no cell can have a figure.
    Impossible(Vec<String>),
}

/// Something true about a table that its reader should know: a choice that gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The indicator has none of the years.
    NoYear(IndicatorIx, Vec<Period>),
    /// The indicator has some of the years, and lacks these.
    SomeYears(IndicatorIx, Vec<Period>),
    /// The indicator has no figures at a level.
    NoLevel(IndicatorIx, Level),
    /// The indicator is not split by the backgrounds that were chosen.
    NotSplit(IndicatorIx),
}

fn years(list: &[Period]) -> String {
    let texts: Vec<String> = list.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

/// "‘Inwoners’, ‘Bijstand’ en ‘WW’".
fn listed(names: &[&str], language: Language) -> String {
    let and = if language == Language::Nl { "en" } else { "and" };
    let names: Vec<String> = names.iter().map(|name| format!("‘{name}’")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} {and} {last}", others.join(", ")),
    }
}

impl Remark {
    const fn indicator(&self) -> IndicatorIx {
        match self {
            Self::NoYear(ix, _) | Self::SomeYears(ix, _) | Self::NoLevel(ix, _) | Self::NotSplit(ix) => *ix,
        }
    }

    /// Whether another remark says the same of another indicator.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NoYear(_, a), Self::NoYear(_, b)) | (Self::SomeYears(_, a), Self::SomeYears(_, b)) => a == b,
            (Self::NoLevel(_, a), Self::NoLevel(_, b)) => a == b,
            (Self::NotSplit(_), Self::NotSplit(_)) => true,
            _ => false,
        }
    }

    /// As sentences: what is true of several indicators is said once.
    pub fn sentences(all: &[Self], definition: &Definition, language: Language) -> Vec<String> {
        let mut groups: Vec<(&Self, Vec<&str>)> = Vec::new();
        for remark in all {
            let name = definition.indicator(remark.indicator()).short.get(language);
            match groups.iter_mut().find(|(first, _)| first.same(remark)) {
                Some((_, names)) => names.push(name),
                None => groups.push((remark, vec![name])),
            }
        }
        groups.into_iter().map(|(remark, names)| remark.of(&names, language)).collect()
    }

    /// As a sentence.
    pub fn sentence(&self, definition: &Definition, language: Language) -> String {
        self.of(&[definition.indicator(self.indicator()).short.get(language)], language)
    }

    fn of(&self, names: &[&str], language: Language) -> String {
        let name = listed(names, language);
        let one = names.len() == 1;
        let [is, does] = match (language, one) {
            (Language::Nl, true) => ["is", ""],
            (Language::Nl, false) => ["zijn", ""],
            (Language::En, true) => ["exists", "does"],
            (Language::En, false) => ["exist", "do"],
        };
        match (self, language) {
            (Self::NoYear(_, has), Language::Nl) => {
                format!("{name} {is} er niet van deze jaren, wel van {}.", years(has))
            }
            (Self::NoYear(_, has), Language::En) => {
                format!("{name} {does} not exist for these years, only for {}.", years(has))
            }
            (Self::SomeYears(_, lacks), Language::Nl) => format!("{name} {is} er niet van {}.", years(lacks)),
            (Self::SomeYears(_, lacks), Language::En) => format!("{name} {does} not exist for {}.", years(lacks)),
            (Self::NoLevel(_, level), Language::Nl) => {
                format!("{name} {is} er in deze jaren niet per {}.", words::level_word(*level, language))
            }
            (Self::NoLevel(_, level), Language::En) => {
                format!("{name} {does} not exist per {} for these years.", words::level_word(*level, language))
            }
            (Self::NotSplit(_), Language::Nl) => {
                format!("{name} {is} er alleen voor alle bewoners samen, niet naar deze achtergronden.")
            }
            (Self::NotSplit(_), Language::En) => {
                format!("{name} {is} for all residents together only, not by these backgrounds.")
            }
        }
    }

    /// Which axis excludes which, for programs.
    pub const fn axes(&self) -> (Axis, Axis) {
        match self {
            Self::NoYear(..) | Self::SomeYears(..) => (Axis::Indicator, Axis::Period),
            Self::NoLevel(..) => (Axis::Indicator, Axis::Area),
            Self::NotSplit(_) => (Axis::Indicator, Axis::Category),
        }
    }
}

impl Refusal {
    /// A short stable word for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown-code",
            Self::Nothing(_) => "nothing-chosen",
            Self::TooLarge { .. } => "too-large",
            Self::TooMany { .. } => "too-many",
            Self::NoSheet { .. } => "no-sheet",
            Self::Format { .. } => "unknown-format",
            Self::NoGeometry => "no-geometry",
            Self::Impossible(_) => "impossible",
        }
    }

    /// Whether it is about the size of the answer, and not about a mistake.
    pub const fn is_size(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::TooMany { .. } | Self::NoSheet { .. })
    }

    /// As a sentence: what is wrong, and what to try.
    pub fn sentence(&self, language: Language) -> String {
        let n = |n: u64| numbers::number(n as f64, 0, language);
        match (self, language) {
            (Self::Unknown { key, value, nearest, .. }, Language::Nl) => {
                let meant = if nearest.is_empty() {
                    String::new()
                } else {
                    format!(" Bedoelt u {}?", nearest.iter().map(|one| format!("‘{one}’")).collect::<Vec<_>>().join(" of "))
                };
                format!("‘{value}’ kennen we niet bij {key}.{meant}")
            }
            (Self::Unknown { key, value, nearest, .. }, Language::En) => {
                let meant = if nearest.is_empty() {
                    String::new()
                } else {
                    format!(" Did you mean {}?", nearest.iter().map(|one| format!("‘{one}’")).collect::<Vec<_>>().join(" or "))
                };
                format!("We do not know ‘{value}’ as {key}.{meant}")
            }
            (Self::Nothing(axis), Language::Nl) => {
                let what = match axis {
                    Axis::Indicator => "een cijfer",
                    Axis::Area => "een gebied",
                    Axis::Category => "een achtergrond (of ‘totaal’)",
                    Axis::Period => "een jaar",
                };
                format!("Kies ten minste {what}.")
            }
            (Self::Nothing(axis), Language::En) => {
                let what = match axis {
                    Axis::Indicator => "a figure",
                    Axis::Area => "an area",
                    Axis::Category => "a background (or ‘totaal’)",
                    Axis::Period => "a year",
                };
                format!("Choose at least {what}.")
            }
            (Self::TooLarge { cells, most, largest, parts }, Language::Nl) => format!(
                "Deze tabel heeft {} cijfers; in één keer geven we er hoogstens {}. Vraag haar in {} delen, met telkens een \
                 deel van ‘{}’, of neem het bestand met de hele uitgave.",
                n(*cells),
                n(*most),
                n(*parts),
                largest.key()
            ),
            (Self::TooLarge { cells, most, largest, parts }, Language::En) => format!(
                "This table has {} figures; at once we give at most {}. Ask for it in {} parts, each with a part of ‘{}’, or \
                 take the file with the whole release.",
                n(*cells),
                n(*most),
                n(*parts),
                largest.id()
            ),
            (Self::TooMany { key, most }, Language::Nl) => {
                format!("Bij {key} lezen we hoogstens {} keuzes.", n(*most as u64))
            }
            (Self::TooMany { key, most }, Language::En) => {
                format!("Of {key} we read at most {} choices.", n(*most as u64))
            }
            (Self::NoSheet { rows, columns }, Language::Nl) => format!(
                "Een blad in Excel heeft hoogstens 1.048.576 rijen en 16.384 kolommen; deze tabel heeft er {} en {}. Kies \
                 minder, verplaats een onderdeel naar de rijen of de kolommen, of neem CSV of Parquet.",
                n(*rows),
                n(*columns)
            ),
            (Self::NoSheet { rows, columns }, Language::En) => format!(
                "A sheet in Excel has at most 1,048,576 rows and 16,384 columns; this table has {} and {}. Choose less, move \
                 a part to the rows or the columns, or take CSV or Parquet.",
                n(*rows),
                n(*columns)
            ),
            (Self::Format { value }, Language::Nl) => {
                format!("‘{value}’ is geen vorm die we kennen. We kennen: {}.", crate::Format::words().join(", "))
            }
            (Self::Format { value }, Language::En) => {
                format!("‘{value}’ is no format we know. We know: {}.", crate::Format::words().join(", "))
            }
            (Self::NoGeometry, Language::Nl) => {
                "Van deze gebieden hebben we geen grenzen. Kies gemeenten, wijken of buurten, of een andere vorm.".to_owned()
            }
            (Self::NoGeometry, Language::En) => {
                "We have no boundaries of these areas. Choose municipalities, districts or neighbourhoods, or another format."
                    .to_owned()
            }
            (Self::Impossible(why), Language::Nl) => {
                format!("Met deze keuzes is er geen enkel cijfer. {}", why.join(" "))
            }
            (Self::Impossible(why), Language::En) => {
                format!("With these choices there is no figure at all. {}", why.join(" "))
            }
        }
    }
}
