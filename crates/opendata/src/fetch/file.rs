//! Files at an address or in the definition's folder: CSV, JSON by code, TopoJSON, GeoPackage, GeoJSON in one or many pages.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use definition::SourceFormat;

use super::address::is_remote;
use super::columns::{self, Present};
use super::error::excerpt;
use super::http::{Client, Known};
use super::page::{Page, PageForm, not_json};
use super::paging::{Paging, Stated};
use super::{Event, Fresh, Job, Problem, Work, wfs};
use crate::cache::{DATA, FileFormat, Incoming, hash_of};

/// What a file holds, as far as a fetch looks.
struct Contents {
    columns: Vec<String>,
    rows: u64,
    /// Whether the file is the first of several pages.
    more: bool,
    rows_hash: String,
    stated_rows: Option<u64>,
}

/// Fetches a file, unless the cache has this version of it.
pub(super) fn fetch(job: &Job<'_>, client: &Client<'_>) -> Result<Work, Problem> {
    let wfs = job.source.format == SourceFormat::Wfs;
    let first = wfs.then(|| wfs::first(&job.source.address, job.source.table.as_deref().unwrap_or_default()));
    let address = first.as_deref().unwrap_or(&job.source.address);
    let format = format_of(job);
    let layer = job.source.table.as_deref();
    let old = job.cache.find(&job.source.id, DATA).filter(|e| e.address.as_deref() == Some(address));
    if !is_remote(address) {
        let bytes = read_shipped(job)?;
        let contents = look(format, layer, &bytes)
            .map_err(|message| Problem::File { path: shipped_path(job).unwrap_or_default(), message })?;
        columns::check(job.source, address, &Present { columns: &contents.columns, measures: None })?;
        if old.is_some_and(|entry| entry.sha256().is_ok_and(|hash| hash == hash_of(&bytes))) {
            return Ok(Work::Unchanged);
        }
        return one_file(job, address, format, &bytes, contents.rows, None, None);
    }

    client.tell(&Event::Started { part: DATA, address });
    let whole = old.filter(|entry| !job.options.refresh && entry.sha256().is_ok());
    let known = Known {
        etag: whole.as_ref().and_then(|e| e.etag.as_deref()),
        modified: whole.as_ref().and_then(|e| e.modified.as_deref()),
    };
    let Some(answer) = client.get_if_changed(address, known, |bytes| look(format, layer, bytes))? else {
        // The file is the same, but the definition may name other columns by now.
        if let Some(entry) = &whole {
            let contents = look(format, layer, &entry.read()?)
                .map_err(|message| Problem::File { path: entry.path.clone(), message })?;
            columns::check(job.source, address, &Present { columns: &contents.columns, measures: None })?;
        }
        return Ok(Work::Unchanged);
    };
    let contents = answer.read;
    let more = contents.more || (wfs && wfs::next(address, contents.rows, contents.stated_rows).is_some());
    if !more {
        columns::check(job.source, address, &Present { columns: &contents.columns, measures: None })?;
        return one_file(job, address, format, &answer.bytes, contents.rows, answer.etag, answer.modified);
    }
    let table = Paging {
        client,
        cache: job.cache,
        source: &job.source.id,
        part: DATA,
        form: if wfs { PageForm::Wfs } else { PageForm::Features },
        address,
        version: &contents.rows_hash,
        stated: Stated { exactly: contents.stated_rows, about: None },
    }
    .fetch(Some(&answer.bytes))?;
    columns::check(job.source, address, &Present { columns: &table.columns, measures: None })?;
    // The marks of the first page say nothing of the later ones, so a next fetch asks for all pages again.
    let file = job.new_file(DATA, format, address);
    Ok(Work::Fresh(Fresh {
        files: vec![(file, table.incoming)],
        rows: table.rows,
        pages: table.pages,
        resumed_pages: table.resumed_pages,
    }))
}

fn one_file(
    job: &Job<'_>,
    address: &str,
    format: FileFormat,
    bytes: &[u8],
    rows: u64,
    etag: Option<String>,
    modified: Option<String>,
) -> Result<Work, Problem> {
    let mut incoming = Incoming::start(job.cache)?;
    incoming.add(bytes)?;
    let mut file = job.new_file(DATA, format, address);
    (file.etag, file.modified) = (etag, modified);
    Ok(Work::Fresh(Fresh { files: vec![(file, incoming)], rows, pages: 1, resumed_pages: 0 }))
}

fn format_of(job: &Job<'_>) -> FileFormat {
    let path = job.source.address.split(['?', '#']).next().unwrap_or_default();
    let by_name = FileFormat::of_path(Path::new(path));
    match job.source.format {
        SourceFormat::Geojson | SourceFormat::Wfs => FileFormat::Geojson,
        SourceFormat::Topojson => FileFormat::Topojson,
        SourceFormat::Geopackage => FileFormat::Geopackage,
        SourceFormat::JsonByCode => FileFormat::Json,
        _ => by_name.filter(|f| *f == FileFormat::CsvGz).unwrap_or(FileFormat::Csv),
    }
}

fn shipped_path(job: &Job<'_>) -> Option<std::path::PathBuf> {
    job.options.definition_folder.as_ref().map(|folder| folder.join(&job.source.address))
}

fn read_shipped(job: &Job<'_>) -> Result<Vec<u8>, Problem> {
    let path = shipped_path(job).ok_or_else(|| Problem::File {
        path: job.source.address.clone().into(),
        message: "the folder of the definition is not known".to_owned(),
    })?;
    fs::read(&path).map_err(|error| Problem::File { path, message: error.to_string() })
}

/// Whether a file is what its format says, and which columns it has.
fn look(format: FileFormat, layer: Option<&str>, bytes: &[u8]) -> Result<Contents, String> {
    let (columns, rows) = match format {
        FileFormat::Geojson => return look_at_features(bytes),
        FileFormat::Topojson => look_at_topology(bytes)?,
        FileFormat::Geopackage => look_at_package(layer, bytes)?,
        FileFormat::Json => look_at_json(bytes)?,
        FileFormat::CsvGz => {
            let mut text = Vec::new();
            flate2::read::MultiGzDecoder::new(bytes)
                .read_to_end(&mut text)
                .map_err(|error| format!("expected a file compressed with gzip: {error}"))?;
            look_at_csv(&text)?
        }
        _ => look_at_csv(bytes)?,
    };
    Ok(Contents { columns, rows, more: false, rows_hash: String::new(), stated_rows: None })
}

fn look_at_features(bytes: &[u8]) -> Result<Contents, String> {
    let page = Page::read(PageForm::Features, bytes)?;
    let mut columns = Vec::new();
    page.columns(PageForm::Features, &mut columns)?;
    Ok(Contents {
        columns,
        rows: page.rows.len() as u64,
        more: page.next.is_some(),
        rows_hash: page.rows_hash(),
        stated_rows: page.stated_rows,
    })
}

fn look_at_topology(bytes: &[u8]) -> Result<(Vec<String>, u64), String> {
    let features = geography::read_features(bytes).map_err(|error| format!("{error}; found “{}”", excerpt(bytes)))?;
    let names: BTreeSet<&String> = features.iter().flat_map(|feature| feature.properties.keys()).collect();
    Ok((names.into_iter().cloned().collect(), features.len() as u64))
}

fn look_at_package(layer: Option<&str>, bytes: &[u8]) -> Result<(Vec<String>, u64), String> {
    let features = geography::read_geopackage_bytes(bytes, layer).map_err(|error| error.to_string())?;
    let names: BTreeSet<&String> = features.iter().flat_map(|feature| feature.properties.keys()).collect();
    Ok((names.into_iter().cloned().collect(), features.len() as u64))
}

fn look_at_json(bytes: &[u8]) -> Result<(Vec<String>, u64), String> {
    use serde_json::Value;
    let value: Value = serde_json::from_slice(bytes).map_err(|error| not_json(&error, bytes))?;
    let rows: Vec<&Value> = match &value {
        Value::Array(rows) => rows.iter().collect(),
        Value::Object(members) => match members.get("value") {
            Some(Value::Array(rows)) => rows.iter().collect(),
            _ => members.values().collect(),
        },
        _ => Vec::new(),
    };
    if !rows.iter().any(|row| row.is_object()) {
        return Err(format!("expected an object keyed by area code, or a list of objects, found “{}”", excerpt(bytes)));
    }
    let names: BTreeSet<&String> = rows.iter().filter_map(|row| row.as_object()).flat_map(|row| row.keys()).collect();
    Ok((names.into_iter().cloned().collect(), rows.len() as u64))
}

fn look_at_csv(bytes: &[u8]) -> Result<(Vec<String>, u64), String> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"<") {
        return Err(format!("expected CSV, found a page: “{}”", excerpt(text)));
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text);
    let header = reader.byte_headers().map_err(|error| error.to_string())?;
    if header.is_empty() {
        return Err("expected a row with the names of the columns, found an empty file".to_owned());
    }
    let columns = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).map_err(|error| error.to_string())? {
        rows += 1;
    }
    Ok((columns, rows))
}

/// The character between columns: of `;`, `,` and tab the one that is most often in the header outside quotes.
fn delimiter(text: &[u8]) -> u8 {
    let mut counts = [(b'\t', 0), (b',', 0), (b';', 0)];
    let mut quoted = false;
    for &byte in text.iter().take_while(|&&byte| byte != b'\n') {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(character, _)| *character == byte && !quoted) {
            *count += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(character, _)| character)
}
