//! A question that was typed in the search box: the answer, how the question was understood, and how to change that.

mod form;
mod meant;
mod understood;

pub(crate) use meant::{about_areas, about_groups, about_numbered, helping};

use ask::{Asked, Heard, Kind, Question, Setting, restated, understand};
use cells::{CategoryIx, IndicatorIx, Period, PlaceIx};
use insight::columns::Column;
use insight::{Address, Reading};

use crate::address::{self, Links};
use crate::choices::{Choices, Comparison, Year};
use crate::columns::Columns;
use crate::view::area::{Sentence, linked};
use crate::view::bar::Choose;
use crate::view::compare::Shown;
use crate::view::figure::{self, Chip};
use crate::view::place;
use crate::view::shell::{Link, default_place};
use crate::view::whom;
use crate::visit::Visit;

/// A figure that belongs to an answer.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) link: Link,
    /// What must be known of the area beside its name; mostly empty.
    pub(crate) about: String,
    pub(crate) figure: String,
    pub(crate) chip: Option<Chip>,
    pub(crate) note: String,
    pub(crate) marked: bool,
}

/// One thing that was understood.
#[derive(Debug, Clone)]
pub(crate) struct Understood {
    pub(crate) name: String,
    pub(crate) value: String,
    /// "u typte ‘zomerdma’"; empty where it stands in the question as it is shown.
    pub(crate) typed: String,
    /// The same question with what else this may mean.
    pub(crate) others: Vec<Link>,
}

/// A question with its answer.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    /// The question in full.
    pub(crate) question: String,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) lines: Vec<Line>,
    /// Those that were asked for, where all are too many to read on a phone; else none.
    pub(crate) brief: Vec<Line>,
    /// What all of them are called then ("Alle 20 cijfers").
    pub(crate) all_lines: String,
    /// Whom all lines are of ("inwoners van 15 tot en met 64 jaar"), where that is said once for all; else empty.
    pub(crate) whom: String,
    /// What all lines are compared with, where that is one thing: "Vergeleken met de andere bewoners".
    pub(crate) compared_with: String,
    /// Whether a column with readings is of use.
    pub(crate) has_readings: bool,
    /// Whether any of them has a colour.
    pub(crate) has_colours: bool,
    /// What its readings are of.
    pub(crate) indicators: Vec<IndicatorIx>,
    pub(crate) more: Vec<Link>,
    pub(crate) understood: Vec<Understood>,
    /// "Dit woord begrepen we niet: …"; empty where all was understood.
    pub(crate) unknown: String,
    /// Which words were answered with something else, or left out.
    pub(crate) cautions: Vec<String>,
    /// What the form sends along: name and value.
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) fields: Vec<Choose>,
}

/// A word of the address that is of nothing here.
pub(crate) struct Refused {
    /// The word before the `=`.
    pub(crate) key: &'static str,
    /// What was asked for, at most 40 characters of it.
    pub(crate) value: String,
}

/// What was typed, read with what the address sets right.
pub(crate) struct Read {
    pub(crate) question: Question,
    pub(crate) setting: Setting,
    pub(crate) refused: Vec<Refused>,
    /// Whether the visitor set it right, so that it is answered whatever was typed.
    pub(crate) set_right: bool,
}

/// From here on a name is offered where one was not understood.
const NEAR: f64 = 0.75;

/// The area a question is about where it names none.
fn context(visit: &Visit) -> Option<PlaceIx> {
    let places = &visit.release().places;
    let asked = visit.asked("gebied").and_then(|piece| address::place(places, piece));
    // Nobody asked about the area that the home page happens to show.
    asked
        .or_else(|| visit.site().figures().country())
        .or_else(|| default_place(visit))
        .or_else(|| (!places.is_empty()).then_some(PlaceIx(0)))
}

/// Reads a text as a question. None in a release without places.
pub(crate) fn read(visit: &Visit, text: &str, typing: bool) -> Option<Read> {
    let definition = visit.definition();
    let places = &visit.release().places;
    let choices = visit.choices();
    let setting = Setting {
        place: context(visit)?,
        category: choices.category,
        year: choices.year.fixed(),
        reference: choices.comparison.map(crate::choices::Comparison::standing),
        judge: choices.judge,
        language: visit.language(),
    };
    let mut question = understand(visit.site().lexicon(), definition, places, text, typing);
    let mut refused = Vec::new();
    let mut refuse = |key, value: &str| refused.push(Refused { key, value: value.chars().take(40).collect() });
    if let Some(piece) =
        visit.asked("gebied").filter(|piece| !piece.is_empty() && address::place(places, piece).is_none())
    {
        refuse("gebied", piece);
    }
    let kind = visit.asked("soort").filter(|word| !word.is_empty());
    let set_right = kind.is_some();
    let at_hand = visit.asked("gebied").filter(|_| !set_right).and_then(|piece| address::place(places, piece));
    if let Some(at_hand) = at_hand {
        question.places.iter_mut().for_each(|heard| nearest_by(visit, heard, at_hand));
    }
    if let Some(word) = kind {
        match Kind::of_word(word) {
            Some(kind) => question.kind = Some(kind),
            None => refuse("soort", word),
        }
        let keeps_others = question.kind == Some(Kind::Comparison);
        if let Some(ix) = visit.asked("gebied").and_then(|piece| address::place(places, piece)) {
            first(&mut question.places, ix, keeps_others);
            if let Some(beside) = visit.asked("met").filter(|_| keeps_others) {
                let others = beside.split('_').filter_map(|piece| address::place(places, piece));
                question.places.truncate(1);
                question.places.extend(others.take(4).filter(|other| *other != ix).map(Heard::chosen));
            }
            let lost = std::mem::take(&mut question.lost_areas);
            let unknown = std::mem::take(&mut question.unknown);
            let is_lost = |word: &String| lost.contains(word) || question.is_number_of_area(word);
            question.unknown = unknown.into_iter().filter(|word| !is_lost(word)).collect();
            question.numbered = None;
        }
        if let Some(id) = visit.asked("cijfer") {
            match definition.find_indicator(id) {
                // What was typed for it may be a word that only comes near.
                Some(ix) if question.indicators.first().is_some_and(|heard| heard.what == ix) => {}
                Some(ix) => question.indicators = vec![Heard::chosen(ix)],
                None if id.is_empty() => question.indicators.clear(),
                None => refuse("cijfer", id),
            }
        }
        if let Some(id) = visit.asked("thema").filter(|id| !id.is_empty()) {
            match definition.themes.iter().position(|theme| theme.id == id) {
                Some(at) => question.theme = Some(Heard::chosen(at)),
                None => refuse("thema", id),
            }
        }
        if let Some(id) = visit.asked("groep") {
            match definition.find_category(id) {
                Some(ix) => first(&mut question.groups, ix, keeps_others),
                None if matches!(id, "" | "totaal") => {
                    question.everybody = true;
                    question.groups.clear();
                }
                None => refuse("groep", id),
            }
        }
        if let Some(year) = visit.asked("peiljaar") {
            match year.parse().map(Period) {
                Ok(year) if visit.site().years.contains(&year) => {
                    let since =
                        question.years.first().copied().filter(|since| *since < year && question.years.len() > 1);
                    question.years = since.into_iter().chain([year]).collect();
                }
                _ if matches!(year, "" | "nieuwste") => question.years.clear(),
                _ => refuse("peiljaar", year),
            }
        }
    }
    Some(Read { question, setting, refused, set_right })
}

/// Of areas with one name the one in the municipality of the area at hand: who asks about Lombok in Utrecht means that one.
fn nearest_by(visit: &Visit, heard: &mut Heard<PlaceIx>, at_hand: PlaceIx) {
    let home = |ix: PlaceIx| place::municipality(visit.site(), ix);
    let own = home(at_hand).unwrap_or(at_hand);
    // A municipality of that name is meant before a part of this one.
    if home(heard.what).is_none_or(|home| home == own) {
        return;
    }
    if let Some(at) = heard.others.iter().position(|other| home(*other) == Some(own)) {
        let nearer = heard.others.remove(at);
        heard.others.insert(0, std::mem::replace(&mut heard.what, nearer));
    }
}

/// Puts one thing first; the others stay where they are compared with it.
fn first<T: PartialEq>(list: &mut Vec<Heard<T>>, what: T, keeps_others: bool) {
    if list.first().is_some_and(|heard| heard.what == what) {
        return;
    }
    if keeps_others && list.len() > 1 {
        list.retain(|heard| heard.what != what);
        list.remove(0);
        list.insert(0, Heard::chosen(what));
    } else {
        *list = vec![Heard::chosen(what)];
    }
}

/// The address of a question that was set right: it says everything.
fn address_of(visit: &Visit, text: &str, asked: &Asked) -> String {
    let links = visit.links();
    let own = pairs(visit, asked);
    let mut all = vec![("q", text)];
    all.extend(own.iter().map(|(key, value)| (*key, value.as_str())));
    format!("{}{}", links.bare("/zoek"), links.choices.query(visit.definition(), &all))
}

/// The areas that the first is compared with, as an address has them.
fn beside(visit: &Visit, asked: &Asked) -> String {
    let pieces = asked.other_places.iter().map(|ix| address::piece(&visit.release().places, *ix));
    pieces.collect::<Vec<_>>().join("_")
}

fn pairs(visit: &Visit, asked: &Asked) -> Vec<(&'static str, String)> {
    let definition = visit.definition();
    let mut pairs = vec![
        ("soort", asked.kind.word().to_owned()),
        ("gebied", address::piece(&visit.release().places, asked.place)),
        ("cijfer", asked.indicator.map_or_else(String::new, |ix| definition.indicator(ix).id.clone())),
    ];
    if !asked.other_places.is_empty() {
        pairs.push(("met", beside(visit, asked)));
    }
    pairs.extend(asked.theme.and_then(|at| definition.themes.get(at)).map(|theme| ("thema", theme.id.clone())));
    if !definition.breakdowns.is_empty() {
        pairs
            .push(("groep", definition.category(asked.category).map_or_else(|| "totaal".to_owned(), |c| c.id.clone())));
    }
    pairs.push(("peiljaar", asked.year.map_or_else(|| "nieuwste".to_owned(), |year| year.to_string())));
    pairs
}

/// The answer to what was read.
pub(crate) fn answered(visit: &Visit, text: &str, read: &Read) -> Answered {
    let figures = visit.site().figures();
    let asked = Asked::of(&read.question, &read.setting, &figures);
    let alike = |ix: PlaceIx| most_alike(visit, ix);
    let found = ask::answer(&figures, &asked, &read.setting, &alike);
    let whom = whom_of(&found.lines);
    let lines: Vec<Line> = found.lines.iter().map(|line| shown(visit, line, whom.is_empty())).collect();
    let marked = lines.iter().filter(|line| line.marked).count();
    let brief = if lines.len() > FEW_LINES && (1..FEW_LINES).contains(&marked) {
        lines.iter().filter(|line| line.marked).cloned().collect()
    } else {
        Vec::new()
    };
    Answered {
        brief,
        all_lines: visit.texts().with("ask-all-lines", &[("count", lines.len().into())]),
        whom,
        compared_with: compared_with(visit, &found.lines),
        question: restated(&asked, &figures, visit.language()),
        sentences: found.sentences.iter().map(|said| linked(visit, &said.text, &said.rests_on)).collect(),
        has_readings: lines.iter().any(|line| line.chip.is_some() || !line.note.is_empty()),
        has_colours: lines.iter().any(|line| line.chip.is_some()),
        indicators: found.lines.iter().map(|line| line.at.indicator).collect(),
        lines,
        more: found
            .pages
            .iter()
            .map(|page| more(visit, page, &found))
            .chain(with_care(visit, &asked))
            .chain(helping(visit, read))
            .collect(),
        understood: understood::understood(visit, text, read, &asked),
        unknown: unknown(visit, &read.question),
        cautions: ask::cautions(&read.question, &asked, &figures, visit.language()),
        hidden: form::hidden(visit, text, &asked),
        fields: form::fields(visit, read, &asked),
    }
}

/// As many lines are read on a phone without a click.
const FEW_LINES: usize = 8;

/// Whom the figures of these lines are of, where all are of one indicator and say so.
fn whom_of(lines: &[ask::Line]) -> String {
    let Some(first) = lines.first().filter(|_| lines.len() > 1) else { return String::new() };
    let is_of_one = lines.iter().all(|line| line.at.indicator == first.at.indicator);
    let says_whom = lines.iter().any(|line| line.figure != line.alone);
    // "Inwoners" is short enough to stand with each.
    let is_long = first.whom.contains(' ');
    if is_of_one && says_whom && is_long { first.whom.clone() } else { String::new() }
}

/// What the lines are compared with, as a sentence; nothing where they are not compared with one and the same.
fn compared_with(visit: &Visit, lines: &[ask::Line]) -> String {
    let of_line = |line: &ask::Line| {
        let reference = line.reference.filter(|_| matches!(line.reading, Reading::Compared { .. }))?;
        let (place, group) = (line.at.place, line.at.category);
        Some(whom::group_compared_with(visit, place, group, Comparison::of(reference)))
    };
    let mut all: Vec<String> = lines.iter().filter_map(of_line).collect();
    all.dedup();
    match all.as_slice() {
        [with] => visit.texts().with("compared-with", &[("with", with.as_str().into())]),
        _ => String::new(),
    }
}

/// The areas most like an area, the likeliest first.
fn most_alike(visit: &Visit, ix: PlaceIx) -> Vec<PlaceIx> {
    let likeness = visit.site().likeness(visit.release().places.get(ix).level());
    let nearest = likeness.map(|likeness| likeness.nearest(ix, super::similar::SHOWN)).unwrap_or_default();
    nearest.into_iter().map(|(place, _)| place).collect()
}

/// Links to a figure of a group in a year.
pub(crate) fn links_at(visit: &Visit, at: Address) -> Links<'_> {
    let figures = visit.site().figures();
    let choices = visit.choices();
    let newest = figures.newest(at.indicator, at.place, at.category) == Some(at.period);
    let year = if newest && choices.year == Year::Newest { Year::Newest } else { Year::Fixed(at.period) };
    visit.links().with(Choices { category: at.category, year, ..choices })
}

fn shown(visit: &Visit, line: &ask::Line, says_whom: bool) -> Line {
    let cell = visit.site().figures().cell(line.at);
    let polarity = visit.definition().indicator(line.at.indicator).polarity;
    let compared = matches!(line.reading, Reading::Compared { .. });
    Line {
        link: Link::new(
            links_at(visit, line.at).indicator(line.at.indicator, Some(line.at.place)),
            line.label.as_str(),
        ),
        about: line.about.clone(),
        figure: if says_whom { line.figure.clone() } else { line.alone.clone() },
        chip: compared.then(|| {
            figure::chip(figure::mark(line.reading, polarity, visit.choices()), cell.status, visit.language())
        }),
        note: line.note.clone(),
        marked: line.marked,
    }
}

fn more(visit: &Visit, page: &ask::Page, answer: &ask::Answer) -> Link {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let year = answer.year.map_or(visit.choices().year, Year::Fixed);
    let choices = Choices { category: answer.category, year, ..visit.choices() };
    let links = visit.links().with(choices);
    let name = |ix: PlaceIx| place::spoken(visit.site(), ix, language).to_owned();
    let short = |ix: IndicatorIx| definition.indicator(ix).short.get(language).to_owned();
    match *page {
        ask::Page::Area(ix) => Link::new(links.place(ix), t.with("ask-page-area", &[("place", name(ix).into())])),
        ask::Page::Theme(ix, at) => {
            let theme = &definition.themes[at];
            let label = theme.label.get(language).to_owned();
            let values = [("theme", label.into()), ("place", name(ix).into())];
            Link::new(links.theme(ix, &theme.id), t.with("ask-page-theme", &values))
        }
        ask::Page::Indicator(ix, at) => {
            let values = [("figure", short(ix).into()), ("place", name(at).into())];
            Link::new(links.indicator(ix, Some(at)), t.with("ask-page-indicator", &values))
        }
        ask::Page::Map(indicator, place, level) => {
            let map = crate::atlas::Asked {
                indicator,
                place,
                level,
                colour: crate::atlas::Colour::default(),
                beside: None,
                spot: None,
            };
            Link::new(links.map(&map), t.with("ask-page-map", &[("figure", short(indicator).into())]))
        }
        ask::Page::Similar(ix) => {
            let href = links.to(&format!("/gebied/{}/vergelijkbaar", address::piece(&visit.release().places, ix)));
            Link::new(href, t.with("ask-page-similar", &[("place", name(ix).into())]))
        }
        ask::Page::Together(ref places) => {
            let of_answer = visit.with_choices(choices);
            let own = crate::own_area::OwnArea::new(places.iter().copied());
            Link::new(crate::view::own_area::address(&of_answer, &own), t.get("kept-together"))
        }
        ask::Page::Beside(ref places) => {
            let columns = places.iter().map(|place| Column { place: *place, category: answer.category });
            let sides: Vec<String> = places.iter().map(|ix| name(*ix)).collect();
            let href = crate::view::compare::address(visit, &Columns::new(columns), Shown::default(), &[]);
            let (last, first) = sides.split_last().map_or(("", &[][..]), |(last, first)| (last.as_str(), first));
            let values = [("first", first.join(", ").into()), ("last", last.to_owned().into())];
            Link::new(href, t.with("ask-page-beside", &values))
        }
        ask::Page::Elsewhere(topic, at) => {
            let link = &definition.topics[topic].links[at];
            Link::new(link.address.clone(), link.label.get(language))
        }
        ask::Page::Explanation(ix) => {
            let href = links.to(&format!("/uitleg/indicator/{}", definition.indicator(ix).id));
            Link::new(href, t.with("ask-page-explanation", &[("figure", short(ix).into())]))
        }
    }
}

/// How to use differences between groups with care, where the publisher tells that.
fn with_care(visit: &Visit, asked: &Asked) -> Option<Link> {
    const PAGE: &str = "mag-dit";
    let counts_people = asked.indicator.is_some() && asked.indicator == visit.site().figures().residents();
    let is_care_due = asked.is_about_groups() && !counts_people;
    let page = visit.definition().pages.iter().find(|page| is_care_due && page.slug == PAGE)?;
    Some(Link::new(visit.links().to(&format!("/uitleg/{PAGE}")), page.title.get(visit.language())))
}

/// The words that were not understood, in a sentence; empty where all were.
pub(crate) fn unknown(visit: &Visit, question: &Question) -> String {
    let t = visit.texts();
    let is_no_area = |word: &String| {
        question.lost_areas.contains(word)
            || question.lost_parts.contains(word)
            || question.no_areas.iter().any(|heard| heard.words.contains(word.as_str()))
    };
    let is_no_area = |word: &String| is_no_area(word) || question.is_number_of_area(word);
    let words: Vec<String> =
        question.unknown.iter().filter(|word| !is_no_area(word)).take(8).map(|word| format!("‘{word}’")).collect();
    let mut sentences: Vec<String> = ask::which_numbered(question, visit.language()).into_iter().collect();
    if !words.is_empty() {
        let values = [("count", words.len().into()), ("words", words.join(", ").into())];
        sentences.push(t.with("ask-unknown", &values));
    }
    if !question.postcode.is_empty() {
        sentences.push(t.with("ask-postcode", &[("words", question.postcode.clone().into())]));
    }
    let is_code = |word: &&String| **word == question.postcode;
    for word in question.lost_areas.iter().filter(|word| !is_code(word)).take(3) {
        sentences.push(t.with("ask-lost-area", &[("words", word.clone().into())]));
    }
    if let Some(place) = question.places.first() {
        for word in question.lost_parts.iter().take(3) {
            let name = place::name(visit.site(), place.what, visit.language());
            sentences.push(t.with("ask-lost-part", &[("words", word.clone().into()), ("place", name.into())]));
        }
    }
    if question.here && question.places.is_empty() && visit.asked("gebied").is_none_or(str::is_empty) {
        sentences.push(t.get("ask-which-area"));
    }
    for heard in &question.no_areas {
        let group = visit.definition().category(heard.what);
        let group = group.map(|category| category.label.get(visit.language()).to_owned()).unwrap_or_default();
        let values = [("words", heard.words.clone().into()), ("group", group.into())];
        sentences.push(t.with("ask-no-area", &values));
    }
    sentences.join(" ")
}

/// A question about an area that asks nothing yet.
fn plain(place: PlaceIx) -> Asked {
    Asked {
        kind: Kind::Figure,
        place,
        other_places: Vec::new(),
        indicator: None,
        beside: Vec::new(),
        parts: Vec::new(),
        together: false,
        share_of_counted: false,
        negated: false,
        theme: None,
        topic: None,
        counted: None,
        category: CategoryIx::TOTAL,
        other_categories: Vec::new(),
        breakdown: None,
        level: None,
        most: None,
        year: None,
        since: None,
        between_groups: false,
        threshold: None,
        why: false,
    }
}

/// Questions that this monitor can answer, made from what it has: for who does not know what to ask.
pub(crate) fn examples(visit: &Visit) -> Vec<Link> {
    let definition = visit.definition();
    let figures = visit.site().figures();
    let Some(place) = context(visit) else { return Vec::new() };
    let profile = |split: bool| {
        definition
            .indicators
            .iter()
            .position(|i| {
                i.profile && i.polarity != definition::Polarity::Neutral && (!split || !i.breakdowns.is_empty())
            })
            .or_else(|| definition.indicators.iter().position(|i| i.profile))
            .map(|n| IndicatorIx(n as u16))
    };
    // A group that can be said in few words.
    let words = |c: &definition::Category| c.people.as_ref().map(|people| people.nl.len());
    let named = definition.categories().filter_map(|(ix, _, c)| Some((words(c)?, ix)));
    let group = named.min_by_key(|(length, _)| *length).map(|(_, ix)| ix);
    let plain = Asked { indicator: profile(false), ..plain(place) };
    let mut all = vec![plain.clone()];
    if let Some(category) = group {
        all.push(Asked { indicator: figures.residents(), category, ..plain.clone() });
        all.push(Asked { kind: Kind::LargestGroup, indicator: profile(true), ..plain.clone() });
    }
    all.push(Asked { kind: Kind::Change, indicator: None, ..plain.clone() });
    all.push(Asked { kind: Kind::StandsOut, indicator: None, ..plain });
    all.into_iter()
        .map(|asked| {
            let text = restated(&asked, &figures, visit.language());
            Link::new(visit.links().search(&text, None), text)
        })
        .collect()
}

/// While typing: the question as it is understood so far, and what else it may mean, with their addresses.
pub(crate) fn suggestions(visit: &Visit, text: &str) -> Vec<Link> {
    let Some(read) = read(visit, text, true) else { return Vec::new() };
    if read.question.asks_help() {
        return helping(visit, &read);
    }
    // The name of a subject without a figure, or a word for something else, is in no list of names.
    let in_a_list = read.question.is_bare_name() && !read.question.names_something_else();
    if !read.question.is_answerable() || in_a_list {
        return Vec::new();
    }
    let figures = visit.site().figures();
    let asked = Asked::of(&read.question, &read.setting, &figures);
    let mut all = vec![asked.clone()];
    if let Some(heard) = read.question.indicators.first() {
        all.extend(heard.others.iter().take(2).map(|other| Asked { indicator: Some(*other), ..asked.clone() }));
    }
    if let Some(heard) = read.question.places.first() {
        all.extend(heard.others.iter().take(2).map(|place| Asked { place: *place, ..asked.clone() }));
    }
    let mut links: Vec<Link> = Vec::new();
    for asked in all {
        let label = restated(&asked, &figures, visit.language());
        if !links.iter().any(|link| link.label == label) {
            // A word that only comes near stays in the question, so that the answer says so.
            let text = if read.question.names_something_else() { text } else { label.as_str() };
            links.push(Link::new(address_of(visit, text, &asked), label.as_str()));
        }
    }
    links
}
