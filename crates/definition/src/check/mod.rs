//! What must hold between the parts of a definition; a file per kind of part.

mod breakdowns;
mod indicators;
mod microdata;
mod monitor;
mod protection;
mod sources;
mod stories;
mod themes;
mod topics;
mod universes;

use std::path::Path;

use crate::draft::{Draft, Report};

/// Reports everything that does not hold.
pub(crate) fn everything(folder: &Path, draft: &Draft, report: &mut Report<'_>) {
    draft.check_names(report);
    monitor::check(folder, draft, report);
    breakdowns::check(draft, report);
    universes::check(draft, report);
    indicators::check(draft, report);
    sources::check(folder, draft, report);
    microdata::check(draft, report);
    protection::check(draft, report);
    stories::check(draft, report);
    topics::check(draft, report);
    themes::check(draft, report);
}
