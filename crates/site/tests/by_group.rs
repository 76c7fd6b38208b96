//! Groups of residents side by side: how many they are comes before how they differ.

mod fiction;
mod visitor;

use cells::{CategoryIx, Cell, Count, Kind, Level};
use fiction::{Plan, change_cells};
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
    // As a file of its own it must not seem to be about who receives assistance.
    assert!(page.contains("<h2>Wie wonen in Zomerdam?</h2>"));
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
async fn an_area_without_figures_of_groups_says_where_they_are() {
    let site = Site::of(&Plan { split: true, split_to: Level::District, ..Plan::default() });
    let page = site.page("/gebied/BU99010102-kerkbuurt").await;
    let contrasts = part(&page, "id=\"verschillen\"", "</section>");
    assert!(contrasts.contains("Van buurten zijn er geen cijfers per groep"), "{contrasts}");
    assert!(contrasts.contains("/gebied/WK990101"), "{contrasts}");
    // Of the group there: the way to the same page of the district, and no ring of dots.
    let page = site.page("/gebied/BU99010102-kerkbuurt?achtergrond=elders").await;
    let said = part(&page, "class=\"caution notice\"", "</div>");
    assert!(words_of(said).contains("Van buurten zijn er van deze groep geen cijfers"), "{said}");
    assert!(said.contains("/gebied/WK990101") && said.contains("achtergrond=elders"), "{said}");
    assert!(!page.contains("id=\"taart-t\""), "a ring of a group without figures");
    let page = site.page("/gebied/WK990101-wijk-01-centrum?achtergrond=elders").await;
    assert!(!page.contains("van deze groep geen cijfers") && page.contains("id=\"taart-t\""), "a district has them");
}

#[tokio::test]
async fn where_not_even_the_number_of_a_group_is_known_the_way_leads_to_where_it_is() {
    let plan = Plan { split: true, split_to: Level::Municipality, ..Plan::default() };
    let (elsewhere, island) = (CategoryIx(2), CategoryIx(3));
    let site = Site::changed(&plan, |draft| {
        change_cells(draft, "inwoners", Level::Neighbourhood, |_, _, category, cell| {
            (category != elsewhere && category != island).then_some(cell)
        });
        change_cells(draft, "inwoners", Level::District, |_, _, category, cell| (category != island).then_some(cell));
    });
    let notice = |page: &str| part(page, "class=\"caution notice\"", "</div>").to_owned();
    // The district knows how many people they are, and nothing else.
    let said = notice(&site.page("/gebied/BU99010102-kerkbuurt?achtergrond=elders").await);
    assert!(words_of(&said).contains("geen cijfers, ook niet hoeveel mensen het zijn"), "{said}");
    assert!(said.contains("/gebied/WK990101"), "{said}");
    let said = notice(&site.page("/indicator/bijstand?gebied=BU99010102-kerkbuurt&achtergrond=elders").await);
    assert!(said.contains("/gebied/WK990101"), "{said}");
    // The district does not even know that.
    let said = notice(&site.page("/gebied/BU99010102-kerkbuurt?achtergrond=eiland").await);
    assert!(said.contains("/gebied/GM9901"), "{said}");
    let said = notice(&site.page("/gebied/WK990101-wijk-01-centrum?achtergrond=elders").await);
    assert!(words_of(&said).contains("alleen hoeveel mensen het zijn") && said.contains("/gebied/GM9901"), "{said}");
}

#[tokio::test]
async fn a_group_of_which_the_number_is_only_known_roughly_is_about_so_many() {
    let site = Site::changed(&Plan { split: true, ..Plan::default() }, |draft| {
        change_cells(draft, "inwoners", Level::Municipality, |_, code, category, cell| {
            let coarse = code == "GM9901" && category == CategoryIx(2);
            Some(if coarse { Cell::count(Count { value: 45, within: 22 }, Kind::Counted) } else { cell })
        });
    });
    let page = site.page("/gebied/GM9901-zomerdam").await;
    assert!(part(&page, "per achtergrond</h2>", "</section>").contains("ongeveer 45 inwoners (23 tot 67)"), "{page}");
    let english = site.page("/en/gebied/GM9901-zomerdam").await;
    assert!(english.contains("about 45 residents (23 to 67)"));
    let beside = site.page("/vergelijk?met=GM9901-zomerdam_GM9901-zomerdam.elders").await;
    assert!(part(&beside, "<thead role", "</thead>").contains("ongeveer 45 inwoners (23 tot 67)"), "{beside}");
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

#[tokio::test]
async fn the_page_of_an_area_has_a_silhouette_of_each_large_group_and_then_their_largest_differences() {
    let site = Site::split();
    let page = site.page("/gebied/GM9901-zomerdam").await;
    let groups = part(&page, "id=\"per-groep\"", "</section>");
    assert_eq!(groups.matches("ring-small").count(), 2, "one for each large group: {groups}");
    for group in ["hier", "elders"] {
        assert!(groups.contains(&format!("href=\"/gebied/GM9901-zomerdam?achtergrond={group}\"")), "{groups}");
    }
    assert!(words_of(groups).contains("inwoners"), "how many they are stands with them");
    assert!(!groups.contains("gunstiger"), "no count of better or worse");
    let at = |id: &str| page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id} is not on the page"));
    assert!(at("per-groep") < at("samenstelling"), "groups first say how many they are");
    assert!(at("samenstelling") < at("verschillen") && at("verschillen") < at("cijfers"), "context before contrast");
    // A page about one group marks it, and lists its differences below who live there.
    let chosen = site.page("/gebied/GM9901-zomerdam?achtergrond=elders").await;
    assert_eq!(part(&chosen, "id=\"per-groep\"", "</section>").matches("aria-current=\"page\"").count(), 1);
    assert!(!part(&chosen, "class=\"ring\"", "class=\"story\"").contains("beside-here"));
    let whole = Site::of(&Plan::default());
    let plain = whole.page("/gebied/GM9901-zomerdam").await;
    assert!(!plain.contains("id=\"per-groep\"") && !plain.contains("id=\"verschillen\""));
}

#[tokio::test]
async fn the_start_page_offers_the_groups_and_says_that_it_is_about_them() {
    let site = Site::split();
    let page = site.page("/").await;
    let first = part(&page, "class=\"hero\"", "class=\"lead\"");
    assert!(words_of(first).contains("achtergrond"), "{}", words_of(first));
    assert!(first.contains("href=\"/?achtergrond=elders\"") && first.contains("href=\"/?achtergrond=eiland\""));
    let chosen = site.page("/?achtergrond=elders").await;
    assert!(
        part(&chosen, "class=\"hero\"", "class=\"lead\"")
            .contains("href=\"/?achtergrond=elders\" aria-current=\"true\"")
    );
    assert!(
        part(&chosen, "data-example", "class=\"story\"").contains("?achtergrond=elders"),
        "the example is of that group"
    );
    let whole = Site::of(&Plan::default());
    assert!(!whole.page("/").await.contains("class=\"whose\""));
}

#[tokio::test]
async fn a_chart_leads_to_the_table_with_its_own_figures() {
    let site = Site::split();
    let link = |figure: &str| {
        let from = figure.find("href=\"/databank?").expect("a link to the databank") + "href=\"".len();
        figure[from..].split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&")
    };
    let page = site.page("/indicator/bijstand?gebied=GM9901-zomerdam").await;
    let groups = link(part(&page, "data-file=\"groepen-bijstand", "</figure>"));
    for expected in
        ["cijfer=bijstand&", "gebied=GM9901,NL00&", "achtergrond=totaal,hier,elders&", "jaar=2024", "rijen=achtergrond"]
    {
        assert!(groups.contains(expected), "{expected} is not in {groups}");
    }
    let table = words_of(part(&site.page(&groups).await, "class=\"scroller preview\"", "</table>"));
    assert!(table.contains("Elders geboren") && table.contains("Zomerdam"), "{table}");
    let trend = link(part(&page, "data-file=\"verloop-bijstand", "</figure>"));
    assert!(trend.contains("jaar=alle") && trend.contains("gebied=GM9901,NL00"), "{trend}");
    let area = site.page("/gebied/GM9901-zomerdam").await;
    let ages = link(part(&area, "data-file=\"samenstelling-leeftijd", "</figure>"));
    assert!(
        ages.contains("cijfer=leeftijd-jong,leeftijd-midden,leeftijd-oud&") && ages.contains("rijen=cijfer"),
        "{ages}"
    );
    let ring = link(part(&area, "id=\"taart-tabel\"", "</details>"));
    assert!(ring.contains("bijstand") && ring.contains("gebied=GM9901,NL00") && !ring.contains("inwoners"), "{ring}");
    let map = site.page("/kaart?cijfer=werk&gebied=GM9901-zomerdam").await;
    assert!(link(part(&map, "data-file=\"kaart-werk", "</figure>")).contains("cijfer=werk&"));
    for address in [&groups, &trend, &ages, &ring] {
        assert_eq!(site.get(address).await.0, axum::http::StatusCode::OK, "{address}");
    }
}
