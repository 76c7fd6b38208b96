//! The monitors inside the program, so that the demo needs no file beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../monitors/kis"]
struct Kis;

#[derive(RustEmbed)]
#[folder = "../../monitors/zomerland"]
struct Zomerland;

/// Writes the definition of the fictional province, and the one it is laid over, into a folder; gives its own.
pub(crate) fn zomerland(folder: &Path) -> Result<PathBuf> {
    write::<Kis>(&folder.join("kis"))?;
    let own = folder.join("zomerland");
    write::<Zomerland>(&own)?;
    Ok(own)
}

fn write<E: RustEmbed>(folder: &Path) -> Result<()> {
    for name in E::iter() {
        let path = folder.join(&*name);
        let file = E::get(&name).with_context(|| format!("{name} is not in the program"))?;
        fs::create_dir_all(path.parent().unwrap_or(folder))
            .and_then(|()| fs::write(&path, &file.data))
            .with_context(|| format!("{} cannot be written; is there space left on the disk?", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monitor_in_the_program_is_right_and_fictional() {
        let work = tempfile::tempdir().unwrap();
        let folder = zomerland(work.path()).unwrap();
        let definition::Examined { definition, problems } = definition::examine(&folder);
        assert!(problems.is_empty(), "{problems}");
        let definition = definition.unwrap();
        assert!(definition.monitor.fictional);
        assert!(definition.monitor.links.is_empty(), "no links from invented places to real ones");
        assert_eq!((definition.indicators.len(), definition.breakdowns.len()), (30, 4));
        assert!(definition.microdata.is_some());
    }
}
