//! OData version 3, as `opendata.cbs.nl` has it.

use std::fmt::Write as _;

use axum::extract::Path;
use axum::response::Response;
use cells::Status;
use definition::{Language, Measure, Theme};
use export::{Axis, Entry, Table, area_id, status_code};
use serde_json::{Map, Value, json};

use super::filter::{Known, Value as Cell};
use super::{AREAS, Asked, GROUPS, PERIODS, names, next_page, no_table, small_set, text};
use crate::api::cells::no_file;
use crate::api::json as answer;
use crate::api::params::Params;
use crate::api::problem::Problem;
use crate::api::tables::{self, column_name, period_code};
use crate::databank::NoFile;
use crate::delivery::{Allowance, Around};
use crate::visit::Visit;

/// Rows on a page, as at Statistics Netherlands.
const PAGE: usize = 10_000;

/// A column of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Value(usize),
    Numerator(usize),
    Denominator(usize),
    Status(usize),
}

/// The columns of a table: its key, its three dimensions, its topics.
struct Columns {
    names: Vec<String>,
    topics: Vec<Topic>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        let mut names = ["ID", AREAS, GROUPS, PERIODS].map(str::to_owned).to_vec();
        let mut topics = Vec::new();
        for (n, ix) in table.indicators.iter().enumerate() {
            let indicator = table.release.definition.indicator(*ix);
            let name = column_name(indicator);
            let mut add = |topic: Topic, behind: &str| {
                topics.push(topic);
                names.push(format!("{name}{behind}_{}", topics.len()));
            };
            add(Topic::Value(n), "");
            if indicator.measure != Measure::Count {
                add(Topic::Numerator(n), "Teller");
                add(Topic::Denominator(n), "Noemer");
            }
            add(Topic::Status(n), "Status");
        }
        Self { names, topics }
    }
}

fn root_address(visit: &Visit) -> String {
    format!("{}{}", visit.origin(), crate::databank::api_root(visit, "/api/odata/v3"))
}

fn feed(visit: &Visit, table: &str) -> String {
    format!("{}/ODataFeed/odata/{table}", root_address(visit))
}

/// `/api/odata/v3`.
pub(super) async fn root(visit: Visit) -> Response {
    let address = format!("{}/ODataCatalog/Tables", root_address(&visit));
    answer(&json!({
        "odata.metadata": format!("{}/ODataCatalog/$metadata", root_address(&visit)),
        "value": [{ "name": "Tables", "url": address }],
    }))
}

fn catalog_row(visit: &Visit, n: usize, theme: &Theme) -> Value {
    let language = visit.language();
    let monitor = &visit.definition().monitor;
    let manifest = &visit.release().manifest;
    let table = tables::table(visit, theme);
    let count =
        table.as_ref().map_or(0, |table| table.len(Axis::Area) * table.len(Axis::Category) * table.len(Axis::Period));
    let period = table
        .as_ref()
        .and_then(|table| table.periods.first().zip(table.periods.last()))
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .unwrap_or_default();
    json!({
        "Updated": format!("{}T00:00:00", manifest.created),
        "ID": n,
        "Identifier": theme.id,
        "Title": format!("{}: {}", monitor.name.get(language), theme.label.get(language)),
        "ShortTitle": theme.label.get(language),
        "ShortDescription": theme.about.get(language),
        "Summary": theme.about.get(language),
        "Modified": format!("{}T00:00:00", manifest.created),
        "ReasonDelivery": "Actualisering",
        "ExplanatoryText": "",
        "OutputStatus": if monitor.fictional { "Verzonnen" } else { "Regulier" },
        "Source": monitor.publisher.get(language),
        "Language": match language { Language::Nl => "nl", Language::En => "en" },
        "Catalog": monitor.id,
        "Frequency": "Perjaar",
        "Period": period,
        "SummaryAndLinks": theme.about.get(language),
        "ApiUrl": format!("{}/ODataApi/OData/{}", root_address(visit), theme.id),
        "FeedUrl": feed(visit, &theme.id),
        "DefaultPresentation": "_la=nl&_si=&_gu=&_ed=&_td=Perioden",
        "DefaultSelection": "",
        "GraphTypes": "Table,Bar,Line",
        "RecordCount": count,
        "ColumnCount": table.as_ref().map_or(0, |table| Columns::of(table).names.len()),
        "SearchPriority": "2",
    })
}

/// `/api/odata/v3/ODataCatalog/Tables`.
pub(super) async fn catalog(visit: Visit, params: Params) -> Result<Response, Problem> {
    let rows: Vec<Value> =
        tables::themes(&visit).into_iter().enumerate().map(|(n, theme)| catalog_row(&visit, n, theme)).collect();
    let columns = names(&rows);
    let (value, count) = small_set(rows, &params, &columns)?;
    let mut all = Map::new();
    all.insert("odata.metadata".to_owned(), json!(format!("{}/ODataCatalog/$metadata#Tables", root_address(&visit))));
    if params.get("$inlinecount") == Some("allpages") {
        all.insert("odata.count".to_owned(), json!(count.to_string()));
    }
    all.insert("value".to_owned(), Value::Array(value));
    Ok(answer(&Value::Object(all)))
}

const SETS: [&str; 8] =
    ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups", AREAS, GROUPS, PERIODS];

/// `/api/odata/v3/ODataFeed/odata/{table}`: which sets there are.
pub(super) async fn service(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let theme = tables::theme(&visit, &id).ok_or_else(|| no_table(&visit, &id))?;
    let own = feed(&visit, &theme.id);
    let sets: Vec<Value> = SETS.iter().map(|set| json!({ "name": set, "url": format!("{own}/{set}") })).collect();
    Ok(answer(&json!({ "odata.metadata": format!("{own}/$metadata"), "value": sets })))
}

/// What the columns of a table are.
fn properties(table: &Table<'_>, language: Language) -> Vec<Value> {
    let columns = Columns::of(table);
    let definition = &table.release.definition;
    let row = |position: usize,
               parent: Option<usize>,
               kind: &str,
               key: &str,
               title: String,
               about: String,
               data: &str,
               unit: String,
               decimals: u8| {
        json!({
            "odata.type": format!("Cbs.OData.{kind}"), "ID": position, "Position": position, "ParentID": parent, "Type": kind,
            "Key": key, "Title": title, "Description": about, "ReleasePolicy": true, "Datatype": data, "Unit": unit,
            "Decimals": decimals, "Default": Value::Null,
        })
    };
    let pick = |nl: &str, en: &str| (if language == Language::Nl { nl } else { en }).to_owned();
    let mut all = vec![
        row(
            0,
            None,
            "GeoDetail",
            AREAS,
            pick("Wijken en buurten", "Districts and neighbourhoods"),
            String::new(),
            "String",
            String::new(),
            0,
        ),
        row(
            1,
            None,
            "Dimension",
            GROUPS,
            pick("Achtergronden", "Backgrounds"),
            String::new(),
            "String",
            String::new(),
            0,
        ),
        row(2, None, "TimeDimension", PERIODS, pick("Perioden", "Periods"), String::new(), "String", String::new(), 0),
    ];
    for (n, topic) in columns.topics.iter().enumerate() {
        let (Topic::Value(at) | Topic::Numerator(at) | Topic::Denominator(at) | Topic::Status(at)) = *topic;
        let indicator = definition.indicator(table.indicators[at]);
        let name = indicator.short.get(language);
        let whom = definition.find_universe(&indicator.universe).map_or("", |universe| universe.label.get(language));
        let number = pick("aantal", "number");
        let (title, about, data, unit, decimals) = match topic {
            Topic::Value(_) => (
                name.to_owned(),
                indicator.what.get(language).to_owned(),
                if indicator.measure == Measure::Count { "Long" } else { "Double" },
                export::unit(indicator, language),
                indicator.decimals,
            ),
            Topic::Numerator(_) => {
                (format!("{name}, {}", pick("teller", "numerator")), whom.to_owned(), "Long", number, 0)
            }
            Topic::Denominator(_) => {
                (format!("{name}, {}", pick("noemer", "denominator")), whom.to_owned(), "Long", number, 0)
            }
            Topic::Status(_) => {
                let legend: Vec<String> = export::legend(table.release, language)
                    .into_iter()
                    .map(|(code, words)| format!("{code}: {words}"))
                    .collect();
                (format!("{name}, status"), legend.join(" "), "String", String::new(), 0)
            }
        };
        all.push(row(n + 3, None, "Topic", &columns.names[n + 4], title, about, data, unit, decimals));
    }
    all
}

/// The codes of a dimension.
fn dimension(table: &Table<'_>, axis: Axis, language: Language) -> Vec<Value> {
    let labels = table.labels(axis, language);
    (0..table.len(axis))
        .map(|at| {
            let mut row = Map::new();
            let key = if axis == Axis::Period { period_code(table.periods[at]) } else { table.code(axis, at) };
            row.insert("Key".to_owned(), json!(key));
            row.insert("Title".to_owned(), json!(labels[at]));
            match axis {
                Axis::Period => {
                    row.insert("Description".to_owned(), json!(""));
                    row.insert("Status".to_owned(), json!("Definitief"));
                }
                Axis::Area => {
                    let place = table.release.places.get(table.areas[at]);
                    let level = insight::words::level_word(place.level(), language);
                    let parent = place.parents.last().map(|parent| area_id(&table.release.places, *parent));
                    row.insert("Description".to_owned(), json!(level));
                    row.insert("DetailRegionCode".to_owned(), json!(key));
                    row.insert("DetailRegionType".to_owned(), json!(level));
                    row.insert("Municipality".to_owned(), json!(parent));
                }
                _ => {
                    row.insert("Description".to_owned(), json!(""));
                    row.insert("CategoryGroupID".to_owned(), Value::Null);
                }
            }
            Value::Object(row)
        })
        .collect()
}

fn info(visit: &Visit, theme: &Theme) -> Vec<Value> {
    let row = catalog_row(visit, 0, theme);
    let keep = [
        "ID",
        "Title",
        "ShortTitle",
        "Identifier",
        "Summary",
        "Modified",
        "ReasonDelivery",
        "ExplanatoryText",
        "OutputStatus",
        "Source",
        "Language",
        "Catalog",
        "Frequency",
        "Period",
        "ShortDescription",
        "DefaultPresentation",
        "DefaultSelection",
        "GraphTypes",
        "RecordCount",
    ];
    let mut own: Map<String, Value> =
        keep.iter().filter_map(|name| Some(((*name).to_owned(), row.get(*name)?.clone()))).collect();
    let language = visit.language();
    own.insert(
        "Description".to_owned(),
        json!(
            export::legend(visit.release(), language)
                .into_iter()
                .map(|(c, w)| format!("{c}: {w}"))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    );
    // How many rows there are is known only after looking at each: those without any figure are left out.
    own.remove("RecordCount");
    vec![Value::Object(own)]
}

/// A row that is being put together: position of area, background and year.
struct Row<'t, 'a> {
    table: &'t Table<'a>,
    at: [usize; 3],
    number: usize,
}

impl<'a> Row<'_, 'a> {
    fn entry(&self, indicator: usize) -> Entry<'a> {
        let [area, category, period] = self.at;
        self.table.entry([indicator, area, category, period])
    }

    fn has_any(&self) -> bool {
        (0..self.table.indicators.len()).any(|n| self.entry(n).cell.status != Status::NotAvailable)
    }

    fn topic(&self, topic: Topic) -> Cell {
        let number = |value: Option<f64>| value.map_or(Cell::Null, Cell::Number);
        match topic {
            Topic::Value(n) => number(self.entry(n).value()),
            Topic::Numerator(n) => number(self.entry(n).numerator().map(|count| f64::from(count.value))),
            Topic::Denominator(n) => number(self.entry(n).denominator().map(|count| f64::from(count.value))),
            Topic::Status(n) => Cell::Text(status_code(self.entry(n).cell.status).to_owned()),
        }
    }
}

struct Codes {
    areas: Vec<String>,
    groups: Vec<String>,
    periods: Vec<String>,
}

/// Looks through the rows from a position on, and hands those that fit to `take`, which says whether to go on. Gives the
/// position at which it stopped; nothing at the end.
fn look<'a>(
    table: &Table<'a>,
    columns: &Columns,
    codes: &Codes,
    asked: &Asked,
    from: usize,
    mut take: impl FnMut(&Row<'_, 'a>) -> bool,
) -> Option<usize> {
    let [areas, groups, periods] = [Axis::Area, Axis::Category, Axis::Period].map(|axis| table.len(axis));
    let all = areas * groups * periods;
    let mut number = from;
    let known = |text: &str| Known::Is(Cell::Text(text.to_owned()));
    while number < all {
        let at = [number / (groups * periods), number / periods % groups, number % periods];
        if let Some(filter) = &asked.filter {
            if at[1] == 0 && at[2] == 0 {
                let early = |column: usize| if column == 1 { known(&codes.areas[at[0]]) } else { Known::NotYet };
                if filter.fits(&early) == Some(false) {
                    number += groups * periods;
                    continue;
                }
            }
            let row = Row { table, at, number };
            let whole = |column: usize| match column {
                0 => Known::Is(Cell::Number(number as f64)),
                1 => known(&codes.areas[at[0]]),
                2 => known(&codes.groups[at[1]]),
                3 => known(&codes.periods[at[2]]),
                topic => Known::Is(row.topic(columns.topics[topic - 4])),
            };
            let dimensions = |column: usize| if column > 3 { Known::NotYet } else { whole(column) };
            if filter.fits(&dimensions) == Some(false) || filter.fits(&whole) != Some(true) {
                number += 1;
                continue;
            }
        }
        let row = Row { table, at, number };
        if row.has_any() && !take(&row) {
            return Some(number);
        }
        number += 1;
    }
    None
}

fn codes(table: &Table<'_>) -> Codes {
    let list = |axis: Axis| (0..table.len(axis)).map(|at| table.code(axis, at)).collect();
    Codes {
        areas: list(Axis::Area),
        groups: list(Axis::Category),
        periods: table.periods.iter().map(|period| period_code(*period)).collect(),
    }
}

fn quoted(out: &mut String, text: &str) {
    match serde_json::to_string(text) {
        Ok(quoted) => out.push_str(&quoted),
        Err(_) => out.push_str("\"\""),
    }
}

fn write_row(out: &mut String, row: &Row<'_, '_>, columns: &Columns, codes: &Codes, wanted: &[usize], typed: bool) {
    out.push('{');
    for (n, column) in wanted.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        quoted(out, &columns.names[*column]);
        out.push(':');
        match column {
            0 => {
                let _ = write!(out, "{}", row.number);
            }
            1 => quoted(out, &codes.areas[row.at[0]]),
            2 => quoted(out, &codes.groups[row.at[1]]),
            3 => quoted(out, &codes.periods[row.at[2]]),
            column => {
                let topic = columns.topics[column - 4];
                match (row.topic(topic), typed) {
                    (Cell::Number(number), true) => {
                        let _ = write!(out, "{number}");
                    }
                    (Cell::Number(number), false) => {
                        let decimals = match topic {
                            Topic::Value(at) => {
                                row.table.release.definition.indicator(row.table.indicators[at]).decimals
                            }
                            _ => 0,
                        };
                        let _ = write!(out, "\"{number:.*}\"", usize::from(decimals));
                    }
                    (Cell::Text(text), _) => quoted(out, &text),
                    (_, true) => out.push_str("null"),
                    // As Statistics Netherlands writes that there is no figure; the reason is in the column beside it.
                    (_, false) => out.push_str("\".\""),
                }
            }
        }
    }
    out.push('}');
}

fn data(
    visit: &Visit,
    around: &Around,
    table: &Table<'_>,
    id: &str,
    set: &str,
    params: &Params,
) -> Result<Response, Problem> {
    let columns = Columns::of(table);
    let asked = Asked::read(params, &columns.names)?;
    let codes = codes(table);
    let limit = PAGE.min(asked.top.unwrap_or(PAGE));
    let allowed = around.allowance.take(around.peer, Allowance::price(limit as u64 * 3));
    if !allowed.yes {
        return Err(no_file(visit, &NoFile::Allowance(allowed.seconds)));
    }
    let every: Vec<usize> = (0..columns.names.len()).collect();
    let wanted = asked.select.as_deref().unwrap_or(&every);
    let typed = set == "TypedDataSet";
    let mut out = String::with_capacity(64 * 1024);
    let _ = write!(out, "{{\"odata.metadata\":\"{}/$metadata#{set}\"", feed(visit, id));
    if asked.count {
        let mut count = 0_usize;
        look(table, &columns, &codes, &asked, 0, |_| {
            count += 1;
            true
        });
        let _ = write!(out, ",\"odata.count\":\"{count}\"");
    }
    out.push_str(",\"value\":[");
    let (mut skipped, mut taken) = (0, 0);
    let stopped = if limit == 0 {
        None
    } else {
        look(table, &columns, &codes, &asked, asked.from, |row| {
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
            write_row(&mut out, row, &columns, &codes, wanted, typed);
            taken += 1;
            true
        })
    };
    out.push(']');
    let left = asked.top.map(|top| top - taken.min(top));
    if let Some(from) = stopped.filter(|_| left != Some(0)) {
        out.push_str(",\"odata.nextLink\":");
        quoted(&mut out, &next_page(visit, params, from, left));
    }
    out.push('}');
    Ok(text(out, "application/json;odata=minimalmetadata;charset=utf-8"))
}

/// `/api/odata/v3/ODataFeed/odata/{table}/{set}`.
pub(super) async fn set(
    visit: Visit,
    around: Around,
    Path(path): Path<(String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    let work = move || set_now(&own, &room, &path, &params);
    around.workshop.run(work).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

fn set_now(
    visit: &Visit,
    around: &Around,
    (id, name): &(String, String),
    params: &Params,
) -> Result<Response, Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let language = visit.language();
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    let rows = match name.as_str() {
        "TypedDataSet" | "UntypedDataSet" => return data(visit, around, &table, &theme.id, name, params),
        "TableInfos" => info(visit, theme),
        "DataProperties" => properties(&table, language),
        "CategoryGroups" => Vec::new(),
        AREAS => dimension(&table, Axis::Area, language),
        GROUPS => dimension(&table, Axis::Category, language),
        PERIODS => dimension(&table, Axis::Period, language),
        other => {
            let shown: String = other.chars().filter(|c| !c.is_control()).take(40).collect();
            return Err(Problem::not_found(format!(
                "Table `{}` has no set `{shown}`. It has: {}.",
                theme.id,
                SETS.join(", ")
            )));
        }
    };
    let columns = names(&rows);
    let (value, _) = small_set(rows, params, &columns)?;
    Ok(answer(&json!({ "odata.metadata": format!("{}/$metadata#{name}", feed(visit, &theme.id)), "value": value })))
}

/// `…/{set}/$count`.
pub(super) async fn count(
    visit: Visit,
    around: Around,
    Path(path): Path<(String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    let (own, room) = (visit.clone(), around.clone());
    let work = move || count_now(&own, &room, &path, &params);
    around.workshop.run(work).await.unwrap_or_else(|_| Err(no_file(&visit, &NoFile::Busy)))
}

fn count_now(
    visit: &Visit,
    around: &Around,
    (id, name): &(String, String),
    params: &Params,
) -> Result<Response, Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    if !matches!(name.as_str(), "TypedDataSet" | "UntypedDataSet") {
        return Err(Problem::not_found("Only TypedDataSet and UntypedDataSet are counted."));
    }
    let columns = Columns::of(&table);
    let asked = Asked::read(params, &columns.names)?;
    let allowed = around.allowance.take(around.peer, Allowance::price(100_000));
    if !allowed.yes {
        return Err(no_file(visit, &NoFile::Allowance(allowed.seconds)));
    }
    let mut count = 0_usize;
    look(&table, &columns, &codes(&table), &asked, 0, |_| {
        count += 1;
        true
    });
    Ok(text(count.to_string(), "text/plain"))
}
