//! Which areas are meant where several have one name.

mod worlds;

use ask::{Kind, Lexicon, Question, understand};
use cells::{PlaceIx, Vintage};
use geography::{Place, Places};

/// Two municipalities: Duinrand and two parts of Kreekzicht lie in the one, a Kreekzicht in the other.
fn two_municipalities() -> Places {
    let place = |code: &str, name: &str, parent: Option<u32>| Place {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        vintages: vec![Vintage(2023)],
        parents: parent.map(PlaceIx).into_iter().collect(),
        members: Vec::new(),
    };
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
    let (places, definition) = (two_municipalities(), worlds::harbours(1).definition);
    let lexicon = Lexicon::new(&definition, &places, |_| None);
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
