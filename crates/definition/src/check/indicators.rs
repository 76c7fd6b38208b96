//! Indicators: what they point at, and what must fit together.

use std::collections::BTreeMap;

use crate::draft::{Draft, Report, Sited, Step};
use crate::model::{CountryFigure, Indicator, Measure};
use crate::shape::shorten;
use Step::{At, Key};

/// Indicators are numbered in 16 bits, from 0.
const MOST: usize = u16::MAX as usize;

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    if let Some(beyond) = draft.indicators.get(MOST) {
        let what = format!("there are {} indicators", draft.indicators.len());
        report.error(&beyond.site(), &what, &format!("at most {MOST} indicators"), None);
    }
    for indicator in &draft.indicators {
        let value = &indicator.value;
        report.reference(&draft.theme_names, "theme", &value.theme, &indicator.at(&[Key("theme")]));
        report.reference(&draft.universe_names, "universe", &value.universe, &indicator.at(&[Key("universe")]));
        for (at, breakdown) in value.breakdowns.iter().enumerate() {
            let site = indicator.at(&[Key("breakdowns"), At(at)]);
            if report.reference(&draft.breakdown_names, "breakdown", breakdown, &site)
                && value.breakdowns[..at].contains(breakdown)
            {
                let what = format!("breakdown `{}` stands here twice", shorten(breakdown));
                report.error(&site, &what, "every breakdown once", None);
            }
        }
        for (at, word) in value.english.iter().enumerate().filter(|(_, word)| !value.synonyms.contains(word)) {
            let what = format!("`{}` is no synonym of `{}`", shorten(word), value.id);
            let expected = "a word that stands in `synonyms` as well";
            let known = value.synonyms.iter().map(String::as_str);
            let hint = crate::nearest::did_you_mean(word, known);
            report.error(&indicator.at(&[Key("english"), At(at)]), &what, expected, hint);
        }
        if let Some(least) = value.relevant_from.filter(|least| !(least.is_finite() && *least > 0.0)) {
            let what = format!("`{}` has {least} as the smallest difference that matters", value.id);
            let expected = "a number above 0 in the unit of the figure, such as 0.5";
            report.error(&indicator.at(&[Key("relevant-from")]), &what, expected, None);
        }
        country(draft, indicator, report);
        units(indicator, report);
    }
    compositions(draft, report);
}

fn country(draft: &Draft, indicator: &Sited<Indicator>, report: &mut Report<'_>) {
    let measure = indicator.value.measure;
    let refused = match indicator.value.country {
        CountryFigure::Sum if measure == Measure::Index => Some(("an index", "summed")),
        CountryFigure::WeightedMean { .. } if measure == Measure::Count => Some(("a count", "averaged")),
        _ => None,
    };
    if let Some((is, done)) = refused {
        let what = format!("`{}` is {is}, which cannot be {done} over municipalities", indicator.value.id);
        let expected = "`sum` for what has counts, `weighted-mean` for published percentages and means, else `source`";
        report.error(&indicator.at(&[Key("country"), Key("from")]), &what, expected, None);
    }
    let CountryFigure::WeightedMean { weight } = &indicator.value.country else { return };
    let site = indicator.at(&[Key("country"), Key("weight")]);
    if !report.reference(&draft.indicator_names, "indicator", weight, &site) {
        return;
    }
    let found = draft.indicators.iter().find(|other| other.value.id == *weight);
    if let Some(other) = found.filter(|other| other.value.measure != Measure::Count) {
        let what = format!("`{}` is no count, so it cannot weigh", other.value.id);
        let expected = "an indicator with measure = \"count\", such as the number of residents";
        report.error(&site, &what, expected, None);
    }
}

fn units(indicator: &Sited<Indicator>, report: &mut Report<'_>) {
    let value = &indicator.value;
    match (value.measure, &value.unit_label) {
        (Measure::Mean | Measure::Ratio, None) => report.warning(
            &indicator.site(),
            &format!("`{}` has no unit after its number", value.id),
            "unit-label = { nl = \"…\", en = \"…\" } for a mean or a ratio",
            None,
        ),
        (Measure::Percent | Measure::PerThousand, Some(_)) => report.error(
            &indicator.at(&[Key("unit-label")]),
            "a unit is given, but the measure already says it",
            "no `unit-label` for a percentage or a number per 1,000",
            None,
        ),
        _ => {}
    }
}

/// The parts of one whole are shares of the same universe.
fn compositions(draft: &Draft, report: &mut Report<'_>) {
    let mut wholes: BTreeMap<&str, Vec<&Sited<Indicator>>> = BTreeMap::new();
    for indicator in &draft.indicators {
        if let Some(name) = &indicator.value.composition {
            wholes.entry(name).or_default().push(indicator);
        }
    }
    let names: Vec<&str> = wholes.keys().copied().collect();
    for (name, parts) in &wholes {
        let first = parts[0];
        if parts.len() == 1 {
            let site = first.at(&[Key("composition")]);
            let what = format!("no other indicator is part of composition `{}`", shorten(name));
            let expected = "the same name in every indicator that is part of the whole";
            let others = names.iter().copied().filter(|other| other != name);
            report.error(&site, &what, expected, crate::nearest::did_you_mean(name, others));
        }
        for part in &parts[1..] {
            for (same, key) in [
                (part.value.universe == first.value.universe, "universe"),
                (part.value.measure == first.value.measure, "measure"),
                (part.value.theme == first.value.theme, "theme"),
            ] {
                if !same {
                    let site = part.at(&[Key(key)]);
                    let (a, b) = (&first.value.id, &part.value.id);
                    let what = format!("`{a}` and `{b}` are parts of composition `{}` but differ here", shorten(name));
                    let expected = "one universe, one measure and one theme for all parts of a whole";
                    let hint = Some(format!("the first part stands at {}", report.said(&first.site())));
                    report.error(&site, &what, expected, hint);
                }
            }
        }
    }
}
