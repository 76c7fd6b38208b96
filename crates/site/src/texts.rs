//! The site's own words in two languages, from `locales/<language>/*.ftl`.

use std::sync::LazyLock;

use definition::Language;

pub(crate) use insight::texts::Texts;

/// The files of a language, in the order of their names.
macro_rules! files {
    ($language:literal) => {
        [
            ("shell", include_str!(concat!("../locales/", $language, "/shell.ftl"))),
            ("area", include_str!(concat!("../locales/", $language, "/area.ftl"))),
            ("indicator", include_str!(concat!("../locales/", $language, "/indicator.ftl"))),
            ("map", include_str!(concat!("../locales/", $language, "/map.ftl"))),
            ("groups", include_str!(concat!("../locales/", $language, "/groups.ftl"))),
            ("similar", include_str!(concat!("../locales/", $language, "/similar.ftl"))),
            ("guide", include_str!(concat!("../locales/", $language, "/guide.ftl"))),
            ("compare", include_str!(concat!("../locales/", $language, "/compare.ftl"))),
            ("databank", include_str!(concat!("../locales/", $language, "/databank.ftl"))),
            ("explain", include_str!(concat!("../locales/", $language, "/explain.ftl"))),
            ("ask", include_str!(concat!("../locales/", $language, "/ask.ftl"))),
            ("report", include_str!(concat!("../locales/", $language, "/report.ftl"))),
            ("own_area", include_str!(concat!("../locales/", $language, "/own_area.ftl"))),
            ("whom", include_str!(concat!("../locales/", $language, "/whom.ftl"))),
        ]
    };
}

static NL: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::Nl, &files!("nl")));
static EN: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::En, &files!("en")));

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Nl => &NL,
        Language::En => &EN,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn keys(language: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
        std::fs::read_dir(folder)
            .unwrap()
            .flat_map(|file| {
                let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
                text.lines()
                    .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                    .filter_map(|line| line.split_once(" ="))
                    .map(|(key, _)| key.to_owned())
                    .collect::<Vec<_>>()
            })
            .collect()
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
    fn both_languages_have_the_same_texts() {
        assert_eq!(keys("nl"), keys("en"));
        for key in keys("nl") {
            assert!(texts(Language::Nl).has(&key) && texts(Language::En).has(&key), "{key}");
        }
    }

    #[test]
    fn every_text_that_code_and_templates_ask_for_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        sources(&root.join("src"), &mut files);
        sources(&root.join("templates"), &mut files);
        let mut asked = 0;
        for file in &files {
            for opening in ["t.get(\"", "t.with(\"", ".t(\"", "say(\""] {
                for piece in file.split(opening).skip(1) {
                    let key = piece.split('"').next().unwrap();
                    if key.starts_with(|c: char| c.is_ascii_lowercase()) {
                        asked += 1;
                        assert!(texts(Language::Nl).has(key), "no Dutch text for {key}");
                        assert!(texts(Language::En).has(key), "no English text for {key}");
                    }
                }
            }
        }
        assert!(asked > 50, "only {asked} texts were found in the sources: the search is broken");
    }
}
