//! One file of a release being written, and hashed while it is.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::FileRecord;
use crate::error::WriteError;

/// A new file that knows the hash of what was written to it.
pub(crate) struct HashedFile {
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl HashedFile {
    /// Creates a file, with the folders above it.
    pub(crate) fn create(path: &Path) -> Result<Self, WriteError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(WriteError::io(folder))?;
        }
        let file = File::create_new(path).map_err(WriteError::io(path))?;
        let file = BufWriter::with_capacity(1 << 18, file);
        Ok(Self { path: path.to_owned(), file, hash: Sha256::new(), bytes: 0 })
    }

    /// Writes a whole file at once.
    pub(crate) fn write_whole(path: &Path, contents: &[u8]) -> Result<FileRecord, WriteError> {
        let mut file = Self::create(path)?;
        file.write_all(contents).map_err(WriteError::io(path))?;
        file.finish()
    }

    /// Sees the file safely on the disk.
    pub(crate) fn finish(self) -> Result<FileRecord, WriteError> {
        let file =
            self.file.into_inner().map_err(io::IntoInnerError::into_error).map_err(WriteError::io(&self.path))?;
        file.sync_all().map_err(WriteError::io(&self.path))?;
        Ok(FileRecord { sha256: hex::encode(self.hash.finalize()), bytes: self.bytes })
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The hash and length of a file as it stands on the disk.
pub(crate) fn hash_file(path: &Path) -> io::Result<FileRecord> {
    let mut file = File::open(path)?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 18];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(FileRecord { sha256: hex::encode(hash.finalize()), bytes });
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
}
