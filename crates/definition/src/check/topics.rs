//! Subjects without figures.

use super::monitor::is_web_address;
use crate::draft::{Draft, Report, Step};
use crate::shape::shorten;
use Step::{At, Key};

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    for topic in &draft.topics {
        for (at, id) in topic.value.nearest.iter().enumerate() {
            report.reference(&draft.indicator_names, "indicator", id, &topic.at(&[Key("nearest"), At(at)]));
        }
        for (at, link) in topic.value.links.iter().enumerate().filter(|(_, link)| !is_web_address(&link.address)) {
            let what = format!("`{}` is no web address", shorten(&link.address));
            let site = topic.at(&[Key("links"), At(at), Key("address")]);
            report.error(&site, &what, "an address that starts with https://", None);
        }
    }
}
