//! What every page has: head, banner, menu, bar, foot.

use cells::PlaceIx;
use definition::Language;

use crate::assets;
use crate::texts::Texts;
use crate::view::bar::{Bar, bar};
use crate::view::legend::{PageLegend, page_legend};
use crate::view::menu::{Menu, menu};
use crate::view::place;
use crate::visit::Visit;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) current: bool,
}

impl Link {
    pub(crate) fn new(href: String, label: impl Into<String>) -> Self {
        Self { href, label: label.into(), current: false }
    }
}

/// Which entry of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// An area.
    Area,
    /// Indicators.
    Indicators,
    /// Maps.
    Map,
    /// Areas and groups side by side.
    Compare,
    /// The databank.
    Databank,
    /// Explanations.
    Explain,
    /// The report.
    Report,
    /// None of them.
    Elsewhere,
}

/// What a page says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) section: Section,
    /// The place the page is about, or that the visitor comes from.
    pub(crate) place: Option<PlaceIx>,
    /// `gebied`, `thema:…`, `indicator:…`; empty where the bar leads to an area's page and is not shown here.
    pub(crate) page: String,
    /// Whether search engines should keep the page.
    pub(crate) indexed: bool,
}

/// Everything around the content of a page.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(crate) language: &'static str,
    pub(crate) title: String,
    pub(crate) heading: String,
    pub(crate) description: String,
    pub(crate) canonical: String,
    pub(crate) alternates: Vec<(&'static str, String)>,
    pub(crate) indexed: bool,
    pub(crate) styles: Vec<String>,
    pub(crate) scripts: Vec<String>,
    pub(crate) icon: Option<String>,
    /// The typeface, asked for before the style sheet names it, so that it is there at the first paint.
    pub(crate) typeface: Option<String>,
    pub(crate) name: String,
    pub(crate) tagline: String,
    pub(crate) home: String,
    pub(crate) fictional: bool,
    /// The way to the search, about the area of the page where it has one.
    pub(crate) find: Link,
    /// What the monitor tells every visitor, and where there is more.
    pub(crate) notice: Option<(String, Option<Link>)>,
    pub(crate) menu: Menu,
    /// What is said where the page has hardly any figure of the chosen year or group, and the way to where they are.
    pub(crate) sparse: Option<(String, Link)>,
    pub(crate) other_language: Link,
    pub(crate) other_language_code: &'static str,
    pub(crate) notices: Vec<String>,
    /// What may have been meant, beneath those.
    pub(crate) instead: Vec<Link>,
    pub(crate) bar: Option<Bar>,
    pub(crate) edition: String,
    pub(crate) publisher: String,
    pub(crate) contact: Option<String>,
    pub(crate) help: Vec<Link>,
    pub(crate) about: Vec<Link>,
    /// What stands in a search field that is empty: a place that can be found.
    pub(crate) search_example: String,
    /// What the colours mean, where the page shows readings outside a drawing.
    pub(crate) legend: Option<PageLegend>,
    /// The choices that a form without a bar sends along: name and value.
    pub(crate) kept: Vec<(&'static str, String)>,
    /// What can be searched for: no districts where there are none.
    pub(crate) search_label: String,
    /// schema.org as JSON-LD, printed as it is.
    pub(crate) structured: Option<String>,
    /// The picture that goes with a link to the page, with the whole address.
    pub(crate) picture: Option<String>,
    /// The databank with what the page is about.
    pub(crate) databank: String,
    /// What stands under a drawing that a visitor takes along.
    pub(crate) source: String,
    pub(crate) texts: &'static Texts,
}

impl Shell {
    /// A text of the site.
    pub(crate) fn t(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// Makes what is around a page.
    pub(crate) fn new(visit: &Visit, head: Head) -> Self {
        let t = visit.texts();
        let definition = visit.definition();
        let language = visit.language();
        let links = visit.links();
        let monitor = &definition.monitor;
        let name = monitor.name.get(language).to_owned();

        let mut first: Vec<(&str, &str)> = Vec::new();
        for key in [
            "cijfer", "gebied", "gebieden", "niveau", "kleur", "met", "toon", "q", "soort", "thema", "groep",
            "peiljaar",
        ] {
            first.extend(visit.asked(key).map(|value| (key, value)));
        }
        let choices = visit.choices();
        let query = choices.query(definition, &first);
        let plain = crate::choices::Choices::default().query(definition, &first);
        let (other, other_code, other_name) = match language {
            Language::Nl => (Language::En, "en", "English"),
            Language::En => (Language::Nl, "nl", "Nederlands"),
        };
        let here =
            |language: Language, query: &str| format!("{}{query}", links.in_language(language).bare(visit.path()));

        let menu = menu(visit, &head);

        let notices = visit
            .unknown()
            .iter()
            .map(|unknown| {
                let value = unknown.value.clone();
                let key = match unknown.key {
                    "achtergrond" => "unknown-background",
                    "vergelijk" => "unknown-comparison",
                    "jaar" => "unknown-year",
                    _ => "unknown-judgement",
                };
                let years = visit.site().years.first().zip(visit.site().years.last());
                let (from, to) = years.map_or((0, 0), |(a, b)| (a.0, b.0));
                t.with(
                    key,
                    &[("value", value.into()), ("from", from.to_string().into()), ("to", to.to_string().into())],
                )
            })
            .collect();

        let mut help = vec![Link::new(links.to("/uitleg"), t.get("menu-explain"))];
        help.extend(
            definition
                .pages
                .iter()
                .map(|page| Link::new(links.to(&format!("/uitleg/{}", page.slug)), page.title.get(language))),
        );
        let own_area = head.place.map(|ix| crate::address::piece(&visit.release().places, ix));
        let own_area: Vec<(&str, &str)> = own_area.iter().map(|piece| ("gebied", piece.as_str())).collect();
        let find = format!("{}{}", links.bare("/zoek"), choices.query(definition, &own_area));
        let asked_area = visit.asked("gebied").filter(|_| visit.path() == "/zoek");
        let asked_area = asked_area.and_then(|piece| crate::address::place(&visit.release().places, piece));
        let mut kept = choices.pairs(definition);
        kept.extend(asked_area.map(|ix| ("gebied", crate::address::piece(&visit.release().places, ix))));
        let mut about = Vec::new();
        for (slug, title) in [("begrippen", t.get("glossary-title")), ("verantwoording", t.get("account-title"))] {
            if !definition.pages.iter().any(|page| page.slug == slug) {
                about.push(Link::new(links.to(&format!("/uitleg/{slug}")), title));
            }
        }
        let whole = visit.site().figures().country().map_or_else(
            || definition.monitor.name.get(language).to_owned(),
            |ix| place::heading(visit.site(), ix, language),
        );
        about.push(Link::new(links.bare("/rapport"), t.with("menu-report", &[("name", whole.into())])));
        about.push(Link::new(links.to("/indicatoren"), t.get("menu-indicators")));
        about.push(Link::new(links.to("/zoek"), t.get("search-title")));
        about.push(Link::new(links.to("/eigen-gebied"), t.get("own-title")));
        about.push(Link::new(links.to("/mijn-gebieden"), t.get("kept-title")));
        about.push(Link::new(links.to("/catalogus"), t.get("catalogue-title")));
        about.push(Link::new(links.bare("/databank/hulp"), t.get("databank-help-programs")));
        let manifest = &visit.release().manifest;
        let shown_bar = !head.page.is_empty();
        let legend = match head.page.split_once(':') {
            Some(("thema", id)) => page_legend(visit, definition.indicators_of(id).map(|(_, indicator)| indicator)),
            Some(("indicator", id)) => {
                page_legend(visit, definition.find_indicator(id).map(|indicator| definition.indicator(indicator)))
            }
            _ => None,
        };
        let search_example = known_place(visit)
            .map(|ix| visit.release().places.get(ix).name.clone())
            .map(|place| t.with("search-placeholder", &[("place", place.into())]))
            .unwrap_or_default();
        let databank = crate::databank::of_page(visit, head.place, &head.page);
        Self {
            search_example,
            legend,
            find: Link { current: visit.path() == "/zoek", ..Link::new(find, t.get("find")) },
            kept,
            search_label: t.get(if has_districts(visit) { "search-label" } else { "search-label-municipality" }),
            structured: None,
            picture: None,
            databank,
            source: visit.standalone().source_line().unwrap_or_default(),
            language: code(language),
            title: if head.title == name { name.clone() } else { format!("{} | {name}", head.title) },
            heading: head.title,
            description: sentence(&head.description),
            canonical: format!("{}{}", visit.origin(), here(language, &plain)),
            alternates: vec![
                ("nl", format!("{}{}", visit.origin(), here(Language::Nl, &plain))),
                ("en", format!("{}{}", visit.origin(), here(Language::En, &plain))),
                ("x-default", format!("{}{}", visit.origin(), here(Language::Nl, &plain))),
            ],
            indexed: head.indexed,
            styles: assets::styles(),
            scripts: assets::scripts(),
            icon: assets::address("icon.svg").or_else(|| assets::address("favicon.svg")),
            typeface: assets::address("fonts/inter-latin.woff2"),
            name,
            tagline: sentence(monitor.tagline.get(language)),
            home: links.to("/"),
            fictional: monitor.fictional,
            notice: monitor.notice.as_ref().map(|notice| {
                let page = definition.pages.iter().find(|page| notice.page.as_ref() == Some(&page.slug));
                let more =
                    page.map(|page| Link::new(links.to(&format!("/uitleg/{}", page.slug)), page.title.get(language)));
                (notice.text.get(language).to_owned(), more)
            }),
            menu,
            sparse: head.place.and_then(|ix| {
                let of_group = || crate::view::split::group_elsewhere(visit, ix, &head.page);
                crate::view::years::sparse(visit, ix, &head.page).or_else(of_group)
            }),
            other_language: Link::new(here(other, &query), other_name),
            other_language_code: other_code,
            notices,
            instead: Vec::new(),
            bar: shown_bar.then(|| bar(visit, head.place, &head.page)),
            edition: t.with(
                "edition",
                &[
                    ("id", manifest.id.chars().take(8).collect::<String>().into()),
                    ("date", crate::view::date(&manifest.created, language).into()),
                    ("version", monitor.version.clone().into()),
                ],
            ),
            publisher: monitor.publisher.get(language).to_owned(),
            contact: monitor.contact.clone(),
            help,
            about,
            texts: t,
        }
    }
}

/// A text as a whole sentence: with a full stop at its end, and without a last part that announces what does not follow.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    let whole = match text.strip_suffix(':') {
        Some(announced) => announced.rfind(". ").map_or(announced, |end| &announced[..=end]),
        None => text,
    };
    if whole.is_empty() || whole.ends_with(['.', '!', '?', '…']) { whole.to_owned() } else { format!("{whole}.") }
}

/// Whether the monitor has districts or neighbourhoods.
pub(crate) fn has_districts(visit: &Visit) -> bool {
    let places = &visit.release().places;
    !places.level(cells::Level::District).is_empty() || !places.level(cells::Level::Neighbourhood).is_empty()
}

/// `nl` or `en`.
pub(crate) const fn code(language: Language) -> &'static str {
    match language {
        Language::Nl => "nl",
        Language::En => "en",
    }
}

/// A place that many know: the default area, or the first municipality.
pub(crate) fn known_place(visit: &Visit) -> Option<PlaceIx> {
    let places = &visit.release().places;
    let own = default_place(visit).filter(|ix| places.get(*ix).level() != cells::Level::Country);
    let newest = places.newest_vintage()?;
    own.or_else(|| places.of_vintage(cells::Level::Municipality, newest).next())
}

/// The area shown when nothing was chosen.
pub(crate) fn default_place(visit: &Visit) -> Option<PlaceIx> {
    let places = &visit.release().places;
    crate::address::place(places, &visit.definition().monitor.default_area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_a_whole_sentence() {
        assert_eq!(sentence("Cijfers over elke gemeente"), "Cijfers over elke gemeente.");
        assert_eq!(sentence("Hoe gaat het?"), "Hoe gaat het?");
        assert_eq!(sentence("Nee. Zij zijn al openbaar. Dat gaat zo:"), "Nee. Zij zijn al openbaar.");
        assert_eq!(sentence("Dat gaat zo:"), "Dat gaat zo.");
        assert_eq!(sentence(""), "");
    }
}
