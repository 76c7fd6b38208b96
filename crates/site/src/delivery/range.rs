//! Sends what was made, or the part of it that is asked for.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Made;
use crate::tiles::{Wanted, wanted};

/// Bytes that are read from a file at once.
const PIECE: u64 = 128 * 1024;

/// A part of a file, read piece by piece as the client takes them.
fn pieces(file: Arc<File>, range: Range<u64>) -> Body {
    let stream = futures::stream::try_unfold((file, range), |(file, range)| async move {
        if range.is_empty() {
            return Ok::<_, io::Error>(None);
        }
        let length = PIECE.min(range.end - range.start) as usize;
        let (reader, at) = (Arc::clone(&file), range.start);
        let piece = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; length];
            reader.read_exact_at(&mut piece, at).map(|()| Bytes::from(piece))
        })
        .await
        .map_err(io::Error::other)??;
        let rest = range.start + length as u64..range.end;
        Ok(Some((piece, (file, rest))))
    });
    Body::from_stream(stream)
}

fn body(made: &Made, range: Range<u64>) -> Body {
    match made {
        Made::Bytes(bytes) => Body::from(bytes.slice(range.start as usize..range.end as usize)),
        Made::File(file, _) => pieces(Arc::clone(file), range),
    }
}

/// Answers with what was made, or the part of it that the request asks for. `tag` stands for every byte of it; `packed`
/// files hold compressed parts already and are sent as they are.
pub(crate) fn send(made: &Made, asked: &HeaderMap, tag: &str, packed: bool) -> Response {
    let said = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let length = made.len();
    let range = said(header::RANGE).filter(|_| said(header::IF_RANGE).is_none_or(|only| only.trim() == tag));
    let mut response = match wanted(range, usize::try_from(length).unwrap_or(usize::MAX)) {
        Wanted::Whole => {
            let mut response = Response::new(body(made, 0..length));
            if packed {
                response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
            }
            response
        }
        Wanted::Part(range) => {
            let of = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let of = [
                (header::CONTENT_RANGE, HeaderValue::try_from(of).expect("figures")),
                (header::CONTENT_LENGTH, HeaderValue::from(range.len())),
            ];
            (StatusCode::PARTIAL_CONTENT, of, body(made, range.start as u64..range.end as u64)).into_response()
        }
        Wanted::Nothing => {
            let of = [(header::CONTENT_RANGE, HeaderValue::try_from(format!("bytes */{length}")).expect("figures"))];
            return (StatusCode::RANGE_NOT_SATISFIABLE, of).into_response();
        }
    };
    let headers = response.headers_mut();
    if packed {
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    if packed || range.is_some() {
        // Compressed on the way it would have other bytes at the same place.
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
    headers.insert(header::ETAG, HeaderValue::try_from(tag).expect("hexadecimal"));
    response
}

/// A file of a release, opened for sending.
pub(crate) fn release_file(path: &Path) -> io::Result<Made> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok(Made::File(Arc::new(file), length))
}
