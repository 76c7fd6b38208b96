//! The vector tiles of a release, at an address that holds the release: `/tegels/<release>.pmtiles`. A browser asks for
//! parts of the file.

use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use release::Release;

use crate::opened::Opened;

/// The address of the tiles of a release, below its monitor; none where it has no tiles.
pub(crate) fn path(release: &Release) -> Option<String> {
    release.tiles().map(|_| format!("/tegels/{}.pmtiles", release.manifest.id))
}

/// A part of the tiles; keeps the release open for as long as it is sent.
struct Part {
    site: Arc<Opened>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.site.release.tiles().and_then(|all| all.get(self.range.clone())).unwrap_or_default()
    }
}

/// What a `Range` header asks of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    Whole,
    Part(Range<usize>),
    /// Beyond the end.
    Nothing,
}

/// Reads a `Range` header with one range of bytes; several ranges, or another unit, get the whole file.
pub(crate) fn wanted(header: Option<&str>, length: usize) -> Wanted {
    let Some(range) = header.and_then(|text| text.trim().strip_prefix("bytes=")).filter(|text| !text.contains(','))
    else {
        return Wanted::Whole;
    };
    let Some((from, to)) = range.trim().split_once('-') else { return Wanted::Whole };
    let number = |text: &str| -> Option<Option<usize>> {
        if text.is_empty() {
            return Some(None);
        }
        // A number beyond every file is still a number.
        text.bytes().all(|b| b.is_ascii_digit()).then(|| Some(text.parse().unwrap_or(usize::MAX)))
    };
    match (number(from.trim()), number(to.trim())) {
        (Some(Some(from)), Some(to)) => {
            let to = to.map_or(length, |to| to.saturating_add(1).min(length));
            if from >= length {
                Wanted::Nothing
            } else if from >= to {
                Wanted::Whole
            } else {
                Wanted::Part(from..to)
            }
        }
        (Some(None), Some(Some(last))) if last > 0 && length > 0 => Wanted::Part(length.saturating_sub(last)..length),
        (Some(None), Some(Some(_))) => Wanted::Nothing,
        _ => Wanted::Whole,
    }
}

/// Answers a request for `<release>.pmtiles`. Only the release that is shown now has an address.
pub(crate) fn answer(site: &Arc<Opened>, name: &str, asked: &HeaderMap) -> Response {
    let Some(length) = site.release.tiles().map(<[u8]>::len) else { return StatusCode::NOT_FOUND.into_response() };
    if name.strip_suffix(".pmtiles") != Some(site.release.manifest.id.as_str()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let said = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    // A release never changes, so its id stands for every byte of it.
    let tag = format!("\"{}\"", site.release.manifest.id);
    let fixed = [
        (header::ETAG, HeaderValue::try_from(&tag).expect("hexadecimal")),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable, no-transform")),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.pmtiles")),
        // The tiles inside are compressed, and a compressed file would have other bytes at the same place.
        (header::CONTENT_ENCODING, HeaderValue::from_static("identity")),
    ];
    if said(header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    let range = said(header::RANGE).filter(|_| said(header::IF_RANGE).is_none_or(|only| only.trim() == tag));
    let part = |range: Range<usize>| Body::from(Bytes::from_owner(Part { site: Arc::clone(site), range }));
    match wanted(range, length) {
        Wanted::Whole => (fixed, part(0..length)).into_response(),
        Wanted::Part(range) => {
            let of = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let of = [(header::CONTENT_RANGE, HeaderValue::try_from(of).expect("figures"))];
            (StatusCode::PARTIAL_CONTENT, fixed, of, part(range)).into_response()
        }
        Wanted::Nothing => {
            let of = [(header::CONTENT_RANGE, HeaderValue::try_from(format!("bytes */{length}")).expect("figures"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, of).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_range_is_read_as_browsers_write_it() {
        let of = |text| wanted(Some(text), 100);
        assert_eq!(of("bytes=0-15"), Wanted::Part(0..16));
        assert_eq!(of("bytes=90-"), Wanted::Part(90..100));
        assert_eq!(of("bytes=90-500"), Wanted::Part(90..100));
        assert_eq!(of("bytes=-10"), Wanted::Part(90..100));
        assert_eq!(of("bytes=-500"), Wanted::Part(0..100));
        assert_eq!(of("bytes=100-"), Wanted::Nothing);
        assert_eq!(of("bytes=-0"), Wanted::Nothing);
        for whole in ["bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=9-3", "bytes=--5", ""] {
            assert_eq!(of(whole), Wanted::Whole, "{whole}");
        }
        assert_eq!(wanted(None, 100), Wanted::Whole);
    }

    proptest! {
        #[test]
        fn whatever_is_asked_lies_inside_the_file(text in "(bytes=)?[0-9a-z, -]{0,40}", length in 0_usize..1000) {
            if let Wanted::Part(range) = wanted(Some(&text), length) {
                prop_assert!(range.start < range.end && range.end <= length);
            }
        }
    }
}
