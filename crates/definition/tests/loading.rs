//! A folder becomes a definition.

use std::path::{Path, PathBuf};

use cells::{CategoryIx, IndicatorIx, Level};
use definition::{CountryFigure, Definition, Language, load};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn merendam() -> Definition {
    load(&fixture("valid")).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_right_definition_loads_with_everything_in_it() {
    let definition = merendam();
    assert_eq!(definition.monitor.levels, [Level::Municipality, Level::District, Level::Neighbourhood]);
    assert!((definition.monitor.reading.clear_from - 1.5).abs() < f64::EPSILON);
    assert!((definition.monitor.reading.widest_interval - 10.0).abs() < f64::EPSILON);
    assert_eq!(definition.universes[1].ages, ["15-17", "18-26", "27-30", "31-64"]);
    assert_eq!(definition.sources[0].figures.len(), 4);
    assert_eq!(definition.sources[0].rounding[&Level::District], 5);
    assert_eq!(definition.pages[0].slug, "methode");
    assert_eq!(definition.pages[0].title.get(Language::Nl), "Hoe we tellen");
    assert_eq!(definition.pages[0].body.get(Language::En), "We count **everybody**.\n");
}

#[test]
fn indicators_stand_theme_by_theme_then_as_in_the_files() {
    let definition = merendam();
    let ids: Vec<&str> = definition.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    assert_eq!(ids, ["inwoners", "inwoners-0-14", "inwoners-15-plus", "werk"]);
    assert_eq!(definition.find_indicator("werk"), Some(IndicatorIx(3)));
    assert_eq!(
        definition.indicator(IndicatorIx(3)).country,
        CountryFigure::WeightedMean { weight: "inwoners".to_owned() }
    );
}

#[test]
fn a_theme_tells_its_own_indicators_and_those_it_gathers() {
    let mut definition = merendam();
    let told = |definition: &Definition| -> Vec<String> {
        let theme = definition.find_theme("werk").unwrap();
        definition.told_by(theme).map(|(_, indicator)| indicator.id.clone()).collect()
    };
    assert_eq!(told(&definition), ["werk"]);
    // In the order of the pages, whatever the order in which it names them; they keep their own theme.
    definition.themes[1].gathers = vec!["inwoners-15-plus".to_owned(), "inwoners".to_owned()];
    assert_eq!(told(&definition), ["inwoners", "inwoners-15-plus", "werk"]);
    assert_eq!(definition.indicators_of("werk").count(), 1);
    assert_eq!(definition.indicators_of("bewoners").count(), 3);
}

#[test]
fn categories_are_numbered_from_one_after_everybody() {
    let definition = merendam();
    assert_eq!(definition.find_category("laag"), Some(CategoryIx(1)));
    assert_eq!(definition.category(CategoryIx(3)).map(|category| category.id.as_str()), Some("hoger"));
    assert_eq!(definition.category(CategoryIx::TOTAL), None);
}

#[test]
fn a_definition_survives_being_written_and_read_as_json() {
    let definition = merendam();
    let json = serde_json::to_string(&definition).unwrap();
    assert_eq!(serde_json::from_str::<Definition>(&json).unwrap(), definition);
}

#[test]
fn every_shipped_monitor_loads() {
    let monitors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors");
    let mut loaded = 0;
    for entry in std::fs::read_dir(&monitors).unwrap() {
        let folder = entry.unwrap().path();
        if folder.join("monitor.toml").is_file() {
            load(&folder).unwrap_or_else(|problems| panic!("{}\n{problems}", folder.display()));
            loaded += 1;
        }
    }
    assert!(loaded > 0, "no monitors in {}", monitors.display());
}
