//! Maps: areas by what their figures mean, and places by an outline with links.

use std::fmt::Write as _;

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use charts::{KeyFill, Legend, LegendGroup, LegendStep, MapArea, MapFill, MapKey, Mark, Pole, Shade, SmallMap};
use definition::{Measure, Polarity};
use insight::{numbers, words};

use super::{Drawing, HALF, Together, caption, caption_of, file, of_whom, table_of_areas, titled};
use crate::choices::Choices;
use crate::opened::MapBox;
use crate::view::bar::comparison;
use crate::view::indicator::{Among, MOST_IN_FULL};
use crate::view::map::link_to;
use crate::view::place;
use crate::view::profile::chart_words;
use crate::view::shell::Link;
use crate::visit::Visit;

/// A map of its own, and a small one of which a page has many.
pub(super) const WHOLE_MAP: MapBox = MapBox { width: HALF, height: HALF, bytes: 48_000 };
const SMALL_MAP: MapBox = MapBox { width: HALF, height: 300, bytes: 2_400 };

/// What a map is drawn in, and how its parts are named on the page.
#[derive(Debug)]
pub(crate) struct MapFrame {
    prefix: String,
    fit: MapBox,
}

impl MapFrame {
    /// The one map of the page of an indicator.
    pub(crate) fn of_indicator() -> Self {
        Self { prefix: "kaart".to_owned(), fit: WHOLE_MAP }
    }

    /// One of the small maps of a theme.
    pub(crate) fn of_theme(indicator: &str) -> Self {
        Self { prefix: format!("kaart-{indicator}"), fit: SMALL_MAP }
    }
}

/// The legend of a map by readings: the steps, and the patterns that are on it.
fn map_legend(visit: &Visit, marks: &[Mark]) -> Legend {
    let t = visit.texts();
    let language = visit.language();
    let mut shades: Vec<Shade> = Vec::new();
    for shade in marks.iter().map(|mark| mark.shade()) {
        if !shades.contains(&shade) {
            shades.push(shade);
        }
    }
    let judged = marks.iter().any(|mark| mark.judge && mark.polarity != Polarity::Neutral);
    let word = |verdict: insight::Verdict| verdict.word(language).to_owned();
    let group = if judged { LegendGroup::evaluative("", "", word) } else { LegendGroup::neutral("", "", word) };
    let mut signs = Vec::new();
    for shade in shades {
        let words = match shade {
            Shade::Uncertain(pole) => {
                let word = match pole {
                    Pole::Unfavourable => t.get("possibly-unfavourable"),
                    Pole::Favourable => t.get("possibly-favourable"),
                    Pole::Lower => t.get("possibly-lower"),
                    Pole::Higher => t.get("possibly-higher"),
                };
                Some(word)
            }
            Shade::NotShown => Some(t.get("legend-no-figure")),
            Shade::NotCompared => Some(t.get("legend-white")),
            Shade::Step(_) | Shade::Unknown(_) => None,
        };
        signs.extend(words.map(|words| LegendStep { shade, words }));
    }
    // Areas share their borders, so on a map no outline can say it: words do.
    let unknown = marks.iter().any(|mark| matches!(mark.shade(), Shade::Unknown(_)));
    let note = if unknown { t.get("legend-map-unknown") } else { String::new() };
    Legend { groups: vec![group], symbols: Vec::new(), signs, note }
}

/// The same as swatches for a map that stands alone.
fn key_of(legend: &Legend) -> Vec<MapKey> {
    let steps = legend.groups.iter().flat_map(|group| &group.steps).chain(&legend.signs);
    steps.map(|step| MapKey { fill: KeyFill::Reading(step.shade), words: step.words.clone() }).collect()
}

/// Which fifth of the values, ascending, a value lies in: 1 to 5.
fn fifth(values: &[f64], value: f64) -> u8 {
    1 + (values.partition_point(|v| *v < value) * 5 / values.len().max(1)).min(4) as u8
}

/// What the colours of a map of plain values in five equal groups of areas mean: from which value to which each goes, and that
/// some areas have no figure.
fn value_key(visit: &Visit, indicator: &definition::Indicator, values: &[f64], areas: usize) -> Vec<MapKey> {
    let t = visit.texts();
    let language = visit.language();
    let number = |value: f64| numbers::number(value, indicator.decimals, language);
    let mut key = Vec::new();
    for class in 1..=5_u8 {
        let own: Vec<f64> = values.iter().copied().filter(|value| fifth(values, *value) == class).collect();
        let (Some(low), Some(high)) = (own.first(), own.last()) else { continue };
        let words = if number(*low) == number(*high) {
            number(*low)
        } else {
            format!("{} {} {}", number(*low), t.get("rank-to"), number(*high))
        };
        key.push(MapKey { fill: KeyFill::Value(class), words });
    }
    if values.len() < areas {
        key.push(MapKey { fill: KeyFill::Reading(Shade::NotShown), words: t.get("legend-no-figure") });
    }
    key
}

/// That as HTML.
pub(super) fn value_legend(key: &[MapKey]) -> String {
    let (mut steps, mut signs) = (String::new(), String::new());
    for MapKey { fill, words } in key {
        match fill {
            KeyFill::Value(class) => {
                let _ = write!(
                    steps,
                    "<li><svg class=\"chart swatch\" width=\"96\" height=\"22\" viewBox=\"0 0 96 22\" aria-hidden=\"true\"><rect class=\"value-{class}\" x=\".75\" y=\".75\" width=\"94.5\" height=\"20.5\" rx=\"3\"/></svg><span>{words}</span></li>"
                );
            }
            KeyFill::Reading(shade) => {
                let _ = write!(signs, "<li>{}<span>{words}</span></li>", charts::swatch(*shade, 34, 20));
            }
        }
    }
    if !signs.is_empty() {
        signs = format!("<ul class=\"legend-signs\">{signs}</ul>");
    }
    format!(
        "<div class=\"legend\"><div class=\"legend-group\"><ul class=\"legend-steps\">{steps}</ul></div>{signs}</div>"
    )
}

/// A map of areas by what their figures mean; by plain value in five equal groups for what is never compared.
pub(crate) fn map(of: Together<'_>, frame: &MapFrame) -> Option<Drawing> {
    let Together { visit, indicator: indicator_ix, period, among, title } = of;
    if among.len() < 2 {
        return None;
    }
    // Shapes are kept for a set of places in the order of the register.
    let mut areas: Vec<&Among> = among.iter().collect();
    areas.sort_by_key(|one| one.place);
    let places: Vec<PlaceIx> = areas.iter().map(|one| one.place).collect();
    let (t, language) = (visit.texts(), visit.language());
    let indicator = visit.definition().indicator(indicator_ix);
    let plain = indicator.measure == Measure::Count;
    let mut values: Vec<f64> =
        areas.iter().filter_map(|one| one.cell.value.filter(|_| one.cell.is_published())).collect();
    values.sort_by(f64::total_cmp);
    let class = |value: f64| fifth(&values, value);
    let few = areas.len() <= 30;
    let marks: Vec<Mark> = areas.iter().map(|one| one.mark).collect();
    let (key, legend) = if plain {
        let key = value_key(visit, indicator, &values, areas.len());
        let html = value_legend(&key);
        (key, html)
    } else {
        let legend = map_legend(visit, &marks);
        (key_of(&legend), legend.html())
    };
    let drawn = SmallMap {
        key,
        caption: caption_of(
            visit,
            &frame.prefix,
            &titled(visit, indicator, title),
            &t.get("map-description"),
            &of_whom(visit, indicator, period),
        ),
        areas: areas
            .iter()
            .map(|one| MapArea {
                label: one.link.label.clone(),
                href: Some(one.link.href.clone()),
                text: one.value.clone(),
                short: match one.cell.value.filter(|_| few && one.cell.is_published()) {
                    Some(value) => numbers::number(value, indicator.decimals, language),
                    None => String::new(),
                },
                words: if plain { String::new() } else { one.chip.words.clone() },
                fill: match one.cell.value.filter(|_| plain && one.cell.is_published()) {
                    Some(value) => MapFill::Value(class(value)),
                    None => MapFill::Reading(one.mark),
                },
                marked: one.here,
            })
            .collect(),
    };
    let shapes = visit.site().shapes(&places, frame.fit);
    if shapes.bytes() == 0 {
        return None;
    }
    // The large map is of the place of the page, or of what all these areas lie in.
    let here = among.iter().find(|one| one.here).map(|one| one.place);
    let register = &visit.release().places;
    let of_place = here.or_else(|| register.parent(places[0], register.get(places[0]).newest()));
    let subtitle = match comparison(visit.site(), among[0].place, visit.choices()) {
        Some(_) if !plain => t.with("map-subtitle", &[("label", of_whom(visit, indicator, period).into())]),
        _ => of_whom(visit, indicator, period),
    };
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        title: t.get("map-title"),
        subtitle,
        wide: drawn.svg(&shapes, visit.style()),
        phone: String::new(),
        broad: false,
        legend,
        table: (areas.len() <= MOST_IN_FULL).then(|| drawn.table(&chart_words(language))),
        databank: table_of_areas(visit, indicator_ix, period, places),
        file: file(visit, "kaart", indicator_ix, title),
        more: of_place.map(|ix| link_to(visit, indicator_ix, ix)),
    })
}

/// The way to the large map of what a small one shows; of the usual figure where it shows none.
fn large_map(visit: &Visit, ix: PlaceIx, shown: Option<(IndicatorIx, Period)>) -> Link {
    let usual = crate::atlas::Asked::usual(visit.site(), ix);
    let asked = match shown {
        Some((indicator, _)) => crate::atlas::Asked { indicator, ..usual },
        None => usual,
    };
    Link::new(visit.links().map(&asked), visit.texts().get("atlas-open"))
}

/// The areas inside a place, or beside it, by a plain outline with links.
pub(crate) fn outline_map(visit: &Visit, ix: PlaceIx) -> Option<Drawing> {
    let t = visit.texts();
    let language = visit.language();
    let places = &visit.release().places;
    let at = places.get(ix);
    let vintage = at.newest();
    // A single area inside is passed through: its own areas are those of the place.
    let mut inside = places.children(ix, vintage);
    while let [only] = inside {
        inside = places.children(*only, vintage);
    }
    let (shown, title_key) = if inside.len() > 1 {
        (inside.to_vec(), true)
    } else if at.level() > Level::Municipality {
        let parent = places.parent(ix, vintage)?;
        (places.children(parent, vintage).to_vec(), false)
    } else {
        return None;
    };
    if shown.len() < 2 {
        return None;
    }
    // How many people live there is what it is now, whatever year the figures are of: so the map says of when it is.
    let counted: Vec<_> = shown.iter().map(|&p| visit.site().residents(p)).collect();
    let year = counted.iter().flatten().map(|(_, year)| *year).max();
    let residents: Vec<Option<f64>> = counted.iter().map(|counted| counted.map(|(n, _)| n)).collect();
    let mut known: Vec<f64> = residents.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    let class = |value: f64| fifth(&known, value);
    let shapes = visit.site().shapes(&shown, WHOLE_MAP);
    if shapes.bytes() == 0 {
        return None;
    }
    // The map is of how many people live there, all of them.
    let everybody = visit.with_choices(Choices { category: CategoryIx::TOTAL, ..visit.choices() });
    let drawn_of = visit.site().residents.zip(year);
    let title = t.get("map-title");
    let key = visit
        .site()
        .residents
        .filter(|_| !known.is_empty())
        .map(|ix| value_key(visit, visit.definition().indicator(ix), &known, shown.len()))
        .unwrap_or_default();
    let legend = if key.is_empty() { String::new() } else { value_legend(&key) };
    let drawn = SmallMap {
        key,
        caption: caption(visit, "kaart", &title, &t.get("outline-description")),
        areas: shown
            .iter()
            .zip(&residents)
            .map(|(&place, count)| MapArea {
                label: words::spoken_name(&places.get(place).name).to_owned(),
                href: Some(visit.links().place(place)),
                text: count
                    .map(|n| {
                        let shown = crate::view::count(n, language);
                        t.with("residents-count", &[("count", n.into()), ("shown", shown.into())])
                    })
                    .unwrap_or_default(),
                short: String::new(),
                words: String::new(),
                fill: count.map_or(MapFill::Reading(Mark::NOT_SHOWN), |n| MapFill::Value(class(n))),
                marked: place == ix,
            })
            .collect(),
    };
    let level = places.get(shown[0]).level();
    let levels = place::level_words(visit.site(), level, t);
    let of = if title_key { ix } else { places.parent(ix, vintage)? };
    let name = place::spoken(visit.site(), of, language);
    let mut subtitle = t.with("outline-subtitle", &[("levels", levels.into()), ("name", name.into())]);
    if let Some(year) = year {
        subtitle = format!("{subtitle} {}", t.with("outline-darker", &[("year", year.to_string().into())]));
    }
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        title,
        subtitle,
        wide: drawn.svg(&shapes, visit.style()),
        phone: String::new(),
        broad: false,
        legend,
        table: Some(drawn.table(&chart_words(language))),
        databank: drawn_of
            .map_or_else(String::new, |(indicator, year)| table_of_areas(&everybody, indicator, year, shown.clone())),
        file: format!("kaart-{}", crate::address::slug(&at.name)),
        more: Some(large_map(&everybody, ix, drawn_of)),
    })
}
