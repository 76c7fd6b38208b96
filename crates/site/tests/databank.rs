//! The databank and the API of a fictional monitor, asked for as browsers and programs do.

mod fiction;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use fiction::{Plan, draft, release};
use proptest::prelude::*;
use release::Installation;
use serde_json::Value;
use site::{Sites, router};
use tempfile::TempDir;
use tower::ServiceExt;

struct Site {
    router: Router,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(router: &Router, method: Method, address: &str, headers: &[(&str, &str)], body: Body) -> Answer {
    let mut request = Request::builder().method(method).uri(address).header("host", "monitor.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

impl Site {
    fn of(plan: &Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let releases = vec![release(plan, &folder.path().join(plan.id))];
        Self { router: router(Sites::from_releases(releases)), _folder: folder }
    }

    async fn get(&self, address: &str) -> Answer {
        ask(&self.router, Method::GET, address, &[], Body::empty()).await
    }
}

const TABLE: &str = "cijfer=bijstand,werk&gebied=gemeenten&achtergrond=totaal&jaar=alle";

#[tokio::test]
async fn the_page_shows_the_table_its_files_and_how_to_cite_it() {
    let site = Site::of(&Plan::default());
    for (address, parts) in [
        ("/databank".to_owned(), ["Een voorbeeld om mee te beginnen", "Download"]),
        (format!("/databank?{TABLE}"), ["Bijstand en werk in", "href=\"/databank.xlsx?cijfer=bijstand,werk"]),
        (format!("/en/databank?{TABLE}"), ["Social assistance and work", "Keep or cite"]),
        ("/databank/hulp".to_owned(), ["cbsodata.options.catalog_url", "monitor.example/api/odata/v3"]),
    ] {
        let answer = site.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        for part in parts {
            assert!(answer.text().contains(part), "{address} lacks {part}");
        }
    }
}

#[tokio::test]
async fn what_a_form_sends_becomes_the_address_of_the_table() {
    let site = Site::of(&Plan::default());
    let form = "/databank?toon=cijfer&toon=aantal&cijfer=bijstand&cijfer=werk&gebied=GM9901&erbij=&alle=wijken&binnen=GM9901-zomerdam&lijst=gm9902%0D%0AGM9903&achtergrond=totaal&jaar=2024";
    let answer = site.get(form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let to = answer.header("location").to_owned();
    assert!(to.starts_with("/databank?cijfer=bijstand,werk&gebied=GM9901,GM9902,GM9903,wijken:GM9901&"), "{to}");
    assert_eq!(site.get(&to).await.status, StatusCode::OK);
    let unknown =
        site.get("/databank?cijfer=bijstand&cijfer=werk&lijst=Nergenshuizen&achtergrond=totaal&jaar=2024").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert!(unknown.text().contains("<li>Nergenshuizen"));
    // What was not understood stands in the list, to be put right.
    assert!(unknown.text().contains(">Nergenshuizen</textarea>"));
}

#[tokio::test]
async fn the_chart_comes_as_a_drawing_and_as_a_picture() {
    let site = Site::of(&Plan::default());
    let table = "cijfer=bijstand&gebied=gemeenten&achtergrond=totaal&jaar=2024";
    let drawing = site.get(&format!("/databank.svg?{table}")).await;
    assert_eq!((drawing.status, drawing.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let picture = site.get(&format!("/databank.png?{table}")).await;
    assert_eq!((picture.status, &picture.body[..4]), (StatusCode::OK, &b"\x89PNG"[..]));
    // One bar is no chart.
    let none = site.get("/databank.png?cijfer=bijstand&gebied=GM9901&achtergrond=totaal&jaar=2024").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    assert!(none.text().contains("geen grafiek te maken"), "{}", none.text());
}

#[tokio::test]
async fn a_word_that_is_not_known_is_answered_with_what_was_meant() {
    let site = Site::of(&Plan::default());
    let page = site.get("/databank?cijfer=bijstant&gebied=gemeenten&achtergrond=totaal&jaar=2024").await;
    assert!(page.text().contains("Bedoelt u ‘bijstand’?"), "{}", page.text());
    let file = site.get("/databank.csv?cijfer=bijstant&gebied=gemeenten&achtergrond=totaal&jaar=2024").await;
    assert_eq!(file.status, StatusCode::BAD_REQUEST);
    let api = site.get("/api/v1/cells?indicator=bijstant&area=municipalities").await;
    assert_eq!((api.status, api.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"));
    assert_eq!(api.json()["errors"][0]["nearest"][0], "bijstand");
    assert_eq!(api.header("api-version"), "1.0.0");
}

#[tokio::test]
async fn a_file_comes_whole_and_in_parts_and_is_known_again() {
    let site = Site::of(&Plan::default());
    let address = format!("/databank.parquet?{TABLE}");
    let whole = site.get(&address).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert_eq!((&whole.body[..4], whole.header("accept-ranges")), (&b"PAR1"[..], "bytes"));
    let part = ask(&site.router, Method::GET, &address, &[("range", "bytes=4-11")], Body::empty()).await;
    assert_eq!((part.status, &part.body[..]), (StatusCode::PARTIAL_CONTENT, &whole.body[4..12]));
    let tag = whole.header("etag").to_owned();
    let known = ask(&site.router, Method::GET, &address, &[("if-none-match", &tag)], Body::empty()).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let head = ask(&site.router, Method::HEAD, &address, &[], Body::empty()).await;
    assert_eq!((head.status, head.header("content-length")), (StatusCode::OK, whole.body.len().to_string().as_str()));
}

#[tokio::test]
async fn a_pinned_table_stays_the_same_when_a_new_release_is_live() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::create(folder.path()).unwrap();
    let publish = |plan: &Plan| {
        let work = tempfile::tempdir().unwrap();
        let draft = draft(plan);
        let cube = draft.cube().unwrap();
        let (definition, places) = (draft.definition.clone(), draft.places.clone());
        let path = work.path().join("release");
        draft.write(&insight::standing(&cube, &definition, &places), &path, plan.created).unwrap();
        let manifest = installation.add(&path).unwrap();
        installation.publish(plan.id, &manifest.id, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap();
        manifest.id
    };
    let first = publish(&Plan::default());
    let sites = Sites::from_installation(Installation::open(folder.path()).unwrap()).unwrap();
    let router = router(sites.clone());
    let get = async |address: &str| ask(&router, Method::GET, address, &[], Body::empty()).await;
    let pinned = format!("/databank.csv?{TABLE}&uitgave={first}");
    let before = get(&pinned).await.body;
    let second = publish(&Plan { themes: 5, split: true, created: "2026-12-01", ..Plan::default() });
    sites.look().unwrap();
    assert_eq!(get(&pinned).await.body, before, "the pinned table changed");
    assert!(String::from_utf8(get(&format!("/databank.csv?{TABLE}")).await.body).unwrap().contains(&second));

    let releases = get("/api/v1/releases").await.json();
    let ids: Vec<&str> =
        releases["releases"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [second.as_str(), first.as_str()]);
    let changes = get(&format!("/api/v1/releases/{second}/changes?pageSize=10")).await.json();
    assert_eq!(changes["since"], first.as_str());
    assert!(changes["total"].as_u64().unwrap() > 0);
    let here = get(&format!("/api/v1/releases/{second}/changes?area=GM9901")).await.json();
    assert!(here["changes"].as_array().unwrap().iter().all(|one| one["area"] == "GM9901"));
    let feed = get("/api/v1/change-feed").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml");
    assert_eq!(feed.text().matches("<entry>").count(), 2);
    let gone = get(&format!("/databank?{TABLE}&uitgave=0000000000000000")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.text().contains("0000000000000000"));
}

#[tokio::test]
async fn the_dialects_answer_with_the_same_figures() {
    let site = Site::of(&Plan { split: true, ..Plan::default() });
    let own = site.get("/api/v1/cells?indicator=bijstand&area=GM9901&period=2024").await.json();
    let figure = own["cells"][0]["value"].as_f64().unwrap();

    let wide = site
        .get("/api/odata/v3/ODataFeed/odata/werk-inkomen/TypedDataSet?$filter=WijkenEnBuurten%20eq%20'GM9901'%20and%20Perioden%20eq%20'2024JJ00'%20and%20Achtergronden%20eq%20'totaal'")
        .await
        .json();
    assert_eq!(wide["value"].as_array().unwrap().len(), 1);
    assert_eq!(wide["value"][0]["Bijstand_1"].as_f64(), Some(figure));

    let long = site
        .get("/api/odata/v4/zomerland/werk-inkomen/Observations?$filter=Measure%20eq%20'bijstand'%20and%20WijkenEnBuurten%20in%20('GM9901')%20and%20Perioden%20eq%20'2024JJ00'%20and%20Achtergronden%20eq%20'totaal'")
        .await
        .json();
    assert_eq!(long["value"][0]["Value"].as_f64(), Some(figure));

    let question = r#"{"selection":[{"variableCode":"indicator","valueCodes":["bijstand"]},{"variableCode":"area","valueCodes":["GM9901"]},{"variableCode":"period","valueCodes":["2024"]}]}"#;
    let asked = ask(
        &site.router,
        Method::POST,
        "/api/pxweb/v2/tables/werk-inkomen/data?outputFormat=json-stat2",
        &[("content-type", "application/json")],
        Body::from(question),
    )
    .await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    assert_eq!(asked.json()["value"][0].as_f64(), Some(figure));
}

#[tokio::test]
async fn pages_of_a_dialect_follow_each_other_without_a_gap() {
    let site = Site::of(&Plan { split: true, ..Plan::default() });
    let root = "/api/odata/v3/ODataFeed/odata/bevolking/TypedDataSet";
    let all = site.get(root).await.json()["value"].as_array().unwrap().clone();
    let mut pages = Vec::new();
    let mut skip = 0;
    while skip < all.len() {
        let part = site.get(&format!("{root}?$top=7&$skip={skip}")).await.json();
        pages.extend(part["value"].as_array().unwrap().clone());
        skip += 7;
    }
    assert_eq!(pages, all);
    let last = all.last().unwrap()["ID"].as_u64().unwrap();
    let rest = site.get(&format!("{root}?$skiptoken={last}")).await.json();
    assert_eq!(rest["value"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn another_method_is_refused_and_a_preflight_answered() {
    let site = Site::of(&Plan::default());
    let put = ask(&site.router, Method::PUT, "/api/v1/areas", &[], Body::empty()).await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(put.header("allow").contains("GET"), "{:?}", put.headers);
    let options =
        ask(&site.router, Method::OPTIONS, "/api/v1/areas", &[("origin", "https://a.example")], Body::empty()).await;
    assert_eq!((options.status, options.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, "*"));
    let post = ask(&site.router, Method::POST, "/databank", &[], Body::empty()).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn one_visitor_who_asks_too_much_does_not_stop_another() {
    let site = Site::of(&Plan::default());
    let as_visitor = async |visitor: &str| {
        ask(&site.router, Method::GET, "/api/v1/themes", &[("x-forwarded-for", visitor)], Body::empty()).await
    };
    // Without a connection there is no proxy to believe: all requests are one visitor's.
    let mut refused = None;
    for _ in 0..3_000 {
        let answer = as_visitor("203.0.113.1").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("3,000 requests were answered");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(site.get("/").await.status, StatusCode::OK, "pages are not rationed");
}

#[tokio::test]
async fn the_description_names_every_address_that_is_answered() {
    let site = Site::of(&Plan::default());
    let document = site.get("/api/v1/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for path in document["paths"].as_object().unwrap().keys().filter(|path| !path.contains('{')) {
        let path = path.trim_end_matches('/');
        let answer = site.get(&format!("/api/v1{path}")).await;
        assert!(
            matches!(answer.status, StatusCode::OK | StatusCode::BAD_REQUEST),
            "{path} answers {}: {}",
            answer.status,
            answer.text()
        );
    }
}

fn any_address() -> impl Strategy<Value = String> {
    let path = prop::sample::select(vec![
        "/databank",
        "/databank.csv",
        "/databank.xlsx",
        "/databank.jsonstat",
        "/databank.geojson",
        "/api/v1/cells",
        "/api/v1/readings",
        "/api/v1/comparisons",
        "/api/v1/areas",
        "/api/v1/locations",
        "/api/v1/search",
        "/api/v1/change-feed",
        "/api/odata/v3/ODataCatalog/Tables",
        "/api/odata/v3/ODataFeed/odata/bevolking/TypedDataSet",
        "/api/odata/v4/zomerland/bevolking/Observations",
        "/api/pxweb/v2/tables/bevolking/data",
    ]);
    let key = prop::sample::select(vec![
        "cijfer",
        "gebied",
        "achtergrond",
        "jaar",
        "rijen",
        "kolommen",
        "lagen",
        "toon",
        "sorteer",
        "laag",
        "vanaf",
        "uitgave",
        "indicator",
        "area",
        "background",
        "period",
        "format",
        "page",
        "pageSize",
        "with",
        "reference",
        "q",
        "longitude",
        "latitude",
        "$filter",
        "$select",
        "$top",
        "$skip",
        "$skiptoken",
        "$orderby",
        "valueCodes[period]",
        "valueCodes[area]",
        "erbij",
        "lijst",
        "alle",
        "binnen",
    ]);
    let value = prop_oneof![
        ".{0,20}",
        prop::sample::select(vec![
            "bijstand",
            "alle",
            "gemeenten",
            "wijken:GM9901",
            "totaal",
            "2024",
            "-1",
            "0",
            "99999999999999999999",
            "1",
            "*",
            "top(1)",
            "Perioden eq '2024JJ00'",
            "startswith(WijkenEnBuurten,'GM')",
            "xlsx",
            "NaN",
            "1e308",
            "GM9901",
            "jaar,gebied",
        ])
        .prop_map(str::to_owned),
    ];
    (path, prop::collection::vec((key, value), 0..6)).prop_map(|(path, pairs)| {
        let query: Vec<String> = pairs
            .iter()
            .map(|(key, value)| {
                let part = |text: &str| {
                    text.bytes()
                        .map(
                            |b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") },
                        )
                        .collect::<String>()
                };
                format!("{}={}", part(key), part(value))
            })
            .collect();
        format!("{path}?{}", query.join("&"))
    })
}

#[test]
fn no_question_whatever_gives_a_fault_of_the_program() {
    let site = Site::of(&Plan { split: true, ..Plan::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(400));
    runner
        .run(&any_address(), |address| {
            let answer = runtime.block_on(site.get(&address));
            prop_assert!(!answer.status.is_server_error(), "{} answers {}", address, answer.status);
            if answer.status.is_client_error() && address.starts_with("/api/") {
                prop_assert_eq!(answer.header("content-type"), "application/problem+json", "{}", address);
            }
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn areas_are_added_up_on_the_page_and_in_every_file_of_rows() {
    let site = Site::of(&Plan::default());
    let table = "cijfer=werk&gebied=GM9901,GM9902&achtergrond=totaal&jaar=2024&som=gebieden";
    let page = site.get(&format!("/databank?{table}")).await;
    assert!(page.text().contains("Deze gebieden samen"));
    for (file, sums) in [
        ("databank.csv", ";samen;Deze gebieden samen;"),
        ("databank.int.csv", ",samen,These areas together,"),
        ("databank.json", "\"sums\":["),
        ("databank.jsonstat", "\"samen\":\"Deze gebieden samen\""),
    ] {
        let answer = site.get(&format!("/{file}?{table}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}: {}", answer.text());
        assert!(answer.text().contains(sums), "{file} has no sum: {}", answer.text());
        let without = site.get(&format!("/{file}?{}", table.replace("&som=gebieden", ""))).await;
        assert!(!without.text().contains(sums), "{file} has a sum that was not asked for");
    }
    // One of them has a small number: the sum names it, on the page and in the file.
    let small = "cijfer=bijstand&gebied=BU99010101,BU99010102&achtergrond=totaal&jaar=2024&som=gebieden";
    let page = site.get(&format!("/databank?{small}")).await;
    assert!(page.text().contains("Er is geen som: Havenbuurt heeft geen cijfer."), "{}", page.text());
    let file = site.get(&format!("/databank.csv?{small}")).await;
    assert!(file.text().contains("geen cijfer van Havenbuurt"), "{}", file.text());
}
