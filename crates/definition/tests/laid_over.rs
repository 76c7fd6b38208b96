//! A monitor laid over another.

use std::fs;
use std::path::Path;

use definition::load;

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

#[test]
fn a_monitor_laid_over_another_takes_over_what_it_has_not_itself() {
    let work = tempfile::tempdir().unwrap();
    let (below, own) = (work.path().join("onder"), work.path().join("boven"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid"), &below);
    fs::create_dir_all(own.join("texts/nl")).unwrap();
    fs::create_dir_all(own.join("texts/en")).unwrap();
    let monitor = fs::read_to_string(below.join("monitor.toml")).unwrap();
    let id = monitor.lines().find(|line| line.starts_with("id = ")).unwrap();
    fs::write(own.join("monitor.toml"), monitor.replace(id, "id = \"boven\"\nbased-on = \"../onder\"")).unwrap();
    for (language, title) in [("nl", "Anders"), ("en", "Otherwise")] {
        fs::write(own.join(format!("texts/{language}/methode.md")), format!("# {title}\n\nTekst.\n")).unwrap();
        fs::write(own.join(format!("texts/{language}/eigen.md")), format!("# {title}\n\nTekst.\n")).unwrap();
    }

    let (below, laid) = (load(&below).unwrap(), load(&own).unwrap());
    assert_eq!(laid.monitor.id, "boven");
    assert_eq!(laid.monitor.based_on, None, "the definition stands by itself");
    assert_eq!((&laid.themes, &laid.universes), (&below.themes, &below.universes));
    assert_eq!((&laid.indicators, &laid.breakdowns), (&below.indicators, &below.breakdowns));
    assert!(!below.sources.is_empty() && laid.sources.is_empty(), "sources are always its own");
    let titles: Vec<_> = laid.pages.iter().map(|page| (page.slug.as_str(), page.title.en.as_str())).collect();
    assert_eq!(titles, [("eigen", "Otherwise"), ("methode", "Otherwise")]);

    fs::write(own.join("themes.toml"), "[[theme]]\nid = \"x\"\n").unwrap();
    let said = load(&own).unwrap_err().to_string();
    assert!(said.contains("--> themes.toml:1"), "its own file is read where it has one: {said}");
    assert!(said.contains("--> ../onder/indicators/"), "files of the other are named by their path: {said}");

    fs::write(own.join("monitor.toml"), monitor.replace(id, "id = \"boven\"\nbased-on = \"../nergens\"")).unwrap();
    let said = load(&own).unwrap_err().to_string();
    assert!(said.contains("`../nergens` is no folder with a monitor.toml"), "{said}");
}
