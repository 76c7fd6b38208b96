use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use cells::{Cell, IndicatorIx, Level, PlaceIx, Status};
use rayon::prelude::*;

use crate::draft::{cell_problem, check_outline, describe};
use crate::error::OpenError;
use crate::file::hash_file;
use crate::opened::read_manifest;
use crate::write::counts;
use crate::{Draft, FileRecord, Manifest, Release, Slice, cube, parquet_files, paths};

/// What was looked at in a release in which nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyReport {
    /// Id of the release.
    pub id: String,
    /// Files of which the hash was worked out.
    pub files: usize,
    /// Their length together, in bytes.
    pub bytes: u64,
    /// Slices of the cube.
    pub slices: usize,
    /// Cells that were compared between the cube and the Parquet files.
    pub cells: u64,
}

/// One thing that is wrong with a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerifyProblem {
    /// The file, as a path within the release.
    pub file: String,
    /// What is wrong, and what was expected.
    pub problem: String,
}

impl VerifyProblem {
    fn new(file: &str, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), problem: problem.into() }
    }
}

impl fmt::Display for VerifyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.problem)
    }
}

impl Release {
    /// Looks at every byte of a release: hashes, files that do not belong there, that the cells agree with the
    /// definition and the places, and that the cube and the Parquet files hold the same cells.
    pub fn verify(folder: &Path) -> Result<VerifyReport, Vec<VerifyProblem>> {
        let manifest = read_manifest(folder).map_err(|error| vec![of_error(folder, &error)])?;
        let mut problems = file_problems(folder, &manifest);
        problems.extend(unlisted_problems(folder, &manifest));
        if !problems.is_empty() {
            problems.sort();
            return Err(problems);
        }
        let release = Self::open(folder).map_err(|error| vec![of_error(folder, &error)])?;
        problems.extend(release.content_problems());
        problems.extend(release.table_problems(folder));
        if !problems.is_empty() {
            problems.sort();
            return Err(problems);
        }
        let cells = manifest.counts.iter().filter(|(name, _)| name.starts_with("cells-")).map(|(_, count)| count).sum();
        Ok(VerifyReport {
            files: manifest.files.len(),
            bytes: manifest.files.values().map(|record| record.bytes).sum(),
            slices: release.cube.slices().len(),
            cells,
            id: manifest.id,
        })
    }

    /// What the cube, the definition, the places and the manifest say that does not go together.
    fn content_problems(&self) -> Vec<VerifyProblem> {
        let mut problems: Vec<VerifyProblem> = check_outline(&self.definition, &self.places, &self.boundaries)
            .into_iter()
            .map(|problem| VerifyProblem::new(paths::DEFINITION, problem.to_string()))
            .collect();
        let monitor = &self.definition.monitor;
        if (&monitor.id, &monitor.version) != (&self.manifest.monitor, &self.manifest.definition_version) {
            problems.push(VerifyProblem::new(
                paths::MANIFEST,
                format!(
                    "is about {} {}; the definition is {} {}",
                    self.manifest.monitor, self.manifest.definition_version, monitor.id, monitor.version
                ),
            ));
        }
        for source in &self.manifest.sources {
            if !self.definition.sources.iter().any(|known| known.id == source.id) {
                let problem = format!("source `{}` is not in the definition", source.id);
                problems.push(VerifyProblem::new(paths::MANIFEST, problem));
            }
        }
        let slices: Vec<Slice<'_>> = self.cube.slices().collect();
        let in_slices: Vec<VerifyProblem> = slices.par_iter().filter_map(|slice| self.slice_problem(slice)).collect();
        let sound = in_slices.is_empty();
        problems.extend(in_slices);
        if sound {
            let outline = Draft {
                definition: self.definition.clone(),
                places: self.places.clone(),
                boundaries: self.boundaries.clone(),
                blocks: Vec::new(),
                sources: Vec::new(),
                left_out: self.left_out.clone(),
            };
            let found = counts(&outline, &self.cube);
            for (name, count) in &found {
                let listed = self.manifest.counts.get(name);
                if listed != Some(count) {
                    let problem = format!("says {name} {listed:?}; there are {count}");
                    problems.push(VerifyProblem::new(paths::MANIFEST, problem));
                }
            }
            for name in self.manifest.counts.keys().filter(|name| !found.contains_key(*name)) {
                problems.push(VerifyProblem::new(paths::MANIFEST, format!("counts `{name}`, which is unknown")));
            }
        }
        problems
    }

    /// The first thing that is wrong in a slice.
    fn slice_problem(&self, slice: &Slice<'_>) -> Option<VerifyProblem> {
        let at = describe(&self.definition, slice.indicator(), slice.period(), slice.level());
        let in_index = |problem: String| Some(VerifyProblem::new(paths::INDEX, format!("{at}: {problem}")));
        let indicator = self.definition.indicator(slice.indicator());
        if slice.source() >= self.definition.sources.len() {
            return in_index(format!("source {} is not in the definition", slice.source()));
        }
        if slice.categories().iter().any(|&category| category.0 != 0 && self.definition.category(category).is_none()) {
            return in_index("it has a category that is not in the definition".to_owned());
        }
        if slice.per().to_bits() != indicator.measure.per().to_bits() {
            return in_index(format!("figures are per {}; expected {}", slice.per(), indicator.measure.per()));
        }
        for (position, (place, _, cell)) in slice.dense().enumerate() {
            let problem = if !cube::flags::valid(slice.flags_at(position)) {
                Some("has a status or kind that is unknown")
            } else if cell.status != Status::NotAvailable && !self.places.get(place).vintages.contains(&slice.vintage())
            {
                Some("is of a place that the division does not have")
            } else {
                cell_problem(&cell, indicator.measure)
            };
            if let Some(problem) = problem {
                let code = self.places.get(place).code;
                return Some(VerifyProblem::new(paths::COLUMNS, format!("{at}: a cell of {code} {problem}")));
            }
        }
        None
    }

    /// Where the Parquet files and the cube differ.
    fn table_problems(&self, folder: &Path) -> Vec<VerifyProblem> {
        let mut problems = Vec::new();
        let with_cells: Vec<(IndicatorIx, String)> = (0..self.definition.indicators.len())
            .map(|position| IndicatorIx(position as u16))
            .filter(|&indicator| !self.cube.periods(indicator).is_empty())
            .map(|indicator| (indicator, paths::cells(&self.definition.indicator(indicator).id)))
            .collect();
        let mut expected: BTreeSet<String> = with_cells.iter().map(|(_, path)| path.clone()).collect();
        let fixed = [paths::DEFINITION, paths::REPORT, paths::PLACES, paths::INDEX, paths::COLUMNS, paths::READINGS];
        expected.extend(fixed.map(str::to_owned));
        for level in Level::ALL {
            if self.places.level(level).any(|place| self.boundaries.get(PlaceIx(place)).is_some()) {
                expected.insert(paths::boundaries(level));
            }
        }
        if geography::tiles::are_expected(&self.places, &self.boundaries) {
            expected.insert(paths::TILES.to_owned());
        }
        let listed: BTreeSet<String> = self.manifest.files.keys().cloned().collect();
        problems
            .extend(listed.difference(&expected).map(|name| VerifyProblem::new(name, "does not belong to a release")));
        problems.extend(
            expected.difference(&listed).map(|name| VerifyProblem::new(name, "is not listed in manifest.json")),
        );

        let in_tables: Vec<VerifyProblem> = with_cells
            .into_par_iter()
            .filter(|(_, path)| listed.contains(path))
            .filter_map(|(indicator, path)| {
                let slices: Vec<Slice<'_>> =
                    self.cube.slices().filter(|slice| slice.indicator() == indicator).collect();
                let expected = slices.iter().flat_map(|slice| {
                    slice.dense().enumerate().filter(|(_, (.., cell))| cell.status != Status::NotAvailable).map(
                        move |(position, (place, category, cell))| parquet_files::compare::Row {
                            slice: *slice,
                            position,
                            place,
                            category,
                            cell,
                        },
                    )
                });
                parquet_files::compare::first_difference(&folder.join(&path), self, expected)
                    .err()
                    .map(|problem| VerifyProblem::new(&path, problem))
            })
            .collect();
        problems.extend(in_tables);
        if let Some(tiles) = self.tiles()
            && let Err(problem) = geography::tiles::check(tiles, &self.places, &self.boundaries)
        {
            problems.push(VerifyProblem::new(paths::TILES, problem.to_string()));
        }
        problems
    }
}

/// Files that are missing or not as they were written.
fn file_problems(folder: &Path, manifest: &Manifest) -> Vec<VerifyProblem> {
    let files: Vec<(&String, &FileRecord)> = manifest.files.iter().collect();
    files
        .into_par_iter()
        .filter_map(|(name, record)| {
            let problem = match hash_file(&folder.join(name)) {
                Ok(found) if found == *record => return None,
                Ok(found) if found.bytes != record.bytes => {
                    format!("is {} bytes; expected {}", found.bytes, record.bytes)
                }
                Ok(_) => "is not as it was written: its hash differs".to_owned(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => "is missing".to_owned(),
                Err(error) => error.to_string(),
            };
            Some(VerifyProblem::new(name, problem))
        })
        .collect()
}

/// Files that are there and not listed.
fn unlisted_problems(folder: &Path, manifest: &Manifest) -> Vec<VerifyProblem> {
    let mut problems = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let name_of = |path: &Path| {
            let inside = path.strip_prefix(folder).unwrap_or(path);
            inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        let entries = match fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) => {
                problems.push(VerifyProblem::new(&name_of(&next), error.to_string()));
                continue;
            }
        };
        for entry in entries.flatten() {
            let name = name_of(&entry.path());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else if name != paths::MANIFEST && !manifest.files.contains_key(&name) {
                problems.push(VerifyProblem::new(&name, "is not listed in manifest.json: it does not belong here"));
            }
        }
    }
    problems
}

fn of_error(folder: &Path, error: &OpenError) -> VerifyProblem {
    let (path, problem) = match error {
        OpenError::Damaged { path, problem } => (path.as_path(), problem.clone()),
        OpenError::Io { path, source } => (path.as_path(), source.to_string()),
        OpenError::NoRelease { .. } => return VerifyProblem::new(paths::MANIFEST, "is missing: this is no release"),
        OpenError::FormatVersion { .. } => return VerifyProblem::new(paths::MANIFEST, error.to_string()),
    };
    let inside = path.strip_prefix(folder).unwrap_or(path);
    VerifyProblem::new(&inside.to_string_lossy(), problem)
}

/// Whether two cells are the same to the last bit.
pub(crate) fn same_cell(a: &Cell, b: &Cell) -> bool {
    a == b && a.value.map(f64::to_bits) == b.value.map(f64::to_bits)
}
