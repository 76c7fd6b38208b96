//! Small registers written as CSV, and counts written as lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cells::{Level, Period};
use counts::{QuantityKind, RawCounts};
use definition::{Definition, Limit, ProblemKind};
use tabulate::{Options, Progress, Quiet, Sums, TabulateError, Tabulated};
use tempfile::TempDir;

/// The KIS monitor as shipped.
pub(crate) fn kis() -> Definition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/kis");
    definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The same, which accepts any number of every problem.
pub(crate) fn lenient() -> Definition {
    let mut definition = kis();
    let microdata = definition.microdata.as_mut().unwrap();
    for kind in ProblemKind::ALL {
        microdata.limits.insert(kind, Limit { rows: Some(1_000_000), per_thousand: None });
    }
    definition
}

/// A folder of registers of 2023.
pub(crate) struct Registers {
    pub(crate) folder: TempDir,
}

impl Registers {
    /// Every register of the definition, with these rows and otherwise empty. A row holds the values of the columns in the
    /// order of the definition, between spaces; `-` is an empty value.
    pub(crate) fn new(definition: &Definition, rows: &[(&str, &[&str])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let microdata = definition.microdata.as_ref().unwrap();
        for (id, _) in rows {
            assert!(microdata.find_register(id).is_some(), "no register {id}");
        }
        for register in &microdata.registers {
            let mut text = register.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(";");
            text.push('\n');
            for row in rows.iter().filter(|(id, _)| *id == register.id).flat_map(|(_, rows)| rows.iter()) {
                let values: Vec<&str> = row.split_whitespace().map(|v| if v == "-" { "" } else { v }).collect();
                assert_eq!(values.len(), register.columns.len(), "{}: {row}", register.id);
                text.push_str(&values.join(";"));
                text.push('\n');
            }
            let base = register.file_in(Period(2023), cells::Vintage(2023));
            fs::write(folder.path().join(format!("{base}.csv")), text).unwrap();
        }
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces a part of a file.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.file(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} does not contain {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

/// Counts 2023.
pub(crate) fn count(definition: &Definition, input: &Path, sums: Sums) -> Result<Tabulated, TabulateError> {
    count_year(definition, input, Period(2023), sums)
}

pub(crate) fn count_year(
    definition: &Definition,
    input: &Path,
    period: Period,
    sums: Sums,
) -> Result<Tabulated, TabulateError> {
    let options = Options { sums, hash_inputs: false, threads: 2, ..Options::default() };
    let progress: Arc<dyn Progress> = Arc::new(Quiet);
    tabulate::tabulate(definition, input, period, &options, &progress)
}

/// The values of a quantity that are not zero: `BU99010101 nederland/nederland/- 5`.
pub(crate) fn lines(counts: &RawCounts, quantity: &QuantityKind) -> Vec<String> {
    let at = counts.find(quantity).unwrap_or_else(|| panic!("{quantity:?} is not counted"));
    let codes = counts.areas().codes(Level::Neighbourhood);
    let mut lines = Vec::new();
    counts.each(at, |area, leaf, value| {
        lines.push(format!("{} {} {value}", codes[area], counts.leaves().describe(leaf)));
    });
    lines.sort();
    lines
}

/// All quantities by name.
pub(crate) fn by_name(counts: &RawCounts) -> BTreeMap<String, Vec<String>> {
    counts.quantities().iter().map(|quantity| (quantity.name(), lines(counts, &quantity.kind))).collect()
}
