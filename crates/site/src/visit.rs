//! One request to one monitor: which release, which language, what was chosen.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use definition::{Definition, Language};
use release::Release;

use crate::address::Links;
use crate::choices::{Choices, UnknownChoice};
use crate::opened::Opened;
use crate::texts::{Texts, texts};

/// What every page needs to know of a request.
#[derive(Debug, Clone)]
pub(crate) struct Visit(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    site: Arc<Opened>,
    prefix: String,
    origin: String,
    language: Language,
    path: String,
    query: Vec<(String, String)>,
    choices: Choices,
    unknown: Vec<UnknownChoice>,
}

impl Visit {
    /// Reads the choices of a request.
    pub(crate) fn new(
        site: Arc<Opened>,
        prefix: String,
        origin: String,
        language: Language,
        path: String,
        query: &str,
    ) -> Self {
        let query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .take(40)
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        let pairs = query.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let (choices, unknown) = Choices::read(pairs, &site.release.definition, &site.years);
        Self(Arc::new(Inner { site, prefix, origin, language, path, query, choices, unknown }))
    }

    /// The release with its index.
    pub(crate) fn site(&self) -> &Opened {
        &self.0.site
    }

    /// The release.
    pub(crate) fn release(&self) -> &Release {
        &self.0.site.release
    }

    /// The definition.
    pub(crate) fn definition(&self) -> &Definition {
        &self.0.site.release.definition
    }

    /// The language of the page.
    pub(crate) fn language(&self) -> Language {
        self.0.language
    }

    /// The texts in that language.
    pub(crate) fn texts(&self) -> &'static Texts {
        texts(self.0.language)
    }

    /// What was chosen.
    pub(crate) fn choices(&self) -> Choices {
        self.0.choices
    }

    /// Choices in the address that this monitor does not know.
    pub(crate) fn unknown(&self) -> &[UnknownChoice] {
        &self.0.unknown
    }

    /// The path within the monitor, without language.
    pub(crate) fn path(&self) -> &str {
        &self.0.path
    }

    /// The first value of a key in the query.
    pub(crate) fn asked(&self, key: &str) -> Option<&str> {
        self.0.query.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// The scheme and host that visitors use.
    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Where visitors find this monitor, in full.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.0.origin, self.0.prefix)
    }

    /// Makes links with the choices of this visit.
    pub(crate) fn links(&self) -> Links<'_> {
        Links {
            prefix: &self.0.prefix,
            language: self.0.language,
            choices: self.0.choices,
            definition: self.definition(),
            places: &self.0.site.release.places,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl Visit {
    /// The same visit in another language.
    pub(crate) fn in_language(&self, language: Language) -> Self {
        let inner = &self.0;
        Self(Arc::new(Inner {
            site: Arc::clone(&inner.site),
            prefix: inner.prefix.clone(),
            origin: inner.origin.clone(),
            language,
            path: inner.path.clone(),
            query: inner.query.clone(),
            choices: inner.choices,
            unknown: inner.unknown.clone(),
        }))
    }
}
