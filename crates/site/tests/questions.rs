//! Questions in the search box: the answer, how it was understood, and what happens when it was not.

mod fiction;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use fiction::{Plan, release};
use site::{Sites, router};
use tempfile::TempDir;
use tower::ServiceExt;

struct Site {
    router: Router,
    _folder: TempDir,
}

impl Site {
    fn zomerland() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan { split: true, ..Plan::default() };
        let releases = vec![release(&plan, &folder.path().join(plan.id))];
        Self { router: router(Sites::from_releases(releases)), _folder: folder }
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        let request = Request::get(address).header("host", "monitor.example").body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap().replace('\u{a0}', " "))
    }

    async fn ask(&self, question: &str, more: &str) -> String {
        let q: String = form_urlencoded::byte_serialize(question.as_bytes()).collect();
        let (status, page) = self.get(&format!("/zoek?q={q}{more}")).await;
        assert_eq!(status, StatusCode::OK, "{question}");
        page
    }
}

/// The words of a piece of a page.
fn words(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(page: &str) -> &str {
    let start = page.find("<div class=\"answer\">").expect("an answer");
    &page[start..page[start..].find("</nav>").map_or(page.len(), |end| start + end)]
}

#[tokio::test]
async fn a_question_is_answered_with_a_sentence_the_figure_and_the_page() {
    let site = Site::zomerland();
    let page = site.ask("hoe staat het met uitkeringen in zomerdma?", "").await;
    let said = words(answer(&page));
    for expected in [
        "Hoe staat het met ‘Bijstand’ in de gemeente Zomerdam?",
        "2.600 van de 26.000 inwoners van 15 tot en met 64 jaar in de gemeente Zomerdam hebben een bijstandsuitkering: dat is 10,0 % (2024).",
        "Zomerland",
    ] {
        assert!(said.contains(expected), "{expected} is not in {said}");
    }
    assert!(page.contains("href=\"/indicator/bijstand?gebied=GM9901-zomerdam\""));
    let understood = words(&page[page.find("class=\"understood\"").expect("how it was understood")..]);
    for expected in [
        "Zomerdam (gemeente)",
        "u typte ‘zomerdma’",
        "Percentage met een bijstandsuitkering",
        "Alle bewoners",
        "Nieuwste",
    ] {
        assert!(understood.contains(expected), "{expected} is not in {understood}");
    }
    let english = site.get("/en/zoek?q=how+is+social+assistance+in+Zomerdam").await.1;
    assert!(
        words(&english).contains("receive social assistance: that is 10.0% (2024)."),
        "{}",
        words(answer(&english))
    );
}

#[tokio::test]
async fn it_is_said_what_the_readings_of_an_answer_compare_with() {
    let site = Site::zomerland();
    let said = words(&site.ask("bijstand in Zomerdam", "").await);
    assert!(said.contains("Vergeleken met de rest van Zomerland."), "{said}");
    let said = words(&site.ask("bijstand per groep in Zomerdam", "").await);
    assert!(said.contains("Vergeleken met de andere bewoners van dit gebied."), "{said}");
}

#[tokio::test]
async fn the_area_of_the_page_is_meant_by_this_area() {
    let site = Site::zomerland();
    let page = site.ask("hoe staat het met uitkeringen in dit gebied?", "&gebied=GM9902-winterveen").await;
    assert!(words(answer(&page)).contains("in de gemeente Winterveen"));
    let page = site.ask("wat zijn ontwikkelingen?", "&gebied=GM9902-winterveen").await;
    assert!(words(answer(&page)).contains("Wat is er veranderd in de gemeente Winterveen?"));
    let page = site.ask("hoe groot is de doelgroep?", "&gebied=GM9901&achtergrond=elders").await;
    assert!(words(answer(&page)).contains("Hoeveel ‘Elders geboren’ wonen er in de gemeente Zomerdam?"));
    let page = site.ask("bij welke groep is de uitkering het grootst?", "&gebied=GM9901").await;
    assert!(words(answer(&page)).contains("Bij welke groep in de gemeente Zomerdam is ‘Bijstand’ het hoogst?"));
}

#[tokio::test]
async fn every_page_leads_to_the_search_and_that_of_an_area_about_that_area() {
    let site = Site::zomerland();
    let (_, page) = site.get("/uitleg").await;
    assert!(page.contains("<a class=\"find\" href=\"/zoek\">"));
    let (_, page) = site.get("/gebied/GM9902-winterveen").await;
    assert!(page.contains("<a class=\"find\" href=\"/zoek?gebied=GM9902-winterveen\">"));
    // The next question is about it as well.
    let (_, page) = site.get("/zoek?gebied=GM9902-winterveen").await;
    assert!(page.contains("<input type=\"hidden\" name=\"gebied\" value=\"GM9902-winterveen\">"));
}

#[tokio::test]
async fn areas_that_are_compared_have_a_page_that_sets_them_side_by_side() {
    let site = Site::zomerland();
    let page = site.ask("zomerdam vergelijken met winterveen", "").await;
    let said = answer(&page);
    assert!(said.contains("href=\"/vergelijk?met=GM9901-zomerdam_GM9902-winterveen\""), "{said}");
}

#[tokio::test]
async fn what_to_try_names_a_code_that_is_there() {
    let site = Site::zomerland();
    let page = site.ask("qqqq", "").await;
    assert!(page.contains("Een code zoals GM99"), "{}", words(&page));
}

#[tokio::test]
async fn what_was_understood_can_be_changed_in_the_address() {
    let site = Site::zomerland();
    let more = "&soort=ontwikkeling&gebied=GM9902-winterveen&cijfer=werk&groep=elders&peiljaar=nieuwste&oordeel=uit";
    let page = site.ask("hoe staat het met uitkeringen in zomerdam", more).await;
    let said = words(answer(&page));
    assert!(said.contains("Hoe ontwikkelt ‘Werk’ zich in de gemeente Winterveen bij ‘Elders geboren’?"), "{said}");
    assert!(page.contains("<option value=\"ontwikkeling\" selected>"));
    assert!(page.contains("<option value=\"elders\" selected>"));
    // The choices of the visitor stay in every link of the answer and in its form.
    for link in answer(&page).split("href=\"").skip(1) {
        assert!(link.split('"').next().unwrap().contains("oordeel=uit"), "{link}");
    }
    assert!(page.contains("<input type=\"hidden\" name=\"oordeel\" value=\"uit\">"));
}

#[tokio::test]
async fn without_judgement_an_answer_has_neither_words_nor_colours_of_one() {
    let site = Site::zomerland();
    for question in [
        "uitkering in zomerdam",
        "in welke gemeente is de uitkering het hoogst",
        "hoe staat het met werk en inkomen in zomerdam",
    ] {
        let page = site.ask(question, "&oordeel=uit").await;
        let main = &page[page.find("<main").unwrap()..];
        for word in ["gunstig", "c-unf", "c-fav"] {
            assert!(!main.contains(word), "{question} says {word}");
        }
    }
}

#[tokio::test]
async fn a_question_that_is_not_understood_says_so_and_leads_on() {
    let site = Site::zomerland();
    let page = site.ask("kattenbakken en konijnen in zomerdam", "").await;
    let main = words(&page[page.find("<main").unwrap()..]);
    for expected in
        ["We begrepen uw vraag niet", "‘kattenbakken’", "‘konijnen’", "Zomerdam", "U kunt ook een vraag stellen"]
    {
        assert!(main.contains(expected), "{expected} is not in {main}");
    }
    assert!(page.contains("/gebied/GM9901-zomerdam"));
    // The examples are questions that are understood.
    let examples = &page[page.find("class=\"examples\"").expect("examples")..];
    let links: Vec<&str> = examples.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let questions: Vec<&&str> = links.iter().filter(|link| link.starts_with("/zoek?q=")).collect();
    assert!(questions.len() >= 3, "{links:?}");
    for link in questions {
        let (status, page) = site.get(&link.replace("&amp;", "&").replace("&#38;", "&")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("class=\"understood\""), "{link} is not answered");
    }
}

#[tokio::test]
async fn an_area_that_is_not_known_is_said_with_what_may_have_been_meant() {
    let site = Site::zomerland();
    let page = site.ask("hoeveel mensen hebben bijstand in Xanthoria?", "").await;
    let main = words(&page[page.find("<main").unwrap()..]);
    assert!(main.contains("Een gebied met de naam ‘Xanthoria’ kennen we niet."), "{main}");
    assert!(!page.contains("class=\"understood\""));
    // The same question about all of it is one click away.
    assert!(page.contains("soort=cijfer&#38;gebied=NL00") || page.contains("soort=cijfer&amp;gebied=NL00"), "{page}");
    let here = site.ask("hoeveel mensen wonen er in mijn wijk?", "").await;
    assert!(words(answer(&here)).contains("We weten niet welk gebied u bedoelt."));
}

#[tokio::test]
async fn areas_that_are_alike_are_named_with_their_page() {
    let site = Site::zomerland();
    let page = site.ask("welke gemeente lijkt op Zomerdam?", "").await;
    assert!(answer(&page).contains("Welke gemeenten lijken op de gemeente Zomerdam?"));
    let found = answer(&page).contains("/gebied/GM9901-zomerdam/vergelijkbaar");
    // Where too little is known of them, that is said.
    assert!(found || words(answer(&page)).contains("te weinig cijfers"), "{}", answer(&page));
}

#[tokio::test]
async fn suggestions_say_a_question_in_full_and_lead_to_its_answer() {
    let site = Site::zomerland();
    let (_, body) = site.get("/zoek.json?q=bij+welke+groep+bijst&gebied=GM9901").await;
    let found: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(found[0]["soort"], "antwoord");
    assert_eq!(found[0]["naam"], "Bij welke groep in de gemeente Zomerdam is ‘Bijstand’ het hoogst?");
    let (status, page) = site.get(found[0]["adres"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Bij welke groep in de gemeente Zomerdam is ‘Bijstand’ het hoogst?"));
    // A name stays a name.
    let (_, body) = site.get("/zoek.json?q=zomerdam").await;
    let found: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(found[0]["naam"], "Zomerdam");
}

/// Many districts have one name: the municipality stands with it, in the suggestion and in the answer.
#[tokio::test]
async fn a_district_is_named_with_its_municipality() {
    let site = Site::zomerland();
    let (_, body) = site.get("/zoek.json?q=bijstand+in+molenrak").await;
    let found: serde_json::Value = serde_json::from_str(&body).unwrap();
    let first = found[0]["naam"].as_str().unwrap();
    assert!(
        first.starts_with("Hoe staat het met ‘Bijstand’ in de wijk Molenrak (") && first.ends_with(")?"),
        "{first}"
    );
    let page = site.ask("bijstand in Molenrak", "").await;
    let heading = words(answer(&page));
    assert!(heading.starts_with(first), "{heading}");
    // The question as it is said back is understood as the same one.
    let again = words(answer(&site.ask(first, "").await));
    assert!(again.starts_with(first), "{again}");
}

/// Every kind of question about everything, set right by hand: there is always an answer.
#[tokio::test]
async fn every_question_that_can_be_chosen_has_an_answer() {
    let site = Site::zomerland();
    let kinds = [
        "cijfer",
        "hoogste-groep",
        "laagste-groep",
        "hoogste-gebied",
        "laagste-gebied",
        "per-groep",
        "per-gebied",
        "uitleg",
        "ontwikkeling",
        "vergelijking",
        "bewoners",
        "opvallend",
        "thema",
        "vergelijkbaar",
        "aantal",
        "zonder-cijfer",
    ];
    for kind in kinds {
        for place in ["NL00", "GM9901", "WK990301", "BU99010101"] {
            for indicator in ["", "inwoners", "bijstand", "misdrijven", "gezond"] {
                for (group, year) in [("totaal", "nieuwste"), ("eiland", "2020"), ("elders", "2024")] {
                    let address = format!(
                        "/zoek?q=x&soort={kind}&gebied={place}&cijfer={indicator}&groep={group}&peiljaar={year}"
                    );
                    let (status, page) = site.get(&address).await;
                    assert!(status == StatusCode::OK, "{address}: {status}");
                    let said = words(answer(&page));
                    assert!(said.len() > 30 && !said.contains('{') && !said.contains("NaN"), "{address}: {said}");
                }
            }
        }
    }
}
