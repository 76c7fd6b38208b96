//! What is measured, of whom, from which sources.

use axum::extract::Path;
use axum::response::Response;
use cells::{IndicatorIx, Level};
use definition::{Language, Measure, Polarity};
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use super::params::Params;
use super::problem::{NoSuch, Problem, Unreadable, Wrong};
use crate::visit::Visit;

/// A theme.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Theme {
    /// Stable id.
    id: String,
    /// Name.
    label: String,
    /// What it is about.
    about: String,
    /// Ids of the indicators of other themes that it tells as well.
    gathers: Vec<String>,
}

/// All themes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Themes {
    /// In the order of the pages.
    themes: Vec<Theme>,
}

/// `/api/v1/themes`.
#[utoipa::path(get, path = "/themes", tag = "definitions", responses((status = 200, description = "All themes", body = Themes)))]
pub(crate) async fn themes(visit: Visit) -> Response {
    let language = visit.language();
    let all = visit.definition().themes.iter().map(|theme| Theme {
        id: theme.id.clone(),
        label: theme.label.get(language).to_owned(),
        about: theme.about.get(language).to_owned(),
        gathers: theme.gathers.clone(),
    });
    json(&Themes { themes: all.collect() })
}

/// What is measured.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Indicator {
    /// Stable id.
    id: String,
    /// The theme it belongs to.
    theme: String,
    /// Full name.
    label: String,
    /// Short name.
    short: String,
    /// `count`, `percent`, `per-thousand`, `mean`, `index` or `ratio`.
    #[schema(value_type = String)]
    measure: Measure,
    /// The unit in words.
    unit: String,
    /// Decimals shown.
    decimals: u8,
    /// `higher-is-favourable`, `lower-is-favourable` or `neutral`.
    #[schema(value_type = String)]
    polarity: Polarity,
    /// Whom it is about: the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    universe: Option<String>,
    /// What is measured, in plain words.
    what: String,
    /// Why it counts as favourable, unfavourable or neither.
    why: String,
    /// Care to take when reading it.
    #[serde(skip_serializing_if = "Option::is_none")]
    care: Option<String>,
    /// The years of which there are figures.
    periods: Vec<u16>,
    /// The levels of which there are figures.
    #[schema(value_type = Vec<String>)]
    levels: Vec<Level>,
    /// The breakdowns it is split by.
    breakdowns: Vec<String>,
}

fn indicator_of(visit: &Visit, ix: IndicatorIx) -> Indicator {
    let (definition, language) = (visit.definition(), visit.language());
    let indicator = definition.indicator(ix);
    let cube = &visit.release().cube;
    let periods = cube.periods(ix);
    let has = |level: &Level| periods.iter().any(|period| cube.slice(ix, *period, *level).is_some());
    Indicator {
        id: indicator.id.clone(),
        theme: indicator.theme.clone(),
        label: indicator.label.get(language).to_owned(),
        short: indicator.short.get(language).to_owned(),
        measure: indicator.measure,
        unit: export::unit(indicator, language),
        decimals: indicator.decimals,
        polarity: indicator.polarity,
        universe: definition.find_universe(&indicator.universe).map(|universe| universe.label.get(language).to_owned()),
        what: indicator.what.get(language).to_owned(),
        why: indicator.why.get(language).to_owned(),
        care: indicator.care.as_ref().map(|care| care.get(language).to_owned()),
        periods: periods.iter().map(|period| period.0).collect(),
        levels: Level::ALL.into_iter().filter(has).collect(),
        breakdowns: indicator.breakdowns.clone(),
    }
}

/// All indicators.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Indicators {
    /// In the order of the pages, theme by theme.
    indicators: Vec<Indicator>,
}

/// `/api/v1/indicators`.
#[utoipa::path(get, path = "/indicators", tag = "definitions",
    params(("theme" = Option<String>, Query, description = "Only those of this theme, its own and those it gathers")),
    responses((status = 200, description = "All indicators", body = Indicators), Unreadable))]
pub(crate) async fn indicators(visit: Visit, params: Params) -> Result<Response, Problem> {
    let definition = visit.definition();
    let themes: Vec<&str> = definition.themes.iter().map(|theme| theme.id.as_str()).collect();
    let theme = params.word("theme", &themes)?;
    let theme = theme.and_then(|id| definition.find_theme(id));
    let all = (0..definition.indicators.len())
        .map(|n| IndicatorIx(n as u16))
        .filter(|ix| theme.is_none_or(|theme| theme.tells(definition.indicator(*ix))))
        .map(|ix| indicator_of(&visit, ix));
    Ok(json(&Indicators { indicators: all.collect() }))
}

/// `/api/v1/indicators/{id}`.
#[utoipa::path(get, path = "/indicators/{id}", tag = "definitions",
    params(("id" = String, Path, description = "Id of the indicator", example = "bijstand")),
    responses((status = 200, description = "The indicator", body = Indicator), NoSuch))]
pub(crate) async fn indicator(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let definition = visit.definition();
    let Some(ix) = definition.find_indicator(&id) else {
        let shown: String = id.chars().filter(|c| !c.is_control()).take(40).collect();
        let nearest = export::nearest(&shown, definition.indicators.iter().map(|one| one.id.as_str()));
        let mut problem = Problem::not_found(format!("There is no indicator `{shown}`."));
        let detail = problem.detail.clone();
        problem.errors = vec![Wrong { name: Some("id".to_owned()), code: "unknown-code".to_owned(), detail, nearest }];
        return Err(problem);
    };
    Ok(json(&indicator_of(&visit, ix)))
}

/// A background.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Background {
    /// Stable id; `totaal` is everybody.
    id: String,
    /// Name.
    label: String,
    /// The background it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
}

/// A way to split residents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Breakdown {
    /// Stable id; stands for all its backgrounds in a question.
    id: String,
    /// Name.
    label: String,
    /// What it distinguishes and how.
    about: String,
    /// Its backgrounds.
    backgrounds: Vec<Background>,
}

/// All backgrounds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Backgrounds {
    /// Everybody.
    total: Background,
    /// The ways to split.
    breakdowns: Vec<Breakdown>,
}

/// `/api/v1/backgrounds`.
#[utoipa::path(get, path = "/backgrounds", tag = "definitions", responses((status = 200, description = "All backgrounds", body = Backgrounds)))]
pub(crate) async fn backgrounds(visit: Visit) -> Response {
    let (definition, language) = (visit.definition(), visit.language());
    let breakdowns = definition
        .breakdowns
        .iter()
        .map(|breakdown| Breakdown {
            id: breakdown.id.clone(),
            label: breakdown.label.get(language).to_owned(),
            about: breakdown.about.get(language).to_owned(),
            backgrounds: breakdown
                .categories
                .iter()
                .map(|category| Background {
                    id: category.id.clone(),
                    label: category.label.get(language).to_owned(),
                    parent: category.parent.clone(),
                })
                .collect(),
        })
        .collect();
    let label = export::category_label(definition, cells::CategoryIx::TOTAL, language).to_owned();
    json(&Backgrounds { total: Background { id: "totaal".to_owned(), label, parent: None }, breakdowns })
}

/// A source.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Source {
    /// Stable id.
    id: String,
    /// Title.
    title: String,
    /// Who publishes it.
    publisher: String,
    /// Licence of the data.
    licence: String,
    /// Page where a person finds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// The day it was published or last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

/// All sources.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sources {
    /// In the order of the definition.
    sources: Vec<Source>,
}

/// `/api/v1/sources`.
#[utoipa::path(get, path = "/sources", tag = "definitions", responses((status = 200, description = "All sources", body = Sources)))]
pub(crate) async fn sources(visit: Visit) -> Response {
    let language: Language = visit.language();
    let all = visit.definition().sources.iter().map(|source| Source {
        id: source.id.clone(),
        title: source.title.get(language).to_owned(),
        publisher: source.publisher.get(language).to_owned(),
        licence: source.licence.clone(),
        page: source.page.clone(),
        published: source.published.clone(),
    });
    json(&Sources { sources: all.collect() })
}
