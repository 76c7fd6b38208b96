//! An invented country of two municipalities, its raw counts, and releases of it that are rounded but not protected: the
//! cells as the contract between protection and the auditor has them, without coarsening.

#![allow(dead_code, reason = "each test program uses part of it")]

use std::path::Path;

use cells::{
    AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, SourceRecord, Status, Vintage,
};
use counts::{AreaTable, Leaves, QuantityKind, RawCounts, quantities};
use definition::{Definition, Measure, ShareOf};
use geography::{Boundaries, Place, Places};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use release::{Draft, Release, WithoutReadings};
use serde_json::{Value, json};

/// The year of all figures.
pub(crate) const YEAR: Period = Period(2023);
const VINTAGE: Vintage = Vintage(2023);

fn text(t: &str) -> Value {
    json!({ "nl": t, "en": t })
}

fn indicator(id: &str, universe: &str, measure: &str, more: &Value) -> Value {
    let mut value = json!({
        "id": id, "theme": "werk", "label": text(id), "short": text(id), "universe": universe, "measure": measure,
        "polarity": "neutral", "what": text(id), "why": text(id), "breakdowns": ["herkomst", "verblijf"],
    });
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// Four leaves in two breakdowns that cross; residents, those of 15 to 64, those who work, children, pupils with a score.
pub(crate) fn definition(base: u16) -> Definition {
    let category = |id: &str, attribute: &str, values: &[&str]| json!({ "id": id, "label": text(id), "leaves": { attribute: values } });
    serde_json::from_value(json!({
        "monitor": {
            "id": "proefland", "name": text("Proefland"), "tagline": text("Verzonnen"), "publisher": text("Niemand"),
            "version": "1", "levels": ["country", "municipality", "district", "neighbourhood"],
            "default-area": "NL00", "fictional": true, "protection": { "base": base },
        },
        "themes": [{ "id": "werk", "label": text("Werk"), "about": text("Werk") }],
        "breakdowns": [
            { "id": "herkomst", "label": text("Herkomst"), "about": text("Herkomst"), "category": [
                category("hier", "herkomst", &["hier"]), category("elders", "herkomst", &["ver", "dichtbij"]) ] },
            { "id": "verblijf", "label": text("Verblijf"), "about": text("Verblijf"), "category": [
                category("kort", "verblijf", &["kort"]), category("lang", "verblijf", &["lang"]) ] },
        ],
        "universes": [
            { "id": "inwoners", "label": text("inwoners"), "unit": "persons" },
            { "id": "inwoners-15-64", "label": text("inwoners van 15 tot en met 64"), "unit": "persons",
              "ages": ["15-17", "18-26", "27-30", "31-64"] },
            { "id": "leerlingen", "label": text("leerlingen"), "unit": "pupils", "condition": "true" },
        ],
        "indicators": [
            indicator("inwoners", "inwoners", "count", &json!({})),
            indicator("samenstelling", "inwoners", "percent", &json!({ "share-of": "everybody" })),
            indicator("jong", "inwoners", "percent", &json!({ "numerator": "leeftijd < 4", "numerator-ages": ["0-3"] })),
            indicator("werk", "inwoners-15-64", "percent", &json!({ "numerator": "werk" })),
            indicator("score", "leerlingen", "mean", &json!({ "numerator": "score" })),
        ],
        "sources": [{
            "id": "registers", "title": text("Registers"), "publisher": text("Niemand"), "licence": "CC0",
            "format": "microdata", "address": "registers", "vintage": 2023, "area": "buurt",
        }],
        "pages": [],
        "microdata": {
            "leaves": [{ "herkomst": ["hier"] }, { "herkomst": ["ver", "dichtbij"], "verblijf": ["kort", "lang"] }],
            "view": [
                { "id": "inwoners", "sql": "i.sql", "unit": "persons", "key": "k", "area": "a", "age": "leeftijd" },
                { "id": "leerlingen", "sql": "l.sql", "unit": "pupils", "key": "k", "area": "a" },
            ],
        },
    }))
    .unwrap()
}

/// The neighbourhoods of the invented country.
pub(crate) const NEIGHBOURHOODS: [&str; 10] = [
    "BU99010101",
    "BU99010102",
    "BU99010103",
    "BU99010201",
    "BU99010202",
    "BU99020101",
    "BU99020102",
    "BU99020201",
    "BU99020202",
    "BU99020203",
];

/// Country, municipalities, districts and neighbourhoods.
pub(crate) fn places() -> Places {
    places_of(NEIGHBOURHOODS.iter().map(|code| code.parse().unwrap()), VINTAGE)
}

/// Neighbourhoods, and what their codes say that they lie in.
pub(crate) fn places_of(neighbourhoods: impl Iterator<Item = AreaCode>, vintage: Vintage) -> Places {
    let mut codes: Vec<AreaCode> =
        neighbourhoods.flat_map(|code| Level::ALL.into_iter().filter_map(move |level| code.ancestor(level))).collect();
    codes.sort();
    codes.dedup();
    codes.sort_by_key(|code| (code.level(), *code));
    let order = |code: &AreaCode| (code.level(), *code);
    let at = |code: AreaCode| PlaceIx(codes.binary_search_by_key(&order(&code), order).unwrap() as u32);
    let place = |code: &AreaCode| Place {
        code: *code,
        name: format!("Proef {code}"),
        vintages: vec![vintage],
        parents: code.parent().map(at).into_iter().collect(),
        members: Vec::new(),
    };
    Places::new(codes.iter().map(place).collect())
}

/// Random raw counts; `people` is about how many live in a neighbourhood per leaf and age.
pub(crate) fn counts(definition: &Definition, people: i64, seed: u64) -> RawCounts {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let leaves = Leaves::of(definition.microdata.as_ref().unwrap());
    let areas = AreaTable::new(NEIGHBOURHOODS.iter().map(|code| {
        let code: AreaCode = code.parse().unwrap();
        (code, code.parent().unwrap(), code.ancestor(Level::Municipality).unwrap())
    }))
    .unwrap();
    let all = quantities(definition, YEAR);
    let size = NEIGHBOURHOODS.len() * leaves.len();
    let mut tables: Vec<Vec<i64>> = vec![vec![0; size]; all.len()];
    let find = |kind: &QuantityKind| all.iter().position(|quantity| quantity.kind == *kind).unwrap();
    let age = |atom: &str| find(&QuantityKind::Age(atom.to_owned()));
    for at in 0..size {
        for atom in definition::AGE_ATOMS {
            tables[age(atom)][at] = random.random_range(people / 2..=people + people / 2);
        }
        let sum = |tables: &[Vec<i64>], atoms: &[&str]| atoms.iter().map(|atom| tables[age(atom)][at]).sum::<i64>();
        let all_ages = sum(&tables, &definition::AGE_ATOMS);
        let working = sum(&tables, &["15-17", "18-26", "27-30", "31-64"]);
        let pupils = random.random_range(people / 2..=people * 2);
        let universe = |id: &str| find(&QuantityKind::Universe(id.to_owned()));
        tables[universe("inwoners")][at] = all_ages;
        tables[universe("inwoners-15-64")][at] = working;
        tables[universe("leerlingen")][at] = pupils;
        tables[find(&QuantityKind::Count("jong".to_owned()))][at] = tables[age("0-3")][at];
        tables[find(&QuantityKind::Count("werk".to_owned()))][at] = random.random_range(working / 3..=working * 2 / 3);
        tables[find(&QuantityKind::Sum("score".to_owned()))][at] = pupils * 530 + random.random_range(0..=pupils * 10);
    }
    let values = tables
        .into_iter()
        .map(|table| table.into_iter().enumerate().map(|(at, value)| (at as u32, value)).collect())
        .collect();
    RawCounts::new(YEAR, VINTAGE, areas, leaves, all, values)
}

/// How a release is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct How {
    /// Rounding.
    pub(crate) base: u16,
    /// Whether rates are worked out from the true counts.
    pub(crate) true_rates: bool,
}

/// The cells of the counts, rounded and with small ones withheld.
pub(crate) fn blocks(definition: &Definition, places: &Places, counts: &RawCounts, how: How) -> Vec<Block> {
    let levels = [Level::Country, Level::Municipality, Level::District, Level::Neighbourhood];
    let mut blocks = Vec::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        if indicator.measure == Measure::Index || counts.universe(&indicator.universe).is_none() {
            continue;
        }
        for level in levels {
            let mut cells = Vec::new();
            let protection = &definition.monitor.protection;
            let sizes_only = indicator.measure == Measure::Count || indicator.share_of == ShareOf::Everybody;
            let planned = |breakdown: &definition::Breakdown| {
                let plan = if sizes_only {
                    protection.publishes_size(level, &indicator.universe, &breakdown.id)
                } else {
                    protection.publishes(level, &breakdown.id)
                };
                plan && indicator.breakdowns.contains(&breakdown.id)
            };
            let own = definition.categories().filter(|(_, breakdown, _)| planned(breakdown)).map(|(ix, ..)| ix);
            let categories: Vec<CategoryIx> = std::iter::once(CategoryIx::TOTAL).chain(own).collect();
            for &category in &categories {
                let leaves = definition
                    .category(category)
                    .map_or_else(|| counts.leaves().everybody(), |category| counts.leaves().of_category(category));
                let sum = |kind: &QuantityKind, leaves: &counts::LeafSet| {
                    counts.by_area(counts.find(kind).unwrap(), level, leaves)
                };
                let universe = QuantityKind::Universe(indicator.universe.clone());
                let sizes = sum(&universe, &leaves);
                let everybody = sum(&universe, &counts.leaves().everybody());
                for (area, code) in counts.areas().codes(level).iter().enumerate() {
                    let place = places.find(*code).unwrap();
                    let size = sizes[area];
                    let cell = match (indicator.measure, indicator.share_of) {
                        (Measure::Count, _) => plain(size, how),
                        (_, ShareOf::Everybody) => share(size, everybody[area], how),
                        (Measure::Mean, _) => {
                            let total = sum(&QuantityKind::Sum(indicator.id.clone()), &leaves)[area];
                            mean(total, size, how)
                        }
                        _ => {
                            let part = sum(&QuantityKind::Count(indicator.id.clone()), &leaves)[area];
                            rate(part, size, how)
                        }
                    };
                    cells.push((place, category, cell));
                }
            }
            blocks.push(Block {
                indicator: IndicatorIx(n as u16),
                period: counts.period(),
                level,
                vintage: counts.vintage(),
                source: 0,
                categories,
                cells,
            });
        }
    }
    blocks
}

fn rounded(count: i64, how: How) -> Count {
    let base = i64::from(how.base);
    Count::rounded(((count + base / 2) / base * base) as u32, how.base)
}

fn plain(size: i64, how: How) -> Cell {
    if size < 10 { Cell::missing(Status::Small) } else { Cell::count(rounded(size, how), Kind::Counted) }
}

fn share(size: i64, everybody: i64, how: How) -> Cell {
    match (everybody < 10, size < 10) {
        (true, _) => Cell::missing(Status::Small),
        (_, true) => Cell { denominator: Some(rounded(everybody, how)), ..Cell::missing(Status::Small) },
        _ => Cell::rate(rounded(size, how), rounded(everybody, how), 100.0, Kind::Counted),
    }
}

fn rate(part: i64, size: i64, how: How) -> Cell {
    let status = |status| Cell { denominator: Some(rounded(size, how)), ..Cell::missing(status) };
    match (size < 10, part < 10, size - part < 10) {
        (true, ..) => Cell::missing(Status::Small),
        (_, true, true) => status(Status::Withheld),
        (_, true, _) => status(Status::Small),
        (.., true) => status(Status::NearlyAll),
        _ => {
            let cell = Cell::rate(rounded(part, how), rounded(size, how), 100.0, Kind::Counted);
            if how.true_rates { Cell { value: Some(part as f64 / size as f64 * 100.0), ..cell } } else { cell }
        }
    }
}

fn mean(sum: i64, size: i64, how: How) -> Cell {
    if size < 10 {
        return Cell::missing(Status::Small);
    }
    let value = (sum as f64 / size as f64 * 10.0).round() / 10.0;
    Cell { denominator: Some(rounded(size, how)), ..Cell::imported(value, Kind::Counted) }
}

/// Writes a release of these blocks.
pub(crate) fn release(definition: Definition, blocks: Vec<Block>, folder: &Path) -> Release {
    release_of(definition, places(), blocks, folder)
}

/// The same, of other places.
pub(crate) fn release_of(definition: Definition, places: Places, blocks: Vec<Block>, folder: &Path) -> Release {
    let draft = Draft {
        definition,
        places,
        boundaries: Boundaries::new(std::collections::HashMap::new()),
        blocks,
        sources: vec![SourceRecord {
            id: "registers".to_owned(),
            sha256: "0".repeat(64),
            fetched: None,
            published: None,
            licence: "CC0".to_owned(),
            rows: 1,
        }],
        left_out: Vec::new(),
    };
    draft.write(&WithoutReadings, folder, "2026-11-23").unwrap();
    Release::open(folder).unwrap()
}
