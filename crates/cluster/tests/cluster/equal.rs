//! On two executors and in this process: cell for cell the same.

use crate::fixture::{Registers, lenient};
use crate::people::{ROWS, Written, as_parquet, assert_equal, embedded, input, province, registers_of};
use crate::processes::Cluster;

#[test]
fn two_executors_count_what_one_process_counts() {
    let cluster = Cluster::start(2, &[]);

    // A province: so small that a single flaw is more than one in a thousand.
    let definition = lenient();
    let people = province(&definition, 6_000);
    let registers = registers_of(&people);
    let alone = embedded(&definition, &registers);
    let together = cluster.count(&definition, &input(&registers)).unwrap_or_else(|error| panic!("{error}"));
    assert!(alone.report.units[0].counted > 5_000, "a province with people in it");
    assert_equal(&together, &alone);
    for executor in &cluster.executors {
        assert!(executor.tasks() > 10, "an executor that hardly worked: {}", executor.log());
        assert!(!executor.log().contains("ERROR"), "{}", executor.log());
    }

    // Where it comes from is told alike, but for who counted.
    let (together, alone) = (together.provenance, alone.provenance);
    assert_eq!(together.engine.split(' ').next(), Some(format!("ballista://{}", cluster.address).as_str()));
    assert_eq!(together.definition, alone.definition);
    assert_eq!(together.units, alone.units);
    let files = |provenance: &counts::Provenance| {
        let files =
            provenance.inputs.iter().map(|file| (file.register.clone(), file.file.clone(), file.bytes, file.rows));
        files.collect::<Vec<_>>()
    };
    assert_eq!(files(&together), files(&alone));
    assert!(together.inputs.iter().all(|file| file.sha256.as_ref().is_some_and(|hash| hash.len() == 64)));

    // A few people with everything wrong with them, in files as this program writes them and as others do.
    let registers = Registers::new(&definition, ROWS);
    let expected = [
        "gbapersoontab geboortedatum 1 of 12",
        "gbapersoontab geslacht 1 of 12",
        "gbapersoontab herkomstland 1 of 12",
        "gbapersoontab geboorteland 1 of 12",
        "gbapersoontab rinpersoon 1 of 12",
    ];
    for written in [Written::Plainly, Written::AsPackagesDo] {
        let files = as_parquet(&definition, &registers, written);
        let alone = embedded(&definition, files.path());
        let together = cluster.count(&definition, &input(files.path())).unwrap_or_else(|error| panic!("{error}"));
        assert_equal(&together, &alone);
        let said = together.report.problems.iter().filter(|found| found.table == "gbapersoontab").map(|found| {
            format!("{} {} {} of {}", found.table, found.column.as_deref().unwrap_or("-"), found.found, found.of)
        });
        assert_eq!(said.collect::<Vec<_>>(), expected, "{written:?}");
    }
}
