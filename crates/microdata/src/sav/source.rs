//! The bytes of a system file, with the position for messages and a guard against sizes that cannot be.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::ReadError;

/// Reads the numbers and bytes of a system file one after another.
#[derive(Debug)]
pub(super) struct Source {
    inner: BufReader<File>,
    pub(super) file: PathBuf,
    pub(super) position: u64,
    pub(super) length: u64,
    /// Whether the most significant byte of a number comes first.
    pub(super) big_endian: bool,
}

impl Source {
    pub(super) fn open(file: &Path) -> Result<Self, ReadError> {
        let opened = File::open(file).map_err(ReadError::io(file, "opening the file"))?;
        let length = opened.metadata().map_err(ReadError::io(file, "asking its size"))?.len();
        let inner = BufReader::with_capacity(1 << 16, opened);
        Ok(Self { inner, file: file.to_owned(), position: 0, length, big_endian: false })
    }

    pub(super) fn seek(&mut self, position: u64) -> Result<(), ReadError> {
        self.inner.seek(SeekFrom::Start(position)).map_err(ReadError::io(&self.file, "moving in the file"))?;
        self.position = position;
        Ok(())
    }

    /// The next `count` bytes, which are `what`.
    pub(super) fn bytes(&mut self, count: u64, what: &str) -> Result<Vec<u8>, ReadError> {
        let left = self.length.saturating_sub(self.position);
        if count > left {
            return Err(ReadError::CutShort {
                file: self.file.clone(),
                expected: format!("{what}: {count} bytes at byte {}", self.position),
                found: format!("{left} bytes"),
            });
        }
        let mut bytes = vec![0; usize::try_from(count).unwrap_or(usize::MAX)];
        self.inner.read_exact(&mut bytes).map_err(ReadError::io(&self.file, "reading the file"))?;
        self.position += count;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N], ReadError> {
        let bytes = self.bytes(N as u64, what)?;
        let mut array = [0; N];
        array.copy_from_slice(&bytes);
        if self.big_endian {
            array.reverse();
        }
        Ok(array)
    }

    pub(super) fn i32(&mut self, what: &str) -> Result<i32, ReadError> {
        Ok(i32::from_le_bytes(self.array(what)?))
    }

    /// A number of things, at most `most`.
    pub(super) fn count(&mut self, most: u64, what: &str) -> Result<u64, ReadError> {
        let at = self.position;
        let count = self.i32(what)?;
        u64::try_from(count)
            .ok()
            .filter(|count| *count <= most)
            .ok_or_else(|| self.damaged(at, format!("{what}: 0 to {most}"), count))
    }

    pub(super) fn i64(&mut self, what: &str) -> Result<i64, ReadError> {
        Ok(i64::from_le_bytes(self.array(what)?))
    }

    pub(super) fn f64(&mut self, what: &str) -> Result<f64, ReadError> {
        Ok(f64::from_le_bytes(self.array(what)?))
    }

    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are given as they are")]
    pub(super) fn damaged(&self, at: u64, expected: impl ToString, found: impl ToString) -> ReadError {
        ReadError::Damaged {
            file: self.file.clone(),
            place: format!("byte {at}"),
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    /// The file itself, to read on from the position.
    pub(super) fn into_file(self) -> Result<File, ReadError> {
        let mut file = self.inner.into_inner();
        file.seek(SeekFrom::Start(self.position)).map_err(ReadError::io(&self.file, "moving in the file"))?;
        Ok(file)
    }
}

/// Reads numbers and bytes from a record that is in memory. What goes past its end is `None`.
pub(super) struct Slice<'a> {
    pub(super) rest: &'a [u8],
    pub(super) big_endian: bool,
}

impl<'a> Slice<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut array: [u8; N] = self.take(N)?.try_into().ok()?;
        if self.big_endian {
            array.reverse();
        }
        Some(array)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    pub(super) fn i64(&mut self) -> Option<i64> {
        self.array().map(i64::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// As many bytes as the number before them says.
    pub(super) fn counted(&mut self) -> Option<&'a [u8]> {
        let count = usize::try_from(self.i32()?).ok()?;
        self.take(count)
    }
}
