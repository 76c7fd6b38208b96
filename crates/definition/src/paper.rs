//! What printed documents have beside the figures: the logo, and words of an editor under `words/`.

use std::collections::BTreeMap;
use std::path::Path;

use cells::AreaCode;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::document::Lines;
use crate::draft::{Draft, Report, Sited, Step};
use crate::load::{names, text, whole_file};
use crate::model::{EDITOR_PLACES, EditorWords, Monitor};
use crate::nearest::{did_you_mean, list};
use crate::problem::{Problem, Severity};
use crate::shape::shorten;
use Step::Key;

/// A colour of letters on white has at least this contrast (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
/// The most bytes of a logo: it stands in every document.
const LARGEST_LOGO: usize = 100_000;
/// The most characters of an editor's text in one place.
const LONGEST_WORDS: usize = 6_000;

/// Reads the files and says what is wrong with them.
pub(crate) fn read(folder: &Path, draft: &mut Draft, report: &mut Report<'_>) {
    if let Some(monitor) = &draft.monitor {
        colour(monitor, report);
        draft.paper.logo = logo(folder, monitor, report);
    }
    draft.paper.words = words(folder, draft, report);
}

fn colour(monitor: &Sited<Monitor>, report: &mut Report<'_>) {
    let Some(written) = monitor.value.house_style.as_ref().and_then(|house| house.colour.as_deref()) else { return };
    let Some(found) = contrast_with_white(written) else { return };
    if found < LEAST_CONTRAST {
        let what = format!("`{}` has a contrast of {found:.1} : 1 with white", shorten(written));
        let expected = format!("a colour that can be read on white paper, {LEAST_CONTRAST} : 1 or more");
        let hint = Some("take a darker tone of the same colour".to_owned());
        report.error(&monitor.at(&[Key("house-style"), Key("colour")]), &what, &expected, hint);
    }
}

/// Contrast ratio of `#RRGGBB` with white, 1 to 21 (WCAG 2.2, "contrast ratio"); none for what is no colour.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (luminance + 0.05))
}

fn logo(folder: &Path, monitor: &Sited<Monitor>, report: &mut Report<'_>) -> Option<String> {
    let file = monitor.value.house_style.as_ref()?.logo.as_deref()?;
    let site = monitor.at(&[Key("house-style"), Key("logo")]);
    let mut refuse = |what: &str, expected: &str| {
        report.error(&site, what, expected, None);
        None
    };
    let plain = Path::new(file).file_name().is_some_and(|name| name == file);
    if !plain || Path::new(file).extension().is_none_or(|found| found != "svg") {
        let what = format!("`{}` is no name of an .svg file", shorten(file));
        return refuse(&what, "a file in the monitor's own folder, such as logo.svg");
    }
    if !folder.join(file).is_file() {
        return refuse(
            &format!("there is no file {}", shorten(file)),
            "the name of an SVG file in the monitor's folder",
        );
    }
    let svg = text(folder, file, &mut report.problems)?;
    let mut refuse = |what: &str, expected: &str| {
        report.error(&site, &format!("{file} {what}"), expected, None);
        None
    };
    if !svg.contains("<svg") || !svg.trim_end().ends_with("</svg>") {
        return refuse("is no SVG", "a file with one <svg> element");
    }
    if svg.len() > LARGEST_LOGO {
        return refuse(&format!("has {} bytes", svg.len()), &format!("at most {LARGEST_LOGO}"));
    }
    // Nothing in a document may come from elsewhere, and letters of another typeface would be lost.
    for (part, what) in [
        ("<script", "has a script"),
        ("<foreignObject", "has a part that is no SVG"),
        ("<text", "has text"),
        ("<!ENTITY", "has entities"),
        ("href=\"http", "has parts from elsewhere"),
        ("url(http", "has parts from elsewhere"),
    ] {
        if svg.contains(part) {
            return refuse(what, "shapes only; letters as outlines");
        }
    }
    Some(svg)
}

/// The words in `words/<language>/<place>.md`.
fn words(folder: &Path, draft: &Draft, report: &mut Report<'_>) -> Vec<EditorWords> {
    let mut found: BTreeMap<String, EditorWords> = BTreeMap::new();
    for language in ["nl", "en"] {
        let below = format!("words/{language}");
        for name in names(folder, &below, &mut report.problems) {
            let file = format!("{below}/{name}");
            let Some(place) = name.strip_suffix(".md") else {
                let expected = "texts of an editor, ending in .md";
                let problem = whole_file(Severity::Warning, file, "this file is not read", expected, None);
                report.problems.push(problem);
                continue;
            };
            if !is_place(place, draft) {
                let all = || EDITOR_PLACES.iter().map(|&place| place.to_owned()).chain(themes(draft));
                let known: Vec<String> = all().collect();
                let hint = did_you_mean(place, known.iter().map(String::as_str));
                let expected = format!("{}, or area-<code>", list(known.iter().map(String::as_str)));
                let what = "no report has a place of this name";
                report.problems.push(whole_file(Severity::Error, file, what, &expected, hint));
                continue;
            }
            let Some(source) = text(folder, &file, &mut report.problems) else { continue };
            if let Some(problem) = unfit(&file, &source) {
                report.problems.push(problem);
                continue;
            }
            let entry = found.entry(place.to_owned()).or_default();
            place.clone_into(&mut entry.place);
            let body = Some(format!("{}\n", source.trim()));
            if language == "nl" { entry.nl = body } else { entry.en = body }
        }
    }
    for words in found.values() {
        let (missing, language) = match (&words.nl, &words.en) {
            (Some(_), None) => (format!("words/en/{}.md", words.place), "English"),
            (None, Some(_)) => (format!("words/nl/{}.md", words.place), "Dutch"),
            _ => continue,
        };
        let what = format!("the {language} words are missing; documents in that language leave this place out");
        let expected = "the words of an editor in Dutch and in English";
        report.problems.push(whole_file(Severity::Warning, missing, &what, expected, None));
    }
    found.into_values().collect()
}

/// Themes with indicators of their own, which have a chapter.
fn themes(draft: &Draft) -> impl Iterator<Item = String> {
    let has_own = |id: &str| draft.indicators.iter().any(|indicator| indicator.value.theme == id);
    draft.themes.iter().map(|theme| &theme.value.id).filter(move |id| has_own(id)).map(|id| format!("theme-{id}"))
}

fn is_place(place: &str, draft: &Draft) -> bool {
    let of_area = |code: &str| code == code.to_lowercase() && code.to_uppercase().parse::<AreaCode>().is_ok();
    EDITOR_PLACES.contains(&place)
        || themes(draft).any(|theme| theme == place)
        || place.strip_prefix("area-").is_some_and(of_area)
}

/// What a document has no place for, or cannot say accessibly.
fn unfit(file: &str, source: &str) -> Option<Problem> {
    let refuse = |range: std::ops::Range<usize>, what: &str, expected: &str| {
        Some(Problem {
            severity: Severity::Error,
            file: file.to_owned(),
            position: Some(Lines::of(source).position(source, &range)),
            key: String::new(),
            what: what.to_owned(),
            expected: expected.to_owned(),
            hint: None,
        })
    };
    if source.trim().is_empty() {
        return refuse(0..0, "this text is empty", "words, or no file");
    }
    let length = source.chars().count();
    if length > LONGEST_WORDS {
        return refuse(0..1, &format!("this text has {length} characters"), &format!("at most {LONGEST_WORDS}"));
    }
    let allowed = "paragraphs, lists, *emphasis*, **strong**, quotations and links";
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        let what = match event {
            Event::Html(_) | Event::InlineHtml(_) => "there is HTML in this text",
            Event::Start(Tag::Heading { .. }) => {
                "there is a heading in this text, which would break the order of headings"
            }
            Event::Start(Tag::Image { .. }) => "there is a picture in this text",
            Event::Start(Tag::Table(_)) => "there is a table in this text",
            Event::Start(Tag::CodeBlock(_)) => {
                "there is a block of code in this text (lines that begin with four spaces?)"
            }
            Event::Rule => "there is a line across in this text",
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                let what = format!("`{}` is no web address", shorten(&dest_url));
                return refuse(range, &what, "an address that starts with https://");
            }
            _ => continue,
        };
        return refuse(range, what, allowed);
    }
    None
}

fn is_safe(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|start| address.len() > start.len() && address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ratios as <https://webaim.org/resources/contrastchecker> gives them: #777777 4.48, #767676 4.54, black 21.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (colour, expected) in [("#000000", 21.0), ("#FFFFFF", 1.0), ("#777777", 4.48), ("#767676", 4.54)] {
            assert!((contrast_with_white(colour).unwrap() - expected).abs() < 0.01, "{colour}");
        }
        assert_eq!(contrast_with_white("blue"), None);
        assert_eq!(contrast_with_white("#ÿÿÿ"), None);
    }

    #[test]
    fn words_hold_only_what_a_document_can_say() {
        for good in ["Een *mooi* jaar.\n\n- een\n- twee\n\n> citaat\n", "[site](https://example.org)"] {
            assert!(unfit("words/nl/summary.md", good).is_none(), "{good}");
        }
        for (bad, line) in [
            ("", 1),
            ("tekst\n\n# Kop\n", 3),
            ("tekst <b>vet</b>\n", 1),
            ("![foto](a.png)\n", 1),
            ("[klik](javascript:alert(1))\n", 1),
            ("een\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", 3),
        ] {
            let problem = unfit("words/nl/summary.md", bad).unwrap_or_else(|| panic!("{bad} was let through"));
            assert_eq!(problem.position.map(|at| at.line), Some(line), "{bad}");
        }
    }
}
