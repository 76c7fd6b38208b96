//! From a request to the page that answers it: monitor, language, cache, safety.

use std::any::Any;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use definition::Language;
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::visit::Visit;
use crate::{Sites, assets, pages, sitemap, tiles};

/// Longest address that is answered, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// What a page may load and do: only from this server, no scripts or styles inside the page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Server {
    sites: Sites,
    pages: Router,
}

/// The whole site as a service.
pub fn router(sites: Sites) -> Router {
    let server = Server { sites, pages: pages::routes() };
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .fallback(dispatch)
        .with_state(server)
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(CatchPanicLayer::custom(broken))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(10)))
        .layer(RequestBodyLimitLayer::new(16 * 1024))
        .layer(header(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "strict-origin-when-cross-origin"))
        .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(header(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
/// The page shown when a handler panics: it cannot trust anything, so it stands by itself.
fn broken(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(what, "a page failed");
    let page = include_str!("../templates/broken.html");
    let mut response = (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The scheme and host name under which the visitor reached the server.
fn origin(sites: &Sites, headers: &HeaderMap, uri: &Uri) -> (String, String) {
    let said = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let host = uri
        .authority()
        .map(axum::http::uri::Authority::as_str)
        .or_else(|| said("host"))
        .filter(|h| h.len() < 256 && h.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b)))
        .unwrap_or("localhost")
        .to_owned();
    let scheme = if said("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    let origin = sites.public_address().map_or_else(|| format!("{scheme}://{host}"), str::to_owned);
    let name = if host.starts_with('[') { host.clone() } else { host.split(':').next().unwrap_or_default().to_owned() };
    (origin, name)
}

/// What identifies a page: the release, the program, the style and the whole address.
fn entity_tag(release: &str, origin: &str, uri: &Uri) -> String {
    let mut hash = Sha256::new();
    let parts = [
        release,
        env!("CARGO_PKG_VERSION"),
        option_env!("WIJKMONITOR_BUILD").unwrap_or_default(),
        &assets::VERSION,
        origin,
        uri.path(),
        uri.query().unwrap_or_default(),
    ];
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let hex = digest.iter().take(12).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    // Weak, because the same page is also sent compressed.
    format!("W/\"{hex}\"")
}

fn already_known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|known| known.trim() == tag || known.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
}

/// The right address of a page, for good.
pub(crate) fn moved(to: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
}

async fn dispatch(State(server): State<Server>, request: Request) -> Response {
    let began = Instant::now();
    let uri = request.uri().clone();
    let path = uri.path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "Alleen GET en HEAD. Only GET and HEAD.\n").into_response();
    }
    if path.len() + uri.query().map_or(0, str::len) > LONGEST_ADDRESS {
        return (StatusCode::URI_TOO_LONG, "Dit adres is te lang. This address is too long.\n").into_response();
    }
    if let Some(rest) = path.strip_prefix("/statisch/") {
        return assets::answer(rest);
    }
    let (origin, host) = origin(&server.sites, request.headers(), &uri);
    match path {
        "/gezond" => return pages::health::answer(&server.sites),
        "/robots.txt" => return sitemap::robots(&origin),
        "/sitemap.xml" => return sitemap::index(&server.sites, &origin, &host),
        _ => {}
    }
    let Some((mount, prefix, rest)) = server.sites.resolve(&host, path) else {
        return pages::monitors::answer(&server.sites, path == "/");
    };
    let site = mount.now();
    if let Some(name) = rest.strip_prefix("/sitemap/") {
        return sitemap::part(&site, &origin, &prefix, name);
    }
    if let Some(name) = rest.strip_prefix("/tegels/") {
        return tiles::answer(&site, name, request.headers());
    }
    let (language, rest) = match rest.strip_prefix("/en") {
        Some("") => (Language::En, "/"),
        Some(inner) if inner.starts_with('/') => (Language::En, inner),
        _ => (Language::Nl, rest),
    };
    let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    if path.len() > 1 && path.ends_with('/') {
        return moved(&format!("/{}{query}", path.trim_matches('/')));
    }
    let decoded = percent_encoding::percent_decode_str(rest).decode_utf8().is_ok();
    let inner = if decoded { rest } else { "/bestaat-niet" };

    let tag = entity_tag(&site.release.manifest.id, &origin, &uri);
    let cached = [
        (header::ETAG, HeaderValue::from_str(&tag).expect("hexadecimal")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60")),
        (header::VARY, HeaderValue::from_static("Accept-Encoding")),
    ];
    // Only a page that was answered well ever got this tag, so there is no need to make it again to know that it is there.
    if already_known(request.headers(), &tag) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    let visit = Visit::new(site, prefix, origin, language, inner.to_owned(), uri.query().unwrap_or_default());
    let Ok(inner) = format!("{inner}{query}").parse::<Uri>() else {
        return pages::not_found::answer(&visit, None);
    };
    let (mut parts, body) = request.into_parts();
    parts.uri = inner;
    let refused = !visit.unknown().is_empty();
    parts.extensions.insert(visit);
    let mut response =
        server.pages.oneshot(Request::from_parts(parts, body)).await.unwrap_or_else(|never| match never {});
    // The page says what was not understood and shows the rest; programs are told as well.
    if refused && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    if response.status() == StatusCode::OK {
        for (name, value) in cached {
            // A page that depends on more than its address says so itself.
            response.headers_mut().entry(name).or_insert(value);
        }
        let took = format!("page;dur={:.3}", began.elapsed().as_secs_f64() * 1e3);
        let took = HeaderValue::try_from(took).expect("figures");
        response.headers_mut().insert(HeaderName::from_static("server-timing"), took);
    }
    response
}
