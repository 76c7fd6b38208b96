//! People who are in one published count and not in another: nobody publishes them, and whoever has both can take one from the
//! other. A universe and one of fewer ages differ by those of the ages between.

use super::bounds::{Bounds, Step};
use super::model::{Class, Model, Role, RowAddress, Rows};

/// The counts of a class at a level, area by area and set by set; 0 where nothing is published.
type Counts = Vec<i32>;

impl Model {
    /// Adds classes for the differences that two counts of one group tell, rounded to the base as they are. Each is to be
    /// hidden like a small count of the release, though it is none.
    pub(crate) fn add_differences(&mut self) {
        let of_counts = |class: &Class| matches!(class.role, Role::Size | Role::Part { .. });
        let counted: Vec<usize> = (0..self.classes.len()).filter(|at| of_counts(&self.classes[*at])).collect();
        let nested = |larger: usize, smaller: usize| {
            let (larger, smaller) = (&self.classes[larger].terms, &self.classes[smaller].terms);
            smaller.len() < larger.len() && smaller.iter().all(|term| larger.contains(term))
        };
        let pairs: Vec<(usize, usize)> = counted
            .iter()
            .flat_map(|larger| counted.iter().map(move |smaller| (*larger, *smaller)))
            .filter(|(larger, smaller)| nested(*larger, *smaller))
            .collect();
        let tables: Vec<Vec<Counts>> = (0..self.classes.len())
            .map(|class| {
                let wanted = pairs.iter().any(|(larger, smaller)| *larger == class || *smaller == class);
                (0..self.areas.depth()).filter(|_| wanted).map(|level| self.counts(class, level)).collect()
            })
            .collect();
        for (larger, smaller) in pairs {
            let (of_larger, of_smaller) = (&self.classes[larger], &self.classes[smaller]);
            let mut terms = of_larger.terms.clone();
            terms.retain(|term| !of_smaller.terms.contains(term));
            let sets: Vec<Vec<u64>> = (0..self.areas.depth())
                .map(|level| {
                    let tells = |set: usize| {
                        let position = of_smaller.sets[level].iter().position(|own| *own == of_larger.sets[level][set]);
                        position.is_some_and(|position| {
                            let of = |class: usize, set: usize, area: usize| {
                                tables[class][level][area * self.classes[class].sets[level].len() + set]
                            };
                            (0..self.areas.len(level))
                                .any(|area| self.tell_apart(of(larger, set, area), of(smaller, position, area)))
                        })
                    };
                    let own = &of_larger.sets[level];
                    own.iter().enumerate().map(|(at, set)| if *set != 0 && tells(at) { *set } else { 0 }).collect()
                })
                .collect();
            // The same people between two other universes are the same rows; each pair is looked at, as each tells.
            if sets.iter().flatten().any(|set| *set != 0) {
                let name = format!("{} without {}", of_larger.name, of_smaller.name);
                self.classes.push(Class { name, terms, role: Role::Between { larger, smaller }, sets });
            }
        }
    }

    /// Whether two counts, each rounded to the base, give away that between them there are few, but not nobody; or nobody.
    fn tell_apart(&self, larger: i32, smaller: i32) -> bool {
        let threshold = self.thresholds.size;
        let known = |count: i32| {
            let large = count >= threshold;
            large.then(|| self.multiples.round(count, Step(0), threshold)).flatten().map(|(_, bounds)| bounds)
        };
        let (Some(larger), Some(smaller)) = (known(larger), known(smaller)) else { return false };
        let between = Bounds { low: larger.low - smaller.high, high: larger.high - smaller.low };
        between.high <= 0 || (between.low >= 1 && between.high < threshold)
    }

    fn counts(&self, class: usize, level: usize) -> Counts {
        let Class { terms, sets, .. } = &self.classes[class];
        let sets = &sets[level];
        let mut counts = vec![0; self.areas.len(level) * sets.len()];
        for finest in 0..self.areas.finest() {
            let own = self.areas.above(finest, level) * sets.len();
            for leaf in 0..self.leaves {
                let cell = finest * self.leaves + leaf;
                let value: i32 =
                    terms.iter().map(|(variable, sign)| sign * self.values[usize::from(variable.0)][cell]).sum();
                if value != 0 {
                    for (at, _) in sets.iter().enumerate().filter(|(_, set)| **set >> leaf & 1 == 1) {
                        counts[own + at] += value;
                    }
                }
            }
        }
        counts
    }
}

impl Rows {
    /// Notes that a difference must stay hidden, where the two counts tell it.
    pub(super) fn hide_between(&mut self, model: &Model, at: RowAddress, larger: usize, smaller: usize) {
        let set = model.classes[at.class].sets[at.level][at.set];
        let Some(position) = model.classes[smaller].sets[at.level].iter().position(|own| *own == set) else { return };
        let of_larger = self.find(model, RowAddress { class: larger, ..at });
        let of_smaller = self.find(model, RowAddress { class: smaller, set: position, ..at });
        let (Some(row), Some(of_larger), Some(of_smaller)) = (self.find(model, at), of_larger, of_smaller) else {
            return;
        };
        if model.tell_apart(self.truth[of_larger as usize], self.truth[of_smaller as usize]) {
            self.published[row as usize].hide();
        }
    }
}
