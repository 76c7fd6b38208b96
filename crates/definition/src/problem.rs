use std::fmt;

use serde::Serialize;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The definition cannot be used.
    Error,
    /// It can be used, but something in it is probably not what was meant.
    Warning,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters it spans on that line, at least 1.
    pub width: usize,
    /// The line itself.
    pub text: String,
}

/// Something wrong in a definition, said so that a person can mend it.
///
/// Displayed as a compiler shows an error: what, where, the line itself, what was expected, what to try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Problem {
    /// Whether the definition can still be used.
    pub severity: Severity,
    /// File, relative to the definition's folder, with `/`.
    pub file: String,
    /// Where in the file; none when the whole file is meant.
    pub position: Option<Position>,
    /// The key, from the root of the file: `indicator[bijstand].universe`. Empty when the whole file is meant.
    pub key: String,
    /// What was wrong.
    pub what: String,
    /// What was expected.
    pub expected: String,
    /// What to try, where there is something to say.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(f, "{severity}: {}", self.what)?;
        let margin = match &self.position {
            None => {
                writeln!(f, " --> {}", self.file)?;
                1
            }
            Some(position) => {
                let number = position.line.to_string();
                let margin = number.len() + 1;
                writeln!(f, "{:margin$}--> {}:{}:{}", "", self.file, position.line, position.column)?;
                let (excerpt, column, width) = position.excerpt();
                writeln!(f, "{:margin$}|", "")?;
                writeln!(f, "{number} | {excerpt}")?;
                writeln!(f, "{:margin$}| {:indent$}{}", "", "", "^".repeat(width), indent = column - 1)?;
                margin
            }
        };
        if !self.key.is_empty() {
            writeln!(f, "{:margin$}= key: {}", "", self.key)?;
        }
        write!(f, "{:margin$}= expected: {}", "", self.expected)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n{:margin$}= hint: {hint}", "")?;
        }
        Ok(())
    }
}

impl Position {
    /// At most this many characters of a line are shown.
    const SHOWN: usize = 120;

    /// The part of the line around the place, the column in it, and how many characters to underline.
    fn excerpt(&self) -> (String, usize, usize) {
        let length = self.text.chars().count();
        let start = if length <= Self::SHOWN { 0 } else { self.column.saturating_sub(1 + Self::SHOWN / 3) };
        let mut shown: String =
            self.text.chars().skip(start).take(Self::SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut column = self.column - start;
        let width = self.width.clamp(1, (shown.chars().count() + 1).saturating_sub(column).max(1));
        if start > 0 {
            shown.insert(0, '…');
            column += 1;
        }
        if start + Self::SHOWN < length {
            shown.push('…');
        }
        (shown, column, width)
    }
}

/// All problems of a definition, by file and line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problems {
    all: Vec<Problem>,
}

impl Problems {
    /// Takes problems in any order.
    pub(crate) fn new(mut all: Vec<Problem>) -> Self {
        let place = |p: &Problem| p.position.as_ref().map(|at| (at.line, at.column));
        all.sort_by(|a, b| (&a.file, place(a), &a.key, &a.what).cmp(&(&b.file, place(b), &b.key, &b.what)));
        all.dedup();
        Self { all }
    }

    /// All of them, by file and line.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.all.iter()
    }

    /// Those that make the definition unusable.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.all.iter().filter(|p| p.severity == Severity::Error)
    }

    /// Those that do not.
    pub fn warnings(&self) -> impl Iterator<Item = &Problem> {
        self.all.iter().filter(|p| p.severity == Severity::Warning)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.all {
            writeln!(f, "{problem}\n")?;
        }
        let number = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        write!(f, "{}, {}", number(self.errors().count(), "error"), number(self.warnings().count(), "warning"))
    }
}

impl std::error::Error for Problems {}
