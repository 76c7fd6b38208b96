use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::Mmap;

/// The bytes of a column file: owned, or mapped from a file so that only the pages that are read take memory.
pub(crate) enum Bytes {
    Owned(Vec<u8>),
    Mapped(Mmap),
}

impl Bytes {
    /// Maps a whole file for reading. An empty file, which cannot be mapped, gives no bytes.
    #[expect(unsafe_code, reason = "memory-mapping a file is unsafe by nature; this is the only place that does it")]
    pub(crate) fn map(file: &File) -> io::Result<Self> {
        if file.metadata()?.len() == 0 {
            return Ok(Self::Owned(Vec::new()));
        }
        // SAFETY: the mapping is sound as long as nobody changes or shortens the file while it is mapped. Files of a
        // release are written under another name, synced, renamed into place and never written again; removing a
        // release unlinks the file, which leaves the mapping whole. What the bytes say is not trusted: every offset is
        // checked against the length when the release is opened, and any bit pattern decodes to some cell.
        let map = unsafe { Mmap::map(file)? };
        Ok(Self::Mapped(map))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Owned(Vec::new())
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self {
            Self::Owned(_) => "owned",
            Self::Mapped(_) => "mapped",
        };
        write!(f, "{} bytes, {how}", self.len())
    }
}
