//! Universes: unions of age atoms, so that no two published universes differ by a few single years of age.

use crate::draft::{Draft, Report, Sited, Step};
use crate::model::{AGE_ATOMS, Unit, Universe};
use crate::nearest::list;
use crate::shape::shorten;
use Step::{At, Key};

pub(super) fn check(draft: &Draft, report: &mut Report<'_>) {
    for universe in &draft.universes {
        ages(universe, report);
    }
}

fn ages(universe: &Sited<Universe>, report: &mut Report<'_>) {
    let ages = &universe.value.ages;
    if !ages.is_empty() && universe.value.unit != Unit::Persons {
        let hint = Some("say who belongs in `condition`".to_owned());
        let site = universe.at(&[Key("ages")]);
        report.error(&site, "ages are given, but no persons are counted", "`ages` only with unit = \"persons\"", hint);
    }
    for (at, age) in ages.iter().enumerate() {
        let site = universe.at(&[Key("ages"), At(at)]);
        if !AGE_ATOMS.contains(&age.as_str()) {
            let what = format!("`{}` is no age atom", shorten(age));
            report.error(&site, &what, &format!("age atoms: {}", list(AGE_ATOMS)), Some(how_to_write(age)));
        } else if ages[..at].contains(age) {
            report.error(&site, &format!("age atom `{age}` stands here twice"), "every age atom once", None);
        }
    }
}

/// The first and last age of an atom; no last for "65+".
fn bounds(age: &str) -> Option<(u32, Option<u32>)> {
    let number = |text: &str| {
        let text = text.trim();
        (!text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    if let Some(first) = age.trim().strip_suffix('+') {
        return Some((number(first)?, None));
    }
    let (first, last) = age.split_once(['-', '–'])?;
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some((first, Some(last)))
}

/// Which atoms make up an age range, or why none do.
fn how_to_write(age: &str) -> String {
    let atoms: Vec<(&str, u32, Option<u32>)> =
        AGE_ATOMS.iter().filter_map(|atom| bounds(atom).map(|(first, last)| (*atom, first, last))).collect();
    let Some((first, last)) = bounds(age) else {
        return "an atom is written as \"18-26\" or \"65+\"".to_owned();
    };
    let inside = |years: u32| atoms.iter().find(|(_, from, to)| *from <= years && to.is_none_or(|to| years <= to));
    if let Some((atom, from, _)) = inside(first).filter(|(_, from, _)| *from != first) {
        return format!(
            "no atoms make up {}: it begins inside atom {atom}, which begins at {from}; published beside it, single years \
             of age could be worked out by subtraction",
            shorten(age)
        );
    }
    if let Some(last) = last
        && let Some((atom, _, to)) = inside(last).filter(|(_, _, to)| *to != Some(last))
    {
        let end = to.map_or_else(|| "has no end".to_owned(), |to| format!("ends at {to}"));
        return format!(
            "no atoms make up {}: it ends inside atom {atom}, which {end}; published beside it, single years of age \
             could be worked out by subtraction",
            shorten(age)
        );
    }
    let parts: Vec<String> = atoms
        .iter()
        .filter(|(_, from, to)| *from >= first && last.is_none_or(|last| to.is_some_and(|to| to <= last)))
        .map(|(atom, ..)| format!("\"{atom}\""))
        .collect();
    format!("write {} as {}", shorten(age), parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_range_is_written_as_the_atoms_it_is_made_of() {
        assert_eq!(how_to_write("15-64"), r#"write 15-64 as "15-17", "18-26", "27-30", "31-64""#);
        assert_eq!(how_to_write("13-17"), r#"write 13-17 as "13-14", "15-17""#);
        assert_eq!(how_to_write("18+"), r#"write 18+ as "18-26", "27-30", "31-64", "65+""#);
    }

    #[test]
    fn an_age_range_that_cuts_an_atom_is_impossible() {
        assert!(how_to_write("12+").contains("begins inside atom 4-12"));
        assert!(how_to_write("15-74").contains("ends inside atom 65+, which has no end"));
        assert!(how_to_write("18-29").contains("ends inside atom 27-30, which ends at 30"));
        assert!(how_to_write("jong").contains("is written as"));
        assert!(how_to_write("30-18").contains("is written as"));
        assert!(how_to_write("99999999999999999999+").contains("is written as"));
    }
}
