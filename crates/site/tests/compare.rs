//! Areas and groups side by side, and the areas that are alike.

mod fiction;
mod visitor;

use axum::http::StatusCode;
use cells::{Cell, Level, Period, Status};
use fiction::{Plan, change_cells};
use visitor::{Site, part, words_of};

/// The rows of the table: indicator, then the words of each column.
fn row(page: &str, id: &str) -> Vec<String> {
    let row = part(page, &format!("<tr role=\"row\" id=\"{id}\">"), "</tr>");
    row.split("<td").skip(1).map(|cell| words_of(&format!("<td{cell}"))).collect()
}

fn heads(page: &str) -> Vec<String> {
    let head = part(page, "<thead role=\"rowgroup\">", "</thead>");
    head.split("class=\"area-name\"").skip(1).map(|rest| words_of(&format!("<a {}", part(rest, "", "</a>")))).collect()
}

#[tokio::test]
async fn five_columns_stand_beside_each_other_each_compared_with_the_first() {
    let site = Site::split();
    let met = "GM9901-zomerdam_GM9901-zomerdam.elders_GM9902-winterveen_WK990101-wijk-01-centrum_NL00-zomerland";
    let page = site.page(&format!("/vergelijk?met={met}")).await;
    assert_eq!(heads(&page), ["Zomerdam", "Zomerdam", "Winterveen", "Centrum", "Zomerland"]);
    let cells = row(&page, "bijstand");
    assert_eq!(cells.len(), 5);
    assert!(cells[0].contains("10,0 %") && cells[0].contains("2.600 van 26.000"), "{cells:?}");
    let verdicts = ["ongunstiger", "gunstiger", "ongeveer gelijk", "mogelijk"];
    assert!(!verdicts.iter().any(|verdict| cells[0].contains(verdict)), "the first has no reading: {}", cells[0]);
    for cell in &cells[1..] {
        assert!(verdicts.iter().any(|verdict| cell.contains(verdict)), "{cell}");
    }
    // A number of people is never compared.
    assert!(row(&page, "inwoners").iter().all(|cell| !cell.contains("lager") && !cell.contains("hoger")));
    assert!(page.contains("Dit zijn verschillen, geen oorzaken"), "groups are never shown without the warning");
    let english = site.page(&format!("/en/vergelijk?met={met}")).await;
    assert!(english.contains("Five columns side by side"));
}

#[tokio::test]
async fn who_the_columns_are_about_stands_before_how_they_differ() {
    let site = Site::split();
    let page = site.page("/vergelijk?met=GM9901-zomerdam_GM9901-zomerdam.elders_GM9902-winterveen").await;
    let residents = part(&page, "<section class=\"residents\" id=\"bewoners\">", "</section>");
    // The groups of each area once, the ages of each column.
    let figures: Vec<&str> = residents.split("<figure").skip(1).collect();
    assert_eq!(figures.len(), 2, "{residents}");
    let heads = |figure: &str| words_of(part(figure, "<thead>", "</thead>"));
    assert_eq!(heads(figures[0]).matches("Zomerdam").count(), 2, "number and share: {}", heads(figures[0]));
    assert!(heads(figures[0]).contains("Winterveen"));
    assert!(heads(figures[1]).contains("Zomerdam, Elders geboren"), "{}", heads(figures[1]));
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page"));
    assert!(at("id=\"bewoners\"") < at("<table class=\"columns"));
    // What changes the table is folded, unless there is nothing to compare yet or something was not understood.
    assert!(page.contains("<details id=\"kolom-kiezen\"><summary>"));
    let alone = site.page("/vergelijk?met=GM9901-zomerdam").await;
    assert!(alone.contains("<details id=\"kolom-kiezen\" open>"));
    let (_, wrong) = site.get("/vergelijk?met=GM9901-zomerdam_GM9902-winterveen&erbij=nergenshuizen").await;
    assert!(wrong.contains("<details id=\"kolom-kiezen\" open>"));
}

#[tokio::test]
async fn the_country_is_compared_with_a_municipality() {
    let site = Site::split();
    let page = site.page("/gebied/NL00-zomerland").await;
    assert!(page.contains("/vergelijk?met=NL00-zomerland_GM9901-zomerdam"), "nothing is larger than a country");
}

#[tokio::test]
async fn the_reading_of_two_areas_is_that_of_a_test_of_two_proportions() {
    // Zomerdam: 2,600 of 26,000. The other municipality's counts stand on the page; the test is worked out here.
    let site = Site::split();
    let page = site.page("/vergelijk?met=GM9901-zomerdam_GM9902-winterveen").await;
    let cells = row(&page, "bijstand");
    let counts: Vec<f64> =
        part(&cells[1], "% ", " [^ ]").split_whitespace().filter_map(|w| w.replace('.', "").parse().ok()).collect();
    let (x, n) = (counts[0], counts[1]);
    let pooled = (2600.0 + x) / (26_000.0 + n);
    let z = (x / n - 0.1) / (pooled * (1.0 - pooled) * (1.0 / 26_000.0 + 1.0 / n)).sqrt();
    let certain = !cells[1].contains("mogelijk") && !cells[1].contains("ongeveer gelijk");
    // z of 4 is far beyond what any correction for eight comparisons takes away.
    if z.abs() > 4.0 {
        assert!(!cells[1].contains("mogelijk"), "z = {z}: {}", cells[1]);
    } else if z.abs() < 1.9 {
        assert!(!certain, "z = {z}: {}", cells[1]);
    }
}

#[tokio::test]
async fn columns_are_added_replaced_moved_and_removed_without_a_script() {
    let site = Site::split();
    let base = "met=GM9901-zomerdam_GM9902-winterveen";
    for (asked, expected) in [
        (format!("{base}&erbij=Lentehoven&groep="), "GM9901-zomerdam_GM9902-winterveen_GM9904-lentehoven"),
        (format!("{base}&erbij=lentehoven&groep=hier"), "GM9901-zomerdam_GM9902-winterveen_GM9904-lentehoven.hier"),
        // A group by itself is one of the first area.
        (format!("{base}&erbij=&groep=elders"), "GM9901-zomerdam_GM9902-winterveen_GM9901-zomerdam.elders"),
        (format!("{base}&erbij=Lentehoven&groep=&plaats=2"), "GM9901-zomerdam_GM9904-lentehoven"),
        (format!("{base}&erbij=Zomerdam+(gemeente)&groep=hier&plaats=1"), "GM9901-zomerdam.hier_GM9902-winterveen"),
        (format!("{base}&erbij=&groep="), "GM9901-zomerdam_GM9902-winterveen"),
    ] {
        assert_eq!(site.led_to(&format!("/vergelijk?{asked}")).await, format!("/vergelijk?met={expected}"), "{asked}");
    }
    let page = site.page("/vergelijk?met=GM9901_GM9902_GM9904&jaar=2022&oordeel=uit").await;
    for expected in [
        // removed, made the base, moved
        "href=\"/vergelijk?met=GM9901-zomerdam_GM9904-lentehoven&#38;jaar=2022&#38;oordeel=uit\"",
        "href=\"/vergelijk?met=GM9904-lentehoven_GM9901-zomerdam_GM9902-winterveen&#38;jaar=2022&#38;oordeel=uit\"",
        "href=\"/vergelijk?met=GM9901-zomerdam_GM9904-lentehoven_GM9902-winterveen&#38;jaar=2022&#38;oordeel=uit\"",
    ] {
        assert!(page.contains(expected), "{expected} is not on the page");
    }
    assert!(!page.contains("gunstiger"), "without judgement figures are higher or lower");
    let full = site.page("/vergelijk?met=GM9901_GM9902_GM9903_GM9904_GM9905").await;
    assert!(full.contains("Er staan vijf kolommen") && !full.contains("name=\"erbij\""));
    let change = site.page("/vergelijk?met=GM9901_GM9902_GM9903_GM9904_GM9905&wijzig=2").await;
    assert!(change.contains("name=\"plaats\" value=\"2\"") && change.contains("Winterveen (gemeente)"));
}

#[tokio::test]
async fn what_is_not_known_is_said_with_the_nearest_names() {
    let site = Site::split();
    let (status, page) = site.get("/vergelijk?met=GM9901-zomerdam_GM0000-nergens_GM9902.onzin").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("‘GM0000-nergens’") && page.contains("‘GM9902.onzin’"));
    assert_eq!(heads(&page), ["Zomerdam"]);
    let (status, page) = site.get("/vergelijk?met=GM9901-zomerdam&erbij=lentehovn").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("Bedoelde u dit?") && page.contains("Lentehoven (gemeente)"), "no nearest names");
    let page = site.page("/vergelijk").await;
    assert_eq!(heads(&page), ["Zomerdam", "Zomerland"], "without columns the default area stands beside the country");
}

#[tokio::test]
async fn a_figure_that_is_not_shown_leads_to_why() {
    let site = Site::split();
    let page = site.page("/vergelijk?met=BU99010101-havenbuurt_BU99010201-havenbuurt&jaar=2024").await;
    let cells = row(&page, "bijstand");
    assert!(cells[0].contains("waarom?") && cells[1].contains("niet getoond"), "{cells:?}");
    assert!(!cells[1].contains("gunstiger"));
}

#[tokio::test]
async fn only_certain_differences_are_shown_when_asked() {
    let site = Site::split();
    let met = "GM9901-zomerdam_GM9902-winterveen_GM9904-lentehoven";
    let all = site.page(&format!("/vergelijk?met={met}")).await;
    let certain = site.page(&format!("/vergelijk?met={met}&toon=zeker.onzekerheid")).await;
    let count = |page: &str| page.matches("<tr role=\"row\" id=").count();
    assert!(count(&certain) < count(&all) && count(&certain) > 0);
    assert!(certain.contains("onzekerheid 9,6") || certain.contains("onzekerheid"), "intervals are shown");
    assert!(certain.contains("staat aan"));
}

#[tokio::test]
async fn a_row_that_another_column_takes_back_to_an_earlier_year_says_so() {
    let site = Site::changed(&Plan::default(), |draft| {
        change_cells(draft, "bijstand", Level::Municipality, |period, code, _, cell| {
            let newest = period == Period(2024);
            Some(if newest && code == "GM9902" { Cell::missing(Status::Small) } else { cell })
        });
    });
    let head = |page: &str, id: &str| words_of(part(page, &format!("<tr role=\"row\" id=\"{id}\">"), "</th>"));
    let alone = site.page("/vergelijk?met=GM9901-zomerdam").await;
    assert!(head(&alone, "bijstand").ends_with("2024"), "{}", head(&alone, "bijstand"));
    let page = site.page("/vergelijk?met=GM9901-zomerdam_GM9902-winterveen").await;
    let said = "2022: het nieuwste jaar waarvan alle kolommen een cijfer hebben.";
    assert!(head(&page, "bijstand").contains(said), "{}", head(&page, "bijstand"));
    assert!(!head(&page, "werk").contains("nieuwste jaar"), "{}", head(&page, "werk"));
    let chosen = site.page("/vergelijk?met=GM9901-zomerdam_GM9902-winterveen&jaar=2022").await;
    assert!(!chosen.contains("nieuwste jaar waarvan"), "a year that was chosen needs no reason");
    let english = site.page("/en/vergelijk?met=GM9901-zomerdam_GM9902-winterveen").await;
    assert!(english.contains("2022: the newest year of which all columns have a figure."));
}

#[tokio::test]
async fn suggestions_lead_to_the_comparison() {
    let site = Site::split();
    let text = site.page("/vergelijk.json?met=GM9901-zomerdam&q=winterv&taal=nl").await;
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found[0]["adres"], "/vergelijk?met=GM9901-zomerdam_GM9902-winterveen");
}

#[tokio::test]
async fn two_columns_have_their_profiles_beside_each_other() {
    let site = Site::split();
    let two = site.page("/vergelijk?met=GM9901-zomerdam_GM9902-winterveen").await;
    assert_eq!(two.matches("class=\"one-profile\"").count(), 2);
    assert!(two.contains("Beide vergeleken met de rest van Zomerland") || two.contains("Beide vergeleken met"));
    let three = site.page("/vergelijk?met=GM9901_GM9902_GM9903").await;
    assert!(!three.contains("one-profile"));
}

#[tokio::test]
async fn the_areas_most_alike_are_found_and_explained() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam/vergelijkbaar").await;
    assert!(page.contains("Gebieden die lijken op Zomerdam"));
    let method = words_of(part(&page, "Hoe vinden we deze gebieden?", "</details>"));
    assert!(method.contains("het aantal inwoners, leeftijd en de achtergrond van de bewoners"), "{method}");
    let table = part(&page, "<tbody>", "</tbody>");
    assert!(table.contains("aria-current=\"true\"") && table.matches("<tr").count() >= 4);
    assert!(page.contains("/vergelijk?met=GM9901-zomerdam_"));
    // Areas of another year, of the country and unknown ones.
    assert!(site.page("/gebied/NL00-zomerland/vergelijkbaar").await.contains("niet genoeg cijfers"));
    assert_eq!(site.led_to("/gebied/GM9901/vergelijkbaar").await, "/gebied/GM9901-zomerdam/vergelijkbaar");
    let whole = Site::of(&Plan::default());
    assert!(whole.page("/gebied/GM9901-zomerdam").await.contains("/gebied/GM9901-zomerdam/vergelijkbaar"));
}
