//! Plain files, features in pages, and working without the network.

use std::fs;
use std::io::Write;

use opendata::cache::DATA;
use opendata::{FetchOptions, FileFormat, Outcome};
use serde_json::{Value, json};

use super::server::{Asked, Reply};
use super::tables::{Setting, quick, source_file};

const CSV: &str = "\u{feff}\"code\";\"inwoners; totaal\";\"naam\"\n\"GM9901\";\" 1234\";\"Voorbeeldstad\"\n";

fn csv_source(setting: &Setting) -> Value {
    source_file("tabel", "csv", &format!("{}/tabel.csv", setting.server.address), "code", "inwoners; totaal")
}

#[test]
fn a_file_that_the_server_confirms_is_not_sent_again() {
    let setting = Setting::new();
    setting.server.answer(|asked| match asked.headers.get("if-none-match").map(String::as_str) {
        Some("\"v1\"") => Reply::status(304, ""),
        _ => Reply::ok(CSV).with("ETag", "\"v1\""),
    });
    let report = setting.fetch(&[csv_source(&setting)]).unwrap();
    assert_eq!(report.outcome("tabel"), Some(&Outcome::Fetched { rows: 1, pages: 1, resumed_pages: 0 }));
    assert_eq!(setting.text("tabel", DATA), CSV, "byte by byte");
    assert_eq!(setting.fetch(&[csv_source(&setting)]).unwrap().outcome("tabel"), Some(&Outcome::Unchanged));

    setting.server.answer(|_| Reply::ok(CSV.replace("1234", "1235")).with("ETag", "\"v2\""));
    assert!(matches!(setting.fetch(&[csv_source(&setting)]).unwrap().outcome("tabel"), Some(Outcome::Fetched { .. })));
    assert!(setting.text("tabel", DATA).contains("1235"));
    assert_eq!(setting.cache().find("tabel", DATA).unwrap().etag.as_deref(), Some("\"v2\""));
    setting.assert_tidy();
}

#[test]
fn a_damaged_file_in_the_cache_is_fetched_again_in_full() {
    let setting = Setting::new();
    setting.server.answer(|asked| match asked.headers.get("if-none-match") {
        Some(_) => Reply::status(304, ""),
        None => Reply::ok(CSV).with("ETag", "\"v1\""),
    });
    setting.fetch(&[csv_source(&setting)]).unwrap();
    fs::write(setting.cache().find("tabel", DATA).unwrap().path, "half").unwrap();
    setting.fetch(&[csv_source(&setting)]).unwrap();
    assert_eq!(setting.text("tabel", DATA), CSV);
}

#[test]
fn a_column_that_the_file_does_not_have_is_named_also_when_the_file_did_not_change() {
    let setting = Setting::new();
    setting.server.answer(|asked| match asked.headers.get("if-none-match") {
        Some(_) => Reply::status(304, ""),
        None => Reply::ok(CSV).with("ETag", "\"v1\""),
    });
    setting.fetch(&[csv_source(&setting)]).unwrap();
    let address = format!("{}/tabel.csv", setting.server.address);
    let message = setting.fetch(&[source_file("tabel", "csv", &address, "code", "inwoners")]).unwrap_err().to_string();
    assert!(
        message.contains("no column `inwoners` (figure of `inwoners`); nearest there: `inwoners; totaal`"),
        "{message}"
    );
    assert_eq!(setting.text("tabel", DATA), CSV);
}

#[test]
fn a_page_instead_of_a_table_is_refused() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::ok("<!doctype html><title>Aanmelden</title>"));
    let message = setting.fetch(&[csv_source(&setting)]).unwrap_err().to_string();
    assert!(message.contains("expected CSV, found a page: “<!doctype html><title>Aanmelden</title>”"), "{message}");
}

#[test]
fn a_compressed_table_is_kept_as_it_is_and_half_of_one_refused() {
    let setting = Setting::new();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all("code,inwoners\nGM9901,1234\n".repeat(50).as_bytes()).unwrap();
    let bytes = encoder.finish().unwrap();
    let source = source_file("gz", "csv", &format!("{}/tabel.csv.gz?v=2", setting.server.address), "code", "inwoners");
    let sent = bytes.clone();
    setting.server.answer(move |_| Reply::ok(sent.clone()).half());
    let message = setting.fetch(std::slice::from_ref(&source)).unwrap_err().to_string();
    assert!(message.contains("expected a file compressed with gzip"), "{message}");

    let sent = bytes.clone();
    setting.server.answer(move |_| Reply::ok(sent.clone()));
    setting.fetch(&[source]).unwrap();
    let entry = setting.cache().require("gz", DATA).unwrap();
    assert_eq!((entry.format, entry.read().unwrap()), (FileFormat::CsvGz, bytes));
}

#[test]
fn a_json_file_by_code_is_kept_as_it_is() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::ok(r#"{"GM9901":{"KL16":"6"},"GM9902":{"KL16":"5","KL14":"5"}}"#));
    let address = format!("{}/klassen.json", setting.server.address);
    let report = setting.fetch(&[source_file("klasse", "json-by-code", &address, "@key", "KL14")]).unwrap();
    assert_eq!(report.outcome("klasse"), Some(&Outcome::Fetched { rows: 2, pages: 1, resumed_pages: 0 }));
    let message = setting.fetch(&[source_file("klasse", "json-by-code", &address, "@key", "KL18")]).unwrap_err();
    assert!(message.to_string().contains("no column `KL18`"), "{message}");
    setting.server.answer(|_| Reply::ok(r#"[{"code":"GM9901","KL14":"6"}]"#));
    setting.fetch(&[source_file("klasse", "json-by-code", &address, "code", "KL14")]).unwrap();
    setting.server.answer(|_| Reply::ok("[1,2]"));
    let message = setting.fetch(&[source_file("klasse", "json-by-code", &address, "@key", "KL14")]).unwrap_err();
    assert!(
        message.to_string().contains("expected an object keyed by area code, or a list of objects, found “[1,2]”"),
        "{message}"
    );
}

fn feature(n: usize) -> Value {
    json!({
        "type": "Feature", "id": n, "properties": { "code": format!("BU9901010{n}"), "inwoners": n },
        "geometry": { "type": "Point", "coordinates": [5.1 + n as f64 / 1000.0, 52.05] },
    })
}

/// Seven features in pages of three, as an OGC API gives them, with a time that differs at every request.
fn features(base: &str, asked: &Asked) -> Reply {
    let offset: usize = asked.query("offset").map_or(0, |n| n.parse().unwrap());
    let end = (offset + 3).min(7);
    let mut links = vec![json!({ "rel": "self", "href": format!("{base}/collections/buurten/items?f=json") })];
    if end < 7 {
        links.push(
            json!({ "rel": "next", "href": format!("{base}/collections/buurten/items?f=json&limit=3&offset={end}") }),
        );
    }
    let page = json!({
        "type": "FeatureCollection", "timeStamp": format!("2026-01-31T00:00:{:02}Z", asked.before), "links": links,
        "numberReturned": end - offset, "numberMatched": 7,
        "features": (offset..end).map(feature).collect::<Vec<_>>(),
    });
    Reply::ok(page.to_string()).with("Content-Type", "application/geo+json")
}

fn feature_source(setting: &Setting) -> Value {
    let address = format!("{}/collections/buurten/items?f=json&limit=3", setting.server.address);
    source_file("grenzen", "geojson", &address, "code", "inwoners")
}

fn stored_features(setting: &Setting) -> Value {
    serde_json::from_str(&setting.text("grenzen", DATA)).unwrap()
}

#[test]
fn features_in_pages_become_one_collection() {
    let setting = Setting::new();
    let base = setting.server.address.clone();
    setting.server.answer(move |asked| features(&base, asked));
    let report = setting.fetch(&[feature_source(&setting)]).unwrap();
    assert_eq!(report.outcome("grenzen"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 0 }));
    let expected = json!({ "type": "FeatureCollection", "features": (0..7).map(feature).collect::<Vec<_>>() });
    assert_eq!(stored_features(&setting), expected);
    assert_eq!(setting.cache().find("grenzen", DATA).unwrap().format, FileFormat::Geojson);
    setting.assert_tidy();
}

#[test]
fn features_go_on_where_they_stopped_when_the_first_page_is_the_same() {
    let setting = Setting::new();
    let base = setting.server.address.clone();
    setting.server.answer(move |asked| match asked.query("offset").as_deref() {
        Some("6") => Reply::status(502, "bad gateway"),
        _ => features(&base, asked),
    });
    let message = setting.fetch(&[feature_source(&setting)]).unwrap_err().to_string();
    assert!(message.contains("answered 502") && message.contains("2 pages are kept"), "{message}");

    let base = setting.server.address.clone();
    setting.server.answer(move |asked| features(&base, asked));
    let report = setting.fetch(&[feature_source(&setting)]).unwrap();
    assert_eq!(report.outcome("grenzen"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 2 }));
    assert_eq!(setting.server.times("offset=3"), 0);
    assert_eq!(stored_features(&setting)["features"].as_array().unwrap().len(), 7);
}

#[test]
fn features_in_one_file_are_kept_byte_by_byte() {
    let setting = Setting::new();
    let text = json!({ "type": "FeatureCollection", "name": "buurten", "features": [feature(1)] }).to_string();
    let sent = text.clone();
    setting.server.answer(move |_| Reply::ok(sent.clone()));
    setting.fetch(&[feature_source(&setting)]).unwrap();
    assert_eq!(setting.text("grenzen", DATA), text);
}

#[test]
fn a_file_shipped_with_the_definition_goes_into_the_cache() {
    let setting = Setting::new();
    let shipped = tempfile::TempDir::new().unwrap();
    fs::create_dir(shipped.path().join("data")).unwrap();
    fs::write(shipped.path().join("data/tabel.csv"), "code,inwoners\nGM9901,5\n").unwrap();
    let source = source_file("eigen", "csv", "data/tabel.csv", "code", "inwoners");
    let options = FetchOptions { definition_folder: Some(shipped.path().to_path_buf()), ..quick() };
    let report = setting.fetch_with(std::slice::from_ref(&source), &options).unwrap();
    assert_eq!(report.outcome("eigen"), Some(&Outcome::Fetched { rows: 1, pages: 1, resumed_pages: 0 }));
    let again = setting.fetch_with(std::slice::from_ref(&source), &options).unwrap();
    assert_eq!(again.outcome("eigen"), Some(&Outcome::Unchanged));
    fs::write(shipped.path().join("data/tabel.csv"), "code,inwoners\nGM9901,6\n").unwrap();
    setting.fetch_with(std::slice::from_ref(&source), &options).unwrap();
    assert!(setting.text("eigen", DATA).ends_with("GM9901,6\n"));
    fs::remove_file(shipped.path().join("data/tabel.csv")).unwrap();
    let message = setting.fetch_with(&[source], &options).unwrap_err().to_string();
    assert!(message.contains("data/tabel.csv") && message.contains("relative to the definition's folder"), "{message}");
}

#[test]
fn offline_nobody_is_asked_and_what_is_missing_is_named() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::ok(CSV));
    setting.fetch(&[csv_source(&setting)]).unwrap();
    setting.server.answer(|_| panic!("nobody is asked"));
    let offline = FetchOptions { offline: true, ..quick() };
    let report = setting.fetch_with(&[csv_source(&setting)], &offline).unwrap();
    assert_eq!(report.outcome("tabel"), Some(&Outcome::Offline));

    let other = |id| source_file(id, "csv", "http://example.invalid/a.csv", "code", "inwoners");
    let message = setting
        .fetch_with(&[csv_source(&setting), other("wozwaarde"), other("misdrijven")], &offline)
        .unwrap_err()
        .to_string();
    for id in ["wozwaarde", "misdrijven"] {
        assert!(message.contains(&format!("source `{id}`, part `data`: not in the cache")), "{message}");
    }
    assert!(!message.contains("`tabel`"), "{message}");

    fs::write(setting.cache().find("tabel", DATA).unwrap().path, "half").unwrap();
    let message = setting.fetch_with(&[csv_source(&setting)], &offline).unwrap_err().to_string();
    assert!(message.contains("is damaged or was changed"), "{message}");
}

#[test]
fn a_file_placed_by_hand_is_left_alone() {
    let setting = Setting::new();
    fs::write(setting.folder.path().join("manifest.toml"), "[[entry]]\nsource = \"tabel\"\nfile = \"hand.csv\"\n")
        .unwrap();
    setting.server.answer(|_| panic!("nobody is asked"));
    let message = setting.fetch(&[csv_source(&setting)]).unwrap_err().to_string();
    assert!(message.contains("hand.csv is missing; put the file there"), "{message}");
    fs::write(setting.folder.path().join("hand.csv"), CSV).unwrap();
    let report = setting.fetch(&[csv_source(&setting)]).unwrap();
    assert_eq!(report.outcome("tabel"), Some(&Outcome::PlacedByHand));
}

#[test]
fn only_the_sources_asked_for_are_fetched() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::ok("code,inwoners\nGM9901,5\n"));
    let source = |id: &str| source_file(id, "csv", &format!("{}/{id}.csv", setting.server.address), "code", "inwoners");
    let options = FetchOptions { only: vec!["b".to_owned()], ..quick() };
    let report = setting.fetch_with(&[source("a"), source("b")], &options).unwrap();
    assert_eq!(report.sources.len(), 1);
    assert_eq!(setting.server.times("/a.csv"), 0);
}

/// A feature service with five municipalities in RD metres, two on a page, which leaves counting on to the client.
fn feature_service(asked: &Asked) -> Reply {
    assert_eq!(asked.path(), "/wfs");
    for (name, value) in [
        ("service", "WFS"),
        ("version", "2.0.0"),
        ("request", "GetFeature"),
        ("typeNames", "cbs:gemeenten"),
        ("srsName", "EPSG:28992"),
    ] {
        assert_eq!(asked.query(name).as_deref(), Some(value), "{name}");
    }
    let start: usize = asked.query("startIndex").unwrap().parse().unwrap();
    let feature = |at: usize| {
        let (x, y) = (155_000 + 1000 * at, 463_000);
        json!({ "type": "Feature", "properties": { "code": format!("GM990{at}"), "n": at }, "geometry": {
            "type": "Polygon", "coordinates": [[[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y]]] } })
    };
    let features: Vec<_> = (start..5).take(2).map(feature).collect();
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::28992" } });
    Reply::ok(json!({ "type": "FeatureCollection", "crs": crs, "numberMatched": 5, "features": features }).to_string())
}

#[test]
fn all_pages_of_a_feature_service_come_in_and_its_metres_become_degrees() {
    let setting = Setting::new();
    setting.server.answer(feature_service);
    let mut source = source_file("gemeenten", "wfs", &format!("{}/wfs", setting.server.address), "code", "n");
    source["table"] = json!("cbs:gemeenten");
    let report = setting.fetch(std::slice::from_ref(&source)).unwrap();
    assert_eq!(report.outcome("gemeenten"), Some(&Outcome::Fetched { rows: 5, pages: 3, resumed_pages: 0 }));
    let features = geography::read_features(setting.text("gemeenten", DATA).as_bytes()).unwrap();
    assert_eq!(features.len(), 5);
    let corner = features[0].shape.as_ref().unwrap().0[0].exterior().0[0];
    assert!((corner.x - 5.387_206).abs() < 1e-5 && (corner.y - 52.155_174).abs() < 1e-5, "x is longitude: {corner:?}");
    setting.assert_tidy();
}

#[test]
fn a_feature_service_that_answers_with_an_exception_is_told_with_its_words() {
    let setting = Setting::new();
    setting.server.answer(|_| Reply::ok("<ows:ExceptionReport><ows:ExceptionText>Feature type cbs:x unknown"));
    let mut source = source_file("gemeenten", "wfs", &format!("{}/wfs", setting.server.address), "code", "n");
    source["table"] = json!("cbs:x");
    let message = setting.fetch(&[source]).unwrap_err().to_string();
    assert!(message.contains("ExceptionReport"), "{message}");
}

#[test]
fn a_topology_is_fetched_as_one_file() {
    let setting = Setting::new();
    let text = r#"{"type":"Topology","arcs":[[[5,52],[6,52],[6,53],[5,52]]],"objects":{"layer":{"type":"GeometryCollection",
        "geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"code":"GM9901","n":1}}]}}}"#;
    setting.server.answer(move |_| Reply::ok(text));
    let address = format!("{}/gemeenten.topojson", setting.server.address);
    let report = setting.fetch(&[source_file("gemeenten", "topojson", &address, "code", "n")]).unwrap();
    assert_eq!(report.outcome("gemeenten"), Some(&Outcome::Fetched { rows: 1, pages: 1, resumed_pages: 0 }));
    assert_eq!(setting.cache().find("gemeenten", DATA).unwrap().format, FileFormat::Topojson);
    setting.server.answer(|_| Reply::ok(r#"{"type":"FeatureCollection"}"#));
    assert!(setting.fetch(&[source_file("gemeenten", "topojson", &address, "code", "n")]).is_err());
}
