//! Sentences of editors, and indicators that a monitor shows without a judgement.

use std::fs;
use std::path::Path;

use definition::{Polarity, StoryPart, examine, load};

/// Zomerland laid over KIS, with files of its own and without neighbourhoods.
fn with(files: &[(&str, &str)], monitor: &str) -> tempfile::TempDir {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors");
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &Path, to: &Path| fs::copy(from, to).map(drop).unwrap();
    for name in ["kis", "zomerland"] {
        let mut todo = vec![shipped.join(name)];
        while let Some(at) = todo.pop() {
            fs::create_dir_all(folder.path().join(at.strip_prefix(&shipped).unwrap())).unwrap();
            for entry in fs::read_dir(&at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    todo.push(path);
                } else {
                    copy(&path, &folder.path().join(path.strip_prefix(&shipped).unwrap()));
                }
            }
        }
    }
    let own = folder.path().join("zomerland");
    fs::create_dir_all(own.join("stories")).unwrap();
    for (name, text) in files {
        fs::write(own.join(name), text).unwrap();
    }
    let text = fs::read_to_string(own.join("monitor.toml")).unwrap();
    assert!(text.contains(", \"neighbourhood\"]"));
    let text = text.replacen(", \"neighbourhood\"]", "]", 1);
    fs::write(own.join("monitor.toml"), text.replacen("fictional = true", &format!("fictional = true\n{monitor}"), 1))
        .unwrap();
    folder
}

const SENTENCE: &str = r#"
[[sentence]]
area = "GM9001"
part = "stands-out"
replaces = true
text = { nl = "In 2023 sloot de haven.", en = "In 2023 the harbour closed." }
by = "Redactie Zomerdam"
written = "2024-02-29"
"#;

#[test]
fn a_sentence_of_an_editor_is_read() {
    let folder = with(&[("stories/redactie.toml", SENTENCE)], "");
    let definition = load(&folder.path().join("zomerland")).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(definition.stories.len(), 1);
    assert_eq!((definition.stories[0].part, definition.stories[0].replaces), (StoryPart::StandsOut, true));
}

#[test]
fn a_sentence_that_cannot_be_right_is_refused_with_what_was_expected() {
    for (from, to, says) in [
        ("GM9001", "GM90011", "is no area code"),
        ("GM9001", "BU90010101", "a level that this monitor does not have"),
        ("2024-02-29", "2023-02-29", "is no day"),
        ("closed.", "closed", "does not end as a sentence does"),
        ("replaces = true", "category = \"syriee\"", "there is no category `syriee`"),
        ("stands-out", "opvallend", "opvallend"),
    ] {
        let folder = with(&[("stories/redactie.toml", &SENTENCE.replacen(from, to, 1))], "");
        let problems = examine(&folder.path().join("zomerland")).problems.to_string();
        assert!(problems.contains(says) && problems.contains("redactie.toml"), "{says}: {problems}");
    }
}

#[test]
fn a_monitor_laid_over_another_can_leave_the_judgement_of_an_indicator_out() {
    let folder = with(&[], "neutral = [\"bijstand\"]");
    let definition = load(&folder.path().join("zomerland")).unwrap_or_else(|problems| panic!("{problems}"));
    let polarity = |id: &str| definition.indicator(definition.find_indicator(id).unwrap()).polarity;
    assert_eq!(polarity("bijstand"), Polarity::Neutral);
    assert_eq!(polarity("werk"), Polarity::HigherIsFavourable);
    let folder = with(&[], "neutral = [\"bijstnad\"]");
    let problems = examine(&folder.path().join("zomerland")).problems.to_string();
    assert!(problems.contains("did you mean `bijstand`?"), "{problems}");
}
