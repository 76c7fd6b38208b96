//! A page says where and of whom it is, and leads on from there.

mod fiction;
mod visitor;

use fiction::{Plan, Special};
use visitor::{Site, part, words_of};

const GROUP: &str = "achtergrond=eiland";

/// The links of the main menu.
fn menu(page: &str) -> Vec<String> {
    let menu = part(page, "<nav id=\"menu\"", "</nav>").replace("&#38;", "&");
    menu.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_page_of_a_group_names_the_group_in_title_heading_and_captions() {
    let site = Site::split();
    let people = "‘Op het Eiland geboren’";
    for (path, said) in [
        ("/gebied/GM9901-zomerdam", "Zomerdam"),
        ("/gebied/GM9901-zomerdam/werk-inkomen", "Werk en inkomen in Zomerdam"),
        ("/gebied/GM9901-zomerdam/vergelijkbaar", "Zomerdam"),
    ] {
        let page = site.page(&format!("{path}?{GROUP}")).await;
        let title = part(&page, "<title>", "</title>");
        assert!(title.contains(said) && title.contains(people), "{title}");
        let heading = words_of(part(&page, "<h1", "</h1>"));
        assert!(heading.contains(said) && heading.contains(people), "{heading}");
        let whole = site.page(path).await;
        assert!(!part(&whole, "<title>", "</title>").contains(people), "all residents are no group");
    }
    let page = site.page(&format!("/gebied/GM9901-zomerdam?{GROUP}")).await;
    assert!(page.contains("Vergeleken met dezelfde groep in de rest van Zomerland."));
    assert!(
        part(&page, "<table class=\"figures\"", "</caption>").contains(people),
        "a printed table says whom it is of"
    );
    assert!(page.contains("van wie"), "how many they are stands below the name");
    let english = site.page(&format!("/en/gebied/GM9901-zomerdam?{GROUP}")).await;
    assert!(english.contains("Compared with the same group in the rest of Summerland."));
    let indicator = site.page(&format!("/indicator/bijstand?gebied=GM9901-zomerdam&{GROUP}")).await;
    assert!(part(&indicator, "<title>", "</title>").contains(people));
    let map = site.page(&format!("/kaart?cijfer=bijstand&gebied=GM9901-zomerdam&{GROUP}")).await;
    assert!(part(&map, "<h1", "</h1>").contains(people));
}

#[tokio::test]
async fn the_menu_keeps_the_area_the_group_and_the_figure() {
    let site = Site::split();
    let page = site.page(&format!("/indicator/werk?gebied=GM9902-winterveen&{GROUP}")).await;
    assert!(page.contains("data-of=\"GM9902-winterveen\" data-figure=\"werk\""));
    let links = menu(&page);
    assert_eq!(links[0], format!("/gebied/GM9902-winterveen?{GROUP}"));
    assert_eq!(links[2], format!("/kaart?cijfer=werk&gebied=GM9902-winterveen&{GROUP}"));
    assert!(links[3].starts_with("/vergelijk?met=GM9902-winterveen.eiland"), "{links:?}");
    assert!(links[4].starts_with("/databank?cijfer=werk&") && links[4].contains(GROUP), "{links:?}");
    let page = site.page(&format!("/gebied/GM9902-winterveen?{GROUP}")).await;
    let databank = &menu(&page)[4];
    assert!(databank.contains("gebied=GM9902,") && databank.contains("achtergrond=totaal,eiland"), "{databank}");
    let (status, table) = site.get(databank).await;
    assert!(status.is_success() && table.contains("Winterveen") && table.contains("Op het Eiland geboren"));
    // A page about no area says so: a script may lead to the last one, which the server does not know.
    assert!(!part(&site.page("/uitleg").await, "<nav id=\"menu\"", ">").contains("data-of"));
    assert!(!part(&site.page("/indicator/werk").await, "<nav id=\"menu\"", ">").contains("data-of"));
}

#[tokio::test]
async fn a_map_and_a_table_begin_with_a_figure_that_can_be_favourable() {
    let site = Site::of(&Plan::default());
    let links = menu(&site.page("/gebied/GM9901-zomerdam").await);
    assert!(links[2].starts_with("/kaart?cijfer=bijstand&"), "{links:?}");
    assert!(links[4].starts_with("/databank?cijfer=bijstand,werk&"), "{links:?}");
    let theme = menu(&site.page("/gebied/GM9901-zomerdam/veiligheid").await);
    assert!(theme[2].starts_with("/kaart?cijfer=misdrijven&"), "{theme:?}");
}

#[tokio::test]
async fn only_years_with_figures_are_offered_and_an_empty_one_leads_to_the_newest() {
    let site = Site::of(&Plan::default());
    let years = |page: &str| {
        let list = part(page, "name=\"jaar\"", "</select>").to_owned();
        ["2020", "2022", "2024"].map(|year| list.contains(&format!("value=\"{year}\"")))
    };
    assert_eq!(years(&site.page("/gebied/GM9901-zomerdam").await), [true; 3]);
    // Health is of 2022 alone.
    let one = site.page("/indicator/gezond?gebied=GM9901-zomerdam").await;
    assert!(!one.contains("name=\"jaar\""), "of one year there is nothing to choose");
    let other = site.page("/indicator/gezond?gebied=GM9901-zomerdam&jaar=2024").await;
    assert_eq!(years(&other), [false, true, true], "the chosen year stays in sight");
    let theme = site.page("/gebied/GM9901-zomerdam/gezondheid?jaar=2024").await;
    assert!(theme.contains("Van 2024 is er hier geen enkel cijfer."));
    assert!(theme.contains("<a href=\"/gebied/GM9901-zomerdam/gezondheid\">Toon van elk cijfer het nieuwste jaar</a>"));
    assert!(!site.page("/gebied/GM9901-zomerdam?jaar=2024").await.contains("Toon van elk cijfer"));
}

#[tokio::test]
async fn areas_that_are_alike_are_shown_with_the_figures_of_the_chosen_group() {
    let site = Site::split();
    let path = "/gebied/GM9901-zomerdam/vergelijkbaar";
    let whole = site.page(path).await;
    assert!(!whole.contains("De gebieden zijn gezocht op alle bewoners."));
    let page = site.page(&format!("{path}?achtergrond=elders")).await;
    assert!(
        page.contains("De gebieden zijn gezocht op alle bewoners. De cijfers hieronder gaan over ‘Elders geboren’.")
    );
    assert!(part(&page, "class=\"actions\"", "</div>").contains("GM9901-zomerdam.elders_"), "beside each other too");
    // The figure is the one its link leads to.
    let row =
        part(&page, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><a href=\"/indicator/bijstand", "</tr>");
    let value = words_of(part(row, "<b>", "</b>"));
    let indicator = site.page("/indicator/bijstand?gebied=GM9901-zomerdam&achtergrond=elders").await;
    assert!(words_of(part(&indicator, "class=\"key-figure\"", "</p>")).contains(&value), "{value}");
}

#[tokio::test]
async fn a_district_is_called_as_people_say_it_and_its_full_name_is_told() {
    let site = Site::of(&Plan::default());
    let page = site.page("/gebied/WK990102-wijk-02-veerkwartier").await;
    assert_eq!(words_of(part(&page, "<h1", "</h1>")), "Veerkwartier");
    assert!(page.contains("Wijk in de gemeente Zomerdam, officieel ‘Wijk 02 Veerkwartier’"));
}

#[tokio::test]
async fn an_area_whose_code_changed_leads_to_the_area_of_that_name_in_other_years() {
    let site = Site::of(&Plan { special: Some(Special::RecodedArea), ..Plan::default() });
    let old = site.page("/gebied/BU99020102-kerkbuurt").await;
    let caution = part(&old, "<div class=\"caution\">", "</div>");
    let said = words_of(caution);
    assert!(said.contains("Kerkbuurt bestaat in deze vorm na de indeling van 2020 niet meer."), "{said}");
    assert!(words_of(caution).contains("Nu is er in deze gemeente een gebied met dezelfde naam"));
    assert!(caution.contains("href=\"/gebied/BU99020109-kerkbuurt\""), "{caution}");
    let new = site.page("/gebied/BU99020109-kerkbuurt").await;
    let caution = part(&new, "<div class=\"caution\">", "</div>");
    assert!(words_of(caution).contains("Vroeger was er in deze gemeente een gebied met dezelfde naam"));
    assert!(caution.contains("href=\"/gebied/BU99020102-kerkbuurt\"") && !caution.contains("niet meer"), "{caution}");
    // An area of that name in another municipality, or one that was there in both years, is another place.
    for path in ["/gebied/BU99030102-kerkbuurt", "/gebied/BU99020101-havenbuurt"] {
        assert!(!site.page(path).await.contains("met dezelfde naam"), "{path}");
    }
}

#[tokio::test]
async fn a_theme_that_gathers_figures_of_others_has_a_page_and_each_figure_keeps_its_own_theme() {
    let site = Site::of(&Plan { special: Some(Special::GatheringTheme), ..Plan::default() });
    let theme = site.page("/gebied/GM9901-zomerdam/jong").await;
    assert!(words_of(part(&theme, "<h1", "</h1>")).contains("Jong in Zomerdam"));
    assert!(
        theme.contains("Over jonge mensen. Deze cijfers komen uit verschillende thema’s en staan hier bij elkaar.")
    );
    let sections = theme.matches("<section class=\"in-theme\"").count();
    assert_eq!(sections, 2, "its two figures");
    assert!(theme.contains("id=\"leeftijd-jong\"") && theme.contains("id=\"werk\""));
    let work = part(&theme, "<section class=\"in-theme\" id=\"werk\"", "</section>");
    assert!(work.contains("Thema: <a href=\"/gebied/GM9901-zomerdam/werk-inkomen\">Werk en inkomen</a>"), "{work}");
    // A comparison has no such part to lead to, and the databank shows both.
    assert!(!theme.contains("#jong\""));
    assert!(theme.contains("cijfer=thema%3Ajong") || theme.contains("cijfer=thema:jong"));
    let databank = site.page("/databank?cijfer=thema:jong&gebied=GM9901").await;
    for label in ["Jong", "Werk"] {
        assert!(databank.contains(label), "{label}");
    }

    let area = site.page("/gebied/GM9901-zomerdam").await;
    assert!(area.contains("Bij elkaar uit verschillende thema’s: <a href=\"/gebied/GM9901-zomerdam/jong\">Jong</a>"));
    assert!(!area.contains("id=\"jong\""), "among the figures of the area each stands once");
    let own = site.page("/gebied/GM9901-zomerdam/werk-inkomen").await;
    assert!(own.contains("href=\"/gebied/GM9901-zomerdam/jong\"") && !own.contains("Thema: "));
    let all = site.page("/indicatoren?gebied=GM9901-zomerdam").await;
    let gathered = part(&all, "<section id=\"jong\"", "</section>");
    assert!(gathered.contains("href=\"/gebied/GM9901-zomerdam/jong\"") && gathered.contains("/indicator/werk"));
    let start = site.page("/").await;
    assert!(words_of(&start).contains("Over jonge mensen."));
    let (_, themes) = site.get("/api/v1/indicators?theme=jong").await;
    assert!(themes.contains("leeftijd-jong") && themes.contains("\"werk\"") && !themes.contains("bijstand"));
}
