//! Progress on the terminal: lines that move where someone looks, nothing where nobody does.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use opendata::fetch::{Event, Outcome, Progress};

/// One step after another, each with a spinner; what it took is in the log (`RUST_LOG=wijkmonitor=debug`).
pub(crate) struct Steps {
    bar: ProgressBar,
    now: RefCell<(String, Instant)>,
}

impl Steps {
    /// Begins with the first step.
    pub(crate) fn begin(step: &str) -> Self {
        let bar = ProgressBar::new_spinner().with_style(style("{spinner} {msg} ({elapsed})"));
        bar.enable_steady_tick(Duration::from_millis(100));
        bar.set_message(step.to_owned());
        Self { bar, now: RefCell::new((step.to_owned(), Instant::now())) }
    }

    /// Goes on with the next step.
    pub(crate) fn next(&self, step: impl Into<String>) {
        let step = step.into();
        self.bar.set_message(step.clone());
        let (done, began) = self.now.replace((step, Instant::now()));
        tell(&done, began);
    }

    /// Takes the line away.
    pub(crate) fn end(self) {
        self.bar.finish_and_clear();
        let (done, began) = self.now.into_inner();
        tell(&done, began);
    }
}

fn tell(step: &str, began: Instant) {
    tracing::debug!(step, seconds = began.elapsed().as_secs_f64(), "done");
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
