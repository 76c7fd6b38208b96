use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where the numbers of one column of a slice stand. Numbers are unsigned, little-endian, as wide as the largest
/// of the column needs; a column in which all are the same takes no bytes at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum Column {
    /// Every cell has this number.
    Same { same: u64 },
    /// The first number starts at byte `at` of the file; each is `width` bytes (1, 2, 4 or 8).
    Stored { at: u64, width: u8 },
}

impl Column {
    /// The number at a position. The bounds were checked by [`Column::check`] when the cube was put together.
    #[inline]
    pub(crate) fn get(self, bytes: &[u8], position: usize) -> u64 {
        match self {
            Self::Same { same } => same,
            Self::Stored { at, width } => {
                let from = at as usize + position * usize::from(width);
                match width {
                    1 => u64::from(bytes[from]),
                    2 => u64::from(u16::from_le_bytes(read(bytes, from))),
                    4 => u64::from(u32::from_le_bytes(read(bytes, from))),
                    _ => u64::from_le_bytes(read(bytes, from)),
                }
            }
        }
    }

    /// Says what is wrong with a column of `cells` numbers in a file of `length` bytes.
    pub(crate) fn check(self, cells: usize, length: usize) -> Result<(), String> {
        let Self::Stored { at, width } = self else { return Ok(()) };
        if !matches!(width, 1 | 2 | 4 | 8) {
            return Err(format!("a column is {width} bytes wide; expected 1, 2, 4 or 8"));
        }
        let end = (cells as u64).checked_mul(u64::from(width)).and_then(|size| size.checked_add(at));
        match end {
            Some(end) if end <= length as u64 => Ok(()),
            _ => Err(format!("a column of {cells} cells at byte {at} ends outside the file of {length} bytes")),
        }
    }
}

#[inline]
fn read<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[from..from + N]);
    out
}

/// Writes columns one after another, each as narrow as it can be, and the same column only once: the denominators
/// of indicators about the same people share their bytes.
pub(crate) struct ColumnWriter<W> {
    sink: W,
    at: u64,
    seen: HashMap<[u8; 32], u64>,
    buffer: Vec<u8>,
}

impl<W: Write> ColumnWriter<W> {
    /// Starts a column file with its first bytes, which say what it is.
    pub(crate) fn new(mut sink: W, magic: [u8; 8]) -> io::Result<Self> {
        sink.write_all(&magic)?;
        Ok(Self { sink, at: magic.len() as u64, seen: HashMap::new(), buffer: Vec::new() })
    }

    /// Writes one column.
    pub(crate) fn write(&mut self, numbers: &[u64]) -> io::Result<Column> {
        let first = numbers.first().copied().unwrap_or(0);
        if numbers.iter().all(|&number| number == first) {
            return Ok(Column::Same { same: first });
        }
        let largest = numbers.iter().copied().max().unwrap_or(0);
        let width = match largest {
            0..=0xff => 1_u8,
            0x100..=0xffff => 2,
            0x1_0000..=0xffff_ffff => 4,
            _ => 8,
        };
        self.buffer.clear();
        for number in numbers {
            self.buffer.extend_from_slice(&number.to_le_bytes()[..usize::from(width)]);
        }
        let hash: [u8; 32] = Sha256::digest(&self.buffer).into();
        if let Some(&at) = self.seen.get(&hash) {
            return Ok(Column::Stored { at, width });
        }
        let at = self.at;
        self.sink.write_all(&self.buffer)?;
        self.at += self.buffer.len() as u64;
        // The next column starts at a multiple of eight.
        let padding = (8 - self.at % 8) % 8;
        self.sink.write_all(&[0; 8][..padding as usize])?;
        self.at += padding;
        self.seen.insert(hash, at);
        Ok(Column::Stored { at, width })
    }

    /// Gives the file back.
    pub(crate) fn finish(self) -> W {
        self.sink
    }
}
