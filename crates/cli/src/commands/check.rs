//! `wijkmonitor check`: says everything that is wrong with definitions.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use definition::Definition;

/// Checks definitions; every problem of every definition is shown before it fails.
pub(crate) fn check(folders: &[PathBuf]) -> Result<()> {
    let mut wrong = 0;
    for folder in folders {
        let examined = definition::examine(folder);
        for problem in &examined.problems {
            eprintln!("{problem}\n");
        }
        match examined.definition {
            Some(definition) => println!("{}: {}", folder.display(), outline(&definition)),
            None => wrong += 1,
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} definitions cannot be used", folders.len());
    }
    Ok(())
}

/// Loads a definition, showing warnings; fails with every problem.
pub(crate) fn load(folder: &Path) -> Result<Definition> {
    match definition::load(folder) {
        Ok(definition) => Ok(definition),
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}\n");
            }
            bail!("the definition in {} cannot be used: {} problems", folder.display(), problems.errors().count())
        }
    }
}

fn outline(definition: &Definition) -> String {
    format!(
        "{} themes, {} indicators, {} breakdowns, {} universes, {} sources, {} pages: well formed",
        definition.themes.len(),
        definition.indicators.len(),
        definition.breakdowns.len(),
        definition.universes.len(),
        definition.sources.len(),
        definition.pages.len()
    )
}
