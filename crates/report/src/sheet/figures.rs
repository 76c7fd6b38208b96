//! The second page: every figure, and how to read it.

use cells::{Kind, Status};
use definition::Measure;
use serde::Serialize;

use crate::edition::Edition;
use crate::row::{self, Chip, Row, Spark};
use crate::texts::Texts;
use crate::{Beside, Subject, names};

/// The second page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Head.
    pub title: String,
    /// Of whom, when.
    pub subtitle: String,
    /// Heads of the columns: figure, value, n of N, reference, reading, year, trend.
    pub columns: Vec<String>,
    /// Whether years and sources differ, so that each row says its own.
    pub with_years: bool,
    /// Whether any row has a trend.
    pub with_trends: bool,
    /// Whether anything is compared.
    pub with_references: bool,
    /// Figures by theme.
    pub themes: Vec<ThemeRows>,
    /// What there is no figure of here; may be empty.
    pub absent: String,
    /// Head of the explanation.
    pub how_title: String,
    /// How to read it.
    pub how: Vec<String>,
    /// Where the figures come from.
    pub sources_title: String,
    /// Each with the letter that rows name it by.
    pub sources: Vec<SourceLine>,
}

impl Figures {
    /// Which columns there are, by their place in [`Self::columns`].
    pub(crate) fn columns_there(&self) -> Vec<usize> {
        let there = [true, true, true, self.with_references, true, self.with_years, self.with_trends];
        (0..there.len()).filter(|at| there[*at]).collect()
    }
}

/// The figures of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeRows {
    /// Its name.
    pub label: String,
    /// In the order of the definition.
    pub rows: Vec<FigureRow>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    /// Short name.
    pub label: String,
    /// Of whom; may be empty.
    pub whom: String,
    /// With its unit; empty where it is not shown.
    pub value: String,
    /// n of N; may be empty.
    pub count: String,
    /// How it came to be where it was not counted, or that its source gives no counts; may be empty.
    pub kind: String,
    /// What it is compared with; may be empty.
    pub reference: String,
    /// What it means.
    pub chip: Chip,
    /// Year.
    pub year: String,
    /// Letter of the source.
    pub source: String,
    /// Through the years.
    pub spark: Option<Spark>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// The letter that rows name it by; empty where all figures are from it.
    pub letter: String,
    /// Title, publisher, licence.
    pub text: String,
}

/// The most figures that one page holds in letters that can be read; of more of them those of the profile stand there.
const MOST: usize = 36;

/// The most figures without a value that are named: of more it is said how many they are.
const MOST_ABSENT: usize = 12;

/// Works out the second page.
pub(crate) fn figures(
    edition: &Edition<'_>,
    subject: &Subject,
    rows: Vec<Row>,
    beside: Option<Beside>,
    t: &Texts,
) -> Figures {
    let definition = edition.definition();
    let applies = |row: &Row| row.cell.status != Status::NotApplicable;
    let rows: Vec<Row> = rows.into_iter().filter(applies).collect();
    let (mut known, absent): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(Row::is_known);
    let all = known.len();
    if all > MOST {
        known.retain(|row| definition.indicator(row.indicator).profile);
    }
    let left_out = all - known.len();
    let mut used: Vec<usize> = known.iter().filter_map(|row| row.source).collect();
    used.sort_unstable();
    used.dedup();
    let mut years: Vec<_> = known.iter().filter_map(|row| row.period).collect();
    years.sort_unstable();
    years.dedup();
    let with_years = years.len() > 1 || used.len() > 1;
    let letter = |source: Option<usize>| {
        let at = source.and_then(|source| used.iter().position(|other| *other == source))?;
        Some(letters(at))
    };
    // A column that would be empty from top to bottom is not there, and needs no explanation.
    let beside = beside.filter(|_| known.iter().any(|row| !row.reference.is_empty()));
    let how = how_to_read(edition, subject, &known, beside, t);
    let name = names::capitalised(&names::spoken(edition, subject.place, t.language()));
    let group = names::capitalised(&names::group(edition, subject.category, t));
    let subtitle = match years.as_slice() {
        [year] => t.with("figures-of-year", &[("group", group.into()), ("year", year.to_string().into())]),
        _ => t.with("figures-of-years", &[("group", group.into())]),
    };
    Figures {
        title: t.with("figures-title", &[("name", name.into())]),
        subtitle,
        columns: vec![
            t.get("column-figure"),
            t.get("column-value"),
            t.get("column-count"),
            beside.map(|beside| names::beside_head(edition, subject.place, beside, t)).unwrap_or_default(),
            t.get("column-reading"),
            t.get("column-year"),
            t.get("column-trend"),
        ],
        with_years,
        with_trends: known.iter().any(|row| row.spark.is_some()),
        with_references: beside.is_some(),
        themes: definition
            .themes
            .iter()
            .map(|theme| ThemeRows {
                label: theme.label.get(t.language()).to_owned(),
                rows: known
                    .iter()
                    .filter(|row| definition.indicator(row.indicator).theme == theme.id)
                    .map(|row| FigureRow {
                        label: row.label.clone(),
                        whom: names::whom_in_short(&row.whom, t),
                        value: row.value.clone(),
                        count: row.count.clone(),
                        kind: kind(row, t),
                        reference: row.reference.clone(),
                        chip: row.chip.clone(),
                        year: row.period.map(|period| period.to_string()).unwrap_or_default(),
                        source: letter(row.source).unwrap_or_default(),
                        spark: row.spark.clone(),
                    })
                    .collect(),
            })
            .filter(|theme| !theme.rows.is_empty())
            .collect(),
        absent: {
            let mut said = Vec::new();
            if left_out > 0 {
                said.push(t.with("figures-left-out", &[("count", left_out.into())]));
            }
            if absent.len() > MOST_ABSENT {
                said.push(t.with("figures-absent-many", &[("count", absent.len().into())]));
            } else if !absent.is_empty() {
                let list: Vec<String> = absent.iter().map(|row| row.label.clone()).collect();
                said.push(t.with("figures-absent", &[("list", list.join(", ").into())]));
            }
            said.join(" ")
        },
        how_title: t.get("how-title"),
        how,
        sources_title: t.get("sources-title"),
        sources: used
            .iter()
            .enumerate()
            .filter_map(|(at, source)| {
                let source = definition.sources.get(*source)?;
                let text = t.with(
                    "source-line",
                    &[
                        ("title", source.title.get(t.language()).into()),
                        ("publisher", source.publisher.get(t.language()).into()),
                        ("licence", source.licence.clone().into()),
                    ],
                );
                Some(SourceLine { letter: if with_years { letters(at) } else { String::new() }, text })
            })
            .collect(),
    }
}

/// What stands where a count would, or below it: how a figure came to be that was not counted.
fn kind(row: &Row, t: &Texts) -> String {
    let uncounted = row.count.is_empty() && matches!(row.mark.shade(), charts::Shade::Unknown(_));
    if row.kind.is_empty() && uncounted { t.get("no-counts") } else { row.kind.to_owned() }
}

/// a, b, …, z, aa, ab, …
fn letters(at: usize) -> String {
    let letter = char::from(b'a' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{}{letter}", letters(at / 26 - 1)) }
}

/// What the columns and words mean, with a figure of the sheet itself as the example.
fn how_to_read(
    edition: &Edition<'_>,
    subject: &Subject,
    rows: &[Row],
    beside: Option<Beside>,
    t: &Texts,
) -> Vec<String> {
    let mut how = Vec::new();
    let definition = edition.definition();
    let serves = |row: &&Row| {
        let indicator = definition.indicator(row.indicator);
        let parts = row.cell.numerator.zip(row.cell.denominator);
        indicator.measure == Measure::Percent
            && row.cell.is_published()
            && parts.is_some_and(|(some, of)| some.value > 1 && !row::is_coarse(some, t) && !row::is_coarse(of, t))
    };
    // Of some of the residents it tells more: that the number is not that of all of them.
    let of_some = |row: &&Row| names::whom_in_short(&row.whom, t) != row.whom;
    let example = rows.iter().filter(serves).find(of_some).or_else(|| rows.iter().find(serves));
    if let Some(row) = example {
        let indicator = definition.indicator(row.indicator);
        let of = row.cell.denominator.map(|of| insight::numbers::count(of.value, t.language())).unwrap_or_default();
        let some = row.cell.numerator.map(|some| insight::numbers::count(some.value, t.language())).unwrap_or_default();
        how.push(t.with(
            "how-count",
            &[
                ("count", row.count.clone().into()),
                ("some", some.into()),
                ("of", of.into()),
                ("whom", names::whom(edition, indicator, t.language()).into()),
            ],
        ));
    }
    if let Some(beside) = beside {
        let head = names::beside_head(edition, subject.place, beside, t);
        let key = match beside {
            Beside::Area(_) => "how-beside-area",
            Beside::Standing(release::StandingReference::EverybodyHere) => "how-beside-all",
            Beside::Standing(_) => "how-beside-rest",
        };
        how.push(t.with(key, &[("head", head.into())]));
        if rows.iter().any(|row| matches!(row.mark.shade(), charts::Shade::Uncertain(_))) {
            how.push(t.get("how-possibly"));
        }
        if rows.iter().any(|row| matches!(row.mark.shade(), charts::Shade::Unknown(_))) {
            how.push(t.get("how-unknown"));
        }
    }
    let mut masked: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| matches!(row.cell.status, Status::Withheld | Status::Small | Status::NearlyAll))
    {
        let word = if masked.is_empty() { names::capitalised(&row.chip.words) } else { row.chip.words.clone() };
        let quoted = format!("‘{word}’");
        if !masked.iter().any(|known| known.eq_ignore_ascii_case(&quoted)) {
            masked.push(quoted);
        }
    }
    if !masked.is_empty() {
        let words = names::list(&masked, t);
        how.push(t.with("how-not-shown", &[("words", words.into()), ("count", masked.len().into())]));
    }
    let is_rough = |count: Option<cells::Count>| count.is_some_and(|count| row::is_coarse(count, t));
    let of_counts =
        |row: &&Row| row.cell.is_published() && definition.indicator(row.indicator).measure != Measure::Count;
    if rows.iter().filter(of_counts).any(|row| is_rough(row.cell.numerator) || is_rough(row.cell.denominator)) {
        how.push(t.get("how-roughly"));
    }
    if rows.iter().any(|row| row.cell.kind == Kind::Rounded && row.cell.is_published()) {
        how.push(t.get("how-rounded"));
    }
    if rows.iter().any(|row| row.mark.judge && row.mark.polarity == definition::Polarity::Neutral) {
        how.push(t.get("how-neutral"));
    }
    how
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn sources_have_letters_as_columns_have() {
        let said: Vec<String> = [0, 1, 25, 26, 27, 51, 52].map(letters).to_vec();
        assert_eq!(said, ["a", "b", "z", "aa", "ab", "az", "ba"]);
    }
}
