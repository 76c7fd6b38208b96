use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Read as _;
use std::path::Path;
use std::sync::LazyLock;

use cells::{Level, Vintage};
use geo::{Area as _, Contains as _, Point, Validation as _};
use geography::{ListedArea, read_features};

use super::*;

/// The land of the demonstration.
static LAND: LazyLock<Land> = LazyLock::new(|| Land::fictional(1, 2014..=2023));

fn division(year: u16) -> &'static Division {
    LAND.divisions.iter().find(|division| division.vintage == year).unwrap()
}

/// A corner as two whole numbers of a millionth of a degree.
type Corner = (i64, i64);

fn borders(shapes: &[&MultiPolygon<f64>]) -> HashSet<(Corner, Corner)> {
    let whole = |c: &Coord<f64>| ((c.x * 1e6).round() as i64, (c.y * 1e6).round() as i64);
    let mut open = HashSet::new();
    for polygon in shapes.iter().flat_map(|shape| &shape.0) {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            for pair in ring.0.windows(2) {
                let (from, to) = (whole(&pair[0]), whole(&pair[1]));
                assert_ne!(from, to, "two corners in one place");
                // What two of the areas share is met once in each direction.
                if !open.remove(&(to, from)) {
                    assert!(open.insert((from, to)), "two areas on the same side of one border");
                }
            }
        }
    }
    open
}

fn valid(division: &Division) {
    let shapes = (division.gemeenten.iter().map(|area| (area.code, &area.shape)))
        .chain(division.wijken.iter().map(|area| (area.code, &area.shape)))
        .chain(division.buurten.iter().map(|area| (area.code, &area.shape)));
    for (code, shape) in shapes {
        assert!(!shape.0.is_empty(), "{code} has no shape");
        assert!(shape.is_valid(), "{code} in {}: {:?}", division.vintage, shape.validation_errors());
    }
}

fn nested(division: &Division) {
    for (i, wijk) in division.wijken.iter().enumerate() {
        let own: Vec<&MultiPolygon<f64>> =
            division.buurten.iter().filter(|buurt| buurt.wijk == i).map(|buurt| &buurt.shape).collect();
        assert!(!own.is_empty());
        assert_eq!(borders(&own), borders(&[&wijk.shape]), "{} and its buurten", wijk.code);
    }
    for (i, gemeente) in division.gemeenten.iter().enumerate() {
        let own: Vec<&MultiPolygon<f64>> =
            division.wijken.iter().filter(|wijk| wijk.gemeente == i).map(|wijk| &wijk.shape).collect();
        assert_eq!(borders(&own), borders(&[&gemeente.shape]), "{} and its wijken", gemeente.code);
    }
    let all: Vec<_> = division.buurten.iter().map(|buurt| &buurt.shape).collect();
    let gemeenten: Vec<_> = division.gemeenten.iter().map(|gemeente| &gemeente.shape).collect();
    assert_eq!(borders(&all), borders(&gemeenten), "the coast");
}

#[test]
fn a_wijk_is_exactly_its_buurten_and_a_gemeente_its_wijken_in_every_vintage() {
    for division in &LAND.divisions {
        nested(division);
    }
}

#[test]
fn every_shape_is_valid_and_no_place_lies_in_two_buurten() {
    for year in [2014, 2017, 2019, 2020, 2023] {
        valid(division(year));
    }
    let division = division(2023);
    let sum: f64 = division.buurten.iter().map(|buurt| buurt.shape.unsigned_area()).sum();
    let whole: f64 = division.gemeenten.iter().map(|gemeente| gemeente.shape.unsigned_area()).sum();
    assert!((sum / whole - 1.0).abs() < 1e-9, "{sum} {whole}");
    let mut on_land = 0;
    for i in 0..60 {
        for j in 0..60 {
            let point = Point::new(3.05 + f64::from(i) * 0.013_1, 53.6 + f64::from(j) * 0.007_3);
            let within = |shape: &MultiPolygon<f64>| usize::from(shape.contains(&point));
            let buurten: usize = division.buurten.iter().map(|buurt| within(&buurt.shape)).sum();
            let gemeenten: usize = division.gemeenten.iter().map(|gemeente| within(&gemeente.shape)).sum();
            assert!(buurten <= 1, "{point:?} is in {buurten} buurten");
            assert_eq!(buurten, gemeenten, "{point:?}");
            on_land += buurten;
        }
    }
    assert!((1000..3000).contains(&on_land), "{on_land} of 3600 places are on land");
}

fn of_size(division: &Division) {
    let residents = |gemeente: usize| -> u32 {
        division.buurten.iter().filter(|b| division.wijken[b.wijk].gemeente == gemeente).map(|b| b.residents).sum()
    };
    let people: Vec<u32> = (0..division.gemeenten.len()).map(residents).collect();
    let wijken: Vec<usize> = (0..division.gemeenten.len())
        .map(|gemeente| division.wijken.iter().filter(|wijk| wijk.gemeente == gemeente).count())
        .collect();
    assert_eq!(division.gemeenten.len(), 12);
    assert!((125..=135).contains(&division.wijken.len()), "{} wijken", division.wijken.len());
    assert!((590..=615).contains(&division.buurten.len()), "{} buurten", division.buurten.len());
    assert!((590_000..=610_000).contains(&people.iter().sum::<u32>()), "{people:?}");
    assert_eq!(division.gemeenten[0].name, "Zomerdam");
    assert!((175_000..=185_000).contains(&people[0]), "{people:?}");
    assert!((24..=27).contains(&wijken[0]), "{wijken:?}");
    assert!(people.iter().filter(|&&n| (38_000..=90_000).contains(&n)).count() >= 4, "towns: {people:?}");
    assert_eq!(wijken.iter().filter(|&&count| count == 1).count(), 1, "{wijken:?}");
    let empty = division.buurten.iter().filter(|buurt| buurt.residents == 0).count();
    assert!((3..=40).contains(&empty), "{empty} empty buurten");
    let km2 = |buurt: &Buurt| buurt.shape.unsigned_area() * 65.76 * 111.28;
    let mut dense: Vec<f64> = division.buurten.iter().filter(|b| b.character == Character::PreWar).map(km2).collect();
    let mut wide: Vec<f64> =
        division.buurten.iter().filter(|b| b.character == Character::Countryside).map(km2).collect();
    dense.sort_by(f64::total_cmp);
    wide.sort_by(f64::total_cmp);
    assert!(dense[dense.len() / 2] < 0.5 && wide[wide.len() / 2] > 3.0, "a town is dense, the countryside wide");
}

#[test]
fn the_province_has_a_city_towns_villages_and_an_island_with_one_wijk() {
    of_size(division(2023));
    let seas = division(2023).gemeenten.iter().find(|gemeente| gemeente.name == "Schemeroog").unwrap();
    assert!(seas.shape.0.len() >= 2, "an island and a sandbank");
    for character in [Character::Water, Character::Industry, Character::Nature, Character::Flats, Character::NewEstate]
    {
        assert!(division(2023).buurten.iter().any(|buurt| buurt.character == character), "{character:?}");
    }
}

#[test]
fn other_seeds_give_other_provinces_that_are_as_good() {
    for seed in [0, 7, u64::MAX] {
        let land = Land::fictional(seed, 2023..=2023);
        let division = &land.divisions[0];
        assert_ne!(division.gemeenten[0].shape, self::division(2023).gemeenten[0].shape);
        of_size(division);
        nested(division);
        valid(division);
        names_are_unique(division);
    }
}

#[test]
fn the_same_seed_gives_the_same_land_on_every_machine() {
    let again = Land::fictional(1, 2022..=2023);
    let [older, newer] = again.divisions.as_slice() else { panic!("two years") };
    assert_eq!(older.gemeenten, division(2022).gemeenten);
    assert_eq!(newer.changes, division(2023).changes);
    let text = division(2023).map() + &division(2023).list();
    assert_eq!(text, newer.map() + &newer.list());
    // FNV-1a: were it different elsewhere, the demonstration would be too.
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    assert_eq!(format!("{hash:016x}"), "fa4a73856c560d8a");
}

#[test]
fn codes_are_of_numbers_that_no_real_place_has_and_say_what_lies_in_what() {
    for division in &LAND.divisions {
        let mut seen = HashSet::new();
        for gemeente in &division.gemeenten {
            assert!(seen.insert(gemeente.code) && gemeente.code.to_string().starts_with("GM90"));
        }
        for wijk in &division.wijken {
            assert!(seen.insert(wijk.code), "{} twice", wijk.code);
            assert_eq!(wijk.code.parent(), Some(division.gemeenten[wijk.gemeente].code));
        }
        for buurt in &division.buurten {
            assert!(seen.insert(buurt.code), "{} twice", buurt.code);
            assert_eq!(buurt.code.parent(), Some(division.wijken[buurt.wijk].code));
        }
        assert!(division.buurten.is_sorted_by_key(|buurt| buurt.code));
        assert!(division.wijken.is_sorted_by_key(|wijk| wijk.code));
    }
}

#[test]
fn the_land_lies_in_the_open_sea() {
    for corner in division(2023).gemeenten.iter().flat_map(|g| &g.shape.0).flat_map(|p| p.exterior().0.iter()) {
        assert!((3.0..3.9).contains(&corner.x) && (53.6..54.1).contains(&corner.y), "{corner:?}");
    }
}

fn names_are_unique(division: &Division) {
    let mut seen = HashSet::new();
    for wijk in &division.wijken {
        let name = wijk.name.splitn(3, ' ').nth(2).unwrap();
        assert!(seen.insert((wijk.gemeente, name.to_owned(), 'w')), "{name} twice");
    }
    for buurt in &division.buurten {
        let gemeente = division.wijken[buurt.wijk].gemeente;
        assert!(seen.insert((gemeente, buurt.name.clone(), 'b')), "{} twice in {gemeente}", buurt.name);
    }
}

#[test]
fn a_name_is_used_once_in_a_gemeente_and_once_in_the_province_for_a_wijk() {
    for division in &LAND.divisions {
        names_are_unique(division);
        let wijken: HashSet<&str> = division.wijken.iter().filter_map(|wijk| wijk.name.splitn(3, ' ').nth(2)).collect();
        assert_eq!(wijken.len(), division.wijken.len());
    }
}

#[test]
fn no_gemeente_or_wijk_is_called_as_a_real_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/kwb");
    let Ok(file) = std::fs::File::open(folder.join("kwb_2024_85984NED_selectie.csv.gz")) else {
        eprintln!("skipped: the list of real names is not beside the checkout");
        return;
    };
    let plain = |name: &str| -> String {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let rest = if words.len() > 2 && words[0] == "wijk" { &words[2..] } else { &words[..] };
        rest.concat().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let real: HashSet<String> =
        table.records().map(|row| row.unwrap()).filter(|row| &row[1] != "buurt").map(|row| plain(&row[2])).collect();
    assert!(real.contains("utrecht") && real.len() > 2000, "{} real names", real.len());
    let all = names::DISTRICTS.iter().chain(&names::VILLAGES).copied().map(str::to_owned);
    let used = LAND.divisions.iter().flat_map(|division| {
        division.gemeenten.iter().map(|g| g.name.clone()).chain(division.wijken.iter().map(|w| w.name.clone()))
    });
    let taken: BTreeSet<String> = all.chain(used).filter(|name| real.contains(&plain(name))).collect();
    assert!(taken.is_empty(), "real places: {taken:?}");
}

#[test]
fn the_changes_tell_all_that_happened() {
    assert!(division(2014).changes.is_empty());
    for pair in LAND.divisions.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let tracts = |division: &Division| -> BTreeMap<AreaCode, BTreeSet<usize>> {
            let mut of: BTreeMap<AreaCode, BTreeSet<usize>> = BTreeMap::new();
            for (tract, &buurt) in division.buurt_of_tract.iter().enumerate() {
                for level in [Level::Municipality, Level::District, Level::Neighbourhood] {
                    of.entry(division.buurten[buurt].code.ancestor(level).unwrap()).or_default().insert(tract);
                }
            }
            of
        };
        let (old, new) = (tracts(before), tracts(after));
        let told: HashSet<AreaCode> = after.changes.iter().flat_map(|change| [change.from, change.to]).collect();
        for (code, land) in &old {
            assert_eq!(new.get(code) != Some(land), told.contains(code), "{code} in {}", after.vintage);
        }
        assert!(new.keys().all(|code| old.contains_key(code) || told.contains(code)));
        let mut shares: BTreeMap<AreaCode, f64> = BTreeMap::new();
        for change in after.changes.iter().filter(|change| change.kind != ChangeKind::CodeReused) {
            *shares.entry(change.from).or_default() += change.share;
        }
        assert!(shares.values().all(|share| (share - 1.0).abs() < 1e-9 || *share == 0.0), "{shares:?}");
    }
    let count = |kind: ChangeKind, level: Level| -> usize {
        let all = LAND.divisions.iter().flat_map(|division| &division.changes);
        all.filter(|change| change.kind == kind && change.to.level() == level).count()
    };
    assert_eq!(count(ChangeKind::Merged, Level::Municipality), 2, "one merger of two");
    assert_eq!(count(ChangeKind::Split, Level::District), 2, "one wijk in two");
    assert_eq!(count(ChangeKind::CodeReused, Level::Neighbourhood), 1);
    assert_eq!(count(ChangeKind::BorderCorrected, Level::Municipality), 3, "two gemeenten, and the strip between them");
    assert!(count(ChangeKind::Merged, Level::Neighbourhood) >= 4);
    assert!(count(ChangeKind::Split, Level::Neighbourhood) >= 8);
    assert_eq!(division(2018).gemeenten.len(), 13);
    assert!(division(2019).gemeenten.iter().any(|gemeente| gemeente.name == "Bloeilanden"));
}

#[test]
fn the_register_of_places_sees_the_reused_code_as_two_places_and_slow_growth_as_one() {
    let divisions = LAND
        .divisions
        .iter()
        .map(|division| geography::Division {
            vintage: Vintage(division.vintage),
            areas: division
                .list()
                .lines()
                .skip(1)
                .map(|line| {
                    let fields: Vec<&str> = line.split(';').collect();
                    ListedArea {
                        code: fields[0].parse().unwrap(),
                        name: fields[1].to_owned(),
                        population: Some(fields[4].parse().unwrap()),
                    }
                })
                .collect(),
        })
        .collect();
    let register = geography::join(divisions);
    assert!(register.orphans.is_empty());
    let reused = LAND
        .divisions
        .iter()
        .flat_map(|division| &division.changes)
        .find(|change| change.kind == ChangeKind::CodeReused)
        .unwrap();
    assert_eq!(register.places.all_with_code(reused.to).len(), 2);
    let changed: HashSet<AreaCode> =
        LAND.divisions.iter().flat_map(|d| &d.changes).flat_map(|change| [change.from, change.to]).collect();
    for buurt in division(2023).buurten.iter().filter(|buurt| !changed.contains(&buurt.code)) {
        assert_eq!(register.places.all_with_code(buurt.code).len(), 1, "{} {}", buurt.code, buurt.name);
    }
}

#[test]
fn what_is_written_is_read_as_the_same_boundaries() {
    let folder = tempfile::tempdir().unwrap();
    let files = division(2023).write(&folder.path().join("kaart")).unwrap();
    let names: Vec<_> = files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["gebieden_2023.csv", "indeling_2023.geojson", "changes_2023.csv"]);
    let size: u64 = files.iter().map(|path| path.metadata().unwrap().len()).sum();
    assert!(size < 3_000_000, "{size} bytes");
    let all = read_features(&std::fs::read(&files[1]).unwrap()).unwrap();
    let wijken_and_gemeenten = division(2023).wijken.len() + division(2023).gemeenten.len();
    assert_eq!(all.len(), 1 + wijken_and_gemeenten + division(2023).buurten.len());
    let features: Vec<_> = all.iter().filter(|feature| feature.properties["niveau"] == "buurt").collect();
    assert_eq!(features.len(), division(2023).buurten.len());
    let by_code: HashMap<String, &Buurt> =
        division(2023).buurten.iter().map(|buurt| (buurt.code.to_string(), buurt)).collect();
    for feature in features {
        let buurt = by_code[feature.properties["code"].as_str().unwrap()];
        assert_eq!(feature.properties["naam"], buurt.name);
        assert_eq!(feature.properties["deel_van"], division(2023).wijken[buurt.wijk].code.to_string());
        assert_eq!(feature.shape.as_ref().unwrap(), &buurt.shape);
    }
    let error = division(2023).write(&files[0]).unwrap_err();
    assert!(error.to_string().contains("gebieden_2023.csv"), "{error}");
}

#[test]
fn tracts_lie_in_their_buurt_and_hold_its_residents() {
    for division in &LAND.divisions {
        let mut residents = vec![0; division.buurten.len()];
        for (tract, &buurt) in division.buurt_of_tract.iter().enumerate() {
            residents[buurt] += division.residents_of_tract[tract];
            let at = Point(LAND.tracts[tract].at);
            assert!(division.buurten[buurt].shape.contains(&at), "tract {tract} and {}", division.buurten[buurt].code);
        }
        assert!(division.buurten.iter().zip(&residents).all(|(buurt, &people)| buurt.residents == people));
    }
}
