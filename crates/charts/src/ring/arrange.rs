//! Which wedge stands where.

use std::f64::consts::{PI, TAU};

/// Between themes, as an angle.
const THEME_GAP: f64 = 5.0 / 360.0 * TAU;

/// The column in which a wedge has its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    /// Right of the ring, read clockwise.
    Right,
    /// Left of the ring, read against the clock.
    Left,
}

/// Where a wedge stands; angles in radians, clockwise from 12 o'clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slot {
    /// Index of the theme.
    pub(crate) theme: usize,
    /// Index of the indicator in its theme.
    pub(crate) indicator: usize,
    /// Where it starts.
    pub(crate) from: f64,
    /// Where it ends.
    pub(crate) to: f64,
    /// The side of its label.
    pub(crate) half: Half,
}

impl Slot {
    /// The direction in which it points.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}

/// A ring: its wedges in the order of the definition, and an arc for each theme.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arrangement {
    /// One for each indicator.
    pub(crate) slots: Vec<Slot>,
    /// Theme, start, end; a theme that is cut in two by a column has one arc still.
    pub(crate) arcs: Vec<(usize, f64, f64)>,
}

/// Indicators that stand together in one column: a theme, or part of one.
#[derive(Debug, Clone, Copy)]
struct Block {
    theme: usize,
    first: usize,
    count: usize,
    /// Whether it is not the first part of its theme, so that no gap comes before it.
    continued: bool,
}

/// Arranges themes of these sizes in a ring: in their order, turned so that as much stands right as left and no theme is
/// cut; only where that would leave one side far more than half of the ring is a theme shared by both.
pub(crate) fn arrange(counts: &[usize]) -> Arrangement {
    let mut blocks: Vec<Block> = counts
        .iter()
        .enumerate()
        .filter(|&(_, &count)| count > 0)
        .map(|(theme, &count)| Block { theme, first: 0, count, continued: false })
        .collect();
    let total: usize = blocks.iter().map(|block| block.count).sum();
    if total == 0 {
        return Arrangement { slots: Vec::new(), arcs: Vec::new() };
    }
    let themes = blocks.len();
    let angle = (TAU - THEME_GAP * themes as f64) / total as f64;
    let (first, right) = loop {
        let (first, right) = balanced(&blocks);
        let span: usize = (0..right).map(|i| blocks[(first + i) % blocks.len()].count).sum();
        let excess = (span as f64 * 2.0 - total as f64).abs() * angle / 2.0;
        let largest = (0..blocks.len()).max_by_key(|&i| (blocks[i].count, usize::MAX - i)).unwrap_or(0);
        if excess <= PI / 5.0 || blocks[largest].count < 2 {
            break (first, right);
        }
        let Block { theme, first: start, count, .. } = blocks[largest];
        let head = count.div_ceil(2);
        blocks[largest].count = head;
        blocks.insert(largest + 1, Block { theme, first: start + head, count: count - head, continued: true });
    };
    place(&blocks, first, right, angle)
}

/// The block that starts the right half, and how many blocks it holds.
fn balanced(blocks: &[Block]) -> (usize, usize) {
    let weight = |block: &Block| block.count as f64 + 1.2;
    let all: f64 = blocks.iter().map(weight).sum();
    let wedges: f64 = blocks.iter().map(|block| block.count as f64).sum();
    let mut best = (f64::INFINITY, 0, blocks.len());
    for first in 0..blocks.len() {
        let (mut heavy, mut span) = (0.0, 0.0);
        for right in 1..=blocks.len() {
            let block = &blocks[(first + right - 1) % blocks.len()];
            heavy += weight(block);
            span += block.count as f64;
            let cost = (2.0 * heavy - all).abs() + 2.0 * (2.0 * span - wedges).abs();
            if cost < best.0 - 1e-9 {
                best = (cost, first, right);
            }
        }
    }
    (best.1, best.2)
}

fn place(blocks: &[Block], first: usize, right: usize, angle: f64) -> Arrangement {
    let order: Vec<Block> = (0..blocks.len()).map(|i| blocks[(first + i) % blocks.len()]).collect();
    // Walk once round from 0, then turn the whole so that the right half is centred at 3 o'clock.
    let mut at = 0.0;
    let mut spans = Vec::with_capacity(order.len());
    for (i, block) in order.iter().enumerate() {
        if i > 0 && !block.continued {
            at += THEME_GAP;
        }
        let from = at;
        at += angle * block.count as f64;
        spans.push((from, at));
    }
    let turn = PI / 2.0 - spans[right - 1].1 / 2.0;
    let mut slots = Vec::new();
    let mut arcs: Vec<(usize, f64, f64)> = Vec::new();
    for (i, block) in order.iter().enumerate() {
        let half = if i < right { Half::Right } else { Half::Left };
        let from = spans[i].0 + turn;
        for k in 0..block.count {
            let start = from + angle * k as f64;
            let within = match half {
                Half::Right => k,
                Half::Left => block.count - 1 - k,
            };
            slots.push(Slot {
                theme: block.theme,
                indicator: block.first + within,
                from: start,
                to: start + angle,
                half,
            });
        }
        match arcs.last_mut() {
            Some(arc) if block.continued && arc.0 == block.theme => arc.2 = spans[i].1 + turn,
            _ => arcs.push((block.theme, from, spans[i].1 + turn)),
        }
    }
    // A theme that begins in the left half and goes on in the right one was walked in two parts.
    if order.first().is_some_and(|block| block.continued) && arcs.len() > 1 {
        let head = arcs.remove(0);
        if let Some(tail) = arcs.last_mut() {
            tail.2 = head.2 + TAU;
        }
    }
    slots.sort_by_key(|slot| (slot.theme, slot.indicator));
    Arrangement { slots, arcs }
}
