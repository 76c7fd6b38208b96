//! Registers, code lists, views and rules: what they point at, and what must fit together.

use std::collections::{BTreeMap, BTreeSet};

use crate::contents::is_sql_name;
use crate::draft::{Draft, Report, Sited, Step};
use crate::model::{Column, ColumnType, Measure, Microdata, ProblemKind, ShareOf, Unit, View};
use crate::nearest::{did_you_mean, list};
use crate::shape::shorten;
use Step::{At, Key};

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    let parts = &draft.microdata;
    let Some(first) = parts.first() else { return };
    once(parts, report, "reference", |m| m.reference.is_some());
    once(parts, report, "areas", |m| m.areas.is_some());
    names(parts, report);
    for part in parts {
        reference(part, report);
        limits(part, report);
        for (at, register) in part.value.registers.iter().enumerate() {
            let columns = || register.columns.iter().map(|column| column.name.as_str());
            for (n, name) in register.unique.iter().enumerate() {
                known(name, columns(), "column", &part.at(&[Key("register"), At(at), Key("unique"), At(n)]), report);
            }
            for (n, column) in register.columns.iter().enumerate() {
                let steps = [Key("register"), At(at), Key("column"), At(n)];
                if register.columns[..n].iter().any(|other| other.name == column.name) {
                    let what = format!("there are two columns `{}`", shorten(&column.name));
                    report.error(&part.at(&steps), &what, "every column once", None);
                }
                self::column(parts, part, column, steps, report);
            }
        }
        areas(parts, part, report);
        periods(draft, part, report);
        for (at, rule) in part.value.rules.iter().enumerate() {
            let site = part.at(&[Key("rule"), At(at), Key("register")]);
            known(&rule.register, registers(parts), "register", &site, report);
        }
    }
    leaves(draft, first, report);
    views(draft, report);
}

/// What one file of several has, and only one.
fn once(parts: &[Sited<Microdata>], report: &mut Report<'_>, key: &'static str, has: impl Fn(&Microdata) -> bool) {
    let mut with = parts.iter().filter(|part| has(&part.value));
    match (with.next(), with.next()) {
        (None, _) => {
            let what = format!("`{key}` is missing");
            let expected = match key {
                "reference" => "[reference] with day and vintage, in one of the files in microdata/",
                _ => {
                    "[areas] with register, municipality, district and neighbourhood, in one of the files in microdata/"
                }
            };
            report.error(&parts[0].site(), &what, expected, None);
        }
        (Some(first), Some(second)) => {
            let hint = Some(format!("the first stands at {}", report.said(&first.at(&[Key(key)]))));
            report.error(&second.at(&[Key(key)]), &format!("there are two of `{key}`"), "only one", hint);
        }
        _ => {}
    }
}

fn registers(parts: &[Sited<Microdata>]) -> impl Iterator<Item = &str> + Clone {
    parts.iter().flat_map(|part| part.value.registers.iter().map(|register| register.id.as_str()))
}

/// Says so when a name is not among those there are.
fn known<'a>(
    name: &str,
    among: impl Iterator<Item = &'a str> + Clone,
    kind: &str,
    site: &crate::document::Site,
    report: &mut Report<'_>,
) -> bool {
    if among.clone().any(|other| other == name) {
        return true;
    }
    let what = format!("there is no {kind} `{}`", shorten(name));
    report.error(site, &what, &format!("one of {}", list(among.clone())), did_you_mean(name, among));
    false
}

/// Registers, lists and views are tables of one database: no two have a name in common. Rules have names of their own.
fn names(parts: &[Sited<Microdata>], report: &mut Report<'_>) {
    let mut tables: BTreeMap<&str, crate::document::Site> = BTreeMap::new();
    let mut rules: BTreeMap<&str, crate::document::Site> = BTreeMap::new();
    for part in parts {
        let m = &part.value;
        let all = (m.registers.iter().map(|r| r.id.as_str()).enumerate().map(|(n, id)| ("register", n, id)))
            .chain(m.lists.iter().map(|l| l.id.as_str()).enumerate().map(|(n, id)| ("list", n, id)))
            .chain(m.views.iter().map(|v| v.id.as_str()).enumerate().map(|(n, id)| ("view", n, id)))
            .chain(m.rules.iter().map(|r| r.id.as_str()).enumerate().map(|(n, id)| ("rule", n, id)));
        for (kind, at, id) in all {
            let site = part.at(&[Key(kind), At(at), Key("id")]);
            if kind == "rule" {
                crate::draft::check_id(id, &site, report);
            } else if !is_sql_name(id) {
                let what = format!("`{}` cannot be the name of a table", shorten(id));
                report.error(&site, &what, "lower-case letters, digits and underscores, a letter first", None);
            }
            let among = if kind == "rule" { &mut rules } else { &mut tables };
            if let Some(first) = among.get(id) {
                let hint = Some(format!("the first stands at {}", report.said(first)));
                let what = format!("there are two of `{}`", shorten(id));
                report.error(&site, &what, "a name that no other register, list, view or rule has", hint);
            } else {
                among.insert(id, site);
            }
        }
    }
}

fn reference(part: &Sited<Microdata>, report: &mut Report<'_>) {
    if let Some(reference) = part.value.reference.as_ref().filter(|reference| reference.month_and_day().is_none()) {
        let site = part.at(&[Key("reference"), Key("day")]);
        let what = format!("`{}` is no day of the year", shorten(&reference.day));
        report.error(&site, &what, "month and day that every year has, such as \"01-01\"", None);
    }
}

fn limits(part: &Sited<Microdata>, report: &mut Report<'_>) {
    for (kind, limit) in &part.value.limits {
        if limit.rows.is_some() == limit.per_thousand.is_some() {
            let site = part.at_name(&[Key("limits")], kind.name(), None);
            report.error(&site, "this is no limit", "either { rows = … } or { per-thousand = … }", None);
        }
        if *kind == ProblemKind::NotPlaced && limit.per_thousand == Some(1000) {
            let site = part.at_name(&[Key("limits")], kind.name(), None);
            report.warning(&site, "nobody need be placed", "a limit that a broken table exceeds", None);
        }
    }
}

fn column(
    parts: &[Sited<Microdata>],
    part: &Sited<Microdata>,
    column: &Column,
    steps: [Step; 4],
    report: &mut Report<'_>,
) {
    let at = |key: &'static str| part.at(&[steps[0], steps[1], steps[2], steps[3], Key(key)]);
    if !is_sql_name(&column.name) {
        let what = format!("`{}` cannot be the name of a column", shorten(&column.name));
        report.error(&at("name"), &what, "lower-case letters, digits and underscores, a letter first", None);
    }
    let kind = column.kind;
    let number = matches!(kind, ColumnType::Whole | ColumnType::Key);
    let misplaced = [
        ("codes", !column.codes.is_empty() && kind != ColumnType::Text, "text"),
        ("list", column.list.is_some() && kind != ColumnType::Text, "text"),
        ("at-least", column.at_least.is_some() && !number, "whole"),
        ("at-most", column.at_most.is_some() && !number, "whole"),
        ("not-after", column.not_after.is_some() && kind != ColumnType::Date, "date"),
    ];
    for (key, wrong, wanted) in misplaced {
        if wrong {
            let expected = format!("`{key}` only for columns with type = \"{wanted}\"");
            report.error(&at(key), &format!("`{}` cannot have `{key}`", shorten(&column.name)), &expected, None);
        }
    }
    if let Some(name) = &column.list {
        let lists = parts.iter().flat_map(|part| part.value.lists.iter().map(|list| list.id.as_str()));
        known(name, lists, "list", &at("list"), report);
        if !column.codes.is_empty() {
            report.error(&at("codes"), "there are codes and a list", "either `codes` or `list`", None);
        }
    }
    if let (Some(least), Some(most)) = (column.at_least, column.at_most)
        && least > most
    {
        report.error(&at("at-most"), "nothing is in this range", &format!("at least {least}"), None);
    }
}

fn areas(parts: &[Sited<Microdata>], part: &Sited<Microdata>, report: &mut Report<'_>) {
    let Some(areas) = &part.value.areas else { return };
    let at = |key: &'static str| part.at(&[Key("areas"), Key(key)]);
    if !known(&areas.register, registers(parts), "register", &at("register"), report) {
        return;
    }
    let all = || parts.iter().flat_map(|part| part.value.registers.iter());
    let Some(register) = all().find(|register| register.id == areas.register) else { return };
    let columns = || register.columns.iter().map(|column| column.name.as_str());
    for (key, name) in
        [("municipality", &areas.municipality), ("district", &areas.district), ("neighbourhood", &areas.neighbourhood)]
    {
        if known(name, columns(), "column", &at(key), report)
            && register.column(name).is_some_and(|column| column.kind != ColumnType::Text)
        {
            let what = format!("column `{}` holds no codes", shorten(name));
            report.error(&at(key), &what, "a column with type = \"text\"", None);
        }
    }
}

fn periods(draft: &Draft, part: &Sited<Microdata>, report: &mut Report<'_>) {
    for (at, period) in part.value.periods.iter().enumerate() {
        if part.value.periods[..at].iter().any(|other| other.year == period.year) {
            let site = part.at(&[Key("period"), At(at), Key("year")]);
            report.error(&site, &format!("there are two of {}", period.year), "every year once", None);
        }
        for (n, indicator) in period.without.iter().enumerate() {
            let site = part.at(&[Key("period"), At(at), Key("without"), At(n)]);
            report.reference(&draft.indicator_names, "indicator", indicator, &site);
        }
    }
}

/// Counts are kept for every one of them in every neighbourhood.
const MOST: usize = 100_000;

/// Every leaf once, and every category of every breakdown made of leaves.
fn leaves(draft: &Draft, first: &Sited<Microdata>, report: &mut Report<'_>) {
    let all: Vec<&Sited<Microdata>> = draft.microdata.iter().collect();
    let mut whole = Microdata::default();
    for part in &all {
        whole.leaves.extend(part.value.leaves.iter().cloned());
        for (at, block) in part.value.leaves.iter().enumerate() {
            for (attribute, values) in &block.0 {
                let site = part.at_name(&[Key("leaves"), At(at)], attribute, None);
                if !is_sql_name(attribute) {
                    let what = format!("`{}` cannot be the name of a column", shorten(attribute));
                    report.error(&site, &what, "lower-case letters, digits and underscores, a letter first", None);
                }
                if values.is_empty() || values.iter().any(|value| value.trim().is_empty()) {
                    report.error(&site, "a value is missing here", "at least one value, none of them empty", None);
                }
            }
        }
    }
    let size = |block: &crate::model::LeafBlock| {
        block.0.values().map(Vec::len).try_fold(1_usize, usize::checked_mul).unwrap_or(usize::MAX)
    };
    if whole.leaves.iter().map(size).fold(0, usize::saturating_add) > MOST {
        let what = format!("there are more than {MOST} leaves");
        let hint = Some("combine values of the attributes, or leave an attribute out".to_owned());
        report.error(&first.at(&[Key("leaves")]), &what, &format!("at most {MOST}"), hint);
        return;
    }
    let leaves = whole.all_leaves();
    let unique: BTreeSet<&Vec<Option<&str>>> = leaves.iter().collect();
    if unique.len() < leaves.len() {
        let twice = leaves.iter().enumerate().find(|(n, leaf)| leaves[..*n].contains(leaf)).map(|(_, leaf)| leaf);
        let shown: Vec<&str> = twice.into_iter().flatten().map(|value| value.unwrap_or("-")).collect();
        let what = format!("a background stands in two blocks: {}", shown.join(", "));
        report.error(&first.at(&[Key("leaves")]), &what, "blocks that share nothing", None);
    }
    let attributes = whole.leaf_attributes();
    let counted: BTreeSet<&String> = draft.indicators.iter().flat_map(|i| &i.value.breakdowns).collect();
    for breakdown in &draft.breakdowns {
        if !counted.contains(&breakdown.value.id) || breakdown.value.categories.iter().all(|c| c.leaves.is_empty()) {
            continue;
        }
        for (at, category) in breakdown.value.categories.iter().enumerate() {
            let steps = [Key("category"), At(at), Key("leaves")];
            let mut names_known = true;
            for attribute in category.leaves.keys() {
                let site = breakdown.at_name(&steps, attribute, None);
                names_known &= known(attribute, attributes.iter().copied(), "attribute of the leaves", &site, report);
            }
            if names_known
                && !category.leaves.is_empty()
                && !leaves.iter().any(|leaf| covers(category, &attributes, leaf))
            {
                let what = format!("category `{}` covers no background that is counted", category.id);
                let expected = "values that stand in `[[leaves]]` of the microdata";
                report.error(&breakdown.at(&steps), &what, expected, None);
            }
        }
        let parents: BTreeSet<&str> =
            breakdown.value.categories.iter().filter_map(|category| category.parent.as_deref()).collect();
        let ends = || breakdown.value.categories.iter().filter(|c| !parents.contains(c.id.as_str()));
        let left = leaves.iter().find(|leaf| !ends().any(|category| covers(category, &attributes, leaf)));
        if let Some(leaf) = left {
            let shown: Vec<&str> = leaf.iter().map(|value| value.unwrap_or("-")).collect();
            let what = format!("in breakdown `{}` nobody counts with {}", breakdown.value.id, shown.join(", "));
            let expected = "categories that cover every background, so that they add up to everybody";
            report.warning(&breakdown.site(), &what, expected, None);
        }
    }
}

fn covers(category: &crate::model::Category, attributes: &[&str], leaf: &[Option<&str>]) -> bool {
    category.leaves.iter().all(|(attribute, values)| {
        let at = attributes.iter().position(|other| other == attribute);
        at.and_then(|at| leaf[at]).is_some_and(|value| values.iter().any(|other| other == value))
    })
}

/// Views of units have what counting needs, and there is one for every unit that an indicator is about.
fn views(draft: &Draft, report: &mut Report<'_>) {
    let mut units: BTreeSet<&'static str> = BTreeSet::new();
    let attributes: BTreeSet<&String> =
        draft.microdata.iter().flat_map(|part| &part.value.leaves).flat_map(|block| block.0.keys()).collect();
    for part in &draft.microdata {
        for (at, view) in part.value.views.iter().enumerate() {
            let steps = [Key("view"), At(at)];
            let Some(unit) = view.unit else {
                for (key, given) in [
                    ("key", view.key.is_some()),
                    ("area", view.area.is_some()),
                    ("not-placed", view.not_placed.is_some()),
                    ("age", view.age.is_some()),
                ] {
                    if given {
                        let site = part.at(&[steps[0], steps[1], Key(key)]);
                        report.error(&site, &format!("`{key}` without `unit`"), "`unit` as well, or neither", None);
                    }
                }
                continue;
            };
            if !units.insert(word(unit)) {
                let what = format!("a second view counts {}", word(unit));
                report.error(&part.at(&[steps[0], steps[1], Key("unit")]), &what, "one view for every unit", None);
            }
            unit_view(part, view, steps, &attributes, report);
        }
    }
    for indicator in &draft.indicators {
        let value = &indicator.value;
        let universe = draft.universes.iter().find(|universe| universe.value.id == value.universe);
        let Some(unit) = universe.map(|universe| universe.value.unit) else { continue };
        let everybody = value.share_of == ShareOf::Everybody;
        let is_counted = value.numerator.is_some() || everybody;
        if is_counted && !units.contains(word(unit)) {
            let what = format!("`{}` counts {}, of which no view has rows", value.id, word(unit));
            let expected = format!("a [[view]] with unit = \"{}\"", word(unit));
            report.error(&indicator.at(&[Key("universe")]), &what, &expected, None);
        }
        if everybody && value.numerator.is_some() {
            let site = indicator.at(&[Key("numerator")]);
            let expected = "no numerator with share-of = \"everybody\": it is the universe within the group";
            report.error(&site, "a numerator is given, but it is the group itself", expected, None);
        }
        if everybody && !value.measure.is_rate() {
            let site = indicator.at(&[Key("share-of")]);
            report.error(&site, "this is no share", "share-of only with measure percent or per-thousand", None);
        }
        let needs = matches!(value.measure, Measure::Percent | Measure::PerThousand | Measure::Mean | Measure::Index);
        if needs && !is_counted {
            let what = format!("`{}` has no numerator, so it is not counted from the registers", value.id);
            report.warning(&indicator.site(), &what, "numerator = \"SQL on the unit's view\"", None);
        }
    }
}

fn unit_view(
    part: &Sited<Microdata>,
    view: &View,
    steps: [Step; 2],
    attributes: &BTreeSet<&String>,
    report: &mut Report<'_>,
) {
    let columns = [("key", &view.key), ("area", &view.area), ("not-placed", &view.not_placed)];
    for (key, column) in columns {
        match column {
            None => {
                let what = format!("view `{}` has units, but no `{key}`", view.id);
                let expected = format!("{key} = the name of a column of the view");
                report.error(&part.at(&steps), &what, &expected, None);
            }
            Some(name) if !is_sql_name(name) => {
                let what = format!("`{}` cannot be the name of a column", shorten(name));
                let site = part.at(&[steps[0], steps[1], Key(key)]);
                report.error(&site, &what, "lower-case letters, digits and underscores, a letter first", None);
            }
            Some(_) => {}
        }
    }
    // A view may take all columns of another one, so only a name that stands nowhere is suspect.
    if !view.query.is_empty() && !view.query.contains('*') {
        for name in attributes.iter().filter(|name| !view.query.contains(name.as_str())) {
            let what = format!("view `{}` does not seem to have column `{name}`", view.id);
            let expected = "a column for every attribute of the leaves";
            report.warning(&part.at(&[steps[0], steps[1], Key("sql")]), &what, expected, None);
        }
    }
}

/// A unit as files write it.
fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "persons",
        Unit::Households => "households",
        Unit::Deceased => "deceased",
        Unit::Pupils => "pupils",
        Unit::Dwellings => "dwellings",
        Unit::Other => "other",
    }
}
