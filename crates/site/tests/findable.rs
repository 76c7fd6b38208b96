//! What other sites and machines find: pictures, structured data, embedded drawings, the catalogue.

mod fiction;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use fiction::Plan;
use serde_json::Value;
use visitor::{Site, part};

fn structured(page: &str) -> Value {
    serde_json::from_str(part(page, "<script type=\"application/ld+json\">", "</script>")).expect("JSON-LD")
}

#[tokio::test]
async fn areas_and_indicators_say_what_they_are_to_machines() {
    let site = Site::split();
    let page = site.page("/en/gebied/WK990101-wijk-01-centrum?achtergrond=hier").await;
    let place = structured(&page);
    assert_eq!(place["@type"], "AdministrativeArea");
    assert_eq!(place["identifier"]["value"], "WK990101");
    assert_eq!(place["containedInPlace"]["name"], "Zomerdam");
    assert_eq!(place["@id"], "http://monitor.example/gebied/WK990101-wijk-01-centrum", "no choices, one language");
    let page = site.page("/indicator/bijstand?gebied=GM9901-zomerdam").await;
    let dataset = structured(&page);
    assert_eq!(dataset["@type"], "Dataset");
    assert_eq!(dataset["temporalCoverage"], "2020/2024");
    assert_eq!(dataset["license"], "https://creativecommons.org/publicdomain/zero/1.0/");
    let file =
        dataset["distribution"][0]["contentUrl"].as_str().unwrap().strip_prefix("http://monitor.example").unwrap();
    assert_eq!(site.bytes(file).await.0, StatusCode::OK, "{file}");
    assert!(page.contains("hreflang=\"x-default\"") && page.contains("rel=\"canonical\""));
}

#[tokio::test]
async fn a_link_to_an_area_has_a_picture() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    let picture = part(&page, "<meta property=\"og:image\" content=\"http://monitor.example", "\"").to_owned();
    let (status, headers, body) = site.bytes(&picture).await;
    assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
    assert!(body.starts_with(b"\x89PNG"));
    let size = |at: usize| u32::from_be_bytes(body[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (1200, 630));
    assert!(headers.contains_key("etag"));
    assert_eq!(site.bytes("/gebied/GM0000/beeld.png").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_drawing_can_be_put_on_another_site_and_nothing_else_can() {
    let site = Site::split();
    for what in [
        "profiel/GM9901-zomerdam",
        "samenstelling/GM9901-zomerdam",
        "kaart/bijstand",
        "volgorde/bijstand",
        "spreiding/bijstand",
        "verloop/bijstand",
        "groepen/bijstand",
    ] {
        let address = format!("/insluiten/{what}?gebied=GM9901-zomerdam");
        let (status, headers, body) = site.bytes(&address).await;
        assert_eq!(status, StatusCode::OK, "{what}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"), "{policy}");
        let page = String::from_utf8(body).unwrap();
        assert!(!page.contains("<script"), "{what} needs no script");
        assert!(page.contains("Verzonnen cijfers."), "{what} says that it is invented");
        assert!(page.contains("Monitor Zomerland, Bureau Zomerland"), "{what} names its source");
        let dot = what.find('/').unwrap();
        let (kind, name) = (&what[..dot], &what[dot + 1..]);
        let (status, headers, svg) = site.bytes(&format!("/insluiten/{kind}/{name}.svg?gebied=GM9901-zomerdam")).await;
        assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/svg+xml"), "{what}");
        let svg = String::from_utf8(svg).unwrap();
        assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("Verzonnen cijfers."), "{what}");
        if kind == "profiel" || kind == "kaart" {
            assert!(
                svg.contains("duidelijk ongunstiger") && svg.contains("duidelijk gunstiger"),
                "{what} has a legend"
            );
        }
        let (status, _, png) = site.bytes(&format!("/insluiten/{kind}/{name}.png?gebied=GM9901-zomerdam")).await;
        assert!(status == StatusCode::OK && png.starts_with(b"\x89PNG"), "{what}");
    }
    for page in ["/", "/gebied/GM9901-zomerdam", "/insluiten?wat=profiel/GM9901-zomerdam", "/vergelijk"] {
        let (_, headers, _) = site.bytes(page).await;
        assert!(headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"), "{page}");
    }
    let code = site.page("/insluiten?wat=verloop/bijstand&gebied=GM9901-zomerdam").await;
    assert!(code.contains(
        "&#60;iframe src=&#34;http://monitor.example/insluiten/verloop/bijstand?gebied=GM9901-zomerdam&#34;"
    ));
    for unknown in
        ["/insluiten/taart/bijstand", "/insluiten/kaart/onzin", "/insluiten/profiel/GM0000", "/insluiten?wat=x/y"]
    {
        assert_eq!(site.get(unknown).await.0, StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[tokio::test]
async fn the_catalogue_is_the_same_for_people_and_machines() {
    let site = Site::split();
    let page = site.page("/catalogus").await;
    let graph: Value = serde_json::from_str(&site.page("/catalogus.jsonld").await).unwrap();
    let all = graph["@graph"].as_array().unwrap();
    let of = |kind: &str| all.iter().filter(|node| node["@type"] == kind).collect::<Vec<_>>();
    let datasets = of("dcat:Dataset");
    assert_eq!(datasets.len(), page.matches("class=\"dataset\"").count());
    // What DCAT-AP-NL 3.0 asks of every dataset.
    for dataset in &datasets {
        for needed in [
            "dct:identifier",
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dct:creator",
            "dcat:contactPoint",
            "dcat:theme",
            "dct:accessRights",
            "dcat:distribution",
        ] {
            assert!(!dataset[needed].is_null(), "{} has no {needed}", dataset["@id"]);
        }
    }
    for part in of("dcat:Distribution") {
        for needed in ["dcat:accessURL", "dct:license", "dct:format", "dct:title"] {
            assert!(!part[needed].is_null(), "{} has no {needed}", part["@id"]);
        }
    }
    let asked = |accept: &'static str| {
        Request::get("/catalogus")
            .header("host", "monitor.example")
            .header("accept", accept)
            .body(Body::empty())
            .unwrap()
    };
    let answer = site.ask(asked("text/turtle")).await;
    assert_eq!(answer.headers()["location"], "/catalogus.ttl");
    assert_eq!(site.ask(asked("application/ld+json")).await.headers()["location"], "/catalogus.jsonld");
    let (_, headers, turtle) = site.bytes("/catalogus.ttl").await;
    assert_eq!(headers["content-type"], "text/turtle; charset=utf-8");
    let turtle = String::from_utf8(turtle).unwrap();
    assert_eq!(turtle.matches("a dcat:Dataset").count(), datasets.len());
    assert!(turtle.starts_with("@prefix dcat: <http://www.w3.org/ns/dcat#> ."));
    let page = site.ask(asked("text/html,application/ld+json")).await;
    assert!(page.headers()["content-type"].to_str().unwrap().contains("html"));
    assert!(page.headers()["vary"].to_str().unwrap().starts_with("Accept,"));
}

#[tokio::test]
async fn what_a_visitor_keeps_is_kept_by_the_visitor() {
    let site = Site::of(&Plan::default());
    let page = site.page("/mijn-gebieden").await;
    assert!(page.contains("alleen op dit apparaat") && page.contains("data-kept"));
    for address in ["/", "/mijn-gebieden", "/gebied/GM9901-zomerdam", "/vergelijk"] {
        assert!(!site.bytes(address).await.1.contains_key("set-cookie"), "{address} sets a cookie");
    }
    let area = site.page("/gebied/GM9901-zomerdam").await;
    assert!(area.contains("data-area-piece=\"GM9901-zomerdam\"") && area.contains("data-keep"));
    assert_eq!(area.matches("data-at=").count(), 7, "the tour has seven steps");
    let (_, headers, _) = site.bytes("/").await;
    assert!(headers["permissions-policy"].to_str().unwrap().contains("geolocation=(self)"));
    assert!(
        site.bytes("/gebied/GM9901-zomerdam").await.1["permissions-policy"]
            .to_str()
            .unwrap()
            .contains("geolocation=()")
    );
}
