//! `/`: what this is, search, an example.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use cells::{CategoryIx, Level};

use crate::choices::Comparison;
use crate::pages::area::picture_of;
use crate::pages::print;
use crate::structured;
use crate::view::bar::comparison;
use crate::view::figure::rows;
use crate::view::place;
use crate::view::profile::{Profile, profile};
use crate::view::shell::{Head, Link, Section, Shell, default_place, has_districts, known_place, sentence};
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
    /// The profile of the default area, or of one that many know, with the link to its page.
    example: Option<(Link, Profile)>,
    explain: Link,
    themes: Vec<(Link, String, Vec<Link>)>,
    /// All places, when a look is enough to find one.
    few: Option<Vec<Link>>,
    letters: Vec<Letter>,
    letters_title: String,
    /// In the words of the levels that the monitor has.
    title: String,
    lead: String,
    first_step: String,
    choose: String,
    near: Option<Near>,
    /// The tour on the page of the default area.
    tour: Option<Link>,
    compare: String,
    /// Of which residents the site can be read; none where nothing is split.
    background: Option<Background>,
    /// What is said of comparing, as this monitor has it.
    last_step: String,
    near_label: String,
}

/// The choice of a group of residents.
struct Background {
    /// Everybody and the large groups; `current` where the page is about it.
    groups: Vec<Link>,
    /// The finer groups and the other breakdowns.
    more: Vec<(String, Vec<Link>)>,
    /// Why there are figures by group at all, where the monitor explains that.
    allowed: Option<Link>,
}

/// The choice of a group on the start page, which it leads back to.
fn background(visit: &Visit) -> Option<Background> {
    let (first, more) = crate::view::bar::groups(visit, None);
    let first = first?;
    let link = |group: crate::view::bar::Group| {
        let category = visit.definition().find_category(&group.value).unwrap_or(CategoryIx::TOTAL);
        let choices = crate::choices::Choices { category, ..visit.choices() };
        // That everybody is meant is said in so many words: without it a script may follow what was chosen before.
        let everybody: &[(&str, &str)] = if category == CategoryIx::TOTAL { &[("achtergrond", "totaal")] } else { &[] };
        let href = format!("{}{}", visit.links().bare("/"), choices.query(visit.definition(), everybody));
        Link { current: group.chosen, ..Link::new(href, group.label) }
    };
    Some(Background {
        groups: first.list.into_iter().map(link).collect(),
        more: more.into_iter().map(|part| (part.label, part.list.into_iter().map(link).collect())).collect(),
        allowed: crate::view::group_profiles::why_by_group(visit),
    })
}

/// Where the browser finds the shapes and names of all areas, to look up where a visitor is.
struct Near {
    shapes: String,
    names: String,
    /// What stands before the code of an area.
    area: String,
    /// Where the shapes and names are of the smallest areas inside one of these, whose code is to follow; empty where there are
    /// none.
    inside: Option<[String; 2]>,
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
    let districts = has_districts(&visit);
    let by_level = |key: &str, plain: &str| t.get(if districts { key } else { plain });

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
            let all = definition.told_by(theme);
            let shown = all.map(|(ix, i)| Link::new(links.indicator(ix, None), i.short.get(language))).collect();
            let label = theme.label.get(language);
            let page = default_place(&visit).map_or_else(String::new, |ix| links.theme(ix, &theme.id));
            (Link::new(page, label), theme.about.get(language).to_owned(), shown)
        })
        .collect();
    let head = Head {
        title: name.to_owned(),
        description: t.with(
            if districts { "start-description" } else { "start-description-municipality" },
            &[("name", name.into()), ("tagline", sentence(definition.monitor.tagline.get(language)).into())],
        ),
        section: Section::Elsewhere,
        place: None,
        page: String::new(),
        indexed: true,
    };
    let example_of = |ix| {
        // Of a group the first ring that is seen is not one of contrasts with everybody else.
        let beside = comparison(visit.site(), ix, visit.choices()).filter(|c| *c != Comparison::EverybodyHere)?;
        let with = crate::view::whom::compared_with(&visit, ix, beside);
        let mut drawn = profile(&visit, ix, &rows(&visit, ix), &with)?;
        // What has no wedge stands in the tables of the area's own page, not here.
        drawn.left_out.clear();
        let label = t.with("start-profile-of", &[("name", place::name(visit.site(), ix, language).into())]);
        Some((Link::new(links.place(ix), label), drawn))
    };
    // A country has nothing to be compared with: there a municipality that many know is the example.
    let example = default_place(&visit).and_then(example_of).or_else(|| known_place(&visit).and_then(example_of));
    let mut shell = Shell::new(&visit, head);
    shell.structured = Some(structured::in_page(&structured::catalogue(&visit)));
    shell.picture = default_place(&visit).map(|ix| picture_of(&visit, ix));
    let near =
        places.newest_vintage().filter(|vintage| places.of_vintage(listed, *vintage).next().is_some()).map(|vintage| {
            let level = if listed == Level::Municipality { "gemeenten" } else { "wijken" };
            let address =
                |file: &str| format!("{}?niveau={level}&indeling={vintage}", links.bare(&format!("/kaart/{file}")));
            // The smallest kind of area inside those, of the same division.
            let smallest = [Level::Neighbourhood, Level::District]
                .into_iter()
                .find(|level| *level > listed && places.of_vintage(*level, vintage).next().is_some());
            let inside = smallest.map(|level| {
                let word = crate::atlas::asked::level_word(level);
                ["vormen.json", "namen.json"].map(|file| {
                    format!("{}?niveau={word}&indeling={vintage}&binnen=", links.bare(&format!("/kaart/{file}")))
                })
            });
            Near {
                inside,
                shapes: address("vormen.json"),
                names: address("namen.json"),
                area: format!("{}/", links.bare("/gebied")),
            }
        });
    let background = background(&visit);
    let page = Page {
        title: by_level("start-title", "start-title-municipality"),
        lead: if background.is_some() {
            by_level("start-explain-groups", "start-explain-groups-municipality")
        } else {
            by_level("start-explain", "start-explain-municipality")
        },
        last_step: t.get(if background.is_some() { "start-tour-4-groups" } else { "start-tour-4" }),
        near_label: by_level("near-button", "near-button-municipality"),
        background,
        first_step: by_level("start-tour-1", "start-tour-1-municipality"),
        choose: by_level("start-municipalities-about", "start-municipalities-about-plain"),
        near,
        tour: default_place(&visit).map(|ix| {
            let name = place::name(visit.site(), ix, language).to_owned();
            let label = t.with("tour-to-real", &[("name", name.into())]);
            Link::new(format!("{}#rondleiding", links.place(ix)), label)
        }),
        compare: links.to("/vergelijk"),
        shell,
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
    let mut response = print(StatusCode::OK, &page);
    // A button finds the visitor's area in their own browser, when they ask for it; the server is not told.
    response.headers_mut().insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    );
    response
}

/// A name as it stands in an alphabetical list: `'s-Gravenhage` under the G.
fn sorting(name: &str) -> String {
    let slug = crate::address::slug(name);
    let bare = ["s-", "t-", "de-", "den-", "het-"].iter().take(2).find_map(|article| slug.strip_prefix(article));
    bare.map(str::to_owned).unwrap_or(slug)
}
