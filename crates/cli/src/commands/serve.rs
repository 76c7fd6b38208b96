//! `wijkmonitor serve`: the site.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use release::{Installation, Release};
use site::Sites;

/// Serves an installation, or one or more releases, until it is stopped.
pub(crate) fn serve(what: &[PathBuf], listen: &str) -> Result<()> {
    let address = address(listen)?;
    serve_at(what, address)
}

/// The same at an address.
pub(crate) fn serve_at(what: &[PathBuf], address: SocketAddr) -> Result<()> {
    let sites = sites(what)?;
    println!("http://{address}");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(site::serve(sites, address)).with_context(|| format!("cannot serve on {address}"))
}

fn sites(what: &[PathBuf]) -> Result<Sites> {
    let is_release = |folder: &Path| folder.join("manifest.json").is_file();
    match what {
        [one] if !is_release(one) => Ok(Sites::from_installation(Installation::open(one)?)?),
        releases => {
            let opened: Result<Vec<Release>> = releases
                .iter()
                .map(|folder| {
                    if is_release(folder) {
                        Ok(Release::open(folder)?)
                    } else {
                        bail!("{} is no release: it has no manifest.json", folder.display())
                    }
                })
                .collect();
            Ok(Sites::from_releases(opened?))
        }
    }
}

/// The address in `host:port`.
pub(crate) fn address(listen: &str) -> Result<SocketAddr> {
    listen
        .to_socket_addrs()
        .ok()
        .and_then(|mut all| all.next())
        .with_context(|| format!("`{listen}` is no address to listen on: expected host:port, such as 127.0.0.1:8080"))
}
