//! Limits of the cluster, as tests that run: when one of them fails, something has become possible.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::DataType;
use ballista::prelude::SessionContextExt;
use cluster::ClusterError;
use datafusion::datasource::MemTable;
use datafusion::logical_expr::{ColumnarValue, Volatility, create_udf};
use datafusion::prelude::SessionContext;

use crate::bad_input::assert_says;
use crate::fixture::{Registers, kis, lenient};
use crate::people::{ROWS, Written, as_parquet, embedded, input, write};
use crate::processes::{Cluster, count};

/// What is said of a table with these columns in the place of one, without asking a cluster anything.
fn said_of(file: &str, columns: Vec<(&str, ArrayRef)>) -> ClusterError {
    let definition = kis();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    write(&registers.path().join(file), &RecordBatch::try_from_iter(columns).unwrap());
    count(&definition, &input(registers.path()), &"127.0.0.1:9".parse().unwrap()).unwrap_err()
}

#[test]
fn it_reads_no_csv_and_no_spss() {
    let definition = kis();
    let registers = Registers::new(&definition, ROWS);
    let error = count(&definition, &input(registers.path()), &"127.0.0.1:9".parse().unwrap()).unwrap_err();
    assert!(matches!(error, ClusterError::NotParquet { .. }), "{error}");
    assert_says(&error, &["gbapersoontab_2023.csv is not Parquet", "--engine embedded"]);
}

#[test]
fn it_reads_no_keys_that_are_texts() {
    let keys: ArrayRef = Arc::new(StringArray::from(vec!["000000011", "000000012"]));
    let error = said_of("vsvtab_2023.parquet", vec![("rinpersoon", keys)]);
    assert!(matches!(error, ClusterError::ColumnType { .. }), "{error}");
    assert_says(
        &error,
        &["register `vsvtab`", "`rinpersoon` is of the type Utf8", "whole numbers", "--engine embedded"],
    );
}

#[test]
fn it_reads_no_truths_that_are_numbers() {
    let keys: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
    let truths: ArrayRef = Arc::new(Int64Array::from(vec![1, 0]));
    let error = said_of("vvetab_2023.parquet", vec![("rinpersoon", keys), ("deelname", truths)]);
    assert_says(&error, &["`deelname` is of the type Int64", "true and false"]);
}

#[test]
fn what_only_one_process_does() {
    let cluster = Cluster::start(1, &[]);

    // It says how often something is wrong, not in which row it is first: rows of a table on a cluster have no order.
    let definition = lenient();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    let folder = input(registers.path());
    let together = cluster.count(&definition, &folder).unwrap_or_else(|error| panic!("{error}"));
    let first = |counted: &tabulate::Tabulated| {
        let found = counted.report.problems.iter().find(|found| found.column.as_deref() == Some("geslacht")).unwrap();
        found.first.as_ref().map(|place| place.row)
    };
    assert_eq!(first(&together), None);
    assert_eq!(first(&embedded(&definition, registers.path())), Some(11));

    // The same for a value that cannot be read, which always stops it.
    let columns: [(&str, ArrayRef); 2] = [
        ("rinpersoon", Arc::new(Int64Array::from(vec![Some(1), None, Some(3)]))),
        ("deelname", Arc::new(BooleanArray::from(vec![true, true, false]))),
    ];
    write(&registers.path().join("vvetab_2023.parquet"), &RecordBatch::try_from_iter(columns).unwrap());
    let error = cluster.count(&definition, &folder).unwrap_err();
    assert!(matches!(error, ClusterError::Unreadable { .. }), "{error}");
    assert_says(&error, &["register `vvetab`, column `rinpersoon`", "no value", "in 1 of 3 rows", "--engine embedded"]);

    // A limit is a limit there as well, and nothing comes of what is beyond it.
    std::fs::remove_file(registers.path().join("vvetab_2023.parquet")).unwrap();
    let registers = as_parquet(&definition, &Registers::new(&definition, ROWS), Written::Plainly);
    let error = cluster.count(&kis(), &input(registers.path())).unwrap_err();
    assert_says(&error, &["more is wrong with the registers", "gbapersoontab, geslacht", "1 of 12 rows"]);

    // A table in the memory of the client is not there for others: code lists are part of the query instead. And a function
    // that the other processes were not built with cannot be called: a definition has those of `tabulate::functions`.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let context = SessionContext::remote(&format!("df://{}", cluster.address)).await.unwrap();
        let batch =
            RecordBatch::try_from_iter([("land", Arc::new(StringArray::from(vec!["NL"])) as ArrayRef)]).unwrap();
        let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).unwrap();
        context.register_table("lijst", Arc::new(table)).unwrap();
        assert!(context.sql("SELECT land FROM lijst").await.unwrap().collect().await.is_err());

        let same = |arguments: &[ColumnarValue]| Ok(arguments[0].clone());
        let function =
            create_udf("zelfde", vec![DataType::Int64], DataType::Int64, Volatility::Volatile, Arc::new(same));
        context.register_udf(function);
        let call = context.sql("SELECT zelfde(n) FROM (VALUES (1), (2)) AS rijen(n)").await.unwrap();
        assert!(call.collect().await.is_err());
    });
}
