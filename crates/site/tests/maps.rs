//! The map: its colours, its files, its choices, and what the movable map reads.

mod fiction;
mod visitor;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use fiction::Plan;
use visitor::{Site, part, words_of};

/// The classes of shapes on the map, by the name of their area.
fn colours(page: &str) -> std::collections::BTreeMap<String, String> {
    let shapes =
        page.split("<a href=\"").filter(|link| link.contains("<path class=\"") && link.contains("aria-label=\""));
    shapes
        .filter_map(|link| {
            let name = link.split("aria-label=\"").nth(1)?.split(':').next()?;
            let class = link.split("<path class=\"").nth(1)?.split(" area").next()?;
            Some((name.to_owned(), class.to_owned()))
        })
        .collect()
}

#[tokio::test]
async fn the_map_colours_an_area_as_its_page_its_table_and_its_files_say() {
    let site = Site::of(&Plan::default());
    let asked = "cijfer=bijstand&gebied=GM9901-zomerdam";
    let page = site.page(&format!("/kaart?{asked}")).await;
    for (name, piece) in [("Centrum", "WK990101-wijk-01-centrum"), ("Veerkwartier", "WK990102-wijk-02-veerkwartier")] {
        // The reading on the page of the indicator.
        let own = site.page(&format!("/indicator/bijstand?gebied={piece}")).await;
        let said = words_of(part(part(&own, "<span class=\"chip", "</span></span>"), "<span>", "</span>"));
        let row = page.split("<tr").find(|row| row.contains(&format!(">{name}</a>"))).expect("a row");
        assert!(
            words_of(row).contains(said.trim()),
            "{name} is {said:?} on its page and {:?} on the map",
            words_of(row)
        );
        let legend = page.split("<li>").find(|entry| words_of(entry).contains(said.trim()) && entry.contains("swatch"));
        let swatch =
            legend.expect("in the legend").split("<rect class=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(Some(colours(&page)[name].as_str()), swatch, "{name}");
    }
    // The files have the same words.
    let csv = site.page(&format!("/kaart.csv?{asked}")).await;
    let geojson: serde_json::Value =
        serde_json::from_str(&site.page(&format!("/kaart.geojson?{asked}")).await).expect("JSON");
    let features = geojson["features"].as_array().expect("features");
    assert_eq!(features.len() + 1, csv.lines().count());
    for feature in features {
        let own = &feature["properties"];
        let line = csv.lines().find(|line| line.starts_with(own["code"].as_str().expect("a code"))).expect("a line");
        assert!(line.ends_with(own["klasse"].as_str().expect("a class")), "{line}");
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
    }
    let drawn = site.page(&format!("/kaart.svg?{asked}")).await;
    assert!(drawn.contains("Verzonnen cijfers."), "a drawing that stands alone says that its figures are invented");
}

#[tokio::test]
async fn the_map_draws_what_is_masked_and_never_says_the_number() {
    let site = Site::of(&Plan::default());
    for colour in ["lezing", "waarde"] {
        let asked = format!("cijfer=bijstand&gebied=GM9901-zomerdam&niveau=buurten&kleur={colour}");
        let page = site.page(&format!("/kaart?{asked}")).await;
        assert!(page.matches("class=\"masked area\" d=").count() >= 2, "a small and a withheld figure are dotted");
        for file in ["csv", "geojson"] {
            let file = site.page(&format!("/kaart.{file}?{asked}")).await;
            let small = file.split(['\n', '{']).find(|part| part.contains("BU99010101")).expect("the area is in it");
            assert!(small.contains("klein aantal") && !small.contains(" van "), "{small}");
            assert!(
                small.contains(";;;") || small.contains("\"waarde\":null,\"teller\":null,\"noemer\":null"),
                "{small}"
            );
        }
    }
}

#[tokio::test]
async fn two_maps_of_one_figure_have_one_legend() {
    let site = Site::of(&Plan::default());
    let page = site.page("/kaart?cijfer=werk&gebied=GM9901-zomerdam&kleur=waarde&met=jaar:2020").await;
    let legends: Vec<Vec<String>> = page
        .split("legend-classes")
        .skip(1)
        .map(|legend| {
            let list = legend.split("</ul>").next().unwrap_or_default();
            list.split("<li>")
                .skip(1)
                .map(|entry| words_of(entry.split("<small>").next().unwrap_or_default()))
                .collect()
        })
        .collect();
    assert_eq!(legends.len(), 2);
    let steps = |legend: &[String]| legend.iter().filter(|words| words.contains('%')).cloned().collect::<Vec<_>>();
    assert_eq!(steps(&legends[0]), steps(&legends[1]));
    assert!(page.contains(", 2024") && page.contains(", 2020"));
}

#[tokio::test]
async fn the_choices_of_the_map_lead_to_its_address() {
    let site = Site::of(&Plan::default());
    let to = site
        .led_to("/kies?pagina=kaart&hier=NL00-zomerland&gebied=Zomerdam+(gemeente)&cijfer=werk&niveau=buurten&kleur=waarde&met=&jaar=nieuwste")
        .await;
    assert_eq!(to, "/kaart?cijfer=werk&gebied=GM9901-zomerdam&niveau=buurten&kleur=waarde");
    // The usual kind of area is left out.
    let to = site.led_to("/kies?pagina=kaart&hier=GM9901-zomerdam&gebied=Zomerdam+(gemeente)&cijfer=werk&niveau=wijken&kleur=lezing&met=jaar:2020").await;
    assert_eq!(to, "/kaart?cijfer=werk&gebied=GM9901-zomerdam&met=jaar%3A2020");
    let (status, page) = site.get("/kaart?cijfer=onzin&niveau=straten&kleur=paars&met=ding&gebied=GM1").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    for word in ["onzin", "straten", "paars", "ding", "GM1"] {
        assert!(page.contains(&format!("‘{word}’")), "{word} is not known and nobody says so");
    }
}

#[tokio::test]
async fn classes_names_and_figures_of_the_movable_map_stand_in_one_order() {
    let site = Site::of(&Plan::default());
    let read =
        async |address: &str| -> serde_json::Value { serde_json::from_str(&site.page(address).await).expect("JSON") };
    let classes = read("/kaart/klassen.json?cijfer=bijstand&niveau=buurten").await;
    let figures = read("/kaart/cijfers.json?cijfer=bijstand&niveau=buurten").await;
    let division = format!("niveau=buurten&indeling={}", classes["indeling"]);
    let names = read(&format!("/kaart/namen.json?{division}")).await;
    let letters = classes["gebieden"].as_str().expect("letters");
    let codes = names["codes"].as_array().expect("codes");
    assert_eq!(letters.len(), codes.len());
    assert_eq!(figures["waarden"].as_array().expect("figures").len(), codes.len());
    let at = codes.iter().position(|code| code == "BU99010101").expect("the area");
    let class = usize::from(letters.as_bytes()[at] - b'a');
    assert_eq!(classes["klassen"][class]["kleur"], "masked");
    // The numbers are those of the shapes.
    let shapes = read(&format!("/kaart/vormen.json?{division}")).await;
    let shapes: Vec<u64> = shapes["features"]
        .as_array()
        .expect("shapes")
        .iter()
        .map(|shape| shape["id"].as_u64().expect("a number"))
        .collect();
    let mut numbers: Vec<u64> = Vec::new();
    for run in names["nummers"].as_array().expect("runs") {
        let (first, count) = (run[0].as_u64().expect("a number"), run[1].as_u64().expect("a number"));
        numbers.extend(first..first + count);
    }
    assert_eq!(numbers, shapes);
    // In the division of 2020 the code was another place, with an address of its own.
    let older = read("/kaart/namen.json?niveau=buurten&indeling=2020").await;
    let codes = older["codes"].as_array().expect("codes");
    let at = codes.iter().position(|code| code == "BU99010102").expect("the older area");
    assert_eq!(older["eerder"][at.to_string()], "BU99010102-2020-oude-werf");
    assert_eq!(site.get("/kaart/namen.json?niveau=buurten&indeling=1850").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tiles_are_sent_part_by_part() {
    let site = Site::of(&Plan::default());
    let page = site.page("/kaart?gebied=GM9901-zomerdam").await;
    let path = page.split("&#34;tegels&#34;:&#34;").nth(1).and_then(|rest| rest.split("&#34;").next()).expect("tiles");
    let ask = async |range: &str| {
        let request = Request::get(path).header("range", range).header("accept-encoding", "gzip, br");
        site.ask(request.body(Body::empty()).unwrap()).await
    };
    let answer = ask("bytes=0-6").await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    let length =
        answer.headers()["content-range"].to_str().unwrap().rsplit('/').next().unwrap().parse::<usize>().unwrap();
    assert!(answer.headers()["etag"].to_str().unwrap().starts_with('"'), "the tag is a strong one");
    assert!(answer.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert!(answer.headers().get("content-encoding").is_none_or(|encoding| encoding == "identity"));
    assert_eq!(to_bytes(answer.into_body(), 100).await.unwrap().as_ref(), b"PMTiles");
    let whole = site.ask(Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap()).await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(to_bytes(whole.into_body(), usize::MAX).await.unwrap().len(), length);
    assert_eq!(ask(&format!("bytes={length}-")).await.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let other = site.get("/tegels/0000000000000000.pmtiles").await;
    assert_eq!(other.0, StatusCode::NOT_FOUND, "another release has another address");
}

#[tokio::test]
async fn the_movable_map_says_which_areas_are_compared_with_the_same_municipality() {
    let site = Site::of(&Plan::default());
    let setup = |page: &str| {
        let text = part(page, "data-kaart=\"", "\"");
        let text = text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&");
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    };
    let own = setup(&site.page("/kaart?cijfer=bijstand&gebied=GM9901-zomerdam").await);
    let map = &own["kaarten"][0];
    assert!(map["binnen"]["wijken"].as_array().is_some_and(|runs| !runs.is_empty()), "{map}");
    assert!(map["binnen"]["gemeenten"].is_null(), "municipalities are all compared with the country: {map}");
    assert!(map["buiten"].as_str().is_some_and(|said| said.contains("buiten Zomerdam")), "{map}");
    // Compared with the country all areas are read on one scale.
    let country = setup(&site.page("/kaart?cijfer=bijstand&gebied=GM9901-zomerdam&vergelijk=nederland").await);
    assert!(country["kaarten"][0]["binnen"].is_null(), "{country}");
}
