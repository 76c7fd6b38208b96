//! Documents as their readers get them: made by the program, read with other programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use end_to_end::{Served, root, towns, wijkmonitor};
use serde_json::Value;
use tempfile::TempDir;

/// The Python of the environment, or the one that `cargo xtask test` prepares, or the one of the machine.
fn python() -> String {
    let prepared = root().join("target/python/bin/python3");
    let here = if prepared.exists() { prepared.to_string_lossy().into_owned() } else { "python3".to_owned() };
    std::env::var("PYTHON").unwrap_or(here)
}

/// What the checker of PDF/UA-1 says of files; none where the machine has no validator.
fn checked(files: &[PathBuf]) -> Option<Vec<Value>> {
    let script = root().join("tests/end-to-end/tests/paper/pdfua.py");
    let run = |arguments: &[&Path]| Command::new(python()).arg("-B").arg(&script).args(arguments).output();
    if !run(&[Path::new("version")]).is_ok_and(|version| version.status.success()) {
        eprintln!("skipped: {} has no pikepdf or page-validation (tests/requirements.txt)", python());
        return None;
    }
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = run(&files).expect("python3 starts");
    assert!(output.status.success(), "the checker failed: {}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("the checker writes JSON"))
}

/// The text of a document in the order in which `pdftotext` finds it; none where the machine has no Poppler.
fn text_of(file: &Path) -> Option<String> {
    let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-").output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no pdftotext (on Debian: apt-get install poppler-utils)");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Lines are broken where the page is too narrow.
    Some(String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Says where the words do not come in this order.
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        match text[from..].find(word) {
            Some(at) => from += at + word.len(),
            None => panic!("‘{word}’ does not come after what is before it in: {}…", &text[..text.len().min(1500)]),
        }
    }
}

/// A release of the invented province, small enough to make for a test.
struct Invented {
    work: TempDir,
    release: PathBuf,
}

/// Made once for all tests.
fn invented() -> &'static Invented {
    static INVENTED: OnceLock<Invented> = OnceLock::new();
    INVENTED.get_or_init(invent)
}

fn invent() -> Invented {
    let work = tempfile::tempdir().unwrap();
    let release = work.path().join("release");
    let people = work.path().join("people").to_string_lossy().into_owned();
    let out = release.to_string_lossy().into_owned();
    let synth = ["synth", people.as_str(), "--persons", "200000", "--years", "2022..2023", "--seed", "3"];
    let _ = wijkmonitor(synth).well();
    let definition = towns(work.path()).to_string_lossy().into_owned();
    let of = ["--input", people.as_str(), "--out", out.as_str(), "--date", "2024-06-01"];
    let _ = wijkmonitor(["build", definition.as_str()].into_iter().chain(of)).well();
    Invented { work, release }
}

impl Invented {
    fn path(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    fn report(&self, arguments: &[&str]) {
        let release = self.release.to_string_lossy().into_owned();
        let all = ["report", arguments[0], release.as_str()].into_iter().chain(arguments[1..].iter().copied());
        let _ = wijkmonitor(all).well();
    }
}

#[test]
fn documents_keep_to_pdf_ua_are_read_in_order_and_stay_the_same() {
    let invented = invented();
    let arg = |name: &str| invented.path(name).to_string_lossy().into_owned();
    let (sheets, again) = (arg("sheets"), arg("again"));
    invented.report(&["factsheets", "--out", &sheets, "--language", "nl,en", "--backgrounds", "all"]);
    invented.report(&["factsheets", "--out", &again, "--levels", "country"]);
    let (national, municipal, slides) = (arg("national.pdf"), arg("municipal.pdf"), arg("slides.zip"));
    invented.report(&["national", "--out", &national, "--slides", &slides, "--address", "https://example.org"]);

    let mut files: Vec<PathBuf> = std::fs::read_dir(&sheets).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "{} factsheets", files.len());
    let municipality = files
        .iter()
        .find_map(|file| file.file_name()?.to_str()?.strip_prefix("GM")?.get(..4).map(|digits| format!("GM{digits}")))
        .unwrap();
    invented.report(&["municipal", &municipality, "--out", &municipal, "--language", "en"]);

    // The same release gives the same bytes.
    let country = files.iter().find(|file| file.ends_with("NL00-zomerland.pdf")).unwrap();
    let name = country.file_name().unwrap();
    assert_eq!(std::fs::read(country).unwrap(), std::fs::read(Path::new(&again).join(name)).unwrap());

    let (national, municipal) = (PathBuf::from(national), PathBuf::from(municipal));
    let mut all = vec![national.clone(), municipal.clone()];
    all.extend(files.iter().cloned());
    for found in checked(&all).unwrap_or_default() {
        let of = found["file"].as_str().unwrap();
        assert_eq!(found["failures"], serde_json::json!([]), "{of}");
        let sheet = of.contains("sheets");
        assert!(!sheet || found["pages"] == 2, "{of} has {} pages", found["pages"]);
        assert!(found["bookmarks"].as_array().unwrap().len() >= if sheet { 3 } else { 20 }, "{of}");
        assert_eq!(found["language"], if of.contains("-en.pdf") || of.contains("municipal") { "en" } else { "nl" });
        let fonts = found["fonts"].as_array().unwrap();
        assert!(!fonts.is_empty() && fonts.iter().all(|font| font.as_str().unwrap().contains("Inter")), "{fonts:?}");
    }

    if let Some(text) = text_of(&national) {
        in_order(
            &text,
            &[
                "Verzonnen cijfers",
                "Inhoud",
                "Samenvatting",
                "Van de redactie",
                "Per thema",
                "Waarover we te weinig weten",
                "Colofon",
            ],
        );
        assert!(text.contains("https://example.org/rapport/2023"));
    }
    if let Some(text) = text_of(&municipal) {
        in_order(&text, &["Invented figures", "Contents", "Summary", "What we know too little about", "Colophon"]);
    }
    // Of everybody, in Dutch: the shortest name.
    let of_municipality = files.iter().filter(|file| file.to_string_lossy().contains(&municipality));
    let first = of_municipality.min_by_key(|file| file.as_os_str().len()).unwrap();
    if let Some(text) = text_of(first) {
        in_order(
            &text,
            &[
                "Verzonnen cijfers",
                "vergeleken met de rest van Zomerland",
                "Het verhaal",
                "Wie wonen hier?",
                "in cijfers",
                "Hoe lees ik dit?",
                "Bronnen",
            ],
        );
        assert!(text.contains(" van "), "n of N stands with the figures");
    }

    // Of a group: the page it names is that of the group.
    let of_group = files.iter().find(|file| file.to_string_lossy().contains("zomerland-geen-migratieachtergrond.pdf"));
    if let Some(text) = text_of(of_group.expect("a factsheet of a group")) {
        assert!(text.contains("/gebied/NL00-zomerland?achtergrond=geen-migratieachtergrond"), "{text}");
    }

    let archive = std::fs::read(&slides).unwrap();
    assert!(archive.starts_with(b"PK"), "an archive");
}

#[test]
fn a_checker_that_finds_nothing_finds_something_in_a_broken_file() {
    let work = tempfile::tempdir().unwrap();
    let file = work.path().join("plain.pdf");
    std::fs::write(&file, PLAIN).unwrap();
    let Some(found) = checked(&[file]) else { return };
    let failures = found[0]["failures"].as_array().unwrap();
    let says = |what: &str| failures.iter().any(|failure| failure.as_str().unwrap().contains(what));
    assert!(says("tagged") && says("language") && says("structure tree") && says("bookmarks"), "{failures:?}");
}

/// A page with a line of text, as a program writes it that knows nothing of accessibility.
const PLAIN: &str = "%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 34>>stream
BT /F 12 Tf 20 100 Td (tekst) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
";

#[test]
fn what_cannot_be_printed_is_refused_with_the_reason() {
    let invented = invented();
    let release = invented.release.to_string_lossy().into_owned();
    let out = invented.path("x").to_string_lossy().into_owned();
    let (release, out) = (release.as_str(), out.as_str());
    for (arguments, reason) in [
        (vec!["factsheets", release, "--out", out, "--areas", "GM0001"], "there is no area GM0001"),
        (vec!["factsheets", release, "--out", out, "--backgrounds", "marsbewoners"], "there is no group"),
        (vec!["factsheets", release, "--out", out, "--year", "1066"], "there are no figures of 1066"),
        (vec!["factsheets", release, "--out", out, "--levels", "wijk"], "is no level"),
        (vec!["factsheets", release, "--out", out, "--areas", "NL00", "--beside", "NL00"], "compared with itself"),
        (vec!["municipal", release, "BU00000000", "--out", out], "there is no area"),
        (vec!["national", release, "--out", out, "--language", "fy"], "is no language"),
        (vec!["national", release, "--out", out, "--address", "example"], "is no web address"),
    ] {
        let said = wijkmonitor(std::iter::once("report").chain(arguments.iter().copied()));
        assert!(!said.success && said.err.contains(reason), "{arguments:?}: {}", said.err);
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
}

#[test]
fn the_site_gives_documents_as_the_address_asks_and_says_why_where_it_cannot() {
    let invented = invented();
    let site = Served::start(&[invented.release.as_path()]);
    let (status, page) = site.get("/gebied/NL00-zomerland");
    assert!(status == 200 && page.contains("/gebied/NL00-zomerland/factsheet.pdf"), "one click from the page");
    let (status, report) = site.get("/rapport/2023");
    assert_eq!(status, 200);
    for words in ["Samenvatting", "Van de redactie", "Waarover we te weinig weten", "Bijlage: alle cijfers"] {
        assert!(report.contains(words), "{words}");
    }
    assert!(site.get("/en/rapport/2023").1.contains("From the editors"));
    // Each chapter is a page of its own, and together they are what is printed.
    for (chapter, words) in [("methode", "Colofon"), ("te-weinig", "Afgeschermd"), ("bijlage", "Bron")] {
        let (status, page) = site.get(&format!("/rapport/2023/{chapter}"));
        assert!(status == 200 && page.contains(words) && page.contains("aria-current=\"page\""), "{chapter}");
        assert!(report.contains(&format!("/rapport/2023/{chapter}\"")), "{chapter} is in the list");
    }
    for (path, status, words) in [
        ("/gebied/NL00-zomerland/factsheet.pdf?jaar=1066", 400, "geen cijfers"),
        ("/gebied/NL00-zomerland/factsheet.pdf?achtergrond=marsbewoners", 400, "kennen we niet"),
        ("/gebied/NL00-zomerland/factsheet.pdf?met=GM0001", 400, "kennen we niet"),
        ("/gebied/NL00-zomerland/factsheet.pdf?met=NL00", 400, "niet te vergelijken"),
        ("/rapport/1066", 404, ""),
        ("/rapport/2023/onzin", 404, ""),
        ("/gebied/NL00-zomerland/rapport.pdf", 404, ""),
    ] {
        let (found, page) = site.get(path);
        assert!(found == status && page.contains(words), "{path}: {found}");
    }
}
