//! One request to one monitor: which release, which language, what was chosen.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use charts::Style;
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
    style: Style,
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
        Self(Arc::new(Inner { site, prefix, origin, language, path, query, choices, unknown, style: Style::Page }))
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
    /// The same visit with one thing changed.
    fn changed(&self, change: impl FnOnce(&mut Inner)) -> Self {
        let inner = &self.0;
        let mut new = Inner {
            site: Arc::clone(&inner.site),
            prefix: inner.prefix.clone(),
            origin: inner.origin.clone(),
            language: inner.language,
            path: inner.path.clone(),
            query: inner.query.clone(),
            choices: inner.choices,
            unknown: inner.unknown.clone(),
            style: inner.style,
        };
        change(&mut new);
        Self(Arc::new(new))
    }

    /// The same visit in another language.
    pub(crate) fn in_language(&self, language: Language) -> Self {
        self.changed(|inner| inner.language = language)
    }

    /// The same visit with other choices.
    pub(crate) fn with_choices(&self, choices: Choices) -> Self {
        self.changed(|inner| inner.choices = choices)
    }

    /// The same visit for drawings that leave the site: they carry their colours, title and source with them.
    pub(crate) fn standalone(&self) -> Self {
        self.changed(|inner| inner.style = Style::Standalone)
    }

    /// How charts are drawn.
    pub(crate) fn style(&self) -> Style {
        self.0.style
    }

    /// What stands under a drawing that leaves the site: of which monitor it is, of which release, and that it is invented where
    /// it is. None for drawings on the site itself, which says so on every page.
    pub(crate) fn source_line(&self) -> Option<String> {
        if self.0.style == Style::Page {
            return None;
        }
        let t = self.texts();
        let monitor = &self.definition().monitor;
        let manifest = &self.release().manifest;
        let source = t.with(
            "embed-source",
            &[
                ("name", monitor.name.get(self.language()).into()),
                ("publisher", monitor.publisher.get(self.language()).into()),
                ("date", crate::view::date(&manifest.created, self.language()).into()),
            ],
        );
        Some(if monitor.fictional { format!("{} {source}", t.get("fictional-title")) } else { source })
    }
}
