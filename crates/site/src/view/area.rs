//! The page of an area.

use cells::{Level, PlaceIx};
use geography::Contact;

use insight::story::{Telling, Topic};

use crate::choices::Year;
use crate::view::bar::comparison;
use crate::view::contrasts::{Contrast, Contrasts, beside_others, contrasts};
use crate::view::drawing::{self, Drawing};
use crate::view::figure;
use crate::view::group_profiles::{GroupProfiles, group_profiles};
use crate::view::history::{Past, past};
use crate::view::place;
use crate::view::profile::{Profile, profile};
use crate::view::shell::Link;
use crate::view::split::{SplitElsewhere, split_elsewhere};
use crate::view::tally::{OfWhat, by_chance, newest, older};
use crate::view::theme_table::{ThemeTable, across_themes, theme_tables};
use crate::view::whom;
use crate::visit::Visit;

/// Most indicators named after a sentence.
const MOST_NAMED: usize = 4;

/// The sentences of the story about one subject.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) heading: String,
    pub(crate) sentences: Vec<Sentence>,
}

/// A sentence in pieces; a piece that names a figure leads to it.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) pieces: Vec<Piece>,
    /// Figures it rests on that it does not write out.
    pub(crate) rests_on: Vec<Link>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
}

/// A group of links to places.
#[derive(Debug, Clone)]
pub(crate) struct Nearby {
    pub(crate) title: String,
    pub(crate) links: Vec<Link>,
}

/// Everything on the page of an area.
#[derive(Debug)]
pub(crate) struct Area {
    pub(crate) name: String,
    /// The chosen group in a sentence; empty for all residents.
    pub(crate) group: String,
    /// Both together, with what kind of area it is: "Zomerdam (gemeente), bewoners met herkomst Syrië".
    pub(crate) whole_name: String,
    pub(crate) kind: String,
    pub(crate) breadcrumb: Vec<Link>,
    /// Where the code was another place before or is another one now, or the place is no more.
    pub(crate) past: Vec<Past>,
    pub(crate) profile: Option<Profile>,
    /// The large groups of residents, each with its silhouette.
    pub(crate) groups: Option<GroupProfiles>,
    /// In which figures those groups differ most.
    pub(crate) contrasts: Option<Contrasts>,
    /// Of a group that is compared with the same group elsewhere: what it differs in from the other residents of its own area.
    pub(crate) beside_others: Vec<Contrast>,
    pub(crate) beside_others_title: String,
    pub(crate) story: Vec<Told>,
    pub(crate) compositions: Vec<Drawing>,
    /// Divisions of residents that are known of a larger area only.
    pub(crate) split_elsewhere: Vec<SplitElsewhere>,
    pub(crate) map: Option<Drawing>,
    pub(crate) themes: Vec<ThemeTable>,
    /// Pages that tell figures of several of those themes together.
    pub(crate) across: Vec<Link>,
    pub(crate) reference: Option<String>,
    pub(crate) themes_lead: String,
    /// That figures are years older than the newest; empty where they are not.
    pub(crate) older: String,
    /// The page that says why there is no overall score.
    pub(crate) no_score: Option<Link>,
    pub(crate) nearby: Vec<Nearby>,
    pub(crate) outward: Vec<Link>,
    /// The same on paper, and of a large area a whole report.
    pub(crate) papers: Vec<Link>,
    pub(crate) code: String,
    pub(crate) piece: String,
    /// This area beside what it is compared with.
    pub(crate) compare: Link,
    /// Areas like this one, where enough is known.
    pub(crate) similar: Option<Link>,
    /// An area of the visitor's own that begins with this one.
    pub(crate) own_area: Option<Link>,
}

/// Works out the page.
pub(crate) fn area(visit: &Visit, ix: PlaceIx) -> Area {
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let places = &site.release.places;
    let at = places.get(ix);
    let rows = figure::rows(visit, ix);
    let with = comparison(site, ix, visit.choices()).map(|c| whom::compared_with(visit, ix, c));
    // Where nothing is compared a ring would be white: the map takes its place.
    let profile = with.as_deref().and_then(|with| profile(visit, ix, &rows, with));
    let mut kind = place::kind(site, ix, t);
    if let Some((n, year)) = site.residents_in(ix, visit.choices().year) {
        let shown = crate::view::count(n, language);
        let count = t.with("residents-count", &[("count", n.into()), ("shown", shown.into())]);
        // An older number stands where the newest is not shown: it says so.
        let is_newest = site.residents.is_some_and(|all| visit.release().cube.periods(all).last() == Some(&year));
        kind = match visit.choices().year {
            Year::Newest if is_newest => format!("{kind}, {count}"),
            _ => format!("{kind}, {count} {} {year}", t.get("in")),
        };
        let of_group = site.residents_of_group(ix, visit.choices().year, visit.choices().category);
        if let Some(n) = of_group.filter(|_| visit.choices().category != cells::CategoryIx::TOTAL) {
            let shown = crate::view::count(n, language);
            let cell = site.residents.map(|all| visit.release().cube.cell(all, year, ix, visit.choices().category));
            let said = match cell.and_then(|cell| insight::numbers::coarse(&cell, language)) {
                Some(between) => {
                    t.with("residents-of-whom-about", &[("shown", shown.into()), ("between", between.into())])
                }
                None => t.with("residents-of-whom", &[("shown", shown.into())]),
            };
            kind = format!("{kind}, {said}");
        }
    }
    let children = places.children(ix, at.newest());
    if let Some(below) = children.first().map(|&child| places.get(child).level()) {
        let count = children.len();
        let word = if count == 1 { place::level_word(site, below, t) } else { place::level_words(site, below, t) };
        kind = format!("{kind}, {} {word}", crate::view::count(count as f64, language));
    }
    let with_sentence = match &with {
        Some(with) => t.with("compared-with", &[("with", with.clone().into())]),
        None => t.get("compared-with-nothing"),
    };
    let mut themes_lead = with_sentence;
    if visit.choices().year == Year::Newest {
        themes_lead = format!("{themes_lead} {}", t.get("own-year"));
    }
    if let Some(chance) = by_chance(visit, &rows) {
        themes_lead = format!("{themes_lead} {chance}");
    }
    let no_score = visit
        .definition()
        .pages
        .iter()
        .find(|page| page.slug == "geen-totaalcijfer")
        .map(|page| Link::new(visit.links().to(&format!("/uitleg/{}", page.slug)), page.title.get(language)));
    Area {
        name: place::heading(site, ix, language),
        group: whom::group(visit).unwrap_or_default(),
        whole_name: whom::with_group(visit, place::label(site, ix, t)),
        kind,
        breadcrumb: breadcrumb(visit, ix),
        past: past(visit, ix),
        profile,
        groups: group_profiles(visit, ix),
        contrasts: contrasts(visit, ix),
        beside_others: beside_others(visit, ix, &rows),
        beside_others_title: t.with("standout-here", &[("name", place::spoken(site, ix, visit.language()).into())]),
        story: story(visit, ix),
        compositions: drawing::group_sizes(visit, ix, None, "achtergrond")
            .into_iter()
            .chain(drawing::compositions(visit, ix))
            .collect(),
        split_elsewhere: split_elsewhere(visit, ix),
        map: drawing::outline_map(visit, ix),
        older: older(visit, newest(&rows), &rows, OfWhat::Area).unwrap_or_default(),
        across: across_themes(visit, ix, &rows),
        themes: theme_tables(visit, rows, |theme| visit.links().theme(ix, &theme.id)),
        reference: figure::reference_head(visit, ix).map(|head| place::capitalised(&head)),
        themes_lead,
        no_score,
        nearby: nearby(visit, ix),
        outward: outward(visit, ix),
        papers: papers(visit, ix),
        code: at.code.to_string(),
        piece: crate::address::piece(places, ix),
        compare: crate::view::compare::link_to(visit, ix, ""),
        own_area: crate::view::own_area::offered(visit, ix),
        similar: crate::view::similar::has_similar(visit, ix).then(|| {
            let path = format!("/gebied/{}/vergelijkbaar", crate::address::piece(places, ix));
            Link::new(visit.links().to(&path), t.get("similar-open"))
        }),
    }
}

/// What there is to print: two pages, and of a large area a report.
fn papers(visit: &Visit, ix: PlaceIx) -> Vec<Link> {
    let piece = crate::address::piece(&visit.release().places, ix);
    let t = visit.texts();
    let link = |name: &str, label| Link::new(visit.links().to(&format!("/gebied/{piece}/{name}.pdf")), label);
    let mut papers = vec![link("factsheet", t.get("factsheet"))];
    if crate::pages::rapport::has_report(visit, ix) {
        papers.push(link("rapport", t.get("report-of-area")));
    }
    papers
}

/// The story, by subject.
fn story(visit: &Visit, ix: PlaceIx) -> Vec<Told> {
    let t = visit.texts();
    let choices = visit.choices();
    let reference = comparison(visit.site(), ix, choices)
        .map_or(release::StandingReference::Country, crate::choices::Comparison::standing);
    let telling = Telling {
        place: ix,
        category: choices.category,
        period: choices.year.fixed(),
        reference,
        judge: choices.judge,
        language: visit.language(),
    };
    let mut told: Vec<(Topic, Told)> = Vec::new();
    for sentence in insight::story::story(&visit.site().figures(), telling) {
        let mut said = linked(visit, &sentence.text, &sentence.rests_on);
        if let Some(editor) = &sentence.editor {
            let when = crate::view::date(&editor.written, visit.language());
            let by = t.with("story-by-editor", &[("name", editor.name.clone().into()), ("date", when.into())]);
            said.pieces.push(Piece { text: format!(" {by}"), href: None });
        }
        if let Some((_, group)) = told.iter_mut().find(|(topic, _)| *topic == sentence.topic) {
            group.sentences.push(said);
        } else {
            let heading = match sentence.topic {
                Topic::Residents => t.get("who-lives-here"),
                Topic::StandsOut => t.get("standout"),
                Topic::Groups => t.get("story-groups"),
                Topic::Change => t.get("story-change"),
                Topic::Limits => t.get("story-limits"),
            };
            told.push((sentence.topic, Told { heading, sentences: vec![said] }));
        }
    }
    // Of a year in which nothing is known of this area, other years may well tell something.
    if let (Some(year), [(_, only)]) = (choices.year.fixed(), told.as_mut_slice())
        && let [sentence] = only.sentences.as_mut_slice()
        && sentence.rests_on.is_empty()
        && sentence.pieces.iter().all(|piece| piece.href.is_none())
    {
        let text = t.with("no-figures-in-year", &[("year", year.to_string().into())]);
        sentence.pieces = vec![Piece { text, href: None }];
    }
    told.into_iter().map(|(_, group)| group).collect()
}

/// A sentence with its figures as links. A figure that stands in the text is linked where it stands; one that does not is
/// named after it, once for each indicator.
pub(crate) fn linked(visit: &Visit, text: &str, cells: &[insight::Address]) -> Sentence {
    let language = visit.language();
    let mut shown = Vec::new();
    let apart = insight::story::pieces(&visit.site().figures(), text, cells, language);
    let piece = |piece: insight::story::Piece| {
        let href = piece.figure.map(|at| {
            shown.push(at.indicator);
            crate::view::ask::links_at(visit, at).indicator(at.indicator, Some(at.place))
        });
        Piece { text: piece.text, href }
    };
    let pieces = apart.into_iter().map(piece).collect();
    let mut rests_on: Vec<Link> = Vec::new();
    for at in cells {
        let label = visit.definition().indicator(at.indicator).short.get(language);
        if !shown.contains(&at.indicator) && !rests_on.iter().any(|link| link.label == label) {
            rests_on.push(Link::new(visit.links().indicator(at.indicator, Some(at.place)), label));
        }
    }
    // A long list says less than the tables below do.
    if rests_on.len() > MOST_NAMED {
        rests_on.clear();
    }
    Sentence { pieces, rests_on }
}

/// The larger areas, largest first.
pub(crate) fn breadcrumb(visit: &Visit, ix: PlaceIx) -> Vec<Link> {
    let places = &visit.release().places;
    let vintage = places.get(ix).newest();
    let mut links = Vec::new();
    let mut current = ix;
    while let Some(parent) = places.parent(current, vintage) {
        let of_municipality = places.get(current).level() == cells::Level::Municipality;
        // A municipality lies in one area of the first collection, if that divides the country.
        if let Some(&region) = place::regions(visit.site(), current).first().filter(|_| of_municipality) {
            let label = place::label(visit.site(), region, visit.texts());
            links.push(Link::new(visit.links().place(region), label));
        }
        links.push(Link::new(visit.links().place(parent), place::heading(visit.site(), parent, visit.language())));
        current = parent;
    }
    links.reverse();
    links
}

/// Links to the areas inside, and to those beside it.
fn nearby(visit: &Visit, ix: PlaceIx) -> Vec<Nearby> {
    let t = visit.texts();
    let places = &visit.release().places;
    let at = places.get(ix);
    let vintage = at.newest();
    let links = |list: &[PlaceIx]| -> Vec<Link> {
        let mut links: Vec<Link> = list
            .iter()
            .map(|&p| Link {
                current: p == ix,
                ..Link::new(visit.links().place(p), place::spoken(visit.site(), p, visit.language()))
            })
            .collect();
        links.sort_by_key(|link| crate::address::slug(&link.label));
        links
    };
    let mut groups = Vec::new();
    let around = regions_around(visit, ix);
    if at.level() != Level::Region {
        groups.extend(around.clone());
    }
    let children = places.children(ix, vintage);
    if let Some(below) = children.first().map(|&child| places.get(child).level()) {
        let words = place::level_words(visit.site(), below, t);
        groups.push(Nearby {
            title: t.with(
                "inside-of",
                &[("levels", words.into()), ("name", place::spoken(visit.site(), ix, visit.language()).into())],
            ),
            links: links(children),
        });
    }
    if at.level() > Level::Municipality
        && let Some(parent) = places.parent(ix, vintage)
    {
        let siblings = places.children(parent, vintage);
        if siblings.len() > 1 {
            let words = place::level_words(visit.site(), at.level(), t);
            groups.push(Nearby {
                title: t.with(
                    "beside-in",
                    &[
                        ("levels", words.into()),
                        ("name", place::heading(visit.site(), parent, visit.language()).into()),
                    ],
                ),
                links: links(siblings),
            });
        }
    }
    groups.extend(beside(visit, ix));
    if at.level() == Level::Region {
        groups.extend(around);
    }
    groups
}

/// Links to the municipalities that a municipality borders on, or is linked with over water.
fn beside(visit: &Visit, ix: PlaceIx) -> Option<Nearby> {
    let (t, site) = (visit.texts(), visit.site());
    let name = |p: PlaceIx| place::spoken(site, p, visit.language()).to_owned();
    let mut links: Vec<Link> = site
        .neighbours()
        .of(ix)
        .map(|(other, contact)| {
            let label = match contact {
                Contact::Border => name(other),
                Contact::Link => t.with("beside-over-water", &[("name", name(other).into())]),
            };
            Link::new(visit.links().place(other), label)
        })
        .collect();
    links.sort_by_cached_key(|link| crate::address::slug(&link.label));
    (!links.is_empty()).then(|| Nearby { title: t.with("beside-of", &[("name", name(ix).into())]), links })
}

/// Links to the regions that an area lies in or, of a region and the country, to the regions there are.
fn regions_around(visit: &Visit, ix: PlaceIx) -> Vec<Nearby> {
    let (t, site) = (visit.texts(), visit.site());
    let places = &site.release.places;
    let at = places.get(ix);
    let link = |p: PlaceIx| Link {
        current: p == ix,
        ..Link::new(visit.links().place(p), place::name(site, p, visit.language()))
    };
    if at.level() > Level::Region {
        let links: Vec<Link> = place::regions(site, ix)
            .into_iter()
            .map(|p| Link { label: place::capitalised(&place::label(site, p, t)), ..link(p) })
            .collect();
        let title = t.with("lies-in", &[("name", place::name(site, ix, visit.language()).into())]);
        return if links.is_empty() { Vec::new() } else { vec![Nearby { title, links }] };
    }
    let of = |collection: &definition::Collection| {
        let letters = collection.letters()?;
        if at.code.collection().is_some_and(|own| own != letters) {
            return None;
        }
        let mut links: Vec<Link> = places.collection(letters).map(link).collect();
        links.sort_by_cached_key(|link| crate::address::slug(&link.label));
        Some(Nearby { title: collection.label.get(visit.language()).to_owned(), links })
    };
    visit.definition().collections.iter().filter_map(of).collect()
}

/// Links to other sources about the area.
fn outward(visit: &Visit, ix: PlaceIx) -> Vec<Link> {
    let place = visit.release().places.get(ix);
    let code = place.code.to_string();
    let slug = crate::address::slug(&place.name);
    let encoded: String = form_urlencoded::byte_serialize(place.name.as_bytes()).collect();
    visit
        .definition()
        .monitor
        .links
        .iter()
        .filter(|link| link.levels.contains(&place.level()))
        .map(|link| {
            let href = link
                .address
                .replace("{code}", &code)
                .replace("{digits}", &code[2..])
                .replace("{slug}", &slug)
                .replace("{name}", &encoded);
            Link::new(href, link.label.get(visit.language()))
        })
        .collect()
}
