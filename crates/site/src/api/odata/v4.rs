//! OData version 4, as `datasets.cbs.nl` has it: a row for each observation.

use std::fmt::Write as _;

use axum::extract::Path;
use axum::response::Response;
use cells::Status;
use definition::{Language, Measure, Theme};
use export::{Axis, Table, area_id, status_code};
use serde_json::{Map, Value, json};

use super::filter::{Known, Value as Cell};
use super::{AREAS, Asked, GROUPS, PERIODS, names, next_page, no_table, small_set, text};
use crate::api::cells::no_file;
use crate::api::json as answer;
use crate::api::params::Params;
use crate::api::problem::Problem;
use crate::api::tables::{self, period_code};
use crate::databank::NoFile;
use crate::delivery::{Allowance, Around};
use crate::visit::Visit;

/// Observations on a page.
const PAGE: usize = 20_000;

/// What is measured: an indicator's figure, its numerator or its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Measured {
    indicator: usize,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    Numerator,
    Denominator,
}

fn measures(table: &Table<'_>) -> Vec<(Measured, String)> {
    let mut all = Vec::new();
    for (indicator, ix) in table.indicators.iter().enumerate() {
        let of = table.release.definition.indicator(*ix);
        all.push((Measured { indicator, part: Part::Value }, of.id.clone()));
        if of.measure != Measure::Count {
            all.push((Measured { indicator, part: Part::Numerator }, format!("{}_teller", of.id)));
            all.push((Measured { indicator, part: Part::Denominator }, format!("{}_noemer", of.id)));
        }
    }
    all
}

fn root(visit: &Visit) -> String {
    format!("{}{}", visit.origin(), crate::databank::api_root(visit, "/api/odata/v4"))
}

fn own_address(visit: &Visit, table: &str) -> String {
    format!("{}/{}/{table}", root(visit), visit.definition().monitor.id)
}

fn check_catalog(visit: &Visit, catalog: &str) -> Result<(), Problem> {
    let own = &visit.definition().monitor.id;
    if catalog.eq_ignore_ascii_case(own) {
        return Ok(());
    }
    let shown: String = catalog.chars().filter(|c| !c.is_control()).take(40).collect();
    Err(Problem::not_found(format!("There is no catalog `{shown}` here. There is `{own}`.")))
}

/// `/api/odata/v4`.
pub(super) async fn catalogs(visit: Visit) -> Response {
    let monitor = &visit.definition().monitor;
    answer(&json!({
        "@odata.context": format!("{}/$metadata#Catalogs", root(&visit)),
        "value": [{
            "Identifier": monitor.id, "Index": 1, "Title": monitor.name.get(visit.language()),
            "Description": monitor.tagline.get(visit.language()), "Publisher": monitor.publisher.get(visit.language()),
            "Language": crate::view::shell::code(visit.language()), "License": "",
        }],
    }))
}

/// `/api/odata/v4/{catalog}`: what is in it.
pub(super) async fn catalog(visit: Visit, Path(catalog): Path<String>) -> Result<Response, Problem> {
    check_catalog(&visit, &catalog)?;
    let own = format!("{}/{}", root(&visit), visit.definition().monitor.id);
    Ok(answer(&json!({
        "@odata.context": format!("{own}/$metadata"),
        "value": [{ "name": "Datasets", "kind": "EntitySet", "url": format!("{own}/Datasets") }],
    })))
}

fn properties(visit: &Visit, n: usize, theme: &Theme) -> Value {
    let language = visit.language();
    let monitor = &visit.definition().monitor;
    let manifest = &visit.release().manifest;
    json!({
        "Identifier": theme.id,
        "Index": n,
        "Title": format!("{}: {}", monitor.name.get(language), theme.label.get(language)),
        "Description": theme.about.get(language),
        "Modified": format!("{}T00:00:00Z", manifest.created),
        "ReleaseDate": format!("{}T00:00:00Z", manifest.created),
        "Version": manifest.id,
        "Catalog": monitor.id,
        "Language": crate::view::shell::code(language),
        "Publisher": monitor.publisher.get(language),
        "Status": if monitor.fictional { "Verzonnen" } else { "Regulier" },
        "DatasetType": "Numeric",
    })
}

/// `/api/odata/v4/{catalog}/Datasets`.
pub(super) async fn datasets(visit: Visit, Path(catalog): Path<String>, params: Params) -> Result<Response, Problem> {
    check_catalog(&visit, &catalog)?;
    let rows: Vec<Value> =
        tables::themes(&visit).into_iter().enumerate().map(|(n, theme)| properties(&visit, n + 1, theme)).collect();
    let columns = names(&rows);
    let (value, _) = small_set(rows, &params, &columns)?;
    let context = format!("{}/{}/$metadata#Datasets", root(&visit), visit.definition().monitor.id);
    Ok(answer(&json!({ "@odata.context": context, "value": value })))
}

fn sets() -> Vec<String> {
    let mut all: Vec<String> =
        ["Properties", "Dimensions", "MeasureCodes", "MeasureGroups", "Observations"].map(str::to_owned).into();
    for dimension in [AREAS, GROUPS, PERIODS] {
        all.push(format!("{dimension}Codes"));
        all.push(format!("{dimension}Groups"));
    }
    all
}

/// `/api/odata/v4/{catalog}/{table}`: which sets there are.
pub(super) async fn service(visit: Visit, Path((catalog, id)): Path<(String, String)>) -> Result<Response, Problem> {
    check_catalog(&visit, &catalog)?;
    let theme = tables::theme(&visit, &id).ok_or_else(|| no_table(&visit, &id))?;
    let list: Vec<Value> = sets()
        .into_iter()
        .map(|set| {
            // One row is a single thing and no set.
            let kind = if set == "Properties" { "Singleton" } else { "EntitySet" };
            json!({ "name": set, "kind": kind, "url": set })
        })
        .collect();
    Ok(answer(&json!({ "@odata.context": format!("{}/$metadata", own_address(&visit, &theme.id)), "value": list })))
}

/// The columns of each set with their types, for the description and for questions.
fn columns_of(set: &str) -> Vec<(&'static str, &'static str)> {
    let codes = vec![
        ("Identifier", "Edm.String"),
        ("Index", "Edm.Int32"),
        ("Title", "Edm.String"),
        ("Description", "Edm.String"),
        ("DimensionGroupId", "Edm.String"),
    ];
    match set {
        "Observations" => vec![
            ("Id", "Edm.Int64"),
            ("Measure", "Edm.String"),
            ("ValueAttribute", "Edm.String"),
            ("Value", "Edm.Double"),
            ("StringValue", "Edm.String"),
            (AREAS, "Edm.String"),
            (GROUPS, "Edm.String"),
            (PERIODS, "Edm.String"),
        ],
        "MeasureCodes" => vec![
            ("Identifier", "Edm.String"),
            ("Index", "Edm.Int32"),
            ("Title", "Edm.String"),
            ("Description", "Edm.String"),
            ("MeasureGroupId", "Edm.String"),
            ("DataType", "Edm.String"),
            ("Unit", "Edm.String"),
            ("Decimals", "Edm.Int32"),
            ("Format", "Edm.String"),
            ("PresentationType", "Edm.String"),
        ],
        "Dimensions" => vec![
            ("Identifier", "Edm.String"),
            ("Title", "Edm.String"),
            ("Description", "Edm.String"),
            ("Kind", "Edm.String"),
            ("ContainsGroups", "Edm.Boolean"),
            ("ContainsCodes", "Edm.Boolean"),
        ],
        "Properties" => vec![
            ("Identifier", "Edm.String"),
            ("Index", "Edm.Int32"),
            ("Title", "Edm.String"),
            ("Description", "Edm.String"),
            ("Modified", "Edm.DateTimeOffset"),
            ("ReleaseDate", "Edm.DateTimeOffset"),
            ("Version", "Edm.String"),
            ("Catalog", "Edm.String"),
            ("Language", "Edm.String"),
            ("Publisher", "Edm.String"),
            ("Status", "Edm.String"),
            ("DatasetType", "Edm.String"),
        ],
        name if name.ends_with("Groups") => vec![
            ("Id", "Edm.String"),
            ("Index", "Edm.Int32"),
            ("Title", "Edm.String"),
            ("Description", "Edm.String"),
            ("ParentId", "Edm.String"),
        ],
        _ => codes,
    }
}

/// `…/$metadata`: what the sets look like, as CSDL.
pub(super) async fn metadata(visit: Visit, Path((catalog, id)): Path<(String, String)>) -> Result<Response, Problem> {
    check_catalog(&visit, &catalog)?;
    let theme = tables::theme(&visit, &id).ok_or_else(|| no_table(&visit, &id))?;
    let (mut types, mut container) = (String::new(), String::new());
    for set in sets() {
        let columns = columns_of(&set);
        let key = columns.first().map_or("Id", |(name, _)| name);
        let _ = write!(types, "<EntityType Name=\"{set}Row\"><Key><PropertyRef Name=\"{key}\"/></Key>");
        for (name, kind) in &columns {
            let _ = write!(types, "<Property Name=\"{name}\" Type=\"{kind}\" Nullable=\"{}\"/>", *name != key);
        }
        types.push_str("</EntityType>");
        let _ = if set == "Properties" {
            write!(container, "<Singleton Name=\"{set}\" Type=\"Wijkmonitor.{set}Row\"/>")
        } else {
            write!(container, "<EntitySet Name=\"{set}\" EntityType=\"Wijkmonitor.{set}Row\"/>")
        };
    }
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema Namespace=\"Wijkmonitor\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}<EntityContainer Name=\"{}\">{container}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>",
        crate::api::tables::column_name_of(&theme.id)
    );
    Ok(with_version(text(body, "application/xml")))
}

fn with_version(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(axum::http::HeaderName::from_static("odata-version"), axum::http::HeaderValue::from_static("4.0"));
    response
}

fn codes(table: &Table<'_>, axis: Axis, language: Language) -> Vec<Value> {
    let labels = table.labels(axis, language);
    (0..table.len(axis))
        .map(|at| {
            let key = if axis == Axis::Period { period_code(table.periods[at]) } else { table.code(axis, at) };
            let group = match axis {
                Axis::Area => {
                    let level = table.release.places.get(table.areas[at]).level();
                    Some(export::level_word(level).to_owned())
                }
                _ => None,
            };
            let about = match axis {
                Axis::Area => {
                    let place = table.release.places.get(table.areas[at]);
                    let parent = place.parents.last().map(|parent| area_id(&table.release.places, *parent));
                    parent.unwrap_or_default()
                }
                _ => String::new(),
            };
            json!({ "Identifier": key, "Index": at + 1, "Title": labels[at], "Description": about, "DimensionGroupId": group })
        })
        .collect()
}

fn groups(table: &Table<'_>, axis: Axis, language: Language) -> Vec<Value> {
    if axis != Axis::Area {
        return Vec::new();
    }
    cells::Level::ALL
        .into_iter()
        .filter(|level| table.areas.iter().any(|ix| table.release.places.get(*ix).level() == *level))
        .enumerate()
        .map(|(n, level)| {
            json!({
                "Id": export::level_word(level), "Index": n + 1, "Title": insight::words::levels_word(level, language),
                "Description": Value::Null, "ParentId": Value::Null,
            })
        })
        .collect()
}

fn measure_codes(table: &Table<'_>, language: Language) -> Vec<Value> {
    let definition = &table.release.definition;
    measures(table)
        .into_iter()
        .enumerate()
        .map(|(n, (measured, code))| {
            let indicator = definition.indicator(table.indicators[measured.indicator]);
            let name = indicator.short.get(language);
            let whole = measured.part != Part::Value || indicator.measure == Measure::Count;
            let (title, unit) = match (measured.part, language) {
                (Part::Value, _) => (indicator.label.get(language).to_owned(), export::unit(indicator, language)),
                (Part::Numerator, Language::Nl) => (format!("{name}, teller"), "aantal".to_owned()),
                (Part::Numerator, Language::En) => (format!("{name}, numerator"), "number".to_owned()),
                (Part::Denominator, Language::Nl) => (format!("{name}, noemer"), "aantal".to_owned()),
                (Part::Denominator, Language::En) => (format!("{name}, denominator"), "number".to_owned()),
            };
            json!({
                "Identifier": code, "Index": n + 1, "Title": title, "Description": indicator.what.get(language),
                "MeasureGroupId": Value::Null, "DataType": if whole { "Long" } else { "Double" }, "Unit": unit,
                "Decimals": if whole { 0 } else { indicator.decimals }, "Format": Value::Null, "PresentationType": "Relative",
            })
        })
        .collect()
}

fn dimensions(language: Language) -> Vec<Value> {
    [
        (AREAS, Axis::Area, "GeoDimension"),
        (GROUPS, Axis::Category, "Dimension"),
        (PERIODS, Axis::Period, "TimeDimension"),
    ]
    .into_iter()
    .map(|(name, axis, kind)| {
        json!({
            "Identifier": name, "Title": axis.label(language), "Description": Value::Null, "Kind": kind,
            "ContainsGroups": axis == Axis::Area, "ContainsCodes": true,
        })
    })
    .collect()
}

/// An observation that is being looked at.
struct Observation<'c> {
    number: usize,
    measure: &'c str,
    attribute: &'static str,
    value: Option<f64>,
    area: &'c str,
    group: &'c str,
    period: &'c str,
}

impl Observation<'_> {
    fn column(&self, at: usize) -> Cell {
        let text = |value: &str| Cell::Text(value.to_owned());
        match at {
            0 => Cell::Number(self.number as f64),
            1 => text(self.measure),
            2 => text(self.attribute),
            3 => self.value.map_or(Cell::Null, Cell::Number),
            5 => text(self.area),
            6 => text(self.group),
            7 => text(self.period),
            _ => Cell::Null,
        }
    }
}

/// Looks through the observations from a position on; as [`super::v3`] does for rows.
fn look(
    table: &Table<'_>,
    asked: &Asked,
    from: usize,
    mut take: impl FnMut(&Observation<'_>) -> bool,
) -> Option<usize> {
    let measures = measures(table);
    let list = |axis: Axis| (0..table.len(axis)).map(|at| table.code(axis, at)).collect::<Vec<_>>();
    let (areas, groups) = (list(Axis::Area), list(Axis::Category));
    let periods: Vec<String> = table.periods.iter().map(|period| period_code(*period)).collect();
    let inner = measures.len();
    let of_area = groups.len() * periods.len() * inner;
    let all = areas.len() * of_area;
    let mut number = from;
    while number < all {
        let (area, rest) = (number / of_area, number % of_area);
        let (group, rest) = (rest / (periods.len() * inner), rest % (periods.len() * inner));
        let (period, measure) = (rest / inner, rest % inner);
        let known = |text: &str| Known::Is(Cell::Text(text.to_owned()));
        if let Some(filter) = &asked.filter {
            if rest == 0 && group == 0 {
                let early = |at: usize| if at == 5 { known(&areas[area]) } else { Known::NotYet };
                if filter.fits(&early) == Some(false) {
                    number += of_area;
                    continue;
                }
            }
            let early = |at: usize| match at {
                1 => known(&measures[measure].1),
                5 => known(&areas[area]),
                6 => known(&groups[group]),
                7 => known(&periods[period]),
                _ => Known::NotYet,
            };
            if filter.fits(&early) == Some(false) {
                number += 1;
                continue;
            }
        }
        let (measured, code) = &measures[measure];
        let entry = table.entry([measured.indicator, area, group, period]);
        let value = match measured.part {
            Part::Value => entry.value(),
            Part::Numerator => entry.numerator().map(|count| f64::from(count.value)),
            Part::Denominator => entry.denominator().map(|count| f64::from(count.value)),
        };
        // What is missing is said once, at the figure itself; counts that do not exist are no observations.
        let there = entry.cell.status != Status::NotAvailable && (measured.part == Part::Value || value.is_some());
        if there {
            let observation = Observation {
                number,
                measure: code,
                attribute: if value.is_some() { "None" } else { status_code(entry.cell.status) },
                value,
                area: &areas[area],
                group: &groups[group],
                period: &periods[period],
            };
            let fits = asked
                .filter
                .as_ref()
                .is_none_or(|filter| filter.fits(&|at| Known::Is(observation.column(at))) == Some(true));
            if fits && !take(&observation) {
                return Some(number);
            }
        }
        number += 1;
    }
    None
}

fn observations(
    visit: &Visit,
    around: &Around,
    table: &Table<'_>,
    id: &str,
    params: &Params,
) -> Result<Response, Problem> {
    let names: Vec<String> = columns_of("Observations").iter().map(|(name, _)| (*name).to_owned()).collect();
    let asked = Asked::read(params, &names)?;
    let limit = PAGE.min(asked.top.unwrap_or(PAGE));
    let allowed = around.allowance.take(around.peer, Allowance::price(limit as u64));
    if !allowed.yes {
        return Err(no_file(visit, &NoFile::Allowance(allowed.seconds)));
    }
    let every: Vec<usize> = (0..names.len()).collect();
    let wanted = asked.select.as_deref().unwrap_or(&every);
    let mut out = String::with_capacity(64 * 1024);
    let _ = write!(out, "{{\"@odata.context\":\"{}/$metadata#Observations\"", own_address(visit, id));
    if asked.count {
        let mut count = 0_usize;
        look(table, &asked, 0, |_| {
            count += 1;
            true
        });
        let _ = write!(out, ",\"@odata.count\":{count}");
    }
    out.push_str(",\"value\":[");
    let (mut skipped, mut taken) = (0, 0);
    let stopped = if limit == 0 {
        None
    } else {
        look(table, &asked, asked.from, |one| {
            if skipped < asked.skip {
                skipped += 1;
                return true;
            }
            if taken == limit {
                return false;
            }
            if taken > 0 {
                out.push(',');
            }
            let row: Map<String, Value> = wanted
                .iter()
                .map(|at| {
                    let value = match one.column(*at) {
                        Cell::Text(text) => Value::String(text),
                        Cell::Number(_) if *at == 0 => json!(one.number),
                        Cell::Number(number) => json!(number),
                        Cell::Bool(yes) => json!(yes),
                        Cell::Null => Value::Null,
                    };
                    (names[*at].clone(), value)
                })
                .collect();
            out.push_str(&Value::Object(row).to_string());
            taken += 1;
            true
        })
    };
    out.push(']');
    let left = asked.top.map(|top| top - taken.min(top));
    if let Some(from) = stopped.filter(|_| left != Some(0)) {
        let _ = write!(out, ",\"@odata.nextLink\":{}", Value::String(next_page(visit, params, from, left)));
    }
    out.push('}');
    Ok(with_version(text(out, "application/json;odata.metadata=minimal")))
}

/// `/api/odata/v4/{catalog}/{table}/{set}`.
pub(super) async fn set(
    visit: Visit,
    around: Around,
    Path(path): Path<(String, String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    let work = move || set_now(&own, &room, &path, &params);
    around.workshop.run(work).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

fn set_now(
    visit: &Visit,
    around: &Around,
    (catalog, id, name): &(String, String, String),
    params: &Params,
) -> Result<Response, Problem> {
    check_catalog(visit, catalog)?;
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    let language = visit.language();
    let axis = |name: &str| match name {
        AREAS => Some(Axis::Area),
        GROUPS => Some(Axis::Category),
        PERIODS => Some(Axis::Period),
        _ => None,
    };
    let context = format!("{}/$metadata#{name}", own_address(visit, &theme.id));
    let rows = match name.as_str() {
        "Observations" => return observations(visit, around, &table, &theme.id, params),
        "Properties" => {
            let mut row = properties(visit, 1, theme);
            row["@odata.context"] = json!(context);
            return Ok(with_version(answer(&row)));
        }
        "Dimensions" => dimensions(language),
        "MeasureCodes" => measure_codes(&table, language),
        "MeasureGroups" => Vec::new(),
        other => match (other.strip_suffix("Codes").and_then(axis), other.strip_suffix("Groups").and_then(axis)) {
            (Some(axis), _) => codes(&table, axis, language),
            (_, Some(axis)) => groups(&table, axis, language),
            _ => {
                let shown: String = other.chars().filter(|c| !c.is_control()).take(40).collect();
                let detail = format!("Table `{}` has no set `{shown}`. It has: {}.", theme.id, sets().join(", "));
                return Err(Problem::not_found(detail));
            }
        },
    };
    let columns: Vec<String> = columns_of(name).iter().map(|(name, _)| (*name).to_owned()).collect();
    let (value, count) = small_set(rows, params, &columns)?;
    let mut all = Map::new();
    all.insert("@odata.context".to_owned(), json!(context));
    if params.get("$count") == Some("true") {
        all.insert("@odata.count".to_owned(), json!(count));
    }
    all.insert("value".to_owned(), Value::Array(value));
    Ok(with_version(answer(&Value::Object(all))))
}

/// `…/{set}/$count`.
pub(super) async fn count(
    visit: Visit,
    around: Around,
    Path(path): Path<(String, String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    let work = move || count_now(&own, &room, &path, &params);
    around.workshop.run(work).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

fn count_now(
    visit: &Visit,
    around: &Around,
    (catalog, id, name): &(String, String, String),
    params: &Params,
) -> Result<Response, Problem> {
    check_catalog(visit, catalog)?;
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    if name != "Observations" {
        return Err(Problem::not_found("Only Observations are counted."));
    }
    let names: Vec<String> = columns_of("Observations").iter().map(|(name, _)| (*name).to_owned()).collect();
    let asked = Asked::read(params, &names)?;
    let allowed = around.allowance.take(around.peer, Allowance::price(200_000));
    if !allowed.yes {
        return Err(no_file(visit, &NoFile::Allowance(allowed.seconds)));
    }
    let mut count = 0_usize;
    look(&table, &asked, 0, |_| {
        count += 1;
        true
    });
    Ok(text(count.to_string(), "text/plain"))
}
