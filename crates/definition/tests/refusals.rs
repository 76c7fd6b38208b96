//! Each kind of mistake, made in a definition that is otherwise right, and the whole message that comes back.
//!
//! The messages stand in `snapshots/`, a file for each mistake.

use std::fs;
use std::path::Path;

use definition::{examine, load};
use tempfile::TempDir;

/// A copy of the fictional definition.
fn merendam() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What is said when a part of a file is replaced.
fn said_after(edits: &[(&str, &str, &str)]) -> String {
    let folder = merendam();
    for (file, from, to) in edits {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not contain {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
    let examined = examine(folder.path());
    assert!(!examined.problems.is_empty(), "nothing was found wrong");
    assert_eq!(examined.definition.is_none(), examined.problems.errors().next().is_some());
    examined.problems.to_string()
}

/// `name: file, what is replaced, by what; …`
macro_rules! refused {
    ($($name:ident: $($file:literal, $from:literal => $to:literal);+ $(;)?)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(said_after(&[$(($file, $from, $to)),+]));
            }
        )*
    };
}

const WERK: &str = "indicators/a-werk.toml";

refused! {
    // files
    what_is_no_toml: "themes.toml", "id = \"werk\"" => "id = werk";
    an_unclosed_list_and_a_second_mistake: "universes.toml", "\"31-64\"]" => "\"31-64\"";
    a_table_given_twice: "monitor.toml", "[reading]" => "[reading]\n[reading]";

    // shapes
    an_unknown_key: "themes.toml", "synonyms =" => "synonims =";
    an_unknown_list: "themes.toml", "[[theme]]" => "[[themes]]";
    a_missing_key: "themes.toml", "id = \"werk\"\n" => "";
    a_missing_list: "universes.toml", "[[universe]]\nid = \"inwoners\"" => "[[universum]]\nid = \"inwoners\"";
    a_text_where_a_list_belongs: "themes.toml", "[\"banen\"]" => "\"banen\"";
    a_number_in_quotes: "indicators/b-bewoners.toml", "decimals = 0" => "decimals = \"0\"";
    a_date_without_quotes: "sources/telling.toml", "\"2024-02-29\"" => "2024-02-29";
    a_text_in_one_language_only: "themes.toml", "nl = \"Werk\", en = \"Work\"" => "nl = \"Werk\"";
    a_text_without_languages: "themes.toml", "{ nl = \"Werk\", en = \"Work\" }" => "\"Werk\"";
    an_empty_text: "indicators/a-werk.toml", "en = \"Work gives income.\"" => "en = \" \"";
    a_word_that_is_no_choice: "indicators/a-werk.toml", "\"percent\"" => "\"percentage\"";
    an_unknown_way_to_find_the_country: "indicators/a-werk.toml", "weighted-mean" => "weigthed-mean";
    a_country_without_its_way: "indicators/a-werk.toml", "from = \"weighted-mean\", " => "";
    too_many_decimals: "indicators/b-bewoners.toml", "decimals = 0" => "decimals = 7";
    a_number_beyond_every_integer: "indicators/b-bewoners.toml", "decimals = 0" => "decimals = 99999999999999999999999999";
    a_year_that_is_none: "sources/telling.toml", "vintage = 2024" => "vintage = 24";
    a_level_that_does_not_exist: "sources/telling.toml", "{ district = 5" => "{ districts = 5";
    a_number_that_is_not_finite: "monitor.toml", "clear-from = 1.5" => "clear-from = nan";

    // ids
    an_id_that_cannot_be_in_an_address: "themes.toml", "id = \"werk\"" => "id = \"Werk & zo\"";
    an_id_twice: "universes.toml", "id = \"inwoners-15-64\"" => "id = \"inwoners\"";
    a_category_twice: "breakdowns/inkomen.toml", "id = \"hoger\"" => "id = \"laag\"";

    // the monitor
    a_level_left_out: "monitor.toml", "[\"municipality\", \"district\", \"neighbourhood\"]" => "[\"municipality\", \"neighbourhood\"]";
    levels_upside_down: "monitor.toml", "[\"municipality\", \"district\", \"neighbourhood\"]" => "[\"district\", \"municipality\"]";
    no_levels: "monitor.toml", "[\"municipality\", \"district\", \"neighbourhood\"]" => "[]";
    a_default_area_that_is_no_code: "monitor.toml", "GM9901" => "Merendam";
    a_default_area_of_another_level: "monitor.toml", "GM9901" => "NL00";
    reading_rules_out_of_range: "monitor.toml", "clear-from = 1.5" => "clear-from = 0.2\nfalse-discovery-rate = 5\nsome-from = -1\nwidest-interval = 0";
    an_unknown_place_in_a_link: "monitor.toml", "{slug}" => "{slag}";
    a_link_that_is_never_closed: "monitor.toml", "{slug}" => "{slug";
    a_link_that_is_no_address: "monitor.toml", "https://atlas" => "javascript:atlas";
    a_link_for_a_level_that_is_not_there: "monitor.toml", "levels = [\"municipality\", \"district\"]" => "levels = [\"country\"]";
    a_theme_without_indicators: "themes.toml", "[[theme]]\nid = \"bewoners\"" => "[[theme]]\nid = \"leeg\"\nlabel = { nl = \"Leeg\", en = \"Empty\" }\nabout = { nl = \"Niets.\", en = \"Nothing.\" }\n\n[[theme]]\nid = \"bewoners\"";

    a_theme_that_gathers_what_is_not_there: "themes.toml", "synonyms = [\"banen\"]" => "gathers = [\"inwoner\"]";
    a_theme_that_gathers_its_own: "themes.toml", "synonyms = [\"banen\"]" => "gathers = [\"werk\"]";
    a_theme_that_gathers_twice: "themes.toml", "synonyms = [\"banen\"]" => "gathers = [\"inwoners\", \"inwoners\"]";

    an_empty_synonym: "themes.toml", "[\"banen\"]" => "[\"banen\", \"\"]";

    // breakdowns
    a_parent_that_does_not_exist: "breakdowns/inkomen.toml", "parent = \"laag\"" => "parent = \"lag\"";
    a_parent_in_another_breakdown: "breakdowns/inkomen.toml", "[[breakdown]]" => "[[breakdown]]\nid = \"geslacht\"\nlabel = { nl = \"Geslacht\", en = \"Sex\" }\nabout = { nl = \"Man of vrouw.\", en = \"Male or female.\" }\ncategory = [{ id = \"vrouwen\", label = { nl = \"Vrouwen\", en = \"Women\" }, parent = \"laag\" }]\n\n[[breakdown]]";
    a_category_that_is_part_of_itself: "breakdowns/inkomen.toml", "id = \"laag\"" => "id = \"laag\"\nparent = \"laagste\"";
    categories_that_cover_the_same_people: "breakdowns/inkomen.toml", "[\"3\", \"4\", \"5\"]" => "[\"2\", \"3\", \"4\", \"5\"]";
    a_category_without_leaves: "breakdowns/inkomen.toml", "leaves = { inkomen = [\"3\", \"4\", \"5\"] }" => "";
    a_leaf_without_values_and_one_twice: "breakdowns/inkomen.toml", "[\"3\", \"4\", \"5\"]" => "[\"3\", \"3\"], sekse = []";

    // universes
    an_age_group_that_is_no_atom: "universes.toml", "[\"15-17\", \"18-26\", \"27-30\", \"31-64\"]" => "[\"15-64\"]";
    an_age_group_that_no_atoms_make_up: "universes.toml", "[\"15-17\", \"18-26\", \"27-30\", \"31-64\"]" => "[\"12+\"]";
    an_age_atom_twice: "universes.toml", "\"27-30\"" => "\"15-17\"";
    ages_of_households: "universes.toml", "unit = \"persons\"\nages" => "unit = \"households\"\nages";
    an_empty_condition: "universes.toml", "leeftijd BETWEEN 15 AND 64" => "";

    // indicators
    an_indicator_of_an_unknown_theme: "indicators/a-werk.toml", "theme = \"werk\"" => "theme = \"wrek\"";
    an_indicator_about_an_unknown_universe: "indicators/a-werk.toml", "universe = \"inwoners-15-64\"" => "universe = \"inwoners-15-74\"";
    an_indicator_split_by_an_unknown_breakdown: "indicators/a-werk.toml", "[\"inkomen\"]" => "[\"inkomen\", \"herkomst\"]";
    an_indicator_split_twice: "indicators/a-werk.toml", "[\"inkomen\"]" => "[\"inkomen\", \"inkomen\"]";
    an_unknown_weight: "indicators/a-werk.toml", "weight = \"inwoners\"" => "weight = \"huishoudens\"";
    a_weight_that_is_no_count: "indicators/a-werk.toml", "weight = \"inwoners\"" => "weight = \"inwoners-0-14\"";
    an_index_that_is_summed: "indicators/b-bewoners.toml", "measure = \"count\"" => "measure = \"index\"";
    a_count_that_is_averaged: "indicators/b-bewoners.toml", "{ from = \"sum\" }" => "{ from = \"weighted-mean\", weight = \"inwoners\" }";
    names_of_what_is_not_there: "monitor.toml", "[reading]" => "[also-called]\n9901 = [\"De Meer\"]\n[compositions]\nleeftyd = { nl = \"Leeftijd\", en = \"Age\" }\n[reading]";
    a_composition_of_one: "indicators/b-bewoners.toml", "composition = \"leeftijd\"" => "composition = \"leeftyd\"";
    a_composition_of_different_universes: "indicators/b-bewoners.toml", "short = { nl = \"15+\", en = \"15+\" }\nuniverse = \"inwoners\"" => "short = { nl = \"15+\", en = \"15+\" }\nuniverse = \"inwoners-15-64\"";
    a_mean_without_a_unit: "indicators/b-bewoners.toml", "measure = \"count\"" => "measure = \"mean\"";
    a_unit_that_the_measure_says: "indicators/a-werk.toml", "measure = \"percent\"" => "measure = \"percent\"\nunit-label = { nl = \"%\", en = \"%\" }";

    // sources
    a_date_that_does_not_exist: "sources/telling.toml", "2024-02-29" => "2023-02-29";
    an_address_that_leads_outside: "sources/telling.toml", "https://data.merendam.example/telling.csv" => "../telling.csv";
    a_shipped_file_that_is_not_there: "sources/telling.toml", "https://data.merendam.example/telling.csv" => "telling.csv";
    an_address_of_another_kind: "sources/telling.toml", "https://data" => "ftp://data";
    a_filter_on_a_file: "sources/telling.toml", "format = \"csv\"" => "format = \"csv\"\nfilter = \"x eq 1\"\nboundaries = [\"district\"]";
    rounding_to_zero: "sources/telling.toml", "district = 5" => "district = 0";
    a_dropped_code_that_is_none: "sources/telling.toml", "register = true" => "register = true\ndrop = [\"Buitenland\"]";
    a_figure_of_an_unknown_indicator: "sources/telling.toml", "indicator = \"werk\"" => "indicator = \"werkt\"";
    a_figure_of_an_unknown_category: "sources/telling.toml", "category = \"laag\"" => "category = \"lag\"";
    a_figure_of_a_category_it_is_not_split_by: "sources/telling.toml", "indicator = \"inwoners\"\n" => "indicator = \"inwoners\"\ncategory = \"laag\"\n";
    a_figure_without_a_column: "sources/telling.toml", "numerator = \"aantal\"\n" => "";
    a_figure_with_two_columns: "sources/telling.toml", "numerator = \"aantal\"" => "numerator = \"aantal\"\nvalue = \"aantal\"";
    a_rate_out_of_nothing: "sources/telling.toml", "denominator = \"laag\"\n" => "";
    a_count_out_of_something: "sources/telling.toml", "numerator = \"aantal\"" => "numerator = \"aantal\"\ndenominator = \"allen\"";
    a_published_figure_out_of_something: "sources/telling.toml", "value = \"vanaf15\"" => "value = \"vanaf15\"\ndenominator = \"allen\"";
    two_denominators: "sources/telling.toml", "denominator = \"laag\"" => "denominator = \"laag\"\ndenominator-indicator = \"inwoners\"";
    a_denominator_that_is_no_count: "sources/telling.toml", "denominator-indicator = \"inwoners\"" => "denominator-indicator = \"werk\"";
    an_unknown_denominator: "sources/telling.toml", "denominator-indicator = \"inwoners\"" => "denominator-indicator = \"inwonres\"";
    a_column_without_a_name: "sources/telling.toml", "numerator = \"aantal\"" => "numerator = \" \"";
    a_level_that_cannot_be_added_up: "sources/telling.toml", "numerator = \"aantal\"" => "numerator = \"aantal\"\nadd-up = [\"municipality\"]";
    a_level_that_is_read_and_added_up: "sources/telling.toml", "numerator = \"aantal\"" => "numerator = \"aantal\"\nadd-up = [\"district\"]";
    a_published_figure_that_is_added_up: "sources/telling.toml", "levels = [\"municipality\"]" => "levels = [\"municipality\"]\nadd-up = [\"district\"]";
    a_scale_of_zero: "sources/telling.toml", "value = \"vanaf15\"" => "value = \"vanaf15\"\nscale = 0";
    a_figure_of_no_year: "sources/telling.toml", "period = 2024\n" => "";
    a_figure_for_a_level_that_is_not_there: "sources/telling.toml", "levels = [\"municipality\"]" => "levels = [\"country\", \"district\", \"district\"]";
    a_figure_from_two_places: "sources/telling.toml", "[[source.figure]]\nindicator = \"inwoners\"" => "[[source.figure]]\nindicator = \"inwoners\"\nperiod = 2024\nnumerator = \"schatting\"\nlevels = [\"district\"]\n\n[[source]]\nid = \"tweede\"\ntitle = { nl = \"Tweede\", en = \"Second\" }\npublisher = { nl = \"M\", en = \"M\" }\nlicence = \"CC0\"\nformat = \"csv\"\naddress = \"https://data.merendam.example/2.csv\"\nvintage = 2024\narea = \"code\"\n\n[[source.figure]]\nindicator = \"inwoners\"";

    // pages
    a_page_without_a_title: "texts/en/methode.md", "# How" => "How";
    a_page_without_text: "texts/nl/methode.md", "We tellen **iedereen**." => "";

    // several at once
    everything_wrong_is_said_at_once:
        "themes.toml", "synonyms" => "synoniemen";
        "universes.toml", "\"27-30\"" => "\"27-29\"";
        "indicators/a-werk.toml", "universe = \"inwoners-15-64\"" => "universe = \"iedereen\"";
        "sources/telling.toml", "indicator = \"inwoners\"" => "indicator = \"bewoners\"";
}

#[test]
fn one_mistake_in_a_part_does_not_make_references_to_it_wrong() {
    let said = said_after(&[("universes.toml", "condition =", "conditie =")]);
    assert!(said.ends_with("1 error, 0 warnings"), "{said}");
    let said = said_after(&[("universes.toml", "[\"15-17\"", "[[\"15-17\"")]);
    assert!(!said.contains("there is no universe"), "{said}");
}

#[test]
fn a_page_in_one_language_is_refused() {
    let folder = merendam();
    fs::remove_file(folder.path().join("texts/en/methode.md")).unwrap();
    fs::write(folder.path().join("texts/nl/Onze Methode.md"), "# Titel\n\nTekst\n").unwrap();
    insta::assert_snapshot!(load(folder.path()).unwrap_err());
}

#[test]
fn missing_files_are_named() {
    let folder = merendam();
    for file in ["monitor.toml", "universes.toml"] {
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    fs::remove_dir_all(folder.path().join("indicators")).unwrap();
    fs::rename(folder.path().join("themes.toml"), folder.path().join("theme.toml")).unwrap();
    insta::assert_snapshot!(load(folder.path()).unwrap_err());
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let folder = merendam();
    let said = load(&folder.path().join("elders")).unwrap_err().to_string();
    assert!(said.contains("there is no such folder") && said.contains("1 error"), "{said}");
    let said = load(&folder.path().join("monitor.toml")).unwrap_err().to_string();
    assert!(said.contains("this is no folder"), "{said}");
}

#[test]
fn breakdowns_sources_and_texts_may_be_absent() {
    let folder = merendam();
    for name in ["breakdowns", "sources", "texts"] {
        fs::remove_dir_all(folder.path().join(name)).unwrap();
    }
    let path = folder.path().join(WERK);
    let text = fs::read_to_string(&path).unwrap().replace("breakdowns = [\"inkomen\"]\n", "");
    fs::write(path, text).unwrap();
    let definition = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(definition.breakdowns.is_empty() && definition.sources.is_empty() && definition.pages.is_empty());
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let folder = merendam();
    let path = folder.path().join("themes.toml");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(5).position(|five| five == b"banen").unwrap();
    bytes[at + 1] = 0xe9;
    fs::write(path, bytes).unwrap();
    insta::assert_snapshot!(load(folder.path()).unwrap_err());
}

#[test]
fn an_invisible_mark_before_the_first_letter_does_no_harm() {
    let folder = merendam();
    let path = folder.path().join("themes.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("\u{feff}{text}")).unwrap();
    load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn more_categories_than_can_be_numbered_are_refused() {
    let folder = merendam();
    let mut text = String::from(
        "[[breakdown]]\nid = \"vele\"\nlabel = { nl = \"Vele\", en = \"Many\" }\nabout = { nl = \"Vele\", en = \"Many\" }\n",
    );
    for n in 0..65_534 {
        text.push_str("[[breakdown.category]]\nid = \"c");
        text.push_str(&n.to_string());
        text.push_str("\"\nlabel = { nl = \"c\", en = \"c\" }\n");
    }
    fs::write(folder.path().join("breakdowns/vele.toml"), text).unwrap();
    let said = load(folder.path()).unwrap_err().to_string();
    assert!(said.contains("there are 65537 categories") && said.contains("at most 65535"), "{said}");
}

#[test]
fn warnings_alone_do_not_make_loading_fail() {
    let folder = merendam();
    fs::write(folder.path().join("breakdowns/notes.txt"), "later").unwrap();
    load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let examined = examine(folder.path());
    assert!(examined.definition.is_some());
    assert_eq!(examined.problems.warnings().count(), 1);
}
