use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::write::{partial_beside, sync_folders, sync_parent};

/// Where an installation is kept: a folder on this machine. All that an installation does to its storage goes through
/// these few operations, so that object storage can take the place of a folder.
#[derive(Debug, Clone)]
pub(super) struct LocalFolder {
    root: PathBuf,
}

impl LocalFolder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The path of something in the store.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn create_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir_all(self.path(name))
    }

    /// What a small file holds; none when it is not there.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<String>> {
        match fs::read_to_string(self.path(name)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces a small file at once: a reader sees the old or the new one, never something between.
    pub(super) fn replace(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.path(name);
        let partial = partial_beside(&path);
        let written = File::create_new(&partial).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&partial, &path)).inspect_err(|_| {
            // The error that is handed on says more than one about the file that could not be removed.
            let _ = fs::remove_file(&partial);
        })?;
        sync_parent(&path)
    }

    /// Adds to the end of a file.
    pub(super) fn append(&self, name: &str, text: &str) -> io::Result<()> {
        let mut file = File::options().create(true).append(true).open(self.path(name))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    /// Names of the folders in a folder, in order, hidden ones not; none when it is not there.
    pub(super) fn folders(&self, name: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.path(name)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            if let Ok(name) = entry.file_name().into_string()
                && !name.starts_with('.')
                && entry.path().is_dir()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Copies a folder into the store under a hidden name, has it checked, and gives it its own name.
    pub(super) fn import<E: From<io::Error>>(
        &self,
        from: &Path,
        files: &[String],
        name: &str,
        check: impl FnOnce(&Path) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path(name);
        let partial = partial_beside(&path);
        let import = || {
            for file in files {
                let to = partial.join(file);
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::copy(from.join(file), &to)?;
                File::open(&to)?.sync_all()?;
            }
            check(&partial)?;
            sync_folders(&partial)?;
            fs::rename(&partial, &path)?;
            Ok(sync_parent(&path)?)
        };
        import().inspect_err(|_: &E| {
            // The error that is handed on says more than one about the folder that could not be removed.
            let _ = fs::remove_dir_all(&partial);
        })
    }

    /// Waits until nobody else changes what this file guards; until the file is dropped, others wait.
    pub(super) fn lock(&self, name: &str) -> io::Result<File> {
        let file = File::options().create(true).truncate(false).write(true).open(self.path(name))?;
        file.lock()?;
        Ok(file)
    }
}
