//! People who are in one published count and not in another: nobody publishes them, and whoever has both can take one from the
//! other. A universe and one of fewer ages differ by those of the ages between.

use super::bounds::Bounds;
use super::model::{Class, Model, Role, RowAddress, Rows};

impl Model {
    /// Adds classes for what two counts of one group differ by, where that tells of a few people; `rows` are those of the model
    /// as it is. Each is to be hidden like a small count of the release, though it is none.
    pub(crate) fn add_differences(&mut self, rows: &Rows) {
        let of_counts = |class: &Class| matches!(class.role, Role::Size | Role::Part { .. });
        let counted: Vec<usize> = (0..self.classes.len()).filter(|at| of_counts(&self.classes[*at])).collect();
        for &larger in &counted {
            for &smaller in &counted {
                self.classes.extend(self.difference(rows, larger, smaller));
            }
        }
    }

    /// The class of what two classes differ by; none where one is not part of the other, or where nothing is told.
    fn difference(&self, rows: &Rows, larger: usize, smaller: usize) -> Option<Class> {
        let (of_larger, of_smaller) = (&self.classes[larger], &self.classes[smaller]);
        let is_nested = of_smaller.terms.len() < of_larger.terms.len()
            && of_smaller.terms.iter().all(|term| of_larger.terms.contains(term));
        if !is_nested {
            return None;
        }
        let told = |level: usize, set: usize| {
            let mut addresses = (0..self.areas.len(level)).map(|area| RowAddress { class: larger, level, area, set });
            addresses.any(|at| rows.tell_apart(self, at, smaller))
        };
        let mut sets: Vec<Vec<u64>> = (0..self.areas.depth()).map(|level| of_larger.sets[level].clone()).collect();
        for (level, sets) in sets.iter_mut().enumerate() {
            for (at, set) in sets.iter_mut().enumerate().filter(|(_, set)| **set != 0) {
                *set = if told(level, at) { *set } else { 0 };
            }
        }
        // The same people between two other universes are the same rows; each pair is looked at, as each tells.
        sets.iter().flatten().any(|set| *set != 0).then(|| Class {
            name: format!("{} without {}", of_larger.name, of_smaller.name),
            terms: of_larger.terms.iter().filter(|term| !of_smaller.terms.contains(term)).copied().collect(),
            role: Role::Between { larger, smaller },
            sets,
        })
    }
}

impl Rows {
    /// Notes which differences must stay hidden: those that two counts tell.
    pub(super) fn hide_differences(&mut self, model: &Model) {
        for (class, of_class) in model.classes.iter().enumerate() {
            let Role::Between { larger, smaller } = of_class.role else { continue };
            for at in model.addresses(class) {
                if let Some(row) = self.find(model, at)
                    && self.tell_apart(model, RowAddress { class: larger, ..at }, smaller)
                {
                    self.published[row as usize].hide();
                }
            }
        }
    }

    /// Whether what is published of a count, and of the same people in a smaller class, gives away that between them there are
    /// few, but not nobody; or nobody. What was out before is no secret any more.
    fn tell_apart(&self, model: &Model, at: RowAddress, smaller: usize) -> bool {
        let set = model.classes[at.class].sets[at.level][at.set];
        let Some(position) = model.classes[smaller].sets[at.level].iter().position(|own| *own == set) else {
            return false;
        };
        let of_smaller = self.find(model, RowAddress { class: smaller, set: position, ..at });
        let (Some(larger), Some(smaller)) = (self.find(model, at), of_smaller) else { return false };
        let tell = |larger: Bounds, smaller: Bounds| {
            let (low, high) = (larger.low - smaller.high, larger.high - smaller.low);
            high <= 0 || (low >= 1 && high < model.thresholds.size)
        };
        let known = |row: u32| self.rows[row as usize].bounds;
        tell(known(larger), known(smaller)) && !tell(self.given(larger), self.given(smaller))
    }
}
