//! The confidential folder: what was counted comes back, and nothing half-written or damaged does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cells::{AreaCode, Level, Period, Vintage};
use counts::{
    AreaTable, CountsError, Draft, LeafSet, Leaves, Provenance, Quantity, QuantityKind, RawCounts, open, years,
};
use definition::Unit;

/// Two neighbourhoods in one district and one in another municipality; two backgrounds; a count and a sum.
fn counts(period: u16) -> RawCounts {
    let code = |text: &str| text.parse::<AreaCode>().unwrap();
    let row = |b: &str, w: &str, g: &str| (code(b), code(w), code(g));
    let areas = AreaTable::new([
        row("BU99010101", "WK990101", "GM9901"),
        row("BU99010102", "WK990101", "GM9901"),
        row("BU99020201", "WK990202", "GM9902"),
    ])
    .unwrap();
    let leaves = Leaves {
        attributes: vec!["herkomst".to_owned()],
        rows: vec![vec![Some("nederland".to_owned())], vec![Some("polen".to_owned())]],
    };
    let quantities = vec![
        Quantity { unit: Unit::Persons, kind: QuantityKind::Universe("inwoners".to_owned()) },
        Quantity { unit: Unit::Persons, kind: QuantityKind::Sum("schuld".to_owned()) },
    ];
    // A sum may be negative and large.
    let values = vec![vec![(0, 7), (1, 1), (3, 12), (4, 5)], vec![(0, -9_000_000_000), (5, 3)]];
    RawCounts::new(Period(period), Vintage(period), areas, leaves, quantities, values)
}

fn polish(counts: &RawCounts) -> LeafSet {
    counts.leaves().where_values(&BTreeMap::from([("herkomst".to_owned(), vec!["polen".to_owned()])]))
}

fn written(folder: &Path, period: u16) {
    let mut draft = Draft::begin(folder).unwrap();
    draft.add(&counts(period), &Provenance::default()).unwrap();
    draft.commit("test").unwrap();
}

#[test]
fn counts_add_up_over_areas_and_backgrounds() {
    let counts = counts(2023);
    let inwoners = counts.universe("inwoners").unwrap();
    let everybody = counts.leaves().everybody();
    assert_eq!(counts.by_area(inwoners, Level::Neighbourhood, &everybody), [8, 12, 5]);
    assert_eq!(counts.by_area(inwoners, Level::Municipality, &everybody), [20, 5]);
    assert_eq!(counts.by_area(inwoners, Level::Country, &everybody), [25]);
    assert_eq!(counts.by_area(inwoners, Level::District, &polish(&counts)), [13, 0]);
    assert_eq!(counts.table(inwoners, Level::District), [7, 13, 5, 0]);
    assert_eq!(counts.sum(inwoners, [0, 2], &everybody), 13);
    assert_eq!(counts.sum(counts.numerator("schuld").unwrap(), 0..3, &everybody), -8_999_999_997);
    assert_eq!(counts.numerator("werk"), None);
}

#[test]
fn what_is_written_comes_back_the_same_and_who_did_it_is_logged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    written(&path, 2022);
    written(&path, 2023);
    assert_eq!(years(&path).unwrap(), [Period(2022), Period(2023)]);
    let (found, manifest) = open(&path, Period(2023), "protect").unwrap();
    assert!(found == counts(2023));
    assert_eq!(manifest.neighbourhoods, 3);
    let log = fs::read_to_string(path.join("log.jsonl")).unwrap();
    let lines: Vec<counts::LogEntry> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> = lines.iter().map(|line| (line.action.as_str(), line.period.0, line.purpose.as_str())).collect();
    assert_eq!(said, [("wrote", 2022, "test"), ("wrote", 2023, "test"), ("opened", 2023, "protect")]);
    assert!(lines.iter().all(|line| !line.user.is_empty() && !line.host.is_empty()));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    written(&path, 2023);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    assert_eq!(mode(&path.join("2023")), 0o700);
    for name in ["manifest.json", "areas.parquet", "counts.parquet"] {
        assert_eq!(mode(&path.join("2023").join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(&path.join("log.jsonl")), 0o600);
    assert!(fs::read_to_string(path.join("CONFIDENTIAL.txt")).unwrap().contains("Do not publish"));
}

#[test]
fn without_a_commit_nothing_remains_and_earlier_counts_stay() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh");
    let mut draft = Draft::begin(&fresh).unwrap();
    draft.add(&counts(2023), &Provenance::default()).unwrap();
    drop(draft);
    assert!(!fresh.exists());

    let path = folder.path().join("counts");
    written(&path, 2023);
    let before = fs::read(path.join("2023/manifest.json")).unwrap();
    let mut draft = Draft::begin(&path).unwrap();
    draft.add(&counts(2023), &Provenance { engine: "another".to_owned(), ..Provenance::default() }).unwrap();
    drop(draft);
    assert_eq!(fs::read(path.join("2023/manifest.json")).unwrap(), before);
    let names: Vec<String> =
        fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
}

#[test]
fn what_a_killed_process_left_behind_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    written(&path, 2023);
    // No process has this number: it is above the largest of Linux.
    fs::create_dir(path.join(".draft-99999999")).unwrap();
    written(&path, 2022);
    assert!(!path.join(".draft-99999999").exists());
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.odt"), "…").unwrap();
    let error = Draft::begin(folder.path()).unwrap_err();
    assert!(matches!(error, CountsError::NotOurs { .. }));
    assert!(error.to_string().contains("give an empty or a new folder"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_changed_or_cut_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts");
    for name in ["areas.parquet", "counts.parquet", "manifest.json"] {
        written(&path, 2023);
        let file = path.join("2023").join(name);
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        let error = open(&path, Period(2023), "test").unwrap_err();
        assert!(matches!(error, CountsError::Damaged { .. }), "{name}: {error}");
        assert!(error.to_string().contains(name), "{error}");
    }
    let error = open(&path, Period(2019), "test").unwrap_err().to_string();
    assert!(error.contains("no counts of 2019; there are 2023"), "{error}");
}

#[test]
fn neither_debug_nor_an_error_shows_a_count() {
    let shown = format!("{:?}", counts(2023));
    assert!(shown.contains("neighbourhoods: 3") && !shown.contains("12") && !shown.contains("9000000000"), "{shown}");
}
