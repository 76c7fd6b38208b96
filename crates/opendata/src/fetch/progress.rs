use std::time::Duration;

use super::Outcome;

/// Something that happened while a source was fetched.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A part is about to be fetched.
    Started {
        /// Which part (`data`, `area-codes`, …).
        part: &'a str,
        /// From where.
        address: &'a str,
    },
    /// Pages of an earlier fetch that was broken off are used.
    Resumed {
        /// Which part.
        part: &'a str,
        /// Pages already there.
        pages: usize,
        /// Rows on them.
        rows: u64,
    },
    /// Bytes came in.
    Received {
        /// How many since the last of these events.
        bytes: usize,
    },
    /// A page is complete.
    Page {
        /// Which part.
        part: &'a str,
        /// Pages so far.
        pages: usize,
        /// Rows so far.
        rows: u64,
        /// Rows in all, where the source says so.
        of: Option<u64>,
    },
    /// An attempt failed; another follows.
    Waiting {
        /// After this long.
        pause: Duration,
        /// What failed.
        reason: &'a str,
    },
    /// The source is done.
    Finished(&'a Outcome),
    /// The source could not be fetched; what the cache had stays.
    Failed {
        /// Why, and what to try.
        reason: &'a str,
    },
}

/// Is told how a fetch goes on. A command line shows it as bars; others may ignore it with [`Silent`].
pub trait Progress {
    /// Something happened to a source.
    fn happened(&self, source: &str, event: &Event<'_>);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn happened(&self, _: &str, _: &Event<'_>) {}
}
