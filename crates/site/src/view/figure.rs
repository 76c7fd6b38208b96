//! Figures as rows: value, n of N, reference, reading, change, year and source; and where there is none, why.

use std::ops::ControlFlow;

use cells::{Cell, IndicatorIx, Period, PlaceIx, Status};
use charts::Mark;
use definition::{Indicator, Language, Measure, Polarity};
use insight::{Address, Reading, numbers, words};
use release::Slice;

use crate::choices::{Choices, Year};
use crate::opened::Opened;
use crate::view::bar::comparison;
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// What a figure means, as colour, sign and words.
#[derive(Debug, Clone)]
pub(crate) struct Chip {
    /// The class of the words: `c-unf-2`, `c-fav-q`, `c-same`, `c-masked`, `c-none`.
    pub(crate) class: String,
    /// Printed as it is: drawn by `charts`.
    pub(crate) sign: String,
    pub(crate) words: String,
    /// How sure, where it is not certain and the words do not say so.
    pub(crate) note: String,
    /// Why it is not compared, as a sentence; empty where it is.
    pub(crate) why_not: String,
}

/// A change through the years.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    /// Printed as it is; empty where there is none.
    pub(crate) spark: String,
    pub(crate) words: String,
    /// "2012 t/m 2024".
    pub(crate) years: String,
}

/// Why a figure is not shown and what there is near it.
#[derive(Debug, Clone)]
pub(crate) struct Missing {
    pub(crate) sentence: String,
    pub(crate) nearest: Vec<(Link, String)>,
}

/// One figure of one area.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) indicator: IndicatorIx,
    pub(crate) id: String,
    pub(crate) theme: String,
    pub(crate) label: String,
    pub(crate) href: String,
    /// What it is in full: "Percentage met een bijstandsuitkering".
    pub(crate) about: String,
    /// "van inwoners van 15 tot en met 64 jaar"; empty for a plain number.
    pub(crate) whom: String,
    /// The figure without its unit, or the words in its place.
    pub(crate) value: String,
    pub(crate) unit: String,
    /// "310 van 2.500"; empty where the source gives no counts.
    pub(crate) counts: String,
    pub(crate) reference: String,
    pub(crate) mark: Mark,
    pub(crate) chip: Chip,
    pub(crate) change: Change,
    pub(crate) period: Option<Period>,
    /// Who gives it: "CBS"; empty where that stands once for all figures around it ([`shared_source`]).
    pub(crate) source: String,
    /// What kind of figure it is, where that is said: "afgerond door de bron".
    pub(crate) kind: String,
    pub(crate) missing: Option<Missing>,
    pub(crate) status: Status,
}

/// A figure before it is put in words.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) indicator: IndicatorIx,
    /// Where there is more about it.
    pub(crate) href: String,
    pub(crate) period: Option<Period>,
    pub(crate) cell: Cell,
    pub(crate) reading: Reading,
    /// The published figure that stands beside it.
    pub(crate) reference: Option<f64>,
    pub(crate) change: Change,
    pub(crate) source: Option<String>,
    /// Why it is not shown; looked at only where it is not.
    pub(crate) missing: Option<Missing>,
}

impl Row {
    /// A figure in words.
    pub(crate) fn new(visit: &Visit, told: Told) -> Self {
        let Told { cell, .. } = told;
        let language = visit.language();
        let indicator = visit.definition().indicator(told.indicator);
        let mark =
            if cell.is_published() { mark(told.reading, indicator.polarity, visit.choices()) } else { Mark::NOT_SHOWN };
        let (value, unit) = split(&numbers::shown(&cell, indicator, language));
        let kind = words::kind_words(&cell, indicator.measure, language).filter(|_| cell.is_published());
        Self {
            indicator: told.indicator,
            id: indicator.id.clone(),
            theme: indicator.theme.clone(),
            label: indicator.short.get(language).to_owned(),
            href: told.href,
            about: indicator.label.get(language).to_owned(),
            whom: whom(visit, indicator),
            value,
            unit,
            counts: counts_and_rounding(visit, &cell, indicator),
            reference: told
                .reference
                .filter(|_| cell.is_published() && indicator.measure != Measure::Count)
                .map(|value| split(&numbers::figure(value, indicator, language)).0)
                .unwrap_or_default(),
            mark,
            chip: chip(mark, cell.status, language),
            change: told.change,
            period: told.period,
            source: told.source.filter(|_| cell.status != Status::NotAvailable).unwrap_or_default(),
            kind: kind.unwrap_or_default().to_owned(),
            missing: told.missing.filter(|_| !cell.is_published()),
            status: cell.status,
        }
    }

    /// Whether there is a figure, or something is said about it.
    pub(crate) fn is_known(&self) -> bool {
        self.status != Status::NotAvailable
    }

    /// "2020, CBS, afgerond door de bron"; empty where there is no figure.
    pub(crate) fn origin(&self) -> String {
        let year = self.period.filter(|_| self.is_known()).map(|period| period.to_string()).unwrap_or_default();
        let parts: Vec<&str> = [&*year, &self.source, &self.kind].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// Figure and unit together.
    pub(crate) fn whole(&self) -> String {
        if self.unit.is_empty() { self.value.clone() } else { format!("{}\u{a0}{}", self.value, self.unit) }
    }
}

/// The year an indicator is shown of for a place: the one chosen, or the newest that says anything about it. None where
/// the indicator does not exist for the level of the place.
pub(crate) fn period_of(site: &Opened, indicator: IndicatorIx, ix: PlaceIx, choices: Choices) -> Option<Period> {
    if let Year::Fixed(year) = choices.year {
        return Some(year);
    }
    let mut newest = None;
    let found = site.release.cube.periods(indicator).iter().rev().try_for_each(|&period| {
        let Some(slice) = site.slice_with(indicator, period, ix) else { return ControlFlow::Continue(()) };
        newest = newest.or(Some(period));
        match slice.cell(ix, choices.category).status {
            Status::NotAvailable => ControlFlow::Continue(()),
            _ => ControlFlow::Break(period),
        }
    });
    found.break_value().or(newest)
}

/// Whether an indicator exists for the level of a place, in the chosen year or in any.
pub(crate) fn exists_at(site: &Opened, indicator: IndicatorIx, ix: PlaceIx, choices: Choices) -> bool {
    let level = site.release.places.get(ix).level();
    match choices.year {
        Year::Fixed(year) => site.release.cube.slice(indicator, year, level).is_some(),
        Year::Newest => {
            let periods = site.release.cube.periods(indicator);
            periods.iter().any(|&period| site.release.cube.slice(indicator, period, level).is_some())
        }
    }
}

/// What stands before the name of those whom a figure is about.
pub(crate) fn whom(visit: &Visit, indicator: &Indicator) -> String {
    let Some(universe) = visit.definition().find_universe(&indicator.universe) else { return String::new() };
    let t = visit.texts();
    let label = universe.label.get(visit.language());
    let residents = visit.site().residents.map(|ix| &visit.definition().indicator(ix).universe);
    match indicator.measure {
        // A mean distance is not "of residents".
        Measure::Mean if residents == Some(&indicator.universe) => String::new(),
        Measure::Percent | Measure::Mean => t.with("of-universe", &[("universe", label.into())]),
        Measure::PerThousand | Measure::Count | Measure::Index | Measure::Ratio => String::new(),
    }
}

/// "310 van 2.500"; for a mean the number of things it is the mean of.
pub(crate) fn counts(visit: &Visit, cell: &Cell, indicator: &Indicator) -> String {
    let language = visit.language();
    let t = visit.texts();
    if !cell.is_published() || indicator.measure == Measure::Count {
        return String::new();
    }
    match (cell.numerator, cell.denominator) {
        (Some(some), Some(of)) => {
            let key = if indicator.measure == Measure::PerThousand { "some-per" } else { "some-of" };
            let (some, of) = (numbers::counted(some, language), numbers::count(of.value, language));
            t.with(key, &[("some", some.into()), ("of", of.into())])
        }
        (Some(some), None) => numbers::count(some.value, language),
        (None, Some(of)) => numbers::count(of.value, language),
        (None, None) => String::new(),
    }
}

/// The same, with what rounding leaves open.
pub(crate) fn counts_and_rounding(visit: &Visit, cell: &Cell, indicator: &Indicator) -> String {
    let counts = counts(visit, cell, indicator);
    let Some(open) = rounding(visit, cell, indicator) else { return counts };
    if counts.is_empty() { open } else { format!("{counts}; {open}") }
}

/// What rounding leaves open, where that is so much that the figure by itself would mislead.
pub(crate) fn rounding(visit: &Visit, cell: &Cell, indicator: &Indicator) -> Option<String> {
    let language = visit.language();
    let rules = &visit.definition().monitor.reading;
    let interval = if indicator.measure == Measure::Count {
        numbers::coarse(cell, language)
    } else if numbers::is_too_open(cell, indicator, None, rules) {
        numbers::interval(cell, indicator, None, rules, language)
    } else {
        None
    };
    let interval = interval.filter(|_| cell.is_published())?;
    Some(visit.texts().with("rounded-between", &[("interval", interval.into())]))
}

/// A figure without and with its unit: percentages keep theirs, others have it apart.
pub(crate) fn split(text: &str) -> (String, String) {
    let parts = text.split_once(['\u{a0}', '\u{202f}', ' ']);
    match parts {
        Some((number, unit)) if unit != "%" && number.ends_with(|c: char| c.is_ascii_digit()) => {
            // The words of a unit may stand on two lines where there is little room.
            (number.to_owned(), unit.replace('\u{a0}', " "))
        }
        _ => (text.to_owned(), String::new()),
    }
}

/// A figure with its unit, of which the words may stand on two lines; the first stays with the number.
pub(crate) fn breakable(text: &str) -> String {
    let (number, unit) = split(text);
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

/// The words and the sign of a reading.
pub(crate) fn chip(mark: Mark, status: Status, language: Language) -> Chip {
    let shown = matches!(status, Status::Published);
    let mark = if shown { mark } else { Mark::NOT_SHOWN };
    let class = match mark.shade() {
        charts::Shade::Step(verdict) => format!("c-{}", charts::class(verdict)),
        charts::Shade::Unknown(verdict) => format!("c-{} unknown", charts::class(verdict)),
        charts::Shade::Uncertain(pole) => format!("c-{}-q", pole.name()),
        charts::Shade::NotCompared => "c-none".to_owned(),
        charts::Shade::NotShown => "c-masked".to_owned(),
    };
    let words = if shown {
        words::reading_words(mark.reading, mark.polarity, mark.judge, language)
    } else {
        words::status_words(status, language).to_owned()
    };
    let note = if shown {
        words::certainty_note(mark.reading, language).unwrap_or_default().to_owned()
    } else {
        String::new()
    };
    // "Mogelijk" says by itself that it may be chance; of what nobody knows how certain it is, the words alone would say too much.
    let (words, note) = match mark.shade() {
        charts::Shade::Unknown(_) => (format!("{words}, {note}"), String::new()),
        _ => (words, note),
    };
    Chip {
        class,
        sign: if mark.shade() == charts::Shade::NotCompared { String::new() } else { charts::chip(mark) },
        words,
        note,
        why_not: match mark.reading {
            Reading::None(reason) if shown => reason.sentence(language).to_owned(),
            _ => String::new(),
        },
    }
}

/// The polarity to show.
pub(crate) fn mark(reading: Reading, polarity: Polarity, choices: Choices) -> Mark {
    Mark { reading, polarity, judge: choices.judge }
}

/// The place and year in words of a figure near a missing one: "Heel Zomerdam, 2024".
fn nearness(visit: &Visit, at: Address) -> Link {
    let t = visit.texts();
    let site = visit.site();
    let group = visit.definition().category(at.category).map_or_else(
        || if visit.definition().breakdowns.is_empty() { String::new() } else { t.get("everybody") },
        |c| c.label.get(visit.language()).to_owned(),
    );
    let choices = Choices {
        category: at.category,
        year: if visit.choices().year == Year::Newest
            && period_of(site, at.indicator, at.place, Choices { category: at.category, ..visit.choices() })
                == Some(at.period)
        {
            Year::Newest
        } else {
            Year::Fixed(at.period)
        },
        ..visit.choices()
    };
    let href = visit.links().with(choices).indicator(at.indicator, Some(at.place));
    let mut label = format!("{}, {}", place::label(site, at.place, t), at.period);
    if !group.is_empty() {
        label = format!("{label}, {group}");
    }
    Link::new(href, label)
}

/// Why the figure at an address is not shown.
pub(crate) fn missing(visit: &Visit, at: Address) -> Option<Missing> {
    let figures = visit.site().figures();
    let language = visit.language();
    let found = insight::missing::missing(&figures, at, language)?;
    let indicator = visit.definition().indicator(at.indicator);
    Some(Missing {
        sentence: found.sentence.to_owned(),
        nearest: found
            .nearest
            .iter()
            .map(|near| {
                let cell = figures.cell(near.at);
                (nearness(visit, near.at), numbers::full(&cell, indicator, visit.definition(), language))
            })
            .collect(),
    })
}

/// All indicators of the definition for one place, in order, as chosen.
pub(crate) fn rows(visit: &Visit, ix: PlaceIx) -> Vec<Row> {
    let site = visit.site();
    let definition = visit.definition();
    let language = visit.language();
    let choices = visit.choices();
    let figures = visit.site().figures();
    let all: Vec<IndicatorIx> = (0..definition.indicators.len()).map(|n| IndicatorIx(n as u16)).collect();

    let standing = comparison(site, ix, choices).map(crate::choices::Comparison::standing);
    let addresses: Vec<Address> = all
        .iter()
        .filter_map(|&indicator| {
            let period = period_of(site, indicator, ix, choices)?;
            Some(Address { indicator, period, place: ix, category: choices.category })
        })
        .collect();
    let compared = match standing {
        Some(standing) => {
            insight::comparison::compare_all(&figures, &addresses, insight::comparison::Reference::Standing(standing))
        }
        None => Vec::new(),
    };
    let changes = site.changes(ix, choices.category);

    all.into_iter()
        .map(|indicator_ix| {
            let at = addresses.iter().find(|at| at.indicator == indicator_ix).copied();
            let one = compared.iter().find(|one| one.at.indicator == indicator_ix);
            let cell = at.map_or_else(Cell::default, |at| figures.cell(at));
            let changed = changes.iter().find(|change| change.series.indicator == indicator_ix);
            let source = at.and_then(|at| figures.slice_of(at)).and_then(|slice| source_of(visit, &slice));
            let missing = || {
                // An indicator without any year for this level has no address; the nearest figure is then looked for from its
                // newest year.
                let at = at.or_else(|| {
                    let period = *visit.release().cube.periods(indicator_ix).last()?;
                    Some(Address { indicator: indicator_ix, period, place: ix, category: choices.category })
                });
                at.and_then(|at| missing(visit, at))
            };
            let told = Told {
                indicator: indicator_ix,
                href: visit.links().indicator(indicator_ix, Some(ix)),
                period: at.map(|at| at.period),
                cell,
                reading: one.map_or(Reading::None(insight::NoReading::NoRemainder), |one| one.judged.reading),
                reference: one.and_then(|one| one.reference),
                change: changed
                    .filter(|_| choices.year == Year::Newest)
                    .map(|found| {
                        let (period, _) = found.series.last();
                        let at = Address { indicator: indicator_ix, period, place: ix, category: choices.category };
                        let spread = figures.slice_of(at).and_then(|slice| figures.spread(&slice, at.category));
                        change(found, definition.indicator(indicator_ix), spread, language)
                    })
                    .unwrap_or_default(),
                source,
                missing: if cell.is_published() { None } else { missing() },
            };
            Row::new(visit, told)
        })
        .collect()
}

/// Who gives the figures of a slice.
pub(crate) fn source_of(visit: &Visit, slice: &Slice<'_>) -> Option<String> {
    let source = visit.definition().sources.get(slice.source())?;
    Some(source.publisher.get(visit.language()).to_owned())
}

/// The source of all these figures, where they have one in common: it is then left out of each of them, and stands once above
/// or below them. Empty where they have several.
pub(crate) fn shared_source<'a>(rows: impl IntoIterator<Item = &'a mut Row>) -> String {
    let mut rows: Vec<&mut Row> = rows.into_iter().filter(|row| !row.source.is_empty()).collect();
    let Some((source, kind)) = rows.first().map(|row| (row.source.clone(), row.kind.clone())) else {
        return String::new();
    };
    if rows.len() < 2 || rows.iter().any(|row| row.source != source) {
        return String::new();
    }
    let one_kind = !kind.is_empty() && rows.iter().all(|row| row.kind == kind);
    for row in &mut rows {
        row.source.clear();
        if one_kind {
            row.kind.clear();
        }
    }
    if one_kind { format!("{source}, {kind}") } else { source }
}

/// A change in words, with its line.
pub(crate) fn change(
    found: &insight::trend::Trend,
    indicator: &Indicator,
    spread: Option<f64>,
    language: Language,
) -> Change {
    let words = insight::trend::words(found.judged.reading, language).unwrap_or_default();
    let (first, last) = (found.series.first().0, found.series.last().0);
    let figure = |cell: &Cell| numbers::shown(cell, indicator, language);
    let label = format!("{first}: {}, {last}: {}", figure(&found.series.first().1), figure(&found.series.last().1));
    let values: Vec<Option<f64>> = found.series.points.iter().map(|(_, cell)| cell.value).collect();
    Change { spark: charts::sparkline(&values, spread, &label), words, years: format!("{first}\u{2013}{last}") }
}

/// The short name of what figures are compared with, as the head of a column: "Nederland", "Zomerdam".
pub(crate) fn reference_head(visit: &Visit, ix: PlaceIx) -> Option<String> {
    let site = visit.site();
    let places = &site.release.places;
    Some(match comparison(site, ix, visit.choices())? {
        crate::choices::Comparison::Country => {
            place::name(site, places.find(cells::AreaCode::COUNTRY)?, visit.language()).to_owned()
        }
        crate::choices::Comparison::Municipality => places.get(place::municipality(site, ix)?).name.clone(),
        crate::choices::Comparison::EverybodyHere => visit.texts().get("everybody"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_keeps_its_sign_and_other_units_stand_apart() {
        let apart = |text: &str| split(text);
        assert_eq!(apart("12,4\u{a0}%"), ("12,4\u{a0}%".to_owned(), String::new()));
        assert_eq!(apart("3,1\u{a0}per\u{a0}1.000"), ("3,1".to_owned(), "per 1.000".to_owned()));
        assert_eq!(apart("€\u{a0}302.000"), ("€\u{a0}302.000".to_owned(), String::new()));
        assert_eq!(apart("niet getoond"), ("niet getoond".to_owned(), String::new()));
        assert_eq!(apart("1.234"), ("1.234".to_owned(), String::new()));
    }
}
