//! The blocks of a `.zsav` file.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use flate2::read::ZlibDecoder;

use super::source::Source;
use crate::error::ReadError;

/// No block that SPSS writes is larger than 4 MB.
const LARGEST: i64 = 1 << 26;

/// Inflates one block after another.
pub(super) struct Blocks {
    file: File,
    blocks: Vec<Block>,
    next: usize,
    inflated: Vec<u8>,
    at: usize,
}

struct Block {
    start: u64,
    packed: usize,
    inflated: usize,
}

/// A block that is not what the list of blocks says.
#[derive(Debug, thiserror::Error)]
#[error("block {block}: expected {expected}, found {found}")]
pub(super) struct BadBlock {
    pub(super) block: usize,
    pub(super) expected: String,
    pub(super) found: String,
}

impl Blocks {
    /// Reads the list of blocks. The source is where the values begin.
    pub(super) fn open(mut source: Source) -> Result<Self, ReadError> {
        let header = source.position;
        let at_header = source.i64("the start of the blocks")?;
        let trailer = source.i64("the start of the list of blocks")?;
        let trailer_length = source.i64("the length of the list of blocks")?;
        if u64::try_from(at_header) != Ok(header) {
            return Err(source.damaged(header, format!("blocks at byte {header}"), format!("byte {at_header}")));
        }
        let (Ok(trailer), Ok(trailer_length)) = (u64::try_from(trailer), u64::try_from(trailer_length)) else {
            return Err(source.damaged(header, "the place of the list of blocks", trailer));
        };
        if trailer.saturating_add(trailer_length) > source.length {
            return Err(ReadError::CutShort {
                file: source.file,
                expected: format!("a list of blocks at bytes {trailer} to {}", trailer.saturating_add(trailer_length)),
                found: format!("{} bytes", source.length),
            });
        }
        source.seek(trailer)?;
        source.i64("the list of blocks")?;
        source.i64("the list of blocks")?;
        source.i32("the list of blocks")?;
        let at = source.position;
        let count = source.count(1 << 30, "the number of blocks")?;
        if count * 24 + 24 != trailer_length {
            return Err(source.damaged(at, format!("blocks that fill {trailer_length} bytes"), count));
        }
        let mut blocks = Vec::new();
        for _ in 0..count {
            let at = source.position;
            source.i64("a block")?;
            let start = source.i64("a block")?;
            let inflated = i64::from(source.i32("a block")?);
            let packed = i64::from(source.i32("a block")?);
            let within = start >= 0
                && (0..=LARGEST).contains(&inflated)
                && (0..=LARGEST).contains(&packed)
                && start.saturating_add(packed) <= i64::try_from(source.length).unwrap_or(i64::MAX);
            if !within {
                return Err(source.damaged(
                    at,
                    format!("a block within the {} bytes of the file", source.length),
                    format!("{packed} bytes at byte {start}, {inflated} when inflated"),
                ));
            }
            blocks.push(Block {
                start: start.unsigned_abs(),
                packed: usize::try_from(packed).unwrap_or(0),
                inflated: usize::try_from(inflated).unwrap_or(0),
            });
        }
        Ok(Self { file: source.into_file()?, blocks, next: 0, inflated: Vec::new(), at: 0 })
    }

    fn inflate(&mut self) -> io::Result<()> {
        let block = &self.blocks[self.next];
        self.next += 1;
        let bad = |found: String| {
            let expected = format!("{} bytes packed with zlib", block.inflated);
            io::Error::new(io::ErrorKind::InvalidData, BadBlock { block: self.next, expected, found })
        };
        self.file.seek(SeekFrom::Start(block.start))?;
        let mut packed = vec![0; block.packed];
        self.file.read_exact(&mut packed)?;
        self.inflated.clear();
        self.at = 0;
        // One byte more than announced is asked for, to notice when there is more.
        let mut decoder = ZlibDecoder::new(packed.as_slice()).take(block.inflated as u64 + 1);
        decoder.read_to_end(&mut self.inflated).map_err(|error| bad(error.to_string()))?;
        if self.inflated.len() != block.inflated {
            return Err(bad(format!("{} bytes or more", self.inflated.len())));
        }
        Ok(())
    }
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.inflated.len() {
            if self.next == self.blocks.len() {
                return Ok(0);
            }
            self.inflate()?;
        }
        let count = buffer.len().min(self.inflated.len() - self.at);
        buffer[..count].copy_from_slice(&self.inflated[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
