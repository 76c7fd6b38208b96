//! Whatever is typed is read, quickly and without a fault.

mod worlds;

use std::sync::LazyLock;
use std::time::Instant;

use ask::{Lexicon, understand};
use proptest::prelude::*;
use worlds::World;

static WORLD: LazyLock<(World, Lexicon)> = LazyLock::new(|| {
    let world = worlds::kis(60);
    let lexicon = Lexicon::new(&world.definition, &world.places, |_| None);
    (world, lexicon)
});

/// Words of the monitor and of its askers, shuffled.
fn words() -> impl Strategy<Value = String> {
    let world = &WORLD.0;
    // Without words such as "in", after which a name is that of an area, known or not.
    let mut all: Vec<String> =
        ["hoeveel", "welke", "het", "grootst", "2022", "sinds", "tussen", "en", "?", "’"].map(str::to_owned).into();
    all.extend(world.definition.indicators.iter().flat_map(|i| [i.label.nl.clone(), i.short.en.clone()]));
    all.extend(world.definition.categories().map(|(.., c)| c.label.nl.clone()));
    all.extend(world.places.iter().take(60).map(|(_, place)| place.name.clone()));
    proptest::collection::vec(proptest::sample::select(all), 0..5).prop_map(|words| words.join(" "))
}

/// Questions as they are asked, with names of the monitor in them.
fn questions() -> impl Strategy<Value = String> {
    let world = &WORLD.0;
    let frames = [
        "hoeveel {G} wonen er in {P}?",
        "in welke gemeente is {F} het hoogst bij {G}",
        "verschil in {F} tussen {P} en {Q}",
        "is {F} in {P} gestegen sinds 2021",
        "welke gemeenten lijken op {P}",
        "hoeveel huishoudens in {P} zonder {F}",
        "which group has the lowest {F} in {P} (2022)",
        "wijk {G}",
        "mijn buurt {F} {F}",
    ];
    let figures: Vec<String> = world.definition.indicators.iter().map(|i| i.short.nl.clone()).collect();
    let groups: Vec<String> = world.definition.categories().map(|(.., c)| c.label.nl.clone()).collect();
    let places: Vec<String> = world.places.iter().take(60).map(|(_, place)| place.name.clone()).collect();
    let one = prop::sample::select::<String>;
    (prop::sample::select(frames.to_vec()), one(figures), one(groups), one(places.clone()), one(places)).prop_map(
        |(frame, figure, group, place, other)| {
            frame.replace("{F}", &figure).replace("{G}", &group).replace("{P}", &place).replace("{Q}", &other)
        },
    )
}

/// A text with words left out, doubled, swapped, run together, or with letters left out, doubled and swapped.
fn damaged(text: &str, damage: &[(u8, usize, usize)]) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    for (kind, one, other) in damage {
        let (n, m) = (one % words.len(), other % words.len());
        let letter = words[n].len().checked_sub(1).map(|last| other % (last + 1));
        match (kind % 7, letter) {
            (0, _) if words.len() > 1 => {
                words.remove(n);
            }
            (1, _) => words.insert(n, words[m].clone()),
            (2, _) => words.swap(n, m),
            (3, _) if n + 1 < words.len() => {
                let next = words.remove(n + 1);
                words[n].extend(next);
            }
            (4, Some(at)) => {
                words[n].remove(at);
            }
            (5, Some(at)) => {
                let again = words[n][at];
                words[n].insert(at, again);
            }
            (6, Some(at)) if at > 0 => words[n].swap(at, at - 1),
            _ => {}
        }
    }
    words.into_iter().map(String::from_iter).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_damaged_question_is_read(
        question in questions(),
        damage in prop::collection::vec((any::<u8>(), 0..200_usize, 0..200_usize), 0..6),
        typing: bool,
    ) {
        let (world, lexicon) = &*WORLD;
        let text = damaged(&question, &damage);
        let read = understand(lexicon, &world.definition, &world.places, &text, typing);
        prop_assert!(read.places.len() <= 5 && read.groups.len() <= 5 && read.indicators.len() <= 3);
        prop_assert!(read.understood <= 100 && read.years.is_sorted());
        for word in read.unknown.iter().chain(&read.lost_areas) {
            prop_assert!(text.contains(word.as_str()), "{text}: {word}");
        }
        // What was lost was not understood, and then nothing is answered.
        prop_assert!(read.lost_areas.iter().all(|word| read.unknown.contains(word)));
        prop_assert!(read.lost_areas.is_empty() || !read.is_answerable());
        // The same text is the same question, always.
        prop_assert_eq!(&read, &understand(lexicon, &world.definition, &world.places, &text, typing));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}", typing: bool) {
        let (world, lexicon) = &*WORLD;
        let question = understand(lexicon, &world.definition, &world.places, &text, typing);
        prop_assert!(question.places.len() <= 5 && question.groups.len() <= 5 && question.indicators.len() <= 3);
        prop_assert!(question.understood <= 100);
        for word in &question.unknown {
            prop_assert!(text.contains(word.as_str()));
        }
    }

    #[test]
    fn any_words_of_the_monitor_are_read(text in words(), typing: bool) {
        let (world, lexicon) = &*WORLD;
        let question = understand(lexicon, &world.definition, &world.places, &text, typing);
        prop_assert!(question.places.len() <= 5);
        // Everything in it is known, but for signs.
        prop_assert!(question.unknown.is_empty(), "{text}: {:?}", question.unknown);
    }
}

/// A long text of words that are all nearly something else does not take long. The bound is far above what it takes, so
/// that it only fails where the effort grows with the text.
#[test]
fn the_longest_text_is_read_quickly() {
    let (world, lexicon) = &*WORLD;
    for text in [
        "wijk ".repeat(10_000),
        "zomrelnad bijstnad syriesr ".repeat(500),
        "a".repeat(100_000),
        "é\u{301}".repeat(5_000),
    ] {
        let began = Instant::now();
        understand(lexicon, &world.definition, &world.places, &text, true);
        assert!(began.elapsed().as_millis() < 2_000, "{} characters took {:?}", text.len(), began.elapsed());
    }
}
