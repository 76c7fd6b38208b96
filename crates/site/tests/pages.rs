//! Every kind of page of a fictional monitor, asked for as a browser does.

mod fiction;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use fiction::{Plan, release};
use site::{Sites, router};
use tempfile::TempDir;
use tower::ServiceExt;

struct Site {
    router: Router,
    _folder: TempDir,
}

impl Site {
    fn of(plans: &[Plan]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let releases = plans.iter().map(|plan| release(plan, &folder.path().join(plan.id))).collect();
        Self { router: router(Sites::from_releases(releases)), _folder: folder }
    }

    fn zomerland() -> Self {
        Self::of(&[Plan::default()])
    }

    async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        let response =
            self.ask(Request::get(address).header("host", "monitor.example").body(Body::empty()).unwrap()).await;
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn page(&self, address: &str) -> String {
        let (status, page) = self.get(address).await;
        assert_eq!(status, StatusCode::OK, "{address}: {page}");
        page
    }

    async fn led_to(&self, address: &str) -> String {
        let response = self.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        assert!(response.status().is_redirection(), "{address} answers {}", response.status());
        response.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn every_kind_of_page_is_there_in_both_languages() {
    let site = Site::zomerland();
    for (dutch, expected) in [
        ("/", ["Hoe staat uw wijk ervoor?", "How is your neighbourhood doing?"]),
        ("/gebied/NL00-zomerland", ["Alle gemeenten samen", "All municipalities together"]),
        ("/gebied/GM9901-zomerdam", ["Alle cijfers per thema", "All figures by theme"]),
        (
            "/gebied/WK990101-wijk-01-centrum",
            ["Wijk in de gemeente Zomerdam", "District in the municipality of Zomerdam"],
        ),
        ("/gebied/BU99010101-havenbuurt", ["Buurt in de gemeente", "Neighbourhood in the municipality"]),
        ("/gebied/GM9901-zomerdam/werk-inkomen", ["Werk en inkomen in Zomerdam", "Work and income in Zomerdam"]),
        ("/indicatoren", ["Alles wat in deze monitor is gemeten", "Everything this monitor measures"]),
        ("/indicator/bijstand?gebied=GM9901-zomerdam", ["Bijstand", "Social assistance"]),
        ("/indicator/bijstand", ["Zomerland", "Zomerland"]),
        ("/kaart", ["Bijstand op de kaart, Zomerland", "Social assistance on the map, Summerland"]),
        ("/kaart?cijfer=bijstand&gebied=GM9901-zomerdam", ["de rest van Zomerdam", "the rest of Zomerdam"]),
        ("/uitleg", ["Uitleg per cijfer", "Explanation of each figure"]),
        ("/uitleg/lezen", ["<strong>taart</strong>", "<strong>ring</strong>"]),
        ("/uitleg/begrippen", ["Begrippen", "Glossary"]),
        ("/uitleg/verantwoording", ["Wat is weggelaten", "What was left out"]),
        ("/uitleg/indicator/bijstand", ["Wat is gemeten?", "What is measured?"]),
        ("/zoek?q=zomerdam", ["Zomerdam", "Zomerdam"]),
    ] {
        let english = if dutch == "/" { "/en".to_owned() } else { format!("/en{dutch}") };
        for (address, language, expected) in [(dutch, "nl", expected[0]), (&english, "en", expected[1])] {
            let page = site.page(address).await;
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{address}");
            assert!(page.contains(expected), "{address} does not say {expected:?}");
            assert_eq!(page.matches("<h1").count(), 1, "{address} has one heading of the first level");
            assert!(
                page.contains(if language == "nl" { "Verzonnen cijfers." } else { "Invented figures." }),
                "{address}"
            );
            assert!(!page.contains(" style="), "{address}: styles inside a page are not allowed by its own policy");
        }
    }
}

#[tokio::test]
async fn a_figure_stands_with_its_counts_year_and_source() {
    let site = Site::zomerland();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    let row = part(&page, "<tr role=\"row\" id=\"bijstand\">", "</tr>");
    for expected in ["10,0", "2.600 van 26.000", "inwoners van 15 tot en met 64 jaar", "2024"] {
        assert!(row.contains(expected), "{expected} is missing in {row}");
    }
    // Where all figures are from one source, it is said once.
    assert!(page.contains("Bureau Zomerland"), "the source is missing");
    insta::assert_snapshot!("a_figure_with_n_of_n", words_of(row));
    let page = site.page("/en/gebied/GM9901-zomerdam").await;
    insta::assert_snapshot!(
        "a_figure_with_n_of_n_in_english",
        words_of(part(&page, "<tr role=\"row\" id=\"bijstand\">", "</tr>"))
    );
}

#[tokio::test]
async fn a_missing_figure_says_why_and_leads_to_the_nearest() {
    let site = Site::zomerland();
    for (address, name) in [
        ("/gebied/BU99010101-havenbuurt", "a_small_count_explained"),
        ("/gebied/BU99010201-havenbuurt", "a_withheld_figure_explained"),
    ] {
        let page = site.page(address).await;
        let row = part(&page, "<tr role=\"row\" id=\"bijstand\">", "</tbody>");
        let why = part(row, "class=\"why\"", "</tr>");
        assert!(why.contains("/indicator/bijstand?gebied="), "no link to a figure nearby: {why}");
        insta::assert_snapshot!(name, words_of(why));
    }
    // An indicator that does not exist for neighbourhoods at all is told apart, and leads to the municipality.
    let page = site.page("/gebied/BU99010101-havenbuurt").await;
    let absent = part(&page, "class=\"absent\"", "</details>");
    assert!(absent.contains("Goede gezondheid") && absent.contains("GM9901-zomerdam"), "{absent}");
}

#[tokio::test]
async fn an_indicator_says_its_figure_in_a_sentence() {
    let site = Site::zomerland();
    let page = site.page("/indicator/bijstand?gebied=GM9901-zomerdam").await;
    let sentence = words_of(part(&page, "<p class=\"sentence\">", "</p>"));
    assert!(
        sentence.starts_with(
            "2.600 van de 26.000 inwoners van 15 tot en met 64 jaar in Zomerdam hebben een bijstandsuitkering."
        ),
        "{sentence}"
    );
    assert!(sentence.contains("Dat is 1 op de 10"), "{sentence}");
}

#[tokio::test]
async fn addresses_lead_to_the_right_one() {
    let site = Site::zomerland();
    for (asked, right) in [
        ("/gebied/GM9901", "/gebied/GM9901-zomerdam"),
        ("/gebied/gm9901-ZOMERDAM", "/gebied/GM9901-zomerdam"),
        ("/gebied/GM9901-oude-naam?jaar=2022", "/gebied/GM9901-zomerdam?jaar=2022"),
        ("/gebied/GM9905-sudwest", "/gebied/GM9905-sudwest-herfst"),
        ("/en/gebied/GM9901/werk-inkomen", "/en/gebied/GM9901-zomerdam/werk-inkomen"),
        ("/gebied/BU99010102-2020", "/gebied/BU99010102-2020-oude-werf"),
        ("/gebied/BU99010102-2024-kerkbuurt", "/gebied/BU99010102-kerkbuurt"),
        ("/uitleg/", "/uitleg"),
    ] {
        assert_eq!(site.led_to(asked).await, right, "{asked}");
    }
    let response = site.ask(Request::get("/gebied/GM9901").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::MOVED_PERMANENTLY);
}

#[tokio::test]
async fn an_older_place_with_the_same_code_has_a_page_of_its_own() {
    let site = Site::zomerland();
    let old = site.page("/gebied/BU99010102-2020-oude-werf").await;
    assert!(old.contains("<h1>Oude Werf</h1>"));
    assert!(old.contains("/gebied/BU99010102-kerkbuurt"), "it leads to the place that has the code now");
    let new = site.page("/gebied/BU99010102-kerkbuurt").await;
    assert!(new.contains("/gebied/BU99010102-2020-oude-werf"));
}

#[tokio::test]
async fn what_is_not_there_is_answered_with_help() {
    let site = Site::zomerland();
    for (address, help) in [
        ("/bestaat-niet", "Deze pagina is er niet"),
        ("/gebied/GM0001-winterven", "/gebied/GM9902-winterveen"),
        ("/gebied/BU99019999-weg", "/gebied/WK990199"),
        ("/gebied/GM9901-zomerdam/bestaat-niet", "Deze pagina is er niet"),
        ("/indicator/bijstnd", "/indicator/bijstand"),
        ("/uitleg/bestaat-niet", "Deze pagina is er niet"),
        ("/en/nothing", "This page does not exist"),
        ("/gebied/%FF%FE", "Deze pagina is er niet"),
    ] {
        let (status, page) = site.get(address).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
        let help = help.replace("/gebied/WK990199", "/gebied/GM9901-zomerdam");
        assert!(page.contains(&help), "{address} does not lead to {help}");
        assert!(page.contains("name=\"q\""), "{address} has a search box");
    }
}

#[tokio::test]
async fn an_unknown_choice_is_explained_and_never_an_error() {
    let site = Site::zomerland();
    for (query, said) in [
        ("jaar=1850", "Van het jaar ‘1850’ zijn er geen cijfers"),
        ("vergelijk=maan", "‘maan’ is geen vergelijking"),
        ("achtergrond=zz", "De groep ‘zz’ kennen we niet"),
        ("oordeel=misschien", "geen ‘misschien’"),
    ] {
        for path in [
            "/gebied/GM9901-zomerdam",
            "/",
            "/indicatoren",
            "/uitleg",
            "/kaart",
            "/zoek",
            "/gebied/GM9901-zomerdam/veiligheid",
        ] {
            let (status, page) = site.get(&format!("{path}?{query}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}?{query}");
            assert!(page.contains(said), "{query} is not explained on {path}");
            assert!(page.contains("<h1"), "{path} is shown all the same");
        }
    }
    for (address, status, said) in [
        ("/indicator/bijstand?gebied=atlantis", StatusCode::NOT_FOUND, "Het gebied ‘atlantis’ kennen we niet"),
        (
            "/indicator/bijstand?gebied=GM0001-winterven",
            StatusCode::NOT_FOUND,
            "/indicator/bijstand?gebied=GM9902-winterveen",
        ),
        ("/indicatoren?gebied=winterven", StatusCode::NOT_FOUND, "gebied=GM9902-winterveen"),
        ("/kaart?gebied=GM0001-winterven", StatusCode::NOT_FOUND, "gebied=GM9902-winterveen"),
        ("/kaart?kleur=paars", StatusCode::BAD_REQUEST, "paars"),
        ("/kaart.csv?kleur=paars", StatusCode::BAD_REQUEST, "paars"),
        ("/kaart.csv?gebied=atlantis", StatusCode::NOT_FOUND, "atlantis"),
        ("/kaart.csv?oordeel=misschien", StatusCode::BAD_REQUEST, "misschien"),
        ("/zoek?q=bijstand&soort=raadsel", StatusCode::BAD_REQUEST, "raadsel"),
        ("/zoek?q=bijstand&soort=cijfer&cijfer=niets", StatusCode::BAD_REQUEST, "niets"),
        ("/zoek?q=bijstand&gebied=GM0001-winterven", StatusCode::NOT_FOUND, "gebied=GM9902-winterveen"),
    ] {
        let (found, page) = site.get(address).await;
        assert_eq!(found, status, "{address}");
        assert!(page.contains(said), "{address} does not say {said}: {page}");
    }
    let (_, page) = site.get("/gebied/GM9901-zomerdam?jaar=%3Cscript%3E").await;
    assert!(!page.contains("<script>"), "what was asked is shown as text");
}

#[tokio::test]
async fn choices_travel_in_every_link() {
    let site = Site::of(&[Plan { split: true, ..Plan::default() }]);
    let page = site
        .page("/gebied/WK990102-wijk-02-veerkwartier?achtergrond=elders&vergelijk=nederland&jaar=2022&oordeel=uit")
        .await;
    let main = part(&page, "<main", "</main>");
    // Some links choose another group; all else travels with them too.
    let query = "vergelijk=nederland&#38;jaar=2022&#38;oordeel=uit";
    assert!(main.matches("achtergrond=elders&#38;vergelijk=nederland").count() > 5, "the group travels");
    let mut links = 0;
    for link in main.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        if link.starts_with("/gebied/") {
            links += 1;
            assert!(
                link.contains(query) || link.contains(&query.replace("&#38;", "&amp;")),
                "{link} forgets the choices"
            );
        }
    }
    assert!(links > 5, "only {links} links were looked at");
    assert!(!main.contains("ongunstiger</span>"), "the judgement is off");
}

#[tokio::test]
async fn a_monitor_without_groups_offers_none() {
    let site = Site::zomerland();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    assert!(!page.contains("name=\"achtergrond\""));
    let split = Site::of(&[Plan { split: true, ..Plan::default() }]);
    let page = split.page("/gebied/GM9901-zomerdam").await;
    assert!(page.contains("name=\"achtergrond\"") && page.contains("Op het Eiland geboren"));
    let country = site.page("/gebied/NL00-zomerland").await;
    assert!(!country.contains("name=\"vergelijk\""), "the country is compared with nothing");
    let alone = site.page("/gebied/WK990301-wijk-01-centrum").await;
    assert!(!alone.contains("value=\"gemeente\""), "the only district has no rest of the municipality");
}

#[tokio::test]
async fn the_bar_leads_to_the_page_that_is_meant() {
    let site = Site::zomerland();
    for (query, expected) in [
        ("gebied=Zomerdam+(gemeente)&pagina=gebied", "/gebied/GM9901-zomerdam"),
        ("gebied=winterveen&pagina=thema:werk-inkomen", "/gebied/GM9902-winterveen/werk-inkomen"),
        ("gebied=GM9902&pagina=indicator:bijstand&jaar=2022", "/indicator/bijstand?gebied=GM9902-winterveen&jaar=2022"),
        (
            "gebied=Zomerdam+(gemeente)&hier=GM9901-zomerdam&pagina=gebied&vergelijk=nederland&jaar=nieuwste",
            "/gebied/GM9901-zomerdam",
        ),
        ("gebied=kerkbuurt", "/zoek?q=kerkbuurt"),
        ("gebied=qqqq", "/zoek?q=qqqq"),
    ] {
        assert_eq!(site.led_to(&format!("/kies?{query}")).await, expected, "{query}");
    }
}

#[tokio::test]
async fn a_region_is_an_area_like_any_other() {
    let site = Site::of(&[Plan { regions: true, ..Plan::default() }]);
    let region = site.page("/gebied/ST1-noordkust").await;
    assert!(region.contains("<h1>Noordkust</h1>") && words_of(&region).contains("Streek,"), "its kind");
    assert!(words_of(&region).contains("2 gemeenten"), "of how many it consists");
    assert!(region.contains("href=\"/gebied/GM9901-zomerdam\""), "leads to its members");
    assert!(region.contains("De gemeenten van Noordkust") && region.contains("door ons opgeteld"));
    assert!(region.contains("In de streek Noordkust wonen"), "the story knows what it is called");
    assert!(site.page("/en/gebied/ST1-noordkust").await.contains("in the region of North Coast"));

    let member = site.page("/gebied/GM9901-zomerdam").await;
    assert!(words_of(&member).contains("Gemeente in de streek Noordkust"));
    assert!(member.contains("href=\"/gebied/ST1-noordkust\""), "leads to its region");
    let (_, found) = site.get("/zoek.json?q=north+coast").await;
    assert!(found.contains("/gebied/ST1-noordkust") && found.contains("\"streek\""), "{found}");
    assert!(site.page("/sitemap/0.xml").await.contains("/gebied/ST1-noordkust"));
    let country = site.page("/gebied/NL00-zomerland").await;
    assert!(country.contains("href=\"/gebied/ST2-binnenland\""), "the country names its regions");

    let among = site.page("/indicator/bijstand?gebied=ST1-noordkust").await;
    assert!(
        among.contains("De 2 streken van Zomerland") || among.contains("2 streken"),
        "beside the other regions only"
    );
    let map = site.page("/kaart?cijfer=bijstand&niveau=regios").await;
    assert!(map.contains("<option value=\"regios\" selected>streken</option>"), "a level to choose");
    assert!(map.contains("Noordkust") && map.contains("Binnenland"));
    let inside = site.page("/kaart?cijfer=bijstand&gebied=ST1-noordkust").await;
    assert!(inside.contains("Zomerdam"), "the map of a region shows its members");
    let missing = site.page("/indicator/gezond?gebied=ST1-noordkust").await;
    assert!(missing.contains("maar zonder aantallen. Dan is het niet op te tellen."), "why there is no figure");
}

#[tokio::test]
async fn search_forgives_typing_errors_capitals_and_accents() {
    let site = Site::zomerland();
    for (typed, first) in [
        ("Zomerdam", "Zomerdam"),
        ("zomerdma", "Zomerdam"),
        ("ZOMRDAM", "Zomerdam"),
        ("sudwest herfst", "Súdwest-Herfst"),
        ("winter", "Winterveen"),
        ("GM9902", "Winterveen"),
        ("kerkbuurt winterveen", "Kerkbuurt"),
        ("uitkering", "Bijstand"),
    ] {
        let (status, answer) = site.get(&format!("/zoek.json?q={}&taal=nl", typed.replace(' ', "+"))).await;
        assert_eq!(status, StatusCode::OK);
        let found: serde_json::Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(found[0]["naam"], first, "{typed}: {answer}");
    }
    let (_, answer) = site.get("/zoek.json?q=kerkbuurt+winterveen").await;
    let found: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(found[0]["gemeente"], "Winterveen");
    assert_eq!(found[0]["soort"], "buurt");
    assert!(found[0]["adres"].as_str().unwrap().starts_with("/gebied/BU9902"));
    let (_, nothing) = site.get("/zoek.json?q=").await;
    assert_eq!(nothing, "[]");
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let site = Site::zomerland();
    let first = site.ask(Request::get("/gebied/GM9901-zomerdam").body(Body::empty()).unwrap()).await;
    let tag = first.headers()[header::ETAG].clone();
    let again =
        Request::get("/gebied/GM9901-zomerdam").header(header::IF_NONE_MATCH, &tag).body(Body::empty()).unwrap();
    let again = site.ask(again).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(to_bytes(again.into_body(), usize::MAX).await.unwrap().is_empty());
    let other = Request::get("/gebied/GM9901-zomerdam?jaar=2022")
        .header(header::IF_NONE_MATCH, &tag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(site.ask(other).await.status(), StatusCode::OK);
    let missing = site.ask(Request::get("/weg").body(Body::empty()).unwrap()).await;
    assert!(missing.headers().get(header::ETAG).is_none(), "what is not there is not kept");
}

#[tokio::test]
async fn every_answer_is_safe_to_show() {
    let site = Site::zomerland();
    for address in ["/", "/weg", "/zoek.json?q=a"] {
        let response = site.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
    let head = site.ask(Request::head("/").body(Body::empty()).unwrap()).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(to_bytes(head.into_body(), usize::MAX).await.unwrap().is_empty());
    let post = site.ask(Request::post("/").body(Body::from("x")).unwrap()).await;
    assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(post.headers()[header::ALLOW], "GET, HEAD");
    let long = site.ask(Request::get(format!("/zoek?q={}", "a".repeat(5000))).body(Body::empty()).unwrap()).await;
    assert_eq!(long.status(), StatusCode::URI_TOO_LONG);
    let compressed = Request::get("/").header(header::ACCEPT_ENCODING, "br").body(Body::empty()).unwrap();
    assert_eq!(site.ask(compressed).await.headers()[header::CONTENT_ENCODING], "br");
}

#[tokio::test]
async fn search_engines_and_watchers_find_their_way() {
    let site = Site::zomerland();
    let (_, health) = site.get("/gezond").await;
    assert!(health.contains("\"gezond\"") && health.contains("zomerland"));
    let robots = site.page("/robots.txt").await;
    assert!(robots.contains("Sitemap: http://monitor.example/sitemap.xml"));
    let index = site.page("/sitemap.xml").await;
    assert!(index.contains("<loc>http://monitor.example/sitemap/0.xml</loc>"));
    let map = site.page("/sitemap/0.xml").await;
    assert!(
        map.contains("http://monitor.example/gebied/GM9901-zomerdam<")
            && map.contains("http://monitor.example/en/gebied/GM9901-zomerdam<")
    );
    let page = site.page("/gebied/GM9901-zomerdam?jaar=2022").await;
    assert!(page.contains("<link rel=\"canonical\" href=\"http://monitor.example/gebied/GM9901-zomerdam\">"));
    assert!(page.contains("hreflang=\"en\" href=\"http://monitor.example/en/gebied/GM9901-zomerdam\""));
}

#[tokio::test]
async fn monitors_with_four_and_nine_themes_stand_side_by_side() {
    let site = Site::of(&[
        Plan { id: "vier", ..Plan::default() },
        Plan { id: "negen", themes: 9, split: true, ..Plan::default() },
    ]);
    let list = site.page("/").await;
    assert!(list.contains("href=\"/vier\"") && list.contains("href=\"/negen\""));
    let four = site.page("/vier/gebied/GM9901-zomerdam").await;
    assert!(four.contains("Veiligheid") && !four.contains("Thema 9"));
    let nine = site.page("/negen/en/gebied/GM9901-zomerdam").await;
    for n in 5..=9 {
        assert!(nine.contains(&format!("Theme {n}")), "theme {n} is missing");
    }
    assert!(nine.contains("href=\"/negen/en/gebied/NL00-zomerland\""), "links stay in the monitor and the language");
    let (status, _) = site.get("/drie").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_fixed_year_shows_that_year_only_and_says_which_year_has_a_figure() {
    let site = Site::zomerland();
    let page = site.page("/gebied/GM9901-zomerdam?jaar=2024").await;
    let absent = part(&page, "class=\"absent\"", "</details>");
    assert!(absent.contains("Goede gezondheid") && absent.contains("2022"), "{absent}");
}

/// The piece of a page from one text up to another.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is not on the page"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

/// The words of a piece of a page, without its markup.
fn words_of(piece: &str) -> String {
    let mut words = String::new();
    let mut inside = piece.starts_with("class=");
    for c in piece.chars() {
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
