//! Published tables and boundaries: fetched, cached, read, and turned into cells.
//!
//! Flows in: the sources of a definition, and the files they name, from the network or placed in a cache by hand.
//! Flows out: a [`Cache`] with every file under its hash, and from it cells, places and boundaries. Knows nothing of
//! pages, readings or releases.
//!
//! - [`cache`]: the folder in which fetched and hand-placed files lie, and its manifest.
//! - [`mod@fetch`]: brings what a definition names into the cache, from CBS OData, PDOK and plain addresses.
//! - [`mod@import`]: from those files to places, boundaries and cells.

pub mod cache;
pub mod fetch;
pub mod import;

pub use cache::{Cache, CacheError, Entry, FileFormat, NewFile, Origin};
pub use fetch::{FetchError, FetchOptions, FetchReport, Outcome, Progress, Silent, fetch};
pub use import::{ImportError, ImportStep, Imported, import};
