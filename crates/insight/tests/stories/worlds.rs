//! Invented places with figures at random: exact and rounded counts, percentages without counts, means, withheld and small
//! ones, and holes.

use cells::{AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Status, Vintage};
use definition::{Definition, Measure};
use geography::{Boundaries, Place, Places};
use insight::{Figures, Spreads};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use release::{Draft, Release};
use serde_json::{Value, json};

const VINTAGE: Vintage = Vintage(2024);

pub(crate) struct World {
    pub(crate) release: Release,
    pub(crate) spreads: Spreads,
}

fn text(nl: &str, en: &str) -> Value {
    json!({ "nl": nl, "en": en })
}

fn definition() -> Definition {
    let indicator = |id: &str,
                     theme: &str,
                     universe: &str,
                     measure: &str,
                     polarity: &str,
                     label: [&str; 2],
                     predicate: Option<[&str; 2]>| {
        let mut made = json!({
            "id": id, "theme": theme, "universe": universe, "measure": measure, "polarity": polarity,
            "label": text(label[0], label[1]), "short": text(&format!("Kort {id}"), &format!("Short {id}")),
            "what": text("Wat.", "What."), "why": text("Waarom.", "Why."), "profile": measure != "count",
            "breakdowns": ["herkomst"], "decimals": u8::from(measure != "count"),
        });
        if let Some([nl, en]) = predicate {
            made["predicate"] = text(nl, en);
        }
        made
    };
    let mut indicators = vec![
        indicator("inwoners", "wie", "inwoners", "count", "neutral", ["Aantal inwoners", "Number of residents"], None),
        indicator(
            "oud",
            "wie",
            "inwoners",
            "percent",
            "neutral",
            ["Inwoners van 65 jaar en ouder", "Residents aged 65 and over"],
            Some(["zijn 65 jaar of ouder", "are 65 or older"]),
        ),
        indicator(
            "jong",
            "wie",
            "inwoners",
            "percent",
            "neutral",
            ["Inwoners onder de 18", "Residents under 18"],
            None,
        ),
        indicator(
            "bijstand",
            "werk",
            "beroeps",
            "percent",
            "lower-is-favourable",
            ["Mensen met bijstand", "People on assistance"],
            Some(["hebben bijstand", "receive assistance"]),
        ),
        indicator(
            "werk",
            "werk",
            "beroeps",
            "percent",
            "higher-is-favourable",
            ["Mensen met werk", "People with work"],
            Some(["hebben werk", "have work"]),
        ),
        indicator(
            "schuld",
            "werk",
            "inwoners",
            "per-thousand",
            "lower-is-favourable",
            ["Schulden per 1.000 inwoners", "Debts per 1,000 residents"],
            Some(["hebben schulden", "have debts"]),
        ),
        indicator(
            "misdrijf",
            "rust",
            "inwoners",
            "per-thousand",
            "lower-is-favourable",
            ["Geregistreerde misdrijven", "Registered crimes"],
            None,
        ),
        indicator(
            "toets",
            "rust",
            "leerlingen",
            "mean",
            "higher-is-favourable",
            ["Gemiddelde toetsscore", "Mean test score"],
            None,
        ),
        indicator(
            "rust",
            "rust",
            "inwoners",
            "index",
            "higher-is-favourable",
            ["Rust op straat", "Quiet streets"],
            None,
        ),
        indicator(
            "tuin",
            "rust",
            "inwoners",
            "percent",
            "neutral",
            ["Mensen met een tuin", "People with a garden"],
            Some(["hebben een tuin", "have a garden"]),
        ),
    ];
    indicators[8]["breakdowns"] = json!([]);
    indicators[6]["series-breaks"] = json!([2022]);
    let category = |id: &str, label: [&str; 2], people: Option<[&str; 2]>| {
        let mut made = json!({ "id": id, "label": text(label[0], label[1]) });
        if let Some([nl, en]) = people {
            made["people"] = text(nl, en);
        }
        made
    };
    serde_json::from_value(json!({
        "monitor": {
            "id": "verhalen", "name": text("Verhalen", "Stories"), "tagline": text("a", "a"),
            "publisher": text("Niemand", "Nobody"), "version": "1", "fictional": true,
            "levels": ["country", "municipality", "district"], "default-area": "NL00",
            "country-name": text("Fabelland", "Fableland"),
        },
        "themes": [
            { "id": "wie", "label": text("Wie", "Who"), "about": text("a", "a") },
            { "id": "werk", "label": text("Werk", "Work"), "about": text("a", "a") },
            { "id": "rust", "label": text("Rust", "Quiet"), "about": text("a", "a") },
        ],
        "breakdowns": [{
            "id": "herkomst", "label": text("Herkomst", "Origin"), "about": text("a", "a"),
            "category": [
                category("hier", ["Hier geboren", "Born here"], Some(["bewoners die hier zijn geboren", "residents who were born here"])),
                category("zee", ["Op zee geboren", "Born at sea"], Some(["bewoners die op zee zijn geboren", "residents who were born at sea"])),
                category("elders", ["Elders geboren", "Born elsewhere"], None),
            ],
        }],
        "universes": [
            { "id": "inwoners", "label": text("inwoners", "residents"), "unit": "persons" },
            { "id": "beroeps", "label": text("inwoners van 15 tot en met 64 jaar", "residents aged 15 to 64"), "unit": "persons", "ages": ["15-17", "18-26", "27-30", "31-64"] },
            { "id": "leerlingen", "label": text("leerlingen", "pupils"), "unit": "pupils" },
        ],
        "indicators": indicators,
        "sources": [{
            "id": "verzonnen", "title": text("Verzonnen", "Invented"), "publisher": text("Niemand", "Nobody"), "licence": "CC0",
            "format": "csv", "address": "a.csv", "vintage": 2024, "area": "code",
        }],
        "pages": [],
    }))
    .expect("a definition")
}

const NAMES: [&str; 9] = [
    "Zomerdam",
    "'s-Winterveen",
    "Herfst aan Zee",
    "Súdlente",
    "Maanrijk",
    "Zonlo",
    "Sterrendaal",
    "Regenoord",
    "Windhorst",
];

fn places() -> Places {
    let place = |code: &str, name: &str, parents: &[u32]| Place {
        code: code.parse::<AreaCode>().expect("a code"),
        name: name.to_owned(),
        vintages: vec![VINTAGE],
        parents: parents.iter().map(|&parent| PlaceIx(parent)).collect(),
        members: Vec::new(),
    };
    let mut all = vec![place("NL00", "Fabelland", &[])];
    all.extend((0..NAMES.len()).map(|n| place(&format!("GM90{:02}", n + 1), NAMES[n], &[0])));
    for n in 0..NAMES.len() {
        for (d, name) in ["Wijk 01 Oude Haven", "Wijk 02", "Wijk 03 De Akkers"].into_iter().enumerate() {
            if d == 0 || n != 2 {
                all.push(place(&format!("WK90{:02}{:02}", n + 1, d + 1), name, &[n as u32 + 1]));
            }
        }
    }
    Places::new(all)
}

/// A world of its own for each seed: how rounded, how full of holes and how different its places are, differs as well.
pub(crate) fn world(seed: u64) -> World {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (definition, places) = (definition(), places());
    let within: u16 = [0, 0, 2, 4][random.random_range(0..4)];
    let holes = [0.0, 0.05, 0.3, 0.9][random.random_range(0..4)];
    let size = [60.0, 800.0, 9000.0][random.random_range(0..3)];
    let differ = [0.0, 0.02, 0.25][random.random_range(0..3)];
    let imported = random.random_bool(0.3);
    let mut blocks = Vec::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        let categories: Vec<CategoryIx> =
            if indicator.breakdowns.is_empty() { vec![CategoryIx(0)] } else { (0..4).map(CategoryIx).collect() };
        let base = random.random_range(0.03..0.6);
        for period in [2018_u16, 2020, 2022, 2024] {
            if random.random_bool(0.25) {
                continue;
            }
            let moved = 1.0 + differ * f64::from(period - 2018) * 0.1;
            // Counts of districts and groups first, so that every larger area is their sum.
            let mut counts: std::collections::HashMap<(PlaceIx, u16), (u32, u32)> = std::collections::HashMap::new();
            for district in places.level(Level::District).map(PlaceIx) {
                let own = f64::exp(differ * random.random_range(-1.5..1.5));
                for group in 1..4_u16 {
                    let all = (size * random.random_range(0.1..1.0)) as u32 / u32::from(group);
                    let share = (base * own * moved * (1.0 + differ * f64::from(group))).min(0.95);
                    let some = (0..all).filter(|_| random.random_bool(share)).count() as u32;
                    for place in
                        [Some(district), places.parent(district, VINTAGE), Some(PlaceIx(0))].into_iter().flatten()
                    {
                        for category in [0, group] {
                            let sum = counts.entry((place, category)).or_default();
                            *sum = (sum.0 + some, sum.1 + all);
                        }
                    }
                }
            }
            for level in [Level::Country, Level::Municipality, Level::District] {
                let mut cells = Vec::new();
                for place in places.level(level).map(PlaceIx) {
                    for &category in &categories {
                        let (some, all) = counts.get(&(place, category.0)).copied().unwrap_or_default();
                        if random.random_bool(holes) && place != PlaceIx(0) {
                            let status = [Status::Small, Status::Withheld, Status::NotApplicable, Status::NotAvailable]
                                [random.random_range(0..4)];
                            if status != Status::NotAvailable {
                                cells.push((place, category, Cell::missing(status)));
                            }
                            continue;
                        }
                        cells.push((place, category, cell(indicator, n, some, all, within, imported)));
                    }
                }
                blocks.push(Block {
                    indicator: IndicatorIx(n as u16),
                    period: Period(period),
                    level,
                    vintage: VINTAGE,
                    source: 0,
                    categories: categories.clone(),
                    cells,
                });
            }
        }
    }
    let draft = || Draft {
        definition: definition.clone(),
        places: places.clone(),
        boundaries: Boundaries::default(),
        blocks: blocks.clone(),
        sources: vec![],
        left_out: vec![],
    };
    let first = draft();
    let cube = first.cube().expect("a sound draft");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("release");
    let standing = insight::standing(&cube, &definition, &places);
    draft().write(&standing, &path, "2024-11-01").expect("written");
    let release = Release::open(&path).expect("opened");
    let spreads = Spreads::of(&Figures::from(&release));
    World { release, spreads }
}

fn cell(indicator: &definition::Indicator, n: usize, some: u32, all: u32, within: u16, imported: bool) -> Cell {
    let rounded = |value: u32| Count { value: if within == 0 { value } else { (value + 2) / 5 * 5 }, within };
    let kind = if within == 0 { Kind::Counted } else { Kind::Rounded };
    match indicator.measure {
        Measure::Count => Cell::count(rounded(all), kind),
        Measure::Mean | Measure::Index => {
            let value = 20.0 + 60.0 * f64::from(some) / f64::from(all.max(1));
            Cell::imported((value * 10.0).round() / 10.0, Kind::Counted)
        }
        measure if imported && n % 2 == 1 => {
            let value = f64::from(some) / f64::from(all.max(1)) * measure.per();
            Cell::imported((value * 10.0).round() / 10.0, Kind::Counted)
        }
        measure => {
            let all = rounded(all);
            let some = rounded(some);
            Cell::rate(Count { value: some.value.min(all.value), ..some }, all, measure.per(), kind)
        }
    }
}
