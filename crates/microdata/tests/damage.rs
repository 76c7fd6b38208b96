//! Files with bytes changed or cut off: whatever they hold, reading ends with rows or an error, never with a panic.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use microdata::sav::{Compression, SavFile};
use microdata::write::{SavColumn, SavKind, SavWriteOptions, SavWriter};
use microdata::{Column, Declared, Kind, OnUnreadable, ReadOptions, open};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression as Packed, ZstdLevel};
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

const ROWS: i64 = 60;

fn batch() -> RecordBatch {
    let texts = (0..ROWS).map(|row| (row % 5 > 0).then(|| format!("tekst {} é", row % 7)));
    let columns: [(&str, ArrayRef); 4] = [
        ("sleutel", Arc::new(Int64Array::from_iter_values(0..ROWS))),
        ("getal", Arc::new(Float64Array::from_iter_values((0..ROWS).map(|row| row as f64 / 3.0)))),
        ("tekst", Arc::new(texts.collect::<StringArray>())),
        ("dag", Arc::new((0..ROWS).map(|row| (row % 9 > 0).then_some(row as i32 * 100)).collect::<Date32Array>())),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

fn declared() -> Declared {
    Declared::new([
        Column::new("sleutel", Kind::Key).optional(),
        Column::new("getal", Kind::Decimal).optional(),
        Column::new("tekst", Kind::Text).optional(),
        Column::new("dag", Kind::Date).optional(),
    ])
}

/// Files of every format, with the names of their extensions.
fn sound(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, packed) in [("plain", Packed::UNCOMPRESSED), ("zstd", Packed::ZSTD(ZstdLevel::default()))] {
        let mut bytes = Vec::new();
        let properties =
            WriterProperties::builder().set_compression(packed).set_max_row_group_row_count(Some(25)).build();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch().schema(), Some(properties)).expect("a writer");
        writer.write(&batch()).expect("rows");
        writer.close().expect("an end");
        files.push((format!("{name}.parquet"), bytes));
    }
    let columns = [
        SavColumn::new("sleutel", SavKind::Text { width: 9 }),
        SavColumn::new("getal", SavKind::Number { width: 8, decimals: 2 }).label("Een getal"),
        SavColumn::new("tekst", SavKind::Text { width: 20 }),
        SavColumn::new("dag", SavKind::Date),
    ];
    for compression in [Compression::None, Compression::Bytecode] {
        let path = folder.join("made.sav");
        let options = SavWriteOptions { compression, created: jiff::civil::date(2023, 1, 1).at(0, 0, 0, 0) };
        let mut writer = SavWriter::create(&path, &columns, options).expect("begun");
        writer.write(&batch()).expect("rows");
        writer.finish().expect("finished");
        files.push((format!("{compression:?}.sav"), fs::read(&path).expect("the file")));
    }
    let rows = (0..ROWS).map(|row| format!("{row};{},5;\"té;kst {row}\";{:02}-01-2023", row * 3, row % 28 + 1));
    let text = format!("sleutel;getal;tekst;dag\n{}\n", rows.collect::<Vec<_>>().join("\n"));
    files.push(("semicolons.csv".to_owned(), text.into_bytes()));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/sav");
    for name in [
        "pyreadstat_sample_missing.sav",
        "pyreadstat_sample.zsav",
        "pyreadstat_test_width.sav",
        "pyreadstat_simple_alltypes.sav",
    ] {
        if let Ok(bytes) = fs::read(samples.join(name)) {
            files.push((name.to_owned(), bytes));
        }
    }
    files
}

/// Reads all that can be read, as a register and as an SPSS file. Returns how many rows came.
fn read(path: &Path) -> usize {
    let mut options = ReadOptions::default();
    options.batch_rows = 16;
    options.on_unreadable = OnUnreadable::Null { limit: u64::MAX };
    let rows = |batches: microdata::Batches| batches.map_while(Result::ok).map(|batch| batch.num_rows()).sum();
    let count = open(path, &declared(), &options).and_then(|register| register.batches()).map_or(0, rows);
    if path.extension().is_some_and(|extension| extension != "csv" && extension != "parquet")
        && let Ok(file) = SavFile::open(path)
        && let Ok(values) = file.values()
    {
        // A damaged file may pretend to have any number of rows, but no more than it has bytes for.
        assert!(values.map_while(Result::ok).count() < 1_000_000);
    }
    count
}

struct Lab {
    folder: tempfile::TempDir,
    files: Vec<(String, Vec<u8>)>,
}

impl Lab {
    fn new() -> Self {
        // The Parquet library panics on some damaged files; that is caught, and its message is not of interest here.
        std::panic::set_hook(Box::new(|information| {
            let here = information.location().is_some_and(|location| location.file().contains("microdata"));
            if here || information.location().is_none() {
                eprintln!("{information}");
            }
        }));
        let folder = tempfile::tempdir().expect("a folder");
        let files = sound(folder.path());
        Self { folder, files }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    }
}

#[test]
fn whole_files_are_read_and_no_cut_passes_for_a_whole_parquet_or_sav_file() {
    let lab = Lab::new();
    for (name, bytes) in &lab.files {
        let whole = read(&lab.put(name, bytes));
        assert!(whole > 0, "{name}");
        let step = (bytes.len() / 150).max(1);
        for length in (0..bytes.len()).step_by(step) {
            let path = lab.put(name, &bytes[..length]);
            let outcome = open(&path, &declared(), &ReadOptions::default())
                .and_then(|register| register.batches()?.collect::<Result<Vec<_>, _>>());
            read(&path);
            // Of text it cannot be seen; of an SPSS file the mark of the end may be gone without loss.
            if !name.ends_with("csv") && length + 8 < bytes.len() {
                assert!(outcome.is_err(), "{name} cut to {length} of {} bytes", bytes.len());
            }
        }
    }
}

#[test]
fn no_change_of_bytes_makes_a_panic() {
    let lab = Lab::new();
    let change = (any::<proptest::sample::Index>(), prop_oneof![any::<u8>(), Just(0), Just(255), Just(127), Just(128)]);
    let case = (any::<proptest::sample::Index>(), prop::collection::vec(change, 1..8), any::<bool>());
    // More than these on request: PROPTEST_CASES=50000.
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1500);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&case, |(file, changes, early)| {
        let (name, bytes) = file.get(&lab.files);
        let mut bytes = bytes.clone();
        for (at, to) in changes {
            // The description of an SPSS file is at its start: half of the cases change only that.
            let within = if early { bytes.len().min(700) } else { bytes.len() };
            let at = at.index(within);
            bytes[at] = to;
        }
        read(&lab.put(name, &bytes));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn a_text_without_its_continuation_is_refused() {
    let lab = Lab::new();
    let (name, bytes) = lab.files.iter().find(|(name, _)| name == "None.sav").expect("the file");
    // The last variable is a date, of type 0; as a text of twenty bytes it would need two more records.
    let mut bytes = bytes.clone();
    let last = (0..bytes.len() - 4).rev().find(|at| bytes[*at..].starts_with(b"V4      ")).expect("the last variable");
    bytes[last - 20..last - 16].copy_from_slice(&20_i32.to_le_bytes());
    let error = SavFile::open(&lab.put(name, &bytes)).expect_err("its bytes would lie beyond the row").to_string();
    assert!(error.contains("continuation"), "{error}");
}
