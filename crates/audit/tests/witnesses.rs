//! Complete tables as evidence: good pairs are accepted, and five hundred bad ones of each kind are not.

mod fictional;

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int32Array, RecordBatch, StringArray, UInt16Array, UInt32Array};
use audit::attacks::witnesses::{Change, Claim, Fault, read, witnesses};
use audit::mutation::drop_balance;
use audit::statements::{Address, Base, Mark, Statements};
use audit::{Truth, Unknowns};
use cells::AreaCode;
use counts::RawCounts;
use fictional::{How, YEAR, blocks, counts, definition, places, release};
use parquet::arrow::ArrowWriter;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use release::Release;

struct Proof {
    raw: RawCounts,
    release: Release,
    _folder: tempfile::TempDir,
}

fn proof(people: i64) -> Proof {
    let folder = tempfile::tempdir().unwrap();
    let definition = definition(5);
    let raw = counts(&definition, people, 11);
    let made = blocks(&definition, &places(), &raw, How { base: 5, true_rates: false });
    let release = release(definition, made, &folder.path().join("release"));
    Proof { raw, release, _folder: folder }
}

impl Proof {
    fn statements(&self) -> (Statements, Truth<'_>) {
        let mut statements = Statements::read(&self.release, YEAR, &[]).unwrap();
        let truth = Truth::of(&statements, &self.raw, &self.release.definition, &self.release.places).unwrap();
        assert!(truth.settle(&mut statements).is_empty());
        (statements, truth)
    }
}

/// Moves one person of an age between two leaves and back between two areas: no margin changes.
fn cycle(base: u16, areas: (u32, u32), leaves: (u16, u16), table: u32) -> Vec<Change> {
    let change = |area, leaf, change| Change { table, base, area, leaf, change };
    vec![
        change(areas.0, leaves.0, 1),
        change(areas.0, leaves.1, -1),
        change(areas.1, leaves.0, -1),
        change(areas.1, leaves.1, 1),
    ]
}

fn value_in(
    statements: &Statements,
    raw: &RawCounts,
    definition: &definition::Definition,
    address: Address,
    changes: &[Change],
) -> i64 {
    let table = &statements.tables[address.table as usize];
    let group = table.groups[usize::from(address.position)];
    let level = statements.areas.levels()[table.level];
    let mut sum = 0;
    for term in &statements.counted[table.counted].terms {
        let quantity = raw.find(&statements.bases[term.base].quantity(definition)).unwrap();
        let leaves = statements.leaves_of(term, group);
        for area in raw.areas().inside(level, address.area as usize) {
            for leaf in (0..leaves.len()).filter(|leaf| leaves[*leaf]) {
                let own = |c: &&Change| {
                    usize::from(c.base) == term.base && c.area as usize == area && usize::from(c.leaf) == leaf
                };
                let change: i64 = changes.iter().filter(own).map(|c| i64::from(c.change)).sum();
                sum += i64::from(term.sign) * (raw.get(quantity, area, leaf) + change);
            }
        }
    }
    sum
}

/// Whether a table agrees with everything published, added up in the slowest way there is.
fn agrees(statements: &Statements, raw: &RawCounts, definition: &definition::Definition, changes: &[Change]) -> bool {
    statements.said().all(|(address, said)| {
        let value = value_in(statements, raw, definition, address, changes);
        value >= i64::from(said.low) && (said.high == u32::MAX || value <= i64::from(said.high))
    })
}

#[test]
fn the_truth_is_a_witness_for_what_is_0_or_the_most_and_for_nothing_else() {
    let proof = proof(3);
    let (statements, truth) = proof.statements();
    let mut claims = Vec::new();
    for (address, _) in statements.said().filter(|(_, said)| said.mark == Mark::Protected) {
        for value in [0, 9] {
            claims.push(Claim { table: 0, address, value });
        }
    }
    let result = witnesses(&statements, &truth, Vec::new(), claims);
    assert!(result.protected > 20);
    assert_eq!(result.without.len(), result.protected, "none can be 0 and 9 at once");
    assert!(result.faults[&Fault::OtherValue] > 0);
    for (address, no_zero, no_most) in result.without {
        let value = value_in(&statements, &proof.raw, &proof.release.definition, address, &[]);
        assert_eq!((no_zero, no_most), (value != 0, value != 9));
    }
}

#[test]
fn five_hundred_tables_of_which_a_balance_was_dropped_are_judged_as_adding_up_everything_does() {
    let proof = proof(4);
    let (statements, truth) = proof.statements();
    let definition = &proof.release.definition;
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let (areas, leaves) = (proof.raw.areas().len(cells::Level::Neighbourhood), proof.raw.leaves().len());
    let (address, _) = statements.said().find(|(_, said)| said.mark == Mark::Protected).unwrap();
    let (mut refused, mut accepted) = (0, 0);
    while refused < 500 {
        let base = random.random_range(0..statements.bases.len()) as u16;
        let two = |random: &mut ChaCha8Rng, of: usize| {
            let first = random.random_range(0..of);
            (first as u32, ((first + random.random_range(1..of)) % of) as u32)
        };
        let (a, l) = (two(&mut random, areas), two(&mut random, leaves));
        let whole = cycle(base, a, (l.0 as u16, l.1 as u16), 1);
        let part = drop_balance(&whole, &mut random).unwrap();
        for changes in [whole, part] {
            let value = value_in(&statements, &proof.raw, definition, address, &changes);
            let claim = Claim { table: 1, address, value: value.max(0) as u32 };
            let result = witnesses(&statements, &truth, changes.clone(), vec![claim]);
            let good = agrees(&statements, &proof.raw, definition, &changes);
            let fault = result.faults.keys().next().copied();
            match fault {
                None => assert!(good, "{changes:?}"),
                Some(Fault::Disagrees) => assert!(!good, "{changes:?}"),
                // Cells below 0, or more people than there are, are no sums that are published.
                Some(Fault::Negative | Fault::MoreThanAll) => {}
                Some(Fault::OtherValue) => panic!("the claim is true: {changes:?}"),
            }
            if fault.is_none() { accepted += 1 } else { refused += 1 }
        }
    }
    assert!(accepted > 50, "{accepted}");
}

#[test]
fn more_who_work_than_there_are_is_no_table() {
    let proof = proof(4);
    let (statements, truth) = proof.statements();
    let work = statements.bases.iter().position(|base| matches!(base, Base::Count(_))).unwrap() as u16;
    let (address, _) = statements.said().find(|(_, said)| said.mark == Mark::Protected).unwrap();
    let claim = |table| Claim { table, address, value: 0 };
    let change = |change| Change { table: 1, base: work, area: 0, leaf: 0, change };
    let result = witnesses(&statements, &truth, vec![change(1000)], vec![claim(1)]);
    assert_eq!(result.faults.keys().collect::<Vec<_>>(), [&Fault::MoreThanAll]);
    let result = witnesses(&statements, &truth, vec![change(-1000)], vec![claim(1)]);
    assert_eq!(result.faults.keys().collect::<Vec<_>>(), [&Fault::Negative]);
}

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn witnesses_are_read_as_the_contract_has_them() {
    let proof = proof(4);
    let (statements, truth) = proof.statements();
    let folder = tempfile::tempdir().unwrap();
    let text = |values: Vec<&str>| -> ArrayRef { Arc::new(StringArray::from(values)) };
    write(
        &folder.path().join("changes.parquet"),
        vec![
            ("table", Arc::new(UInt32Array::from(vec![1, 1, 1, 2]))),
            // Residents are a sum of ages: what is said of them is not counted twice.
            ("quantity", text(vec!["age:0-3", "count:werk", "universe:inwoners", "age:200+"])),
            ("area", text(vec!["BU99010101"; 4])),
            ("leaf", Arc::new(UInt16Array::from(vec![0, 1, 0, 0]))),
            ("change", Arc::new(Int32Array::from(vec![1, -1, 1, 1]))),
        ],
    );
    write(
        &folder.path().join("claims.parquet"),
        vec![
            ("table", Arc::new(UInt32Array::from(vec![1, 1, 1]))),
            ("quantity", text(vec!["count:werk", "rest:werk", "universe:inwoners"])),
            ("level", text(vec!["district", "country", "neighbourhood"])),
            ("area", text(vec!["WK990101", "NL00", "BU01010101"])),
            ("category", text(vec!["hier", "total", "total"])),
            ("value", Arc::new(UInt32Array::from(vec![0, 9, 0]))),
        ],
    );
    let find = |code: &str| {
        let place = proof.release.places.find(code.parse::<AreaCode>().ok()?)?;
        statements.areas.find(place)
    };
    let (changes, claims, unknown) = read(folder.path(), &statements, &truth, &proof.release.definition, find).unwrap();
    assert_eq!((changes.len(), claims.len(), unknown), (2, 2, 2));
    let named = |claim: &Claim| {
        let table = &statements.tables[claim.address.table as usize];
        (statements.counted[table.counted].name.as_str(), statements.areas.levels()[table.level], claim.value)
    };
    assert_eq!(named(&claims[0]), ("count:werk", cells::Level::District, 0));
    assert_eq!(named(&claims[1]), ("rest:werk", cells::Level::Country, 9));
    fs::write(folder.path().join("claims.parquet"), "no parquet").unwrap();
    let error = read(folder.path(), &statements, &truth, &proof.release.definition, find).unwrap_err();
    assert!(error.to_string().contains("claims.parquet"), "{error}");
}

#[test]
fn the_true_counts_are_a_solution_of_every_row() {
    let proof = proof(4);
    let (statements, _) = proof.statements();
    // The unknowns of a block are those of the whole, with everything else together.
    let whole = Unknowns::whole(&statements);
    let block = Unknowns::block(&statements, 1, 0);
    assert!(block.system.columns() < whole.system.columns());
    assert!(block.protected.iter().all(|address| whole.protected.contains(address)));
}
