//! Subjects of which there is no figure, and words that only come near a figure.

use std::fs;
use std::path::Path;

use definition::{examine, load};

/// The small valid monitor with one file of topics, and words that come near its first indicator.
fn with(topics: &str) -> tempfile::TempDir {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid");
    let folder = tempfile::tempdir().unwrap();
    let mut todo = vec![shipped.clone()];
    while let Some(at) = todo.pop() {
        fs::create_dir_all(folder.path().join(at.strip_prefix(&shipped).unwrap())).unwrap();
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                fs::copy(&path, folder.path().join(path.strip_prefix(&shipped).unwrap())).unwrap();
            }
        }
    }
    let indicators = folder.path().join("indicators/a-werk.toml");
    let text = fs::read_to_string(&indicators).unwrap();
    fs::write(&indicators, text.replacen("[[indicator]]\n", "[[indicator]]\nnear = [\"loondienst\"]\n", 1)).unwrap();
    fs::create_dir_all(folder.path().join("topics")).unwrap();
    fs::write(folder.path().join("topics/zonder-cijfer.toml"), topics).unwrap();
    folder
}

fn first_indicator() -> String {
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid");
    load(&valid).unwrap_or_else(|problems| panic!("{problems}")).indicators[0].id.clone()
}

fn topic(nearest: &str, address: &str) -> String {
    format!(
        r#"
[[topic]]
id = "discriminatie"
label = {{ nl = "discriminatie", en = "discrimination" }}
why = {{ nl = "Dat staat in geen register.", en = "No register holds it." }}
synonyms = ["racisme"]
nearest = ["{nearest}"]
links = [{{ label = {{ nl = "Elders", en = "Elsewhere" }}, address = "{address}" }}]
"#
    )
}

#[test]
fn topics_and_words_that_come_near_are_read() {
    let first = first_indicator();
    let folder = with(&topic(&first, "https://example.org/"));
    let definition = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(definition.topics.len(), 1);
    assert_eq!(definition.topics[0].nearest, [first]);
    assert!(definition.indicators.iter().any(|indicator| indicator.near == ["loondienst"]));
}

#[test]
fn a_topic_that_cannot_be_right_is_refused_with_what_was_expected() {
    let first = first_indicator();
    let twice = topic(&first, "https://example.org/").repeat(2);
    for (text, says) in [
        (topic("geluk", "https://example.org/"), "there is no indicator `geluk`"),
        (topic(&first, "example.org"), "`example.org` is no web address"),
        (twice, "there are two of topic `discriminatie`"),
    ] {
        let said = examine(with(&text).path()).problems.to_string();
        assert!(said.contains(says), "`{says}` is not in: {said}");
    }
}

/// What the monitors of the project say about their subjects.
#[test]
fn the_topics_of_the_shipped_monitors_say_why_in_sentences() {
    for name in ["zomerland", "nederland"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors").join(name);
        let definition = load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(definition.topics.len() >= 5, "{name}");
        for topic in &definition.topics {
            for text in [&topic.why.nl, &topic.why.en] {
                assert!(text.ends_with('.') && text.chars().count() < 400, "{name}, {}: {text}", topic.id);
            }
        }
    }
}
