//! What holds in every population: asked of the written tables, as someone who counts them would.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use synth::{Country, Format, Options, Progress, Silent, SynthError, write};

type Row = Vec<String>;

/// A small province over four years, made once, as CSV.
struct Made {
    folder: tempfile::TempDir,
}

static SMALL: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { format: Format::Csv, ..small(2019..=2022) };
    write(&options, &folder.path().join("tables"), &Silent).unwrap();
    Made { folder }
});

fn small(years: std::ops::RangeInclusive<u16>) -> Options {
    Options { persons: Some(30_000), years, seed: 7, ..Options::default() }
}

fn rows_of(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(folder.join(format!("{name}.csv"))).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn rows(name: &str) -> Vec<Row> {
    rows_of(&SMALL.folder.path().join("tables"), name)
}

/// Rows of spells that hold on a day: begun, and not ended before it. ISO dates compare as text.
fn on(day: &str, rows: Vec<Row>, begin: usize) -> Vec<Row> {
    let holds = |row: &Row| row[begin].as_str() <= day && (row[begin + 1].is_empty() || row[begin + 1].as_str() >= day);
    rows.into_iter().filter(holds).collect()
}

fn years_old(birth: &str, day: &str) -> i32 {
    let year = |date: &str| date[..4].parse::<i32>().unwrap();
    year(day) - year(birth) - i32::from(birth[5..] > day[5..])
}

#[test]
fn every_person_is_registered_once_and_lives_in_one_household() {
    for year in 2019..=2022 {
        let day = format!("{year}-01-01");
        let persons = rows(&format!("gbapersoontab_{year}"));
        let known: HashSet<&String> = persons.iter().map(|row| &row[0]).collect();
        assert_eq!(known.len(), persons.len(), "a person twice in {year}");
        let households = on(&day, rows(&format!("gbahuishoudensbus_{year}")), 4);
        let mut heads: HashMap<&String, u32> = HashMap::new();
        let mut placed = HashSet::new();
        for row in &households {
            *heads.entry(&row[1]).or_default() += u32::from(row[2] == "1");
            assert!(placed.insert(&row[0]), "{} is in two households on {day}", row[0]);
        }
        assert_eq!(placed, known, "who is registered and who is in a household on {day}");
        let wrong: Vec<_> = heads.iter().filter(|(_, heads)| **heads != 1).collect();
        assert!(wrong.is_empty(), "households without one reference person on {day}: {wrong:?}");
    }
}

#[test]
fn households_have_the_members_that_their_type_says() {
    let households = on("2022-01-01", rows("gbahuishoudensbus_2022"), 4);
    let mut sizes: HashMap<&String, (u32, &String)> = HashMap::new();
    for row in &households {
        sizes.entry(&row[1]).or_insert((0, &row[3])).0 += 1;
    }
    let mut kinds = BTreeMap::new();
    for (household, (size, kind)) in sizes {
        *kinds.entry(kind.as_str()).or_insert(0) += 1;
        let fits = match kind.as_str() {
            "1" => size == 1,
            "2" | "3" => size == 2,
            "4" | "5" => size >= 3,
            "6" | "7" => size >= 2,
            _ => size >= 1,
        };
        assert!(fits, "household {household} of type {kind} has {size} members");
    }
    // A province this small may have no home for the elderly (type 8).
    assert!(kinds.len() >= 7, "{kinds:?}");
}

#[test]
fn persons_have_one_address_and_few_have_none() {
    for year in 2019..=2022 {
        let day = format!("{year}-01-01");
        let addresses = on(&day, rows(&format!("gbaadresobjectbus_{year}")), 2);
        let placed: HashSet<&String> = addresses.iter().map(|row| &row[0]).collect();
        assert_eq!(placed.len(), addresses.len(), "someone has two addresses on {day}");
        let persons = rows(&format!("gbapersoontab_{year}")).len();
        let areas = rows(&format!("vslgwbtab_{year}"));
        let known: HashSet<&String> = areas.iter().map(|row| &row[0]).collect();
        assert_eq!(known.len(), areas.len());
        let unplaced = persons - addresses.iter().filter(|row| known.contains(&row[1])).count();
        assert!(unplaced > 0 && unplaced * 200 < persons, "{unplaced} of {persons} have no place on {day}");
        for row in areas {
            assert_eq!(
                (&row[1][..2], &row[2][..6], &row[3][..8]),
                ("GM", format!("WK{}", &row[1][2..]).as_str(), format!("BU{}", &row[2][2..]).as_str())
            );
        }
    }
}

#[test]
fn persons_stay_who_they_are_while_years_pass() {
    let before = rows("gbapersoontab_2019");
    let after: HashMap<String, Row> = rows("gbapersoontab_2022").into_iter().map(|row| (row[0].clone(), row)).collect();
    let mut stayed = 0;
    for row in &before {
        if let Some(later) = after.get(&row[0]) {
            assert_eq!(row, later);
            stayed += 1;
        }
    }
    assert!(stayed * 100 > before.len() * 88 && stayed < before.len(), "{stayed} of {}", before.len());
    let known: HashSet<&String> = before.iter().map(|row| &row[0]).collect();
    let (mut born, mut arrived) = (0, 0);
    for row in after.values().filter(|row| !known.contains(&row[0])) {
        assert!(row[1].as_str() >= "2019-01-01" || row[5].as_str() >= "2019-01-01", "{row:?} was not there in 2019");
        if row[5].is_empty() { born += 1 } else { arrived += 1 }
    }
    assert!(born > 500 && arrived > 500, "{born} born, {arrived} arrived");
}

#[test]
fn those_who_died_lived_here_and_are_gone_the_next_year() {
    let here: HashSet<String> = rows("gbapersoontab_2020").into_iter().map(|row| row[0].clone()).collect();
    let after: HashSet<String> = rows("gbapersoontab_2021").into_iter().map(|row| row[0].clone()).collect();
    let deaths = rows("gbaoverlijdentab_2020");
    assert!(deaths.len() > 150);
    for row in deaths {
        assert!(row[1].starts_with("2020-"), "{row:?}");
        assert!(here.contains(&row[0]) && !after.contains(&row[0]), "{row:?}");
    }
}

#[test]
fn the_origin_is_the_country_of_birth_or_else_of_the_parents() {
    for row in rows("gbapersoontab_2022") {
        let (origin, birthplace, arrived) = (row[3].as_str(), row[4].as_str(), row[5].as_str());
        assert_eq!(birthplace == "NL", arrived.is_empty(), "{row:?}");
        assert!(birthplace == "NL" || origin == birthplace, "{row:?}");
        assert!(
            row[1].as_str() <= "2022-01-01"
                && arrived <= "2022-01-01"
                && (arrived.is_empty() || arrived > row[1].as_str()),
            "{row:?}"
        );
    }
}

#[test]
fn generations_differ_as_they_do() {
    let persons = rows("gbapersoontab_2022");
    let abroad = |countries: &[&str]| {
        let all: Vec<_> = persons.iter().filter(|row| countries.contains(&row[3].as_str())).collect();
        all.iter().filter(|row| row[4] != "NL").count() as f64 / all.len() as f64
    };
    for countries in [["TR"], ["MA"], ["SR"]] {
        let share = abroad(&countries);
        assert!((0.3..0.65).contains(&share), "{countries:?}: {share}");
    }
    assert!(abroad(&["SY", "ER"]) > 0.75);
    assert!(abroad(&["PL", "BG", "RO", "UA"]) > 0.65);
}

#[test]
fn pupils_of_the_last_year_take_the_test_except_in_2020() {
    let folder = SMALL.folder.path().join("tables");
    assert!(!folder.join("citotab_2020.csv").exists());
    let pupils: HashSet<String> = rows("onderwijsdeelnemerstab_2021")
        .into_iter()
        .filter(|row| row[1] == "bo" && row[2] == "8")
        .map(|row| row[0].clone())
        .collect();
    let scores = rows("citotab_2021");
    assert!(scores.len() * 100 > pupils.len() * 88);
    for row in &scores {
        let score: u32 = row[1].parse().unwrap();
        assert!(pupils.contains(&row[0]) && (501..=550).contains(&score), "{row:?}");
    }
}

#[test]
fn rates_are_near_those_of_the_country() {
    let day = "2022-01-01";
    let persons = rows("gbapersoontab_2022");
    let ages: HashMap<&String, i32> = persons.iter().map(|row| (&row[0], years_old(&row[1], day))).collect();
    let within = |low: i32, high: i32| ages.values().filter(|age| (low..=high).contains(*age)).count() as f64;
    let having = |who: HashSet<String>, low: i32, high: i32| {
        who.iter().filter(|person| ages.get(person).is_some_and(|age| (low..=high).contains(age))).count() as f64
    };
    let who = |name: &str| rows(name).into_iter().map(|row| row[0].clone()).collect::<HashSet<String>>();
    let mut work: HashSet<String> = on(day, rows("spolisbus_2022"), 1).into_iter().map(|row| row[0].clone()).collect();
    work.extend(who("zelfstandigentab_2022"));
    let high = rows("hoogsteopltab_2022")
        .into_iter()
        .filter(|row| row[1] == "hbo" || row[1] == "wo")
        .map(|row| row[0].clone());
    let assisted = on(day, rows("bijstanduitkeringtab_2022"), 1).into_iter().map(|row| row[0].clone()).collect();
    let all = persons.len() as f64;
    let checks = [
        ("younger than 15", within(0, 14) / all, 0.12..0.18),
        ("65 or older", within(65, 120) / all, 0.15..0.24),
        ("work", having(work, 15, 64) / within(15, 64), 0.68..0.82),
        ("social assistance", having(assisted, 15, 64) / within(15, 64), 0.02..0.06),
        ("higher education", having(high.collect(), 18, 30) / within(18, 30), 0.24..0.42),
        ("suspects", having(who("verdtab_2022"), 0, 120) / all, 0.004..0.013),
        ("Halt", having(who("halttab_2022"), 13, 17) / within(13, 17), 0.003..0.03),
        ("arrears", having(who("wanbetalerszvwtab_2022"), 0, 120) / all, 0.005..0.018),
        ("deaths", having(who("gbaoverlijdentab_2022"), 0, 120) / all, 0.006..0.013),
    ];
    for (what, found, expected) in checks {
        assert!(expected.contains(&found), "{what}: {found:.4}, expected {expected:?}");
    }
}

#[test]
fn protection_has_something_to_fight() {
    let day = "2022-01-01";
    let groups: HashMap<String, usize> = {
        let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../monitors/kis/microdata/landen.csv");
        let text = std::fs::read_to_string(list).unwrap();
        let mut names: Vec<&str> = Vec::new();
        let pairs = text.lines().skip(1).filter_map(|line| line.split_once(',')).map(|(land, group)| {
            let index = names.iter().position(|name| *name == group).unwrap_or(names.len());
            if index == names.len() {
                names.push(group);
            }
            (land.to_owned(), index)
        });
        pairs.collect()
    };
    let areas: HashMap<String, Row> = rows("vslgwbtab_2022").into_iter().map(|row| (row[0].clone(), row)).collect();
    let home: HashMap<String, String> =
        on(day, rows("gbaadresobjectbus_2022"), 2).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let assisted: HashSet<String> =
        on(day, rows("bijstanduitkeringtab_2022"), 1).into_iter().map(|row| row[0].clone()).collect();
    let mut cells: HashMap<(String, usize, u8), (u32, u32)> = HashMap::new();
    for row in rows("gbapersoontab_2022") {
        let Some(area) = home.get(&row[0]).and_then(|object| areas.get(object)) else { continue };
        let stay = match (row[4].as_str(), row[5].as_str()) {
            ("NL", _) => 0,
            (_, arrived) if arrived > "2017-01-01" => 1,
            _ => 2,
        };
        let cell = cells.entry((area[3].clone(), groups[&row[3]], stay)).or_default();
        cell.0 += 1;
        cell.1 += u32::from(assisted.contains(&row[0]));
    }
    let small = cells.values().filter(|(count, _)| *count < 10).count();
    assert!(small * 2 > cells.len(), "{small} of {} counts are 1 to 9", cells.len());
    assert!(cells.values().any(|(count, _)| *count == 1), "no singletons");
    assert!(
        cells.values().any(|(count, with)| *count > 1 && count == with),
        "no group of which all have the attribute"
    );
    let inhabited: HashSet<&String> = cells.keys().map(|(buurt, ..)| buurt).collect();
    let land = synth::land::Land::fictional(7, 2019..=2022);
    let division = land.divisions.last().unwrap();
    assert!(inhabited.len() < division.buurten.len(), "no empty buurt");
    let wijken = |gemeente: usize| division.wijken.iter().filter(|wijk| wijk.gemeente == gemeente).count();
    assert!((0..division.gemeenten.len()).any(|gemeente| wijken(gemeente) == 1), "no gemeente of one wijk");
}

fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut made = Vec::new();
    for (name, threads) in [("one", 1), ("three", 3)] {
        let out = folder.path().join(name);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let options = Options { persons: Some(9_000), ..small(2021..=2022) };
        pool.install(|| write(&options, &out, &Silent)).unwrap();
        made.push(bytes_of(&out));
    }
    assert!(made[0] == made[1]);
    let tables = made[0].keys().filter(|name| name.ends_with(".parquet"));
    assert_eq!(tables.count(), 22 * 2);
    let out = folder.path().join("other seed");
    let options = Options { persons: Some(9_000), seed: 8, ..small(2021..=2022) };
    write(&options, &out, &Silent).unwrap();
    assert_ne!(made[0]["gbapersoontab_2021.parquet"], bytes_of(&out)["gbapersoontab_2021.parquet"]);
}

#[test]
fn all_formats_hold_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let counts: Vec<_> = [Format::Parquet, Format::Csv, Format::Sav]
        .into_iter()
        .map(|format| {
            let options = Options { persons: Some(3_000), format, ..small(2022..=2022) };
            write(&options, &folder.path().join(format.extension()), &Silent).unwrap().rows
        })
        .collect();
    assert_eq!(counts[0], counts[1]);
    assert_eq!(counts[0], counts[2]);
    for (name, count) in &counts[1] {
        assert_eq!(rows_of(&folder.path().join("csv"), name).len() as u64, *count, "{name}");
    }
}

struct StopsAtOnce;

impl Progress for StopsAtOnce {
    fn begin(&self, _: u64) {}
    fn advance(&self, _: u64) {}
    fn is_stopped(&self) -> bool {
        true
    }
}

#[test]
fn what_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("tables");
    let stopped = write(&small(2022..=2022), &out, &StopsAtOnce);
    assert!(matches!(stopped, Err(SynthError::Stopped)));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note.txt"), "mine").unwrap();
    let refused = write(&small(2022..=2022), folder.path(), &Silent);
    assert!(matches!(refused, Err(SynthError::Exists(_))));
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
}

/// Key figures in the form of the publisher: two buurten in a gemeente, one without residents, one elsewhere.
const KEY_FIGURES: &str = "\
code,niveau,inwoners,inwoners65plus,inwoners0tot15,huishoudens,koopwoningen,stedelijkheid
GM0001,gemeente,4110,700,640,1900,60,2
WK000101,wijk,4110,700,640,1900,60,2
BU00010101,buurt,3410.0,600.0,500.0,1600.0,55,2
BU00010102,buurt,700,100,140,300,80,4
BU00010103,buurt,,,,,,
BU0002KA01,buurt,55,5,10,20,,5
";

fn key_figures(folder: &Path, text: &str) -> Options {
    let path: PathBuf = folder.join("kwb.csv");
    std::fs::write(&path, text).unwrap();
    let (country, format) = (Country::Like(path), Format::Csv);
    Options { country, years: 2022..=2022, format, flaws: false, ..Options::default() }
}

#[test]
fn real_neighbourhoods_get_their_numbers_of_residents() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("tables");
    let summary = write(&key_figures(folder.path(), KEY_FIGURES), &out, &Silent).unwrap();
    assert_eq!((summary.persons, summary.country), (4165, "like"));
    assert!(out.join("LOAD-TEST.md").exists());
    let areas: HashMap<String, String> =
        rows_of(&out, "vslgwbtab_2022").into_iter().map(|row| (row[0].clone(), row[3].clone())).collect();
    let ages: HashMap<String, i32> = rows_of(&out, "gbapersoontab_2022")
        .into_iter()
        .map(|row| (row[0].clone(), years_old(&row[1], "2022-01-01")))
        .collect();
    let mut found: BTreeMap<&str, [i32; 3]> = BTreeMap::new();
    let addresses = on("2022-01-01", rows_of(&out, "gbaadresobjectbus_2022"), 2);
    for row in &addresses {
        let of = found.entry(&areas[&row[1]]).or_default();
        of[0] += 1;
        of[1] += i32::from(ages[&row[0]] >= 65);
        of[2] += i32::from(ages[&row[0]] < 15);
    }
    let residents: Vec<_> = found.iter().map(|(buurt, of)| (*buurt, of[0])).collect();
    assert_eq!(residents, [("BU00010101", 3410), ("BU00010102", 700), ("BU0002KA01", 55)]);
    let [_, old, young] = found["BU00010101"];
    assert!((old - 600).abs() < 30 && (young - 500).abs() < 30, "{old} of 65 or older, {young} under 15");
    let households: HashSet<String> =
        on("2022-01-01", rows_of(&out, "gbahuishoudensbus_2022"), 4).into_iter().map(|row| row[1].clone()).collect();
    assert!((1800..2050).contains(&households.len()), "{} households, 1920 expected", households.len());
}

#[test]
fn key_figures_that_cannot_be_read_are_named_with_their_row() {
    let folder = tempfile::tempdir().unwrap();
    for (wrong, named) in [
        (KEY_FIGURES.replace("700,100", "many,100"), "row 5 (BU00010102): “many”"),
        (KEY_FIGURES.replace("BU00010102", "BU0102"), "row 5: “BU0102” is no code"),
        (KEY_FIGURES.replace("BU00010102", "BU00010101"), "BU00010101 is in it twice"),
        (KEY_FIGURES.replace("inwoners,", "people,"), "none of the columns inwoners"),
        ("code,inwoners\nGM0001,4\n".to_owned(), "no row of a buurt"),
    ] {
        let out = folder.path().join("tables");
        let error = write(&key_figures(folder.path(), &wrong), &out, &Silent).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
        assert!(!out.exists());
    }
}
