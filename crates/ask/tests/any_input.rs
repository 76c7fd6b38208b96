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
