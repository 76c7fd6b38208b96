//! Fictional places with invented figures, for tests.
//!
//! Ten municipalities, Zomerdam (`GM9001`) first. Each has three districts of a quarter, a quarter and half of it,
//! but Winterveen (`GM9002`), which has one.

use cells::{AreaCode, Block, CategoryIx, Cell, Count, Kind, Level, Period, PlaceIx, Vintage};
use definition::Definition;
use geography::{Boundaries, Place, Places};
use release::{Cube, Draft};

use crate::{Figures, Standing};

/// The vintage of all places.
pub(crate) const VINTAGE: Vintage = Vintage(2024);

/// Indicators of every kind, one breakdown with two groups.
pub(crate) fn definition() -> Definition {
    let text = |nl: &str, en: &str| serde_json::json!({ "nl": nl, "en": en });
    let indicator = |id: &str,
                     theme: &str,
                     universe: &str,
                     measure: &str,
                     polarity: &str,
                     label: [&str; 2],
                     short: [&str; 2]| {
        serde_json::json!({
            "id": id, "theme": theme, "universe": universe, "measure": measure, "polarity": polarity,
            "label": text(label[0], label[1]), "short": text(short[0], short[1]),
            "what": text("Wat.", "What."), "why": text("Waarom.", "Why."), "profile": true, "breakdowns": ["herkomst"],
        })
    };
    let mut indicators = vec![
        indicator(
            "inwoners",
            "demografie",
            "inwoners",
            "count",
            "neutral",
            ["Aantal inwoners", "Number of residents"],
            ["Inwoners", "Residents"],
        ),
        indicator(
            "oud",
            "demografie",
            "inwoners",
            "percent",
            "neutral",
            ["Inwoners van 65 jaar en ouder", "Residents aged 65 and over"],
            ["65 en ouder", "65 and over"],
        ),
        indicator(
            "bijstand",
            "inkomen",
            "beroepsleeftijd",
            "percent",
            "lower-is-favourable",
            ["Mensen met een bijstandsuitkering", "People on social assistance"],
            ["Bijstand", "Social assistance"],
        ),
        indicator(
            "werk",
            "inkomen",
            "beroepsleeftijd",
            "percent",
            "higher-is-favourable",
            ["Mensen met inkomen uit werk", "People with earned income"],
            ["Werk", "Work"],
        ),
        indicator(
            "misdrijven",
            "veiligheid",
            "inwoners",
            "per-thousand",
            "lower-is-favourable",
            ["Geregistreerde misdrijven", "Registered crimes"],
            ["Misdrijven", "Crimes"],
        ),
        indicator(
            "gezond",
            "zorg",
            "volwassenen",
            "percent",
            "higher-is-favourable",
            ["Volwassenen die hun gezondheid goed noemen", "Adults who call their health good"],
            ["Goede gezondheid", "Good health"],
        ),
    ];
    indicators[0]["decimals"] = 0.into();
    indicators[2]["predicate"] = text("hebben een bijstandsuitkering", "receive social assistance");
    indicators[3]["predicate"] = text("hebben inkomen uit werk", "have earned income");
    indicators[1]["predicate"] = text("zijn 65 jaar of ouder", "are 65 or older");
    for whole in [4, 5] {
        indicators[whole]["breakdowns"] = serde_json::json!([]);
    }
    let theme = |id: &str, nl: &str, en: &str| serde_json::json!({ "id": id, "label": text(nl, en), "about": text("Over.", "About.") });
    let universe = |id: &str, nl: &str, en: &str, ages: &[&str]| serde_json::json!({ "id": id, "label": text(nl, en), "unit": "persons", "ages": ages });
    serde_json::from_value(serde_json::json!({
        "monitor": {
            "id": "fictie", "name": text("Fictie", "Fiction"), "tagline": text("Verzonnen.", "Invented."),
            "publisher": text("Niemand", "Nobody"), "version": "1", "fictional": true,
            "levels": ["country", "municipality", "district", "neighbourhood"], "default-area": "GM9001",
        },
        "themes": [
            theme("demografie", "Wie er wonen", "Who live here"), theme("inkomen", "Werk en inkomen", "Work and income"),
            theme("veiligheid", "Veiligheid", "Safety"), theme("zorg", "Zorg", "Care"),
        ],
        "breakdowns": [{
            "id": "herkomst", "label": text("Herkomst", "Origin"), "about": text("Waar geboren.", "Where born."),
            "category": [
                { "id": "hier", "label": text("In Nederland geboren", "Born in the Netherlands"),
                  "people": text("inwoners die in Nederland zijn geboren", "residents born in the Netherlands") },
                { "id": "elders", "label": text("Buiten Nederland geboren", "Born abroad"),
                  "people": text("inwoners die buiten Nederland zijn geboren", "residents born abroad") },
            ],
        }],
        "universes": [
            universe("inwoners", "inwoners", "residents", &[]),
            universe("beroepsleeftijd", "inwoners van 15 tot en met 64 jaar", "residents aged 15 to 64", &["15-17", "18-26", "27-30", "31-64"]),
            universe("volwassenen", "inwoners van 18 jaar en ouder", "residents aged 18 and over", &["18-26", "27-30", "31-64", "65+"]),
        ],
        "indicators": indicators,
        "sources": [{
            "id": "verzonnen", "title": text("Verzonnen cijfers", "Invented figures"), "publisher": text("Niemand", "Nobody"),
            "licence": "CC0", "format": "csv", "address": "cijfers.csv", "vintage": 2024, "area": "code",
        }],
        "pages": [],
    }))
    .expect("the fictional definition is one")
}

const MUNICIPALITIES: [&str; 10] = [
    "Zomerdam",
    "Winterveen",
    "Herfstwoude",
    "Lentebroek",
    "Maanrijk",
    "Zonlo",
    "Sterrendaal",
    "Regenoord",
    "Windhorst",
    "Sneeuwerd",
];

/// The country, the municipalities and their districts.
pub(crate) fn places() -> Places {
    let mut all = vec![place("NL00", "Fabelland", &[])];
    for (n, name) in MUNICIPALITIES.iter().enumerate() {
        all.push(place(&format!("GM90{:02}", n + 1), name, &[0]));
    }
    for n in 0..MUNICIPALITIES.len() {
        for (d, name) in ["Wijk 01 Oude Haven", "Wijk 02 Duinzicht", "Wijk 03 De Akkers"].into_iter().enumerate() {
            if d == 0 || n != 1 {
                all.push(place(&format!("WK90{:02}{:02}", n + 1, d + 1), name, &[n as u32 + 1]));
            }
        }
    }
    Places::new(all)
}

fn place(code: &str, name: &str, parents: &[u32]) -> Place {
    Place {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        vintages: vec![VINTAGE],
        parents: parents.iter().map(|&parent| PlaceIx(parent)).collect(),
        members: Vec::new(),
    }
}

/// The place with a code.
pub(crate) fn at(places: &Places, code: &str) -> PlaceIx {
    places.find(code.parse::<AreaCode>().expect("a code")).expect("a place")
}

/// Blocks of one indicator and period for country, municipalities and districts, from what districts have: the larger
/// areas are their sums. `of` gives `(numerator, denominator)` by district and category.
pub(crate) fn counted(
    definition: &Definition,
    places: &Places,
    indicator: &str,
    period: u16,
    categories: &[u16],
    of: impl Fn(AreaCode, u16) -> (u32, u32),
) -> Vec<Block> {
    let indicator = definition.find_indicator(indicator).expect("an indicator");
    let measure = definition.indicator(indicator).measure;
    let categories: Vec<CategoryIx> = categories.iter().map(|&c| CategoryIx(c)).collect();
    let block = |level: Level| {
        let mut cells = Vec::new();
        for place in places.level(level).map(PlaceIx) {
            for &category in &categories {
                let within = |district: &PlaceIx| places.ancestor(*district, level, VINTAGE) == Some(place);
                let (some, all) = places
                    .level(Level::District)
                    .map(PlaceIx)
                    .filter(within)
                    .map(|district| of(places.get(district).code, category.0))
                    .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                let cell = if measure.is_rate() {
                    Cell::rate(Count::exact(some), Count::exact(all), measure.per(), Kind::Counted)
                } else {
                    Cell::count(Count::exact(some), Kind::Counted)
                };
                cells.push((place, category, cell));
            }
        }
        Block {
            indicator,
            period: Period(period),
            level,
            vintage: VINTAGE,
            source: 0,
            categories: categories.clone(),
            cells,
        }
    };
    [Level::Country, Level::Municipality, Level::District].map(block).into()
}

/// A definition, places and cells that hang together.
pub(crate) struct World {
    pub(crate) definition: Definition,
    pub(crate) places: Places,
    pub(crate) cube: Cube,
}

impl World {
    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures { cube: &self.cube, definition: &self.definition, places: &self.places, spreads: None }
    }
}

/// A world with these cells, in memory, without stored readings.
pub(crate) fn world(blocks: impl Fn(&Definition, &Places) -> Vec<Block>) -> World {
    let draft = draft(blocks);
    let cube = draft.cube().expect("a sound draft");
    World { definition: draft.definition, places: draft.places, cube }
}

/// A world written as a release and opened again, so that it has its standing readings.
pub(crate) fn published(blocks: impl Fn(&Definition, &Places) -> Vec<Block>) -> World {
    let draft = draft(blocks);
    let folder = tempfile::tempdir().expect("a folder");
    let before = World {
        cube: draft.cube().expect("a sound draft"),
        definition: draft.definition.clone(),
        places: draft.places.clone(),
    };
    let path = folder.path().join("release");
    draft.write(&Standing::from(before.figures()), &path, "2024-11-01").expect("written");
    let release = release::Release::open(&path).expect("opened");
    World { definition: release.definition, places: release.places, cube: release.cube }
}

fn draft(blocks: impl Fn(&Definition, &Places) -> Vec<Block>) -> Draft {
    let (definition, places) = (definition(), places());
    let blocks = blocks(&definition, &places);
    Draft { definition, places, boundaries: Boundaries::default(), blocks, sources: vec![], left_out: vec![] }
}

/// The digits of a code, to make figures differ.
pub(crate) fn number(code: AreaCode) -> u32 {
    code.to_string()[2..].parse().expect("digits")
}
