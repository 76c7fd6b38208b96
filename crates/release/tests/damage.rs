//! A release that is not whole any more is refused, and the file that is to blame is named.

mod fictional;

use std::fs;
use std::path::Path;

use fictional::{ByAddress, contents, full_draft};
use release::{OpenError, Release, VerifyProblem};
use sha2::{Digest, Sha256};

fn written(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("release");
    full_draft().write(&ByAddress, &path, "2026-11-23").unwrap();
    path
}

fn verify(path: &Path) -> Vec<VerifyProblem> {
    Release::verify(path).expect_err("the damage must be found")
}

#[test]
fn a_release_as_it_was_written_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let report = Release::verify(&path).unwrap();
    assert_eq!(report.files, contents(&path).len() - 1, "all but the manifest");
    assert_eq!(report.slices, 30);
    // Three indicators, two years, twelve places of 2024 (of thirteen), five categories.
    assert_eq!(report.cells, 3 * 2 * 12 * 5);
}

#[test]
fn a_changed_byte_anywhere_is_found_and_its_file_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    for (name, whole) in contents(&path) {
        for at in [0, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(path.join(&name), changed).unwrap();
            let problems = verify(&path);
            assert_eq!(problems.len(), 1, "{name}, byte {at}: {problems:?}");
            assert_eq!(problems[0].file, name);
            // Opening reads all but the columns, the cells and the tiles in full; it must not panic on those.
            let opened = Release::open(&path);
            let mapped = ["cube/columns.bin", "cube/readings.bin", "tiles.pmtiles"];
            let read_in_full = !name.starts_with("cells/") && !mapped.contains(&name.as_str());
            assert!(opened.is_err() || !read_in_full, "{name}, byte {at} was changed, yet it opened");
            if let Ok(release) = opened {
                release.cube.slices().for_each(|slice| assert_eq!(slice.dense().count(), slice.len()));
            }
        }
        fs::write(path.join(&name), whole).unwrap();
    }
    Release::verify(&path).unwrap();
}

#[test]
fn every_byte_of_the_manifest_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let manifest = path.join("manifest.json");
    let whole = fs::read(&manifest).unwrap();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&manifest, changed).unwrap();
        assert!(Release::open(&path).is_err(), "byte {at} ({}) was changed, yet it opened", whole[at] as char);
    }
}

#[test]
fn a_file_cut_short_is_refused_by_name_with_what_to_try() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    for (name, whole) in contents(&path) {
        for length in [0, whole.len() / 2, whole.len() - 1] {
            fs::write(path.join(&name), &whole[..length]).unwrap();
            let error = Release::open(&path).unwrap_err().to_string();
            assert!(error.contains(&name), "{name}: {error}");
            assert!(error.contains("copy the release again"), "{name}: {error}");
            assert_eq!(verify(&path)[0].file, name);
        }
        fs::write(path.join(&name), whole).unwrap();
    }
}

#[test]
fn a_file_that_is_gone_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    for (name, whole) in contents(&path) {
        fs::remove_file(path.join(&name)).unwrap();
        let error = Release::open(&path).unwrap_err();
        assert!(error.to_string().contains(&name), "{name}: {error}");
        assert_eq!(verify(&path)[0].file, name);
        fs::write(path.join(&name), whole).unwrap();
    }
}

#[test]
fn a_file_that_does_not_belong_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    for name in ["notes.txt", "cells/more.parquet", "cube/.hidden"] {
        fs::write(path.join(name), "x").unwrap();
        let problems = verify(&path);
        assert_eq!((problems.len(), problems[0].file.as_str()), (1, name));
        fs::remove_file(path.join(name)).unwrap();
    }
    Release::verify(&path).unwrap();
}

/// Changes a release and seals it again, as someone would who repairs the manifest after tampering.
fn resealed(path: &Path, name: &str, changed: &[u8]) {
    fs::write(path.join(name), changed).unwrap();
    let file = path.join("manifest.json");
    let mut manifest: release::Manifest = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat();
    let json = |manifest: &release::Manifest| {
        let mut text = serde_json::to_vec_pretty(manifest).unwrap();
        text.push(b'\n');
        text
    };
    let record = release::FileRecord { sha256: hex(changed), bytes: changed.len() as u64 };
    manifest.files.insert(name.to_owned(), record);
    let created = std::mem::take(&mut manifest.created);
    manifest.checksum.clear();
    manifest.id.clear();
    let id = hex(&json(&manifest));
    manifest.id.push_str(&id[..16]);
    manifest.created = created;
    manifest.checksum = hex(&json(&manifest));
    fs::write(&file, json(&manifest)).unwrap();
}

#[test]
fn cells_that_differ_between_the_cube_and_the_tables_are_found_even_when_every_hash_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let columns = fs::read(path.join("cube/columns.bin")).unwrap();
    let mut found = std::collections::BTreeSet::new();
    for at in (8..columns.len()).step_by(columns.len() / 40) {
        let mut changed = columns.clone();
        changed[at] ^= 4;
        resealed(&path, "cube/columns.bin", &changed);
        match Release::verify(&path) {
            // Bytes between columns, and counts of cells that have none, are no cells.
            Ok(_) => {}
            Err(problems) => found.extend(problems.into_iter().map(|problem| problem.file)),
        }
    }
    assert!(found.contains("cells/huurders.parquet") && found.contains("cells/inwoners.parquet"), "{found:?}");
    resealed(&path, "cube/columns.bin", &columns);
    Release::verify(&path).unwrap();

    // The table of one indicator in the place of another's.
    let other = fs::read(path.join("cells/inwoners.parquet")).unwrap();
    resealed(&path, "cells/huurders.parquet", &other);
    let problems = verify(&path);
    assert_eq!(problems[0].file, "cells/huurders.parquet");
    assert!(problems[0].problem.contains("row 1, which must be NL00, 2022, total"), "{}", problems[0]);
}

#[test]
fn an_index_that_points_outside_the_columns_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let whole = fs::read_to_string(path.join("cube/index.json")).unwrap();
    let changes: [(&str, &str, &str); 4] = [
        ("\"width\": 1", "\"width\": 3", "3 bytes wide"),
        ("\"at\": 8,", "\"at\": 99999999,", "outside the file"),
        ("\"at\": 8,", "\"at\": 18446744073709551615,", "outside the file"),
        ("\"level\": \"municipality\"", "\"level\": \"country\"", "out of order"),
    ];
    for (from, to, expected) in changes {
        let changed = whole.replacen(from, to, 1);
        assert_ne!(changed, whole, "{from}");
        resealed(&path, "cube/index.json", changed.as_bytes());
        let error = Release::open(&path).unwrap_err();
        assert!(matches!(error, OpenError::Damaged { .. }));
        assert!(error.to_string().contains(expected) && error.to_string().contains("index.json"), "{error}");
    }
}

#[test]
fn another_format_is_refused_with_the_version_that_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path());
    let manifest = path.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap().replacen("\"format\": 3", "\"format\": 4", 1);
    fs::write(&manifest, text).unwrap();
    let error = Release::open(&path).unwrap_err();
    assert!(matches!(error, OpenError::FormatVersion { found: 4, expected: 3, .. }), "{error}");
}

#[test]
fn a_folder_without_a_manifest_is_no_release() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("nowhere")] {
        assert!(matches!(Release::open(&path), Err(OpenError::NoRelease { .. })));
        assert_eq!(verify(&path)[0].file, "manifest.json");
    }
}
