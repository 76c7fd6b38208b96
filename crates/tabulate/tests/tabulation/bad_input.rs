//! Registers that are broken, one way each: what is said, and that nothing comes of it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use definition::{Limit, ProblemKind};
use tabulate::{Options, Progress, Quiet, Sums, TabulateError};

use crate::fixture::{Registers, count, kis, lenient};

/// Two residents of one neighbourhood, without anything wrong.
const ROWS: &[(&str, &[&str])] = &[
    ("vslgwbtab", &["101 GM9901 WK990101 BU99010101"]),
    ("gbapersoontab", &["1 1990-01-01 1 NL NL -", "2 1991-01-01 2 NL NL -"]),
    ("gbaadresobjectbus", &["1 101 2005-01-01 -", "2 101 2005-01-02 -"]),
    ("gbahuishoudensbus", &["1 9001 1 3 2010-01-01 -", "2 9001 0 3 2010-01-01 -"]),
];

/// What is said after a change of a file.
fn said(name: &str, from: &str, to: &str) -> String {
    let definition = kis();
    let registers = Registers::new(&definition, ROWS);
    count(&definition, registers.path(), Sums::Dense).unwrap_or_else(|error| panic!("before the change: {error}"));
    registers.edit(name, from, to);
    count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string()
}

#[track_caller]
fn assert_says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "no {part:?} in: {message}");
    }
}

#[test]
fn a_missing_table() {
    let definition = kis();
    let registers = Registers::new(&definition, ROWS);
    std::fs::rename(registers.file("nwwtab_2023.csv"), registers.file("nwtab_2023.csv")).unwrap();
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string();
    assert_says(&error, &["register `nwwtab`", "nwwtab_2023", "nwtab_2023"]);
}

#[test]
fn a_missing_column() {
    assert_says(&said("gbapersoontab_2023.csv", "geslacht", "sekse"), &["gbapersoontab_2023.csv", "`geslacht`"]);
}

#[test]
fn a_value_that_is_not_of_its_type() {
    let error = said("gbapersoontab_2023.csv", "1991-01-01", "1991-13-01");
    assert_says(&error, &["gbapersoontab_2023.csv", "row 2", "geboortedatum", "1991-13-01"]);
}

#[test]
fn a_code_outside_its_list() {
    let error = said("gbapersoontab_2023.csv", "2;NL;NL", "3;NL;NL");
    assert_says(&error, &["gbapersoontab, geslacht", "not one of 1, 2", "1 of 2 rows", "row 2", "of every 1,000"]);
}

#[test]
fn a_person_twice() {
    let error = said("gbapersoontab_2023.csv", "2;1991-01-01", "1;1991-01-01");
    assert_says(&error, &["gbapersoontab, rinpersoon", "key", "row 2"]);
}

#[test]
fn a_birth_date_in_the_future() {
    let error = said("gbapersoontab_2023.csv", "1991-01-01", "2023-01-02");
    assert_says(&error, &["gbapersoontab, geboortedatum", "after the reference day", "row 2"]);
}

#[test]
fn a_household_without_a_reference_person() {
    let error = said("gbahuishoudensbus_2023.csv", "1;9001;1", "1;9001;0");
    assert_says(&error, &["gbahuishoudensbus", "household without a reference person"]);
}

#[test]
fn a_neighbourhood_in_two_municipalities() {
    let error = said("vslgwbtab_2023.csv", "101;", "102;GM9902;WK990101;BU99010101\n101;");
    assert_says(&error, &["vslgwbtab", "WK990101 lies in"]);
}

#[test]
fn a_code_that_is_no_neighbourhood() {
    let error = said("vslgwbtab_2023.csv", "BU99010101", "99010101");
    assert_says(&error, &["vslgwbtab", "99010101"]);
}

#[test]
fn a_file_cut_short() {
    let definition = kis();
    let registers = Registers::new(&definition, ROWS);
    let path = registers.file("gbaadresobjectbus_2023.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &text[..text.len() - 13]).unwrap();
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string();
    assert_says(&error, &["gbaadresobjectbus_2023.csv", "row 2"]);
}

#[test]
fn too_many_who_live_nowhere_stop_it_and_few_do_not() {
    let mut definition = kis();
    let registers = Registers::new(&definition, ROWS);
    registers.edit("gbaadresobjectbus_2023.csv", "2;101;2005-01-02;", "2;101;2005-01-02;2022-12-31");
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err();
    assert_says(&error.to_string(), &["geen adres op de peildatum", "1 of 2 rows"]);
    assert!(matches!(error, TabulateError::TooManyProblems { .. }));
    let limits = &mut definition.microdata.as_mut().unwrap().limits;
    limits.insert(ProblemKind::NotPlaced, Limit { rows: None, per_thousand: Some(500) });
    assert!(count(&definition, registers.path(), Sums::Dense).unwrap().report.is_accepted());
}

#[test]
fn sql_that_cannot_be_run_is_named_with_its_indicator() {
    let mut definition = lenient();
    let werk = definition.indicators.iter_mut().find(|indicator| indicator.id == "werk").unwrap();
    werk.numerator = Some("wrek".to_owned());
    let registers = Registers::new(&definition, ROWS);
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string();
    assert_says(&error, &["indicator `werk`, numerator `wrek`", "wrek"]);

    let mut definition = lenient();
    definition.microdata.as_mut().unwrap().views[0].query = "SELECT * FROM gbaadressen".to_owned();
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string();
    assert_says(&error, &["microdata/adres.sql", "gbaadressen"]);
}

#[test]
fn a_numerator_that_is_no_condition() {
    let mut definition = lenient();
    let werk = definition.indicators.iter_mut().find(|indicator| indicator.id == "werk").unwrap();
    werk.numerator = Some("opleiding".to_owned());
    let registers = Registers::new(&definition, ROWS);
    let error = count(&definition, registers.path(), Sums::Dense).unwrap_err().to_string();
    assert_says(&error, &["personen", "expected true or false"]);
}

#[test]
fn who_wants_to_stop_is_heard() {
    let definition = kis();
    let registers = Registers::new(&definition, ROWS);
    let options = Options { cancel: Arc::new(AtomicBool::new(true)), ..Options::default() };
    let progress: Arc<dyn Progress> = Arc::new(Quiet);
    let error =
        tabulate::tabulate(&definition, registers.path(), cells::Period(2023), &options, &progress).unwrap_err();
    assert!(matches!(error, TabulateError::Cancelled), "{error}");
}
