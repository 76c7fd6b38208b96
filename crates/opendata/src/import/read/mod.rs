//! Files of every format of the cache into a [`Table`].

mod delimited;
mod features;
mod json;
mod parquet;

use std::collections::BTreeSet;

use super::ImportError;
use super::table::Table;
use crate::cache::{Entry, FileFormat};

/// Column name that stands for the key in a JSON object keyed by area code.
pub(crate) const KEY: &str = "@key";

/// A feature's shape, or why it has none.
pub(crate) type Shape = Result<geography::Boundary, geography::ShapeProblem>;

/// A file, read.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The columns asked for, as far as the file has them.
    pub(crate) table: Table,
    /// The shape per row, for a file of features; empty for others.
    pub(crate) shapes: Vec<Shape>,
}

/// Reads the columns with these names in the file, of a GeoPackage in one of its layers; a name the file does not have is no
/// error here.
pub(crate) fn read(entry: &Entry, layer: Option<&str>, wanted: &BTreeSet<String>) -> Result<Loaded, ImportError> {
    let file = file_name(entry);
    let unreadable =
        |problem: String| ImportError::Unreadable { path: entry.path.clone(), format: entry.format, problem };
    let table = match entry.format {
        FileFormat::Geojson | FileFormat::Topojson => {
            return features::read(&entry.read()?, file, wanted).map_err(unreadable);
        }
        FileFormat::Geopackage => return features::package(&entry.path, layer, file, wanted).map_err(unreadable),
        FileFormat::Parquet => parquet::read(entry.open()?, file, wanted),
        FileFormat::Csv => delimited::read(&entry.read()?, file, wanted),
        FileFormat::CsvGz => delimited::unzip(&entry.read()?).and_then(|bytes| delimited::read(&bytes, file, wanted)),
        FileFormat::Json => json::read(&entry.read()?, file, wanted, json::Keys::AreCodes),
        FileFormat::OdataV3Json | FileFormat::OdataV4Json => {
            json::read(&entry.read()?, file, wanted, json::Keys::AreOfTheAnswer)
        }
    };
    Ok(Loaded { table: table.map_err(unreadable)?, shapes: Vec::new() })
}

/// The name of an entry's file, for messages.
pub(crate) fn file_name(entry: &Entry) -> String {
    entry.path.file_name().unwrap_or(entry.path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let wanted: BTreeSet<String> = ["a", "code", KEY].map(str::to_owned).into();
            let name = || "file".to_owned();
            let _ = delimited::read(&bytes, name(), &wanted);
            let _ = delimited::unzip(&bytes);
            let _ = json::read(&bytes, name(), &wanted, json::Keys::AreCodes);
            let _ = features::read(&bytes, name(), &wanted);
        }

        #[test]
        fn no_text_that_looks_right_makes_a_reader_panic(text in r#"([\[\]{}:,;"a0-9 \n]|"a":|"code":|"value":|null|1e999){0,60}"#) {
            let wanted: BTreeSet<String> = ["a", "code", KEY].map(str::to_owned).into();
            let name = || "file".to_owned();
            let _ = delimited::read(text.as_bytes(), name(), &wanted);
            let _ = json::read(text.as_bytes(), name(), &wanted, json::Keys::AreCodes);
            let _ = json::read(text.as_bytes(), name(), &wanted, json::Keys::AreOfTheAnswer);
            let _ = features::read(text.as_bytes(), name(), &wanted);
        }
    }
}
