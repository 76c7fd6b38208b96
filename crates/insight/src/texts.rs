//! Words in two languages, from Fluent files.

use std::borrow::Cow;
use std::fmt;

use definition::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads files: each with its name, for messages, and its source. They are part of the program: one that is no Fluent file,
    /// or that has a text that is there already, is a mistake of whoever wrote it, and a panic.
    pub fn new(language: Language, files: &[(&str, &str)]) -> Self {
        let id = match language {
            Language::Nl => langid!("nl"),
            Language::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks around what is filled in are for mixed writing directions, which these two languages do not have.
        bundle.set_use_isolating(false);
        for (name, source) in files {
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("locales: {name}.ftl is no Fluent file: {errors:?}"));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("locales: {name}.ftl has a text twice: {errors:?}"));
        }
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether a text is there.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A text without anything to fill in; one that is missing shows as its name, never as nothing.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with its variables filled in.
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        self.fill(key, &args)
    }

    /// The same, of variables that were gathered.
    pub fn fill(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "text `{key}`: {errors:?}");
        text
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

/// A text that begins with a capital.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_filled_in_and_one_that_is_missing_shows_as_its_name() {
        let source = "homes = { $count ->\n    [one] één woning\n   *[other] { $count } woningen\n}\n";
        let texts = Texts::new(Language::Nl, &[("houses", source)]);
        assert_eq!(texts.with("homes", &[("count", 1.into())]), "één woning");
        assert_eq!(texts.with("homes", &[("count", 3.into())]), "3 woningen");
        assert_eq!(texts.get("gardens"), "gardens");
        assert!(texts.has("homes") && !texts.has("gardens"));
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(["in Utrecht", "één woning", ""].map(capitalised), ["In Utrecht", "Één woning", ""]);
    }
}
