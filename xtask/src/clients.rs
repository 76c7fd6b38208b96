//! Other people's clients, unchanged, against a real server.

use std::path::Path;

use anyhow::Result;

use crate::browser::{Served, free_port, wait_until_it_answers};
use crate::demo;
use crate::shell::call;

/// Serves the fictional monitor, and the monitor of the Netherlands from the sample tables, and reads both with every
/// client in `tests/clients`; each figure is compared with the release.
pub(crate) fn build_serve_and_test(root: &Path) -> Result<()> {
    let program = demo::program_and_tests(root)?.to_string_lossy().into_owned();
    let work = root.join("target/clients");
    serve_and_read(root, &program, &demo::built_zomerland(root, &program, &work)?)?;
    let Some(cache) = demo::sample_cache(root) else {
        eprintln!(
            "skipped: reading the Netherlands with the clients needs the sample tables in ../shared/data beside the checkout"
        );
        return Ok(());
    };
    serve_and_read(root, &program, &demo::release(root, &program, &cache, &work)?)
}

fn serve_and_read(root: &Path, program: &str, release: &Path) -> Result<()> {
    let listen = format!("127.0.0.1:{}", free_port()?);
    let release = release.to_string_lossy().into_owned();
    let served = Served(call(root, program, ["serve", &release, "--listen", &listen]).start()?);
    wait_until_it_answers(&listen)?;
    let python = root.join("target/python/bin/python3").to_string_lossy().into_owned();
    let address = format!("http://{listen}");
    let result = call(&root.join("tests"), &python, ["-m", "clients", &address, &release]).run();
    drop(served);
    result
}
