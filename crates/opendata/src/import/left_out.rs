//! What an import leaves out, gathered so that a problem of ten thousand rows is one line with its count.

use std::collections::BTreeMap;

use cells::LeftOut;

/// At most this many places or values are named per entry.
const EXAMPLES: usize = 3;

/// Gathers what is left out.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    entries: BTreeMap<(String, String, String), Gathered>,
}

#[derive(Debug)]
struct Gathered {
    place: String,
    details: Vec<String>,
    count: u64,
}

/// Where in a file something was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    /// Id of the source.
    pub(crate) source: &'a str,
    /// Name of the file.
    pub(crate) file: &'a str,
    /// Row, where it is one.
    pub(crate) row: Option<u32>,
    /// Column, where it is one.
    pub(crate) column: Option<&'a str>,
}

impl Ledger {
    /// Adds something. Entries of one source with the same problem and group become one.
    pub(crate) fn add(&mut self, at: At<'_>, problem: &str, group: &str, detail: impl FnOnce() -> String) {
        self.add_many(at, problem, group, 1, detail);
    }

    /// Adds many things of a kind at once.
    pub(crate) fn add_many(
        &mut self,
        at: At<'_>,
        problem: &str,
        group: &str,
        count: u64,
        detail: impl FnOnce() -> String,
    ) {
        if count == 0 {
            return;
        }
        let entry = self
            .entries
            .entry((at.source.to_owned(), problem.to_owned(), group.to_owned()))
            .or_insert_with(|| Gathered { place: at.to_string(), details: Vec::new(), count: 0 });
        entry.count += count;
        if entry.details.len() < EXAMPLES {
            let detail = detail();
            if !entry.details.contains(&detail) {
                entry.details.push(detail);
            }
        }
    }

    /// Everything that was left out, in a fixed order.
    pub(crate) fn into_entries(self) -> Vec<LeftOut> {
        self.entries
            .into_iter()
            .map(|((source, problem, _), gathered)| LeftOut {
                source,
                place: gathered.place,
                problem,
                detail: gathered.details.join("; "),
                count: gathered.count,
            })
            .collect()
    }
}

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}
