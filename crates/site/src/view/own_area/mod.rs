//! The page of an area of the visitor's own: areas added up, whatever the borders between them.

mod choosing;
mod rows;

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx, Status};
use insight::columns::{Column, lies_in};
use insight::together::{NotTogether, Together};

use crate::choices::{Choices, Comparison, Year};
use crate::columns::{Columns, everybody};
use crate::databank::{Charted, of_areas_together};
use crate::own_area::OwnArea;
use crate::view::drawing::{self, Drawing};
use crate::view::figure::Row;
use crate::view::place;
use crate::view::profile::{Profile, RingOf, Ways, profile_of, ring_of};
use crate::view::shell::Link;
use crate::view::similar::listed;
use crate::view::tally::{OfWhat, by_chance, newest, older, summary};
use crate::view::theme_table::{ThemeTable, theme_tables};
use crate::view::whom;
use crate::visit::Visit;

pub(crate) use choosing::{Near, bar, suggestion};

/// Up to so many areas are named in a title; of more it is said how many they are.
const MOST_NAMED: usize = 3;
/// Most columns of a comparison.
const MOST_BESIDE: usize = crate::columns::MOST;

/// One of the areas, and the page without it.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) link: Link,
    /// "Wijk in de gemeente Zomerdam, 4.210 inwoners".
    pub(crate) kind: String,
    pub(crate) remove: Link,
}

/// Everything on the page.
#[derive(Debug)]
pub(crate) struct Own {
    /// "Kerkwijk en Hofwijk samen"; empty where fewer than two areas were chosen.
    pub(crate) name: String,
    pub(crate) group: String,
    /// Both together.
    pub(crate) whole_name: String,
    /// The same with the names of all areas, under which it is kept.
    pub(crate) kept_name: String,
    /// "2 wijken in Zomerdam, 8.410 inwoners".
    pub(crate) kind: String,
    pub(crate) parts: Vec<Part>,
    /// As they stand in the address.
    pub(crate) piece: String,
    /// Areas around these, each leading to the page with it.
    pub(crate) near: Vec<Near>,
    pub(crate) is_full: bool,
    /// Why the areas cannot be added up; empty where they can.
    pub(crate) refused: String,
    /// The area that all of them are together, which has figures of its own.
    pub(crate) whole: Option<Link>,
    /// Where it lies, with the areas around it.
    pub(crate) map: Option<Drawing>,
    pub(crate) figures: Option<OwnFigures>,
}

/// What the areas are together.
#[derive(Debug)]
pub(crate) struct OwnFigures {
    pub(crate) profile: Option<Profile>,
    pub(crate) sentences: Vec<String>,
    pub(crate) themes: Vec<ThemeTable>,
    pub(crate) themes_lead: String,
    pub(crate) older: String,
    pub(crate) reference: Option<String>,
    /// The areas apart and together.
    pub(crate) databank: String,
    /// The areas side by side; none where they are too many.
    pub(crate) compare: Option<Link>,
}

/// The address of the page of these areas.
pub(crate) fn address(visit: &Visit, own: &OwnArea) -> String {
    let pairs = [("gebieden", own.write(visit.site()))];
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let pairs = if own.list().is_empty() { &[][..] } else { &pairs };
    format!("{}{}", visit.links().bare("/eigen-gebied"), visit.choices().query(visit.definition(), pairs))
}

/// The choices with the usual comparison left out, and one that is not possible here.
pub(crate) fn usual_left_out(visit: &Visit, own: &OwnArea) -> Choices {
    let choices = visit.choices();
    let figures = visit.site().figures();
    let possible = Together::new(figures, own.list()).map(|all| all.possible(choices.category)).unwrap_or_default();
    let possible: Vec<Comparison> = possible.into_iter().map(Comparison::of).collect();
    let comparison = choices.comparison.filter(|c| possible.contains(c) && possible.first() != Some(c));
    Choices { comparison, ..choices }
}

/// Works out the page.
pub(crate) fn own_area(visit: &Visit, own: &OwnArea) -> Own {
    let t = visit.texts();
    let (site, language) = (visit.site(), visit.language());
    let together = Together::new(site.figures(), own.list());
    let name = name(visit, own.list());
    let group = whom::group(visit).unwrap_or_default();
    let whole = together.as_ref().ok().and_then(Together::whole);
    Own {
        whole_name: whom::with_group(visit, name.clone()),
        kept_name: whom::with_group(visit, listed(&names(visit, own.list()), &t.get("and"))),
        kind: together.as_ref().map(|all| kind(visit, own.list(), all)).unwrap_or_default(),
        parts: own.list().iter().map(|&area| part(visit, own, area)).collect(),
        piece: own.write(site),
        near: choosing::near(visit, own),
        is_full: !own.has_room(),
        refused: match together {
            Err(NotTogether::Nested) => nested(visit, own.list()),
            Err(NotTogether::Regions) => t.get("own-regions"),
            Err(NotTogether::OneArea) | Ok(_) => String::new(),
        },
        whole: whole.map(|ix| {
            let name = place::spoken(site, ix, language).to_owned();
            Link::new(visit.links().place(ix), t.with("own-whole", &[("name", name.into())]))
        }),
        map: drawing::map_of_own(visit, own),
        figures: together.as_ref().ok().map(|all| figures(visit, own, all, &name)),
        name: if own.list().len() < 2 { String::new() } else { name },
        group,
    }
}

/// "Kerkwijk, Hofwijk en Duinzicht samen", "7 wijken samen".
fn name(visit: &Visit, areas: &[PlaceIx]) -> String {
    let t = visit.texts();
    let said =
        if areas.len() <= MOST_NAMED { listed(&names(visit, areas), &t.get("and")) } else { how_many(visit, areas) };
    t.with("own-name", &[("areas", said.into())])
}

fn names(visit: &Visit, areas: &[PlaceIx]) -> Vec<String> {
    areas.iter().map(|&ix| place::spoken(visit.site(), ix, visit.language()).to_owned()).collect()
}

/// "7 wijken", "7 gebieden" where they are of several levels.
fn how_many(visit: &Visit, areas: &[PlaceIx]) -> String {
    let t = visit.texts();
    let level = |ix: &PlaceIx| visit.release().places.get(*ix).level();
    let first = areas.first().map(level);
    let words = match first.filter(|first| areas.iter().all(|ix| level(ix) == *first)) {
        Some(level) => place::level_words(visit.site(), level, t),
        None => t.get("own-areas"),
    };
    format!("{} {words}", areas.len())
}

/// "2 wijken in Zomerdam, 8.410 inwoners (2024)".
fn kind(visit: &Visit, areas: &[PlaceIx], together: &Together<'_>) -> String {
    let t = visit.texts();
    let mut kind = how_many(visit, areas);
    if let Some(home) = together.municipality().filter(|home| !areas.contains(home)) {
        kind = t.with(
            "own-within",
            &[("areas", kind.into()), ("name", place::name(visit.site(), home, visit.language()).into())],
        );
    }
    match rows::residents(visit, together) {
        Some((n, period)) => {
            let shown = crate::view::count(n, visit.language());
            let count = t.with("residents-count", &[("count", n.into()), ("shown", shown.into())]);
            let kind = format!("{kind}, {count} ({period})");
            let category = visit.choices().category;
            let of_group = rows::people(visit, together, category).filter(|_| category != CategoryIx::TOTAL);
            match of_group.map(|(n, _)| crate::view::count(n, visit.language())) {
                Some(shown) => format!("{kind}, {}", t.with("residents-of-whom", &[("shown", shown.into())])),
                None => kind,
            }
        }
        None => kind,
    }
}

/// That one of the areas lies in another, with their names.
fn nested(visit: &Visit, areas: &[PlaceIx]) -> String {
    let figures = visit.site().figures();
    let holds = |large: &PlaceIx, small: PlaceIx| {
        *large != small && lies_in(&figures, small, *large, visit.release().places.get(small).newest())
    };
    let pair = areas.iter().find_map(|&small| Some((small, *areas.iter().find(|large| holds(large, small))?)));
    let name = |ix| place::spoken(visit.site(), ix, visit.language()).to_owned();
    match pair {
        Some((small, large)) => {
            visit.texts().with("own-nested", &[("small", name(small).into()), ("large", name(large).into())])
        }
        None => visit.texts().get("own-nested-some"),
    }
}

fn part(visit: &Visit, own: &OwnArea, area: PlaceIx) -> Part {
    let (t, site, language) = (visit.texts(), visit.site(), visit.language());
    let mut kind = place::kind(site, area, t);
    if let Some((n, period)) = site.residents_in(area, visit.choices().year) {
        let shown = crate::view::count(n, language);
        let count = t.with("residents-count", &[("count", n.into()), ("shown", shown.into())]);
        kind = format!("{kind}, {count} ({period})");
    }
    // A place that is no more says until when it was.
    let name = match place::until(site, area) {
        Some(_) => place::label(site, area, t),
        None => place::spoken(site, area, language).to_owned(),
    };
    Part {
        link: Link::new(visit.links().place(area), name),
        kind,
        remove: Link::new(address(visit, &own.without(area)), t.get("compare-remove")),
    }
}

/// What the areas are compared with: as chosen, where that is possible.
fn comparison(visit: &Visit, together: &Together<'_>) -> Option<Comparison> {
    let possible: Vec<Comparison> =
        together.possible(visit.choices().category).into_iter().map(Comparison::of).collect();
    visit.choices().comparison.filter(|c| possible.contains(c)).or_else(|| possible.first().copied())
}

/// The short name of what the figures are compared with.
fn reference_head(visit: &Visit, together: &Together<'_>, comparison: Comparison) -> Option<String> {
    let site = visit.site();
    let name = |ix| place::capitalised(insight::words::spoken_name(place::name(site, ix, visit.language())));
    match comparison {
        Comparison::Country => site.figures().country().map(name),
        Comparison::Municipality => together.municipality().map(name),
        Comparison::EverybodyHere => Some(place::capitalised(&visit.texts().get("everybody"))),
    }
}

fn figures(visit: &Visit, own: &OwnArea, together: &Together<'_>, name: &str) -> OwnFigures {
    let t = visit.texts();
    let areas = own.list();
    let beside = comparison(visit, together);
    let rows = rows::rows(visit, own, together, beside);
    let with = beside.map(|beside| whom::compared_with(visit, areas[0], beside));
    let reference = beside.and_then(|beside| reference_head(visit, together, beside));
    let profile = with.as_deref().and_then(|with| {
        let in_ring: Vec<&Row> =
            rows.iter().filter(|row| visit.definition().indicator(row.indicator).profile && row.is_known()).collect();
        let group_size = rows::people(visit, together, visit.choices().category);
        let of = RingOf {
            name: t.get("own-short"),
            size: group_size
                .map(|(n, _)| {
                    let shown = crate::view::count(n, visit.language());
                    t.with("residents-count", &[("count", n.into()), ("shown", shown.into())])
                })
                .unwrap_or_default(),
            compared_with: with,
            reference: reference.clone().unwrap_or_default(),
            prefix: "taart",
        };
        let mut ring = ring_of(visit, of, &in_ring, |theme| format!("#{}", theme.id))?;
        ring.caption.title = t.with("own-profile", &[("name", whom::with_group(visit, name.to_owned()).into())]);
        let shown: Vec<IndicatorIx> = in_ring.iter().map(|row| row.indicator).collect();
        let ways =
            Ways { embed: None, databank: table(visit, own, shown, &rows), file: "profiel-eigen-gebied".to_owned() };
        profile_of(visit, &ring, &in_ring, &rows, with, ways)
    });
    let mut themes_lead = match &with {
        Some(with) => t.with("compared-with", &[("with", with.clone().into())]),
        None => t.get("compared-with-nothing"),
    };
    if visit.choices().year == Year::Newest {
        themes_lead = format!("{themes_lead} {}", t.get("own-year"));
    }
    if let Some(chance) = by_chance(visit, &rows) {
        themes_lead = format!("{themes_lead} {chance}");
    }
    let all: Vec<IndicatorIx> = rows.iter().filter(|row| row.is_known()).map(|row| row.indicator).collect();
    let compare = (areas.len() <= MOST_BESIDE).then(|| {
        let category = visit.choices().category;
        let columns = Columns::new(areas.iter().map(|&area| Column { category, ..everybody(area) }));
        let met = columns.write(visit.site());
        let choices = Choices { category: CategoryIx::TOTAL, comparison: None, ..visit.choices() };
        let query = choices.query(visit.definition(), &[("met", met.as_str())]);
        Link::new(format!("{}{query}", visit.links().bare("/vergelijk")), t.get("kept-compare"))
    });
    OwnFigures {
        sentences: sentences(visit, &rows, with.as_deref()),
        profile,
        databank: table(visit, own, all, &rows),
        older: older(visit, newest(&rows), &rows, OfWhat::Area).unwrap_or_default(),
        themes: theme_tables(visit, rows, |_| String::new()),
        themes_lead,
        reference,
        compare,
    }
}

/// What stands beside the ring: what it comes to, and how such figures are made.
fn sentences(visit: &Visit, rows: &[Row], with: Option<&str>) -> Vec<String> {
    let t = visit.texts();
    let mut said = Vec::new();
    let summary = summary(visit, rows);
    if let Some(with) = with.filter(|_| !summary.is_empty()) {
        said.push(t.with("own-summary", &[("with", with.to_owned().into()), ("summary", summary.into())]));
    }
    said.push(t.get("own-how"));
    let is_hidden = |row: &&Row| row.missing.is_some() && row.is_known() && row.status != Status::NotApplicable;
    let hidden = rows.iter().filter(is_hidden).count();
    if hidden > 0 {
        said.push(t.with("own-hidden", &[("count", hidden.into())]));
    }
    if rows.iter().any(|row| row.missing.is_none() && row.counts.is_empty() && row.kind == weighted(visit)) {
        said.push(t.get("own-weighted"));
    }
    said
}

/// What is said of a figure that was worked out from others.
fn weighted(visit: &Visit) -> &'static str {
    let cell = cells::Cell::imported(1.0, cells::Kind::Derived);
    insight::words::kind_words(&cell, definition::Measure::Mean, visit.language()).unwrap_or_default()
}

/// The table of some figures of the areas and of all of them together.
fn table(visit: &Visit, own: &OwnArea, indicators: Vec<IndicatorIx>, rows: &[Row]) -> String {
    let mut years: Vec<cells::Period> =
        rows.iter().filter(|row| indicators.contains(&row.indicator)).filter_map(|row| row.period).collect();
    years.sort_unstable();
    years.dedup();
    let newest = years.is_empty() || visit.choices().year == Year::Newest && years.len() > 1;
    let chart = Charted {
        indicators,
        areas: own.list().to_vec(),
        categories: vec![visit.choices().category],
        periods: if newest {
            vec![export::PeriodChoice::Newest]
        } else {
            years.into_iter().map(export::PeriodChoice::One).collect()
        },
        rows: export::Axis::Area,
    };
    of_areas_together(visit, &chart)
}

/// Whether areas of a place can be added up by a visitor: those below the country, not regions.
pub(crate) fn offered(visit: &Visit, ix: PlaceIx) -> Option<Link> {
    let level = visit.release().places.get(ix).level();
    if level <= Level::Region {
        return None;
    }
    Some(Link::new(address(visit, &OwnArea::new([ix])), visit.texts().get("own-offer")))
}

/// The areas of a comparison added up, where they are of one group and nobody is in two of them.
pub(crate) fn of_columns(visit: &Visit, columns: &[Column]) -> Option<Link> {
    let category = columns.first()?.category;
    let areas: Vec<PlaceIx> = columns.iter().map(|column| column.place).collect();
    let is_one = columns.iter().all(|column| column.category == category)
        && insight::together::apart(&visit.release().places, &areas).is_ok();
    let of_group = visit.with_choices(Choices { category, comparison: None, ..visit.choices() });
    is_one.then(|| Link::new(address(&of_group, &OwnArea::new(areas)), visit.texts().get("kept-together")))
}
