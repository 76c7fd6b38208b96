//! One thing beside another: a group beside everybody else, a year beside an earlier one, a figure beside a number; and how
//! differences between groups change.

mod worlds;

use ask::{Kind, Limit, Page, Setting, restated, understand};
use cells::{CategoryIx, Period, PlaceIx};
use definition::Language;
use worlds::asker::{Asker, cautions_of, says, world, world_where};

fn group(asker: &Asker, id: &str) -> CategoryIx {
    asker.release.definition.find_category(id).expect("a group")
}

const NOT_WHY: &str = "Dat zegt niet hoe dat komt.";

#[test]
fn a_group_is_set_beside_the_other_residents_of_the_same_area() {
    let asker = world();
    let syrians = group(&asker, "syrie");
    for text in [
        "hebben Syriërs vaker een laag inkomen dan andere inwoners",
        "laag inkomen onder Syriërs vergeleken met alle inwoners",
        "laag inkomen bij Syriërs en alle bewoners",
        "is het lage inkomen onder alle inwoners lager dan bij Syriërs?",
        "do Syrians have a low income more often than other residents",
    ] {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.category), (Kind::Comparison, syrians), "{text}");
        assert_eq!(asked.other_categories, [CategoryIx::TOTAL], "{text}");
        // Both figures, and how sure the difference is.
        says(&said, &["120 van de 250 huishoudens", "48,0 % (2023)", "Bij alle inwoners samen: 8,0 %.", NOT_WHY]);
        says(&said, &["Het verschil is zeker: bij bewoners met herkomst Syrië is het hoger dan bij alle inwoners."]);
        assert!(!said.contains("allebei de groepen") && !said.contains("Zomerland"), "{text}: {said}");
        let sides: Vec<CategoryIx> = answer.lines.iter().map(|line| line.at.category).collect();
        assert_eq!(sides, [syrians, CategoryIx::TOTAL], "{text}");
        assert_eq!(cautions_of(&asker, text), "", "{text}");
        // As it is said again it means the same.
        for language in [Language::Nl, Language::En] {
            let again = restated(&asked, &asker.figures(), language);
            let (other, ..) = asker.ask(&again);
            assert_eq!((other.kind, other.other_categories), (asked.kind, asked.other_categories.clone()), "{again}");
        }
    }
    // As on pages, where areas differ: assistance is 6 % of everybody here.
    let (.., said) = asker.ask("hebben Syriërs vaker bijstand dan andere inwoners");
    says(&said, &["Dat is ongeveer even hoog als bij de andere inwoners van dit gebied (alle inwoners: 6,0 %)."]);
    // How many of all residents they are is no comparison.
    let (asked, _, said) = asker.ask("hoeveel van alle inwoners zijn Syriërs?");
    assert_eq!((asked.kind, asked.category), (Kind::Figure, syrians));
    says(&said, &["Dat is 2,4 % van alle inwoners."]);
    // Where they are set beside nothing, the words are left out aloud.
    says(
        &cautions_of(&asker, "laag inkomen van andere inwoners"),
        &["Niet meegenomen in dit antwoord: ‘andere inwoners’."],
    );
}

#[test]
fn answers_about_groups_say_that_figures_do_not_tell_why() {
    let asker = world();
    for text in
        ["laag inkomen bij Syriërs", "laag inkomen bij Syriërs en Turken", "verandering laag inkomen bij Syriërs"]
    {
        let (asked, _, said) = asker.ask(text);
        assert!(asked.is_about_groups(), "{text}");
        assert_eq!(said.matches(NOT_WHY).count(), 1, "{text}: {said}");
    }
    for text in ["hoeveel Syriërs wonen hier?", "laag inkomen hier", "laag inkomen in Zomerland"] {
        assert!(!asker.ask(text).2.contains(NOT_WHY), "{text}");
    }
    assert_eq!(asker.ask("laag inkomen per groep").2.matches(NOT_WHY).count(), 1);
}

#[test]
fn a_year_that_is_compared_with_is_where_the_change_begins() {
    let asker = world();
    for text in ["bijstand vergeleken met 2021", "is de bijstand hoger dan in 2021", "bijstand ten opzichte van 2021"] {
        let (asked, _, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.since, asked.year), (Kind::Change, Some(Period(2021)), None), "{text}");
        says(&said, &["van 3,0 % in 2021 naar 6,0 % in 2023", "Dat is een stijging."]);
    }
    // A year that is only named is the year of the figure.
    let (asked, ..) = asker.ask("is de bijstand in 2021 hoger dan gemiddeld");
    assert_eq!((asked.kind, asked.year), (Kind::Figure, Some(Period(2021))));
}

#[test]
fn more_of_something_beside_nothing_asks_how_it_changes() {
    let asker = world();
    for text in [
        "wordt de bijstand hier hoger?",
        "is er meer bijstand geworden?",
        "neemt de bijstand toe?",
        "loopt de bijstand hier op?",
        "is social assistance going up?",
    ] {
        let (asked, _, said) = asker.ask(text);
        assert_eq!(asked.kind, Kind::Change, "{text}");
        says(&said, &["van 3,0 % in 2021 naar 6,0 % in 2023"]);
        let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
        assert!(question.unknown.is_empty(), "{text}: {question:?}");
    }
    // Of a group without a figure: what certainly changed for that group.
    for text in ["gaat het beter met Turkse Nederlanders?", "gaat het hier slechter met Turken"] {
        let (asked, _, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.indicator), (Kind::Change, None), "{text}");
        assert_eq!(asked.category, group(&asker, "turkije"), "{text}");
        says(&said, &["bij bewoners met herkomst Turkije is geen enkel cijfer met zekerheid veranderd"]);
        assert!(!said.contains(NOT_WHY), "{said}");
    }
    // Beside something it is a comparison still, and a level is no change.
    let other = &asker.release.places.get(PlaceIx(3)).name;
    let (asked, ..) = asker.ask(&format!("wordt er in {} meer bijstand gegeven dan in {other}", asker.name()));
    assert_eq!(asked.kind, Kind::Comparison);
    assert_eq!(asker.ask("hoe gaat het met Turken?").0.kind, Kind::StandsOut);
}

#[test]
fn areas_above_and_below_a_number_are_named() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for text in [
        "meer dan 5 procent bijstand gemeenten",
        "welke gemeenten hebben meer dan 5% bijstand",
        "gemeenten met boven 5,5 % bijstand",
        "welke gemeenten hebben meer bijstand dan 5%",
        "welke gemeenten hebben meer mensen met bijstand dan 5 procent",
        "municipalities with more than 5 percent on social assistance",
    ] {
        let (asked, answer, said) = asker.ask_in(text, country);
        assert_eq!(asked.kind, Kind::EachArea, "{text}");
        says(
            &said,
            &["Van de 8 gemeenten in Zomerland met een cijfer is er één waar ‘Bijstand’ hoger is dan 5", asker.name()],
        );
        assert_eq!(answer.lines.len(), 1, "{text}");
        assert_eq!(cautions_of(&asker, text), "", "{text}");
        let again = restated(&asked, &asker.figures(), Language::Nl);
        let (other, ..) = asker.ask_in(&again, country);
        assert_eq!((other.kind, other.threshold.map(|t| t.limit)), (asked.kind, asked.threshold.map(|t| t.limit)));
    }
    let (.., said) = asker.ask_in("gemeenten met minder dan 3 procent bijstand", country);
    says(&said, &["is er geen waar ‘Bijstand’ lager is dan 3,0 %"]);
    let (.., said) = asker.ask_in("welke gemeenten hebben minder bijstand dan 3%", country);
    says(&said, &["is er geen waar ‘Bijstand’ lager is dan 3,0 %"]);
    // Two limits at once are left out, and that is said.
    says(
        &cautions_of(&asker, "gemeenten met tussen 2 en 3 procent bijstand"),
        &["Niet meegenomen in dit antwoord: ‘tussen 2 en 3’."],
    );
    // Of whom nothing is shown is named.
    let (.., said) = asker.ask_in("gemeenten met meer dan 8 procent laag inkomen bij Irakezen", country);
    let hidden = &asker.release.places.get(PlaceIx(8)).name;
    says(&said, &[&format!("Van {hidden} is er geen cijfer"), "weten we dus niet."]);
    // Of one area, and of numbers of people, nothing is sorted out, and that is said.
    says(
        &cautions_of(&asker, "meer dan 5 procent bijstand hier"),
        &["Niet meegenomen in dit antwoord: ‘meer dan 5 procent’."],
    );
    says(&cautions_of(&asker, "gemeenten met meer dan 300 mensen in de bijstand"), &["‘meer dan 300’"]);
}

#[test]
fn areas_above_and_below_the_mean_or_another_area_are_named() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for text in [
        "welke gemeenten hebben meer bijstand dan gemiddeld",
        "gemeenten met meer bijstand dan het landelijk gemiddelde",
        "gemeenten met meer mensen in de bijstand dan het gemiddelde",
        "gemeenten met hogere bijstand dan gemiddeld",
        "bijstand boven het gemiddelde gemeenten",
        "gemeenten waar meer bijstand is dan in heel Zomerland",
        "municipalities with more social assistance than average",
    ] {
        let (asked, answer, said) = asker.ask_in(text, country);
        assert_eq!(asked.kind, Kind::EachArea, "{text}");
        says(&said, &["Van de 8 gemeenten in Zomerland met een cijfer", "hoger is dan", "(het cijfer in Zomerland)"]);
        says(&said, &["het verschil met de rest zeker"]);
        assert!(!said.contains("door toeval boven of onder"), "{said}");
        // Each of them, and none of the others, has more than the country.
        let of = |place| {
            let (indicator, category) = (asked.indicator.unwrap(), CategoryIx::TOTAL);
            let at = insight::Address { indicator, period: Period(2023), place, category };
            (asker.figures().cell(at).value.unwrap() * 10.0).round()
        };
        let more = (1..=8).map(PlaceIx).filter(|place| of(*place) > of(PlaceIx(0)));
        assert_eq!(answer.lines.len(), more.count(), "{text}");
        assert_eq!(cautions_of(&asker, text), "", "{text}");
        let again = restated(&asked, &asker.figures(), Language::Nl);
        let (other, ..) = asker.ask_in(&again, country);
        assert_eq!(other.kind, Kind::EachArea, "{again}");
        assert!(other.threshold.is_some(), "{again}");
    }
    let name = asker.name();
    let (asked, ..) = asker.ask_in(&format!("gemeenten met minder bijstand dan {name}"), country);
    assert_eq!(asked.threshold.map(|t| (t.higher, t.limit)), Some((false, Limit::Area(asker.setting.place))));
    // The areas in it are beside what they lie in.
    let (asked, answer, _) = asker.ask(&format!("wijken met meer bijstand dan {name}"));
    let beside = |line: &ask::Line| line.reference == Some(release::StandingReference::Municipality);
    assert!(answer.lines.iter().all(beside), "what the lines say is what was asked: {:?}", answer.lines);
    assert_eq!(asked.threshold.map(|t| (t.higher, t.limit)), Some((true, Limit::Mean)));
    assert_eq!(asked.place, asker.setting.place);
    // Of numbers of people there is no mean to be above.
    says(&cautions_of(&asker, "gemeenten met meer inwoners dan gemiddeld"), &["Niet meegenomen"]);
}

#[test]
fn much_of_something_beside_nothing_is_not_answered_in_silence() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    let said = |text: &str| {
        let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
        let asked = ask::Asked::of(&question, &country, &asker.figures());
        ask::cautions(&question, &asked, &asker.figures(), Language::Nl).join(" ")
    };
    says(&said("veel bijstand"), &["Of het ‘veel’ is, is hier niet te zien"]);
    assert_eq!(said("hoe hoog is de bijstand"), "");
    assert_eq!(cautions_of(&asker, "veel bijstand hier"), "");
}

#[test]
fn a_word_for_a_few_figures_of_a_theme_is_answered_with_those() {
    let asker = world();
    let text = "schulden hier";
    let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
    let asked = ask::Asked::of(&question, &asker.setting, &asker.figures());
    let told: Vec<&str> = asked
        .indicator
        .iter()
        .chain(&asked.parts)
        .map(|ix| asker.release.definition.indicator(*ix).id.as_str())
        .collect();
    assert_eq!((asked.kind, told.as_slice()), (Kind::Theme, &["zorgpremie", "schuldsanering"][..]));
    says(&cautions_of(&asker, text), &["Over ‘schulden’ is er hier niet één cijfer", "Schuldsanering"]);
    // Of these this world has no figure: what other figures of the theme say is no answer.
    let (.., said) = asker.ask(text);
    assert!(!said.contains("ongunstiger"), "{said}");
    let again = restated(&asked, &asker.figures(), Language::Nl);
    assert!(again.contains("Schuldsanering") && !again.contains("Arbeid"), "{again}");
}

#[test]
fn how_differences_between_groups_change_is_told_only_where_it_is_certain() {
    let abroad = "buiten-europa-in-het-buitenland-geboren";
    // Of 1,040 households: from 42 % to 21 %, from 21 % to 42 %, and about the same.
    let told = |in_year: u16, times: f64| {
        let asker = world_where(move |id, year| if id == abroad && year == in_year { times } else { 1.0 });
        let (asked, answer, said) = asker.ask("wordt het verschil in laag inkomen tussen groepen kleiner?");
        assert!(asked.between_groups && asked.kind == Kind::Change, "{asked:?}");
        assert_eq!(answer.lines.len(), 5, "the five groups");
        assert!(answer.lines.iter().all(|line| line.note.contains("in 2021: ")));
        says(
            &said,
            &[
                "In de indeling ‘Achtergrond: vijf groepen’",
                "bij bewoners zonder migratieachtergrond",
                "In 2021 was het",
            ],
        );
        says(&said, &[NOT_WHY, "het is geen ranglijst"]);
        said
    };
    says(&told(2021, 2.0), &["42,0 % en 5,0 %: een verschil van 37,0 procentpunt", "met zekerheid kleiner geworden."]);
    says(&told(2023, 2.0), &["met zekerheid groter geworden."]);
    for times in [1.0, 1.02] {
        let said = told(2021, times);
        says(&said, &["dat verschil kan toeval zijn."]);
        assert!(!said.contains("met zekerheid"), "{said}");
    }
}

#[test]
fn differences_between_groups_of_no_figure_lead_to_figures() {
    let asker = world();
    for text in [
        "lopen de verschillen tussen groepen op?",
        "worden de verschillen tussen groepen groter?",
        "nemen verschillen tussen groepen toe?",
        "are differences between groups growing?",
    ] {
        let (asked, answer, said) = asker.ask(text);
        assert!(asked.between_groups && asked.indicator.is_none(), "{text}: {asked:?}");
        says(&said, &["is per cijfer anders", "‘Bijstand’ en ‘Laag inkomen’"]);
        assert!(answer.pages.iter().any(|page| matches!(page, Page::Indicator(..))), "{text}");
        let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
        assert!(question.unknown.is_empty(), "{text}: {question:?}");
    }
    let again = restated(&asker.ask("lopen de verschillen tussen groepen op?").0, &asker.figures(), Language::Nl);
    assert!(asker.ask(&again).0.between_groups, "{again}");
    // A figure that is not split by group has no differences.
    says(&asker.ask("wordt het verschil in segregatie tussen groepen groter?").2, &["niet per groep"]);
}

#[test]
fn a_count_that_was_rounded_to_nothing_is_neither_below_a_number_nor_the_lowest() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    let open = asker.release.places.get(PlaceIx(7)).name.clone();
    // 0 of 60, of which 4 may be: less than 6.7 percent, beside 3 percent elsewhere.
    let (_, answer, said) = asker.ask_in("gemeenten met minder dan 5 procent bijstand bij Irakezen", country);
    assert!(answer.lines.iter().all(|line| line.at.place != PlaceIx(7)), "{said}");
    says(&said, &[&format!("Van {open} is er geen cijfer"), "weten we dus niet."]);
    let (.., said) = asker.ask_in("bijstand bij Irakezen per gemeente", country);
    let lowest = said.split("Het hoogste").next().expect("the lowest");
    assert!(lowest.contains("2,9") && !lowest.contains(&open), "{said}");
    // It is below what it cannot be above.
    let (_, answer, _) = asker.ask_in("gemeenten met minder dan 8 procent bijstand bij Irakezen", country);
    assert!(answer.lines.iter().any(|line| line.at.place == PlaceIx(7)));
}

#[test]
fn a_list_begins_at_the_end_that_was_asked_for() {
    let asker = world();
    let country = Setting { place: PlaceIx(0), ..asker.setting };
    for (text, kind, most) in [
        ("top 5 gemeenten met de minste bijstand", Kind::SmallestArea, Some(5)),
        ("top 5 laagste bijstand", Kind::SmallestArea, Some(5)),
        ("top 3 gemeenten bijstand", Kind::LargestArea, Some(3)),
        ("de drie gemeenten met de hoogste bijstand", Kind::LargestArea, Some(3)),
        ("gemeenten met de laagste bijstand top 8", Kind::SmallestArea, Some(8)),
        ("top 5 municipalities with the lowest social assistance", Kind::SmallestArea, Some(5)),
    ] {
        let (asked, answer, _) = asker.ask_in(text, country);
        assert_eq!((asked.kind, asked.most), (kind, most), "{text}");
        assert_eq!(Some(answer.lines.len()), most, "{text}");
    }
}
