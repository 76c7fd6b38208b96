//! The parameters of a question.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::problem::Problem;

/// The pairs of a query string.
#[derive(Debug, Clone)]
pub(crate) struct Params(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::read(parts.uri.query().unwrap_or_default()))
    }
}

/// A page of a list: which one, from 1, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paging {
    pub(crate) page: usize,
    pub(crate) size: usize,
}

impl Params {
    /// Reads a query string.
    pub(crate) fn read(query: &str) -> Self {
        Self(
            form_urlencoded::parse(query.as_bytes())
                .take(2_000)
                .map(|(k, v)| (k.into_owned(), v.into_owned()))
                .collect(),
        )
    }

    /// All pairs.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The first value of a parameter that is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(key, value)| *key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// Whether a parameter is there, with a value or without.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// A number within bounds.
    pub(crate) fn number<T>(&self, name: &str, from: T, to: T) -> Result<Option<T>, Problem>
    where
        T: std::str::FromStr + PartialOrd + std::fmt::Display + Copy,
    {
        let Some((_, text)) = self.pairs().find(|(key, _)| *key == name) else { return Ok(None) };
        match text.trim().parse::<T>() {
            Ok(number) if number >= from && number <= to => Ok(Some(number)),
            _ => {
                let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
                let detail = format!("`{shown}` is no value of {name}: expected a number from {from} to {to}.");
                Err(Problem::parameter(name, "no-number", detail))
            }
        }
    }

    /// One of a few words.
    pub(crate) fn word<'a>(&self, name: &str, words: &[&'a str]) -> Result<Option<&'a str>, Problem> {
        let Some((_, text)) = self.pairs().find(|(key, _)| *key == name) else { return Ok(None) };
        words.iter().copied().find(|word| *word == text.trim()).map(Some).ok_or_else(|| {
            let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
            let detail = format!("`{shown}` is no value of {name}: expected {}.", words.join(", "));
            let mut problem = Problem::parameter(name, "unknown-code", detail);
            if let Some(wrong) = problem.errors.first_mut() {
                wrong.nearest = export::nearest(text, words.iter().copied());
            }
            problem
        })
    }

    /// `page` and `pageSize`.
    pub(crate) fn paging(&self, usual: usize, most: usize) -> Result<Paging, Problem> {
        let page = self.number("page", 1_usize, 10_000_000)?.unwrap_or(1);
        let size = self.number("pageSize", 1_usize, most)?.unwrap_or(usual.min(most));
        Ok(Paging { page, size })
    }

    /// The same query string for another page.
    pub(crate) fn with_page(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs().filter(|(key, _)| *key != "page") {
            query.append_pair(key, value);
        }
        query.append_pair("page", &page.to_string());
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_query_is_read_or_refused_in_words(query in ".{0,200}") {
            let params = Params::read(&query);
            if let Err(problem) = params.paging(100, 1000) {
                prop_assert_eq!(problem.status, 400);
                prop_assert!(problem.detail.contains("expected"));
            }
            let _ = params.word("format", &["json", "csv"]);
        }
    }

    #[test]
    fn what_is_no_number_is_named_with_what_was_expected() {
        let params = Params::read("pageSize=abc&page=2");
        let problem = params.paging(100, 1000).unwrap_err();
        assert_eq!((problem.status, problem.errors[0].name.as_deref()), (400, Some("pageSize")));
        assert_eq!(Params::read("page=3").paging(100, 1000).unwrap(), Paging { page: 3, size: 100 });
        assert!(Params::read("page=0").paging(100, 1000).is_err());
    }
}
