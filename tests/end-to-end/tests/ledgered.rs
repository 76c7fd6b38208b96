//! People who exist are protected given what is out about them: what was published is published again as it was, and what does not
//! fit is refused before anything stands.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use cells::{Level, Period};
use end_to_end::{Said, towns, wijkmonitor};
use release::Release;

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Said {
    wijkmonitor(words.into_iter().map(OsStr::new))
}

fn refused(said: Said) -> String {
    assert!(!said.success, "{}", said.out);
    said.err
}

/// The invented province as if it were a real one.
fn definition(work: &Path) -> PathBuf {
    let folder = towns(work);
    let file = folder.join("monitor.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("fictional = true\n"));
    fs::write(&file, text.replace("fictional = true\n", "")).unwrap();
    folder
}

#[test]
fn what_is_out_is_published_again_as_it_was() {
    let work = tempfile::tempdir().unwrap();
    let of = |name: &str| work.path().join(name).to_string_lossy().into_owned();
    let (registers, counts, ledger, report) = (of("registers"), of("counts"), of("ledger"), of("report"));
    let definition = definition(work.path()).to_string_lossy().into_owned();
    let _ = words(["synth", &registers, "--persons", "600000", "--years", "2022..2023", "--seed", "5"]).well();
    let build = |years: &str, out: &str, more: &[&str]| {
        let fixed =
            ["build", &definition, "--input", &registers, "--date", "2026-01-01", "--years", years, "--out", out];
        words(fixed.into_iter().chain(more.iter().copied()))
    };

    // Who exists is not protected without knowing what is out, nor without keeping the secret and the evidence.
    let said = refused(build("2023", &of("none"), &[]));
    assert!(said.contains("wijkmonitor ledger begin"), "{said}");
    let _ = words(["ledger", "begin", &ledger]).well();
    let said = refused(build("2023", &of("none"), &["--ledger", &ledger, "--report", &report]));
    assert!(said.contains("--counts"), "{said}");

    let with = ["--ledger", &ledger, "--counts", &counts, "--report", &report];
    let _ = build("2023", &of("first"), &with).well();
    let secret = fs::read_to_string(Path::new(&counts).join("secret")).unwrap();
    assert_eq!(secret.trim().len(), 64);
    let _ = words(["ledger", "add-release", &ledger, &of("first")]).well();

    // A year more: what the first said of 2023 is said again, cell by cell, whatever is drawn at random.
    fs::remove_file(Path::new(&counts).join("secret")).unwrap();
    let _ = build("2022..2023", &of("second"), &with).well();
    let (first, second) =
        (Release::open(Path::new(&of("first"))).unwrap(), Release::open(Path::new(&of("second"))).unwrap());
    let mut same = 0;
    for slice in first.cube.slices().filter(|slice| slice.level() != Level::Region) {
        let then = second.cube.slice(slice.indicator(), slice.period(), slice.level()).expect("it is there again");
        for (place, category, cell) in slice.dense() {
            let code = first.places.get(place).code;
            let place = second.places.find_in(code, slice.vintage()).unwrap();
            assert_eq!(then.cell(place, category), cell, "{code} {category:?} {:?}", slice.indicator());
            same += 1;
        }
    }
    assert!(same > 5_000, "{same}");
    assert!(second.cube.slices().any(|slice| slice.period() == Period(2022)));

    // A table of others that says something else: named, and without a word of how many there are.
    let table = work.path().join("statline.csv");
    fs::write(&table, "area,quantity,category,period,value\nNL00,universe:inwoners,total,2023,599123\n").unwrap();
    let (other, file) = (of("other-ledger"), table.to_string_lossy().into_owned());
    let _ = words(["ledger", "begin", &other]).well();
    let _ = words(["ledger", "add-external", &other, &file, "--name", "StatLine"]).well();
    let said = refused(build("2023", &of("third"), &["--ledger", &other, "--counts", &counts, "--report", &report]));
    assert!(said.contains("the table `StatLine` says something else of `universe:inwoners` in NL00"), "{said}");
    assert!(!said.contains("600000") && !Path::new(&of("third")).exists(), "{said}");
}
