//! A server follows the pointers of its installation.

mod fiction;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use fiction::{Plan, draft};
use release::Installation;
use site::{Sites, router};
use tower::ServiceExt;

async fn get(router: &Router, address: &str) -> (StatusCode, String) {
    let request = Request::get(address).header("host", "een.example:8080").body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// Builds the release of a plan, adds it and makes it live; its id.
fn publish(installation: &Installation, plan: &Plan) -> String {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(plan);
    let cube = draft.cube().unwrap();
    let (definition, places) = (draft.definition.clone(), draft.places.clone());
    let path = folder.path().join("release");
    draft.write(&insight::standing(&cube, &definition, &places), &path, plan.created).unwrap();
    let manifest = installation.add(&path).unwrap();
    installation.publish(plan.id, &manifest.id, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap();
    manifest.id
}

#[tokio::test]
async fn a_new_release_and_a_step_back_are_shown_without_a_break() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::create(folder.path()).unwrap();
    let first = publish(&installation, &Plan::default());
    let sites = Sites::from_installation(Installation::open(folder.path()).unwrap()).unwrap();
    let router = router(sites.clone());
    let page = "/gebied/GM9901-zomerdam";
    assert!(!get(&router, page).await.1.contains("Thema 5"));
    assert!(get(&router, "/gezond").await.1.contains(&first));

    publish(&installation, &Plan { themes: 5, split: true, ..Plan::default() });
    sites.look().unwrap();
    let (_, now) = get(&router, page).await;
    assert!(now.contains("Thema 5") && now.contains("Op het Eiland geboren"));

    installation.rollback("zomerland", "2026-11-23T13:00:00Z".parse().unwrap()).unwrap();
    sites.look().unwrap();
    assert!(!get(&router, page).await.1.contains("Thema 5"));
}

#[tokio::test]
async fn monitors_answer_at_their_path_and_host() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::create(folder.path()).unwrap();
    publish(&installation, &Plan { id: "een", ..Plan::default() });
    publish(&installation, &Plan { id: "twee", ..Plan::default() });
    publish(&installation, &Plan { id: "drie", ..Plan::default() });
    std::fs::write(
        folder.path().join("installation.toml"),
        "[[monitor]]\nid = \"een\"\nhost = \"een.example\"\n\n[[monitor]]\nid = \"twee\"\npath = \"tweede\"\n",
    )
    .unwrap();
    let sites = Sites::from_installation(Installation::open(folder.path()).unwrap()).unwrap();
    let router = router(sites);
    let (status, home) = get(&router, "/gebied/GM9901-zomerdam").await;
    assert_eq!(status, StatusCode::OK, "the host name chooses the monitor");
    assert!(home.contains("href=\"/gebied/NL00-zomerland\""));
    let other = |address: &'static str| {
        let router = router.clone();
        async move {
            let request = Request::get(address).header("host", "other.example").body(Body::empty()).unwrap();
            router.oneshot(request).await.unwrap().status()
        }
    };
    assert_eq!(other("/tweede/gebied/GM9901-zomerdam").await, StatusCode::OK);
    assert_eq!(other("/drie").await, StatusCode::OK);
    assert_eq!(other("/drie/en").await, StatusCode::OK);
    assert_eq!(other("/twee").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_pointer_that_cannot_be_read_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::create(folder.path()).unwrap();
    publish(&installation, &Plan::default());
    let sites = Sites::from_installation(Installation::open(folder.path()).unwrap()).unwrap();
    let router = router(sites.clone());
    std::fs::write(folder.path().join("monitors/zomerland/live"), "0000000000000000\n").unwrap();
    assert!(sites.look().is_err(), "the problem is told");
    assert_eq!(get(&router, "/gebied/GM9901-zomerdam").await.0, StatusCode::OK);
}
