//! Groups of residents side by side: how many they are comes before how they differ.

mod fiction;
mod visitor;

use fiction::Plan;
use visitor::{Site, part, words_of};

#[tokio::test]
async fn an_indicator_shows_groups_side_by_side_after_how_many_they_are() {
    let site = Site::split();
    let page = site.page("/indicator/bijstand?gebied=GM9901-zomerdam").await;
    let groups = page.find("id=\"groepen\"").expect("groups");
    let map = page.find("id=\"kaart-t\"").expect("a map");
    assert!(groups < map, "groups are the default view");
    let section = part(&page, "id=\"groepen\"", "</section>");
    let sizes = section.find("id=\"wie-t\"").expect("composition");
    let bars = section.find("id=\"groep-herkomst-t\"").expect("bars");
    assert!(sizes < bars, "composition comes before contrast");
    let table = words_of(part(&section[bars..], "<table", "</table>"));
    for expected in
        ["Alle bewoners", "In Zomerland geboren", "Elders geboren", "inwoners", "dezelfde groep in Zomerland"]
    {
        assert!(table.contains(expected), "{expected} is not in {table}");
    }
    assert!(!table.contains("Op het Eiland geboren"), "finer groups are behind a click");
    let finer = part(section, "<div class=\"finer\"><details", "</section>");
    assert!(words_of(finer).contains("Op het Eiland geboren"));
    let chosen = site.page("/indicator/bijstand?gebied=GM9901-zomerdam&achtergrond=eiland").await;
    assert!(chosen.contains("<div class=\"finer\"><details open"), "the chosen group is in sight");
}

#[tokio::test]
async fn a_theme_shows_every_indicator_by_group() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam/werk-inkomen").await;
    let sizes = page.find("id=\"wie-t\"").expect("composition");
    for id in ["bijstand", "werk"] {
        let bars = page.find(&format!("id=\"groep-{id}-herkomst-t\"")).expect("bars");
        assert!(sizes < bars);
    }
    assert_eq!(page.matches("Dit zijn verschillen, geen oorzaken").count(), 1, "what holds for all is said once");
    assert_eq!(page.matches("<details class=\"further\" open>").count(), 1, "groups of the first figure are in sight");
    let whole = Site::of(&Plan::default());
    assert!(!whole.page("/gebied/GM9901-zomerdam/werk-inkomen").await.contains("groep-bijstand"));
}

#[tokio::test]
async fn a_map_of_numbers_has_a_legend() {
    let site = Site::split();
    let page = site.page("/indicator/inwoners?gebied=GM9901-zomerdam").await;
    let figure = part(&page, "id=\"kaart-t\"", "</figure>");
    let before = &page[..page.find("id=\"kaart-t\"").unwrap()];
    let legend = &before[before.rfind("<div class=\"legend\">").expect("a legend")..];
    assert!(legend.matches("class=\"value-").count() >= 2, "{legend}");
    assert!(figure.contains("value-"));
}

#[tokio::test]
async fn each_year_says_what_changed_since() {
    let site = Site::split();
    let page = site.page("/indicator/bijstand?gebied=BU99010102-kerkbuurt").await;
    // In 2020 the code was another place: the figures of that division are marked, not shown as its own.
    let years = part(&page, "id=\"jaren\"", "</table>");
    assert!(words_of(years).contains("2020 andere indeling"), "{}", words_of(years));
    let page = site.page("/indicator/bijstand?gebied=GM9901-zomerdam").await;
    let years = words_of(part(&page, "id=\"jaren\"", "</table>"));
    assert!(years.contains("Sinds dit jaar"), "{years}");
    assert!(["gestegen", "gedaald", "ongeveer gelijk gebleven"].iter().any(|word| years.contains(word)), "{years}");
}

#[tokio::test]
async fn a_wedge_tells_its_figure_counts_reference_and_reading() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    let ring = part(&page, "class=\"chart ring-wide\"", "</svg>");
    let tip = ring.split("<title>").find(|tip| tip.starts_with("Bijstand: 10,0")).expect("the wedge of assistance");
    let tip = tip.split("</title>").next().unwrap();
    let lines: Vec<&str> = tip.split("&#10;").collect();
    assert_eq!(lines[1], "2.600 van 26.000");
    assert!(lines[2].starts_with("Zomerland: "), "{tip}");
    assert!(lines.last().unwrap().contains("Percentage met een bijstandsuitkering"), "{tip}");
    assert!(ring.contains("href=\"/gebied/GM9901-zomerdam/werk-inkomen\""), "a theme leads to its page");
    assert!(page.contains("href=\"#taart-tabel\"") && page.contains("id=\"taart-tabel\""), "the table is one key away");
}

#[tokio::test]
async fn a_finer_group_that_is_chosen_stands_with_the_large_ones_and_leaves_its_neighbours_folded() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam/werk-inkomen?achtergrond=eiland").await;
    let form = part(&page, "<form class=\"choices\"", "</form>");
    let large = part(form, "<fieldset class=\"background\">", "</fieldset>");
    assert!(large.contains("value=\"eiland\" checked"), "{large}");
    assert_eq!(form.matches("value=\"eiland\"").count(), 1, "one choice is there once");
    assert!(!form.contains("<details class=\"more-groups\" open"), "{form}");
    // Without that choice it is behind the click with its neighbours.
    let plain = site.page("/gebied/GM9901-zomerdam/werk-inkomen").await;
    let form = part(&plain, "<form class=\"choices\"", "</form>");
    assert!(part(form, "<details class=\"more-groups\">", "</details>").contains("value=\"eiland\""));
    assert!(!part(form, "<fieldset class=\"background\">", "</fieldset>").contains("value=\"eiland\""));
    // And the charts of the theme have it beside the large groups.
    let groups = part(&page, "data-file=\"groepen-bijstand", "</figure>");
    assert!(groups.contains("Op het Eiland geboren"), "{groups}");
}
