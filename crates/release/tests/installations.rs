//! Monitors, their releases and the pointer to the live one.

mod fictional;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use cells::{Cell, Status};
use fictional::{ByAddress, full_draft};
use jiff::Timestamp;
use release::{Action, Installation, InstallationError, Release, WithoutReadings};

const MONITOR: &str = "waterland-fictief";

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(1_795_392_000 + day * 86_400).unwrap()
}

/// An installation with three releases, none of them live.
fn installation(folder: &Path) -> (Installation, Vec<String>) {
    let installation = Installation::create(&folder.join("installation")).unwrap();
    let ids = (0..3)
        .map(|number| {
            let path = folder.join(format!("release-{number}"));
            let mut draft = full_draft();
            draft.blocks[0].cells[number].2 = Cell::missing(Status::NotApplicable);
            draft.write(&ByAddress, &path, "2026-11-23").unwrap();
            installation.add(&path).unwrap().id
        })
        .collect();
    (installation, ids)
}

fn live_folder(installation: &Installation) -> PathBuf {
    let live = installation.live(MONITOR).unwrap().unwrap();
    installation.release_folder(MONITOR, &live).unwrap()
}

#[test]
fn a_release_is_added_published_and_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    assert_eq!(installation.monitors().unwrap(), [MONITOR]);
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(installation.releases(MONITOR).unwrap(), sorted);
    assert_eq!(installation.live(MONITOR).unwrap(), None);
    assert!(installation.open_live(MONITOR).unwrap().is_none());

    for (day, id) in (0..).zip(&ids) {
        installation.publish(MONITOR, id, at(day)).unwrap();
        assert_eq!(installation.open_live(MONITOR).unwrap().unwrap().manifest.id, *id);
    }
    assert_eq!(installation.rollback(MONITOR, at(4)).unwrap().release, ids[1]);
    assert_eq!(installation.live(MONITOR).unwrap().as_ref(), Some(&ids[1]));
    assert_eq!(installation.rollback(MONITOR, at(5)).unwrap().release, ids[0]);
    let error = installation.rollback(MONITOR, at(6)).unwrap_err();
    assert!(matches!(error, InstallationError::NothingBefore { .. }), "{error}");
    assert_eq!(installation.live(MONITOR).unwrap().as_ref(), Some(&ids[0]));

    let history = installation.history(MONITOR).unwrap();
    let actions: Vec<_> = history.iter().map(|change| change.action).collect();
    let (publish, rollback) = (Action::Publish, Action::Rollback);
    assert_eq!(actions, [publish, publish, publish, rollback, rollback]);
    assert_eq!(history[0].before, None);
    assert_eq!(history[3].before.as_ref(), Some(&ids[2]));
    assert_eq!(history[3].at, at(4));
    // After a rollback, a new release can be published and taken back again.
    installation.publish(MONITOR, &ids[2], at(7)).unwrap();
    assert_eq!(installation.rollback(MONITOR, at(8)).unwrap().release, ids[0]);
}

#[test]
fn a_damaged_release_is_not_added_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::create(&folder.path().join("installation")).unwrap();
    let path = folder.path().join("release");
    full_draft().write(&ByAddress, &path, "2026-11-23").unwrap();
    let cells = path.join("cells/huurders.parquet");
    let mut bytes = fs::read(&cells).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&cells, bytes).unwrap();
    let error = installation.add(&path).unwrap_err();
    assert!(error.to_string().contains("cells/huurders.parquet: is not as it was written"), "{error}");
    let releases = installation.root().join("monitors").join(MONITOR).join("releases");
    assert_eq!(fs::read_dir(releases).unwrap().count(), 0);
}

#[test]
fn adding_a_release_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    let again = installation.add(&folder.path().join("release-1")).unwrap();
    assert_eq!(again.id, ids[1]);
    assert_eq!(installation.releases(MONITOR).unwrap().len(), 3);
}

#[test]
fn only_a_release_that_is_there_and_opens_becomes_live() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    installation.publish(MONITOR, &ids[0], at(0)).unwrap();
    let error = installation.publish(MONITOR, "0123456789abcdef", at(1)).unwrap_err();
    assert!(error.to_string().contains(&ids[0]), "says which there are: {error}");
    for id in ["", "..", "../releases", "."] {
        assert!(matches!(installation.publish(MONITOR, id, at(1)), Err(InstallationError::NoRelease { .. })));
        assert!(matches!(installation.live(id), Err(InstallationError::NoMonitor { .. })));
    }
    let columns = installation.release_folder(MONITOR, &ids[1]).unwrap().join("cube/columns.bin");
    fs::write(&columns, "cut").unwrap();
    assert!(matches!(installation.publish(MONITOR, &ids[1], at(1)), Err(InstallationError::Open(_))));
    assert_eq!(installation.live(MONITOR).unwrap().as_ref(), Some(&ids[0]));
    assert_eq!(installation.history(MONITOR).unwrap().len(), 1);
}

#[test]
fn readers_see_one_release_or_the_other_while_the_pointer_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    installation.publish(MONITOR, &ids[0], at(0)).unwrap();
    let done = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = std::collections::BTreeSet::new();
                    while !done.load(Ordering::Relaxed) {
                        let release = Release::open(&live_folder(&installation)).unwrap();
                        assert!(ids.contains(&release.manifest.id));
                        seen.insert(release.manifest.id);
                    }
                    seen
                })
            })
            .collect();
        let writers: Vec<_> = (0..2)
            .map(|writer| {
                let (installation, ids) = (&installation, &ids);
                scope.spawn(move || {
                    for (day, round) in (0..20).zip(writer..) {
                        installation.publish(MONITOR, &ids[round % 3], at(day)).unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect::<std::collections::BTreeSet<_>>()
    });
    assert!(!seen.is_empty());
    let history = installation.history(MONITOR).unwrap();
    assert_eq!(history.len(), 41, "no change was lost");
    for pair in history.windows(2) {
        assert_eq!(pair[1].before.as_ref(), Some(&pair[0].release), "every change follows on the one before");
    }
    assert_eq!(installation.live(MONITOR).unwrap(), history.last().map(|change| change.release.clone()));
}

#[test]
fn a_pointer_that_says_something_else_is_named_and_mended_by_publishing() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    fs::write(installation.root().join("monitors").join(MONITOR).join("live"), "../../etc\n").unwrap();
    let error = installation.live(MONITOR).unwrap_err();
    assert!(error.to_string().contains("live: must hold the id"), "{error}");
    installation.publish(MONITOR, &ids[0], at(0)).unwrap();
    assert_eq!(installation.live(MONITOR).unwrap().as_ref(), Some(&ids[0]));
}

#[test]
fn several_monitors_stand_side_by_side_by_path_or_host() {
    let folder = tempfile::tempdir().unwrap();
    let (installation, ids) = installation(folder.path());
    let other = folder.path().join("other");
    let mut draft = full_draft();
    draft.definition.monitor.id = "bergland-fictief".to_owned();
    draft.write(&WithoutReadings, &other, "2026-11-23").unwrap();
    let id = installation.add(&other).unwrap().id;
    installation.publish("bergland-fictief", &id, at(0)).unwrap();
    installation.publish(MONITOR, &ids[2], at(0)).unwrap();
    assert_eq!(installation.monitors().unwrap(), ["bergland-fictief", MONITOR]);
    assert_eq!(installation.live("bergland-fictief").unwrap(), Some(id));

    let settings = installation.root().join("installation.toml");
    let text = "[[monitor]]\nid = \"bergland-fictief\"\npath = \"berg\"\n\n[[monitor]]\nid = \"waterland-fictief\"\nhost = \"water.example\"\n";
    fs::write(&settings, text).unwrap();
    let opened = Installation::open(installation.root()).unwrap();
    assert_eq!(opened.addresses()[0].path.as_deref(), Some("berg"));
    assert_eq!(opened.addresses()[1].host.as_deref(), Some("water.example"));
}

#[test]
fn settings_that_cannot_be_right_are_refused_with_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("installation");
    Installation::create(&root).unwrap();
    for (text, expected) in [
        ("[[monitor]]\nid = \"a\"", "needs a `path`"),
        ("[[monitor]]\nid = \"a\"\npath = \"/a\"", "no slash"),
        ("[[monitor]]\nid = \"a\"\nhost = \"a.nl:80\"", "without port"),
        ("[[monitor]]\nid = \"a\"\npath = \"a\"\n[[monitor]]\nid = \"a\"\npath = \"b\"", "there twice"),
        ("[[monitor]]\nid = \"a\"\npath = \"a\"\n[[monitor]]\nid = \"b\"\npath = \"a\"", "the same path"),
        ("[[monitor]]\nid = \"a\"\npaht = \"a\"", "unknown field `paht`"),
    ] {
        fs::write(root.join("installation.toml"), text).unwrap();
        let error = Installation::open(&root).unwrap_err().to_string();
        assert!(error.contains("installation.toml") && error.contains(expected), "{error}");
    }
}

#[test]
fn a_folder_with_something_else_is_no_installation() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "keep me").unwrap();
    assert!(matches!(Installation::create(folder.path()), Err(InstallationError::NotEmpty { .. })));
    assert!(matches!(Installation::open(folder.path()), Err(InstallationError::NoInstallation { .. })));
}
