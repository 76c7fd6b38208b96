//! A fictional country, and releases of it with random cells.

#![allow(dead_code, reason = "each test program uses part of it")]

use std::collections::HashMap;
use std::path::Path;

use cells::{
    AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, SourceRecord, Status, Vintage,
};
use definition::{Breakdown, Category, Definition, Indicator, Monitor, Source, Text, Theme, Universe};
use geo::{MultiPolygon, polygon};
use geography::{Boundaries, Boundary, Place, Places};
use proptest::prelude::*;
use release::{Draft, PackedReading, Slice, StandingReadings, StandingReference};
use serde_json::json;

/// A definition with three indicators (a percentage, a number, an index) and a breakdown of four categories.
pub(crate) fn definition() -> Definition {
    let text = |t: &str| json!({ "nl": t, "en": t });
    let indicator = |id: &str, measure: &str| -> Indicator {
        serde_json::from_value(json!({
            "id": id, "theme": "wonen", "label": text(id), "short": text(id), "universe": "inwoners",
            "measure": measure, "polarity": "neutral", "what": text(id), "why": text(id), "breakdowns": ["kleur"],
        }))
        .unwrap()
    };
    let category = |id: &str| -> Category { serde_json::from_value(json!({ "id": id, "label": text(id) })).unwrap() };
    let monitor: Monitor = serde_json::from_value(json!({
        "id": "waterland-fictief", "name": text("Monitor"), "tagline": text("Verzonnen"), "publisher": text("Niemand"),
        "version": "1", "levels": ["country", "municipality", "district", "neighbourhood"], "default-area": "NL00",
        "fictional": true,
    }))
    .unwrap();
    let source: Source = serde_json::from_value(json!({
        "id": "verzonnen", "title": text("Verzonnen cijfers"), "publisher": text("Niemand"), "licence": "CC0",
        "format": "csv", "address": "cijfers.csv", "vintage": 2024, "area": "code",
    }))
    .unwrap();
    let theme: Theme =
        serde_json::from_value(json!({ "id": "wonen", "label": text("Wonen"), "about": text("Wonen") })).unwrap();
    let universe: Universe =
        serde_json::from_value(json!({ "id": "inwoners", "label": text("inwoners"), "unit": "persons" })).unwrap();
    Definition {
        monitor,
        themes: vec![theme],
        breakdowns: vec![Breakdown {
            id: "kleur".to_owned(),
            label: Text { nl: "Kleur".to_owned(), en: "Colour".to_owned() },
            about: Text::default(),
            categories: ["rood", "geel", "groen", "blauw"].map(category).to_vec(),
        }],
        universes: vec![universe],
        indicators: vec![
            indicator("huurders", "percent"),
            indicator("inwoners", "count"),
            indicator("leefbaarheid", "index"),
        ],
        sources: vec![source.clone(), Source { id: "ook-verzonnen".to_owned(), ..source }],
        pages: Vec::new(),
        microdata: None,
        collections: Vec::new(),
        crossings: Vec::new(),
        topics: Vec::new(),
        stories: Vec::new(),
        paper: definition::Paper::default(),
    }
}

/// One country, a region of both municipalities, two municipalities, three districts, six neighbourhoods; one neighbourhood code was given to another
/// place between 2020 and 2024.
pub(crate) fn places() -> Places {
    let mut places: Vec<Place> = Vec::new();
    let both = vec![Vintage(2020), Vintage(2024)];
    let mut add = |code: &str, vintages: &[Vintage], parent: Option<u32>| {
        let code: AreaCode = code.parse().unwrap();
        places.push(Place {
            code,
            name: format!("Verzonnen {code}"),
            vintages: vintages.to_vec(),
            parents: parent.map_or_else(Vec::new, |parent| vec![PlaceIx(parent); vintages.len()]),
            members: Vec::new(),
        });
    };
    add("NL00", &both, None);
    add("ST1", &both, Some(0));
    add("GM9901", &both, Some(0));
    add("GM9902", &both, Some(0));
    add("WK990101", &both, Some(2));
    add("WK990102", &both, Some(2));
    add("WK990200", &both, Some(3));
    add("BU99010101", &both, Some(4));
    add("BU99010102", &both[1..], Some(4));
    add("BU99010102", &both[..1], Some(4));
    add("BU99010200", &both, Some(5));
    add("BU99020000", &both, Some(6));
    add("BU99020001", &both[1..], Some(6));
    places[1].members = vec![vec![PlaceIx(2), PlaceIx(3)]; 2];
    Places::new(places)
}

/// A square for every place but the last.
pub(crate) fn boundaries(places: &Places) -> Boundaries {
    let square = |ix: PlaceIx| {
        let west = 4.0 + f64::from(ix.0) / 7.0;
        let outer = polygon![
            exterior: [(x: west, y: 52.0), (x: west + 0.1, y: 52.0), (x: west + 0.1, y: 52.1), (x: west, y: 52.1)],
            interiors: [[(x: west + 0.02, y: 52.02), (x: west + 0.02, y: 52.04), (x: west + 0.04, y: 52.04)]],
        ];
        Boundary { shape: MultiPolygon(vec![outer]) }
    };
    Boundaries::new(places.iter().map(|(ix, _)| (ix, square(ix))).take(places.len() - 1).collect::<HashMap<_, _>>())
}

/// A draft with these blocks.
pub(crate) fn draft(blocks: Vec<Block>) -> Draft {
    let places = places();
    Draft {
        definition: definition(),
        boundaries: boundaries(&places),
        places,
        blocks,
        sources: vec![SourceRecord {
            id: "verzonnen".to_owned(),
            sha256: "0".repeat(64),
            fetched: Some("2026-01-02".to_owned()),
            published: None,
            licence: "CC0".to_owned(),
            rows: 12,
        }],
        left_out: vec![cells::LeftOut {
            source: "verzonnen".to_owned(),
            place: "cijfers.csv, row 3".to_owned(),
            problem: "code of no area".to_owned(),
            detail: "found GM0000, expected a code of 2024".to_owned(),
            count: 2,
        }],
    }
}

/// A draft with one block for each indicator, period and level, all of it published or missing in some way.
pub(crate) fn full_draft() -> Draft {
    let places = places();
    let mut blocks = Vec::new();
    for indicator in 0..3_u16 {
        for period in [2022_u16, 2023] {
            for level in Level::ALL {
                let categories: Vec<CategoryIx> = (0..5).map(CategoryIx).collect();
                let mut cells = Vec::new();
                for place in places.of_vintage(level, Vintage(2024)) {
                    for &category in &categories {
                        let seed = place.0 * 37 + u32::from(category.0) * 11 + u32::from(period) % 10;
                        cells.push((place, category, some_cell(indicator, seed)));
                    }
                }
                blocks.push(Block {
                    indicator: IndicatorIx(indicator),
                    period: Period(period),
                    level,
                    vintage: Vintage(2024),
                    source: usize::from(indicator) % 2,
                    categories,
                    cells,
                });
            }
        }
    }
    draft(blocks)
}

fn some_cell(indicator: u16, seed: u32) -> Cell {
    match (seed % 13, indicator) {
        (0, _) => Cell::missing(Status::Small),
        (1, _) => Cell::missing(Status::Withheld),
        (2, 0) => Cell::rate(Count::exact(0), Count::exact(0), 100.0, Kind::Counted),
        (_, 0) => Cell::rate(Count::rounded(seed, 5), Count::exact(seed * 3 + 1), 100.0, Kind::Rounded),
        (_, 1) => Cell::count(Count::exact(seed * 100), Kind::Counted),
        _ => Cell::imported(f64::from(seed) / 7.0, Kind::Modelled),
    }
}

/// Any cell that may stand in a block of a percentage.
pub(crate) fn any_cell() -> impl Strategy<Value = Cell> {
    let kind = prop::sample::select(vec![Kind::Counted, Kind::Rounded, Kind::Modelled, Kind::Derived, Kind::Surveyed]);
    let count = || {
        let value = prop_oneof![0..300_u32, 0..70_000_u32, any::<u32>()];
        (value, prop_oneof![Just(0_u16), Just(2), any::<u16>()]).prop_map(|(value, within)| Count { value, within })
    };
    let figure = prop_oneof![Just(0.0), Just(-0.0), Just(f64::MIN_POSITIVE), -1e9..1e9_f64];
    prop_oneof![
        (count(), kind.clone()).prop_map(|(count, kind)| Cell::count(count, kind)),
        (count(), count(), kind.clone()).prop_map(|(a, b, kind)| {
            let (small, large) = if a.value <= b.value { (a, b) } else { (b, a) };
            Cell::rate(small, large, 100.0, kind)
        }),
        (figure.clone(), kind.clone()).prop_map(|(value, kind)| Cell::imported(value, kind)),
        (count(), figure, kind.clone()).prop_map(|(denominator, value, kind)| Cell {
            denominator: Some(denominator),
            ..Cell::imported(value, kind)
        }),
        (
            prop::sample::select(vec![Status::Small, Status::Withheld, Status::NotApplicable]),
            kind,
            prop::option::of(count())
        )
            .prop_map(|(status, kind, denominator)| Cell { status, kind, denominator, ..Cell::default() }),
    ]
}

/// Any blocks of the fictional country, each address once.
pub(crate) fn any_blocks() -> impl Strategy<Value = Vec<Block>> {
    let keys = prop::collection::btree_set((0..3_u16, 2019..2025_u16, 0..5_usize), 0..10);
    keys.prop_flat_map(|keys| keys.into_iter().map(any_block).collect::<Vec<_>>()).prop_shuffle()
}

fn any_block((indicator, period, level): (u16, u16, usize)) -> impl Strategy<Value = Block> {
    let level = Level::ALL[level];
    let vintage = prop_oneof![Just(Vintage(2020)), Just(Vintage(2024))];
    let categories = prop::collection::btree_set((0..5_u16).prop_map(CategoryIx), 1..5);
    (vintage, categories, 0..2_usize).prop_flat_map(move |(vintage, categories, source)| {
        let categories: Vec<CategoryIx> = categories.into_iter().collect();
        let places: Vec<PlaceIx> = places().of_vintage(level, vintage).collect();
        let addresses: Vec<_> =
            places.iter().flat_map(|&place| categories.iter().map(move |&category| (place, category))).collect();
        let cells = addresses
            .into_iter()
            .map(|(place, category)| {
                prop::option::weighted(0.8, any_cell()).prop_map(move |cell| (place, category, cell))
            })
            .collect::<Vec<_>>();
        cells.prop_shuffle().prop_map(move |cells| Block {
            indicator: IndicatorIx(indicator),
            period: Period(period),
            level,
            vintage,
            source,
            categories: categories.clone(),
            cells: cells.into_iter().filter_map(|(place, category, cell)| Some((place, category, cell?))).collect(),
        })
    })
}

/// Readings that follow from the address, so that a test knows what must come back.
pub(crate) struct ByAddress;

impl ByAddress {
    /// The reading of an address.
    pub(crate) fn expected(slice: &Slice<'_>, position: usize, reference: StandingReference) -> PackedReading {
        if reference == StandingReference::Municipality && slice.level() == Level::Country {
            return PackedReading(0);
        }
        let mixed = position * 31 + usize::from(slice.indicator().0) * 7 + usize::from(slice.period().0);
        PackedReading((mixed % 40 + reference as usize) as u8)
    }
}

impl StandingReadings for ByAddress {
    fn of(&self, slice: &Slice<'_>, reference: StandingReference) -> Option<Vec<PackedReading>> {
        if reference == StandingReference::Municipality && slice.level() == Level::Country {
            return None;
        }
        Some((0..slice.len()).map(|position| Self::expected(slice, position, reference)).collect())
    }
}

/// Every file below a folder, with what it holds, by path.
pub(crate) fn contents(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                all.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    all
}
