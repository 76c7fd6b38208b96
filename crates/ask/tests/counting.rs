//! Numbers of people and of areas: where most are, how many areas there are, and areas that are named by a number.

mod worlds;

use ask::{Kind, Page, Setting, understand};
use cells::{Level, PlaceIx};
use worlds::asker::{Asker, cautions_of, says, world};

/// The districts of the asker's municipality.
fn districts(asker: &Asker) -> Vec<PlaceIx> {
    let places = &asker.release.places;
    places.children(asker.setting.place, places.newest_vintage().expect("a vintage")).to_vec()
}

#[test]
fn where_the_largest_number_is_stands_beside_where_the_largest_share_is() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    let name = |ix: u32| asker.release.places.get(PlaceIx(ix)).name.as_str();
    // By rounding the share is highest in the fourth: 244 of 1,160. Most people live in the last.
    for text in [
        "welke gemeente heeft de meeste lage inkomens bij mensen die buiten Europa zijn geboren?",
        "in welke gemeente is het lage inkomen het hoogst bij mensen die buiten Europa zijn geboren?",
    ] {
        let (asked, answer, said) = asker.ask_in(text, country);
        assert_eq!((asked.kind, answer.lines[0].at.place), (Kind::LargestArea, PlaceIx(4)), "{text}");
        let number = "277 van de 1.320 huishoudens in deze groep (21,0 %).";
        says(&said, &[&format!("Het hoogste aantal is er in de gemeente {}: {number}", name(8))]);
        assert!(answer.sentences.iter().any(|one| one.rests_on.iter().any(|at| at.place == PlaceIx(8))), "{text}");
        assert!(!said.contains("Bij aantallen kijken we niet"), "{said}");
    }
    // What is not shown is not looked at, and that is said: of the Iraqis in the last there is no figure.
    let (.., said) = asker.ask_in("welke gemeente heeft de meeste lage inkomens bij mensen uit Irak?", country);
    let number = "25 van de 307 huishoudens in deze groep (8,1 %).";
    says(
        &said,
        &[
            &format!("Het hoogste aantal is er in de gemeente {}: {number}", name(7)),
            "Bij aantallen kijken we niet naar gebieden waarvan we geen aantal tonen.",
            "Van één gebied is er geen cijfer dat we kunnen tonen.",
        ],
    );
    // Where numbers are as high, neither is surely the highest.
    let (.., said) = asker.ask_in("welke gemeente heeft de meeste lage inkomens bij Turken?", country);
    says(&said, &["Het hoogste aantal is er waarschijnlijk in de gemeente", "even hoog of hoger zijn."]);
    // Assistance is 6 % of 10,400 in the first, more than 3 % of any other: share and number are largest there.
    let (.., said) = asker.ask_in("in welke gemeente wonen de meeste mensen met bijstand?", country);
    assert!(!said.contains("Het hoogste aantal"), "{said}");
    // Where it is least nothing is said of numbers, nor where there are none.
    for text in ["in welke gemeente is de bijstand het laagst in 2021?", "waar is de segregatie het hoogst?"] {
        let (.., said) = asker.ask_in(text, country);
        assert!(!said.contains("Het hoogste aantal"), "{text}: {said}");
    }
}

#[test]
fn areas_themselves_are_counted() {
    let asker = world();
    let own = districts(&asker).len();
    let name = asker.name();
    for text in [
        format!("hoeveel wijken heeft {name}?"),
        format!("hoeveel wijken zijn er in {name}"),
        format!("aantal wijken in {name}"),
        format!("how many districts does {name} have?"),
        "hoeveel wijken zijn er hier?".to_owned(),
    ] {
        let (asked, answer, said) = asker.ask(&text);
        assert_eq!(
            (asked.kind, asked.level, asked.place),
            (Kind::Counted, Some(Level::District), PlaceIx(1)),
            "{text}"
        );
        says(&said, &[&format!("zijn er {own} wijken, in de indeling van 2023.")]);
        assert_eq!(answer.pages[0], Page::Area(PlaceIx(1)), "{text}");
        assert_eq!(cautions_of(&asker, &text), "", "{text}");
    }
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    says(&asker.ask_in("hoeveel gemeenten heeft Zomerland?", country).2, &["In Zomerland zijn er 8 gemeenten"]);
    says(&asker.ask_in("hoeveel buurten heeft Zomerland?", country).2, &["zijn er in deze monitor geen buurten."]);
    // People in an area are still counted, and so are they per area.
    assert_eq!(asker.ask("hoeveel mensen wonen er in deze gemeente?").0.kind, Kind::Figure);
    assert_eq!(asker.ask(&format!("hoeveel mensen wonen er in de gemeente {name}?")).0.kind, Kind::Figure);
    assert_eq!(asker.ask_in("hoeveel mensen per gemeente", country).0.kind, Kind::EachArea);
    // What else is asked of areas is no question of how many there are.
    assert_ne!(asker.ask_in("hoeveel wijken per gemeente", country).0.kind, Kind::Counted);
    assert_eq!(asker.ask("hoeveel wijken lijken op deze?").0.kind, Kind::Similar);
}

#[test]
fn an_area_may_be_named_by_the_number_in_its_official_name() {
    let asker = world();
    let (definition, places) = (&asker.release.definition, &asker.release.places);
    let wanted = districts(&asker)[2];
    let name = asker.name();
    assert!(places.get(wanted).name.starts_with("Wijk 02 "));
    for text in [
        format!("bijstand in wijk 02 van {name}"),
        format!("bijstand in wijk 2 van {name}"),
        format!("bijstand wijk 2 {name}"),
        format!("social assistance in district 02 of {name}"),
    ] {
        let question = understand(&asker.lexicon, definition, places, &text, false);
        let named: Vec<PlaceIx> = question.places.iter().map(|heard| heard.what).collect();
        assert_eq!(named, [wanted], "{text}: {question:?}");
        assert!(question.unknown.is_empty() && question.level.is_none(), "{text}: {question:?}");
        assert!(question.is_answerable(), "{text}");
    }
    // There is no such number there, which is said; and of ten highest the number is no name.
    let question = understand(&asker.lexicon, definition, places, &format!("bijstand in wijk 99 van {name}"), false);
    assert_eq!(question.unknown, ["99"]);
    // Every municipality has such a number, so in the country it names nothing.
    let question = understand(&asker.lexicon, definition, places, "bijstand in wijk 02 van Zomerland", false);
    assert_eq!(question.unknown, ["02"]);
    let question = understand(&asker.lexicon, definition, places, &format!("top 2 wijken bijstand in {name}"), false);
    assert_eq!((question.most, question.places.len()), (Some(2), 1));
}

#[test]
fn areas_that_are_asked_for_together_are_added_up() {
    let asker = world();
    let names = [1, 2].map(|ix| asker.release.places.get(PlaceIx(ix)).name.clone());
    for together in ["samen", "bij elkaar opgeteld"] {
        let text = format!("bijstand in {} en {} {together}", names[0], names[1]);
        let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, &text, false);
        assert!(question.together && question.unknown.is_empty(), "{text}: {question:?}");
        let (asked, answer, said) = asker.ask(&text);
        assert_eq!(asked.kind, Kind::Comparison, "{text}");
        let cells = answer.lines.iter().map(|line| asker.figures().cell(line.at));
        let (some, all) = cells
            .fold((0, 0), |sum, cell| (sum.0 + cell.numerator.unwrap().value, sum.1 + cell.denominator.unwrap().value));
        let plain = said.replace('.', "");
        assert!(plain.contains("Samen is dat") && plain.contains(&format!("{some} van {all}")), "{said}");
        assert!(matches!(answer.pages[0], ask::Page::Together(_)), "{:?}", answer.pages);
        assert_eq!(cautions_of(&asker, &text), "", "{text}");
    }
    // Where one lies in the other, nobody is counted twice.
    let (asked, _, said) = asker.ask(&format!("bijstand in {} en Zomerland samen", names[0]));
    assert_eq!(asked.kind, Kind::Comparison);
    assert!(said.contains("kunnen deze gebieden hier niet bij elkaar optellen"), "{said}");
    assert_eq!(cautions_of(&asker, "bijstand van alle inwoners samen"), "");
}
