//! People who are in one published count and not in another: nobody publishes them, and whoever has both can take one from the
//! other. A universe and one of fewer ages differ by those of the ages between, a group and one in it by those of the other
//! backgrounds.

use super::bounds::Bounds;
use super::crossing::MOST_SETS;
use super::model::{Class, Model, Role, RowAddress, Rows};

/// Two counts of one area, of which one lies in the other.
struct Pair {
    /// Positions among the sets of the classes.
    larger: usize,
    smaller: usize,
    /// The leaves of those between them.
    leaves: u64,
}

impl Model {
    /// Adds classes for what two counts differ by, where that tells of a few people; `rows` are those of the model as it is. Each
    /// is to be hidden like a small count of the release, though it is none. Whether there are any.
    pub(crate) fn add_differences(&mut self, rows: &Rows) -> bool {
        let before = self.classes.len();
        for larger in 0..before {
            for smaller in 0..before {
                for class in self.difference(rows, larger, smaller) {
                    self.make_room_for_size(&class);
                    self.classes.push(class);
                }
            }
        }
        self.classes.len() > before
    }

    /// How many those of a part between two groups are out of is a row as well: nobody is added to a part who is not there.
    fn make_room_for_size(&mut self, between: &Class) {
        let Role::Between { larger, .. } = between.role else { return };
        let Role::Part { size } = self.classes[larger].role else { return };
        let terms = self.classes[size].terms.clone();
        for (level, sets) in between.sets.iter().enumerate() {
            for leaves in sets {
                self.make_room(terms.clone(), level, *leaves);
            }
        }
    }

    /// Of a part, what is left beside it, or a difference of parts: the size it is out of.
    pub(crate) fn size_of(&self, at: RowAddress) -> Option<RowAddress> {
        let class = &self.classes[at.class];
        let part = match class.role {
            Role::Rest { part, .. } | Role::Between { larger: part, .. } => part,
            _ => at.class,
        };
        let Role::Part { size } = self.classes[part].role else { return None };
        if let Role::Between { .. } = class.role {
            return self.room(&self.classes[size].terms, at.level, at.area, class.sets[at.level][at.set]);
        }
        Some(RowAddress { class: size, ..at })
    }

    /// What two classes differ by, in as many classes as that takes; none where one is not part of the other, or where nothing is
    /// told.
    fn difference(&self, rows: &Rows, larger: usize, smaller: usize) -> Vec<Class> {
        let is_counted = |class: usize| matches!(self.classes[class].role, Role::Size | Role::Part { .. });
        let (of_larger, of_smaller) = (&self.classes[larger], &self.classes[smaller]);
        let is_part = of_smaller.terms.len() < of_larger.terms.len()
            && of_smaller.terms.iter().all(|term| of_larger.terms.contains(term));
        if !is_counted(larger) || !is_counted(smaller) || !(is_part || larger == smaller) {
            return Vec::new();
        }
        let terms = of_larger.terms.iter().filter(|term| larger == smaller || !of_smaller.terms.contains(term));
        let mut sets = vec![Vec::new(); self.areas.depth()];
        for (level, sets) in sets.iter_mut().enumerate() {
            for pair in self.pairs(larger, smaller, level) {
                let told = |area: usize| rows.tell_apart(self, (larger, smaller), level, area, &pair);
                if !sets.contains(&pair.leaves) && (0..self.areas.len(level)).any(told) {
                    sets.push(pair.leaves);
                }
            }
        }
        let name = if larger == smaller {
            format!("{} without a group in it", of_larger.name)
        } else {
            format!("{} without {}", of_larger.name, of_smaller.name)
        };
        let terms: Vec<_> = terms.copied().collect();
        // The same people between two other counts are the same rows; each pair is looked at, as each tells.
        let classes = sets.iter().map(Vec::len).max().unwrap_or(0).div_ceil(MOST_SETS);
        let part = |sets: &Vec<u64>, n: usize| sets.iter().skip(n * MOST_SETS).take(MOST_SETS).copied().collect();
        let class = |n: usize| Class {
            name: name.clone(),
            terms: terms.clone(),
            role: Role::Between { larger, smaller },
            sets: sets.iter().map(|sets| part(sets, n)).collect(),
        };
        (0..classes).map(class).collect()
    }

    /// The counts of two classes at a level that lie in each other: of one group, when the classes differ; otherwise of a group
    /// and a smaller one, without those that differ by a group that is counted itself.
    fn pairs(&self, larger: usize, smaller: usize, level: usize) -> Vec<Pair> {
        let (outer, inner) = (&self.classes[larger].sets[level], &self.classes[smaller].sets[level]);
        let mut pairs = Vec::new();
        for (p, &a) in outer.iter().enumerate() {
            for (q, &b) in inner.iter().enumerate().filter(|(_, b)| **b != 0 && **b & !a == 0) {
                let leaves = if larger == smaller { a & !b } else { a };
                let is_wanted = if larger == smaller { leaves != 0 && !outer.contains(&leaves) } else { a == b };
                if is_wanted {
                    pairs.push(Pair { larger: p, smaller: q, leaves });
                }
            }
        }
        pairs
    }

    /// Of a difference: the larger of two counts that differ by it. Of anything else, the count itself.
    pub(crate) fn larger_count(&self, at: RowAddress) -> RowAddress {
        let Role::Between { larger, smaller } = self.classes[at.class].role else { return at };
        let leaves = self.classes[at.class].sets[at.level][at.set];
        let pair = self.pairs(larger, smaller, at.level).into_iter().find(|pair| pair.leaves == leaves);
        pair.map_or(at, |pair| RowAddress { class: larger, set: pair.larger, ..at })
    }
}

impl Rows {
    /// Notes which differences must stay hidden: those that two counts tell.
    pub(super) fn hide_differences(&mut self, model: &Model) {
        for (class, of_class) in model.classes.iter().enumerate() {
            let Role::Between { larger, smaller } = of_class.role else { continue };
            for level in 0..model.areas.depth() {
                for pair in model.pairs(larger, smaller, level) {
                    let Some(set) = of_class.sets[level].iter().position(|set| *set == pair.leaves) else { continue };
                    for area in 0..model.areas.len(level) {
                        if let Some(row) = self.find(model, RowAddress { class, level, area, set })
                            && self.tell_apart(model, (larger, smaller), level, area, &pair)
                        {
                            self.published[row as usize].hide(model.classes[larger].role);
                        }
                    }
                }
            }
        }
    }

    /// Whether what is published of two counts gives away that between them there are few, but not nobody; or nobody. What was
    /// out before is no secret any more.
    fn tell_apart(&self, model: &Model, classes: (usize, usize), level: usize, area: usize, pair: &Pair) -> bool {
        let find = |class: usize, set: usize| self.find(model, RowAddress { class, level, area, set });
        let (Some(larger), Some(smaller)) = (find(classes.0, pair.larger), find(classes.1, pair.smaller)) else {
            return false;
        };
        let threshold = model.threshold(model.classes[classes.0].role);
        let tell = |larger: Bounds, smaller: Bounds| {
            let (low, high) = (larger.low - smaller.high, larger.high - smaller.low);
            high <= 0 || (low >= 1 && high < threshold)
        };
        let known = |row: u32| self.rows[row as usize].bounds;
        tell(known(larger), known(smaller)) && !tell(self.given(larger), self.given(smaller))
    }
}
