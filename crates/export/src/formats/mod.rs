//! One file per format; all take a table and anything that takes bytes.

mod delimited;
mod flat_geobuf;
mod geo_json;
mod json;
mod json_stat;
mod parquet;
mod places;
mod spreadsheet;

pub use json::{Figure, figure};
pub use json_stat::{body as dataset_body, head as dataset_head};

use std::io::{self, Write};

use definition::Language;

use crate::{Refusal, Table};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A workbook with the table as it is laid out, definitions, sources and a legend.
    Xlsx,
    /// A row for each figure, as spreadsheets in the Netherlands read it: semicolons, decimal commas, Dutch heads.
    Csv,
    /// A row for each figure, as other programs read it: commas, decimal points, English heads.
    CsvInternational,
    /// An object with what the table is about and a list of its figures.
    Json,
    /// JSON-stat 2.0, a dataset.
    JsonStat,
    /// A row for each figure in Apache Parquet.
    Parquet,
    /// A feature for each area.
    GeoJson,
    /// The same in FlatGeobuf.
    FlatGeobuf,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It cannot be written in this format; nothing was.
    #[error("{}", .0.sentence(Language::En))]
    Refused(Refusal),
    /// Whoever takes the bytes stopped taking them.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The library that writes the format failed.
    #[error("{0}")]
    Failed(String),
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Xlsx,
        Self::Csv,
        Self::CsvInternational,
        Self::JsonStat,
        Self::Json,
        Self::Parquet,
        Self::GeoJson,
        Self::FlatGeobuf,
    ];

    /// Its word, which is also the ending of its address (`databank.xlsx`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::CsvInternational => "int.csv",
            Self::Json => "json",
            Self::JsonStat => "jsonstat",
            Self::Parquet => "parquet",
            Self::GeoJson => "geojson",
            Self::FlatGeobuf => "fgb",
        }
    }

    /// All words.
    pub fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.word()).collect()
    }

    /// The format with a word.
    pub fn find(word: &str) -> Result<Self, Refusal> {
        let known = Self::ALL.into_iter().find(|format| format.word() == word);
        let known = known.or(match word {
            "json-stat" | "json-stat2" => Some(Self::JsonStat),
            "csv-int" => Some(Self::CsvInternational),
            "flatgeobuf" => Some(Self::FlatGeobuf),
            _ => None,
        });
        known.ok_or_else(|| Refusal::Format { value: word.chars().filter(|c| !c.is_control()).take(40).collect() })
    }

    /// The ending of a file.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::CsvInternational => "csv",
            Self::JsonStat => "json",
            other => other.word(),
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv | Self::CsvInternational => "text/csv; charset=utf-8",
            Self::Json | Self::JsonStat => "application/json",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::GeoJson => "application/geo+json",
            Self::FlatGeobuf => "application/vnd.flatgeobuf",
        }
    }

    /// Most cells it gives at once.
    pub const fn most_cells(self) -> u64 {
        match self {
            Self::Xlsx => 1_000_000,
            Self::JsonStat => 2_000_000,
            Self::GeoJson | Self::FlatGeobuf => 500_000,
            Self::Csv | Self::CsvInternational | Self::Json | Self::Parquet => crate::table::MOST_CELLS,
        }
    }

    /// About how many bytes a table will be: good enough to say before it is made whether it is kilobytes or megabytes.
    pub fn about_bytes(self, table: &Table<'_>) -> u64 {
        let cells = table.size();
        let (fixed, each) = match self {
            Self::Xlsx => (9_000, if table.query.shown.counts { 16 } else { 8 }),
            Self::Csv | Self::CsvInternational => (300, 170),
            Self::Json => (4_000, 330),
            Self::JsonStat => (4_000, if table.query.shown.counts { 28 } else { 14 }),
            Self::Parquet => (6_000, 9),
            Self::GeoJson | Self::FlatGeobuf => return places::about_bytes(table),
        };
        fixed + cells * each
    }

    /// Whether a table can be written in this format, before the first byte.
    pub fn check(self, table: &Table<'_>) -> Result<(), Refusal> {
        table.at_most(self.most_cells())?;
        match self {
            Self::Xlsx => spreadsheet::check(table),
            Self::GeoJson | Self::FlatGeobuf if !table.has_geometry() => Err(Refusal::NoGeometry),
            _ => Ok(()),
        }
    }

    /// Writes a table.
    pub fn write<W: Write + Send>(self, table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
        self.check(table).map_err(WriteError::Refused)?;
        match self {
            Self::Xlsx => spreadsheet::write(table, language, to),
            Self::Csv => delimited::write(table, Language::Nl, to),
            Self::CsvInternational => delimited::write(table, Language::En, to),
            Self::Json => json::write(table, language, to),
            Self::JsonStat => json_stat::write(table, language, to),
            Self::Parquet => parquet::write(table, language, to),
            Self::GeoJson => geo_json::write(table, language, to),
            Self::FlatGeobuf => flat_geobuf::write(table, language, to),
        }
    }
}
