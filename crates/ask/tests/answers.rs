//! The questions that users of the monitor asked in its evaluation, answered from cells that are known here.

mod worlds;

use ask::{Asked, Kind, Lexicon, Page, Setting, answer, restated, understand};
use cells::{CategoryIx, Level, Period, PlaceIx};
use definition::Language;
use worlds::asker::{Asker, cautions_of, says, world};

#[test]
fn how_is_it_with_benefits_in_this_area() {
    let asker = world();
    let (asked, answer, said) = asker.ask("hoe staat het met uitkeringen in dit gebied?");
    assert_eq!((asked.kind, asked.place), (Kind::Figure, asker.setting.place));
    let id = &asker.release.definition.indicator(asked.indicator.unwrap()).id;
    assert_eq!(id, "bijstand");
    // 6 % of 10,400 people.
    says(
        &said,
        &[
            "624 van de 10.400 inwoners van 15 tot en met 64 jaar in de gemeente",
            asker.name(),
            "hebben een bijstandsuitkering: dat is 6,0 % (2023).",
            "Dat is duidelijk ongunstiger dan in de rest van Zomerland (heel Zomerland: 3,",
        ],
    );
    assert!(answer.pages.contains(&Page::Indicator(asked.indicator.unwrap(), asker.setting.place)));
    let (.., neutral) =
        asker.ask_in("hoe staat het met uitkeringen in dit gebied?", Setting { judge: false, ..asker.setting });
    says(&neutral, &["Dat is duidelijk hoger dan in de rest van Zomerland"]);
}

#[test]
fn what_are_the_developments() {
    let asker = world();
    let (asked, _, said) = asker.ask("wat zijn ontwikkelingen?");
    assert_eq!((asked.kind, asked.indicator), (Kind::Change, None));
    says(
        &said,
        &["is één cijfer met zekerheid veranderd", "van 3,0 % in 2021 naar 6,0 % in 2023", "Dat is een stijging."],
    );
    let (asked, answer, said) = asker.ask("hoe is de bijstand ontwikkeld sinds 2021?");
    assert_eq!(asked.since, Some(Period(2021)));
    says(&said, &["van 3,0 % in 2021 naar 6,0 % in 2023", "Dat is een stijging."]);
    assert_eq!(answer.lines.len(), 2);
    let (.., said) = asker.ask("hoe ontwikkelt het lage inkomen zich?");
    says(&said, &["Dat is ongeveer gelijk gebleven."]);
}

#[test]
fn how_large_is_the_target_group() {
    let asker = world();
    let category = asker.release.definition.find_category("syrie").unwrap();
    let (asked, _, said) = asker.ask_in("hoe groot is de doelgroep?", Setting { category, ..asker.setting });
    assert_eq!((asked.kind, asked.category), (Kind::Figure, category));
    says(&said, &["wonen 250 bewoners met herkomst Syrië (2023).", "Dat is 2,4 % van alle inwoners."]);
    // Where no group was chosen, all are told of, and which one is asked.
    let (asked, answer, _) = asker.ask("hoe groot is de doelgroep?");
    assert_eq!(asked.kind, Kind::Residents);
    assert_eq!(answer.lines.len(), 6, "everybody and the five groups");
    says(&cautions_of(&asker, "hoe groot is de doelgroep?"), &["Welke groep uw doelgroep is, weten we niet."]);
}

#[test]
fn how_many_syrians_live_in_a_district() {
    let asker = world();
    let (asked, answer, said) = asker.ask("hoeveel Syriërs wonen er in een wijk?");
    assert_eq!(asked.level, Some(Level::District));
    says(&said, &["wonen 250 bewoners met herkomst Syrië"]);
    // No district has a figure here, which is said: a map of them would be empty.
    says(&said, &["Er zijn geen wijken in de gemeente", "met een cijfer voor ‘Inwoners’"]);
    assert!(!answer.pages.iter().any(|page| matches!(page, Page::Map(.., Some(Level::District)))));
    for text in
        ["hoeveel syriers zijn er", "aantal mensen uit Syrië", "hoeveel Syrische bewoners", "syirers in dit gebied?"]
    {
        let (.., said) = asker.ask(text);
        says(&said, &["wonen 250 bewoners met herkomst Syrië"]);
    }
}

#[test]
fn in_which_group_is_poverty_largest() {
    let asker = world();
    let (asked, answer, said) = asker.ask("bij welke groep is de armoede het grootst?");
    assert_eq!(asked.kind, Kind::LargestGroup);
    // Of the finest division with figures, which is named: a broader one hides that it is 48 % of 250.
    says(
        &said,
        &[
            "In de indeling ‘Herkomst: twintig groepen’ is het cijfer voor ‘Laag inkomen’ in de gemeente",
            "het hoogst bij bewoners met herkomst Syrië: 48,0 % (120 van 250 huishoudens) (2023).",
            "Dat zegt niet hoe dat komt.",
            "het is geen ranglijst",
        ],
    );
    // And of the five beside it. 21 % of 1,040 beside 20 % of 520: that may be chance, and is said so.
    says(
        &said,
        &[
            "In de indeling ‘Achtergrond: vijf groepen’ staat het hoogste cijfer voor ‘Laag inkomen’",
            "herkomst buiten Europa die in het buitenland zijn geboren",
            "21,0 %",
            "218 van 1.040 huishoudens",
            "kan toeval zijn: zeker is het dus niet",
        ],
    );
    assert_eq!(answer.lines.len(), 20, "all twenty groups, with and without a figure");
    // Groups stand in the order of the definition.
    let order: Vec<u16> = answer.lines.iter().map(|line| line.at.category.0).collect();
    assert!(order.is_sorted());
    let (.., said) = asker.ask("bij welke groep is de armoede het kleinst?");
    says(&said, &["het laagst bij bewoners zonder migratieachtergrond", "5,0 %"]);
    assert!(!said.contains("Ook in die groep"), "{said}");
    let (.., said) = asker.ask("welke groep is het grootst?");
    says(&said, &["vormen bewoners zonder migratieachtergrond", "de grootste groep"]);
    // Eight of a hundred is not most, and who reads "highest" may think so.
    let (.., said) = asker.ask("bij welke groep is de bijstand het hoogst?");
    says(&said, &["Ook in die groep geldt het voor de meeste inwoners van 15 tot en met 64 jaar niet."]);
}

#[test]
fn in_which_area_is_it_highest() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    let (asked, answer, said) = asker.ask_in("in welke gemeente is de bijstand het hoogst?", country);
    assert_eq!(asked.kind, Kind::LargestArea);
    says(
        &said,
        &[
            "Van de 8 gemeenten in Zomerland is het cijfer voor ‘Bijstand’ het hoogst in de gemeente",
            asker.name(),
            "6,0 %",
        ],
    );
    assert_eq!(answer.lines.first().map(|line| line.at.place), Some(PlaceIx(1)));
    let (.., said) = asker.ask_in("in welke gemeente is de bijstand het laagst?", country);
    says(&said, &["andere gebieden kunnen door toeval even laag of lager staan"]);
    // Published without counts: the source says so, and nobody knows how sure it is.
    let (.., said) = asker.ask_in("waar is de segregatie het hoogst?", country);
    says(&said, &["Volgens de bron", "Hoe zeker dat is, weten we niet."]);
}

#[test]
fn little_and_much_ask_for_the_lowest_and_the_highest_where_areas_are_asked_about() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for (text, kind) in [
        ("in welke gemeente is weinig bijstand?", Kind::SmallestArea),
        ("waar is de bijstand laag?", Kind::SmallestArea),
        ("welke gemeenten hebben veel bijstand", Kind::LargestArea),
        ("welke groep heeft weinig bijstand?", Kind::SmallestGroup),
        ("is er veel bijstand?", Kind::Figure),
        ("which municipalities have few people on social assistance?", Kind::SmallestArea),
    ] {
        assert_eq!(asker.ask_in(text, country).0.kind, kind, "{text}");
    }
}

#[test]
fn as_many_areas_stand_beneath_as_were_asked_for() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for (text, lines) in [
        ("top 3 gemeenten bijstand", 3),
        ("de 7 gemeenten met de hoogste bijstand", 7),
        ("gemeenten met de 7 hoogste cijfers voor bijstand", 7),
    ] {
        let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
        assert!(question.unknown.is_empty(), "{text}: {question:?}");
        let (asked, answer, _) = asker.ask_in(text, country);
        assert_eq!((asked.kind, answer.lines.len()), (Kind::LargestArea, lines), "{text}");
    }
}

#[test]
fn the_figures_of_each_group_and_of_each_area_are_told() {
    let asker = world();
    for text in [
        "laag inkomen per groep",
        "laag inkomen per achtergrond",
        "verschil in laag inkomen tussen groepen",
        "verschil tussen mensen met en zonder migratieachtergrond in laag inkomen",
        "low income by group",
    ] {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.category), (Kind::EachGroup, CategoryIx::TOTAL), "{text}");
        says(
            &said,
            &[
                "in de indeling ‘Achtergrond: vijf groepen’ (2023): van elke groep staat het cijfer hieronder.",
                "Bij alle inwoners samen",
                "het is geen ranglijst",
            ],
        );
        assert_eq!(answer.lines.len(), 5, "{text}");
        assert!(answer.lines[0].figure.starts_with("5,0"), "{text}: {:?}", answer.lines[0]);
        assert_eq!(answer.lines[0].whom, "huishoudens");
        assert!(answer.lines[0].figure.contains(&answer.lines[0].whom) && !answer.lines[0].alone.contains("huis"));
    }
    // Of the division that is called so.
    let (asked, answer, said) = asker.ask("laag inkomen naar herkomst");
    says(&said, &["in de indeling ‘Herkomst: twintig groepen’"]);
    assert_eq!((asked.kind, answer.lines.len()), (Kind::EachGroup, 20));
    assert_eq!(cautions_of(&asker, "laag inkomen naar herkomst"), "");
    let (.., said) = asker.ask("segregatie per groep");
    says(&said, &["is er alleen voor alle inwoners van een gebied samen, niet per groep."]);
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for text in ["bijstand per gemeente", "bijstand in elke gemeente", "verschil in bijstand tussen gemeenten"] {
        let (asked, answer, said) = asker.ask_in(text, country);
        assert_eq!(asked.kind, Kind::EachArea, "{text}");
        says(&said, &["Van de 8 gemeenten in Zomerland is het laagste cijfer", "Het hoogste is dat in de gemeente"]);
        let names: Vec<&str> = answer.lines.iter().map(|line| line.label.as_str()).collect();
        assert!(names.len() == 8 && names.is_sorted(), "{text}: {names:?}");
    }
    let (asked, ..) = asker.ask_in("mensen per gemeente", country);
    assert_eq!((asked.kind, asked.indicator), (Kind::EachArea, asker.figures().residents()));
}

#[test]
fn what_a_figure_is_and_how_it_counts_is_told_in_the_words_of_the_definition() {
    let asker = world();
    let indicator = asker.release.definition.find_indicator("bijstand").unwrap();
    let own = asker.release.definition.indicator(indicator).clone();
    for text in
        ["wat is bijstand?", "wat betekent bijstand", "waarom is bijstand ongunstig?", "what is social assistance?"]
    {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.indicator), (Kind::Meaning, Some(indicator)), "{text}");
        says(&said, &[own.what.nl.trim(), own.why.nl.trim(), "Een lager cijfer voor ‘Bijstand’ telt hier als gunstig"]);
        assert_eq!(answer.pages[0], Page::Explanation(indicator));
    }
    for text in ["wat is het cijfer voor bijstand hier?", "wat is het percentage bijstand"] {
        assert_eq!(asker.ask(text).0.kind, Kind::Figure, "{text}");
    }
    // Of a height figures cannot say why it is so.
    let (.., said) = asker.ask("waarom is de bijstand hier zo hoog?");
    says(&said, &["Waarom dat zo is, kunnen cijfers niet zeggen."]);
}

#[test]
fn how_do_two_compare() {
    let asker = world();
    let other = &asker.release.places.get(PlaceIx(3)).name;
    let (asked, _, said) = asker.ask(&format!("verschil in bijstand tussen {} en {other}", asker.name()));
    assert_eq!((asked.kind, asked.other_places.as_slice()), (Kind::Comparison, &[PlaceIx(3)][..]));
    says(&said, &["6,0 %", "3,0 %", "Het verschil is zeker", "is het hoger dan"]);
    let third = &asker.release.places.get(PlaceIx(4)).name;
    let (.., said) = asker.ask(&format!("bijstand in {third} vergeleken met {other}"));
    says(&said, &["Dat is ongeveer even hoog."]);
}

#[test]
fn who_live_here_and_what_stands_out() {
    let asker = world();
    let (asked, answer, said) = asker.ask(&format!("wie wonen er in {}?", asker.name()));
    assert_eq!(asked.kind, Kind::Residents);
    says(&said, &["wonen 10.400 mensen (2023)."]);
    assert_eq!(answer.lines.len(), 6, "everybody and the five groups");
    let (asked, _, said) = asker.ask("wat valt hier op?");
    assert_eq!(asked.kind, Kind::StandsOut);
    says(&said, &["hebben een bijstandsuitkering"]);
    let (asked, answer, _) = asker.ask("hoe gaat het met arbeid en inkomen?");
    assert_eq!(asked.kind, Kind::Theme);
    assert_eq!(answer.lines.len(), 2);
}

#[test]
fn which_areas_are_alike_and_how_many_households_there_are() {
    let asker = world();
    let text = format!("Welke gemeente lijkt op {}?", asker.name());
    let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, &text, false);
    let asked = Asked::of(&question, &asker.setting, &asker.figures());
    assert_eq!((asked.kind, asked.place), (Kind::Similar, asker.setting.place));
    let alike = |_| vec![PlaceIx(3), PlaceIx(5)];
    let found = answer(&asker.figures(), &asked, &asker.setting, &alike);
    let names = [3, 5].map(|n| asker.release.places.get(PlaceIx(n)).name.clone());
    says(&found.sentences[0].text, &["Het meest lijken op", &names[0], &names[1]]);
    assert_eq!(found.lines.len(), 3, "the area itself and two others");
    assert_eq!(found.pages[0], Page::Similar(asker.setting.place));
    let (asked, ..) = asker.ask("which areas are similar to this one?");
    assert_eq!(asked.kind, Kind::Similar);

    // Low income is a share of households, of which this world has as many as residents.
    let (asked, _, said) = asker.ask(&format!("hoeveel huishoudens zijn er in {}?", asker.name()));
    assert_eq!(asked.kind, Kind::Counted);
    says(&said, &["zijn er 10.400 huishoudens (2023).", "Daarover gaat het cijfer ‘Laag inkomen’."]);
    // Beside a figure the word says of what that is.
    let (asked, ..) = asker.ask("hoeveel huishoudens hebben een laag inkomen?");
    assert_eq!(asked.kind, Kind::Figure);
}

#[test]
fn the_opposite_of_a_figure_is_what_it_leaves() {
    let asker = world();
    for text in ["hoeveel mensen hebben geen bijstand?", "hoeveel inwoners zonder bijstandsuitkering?"] {
        let (asked, _, said) = asker.ask(text);
        assert!(asked.negated, "{text}");
        says(&said, &["6,0 %", "Bij de andere 94,0 % is dat niet zo."]);
    }
    let (asked, ..) = asker.ask("hoeveel mensen hebben bijstand en wonen hier niet alleen?");
    assert!(!asked.negated);
}

#[test]
fn what_else_was_named_is_told_as_well() {
    let asker = world();
    let (.., said) = asker.ask("laag inkomen bij kinderen");
    says(&said, &["U noemde ook", "‘Laag inkomen’ gaat over huishoudens"]);
    let (.., said) = asker.ask("bijstand en laag inkomen hier");
    says(&said, &["hebben een bijstandsuitkering", "hebben een laag inkomen"]);
    let (asked, _, said) = asker.ask("hoeveel tweede generatie Syriërs?");
    assert_eq!(asked.category, asker.release.definition.find_category("syrie").unwrap());
    says(&said, &["bij allebei de groepen"]);
}

#[test]
fn a_word_for_several_parts_of_a_whole_says_so() {
    let asker = world();
    let said = cautions_of(&asker, "hoeveel kinderen wonen hier?");
    says(
        &said,
        &[
            "Over ‘kinderen’ is er hier niet één cijfer, maar zijn er meer: 0 t/m 3 jaar, 4 t/m 12 jaar en 13 t/m 17 jaar.",
        ],
    );
    assert_eq!(cautions_of(&asker, "hoeveel ouderen wonen hier?"), "");
    for text in ["how many children live here", "kids", "hoeveel volwassenen wonen hier"] {
        says(&cautions_of(&asker, text), &["is er hier niet één cijfer"]);
    }
}

/// The definition with one more name for another area than the asker's.
fn with_called(asker: &Asker, name: &str) -> definition::Definition {
    let mut definition = asker.release.definition.clone();
    let other = asker
        .release
        .places
        .iter()
        .find(|(ix, place)| *ix != asker.setting.place && place.level() == Level::Municipality);
    let code = other.expect("another municipality").1.code.to_string();
    definition.monitor.also_called.insert(code, vec![name.to_owned()]);
    definition
}

#[test]
fn nothing_is_answered_about_another_area_than_was_asked() {
    let asker = world();
    let read = |text: &str| understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
    let question = read("hoeveel mensen hebben bijstand in Xanthoria?");
    assert_eq!(question.lost_areas, ["Xanthoria"]);
    assert!(!question.is_answerable());
    // Beside an area that is known it is only a word that was not understood.
    let question = read(&format!("bijstand in Xanthoria in {}", asker.name()));
    assert!(question.lost_areas.is_empty() && question.is_answerable(), "{question:?}");
    // A word of other names behind an area that is known asks about a part of it: the whole is told of, and that is said.
    let word = "Zuidoost";
    let places = &asker.release.places;
    let lexicon = Lexicon::new(&with_called(&asker, &format!("Ander {word}")), places, |_| None);
    let text = format!("hoe gaat het in {} {word}", asker.name());
    let question = understand(&lexicon, &asker.release.definition, places, &text, false);
    assert_eq!((question.lost_parts.as_slice(), question.places.len()), ([word.to_owned()].as_slice(), 1));
    assert!(question.is_answerable(), "{question:?}");
    // Nor is a postcode.
    let question = read("bijstand in 3531");
    assert_eq!(question.postcode, "3531");
    assert!(!question.is_answerable());
    assert_eq!(read("bijstand in 2021").postcode, "");
    // A group is no area.
    let question = read("wijk Bulgarije");
    assert_eq!(question.no_areas.len(), 1);
    assert!(!question.is_answerable());
    // And people are not what was asked about where that was not understood.
    assert!(!read("hoe blorp worden mensen hier").is_answerable());
}

#[test]
fn english_questions_have_english_answers() {
    let asker = world();
    let setting = Setting { language: Language::En, ..asker.setting };
    let (.., said) = asker.ask_in("How many people are on social assistance here?", setting);
    says(
        &said,
        &[
            "624 of the 10,400 residents aged 15 to 64 in the municipality of",
            "receive social assistance: that is 6.0% (2023).",
            "That is clearly less favourable than in the rest of Zomerland",
        ],
    );
    let (.., said) = asker.ask_in("In which group is poverty highest?", setting);
    says(&said, &["the highest figure for ‘Low income’", "may be chance: so it is not certain."]);
}

#[test]
fn a_word_for_something_else_is_answered_with_what_comes_near_and_says_so() {
    let asker = world();
    let said = cautions_of(&asker, "hoeveel huurwoningen zijn er hier?");
    says(&said, &["Een cijfer over ‘huurwoningen’ hebben we niet. Het dichtstbij komt ‘Corporatiewoning’."]);
    assert_eq!(cautions_of(&asker, "hoeveel sociale huurwoningen zijn er hier?"), "");
}

#[test]
fn what_is_best_or_worst_of_a_theme_is_not_said_but_its_figures_are() {
    let asker = world();
    let read = |text: &str| understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
    for (text, word) in [
        ("waar is het het veiligst?", "veiligst"),
        ("wat is de veiligste gemeente?", "veiligste"),
        ("welke gemeente is het onveiligst", "onveiligst"),
        ("where is it safest?", "safest"),
        ("which municipality is the most unsafe", ""),
    ] {
        let question = read(text);
        assert!(question.is_answerable(), "{text}: {question:?}");
        assert!(question.theme.is_some(), "{text}: {question:?}");
        assert_eq!(question.superlative, word, "{text}");
    }
    says(
        &cautions_of(&asker, "waar is het het veiligst?"),
        &["Eén eindcijfer voor ‘Veiligheid’ is er niet.", "wat hier het ‘veiligst’ is"],
    );
    // Of all together neither; of a figure the definition says which end is best.
    for text in ["welke gemeente doet het het beste?", "wat is de slechtste gemeente?", "which municipality is best"] {
        says(&cautions_of(&asker, text), &["Een totaalcijfer voor een gebied is er niet."]);
        assert_eq!(asker.ask(text).0.kind, Kind::StandsOut, "{text}");
    }
    assert_eq!(asker.ask("waar is de bijstand het gunstigst?").0.kind, Kind::SmallestArea);
    assert_eq!(asker.ask("welke gemeente scoort het slechtst op bijstand").0.kind, Kind::LargestArea);
    // Nor is an area called what people call such areas.
    for text in ["welke wijken lopen achter?", "wat zijn hier achterstandswijken?"] {
        says(
            &cautions_of(&asker, text),
            &["Een totaalcijfer voor een gebied is er niet. Daarom noemen we geen gebied"],
        );
    }
    // "Armst" is made of a word for one figure: that is most there.
    for text in ["waar is het het armst?", "wat is de armste wijk?", "welke gemeente is het armste"] {
        let (asked, ..) = asker.ask(text);
        assert_eq!(asked.kind, Kind::LargestArea, "{text}");
        let label = &asker.release.definition.indicator(asked.indicator.expect("a figure")).short.nl;
        assert_eq!(label, "Laag inkomen", "{text}");
    }
    // Who compares asks for no winner, and words of other things are not taken apart.
    assert_eq!(read("is het hier veiliger dan elders?").superlative, "");
    assert_eq!(read("hoeveel kunst is er hier?").theme, None);
}

#[test]
fn words_that_are_left_out_of_an_answer_are_named() {
    let asker = world();
    let said = cautions_of(&asker, "schulden bij jongeren hier");
    says(&said, &["Niet meegenomen in dit antwoord: ‘jongeren’."]);
    for text in [
        "hoe staat het met uitkeringen in dit gebied?",
        "bij welke groep is de armoede het grootst?",
        "bijstand bij Syriërs",
        "hoe gaat het met arbeid en inkomen?",
        "wat valt hier op?",
    ] {
        assert_eq!(cautions_of(&asker, text), "", "{text}");
    }
}

#[test]
fn a_subject_without_a_figure_is_answered_with_why_and_where_to_look() {
    let asker = world();
    for text in
        ["discriminatie", "hoeveel discriminatie is er?", "voelen mensen zich hier thuis?", "racisme bij Syriërs"]
    {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!(asked.kind, Kind::Unmeasured, "{text}");
        says(&said, &["heeft deze monitor niet.", "staat in geen enkel register"]);
        assert!(answer.pages.iter().any(|page| matches!(page, Page::Elsewhere(..))), "{text}");
        assert!(answer.lines.is_empty(), "{text}: no figure about something else");
    }
    let (asked, answer, said) = asker.ask("hoeveel statushouders wonen hier?");
    assert_eq!(asked.kind, Kind::Unmeasured);
    says(
        &said,
        &["Een cijfer over ‘statushouders’ heeft deze monitor niet.", "iedereen die korter dan 5 jaar hier is"],
    );
    let near = asker.release.definition.find_indicator("verblijf-kort").unwrap();
    assert!(answer.pages.contains(&Page::Indicator(near, asker.setting.place)));
    // Beside a figure it is the figure that is told, and what is left out is named.
    let said = cautions_of(&asker, "bijstand en discriminatie hier");
    says(&said, &["Niet meegenomen in dit antwoord: ‘discriminatie’."]);
}

/// A question as it is shown to be understood is understood as the same question.
#[test]
fn a_question_that_is_said_again_means_the_same() {
    let asker = world();
    let definition = &asker.release.definition;
    let mut asked_again = 0;
    for language in [Language::Nl, Language::En] {
        for kind in Kind::ALL {
            for (n, indicator) in definition.indicators.iter().enumerate() {
                let indicator_ix = cells::IndicatorIx(n as u16);
                for category in [CategoryIx::TOTAL, definition.find_category("somalie").unwrap()] {
                    let group_kind = matches!(kind, Kind::LargestGroup | Kind::SmallestGroup);
                    let overview =
                        !matches!(kind, Kind::Figure | Kind::Change | Kind::LargestArea | Kind::SmallestArea)
                            && !group_kind;
                    if overview || ((group_kind || category != CategoryIx::TOTAL) && indicator.breakdowns.is_empty()) {
                        continue;
                    }
                    if group_kind && category != CategoryIx::TOTAL {
                        continue;
                    }
                    let asked = Asked {
                        kind,
                        place: PlaceIx(2),
                        other_places: vec![],
                        indicator: Some(indicator_ix),
                        beside: vec![],
                        parts: vec![],
                        negated: false,
                        together: false,
                        share_of_counted: false,
                        theme: None,
                        topic: None,
                        counted: None,
                        category,
                        other_categories: vec![],
                        breakdown: None,
                        level: matches!(kind, Kind::LargestArea | Kind::SmallestArea).then_some(Level::District),
                        most: None,
                        year: Some(Period(2021)).filter(|_| n % 2 == 0 && kind != Kind::Change),
                        since: None,
                        between_groups: false,
                        threshold: None,
                        why: false,
                    };
                    let text = restated(&asked, &asker.figures(), language);
                    let question = understand(&asker.lexicon, definition, &asker.release.places, &text, false);
                    let again = Asked::of(&question, &asker.setting, &asker.figures());
                    let same_group = again.category == asked.category
                        || definition.category(again.category).map(|c| &c.label)
                            == definition.category(asked.category).map(|c| &c.label);
                    assert!(
                        (again.kind, again.place, again.indicator, again.year)
                            == (asked.kind, asked.place, asked.indicator, asked.year)
                            && (asked.level.is_none() || again.level == asked.level)
                            && same_group,
                        "{text}\n{again:?}\n{question:?}"
                    );
                    asked_again += 1;
                }
            }
        }
    }
    assert!(asked_again > 500);
}
