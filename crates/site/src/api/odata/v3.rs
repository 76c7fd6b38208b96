//! OData version 3, as `opendata.cbs.nl` has it.

use std::fmt::Write as _;

use axum::extract::Path;
use axum::response::Response;
use cells::Status;
use definition::{Language, Measure, Theme};
use export::{Axis, Entry, Table, area_id, status_code};
use serde_json::{Map, Value, json};

use super::filter::{Known, Value as Cell};
use super::pager::{self, At, Codes, Manner, Rows, pay, quoted};
use super::{AREAS, Asked, GROUPS, PERIODS, in_workshop, names, no_set, no_table, small_set, text};
use crate::api::json as answer;
use crate::api::params::Params;
use crate::api::problem::Problem;
use crate::api::tables::{self, column_name, period_code};
use crate::delivery::Around;
use crate::visit::Visit;

/// As many rows on a page as at Statistics Netherlands.
const MANNER: Manner = Manner { page: 10_000, cells: 3, count: ("odata.count", true), next: "odata.nextLink" };

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

/// The rows of a table: an area, a background and a year, with all its topics.
struct Wide<'t, 'a> {
    table: &'t Table<'a>,
    columns: Columns,
    codes: Codes,
    /// Whether figures are numbers, or texts with the decimals they are given with.
    typed: bool,
}

impl<'t, 'a> Wide<'t, 'a> {
    fn of(table: &'t Table<'a>, typed: bool) -> Self {
        Self { table, columns: Columns::of(table), codes: Codes::of(table, 1), typed }
    }

    fn entry(&self, at: At, indicator: usize) -> Entry<'a> {
        self.table.entry([indicator, at.area, at.group, at.period])
    }

    fn topic(&self, at: At, topic: Topic) -> Cell {
        let number = |value: Option<f64>| value.filter(|value| value.is_finite()).map_or(Cell::Null, Cell::Number);
        match topic {
            Topic::Value(n) => number(self.entry(at, n).value()),
            Topic::Numerator(n) => number(self.entry(at, n).numerator().map(|count| f64::from(count.value))),
            Topic::Denominator(n) => number(self.entry(at, n).denominator().map(|count| f64::from(count.value))),
            Topic::Status(n) => Cell::Text(status_code(self.entry(at, n).cell.status).into()),
        }
    }
}

impl Rows for Wide<'_, '_> {
    type Row = At;
    const AREA: usize = 1;

    fn codes(&self) -> &Codes {
        &self.codes
    }

    fn known(&self, at: At, column: usize) -> Known {
        match column {
            0 => Known::Is(Cell::Number(at.number as f64)),
            1 => Known::Is(Cell::Text(self.codes.areas[at.area].clone())),
            2 => Known::Is(Cell::Text(self.codes.groups[at.group].clone())),
            3 => Known::Is(Cell::Text(self.codes.periods[at.period].clone())),
            _ => Known::NotYet,
        }
    }

    fn is_there(&self, at: At) -> bool {
        (0..self.table.indicators.len())
            .any(|n| self.table.status([n, at.area, at.group, at.period]) != Status::NotAvailable)
    }

    fn row(&self, at: At) -> Option<At> {
        self.is_there(at).then_some(at)
    }

    fn value(&self, at: &At, column: usize) -> Cell {
        match self.known(*at, column) {
            Known::Is(value) => value,
            Known::NotYet => self.topic(*at, self.columns.topics[column - 4]),
        }
    }

    fn write(&self, out: &mut String, at: &At, wanted: &[usize]) {
        out.push('{');
        for (n, column) in wanted.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            quoted(out, &self.columns.names[*column]);
            out.push(':');
            let typed = self.typed || *column == 0;
            match (self.value(at, *column), typed) {
                (Cell::Number(number), true) => {
                    let _ = write!(out, "{number}");
                }
                (Cell::Number(number), false) => {
                    let decimals = match self.columns.topics[column - 4] {
                        Topic::Value(n) => self.table.release.definition.indicator(self.table.indicators[n]).decimals,
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
        out.push('}');
    }
}

/// `/api/odata/v3/ODataFeed/odata/{table}/{set}`.
pub(super) async fn set(
    visit: Visit,
    around: Around,
    Path((id, name)): Path<(String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    in_workshop(visit, around, move |visit, around| set_now(visit, around, &id, &name, &params)).await
}

fn set_now(visit: &Visit, around: &Around, id: &str, name: &str, params: &Params) -> Result<Response, Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let language = visit.language();
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    let rows = match name {
        "TypedDataSet" | "UntypedDataSet" => {
            let rows = Wide::of(&table, name == "TypedDataSet");
            let head = format!("{{\"odata.metadata\":\"{}/$metadata#{name}\"", feed(visit, &theme.id));
            let body = pager::page(visit, around, params, &rows, &rows.columns.names, &head, &MANNER)?;
            return Ok(text(body, "application/json;odata=minimalmetadata;charset=utf-8"));
        }
        "TableInfos" => info(visit, theme),
        "DataProperties" => properties(&table, language),
        "CategoryGroups" => Vec::new(),
        AREAS => dimension(&table, Axis::Area, language),
        GROUPS => dimension(&table, Axis::Category, language),
        PERIODS => dimension(&table, Axis::Period, language),
        other => return Err(no_set(theme, other, &SETS)),
    };
    let columns = names(&rows);
    let (value, _) = small_set(rows, params, &columns)?;
    Ok(answer(&json!({ "odata.metadata": format!("{}/$metadata#{name}", feed(visit, &theme.id)), "value": value })))
}

/// `…/{set}/$count`.
pub(super) async fn count(
    visit: Visit,
    around: Around,
    Path((id, name)): Path<(String, String)>,
    params: Params,
) -> Result<Response, Problem> {
    in_workshop(visit, around, move |visit, around| count_now(visit, around, &id, &name, &params)).await
}

fn count_now(visit: &Visit, around: &Around, id: &str, name: &str, params: &Params) -> Result<Response, Problem> {
    let theme = tables::theme(visit, id).ok_or_else(|| no_table(visit, id))?;
    let table = tables::table(visit, theme).ok_or_else(|| no_table(visit, id))?;
    if !matches!(name, "TypedDataSet" | "UntypedDataSet") {
        return Err(Problem::not_found("Only TypedDataSet and UntypedDataSet are counted."));
    }
    let rows = Wide::of(&table, true);
    let asked = Asked::read(params, &rows.columns.names)?;
    pay(visit, around, 100_000)?;
    Ok(text(pager::count(&rows, asked.filter.as_ref()).to_string(), "text/plain"))
}
