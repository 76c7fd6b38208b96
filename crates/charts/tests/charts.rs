//! What holds for every chart: it can be read by machines, stands alone, and has its figures in a table.

mod zomerdam;

use std::collections::HashSet;

use charts::{STYLESHEET, Style, TOKENS, Words};
use roxmltree::Document;

fn documents(markup: &str) -> String {
    format!("<page>{markup}</page>")
}

#[test]
fn every_chart_is_well_formed_and_named() {
    for style in [Style::Page, Style::Standalone] {
        for (name, markup) in zomerdam::gallery(style) {
            let text = documents(&markup);
            let page = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            for svg in page.descendants().filter(|node| node.has_tag_name("svg") && node.attribute("role").is_some()) {
                if svg.attribute("aria-label").is_some() {
                    continue;
                }
                let ids: HashSet<&str> = svg.descendants().filter_map(|node| node.attribute("id")).collect();
                let by = svg.attribute("aria-labelledby").unwrap_or_default();
                assert!(by.split(' ').count() == 2 && by.split(' ').all(|id| ids.contains(id)), "{name}: {by}");
            }
        }
    }
}

#[test]
fn no_identifier_is_used_twice_on_a_page_with_all_charts() {
    let all: String = zomerdam::gallery(Style::Page).into_iter().map(|(_, markup)| markup).collect();
    let text = documents(&all);
    let page = Document::parse(&text).unwrap();
    let mut seen = HashSet::new();
    for id in page.descendants().filter_map(|node| node.attribute("id")) {
        assert!(seen.insert(id.to_owned()), "{id} twice");
    }
    for node in page.descendants() {
        if let Some(id) = node.attribute("fill").and_then(|fill| fill.strip_prefix("url(#")) {
            assert!(seen.contains(id.trim_end_matches(')')), "{id} is not defined");
        }
    }
}

#[test]
fn every_class_has_a_rule_and_every_colour_a_token() {
    let all: String = zomerdam::gallery(Style::Page).into_iter().map(|(_, markup)| markup).collect();
    let text = documents(&all);
    let page = Document::parse(&text).unwrap();
    // Names that a page may style, and that need no colour of ours.
    let free = ["chart", "chip", "swatch", "symbol", "spark", "name", "bars", "ranking", "distribution", "trend"];
    let free = [&free[..], &["composition", "map", "ring-wide", "ring-phone", "ring-small", "tight"]].concat();
    for node in page.descendants().filter(|node| !node.tag_name().name().is_empty()) {
        let inside = node.ancestors().any(|above| above.has_tag_name("svg"));
        for class in node.attribute("class").unwrap_or_default().split_whitespace().filter(|_| inside) {
            let known = STYLESHEET
                .split(['{', '}', ',', ' ', ':'])
                .any(|part| part.strip_prefix('.').is_some_and(|names| names.split('.').any(|name| name == class)));
            assert!(known || free.contains(&class), "no rule for .{class}");
        }
        for attribute in node.attributes() {
            assert!(!attribute.value().contains("var("), "colours belong in the stylesheet: {attribute:?}");
            assert!(!(attribute.name() == "fill" && attribute.value().starts_with('#')), "{attribute:?}");
        }
    }
    for part in STYLESHEET.split("var(--").skip(1) {
        let name = part.split(')').next().unwrap();
        assert!(TOKENS.iter().any(|(token, _)| *token == name), "no token --{name}");
    }
}

#[test]
fn a_chart_that_stands_alone_has_its_colours_title_and_source_and_no_dead_links() {
    for (name, markup) in zomerdam::gallery(Style::Standalone) {
        if name == "legend" || name == "chips" || name == "sparklines" {
            continue;
        }
        assert!(!markup.contains("var("), "{name}");
        assert!(!markup.contains("href="), "{name}");
        assert!(markup.contains("#14647A"), "{name}");
        let text = documents(&markup);
        let page = Document::parse(&text).unwrap();
        for svg in page.root_element().children() {
            let title = svg.children().find(|node| node.tag_name().name() == "title").unwrap().text().unwrap();
            let drawn: String = svg
                .children()
                .filter(|node| node.tag_name().name() == "text")
                .filter_map(|node| node.text())
                .collect::<Vec<_>>()
                .join(" ");
            let letters = |text: &str| text.replace([' ', '-'], "");
            assert!(letters(&drawn).starts_with(&letters(title)), "{name}: {drawn}");
            assert!(letters(&drawn).contains("verzonnenregisters"), "{name}: {drawn}");
        }
    }
}

#[test]
fn each_figure_is_one_tab_stop() {
    let ring = zomerdam::veerkwartier();
    let svg = ring.wide(Style::Page);
    let page = Document::parse(&svg).unwrap();
    let stops = page.descendants().filter(|node| node.has_tag_name("a") && node.attribute("tabindex").is_none());
    let labels: Vec<&str> = stops.filter_map(|node| node.attribute("href")).collect();
    // 26 figures and 6 themes, in the order of the definition.
    assert_eq!(labels.len(), 32);
    assert_eq!(labels[0], "/thema");
    let order: Vec<String> = page
        .descendants()
        .filter(|node| node.has_tag_name("a") && node.attribute("tabindex").is_none())
        .filter(|node| node.attribute("href") != Some("/thema"))
        .filter_map(|node| node.descendants().find(|text| text.has_tag_name("text")))
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect();
    assert!(order[0].starts_with("0 t/m 3"), "{order:?}");
    assert!(order[25].starts_with("Specialistische"), "{order:?}");
    for hidden in page.descendants().filter(|node| node.attribute("tabindex") == Some("-1")) {
        assert_eq!(hidden.attribute("aria-hidden"), Some("true"));
    }
}

#[test]
fn names_are_text_whatever_they_hold() {
    let mut ring = zomerdam::four_themes();
    let odd = "<b>&\"'</b>\u{1}]]>";
    ring.centre.area = odd.into();
    ring.caption.title = odd.into();
    ring.caption.prefix = "0 \"><x".into();
    ring.themes[0].label = odd.into();
    ring.themes[0].indicators[0].label = odd.into();
    ring.themes[0].indicators[0].words = odd.into();
    ring.themes[0].indicators[0].href = Some("/x?a=\"&b=<".into());
    ring.themes[0].indicators[1].href = Some("javascript:alert(1)".into());
    for svg in [ring.wide(Style::Page), ring.phone(Style::Page), ring.small(92, Style::Standalone)] {
        let page = Document::parse(&svg).unwrap();
        assert!(!page.descendants().any(|node| node.has_tag_name("b") || node.has_tag_name("x")));
        assert!(!svg.contains("javascript"));
        let title = page.descendants().find(|node| node.tag_name().name() == "title").unwrap();
        assert_eq!(title.text(), Some("<b>&\"'</b>]]>"));
    }
    assert_eq!(ring.table(&Words::dutch()).rows[0].entries[0].text, odd, "the table is escaped by the page");
}

#[test]
fn charts_of_nothing_are_drawn_empty() {
    let words = Words::dutch();
    let mut bars = zomerdam::bars("a", 530);
    bars.rows.clear();
    bars.reference = None;
    let mut ranking = zomerdam::ranking("a", 330);
    ranking.rows.truncate(0);
    let mut distribution = zomerdam::distribution("a", 9, 600);
    distribution.areas.clear();
    distribution.marked = None;
    let mut trend = zomerdam::trend("a", 560);
    trend.periods.clear();
    trend.series.iter_mut().for_each(|series| series.points.clear());
    let mut ring = zomerdam::four_themes();
    ring.themes.clear();
    let mut composition = zomerdam::composition("a", 400);
    composition.parts.clear();
    composition.bars.iter_mut().for_each(|bar| bar.parts.clear());
    let shapes = charts::MapShapes::fit(&[], 400, 400, 1000);
    let map = charts::SmallMap { areas: Vec::new(), ..zomerdam::map("a").0 };
    for svg in [
        bars.svg(&words, Style::Page),
        ranking.svg(&words, Style::Page),
        distribution.svg(&words, Style::Page),
        trend.svg(&words, Style::Page),
        ring.wide(Style::Page),
        ring.phone(Style::Page),
        ring.small(92, Style::Page),
        composition.svg(Style::Page),
        map.svg(&shapes, Style::Page),
        charts::sparkline(&[], None, "niets"),
    ] {
        Document::parse(&svg).unwrap();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn a_map_that_stands_alone_says_what_its_colours_mean() {
    let (map, shapes) = zomerdam::map("a");
    let key = |fill, words: &str| charts::MapKey { fill, words: words.to_owned() };
    let long = "niet getoond, omdat het om zo weinig mensen gaat dat iemand te herkennen zou zijn";
    let map = charts::SmallMap {
        key: vec![
            key(charts::KeyFill::Value(1), "1,2 tot 3,4"),
            key(charts::KeyFill::Reading(charts::Shade::Uncertain(charts::Pole::Higher)), "mogelijk hoger"),
            key(charts::KeyFill::Reading(charts::Shade::NotShown), long),
        ],
        ..map
    };
    let alone = map.svg(&shapes, Style::Standalone);
    let drawn = Document::parse(&alone).unwrap();
    let said: Vec<&str> =
        drawn.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
    assert!(said.contains(&"1,2 tot 3,4") && said.contains(&"mogelijk hoger"), "{said:?}");
    // Long words go on below, inside the picture.
    assert!(!said.contains(&long) && said.iter().any(|line| long.starts_with(line) && line.len() > 10), "{said:?}");
    assert!(alone.contains("class=\"value-1 area\"") && alone.contains("id=\"a-high\""));
    let high = |svg: &str| -> f64 {
        let drawn = Document::parse(svg).unwrap();
        drawn.root_element().attribute("height").and_then(|high| high.parse().ok()).unwrap()
    };
    assert!(
        high(&alone)
            > high(&charts::SmallMap { key: Vec::new(), ..map.clone() }.svg(&shapes, Style::Standalone)) + 50.0
    );
    // On a page the legend stands beside the map.
    assert!(!map.svg(&shapes, Style::Page).contains("mogelijk hoger"));
}

#[test]
fn figures_that_are_not_finite_do_not_reach_the_picture() {
    let words = Words::dutch();
    let mut distribution = zomerdam::distribution("a", 40, 600);
    distribution.areas[3].value = f64::NAN;
    distribution.areas[4].value = f64::INFINITY;
    let mut trend = zomerdam::trend("a", 560);
    trend.series[0].points[2].as_mut().unwrap().value = f64::NAN;
    let mut bars = zomerdam::bars("a", 530);
    bars.rows[0].value = Some(f64::NAN);
    for svg in [distribution.svg(&words, Style::Page), trend.svg(&words, Style::Page), bars.svg(&words, Style::Page)] {
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn an_area_of_a_map_has_the_colour_of_the_legend_and_the_words_of_the_table(
        classes in proptest::collection::vec(0_usize..15, 20),
    ) {
        let (mut map, shapes) = zomerdam::choropleth("m");
        for (area, class) in map.areas.iter_mut().zip(&classes) {
            area.class = *class;
        }
        let drawn = map.svg(&shapes, Style::Page);
        let page = Document::parse(&drawn).unwrap();
        let legend = documents(&map.legend(|count| format!("({count})")));
        let legend = Document::parse(&legend).unwrap();
        let table = map.table(&Words::dutch(), 600);
        for area in &map.areas {
            let link = page
                .descendants()
                .find(|node| node.attribute("aria-label").is_some_and(|name| name.starts_with(&format!("{}:", area.label))))
                .unwrap();
            let path = link.children().find(|node| node.has_tag_name("path")).unwrap();
            let colour = path.attribute("class").unwrap().trim_end_matches(" area");
            let row = table.rows.iter().find(|row| row.entries[0].text == area.label).unwrap();
            let said = &row.entries[3].text;
            let entry = legend
                .descendants()
                .filter(|node| node.has_tag_name("li"))
                // What is not shown and what is not there are one entry: they look the same.
                .find(|node| {
                    let says = |t: &str| t.trim() == said || t.trim().split(", ").any(|part| part == said);
                    node.descendants().any(|text| text.text().is_some_and(says))
                })
                .unwrap();
            let swatch = entry.descendants().find(|node| node.has_tag_name("rect") && node.attribute("class") != Some("paper")).unwrap();
            let shown = swatch.attribute("class").unwrap().trim_end_matches(" edge");
            proptest::prop_assert_eq!(colour, shown, "{}", said);
            // What is no plain fill is a pattern, here and there.
            proptest::prop_assert_eq!(
                path.attribute("fill").is_some_and(|fill| fill.starts_with("url(")),
                is_pattern(&map.classes[area.class])
            );
        }
    }
}

fn is_pattern(class: &charts::MapClass) -> bool {
    matches!(class.words.as_str(), "te onzeker" | "cijfer niet getoond" | "geen cijfer")
        || class.words.starts_with("mogelijk")
}

#[test]
fn a_map_of_thousands_is_one_shape_for_each_class() {
    let (mut map, _) = zomerdam::choropleth("m");
    let shapes = charts::MapShapes::fit(&zomerdam::outlines(30, 30), 560, 560, 200_000);
    map.areas = (0..900).map(|i| charts::ClassedArea { class: i % 3, ..map.areas[0].clone() }).collect();
    let drawn = map.svg(&shapes, Style::Page);
    assert_eq!(drawn.matches(" area fine\"").count(), 3);
    assert!(!drawn.contains("<a "), "nothing to point at");
    let table = map.table(&Words::dutch(), 600);
    assert_eq!(table.rows.iter().map(|row| row.entries[1].text.as_str()).collect::<Vec<_>>(), ["300", "300", "300"]);
}

#[test]
fn pictures_stay_small() {
    let words = Words::dutch();
    assert!(zomerdam::veerkwartier().wide(Style::Page).len() < 24_000);
    assert!(zomerdam::distribution("a", 250, 1130).svg(&words, Style::Page).len() < 12_000);
    assert!(zomerdam::distribution("a", 14_600, 1130).svg(&words, Style::Page).len() < 12_000);
    let (_, shapes) = zomerdam::big_map("m");
    assert!(shapes.bytes() <= 25_000, "{}", shapes.bytes());
    for budget in [2_000, 6_000, 12_000] {
        let shapes = charts::MapShapes::fit(&zomerdam::outlines(10, 10), 560, 560, budget);
        assert!(shapes.bytes() <= budget.max(4_500), "{} for {budget}", shapes.bytes());
    }
}

#[test]
fn a_table_has_the_figures_of_its_chart() {
    let words = Words::dutch();
    let ring = zomerdam::veerkwartier().table(&words);
    assert_eq!(ring.rows.len(), 26);
    assert_eq!(
        ring.rows[13].entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(),
        ["Bijstand", "Arbeid & inkomen", "9,1 %", "544 van 5.980", "5,4 %", "duidelijk ongunstiger"]
    );
    let trend = zomerdam::trend("t", 560).table(&words);
    assert_eq!(trend.rows[3].entries[0].text, "2018 (vanaf 2018: ook mensen in een instelling)");
    assert_eq!(trend.rows[3].entries[3].text, "niet getoond");
    let few = zomerdam::distribution("d", 95, 1130).table(&words);
    assert_eq!(few.rows.len(), 96);
    let many = zomerdam::distribution("d", 3400, 1130).table(&words);
    assert!(many.rows.len() < 14);
    let counted: usize =
        many.rows.iter().map(|row| row.entries[1].text.replace('.', "").parse::<usize>().unwrap()).sum();
    assert_eq!(counted, 3401);
    for table in [ring, trend, few, many] {
        assert!(table.rows.iter().all(|row| row.entries.len() == table.columns.len()));
    }
}

#[test]
fn looks_as_it_was_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for (name, markup) in zomerdam::gallery(Style::Page) {
            let lines = markup.replace("><", ">\n<");
            insta::assert_snapshot!(name.replace([':', ' '], "_"), lines);
        }
        let (_, alone) = zomerdam::gallery(Style::Standalone).swap_remove(0);
        insta::assert_snapshot!("standalone", alone.replace("><", ">\n<").replace("}.", "}\n."));
    });
}

#[test]
fn areas_that_are_left_out_are_told_between_those_that_are_drawn() {
    let mut chart = zomerdam::ranking("volgorde", 520);
    chart.breaks = vec![(3, "… hiertussen nog 40 gebieden".into())];
    let whole = chart.svg(&Words::dutch(), Style::Page);
    assert!(whole.contains("… hiertussen nog 40 gebieden"));
    let table = chart.table(&Words::dutch());
    assert_eq!(table.rows.len(), chart.rows.len() + 1);
    assert_eq!(table.rows[3].entries[0].text, "… hiertussen nog 40 gebieden");
}

#[test]
fn a_bar_with_dots_says_what_dots_mean_and_another_does_not() {
    let mut chart = zomerdam::composition("samen", 520);
    for bar in &mut chart.bars {
        for part in &mut bar.parts {
            part.share = part.share.or(Some(0.0));
        }
    }
    assert!(!chart.svg_naming(Style::Page, "niet getoond").contains("niet getoond"));
    for part in chart.bars[0].parts.iter_mut().take(2) {
        part.share = None;
    }
    assert!(chart.svg_naming(Style::Page, "niet getoond").contains(">niet getoond<"));
}
