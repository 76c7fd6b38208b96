//! Which files a register is in, and what they are.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use counts::InputRecord;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::prelude::SessionContext;
use definition::Register;
use futures::TryStreamExt;
use microdata::ReadError;
use object_store::path::Path as StorePath;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tabulate::{TableInput, TabulateError};
use url::Url;

use crate::ClusterError;
use crate::columns;

/// The place of the register tables: a folder that every machine sees at the same path, or `s3://BUCKET/FOLDER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A folder.
    Folder(PathBuf),
    /// S3-compatible storage; its server and keys are in the environment of every process.
    Storage(Url),
}

impl FromStr for Input {
    type Err = ClusterError;

    fn from_str(text: &str) -> Result<Self, ClusterError> {
        if !text.starts_with("s3://") {
            return Ok(Self::Folder(PathBuf::from(text)));
        }
        let refuse = |message: String| ClusterError::Storage { address: text.to_owned(), message };
        let url = Url::parse(text).map_err(|error| refuse(error.to_string()))?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(refuse("no bucket is named; expected s3://BUCKET/FOLDER".to_owned()));
        }
        Ok(Self::Storage(url))
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Storage(url) => url.as_str().trim_end_matches('/').fmt(f),
        }
    }
}

/// A register that was found: its files, and what they have of the declared columns.
pub(crate) struct Opened {
    pub(crate) register: Register,
    pub(crate) files: Vec<File>,
    pub(crate) columns: Vec<columns::Found>,
    store: Arc<dyn ObjectStore>,
}

/// A file in a store.
pub(crate) struct File {
    pub(crate) url: ListingTableUrl,
    /// Its name below the input.
    name: String,
    meta: ObjectMeta,
}

/// Finds the files of a table and reads the description at their end.
pub(crate) async fn open(context: &SessionContext, input: &Input, table: &TableInput) -> Result<Opened, ClusterError> {
    let register = &table.register;
    let files = match input {
        Input::Folder(folder) => in_folder(folder, table)?,
        Input::Storage(url) => in_storage(context, url, table).await?,
    };
    let refuse = |error: datafusion::error::DataFusionError| ClusterError::Storage {
        address: input.to_string(),
        message: error.strip_backtrace(),
    };
    let Some((first, _)) = files.first() else { return Err(no_table(table, &input.to_string(), String::new())) };
    let store = context.runtime_env().object_store(first.object_store()).map_err(refuse)?;
    let (state, format) = (context.state(), ParquetFormat::default());
    let mut opened: Vec<File> = Vec::with_capacity(files.len());
    let mut columns: Option<Vec<columns::Found>> = None;
    for (url, name) in files {
        let meta = store.head(url.prefix()).await.map_err(|error| refuse(error.into()))?;
        let schema = format.infer_schema(&state, &store, std::slice::from_ref(&meta)).await.map_err(refuse)?;
        let found = columns::find(register, &name, &schema)?;
        match &columns {
            Some(first) => columns::agree(register, first, &found, &name)?,
            None => columns = Some(found),
        }
        opened.push(File { url, name, meta });
    }
    Ok(Opened { register: register.clone(), files: opened, columns: columns.unwrap_or_default(), store })
}

/// The files of a table on a disk. The reader of registers looks at them first, because it sees the same disk and has the
/// better words for what is wrong.
fn in_folder(folder: &Path, table: &TableInput) -> Result<Vec<(ListingTableUrl, String)>, ClusterError> {
    let register = &table.register;
    let refuse = |error: ReadError| {
        ClusterError::Tabulate(TabulateError::Input { register: register.id.clone(), error: Arc::new(error) })
    };
    // All processes are told the whole path, wherever each of them was started.
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let path = microdata::find(&whole, &table.base).map_err(refuse)?;
    let declared = tabulate::declared(register);
    let opened = microdata::open(&path, &declared, &microdata::ReadOptions::default()).map_err(refuse)?;
    let mut files = Vec::new();
    for file in opened.files() {
        let name = file.strip_prefix(&whole).unwrap_or(file).display().to_string();
        if !is_parquet(&name) {
            return Err(ClusterError::NotParquet { register: register.id.clone(), found: file.display().to_string() });
        }
        let url = Url::from_file_path(file).ok().and_then(|url| ListingTableUrl::try_new(url, None).ok());
        let url = url.ok_or_else(|| ClusterError::Storage {
            address: file.display().to_string(),
            message: "the path cannot be told to other machines".to_owned(),
        })?;
        files.push((url, name));
    }
    Ok(files)
}

/// The files of a table in a bucket.
async fn in_storage(
    context: &SessionContext,
    address: &Url,
    table: &TableInput,
) -> Result<Vec<(ListingTableUrl, String)>, ClusterError> {
    let refuse = |message: String| ClusterError::Storage { address: address.to_string(), message };
    let store = context.runtime_env().object_store(only_bucket(address)?.object_store());
    let store = store.map_err(|error| refuse(error.strip_backtrace()))?;
    let folder = StorePath::from_url_path(address.path()).map_err(|error| refuse(error.to_string()))?;
    let listed = store.list_with_delimiter(Some(&folder)).await.map_err(|error| refuse(error.to_string()))?;
    let base = table.base.to_lowercase();
    let name_of = |path: &StorePath| path.filename().unwrap_or_default().to_lowercase();
    let mut others = Vec::new();
    let mut found = Vec::new();
    for object in listed.objects {
        let name = name_of(&object.location);
        match name.rsplit_once('.') {
            Some((stem, "parquet")) if stem == base => found.push(object.location),
            Some((stem, "csv" | "sav" | "zsav")) if stem == base => others.push(name),
            _ => {}
        }
    }
    for prefix in listed.common_prefixes.iter().filter(|prefix| name_of(prefix) == base) {
        let inside = store.list_with_delimiter(Some(prefix)).await.map_err(|error| refuse(error.to_string()))?;
        let mut inside: Vec<StorePath> = inside.objects.into_iter().map(|object| object.location).collect();
        inside.sort();
        for path in inside.into_iter().filter(|path| !name_of(path).starts_with(['.', '_'])) {
            if is_parquet(&name_of(&path)) { found.push(path) } else { others.push(path.to_string()) }
        }
    }
    if let Some(other) = others.into_iter().next() {
        return Err(ClusterError::NotParquet { register: table.register.id.clone(), found: other });
    }
    if found.is_empty() {
        return Err(no_table(
            table,
            address.as_str().trim_end_matches('/'),
            "; is it the right bucket and folder?".to_owned(),
        ));
    }
    let prefix = format!("{folder}/");
    let mut files = Vec::with_capacity(found.len());
    for path in found {
        let mut url = address.clone();
        url.set_path(path.as_ref());
        let url = ListingTableUrl::try_new(url, None).map_err(|error| refuse(error.strip_backtrace()))?;
        files.push((url, path.as_ref().strip_prefix(&prefix).unwrap_or(path.as_ref()).to_owned()));
    }
    Ok(files)
}

fn only_bucket(address: &Url) -> Result<ListingTableUrl, ClusterError> {
    ListingTableUrl::try_new(address.clone(), None)
        .map_err(|error| ClusterError::Storage { address: address.to_string(), message: error.strip_backtrace() })
}

fn is_parquet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("parquet"))
}

fn no_table(table: &TableInput, place: &str, hint: String) -> ClusterError {
    ClusterError::NoTable {
        register: table.register.id.clone(),
        place: place.to_owned(),
        base: table.base.clone(),
        hint,
    }
}

impl Opened {
    /// What is noted of its files; hashes are made here, so that every file comes through this process once.
    pub(crate) async fn records(
        &self,
        rows: u64,
        hash: bool,
        cancel: &AtomicBool,
    ) -> Result<Vec<InputRecord>, ClusterError> {
        let mut all = Vec::with_capacity(self.files.len());
        for (n, file) in self.files.iter().enumerate() {
            let sha256 = if hash { Some(self.hash(file, cancel).await?) } else { None };
            all.push(InputRecord {
                register: self.register.id.clone(),
                file: file.name.clone(),
                bytes: file.meta.size,
                sha256,
                rows: (n == 0).then_some(rows),
            });
        }
        Ok(all)
    }

    async fn hash(&self, file: &File, cancel: &AtomicBool) -> Result<String, ClusterError> {
        let refuse = |error: object_store::Error| ClusterError::Storage {
            address: file.url.to_string(),
            message: error.to_string(),
        };
        let mut stream = self.store.get(&file.meta.location).await.map_err(refuse)?.into_stream();
        let mut hasher = Sha256::new();
        while let Some(bytes) = stream.try_next().await.map_err(refuse)? {
            if cancel.load(Ordering::Relaxed) {
                return Err(ClusterError::Tabulate(TabulateError::Cancelled));
            }
            hasher.update(&bytes);
        }
        Ok(hex::encode(hasher.finalize()))
    }
}
