//! The real files beside the project: registers, boundaries of several years, and what became of known places. Expected
//! answers were worked out by hand, or with DuckDB and Python from the same files.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

use cells::{AreaCode, Level, Vintage};
use flate2::read::GzDecoder;
use geo::Area;
use geography::{
    Boundaries, Boundary, Continuity, Crosswalk, Division, Evidence, Fate, Feature, Found, ListedArea, Locator,
    Neighbours, Places, Shapes, join, read_features, repair,
};

/// A file beside the project.
fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.is_file() {
        println!("skipped: the real files are not beside the project (../shared/data/{name})");
        return None;
    }
    Some(path)
}

fn features(name: &str) -> Option<Vec<Feature>> {
    Some(read_features(&fs::read(shared(&format!("boundaries/{name}"))?).unwrap()).unwrap())
}

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

/// Areas of a table of key figures: code, name, residents.
fn division(name: &str, vintage: u16, columns: [&str; 3]) -> Option<Division> {
    let mut table = csv::Reader::from_reader(GzDecoder::new(fs::File::open(shared(name)?).unwrap()));
    let header = table.headers().unwrap().clone();
    let at =
        columns.map(|column| header.iter().position(|name| name.trim_start_matches('\u{feff}') == column).unwrap());
    let areas = table
        .records()
        .map(|row| row.unwrap())
        .filter_map(|row| {
            let population = row[at[2]].trim().parse::<f64>().ok().map(|n| n as u32);
            Some(ListedArea { code: row[at[0]].parse().ok()?, name: row[at[1]].trim().to_owned(), population })
        })
        .collect();
    Some(Division { vintage: Vintage(vintage), areas })
}

fn key_figures() -> Option<[Division; 2]> {
    // The table of 2020 has the names of districts and neighbourhoods in a list of its own, which is not read here.
    let older =
        division("kwb/kwb_2020_84799NED.csv.gz", 2020, ["WijkenEnBuurten", "WijkenEnBuurten", "AantalInwoners_5"])?;
    let newer = division("kwb/kwb_2024_85984NED_selectie.csv.gz", 2024, ["code", "naam", "inwoners"])?;
    Some([older, newer])
}

/// A division and its shapes as a file of boundaries has them.
fn mapped(name: &str, vintage: u16, [area, label, residents]: [&str; 3]) -> Option<(Division, Shapes)> {
    let (mut areas, mut shapes) = (Vec::new(), Shapes::new());
    for feature in features(name)? {
        let text = |key: &str| feature.properties.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let Ok(code) = text(area).parse::<AreaCode>() else { continue };
        if code.ancestor(Level::Municipality) == Some("GM0998".parse().unwrap()) {
            continue;
        }
        let population = feature.properties.get(residents).and_then(serde_json::Value::as_f64).filter(|n| *n >= 0.0);
        areas.push(ListedArea { code, name: text(label), population: population.map(|n| n as u32) });
        if let Ok(shape) = feature.shape {
            shapes.insert(code, shape);
        }
    }
    Some((Division { vintage: Vintage(vintage), areas }, shapes))
}

#[test]
fn the_same_code_is_not_the_same_place() {
    let Some([older, newer]) = key_figures() else { return };
    let after: HashMap<AreaCode, Option<u32>> = newer.areas.iter().map(|a| (a.code, a.population)).collect();
    let changed = |level: Level| {
        let still = older.areas.iter().filter(|a| a.code.level() == level && a.population > Some(50));
        let still: Vec<_> = still.filter_map(|a| Some((a.population?, *after.get(&a.code)?))).collect();
        let by_half = |&&(before, now): &&(u32, Option<u32>)| now.is_none_or(|now| 2 * now.abs_diff(before) > before);
        (still.iter().filter(by_half).count(), still.len())
    };
    assert_eq!(changed(Level::Neighbourhood), (488, 10_936));
    assert_eq!(changed(Level::District), (123, 2_845));

    let register = join(vec![older.clone(), newer.clone()]);
    let gone = |level| {
        let found: &Continuity = &register.continuity[&(Vintage(2020), Vintage(2024), level)];
        found.gone
    };
    assert_eq!((gone(Level::District), gone(Level::Neighbourhood)), (264, 1_503));
    // Nothing is dropped: every listed area is a place of its year.
    for division in [&older, &newer] {
        let lost =
            division.areas.iter().filter(|a| register.places.find_in(a.code, division.vintage).is_none()).count();
        assert_eq!(lost, register.orphans.iter().filter(|(vintage, _)| *vintage == division.vintage).count());
    }
    // Almere Stad, with 109,805 residents, gave its code to De Werven, with 2,880.
    let [now, then] = register.places.all_with_code(code("WK003402")) else { panic!("two places expected") };
    assert_eq!(register.places.get(*now).vintages, [Vintage(2024)]);
    assert_eq!(register.places.get(*then).vintages, [Vintage(2020)]);
}

#[test]
fn municipalities_that_merged_were_shared_out_or_stayed_are_told_apart_by_their_shapes() {
    let Some((older, from)) =
        mapped("gemeente_2019_wgs84.geojson", 2019, ["gemeentecode", "gemeentenaam", "aantal_inwoners"])
    else {
        return;
    };
    let Some((newer, to)) = mapped("gemeente_2022_tmap_wgs84.geojson", 2022, ["code", "name", "population"]) else {
        return;
    };
    let evidence = Evidence { shapes: Some((&from, &to)), ..Evidence::default() };
    let found = Crosswalk::new(Level::Municipality, &older, &newer, &evidence);
    // Appingedam, Delfzijl and Loppersum became Eemsdelta on 1 January 2021.
    for merged in ["GM0003", "GM0010", "GM0024"] {
        assert_eq!(found.fate(code(merged)), Fate::Merged(code("GM1979")), "{merged}");
    }
    let shares: f64 = found.to(code("GM1979")).map(|link| link.weight.unwrap().of_newer).sum();
    assert!((shares - 1.0).abs() < 0.03, "{shares}");
    // Haaren was shared out over Boxtel (Esch), Oisterwijk (Haaren), Tilburg (Biezenmortel) and Vught (Helvoirt).
    let Fate::Split(into) = found.fate(code("GM0788")) else { panic!("{:?}", found.fate(code("GM0788"))) };
    assert_eq!(into, [code("GM0757"), code("GM0824"), code("GM0855"), code("GM0865")]);
    // Utrecht stayed what it was.
    assert_eq!(found.fate(code("GM0344")), Fate::Same);
    assert_eq!(found.is_same_place(code("GM0344")), Some(true));
    assert_eq!(found.from(code("GM0344")).find(|l| l.newer == code("GM0344")).map(|l| l.found), Some(Found::Code));
    // Every municipality of 2019 is somewhere; each one's shares add up to the whole of it.
    assert_eq!(found.unmatched_older, []);
    assert_eq!(found.unmatched_newer, []);
    let mut sums: BTreeMap<AreaCode, f64> = BTreeMap::new();
    for link in &found.links {
        *sums.entry(link.older).or_default() += link.weight.map_or(0.0, |w| w.of_older);
    }
    let least = sums.values().copied().fold(1.0, f64::min);
    assert!(least > 0.9, "{least}");
}

#[test]
fn districts_of_two_years_are_linked_by_their_shapes() {
    let Some((older, from)) = mapped("wijk_2022_tmap_wgs84.geojson", 2022, ["code", "name", "population"]) else {
        return;
    };
    let Some((newer, to)) = mapped("wijk_2024_wgs84.geojson", 2024, ["wijkcode", "wijknaam", "aantal_inwoners"]) else {
        return;
    };
    let evidence = Evidence { shapes: Some((&from, &to)), ..Evidence::default() };
    let found = Crosswalk::new(Level::District, &older, &newer, &evidence);
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for area in &older.areas {
        let fate = match found.fate(area.code) {
            Fate::Same => "same",
            Fate::NewCode(_) => "new code",
            Fate::Merged(_) => "merged",
            Fate::Split(_) => "split",
            Fate::Unknown => "unknown",
        };
        *fates.entry(fate).or_default() += 1;
    }
    let only_code =
        older.areas.iter().filter(|a| to.contains_key(&a.code) && found.is_same_place(a.code) == Some(false)).count();
    println!(
        "{fates:?}; {only_code} codes are no longer the same place; {} new without a link",
        found.unmatched_newer.len()
    );
    assert!(fates["same"] > older.areas.len() * 8 / 10, "{fates:?}");
    // Brielle, Hellevoetsluis and Westvoorne became Voorne aan Zee in 2023: their districts got new codes.
    let of_brielle: Vec<_> =
        older.areas.iter().filter(|a| a.code.ancestor(Level::Municipality) == Some(code("GM0501"))).collect();
    assert!(!of_brielle.is_empty());
    for area in of_brielle {
        let into: Vec<_> = found.from(area.code).filter(|l| l.weight.is_some_and(|w| w.of_older > 0.5)).collect();
        assert_eq!(into.len(), 1, "{}", area.code);
        assert_eq!(into[0].newer.ancestor(Level::Municipality), Some(code("GM1992")), "{}", area.code);
    }
}

#[test]
fn every_file_goes_through_repair_without_loss() {
    let names = [
        "gemeente_2019_wgs84.geojson",
        "gemeente_2022_wgs84.geojson",
        "gemeente_2022_tmap_wgs84.geojson",
        "gemeente_2023_wgs84.geojson",
        "gemeente_2024_wgs84.geojson",
        "wijk_2022_tmap_wgs84.geojson",
        "wijk_2024_wgs84.geojson",
        "gemeente_2015_wgs84.topojson",
        "wijk_2014_wgs84.topojson",
    ];
    for name in names {
        let Some(features) = features(name) else { return };
        let (mut faulty, mut before, mut after) = (0, 0.0, 0.0);
        for shape in features.iter().filter_map(|f| f.shape.as_ref().ok()) {
            let Some(found) = repair(shape) else {
                assert!(shape.unsigned_area() < 1e-9, "{name}: an area was lost");
                continue;
            };
            faulty += usize::from(found.faults.iter().any(|f| *f != geography::Fault::Direction));
            (before, after) = (before + found.area_before, after + found.area_after);
        }
        println!("{name}: {} shapes, {faulty} with faults, area {before:.6} → {after:.6}", features.len());
        // A ring that crosses itself counts against itself before, so that repair can add a little.
        assert!((after / before - 1.0).abs() < 1e-3, "{name}: {before} → {after}");
    }
}

#[test]
fn coarse_topologies_of_2014_are_read_and_cover_the_country() {
    for (name, count, square_kilometres) in [
        ("gemeente_2015_wgs84.topojson", 393, 33_500.0..37_500.0),
        ("wijk_2014_wgs84.topojson", 2738, 33_000.0..42_500.0),
        ("buurt_2014_wgs84.topojson", 11_691, 33_000.0..42_500.0),
    ] {
        let Some(features) = features(name) else { return };
        assert_eq!(features.len(), count, "{name}");
        let named = features
            .iter()
            .filter(|f| f.properties["statcode"].as_str().is_some_and(|c| c.parse::<AreaCode>().is_ok()));
        assert_eq!(named.count(), count, "{name}");
        let degrees: f64 = features.iter().filter_map(|f| f.shape.as_ref().ok()).map(Area::unsigned_area).sum();
        let found = degrees * 111.2 * 111.3 * 52.2_f64.to_radians().cos();
        println!("{name}: {found:.0} km²");
        assert!(square_kilometres.contains(&found), "{name}: {found} km²");
    }
}

fn places_and_boundaries(division: Division, shapes: Shapes) -> (Places, Boundaries) {
    let vintage = division.vintage;
    let places = join(vec![division]).places;
    let by_place =
        shapes.into_iter().filter_map(|(code, shape)| Some((places.find_in(code, vintage)?, Boundary { shape })));
    let boundaries = Boundaries::new(by_place.collect());
    (places, boundaries)
}

#[test]
fn utrecht_has_its_nine_neighbours_and_the_wadden_islands_have_none() {
    let Some((division, shapes)) = mapped("gemeente_2022_tmap_wgs84.geojson", 2022, ["code", "name", "population"])
    else {
        return;
    };
    let (places, boundaries) = places_and_boundaries(division, shapes);
    let (found, _) = Neighbours::new(&places, &boundaries, Level::Municipality, Vintage(2022), &[]);
    let names = |text: &str| {
        let mut names: Vec<_> =
            found.of(places.find(code(text)).unwrap()).map(|(ix, _)| places.get(ix).name.as_str()).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(
        names("GM0344"),
        ["Bunnik", "De Bilt", "Houten", "IJsselstein", "Montfoort", "Nieuwegein", "Stichtse Vecht", "Woerden", "Zeist"]
    );
    for island in ["GM0448", "GM0096", "GM0093", "GM0060", "GM0088"] {
        assert_eq!(names(island), [""; 0], "{island}");
    }
    assert_eq!(names("GM0744"), ["Alphen-Chaam"], "Baarle-Nassau lies against Belgium");
    let sizes: Vec<usize> = found.groups().iter().map(Vec::len).collect();
    println!("groups of municipalities: {sizes:?}");
    assert!(sizes[0] > 300);
}

#[test]
fn known_addresses_lie_in_their_neighbourhoods() {
    let Some((mut division, mut shapes)) =
        mapped("gemeente_2024_wgs84.geojson", 2024, ["gemeentecode", "gemeentenaam", "aantal_inwoners"])
    else {
        return;
    };
    let Some((districts, more)) = mapped("wijk_2024_wgs84.geojson", 2024, ["wijkcode", "wijknaam", "aantal_inwoners"])
    else {
        return;
    };
    division.areas.extend(districts.areas);
    shapes.extend(more);
    let (places, boundaries) = places_and_boundaries(division, shapes);
    let locator = Locator::new(&places, &boundaries, Vintage(2024));
    // The Dom tower, the royal palace on the Dam, the Martini tower, the Vrijthof, the lighthouse of Texel.
    for (longitude, latitude, municipality, district) in [
        (5.1213, 52.0907, "Utrecht", "Binnenstad"),
        (4.8913, 52.3731, "Amsterdam", "Burgwallen-Nieuwe Zijde"),
        (6.5681, 53.2193, "Groningen", "Centrum"),
        (5.6890, 50.8488, "Maastricht", "Centrum"),
        (4.8541, 53.1826, "Texel", "Texel"),
    ] {
        let found = locator.locate(longitude, latitude);
        let name = |ix: Option<cells::PlaceIx>| ix.map_or("nowhere", |ix| places.get(ix).name.as_str());
        assert_eq!(name(found.municipality), municipality);
        println!("{municipality}: {}", name(found.district));
        assert!(name(found.district).contains(district) || municipality == "Texel", "{}", name(found.district));
    }
    assert_eq!(locator.locate(4.35, 50.85).municipality, None, "Brussels");
}
