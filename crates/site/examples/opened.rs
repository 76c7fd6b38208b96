//! Serves a built release, for looking at pages without the rest of the program:
//! `cargo run -p site --example opened -- <folder> [address]`.

use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("expected the folder of a release")?);
    let listen = arguments.next().unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let sites = site::Sites::from_releases(vec![release::Release::open(&folder)?]);
    site::serve(sites, listen.parse()?).await?;
    Ok(())
}
