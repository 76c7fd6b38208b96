//! The words of documents in two languages, from `locales/<language>/report.ftl`.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use definition::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

/// The texts of one language.
pub(crate) struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

static NL: LazyLock<Texts> =
    LazyLock::new(|| Texts::new(Language::Nl, langid!("nl"), include_str!("../locales/nl/report.ftl")));
static EN: LazyLock<Texts> =
    LazyLock::new(|| Texts::new(Language::En, langid!("en"), include_str!("../locales/en/report.ftl")));

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Nl => &NL,
        Language::En => &EN,
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Texts {
    fn new(language: Language, id: LanguageIdentifier, source: &str) -> Self {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            debug_assert!(errors.is_empty(), "report.ftl ({id}): {errors:?}");
            resource
        });
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks around variables are for mixed writing directions, which these two languages do not have.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A text; one that is missing shows as its name, never as nothing.
    pub(crate) fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with its variables filled in.
    pub(crate) fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "text `{key}`: {errors:?}");
        text
    }

    #[cfg(test)]
    fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn keys(source: &str) -> Vec<&str> {
        let mut keys: Vec<&str> = source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
            .collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn both_languages_have_the_same_texts() {
        let nl = keys(include_str!("../locales/nl/report.ftl"));
        assert_eq!(nl, keys(include_str!("../locales/en/report.ftl")));
        assert!(nl.len() > 60);
    }

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_text_that_code_asks_for_is_there() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        let mut asked = 0;
        for file in &files {
            for opening in ["t.get(\"", "t.with(\"", "get(\"", "with(\""] {
                for piece in file.split(opening).skip(1) {
                    let key = piece.split('"').next().unwrap();
                    if key.contains('-')
                        && !key.ends_with('-')
                        && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                    {
                        asked += 1;
                        assert!(texts(Language::Nl).has(key), "no Dutch text for {key}");
                        assert!(texts(Language::En).has(key), "no English text for {key}");
                    }
                }
            }
        }
        assert!(asked > 60, "only {asked} texts were found in the sources: the search is broken");
    }
}
