//! Progress on the terminal: lines that move where someone looks, nothing where nobody does.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use opendata::fetch::{Event, Outcome, Progress};

use crate::stop::Stop;

/// One step after another, each with a spinner; what it took is in the log (`RUST_LOG=wijkmonitor=debug`), or stays on
/// the terminal.
pub(crate) struct Steps {
    bar: ProgressBar,
    now: RefCell<(String, Instant)>,
    told: bool,
}

impl Steps {
    /// Begins with the first step.
    pub(crate) fn begin(step: &str) -> Self {
        Self::new(step, false)
    }

    /// The same; every step that is done stays, with what it took. For work in which each step takes a while.
    pub(crate) fn told(step: &str) -> Self {
        Self::new(step, true)
    }

    fn new(step: &str, told: bool) -> Self {
        let bar = ProgressBar::new_spinner().with_style(style("{spinner} {msg} ({elapsed})"));
        bar.enable_steady_tick(Duration::from_millis(100));
        bar.set_message(step.to_owned());
        Self { bar, now: RefCell::new((step.to_owned(), Instant::now())), told }
    }

    /// Goes on with the next step.
    pub(crate) fn next(&self, step: impl Into<String>) {
        let step = step.into();
        self.bar.set_message(step.clone());
        let (done, began) = self.now.replace((step, Instant::now()));
        self.tell(&done, began);
    }

    fn tell(&self, step: &str, began: Instant) {
        let seconds = began.elapsed().as_secs_f64();
        tracing::debug!(step, seconds, "done");
        // What took no time is not worth a line.
        if self.told && seconds >= 0.5 {
            self.bar.suspend(|| eprintln!("{seconds:6.1} s  {step}"));
        }
    }

    /// Takes the line away.
    pub(crate) fn end(self) {
        let (done, began) = self.now.replace((String::new(), Instant::now()));
        self.tell(&done, began);
    }
}

impl Drop for Steps {
    /// The line goes away, whatever happened.
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// How far the counting of a year is, in the line of its step.
pub(crate) struct CountingBar {
    bar: ProgressBar,
    now: Mutex<(String, String, u64)>,
}

impl CountingBar {
    /// In the line of these steps.
    pub(crate) fn new(steps: &Steps) -> Self {
        Self { bar: steps.bar.clone(), now: Mutex::default() }
    }
}

impl tabulate::Progress for CountingBar {
    fn begin(&self, step: &str, _: Option<u64>) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let year = self.bar.message();
        // The step of the year stays in front.
        let year = year.split_once(": ").map_or(year.as_str(), |(year, _)| year).to_owned();
        self.bar.set_message(format!("{year}: {step}"));
        *now = (year, step.to_owned(), 0);
    }

    fn advance(&self, rows: u64) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        now.2 += rows;
        self.bar.set_message(format!("{}: {}, {} rows", now.0, now.1, now.2));
    }

    fn end(&self) {}
}

/// How many people are invented.
pub(crate) struct PeopleBar {
    bar: ProgressBar,
    stop: Stop,
}

impl PeopleBar {
    /// A bar by itself.
    pub(crate) fn new(stop: &Stop) -> Self {
        let bar =
            ProgressBar::new(0).with_style(style("inventing people {wide_bar} {human_pos} of {human_len} ({eta})"));
        Self { bar, stop: stop.clone() }
    }

    /// In the line of steps.
    pub(crate) fn within(steps: &Steps, stop: &Stop) -> Self {
        Self { bar: steps.bar.clone(), stop: stop.clone() }
    }

    /// Takes the bar away.
    pub(crate) fn end(self) {
        self.bar.finish_and_clear();
    }
}

impl synth::Progress for PeopleBar {
    fn begin(&self, persons: u64) {
        self.bar.set_length(persons);
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("inventing {persons} people"));
        }
    }

    fn advance(&self, persons: u64) {
        self.bar.inc(persons);
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_asked()
    }
}

/// A line per source that is being fetched.
pub(crate) struct FetchBars {
    all: MultiProgress,
    by_source: Mutex<HashMap<String, ProgressBar>>,
}

impl FetchBars {
    /// No lines yet.
    pub(crate) fn new() -> Self {
        Self { all: MultiProgress::new(), by_source: Mutex::new(HashMap::new()) }
    }
}

impl Progress for FetchBars {
    fn happened(&self, source: &str, event: &Event<'_>) {
        let mut bars = self.by_source.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let bar = bars.entry(source.to_owned()).or_insert_with(|| {
            let bar = self.all.add(ProgressBar::new_spinner().with_style(style("{spinner} {prefix}: {msg} {bytes}")));
            bar.set_prefix(source.to_owned());
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        match event {
            Event::Started { part, address } => bar.set_message(format!("{part} from {address}")),
            Event::Resumed { pages, rows, .. } => {
                bar.set_message(format!("going on after {pages} pages ({rows} rows)"));
            }
            Event::Received { bytes } => bar.inc(*bytes as u64),
            Event::Page { part, pages, rows, of: Some(of) } => {
                bar.set_message(format!("{part}, page {pages}: {rows} of {of} rows,"));
            }
            Event::Page { part, pages, rows, of: None } => {
                bar.set_message(format!("{part}, page {pages}: {rows} rows,"));
            }
            Event::Waiting { pause, reason } => {
                bar.set_message(format!("trying again in {:.0} s ({reason})", pause.as_secs_f64()));
            }
            Event::Finished(outcome) => bar.finish_with_message(told(outcome)),
            Event::Failed { reason } => bar.abandon_with_message(format!("failed: {reason}")),
            _ => {}
        }
    }
}

/// How it went with a source, in words.
pub(crate) fn told(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Fetched { rows, pages, resumed_pages: 0 } => format!("{rows} rows on {pages} pages"),
        Outcome::Fetched { rows, pages, resumed_pages } => {
            format!("{rows} rows on {pages} pages, {resumed_pages} of them from an earlier fetch")
        }
        Outcome::Unchanged => "unchanged".to_owned(),
        Outcome::PlacedByHand => "placed by hand, left alone".to_owned(),
        Outcome::Offline => "in the cache".to_owned(),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is well formed")
}
