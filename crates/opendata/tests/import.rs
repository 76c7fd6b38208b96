//! Imports of small files about a fictional country: what they give, what is left out and listed, what is refused.

use std::fs;
use std::io::Write;

use cells::{AreaCode, CategoryIx, Cell, Count, Kind, LeftOut, Level, Period, Status, Vintage};
use definition::Definition;
use opendata::{Cache, Imported, import};
use tempfile::TempDir;

const REGISTER: &str = "\
code,naam,inwoners,kinderen,huishoudens,woz
GM0001,Zonstad,1000,200,500,300
WK000101,Oost,600,100,300,310
WK000102,West,400,100,200,.
BU00010101,Haven,600,100,300,310
BU00010201,Duin,400,100,200,290
GM0002,Maandorp,500,50,300,200
WK000201,Maandorp,500,50,300,200
BU00020101,Kade,0,0,0,
";

/// A monitor of a fictional country with one register, and whatever else a test adds.
struct Monitor {
    folder: TempDir,
    cache: TempDir,
}

impl Monitor {
    fn new() -> Self {
        let monitor = Self { folder: TempDir::new().unwrap(), cache: TempDir::new().unwrap() };
        monitor.put(
            "monitor.toml",
            "id = \"proef\"\nversion = \"1\"\ndefault-area = \"GM0001\"\nfictional = true\n\
             levels = [\"country\", \"municipality\", \"district\", \"neighbourhood\"]\n\
             name = { nl = \"Proef\", en = \"Trial\" }\ntagline = { nl = \"Verzonnen\", en = \"Invented\" }\n\
             publisher = { nl = \"Wij\", en = \"We\" }\n",
        );
        monitor.put(
            "themes.toml",
            "[[theme]]\nid = \"alles\"\nlabel = { nl = \"Alles\", en = \"All\" }\nabout = { nl = \"Alles.\", en = \"All.\" }\n",
        );
        monitor.put(
            "universes.toml",
            "[[universe]]\nid = \"inwoners\"\nlabel = { nl = \"inwoners\", en = \"residents\" }\nunit = \"persons\"\n",
        );
        monitor.indicators(&[
            ("inwoners", "count", "country = { from = \"sum\" }"),
            ("kinderen", "percent", "country = { from = \"sum\" }"),
            ("huishoudens", "count", ""),
            ("woz", "mean", "unit-label = { nl = \"euro\", en = \"euros\" }\ncountry = { from = \"weighted-mean\", weight = \"huishoudens\" }"),
            ("misdrijven", "per-thousand", "country = { from = \"sum\" }"),
            ("gezond", "percent", ""),
        ]);
        monitor.put("register.csv", REGISTER);
        monitor.source("register", "csv", "register.csv", REGISTER_SOURCE);
        monitor
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn indicators(&self, all: &[(&str, &str, &str)]) {
        let text = |name: &str| format!("{{ nl = \"{name}\", en = \"{name}\" }}");
        let written = all.iter().map(|(id, measure, more)| {
            let words = ["label", "short", "what", "why", "predicate"].map(|key| format!("{key} = {}\n", text(id))).concat();
            format!(
                "[[indicator]]\nid = \"{id}\"\ntheme = \"alles\"\n{words}universe = \"inwoners\"\nmeasure = \"{measure}\"\n\
                 polarity = \"neutral\"\n{more}\n"
            )
        });
        self.put("indicators/alles.toml", written.collect::<String>());
    }

    fn source(&self, id: &str, format: &str, address: &str, more: &str) {
        self.put(
            &format!("sources/{id}.toml"),
            format!(
                "[[source]]\nid = \"{id}\"\ntitle = {{ nl = \"{id}\", en = \"{id}\" }}\npublisher = {{ nl = \"Wij\", en = \"We\" }}\n\
                 licence = \"CC0\"\nformat = \"{format}\"\naddress = \"{address}\"\n{more}\n"
            ),
        );
    }

    fn definition(&self) -> Definition {
        definition::load(self.folder.path()).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn import(&self) -> Imported {
        self.try_import().unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_import(&self) -> Result<Imported, String> {
        let cache = Cache::open(self.cache.path()).unwrap();
        import(&self.definition(), &[self.folder.path()], &cache, &mut |_| {}).map_err(|error| error.to_string())
    }

    fn refused(&self) -> String {
        self.try_import().expect_err("a refusal")
    }
}

const REGISTER_SOURCE: &str = r#"
vintage = 2024
area = "code"
name = "naam"
population = "inwoners"
register = true
missing = ["."]
rounding = { district = 5, neighbourhood = 5 }
[[source.figure]]
indicator = "inwoners"
period = 2024
numerator = "inwoners"
[[source.figure]]
indicator = "kinderen"
period = 2024
numerator = "kinderen"
denominator = "inwoners"
[[source.figure]]
indicator = "huishoudens"
period = 2024
numerator = "huishoudens"
[[source.figure]]
indicator = "woz"
period = 2024
value = "woz"
"#;

const HEALTH: &str = "vintage = 2024\narea = \"code\"\nmissing = [\".\"]\n[[source.figure]]\nindicator = \"gezond\"\nperiod = 2024\nvalue = \"gezond\"\n";

fn cell(monitor: &Monitor, imported: &Imported, indicator: &str, year: u16, code: &str) -> Cell {
    let code: AreaCode = code.parse().unwrap();
    let ix = monitor.definition().find_indicator(indicator).unwrap();
    let place = imported.places.find(code).unwrap();
    let blocks = imported.blocks.iter();
    let mut found = blocks
        .filter(|b| (b.indicator, b.period, b.level) == (ix, Period(year), code.level()))
        .flat_map(|b| &b.cells)
        .filter(|(p, category, _)| (*p, *category) == (place, CategoryIx::TOTAL));
    let first = found.next().map_or(Cell::missing(Status::NotAvailable), |(.., cell)| *cell);
    assert!(found.next().is_none(), "one cell at an address");
    first
}

#[track_caller]
fn left<'a>(imported: &'a Imported, problem: &str) -> &'a LeftOut {
    let found: Vec<_> = imported.left_out.iter().filter(|left| left.problem == problem).collect();
    assert_eq!(found.len(), 1, "{problem}: {:#?}", imported.left_out);
    found[0]
}

#[test]
fn a_register_gives_places_counts_shares_and_the_country() {
    let monitor = Monitor::new();
    let imported = monitor.import();
    assert_eq!(imported.places.len(), 9, "eight areas and the country");
    let of = |indicator, code| cell(&monitor, &imported, indicator, 2024, code);
    assert_eq!(of("inwoners", "GM0001"), Cell::count(Count::exact(1000), Kind::Counted));
    assert_eq!(of("inwoners", "WK000101"), Cell::count(Count { value: 600, within: 2 }, Kind::Rounded));
    assert_eq!(of("inwoners", "BU00020101").value, Some(0.0), "nobody is a figure");
    assert_eq!(of("kinderen", "BU00020101").status, Status::NotApplicable, "a share of nobody is not");
    assert_eq!(of("kinderen", "NL00"), Cell::rate(Count::exact(250), Count::exact(1500), 100.0, Kind::Derived));
    assert_eq!(of("woz", "WK000102").status, Status::NotAvailable);
    assert_eq!(of("woz", "NL00"), Cell::imported((300.0 * 500.0 + 200.0 * 300.0) / 800.0, Kind::Derived));
    assert_eq!(of("huishoudens", "NL00").status, Status::NotAvailable, "not asked for");
    assert_eq!(imported.left_out, []);
    assert_eq!((imported.sources[0].rows, imported.sources[0].sha256.len()), (8, 64));
}

#[test]
fn a_mean_of_the_country_does_without_what_weighs_next_to_nothing() {
    let monitor = Monitor::new();
    let woz = |households: &str| {
        monitor.put(
            "register.csv",
            REGISTER.replace("Maandorp,500,50,300,200\nWK", &format!("Maandorp,500,50,{households},.\nWK")),
        );
        cell(&monitor, &monitor.import(), "woz", 2024, "NL00")
    };
    assert_eq!(woz("2"), Cell::imported(300.0, Kind::Derived), "2 households beside 500");
    assert_eq!(woz("3").status, Status::NotAvailable);
}

#[test]
fn the_country_is_not_worked_out_when_a_municipality_has_no_figure() {
    let monitor = Monitor::new();
    monitor.put("register.csv", REGISTER.replace("Maandorp,500,50,300,200\nWK", "Maandorp,.,50,300,.\nWK"));
    let imported = monitor.import();
    assert_eq!(cell(&monitor, &imported, "inwoners", 2024, "NL00").status, Status::NotAvailable);
    assert_eq!(cell(&monitor, &imported, "woz", 2024, "NL00").status, Status::NotAvailable);
    let without: Vec<_> = imported.left_out.iter().map(|left| (left.problem.as_str(), left.count)).collect();
    assert_eq!(without, [("country not worked out", 1); 3]);
}

#[test]
fn rows_that_cannot_be_used_are_listed_with_file_row_and_column() {
    let monitor = Monitor::new();
    monitor.put(
        "register.csv",
        format!(
            "{}{}",
            REGISTER
                .replace("GM0001,Zonstad,1000,200", "GM0001,Zonstad,1000,-3")
                .replace("Oost,600,100", "Oost,600,veel"),
            "BU00010202,Strand,10.5,1,2,3\n??,Nergens,1,1,1,1\n,Leeg,1,1,1,1\n"
        ),
    );
    let imported = monitor.import();
    let told = |problem: &str| {
        let left = left(&imported, problem);
        (left.place.as_str(), left.detail.as_str(), left.count)
    };
    assert_eq!(told("negative count"), ("register.csv, row 2, column kinderen", "-3; expected 0 or more", 1));
    assert_eq!(told("no number"), ("register.csv, row 3, column kinderen", "`veel`; expected a number", 1));
    let fraction = "10.5; expected a whole number of things";
    assert_eq!(told("no whole count"), ("register.csv, row 10, column inwoners", fraction, 2));
    let code = left(&imported, "no area code");
    assert_eq!((code.place.as_str(), code.count), ("register.csv, row 11, column code", 2));
    assert!(code.detail.contains("`??` is no area code: expected NL00"), "{}", code.detail);
    assert_eq!(cell(&monitor, &imported, "kinderen", 2024, "GM0001").status, Status::NotAvailable);
    assert_eq!(cell(&monitor, &imported, "inwoners", 2024, "GM0001").value, Some(1000.0), "the rest of the row stands");
}

#[test]
fn a_part_larger_than_the_whole_is_left_out_and_told_apart_from_rounding() {
    let monitor = Monitor::new();
    monitor
        .put("register.csv", REGISTER.replace("Haven,600,100", "Haven,600,700").replace("Duin,400,100", "Duin,5,10"));
    // Rounded to the nearest 5, 10 is at least 8 and 5 at most 7.
    assert_eq!(left(&monitor.import(), "part larger than the whole").detail, "700 of 600; 10 of 5");
    // Rounded by lot, 10 can be 6 and 5 can be 9.
    let by_lot = REGISTER_SOURCE.replace("rounding =", "random-rounding = true\nrounding =");
    monitor.source("register", "csv", "register.csv", &by_lot);
    let imported = monitor.import();
    assert_eq!(left(&imported, "part larger than the whole").detail, "700 of 600");
    assert_eq!(left(&imported, "part larger than the whole by rounding").detail, "10 of 5");
    let of = |code| cell(&monitor, &imported, "kinderen", 2024, code);
    assert_eq!(of("BU00010101").status, Status::NotAvailable);
    assert_eq!(of("WK000101").numerator, Some(Count { value: 100, within: 4 }));
}

#[test]
fn percentages_are_between_0_and_100() {
    let monitor = Monitor::new();
    monitor.source("gezond", "csv", "gezond.csv", HEALTH);
    monitor.put("gezond.csv", "code,gezond\nGM0001,100.5\nGM0002,-1\nWK000101,80\nNL01,79\n");
    let imported = monitor.import();
    let out = left(&imported, "percentage out of range");
    assert_eq!((out.place.as_str(), out.count), ("gezond.csv, row 2, column gezond", 2));
    assert_eq!(cell(&monitor, &imported, "gezond", 2024, "WK000101"), Cell::imported(80.0, Kind::Counted));
    assert_eq!(cell(&monitor, &imported, "gezond", 2024, "NL00").value, Some(79.0), "NL01 is the country");
}

#[test]
fn a_code_of_no_area_and_a_duplicate_row_are_listed() {
    let monitor = Monitor::new();
    monitor.source("gezond", "csv", "gezond.csv", HEALTH);
    monitor.put(
        "gezond.csv",
        "code,gezond\nGM0001,80\nGM0099,70\nGM0098,70\nGM0001,80\nWK000101,60\nWK000101,61\nBU00010101,.\n",
    );
    let imported = monitor.import();
    let unknown = left(&imported, "code of no area");
    assert_eq!((unknown.place.as_str(), unknown.count), ("gezond.csv, row 3, column code", 2));
    assert!(unknown.detail.contains("`GM0099` is not among the municipalities of 2024"), "{}", unknown.detail);
    let twice: Vec<_> = imported.left_out.iter().filter(|left| left.problem == "duplicate row").collect();
    assert_eq!(
        twice.iter().map(|left| left.place.as_str()).collect::<Vec<_>>(),
        ["gezond.csv, row 7, column code", "gezond.csv, row 5, column code"]
    );
    assert_eq!(cell(&monitor, &imported, "gezond", 2024, "GM0001").value, Some(80.0), "the same twice is taken once");
    assert_eq!(
        cell(&monitor, &imported, "gezond", 2024, "WK000101").status,
        Status::NotAvailable,
        "neither is believed"
    );
}

#[test]
fn a_file_that_is_not_what_it_says_or_lacks_a_column_is_refused_and_nothing_comes_out() {
    let monitor = Monitor::new();
    monitor.source("gezond", "csv", "gezond.csv", HEALTH);
    monitor.put("gezond.csv", "code,gezondheid\nGM0001,80\n");
    let message = monitor.refused();
    assert!(message.contains("gezond.csv: source `gezond` needs a column `gezond` (figure)"), "{message}");
    assert!(message.contains("it has `code`, `gezondheid`"), "{message}");
    for (content, expected) in [
        (&b"code,gezond\nGM0001\n"[..], "row 2: 1 fields where the header has 2"),
        (b"", "it has no header row"),
        (b"code,gezond\n", "it has no rows"),
        (b"code,gezond\nGM0001,\xff\n", "text that is not UTF-8"),
    ] {
        monitor.put("gezond.csv", content);
        let message = monitor.refused();
        assert!(message.contains("gezond.csv: cannot be read as csv") && message.contains(expected), "{message}");
    }
    for (format, name, content) in [
        ("geojson", "a.geojson", "{\"value\":[]}"),
        ("json-by-code", "a.json", "{\"GM0001\":{\"gezond\":"),
        ("csv", "a.csv.gz", "code,gezond\nGM0001,80\n"),
        ("csv", "a.parquet", "PAR1 and then nothing of the kind PAR1"),
    ] {
        monitor.source("gezond", format, name, HEALTH);
        monitor.put(name, content);
        let message = monitor.refused();
        assert!(message.contains(&format!("{name}: cannot be read as")), "{message}");
    }
}

#[test]
fn a_source_that_is_nowhere_is_told_by_name() {
    let monitor = Monitor::new();
    monitor.source("gezond", "csv", "https://example.org/gezond.csv", HEALTH);
    let message = monitor.refused();
    assert!(message.contains("`gezond`") && message.contains("wijkmonitor fetch"), "{message}");
}

#[test]
fn without_a_register_there_are_no_places() {
    let monitor = Monitor::new();
    monitor.source("register", "csv", "register.csv", &REGISTER_SOURCE.replace("register = true\n", ""));
    assert!(monitor.refused().contains("register = true"));
}

#[test]
fn a_rate_takes_its_denominator_from_another_source_of_the_same_year() {
    let monitor = Monitor::new();
    let figure = "vintage = 2024\narea = \"WijkenEnBuurten\"\nperiod-column = \"Perioden\"\n[[source.figure]]\n\
                  indicator = \"misdrijven\"\nnumerator = \"Aantal\"\ndenominator-indicator = \"inwoners\"\n";
    monitor.source("politie", "csv", "https://example.org/politie", figure);
    fs::write(
        monitor.cache.path().join("manifest.toml"),
        "[[entry]]\nsource = \"politie\"\nfile = \"reeks.csv\"\n[entry.columns]\nWijkenEnBuurten = \"code\"\nPerioden = \
         \"jaar\"\nAantal = \"waarde\"\n[entry.keep]\nsoort = [\"misdrijf\"]\n",
    )
    .unwrap();
    fs::write(
        monitor.cache.path().join("reeks.csv"),
        "code,soort,jaar,waarde\nGM0001,misdrijf,2023,9\nGM0001,misdrijf,2024JJ00,20\nGM0002,misdrijf,2024,5\n\
         GM0001,overlast,2024,99\nBU00010101,misdrijf,2024,7\nGM0001,misdrijf,ooit,1\n",
    )
    .unwrap();
    let imported = monitor.import();
    let of = |year, code| cell(&monitor, &imported, "misdrijven", year, code);
    assert_eq!(of(2024, "GM0001"), Cell::rate(Count::exact(20), Count::exact(1000), 1000.0, Kind::Counted));
    let buurt = Cell::rate(Count::exact(7), Count { value: 600, within: 2 }, 1000.0, Kind::Rounded);
    assert_eq!(of(2024, "BU00010101"), buurt);
    assert_eq!(of(2024, "NL00"), Cell::rate(Count::exact(25), Count::exact(1500), 1000.0, Kind::Derived));
    assert_eq!(of(2023, "GM0001").status, Status::NotAvailable, "how many lived there in 2023 is not known");
    assert!(left(&imported, "no count to divide by").detail.contains("needs `inwoners` of 2023"));
    assert!(left(&imported, "no year").detail.contains("`ooit`"));
}

#[test]
fn districts_that_a_source_does_not_have_are_added_up_where_all_their_neighbourhoods_are_there() {
    let monitor = Monitor::new();
    monitor.put(
        "register.csv",
        format!("{REGISTER}BU00010202,Bos,0,0,0,\nBU00010102,Kreek,0,0,0,\n")
            .replace("BU00010201,Duin,400", "BU00010201,Duin,390"),
    );
    let figure = "vintage = 2024\narea = \"code\"\nmissing = [\".\"]\n[[source.figure]]\nperiod = 2024\n\
                  indicator = \"misdrijven\"\nnumerator = \"aantal\"\ndenominator-indicator = \"inwoners\"\n\
                  levels = [\"municipality\", \"neighbourhood\"]\nadd-up = [\"district\"]\n";
    monitor.source("politie", "csv", "politie.csv", figure);
    monitor.put(
        "politie.csv",
        "code,aantal\nGM0001,30\nBU00010101,7\nBU00010102,2\nBU00010201,9\nBU00010202,.\nBU00020101,0\n",
    );
    let imported = monitor.import();
    let of = |code| cell(&monitor, &imported, "misdrijven", 2024, code);
    // 7 and 2 of the 600 that the register has of the district itself, not of what its neighbourhoods are together.
    let oost = Cell::rate(Count::exact(9), Count { value: 600, within: 2 }, 1000.0, Kind::Derived);
    assert_eq!(of("WK000101"), oost);
    assert_eq!(of("WK000102").status, Status::NotAvailable, "of one of its neighbourhoods nothing is known");
    assert_eq!(of("WK000201").numerator, Some(Count::exact(0)));
    assert_eq!(of("GM0001").numerator, Some(Count::exact(30)), "what the source has is not added up");
}

#[test]
fn a_table_of_months_is_added_up_to_whole_years() {
    let monitor = Monitor::new();
    let figure = "vintage = 2024\narea = \"code\"\nperiod-column = \"maand\"\n[[source.figure]]\n\
                  indicator = \"misdrijven\"\nnumerator = \"n\"\ndenominator-indicator = \"inwoners\"\n";
    monitor.source("politie", "csv", "maanden.csv", figure);
    let mut text = "code,maand,n\n".to_owned();
    for month in 1..=12 {
        let other = if month == 3 { "" } else { "1" };
        let number = format!("{month:02}");
        text += &["GM0001,2024MM", &number, ",", &number, "\nGM0002,2024MM", &number, ",", other, "\n"].concat();
        if month < 8 {
            text += &["GM0001,2025MM0", &month.to_string(), ",1\n"].concat();
        }
    }
    monitor.put("maanden.csv", text);
    let imported = monitor.import();
    let of = |code| cell(&monitor, &imported, "misdrijven", 2024, code);
    assert_eq!(of("GM0001").numerator, Some(Count::exact(78)));
    assert_eq!(of("GM0002").status, Status::NotAvailable, "one month is not known, so the year is not");
    assert_eq!(left(&imported, "year not complete").detail, "2025 has 7 of 12 months for `GM0001`");
}

#[test]
fn long_tables_json_by_code_and_geojson_give_the_same_figures() {
    let monitor = Monitor::new();
    let check = |imported: &Imported| {
        assert_eq!(cell(&monitor, imported, "gezond", 2024, "GM0001"), Cell::imported(80.0, Kind::Modelled));
        assert_eq!(cell(&monitor, imported, "gezond", 2024, "GM0002").status, Status::NotAvailable);
    };
    let kinds = "kinds = { municipality = \"modelled\" }\n";
    let long = format!(
        "vintage = 2024\narea = \"WijkenEnBuurten\"\nperiod-column = \"Perioden\"\n{kinds}long = {{ measure = \"Measure\", value = \
         \"Value\" }}\n[[source.figure]]\nindicator = \"gezond\"\nvalue = \"M1\"\n"
    );
    monitor.source("gezond", "cbs-odata-v4", "https://example.org/odata/v1/CBS/1", &long);
    fs::write(
        monitor.cache.path().join("manifest.toml"),
        "[[entry]]\nsource = \"gezond\"\nfile = \"o.json\"\nformat = \"odata-v4-json\"\n",
    )
    .unwrap();
    fs::write(
        monitor.cache.path().join("o.json"),
        r#"{"@odata.context":"x","value":[
            {"Id":0,"Measure":"M1","ValueAttribute":"None","Value":80.0,"WijkenEnBuurten":"GM0001","Perioden":"2024JJ00"},
            {"Id":1,"Measure":"M2","ValueAttribute":"None","Value":1.0,"WijkenEnBuurten":"GM0001","Perioden":"2024JJ00"},
            {"Id":2,"Measure":"M1","ValueAttribute":"Impossible","Value":null,"WijkenEnBuurten":"GM0002","Perioden":"2024JJ00"}]}"#,
    )
    .unwrap();
    check(&monitor.import());

    let wide = format!("{}{kinds}{}", "vintage = 2024\narea = \"@key\"\n", &HEALTH[HEALTH.find("[[").unwrap()..]);
    monitor.source("gezond-2", "json-by-code", "k.json", &wide);
    fs::remove_file(monitor.folder.path().join("sources/gezond.toml")).unwrap();
    monitor.put("k.json", r#"{"GM0001":{"gezond":"80"},"GM0002":{"gezond":null}}"#);
    check(&monitor.import());

    monitor.source(
        "gezond-2",
        "geojson",
        "k.geojson",
        &wide.replace("@key", "code").replace("kinds", "boundaries = [\"municipality\"]\nkinds"),
    );
    let shape = r#"{"type":"Polygon","coordinates":[[[5,52],[6,52],[6,53],[5,52]]]}"#;
    let feature = |properties: &str, shape: &str| {
        format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{shape}}}"#)
    };
    monitor.put(
        "k.geojson",
        format!(
            r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#,
            feature(r#""code":"GM0001","gezond":80"#, shape),
            feature(r#""code":"GM0002""#, "null"),
            feature(r#""code":"GM0077","gezond":3"#, shape)
        ),
    );
    let imported = monitor.import();
    check(&imported);
    let zonstad = imported.places.find("GM0001".parse().unwrap()).unwrap();
    assert_eq!(imported.boundaries.iter().map(|(ix, _)| ix).collect::<Vec<_>>(), [zonstad]);
    let without = left(&imported, "area without geometry");
    assert_eq!(without.place, "k.geojson, row 2, column geometry");
    assert!(left(&imported, "code of no area").detail.contains("GM0077"));
}

#[test]
fn codes_of_a_division_nobody_lists_are_joined_only_where_the_definition_says_they_are_the_same() {
    let monitor = Monitor::new();
    let old = HEALTH.replace("vintage = 2024", "vintage = 2016").replace("period = 2024", "period = 2016");
    monitor.put("gezond.csv", "code,gezond\nGM0001,80\nGM0002,70\nWK000101,60\n");
    monitor.source("gezond", "csv", "gezond.csv", &old);
    let imported = monitor.import();
    assert_eq!(cell(&monitor, &imported, "gezond", 2016, "GM0001").status, Status::NotAvailable);
    let unknown: Vec<_> = imported.left_out.iter().map(|left| (left.problem.as_str(), left.count)).collect();
    assert_eq!(unknown, [("division not known", 1), ("division not known", 2)]);

    monitor.source("gezond", "csv", "gezond.csv", &format!("same-as = 2024\ndrop = [\"GM0002\"]\n{old}"));
    let imported = monitor.import();
    assert_eq!(cell(&monitor, &imported, "gezond", 2016, "GM0001").value, Some(80.0));
    assert_eq!(cell(&monitor, &imported, "gezond", 2016, "GM0002").status, Status::NotAvailable);
    assert_eq!(left(&imported, "dropped by the definition").count, 1);
}

#[test]
fn an_older_year_joins_where_name_and_people_agree() {
    let monitor = Monitor::new();
    let older = REGISTER_SOURCE.replace("2024", "2020");
    monitor.source("register-2020", "csv", "older.csv", &older);
    monitor.put(
        "older.csv",
        REGISTER
            .replace("WK000101,Oost,600", "WK000101,Noord,600")
            .replace("BU00010101,Haven,600", "BU00010101,Haven,100"),
    );
    let imported = monitor.import();
    let both = |code: &str| imported.places.all_with_code(code.parse().unwrap()).len();
    assert_eq!(["GM0001", "WK000101", "WK000102", "BU00010101", "BU00010201"].map(both), [1, 2, 1, 2, 1]);
    let district = imported.places.find_in("WK000101".parse().unwrap(), Vintage(2020)).unwrap();
    assert_eq!(imported.places.children(district, Vintage(2020)).len(), 1);
    assert_eq!(imported.places.of_vintage(Level::District, Vintage(2020)).count(), 3);
    let count: u64 =
        imported.left_out.iter().filter(|l| l.problem == "same code, not the same place").map(|l| l.count).sum();
    assert_eq!(count, 2);
}

#[test]
fn a_gzipped_table_with_semicolons_and_padding_reads_the_same() {
    let monitor = Monitor::new();
    let plain = monitor.import();
    let other = format!("\u{feff}{}", REGISTER.replace(',', " ; "));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(other.as_bytes()).unwrap();
    monitor.put("register.csv.gz", gz.finish().unwrap());
    monitor.source("register", "csv", "register.csv.gz", REGISTER_SOURCE);
    let imported = monitor.import();
    assert_eq!((imported.places, imported.blocks), (plain.places, plain.blocks));
}
