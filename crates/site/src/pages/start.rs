//! `/`: what this is, search, an example.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use cells::Level;

use crate::pages::print;
use crate::view::bar::{comparison, comparison_name};
use crate::view::figure::rows;
use crate::view::place;
use crate::view::profile::{Profile, profile};
use crate::view::shell::{Head, Link, Section, Shell, default_place};
use crate::visit::Visit;

/// Municipalities whose name begins with a letter.
struct Letter {
    letter: String,
    places: Vec<Link>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Page {
    shell: Shell,
    action: String,
    suggest: String,
    asked: String,
    /// The profile of the default area, with the link to its page.
    example: Option<(Link, Profile)>,
    explain: Link,
    themes: Vec<(String, String, Vec<Link>)>,
    /// All places, when a look is enough to find one.
    few: Option<Vec<Link>>,
    letters: Vec<Letter>,
    letters_title: String,
}

/// As many places are found without letters.
const FEW: usize = 40;

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let links = visit.links();
    let places = &visit.release().places;
    let name = definition.monitor.name.get(language);

    let listed = if places.level(Level::Municipality).is_empty() { Level::District } else { Level::Municipality };
    let mut names: Vec<(String, Link)> = places
        .newest_vintage()
        .into_iter()
        .flat_map(|vintage| places.of_vintage(listed, vintage))
        .map(|ix| {
            let name = &places.get(ix).name;
            (sorting(name), Link::new(links.place(ix), name.as_str()))
        })
        .collect();
    names.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.label.cmp(&b.1.label)));
    let few = (names.len() <= FEW).then(|| names.iter().map(|(_, link)| link.clone()).collect());
    let mut letters: Vec<Letter> = Vec::new();
    for (key, link) in names {
        let letter = key.chars().next().unwrap_or('#').to_uppercase().to_string();
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.places.push(link),
            None => letters.push(Letter { letter, places: vec![link] }),
        }
    }
    let themes = definition
        .themes
        .iter()
        .map(|theme| {
            let all = definition.indicators_of(&theme.id);
            let shown = all.map(|(ix, i)| Link::new(links.indicator(ix, None), i.short.get(language))).collect();
            (theme.label.get(language).to_owned(), theme.about.get(language).to_owned(), shown)
        })
        .collect();
    let head = Head {
        title: name.to_owned(),
        description: t.with(
            "start-description",
            &[("name", name.into()), ("tagline", definition.monitor.tagline.get(language).into())],
        ),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: true,
    };
    let example = default_place(&visit).and_then(|ix| {
        let with = comparison_name(&visit, ix, comparison(visit.site(), ix, visit.choices())?);
        let drawn = profile(&visit, ix, &rows(&visit, ix), &with)?;
        let label = t.with("start-profile-of", &[("name", place::name(visit.site(), ix, language).into())]);
        Some((Link::new(links.place(ix), label), drawn))
    });
    let page = Page {
        shell: Shell::new(&visit, head),
        action: links.bare("/zoek"),
        suggest: links.bare("/zoek.json"),
        asked: String::new(),
        example,
        explain: Link::new(links.to("/uitleg"), t.get("start-tour-more")),
        themes,
        few,
        letters,
        letters_title: if listed == Level::Municipality {
            t.get("start-municipalities")
        } else {
            t.get("start-districts")
        },
    };
    print(StatusCode::OK, &page)
}

/// A name as it stands in an alphabetical list: `'s-Gravenhage` under the G.
fn sorting(name: &str) -> String {
    let slug = crate::address::slug(name);
    let bare = ["s-", "t-", "de-", "den-", "het-"].iter().take(2).find_map(|article| slug.strip_prefix(article));
    bare.map(str::to_owned).unwrap_or(slug)
}
