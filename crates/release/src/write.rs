use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use cells::{Block, IndicatorIx, Level, Period, Status};
use geography::tiles::TileOptions;
use rayon::prelude::*;

use crate::cube::bytes::Bytes;
use crate::cube::column::ColumnWriter;
use crate::cube::encode::CubeWriter;
use crate::cube::index::{CubeIndex, READINGS_MAGIC};
use crate::draft::{check_block, check_outline, describe, key, level_name};
use crate::error::{DraftError, DraftProblem, WriteError};
use crate::file::HashedFile;
use crate::manifest::{FORMAT, json};
use crate::{Cube, Draft, FileRecord, Manifest, PackedReading, Slice, StandingReference, parquet_files, paths};

/// Where the stored readings of a release come from: the room that computes them.
pub trait StandingReadings {
    /// The readings of a slice against a reference, in the dense order of its places × categories ([`Slice::dense`]);
    /// none when no cell has one.
    fn of(&self, slice: &Slice<'_>, reference: StandingReference) -> Option<Vec<PackedReading>>;

    /// What a reading is called in the Parquet files, for other programs ("lower-clear-certain"); none for a
    /// reading that says nothing.
    fn word(&self, reading: PackedReading) -> Option<String> {
        (reading.0 != 0).then(|| format!("reading-{}", reading.0))
    }
}

/// No readings at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WithoutReadings;

impl StandingReadings for WithoutReadings {
    fn of(&self, _: &Slice<'_>, _: StandingReference) -> Option<Vec<PackedReading>> {
        None
    }
}

/// A release being written block by block, for a build too large to hold as one [`Draft`].
///
/// It is written next to its final place, under a hidden name, and removed again when anything goes wrong.
pub struct ReleaseWriter {
    outline: Draft,
    folder: PathBuf,
    partial: Partial,
    cube: CubeWriter<HashedFile>,
    last: Option<(IndicatorIx, Period, Level)>,
}

impl ReleaseWriter {
    /// Starts a release at `folder` with everything but its blocks, or with the first of them.
    pub fn begin(mut outline: Draft, folder: &Path) -> Result<Self, WriteError> {
        let blocks = std::mem::take(&mut outline.blocks);
        DraftError::unless_empty(check_outline(&outline.definition, &outline.places, &outline.boundaries))?;
        if folder.symlink_metadata().is_ok() && !folder.join(paths::MANIFEST).is_file() {
            return Err(WriteError::Exists { folder: folder.to_owned() });
        }
        let partial = Partial::create(folder)?;
        let path = partial.path.join(paths::COLUMNS);
        let cube = CubeWriter::new(HashedFile::create(&path)?, &outline.definition, &outline.places)
            .map_err(WriteError::io(&path))?;
        let mut writer = Self { outline, folder: folder.to_owned(), partial, cube, last: None };
        let mut order: Vec<&Block> = blocks.iter().collect();
        order.sort_by_key(|block| key(block));
        for block in order {
            writer.add(block)?;
        }
        Ok(writer)
    }

    /// Adds a block; blocks come in order of indicator, period and level, each once.
    pub fn add(&mut self, block: &Block) -> Result<(), WriteError> {
        let Draft { definition, places, .. } = &self.outline;
        if self.last.is_some_and(|last| last >= key(block)) {
            let at = describe(definition, block.indicator, block.period, block.level);
            return Err(WriteError::OutOfOrder { at });
        }
        DraftError::unless_empty(check_block(definition, places, block))?;
        self.last = Some(key(block));
        let per = definition.indicator(block.indicator).measure.per();
        self.cube.add(block, per).map_err(WriteError::io(&self.partial.path.join(paths::COLUMNS)))
    }

    /// All blocks are there: gives the cube, memory-mapped and without readings, to compute readings on.
    pub fn stage(self) -> Result<StagedRelease, WriteError> {
        let path = self.partial.path.join(paths::COLUMNS);
        let (index, columns) = self.cube.finish();
        let files = BTreeMap::from([(paths::COLUMNS.to_owned(), columns.finish()?)]);
        let bytes = map(&path)?;
        let cube = index
            .clone()
            .into_cube(bytes, Bytes::default())
            .map_err(|problem| DraftError { problems: vec![DraftProblem::Cube { problem }], more: 0 })?;
        Ok(StagedRelease { outline: self.outline, folder: self.folder, partial: self.partial, index, cube, files })
    }
}

/// A release whose cells are on the disk, and whose readings are not yet.
pub struct StagedRelease {
    outline: Draft,
    folder: PathBuf,
    partial: Partial,
    index: CubeIndex,
    cube: Cube,
    files: BTreeMap<String, FileRecord>,
}

impl StagedRelease {
    /// The cube, without readings.
    pub fn cube(&self) -> &Cube {
        &self.cube
    }

    /// What the release is made of, without its blocks.
    pub fn outline(&self) -> &Draft {
        &self.outline
    }

    /// Adds the readings, writes all that is left, and moves the release to its place.
    pub fn finish(mut self, readings: &dyn StandingReadings, created: &str) -> Result<Manifest, WriteError> {
        check_day(created)?;
        let record = write_readings(&self.partial.path, &self.outline, &self.cube, &mut self.index, readings)?;
        self.complete(record, created)
    }

    /// The same, with readings that are computed on this very cube.
    pub fn finish_with(
        mut self,
        readings: impl for<'a> FnOnce(&'a Cube, &'a Draft) -> Box<dyn StandingReadings + 'a>,
        created: &str,
    ) -> Result<Manifest, WriteError> {
        check_day(created)?;
        let readings = readings(&self.cube, &self.outline);
        let record = write_readings(&self.partial.path, &self.outline, &self.cube, &mut self.index, readings.as_ref())?;
        drop(readings);
        self.complete(record, created)
    }

    fn complete(mut self, readings: FileRecord, created: &str) -> Result<Manifest, WriteError> {
        self.files.insert(paths::READINGS.to_owned(), readings);
        self.write_whole(paths::INDEX, &json(&self.index))?;
        let cube = self.reopened()?;
        self.write_whole(paths::DEFINITION, &json(&self.outline.definition))?;
        self.write_whole(paths::REPORT, &json(&self.outline.left_out))?;
        self.write_tables(&cube)?;
        let manifest = Manifest {
            format: FORMAT,
            id: String::new(),
            monitor: self.outline.definition.monitor.id.clone(),
            definition_version: self.outline.definition.monitor.version.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            created: created.to_owned(),
            sources: self.outline.sources.clone(),
            counts: counts(&self.outline, &cube),
            files: std::mem::take(&mut self.files),
            checksum: String::new(),
        }
        .sealed();
        let contents = manifest.to_json();
        let path = self.partial.path.join(paths::MANIFEST);
        HashedFile::write_whole(&path, &contents)?;
        drop((cube, self.cube));
        self.partial.publish(&self.folder, &manifest, &contents)?;
        Ok(manifest)
    }

    /// The cube as it will be opened, with readings.
    fn reopened(&self) -> Result<Cube, WriteError> {
        let columns = map(&self.partial.path.join(paths::COLUMNS))?;
        let readings = map(&self.partial.path.join(paths::READINGS))?;
        self.index
            .clone()
            .into_cube(columns, readings)
            .map_err(|problem| DraftError { problems: vec![DraftProblem::Cube { problem }], more: 0 }.into())
    }

    fn write_whole(&mut self, path: &str, contents: &[u8]) -> Result<(), WriteError> {
        let record = HashedFile::write_whole(&self.partial.path.join(path), contents)?;
        self.files.insert(path.to_owned(), record);
        Ok(())
    }

    fn write_tables(&mut self, cube: &Cube) -> Result<(), WriteError> {
        let Draft { definition, places, boundaries, .. } = &self.outline;
        let root = &self.partial.path;
        let record = parquet_files::places::write(&root.join(paths::PLACES), places)?;
        self.files.insert(paths::PLACES.to_owned(), record);
        for level in Level::ALL {
            let path = paths::boundaries(level);
            if let Some(record) = parquet_files::boundaries::write(&root.join(&path), level, places, boundaries)? {
                self.files.insert(path, record);
            }
        }
        let path = root.join(paths::TILES);
        let tiles = geography::tiles::build(places, boundaries, &TileOptions::default())
            .map_err(|error| WriteError::format(&path, error))?;
        if let Some((bytes, _)) = tiles {
            self.files.insert(paths::TILES.to_owned(), HashedFile::write_whole(&path, &bytes)?);
        }
        let written: Vec<(String, FileRecord)> = (0..definition.indicators.len())
            .into_par_iter()
            .map(|position| IndicatorIx(position as u16))
            .filter(|&indicator| !cube.periods(indicator).is_empty())
            .map(|indicator| {
                let path = paths::cells(&definition.indicator(indicator).id);
                let record = parquet_files::cells::write(&root.join(&path), indicator, definition, places, cube)?;
                Ok((path, record))
            })
            .collect::<Result<_, WriteError>>()?;
        self.files.extend(written);
        Ok(())
    }
}

/// Writes the readings, and where they stand into the index.
fn write_readings(
    root: &Path,
    outline: &Draft,
    cube: &Cube,
    index: &mut CubeIndex,
    readings: &dyn StandingReadings,
) -> Result<FileRecord, WriteError> {
    let path = root.join(paths::READINGS);
    let mut columns = ColumnWriter::new(HashedFile::create(&path)?, READINGS_MAGIC).map_err(WriteError::io(&path))?;
    let mut occurring = BTreeSet::new();
    let mut numbers = Vec::new();
    for (slice, record) in cube.slices().zip(&mut index.slices) {
        for reference in StandingReference::ALL {
            let Some(readings) = readings.of(&slice, reference) else { continue };
            if readings.len() != slice.len() {
                let at = describe(&outline.definition, slice.indicator(), slice.period(), slice.level());
                return Err(WriteError::Readings { at, got: readings.len(), cells: slice.len() });
            }
            numbers.clear();
            numbers.extend(readings.iter().map(|reading| u64::from(reading.0)));
            occurring.extend(readings.iter().map(|reading| reading.0));
            let column = columns.write(&numbers).map_err(WriteError::io(&path))?;
            record.readings[reference as usize] = Some(column);
        }
    }
    index.reading_words =
        occurring.into_iter().filter_map(|byte| readings.word(PackedReading(byte)).map(|word| (byte, word))).collect();
    columns.finish().finish()
}

fn check_day(created: &str) -> Result<(), WriteError> {
    if is_day(created) { Ok(()) } else { Err(WriteError::Created { created: created.to_owned() }) }
}

/// Whether a text is a day such as `2026-11-23`.
pub(crate) fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == text)
}

/// The numbers of the manifest.
pub(crate) fn counts(outline: &Draft, cube: &Cube) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for level in Level::ALL {
        let places = outline.places.level(level);
        let with_boundary = places.clone().filter(|&ix| outline.boundaries.get(cells::PlaceIx(ix)).is_some()).count();
        counts.insert(format!("places-{}", level_name(level)), places.len() as u64);
        counts.insert(format!("boundaries-{}", level_name(level)), with_boundary as u64);
    }
    let slices: Vec<Slice<'_>> = cube.slices().collect();
    let by_status = slices
        .par_iter()
        .map(|slice| {
            let mut by_status = [0_u64; 6];
            for position in 0..slice.len() {
                by_status[slice.cell_at(position).status as usize] += 1;
            }
            by_status
        })
        .reduce(|| [0; 6], |a, b| std::array::from_fn(|status| a[status] + b[status]));
    for status in [Status::Published, Status::Small, Status::NearlyAll, Status::Withheld, Status::NotApplicable] {
        let name = parquet_files::cells::status_name(status);
        counts.insert(format!("cells-{name}"), by_status[status as usize]);
    }
    counts.insert("slices".to_owned(), slices.len() as u64);
    counts.insert("left-out".to_owned(), outline.left_out.iter().map(|entry| entry.count).sum());
    counts
}

fn map(path: &Path) -> Result<Bytes, WriteError> {
    File::open(path).and_then(|file| Bytes::map(&file)).map_err(WriteError::io(path))
}

/// The folder a release is written in before it is moved to its place; removed when that does not happen.
struct Partial {
    path: PathBuf,
    moved: bool,
}

impl Partial {
    fn create(folder: &Path) -> Result<Self, WriteError> {
        let path = partial_beside(folder);
        fs::create_dir_all(&path).map_err(WriteError::io(&path))?;
        Ok(Self { path, moved: false })
    }

    /// Moves the folder to its place. When the same release is there already, this one is dropped.
    fn publish(mut self, folder: &Path, manifest: &Manifest, contents: &[u8]) -> Result<(), WriteError> {
        if folder.symlink_metadata().is_ok() {
            let same = fs::read(folder.join(paths::MANIFEST)).is_ok_and(|there| there == contents)
                && manifest
                    .files
                    .iter()
                    .all(|(path, record)| fs::metadata(folder.join(path)).is_ok_and(|file| file.len() == record.bytes));
            return if same { Ok(()) } else { Err(WriteError::Exists { folder: folder.to_owned() }) };
        }
        sync_folders(&self.path).map_err(WriteError::io(&self.path))?;
        fs::rename(&self.path, folder).map_err(WriteError::io(folder))?;
        self.moved = true;
        sync_parent(folder).map_err(WriteError::io(folder))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.moved {
            // Nothing more can be done about a folder that cannot be removed; its name says that it is no release.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// A hidden name next to a folder, of this process and moment only.
pub(crate) fn partial_beside(folder: &Path) -> PathBuf {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    folder.with_file_name(format!(".{name}.partial-{}-{number}", std::process::id()))
}

/// Sees the names in a folder and in the folders within it on the disk.
pub(crate) fn sync_folders(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}

/// Sees a name on the disk.
pub(crate) fn sync_parent(path: &Path) -> std::io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()
}
