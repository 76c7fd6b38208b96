//! Brings what a definition names into the cache: the job of `wijkmonitor fetch`.
//!
//! ```text
//! wijkmonitor fetch monitors/nederland --cache DIR             # ask every source for what is new
//! wijkmonitor fetch monitors/nederland --cache DIR --offline   # only check that the cache has everything
//! ```
//!
//! # What is asked, by the source's `format`
//!
//! | format | asked | parts in the cache |
//! |---|---|---|
//! | `cbs-odata-v3` | `TableInfos`, `DataProperties`, `TypedDataSet` (all pages by `odata.nextLink`), each dimension | `table-info`, `columns`, `data`, `area-codes`, `codes-<dimension>` |
//! | `cbs-odata-v4` | `Properties`, `Dimensions`, `MeasureCodes`, `Observations` (all pages by `@odata.nextLink`), `<dimension>Codes` | `table-info`, `dimensions`, `measure-codes`, `data`, `area-codes`, `codes-<dimension>` |
//! | `csv`, `json-by-code`, `topojson` | the address | `data` |
//! | `geojson` | the address, and the pages its `links` call `next` (OGC API Features, as PDOK serves) | `data` |
//! | `wfs` | `GetFeature` of the layer in `table`, as GeoJSON in RD metres, a thousand features at a time | `data` |
//!
//! A feature service is asked for EPSG:28992, of which nobody doubts that x comes first; of degrees some servers give
//! latitude first. The answer declares its coordinates, and they become degrees when it is read.
//!
//! `address` is the service root of an OData table, with or without the table's id behind it
//! (`https://opendata.cbs.nl/ODataFeed/odata`, `https://datasets.cbs.nl/odata/v1/CBS`), or the file's address. An
//! address that is no web address is a file in the definition's folder. The source's `filter` is passed as `$filter`.
//!
//! Pages are merged into one document with the rows exactly as the source wrote them; nothing is trimmed, rounded or
//! renamed here. Codes of CBS may be padded with spaces (`"GM1680    "`).
//!
//! # When things go wrong
//!
//! - A lost or cut connection, a time-out, an answer that breaks off or is no JSON, and the statuses 408, 425, 429 and
//!   5xx are tried again, after pauses that double and vary a little, or as long as `Retry-After` asks.
//! - Pages that came in are kept. A fetch that was broken off goes on from the last one, as long as the source has not
//!   changed since (by what its `TableInfos` or `Properties` say; for features by their first page).
//! - A table that changes while it is being fetched is fetched again from the start. The number of rows that a version 3
//!   table (`RecordCount`) or a collection of features (`numberMatched`) states is compared with what came in.
//! - A column that the definition names and the source no longer has is reported by name, with the names most like it.
//! - Whatever fails, the cache keeps what it had of that source, and the other sources are still fetched.
//!
//! # What is not asked again
//!
//! A table whose last change is the one in the cache; a file whose `ETag` or `Last-Modified` the server confirms (304).
//! A source that somebody placed in the cache by hand (`file = …` in the manifest) is left alone.

mod address;
mod columns;
mod error;
mod file;
mod http;
mod odata;
mod page;
mod paging;
mod partial;
mod progress;
mod wfs;

pub use error::{FetchError, MissingColumn, Problem, SourceFailure};
pub use progress::{Event, Progress, Silent};

use std::path::PathBuf;
use std::time::Duration;

use definition::{Definition, Source, SourceFormat};

use crate::cache::{Cache, DATA, FileFormat, Incoming, NewFile, Origin, try_lock};

/// How to fetch.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// Ask nobody; only check that the cache has every source, whole.
    pub offline: bool,
    /// Fetch also what has not changed.
    pub refresh: bool,
    /// Fetch only the sources with these ids; all where empty.
    pub only: Vec<String>,
    /// Folder of the definition, for files shipped with it.
    pub definition_folder: Option<PathBuf>,
    /// The date written into the manifest, `2026-01-31`.
    pub today: String,
    /// How often one address is tried at most.
    pub attempts: usize,
    /// Pause before the second attempt; later pauses double.
    pub first_pause: Duration,
    /// No pause grows longer than this.
    pub longest_pause: Duration,
    /// A server that asks for a longer wait than this is left alone.
    pub longest_wait: Duration,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for an answer to begin, or to go on.
    pub answer_timeout: Duration,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            offline: false,
            refresh: false,
            only: Vec::new(),
            definition_folder: None,
            today: jiff::ZonedDateTime::now().date().to_string(),
            attempts: 6,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            longest_wait: Duration::from_mins(3),
            connect_timeout: Duration::from_secs(20),
            answer_timeout: Duration::from_secs(90),
        }
    }
}

/// How it went with one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// New in the cache.
    Fetched {
        /// Rows, features or areas.
        rows: u64,
        /// Pages they came on.
        pages: usize,
        /// How many of these an earlier fetch had kept.
        resumed_pages: usize,
    },
    /// The cache has the present version.
    Unchanged,
    /// Placed in the cache by hand, and left alone.
    PlacedByHand,
    /// In the cache and whole; nobody was asked.
    Offline,
}

/// How it went with each source, in the order of the definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FetchReport {
    /// Source ids and how it went.
    pub sources: Vec<(String, Outcome)>,
}

impl FetchReport {
    /// How it went with a source.
    pub fn outcome(&self, source: &str) -> Option<&Outcome> {
        self.sources.iter().find(|(id, _)| id == source).map(|(_, outcome)| outcome)
    }
}

/// Brings every source of a definition into the cache. Sources that fail do not keep others from being fetched; all
/// failures are in the error, and of what failed the cache keeps what it had.
pub fn fetch(
    definition: &Definition,
    cache: &mut Cache,
    options: &FetchOptions,
    progress: &dyn Progress,
) -> Result<FetchReport, FetchError> {
    let _lock = if options.offline {
        None
    } else {
        let lock = try_lock(cache.folder(), "fetch.lock")?;
        Some(lock.ok_or_else(|| FetchError::Busy { folder: cache.folder().to_path_buf() })?)
    };
    if !options.offline {
        cache.sweep()?;
    }
    let (mut report, mut failures) = (FetchReport::default(), Vec::new());
    for source in definition.sources.iter().filter(|s| options.only.is_empty() || options.only.contains(&s.id)) {
        match fetch_source(source, cache, options, progress) {
            Ok(outcome) => {
                progress.happened(&source.id, &Event::Finished(&outcome));
                report.sources.push((source.id.clone(), outcome));
            }
            Err(problem) => {
                let kept_pages = partial::kept_pages(cache.folder(), &source.id, DATA);
                let failure = SourceFailure { source: source.id.clone(), problem, kept_pages };
                progress.happened(&source.id, &Event::Failed { reason: &failure.to_string() });
                failures.push(failure);
            }
        }
    }
    if failures.is_empty() { Ok(report) } else { Err(FetchError::Sources { failures, report }) }
}

fn fetch_source(
    source: &Source,
    cache: &mut Cache,
    options: &FetchOptions,
    progress: &dyn Progress,
) -> Result<Outcome, Problem> {
    if source.format == SourceFormat::Microdata {
        // Nothing to fetch: its tables are where they are counted.
        return Ok(Outcome::PlacedByHand);
    }
    let by_hand = cache.find(&source.id, DATA).is_some_and(|entry| matches!(entry.origin, Origin::File(_)));
    if options.offline || by_hand {
        for entry in cache.entries().iter().filter(|entry| entry.source == source.id) {
            entry.sha256()?;
        }
        cache.require(&source.id, DATA)?;
        return Ok(if by_hand { Outcome::PlacedByHand } else { Outcome::Offline });
    }
    let client = http::Client::new(&source.id, options, progress);
    let job = Job { source, cache, options };
    let work = match source.format {
        SourceFormat::CbsOdataV3 | SourceFormat::CbsOdataV4 => odata::fetch(&job, &client)?,
        SourceFormat::Csv
        | SourceFormat::JsonByCode
        | SourceFormat::Geojson
        | SourceFormat::Geopackage
        | SourceFormat::Topojson
        | SourceFormat::Wfs => file::fetch(&job, &client)?,
        SourceFormat::Microdata => Work::Unchanged,
    };
    let outcome = match work {
        Work::Unchanged => Outcome::Unchanged,
        Work::Fresh(Fresh { files, rows, pages, resumed_pages }) => {
            cache.store_together(files)?;
            Outcome::Fetched { rows, pages, resumed_pages }
        }
    };
    partial::forget(cache.folder(), &source.id)?;
    Ok(outcome)
}

/// One source to fetch.
struct Job<'a> {
    source: &'a Source,
    cache: &'a Cache,
    options: &'a FetchOptions,
}

impl Job<'_> {
    fn new_file(&self, part: &str, format: FileFormat, address: &str) -> NewFile {
        NewFile {
            source: self.source.id.clone(),
            part: part.to_owned(),
            format,
            fetched: Some(self.options.today.clone()),
            address: Some(address.to_owned()),
            etag: None,
            modified: None,
            vintage: Some(self.source.vintage),
        }
    }

    /// Whether the cache has all parts of this version of the source, undamaged.
    fn has_version<'p>(&self, address: &str, version: &str, parts: impl Iterator<Item = &'p str>) -> bool {
        let whole = |part: &str| {
            self.cache.find(&self.source.id, part).is_some_and(|entry| {
                entry.modified.as_deref() == Some(version)
                    && (part != DATA || entry.address.as_deref() == Some(address))
                    && entry.sha256().is_ok()
            })
        };
        !self.options.refresh && !version.is_empty() && parts.into_iter().all(whole)
    }
}

/// What came of asking for a source.
enum Work {
    Unchanged,
    Fresh(Fresh),
}

/// Files that are complete, not yet in the manifest.
struct Fresh {
    files: Vec<(NewFile, Incoming)>,
    rows: u64,
    pages: usize,
    resumed_pages: usize,
}
