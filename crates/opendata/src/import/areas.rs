//! Registers and boundaries: the areas of each vintage, and their shapes.

use std::collections::{BTreeMap, HashMap, HashSet};

use cells::{AreaCode, Level, Vintage};
use definition::{Definition, Source};
use geography::{Boundaries, Boundary, Difference, Division, Fault, Grouping, ListedArea, Places, Register, Repaired};

use super::columns::SourceTable;
use super::left_out::{At, Ledger};
use super::read::Shape;
use super::rows::{division, plural};

/// The areas a register lists.
pub(crate) fn listed(
    definition: &Definition,
    source: &Source,
    read: &SourceTable,
    ledger: &mut Ledger,
) -> Vec<ListedArea> {
    let table = &read.table;
    let Some(areas) = table.column(&source.area) else { return Vec::new() };
    let names = source.name.as_deref().and_then(|name| table.column(name));
    let populations = source.population.as_deref().and_then(|name| table.column(name));
    let dropped: HashSet<AreaCode> = source.drop.iter().filter_map(|code| code.parse().ok()).collect();
    let mut seen = HashSet::new();
    let mut listed = Vec::with_capacity(table.len());
    for at in 0..table.len() {
        let here =
            |column| At { source: &source.id, file: &table.file, row: Some(table.numbers[at]), column: Some(column) };
        // Rows without a code are listed when the figures of the same rows are read.
        let Some(text) = areas[at].text() else { continue };
        let Ok(code) = text.parse::<AreaCode>() else { continue };
        if !definition.monitor.levels.contains(&code.level()) || dropped.contains(&code) || !seen.insert(code) {
            continue;
        }
        let own = names.and_then(|fields| fields[at].text()).map(std::borrow::Cow::into_owned);
        let name = own.or_else(|| read.names.as_ref().and_then(|names| names.get(&*text).cloned()));
        if name.is_none() && source.name.is_some() {
            let column = source.name.as_deref().unwrap_or_default();
            ledger.add(here(column), "area without name", plural(code.level()), || {
                format!("`{code}` is shown by its code")
            });
        }
        let population = populations
            .and_then(|fields| fields[at].number(&source.missing).ok().flatten())
            .filter(|n| (0.0..=f64::from(u32::MAX)).contains(n))
            .map(|n| n as u32);
        listed.push(ListedArea { code, name: name.unwrap_or_else(|| code.to_string()), population });
    }
    listed
}

/// Joins registers to places, and lists what did not go on from one vintage to the next.
pub(crate) fn places(
    registers: Vec<(String, Vintage, Vec<ListedArea>)>,
    ledger: &mut Ledger,
) -> (Places, Vec<Vintage>) {
    let mut divisions: BTreeMap<Vintage, Division> = BTreeMap::new();
    let mut by_vintage: HashMap<Vintage, String> = HashMap::new();
    for (id, vintage, areas) in registers {
        by_vintage.entry(vintage).or_insert(id);
        divisions.entry(vintage).or_insert_with(|| Division { vintage, areas: Vec::new() }).areas.extend(areas);
    }
    let vintages: Vec<Vintage> = divisions.keys().copied().collect();
    let Register { places, continuity, orphans } = geography::join(divisions.into_values().collect());
    for (vintage, code) in orphans {
        let at = At { source: &by_vintage[&vintage], file: "register", row: None, column: None };
        ledger.add(at, "area without a larger area", plural(code.level()), || {
            let parent = code.parent().map_or_else(String::new, |p| p.to_string());
            format!("`{code}` of {vintage}: `{parent}` is not in the list")
        });
    }
    for ((older, newer, level), counts) in continuity {
        let level = plural(level);
        let register = format!("{level} of {older} and {newer}");
        let at = At { source: &by_vintage[&newer], file: &register, row: None, column: None };
        ledger.add_many(at, "area that went away", level, counts.gone, || {
            format!("{level} of {older} whose code {newer} does not have; they stay as places of {older}")
        });
        ledger.add_many(at, "area that is new", level, counts.new, || {
            format!("{level} of {newer} whose code {older} does not have; they have no earlier figures")
        });
        for (difference, count) in counts.different {
            let why = match difference {
                Difference::Name => "another name",
                Difference::Population => "a population that changed by more than a quarter (and more than 50)",
                Difference::PopulationUnknown => "a population known in only one of the years",
            };
            ledger.add_many(at, "same code, not the same place", &format!("{level}, {why}"), count, || {
                format!("{level} with the same code in {older} and {newer} but {why}; kept as two places")
            });
        }
    }
    (places, vintages)
}

/// Adds the areas of the definition's collections to the places; what cannot be added goes to the ledger.
pub(crate) fn with_regions(definition: &Definition, places: Places, ledger: &mut Ledger) -> Places {
    let groupings: Vec<Grouping> = definition
        .collections
        .iter()
        .flat_map(|collection| &collection.areas)
        .map(|area| Grouping { code: area.code, name: area.label.nl.clone(), members: area.members.clone() })
        .collect();
    let (places, problems) = geography::with_regions(places, &groupings);
    for problem in problems {
        let at = At { source: "collections", file: "collections", row: None, column: None };
        ledger.add(at, problem.kind(), "", || problem.to_string());
    }
    places
}

/// Lists links over water to areas that are in none of the divisions they hold for.
pub(crate) fn crossings(definition: &Definition, places: &Places, vintages: &[Vintage], ledger: &mut Ledger) {
    for crossing in &definition.crossings {
        let holds = |vintage: &&Vintage| {
            crossing.since.is_none_or(|since| since <= **vintage)
                && crossing.until.is_none_or(|until| **vintage <= until)
        };
        for &vintage in vintages.iter().filter(holds) {
            for code in [crossing.from, crossing.to].into_iter().filter(|code| places.find_in(*code, vintage).is_none())
            {
                let at = At { source: "over-water.csv", file: "over-water.csv", row: None, column: None };
                ledger.add(at, "link over water to no area", "", || {
                    format!("{} and {} of {vintage}: `{code}` is no area then", crossing.from, crossing.to)
                });
            }
        }
    }
}

/// Takes the shapes of a source that gives boundaries; of a place in several vintages the newest.
pub(crate) fn boundaries(
    source: &Source,
    read: &mut SourceTable,
    places: &Places,
    vintages: &[Vintage],
    found: &mut HashMap<cells::PlaceIx, (Vintage, Boundary)>,
    ledger: &mut Ledger,
) {
    let Some(vintage) = division(source, vintages) else { return };
    let shapes: Vec<Shape> = std::mem::take(&mut read.shapes);
    let Some(areas) = read.table.column(&source.area) else { return };
    for (at, shape) in shapes.into_iter().enumerate() {
        let here = At {
            source: &source.id,
            file: &read.table.file,
            row: Some(read.table.numbers[at]),
            column: Some("geometry"),
        };
        // Codes of no area are listed when the rows are joined.
        let Some(place) = areas[at]
            .text()
            .and_then(|text| text.parse::<AreaCode>().ok())
            .filter(|code| {
                source.boundaries.contains(&code.level()) && !source.drop.iter().any(|d| d.parse() == Ok(*code))
            })
            .and_then(|code| places.find_in(code, vintage))
        else {
            continue;
        };
        match shape {
            Ok(boundary) => {
                let Some(repaired) = geography::repair(&boundary.shape) else {
                    ledger.add(here, "area without geometry", plural(places.get(place).level()), || {
                        format!("`{}`: a shape without an area", places.get(place).code)
                    });
                    continue;
                };
                let boundary = mended(boundary, repaired, here, places.get(place).code, ledger);
                let before = found.get(&place).map(|(of, _)| *of);
                if before == Some(vintage) {
                    ledger.add(here, "boundary given twice", plural(places.get(place).level()), || {
                        format!("`{}`; the last one is used", places.get(place).code)
                    });
                }
                if before.is_none_or(|of| of <= vintage) {
                    found.insert(place, (vintage, boundary));
                }
            }
            Err(problem) => ledger.add(here, "area without geometry", plural(places.get(place).level()), || {
                format!("`{}`: {problem}", places.get(place).code)
            }),
        }
    }
}

/// A boundary as it is drawn, with what was wrong with it in the ledger. Which way rings run is not worth a word: files
/// differ in it.
fn mended(given: Boundary, repaired: Repaired, at: At<'_>, code: AreaCode, ledger: &mut Ledger) -> Boundary {
    let faults: Vec<String> =
        repaired.faults.iter().filter(|fault| **fault != Fault::Direction).map(ToString::to_string).collect();
    if faults.is_empty() {
        return given;
    }
    ledger.add(at, "boundary mended", &faults.join(", "), || {
        let change = 100.0 * (repaired.area_after / repaired.area_before - 1.0);
        format!("`{code}`: {}; its area changed by {change:.3} %", faults.join(", "))
    });
    Boundary { shape: repaired.shape }
}

/// Lists the places that have no boundary.
pub(crate) fn without_boundary(places: &Places, boundaries: &Boundaries, ledger: &mut Ledger) {
    let newest = places.newest_vintage();
    for (ix, place) in
        places.iter().filter(|(ix, place)| place.level() != Level::Country && boundaries.get(*ix).is_none())
    {
        let of = if Some(place.newest()) == newest { "the newest division" } else { "an earlier division" };
        let _ = ix;
        let at = At { source: "boundaries", file: plural(place.level()), row: None, column: None };
        ledger.add(at, "place without boundary", &format!("{} {of}", plural(place.level())), || {
            format!("{} of {of}: `{}`", plural(place.level()), place.code)
        });
    }
}
