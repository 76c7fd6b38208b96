//! Releases, their files, and what changed between two of them.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::{CategoryIx, Cell, Level, PlaceIx};
use definition::Language;
use export::{area_id, area_label, category_id, status_code};
use release::Release;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use super::listed::{Page, Pages, part};
use super::params::Params;
use super::problem::{NoSuch, Problem, Unreadable};
use crate::delivery::{Allowance, Around, release_file, send};
use crate::opened::Opened;
use crate::visit::Visit;

/// A release.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Edition {
    /// Its id: the same id is the same figures.
    id: String,
    /// The day it was made.
    created: String,
    /// Version of the definition it was made with.
    definition_version: String,
    /// Whether it is the one that is shown.
    live: bool,
    /// Its files.
    files: String,
}

/// All releases.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Editions {
    /// The newest first.
    releases: Vec<Edition>,
}

fn edition(visit: &Visit, around: &Around, site: &Opened) -> Edition {
    let manifest = &site.release.manifest;
    let path = format!("/api/v1/releases/{}/files", manifest.id);
    Edition {
        id: manifest.id.clone(),
        created: manifest.created.clone(),
        definition_version: manifest.definition_version.clone(),
        live: around.mount.now().release.manifest.id == manifest.id,
        files: format!("{}{}", visit.origin(), crate::databank::api_root(visit, &path)),
    }
}

/// A release by its id, opened where it was not.
async fn open(around: &Around, id: &str) -> Result<Arc<Opened>, Problem> {
    let (sites, mount, wanted) = (around.sites.clone(), Arc::clone(&around.mount), id.to_owned());
    let found = tokio::task::spawn_blocking(move || sites.release(&mount, &wanted)).await.ok().flatten();
    found.ok_or_else(|| {
        let shown: String = id.chars().filter(|c| !c.is_control()).take(40).collect();
        Problem::not_found(format!("There is no release `{shown}` here: see /api/v1/releases."))
    })
}

/// `/api/v1/releases`.
#[utoipa::path(get, path = "/releases", tag = "releases", responses((status = 200, description = "All releases that can be asked for", body = Editions)))]
pub(crate) async fn list(visit: Visit, around: Around) -> Result<Response, Problem> {
    let mut releases = Vec::new();
    for id in around.sites.releases(&around.mount).into_iter().take(50) {
        if let Ok(site) = open(&around, &id).await {
            releases.push(edition(&visit, &around, &site));
        }
    }
    Ok(json(&Editions { releases }))
}

/// `/api/v1/releases/{id}`.
#[utoipa::path(get, path = "/releases/{id}", tag = "releases",
    params(("id" = String, Path, description = "Id of the release")),
    responses((status = 200, description = "The release", body = Edition), NoSuch))]
pub(crate) async fn one(visit: Visit, around: Around, Path(id): Path<String>) -> Result<Response, Problem> {
    let site = open(&around, &id).await?;
    Ok(json(&edition(&visit, &around, &site)))
}

/// A file of a release.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReleaseFile {
    /// Its name within the release.
    name: String,
    /// Its address; parts of it can be asked for.
    href: String,
    /// Its length in bytes.
    bytes: u64,
    /// Its SHA-256, hexadecimal.
    sha256: String,
}

/// The files of a release.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReleaseFiles {
    /// Cells, places and boundaries as Parquet; the definition and the report of the build as JSON.
    files: Vec<ReleaseFile>,
}

/// Whether a file of a release is for everyone: all but what only the server reads.
fn is_open(name: &str) -> bool {
    !name.starts_with("cube/")
}

/// `/api/v1/releases/{id}/files`.
#[utoipa::path(get, path = "/releases/{id}/files", tag = "releases",
    params(("id" = String, Path, description = "Id of the release")),
    responses((status = 200, description = "The whole release as files", body = ReleaseFiles), NoSuch))]
pub(crate) async fn files(visit: Visit, around: Around, Path(id): Path<String>) -> Result<Response, Problem> {
    let site = open(&around, &id).await?;
    let root =
        format!("{}{}", visit.origin(), crate::databank::api_root(&visit, &format!("/api/v1/releases/{id}/files")));
    let files = site
        .release
        .manifest
        .files
        .iter()
        .filter(|(name, _)| is_open(name))
        .map(|(name, record)| ReleaseFile {
            name: name.clone(),
            href: format!("{root}/{name}"),
            bytes: record.bytes,
            sha256: record.sha256.clone(),
        })
        .collect();
    Ok(json(&ReleaseFiles { files }))
}

/// `/api/v1/releases/{id}/files/…`: a file, whole or a part of it.
pub(crate) async fn file(
    around: Around,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let site = open(&around, &id).await?;
    let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    let gone = || Problem::not_found(format!("Release `{}` has no file `{shown}`.", site.release.manifest.id));
    let record = site.release.manifest.files.get(&name).filter(|_| is_open(&name)).ok_or_else(gone)?;
    let path = site.release.file(&name).ok_or_else(gone)?;
    let tag = format!("\"{}\"", record.sha256.get(..32).unwrap_or(&record.sha256));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "parquet" => "application/vnd.apache.parquet",
        "json" => "application/json",
        "pmtiles" => "application/vnd.pmtiles",
        _ => "application/octet-stream",
    };
    let mut response = if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        (StatusCode::NOT_MODIFIED, [(header::ETAG, HeaderValue::try_from(&tag).expect("hexadecimal"))]).into_response()
    } else {
        let opened = tokio::task::spawn_blocking(move || release_file(&path)).await.ok().and_then(Result::ok);
        let made = opened.ok_or_else(|| {
            tracing::error!(name, "a file of a release could not be opened");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The file could not be opened.")
        })?;
        send(&made, &headers, &tag, true)
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

/// A figure that is not what it was.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changed {
    /// Id of the indicator.
    indicator: String,
    /// Code of the area.
    area: String,
    /// Id of the background.
    background: String,
    /// Year.
    period: u16,
    /// `new`, `gone` or `changed`.
    change: String,
    /// The status before; absent where there was no such figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    status_before: Option<String>,
    /// The status now; absent where there is no such figure any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    /// The figure before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<f64>,
    /// The figure now.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<f64>,
}

/// What changed between two releases.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changes {
    /// The release before.
    since: String,
    /// The release that is asked about.
    release: String,
    /// Figures that are new, gone or changed.
    changes: Vec<Changed>,
    /// Where the list goes on.
    #[serde(flatten)]
    page: Page,
}

/// Where a figure stands, in words that two releases share.
type Spot = (String, u16, Level, String, String);

/// The cells of a release by where they stand.
fn spots(release: &Release, only: Option<&str>) -> HashMap<Spot, Cell> {
    let definition = &release.definition;
    let mut codes: HashMap<PlaceIx, String> = HashMap::new();
    let mut groups: HashMap<CategoryIx, String> = HashMap::new();
    let mut all = HashMap::new();
    for slice in release.cube.slices() {
        let indicator = &definition.indicator(slice.indicator()).id;
        for (place, category, cell) in slice.dense() {
            if cell.status == cells::Status::NotAvailable {
                continue;
            }
            let code = codes.entry(place).or_insert_with(|| area_id(&release.places, place));
            if only.is_some_and(|only| only != code) {
                continue;
            }
            let group = groups.entry(category).or_insert_with(|| category_id(definition, category).to_owned());
            all.insert((indicator.clone(), slice.period().0, slice.level(), code.clone(), group.clone()), cell);
        }
    }
    all
}

/// What differs between two releases, in the order of indicator, year, level, area and background.
fn differences(before: &Release, now: &Release, only: Option<&str>) -> Vec<Changed> {
    let (old, new) = (spots(before, only), spots(now, only));
    let mut found: BTreeMap<&Spot, Changed> = BTreeMap::new();
    let changed = |spot: &Spot, change: &str, old: Option<&Cell>, new: Option<&Cell>| Changed {
        indicator: spot.0.clone(),
        area: spot.3.clone(),
        background: spot.4.clone(),
        period: spot.1,
        change: change.to_owned(),
        status_before: old.map(|cell| status_code(cell.status).to_owned()),
        status: new.map(|cell| status_code(cell.status).to_owned()),
        before: old.and_then(|cell| cell.value),
        now: new.and_then(|cell| cell.value),
    };
    for (spot, cell) in &new {
        match old.get(spot) {
            None => {
                found.insert(spot, changed(spot, "new", None, Some(cell)));
            }
            Some(was) if was != cell => {
                found.insert(spot, changed(spot, "changed", Some(was), Some(cell)));
            }
            Some(_) => {}
        }
    }
    for (spot, cell) in &old {
        if !new.contains_key(spot) {
            found.insert(spot, changed(spot, "gone", Some(cell), None));
        }
    }
    found.into_values().collect()
}

/// The release that was shown before another.
fn before(around: &Around, id: &str) -> Option<String> {
    let all = around.sites.releases(&around.mount);
    let at = all.iter().position(|one| one == id)?;
    all.get(at + 1).cloned()
}

/// `/api/v1/releases/{id}/changes`.
#[utoipa::path(get, path = "/releases/{id}/changes", tag = "releases",
    params(
        ("id" = String, Path, description = "Id of the release"),
        ("since" = Option<String>, Query, description = "Id of an earlier release; the one before where not given"),
        ("area" = Option<String>, Query, description = "Only the figures of this area"),
        Pages,
    ),
    responses(
        (status = 200, description = "What is new, gone or changed", body = Changes),
        Unreadable,
        NoSuch,
    ))]
pub(crate) async fn changes(
    visit: Visit,
    around: Around,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Problem> {
    let paging = params.paging(1_000, 10_000)?;
    let now = open(&around, &id).await?;
    let since = match params.get("since") {
        Some(since) => since.to_owned(),
        None => before(&around, &id).ok_or_else(|| Problem::not_found("There is no release before this one here."))?,
    };
    let old = open(&around, &since).await?;
    let only = match params.get("area") {
        None => None,
        Some(code) => {
            let places = &now.release.places;
            let ix = export::find_area(places, code).ok_or_else(|| {
                let (_, refusals) = export::Query::read(&now.release, [("area", code)]);
                Problem::refused(&refusals, visit.language())
            })?;
            Some(area_id(places, ix))
        }
    };
    let allowed = around.allowance.take(around.peer, Allowance::price(200_000));
    if !allowed.yes {
        let text = visit.texts().with("databank-slow-down", &[("seconds", allowed.seconds.into())]);
        return Err(Problem::later(StatusCode::TOO_MANY_REQUESTS, allowed.seconds, text));
    }
    let (earlier, later) = (Arc::clone(&old), Arc::clone(&now));
    let all = tokio::task::spawn_blocking(move || differences(&earlier.release, &later.release, only.as_deref()))
        .await
        .map_err(|error| {
            tracing::error!(%error, "two releases could not be compared");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The releases could not be compared.")
        })?;
    let (range, page) = part(&visit, &params, paging, all.len());
    Ok(json(&Changes {
        since: old.release.manifest.id.clone(),
        release: now.release.manifest.id.clone(),
        changes: all[range].to_vec(),
        page,
    }))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `/api/v1/change-feed`: an entry for each release, as Atom (RFC 4287).
#[utoipa::path(get, path = "/change-feed", tag = "releases",
    params(("area" = Option<String>, Query, description = "Only what changed in this area")),
    responses((status = 200, description = "Atom", body = String, content_type = "application/atom+xml"), Unreadable))]
pub(crate) async fn feed(visit: Visit, around: Around, params: Params) -> Result<Response, Problem> {
    let language = visit.language();
    let places = &visit.release().places;
    let area = match params.get("area") {
        None => None,
        Some(code) => {
            let (_, refusals) = export::Query::read(visit.release(), [("area", code)]);
            Some(export::find_area(places, code).ok_or_else(|| Problem::refused(&refusals, language))?)
        }
    };
    let allowed = around.allowance.take(around.peer, Allowance::price(500_000));
    if !allowed.yes {
        let text = visit.texts().with("databank-slow-down", &[("seconds", allowed.seconds.into())]);
        return Err(Problem::later(StatusCode::TOO_MANY_REQUESTS, allowed.seconds, text));
    }
    let only = area.map(|ix| area_id(places, ix));
    let ids = around.sites.releases(&around.mount);
    let mut entries = String::new();
    let mut updated = visit.release().manifest.created.clone();
    for (n, id) in ids.iter().enumerate().take(4) {
        let Ok(now) = open(&around, id).await else { continue };
        let created = &now.release.manifest.created;
        if n == 0 {
            updated.clone_from(created);
        }
        let earlier = match ids.get(n + 1) {
            Some(before) => open(&around, before).await.ok(),
            None => None,
        };
        let summary = match earlier {
            None => match language {
                Language::Nl => "De eerste uitgave op deze site.".to_owned(),
                Language::En => "The first release on this site.".to_owned(),
            },
            Some(earlier) => {
                let (later, code) = (Arc::clone(&now), only.clone());
                let found =
                    tokio::task::spawn_blocking(move || differences(&earlier.release, &later.release, code.as_deref()))
                        .await
                        .unwrap_or_default();
                let count = |word: &str| found.iter().filter(|one| one.change == word).count();
                let (new, changed, gone) = (count("new"), count("changed"), count("gone"));
                match language {
                    Language::Nl => {
                        format!("{new} cijfers zijn nieuw, {changed} zijn veranderd, {gone} zijn er niet meer.")
                    }
                    Language::En => format!("{new} figures are new, {changed} have changed, {gone} are gone."),
                }
            }
        };
        let title = match language {
            Language::Nl => format!("Uitgave {id}"),
            Language::En => format!("Release {id}"),
        };
        let path = crate::databank::api_root(&visit, &format!("/api/v1/releases/{id}/changes"));
        let more = only.as_ref().map(|code| format!("?area={code}")).unwrap_or_default();
        let _ = write!(
            entries,
            "<entry><id>urn:wijkmonitor:{}:{id}</id><title>{}</title><updated>{created}T00:00:00Z</updated><link href=\"{}{path}{more}\" type=\"application/json\"/><summary>{}</summary></entry>",
            escaped(&visit.definition().monitor.id),
            escaped(&title),
            escaped(visit.origin()),
            escaped(&summary)
        );
    }
    let about = area.map(|ix| format!(": {}", area_label(visit.release(), ix, language))).unwrap_or_default();
    let own = format!("{}{}", visit.origin(), crate::databank::api_root(&visit, "/api/v1/change-feed"));
    let monitor = &visit.definition().monitor;
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{own}{}</id><title>{}</title><updated>{updated}T00:00:00Z</updated><link rel=\"self\" href=\"{own}\"/><author><name>{}</name></author>{entries}</feed>\n",
        only.as_ref().map(|code| format!("#{code}")).unwrap_or_default(),
        escaped(&format!("{}{about}", monitor.name.get(language))),
        escaped(monitor.publisher.get(language)),
    );
    Ok(([(header::CONTENT_TYPE, "application/atom+xml")], feed).into_response())
}
