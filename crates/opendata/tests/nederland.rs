//! The shipped monitor of the Netherlands, imported whole from the real files beside the project, against rows read
//! by hand from those files with another tool.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cells::{CategoryIx, Cell, Count, Kind, Level, Period, Status, Vintage};
use definition::Definition;
use opendata::{Cache, Imported, import};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn netherlands() -> Option<&'static (Definition, Imported)> {
    static ONCE: OnceLock<Option<(Definition, Imported)>> = OnceLock::new();
    ONCE.get_or_init(|| {
        if !root().join("../shared/data/kwb").is_dir() {
            println!("skipped: the real files are not beside the project (../shared/data)");
            return None;
        }
        let folder = root().join("monitors/nederland");
        let definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        let cache = Cache::open(root().join("tests/data/shared-cache")).unwrap();
        let start = std::time::Instant::now();
        let imported = import(&definition, &[&folder], &cache, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
        let cells: usize = imported.blocks.iter().map(|block| block.cells.len()).sum();
        let (places, shapes) = (imported.places.len(), imported.boundaries.len());
        println!("{places} places, {shapes} boundaries, {cells} cells in {:?}; {peak}", start.elapsed());
        Some((definition, imported))
    })
    .as_ref()
}

/// The cell of everybody for an area as it was in the division of a year; not available when there is none.
fn figure((definition, imported): &(Definition, Imported), indicator: &str, year: u16, code: &str) -> Cell {
    let ix = definition.find_indicator(indicator).unwrap_or_else(|| panic!("no indicator {indicator}"));
    let code: cells::AreaCode = code.parse().unwrap();
    let block =
        imported.blocks.iter().find(|b| b.indicator == ix && b.period == Period(year) && b.level == code.level());
    let Some(block) = block else { return Cell::missing(Status::NotAvailable) };
    let place = imported.places.find_in(code, block.vintage).unwrap_or_else(|| panic!("no place {code}"));
    let found = block.cells.iter().find(|(p, category, _)| (*p, *category) == (place, CategoryIx::TOTAL));
    found.map_or(Cell::missing(Status::NotAvailable), |(.., cell)| *cell)
}

fn left_out((_, imported): &(Definition, Imported), source: &str, problem: &str, detail: &str) -> u64 {
    let is_it =
        |left: &&cells::LeftOut| left.source == source && left.problem == problem && left.detail.contains(detail);
    imported.left_out.iter().filter(is_it).map(|left| left.count).sum()
}

fn counted(value: u32) -> Cell {
    Cell::count(Count::exact(value), Kind::Counted)
}

/// A count that CBS rounded to 5 by lot.
fn rounded(value: u32) -> Cell {
    Cell::count(Count { value, within: 4 }, Kind::Rounded)
}

#[test]
fn municipalities_of_every_size_read_as_their_rows() {
    let Some(nl) = netherlands() else { return };
    for (code, in_2020, in_2024, children, households, single) in [
        ("GM0344", 357_597, 374_238, 60_477, 181_670, 92_312),
        ("GM0363", 872_757, 931_298, 125_119, 475_368, 258_962),
        ("GM0088", 947, 972, 95, 538, 278),
        ("GM0050", 22_653, 23_899, 3_919, 9_668, 3_110),
    ] {
        assert_eq!(figure(nl, "inwoners", 2020, code), counted(in_2020), "{code}");
        assert_eq!(figure(nl, "inwoners", 2024, code), counted(in_2024), "{code}");
        let age = figure(nl, "leeftijd-0-14", 2020, code);
        assert_eq!((age.numerator, age.denominator), (Some(Count::exact(children)), Some(Count::exact(in_2020))));
        assert_eq!(figure(nl, "huishoudens", 2020, code), counted(households), "{code}");
        let single_share = Cell::rate(Count::exact(single), Count::exact(households), 100.0, Kind::Counted);
        assert_eq!(figure(nl, "eenpersoons", 2020, code), single_share, "{code}");
    }
}

#[test]
fn benefits_are_rounded_to_ten_and_out_of_the_three_age_bands() {
    let Some(nl) = netherlands() else { return };
    // Utrecht: 10,540 of 52,690 + 131,315 + 75,839.
    let utrecht = figure(nl, "bijstand", 2020, "GM0344");
    assert_eq!(utrecht.numerator, Some(Count { value: 10_540, within: 5 }));
    assert_eq!(utrecht.denominator, Some(Count::exact(259_844)));
    assert_eq!(utrecht.kind, Kind::Rounded);
    assert!((utrecht.value.unwrap() - 4.056_279_921_799_233).abs() < 1e-12);
    // Buurt Welgelegen, Den Hommel: 10 of 265 + 445 + 225, each rounded by lot.
    let buurt = figure(nl, "bijstand", 2020, "BU03440111");
    assert_eq!(buurt.numerator, Some(Count { value: 10, within: 5 }));
    assert_eq!(buurt.denominator, Some(Count { value: 935, within: 12 }));
    let country = figure(nl, "aow", 2020, "NL00");
    assert_eq!((country.numerator.unwrap().value, country.denominator), (3_122_870, Some(Count::exact(17_407_585))));
}

/// The rows of table 84799NED: Overvecht 34,295 residents, Western 3,475, non-Western 17,160, Morocco 8,305, other non-Western
/// 4,335; Kanaleneiland-Zuid (Utrecht), Schildersbuurt-West (The Hague) and Nieuwe Westen (Rotterdam).
#[test]
fn origin_by_country_is_told_down_to_the_neighbourhood() {
    let Some(nl) = netherlands() else { return };
    for (indicator, code, some, of, within) in [
        ("herkomst-marokko", "NL00", 408_864, 17_407_585, 0),
        ("herkomst-turkije", "GM0344", 14_210, 357_597, 0),
        ("herkomst-marokko", "WK034403", 8_305, 34_295, 4),
        ("migratieachtergrond", "WK034403", 20_635, 34_295, 8),
        ("zonder-migratieachtergrond", "WK034403", 13_660, 34_295, 12),
        ("herkomst-ander-land", "WK034403", 7_810, 34_295, 8),
        ("herkomst-antillen", "BU03440831", 60, 9_030, 4),
        ("herkomst-turkije", "BU05182915", 4_090, 14_395, 4),
        ("herkomst-suriname", "BU05990324", 1_705, 19_525, 4),
        // 15 residents, Western 10 and non-Western 10, each less than 5 away: at most 7 without a migration background.
        ("zonder-migratieachtergrond", "BU03639200", 0, 15, 7),
    ] {
        let found = figure(nl, indicator, 2020, code);
        assert_eq!(found.numerator, Some(Count { value: some, within }), "{indicator} {code}");
        assert_eq!(found.denominator.map(|count| count.value), Some(of), "{indicator} {code}");
        assert!((found.value.unwrap() - f64::from(some) / f64::from(of) * 100.0).abs() < 1e-12);
    }
    // 374,238 residents less 59,098 under 15 and 40,261 over 64.
    let age = figure(nl, "leeftijd-15-64", 2024, "GM0344");
    assert_eq!((age.numerator, age.denominator), (Some(Count::exact(274_879)), Some(Count::exact(374_238))));
}

#[test]
fn a_district_and_a_neighbourhood_read_as_their_rows() {
    let Some(nl) = netherlands() else { return };
    assert_eq!(figure(nl, "inwoners", 2020, "WK034401"), rounded(29_270));
    assert_eq!(figure(nl, "inwoners", 2024, "WK034401"), rounded(29_710));
    assert_eq!(figure(nl, "inwoners", 2024, "BU03440111"), rounded(1_800));
    for (indicator, year, code, value, kind) in [
        ("koopwoning", 2024, "WK034401", 51.0, Kind::Counted),
        ("inkomen", 2024, "WK034401", 41.0, Kind::Counted),
        ("woz", 2024, "BU03440111", 415.0, Kind::Counted),
        ("afstand-school", 2024, "BU03440111", 0.9, Kind::Counted),
        ("dichtheid", 2020, "BU03440111", 4_078.0, Kind::Counted),
        ("autos", 2020, "WK034401", 0.6, Kind::Counted),
        ("stedelijkheid", 2024, "GM0088", 5.0, Kind::Counted),
        ("herkomst-nederland", 2024, "GM0344", 60.0, Kind::Counted),
        ("eenzaam", 2020, "NL00", 47.0, Kind::Surveyed),
        ("eenzaam", 2020, "GM0363", 53.2, Kind::Surveyed),
        ("roken", 2020, "WK034401", 19.1, Kind::Modelled),
        ("moeite-rondkomen", 2020, "BU03440111", 13.1, Kind::Modelled),
        ("ervaren-gezondheid", 2020, "GM0344", 80.8, Kind::Surveyed),
        ("ervaren-gezondheid", 2012, "GM0344", 78.6, Kind::Modelled),
        ("ervaren-gezondheid", 2024, "BU03440111", 80.5, Kind::Modelled),
        ("leefbaarheid", 2016, "GM0344", 6.0, Kind::Counted),
    ] {
        assert_eq!(figure(nl, indicator, year, code), Cell::imported(value, kind), "{indicator} {year} {code}");
    }
    assert_eq!(figure(nl, "inkomen", 2024, "BU03440111").status, Status::NotAvailable, "empty in the source");
}

#[test]
fn crime_is_told_per_thousand_only_for_the_year_whose_residents_are_known() {
    let Some(nl) = netherlands() else { return };
    let utrecht = figure(nl, "misdrijven-per-1000", 2024, "GM0344");
    assert_eq!((utrecht.numerator, utrecht.denominator), (Some(Count::exact(25_124)), Some(Count::exact(374_238))));
    let buurt = figure(nl, "misdrijven-per-1000", 2024, "BU03440111");
    assert_eq!(buurt.denominator, Some(Count { value: 1_800, within: 4 }));
    assert!((buurt.value.unwrap() - 168.0 / 1.8).abs() < 1e-9);
    for (year, count) in [(2021, 21_765), (2022, 24_093), (2023, 25_437), (2025, 27_512)] {
        assert_eq!(figure(nl, "misdrijven", year, "GM0344"), counted(count));
        assert_eq!(figure(nl, "misdrijven-per-1000", year, "GM0344").status, Status::NotAvailable, "{year}");
        let needs = |level: &str| format!("needs `inwoners` of {year} for {level}");
        assert_eq!(left_out(nl, "misdrijven", "no count to divide by", &needs("municipalities")), 342);
        assert_eq!(left_out(nl, "misdrijven", "no count to divide by", &needs("neighbourhoods")), 14_494);
    }
    assert_eq!(left_out(nl, "misdrijven", "no count to divide by", "of 2024 for neighbourhoods"), 475);
    // The source has no districts: by hand from its rows, the 11 neighbourhoods of West and the 10 of Overvecht.
    for (district, crimes) in [("WK034401", 2_049), ("WK034403", 2_044)] {
        assert_eq!(figure(nl, "misdrijven", 2024, district), Cell::count(Count::exact(crimes), Kind::Derived));
        let rate = figure(nl, "misdrijven-per-1000", 2024, district);
        assert_eq!((rate.numerator, rate.kind), (Some(Count::exact(crimes)), Kind::Derived));
    }
}

#[test]
fn the_country_is_the_source_s_own_row_or_worked_out_and_says_so() {
    let Some(nl) = netherlands() else { return };
    assert_eq!(figure(nl, "inwoners", 2020, "NL00"), counted(17_407_585));
    assert_eq!(figure(nl, "inwoners", 2024, "NL00"), Cell::count(Count::exact(17_942_942), Kind::Derived));
    let old = figure(nl, "leeftijd-65", 2024, "NL00");
    assert_eq!(old, Cell::rate(Count::exact(3_677_228), Count::exact(17_942_942), 100.0, Kind::Derived));
    let crime = figure(nl, "misdrijven-per-1000", 2024, "NL00");
    assert_eq!(crime, Cell::rate(Count::exact(801_336), Count::exact(17_942_942), 1000.0, Kind::Derived));
    let value = figure(nl, "woz", 2024, "NL00");
    assert_eq!((value.kind, value.numerator), (Kind::Derived, None));
    assert!((value.value.unwrap() - 378.939_301_949_129_74).abs() < 1e-9);
    let school = figure(nl, "afstand-school", 2024, "NL00").value.unwrap();
    assert!((school - 0.762_329_159_844_578_5).abs() < 1e-12);
    // Schiermonnikoog, Vlieland and Rozendaal have none: 2 in 10,000 of all residents.
    let income = figure(nl, "inkomen", 2024, "NL00").value.unwrap();
    assert!((income - 34.894_810_730_700_98).abs() < 1e-9);
}

#[test]
fn what_did_not_go_on_from_2020_to_2024_is_counted() {
    let Some(nl) = netherlands() else { return };
    let places = &nl.1.places;
    let in_year = |level, year| places.of_vintage(level, Vintage(year)).count();
    assert_eq!(
        [Level::Municipality, Level::District, Level::Neighbourhood].map(|l| in_year(l, 2020)),
        [355, 3177, 13_808]
    );
    assert_eq!(
        [Level::Municipality, Level::District, Level::Neighbourhood].map(|l| in_year(l, 2024)),
        [342, 3393, 14_574]
    );
    for (level, gone, new) in [("municipalities", 18, 5), ("districts", 264, 480), ("neighbourhoods", 1_503, 2_269)] {
        assert_eq!(left_out(nl, "kwb-2024", "area that went away", &format!("{level} of 2020")), gone, "{level}");
        assert_eq!(left_out(nl, "kwb-2024", "area that is new", &format!("{level} of 2024")), new, "{level}");
    }
    // The district that was all of Almere Haven is now its centre, under the same code.
    let almere = places.all_with_code("WK003401".parse().unwrap());
    assert_eq!(
        almere.iter().map(|&ix| places.get(ix).name.as_str()).collect::<Vec<_>>(),
        ["Centrum Almere Haven", "Wijk 01 Almere Haven"]
    );
    assert_eq!(places.all_with_code("GM0344".parse().unwrap()).len(), 1);
    // Same code, same name, about as many people: as counted with another tool.
    for (level, codes, same) in
        [(Level::Municipality, 337, 337), (Level::District, 2_913, 2_698), (Level::Neighbourhood, 12_305, 11_282)]
    {
        let both = places
            .of_vintage(level, Vintage(2020))
            .filter(|&ix| places.get(ix).vintages.contains(&Vintage(2024)))
            .count() as u64;
        let word = ["", "", "municipalities", "districts", "neighbourhoods"][level as usize];
        let apart = left_out(nl, "kwb-2024", "same code, not the same place", word);
        assert_eq!((both, both + apart), (same, codes), "{word}");
    }
}

#[test]
fn a_municipality_that_merged_is_on_the_map_of_its_own_year() {
    let Some((_, imported)) = netherlands() else { return };
    let (places, boundaries) = (&imported.places, &imported.boundaries);
    for vintage in [2020, 2024].map(Vintage) {
        let without: Vec<&str> = places
            .of_vintage(Level::Municipality, vintage)
            .filter(|ix| boundaries.get(*ix).is_none())
            .map(|ix| places.get(ix).name.as_str())
            .collect();
        assert!(without.is_empty(), "{vintage}: {without:?}");
    }
}

#[test]
fn a_place_of_both_years_has_about_as_many_residents_in_both() {
    let Some(nl) = netherlands() else { return };
    let mut compared = 0;
    for (_, place) in
        nl.1.places.iter().filter(|(_, place)| place.level() == Level::Municipality || place.level() == Level::District)
    {
        if place.vintages.len() < 2 {
            continue;
        }
        let code = place.code.to_string();
        let (before, after) = (figure(nl, "inwoners", 2020, &code), figure(nl, "inwoners", 2024, &code));
        if let (Some(before), Some(after)) = (before.value, after.value) {
            compared += 1;
            assert!((before - after).abs() <= f64::max(50.0, 0.25 * before.max(after)), "{code}: {before} and {after}");
        }
    }
    assert!(compared > 3_000, "{compared}");
}

#[test]
fn every_source_s_unjoined_rows_are_counted_as_another_tool_counts_them() {
    let Some(nl) = netherlands() else { return };
    for (source, problem, count) in [
        ("leefbaarometer-gemeenten", "code of no area", 48),
        ("leefbaarometer-gemeenten", "dropped by the definition", 6),
        ("leefbaarometer-wijken", "division not known", 2_981),
        ("gemeenten-2020", "dropped by the definition", 1),
        ("gemeenten-2024", "dropped by the definition", 1),
        ("wijken-2024", "dropped by the definition", 1),
        ("wijken-2024", "code of no area", 81),
        // Two without geometry, and one with a MultiPolygon of no polygons.
        ("buurten-2024", "area without geometry", 3),
        ("buurten-2024", "code of no area", 0),
        ("rivm-2020", "code of no area", 0),
        ("rivm-reeks", "code of no area", 0),
        ("misdrijven", "code of no area", 0),
    ] {
        assert_eq!(left_out(nl, source, problem, ""), count, "{source}: {problem}");
    }
    // 87 neighbourhoods and 5 districts have more one-person households than households, because both are rounded.
    let one = nl.1.left_out.iter().find(|left| left.place.contains("Eenpersoonshuishoudens_29"));
    assert_eq!(one.map(|left| left.count), Some(92));
    let rows: Vec<_> = nl.1.sources.iter().map(|source| (source.id.as_str(), source.rows)).collect();
    assert!(rows.contains(&("kwb-2020", 17_341)) && rows.contains(&("misdrijven", 134_301)), "{rows:?}");
}

#[test]
fn every_block_is_there_once_and_every_cell_s_place_is_of_its_level_and_division() {
    let Some((definition, imported)) = netherlands() else { return };
    let mut addresses: Vec<_> = imported.blocks.iter().map(|b| (b.indicator, b.period, b.level)).collect();
    addresses.dedup();
    assert_eq!(addresses.len(), imported.blocks.len());
    for block in &imported.blocks {
        let id = &definition.indicator(block.indicator).id;
        for (place, _, cell) in &block.cells {
            let found = imported.places.get(*place);
            assert_eq!(found.level(), block.level, "{id}");
            assert!(found.vintages.contains(&block.vintage), "{id} {}", found.code);
            assert!(cell.status != Status::NotAvailable && cell.is_published() == cell.value.is_some(), "{id}");
        }
    }
    for indicator in &definition.indicators {
        let ix = definition.find_indicator(&indicator.id).unwrap();
        assert!(imported.blocks.iter().any(|block| block.indicator == ix), "no figure at all for {}", indicator.id);
    }
}
