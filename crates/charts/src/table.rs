/// The figures of a chart as rows, for the page to show behind one click.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table is of: the title of the chart.
    pub caption: String,
    /// One for each cell of a row; the first is the row's own name.
    pub columns: Vec<Column>,
    /// In the order of the chart's definition, which is the order of the keyboard.
    pub rows: Vec<Row>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// Whether it holds numbers, which are aligned right.
    pub numeric: bool,
}

/// A row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One for each column; the first is the row's head.
    pub entries: Vec<Entry>,
    /// Whether the row is the one the page is about.
    pub marked: bool,
}

/// A cell of a [`Table`]: plain text, not yet escaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Table {
    pub(crate) fn new(caption: &str, columns: &[(&str, bool)]) -> Self {
        Self {
            caption: caption.to_owned(),
            columns: columns.iter().map(|&(label, numeric)| Column { label: label.to_owned(), numeric }).collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, entries: Vec<Entry>, marked: bool) {
        debug_assert_eq!(entries.len(), self.columns.len());
        self.rows.push(Row { entries, marked });
    }
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), href: None }
    }
}

impl Entry {
    pub(crate) fn link(text: &str, href: Option<&str>) -> Self {
        Self { text: text.to_owned(), href: href.map(str::to_owned) }
    }
}
