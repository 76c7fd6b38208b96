//! The real browser against a real site.

use std::net::TcpListener;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::demo;
use crate::shell::call;

/// Pages of the fictional monitor, which has other levels and names.
const ZOMERLAND_PAGES: &str = "tests/pages-zomerland.json";

/// Serves the fictional monitor, and the monitor of the Netherlands from the sample tables, and tests every kind of page.
pub(crate) fn build_serve_and_test(root: &Path) -> Result<()> {
    let program = demo::program_and_tests(root)?.to_string_lossy().into_owned();
    let work = root.join("target/browser");
    let fictional = demo::built_zomerland(root, &program, &work)?;
    serve_and_test(root, &program, &fictional, Some(ZOMERLAND_PAGES))?;
    let Some(cache) = demo::sample_cache(root) else {
        eprintln!(
            "skipped: the browser tests of real pages need the sample tables in ../shared/data beside the checkout"
        );
        return Ok(());
    };
    let release = demo::release(root, &program, &cache, &work)?;
    serve_and_test(root, &program, &release, None)
}

fn serve_and_test(root: &Path, program: &str, release: &Path, pages: Option<&str>) -> Result<()> {
    let listen = format!("127.0.0.1:{}", free_port()?);
    let served = Served(call(root, program, ["serve", &release.to_string_lossy(), "--listen", &listen]).start()?);
    wait_until_it_answers(&listen)?;
    let result = test(root, &format!("http://{listen}"), pages, None);
    drop(served);
    result
}

/// Runs the browser tests against a running site; `pages` is the plan for a site with other pages than the Netherlands.
pub(crate) fn test(root: &Path, address: &str, pages: Option<&str>, screenshots: Option<&Path>) -> Result<()> {
    let web = root.join("web");
    let mut tests = match pages {
        None => call(&web, "npm", ["test", "--silent"]),
        // The fixtures are the same for every site, and tested with the other.
        Some(pages) => call(&web, "npm", ["run", "--silent", "test:site"]).env("WIJKMONITOR_PAGES", web.join(pages)),
    }
    .env("WIJKMONITOR_ADDRESS", address);
    if let Some(folder) = screenshots {
        tests = tests.env("SCREENSHOTS", std::path::absolute(folder)?);
    }
    tests.run()
}

/// A server that ends with us.
pub(crate) struct Served(pub(crate) Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

pub(crate) fn wait_until_it_answers(listen: &str) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_mins(1) {
        if std::net::TcpStream::connect(listen).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("the site did not answer on {listen} within a minute")
}
