//! Measures how fast a large SPSS file is read, beside pyreadstat on the same file.
//!
//! `cargo run --release -p microdata --example two_million -- FOLDER [ROWS]` writes FOLDER/register.sav and
//! FOLDER/register.csv (when they are not there), reads them, and prints rows, seconds, processor time and the largest memory; with
//! pyreadstat installed, also its seconds and memory for the same .sav file, and for the .zsav that it writes.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::Int64Type;
use microdata::sav::{Compression, Value};
use microdata::write::{SavColumn, SavKind, SavWriteOptions, SavWriter};
use microdata::{Column, Declared, Kind, ReadOptions, open};

const PEER: &str = r#"
import resource, sys, time
import pyreadstat
began = time.time()
columns, meta = pyreadstat.read_sav(sys.argv[1], output_format="dict", disable_datetime_conversion=True)
seconds = time.time() - began
total = sum(int(key) for key in columns["rinpersoon"])
if len(sys.argv) > 2:
    import pandas as pd
    pyreadstat.write_sav(pd.DataFrame(columns), sys.argv[2], compress=True, variable_format=meta.original_variable_types)
    sys.exit()
usage = resource.getrusage(resource.RUSAGE_SELF)
cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(f"pyreadstat    {meta.number_rows:>10} rows  {seconds:6.2f} s  CPU {cpu:6.2f} s  {memory:7.0f} MiB  sum of keys {total}")
"#;

fn batch(first: i64, rows: i64) -> RecordBatch {
    let numbers = first..first + rows;
    let mixed = |row: i64| row.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33;
    let columns: [(&str, ArrayRef); 7] = [
        ("rinpersoon", Arc::new(Int64Array::from_iter_values(numbers.clone()))),
        (
            "geboortedatum",
            Arc::new(Date32Array::from_iter_values(numbers.clone().map(|row| (mixed(row) % 36_000) as i32 - 17_000))),
        ),
        (
            "geslacht",
            Arc::new(StringArray::from_iter_values(
                numbers.clone().map(|row| if mixed(row) % 2 == 0 { "1" } else { "2" }),
            )),
        ),
        (
            "herkomstland",
            Arc::new(StringArray::from_iter_values(
                numbers.clone().map(|row| format!("{:04}", mixed(row) % 220 + 5000)),
            )),
        ),
        (
            "vestigingsdatum",
            Arc::new(numbers.clone().map(|row| (mixed(row) % 7 == 0).then_some(15_000)).collect::<Date32Array>()),
        ),
        (
            "inkomen",
            Arc::new(Float64Array::from_iter_values(
                numbers.clone().map(|row| (mixed(row) % 9_000_000) as f64 / 100.0),
            )),
        ),
        ("werkt", Arc::new(numbers.map(|row| Some(mixed(row) % 3 > 0)).collect::<BooleanArray>())),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

fn make(folder: &Path, rows: i64) {
    let columns = [
        SavColumn::new("rinpersoon", SavKind::Text { width: 9 }),
        SavColumn::new("geboortedatum", SavKind::Date),
        SavColumn::new("geslacht", SavKind::Text { width: 1 }),
        SavColumn::new("herkomstland", SavKind::Text { width: 4 }),
        SavColumn::new("vestigingsdatum", SavKind::Date),
        SavColumn::new("inkomen", SavKind::Number { width: 12, decimals: 2 }),
        SavColumn::new("werkt", SavKind::Number { width: 1, decimals: 0 })
            .value_labels([(Value::Number(0.0), "Nee".to_owned()), (Value::Number(1.0), "Ja".to_owned())]),
    ];
    let options = SavWriteOptions { compression: Compression::Bytecode, ..SavWriteOptions::default() };
    let mut sav = SavWriter::create(&folder.join("register.sav"), &columns, options).expect("the file is begun");
    let mut csv = std::io::BufWriter::new(std::fs::File::create(folder.join("register.csv")).expect("a file"));
    writeln!(csv, "rinpersoon;geboortedatum;geslacht;herkomstland;vestigingsdatum;inkomen;werkt").expect("written");
    for first in (0..rows).step_by(50_000) {
        let batch = batch(first + 1, (rows - first).min(50_000));
        sav.write(&batch).expect("rows are written");
        let (born, come) = (batch.column(1).as_primitive::<arrow::datatypes::Date32Type>(), batch.column(4));
        let (income, work) =
            (batch.column(5).as_primitive::<arrow::datatypes::Float64Type>(), batch.column(6).as_boolean());
        for row in 0..batch.num_rows() {
            let key = batch.column(0).as_primitive::<Int64Type>().value(row);
            let sex = batch.column(2).as_string::<i32>().value(row);
            let origin = batch.column(3).as_string::<i32>().value(row);
            let born = born.value_as_date(row).expect("a date");
            let come = if come.is_null(row) { "" } else { "2011-01-26" };
            let income = income.value(row).to_string().replace('.', ",");
            writeln!(csv, "{key:09};{born};{sex};{origin};{come};{income};{}", u8::from(work.value(row)))
                .expect("written");
        }
    }
    sav.finish().expect("the file is finished");
}

fn measure(path: &Path) {
    let declared = Declared::new([
        Column::new("rinpersoon", Kind::Key),
        Column::new("geboortedatum", Kind::Date),
        Column::new("geslacht", Kind::Text),
        Column::new("herkomstland", Kind::Text),
        Column::new("vestigingsdatum", Kind::Date).optional(),
        Column::new("inkomen", Kind::Decimal),
        Column::new("werkt", Kind::Truth),
    ]);
    let began = Instant::now();
    let register = open(path, &declared, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let (mut rows, mut total) = (0, 0_i64);
    for batch in register.batches().unwrap_or_else(|error| panic!("{error}")) {
        let batch = batch.unwrap_or_else(|error| panic!("{error}"));
        rows += batch.num_rows();
        total += batch.column(0).as_primitive::<Int64Type>().values().iter().sum::<i64>();
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "ours          {rows:>10} rows  {seconds:6.2} s  CPU {:6.2} s  {:7.0} MiB  sum of keys {total}",
        cpu(),
        memory()
    );
}

/// The processor time of this process in seconds, where Linux counts in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory this process has had, in MiB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("give a folder");
    let folder = Path::new(&folder);
    let second = arguments.next();
    if second.as_deref() == Some("read") {
        // A process of its own, so that its memory is that of one file.
        return measure(Path::new(&arguments.next().expect("a file")));
    }
    let rows = second.map_or(2_000_000, |rows| rows.parse().expect("a number of rows"));
    std::fs::create_dir_all(folder).expect("the folder is made");
    let path = |name: &str| folder.join(name);
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !path("register.sav").exists() {
        make(folder, rows);
    }
    if !path("register.zsav").exists() {
        let _ = Command::new(&python).args(["-c", PEER]).arg(path("register.sav")).arg(path("register.zsav")).status();
    }
    for name in ["register.sav", "register.zsav", "register.csv"] {
        let Ok(size) = path(name).metadata() else { continue };
        println!("{name}, {:.0} MB", size.len() as f64 / 1e6);
        let me = std::env::current_exe().expect("this program");
        let _ = Command::new(me).arg(folder).arg("read").arg(path(name)).status();
        if !name.ends_with("csv") {
            let _ = Command::new(&python).args(["-c", PEER]).arg(path(name)).status();
        }
    }
}
