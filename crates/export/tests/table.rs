//! Questions about a fictional release: read, written back, answered, and written in every format.

#[path = "../../release/tests/fictional/mod.rs"]
mod fictional;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cells::{Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Status, Vintage};
use definition::{Language, LevelPlan, SourceFormat};
use export::{
    AreaChoice, Axis, CategoryChoice, Format, IndicatorChoice, Layout, NoSum, PeriodChoice, Pivot, Query, Refusal,
    Remark, Shown, Sort,
};
use insight::together::NotTogether;
use proptest::prelude::*;
use release::{Release, StandingReference, WithoutReadings};

struct Opened {
    release: Release,
    _folder: tempfile::TempDir,
}

static OPENED: LazyLock<Opened> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release");
    fictional::full_draft().write(&WithoutReadings, &path, "2026-11-29").unwrap();
    Opened { release: Release::open(&path).unwrap(), _folder: folder }
});

fn release() -> &'static Release {
    &OPENED.release
}

fn query(pairs: &[(&str, &str)]) -> Query {
    let (query, refusals) = Query::read(release(), pairs.iter().copied());
    assert!(refusals.is_empty(), "{refusals:?}");
    query
}

fn written(format: Format, query: &Query) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(&query.table(release()).unwrap(), Language::Nl, &mut out).unwrap();
    out
}

const ALL: [(&str, &str); 4] = [
    ("cijfer", "alle"),
    ("gebied", "land,gemeenten,wijken,buurten"),
    ("achtergrond", "totaal,kleur"),
    ("jaar", "alle"),
];

#[test]
fn words_mean_what_they_say() {
    let table = query(&[
        ("cijfer", "huurders"),
        ("gebied", "wijken:GM9901,BU99010102-2020,gemeenten:ST1"),
        ("achtergrond", "kleur,totaal"),
        ("jaar", "2022,nieuwste"),
    ]);
    let table = table.table(release()).unwrap();
    let codes: Vec<String> = (0..table.len(Axis::Area)).map(|at| table.code(Axis::Area, at)).collect();
    assert_eq!(codes, ["WK990101", "WK990102", "BU99010102-2020", "GM9901", "GM9902"]);
    assert_eq!(table.categories.len(), 5);
    assert_eq!(table.periods, [Period(2022), Period(2023)]);
    assert_eq!(table.size(), 5 * 5 * 2);
}

#[test]
fn areas_are_named_as_people_type_them() {
    let all = |word: &str| query(&[("gebied", word)]).areas;
    for (level, words) in [
        (Level::Municipality, ["gemeenten", "Gemeente", "gemeentes", "municipality"]),
        (Level::Region, ["regios", "regio's", "Regio’s", "regions"]),
        (Level::Neighbourhood, ["buurten", "buurt", "neighborhoods", "Neighbourhood"]),
    ] {
        for word in words {
            assert_eq!(all(word), [AreaChoice::Level(level, None)], "{word}");
        }
    }
    let home = export::find_area(&release().places, "GM9901").unwrap();
    let name = &release().places.get(home).name;
    for word in [format!("wijken in {name}"), format!("wijk van {name}"), format!("wijken:{name}")] {
        assert_eq!(all(&word), [AreaChoice::Level(Level::District, Some(home))], "{word}");
    }
    // What is nearly such a word is named.
    for (word, meant) in [("gemeentn", "gemeenten"), ("wijkn:GM9901", "wijken:GM9901"), ("regois", "regios")] {
        let (_, refusals) = Query::read(release(), [("gebied", word)]);
        assert!(
            matches!(refusals.as_slice(), [Refusal::Unknown { nearest, .. }] if nearest.first().is_some_and(|one| one == meant)),
            "{word}: {refusals:?}"
        );
    }
}

#[test]
fn english_words_are_the_same_question() {
    let english = query(&[
        ("indicator", "huurders"),
        ("area", "municipalities"),
        ("background", "total"),
        ("period", "newest"),
        ("rows", "period"),
        ("show", "interval,reading"),
        ("reference", "everybody-here"),
    ]);
    let dutch = query(&[
        ("cijfer", "huurders"),
        ("gebied", "gemeenten"),
        ("achtergrond", "totaal"),
        ("jaar", "nieuwste"),
        ("rijen", "jaar"),
        ("toon", "marge,lezing"),
        ("vergelijk", "alle"),
    ]);
    assert_eq!(english, dutch);
}

#[test]
fn a_word_that_is_not_known_is_named_with_what_was_probably_meant() {
    let pairs = [
        ("cijfer", "huurdrs"),
        ("gebied", "GM9903"),
        ("achtergrond", "paars"),
        ("jaar", "1066"),
        ("sorteer", "kolom"),
        ("rijen", "hoogte"),
    ];
    let (_, refusals) = Query::read(release(), pairs);
    let near: Vec<(String, Vec<String>)> = refusals
        .iter()
        .map(|refusal| match refusal {
            Refusal::Unknown { value, nearest, .. } => (value.clone(), nearest.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(near.len(), 6);
    assert_eq!(near[0], ("huurdrs".to_owned(), vec!["huurders".to_owned()]));
    assert!(near[1].1.contains(&"GM9901".to_owned()), "{near:?}");
    assert_eq!(near[3].1, ["2022", "2023"]);
    for refusal in &refusals {
        for language in [Language::Nl, Language::En] {
            assert!(!refusal.sentence(language).is_empty());
        }
    }
}

#[test]
fn every_cell_stands_where_its_position_says() {
    let table = query(&ALL).table(release()).unwrap();
    let cube = &release().cube;
    let mut seen = 0;
    for entry in table.entries() {
        assert_eq!(entry.cell, cube.cell(entry.indicator, entry.period, entry.area, entry.category));
        seen += 1;
    }
    assert_eq!(seen, table.size());
    let pivot = Pivot::new(&table, &[]);
    let mut pivoted = 0_u64;
    for row in 0..pivot.row_count() {
        for column in 0..pivot.column_count() {
            let mut at = [0; 4];
            for (axes, members) in [(pivot.row_axes(), pivot.row(row)), (pivot.column_axes(), pivot.column(column))] {
                for (axis, member) in axes.iter().zip(members) {
                    at[*axis as usize] = member;
                }
            }
            assert_eq!(pivot.entry(row, column).cell, table.entry(at).cell);
            pivoted += 1;
        }
    }
    assert_eq!(pivoted, table.size());
}

#[test]
fn rows_are_ordered_by_a_column_and_empty_ones_left_out() {
    let pairs = [("cijfer", "huurders"), ("gebied", "buurten"), ("achtergrond", "totaal,kleur"), ("jaar", "2023")];
    let sorted = Query { sort: Some(Sort { column: 0, descending: true }), hide_empty: true, ..query(&pairs) };
    let table = sorted.table(release()).unwrap();
    let pivot = Pivot::new(&table, &[]);
    let values: Vec<Option<f64>> = (0..pivot.row_count()).map(|row| pivot.entry(row, 0).value()).collect();
    assert!(values.iter().all(Option::is_some), "{values:?}");
    assert!(values.is_sorted_by(|a, b| a >= b), "{values:?}");
    let published = table.entries().filter(|entry| entry.cell.is_published()).count();
    assert_eq!(values.len(), published);
}

#[test]
fn areas_together_are_the_sum_of_their_counts_or_nothing() {
    let pairs = [
        ("cijfer", "alle"),
        ("gebied", "wijken"),
        ("achtergrond", "totaal,kleur"),
        ("jaar", "alle"),
        ("som", "gebieden"),
    ];
    let table = query(&pairs).table(release()).unwrap();
    assert_eq!(table.no_sum(), None);
    let pivot = Pivot::new(&table, &[]);
    let (mut added, mut without) = (0, 0);
    for row in pivot.sums() {
        for column in 0..pivot.column_count() {
            let export::Entry { indicator, cell: sum, .. } = pivot.sum(&row, column).entry;
            let at = |axis: Axis| {
                let of = |axes: &[Axis], at: &[usize]| axes.iter().position(|own| *own == axis).map(|n| at[n]);
                of(pivot.row_axes(), &row).or_else(|| of(pivot.column_axes(), &pivot.column(column))).unwrap()
            };
            let (category, period) = (table.categories[at(Axis::Category)], table.periods[at(Axis::Period)]);
            let slice = release().cube.slice(indicator, period, Level::District).unwrap();
            let there = |area: &&PlaceIx| release().places.get(**area).vintages.contains(&slice.vintage());
            let cells: Vec<_> = table.areas.iter().filter(there).map(|area| slice.cell(*area, category)).collect();
            let counted: Vec<_> = cells.iter().filter(|cell| cell.status != Status::NotApplicable).collect();
            if !counted.is_empty() && counted.iter().all(|cell| cell.is_published() && cell.denominator.is_some()) {
                let of = |count: fn(&cells::Cell) -> Option<cells::Count>| -> (u32, u32) {
                    let all = counted.iter().map(|cell| count(cell).unwrap());
                    (all.clone().map(|count| count.value).sum(), all.map(|count| u32::from(count.within)).sum())
                };
                let (numerator, denominator) = (of(|cell| cell.numerator), of(|cell| cell.denominator));
                let found = (sum.numerator.unwrap(), sum.denominator.unwrap());
                assert_eq!((found.0.value, u32::from(found.0.within)), numerator);
                assert_eq!((found.1.value, u32::from(found.1.within)), denominator);
                let per = release().definition.indicator(indicator).measure.per();
                assert!((sum.value.unwrap() - f64::from(numerator.0) / f64::from(denominator.0) * per).abs() < 1e-9);
                added += 1;
            } else if !counted.iter().all(|cell| cell.is_published()) {
                assert!(!sum.is_published());
                without += 1;
            }
        }
    }
    assert!(added > 0 && without > 0, "{added} added up, {without} not");
}

#[test]
fn every_file_of_rows_has_the_sums_apart_from_the_areas() {
    let question = query(&[
        ("cijfer", "huurders"),
        ("gebied", "gemeenten"),
        ("achtergrond", "totaal,kleur"),
        ("jaar", "alle"),
        ("som", "gebieden"),
        // A file of rows has no layout.
        ("kolommen", "gebied"),
    ]);
    let table = question.table(release()).unwrap();
    assert_eq!(table.no_sum(), Some(NoSum::NotInRows));
    let sums = table.len(Axis::Category) * table.len(Axis::Period);
    let columns = vec![Axis::Indicator, Axis::Category, Axis::Period];
    let in_layout =
        Query { layout: Layout { rows: vec![Axis::Area], columns, layers: Vec::new() }, ..question.clone() };
    let in_layout = in_layout.table(release()).unwrap();
    let pivot = Pivot::new(&in_layout, &[]);
    let [row] = pivot.sums().try_into().unwrap();
    let expected: Vec<_> = (0..pivot.column_count()).map(|column| pivot.sum(&row, column).entry).collect();
    let value_of = |category: &str, period: &str| {
        let of = |entry: &&export::Entry<'_>| {
            export::category_id(&release().definition, entry.category) == category && entry.period.to_string() == period
        };
        expected.iter().find(of).unwrap().value()
    };
    assert!(expected.iter().any(|entry| entry.value().is_some()));

    for (format, delimiter) in [(Format::Csv, b';'), (Format::CsvInternational, b',')] {
        let bytes = written(format, &question);
        let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len() as u64, table.size() + sums as u64);
        for row in &rows[rows.len() - sums..] {
            assert_eq!((&row[3], &row[4]), ("", export::SUM_ID), "of no level");
            let value = Some(row[8].replace(',', ".")).filter(|text| !text.is_empty());
            assert_eq!(value.map(|text| text.parse::<f64>().unwrap()), value_of(&row[6], &row[2]));
            assert_eq!(row[8].is_empty(), !row[15].is_empty(), "a reason where there is none: {row:?}");
        }
    }
    let json: serde_json::Value = serde_json::from_slice(&written(Format::Json, &question)).unwrap();
    assert_eq!(json["cells"].as_array().unwrap().len() as u64, table.size(), "areas alone");
    assert_eq!(json["sums"].as_array().unwrap().len(), sums);
    for sum in json["sums"].as_array().unwrap() {
        assert_eq!(sum["area"], export::SUM_ID);
        let value = value_of(sum["background"].as_str().unwrap(), &sum["period"].to_string());
        assert_eq!(sum["value"].as_f64(), value);
    }
    assert!(json["about"]["remarks"].to_string().contains("‘Deze gebieden samen’"));
    let stat: serde_json::Value = serde_json::from_slice(&written(Format::JsonStat, &question)).unwrap();
    let [categories, periods] = [Axis::Category, Axis::Period].map(|axis| table.len(axis));
    assert_eq!(stat["size"], serde_json::json!([1, table.areas.len() + 1, categories, periods, 3]));
    assert_eq!(stat["dimension"]["area"]["category"]["index"][export::SUM_ID], table.areas.len());
    let values = stat["value"].as_array().unwrap();
    assert_eq!(values.len(), (table.areas.len() + 1) * sums * 3);
    for (n, category) in table.categories.iter().enumerate() {
        for (m, period) in table.periods.iter().enumerate() {
            let at = (table.areas.len() * sums + n * periods + m) * 3;
            let category = export::category_id(&release().definition, *category);
            assert_eq!(values[at].as_f64(), value_of(category, &period.to_string()));
        }
    }
}

#[test]
fn areas_that_stand_in_the_way_of_a_sum_are_named() {
    let note = |areas: &str, category: &str, language| {
        let pairs = [
            ("cijfer", "huurders"),
            ("gebied", areas),
            ("achtergrond", category),
            ("jaar", "2023"),
            ("som", "gebieden"),
        ];
        query(&pairs).table(release()).unwrap().sum_note(language).unwrap()
    };
    let question = |category: &str| {
        query(&[("cijfer", "huurders"), ("gebied", "buurten"), ("achtergrond", category), ("jaar", "2023")])
    };
    let mut named = 0;
    for category in ["totaal", "rood", "geel", "groen", "blauw"] {
        let question = question(category);
        let table = question.table(release()).unwrap();
        let there = |entry: &export::Entry<'_>| {
            let vintage = entry.slice.map(|slice| slice.vintage());
            vintage.is_some_and(|vintage| release().places.get(entry.area).vintages.contains(&vintage))
        };
        let lacking: Vec<_> = table
            .entries()
            .filter(|entry| there(entry) && !matches!(entry.cell.status, Status::Published | Status::NotApplicable))
            .collect();
        let published = table.entries().find(|entry| there(entry) && entry.cell.is_published());
        if let (Some(without), Some(with)) = (lacking.first(), published) {
            let [without, with] = [without.area, with.area].map(|area| export::area_id(&release().places, area));
            let of = release().places.get(lacking[0].area).name.clone();
            let said = note(&format!("{with},{without}"), category, Language::Nl);
            assert!(said.contains(&format!("Er is geen som: {of} heeft geen cijfer.")), "{said}");
            let said = note(&format!("{with},{without}"), category, Language::En);
            assert!(said.contains(&format!("There is no sum: {of} has no figure.")), "{said}");
            named += 1;
        }
        if lacking.len() > 3 {
            let said = note("buurten", category, Language::Nl);
            assert!(said.contains(&format!("Er is geen som: {} van de", lacking.len())), "{said}");
        }
    }
    assert!(named > 0);
    assert!(!note("gemeenten", "totaal", Language::Nl).contains("geen som"));
}

#[test]
fn areas_that_lie_in_each_other_are_not_added_up() {
    let no_sum = |areas: &str, place: &str| {
        let pairs =
            [("cijfer", "huurders"), ("gebied", areas), ("achtergrond", "totaal"), ("jaar", "2023"), (place, "gebied")];
        let table = Query { add_up: true, ..query(&pairs) };
        let table = table.table(release()).unwrap();
        assert_eq!(Pivot::new(&table, &[]).sums().is_empty(), table.no_sum().is_some());
        table.no_sum()
    };
    assert_eq!(no_sum("gemeenten", "rijen"), None);
    assert_eq!(no_sum("gemeenten,wijken", "rijen"), Some(NoSum::NotTogether(NotTogether::Nested)));
    assert_eq!(no_sum("GM9901", "rijen"), Some(NoSum::NotTogether(NotTogether::OneArea)));
    assert_eq!(no_sum("gemeenten", "kolommen"), Some(NoSum::NotInRows));
}

/// The text of a sheet of a workbook.
fn sheet_of(workbook: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_workbook_says_how_coarse_counts_are_where_some_are_coarser_than_others() {
    let places = fictional::places();
    let municipalities: Vec<PlaceIx> = places.of_vintage(Level::Municipality, Vintage(2024)).collect();
    let workbook = |within: u16| {
        let cell = |place: &PlaceIx| {
            let count = Count { value: 45 + place.0, within: if place.0 == 2 { within } else { 2 } };
            (*place, CategoryIx::TOTAL, Cell::count(count, Kind::Rounded))
        };
        let block = Block {
            indicator: IndicatorIx(1),
            period: Period(2023),
            level: Level::Municipality,
            vintage: Vintage(2024),
            source: 0,
            categories: vec![CategoryIx::TOTAL],
            cells: municipalities.iter().map(cell).collect(),
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("release");
        fictional::draft(vec![block]).write(&WithoutReadings, &path, "2026-11-29").unwrap();
        let release = Release::open(&path).unwrap();
        let pairs = [("cijfer", "inwoners"), ("gebied", "gemeenten"), ("achtergrond", "totaal"), ("jaar", "2023")];
        let (query, refusals) = Query::read(&release, pairs);
        assert!(refusals.is_empty(), "{refusals:?}");
        let mut out = Vec::new();
        Format::Xlsx.write(&query.table(&release).unwrap(), Language::Nl, &mut out).unwrap();
        out
    };
    let coarse = workbook(22);
    let sheet = sheet_of(coarse.clone(), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("2023, ±") && sheet.contains("<v>22</v>") && sheet.contains("<v>2</v>"), "{sheet}");
    assert!(sheet_of(coarse, "xl/sharedStrings.xml").contains("Daar staat een kolom met ± naast"));
    let sheet = sheet_of(workbook(2), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains('±'), "rounded alike: the column would say the same in every row: {sheet}");
}

#[test]
fn a_group_that_is_left_out_of_small_areas_is_no_matter_of_the_source() {
    let mut draft = fictional::full_draft();
    draft.definition.sources.iter_mut().for_each(|source| source.format = SourceFormat::Microdata);
    let plan = LevelPlan { level: Level::Neighbourhood, breakdowns: Vec::new(), of: BTreeMap::default() };
    draft.definition.monitor.protection.plan = vec![plan];
    for block in draft.blocks.iter_mut().filter(|block| block.level == Level::Neighbourhood) {
        block.categories = vec![CategoryIx::TOTAL];
        block.cells.retain(|(_, category, _)| *category == CategoryIx::TOTAL);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release");
    draft.write(&WithoutReadings, &path, "2026-11-29").unwrap();
    let release = Release::open(&path).unwrap();
    let of = |area: &str, category: &str| {
        let pairs = [("cijfer", "huurders"), ("gebied", area), ("achtergrond", category), ("jaar", "2023")];
        let (query, refusals) = Query::read(&release, pairs);
        assert!(refusals.is_empty(), "{refusals:?}");
        let legend = query.table(&release).unwrap().legend(Language::Nl);
        legend.into_iter().find(|(code, _)| *code == "not-available").unwrap().1
    };
    let said = of("BU99010101", "rood");
    assert!(said.starts_with("Geen cijfer. In zulke kleine gebieden"), "{said}");
    assert_eq!(of("BU99010102-2020", "totaal"), "Geen cijfer. Het gebied is er niet in de indeling van dat jaar.");
    assert_eq!(of("gemeenten", "totaal"), "Geen cijfer: de bron heeft er hier geen.", "nothing is missing here");
}

#[test]
fn choices_that_exclude_each_other_are_named() {
    let table = query(&[("cijfer", "huurders"), ("gebied", "regios"), ("achtergrond", "totaal"), ("jaar", "2022")]);
    assert!(!table.table(release()).unwrap().is_impossible());
    let years = Query { periods: vec![PeriodChoice::One(Period(1999))], ..table };
    let table = years.table(release()).unwrap();
    assert!(table.is_impossible());
    assert_eq!(table.remarks(), [Remark::NoYear(IndicatorIx(0), vec![Period(2022), Period(2023)])]);
}

#[test]
fn what_is_too_large_is_refused_before_the_first_byte() {
    let large = query(&ALL).table(release()).unwrap();
    let Err(Refusal::TooLarge { cells, most, parts, .. }) = large.at_most(100) else { panic!("it was allowed") };
    assert_eq!((cells, most, parts), (large.size(), 100, large.size().div_ceil(100)));
    assert_eq!(Query::default().table(release()).unwrap_err().len(), 4, "nothing was chosen of four axes");
}

#[test]
fn missing_figures_keep_their_reason_and_have_no_counts_in_every_text_format() {
    let question = query(&ALL);
    let table = question.table(release()).unwrap();
    let csv = String::from_utf8(written(Format::CsvInternational, &question)).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let mut missing = 0;
    for (row, entry) in rows.records().zip(table.entries()) {
        let row = row.unwrap();
        assert_eq!(&row[at("status")], export::status_code(entry.cell.status));
        let value = Some(&row[at("value")]).filter(|text| !text.is_empty()).map(|text| text.parse::<f64>().unwrap());
        assert_eq!(value, entry.value());
        if entry.cell.status != Status::Published {
            missing += 1;
            assert!(row[at("numerator")].is_empty() && row[at("denominator")].is_empty());
            assert!(!row[at("note")].is_empty());
        }
    }
    assert!(missing > 20, "{missing}");
    let json: serde_json::Value = serde_json::from_slice(&written(Format::Json, &question)).unwrap();
    assert_eq!(json["cells"].as_array().unwrap().len() as u64, table.size());
    let stat: serde_json::Value = serde_json::from_slice(&written(Format::JsonStat, &question)).unwrap();
    assert_eq!(stat["value"].as_array().unwrap().len() as u64, table.size() * 3);
    assert_eq!(stat["status"].as_object().unwrap().len(), missing * 3);
}

#[test]
fn the_same_question_is_the_same_bytes_in_every_format() {
    let question = query(&ALL);
    for format in Format::ALL {
        let first = written(format, &question);
        assert!(!first.is_empty());
        assert_eq!(first, written(format, &question), "{format:?}");
        assert_eq!(Format::find(format.word()), Ok(format));
    }
}

#[test]
fn areas_that_share_a_name_are_told_apart() {
    let question = query(&[
        ("cijfer", "huurders"),
        ("gebied", "BU99010102,BU99010102-2020"),
        ("achtergrond", "totaal"),
        ("jaar", "2022"),
    ]);
    let labels = question.table(release()).unwrap().labels(Axis::Area, Language::Nl);
    assert_ne!(labels[0], labels[1]);
    assert!(labels[1].contains("2020"), "{labels:?}");
}

fn any_query() -> impl Strategy<Value = Query> {
    let indicator = prop_oneof![
        (0..3_u16).prop_map(|n| IndicatorChoice::One(IndicatorIx(n))),
        Just(IndicatorChoice::Theme("wonen".to_owned())),
        Just(IndicatorChoice::All),
    ];
    let place = || (0..13_u32).prop_map(PlaceIx);
    let level = || prop::sample::select(Level::ALL.to_vec());
    let area = prop_oneof![
        place().prop_map(AreaChoice::One),
        (level(), prop::option::of(place())).prop_map(|(level, within)| AreaChoice::Level(level, within)),
    ];
    let category = prop_oneof![
        (0..5_u16).prop_map(|n| CategoryChoice::One(CategoryIx(n))),
        Just(CategoryChoice::Breakdown("kleur".to_owned())),
    ];
    let period = prop_oneof![
        prop::sample::select(vec![2022_u16, 2023]).prop_map(|year| PeriodChoice::One(Period(year))),
        Just(PeriodChoice::All),
        Just(PeriodChoice::Newest),
    ];
    let reading = prop::option::of(prop::sample::select(StandingReference::ALL.to_vec()));
    let shown =
        (any::<bool>(), any::<bool>(), reading, any::<bool>()).prop_map(|(counts, interval, reading, judge)| Shown {
            counts,
            interval,
            reading,
            judge: judge || reading.is_none(),
        });
    let layout =
        (Just(Axis::ALL.to_vec()).prop_shuffle(), prop::collection::vec(0..3_u8, 4)).prop_map(|(axes, places)| {
            let of =
                |wanted: u8| axes.iter().zip(&places).filter(|(_, at)| **at == wanted).map(|(axis, _)| *axis).collect();
            Layout { rows: of(0), columns: of(1), layers: of(2) }
        });
    let sort =
        prop::option::of((0..500_usize, any::<bool>()).prop_map(|(column, descending)| Sort { column, descending }));
    (
        prop::collection::hash_set(indicator, 0..4),
        prop::collection::hash_set(area, 0..6),
        prop::collection::hash_set(category, 0..4),
        prop::collection::hash_set(period, 0..4),
        layout,
        shown,
        sort,
        any::<[bool; 2]>(),
    )
        .prop_map(|(indicators, areas, categories, periods, layout, shown, sort, [hide_empty, add_up])| Query {
            indicators: indicators.into_iter().collect(),
            areas: areas.into_iter().collect(),
            categories: categories.into_iter().collect(),
            periods: periods.into_iter().collect(),
            layout,
            shown,
            sort,
            hide_empty,
            add_up,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_question_written_in_an_address_is_read_back(asked in any_query()) {
        let pairs = asked.pairs(release());
        let (read, refusals) = Query::read(release(), pairs.iter().map(|(key, value)| (*key, value.as_str())));
        prop_assert!(refusals.is_empty(), "{:?}", refusals);
        prop_assert_eq!(read, asked);
    }

    #[test]
    fn any_question_is_answered_or_refused_in_every_format(asked in any_query()) {
        let Ok(table) = asked.table(release()) else { return Ok(()) };
        for format in Format::ALL {
            let mut out = Vec::new();
            match format.write(&table, Language::En, &mut out) {
                Ok(()) => prop_assert!(!out.is_empty()),
                Err(export::WriteError::Refused(_)) => prop_assert!(out.is_empty()),
                Err(error) => prop_assert!(false, "{:?}: {}", format, error),
            }
        }
    }

    #[test]
    fn any_words_are_read_or_refused(pairs in prop::collection::vec(
        (prop::sample::select(vec!["cijfer", "gebied", "achtergrond", "jaar", "rijen", "kolommen", "lagen", "toon", "vergelijk", "sorteer", "leeg", "som"]),
         ".{0,40}"), 0..8)) {
        let (read, refusals) = Query::read(release(), pairs.iter().map(|(key, value)| (*key, value.as_str())));
        prop_assert!(refusals.len() <= 40);
        for refusal in refusals {
            prop_assert!(refusal.sentence(Language::Nl).chars().count() < 600);
        }
        if let Ok(table) = read.table(release()) {
            let _ = (table.size(), table.remarks(), table.title(Language::Nl));
        }
    }
}
