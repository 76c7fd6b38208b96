//! Sites to try things on: the fictional monitor, and that of the Netherlands from the sample tables. They are built once a
//! run, when the first step needs them.

use std::cell::OnceCell;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::demo::{self, Shown};
use crate::shell::call;

/// The sites of a checkout.
pub(crate) struct Sites<'a> {
    root: &'a Path,
    built: OnceCell<Built>,
}

struct Built {
    program: String,
    releases: Vec<(Shown, PathBuf)>,
}

impl<'a> Sites<'a> {
    pub(crate) fn of(root: &'a Path) -> Self {
        Self { root, built: OnceCell::new() }
    }

    /// Serves one site after the other, and hands over which it is, its release and its address.
    pub(crate) fn each(&self, mut visit: impl FnMut(Shown, &Path, &str) -> Result<()>) -> Result<()> {
        if self.built.get().is_none() {
            let _ = self.built.set(Built::new(self.root)?);
        }
        let built = self.built.get().context("the sites were built just now")?;
        for (shown, release) in &built.releases {
            let listen = format!("127.0.0.1:{}", free_port()?);
            let text = release.to_string_lossy().into_owned();
            let served = Served(call(self.root, &built.program, ["serve", &text, "--listen", &listen]).start()?);
            wait_until_it_answers(&listen)?;
            visit(*shown, release, &format!("http://{listen}"))?;
            drop(served);
        }
        Ok(())
    }
}

impl Built {
    fn new(root: &Path) -> Result<Self> {
        let program = demo::program_and_tests(root)?.to_string_lossy().into_owned();
        let work = root.join("target/sites");
        let mut releases = vec![(Shown::Zomerland, demo::built_zomerland(root, &program, &work)?)];
        if let Some(cache) = demo::sample_cache(root) {
            releases.push((Shown::Nederland, demo::release(root, &program, &cache, &work)?));
        } else {
            eprintln!(
                "skipped: the site of the Netherlands needs the sample tables in ../shared/data beside the checkout"
            );
        }
        Ok(Self { program, releases })
    }
}

/// A server that ends with us.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn wait_until_it_answers(listen: &str) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_mins(1) {
        if TcpStream::connect(listen).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("the site did not answer on {listen} within a minute")
}
