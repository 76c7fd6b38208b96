//! OData as Statistics Netherlands has it: version 3 with wide tables (`cbsodata`, `cbsodataR`), version 4 with observations
//! (Power BI, Excel).
//!
//! Every theme is a table: areas × backgrounds × years, with columns for the figure, its numerator and denominator, and
//! the reason where there is none.

mod filter;
mod pager;
mod v3;
mod v4;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use definition::Theme;
use serde_json::Value;

use filter::Filter;

use super::cells::no_file;
use super::params::Params;
use super::problem::Problem;
use super::tables;
use crate::databank::NoFile;
use crate::delivery::Around;
use crate::visit::Visit;

/// The columns by which figures are split.
const AREAS: &str = "WijkenEnBuurten";
const GROUPS: &str = "Achtergronden";
const PERIODS: &str = "Perioden";

/// The routes of both versions.
pub(super) fn routes() -> Router {
    let mut router = Router::new();
    router = router.route("/api/odata/v3", get(v3::root));
    for catalog in ["/api/odata/v3/ODataCatalog", "/api/odata/v3/ODataCatalog/"] {
        router = router.route(catalog, get(v3::root));
    }
    router = router.route("/api/odata/v3/ODataCatalog/Tables", get(v3::catalog));
    for feed in ["ODataFeed/odata", "ODataApi/odata", "ODataFeed/OData", "ODataApi/OData"] {
        router = router
            .route(&format!("/api/odata/v3/{feed}/{{table}}"), get(v3::service))
            .route(&format!("/api/odata/v3/{feed}/{{table}}/"), get(v3::service))
            .route(&format!("/api/odata/v3/{feed}/{{table}}/{{set}}"), get(v3::set))
            .route(&format!("/api/odata/v3/{feed}/{{table}}/{{set}}/$count"), get(v3::count));
    }
    router
        .route("/api/odata/v4", get(v4::catalogs))
        .route("/api/odata/v4/{catalog}", get(v4::catalog))
        .route("/api/odata/v4/{catalog}/Datasets", get(v4::datasets))
        .route("/api/odata/v4/{catalog}/{table}", get(v4::service))
        .route("/api/odata/v4/{catalog}/{table}/", get(v4::service))
        .route("/api/odata/v4/{catalog}/{table}/$metadata", get(v4::metadata))
        .route("/api/odata/v4/{catalog}/{table}/{set}", get(v4::set))
        .route("/api/odata/v4/{catalog}/{table}/{set}/$count", get(v4::count))
}

/// What every question can say about its rows.
struct Asked {
    filter: Option<Filter>,
    /// The positions of the columns wanted; all of them where nothing is said.
    select: Option<Vec<usize>>,
    top: Option<usize>,
    skip: usize,
    /// Where the rows of the next page begin, as the link of the page before says.
    from: usize,
    count: bool,
}

impl Asked {
    fn read(params: &Params, columns: &[String]) -> Result<Self, Problem> {
        let bad = |name: &str, why: String| Problem::parameter(name, "not-understood", why);
        if let Some(format) = params.get("$format")
            && !format.to_ascii_lowercase().contains("json")
        {
            return Err(bad("$format", "Only JSON is given: $format=json.".to_owned()));
        }
        for (name, _) in params.pairs() {
            let ours = [
                "$format",
                "$filter",
                "$select",
                "$top",
                "$skip",
                "$skiptoken",
                "$count",
                "$inlinecount",
                "$orderby",
                "language",
                "lang",
                "taal",
                "release",
                "uitgave",
            ];
            if name.starts_with('$') && !ours.contains(&name) {
                let shown: String = name.chars().take(40).collect();
                return Err(bad(&shown, format!("`{shown}` is not supported. We know: {}.", ours[..9].join(", "))));
            }
        }
        if let Some(order) = params.get("$orderby") {
            let first = columns.first().map_or("ID", String::as_str);
            if order.trim() != first && order.trim() != format!("{first} asc") {
                return Err(bad("$orderby", format!("Rows come in the order of {first}, and in no other.")));
            }
        }
        let filter = params
            .get("$filter")
            .map(|text| Filter::read(text, columns).map_err(|why| bad("$filter", format!("$filter: {why}."))))
            .transpose()?;
        let select = match params.get("$select") {
            None | Some("*") => None,
            Some(list) => {
                let mut chosen = Vec::new();
                for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    let at = columns.iter().position(|column| column == name).ok_or_else(|| {
                        let near = export::nearest(name, columns.iter().map(String::as_str));
                        let meant = near.first().map(|one| format!(" Did you mean `{one}`?")).unwrap_or_default();
                        let shown: String = name.chars().take(40).collect();
                        bad("$select", format!("There is no column `{shown}`.{meant}"))
                    })?;
                    if !chosen.contains(&at) {
                        chosen.push(at);
                    }
                }
                Some(chosen)
            }
        };
        Ok(Self {
            filter,
            select,
            top: params.number("$top", 0_usize, 100_000_000)?,
            skip: params.number("$skip", 0_usize, 100_000_000)?.unwrap_or(0),
            from: params.number("$skiptoken", 0_usize, usize::MAX / 2)?.unwrap_or(0),
            count: params.get("$inlinecount") == Some("allpages") || params.get("$count") == Some("true"),
        })
    }
}

/// The address of the next page: the same question, from a row on, with what is left of `$top`.
fn next_page(visit: &Visit, params: &Params, from: usize, left: Option<usize>) -> String {
    let path = crate::databank::api_root(visit, visit.path());
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in params.pairs() {
        if !matches!(name, "$skip" | "$skiptoken" | "$top") {
            query.append_pair(name, value);
        }
    }
    query.append_pair("$skiptoken", &from.to_string());
    if let Some(left) = left {
        query.append_pair("$top", &left.to_string());
    }
    format!("{}{path}?{}", visit.origin(), query.finish())
}

/// Rows of a small set, filtered, chosen from and cut as asked; with how many fitted before they were cut.
fn small_set(rows: Vec<Value>, params: &Params, columns: &[String]) -> Result<(Vec<Value>, usize), Problem> {
    let asked = Asked::read(params, columns)?;
    let value = |row: &Value, at: usize| match row.get(&columns[at]) {
        Some(Value::String(text)) => filter::Value::Text(text.as_str().into()),
        Some(Value::Number(number)) => filter::Value::Number(number.as_f64().unwrap_or_default()),
        Some(Value::Bool(yes)) => filter::Value::Bool(*yes),
        _ => filter::Value::Null,
    };
    let fits = |row: &Value| {
        asked.filter.as_ref().is_none_or(|filter| filter.fits(&|at| filter::Known::Is(value(row, at))) == Some(true))
    };
    let mut all: Vec<Value> = rows.into_iter().filter(fits).collect();
    let count = all.len();
    all = all.into_iter().skip(asked.skip).take(asked.top.unwrap_or(usize::MAX)).collect();
    if let Some(select) = &asked.select {
        for row in &mut all {
            if let Some(own) = row.as_object_mut() {
                own.retain(|name, _| select.iter().any(|at| columns[*at] == *name));
            }
        }
    }
    Ok((all, count))
}

/// The names of the columns of a set, from its first row.
fn names(rows: &[Value]) -> Vec<String> {
    rows.first().and_then(Value::as_object).map(|row| row.keys().cloned().collect()).unwrap_or_default()
}

/// A table by its id, or which there are.
fn no_table(visit: &Visit, id: &str) -> Problem {
    let shown: String = id.chars().filter(|c| !c.is_control()).take(40).collect();
    let ids = tables::ids(visit);
    let near = export::nearest(&shown, ids.iter().copied());
    let mut problem = Problem::not_found(format!("There is no table `{shown}`. We have: {}.", ids.join(", ")));
    problem.errors = vec![super::problem::Wrong {
        name: Some("table".to_owned()),
        code: "unknown-code".to_owned(),
        detail: problem.detail.clone(),
        nearest: near,
    }];
    problem
}

/// A set that a table does not have, and which it has.
fn no_set(theme: &Theme, set: &str, sets: &[impl AsRef<str>]) -> Problem {
    let shown: String = set.chars().filter(|c| !c.is_control()).take(40).collect();
    let names: Vec<&str> = sets.iter().map(AsRef::as_ref).collect();
    Problem::not_found(format!("Table `{}` has no set `{shown}`. It has: {}.", theme.id, names.join(", ")))
}

/// Does work for a request in the room for heavy work.
async fn in_workshop(
    visit: Visit,
    around: Around,
    work: impl FnOnce(&Visit, &Around) -> Result<Response, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    around.workshop.run(move || work(&own, &room)).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

fn text(body: String, kind: &'static str) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
}
