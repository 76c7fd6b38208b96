mod store;

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::error::OpenError;
use crate::opened::read_manifest;
use crate::{Manifest, Release, VerifyProblem};
use store::LocalFolder;

/// A folder with monitors, their releases, and for each monitor a pointer to the release that is live:
/// `monitors/<id>/releases/<release>/`, `monitors/<id>/live`, `monitors/<id>/history.jsonl`, and `installation.toml`
/// where monitors have a path or a host of their own.
///
/// The pointer changes at once: a reader sees the release before or the one after. Who changes it waits for others who
/// do; readers never wait.
#[derive(Debug, Clone)]
pub struct Installation {
    store: LocalFolder,
    addresses: Vec<MonitorAddress>,
}

/// Where a monitor of an installation is served (`[[monitor]]` in `installation.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MonitorAddress {
    /// Id of the monitor.
    pub id: String,
    /// First part of its addresses, `nl` for `/nl/…`.
    #[serde(default)]
    pub path: Option<String>,
    /// Host name that it is served under.
    #[serde(default)]
    pub host: Option<String>,
}

/// A change of the live release, as the history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Change {
    /// When, in UTC.
    pub at: Timestamp,
    /// What was done.
    pub action: Action,
    /// The release that became live.
    pub release: String,
    /// The release that was live before.
    pub before: Option<String>,
}

/// What was done to the live release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A release was published.
    Publish,
    /// The release before it was brought back.
    Rollback,
}

/// Something an installation could not do. Nothing changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InstallationError {
    /// The folder is no installation.
    #[error("{} is no installation: it has no folder `monitors`; create one first", folder.display())]
    NoInstallation {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder holds something else.
    #[error("{} holds something else: create an installation in a new or empty folder", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// `installation.toml` is not right.
    #[error("{}: {problem}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what was expected.
        problem: String,
    },
    /// There is no such monitor.
    #[error("there is no monitor `{monitor}` here; there is: {}", list(there_are))]
    NoMonitor {
        /// The id that was asked for.
        monitor: String,
        /// The monitors there are.
        there_are: Vec<String>,
    },
    /// There is no such release.
    #[error("monitor `{monitor}` has no release {release}; it has: {}", list(there_are))]
    NoRelease {
        /// The monitor.
        monitor: String,
        /// The id that was asked for.
        release: String,
        /// The releases there are.
        there_are: Vec<String>,
    },
    /// There is nothing to go back to.
    #[error("monitor `{monitor}` has no release before the one that is live; publish one by its id")]
    NothingBefore {
        /// The monitor.
        monitor: String,
    },
    /// The pointer or the history does not say what it must.
    #[error("{}: {problem}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A release is not right.
    #[error("the release is not right, and was not added:{}", lines(.0))]
    Verify(Vec<VerifyProblem>),
    /// A release cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file could not be read or written.
    #[error("{}: {source}; look at the rights and the free space of the disk", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn lines(problems: &[VerifyProblem]) -> String {
    problems.iter().fold(String::new(), |text, problem| text + "\n- " + &problem.to_string())
}

const SETTINGS: &str = "installation.toml";

impl Installation {
    /// Makes an installation in a new or empty folder; one that is there already is opened.
    pub fn create(root: &Path) -> Result<Self, InstallationError> {
        let store = LocalFolder::new(root);
        if !root.join("monitors").is_dir() {
            let taken = match root.read_dir() {
                Ok(mut entries) => entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != SETTINGS)),
                Err(error) => error.kind() != io::ErrorKind::NotFound,
            };
            if taken {
                return Err(InstallationError::NotEmpty { folder: root.to_owned() });
            }
            store.create_folder("monitors").map_err(at(root))?;
        }
        Self::open(root)
    }

    /// Opens an installation.
    pub fn open(root: &Path) -> Result<Self, InstallationError> {
        if !root.join("monitors").is_dir() {
            return Err(InstallationError::NoInstallation { folder: root.to_owned() });
        }
        let store = LocalFolder::new(root);
        let path = store.path(SETTINGS);
        let addresses = match store.read(SETTINGS).map_err(at(&path))? {
            Some(text) => read_settings(&text).map_err(|problem| InstallationError::Settings { path, problem })?,
            None => Vec::new(),
        };
        Ok(Self { store, addresses })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.store.root()
    }

    /// Where monitors are served, as `installation.toml` says; a monitor it does not name is served by its id.
    pub fn addresses(&self) -> &[MonitorAddress] {
        &self.addresses
    }

    /// Ids of the monitors, in order.
    pub fn monitors(&self) -> Result<Vec<String>, InstallationError> {
        self.store.folders("monitors").map_err(at(self.root()))
    }

    /// Ids of the releases of a monitor, in order of the id.
    pub fn releases(&self, monitor: &str) -> Result<Vec<String>, InstallationError> {
        self.check_monitor(monitor)?;
        let folder = format!("monitors/{monitor}/releases");
        self.store.folders(&folder).map_err(at(&self.store.path(&folder)))
    }

    /// The folder of a release.
    pub fn release_folder(&self, monitor: &str, release: &str) -> Result<PathBuf, InstallationError> {
        self.check_release(monitor, release)?;
        Ok(self.store.path(&format!("monitors/{monitor}/releases/{release}")))
    }

    /// Copies a release into the installation, after verifying the copy to the last byte. It is not live yet. A release
    /// that is there already is verified again and left as it is.
    pub fn add(&self, release: &Path) -> Result<Manifest, InstallationError> {
        let manifest = read_manifest(release)?;
        let monitor = &manifest.monitor;
        if !is_plain(monitor) {
            let problem = format!("`{monitor}` cannot be the id of a monitor");
            return Err(InstallationError::Damaged { path: release.to_owned(), problem });
        }
        let folder = format!("monitors/{monitor}/releases");
        self.store.create_folder(&folder).map_err(at(&self.store.path(&folder)))?;
        let _lock = self.lock(monitor)?;
        let name = format!("{folder}/{}", manifest.id);
        if self.store.path(&name).is_dir() {
            Release::verify(&self.store.path(&name)).map_err(InstallationError::Verify)?;
            return Ok(manifest);
        }
        let mut files: Vec<String> = manifest.files.keys().cloned().collect();
        files.push(crate::paths::MANIFEST.to_owned());
        self.store
            .import(release, &files, &name, |copy| match Release::verify(copy) {
                Ok(_) => Ok(()),
                Err(problems) => Err(ImportError::Verify(problems)),
            })
            .map_err(|error| match error {
                ImportError::Verify(problems) => InstallationError::Verify(problems),
                ImportError::Io(source) => InstallationError::Io { path: self.store.path(&name), source },
            })?;
        Ok(manifest)
    }

    /// The release that is live; none when none was published.
    pub fn live(&self, monitor: &str) -> Result<Option<String>, InstallationError> {
        self.check_monitor(monitor)?;
        let name = format!("monitors/{monitor}/live");
        let path = self.store.path(&name);
        let Some(text) = self.store.read(&name).map_err(at(&path))? else { return Ok(None) };
        let id = text.trim_end_matches('\n');
        if !is_plain(id) {
            let problem = "must hold the id of a release and nothing else; publish a release by its id to mend it";
            return Err(InstallationError::Damaged { path, problem: problem.to_owned() });
        }
        Ok(Some(id.to_owned()))
    }

    /// Opens the release that is live; none when none was published.
    pub fn open_live(&self, monitor: &str) -> Result<Option<Release>, InstallationError> {
        let Some(id) = self.live(monitor)? else { return Ok(None) };
        Ok(Some(Release::open(&self.release_folder(monitor, &id)?)?))
    }

    /// Makes a release live, after checking that it opens.
    pub fn publish(&self, monitor: &str, release: &str, at: Timestamp) -> Result<Change, InstallationError> {
        let folder = self.release_folder(monitor, release)?;
        Release::open(&folder)?;
        let _lock = self.lock(monitor)?;
        // A pointer that cannot be read is mended by publishing.
        let before = self.live(monitor).ok().flatten();
        self.point(monitor, Change { at, action: Action::Publish, release: release.to_owned(), before })
    }

    /// Brings back the release that was live before the one that is; again, the one before that.
    pub fn rollback(&self, monitor: &str, at: Timestamp) -> Result<Change, InstallationError> {
        let _lock = self.lock(monitor)?;
        let live = self.live(monitor)?;
        let nothing = || InstallationError::NothingBefore { monitor: monitor.to_owned() };
        let mut stack: Vec<String> = Vec::new();
        for change in self.history(monitor)? {
            match change.action {
                Action::Publish => stack.push(change.release),
                Action::Rollback => {
                    stack.pop();
                }
            }
        }
        // A change that was written down but, by a power cut, never made, is passed over.
        while stack.last().is_some_and(|last| Some(last) != live.as_ref()) {
            stack.pop();
        }
        while stack.last().is_some_and(|last| Some(last) == live.as_ref()) {
            stack.pop();
        }
        let release = stack.pop().ok_or_else(nothing)?;
        Release::open(&self.release_folder(monitor, &release)?)?;
        self.point(monitor, Change { at, action: Action::Rollback, release, before: live })
    }

    /// All changes of the live release, oldest first.
    pub fn history(&self, monitor: &str) -> Result<Vec<Change>, InstallationError> {
        self.check_monitor(monitor)?;
        let name = format!("monitors/{monitor}/history.jsonl");
        let path = self.store.path(&name);
        let text = self.store.read(&name).map_err(self::at(&path))?.unwrap_or_default();
        text.lines()
            .enumerate()
            .map(|(line, text)| {
                serde_json::from_str(text).map_err(|error| InstallationError::Damaged {
                    path: path.clone(),
                    problem: format!("line {}: {error}; expected one change in JSON", line + 1),
                })
            })
            .collect()
    }

    /// Writes a change down, then makes it.
    fn point(&self, monitor: &str, change: Change) -> Result<Change, InstallationError> {
        let history = format!("monitors/{monitor}/history.jsonl");
        let path = self.store.path(&history);
        let line = serde_json::to_string(&change).map_err(|error| self::at(&path)(error.into()))?;
        self.store.append(&history, &format!("{line}\n")).map_err(self::at(&path))?;
        let live = format!("monitors/{monitor}/live");
        let path = self.store.path(&live);
        self.store.replace(&live, &format!("{}\n", change.release)).map_err(self::at(&path))?;
        Ok(change)
    }

    fn lock(&self, monitor: &str) -> Result<std::fs::File, InstallationError> {
        self.check_monitor(monitor)?;
        let name = format!("monitors/{monitor}/.lock");
        self.store.lock(&name).map_err(at(&self.store.path(&name)))
    }

    fn check_monitor(&self, monitor: &str) -> Result<(), InstallationError> {
        if is_plain(monitor) && self.store.path("monitors").join(monitor).is_dir() {
            return Ok(());
        }
        Err(InstallationError::NoMonitor { monitor: monitor.to_owned(), there_are: self.monitors()? })
    }

    fn check_release(&self, monitor: &str, release: &str) -> Result<(), InstallationError> {
        let there_are = self.releases(monitor)?;
        if there_are.iter().any(|id| id == release) {
            return Ok(());
        }
        Err(InstallationError::NoRelease { monitor: monitor.to_owned(), release: release.to_owned(), there_are })
    }
}

/// Why a release was not copied.
enum ImportError {
    Verify(Vec<VerifyProblem>),
    Io(io::Error),
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> InstallationError + use<> {
    let path = path.to_owned();
    move |source| InstallationError::Io { path, source }
}

/// Whether a text can be one part of a path.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && !id.starts_with('.') && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

fn read_settings(text: &str) -> Result<Vec<MonitorAddress>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        #[serde(default)]
        monitor: Vec<MonitorAddress>,
    }

    let settings: Settings = toml::from_str(text).map_err(|error| error.to_string())?;
    for (position, monitor) in settings.monitor.iter().enumerate() {
        let before = &settings.monitor[..position];
        let id = &monitor.id;
        if !is_plain(id) {
            return Err(format!("`{id}` cannot be the id of a monitor: expected letters, digits and hyphens"));
        }
        if before.iter().any(|other| other.id == *id) {
            return Err(format!("monitor `{id}` is there twice; give it one [[monitor]]"));
        }
        match (&monitor.path, &monitor.host) {
            (None, None) => return Err(format!("monitor `{id}` needs a `path` (\"nl\") or a `host` (\"monitor.nl\")")),
            (Some(path), _) if !is_plain(path) => {
                return Err(format!("monitor `{id}`: the path `{path}` must be letters, digits and hyphens, no slash"));
            }
            (_, Some(host)) if !is_plain(host) => {
                return Err(format!("monitor `{id}`: `{host}` is no host name (\"monitor.nl\", without port)"));
            }
            _ => {}
        }
        let clash = before.iter().find(|other| other.path == monitor.path && other.host == monitor.host);
        if let Some(other) = clash {
            return Err(format!("monitors `{}` and `{id}` have the same path and host", other.id));
        }
    }
    Ok(settings.monitor)
}
