//! The walls of the house that hold protection up: what serves and publishes cannot name what is confidential.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Rooms that see people or raw counts.
const CONFIDENTIAL: [&str; 5] = ["counts", "microdata", "tabulate", "cluster", "protect"];
/// Rooms that serve, draw, read or publish.
const PUBLIC: [&str; 8] = ["site", "ask", "report", "charts", "insight", "release", "opendata", "geography"];
/// The rooms that may use raw counts: those that count and protect, and the commands.
const MAY_COUNT: [&str; 5] = ["tabulate", "cluster", "protect", "audit", "wijkmonitor"];
/// Rooms whose tests make up raw counts and protect them, because nothing else makes protected ones.
const MAY_COUNT_IN_TESTS: [&str; 1] = ["figures"];

/// Each crate of the workspace with the crates of the workspace that it uses, for tests and at build time included.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    rooms_with(true)
}

/// The same; `tests` says whether what only tests use is included.
fn rooms_with(tests: bool) -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &serde_json::Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let inside = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|d| d.get("path").is_some() && (tests || d["kind"] != "dev"));
            (name(package), inside.map(name).collect())
        })
        .collect()
}

/// Everything that a room uses, directly or through others.
fn reach(rooms: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(room) = open.pop() {
        for below in rooms.get(&room).into_iter().flatten() {
            if found.insert(below.clone()) {
                open.push(below.clone());
            }
        }
    }
    found
}

#[test]
fn no_room_that_serves_or_publishes_can_name_people_or_raw_counts() {
    let rooms = rooms();
    for public in PUBLIC {
        assert!(rooms.contains_key(public), "there is no crate {public}");
        let found = reach(&rooms, public);
        let through: Vec<&str> = CONFIDENTIAL.into_iter().filter(|room| found.contains(*room)).collect();
        assert!(through.is_empty(), "{public} reaches {through:?}");
    }
}

#[test]
fn only_rooms_that_count_or_protect_use_raw_counts() {
    let rooms = rooms();
    assert!(rooms["tabulate"].contains("counts"), "the test sees who uses what");
    for (room, below) in &rooms {
        let may = [&MAY_COUNT[..], &MAY_COUNT_IN_TESTS].concat();
        assert!(!below.contains("counts") || may.contains(&room.as_str()), "{room} uses raw counts");
    }
    for (room, below) in rooms_with(false) {
        assert!(
            !below.contains("counts") || MAY_COUNT.contains(&room.as_str()),
            "{room} uses raw counts outside tests"
        );
    }
}

#[test]
fn the_auditor_shares_no_code_with_the_room_it_attacks() {
    let found = reach(&rooms_with(false), "audit");
    let through: Vec<&str> =
        ["protect", "figures", "tabulate"].into_iter().filter(|room| found.contains(*room)).collect();
    assert!(found.contains("release") && through.is_empty(), "audit reaches {through:?}");
}
