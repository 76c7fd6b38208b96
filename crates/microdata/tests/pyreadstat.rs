//! SPSS files, compared value for value with what pyreadstat reads from them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use microdata::sav::{Alignment, Compression, Measure, SavFile, Shape, Value, Variable};
use microdata::write::{SavColumn, SavKind, SavWriteOptions, SavWriter};
use serde_json::Value as Json;

/// The Python of the environment, or the one that `cargo xtask test` prepares, or the one of the machine.
fn python() -> String {
    let prepared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python3");
    let here = if prepared.exists() { prepared.to_string_lossy().into_owned() } else { "python3".to_owned() };
    std::env::var("PYTHON").unwrap_or(here)
}

fn oracle(arguments: &[&str]) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle.py");
    let python = python();
    let run = |arguments: &[&str]| {
        Command::new(&python).arg("-B").arg(&script).args(arguments).env("PYTHONIOENCODING", "utf-8").output()
    };
    if !run(&["version"]).is_ok_and(|version| version.status.success()) {
        eprintln!("skipped: {python} has no pyreadstat (python3 -m pip install pyreadstat pandas)");
        return None;
    }
    let output = run(arguments).expect("python3 starts");
    assert!(output.status.success(), "the script of pyreadstat failed: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("the script writes UTF-8"))
}

fn sav_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sav" || extension == "zsav"))
        .collect();
    files.sort();
    files
}

/// Everything a file holds, in the shape in which the script writes it.
fn described(file: &SavFile) -> Json {
    let plain = |value: &Value| match value {
        Value::Missing => Json::Null,
        Value::Number(number) => serde_json::json!({ "number": format!("{:016x}", number.to_bits()) }),
        Value::Text(text) => Json::from(text.as_str()),
    };
    let rows: Vec<Vec<Value>> = file.values().expect("values").map(|row| row.expect("a row")).collect();
    let variable = |(at, variable): (usize, &Variable)| {
        let mut missing = Vec::new();
        if let Some((low, high)) = variable.missing.range {
            missing.push(serde_json::json!([plain(&Value::Number(low)), plain(&Value::Number(high))]));
        }
        missing.extend(variable.missing.values.iter().map(|value| serde_json::json!([plain(value), plain(value)])));
        let labels: Vec<Json> =
            variable.value_labels.iter().map(|(value, label)| serde_json::json!([plain(value), label])).collect();
        serde_json::json!({
            "name": variable.name,
            "label": variable.label,
            "format": variable.format.to_string(),
            "measure": match variable.measure {
                Measure::Unknown => "unknown",
                Measure::Nominal => "nominal",
                Measure::Ordinal => "ordinal",
                Measure::Scale => "scale",
            },
            "alignment": match variable.alignment {
                Alignment::Unknown => "unknown",
                Alignment::Left => "left",
                Alignment::Right => "right",
                Alignment::Center => "center",
            },
            "display_width": variable.display_width.unwrap_or(0),
            "storage_width": match variable.shape { Shape::Number => 8, Shape::Text(width) => width },
            "value_labels": labels,
            "missing": missing,
            "values": rows.iter().map(|row| plain(&row[at])).collect::<Vec<_>>(),
        })
    };
    serde_json::json!({
        "rows": file.rows(),
        "encoding": file.encoding().to_lowercase(),
        "label": file.label(),
        "notes": file.documents(),
        "variables": file.variables().iter().enumerate().map(variable).collect::<Vec<_>>(),
    })
}

/// Leaves out what pyreadstat itself leaves out or writes in another way.
fn leveled(mut oracle: Json) -> Json {
    let encoding = oracle["encoding"].as_str().unwrap_or_default().to_lowercase();
    oracle["encoding"] = encoding.into();
    if oracle["label"].is_null() {
        oracle["label"] = "".into();
    }
    oracle
}

/// A dictionary has no order in Python's answer, so labels are sorted on both sides.
fn sorted(mut described: Json) -> Json {
    for variable in described["variables"].as_array_mut().expect("variables") {
        variable["value_labels"].as_array_mut().expect("labels").sort_by_key(Json::to_string);
    }
    described
}

fn equals_pyreadstat(files: &[PathBuf]) -> bool {
    let mut arguments = vec!["read"];
    arguments.extend(files.iter().map(|file| file.to_str().expect("a path in UTF-8")));
    let Some(answers) = oracle(&arguments) else { return false };
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), files.len());
    for (path, answer) in files.iter().zip(answers) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let theirs = sorted(leveled(serde_json::from_str(answer).expect("JSON")));
        let ours = sorted(described(&SavFile::open(path).unwrap_or_else(|error| panic!("{error}"))));
        for key in ["rows", "encoding", "label", "notes"] {
            assert_eq!(ours[key], theirs[key], "{name}: {key}");
        }
        let (ours, theirs) = (ours["variables"].as_array(), theirs["variables"].as_array());
        let (ours, theirs) = (ours.expect("variables"), theirs.expect("variables"));
        assert_eq!(ours.len(), theirs.len(), "{name}: variables");
        for (our, their) in ours.iter().zip(theirs) {
            for (key, value) in their.as_object().expect("a variable") {
                let variable = &their["name"];
                if key == "values" {
                    let (our, their) = (our[key].as_array().expect("values"), value.as_array().expect("values"));
                    assert_eq!(our.len(), their.len(), "{name}, {variable}: number of values");
                    for (row, (our_value, their_value)) in our.iter().zip(their).enumerate() {
                        assert_eq!(our_value, their_value, "{name}, {variable}, row {}", row + 1);
                    }
                } else {
                    assert_eq!(&our[key], value, "{name}, {variable}: {key}");
                }
            }
        }
    }
    true
}

#[test]
fn every_sample_file_equals_pyreadstat_value_for_value() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/sav");
    if !folder.is_dir() {
        eprintln!("skipped: the sample files are not beside the checkout (shared/data/sav)");
        return;
    }
    let files = sav_files(&folder);
    assert!(files.len() >= 14, "{} sample files", files.len());
    equals_pyreadstat(&files);
}

#[test]
fn what_pyreadstat_writes_is_read_value_for_value() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    if oracle(&["write", path, "2000"]).is_some() {
        let files = sav_files(folder.path());
        assert_eq!(files.len(), 5);
        assert!(equals_pyreadstat(&files));
    }
}

#[test]
fn what_is_written_is_what_pyreadstat_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let numbers =
        vec![Some(0.0), Some(-0.0), Some(151.0), Some(152.0), Some(-99.0), Some(-100.0), Some(0.1), None, Some(1e300)];
    let rows = numbers.len();
    let long = "ë".repeat(127);
    let texts = ["", " voor", "Curaçao", "€", "漢字", "a", "bb", &long, "z"];
    let columns: [(&str, ArrayRef); 6] = [
        ("getal", Arc::new(Float64Array::from(numbers))),
        ("sleutel", Arc::new(Int64Array::from_iter_values((0..9).map(|row| row * 11)))),
        ("code", Arc::new(StringArray::from_iter_values((0..rows).map(|row| if row % 2 == 0 { "A" } else { "B" })))),
        ("tekst", Arc::new(StringArray::from_iter_values(texts))),
        ("dag", Arc::new((0..9).map(|row| (row != 3).then_some(row * 5000 - 20_000)).collect::<Date32Array>())),
        ("waar", Arc::new((0..rows).map(|row| (row != 5).then_some(row % 3 == 0)).collect::<BooleanArray>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let variables = [
        SavColumn::new("getal", SavKind::Number { width: 8, decimals: 2 }).measure(Measure::Scale),
        SavColumn::new("RINPERSOON_met_een_lange_naam", SavKind::Text { width: 9 }).label("Nummer"),
        SavColumn::new("code", SavKind::Text { width: 1 })
            .value_labels([(Value::Text("A".to_owned()), "Almere".to_owned())])
            .measure(Measure::Nominal),
        SavColumn::new("tekst", SavKind::Text { width: 255 }).label("Tekst van één regel"),
        SavColumn::new("dag", SavKind::Date),
        SavColumn::new("waar", SavKind::Number { width: 1, decimals: 0 })
            .value_labels([(Value::Number(0.0), "Nee".to_owned()), (Value::Number(1.0), "Ja".to_owned())])
            .measure(Measure::Ordinal),
    ];
    let mut files = Vec::new();
    for (name, compression) in [("packed.sav", Compression::Bytecode), ("plain.sav", Compression::None)] {
        let path = folder.path().join(name);
        let options = SavWriteOptions { compression, created: jiff::civil::date(2023, 1, 31).at(12, 30, 0, 0) };
        let mut writer = SavWriter::create(&path, &variables, options).expect("the file is begun");
        // Codes of one byte run on from one batch into the next.
        writer.write(&batch.slice(0, 5)).expect("rows are written");
        writer.write(&batch.slice(5, 4)).expect("rows are written");
        assert_eq!(writer.finish().expect("the file is finished"), 9);
        let file = SavFile::open(&path).expect("it opens");
        let read: Vec<Vec<Value>> = file.values().expect("values").collect::<Result<_, _>>().expect("rows");
        assert_eq!(read[7][3], Value::Text(long.clone()));
        assert_eq!(read[3][1], Value::Text("000000033".to_owned()));
        assert_eq!((&read[7][0], &read[3][4], &read[5][5]), (&Value::Missing, &Value::Missing, &Value::Missing));
        files.push(path);
    }
    equals_pyreadstat(&files);
}

/// A file of one number and one text of twelve bytes, byte by byte, as an old or a foreign SPSS would write it.
fn by_hand(big_endian: bool, code_page: Option<i32>, encoding: Option<&str>, texts: &[&[u8]]) -> Vec<u8> {
    let int = |number: i32| if big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
    let float = |number: f64| if big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
    let padded = |text: &[u8], width: usize| [text, &vec![b' '; width - text.len()]].concat();
    let mut out = [b"$FL2".to_vec(), padded(b"@(#) SPSS DATA FILE", 60)].concat();
    let count = |length: usize| i32::try_from(length).expect("a small number");
    for number in [2, 3, 0, 0, count(texts.len())] {
        out.extend(int(number));
    }
    out.extend(float(100.0));
    out.extend(padded(b"01 Jan 9900:00:00", 81));
    out.extend([0; 3]);
    // A number with a label and a range and a value that are missing.
    for number in [2, 0, 1, -3, 0x0005_0802, 0x0005_0802] {
        out.extend(int(number));
    }
    out.extend(padded(b"GETAL", 8));
    out.extend(int(5));
    out.extend(b"Label\0\0\0");
    for number in [90.0, 99.0, -1.0] {
        out.extend(float(number));
    }
    // A text of twelve bytes, in two cells.
    for number in [2, 12, 0, 0, 0x0001_0c00, 0x0001_0c00] {
        out.extend(int(number));
    }
    out.extend(padded(b"TEKST", 8));
    for number in [2, -1, 0, 0, 0x0001_0c00, 0x0001_0c00] {
        out.extend(int(number));
    }
    out.extend(padded(b"", 8));
    for number in [3, 1] {
        out.extend(int(number));
    }
    out.extend(float(1.0));
    out.push(2);
    out.extend(padded(b"Ja", 7));
    for number in [4, 1, 1] {
        out.extend(int(number));
    }
    if let Some(page) = code_page {
        let kind = if big_endian { 1 } else { 2 };
        for number in [7, 3, 4, 8, 14, 0, 0, -1, 1, 1, kind, page] {
            out.extend(int(number));
        }
    }
    // Measure, width and alignment of both.
    for number in [7, 11, 4, 6, 3, 8, 1, 1, 12, 0] {
        out.extend(int(number));
    }
    if let Some(encoding) = encoding {
        for number in [7, 20, 1, count(encoding.len())] {
            out.extend(int(number));
        }
        out.extend(encoding.as_bytes());
    }
    for number in [999, 0] {
        out.extend(int(number));
    }
    for (row, text) in texts.iter().enumerate() {
        out.extend(float(if row == 1 { -f64::MAX } else { row as f64 * 45.5 }));
        out.extend(padded(text, 16));
    }
    out
}

#[test]
fn byte_orders_and_encodings_are_those_of_the_file() {
    type Case<'a> = (&'a str, bool, Option<i32>, Option<&'a str>, &'a [u8], &'a str);
    let folder = tempfile::tempdir().expect("a folder");
    let cases: [Case<'_>; 7] = [
        ("big.sav", true, Some(65001), Some("UTF-8"), "Curaçao".as_bytes(), "Curaçao"),
        ("western.sav", false, Some(1252), None, b"Cura\xe7ao \x80", "Curaçao €"),
        ("old.sav", false, None, None, b"Cura\xe7ao", "Curaçao"),
        ("big_western.sav", true, Some(1252), Some("windows-1252"), b"Fran\xe7ois", "François"),
        ("turkish.sav", false, Some(1254), Some("windows-1254"), b"\xdd\xfeleyen", "İşleyen"),
        ("cyrillic.sav", false, Some(1251), Some("windows-1251"), b"\xcc\xee\xf1\xea\xe2\xe0", "Москва"),
        ("latin_9.sav", false, Some(28605), Some("ISO-8859-15"), b"\xa4uro", "€uro"),
    ];
    let mut files = Vec::new();
    for (name, big_endian, page, encoding, bytes, text) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, by_hand(big_endian, page, encoding, &[bytes, b"abc", b""])).expect("a file");
        let file = SavFile::open(&path).unwrap_or_else(|error| panic!("{error}"));
        let rows: Vec<Vec<Value>> = file.values().expect("values").collect::<Result<_, _>>().expect("rows");
        let texts: Vec<Value> = rows.iter().map(|row| row[1].clone()).collect();
        assert_eq!(texts, [text, "abc", ""].map(|text| Value::Text(text.to_owned())), "{name}");
        assert_eq!(
            [&rows[0][0], &rows[1][0], &rows[2][0]],
            [&Value::Number(0.0), &Value::Missing, &Value::Number(91.0)]
        );
        assert!(file.variables()[0].missing.has_number(91.0));
        // Where the file does not say its encoding, pyreadstat takes the bytes for UTF-8.
        if encoding.is_some() || page.is_some() {
            files.push(path);
        }
    }
    equals_pyreadstat(&files);

    // A code page that cannot be read is no reason to refuse a file in plain ASCII, but no letter is guessed.
    let path = folder.path().join("dos.sav");
    std::fs::write(&path, by_hand(false, Some(850), None, &[b"plain", b"Cura\x87ao"])).expect("a file");
    let file = SavFile::open(&path).expect("it opens");
    let mut rows = file.values().expect("values");
    assert!(rows.next().expect("a row").is_ok());
    let error = rows.next().expect("a row").expect_err("not ASCII").to_string();
    assert!(error.contains("row 2") && error.contains("TEKST") && error.contains("850"), "{error}");
}
