//! Of which people a figure is: of an age, of a group by another word for it, of an area that is too small for groups.

mod worlds;

use ask::{Asked, Kind, Page, Question, Setting, understand};
use cells::{CategoryIx, PlaceIx};
use definition::Language;
use worlds::asker::{Asker, cautions_of, says, world};

fn group(asker: &Asker, id: &str) -> CategoryIx {
    asker.release.definition.find_category(id).expect("a group")
}

fn read(asker: &Asker, text: &str) -> Question {
    understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false)
}

fn figures_of<'a>(asker: &'a Asker, question: &Question) -> Vec<&'a str> {
    question.indicators.iter().map(|heard| asker.release.definition.indicator(heard.what).id.as_str()).collect()
}

#[test]
fn how_young_people_of_groups_are_is_asked_of_figures_about_young_people() {
    let asker = world();
    let young = ["geen-startkwalificatie", "hoogopgeleid", "vsv", "halt"];
    for text in [
        "hoe gaat het met jongeren met een migratieachtergrond",
        "hoe gaat het met jongeren naar achtergrond",
        "jongeren met een migratieachtergrond hier",
    ] {
        let question = read(&asker, text);
        assert_eq!((question.kind, figures_of(&asker, &question)), (Some(Kind::EachGroup), young.to_vec()), "{text}");
        assert!(question.is_answerable(), "{text}");
    }
    let question = read(&asker, "hoe gaat het met Syrische jongeren");
    assert_eq!(question.kind, Some(Kind::Figure));
    assert_eq!((figures_of(&asker, &question), question.groups[0].what), (young.to_vec(), group(&asker, "syrie")));
    // How many they are is another question, and so is one about a figure of everybody.
    assert_eq!(figures_of(&asker, &read(&asker, "hoeveel Syrische jongeren wonen hier")), ["leeftijd-13-17"]);
    // Of all young people a theme gathers what there is.
    let question = read(&asker, "hoe gaat het met jongeren");
    let theme = question.theme.as_ref().map(|heard| asker.release.definition.themes[heard.what].id.as_str());
    assert_eq!((question.kind, theme, figures_of(&asker, &question).len()), (Some(Kind::Theme), Some("jeugd"), 0));
    assert_eq!(figures_of(&asker, &read(&asker, "hoeveel jongeren wonen hier")), ["leeftijd-13-17"]);
    assert_eq!(figures_of(&asker, &read(&asker, "hoe groot is het deel 13 t/m 17 jaar")), ["leeftijd-13-17"]);
    // Of older people there are no such figures: how many they are is told, and that it is no more than that.
    let text = "hoe gaat het met ouderen met een migratieachtergrond";
    assert_eq!(figures_of(&asker, &read(&asker, text)), ["leeftijd-65"]);
    says(&cautions_of(&asker, text), &["Hoe het met ‘ouderen’ gaat, is hier niet apart te zien."]);
}

#[test]
fn several_figures_stand_by_group() {
    let asker = world();
    let (asked, answer, said) = asker.ask("bijstand en laag inkomen per groep");
    assert_eq!((asked.kind, answer.lines.len()), (Kind::EachGroup, 10));
    says(&said, &["Van ‘Bijstand’ en ‘Laag inkomen’", "Dat zegt niet hoe dat komt.", "het is geen ranglijst"]);
    assert_eq!(cautions_of(&asker, "bijstand en laag inkomen per groep"), "");
    let again = ask::restated(&asked, &asker.figures(), Language::Nl);
    let (other, ..) = asker.ask(&again);
    assert_eq!((other.kind, other.indicator, other.beside), (asked.kind, asked.indicator, asked.beside), "{again}");
}

#[test]
fn ages_are_told_apart_only_where_the_figure_is_not_of_them() {
    let asker = world();
    // The figure is of young people: they are no part of it that is not told apart.
    let question = read(&asker, "jongeren zonder startkwalificatie met Marokkaanse achtergrond");
    assert_eq!(figures_of(&asker, &question), ["geen-startkwalificatie"]);
    assert_eq!(cautions_of(&asker, "jongeren zonder startkwalificatie"), "");
    // Of 15 to 64 years some are young, and nobody is 4 or 70.
    says(&asker.ask("bijstand bij jongeren").2, &["U noemde ook ‘13 t/m 17 jaar’.", "voor een deel daarvan"]);
    for text in ["bijstand bij ouderen", "bijstand bij peuters"] {
        let (.., said) = asker.ask(text);
        says(&said, &["‘Bijstand’ gaat over inwoners van 15 tot en met 64 jaar: daar horen zij niet bij."]);
        assert!(!said.contains("een deel daarvan"), "{text}: {said}");
    }
}

#[test]
fn a_word_made_of_people_and_a_figure_asks_the_figure_and_says_that_they_are_not_apart() {
    let asker = world();
    for (text, figure, said) in [
        ("jongerenbijstand", "bijstand", "U noemde ook ‘13 t/m 17 jaar’."),
        ("bijstand bij jongeren", "bijstand", "U noemde ook ‘13 t/m 17 jaar’."),
        ("kinderarmoede", "laag-inkomen", "U noemde ook ‘0 t/m 3 jaar’."),
    ] {
        let (asked, _, answer) = asker.ask(text);
        let asked = asked.indicator.map(|ix| asker.release.definition.indicator(ix).id.as_str());
        assert_eq!(asked, Some(figure), "{text}");
        says(&answer, &[said]);
    }
    says(&cautions_of(&asker, "jeugdarmoede"), &["Niet meegenomen in dit antwoord: ‘jeugd’."]);
    // A figure that is of children itself is told, not the others about them.
    assert_eq!(figures_of(&asker, &read(&asker, "voorschool turkse kinderen"))[0], "vve");
    // One that the definition knows as it stands is not taken apart.
    assert_eq!(figures_of(&asker, &read(&asker, "jeugdcriminaliteit")), ["halt"]);
}

#[test]
fn a_group_that_is_named_after_what_it_is_not_says_whom_it_is_of() {
    let asker = world();
    for (text, words) in [
        ("laag inkomen bij Nederlanders", "Nederlanders"),
        ("laag inkomen bij mensen met een Nederlandse achtergrond", "Nederlandse achtergrond"),
    ] {
        assert_eq!(
            cautions_of(&asker, text),
            format!("Met ‘{words}’ bedoelen we hier bewoners zonder migratieachtergrond."),
            "{text}"
        );
        says(&asker.ask(text).2, &["5,0 %"]);
    }
    assert_eq!(cautions_of(&asker, "laag inkomen bij mensen zonder migratieachtergrond"), "");
    // Of a division without figures here, the same people in another.
    let (asked, _, said) = asker.ask("laag inkomen bij bewoners met Nederlandse herkomst");
    assert_eq!(asked.category, group(&asker, "geen-migratieachtergrond"));
    says(&said, &["5,0 %"]);
    assert_eq!(cautions_of(&asker, "laag inkomen bij Turkse Nederlanders"), "");
    // In English alike, beside a group of twenty as one of those.
    let text = "low income among Syrians compared with Dutch";
    let (asked, _, said) = asker.ask(text);
    let wanted = [group(&asker, "zonder-migratieachtergrond")];
    assert_eq!((asked.kind, asked.other_categories.as_slice()), (Kind::Comparison, &wanted[..]), "{asked:?}");
    says(&said, &["Het verschil is zeker"]);
    let (asked, ..) = asker.ask("low income among Moroccan Dutch");
    assert_eq!((asked.category, asked.other_categories.len()), (group(&asker, "marokko"), 0));
    says(&cautions_of(&asker, text), &["Met ‘Dutch’ bedoelen we hier"]);
}

#[test]
fn an_area_without_figures_by_group_does_not_deny_that_there_are_any() {
    let asker = world();
    let places = &asker.release.places;
    let district = places.children(PlaceIx(1), places.newest_vintage().expect("a vintage"))[0];
    let small = Setting { place: district, ..asker.setting };
    let (asked, answer, said) = asker.ask_in("laag inkomen per achtergrond", small);
    assert_eq!(asked.kind, Kind::EachGroup);
    assert!(!said.contains("alleen voor alle inwoners"), "{said}");
    says(&said, &["per groep dat we kunnen tonen.", "Per groep is het er wel in de gemeente", asker.name()]);
    assert_eq!(answer.pages[0], Page::Indicator(asked.indicator.expect("a figure"), PlaceIx(1)));
    // Where the plan of publication leaves them out, that is the reason.
    let mut definition = asker.release.definition.clone();
    for plan in &mut definition.monitor.protection.plan {
        plan.breakdowns.clear();
    }
    let figures = insight::Figures { definition: &definition, ..asker.figures() };
    let asked = Asked::of(&read(&asker, "laag inkomen per achtergrond"), &small, &figures);
    let answer = ask::answer(&figures, &asked, &small, &|_| Vec::new());
    says(&answer.sentences[0].text, &["Van wijken tonen we ‘Laag inkomen’ niet per groep. Zo is niemand te vinden"]);
}

#[test]
fn the_lowest_is_never_claimed_while_areas_or_groups_without_a_figure_may_be_lower() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for text in
        ["laag inkomen bij Irakezen per gemeente", "in welke gemeente is het lage inkomen bij Irakezen het laagst?"]
    {
        let (.., said) = asker.ask_in(text, country);
        says(&said, &["7 gemeenten in Zomerland met een cijfer", "Daar kan het lager zijn."]);
    }
    let (.., said) = asker.ask_in("bijstand per gemeente", country);
    assert!(!said.contains("met een cijfer"), "{said}");
    // Of the groups without a figure some may be lower; where it is highest that is not said.
    says(&asker.ask("bij welke groep is het lage inkomen het laagst?").2, &["Daar kan het lager zijn."]);
    assert!(!asker.ask("bij welke groep is het lage inkomen het hoogst?").2.contains("Daar kan het lager zijn."));
}

#[test]
fn a_number_of_an_area_asks_of_which_municipality() {
    let asker = world();
    let question = read(&asker, "hoeveel mensen wonen in wijk 2");
    let heard = question.numbered.clone().expect("areas");
    assert_eq!((heard.words.as_str(), heard.others.len()), ("wijk 2", 7));
    assert!(!question.is_answerable());
    says(&ask::which_numbered(&question, Language::Nl).expect("a question"), &["Welk gebied bedoelt u met ‘wijk 2’?"]);
    // In one municipality it is one of them.
    let question = read(&asker, &format!("hoeveel mensen wonen in wijk 2 van {}", asker.name()));
    assert!(question.numbered.is_none() && question.is_answerable());
    assert!(read(&asker, "top 2 wijken bijstand").numbered.is_none());
}
