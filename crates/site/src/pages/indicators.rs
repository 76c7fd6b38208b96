//! `/indicatoren`: everything that is measured, by theme.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use cells::IndicatorIx;

use crate::address;
use crate::pages::explain::{shortened, year_list};
use crate::pages::print;
use crate::pages::search::nearest_areas;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

struct Line {
    link: Link,
    label: String,
    years: String,
    levels: String,
}

struct ThemeList {
    id: String,
    label: String,
    about: String,
    lines: Vec<Line>,
}

/// A theme that gathers figures of others.
struct Gathering {
    id: String,
    label: String,
    about: String,
    figures: Vec<Link>,
    /// Its page for the area that was asked for.
    page: Option<Link>,
}

#[derive(Template)]
#[template(path = "indicators.html")]
struct Page {
    shell: Shell,
    themes: Vec<ThemeList>,
    gathering: Vec<Gathering>,
}

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let cube = &visit.release().cube;
    let links = visit.links();
    let asked = visit.asked("gebied").filter(|piece| !piece.is_empty());
    let place = asked.and_then(|piece| address::place(&visit.release().places, piece));
    let themes = definition
        .themes
        .iter()
        .map(|theme| ThemeList {
            id: theme.id.clone(),
            label: theme.label.get(language).to_owned(),
            about: theme.about.get(language).to_owned(),
            lines: definition
                .indicators
                .iter()
                .enumerate()
                .filter(|(_, indicator)| indicator.theme == theme.id)
                .map(|(n, indicator)| {
                    let ix = IndicatorIx(n as u16);
                    let periods = cube.periods(ix);
                    let levels: Vec<String> = cells::Level::ALL
                        .into_iter()
                        .filter(|&level| periods.iter().any(|&p| cube.slice(ix, p, level).is_some()))
                        .map(|level| {
                            let word = crate::view::place::level_word(visit.site(), level, t);
                            if visit.site().is_rare(ix, level) {
                                t.with("rarely", &[("level", word.into())])
                            } else {
                                word
                            }
                        })
                        .collect();
                    Line {
                        link: Link::new(links.indicator(ix, place), indicator.short.get(language)),
                        label: indicator.label.get(language).to_owned(),
                        years: year_list(periods, language),
                        levels: levels.join(", "),
                    }
                })
                .collect(),
        })
        .filter(|theme| !theme.lines.is_empty())
        .collect();
    let gathering = definition
        .themes
        .iter()
        .filter(|theme| !theme.gathers.is_empty())
        .map(|theme| Gathering {
            id: theme.id.clone(),
            label: theme.label.get(language).to_owned(),
            page: place.map(|ix| {
                let values = [
                    ("theme", theme.label.get(language).into()),
                    ("name", crate::view::place::spoken(visit.site(), ix, language).into()),
                ];
                Link::new(links.theme(ix, &theme.id), t.with("theme-title", &values))
            }),
            about: theme.about.get(language).to_owned(),
            figures: definition
                .told_by(theme)
                .map(|(ix, indicator)| Link::new(links.indicator(ix, place), indicator.short.get(language)))
                .collect(),
        })
        .collect();
    let description = t.get("indicators-description");
    let head = Head {
        title: t.get("menu-indicators"),
        description: shortened(&description, 200),
        section: Section::Indicators,
        place,
        page: String::new(),
        indexed: true,
    };
    let mut shell = Shell::new(&visit, head);
    let unknown = asked.filter(|_| place.is_none());
    if let Some(unknown) = unknown {
        let shown: String = unknown.chars().take(40).collect();
        shell.notices.push(t.with("unknown-area-of-links", &[("value", shown.into())]));
        shell.instead = nearest_areas(&visit, unknown, |ix| {
            let piece = address::piece(&visit.release().places, ix);
            format!("{}{}", links.bare("/indicatoren"), visit.choices().query(definition, &[("gebied", &piece)]))
        });
    }
    let status = if unknown.is_some() { StatusCode::NOT_FOUND } else { StatusCode::OK };
    print(status, &Page { shell, themes, gathering })
}
