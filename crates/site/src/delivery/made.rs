//! An answer that was made: in memory where it is small, in a temporary file where it is not.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;

/// Bytes that are held in memory; more go to a file.
const IN_MEMORY: usize = 1 << 20;

/// A finished answer. The file has no name, so it is gone when nobody reads it any more.
#[derive(Debug, Clone)]
pub(crate) enum Made {
    /// In memory.
    Bytes(Bytes),
    /// In a file, with its length.
    File(Arc<File>, u64),
}

impl Made {
    /// Its length in bytes.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

/// Takes the bytes of an answer. Stops taking when nobody waits for them any more.
#[derive(Debug)]
pub(crate) struct Maker {
    memory: Vec<u8>,
    file: Option<(io::BufWriter<File>, u64)>,
    given_up: Arc<AtomicBool>,
}

impl Maker {
    /// An empty one; `given_up` becomes true when the client has gone.
    pub(crate) fn new(given_up: Arc<AtomicBool>) -> Self {
        Self { memory: Vec::new(), file: None, given_up }
    }

    /// What was made.
    pub(crate) fn finish(self) -> io::Result<Made> {
        match self.file {
            None => Ok(Made::Bytes(self.memory.into())),
            Some((file, length)) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                Ok(Made::File(Arc::new(file), length))
            }
        }
    }
}

impl Write for Maker {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.given_up.load(Ordering::Relaxed) {
            return Err(io::Error::new(io::ErrorKind::BrokenPipe, "nobody waits for it any more"));
        }
        if self.file.is_none() && self.memory.len() + part.len() > IN_MEMORY {
            let mut file = io::BufWriter::with_capacity(256 * 1024, tempfile::tempfile()?);
            file.write_all(&self.memory)?;
            self.file = Some((file, self.memory.len() as u64));
            self.memory = Vec::new();
        }
        match &mut self.file {
            Some((file, length)) => {
                file.write_all(part)?;
                *length += part.len() as u64;
            }
            None => self.memory.extend_from_slice(part),
        }
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |(file, _)| file.flush())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::FileExt;

    use super::*;

    #[test]
    fn a_large_answer_goes_to_a_file_and_is_whole() {
        let mut maker = Maker::new(Arc::default());
        let part: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        for _ in 0..20 {
            maker.write_all(&part).unwrap();
        }
        let Made::File(file, length) = maker.finish().unwrap() else { panic!("in memory") };
        assert_eq!(length, 2_000_000);
        let mut read = vec![0; part.len()];
        file.read_exact_at(&mut read, 1_900_000).unwrap();
        assert_eq!(read, part);
    }

    #[test]
    fn making_stops_when_the_client_has_gone() {
        let given_up = Arc::new(AtomicBool::new(false));
        let mut maker = Maker::new(Arc::clone(&given_up));
        maker.write_all(b"first").unwrap();
        given_up.store(true, Ordering::Relaxed);
        assert_eq!(maker.write(b"second").unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
