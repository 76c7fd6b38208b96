//! What a chapter is made of.

use serde::Serialize;

use crate::markdown::Node;
use crate::row::Chip;
use crate::sheet::{Piece, Sign};

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Block {
    /// A heading within the chapter.
    Heading {
        /// 1 is right below the chapter's title.
        depth: u8,
        /// Its name in an address.
        id: String,
        /// The heading.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// In pieces; figures are strong.
        pieces: Vec<Piece>,
    },
    /// A list of sentences.
    List {
        /// Each in pieces.
        items: Vec<Vec<Piece>>,
    },
    /// What to keep in mind.
    Aside {
        /// In words.
        text: String,
    },
    /// A drawing with its figures.
    Figure {
        /// The drawing.
        figure: Box<Figure>,
    },
    /// Words beside a drawing.
    Beside {
        /// The words.
        blocks: Vec<Self>,
        /// The drawing.
        figure: Box<Figure>,
    },
    /// A table.
    Table {
        /// The table.
        table: Table,
    },
    /// An editor's own words.
    Editor {
        /// The words.
        nodes: Vec<Node>,
    },
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// A name that no other drawing of the document has.
    pub name: String,
    /// SVG.
    pub svg: String,
    /// The same drawn for a phone, on a page; empty where the other fits there too.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub narrow: String,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// What is drawn, of whom, when.
    pub title: String,
    /// Source, and what to know.
    pub note: String,
    /// What its colours mean, where the words beside it do not say so.
    pub legend: Vec<Sign>,
    /// Its figures as a table, where they stand nowhere else.
    pub table: Option<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What it is of.
    pub caption: String,
    /// Heads of the columns.
    pub heads: Vec<Head>,
    /// Each as long as the heads; the first is the head of its row.
    pub rows: Vec<Vec<Cell>>,
    /// Year, source, and what to know; may be empty.
    pub note: String,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its words.
    pub text: String,
    /// Whether the column holds numbers.
    pub numeric: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cell {
    /// Its words; empty where it holds a reading.
    pub text: String,
    /// A reading.
    pub chip: Option<Chip>,
    /// Whether the row is the whole.
    pub strong: bool,
}

impl Cell {
    /// Plain words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words of the whole.
    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true, ..Self::default() }
    }

    /// A reading.
    pub(crate) fn chip(chip: Chip) -> Self {
        Self { chip: Some(chip), ..Self::default() }
    }
}

impl Head {
    /// Of words.
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: false }
    }

    /// Of numbers.
    pub(crate) fn numbers(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: true }
    }
}

impl Block {
    /// A paragraph without figures.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Paragraph { pieces: plain(text) }
    }

    /// A heading.
    pub(crate) fn heading(depth: u8, id: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Heading { depth, id: id.into(), text: text.into() }
    }
}

impl Table {
    /// Leaves out columns in which nothing stands.
    pub(crate) fn drop_empty_columns(&mut self) {
        let empty = |cell: &Cell| cell.text.is_empty() && cell.chip.is_none();
        for column in (1..self.heads.len()).rev() {
            if self.rows.iter().all(|row| row.get(column).is_none_or(empty)) {
                self.heads.remove(column);
                for row in self.rows.iter_mut().filter(|row| row.len() > column) {
                    row.remove(column);
                }
            }
        }
    }
}

/// A sentence without figures.
pub(crate) fn plain(text: impl Into<String>) -> Vec<Piece> {
    vec![Piece { text: text.into(), strong: false }]
}
