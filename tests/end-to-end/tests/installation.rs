//! A running installation follows its publisher: new releases, another shape of monitor, a step back.

use std::time::Duration;

use end_to_end::{Served, append, build_and_publish, copy_of, wijkmonitor};
use tempfile::tempdir;

const THEME: &str = r#"
[[theme]]
id = "meedoen"
label = { nl = "Meedoen", en = "Taking part" }
about = { nl = "Doen mensen mee?", en = "Do people take part?" }
"#;

const BREAKDOWN: &str = r#"
[[breakdown]]
id = "sekse"
label = { nl = "Sekse", en = "Sex" }
about = { nl = "Mannen en vrouwen, zoals ingeschreven.", en = "Men and women, as registered." }

[[breakdown.category]]
id = "mannen"
label = { nl = "Mannen", en = "Men" }

[[breakdown.category]]
id = "vrouwen"
label = { nl = "Vrouwen", en = "Women" }
"#;

const INDICATOR: &str = r#"
[[indicator]]
id = "vrijwilligers"
theme = "meedoen"
label = { nl = "Percentage vrijwilligers", en = "Percentage of volunteers" }
short = { nl = "Vrijwilligers", en = "Volunteers" }
universe = "inwoners"
measure = "percent"
polarity = "higher-is-favourable"
profile = true
breakdowns = ["sekse"]
what = { nl = "Welk deel van de inwoners vrijwilligerswerk doet.", en = "Which share of residents volunteers." }
why = { nl = "Wie meedoet, kent meer mensen. Niet iedereen kan dat.", en = "Taking part means knowing people. Not everyone can." }
predicate = { nl = "doen vrijwilligerswerk", en = "volunteer" }
"#;

const SOURCE: &str = r#"
[[source]]
id = "meedoen-2025"
title = { nl = "Verzonnen vragenlijst", en = "Invented questionnaire" }
publisher = { nl = "Bureau Zomerland", en = "Zomerland Office" }
licence = "CC0 1.0"
format = "csv"
address = "figures/meedoen.csv"
vintage = 2024
area = "code"

[[source.figure]]
indicator = "vrijwilligers"
period = 2025
numerator = "vrijwilligers"
denominator = "inwoners"

[[source.figure]]
indicator = "vrijwilligers"
category = "mannen"
period = 2025
numerator = "mannen_vrijwilliger"
denominator = "mannen"

[[source.figure]]
indicator = "vrijwilligers"
category = "vrouwen"
period = 2025
numerator = "vrouwen_vrijwilliger"
denominator = "vrouwen"
"#;

const FIGURES: &str = "\
code,inwoners,vrijwilligers,mannen,mannen_vrijwilliger,vrouwen,vrouwen_vrijwilliger
NL00,79000,19000,39000,8000,40000,11000
GM9801,10000,2600,4900,1000,5100,1600
GM9802,14000,2500,7000,1000,7000,1500
GM9803,15000,3100,7400,1400,7600,1700
";

#[test]
fn a_running_installation_takes_a_theme_a_breakdown_an_indicator_and_a_year() {
    let work = tempdir().unwrap();
    let definition = copy_of("zomerdam", work.path());
    let installation = work.path().join("installation");
    build_and_publish(&definition, &installation, &work.path().join("first"));
    let site = Served::start(&[&installation]);
    let home = "/gebied/GM9801-zomerdam";

    let before = site.page(home);
    for absent in ["Meedoen", "Vrijwilligers", "2025", "Vrouwen"] {
        assert!(!before.contains(absent), "{absent} is there before it was added");
    }

    append(&definition.join("themes.toml"), THEME);
    append(&definition.join("breakdowns/sekse.toml"), BREAKDOWN);
    append(&definition.join("indicators/meedoen.toml"), INDICATOR);
    append(&definition.join("sources/meedoen.toml"), SOURCE);
    append(&definition.join("figures/meedoen.csv"), FIGURES);
    build_and_publish(&definition, &installation, &work.path().join("second"));

    let page = site.wait_for(home, "Meedoen");
    assert!(page.contains("Vrijwilligers"), "the indicator is on the page");
    assert!(page.contains("Vrouwen"), "the breakdown can be chosen");
    let indicator = site.page("/indicator/vrijwilligers?gebied=GM9801");
    assert!(indicator.contains("2025"), "the year is there");
    // 2,600 of 10,000 and 1,600 of 5,100, worked out by hand.
    assert!(indicator.contains("26,0"), "the figure is there");
    let women = site.page("/indicator/vrijwilligers?gebied=GM9801&achtergrond=vrouwen");
    assert!(women.contains("31,4"), "the figure of the category is there");

    let _ = wijkmonitor(["rollback".as_ref(), installation.as_os_str(), "zomerdam".as_ref()]).well();
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(200));
        !site.page(home).contains("Meedoen")
    });
    assert!(gone, "a step back brings the earlier release");
}

#[test]
fn monitors_with_four_and_with_nine_themes_stand_side_by_side() {
    let work = tempdir().unwrap();
    let four = copy_of("zomerdam", work.path());
    let nine = copy_of("zomerdam", &work.path().join("nine"));
    let monitor = std::fs::read_to_string(nine.join("monitor.toml")).unwrap();
    std::fs::write(nine.join("monitor.toml"), monitor.replace("id = \"zomerdam\"", "id = \"negen\"")).unwrap();
    for n in 5..=9 {
        append(
            &nine.join("themes.toml"),
            &THEME.replace("meedoen", &format!("thema-{n}")).replace("Meedoen", &format!("Thema {n}")),
        );
        append(
            &nine.join("indicators/meer.toml"),
            &INDICATOR
                .replace("\"meedoen\"", &format!("\"thema-{n}\""))
                .replace("\"vrijwilligers\"", &format!("\"extra-{n}\""))
                .replace("breakdowns = [\"sekse\"]\n", ""),
        );
        append(
            &nine.join("sources/register.toml"),
            &format!(
                "\n[[source.figure]]\nindicator = \"extra-{n}\"\nnumerator = \"ouderen\"\ndenominator = \"inwoners\"\n"
            ),
        );
    }
    let installation = work.path().join("installation");
    build_and_publish(&four, &installation, &work.path().join("release-four"));
    build_and_publish(&nine, &installation, &work.path().join("release-nine"));
    let site = Served::start(&[&installation]);

    let four = site.page("/zomerdam/gebied/GM9801-zomerdam");
    assert!(four.contains("Veiligheid") && !four.contains("Thema 9"));
    let nine = site.page("/negen/gebied/GM9801-zomerdam");
    for n in 5..=9 {
        assert!(nine.contains(&format!("Thema {n}")), "theme {n} is missing");
    }
}
