//! Stacking rows of labels in a column without overlap.

/// A row: how high it is, and where in it its leader arrives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Item {
    /// In px.
    pub(crate) height: f64,
    /// From the top of the row.
    pub(crate) anchor: f64,
    /// Where the leader would arrive if it were free to.
    pub(crate) wish: f64,
}

/// The tops of rows in their order between `top` and `bottom`, none overlapping, each as near to its wish as the others
/// allow: least squares under order, by pooling adjacent violators (Ayer et al. 1955). When the rows are higher than
/// the column they run on below it.
pub(crate) fn stack(items: &[Item], top: f64, bottom: f64) -> Vec<f64> {
    let mut above = 0.0;
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for item in items {
        let mut pool = (item.wish - item.anchor - above, 1);
        while let Some(&(mean, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            pools.pop();
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / (count + pool.1) as f64, count + pool.1);
        }
        pools.push(pool);
        above += item.height;
    }
    let highest = top.max(bottom - above);
    let mut tops = Vec::with_capacity(items.len());
    let mut below = 0.0;
    for (mean, count) in pools {
        let start = mean.clamp(top, highest);
        for _ in 0..count {
            tops.push(start + below);
            below += items[tops.len() - 1].height;
        }
    }
    tops
}
