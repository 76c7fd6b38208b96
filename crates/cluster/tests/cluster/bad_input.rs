//! What is refused before a cluster is asked anything, and in which words.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use cells::Period;
use cluster::{ClusterError, Input, Options};
use tabulate::{Progress, Quiet, TabulateError};

use crate::fixture::{Registers, kis};
use crate::people::{ROWS, Written, as_parquet, input};
use crate::processes::count;

/// An address at which nobody listens.
fn nobody() -> cluster::Address {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string().parse().unwrap()
}

#[track_caller]
pub(crate) fn assert_says(error: &ClusterError, parts: &[&str]) {
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "no {part:?} in: {message}");
    }
}

#[test]
fn nobody_who_listens() {
    let definition = kis();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    let address = nobody();
    let error = count(&definition, &input(registers.path()), &address).unwrap_err();
    let start = format!("wijkmonitor cluster scheduler --listen {address}");
    assert_says(&error, &["no scheduler answers", &start, "--engine embedded"]);
}

#[test]
fn a_missing_table_and_a_damaged_one() {
    let definition = kis();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    let vsv = registers.path().join("vsvtab_2023.parquet");
    let bytes = std::fs::read(&vsv).unwrap();
    std::fs::write(&vsv, &bytes[..bytes.len() - 9]).unwrap();
    let error = count(&definition, &input(registers.path()), &nobody()).unwrap_err();
    assert_says(&error, &["register `vsvtab`", "vsvtab_2023.parquet", "cut short"]);
    std::fs::remove_file(&vsv).unwrap();
    let error = count(&definition, &input(registers.path()), &nobody()).unwrap_err();
    assert_says(&error, &["register `vsvtab`", "there is no table `vsvtab_2023`"]);
}

#[test]
fn a_folder_that_is_not_there() {
    let error = count(&kis(), &input("nergens".as_ref()), &nobody()).unwrap_err();
    assert_says(&error, &["nergens", "listing the folder"]);
}

#[test]
fn a_bucket_without_a_name() {
    let error = "s3:///2023".parse::<Input>().unwrap_err();
    assert_says(&error, &["s3:///2023", "expected s3://BUCKET/FOLDER"]);
}

#[test]
fn who_wants_to_stop_is_heard() {
    let definition = kis();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    // It listens, and never says a word: without a wish to stop, this would last.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string().parse().unwrap();
    let options = Options { cancel: Arc::new(AtomicBool::new(false)), ..Options::default() };
    let progress: Arc<dyn Progress> = Arc::new(Quiet);
    let cancel = Arc::clone(&options.cancel);
    let stopping = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(500));
        cancel.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let folder = input(registers.path());
    let error = cluster::tabulate(&definition, &folder, Period(2023), &address, &options, &progress).unwrap_err();
    stopping.join().unwrap();
    assert!(matches!(error, ClusterError::Tabulate(TabulateError::Cancelled)), "{error}");
}
