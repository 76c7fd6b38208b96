//! `wijkmonitor publish` and `rollback`: which release of a monitor is the live one.

use std::path::Path;

use anyhow::Result;
use jiff::Timestamp;
use release::Installation;

/// Puts a release in an installation and makes it the live one.
pub(crate) fn publish(installation: &Path, release: &Path) -> Result<()> {
    let installation = Installation::create(installation)?;
    let added = installation.add(release)?;
    installation.publish(&added.monitor, &added.id, Timestamp::now())?;
    println!("{}: release {} is live", added.monitor, added.id);
    Ok(())
}

/// Makes the release that was live before the live one again.
pub(crate) fn rollback(installation: &Path, monitor: &str) -> Result<()> {
    let installation = Installation::open(installation)?;
    let change = installation.rollback(monitor, Timestamp::now())?;
    println!("{monitor}: release {} is live again", change.release);
    Ok(())
}
