//! The real browser against a real site.

use std::path::Path;

use anyhow::Result;

use crate::demo::Shown;
use crate::shell::call;
use crate::sites::Sites;

/// Pages of the fictional monitor, which has other levels and names.
const ZOMERLAND_PAGES: &str = "tests/pages-zomerland.json";

/// Tests every kind of page of every site.
pub(crate) fn look(root: &Path, sites: &Sites<'_>) -> Result<()> {
    sites.each(|shown, _, address| {
        let pages = match shown {
            Shown::Zomerland => Some(ZOMERLAND_PAGES),
            Shown::Nederland => None,
        };
        test(root, address, pages, None)
    })
}

/// Runs the browser tests against a running site; `pages` is the plan for a site with other pages than the Netherlands.
pub(crate) fn test(root: &Path, address: &str, pages: Option<&str>, screenshots: Option<&Path>) -> Result<()> {
    let web = root.join("web");
    let mut tests = match pages {
        None => call(&web, "npm", ["test", "--silent"]),
        // The fixtures are the same for every site, and tested with the other.
        Some(pages) => call(&web, "npm", ["run", "--silent", "test:site"]).env("WIJKMONITOR_PAGES", web.join(pages)),
    }
    .env("WIJKMONITOR_ADDRESS", address);
    if let Some(folder) = screenshots {
        tests = tests.env("SCREENSHOTS", std::path::absolute(folder)?);
    }
    tests.run()
}
