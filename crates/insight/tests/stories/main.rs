//! Ten thousand stories of invented places, read by a checker that shares nothing with what writes them: it parses every
//! sentence back into place, indicator, group, year, number and direction, and compares those with the cells.

mod checker;
mod worlds;

use std::collections::BTreeMap;

use cells::{CategoryIx, Period};
use checker::Checker;
use definition::Language;
use insight::story::{Telling, story};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use release::StandingReference;

/// How many stories are read.
const STORIES: usize = 10_000;

#[test]
fn every_sentence_of_ten_thousand_stories_says_what_the_cells_say() {
    let mut random = ChaCha8Rng::seed_from_u64(20_261_129);
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    let mut told = 0;
    let mut seed = 0;
    while told < STORIES {
        seed += 1;
        let world = worlds::world(seed);
        for (place, _) in world.release.places.iter() {
            for _ in 0..8 {
                let language = if random.random_bool(0.5) { Language::Nl } else { Language::En };
                let telling = Telling {
                    place,
                    category: CategoryIx([0, 0, 1, 2, 3][random.random_range(0..5)]),
                    period: [None, None, Some(Period(2020)), Some(Period(2024))][random.random_range(0..4)],
                    reference: StandingReference::ALL[random.random_range(0..3)],
                    judge: random.random_bool(0.7),
                    language,
                };
                let figures = insight::Figures::from(&world.release).with_spreads(&world.spreads);
                let sentences = story(&figures, telling);
                told += 1;
                *lengths.entry(sentences.len()).or_default() += 1;
                let checker = Checker::new(&world.release, telling);
                match checker.read(&sentences) {
                    Ok(found) => found.into_iter().for_each(|form| *forms.entry(form).or_default() += 1),
                    Err(what) => {
                        let texts: Vec<&str> = sentences.iter().map(|one| one.text.as_str()).collect();
                        wrong.push(format!("world {seed}, {telling:?}:\n  {what}\n  {}", texts.join("\n  ")));
                    }
                }
            }
        }
    }
    println!("{told} stories; sentences per story: {lengths:?}; forms: {forms:#?}");
    assert!(
        wrong.is_empty(),
        "{} stories are wrong; the first:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(3)].join("\n")
    );
    // The checker would pass anything that it never sees.
    for form in [
        "residents",
        "residents-group",
        "share",
        "figure",
        "figure-source",
        "stands-share",
        "stands-figure",
        "stands-figure-source",
        "none-favourable",
        "none-unfavourable",
        "nothing-stands-out",
        "about-equal",
        "groups",
        "groups-also",
        "group-here",
        "group-here-also",
        "older",
        "risen",
        "fallen",
        "may-be-chance",
        "certainty-unknown",
        "too-little",
        "no-figures",
    ] {
        for language in ["nl", "en"] {
            assert!(forms.contains_key(&format!("{language} {form}")), "no story has the form {form} in {language}");
        }
    }
}

/// A checker that cannot fail checks nothing: each of these changes to a true story is found.
#[test]
fn the_checker_finds_what_is_not_true() {
    let mut tried = 0;
    let mut missed = Vec::new();
    for seed in 1..6 {
        let world = worlds::world(seed);
        for (place, _) in world.release.places.iter() {
            for language in [Language::Nl, Language::En] {
                let telling = Telling {
                    place,
                    category: CategoryIx::TOTAL,
                    period: None,
                    reference: StandingReference::Country,
                    judge: true,
                    language,
                };
                let figures = insight::Figures::from(&world.release).with_spreads(&world.spreads);
                let sentences = story(&figures, telling);
                let checker = Checker::new(&world.release, telling);
                for (n, sentence) in sentences.iter().enumerate() {
                    for (from, to) in [
                        ("clearly less favourable", "clearly more favourable"),
                        ("duidelijk gunstiger", "duidelijk ongunstiger"),
                        ("iets hoger", "iets lager"),
                        ("stijging", "daling"),
                        ("2024", "2020"),
                        ("1", "7"),
                        ("Dat is", "Volgens de bron is dat"),
                        ("; hoe zeker, is niet bekend", ""),
                        (" de ", " het "),
                        ("cijfers zijn", "cijfer is"),
                    ] {
                        let text = sentence.text.replacen(from, to, 1);
                        if text != sentence.text {
                            let mut changed = sentences.clone();
                            changed[n].text = text;
                            tried += 1;
                            if checker.read(&changed).is_ok() {
                                missed.push(changed[n].text.clone());
                            }
                        }
                    }
                    // A sentence too many.
                    let mut doubled = sentences.clone();
                    doubled.push(sentence.clone());
                    tried += 1;
                    if checker.read(&doubled).is_ok() {
                        missed.push(format!("twice: {}", sentence.text));
                    }
                }
            }
        }
    }
    assert!(tried > 500);
    assert_eq!(missed, Vec::<String>::new(), "changes that make a story untrue, of {tried}");
}
