//! `/uitleg`: how to read the figures, what they mean, where they come from.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use definition::{Language, Polarity};

use crate::pages::{not_found, print};
use crate::view::account::{Account, account};
use crate::view::glossary::{Term, glossary};
use crate::view::markdown;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "explain.html")]
struct Index {
    shell: Shell,
    pages: Vec<(Link, String)>,
    themes: Vec<(String, Vec<Link>)>,
}

/// The list of all explanations.
pub(crate) async fn index(visit: Visit) -> Response {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let links = visit.links();
    let mut pages: Vec<(Link, String)> = definition
        .pages
        .iter()
        .map(|page| {
            let link = Link::new(links.to(&format!("/uitleg/{}", page.slug)), page.title.get(language));
            (link, opening(page.body.get(language)))
        })
        .collect();
    for (slug, title, about) in [
        ("begrippen", t.get("glossary-title"), t.get("glossary-about")),
        ("verantwoording", t.get("account-title"), t.get("account-about")),
    ] {
        if !definition.pages.iter().any(|p| p.slug == slug) {
            pages.push((Link::new(links.to(&format!("/uitleg/{slug}")), title), about));
        }
    }
    let themes = definition
        .themes
        .iter()
        .map(|theme| {
            let indicators: Vec<Link> = definition
                .indicators_of(&theme.id)
                .map(|(_, i)| Link::new(links.to(&format!("/uitleg/indicator/{}", i.id)), i.label.get(language)))
                .collect();
            (theme.label.get(language).to_owned(), indicators)
        })
        .filter(|(_, indicators)| !indicators.is_empty())
        .collect();
    let shell = Shell::new(&visit, head(t.get("explain-title"), t.get("explain-description")));
    print(StatusCode::OK, &Index { shell, pages, themes })
}

/// The first paragraph of a text, without marks, at most some 160 characters.
fn opening(body: &str) -> String {
    let paragraph: String = body
        .lines()
        .skip_while(|line| line.trim().is_empty() || line.starts_with('#'))
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let mut plain = String::new();
    for event in pulldown_cmark::Parser::new(&paragraph) {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => plain.push_str(&text),
            pulldown_cmark::Event::SoftBreak => plain.push(' '),
            _ => {}
        }
    }
    shortened(&plain, 160)
}

/// A text of at most so many characters, cut after a sentence or a word.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    if let Some(end) = cut.rfind(". ").filter(|&at| at > most / 3) {
        return cut[..=end].to_owned();
    }
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':']))
}

fn head(title: String, description: String) -> Head {
    Head { title, description, section: Section::Explain, place: None, page: String::new(), indexed: true }
}

#[derive(Template)]
#[template(path = "explain_page.html")]
struct Page {
    shell: Shell,
    explain: Link,
    /// Printed as it is: made by `markdown`, which lets no markup through.
    body: String,
    terms: Vec<Term>,
    account: Option<Account>,
    contents: Vec<Link>,
}

/// One page of running text, the glossary, or the account.
pub(crate) async fn page(visit: Visit, Path(slug): Path<String>) -> Response {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let links = visit.links();
    let written = definition.pages.iter().find(|page| page.slug == slug);
    let (title, description) = match (written, slug.as_str()) {
        (Some(page), _) => (page.title.get(language).to_owned(), opening(page.body.get(language))),
        (None, "begrippen") => (t.get("glossary-title"), t.get("glossary-about")),
        (None, "verantwoording") => (t.get("account-title"), t.get("account-about")),
        (None, _) => return not_found::answer(&visit, Some(&slug)),
    };
    let mut contents: Vec<Link> = definition
        .pages
        .iter()
        .map(|p| Link {
            current: p.slug == slug,
            ..Link::new(links.to(&format!("/uitleg/{}", p.slug)), p.title.get(language))
        })
        .collect();
    for (own, title) in [("begrippen", t.get("glossary-title")), ("verantwoording", t.get("account-title"))] {
        if !definition.pages.iter().any(|p| p.slug == own) {
            contents.push(Link { current: slug == own, ..Link::new(links.to(&format!("/uitleg/{own}")), title) });
        }
    }
    let page = Page {
        shell: Shell::new(&visit, head(title, description)),
        explain: Link::new(links.to("/uitleg"), t.get("explain-title")),
        body: written
            .map(|p| markdown(p.body.get(language), &visit.choices().query(definition, &[])))
            .unwrap_or_default(),
        terms: if slug == "begrippen" { glossary(&visit) } else { Vec::new() },
        account: (slug == "verantwoording").then(|| account(&visit)),
        contents,
    };
    print(StatusCode::OK, &page)
}

/// Where an indicator's figures come from.
#[derive(Debug, Clone)]
pub(crate) struct SourceOf {
    pub(crate) title: String,
    pub(crate) page: Option<String>,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) years: String,
}

/// The sources of an indicator with the years they give.
pub(crate) fn sources_of(visit: &Visit, indicator: cells::IndicatorIx) -> Vec<SourceOf> {
    let definition = visit.definition();
    let language = visit.language();
    let mut years: Vec<(usize, Vec<cells::Period>)> = Vec::new();
    for &period in visit.release().cube.periods(indicator) {
        for level in cells::Level::ALL {
            if let Some(slice) = visit.release().cube.slice(indicator, period, level) {
                match years.iter_mut().find(|(source, _)| *source == slice.source()) {
                    Some((_, all)) => {
                        if all.last() != Some(&period) {
                            all.push(period);
                        }
                    }
                    None => years.push((slice.source(), vec![period])),
                }
            }
        }
    }
    years
        .into_iter()
        .filter_map(|(source, periods)| {
            let source = definition.sources.get(source)?;
            Some(SourceOf {
                title: source.title.get(language).to_owned(),
                page: source.page.clone(),
                publisher: source.publisher.get(language).to_owned(),
                licence: source.licence.clone(),
                years: year_list(&periods, language),
            })
        })
        .collect()
}

/// "2020", "2020 en 2024", "2012 t/m 2024".
pub(crate) fn year_list(periods: &[cells::Period], language: Language) -> String {
    let (through, and) = match language {
        Language::Nl => ("t/m", "en"),
        Language::En => ("to", "and"),
    };
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, to)) if *to + 1 == period.0 => *to = period.0,
            _ => runs.push((period.0, period.0)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .map(|(from, to)| match to - from {
            0 => from.to_string(),
            1 => format!("{from} {and} {to}"),
            _ => format!("{from} {through} {to}"),
        })
        .collect();
    words.join(", ")
}

#[derive(Template)]
#[template(path = "explain_indicator.html")]
struct OfIndicator {
    shell: Shell,
    explain: Link,
    figures: Link,
    what: String,
    whom: String,
    why: String,
    care: Option<String>,
    direction: String,
    breakdowns: Vec<String>,
    synonyms: String,
    sources: Vec<SourceOf>,
}

/// What one indicator measures, of whom, and why it counts as favourable or not.
pub(crate) async fn indicator(visit: Visit, Path(id): Path<String>) -> Response {
    let definition = visit.definition();
    let Some(ix) = definition.find_indicator(&id) else { return not_found::answer(&visit, Some(&id)) };
    let t = visit.texts();
    let language = visit.language();
    let indicator = definition.indicator(ix);
    let links = visit.links();
    let direction = match indicator.polarity {
        Polarity::HigherIsFavourable => t.get("direction-higher"),
        Polarity::LowerIsFavourable => t.get("direction-lower"),
        Polarity::Neutral => t.get("direction-neutral"),
    };
    let universe = definition.find_universe(&indicator.universe);
    let page = OfIndicator {
        shell: Shell::new(
            &visit,
            head(indicator.label.get(language).to_owned(), shortened(indicator.what.get(language), 160)),
        ),
        explain: Link::new(links.to("/uitleg"), t.get("explain-title")),
        figures: Link::new(links.indicator(ix, None), t.get("to-figures")),
        what: indicator.what.get(language).to_owned(),
        whom: universe.map(|u| u.label.get(language).to_owned()).unwrap_or_default(),
        why: indicator.why.get(language).to_owned(),
        care: indicator.care.as_ref().map(|c| c.get(language).to_owned()),
        direction,
        breakdowns: definition
            .breakdowns
            .iter()
            .filter(|b| indicator.breakdowns.contains(&b.id))
            .map(|b| b.label.get(language).to_owned())
            .collect(),
        synonyms: indicator.synonyms_in(language).collect::<Vec<_>>().join(", "),
        sources: sources_of(&visit, ix),
    };
    print(StatusCode::OK, &page)
}

#[cfg(test)]
mod tests {
    use cells::Period;

    use super::*;

    #[test]
    fn years_in_a_row_are_said_together() {
        let years = |list: &[u16]| year_list(&list.iter().map(|&y| Period(y)).collect::<Vec<_>>(), Language::Nl);
        assert_eq!(years(&[2020]), "2020");
        assert_eq!(years(&[2020, 2021]), "2020 en 2021");
        assert_eq!(years(&[2012, 2016, 2017, 2018]), "2012, 2016 t/m 2018");
    }

    #[test]
    fn a_long_text_is_cut_after_a_sentence_or_a_word() {
        assert_eq!(shortened("Kort.", 20), "Kort.");
        assert_eq!(shortened("Een zin. Nog een zin die te lang is.", 20), "Een zin.");
        assert_eq!(shortened("woorden zonder einde en verder", 15), "woorden zonder…");
    }
}
