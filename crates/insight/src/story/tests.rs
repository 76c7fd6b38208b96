use cells::{AreaCode, Block, Cell, Count, Kind, Status};
use definition::Definition;
use geography::Places;

use super::*;
use crate::fiction::{self, World, number};

/// Zomerdam is old and out of work, its Oude Haven more so; the rest differs a little. Two years of social assistance.
fn blocks(definition: &Definition, places: &Places) -> Vec<Block> {
    let size = |code: AreaCode| if number(code) % 100 == 3 { 6000 } else { 3000 };
    let zomerdam = |code: AreaCode| number(code) / 100 == 9001;
    let share = |code: AreaCode, base: f64, zomerdam_adds: f64| {
        base * (1.0 + f64::from(number(code) % 11) * 0.01) + if zomerdam(code) { zomerdam_adds } else { 0.0 }
    };
    let of =
        |code: AreaCode, all: u32, share: f64| -> (u32, u32) { ((f64::from(all) * share) as u32, size(code).min(all)) };
    let mut blocks = fiction::counted(definition, places, "inwoners", 2024, &[0], |code, _| (size(code), 0));
    blocks.extend(fiction::counted(definition, places, "oud", 2024, &[0], |code, _| {
        of(code, size(code), share(code, 0.2, 0.08))
    }));
    for (year, base) in [(2020, 0.04), (2024, 0.05)] {
        blocks.extend(fiction::counted(definition, places, "bijstand", year, &[0], |code, _| {
            of(code, size(code), share(code, base, if year == 2024 { 0.06 } else { 0.01 }))
        }));
    }
    blocks.extend(fiction::counted(definition, places, "werk", 2024, &[0, 1, 2], |code, category| {
        let all = size(code) / if category == 0 { 1 } else { 2 };
        of(code, all, share(code, [0.65, 0.75, 0.55][usize::from(category)], 0.0))
    }));
    blocks.extend(fiction::counted(definition, places, "misdrijven", 2024, &[0], |code, _| {
        of(code, size(code), share(code, 0.05, -0.03))
    }));
    blocks
}

fn tell(world: &World, code: &str, reference: StandingReference, judge: bool) -> String {
    [Language::Nl, Language::En]
        .map(|language| {
            let telling = Telling {
                place: fiction::at(&world.places, code),
                category: CategoryIx::TOTAL,
                period: None,
                reference,
                judge,
                language,
            };
            let sentences = story(&world.figures(), telling);
            assert!(sentences.len() <= 8, "{sentences:?}");
            let line = |sentence: &Sentence| {
                let ids = sentence
                    .rests_on
                    .iter()
                    .map(|at| format!("{} {}", world.definition.indicator(at.indicator).id, at.period));
                let ids: Vec<String> = ids.collect();
                format!("{} [{}]", sentence.text.replace('\u{a0}', "~"), ids.join(", "))
            };
            sentences.iter().map(line).collect::<Vec<_>>().join("\n")
        })
        .join("\n\n")
}

#[test]
fn the_story_of_a_municipality() {
    let world = fiction::published(blocks);
    insta::assert_snapshot!(tell(&world, "GM9001", StandingReference::Country, true));
}

#[test]
fn the_story_of_a_district_without_judgement() {
    let world = fiction::published(blocks);
    insta::assert_snapshot!(tell(&world, "WK900103", StandingReference::Country, false));
}

#[test]
fn the_story_of_the_country() {
    let world = fiction::published(blocks);
    insta::assert_snapshot!(tell(&world, "NL00", StandingReference::Country, true));
}

/// All figures are published percentages: the story tells what the source says.
#[test]
fn the_story_of_imported_figures_claims_no_certainty() {
    let world = fiction::published(|definition, places| {
        let mut blocks = blocks(definition, places);
        for block in &mut blocks {
            for (.., cell) in &mut block.cells {
                *cell = Cell::imported(cell.value.unwrap(), Kind::Counted);
            }
        }
        blocks
    });
    let told = tell(&world, "GM9001", StandingReference::Country, true);
    assert!(told.contains("hoe zeker, is niet bekend") && told.contains("how certain, is not known"));
    insta::assert_snapshot!(told);
}

/// A hamlet of 20 people: there is too little to tell, and the story says so.
#[test]
fn the_story_of_a_hamlet_says_that_there_is_too_little_to_tell() {
    let world = fiction::published(|definition, places| {
        let mut blocks = blocks(definition, places);
        let hamlet = fiction::at(places, "WK900502");
        for block in &mut blocks {
            for (place, _, cell) in &mut block.cells {
                if *place == hamlet {
                    let few = Count { value: 5, within: 4 };
                    *cell = match (cell.numerator, cell.denominator) {
                        (Some(_), None) => Cell::count(Count { value: 20, within: 4 }, Kind::Rounded),
                        (Some(_), Some(_)) => {
                            let per = definition.indicator(block.indicator).measure.per();
                            Cell::rate(few, Count { value: 20, within: 4 }, per, Kind::Rounded)
                        }
                        _ => Cell::missing(Status::NotAvailable),
                    };
                }
            }
        }
        blocks
    });
    let told = tell(&world, "WK900502", StandingReference::Country, true);
    assert!(told.contains("weinig met zekerheid") && told.contains("little that can be said"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_place_without_figures_has_one_sentence() {
    let world = fiction::published(|_, _| Vec::new());
    assert_eq!(
        tell(&world, "GM9001", StandingReference::Country, true),
        "Over dit gebied zijn er geen cijfers. []\n\nThere are no figures about this area. []"
    );
}

/// An editor adds a sentence about Zomerdam, and puts another in the place of what stands out there.
#[test]
fn a_sentence_of_an_editor_stands_in_its_part_of_the_story_and_is_marked() {
    let mut world = fiction::published(blocks);
    let sentence = |area: &str, part: &str, replaces: bool, nl: &str| -> definition::EditorsSentence {
        serde_json::from_value(serde_json::json!({
            "area": area, "part": part, "replaces": replaces, "text": { "nl": nl, "en": nl },
            "by": "Redactie Zomerdam", "written": "2024-11-02",
        }))
        .expect("a sentence")
    };
    world.definition.stories = vec![
        sentence("GM9001", "residents", false, "De kermis is er groter dan elders."),
        sentence("GM9001", "stands-out", true, "In 2023 sloot de haven."),
        sentence("GM9001", "stands-out", true, "Die gaat in 2025 weer open."),
        sentence("GM9002", "residents", false, "Hier niet."),
    ];
    let telling = Telling {
        place: fiction::at(&world.places, "GM9001"),
        category: CategoryIx::TOTAL,
        period: None,
        reference: StandingReference::Country,
        judge: true,
        language: Language::Nl,
    };
    let told = story(&world.figures(), telling);
    let of =
        |topic: Topic| told.iter().filter(|one| one.topic == topic).map(|one| one.text.as_str()).collect::<Vec<_>>();
    assert_eq!(of(Topic::StandsOut), ["In 2023 sloot de haven.", "Die gaat in 2025 weer open."]);
    assert_eq!(of(Topic::Residents).last(), Some(&"De kermis is er groter dan elders."));
    let marked = told.iter().filter(|one| one.editor.as_ref().is_some_and(|by| by.name == "Redactie Zomerdam")).count();
    assert_eq!(marked, 3);
    assert!(told.is_sorted_by_key(|one| one.topic));
    let group = story(&world.figures(), Telling { category: CategoryIx(1), ..telling });
    assert!(group.iter().all(|one| one.editor.is_none()), "it was written about everybody");
}

#[test]
fn a_place_is_named_with_the_words_that_fit_any_name() {
    let mut world = fiction::world(|_, _| Vec::new());
    let places: Vec<_> = world.places.iter().map(|(_, place)| place.clone()).collect();
    for (code, name, nl, en) in [
        ("GM9003", "'s-Herfstwoude", "in de gemeente 's-Herfstwoude", "in the municipality of 's-Herfstwoude"),
        ("WK900301", "Wijk 01 Duin aan Zee", "in de wijk Duin aan Zee", "in the district Duin aan Zee"),
        ("WK900301", "Wijk 04", "in Wijk 04", "in Wijk 04"),
    ] {
        let mut named = places.clone();
        named.iter_mut().find(|place| place.code.to_string() == code).unwrap().name = name.to_owned();
        world.places = Places::new(named);
        let figures = world.figures();
        let say = |language| {
            let place = fiction::at(&world.places, code);
            let reference = StandingReference::Country;
            let telling =
                Telling { place, category: CategoryIx::TOTAL, period: None, reference, judge: true, language };
            Teller { figures: &figures, telling, texts: Texts::of(language) }.place_words()
        };
        assert_eq!((say(Language::Nl).as_str(), say(Language::En).as_str()), (nl, en));
    }
}

/// Only the name of the real country differs between the languages; nothing about it is invented here.
#[test]
fn the_netherlands_has_an_english_name() {
    let mut world = fiction::world(|_, _| Vec::new());
    world.definition.monitor.country_name =
        Some(definition::Text { nl: "Nederland".to_owned(), en: "the Netherlands".to_owned() });
    let figures = world.figures();
    let say = |language| {
        let place = fiction::at(&world.places, "NL00");
        let reference = StandingReference::Country;
        let telling = Telling { place, category: CategoryIx::TOTAL, period: None, reference, judge: true, language };
        let teller = Teller { figures: &figures, telling, texts: Texts::of(language) };
        (teller.place_words(), teller.beside_reference(ReferenceForm::Than))
    };
    assert_eq!(say(Language::Nl), ("in Nederland".to_owned(), "dan in de rest van Nederland".to_owned()));
    assert_eq!(say(Language::En), ("in the Netherlands".to_owned(), "than in the rest of the Netherlands".to_owned()));
}

#[test]
fn a_group_is_compared_with_the_same_group_elsewhere_in_so_many_words() {
    let world = fiction::world(|_, _| Vec::new());
    let figures = world.figures();
    let say = |reference, category, form, language| reference_phrase(&figures, reference, category, form, language);
    let (country, here) = (StandingReference::Country, StandingReference::EverybodyHere);
    let group = CategoryIx(1);
    for (reference, category, form, nl, en) in [
        (
            country,
            group,
            ReferenceForm::Than,
            "dan bij dezelfde groep in de rest van ",
            "than for the same group in the rest of ",
        ),
        (
            country,
            group,
            ReferenceForm::SameAs,
            "als bij dezelfde groep in de rest van ",
            "as for the same group in the rest of ",
        ),
        (country, group, ReferenceForm::Beside, "dezelfde groep in heel ", "the same group in "),
        (country, group, ReferenceForm::InBrackets, "in heel ", "in "),
        (country, CategoryIx::TOTAL, ReferenceForm::Than, "dan in de rest van ", "than in the rest of "),
        (country, CategoryIx::TOTAL, ReferenceForm::InBrackets, "heel ", "all of "),
        // The other residents of an area are no other group of the same name.
        (
            here,
            group,
            ReferenceForm::Than,
            "dan bij de andere inwoners van dit gebied",
            "than among the other residents",
        ),
    ] {
        let said = say(reference, category, form, Language::Nl);
        assert!(said.starts_with(nl), "{said}");
        let said = say(reference, category, form, Language::En);
        assert!(said.starts_with(en), "{said}");
    }
}

#[test]
fn every_text_is_written_without_a_hole() {
    let world = fiction::published(blocks);
    for place in world.places.iter().map(|(place, _)| place) {
        for reference in StandingReference::ALL {
            for category in [0, 1, 2].map(CategoryIx) {
                for (language, judge) in [(Language::Nl, true), (Language::En, false)] {
                    let telling = Telling { place, category, period: None, reference, judge, language };
                    for sentence in story(&world.figures(), telling) {
                        let text = &sentence.text;
                        assert!(text.ends_with('.') && !text.contains(['{', '$']), "{text}");
                        assert!(text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()), "{text}");
                        let published = |at: &Address| world.figures().cell(*at).is_published();
                        assert!(sentence.rests_on.iter().all(published), "{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_story_of_a_year_tells_of_that_year_only() {
    let world = fiction::world(blocks);
    let place = fiction::at(&world.places, "GM9001");
    let told = |period| {
        let telling = Telling {
            place,
            category: CategoryIx::TOTAL,
            period,
            reference: StandingReference::Country,
            judge: true,
            language: Language::Nl,
        };
        story(&world.figures(), telling)
    };
    for period in [Period(2020), Period(2024)] {
        for sentence in told(Some(period)) {
            assert_ne!(sentence.topic, Topic::Change, "{sentence:?}");
            assert!(sentence.rests_on.iter().all(|at| at.period == period), "{sentence:?}");
        }
    }
    // Only social assistance has a figure of 2020; in the newest it is told that it changed.
    let of_2020 = told(Some(Period(2020)));
    assert!(of_2020.iter().any(|sentence| !sentence.rests_on.is_empty()), "{of_2020:?}");
    assert!(told(None).iter().any(|sentence| sentence.topic == Topic::Change));
    assert!(told(Some(Period(1999))).iter().all(|sentence| sentence.rests_on.is_empty()));
}

fn told(world: &World, code: &str, category: u16, reference: StandingReference) -> Vec<Sentence> {
    let telling = Telling {
        place: fiction::at(&world.places, code),
        category: CategoryIx(category),
        period: None,
        reference,
        judge: true,
        language: Language::Nl,
    };
    story(&world.figures(), telling)
}

fn of_topic(told: &[Sentence], topic: Topic) -> String {
    told.iter().filter(|one| one.topic == topic).map(|one| one.text.replace('\u{a0}', " ")).collect()
}

/// The groups differ less in social assistance, which comes first in the definition, and most in work; in age they differ
/// more than that, but that is not judged.
fn differing(definition: &Definition, places: &Places) -> Vec<Block> {
    let size = |code: AreaCode| if number(code) % 100 == 3 { 6000 } else { 3000 };
    let little = |code: AreaCode| f64::from(number(code) % 11) * 0.0005;
    let mut blocks = Vec::new();
    for (id, shares) in [("oud", [0.3, 0.5, 0.1]), ("bijstand", [0.065, 0.05, 0.08]), ("werk", [0.65, 0.75, 0.55])] {
        blocks.extend(fiction::counted(definition, places, id, 2024, &[0, 1, 2], |code, category| {
            let all = size(code) / if category == 0 { 1 } else { 2 };
            ((f64::from(all) * (shares[usize::from(category)] + little(code))) as u32, all)
        }));
    }
    blocks
}

#[test]
fn the_largest_differences_between_groups_are_told_with_both_sides() {
    let world = fiction::published(differing);
    let groups = of_topic(&told(&world, "GM9001", 0, StandingReference::Country), Topic::Groups);
    assert!(groups.starts_with("Groepen in dit gebied verschillen duidelijk bij ‘Werk’: 75,"), "{groups}");
    let (first, second) = groups.split_once("Ook bij").expect("two figures");
    for people in ["inwoners die in Nederland zijn geboren", "inwoners die buiten Nederland zijn geboren"] {
        assert!(first.contains(people) && second.contains(people), "{people}: {groups}");
    }
    assert!(second.contains("‘Bijstand’") && !groups.contains("65 en ouder"), "{groups}");
    assert!(groups.ends_with("Dat zegt niet hoe dat komt."), "{groups}");
}

#[test]
fn what_groups_differ_in_rests_on_both_and_on_everybody() {
    let world = fiction::published(differing);
    let told = told(&world, "GM9001", 0, StandingReference::Country);
    let groups = told.iter().find(|one| one.topic == Topic::Groups).expect("a sentence about groups");
    let of: Vec<u16> = groups.rests_on.iter().map(|at| at.category.0).collect();
    assert_eq!(of, [1, 2, 1, 2, 0]);
    assert_eq!(groups.rests_on[4].indicator, groups.rests_on[0].indicator, "of everybody it is the first figure");
}

#[test]
fn the_figures_in_which_groups_differ_most_are_found_for_one_division() {
    let world = fiction::published(differing);
    let telling = Telling {
        place: fiction::at(&world.places, "GM9001"),
        category: CategoryIx(1),
        period: None,
        reference: StandingReference::Country,
        judge: true,
        language: Language::Nl,
    };
    let figures = world.figures();
    let breakdown = &world.definition.breakdowns[0].id;
    let found = contrasts(&figures, telling, breakdown, 3);
    let ids: Vec<&str> = found.iter().map(|at| figures.indicator(at.indicator).id.as_str()).collect();
    assert_eq!(ids.first(), Some(&"werk"), "those with a judgement come first: {ids:?}");
    assert!(found.iter().all(|at| at.category == CategoryIx::TOTAL), "each as it stands of everybody");
    assert_eq!(contrasts(&figures, telling, breakdown, 1).len(), 1);
    assert!(contrasts(&figures, telling, "nergens", 3).is_empty());
    let before = Telling { period: Some(Period(1999)), ..telling };
    assert!(contrasts(&figures, before, breakdown, 3).is_empty(), "of a year without figures nothing is found");
}

#[test]
fn the_story_of_a_group_says_how_it_differs_from_the_others_of_its_area() {
    let world = fiction::published(differing);
    let elsewhere = told(&world, "GM9001", 2, StandingReference::Country);
    let here = of_topic(&elsewhere, Topic::Groups);
    assert!(
        here.starts_with("Deze groep verschilt duidelijk van de andere inwoners van dit gebied bij ‘Werk’: 55,"),
        "{here}"
    );
    assert!(here.contains("alle inwoners samen") && here.contains("‘Bijstand’"), "{here}");
    // Where the whole story compares with them, it is not told twice.
    assert!(of_topic(&told(&world, "GM9001", 2, StandingReference::EverybodyHere), Topic::Groups).is_empty());
}

/// A figure of a group without counts, far above that of the same group elsewhere: nobody knows whether that is chance.
#[test]
fn of_a_group_nothing_stands_out_of_which_nobody_knows_how_certain_it_is() {
    let world = fiction::published(|definition, places| {
        let mut blocks = fiction::counted(definition, places, "gezond", 2024, &[0, 1, 2], |code, _| {
            (500 + number(code) % 31 + if number(code) / 100 == 9001 { 300 } else { 0 }, 1000)
        });
        for (.., cell) in blocks.iter_mut().flat_map(|block| &mut block.cells) {
            *cell = Cell::imported(cell.value.unwrap(), Kind::Counted);
        }
        blocks
    });
    let of_group = told(&world, "GM9001", 1, StandingReference::Country);
    assert_eq!(
        of_topic(&of_group, Topic::StandsOut),
        "Geen enkel cijfer is hier met zekerheid gunstiger of ongunstiger dan bij dezelfde groep in de rest van Fabelland."
    );
    let of_all = told(&world, "GM9001", 0, StandingReference::Country);
    assert!(of_topic(&of_all, Topic::StandsOut).contains("; hoe zeker, is niet bekend."));
}

/// Crimes per 1,000 of 95 residents are no news; nor is their change.
#[test]
fn a_rate_where_hardly_anybody_lives_is_not_told() {
    let world = fiction::published(|definition, places| {
        let residents = |code| if number(code) == 900_101 { 95 } else { 3000 };
        let mut blocks = fiction::counted(definition, places, "inwoners", 2024, &[0], |code, _| (residents(code), 0));
        for (year, most) in [(2020, 40), (2024, 116)] {
            blocks.extend(fiction::counted(definition, places, "misdrijven", year, &[0], |code, _| {
                (if number(code) == 900_101 { most } else { 100 + number(code) % 31 }, residents(code))
            }));
        }
        blocks
    });
    let park = told(&world, "WK900101", 0, StandingReference::Country);
    assert!(park.iter().all(|one| !one.text.contains("misdrijven")), "{park:?}");
    assert!(of_topic(&park, Topic::Limits).contains("weinig met zekerheid"), "{park:?}");
}

#[test]
fn figures_that_are_years_older_than_the_newest_are_said_to_be_so() {
    let world = fiction::published(|definition, places| {
        let mut all = blocks(definition, places);
        for block in &mut all {
            if definition.indicator(block.indicator).id == "werk" {
                block.period = Period(2020);
            }
        }
        all
    });
    let limits = of_topic(&told(&world, "GM9001", 0, StandingReference::Country), Topic::Limits);
    assert!(
        limits.contains(
            "Let op: één van de 5 cijfers van dit profiel is van 2020 of eerder; het nieuwste cijfer is van 2024."
        ),
        "{limits}"
    );
    let limits = of_topic(&told(&fiction::published(blocks), "GM9001", 0, StandingReference::Country), Topic::Limits);
    assert!(!limits.contains("of eerder"), "{limits}");
}
