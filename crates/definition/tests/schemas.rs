//! The JSON Schemas that editors use are those of the types.

use std::fs;
use std::path::{Path, PathBuf};

use definition::json_schemas;

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/schemas").join(format!("{name}.json"))
}

/// Run with `UPDATE_SCHEMAS=1` to write them anew after a change of the types.
#[test]
fn the_shipped_schemas_are_those_of_the_types() {
    for (name, schema) in json_schemas() {
        let generated = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = shipped(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &generated).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == generated,
            "monitors/schemas/{name}.json is out of date: run `UPDATE_SCHEMAS=1 cargo test -p definition --test schemas`"
        );
    }
}

#[test]
fn a_schema_describes_every_key_an_author_can_write() {
    for (name, schema) in json_schemas() {
        let mut undescribed = Vec::new();
        look(name, &schema, &mut undescribed);
        assert!(undescribed.is_empty(), "without a description: {undescribed:?}");
    }
}

fn look(at: &str, schema: &serde_json::Value, undescribed: &mut Vec<String>) {
    if let Some(properties) = schema.get("properties").and_then(serde_json::Value::as_object) {
        for (key, property) in properties {
            // A tag such as `from` is described by its variant.
            if property.get("description").is_none() && property.get("const").is_none() {
                undescribed.push(format!("{at}.{key}"));
            }
        }
    }
    for (name, definition) in schema.get("$defs").and_then(serde_json::Value::as_object).into_iter().flatten() {
        look(name, definition, undescribed);
    }
    for variant in schema.get("oneOf").and_then(serde_json::Value::as_array).into_iter().flatten() {
        look(at, variant, undescribed);
    }
}
