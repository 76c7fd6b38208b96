//! Questions about the monitor itself lead to what explains it.

mod worlds;

use ask::{Help, Kind, Page, understand};
use definition::Language;
use worlds::asker::{Asker, says, world};

fn help_for(asker: &Asker, text: &str) -> Vec<String> {
    let definition = &asker.release.definition;
    let question = understand(&asker.lexicon, definition, &asker.release.places, text, false);
    assert!(question.asks_help(), "{text}: {question:?}");
    let named = |help: &Help| match help {
        Help::Page(n) => definition.pages[*n].slug.clone(),
        other => format!("{other:?}"),
    };
    question.help.iter().map(named).collect()
}

#[test]
fn questions_about_the_monitor_itself_lead_to_what_explains_it() {
    let asker = world();
    for (text, expected) in [
        ("mag dit wel, cijfers naar afkomst?", "mag-dit"),
        ("mag dit", "mag-dit"),
        ("is this allowed", "mag-dit"),
        ("wat betekent duidelijk ongunstiger", "hoe-lees-ik-dit"),
        ("cijfers in excel", "Databank"),
        ("hoe krijg ik dit in exel", "Databank"),
        ("hoe maak ik een grafiek", "Charts"),
        ("factsheet", "Factsheet"),
    ] {
        assert!(help_for(&asker, text).contains(&expected.to_owned()), "{text}: {:?}", help_for(&asker, text));
    }
    assert_eq!(help_for(&asker, &format!("factsheet {}", asker.name())), ["Factsheet"]);
    for language in [Language::Nl, Language::En] {
        assert!(Help::Factsheet.label(&asker.release.definition, "Grutdam", language).contains("Grutdam"));
        assert!(Help::heading(language).iter().all(|text| text.len() > 10));
    }
}

#[test]
fn a_figure_that_is_named_is_answered_with_help_beside_it() {
    let asker = world();
    let definition = &asker.release.definition;
    let read = |text: &str| understand(&asker.lexicon, definition, &asker.release.places, text, false);
    let question = read("bijstand in excel");
    assert!(!question.asks_help() && question.is_answerable() && question.help == [Help::Databank], "{question:?}");
    // How a figure is measured is what it means.
    for text in ["hoe wordt bijstand gemeten", "hoe wordt de bijstand berekend?", "how is social assistance measured"] {
        assert_eq!(asker.ask(text).0.kind, Kind::Meaning, "{text}");
    }
    for text in ["bijstand hier", "hoe hoog is de bijstand", "wat valt op"] {
        assert!(read(text).help.is_empty(), "{text}");
    }
}

#[test]
fn a_theme_that_gathers_figures_of_others_tells_them() {
    let mut asker = world();
    let themes = &mut asker.release.definition.themes;
    let youth = themes.iter().position(|theme| theme.id == "jeugd").expect("the theme");
    themes[youth].gathers = vec!["bijstand".to_owned(), "halt".to_owned(), "inwoners".to_owned()];
    for text in ["cijfers over jeugd hier", "hoe gaat het met kinderen en jongeren", "jeugd"] {
        let (asked, answer, said) = asker.ask(text);
        assert_eq!((asked.kind, asked.theme), (Kind::Theme, Some(youth)), "{text}");
        // Those that have a figure, each once, in the order of the pages.
        let definition = &asker.release.definition;
        let told: Vec<&str> =
            answer.lines.iter().map(|line| definition.indicator(line.at.indicator).id.as_str()).collect();
        assert_eq!(told, ["inwoners", "bijstand"], "{text}");
        assert_eq!(answer.pages[0], Page::Theme(asked.place, youth));
        says(&said, &["‘Jeugd’", "2 cijfers"]);
    }
}
