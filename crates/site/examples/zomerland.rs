//! Serves the fictional monitor of the tests, for looking: `cargo run -p site --example zomerland [split] [address]`. All
//! figures are invented.

#[path = "../tests/fiction/mod.rs"]
mod fiction;

use fiction::{Plan, release};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let split = std::env::args().any(|a| a == "split");
    let plan = Plan { split, ..Plan::default() };
    let sites = site::Sites::from_releases(vec![release(&plan, &folder.path().join("release"))]);
    let listen = std::env::args().find(|a| a.contains(':')).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    site::serve(sites, listen.parse().expect("an address such as 127.0.0.1:8090")).await
}
