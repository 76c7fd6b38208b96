use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cells::{LeftOut, Level};
use definition::Definition;
use geography::{Boundaries, Places};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::cube::bytes::Bytes;
use crate::cube::index::{COLUMNS_MAGIC, CubeIndex, READINGS_MAGIC};
use crate::error::OpenError;
use crate::manifest::FORMAT;
use crate::write::is_day;
use crate::{Cube, Manifest, parquet_files, paths};

/// The first bytes of an archive of tiles, with the version.
const TILES_MAGIC: [u8; 8] = *b"PMTiles\x03";

/// An opened release. Cheap to share behind an `Arc`.
#[derive(Debug)]
pub struct Release {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The definition its cells were made with.
    pub definition: Definition,
    /// All places.
    pub places: Places,
    /// Their boundaries.
    pub boundaries: Boundaries,
    /// All cells.
    pub cube: Cube,
    /// What the build left out.
    pub left_out: Vec<LeftOut>,
    tiles: Option<Bytes>,
    folder: PathBuf,
}

impl Release {
    /// The archive of vector tiles (PMTiles version 3, see [`geography::tiles`]), memory-mapped; none where no place has
    /// a boundary. Its hash is that of `tiles.pmtiles` in the manifest.
    pub fn tiles(&self) -> Option<&[u8]> {
        self.tiles.as_deref()
    }

    /// Where a file of the release stands, for sending it as it is; none where the manifest does not list it.
    pub fn file(&self, name: &str) -> Option<PathBuf> {
        self.manifest.files.contains_key(name).then(|| self.folder.join(name))
    }

    /// Opens a release: small files are read and their hashes checked, the cube is mapped. That every listed file is
    /// there with its length is checked too; whether the large ones are whole to the last byte is what
    /// [`Release::verify`] looks at.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let files = Files { folder, manifest: read_manifest(folder)? };
        files.check_lengths()?;
        let definition: Definition = files.json(paths::DEFINITION)?;
        let left_out: Vec<LeftOut> = files.json(paths::REPORT)?;
        files.check_hash(paths::PLACES)?;
        let places = parquet_files::places::read(&folder.join(paths::PLACES))?;
        let mut by_place = HashMap::new();
        for level in Level::ALL {
            let path = paths::boundaries(level);
            if files.manifest.files.contains_key(&path) {
                files.check_hash(&path)?;
                parquet_files::boundaries::read(&folder.join(path), level, &places, &mut by_place)?;
            }
        }
        let cube = files.cube(&definition, &places)?;
        let tiles = files
            .manifest
            .files
            .contains_key(paths::TILES)
            .then(|| files.map(paths::TILES, TILES_MAGIC))
            .transpose()?;
        let boundaries = Boundaries::new(by_place);
        Ok(Self {
            manifest: files.manifest,
            definition,
            places,
            boundaries,
            cube,
            left_out,
            tiles,
            folder: folder.to_owned(),
        })
    }
}

/// The manifest of a folder, checked against itself.
pub(crate) fn read_manifest(folder: &Path) -> Result<Manifest, OpenError> {
    #[derive(serde::Deserialize)]
    struct Version {
        format: u32,
        program: String,
    }

    let path = folder.join(paths::MANIFEST);
    let contents = match fs::read(&path) {
        Ok(contents) => contents,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(OpenError::NoRelease { folder: folder.to_owned() });
        }
        Err(source) => return Err(OpenError::Io { path, source }),
    };
    let version: Version = serde_json::from_slice(&contents).map_err(|error| OpenError::damaged(&path, error))?;
    if version.format != FORMAT {
        return Err(OpenError::FormatVersion {
            folder: folder.to_owned(),
            found: version.format,
            expected: FORMAT,
            program: version.program,
        });
    }
    let manifest: Manifest = serde_json::from_slice(&contents).map_err(|error| OpenError::damaged(&path, error))?;
    let honest = manifest.id == manifest.expected_id()
        && manifest.checksum == manifest.expected_checksum()
        && manifest.to_json() == contents
        && is_day(&manifest.created);
    if !honest {
        return Err(OpenError::damaged(
            &path,
            "does not agree with its own checksum: it was changed after it was written",
        ));
    }
    for name in manifest.files.keys() {
        let inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !inside || name == paths::MANIFEST {
            return Err(OpenError::damaged(&path, format!("lists `{name}`, which is no file of a release")));
        }
    }
    Ok(manifest)
}

/// The files of a release, as its manifest lists them.
struct Files<'a> {
    folder: &'a Path,
    manifest: Manifest,
}

impl Files<'_> {
    fn check_lengths(&self) -> Result<(), OpenError> {
        for (name, record) in &self.manifest.files {
            let path = self.folder.join(name);
            match fs::metadata(&path) {
                Ok(found) if found.is_file() && found.len() == record.bytes => {}
                Ok(found) => {
                    let problem = format!("is {} bytes; expected {}", found.len(), record.bytes);
                    return Err(OpenError::damaged(&path, problem));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Err(OpenError::damaged(&path, "is missing"));
                }
                Err(source) => return Err(OpenError::Io { path, source }),
            }
        }
        Ok(())
    }

    fn read(&self, name: &str) -> Result<(PathBuf, Vec<u8>), OpenError> {
        let path = self.folder.join(name);
        let Some(record) = self.manifest.files.get(name) else {
            return Err(OpenError::damaged(&path, "is not listed in manifest.json"));
        };
        let contents = fs::read(&path).map_err(|source| OpenError::Io { path: path.clone(), source })?;
        if hex::encode(Sha256::digest(&contents)) != record.sha256 {
            return Err(OpenError::damaged(&path, "is not as it was written: its hash differs"));
        }
        Ok((path, contents))
    }

    fn check_hash(&self, name: &str) -> Result<(), OpenError> {
        self.read(name).map(|_| ())
    }

    fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T, OpenError> {
        let (path, contents) = self.read(name)?;
        serde_json::from_slice(&contents).map_err(|error| OpenError::damaged(&path, error))
    }

    fn cube(&self, definition: &Definition, places: &Places) -> Result<Cube, OpenError> {
        let index: CubeIndex = self.json(paths::INDEX)?;
        let path = self.folder.join(paths::INDEX);
        let starts = Level::ALL.map(|level| places.level(level).end);
        if index.starts[1..] != starts {
            return Err(OpenError::damaged(&path, "is about other places than places.parquet"));
        }
        if usize::from(index.indicators) != definition.indicators.len() {
            return Err(OpenError::damaged(&path, "is about other indicators than definition.json"));
        }
        let columns = self.map(paths::COLUMNS, COLUMNS_MAGIC)?;
        let readings = self.map(paths::READINGS, READINGS_MAGIC)?;
        index.into_cube(columns, readings).map_err(|problem| OpenError::damaged(&path, problem))
    }

    fn map(&self, name: &str, magic: [u8; 8]) -> Result<Bytes, OpenError> {
        let path = self.folder.join(name);
        if !self.manifest.files.contains_key(name) {
            return Err(OpenError::damaged(&path, "is not listed in manifest.json"));
        }
        let io = |source| OpenError::Io { path: path.clone(), source };
        let mut file = File::open(&path).map_err(io)?;
        let mut first = [0; 8];
        if file.read_exact(&mut first).is_err() || first != magic {
            return Err(OpenError::damaged(&path, "is another kind of file: its first bytes are other ones"));
        }
        Bytes::map(&file).map_err(io)
    }
}
