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

    /// Without the columns in which no row says anything: a source that gives no counts has no column of counts.
    pub(crate) fn without_empty_columns(mut self) -> Self {
        let says = |at: usize| self.rows.iter().any(|row| !row.entries[at].text.is_empty());
        let kept: Vec<bool> = (0..self.columns.len()).map(|at| at == 0 || self.rows.is_empty() || says(at)).collect();
        let mut keep = kept.iter().copied();
        self.columns.retain(|_| keep.next() == Some(true));
        for row in &mut self.rows {
            let mut keep = kept.iter().copied();
            row.entries.retain(|_| keep.next() == Some(true));
        }
        self
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_in_which_nothing_is_said_is_left_out() {
        let mut table = Table::new("Bijstand", &[("Gebied", false), ("Waarde", true), ("Aantal", true)]);
        table.push(vec!["".into(), "4 %".into(), "".into()], false);
        table.push(vec!["Zomerdam".into(), "".into(), "".into()], true);
        let table = table.without_empty_columns();
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        assert_eq!(labels, ["Gebied", "Waarde"]);
        assert!(table.rows.iter().all(|row| row.entries.len() == 2));
        assert_eq!(
            (table.rows[0].entries[1].text.as_str(), table.rows[1].entries[0].text.as_str()),
            ("4 %", "Zomerdam")
        );
        // Without rows nothing is known of its columns.
        assert_eq!(Table::new("Leeg", &[("Gebied", false), ("Waarde", true)]).without_empty_columns().columns.len(), 2);
    }
}
