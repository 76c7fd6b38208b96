//! `/databank`: the table, and the form that makes it.

use askama::Template;
use axum::extract::RawQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{Level, PlaceIx};
use export::{AreaChoice, Axis, Format, Refusal, Table};

use super::ask::Asked;
use super::builder::{Builder, builder};
use super::chart::{Chart, chart};
use super::examples::{Example, examples};
use super::preview::{Preview, Row, preview};
use crate::pages::print;
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell};
use crate::visit::Visit;

/// Most names of a pasted list that are told one by one.
const MOST_NOT_FOUND: usize = 20;

/// A file the table can be had as.
#[derive(Debug)]
struct File {
    href: String,
    name: String,
    about: String,
    /// Why it cannot be had; empty where it can.
    refused: String,
    main: bool,
}

/// How the table is kept and cited.
#[derive(Debug)]
struct Keeping {
    address: String,
    citation: String,
    bibtex: String,
    pin: Option<Link>,
    pinned: String,
}

/// A name of a pasted list that was not understood, with what was probably meant: the table with that area as well.
#[derive(Debug)]
struct Named {
    word: String,
    meant: Vec<Link>,
}

#[derive(Template)]
#[template(path = "databank.html")]
struct Page {
    shell: Shell,
    lead: String,
    problems: Vec<String>,
    /// The tables that were probably meant.
    meant: Vec<Link>,
    not_found: Vec<Named>,
    more_not_found: String,
    example: bool,
    builder: Builder,
    examples: Vec<Example>,
    preview: Option<Preview>,
    chart: Option<Chart>,
    /// What the form of the layers keeps.
    layer_hidden: Vec<(&'static str, String)>,
    files: Vec<File>,
    keeping: Option<Keeping>,
    help: String,
    api: String,
}

#[derive(Template)]
#[template(path = "databank_help.html")]
struct Help {
    shell: Shell,
    databank: String,
    api: String,
    host: String,
    pxweb: String,
    odata: String,
    release: String,
    page: String,
    table: String,
    indicator: String,
    period: String,
    atom: String,
    bulk: String,
}

fn shell(visit: &Visit, title: String, indexed: bool) -> Shell {
    let t = visit.texts();
    let head = Head {
        title,
        description: t.get("databank-description"),
        section: Section::Databank,
        place: None,
        page: String::new(),
        indexed,
    };
    let mut shell = Shell::new(visit, head);
    // The words of the address are lists here, and are read by the databank itself.
    shell.notices.clear();
    shell
}

/// Where the address asks for a release that is not shown here: a page that says so.
pub(super) fn elsewhere(visit: &Visit, asked: &Asked) -> Option<Response> {
    let wanted = asked.pinned.as_ref()?;
    if *wanted == visit.release().manifest.id {
        return None;
    }
    let t = visit.texts();
    let id: String = wanted.chars().take(40).collect();
    let mut without = Asked { pinned: None, ..asked_again(asked) };
    without.example = false;
    let problem =
        t.with("databank-release-gone", &[("id", id.into()), ("now", visit.release().manifest.id.clone().into())]);
    Some(with_problems(visit, &without, StatusCode::NOT_FOUND, vec![problem]))
}

fn asked_again(asked: &Asked) -> Asked {
    Asked {
        query: asked.query.clone(),
        refusals: Vec::new(),
        not_found: Vec::new(),
        example: asked.example,
        from_form: false,
        from: 0,
        layer: asked.layer.clone(),
        pinned: asked.pinned.clone(),
    }
}

/// The page.
pub(super) async fn page(visit: Visit, RawQuery(text): RawQuery) -> Response {
    let asked = Asked::read(&visit, text.as_deref().unwrap_or_default());
    if let Some(answer) = elsewhere(&visit, &asked) {
        return answer;
    }
    if asked.from_form && asked.refusals.is_empty() && asked.not_found.is_empty() {
        let to = asked.address(&visit, &asked.query);
        if let Ok(to) = HeaderValue::try_from(to) {
            return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
        }
    }
    // The page says what was not understood and shows the rest; programs are told as well.
    let understood = asked.refusals.is_empty() && asked.not_found.is_empty();
    let status = if understood { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    shown(&visit, &asked, status, &asked.refusals.clone())
}

/// The page with what is wrong above it.
pub(super) fn shown(visit: &Visit, asked: &Asked, status: StatusCode, refusals: &[Refusal]) -> Response {
    with_problems(visit, asked, status, refusals.iter().map(|refusal| sentence(visit, refusal)).collect())
}

/// A code of an axis with its name beside it.
fn named(visit: &Visit, axis: Axis, code: &str) -> String {
    let (definition, language) = (visit.definition(), visit.language());
    let name = match axis {
        Axis::Indicator => {
            definition.find_indicator(code).map(|ix| definition.indicator(ix).short.get(language).to_owned())
        }
        Axis::Category => {
            let breakdown = definition.breakdowns.iter().find(|breakdown| breakdown.id == code);
            let group =
                definition.find_category(code).map(|ix| export::category_label(definition, ix, language).to_owned());
            group.or_else(|| Some(breakdown?.label.get(language).to_owned()))
        }
        Axis::Area => code
            .rsplit(':')
            .next()
            .and_then(|own| export::find_area(&visit.release().places, own))
            .map(|ix| place::heading(visit.site(), ix, language)),
        Axis::Period => None,
    };
    match name.filter(|name| name.to_lowercase() != code) {
        Some(name) => format!("{code} ({name})"),
        None => code.to_owned(),
    }
}

/// What is wrong, with names beside the codes that were probably meant.
pub(super) fn sentence(visit: &Visit, refusal: &Refusal) -> String {
    let language = visit.language();
    match refusal {
        Refusal::Unknown { axis: Some(axis), key, value, nearest } => Refusal::Unknown {
            axis: Some(*axis),
            key: key.clone(),
            value: value.clone(),
            nearest: nearest.iter().map(|code| named(visit, *axis, code)).collect(),
        }
        .sentence(language),
        other => other.sentence(language),
    }
}

/// The same table with each of the codes that were probably meant in the place of one that is not known.
fn meant(visit: &Visit, asked: &Asked) -> Vec<Link> {
    let mut links = Vec::new();
    for refusal in &asked.refusals {
        let Refusal::Unknown { axis: Some(axis), nearest, .. } = refusal else { continue };
        for code in nearest {
            let mut pairs = asked.pairs(visit, &asked.query);
            match pairs.iter_mut().find(|(key, _)| *key == axis.key()) {
                Some((_, list)) => *list = format!("{list},{code}"),
                None => pairs.push((axis.key(), code.clone())),
            }
            let href = format!("{}{}", visit.links().bare("/databank"), super::ask::query_string(&pairs));
            links.push(Link::new(href, named(visit, *axis, code)));
        }
    }
    links
}

/// The names that were not understood, and how many more there are, in words.
fn not_found(visit: &Visit, asked: &Asked) -> (Vec<Named>, String) {
    let places = &visit.release().places;
    let all = &asked.not_found;
    let left = all.len().saturating_sub(MOST_NOT_FOUND);
    let link = |at: usize, ix: PlaceIx| {
        let mut query = asked.query.clone();
        query.areas.push(AreaChoice::One(ix));
        let mut pairs = asked.pairs(visit, &query);
        // What else was not understood is not forgotten.
        let others: Vec<&str> =
            all.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, one)| one.word.as_str()).collect();
        if !others.is_empty() {
            pairs.push(("lijst", others.join("\n")));
        }
        let name = place::heading(visit.site(), ix, visit.language());
        let found = places.get(ix);
        let home = (found.level() > Level::Municipality)
            .then(|| places.ancestor(ix, Level::Municipality, found.newest()))
            .flatten()
            .map(|home| format!(", {}", place::name(visit.site(), home, visit.language())));
        let label = format!("{name}{} ({})", home.unwrap_or_default(), export::area_id(places, ix));
        Link::new(format!("{}{}", visit.links().bare("/databank"), super::ask::query_string(&pairs)), label)
    };
    let named = all.iter().enumerate().take(MOST_NOT_FOUND).map(|(at, one)| Named {
        word: one.word.clone(),
        meant: one.meant.iter().filter(|_| left == 0).map(|ix| link(at, *ix)).collect(),
    });
    let more = if left == 0 { String::new() } else { visit.texts().with("databank-and-more", &[("n", left.into())]) };
    (named.collect(), more)
}

fn size(bytes: u64, visit: &Visit) -> String {
    let language = visit.language();
    let number = |value: f64, decimals| insight::numbers::number(value, decimals, language);
    let kilo = bytes as f64 / 1e3;
    if kilo < 1000.0 {
        format!("{} kB", number(kilo.max(1.0), 0))
    } else {
        format!("{} MB", number(kilo / 1e3, u8::from(kilo < 10_000.0)))
    }
}

fn files(visit: &Visit, asked: &Asked, table: &Table<'_>) -> Vec<File> {
    let t = visit.texts();
    Format::ALL
        .into_iter()
        .filter(|format| !matches!(format, Format::GeoJson | Format::FlatGeobuf) || table.has_geometry())
        .map(|format| {
            let key = match format {
                Format::Xlsx => "databank-file-xlsx",
                Format::Csv => "databank-file-csv",
                Format::CsvInternational => "databank-file-csv-int",
                Format::Json => "databank-file-json",
                Format::JsonStat => "databank-file-jsonstat",
                Format::Parquet => "databank-file-parquet",
                Format::GeoJson => "databank-file-geojson",
                Format::FlatGeobuf => "databank-file-fgb",
            };
            let about = t.with(
                "databank-file-about",
                &[("ending", format.ending().into()), ("size", size(format.about_bytes(table), visit).into())],
            );
            let refused =
                format.check(table).err().map(|refusal| refusal.sentence(visit.language())).unwrap_or_default();
            File {
                href: asked.file_address(visit, format),
                name: t.get(key),
                about,
                refused,
                main: format == Format::Xlsx,
            }
        })
        .collect()
}

fn keeping(visit: &Visit, asked: &Asked, table: &Table<'_>) -> Keeping {
    let t = visit.texts();
    let language = visit.language();
    let release = &visit.release().manifest;
    let address = format!("{}{}", visit.origin(), asked.address(visit, &asked.query));
    let pinned = Asked { pinned: Some(release.id.clone()), ..asked_again(asked) };
    let fixed = format!("{}{}", visit.origin(), pinned.address(visit, &asked.query));
    let monitor = &visit.definition().monitor;
    let year = release.created.get(..4).unwrap_or(&release.created).to_owned();
    let bibtex = format!(
        "@misc{{{}-{},\n  author = {{{{{}}}}},\n  title = {{{}}},\n  year = {{{year}}},\n  howpublished = {{\\url{{{fixed}}}}},\n  note = {{{}, {}}}\n}}",
        monitor.id,
        release.id,
        monitor.publisher.get(language),
        table.title(language),
        monitor.name.get(language),
        release.id
    );
    Keeping {
        citation: table.citation(language, Some(&fixed)),
        bibtex,
        pin: asked.pinned.is_none().then(|| Link::new(pinned.address(visit, &asked.query), t.get("databank-pin"))),
        pinned: if asked.pinned.is_some() {
            t.with("databank-pinned", &[("id", release.id.clone().into())])
        } else {
            String::new()
        },
        address,
    }
}

/// The page with these sentences above it.
pub(super) fn with_problems(visit: &Visit, asked: &Asked, status: StatusCode, problems: Vec<String>) -> Response {
    let t = visit.texts();
    let table = asked.query.table(visit.release());
    let mut problems = problems;
    let table = match table {
        Ok(table) => match table.at_most(20_000_000) {
            Ok(()) => Some(table),
            Err(refusal) => {
                problems.push(refusal.sentence(visit.language()));
                None
            }
        },
        Err(refusals) => {
            if problems.is_empty() {
                problems.extend(refusals.iter().map(|refusal| sentence(visit, refusal)));
            }
            None
        }
    };
    if let Some(table) = table.as_ref().filter(|table| table.is_impossible()) {
        let why = export::Remark::sentences(&table.remarks(), visit.definition(), visit.language());
        problems.push(Refusal::Impossible(why).sentence(visit.language()));
    }
    let shown = table.as_ref().map(|table| {
        let mut shown = preview(visit, asked, table);
        if table.is_impossible() {
            // It was said above.
            shown.remarks.clear();
        }
        shown
    });
    let api_query = super::ask::query_string(&asked.query.pairs(visit.release()));
    let title = match (&shown, asked.example) {
        (Some(shown), false) => shown.title.clone(),
        _ => t.get("databank-title"),
    };
    let mut shell = shell(visit, title, asked.example);
    shell.heading = t.get("databank-title");
    // The other language shows the same table.
    let words = super::ask::query_string(&asked.pairs(visit, &asked.query));
    let other = shell.other_language.href.split('?').next().unwrap_or_default().to_owned();
    shell.other_language.href = if asked.example { other } else { format!("{other}{words}") };
    let (not_found, more_not_found) = not_found(visit, asked);
    let page = Page {
        lead: t.get("databank-lead"),
        problems,
        meant: meant(visit, asked),
        not_found,
        more_not_found,
        example: asked.example,
        builder: builder(visit, asked, table.as_ref()),
        examples: examples(visit, &asked_again(asked)),
        files: table.as_ref().map(|table| files(visit, asked, table)).unwrap_or_default(),
        keeping: table.as_ref().map(|table| keeping(visit, asked, table)),
        chart: table
            .as_ref()
            .filter(|table| table.at_most(200_000).is_ok())
            .and_then(|table| chart(visit, asked, table)),
        preview: shown,
        layer_hidden: asked.pairs(visit, &asked.query),
        help: visit.links().bare("/databank/hulp"),
        api: format!("{}{api_query}", super::api_root(visit, "/api/v1/cells")),
        shell,
    };
    print(status, &page)
}

/// `/databank/hulp`: how it works, and how programs read it.
pub(super) async fn help(visit: Visit) -> Response {
    let t = visit.texts();
    let definition = visit.definition();
    let first = super::usual(visit.site(), None);
    let members = first.indicator_members(definition);
    let indicator = members.first().map(|ix| definition.indicator(*ix));
    let host = visit.origin().split_once("://").map_or(visit.origin(), |(_, host)| host).to_owned();
    let root = super::api_root(&visit, "");
    let page = Help {
        shell: shell(&visit, t.get("databank-help-title"), true),
        databank: visit.links().bare("/databank"),
        api: format!("{}{root}/api/v1", visit.origin()),
        pxweb: format!("{}{root}/api/pxweb/v2", visit.origin()),
        odata: format!("{}{root}/api/odata/v4/{}", visit.origin(), definition.monitor.id),
        release: visit.release().manifest.id.clone(),
        page: format!("{}{root}/databank", visit.origin()),
        host: format!("{host}{root}/api/odata/v3"),
        table: indicator.map(|indicator| indicator.theme.clone()).unwrap_or_default(),
        indicator: indicator.map(|indicator| indicator.id.clone()).unwrap_or_default(),
        period: members
            .first()
            .and_then(|ix| visit.release().cube.periods(*ix).last())
            .map(ToString::to_string)
            .unwrap_or_default(),
        atom: format!("{root}/api/v1/change-feed"),
        bulk: format!("{root}/api/v1/releases/{}/files", visit.release().manifest.id),
    };
    print(StatusCode::OK, &page)
}
