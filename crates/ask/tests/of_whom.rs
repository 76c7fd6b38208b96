//! Of whom a figure is asked: which group is meant, and which words ask for all groups.

mod worlds;

use ask::{Kind, understand};
use cells::CategoryIx;
use worlds::asker::{Asker, cautions_of, says, world};

fn group(asker: &Asker, id: &str) -> CategoryIx {
    asker.release.definition.find_category(id).expect("a group")
}

#[test]
fn a_figure_of_who_belongs_to_groups_beside_another_asks_that_one_by_group() {
    let asker = world();
    for text in [
        "laag inkomen naar achtergrond",
        "laag inkomen onder migranten",
        "laag inkomen bij mensen met een migratieachtergrond",
        "laag inkomen van migranten vergeleken met mensen zonder migratieachtergrond",
        "low income among migrants",
    ] {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.category), (Kind::EachGroup, CategoryIx::TOTAL), "{text}");
        assert_eq!(answer.lines.len(), 5, "{text}");
        assert!(!said.contains("U noemde ook"), "{text}: {said}");
        assert_eq!(cautions_of(&asker, text), "", "{text}");
    }
    // A group that is named is the group that is asked about.
    let text = "laag inkomen bij niet-westerse migranten";
    let (asked, _, said) = asker.ask(text);
    assert_eq!((asked.kind, asked.category), (Kind::Figure, group(&asker, "buiten-europa-in-het-buitenland-geboren")));
    says(&said, &["218 van de 1.040"]);
    assert!(!said.contains("U noemde ook"), "{said}");
    assert_eq!(cautions_of(&asker, text), "");
    // Where one group is just who the other figure counts, it is that one.
    let (asked, ..) = asker.ask("bijstand bij eerste generatie");
    assert_eq!((asked.kind, asked.category), (Kind::Figure, group(&asker, "vijf-jaar-of-langer")));
    for text in ["niet-westerse migranten", "hoeveel niet-westerse migranten wonen hier"] {
        let (asked, _, said) = asker.ask(text);
        assert_eq!(
            (asked.kind, asked.category),
            (Kind::Figure, group(&asker, "buiten-europa-in-het-buitenland-geboren"))
        );
        assert!(!said.contains("geen cijfer"), "{said}");
    }
    // Alone it is a figure of its own.
    assert_eq!(asker.ask("hoeveel migranten wonen hier?").0.kind, Kind::Figure);
}

#[test]
fn groups_that_are_not_told_of_are_left_out_aloud() {
    let asker = world();
    for (text, kind) in [
        ("ontwikkeling laag inkomen onder migranten", Kind::Change),
        ("in welke gemeente is het lage inkomen bij migranten het hoogst?", Kind::LargestArea),
    ] {
        assert_eq!(asker.ask(text).0.kind, kind, "{text}");
        says(&cautions_of(&asker, text), &["Niet meegenomen in dit antwoord: ‘migranten’."]);
    }
    // A figure that is not split by group is told of everybody, and that is said.
    says(&asker.ask("segregatie van migranten").2, &["U noemde ook", "is het er niet apart"]);
}

#[test]
fn the_group_is_meant_that_covers_most_of_what_was_typed() {
    let asker = world();
    for (text, id) in [
        // Words that say nothing may stand between those of a group, and another word for people before them.
        ("laag inkomen bij mensen die buiten Europa zijn geboren", "buiten-europa-in-het-buitenland-geboren"),
        ("mensen met een Europese herkomst die in het buitenland zijn geboren", "europa-in-het-buitenland-geboren"),
        // Another order of the words.
        ("mensen met een Europese herkomst die in het buitenland geboren zijn", "europa-in-het-buitenland-geboren"),
        (
            "laag inkomen bij mensen met een niet-Europese herkomst die hier geboren zijn",
            "buiten-europa-in-nederland-geboren",
        ),
        // Two groups, and one that is just who belongs to both.
        ("laag inkomen bij in Nederland geboren Europeanen", "europa-in-nederland-geboren"),
        ("laag inkomen bij in Nederland geboren mensen van buiten Europa", "buiten-europa-in-nederland-geboren"),
        ("low income among people born outside Europe", "buiten-europa-in-het-buitenland-geboren"),
    ] {
        let definition = &asker.release.definition;
        let question = understand(&asker.lexicon, definition, &asker.release.places, text, false);
        let (asked, ..) = asker.ask(text);
        let label = definition.category(asked.category).map(|category| &category.id);
        assert_eq!(asked.category, group(&asker, id), "{text}: {label:?}");
        assert!(question.unknown.is_empty() && question.groups.len() == 1, "{text}: {question:?}");
        assert_eq!(cautions_of(&asker, text), "", "{text}");
    }
    // No group is just the second generation of one land.
    let (asked, _, said) = asker.ask("laag inkomen bij in Nederland geboren Syriërs");
    assert_eq!(asked.category, group(&asker, "syrie"));
    says(&said, &["bij allebei de groepen"]);
    // "Born in" a land says of whom, and not where.
    assert_eq!(asker.ask("laag inkomen bij mensen geboren in Syrië").0.category, group(&asker, "syrie"));
}

#[test]
fn the_same_people_are_told_of_by_the_breakdown_of_which_the_area_has_figures() {
    let asker = world();
    // This world has figures of the five and of the twenty groups, and none in the division of the statistics office.
    let question = ask::Question {
        kind: Some(Kind::Figure),
        indicators: vec![ask::Heard::chosen(
            asker.release.definition.find_indicator("laag-inkomen").expect("a figure"),
        )],
        groups: vec![ask::Heard {
            others: vec![group(&asker, "turkije"), group(&asker, "syrie")],
            ..ask::Heard::chosen(group(&asker, "cbs-syrie"))
        }],
        ..ask::Question::default()
    };
    let asked = ask::Asked::of(&question, &asker.setting, &asker.figures());
    assert_eq!(asked.category, group(&asker, "syrie"));
    assert!(ask::cautions(&question, &asked, &asker.figures(), definition::Language::Nl).is_empty());
}

#[test]
fn which_part_of_those_who_are_counted_are_of_a_group_is_another_question() {
    let asker = world();
    let of_group = asker.ask("laag inkomen bij Syriërs").0;
    let at = |category| insight::Address {
        indicator: of_group.indicator.unwrap(),
        period: cells::Period(2023),
        place: of_group.place,
        category,
    };
    let count = |category| asker.figures().cell(at(category)).numerator.unwrap().value;
    let (some, all) = (count(of_group.category), count(CategoryIx::TOTAL));
    let share = (100.0 * f64::from(some) / f64::from(all)).round();
    for text in ["hoeveel procent van het laag inkomen is van Syriërs", "hoeveel van de lage inkomens zijn Syriërs"] {
        let (asked, _, said) = asker.ask(text);
        assert!(asked.share_of_counted, "{text}");
        says(&said, &["is iets anders", &format!("ongeveer {share} %")]);
    }
    for text in ["hoeveel procent van de Syriërs heeft een laag inkomen", "hoeveel Syriërs hebben een laag inkomen"] {
        assert!(!asker.ask(text).0.share_of_counted, "{text}");
    }
}
