//! From register tables to raw counts: every indicator, area, background and year.
