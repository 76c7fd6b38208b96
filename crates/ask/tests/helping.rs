//! Questions about the monitor itself lead to what explains it.

mod worlds;

use ask::{Help, Kind, understand};
use definition::Language;
use worlds::asker::{Asker, world};

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
    // A subject that is in several themes says where.
    assert_eq!(asker.ask("cijfers over jeugd hier").0.kind, Kind::Unmeasured);
}
