//! How counts are protected: settings that name what is there.

use crate::draft::{Draft, Report, Sited, Step};
use crate::model::{AGE_ATOMS, Indicator, Monitor};
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;
use Step::{At, Key};

/// The multiples that counts can be rounded to.
const BASES: [u16; 3] = [1, 5, 10];

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    if let Some(monitor) = &draft.monitor {
        settings(monitor, report);
        plan(draft, monitor, report);
    }
    for indicator in &draft.indicators {
        decided(indicator, report);
        excludes(draft, indicator, report);
    }
    for universe in &draft.universes {
        let ages = &universe.value.within_ages;
        for (at, age) in ages.iter().enumerate().filter(|(_, age)| !AGE_ATOMS.contains(&age.as_str())) {
            let what = format!("`{}` is no age atom", shorten(age));
            let site = universe.at(&[Key("within-ages"), At(at)]);
            report.error(&site, &what, &format!("age atoms: {}", list(AGE_ATOMS)), None);
        }
    }
}

fn settings(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let protection = &monitor.value.protection;
    let base = protection.base;
    if !BASES.contains(&base) {
        let expected = "5 or 10, or 1 for exact counts";
        report.error(
            &monitor.at(&[Key("protection"), Key("base")]),
            &format!("counts cannot be rounded to {base}"),
            expected,
            None,
        );
    }
    let threshold = protection.threshold;
    let thresholds = [
        ("denominators", threshold.denominators),
        ("numerators", threshold.numerators),
        ("complements", threshold.complements),
    ];
    for (key, number) in thresholds.into_iter().filter(|(_, number)| !(1..=1000).contains(number)) {
        let site = monitor.at(&[Key("protection"), Key("threshold"), Key(key)]);
        report.error(
            &site,
            &format!("a threshold of {number}"),
            "the smallest count that is published, 1 to 1000",
            None,
        );
    }
}

fn plan(draft: &Draft, monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let breakdowns = || draft.breakdowns.iter().map(|breakdown| breakdown.value.id.as_str());
    let universes = || draft.universes.iter().map(|universe| universe.value.id.as_str());
    let plans = &monitor.value.protection.plan;
    for (at, plan) in plans.iter().enumerate() {
        let steps = [Key("protection"), Key("plan"), At(at)];
        let inside = |key| [steps[0], steps[1], steps[2], Key(key)];
        let level = super::monitor::word(plan.level);
        if plans[..at].iter().any(|earlier| earlier.level == plan.level) {
            let what = format!("a second plan for `{level}`");
            report.error(&monitor.at(&inside("level")), &what, "one plan for every level", None);
        }
        for (n, id) in plan.breakdowns.iter().enumerate() {
            if !breakdowns().any(|known| known == id) {
                let site = monitor.at(&[steps[0], steps[1], steps[2], Key("breakdowns"), At(n)]);
                unknown("breakdown", id, breakdowns(), &site, report);
            }
        }
        for (universe, ids) in &plan.of {
            let site = |n| monitor.at_name(&inside("of"), universe, n);
            if !universes().any(|known| known == universe) {
                unknown("universe", universe, universes(), &site(None), report);
            }
            for (n, id) in ids.iter().enumerate().filter(|(_, id)| !breakdowns().any(|known| known == *id)) {
                unknown("breakdown", id, breakdowns(), &site(Some(n)), report);
            }
        }
    }
}

fn unknown<'a>(
    kind: &str,
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    site: &crate::document::Site,
    report: &mut Report<'_>,
) {
    let what = format!("there is no {kind} `{}`", shorten(id));
    let expected = format!("the id of a {kind}: {}", list(known.clone()));
    report.error(site, &what, &expected, did_you_mean(id, known));
}

/// Numerators that age or background decides.
fn decided(indicator: &Sited<Indicator>, report: &mut Report<'_>) {
    let value = &indicator.value;
    for (key, given) in
        [("numerator-ages", !value.numerator_ages.is_empty()), ("numerator-leaves", !value.numerator_leaves.is_empty())]
    {
        if given && value.numerator.is_none() {
            let what = format!("`{key}` is given, but there is no numerator");
            report.error(&indicator.at(&[Key(key)]), &what, "the numerator as SQL beside it", None);
        }
    }
    if !value.numerator_ages.is_empty() && !value.numerator_leaves.is_empty() {
        let expected = "either `numerator-ages` or `numerator-leaves`";
        report.error(&indicator.at(&[Key("numerator-leaves")]), "age and background both decide", expected, None);
    }
    for (at, age) in value.numerator_ages.iter().enumerate().filter(|(_, age)| !AGE_ATOMS.contains(&age.as_str())) {
        let what = format!("`{}` is no age atom", shorten(age));
        let site = indicator.at(&[Key("numerator-ages"), At(at)]);
        report.error(&site, &what, &format!("age atoms: {}", list(AGE_ATOMS)), None);
    }
}

/// Indicators that exclude each other are about the same people.
fn excludes(draft: &Draft, indicator: &Sited<Indicator>, report: &mut Report<'_>) {
    for (at, id) in indicator.value.excludes.iter().enumerate() {
        let site = indicator.at(&[Key("excludes"), At(at)]);
        let ids = || draft.indicators.iter().map(|other| other.value.id.as_str());
        match draft.indicators.iter().find(|other| other.value.id == *id) {
            None => unknown("indicator", id, ids(), &site, report),
            Some(other) if other.value.universe != indicator.value.universe => {
                let what = format!("`{}` is about another universe", shorten(id));
                report.error(&site, &what, &format!("an indicator of `{}`", indicator.value.universe), None);
            }
            Some(_) => {}
        }
    }
}
