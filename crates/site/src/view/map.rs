//! The map page: one map or two beside each other, with their legend, their files and the list of their areas.

use std::collections::HashSet;

use cells::{CategoryIx, Level, PlaceIx};
use charts::{Choropleth, ClassedArea, MOST_LINKED, Style};
use definition::Measure;
use export::{Axis, PeriodChoice};
use insight::numbers;
use serde_json::json;

use crate::atlas::asked::{LEVELS, Unknown, level_word};
use crate::atlas::{Asked, Beside, Colour, Sheet, sheet};
use crate::choices::{Choices, Comparison};
use crate::databank::{Charted, of_chart};
use crate::opened::MapBox;
use crate::view::bar::{Bar, Choice, Choose, comparison_name};
use crate::view::drawing::{Drawing, caption};
use crate::view::profile::chart_words;
use crate::view::shell::{Link, sentence};
use crate::view::{figure, place};
use crate::visit::Visit;

/// Most areas listed one by one under a map; of more of them the table counts, and the file has them all.
const MOST_LISTED: usize = 600;

/// A map with what stands under it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) drawing: Drawing,
    /// What has to be said about it: that the source gives no counts, that areas have no shape.
    pub(crate) notes: Vec<String>,
    pub(crate) files: Vec<Link>,
}

/// Everything on the page.
#[derive(Debug)]
pub(crate) struct MapPage {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) maps: Vec<Shown>,
    /// Why there is no map, where there is none.
    pub(crate) nothing: Option<String>,
    pub(crate) links: Vec<Link>,
    /// Maps of single municipalities, on a map of the country.
    pub(crate) municipalities: Vec<Link>,
    /// What the movable map starts with, as JSON.
    pub(crate) movable: String,
    /// Where its script is; none where the front end was not built.
    pub(crate) script: Option<String>,
}

/// Works out the page.
pub(crate) fn map_page(visit: &Visit, asked: &Asked) -> MapPage {
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let links = visit.links();
    let choices = visit.choices();
    let indicator = visit.definition().indicator(asked.indicator);
    let first = Sheet::of(site, asked, choices, t, None);
    let second = sheet::beside(site, asked, choices)
        .and_then(|(other, chosen)| Some((Sheet::of(site, &other, chosen, t, first.as_ref())?, other, chosen)));
    let pair = second.is_some();
    let frame = sheet::frame(site, asked);
    let name = place::spoken(site, frame.within, language).to_owned();
    let levels = place::level_words(site, frame.level, t);
    let title =
        t.with("atlas-title", &[("indicator", indicator.short.get(language).into()), ("name", name.clone().into())]);
    let mut maps: Vec<Shown> = first.iter().map(|one| shown(visit, one, asked, choices, pair, 1)).collect();
    maps.extend(second.iter().map(|(one, other, chosen)| {
        let beside = first.as_ref().and_then(|first| classes_like(visit, first, choices, one, one.of.level));
        shown(visit, one, &Asked { beside, ..*other }, *chosen, pair, 2)
    }));
    let nothing = if maps.is_empty() {
        Some(t.with("atlas-nothing", &[("levels", levels.clone().into()), ("name", name.into())]))
    } else if asked.beside.is_some() && !pair {
        Some(t.get("atlas-nothing-beside"))
    } else {
        None
    };
    let places = &visit.release().places;
    let mut around = vec![
        Link::new(
            links.place(asked.place),
            t.with("figures-of", &[("name", place::spoken(site, asked.place, language).into())]),
        ),
        Link::new(links.indicator(asked.indicator, Some(asked.place)), t.get("atlas-to-indicator")),
    ];
    let country = places.get(frame.within).level() == Level::Country;
    if !country && let Some(whole) = places.find(cells::AreaCode::COUNTRY) {
        let wider = Asked { place: whole, spot: None, ..*asked };
        let label = t.with("atlas-whole", &[("name", place::name(site, whole, language).into())]);
        around.push(Link::new(links.map(&wider), label));
    }
    let mut municipalities = Vec::new();
    if country {
        let vintage = first.as_ref().map(|one| one.vintage).or_else(|| places.newest_vintage());
        let all = vintage.into_iter().flat_map(|vintage| places.of_vintage(Level::Municipality, vintage));
        let level = asked.level.filter(|level| *level > Level::Municipality);
        municipalities = all
            .map(|ix| {
                let one = Asked { place: ix, level, spot: None, ..*asked };
                Link::new(links.map(&one), places.get(ix).name.as_str())
            })
            .collect();
        municipalities.sort_by_cached_key(|link| crate::address::slug(&link.label));
    }
    let mut sheets: Vec<(&Sheet, Asked, Choices)> = first.iter().map(|one| (one, *asked, choices)).collect();
    sheets.extend(second.iter().map(|(one, other, chosen)| (one, *other, *chosen)));
    let movable = if sheets.is_empty() { String::new() } else { movable(visit, &sheets, asked) };
    MapPage {
        lead: indicator.label.get(language).to_owned(),
        title: crate::view::whom::with_group(visit, title),
        maps,
        nothing,
        links: around,
        municipalities,
        movable,
        script: crate::assets::address("kaart.js"),
    }
}

/// What a sheet is of: "De wijken van Utrecht, 2024", with the group where one was chosen.
pub(crate) fn heading(visit: &Visit, one: &Sheet) -> String {
    let t = visit.texts();
    let language = visit.language();
    let indicator = one.indicator(visit.site());
    let mut title = t.with(
        "atlas-heading",
        &[
            ("indicator", indicator.short.get(language).into()),
            ("levels", place::level_words(visit.site(), one.of.level, t).into()),
            ("name", place::spoken(visit.site(), one.frame.within, language).into()),
            ("year", one.of.period.to_string().into()),
        ],
    );
    if let Some(category) = visit.definition().category(one.of.category) {
        title = format!("{title}, {}", category.label.get(language));
    }
    title
}

/// What the areas inside a municipality are compared with: its rest, by name where all of them lie in one.
fn rest_of_municipality(visit: &Visit, frame: sheet::Frame) -> String {
    let t = visit.texts();
    if visit.release().places.get(frame.within).level() != Level::Municipality {
        return t.get("rest-of-own-municipality");
    }
    let name = place::name(visit.site(), frame.within, visit.language());
    t.with("rest-of", &[("name", name.into())])
}

/// What the colours of a sheet are about.
pub(crate) fn subtitle(visit: &Visit, one: &Sheet) -> String {
    let t = visit.texts();
    let language = visit.language();
    let label = one.indicator(visit.site()).label.get(language);
    let about = if let Some(compared) = one.compared {
        let with = match compared {
            Comparison::Municipality => rest_of_municipality(visit, one.frame),
            other => comparison_name(visit, one.frame.within, other),
        };
        let with = if one.of.category == CategoryIx::TOTAL || compared == Comparison::EverybodyHere {
            with
        } else {
            t.with("same-group-in", &[("where", with.into())])
        };
        t.with("atlas-compared", &[("with", with.into())])
    } else {
        // The classes are those of the whole country, whatever part of it is on the map.
        let country = visit.release().places.find(cells::AreaCode::COUNTRY);
        let country = country.map_or("", |ix| place::name(visit.site(), ix, visit.language()));
        let levels = place::level_words(visit.site(), one.of.level, t);
        t.with("atlas-values", &[("levels", levels.into()), ("country", country.into())])
    };
    format!("{label}. {about}")
}

/// The name of an area, with the region it lies in where another area of the map has the same name.
fn told_apart(visit: &Visit, ix: PlaceIx, twice: &HashSet<&str>) -> String {
    let site = visit.site();
    let name = place::spoken(site, ix, visit.language());
    let region = place::regions(site, ix).into_iter().next().filter(|_| twice.contains(name));
    match region {
        Some(region) => format!("{name} ({})", place::name(site, region, visit.language())),
        None => name.to_owned(),
    }
}

/// The chart of a sheet.
pub(crate) fn choropleth(visit: &Visit, one: &Sheet, prefix: &str) -> Choropleth {
    let t = visit.texts();
    let language = visit.language();
    let site = visit.site();
    let indicator = one.indicator(site);
    let definition = visit.definition();
    let source = visit
        .release()
        .cube
        .slice(one.of.indicator, one.of.period, one.of.level)
        .and_then(|slice| definition.sources.get(slice.source()));
    let mut named = caption(visit, prefix, &heading(visit, one), &t.get("map-description"));
    named.source = source.map(|source| {
        let fictional =
            if definition.monitor.fictional { format!(" {}", t.get("fictional-title")) } else { String::new() };
        format!(
            "{} {}, {}.{fictional}",
            sentence(&subtitle(visit, one)),
            source.publisher.get(language),
            source.title.get(language)
        )
    });
    let linked = one.areas.len() <= MOST_LINKED;
    let mut seen = HashSet::new();
    let names = one.areas.iter().map(|area| place::spoken(site, area.place, language));
    let twice: HashSet<&str> = names.filter(|name| linked && !seen.insert(*name)).collect();
    let to_figure = visit.links().with(Choices { category: one.of.category, ..visit.choices() });
    Choropleth {
        caption: named,
        classes: one.scale.classes().to_vec(),
        areas: one
            .areas
            .iter()
            .map(|area| ClassedArea {
                label: if linked { told_apart(visit, area.place, &twice) } else { String::new() },
                // An area leads to the same figure there, which leads on to all its figures.
                href: linked.then(|| to_figure.indicator(one.of.indicator, Some(area.place))),
                text: if linked { numbers::shown(&area.cell, indicator, language) } else { String::new() },
                count: if linked { figure::counts(visit, &area.cell, indicator) } else { String::new() },
                short: match area.cell.value.filter(|_| linked && area.cell.is_published()) {
                    Some(value) => numbers::number(value, indicator.decimals, language),
                    None => String::new(),
                },
                class: area.class,
                marked: one.frame.marked == Some(area.place),
            })
            .collect(),
    }
}

/// How large a map is drawn, and how many bytes its outlines may take.
fn fit(one: &Sheet, pair: bool) -> MapBox {
    let bytes = match one.areas.len() {
        0..=MOST_LINKED => 90_000,
        601..=6000 => 260_000,
        _ => 600_000,
    };
    if pair { MapBox { width: 520, height: 560, bytes } } else { MapBox { width: 760, height: 760, bytes } }
}

/// The map alone, with its legend, to keep or print.
pub(crate) fn standalone(visit: &Visit, one: &Sheet) -> String {
    let places: Vec<PlaceIx> = one.areas.iter().map(|area| area.place).collect();
    choropleth(visit, one, "kaart").svg(&visit.site().shapes(&places, fit(one, false)), Style::Standalone)
}

fn shown(visit: &Visit, one: &Sheet, asked: &Asked, choices: Choices, pair: bool, number: usize) -> Shown {
    let t = visit.texts();
    let language = visit.language();
    let places: Vec<PlaceIx> = one.areas.iter().map(|area| area.place).collect();
    let shapes = visit.site().shapes(&places, fit(one, pair));
    let chart = choropleth(visit, one, &format!("kaart-{number}"));
    let mut notes = Vec::new();
    if one.compared.is_some() {
        notes.push(t.get("size-how"));
    }
    if one.areas.iter().any(|area| matches!(area.mark.shade(), charts::Shade::Unknown(_))) {
        notes.push(t.get("atlas-unknown"));
        if one.areas.iter().any(|area| matches!(area.mark.shade(), charts::Shade::Uncertain(_))) {
            notes.push(t.get("atlas-few"));
        }
    }
    let without = one.areas.iter().filter(|area| visit.release().boundaries.get(area.place).is_none()).count();
    if without > 0 {
        let shown = crate::view::count(without as f64, language);
        notes.push(t.with("atlas-without-shape", &[("count", without.into()), ("shown", shown.into())]));
    }
    if one.areas.len() > MOST_LINKED {
        notes.push(t.get("atlas-light"));
    }
    let links = visit.links().with(choices);
    let files = ["svg", "geojson", "csv"]
        .map(|kind| {
            Link::new(
                links.map_file(asked, &format!("/kaart.{kind}")),
                kind.to_uppercase().replace("GEOJSON", "GeoJSON"),
            )
        })
        .to_vec();
    let areas = |count: usize| {
        let shown = crate::view::count(count as f64, language);
        t.with("areas-count", &[("count", count.into()), ("shown", shown.into())])
    };
    Shown {
        drawing: Drawing {
            embed: None,
            remarks: String::new(),
            title: chart.caption.title.clone(),
            subtitle: subtitle(visit, one),
            wide: if shapes.bytes() == 0 { String::new() } else { chart.svg(&shapes, Style::Page) },
            phone: String::new(),
            broad: false,
            legend: chart.legend(areas),
            table: Some(chart.table(&chart_words(language), MOST_LISTED)),
            databank: of_chart(
                visit,
                &Charted {
                    indicators: vec![one.of.indicator],
                    areas: places.clone(),
                    categories: vec![one.of.category],
                    periods: vec![PeriodChoice::One(one.of.period)],
                    rows: Axis::Area,
                },
            ),
            file: format!("kaart-{}-{}", one.indicator(visit.site()).id, crate::address::slug(&chart.caption.title)),
            more: None,
        },
        notes,
        files,
    }
}

/// What a map of the same figure beside the first one takes its classes from, at a level; none where it has its own.
fn classes_like(visit: &Visit, first: &Sheet, chosen: Choices, other: &Sheet, level: Level) -> Option<Beside> {
    if first.of.indicator != other.of.indicator || first.of == other.of {
        return None;
    }
    if first.of.category != other.of.category {
        return Some(Beside::Category(first.of.category));
    }
    sheet::period(visit.site(), first.of.indicator, level, first.of.category, chosen.year).map(Beside::Year)
}

/// The municipality with the rest of which all areas of a map are compared; none where they are compared with something that holds
/// for every area, or each with its own.
fn home_of(visit: &Visit, one: &Sheet) -> Option<PlaceIx> {
    let places = &visit.release().places;
    if one.compared != Some(Comparison::Municipality) || places.get(one.frame.within).level() < Level::Municipality {
        return None;
    }
    places.ancestor(one.frame.within, Level::Municipality, one.vintage)
}

/// Numbers of areas as runs: the first, and how many in a row.
fn runs_of(areas: &[PlaceIx]) -> Vec<[u32; 2]> {
    let mut numbers: Vec<u32> = areas.iter().map(|area| area.0).collect();
    numbers.sort_unstable();
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some([first, count]) if *first + *count == number => *count += 1,
            _ => runs.push([number, 1]),
        }
    }
    runs
}

/// What the movable map starts with: where it reads classes, names, figures and shapes of each level, and where it looks.
fn movable(visit: &Visit, sheets: &[(&Sheet, Asked, Choices)], asked: &Asked) -> String {
    let site = visit.site();
    let places = &visit.release().places;
    let t = visit.texts();
    let Some(country) = places.find(cells::AreaCode::COUNTRY) else { return String::new() };
    let (links, definition) = (visit.links(), visit.definition());
    let map = |(one, other, chosen): &(&Sheet, Asked, Choices)| {
        let levels: serde_json::Map<String, serde_json::Value> = sheet::levels(site, one.of.indicator)
            .into_iter()
            .filter_map(|level| {
                let (first, _, of_first) = &sheets[0];
                let beside = classes_like(visit, first, *of_first, one, level);
                let wide = Asked { place: country, level: Some(level), beside, spot: None, ..*other };
                let links = visit.links().with(Choices { comparison: one.compared, ..*chosen });
                let file = |name: &str| links.map_file(&wide, &format!("/kaart/{name}.json"));
                // What does not depend on the figure is read once for all of them.
                let period = sheet::period(site, one.of.indicator, level, one.of.category, chosen.year)?;
                let vintage = visit.release().cube.slice(one.of.indicator, period, level)?.vintage();
                let of = |name: &str| {
                    format!("{}?niveau={}&indeling={vintage}", links.bare(&format!("/kaart/{name}.json")), level_word(level))
                };
                let files = json!({
                    "klassen": file("klassen"), "cijfers": file("cijfers"), "namen": of("namen"), "vormen": of("vormen"),
                });
                Some((level_word(level).to_owned(), files))
            })
            .collect();
        let home = home_of(visit, one);
        let inside: Option<serde_json::Map<String, serde_json::Value>> = home.map(|home| {
            let runs = |level: Level| {
                let period = sheet::period(site, one.of.indicator, level, one.of.category, chosen.year)?;
                let vintage = visit.release().cube.slice(one.of.indicator, period, level)?.vintage();
                let runs = runs_of(&sheet::inside(places, home, level, vintage));
                Some((level_word(level).to_owned(), json!(runs)))
            };
            let levels = sheet::levels(site, one.of.indicator);
            levels.into_iter().filter(|level| *level > Level::Municipality).filter_map(runs).collect()
        });
        json!({
            "binnen": inside,
            "buiten": home.map_or_else(String::new, |home| {
                t.with("movable-beyond", &[("name", place::spoken(site, home, visit.language()).into())])
            }),
            "niveaus": levels,
            "kop": heading(visit, one),
            "titel": subtitle(visit, one),
            "cijfer": links.bare(&format!("/indicator/{}", definition.indicator(one.of.indicator).id)),
            "keuzes": Choices { category: one.of.category, ..*chosen }.query(definition, &[]),
        })
    };
    let (mut west, mut south, mut east, mut north) = (180.0_f64, 90.0_f64, -180.0_f64, -90.0_f64);
    for area in &sheets[0].0.areas {
        for polygon in visit.release().boundaries.get(area.place).iter().flat_map(|boundary| boundary.shape.iter()) {
            for point in polygon.exterior().coords() {
                (west, east) = (west.min(point.x), east.max(point.x));
                (south, north) = (south.min(point.y), north.max(point.y));
            }
        }
    }
    if west > east {
        return String::new();
    }
    let words: serde_json::Map<String, serde_json::Value> = [
        "movable-open",
        "movable-close",
        "movable-label",
        "movable-level",
        "movable-level-auto",
        "movable-here",
        "movable-here-failed",
        "movable-here-outside",
        "movable-here-found",
        "movable-failed",
        "movable-list",
        "movable-filter",
        "movable-shown",
        "movable-elsewhere",
        "map-to-figure",
        "map-to-area",
        "level-municipality",
        "level-district",
        "level-neighbourhood",
        "levels-municipality",
        "levels-district",
        "levels-neighbourhood",
    ]
    .into_iter()
    .map(|key| (key.to_owned(), t.get(key).into()))
    .chain([
        ("level-region".to_owned(), place::level_word(site, Level::Region, t).into()),
        ("levels-region".to_owned(), place::level_words(site, Level::Region, t).into()),
    ])
    .collect();
    let library = ["atlas.js", "atlas-worker.js", "atlas.css"].map(crate::assets::address);
    let marked = sheets[0].0.frame.marked.map(|ix| places.get(ix).code.to_string());
    json!({
        "kaarten": sheets.iter().map(map).collect::<Vec<_>>(),
        "niveau": level_word(sheets[0].0.frame.level),
        "gekozen": asked.level.map(level_word),
        "grenzen": [west, south, east, north],
        "plek": asked.spot.map(crate::atlas::asked::Spot::text),
        "gemarkeerd": marked,
        "gebied": visit.links().bare("/gebied/"),
        "keuzes": visit.choices().query(visit.definition(), &[]),
        "tegels": crate::tiles::path(visit.release()).map(|path| format!("{}{path}", visit.links().prefix)),
        "bibliotheek": library,
        "woorden": words,
    })
    .to_string()
}

/// The choices of the map in the bar, beside those of every page.
pub(crate) fn choices_in_bar(visit: &Visit, asked: &Asked, bar: &mut Bar) {
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let definition = visit.definition();
    let choices = visit.choices();
    let frame = sheet::frame(site, asked);
    let country = visit.release().places.get(frame.within).level() == Level::Country;
    let choice = |value: String, label: &str, chosen: bool| Choice { value, label: label.to_owned(), chosen };

    let figures = |chosen: &dyn Fn(&str) -> bool, prefix: &str| -> Vec<(String, Vec<Choice>)> {
        let of = |theme: &definition::Theme| {
            let all = definition.indicators_of(&theme.id);
            let list = all.map(|(_, i)| choice(format!("{prefix}{}", i.id), i.short.get(language), chosen(&i.id)));
            (theme.label.get(language).to_owned(), list.collect::<Vec<_>>())
        };
        definition.themes.iter().map(of).filter(|(_, list)| !list.is_empty()).collect()
    };
    let own = &definition.indicator(asked.indicator).id;
    bar.own.push(Choose { id: "cijfer", label: t.get("choice-figure"), groups: figures(&|id| id == own, "") });

    let possible = sheet::levels(site, asked.indicator);
    let levels = LEVELS.into_iter().filter(|level| possible.contains(level));
    let levels: Vec<Choice> = levels
        .map(|level| choice(level_word(level).to_owned(), &place::level_words(site, level, t), level == frame.level))
        .collect();
    if levels.len() > 1 {
        bar.own.push(Choose { id: "niveau", label: t.get("choice-level"), groups: vec![(String::new(), levels)] });
    }
    if definition.indicator(asked.indicator).measure != Measure::Count {
        let colours = vec![
            choice("lezing".to_owned(), &t.get("colour-reading"), asked.colour == Colour::Reading),
            choice("waarde".to_owned(), &t.get("colour-value"), asked.colour == Colour::Value),
        ];
        bar.own.push(Choose { id: "kleur", label: t.get("choice-colour"), groups: vec![(String::new(), colours)] });
    }

    let mut groups = vec![(String::new(), vec![choice(String::new(), &t.get("beside-none"), asked.beside.is_none())])];
    if site.years.len() > 1 {
        let years = site
            .years
            .iter()
            .rev()
            .filter(|&&year| site.release.cube.slice(asked.indicator, year, frame.level).is_some());
        let years: Vec<Choice> = years
            .map(|&year| {
                let beside = Beside::Year(year);
                choice(beside.text(definition), &year.to_string(), asked.beside == Some(beside))
            })
            .collect();
        if years.len() > 1 {
            groups.push((t.get("beside-year"), years));
        }
    }
    if !definition.breakdowns.is_empty() {
        let everybody = Beside::Category(CategoryIx::TOTAL);
        let list = vec![choice(everybody.text(definition), &t.get("everybody"), asked.beside == Some(everybody))];
        groups.push((t.get("beside-group"), list));
        // Groups of different breakdowns have one name: "Turkije" is in two of them.
        for breakdown in &definition.breakdowns {
            let own = definition.categories().filter(|(_, of, _)| of.id == breakdown.id);
            let list = own.map(|(ix, _, category)| {
                let beside = Beside::Category(ix);
                choice(beside.text(definition), category.label.get(language), asked.beside == Some(beside))
            });
            groups.push((breakdown.label.get(language).to_owned(), list.collect()));
        }
    }
    let beside = match asked.beside {
        Some(Beside::Indicator(ix)) => definition.indicator(ix).id.clone(),
        _ => String::new(),
    };
    let others = figures(&|id| id == beside, "cijfer:");
    groups.extend(others.into_iter().map(|(theme, list)| (t.with("beside-figure", &[("theme", theme.into())]), list)));
    bar.own.push(Choose { id: "met", label: t.get("choice-beside"), groups });

    // What areas can be compared with follows from the map, not from the area it is of.
    let possible = sheet::comparisons(frame, country, choices.category);
    let used = choices.comparison.filter(|c| possible.contains(c)).or_else(|| possible.first().copied());
    let by_value = asked.colour == Colour::Value || definition.indicator(asked.indicator).measure == Measure::Count;
    bar.comparisons = if possible.len() < 2 || by_value {
        Vec::new()
    } else {
        let name = |c: Comparison| match c {
            Comparison::Municipality => rest_of_municipality(visit, frame),
            other => comparison_name(visit, frame.within, other),
        };
        possible.iter().map(|&c| choice(c.word().to_owned(), &name(c), used == Some(c))).collect()
    };
    // Only years of which there is a map.
    bar.years.retain(|year| {
        let has_map = |period| site.release.cube.slice(asked.indicator, period, frame.level).is_some();
        year.chosen || year.value.parse().ok().is_none_or(|year| has_map(cells::Period(year)))
    });
    if let Some(spot) = asked.spot {
        bar.hidden.push(("plek", spot.text()));
    }
}

/// What the page says of words in its address that it does not know.
pub(crate) fn notices(visit: &Visit, asked: &Asked, unknown: &[Unknown]) -> Vec<String> {
    let t = visit.texts();
    let name = place::label(visit.site(), asked.place, t);
    unknown
        .iter()
        .map(|one| {
            let key = match one.key {
                "gebied" => "unknown-area",
                "cijfer" => "unknown-figure",
                "niveau" => "unknown-level",
                "kleur" => "unknown-colour",
                _ => "unknown-beside",
            };
            t.with(key, &[("value", one.value.clone().into()), ("name", name.clone().into())])
        })
        .collect()
}

/// The address of the usual map of an indicator and a place.
pub(crate) fn link_to(visit: &Visit, indicator: cells::IndicatorIx, ix: PlaceIx) -> Link {
    let asked = Asked { indicator, ..Asked::usual(visit.site(), ix) };
    Link::new(visit.links().map(&asked), visit.texts().get("atlas-open"))
}
