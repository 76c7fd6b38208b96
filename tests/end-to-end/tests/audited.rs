//! A release is attacked before it stands: what was protected withstands, and evidence that is taken away is missed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use cells::{CategoryIx, Level, Period};
use end_to_end::{Said, towns, wijkmonitor};
use release::Release;

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Said {
    wijkmonitor(words.into_iter().map(OsStr::new))
}

/// What a command said that refused.
fn refused(said: Said) -> String {
    assert!(!said.success, "{}", said.out);
    said.err
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

#[test]
fn a_release_stands_only_when_the_auditor_has_no_objection() {
    let work = tempfile::tempdir().unwrap();
    let of = |name: &str| path(work.path(), name);
    let (registers, counts, ledger, report, release) =
        (of("registers"), of("counts"), of("ledger"), of("report"), of("release"));
    let definition = towns(work.path()).to_string_lossy().into_owned();
    let _ = words(["synth", &registers, "--persons", "600000", "--years", "2023..2023", "--seed", "3"]).well();
    let build = |out: &str| {
        let fixed = ["build", &definition, "--input", &registers, "--date", "2026-01-01", "--out", out];
        let more = ["--years", "2023", "--counts", &counts, "--ledger", &ledger, "--report", &report];
        words(fixed.into_iter().chain(more))
    };

    // Without a ledger nobody knows what is out: there is no release, and the counting has not begun.
    let said = refused(build(&release));
    assert!(said.contains("wijkmonitor ledger begin"), "{said}");
    assert!(!Path::new(&release).exists() && !Path::new(&counts).exists());

    let _ = words(["ledger", "begin", &ledger]).well();
    let _ = build(&release).well();
    let page = fs::read_to_string(Path::new(&report).join("audit.html")).unwrap();
    assert!(page.contains("minder dan 10") && page.contains("fewer than 10"), "the guarantee stands in the report");
    assert!(Path::new(&report).join("audit.xlsx").is_file());

    // The same release again, from the counts that were kept: no table of residents is read.
    fs::remove_file(Path::new(&registers).join("gbapersoontab_2023.parquet")).unwrap();
    let again = of("again");
    let _ = build(&again).well();
    let manifest = |release: &str| fs::read_to_string(Path::new(release).join("manifest.json")).unwrap();
    assert_eq!(manifest(&release), manifest(&again));

    // Once it is out, it is remembered.
    let _ = words(["ledger", "add-release", &ledger, &release]).well();
    let listed = words(["ledger", "list", &ledger]).well().out;
    assert!(listed.contains("release") && listed.contains("1 entries"), "{listed}");
    let audit = |more: &[&str]| {
        let fixed = ["audit", &release, "--ledger", &ledger, "--truth", &counts, "--report", &report];
        words(fixed.into_iter().chain(["--sample", "0", "--municipalities", "0"]).chain(more.iter().copied()))
    };
    let _ = audit(&[]).well();

    // The evidence of another year is no evidence: every hidden count is named, and no count is told.
    let other = of("other");
    let _ = words(["synth", &of("registers-2"), "--persons", "600000", "--years", "2023..2023", "--seed", "4"]).well();
    let (input, other_release) = (of("registers-2"), of("other-release"));
    let fixed = ["build", &definition, "--input", &input, "--date", "2026-01-01", "--out", &other_release];
    let _ = words(fixed.into_iter().chain(["--counts", &other])).well();
    let said = refused(audit(&["--witnesses", &other]));
    assert!(said.contains("must not be published") && said.contains("witness"), "{said}");
}

/// What the incumbent had to give up: all levels at once, and nobody can be found.
#[test]
fn buurten_are_published_together_with_their_wijken_and_gemeenten() {
    let work = tempfile::tempdir().unwrap();
    let of = |name: &str| path(work.path(), name);
    let (registers, ledger, report, release) = (of("registers"), of("ledger"), of("report"), of("release"));
    let _ = words(["synth", &registers, "--persons", "600000", "--years", "2023..2023", "--seed", "6"]).well();
    let _ = words(["ledger", "begin", &ledger]).well();
    let fixed = ["build", "monitors/zomerland", "--input", &registers, "--date", "2026-01-01", "--out", &release];
    let _ = words(fixed.into_iter().chain(["--ledger", &ledger, "--report", &report])).well();

    let release = Release::open(Path::new(&release)).unwrap();
    let shown = |indicator: &str, level: Level, category: CategoryIx| {
        let ix = release.definition.find_indicator(indicator).unwrap();
        let slice = release.cube.slice(ix, Period(2023), level).unwrap();
        slice.dense().filter(|(_, of, cell)| *of == category && cell.is_published()).count()
    };
    let group = release.definition.find_category("geen-migratieachtergrond").unwrap();
    for (level, fewest) in [(Level::Municipality, 10), (Level::District, 100), (Level::Neighbourhood, 300)] {
        let all = shown("werk", level, CategoryIx::TOTAL);
        assert!(all >= fewest, "{level:?}: {all} areas with a figure of work");
        assert!(shown("inwoners", level, group) >= fewest / 2, "{level:?}: residents of a group");
    }
    assert!(shown("werk", Level::District, group) >= 50, "work of a group in districts");
}
