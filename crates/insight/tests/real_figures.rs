//! Readings of real figures against the same worked out with scipy and statsmodels: social assistance per resident of 15
//! to 64 in the key figures of 2020 (table 84799NED), all municipalities and districts.
//!
//! The expected values come from a Python script over the same file: `proportions_ztest` on the least convincing true counts, the
//! doubled `scipy.stats.binom` tail where fewer than 5 are expected, `multipletests(method="fdr_bh")`, and
//! `DescrStatsW.quantile` for the spread (scipy 1.17.1, statsmodels 0.15.0).

use std::collections::HashMap;
use std::path::Path;

use cells::{AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Vintage};
use definition::Definition;
use geography::{Boundaries, Place, Places};
use insight::{Certainty, Direction, Figures, Judged, NoReading, Reading, Standing};
use release::{Cube, Draft, StandingReference};

const YEAR: u16 = 2020;

/// Code, name, and how many of how many, where the file has both.
type Row = (AreaCode, String, Option<(u32, u32)>);

struct Country {
    definition: Definition,
    places: Places,
    cube: Cube,
}

/// The file, or none with a line that says so.
fn country() -> Option<Country> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/kwb/kwb_2020_84799NED.csv.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let columns: HashMap<String, usize> =
        reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let text = |name: &str| row[columns[name]].trim();
        let code: AreaCode = text("Codering_3").parse().unwrap();
        if code.level() == Level::Neighbourhood {
            continue;
        }
        let number = |name: &str| text(name).parse::<f64>().ok().map(|number| number as u32);
        let adults = ["k_15Tot25Jaar_9", "k_25Tot45Jaar_10", "k_45Tot65Jaar_11"]
            .into_iter()
            .map(number)
            .sum::<Option<u32>>()
            .filter(|adults| *adults > 0);
        let name = text("WijkenEnBuurten").to_owned();
        rows.push((code, name, number("PersonenPerSoortUitkeringBijstand_83").zip(adults)));
    }
    rows.sort_by_key(|(code, ..)| (code.level(), *code));
    let position: HashMap<AreaCode, u32> = rows.iter().zip(0..).map(|((code, ..), at)| (*code, at)).collect();
    let place = |(code, name, _): &Row| Place {
        code: *code,
        name: name.clone(),
        vintages: vec![Vintage(YEAR)],
        parents: code.parent().map(|parent| PlaceIx(position[&parent])).into_iter().collect(),
        members: Vec::new(),
    };
    let places = Places::new(rows.iter().map(place).collect());
    // Benefits are rounded to 10 everywhere; of a district each of the three age bands by lot to 5.
    let cell = |code: &AreaCode, (some, all): (u32, u32)| {
        let within = if code.level() == Level::District { 12 } else { 0 };
        Cell::rate(Count::rounded(some, 10), Count { value: all, within }, 100.0, Kind::Rounded)
    };
    let block = |level: Level| Block {
        indicator: IndicatorIx(0),
        period: Period(YEAR),
        level,
        vintage: Vintage(YEAR),
        source: 0,
        categories: vec![CategoryIx::TOTAL],
        cells: rows
            .iter()
            .filter(|(code, ..)| code.level() == level)
            .filter_map(|(code, _, counts)| Some((PlaceIx(position[code]), CategoryIx::TOTAL, cell(code, (*counts)?))))
            .collect(),
    };
    let draft = Draft {
        definition: definition(),
        places,
        boundaries: Boundaries::default(),
        blocks: [Level::Country, Level::Municipality, Level::District].map(block).into(),
        sources: vec![],
        left_out: vec![],
    };
    let cube = draft.cube().unwrap();
    Some(Country { definition: draft.definition, places: draft.places, cube })
}

fn definition() -> Definition {
    let text = |nl: &str| serde_json::json!({ "nl": nl, "en": nl });
    serde_json::from_value(serde_json::json!({
        "monitor": {
            "id": "proef", "name": text("Proef"), "tagline": text("Proef"), "publisher": text("Proef"), "version": "1",
            "levels": ["country", "municipality", "district"], "default-area": "NL00",
        },
        "themes": [{ "id": "inkomen", "label": text("Inkomen"), "about": text("Inkomen") }],
        "breakdowns": [],
        "universes": [{ "id": "u", "label": text("inwoners van 15 tot 65 jaar"), "unit": "persons", "ages": ["15-17"] }],
        "indicators": [{
            "id": "bijstand", "theme": "inkomen", "label": text("Bijstand"), "short": text("Bijstand"), "universe": "u",
            "measure": "percent", "polarity": "lower-is-favourable", "what": text("Wat"), "why": text("Waarom"),
        }],
        "sources": [{
            "id": "kwb", "title": text("Kerncijfers"), "publisher": text("CBS"), "licence": "CC BY 4.0", "format": "csv",
            "address": "kwb.csv", "vintage": YEAR, "area": "code",
        }],
        "pages": [],
    }))
    .unwrap()
}

fn certain(judged: &Judged, directions: &[Direction]) -> bool {
    matches!(judged.reading, Reading::Compared { certainty: Certainty::Certain, direction, .. } if directions.contains(&direction))
}

#[test]
fn readings_of_the_whole_country_are_those_of_statsmodels() {
    let Some(country) = country() else { return };
    let figures =
        Figures { cube: &country.cube, definition: &country.definition, places: &country.places, spreads: None };
    for (level, reference, areas, alone, are_certain, higher, spread, q) in [
        (
            Level::Municipality,
            StandingReference::Country,
            355,
            0,
            330,
            57,
            1.947_099_540_140_66,
            &[
                ("GM0344", 1.831_560_462_191_718e-18),
                ("GM1680", 5.524_116_265_008_538e-15),
                ("GM0096", 0.004_330_580_625_520_406),
            ][..],
        ),
        (
            Level::District,
            StandingReference::Country,
            3101,
            0,
            2061,
            449,
            2.566_154_283_490_477,
            &[("WK034401", 0.001_564_190_986_084_446), ("WK168000", 1.442_792_484_160_322_2e-6)][..],
        ),
        (
            Level::District,
            StandingReference::Municipality,
            3101,
            30,
            1403,
            559,
            2.566_154_283_490_477,
            &[("WK034401", 1.734_832_665_327_342_5e-8), ("WK168000", 0.024_995_598_343_507_69)][..],
        ),
    ] {
        let slice = country.cube.slice(IndicatorIx(0), Period(YEAR), level).unwrap();
        let found = figures.spread(&slice, CategoryIx::TOTAL).unwrap();
        assert!((found - spread).abs() < 1e-9, "spread {found} is not {spread}");
        let family = Standing::from(figures).family(&slice, CategoryIx::TOTAL, reference);
        assert_eq!(family.len(), areas);
        let count = |wanted: &dyn Fn(&Judged) -> bool| family.iter().filter(|(_, judged)| wanted(judged)).count();
        assert_eq!(count(&|judged| judged.reading == Reading::None(NoReading::NoRemainder)), alone);
        assert_eq!(count(&|judged| certain(judged, &[Direction::Lower, Direction::Higher])), are_certain);
        assert_eq!(count(&|judged| certain(judged, &[Direction::Higher])), higher);
        for (code, expected) in q {
            let place = country.places.find(code.parse().unwrap()).unwrap();
            let (_, judged) = family.iter().find(|(at, _)| *at == place).unwrap();
            let found = judged.q.unwrap();
            assert!((found / expected - 1.0).abs() < 1e-6, "{code}: q {found} is not {expected}");
        }
    }
}
