//! Areas and groups side by side: every indicator by theme, each column compared with the first.

mod form;
mod residents;
mod rings;

use cells::{Cell, IndicatorIx, Period, PlaceIx, Status};
use charts::Mark;
use definition::Measure;
use insight::columns::{Column, certain_of, compare_columns};
use insight::{Reading, numbers};

use crate::choices::{Choices, Comparison, Year};
use crate::columns::{Columns, everybody};
use crate::view::drawing::{self, Drawing, interval_of_chance};
use crate::view::figure::{self, Chip};
use crate::view::own_area;
use crate::view::place;
use crate::view::profile;
use crate::view::shell::{Link, known_place};
use crate::visit::Visit;

use form::{Adding, adding};
use residents::{IN_SIGHT, residents};
use rings::{profiles, small_ring};

/// What a visitor sees more or less of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Only rows in which a difference is certain.
    pub(crate) certain_only: bool,
    /// The uncertainty of every figure.
    pub(crate) intervals: bool,
}

/// Where a word of the address is kept.
type Switch = fn(&mut Shown) -> &mut bool;

impl Shown {
    const WORDS: [(&'static str, Switch); 2] =
        [("zeker", |shown| &mut shown.certain_only), ("onzekerheid", |shown| &mut shown.intervals)];

    /// Reads `toon=zeker.onzekerheid`; other words are passed over.
    pub(crate) fn read(text: &str) -> Self {
        let mut shown = Self::default();
        for (word, field) in Self::WORDS {
            *field(&mut shown) = text.split(['.', ',']).any(|part| part == word);
        }
        shown
    }

    /// As it stands in the address; empty for the default.
    pub(crate) fn write(mut self) -> String {
        let words: Vec<&str> =
            Self::WORDS.into_iter().filter(|(_, field)| *field(&mut self)).map(|(word, _)| word).collect();
        words.join(".")
    }
}

/// The head of a column.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) area: Link,
    /// "gemeente", "wijk in Zomerdam".
    pub(crate) kind: String,
    pub(crate) group: String,
    pub(crate) size: String,
    /// Printed as it is.
    pub(crate) ring: String,
    /// Area and group together, for labels.
    pub(crate) label: String,
    pub(crate) is_base: bool,
    pub(crate) make_base: Option<Link>,
    pub(crate) left: Option<Link>,
    pub(crate) right: Option<Link>,
    pub(crate) change: Link,
    pub(crate) remove: Option<Link>,
}

/// One figure.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// The figure without its unit, or the words in its place.
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) counts: String,
    pub(crate) interval: String,
    /// None for the first column and for what is not compared.
    pub(crate) chip: Option<Chip>,
    /// Where the page says why it is not shown.
    pub(crate) why: Option<Link>,
    pub(crate) is_base: bool,
    /// Whether there is a figure; else words stand in its place.
    pub(crate) published: bool,
    pub(crate) short: String,
}

/// The figures of one indicator.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) link: Link,
    /// "van inwoners van 15 tot en met 64 jaar, 2023".
    pub(crate) whom: String,
    /// Why it is of this year, where a column alone would be of a newer one; mostly empty.
    pub(crate) year_note: String,
    pub(crate) figures: Vec<Figure>,
    marks: Vec<Mark>,
    indicator: IndicatorIx,
}

/// The rows of a theme.
#[derive(Debug, Clone)]
pub(crate) struct ThemeRows {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) rows: Vec<Row>,
}

/// Everything on the page.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) lead: String,
    pub(crate) met: String,
    pub(crate) shown: String,
    pub(crate) heads: Vec<Head>,
    /// What the columns are called, above the rows of every theme.
    pub(crate) shorts: Vec<String>,
    pub(crate) themes: Vec<ThemeRows>,
    /// Indicators that no column has a figure of.
    pub(crate) absent: Vec<Link>,
    pub(crate) adding: Option<Adding>,
    /// Whether the form is shown open: where there is nothing to compare yet, or a column is being replaced.
    pub(crate) adding_open: bool,
    pub(crate) full: bool,
    /// Who the columns are about: composition comes before contrast.
    pub(crate) residents: Vec<Drawing>,
    /// The rest of that, behind a click.
    pub(crate) more_residents: Vec<Drawing>,
    /// Show only certain differences; show uncertainty: link, whether on.
    pub(crate) toggles: Vec<(Link, bool)>,
    /// Two profiles beside each other: title, drawing, link; printed as they are.
    pub(crate) profiles: Vec<(Link, String)>,
    pub(crate) profiles_with: String,
    pub(crate) legend: String,
    pub(crate) notes: Vec<String>,
    /// The areas added up; none where they cannot be, or are of several groups.
    pub(crate) together: Option<Link>,
    /// Nothing is certain, and only what is certain was asked for.
    pub(crate) nothing: bool,
    pub(crate) file: String,
}

/// The address of a comparison.
pub(crate) fn address(visit: &Visit, columns: &Columns, shown: Shown, more: &[(&str, &str)]) -> String {
    let met = columns.write(visit.site());
    let toon = shown.write();
    let mut first: Vec<(&str, &str)> = Vec::new();
    if !met.is_empty() {
        first.push(("met", &met));
    }
    if !toon.is_empty() {
        first.push(("toon", &toon));
    }
    first.extend_from_slice(more);
    let choices = own_choices(visit);
    format!("{}{}", visit.links().bare("/vergelijk"), choices.query(visit.definition(), &first))
}

/// Year and judgement hold here too; area, group and reference are the columns.
fn own_choices(visit: &Visit) -> Choices {
    Choices { year: visit.choices().year, judge: visit.choices().judge, ..Choices::default() }
}

/// The comparison that other pages lead to: the area and group of that page with what it is compared with there, and the
/// group with everybody. A country, which nothing is larger than, stands beside a municipality that many know.
pub(crate) fn usual(visit: &Visit, ix: PlaceIx) -> Columns {
    let site = visit.site();
    let category = visit.choices().category;
    let own = Column { place: ix, category };
    let mut columns = vec![own];
    if category != cells::CategoryIx::TOTAL {
        columns.push(everybody(ix));
    }
    let reference = match crate::view::bar::comparison(site, ix, visit.choices()) {
        Some(Comparison::Municipality) => place::municipality(site, ix),
        Some(Comparison::Country | Comparison::EverybodyHere) => {
            site.release.places.find(cells::AreaCode::COUNTRY).filter(|country| *country != ix)
        }
        None => None,
    };
    columns.extend(reference.map(|place| Column { place, category }));
    if columns.len() == 1 {
        columns.extend(known_place(visit).filter(|known| *known != ix).map(|place| Column { place, category }));
    }
    Columns::new(columns)
}

/// The link to that comparison, from an area, a theme or an indicator (`place` on the page, without `#`).
pub(crate) fn link_to(visit: &Visit, ix: PlaceIx, place: &str) -> Link {
    let mut href = address(visit, &usual(visit, ix), Shown::default(), &[]);
    if !place.is_empty() {
        href = format!("{href}#{place}");
    }
    Link::new(href, visit.texts().get("compare-open"))
}

/// What a column is called: "Zomerdam, alle bewoners".
pub(crate) fn label(visit: &Visit, column: Column) -> String {
    format!("{}, {}", place::label(visit.site(), column.place, visit.texts()), group(visit, column))
}

/// The people of a column: "bewoners met herkomst Turkije". The label alone ("Turkije") leans on the name of its breakdown,
/// which does not stand here, and would be taken for a place.
fn group(visit: &Visit, column: Column) -> String {
    visit.definition().category(column.category).map_or_else(
        || visit.texts().get("everybody-lower"),
        |c| c.people.as_ref().unwrap_or(&c.label).get(visit.language()).to_owned(),
    )
}

/// "1.590 inwoners"; empty where that is not known.
fn size(visit: &Visit, column: Column) -> String {
    visit
        .site()
        .residents_in(column.place, visit.choices().year)
        .map(|(_, period)| drawing::group_size(visit, column.place, column.category, period))
        .unwrap_or_default()
}

/// The year in which most columns have a figure, the newest of those; as chosen where a year was chosen. None where no
/// column has one, or the indicator is not of any of their levels.
fn period_of(visit: &Visit, indicator: IndicatorIx, columns: &[Column]) -> Option<Period> {
    let figures = visit.site().figures();
    let known = |period: Period| {
        let cells = columns.iter().map(|column| figures.cell(column.at(indicator, period)));
        let (mut published, mut said) = (0_usize, 0_usize);
        for cell in cells {
            published += usize::from(cell.is_published());
            said += usize::from(cell.status != Status::NotAvailable);
        }
        (published, said)
    };
    let periods: Vec<Period> = match visit.choices().year {
        Year::Fixed(year) => vec![year],
        Year::Newest => visit.release().cube.periods(indicator).to_vec(),
    };
    periods
        .into_iter()
        .map(|period| (known(period), period))
        .filter(|((_, said), _)| *said > 0)
        .max_by_key(|((published, said), period)| (*published, *said, *period))
        .map(|(_, period)| period)
}

/// Why a row is of an earlier year than that of the newest figure of one of its columns: beside others a column may have a figure
/// of another year than alone, and so another figure. Empty where the year was chosen, or is the newest of each.
fn year_note(visit: &Visit, indicator: IndicatorIx, period: Period, columns: &[Column]) -> String {
    let figures = visit.site().figures();
    let newest = |column: &Column| figures.newest(indicator, column.place, column.category);
    let by_itself = visit.choices().year == Year::Newest && columns.iter().filter_map(newest).any(|own| own > period);
    if !by_itself {
        return String::new();
    }
    let all = columns.iter().all(|column| figures.cell(column.at(indicator, period)).is_published());
    let key = if all { "compare-year-of-all" } else { "compare-year-of-most" };
    visit.texts().with(key, &[("year", period.to_string().into())])
}

/// Works out the page. `changing` is the position of the column that the form puts another in the place of.
pub(crate) fn compared(visit: &Visit, columns: &Columns, shown: Shown, changing: Option<usize>) -> Compared {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let figures = visit.site().figures();
    let list = columns.list();
    let (base, others) = (list[0], &list[1..]);

    let mut asked: Vec<(IndicatorIx, Period)> = Vec::new();
    let mut absent = Vec::new();
    for n in 0..definition.indicators.len() {
        let indicator = IndicatorIx(n as u16);
        match period_of(visit, indicator, list) {
            Some(period) => asked.push((indicator, period)),
            None => absent.push(Link::new(
                visit.links().with(own_choices(visit)).indicator(indicator, Some(base.place)),
                definition.indicator(indicator).short.get(language),
            )),
        }
    }
    let judged = compare_columns(&figures, base, others, &asked);
    let (certain, tested) = certain_of(judged.iter().flatten().map(|one| &one.judged));

    let shorts: Vec<String> = list.iter().map(|&column| short(visit, column, list)).collect();
    let mut rows: Vec<Row> = asked
        .iter()
        .zip(&judged)
        .map(|(&(indicator, period), row)| {
            let readings: Vec<Option<Reading>> =
                std::iter::once(None).chain(row.iter().map(|one| Some(one.judged.reading))).collect();
            self::row(visit, indicator, period, list, &readings, &shorts, shown)
        })
        .collect();
    let rings: Vec<String> = (0..list.len()).map(|n| small_ring(visit, list[n], n, &rows, &shorts)).collect();
    let all_marks: Vec<Mark> = rows.iter().flat_map(|row| row.marks.iter().skip(1).copied()).collect();
    if shown.certain_only {
        rows.retain(|row| row.marks.iter().skip(1).any(|mark| mark.is_certain_difference()));
    }
    let nothing = rows.is_empty() && shown.certain_only;
    let mut themes: Vec<ThemeRows> = Vec::new();
    for theme in &definition.themes {
        let (own, rest): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| definition.indicator(row.indicator).theme == theme.id);
        rows = rest;
        if !own.is_empty() {
            themes.push(ThemeRows { id: theme.id.clone(), label: theme.label.get(language).to_owned(), rows: own });
        }
    }

    let heads = list.iter().enumerate().zip(rings).map(|((n, _), ring)| head(visit, columns, n, ring, shown)).collect();
    let mut notes = vec![t.get("compare-how")];
    if tested > 0 {
        let chance = (certain as f64 * definition.monitor.reading.false_discovery_rate).ceil() as usize;
        notes.push(t.with(
            "compare-chance",
            &[("tested", tested.into()), ("certain", certain.into()), ("chance", chance.into())],
        ));
    }
    if others.iter().any(|column| column.category != base.category) {
        notes.push(t.get("groups-care"));
    }
    let together = own_area::of_columns(visit, list);
    let (drawn, profiles_with) = profiles(visit, list);
    let mut residents = residents(visit, list);
    let more_residents = residents.split_off(IN_SIGHT.min(residents.len()));
    let toggle =
        |key: &str, flipped: Shown, on: bool| (Link::new(address(visit, columns, flipped, &[]), t.get(key)), on);
    Compared {
        lead: t.with("compare-lead", &[("count", list.len().into()), ("base", label(visit, base).into())]),
        met: columns.write(visit.site()),
        shown: shown.write(),
        heads,
        file: format!("vergelijking-{}", crate::address::slug(&shorts.join(" "))),
        shorts,
        themes,
        absent,
        adding: (columns.has_room() || changing.is_some()).then(|| adding(visit, columns, shown, changing)),
        adding_open: changing.is_some() || others.is_empty(),
        full: !columns.has_room(),
        together,
        residents,
        more_residents,
        toggles: if others.is_empty() {
            Vec::new()
        } else {
            vec![
                toggle(
                    "compare-certain-only",
                    Shown { certain_only: !shown.certain_only, ..shown },
                    shown.certain_only,
                ),
                toggle("compare-intervals", Shown { intervals: !shown.intervals, ..shown }, shown.intervals),
            ]
        },
        profiles: drawn,
        profiles_with,
        legend: if others.is_empty() { String::new() } else { profile::legend_of(visit, &all_marks).html() },
        notes,
        nothing,
    }
}

/// What a column is called beside others: its area where the groups are the same, its group where the areas are, else both.
fn short(visit: &Visit, column: Column, all: &[Column]) -> String {
    let area = place::capitalised(place::spoken(visit.site(), column.place, visit.language()));
    let name = group(visit, column);
    let same_group = all.iter().all(|other| other.category == column.category);
    let same_area = all.iter().all(|other| other.place == column.place);
    match (same_area, same_group) {
        (_, true) => area,
        (true, false) => place::capitalised(&name),
        (false, false) => format!("{area}, {name}"),
    }
}

/// "310 van 2.500"; of a mean it is said of how many.
fn counts(visit: &Visit, cell: &Cell, indicator: &definition::Indicator) -> String {
    let counts = figure::counts(visit, cell, indicator);
    if counts.is_empty() || indicator.measure != Measure::Mean {
        return counts;
    }
    visit.texts().with("compare-mean-of", &[("count", counts.into())])
}

fn row(
    visit: &Visit,
    indicator_ix: IndicatorIx,
    period: Period,
    columns: &[Column],
    readings: &[Option<Reading>],
    shorts: &[String],
    shown: Shown,
) -> Row {
    let language = visit.language();
    let indicator = visit.definition().indicator(indicator_ix);
    let figures = visit.site().figures();
    let choices = own_choices(visit);
    let mut marks = Vec::new();
    let cells = columns.iter().zip(readings).zip(shorts).map(|((column, reading), short)| {
        let cell: Cell = figures.cell(column.at(indicator_ix, period));
        let mark = match reading {
            _ if !cell.is_published() => Mark::NOT_SHOWN,
            Some(reading) => figure::mark(*reading, indicator.polarity, choices),
            None => figure::mark(Reading::None(insight::NoReading::NoRemainder), indicator.polarity, choices),
        };
        marks.push(mark);
        let interval = interval_of_chance(visit, indicator, &cell).filter(|_| shown.intervals);
        let here = Choices { category: column.category, year: Year::Fixed(period), ..choices };
        let hidden = !cell.is_published() && cell.status != Status::NotAvailable;
        let (value, unit) = figure::split(&numbers::shown(&cell, indicator, language));
        Figure {
            value,
            unit,
            counts: counts(visit, &cell, indicator),
            interval: interval.map(|interval| interval.text).unwrap_or_default(),
            chip: reading
                .filter(|_| cell.is_published() && indicator.measure != Measure::Count)
                .map(|_| figure::chip(mark, cell.status, language)),
            why: hidden.then(|| {
                Link::new(
                    visit.links().with(here).indicator(indicator_ix, Some(column.place)),
                    visit.texts().get("compare-why"),
                )
            }),
            is_base: reading.is_none(),
            published: cell.is_published(),
            short: short.clone(),
        }
    });
    let cells: Vec<Figure> = cells.collect();
    let whom = figure::whom(visit, indicator);
    Row {
        id: indicator.id.clone(),
        link: Link::new(
            visit
                .links()
                .with(Choices { category: columns[0].category, ..choices })
                .indicator(indicator_ix, Some(columns[0].place)),
            indicator.short.get(language),
        ),
        whom: if whom.is_empty() { period.to_string() } else { format!("{whom}, {period}") },
        year_note: year_note(visit, indicator_ix, period, columns),
        figures: cells,
        marks,
        indicator: indicator_ix,
    }
}

fn head(visit: &Visit, columns: &Columns, n: usize, ring: String, shown: Shown) -> Head {
    let t = visit.texts();
    let site = visit.site();
    let column = columns.list()[n];
    let last = columns.list().len() - 1;
    let choices = Choices { category: column.category, ..own_choices(visit) };
    let name = place::capitalised(place::spoken(site, column.place, visit.language()));
    let to = |key: &str, columns: &Columns| Link::new(address(visit, columns, shown, &[]), t.get(key));
    let position = (n + 1).to_string();
    Head {
        area: Link::new(visit.links().with(choices).place(column.place), name),
        kind: place::kind(site, column.place, t),
        group: group(visit, column),
        size: size(visit, column),
        ring,
        label: label(visit, column),
        is_base: n == 0,
        make_base: (n > 0).then(|| to("compare-make-base", &columns.moved(n, 0))),
        left: (n > 0).then(|| to("compare-left", &columns.moved(n, n - 1))),
        right: (n < last).then(|| to("compare-right", &columns.moved(n, n + 1))),
        change: Link::new(
            format!("{}#kolom-kiezen", address(visit, columns, shown, &[("wijzig", &position)])),
            t.get("compare-change"),
        ),
        remove: (last > 0).then(|| to("compare-remove", &columns.without(n))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back_from_the_address() {
        for shown in [
            Shown::default(),
            Shown { certain_only: true, intervals: false },
            Shown { certain_only: false, intervals: true },
            Shown { certain_only: true, intervals: true },
        ] {
            assert_eq!(Shown::read(&shown.write()), shown);
        }
        assert_eq!(Shown::read("iets,anders"), Shown::default());
    }
}
