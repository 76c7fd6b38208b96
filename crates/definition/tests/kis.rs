//! The KIS monitor as shipped: every row of its design, and breakdowns that count everybody exactly once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use Measure::{Count, Index, Mean, PerThousand, Percent};
use Polarity::{HigherIsFavourable as High, LowerIsFavourable as Low, Neutral};
use cells::Level;
use definition::{
    AGE_ATOMS, Breakdown, Category, Definition, Examined, Language, Measure, Polarity, ShareOf, Unit, examine,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/kis")
}

fn kis() -> Definition {
    let Examined { definition, problems } = examine(&folder());
    assert!(problems.is_empty(), "{problems}");
    definition.unwrap()
}

/// Theme, indicator, universe, measure and direction, as the design lists them.
const ROWS: [(&str, &str, &str, Measure, Polarity); 30] = [
    ("demografie", "inwoners", "inwoners", Count, Neutral),
    ("demografie", "achtergrond", "inwoners", Percent, Neutral),
    ("demografie", "migratieachtergrond", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-0-3", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-4-12", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-13-17", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-18-26", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-27-64", "inwoners", Percent, Neutral),
    ("demografie", "leeftijd-65", "inwoners", Percent, Neutral),
    ("demografie", "verblijf-kort", "inwoners", Percent, Neutral),
    ("demografie", "verblijf-lang", "inwoners", Percent, Neutral),
    ("onderwijs", "vve", "doelgroep-vve", Percent, Neutral),
    ("onderwijs", "geen-startkwalificatie", "inwoners-18-30", Percent, Low),
    ("onderwijs", "hoogopgeleid", "inwoners-18-30", Percent, High),
    ("onderwijs", "vsv", "leerlingen-vo-mbo", Percent, Low),
    ("onderwijs", "cito", "leerlingen-groep-8", Mean, High),
    ("arbeid-inkomen", "werk", "inwoners-15-64", Percent, High),
    ("arbeid-inkomen", "bijstand", "inwoners-15-64", Percent, Low),
    ("arbeid-inkomen", "nww", "inwoners-15-64", Percent, Low),
    ("arbeid-inkomen", "laag-inkomen", "huishoudens", Percent, Low),
    ("arbeid-inkomen", "zorgpremie", "inwoners", PerThousand, Low),
    ("arbeid-inkomen", "schuldsanering", "inwoners", PerThousand, Low),
    ("wonen-leefomgeving", "corporatiewoning", "huishoudens", Percent, Neutral),
    ("wonen-leefomgeving", "segregatie", "inwoners", Index, Low),
    ("veiligheid", "verdachten", "inwoners", PerThousand, Low),
    ("veiligheid", "veroordeelden", "inwoners", PerThousand, Low),
    ("veiligheid", "halt", "inwoners-13-17", PerThousand, Low),
    ("zorg-welzijn", "leeftijd-overlijden", "overledenen", Mean, Neutral),
    ("zorg-welzijn", "ggz-basis", "inwoners", Percent, Neutral),
    ("zorg-welzijn", "ggz-specialistisch", "inwoners", Percent, Neutral),
];

#[test]
fn every_row_of_the_design_is_there_in_its_order_and_nothing_else() {
    let definition = kis();
    let found: Vec<_> = definition
        .indicators
        .iter()
        .map(|i| (i.theme.as_str(), i.id.as_str(), i.universe.as_str(), i.measure, i.polarity))
        .collect();
    assert_eq!(found, ROWS);
    let themes: Vec<&str> = definition.themes.iter().map(|theme| theme.id.as_str()).collect();
    assert_eq!(
        themes,
        ["demografie", "onderwijs", "arbeid-inkomen", "wonen-leefomgeving", "veiligheid", "zorg-welzijn", "jeugd"]
    );
    // The evaluation names youth as a theme that is missed: every figure about people up to 30 is there.
    let youth = definition.find_theme("jeugd").unwrap();
    let about_young = |id: &str| {
        let indicator = definition.find_indicator(id).map(|ix| definition.indicator(ix)).unwrap();
        let universe = definition.universes.iter().find(|universe| universe.id == indicator.universe).unwrap();
        !universe.ages.is_empty()
            && universe
                .ages
                .iter()
                .all(|ages| ages.split('-').next_back().is_some_and(|to| to.parse().is_ok_and(|to: u8| to <= 30)))
    };
    let untold: Vec<&str> = definition
        .indicators
        .iter()
        .map(|indicator| indicator.id.as_str())
        .filter(|id| about_young(id) && !youth.gathers.iter().any(|gathered| gathered == id))
        .collect();
    assert!(untold.is_empty(), "{untold:?}");
    assert_eq!(definition.monitor.levels, [Level::Country, Level::Municipality, Level::District, Level::Neighbourhood]);
}

#[test]
fn universes_are_of_whom_the_design_says() {
    let definition = kis();
    let ages = |id: &str| {
        let universe = definition.find_universe(id).unwrap();
        (universe.unit, universe.ages.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(ages("inwoners"), (Unit::Persons, vec![]));
    assert_eq!(ages("inwoners-13-17"), (Unit::Persons, vec!["13-14", "15-17"]));
    assert_eq!(ages("inwoners-15-64"), (Unit::Persons, vec!["15-17", "18-26", "27-30", "31-64"]));
    assert_eq!(ages("inwoners-18-30"), (Unit::Persons, vec!["18-26", "27-30"]));
    assert_eq!(ages("huishoudens"), (Unit::Households, vec![]));
    assert_eq!(ages("overledenen"), (Unit::Deceased, vec![]));
    assert_eq!(ages("leerlingen-vo-mbo"), (Unit::Pupils, vec![]));
}

#[test]
fn the_age_bands_are_unions_of_atoms_and_cover_every_age_once() {
    let definition = kis();
    let bands: Vec<(u32, u32)> = definition
        .indicators
        .iter()
        .filter(|indicator| indicator.composition.as_deref() == Some("leeftijd"))
        .map(|indicator| {
            let condition = indicator.numerator.as_deref().unwrap();
            let numbers: Vec<u32> = condition.split(' ').filter_map(|word| word.parse().ok()).collect();
            match (condition.starts_with("leeftijd BETWEEN "), numbers.as_slice()) {
                (true, &[first, last]) => (first, last),
                (false, &[first]) if condition.starts_with("leeftijd >= ") => (first, 200),
                _ => panic!("not understood: {condition}"),
            }
        })
        .collect();
    let starts: Vec<u32> =
        AGE_ATOMS.iter().map(|atom| atom.trim_end_matches('+').split('-').next().unwrap().parse().unwrap()).collect();
    assert_eq!(bands.len(), 6);
    for age in 0..=120 {
        assert_eq!(bands.iter().filter(|(first, last)| (*first..=*last).contains(&age)).count(), 1, "age {age}");
    }
    for (first, last) in bands {
        assert!(starts.contains(&first) && (last == 200 || starts.contains(&(last + 1))), "{first}-{last}");
    }
}

type Leaf = BTreeMap<&'static str, &'static str>;

const ORIGINS: [&str; 19] = [
    "bulgarije",
    "polen",
    "roemenie",
    "oekraine",
    "overig-europa",
    "turkije",
    "marokko",
    "suriname",
    "indonesie",
    "nederlandse-cariben",
    "iran",
    "irak",
    "somalie",
    "eritrea",
    "syrie",
    "afghanistan",
    "overig-amerika-oceanie",
    "overig-afrika",
    "overig-azie",
];

/// Origin × birthplace × stay: one leaf for Dutch origin, three for every other.
fn leaves() -> Vec<Leaf> {
    let mut leaves = vec![Leaf::from([("herkomst", "nederland"), ("geboorteland", "nederland")])];
    for origin in ORIGINS {
        leaves.push(Leaf::from([("herkomst", origin), ("geboorteland", "nederland")]));
        for stay in ["korter-dan-5", "vijf-of-langer"] {
            leaves.push(Leaf::from([("herkomst", origin), ("geboorteland", "buitenland"), ("verblijf", stay)]));
        }
    }
    leaves
}

fn covers(category: &Category, leaf: &Leaf) -> bool {
    category
        .leaves
        .iter()
        .all(|(attribute, values)| leaf.get(attribute.as_str()).is_some_and(|is| values.iter().any(|v| v == is)))
}

fn breakdown<'a>(definition: &'a Definition, id: &str) -> &'a Breakdown {
    definition.breakdowns.iter().find(|breakdown| breakdown.id == id).unwrap()
}

#[test]
fn there_are_58_leaves() {
    assert_eq!(leaves().len(), 1 + 19 * 3);
}

#[test]
fn in_every_breakdown_each_leaf_is_in_exactly_one_category_without_children() {
    let definition = kis();
    for (id, ends) in [("vijfdeling", 5), ("twintigdeling", 20), ("verblijf", 3), ("cbs-2022", 20)] {
        let breakdown = breakdown(&definition, id);
        let ends_here: Vec<&Category> = breakdown
            .categories
            .iter()
            .filter(|c| !breakdown.categories.iter().any(|other| other.parent.as_ref() == Some(&c.id)))
            .filter(|c| !c.leaves.is_empty())
            .collect();
        assert_eq!(ends_here.len(), ends, "{id}");
        for leaf in leaves() {
            let found: Vec<&str> = ends_here.iter().filter(|c| covers(c, &leaf)).map(|c| c.id.as_str()).collect();
            assert_eq!(found.len(), 1, "{id}: {leaf:?} is in {found:?}");
        }
    }
}

#[test]
fn each_country_of_the_twenty_covers_its_three_leaves() {
    let definition = kis();
    let counts: Vec<usize> = breakdown(&definition, "twintigdeling")
        .categories
        .iter()
        .map(|category| leaves().iter().filter(|leaf| covers(category, leaf)).count())
        .collect();
    assert_eq!(counts[0], 1);
    assert!(counts[1..].iter().all(|count| *count == 3), "{counts:?}");
    let by_five: Vec<usize> = breakdown(&definition, "vijfdeling")
        .categories
        .iter()
        .map(|category| leaves().iter().filter(|leaf| covers(category, leaf)).count())
        .collect();
    // 5 origins in Europe and 14 outside; abroad has two stays.
    assert_eq!(by_five, [1, 10, 5, 28, 14]);
}

#[test]
fn a_category_of_the_cbs_standard_is_the_sum_of_its_children_over_four_levels() {
    let definition = kis();
    let breakdown = breakdown(&definition, "cbs-2022");
    let depth = |category: &Category| {
        let mut depth = 1;
        let mut here = category;
        while let Some(parent) = &here.parent {
            here = breakdown.categories.iter().find(|c| c.id == *parent).unwrap();
            depth += 1;
        }
        depth
    };
    assert_eq!(breakdown.categories.iter().map(depth).max(), Some(4));
    let tops: Vec<&str> = breakdown.categories.iter().filter(|c| depth(c) == 1).map(|c| c.id.as_str()).collect();
    assert_eq!(tops, ["cbs-nederland", "cbs-europa", "cbs-buiten-europa"]);
    for parent in &breakdown.categories {
        let children: Vec<&Category> =
            breakdown.categories.iter().filter(|c| c.parent.as_ref() == Some(&parent.id)).collect();
        if children.is_empty() {
            continue;
        }
        for leaf in leaves() {
            let within = children.iter().filter(|child| covers(child, &leaf)).count();
            assert_eq!(within, usize::from(covers(parent, &leaf)), "{}: {leaf:?}", parent.id);
        }
    }
}

#[test]
fn only_whole_areas_and_what_defines_a_group_are_not_split_by_background() {
    let definition = kis();
    let whole: Vec<&str> =
        definition.indicators.iter().filter(|i| i.breakdowns.is_empty()).map(|i| i.id.as_str()).collect();
    assert_eq!(whole, ["migratieachtergrond", "segregatie"]);
    let partly: Vec<&str> =
        definition.indicators.iter().filter(|i| (1..4).contains(&i.breakdowns.len())).map(|i| i.id.as_str()).collect();
    assert_eq!(partly, ["verblijf-kort", "verblijf-lang"]);
}

#[test]
fn every_indicator_says_its_source_and_can_be_counted_and_found() {
    let definition = kis();
    for indicator in &definition.indicators {
        let id = &indicator.id;
        assert!(indicator.what.get(Language::Nl).contains("Bron: "), "{id}");
        assert!(indicator.what.get(Language::En).contains("Source: "), "{id}");
        assert!(!indicator.synonyms.is_empty(), "{id}");
        let counts_the_group = indicator.measure == Count || indicator.share_of == ShareOf::Everybody;
        assert_eq!(indicator.numerator.is_some(), !counts_the_group, "{id}");
        // A share reads "310 of 2,500 residents <predicate>".
        assert_eq!(indicator.predicate.is_some(), indicator.measure.is_rate(), "{id}");
    }
}

#[test]
fn what_counts_as_favourable_is_explained_together_with_whom_it_may_not_fit() {
    let definition = kis();
    for indicator in definition.indicators.iter().filter(|i| i.polarity != Neutral) {
        let why = indicator.why.get(Language::Nl);
        let side = if indicator.polarity == High { "Daarom is hoger gunstiger" } else { "Daarom is lager gunstiger" };
        assert!(why.contains(side), "{}: {why}", indicator.id);
        assert!(why.split(". ").count() >= 3, "{}: {why}", indicator.id);
    }
}

#[test]
fn what_we_chose_where_the_source_is_silent_is_said() {
    let definition = kis();
    for id in ["vve", "geen-startkwalificatie", "vsv", "corporatiewoning"] {
        let indicator = definition.indicators.iter().find(|i| i.id == id).unwrap();
        let texts = format!("{} {}", indicator.what.nl, indicator.why.nl);
        assert!(
            texts.contains("wij zo gekozen") || texts.contains("Wij tellen") || texts.contains("hebben wij"),
            "{id}"
        );
    }
}

#[test]
fn older_names_are_found() {
    let definition = kis();
    let theme = |id: &str| &definition.find_theme(id).unwrap().synonyms;
    assert!(theme("veiligheid").contains(&"criminaliteit".to_owned()));
    assert!(theme("wonen-leefomgeving").contains(&"wonen en woonomgeving".to_owned()));
    let indicator = definition.indicators.iter().find(|i| i.id == "geen-startkwalificatie").unwrap();
    assert!(indicator.synonyms.contains(&"met startkwalificatie".to_owned()));
    assert!(definition.categories().any(|(.., c)| c.synonyms.contains(&"niet-westers".to_owned())));
}

#[test]
fn the_registers_count_everybody_under_the_58_backgrounds_of_the_breakdowns() {
    let definition = kis();
    let microdata = definition.microdata.as_ref().unwrap();
    assert_eq!(microdata.leaf_attributes(), ["geboorteland", "herkomst", "verblijf"]);
    let named = |leaf: &[Option<&'static str>]| -> Leaf {
        let pairs = ["geboorteland", "herkomst", "verblijf"].into_iter().zip(leaf);
        pairs.filter_map(|(attribute, value)| Some((attribute, (*value)?))).collect()
    };
    let found: Vec<Leaf> = microdata
        .all_leaves()
        .iter()
        .map(|leaf| {
            let known = |text: &str| {
                let values = ORIGINS.iter().chain(&["nederland", "buitenland", "korter-dan-5", "vijf-of-langer"]);
                values.copied().find(|value| *value == text)
            };
            named(&leaf.iter().map(|value| value.and_then(known)).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(found.len(), 58);
    for leaf in leaves() {
        assert_eq!(found.iter().filter(|other| **other == leaf).count(), 1, "{leaf:?}");
    }
}

#[test]
fn every_unit_of_the_universes_has_a_view_and_every_country_an_origin() {
    let definition = kis();
    let microdata = definition.microdata.as_ref().unwrap();
    for universe in &definition.universes {
        let view = microdata.view_of(universe.unit).unwrap_or_else(|| panic!("{}", universe.id));
        assert!(view.query.starts_with("--") && view.query.contains("SELECT"), "{}", view.id);
    }
    let lands = microdata.find_list("landen").unwrap();
    assert_eq!(lands.codes().count(), 47);
    assert!(lands.rows.iter().all(|row| row[1] == "nederland" || ORIGINS.contains(&row[1].as_str())));
    assert_eq!(microdata.reference.as_ref().unwrap().day_in(cells::Period(2023)), "2023-01-01");
    assert_eq!(microdata.period(cells::Period(2020)).unwrap().without, ["cito"]);
}

#[test]
fn the_pages_are_there_in_both_languages() {
    let slugs: Vec<String> = kis().pages.into_iter().map(|page| page.slug).collect();
    assert_eq!(
        slugs,
        [
            "achtergrond",
            "bescherming",
            "geen-totaalcijfer",
            "hoe-lees-ik-dit",
            "mag-dit",
            "methode",
            "oefenen",
            "privacy",
            "toegankelijkheid"
        ]
    );
}
