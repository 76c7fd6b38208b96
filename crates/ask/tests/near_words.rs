//! Words that come near a figure, that are of several figures, or that are of none.

mod worlds;

use std::path::Path;

use ask::{Asked, Heard, Kind, Lexicon, Question, answer, understand};
use definition::{Definition, Measure};
use worlds::asker::{Asker, says, world};

fn read(asker: &Asker, text: &str) -> Question {
    understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false)
}

fn figures_of(definition: &Definition, question: &Question) -> Vec<String> {
    question.indicators.iter().map(|heard| definition.indicator(heard.what).id.clone()).collect()
}

/// The answer to a question that was made by hand, under another definition.
fn told(asker: &Asker, definition: &Definition, question: &Question) -> String {
    let figures = insight::Figures { definition, ..asker.figures() };
    let asked = Asked::of(question, &asker.setting, &figures);
    let sentences = answer(&figures, &asked, &asker.setting, &|_| Vec::new()).sentences;
    sentences.iter().map(|one| one.text.replace('\u{a0}', " ")).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_in_the_name_of_a_theme_means_the_one_figure_that_comes_near_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/nederland");
    let definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    let places = worlds::kis(8).places;
    let lexicon = Lexicon::new(&definition, &places, |_| None);
    for (text, kind) in [
        ("is het veilig?", Kind::Figure),
        ("wat is de veiligste gemeente?", Kind::SmallestArea),
        ("waar is het het veiligst", Kind::SmallestArea),
        ("welke gemeente is het onveiligst", Kind::LargestArea),
        // The least of the opposite of a figure is the most of it.
        ("wat is de minst veilige gemeente?", Kind::LargestArea),
        ("wat is de meest veilige gemeente?", Kind::SmallestArea),
        ("welke gemeente is het meest onveilig", Kind::LargestArea),
        ("which is the safest municipality", Kind::SmallestArea),
        ("top 5 veiligste gemeenten", Kind::SmallestArea),
    ] {
        let question = understand(&lexicon, &definition, &places, text, false);
        assert_eq!(figures_of(&definition, &question), ["misdrijven-per-1000"], "{text}");
        assert_eq!(question.kind, Some(kind), "{text}");
        assert!(question.indicators[0].near && question.theme.is_none(), "{text}: {question:?}");
    }
    for (text, kind) in
        [("meest ongezonde gemeente", Kind::SmallestArea), ("minst ongezonde gemeente", Kind::LargestArea)]
    {
        let question = understand(&lexicon, &definition, &places, text, false);
        assert_eq!(figures_of(&definition, &question), ["ervaren-gezondheid"], "{text}");
        assert_eq!(question.kind, Some(kind), "{text}");
    }
    // A theme of that very name is the theme.
    assert!(read(&world(), "is het hier veilig?").theme.is_some());
    for (text, kind) in [("hoe oud worden mensen", Kind::Unmeasured), ("studenten", Kind::Unmeasured)] {
        let question = understand(&lexicon, &definition, &places, text, false);
        assert_eq!(question.kind, Some(kind), "{text}: {question:?}");
    }
    let question = understand(&lexicon, &definition, &places, "poorest municipality", false);
    assert_eq!(question.kind, Some(Kind::LargestArea), "{question:?}");
}

#[test]
fn a_number_for_every_1000_is_not_said_to_be_some_of_them() {
    let asker = world();
    let indicator = asker.release.definition.find_indicator("laag-inkomen").expect("a figure");
    let country = asker.figures().country().expect("a country");
    let question = Question {
        kind: Some(Kind::LargestArea),
        places: vec![Heard::chosen(country)],
        indicators: vec![Heard::chosen(indicator)],
        ..Question::default()
    };
    let mut definition = asker.release.definition.clone();
    says(&told(&asker, &definition, &question), &["1.056 van de 13.200 huishoudens"]);
    definition.indicators[usize::from(indicator.0)].measure = Measure::PerThousand;
    says(&told(&asker, &definition, &question), &["1.056 op 13.200 huishoudens"]);
}

#[test]
fn how_many_are_in_a_group_is_told_beside_a_subject_without_a_figure() {
    let asker = world();
    let (asked, answer, said) = asker.ask("hoeveel Syrische statushouders wonen hier?");
    assert_eq!(asked.kind, Kind::Unmeasured);
    says(&said, &["is in deze monitor niet apart geteld", "wonen 250 bewoners met herkomst Syrië (2023)."]);
    assert_eq!(answer.lines.len(), 1);
    assert!(!asker.ask("hoe is het met discriminatie van Syriërs?").2.contains("250"));
    for text in ["eenzaamheid", "mantelzorg", "alleenstaande moeders"] {
        assert_eq!(read(&asker, text).kind, Some(Kind::Unmeasured), "{text}");
    }
}

#[test]
fn the_target_group_of_a_figure_is_whom_that_figure_is_about() {
    let asker = world();
    for text in ["hoe groot is de doelgroep voorschoolse opvang", "hoeveel kinderen in de doelgroep vve?"] {
        let (asked, ..) = asker.ask(text);
        assert_eq!(asked.kind, Kind::Figure, "{text}");
        assert_eq!(asker.release.definition.indicator(asked.indicator.expect("a figure")).id, "vve", "{text}");
    }
}

#[test]
fn parts_of_a_whole_are_added_and_all_of_them_are_told_in_one_sentence() {
    let asker = world();
    let find = |id: &str| asker.release.definition.find_indicator(id).expect("a figure");
    let parts = [find("bijstand"), find("laag-inkomen"), find("segregatie")];
    let mut definition = asker.release.definition.clone();
    for indicator in &mut definition.indicators {
        indicator.composition = None;
    }
    for ix in parts {
        let own = &mut definition.indicators[usize::from(ix.0)];
        own.composition = Some("leeftijd".to_owned());
        own.universe = "inwoners".to_owned();
    }
    let heard = Heard { others: vec![parts[1]], ..Heard::chosen(parts[0]) };
    let question = Question { kind: Some(Kind::Figure), indicators: vec![heard], ..Question::default() };
    // 624 with assistance and 832 with a low income.
    says(&told(&asker, &definition, &question), &["Samen zijn dat 1.456 van de 10.400 inwoners: 14,0 %."]);
    definition.indicators[usize::from(parts[2].0)].composition = None;
    let said = told(&asker, &definition, &question);
    says(&said, &["Leeftijd van alle inwoners in de gemeente", "Bijstand 6,0 % en Laag inkomen 8,0 % (2023)."]);
    assert!(!said.contains("Samen zijn dat"), "{said}");
}

#[test]
fn ages_below_a_number_are_those_that_end_there() {
    let asker = world();
    for (text, parts) in [("kinderen onder de 18", 3), ("hoeveel kinderen onder de 13 jaar", 2)] {
        let question = read(&asker, text);
        assert!(question.dropped.is_empty(), "{text}: {question:?}");
        assert_eq!(question.indicators[0].others.len() + 1, parts, "{text}");
    }
    assert_eq!(read(&asker, "kinderen onder de 10").dropped, ["onder de 10"]);
    for text in ["hoe oud zijn de mensen hier?", "how old are the people here?"] {
        assert_eq!(read(&asker, text).indicators[0].others.len(), 5, "{text}");
    }
    let question = read(&asker, "hoe oud worden de mensen hier?");
    assert_eq!(figures_of(&asker.release.definition, &question), ["leeftijd-overlijden"]);
}

#[test]
fn who_asks_for_help_first_is_helped() {
    let asker = world();
    for text in ["mag dit wel, cijfers over afkomst", "mag dit wel?"] {
        assert!(read(&asker, text).asks_help(), "{text}");
    }
    for text in ["bijstand in excel", "bijstand hier"] {
        assert!(!read(&asker, text).asks_help(), "{text}");
    }
}
