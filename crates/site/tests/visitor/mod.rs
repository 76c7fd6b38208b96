//! A fictional monitor as a browser asks it.
#![allow(dead_code, reason = "each test program uses part of it")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use site::{Sites, router};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::fiction::{Plan, draft, release, release_of};

pub(crate) struct Site {
    router: Router,
    _folder: TempDir,
}

impl Site {
    pub(crate) fn of(plan: &Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = release(plan, &folder.path().join(plan.id));
        Self { router: router(Sites::from_releases(vec![made])), _folder: folder }
    }

    /// A monitor of a plan with something changed in it.
    pub(crate) fn changed(plan: &Plan, change: impl FnOnce(&mut release::Draft)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = draft(plan);
        change(&mut draft);
        let made = release_of(draft, &folder.path().join(plan.id), plan.created);
        Self { router: router(Sites::from_releases(vec![made])), _folder: folder }
    }

    pub(crate) fn split() -> Self {
        Self::of(&Plan { split: true, ..Plan::default() })
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn bytes(&self, address: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::get(address).header("host", "monitor.example").body(Body::empty()).unwrap();
        let response = self.ask(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    pub(crate) async fn get(&self, address: &str) -> (StatusCode, String) {
        let (status, _, body) = self.bytes(address).await;
        (status, String::from_utf8(body).unwrap())
    }

    pub(crate) async fn page(&self, address: &str) -> String {
        let (status, page) = self.get(address).await;
        assert_eq!(status, StatusCode::OK, "{address}: {page}");
        page
    }

    pub(crate) async fn led_to(&self, address: &str) -> String {
        let response = self.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        assert!(response.status().is_redirection(), "{address} answers {}", response.status());
        response.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }
}

/// The text between two pieces of a page.
pub(crate) fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is not on the page: {page}"));
    let rest = &page[start + from.len()..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

/// What a reader sees of a piece of a page.
pub(crate) fn words_of(markup: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            c if !inside => words.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
