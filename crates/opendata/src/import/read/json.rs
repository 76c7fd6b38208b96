//! JSON: the rows of an OData answer, a list of objects, or an object keyed by area code. Only the wanted fields are
//! kept while reading, so a table of a hundred columns costs no more than the few that are used.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::table::{Field, Table};
use super::KEY;

/// What the keys of the outermost object are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Area codes, each with an object of fields; or `value` with a list of rows after all.
    AreCodes,
    /// Parts of an answer, of which `value` is the list of rows.
    AreOfTheAnswer,
}

/// Reads the wanted columns.
pub(super) fn read(bytes: &[u8], file: String, wanted: &BTreeSet<String>, keys: Keys) -> Result<Table, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut rows = Rows { wanted, names: BTreeSet::new(), columns: BTreeMap::new(), count: 0 };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let found = Document { rows: &mut rows, keys }
        .deserialize(&mut json)
        .and_then(|found| json.end().map(|()| found))
        .map_err(|error| format!("{error}; it may be cut off or be something else than JSON"))?;
    if !found {
        return Err("it has no list of rows; expected an object with `value`".to_owned());
    }
    let mut table = Table::new(file);
    table.numbers = (1..=rows.count as u32).collect();
    table.names = rows.names.into_iter().collect();
    for (name, mut fields) in rows.columns {
        fields.resize(rows.count, Field::Missing);
        table.put(name, fields);
    }
    Ok(table)
}

/// Rows as far as they were read.
struct Rows<'a> {
    wanted: &'a BTreeSet<String>,
    names: BTreeSet<String>,
    columns: BTreeMap<String, Vec<Field>>,
    count: usize,
}

impl Rows<'_> {
    fn put(&mut self, name: &str, field: Field) {
        let row = self.count;
        let fields = match self.columns.get_mut(name) {
            Some(fields) => fields,
            None => self.columns.entry(name.to_owned()).or_default(),
        };
        fields.resize(row, Field::Missing);
        fields.push(field);
    }
}

struct Document<'a, 'b> {
    rows: &'a mut Rows<'b>,
    keys: Keys,
}

impl<'de> DeserializeSeed<'de> for Document<'_, '_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        while list.next_element_seed(RowSeed { rows: self.rows, key: None })?.is_some() {}
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "value" {
                map.next_value_seed(ListSeed { rows: self.rows })?;
                found = true;
            } else if self.keys == Keys::AreCodes {
                map.next_value_seed(RowSeed { rows: self.rows, key: Some(key) })?;
                found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

struct ListSeed<'a, 'b> {
    rows: &'a mut Rows<'b>,
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(RowSeed { rows: self.rows, key: None })?.is_some() {}
        Ok(())
    }
}

struct RowSeed<'a, 'b> {
    rows: &'a mut Rows<'b>,
    key: Option<String>,
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of one row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if let Some(key) = self.key {
            self.rows.put(KEY, Field::from_text(&key));
        }
        let mut seen: BTreeSet<String> = BTreeSet::new();
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if self.rows.wanted.contains(&*name) {
                if !seen.insert(name.clone().into_owned()) {
                    return Err(A::Error::custom(format!("`{name}` is there twice in one row")));
                }
                let field = map.next_value_seed(FieldSeed)?;
                self.rows.put(&name, field);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if self.rows.count == 0 || !self.rows.names.contains(&*name) {
                self.rows.names.insert(name.into_owned());
            }
        }
        self.rows.count += 1;
        Ok(())
    }
}

struct FieldSeed;

impl<'de> DeserializeSeed<'de> for FieldSeed {
    type Value = Field;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for FieldSeed {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text or null")
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Missing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field, E> {
        Ok(Field::Text(if value { "true" } else { "false" }.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Field, E> {
        Ok(Field::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Field, E> {
        Ok(Field::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Field, E> {
        Ok(Field::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Field, E> {
        Ok(Field::from_text(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&n| n.to_owned()).collect()
    }

    #[test]
    fn rows_of_an_answer_keep_only_what_is_wanted() {
        let text = br#"{"odata.metadata":"x","value":[{"ID":0,"Code":"GM0001    ","N":5},{"Code":"GM0002","N":null,"M":1.5}]}"#;
        let table = read(text, "a.json".to_owned(), &wanted(&["Code", "N", "M"]), Keys::AreOfTheAnswer).unwrap();
        assert_eq!(table.len(), 2);
        assert_eq!(table.column("Code").unwrap()[0], Field::Text("GM0001".into()));
        assert_eq!(table.column("N").unwrap(), [Field::Number(5.0), Field::Missing]);
        assert_eq!(table.column("M").unwrap(), [Field::Missing, Field::Number(1.5)]);
        assert_eq!(table.names, ["Code", "ID", "M", "N"]);
    }

    #[test]
    fn an_object_keyed_by_code_gives_the_key_as_a_column() {
        let text = br#"{"GM0001":{"KL16":"6"},"GM0002":{"KL16":null}}"#;
        let table = read(text, "a.json".to_owned(), &wanted(&[KEY, "KL16"]), Keys::AreCodes).unwrap();
        assert_eq!(table.column(KEY).unwrap()[1], Field::Text("GM0002".into()));
        assert_eq!(table.column("KL16").unwrap(), [Field::Text("6".into()), Field::Missing]);
    }

    #[test]
    fn what_is_not_json_or_was_cut_off_is_refused() {
        for (text, keys) in [
            ("<html>", Keys::AreOfTheAnswer),
            (r#"{"value":[{"Code":"GM0001"},"#, Keys::AreOfTheAnswer),
            (r#"{"error":{"code":"500"}}"#, Keys::AreOfTheAnswer),
            (r#"{"GM0001":5}"#, Keys::AreCodes),
            (r#"{"value":[{"Code":"GM0001","Code":"GM0002"}]}"#, Keys::AreOfTheAnswer),
        ] {
            assert!(read(text.as_bytes(), "a.json".to_owned(), &wanted(&["Code"]), keys).is_err(), "{text}");
        }
    }
}
