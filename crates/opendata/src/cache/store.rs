//! Putting files into a cache so that a broken-off program never leaves it half changed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use cells::Vintage;
use sha2::{Digest, Sha256};

use super::entry::{Entry, FileFormat, Origin, hex};
use super::{Cache, CacheError, manifest};

/// How names of files begin that are not complete yet.
const INCOMING: &str = ".incoming-";

/// A file to put into the cache: where it came from and, once written, its bytes.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Id of the source in the definition.
    pub source: String,
    /// Which part of the source it is.
    pub part: String,
    /// How it is written.
    pub format: FileFormat,
    /// The date on which it was obtained.
    pub fetched: Option<String>,
    /// The address it was fetched from, query included.
    pub address: Option<String>,
    /// The server's mark for this version of the file.
    pub etag: Option<String>,
    /// When the source says it last changed.
    pub modified: Option<String>,
    /// The division into areas its codes belong to.
    pub vintage: Option<Vintage>,
}

/// Bytes on their way to become an object: written next to the objects, hashed on the way. Dropped without being
/// stored, they are removed.
#[derive(Debug)]
pub(crate) struct Incoming {
    path: PathBuf,
    file: Option<io::BufWriter<File>>,
    hash: Sha256,
}

impl Incoming {
    /// A new, empty file in the folder of objects.
    pub(crate) fn start(cache: &Cache) -> Result<Self, CacheError> {
        let objects = cache.folder.join(manifest::OBJECTS);
        make_folder(&objects)?;
        let path = unused_name(&objects);
        let file = File::create(&path).map_err(|error| unwritable(&path, error))?;
        Ok(Self { path, file: Some(io::BufWriter::with_capacity(1 << 18, file)), hash: Sha256::new() })
    }

    /// Adds bytes at the end.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), CacheError> {
        self.hash.update(bytes);
        match &mut self.file {
            Some(file) => file.write_all(bytes).map_err(|error| unwritable(&self.path, error)),
            None => Ok(()),
        }
    }

    /// All bytes added so far.
    pub(crate) fn written(&mut self) -> Result<Vec<u8>, CacheError> {
        if let Some(file) = &mut self.file {
            file.flush().map_err(|error| unwritable(&self.path, error))?;
        }
        fs::read(&self.path).map_err(|error| CacheError::Unreadable { path: self.path.clone(), error })
    }

    /// Moves the bytes to the place that their hash names, and gives the hash.
    fn settle(mut self, folder: &Path) -> Result<String, CacheError> {
        if let Some(file) = self.file.take() {
            file.into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.sync_all())
                .map_err(|error| unwritable(&self.path, error))?;
        }
        let hash = hex(&std::mem::take(&mut self.hash).finalize());
        let place = manifest::object_path(folder, &hash);
        fs::rename(&self.path, &place).map_err(|error| unwritable(&place, error))?;
        Ok(hash)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // After `settle` nothing lies there any more; a left-over of a failed write does no harm either.
        let _ = fs::remove_file(&self.path);
    }
}

impl Cache {
    /// Puts one file into the cache, in the place of what its source and part had before.
    pub fn store(&mut self, file: NewFile, bytes: &[u8]) -> Result<Entry, CacheError> {
        let (source, part) = (file.source.clone(), file.part.clone());
        let mut incoming = Incoming::start(self)?;
        incoming.add(bytes)?;
        self.store_together(vec![(file, incoming)])?;
        self.require(&source, &part)
    }

    /// Removes what programs that were broken off left behind: files on their way in that nobody wrote to for an hour.
    pub(crate) fn sweep(&self) -> Result<(), CacheError> {
        let objects = self.folder.join(manifest::OBJECTS);
        make_folder(&objects)?;
        let files = fs::read_dir(&objects).map_err(|error| CacheError::Unreadable { path: objects.clone(), error })?;
        for file in files.flatten() {
            let left = file.file_name().to_string_lossy().starts_with(INCOMING)
                && file
                    .metadata()
                    .and_then(|m| m.modified())
                    .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > Duration::from_hours(1)));
            if left {
                fs::remove_file(file.path()).map_err(|error| unwritable(&file.path(), error))?;
            }
        }
        Ok(())
    }

    /// Puts files into the cache and changes the manifest once for all of them, so that the parts of a source always
    /// belong together.
    pub(crate) fn store_together(&mut self, files: Vec<(NewFile, Incoming)>) -> Result<(), CacheError> {
        make_folder(&self.folder)?;
        let mut fresh = Vec::with_capacity(files.len());
        for (file, incoming) in files {
            let hash = incoming.settle(&self.folder)?;
            fresh.push(Entry {
                path: manifest::object_path(&self.folder, &hash),
                source: file.source,
                part: file.part,
                origin: Origin::Object,
                format: file.format,
                columns: std::collections::BTreeMap::new(),
                keep: std::collections::BTreeMap::new(),
                fetched: file.fetched,
                address: file.address,
                etag: file.etag,
                modified: file.modified,
                vintage: file.vintage,
                stated_sha256: Some(hash),
                found_sha256: Arc::new(OnceLock::new()),
            });
        }
        // Another program may have stored something since this cache was opened: take the manifest as it is now.
        let _lock = lock_manifest(&self.folder)?;
        let mut entries = manifest::read(&self.folder)?;
        for entry in fresh {
            match entries.iter_mut().find(|e| e.source == entry.source && e.part == entry.part) {
                Some(old) => *old = entry,
                None => entries.push(entry),
            }
        }
        let text = manifest::text(&self.folder, &entries)?;
        write_in_place_of(&self.folder.join(manifest::NAME), text.as_bytes())?;
        self.entries = entries;
        Ok(())
    }
}

/// Holds the cache's manifest until dropped; waits until another program is done with it.
fn lock_manifest(folder: &Path) -> Result<File, CacheError> {
    let path = folder.join("manifest.lock");
    let file = lock_file(folder, &path)?;
    file.lock().map_err(|error| unwritable(&path, error))?;
    Ok(file)
}

/// Holds a lock of the cache until dropped; nothing when another program holds it.
pub(crate) fn try_lock(folder: &Path, name: &str) -> Result<Option<File>, CacheError> {
    let path = folder.join(name);
    let file = lock_file(folder, &path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(unwritable(&path, error)),
    }
}

fn lock_file(folder: &Path, path: &Path) -> Result<File, CacheError> {
    make_folder(folder)?;
    File::options().create(true).truncate(false).write(true).open(path).map_err(|error| unwritable(path, error))
}

/// Writes a file under another name first and then lets it take the place of the old one.
pub(crate) fn write_in_place_of(path: &Path, bytes: &[u8]) -> Result<(), CacheError> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let new = unused_name(folder);
    let write = || -> io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&new);
        unwritable(path, error)
    })
}

pub(crate) fn make_folder(path: &Path) -> Result<(), CacheError> {
    fs::create_dir_all(path).map_err(|error| unwritable(path, error))
}

pub(crate) fn unwritable(path: &Path, error: io::Error) -> CacheError {
    CacheError::Unwritable { path: path.to_path_buf(), error }
}

fn unused_name(folder: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    folder.join(format!("{INCOMING}{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)))
}
