//! Which areas are meant where several have one name.

mod worlds;

use ask::{Kind, Lexicon, Question, understand};
use cells::PlaceIx;
use geography::Places;
use worlds::place;

/// Two municipalities: Duinrand and two parts of Kreekzicht lie in the one, a Kreekzicht in the other.
fn two_municipalities() -> Places {
    Places::new(vec![
        place("NL00", "Zeeduin", None),
        place("GM1000", "Grutveen", Some(0)),
        place("GM1001", "Vliersluis", Some(0)),
        place("WK100001", "Wijk 01 Duinrand", Some(1)),
        place("WK100002", "Wijk 02 Kreekzicht-Noord", Some(1)),
        place("WK100003", "Wijk 03 Kreekzicht-Zuid", Some(1)),
        place("WK100101", "Wijk 01 Kreekzicht", Some(2)),
    ])
}

fn asked(text: &str) -> (Question, Places) {
    asked_where(text, |_| None)
}

fn asked_where(text: &str, residents: impl Fn(PlaceIx) -> Option<f64>) -> (Question, Places) {
    let (places, definition) = (two_municipalities(), worlds::harbours(1).definition);
    let lexicon = Lexicon::new(&definition, &places, residents);
    (understand(&lexicon, &definition, &places, text, false), places)
}

#[test]
fn two_that_are_compared_lie_in_one_municipality_where_they_can() {
    for text in ["duinrand vergelijken met kreekzicht", "zwemdiploma in Kreekzicht en Duinrand"] {
        let (question, places) = asked(text);
        assert_eq!(question.kind, Some(Kind::Comparison), "{text}");
        let mut names: Vec<&str> = question.places.iter().map(|heard| places.get(heard.what).name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Wijk 01 Duinrand", "Wijk 02 Kreekzicht-Noord"], "{text}");
        // What else it may mean is offered, the one of that very name among it.
        let kreekzicht = question.places.iter().find(|heard| heard.others.len() > 1).expect("others");
        let others: Vec<&str> = kreekzicht.others.iter().map(|ix| places.get(*ix).name.as_str()).collect();
        assert_eq!(others, ["Wijk 03 Kreekzicht-Zuid", "Wijk 01 Kreekzicht"], "{text}");
    }
}

#[test]
fn one_name_alone_means_the_area_of_that_name() {
    let (question, places) = asked("zwemdiploma in kreekzicht");
    assert_eq!(places.get(question.places[0].what).name, "Wijk 01 Kreekzicht");
}

#[test]
fn an_area_where_many_live_is_meant_before_a_small_one_of_the_same_name() {
    // By their codes: Kreekzicht-Noord has 9,000 residents, and Kreekzicht 300.
    let (question, places) = asked_where("zwemdiploma in kreekzicht", |ix| {
        Some([0.0, 0.0, 0.0, 100.0, 9000.0, 400.0, 300.0][ix.0 as usize])
    });
    assert_eq!(places.get(question.places[0].what).name, "Wijk 02 Kreekzicht-Noord");
    let (question, places) =
        asked_where("zwemdiploma in kreekzicht", |ix| Some([0.0, 0.0, 0.0, 100.0, 500.0, 400.0, 300.0][ix.0 as usize]));
    assert_eq!(places.get(question.places[0].what).name, "Wijk 01 Kreekzicht");
}

#[test]
fn a_name_in_brackets_says_where_another_lies() {
    let (question, places) = asked("Hoe verschilt ‘Zwemdiploma’ tussen de wijk Duinrand (Grutveen) en Vliersluis?");
    let names: Vec<&str> = question.places.iter().map(|heard| places.get(heard.what).name.as_str()).collect();
    assert_eq!(names, ["Wijk 01 Duinrand", "Vliersluis"]);
}

#[test]
fn an_ordinary_word_is_no_area() {
    // One letter from Duinrand, behind "in"; a word like Grutveen that nobody expects to be one.
    let (question, places) = asked("zwemdiploma in duinramd");
    assert_eq!(places.get(question.places[0].what).name, "Wijk 01 Duinrand");
    let (places, definition) = (two_municipalities(), worlds::harbours(1).definition);
    let mut definition = definition;
    definition.monitor.also_called.insert("WK100101".to_owned(), vec!["Vink".to_owned(), "Schoot".to_owned()]);
    let lexicon = Lexicon::new(&definition, &places, |_| None);
    for text in ["waar vind ik een zwemdiploma", "is een zwemdiploma schoon", "vinken met een zwemdiploma"] {
        let question = understand(&lexicon, &definition, &places, text, false);
        assert!(question.places.is_empty(), "{text}: {question:?}");
    }
    let question = understand(&lexicon, &definition, &places, "zwemdiploma in schooot", false);
    assert_eq!(question.places.len(), 1);
}

#[test]
fn a_level_behind_a_name_says_which_is_meant_and_asks_for_no_list() {
    for text in ["zwemdiploma Grutveen gemeente", "Grutveen gemeente zwemdiploma"] {
        let (question, places) = asked(text);
        assert_eq!((question.kind, question.level), (Some(Kind::Figure), None), "{text}");
        assert_eq!(places.get(question.places[0].what).name, "Grutveen", "{text}");
    }
    let (question, _) = asked("zwemdiploma Grutveen wijken");
    assert_eq!(question.kind, Some(Kind::EachArea));
}
