//! OData version 4, as `datasets.cbs.nl` has it: a row for each observation.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use cells::Status;
use definition::{Language, Measure, Theme};
use export::{Axis, Table, area_id, status_code};
use serde_json::{Map, Value, json};

use super::filter::{Known, Value as Cell};
use super::pager::{self, At, Codes, Manner, Rows, pay, quoted};
use super::{AREAS, Asked, GROUPS, PERIODS, in_workshop, names, no_set, no_table, small_set, text};
use crate::api::json as answer;
use crate::api::params::Params;
use crate::api::problem::Problem;
use crate::api::tables::{self, period_code};
use crate::delivery::Around;
use crate::visit::Visit;

/// How many observations stand on a page.
const MANNER: Manner = Manner { page: 20_000, cells: 1, count: ("@odata.count", false), next: "@odata.nextLink" };

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

/// The names of the columns of a set.
fn column_names(set: &str) -> Vec<String> {
    columns_of(set).into_iter().map(|(name, _)| name.to_owned()).collect()
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

/// An observation that is there.
struct Observation {
    at: At,
    attribute: &'static str,
    value: Option<f64>,
}

/// The observations of a table: an area, a background, a year and a measure.
struct Observations<'t, 'a> {
    table: &'t Table<'a>,
    measures: Vec<(Measured, Arc<str>)>,
    columns: Vec<String>,
    codes: Codes,
}

impl<'t, 'a> Observations<'t, 'a> {
    fn of(table: &'t Table<'a>) -> Self {
        let measures: Vec<_> = measures(table).into_iter().map(|(measured, code)| (measured, code.into())).collect();
        let codes = Codes::of(table, measures.len());
        Self { table, measures, columns: column_names("Observations"), codes }
    }

    fn spot(&self, at: At) -> ([usize; 4], Part) {
        let measured = self.measures[at.inner].0;
        ([measured.indicator, at.area, at.group, at.period], measured.part)
    }
}

impl Rows for Observations<'_, '_> {
    type Row = Observation;
    const AREA: usize = 5;

    fn codes(&self) -> &Codes {
        &self.codes
    }

    fn known(&self, at: At, column: usize) -> Known {
        match column {
            0 => Known::Is(Cell::Number(at.number as f64)),
            1 => Known::Is(Cell::Text(self.measures[at.inner].1.clone())),
            5 => Known::Is(Cell::Text(self.codes.areas[at.area].clone())),
            6 => Known::Is(Cell::Text(self.codes.groups[at.group].clone())),
            7 => Known::Is(Cell::Text(self.codes.periods[at.period].clone())),
            _ => Known::NotYet,
        }
    }

    // What is missing is said once, at the figure itself; counts that do not exist are no observations.
    fn is_there(&self, at: At) -> bool {
        let (spot, part) = self.spot(at);
        match (self.table.status(spot), part) {
            (Status::NotAvailable, _) => false,
            (_, Part::Value) => true,
            (Status::Published, _) => self.row(at).is_some(),
            _ => false,
        }
    }

    fn row(&self, at: At) -> Option<Observation> {
        let (spot, part) = self.spot(at);
        let entry = self.table.entry(spot);
        let value = match part {
            Part::Value => entry.value().filter(|value| value.is_finite()),
            Part::Numerator => entry.numerator().map(|count| f64::from(count.value)),
            Part::Denominator => entry.denominator().map(|count| f64::from(count.value)),
        };
        let is_there = entry.cell.status != Status::NotAvailable && (part == Part::Value || value.is_some());
        let attribute = if value.is_some() { "None" } else { status_code(entry.cell.status) };
        is_there.then_some(Observation { at, attribute, value })
    }

    fn value(&self, row: &Observation, column: usize) -> Cell {
        match (self.known(row.at, column), column) {
            (Known::Is(value), _) => value,
            (Known::NotYet, 2) => Cell::Text(row.attribute.into()),
            (Known::NotYet, 3) => row.value.map_or(Cell::Null, Cell::Number),
            (Known::NotYet, _) => Cell::Null,
        }
    }

    fn write(&self, out: &mut String, row: &Observation, wanted: &[usize]) {
        out.push('{');
        for (n, column) in wanted.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            quoted(out, &self.columns[*column]);
            out.push(':');
            match self.value(row, *column) {
                Cell::Text(text) => quoted(out, &text),
                Cell::Number(number) => {
                    let _ = write!(out, "{number}");
                }
                Cell::Bool(yes) => {
                    let _ = write!(out, "{yes}");
                }
                Cell::Null => out.push_str("null"),
            }
        }
        out.push('}');
    }
}

/// `/api/odata/v4/{catalog}/{table}/{set}`.
pub(super) async fn set(
    visit: Visit,
    around: Around,
    Path((catalog, id, name)): Path<(String, String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    in_workshop(visit, around, move |visit, around| {
        check_catalog(visit, &catalog)?;
        set_now(visit, around, &id, &name, &params)
    })
    .await
}

fn set_now(visit: &Visit, around: &Around, id: &str, name: &str, params: &Params) -> Result<Response, Problem> {
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
    let rows = match name {
        "Observations" => {
            let rows = Observations::of(&table);
            let head = format!("{{\"@odata.context\":\"{context}\"");
            let body = pager::page(visit, around, params, &rows, &rows.columns, &head, &MANNER)?;
            return Ok(with_version(text(body, "application/json;odata.metadata=minimal")));
        }
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
            _ => return Err(no_set(theme, other, &sets())),
        },
    };
    let (value, count) = small_set(rows, params, &column_names(name))?;
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
    Path((catalog, id, name)): Path<(String, String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    in_workshop(visit, around, move |visit, around| {
        check_catalog(visit, &catalog)?;
        count_now(visit, around, &id, &name, &params)
    })
    .await
}

fn count_now(visit: &Visit, around: &Around, id: &str, name: &str, params: &Params) -> Result<Response, Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    if name != "Observations" {
        return Err(Problem::not_found("Only Observations are counted."));
    }
    let rows = Observations::of(&table);
    let asked = Asked::read(params, &rows.columns)?;
    pay(visit, around, 200_000)?;
    Ok(text(pager::count(&rows, asked.filter.as_ref()).to_string(), "text/plain"))
}
