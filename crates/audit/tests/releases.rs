//! Whole releases of an invented country, attacked as the program does.

mod fictional;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use audit::statements::{Mark, Statements, Subject};
use audit::{Attack, Audit, Learned, Options, Sources, Truth, Unknowns, What};
use cells::{AreaCode, Count, Status};
use counts::{Draft, Provenance, QuantityKind, RawCounts};
use fictional::{How, YEAR, blocks, counts, definition, places, release};
use ledger::{Ledger, ReleaseEntry};
use release::Release;

const ROUNDED: How = How { base: 5, true_rates: false };

fn options() -> Options {
    Options { sample: 40, blocks: 1, time: Duration::from_mins(1), ..Options::default() }
}

fn run(release: &Release, ledger: &Ledger, truth: Option<&Path>) -> Audit {
    let sources = Sources { release, ledger, truth, witnesses: None };
    Audit::run(&sources, options(), &mut |_| {}).unwrap()
}

fn attacks(audit: &Audit) -> BTreeSet<Attack> {
    audit.grave().map(|(_, finding)| finding.attack).collect()
}

/// A release and an empty ledger in a folder.
fn published(folder: &Path, base: u16, people: i64, how: How) -> (RawCounts, Release, Ledger) {
    let definition = definition(base);
    let raw = counts(&definition, people, 7);
    let blocks = blocks(&definition, &places(), &raw, how);
    let release = release(definition, blocks, &folder.join("release"));
    (raw, release, Ledger::begin(&folder.join("ledger")).unwrap())
}

#[test]
fn a_release_without_small_counts_passes() {
    let folder = tempfile::tempdir().unwrap();
    let (_, release, ledger) = published(folder.path(), 5, 200, ROUNDED);
    let audit = run(&release, &ledger, None);
    let found: Vec<_> = audit.grave().collect();
    assert!(audit.passed(), "{found:?}");
    assert_eq!(audit.periods[0].period, YEAR);
}

#[test]
fn exact_counts_of_which_small_ones_are_left_out_are_solved() {
    let folder = tempfile::tempdir().unwrap();
    let exact = How { base: 1, true_rates: false };
    let (_, release, ledger) = published(folder.path(), 1, 3, exact);
    let audit = run(&release, &ledger, None);
    let found = attacks(&audit);
    for attack in [Attack::Exact, Attack::Interval, Attack::Balances, Attack::Differences] {
        assert!(found.contains(&attack), "{attack:?} finds nothing; {found:?}");
    }
    let exactly = |what: What| what == What::Learned(Learned::Exactly);
    assert!(audit.grave().any(|(_, finding)| finding.attack == Attack::Exact && exactly(finding.what)));
}

#[test]
fn exact_counts_in_a_monitor_that_says_it_rounds_break_its_rules() {
    let folder = tempfile::tempdir().unwrap();
    let (_, release, ledger) = published(folder.path(), 5, 200, How { base: 1, true_rates: false });
    assert!(attacks(&run(&release, &ledger, None)).contains(&Attack::Rules));
}

#[test]
fn percentages_of_true_counts_are_solved_back() {
    let folder = tempfile::tempdir().unwrap();
    let (_, release, ledger) = published(folder.path(), 5, 200, How { base: 5, true_rates: true });
    assert_eq!(attacks(&run(&release, &ledger, None)), BTreeSet::from([Attack::SolvedBack]));
}

#[test]
fn a_release_that_only_rounds_is_narrowed_and_every_attack_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let (raw, release, ledger) = published(folder.path(), 5, 4, ROUNDED);
    let truth = folder.path().join("counts");
    let mut draft = Draft::begin(&truth).unwrap();
    draft.add(&raw, &Provenance::default()).unwrap();
    draft.commit("test").unwrap();
    let audit = run(&release, &ledger, Some(&truth));
    assert!(!audit.passed());
    // What is published is true, so that nothing is untrue or contradicts itself.
    assert!(audit.grave().all(|(_, finding)| finding.what != What::NotTrue));
    let contradiction = What::Breach(audit::statements::Breach::Contradiction);
    assert!(audit.grave().all(|(_, finding)| finding.what != contradiction));
    // Whoever finds a count exactly by sums finds it by bounds as well.
    let of = |attack: Attack| -> BTreeSet<_> {
        let found = audit.grave().filter(|(_, finding)| finding.attack == attack);
        found.map(|(_, finding)| finding.of).collect()
    };
    assert!(!of(Attack::Interval).is_empty());
    assert!(!of(Attack::Balances).is_empty());
}

#[test]
fn the_truth_is_a_possible_table_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    let (raw, release, _) = published(folder.path(), 5, 4, ROUNDED);
    let mut statements = Statements::read(&release, YEAR, &[]).unwrap();
    let truth = Truth::of(&statements, &raw, &release.definition, &release.places).unwrap();
    assert!(truth.settle(&mut statements).is_empty());
    let doubtful = statements.said().filter(|(_, said)| said.mark == Mark::Doubtful).count();
    assert_eq!(doubtful, 0);
    let whole = Unknowns::whole(&statements);
    assert!(whole.system.columns() > 100 && whole.system.protected().len() > 10);
    assert_eq!(whole.system.protected().len(), whole.protected.len());
    assert_eq!(whole.system.len(), whole.names.len());
    // Residents of all ages by background, residents by age: two ways to the same number.
    let size = statements.counted.iter().find(|counted| counted.name == "universe:inwoners").unwrap();
    assert_eq!(size.terms.len(), definition::AGE_ATOMS.len());
    assert!(matches!(size.subject, Subject::Size(0)));
}

#[test]
fn an_earlier_release_that_showed_a_small_count_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (raw, now, mut ledger) = published(folder.path(), 5, 200, ROUNDED);
    // The earlier one showed one count exactly that the new one withholds.
    let place = now.places.find("BU99010101".parse::<AreaCode>().unwrap()).unwrap();
    let withheld = |mut blocks: Vec<cells::Block>, status: Option<Status>| {
        for block in &mut blocks {
            for (at, category, cell) in &mut block.cells {
                if *at == place && category.0 == 3 && block.indicator.0 < 2 {
                    let denominator = cell.denominator;
                    *cell = match status {
                        Some(status) => cells::Cell { denominator, ..cells::Cell::missing(status) },
                        None if denominator.is_none() => cells::Cell::count(Count::exact(7), cells::Kind::Counted),
                        None => cells::Cell { denominator, ..cells::Cell::missing(Status::Small) },
                    };
                }
            }
        }
        blocks
    };
    let made = || blocks(&definition(5), &places(), &raw, ROUNDED);
    release(definition(5), withheld(made(), None), &folder.path().join("before"));
    let now = release(definition(5), withheld(made(), Some(Status::Small)), &folder.path().join("now"));
    let alone = attacks(&run(&now, &ledger, None));
    assert!(!alone.contains(&Attack::Releases));
    let path = "../before".into();
    let entry = ReleaseEntry { id: "before".to_owned(), path, withdrawn: true, on: "2026-01-01".to_owned() };
    ledger.add_release(entry).unwrap();
    let audit = run(&now, &ledger, None);
    assert!(attacks(&audit).contains(&Attack::Releases));
    assert_eq!(audit.earlier, ["before"]);
}

#[test]
fn a_table_of_others_gives_away_the_only_small_group_of_an_area() {
    let folder = tempfile::tempdir().unwrap();
    let definition = definition(5);
    let mut raw = counts(&definition, 200, 7);
    raw = with_few(&raw, 0, 4);
    let release = release(definition.clone(), blocks(&definition, &places(), &raw, ROUNDED), &folder.path().join("r"));
    let mut ledger = Ledger::begin(&folder.path().join("ledger")).unwrap();
    // Exact residents of the neighbourhood, and of all its groups but one.
    let size = raw.universe("inwoners").unwrap();
    let of = |leaf: usize| raw.get(size, 0, leaf);
    let here: i64 = (0..raw.leaves().len()).map(of).sum();
    let other = here - of(0);
    let table = folder.path().join("statline.csv");
    let rows = format!(
        "area,quantity,category,period,value\nBU99010101,universe:inwoners,total,2023,{here}\n\
         BU99010101,universe:inwoners,elders,2023,{other}\nBU99010101,universe:inwoners,mars,2023,1\n"
    );
    fs::write(&table, rows).unwrap();
    ledger.add_external("StatLine", &table).unwrap();
    let audit = run(&release, &ledger, None);
    let hidden = audit.grave().filter(|(_, finding)| finding.attack == Attack::External).count();
    assert!(hidden > 0, "{:?}", audit.grave().collect::<Vec<_>>());
    assert!(attacks(&audit).contains(&Attack::Exact));
    assert_eq!(audit.periods[0].external_left_out.len(), 1, "{:?}", audit.periods[0].external_left_out);
}

/// The same counts with so few residents of a leaf in the first neighbourhood.
fn with_few(raw: &RawCounts, leaf: usize, few: i64) -> RawCounts {
    let width = raw.leaves().len();
    let values = (0..raw.quantities().len()).map(|quantity| {
        let kind = &raw.quantities()[quantity].kind;
        let mut found = Vec::new();
        for area in 0..raw.areas().len(cells::Level::Neighbourhood) {
            for at in 0..width {
                let value = match kind {
                    QuantityKind::Age(atom) if area == 0 && at == leaf => {
                        if atom == "65+" {
                            few
                        } else {
                            0
                        }
                    }
                    QuantityKind::Universe(id) if area == 0 && at == leaf && id == "inwoners" => few,
                    QuantityKind::Universe(id) if area == 0 && at == leaf && id == "inwoners-15-64" => 0,
                    QuantityKind::Count(_) if area == 0 && at == leaf => 0,
                    _ => raw.get(quantity, area, at),
                };
                found.push(((area * width + at) as u32, value));
            }
        }
        found
    });
    RawCounts::new(
        raw.period(),
        raw.vintage(),
        raw.areas().clone(),
        raw.leaves().clone(),
        raw.quantities().to_vec(),
        values.collect(),
    )
}

#[test]
fn the_report_names_cells_and_no_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (_, release, ledger) = published(folder.path(), 1, 3, How { base: 1, true_rates: false });
    let audit = run(&release, &ledger, None);
    let out = folder.path().join("report");
    audit::report::write(&audit, &release, "2026-11-24", &out).unwrap();
    let page = fs::read_to_string(out.join("audit.html")).unwrap();
    assert!(page.contains("lang=\"nl\"") && page.contains("lang=\"en\""));
    assert!(page.contains("Niet publiceren") && page.contains("Do not publish"));
    assert!(page.contains("BU9901"));
    assert!(!page.contains("<script") && !page.contains("http"), "self-contained");
    assert!(out.join("audit.xlsx").is_file() && out.join("audit-en.xlsx").is_file());
    if let Ok(keep) = std::env::var("WIJKMONITOR_KEEP_REPORT") {
        for file in ["audit.html", "audit.xlsx", "audit-en.xlsx"] {
            fs::copy(out.join(file), Path::new(&keep).join(file)).unwrap();
        }
    }
}
