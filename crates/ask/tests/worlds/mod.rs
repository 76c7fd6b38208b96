//! Two monitors to ask questions of: the KIS monitor over invented places, and one about something else altogether.

#![allow(dead_code, reason = "each test asks of its own part")]

pub(crate) mod asker;

use std::path::Path;

use cells::{PlaceIx, Vintage};
use definition::Definition;
use geography::{Place, Places};
use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// What questions are about.
pub(crate) struct World {
    pub(crate) definition: Definition,
    pub(crate) places: Places,
}

/// The indicators and groups of the KIS Wijkmonitor, over places with invented names.
pub(crate) fn kis(municipalities: usize) -> World {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/zomerland");
    let definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    World { definition, places: places(11, municipalities) }
}

/// A place of 2023 in the one at a position of the list.
pub(crate) fn place(code: &str, name: &str, parent: Option<u32>) -> Place {
    Place {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        vintages: vec![Vintage(2023)],
        parents: parent.map(PlaceIx).into_iter().collect(),
        members: Vec::new(),
    }
}

fn text(nl: &str, en: &str) -> Value {
    json!({ "nl": nl, "en": en })
}

/// A monitor of fishing villages: other themes, other figures, and groups by trade instead of by origin.
pub(crate) fn harbours(municipalities: usize) -> World {
    let indicator = |id: &str,
                     theme: &str,
                     label: [&str; 2],
                     short: [&str; 2],
                     predicate: Option<[&str; 2]>,
                     synonyms: &[&str]| {
        let mut made = json!({
            "id": id, "theme": theme, "label": text(label[0], label[1]), "short": text(short[0], short[1]),
            "measure": if id == "opvarenden" { "count" } else { "percent" },
            "polarity": "neutral", "universe": "opvarenden", "profile": id != "opvarenden", "breakdowns": ["ambacht"],
            "what": text("Wat.", "What."), "why": text("Waarom.", "Why."), "synonyms": synonyms,
        });
        if let Some([nl, en]) = predicate {
            made["predicate"] = text(nl, en);
        }
        made
    };
    let category = |id: &str, label: [&str; 2], people: [&str; 2], synonyms: &[&str]| json!({ "id": id, "label": text(label[0], label[1]), "people": text(people[0], people[1]), "synonyms": synonyms });
    let definition = json!({
        "monitor": {
            "id": "havens", "name": text("Havens", "Harbours"), "tagline": text("Verzonnen.", "Invented."),
            "publisher": text("Niemand", "Nobody"), "version": "1", "fictional": true,
            "levels": ["country", "municipality", "district"], "default-area": "NL00",
            "country-name": text("Zeeduin", "Seadune"),
        },
        "themes": [
            { "id": "vloot", "label": text("Vloot en vangst", "Fleet and catch"), "about": text("a", "a"), "synonyms": ["scheepvaart"] },
            { "id": "wal", "label": text("Aan de wal", "Ashore"), "about": text("a", "a"), "synonyms": [] },
        ],
        "universes": [{ "id": "opvarenden", "label": text("opvarenden", "crew members"), "unit": "persons" }],
        "indicators": [
            indicator("opvarenden", "vloot", ["Aantal opvarenden", "Number of crew members"], ["Opvarenden", "Crew"], None, &["bemanning"]),
            indicator("kotter", "vloot", ["Percentage dat op een kotter vaart", "Percentage sailing on a cutter"], ["Kottervaarders", "Cutter sailors"], Some(["varen op een kotter", "sail on a cutter"]), &["kotters", "trawlers"]),
            indicator("makreel", "vloot", ["Percentage met makreel als hoofdvangst", "Percentage with mackerel as main catch"], ["Makreelvangst", "Mackerel catch"], Some(["vangen vooral makreel", "catch mostly mackerel"]), &["makrelen"]),
            indicator("zwemdiploma", "wal", ["Percentage met een zwemdiploma", "Percentage with a swimming certificate"], ["Zwemdiploma", "Swimming certificate"], Some(["hebben een zwemdiploma", "have a swimming certificate"]), &["zwemvaardigheid"]),
            indicator("netten", "wal", ["Percentage dat zelf netten boet", "Percentage mending their own nets"], ["Nettenboeten", "Net mending"], Some(["boeten zelf hun netten", "mend their own nets"]), &["nettenmakers"]),
            indicator("volkstuin", "wal", ["Percentage met een volkstuin", "Percentage with an allotment"], ["Volkstuin", "Allotment"], Some(["hebben een volkstuin", "have an allotment"]), &["moestuin", "groentetuin"]),
        ],
        "breakdowns": [{
            "id": "ambacht", "label": text("Ambacht van de opvarenden", "Trade of the crew"), "about": text("a", "a"),
            "category": [
                category("stuurlieden", ["Stuurlieden", "Helmsmen"], ["opvarenden die sturen", "crew members who steer"], &["stuurman", "roergangers"]),
                category("koks", ["Scheepskoks", "Ship cooks"], ["opvarenden die koken", "crew members who cook"], &["kombuis"]),
                category("timmerlieden", ["Timmerlieden", "Carpenters"], ["opvarenden die timmeren", "crew members who build"], &["scheepstimmerman"]),
                category("matrozen", ["Matrozen", "Deckhands"], ["opvarenden zonder rang", "crew members without rank"], &["dekknechten"]),
            ],
        }],
        "sources": [], "pages": [],
    });
    World { definition: serde_json::from_value(definition).expect("a definition"), places: places(23, municipalities) }
}

/// Places with names that nobody has: a country, municipalities, and four to seven districts in each.
fn places(seed: u64, municipalities: usize) -> Places {
    const VINTAGE: Vintage = Vintage(2023);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut used = std::collections::HashSet::new();
    let place = |code: String, name: String, parent: Option<usize>| Place {
        code: code.parse().expect("a code"),
        name,
        vintages: vec![VINTAGE],
        parents: parent.map(|parent| PlaceIx(parent as u32)).into_iter().collect(),
        members: Vec::new(),
    };
    let mut all = vec![place("NL00".to_owned(), "Zomerland".to_owned(), None)];
    let mut name = |random: &mut ChaCha8Rng| loop {
        let one = name(random);
        if used.insert(one.clone()) {
            return one;
        }
    };
    for m in 0..municipalities {
        all.push(place(format!("GM{:04}", 1000 + m), name(&mut random), Some(0)));
    }
    for m in 0..municipalities {
        for d in 0..random.random_range(4..8) {
            let own = name(&mut random);
            all.push(place(format!("WK{:04}{d:02}", 1000 + m), format!("Wijk {d:02} {own}"), Some(m + 1)));
        }
    }
    Places::new(all)
}

fn name(random: &mut ChaCha8Rng) -> String {
    const FIRST: [&str; 20] = [
        "Grut", "Vlier", "Knap", "Zwan", "Brom", "Dotter", "Fluit", "Gors", "Hazel", "Kwel", "Lijster", "Mirk",
        "Plomp", "Ratel", "Smient", "Tureluur", "Vonder", "Wulp", "Zegge", "Jol",
    ];
    const LAST: [&str; 16] = [
        "dam", "veen", "horst", "rade", "hoven", "kerke", "drecht", "wolde", "zijl", "meer", "sluis", "burg", "lo",
        "wijk", "broek", "gaast",
    ];
    const BEFORE: [&str; 10] = ["", "", "", "", "", "Groot ", "Nieuw-", "Oud ", "Klein ", "Sint "];
    let pick = |list: &'static [&'static str], random: &mut ChaCha8Rng| list[random.random_range(0..list.len())];
    let (before, first, last) = (pick(&BEFORE, random), pick(&FIRST, random), pick(&LAST, random));
    let middle = if random.random_bool(0.3) { pick(&["er", "se", "en"], random) } else { "" };
    format!("{before}{first}{middle}{last}")
}
