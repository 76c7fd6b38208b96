//! The words of documents in two languages, from `locales/<language>/report.ftl`.

use std::sync::LazyLock;

use definition::Language;

pub(crate) use insight::texts::Texts;

static NL: LazyLock<Texts> =
    LazyLock::new(|| Texts::new(Language::Nl, &[("report", include_str!("../locales/nl/report.ftl"))]));
static EN: LazyLock<Texts> =
    LazyLock::new(|| Texts::new(Language::En, &[("report", include_str!("../locales/en/report.ftl"))]));

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Nl => &NL,
        Language::En => &EN,
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
