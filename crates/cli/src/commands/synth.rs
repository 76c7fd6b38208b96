//! `wijkmonitor synth`: invented people as register tables.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use synth::{Country, Format, Options};

use crate::counted::years;
use crate::progress::PeopleBar;
use crate::stop::Stop;

/// What to invent, as asked on the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Invent {
    /// How many people live there on 1 January of the first year; as many as the country has when absent.
    #[arg(long)]
    pub(crate) persons: Option<u64>,
    /// The years: `2023` or `2014..2023`; 2014 to 2023 when absent, and 2021 to 2023 for a demo.
    #[arg(long)]
    pub(crate) years: Option<String>,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

impl Invent {
    /// The options for a country and a format.
    pub(crate) fn options(&self, country: Country, format: Format) -> Result<Options> {
        let years = years(self.years.as_deref().unwrap_or("2014..2023"))?;
        let (Some(first), Some(last)) = (years.first(), years.last()) else { bail!("no years") };
        if usize::from(last.0 - first.0) + 1 != years.len() {
            bail!("people live from year to year: give years without a gap, such as {}..{}", first.0, last.0);
        }
        Ok(Options { country, persons: self.persons, years: first.0..=last.0, seed: self.seed, format, flaws: true })
    }
}

/// `fictional`, or `like:FILE`.
pub(crate) fn country(text: &str) -> Result<Country, String> {
    match text.strip_prefix("like:") {
        _ if text == "fictional" => Ok(Country::Fictional),
        Some(file) if !file.is_empty() => Ok(Country::Like(PathBuf::from(file))),
        _ => Err("expected `fictional`, or `like:` and a CSV file with key figures of districts and neighbourhoods"
            .to_owned()),
    }
}

/// `parquet`, `csv` or `sav`.
pub(crate) fn format(text: &str) -> Result<Format, String> {
    [Format::Parquet, Format::Csv, Format::Sav]
        .into_iter()
        .find(|format| format.extension() == text)
        .ok_or_else(|| "expected `parquet`, `csv` or `sav`".to_owned())
}

/// Writes register tables, and for the fictional province its areas.
pub(crate) fn synth(out: &Path, country: Country, format: Format, invent: &Invent) -> Result<()> {
    let options = invent.options(country, format)?;
    let stop = Stop::listen()?;
    let bar = PeopleBar::new(&stop);
    let summary = synth::write(&options, out, &bar)?;
    bar.end();
    println!(
        "{}: {} tables about {} people, {} to {}, {:.0} MB",
        out.display(),
        summary.rows.len(),
        summary.persons,
        summary.years[0],
        summary.years[1],
        summary.bytes as f64 / 1e6
    );
    println!("{}", summary.what);
    Ok(())
}
