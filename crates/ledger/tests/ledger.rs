//! What is out stays out: the ledger is only ever added to, and notices when it was not.

use std::fs;
use std::path::Path;

use cells::Period;
use ledger::{Ledger, LedgerError, ReleaseEntry};

fn release(id: &str, withdrawn: bool, on: &str) -> ReleaseEntry {
    ReleaseEntry { id: id.to_owned(), path: format!("../releases/{id}").into(), withdrawn, on: on.to_owned() }
}

fn with_table(folder: &Path, rows: &str) -> Result<Ledger, LedgerError> {
    let table = folder.join("statline.csv");
    fs::write(&table, format!("area,quantity,category,period,value\n{rows}")).unwrap();
    let folder = folder.join("ledger");
    let mut ledger = if folder.exists() { Ledger::open(&folder) } else { Ledger::begin(&folder) }?;
    ledger.add_external("StatLine", &table)?;
    Ok(ledger)
}

#[test]
fn a_release_that_was_withdrawn_still_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::begin(folder.path()).unwrap();
    ledger.add_release(release("a", false, "2026-01-01")).unwrap();
    ledger.add_release(release("b", false, "2026-02-01")).unwrap();
    ledger.add_release(release("a", true, "2026-03-01")).unwrap();
    let opened = Ledger::open(folder.path()).unwrap();
    assert_eq!(opened.entries().len(), 3);
    let releases = opened.releases();
    let found: Vec<(&str, bool)> = releases.iter().map(|release| (release.id.as_str(), release.withdrawn)).collect();
    assert_eq!(found, [("a", true), ("b", false)]);
}

#[test]
fn a_line_that_was_changed_or_taken_out_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::begin(folder.path()).unwrap();
    for id in ["a", "b", "c"] {
        ledger.add_release(release(id, false, "2026-01-01")).unwrap();
    }
    let path = folder.path().join("ledger.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"a\"", "\"x\"")).unwrap();
    assert!(matches!(Ledger::open(folder.path()), Err(LedgerError::Changed { line: 2, .. })));
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(1);
    let without_second = lines.join("\n");
    fs::write(&path, without_second).unwrap();
    assert!(matches!(Ledger::open(folder.path()), Err(LedgerError::Changed { line: 2, .. })));
}

#[test]
fn a_line_written_by_hand_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"kind":"release","id":"a","path":"r","withdrawn":false,"on":"2026-01-01"}"#;
    fs::write(folder.path().join("ledger.jsonl"), format!("{line}\n")).unwrap();
    assert_eq!(Ledger::open(folder.path()).unwrap().releases()[0].id, "a");
    fs::write(folder.path().join("ledger.jsonl"), "{\"kind\":\"gossip\"}\n").unwrap();
    let error = Ledger::open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("line 1") && error.contains("gossip"), "{error}");
}

#[test]
fn a_table_of_others_is_copied_and_its_hash_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = with_table(folder.path(), "GM0344,universe:inwoners,polen,2023,1234\n").unwrap();
    let table = ledger.externals().next().unwrap().clone();
    let rows = ledger.rows(&table).unwrap();
    assert_eq!((rows[0].period, rows[0].value, rows[0].category.as_str()), (Period(2023), 1234, "polen"));
    fs::write(ledger.path_of(&table.file), "other").unwrap();
    assert!(matches!(ledger.rows(&table), Err(LedgerError::OtherTable { .. })));
}

#[test]
fn a_table_that_cannot_be_read_is_not_added() {
    let folder = tempfile::tempdir().unwrap();
    let error = with_table(folder.path(), "GM0344,universe:inwoners,total,2023,about 5\n").unwrap_err().to_string();
    assert!(error.contains("row 2") && error.contains("whole number"), "{error}");
    assert!(!error.contains("about"), "no value is told: {error}");
    let error = with_table(folder.path(), "GM0344,inwoners,total,2023,5\n").unwrap_err().to_string();
    assert!(error.contains("universe:ID"), "{error}");
    assert!(Ledger::open(&folder.path().join("ledger")).unwrap().entries().is_empty());
}

#[test]
fn a_ledger_is_begun_once_and_never_by_a_wrong_path() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("ledgr");
    assert!(matches!(Ledger::open(&nowhere), Err(LedgerError::NoLedger { .. })));
    Ledger::begin(folder.path()).unwrap().add_release(release("a", false, "2026-01-01")).unwrap();
    assert!(matches!(Ledger::begin(folder.path()), Err(LedgerError::Begun { .. })));
    assert_eq!(Ledger::open(folder.path()).unwrap().entries().len(), 1);
}
