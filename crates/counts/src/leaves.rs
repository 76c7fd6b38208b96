use std::collections::BTreeMap;

use definition::{Category, Microdata};
use serde::{Deserialize, Serialize};

/// The backgrounds that everybody is counted under, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Leaves {
    /// What they differ in.
    pub attributes: Vec<String>,
    /// The value of each attribute; none where it does not apply.
    pub rows: Vec<Vec<Option<String>>>,
}

/// Some of the leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafSet {
    covered: Vec<bool>,
}

impl Leaves {
    /// The leaves of a definition; a single one, everybody, where it has none.
    pub fn of(microdata: &Microdata) -> Self {
        let attributes = microdata.leaf_attributes().into_iter().map(str::to_owned).collect();
        let mut rows: Vec<Vec<Option<String>>> = microdata
            .all_leaves()
            .into_iter()
            .map(|leaf| leaf.into_iter().map(|value| value.map(str::to_owned)).collect())
            .collect();
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        Self { attributes, rows }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All of them.
    pub fn everybody(&self) -> LeafSet {
        LeafSet { covered: vec![true; self.rows.len()] }
    }

    /// Those that a category covers.
    pub fn of_category(&self, category: &Category) -> LeafSet {
        self.where_values(&category.leaves)
    }

    /// Those whose value is among the given ones, for every attribute given.
    pub fn where_values(&self, values: &BTreeMap<String, Vec<String>>) -> LeafSet {
        let wanted: Vec<Option<&Vec<String>>> = self.attributes.iter().map(|name| values.get(name)).collect();
        let unknown = values.keys().any(|name| !self.attributes.contains(name));
        let covers = |row: &Vec<Option<String>>| {
            !unknown
                && row.iter().zip(&wanted).all(|(value, wanted)| {
                    wanted.is_none_or(|wanted| value.as_ref().is_some_and(|value| wanted.contains(value)))
                })
        };
        LeafSet { covered: self.rows.iter().map(covers).collect() }
    }

    /// A leaf for people: its values with slashes between them.
    pub fn describe(&self, leaf: usize) -> String {
        let values: Vec<&str> = self.rows[leaf].iter().map(|value| value.as_deref().unwrap_or("-")).collect();
        values.join("/")
    }
}

impl LeafSet {
    /// Whether a leaf is among them.
    pub fn contains(&self, leaf: usize) -> bool {
        self.covered.get(leaf).copied().unwrap_or(false)
    }

    /// The numbers of the leaves.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.covered.iter().enumerate().filter(|(_, covered)| **covered).map(|(leaf, _)| leaf)
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
