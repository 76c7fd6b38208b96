//! Writing and opening the confidential folder.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray, UInt16Array, UInt32Array};
use arrow::datatypes::{DataType, Field, Int64Type, Schema, UInt16Type, UInt32Type};
use cells::{AreaCode, Level, Period};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};

use crate::{AreaTable, CountsError, Manifest, Provenance, RawCounts, log};

const FORMAT: &str = "raw-counts-1";
const NOTICE: &str = "CONFIDENTIAL: raw counts of people. Not to be published, copied or shown. See CONFIDENTIAL.txt.";
const TEXT: &str = "\
CONFIDENTIAL / VERTROUWELIJK

This folder holds raw counts: how many people of each background live in each neighbourhood, before
protection. Small counts in it can be about one person.

- Do not publish, copy, mail or show anything from this folder.
- Keep it inside the closed environment where the registers are, and remove it when it is no longer needed.
- Only counts that went through protection may leave.
- log.jsonl says who wrote or opened what, and when.

Deze map bevat ruwe aantallen: hoeveel mensen van elke achtergrond in elke buurt wonen, voor de
beveiliging. Kleine aantallen kunnen over één persoon gaan. Publiceer, kopieer, mail of toon hier niets
uit. Alleen beveiligde aantallen mogen naar buiten.
";

/// Years being written: none of them is there for others before [`Self::commit`], and nothing remains without it.
#[derive(Debug)]
pub struct Draft {
    folder: PathBuf,
    staging: PathBuf,
    years: Vec<(Period, String)>,
    /// Whether this draft made the folder, so that it goes again when nothing comes of it.
    made: bool,
}

impl Draft {
    /// Begins to write into a folder, which is made where it is not there. Drafts of processes that are gone are removed.
    pub fn begin(folder: &Path) -> Result<Self, CountsError> {
        let made = !folder.exists();
        if !made && !folder.join("CONFIDENTIAL.txt").is_file() {
            let mut entries = fs::read_dir(folder).map_err(CountsError::io("cannot read", folder))?;
            if entries.next().is_some() {
                return Err(CountsError::NotOurs { path: folder.to_owned() });
            }
        }
        make_folder(folder)?;
        remove_left_behind(folder);
        let staging = folder.join(format!(".draft-{}", std::process::id()));
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(CountsError::io("cannot remove", &staging))?;
        }
        make_folder(&staging)?;
        Ok(Self { folder: folder.to_owned(), staging, years: Vec::new(), made })
    }

    /// Adds a year.
    pub fn add(&mut self, counts: &RawCounts, provenance: &Provenance) -> Result<(), CountsError> {
        let folder = self.staging.join(counts.period().to_string());
        make_folder(&folder)?;
        let mut files = BTreeMap::new();
        let areas = folder.join("areas.parquet");
        write_areas(&areas, counts.areas())?;
        files.insert("areas.parquet".to_owned(), hash(&areas)?);
        let values = folder.join("counts.parquet");
        write_values(&values, counts)?;
        files.insert("counts.parquet".to_owned(), hash(&values)?);
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            confidential: NOTICE.to_owned(),
            period: counts.period(),
            vintage: counts.vintage(),
            neighbourhoods: counts.areas().len(Level::Neighbourhood),
            quantities: counts.quantities().to_vec(),
            leaves: counts.leaves().clone(),
            provenance: provenance.clone(),
            files,
        };
        let json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        let path = folder.join("manifest.json");
        write(&path, json.as_bytes())?;
        self.years.retain(|(period, _)| *period != counts.period());
        self.years.push((counts.period(), hex::encode(Sha256::digest(json.as_bytes()))));
        Ok(())
    }

    /// Puts the years in place, each at once; earlier counts of the same years go.
    pub fn commit(mut self, purpose: &str) -> Result<(), CountsError> {
        let notice = self.folder.join("CONFIDENTIAL.txt");
        if !notice.is_file() {
            write(&notice, TEXT.as_bytes())?;
        }
        for (period, manifest) in &self.years {
            log::add(&self.folder, "wrote", *period, purpose, manifest)?;
            let target = self.folder.join(period.to_string());
            let before = self.staging.join(format!("before-{period}"));
            if target.exists() {
                fs::rename(&target, &before).map_err(CountsError::io("cannot replace", &target))?;
            }
            let new = self.staging.join(period.to_string());
            if let Err(error) = fs::rename(&new, &target) {
                let _ = fs::rename(&before, &target);
                return Err(CountsError::io("cannot put in place", &target)(error));
            }
        }
        self.made = false;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.staging);
        if self.made {
            // Only while it is empty.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// The years in a folder.
pub fn years(folder: &Path) -> Result<Vec<Period>, CountsError> {
    let entries = fs::read_dir(folder).map_err(CountsError::io("cannot read", folder))?;
    let mut years: Vec<Period> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok().map(Period))
        .filter(|period| folder.join(period.to_string()).join("manifest.json").is_file())
        .collect();
    years.sort_unstable();
    Ok(years)
}

/// Opens the counts of a year; `purpose` goes into the log. Every byte and number is checked.
pub fn open(folder: &Path, period: Period, purpose: &str) -> Result<(RawCounts, Manifest), CountsError> {
    let there = years(folder)?;
    if !there.contains(&period) {
        return Err(CountsError::NoSuchYear { path: folder.to_owned(), period, there });
    }
    let year = folder.join(period.to_string());
    let path = year.join("manifest.json");
    let json = fs::read(&path).map_err(CountsError::io("cannot read", &path))?;
    let manifest: Manifest = serde_json::from_slice(&json)
        .map_err(|error| CountsError::damaged(&path, error.to_string(), "a manifest of raw counts"))?;
    if manifest.format != FORMAT || manifest.period != period {
        let what = format!("format {} of {}", manifest.format, manifest.period);
        return Err(CountsError::damaged(&path, what, format!("format {FORMAT} of {period}")));
    }
    for name in ["areas.parquet", "counts.parquet"] {
        let file = year.join(name);
        let found = hash(&file)?;
        if manifest.files.get(name) != Some(&found) {
            return Err(CountsError::damaged(&file, "the file was changed", "the hash in manifest.json"));
        }
    }
    let areas = read_areas(&year.join("areas.parquet"))?;
    let values = read_values(&year.join("counts.parquet"), &manifest, areas.len(Level::Neighbourhood))?;
    log::add(folder, "opened", period, purpose, &hex::encode(Sha256::digest(&json)))?;
    let counts = RawCounts::new(
        manifest.period,
        manifest.vintage,
        areas,
        manifest.leaves.clone(),
        manifest.quantities.clone(),
        values,
    );
    Ok((counts, manifest))
}

/// Drafts whose process is gone, after a crash or a cut of power.
fn remove_left_behind(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(".draft-")).map(str::to_owned);
        if process.is_some_and(|number| !Path::new("/proc").join(number).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

pub(crate) fn make_folder(path: &Path) -> Result<(), CountsError> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(CountsError::io("cannot make", path))
}

/// New files can be read by their owner alone.
pub(crate) fn owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

pub(crate) fn create(path: &Path) -> Result<File, CountsError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    options.open(path).map_err(CountsError::io("cannot write", path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CountsError> {
    let mut file = create(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(CountsError::io("cannot write", path))
}

fn hash(path: &Path) -> Result<String, CountsError> {
    let mut file = File::open(path).map_err(CountsError::io("cannot read", path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer).map_err(CountsError::io("cannot read", path))?;
        if read == 0 {
            return Ok(hex::encode(hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

fn failed(path: &Path) -> impl Fn(parquet::errors::ParquetError) -> CountsError {
    let path = path.to_owned();
    move |error| CountsError::io("cannot write", &path)(std::io::Error::other(error.to_string()))
}

/// A Parquet file being written.
pub(crate) struct Rows {
    path: PathBuf,
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
}

impl Rows {
    pub(crate) fn new(path: &Path, schema: &Arc<Schema>) -> Result<Self, CountsError> {
        let level = ZstdLevel::try_new(1).map_err(failed(path))?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = ArrowWriter::try_new(create(path)?, Arc::clone(schema), Some(properties)).map_err(failed(path))?;
        Ok(Self { path: path.to_owned(), schema: Arc::clone(schema), writer })
    }

    pub(crate) fn write(&mut self, columns: Vec<ArrayRef>) -> Result<(), CountsError> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| CountsError::io("cannot write", &self.path)(std::io::Error::other(error.to_string())))?;
        self.writer.write(&batch).map_err(failed(&self.path))
    }

    pub(crate) fn close(self) -> Result<(), CountsError> {
        let file = self.writer.into_inner().map_err(failed(&self.path))?;
        file.sync_all().map_err(CountsError::io("cannot write", &self.path))
    }
}

fn write_areas(path: &Path, areas: &AreaTable) -> Result<(), CountsError> {
    let text = |name: &str| Field::new(name, DataType::Utf8, false);
    let schema = Arc::new(Schema::new(vec![text("neighbourhood"), text("district"), text("municipality")]));
    let rows: Vec<(AreaCode, AreaCode, AreaCode)> = areas.rows().collect();
    let column = |code: fn(&(AreaCode, AreaCode, AreaCode)) -> AreaCode| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(code(row).to_string())).collect::<StringArray>())
    };
    let mut file = Rows::new(path, &schema)?;
    file.write(vec![column(|row| row.0), column(|row| row.1), column(|row| row.2)])?;
    file.close()
}

fn write_values(path: &Path, counts: &RawCounts) -> Result<(), CountsError> {
    const ROWS: usize = 1 << 18;
    let schema = Arc::new(Schema::new(vec![
        Field::new("quantity", DataType::UInt16, false),
        Field::new("area", DataType::UInt32, false),
        Field::new("leaf", DataType::UInt16, false),
        Field::new("value", DataType::Int64, false),
    ]));
    let mut file = Rows::new(path, &schema)?;
    for quantity in 0..counts.quantities().len() {
        let mut found: Vec<(u32, u16, i64)> = Vec::new();
        counts.each(quantity, |area, leaf, value| found.push((area as u32, leaf as u16, value)));
        for part in found.chunks(ROWS) {
            file.write(vec![
                Arc::new(UInt16Array::from_value(quantity as u16, part.len())),
                Arc::new(UInt32Array::from_iter_values(part.iter().map(|row| row.0))),
                Arc::new(UInt16Array::from_iter_values(part.iter().map(|row| row.1))),
                Arc::new(Int64Array::from_iter_values(part.iter().map(|row| row.2))),
            ])?;
        }
    }
    file.close()
}

/// The batches of a file with these columns, none of them empty.
pub(crate) fn batches(path: &Path, columns: &[(&str, DataType)]) -> Result<Vec<RecordBatch>, CountsError> {
    let damaged = |what: String| CountsError::damaged(path, what, "a file as this program writes it");
    let file = File::open(path).map_err(CountsError::io("cannot read", path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| damaged(error.to_string()))?;
    let schema = reader.schema();
    let fits = schema.fields().len() == columns.len()
        && schema.fields().iter().zip(columns).all(|(f, (name, kind))| f.name() == name && f.data_type() == kind);
    if !fits {
        return Err(damaged("other columns".to_owned()));
    }
    let reader = reader.with_batch_size(1 << 16).build().map_err(|error| damaged(error.to_string()))?;
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(|error| damaged(error.to_string()))?;
    if batches.iter().any(|batch| batch.columns().iter().any(|column| column.null_count() > 0)) {
        return Err(damaged("empty values".to_owned()));
    }
    Ok(batches)
}

fn read_areas(path: &Path) -> Result<AreaTable, CountsError> {
    let columns = ["neighbourhood", "district", "municipality"].map(|name| (name, DataType::Utf8));
    let mut rows = Vec::new();
    for batch in batches(path, &columns)? {
        let code = |column: usize, row: usize| {
            let text = batch.column(column).as_string::<i32>().value(row);
            text.parse::<AreaCode>().map_err(|error| CountsError::damaged(path, error.to_string(), "codes of areas"))
        };
        for row in 0..batch.num_rows() {
            rows.push((code(0, row)?, code(1, row)?, code(2, row)?));
        }
    }
    AreaTable::new(rows).map_err(|error| CountsError::damaged(path, error.to_string(), "every area in one place"))
}

fn read_values(path: &Path, manifest: &Manifest, neighbourhoods: usize) -> Result<Vec<Vec<(u32, i64)>>, CountsError> {
    let columns = [
        ("quantity", DataType::UInt16),
        ("area", DataType::UInt32),
        ("leaf", DataType::UInt16),
        ("value", DataType::Int64),
    ];
    let width = manifest.leaves.len();
    let mut values: Vec<Vec<(u32, i64)>> = vec![Vec::new(); manifest.quantities.len()];
    for batch in batches(path, &columns)? {
        let quantity = batch.column(0).as_primitive::<UInt16Type>().values();
        let area = batch.column(1).as_primitive::<UInt32Type>().values();
        let leaf = batch.column(2).as_primitive::<UInt16Type>().values();
        let value = batch.column(3).as_primitive::<Int64Type>().values();
        for row in 0..batch.num_rows() {
            let (area, leaf) = (area[row] as usize, usize::from(leaf[row]));
            let at = (area * width + leaf) as u32;
            let list = values.get_mut(usize::from(quantity[row])).filter(|list| {
                area < neighbourhoods && leaf < width && list.last().is_none_or(|(before, _)| *before < at)
            });
            let Some(list) = list else {
                let expected = "quantities, areas and leaves of the manifest, in order";
                return Err(CountsError::damaged(path, "rows that are not in the manifest", expected));
            };
            list.push((at, value[row]));
        }
    }
    Ok(values)
}
