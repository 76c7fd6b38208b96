//! `wijkmonitor audit`: whether somebody could learn from a release what was to be kept from him.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use audit::{Audit, Named, Options, Sources};
use definition::Language;
use ledger::Ledger;
use release::Release;

use crate::progress::Steps;

/// Findings that are shown on the terminal; the report has all.
const SHOWN: usize = 20;

/// What is attacked, with what, and where the report goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Auditing {
    /// Folder of the release.
    release: PathBuf,
    /// Folder of the ledger: earlier releases, and tables of others with counts of the same people.
    #[arg(long)]
    ledger: PathBuf,
    /// Folder with the raw counts; only inside the closed environment.
    #[arg(long)]
    truth: Option<PathBuf>,
    /// Folder with what protection left behind, where that is not the one with the raw counts.
    #[arg(long, requires = "truth")]
    witnesses: Option<PathBuf>,
    /// Folder to write the report to: a page, and a workbook in two languages.
    #[arg(long)]
    report: PathBuf,
    /// Fail as well on differences that are no figure of the release, and are known to be small and not nobody.
    #[arg(long)]
    strict: bool,
    /// Protected counts per year, chosen at random, of which the least and the most are worked out.
    #[arg(long, default_value_t = Options::default().sample)]
    sample: usize,
    /// Municipalities per year, chosen at random, of which that is done for all protected counts.
    #[arg(long, default_value_t = Options::default().blocks)]
    municipalities: usize,
    /// Minutes per year that this may take.
    #[arg(long, default_value_t = Options::default().time.as_secs() / 60)]
    minutes: u64,
    /// Chooses what is chosen at random.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
}

/// Attacks, writes the report, and fails on any finding.
pub(crate) fn audit(asked: &Auditing) -> Result<()> {
    let release = Release::open(&asked.release)?;
    let ledger = Ledger::open(&asked.ledger)?;
    let options = Options {
        seed: asked.seed,
        sample: asked.sample,
        blocks: asked.municipalities,
        time: Duration::from_secs(asked.minutes * 60),
        strict: asked.strict,
    };
    let sources = Sources {
        release: &release,
        ledger: &ledger,
        truth: asked.truth.as_deref(),
        witnesses: asked.witnesses.as_deref().or(asked.truth.as_deref()),
    };
    let steps = Steps::told("reading the release");
    let audit = run(&sources, options, &asked.report, &steps)?;
    steps.end();
    judge(&audit, &release, &asked.report)
}

/// Attacks, and writes the report.
pub(crate) fn run(sources: &Sources<'_>, options: Options, report: &Path, steps: &Steps) -> Result<Audit> {
    let audit = Audit::run(sources, options, &mut |step| steps.next(step))?;
    steps.next("writing the report");
    let today = jiff::ZonedDateTime::now().date().to_string();
    audit::report::write(&audit, sources.release, &today, report)
        .with_context(|| format!("no report in {}", report.display()))?;
    Ok(audit)
}

/// Says how it went; findings are named, never the numbers that must stay secret.
pub(crate) fn judge(audit: &Audit, release: &Release, report: &Path) -> Result<()> {
    let found = audit.grave().count();
    let page = report.join("audit.html");
    if found == 0 {
        println!("no objection to release {}; the report is {}", release.manifest.id, page.display());
        return Ok(());
    }
    for (period, finding) in audit.grave().take(SHOWN) {
        let named = Named::of(release, &finding.of);
        eprintln!(
            "{period} {} {}, {}, {}: {}",
            named.area,
            named.name,
            named.counted.en,
            named.category.en,
            audit::report::words_of(finding.what, Language::En)
        );
    }
    if found > SHOWN {
        eprintln!("and {} more", found - SHOWN);
    }
    bail!("release {} must not be published: {found} findings, all of them in {}", release.manifest.id, page.display())
}
