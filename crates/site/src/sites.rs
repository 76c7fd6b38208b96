//! The monitors on this server and the release each of them shows now.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use release::{Installation, InstallationError, Release};

use crate::opened::Opened;

/// How often the pointers of an installation are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// One monitor on the server.
#[derive(Debug)]
pub(crate) struct Mount {
    /// Id of the monitor.
    pub(crate) id: String,
    /// `""` or `/kis`.
    pub(crate) prefix: String,
    /// Host name it answers to besides its path.
    host: Option<String>,
    /// The release that is shown now. Running requests finish on the one they began with.
    current: ArcSwap<Opened>,
}

impl Mount {
    /// The release that is shown now.
    pub(crate) fn now(&self) -> Arc<Opened> {
        self.current.load_full()
    }
}

#[derive(Debug)]
struct Inner {
    mounts: ArcSwap<Vec<Arc<Mount>>>,
    installation: Option<Installation>,
    public_address: Option<String>,
    /// Older releases that somebody asked for, the last one first.
    older: Mutex<Vec<Arc<Opened>>>,
}

/// Older releases that stay open.
const OLDER: usize = 3;

/// The monitors that a server shows. Cheap to clone; all clones show the same.
#[derive(Debug, Clone)]
pub struct Sites(Arc<Inner>);

impl Sites {
    /// Shows releases as they are: one of them at `/`, more of them each under the id of its monitor.
    pub fn from_releases(releases: Vec<Release>) -> Self {
        let alone = releases.len() == 1;
        let mounts = releases
            .into_iter()
            .map(|release| {
                let id = release.definition.monitor.id.clone();
                let prefix = if alone { String::new() } else { format!("/{id}") };
                Arc::new(Mount { id, prefix, host: None, current: ArcSwap::from_pointee(Opened::new(release)) })
            })
            .collect();
        Self::with(mounts, None)
    }

    /// Shows the live releases of an installation and follows its pointers: a release that is published or rolled back
    /// to is shown within seconds, without a break. A single monitor is at `/`; more of them each at the path that
    /// `installation.toml` gives, or under their id.
    pub fn from_installation(installation: Installation) -> Result<Self, InstallationError> {
        let sites = Self::with(Vec::new(), Some(installation));
        sites.look()?;
        Ok(sites)
    }

    fn with(mounts: Vec<Arc<Mount>>, installation: Option<Installation>) -> Self {
        Self(Arc::new(Inner {
            mounts: ArcSwap::from_pointee(mounts),
            installation,
            public_address: None,
            older: Mutex::default(),
        }))
    }

    /// Says under which address visitors reach the server (`https://wijkmonitor.example`), for links that must be
    /// complete. Where it is not said, the host name of the request is used.
    #[must_use]
    pub fn with_public_address(self, address: &str) -> Self {
        Self(Arc::new(Inner {
            mounts: ArcSwap::new(self.0.mounts.load_full()),
            installation: self.0.installation.clone(),
            public_address: Some(address.trim_end_matches('/').to_owned()),
            older: Mutex::default(),
        }))
    }

    pub(crate) fn public_address(&self) -> Option<&str> {
        self.0.public_address.as_deref()
    }

    /// All monitors, in the order of their ids.
    pub(crate) fn mounts(&self) -> Arc<Vec<Arc<Mount>>> {
        self.0.mounts.load_full()
    }

    /// Looks once at the pointers of the installation and shows what is live now. A monitor whose new release cannot be
    /// opened keeps the one it has; the error is given after the others were looked at.
    pub fn look(&self) -> Result<(), InstallationError> {
        let Some(installation) = &self.0.installation else { return Ok(()) };
        let before = self.mounts();
        let mut failed = None;
        let mut live: Vec<(String, Arc<Opened>)> = Vec::new();
        for id in installation.monitors()? {
            let shown = before.iter().find(|mount| mount.id == id).map(|mount| mount.now());
            let opened = match (installation.live(&id), shown) {
                (Ok(Some(release)), Some(shown)) if shown.release.manifest.id == release => Some(shown),
                (Ok(Some(_)), shown) => match installation.open_live(&id) {
                    Ok(Some(release)) => {
                        tracing::info!(monitor = id, release = release.manifest.id, "showing");
                        let opened = Opened::new(release);
                        opened.warm();
                        Some(Arc::new(opened))
                    }
                    Ok(None) => None,
                    Err(error) => {
                        failed = Some(error);
                        shown
                    }
                },
                (Ok(None), _) => None,
                (Err(error), shown) => {
                    failed = Some(error);
                    shown
                }
            };
            live.extend(opened.map(|opened| (id, opened)));
        }
        let alone = live.len() == 1;
        let mut changed = live.len() != before.len();
        let mounts: Vec<Arc<Mount>> = live
            .into_iter()
            .map(|(id, opened)| {
                let address = installation.addresses().iter().find(|address| address.id == id);
                let prefix = match address.and_then(|a| a.path.as_deref()) {
                    Some(path) => match path.trim_matches('/') {
                        "" => String::new(),
                        path => format!("/{path}"),
                    },
                    None if alone => String::new(),
                    None => format!("/{id}"),
                };
                let host = address.and_then(|a| a.host.clone());
                if let Some(same) = before.iter().find(|m| m.id == id && m.prefix == prefix && m.host == host) {
                    if !Arc::ptr_eq(&same.now(), &opened) {
                        same.current.store(opened);
                    }
                    return Arc::clone(same);
                }
                changed = true;
                Arc::new(Mount { id, prefix, host, current: ArcSwap::new(opened) })
            })
            .collect();
        if changed {
            self.0.mounts.store(Arc::new(mounts));
        }
        failed.map_or(Ok(()), Err)
    }

    /// Keeps looking at the pointers, once a second, for as long as the program runs. Returns at once where there is no
    /// installation.
    pub(crate) async fn follow(self) {
        if self.0.installation.is_none() {
            return;
        }
        let mut said = None;
        loop {
            tokio::time::sleep(LOOK).await;
            let sites = self.clone();
            let looked = tokio::task::spawn_blocking(move || sites.look()).await;
            let problem = match looked {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some(error.to_string()),
                Err(error) => Some(error.to_string()),
            };
            // A problem that stays is said once, not every second.
            if problem != said {
                if let Some(problem) = &problem {
                    tracing::error!(problem, "the installation cannot be followed; visitors see what was there");
                }
                said = problem;
            }
        }
    }

    /// The monitor that answers to a host name and path, where it begins, and the rest of the path.
    pub(crate) fn resolve<'p>(&self, host: &str, path: &'p str) -> Option<(Arc<Mount>, String, &'p str)> {
        let mounts = self.mounts();
        if let Some(mount) = mounts.iter().find(|m| m.host.as_ref().is_some_and(|h| h.eq_ignore_ascii_case(host))) {
            return Some((Arc::clone(mount), String::new(), path));
        }
        let by_path = |mount: &&Arc<Mount>| {
            path.strip_prefix(mount.prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mount = mounts.iter().filter(by_path).max_by_key(|m| m.prefix.len())?;
        let rest = &path[mount.prefix.len()..];
        Some((Arc::clone(mount), mount.prefix.clone(), if rest.is_empty() { "/" } else { rest }))
    }

    /// The releases of a monitor that can be asked for, the newest first: that of now, and those an installation has.
    pub(crate) fn releases(&self, mount: &Mount) -> Vec<String> {
        let now = mount.now().release.manifest.id.clone();
        let mut all = vec![now.clone()];
        if let Some(installation) = &self.0.installation {
            let published = installation.history(&mount.id).unwrap_or_default();
            let known = installation.releases(&mount.id).unwrap_or_default();
            for change in published.iter().rev() {
                if known.contains(&change.release) && !all.contains(&change.release) {
                    all.push(change.release.clone());
                }
            }
        }
        all
    }

    /// A release of a monitor: that of now, or an older one that was out; none where it is not here. Opening an older one takes
    /// a moment, and it stays open for a while.
    pub(crate) fn release(&self, mount: &Mount, id: &str) -> Option<Arc<Opened>> {
        let now = mount.now();
        if now.release.manifest.id == id {
            return Some(now);
        }
        let installation = self.0.installation.as_ref()?;
        if !self.releases(mount).iter().any(|known| known == id) {
            return None;
        }
        {
            let mut older = self.0.older.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = older.iter().position(|one| one.release.manifest.id == id) {
                let one = older.remove(at);
                older.insert(0, Arc::clone(&one));
                return Some(one);
            }
        }
        let folder = installation.release_folder(&mount.id, id).ok()?;
        let opened = match Release::open(&folder) {
            Ok(release) => Arc::new(Opened::new(release)),
            Err(error) => {
                tracing::error!(%error, "an older release could not be opened");
                return None;
            }
        };
        let mut older = self.0.older.lock().unwrap_or_else(PoisonError::into_inner);
        older.insert(0, Arc::clone(&opened));
        older.truncate(OLDER);
        Some(opened)
    }

    /// The release that was out before one, where it is here still. After a return to an older release the newer one did not
    /// come before it.
    pub(crate) fn before(&self, mount: &Mount, id: &str, made: &str) -> Option<Arc<Opened>> {
        let all = self.releases(mount);
        let at = all.iter().position(|known| known == id)?;
        let mut older = all[at + 1..].iter().filter_map(|other| self.release(mount, other));
        older.find(|other| other.release.manifest.created.as_str() <= made)
    }

    /// The monitor with a host name of its own that answers to this one.
    pub(crate) fn of_host(&self, host: &str) -> Option<Arc<Mount>> {
        self.mounts().iter().find(|m| m.host.as_ref().is_some_and(|h| h.eq_ignore_ascii_case(host))).cloned()
    }
}
