//! Mistakes in what a monitor says of its registers: each is named with file, line and key.

use std::fs;
use std::path::Path;

use definition::{examine, load};
use tempfile::TempDir;

const REGISTERS: &str = "microdata/registers.toml";

fn kis() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/kis"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Everything that is said when a part of a file is replaced.
#[track_caller]
fn assert_says(file: &str, from: &str, to: &str, parts: &[&str]) {
    let folder = kis();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} does not contain {from:?}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
    let said = examine(folder.path()).problems.to_string();
    for part in parts {
        assert!(said.contains(part), "no {part:?} in:\n{said}");
    }
}

#[test]
fn names_that_lead_nowhere() {
    let says = |from: &str, to: &str, parts: &[&str]| assert_says(REGISTERS, from, to, parts);
    says("list = \"landen\"", "list = \"lande\"", &["no list `lande`", "did you mean `landen`", "registers.toml:"]);
    says("unique = [\"rinpersoon\"]", "unique = [\"rinpersoo\"]", &["no column `rinpersoo`", "`rinpersoon`"]);
    says("register = \"vslgwbtab\"", "register = \"vslgwb\"", &["no register `vslgwb`", "areas.register"]);
    says("district = \"wijk\"", "district = \"wyk\"", &["no column `wyk`", "areas.district"]);
    says("sql = \"personen.sql\"", "sql = \"persoon.sql\"", &["no file microdata/persoon.sql", "personen.sql"]);
    says("sql = \"personen.sql\"", "sql = \"../personen.sql\"", &["is no name of a .sql file"]);
    says("without = [\"cito\"]", "without = [\"citoo\"]", &["no indicator `citoo`", "did you mean `cito`"]);
    says("code = \"land\"", "code = \"landcode\"", &["landen.csv has no column `landcode`", "`herkomst`"]);
}

#[test]
fn keys_and_kinds_that_do_not_exist() {
    let says = |from: &str, to: &str, parts: &[&str]| assert_says(REGISTERS, from, to, parts);
    says("key-twice = ", "key-twise = ", &["unknown key `key-twise`", "did you mean `key-twice`"]);
    says("not-placed = { per-thousand = 10 }", "not-placed = { rows = 1, per-thousand = 10 }", &["this is no limit"]);
    says("type = \"date\"", "type = \"datum\"", &["`datum` is no possible value", "`key`"]);
    says("day = \"01-01\"", "day = \"02-30\"", &["`02-30` is no day of the year", "reference.day"]);
}

#[test]
fn what_does_not_fit_a_column() {
    let says = |from: &str, to: &str, parts: &[&str]| assert_says(REGISTERS, from, to, parts);
    let score = "type = \"whole\", at-least = 501";
    says(score, "type = \"text\", at-least = 501", &["`score` cannot have `at-least`", "type = \"whole\""]);
    says("at-most = 550", "at-most = 50", &["nothing is in this range"]);
    says(
        "codes = [\"1\", \"2\"] },",
        "codes = [\"1\"] },\n    { name = \"geslacht\", type = \"text\" },",
        &["two columns"],
    );
}

#[test]
fn units_without_a_view_and_views_without_a_key() {
    assert_says(
        REGISTERS,
        "unit = \"deceased\"",
        "unit = \"dwellings\"",
        &["counts deceased, of which no view has rows"],
    );
    assert_says(REGISTERS, "key = \"huishoudnr\"\n", "", &["view `huishoudens` has units, but no `key`"]);
    assert_says(REGISTERS, "sql = \"adres.sql\"", "sql = \"adres.sql\"\nage = \"x\"", &["`age` without `unit`"]);
}

#[test]
fn backgrounds_that_breakdowns_do_not_know() {
    let breakdown = "breakdowns/3-verblijf.toml";
    let (from, to) = ("verblijf = [\"korter-dan-5\"]", "verblijf = [\"kort\"]");
    assert_says(breakdown, from, to, &["category `korter-dan-5-jaar` covers no background that is counted"]);
    assert_says(
        breakdown,
        "leaves = { geboorteland = [\"nederland\"]",
        "leaves = { land = [\"nederland\"]",
        &["`land`"],
    );
    let twice = "[[leaves]]\nherkomst = [\"nederland\"]\ngeboorteland = [\"nederland\"]\n\n[[leaves]]";
    assert_says(REGISTERS, "[[leaves]]", twice, &["a background stands in two blocks: nederland, nederland, -"]);
}

#[test]
fn sql_and_code_lists_that_are_none() {
    assert_says("microdata/adres.sql", "SELECT", "DELETE", &["adres.sql is not one SELECT"]);
    assert_says("microdata/adres.sql", "$day", "$dag", &["`$dag`, which stands for nothing", "`$vintage`"]);
    assert_says("microdata/landen.csv", "NL,nederland", "NL", &["landen.csv, row 2"]);
    assert_says("microdata/landen.csv", "BG,bulgarije", "NL,bulgarije", &["row 3, has code `NL` again", "row 2"]);
}

#[test]
fn a_share_of_everybody_has_no_numerator_of_its_own() {
    let (file, from) = ("indicators/1-demografie.toml", "share-of = \"everybody\"");
    assert_says(file, from, "share-of = \"everybody\"\nnumerator = \"TRUE\"", &["it is the group itself"]);
}

#[test]
fn registers_may_stand_in_several_files() {
    let folder = kis();
    let path = folder.path().join(REGISTERS);
    let text = fs::read_to_string(&path).unwrap();
    let (head, views) = text.split_at(text.find("[[view]]").unwrap());
    fs::write(&path, head).unwrap();
    fs::write(folder.path().join("microdata/views.toml"), views).unwrap();
    let apart = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let whole = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/kis")).unwrap();
    assert_eq!(apart, whole);
}
