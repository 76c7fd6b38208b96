//! The commands of `wijkmonitor`: the rooms wired together, with progress and plain words about what went wrong.
//!
//! Flows in: arguments. Flows out: what the rooms make. Knows which room does what, never how.

mod commands;
mod progress;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Neighbourhood figures: from published tables to a site that people understand.
#[derive(Parser)]
#[command(name = "wijkmonitor", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a definition and say everything that is wrong with it.
    Check {
        /// Folders with a definition (`monitors/nederland`).
        #[arg(required = true)]
        definitions: Vec<PathBuf>,
    },
    /// Download the tables and boundaries that a definition names.
    Fetch {
        /// Folder with the definition.
        definition: PathBuf,
        /// Folder to keep them in.
        #[arg(long, default_value = "cache")]
        cache: PathBuf,
        /// Use only what is in the cache, and say what is missing.
        #[arg(long)]
        offline: bool,
    },
    /// Build a release from a definition and the tables in a cache.
    Build {
        /// Folder with the definition.
        definition: PathBuf,
        /// Folder with the tables; not needed when the definition brings its own files.
        #[arg(long)]
        cache: Option<PathBuf>,
        /// Folder to write the release to; must not exist.
        #[arg(long)]
        out: PathBuf,
        /// Date of the release, `2026-11-23`; today when absent. The same input and date give the same bytes.
        #[arg(long)]
        date: Option<String>,
    },
    /// Check a release: hashes, schema, counts, and that its files agree.
    Verify {
        /// Folder of the release.
        release: PathBuf,
    },
    /// Put a release in an installation and make it the live one.
    Publish {
        /// Folder of the installation; made when it does not exist.
        installation: PathBuf,
        /// Folder of the release.
        release: PathBuf,
    },
    /// Make the release that was live before the live one again.
    Rollback {
        /// Folder of the installation.
        installation: PathBuf,
        /// Id of the monitor.
        monitor: String,
    },
    /// Serve the site of an installation, or of one or more releases.
    Serve {
        /// An installation, or releases.
        #[arg(required = true)]
        what: Vec<PathBuf>,
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
    },
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,wijkmonitor=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let result = match Arguments::parse().command {
        Command::Check { definitions } => commands::check(&definitions),
        Command::Fetch { definition, cache, offline } => commands::fetch(&definition, &cache, offline),
        Command::Build { definition, cache, out, date } => {
            commands::build(&definition, cache.as_deref(), &out, date.as_deref())
        }
        Command::Verify { release } => commands::verify(&release),
        Command::Publish { installation, release } => commands::publish(&installation, &release),
        Command::Rollback { installation, monitor } => commands::rollback(&installation, &monitor),
        Command::Serve { what, listen } => commands::serve(&what, &listen),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
