//! One TOML file with the place of everything in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Position, Problem, Severity};

/// A value and where it stands (byte range).
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What a TOML value is.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Integer(i128),
    Float(f64),
    Boolean(bool),
    /// A date or time without quotes; as it was written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key of a table, where it stands, and its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

impl Node {
    /// The value under a key of a table.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same value for serde; only after its shape was found good.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Text(text) | Value::Date(text) => text.clone().into(),
            Value::Integer(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(number), _) => number.into(),
                (_, Ok(number)) => number.into(),
                _ => serde_json::Value::Null,
            },
            Value::Float(number) => (*number).into(),
            Value::Boolean(truth) => (*truth).into(),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Table(entries) => entries.iter().map(|e| (e.key.clone(), e.node.to_json())).collect(),
        }
    }

    fn table(entries: DeTable<'_>, span: Range<usize>) -> Self {
        let entries = entries
            .into_iter()
            .map(|(key, value)| {
                let key_span = key.span();
                Entry { key: key.into_inner().into_owned(), key_span, node: Self::from_toml(value) }
            })
            .collect();
        Self { span, value: Value::Table(entries) }
    }

    fn from_toml(value: Spanned<DeValue<'_>>) -> Self {
        let span = value.span();
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => {
                // What is too large for 128 bits is too large for every key.
                Value::Integer(i128::from_str_radix(number.as_str(), number.radix()).unwrap_or(i128::MAX))
            }
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(truth) => Value::Boolean(truth),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::List(items.into_iter().map(Self::from_toml).collect()),
            DeValue::Table(entries) => return Self::table(entries, span),
        };
        Self { span, value }
    }
}

/// Where something stands, and under which key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Site {
    /// Position in the list of documents.
    pub(crate) document: usize,
    pub(crate) span: Range<usize>,
    pub(crate) key: String,
}

/// A file as it was read.
#[derive(Debug)]
pub(crate) struct Document {
    /// Relative to the definition's folder, with `/`.
    pub(crate) file: String,
    source: String,
    lines: Lines,
    pub(crate) root: Node,
    /// Whether it is TOML at all; what could be recovered stands in `root` when not.
    pub(crate) well_formed: bool,
}

impl Document {
    /// Reads TOML. What is no TOML gives problems and what could be made of the rest.
    pub(crate) fn parse(file: String, source: String, problems: &mut Vec<Problem>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&source);
        let span = table.span();
        let root = Node::table(table.into_inner(), span);
        let lines = Lines::of(&source);
        let document = Self { well_formed: errors.is_empty(), root, file, source, lines };
        let mut told = Vec::new();
        for error in errors {
            // One slip often breaks the rest of its line as well.
            let line = document.position(&error.span().unwrap_or(0..0)).line;
            if told.contains(&line) {
                continue;
            }
            told.push(line);
            let hint = error.message().contains("quoted").then(|| "texts stand between quotes".to_owned());
            problems.push(document.problem(
                Severity::Error,
                error.span().unwrap_or(0..0),
                String::new(),
                format!("this is not TOML: {}", error.message().lines().collect::<Vec<_>>().join(" ")),
                "`key = value` lines under `[table]` or `[[list]]` headers".to_owned(),
                hint,
            ));
        }
        document
    }

    /// Line and column of a place in this file.
    pub(crate) fn position(&self, span: &Range<usize>) -> Position {
        self.lines.position(&self.source, span)
    }

    /// A problem at a place in this file.
    pub(crate) fn problem(
        &self,
        severity: Severity,
        span: Range<usize>,
        key: String,
        what: String,
        expected: String,
        hint: Option<String>,
    ) -> Problem {
        let position = Some(self.position(&span));
        Problem { severity, file: self.file.clone(), position, key, what, expected, hint }
    }
}

/// Where the lines of a text begin, so that a place is found without reading the text again.
#[derive(Debug)]
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(source: &str) -> Self {
        Self(std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// Line, column and width of a byte range of the same text, whatever the range.
    pub(crate) fn position(&self, source: &str, span: &Range<usize>) -> Position {
        let boundary = |mut at: usize| {
            at = at.min(source.len());
            while !source.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.start);
        let end = boundary(span.end).max(start);
        let line = self.0.partition_point(|&from| from <= start).max(1);
        let line_start = self.0.get(line - 1).copied().unwrap_or(0).min(start);
        let line_end = self.0.get(line).map_or(source.len(), |next| next - 1).max(start);
        Position {
            line,
            column: source[line_start..start].chars().count() + 1,
            width: source[start..end.min(line_end)].trim_end_matches('\r').chars().count().max(1),
            text: source[line_start..line_end].trim_end_matches('\r').to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_lines_end_where_they_end() {
        let text = "één = 1\r\ntwee = \"ë\"\n";
        let at = |span: Range<usize>| {
            let found = Lines::of(text).position(text, &span);
            (found.line, found.column, found.width, found.text)
        };
        assert_eq!(at(0..5), (1, 1, 3, "één = 1".to_owned()));
        let value = text.find('"').unwrap();
        assert_eq!(at(value..value + 4), (2, 8, 3, "twee = \"ë\"".to_owned()));
        // The end of the file, places beyond it, a place inside a letter, a range over two lines.
        assert_eq!(at(text.len()..text.len()), (3, 1, 1, String::new()));
        assert_eq!(at(900..1000), (3, 1, 1, String::new()));
        assert_eq!(at(1..2), (1, 1, 1, "één = 1".to_owned()));
        assert_eq!(at(0..text.len()).2, 7);
    }
}
