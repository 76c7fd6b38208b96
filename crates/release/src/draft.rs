use cells::{Block, LeftOut, SourceRecord};
use definition::Definition;
use geography::{Boundaries, Places};

/// Everything a release is made of, before it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The definition the cells were made with.
    pub definition: Definition,
    /// All places.
    pub places: Places,
    /// Their boundaries, as far as there are.
    pub boundaries: Boundaries,
    /// The cells, one block for each indicator, period and level; a second block for the same is an error.
    pub blocks: Vec<Block>,
    /// Sources as they were read.
    pub sources: Vec<SourceRecord>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
}
