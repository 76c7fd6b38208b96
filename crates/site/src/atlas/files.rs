//! A map as files: GeoJSON and CSV for other programs, and what the movable map reads.

use std::fmt::Write as _;

use cells::{Cell, Level, PlaceIx, Status, Vintage};
use geography::{Boundary, Places};
use insight::numbers;
use serde::Serialize;
use serde_json::{Value, json};

use super::Sheet;
use crate::view::{figure, place};
use crate::visit::Visit;

/// The word for a status in a file.
const fn status(cell: &Cell) -> &'static str {
    match cell.status {
        Status::Published => "gepubliceerd",
        Status::Small => "klein aantal",
        Status::NearlyAll => "bijna iedereen",
        Status::Withheld => "niet getoond",
        Status::NotAvailable => "geen cijfer",
        Status::NotApplicable => "niet van toepassing",
    }
}

/// The lines of a shape, at most five decimals: about a metre.
fn coordinates(boundary: &Boundary) -> String {
    let mut out = String::from("[");
    for (n, polygon) in boundary.shape.iter().enumerate() {
        out.push_str(if n > 0 { ",[" } else { "[" });
        for (n, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            out.push_str(if n > 0 { ",[" } else { "[" });
            for (n, point) in ring.coords().enumerate() {
                let short = |value: f64| (value * 1e5).round() / 1e5;
                let _ = write!(out, "{}[{},{}]", if n > 0 { "," } else { "" }, short(point.x), short(point.y));
            }
            out.push(']');
        }
        out.push(']');
    }
    out.push(']');
    out
}

/// The shape of a place as GeoJSON; `null` where it has none.
fn geometry(visit: &Visit, ix: PlaceIx) -> String {
    visit.release().boundaries.get(ix).map_or_else(
        || "null".to_owned(),
        |boundary| format!("{{\"type\":\"MultiPolygon\",\"coordinates\":{}}}", coordinates(boundary)),
    )
}

/// A map as GeoJSON: for each area its figure, what it is out of, and the class it is coloured with.
pub(crate) fn geojson(visit: &Visit, sheet: &Sheet) -> String {
    let definition = visit.definition();
    let indicator = sheet.indicator(visit.site());
    let places = &visit.release().places;
    let source = visit
        .release()
        .cube
        .slice(sheet.of.indicator, sheet.of.period, sheet.of.level)
        .and_then(|slice| definition.sources.get(slice.source()));
    let about = json!({
        "cijfer": indicator.id,
        "omschrijving": indicator.label.get(visit.language()),
        "jaar": sheet.of.period.0,
        "achtergrond": definition.category(sheet.of.category).map_or("totaal", |c| c.id.as_str()),
        "bron": source.map(|s| format!("{}, {}", s.publisher.get(visit.language()), s.title.get(visit.language()))),
        "licentie": source.map(|s| s.licence.clone()),
        "uitgave": visit.release().manifest.id,
        "verzonnen": definition.monitor.fictional,
    });
    let mut out = format!("{{\"type\":\"FeatureCollection\",\"over\":{about},\"features\":[");
    for (n, area) in sheet.areas.iter().enumerate() {
        let at = places.get(area.place);
        let published = area.cell.is_published();
        let properties = json!({
            "code": at.code.to_string(),
            "naam": at.name,
            "waarde": area.cell.value.filter(|_| published),
            "teller": area.cell.numerator.filter(|_| published).map(|count| count.value),
            "noemer": area.cell.denominator.filter(|_| published).map(|count| count.value),
            "status": status(&area.cell),
            "klasse": sheet.scale.words(area.class),
        });
        let _ = write!(
            out,
            "{}{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{}}}",
            if n > 0 { "," } else { "" },
            geometry(visit, area.place)
        );
    }
    out.push_str("]}");
    out
}

/// A field of a file with semicolons.
fn field(text: &str) -> String {
    if text.contains([';', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A map as CSV, as spreadsheets in the Netherlands read it: semicolons, decimal commas.
pub(crate) fn csv(visit: &Visit, sheet: &Sheet) -> String {
    let indicator = sheet.indicator(visit.site());
    let places = &visit.release().places;
    let mut out = String::from("\u{feff}code;naam;jaar;waarde;teller;noemer;status;klasse\r\n");
    for area in &sheet.areas {
        let at = places.get(area.place);
        let published = area.cell.is_published();
        let value = area
            .cell
            .value
            .filter(|_| published)
            .map(|value| format!("{value:.*}", usize::from(indicator.decimals)).replace('.', ","));
        let count = |count: Option<cells::Count>| count.filter(|_| published).map(|c| c.value.to_string());
        let row = [
            at.code.to_string(),
            at.name.clone(),
            sheet.of.period.to_string(),
            value.unwrap_or_default(),
            count(area.cell.numerator).unwrap_or_default(),
            count(area.cell.denominator).unwrap_or_default(),
            status(&area.cell).to_owned(),
            sheet.scale.words(area.class).to_owned(),
        ];
        let fields: Vec<String> = row.iter().map(|text| field(text)).collect();
        let _ = write!(out, "{}\r\n", fields.join(";"));
    }
    out
}

/// What the movable map colours a level with: a letter for each area, in the order of [`names`].
#[derive(Debug, Serialize)]
pub(crate) struct Classes {
    /// Class after class: its name in the style sheet, its words, how many areas have it.
    klassen: Vec<ClassOf>,
    /// A letter for each area: `a` is the first class.
    gebieden: String,
    /// What the map is of, and what its colours are about.
    kop: String,
    titel: String,
    indeling: u16,
}

#[derive(Debug, Serialize)]
struct ClassOf {
    kleur: String,
    woorden: String,
    aantal: usize,
    altijd: bool,
}

/// The classes of all areas of a map.
pub(crate) fn classes(sheet: &Sheet, heading: String, about: String) -> Classes {
    let letter = |class: usize| char::from(b'a' + class.min(25) as u8);
    Classes {
        klassen: sheet
            .scale
            .classes()
            .iter()
            .enumerate()
            .map(|(n, class)| ClassOf {
                kleur: class.fill.key(),
                woorden: class.words.clone(),
                aantal: sheet.areas.iter().filter(|area| area.class == n).count(),
                altijd: class.always,
            })
            .collect(),
        gebieden: sheet.areas.iter().map(|area| letter(area.class)).collect(),
        kop: heading,
        titel: about,
        indeling: sheet.vintage.0,
    }
}

/// The numbers of areas in shapes and tiles, as runs: first number, how many in a row, and the newest division in which
/// they are these places, which names their layer in the tiles.
fn numbers_of(places: &Places, areas: &[PlaceIx]) -> Vec<[u32; 3]> {
    let mut runs: Vec<[u32; 3]> = Vec::new();
    for &area in areas {
        let newest = u32::from(places.get(area).newest().0);
        match runs.last_mut() {
            Some([first, count, vintage]) if *first + *count == area.0 && *vintage == newest => *count += 1,
            _ => runs.push([area.0, 1, newest]),
        }
    }
    runs
}

/// All areas of a level in a division, in the order in which a map of the country has them.
pub(crate) fn division(places: &Places, level: Level, vintage: Vintage) -> Vec<PlaceIx> {
    let all = places.of_vintage(level, vintage);
    if level == Level::Region { super::sheet::of_one_collection(places, all) } else { all.collect() }
}

/// The numbers, codes and names of areas. The code is their address too, but for places whose code now means another.
pub(crate) fn names(visit: &Visit, areas: &[PlaceIx]) -> Value {
    let places = &visit.release().places;
    let older: serde_json::Map<String, Value> = areas
        .iter()
        .enumerate()
        .filter(|&(_, &ix)| places.find(places.get(ix).code) != Some(ix))
        .map(|(at, &ix)| (at.to_string(), crate::address::piece(places, ix).into()))
        .collect();
    json!({
        "nummers": numbers_of(places, areas),
        "codes": areas.iter().map(|&ix| places.get(ix).code.to_string()).collect::<Vec<_>>(),
        "namen": areas.iter().map(|&ix| place::spoken(visit.site(), ix, visit.language())).collect::<Vec<_>>(),
        "eerder": older,
    })
}

/// The figures of the areas of a map as they are written, with n of N, in the order of its classes.
pub(crate) fn figures(visit: &Visit, sheet: &Sheet) -> Value {
    let indicator = sheet.indicator(visit.site());
    let written = |area: &super::sheet::Area| numbers::shown(&area.cell, indicator, visit.language());
    let counts = |area: &super::sheet::Area| figure::counts(visit, &area.cell, indicator);
    json!({
        "waarden": sheet.areas.iter().map(written).collect::<Vec<_>>(),
        "aantallen": sheet.areas.iter().map(counts).collect::<Vec<_>>(),
    })
}

/// The shapes of areas by their numbers: to find out in the browser in which a point lies, and for the movable map where a
/// release has no tiles.
pub(crate) fn shapes(visit: &Visit, areas: &[PlaceIx]) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    let with_shape = areas.iter().filter(|&&area| visit.release().boundaries.get(area).is_some());
    for (n, &area) in with_shape.enumerate() {
        let _ = write!(
            out,
            "{}{{\"type\":\"Feature\",\"id\":{},\"properties\":{{}},\"geometry\":{}}}",
            if n > 0 { "," } else { "" },
            area.0,
            geometry(visit, area)
        );
    }
    out.push_str("]}");
    out
}
