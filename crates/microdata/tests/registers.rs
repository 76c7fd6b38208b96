//! Registers as a data maker has them: the same table in every format, and what is wrong with some.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray, TimestampMicrosecondArray,
};
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use microdata::sav::{Compression, SavFile, Value};
use microdata::write::{SavColumn, SavKind, SavWriteOptions, SavWriter};
use microdata::{
    Column, CsvOptions, DateForm, Declared, Kind, OnUnreadable, ReadError, ReadOptions, Register, TextEncoding,
    TextLayout, UserMissing, find, open,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use tempfile::TempDir;

/// Four residents of Zomerdam: 2023-01-01 is day 19,358; 1951-07-09 is day -6,751.
fn residents() -> RecordBatch {
    let columns: [(&str, ArrayRef); 6] = [
        ("RinPersoon", Arc::new(Int64Array::from(vec![1, 42, 123_456_789, 7]))),
        ("aantal", Arc::new(Int32Array::from(vec![Some(3), Some(-4), None, Some(1000)]))),
        ("inkomen", Arc::new(Float64Array::from(vec![Some(1234.5), Some(-0.25), None, Some(3000.0)]))),
        ("herkomst", Arc::new(StringArray::from(vec![Some("NL"), Some("SR"), None, Some("Curaçao")]))),
        ("aankomst", Arc::new(Date32Array::from(vec![Some(19_358), Some(-6_751), None, Some(0)]))),
        ("werkt", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None, Some(true)]))),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

fn declared() -> Declared {
    Declared::new([
        Column::new("rinpersoon", Kind::Key),
        Column::new("werkt", Kind::Truth).optional(),
        Column::new("aankomst", Kind::Date).optional(),
        Column::new("herkomst", Kind::Text).optional(),
        Column::new("inkomen", Kind::Decimal).optional(),
        Column::new("aantal", Kind::Whole).optional(),
    ])
}

/// What every format must give.
fn expected() -> RecordBatch {
    let from = residents();
    let of = |name: &str, to: &DataType| cast(from.column_by_name(name).expect("a column"), to).expect("a cast");
    RecordBatch::try_new(
        Arc::new(declared().schema(TextLayout::Plain, false)),
        vec![
            of("RinPersoon", &DataType::Int64),
            of("werkt", &DataType::Boolean),
            of("aankomst", &DataType::Date32),
            of("herkomst", &DataType::Utf8),
            of("inkomen", &DataType::Float64),
            of("aantal", &DataType::Int64),
        ],
    )
    .expect("a batch")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn written(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file is written");
    path
}

fn parquet(path: &Path, batch: &RecordBatch, rows_per_group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(rows_per_group)).build();
    let file = fs::File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("rows are written");
    writer.close().expect("the file is closed");
}

fn sav(path: &Path, compression: Compression) {
    let columns = [
        SavColumn::new("RinPersoon", SavKind::Text { width: 9 }).label("Nummer van de persoon"),
        SavColumn::new("aantal", SavKind::Number { width: 8, decimals: 0 }),
        SavColumn::new("inkomen", SavKind::Number { width: 12, decimals: 2 }),
        SavColumn::new("herkomst", SavKind::Text { width: 12 }),
        SavColumn::new("aankomst", SavKind::Date),
        SavColumn::new("werkt", SavKind::Number { width: 1, decimals: 0 })
            .value_labels([(Value::Number(0.0), "Nee".to_owned()), (Value::Number(1.0), "Ja".to_owned())]),
    ];
    let created = jiff::civil::date(2023, 1, 1).at(12, 0, 0, 0);
    let mut writer =
        SavWriter::create(path, &columns, SavWriteOptions { compression, created }).expect("the file is begun");
    writer.write(&residents()).expect("rows are written");
    assert_eq!(writer.finish().expect("the file is finished"), 4);
}

const CSV: &str = "RinPersoon;aantal;inkomen;herkomst;aankomst;werkt\n\
    000000001;3;1234,5;NL;2023-01-01;1\n\
    42;-4;-0,25;SR;1951-07-09;nee\n\
    123456789;;;;;\n\
    \"7\";1000;3000;Curaçao;1970-01-01;J\n";

fn all(register: &Register) -> Result<RecordBatch, ReadError> {
    let batches = register.batches()?.collect::<Result<Vec<_>, _>>()?;
    Ok(concat_batches(&register.schema(), &batches).expect("the batches have the schema"))
}

fn read(path: &Path, declared: &Declared, options: &ReadOptions) -> Result<RecordBatch, ReadError> {
    all(&open(path, declared, options)?)
}

fn options(change: impl FnOnce(&mut ReadOptions)) -> ReadOptions {
    let mut options = ReadOptions::default();
    change(&mut options);
    options
}

fn one(name: &str, kind: Kind) -> Declared {
    Declared::new([Column::new(name, kind)])
}

fn message(result: Result<RecordBatch, ReadError>) -> String {
    result.expect_err("it cannot be read").to_string()
}

#[track_caller]
fn says(message: &str, words: &[&str]) {
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
}

#[test]
fn the_same_table_is_the_same_in_every_format() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    written(&folder, "semicolons.csv", CSV);
    written(&folder, "mark.csv", [b"\xef\xbb\xbf", CSV.as_bytes()].concat());
    let commas = CSV.replace("1234,5", "1234.5").replace("-0,25", "-0.25").replace(';', ",");
    written(&folder, "commas.csv", &commas);
    written(&folder, "tabs.csv", CSV.replace(';', "\t"));
    written(&folder, "bars.csv", CSV.replace(';', "|").replace('\n', "\r\n"));
    written(&folder, "latin.csv", encoding_rs::WINDOWS_1252.encode(CSV).0);
    let dutch =
        CSV.replace("2023-01-01", "01-01-2023").replace("1951-07-09", "09-07-1951").replace("1970-01-01", "01-01-1970");
    written(&folder, "dutch.csv", dutch);
    parquet(&at("one.parquet"), &residents(), 1000);
    parquet(&at("groups.parquet"), &residents(), 1);
    sav(&at("packed.sav"), Compression::Bytecode);
    sav(&at("plain.sav"), Compression::None);
    for name in [
        "semicolons.csv",
        "mark.csv",
        "commas.csv",
        "tabs.csv",
        "bars.csv",
        "latin.csv",
        "dutch.csv",
        "one.parquet",
        "groups.parquet",
        "packed.sav",
        "plain.sav",
    ] {
        for rows in [1, 3, 10_000] {
            let options = options(|options| options.batch_rows = rows);
            let found = read(&at(name), &declared(), &options).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(found, expected(), "{name} by {rows} rows");
        }
        for layout in [TextLayout::View, TextLayout::Dictionary] {
            let register = open(&at(name), &declared(), &options(|options| options.text = layout)).expect(name);
            let found = all(&register).expect(name);
            assert_eq!(*found.schema(), declared().schema(layout, false));
            let plain = cast(found.column(3), &DataType::Utf8).expect("texts");
            assert_eq!(plain.as_ref(), expected().column(3).as_ref(), "{name} as {layout:?}");
        }
    }
    let register = open(&at("latin.csv"), &declared(), &ReadOptions::default()).expect("it opens");
    all(&register).expect("it is read");
    says(&register.tally().notes().join(" "), &["latin.csv", "Windows-1252"]);
}

#[test]
fn row_groups_are_read_side_by_side_and_columns_by_choice() {
    let folder = folder();
    let path = folder.path().join("groups.parquet");
    parquet(&path, &residents(), 1);
    let register = open(&path, &declared(), &ReadOptions::default()).expect("it opens");
    assert_eq!((register.pieces(), register.rows()), (4, Some(4)));
    let threads: Vec<_> = (0..register.pieces())
        .map(|piece| {
            let register = register.clone();
            std::thread::spawn(move || {
                let batches = register.read([piece], Some(&[3, 0])).expect("a piece");
                batches.map(|batch| batch.expect("a batch")).collect::<Vec<_>>()
            })
        })
        .collect();
    let batches: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect();
    let found = concat_batches(&batches[0].schema(), &batches).expect("one schema");
    assert_eq!(found, expected().project(&[3, 0]).expect("columns"));
    let none: usize =
        register.read(0..4, Some(&[])).expect("no columns").map(|batch| batch.expect("rows").num_rows()).sum();
    assert_eq!(none, 4);
    assert!(register.read([4], None).is_err());
    assert!(register.read([0], Some(&[6])).is_err());
}

#[test]
fn a_folder_of_files_is_one_table() {
    let folder = folder();
    let table = folder.path().join("GBAPERSOONTAB_2023");
    fs::create_dir(&table).expect("a folder");
    parquet(&table.join("part-1.parquet"), &residents().slice(0, 3), 2);
    parquet(&table.join("part-2.parquet"), &residents().slice(3, 1), 2);
    fs::write(table.join("_SUCCESS"), "").expect("a file");
    let found = find(folder.path(), "gbapersoontab_2023").expect("it is found");
    let register = open(&found, &declared(), &ReadOptions::default()).expect("it opens");
    assert_eq!((register.pieces(), register.files().len()), (3, 2));
    assert_eq!(all(&register).expect("it is read"), expected());

    fs::write(table.join("part-3.csv"), CSV).expect("a file");
    says(&message(read(&found, &declared(), &ReadOptions::default())), &["part-1.parquet", "part-3.csv", "leave one"]);
    let empty = folder.path().join("leeg_2023");
    fs::create_dir(&empty).expect("a folder");
    says(&message(read(&empty, &declared(), &ReadOptions::default())), &["leeg_2023", "no .parquet"]);
    fs::write(folder.path().join("gbapersoontab_2023.csv"), CSV).expect("a file");
    says(&find(folder.path(), "gbapersoontab_2023").expect_err("two").to_string(), &["more than once", "leave one"]);
    says(
        &find(folder.path(), "gbapersontab_2023").expect_err("none").to_string(),
        &["gbapersontab_2023.parquet", "did you mean"],
    );
}

#[test]
fn parquet_types_become_canonical() {
    let folder = folder();
    let path = folder.path().join("types.parquet");
    let dictionary = cast(
        &StringArray::from(vec![Some("NL  "), None, Some("SR")]),
        &DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
    )
    .expect("a dictionary");
    // 1951-07-09 at noon, before 1970: the day must not be rounded towards it.
    let noon = (-6_751 * 86_400 + 43_200) * 1_000_000;
    let columns: [(&str, ArrayRef); 7] = [
        ("sleutel", Arc::new(StringArray::from(vec!["000000042 ", "1", "999999999999999999"]))),
        ("drijvend", Arc::new(Float64Array::from(vec![Some(12.0), None, Some(-3.0)]))),
        ("herkomst", dictionary),
        ("moment", Arc::new(TimestampMicrosecondArray::from(vec![Some(noon), None, Some(0)]))),
        ("getal", Arc::new(Int32Array::from(vec![Some(20_230_101), None, Some(19_700_101)]))),
        ("nul_een", Arc::new(Int32Array::from(vec![Some(1), None, Some(0)]))),
        ("woord", Arc::new(StringArray::from(vec![Some("Ja"), Some(""), Some("NEE")]))),
    ];
    parquet(&path, &RecordBatch::try_from_iter(columns).expect("a batch"), 10);
    let declared = Declared::new([
        Column::new("sleutel", Kind::Key),
        Column::new("drijvend", Kind::Whole).optional(),
        Column::new("herkomst", Kind::Text).optional(),
        Column::new("moment", Kind::Date).optional(),
        Column::new("getal", Kind::Date).optional(),
        Column::new("nul_een", Kind::Truth).optional(),
        Column::new("woord", Kind::Truth).optional(),
        Column::new("afwezig", Kind::Decimal).optional(),
    ]);
    let found = read(&path, &declared, &ReadOptions::default()).expect("it is read");
    let keys = found.column(0).as_primitive::<Int64Type>();
    assert_eq!(keys.values(), &[42, 1, 999_999_999_999_999_999]);
    let whole: Vec<_> = found.column(1).as_primitive::<Int64Type>().iter().collect();
    assert_eq!(whole, [Some(12), None, Some(-3)]);
    let texts: Vec<_> = found.column(2).as_string::<i32>().iter().collect();
    assert_eq!(texts, [Some("NL"), None, Some("SR")]);
    let moments: Vec<_> = found.column(3).as_primitive::<Date32Type>().iter().collect();
    assert_eq!(moments, [Some(-6_751), None, Some(0)]);
    let numbers: Vec<_> = found.column(4).as_primitive::<Date32Type>().iter().collect();
    assert_eq!(numbers, [Some(19_358), None, Some(0)]);
    for truth in [5, 6] {
        let truths: Vec<_> = found.column(truth).as_boolean().iter().collect();
        assert_eq!(truths, [Some(true), None, Some(false)]);
    }
    assert_eq!(found.column(7).null_count(), 3);
    says(&message(read(&path, &one("moment", Kind::Key), &ReadOptions::default())), &["moment", "key", "Timestamp"]);
}

#[test]
fn an_unreadable_value_is_named_with_its_row() {
    let folder = folder();
    // The second row has a line break inside a field, so lines and rows differ.
    let text = "rin,naam\n1,a\n2,\"b\nc\"\nx3,d\n,e\n";
    let path = written(&folder, "fout.csv", text);
    let keys = one("rin", Kind::Key);
    says(&message(read(&path, &keys, &ReadOptions::default())), &["fout.csv", "row 3", "`rin`", "digits", "`x3`"]);

    let lenient = options(|options| options.on_unreadable = OnUnreadable::Null { limit: 2 });
    let register = open(&path, &keys, &lenient).expect("it opens");
    let found = all(&register).expect("it is read");
    let values: Vec<_> = found.column(0).as_primitive::<Int64Type>().iter().collect();
    assert_eq!(values, [Some(1), Some(2), None, None]);
    let problems = register.tally().columns();
    assert_eq!((problems[0].unreadable, problems[0].empty, problems[0].first.len()), (1, 1, 2));
    assert_eq!((problems[0].first[1].row, &problems[0].first[1].found), (4, &None));

    let reject = options(|options| options.on_unreadable = OnUnreadable::Reject { limit: 2 });
    let register = open(&path, &keys, &reject).expect("it opens");
    assert_eq!(all(&register).expect("it is read").column(0).as_primitive::<Int64Type>().values(), &[1, 2]);
    assert_eq!(register.tally().rejected_rows(), 2);

    let strict = options(|options| options.on_unreadable = OnUnreadable::Reject { limit: 1 });
    says(&message(read(&path, &keys, &strict)), &["more than 1", "row 3"]);
}

#[test]
fn problems_have_the_row_of_the_file_in_every_format() {
    let folder = folder();
    let keys: Vec<String> = (1..=9).map(|row| if row == 8 { "zes".to_owned() } else { format!("{row:09}") }).collect();
    let batch =
        RecordBatch::try_from_iter([("rin", Arc::new(StringArray::from(keys.clone())) as ArrayRef)]).expect("a batch");
    let at = |name: &str| folder.path().join(name);
    parquet(&at("a.parquet"), &batch, 3);
    written(&folder, "a.csv", format!("rin\n{}\n", keys.join("\n")));
    let column = [SavColumn::new("rin", SavKind::Text { width: 9 })];
    let mut writer = SavWriter::create(&at("a.sav"), &column, SavWriteOptions::default()).expect("begun");
    writer.write(&batch).expect("written");
    writer.finish().expect("finished");
    for name in ["a.parquet", "a.csv", "a.sav"] {
        for rows in [2, 100] {
            let options = options(|options| options.batch_rows = rows);
            says(&message(read(&at(name), &one("RIN", Kind::Key), &options)), &[name, "row 8,", "`zes`"]);
        }
    }
}

#[test]
fn missing_and_ambiguous_columns_are_named() {
    let folder = folder();
    let path = written(&folder, "kolommen.csv", "rinpersoon;geslacht;Geslacht\n1;1;1\n");
    let error = message(read(&path, &one("rin_persoon", Kind::Key), &ReadOptions::default()));
    says(&error, &["rin_persoon", "did you mean `rinpersoon`", "`geslacht`"]);
    says(
        &message(read(&path, &one("geslacht", Kind::Text), &ReadOptions::default())),
        &["more than once", "`Geslacht`"],
    );
    let twice = Declared::new([Column::new("a", Kind::Key), Column::new("A", Kind::Key)]);
    says(&message(read(&path, &twice, &ReadOptions::default())), &["declared twice"]);
}

#[test]
fn csv_numbers_with_thousands_separators_are_refused() {
    let folder = folder();
    let path = written(&folder, "duizend.csv", "a;b\n12,5;1\n1.234,5;1\n");
    says(&message(read(&path, &one("a", Kind::Decimal), &ReadOptions::default())), &["row 2", "thousands"]);
    let path = written(&folder, "punten.csv", "a;b\n1.000;1\n");
    says(&message(read(&path, &one("a", Kind::Whole), &ReadOptions::default())), &["row 1", "thousands"]);
    says(&message(read(&path, &one("a", Kind::Decimal), &ReadOptions::default())), &["row 1", "thousands"]);
    let point = options(|options| options.csv.decimal = Some(b'.'));
    let found = read(&path, &one("a", Kind::Decimal), &point).expect("a declared mark");
    assert_eq!(found.column(0).as_primitive::<Float64Type>().values(), &[1.0]);
}

#[test]
fn csv_dates_are_read_as_the_column_is_written() {
    let folder = folder();
    let days = |text: &str, declared: &Declared| {
        let path = written(&folder, "datum.csv", text);
        read(&path, declared, &ReadOptions::default())
            .map(|batch| batch.column(0).as_primitive::<Date32Type>().values().to_vec())
    };
    let date = one("d", Kind::Date);
    // 2023-02-01 is day 19,389; 2023-01-02 is day 19,359; 2023-01-31 is day 19,388.
    assert_eq!(days("d\n01/02/2023\n31/01/2023\n", &date).expect("day first"), [19_389, 19_388]);
    assert_eq!(days("d\n01/02/2023\n01/31/2023\n", &date).expect("month first"), [19_359, 19_388]);
    assert_eq!(days("d\n20230201\n", &date).expect("compact"), [19_389]);
    assert_eq!(days("d\n1-2-2023 00:00\n", &date).expect("dashes"), [19_389]);
    assert_eq!(days("d;e\n2023-02-01T00:00:00;x\n", &date).expect("with a time"), [19_389]);
    says(&days("d\n01/02/2023\n", &date).expect_err("open").to_string(), &["row 1", "declare how dates are written"]);
    let declared = Declared::new([Column::new("d", Kind::Date).dates(DateForm::MonthFirst)]);
    assert_eq!(days("d\n01/02/2023\n", &declared).expect("declared"), [19_359]);
    says(&days("d\n30-02-2023\n", &date).expect_err("no such day").to_string(), &["row 1", "`30-02-2023`"]);
}

#[test]
fn csv_files_that_are_not_sound_are_refused() {
    let folder = folder();
    let texts = Declared::new([Column::new("a", Kind::Key), Column::new("b", Kind::Text).optional()]);
    let refused = |bytes: &[u8]| message(read(&written(&folder, "kapot.csv", bytes), &texts, &ReadOptions::default()));
    says(&refused(b"a;b\n1;x\n2"), &["row 2", "expected 2 fields", "found 1", "cut short"]);
    says(&refused(b"a;b\n1;x\n2;\"y\n3;z\n"), &["quotation mark"]);
    says(&refused(b""), &["empty file"]);
    says(&refused(b"\xff\xfea\0;\0"), &["UTF-16", "UTF-8"]);
    // First UTF-8, then not.
    says(
        &refused("a;b\n1;é\n".as_bytes().iter().copied().chain(*b"2;\xe9\n").collect::<Vec<_>>().as_slice()),
        &["row 2", "UTF-8"],
    );
    let asked = options(|options| options.encoding = TextEncoding::Utf8);
    let path = written(&folder, "asked.csv", b"a;b\n1;\xe9\n");
    says(&message(read(&path, &texts, &asked)), &["row 1", "UTF-8", "encoding"]);
    let mut unquoted = CsvOptions::default();
    unquoted.quote = None;
    let path = written(&folder, "duim.csv", "a;b\n1;5\" buis\n");
    let found = read(&path, &texts, &options(|options| options.csv = unquoted)).expect("quotes are characters");
    assert_eq!(found.column(1).as_string::<i32>().value(0), "5\" buis");
}

#[test]
fn texts_that_stand_for_nothing_are_null() {
    let folder = folder();
    let path = written(&folder, "leeg.csv", "a;b\n1;NA\n---------;x  \n");
    let declared = Declared::new([Column::new("a", Kind::Key).optional(), Column::new("b", Kind::Text).optional()]);
    let options = options(|options| options.missing = vec!["NA".to_owned(), "---------".to_owned()]);
    let found = read(&path, &declared, &options).expect("it is read");
    assert!(found.column(0).is_null(1) && found.column(1).is_null(0));
    assert_eq!(found.column(1).as_string::<i32>().value(1), "x");
}

#[test]
fn formats_are_known_by_what_they_are() {
    let folder = folder();
    let keys = one("a", Kind::Key);
    let refused =
        |name: &str, bytes: &[u8]| message(read(&written(&folder, name, bytes), &keys, &ReadOptions::default()));
    says(&refused("a.sav", b"PK\x03\x04 a zip file"), &["SPSS", "encrypted, an archive"]);
    says(&refused("b.parquet", b"$FL2 not parquet"), &["Parquet", "SPSS", "extension"]);
    says(&refused("c.parquet", b"PAR1 but then it ends"), &["cut short", "PAR1"]);
    says(&refused("d.sav", b"$FL2 and no more"), &["cut short"]);
    says(&refused("e.xlsx", b"PK\x03\x04"), &["extension", ".parquet"]);
    says(&message(read(&folder.path().join("f.csv"), &keys, &ReadOptions::default())), &["f.csv", "opening"]);
}

#[test]
fn a_sav_file_cut_short_is_noticed() {
    let folder = folder();
    for compression in [Compression::Bytecode, Compression::None] {
        let path = folder.path().join("heel.sav");
        sav(&path, compression);
        let whole = fs::read(&path).expect("the file");
        for cut in [1, 5, 30, 100, whole.len() - 20] {
            let bytes = &whole[..whole.len() - cut];
            let outcome = read(&written(&folder, "kort.sav", bytes), &declared(), &ReadOptions::default());
            match outcome {
                // Only the mark of the end is missing; all rows are there.
                Ok(found) => assert!(cut <= 8 && found == expected(), "{cut} bytes less were not noticed"),
                Err(error) => says(&error.to_string(), &["kort.sav", "cut short"]),
            }
        }
        // A file that announces fewer rows than it has.
        let mut fewer = whole.clone();
        fewer[80..84].copy_from_slice(&2_i32.to_le_bytes());
        says(
            &message(read(&written(&folder, "meer.sav", fewer), &declared(), &ReadOptions::default())),
            &["another row"],
        );
    }
}

#[test]
fn values_that_spss_calls_missing_are_null_unless_asked() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/sav/pyreadstat_sample_missing.sav");
    if !path.is_file() {
        eprintln!("skipped: the sample files are not beside the checkout (shared/data/sav)");
        return;
    }
    let declared = Declared::new([
        Column::new("mynum", Kind::Decimal).optional(),
        Column::new("mydate", Kind::Date).optional(),
        Column::new("mychar", Kind::Text).optional(),
    ]);
    let values = |options: &ReadOptions| {
        let found = read(&path, &declared, options).expect("it is read");
        found.column(0).as_primitive::<Float64Type>().iter().collect::<Vec<_>>()
    };
    let null = values(&ReadOptions::default());
    let kept = values(&options(|options| options.user_missing = UserMissing::Keep));
    let file = SavFile::open(&path).expect("it opens");
    let variable = file.variables().iter().find(|variable| variable.name == "mynum").expect("the variable");
    assert_eq!(variable.missing.range, Some((2000.0, 3000.0)));
    let mut missing = 0;
    for (null, kept) in null.iter().zip(&kept) {
        match kept {
            Some(value) if variable.missing.has_number(*value) => {
                assert_eq!(*null, None);
                missing += 1;
            }
            kept => assert_eq!(null, kept),
        }
    }
    assert!(missing > 0, "the file has values in the range");
    says(&message(read(&path, &one("mytime", Kind::Whole), &ReadOptions::default())), &["mytime", "TIME8", "a time"]);
    says(&message(read(&path, &one("mydate", Kind::Whole), &ReadOptions::default())), &["mydate", "a date"]);
}

#[test]
fn value_labels_say_what_is_true() {
    let folder = folder();
    let path = folder.path().join("labels.sav");
    let labels = [(Value::Number(1.0), "Nee".to_owned()), (Value::Number(2.0), "Ja".to_owned())];
    let column = [SavColumn::new("werkt", SavKind::Number { width: 1, decimals: 0 }).value_labels(labels)];
    let values: ArrayRef = Arc::new(Int32Array::from(vec![1, 2, 1]));
    let mut writer = SavWriter::create(&path, &column, SavWriteOptions::default()).expect("begun");
    writer.write(&RecordBatch::try_from_iter([("werkt", values)]).expect("a batch")).expect("written");
    writer.finish().expect("finished");
    let found = read(&path, &one("werkt", Kind::Truth), &ReadOptions::default()).expect("it is read");
    let truths: Vec<_> = found.column(0).as_boolean().iter().flatten().collect();
    assert_eq!(truths, [false, true, false]);
}

#[test]
fn an_unfinished_sav_file_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("half.sav");
    let column = [SavColumn::new("a", SavKind::Text { width: 2 })];
    let mut writer = SavWriter::create(&path, &column, SavWriteOptions::default()).expect("begun");
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["ok", "te lang"]));
    let error = writer.write(&RecordBatch::try_from_iter([("a", texts)]).expect("a batch")).expect_err("too long");
    says(&error.to_string(), &["row 2", "`a`", "2 bytes", "te lang"]);
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
}
