//! The fictional province from nothing to pages: nobody can be counted on the fingers of two hands, and the same seed gives
//! the same bytes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Float64Type, UInt32Type};
use cells::{CategoryIx, Cell, Level, Status};
use end_to_end::{Said, Served, root, towns, wijkmonitor};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use release::Release;
use tempfile::TempDir;

const FEWEST: u32 = 10;

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Said {
    wijkmonitor(words.into_iter().map(OsStr::new))
}

/// 600,000 people in three years, made once for all tests: their registers and the release.
fn province() -> &'static (TempDir, PathBuf, PathBuf) {
    static PROVINCE: OnceLock<(TempDir, PathBuf, PathBuf)> = OnceLock::new();
    PROVINCE.get_or_init(|| {
        let work = tempfile::tempdir().unwrap();
        let (registers, release) = (work.path().join("registers"), work.path().join("release"));
        synth(&registers);
        let _ = build(&towns(work.path()).to_string_lossy(), &registers, &release).well();
        (work, registers, release)
    })
}

fn synth(out: &Path) {
    let out = out.to_string_lossy();
    let _ = words(["synth", &out, "--persons", "600000", "--years", "2019..2021", "--seed", "7"]).well();
}

fn build(definition: &str, registers: &Path, release: &Path) -> Said {
    let (input, out) = (registers.to_string_lossy(), release.to_string_lossy());
    words(["build", definition, "--input", &input, "--out", &out, "--date", "2026-01-01"])
}

/// What is too small to publish in a cell.
fn too_small(cell: &Cell, part_of_a_whole: bool) -> bool {
    // What is left beside a rounded part of a rounded whole can be as many as this.
    let rest = match (cell.numerator, cell.denominator) {
        (Some(some), Some(of)) if part_of_a_whole => Some(of.highest().saturating_sub(some.lowest())),
        _ => None,
    };
    let (some, of) = (cell.numerator.map(|count| count.value), cell.denominator.map(|count| count.value));
    [some, of, rest].into_iter().flatten().any(|count| count < FEWEST)
}

#[test]
fn no_small_count_is_in_the_cube() {
    let (_, _, folder) = province();
    let _ = words(["verify", &folder.to_string_lossy()]).well();
    let release = Release::open(folder).unwrap();
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    for slice in release.cube.slices() {
        let indicator = release.definition.indicator(slice.indicator());
        for (place, category, cell) in slice.dense() {
            *statuses.entry(format!("{:?}", cell.status)).or_default() += 1;
            let at = (&indicator.id, slice.period(), release.places.get(place).code, category);
            if cell.status == Status::Published {
                assert!(!too_small(&cell, indicator.measure.is_rate()), "{at:?} rests on few");
            } else {
                assert_eq!((cell.numerator, cell.value), (None, None), "{at:?}");
                assert!(cell.denominator.is_none_or(|count| count.value >= FEWEST), "{at:?} rests on few");
            }
        }
    }
    // Twelve municipalities with 600,000 people: much is shown, and much is too small.
    assert!(statuses["Published"] > 2_000, "{statuses:?}");
    assert!(statuses["Small"] > 2_000, "{statuses:?}");
    let categories: Vec<CategoryIx> = release.definition.categories().map(|(category, ..)| category).collect();
    let inwoners = release.definition.find_indicator("inwoners").unwrap();
    let country = release.cube.slice(inwoners, cells::Period(2021), Level::Country).unwrap();
    assert!(categories.iter().all(|category| country.categories().contains(category)), "all four breakdowns are there");
}

#[test]
fn no_small_count_is_in_the_tables_for_others() {
    let (_, _, folder) = province();
    let definition = Release::open(folder).unwrap().definition;
    let mut published = 0;
    for indicator in &definition.indicators {
        let path = folder.join(format!("cells/{}.parquet", indicator.id));
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
        for batch in reader {
            let batch = batch.unwrap();
            let count = |name: &str| batch.column_by_name(name).unwrap().as_primitive::<UInt32Type>().clone();
            let (some, of) = (count("numerator"), count("denominator"));
            let values = batch.column_by_name("value").unwrap().as_primitive::<Float64Type>();
            for row in 0..batch.num_rows() {
                let get = |counts: &arrow::array::UInt32Array| counts.is_valid(row).then(|| counts.value(row));
                let (some, of) = (get(&some), get(&of));
                for count in [some, of].into_iter().flatten() {
                    assert!(count >= FEWEST, "{}, row {row}: a small count", indicator.id);
                }
                published += usize::from(values.is_valid(row));
            }
        }
    }
    assert!(published > 2_000, "{published} figures");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (_, _, first) = province();
    let work = tempfile::tempdir().unwrap();
    let (registers, second) = (work.path().join("registers"), work.path().join("release"));
    synth(&registers);
    let _ = build(&towns(work.path()).to_string_lossy(), &registers, &second).well();
    let manifest = |folder: &Path| fs::read_to_string(folder.join("manifest.json")).unwrap();
    assert_eq!(manifest(first), manifest(&second));
}

#[test]
fn people_who_exist_are_refused_before_anything_is_counted() {
    let (_, registers, _) = province();
    let work = tempfile::tempdir().unwrap();
    let out = work.path().join("release");
    let said = build("monitors/kis", registers, &out);
    assert!(!said.success);
    assert!(said.err.contains("`kis` is about people who exist") && said.err.contains("--ledger"), "{}", said.err);
    assert!(!out.exists(), "nothing is left");
}

#[test]
fn tables_that_are_not_there_are_named() {
    let work = tempfile::tempdir().unwrap();
    let said = build("monitors/zomerland", work.path(), &work.path().join("release"));
    assert!(!said.success);
    assert!(said.err.contains("gbapersoontab_{year}"), "{}", said.err);
    let said = words(["build", "monitors/zomerland", "--out", &work.path().join("release").to_string_lossy()]);
    assert!(said.err.contains("give --input"), "{}", said.err);
    let said = words(["synth", &work.path().join("x").to_string_lossy(), "--years", "2014,2020"]);
    assert!(said.err.contains("without a gap"), "{}", said.err);
}

#[test]
fn its_pages_say_that_the_figures_are_invented_and_never_speak_of_a_real_country() {
    let (_, _, folder) = province();
    let release = Release::open(folder).unwrap();
    let municipality = release.places.iter().find(|(_, place)| place.level() == Level::Municipality).unwrap().1;
    let site = Served::start(&[folder]);
    for path in [
        "/".to_owned(),
        "/gebied/NL00".to_owned(),
        format!("/gebied/{}", municipality.code),
        format!("/indicator/werk?gebied={}&achtergrond=geen-migratieachtergrond", municipality.code),
        "/indicatoren".to_owned(),
        "/en/gebied/NL00".to_owned(),
    ] {
        let page = site.page(&path);
        assert!(page.contains("erzonnen") || page.contains("nvented"), "{path} has no banner");
    }
    let page = site.page("/gebied/NL00");
    assert!(page.contains("<h1") && page.contains("Zomerland"));
    assert!(!page.contains("heel Nederland") && !page.contains("de rest van Nederland"), "{page}");
    let protection = site.page("/uitleg/bescherming");
    assert!(protection.contains("altijd nog 0 zijn"), "{protection}");
}

#[test]
fn raw_counts_are_for_their_owner_alone() {
    let (_, registers, _) = province();
    let work = tempfile::tempdir().unwrap();
    let out = work.path().join("counts");
    let (input, counts) = (registers.to_string_lossy(), out.to_string_lossy());
    let said = words(["tabulate", "monitors/kis", "--input", &input, "--out", &counts, "--years", "2021"]).well();
    assert!(said.out.contains("CONFIDENTIAL"), "{}", said.out);
    assert!(out.join("2021/manifest.json").is_file() && out.join("CONFIDENTIAL.txt").is_file());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert!(root().join("monitors/zomerland/monitor.toml").is_file());
}
