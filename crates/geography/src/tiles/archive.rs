//! A PMTiles archive (version 3), read.

use std::io::Read;

use flate2::read::GzDecoder;
use pmtiles::{TileCoord, TileId};
use serde_json::Value;

/// Why an archive cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ArchiveError(pub(super) String);

/// Directories nest this deep at most.
const DEEPEST: u8 = 4;
/// No tile or directory is larger than this when unzipped.
const LARGEST: u64 = 1 << 28;

/// A tile: zoom, x and y, and its bytes, unzipped.
pub type Contents = ((u8, u32, u32), Vec<u8>);

/// An archive whose directories were read.
#[derive(Debug)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    /// What the archive says of itself: `vector_layers` and others.
    pub metadata: Value,
    /// The smallest and largest zoom.
    pub zooms: (u8, u8),
    entries: Vec<Entry>,
}

/// Tiles from one number on that have the same bytes.
#[derive(Debug, Clone, Copy)]
struct Entry {
    tile: u64,
    run: u64,
    start: u64,
    length: u64,
}

/// Parts of the archive, from its header.
struct Parts {
    leaves: u64,
    tiles: u64,
}

impl<'a> Archive<'a> {
    /// Reads the header and all directories.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        let wrong = |what: &str| ArchiveError(what.to_owned());
        if bytes.len() < 127 || !bytes.starts_with(b"PMTiles\x03") {
            return Err(wrong("is no PMTiles archive of version 3: its first bytes are other ones"));
        }
        let number = |at: usize| bytes[at..at + 8].iter().rev().fold(0_u64, |sum, &b| sum << 8 | u64::from(b));
        if bytes[97] != 2 || bytes[98] != 2 || bytes[99] != 1 {
            return Err(wrong("holds something else than vector tiles, zipped with gzip"));
        }
        let parts = Parts { leaves: number(40), tiles: number(56) };
        let metadata = unzip(part(bytes, number(24), number(32))?)?;
        let metadata = serde_json::from_slice(&metadata).map_err(|_| wrong("has metadata that are no JSON"))?;
        let mut entries = Vec::new();
        directory(bytes, &parts, (number(8), number(16)), 0, &mut entries)?;
        if entries.windows(2).any(|pair| pair[0].tile + pair[0].run > pair[1].tile) {
            return Err(wrong("lists its tiles out of order"));
        }
        Ok(Self { bytes, metadata, zooms: (bytes[100], bytes[101]), entries })
    }

    /// A tile, unzipped; none where the archive has none.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Ok(coord) = TileCoord::new(zoom, x, y) else { return Ok(None) };
        let tile = TileId::from(coord).value();
        let before = self.entries.partition_point(|entry| entry.tile <= tile);
        match before.checked_sub(1).map(|at| self.entries[at]) {
            Some(entry) if tile < entry.tile + entry.run => self.contents(entry).map(Some),
            _ => Ok(None),
        }
    }

    /// All tiles.
    pub fn tiles(&self) -> impl Iterator<Item = Result<Contents, ArchiveError>> {
        self.entries.iter().flat_map(move |&entry| {
            (entry.tile..entry.tile + entry.run).map(move |tile| {
                let coord = TileId::new(tile).map_err(|_| ArchiveError("lists a tile of no zoom".to_owned()))?;
                let coord = TileCoord::from(coord);
                Ok(((coord.z(), coord.x(), coord.y()), self.contents(entry)?))
            })
        })
    }

    fn contents(&self, entry: Entry) -> Result<Vec<u8>, ArchiveError> {
        unzip(part(self.bytes, entry.start, entry.length)?)
    }
}

fn part(bytes: &[u8], start: u64, length: u64) -> Result<&[u8], ArchiveError> {
    let end = start.checked_add(length).and_then(|end| usize::try_from(end).ok());
    let found = usize::try_from(start).ok().zip(end).and_then(|(start, end)| bytes.get(start..end));
    found.ok_or_else(|| ArchiveError("points beyond its end; it may be cut off".to_owned()))
}

fn unzip(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let mut contents = Vec::new();
    GzDecoder::new(bytes)
        .take(LARGEST)
        .read_to_end(&mut contents)
        .map_err(|error| ArchiveError(format!("has a part that cannot be unzipped ({error})")))?;
    Ok(contents)
}

fn directory(
    bytes: &[u8],
    parts: &Parts,
    at: (u64, u64),
    depth: u8,
    entries: &mut Vec<Entry>,
) -> Result<(), ArchiveError> {
    let broken = || ArchiveError("has a directory that cannot be read".to_owned());
    let contents = unzip(part(bytes, at.0, at.1)?)?;
    let mut words = Words(&contents);
    let count = words.next().filter(|&n| n <= contents.len() as u64 / 4).ok_or_else(broken)?;
    let mut column = || (0..count).map(|_| words.next()).collect::<Option<Vec<u64>>>().ok_or_else(broken);
    let (steps, runs, lengths, offsets) = (column()?, column()?, column()?, column()?);
    let (mut tile, mut end) = (0_u64, 0_u64);
    for (((step, run), length), offset) in steps.into_iter().zip(runs).zip(lengths).zip(offsets) {
        tile = tile.checked_add(step).ok_or_else(broken)?;
        // Zero says: right behind the one before.
        let start = if offset == 0 { end } else { offset - 1 };
        end = start.checked_add(length).ok_or_else(broken)?;
        if run == 0 {
            if depth == DEEPEST {
                return Err(broken());
            }
            let leaf = parts.leaves.checked_add(start).ok_or_else(broken)?;
            directory(bytes, parts, (leaf, length), depth + 1, entries)?;
        } else {
            let start = parts.tiles.checked_add(start).ok_or_else(broken)?;
            tile.checked_add(run).ok_or_else(broken)?;
            entries.push(Entry { tile, run, start, length });
        }
    }
    Ok(())
}

/// Numbers of seven bits a byte, the lowest first.
struct Words<'a>(&'a [u8]);

impl Words<'_> {
    fn next(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for (at, &byte) in self.0.iter().enumerate().take(10) {
            number |= u64::from(byte & 0x7f).checked_shl(7 * at as u32)?;
            if byte < 0x80 {
                self.0 = &self.0[at + 1..];
                return Some(number);
            }
        }
        None
    }
}
