//! From a request to the page that answers it: monitor, language, cache, safety.

use std::any::Any;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
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

use crate::delivery::{Allowance, Around, Workshop};
use crate::visit::Visit;
use crate::{Sites, api, assets, pages, sitemap, tiles};

/// Longest address that is answered, in bytes.
const LONGEST_ADDRESS: usize = 2048;
/// The same where an address holds a list of areas.
const LONGEST_QUESTION: usize = 24 * 1024;
/// Longest body of a question to a dialect that sends one, in bytes: codes of all areas fit in it.
const LONGEST_BODY: usize = 512 * 1024;

/// What a page may load and do: only from this server, no scripts or styles inside the page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Server {
    sites: Sites,
    pages: Router,
    api: Router,
    workshop: Arc<Workshop>,
    allowance: Arc<Allowance>,
}

/// The whole site as a service.
pub fn router(sites: Sites) -> Router {
    let server = Server {
        sites,
        pages: pages::routes(),
        api: api::routes(),
        workshop: Arc::default(),
        allowance: Arc::default(),
    };
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .fallback(dispatch)
        .with_state(server)
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(CatchPanicLayer::custom(broken))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(10)))
        .layer(RequestBodyLimitLayer::new(LONGEST_BODY))
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

/// Who asks: the other end of the connection, or where that is a proxy of our own network whom it names last.
fn peer(request: &Request) -> IpAddr {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let connected = connected.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let own = match connected {
        IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local(),
    };
    let named = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).next_back();
    let named = named.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
    named.filter(|_| own).unwrap_or(connected)
}

/// The release that an address is pinned to.
fn pinned(uri: &Uri) -> Option<String> {
    form_urlencoded::parse(uri.query()?.as_bytes())
        .find(|(key, _)| matches!(&**key, "uitgave" | "release"))
        .map(|(_, value)| value.into_owned())
        .filter(|value| !value.is_empty() && value.len() <= 64)
}

async fn dispatch(State(server): State<Server>, request: Request) -> Response {
    let began = Instant::now();
    let uri = request.uri().clone();
    let path = uri.path();
    let question = path.contains("/api/") || path.contains("/databank");
    if !path.contains("/api/") && !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "Alleen GET en HEAD. Only GET and HEAD.\n").into_response();
    }
    let longest = if question { LONGEST_QUESTION } else { LONGEST_ADDRESS };
    if path.len() + uri.query().map_or(0, str::len) > longest {
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
    let around = Around {
        sites: server.sites.clone(),
        mount: Arc::clone(&mount),
        peer: peer(&request),
        workshop: Arc::clone(&server.workshop),
        allowance: Arc::clone(&server.allowance),
    };
    let site = match pinned(&uri).filter(|_| question) {
        None => mount.now(),
        // What is not there is told by the page, which then shows the release of now.
        Some(id) => {
            let (sites, of) = (server.sites.clone(), Arc::clone(&mount));
            let found = tokio::task::spawn_blocking(move || sites.release(&of, &id)).await.ok().flatten();
            found.unwrap_or_else(|| mount.now())
        }
    };
    if rest == "/api" || rest.starts_with("/api/") {
        return api::answer(server.api.clone(), around, site, prefix, origin, rest.to_owned(), request).await;
    }
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
    // The databank has lists in these words, and reads them itself.
    let databank = visit.path().starts_with("/databank");
    let refused = !databank && !visit.unknown().is_empty();
    parts.extensions.insert(visit);
    parts.extensions.insert(around);
    let mut response =
        server.pages.oneshot(Request::from_parts(parts, body)).await.unwrap_or_else(|never| match never {});
    // The page says what was not understood and shows the rest; programs are told as well.
    if refused && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    if response.status() == StatusCode::OK {
        for (name, value) in cached {
            // A page that depends on more than its address says so itself; a file of the databank has a tag of its own.
            response.headers_mut().entry(name).or_insert(value);
        }
        let took = format!("page;dur={:.3}", began.elapsed().as_secs_f64() * 1e3);
        let took = HeaderValue::try_from(took).expect("figures");
        response.headers_mut().insert(HeaderName::from_static("server-timing"), took);
    }
    response
}
