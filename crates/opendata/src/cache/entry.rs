//! One file of the cache: where it lies, how it is read, where it came from.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use cells::Vintage;
use sha2::{Digest, Sha256};

use super::{CacheError, DamagedFile};

const FETCH_AGAIN: &str = "run `wijkmonitor fetch` with the network to get it again";

/// How a file in the cache is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// All pages of a CBS OData version 3 entity set, merged: `{"value": [{…}, …]}`.
    OdataV3Json,
    /// All pages of a CBS OData version 4 entity set, merged: `{"value": [{…}, …]}`.
    OdataV4Json,
    /// Text with a header row.
    Csv,
    /// The same, compressed with gzip.
    CsvGz,
    /// Parquet.
    Parquet,
    /// Any other JSON, such as an object keyed by area code.
    Json,
    /// A GeoJSON FeatureCollection.
    Geojson,
    /// A TopoJSON Topology.
    Topojson,
    /// A GeoPackage.
    Geopackage,
}

impl FileFormat {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::OdataV3Json,
        Self::OdataV4Json,
        Self::Csv,
        Self::CsvGz,
        Self::Parquet,
        Self::Json,
        Self::Geojson,
        Self::Topojson,
        Self::Geopackage,
    ];

    /// Its name in a manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OdataV3Json => "odata-v3-json",
            Self::OdataV4Json => "odata-v4-json",
            Self::Csv => "csv",
            Self::CsvGz => "csv.gz",
            Self::Parquet => "parquet",
            Self::Json => "json",
            Self::Geojson => "geojson",
            Self::Topojson => "topojson",
            Self::Geopackage => "geopackage",
        }
    }

    /// The format that a file's name shows; none where it does not.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        [
            (".csv.gz", Self::CsvGz),
            (".csv", Self::Csv),
            (".parquet", Self::Parquet),
            (".geojson", Self::Geojson),
            (".topojson", Self::Topojson),
            (".gpkg", Self::Geopackage),
            (".json", Self::Json),
        ]
        .into_iter()
        .find_map(|(ending, format)| name.ends_with(ending).then_some(format))
    }
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FileFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|f| f.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|f| f.name()).collect();
            format!("`{text}` is no format of the cache; expected one of {}", names.join(", "))
        })
    }
}

/// How a file came into the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Fetched; it lies under the hash of its bytes.
    Object,
    /// Placed by hand; the path as the manifest writes it.
    File(String),
}

/// A file in the cache.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Id of the source in the definition.
    pub source: String,
    /// Which part of the source it is (`data`, `area-codes`, `measure-codes`, …).
    pub part: String,
    /// Where the file lies.
    pub path: PathBuf,
    /// Whether it was fetched or placed by hand.
    pub origin: Origin,
    /// How it is written.
    pub format: FileFormat,
    /// Names of columns in the definition and in this file, where they differ.
    pub columns: BTreeMap<String, String>,
    /// Rows of this file that belong to the source, `column = [values]` by the file's own names, where it holds more.
    pub keep: BTreeMap<String, Vec<String>>,
    /// The date on which it was obtained, `2026-01-31`.
    pub fetched: Option<String>,
    /// The address it was fetched from, query included.
    pub address: Option<String>,
    /// The server's mark for this version of the file.
    pub etag: Option<String>,
    /// When the source says it last changed, in its own words.
    pub modified: Option<String>,
    /// The division into areas its codes belong to, where the manifest says so.
    pub vintage: Option<Vintage>,
    pub(super) stated_sha256: Option<String>,
    pub(super) found_sha256: Arc<OnceLock<String>>,
}

impl Entry {
    /// A file that lies outside any cache, as the data of a source.
    pub(crate) fn placed(source: &str, path: PathBuf, format: FileFormat) -> Self {
        Self {
            source: source.to_owned(),
            part: super::DATA.to_owned(),
            origin: Origin::File(path.to_string_lossy().into_owned()),
            path,
            format,
            columns: BTreeMap::new(),
            keep: BTreeMap::new(),
            fetched: None,
            address: None,
            etag: None,
            modified: None,
            vintage: None,
            stated_sha256: None,
            found_sha256: Arc::new(OnceLock::new()),
        }
    }

    /// Name of a column in this file, for its name in the definition.
    pub fn column<'a>(&'a self, name: &'a str) -> &'a str {
        self.columns.get(name).map_or(name, String::as_str)
    }

    /// The hash of the file's bytes, worked out once and compared with the one the manifest states.
    pub fn sha256(&self) -> Result<String, CacheError> {
        if let Some(found) = self.found_sha256.get() {
            return Ok(found.clone());
        }
        let mut file = self.open_raw()?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 18];
        loop {
            match file.read(&mut buffer).map_err(|error| self.unreadable(error))? {
                0 => break,
                read => hash.update(&buffer[..read]),
            }
        }
        self.accept(hex(&hash.finalize()))
    }

    /// The bytes of the file as it lies there (a `csv.gz` still compressed), after its hash was compared with the one
    /// the manifest states.
    pub fn read(&self) -> Result<Vec<u8>, CacheError> {
        let mut bytes = Vec::new();
        self.open_raw()?.read_to_end(&mut bytes).map_err(|error| self.unreadable(error))?;
        self.accept(hash_of(&bytes))?;
        Ok(bytes)
    }

    /// The file, opened for reading, after its hash was compared with the one the manifest states.
    pub fn open(&self) -> Result<File, CacheError> {
        self.sha256()?;
        self.open_raw()
    }

    pub(super) fn require_file(&self) -> Result<(), CacheError> {
        if self.path.is_file() { Ok(()) } else { Err(self.missing()) }
    }

    fn accept(&self, found: String) -> Result<String, CacheError> {
        match &self.stated_sha256 {
            Some(stated) if *stated != found => Err(CacheError::Damaged(Box::new(DamagedFile {
                source_id: self.source.clone(),
                part: self.part.clone(),
                path: self.path.clone(),
                stated: stated.clone(),
                found,
                remedy: match self.origin {
                    Origin::Object => FETCH_AGAIN,
                    Origin::File(_) => "put the right file there, or correct `sha256` in manifest.toml",
                },
            }))),
            _ => Ok(self.found_sha256.get_or_init(|| found).clone()),
        }
    }

    fn open_raw(&self) -> Result<File, CacheError> {
        File::open(&self.path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => self.missing(),
            _ => self.unreadable(error),
        })
    }

    fn missing(&self) -> CacheError {
        CacheError::MissingFile {
            source_id: self.source.clone(),
            part: self.part.clone(),
            path: self.path.clone(),
            remedy: match self.origin {
                Origin::Object => FETCH_AGAIN,
                Origin::File(_) => "put the file there, or correct `file` in manifest.toml",
            },
        }
    }

    fn unreadable(&self, error: io::Error) -> CacheError {
        CacheError::Unreadable { path: self.path.clone(), error }
    }
}

/// SHA-256 of bytes, in hexadecimal.
pub(crate) fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
