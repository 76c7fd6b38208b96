//! Tables of CBS over OData versions 3 and 4.

use std::fs::{self, File};

use opendata::cache::{AREA_CODES, COLUMNS, DATA, DIMENSIONS, MEASURE_CODES, TABLE_INFO};
use opendata::{FileFormat, Outcome};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::{Value, json};

use super::server::Reply;
use super::tables::{Setting, TableV3, quick, shared, source_v3};

#[test]
fn pages_of_a_version_3_table_become_one_with_the_rows_as_they_were_sent() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer({
        let table = table.clone();
        move |asked| table.reply(asked)
    });
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 7, pages: 3, resumed_pages: 0 }));

    let text = setting.text("kern", DATA);
    for row in &table.rows {
        assert!(text.contains(row.as_str()), "{row} is there, digit by digit");
    }
    assert_eq!(setting.rows("kern", DATA).len(), 7);
    assert_eq!(setting.rows("kern", DATA)[1]["WijkenEnBuurten"], "GM9901    ", "padded as CBS does");
    assert_eq!(setting.rows("kern", COLUMNS).len(), 5);
    assert_eq!(setting.rows("kern", AREA_CODES)[1]["Title"], "Gebied GM9901");
    assert_eq!(setting.rows("kern", TABLE_INFO)[0]["Identifier"], "99001NED");

    let entry = setting.cache().require("kern", DATA).unwrap();
    assert_eq!(entry.format, FileFormat::OdataV3Json);
    assert_eq!(entry.modified.as_deref(), Some("2026-01-15T02:00:00"));
    assert_eq!(entry.fetched.as_deref(), Some("2026-01-31"));
    assert_eq!(entry.vintage.map(|v| v.0), Some(2026));
    assert!(entry.address.unwrap().ends_with("/ODataFeed/odata/99001NED/TypedDataSet?$format=json"));
    setting.assert_tidy();
}

#[test]
fn a_table_that_did_not_change_is_not_fetched_again_and_one_that_did_is() {
    let setting = Setting::new();
    let mut table = TableV3::invented(&setting.server);
    let first = table.clone();
    setting.server.answer(move |asked| first.reply(asked));
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(setting.server.times("TypedDataSet"), 3);

    let same = table.clone();
    setting.server.answer(move |asked| same.reply(asked));
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Unchanged));
    assert_eq!(setting.server.times("TypedDataSet"), 0);
    setting.assert_tidy();

    let refresh = opendata::FetchOptions { refresh: true, ..quick() };
    setting.fetch_with(&[source_v3(&setting.server)], &refresh).unwrap();
    assert_eq!(setting.server.times("TypedDataSet"), 3);

    table.modified = "2026-02-01T02:00:00".to_owned();
    table.rows[1] = table.rows[1].replace("990", "991");
    setting.server.answer(move |asked| table.reply(asked));
    let report = setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert!(matches!(report.outcome("kern"), Some(Outcome::Fetched { rows: 7, .. })));
    assert_eq!(setting.rows("kern", DATA)[1]["AantalInwoners_5"], 991);
}

#[test]
fn a_table_of_which_a_part_is_damaged_or_gone_is_fetched_again() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| table.reply(asked));
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    let whole = setting.text("kern", DATA);
    fs::write(setting.cache().find("kern", DATA).unwrap().path, "half").unwrap();
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(setting.text("kern", DATA), whole);
    fs::remove_file(setting.cache().find("kern", AREA_CODES).unwrap().path).unwrap();
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    assert_eq!(setting.rows("kern", AREA_CODES).len(), 7);
}

#[test]
fn a_filter_is_passed_on_and_another_filter_is_another_table() {
    let setting = Setting::new();
    let table = TableV3::invented(&setting.server);
    setting.server.answer(move |asked| {
        if asked.query("$filter").is_some_and(|f| f == "WijkenEnBuurten eq 'GM9901    '") {
            let mut one = table.clone();
            one.rows = vec![table.rows[1].clone()];
            return one.reply(asked);
        }
        table.reply(asked)
    });
    setting.fetch(&[source_v3(&setting.server)]).unwrap();
    let mut source = source_v3(&setting.server);
    source["filter"] = json!("WijkenEnBuurten eq 'GM9901    '");
    let report = setting.fetch(&[source]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 1, pages: 1, resumed_pages: 0 }));
    assert_eq!(setting.rows("kern", DATA)[0]["WijkenEnBuurten"], "GM9901    ");
}

/// Observations of an invented municipality in the form that version 4 documents, with the real codes of measures.
fn observations() -> Vec<Value> {
    ["NL00", "GM9901", "WK990101", "BU99010101"]
        .iter()
        .enumerate()
        .flat_map(|(area, code)| {
            [("T001036", json!(1000.0 - area as f64)), ("3000", json!(480.5)), ("4000", Value::Null)].map(
                |(measure, value)| {
                    let attribute = if value.is_null() { "Impossible" } else { "None" };
                    json!({
                        "Id": area * 3, "Measure": measure, "ValueAttribute": attribute, "Value": value,
                        "StringValue": null, "WijkenEnBuurten": format!("{code:<10}"),
                    })
                },
            )
        })
        .collect()
}

fn source_v4(setting: &Setting) -> Value {
    json!({
        "id": "kern4", "title": { "nl": "Kerncijfers", "en": "Key figures" }, "publisher": { "nl": "CBS", "en": "CBS" },
        "licence": "CC BY 4.0", "format": "cbs-odata-v4", "address": format!("{}/odata/v1/CBS/99004NED", setting.server.address),
        "table": "99004NED", "vintage": 2026, "area": "WijkenEnBuurten", "name": "Title", "population": "T001036",
        "long": { "measure": "Measure", "value": "Value" },
        "figure": [{ "indicator": "mannen", "period": 2026, "numerator": "3000", "denominator": "3000 + 4000" }],
    })
}

fn answer_v4(setting: &Setting, rows: Vec<Value>, measures: Value) {
    let base = format!("{}/odata/v1/CBS/99004NED", setting.server.address);
    setting.server.answer(move |asked| {
        let set = asked.path().trim_start_matches("/odata/v1/CBS/99004NED").trim_start_matches('/').to_owned();
        let value = match set.as_str() {
            "Properties" => {
                return Reply::ok(
                    json!({ "@odata.context": format!("{base}/$metadata#Properties"), "Identifier": "99004NED",
                            "Modified": "2026-01-15T00:00:00+01:00", "ObservationsModified": "2026-01-15T00:00:00+01:00",
                            "ObservationCount": rows.len() + 4 })
                    .to_string(),
                );
            }
            "Dimensions" => json!([{ "Identifier": "WijkenEnBuurten", "Title": "Wijken en buurten", "Kind": "GeoDetail" }]),
            "MeasureCodes" => measures.clone(),
            "WijkenEnBuurtenCodes" => json!([{ "Identifier": "GM9901", "Title": "Voorbeeldstad" }]),
            "Observations" => {
                let skip: usize = asked.query("$skip").map_or(0, |n| n.parse().unwrap());
                let end = (skip + 5).min(rows.len());
                let mut page = json!({ "@odata.context": format!("{base}/$metadata#Observations"), "value": rows[skip..end] });
                if end < rows.len() {
                    page["@odata.nextLink"] = json!(format!("Observations?$skip={end}"));
                }
                return Reply::ok(page.to_string());
            }
            _ => return Reply::status(404, "no such set"),
        };
        Reply::ok(json!({ "@odata.context": format!("{base}/$metadata#{set}"), "value": value }).to_string())
    });
}

/// The measures of 83765NED as CBS answers them, where the file is at hand; else the three that are used.
fn measures() -> Value {
    shared("odata/v4_83765NED_MeasureCodes.json").map_or_else(
        || json!([{ "Identifier": "T001036" }, { "Identifier": "3000" }, { "Identifier": "4000" }]),
        |path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap(),
    )
}

#[test]
fn observations_of_a_version_4_table_come_with_their_codes() {
    let setting = Setting::new();
    answer_v4(&setting, observations(), measures());
    let report = setting.fetch(&[source_v4(&setting)]).unwrap();
    assert_eq!(report.outcome("kern4"), Some(&Outcome::Fetched { rows: 12, pages: 3, resumed_pages: 0 }));
    assert_eq!(setting.rows("kern4", DATA), observations());
    assert_eq!(setting.rows("kern4", MEASURE_CODES), *measures().as_array().unwrap());
    assert_eq!(setting.rows("kern4", AREA_CODES)[0]["Title"], "Voorbeeldstad");
    assert_eq!(setting.rows("kern4", DIMENSIONS)[0]["Identifier"], "WijkenEnBuurten");
    assert_eq!(setting.cache().require("kern4", DATA).unwrap().format, FileFormat::OdataV4Json);
    assert_eq!(setting.fetch(&[source_v4(&setting)]).unwrap().outcome("kern4"), Some(&Outcome::Unchanged));
    setting.assert_tidy();
}

#[test]
fn a_measure_that_a_version_4_table_no_longer_has_is_named() {
    let setting = Setting::new();
    answer_v4(
        &setting,
        observations(),
        json!([{ "Identifier": "T001036" }, { "Identifier": "3000" }, { "Identifier": "4000_2" }]),
    );
    let message = setting.fetch(&[source_v4(&setting)]).unwrap_err().to_string();
    assert!(message.contains("source `kern4`"), "{message}");
    assert!(message.contains("no column `4000` (figure of `mannen`); nearest there: `4000_2`"), "{message}");
    assert!(setting.cache().entries().is_empty());
}

#[test]
fn the_observations_that_cbs_shows_in_its_guide_come_as_they_are() {
    // The first rows of 83765NED, 2017, as the guide to version 4 of CBS prints them: a table with numbers only, so
    // without a column for texts.
    let published = [
        ("T001036", 17_081_507),
        ("3000", 8_475_102),
        ("4000", 8_606_405),
        ("10680", 2_781_768),
        ("53050", 2_101_648),
        ("53310", 4_214_276),
    ];
    let rows: Vec<_> = published
        .iter()
        .enumerate()
        .map(|(id, (measure, value))| {
            json!({ "Id": id, "Measure": measure, "ValueAttribute": "None", "Value": f64::from(*value),
                    "WijkenEnBuurten": "NL00      " })
        })
        .collect();
    let setting = Setting::new();
    answer_v4(&setting, rows.clone(), measures());
    let mut source = source_v4(&setting);
    source["filter"] = json!("WijkenEnBuurten eq 'NL00'");
    setting.fetch(&[source]).unwrap();
    assert_eq!(setting.rows("kern4", DATA), rows);
    let total: f64 = setting.rows("kern4", DATA)[1..3].iter().map(|row| row["Value"].as_f64().unwrap()).sum();
    assert!((total - 17_081_507.0).abs() < 0.5, "men and women are everybody");
    assert_eq!(setting.server.times("$filter=WijkenEnBuurten%20eq%20%27NL00%27"), 1);
}

fn json_of(row: &Row) -> Value {
    row.get_column_iter()
        .map(|(name, field)| {
            let value = match field {
                Field::Null => Value::Null,
                Field::Int(n) => json!(n),
                Field::Long(n) => json!(n),
                // As CBS writes them: the shortest decimal of the stored single.
                Field::Float(n) => n.to_string().parse::<f64>().unwrap().into(),
                Field::Double(n) => json!(n),
                Field::Str(text) => json!(text),
                other => panic!("{name} is {other:?}"),
            };
            (name.clone(), value)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn parquet_rows(path: &str) -> Option<Vec<Value>> {
    let reader = SerializedFileReader::new(File::open(shared(path)?).unwrap()).unwrap();
    Some(reader.get_row_iter(None).unwrap().map(|row| json_of(&row.unwrap())).collect())
}

#[test]
fn the_whole_of_kwb_2020_comes_in_pages_of_ten_thousand_as_cbs_has_it() {
    let (Some(rows), Some(areas), Some(properties), Some(info)) = (
        parquet_rows("kwb/kwb_2020_84799NED_TypedDataSet.parquet"),
        parquet_rows("odata/v3_84799NED_WijkenEnBuurten.parquet"),
        shared("odata/v3_84799NED_DataProperties.json"),
        shared("odata/v3_84799NED_Metadata.json"),
    ) else {
        return;
    };
    let info: Value = serde_json::from_slice(&fs::read(info).unwrap()).unwrap();
    let setting = Setting::new();
    let table = TableV3 {
        path: "/ODataFeed/odata/84799NED".to_owned(),
        modified: info["Modified"].as_str().unwrap().to_owned(),
        stated_rows: info["RecordCount"].as_u64(),
        rows: rows.iter().map(Value::to_string).collect(),
        properties: serde_json::from_slice(&fs::read(properties).unwrap()).unwrap(),
        areas,
        page_rows: 10_000,
        ..TableV3::invented(&setting.server)
    };
    setting.server.answer(move |asked| table.reply(asked));
    let mut source = source_v3(&setting.server);
    (source["table"], source["area"]) = (json!("84799NED"), json!("Codering_3"));
    let report = setting.fetch(&[source]).unwrap();
    assert_eq!(report.outcome("kern"), Some(&Outcome::Fetched { rows: 17_341, pages: 2, resumed_pages: 0 }));
    let stored = setting.rows("kern", DATA);
    assert!(stored == rows, "every row and value is the one of the file");
    assert_eq!(stored[0]["AantalInwoners_5"], 17_407_585, "the Netherlands, as CBS published");
    assert_eq!(setting.rows("kern", AREA_CODES).len(), 17_341);
}
