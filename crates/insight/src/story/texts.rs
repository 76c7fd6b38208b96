use std::sync::OnceLock;

use definition::Language;
use fluent_bundle::FluentArgs;

use crate::texts::{self, capitalised};

/// The sentences in one language.
pub(super) struct Texts(&'static texts::Texts);

impl Texts {
    pub(super) fn of(language: Language) -> Self {
        static NL: OnceLock<texts::Texts> = OnceLock::new();
        static EN: OnceLock<texts::Texts> = OnceLock::new();
        let read = |source| texts::Texts::new(language, &[("story", source)]);
        Self(match language {
            Language::Nl => NL.get_or_init(|| read(include_str!("../../locales/nl/story.ftl"))),
            Language::En => EN.get_or_init(|| read(include_str!("../../locales/en/story.ftl"))),
        })
    }

    /// A text with its variables filled in. What is missing shows as its name, never as nothing.
    pub(super) fn say(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.0.fill(id, args)
    }

    /// The same as a sentence: it starts with a capital.
    pub(super) fn sentence(&self, id: &str, args: &FluentArgs<'_>) -> String {
        capitalised(&self.say(id, args))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_texts() {
        let ids = |source: &str| {
            let start = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
            let mut ids: Vec<String> = source
                .lines()
                .filter(|line| start(line))
                .filter_map(|line| line.split_once(" = ").map(|(id, _)| id.to_owned()))
                .collect();
            ids.sort();
            ids
        };
        let nl = ids(include_str!("../../locales/nl/story.ftl"));
        assert_eq!(nl, ids(include_str!("../../locales/en/story.ftl")));
        assert!(nl.len() > 20);
    }
}
