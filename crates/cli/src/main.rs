//! The commands of `wijkmonitor`: the rooms wired together, with progress and plain words about what went wrong.
//!
//! Flows in: arguments. Flows out: what the rooms make. Knows which room does what, never how.

mod commands;
mod counted;
mod engine;
mod progress;
mod published;
mod shipped;
mod stop;

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
    /// Build a release from a definition: from published tables in a cache, from register tables, or from both.
    Build {
        /// Folder with the definition.
        definition: PathBuf,
        /// Folder with the tables; not needed when the definition brings its own files.
        #[arg(long)]
        cache: Option<PathBuf>,
        /// Folder with the register tables, for a definition that is counted from them; the divisions into areas that it
        /// names are looked for there as well.
        #[arg(long)]
        input: Option<PathBuf>,
        /// Years to count: `2023`, `2014..2023`; all of which there are register tables when absent.
        #[arg(long, requires = "input")]
        years: Option<String>,
        /// Confidential folder with raw counts: years that `tabulate` left there are not counted again, others are kept in
        /// it, and what protection leaves behind for the auditor. Needed for people who exist.
        #[arg(long, requires = "input")]
        counts: Option<PathBuf>,
        /// Folder of the ledger: what is out already is reckoned with, and published again as it was. With it the release is
        /// attacked before it stands: on any finding there is no release. Needed for people who exist.
        #[arg(long, requires = "input")]
        ledger: Option<PathBuf>,
        /// Round counts to multiples of this instead of what the definition says; 1 publishes exact counts, and masks more.
        /// The texts of the definition should say the same.
        #[arg(long, requires = "input", value_parser = commands::base)]
        base: Option<u16>,
        /// Folder for the report of the auditor.
        #[arg(long, requires = "ledger", default_value = "audit")]
        report: PathBuf,
        /// Folder to write the release to; must not exist.
        #[arg(long)]
        out: PathBuf,
        /// Date of the release, `2026-11-23`; today when absent. The same input and date give the same bytes.
        #[arg(long)]
        date: Option<String>,
    },
    /// Protect raw counts that were kept, and write them as a release that was not attacked yet: to see what a plan of
    /// publication or a base costs.
    Protect(commands::Protecting),
    /// Check a release: hashes, schema, counts, and that its files agree.
    Verify {
        /// Folder of the release.
        release: PathBuf,
    },
    /// Attack a release as somebody would who combines everything that was published; fails and names the cells when
    /// something could be worked out.
    Audit(commands::Auditing),
    /// What has been published, and what others publish of the same people: protection and auditor reckon with it.
    Ledger {
        #[command(subcommand)]
        asked: commands::Noting,
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
    /// Invent people and write them as register tables, to try everything with: `wijkmonitor synth OUT`.
    Synth {
        /// Folder to write to; new, or empty.
        out: PathBuf,
        /// `fictional` for an invented province with its areas, or `like:FILE` for the real neighbourhoods of a CSV file
        /// with key figures (load tests; never to be shown).
        #[arg(long, default_value = "fictional", value_parser = commands::country)]
        country: synth::Country,
        /// Format of the tables: `parquet`, `csv` or `sav`.
        #[arg(long, default_value = "parquet", value_parser = commands::format)]
        format: synth::Format,
        #[command(flatten)]
        invent: commands::Invent,
    },
    /// Count register tables: every indicator, neighbourhood, background and year, into a confidential folder.
    Tabulate {
        /// Folder with the definition (`monitors/kis`).
        definition: PathBuf,
        /// Folder with the register tables; for a cluster also `s3://BUCKET/FOLDER`.
        #[arg(long)]
        input: PathBuf,
        /// Folder for the raw counts; only its owner can open it. Years that it has already are replaced.
        #[arg(long)]
        out: PathBuf,
        /// Years to count: `2023`, `2014..2023`; all of which there are tables when absent.
        #[arg(long)]
        years: Option<String>,
        /// What the counts are for; goes into the log of the folder.
        #[arg(long, default_value = "tabulate")]
        purpose: String,
        /// Who counts: `embedded`, this process with all its cores; or the cluster at `ballista://HOST:PORT`.
        #[arg(long, default_value = "embedded", value_parser = engine::engine)]
        engine: engine::Engine,
    },
    /// Run a part of a cluster that counts: a scheduler on one machine, executors on others.
    ///
    /// The parts trust whoever reaches their ports, and do not encrypt what they send: only for a closed network.
    #[cfg(feature = "distributed")]
    Cluster {
        #[command(subcommand)]
        member: commands::Member,
    },
    /// Show the monitor of an invented province: people, registers, counting, protection, release and site in one go.
    ///
    /// Needs no files and no network. Everything is made in a temporary folder, which is removed when it is stopped.
    Demo {
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        #[command(flatten)]
        invent: commands::Invent,
        /// New folder in which everything is kept: registers, definition and release.
        #[arg(long)]
        keep: Option<PathBuf>,
        /// Date of the release, `2026-11-23`; today when absent.
        #[arg(long)]
        date: Option<String>,
    },
    /// Print factsheets and reports of a release.
    Report {
        #[command(subcommand)]
        asked: commands::Reporting,
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
    let command = Arguments::parse().command;
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| log_of(&command).into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let result = match command {
        Command::Check { definitions } => commands::check(&definitions),
        Command::Fetch { definition, cache, offline } => commands::fetch(&definition, &cache, offline),
        Command::Build { definition, cache, input, years, counts, ledger, base, report, out, date } => {
            let (years, counts, ledger) = (years.as_deref(), counts.as_deref(), ledger.as_deref());
            let counting = input.as_deref().map(|input| counted::Counting { input, years, counts, ledger });
            let attacked = ledger.map(|ledger| commands::Attacked { ledger, report: &report });
            let (counting, attacked) = (counting.as_ref(), attacked.as_ref());
            commands::build(&definition, cache.as_deref(), counting, attacked, base, &out, date.as_deref())
        }
        Command::Synth { out, country, format, invent } => commands::synth(&out, country, format, &invent),
        Command::Tabulate { definition, input, out, years, purpose, engine } => {
            commands::tabulate(&definition, &input, &out, years.as_deref(), &purpose, &engine)
        }
        #[cfg(feature = "distributed")]
        Command::Cluster { member } => commands::cluster(member),
        Command::Demo { listen, invent, keep, date } => {
            commands::demo(&listen, &invent, keep.as_deref(), date.as_deref())
        }
        Command::Protect(asked) => commands::protect(&asked),
        Command::Audit(asked) => commands::audit(&asked),
        Command::Ledger { asked } => commands::ledger(&asked),
        Command::Report { asked } => commands::report(&asked),
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

/// What goes into the log of a command, where `RUST_LOG` does not say.
fn log_of(command: &Command) -> &'static str {
    match command {
        #[cfg(feature = "distributed")]
        Command::Cluster { .. } => cluster::LOG,
        _ => "warn,wijkmonitor=info",
    }
}
