//! Small systems to protect, and sums of them worked out without the arithmetic of the room.

use protect::{Areas, Class, Model, Multiples, Role, RowAddress, Thresholds, Variable};

/// Decides between equal choices.
pub(crate) const SEED: [u8; 32] = [3; 32];

/// Every address of a model.
pub(crate) fn addresses(model: &Model) -> Vec<RowAddress> {
    let mut all = Vec::new();
    for (class, own) in model.classes.iter().enumerate() {
        for level in 0..model.areas.depth() {
            for area in 0..model.areas.len(level) {
                all.extend((0..own.sets[level].len()).map(|set| RowAddress { class, level, area, set }));
            }
        }
    }
    all.retain(|at| model.classes[at.class].sets[at.level][at.set] != 0);
    all
}

/// The sum of a row in a table.
pub(crate) fn sum(model: &Model, values: &[Vec<i32>], at: RowAddress) -> i32 {
    let class = &model.classes[at.class];
    let mut sum = 0;
    for area in 0..model.areas.finest() {
        if model.areas.above(area, at.level) != at.area {
            continue;
        }
        for leaf in 0..model.leaves {
            if class.sets[at.level][at.set] >> leaf & 1 == 1 {
                for (variable, sign) in &class.terms {
                    sum += sign * values[usize::from(variable.0)][area * model.leaves + leaf];
                }
            }
        }
    }
    sum
}

/// The same for sizes, parts and rests.
pub(crate) fn thresholds(threshold: i32) -> Thresholds {
    Thresholds { size: threshold, part: threshold, rest: threshold }
}

/// A class of sizes.
pub(crate) fn size(name: &str, variables: &[u16], sets: Vec<Vec<u64>>) -> Class {
    let terms = variables.iter().map(|variable| (Variable(*variable), 1)).collect();
    Class { name: name.to_owned(), terms, role: Role::Size, sets }
}

/// A table of one area whose cells are leaves, with the sums of some sets of them.
pub(crate) fn table(values: &[i32], sets: &[u64], base: u16, threshold: i32) -> Model {
    let mut all: Vec<u64> = (0..values.len()).map(|leaf| 1 << leaf).collect();
    all.extend(sets);
    Model {
        areas: Areas::new(vec![vec![0]]),
        leaves: values.len(),
        values: vec![values.to_vec()],
        classes: vec![size("count", &[0], vec![all])],
        cell_bounds: Vec::new(),
        multiples: Multiples::of_base(base),
        thresholds: thresholds(threshold),
        given: Vec::new(),
    }
}
