//! The fictional country of Zomerland: places that do not exist, with invented figures, for tests and for looking.
#![allow(dead_code, reason = "each test program uses part of it")]

use std::collections::HashMap;
use std::path::Path;

use cells::{
    AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, LeftOut, Level, Period, PlaceIx, SourceRecord, Status,
    Vintage,
};
use definition::{Collection, CollectionArea, Definition, Text};
use geo::{MultiPolygon, polygon};
use geography::{Boundaries, Boundary, Grouping, Place, Places};
use release::{Draft, Release};
use serde_json::{Value, json};

/// How a fictional monitor is made.
pub(crate) struct Plan {
    /// Id of the monitor.
    pub(crate) id: &'static str,
    /// How many themes.
    pub(crate) themes: usize,
    /// Whether figures are split by origin.
    pub(crate) split: bool,
    /// The smallest areas of which figures are split; of smaller ones only how many residents there are.
    pub(crate) split_to: Level,
    /// What it has that others have not.
    pub(crate) special: Option<Special>,
    /// Whether it has a collection: the region of the first two municipalities, and that of the others.
    pub(crate) regions: bool,
    /// Date of the release.
    pub(crate) created: &'static str,
}

/// What some tests need and others would stumble over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Special {
    /// One neighbourhood of the second municipality has another code since the newer division.
    RecodedArea,
    /// A theme that gathers figures of two others.
    GatheringTheme,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            id: "zomerland",
            themes: 4,
            split: false,
            split_to: Level::Neighbourhood,
            special: None,
            regions: false,
            created: "2026-11-23",
        }
    }
}

fn text(nl: &str, en: &str) -> Value {
    json!({ "nl": nl, "en": en })
}

/// Indicators: residents, three ages, assistance, work, crime, health; and one more for each further theme.
fn definition(plan: &Plan) -> Definition {
    let mut themes = vec![
        json!({ "id": "bevolking", "label": text("Bevolking", "Population"), "about": text("Wie er wonen.", "Who live here.") }),
        json!({ "id": "werk-inkomen", "label": text("Werk en inkomen", "Work and income"), "about": text("Of mensen werk hebben en rondkomen.", "Whether people have work and get by.") }),
        json!({ "id": "veiligheid", "label": text("Veiligheid", "Safety"), "about": text("Wat er gebeurt.", "What happens.") }),
        json!({ "id": "gezondheid", "label": text("Gezondheid", "Health"), "about": text("Hoe gezond mensen zich voelen.", "How healthy people feel.") }),
    ];
    let split = if plan.split { json!(["herkomst"]) } else { json!([]) };
    let indicator = |id: &str,
                     theme: &str,
                     label: [&str; 2],
                     short: [&str; 2],
                     measure: &str,
                     polarity: &str,
                     universe: &str| {
        json!({
            "id": id, "theme": theme, "label": text(label[0], label[1]), "short": text(short[0], short[1]),
            "measure": measure, "polarity": polarity, "universe": universe, "profile": measure != "count",
            "what": text("Wat er precies is geteld.", "What exactly was counted."),
            "why": text("Waarom deze kant gunstig heet, en voor wie niet.", "Why this side is called favourable, and for whom it is not."),
            "decimals": u8::from(measure != "count"), "breakdowns": [],
        })
    };
    let mut indicators = vec![
        indicator(
            "inwoners",
            "bevolking",
            ["Aantal inwoners", "Number of residents"],
            ["Inwoners", "Residents"],
            "count",
            "neutral",
            "inwoners",
        ),
        indicator(
            "leeftijd-jong",
            "bevolking",
            ["Percentage inwoners van 0 tot en met 17 jaar", "Percentage aged 0 to 17"],
            ["0 t/m 17 jaar", "Aged 0 to 17"],
            "percent",
            "neutral",
            "inwoners",
        ),
        indicator(
            "leeftijd-midden",
            "bevolking",
            ["Percentage inwoners van 18 tot en met 64 jaar", "Percentage aged 18 to 64"],
            ["18 t/m 64 jaar", "Aged 18 to 64"],
            "percent",
            "neutral",
            "inwoners",
        ),
        indicator(
            "leeftijd-oud",
            "bevolking",
            ["Percentage inwoners van 65 jaar en ouder", "Percentage aged 65 and over"],
            ["65 jaar en ouder", "Aged 65 and over"],
            "percent",
            "neutral",
            "inwoners",
        ),
        indicator(
            "bijstand",
            "werk-inkomen",
            ["Percentage met een bijstandsuitkering", "Percentage on social assistance"],
            ["Bijstand", "Social assistance"],
            "percent",
            "lower-is-favourable",
            "beroepsleeftijd",
        ),
        indicator(
            "werk",
            "werk-inkomen",
            ["Percentage met inkomen uit werk", "Percentage with earned income"],
            ["Werk", "Work"],
            "percent",
            "higher-is-favourable",
            "beroepsleeftijd",
        ),
        indicator(
            "misdrijven",
            "veiligheid",
            ["Geregistreerde misdrijven per 1.000 inwoners", "Registered crimes per 1,000 residents"],
            ["Misdrijven", "Crimes"],
            "per-thousand",
            "lower-is-favourable",
            "inwoners",
        ),
        indicator(
            "gezond",
            "gezondheid",
            ["Percentage dat de eigen gezondheid goed noemt", "Percentage calling their health good"],
            ["Goede gezondheid", "Good health"],
            "percent",
            "higher-is-favourable",
            "inwoners",
        ),
    ];
    for age in &mut indicators[1..=3] {
        age["composition"] = "leeftijd".into();
    }
    for one in &mut indicators[..=5] {
        one["breakdowns"] = split.clone();
    }
    indicators[4]["predicate"] = text("hebben een bijstandsuitkering", "receive social assistance");
    indicators[4]["synonyms"] = json!(["uitkering"]);
    for n in 4..plan.themes {
        let id = format!("thema-{}", n + 1);
        themes.push(json!({ "id": id, "label": text(&format!("Thema {}", n + 1), &format!("Theme {}", n + 1)), "about": text("Nog een thema.", "Another theme.") }));
        indicators.push(indicator(
            &format!("meer-{}", n + 1),
            &id,
            ["Nog een percentage", "Another percentage"],
            ["Nog iets", "Something else"],
            "percent",
            "neutral",
            "inwoners",
        ));
    }
    if plan.special == Some(Special::GatheringTheme) {
        themes.push(json!({ "id": "jong", "label": text("Jong", "Young"), "about": text("Over jonge mensen.", "About young people."), "gathers": ["leeftijd-jong", "werk"] }));
    }
    let category = |id: &str, nl: &str, en: &str, parent: Option<&str>| {
        let mut made = json!({ "id": id, "label": text(nl, en) });
        if let Some(parent) = parent {
            made["parent"] = parent.into();
        }
        made
    };
    let breakdowns = if plan.split {
        json!([{
            "id": "herkomst", "label": text("Achtergrond van de bewoners", "Background of the residents"),
            "about": text("Waar mensen of hun ouders zijn geboren.", "Where people or their parents were born."),
            "category": [
                category("hier", "In Zomerland geboren", "Born in Zomerland", None),
                category("elders", "Elders geboren", "Born elsewhere", None),
                category("eiland", "Op het Eiland geboren", "Born on the Island", Some("elders")),
            ],
        }])
    } else {
        json!([])
    };
    serde_json::from_value(json!({
        "monitor": {
            "id": plan.id, "name": text("Monitor Zomerland", "Zomerland monitor"),
            "tagline": text("Verzonnen cijfers over een verzonnen land.", "Invented figures about an invented country."),
            "publisher": text("Bureau Zomerland", "Zomerland Office"), "version": "1", "fictional": true,
            "levels": ["country", "municipality", "district", "neighbourhood"], "default-area": "GM9901",
            "country-name": text("Zomerland", "Summerland"), "also-called": { "GM9901": ["De Zomer"] },
            "compositions": { "leeftijd": text("Leeftijd", "Age") },
            "links": [{ "label": text("Atlas van Zomerland", "Atlas of Zomerland"), "address": "https://atlas.example/{code}/{slug}", "levels": ["municipality"] }],
        },
        "themes": themes, "breakdowns": breakdowns,
        "universes": [
            { "id": "inwoners", "label": text("inwoners", "residents"), "unit": "persons" },
            { "id": "beroepsleeftijd", "label": text("inwoners van 15 tot en met 64 jaar", "residents aged 15 to 64"), "unit": "persons", "ages": ["15-17", "18-26", "27-30", "31-64"] },
        ],
        "indicators": indicators,
        "sources": [
            { "id": "register", "title": text("Register van Zomerland", "Register of Zomerland"), "publisher": text("Bureau Zomerland", "Zomerland Office"), "licence": "CC0", "format": "csv", "address": "register.csv", "vintage": 2024, "area": "code" },
            { "id": "vragenlijst", "title": text("Vragenlijst van Zomerland", "Zomerland questionnaire"), "publisher": text("GGD Zomerland", "GGD Zomerland"), "licence": "CC BY 4.0", "format": "csv", "address": "vragen.csv", "vintage": 2024, "area": "code" },
        ],
        "pages": [{ "slug": "lezen", "title": text("Hoe lees ik de cijfers?", "How do I read the figures?"), "body": text("Begin bij de **taart**.\n\n## Kleur\n\nKleur is de lezing.", "Start with the **ring**.\n\n## Colour\n\nColour is the reading.") }],
    }))
    .expect("the definition is right")
}

const OLD: Vintage = Vintage(2020);
const NEW: Vintage = Vintage(2024);

/// A country; eight municipalities; two to four districts in each, but one in Eenwijk; two or three neighbourhoods in
/// each district. The code BU99010102 was another place in 2020.
fn places(plan: &Plan) -> Places {
    let names = [
        "Zomerdam",
        "Winterveen",
        "Eenwijk",
        "Lentehoven",
        "Súdwest-Herfst",
        "Oosterlicht",
        "Westerlicht",
        "Noorderlicht",
    ];
    let code = |text: String| text.parse::<AreaCode>().expect("a code");
    let mut municipalities = Vec::new();
    let mut districts = Vec::new();
    let mut neighbourhoods = Vec::new();
    for (m, name) in names.iter().enumerate() {
        let m_code = 9901 + m;
        municipalities.push((code(format!("GM{m_code}")), (*name).to_owned(), vec![OLD, NEW], 0_usize));
        let count = if *name == "Eenwijk" { 1 } else { 2 + m % 3 };
        for d in 1..=count {
            let d_index = districts.len();
            districts.push((
                code(format!("WK{m_code}{d:02}")),
                format!("Wijk {d:02} {}", ["Centrum", "Veerkwartier", "Molenrak", "De Kreken"][d - 1]),
                vec![OLD, NEW],
                m,
            ));
            for b in 1..=(2 + (m + d) % 2) {
                let changed = m == 0 && d == 1 && b == 2;
                let vintages = if changed { vec![NEW] } else { vec![OLD, NEW] };
                let name = ["Havenbuurt", "Kerkbuurt", "Stationsbuurt"][b - 1];
                if plan.special == Some(Special::RecodedArea) && m == 1 && d == 1 && b == 2 {
                    for (number, vintage) in [(b, OLD), (9, NEW)] {
                        let code = code(format!("BU{m_code}{d:02}{number:02}"));
                        neighbourhoods.push((code, name.to_owned(), vec![vintage], d_index));
                    }
                    continue;
                }
                neighbourhoods.push((code(format!("BU{m_code}{d:02}{b:02}")), name.to_owned(), vintages, d_index));
                if changed {
                    neighbourhoods.push((
                        code(format!("BU{m_code}{d:02}{b:02}")),
                        "Oude Werf".to_owned(),
                        vec![OLD],
                        d_index,
                    ));
                }
            }
        }
    }
    let mut places = vec![Place {
        code: AreaCode::COUNTRY,
        name: "Zomerland".to_owned(),
        vintages: vec![OLD, NEW],
        parents: Vec::new(),
        members: Vec::new(),
    }];
    let (gm, wk) = (1, 1 + municipalities.len());
    let levels = [(municipalities, 0_usize), (districts, gm), (neighbourhoods, wk)];
    for (level, offset) in levels {
        for (code, name, vintages, parent) in level {
            let parents = vec![PlaceIx((offset + parent) as u32); vintages.len()];
            places.push(Place { code, name, vintages, parents, members: Vec::new() });
        }
    }
    Places::new(places)
}

/// Squares in a row for the municipalities, cut into strips for what is inside.
fn boundaries(places: &Places) -> Boundaries {
    let mut frames: HashMap<PlaceIx, (f64, f64, f64, f64)> = HashMap::new();
    for (ix, place) in places.iter() {
        let frame = match place.parents.last() {
            None => (4.0, 51.0, 6.4, 52.2),
            Some(&parent) => {
                let siblings = places.children(parent, place.newest());
                let position = siblings.iter().position(|&s| s == ix).unwrap_or(0) as f64;
                let count = siblings.len() as f64;
                let (west, south, east, north) = frames[&parent];
                if place.level() == Level::District {
                    let step = (north - south) / count;
                    (west, south + step * position, east, south + step * (position + 1.0))
                } else {
                    let step = (east - west) / count;
                    (west + step * position, south, west + step * (position + 1.0), north)
                }
            }
        };
        frames.insert(ix, frame);
    }
    let shapes = frames.into_iter().map(|(ix, (w, s, e, n))| {
        let square = polygon![(x: w, y: s), (x: e, y: s), (x: e, y: n), (x: w, y: n)];
        (ix, Boundary { shape: MultiPolygon(vec![square]) })
    });
    Boundaries::new(shapes.collect())
}

/// Numbers that look like chance and are the same every time.
fn mixed(a: u32, b: u32, c: u32) -> f64 {
    let mut x = a.wrapping_mul(0x9E37_79B9) ^ b.wrapping_mul(0x85EB_CA6B) ^ c.wrapping_mul(0xC2B2_AE35) ^ 0x27D4_EB2F;
    x ^= x >> 15;
    x = x.wrapping_mul(0x2C1B_3C6D);
    x ^= x >> 12;
    x = x.wrapping_mul(0x297A_2D39);
    x ^= x >> 15;
    f64::from(x) / f64::from(u32::MAX)
}

/// A draft with invented figures. Utterly fixed points that tests look at: Zomerdam (GM9901) has 40,000 residents in
/// 2024, of whom 26,000 are 15 to 64, of whom 2,600 (10.0 %) receive assistance; its neighbourhood BU99010101 has a small
/// count of assistance in 2024 and BU99010201 a withheld one; health exists for municipalities and the country only.
pub(crate) fn draft(plan: &Plan) -> Draft {
    let definition = definition(plan);
    let places = places(plan);
    let shares = [1.0, 0.2, 0.6, 0.2, 0.05, 0.7, 0.06, 0.76, 0.3, 0.3, 0.3, 0.3, 0.3];
    let categories: Vec<CategoryIx> =
        if plan.split { (0..4).map(CategoryIx).collect() } else { vec![CategoryIx::TOTAL] };
    let mut blocks = Vec::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        let whole_only = indicator.id == "gezond";
        for period in [2020_u16, 2022, 2024] {
            if whole_only && period != 2022 {
                continue;
            }
            let vintage = if period == 2020 { OLD } else { NEW };
            // Residents of the smallest areas first, so that every count adds up.
            let mut counts: HashMap<(PlaceIx, u16), (u32, u32)> = HashMap::new();
            for ix in places.of_vintage(Level::Neighbourhood, vintage) {
                let residents = 400 + (mixed(ix.0, 1, 0) * 9000.0) as u32 + u32::from(period - 2020) * 20;
                let base = if indicator.universe == "beroepsleeftijd" { residents * 65 / 100 } else { residents };
                for &category in &categories {
                    if category != CategoryIx::TOTAL && indicator.breakdowns.is_empty() {
                        continue;
                    }
                    let part = [1.0, 0.7, 0.3, 0.1][usize::from(category.0)];
                    let of = (f64::from(base) * part) as u32;
                    let share = shares[n]
                        * (0.6 + 0.8 * mixed(ix.0, n as u32 + 10, u32::from(category.0)))
                        * (1.0 - 0.02 * f64::from(period - 2020));
                    let some = if n == 0 { of } else { ((f64::from(of) * share) as u32).min(of) };
                    counts.insert((ix, category.0), (some, of));
                }
            }
            for level in [Level::District, Level::Municipality, Level::Country] {
                for ix in places.of_vintage(level, vintage).collect::<Vec<_>>() {
                    for &category in &categories {
                        let sum = places.children(ix, vintage).iter().filter_map(|c| counts.get(&(*c, category.0)));
                        let sum = sum.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
                        if sum.1 > 0 {
                            counts.insert((ix, category.0), sum);
                        }
                    }
                }
            }
            if period == 2024 {
                let zomerdam = places.find("GM9901".parse().unwrap()).unwrap();
                let fixed = match indicator.id.as_str() {
                    "inwoners" => Some((40_000, 40_000)),
                    "bijstand" => Some((2_600, 26_000)),
                    _ => None,
                };
                if let Some(fixed) = fixed {
                    counts.insert((zomerdam, 0), fixed);
                }
            }
            for level in Level::ALL.into_iter().filter(|level| !places.level(*level).is_empty()) {
                if whole_only && level > Level::Municipality {
                    continue;
                }
                let mut cells = Vec::new();
                for ix in places.of_vintage(level, vintage) {
                    for &category in &categories {
                        if category != CategoryIx::TOTAL && level > plan.split_to && n > 0 {
                            continue;
                        }
                        let Some(&(some, of)) = counts.get(&(ix, category.0)) else { continue };
                        let code = places.get(ix).code.to_string();
                        let cell = if indicator.id == "bijstand" && period == 2024 && code == "BU99010101" {
                            Cell::missing(Status::Small)
                        } else if indicator.id == "bijstand" && period == 2024 && code == "BU99010201" {
                            Cell::missing(Status::Withheld)
                        } else if n == 0 {
                            Cell::count(Count::exact(some), Kind::Counted)
                        } else if whole_only {
                            Cell::imported(f64::from(some) / f64::from(of) * 100.0, Kind::Surveyed)
                        } else {
                            Cell::rate(Count::exact(some), Count::exact(of), indicator.measure.per(), Kind::Counted)
                        };
                        cells.push((ix, category, cell));
                    }
                }
                let present: Vec<CategoryIx> =
                    categories.iter().copied().filter(|c| cells.iter().any(|(_, own, _)| own == c)).collect();
                blocks.push(Block {
                    indicator: IndicatorIx(n as u16),
                    period: Period(period),
                    level,
                    vintage,
                    source: usize::from(whole_only),
                    categories: present,
                    cells,
                });
            }
        }
    }
    Draft {
        boundaries: boundaries(&places),
        definition,
        places,
        blocks,
        sources: vec![SourceRecord {
            id: "register".to_owned(),
            sha256: "ab".repeat(32),
            fetched: Some("2026-11-02".to_owned()),
            published: None,
            licence: "CC0".to_owned(),
            rows: 120,
        }],
        left_out: vec![LeftOut {
            source: "register".to_owned(),
            place: "register.csv, row 3".to_owned(),
            problem: "code of no area".to_owned(),
            detail: "found GM0000, expected a code of 2024".to_owned(),
            count: 2,
        }],
    }
}

/// The same with two regions, whose figures are the sums of their municipalities where all have one.
fn with_regions(mut draft: Draft) -> Draft {
    let mut areas: Vec<CollectionArea> = [("ST1", "Noordkust", "North Coast"), ("ST2", "Binnenland", "Inland")]
        .map(|(code, nl, en)| CollectionArea {
            code: code.parse().expect("a code"),
            label: Text { nl: nl.to_owned(), en: en.to_owned() },
            members: Vec::new(),
        })
        .into();
    for vintage in [OLD, NEW] {
        for (n, ix) in draft.places.of_vintage(Level::Municipality, vintage).enumerate() {
            areas[usize::from(n > 1)].members.push((draft.places.get(ix).code, vintage));
        }
    }
    let grouping = |area: &CollectionArea| Grouping {
        code: area.code,
        name: area.label.nl.clone(),
        members: area.members.clone(),
    };
    let groupings: Vec<Grouping> = areas.iter().map(grouping).collect();
    let (places, problems) = geography::with_regions(draft.places.clone(), &groupings);
    assert!(problems.is_empty(), "{problems:?}");
    for (place, ..) in draft.blocks.iter_mut().flat_map(|block| &mut block.cells).filter(|(place, ..)| place.0 > 0) {
        place.0 += areas.len() as u32;
    }
    let mut blocks = Vec::new();
    for block in draft.blocks.iter().filter(|block| block.level == Level::Municipality) {
        let mut cells = Vec::new();
        for region in places.collection(*b"ST") {
            let members = places.children(region, block.vintage);
            for &category in &block.categories {
                let of: Vec<&Cell> = block
                    .cells
                    .iter()
                    .filter(|(place, own, cell)| members.contains(place) && *own == category && cell.is_published())
                    .map(|(.., cell)| cell)
                    .collect();
                if of.len() < members.len() || of.iter().any(|cell| cell.numerator.is_none()) {
                    continue;
                }
                let sum = |count: fn(&Cell) -> Option<Count>| {
                    of.iter().filter_map(|cell| count(cell)).map(|count| count.value).sum::<u32>()
                };
                let (some, all) =
                    (Count::exact(sum(|cell| cell.numerator)), Count::exact(sum(|cell| cell.denominator)));
                let per = draft.definition.indicator(block.indicator).measure.per();
                let cell = if of[0].denominator.is_some() {
                    Cell::rate(some, all, per, Kind::Derived)
                } else {
                    Cell::count(some, Kind::Derived)
                };
                cells.push((region, category, cell));
            }
        }
        blocks.push(Block { level: Level::Region, cells, ..block.clone() });
    }
    draft.blocks.extend(blocks);
    let moved = |(ix, boundary): (PlaceIx, &Boundary)| {
        (if ix.0 > 0 { PlaceIx(ix.0 + areas.len() as u32) } else { ix }, boundary.clone())
    };
    draft.boundaries = Boundaries::new(draft.boundaries.iter().map(moved).collect());
    draft.boundaries.add_regions(&places);
    draft.places = places;
    draft.definition.collections.push(Collection {
        id: "streken".to_owned(),
        label: Text { nl: "Streken".to_owned(), en: "Regions".to_owned() },
        kind: Text { nl: "Streek".to_owned(), en: "Region".to_owned() },
        vintage: NEW,
        file: "streken.csv".to_owned(),
        areas,
    });
    draft
}

/// Changes the cells of an indicator at a level: what is given back in their place, or nothing.
pub(crate) fn change_cells(
    draft: &mut Draft,
    indicator: &str,
    level: Level,
    change: impl Fn(Period, &str, CategoryIx, Cell) -> Option<Cell>,
) {
    let ix = draft.definition.find_indicator(indicator).expect("an indicator");
    for block in draft.blocks.iter_mut().filter(|block| block.indicator == ix && block.level == level) {
        let cells = std::mem::take(&mut block.cells);
        let changed = |(place, category, cell): (PlaceIx, CategoryIx, Cell)| {
            let code = draft.places.get(place).code.to_string();
            Some((place, category, change(block.period, &code, category, cell)?))
        };
        block.cells = cells.into_iter().filter_map(changed).collect();
        block.categories.retain(|category| block.cells.iter().any(|(_, own, _)| own == category));
    }
}

/// Writes the release of a plan into a folder and opens it.
pub(crate) fn release(plan: &Plan, folder: &Path) -> Release {
    let draft = if plan.regions { with_regions(draft(plan)) } else { draft(plan) };
    release_of(draft, folder, plan.created)
}

/// Writes the release of a draft into a folder and opens it.
pub(crate) fn release_of(draft: Draft, folder: &Path, created: &str) -> Release {
    let cube = draft.cube().expect("the cells are right");
    let (definition, places) = (draft.definition.clone(), draft.places.clone());
    let readings = insight::standing(&cube, &definition, &places);
    draft.write(&readings, folder, created).expect("the release can be written");
    Release::open(folder).expect("the release can be opened")
}
