//! A few people whose every count was worked out by hand: on the edges of ages, stay, addresses, households and years.

use std::collections::BTreeMap;

use cells::Period;
use definition::Unit;
use tabulate::Sums;

use crate::fixture::{Registers, by_name, count, count_year, lenient};

/// Neighbourhoods A, B (both in WK990101 of GM9901) and C (GM9902). The reference day is 1 January 2023.
const ROWS: &[(&str, &[&str])] = &[
    (
        "vslgwbtab",
        &[
            "101 GM9901 WK990101 BU99010101",
            "102 GM9901 WK990101 BU99010101",
            "103 GM9901 WK990101 BU99010102",
            "104 GM9902 WK990201 BU99020101",
        ],
    ),
    (
        // Number, birth, sex, country of origin, country of birth, arrival.
        "gbapersoontab",
        &[
            "1 2005-01-01 1 NL NL -",          // 18 today
            "2 2005-01-02 2 NL NL -",          // 18 tomorrow
            "3 1992-01-01 1 NL NL -",          // 31 today: no longer 27-30
            "4 1992-01-02 2 MA NL -",          // 30 for one more day; parents from Morocco
            "5 1957-12-31 1 NL NL -",          // 65 since yesterday
            "6 1958-01-02 1 TR TR 2018-01-01", // 64; came exactly five years ago
            "7 2000-02-29 2 SY SY 2018-01-02", // 22, born on a leap day; came a day less than five years ago
            "8 2017-06-01 1 NL NL -",          // 5
            "9 2021-01-01 2 NL NL -",          // 2 today
            "10 2021-01-02 1 NL NL -",         // 1 for one more day
            "11 2010-12-31 2 NL NL -",         // 12 since yesterday
            "12 2000-01-01 1 NL NL -",         // 23 today: no longer a pupil of 12-22
            "13 2011-05-05 2 PL PL 2012-06-01",
            "14 2011-06-05 1 NL NL -",
            "15 1980-01-01 1 NL NL -", // two addresses
            "16 1981-01-01 2 NL NL -", // no address any more
            "17 1982-01-01 1 NL NL -", // an address in no neighbourhood
            "18 1950-06-15 2 NL NL -", // moved in today
            "19 1940-01-02 1 NL NL -", // died today
            "20 1930-03-01 2 SR SR 1975-11-25",
            "21 1990-01-01 1 ZZ ZZ 2000-01-01", // an unknown country
            "22 2023-06-01 2 NL NL -",          // born after the reference day
            "23 1990-01-01 1 MA MA -",          // nobody knows since when
        ],
    ),
    (
        "gbaadresobjectbus",
        &[
            "1 101 2005-01-01 -",
            "2 101 2005-01-02 -",
            "3 102 2010-01-01 2023-01-01", // the last day is the reference day
            "4 102 2010-01-01 -",
            "5 103 1990-01-01 -",
            "6 103 2018-01-01 -",
            "7 103 2018-01-02 -",
            "8 104 2017-06-01 -",
            "9 104 2021-01-01 -",
            "10 104 2021-01-02 -",
            "11 101 2010-12-31 -",
            "12 101 2000-01-01 -",
            "13 104 2012-06-01 -",
            "14 104 2011-06-05 -",
            "15 101 2000-01-01 -",
            "15 103 2022-01-01 -",
            "16 101 2000-01-01 2022-12-31",
            "17 105 2000-01-01 -",
            "18 101 1990-01-01 2022-12-31",
            "18 104 2023-01-01 -",
            "19 103 1990-01-01 2023-01-01",
            "20 104 1990-01-01 2023-12-31",
            "21 101 2000-01-01 -",
            "22 101 2023-06-01 -",
            "23 101 2000-01-01 -",
        ],
    ),
    (
        "gbaoverlijdentab",
        &["19 2023-01-01", "20 2023-12-31", "5 2022-12-30", "98 2023-05-05"], // 98 is no resident
    ),
    (
        // Person, household, whether the reference person, type, from, to.
        "gbahuishoudensbus",
        &[
            "1 9001 1 6 2010-01-01 -",
            "2 9001 0 6 2010-01-01 -",
            "4 9002 0 7 2020-01-01 -",
            "6 9002 1 7 2020-01-01 -", // the reference person lives in another neighbourhood
            "5 9003 1 8 2020-01-01 -", // an institution
            "8 9004 0 6 2020-01-01 -", // nobody is the reference person
            "9 9004 0 6 2021-01-01 -",
            "16 9005 1 1 2020-01-01 -", // without an address
            "7 9006 1 1 2018-01-02 2022-12-31",
        ],
    ),
    ("inhatab", &["9001 12000 1", "9002 30000 0", "9003 1000 1"]),
    ("eigendomtab", &["101 C", "103 P"]),
    ("hoogsteopltab", &["1 havo-vwo", "2 vmbo", "4 hbo", "12 vmbo"]),
    ("onderwijsdeelnemerstab", &["1 mbo 1", "11 vo 1", "12 mbo 4", "13 bo 8", "14 bo 8", "99 vo 2"]),
    ("vsvtab", &["11", "12"]),
    ("citotab", &["13 540"]),
    ("vvetab", &["8 1", "9 0", "10 1"]),
    (
        "spolisbus",
        &[
            "1 2022-05-01 2023-01-01 100",
            "2 2023-01-02 2023-12-31 100", // begins tomorrow
            "3 2022-01-01 2023-12-31 0",   // without pay
            "4 2022-01-01 2023-12-31 100", // two jobs
            "4 2022-06-01 2023-12-31 50",
            "5 2022-01-01 2023-12-31 100", // 65
        ],
    ),
    ("zelfstandigentab", &["6 10", "7 -5"]),
    (
        "bijstanduitkeringtab",
        &["3 2020-01-01 2023-01-01", "4 2020-01-01 2022-12-31", "5 2020-01-01 -", "7 2020-01-01 -", "7 2021-01-01 -"],
    ),
    ("nwwtab", &["2", "5"]),
    ("wanbetalerszvwtab", &["1", "9"]),
    ("wsnptab", &["3 2021-01-01 -", "4 2020-01-01 2022-06-01"]),
    ("verdtab", &["2 2023-03-03", "2 2023-04-04", "3 2022-12-31", "5 2023-12-31"]),
    ("veroordtab", &["5 2023-06-01"]),
    ("halttab", &["2 2023-02-02", "11 2023-02-02", "1 2023-02-02"]),
    ("zvwzorgkostentab", &["1 10 0", "3 0 20"]),
];

/// Every quantity that is not zero everywhere: neighbourhood (A, B, C), background, value.
const ANSWERS: &[(&str, &[&str])] = &[
    ("universe:inwoners", &["A nl 5", "A ma 1", "B nl 2", "B tr 1", "B sy 1", "C nl 5", "C pl 1", "C sr 1"]),
    ("universe:inwoners-13-17", &["A nl 1"]),
    ("universe:inwoners-15-64", &["A nl 4", "A ma 1", "B tr 1", "B sy 1"]),
    ("universe:inwoners-18-30", &["A nl 2", "A ma 1", "B sy 1"]),
    ("universe:doelgroep-vve", &["C nl 2"]),
    ("universe:leerlingen-vo-mbo", &["A nl 2"]),
    ("universe:leerlingen-groep-8", &["C pl 1"]),
    ("universe:huishoudens", &["A nl 1", "B tr 1"]),
    ("universe:overledenen", &["B nl 1", "C sr 1"]),
    ("count:migratieachtergrond", &["A ma 1", "B tr 1", "B sy 1", "C pl 1", "C sr 1"]),
    ("count:leeftijd-0-3", &["C nl 2"]),
    ("count:leeftijd-4-12", &["A nl 1", "C nl 2", "C pl 1"]),
    ("count:leeftijd-13-17", &["A nl 1"]),
    ("count:leeftijd-18-26", &["A nl 2", "B sy 1"]),
    ("count:leeftijd-27-64", &["A nl 1", "A ma 1", "B tr 1"]),
    ("count:leeftijd-65", &["B nl 2", "C nl 1", "C sr 1"]),
    ("count:verblijf-kort", &["B sy 1"]),
    ("count:verblijf-lang", &["B tr 1", "C pl 1", "C sr 1"]),
    ("count:vve", &["C nl 1"]),
    ("count:geen-startkwalificatie", &["A nl 1", "B sy 1"]),
    ("count:hoogopgeleid", &["A ma 1"]),
    ("count:vsv", &["A nl 1"]),
    ("sum:cito", &["C pl 540"]),
    ("count:werk", &["A nl 1", "A ma 1", "B tr 1"]),
    ("count:bijstand", &["A nl 1", "B sy 1"]),
    ("count:nww", &["A nl 1"]),
    ("count:laag-inkomen", &["A nl 1"]),
    ("count:zorgpremie", &["A nl 1", "C nl 1"]),
    ("count:schuldsanering", &["A nl 1"]),
    ("count:corporatiewoning", &["A nl 1"]),
    ("count:segregatie", &["A ma 1", "B tr 1", "B sy 1", "C sr 1"]),
    ("count:verdachten", &["A nl 1", "B nl 1"]),
    ("count:veroordeelden", &["B nl 1"]),
    ("count:halt", &["A nl 1"]),
    // 82 years and 364 days; 93 years and 305 days.
    ("sum:leeftijd-overlijden", &["B nl 82", "C sr 93"]),
    ("count:ggz-basis", &["A nl 1"]),
    ("count:ggz-specialistisch", &["A nl 1"]),
    ("age:0-3", &["C nl 2"]),
    ("age:4-12", &["A nl 1", "C nl 2", "C pl 1"]),
    ("age:13-14", &[]),
    ("age:15-17", &["A nl 1"]),
    ("age:18-26", &["A nl 2", "B sy 1"]),
    ("age:27-30", &["A ma 1"]),
    ("age:31-64", &["A nl 1", "B tr 1"]),
    ("age:65+", &["B nl 2", "C nl 1", "C sr 1"]),
];

/// An answer in full.
fn in_full(answer: &str) -> String {
    let words: Vec<&str> = answer.split(' ').collect();
    let area = match words[0] {
        "A" => "BU99010101",
        "B" => "BU99010102",
        _ => "BU99020101",
    };
    let leaf = match words[1] {
        "nl" => "nederland/nederland/-",
        "ma" => "nederland/marokko/-",
        "tr" => "buitenland/turkije/vijf-of-langer",
        "sy" => "buitenland/syrie/korter-dan-5",
        "pl" => "buitenland/polen/vijf-of-langer",
        _ => "buitenland/suriname/vijf-of-langer",
    };
    format!("{area} {leaf} {}", words[2])
}

#[test]
fn every_indicator_is_what_was_worked_out_by_hand() {
    let definition = lenient();
    let registers = Registers::new(&definition, ROWS);
    let expected: BTreeMap<String, Vec<String>> = ANSWERS
        .iter()
        .map(|(name, answers)| {
            let mut lines: Vec<String> = answers.iter().map(|answer| in_full(answer)).collect();
            lines.sort();
            ((*name).to_owned(), lines)
        })
        .collect();
    for sums in [Sums::Dense, Sums::Grouped] {
        let found = count(&definition, registers.path(), sums).unwrap_or_else(|error| panic!("{error}"));
        let by_name = by_name(&found.counts);
        for (name, lines) in &expected {
            assert_eq!(by_name.get(name), Some(lines), "{name} with {sums:?}");
        }
        assert_eq!(by_name.len(), expected.len(), "{:?}", by_name.keys().collect::<Vec<_>>());
    }
}

#[test]
fn everybody_is_counted_once_or_listed_with_the_reason() {
    let definition = lenient();
    let registers = Registers::new(&definition, ROWS);
    for sums in [Sums::Dense, Sums::Grouped] {
        let report = count(&definition, registers.path(), sums).unwrap().report;
        let unit = |unit: Unit| report.units.iter().find(|record| record.unit == unit).unwrap();
        let not_placed = |of: Unit| -> Vec<(&str, u64)> {
            unit(of).not_placed.iter().map(|(reason, rows)| (reason.as_str(), *rows)).collect()
        };
        assert_eq!((unit(Unit::Persons).rows, unit(Unit::Persons).counted), (24, 17), "{sums:?}");
        assert_eq!(
            not_placed(Unit::Persons),
            [
                ("adres zonder buurt", 1),
                ("background not among the leaves", 1),
                ("geboren na de peildatum", 1),
                ("geen adres op de peildatum", 1),
                ("herkomst onbekend", 1),
                ("key in more than one row", 2),
            ],
            "{sums:?}"
        );
        assert_eq!((unit(Unit::Households).rows, unit(Unit::Households).counted), (4, 3));
        assert_eq!(not_placed(Unit::Households), [("geen adres op de peildatum", 1)]);
        assert_eq!((unit(Unit::Pupils).rows, unit(Unit::Pupils).counted), (6, 5));
        assert_eq!(not_placed(Unit::Pupils), [("niet in het bevolkingsregister", 1)]);
        assert_eq!((unit(Unit::Deceased).rows, unit(Unit::Deceased).counted), (4, 2));
        assert_eq!(
            not_placed(Unit::Deceased),
            [("niet in dit jaar overleden", 1), ("niet in het bevolkingsregister", 1)]
        );
    }
}

#[test]
fn what_is_wrong_is_named_with_table_column_and_row() {
    let definition = lenient();
    let registers = Registers::new(&definition, ROWS);
    let report = count(&definition, registers.path(), Sums::Dense).unwrap().report;
    let said: Vec<String> = report
        .problems
        .iter()
        .filter(|found| found.kind != definition::ProblemKind::NotPlaced)
        .map(|found| {
            let row = found.first.as_ref().map_or_else(|| "-".to_owned(), |place| place.row.to_string());
            let (kind, column) = (found.kind.name(), found.column.as_deref().unwrap_or("-"));
            format!("{kind} {} {column} {} of {} row {row}", found.table, found.found, found.of)
        })
        .collect();
    assert_eq!(
        said,
        [
            "value-outside-range gbapersoontab geboortedatum 1 of 23 row 22",
            "code-outside-list gbapersoontab herkomstland 1 of 23 row 21",
            "code-outside-list gbapersoontab geboorteland 1 of 23 row 21",
            "key-twice personen rinpersoon 1 of 24 row -",
            "rule-broken gbahuishoudensbus huishouden-zonder-referentiepersoon 1 of 9 row -",
            "rule-broken gbaadresobjectbus twee-adressen 1 of 25 row -",
        ]
    );
}

#[test]
fn in_2020_there_is_no_final_test_and_no_table_of_it() {
    let definition = lenient();
    let registers = Registers::new(&definition, ROWS);
    for entry in std::fs::read_dir(registers.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().replace("2023", "2020");
        std::fs::rename(&path, registers.file(&name)).unwrap();
    }
    std::fs::remove_file(registers.file("citotab_2020.csv")).unwrap();
    let found = count_year(&definition, registers.path(), Period(2020), Sums::Dense).unwrap();
    assert_eq!(found.counts.period(), Period(2020));
    assert_eq!(found.counts.numerator("cito"), None);
    assert_eq!(found.counts.universe("leerlingen-groep-8"), None);
    assert!(found.counts.numerator("vsv").is_some());
    // Person 9 is born in 2021: not there yet, and listed.
    let persons = &found.report.units[0];
    assert!(persons.not_placed["geboren na de peildatum"] >= 2);
}
