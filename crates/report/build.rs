//! Makes sure that the folder of fonts exists, so that the room compiles before the front end was built.

use std::path::PathBuf;

fn main() {
    let paper = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../web/dist-paper");
    println!("cargo::rerun-if-changed={}", paper.display());
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src/templates");
    if !paper.exists() {
        match std::fs::create_dir_all(&paper) {
            Ok(()) => println!(
                "cargo::warning=web/dist-paper is missing: no document can be printed until the front end is built (npm run build in web/)"
            ),
            Err(error) => println!("cargo::warning=web/dist-paper is missing and cannot be made: {error}"),
        }
    }
}
