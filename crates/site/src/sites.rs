//! The monitors on this server and the release each of them shows now.

use std::sync::Arc;

use arc_swap::ArcSwap;
use release::Release;

use crate::opened::Opened;

/// One monitor on the server.
#[derive(Debug)]
pub(crate) struct Mount {
    /// `""` or `/kis`.
    pub(crate) prefix: String,
    /// Host names it answers to besides its path.
    pub(crate) hosts: Vec<String>,
    /// The release that is shown now. Running requests finish on the one they began with.
    pub(crate) current: ArcSwap<Opened>,
}

/// The monitors that a server shows.
#[derive(Debug, Clone)]
pub struct Sites {
    pub(crate) mounts: Vec<Arc<Mount>>,
    pub(crate) public_address: Option<String>,
}

impl Sites {
    /// Shows releases as they are: one of them at `/`, more of them each under the id of its monitor.
    pub fn from_releases(releases: Vec<Release>) -> Self {
        let alone = releases.len() == 1;
        let mounts = releases
            .into_iter()
            .map(|release| {
                let prefix = if alone { String::new() } else { format!("/{}", release.definition.monitor.id) };
                Arc::new(Mount { prefix, hosts: Vec::new(), current: ArcSwap::from_pointee(Opened::new(release)) })
            })
            .collect();
        Self { mounts, public_address: None }
    }

    /// Says under which address visitors reach the server (`https://wijkmonitor.example`), for links that must be
    /// complete. Where it is not said, the host name of the request is used.
    #[must_use]
    pub fn with_public_address(mut self, address: impl Into<String>) -> Self {
        self.public_address = Some(address.into().trim_end_matches('/').to_owned());
        self
    }

    /// The monitor that answers to a host name and path, and the rest of the path.
    pub(crate) fn resolve<'p>(&self, host: &str, path: &'p str) -> Option<(&Arc<Mount>, String, &'p str)> {
        if let Some(mount) = self.mounts.iter().find(|m| m.hosts.iter().any(|h| h.eq_ignore_ascii_case(host))) {
            return Some((mount, String::new(), path));
        }
        let by_path = |mount: &&Arc<Mount>| {
            path.strip_prefix(mount.prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mount = self.mounts.iter().filter(by_path).max_by_key(|m| m.prefix.len())?;
        let rest = &path[mount.prefix.len()..];
        Some((mount, mount.prefix.clone(), if rest.is_empty() { "/" } else { rest }))
    }
}
