//! The values of a system file, unpacked row after row.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::dictionary::{Compression, Dictionary};
use super::source::Source;
use super::zlib::Blocks;
use crate::error::ReadError;

/// Unpacks rows: each is `cells` times eight bytes.
pub(super) struct RowReader {
    file: PathBuf,
    input: Input,
    packed: bool,
    /// What each code of the bytecode stands for, where that does not depend on more bytes.
    meaning: Box<[[u8; 8]; 256]>,
    codes: [u8; 8],
    next_code: usize,
    row_bytes: usize,
    pub(super) done: u64,
    expected: Option<u64>,
    ended: bool,
}

/// Bytes of the file, or of the blocks in it, by the buffer.
struct Input {
    inner: Inner,
    buffer: Vec<u8>,
    at: usize,
    filled: usize,
}

enum Inner {
    File(File),
    Blocks(Blocks),
}

impl Input {
    const SIZE: usize = 1 << 18;

    /// Makes at least `count` bytes available if the file has them; returns how many are.
    #[inline]
    fn ensure(&mut self, count: usize) -> io::Result<usize> {
        if self.filled - self.at < count {
            self.refill(count)?;
        }
        Ok(self.filled - self.at)
    }

    #[cold]
    fn refill(&mut self, count: usize) -> io::Result<()> {
        self.buffer.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        while self.filled < count {
            let read = match &mut self.inner {
                Inner::File(file) => file.read(&mut self.buffer[self.filled..]),
                Inner::Blocks(blocks) => blocks.read(&mut self.buffer[self.filled..]),
            };
            match read {
                Ok(0) => break,
                Ok(more) => self.filled += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl RowReader {
    pub(super) fn new(mut source: Source, dictionary: &Dictionary) -> Result<Self, ReadError> {
        let file = source.file.clone();
        let row_bytes = dictionary.cells * 8;
        source.seek(dictionary.start)?;
        let here = source.length.saturating_sub(source.position);
        let packed = dictionary.compression != Compression::None;
        let mut expected = dictionary.rows;
        if !packed && row_bytes > 0 {
            let (rows, left) = (here / row_bytes as u64, here % row_bytes as u64);
            match expected {
                Some(expected) if rows < expected => {
                    return Err(ReadError::CutShort {
                        file,
                        expected: format!("{expected} rows"),
                        found: format!("{rows} whole rows"),
                    });
                }
                None if left > 0 => {
                    return Err(ReadError::CutShort {
                        file,
                        expected: format!("rows of {row_bytes} bytes"),
                        found: format!("{rows} whole rows and {left} bytes"),
                    });
                }
                _ => expected = expected.or(Some(rows)),
            }
        }
        let inner = if dictionary.compression == Compression::Zlib {
            Inner::Blocks(Blocks::open(source)?)
        } else {
            Inner::File(source.into_file()?)
        };
        let bytes = |number: f64| if dictionary.big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
        let mut meaning = Box::new([[b' '; 8]; 256]);
        for (code, meaning) in meaning.iter_mut().enumerate().take(252) {
            *meaning = bytes(code as f64 - dictionary.bias);
        }
        meaning[255] = bytes(dictionary.system_missing);
        Ok(Self {
            file,
            input: Input { inner, buffer: vec![0; Input::SIZE.max(row_bytes.min(1 << 26))], at: 0, filled: 0 },
            packed,
            meaning,
            codes: [0; 8],
            next_code: 8,
            row_bytes,
            done: 0,
            expected,
            ended: row_bytes == 0,
        })
    }

    /// Unpacks up to `rows` rows into `out`; returns how many. None are left when it is 0.
    pub(super) fn read(&mut self, out: &mut Vec<u8>, rows: usize) -> Result<usize, ReadError> {
        out.clear();
        let mut count = 0;
        while count < rows && !self.ended {
            if self.expected == Some(self.done) {
                self.ended = true;
                self.nothing_follows(out)?;
                break;
            }
            let start = out.len();
            if self.row(out)? {
                count += 1;
                self.done += 1;
            } else {
                out.truncate(start);
                self.ended = true;
                if let Some(expected) = self.expected {
                    return Err(self.cut_short(&format!("{expected} rows")));
                }
            }
        }
        Ok(count)
    }

    /// After the last row that was announced, no other may follow: it would be left out in silence.
    fn nothing_follows(&mut self, out: &mut Vec<u8>) -> Result<(), ReadError> {
        let start = out.len();
        let more = matches!(self.row(out), Ok(true));
        out.truncate(start);
        if more {
            return Err(ReadError::Damaged {
                file: self.file.clone(),
                place: format!("row {}", self.done + 1),
                expected: format!("the end: the file says that it has {} rows", self.done),
                found: "another row".to_owned(),
            });
        }
        Ok(())
    }

    fn row(&mut self, out: &mut Vec<u8>) -> Result<bool, ReadError> {
        if self.packed { self.packed_row(out) } else { self.plain_row(out) }
    }

    fn plain_row(&mut self, out: &mut Vec<u8>) -> Result<bool, ReadError> {
        let mut left = self.row_bytes;
        while left > 0 {
            let available = self.ensure(left.min(Input::SIZE))?.min(left);
            if available == 0 {
                return if left == self.row_bytes { Ok(false) } else { Err(self.cut_short("the rest of the row")) };
            }
            out.extend_from_slice(&self.input.buffer[self.input.at..self.input.at + available]);
            self.input.at += available;
            left -= available;
        }
        Ok(true)
    }

    fn packed_row(&mut self, out: &mut Vec<u8>) -> Result<bool, ReadError> {
        let end = out.len() + self.row_bytes;
        let start = out.len();
        while out.len() < end {
            if self.next_code == 8 {
                let available = self.ensure(72)?;
                if available < 8 {
                    return if out.len() == start && available == 0 {
                        Ok(false)
                    } else {
                        Err(self.cut_short("the rest of the row"))
                    };
                }
                self.codes.copy_from_slice(&self.input.buffer[self.input.at..self.input.at + 8]);
                self.input.at += 8;
                self.next_code = 0;
            }
            let code = self.codes[self.next_code];
            self.next_code += 1;
            match code {
                0 => {}
                252 => {
                    self.next_code = 8;
                    return if out.len() == start { Ok(false) } else { Err(self.cut_short("the rest of the row")) };
                }
                253 => {
                    if self.ensure(8)? < 8 {
                        return Err(self.cut_short("a value of eight bytes"));
                    }
                    out.extend_from_slice(&self.input.buffer[self.input.at..self.input.at + 8]);
                    self.input.at += 8;
                }
                _ => out.extend_from_slice(&self.meaning[usize::from(code)]),
            }
        }
        Ok(true)
    }

    #[inline]
    fn ensure(&mut self, count: usize) -> Result<usize, ReadError> {
        self.input.ensure(count).map_err(|error| match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(super::zlib::BadBlock { block, expected, found }) => ReadError::Damaged {
                file: self.file.clone(),
                place: format!("block {block} (after row {})", self.done),
                expected: expected.clone(),
                found: found.clone(),
            },
            None => ReadError::Io { file: self.file.clone(), doing: "reading the file", source: error },
        })
    }

    #[cold]
    fn cut_short(&self, expected: &str) -> ReadError {
        ReadError::CutShort {
            file: self.file.clone(),
            expected: format!("{expected} in row {}", self.done + 1),
            found: format!("the end after {} whole rows", self.done),
        }
    }
}
