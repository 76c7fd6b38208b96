//! What pages show, as plain values: from a release, the choices and a place to texts, numbers and drawings.
//!
//! Pure functions; nothing here knows of HTTP. A template prints what it gets from here and decides nothing.

pub(crate) mod account;
pub(crate) mod area;
pub(crate) mod ask;
pub(crate) mod bar;
pub(crate) mod by_group;
pub(crate) mod compare;
pub(crate) mod contrasts;
pub(crate) mod drawing;
pub(crate) mod embed;
pub(crate) mod figure;
pub(crate) mod glossary;
pub(crate) mod group_profiles;
pub(crate) mod history;
pub(crate) mod indicator;
pub(crate) mod legend;
pub(crate) mod map;
pub(crate) mod menu;
pub(crate) mod own_area;
pub(crate) mod place;
pub(crate) mod profile;
pub(crate) mod rapport;
pub(crate) mod shell;
pub(crate) mod similar;
pub(crate) mod social;
pub(crate) mod split;
pub(crate) mod tally;
pub(crate) mod theme;
pub(crate) mod theme_table;
pub(crate) mod whom;
pub(crate) mod years;

use definition::Language;

/// A whole number as it is written in a language: `8.420`, `8,420`.
pub(crate) fn count(number: f64, language: Language) -> String {
    let digits = format!("{:.0}", number.abs());
    let mark = match language {
        Language::Nl => '.',
        Language::En => ',',
    };
    let mut written = String::new();
    if number < -0.5 {
        written.push('\u{2212}');
    }
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

/// A date as it is written in a language: `23 november 2026`. What is no date is given back as it is.
pub(crate) fn date(iso: &str, language: Language) -> String {
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Ok(date) = iso.parse::<jiff::civil::Date>() else { return iso.to_owned() };
    let months = match language {
        Language::Nl => NL,
        Language::En => EN,
    };
    format!("{} {} {}", date.day(), months[date.month() as usize - 1], date.year())
}

/// Running text from Markdown. Raw HTML in it is shown as text: a definition brings words, never markup of its own.
///
/// `query` stands behind every link to another page of the monitor: the choices of the visitor.
pub(crate) fn markdown(text: &str, query: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, html};
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if keeps_choices(&dest_url) => {
            let (path, part) = dest_url.split_once('#').map_or((&*dest_url, None), |(path, part)| (path, Some(part)));
            let part = part.map(|part| format!("#{part}")).unwrap_or_default();
            Event::Start(Tag::Link { link_type, dest_url: format!("{path}{query}{part}").into(), title, id })
        }
        other => other,
    });
    let mut page = String::with_capacity(text.len() * 2);
    html::push_html(&mut page, events);
    page
}

/// Whether a link in a text leads to a page of the monitor that has no query of its own.
fn keeps_choices(address: &str) -> bool {
    !address.contains(':') && !address.starts_with("//") && !address.starts_with('#') && !address.contains('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_monitor_keep_the_choices_of_the_visitor() {
        let page = markdown(
            "[a](bescherming) [b](hoe#taart) [c](https://cbs.nl) [d](#hier) [e](mailto:x@y.nl)",
            "?oordeel=uit",
        );
        for expected in [
            "\"bescherming?oordeel=uit\"",
            "\"hoe?oordeel=uit#taart\"",
            "\"https://cbs.nl\"",
            "\"#hier\"",
            "\"mailto:x@y.nl\"",
        ] {
            assert!(page.contains(expected), "{expected} is not in {page}");
        }
    }

    #[test]
    fn numbers_and_dates_are_written_as_people_write_them() {
        assert_eq!(count(0.0, Language::Nl), "0");
        assert_eq!(count(999.0, Language::Nl), "999");
        assert_eq!(count(1000.0, Language::Nl), "1.000");
        assert_eq!(count(17_407_585.0, Language::En), "17,407,585");
        assert_eq!(count(-1234.0, Language::Nl), "\u{2212}1.234");
        assert_eq!(date("2026-11-03", Language::Nl), "3 november 2026");
        assert_eq!(date("2026-11-03", Language::En), "3 November 2026");
        assert_eq!(date("binnenkort", Language::Nl), "binnenkort");
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        let page = markdown("Een *woord* <script>alert(1)</script>", "");
        assert!(page.contains("<em>woord</em>"), "{page}");
        assert!(!page.contains("<script>"), "{page}");
    }
}
