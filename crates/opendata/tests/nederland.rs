//! The shipped monitor of the Netherlands, imported whole from the real files beside the project.

use std::path::{Path, PathBuf};

use definition::Definition;
use opendata::{Cache, Imported, import};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn netherlands() -> Option<(Definition, Imported)> {
    if !root().join("../shared/data/kwb").is_dir() {
        println!("skipped: the real files are not beside the project (../shared/data)");
        return None;
    }
    let folder = root().join("monitors/nederland");
    let definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    let cache = Cache::open(root().join("tests/data/shared-cache")).unwrap();
    let imported = import(&definition, &folder, &cache, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
    Some((definition, imported))
}

#[test]
fn the_whole_country_is_imported() {
    let start = std::time::Instant::now();
    let Some((_, imported)) = netherlands() else { return };
    println!("{:?}", start.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().filter(|l| l.starts_with("VmHWM")).collect::<String>());
    println!(
        "{} places, {} boundaries, {} blocks, {} cells",
        imported.places.len(),
        imported.boundaries.len(),
        imported.blocks.len(),
        imported.blocks.iter().map(|b| b.cells.len()).sum::<usize>()
    );
    for left in &imported.left_out {
        println!("{:>7} {} | {} | {} | {}", left.count, left.source, left.problem, left.place, left.detail);
    }
}
