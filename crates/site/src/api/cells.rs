//! Figures, what they mean beside a reference, and one figure beside another in detail.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use export::{Axis, Entry, Figure, Format, Query, Refusal, Table, area_id, category_id, find_area};
use insight::comparison::{Compared, Reference};
use insight::{Address, Reading};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::areas::{reference, reference_word};
use super::json;
use super::listed::{Page, Pages, part};
use super::params::{Paging, Params};
use super::problem::{NoSuch, Problem, TooLarge, Unreadable};
use crate::databank::{NoFile, table_file};
use crate::delivery::{Allowance, Around};
use crate::visit::Visit;

/// Which figures are asked for, as the description has it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it is described and never made")]
struct Which {
    /// Ids of indicators with commas, `theme:<id>` or `all`
    indicator: String,
    /// Codes of areas with commas, or all areas of a level (`municipalities`, `districts:GM0344`)
    area: String,
    /// Ids of backgrounds or breakdowns with commas; `totaal` (everybody) where not given
    background: Option<String>,
    /// Years with commas, `all` or `newest`, which is taken where not given
    period: Option<String>,
}

/// A page of figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cells<'a> {
    /// The release they are from.
    release: &'a str,
    /// Whether they are invented.
    fictional: bool,
    /// The figures, in the order of the question: indicator, area, background, period.
    cells: Vec<Figure<'a>>,
    /// Choices that give nothing, and why.
    remarks: Vec<String>,
    /// Where the list goes on.
    #[serde(flatten)]
    page: Page,
}

/// Names that the parameters of a question may have.
const KNOWN: [&str; 26] = [
    "indicator",
    "area",
    "background",
    "period",
    "rows",
    "columns",
    "layers",
    "show",
    "reference",
    "judge",
    "sort",
    "empty",
    "format",
    "page",
    "pageSize",
    "language",
    "lang",
    "release",
    "cijfer",
    "gebied",
    "achtergrond",
    "jaar",
    "toon",
    "vergelijk",
    "oordeel",
    "uitgave",
];

/// Reads the query of a question; what was not said is everybody and the newest year.
fn query(visit: &Visit, params: &Params) -> Result<Query, Problem> {
    for (name, _) in params.pairs() {
        let table = matches!(name, "rijen" | "kolommen" | "lagen" | "sorteer" | "leeg" | "som" | "taal");
        if !KNOWN.contains(&name) && !table && !name.starts_with("utm_") {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            let mut problem =
                Problem::parameter(&shown, "unknown-parameter", format!("`{shown}` is no parameter of this address."));
            if let Some(wrong) = problem.errors.first_mut() {
                wrong.nearest = export::nearest(&shown, KNOWN.iter().copied());
            }
            return Err(problem);
        }
    }
    let (mut query, refusals) = Query::read(visit.release(), params.pairs());
    if !refusals.is_empty() {
        return Err(Problem::refused(&refusals, visit.language()));
    }
    if query.categories.is_empty() {
        query.categories.push(export::CategoryChoice::One(cells::CategoryIx::TOTAL));
    }
    if query.periods.is_empty() {
        query.periods.push(export::PeriodChoice::Newest);
    }
    Ok(query)
}

fn table<'a>(visit: &'a Visit, query: &Query) -> Result<Table<'a>, Problem> {
    let table = query.table(visit.release()).map_err(|refusals| Problem::refused(&refusals, visit.language()))?;
    if table.is_impossible() {
        let remarks = table.remarks();
        let why = export::Remark::sentences(&remarks, visit.definition(), visit.language());
        let mut problem = Problem::refused(&[Refusal::Impossible(why)], visit.language());
        problem.errors = remarks
            .iter()
            .map(|remark| super::problem::Wrong {
                name: Some(format!("{}, {}", remark.axes().0.id(), remark.axes().1.id())),
                code: "impossible".to_owned(),
                detail: remark.sentence(visit.definition(), visit.language()),
                nearest: Vec::new(),
            })
            .collect();
        return Err(problem);
    }
    Ok(table)
}

/// The entries of a part of a table, in the order of [`Table::entries`].
fn entries<'a>(table: &Table<'a>, range: std::ops::Range<usize>) -> impl Iterator<Item = Entry<'a>> {
    let lengths = Axis::ALL.map(|axis| table.len(axis));
    range.map(move |mut number| {
        let mut at = [0; 4];
        for axis in (0..4).rev() {
            at[axis] = number % lengths[axis];
            number /= lengths[axis];
        }
        table.entry(at)
    })
}

/// Takes what a question costs from the allowance of who asks it.
fn pay(visit: &Visit, around: &Around, cells: u64) -> Result<(), Problem> {
    let allowed = around.allowance.take(around.peer, Allowance::price(cells) - 1.0);
    if allowed.yes {
        return Ok(());
    }
    let text = visit.texts().with("databank-slow-down", &[("seconds", allowed.seconds.into())]);
    Err(Problem::later(StatusCode::TOO_MANY_REQUESTS, allowed.seconds, text))
}

/// `/api/v1/cells`.
#[utoipa::path(get, path = "/cells", tag = "figures",
    params(
        Which,
        ("show" = Option<String>, Query, description = "What stands with each figure: counts, interval, reading"),
        ("reference" = Option<String>, Query, description = "What readings are beside: country, municipality or everybody-here"),
        ("format" = Option<String>, Query, description = "json (in pages), or the whole table as xlsx, csv (Dutch), int.csv, jsonstat, parquet, geojson or fgb"),
        ("language" = Option<String>, Query, description = "nl or en"),
        ("release" = Option<String>, Query, description = "Id of the release; that of now where not given"),
        Pages,
    ),
    responses(
        (status = 200, description = "Figures", body = Cells),
        Unreadable,
        NoSuch,
        TooLarge,
        (status = 503, description = "Many large files are being made; Retry-After says how long to wait", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn cells(
    visit: Visit,
    around: Around,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let paging = params.paging(1_000, 10_000)?;
    let query = query(&visit, &params)?;
    let table = table(&visit, &query)?;
    let format = params.get("format").unwrap_or("json");
    if format != "json" {
        let format = Format::find(format).map_err(|refusal| Problem::refused(&[refusal], visit.language()))?;
        return table_file(&visit, &around, &headers, query, format).await.map_err(|why| no_file(&visit, &why));
    }
    let total = usize::try_from(table.size()).unwrap_or(usize::MAX);
    let (range, page) = part(&visit, &params, paging, total);
    pay(&visit, &around, range.len() as u64)?;
    let remarks = table.remarks();
    let manifest = &visit.release().manifest;
    let listed: Vec<Entry<'_>> = entries(&table, range).collect();
    Ok(json(&Cells {
        release: &manifest.id,
        fictional: visit.definition().monitor.fictional,
        cells: listed.iter().map(|entry| export::figure(&table, entry, visit.language())).collect(),
        remarks: export::Remark::sentences(&remarks, visit.definition(), visit.language()),
        page,
    }))
}

/// Why there is no file, as a problem.
pub(crate) fn no_file(visit: &Visit, why: &NoFile) -> Problem {
    let t = visit.texts();
    match why {
        NoFile::Refused(refusals) => Problem::refused(refusals, visit.language()),
        NoFile::Allowance(seconds) => {
            let text = t.with("databank-slow-down", &[("seconds", (*seconds).into())]);
            Problem::later(StatusCode::TOO_MANY_REQUESTS, *seconds, text)
        }
        NoFile::Busy => Problem::later(StatusCode::SERVICE_UNAVAILABLE, 10, t.get("databank-busy")),
        NoFile::Failed => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", t.get("databank-failed")),
    }
}

/// What a figure means beside a reference.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Read {
    /// Id of the indicator.
    indicator: String,
    /// Code of the area.
    area: String,
    /// Id of the background.
    background: String,
    /// Year.
    period: u16,
    /// The figure.
    value: Option<f64>,
    /// `published`, or why there is no figure.
    status: String,
    /// The figure of the reference, where it has one.
    reference_value: Option<f64>,
    /// The reading in one stable word (`lower-clear-certain`), or why there is none (`no-reference`).
    reading: String,
    /// The reading in words.
    words: String,
}

/// A page of readings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Readings {
    /// What figures are compared with: `country`, `municipality`, `everybody-here`, `municipalities` or the code of an area.
    reference: String,
    /// The readings, in the order of the question.
    readings: Vec<Read>,
    /// Where the list goes on.
    #[serde(flatten)]
    page: Page,
}

fn read(visit: &Visit, compared: &Compared, judge: bool) -> Read {
    let (definition, language) = (visit.definition(), visit.language());
    let indicator = definition.indicator(compared.at.indicator);
    let polarity = if judge { indicator.polarity } else { definition::Polarity::Neutral };
    let reading: Reading = compared.judged.reading;
    Read {
        indicator: indicator.id.clone(),
        area: area_id(&visit.release().places, compared.at.place),
        background: category_id(definition, compared.at.category).to_owned(),
        period: compared.at.period.0,
        value: compared.cell.value.filter(|_| compared.cell.is_published()),
        status: export::status_code(compared.cell.status).to_owned(),
        reference_value: compared.reference,
        reading: insight::words::reading_key(reading),
        words: insight::words::reading_words(reading, polarity, judge, language),
    }
}

fn addresses(table: &Table<'_>, range: std::ops::Range<usize>) -> Vec<Address> {
    entries(table, range)
        .map(|entry| Address {
            indicator: entry.indicator,
            period: entry.period,
            place: entry.area,
            category: entry.category,
        })
        .collect()
}

/// `/api/v1/readings`.
#[utoipa::path(get, path = "/readings", tag = "figures",
    params(
        Which,
        ("reference" = Option<String>, Query, description = "What figures are compared with: country, municipality or everybody-here"),
        ("judge" = Option<bool>, Query, description = "Whether words say favourable and unfavourable (true where not given)"),
        Pages,
    ),
    responses(
        (status = 200, description = "The readings stored in the release", body = Readings),
        Unreadable,
        TooLarge,
    ))]
pub(crate) async fn readings(visit: Visit, around: Around, params: Params) -> Result<Response, Problem> {
    let paging = params.paging(1_000, 10_000)?;
    let reference = reference(&params)?;
    let judge = params.word("judge", &["true", "false"])? != Some("false");
    let query = query(&visit, &params)?;
    let table = table(&visit, &query)?;
    let total = usize::try_from(table.size()).unwrap_or(usize::MAX);
    let (range, page) = part(&visit, &params, paging, total);
    pay(&visit, &around, range.len() as u64)?;
    let compared = insight::comparison::compare_all(
        &visit.site().figures(),
        &addresses(&table, range),
        Reference::Standing(reference),
    );
    Ok(json(&Readings {
        reference: reference_word(reference).to_owned(),
        readings: compared.iter().map(|one| read(&visit, one, judge)).collect(),
        page,
    }))
}

/// `/api/v1/comparisons`.
#[utoipa::path(get, path = "/comparisons", tag = "figures",
    params(
        ("indicator" = String, Query, description = "Ids of indicators with commas, `theme:<id>` or `all`; they are judged as one family"),
        ("area" = String, Query, description = "Code of the area"),
        ("with" = String, Query, description = "Code of another area, or `municipalities` for their median"),
        ("background" = Option<String>, Query, description = "Id of the background"),
        ("period" = Option<String>, Query, description = "Year, or `newest`"),
        ("judge" = Option<bool>, Query, description = "Whether words say favourable and unfavourable (true where not given)"),
    ),
    responses(
        (status = 200, description = "The figures of an area beside those of another", body = Readings),
        Unreadable,
        TooLarge,
    ))]
pub(crate) async fn comparisons(
    visit: Visit,
    around: Around,
    params: Params,
    RawQuery(_): RawQuery,
) -> Result<Response, Problem> {
    let judge = params.word("judge", &["true", "false"])? != Some("false");
    let with = params.get("with").ok_or_else(|| {
        Problem::parameter("with", "missing", "Give what to compare with: the code of an area, or `municipalities`.")
    })?;
    let (reference, word) = if with == "municipalities" {
        (Reference::Municipalities, with.to_owned())
    } else {
        let places = &visit.release().places;
        let Some(ix) = find_area(places, with) else {
            let (_, refusals) = Query::read(visit.release(), [("area", with)]);
            let problem = Problem::refused(&refusals, visit.language());
            let detail =
                if problem.detail.is_empty() { format!("`{with}` is no single area.") } else { problem.detail };
            return Err(Problem::parameter("with", "unknown-code", detail));
        };
        (Reference::Area(ix), area_id(places, ix))
    };
    let own: Vec<(&str, &str)> = params.pairs().filter(|(key, _)| *key != "with").collect();
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(own);
    let rest = Params::read(&text.finish());
    let query = query(&visit, &rest)?;
    let table = table(&visit, &query)?;
    table.at_most(2_000).map_err(|refusal| Problem::refused(&[refusal], visit.language()))?;
    let total = table.size() as usize;
    pay(&visit, &around, total as u64 * 10)?;
    let compared = insight::comparison::compare_all(&visit.site().figures(), &addresses(&table, 0..total), reference);
    let (_, page) = part(&visit, &params, Paging { page: 1, size: total.max(1) }, total);
    Ok(json(&Readings {
        reference: word,
        readings: compared.iter().map(|one| read(&visit, one, judge)).collect(),
        page,
    }))
}
