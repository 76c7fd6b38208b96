//! The table as a file.

use std::sync::Arc;

use axum::extract::RawQuery;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use definition::Language;
use export::{Format, Query, Refusal, WriteError};
use sha2::{Digest, Sha256};

use super::ask::Asked;
use crate::delivery::{Allowance, Around, Maker, send};
use crate::visit::Visit;

/// With at most so many cells a table is made at once, without a thread of its own.
const LIGHT: u64 = 3_000;

/// A name of the file, from what is in it: `bijstand-2023-zomerdam`.
pub(crate) fn file_name(table: &export::Table<'_>, language: Language) -> String {
    let title = crate::address::slug(&table.title(language));
    let mut name: String = title.chars().take(80).collect();
    if table.release.definition.monitor.fictional {
        name.push_str(if language == Language::Nl { "-verzonnen" } else { "-invented" });
    }
    name
}

/// Why there is no file.
#[derive(Debug)]
pub(crate) enum NoFile {
    /// The question cannot be answered.
    Refused(Vec<Refusal>),
    /// The address asked too much in too short a time; seconds to wait.
    Allowance(u32),
    /// Too many large files are being made.
    Busy,
    /// The program failed.
    Failed,
}

/// A table as a file, whole or in parts.
pub(crate) async fn answer(
    visit: &Visit,
    around: &Around,
    asked: &HeaderMap,
    query: Query,
    format: Format,
) -> Result<Response, NoFile> {
    let language = visit.language();
    let refused = |refusal| NoFile::Refused(vec![refusal]);
    let (key, cells, name) = {
        let table = query.table(visit.release()).map_err(NoFile::Refused)?;
        format.check(&table).map_err(refused)?;
        let words: Vec<String> =
            query.pairs(visit.release()).into_iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut hash = Sha256::new();
        for part in [
            visit.release().manifest.id.as_str(),
            visit.release().manifest.created.as_str(),
            env!("CARGO_PKG_VERSION"),
            option_env!("WIJKMONITOR_BUILD").unwrap_or_default(),
            format.word(),
            crate::view::shell::code(language),
            &words.join("&"),
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let key = hash.finalize().iter().take(12).fold(String::new(), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        });
        (key, table.size(), file_name(&table, language))
    };
    let packed = matches!(format, Format::Xlsx | Format::Parquet | Format::FlatGeobuf);
    // Text is compressed on the way, so its tag says that the bytes may differ while the table is the same.
    let tag = if packed { format!("\"{key}\"") } else { format!("W/\"{key}\"") };
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| one.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"));
    if known {
        let tag = HeaderValue::try_from(&tag).expect("hexadecimal");
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let said = asked.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
    let anew = said.is_some_and(|said| said.contains("no-cache"));
    let made = if let Some(made) = around.workshop.kept(&key).filter(|_| !anew) {
        made
    } else {
        let allowed = around.allowance.take(around.peer, Allowance::price(cells));
        if !allowed.yes {
            return Err(NoFile::Allowance(allowed.seconds));
        }
        let geometry = matches!(format, Format::GeoJson | Format::FlatGeobuf);
        let made = if cells <= LIGHT && !geometry {
            let mut maker = Maker::new(Arc::default());
            write(visit, &query, format, language, &mut maker).and_then(|()| Ok(maker.finish()?))
        } else {
            let own = visit.clone();
            let make = move |maker: &mut Maker| write(&own, &query, format, language, maker);
            around.workshop.make(Some(key).filter(|_| !anew), make).await.map_err(|_| NoFile::Busy)?
        };
        match made {
            Ok(made) => made,
            Err(WriteError::Refused(refusal)) => return Err(refused(refusal)),
            Err(error) => {
                tracing::error!(%error, format = format.word(), "a table could not be written");
                return Err(NoFile::Failed);
            }
        }
    };
    let mut response = send(&made, asked, &tag, packed);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(disposition).expect("plain letters"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

fn write(
    visit: &Visit,
    query: &Query,
    format: Format,
    language: Language,
    maker: &mut Maker,
) -> Result<(), WriteError> {
    let table = query.table(visit.release()).map_err(|mut refusals| WriteError::Refused(refusals.remove(0)))?;
    format.write(&table, language, maker)
}

/// `/databank.xlsx?…` and the other formats. What cannot be given is told on the page, or as plain words to a program.
pub(super) async fn file(
    format: Format,
    visit: Visit,
    around: Around,
    RawQuery(text): RawQuery,
    headers: HeaderMap,
) -> Response {
    let asked = Asked::read(&visit, text.as_deref().unwrap_or_default());
    if let Some(answer) = super::page::elsewhere(&visit, &asked) {
        return answer;
    }
    let refusals = asked.refusals.clone();
    if !refusals.is_empty() || !asked.not_found.is_empty() {
        return super::page::shown(&visit, &asked, StatusCode::BAD_REQUEST, &refusals);
    }
    match answer(&visit, &around, &headers, asked.query.clone(), format).await {
        Ok(response) => response,
        Err(NoFile::Refused(refusals)) => {
            let size = refusals.iter().any(Refusal::is_size);
            let status = if size { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST };
            super::page::shown(&visit, &asked, status, &refusals)
        }
        Err(why) => told(&visit, &why),
    }
}

/// Why there is no file now, in a sentence, with when to come back.
pub(super) fn told(visit: &Visit, why: &NoFile) -> Response {
    let t = visit.texts();
    match why {
        NoFile::Refused(refusals) => {
            let sentences: Vec<String> = refusals.iter().map(|refusal| refusal.sentence(visit.language())).collect();
            (StatusCode::BAD_REQUEST, sentences.join(" ")).into_response()
        }
        NoFile::Allowance(seconds) => {
            let text = t.with("databank-slow-down", &[("seconds", (*seconds).into())]);
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], text).into_response()
        }
        NoFile::Busy => {
            let text = t.get("databank-busy");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10".to_owned())], text).into_response()
        }
        NoFile::Failed => (StatusCode::INTERNAL_SERVER_ERROR, t.get("databank-failed")).into_response(),
    }
}
