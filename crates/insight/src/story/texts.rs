use std::sync::OnceLock;

use definition::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

type Bundle = FluentBundle<FluentResource>;

/// The sentences in one language.
pub(super) struct Texts {
    bundle: &'static Bundle,
}

impl Texts {
    pub(super) fn of(language: Language) -> Self {
        static NL: OnceLock<Bundle> = OnceLock::new();
        static EN: OnceLock<Bundle> = OnceLock::new();
        let bundle = match language {
            Language::Nl => NL.get_or_init(|| bundle(langid!("nl"), include_str!("../../locales/nl/story.ftl"))),
            Language::En => EN.get_or_init(|| bundle(langid!("en"), include_str!("../../locales/en/story.ftl"))),
        };
        Self { bundle }
    }

    /// A text with its variables filled in. What is missing shows as its name, never as nothing.
    pub(super) fn say(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "text `{id}`: {errors:?}");
        text
    }

    /// The same as a sentence: it starts with a capital.
    pub(super) fn sentence(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let text = self.say(id, args);
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

fn bundle(language: unic_langid::LanguageIdentifier, source: &str) -> Bundle {
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
        debug_assert!(errors.is_empty(), "story.ftl ({language}): {errors:?}");
        resource
    });
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Marks around variables are for mixed writing directions, which these two languages do not have.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let ids = |source: &str| {
            FluentResource::try_new(source.to_owned()).expect("no mistake in the file");
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
