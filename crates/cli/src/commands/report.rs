//! `wijkmonitor report`: factsheets of a whole release, and the reports of a municipality and of the country.

use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use cells::{CategoryIx, Level, Period, PlaceIx};
use definition::Language;
use indicatif::{ProgressBar, ProgressStyle};
use insight::{Figures, Spreads};
use rayon::ThreadPool;
use release::Release;
use report::{Asked, Beside, Edition, Maps, Subject, factsheet, find_area, printed, slides};

/// What is to be printed.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Reporting {
    /// A factsheet of every area of a release, or of some of them: `wijkmonitor report factsheets RELEASE --out FOLDER`.
    Factsheets(Factsheets),
    /// The report of a municipality: `wijkmonitor report municipal RELEASE GM0344 --out utrecht.pdf`.
    Municipal {
        /// Folder of the release.
        release: PathBuf,
        /// Code of the municipality, or of a region.
        area: String,
        #[command(flatten)]
        print: Print,
    },
    /// The report of the whole country: `wijkmonitor report national RELEASE --out 2024.pdf`.
    National {
        /// Folder of the release.
        release: PathBuf,
        #[command(flatten)]
        print: Print,
    },
}

/// Where a report goes, and in which language.
#[derive(Debug, clap::Args)]
pub(crate) struct Print {
    /// File to write.
    #[arg(long)]
    out: PathBuf,
    /// An archive to write as well: the charts as SVG and PNG, each as large as a slide.
    #[arg(long)]
    slides: Option<PathBuf>,
    /// Folder of the release that was out before this one: the report tells what changed since.
    #[arg(long)]
    previous: Option<PathBuf>,
    /// Of this year only, in place of the newest figure of each indicator.
    #[arg(long)]
    year: Option<u16>,
    /// `nl` or `en`.
    #[arg(long, default_value = "nl", value_parser = language)]
    language: Language,
    #[command(flatten)]
    place: Place,
}

/// Which factsheets.
#[derive(Debug, clap::Args)]
pub(crate) struct Factsheets {
    /// Folder of the release.
    release: PathBuf,
    /// Folder to write the files to; made when it does not exist.
    #[arg(long)]
    out: PathBuf,
    /// Only areas of these levels: `country`, `region`, `municipality`, `district`, `neighbourhood`.
    #[arg(long, value_delimiter = ',', value_parser = level)]
    levels: Vec<Level>,
    /// Only these areas, by code: `GM0344,WK034401`.
    #[arg(long, value_delimiter = ',')]
    areas: Vec<String>,
    /// Of these groups by id, beside everybody; `all` for the large groups of the first breakdown.
    #[arg(long, value_delimiter = ',')]
    backgrounds: Vec<String>,
    /// Compared with this area, by code, in place of the usual comparison.
    #[arg(long)]
    beside: Option<String>,
    /// Of this year only, in place of the newest figure of each indicator.
    #[arg(long)]
    year: Option<u16>,
    /// `nl` or `en`; may be given twice.
    #[arg(long, value_delimiter = ',', default_value = "nl", value_parser = language)]
    language: Vec<Language>,
    #[command(flatten)]
    place: Place,
}

/// Where readers find the site.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// Address of the site, for links and references: `https://wijkmonitor.example`.
    #[arg(long, default_value = "")]
    address: String,
}

fn level(word: &str) -> Result<Level, String> {
    serde_level(word).ok_or_else(|| {
        format!("`{word}` is no level: expected country, region, municipality, district or neighbourhood")
    })
}

fn serde_level(word: &str) -> Option<Level> {
    Some(match word {
        "country" => Level::Country,
        "region" => Level::Region,
        "municipality" => Level::Municipality,
        "district" => Level::District,
        "neighbourhood" => Level::Neighbourhood,
        _ => return None,
    })
}

fn language(word: &str) -> Result<Language, String> {
    match word {
        "nl" => Ok(Language::Nl),
        "en" => Ok(Language::En),
        _ => Err(format!("`{word}` is no language of the monitor: expected nl or en")),
    }
}

/// Prints what was asked for.
pub(crate) fn report(asked: &Reporting) -> Result<()> {
    match asked {
        Reporting::Factsheets(asked) => factsheets(asked),
        Reporting::Municipal { release, area, print } => chapters(release, Some(area.as_str()), print),
        Reporting::National { release, print } => chapters(release, None, print),
    }
}

/// A release with what documents need beside it.
struct Desk {
    release: Release,
    spreads: Spreads,
    maps: Maps,
    previous: Option<Release>,
    address: String,
}

impl Desk {
    fn open(release: &Path, previous: Option<&Path>, address: &str) -> Result<Self> {
        let release = Release::open(release)?;
        let spreads = Spreads::of(&Figures::from(&release));
        let previous = previous.map(Release::open).transpose()?;
        let address = address.trim_end_matches('/').to_owned();
        if !address.is_empty() && !address.starts_with("https://") && !address.starts_with("http://") {
            bail!("`{address}` is no web address: expected https://…");
        }
        Ok(Self { release, spreads, maps: Maps::default(), previous, address })
    }

    fn edition(&self) -> Edition<'_> {
        Edition {
            release: &self.release,
            figures: Figures::from(&self.release).with_spreads(&self.spreads),
            maps: &self.maps,
            previous: self.previous.as_ref(),
            address: &self.address,
        }
    }
}

/// A report with chapters, and its slides.
fn chapters(release: &Path, area: Option<&str>, asked: &Print) -> Result<()> {
    let began = Instant::now();
    let desk = Desk::open(release, asked.previous.as_deref(), &asked.place.address)?;
    let edition = desk.edition();
    let place = area.map(|code| find_area(&edition, code)).transpose()?;
    let write = |path: &Path, bytes: &[u8]| {
        fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        let (megabytes, seconds) = (bytes.len() as f64 / 1e6, began.elapsed().as_secs_f64());
        println!("{}, {megabytes:.1} MB, after {seconds:.1} s", path.display());
        anyhow::Ok(())
    };
    let which = Asked { place, period: asked.year.map(Period), language: asked.language };
    let press = press(0)?;
    write(&asked.out, &press.install(|| printed(&edition, which))?)?;
    match &asked.slides {
        Some(path) => write(path, &press.install(|| slides(&edition, which))?),
        None => Ok(()),
    }
}

fn factsheets(asked: &Factsheets) -> Result<()> {
    let desk = Desk::open(&asked.release, None, &asked.place.address)?;
    let edition = desk.edition();
    let subjects = subjects(&edition, asked)?;
    if subjects.is_empty() {
        bail!("there is no area of these levels in release {}", desk.release.manifest.id);
    }
    fs::create_dir_all(&asked.out).with_context(|| format!("cannot make {}", asked.out.display()))?;
    let bar = ProgressBar::new(subjects.len() as u64);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}")?);
    let (began, bytes) = (Instant::now(), AtomicUsize::new(0));
    let write = |subject: &Subject| {
        let name = match subject.language {
            Language::Nl => format!("{}.pdf", subject.file_name(&edition)),
            Language::En => format!("{}-en.pdf", subject.file_name(&edition)),
        };
        let path = asked.out.join(&name);
        let written = factsheet(&edition, subject).map_err(anyhow::Error::from).and_then(|pdf| {
            bytes.fetch_add(pdf.len(), Ordering::Relaxed);
            fs::write(&path, pdf).with_context(|| format!("cannot write {}", path.display()))
        });
        bar.inc(1);
        written.err().map(|error| format!("{name}: {error:#}"))
    };
    let failed = at_presses(&subjects, write)?;
    bar.finish_and_clear();
    let seconds = began.elapsed().as_secs_f64();
    let made = subjects.len() - failed.len();
    println!(
        "{made} factsheets in {}, {:.1} MB, {seconds:.1} s ({:.1} a second)",
        asked.out.display(),
        bytes.into_inner() as f64 / 1e6,
        made as f64 / seconds.max(1e-9)
    );
    match failed.as_slice() {
        [] => Ok(()),
        [first, ..] => bail!("{} factsheets were not made; the first: {first}", failed.len()),
    }
}

/// Does one thing for each subject, on every core; gives what each had to say, in order of the subjects. Each press is a
/// thread with a pool of its own: the typesetter shares out work in the pool it is called from, and a press that waits for
/// such work must not begin with another document in the middle of its own.
fn at_presses<T: Send>(subjects: &[Subject], work: impl Fn(&Subject) -> Option<T> + Sync) -> Result<Vec<T>> {
    let presses = std::thread::available_parallelism().map_or(1, usize::from).min(subjects.len());
    let pools = (0..presses).map(|_| press(1)).collect::<Result<Vec<_>>>()?;
    let next = AtomicUsize::new(0);
    let mut said: Vec<(usize, T)> = std::thread::scope(|scope| {
        let one_press = |pool: &ThreadPool| {
            let mut said = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(subject) = subjects.get(at) else { return said };
                said.extend(pool.install(|| work(subject)).map(|word| (at, word)));
            }
        };
        let running: Vec<_> = pools.iter().map(|pool| scope.spawn(move || one_press(pool))).collect();
        let done = running.into_iter().map(|press| press.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    });
    said.sort_unstable_by_key(|(at, _)| *at);
    Ok(said.into_iter().map(|(_, word)| word).collect())
}

/// Threads to set documents on, with room for blocks within blocks; one for each core where their number is 0.
fn press(threads: usize) -> Result<ThreadPool> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(report::STACK);
    builder.build().context("no thread could be started to set documents on")
}

fn subjects(edition: &Edition<'_>, asked: &Factsheets) -> Result<Vec<Subject>> {
    let mut places: Vec<PlaceIx> = if asked.areas.is_empty() {
        let newest = edition.release.places.newest_vintage();
        edition
            .release
            .places
            .iter()
            .filter(|(_, place)| Some(place.newest()) == newest || place.level() == Level::Country)
            .filter(|(_, place)| asked.levels.is_empty() || asked.levels.contains(&place.level()))
            .map(|(ix, _)| ix)
            .collect()
    } else {
        asked.areas.iter().map(|code| Ok(find_area(edition, code)?)).collect::<Result<_>>()?
    };
    let categories = categories(&edition.release.definition, &asked.backgrounds)?;
    let beside = asked.beside.as_deref().map(|code| find_area(edition, code)).transpose()?;
    if let Some(other) = beside {
        let asked_for = places.len();
        places.retain(|place| *place != other);
        let named = asked.beside.as_deref().unwrap_or_default();
        if places.is_empty() && asked_for > 0 {
            bail!("an area cannot be compared with itself: name another one than {named} after --beside");
        }
        if places.len() < asked_for {
            eprintln!("no factsheet of {named} itself: an area cannot be compared with itself");
        }
    }
    let mut subjects = Vec::new();
    for &language in &asked.language {
        for &place in &places {
            for &category in &categories {
                let (beside, period) = (beside.map(Beside::Area), asked.year.map(Period));
                subjects.push(Subject { category, beside, period, ..Subject::usual(place, language) });
            }
        }
    }
    Ok(subjects)
}

/// Everybody, and the groups that were asked for.
fn categories(definition: &definition::Definition, asked: &[String]) -> Result<Vec<CategoryIx>> {
    let mut found = vec![CategoryIx::TOTAL];
    for id in asked {
        if id == "all" {
            let first = definition.breakdowns.first().map(|breakdown| breakdown.id.as_str());
            let large = definition
                .categories()
                .filter(|(_, own, category)| Some(own.id.as_str()) == first && category.parent.is_none());
            found.extend(large.map(|(ix, ..)| ix));
        } else if let Some(ix) = definition.find_category(id) {
            found.push(ix);
        } else {
            let known: Vec<&str> = definition.categories().map(|(.., category)| category.id.as_str()).collect();
            bail!("there is no group `{id}` in this monitor; there is: all, {}", known.join(", "));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
