//! Registers as Parquet: a few people with everything wrong with them, and an invented province.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use cells::{Period, Vintage};
use cluster::Input;
use definition::{Definition, Register};
use parquet::arrow::ArrowWriter;
use tabulate::{Report, Sums, Tabulated};
use tempfile::TempDir;

use crate::fixture::{Registers, count};

/// Neighbourhoods A and B (of WK990101) and C (of GM9902), and people on the edges of what may be counted.
pub(crate) const ROWS: &[(&str, &[&str])] = &[
    (
        "vslgwbtab",
        &["101 GM9901 WK990101 BU99010101", "103 GM9901 WK990101 BU99010102", "104 GM9902 WK990201 BU99020101"],
    ),
    (
        // Number, birth, sex, country of origin, country of birth, arrival.
        "gbapersoontab",
        &[
            "1 2005-01-01 1 NL NL -",          // 18 today
            "2 2005-01-02 2 NL NL -",          // 18 tomorrow
            "3 1992-01-02 2 MA NL -",          // parents from Morocco
            "4 1958-01-02 1 TR TR 2018-01-01", // came exactly five years ago
            "5 2000-02-29 2 SY SY 2018-01-02", // born on a leap day; came a day less than five years ago
            "6 1980-01-01 1 NL NL -",          // two addresses: none of the rows counts
            "7 1981-01-01 2 NL NL -",          // no address any more
            "8 1990-01-01 1 ZZ ZZ 2000-01-01", // an unknown country
            "9 2023-06-01 2 NL NL -",          // born after the reference day
            "10 1990-01-01 1 MA MA -",         // nobody knows since when
            "11 1940-01-02 3 NL NL -",         // a sex that is not in the list
            "11 1940-01-02 1 NL NL -",         // twice in the register
        ],
    ),
    (
        "gbaadresobjectbus",
        &[
            "1 101 2005-01-01 -",
            "2 101 2005-01-02 -",
            "3 103 2010-01-01 2023-01-01",
            "4 103 2018-01-01 -",
            "5 104 2018-01-02 -",
            "6 101 2000-01-01 -",
            "6 103 2022-01-01 -",
            "7 101 2000-01-01 2022-12-31",
            "8 101 2000-01-01 -",
            "9 101 2023-06-01 -",
            "10 104 2000-01-01 -",
            "11 104 1990-01-01 -",
        ],
    ),
    ("gbaoverlijdentab", &["4 2023-12-31", "5 2022-12-30", "98 2023-05-05"]),
    ("gbahuishoudensbus", &["1 9001 1 6 2010-01-01 -", "2 9001 0 6 2010-01-01 -", "4 9002 0 7 2020-01-01 -"]),
    ("inhatab", &["9001 12000 1"]),
    ("eigendomtab", &["101 C"]),
    ("hoogsteopltab", &["1 havo-vwo", "2 vmbo"]),
    ("onderwijsdeelnemerstab", &["1 mbo 1", "2 bo 8", "99 vo 2"]),
    ("citotab", &["2 540"]),
    ("spolisbus", &["4 2022-01-01 2023-12-31 100", "4 2022-06-01 2023-12-31 50"]),
];

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// In the declared types.
    Plainly,
    /// As statistical packages do: texts padded to one length, keys in 32 bits, dates as times, names in capitals, and
    /// columns that nobody declared.
    AsPackagesDo,
}

/// Writes registers as Parquet.
pub(crate) fn as_parquet(definition: &Definition, registers: &Registers, written: Written) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for register in &definition.microdata.as_ref().unwrap().registers {
        let base = register.file_in(Period(2023), Vintage(2023));
        let read = microdata::open(
            &registers.file(&format!("{base}.csv")),
            &tabulate::declared(register),
            &microdata::ReadOptions::default(),
        );
        let read = read.unwrap();
        let batches: Vec<RecordBatch> = read.batches().unwrap().map(Result::unwrap).collect();
        let batch = arrow::compute::concat_batches(&read.schema(), &batches).unwrap();
        let batch = if written == Written::AsPackagesDo { as_packages_do(&batch) } else { batch };
        write(&folder.path().join(format!("{base}.parquet")), &batch);
    }
    folder
}

fn as_packages_do(batch: &RecordBatch) -> RecordBatch {
    let mut fields = vec![Field::new("VOLGNUMMER", DataType::Int32, false)];
    let numbers: arrow::array::Int32Array = (0..).take(batch.num_rows()).collect();
    let mut columns: Vec<ArrayRef> = vec![Arc::new(numbers)];
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let to = match field.data_type() {
            DataType::Int64 => DataType::Int32,
            DataType::Date32 => DataType::Timestamp(TimeUnit::Microsecond, None),
            other => other.clone(),
        };
        let mut column = cast(column, &to).unwrap();
        if to == DataType::Utf8 {
            column = Arc::new(
                column.as_string::<i32>().iter().map(|t| t.map(|t| format!("{t:12}"))).collect::<StringArray>(),
            );
        }
        fields.push(Field::new(field.name().to_uppercase(), to, true));
        columns.push(column);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap()
}

/// Writes a file.
pub(crate) fn write(path: &Path, batch: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

/// Invented people in an invented province; one of the registers lies in a folder in two files.
pub(crate) fn province(definition: &Definition, persons: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let registers = folder.path().join("registers");
    let options = synth::Options { persons: Some(persons), years: 2023..=2023, seed: 7, ..synth::Options::default() };
    synth::write(&options, &registers, &synth::Silent).unwrap_or_else(|error| panic!("{error}"));
    let register = definition.microdata.as_ref().unwrap().find_register("gbaadresobjectbus").unwrap();
    in_two_files(register, &registers);
    folder
}

fn in_two_files(register: &Register, folder: &Path) {
    let path = folder.join(format!("{}.parquet", register.file_in(Period(2023), Vintage(2023))));
    let read = microdata::open(&path, &tabulate::declared(register), &microdata::ReadOptions::default()).unwrap();
    let batches: Vec<RecordBatch> = read.batches().unwrap().map(Result::unwrap).collect();
    let batch = arrow::compute::concat_batches(&read.schema(), &batches).unwrap();
    std::fs::remove_file(&path).unwrap();
    let parts = path.with_extension("");
    std::fs::create_dir(&parts).unwrap();
    let half = batch.num_rows() / 2;
    write(&parts.join("deel-1.parquet"), &batch.slice(0, half));
    write(&parts.join("deel-2.parquet"), &batch.slice(half, batch.num_rows() - half));
}

/// The folder of [`province`] as the input of a cluster.
pub(crate) fn registers_of(folder: &TempDir) -> PathBuf {
    folder.path().join("registers")
}

/// Counts in this process.
pub(crate) fn embedded(definition: &Definition, folder: &Path) -> Tabulated {
    count(definition, folder, Sums::Dense).unwrap_or_else(|error| panic!("{error}"))
}

/// A folder as the input of a cluster.
pub(crate) fn input(folder: &Path) -> Input {
    Input::Folder(folder.to_owned())
}

/// A report without what only this process can say: in which row something was first seen.
pub(crate) fn without_rows(report: &Report) -> Report {
    let mut report = report.clone();
    for found in &mut report.problems {
        found.first = None;
    }
    report
}

/// Every value, every unit and every problem is the same.
#[track_caller]
pub(crate) fn assert_equal(cluster: &Tabulated, embedded: &Tabulated) {
    assert_eq!(without_rows(&cluster.report), without_rows(&embedded.report));
    for (at, quantity) in embedded.counts.quantities().iter().enumerate() {
        let values = |counts: &counts::RawCounts| {
            let mut all = Vec::new();
            counts.each(at, |area, leaf, value| all.push((area, leaf, value)));
            all
        };
        assert!(values(&cluster.counts) == values(&embedded.counts), "{} differs", quantity.name());
    }
    assert!(cluster.counts == embedded.counts, "areas, leaves or quantities differ");
}
