//! Areas that a visitor adds up: what they are together, compared with the rest, whatever the borders between them.

mod fiction;
mod visitor;

use axum::http::StatusCode;
use visitor::{Site, part, words_of};

/// The words of a row of the tables of figures.
fn row(page: &str, id: &str) -> String {
    words_of(part(page, &format!("<tr role=\"row\" id=\"{id}\">"), "</tr>"))
}

/// "2.600 van 26.000" as two numbers.
fn counts(page: &str, id: &str) -> (u32, u32) {
    let row = row(page, id);
    let words: Vec<&str> = row.split_whitespace().collect();
    let number = |word: &str| word.replace('.', "").parse::<u32>().ok();
    let around = |at: usize| Some((number(words[at - 1])?, number(words.get(at + 1)?)?));
    let mut all = words.iter().enumerate().skip(1).filter(|(_, word)| **word == "van").filter_map(|(at, _)| around(at));
    all.next().unwrap_or_else(|| panic!("no counts in {row}"))
}

#[tokio::test]
async fn neighbourhoods_are_added_up_and_compared_with_the_rest_of_their_municipality() {
    let site = Site::split();
    let page = site.page("/eigen-gebied?gebieden=BU99010102_BU99010202").await;
    let mut sum = (0, 0);
    for code in ["BU99010102", "BU99010202"] {
        let apart = site.page(&site.led_to(&format!("/gebied/{code}")).await).await;
        let (some, all) = counts(&apart, "bijstand");
        sum = (sum.0 + some, sum.1 + all);
    }
    assert_eq!(counts(&page, "bijstand"), sum);
    assert!(page.contains("Vergeleken met de rest van Zomerdam"), "the municipality comes first");
    // The ring is drawn, and the same figures are a table.
    assert!(page.contains("class=\"chart ring-wide\"") && page.contains("id=\"taart-tabel\""));
    // A figure leads to the areas apart and together.
    let link = part(part(&page, "<tr role=\"row\" id=\"bijstand\">", "</tr>"), "href=\"", "\"");
    assert!(link.contains("som=gebieden"), "{link}");
    let table = site.page(&link.replace("&#38;", "&")).await;
    assert!(table.contains("Deze gebieden samen"));
}

#[tokio::test]
async fn an_area_without_a_figure_stands_in_the_way_and_is_named() {
    let site = Site::split();
    let page = site.page("/eigen-gebied?gebieden=BU99010101_BU99010102").await;
    assert!(row(&page, "bijstand").contains("niet getoond"));
    let why = part(&page, "<tr role=\"row\" class=\"why\">", "</tr>");
    assert!(words_of(why).contains("is er geen cijfer, dus ook niet van het geheel"), "{}", words_of(why));
    // What the municipality has stands beside it.
    assert!(words_of(why).contains("Zomerdam (gemeente), 2024 : 10,0 %"), "{}", words_of(why));
}

#[tokio::test]
async fn a_group_stays_chosen_and_is_counted_over_all_areas() {
    let site = Site::split();
    let page = site.page("/eigen-gebied?gebieden=WK990101_WK990102&achtergrond=elders").await;
    assert!(words_of(part(&page, "<h1>", "</h1>")).contains("samen ,"), "the group stands in the heading");
    // Every group has its size, and a field that adds an area keeps the group.
    let bar = part(&page, "<fieldset class=\"background\">", "</fieldset>");
    assert!(words_of(bar).matches("inwoners").count() >= 2, "{}", words_of(bar));
    assert!(page.contains("/eigen-gebied.json?gebieden="));
    let english = site.page("/en/eigen-gebied?gebieden=WK990101_WK990102&achtergrond=elders").await;
    assert!(words_of(part(&english, "<h1>", "</h1>")).contains("together"));
}

#[tokio::test]
async fn what_cannot_be_added_up_says_why() {
    let site = Site::split();
    let nested = site.page("/eigen-gebied?gebieden=GM9901_WK990101").await;
    assert!(nested.contains("zou dan dubbel tellen") && !nested.contains("ring-wide"));
    let one = site.page("/eigen-gebied?gebieden=WK990101").await;
    assert!(one.contains("Kies er nog minstens") && !one.contains("ring-wide"));
    let none = site.page("/eigen-gebied").await;
    assert!(none.contains("Een eigen gebied") && none.contains("met één klik erbij"));
    let (status, wrong) = site.get("/eigen-gebied?gebieden=WK990101_WK999999").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(wrong.contains("WK999999"));
}

#[tokio::test]
async fn all_of_a_municipality_leads_to_its_own_figures() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    let mut all: Vec<String> = page
        .split("/gebied/WK9901")
        .skip(1)
        .map(|rest| format!("WK9901{}", rest.chars().take(2).collect::<String>()))
        .collect();
    all.sort();
    all.dedup();
    let page = site.page(&format!("/eigen-gebied?gebieden={}", all.join("_"))).await;
    assert!(page.contains("Dit is heel Zomerdam"));
    assert!(page.contains("Vergeleken met de rest van Zomerland"), "nothing remains of the municipality");
}

#[tokio::test]
async fn what_the_form_sends_becomes_an_address() {
    let site = Site::split();
    let (status, _) = site.get("/eigen-gebied?pagina=&hier=&gebieden=WK990101&gebied=Winterveen&jaar=nieuwste").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, wrong) = site.get("/eigen-gebied?gebieden=WK990101&gebied=winterv%C3%A9%C3%A9l").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(wrong.contains("Winterveen"), "the nearest name is offered");
    let (_, suggested) = site.get("/eigen-gebied.json?gebieden=WK990101&q=winter").await;
    assert!(suggested.contains("/eigen-gebied?gebieden=WK990101") && suggested.contains("Winterveen"), "{suggested}");
    // Places of which some lie in others twice are not offered.
    let (_, suggested) = site.get("/eigen-gebied.json?gebieden=WK990101&q=zomerland").await;
    assert!(!suggested.contains("NL00"), "{suggested}");
}

#[tokio::test]
async fn an_area_that_does_not_fit_any_more_is_not_said_to_be_unknown() {
    let site = Site::split();
    let in_two = |m: u32| [1, 2].map(|d| format!("BU{m}{d:02}01_BU{m}{d:02}02"));
    let full = (9904..=9908).flat_map(in_two).collect::<Vec<_>>().join("_");
    assert_eq!(full.split('_').count(), 20);
    let (status, page) = site.get(&format!("/eigen-gebied?gebieden={full}&gebied=Winterveen")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("Er passen niet meer dan 20 gebieden in") && !page.contains("kennen we niet"));
}
