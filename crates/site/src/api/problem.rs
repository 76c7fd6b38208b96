//! What is wrong, as programs read it: `application/problem+json` (RFC 9457).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use definition::Language;
use export::Refusal;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// One thing that is wrong with a question.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wrong {
    /// The parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// A stable word for what is wrong.
    pub(crate) code: String,
    /// What is wrong and what to try, as a sentence.
    pub(crate) detail: String,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) nearest: Vec<String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    /// What kind of problem it is, as an address.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The kind in words.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// This problem in words.
    pub(crate) detail: String,
    /// Everything that is wrong, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<Wrong>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// A question that cannot be read, as the description has it.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is described and never made")]
pub(super) enum Unreadable {
    /// A parameter cannot be read, or the choices exclude each other
    #[response(status = 400, content_type = "application/problem+json")]
    Question(Problem),
}

/// Something that this monitor does not have.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is described and never made")]
pub(super) enum NoSuch {
    /// There is no such thing here; says what was probably meant
    #[response(status = 404, content_type = "application/problem+json")]
    Thing(Problem),
}

/// A question that is larger than what is given at once.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is described and never made")]
pub(super) enum TooLarge {
    /// More than is given at once; says into how many parts it fits
    #[response(status = 413, content_type = "application/problem+json")]
    Question(Problem),
}

impl Problem {
    /// A problem with a status, a stable word, and sentences.
    pub(crate) fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:wijkmonitor:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// A parameter that cannot be read.
    pub(crate) fn parameter(name: &str, code: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let mut problem = Self::new(StatusCode::BAD_REQUEST, code, detail.clone());
        problem.errors =
            vec![Wrong { name: Some(name.to_owned()), code: code.to_owned(), detail, nearest: Vec::new() }];
        problem
    }

    /// Something that is not there.
    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", what)
    }

    /// Come back later.
    pub(crate) fn later(status: StatusCode, seconds: u32, detail: impl Into<String>) -> Self {
        let code = if status == StatusCode::TOO_MANY_REQUESTS { "too-many-requests" } else { "busy" };
        Self { retry_after: Some(seconds), ..Self::new(status, code, detail) }
    }

    /// What is wrong with a query.
    pub(crate) fn refused(refusals: &[Refusal], language: Language) -> Self {
        let size = refusals.iter().any(Refusal::is_size);
        let status = if size { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST };
        let sentences: Vec<String> = refusals.iter().map(|refusal| refusal.sentence(language)).collect();
        let code = refusals.first().map_or("invalid", Refusal::code);
        let mut problem = Self::new(status, code, sentences.join(" "));
        problem.errors = refusals
            .iter()
            .zip(sentences)
            .map(|(refusal, detail)| {
                let (name, nearest) = match refusal {
                    Refusal::Unknown { key, nearest, .. } => (Some(key.clone()), nearest.clone()),
                    Refusal::Nothing(axis) => (Some(axis.id().to_owned()), Vec::new()),
                    Refusal::TooLarge { largest, .. } => (Some(largest.id().to_owned()), Vec::new()),
                    Refusal::TooMany { key, .. } => (Some(key.clone()), Vec::new()),
                    Refusal::Format { .. } => (Some("format".to_owned()), Vec::new()),
                    Refusal::NoSheet { .. } | Refusal::NoGeometry | Refusal::Impossible(_) => (None, Vec::new()),
                };
                Wrong { name, code: refusal.code().to_owned(), detail, nearest }
            })
            .collect();
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(HeaderName::from_static("retry-after"), HeaderValue::from(seconds.max(1)));
        }
        response
    }
}
