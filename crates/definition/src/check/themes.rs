//! What themes are made of.

use crate::draft::{Draft, Report, Sited, Step};
use crate::model::Indicator;
use Step::{At, Key};

/// Asked last: an error elsewhere may be the reason why nothing belongs to a theme.
pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    gathered(draft, report);
    if !report.has_errors() {
        without_indicators(draft, report);
    }
}

/// Indicators that themes gather: they are there, and belong to another theme.
fn gathered(draft: &Draft, report: &mut Report<'_>) {
    for theme in &draft.themes {
        for (at, id) in theme.value.gathers.iter().enumerate() {
            let site = theme.at(&[Key("gathers"), At(at)]);
            if !report.reference(&draft.indicator_names, "indicator", id, &site) {
                continue;
            }
            let own =
                |indicator: &&Sited<Indicator>| indicator.value.id == *id && indicator.value.theme == theme.value.id;
            if draft.indicators.iter().any(|indicator| own(&indicator)) {
                let what = format!("`{id}` belongs to the theme `{}` already", theme.value.id);
                let hint = Some(format!("leave `{id}` out of `gathers`"));
                report.error(&site, &what, "an indicator of another theme", hint);
            } else if theme.value.gathers[..at].contains(id) {
                let what = format!("`{id}` is gathered twice");
                report.error(&site, &what, "each indicator once", Some("leave one of them out".to_owned()));
            }
        }
    }
}

/// Themes that nothing belongs to.
fn without_indicators(draft: &Draft, report: &mut Report<'_>) {
    for theme in &draft.themes {
        let id = &theme.value.id;
        let told = |indicator: &Sited<Indicator>| theme.value.tells(&indicator.value);
        if !draft.indicators.iter().any(told) {
            let what = format!("theme `{id}` has no indicators");
            let hint = Some(format!(
                "give an indicator `theme = \"{id}\"`, name those of other themes in `gathers`, or leave the theme out"
            ));
            report.warning(&theme.site(), &what, "at least one indicator in every theme", hint);
        }
    }
}
