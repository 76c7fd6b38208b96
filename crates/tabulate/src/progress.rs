/// Who is told how far tabulation is. The program draws it; tests and libraries need not.
pub trait Progress: Send + Sync {
    /// A step begins, of so many rows where that is known.
    fn begin(&self, step: &str, rows: Option<u64>);
    /// So many more rows were read in the step.
    fn advance(&self, rows: u64);
    /// The step is done.
    fn end(&self);
}

/// Nobody is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _: &str, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
    fn end(&self) {}
}
