//! Breakdowns: trees of categories, each leaf in one category of every layer.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::{Draft, Report, Sited, Step};
use crate::model::{Breakdown, Category};
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;
use Step::{At, Key};

/// Categories are numbered in 16 bits, from 1.
const MOST: usize = u16::MAX as usize;

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    let mut seen = 0;
    for breakdown in &draft.breakdowns {
        let here = breakdown.value.categories.len();
        if seen <= MOST && seen + here > MOST {
            let what = format!("with this breakdown there are {} categories", seen + here);
            report.error(
                &breakdown.site(),
                &what,
                &format!("at most {MOST} categories in all breakdowns together"),
                None,
            );
        }
        seen += here;
        parents(draft, breakdown, report);
        leaves(breakdown, report);
    }
}

fn parents(draft: &Draft, breakdown: &Sited<Breakdown>, report: &mut Report<'_>) {
    let categories = &breakdown.value.categories;
    let by_id: BTreeMap<&str, &Category> = categories.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut on_a_reported_cycle: BTreeSet<&str> = BTreeSet::new();
    for (at, category) in categories.iter().enumerate() {
        let Some(parent) = &category.parent else { continue };
        let site = breakdown.at(&[Key("category"), At(at), Key("parent")]);
        if !by_id.contains_key(parent.as_str()) {
            let expected = format!("a category of breakdown `{}`", breakdown.value.id);
            if draft.category_names.contains(parent) {
                let other = draft.breakdown_of.get(parent).map_or("", String::as_str);
                let what = format!("category `{}` is in another breakdown, `{}`", shorten(parent), shorten(other));
                report.error(&site, &what, &expected, Some("a tree stays inside one breakdown".to_owned()));
            } else {
                let what = format!("there is no category `{}`", shorten(parent));
                let expected = format!("{expected}: {}", list(by_id.keys().copied()));
                report.error(&site, &what, &expected, did_you_mean(parent, by_id.keys().copied()));
            }
            continue;
        }
        if on_a_reported_cycle.contains(category.id.as_str()) {
            continue;
        }
        if let Some(cycle) = cycle(category, &by_id) {
            let path: Vec<String> = cycle.iter().map(|id| format!("`{}`", shorten(id))).collect();
            let what = format!("this category is part of itself: {} → `{}`", path.join(" → "), shorten(&category.id));
            report.error(&site, &what, "parents that lead to a category without a parent", None);
            on_a_reported_cycle.extend(cycle);
        }
    }
}

/// The way from a category over its parents back to itself.
fn cycle<'a>(start: &'a Category, by_id: &BTreeMap<&'a str, &'a Category>) -> Option<Vec<&'a str>> {
    let mut way = Vec::new();
    let mut seen = BTreeSet::new();
    let mut here = start;
    loop {
        if !seen.insert(here.id.as_str()) {
            return (here.id == start.id).then_some(way);
        }
        way.push(here.id.as_str());
        here = by_id.get(here.parent.as_deref()?)?;
    }
}

fn leaves(breakdown: &Sited<Breakdown>, report: &mut Report<'_>) {
    let categories = &breakdown.value.categories;
    let counted = categories.iter().any(|category| !category.leaves.is_empty());
    if !counted {
        return;
    }
    let has_children: BTreeSet<&str> = categories.iter().filter_map(|c| c.parent.as_deref()).collect();
    for (at, category) in categories.iter().enumerate() {
        let steps = [Key("category"), At(at), Key("leaves")];
        if category.leaves.is_empty() && !has_children.contains(category.id.as_str()) {
            let what = format!("category `{}` covers no leaves, while others of its breakdown do", category.id);
            let expected = "leaves = { attribute = [\"value\", …] } in every category without children";
            report.error(&breakdown.at(&steps[..2]), &what, expected, None);
        }
        for (attribute, values) in &category.leaves {
            if values.is_empty() {
                let site = breakdown.at_name(&steps, attribute, None);
                report.error(&site, "this list is empty", "at least one value of the attribute", None);
            }
            for (n, value) in values.iter().enumerate() {
                let site = breakdown.at_name(&steps, attribute, Some(n));
                if value.trim().is_empty() {
                    report.error(&site, "this value is empty", "a value of the attribute", None);
                } else if values[..n].contains(value) {
                    let what = format!("`{}` stands here twice", shorten(value));
                    report.error(&site, &what, "every value once", None);
                }
            }
        }
    }
    overlaps(breakdown, report);
}

/// Siblings that cover the same leaf would count the same people twice.
fn overlaps(breakdown: &Sited<Breakdown>, report: &mut Report<'_>) {
    let categories = &breakdown.value.categories;
    // One message for a breakdown says enough, and keeps thousands of categories quick.
    let mut by_parent: BTreeMap<Option<&str>, Vec<(usize, &Category)>> = BTreeMap::new();
    for (at, category) in categories.iter().enumerate().filter(|(_, category)| !category.leaves.is_empty()) {
        by_parent.entry(category.parent.as_deref()).or_default().push((at, category));
    }
    for siblings in by_parent.values() {
        for (n, (at, category)) in siblings.iter().enumerate() {
            let Some((_, other)) = siblings[..n].iter().find(|(_, other)| overlap(&category.leaves, &other.leaves))
            else {
                continue;
            };
            let what = format!("categories `{}` and `{}` cover the same leaves", other.id, category.id);
            let expected = "categories next to each other that share nothing, so that nobody is counted twice";
            let hint = Some(format!("or is `{}` part of `{}`? Then name it as the parent", category.id, other.id));
            return report.error(&breakdown.at(&[Key("category"), At(*at), Key("leaves")]), &what, expected, hint);
        }
    }
}

/// Whether some combination of values fits both: every attribute that both name has a value in common.
fn overlap(a: &BTreeMap<String, Vec<String>>, b: &BTreeMap<String, Vec<String>>) -> bool {
    a.iter().all(|(attribute, values)| {
        b.get(attribute).is_none_or(|others| values.iter().any(|value| others.contains(value)))
    })
}
