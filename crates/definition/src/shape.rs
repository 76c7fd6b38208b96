//! Whether a file has the shape its JSON Schema says: keys, types, possible values, bounds, texts in both languages.
//!
//! The schema comes from the types of the model, so what an editor marks, what this finds and what serde accepts are
//! one thing.

use std::ops::Range;

use serde_json::Value as Json;

use crate::document::{Document, Entry, Node, Value};
use crate::nearest::{did_you_mean, list};
use crate::problem::{Problem, Severity};

/// The years that figures and area divisions can be of.
pub(crate) const YEARS: std::ops::RangeInclusive<i128> = 1900..=2100;

/// A check of one file against one schema.
pub(crate) struct Shape<'a> {
    pub(crate) document: &'a Document,
    pub(crate) root: &'a Json,
    pub(crate) problems: &'a mut Vec<Problem>,
}

impl<'a> Shape<'a> {
    /// Checks a value that stands under `key` against a schema; says what is wrong with it and everything below it.
    pub(crate) fn check(&mut self, schema: &'a Json, node: &Node, key: &str) {
        let (name, schema) = self.resolve(schema);
        if let Some(variants) = schema.get("oneOf").and_then(Json::as_array) {
            return self.one_of(variants, node, key);
        }
        if !self.has_type(name, schema, node, key) {
            return;
        }
        match &node.value {
            Value::Table(entries) => self.table(name, schema, entries, node, key),
            Value::List(items) => {
                if items.is_empty() && bound(schema, "minItems") > Some(0) {
                    self.error(&node.span, key, "this list is empty", "at least one entry", None);
                }
                if let Some(schema) = schema.get("items") {
                    for (index, item) in items.iter().enumerate() {
                        self.check(schema, item, &element(key, index, item));
                    }
                }
            }
            Value::Text(text) if bound(schema, "minLength") > Some(0) && text.trim().is_empty() => {
                let what = match key.rsplit('.').next() {
                    Some("nl") => "the Dutch text is empty",
                    Some("en") => "the English text is empty",
                    _ => "this text is empty",
                };
                self.error(&node.span, key, what, "at least one letter", None);
            }
            Value::Integer(number) => self.number_in_bounds(name, schema, *number, node, key),
            Value::Float(number) if !number.is_finite() => {
                self.error(&node.span, key, "this is no finite number", "a finite number", None);
            }
            _ => {}
        }
    }

    /// Follows `$ref` and looks through "or absent".
    fn resolve(&self, schema: &'a Json) -> (&'a str, &'a Json) {
        let mut schema = schema;
        let mut name = "";
        loop {
            if let Some(present) = schema.get("anyOf").and_then(|any| any.get(0)) {
                schema = present;
            } else if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
                name = reference.rsplit('/').next().unwrap_or_default();
                match self.root.get("$defs").and_then(|defs| defs.get(name)) {
                    Some(found) => schema = found,
                    None => return (name, schema),
                }
            } else {
                return (name, schema);
            }
        }
    }

    fn has_type(&mut self, name: &str, schema: &Json, node: &Node, key: &str) -> bool {
        let wanted = match schema.get("type") {
            Some(Json::Array(types)) => types.first().and_then(Json::as_str),
            other => other.and_then(Json::as_str),
        };
        let fits = match wanted {
            Some("string") => matches!(node.value, Value::Text(_)),
            Some("integer") => matches!(node.value, Value::Integer(_)),
            Some("number") => matches!(node.value, Value::Integer(_) | Value::Float(_)),
            Some("boolean") => matches!(node.value, Value::Boolean(_)),
            Some("array") => matches!(node.value, Value::List(_)),
            Some("object") => matches!(node.value, Value::Table(_)),
            _ => true,
        };
        if fits {
            return true;
        }
        let hint = match (wanted, &node.value) {
            (Some("string"), Value::Date(date)) => Some(format!("write it in quotes: \"{date}\"")),
            (Some("string"), Value::Integer(number)) => Some(format!("write it in quotes: \"{number}\"")),
            (Some("integer" | "number" | "boolean"), Value::Text(text)) => {
                Some(format!("write it without quotes: {}", text.chars().take(40).collect::<String>()))
            }
            (Some("array"), Value::Text(text)) => {
                Some(format!("write it in brackets: [\"{}\"]", text.chars().take(40).collect::<String>()))
            }
            (Some("array"), Value::Table(_)) => {
                Some("a list of tables has double brackets in its header: [[…]]".to_owned())
            }
            (Some("object"), Value::Text(_)) if name == "Text" => {
                Some("every text stands there in Dutch and English".to_owned())
            }
            _ => None,
        };
        let what = format!("this is {}", described(&node.value));
        self.error(&node.span, key, &what, &expected(wanted, name), hint);
        false
    }

    fn table(&mut self, name: &str, schema: &'a Json, entries: &[Entry], node: &Node, key: &str) {
        let properties = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties");
        let allowed: Option<Vec<&str>> = schema
            .get("propertyNames")
            .and_then(|names| names.get("enum"))
            .and_then(Json::as_array)
            .map(|names| names.iter().filter_map(Json::as_str).collect());
        for entry in entries {
            let below = join(key, &entry.key);
            let known = properties.and_then(|properties| properties.get(&entry.key));
            if let Some(schema) = known {
                self.check(schema, &entry.node, &below);
            } else if others == Some(&Json::Bool(false)) {
                let keys = properties.map(|p| p.keys().map(String::as_str).collect()).unwrap_or_default();
                self.unknown_key(entry, &below, keys);
            } else if let Some(names) = allowed.as_ref().filter(|names| !names.contains(&entry.key.as_str())) {
                self.unknown_key(entry, &below, names.clone());
            } else if let Some(schema) = others.filter(|others| others.is_object()) {
                self.check(schema, &entry.node, &below);
            }
        }
        for wanted in schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
            if entries.iter().any(|entry| entry.key == wanted) {
                continue;
            }
            let what = match (name, wanted) {
                ("Text", "nl") => "the Dutch text is missing".to_owned(),
                ("Text", "en") => "the English text is missing".to_owned(),
                _ => format!("`{wanted}` is missing"),
            };
            let property = properties.and_then(|properties| properties.get(wanted));
            let expected = property.map_or_else(|| "a value".to_owned(), |property| self.describe(wanted, property));
            self.error(&node.span, key, &what, &expected, None);
        }
    }

    fn unknown_key(&mut self, entry: &Entry, key: &str, known: Vec<&str>) {
        let hint = did_you_mean(&entry.key, known.iter().copied());
        let what = format!("unknown key `{}`", shorten(&entry.key));
        let expected = if let [only] = known[..] { format!("`{only}`") } else { format!("one of {}", list(known)) };
        self.error(&entry.key_span, key, &what, &expected, hint);
    }

    /// One of some words, or one of some tables that a key tells apart.
    fn one_of(&mut self, variants: &'a [Json], node: &Node, key: &str) {
        let words: Vec<&str> = variants.iter().filter_map(|v| v.get("const")).filter_map(Json::as_str).collect();
        if !words.is_empty() {
            match &node.value {
                Value::Text(text) if words.contains(&text.as_str()) => {}
                Value::Text(text) => {
                    let what = format!("`{}` is no possible value", shorten(text));
                    let hint = did_you_mean(text, words.iter().copied());
                    self.error(&node.span, key, &what, &format!("one of {}", list(words)), hint);
                }
                other => {
                    let what = format!("this is {}", described(other));
                    self.error(&node.span, key, &what, &format!("one of {} in quotes", list(words)), None);
                }
            }
            return;
        }
        let Value::Table(entries) = &node.value else {
            let what = format!("this is {}", described(&node.value));
            return self.error(&node.span, key, &what, "a table: { … }", None);
        };
        let tag_of = |variant: &'a Json| {
            let properties = variant.get("properties")?.as_object()?;
            properties.iter().find_map(|(key, p)| Some((key.as_str(), p.get("const")?.as_str()?)))
        };
        let tags: Vec<(&str, &str)> = variants.iter().filter_map(tag_of).collect();
        let Some(&(tag, _)) = tags.first() else { return };
        let words: Vec<&str> = tags.iter().map(|(_, word)| *word).collect();
        let Some(chosen) = entries.iter().find(|entry| entry.key == tag) else {
            return self.error(
                &node.span,
                key,
                &format!("`{tag}` is missing"),
                &format!("{tag} = one of {}", list(words)),
                None,
            );
        };
        let word = chosen.node.as_text().unwrap_or_default();
        let variant = variants.iter().find(|variant| tag_of(variant).is_some_and(|(_, w)| w == word));
        if let Some(variant) = variant {
            self.table("", variant, entries, node, key);
        } else {
            let what = match &chosen.node.value {
                Value::Text(text) => format!("`{}` is no possible value", shorten(text)),
                other => format!("this is {}", described(other)),
            };
            let hint = did_you_mean(word, words.iter().copied());
            self.error(&chosen.node.span, &join(key, tag), &what, &format!("one of {}", list(words)), hint);
        }
    }

    fn number_in_bounds(&mut self, name: &str, schema: &Json, number: i128, node: &Node, key: &str) {
        let (low, high) = match name {
            "Period" | "Vintage" => (*YEARS.start(), *YEARS.end()),
            _ => (
                schema.get("minimum").and_then(Json::as_i64).map_or(i128::MIN, i128::from),
                schema.get("maximum").and_then(Json::as_i64).map_or(i128::MAX, i128::from),
            ),
        };
        if (low..=high).contains(&number) {
            return;
        }
        let kind = if matches!(name, "Period" | "Vintage") { "a year" } else { "a whole number" };
        self.error(&node.span, key, "this number is out of range", &format!("{kind} from {low} to {high}"), None);
    }

    /// What a missing key would hold.
    fn describe(&self, key: &str, schema: &'a Json) -> String {
        let (name, resolved) = self.resolve(schema);
        let words: Vec<&str> = resolved
            .get("oneOf")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(|v| v.get("const").and_then(Json::as_str))
            .collect();
        let form = if words.is_empty() {
            expected(resolved.get("type").and_then(Json::as_str), name)
        } else {
            format!("one of {}", list(words))
        };
        let about = schema.get("description").and_then(Json::as_str).unwrap_or_default().replace('\n', " ");
        if about.is_empty() {
            format!("{key} = {form}")
        } else {
            format!("{key} = {form} ({})", about.trim_end_matches('.'))
        }
    }

    fn error(&mut self, span: &Range<usize>, key: &str, what: &str, expected: &str, hint: Option<String>) {
        self.problems.push(self.document.problem(
            Severity::Error,
            span.clone(),
            key.to_owned(),
            what.to_owned(),
            expected.to_owned(),
            hint,
        ));
    }
}

/// The key of an element of a list: by id where it has one, else by position from 0.
pub(crate) fn element(key: &str, index: usize, item: &Node) -> String {
    match item.get("id").and_then(Node::as_text) {
        Some(id) => format!("{key}[{}]", shorten(id)),
        None => format!("{key}[{index}]"),
    }
}

pub(crate) fn join(key: &str, below: &str) -> String {
    let below = shorten(below);
    if key.is_empty() { below } else { format!("{key}.{below}") }
}

/// A text from a file, fit for one line of a message.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(SHOWN).map(clean).collect();
    if text.chars().count() > SHOWN {
        short.push('…');
    }
    short
}

fn bound(schema: &Json, key: &str) -> Option<u64> {
    schema.get(key).and_then(Json::as_u64)
}

fn described(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number with decimals",
        Value::Boolean(_) => "a truth value",
        Value::Date(_) => "a date or time without quotes",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

fn expected(wanted: Option<&str>, name: &str) -> String {
    match (wanted, name) {
        (_, "Text") => "{ nl = \"…\", en = \"…\" }",
        (_, "Period" | "Vintage") => "a year, such as 2024",
        (Some("string"), _) => "a text in quotes",
        (Some("integer"), _) => "a whole number",
        (Some("number"), _) => "a number",
        (Some("boolean"), _) => "true or false",
        (Some("array"), _) => "a list",
        (Some("object"), _) => "a table",
        _ => "another kind of value",
    }
    .to_owned()
}
