//! Makes sure that the folder of static files exists, so that the room compiles before the front end was built.

use std::path::PathBuf;

fn main() {
    let dist = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=locales");
    if !dist.exists() {
        match std::fs::create_dir_all(&dist) {
            Ok(()) => println!(
                "cargo::warning=web/dist is missing: pages have no style or script until the front end is built (npm run build in web/)"
            ),
            Err(error) => println!("cargo::warning=web/dist is missing and cannot be made: {error}"),
        }
    }
}
