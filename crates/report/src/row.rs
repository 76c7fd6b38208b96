//! Figures as rows of a table: value, n of N, reference, reading, change, year and source.

use std::ops::ControlFlow;

use cells::{Cell, Count, IndicatorIx, Kind, Period, Status};
use charts::Mark;
use definition::{Indicator, Language, Measure};
use insight::comparison::{Reference, compare_all};
use insight::{Address, NoReading, Reading, numbers, words};
use release::StandingReference;
use serde::Serialize;

use crate::edition::Edition;
use crate::texts::Texts;
use crate::{Beside, Subject, names};

/// What a figure means: colour, sign and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// SVG; the words say the same.
    pub sign: String,
    /// "duidelijk ongunstiger", "minder dan 10".
    pub words: String,
    /// Colour of the words: that of the side the difference is on.
    pub tone: &'static str,
    /// Whether it is certain.
    pub certain: bool,
    /// How sure, where it is neither certain nor about equal; may be empty.
    pub note: String,
}

/// A figure of an area.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) indicator: IndicatorIx,
    pub(crate) cell: Cell,
    pub(crate) at: Option<Address>,
    pub(crate) label: String,
    /// Of whom.
    pub(crate) whom: String,
    /// With its unit; empty where there is none.
    pub(crate) value: String,
    /// "310 van 2.500"; may be empty.
    pub(crate) count: String,
    /// The figure it is compared with; may be empty.
    pub(crate) reference: String,
    pub(crate) mark: Mark,
    pub(crate) chip: Chip,
    pub(crate) spark: Option<Spark>,
    pub(crate) period: Option<Period>,
    /// Position in the definition.
    pub(crate) source: Option<usize>,
    /// How it came to be, where it was not counted.
    pub(crate) kind: &'static str,
}

/// A figure through the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spark {
    /// SVG.
    pub svg: String,
    /// The same in words.
    pub words: String,
}

impl Row {
    /// Whether anything can be said about it.
    pub(crate) fn is_known(&self) -> bool {
        self.cell.status != Status::NotAvailable
    }

    /// Whether anything is: that a figure has no meaning here says nothing about the area.
    pub(crate) fn says_something(&self) -> bool {
        !matches!(self.cell.status, Status::NotAvailable | Status::NotApplicable)
    }
}

/// The year an indicator is shown of: the one asked for, or the newest that says anything about the area.
pub(crate) fn period_of(edition: &Edition<'_>, indicator: IndicatorIx, subject: &Subject) -> Option<Period> {
    if subject.period.is_some() {
        return subject.period;
    }
    let mut newest = None;
    let found = edition.release.cube.periods(indicator).iter().rev().try_for_each(|&period| {
        let Some(slice) = edition.slice_with(indicator, period, subject.place) else {
            return ControlFlow::Continue(());
        };
        newest = newest.or(Some(period));
        match slice.cell(subject.place, subject.category).status {
            Status::NotAvailable => ControlFlow::Continue(()),
            _ => ControlFlow::Break(period),
        }
    });
    found.break_value().or(newest)
}

/// Whether a count was rounded so coarsely that by itself it would look more exact than it is.
pub(crate) fn is_coarse(count: Count, t: &Texts) -> bool {
    numbers::coarse(&Cell::count(count, Kind::Rounded), t.language()).is_some()
}

/// A count: "310", and of a coarse one "ongeveer 45 (23 tot 67)".
pub(crate) fn counted(count: Count, t: &Texts) -> String {
    let language = t.language();
    if !is_coarse(count, t) {
        return numbers::counted(count, language);
    }
    let [shown, low, high] =
        [count.value, count.lowest(), count.highest()].map(|number| numbers::count(number, language));
    t.with("count-about", &[("shown", shown.into()), ("low", low.into()), ("high", high.into())])
}

/// "310 van 2.500", "ongeveer 45 van 120"; for a mean the number of things it is the mean of; of a coarse count between which
/// numbers it lies.
pub(crate) fn counts(cell: &Cell, indicator: &Indicator, t: &Texts) -> String {
    if !cell.is_published() {
        return String::new();
    }
    if indicator.measure == Measure::Count {
        return numbers::coarse(cell, t.language()).unwrap_or_default();
    }
    let said = |count: Count| {
        let number = numbers::counted(count, t.language());
        if is_coarse(count, t) { t.with("count-roughly", &[("shown", number.into())]) } else { number }
    };
    match (cell.numerator, cell.denominator) {
        (Some(some), Some(of)) => {
            let key = if indicator.measure == Measure::PerThousand { "some-per" } else { "some-of" };
            t.with(key, &[("some", said(some).into()), ("of", said(of).into())])
        }
        (Some(count), None) | (None, Some(count)) => said(count),
        (None, None) => String::new(),
    }
}

/// The words, the sign and the colour of a reading.
pub(crate) fn chip(mark: Mark, cell: &Cell, indicator: &Indicator, language: Language) -> Chip {
    let shown = cell.is_published();
    let shade = mark.shade();
    Chip {
        sign: if shade == charts::Shade::NotCompared {
            String::new()
        } else {
            charts::written_out(&charts::chip(mark))
        },
        words: if shown {
            words::reading_words(mark.reading, mark.polarity, mark.judge, language)
        } else {
            numbers::shown(cell, indicator, language)
        },
        tone: shade.pole().map_or("same", charts::Pole::name),
        certain: mark.is_certain_difference(),
        note: if shown {
            words::certainty_note(mark.reading, language).unwrap_or_default().to_owned()
        } else {
            String::new()
        },
    }
}

/// The same comparison as insight makes it.
pub(crate) fn reference(beside: Beside) -> Reference {
    match beside {
        Beside::Standing(standing) => Reference::Standing(standing),
        Beside::Area(other) => Reference::Area(other),
    }
}

/// All indicators of the definition for the subject, in order.
pub(crate) fn rows(edition: &Edition<'_>, subject: &Subject, beside: Option<Beside>, t: &Texts) -> Vec<Row> {
    let figures = &edition.figures;
    let definition = edition.definition();
    let language = t.language();
    let all: Vec<IndicatorIx> = (0..definition.indicators.len()).map(|n| IndicatorIx(n as u16)).collect();
    let addresses: Vec<Address> = all
        .iter()
        .filter_map(|&indicator| {
            let period = period_of(edition, indicator, subject)?;
            Some(Address { indicator, period, place: subject.place, category: subject.category })
        })
        .collect();
    let compared = beside.map_or_else(Vec::new, |beside| compare_all(figures, &addresses, reference(beside)));
    let changes = if subject.period.is_none() {
        insight::trend::trends(figures, subject.place, subject.category, all.iter().copied())
    } else {
        Vec::new()
    };
    all.iter()
        .map(|&ix| {
            let indicator = definition.indicator(ix);
            let at = addresses.iter().find(|at| at.indicator == ix).copied();
            let one = compared.iter().find(|one| one.at.indicator == ix);
            let cell = at.map_or_else(Cell::default, |at| figures.cell(at));
            let reading = one.map_or(Reading::None(NoReading::NoRemainder), |one| one.judged.reading);
            let mark = if cell.is_published() {
                Mark { reading, polarity: indicator.polarity, judge: subject.judge }
            } else {
                Mark::NOT_SHOWN
            };
            Row {
                indicator: ix,
                cell,
                at,
                label: indicator.short.get(language).to_owned(),
                whom: whom(edition, indicator, language),
                value: if cell.is_published() { numbers::shown(&cell, indicator, language) } else { String::new() },
                count: counts(&cell, indicator, t),
                reference: one
                    .filter(|_| indicator.measure != Measure::Count)
                    .and_then(|one| one.reference)
                    .map(|value| numbers::figure(value, indicator, language))
                    .unwrap_or_default(),
                mark,
                chip: chip(mark, &cell, indicator, language),
                spark: changes
                    .iter()
                    .find(|change| change.series.indicator == ix)
                    .map(|change| spark(edition, subject, change, t)),
                period: at.map(|at| at.period),
                source: at.and_then(|at| figures.slice_of(at)).map(|slice| slice.source()),
                kind: origin(&cell, indicator, language),
            }
        })
        .collect()
}

/// How a figure came to be where it was not counted; empty where it was.
fn origin(cell: &Cell, indicator: &Indicator, language: Language) -> &'static str {
    match cell.kind {
        Kind::Modelled | Kind::Surveyed | Kind::Derived if cell.is_published() => {
            words::kind_words(cell, indicator.measure, language).unwrap_or_default()
        }
        _ => "",
    }
}

/// Whom a figure is about, where its label and counts do not say it.
fn whom(edition: &Edition<'_>, indicator: &Indicator, language: Language) -> String {
    match indicator.measure {
        Measure::Percent | Measure::PerThousand | Measure::Mean => names::whom(edition, indicator, language),
        Measure::Count | Measure::Index | Measure::Ratio => String::new(),
    }
}

fn spark(edition: &Edition<'_>, subject: &Subject, change: &insight::trend::Trend, t: &Texts) -> Spark {
    let indicator = edition.definition().indicator(change.series.indicator);
    let ((first, before), (last, after)) = (change.series.first(), change.series.last());
    let at =
        Address { indicator: change.series.indicator, period: last, place: subject.place, category: subject.category };
    let spread = edition.figures.slice_of(at).and_then(|slice| edition.figures.spread(&slice, at.category));
    let values: Vec<Option<f64>> = change.series.points.iter().map(|(_, cell)| cell.value).collect();
    let figure = |cell: &Cell| numbers::shown(cell, indicator, t.language());
    let moved = insight::trend::words(change.judged.reading, t.language());
    let words = t.with(
        "spark-words",
        &[
            ("first", first.to_string().into()),
            ("before", figure(&before).into()),
            ("last", last.to_string().into()),
            ("after", figure(&after).into()),
        ],
    );
    Spark {
        svg: charts::written_out(&charts::sparkline(&values, spread, &words)),
        words: match moved {
            Some(moved) => format!("{words}: {moved}"),
            None => words,
        },
    }
}

/// The standing comparison a story is told with; that with the country where the comparison is another.
pub(crate) fn standing(beside: Option<Beside>) -> StandingReference {
    match beside {
        Some(Beside::Standing(standing)) => standing,
        Some(Beside::Area(_)) | None => StandingReference::Country,
    }
}
