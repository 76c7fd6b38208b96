//! The monitor itself.

use std::path::Path;

use cells::{AreaCode, Level};

use crate::draft::{Draft, Report, Sited, Step, check_id};
use crate::model::Monitor;
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;
use Step::{At, Key};

/// The places in an outward address that are filled in.
const PLACEHOLDERS: [&str; 4] = ["code", "digits", "name", "slug"];

pub(super) fn check(folder: &Path, draft: &Draft, report: &mut Report<'_>) {
    if let Some(monitor) = &draft.monitor {
        base(folder, monitor, report);
        check_id(&monitor.value.id, &monitor.at(&[Key("id")]), report);
        if let Some(page) = monitor.value.notice.as_ref().and_then(|notice| notice.page.as_ref())
            && !draft.pages.iter().any(|known| known.slug == *page)
        {
            let names = || draft.pages.iter().map(|page| page.slug.as_str());
            let what = format!("there is no page `{}`", shorten(page));
            let expected = format!("the name of a file in texts/: {}", list(names()));
            report.error(&monitor.at(&[Key("notice"), Key("page")]), &what, &expected, did_you_mean(page, names()));
        }
        levels(monitor, report);
        default_area(monitor, report);
        reading(monitor, report);
        links(draft, monitor, report);
        also_called(monitor, report);
        compositions(draft, monitor, report);
        neutral(draft, monitor, report);
        alike_by(draft, monitor, report);
    }
}

/// The indicators by which areas are alike are there, and are no count that grows with the area.
fn alike_by(draft: &Draft, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    for (at, id) in monitor.value.alike_by.iter().enumerate() {
        if !draft.indicators.iter().any(|indicator| indicator.value.id == *id) {
            let names = || draft.indicators.iter().map(|indicator| indicator.value.id.as_str());
            let what = format!("there is no indicator `{}`", shorten(id));
            let expected = "the id of an indicator that says what kind of area it is, such as how urban";
            report.error(&monitor.at(&[Key("alike-by"), At(at)]), &what, expected, did_you_mean(id, names()));
        }
    }
}

/// The English word of a level as files write it.
pub(super) fn word(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Region => "region",
        Level::Municipality => "municipality",
        Level::District => "district",
        Level::Neighbourhood => "neighbourhood",
    }
}

/// The monitor that this one is laid over: there, and whole by itself.
fn base(folder: &Path, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let Some(base) = &monitor.value.based_on else { return };
    let site = monitor.at(&[Key("based-on")]);
    let expected = "the folder of another monitor, relative to this one, such as \"../kis\"";
    let path = folder.join(base);
    let itself = || matches!((path.canonicalize(), folder.canonicalize()), (Ok(there), Ok(here)) if there == here);
    if Path::new(base).is_absolute() || !path.join("monitor.toml").is_file() {
        let what = format!("`{}` is no folder with a monitor.toml", shorten(base));
        report.error(&site, &what, expected, None);
    } else if itself() {
        report.error(&site, "a monitor cannot be laid over itself", expected, None);
    }
}

fn neutral(draft: &Draft, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    for (at, id) in monitor.value.neutral.iter().enumerate() {
        report.reference(&draft.indicator_names, "indicator", id, &monitor.at(&[Key("neutral"), At(at)]));
    }
}

fn levels(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let levels = &monitor.value.levels;
    if let Some(at) = levels.iter().position(|level| *level == Level::Region) {
        let hint = Some("leave it out: a monitor has regions when it has collections/".to_owned());
        let expected = "levels from large to small: country, municipality, district, neighbourhood";
        report.error(&monitor.at(&[Key("levels"), At(at)]), "`region` is no level of its own", expected, hint);
        return;
    }
    for (at, pair) in levels.windows(2).enumerate() {
        if pair[0].below() == Some(pair[1]) {
            continue;
        }
        let what = format!("`{}` does not come right under `{}`", word(pair[1]), word(pair[0]));
        let expected = "levels from large to small without a gap: country, municipality, district, neighbourhood";
        let hint = match pair[0].below() {
            Some(below) if pair[1] > pair[0] => Some(format!("`{}` is between them", word(below))),
            Some(below) => Some(format!("after `{}` comes `{}`", word(pair[0]), word(below))),
            None => Some(format!("`{}` is the smallest level", word(pair[0]))),
        };
        report.error(&monitor.at(&[Key("levels"), At(at + 1)]), &what, expected, hint);
    }
}

fn default_area(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let site = monitor.at(&[Key("default-area")]);
    let code = &monitor.value.default_area;
    match code.parse::<AreaCode>() {
        Err(_) => {
            let what = format!("`{}` is no area code", shorten(code));
            let expected = "NL00, GM and 4 digits, WK and 6 digits, or BU and 8 digits";
            report.error(&site, &what, expected, None);
        }
        Ok(code) if !monitor.value.levels.contains(&code.level()) => {
            let what = format!("`{code}` is a {}, a level that this monitor does not have", word(code.level()));
            let levels = list(monitor.value.levels.iter().map(|level| word(*level)));
            report.error(&site, &what, &format!("the code of an area of one of its levels: {levels}"), None);
        }
        Ok(_) => {}
    }
}

fn reading(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let rules = monitor.value.reading;
    let mut refuse = |key: &'static str, right: bool, number: f64, expected: &str| {
        if !right {
            let what = format!("{number} is out of range");
            report.error(&monitor.at(&[Key("reading"), Key(key)]), &what, expected, None);
        }
    };
    let rate = rules.false_discovery_rate;
    refuse("false-discovery-rate", rate > 0.0 && rate < 1.0, rate, "a number above 0 and below 1, such as 0.05");
    refuse("some-from", rules.some_from >= 0.0, rules.some_from, "a number of spreads, 0 or more");
    refuse(
        "clear-from",
        rules.clear_from > rules.some_from,
        rules.clear_from,
        &format!("a number of spreads above `some-from`, which is {}", rules.some_from),
    );
    let relevant = rules.relevant_from;
    let expected = "Cohen's h, 0 or more and below 1, such as 0.02";
    refuse("relevant-from", (0.0..1.0).contains(&relevant), relevant, expected);
    let widest = rules.widest_interval;
    refuse("widest-interval", widest > 0.0 && widest <= 100.0, widest, "percentage points, above 0 and at most 100");
}

fn also_called(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    for code in monitor.value.also_called.keys() {
        if code.parse::<AreaCode>().is_err() {
            let what = format!("`{}` is no area code", shorten(code));
            let expected = "NL00, GM and 4 digits, WK and 6 digits, or BU and 8 digits";
            report.error(&monitor.at_name(&[Key("also-called")], code, None), &what, expected, None);
        }
    }
}

/// Names of wholes that no indicator is part of.
fn compositions(draft: &Draft, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let wholes = || draft.indicators.iter().filter_map(|indicator| indicator.value.composition.as_deref());
    for name in monitor.value.compositions.keys() {
        if !wholes().any(|whole| whole == name) {
            let what = format!("no indicator has `composition = \"{}\"`", shorten(name));
            let expected = "the name of a whole that indicators make up together";
            let hint = did_you_mean(name, wholes());
            report.error(&monitor.at_name(&[Key("compositions")], name, None), &what, expected, hint);
        }
    }
}

fn links(draft: &Draft, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    for (at, link) in monitor.value.links.iter().enumerate() {
        let site = monitor.at(&[Key("links"), At(at), Key("address")]);
        if !is_web_address(&link.address) {
            let what = format!("`{}` is no web address", shorten(&link.address));
            report.error(&site, &what, "an address that starts with https://", None);
        }
        let mut rest = link.address.as_str();
        while let Some(open) = rest.find('{') {
            let after = &rest[open + 1..];
            let Some(close) = after.find('}') else {
                report.error(&site, "a { in the address is never closed", "{code}, {digits}, {name} or {slug}", None);
                break;
            };
            let placeholder = &after[..close];
            if !PLACEHOLDERS.contains(&placeholder) {
                let what = format!("`{{{}}}` in the address is not known", shorten(placeholder));
                let hint = did_you_mean(placeholder, PLACEHOLDERS);
                report.error(&site, &what, "{code}, {digits}, {name} or {slug}", hint);
            }
            rest = &after[close + 1..];
        }
        let mut levels = monitor.value.levels.clone();
        levels.extend((!draft.collections.is_empty()).then_some(Level::Region));
        for (n, level) in link.levels.iter().enumerate().filter(|(_, level)| !levels.contains(level)) {
            let what = format!("this monitor has no level `{}`", word(*level));
            let expected = format!("levels of the monitor: {}", list(levels.iter().map(|level| word(*level))));
            report.error(&monitor.at(&[Key("links"), At(at), Key("levels"), At(n)]), &what, &expected, None);
        }
    }
}

/// Whether a text is an address on the web, as far as a look at its beginning tells.
pub(super) fn is_web_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && !address.contains(char::is_whitespace)
}
