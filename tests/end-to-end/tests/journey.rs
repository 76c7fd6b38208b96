//! One journey: a definition is checked, built, verified, served; mistakes are named.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use end_to_end::{Said, Served, copy_of, wijkmonitor};
use tempfile::tempdir;

fn build(definition: &Path, release: &Path) -> Said {
    wijkmonitor([
        OsStr::new("build"),
        definition.as_os_str(),
        OsStr::new("--out"),
        release.as_os_str(),
        OsStr::new("--date"),
        OsStr::new("2026-01-01"),
    ])
}

#[test]
fn a_fictional_country_goes_from_files_to_pages() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let release = work.path().join("release");
    let _ = wijkmonitor([OsStr::new("check"), definition.as_os_str()]).well();
    let _ = build(&definition, &release).well();
    let _ = wijkmonitor([OsStr::new("verify"), release.as_os_str()]).well();

    let site = Served::start(&[&release]);
    let page = site.page("/gebied/GM9801-zomerdam");
    assert!(page.contains("erzonnen"), "invented figures are under a banner");
    // Row GM9801, 2024, of figures/register.csv: 1,969 of 10,059 residents are 65 or older, 19.6 %.
    for figure in ["1.969", "10.059", "19,6"] {
        assert!(page.contains(figure), "{figure} is not on the page");
    }
    let english = site.page("/en/gebied/GM9801-zomerdam");
    for text in ["19.6", "10,059", "lang=\"en\""] {
        assert!(english.contains(text), "{text} is not on the English page");
    }
    for path in
        ["/", "/en/", "/gebied/GM9801-zomerdam/werk", "/indicator/werk?gebied=GM9801", "/uitleg", "/zoek?q=zomerdm"]
    {
        let _ = site.page(path);
    }
    assert_eq!(site.get("/gebied/GM9999-nergens").0, 404);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let manifest = |name: &str| {
        let release = work.path().join(name);
        let _ = build(&definition, &release).well();
        fs::read_to_string(release.join("manifest.json")).unwrap()
    };
    assert_eq!(manifest("one"), manifest("two"));
}

#[test]
fn a_mistake_in_a_definition_is_named_with_file_line_and_hint() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let file = definition.join("indicators/alle.toml");
    let text = fs::read_to_string(&file).unwrap().replace("theme = \"werk\"", "theme = \"werkk\"");
    let line = text.lines().position(|line| line.contains("werkk")).unwrap() + 1;
    fs::write(&file, text).unwrap();
    let said = wijkmonitor([OsStr::new("check"), definition.as_os_str()]);
    assert!(!said.success);
    assert!(said.err.contains(&format!("indicators/alle.toml:{line}")), "{}", said.err);
    assert!(said.err.contains("werk"), "{}", said.err);
    let release = work.path().join("release");
    let said = build(&definition, &release);
    assert!(!said.success && !release.exists(), "nothing is built from it");
}

#[test]
fn a_damaged_release_is_refused_by_name() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let release = work.path().join("release");
    let _ = build(&definition, &release).well();
    let places = release.join("places.parquet");
    let mut bytes = fs::read(&places).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&places, &bytes).unwrap();
    let said = wijkmonitor([OsStr::new("verify"), release.as_os_str()]);
    assert!(!said.success && said.err.contains("places.parquet"), "{}", said.err);
    bytes.truncate(middle);
    fs::write(&places, &bytes).unwrap();
    let serve = [OsStr::new("serve"), release.as_os_str(), OsStr::new("--listen"), OsStr::new("127.0.0.1:0")];
    let said = wijkmonitor(serve);
    assert!(!said.success && said.err.contains("places.parquet"), "{}", said.err);
}

#[test]
fn figures_that_cannot_be_true_are_left_out_and_listed() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let file = definition.join("figures/register.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("GM9802,Lentehaven,2024,", "GM9802,Lentehaven,2024,-")).unwrap();
    let release = work.path().join("release");
    let said = build(&definition, &release).well();
    let report = fs::read_to_string(release.join("report.json")).unwrap();
    assert!(report.contains("register.csv"), "{report}");
    assert!(said.err.contains("left out"), "{}", said.err);
}
