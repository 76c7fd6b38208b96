//! The profieltaart and what its colours mean.

use charts::{
    Caption, Centre, LegendGroup as ChartGroup, Pole, ProfileIndicator, ProfileRing, ProfileTheme, Shade, Symbol,
};
use definition::Polarity;
use insight::{Address, Verdict};
use serde::Serialize;

use super::Picture;
use crate::edition::Edition;
use crate::row::Row;
use crate::texts::Texts;
use crate::{Beside, Subject, names};

/// What colours, patterns and symbols mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Legend {
    /// The palettes that are on the page.
    pub groups: Vec<LegendGroup>,
    /// Symbols and patterns.
    pub signs: Vec<Sign>,
    /// The rule of the lengths.
    pub how: String,
}

/// A palette.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegendGroup {
    /// Its name.
    pub label: String,
    /// From one pole to the other.
    pub steps: Vec<Sign>,
}

/// A colour or sign with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// SVG.
    pub svg: String,
    /// What it means.
    pub words: String,
}

/// The rows of the profile that exist for the level of the area.
fn in_ring<'r>(edition: &Edition<'_>, rows: &'r [Row]) -> Vec<&'r Row> {
    let exists = |row: &&Row| row.period.is_some() && row.at.is_some_and(|at| edition.figures.slice_of(at).is_some());
    rows.iter().filter(|row| edition.definition().indicator(row.indicator).profile).filter(exists).collect()
}

/// The ring; none where nothing is compared or nothing of the profile exists here.
pub(crate) fn ring(
    edition: &Edition<'_>,
    subject: &Subject,
    rows: &[Row],
    beside: Option<Beside>,
    t: &Texts,
) -> Option<Picture> {
    let beside = beside?;
    let definition = edition.definition();
    let in_ring = in_ring(edition, rows);
    if !in_ring.iter().any(|row| row.is_known()) {
        return None;
    }
    let themes: Vec<ProfileTheme> = definition
        .themes
        .iter()
        .map(|theme| ProfileTheme {
            label: theme.label.get(t.language()).to_owned(),
            href: None,
            indicators: in_ring
                .iter()
                .filter(|row| definition.indicator(row.indicator).theme == theme.id)
                .map(|row| ProfileIndicator {
                    label: row.label.clone(),
                    href: None,
                    mark: row.mark,
                    words: row.chip.words.clone(),
                    value: row.value.clone(),
                    count: row.count.clone(),
                    reference: row.reference.clone(),
                    about: String::new(),
                })
                .collect(),
        })
        .filter(|theme| !theme.indicators.is_empty())
        .collect();
    let name = names::spoken(edition, subject.place, t.language());
    let with = names::beside(edition, subject.place, beside, t);
    let certain = in_ring.iter().filter(|row| row.mark.is_certain_difference()).count();
    let size = edition
        .residents_of(subject.place, subject.period, subject.category)
        .map(|(number, period)| {
            let shown = insight::numbers::number(number, 0, t.language());
            let cell = edition.figures.residents().map(|indicator| {
                let at = Address { indicator, period, place: subject.place, category: subject.category };
                edition.figures.cell(at)
            });
            let is_coarse = cell.is_some_and(|cell| insight::numbers::coarse(&cell, t.language()).is_some());
            let key = if is_coarse { "residents-about" } else { "residents-count" };
            t.with(key, &[("count", number.into()), ("shown", shown.into())])
        })
        .unwrap_or_default();
    let alt = t.with(
        "ring-alt",
        &[
            ("name", name.clone().into()),
            ("with", with.into()),
            ("count", in_ring.len().into()),
            ("certain", certain.into()),
        ],
    );
    let ring = ProfileRing {
        caption: Caption { prefix: "taart".to_owned(), title: alt.clone(), description: String::new(), source: None },
        reference: String::new(),
        centre: Centre { area: name, group: names::group(edition, subject.category, t), size },
        themes,
    };
    Some(Picture { svg: ring.printed(), alt })
}

/// The legend of what is in the ring.
pub(crate) fn legend(rows: &[Row], edition: &Edition<'_>, t: &Texts) -> Legend {
    let rows = in_ring(edition, rows);
    let word = |verdict: Verdict| verdict.word(t.language()).to_owned();
    let judged = |row: &&Row| row.mark.judge && row.mark.polarity != Polarity::Neutral;
    let group = |label: String, group: ChartGroup| LegendGroup {
        label,
        steps: group.steps.into_iter().map(|step| swatch(step.shade, step.words)).collect(),
    };
    let mut groups = Vec::new();
    let shown = |row: &&Row| !matches!(row.mark.shade(), Shade::NotShown | Shade::NotCompared);
    let drawn: Vec<&Row> = rows.iter().copied().filter(shown).collect();
    if drawn.iter().any(judged) {
        groups.push(group(t.get("legend-judged"), ChartGroup::evaluative("", "", word)));
    }
    if drawn.iter().any(|row| !judged(row)) {
        groups.push(group(t.get("legend-neutral"), ChartGroup::neutral("", "", word)));
    }
    let shades: Vec<Shade> = rows.iter().map(|row| row.mark.shade()).collect();
    let symbols: &[(Symbol, &str)] = if drawn.is_empty() {
        &[]
    } else {
        &[(Symbol::Up, "symbol-up"), (Symbol::Down, "symbol-down"), (Symbol::Dot, "symbol-dot")]
    };
    let mut signs: Vec<Sign> =
        symbols.iter().map(|&(symbol, key)| Sign { svg: charts::symbol(symbol), words: t.get(key) }).collect();
    if let Some(Shade::Uncertain(pole)) = shades.iter().find(|shade| matches!(shade, Shade::Uncertain(_))) {
        let pole = if shades.contains(&Shade::Uncertain(Pole::Unfavourable)) { Pole::Unfavourable } else { *pole };
        signs.push(small(Shade::Uncertain(pole), t.get("legend-uncertain")));
    }
    if shades.iter().any(|shade| matches!(shade, Shade::Unknown(_))) {
        signs.push(small(Shade::Unknown(Verdict::SomewhatHigher), t.get("legend-unknown")));
    }
    if shades.contains(&Shade::NotCompared) {
        signs.push(small(Shade::NotCompared, t.get("legend-not-compared")));
    }
    if shades.contains(&Shade::NotShown) {
        signs.push(small(Shade::NotShown, t.get("legend-not-shown")));
    }
    Legend { groups, signs, how: if drawn.is_empty() { String::new() } else { t.get("legend-how") } }
}

fn swatch(shade: Shade, words: String) -> Sign {
    Sign { svg: charts::written_out(&charts::swatch(shade, 96, 20)), words }
}

fn small(shade: Shade, words: String) -> Sign {
    Sign { svg: charts::written_out(&charts::swatch(shade, 34, 18)), words }
}
