//! Tables and definitions for the tests. Places and figures are invented, except where a test reads real files.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use definition::{Definition, Source};
use opendata::fetch::Event;
use opendata::{Cache, FetchError, FetchOptions, FetchReport, Progress, Silent};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::server::{Asked, Reply, Server};

/// A version 3 table: what CBS answers for its entity sets.
#[derive(Clone)]
pub(crate) struct TableV3 {
    pub(crate) root: String,
    pub(crate) path: String,
    pub(crate) modified: String,
    /// Rows as they are sent.
    pub(crate) rows: Vec<String>,
    pub(crate) properties: Value,
    pub(crate) areas: Vec<Value>,
    pub(crate) page_rows: usize,
    pub(crate) stated_rows: Option<u64>,
}

impl TableV3 {
    /// Seven areas of an invented municipality, three on a page.
    pub(crate) fn invented(server: &Server) -> Self {
        let codes = ["NL00", "GM9901", "WK990101", "WK990102", "BU99010101", "BU99010102", "BU99010201"];
        let rows: Vec<_> = codes
            .iter()
            .enumerate()
            .map(|(n, code)| {
                format!(
                    "{{\"ID\":{n},\"WijkenEnBuurten\":\"{code:<10}\",\"AantalInwoners_5\":{},\"GemiddeldeAfstand_9\":{}.10,\"Cijfer_7\":null}}",
                    1000 - n * 10,
                    n
                )
            })
            .collect();
        let properties = json!([
            { "odata.type": "Cbs.OData.GeoDetail", "ID": 0, "Type": "GeoDetail", "Key": "WijkenEnBuurten" },
            { "odata.type": "Cbs.OData.TopicGroup", "ID": 1, "Type": "TopicGroup", "Key": "" },
            { "odata.type": "Cbs.OData.Topic", "ID": 2, "Type": "Topic", "Key": "AantalInwoners_5" },
            { "odata.type": "Cbs.OData.Topic", "ID": 3, "Type": "Topic", "Key": "Cijfer_7" },
            { "odata.type": "Cbs.OData.Topic", "ID": 4, "Type": "Topic", "Key": "GemiddeldeAfstand_9" },
        ]);
        let areas =
            codes.iter().map(|c| json!({ "Key": format!("{c:<10}"), "Title": format!("Gebied {c}") })).collect();
        Self {
            root: server.address.clone(),
            path: "/ODataFeed/odata/99001NED".to_owned(),
            modified: "2026-01-15T02:00:00".to_owned(),
            stated_rows: Some(rows.len() as u64),
            rows,
            properties,
            areas,
            page_rows: 3,
        }
    }

    pub(crate) fn reply(&self, asked: &Asked) -> Reply {
        let base = format!("{}{}", self.root, self.path);
        let Some(set) = asked.path().strip_prefix(&self.path).map(|rest| rest.trim_start_matches('/')) else {
            return Reply::status(404, "Resource not found for the segment.");
        };
        let all = |rows: &Value| {
            Reply::ok(json!({ "odata.metadata": format!("{base}/$metadata#{set}"), "value": rows }).to_string())
        };
        match set {
            "TableInfos" => all(&json!([{
                "ID": 0, "Identifier": "99001NED", "Title": "Kerncijfers", "Modified": self.modified,
                "RecordCount": self.stated_rows,
            }])),
            "DataProperties" => all(&self.properties),
            "WijkenEnBuurten" => all(&json!(self.areas)),
            "TypedDataSet" => {
                let skip: usize = asked.query("$skip").map_or(0, |n| n.parse().unwrap());
                let end = (skip + self.page_rows).min(self.rows.len());
                let mut page = format!(
                    "{{\"odata.metadata\":\"{base}/$metadata#TypedDataSet\",\"value\":[{}]",
                    self.rows[skip..end].join(",")
                );
                if end < self.rows.len() {
                    write!(page, ",\"odata.nextLink\":\"{base}/TypedDataSet?$format=json&$skip={end}\"").unwrap();
                }
                Reply::ok(page + "}")
            }
            _ => Reply::status(404, "Resource not found for the segment."),
        }
    }
}

/// A source of the invented version 3 table.
pub(crate) fn source_v3(server: &Server) -> Value {
    json!({
        "id": "kern", "title": { "nl": "Kerncijfers", "en": "Key figures" }, "publisher": { "nl": "CBS", "en": "CBS" },
        "licence": "CC BY 4.0", "format": "cbs-odata-v3", "address": format!("{}/ODataFeed/odata", server.address),
        "table": "99001NED", "vintage": 2026, "area": "WijkenEnBuurten",
        "figure": [{ "indicator": "inwoners", "period": 2026, "numerator": "AantalInwoners_5" }],
    })
}

/// A source that is a file.
pub(crate) fn source_file(id: &str, format: &str, address: &str, area: &str, value: &str) -> Value {
    json!({
        "id": id, "title": { "nl": id, "en": id }, "publisher": { "nl": "Test", "en": "Test" }, "licence": "CC0", "format": format,
        "address": address, "vintage": 2026, "area": area,
        "figure": [{ "indicator": "inwoners", "period": 2026, "value": value }],
    })
}

/// A definition with these sources.
pub(crate) fn definition(sources: &[Value]) -> Definition {
    let text = |t: &str| json!({ "nl": t, "en": t });
    Definition {
        monitor: serde_json::from_value(json!({
            "id": "test", "name": text("Test"), "tagline": text("Test"), "publisher": text("Test"), "version": "1",
            "levels": ["country", "municipality"], "default-area": "NL00",
        }))
        .unwrap(),
        themes: Vec::new(),
        breakdowns: Vec::new(),
        universes: Vec::new(),
        indicators: Vec::new(),
        sources: sources.iter().map(|s| serde_json::from_value::<Source>(s.clone()).unwrap()).collect(),
        pages: Vec::new(),
        microdata: None,
        collections: Vec::new(),
        crossings: Vec::new(),
        topics: Vec::new(),
        stories: Vec::new(),
        paper: definition::Paper::default(),
    }
}

/// Options with pauses that fit a test.
pub(crate) fn quick() -> FetchOptions {
    FetchOptions {
        attempts: 3,
        first_pause: Duration::from_millis(2),
        longest_pause: Duration::from_millis(10),
        longest_wait: Duration::from_secs(5),
        answer_timeout: Duration::from_secs(5),
        today: "2026-01-31".to_owned(),
        ..FetchOptions::default()
    }
}

/// A server, an empty cache.
pub(crate) struct Setting {
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
}

impl Setting {
    pub(crate) fn new() -> Self {
        Self { server: Server::start(), folder: TempDir::new().unwrap() }
    }

    pub(crate) fn cache(&self) -> Cache {
        Cache::open(self.folder.path()).unwrap()
    }

    pub(crate) fn fetch(&self, sources: &[Value]) -> Result<FetchReport, FetchError> {
        self.fetch_with(sources, &quick())
    }

    pub(crate) fn fetch_with(&self, sources: &[Value], options: &FetchOptions) -> Result<FetchReport, FetchError> {
        opendata::fetch(&definition(sources), &mut self.cache(), options, &Silent)
    }

    /// The text of a part in the cache, whose hash was checked.
    pub(crate) fn text(&self, source: &str, part: &str) -> String {
        String::from_utf8(self.cache().require(source, part).unwrap().read().unwrap()).unwrap()
    }

    /// The rows of a part in the cache.
    pub(crate) fn rows(&self, source: &str, part: &str) -> Vec<Value> {
        let document: Value = serde_json::from_str(&self.text(source, part)).unwrap();
        document["value"].as_array().unwrap().clone()
    }

    /// Nothing is left of unfinished work.
    pub(crate) fn assert_tidy(&self) {
        assert!(!self.folder.path().join("partial").exists(), "no page is kept after a fetch that is complete");
        for entry in std::fs::read_dir(self.folder.path().join("objects")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.starts_with(".incoming"), "{name} is left");
        }
    }
}

/// Remembers what it was told.
#[derive(Default)]
pub(crate) struct Remembering(pub(crate) Mutex<Vec<String>>);

impl Progress for Remembering {
    fn happened(&self, source: &str, event: &Event<'_>) {
        if !matches!(event, Event::Received { .. }) {
            self.0.lock().unwrap().push(format!("{source}: {event:?}"));
        }
    }
}

/// The real files, where they are at hand.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}
