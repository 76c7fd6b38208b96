//! Names of areas that are not quite known, or that several areas have.

mod worlds;

use ask::{Asked, Heard, Kind, Lexicon, Question, cautions, understand, which_numbered};
use cells::{Level, PlaceIx};
use definition::Language;
use geography::Places;
use worlds::asker::{says, world};
use worlds::place;

fn places() -> Places {
    Places::new(vec![
        place("NL00", "Zeeduin", None),
        place("GM1000", "Grutveen", Some(0)),
        place("GM1001", "Vliersluis", Some(0)),
        place("WK100001", "Wijk 01 Duinrand", Some(1)),
        place("WK100002", "Wijk 02 Kreekzicht-Noord", Some(1)),
        place("WK100003", "Wijk 03 Kreekzicht-Zuid", Some(1)),
        place("WK100004", "Wijk 04 Dijkhoekkwartier", Some(1)),
        place("WK100101", "Wijk 01 West", Some(2)),
        place("WK100102", "Wijk 02 De Kroekzicht", Some(2)),
        place("WK100103", "Wijk 03 Zeemeeuw Oost (E, G)", Some(2)),
        place("WK100104", "Wijk 04 Dijkhoek", Some(2)),
    ])
}

fn read(text: &str) -> Question {
    let (places, definition) = (places(), worlds::harbours(1).definition);
    let lexicon = Lexicon::new(&definition, &places, |_| None);
    understand(&lexicon, &definition, &places, text, false)
}

fn names(all: impl IntoIterator<Item = PlaceIx>) -> Vec<String> {
    let places = places();
    all.into_iter().map(|ix| places.get(ix).name.clone()).collect()
}

fn offered(question: &Question) -> Vec<String> {
    let heard = question.numbered.as_ref().expect("areas to choose from");
    names(std::iter::once(heard.what).chain(heard.others.iter().copied()))
}

#[test]
fn a_word_that_only_begins_names_asks_which_is_meant() {
    let both = ["Wijk 02 Kreekzicht-Noord", "Wijk 03 Kreekzicht-Zuid"];
    for text in ["zwemdiploma in kreekzicht", "zwemdiploma in kreekzicht (Grutveen)", "kreekzicht Grutveen zwemdiploma"]
    {
        let question = read(text);
        assert!(!question.is_answerable() && question.places.is_empty(), "{text}: {question:?}");
        assert_eq!(offered(&question), both, "{text}");
        let asks = which_numbered(&question, Language::Nl).expect("a question");
        says(&asks, &["Er is geen gebied dat precies ‘kreekzicht’ heet."]);
    }
    // Of a name that is known elsewhere, the question is which is meant there.
    let question = read("zwemdiploma in Dijkhoek (Grutveen)");
    assert_eq!(offered(&question), ["Wijk 04 Dijkhoekkwartier"]);
    says(
        &which_numbered(&question, Language::Nl).expect("a question"),
        &["Daar is geen gebied dat precies ‘Dijkhoek’"],
    );
    // It is no slip for the name of an area elsewhere, also not where no such area lies in the one that was named.
    let question = read("zwemdiploma in kreekzicht in Vliersluis");
    assert_eq!(names(question.places.iter().map(|heard| heard.what)), ["Vliersluis"]);
    assert_eq!(question.lost_parts, ["kreekzicht"]);
}

#[test]
fn a_name_with_a_hyphen_is_one_name() {
    let question = read("zwemdiploma in Kreekzicht-West");
    assert!(question.places.is_empty() && !question.is_answerable(), "{question:?}");
    assert_eq!(question.numbered.as_ref().map(|heard| heard.words.as_str()), Some("Kreekzicht-West"));
    let question = read("zwemdiploma in Rietpolder-West");
    assert!(question.places.is_empty() && question.numbered.is_none(), "{question:?}");
    assert_eq!(question.lost_areas, ["Rietpolder-West"]);
    // One that says where the other lies is not dropped, and what stands in brackets in a name is not said.
    for (text, name) in [
        ("zwemdiploma in Vliersluis-West", "Wijk 01 West"),
        ("zwemdiploma in Zeemeeuw-Oost", "Wijk 03 Zeemeeuw Oost (E, G)"),
        ("zwemdiploma in Kreekzicht-Zuid", "Wijk 03 Kreekzicht-Zuid"),
    ] {
        let question = read(text);
        assert_eq!(names(question.places.iter().map(|heard| heard.what)), [name], "{text}");
        assert!(question.unknown.is_empty() && question.is_answerable(), "{text}: {question:?}");
    }
}

#[test]
fn a_part_that_is_not_known_of_an_area_in_brackets_is_said() {
    // Also where another municipality has an area of that name.
    for (text, part) in [
        ("zwemdiploma in Zandplaat (Grutveen)", "Zandplaat"),
        ("zwemdiploma in Duinrand (Vliersluis)", "Duinrand"),
        ("zwemdiploma in Duinrand in Vliersluis", "Duinrand"),
    ] {
        let question = read(text);
        assert_eq!(question.places.len(), 1, "{text}: {question:?}");
        assert_eq!(question.lost_parts, [part], "{text}");
    }
}

#[test]
fn a_name_with_a_word_for_a_part_of_a_town_behind_it_may_be_meant_as_well() {
    let question = read("zwemdiploma in Dijkhoek");
    let heard = &question.places[0];
    let mut all = names(std::iter::once(heard.what).chain(heard.others.iter().copied()));
    all.sort_unstable();
    assert_eq!(all, ["Wijk 04 Dijkhoek", "Wijk 04 Dijkhoekkwartier"]);
    // Who says where it lies means one.
    let question = read("zwemdiploma in Dijkhoek (Vliersluis)");
    assert_eq!(names([question.places[0].what]), ["Wijk 04 Dijkhoek"]);
    assert!(question.places[0].others.is_empty());
}

#[test]
fn a_name_that_is_read_as_another_and_others_of_that_name_are_told() {
    let asker = world();
    let figures = asker.figures();
    let places = &asker.release.places;
    let districts: Vec<PlaceIx> = places.level(Level::District).map(PlaceIx).collect();
    let home = |ix: PlaceIx| places.ancestor(ix, Level::Municipality, places.get(ix).newest()).expect("a municipality");
    let own = districts[0];
    let other = *districts.iter().find(|ix| home(**ix) != home(own)).expect("another municipality");
    let told = |exact: bool, others: Vec<PlaceIx>| {
        let heard = Heard { words: "Qwrtz".to_owned(), exact, others, ..Heard::chosen(own) };
        let question = Question { kind: Some(Kind::Figure), places: vec![heard], ..Question::default() };
        let asked = Asked::of(&question, &asker.setting, &figures);
        cautions(&question, &asked, &figures, Language::Nl).join(" ")
    };
    let named = format!("({})", places.get(home(own)).name);
    says(&told(false, Vec::new()), &["We lezen ‘Qwrtz’ als ", &named]);
    let elsewhere = format!("({})", places.get(home(other)).name);
    let said = told(true, vec![other]);
    says(&said, &["Er zijn meer gebieden met de naam ‘Qwrtz’", &named, &elsewhere]);
    says(&told(false, vec![other]), &["We lezen ‘Qwrtz’ als ", "U kunt ook kiezen voor", &elsewhere]);
    assert_eq!(told(true, Vec::new()), "");
}
