//! The cache: what its manifest may say, what it refuses, and that storing never leaves it half changed.

use std::fs;

use opendata::cache::DATA;
use opendata::{Cache, CacheError, FileFormat, NewFile, Origin};
use tempfile::TempDir;

/// SHA-256 of `abc`, as FIPS 180-2 gives it.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn file(source: &str, part: &str) -> NewFile {
    NewFile {
        source: source.to_owned(),
        part: part.to_owned(),
        format: FileFormat::Csv,
        fetched: Some("2026-01-31".to_owned()),
        address: Some("https://example.org/a.csv".to_owned()),
        etag: Some("\"v1\"".to_owned()),
        modified: None,
        vintage: None,
    }
}

fn with_manifest(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("manifest.toml"), text).unwrap();
    folder
}

fn refused(text: &str) -> String {
    Cache::open(with_manifest(text).path()).unwrap_err().to_string()
}

#[test]
fn a_folder_without_manifest_is_an_empty_cache() {
    let folder = TempDir::new().unwrap();
    let cache = Cache::open(folder.path().join("not-there-yet")).unwrap();
    assert!(cache.entries().is_empty());
    let message = cache.require("kwb-2020", DATA).unwrap_err().to_string();
    assert!(message.contains("source `kwb-2020`, part `data`: not in the cache"), "{message}");
    assert!(message.contains("wijkmonitor fetch"), "{message}");
}

#[test]
fn a_stored_file_lies_under_its_hash_and_is_found_after_opening_again() {
    let folder = TempDir::new().unwrap();
    let mut cache = Cache::open(folder.path()).unwrap();
    let stored = cache.store(file("a", DATA), b"abc").unwrap();
    assert_eq!(stored.path, folder.path().join("objects").join(ABC));

    let again = Cache::open(folder.path()).unwrap();
    let entry = again.require("a", DATA).unwrap();
    assert_eq!(entry.sha256().unwrap(), ABC);
    assert_eq!(entry.read().unwrap(), b"abc");
    assert_eq!((entry.format, entry.fetched.as_deref()), (FileFormat::Csv, Some("2026-01-31")));
    assert_eq!(entry.etag.as_deref(), Some("\"v1\""));
    assert_eq!(entry.origin, Origin::Object);
    let left: Vec<_> = fs::read_dir(folder.path().join("objects")).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(left, [ABC], "nothing else is left among the objects");
}

#[test]
fn a_file_placed_by_hand_is_found_beside_the_manifest_with_its_own_column_names() {
    let folder = with_manifest(
        "[[entry]]\nsource = \"kwb\"\nfile = \"../kwb/selection.csv.gz\"\n[entry.columns]\nAantalInwoners_5 = \"inwoners\"\n",
    );
    let cache = Cache::open(folder.path()).unwrap();
    let entry = cache.find("kwb", DATA).unwrap();
    assert_eq!(entry.format, FileFormat::CsvGz);
    assert_eq!(entry.path, folder.path().join("../kwb/selection.csv.gz"));
    assert_eq!(entry.column("AantalInwoners_5"), "inwoners");
    assert_eq!(entry.column("Codering_3"), "Codering_3");
    let message = cache.require("kwb", DATA).unwrap_err().to_string();
    assert!(message.contains("selection.csv.gz is missing; put the file there"), "{message}");
}

#[test]
fn a_damaged_file_is_refused_by_name_with_what_to_try() {
    let folder = TempDir::new().unwrap();
    let mut cache = Cache::open(folder.path()).unwrap();
    let stored = cache.store(file("a", "area-codes"), b"abc").unwrap();
    fs::write(&stored.path, b"abd").unwrap();
    for error in [
        Cache::open(folder.path()).unwrap().require("a", "area-codes").unwrap().read().unwrap_err(),
        Cache::open(folder.path()).unwrap().require("a", "area-codes").unwrap().sha256().unwrap_err(),
    ] {
        assert!(matches!(&error, CacheError::Damaged(file) if file.stated == ABC));
        let message = error.to_string();
        assert!(message.contains("source `a`, part `area-codes`"), "{message}");
        assert!(message.contains("wijkmonitor fetch"), "{message}");
    }
    fs::remove_file(&stored.path).unwrap();
    let message = cache.require("a", "area-codes").unwrap_err().to_string();
    assert!(message.contains("is missing; run `wijkmonitor fetch`"), "{message}");
}

#[test]
fn a_hand_placed_file_is_compared_with_the_hash_the_manifest_states() {
    let folder = with_manifest(&format!("[[entry]]\nsource = \"a\"\nfile = \"a.csv\"\nsha256 = \"{ABC}\"\n"));
    fs::write(folder.path().join("a.csv"), b"abc").unwrap();
    assert_eq!(Cache::open(folder.path()).unwrap().require("a", DATA).unwrap().read().unwrap(), b"abc");
    fs::write(folder.path().join("a.csv"), b"abcd").unwrap();
    let message = Cache::open(folder.path()).unwrap().require("a", DATA).unwrap().read().unwrap_err().to_string();
    assert!(message.contains("put the right file there, or correct `sha256`"), "{message}");
}

#[test]
fn manifests_that_contradict_themselves_are_refused_with_the_entry() {
    let both = refused(&format!("[[entry]]\nsource = \"a\"\nfile = \"a.csv\"\nobject = \"{ABC}\"\n"));
    assert!(both.contains("entry 1 (source `a`, part `data`): has both `object` and `file`"), "{both}");
    let neither = refused("[[entry]]\nsource = \"a\"\n");
    assert!(neither.contains("neither `object` nor `file`"), "{neither}");
    let twice = refused("[[entry]]\nsource = \"a\"\nfile = \"a.csv\"\n[[entry]]\nsource = \"a\"\nfile = \"b.csv\"\n");
    assert!(twice.contains("entry 2") && twice.contains("twice"), "{twice}");
    let format = refused("[[entry]]\nsource = \"a\"\nfile = \"a.xlsx\"\n");
    assert!(format.contains("add `format = …` with one of odata-v3-json"), "{format}");
    let unknown = refused("[[entry]]\nsource = \"a\"\nfile = \"a.csv\"\ncolour = \"red\"\n");
    assert!(unknown.contains("line 4") && unknown.contains("colour"), "{unknown}");
    let hash = refused("[[entry]]\nsource = \"a\"\nobject = \"../../etc/passwd\"\n");
    assert!(hash.contains("expected a SHA-256"), "{hash}");
}

#[test]
fn storing_keeps_what_another_program_stored_meanwhile_and_the_comment_at_the_top() {
    let folder = with_manifest("# Files of the test team.\n\n[[entry]]\nsource = \"hand\"\nfile = \"hand.csv\"\n");
    let mut one = Cache::open(folder.path()).unwrap();
    let mut other = Cache::open(folder.path()).unwrap();
    one.store(file("one", DATA), b"1").unwrap();
    other.store(file("other", DATA), b"2").unwrap();
    other.store(file("one", DATA), b"abc").unwrap();

    let text = fs::read_to_string(folder.path().join("manifest.toml")).unwrap();
    assert!(text.starts_with("# Files of the test team.\n"), "{text}");
    let cache = Cache::open(folder.path()).unwrap();
    let found: Vec<_> = cache.entries().iter().map(|e| e.source.as_str()).collect();
    assert_eq!(found, ["hand", "one", "other"]);
    assert_eq!(cache.find("hand", DATA).unwrap().origin, Origin::File("hand.csv".to_owned()));
    assert_eq!(cache.require("one", DATA).unwrap().read().unwrap(), b"abc");
}
