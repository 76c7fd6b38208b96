//! Sources: what each column becomes, and that no figure comes from two places.

use std::collections::HashMap;
use std::path::{Component, Path};

use cells::{AreaCode, Level};

use super::monitor::{is_web_address, word};
use crate::draft::{Draft, Names, Report, Sited, Step};
use crate::model::{Measure, Source, SourceFigure, SourceFormat};
use crate::nearest::list;
use crate::shape::shorten;
use Step::{At, Key};

pub(super) fn check(folder: &Path, draft: &Draft, report: &mut Report<'_>) {
    for source in &draft.sources {
        if source.value.format == SourceFormat::Microdata {
            nothing_to_read(source, report);
        } else {
            address(folder, draft, source, report);
        }
        published(source, report);
        format(source, report);
        levels_and_codes(draft, source, report);
        for (at, figure) in source.value.figures.iter().enumerate() {
            columns(source, at, figure, report);
            references(draft, source, at, figure, report);
        }
    }
    claimed_twice(draft, report);
}

/// A source that stands for the register tables gives no figures, areas or boundaries itself.
fn nothing_to_read(source: &Sited<Source>, report: &mut Report<'_>) {
    let value = &source.value;
    for (key, given) in [
        ("figure", !value.figures.is_empty()),
        ("register", value.register),
        ("boundaries", !value.boundaries.is_empty()),
    ] {
        if given {
            let what = format!("`{key}` in a source that stands for register tables");
            let expected = "only what a reader of the figures wants to know: title, publisher, licence, page";
            let hint = Some("what is counted from the tables stands in microdata/ and with the indicators".to_owned());
            report.error(&source.at(&[Key(key)]), &what, expected, hint);
        }
    }
}

fn address(folder: &Path, draft: &Draft, source: &Sited<Source>, report: &mut Report<'_>) {
    let address = &source.value.address;
    let site = source.at(&[Key("address")]);
    if is_web_address(address) {
        return;
    }
    let expected = "an address that starts with https://, or a path inside the definition's folder";
    if address.contains("://") || address.contains(char::is_control) {
        let what = format!("`{}` is no web address", shorten(address));
        return report.error(&site, &what, expected, None);
    }
    let path = Path::new(address);
    if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        let what = format!("`{}` leads out of the definition's folder", shorten(address));
        return report.error(&site, &what, expected, None);
    }
    // A monitor that is counted from register tables may find its areas beside them.
    let counted = draft.sources.iter().any(|other| other.value.format == SourceFormat::Microdata);
    if !counted && !folder.join(path).is_file() {
        let what = format!("there is no file `{}` in the definition's folder", shorten(address));
        let hint = Some("then a cache must have it under the id of the source".to_owned());
        report.warning(&site, &what, expected, hint);
    }
}

fn published(source: &Sited<Source>, report: &mut Report<'_>) {
    if let Some(date) = source.value.published.as_deref().filter(|date| !is_date(date)) {
        let what = format!("`{}` is no date", shorten(date));
        report.error(&source.at(&[Key("published")]), &what, "year, month and day: \"2021-03-26\"", None);
    }
}

/// Whether a text is a day of the calendar, written `2021-03-26`.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1900..=2100).contains(&year) && (1..=days).contains(&day)
}

/// Keys that have a meaning only in some formats.
fn format(source: &Sited<Source>, report: &mut Report<'_>) {
    let value = &source.value;
    let odata = matches!(value.format, SourceFormat::CbsOdataV3 | SourceFormat::CbsOdataV4);
    if value.filter.is_some() && !odata {
        let expected = "`filter` only with format cbs-odata-v3 or cbs-odata-v4";
        let hint = Some("`keep` chooses rows in every format".to_owned());
        report.error(&source.at(&[Key("filter")]), "this format has no filter", expected, hint);
    }
    if value.format == SourceFormat::Wfs && value.table.is_none() {
        let expected = "the name of the layer in `table`, such as \"wijkenbuurten:wijken\"";
        report.error(&source.at(&[Key("format")]), "a feature service has several layers", expected, None);
    }
    if !value.boundaries.is_empty() && !value.format.has_geometry() {
        let expected = "`boundaries` only with format geojson, geopackage, topojson or wfs";
        report.error(&source.at(&[Key("boundaries")]), "this format has no geometry", expected, None);
    }
}

fn levels_and_codes(draft: &Draft, source: &Sited<Source>, report: &mut Report<'_>) {
    for (level, base) in source.value.rounding.iter().filter(|(_, base)| **base == 0) {
        let site = source.at_name(&[Key("rounding")], word(*level), None);
        let what = format!("figures cannot be rounded to multiples of {base}");
        report.error(&site, &what, "1 for exact figures, 5 for figures rounded to fives", None);
    }
    for (at, code) in source.value.drop.iter().enumerate().filter(|(_, code)| code.parse::<AreaCode>().is_err()) {
        let what = format!("`{}` is no area code", shorten(code));
        let expected = "NL00, GM and 4 digits, WK and 6 digits, or BU and 8 digits";
        report.error(&source.at(&[Key("drop"), At(at)]), &what, expected, None);
    }
    let Some(monitor) = &draft.monitor else { return };
    let levels = &monitor.value.levels;
    for (at, figure) in source.value.figures.iter().enumerate() {
        for (n, level) in figure.levels.iter().enumerate() {
            let site = source.at(&[Key("figure"), At(at), Key("levels"), At(n)]);
            if !levels.contains(level) {
                let what = format!("this monitor has no level `{}`", word(*level));
                let expected = format!("levels of the monitor: {}", list(levels.iter().map(|level| word(*level))));
                report.error(&site, &what, &expected, None);
            } else if figure.levels[..n].contains(level) {
                report.error(&site, &format!("level `{}` stands here twice", word(*level)), "every level once", None);
            }
        }
    }
}

/// Which columns a figure has.
fn columns(source: &Sited<Source>, at: usize, figure: &SourceFigure, report: &mut Report<'_>) {
    let here = |key: &'static str| source.at(&[Key("figure"), At(at), Key(key)]);
    let whole = source.at(&[Key("figure"), At(at)]);
    match (&figure.value, &figure.numerator) {
        (None, None) => {
            let expected = "`value` for a published figure, or `numerator` for a count";
            report.error(&whole, "this figure has neither `value` nor `numerator`", expected, None);
        }
        (Some(_), Some(_)) => {
            let expected = "`value` for a published figure, or `numerator` for a count";
            report.error(&here("numerator"), "this figure has both `value` and `numerator`", expected, None);
        }
        _ => {}
    }
    let outs = [("denominator", &figure.denominator), ("denominator-indicator", &figure.denominator_indicator)];
    for (key, _) in outs.iter().filter(|(_, given)| given.is_some() && figure.numerator.is_none()) {
        let what = format!("`{key}` without `numerator`");
        let expected = "a count and what it is out of; a published figure has only `value`";
        report.error(&here(key), &what, expected, None);
    }
    if figure.denominator.is_some() && figure.denominator_indicator.is_some() {
        let expected = "the column, or the indicator whose count it is";
        let what = "this figure has both `denominator` and `denominator-indicator`";
        report.error(&here("denominator-indicator"), what, expected, None);
    }
    for (n, level) in figure.add_up.iter().enumerate() {
        let at = source.at(&[Key("figure"), At(at), Key("add-up"), At(n)]);
        if *level != Level::District {
            let what = format!("`{}` cannot be added up here", word(*level));
            let hint = Some("the country is worked out by `country` of the indicator, and regions always".to_owned());
            report.error(&at, &what, "\"district\"", hint);
        } else if figure.levels.is_empty() || figure.levels.contains(level) {
            let expected = "`levels` without it: those of which the source has rows";
            report.error(&at, "the source itself is said to have figures of this level", expected, None);
        } else if figure.numerator.is_none() || figure.denominator.is_some() {
            let expected = "`numerator` alone, or with `denominator-indicator`";
            report.error(&at, "only counts can be added up", expected, None);
        }
    }
    if figure.scale.is_some_and(|scale| scale == 0.0 || !scale.is_finite()) {
        report.error(&here("scale"), "a scale of zero makes every figure zero", "a number other than 0", None);
    }
    if figure.period.is_none() && source.value.period_column.is_none() {
        let expected = "`period` in the figure, or `period-column` in the source";
        report.error(&whole, "nothing says what year this figure is about", expected, None);
    }
}

fn references(draft: &Draft, source: &Sited<Source>, at: usize, figure: &SourceFigure, report: &mut Report<'_>) {
    let here = |key: &'static str| source.at(&[Key("figure"), At(at), Key(key)]);
    let names: &Names = &draft.indicator_names;
    report.reference(names, "indicator", &figure.indicator, &here("indicator"));
    let find = |id: &str| draft.indicators.iter().map(|part| &part.value).find(|indicator| indicator.id == id);
    let indicator = find(&figure.indicator);
    if let Some(category) = &figure.category
        && report.reference(&draft.category_names, "category", category, &here("category"))
        && let (Some(indicator), Some(breakdown)) = (indicator, draft.breakdown_of.get(category))
        && !indicator.breakdowns.contains(breakdown)
    {
        let (id, breakdown) = (&indicator.id, shorten(breakdown));
        let what = format!("`{id}` is not split by breakdown `{breakdown}`, to which `{}` belongs", shorten(category));
        let expected =
            format!("a category of a breakdown of `{id}`: {}", list(indicator.breakdowns.iter().map(String::as_str)));
        let hint = Some(format!("add \"{breakdown}\" to `breakdowns` of the indicator"));
        report.error(&here("category"), &what, &expected, hint);
    }
    if let Some(id) = &figure.denominator_indicator
        && report.reference(names, "indicator", id, &here("denominator-indicator"))
        && let Some(other) = find(id)
        && other.measure != Measure::Count
    {
        let what = format!("`{}` is no count, so nothing is out of it", other.id);
        report.error(&here("denominator-indicator"), &what, "an indicator with measure = \"count\"", None);
    }
    let Some(indicator) = indicator else { return };
    let out_of = figure.denominator.is_some() || figure.denominator_indicator.is_some();
    if indicator.measure == Measure::Count {
        for (key, given) in [
            ("denominator", figure.denominator.is_some()),
            ("denominator-indicator", figure.denominator_indicator.is_some()),
        ] {
            if given {
                let what = format!("`{}` is a count, and a count is not out of anything", indicator.id);
                let expected = "only `numerator` or `value` for a count";
                let hint = Some("or is the measure of the indicator \"percent\" or \"per-thousand\"?".to_owned());
                report.error(&here(key), &what, expected, hint);
            }
        }
    } else if figure.numerator.is_some() && !out_of {
        let what = format!("`{}` is no count, and nothing says what `numerator` is out of", indicator.id);
        let expected =
            "`denominator` (a column) or `denominator-indicator` (a count of the same period) beside `numerator`";
        let hint = Some("a figure that the source publishes as it is stands in `value`".to_owned());
        report.error(&here("numerator"), &what, expected, hint);
    }
}

/// A cell has one figure: two figures for the same indicator, category, period and level are refused.
fn claimed_twice(draft: &Draft, report: &mut Report<'_>) {
    type Address<'a> = (&'a str, Option<&'a str>, Option<u16>);
    let every = draft.monitor.as_ref().map_or_else(|| Level::ALL.to_vec(), |monitor| monitor.value.levels.clone());
    let mut claims: HashMap<Address<'_>, Vec<(usize, usize)>> = HashMap::new();
    for (s, source) in draft.sources.iter().enumerate() {
        for (f, figure) in source.value.figures.iter().enumerate() {
            let address = (figure.indicator.as_str(), figure.category.as_deref(), figure.period.map(|period| period.0));
            let levels = |figure: &SourceFigure| {
                if figure.levels.is_empty() { every.clone() } else { figure.levels.clone() }
            };
            let mine = levels(figure);
            let earlier = claims.entry(address).or_default();
            let other = earlier.iter().find_map(|&(s2, f2)| {
                // Two tables with a period column may be about different years.
                let comparable = figure.period.is_some() || s == s2;
                let theirs = levels(&draft.sources[s2].value.figures[f2]);
                let both = mine.iter().find(|level| theirs.contains(level))?;
                comparable.then_some((s2, f2, *both))
            });
            earlier.push((s, f));
            let Some((s2, f2, level)) = other else { continue };
            let first = report.said(&draft.sources[s2].at(&[Key("figure"), At(f2)]));
            let year = figure.period.map_or_else(|| "every period".to_owned(), |period| format!("period {period}"));
            let part = figure.category.as_deref().map_or_else(String::new, |c| format!(", category `{}`", shorten(c)));
            let what = format!(
                "`{}`{part} at level `{}` for {year} comes from two places: source `{}` and source `{}`",
                shorten(&figure.indicator),
                word(level),
                shorten(&draft.sources[s2].value.id),
                shorten(&source.value.id),
            );
            let hint = format!("the other figure stands at {first}; give each its own `levels`, or leave one out");
            let expected = "one figure for every indicator, category, period and level";
            report.error(&source.at(&[Key("figure"), At(f)]), &what, expected, Some(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for day in ["2021-03-26", "2024-02-29", "2000-02-29"] {
            assert!(is_date(day), "{day}");
        }
        for text in [
            "2021-02-29",
            "1900-02-29",
            "2021-13-01",
            "2021-00-10",
            "2021-04-31",
            "26-03-2021",
            "2021-3-26",
            "",
            "2021-é3-2",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
