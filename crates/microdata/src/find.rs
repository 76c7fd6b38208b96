//! Which files a table is in.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::{ReadError, nearest, shown};

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Apache Parquet.
    Parquet,
    /// SPSS system file, compressed (`.zsav`) or not.
    Sav,
    /// Text with separated fields.
    Csv,
}

impl FileFormat {
    fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "parquet" => Some(Self::Parquet),
            "sav" | "zsav" => Some(Self::Sav),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Parquet => "a Parquet file (beginning with PAR1)",
            Self::Sav => "an SPSS file (beginning with $FL2 or $FL3)",
            Self::Csv => "text with separated fields",
        }
    }
}

/// The file or folder of the table `base` (a name without extension, compared without case) in `folder`.
///
/// There must be exactly one: `base.parquet`, `.sav`, `.zsav`, `.csv`, or a folder `base` with such files.
pub fn find(folder: &Path, base: &str) -> Result<PathBuf, ReadError> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    for (path, name) in entries(folder)? {
        let stem = if path.is_dir() {
            name.as_str()
        } else if FileFormat::of_name(&path).is_some() {
            name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem)
        } else {
            continue;
        };
        if stem.to_lowercase() == base.to_lowercase() {
            found.push(path);
        } else {
            others.push(stem.to_owned());
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(ReadError::NoTable {
            folder: folder.to_owned(),
            base: base.to_owned(),
            nearest: nearest(base, others.iter().map(String::as_str)),
        }),
        _ => Err(ReadError::SeveralTables { folder: folder.to_owned(), base: base.to_owned(), found }),
    }
}

/// The files of a table, which is one file or a folder with several of one format; in the order of their names.
pub(crate) fn files(path: &Path) -> Result<(Vec<PathBuf>, FileFormat), ReadError> {
    if !path.is_dir() {
        return Ok((vec![path.to_owned()], format(path)?));
    }
    let mut files = Vec::new();
    for (file, name) in entries(path)? {
        if !name.starts_with(['.', '_']) && file.is_file() && FileFormat::of_name(&file).is_some() {
            files.push(file);
        }
    }
    let Some(first) = files.first() else { return Err(ReadError::EmptyFolder { folder: path.to_owned() }) };
    let of_first = format(first)?;
    for file in &files {
        if format(file)? != of_first {
            return Err(ReadError::MixedFolder { folder: path.to_owned(), first: first.clone(), second: file.clone() });
        }
    }
    Ok((files, of_first))
}

fn entries(folder: &Path) -> Result<Vec<(PathBuf, String)>, ReadError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(ReadError::io(folder, "listing the folder"))? {
        let entry = entry.map_err(ReadError::io(folder, "listing the folder"))?;
        entries.push((entry.path(), entry.file_name().to_string_lossy().into_owned()));
    }
    entries.sort();
    Ok(entries)
}

/// The format that both the name and the first bytes of a file say.
fn format(file: &Path) -> Result<FileFormat, ReadError> {
    let mut start = [0; 4];
    let mut length = 0;
    let mut opened = File::open(file).map_err(ReadError::io(file, "opening the file"))?;
    while length < start.len() {
        match opened.read(&mut start[length..]).map_err(ReadError::io(file, "reading the file"))? {
            0 => break,
            more => length += more,
        }
    }
    let start = &start[..length];
    let inside = match start {
        b"PAR1" => Some(FileFormat::Parquet),
        b"$FL2" | b"$FL3" => Some(FileFormat::Sav),
        _ => None,
    };
    let named = FileFormat::of_name(file);
    let Some(expected) = named.or(inside) else {
        return Err(ReadError::Unsupported {
            file: file.to_owned(),
            what: "a file with this extension".to_owned(),
            hint: "give a .parquet, .sav, .zsav or .csv file".to_owned(),
        });
    };
    if start.is_empty() {
        return Err(ReadError::CutShort {
            file: file.to_owned(),
            expected: expected.name().to_owned(),
            found: "an empty file".to_owned(),
        });
    }
    match inside {
        Some(inside) if inside != expected => Err(ReadError::WrongFormat {
            file: file.to_owned(),
            expected: expected.name().to_owned(),
            found: inside.name().to_owned(),
            hint: "give the file the extension of what it is".to_owned(),
        }),
        None if expected != FileFormat::Csv => Err(ReadError::WrongFormat {
            file: file.to_owned(),
            expected: expected.name().to_owned(),
            found: format!("a file beginning with `{}`", shown(&String::from_utf8_lossy(start))),
            hint: "check whether it is encrypted, an archive or another format, and export it again".to_owned(),
        }),
        _ => Ok(expected),
    }
}
